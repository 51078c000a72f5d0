"""Work shared out to processes: the same results, in the same order, as one after another.

Each process is started afresh, holds nothing of its neighbours', and talks to us through a pipe of its own. Tasks are taken when a
process is free for one, so a long row of them is never held at once. A process that dies (killed, out of memory) costs its task one
more try; then the task is `Lost`, and the others go on. Ctrl-C is for us alone: the processes are ended, never asked.
"""

from __future__ import annotations

import copyreg
import multiprocessing
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from multiprocessing.resource_tracker import ensure_running
from types import MappingProxyType
from typing import Any, Final, Generic, TypeVar

Task = TypeVar("Task")
Made = TypeVar("Made")

TRIES: Final = 2
"""How often a task is begun before it is given up: the second time shows whether it was the task or the machine."""


AHEAD: Final = 2
"""How many tasks a process may be ahead of the result that is waited for."""


@dataclass(frozen=True, slots=True)
class Lost:
    """What stands for the result of a task whose process ended without one, each time. `how` says it in words."""

    how: str


class WorkerError(Exception):
    """A bug showed itself in a process; the text is the traceback from there."""


def run(work: Callable[[Task], Made], tasks: Iterable[Task], jobs: int) -> Iterator[Made | Lost]:
    """The results of `work` for each task, in the tasks' order, from `jobs` processes; here, one by one, when `jobs` is 1.

    `work` is a function of a module, and tasks and results can be pickled. Raises WorkerError when `work` raises in a process.
    """
    todo = iter(tasks)
    first = list(islice(todo, 2)) if jobs > 1 else []
    if len(first) < 2:  # a single task gains nothing from a process
        yield from map(work, chain(first, todo))
        return
    crew = _Crew(work, jobs)
    try:
        yield from crew.results(chain(first, todo))
    finally:
        crew.end()


@dataclass(slots=True)
class _Worker(Generic[Task]):
    """A process, our end of its pipe, and the task that it has: its number, itself, and how often it was begun."""

    process: SpawnProcess
    pipe: Connection
    number: int
    task: Task
    begun: int


class _Crew(Generic[Task, Made]):
    """The processes of one run."""

    def __init__(self, work: Callable[[Task], Made], size: int) -> None:
        self._work = work
        self._size = size
        self._busy: dict[Connection, _Worker[Task]] = {}
        self._idle: list[tuple[SpawnProcess, Connection]] = []
        self._context = multiprocessing.get_context("spawn")
        # what is read-only here is a view on a dictionary, which pickle knows only when told
        copyreg.pickle(MappingProxyType, _unwrapped)

    def results(self, tasks: Iterator[Task]) -> Iterator[Made | Lost]:
        """What `run` gives."""
        made: dict[int, Made | Lost] = {}
        told, given, todo = 0, 0, enumerate(tasks)
        while True:
            # behind a slow task the others wait: their results would all be held
            room = min(self._size - len(self._busy), told + AHEAD * self._size - given)
            for number, task in islice(todo, max(0, room)):
                self._give(number, task, 1)
                given += 1
            if not self._busy:
                return
            for pipe in wait(list(self._busy)):
                assert isinstance(pipe, Connection)
                worker = self._busy.pop(pipe)
                if (answer := self._answer(worker)) is not None:
                    made[worker.number] = answer[0]
            while told in made:
                yield made.pop(told)
                told += 1

    def _give(self, number: int, task: Task, begun: int) -> None:
        process, pipe = self._idle.pop() if self._idle else self._started()
        self._busy[pipe] = _Worker(process, pipe, number, task, begun)
        with suppress(OSError):  # a process that died while idle: reading from it tells
            pipe.send(task)

    def _answer(self, worker: _Worker[Task]) -> tuple[Made | Lost] | None:
        """What a process sent; None when it died and its task was given to another."""
        try:
            fault, answer = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join()
            worker.pipe.close()
            if worker.begun < TRIES:
                self._give(worker.number, worker.task, worker.begun + 1)
                return None
            return (Lost(_ended(worker.process.exitcode)),)
        if fault:
            raise WorkerError(fault)
        self._idle.append((worker.process, worker.pipe))
        return (answer,)

    def _started(self) -> tuple[SpawnProcess, Connection]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._work), daemon=True)
        if sys.platform != "win32":
            ensure_running()  # multiprocessing's own watcher; where it is started later, it lets Ctrl-C in again
        with _deaf():
            process.start()
        theirs.close()
        return process, ours

    def end(self) -> None:
        """Ends every process: the idle ones have nothing left to do, the busy ones nobody waits for."""
        everyone = [*self._idle, *((worker.process, worker.pipe) for worker in self._busy.values())]
        for process, pipe in everyone:
            process.kill()
            pipe.close()
        for process, _ in everyone:
            process.join()


def _serve(pipe: Connection, work: Callable[[Any], Any]) -> None:
    """A process's life: take a task, send what became of it, until the pipe is closed; also when we are gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    copyreg.pickle(MappingProxyType, _unwrapped)
    with suppress(EOFError, OSError):
        while True:
            task = pipe.recv()
            try:
                answer = ("", work(task))
            except Exception:
                answer = (traceback.format_exc(), None)
            pipe.send(answer)


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes started in here never hear Ctrl-C, not even before their first line of Python; ours comes a moment later."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _unwrapped(view: MappingProxyType[Any, Any]) -> tuple[Callable[[dict[Any, Any]], Any], tuple[dict[Any, Any]]]:
    return _wrapped, (dict(view),)


def _wrapped(entries: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(entries)


def _ended(code: int | None) -> str:
    if code is not None and code < 0:
        with suppress(ValueError):
            return f"was ended by {signal.Signals(-code).name}"
    return f"ended with exit code {code}"
