"""`briefings translate`: the file that a translator fills in, or the texts for a translator's program and back."""

from __future__ import annotations

import os
from pathlib import Path

import click

from ..opening import require_file
from ..options import FILE, LANGUAGE
from ..telling import shown, tell_findings

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
    chosen = reports or projects.reports_in(env)
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
                target, text, found = exchanging.taken(path.resolve(), language, come, project, env)
                data = text.encode()
                code = tell_findings(found, False, False) or code
            elif form:
                target, data = exchanging.given(path.resolve(), language, form, project, env)
            else:
                filled = exchanging.rows(project, path.resolve(), env)
                target, text = skeleton.skeleton(path.resolve(), language, env, filled)
                data = text.encode()
            output.write(target, data)
        except BriefingsError as problem:
            code = tell_findings(problem.findings, False, False) or code
        else:
            click.echo(f"wrote {shown(target)}")
    return code
