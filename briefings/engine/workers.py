"""Work shared out to processes that can be ended: the same results as one after another, within limits of time and memory.

A `Plan` says what is to be done and takes what was made of it; `run` gives its tasks to processes that stay warm between them. Where
there is fork, a process begins with all that we have loaded, so it costs no second start; elsewhere it is started afresh. Each has a pipe
of its own and a board on which it writes where it is at: whoever runs past a limit is ended, and the board tells the place. A process
that dies by itself (killed, a fault in a library) costs its task one more try. Then the task is `Lost`, and the others go on.

Each limit is held twice: by us, who look at every process ten times a second, and by the process itself (an alarm, and a limit of
the system on its data), for the case that we are gone. Ctrl-C is for us alone: processes are ended, never asked.
"""

from __future__ import annotations

import copyreg
import gc
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Generic, Protocol, TypeVar

from ..diagnostics import Diagnostic, Where, error
from ..frozen import frozen

Task = TypeVar("Task")
Made = TypeVar("Made")
Made_contra = TypeVar("Made_contra", contravariant=True)

TRIES: Final = 2
"""How often a task is begun before it is given up: the second time shows whether it was the task or the machine."""

_LOOK: Final = 0.1
"""Seconds between two looks at the processes."""

_MANY: Final = 8
"""A second process reads again what the first has read: fewer tasks than these are done no sooner by two."""
_BOARD: Final = 4096
_METHOD: Final = "spawn" if sys.platform in ("win32", "darwin") else "fork"
"""How a process begins. macOS has fork, but its libraries may not be used after it."""


@frozen
class Limits:
    """What a task may take: seconds by the clock, and bytes of memory of the process that does it, beyond those with which it began."""

    seconds: float = 120.0
    memory: int = 2048 * 1024 * 1024
    writes: bool = True
    """Whether the process may write files (where the system can hold it to that); documents need none."""


UNTRUSTED: Final = Limits(30.0, 1024 * 1024 * 1024, writes=False)
"""Limits for what strangers wrote."""


@frozen
class Lost:
    """What stands for the result of a task whose process ended without one.

    `why` is "time", "memory", "version" (of a worker elsewhere), "died" (each time that it was tried) or "idle" (nobody waits for it). `how` says it in words, `where` is the place that it was at, `at`
    what it said of that.
    """

    why: str
    how: str
    where: Where | None = None
    at: str = ""

    def finding(self, of: str, where: Where | None = None, doing: str = "making it") -> Diagnostic:
        """What the author is told of it; `of` names what was lost, the others stand in where the process had told no place."""
        code, hint = _TOLD[self.why]
        return error(code, f"{of}: {self.at or doing} {self.how}", self.where or where, hint=hint)


_TOLD: Final = {
    "time": ("too-slow", "shorten or split what stands there, or allow more time with `--timeout`"),
    "memory": ("too-much-memory", "make what stands there smaller, or allow more memory with `--memory`"),
    "version": ("worker-other", "install there what is installed here: its bytes could differ"),
    "died": ("worker-lost", "what stands there may be damaged; or the machine is short of memory: try fewer `--jobs`"),
}


def cores(tasks: int) -> int:
    """In how many processes so many tasks are done where nobody says: all that we may use, for few of them one."""
    if tasks < _MANY:
        return 1
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, tasks)


class WorkerError(Exception):
    """A bug showed itself in a process; the text is the traceback from there."""


class Plan(Protocol[Task, Made_contra]):
    """Tasks in the order in which they can be begun, which may depend on what was made of those before."""

    def take(self, worker: int) -> Task | None:
        """A task for a process (known by a number); None when there is none before another one is done."""

    def done(self, worker: int, task: Task, made: Made_contra | Lost) -> None:
        """Takes what a process made of a task. It is waited for: what takes long is done in `spare`."""

    def spare(self) -> bool:
        """What there is to do with results, now that each process that can have a task has one; True when more can be taken now."""


def run(
    work: Callable[[Task], Made],
    plan: Plan[Task, Made],
    jobs: int = 1,
    limits: Limits | None = None,
    idle: Callable[[Task], bool] = lambda task: False,
    begun: Warm[Any, Any] | None = None,
) -> None:
    """Does all tasks of a plan in `jobs` processes; without limits and with one job in this process.

    `work` can be called and pickled; each process has its own and keeps it from task to task. Whoever does a task that has become `idle`, since
    nobody wants what would be made of it any more, is ended as at a limit. The first process is that which has `begun` with something else.
    Raises WorkerError when it raises there.
    """
    if limits is None and jobs == 1:
        while (task := plan.take(0)) is not None or plan.spare():
            if task is not None:
                plan.done(0, task, work(task))
                plan.spare()
        return
    crew = _Crew(work, plan, jobs, limits, idle)
    try:
        if begun:
            crew.take(begun.crew)
        crew.run()
    finally:
        crew.end()


def apart(serve: Callable[..., None], given: tuple[Any, ...]) -> BaseProcess:
    """A process that lives beside us until we end it, or are gone; `serve` begins with `settle`."""
    context: Any = multiprocessing.get_context(_METHOD)
    process: BaseProcess = context.Process(target=serve, args=given, daemon=True)
    if _METHOD == "spawn" and sys.platform != "win32":
        from multiprocessing.resource_tracker import ensure_running

        ensure_running()  # multiprocessing's own watcher; where it is started later, it lets Ctrl-C in again
    with _deaf(), _parent():
        process.start()
    return process


def call(work: Callable[[Task], Made], task: Task, limits: Limits | None) -> Made | Lost:
    """What `work` makes of one task within limits."""
    plan = _Tasks[Task, Made]([task])
    run(work, plan, 1, limits)
    return plan.made[0]


def each(work: Callable[[Task], Made], tasks: Iterable[Task], jobs: int, limits: Limits | None) -> list[Made | Lost]:
    """What `work` makes of each of some tasks that need nothing of each other, in their order."""
    plan = _Tasks[Task, Made](tasks)
    run(work, plan, jobs, limits)
    return [plan.made[number] for number in sorted(plan.made)]


class Warm(Generic[Task, Made]):
    """One process that does tasks as they come, within limits, and stays warm between them."""

    def __init__(self, work: Callable[[Task], Made], limits: Limits | None) -> None:
        self.crew = _Crew[Task, Made](work, _Tasks(()), 1, limits)

    def __call__(self, task: Task) -> Made | Lost:
        self.crew.plan = plan = _Tasks[Task, Made]([task])
        self.crew.run()
        return plan.made[0]

    def end(self) -> None:
        """Ends the process."""
        self.crew.end()


class _Tasks(Generic[Task, Made]):
    """A plan of tasks that need nothing of each other."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self._todo = enumerate(tasks)
        self._numbers: dict[int, int] = {}
        self.made: dict[int, Made | Lost] = {}

    def take(self, worker: int) -> Task | None:
        number, task = next(self._todo, (-1, None))
        self._numbers[worker] = number
        return task

    def done(self, worker: int, task: Task, made: Made | Lost) -> None:
        self.made[self._numbers[worker]] = made

    def spare(self) -> bool:
        return False


@frozen
class _Work:
    """What a process is to do with the tasks that come from now on."""

    does: Callable[[Any], Any]


@dataclass(slots=True)
class _Worker(Generic[Task]):
    """A process, our end of its pipe, its board, the bytes with which it began, and the task at hand: how often it was begun, and since when."""

    number: int
    process: BaseProcess
    pipe: Connection
    board: Any
    own: int
    task: Task | None = None
    begun: int = 0
    since: float = 0.0


class _Crew(Generic[Task, Made]):
    """The processes of one run."""

    def __init__(
        self,
        work: Callable[[Task], Made],
        plan: Plan[Task, Made],
        size: int,
        limits: Limits | None,
        idle: Callable[[Task], bool] = lambda task: False,
    ) -> None:
        self._work = work
        self.plan = plan
        self._unwanted = idle
        self._limits = limits
        self._busy: dict[Connection, _Worker[Task]] = {}
        self._idle: dict[int, _Worker[Task] | None] = dict.fromkeys(range(size))
        self._over = False
        # what is read-only here is a view on a dictionary, which pickle knows only when told
        copyreg.pickle(MappingProxyType, unwrapped)

    def take(self, other: _Crew[Any, Any]) -> None:
        """Takes over the process of another crew, if there is one that is still of use: it needs no other start."""
        worker = other._idle.pop(0, None)
        if worker is not None:
            with suppress(OSError):  # a process that died while idle: reading from it tells
                worker.pipe.send(_Work(self._work))
            self._idle[0] = worker

    def run(self) -> None:
        """Gives out tasks until there are none, and looks after those who have one."""
        while True:
            for number in list(self._idle):
                if (task := self.plan.take(number)) is not None:
                    self._give(self._idle.pop(number) or self._started(number), task, 1)
            if self.plan.spare():
                continue
            if not self._busy:
                return
            for pipe in wait(list(self._busy), _LOOK if self._limits else None):
                assert isinstance(pipe, Connection)
                self._answered(self._busy.pop(pipe))
            if self._limits:
                self._look(self._limits)

    def _give(self, worker: _Worker[Task], task: Task, begun: int) -> None:
        worker.task, worker.begun, worker.since = task, begun, time.monotonic()
        self._busy[worker.pipe] = worker
        if self._over:  # said while the process began, when nobody could see it yet
            self._end(worker)
            raise WorkerError("stopped")
        with suppress(OSError):  # a process that died while idle: reading from it tells
            worker.pipe.send(task)

    def _answered(self, worker: _Worker[Task]) -> None:
        """Takes what a process sent, or that it is dead."""
        assert worker.task is not None
        try:
            fault, answer = _heard(worker.pipe)
        except (EOFError, OSError):
            self._dead(worker)
            return
        if fault:
            raise WorkerError(fault.rstrip())
        if isinstance(answer, Lost):
            self._end(worker)
        self._finish(worker, answer)

    def _finish(self, worker: _Worker[Task], made: Made | Lost) -> None:
        """Hands a result on. A process that is half full already goes: the next task begins with all of its room."""
        assert worker.task is not None
        gone = worker.pipe.closed
        if not gone and self._limits and _taken(worker) > self._limits.memory // 2:
            self._end(worker)
            gone = True
        self._idle[worker.number] = None if gone else worker
        self.plan.done(worker.number, worker.task, made)

    def _dead(self, worker: _Worker[Task]) -> None:
        worker.process.join()
        code = worker.process.exitcode
        where, at = _read(worker.board)
        self._end(worker)
        if self._over:
            raise WorkerError("stopped")
        if (
            self._limits and sys.platform != "win32" and code == -signal.SIGALRM
        ):  # its own alarm was sooner than our look
            self._finish(worker, Lost("time", f"took longer than {self._limits.seconds:g} s", where, at))
        elif worker.begun < TRIES and worker.task is not None:
            self._give(self._started(worker.number), worker.task, worker.begun + 1)
        else:
            self._finish(worker, Lost("died", f"ended its process, twice: it {_ended(code)}", where, at))

    def _look(self, limits: Limits) -> None:
        """Ends who runs past a limit."""
        for worker in list(self._busy.values()):
            if time.monotonic() - worker.since > limits.seconds:
                why, how = "time", f"took longer than {limits.seconds:g} s"
            elif _taken(worker) > limits.memory:
                why, how = "memory", f"took more than {limits.memory / 1024 / 1024:,.0f} MB of memory"
            elif worker.task is not None and self._unwanted(worker.task):
                why, how = "idle", "is not wanted any more"
            else:
                continue
            del self._busy[worker.pipe]
            self._end(worker)
            self._finish(worker, Lost(why, how, *_read(worker.board)))

    def _started(self, number: int) -> _Worker[Task]:
        ours, theirs = multiprocessing.Pipe()
        board = multiprocessing.get_context(_METHOD).RawArray("c", _BOARD)
        own = _memory(os.getpid()) if _METHOD == "fork" else 0  # a process that has lived long hands on what it holds
        process = apart(_serve, (theirs, self._work, board, self._limits, os.getpid()))
        theirs.close()
        return _Worker(number, process, ours, board, own)

    def _end(self, worker: _Worker[Task]) -> None:
        """Ends a process, and what it has started itself."""
        if sys.platform != "win32" and worker.process.pid is not None:
            with suppress(OSError):
                os.killpg(worker.process.pid, signal.SIGKILL)
        worker.process.kill()
        worker.pipe.close()
        worker.process.join()

    def end(self) -> None:
        """Ends every process: the idle ones have nothing left to do, the busy ones nobody waits for. Another thread may say so."""
        self._over = True
        for worker in (*self._idle.values(), *self._busy.values()):
            if worker is not None and not worker.pipe.closed:
                self._end(worker)


# -- in the process -----------------------------------------------------------------------------------------------------------

_boards: Final[list[Any]] = []
"""The board of this process, if it is one that somebody looks after."""


def at(where: Where | None, what: str = "") -> None:
    """Tells whoever looks after this process where it is at. Cheap, and nothing at all outside of one."""
    for board in _boards:
        told = pickle.dumps((where, what), 5)
        if len(told) + 2 <= _BOARD:
            board[: len(told) + 2] = len(told).to_bytes(2, "big") + told


def _read(board: Any) -> tuple[Where | None, str]:
    """What a process that is no more wrote last."""
    size = int.from_bytes(board[:2], "big")
    with suppress(Exception):  # it may have been ended while it wrote
        where, what = pickle.loads(board[2 : size + 2])  # our own process wrote it
        return where, what
    return None, ""


def _serve(pipe: Connection, work: Callable[[Any], Any], board: Any, limits: Limits | None, parent: int) -> None:
    """A process's life: take a task, send what became of it, until we are ended or nobody is there any more."""
    _boards[:] = [board]
    settle(parent)
    own = _data() if _METHOD == "fork" else 0
    with suppress(EOFError, OSError):
        while True:
            task = pipe.recv()
            if isinstance(task, _Work):
                work = task.does
                continue
            at(None)
            try:
                with _limited(limits, own):
                    answer = ("", work(task))
            except MemoryError:
                megabytes = (limits or Limits()).memory / 1024 / 1024
                answer = ("", Lost("memory", f"took more than {megabytes:,.0f} MB of memory", *_read(board)))
            except Exception:
                answer = (traceback.format_exc(), None)
            _tell(pipe, answer)


def _tell(pipe: Connection, answer: object) -> None:
    """Sends what became of a task; what is large in it, such as pages as drawn, behind the rest and as it is."""
    large: list[pickle.PickleBuffer] = []
    told = pickle.dumps(answer, 5, buffer_callback=large.append)
    pipe.send((told, len(large)))
    for one in large:
        pipe.send_bytes(one.raw())


def _heard(pipe: Connection) -> Any:
    """What a process of ours has told."""
    told, large = pipe.recv()
    return pickle.loads(told, buffers=[pipe.recv_bytes() for _ in range(large)])


def settle(parent: int) -> None:
    """Signals as a worker takes them, a group of its own, and an end when `parent` is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform != "win32":
        with suppress(OSError):
            os.setpgid(0, 0)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what libraries cry when they fail; we tell it in our words
        gc.freeze()  # what we began with is never garbage, and stays shared as long as nobody looks through it
    copyreg.pickle(MappingProxyType, unwrapped)
    threading.Thread(target=_orphaned, args=(parent,), daemon=True).start()


def _orphaned(parent: int) -> None:
    """Ends this process, and what it has started, soon after its parent."""
    if sys.platform == "win32":
        above = multiprocessing.parent_process()
        if above is not None:
            above.join()
        os._exit(1)
    while os.getppid() == parent:
        time.sleep(0.2)
    os.killpg(os.getpid(), signal.SIGKILL)


@contextmanager
def _limited(limits: Limits | None, own: int) -> Iterator[None]:
    """The process's own guards: an alarm that ends it, and no more data than `own` bytes and a little beyond the limit."""
    if limits is None or sys.platform == "win32":
        yield
        return
    import resource

    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, limits.seconds + max(1.0, limits.seconds / 20))
    with suppress(OSError, ValueError):
        if not limits.writes:
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        most = own + limits.memory + limits.memory // 4
        resource.setrlimit(resource.RLIMIT_DATA, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _taken(worker: _Worker[Any]) -> int:
    """Bytes of memory that a process has taken since it began."""
    return _memory(worker.process.pid) - worker.own


def _memory(process: int | None) -> int:
    """Bytes of memory that a process holds; 0 when that cannot be told, as of one that has just ended."""
    if sys.platform != "linux":
        import psutil

        try:
            return int(psutil.Process(process).memory_info().rss)
        except psutil.Error:
            return 0
    return _pages(process, 1)


def _data() -> int:
    """Bytes that this process has asked for, as the system counts them for its limit; 0 where that cannot be told."""
    return _pages(os.getpid(), 5) if sys.platform == "linux" else 0


def _pages(process: int | None, which: int) -> int:
    """A count of `/proc/…/statm` (proc(5)), in bytes; 0 when there is none."""
    try:
        pages = Path(f"/proc/{process}/statm").read_bytes().split()[which]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


@contextmanager
def _parent() -> Iterator[None]:
    """A process that ends with its own parent, as dask's workers are, may start one too: ours ends when it is gone."""
    config: dict[str, Any] = getattr(multiprocessing.current_process(), "_config", {})
    was = config.pop("daemon", None)
    try:
        yield
    finally:
        if was is not None:
            config["daemon"] = was


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes started in here never hear Ctrl-C or TERM before they have settled; ours come a moment later."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def unwrapped(view: MappingProxyType[Any, Any]) -> tuple[Callable[[dict[Any, Any]], Any], tuple[dict[Any, Any]]]:
    """How a read-only view on a dictionary is pickled."""
    return _wrapped, (dict(view),)


def _wrapped(entries: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(entries)


def _ended(code: int | None) -> str:
    if code is not None and code < 0:
        with suppress(ValueError):
            return f"was ended by {signal.Signals(-code).name}"
    return f"ended with exit code {code}"
