"""What many documents are made with, such as how a slide master was read, kept in a store by what it was made of.

A worker reads here and writes nothing: it tells what is new, and we put that into the store.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .store import Store, name_of

FOLDER = "made"


class Shelf:
    """A shelf of a store. What is on it is found by whoever has the same `scope`: the same program, the same trust. `pages` says whether
    pages are kept on it too."""

    def __init__(self, folder: Path, scope: tuple[str, ...], *, pages: bool = False) -> None:
        self.pages = pages
        self._store = Store(folder)
        self._scope = scope
        self._new: dict[str, Any] = {}

    def get(self, name: str) -> Any:
        """What was kept under a name, as JSON values; None when nothing was, or it is not as it was."""
        return self._store.value(FOLDER, name_of((*self._scope, name)))

    def put(self, name: str, value: Any) -> None:
        """Has something kept."""
        self._new[name] = value

    def new(self) -> Mapping[str, Any]:
        """What is to be kept since this was last asked."""
        new, self._new = self._new, {}
        return new


def keep(store: Store, scope: tuple[str, ...], new: Mapping[str, Any]) -> None:
    """Puts into a store what is new on a shelf of it."""
    for name, value in new.items():
        store.put(FOLDER, name_of((*scope, name)), value)
