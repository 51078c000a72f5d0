"""Work in several processes: the same results in the same order, whatever becomes of a process."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import MappingProxyType

import pytest

from briefings.engine.workers import Limits, Lost, Warm, WorkerError, _Tasks, each, run
from briefings.writers.contact_sheet import Page

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals for one process")


def slower_first(number: int) -> tuple[int, MappingProxyType[str, int]]:
    """The first tasks take longest, so that results come in another order than tasks."""
    time.sleep(0.2 if number < 2 else 0)
    return os.getpid(), MappingProxyType({"square": number * number})


def killed(marker: str) -> str:
    """Dies the first time that it is called for a marker, and each time when the marker is "always"."""
    if marker == "never":
        return "done"
    if marker == "always" or not Path(marker).exists():
        if marker != "always":
            Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "done at last"


def at_work(number: int) -> tuple[int, bytes]:
    return os.getpid(), bytes(number)


def drawn(number: int) -> Page:
    return Page(2, number, 6, bytes(6 * number))


def broken(number: int) -> int:
    return 1 // number


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_tasks(jobs: int) -> None:
    made = each(slower_first, range(8), jobs, None)

    assert [one[1]["square"] for one in made if not isinstance(one, Lost)] == [n * n for n in range(8)]
    pids = {one[0] for one in made if not isinstance(one, Lost)}
    assert pids == {os.getpid()} if jobs == 1 else (os.getpid() not in pids and 1 < len(pids) <= jobs)


def test_a_page_as_drawn_comes_as_it_is_behind_what_is_told_of_it() -> None:
    assert each(drawn, [100_000, 1], 2, None) == [drawn(100_000), drawn(1)]
    beside: list[pickle.PickleBuffer] = []
    assert len(pickle.dumps(drawn(100_000), 5, buffer_callback=beside.append)) < 200
    assert pickle.loads(pickle.dumps(drawn(3), 4)) == drawn(3)


def test_the_process_that_has_begun_with_one_thing_goes_on_with_another() -> None:
    """What reads a command's project makes its documents: nothing is started twice."""
    begun = Warm(slower_first, Limits())
    try:
        first = begun(9)
        plan = _Tasks[int, tuple[int, bytes]]([3, 4])
        run(at_work, plan, 1, Limits(), begun=begun)
    finally:
        begun.end()

    assert not isinstance(first, Lost)
    assert plan.made == {0: (first[0], bytes(3)), 1: (first[0], bytes(4))}


def test_who_is_ended_while_its_process_begins_leaves_none() -> None:
    """Another thread may ask to stop at any moment, also at that in which nobody can see the process yet."""

    def step(warm: Warm[float, None]) -> None:
        with contextlib.suppress(Exception):
            warm(600.0)

    for number in range(40):
        warm = Warm(time.sleep, None)
        asked = threading.Thread(target=step, args=(warm,), daemon=True)
        asked.start()
        time.sleep(number * 0.0005)
        warm.end()
        asked.join(20)
        assert not asked.is_alive(), f"ended {number / 2} ms after it began"


@posix
def test_one_that_died_in_between_is_followed_by_another() -> None:
    begun = Warm(slower_first, Limits())
    first = begun(9)
    assert not isinstance(first, Lost)
    os.kill(first[0], signal.SIGKILL)
    plan = _Tasks[int, tuple[int, bytes]]([3])
    run(at_work, plan, 1, Limits(), begun=begun)
    begun.end()

    made = plan.made[0]
    assert not isinstance(made, Lost)
    assert made[1] == bytes(3) and made[0] not in (first[0], os.getpid())


@posix
def test_a_process_that_dies_costs_its_task_a_second_try_and_no_other_task_anything(tmp_path: Path) -> None:
    tasks = ["never", str(tmp_path / "once"), "always", "never", "never"]

    lost = Lost("died", "ended its process, twice: it was ended by SIGKILL")
    assert each(killed, tasks, 2, None) == ["done", "done at last", lost, "done", "done"]


def test_a_bug_in_a_process_is_told_with_its_traceback() -> None:
    with pytest.raises(WorkerError, match="ZeroDivisionError"):
        each(broken, [1, 0, 1], 2, None)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="/proc tells who is whose child")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nobody_is_left_behind(how: signal.Signals, tmp_path: Path) -> None:
    """Ctrl-C reaches the whole group of processes, as in a terminal; the others reach us alone."""
    program = (
        "import os, sys, test_workers\nfrom briefings.engine.workers import Limits, run\n"
        "class Plan:\n"
        "    def take(self, worker):\n        return 5\n"
        "    def done(self, worker, task, made):\n        print(made[0], flush=True)\n"
        "    def spare(self):\n        return False\n"
        "if __name__ == '__main__':\n    run(test_workers.slower_first, Plan(), 2, Limits())\n"
    )
    script = tmp_path / "endless.py"
    script.write_text(program, encoding="utf-8")
    path = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parent.parent)])
    with subprocess.Popen([sys.executable, script], env={**os.environ, "PYTHONPATH": path}, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, start_new_session=True) as process:  # fmt: skip
        assert process.stdout is not None
        workers = {int(process.stdout.readline()) for _ in range(200)}
        if how is signal.SIGINT:
            os.killpg(process.pid, how)
        else:
            process.send_signal(how)
        _, told = process.communicate(timeout=30)

    deadline = time.monotonic() + 10
    while any(_alive(pid) for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [pid for pid in workers if _alive(pid)] == []
    assert told.count("Traceback") == (how is signal.SIGINT)  # ours, which `briefings` turns into a word


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
