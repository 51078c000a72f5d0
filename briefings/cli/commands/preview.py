"""`briefings preview`: pages in a browser while they are written."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import click

from ..opening import home_of, limits_of
from ..options import LIMITS, PROJECT, with_each


@click.command()
@click.argument("project", type=PROJECT, required=False)
@click.option(
    "--port", type=click.IntRange(0, 65535), help="The port; 8732 or the next that is free when not given, 0 is any."
)
@click.option("--open", "opens", is_flag=True, help="Open the page in the browser.")
@click.option(
    "--editor",
    default="vscode",
    metavar="NAME",
    help="What opens a line: vscode, vscodium, cursor, zed, idea, none, or an address with {file}, {line} and {column}.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 86_400),
    default=20.0,
    metavar="SECONDS",
    help="How long each document may take; 20 when not given.",
)
@with_each(*LIMITS[1:])
def preview(project: Path | None, port: int | None, opens: bool, editor: str, **given: Any) -> int:
    """Show all pages in a browser, and each sentence soon after it is saved; press a block to see its line.

    PROJECT is found as for `build`. It is served to this machine alone, until Ctrl-C; nothing is written.
    """

    try:
        from ...preview import run, server
    except ImportError as lacks:
        hint = "install what it needs: pip install 'briefings[preview]'"
        raise click.UsageError(f"there is no {lacks.name}; {hint}") from None
    home = home_of(project)
    settings = run.Settings(
        home, dict(os.environ), limits_of(**given), port, not given["untrusted"], _address(editor, server.EDITORS)
    )

    def tell(address: str, moved: bool) -> None:
        if moved:
            click.echo(f"port {run.PORT} is in use, so this is the next", err=True)
        click.echo(f"{address}\nserving {home.name} to this machine; Ctrl-C ends it", err=False)
        if opens:
            click.launch(address)

    run.run(settings, tell)
    return 0


def _address(editor: str, known: Any) -> str:
    """The address that opens an editor, from its name or as it was given."""
    if editor in known:
        return str(known[editor])
    if re.match(r"(?!javascript|data|file|blob|https?)[a-z][a-z0-9+.-]*:", editor) and "{file}" in editor:
        return editor
    names = ", ".join(known)
    raise click.UsageError(f"`--editor` is one of {names}, or an address such as `vscode://file/{{file}}:{{line}}`")
