"""`briefings doctor`: what this machine can make."""

from __future__ import annotations

import os
from pathlib import Path

import click

from ..telling import print_json


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print all checks as JSON on standard output.")
def doctor(as_json: bool) -> int:
    """Try on this machine all that the program needs, by doing it, and tell what to do where it fails: libraries, fonts, LibreOffice, a project.

    What is optional may be missing; what is wrong ends with 1.
    """
    from ... import __version__
    from ...env import Env
    from .. import doctoring

    env = Env(Path.cwd(), dict(os.environ))
    if not as_json:
        click.echo(f"briefings {__version__}")
    made = doctoring.checks(env, lambda one: None if as_json else click.echo(one.line()))
    if as_json:
        print_json(doctoring.as_json(made, __version__))
    else:
        told = [f"{count} {state}" for state in doctoring.STATES if (count := sum(one.state == state for one in made))]
        click.echo(f"{len(made)} checks: {', '.join(told)}")
    return 0 if doctoring.sound(made) else 1
