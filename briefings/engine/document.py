"""One document: a report in a template, in one language; read and filled, then laid out and written, each as a step of its own.

Steps are done one after another or in several processes, by a `Maker` that keeps what it has read. A step that another maker has begun
can be taken up by any other: it reads again what it does not have. What a step gives is small and plain: bytes, findings, an account.
"""

from __future__ import annotations

import gc
import posixpath
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from .. import lasting, memory, reflow, report, template, writers
from .. import layout as layouts
from ..briefing import Briefing
from ..diagnostics import BriefingsError, Diagnostic, Level, Where, error, warning
from ..env import Env
from ..frame import Layout
from ..frozen import frozen, replace
from ..geometry import PAGE_SIZES
from ..language import of
from ..look import Look
from ..pages import account, coverage, looks, printing, undescribed
from ..reflow.sizes import USUAL
from ..report import Report, translation
from ..source import Source
from ..style import resolve, theme
from ..template import Template
from ..values import Origin
from . import cards, manifest, workers
from .output import File
from .project import Entry, Project, Subject
from .reading import Reading
from .shelf import Shelf
from .standing import packed, unpacked
from .step import READING, Filled, Laid, Options, Step, Written
from .store import Input, sum_of

if TYPE_CHECKING:
    from ..brand.house import House
    from ..writers.contact_sheet import Page

__all__ = ["READING", "Filled", "Laid", "Maker", "Options", "Step", "Written", "preload"]

_KEPT: Final = 2
"""How many reports a maker keeps at once: the one at hand, and the one that others are still at."""


_FIRST: Final = 8
_STEPS: Final = count(1)

_LAYING: Final = "laying it out"


def preload() -> None:
    """Loads what every step needs, so that processes begin with it."""
    from .. import checks, writers  # noqa: F401
    from ..writers import contact_sheet  # noqa: F401


@dataclass(slots=True)
class Maker:
    """Does the steps of a run."""

    project: Project
    env: tuple[Path, Mapping[str, str], bool]
    """The project's folder, the environment, and whether links are followed, for an `Env` of its own."""
    options: Options
    date: str
    shelf: tuple[Path, tuple[str, ...]] | None = None
    """The store that has what others made, and what may be shared in it."""
    pages: bool = False
    """Whether pages are kept there."""
    _run: _Run | None = field(default=None, repr=False)

    def __call__(self, step: Step) -> Filled | Written:
        with _uncollected():
            return self._made(step)

    def laid(self, step: Step) -> Laid:
        """A document on its pages, read and filled before; nothing is written."""
        with _uncollected():
            run = self._begun()
            filled = run.filled(step)
            if not filled.whole or filled.name is None:
                return Laid(None, {}, filled.findings, filled.inputs)
            document = run.document(step)
            workers.at(step.entry.where or document.place, _LAYING)
            made, told = _placed(document, self.date, notes=True)
            paper = document.briefing.handout
            if made is not None and paper:
                made = layouts.handout(made, PAGE_SIZES[paper], document.look)
            spoken = document.briefing.kind == "slides" and not paper
            return Laid(made, document.where, (*filled.findings, *told), filled.inputs, spoken)

    def renewed(self, project: Project, *, looks: bool) -> Maker:
        """A maker that reads everything anew; with `looks`, all but templates, themes and brands."""
        new = Maker(project, self.env, self.options, self.date, self.shelf)
        if looks and self._run is not None:
            new._begun().keep(self._run)
        return new

    def _begun(self) -> _Run:
        if self._run is None:
            shelf = Shelf(*self.shelf, pages=self.pages) if self.shelf else None
            lasting.shelve(shelf)
            self._run = _Run(self.env, self.options, self.project, shelf)
        return self._run

    def _made(self, step: Step) -> Filled | Written:
        run = self._begun()
        if not step.names:
            return run.filled(step)
        document = run.document(step)
        workers.at(step.entry.where or document.place, _LAYING)
        made = _laid(document, step, self.date, self.options.sheet and step.drawn, look=self.options.look)
        made = replace(made, shelved=run.shelf.new() if run.shelf else {})
        if self.options.limits or self.options.jobs > 1 or self.options.scheduler:
            return replace(made, made=None)  # it stays where it was made
        return made


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for garbage meanwhile: a document's thousands of values are all in use, and each search goes through every one. What the
    first steps leave, looks and fonts and tables, is there to stay and is never searched.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if next(_STEPS) <= _FIRST:
            gc.freeze()
        if was:
            gc.enable()


@frozen
class _Document:
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


_TOLD_BEFORE: Final = frozenset({"deck-alt-missing", "pdf-alt-missing", "deck-contrast-unknown"})
"""What `undescribed` has told of the layout, once for all formats; and words on photos, whose grounds are measured where they are laid."""
_OF_THE_BRAND: Final = frozenset({"deck-footer-small"})
"""What a customer's template is like, whatever stands on it: `inspect` tells it."""


@frozen
class _Read:
    """A report as it was read, what that told, and its translations by language with what those told."""

    report: Report | None
    source: Source | None
    told: tuple[Diagnostic, ...]
    translations: dict[str, tuple[Report | None, tuple[Diagnostic, ...]]]


def _parts(key: object) -> tuple[object, ...]:
    return key if isinstance(key, tuple) else ()


def _laid(document: _Document, step: Step, date: str, sheet: bool, *, look: bool) -> Written:
    """Lays a document out, writes it in each of its formats, and holds page and files to their rules."""
    drawn = {form: name for form, name in step.names if form in writers.WRITERS}
    made = _on_pages(document, drawn, date, sheet) if drawn else Written({}, ())
    if look and made.made:
        output = f"{document.briefing.report}-{document.briefing.template}.{document.briefing.language}"
        made = replace(made, findings=(*made.findings, *looks.findings(made.made[0], output)))
    made = _flowing(document, step, date, made)
    return made if document.card_look is None else _with_cards(document, document.card_look, made, step, date)


def _with_cards(document: _Document, look: Look, made: Written, step: Step, date: str) -> Written:
    """What was written of a document, and its cards."""
    from ..reflow import reading

    flow = reading.flow(document.briefing, document.author, date)
    names = dict(step.names)
    place = _asked_at(document, step)
    files, found, faces = cards.written(document.briefing, flow, look, document.cards, names, place)
    files, faces = {**made.files, **files}, {**made.faces, **faces}
    return replace(made, files=files, findings=(*made.findings, *found), faces=faces)


def _asked_at(document: _Document, step: Step) -> Where:
    """Where a document was asked for: its entry of the project, else the report's title. Its template may be one of ours, which nobody can mend."""
    return step.entry.where or document.where.get(Origin("title")) or document.place


def _flowing(document: _Document, step: Step, date: str, written: Written) -> Written:
    """A document with its files in the formats without pages, which have what they draw from each other."""
    wanted = {form: name for form, name in step.names if form in reflow.WRITERS}
    if not wanted:
        return written
    from ..reflow import reading

    of = document.briefing
    flow = reading.flow(of, document.author, date)
    about = manifest.of_flow(of, flow)
    files, found = dict(written.files), list(written.findings)
    with memory.page():
        for form, name in wanted.items():
            around = reflow.Around(name, step.languages)
            if form == "eml":
                from . import mailing

                attached, left = mailing.attached(name, files, _asked_at(document, step))
                laid = written.made[0] if written.made else mailing.laid(of, document.look, document.master)
                around = replace(around, attached=attached, cover=mailing.cover(laid))
                found += left
            made = reflow.WRITERS[form](flow, document.look, around)
            beside = {posixpath.join(posixpath.dirname(name), path): data for path, data in made.beside.items()}
            files[name] = _file(made.data, about, beside)
    return replace(written, files=files, findings=tuple(found))


def _file(data: bytes, about: Mapping[str, Any], beside: Mapping[str, bytes] | None = None) -> File:
    lacks = about.get("lacks")
    others = {name: File.of(one) for name, one in (beside or {}).items()}
    return File.of(data, manifest.text(about), lacks["told"] if lacks else "", others)


@memory.page()
def _on_pages(document: _Document, names: Mapping[str, str], date: str, sheet: bool) -> Written:
    """A document in the formats that have pages."""
    from ..writers import contact_sheet

    of = document.briefing
    laid, told = _placed(document, date, notes="pptx" in names)
    if laid is None:
        return Written({}, told)
    found = list(told)
    files: dict[str, File] = {}
    slides = laid
    if of.handout:
        laid = layouts.handout(laid, PAGE_SIZES[of.handout], document.look)
    for form, name in names.items():
        try:
            file = writers.WRITERS[form](laid)
        except BriefingsError as problem:
            found += problem.findings
            continue
        told = _judged(Path(name), file)
        before = _TOLD_BEFORE | _OF_THE_BRAND if document.branded else _TOLD_BEFORE
        found += (finding for finding in told if finding.code not in before)
        if not any(finding.level is Level.ERROR for finding in told):  # else programs would repair or refuse it
            files[name] = _file(file.data, manifest.about(of, slides, "pptx" if of.handout else form))
    pages: tuple[Page, ...] = ()
    if sheet and files:
        pdf = next((file.data for name, file in files.items() if name.endswith(".pdf")), None)
        pages = contact_sheet.of_pdf(pdf) if pdf else contact_sheet.pages(laid)
    return Written(files, tuple(found), manifest.faces(laid), pages, (laid, of))


def _judged(name: Path, file: writers.File) -> tuple[Diagnostic, ...]:
    """What is wrong with a finished file. One of the same name and bytes may have been judged before."""
    from .. import checks

    shelf = lasting.shelf() if file.package is None else None
    key = f"judged {name} {sum_of(file.data)}" if shelf else ""
    if shelf and (told := shelf.get(key)) is not None:
        with suppress(ValueError, TypeError):
            return tuple(map(unpacked, told))
    found = tuple(checks.check_file(name, file.data, file.package))
    if shelf:
        shelf.put(key, [packed(one) for one in found])
    return found


def _placed(document: _Document, date: str, *, notes: bool) -> tuple[Layout | None, tuple[Diagnostic, ...]]:
    """A document on its pages, and what is wrong with these; without pages where they cannot be."""
    of = document.briefing
    try:
        laid = layouts.layout(
            of,
            document.look,
            document.master,
            author=document.author,
            date=date,
            after=document.after,
            at=partial(workers.at, what=_LAYING),
        )
    except BriefingsError as problem:
        output = f"{of.report}-{of.template}.{of.language}"
        return None, tuple(replace(one, message=f"`{output}`: {one.message}") for one in problem.findings)
    try:
        found = [*coverage.check(of, laid, document.look, document.where, notes=notes or bool(of.handout))]
        found += account.check(of, laid)
    except BriefingsError as problem:
        return None, problem.findings
    found += printing.faults(laid, sheet=of.kind == "sheet")
    found += undescribed.faults(laid)
    return laid, tuple(found)


@dataclass(slots=True)
class _Run:
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
    _documents: dict[Step, _Document | None] = field(default_factory=dict)
    _templates: dict[tuple[str, str, str, str, tuple[str, ...]], _Made] = field(default_factory=dict)
    _brands: dict[tuple[str, str], House] = field(default_factory=dict)

    def __post_init__(self) -> None:
        root, environ, links = self.given
        self.env = Env(root, environ, partial(self._look, "file"), links, self._at, self._look)
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

    def keep(self, other: _Run) -> None:
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

    def document(self, step: Step) -> _Document:
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

    def _filled(self, read: _Read, step: Step) -> _Document | None:
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
    ) -> _Document | None:
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
        return _Document(
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
