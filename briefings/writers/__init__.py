"""The file formats. To add one: one module beside this, one line in the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from ..diagnostics import Diagnostic, error, note
from ..frame import Layout
from ..frozen import frozen
from ..ooxml.package import Package


@frozen
class File:
    """A finished file: its bytes and, where it is a package, its parts as they were written, so that nobody needs to take it apart."""

    data: bytes
    package: Package | None = None


def _pptx(layout: Layout) -> File:
    from .pptx import write

    return File(*write(layout))


def _pdf(layout: Layout) -> File:
    from .pdf import write

    return File(write(layout))


# each loads its library only when it is asked for
WRITERS: Final[Mapping[str, Callable[[Layout], File]]] = MappingProxyType({"pptx": _pptx, "pdf": _pdf})


def self_test() -> tuple[Diagnostic, ...]:
    """Whether the installed libraries still have the inner parts that the writers stand on: an error names each one that is gone."""
    from .pdf.canvas import self_test as of_pdf

    hint = "install the versions in requirements.lock"
    gone = [error("pdf-library-changed", f"this version of a library lacks {name}", hint=hint) for name in of_pdf()]
    return tuple(gone) or (note("library-known", "the installed libraries have all that the writers need"),)
