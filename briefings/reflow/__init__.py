"""The formats without pages: what was to stand on slides or on a sheet, in reading order. To add one: one module beside this, one line in the table."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ..frozen import frozen
from ..look import Look

if TYPE_CHECKING:
    from .nodes import Flow


@frozen
class Around:
    """What a run makes around a file: the path of the file in the output folder, and the languages that it is made in, its own among them."""

    name: str = ""
    languages: tuple[str, ...] = ()

    def sisters(self, language: str) -> Iterator[tuple[str, str]]:
        """Every language of the document with the way to its file, from the folder of this one, which is in `language`."""
        before, _, after = self.name.rpartition(f".{language}")
        folder = posixpath.dirname(self.name)
        for other in self.languages:
            yield other, posixpath.relpath(f"{before}.{other}{after}", folder or ".")


@frozen
class Made:
    """A finished file, and those that it needs beside it, by their paths from its own folder."""

    data: bytes
    beside: Mapping[str, bytes] = field(default_factory=dict)


def _html(flow: Flow, look: Look, _: Around) -> Made:
    from .html import write

    return Made(write(flow, look))


def _xlsx(flow: Flow, _: Look, __: Around) -> Made:
    from .workbook import write

    return Made(write(flow))


def _csv(flow: Flow, _: Look, __: Around) -> Made:
    from .packed import write

    return Made(write(flow))


def _docx(flow: Flow, look: Look, _: Around) -> Made:
    from .word import write

    return Made(write(flow, look))


# each loads what it needs only when it is asked for
WRITERS: Final[Mapping[str, Callable[[Flow, Look, Around], Made]]] = MappingProxyType(
    {"html": _html, "xlsx": _xlsx, "csv": _csv, "docx": _docx}
)

SUFFIXES: Final[Mapping[str, str]] = MappingProxyType({"csv": ".csv.zip"})
"""How the files of a format end where that is not its name after a dot."""
