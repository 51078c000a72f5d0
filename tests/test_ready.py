"""`briefings ready`: a command that is handed over can be told from one that is not by its time alone, and what cannot be handed over is run as ever."""

from __future__ import annotations

import os
import pty
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from projects import REPORT, ROOT, lay

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is no fork that libraries survive")

PROGRAM = """
import atexit, os, sys
from briefings import cli
atexit.register(lambda: open(os.environ["WITNESS"], "w").write(" ".join(one for one in ("click", "pathlib", "typing") if one in sys.modules) or "handed over"))
cli.main()
"""
"""The command, which leaves word of what it had to load itself."""

PATTERN = """\
id: bakery
title: Brot für die Stadt
language: fr
date: 2023-05-01
status: final
sections:
  loaves: {type: prose, title: Pains, text: "Les boulangers font du pain. {{ nobody }}"}
"""
ARABIC = """\
id: coast
title: حماية الساحل
language: ar
date: 2024
status: draft
sections:
  dunes: {type: statistics, title: الكثبان, items: [{id: made, value: 12, text: كثيبا}]}
"""


class Home:
    """A user's cache folder with processes that are ready in it, and commands of that user."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environ = {**os.environ, "XDG_CACHE_HOME": str(folder), "WITNESS": str(folder / "witness")}
        del self.environ["BRIEFINGS_READY"]

    def popen(self, project: Path, *arguments: str, **more: Any) -> subprocess.Popen[str]:
        """A command that has begun; `environ` are variables more."""
        given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "cwd": project, **more}
        environ = {**self.environ, **given.pop("environ", {})}
        return subprocess.Popen([sys.executable, "-c", PROGRAM, *arguments], env=environ, **given)

    def run(self, project: Path, *arguments: str, **environ: str) -> tuple[int, str, str, str]:
        """The exit code of a command, its words, and how it was run."""
        with self.popen(project, *arguments, environ=environ) as process:
            out, err = process.communicate(timeout=120)
        return process.returncode, out, err, self.how()

    def how(self) -> str:
        """How the last command was run: handed over, or by what it had to load."""
        return (self.folder / "witness").read_text(encoding="utf-8")

    def process(self) -> int:
        """The process that is ready."""
        return int(re.findall(r"process (\d+) is ready\n", self.run(self.folder, "ready")[1])[0])


@pytest.fixture(scope="module")
def _home() -> Iterator[Home]:
    with tempfile.TemporaryDirectory() as folder:  # an address of a socket may be no longer than 108 bytes
        home = Home(Path(folder))
        yield home
        home.run(home.folder, "ready", "--stop")


@pytest.fixture
def home(_home: Home) -> Home:
    """A user whose process is ready."""
    _home.process()
    return _home


HANDED = "handed over"
HERE = "click pathlib typing"


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file of a folder, with its bytes and its rights."""
    return {str(one.relative_to(folder)): (one.read_bytes(), one.stat().st_mode) for one in sorted(folder.rglob("*")) if one.is_file()}  # fmt: skip


def until(true: Callable[[], bool], seconds: float = 20) -> bool:
    """Whether something comes true in a while."""
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.05)
    return true()


def children(process: int) -> list[str]:
    """The processes that a process has started."""
    return Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()


def test_files_words_and_exit_codes_are_those_of_a_command_that_runs_by_itself(home: Home, tmp_path: Path) -> None:
    project = tmp_path / "project"
    lay(project, {"data/water.yaml": REPORT, "data/bakery.yaml": PATTERN, "data/coast.yaml": ARABIC})
    shutil.copy(ROOT / "tests/reports/coast.yaml", project / "data/shore.yaml")
    commands: list[tuple[tuple[str, ...], Mapping[str, str]]] = [
        (("build", "--data", "data/water.yaml", "--data", "data/coast.yaml"), {"SOURCE_DATE_EPOCH": "1700000000"}),
        (("build", "--output", "relative/to/here", "-v"), {}),
        (("build", "--template", "水", "--no-cache"), {"PYTHONIOENCODING": "cp1252"}),
        (("build", "--no-such-option"), {}),
        (("check", "--json"), {}),
        (("list",), {"LANG": "C"}),
        (("facts",), {}),
        (("check", "--file", "relative/to/here/water-deck.en.pptx"), {}),
    ]
    made: dict[str, list[tuple[object, tuple[int, str, str], object]]] = {}
    for way in ("none", ""):
        shutil.rmtree(project / "output", ignore_errors=True)
        shutil.rmtree(project / "relative", ignore_errors=True)
        shutil.rmtree(home.folder / "kept", ignore_errors=True)
        for arguments, own in commands:
            environ = {"BRIEFINGS_CACHE": str(home.folder / "kept"), "BRIEFINGS_READY": way, **own}
            if way == "" and set(environ) & {"LANG", "PYTHONIOENCODING"}:
                home.run(project, "ready", **environ)  # what is read at a start is another process's
            code, out, err, how = home.run(project, *arguments, **environ)
            assert how == (HERE if way else HANDED), arguments
            made.setdefault(way, []).append((arguments, (code, out, err), files(project)))
            if way == "" and set(environ) & {"LANG", "PYTHONIOENCODING"}:
                home.run(project, "ready", "--stop", **environ)

    assert made[""] == made["none"]
    assert [told[0] for _, told, _ in made[""]] == [0, 1, 1, 2, 1, 0, 0, 0]


def test_a_terminal_shows_the_same(home: Home, tmp_path: Path) -> None:
    lay(tmp_path, {"data/water.yaml": REPORT})
    shown = []
    for way in ("none", ""):
        ours, theirs = pty.openpty()
        environ = {"BRIEFINGS_READY": way, "BRIEFINGS_CACHE": "none", "TERM": "xterm", "COLUMNS": "90"}
        with home.popen(tmp_path, "build", stdout=theirs, stderr=theirs, environ=environ) as process:
            os.close(theirs)
            said = b""
            while part := _read(ours):
                said += part
        os.close(ours)
        assert process.returncode == 0
        shutil.rmtree(tmp_path / "output")
        bars, _, rest = said.rpartition(b"\x1b[?25h")  # the cursor is shown again
        shown.append((b"\xe2\x94\x81\x1b[0m" in bars, len(bars.splitlines()[-1]), rest))

    assert home.how() == HANDED
    assert shown[0][0]
    assert shown[0] == shown[1]


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # nobody is at its other end any more
        return b""


def test_rights_and_limits_are_the_callers(home: Home, tmp_path: Path) -> None:
    lay(tmp_path, {"data/water.yaml": REPORT})
    told: list[object] = []
    for way in ("none", ""):
        environ = {"BRIEFINGS_READY": way, "BRIEFINGS_CACHE": "none"}
        with home.popen(tmp_path, "build", "--output", f"{way}out", umask=0o077, environ=environ, preexec_fn=_small) as process:  # fmt: skip
            told.append((process.communicate()[1].replace("noneout", "out"), process.returncode))
        told.append(sorted((name, mode) for name, (_, mode) in files(tmp_path / f"{way}out").items()))

    assert home.how() == HANDED
    assert told[0] == told[2]
    assert "error[disk-full]" in str(told[0])
    assert told[1] == told[3]


def _small() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_a_client_that_is_asked_to_end_ends_its_child(
    home: Home, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    lay(tmp_path, {f"data/r{one}.yaml": REPORT.replace("id: water", f"id: r{one}") for one in range(20)})
    ready = home.process()
    with home.popen(tmp_path, "build", "--jobs", "2") as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "building r0-deck (1 of 40)\n"
        assert children(ready)
        process.send_signal(number)
        said = process.communicate(timeout=60)[1]

    assert process.returncode == code
    assert number == signal.SIGKILL or re.fullmatch(r"stopped; \d+ of 40 done", said.splitlines()[-1])
    assert until(lambda: not children(ready))
    assert not (tmp_path / "output/manifest.json").exists()
    assert home.process() == ready


def test_two_builds_at_once_are_two_children(home: Home, tmp_path: Path) -> None:
    projects = [lay(tmp_path / name, {"data/water.yaml": REPORT}) for name in ("one", "two", "three")]
    begun = [home.popen(project, "build", environ={"BRIEFINGS_CACHE": "none"}) for project in projects]
    ended = [process.communicate(timeout=120) for process in begun]

    assert [process.returncode for process in begun] == [0, 0, 0], ended
    assert home.how() == HANDED
    assert files(projects[0]) == files(projects[1]) == files(projects[2])


def test_a_build_past_its_limit_is_ended_and_told(home: Home, tmp_path: Path) -> None:
    lay(tmp_path, {"briefings.yaml": f"build: [{'[x],' * 90_000}]\n", "data/water.yaml": REPORT})

    code, _, err, how = home.run(tmp_path, "check", "--timeout", "0.1")

    assert (code, how) == (1, HANDED)
    assert "error[too-slow]: `briefings.yaml`: reading the project took longer than 0.1 s" in err


@pytest.mark.parametrize("how", [signal.SIGSTOP, signal.SIGKILL])
def test_one_that_hangs_or_was_killed_costs_a_fifth_of_a_second_and_another_takes_its_place(
    home: Home, tmp_path: Path, how: signal.Signals
) -> None:
    lay(tmp_path, {"data/water.yaml": REPORT})
    before = home.process()
    os.kill(before, how)
    try:
        assert home.run(tmp_path, "build")[::3] == (0, HERE)
        if how == signal.SIGSTOP:
            assert home.run(tmp_path, "ready", "--stop")[1] == f"process {before} is not ready any more\n"
    finally:
        os.kill(before, signal.SIGCONT) if Path(f"/proc/{before}").exists() else None

    assert home.process() != before
    assert home.run(tmp_path, "build")[::3] == (0, HANDED)


def test_another_state_of_the_program_or_of_python_is_not_asked(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is in memory is not what lies on the disk any more: the process ends, and the command is run as it is now."""
    lay(tmp_path, {"data/water.yaml": REPORT})
    program = tmp_path / "program"
    shutil.copytree(ROOT / "briefings", program / "briefings", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "templates", program / "templates")
    monkeypatch.setitem(home.environ, "PYTHONPATH", str(program))
    ready = home.process()

    assert home.run(tmp_path, "build")[::3] == (0, HANDED)
    assert home.run(tmp_path, "build", PYTHONHASHSEED="1")[::3] == (0, HERE)
    (program / "templates/deck.yaml").write_bytes((program / "templates/deck.yaml").read_bytes() + b"# more\n")
    assert home.run(tmp_path, "build")[::3] == (0, HERE)
    assert until(lambda: not Path(f"/proc/{ready}").exists() or "Z" in Path(f"/proc/{ready}/stat").read_text())
    assert home.run(tmp_path, "ready", "--status")[:2] == (1, "no process is ready\n")


def test_what_strangers_wrote_and_folders_of_others_are_not_handed_over(home: Home, tmp_path: Path) -> None:
    lay(tmp_path, {"data/water.yaml": REPORT})

    assert home.run(tmp_path, "build", "--untrusted")[::3] == (0, HERE)
    assert home.run(tmp_path, "build", BRIEFINGS_READY="none")[::3] == (0, HERE)
    for rights in (0o755, 0o770):
        (home.folder / "briefings-ready").chmod(rights)
        assert home.run(tmp_path, "build")[::3] == (0, HERE)
    home.run(tmp_path, "ready", "--stop")
    code, _, err, _ = home.run(tmp_path, "ready")
    assert (code, "it is not yours alone" in err) == (2, True)
    (home.folder / "briefings-ready").chmod(0o700)


def test_it_ends_by_itself_when_nobody_asks_or_its_socket_is_gone(home: Home) -> None:
    home.run(home.folder, "ready", "--stop")
    for idle, gone in ((0.5, False), (600, True)):
        code = f"from briefings.cli import readying; readying.LOOK, readying.IDLE = 0.2, {idle}; readying.serve()"
        with subprocess.Popen([sys.executable, "-c", code], env=home.environ, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            if gone:
                shutil.rmtree(home.folder / "briefings-ready")
            assert process.wait(30) == 0
        assert not list(home.folder.glob("briefings-ready/*")), "it leaves nothing"
