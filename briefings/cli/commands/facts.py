"""`briefings facts`: every figure with the words of its source."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from ..opening import home_of, require_file
from ..options import FILE, PROJECT, TELLING
from ..telling import shown, tell_findings

if TYPE_CHECKING:
    from ...diagnostics import Diagnostic
    from ...env import Env

FORMS: Final = ("text", "json", "csv", "xlsx")  # those of `facts.forms`


@click.command()
@click.argument("project", type=PROJECT, required=False)
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
    from ...engine import output
    from ...engine.reading import Reading
    from ...env import Env
    from ...facts import forms, stale
    from ..facts import gather
    from ..opening import known

    for path in data:
        require_file(path)
    if write and not locate:
        raise click.UsageError("`--write` goes with `--locate`")
    if locate and form not in ("text", "json"):
        raise click.UsageError("`--locate` tells its proposals as text or as JSON")
    if form == "xlsx" and target is None:
        raise click.UsageError("`--form xlsx` needs `--output FILE.xlsx`")
    home = home_of(project)
    env = Env(home, dict(os.environ))
    project_of = known(home, env)
    subjects = project_of.subjects(path.resolve() for path in data)
    if not subjects:
        raise click.UsageError(f"there is no report in `{shown(home / 'data')}`: name one with `--data`")
    reports = list(dict.fromkeys(one.report for one in subjects))
    if locate:
        return _locate([path for path in reports if path not in project_of.patterns], env, write, form, strict)
    ledgers, found = gather(subjects, Reading(project_of, env))
    if target is not None:
        output.write(target, forms.FORMS[form](ledgers))
    for of, ledger in zip(subjects, ledgers, strict=False) if keep else ():
        output.write(stale.beside(of.report), stale.kept(ledger, of.report, env))
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
