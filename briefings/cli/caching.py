"""Where what was built before is kept: the user's own cache folder, so that no project brings along what would be taken for our work."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from .handover import caches
from .options import with_each

if TYPE_CHECKING:
    from ..engine.build import Result
    from ..engine.output import File, Keeper
    from ..engine.standing import Run
    from ..engine.store import Input, Seen, Store
    from ..env import Env

NAME: Final = "BRIEFINGS_CACHE"
SIZE: Final = "BRIEFINGS_CACHE_MB"
NONE: Final = ("", "0", "none", "off")
SHARED: Final = "://"
"""What the address of a shared store has in it, and no folder."""

_NO_INPUT: Final = ("jobs", "timeout", "memory", "strict", "annotations", "untrusted", "scheduler")
"""Options that neither files nor findings depend on."""


class _Where(click.Path):
    """A folder, or the address of a store that machines share."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return value if isinstance(value, str) and SHARED in value else super().convert(value, param, ctx)


OPTIONS: Final = (
    click.option(
        "--cache",
        type=_Where(file_okay=False, path_type=Path),
        metavar="PLACE",
        help="Where to keep what was built: a folder, or a store that machines share (`s3://bucket/briefings`); without it what BRIEFINGS_CACHE names, else a folder of the user's.",
    ),
    click.option("--no-cache", is_flag=True, help="Build everything, and keep nothing for the next time."),
)

cached = with_each(*OPTIONS)


def place(environ: Mapping[str, str]) -> Path | None:
    """The folder of the cache; None where the user wants none."""
    named = environ.get(NAME, SHARED)
    if SHARED not in named:
        return None if named.lower() in NONE else Path(named)
    return Path(caches(environ), "briefings")


def limit(environ: Mapping[str, str]) -> int:
    """How many bytes the cache may hold."""
    from ..engine.store import USUAL

    given = environ.get(SIZE, "")
    if not given:
        return USUAL
    if not given.isdecimal() or len(given) > 9:
        raise click.UsageError(f"{SIZE} is `{given[:20]}`, not a number of megabytes")
    return int(given) * 1024 * 1024


def opened(cache: Path | str | None, no_cache: bool) -> Store | None:
    """The cache; None where there is to be none."""
    from ..engine.far import Far
    from ..engine.store import Store

    if no_cache:
        return None
    environ = dict(os.environ)
    named = str(cache or environ.get(NAME, ""))
    far = Far(named) if SHARED in named and not isinstance(cache, Path) else None
    folder = cache if isinstance(cache, Path) else place(environ) or (place({**environ, NAME: SHARED}) if far else None)
    return Store(folder.absolute(), limit(environ), far) if folder else None


def known(cache: Path | str | None, no_cache: bool, home: Path) -> tuple[Store, Seen] | None:
    """The cache, and what it remembers of a project's files; None where there is to be none."""
    from ..engine.store import Seen

    store = opened(cache, no_cache)
    return (store, Seen(store, f"project {home}")) if store else None


def run_of(store: tuple[Store, Seen] | None, env: Env, keeper: Keeper, given: Mapping[str, Any], of: str) -> Run | None:
    """A run as the cache knows it, `of` in words what it writes; None where it hangs on more than files, or there is no cache."""
    from ..engine.standing import Run

    if store is None or given["final"] or given["since"]:
        return None
    asked = {key: str(value) for key, value in given.items() if key not in _NO_INPUT}
    return Run(*store, env, keeper, {**asked, "of": of})


def keep(
    store: tuple[Store, Seen] | None,
    run: Run | None,
    looked: Iterable[Input],
    files: Mapping[str, File],
    result: Result,
) -> None:
    """Keeps a run for the next time."""
    if store is None:
        return
    if run:
        run.keep(looked, files, ((one.name, one.lacks) for one in result.outputs), result.findings)
    store[1].save()
    store[0].trim()
    closed(store[0])


def closed(store: Store) -> None:
    """Tells once that a shared store was not of use; nothing depends on it but time."""
    from ..diagnostics import warning

    if store.far is None:
        return
    store.far.end()
    if store.far.note:
        message = f"the shared store `{store.far.shown}` is left out: {store.far.note}"
        hint = (
            "the build goes on without it; it is an address of fsspec, whose library for it is installed too, as `s3fs`"
        )
        click.echo(warning("store-unreached", message, hint=hint).render(), err=True)
