"""What goes to a translator and comes back: texts by their ids, in the order of the file."""

from __future__ import annotations

from ..frozen import frozen


@frozen
class Segment:
    """A text: its id, the original, its translation ("" while there is none), what a translator should know, and for how many letters there
    is room wherever it stands (0: nobody measured)."""

    id: str
    original: str
    target: str = ""
    note: str = ""
    room: int = 0


@frozen
class Document:
    """The texts of a report, from a language into another; both as their two-letter codes. Those of a `pattern` hold expressions."""

    report: str
    source: str
    target: str
    segments: tuple[Segment, ...]
    pattern: bool = False


class UnreadableError(Exception):
    """A file that is not of the form that it should be; the message says why."""
