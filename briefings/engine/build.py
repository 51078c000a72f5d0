"""Build what a project asks for: the five stages in order, then the files.

Findings of all reports and templates come back together. Where a file breaks its shape, be it the report or one of its templates,
nothing of that report is made. What cannot be set on its pages, or is asked for in a language that is not there, stops that output
and no others.
"""

from __future__ import annotations

import hashlib
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Final

from .. import report, source
from ..briefing import Briefing
from ..diagnostics import BriefingsError, Diagnostic, Level, Where, error
from ..env import Env
from ..frame import Layout
from ..frozen import frozen, replace
from ..reflow import SUFFIXES
from ..template import FORMATS
from ..writers import WRITERS, contact_sheet
from ..writers.contact_sheet import Page
from . import manifest, output, workers
from . import project as projects
from .document import READING, Filled, Maker, Options, Step, Written, preload
from .project import Entry, Project
from .workers import Lost

__all__ = ["Course", "Options", "Output", "Result", "build", "faults", "opened", "write"]

Tell = Callable[[int, int, str], None]
"""Called with how many documents are done, how many there are, and the name of the one at hand."""

_AS_IT_SAYS: Final = Options()
_UNSAFE: Final = re.compile(r"[^a-z0-9.-]+")


@frozen
class Output:
    """One finished file, not yet written: its path within the output folder, its bytes, and how it came about.

    `about` is what the manifest says of it, `faces` the font files of its pages with their families, `pages` what the contact sheet shows,
    `beside` the files that it needs beside it, by their paths within the output folder.
    `layout` and `briefing` are at hand only where it was made in this process.
    """

    name: str
    data: bytes
    report: str
    template: str
    language: str
    format: str
    about: Mapping[str, Any]
    faces: Mapping[str, str]
    pages: tuple[Page, ...] = ()
    made: tuple[Layout, Briefing] | None = None
    beside: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def layout(self) -> Layout:
        assert self.made is not None, "it was made in another process"
        return self.made[0]

    @property
    def briefing(self) -> Briefing:
        assert self.made is not None, "it was made in another process"
        return self.made[1]

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@frozen
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
    project: Project, env: Env, options: Options = _AS_IT_SAYS, tell: Tell = lambda done, total, name: None
) -> Result:
    """Makes every output in memory; nothing is written. Raises nothing for bad input: the findings tell."""
    order = manifest.Order(
        tuple(env.name(path) for path in options.data),
        options.templates,
        options.languages,
        options.formats,
        options.edition,
        options.strict,
        env.name(options.brand) if options.brand else "",
        env.environ.get("SOURCE_DATE_EPOCH", ""),
        options.theme,
    )
    try:
        date = env.source_date()
    except BriefingsError as problem:
        return Result((), _in_order((*project.findings, *problem.findings)), {}, order)
    maker = Maker(
        project, (env.root, env.environ, env.links), options, date.strftime("%Y-%m-%dT%H:%M:%SZ") if date else ""
    )
    plan = Course(project, env, options, tell)
    if options.limits or options.jobs > 1:
        preload()
    workers.run(maker, plan, options.jobs, options.limits)
    return Result(
        tuple(plan.outputs()),
        _in_order((*project.findings, *plan.findings())),
        dict(sorted(plan.inputs.items())),
        order,
    )


def opened(given: tuple[Path, Mapping[str, str], tuple[Path, ...]]) -> Project | tuple[Diagnostic, ...]:
    """The project in a folder, with an environment and the reports to build in place of its own; or why it cannot be opened."""
    home, environ, reports = given
    env = Env(home, environ, at=partial(workers.at, what="reading the project"))
    env.at(Where(projects.FILE))
    try:
        return projects.load(home, env)
    except BriefingsError as problem:
        return *problem.findings, *faults(reports or projects.reports_in(env), env)


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

    also: dict[str, bytes] = {}
    made: list[Output] = []
    for one in result.outputs:
        if all(put(name, data) for name, data in (*one.beside.items(), (one.name, one.data))):
            made.append(one)
            also |= one.beside
    if made:
        kept = replace(result, outputs=tuple(made), findings=(*result.findings, *found))
        drawn = _drawn(made)
        if drawn and put("contact-sheet.png", sheet := contact_sheet.draw(drawn)):
            also["contact-sheet.png"] = sheet
        described = manifest.describe(kept, also)
        if put("manifest.json", described):
            also["manifest.json"] = described
        sums = {name: hashlib.sha256(data).hexdigest() for name, data in also.items()}
        put("SHA256SUMS", manifest.sums({one.name: one.sha256 for one in made} | sums))
        output.sweep(folder)
    return tuple(written), tuple(found)


def _drawn(outputs: Iterable[Output]) -> list[tuple[Page, ...]]:
    """The pages of each document, once for all of its formats, as many as a contact sheet shows."""
    documents: dict[str, Output] = {}
    for one in outputs:
        if one.format not in WRITERS:  # what has no pages shows none
            continue
        stem = one.name.rpartition(".")[0]
        if stem not in documents or one.format == "pdf":  # a PDF need not be written again
            documents[stem] = one
    drawn: list[tuple[Page, ...]] = []
    for one in documents.values():
        if sum(map(len, drawn)) >= contact_sheet.MOST:
            break
        of_pdf = one.format == "pdf" and not one.pages
        drawn.append(contact_sheet.of_pdf(one.data) if of_pdf else one.pages or contact_sheet.pages(one.layout))
    return drawn


class Course:
    """The steps of a run in their order, and what became of them.

    All documents of a report are filled before the first is laid out, since a broken template stops them all. Reports are settled in
    their order; while the last documents of one are laid out, the next is read by who is free.
    """

    def __init__(self, project: Project, env: Env, options: Options, tell: Tell) -> None:
        self._env = env
        self._tell = tell
        self._steps = {
            path: [
                [Step(one, lang) for lang in dict.fromkeys(options.languages or one.languages or ("",))]
                for one in entries
            ]
            for path, entries in _groups(project, options).items()
        }
        self._own_brand = options.brand is None
        self._entries = [steps for entries in self._steps.values() for steps in entries]
        self._unread = deque(self._steps)
        self._unsettled = deque(self._steps)
        self._fills: deque[Step] = deque()
        self._lays: deque[Step] = deque()
        self._homes: dict[Step, int] = {}
        self._filled: dict[Step, Filled | Lost] = {}
        self._told = 0
        self._names: dict[Step, tuple[str, str, str]] = {}
        self._taken: set[str] = set()
        self._ids: dict[str, str] = {}
        self._found: dict[Path, list[Diagnostic]] = {path: [] for path in self._steps}
        self._made: dict[Path, dict[Step, Written | Lost | None]] = {path: {} for path in self._steps}
        self.inputs: dict[str, str] = {}

    def take(self, worker: int) -> Step | None:
        """The next step for a process: rather one of a document that it has filled itself."""
        if not self._lays and not self._fills and self._unread:
            self._fills += chain.from_iterable(self._steps[self._unread.popleft()])
        if self._lays:
            step = next((one for one in self._lays if self._homes.get(one.document) == worker), self._lays[0])
            self._lays.remove(step)
            self._tell_of(step)
            return step
        return self._fills.popleft() if self._fills else None

    def done(self, worker: int, step: Step, made: Filled | Written | Lost) -> None:
        """Takes what became of a step."""
        path = step.entry.report
        if step.names:
            assert not isinstance(made, Filled)
            self._made[path][step] = made
            return
        assert not isinstance(made, Written)
        self._homes[step] = worker
        self._filled[step] = made
        if isinstance(made, Lost) and made.at == READING:  # so would the other documents of the report
            self._filled.update({one: made for one in self._fills if one.entry.report == path})
            self._fills = deque(one for one in self._fills if one.entry.report != path)
        while self._unsettled and all(
            one in self._filled for steps in self._steps[self._unsettled[0]] for one in steps
        ):
            self._settle(self._unsettled.popleft())

    def outputs(self) -> Iterator[Output]:
        """The files that were made, in the order of the project."""
        self._tell(len(self._entries), len(self._entries), "")
        for step, made in chain.from_iterable(steps.items() for steps in self._made.values()):
            if isinstance(made, Written):
                forms = {name: form for form, name in step.names}
                for name, file in made.files.items():
                    of = (*self._names[step], forms[name])
                    yield Output(name, file.data, *of, file.about, made.faces, made.pages, made.made, file.beside)

    def findings(self) -> Iterator[Diagnostic]:
        """What was found, report by report: reading and filling, then each document's pages and files."""
        for path, found in self._found.items():
            yield from found
            for step, made in self._made[path].items():
                if isinstance(made, Lost):
                    yield self._lost(step, made)
                elif made is not None:
                    yield from made.findings

    def _tell_of(self, step: Step) -> None:
        """Tells of what is begun, in the order of the project whoever begins it."""
        number = next(n for n, steps in enumerate(self._entries) if step.document in steps)
        while self._told <= number:
            of = next((self._names[one] for one in self._lays_of(self._entries[self._told])), None)
            if of is not None:
                self._tell(self._told, len(self._entries), f"{of[0]}-{of[1]}")
            self._told += 1

    def _lays_of(self, steps: list[Step]) -> Iterator[Step]:
        return (one for one in self._made[steps[0].entry.report] if one.document in steps)

    def _settle(self, path: Path) -> None:
        """Decides what of a report is laid out, now that all its documents are filled."""
        found = self._found[path]
        documents: list[tuple[Step, Filled]] = []
        whole = True
        for steps in self._steps[path]:
            for step in steps:
                filled = self._filled[step]
                if isinstance(filled, Lost):
                    found.append(self._lost(step, filled))
                    continue
                found += filled.findings
                self.inputs |= filled.inputs
                if not filled.whole:
                    whole = False
                    break  # the other languages would tell the same
                if filled.name is not None:
                    documents.append((step, filled))
        told = next(
            (one for steps in self._steps[path] for one in map(self._filled.get, steps) if isinstance(one, Filled)),
            None,
        )
        if told and told.report and self._ids.setdefault(told.report, self._env.name(path)) != self._env.name(path):
            found[:] = (*told.told, _id_taken(told, self._ids[told.report]))
            return
        claimed = [
            (step, filled.name, names)
            for step, filled in (documents if whole else ())
            if filled.name and (names := self._claimed(step.entry, filled, found))
        ]
        for step, name, names in claimed:
            languages = tuple(other[2] for one, other, _ in claimed if one.entry == step.entry)
            laid = replace(step, names=names, drawn=len(self._names) < contact_sheet.MOST, languages=languages)
            self._names[laid] = name
            self._made[path][laid] = None
            self._lays.append(laid)

    def _claimed(self, entry: Entry, filled: Filled, found: list[Diagnostic]) -> tuple[tuple[str, str], ...]:
        """A document's formats with the names of their files, in the formats' own order; none when one of them is taken."""
        assert filled.name is not None
        folder = f"{entry.brand}/" if entry.brand and self._own_brand else ""
        names = {form: folder + _name(*filled.name, form) for form in FORMATS if form in filled.formats}
        for twin in [name for name in names.values() if name in self._taken]:
            message = f"`{twin}` would be written twice"
            hint = "give one of the two templates another name"
            found.append(error("output-twice", message, entry.where, hint=hint))
            return ()
        self._taken.update(names.values())
        return tuple(names.items())

    def _lost(self, step: Step, lost: Lost) -> Diagnostic:
        """What stopped a document, or its whole report."""
        name = self._env.name(step.entry.report)
        if lost.at == READING:
            of = f"`{name}`"
        else:
            language = f", language `{step.language}`" if step.language else ""
            of = f"`{name}` in the template `{step.entry.template}`{language}"
        return lost.finding(of, step.entry.where or Where(name))


def _id_taken(told: Filled, first: str) -> Diagnostic:
    message = f"the id `{told.report}` is that of `{first}` already"
    hint = "give each report an id of its own: their files are named by it"
    return error("report-id-taken", message, told.id_where, "id", hint)


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
    return f"{_UNSAFE.sub('-', report_id.lower())}-{_UNSAFE.sub('-', template_name.lower())}.{language}{SUFFIXES.get(form, f'.{form}')}"
