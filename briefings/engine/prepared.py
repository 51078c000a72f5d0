"""The first step of a document: its report and its template are read, and the one is filled into the other. What has been read is kept for the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from weakref import proxy

from .. import lasting, reflow, report, template
from ..briefing import Briefing
from ..diagnostics import BriefingsError, Diagnostic, Level, Where, error, warning
from ..env import Env
from ..frozen import frozen, replace
from ..language import of
from ..look import Look
from ..reflow.sizes import USUAL
from ..report import Report, translation
from ..source import Source
from ..style import resolve, theme
from ..template import Template
from ..values import Origin
from . import workers
from .project import Entry, Project, Subject
from .reading import Reading
from .shelf import Shelf
from .step import READING, Filled, Options, Step
from .store import Input, sum_of

if TYPE_CHECKING:
    from ..brand.house import House

_KEPT: Final = 2
"""How many reports a maker keeps at once: the one at hand, and the one that others are still at."""


@frozen
class Document:
    """A report in a template, in one language: filled, not laid out."""

    briefing: Briefing
    look: Look
    master: bytes
    formats: tuple[str, ...]
    author: str
    where: Mapping[Origin, Where]
    place: Where
    after: int = 0
    branded: bool = False
    cards: tuple[str, ...] = ()
    """The sizes of its cards, and the look that they have."""
    card_look: Look | None = None


@frozen
class _Made:
    """A template with its look: the slide master it is set on, the customer's file behind that, if any, what was told of it, and
    what its theme and the customer's file told when they were read.
    """

    template: Template
    look: Look
    master: bytes
    house: House | None
    told: tuple[Diagnostic, ...]
    read: tuple[Diagnostic, ...]
    theme: str


@frozen
class _Read:
    """A report as it was read, what that told, and its translations by language with what those told."""

    report: Report | None
    source: Source | None
    told: tuple[Diagnostic, ...]
    translations: dict[str, tuple[Report | None, tuple[Diagnostic, ...]]]


def _parts(key: object) -> tuple[object, ...]:
    return key if isinstance(key, tuple) else ()


@dataclass(slots=True, weakref_slot=True)
class Run:
    """What a maker has read, and what it found in the step at hand."""

    given: tuple[Path, Mapping[str, str], bool]
    options: Options
    project: Project
    shelf: Shelf | None
    env: Env = field(init=False)
    found: list[Diagnostic] = field(default_factory=list)
    _what: str = ""
    _looked: dict[tuple[str, str], str] = field(default_factory=dict)
    _looks: dict[object, dict[tuple[str, str], str]] = field(default_factory=dict)
    """What was looked at for each thing that is kept: whoever takes it has looked at that too."""
    _reports: dict[Subject, _Read] = field(default_factory=dict)
    _reading: Reading = field(init=False)
    _documents: dict[Step, Document | None] = field(default_factory=dict)
    _templates: dict[tuple[str, str, str, str, tuple[str, ...]], _Made] = field(default_factory=dict)
    _brands: dict[tuple[str, str], House] = field(default_factory=dict)

    def __post_init__(self) -> None:
        root, environ, links = self.given
        own = proxy(self)  # what it has read goes when it does, and is never garbage that has to be searched for
        self.env = Env(
            root, environ, partial(Run._look, own, "file"), links, partial(Run._at, own), partial(Run._look, own)
        )
        self._reading = Reading(self.project, self.env)

    def _look(self, kind: str, name: str, answer: bytes) -> None:
        self._looked[kind, name] = sum_of(answer)

    @contextmanager
    def _looking(self, key: object) -> Iterator[None]:
        """What is looked at in here is kept with what is made of it."""
        before, self._looked = self._looked, {}
        try:
            yield
        finally:
            self._looks[key] = self._looked
            self._looked = before | self._looked

    def _at(self, where: Where) -> None:
        workers.at(where, self._what)

    def keep(self, other: Run) -> None:
        """Takes over the templates and brands that another has read."""
        self._templates, self._brands = other._templates, other._brands
        self._looks |= other._looks

    def filled(self, step: Step) -> Filled:
        """What reading and filling a document tells."""
        self.found, self._looked, whole, document = [], {}, True, None
        read = self._read(step.entry.subject)
        self.found += read.told
        try:
            document = self._filled(read, step)
        except BriefingsError as problem:
            told = {(one.code, one.path, one.message) for one in self.found}
            self.found += (
                replace(finding, where=finding.where or step.entry.where)
                for finding in problem.findings
                if (finding.code, finding.path, finding.message) not in told  # by the report itself, with its place
            )
            whole = False
        of = document.briefing if document else None
        return Filled(
            whole and read.report is not None,
            tuple(self.found),
            read.told,
            tuple(Input(*key, answer) for key, answer in self._looked.items()),
            read.report.id if read.report else "",
            read.source.at(("id",)) if read.source else None,
            (of.report, of.template, of.language) if of else None,
            document.formats if document else (),
            self.shelf.new() if self.shelf else {},
        )

    def document(self, step: Step) -> Document:
        """A document that some maker has filled before."""
        if step.document not in self._documents:
            self._filled(self._read(step.entry.subject), step.document)
        document = self._documents[step.document]
        assert document is not None, "it was there when its files were named"
        return document

    def _read(self, of: Subject) -> _Read:
        """The report of a subject; without one when it is broken."""
        if of not in self._reports:
            for old in list(self._reports)[: 1 - _KEPT]:
                del self._reports[old]
                self._looks = {key: one for key, one in self._looks.items() if old not in (key, *_parts(key))}
                self._documents = {step: one for step, one in self._documents.items() if step.entry.subject != old}
            self._what = READING
            self._at(Where(self.env.name(of.report)))
            given: Source | None = None
            told: tuple[Diagnostic, ...] = ()
            with self._looking(of):
                try:
                    given, told = self._reading.source(of)
                    read = report.parse(given, self.env)
                    self._reports[of] = _Read(read, given, (*told, *read.findings), {})
                except BriefingsError as problem:
                    self._reports[of] = _Read(
                        None, given, (*told, *problem.findings, *report.behind(problem, self.env)), {}
                    )
        self._looked |= self._looks.get(of, {})
        return self._reports[of]

    def _filled(self, read: _Read, step: Step) -> Document | None:
        """A report in a template and a language; None when it cannot be in that one. Raises BriefingsError when the two break."""
        entry = step.entry
        language = step.language or (read.report.language if read.report else "en")
        self._what = "filling the template"
        if entry.where:
            self._at(entry.where)
        own = str(read.report.root["theme"] or "") if read.report else ""
        told = read.source.at(("theme",)) if own and read.source and not self.options.theme else None
        made = self._template(entry, language, self.options.theme or own or self.project.theme, told)
        self.found += made.read
        self._at(made.template.source.at(()))
        sheets = {name: tuple(area.name for area in sheet.areas) for name, sheet in made.look.sheets.items()}
        document = None
        if read.report is None:
            self.found += template.check(made.template, sheets)
        elif spoken := self._in(language, read, entry):
            self._what = "filling the template"
            document = self._poured(made, spoken, entry, language, sheets)
        self._documents[step] = document
        return document

    def _poured(
        self, made: _Made, spoken: Report, entry: Entry, language: str, sheets: Mapping[str, tuple[str, ...]]
    ) -> Document | None:
        of = made.template
        if made.house:
            from ..brand import house as brands
        briefing = template.fill(of, spoken, self.env, sheets=sheets, language=language, edition=self.options.edition)
        self.found += briefing.findings
        self.found += made.told
        branded = made.house is not None and of.kind == "slides"
        after = 0
        if made.house and of.kind == "slides":
            roles = dict.fromkeys(page.role for page in briefing.pages)
            wanting = [*brands.wanting(made.house, roles), *brands.doubts(made.house, roles)]
            self.found += wanting
            if any(finding.level is Level.ERROR for finding in wanting):
                return None
            after = made.house.brand.after
        elif made.house:
            self.found += brands.unmarked(made.house)
        formats = self.options.formats or entry.formats or of.formats
        if of.handout and "pptx" in formats:
            hint = "leave `--format pptx` and `format: pptx` away; the deck itself is `--template deck`"
            self.found.append(
                error(
                    "choice-unknown",
                    "a handout is for paper: its format cannot be `pptx`",
                    of.source.at(("handout",)),
                    hint=hint,
                )
            )
            return None
        author = str(spoken.root["organization"] or "")
        sizes, brand = self.options.cards or entry.cards or USUAL, made.house.brand if made.house else None
        pictures = any(form in reflow.PICTURES for form in formats)
        look = resolve.card_look(made.theme, language, self.env, brand) if pictures else None
        where = dict(spoken.where)
        return Document(
            briefing, made.look, made.master, formats, author, where, of.source.at(()), after, branded, sizes, look
        )

    def _template(self, entry: Entry, language: str, chosen: str, at: Where | None = None) -> _Made:
        """A template and its look, read once; without a theme `chosen`, which was told at some place, it is in its own."""
        brand = entry.brand if self.options.brand is None else "--brand"
        key = (entry.template, language, brand, chosen, entry.formats)
        if key not in self._templates:
            with self._looking(key):
                self._templates[key] = self._loaded(entry, language, chosen, at)
        self._looked |= self._looks.get(key, {})
        return self._templates[key]

    def _loaded(self, entry: Entry, language: str, chosen: str, at: Where | None) -> _Made:
        made_of = template.load(entry.template, self.env)
        house = self._house(entry, language)
        try:
            look, master = resolve.open_look(
                chosen or made_of.theme,
                made_of.page,
                made_of.kind,
                language,
                self.env,
                house.brand if house else None,
                made_of.ink,
            )
            if made_of.kind == "sheet" and "pptx" not in (self.options.formats or entry.formats or made_of.formats):
                look = resolve.as_drawn(lasting.Same(look))
            styled = theme.read(chosen or made_of.theme, self.env)
        except BriefingsError as problem:
            where = at if chosen else made_of.source.at(("theme",))
            raise BriefingsError(
                replace(finding, where=finding.where or where) for finding in problem.findings
            ) from None
        told = resolve.substituted(look, house.where) if house else resolve.unfound(styled, look)
        read = (*styled.findings, *(house.brand.findings if house else ()))
        return _Made(made_of, look, master, house, told, read, chosen or made_of.theme)

    def _house(self, entry: Entry, language: str) -> House | None:
        """The customer's template that an entry is built on, read once a run; None for our own slide master."""
        if self.options.brand is None and not entry.brand:
            return None
        from ..brand import house as brands

        rtl = of(language).rtl
        keep: tuple[str, ...] = ()
        if self.options.brand is not None:
            path, name = self.options.brand, brands.name_of(self.options.brand)
        else:
            brand = self.project.brands[entry.brand]
            path, name, keep = self.env.resolve(brand.file(language), brand.where), brand.name, brand.keep
        key = (str(path), "rtl" if rtl else "")
        if key not in self._brands:
            with self._looking(key):
                self._brands[key] = brands.open_house(path, name, self.env, rtl=rtl, keep=keep)
        self._looked |= self._looks.get(key, {})
        return self._brands[key]

    def _in(self, language: str, read: _Read, entry: Entry) -> Report | None:
        """The report in a language: its own, or that of the translation beside it. A broken translation stops that language only."""
        assert read.report is not None
        if language == read.report.language:
            return read.report
        if language not in read.translations:
            self._what = "reading the translation"
            with self._looking((entry.subject, language)):
                try:
                    made = self._translated(language, read, read.report, entry)
                    read.translations[language] = made, made.findings
                except BriefingsError as problem:
                    read.translations[language] = None, problem.findings
        self._looked |= self._looks.get((entry.subject, language), {})
        spoken, told = read.translations[language]
        self.found += told
        return spoken

    def _is_file(self, path: Path, name: str) -> bool:
        there = path.is_file()
        self._look("there", name, b"1" if there else b"")
        return there

    def _translated(self, language: str, read: _Read, own: Report, entry: Entry) -> Report:
        path = translation.sibling(entry.report, language)
        name = self.env.name(path)
        if not self._is_file(path, name):
            # One language asked for by name must be there; of a project's languages each report has those that it has, but one at the least.
            asked = language in self.options.languages
            others = (translation.sibling(entry.report, one) for one in entry.languages)
            some = own.language in entry.languages or any(self._is_file(one, self.env.name(one)) for one in others)
            say = error if asked or not some else warning
            message = f"there is no translation `{name}`: this report is not built in `{language}`"
            out = f"take `{language}` out of {'`--lang`' if asked else '`languages`'}"
            hint = out if asked or some else f"name `{own.language}`, its own language, among `languages`"
            where = read.source.at(("language",)) if read.source else None
            put = "put its texts into that file, by the ids of this one, or "
            raise BriefingsError([say("language-missing", message, where, "language", put + hint)])
        return self._reading.translated(entry.subject, own, language)
