"""The formats without pages: what was to stand on slides or on a sheet, in reading order. To add one: one module beside this, one line in the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ..look import Look

if TYPE_CHECKING:
    from .nodes import Flow


def _html(flow: Flow, look: Look) -> bytes:
    from .html import write

    return write(flow, look)


def _xlsx(flow: Flow, _: Look) -> bytes:
    from .workbook import write

    return write(flow)


def _csv(flow: Flow, _: Look) -> bytes:
    from .packed import write

    return write(flow)


def _docx(flow: Flow, look: Look) -> bytes:
    from .word import write

    return write(flow, look)


# each loads what it needs only when it is asked for
WRITERS: Final[Mapping[str, Callable[[Flow, Look], bytes]]] = MappingProxyType(
    {"html": _html, "xlsx": _xlsx, "csv": _csv, "docx": _docx}
)

SUFFIXES: Final[Mapping[str, str]] = MappingProxyType({"csv": "csv.zip"})
"""How the files of a format end where that is not its name."""
