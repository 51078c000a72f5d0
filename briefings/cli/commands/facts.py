"""`briefings facts`: every figure with the words of its source."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from ..opening import home_named, require_file
from ..options import FILE, FOLDER, TELLING
from ..telling import shown, tell_findings

if TYPE_CHECKING:
    from ...diagnostics import Diagnostic
    from ...env import Env

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
@click.option("--locate", is_flag=True, help="Propose where figures without a line of a source stand in the sources.")
@click.option(
    "--write",
    is_flag=True,
    help="With `--locate`: write what is sure into the reports; every other byte stays as it is.",
)
@click.option("--strict", is_flag=True, help="Warnings fail the run too.")
@TELLING[1]
def facts(
    project: Path | None,
    data: tuple[Path, ...],
    form: str,
    target: Path | None,
    keep: bool,
    locate: bool,
    write: bool,
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
    if write and not locate:
        raise click.UsageError("`--write` goes with `--locate`")
    if locate and form not in ("text", "json"):
        raise click.UsageError("`--locate` tells its proposals as text or as JSON")
    if form == "xlsx" and target is None:
        raise click.UsageError("`--form xlsx` needs `--output FILE.xlsx`")
    home = home_named(project) if project is not None else projects.find_root(Path.cwd())
    env = Env(home, dict(os.environ))
    reports = [path.resolve() for path in data or projects.reports_in(env)]
    if not reports:
        raise click.UsageError(f"there is no report in `{shown(home / 'data')}`: name one with `--data`")
    if locate:
        return _locate(reports, env, write, form, strict)
    ledgers, found = gather(reports, env)
    try:
        if target is not None:
            output.write(target, forms.FORMS[form](ledgers))
        for path, ledger in zip(reports, ledgers, strict=False) if keep else ():
            output.write(stale.beside(path), stale.kept(ledger, path, env))
    except BriefingsError as problem:
        return tell_findings(problem.findings, False, False)
    if target is None:
        click.echo(forms.FORMS[form](ledgers), nl=False)
    return tell_findings(found, False, strict, annotations, home)


def _locate(reports: Sequence[Path], env: Env, write: bool, form: str, strict: bool) -> int:
    """Proposals for all reports; a report with errors is told and left alone."""
    from ...diagnostics import BriefingsError
    from .. import locating

    told: list[tuple[str, Sequence[Any], Sequence[str]]] = []
    found: list[Diagnostic] = []
    for path in reports:
        try:
            proposals, written, more = locating.locate(path, env, write)
        except BriefingsError as problem:
            found += problem.findings
            continue
        told.append((shown(path), proposals, written))
        found += more
    if form == "json":
        click.echo(locating.as_json(told), nl=False)
    else:
        for each in told:
            click.echo(locating.text(*each), nl=False)
    return tell_findings(found, False, strict)
