"""Work shared out to many machines by dask.distributed: the same results, whichever machine makes them.

Each worker takes the steps that `workers` gives to processes, and does them in a process of its own that can be ended, with the same limits; that keeps what it has read
from step to step. Dask gives the steps of a machine that is gone to
another one. What comes back is small: bytes, findings, accounts; files are written here alone. A worker that has another version of this
program, of Python or of a library makes nothing: its bytes might differ.

Whoever controls the scheduler controls its workers and this process: it is for machines of one's own.
"""

from __future__ import annotations

import contextlib
import copyreg
import os
import signal
import sys
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any, Final, TypeVar

from ..diagnostics import BriefingsError, fault
from . import answers
from .workers import Limits, Lost, Plan, Warm, unwrapped

Task = TypeVar("Task")
Made = TypeVar("Made")

LOCAL: Final = "local"
_AHEAD: Final = 2
"""So many steps a worker has at once: the next is there when one is done."""
_LOOK: Final = 1.0
"""Seconds between two looks at which workers there are."""
_CONNECT: Final = "10s"
_TELL: Final = 5.0
"""Seconds in which the workers are told that a run is over; a fraction of one as a rule."""

_STOPPED: Final = Lost("idle", "was stopped")
_OTHER: Final = Lost("version", "has another version of the program, of Python or of a library")

_here: Final[dict[str, Warm[Any, Any]]] = {}
"""On a worker: the process of the run at hand."""
_over: Final[dict[str, None]] = {}
"""On a worker: the runs that are over, the last last. A step of theirs that waited in dask's queue is not begun."""
_KEPT: Final = 100
_one_by_one: Final = threading.Lock()


def run(work: Callable[[Task], Made], plan: Plan[Task, Made], scheduler: str, jobs: int, limits: Limits | None) -> None:
    """Does all tasks of a plan on the workers of a scheduler; "local" starts one with `jobs` workers on this machine.

    Raises BriefingsError when it cannot be reached, or a worker is of another version.
    """
    copyreg.pickle(MappingProxyType, unwrapped)
    with _connected(scheduler, jobs) as client:
        tool = answers.tool(None)
        for address, theirs in client.run(_tool).items():
            if theirs != tool:
                raise BriefingsError([_OTHER.finding(f"`{address}`", doing="this worker")])
        over, run = scheduler != LOCAL, uuid.uuid4().hex
        try:
            _shared(client, work, plan, tool, run, limits)
            over = True
        finally:
            if over:  # workers of our own that are to stop are ended with all that they have started
                ending = threading.Thread(target=_told, args=(client, run), daemon=True)
                ending.start()
                ending.join(_TELL)  # a machine that does not answer keeps nobody


def _shared(
    client: Any, work: Callable[[Task], Made], plan: Plan[Task, Made], tool: str, run: str, limits: Limits | None
) -> None:
    import distributed

    dask: Any = distributed
    sent = client.scatter(work, broadcast=True, hash=False)
    numbers: dict[str, int] = {}
    open_: dict[Any, tuple[int, Task]] = {}
    while True:
        for address in sorted(client.scheduler_info(n_workers=-1)["workers"]):
            number = numbers.setdefault(address, len(numbers))
            while sum(1 for one, _ in open_.values() if one == number) < _AHEAD and (
                (task := plan.take(number)) is not None
            ):
                future = client.submit(
                    _done, tool, run, limits, sent, task, workers=[address], allow_other_workers=True, pure=False
                )
                open_[future] = number, task
        if plan.spare():
            continue
        if not open_:
            return
        with contextlib.suppress(TimeoutError):
            dask.wait(list(open_), timeout=_LOOK, return_when="FIRST_COMPLETED")
        for future in [one for one in open_ if one.done()]:
            number, task = open_.pop(future)
            plan.done(number, task, _answer(future))
            future.release()


def _answer(future: Any) -> Any:
    """What became of a step; a worker that is lost again and again costs that step alone."""
    from distributed import KilledWorker

    try:
        return future.result()
    except KilledWorker:
        return Lost("died", "ended its worker, again and again")


def _done(tool: str, run: str, limits: Limits | None, work: Callable[[Any], Any], task: Any) -> Any:
    """On a worker: a step, by a process that keeps what it has read of the same run. One at a time, whatever threads the worker has."""
    copyreg.pickle(MappingProxyType, unwrapped)
    if answers.tool(None) != tool:
        return _OTHER
    with _one_by_one:
        warm = _here.get(run)
        if warm is None:
            while _here:
                _here.popitem()[1].end()
            warm = _here[run] = Warm(work, limits)
        if run in _over:  # asked after the process is there to be ended: one of the two sees the other
            _rest(run)
            return _STOPPED
        return warm(task)


def _told(client: Any, run: str) -> None:
    """Tells the workers that the run is over."""
    with contextlib.suppress(Exception):  # a scheduler that is gone; the processes end with their workers
        client.run(_rest, run)


def _rest(run: str) -> None:
    """On a worker: the run is over, or was stopped; who is at a step of it ends there. Another's goes on."""
    _over[run] = None
    for old in list(_over)[:-_KEPT]:
        _over.pop(old, None)
    if warm := _here.pop(run, None):
        warm.end()


def _tool() -> str:
    """On a worker: the sum of the program, Python and the libraries there."""
    return answers.tool(None)


async def _ended(own: Any) -> None:
    """Ends the workers that we have started, without asking them: dask waits five seconds for what they are at."""
    import asyncio

    for one in own.workers.values():
        one.close_gracefully()  # else another would be started in its place
        with contextlib.suppress(OSError):
            if one.pid:
                os.kill(one.pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
    await asyncio.gather(*(one.close(timeout=0.1) for one in own.workers.values()))


@contextmanager
def _connected(scheduler: str, jobs: int) -> Iterator[Any]:
    try:
        import distributed

        dask: Any = distributed
    except ImportError:
        message = "`--scheduler` needs dask.distributed, which is not installed"
        raise fault("cluster-missing", message, hint="pip install 'briefings[cluster]'") from None
    with contextlib.ExitStack() as stack:
        try:
            own = None
            if scheduler == LOCAL:
                own = stack.enter_context(
                    dask.LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None)
                )
                scheduler = own.scheduler_address
            client = stack.enter_context(dask.Client(scheduler, timeout=_CONNECT))
            if own:
                stack.push(lambda kind, *_: own.sync(_ended, own) if kind else None)
        except (OSError, ValueError, TimeoutError) as problem:
            message = f"the scheduler `{scheduler}` cannot be reached: {str(problem).splitlines()[0]}"
            hint = "start it by `dask scheduler`, and give the address that it tells, such as `tcp://10.0.0.5:8786`"
            raise fault("scheduler-unreached", message, hint=hint) from None
        client.wait_for_workers(1, timeout=60)
        yield client
