"""What a finished file says, as streams of text and points of charts, whatever its kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..diagnostics import BriefingsError, Diagnostic, Where, fault
from ..frozen import frozen


@frozen
class Stream:
    """Some text of a page; `parts` are its shapes: where each begins, and its name."""

    text: str
    parts: tuple[tuple[int, str], ...] = ()

    def shape(self, at: int) -> str:
        """The shape that a character stands in."""
        return next((name for start, name in reversed(self.parts) if start <= at), "")


@frozen
class Chart:
    """A chart's numbers by series and category, its words, and what the formats of its labels add to a number: "M" with two commas for
    millions, "%"."""

    shape: str
    points: tuple[tuple[str, str, str], ...]
    words: str
    formats: frozenset[str] = frozenset()


@frozen
class Grid:
    """A table's shape, and its cells row by row."""

    shape: str
    rows: tuple[tuple[str, ...], ...]


@frozen
class Page:
    """A slide or page: its number, our id for it where a tag is left, and its streams."""

    number: int
    id: str
    text: Stream
    alts: Stream
    notes: Stream
    charts: tuple[Chart, ...] = ()
    pictures: int = 0
    tables: tuple[Grid, ...] = ()

    @property
    def grids(self) -> frozenset[str]:
        """The shapes that are tables."""
        return frozenset(one.shape for one in self.tables)


@frozen
class Finished:
    """A finished file: its kind ("pptx", "pdf", "html", "eml", "docx", "xlsx", "csv", "svg", "png"), pages, language tag, what is wrong with its workbooks, the
    program that wrote a PDF, and how many pixels a picture has."""

    name: str
    kind: str
    pages: tuple[Page, ...]
    language: str = ""
    told: tuple[Diagnostic, ...] = ()
    maker: str = ""
    size: str = ""

    @property
    def words(self) -> str:
        return " ".join(page.text.text for page in self.pages)


def stream(parts: Iterator[tuple[str, str]]) -> Stream:
    """Texts under their names as one stream."""
    text, starts = "", []
    for name, said in parts:
        if said.strip():
            starts.append((len(text), name))
            text += f"{said}\n"
    return Stream(text, tuple(starts))


def broken(path: Path, problem: object) -> BriefingsError:
    """What is told of a file that cannot be read."""
    return fault("file-broken", f"it cannot be read: {problem}", Where(path.as_posix()))
