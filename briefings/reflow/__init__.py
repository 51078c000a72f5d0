"""The formats without pages: what was to stand on slides or on a sheet, in reading order. To add one: one module beside this, one line in the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ..look import Look
from ..writers import Made
from .around import Around as Around

if TYPE_CHECKING:
    from .nodes import Flow


def _html(flow: Flow, look: Look, around: Around) -> Made:
    from .html import write

    return write(flow, look, around)


def _site(flow: Flow, look: Look, around: Around) -> Made:
    from .html import site

    return site(flow, look, around)


def _xlsx(flow: Flow, _: Look, __: Around) -> Made:
    from .workbook import write

    return Made(write(flow))


def _csv(flow: Flow, _: Look, __: Around) -> Made:
    from .packed import write

    return Made(write(flow))


def _docx(flow: Flow, look: Look, _: Around) -> Made:
    from .word import write

    return Made(write(flow, look))


def _eml(flow: Flow, look: Look, around: Around) -> Made:
    from .mail import write

    return write(flow, look, around)


# each loads what it needs only when it is asked for
WRITERS: Final[Mapping[str, Callable[[Flow, Look, Around], Made]]] = MappingProxyType(
    {"html": _html, "site": _site, "xlsx": _xlsx, "csv": _csv, "docx": _docx, "eml": _eml}
)

PICTURES: Final = ("png", "svg")
"""The formats that have a file for each chart, figure and quote; `cards` makes them."""

SUFFIXES: Final[Mapping[str, str]] = MappingProxyType({"site": "/index.html", "csv": ".csv.zip"})
"""How the files of a format end where that is not its name after a dot."""

FOLDERS: Final = frozenset({"site", *PICTURES})
"""The formats that have a folder for each document."""
