"""The file formats. To add one: one module beside this, one line in the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from ..frame import Layout


def _pptx(layout: Layout) -> bytes:
    from .pptx import write

    return write(layout)


def _pdf(layout: Layout) -> bytes:
    from .pdf import write

    return write(layout)


# each loads its library only when it is asked for
WRITERS: Final[Mapping[str, Callable[[Layout], bytes]]] = MappingProxyType({"pptx": _pptx, "pdf": _pdf})
