"""`briefings inspect`: what a brand template offers."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from ..opening import limits_of, require_file
from ..options import FILE, LANGUAGE, LIMITS, with_each
from ..telling import print_json, shown, tell_findings


@click.command()
@click.argument("brand", type=FILE)
@click.option(
    "--write", is_flag=True, help="Save the mapping to `templates/<brand>.yaml` of the project, to be changed there."
)
@click.option(
    "--sheet", type=FILE, metavar="FILE.png", help="Draw the layouts side by side, by LibreOffice where there is one."
)
@click.option("--lang", "language", type=LANGUAGE, default="en", help="The language of the deck.")
@click.option("--json", "as_json", is_flag=True, help="Print all of it as JSON on standard output.")
@with_each(*LIMITS)
def inspect(brand: Path, write: bool, sheet: Path | None, language: str, as_json: bool, **given: Any) -> int:
    """Tell what a BRAND template (.pptx, .potx) offers: layouts, places and how much they hold, the role of each, and what is missing."""
    from ...diagnostics import BriefingsError, Level, Where
    from ...engine import inspection, output, workers
    from ...engine import project as projects
    from ...env import Env

    require_file(brand)
    env = Env(projects.find_root(Path.cwd()), dict(os.environ))
    order = inspection.Order(brand, env.root, env.environ, language, sheet is not None)
    made = workers.call(inspection.told, order, limits_of(**given))
    if isinstance(made, workers.Lost):
        made = (made.finding(f"`{shown(brand)}`", Where(env.name(brand)), "reading it"),)
    if isinstance(made, tuple):
        return tell_findings(made, as_json, False)
    written: list[Path] = []
    try:
        if write:
            written.append(env.root / "templates" / f"{made.name}.yaml")
            output.write(written[-1], made.mapping)
        if sheet is not None:
            output.write(sheet, made.picture)
            written.append(sheet)
    except BriefingsError as problem:
        return tell_findings(problem.findings, as_json, False)
    if as_json:
        from ...engine.manifest import finding_json

        findings = [finding_json(finding) for finding in made.findings]
        print_json({**made.json, "files": [shown(path) for path in written], "findings": findings})
    else:
        click.echo(made.text, nl=False)
        for finding in made.findings:
            click.echo(finding.render(), err=True)
        for path in written:
            click.echo(f"wrote {shown(path)}")
    return 1 if any(finding.level is Level.ERROR for finding in made.findings) else 0
