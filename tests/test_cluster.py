"""Documents made by the workers of a dask scheduler: the same bytes, whatever becomes of a worker, and none from another version."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from projects import REPORT, ROOT, TEMPLATE, lay, run

pytest.importorskip("distributed")
pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the cluster of the tests is started by fork and signals"
)
linux = pytest.mark.skipif(sys.platform != "linux", reason="memory is told by /proc alone without psutil")

CLUSTER = """\
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as made:
        print(made.scheduler_address, *(one.pid for one in made.workers.values()), flush=True)
        sys.stdin.read()
"""


@contextlib.contextmanager
def cluster(folder: Path, package: Path = ROOT) -> Iterator[tuple[str, list[int]]]:
    """A scheduler with two workers that run a package of ours: its address, and the workers' processes."""
    script = lay(folder, {"cluster.py": CLUSTER}) / "cluster.py"
    environ = {**os.environ, "PYTHONPATH": str(package)}
    with subprocess.Popen(
        [sys.executable, script], env=environ, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        address, *pids = process.stdout.readline().split()
        try:
            yield address, [int(one) for one in pids]
        finally:
            process.stdin.close()


def project(folder: Path, reports: int) -> Path:
    files = {
        f"data/r{n}.yaml": REPORT.replace("id: water", f"id: r{n}").replace("340", str(340 + n)) for n in range(reports)
    }
    return lay(folder, {**files, "templates/page.yaml": TEMPLATE,
                        "briefings.yaml": "build: [{template: page, formats: [pptx, pdf]}]\n"})  # fmt: skip


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_worker_that_is_killed_loses_nothing_and_the_bytes_are_the_same(tmp_path: Path) -> None:
    home = project(tmp_path / "home", 12)
    with cluster(tmp_path) as (address, pids):
        command = [sys.executable, "-m", "briefings", "build", "--scheduler", address, "--output", "many"]
        with subprocess.Popen(command, cwd=home, text=True, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) as build:
            assert build.stderr is not None
            told = [build.stderr.readline() for _ in range(3)]
            os.kill(pids[0], signal.SIGKILL)
            told += build.stderr.readlines()

    assert build.returncode == 0, "".join(told)
    assert sum(line.startswith("building ") for line in told) == 12
    assert run(home, "build", "--output", "one").code == 0
    assert contents(home / "many") == contents(home / "one")


ASLEEP = """\
import sys, time
from briefings.engine import cluster, workers
if __name__ == "__main__":
    print("begun", flush=True)
    cluster.run(time.sleep, workers._Tasks([600.0] * 4), sys.argv[1], 2, None)
"""


def below(pid: int) -> set[int]:
    """The processes that a process has started, and those that they have."""
    started = {int(one) for path in Path(f"/proc/{pid}/task").glob("*/children") for one in path.read_text().split()}
    return started.union(*map(below, started))


def soon(true: Callable[[], bool], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while not true() and time.monotonic() < until:
        time.sleep(0.05)
    return true()


@linux
@pytest.mark.parametrize("local", [True, False])
def test_asked_to_stop_nobody_goes_on_with_a_long_step(local: bool, tmp_path: Path) -> None:
    """The process that a worker does its steps in is gone, though dask itself would wait for the step."""
    script = lay(tmp_path, {"asleep.py": ASLEEP}) / "asleep.py"
    with contextlib.ExitStack() as stack:
        address, pids = ("local", []) if local else stack.enter_context(cluster(tmp_path))
        build = subprocess.Popen([sys.executable, script, address], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        stack.callback(build.kill)
        own = [build.pid] if local else pids

        def asleep() -> set[int]:
            return set[int]().union(*map(below, own))

        before = asleep()
        assert soon(lambda: len(asleep() - before) >= (4 if local else 2), 60), "workers, and what they have started"
        made = asleep() - before
        begun = time.monotonic()
        build.send_signal(signal.SIGINT)
        build.communicate(timeout=30)
        assert soon(lambda: not [one for one in made if Path(f"/proc/{one}/cmdline").exists()], 30)
        assert time.monotonic() - begun < 10, "many times what it takes; a step takes ten minutes"


@linux
def test_a_document_that_takes_too_much_on_a_worker_costs_itself_alone(tmp_path: Path) -> None:
    home = project(tmp_path / "home", 4)
    for name, side in (("r1", 7_000), ("r2", 90)):
        Image.new("RGBA", (side, side), (9, 9, 9, 90)).save(home / f"{name}.png", compress_level=1)
        photo = f"  more: {{type: photos, title: A photo, items: [{{file: {name}.png, alt: A grey wall of stone, caption: A wall}}]}}\n"
        with (home / f"data/{name}.yaml").open("a", encoding="utf-8") as report:
            report.write(photo)
    with cluster(tmp_path) as (address, _):
        # The others take 110 MB at most, this one more than 400.
        outcome = run(home, "build", "--scheduler", address, "--memory", "250")

    assert outcome.code == 1
    assert [line for line in outcome.err.splitlines() if "error[" in line] == [
        line for line in outcome.err.splitlines() if "too-much-memory" in line and "data/r1.yaml" in line
    ]
    assert outcome.err.count("too-much-memory") == 1
    assert sorted(path.stem for path in (home / "output").glob("*.pdf")) == ["r0-page.en", "r2-page.en", "r3-page.en"]


def test_a_worker_of_another_version_makes_nothing(tmp_path: Path) -> None:
    home = project(tmp_path / "home", 1)
    for folder in ("briefings", "templates", "docs"):
        shutil.copytree(
            ROOT / folder, tmp_path / "other" / folder, ignore=shutil.ignore_patterns("__pycache__", "*.png")
        )
    with (tmp_path / "other/briefings/geometry.py").open("a", encoding="utf-8") as stream:
        stream.write("# one line more\n")
    with cluster(tmp_path, tmp_path / "other") as (address, _):
        outcome = run(home, "build", "--scheduler", address)

    assert outcome.code == 1
    assert "error[worker-other]" in outcome.err
    assert "this worker has another version of the program, of Python or of a library" in outcome.err
    assert not (home / "output").exists()


def test_a_scheduler_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefings.engine.cluster._CONNECT", "1s")
    home = project(tmp_path / "home", 1)

    outcome = run(home, "build", "--scheduler", "tcp://127.0.0.1:9")

    assert outcome.code == 1
    assert "error[scheduler-unreached]: the scheduler `tcp://127.0.0.1:9` cannot be reached" in outcome.err
    assert run(home, "build", "--scheduler", "tcp://127.0.0.1:9", "--untrusted").code == 2


def test_without_dask_the_command_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    outcome = run(project(tmp_path / "home", 1), "build", "--scheduler", "local")

    assert outcome.code == 1
    assert "error[cluster-missing]" in outcome.err
    assert "hint: pip install 'briefings[cluster]'" in outcome.err
