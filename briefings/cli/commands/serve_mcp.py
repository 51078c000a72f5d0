"""`briefings serve-mcp`: the commands as tools for writing assistants."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from ..opening import home_of, limits_of
from ..options import LIMITS, PROJECT, with_each


@click.command()
@click.argument("project", type=PROJECT, required=False)
@with_each(*LIMITS)
def serve_mcp(project: Path | None, **given: Any) -> int:
    """Serve the commands as tools to a writing assistant, over standard input and output (Model Context Protocol).

    PROJECT is found as for `build`; every path of a call is held to it. Only the tool `build` writes, into `output/`.
    """
    from ...env import Env

    try:
        from .. import serving
    except ImportError as lacks:
        raise click.UsageError(
            f"there is no {lacks.name}; install what it needs: pip install 'briefings[mcp]'"
        ) from None
    home = home_of(project)
    env = Env(home, dict(os.environ), links=not given["untrusted"])
    served = serving.Served(env, limits_of(**given), given["untrusted"])
    serving.server(served).run("stdio")
    return 0
