"""Build what a project asks for: the five stages in order, then the files.

Findings of all reports and templates come back together. Where a file breaks its shape, be it the report or one of its templates,
nothing of that report is made. What cannot be set on its pages, or is asked for in a language that is not there, stops that output
and no others.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Final

from . import (
    account,
    coverage,
    manifest,
    output,
    printing,
    report,
    source,
    template,
    theme,
    translation,
    undescribed,
    workers,
)
from . import brand_file as brands
from . import layout as layouts
from .brand_file import House
from .briefing import Briefing
from .diagnostics import BriefingsError, Diagnostic, Level, Where, error, warning
from .env import Env
from .frame import Layout
from .look import Look
from .project import Entry, Project
from .template import FORMATS, Template
from .values import Origin
from .workers import Lost

Tell = Callable[[int, int, str], None]
"""Called with how many documents are done, how many there are, and the name of the one at hand."""

_UNSAFE: Final = re.compile(r"[^a-z0-9.-]+")


@dataclass(frozen=True, slots=True)
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
    """In how many processes pages are laid out and written; it changes the time and nothing else."""


@dataclass(frozen=True, slots=True)
class Output:
    """One finished file, not yet written: its path within the output folder, its bytes, and how it came about."""

    name: str
    data: bytes
    report: str
    template: str
    language: str
    format: str
    layout: Layout
    briefing: Briefing

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Result:
    """What a run made and found. `inputs` maps each file read to its SHA-256; `order` is what was asked for."""

    outputs: tuple[Output, ...]
    findings: tuple[Diagnostic, ...]
    inputs: Mapping[str, str]
    order: manifest.Order = field(default_factory=manifest.Order)

    @property
    def ok(self) -> bool:
        bad = {Level.ERROR, Level.WARNING} if self.order.strict else {Level.ERROR}
        return not any(finding.level in bad for finding in self.findings)


def build(
    project: Project, env: Env, options: Options = Options(), tell: Tell = lambda done, total, name: None
) -> Result:
    """Makes every output in memory; nothing is written. Raises nothing for bad input: the findings tell."""
    seen: dict[str, str] = {}

    def journal(name: str, data: bytes) -> None:
        seen[name] = hashlib.sha256(data).hexdigest()

    order = manifest.Order(
        tuple(env.name(path) for path in options.data),
        options.templates,
        options.languages,
        options.formats,
        options.edition,
        options.strict,
        env.name(options.brand) if options.brand else "",
        env.environ.get("SOURCE_DATE_EPOCH", ""),
    )
    try:
        date = env.source_date()
    except BriefingsError as problem:
        return Result((), _in_order((*project.findings, *problem.findings)), {}, order)
    run = _Run(replace(env, journal=journal), options, project)
    groups = _groups(project, options)
    total = sum(len(entries) for entries in groups.values())
    found: dict[Path, list[Diagnostic]] = {}  # of each report: what reading it told, then its layout
    given: list[_Task] = []

    def tasks() -> Iterator[_Task]:
        done = 0
        for path, entries in groups.items():
            found[path] = run.found = []
            for entry, documents in run.documents(path, entries):
                first = documents[0].briefing if documents else None
                tell(done, total, f"{first.report}-{first.template}" if first else "")
                for document in documents:
                    if names := run.claimed(document, entry):
                        given.append(_Task(document, date.strftime("%Y-%m-%dT%H:%M:%SZ") if date else "", names, path))
                        yield given[-1]
                done += 1

    outputs: list[Output] = []
    for number, made in enumerate(workers.run(_laid, tasks(), options.jobs)):
        task = given[number]
        if isinstance(made, Lost):
            found[task.report].append(_lost(task, made.how))
        else:
            outputs += _outputs(task, made)
            found[task.report] += made.findings
    tell(total, total, "")
    findings = _in_order((*project.findings, *chain.from_iterable(found.values())))
    return Result(tuple(outputs), findings, dict(sorted(seen.items())), order)


def faults(reports: Iterable[Path], env: Env) -> tuple[Diagnostic, ...]:
    """What is wrong with some reports by themselves, for a project whose own file says too little to build them."""
    found: list[Diagnostic] = []
    for path in reports:
        try:
            found += report.parse(source.read(path, env.name(path), env), env).findings
        except BriefingsError as problem:
            found += problem.findings
    return _in_order(found)


def _in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each finding once, file by file in the order they were read, each file from its top; those without a place at the end."""
    once = tuple(dict.fromkeys(found))
    files = list(dict.fromkeys(finding.where.file for finding in once if finding.where))
    return tuple(
        sorted(
            once,
            key=lambda f: (files.index(f.where.file), f.where.line, f.where.column) if f.where else (len(files), 0, 0),
        )
    )


def write(result: Result, folder: Path) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Writes the outputs, then the contact sheet, the manifest and the sums of what was written; each file whole.

    Gives the files written, and what stopped the others: a file that cannot be written keeps no other from it.
    """
    from . import contact_sheet

    found: dict[Diagnostic, None] = {}
    written: list[Path] = []

    def put(name: str, data: bytes) -> bool:
        try:
            output.write(folder / name, data)
        except BriefingsError as problem:
            found.update(dict.fromkeys(problem.findings))
            return False
        written.append(folder / name)
        return True

    made = tuple(one for one in result.outputs if put(one.name, one.data))
    if made:
        kept = replace(result, outputs=made, findings=(*result.findings, *found))
        also = {"contact-sheet.png": contact_sheet.draw([one.layout for one in made])}
        also = {name: data for name, data in also.items() if put(name, data)}
        described = manifest.describe(kept, also)
        if put("manifest.json", described):
            also["manifest.json"] = described
        sums = {name: hashlib.sha256(data).hexdigest() for name, data in also.items()}
        put("SHA256SUMS", manifest.sums({one.name: one.sha256 for one in made} | sums))
        output.sweep(folder)
    return tuple(written), tuple(found)


@dataclass(frozen=True, slots=True)
class _Document:
    """A report in a template, in one language: filled, not laid out."""

    briefing: Briefing
    look: Look
    master: bytes
    formats: tuple[str, ...]
    author: str
    where: Mapping[Origin, Where]
    after: int = 0
    branded: bool = False


@dataclass(frozen=True, slots=True)
class _Made:
    """A template with its look: the slide master it is set on, the customer's file behind that, if any, and what was told of it."""

    template: Template
    look: Look
    master: bytes
    house: House | None
    told: tuple[Diagnostic, ...]


_TOLD_BEFORE: Final = frozenset({"deck-alt-missing", "pdf-alt-missing"})
"""What `undescribed` has told of the layout, once for all formats."""
_OF_THE_BRAND: Final = frozenset({"deck-contrast-unknown", "deck-footer-small"})
"""What a customer's template is like, whatever stands on it: `inspect` tells it."""


@dataclass(frozen=True, slots=True)
class _Task:
    """A document to be laid out and written, on its own, wherever: `names` maps each format to the file's name."""

    document: _Document
    date: str
    names: Mapping[str, str]
    report: Path


@dataclass(frozen=True, slots=True)
class _Laid:
    """A document laid out, with its bytes in each format; or, without a layout, why it could not be."""

    layout: Layout | None
    files: Mapping[str, bytes]
    findings: tuple[Diagnostic, ...] = ()


def _laid(task: _Task) -> _Laid:
    """Lays a document out, writes it in each of its formats, and holds page and files to their rules."""
    from . import checks
    from .writers import WRITERS

    document, found = task.document, list[Diagnostic]()
    try:
        laid = layouts.layout(
            document.briefing,
            document.look,
            document.master,
            author=document.author,
            date=task.date,
            after=document.after,
        )
    except BriefingsError as problem:
        of = document.briefing
        output = f"{of.report}-{of.template}.{of.language}"
        return _Laid(None, {}, tuple(replace(one, message=f"`{output}`: {one.message}") for one in problem.findings))
    try:
        found += coverage.check(document.briefing, laid, document.look, document.where, notes="pptx" in task.names)
        found += account.check(document.briefing, laid)
    except BriefingsError as problem:
        return _Laid(None, {}, problem.findings)
    files: dict[str, bytes] = {}
    found += printing.faults(laid, sheet=document.briefing.kind == "sheet")
    found += undescribed.faults(laid)
    for form, name in task.names.items():
        try:
            data = WRITERS[form](laid)
        except BriefingsError as problem:
            found += problem.findings
            continue
        told = checks.check_file(Path(name), data)
        before = _TOLD_BEFORE | _OF_THE_BRAND if document.branded else _TOLD_BEFORE
        found += (finding for finding in told if finding.code not in before)
        if not any(finding.level is Level.ERROR for finding in told):
            files[form] = data  # a file that programs would repair or refuse is not handed over
    return _Laid(laid, files, tuple(found))


def _outputs(task: _Task, made: _Laid) -> Iterator[Output]:
    of = task.document.briefing
    for form, data in made.files.items():
        if made.layout:
            yield Output(task.names[form], data, of.report, of.template, of.language, form, made.layout, of)


def _lost(task: _Task, how: str) -> Diagnostic:
    names = ", ".join(f"`{name}`" for name in task.names.values())
    return error(
        "worker-lost",
        f"{names} cannot be made: the process that should have made it {how}, twice",
        hint="the machine may be short of memory: run with fewer `--jobs`",
    )


@dataclass(slots=True)
class _Run:
    """One run: what was found in the report at hand, and the reports and templates that were read."""

    env: Env
    options: Options
    project: Project
    found: list[Diagnostic] = field(default_factory=list)
    _names: set[str] = field(default_factory=set)
    _reports: dict[str, source.Source] = field(default_factory=dict)
    _templates: dict[tuple[str, str, str], _Made] = field(default_factory=dict)
    _brands: dict[tuple[str, str], House] = field(default_factory=dict)
    _translations: dict[tuple[Path, str], report.Report | None] = field(default_factory=dict)

    def documents(self, path: Path, entries: Sequence[Entry]) -> Iterator[tuple[Entry, tuple[_Document, ...]]]:
        """The documents of a report, entry by entry; none at all when the report or one of its templates is broken."""
        read = self._read(path)
        filled = [self._filled(read, entry) for entry in entries]
        whole = read is not None and None not in filled
        for entry, documents in zip(entries, filled, strict=True):
            yield entry, (documents or ()) if whole else ()

    def claimed(self, document: _Document, entry: Entry) -> Mapping[str, str]:
        """The names of a document's files by their format, in the formats' own order; none when one of them is taken."""
        of = document.briefing
        folder = f"{entry.brand}/" if entry.brand and self.options.brand is None else ""
        names = {
            form: folder + _name(of.report, of.template, of.language, form)
            for form in FORMATS
            if form in document.formats
        }
        for twin in [name for name in names.values() if name in self._names]:
            self.found.append(
                error(
                    "output-twice",
                    f"`{twin}` would be written twice",
                    entry.where,
                    hint="give one of the two templates another name",
                )
            )
            return {}
        self._names.update(names.values())
        return names

    def _read(self, path: Path) -> report.Report | None:
        """The report in a file, or None when it is broken, or goes by another report's id."""
        name = self.env.name(path)
        try:
            given = source.read(path, name, self.env)
            read = report.parse(given, self.env)
        except BriefingsError as problem:
            self.found += problem.findings
            return None
        self.found += read.findings
        first = self._reports.setdefault(read.id, given)
        if first is not given:
            self.found.append(
                error(
                    "report-id-taken",
                    f"the id `{read.id}` is that of `{first.name}` already",
                    given.at(("id",)),
                    "id",
                    "give each report an id of its own: their files are named by it",
                )
            )
            return None
        return read

    def _filled(self, read: report.Report | None, entry: Entry) -> tuple[_Document, ...] | None:
        """A report in one template, in every language asked for; None when one of the two is broken."""
        documents: list[_Document] = []
        for language in dict.fromkeys(
            self.options.languages or entry.languages or ((read.language,) if read else ("en",))
        ):
            try:
                made = self._template(entry, language)
                made_of, look, master = made.template, made.look, made.master
                sheets = {name: tuple(area.name for area in sheet.areas) for name, sheet in look.sheets.items()}
                if read is None:
                    self.found += template.check(made_of, sheets)
                elif spoken := self._in(language, read, entry):
                    briefing = template.fill(
                        made_of, spoken, self.env, sheets=sheets, language=language, edition=self.options.edition
                    )
                    self.found += briefing.findings
                    self.found += made.told
                    if made.house and made_of.kind == "slides":
                        roles = dict.fromkeys(page.role for page in briefing.pages)
                        wanting = [*brands.wanting(made.house, roles), *brands.doubts(made.house, roles)]
                        self.found += wanting
                        if any(finding.level is Level.ERROR for finding in wanting):
                            continue
                    documents.append(
                        _Document(
                            briefing,
                            look,
                            master,
                            self.options.formats or entry.formats or made_of.formats,
                            str(spoken.root["organization"] or ""),
                            dict(spoken.where),
                            made.house.brand.after if made.house and made_of.kind == "slides" else 0,
                            made.house is not None and made_of.kind == "slides",
                        )
                    )
            except BriefingsError as problem:
                self.found += (replace(finding, where=finding.where or entry.where) for finding in problem.findings)
                return None
        return tuple(documents)

    def _template(self, entry: Entry, language: str) -> _Made:
        """A template and its look, read once a run."""
        brand = entry.brand if self.options.brand is None else "--brand"
        key = (entry.template, language, brand)
        if key not in self._templates:
            made_of = template.load(entry.template, self.env)
            house = self._house(entry, language)
            try:
                look, master = theme.open_look(
                    made_of.theme,
                    made_of.page,
                    made_of.kind,
                    language,
                    self.env,
                    house.brand if house else None,
                    made_of.ink,
                )
                self.found += theme.read(made_of.theme, self.env).findings
            except BriefingsError as problem:
                where = made_of.source.at(("theme",))
                raise BriefingsError(
                    replace(finding, where=finding.where or where) for finding in problem.findings
                ) from None
            styled = theme.read(made_of.theme, self.env)
            told = theme.substituted(look, house.where) if house else theme.unfound(styled, look)
            self._templates[key] = _Made(made_of, look, master, house, told)
        return self._templates[key]

    def _house(self, entry: Entry, language: str) -> House | None:
        """The customer's template that an entry is built on, read once a run; None for our own slide master."""
        rtl = language in theme.RTL
        keep: tuple[str, ...] = ()
        if self.options.brand is not None:
            path, name = self.options.brand, brands.name_of(self.options.brand)
        elif entry.brand:
            brand = self.project.brands[entry.brand]
            path, name, keep = self.env.resolve(brand.file(language), brand.where), brand.name, brand.keep
        else:
            return None
        key = (str(path), "rtl" if rtl else "")
        if key not in self._brands:
            self._brands[key] = brands.open_house(path, name, self.env, rtl=rtl, keep=keep)
            self.found += self._brands[key].brand.findings
        return self._brands[key]

    def _in(self, language: str, read: report.Report, entry: Entry) -> report.Report | None:
        """The report in a language: its own, or that of the translation beside it. A broken translation stops that language only."""
        if language == read.language:
            return read
        key = (entry.report, language)
        if key not in self._translations:
            self._translations[key] = self._translated(language, read, entry)
        return self._translations[key]

    def _translated(self, language: str, read: report.Report, entry: Entry) -> report.Report | None:
        path = translation.sibling(entry.report, language)
        name = self.env.name(path)
        if not path.is_file():
            # One language asked for by name must be there; of a project's languages each report has those that it has.
            say = error if language in self.options.languages else warning
            self.found.append(
                say(
                    "language-missing",
                    f"there is no translation `{name}`: this report is not built in `{language}`",
                    self._reports[read.id].at(("language",)),
                    "language",
                    f"put its texts into that file, by the ids of this one, or take `{language}` out of "
                    f"{'`--lang`' if say is error else '`languages`'}",
                )
            )
            return None
        try:
            made = translation.translate(read, source.read(path, name, self.env), language)
        except BriefingsError as problem:
            self.found += problem.findings
            return None
        self.found += made.findings
        return made


def _groups(project: Project, options: Options) -> dict[Path, list[Entry]]:
    """The entries to build by report, as the options change them."""
    if options.data:
        project = project.of({path.resolve(): path for path in options.data}.values())
    entries: Iterable[Entry] = project.build
    if options.templates:
        entries = [
            entry
            for path in dict.fromkeys(entry.report for entry in project.build)
            for name in dict.fromkeys(options.templates)
            for entry in _with_template(project, path, name)
        ]
    groups: dict[Path, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.report, []).append(entry)
    return groups


def _with_template(project: Project, path: Path, name: str) -> list[Entry]:
    """What the project says about a report and a template; the template's usual output when it says nothing."""
    return [entry for entry in project.build if entry.report == path and entry.template == name] or [
        Entry(path, name, languages=project.languages)
    ]


def _name(report_id: str, template_name: str, language: str, form: str) -> str:
    """`<report>-<template>.<lang>.<format>`, in letters that every file system and release page takes."""
    return f"{_UNSAFE.sub('-', report_id.lower())}-{_UNSAFE.sub('-', template_name.lower())}.{language}.{form}"
