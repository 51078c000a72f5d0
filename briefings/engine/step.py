"""What is asked of a document and what comes of it: small and plain values, which go from process to process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..briefing import Briefing
from ..diagnostics import Diagnostic, Where
from ..frame import Layout
from ..frozen import frozen
from ..values import Origin
from .output import File
from .project import Entry
from .store import Input
from .workers import Limits

if TYPE_CHECKING:
    from ..writers.contact_sheet import Page

READING: Final = "reading the report"
"""Where a process is at while it does what all documents of a report need."""


@frozen
class Options:
    """What the command line changes in a project. Empty means: as the project says."""

    data: tuple[Path, ...] = ()
    templates: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    edition: str = ""
    strict: bool = False
    brand: Path | None = None
    jobs: int = 1
    """In how many processes documents are made, 0 for as many as there are processors; it changes the time and nothing else."""
    limits: Limits | None = None
    """What a document may take; with none, and one job, all is done in this process."""
    sheet: bool = False
    """Whether pages are drawn for the contact sheet."""
    theme: str = ""
    """The theme of all documents."""
    audience: str = ""
    """The audience of all documents."""
    look: bool = False
    """Whether finished pages are scored for how they look."""
    scheduler: str = ""
    """The address of the dask scheduler whose workers make the documents."""
    cards: tuple[str, ...] = ()
    """The sizes of cards."""
    select: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    """Which documents are meant, in the words of `selecting`."""
    since: str = ""
    """The revision of Git since which documents must have changed."""


@frozen
class Step:
    """What is to be done for a document: read and fill it or, once its files have `names` (by format), lay it out and write it.

    `language` "" is the report's own. `drawn` says whether its pages may have room on the contact sheet. `languages` are those that
    the same document is made in, its own among them.
    """

    entry: Entry
    language: str
    names: tuple[tuple[str, str], ...] = ()
    drawn: bool = True
    languages: tuple[str, ...] = ()

    @property
    def document(self) -> Step:
        """The step that reads and fills the same document."""
        return Step(self.entry, self.language)


@frozen
class Filled:
    """What reading and filling a document told.

    `whole` is False when the report or the template breaks its shape. `name` is None when there is no document, for another reason.
    `told` are the findings of the report by itself, which are among `findings`.
    """

    whole: bool
    findings: tuple[Diagnostic, ...]
    told: tuple[Diagnostic, ...]
    looked: tuple[Input, ...]
    """Every file that was read or looked for, with what was found."""
    report: str = ""
    id_where: Where | None = None
    name: tuple[str, str, str] | None = None
    formats: tuple[str, ...] = ()
    shelved: Mapping[str, Any] = field(default_factory=dict)
    """What is new on the shelf."""

    @property
    def inputs(self) -> Mapping[str, str]:
        """The files that were read, each with its SHA-256."""
        return {one.name: one.answer for one in self.looked if one.kind == "file"}


@frozen
class Written:
    """A document's files by name, the pages drawn, and the findings.

    `made` is the layout and the briefing behind it, where they are in this process.
    """

    files: Mapping[str, File]
    findings: tuple[Diagnostic, ...]
    faces: Mapping[str, str] = field(default_factory=dict)
    pages: tuple[Page, ...] = ()
    made: tuple[Layout, Briefing] | None = None
    shelved: Mapping[str, Any] = field(default_factory=dict)


@frozen
class Laid:
    """A document on its pages; without them where they cannot be. `where` is the place of each field, `inputs` the files that were read;
    `spoken` says whether its notes are a part of it."""

    layout: Layout | None
    where: Mapping[Origin, Where]
    findings: tuple[Diagnostic, ...]
    inputs: Mapping[str, str]
    spoken: bool = False
