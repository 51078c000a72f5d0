"""`briefings cache`: what was built before."""

from __future__ import annotations

from pathlib import Path

import click

from ..caching import OPTIONS, opened
from ..telling import shown


@click.command()
@click.argument("what", type=click.Choice(("info", "clear")), metavar="info|clear")
@OPTIONS[0]
def cache(what: str, cache: Path | str | None) -> int:
    """Tell where what was built before is kept and how much it is, or take all of it out."""
    store = opened(cache, no_cache=False)
    if store is None:
        click.echo("no cache: BRIEFINGS_CACHE says so")
        return 0
    if store.note:
        raise click.UsageError(f"`{shown(store.folder)}` is no cache of ours: {store.note}")
    size, count = store.size()
    if what == "clear":
        try:
            store.clear()
        except OSError as problem:
            raise click.UsageError(f"`{shown(store.folder)}` cannot be cleared: {problem.strerror}") from None
    click.echo(
        f"{store.folder}: {size / 1e6:,.1f} MB of {store.limit / 1e6:,.0f} in {count:,} files"
        + (", now none" if what == "clear" else "")
    )
    if store.far:
        click.echo(f"{store.far.shown}: shared; what is in it is looked after where it is kept")
    return 0
