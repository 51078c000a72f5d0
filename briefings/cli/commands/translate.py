"""`briefings translate`: the file that a translator fills in."""

from __future__ import annotations

import os
from pathlib import Path

import click

from ...language import LANGUAGES
from ..opening import require_file
from ..options import FILE
from ..telling import shown, tell_findings


@click.command()
@click.argument("language", type=click.Choice(tuple(LANGUAGES)))
@click.argument("reports", nargs=-1, type=FILE)
def translate(language: str, reports: tuple[Path, ...]) -> int:
    """Write the file that a translator fills in, beside each report: its texts by their ids, the original above each.

    REPORTS are files under `data/`; all of the project when none is named. A file that is there already is left alone: `check` tells what
    it lacks.
    """
    from ...diagnostics import BriefingsError
    from ...engine import output
    from ...engine import project as projects
    from ...env import Env
    from ...report import translation

    env = Env(projects.find_root(Path.cwd()), dict(os.environ))
    code = 0
    for path in reports or projects.reports_in(env):
        require_file(path)
        try:
            target, text = translation.skeleton(path.resolve(), language, env)
            output.write(target, text.encode())
        except BriefingsError as problem:
            code = tell_findings(problem.findings, False, False) or code
        else:
            click.echo(f"wrote {shown(target)}")
    return code
