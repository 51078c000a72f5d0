"""What `briefings --help` costs, beside loading the library that it reads its command line with.

python benchmarks/help.py
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROUNDS = 25


def cost(*arguments: str) -> float:
    """Seconds of the processor that a Python takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True, env=environ)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Prints the medians of turns taken in alternation, and their ratio."""
    rounds = [(cost("-c", "import click"), cost("-m", "briefings", "--help")) for _ in range(ROUNDS)]
    click, ours = (statistics.median(one[place] for one in rounds) for place in (0, 1))
    print(
        f"import click {1000 * click:.0f} ms, briefings --help {1000 * ours:.0f} ms of the processor: {ours / click:.2f} times"
    )


if __name__ == "__main__":
    main()
