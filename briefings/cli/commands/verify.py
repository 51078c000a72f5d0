"""`briefings verify`: finished files against the data."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from ..opening import home_of, limits_of, opened, require_file, require_reports
from ..options import FILE, FOLDER, LANGUAGE, TELLING, identifier, printable, with_each
from ..telling import shown, tell_findings, write_sarif


@click.command()
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option(
    "--project", type=FOLDER, help="The project whose data the files are held against; found as for `build` without it."
)
@click.option("--data", type=FILE, multiple=True, help="A report in place of the project's own.")
@click.option(
    "--template", default="", help="The template that the files were made with, where their names do not tell."
)
@click.option("--lang", "language", type=LANGUAGE, help="Their language, where neither name nor file tells.")
@click.option("--brand", type=FILE, help="The .pptx or .potx that they were built on, as for `build`.")
@click.option(
    "--edition", default="", metavar="v1.2", callback=printable, help="The edition that they were built with."
)
@click.option(
    "--audience", default="", metavar="NAME", callback=identifier, help="The audience that they were built for."
)
@click.option("--sarif", type=FILE, help="Write the findings to this file too, as SARIF 2.1.0, for code hosts.")
@click.option("--strict", is_flag=True, help="Warnings fail the run too.")
@with_each(*TELLING)
def verify(
    files: tuple[Path, ...],
    project: Path | None,
    language: str | None,
    sarif: Path | None,
    strict: bool,
    as_json: bool,
    annotations: str | None,
    **given: Any,
) -> int:
    """Hold finished decks, PDFs, web pages and data packs, edited by hand or not, against the data: figures, quotes, credits, charts.

    What differs is told with its slide and shape and the line of the data; an error ends with 1.
    """
    from ...env import Env
    from .. import verifying

    for path in (*files, *given["data"], *([given["brand"]] if given["brand"] else [])):
        require_file(path)
    home = home_of(project)
    env = Env(home, dict(os.environ))
    loaded = opened(env, given["data"], limits_of(None, None, False))
    if isinstance(loaded, tuple):
        return tell_findings(loaded, as_json, strict, annotations, home)
    require_reports(loaded, given)
    asked = verifying.Asked(
        given["data"], given["template"], language or "", given["edition"], given["brand"], given["audience"]
    )
    found = verifying.told(files, loaded, env, asked, [shown(path) for path in files])
    code = tell_findings(found, as_json, strict, annotations, Path.cwd())
    return code if sarif is None or write_sarif(sarif, found) else 1
