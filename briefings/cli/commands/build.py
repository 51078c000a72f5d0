"""`briefings build`: decks and one-pagers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ..opening import built
from ..options import FILE, FOLDER, shared
from ..telling import summarise, tell


@click.command()
@shared
@click.option("--output", "folder", type=FOLDER, help="Where the files go; `output/` in the project when not given.")
@click.option("--summary", type=FILE, help="Append an account of the run to this file, in Markdown.")
@click.option("-v", "--verbose", is_flag=True, help="Tell every decision that made the content fit.")
def build(
    project: Path | None, folder: Path | None, summary: Path | None, verbose: bool, as_json: bool, **given: Any
) -> int:
    """Build the project's decks and one-pagers.

    PROJECT is a folder; without one it is the nearest folder upwards that has a `briefings.yaml`, else the current folder.
    """
    from ...engine import build as stage
    from ...engine.output import Folder
    from ...frozen import replace

    made = built(project, given, as_json, summary, keeper=lambda home: Folder(folder or home / "output"))
    if made is None:
        return 1
    result, home, into = made
    assert isinstance(into, Folder)
    files = stage.finish(result, into)
    result = replace(result, findings=tuple(dict.fromkeys((*result.findings, *into.faults))))
    summarise(summary, result.outputs, result.findings)
    return tell(
        result, files, as_json, verbose, given["annotations"], home, {into.path / name for name in into.written}
    )
