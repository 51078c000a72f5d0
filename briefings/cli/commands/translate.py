"""`briefings translate`: the file that a translator fills in, or the texts for a translator's program and back."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ..opening import require_file
from ..options import FILE, LANGUAGE
from ..telling import shown, tell_findings

if TYPE_CHECKING:
    from ...engine.project import Project
    from ...env import Env
    from ...source import Source

_ROWS: Final = 60
"""So many rows of a pattern are looked at for what is to be translated."""
FORMS = ("xliff", "po", "xlsx")  # those of `exchange`, written here so that `--help` need not load them


@click.command()
@click.argument("language", type=LANGUAGE)
@click.argument("reports", nargs=-1, type=FILE)
@click.option(
    "--export",
    "form",
    type=click.Choice(FORMS),
    help="Write the texts for a translator's program instead, into the current folder.",
)
@click.option(
    "--import",
    "come",
    type=FILE,
    help="Take the texts of a file that came back into the translation of the one report that is named.",
)
def translate(language: str, reports: tuple[Path, ...], form: str | None, come: Path | None) -> int:
    """Write the file that a translator fills in, beside each report: its texts by their ids, the original above each.

    REPORTS are files under `data/`; all of the project when none is named. A file that is there already is left alone: `check` tells what
    it lacks.
    """
    from ...diagnostics import BriefingsError
    from ...engine import output
    from ...engine import project as projects
    from ...env import Env
    from ...report import skeleton
    from .. import exchanging
    from ..opening import known

    env = Env(projects.find_root(Path.cwd()), dict(os.environ))
    project = known(env.root, env)
    chosen = reports or tuple(
        path for path in projects.reports_in(env) if not (form or come) or path not in project.patterns
    )
    for path in chosen:
        if path.resolve() in project.patterns and (form or come):
            message = f"`{shown(path)}` is a pattern, whose expressions no translator's program knows"
            raise click.UsageError(
                f"{message}: `briefings translate {language}` writes the file to fill in; docs/many.md shows one"
            )
    if form and come:
        raise click.UsageError("--export and --import cannot go together")
    if come and len(chosen) != 1:
        raise click.UsageError("name the one report that the file is of, such as data/report.yaml")
    code = 0
    for path in chosen:
        require_file(path)
        try:
            if come:
                require_file(come)
                target, text, found = exchanging.taken(path.resolve(), language, come, env)
                data = text.encode()
                code = tell_findings(found, False, False) or code
            elif form:
                target, data = exchanging.given(path.resolve(), language, form, env)
            else:
                target, text = skeleton.skeleton(path.resolve(), language, env, _rows(project, path.resolve(), env))
                data = text.encode()
            output.write(target, data)
        except BriefingsError as problem:
            code = tell_findings(problem.findings, False, False) or code
        else:
            click.echo(f"wrote {shown(target)}")
    return code


def _rows(project: Project, path: Path, env: Env) -> list[Source]:
    """A pattern filled for some rows: enough that most parts that an `if` leaves out are there in one of them. Raises BriefingsError where it can
    be for none.
    """
    from ...diagnostics import BriefingsError
    from ...engine.reading import Reading

    made: list[Source] = []
    fault: BriefingsError | None = None
    for of in project.subjects([path])[:_ROWS] if path in project.patterns else ():
        try:
            made.append(Reading(project, env).source(of)[0])
        except BriefingsError as problem:
            fault = problem
    if fault and not made:
        raise fault
    return made
