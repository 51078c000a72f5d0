"""The file formats. To add one: one module beside this, one line in the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from ..diagnostics import Diagnostic, error, note
from ..frame import Layout


def _pptx(layout: Layout) -> bytes:
    from .pptx import write

    return write(layout)


def _pdf(layout: Layout) -> bytes:
    from .pdf import write

    return write(layout)


# each loads its library only when it is asked for
WRITERS: Final[Mapping[str, Callable[[Layout], bytes]]] = MappingProxyType({"pptx": _pptx, "pdf": _pdf})


def self_test() -> tuple[Diagnostic, ...]:
    """Whether the installed libraries still have the inner parts that the writers stand on: an error names each one that is gone."""
    from .pdf.canvas import self_test as of_pdf
    from .pptx.interface import self_test as of_pptx

    gone = [
        error(
            f"{form}-library-changed",
            f"this version of a library lacks {name}",
            hint="install the versions in requirements.lock",
        )
        for form, names in (("pptx", of_pptx()), ("pdf", of_pdf()))
        for name in names
    ]
    return tuple(gone) or (note("library-known", "the installed libraries have all that the writers need"),)
