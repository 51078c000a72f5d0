"""Tells of files of a project that have changed, soon after they were saved.

Folders are watched, not files: ten thousand pictures cost no more than one. Folders that no report is made from are left out: hidden ones, the
output, what other programs install. Where the system has no room for a watched folder, files are looked at in turn.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import watchfiles
from watchfiles import Change

from ..engine.project import FILE

_LOOKS: Final = (".pptx", ".potx", ".ttf", ".otf", ".ttc")
"""Endings of files that themes and brands are made of."""
_LEFT_OUT: Final = frozenset({"output", "node_modules", "__pycache__", "site-packages", "venv"})
_MOST: Final = 4_000
"""The most folders that are watched."""
_SETTLED: Final = 15
"""Milliseconds without another change after which a file counts as saved."""
_HEARS: Final = 400
"""Milliseconds after which it is seen that nobody needs to be told any more."""


def watch(home: Path, stop: threading.Event, changed: Callable[[bool], None]) -> None:
    """Calls `changed`, and whether a template, a theme or a brand may be other than before, at each change until `stop`."""
    first = True
    while not stop.is_set():
        if not first:  # whatever was saved between two watches
            changed(True)
        first = False
        for polling in (None, True):
            try:
                _until_folders_change(home, stop, changed, polling)
                break
            except OSError:  # no room for another watched folder: look at the files in turn
                if polling:
                    stop.wait(1)


def _until_folders_change(
    home: Path, stop: threading.Event, changed: Callable[[bool], None], polling: bool | None
) -> None:
    folders = tuple(folders_of(home))
    known = {str(one) for one in folders}
    seen = watchfiles.watch(
        *folders,
        watch_filter=lambda change, path: _matters(Path(path)),
        recursive=False,
        step=_SETTLED,
        debounce=200,
        stop_event=stop,
        rust_timeout=_HEARS,
        force_polling=polling,
        raise_interrupt=False,
    )
    for changes in seen:
        paths = [Path(path) for _, path in changes]
        if any(str(path) in known or (change is Change.added and Path(path).is_dir()) for change, path in changes):
            return
        changed(any(_looks(home, path) for path in paths))


def folders_of(home: Path) -> Iterator[Path]:
    """The folders that files of a project may lie in."""
    count = 0
    for folder, below, files in os.walk(home):
        if "pyvenv.cfg" in files:
            below.clear()
            continue
        below[:] = sorted(name for name in below if not name.startswith(".") and name not in _LEFT_OUT)
        yield Path(folder)
        count += 1
        if count >= _MOST:
            return


def _matters(path: Path) -> bool:
    """Whether a file is more than what an editor keeps for itself."""
    return not path.name.startswith((".", "#")) and not path.name.endswith(("~", ".swp", ".tmp", ".part"))


def _looks(home: Path, path: Path) -> bool:
    try:
        name = path.relative_to(home)
    except ValueError:
        return True
    return name.parts[:1] == ("templates",) or name.as_posix() == FILE or path.suffix.lower() in _LOOKS
