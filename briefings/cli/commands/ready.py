"""`briefings ready`: a process that has loaded all that commands need."""

from __future__ import annotations

import click

from .. import handover


@click.command()
@click.option("--stop", is_flag=True, help="End it, as soon as the commands that it has are done.")
@click.option("--status", is_flag=True, help="Tell whether there is one; 1 when there is none.")
def ready(stop: bool, status: bool) -> int:
    """Keep a process ready that has loaded all that commands need: from then on they begin at once, with the same files and findings.

    It is for this user and this installation alone, and ends after half an hour in which nobody asked, or when the program is another. BRIEFINGS_READY=none runs a command without it.
    """
    if why := handover.able():
        raise click.UsageError(f"no process can be ready: {why}")
    from .. import readying

    process = readying.found()
    if stop:
        if process is not None:
            readying.stopped(process)
        click.echo("no process is ready" if process is None else f"process {process} is not ready any more")
        return 0
    if process is None and not status:
        if why := readying.started():
            raise click.UsageError(f"no process is ready: {why}")
        process = readying.found()
    click.echo("no process is ready" if process is None else f"process {process} is ready")
    return 0 if process is not None else 1
