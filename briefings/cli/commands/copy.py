"""`briefings copy`: a built-in template or theme, to be changed."""

from __future__ import annotations

import os
from pathlib import Path

import click

from ..telling import shown


@click.command()
@click.argument("name")
@click.option("--theme", is_flag=True, help="NAME is a theme, such as `default`.")
def copy(name: str, theme: bool) -> int:
    """Put the built-in template NAME into the project's `templates/`, to be changed there; `briefings copy deck`, for example."""
    from ...engine import project as projects
    from ...env import Env
    from .. import starter

    env = Env(projects.find_root(Path.cwd()), dict(os.environ))
    click.echo(f"wrote {shown(starter.copy(name, 'theme' if theme else 'template', env))}")
    return 0
