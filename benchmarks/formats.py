"""What all formats of the sample in six languages cost, beside its deck and its PDF alone: processor time of one process.

python benchmarks/formats.py
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from briefings.engine import build, project  # noqa: E402
from briefings.env import Env  # noqa: E402

USUAL = ("pptx", "pdf")
FLOWING = ("html", "site", "docx", "eml", "xlsx", "csv")
CARDS = ("png", "svg")
ROUNDS = 3


def cost(formats: tuple[str, ...]) -> float:
    """Seconds of the processor for the deck and the one-pager of the sample in six languages, in some formats."""
    env = Env(ROOT)
    options = build.Options(
        (ROOT / "data/drugs-crime-terrorism.yaml",),
        ("deck", "one-pager"),
        ("en", "fr", "es", "ru", "ar", "zh"),
        formats,
    )
    begun = time.process_time()
    assert build.build(project.load(ROOT, env), env, options).ok
    return time.process_time() - begun


def main() -> None:
    """Prints the least of some turns for each, and what it is in times of deck and PDF alone."""
    wanted = {"pptx, pdf": USUAL, "and those without pages": USUAL + FLOWING, "and cards": USUAL + FLOWING + CARDS}
    cost(USUAL)
    turns = [{name: cost(formats) for name, formats in wanted.items()} for _ in range(ROUNDS)]
    least = {name: min(turn[name] for turn in turns) for name in wanted}
    for name, seconds in least.items():
        print(f"{name}: {seconds:.2f} s, {seconds / least['pptx, pdf']:.2f} times")


if __name__ == "__main__":
    main()
