"""What one edited sentence costs: deck and one-pager made again after one sentence of the sample was changed, beside the plain script.

    python benchmarks/edited.py [--rounds 9]

By command (each time a process of its own, with a cache that knows the sample before that sentence), and in a process that lives on, with and without the pages that it kept (`lasting.keep`). Medians of
the processor's time, and the median over the rounds of how many times longer than the plain script it took, which makes all anew each time.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from run import REPORT, Program, ask, programs, projects, report_in, require, run, worker

SENTENCE = "The United Nations supports Member States"


def edited(folder: Path, number: int) -> None:
    """Changes one sentence of the report, each time in another way."""
    text = REPORT.read_text(encoding="utf-8")
    assert SENTENCE in text
    report_in(folder).write_text(text.replace(SENTENCE, f"{SENTENCE} in {number + 2} ways"), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Times deck and one-pager after one sentence was edited.")
    parser.add_argument("--rounds", type=int, default=9)
    given = parser.parse_args(arguments)
    ours, plain = (one for one in programs()[0] if one.task == "deck + one-pager")
    keeps = Program("briefings, pages kept", ours.task, (), ("kept",), ours.makes)
    ways = [("command", ours), ("command", plain), ("warm", keeps), ("warm", ours), ("warm", plain)]
    taken: list[list[float]] = [[] for _ in ways]
    with tempfile.TemporaryDirectory() as space, ExitStack() as stack:
        (folder,) = projects(Path(space), 1)
        processes = [stack.enter_context(worker(program)) if mode == "warm" else None for mode, program in ways]
        for number in range(-2, given.rounds):
            edited(folder, number)
            for (_, program), process, seconds in zip(ways, processes, taken, strict=True):
                if process is None:
                    _, processor, _ = run(
                        [part.replace("{at}", str(folder)) for part in program.cold], str(Path(space) / "cache")
                    )
                else:
                    _, processor = ask(program, process, str(folder))
                require(program, folder)
                if number >= 0:
                    seconds.append(processor)
    print("| after one edited sentence | program | processor ms | x plain |\n|---|---|--:|--:|")
    for (mode, program), seconds in zip(ways, taken, strict=True):
        beside = taken[1] if mode == "command" else taken[-1]
        ratio = median(one / other for one, other in zip(seconds, beside, strict=True))
        print(f"| {mode} | {program.name} | {median(seconds) * 1_000:,.0f} | {ratio:.2f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
