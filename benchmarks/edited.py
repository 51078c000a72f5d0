"""What one edited sentence costs: deck and one-pager made again after one sentence of the sample was changed, beside the plain script.

    python benchmarks/edited.py [--rounds 9]

By command (each time a process of its own, with a cache that knows the sample before that sentence; and the same where a process is `ready`, whose own time and that of all it began is counted too), and in
a process that lives on, with and without the pages that it kept (`lasting.keep`). Medians of the processor's time, and the median over the rounds of how many times longer than the plain script it took,
which makes all anew each time.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from statistics import median

from run import REPORT, Program, ask, environ, programs, projects, report_in, require, run, worker

SENTENCE = "The United Nations supports Member States"


def edited(folder: Path, number: int) -> None:
    """Changes one sentence of the report, each time in another way."""
    text = REPORT.read_text(encoding="utf-8")
    assert SENTENCE in text
    report_in(folder).write_text(text.replace(SENTENCE, f"{SENTENCE} in {number + 2} ways"), encoding="utf-8")


class Ready:
    """A process that is ready, and the processor's time that it and its children have taken."""

    def __init__(self) -> None:
        self._process = int(self._run().split()[1])

    def _run(self, *more: str) -> str:
        command = [sys.executable, "-m", "briefings", "ready", *more]
        return subprocess.run(command, env=environ(), capture_output=True, text=True, check=True).stdout

    def seconds(self) -> float:
        """Its time until now, once its last child is done (proc(5): utime, stime, cutime, cstime)."""
        of = Path(f"/proc/{self._process}")
        while (of / f"task/{self._process}/children").read_text(encoding="ascii"):
            time.sleep(0.01)
        told = (of / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return sum(map(int, told[11:15])) / os.sysconf("SC_CLK_TCK")

    def end(self) -> None:
        self._run("--stop")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Times deck and one-pager after one sentence was edited.")
    parser.add_argument("--rounds", type=int, default=9)
    given = parser.parse_args(arguments)
    ours, plain = (one for one in programs()[0] if one.task == "deck + one-pager")
    keeps = Program("briefings, pages kept", ours.task, (), ("kept",), ours.makes)
    ready = replace(ours, name="briefings, a process ready")
    ways = [("command", ready), ("command", ours), ("command", plain), ("warm", keeps), ("warm", ours), ("warm", plain)]
    taken: list[list[float]] = [[] for _ in ways]
    with tempfile.TemporaryDirectory() as space, ExitStack() as stack:
        (folder,) = projects(Path(space), 1)
        os.environ["XDG_CACHE_HOME"] = space
        waiting = Ready()
        stack.callback(waiting.end)
        processes = [stack.enter_context(worker(program)) if mode == "warm" else None for mode, program in ways]
        for number in range(-2, given.rounds):
            edited(folder, number)
            for (_, program), process, seconds in zip(ways, processes, taken, strict=True):
                if process is None:
                    command = [part.replace("{at}", str(folder)) for part in program.cold]
                    before = waiting.seconds()
                    os.environ["BRIEFINGS_READY"] = "" if program is ready else "none"
                    _, processor, _ = run(command, f"{space}/cache {program.name}")
                    processor += waiting.seconds() - before
                else:
                    _, processor = ask(program, process, str(folder))
                require(program, folder)
                if number >= 0:
                    seconds.append(processor)
    print("| after one edited sentence | program | processor ms | x plain |\n|---|---|--:|--:|")
    for (mode, program), seconds in zip(ways, taken, strict=True):
        beside = taken[2] if mode == "command" else taken[-1]
        ratio = median(one / other for one, other in zip(seconds, beside, strict=True))
        print(f"| {mode} | {program.name} | {median(seconds) * 1_000:,.0f} | {ratio:.2f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
