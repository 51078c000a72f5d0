"""What the preview is asked for, and what it answers: plain frozen values that go from process to process."""

from __future__ import annotations

from ..diagnostics import Diagnostic, Where
from ..frozen import frozen


@frozen
class Ask:
    """A document to be shown. `theme` "" is the one that it has anyway, `brand` "" our own look; `row` is the id of that of a table that it is made
    for, `audience` whom it is for."""

    report: str
    template: str
    language: str
    brand: str = ""
    theme: str = ""
    row: str = ""
    audience: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What it is, in whatever language and theme."""
        return (self.report, self.template, self.brand, self.row, self.audience)


@frozen
class Area:
    """A block on a page: where it stands in shares of the page, its words, its field, and the field's place."""

    box: tuple[float, float, float, float]
    words: str
    origin: str
    where: Where | None


@frozen
class Shown:
    """A page as it is shown: the key of its picture, its size in points, its title, its areas, and its notes."""

    key: str
    width: float
    height: float
    title: str
    areas: tuple[Area, ...]
    notes: tuple[str, ...]
    language: str
    rtl: bool


@frozen
class Order:
    """What the process is to do: lay out a document (`ask`), or tell what the project has (None).

    `state` counts the changes of files up to now, `looks` those up to the last one of a template, a theme or a brand. `known` are the keys of
    pictures that need not be sent again.
    """

    ask: Ask | None
    state: int
    looks: int
    known: frozenset[str] = frozenset()


@frozen
class Made:
    """A document as it is now: its pages (none where they cannot be made), the pictures that are new, and what was found."""

    pages: tuple[Shown, ...]
    pictures: tuple[tuple[str, bytes], ...]
    findings: tuple[Diagnostic, ...]
    inputs: tuple[str, ...]


@frozen
class Document:
    """A document that the project has: its report (the name of its file), what it is called, its template and languages. None of these says
    that the report cannot be read; "" is the report's own, whatever that is."""

    report: str
    title: str
    template: str
    brand: str
    languages: tuple[str, ...]
    row: str = ""
    audience: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """As an ask for it has it."""
        return (self.report, self.template, self.brand, self.row, self.audience)


@frozen
class Project:
    """What there is to be shown, and what is wrong with the project itself."""

    documents: tuple[Document, ...]
    themes: tuple[str, ...]
    findings: tuple[Diagnostic, ...]
    more: int = 0
    """How many documents there are that are not listed."""
