"""`briefings new`: a project to start from."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from ..options import FOLDER
from ..telling import shown


@click.command()
@click.argument("folder", type=FOLDER)
def new(folder: Path) -> int:
    """Start a project in a new FOLDER: a small report to change, ready to build."""
    from .. import starter

    for path in starter.create(folder):
        click.echo(f"wrote {shown(path)}")
    click.echo(f"next: briefings build {shlex.quote(shown(folder))}")
    return 0
