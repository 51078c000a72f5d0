"""The steps of a run in their order, and what became of them.

All documents of a report are filled before the first is laid out, since a broken template stops them all. Reports are settled in
their order; while the last documents of one are laid out, the next is read by who is free. A file goes to its keeper as soon as it is
made: however many there are, only their names and sums stay here.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import field
from itertools import chain
from typing import Any, Final

from ..briefing import Briefing
from ..diagnostics import Diagnostic, Where, error
from ..env import Env
from ..frame import Layout
from ..frozen import frozen, replace
from ..reflow import SUFFIXES
from ..regex import regex
from ..template import FORMATS
from ..writers import contact_sheet
from ..writers.contact_sheet import Page
from . import selecting, since
from .each import together
from .manifest import Font, font
from .output import File, Keeper
from .project import Entry, Project, Subject
from .recall import Recall
from .step import READING, Filled, Options, Step, Written
from .workers import Lost

_UNSAFE: Final = regex(r"[^a-z0-9.-]+")


@frozen
class Progress:
    """How far a run is: `done` of `total` documents. When a report in a template is begun, its name, which it is of how many, and why."""

    done: int
    total: int
    name: str = ""
    number: int = 0
    of: int = 0
    why: str = ""


Tell = Callable[[Progress], None]
"""Called when a document is begun, and when one is done."""


@frozen
class Output:
    """One finished file: its path within the output folder, what is remembered of it, and how it came about; its bytes are its keeper's.

    `fonts` are the font files of its pages; `pages` what the contact sheet shows. `layout` and `briefing` are at hand
    only where it was made in this process.
    """

    name: str
    bare: File
    report: str
    template: str
    language: str
    format: str
    fonts: tuple[Font, ...]
    keeper: Keeper = field(compare=False, repr=False)
    pages: tuple[Page, ...] = ()
    made: tuple[Layout, Briefing] | None = None

    @property
    def sha256(self) -> str:
        return self.bare.sha256

    @property
    def size(self) -> int:
        return self.bare.size

    @property
    def lacks(self) -> str:
        return self.bare.lacks

    @property
    def beside(self) -> Mapping[str, File]:
        """The files that it needs beside it, by their paths within the output folder; without their bytes."""
        return self.bare.beside

    @property
    def data(self) -> bytes:
        return self.keeper.data(self.name)

    @property
    def account(self) -> bytes:
        """What the manifest says of it, as JSON."""
        return self.keeper.about(self.name)

    @property
    def about(self) -> Mapping[str, Any]:
        told: dict[str, Any] = json.loads(self.account)
        return told

    @property
    def file(self) -> File:
        beside = {name: replace(one, data=self.keeper.data(name)) for name, one in self.beside.items()}
        return replace(self.bare, data=self.data, about=self.account, beside=beside)

    @property
    def layout(self) -> Layout:
        assert self.made is not None, "it was made in another process"
        return self.made[0]

    @property
    def briefing(self) -> Briefing:
        assert self.made is not None, "it was made in another process"
        return self.made[1]


@frozen
class _Kept:
    """A document whose files are with their keeper."""

    outputs: tuple[Output, ...]
    findings: tuple[Diagnostic, ...]


class Course:
    """A run's plan for its processes, and what they made of it."""

    def __init__(
        self,
        project: Project,
        env: Env,
        options: Options,
        tell: Tell,
        keeper: Keeper,
        withheld: Collection[str] = (),
        recall: Recall | None = None,
    ) -> None:
        self._env = env
        self._tell = tell
        self._keeper = keeper
        self._withheld = withheld
        self._recall = recall
        self._sheet = options.sheet
        chosen = since.kept(selecting.entries(project, options, env), project, env, options, recall)
        self.since = chosen.commit
        """The commit that documents were held against."""
        self._steps = {of: [*map(since.steps_of, entries)] for of, entries in chosen.groups.items()}
        self._own_brand = options.brand is None
        entries = [steps for entries in self._steps.values() for steps in entries]
        self._numbers = {step: number for number, steps in enumerate(entries) for step in steps}
        self._unread = deque(self._steps)
        self._unsettled = deque(self._steps)
        self._unfilled = {of: sum(map(len, entries)) for of, entries in self._steps.items()}
        self._fills: deque[Step] = deque()
        self._lays: deque[Step] = deque()
        self._laid: deque[tuple[Step, Written | None]] = deque()
        """Documents that are made, and those that were recalled in place of that."""
        self._recalled: set[Step] = set()
        self._kept: dict[Step, Filled] = {}
        self._homes: dict[Step, int] = {}
        self._filled: dict[Step, Filled | Lost] = {}
        self._done = self._told = self._drawn = 0
        self._first: dict[int, tuple[str, Step]] = {}
        self._names: dict[Step, tuple[str, str, str]] = {}
        self._taken: set[str] = set()
        self._ids: dict[str, str] = {}
        self._found: dict[Subject, list[Diagnostic]] = {of: [] for of in self._steps}
        self._made: dict[Subject, dict[Step, _Kept | Lost | None]] = {of: {} for of in self._steps}
        self.looked: dict[tuple[str, str], str] = {}
        """All that was looked at, with what was found."""

    @property
    def size(self) -> int:
        """How many documents there are."""
        return len(self._numbers)

    def take(self, worker: int) -> Step | None:
        """The next step for a process: rather one of a document that it has filled itself."""
        while not self._lays and not self._fills and self._unread:
            self._read(self._unread.popleft())
        if self._lays:
            step = next((one for one in self._lays if self._homes.get(one.document) == worker), self._lays[0])
            self._lays.remove(step)
            self._begin(step)
            return step
        return self._fills.popleft() if self._fills else None

    def done(self, worker: int, step: Step, made: Filled | Written | Lost) -> None:
        """Takes what became of a step."""
        of = step.entry.subject
        if self._recall and not isinstance(made, Lost):
            self._recall.shelve(made.shelved)
        if step.names:
            assert not isinstance(made, Filled)
            self._homes.pop(step.document, None)
            if isinstance(made, Lost):
                self._made[of][step] = made
                self._count()
            else:
                self._laid.append((step, made))
            return
        assert not isinstance(made, Written)
        self._homes[step] = worker
        lost = [step]
        if isinstance(made, Lost) and made.at == READING:  # so would the other documents of the report
            lost += (one for one in self._fills if one.entry.subject == of)
            self._fills = deque(one for one in self._fills if one.entry.subject != of)
        self._fill(of, dict.fromkeys(lost, made))

    def spare(self) -> bool:
        """Hands the files that were made to their keeper, while others work; True when there is more to take now."""
        more = False
        while self._laid:
            step, made = self._laid.popleft()
            if made is not None:
                self._written(step, made)
            elif not self._remembered(step):
                self._lay(step)
                more = True
        return more

    def _lay(self, laid: Step) -> None:
        """A document has to be laid out."""
        name, step = self._names[laid], laid.document
        self._first.setdefault(self._numbers[step], (f"{name[0]}-{name[1]}", step))
        self._lays.append(laid)

    def _written(self, step: Step, made: Written) -> None:
        """Keeps what was made of a document."""
        fonts = tuple(sorted({font(*one) for one in made.faces.items()}, key=lambda one: (one.family, one.file)))
        if self._recall and step in self._kept:
            self._recall.keep(step, self._kept.pop(step), made, fonts)
        outputs = [
            self._output(step, name, file, fonts, made.pages, made.made)
            for name, file in made.files.items()
            if self._names[step][0] not in self._withheld and self._keeper.put(name, file)
        ]
        self._finish(step, outputs, made.findings)

    def _remembered(self, step: Step) -> bool:
        """Keeps what was made of a document before; False when it has to be made again."""
        assert self._recall is not None
        wanted = self._sheet and step.drawn and self._drawn < contact_sheet.MOST
        made = self._recall.files(step, self._keeper, drawn=wanted)
        if made is None:
            return False
        del self._kept[step]
        outputs: list[Output] = []
        for name, file in made.files.items() if self._names[step][0] not in self._withheld else ():
            if {name, *file.beside} <= made.standing:
                self._keeper.note(name, file)
            elif not self._keeper.put(name, file):
                continue
            outputs.append(self._output(step, name, file, made.fonts, made.pages, None))
        self._finish(step, outputs, made.findings)
        return True

    def _output(
        self,
        step: Step,
        name: str,
        file: File,
        fonts: tuple[Font, ...],
        pages: tuple[Page, ...],
        made: tuple[Layout, Briefing] | None,
    ) -> Output:
        form = next((form for form, one in step.names if one == name), name.rpartition(".")[2])
        return Output(name, file.bare, *self._names[step], form, fonts, self._keeper, pages, made)

    def _finish(self, step: Step, outputs: list[Output], findings: tuple[Diagnostic, ...]) -> None:
        self._drawn += len(outputs[0].pages) if outputs else 0
        self._made[step.entry.subject][step] = _Kept(tuple(outputs), findings)
        self._count()

    def _read(self, of: Subject) -> None:
        """The documents of a report have to be filled, but for those that were made before."""
        steps = list(chain.from_iterable(self._steps[of]))
        known = {step: filled for step in steps if self._recall and (filled := self._recall.filled(step))}
        self._recalled.update(known)
        self._fills += (step for step in steps if step not in known)
        self._fill(of, known)

    def _fill(self, of: Subject, made: Mapping[Step, Filled | Lost]) -> None:
        """Takes what became of reading and filling some documents of a report."""
        self._filled.update(made)
        self._unfilled[of] -= len(made)
        while self._unsettled and not self._unfilled[self._unsettled[0]]:
            self._settle(self._unsettled.popleft())

    def outputs(self) -> Iterator[Output]:
        """The files that were made, in the order of the project."""
        for made in chain.from_iterable(steps.values() for steps in self._made.values()):
            if isinstance(made, _Kept):
                yield from made.outputs

    def findings(self) -> Iterator[Diagnostic]:
        """What was found, report by report: reading and filling, then each document's pages and files."""
        return together((of.row, one) for of in self._found for one in self._found_of(of))

    def _found_of(self, of: Subject) -> Iterator[Diagnostic]:
        yield from self._found[of]
        for step, made in self._made[of].items():
            if isinstance(made, Lost):
                yield self._lost(step, made)
            elif made is not None:
                yield from made.findings

    def _begin(self, step: Step) -> None:
        """Tells of what is begun, in the order of the project whoever begins it."""
        entries = self._numbers[next(reversed(self._numbers))] + 1
        while self._told <= self._numbers[step.document]:
            name, first = self._first.pop(self._told, ("", step))
            self._told += 1
            if name:
                why = self._recall.why(first) if self._recall else ""
                self._tell(Progress(self._done, self.size, name, self._told, entries, why))

    def _count(self, more: int = 1) -> None:
        self._done += more
        self._tell(Progress(self._done, self.size))

    def _settle(self, of: Subject) -> None:
        """Decides what of a report is laid out, now that all its documents are filled."""
        found = self._found[of]
        documents: list[tuple[Step, Filled]] = []
        whole = True
        for steps in self._steps[of]:
            for step in steps:
                filled = self._filled[step]
                if isinstance(filled, Lost):
                    found.append(self._lost(step, filled))
                    continue
                found += filled.findings
                self.looked.update(
                    ((one.kind, one.name), one.answer)
                    for one in filled.looked
                    if not of.row or not one.name.startswith(of.row.file)  # its table stands for it
                )
                if not filled.whole:
                    whole = False
                    break  # the other languages would tell the same
                if filled.name is not None:
                    documents.append((step, filled))
        kept = dict(documents) if self._recall else {}
        every = [self._filled.pop(step) for steps in self._steps[of] for step in steps]
        told = next((one for one in every if isinstance(one, Filled)), None)
        what = of.name(self._env)
        if told and told.report and self._ids.setdefault(told.report, what) != what:
            found[:] = (*told.told, _id_taken(told, self._ids[told.report]))
            whole = False
        claimed = [
            (step, filled.name, names)
            for step, filled in (documents if whole else ())
            if filled.name and (names := self._claimed(step.entry, filled, found))
        ]
        for step, name, names in claimed:
            languages = tuple(other[2] for one, other, _ in claimed if one.entry == step.entry)
            drawn = max(self._drawn, len(self._names)) < contact_sheet.MOST
            laid = replace(step, names=names, drawn=drawn, languages=languages)
            self._names[laid] = name
            self._made[of][laid] = None
            if step in self._recalled:
                self._laid.append((laid, None))
            else:
                self._lay(laid)
            if step in kept:
                self._kept[laid] = kept[step]
        if gone := len(every) - len(self._made[of]):
            self._count(gone)

    def _claimed(self, entry: Entry, filled: Filled, found: list[Diagnostic]) -> tuple[tuple[str, str], ...]:
        """A document's formats with the names of their files, in the formats' own order; none when one of them is taken."""
        assert filled.name is not None
        names = files_of(entry, filled.name, filled.formats, own_brand=self._own_brand)
        for twin in [name for name in names.values() if name in self._taken]:
            message = f"`{twin}` would be written twice"
            hint = "give one of the two templates another name"
            found.append(error("output-twice", message, entry.where, hint=hint))
            return ()
        self._taken.update(names.values())
        return tuple(names.items())

    def _lost(self, step: Step, lost: Lost) -> Diagnostic:
        """What stopped a document, or its whole report."""
        name = step.entry.subject.name(self._env)
        if lost.at == READING:
            of = f"`{name}`"
        else:
            language = f", language `{step.language}`" if step.language else ""
            of = f"`{name}` in the template `{step.entry.template}`{language}"
        return lost.finding(of, step.entry.where or Where(self._env.name(step.entry.report)))


def _id_taken(told: Filled, first: str) -> Diagnostic:
    message = f"the id `{told.report}` is that of `{first}` already"
    hint = "give each report an id of its own: their files are named by it"
    return error("report-id-taken", message, told.id_where, "id", hint)


def files_of(entry: Entry, name: tuple[str, str, str], formats: Collection[str], *, own_brand: bool) -> dict[str, str]:
    """The names of a document's files by format, in the formats' own order; `name` is that of its report, its template and its language."""
    folder = f"{entry.brand}/" if entry.brand and own_brand else ""
    folder += f"{entry.audience}/" if entry.audience else ""
    return {form: folder + _name(*name, form) for form in FORMATS if form in formats}


def _name(report_id: str, template_name: str, language: str, form: str) -> str:
    """`<report>-<template>.<lang>.<format>`, in letters that every file system and release page takes."""
    return f"{_UNSAFE.sub('-', report_id.lower())}-{_UNSAFE.sub('-', template_name.lower())}.{language}{SUFFIXES.get(form, f'.{form}')}"
