"""`briefings facts`: every figure with the words of its source."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import click

from ..opening import home_named, require_file
from ..options import FILE, FOLDER, TELLING
from ..telling import shown, tell_findings

FORMS: Final = ("text", "json", "csv", "xlsx")  # those of `facts.forms`


@click.command()
@click.argument("project", type=FOLDER, required=False)
@click.option("--data", type=FILE, multiple=True, help="A report in place of the project's own.")
@click.option(
    "--form",
    type=click.Choice(FORMS),
    default="text",
    help="How the ledger is written: for people, as JSON, as CSV, as an Excel workbook. `text` when not given.",
)
@click.option("--output", "target", type=FILE, help="Write the ledger to this file.")
@click.option(
    "--keep", is_flag=True, help="Keep the hashes of the sources beside each report, to be told when one changes."
)
@click.option("--strict", is_flag=True, help="Warnings fail the run too.")
@TELLING[1]
def facts(
    project: Path | None,
    data: tuple[Path, ...],
    form: str,
    target: Path | None,
    keep: bool,
    strict: bool,
    annotations: str | None,
) -> int:
    """Tell every figure of the reports: its value, what it counts, and the words of the source that it comes from.

    Numbers that are no figures (years, dates, symbols) are listed with the reason. What the sources do not bear out is told.
    """
    from ...diagnostics import BriefingsError
    from ...engine import output
    from ...engine import project as projects
    from ...env import Env
    from ...facts import forms, stale
    from ..facts import gather

    for path in data:
        require_file(path)
    if form == "xlsx" and target is None:
        raise click.UsageError("`--form xlsx` needs `--output FILE.xlsx`")
    home = home_named(project) if project is not None else projects.find_root(Path.cwd())
    env = Env(home, dict(os.environ))
    reports = [path.resolve() for path in data or projects.reports_in(env)]
    if not reports:
        raise click.UsageError(f"there is no report in `{shown(home / 'data')}`: name one with `--data`")
    ledgers, found = gather(reports, env)
    try:
        if target is not None:
            output.write(target, forms.FORMS[form](ledgers))
        for path, ledger in zip(reports, ledgers, strict=False) if keep else ():
            output.write(stale.beside(path), stale.kept(ledger))
    except BriefingsError as problem:
        return tell_findings(problem.findings, False, False)
    if target is None:
        click.echo(forms.FORMS[form](ledgers), nl=False)
    return tell_findings(found, False, strict, annotations, home)
