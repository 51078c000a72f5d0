"""`briefings draft`: a data file from a document."""

from __future__ import annotations

import os
from pathlib import Path

import click

from ..options import FILE, LANGUAGE
from ..telling import shown, tell_findings


@click.command()
@click.argument("document", metavar="SOURCE", type=FILE)
@click.option(
    "--output", "target", type=FILE, help="The data file to write; `data/<name of SOURCE>.yaml` when not given."
)
@click.option("--lang", "language", type=LANGUAGE, help="The language of SOURCE; found out when not given.")
@click.option("--date", default="", metavar="2023-09", help="The report's date, where SOURCE does not tell it.")
def draft(document: Path, target: Path | None, language: str | None, date: str) -> int:
    """Write a draft of a report from a chapter: its sections, figures with their lines, quotes, captions.

    SOURCE is a text, Markdown, PDF, Word or HTML file of the project, such as `seeds/chapter.pdf`. What a person must look at is marked
    in the draft, and what has no place in it is listed there: nothing is dropped.
    """
    from ...engine import output
    from ...engine import project as projects
    from ...env import Env
    from .. import drafting
    from ..opening import require_file

    require_file(document)
    env = Env(projects.find_root(Path.cwd()), dict(os.environ))
    place = target or env.root / "data" / f"{document.stem}.yaml"
    made = drafting.drafted(document.resolve(), place.resolve(), env, language or "", date)
    output.write(place, made.text.encode())
    click.echo(f"wrote {shown(place)}")
    click.echo(drafting.account(made), nl=False)
    return tell_findings(made.findings, False, False)
