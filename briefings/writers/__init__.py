"""The file formats. To add one: one module beside this, one line in the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Final

from ..diagnostics import Diagnostic, error, note
from ..frame import Layout
from ..frozen import frozen
from ..ooxml.package import Package


@frozen
class Made:
    """A file as its writer made it: its bytes; where it is a package, its parts as they were written, so that nobody needs to take it apart; and
    the files that it needs beside it, by their paths from its own folder."""

    data: bytes
    package: Package | None = None
    beside: Mapping[str, bytes] = field(default_factory=dict)


def _pptx(layout: Layout) -> Made:
    from .pptx import write

    return Made(*write(layout))


def _pdf(layout: Layout) -> Made:
    from .pdf import write

    return Made(write(layout))


# each loads its library only when it is asked for
WRITERS: Final[Mapping[str, Callable[[Layout], Made]]] = MappingProxyType({"pptx": _pptx, "pdf": _pdf})


def self_test() -> tuple[Diagnostic, ...]:
    """Whether the installed libraries still have the inner parts that the writers stand on: an error names each one that is gone."""
    from .pdf.canvas import self_test as of_pdf

    hint = "install the versions in requirements.lock"
    gone = [error("pdf-library-changed", f"this version of a library lacks {name}", hint=hint) for name in of_pdf()]
    return tuple(gone) or (note("library-known", "the installed libraries have all that the writers need"),)
