"""What is shown, what is to be made next, and what was made of it.

The desk stands between the browser's side, which asks and is told, and the process that makes (`workers.run` takes its orders from here and
brings back what was made). What was good stays: a document that cannot be made any more keeps its last pages, and says that they are old.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from ..diagnostics import Diagnostic, Level, Where
from ..engine.workers import Lost
from ..frozen import frozen, replace
from .asked import Ask, Document, Made, Order, Project, Shown

_ASKED: Final = 24
"""The documents that are kept up to date: those that were asked for last."""
_GRACE: Final = 2.0
"""Seconds that a newer save waits for what is being made. Twice as many each time that something was ended for that and nothing came: whoever saves again and
again while a long document is made sees it at last."""
_PICTURES: Final = 192 * 1024 * 1024
"""The most bytes of pictures that are kept."""


@frozen
class State:
    """A document as it is shown: its last good pages, what was found last, and whether the pages are older than that. `number` grows with
    each change of it."""

    number: int
    pages: tuple[Shown, ...]
    findings: tuple[Diagnostic, ...]
    stale: bool

    @property
    def counts(self) -> tuple[int, int]:
        """How many errors and warnings there are."""
        errors, warnings = (sum(one.level is level for one in self.findings) for level in (Level.ERROR, Level.WARNING))
        return errors, warnings


@dataclass(slots=True)
class Desk:
    """Asked by one thread and served by another. `tell` is called whenever there is something new to be shown."""

    tell: Callable[[], None] = lambda: None
    _lock: threading.Condition = field(default_factory=threading.Condition)
    _closed: bool = False
    _changes: int = 0
    _looks: int = 0
    _listed: int = -1
    _project: Project = field(default_factory=lambda: Project((), (), ()))
    _asked: OrderedDict[Ask, int] = field(default_factory=OrderedDict)
    """The documents that are asked for, the last one at the end, with the count of changes that each was made at."""
    _states: dict[Ask, State] = field(default_factory=dict)
    _pictures: OrderedDict[str, bytes] = field(default_factory=OrderedDict)
    _held: int = 0
    _inputs: set[str] = field(default_factory=set)
    _number: int = 0
    _saved: float = 0.0
    _grace: float = _GRACE
    _told: int = 0
    """The number that the project's list was told with last; 0 before it was read."""

    # -- the side of the browser

    def ask(self, ask: Ask) -> State | None:
        """A document as it is now; None where it has not been made yet, which is then begun."""
        with self._lock:
            self._asked.setdefault(ask, -1)
            self._asked.move_to_end(ask)
            while len(self._asked) > _ASKED:
                gone, _ = self._asked.popitem(last=False)
                self._states.pop(gone, None)
            self._lock.notify_all()
            return self._states.get(ask)

    def changed(self, looks: bool) -> None:
        """Files of the project have changed; with `looks`, what templates and themes were made of may be among them."""
        with self._lock:
            self._changes += 1
            self._saved = time.monotonic()
            if looks:
                self._looks = self._changes
            self._lock.notify_all()

    @property
    def project(self) -> tuple[int, Project]:
        """What there is to be shown; the number grows with each change, and is 0 before the project was read."""
        with self._lock:
            return self._told, self._project

    def states(self) -> dict[Ask, State]:
        """All documents that were made."""
        with self._lock:
            return dict(self._states)

    def picture(self, key: str) -> bytes | None:
        """A picture that a page has named."""
        with self._lock:
            if key in self._pictures:
                self._pictures.move_to_end(key)
            return self._pictures.get(key)

    def reads(self, name: str) -> bool:
        """Whether a file is one that the project was made from."""
        with self._lock:
            return name in self._inputs

    def close(self) -> None:
        """No more orders."""
        with self._lock:
            self._closed = True
            self._lock.notify_all()

    # -- the side of the process

    def take(self, worker: int) -> Order | None:
        """The next order: the project's list first, then the document that was asked for last. Waits for one; None at the end."""
        with self._lock:
            while not self._closed:
                if self._listed < self._changes and not self._urgent():
                    return Order(None, self._changes, self._looks)
                if (ask := self._next()) is not None:
                    known = frozenset(one.key for one in self._pages(ask) if one.key in self._pictures)
                    return Order(ask, self._changes, self._looks, known)
                self._lock.wait(0.5)  # Ctrl-C is not heard in an endless wait everywhere
            return None

    def done(self, worker: int, task: Order, made: Made | Project | Lost) -> None:
        """Takes what became of an order."""
        with self._lock:
            if isinstance(made, Lost) and made.why == "idle":
                self._grace *= 2
                if task.ask is not None and task.ask in self._asked:  # another one may be what was changed
                    self._asked.move_to_end(task.ask, last=False)
                return
            self._number, self._grace = self._number + 1, _GRACE
            if task.ask is None:
                self._take_project(task, made)
            else:
                self._take_document(task.ask, task, made)
        self.tell()

    def idle(self, task: Order) -> bool:
        """Whether something newer was saved some time ago: what is being made would be old when it comes, if it comes."""
        with self._lock:
            return task.state < self._changes and time.monotonic() - self._saved > self._grace

    def spare(self) -> bool:
        """What was made is told as it comes."""
        return False

    def _urgent(self) -> bool:
        """Whether somebody looks at a document that has changed: it comes before the list, unless there is none yet."""
        return self._listed >= 0 and self._next() is not None

    def _next(self) -> Ask | None:
        return next((ask for ask, at in reversed(self._asked.items()) if at < self._changes), None)

    def _pages(self, ask: Ask) -> tuple[Shown, ...]:
        state = self._states.get(ask)
        return state.pages if state else ()

    def _take_project(self, task: Order, made: Made | Project | Lost) -> None:
        self._listed, before = task.state, self._project
        if isinstance(made, Lost):
            self._project = replace(self._project, findings=(made.finding("the project"),))
        elif isinstance(made, Project):
            broken = not made.documents and any(one.level is Level.ERROR for one in made.findings)
            known = {one.key: one for one in before.documents}
            documents = tuple(_as_before(one, known) for one in made.documents)
            kept = replace(made, documents=documents)
            self._project = replace(before, findings=made.findings) if broken else kept
            for one in reversed(self._project.documents[:_ASKED]):  # all are made, after those that somebody looks at
                ask = Ask(one.report, one.template, one.languages[0], one.brand, "", one.row, one.audience)
                if ask not in self._asked and len(self._asked) < _ASKED:
                    self._asked[ask] = -1
                    self._asked.move_to_end(ask, last=False)
        if self._project != before or not self._told:
            self._told = self._number

    def _take_document(self, ask: Ask, task: Order, made: Made | Project | Lost) -> None:
        if ask in self._asked:
            self._asked[ask] = task.state
        before = self._pages(ask)
        if isinstance(made, Lost):
            of = f"`{ask.report}` in the template `{ask.template}`"
            made = Made((), (), (made.finding(of, Where(f"data/{ask.report}.yaml")),), ())
        assert isinstance(made, Made)
        self._inputs.update(one for one in made.inputs if ":" not in one)
        self._inputs.update(one.where.file for one in made.findings if one.where and ":" not in one.where.file)
        for key, data in made.pictures:
            self._keep(key, data)
        self._states[ask] = State(self._number, made.pages or before, made.findings, not made.pages)

    def _keep(self, key: str, data: bytes) -> None:
        if key not in self._pictures:
            self._pictures[key] = data
            self._held += len(data)
        self._pictures.move_to_end(key)
        while self._held > _PICTURES and len(self._pictures) > 1:
            self._held -= len(self._pictures.popitem(last=False)[1])


def _as_before(one: Document, known: Mapping[tuple[str, ...], Document]) -> Document:
    """A document whose report cannot be read now is in the languages that it was in."""
    if one.languages:
        return one
    return known.get(one.key, replace(one, languages=("",)))


def of(project: Project, ask: Ask) -> Document | None:
    """The document of a project that is asked for."""
    return next((one for one in project.documents if one.key == ask.key), None)
