"""Times how soon a build of many documents ends when it is asked to, and counts what it leaves behind.

    python benchmarks/stop.py [--reports 200] [--rounds 20] [--jobs 2] [--scheduler local] [--seed 16] [--json]

Ctrl-C (SIGINT) and TERM take turns, at a random moment from the first document on. Each time the build must say "stopped; N of M done" as its last word
and end by the code of the signal; the time is told until it has ended, and until the last process that it had started is gone. Files of the output
folder must be whole. Needs Linux.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import many
import run as single


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Times how soon a build ends when it is asked to.")
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--scheduler", default="")
    parser.add_argument("--seed", type=int, default=16)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    options = ["--jobs", given.jobs, *(["--scheduler", given.scheduler] if given.scheduler else [])]
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        (home / "data").mkdir()
        for number in range(given.reports):
            (home / f"data/r{number:05}.yaml").write_text(many.report(number), encoding="utf-8")
        chance = random.Random(given.seed)
        told = [stopped(home, options, number, chance.uniform(0, 4)) for number in range(given.rounds)]
    if given.json:
        print(json.dumps({"machine": single.machine(), "results": told}, indent=2))
        return 0
    print("| what | median s | most s |")
    print("|---|--:|--:|")
    for what in ("ended", "all gone"):
        print(f"| {what} | {statistics.median(one[what] for one in told):.2f} | {max(one[what] for one in told):.2f} |")
    print(f"wrong: {sum(one['wrong'] for one in told):g} of {len(told)}")
    return 0


def stopped(home: Path, options: Sequence[str], number: int, after: float) -> dict[str, float]:
    """Seconds until a build that is asked to stop has ended, and until nobody of it is there; and whether something was wrong with that."""
    how = (signal.SIGINT, signal.SIGTERM)[number % 2]
    command = [sys.executable, "-c", many.BUILD, "build", str(home), "--no-cache", *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as build:
        assert build.stderr is not None
        build.stderr.readline()
        time.sleep(after)
        others = _below(build.pid)
        begun = time.monotonic()
        build.send_signal(how)
        build.wait()
        ended = time.monotonic() - begun
        while any(_lives(one) for one in others) and time.monotonic() - begun < 60:
            time.sleep(0.01)
        gone = time.monotonic() - begun
        told = build.stderr.read().splitlines()
    right = build.returncode == 128 + how and re.fullmatch(r"stopped; \d+ of \d+ done", told[-1])
    left = [path for path in (home / "output").glob("*") if path.name.startswith(".") or not path.stat().st_size]
    return {"ended": ended, "all gone": gone, "wrong": float(not right or bool(left) or gone >= 60)}


def _below(pid: int) -> set[int]:
    """The processes that a process has started, and those that they have."""
    found: set[int] = set()
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for one in map(int, task.read_text().split()):
            found |= {one, *_below(one)}
    return found


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


if __name__ == "__main__":
    os.environ.pop("BRIEFINGS_CACHE", None)
    sys.exit(main())
