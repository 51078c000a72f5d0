"""Where what was built before is kept: the user's own cache folder, so that no project brings along what would be taken for our work."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from .options import FOLDER, with_each

if TYPE_CHECKING:
    from ..engine.store import Store

NAME: Final = "BRIEFINGS_CACHE"
SIZE: Final = "BRIEFINGS_CACHE_MB"
NONE: Final = ("", "0", "none", "off")

OPTIONS: Final = (
    click.option(
        "--cache",
        type=FOLDER,
        help="Where to keep what was built; without it the folder that BRIEFINGS_CACHE names, else one of the user's.",
    ),
    click.option("--no-cache", is_flag=True, help="Build everything, and keep nothing for the next time."),
)

cached = with_each(*OPTIONS)


def place(environ: Mapping[str, str]) -> Path | None:
    """The folder of the cache; None where the user wants none."""
    if NAME in environ:
        return None if environ[NAME].lower() in NONE else Path(environ[NAME])
    home = Path(environ.get("USERPROFILE" if sys.platform == "win32" else "HOME") or Path.home())
    if sys.platform == "win32":
        above = Path(environ.get("LOCALAPPDATA") or home / "AppData/Local")
    elif sys.platform == "darwin":
        above = home / "Library/Caches"
    else:
        named = environ.get("XDG_CACHE_HOME", "")
        above = Path(named) if named.startswith("/") else home / ".cache"
    return above / "briefings"


def limit(environ: Mapping[str, str]) -> int:
    """How many bytes the cache may hold."""
    from ..engine.store import USUAL

    given = environ.get(SIZE, "")
    if not given:
        return USUAL
    if not given.isdecimal() or len(given) > 9:
        raise click.UsageError(f"{SIZE} is `{given[:20]}`, not a number of megabytes")
    return int(given) * 1024 * 1024


def opened(cache: Path | None, no_cache: bool) -> Store | None:
    """The cache; None where there is to be none."""
    from ..engine.store import Store

    if no_cache:
        return None
    environ = dict(os.environ)
    folder = cache or place(environ)
    return Store(folder.absolute(), limit(environ)) if folder else None
