"""The steps of a run in their order, and what became of them.

All documents of a report are filled before the first is laid out, since a broken template stops them all. Reports are settled in
their order; while the last documents of one are laid out, the next is read by who is free. A file goes to its keeper as soon as it is
made: however many there are, only their names and sums stay here.
"""

from __future__ import annotations

import json
import re
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
from ..template import FORMATS
from ..writers import contact_sheet
from ..writers.contact_sheet import Page
from .document import READING, Filled, Options, Step, Written
from .each import together
from .output import File, Keeper
from .project import Entry, Project, Subject
from .selecting import entries as entries_of
from .workers import Lost

_UNSAFE: Final = re.compile(r"[^a-z0-9.-]+")


@frozen
class Progress:
    """How far a run is: `done` of `total` documents. When a report in a template is begun, its name, and which it is of how many."""

    done: int
    total: int
    name: str = ""
    number: int = 0
    of: int = 0


Tell = Callable[[Progress], None]
"""Called when a document is begun, and when one is done."""


@frozen
class Output:
    """One finished file: its path within the output folder, what is remembered of it, and how it came about; its bytes are its keeper's.

    `faces` are the font files of its pages with their families; `pages` what the contact sheet shows. `layout` and `briefing` are at hand
    only where it was made in this process.
    """

    name: str
    bare: File
    report: str
    template: str
    language: str
    format: str
    faces: Mapping[str, str]
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
        self, project: Project, env: Env, options: Options, tell: Tell, keeper: Keeper, withheld: Collection[str] = ()
    ) -> None:
        self._env = env
        self._tell = tell
        self._keeper = keeper
        self._withheld = withheld
        self._steps = {
            of: [
                [Step(one, lang) for lang in dict.fromkeys(options.languages or one.languages or ("",))]
                for one in entries
            ]
            for of, entries in entries_of(project, options, env).items()
        }
        self._own_brand = options.brand is None
        entries = [steps for entries in self._steps.values() for steps in entries]
        self._numbers = {step: number for number, steps in enumerate(entries) for step in steps}
        self._unread = deque(self._steps)
        self._unsettled = deque(self._steps)
        self._unfilled = {of: sum(map(len, entries)) for of, entries in self._steps.items()}
        self._fills: deque[Step] = deque()
        self._lays: deque[Step] = deque()
        self._laid: deque[tuple[Step, Written]] = deque()
        self._homes: dict[Step, int] = {}
        self._filled: dict[Step, Filled | Lost] = {}
        self._done = self._told = self._drawn = 0
        self._first: dict[int, str] = {}
        self._names: dict[Step, tuple[str, str, str]] = {}
        self._taken: set[str] = set()
        self._ids: dict[str, str] = {}
        self._found: dict[Subject, list[Diagnostic]] = {of: [] for of in self._steps}
        self._made: dict[Subject, dict[Step, _Kept | Lost | None]] = {of: {} for of in self._steps}
        self.inputs: dict[str, str] = dict(project.inputs)

    @property
    def size(self) -> int:
        """How many documents there are."""
        return len(self._numbers)

    def take(self, worker: int) -> Step | None:
        """The next step for a process: rather one of a document that it has filled itself."""
        if not self._lays and not self._fills and self._unread:
            self._fills += chain.from_iterable(self._steps[self._unread.popleft()])
        if self._lays:
            step = next((one for one in self._lays if self._homes.get(one.document) == worker), self._lays[0])
            self._lays.remove(step)
            self._begin(step)
            return step
        return self._fills.popleft() if self._fills else None

    def done(self, worker: int, step: Step, made: Filled | Written | Lost) -> None:
        """Takes what became of a step."""
        of = step.entry.subject
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
        self._filled.update(dict.fromkeys(lost, made))
        self._unfilled[of] -= len(lost)
        while self._unsettled and not self._unfilled[self._unsettled[0]]:
            self._settle(self._unsettled.popleft())

    def spare(self) -> None:
        """Hands the files that were made to their keeper, while others work."""
        while self._laid:
            step, made = self._laid.popleft()
            names, forms = self._names[step], {name: form for form, name in step.names}
            outputs: list[Output] = []
            for name, file in made.files.items() if names[0] not in self._withheld else ():
                if self._keeper.put(name, file):
                    of = (name, file.bare, *names, forms.get(name) or name.rpartition(".")[2])
                    outputs.append(Output(*of, made.faces, self._keeper, made.pages, made.made))
            if outputs:
                self._drawn += len(made.pages)
            self._made[step.entry.subject][step] = _Kept(tuple(outputs), made.findings)
            self._count()

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
            name = self._first.pop(self._told, "")
            self._told += 1
            if name:
                self._tell(Progress(self._done, self.size, name, self._told, entries))

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
                self.inputs |= {
                    name: sha for name, sha in filled.inputs.items() if not of.row or not name.startswith(of.row.file)
                }
                if not filled.whole:
                    whole = False
                    break  # the other languages would tell the same
                if filled.name is not None:
                    documents.append((step, filled))
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
            self._first.setdefault(self._numbers[step], f"{name[0]}-{name[1]}")
            self._made[of][laid] = None
            self._lays.append(laid)
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
