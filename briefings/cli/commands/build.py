"""`briefings build`: decks and one-pagers."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..caching import cached, keep, known, run_of
from ..opening import built, home_of, require_given
from ..options import FILE, FOLDER, shared
from ..telling import summarise, tell

if TYPE_CHECKING:
    from ...engine.store import Seen, Store


@click.command()
@shared
@click.option("--output", "folder", type=FOLDER, help="Where the files go; `output/` in the project when not given.")
@click.option("--summary", type=FILE, help="Append an account of the run to this file, in Markdown.")
@click.option(
    "-v", "--verbose", is_flag=True, help="Tell why each is made, and every decision that made the content fit."
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Have the documents made by the workers of this dask scheduler (`tcp://…`), or of one that is started here (`local`).",
)
@cached
def build(
    project: Path | None,
    folder: Path | None,
    summary: Path | None,
    verbose: bool,
    as_json: bool,
    cache: Path | str | None,
    no_cache: bool,
    **given: Any,
) -> int:
    """Build the project's decks and one-pagers; what was built before and has not changed is left as it is.

    PROJECT is a folder; without one it is the nearest folder upwards that has a `briefings.yaml`, else the current folder.
    """
    from ...engine.output import Folder
    from ...env import Env

    require_given(given)
    if given["scheduler"] and given["untrusted"]:
        raise click.UsageError("`--untrusted` and `--scheduler`: what strangers wrote is not sent to other machines")
    home = home_of(project)
    env = Env(home, dict(os.environ), links=not given["untrusted"])
    store = known(cache, no_cache, home)
    into = Folder((folder or home / "output").absolute(), store[1] if store else None)
    run = run_of(store, env, into, given, str(into.path))
    if store and run and not verbose and summary is None and (standing := run.standing(given["strict"])):
        store[1].save()
        return tell(standing, [into.path / name for name in standing.files], as_json, False, given["annotations"], home)
    return _built(env, into, run, store, summary, verbose, as_json, given)


def _built(
    env: Any,
    into: Any,
    run: Any,
    store: tuple[Store, Seen] | None,
    summary: Path | None,
    verbose: bool,
    as_json: bool,
    given: dict[str, Any],
) -> int:
    """Makes what has to be made."""
    from ...engine import build as stage
    from ...frozen import replace

    made = built(env, given, as_json, summary, keeper=into, store=store, verbose=verbose)
    if made is None:
        return 1
    result, looked = made
    files = stage.finish(result, into)
    result = replace(result, findings=tuple(dict.fromkeys((*result.findings, *into.faults))))
    keep(store, run, looked, files, result)
    if store and verbose and store[0].note:
        click.echo(f"nothing is kept for the next time in `{store[0].folder}`: {store[0].note}", err=True)
    summarise(summary, result.outputs, result.findings)
    paths = [into.path / name for name in files]
    written = {into.path / name for name in into.written}
    return tell(result, paths, as_json, verbose, given["annotations"], env.root, written)
