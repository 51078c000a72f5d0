"""Where a part of a report stands: its node in the file, and the origin that it goes by.

A finding about a part is told by its place, so that it has the line and the path that the author knows.
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import diagnostics
from ..diagnostics import Diagnostic
from ..frozen import frozen
from ..source import Mapping_, Node, Sequence_
from ..source.validation import names


@frozen
class Place:
    """A node of the source and the origin that it has; where a key is missing, the node above stands in for it."""

    node: Node
    origin: str = ""
    missing: bool = False

    def __truediv__(self, key: str) -> Place:
        """The place below a key."""
        child = self.node.get(key) if isinstance(self.node, Mapping_) and not self.missing else None
        origin = f"{self.origin}.{key}" if self.origin else key
        return Place(self.node, origin, True) if child is None else Place(child, origin)

    def item(self, index: int, name: str) -> Place:
        """The place of a list's item; a text that stands for a list is its own only item."""
        if isinstance(self.node, Sequence_) and index < len(self.node.items):
            return Place(self.node.items[index], f"{self.origin}.{name}")
        return Place(self.node, f"{self.origin}.{name}")

    @property
    def names(self) -> tuple[str, ...]:
        """What the items of a list are known by."""
        return names(self.node, self.origin.rpartition(".")[2]) if isinstance(self.node, Sequence_) else ()

    @property
    def items(self) -> Iterator[Place]:
        """The places of a list's items."""
        return (self.item(index, name) for index, name in enumerate(self.names))

    def error(self, code: str, message: str, hint: str = "") -> Diagnostic:
        return diagnostics.error(code, message, self.node.where, self.origin, hint)

    def warning(self, code: str, message: str, hint: str = "") -> Diagnostic:
        return diagnostics.warning(code, message, self.node.where, self.origin, hint)

    def note(self, code: str, message: str, hint: str = "") -> Diagnostic:
        return diagnostics.note(code, message, self.node.where, self.origin, hint)
