"""Times the sample against what else people could use, side by side in one run.

    python benchmarks/run.py [--rounds 9] [--warm 20] [--json]

Each program makes the same briefing from the same YAML: as a process of its own (cold), and many in one process (warm), each
of them another report. They take turns, A B C A B C …, so that a busy moment of the machine falls on all alike. The table gives
medians and, for each, the median over the rounds of how many times longer it took than the plain script did in that round. What is
not installed is named and left out. Needs a system with `wait4` (Linux, macOS). See docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, Final

import as_markdown
import yaml

HERE: Final = Path(__file__).resolve().parent
REPORT: Final = HERE.parent / "data/drugs-crime-terrorism.yaml"
BASE: Final = "plain"
"""The program that the others are compared with."""

_BUILD: Final = "from briefings.cli import main; main()"
_TYPST: Final = (
    "import sys, pathlib, typst, warm; warm.compile_page(typst, pathlib.Path(sys.argv[1]), warm.shipped_fonts(typst))"
)
_PANDOC: Final = (
    "pandoc",
    "--from=markdown-smart",
    "--to=pptx",
    "--slide-level=1",
    "--output={at}/output/deck.pptx",
    "{at}/deck.md",
)

TASKS: Final[tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]] = (
    ("deck + one-pager", (), ("*.pptx", "*.pdf")),
    ("deck", ("deck",), ("*.pptx",)),
    ("one-pager", ("one-pager",), ("*.pdf",)),
)
"""What is made: its name, the templates that are asked for (all when none is), and the files that come of it."""


@dataclass(frozen=True, slots=True)
class Program:
    """One way to make one thing. `cold` is its command, where `{at}` stands for the project's folder; `warm` is what `warm.py` is asked
    for, nothing where the program knows no such use; `makes` are the files that must be there afterwards, as patterns within `output`.
    """

    name: str
    task: str
    cold: tuple[str, ...]
    warm: tuple[str, ...]
    makes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What the runs of one program took: seconds by the clock and of the processor, and the most memory in MB."""

    program: str
    task: str
    mode: str
    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


class PeerError(RuntimeError):
    """A program that is installed did not make what it should."""


def programs() -> tuple[list[Program], list[str]]:
    """Those that are at hand, task by task, and what is missing."""
    python, plain = sys.executable, str(HERE / "plain.py")
    report = f"{{at}}/data/{REPORT.name}"
    every: list[Program] = []
    for task, wanted, files in TASKS:
        chosen = [part for name in wanted for part in ("--template", name)]
        every += [
            Program("briefings", task, (python, "-c", _BUILD, "build", "{at}", *chosen), ("briefings", *wanted), files),
            Program(BASE, task, (python, plain, report, "{at}/output", *wanted), (BASE, *wanted), files),
        ]
        if task == "deck":
            every.append(Program("pandoc", task, _PANDOC, (), files))
        if task == "one-pager":
            every.append(Program("typst", task, (python, "-c", _TYPST, "{at}"), ("typst",), files))
    missing = []
    if shutil.which("pandoc") is None:
        missing.append("pandoc")
    missing += [name for name in ("briefings", "typst") if importlib.util.find_spec(name) is None]
    return [program for program in every if program.name not in missing], missing


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Times the sample against a plain script, pandoc and typst.")
    parser.add_argument("--rounds", type=int, default=9, help="how many times each makes it in a new process")
    parser.add_argument("--warm", type=int, default=20, help="how many reports each makes in one process")
    parser.add_argument("--json", action="store_true", help="all single figures, as JSON")
    given = parser.parse_args(arguments)
    if given.rounds < 1 or given.warm < 1:
        parser.error("at least one of each")
    ready, missing = programs()
    for name in missing:
        print(f"left out, not installed: {name}", file=sys.stderr)
    with tempfile.TemporaryDirectory() as space:
        first, *others = projects(Path(space), 1 + 1 + given.warm)
        try:
            taken = [*time_cold(ready, first, given.rounds), *time_warm(ready, [first, *others], given.warm)]
        except PeerError as problem:
            print(problem, file=sys.stderr)
            return 1
    if given.json:
        described = {"machine": machine(), "versions": versions(), "missing": missing, "base": BASE}
        print(json.dumps({**described, "results": [{**asdict(one), **summary(one, taken)} for one in taken]}, indent=2))
    else:
        print(table(taken))
    return 0


# --- The reports -------------------------------------------------------------------------------------------------------------


def projects(space: Path, count: int) -> list[Path]:
    """Projects of one report each: the sample as it is, then the sample with the words of every text turned round, so that each has
    the same amount to set and none has been set before.
    """
    report = yaml.safe_load(REPORT.read_text(encoding="utf-8"))
    made = []
    for number in range(count):
        folder = space / f"{number:03}"
        (folder / "data").mkdir(parents=True)
        (folder / "output").mkdir()
        shutil.copytree(HERE.parent / "seeds", folder / "seeds")
        shutil.copy(HERE / "one_pager.typ", folder)
        target = folder / "data" / REPORT.name
        turned = _turned(report, number)
        if number == 0:
            shutil.copy(REPORT, target)
        else:
            target.write_text(yaml.safe_dump(turned, allow_unicode=True, sort_keys=False), encoding="utf-8")
        (folder / "deck.md").write_text(as_markdown.markdown(turned), encoding="utf-8")
        made.append(folder)
    return made


def _turned(node: Any, by: int, key: str = "") -> Any:
    match node:
        case dict():
            return {name: _turned(child, by, name) for name, child in node.items()}
        case list():
            return [_turned(child, by, key) for child in node]
        case str() if key in {"text", "caption"}:
            words = node.split()
            at = by % len(words)
            return " ".join(words[at:] + words[:at])
        case _:
            return node


def report_in(folder: Path) -> Path:
    return folder / "data" / REPORT.name


# --- Measuring ---------------------------------------------------------------------------------------------------------------


def time_cold(ready: Sequence[Program], folder: Path, rounds: int) -> list[Taken]:
    """Each program as a process of its own, in turns; a first turn, not counted, fills the machine's caches."""
    taken = [Taken(program.name, program.task, "cold") for program in ready]
    for number in range(-1, rounds):
        for program, one in zip(ready, taken, strict=True):
            shutil.rmtree(folder / "output")
            (folder / "output").mkdir()
            seconds, processor, memory = run([part.replace("{at}", str(folder)) for part in program.cold])
            require(program, folder)
            if number >= 0:
                one.seconds.append(seconds)
                one.processor.append(processor)
                one.memory.append(memory)
    return taken


def environ() -> dict[str, str]:
    """The environment of what is measured: Python keeps what it compiles, as where a package is installed."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def run(command: Sequence[str], cache: str = "none") -> tuple[float, float, float]:
    """Seconds by the clock, seconds of the processor, and the most memory in MB of one process and its children.

    `cache` is where briefings finds what it built before, "none" for nothing.
    """
    with tempfile.TemporaryFile() as said:
        clock = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=HERE,
            env={**environ(), "BRIEFINGS_CACHE": cache},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - clock
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            said.seek(0)
            raise PeerError(
                f"{' '.join(command)}: ended with {process.returncode}\n{said.read().decode(errors='replace')}"
            )
    return seconds, usage.ru_utime + usage.ru_stime, megabytes(usage.ru_maxrss)


def time_warm(ready: Sequence[Program], folders: Sequence[Path], rounds: int) -> list[Taken]:
    """Each program in one process of its own that lives on, in turns; its first two reports are not counted."""
    able = [program for program in ready if program.warm]
    taken = [Taken(program.name, program.task, "warm") for program in able]
    with ExitStack() as stack:
        processes = [stack.enter_context(worker(program)) for program in able]
        for number, folder in enumerate(folders, start=-2):
            for program, one, process in zip(able, taken, processes, strict=True):
                shutil.rmtree(folder / "output")
                (folder / "output").mkdir()
                seconds, processor = ask(program, process, str(folder))
                require(program, folder)
                if 0 <= number < rounds:
                    one.seconds.append(seconds)
                    one.processor.append(processor)
        for program, one, process in zip(able, taken, processes, strict=True):
            assert process.stdin is not None
            process.stdin.close()
            one.memory.append(answer(program, process)[0])
    return taken


@contextmanager
def worker(program: Program) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, str(HERE / "warm.py"), *program.warm]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            if process.stdin is not None and not process.stdin.closed:
                process.kill()


def ask(program: Program, process: subprocess.Popen[str], line: str) -> tuple[float, float]:
    assert process.stdin is not None
    process.stdin.write(f"{line}\n")
    process.stdin.flush()
    seconds, processor = answer(program, process)
    return seconds, processor


def answer(program: Program, process: subprocess.Popen[str]) -> list[float]:
    assert process.stdout is not None
    if not (line := process.stdout.readline()):
        raise PeerError(f"{program.name} ({program.task}) stopped; its own words stand above")
    return [float(word) for word in line.split()]


def require(program: Program, folder: Path) -> None:
    for pattern in program.makes:
        if not any(path.stat().st_size for path in (folder / "output").glob(pattern)):
            raise PeerError(f"{program.name} ({program.task}) made no {pattern}")


def megabytes(resident: int) -> float:
    """`ru_maxrss` counts kilobytes on Linux and bytes on macOS."""
    return resident / (1024 * 1024 if sys.platform == "darwin" else 1024)


# --- Telling -----------------------------------------------------------------------------------------------------------------


def summary(one: Taken, taken: Sequence[Taken]) -> dict[str, float]:
    """Medians, and the ratios to the plain script's run of the same round."""
    base = next(other for other in taken if (other.program, other.task, other.mode) == (BASE, one.task, one.mode))
    return {
        "median_seconds": median(one.seconds),
        "median_processor": median(one.processor),
        "ratio": ratio(one.seconds, base.seconds),
        "ratio_processor": ratio(one.processor, base.processor),
        "peak_memory": max(one.memory),
    }


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    return median(a / b for a, b in zip(ours, theirs, strict=True))


def table(taken: Sequence[Taken]) -> str:
    """Markdown, ready for docs/benchmarks.md."""
    lines = [
        "| task | program | mode | median ms | x plain | processor ms | x plain | peak MB |",
        "|---|---|---|--:|--:|--:|--:|--:|",
    ]
    for mode in ("cold", "warm"):
        for one in taken:
            if one.mode == mode:
                told = summary(one, taken)
                lines.append(
                    f"| {one.task} | {one.program} | {mode} | {told['median_seconds'] * 1000:,.0f} | {told['ratio']:.2f} |"
                    f" {told['median_processor'] * 1000:,.0f} | {told['ratio_processor']:.2f} | {told['peak_memory']:,.0f} |"
                )
    return "\n".join(lines)


def machine() -> dict[str, str | int | None]:
    return {"system": platform.platform(terse=True), "processors": os.cpu_count(), "python": platform.python_version()}


def versions() -> dict[str, str]:
    found = {}
    for name in ("briefings", "python-pptx", "reportlab", "matplotlib", "typst"):
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    if shutil.which("pandoc"):
        said = subprocess.run(["pandoc", "--version"], capture_output=True, text=True, check=True).stdout
        found["pandoc"] = said.split("\n", 1)[0].removeprefix("pandoc ")
    return found


if __name__ == "__main__":
    raise SystemExit(main())
