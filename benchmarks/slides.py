"""How a deck's cost grows with its slides: so many slides with a native chart each, beside plain python-pptx in the same run.

    python benchmarks/slides.py [--counts 25 100 200 1000] [--rounds 3]

Each deck is made in a process of its own, in turns: processor time of making and writing it (imports left out), a slide's share of that, and the
most memory that the process held. `briefings` also measures, lays out and checks; neither draws a contact sheet. See docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any, Final

HERE: Final = Path(__file__).resolve().parent
COUNTS: Final = (25, 100, 200, 1_000)
BARS: Final = 5
GOODS: Final = (
    "harbour",
    "steel",
    "grain",
    "copper",
    "timber",
    "cotton",
    "coffee",
    "sugar",
    "rubber",
    "cement",
    "glass",
)


def figures(count: int) -> list[tuple[str, list[tuple[str, int]]]]:
    """Titles with labels and values, the same on every run."""
    chosen = random.Random(1)
    return [
        (
            f"Trade of region {number}",
            [(f"{chosen.choice(GOODS)} {row}", chosen.randint(10, 9_000)) for row in range(BARS)],
        )
        for number in range(1, count + 1)
    ]


def ours(count: int, folder: Path) -> Callable[[], object]:
    from briefings.engine import build, project
    from briefings.engine.document import preload
    from briefings.env import Env

    lines = ["id: many", "title: Trade of the regions", "language: en", "date: 2024", "status: final", "sections:"]
    for number, (title, rows) in enumerate(figures(count)):
        lines += [
            f"  c{number}:",
            "    type: chart",
            f"    title: {title}",
            "    chart: bar",
            "    unit: tonnes",
            "    data:",
        ]
        lines += [f"      - {{label: {label}, value: {value}}}" for label, value in rows]
    (folder / "data").mkdir()
    (folder / "data/many.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    preload()

    def make() -> None:
        env = Env(folder, {})
        options = build.Options(templates=("deck",), formats=("pptx",))
        made = build.build(project.load(folder, env), env, options)
        assert made.ok, made.findings
        (folder / "many.pptx").write_bytes(made.outputs[0].data)

    return make


def plain(count: int, folder: Path) -> Callable[[], object]:
    from pptx import Presentation
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    new_data: Any = CategoryChartData

    def make() -> None:
        deck = Presentation()
        place = (Inches(1), Inches(2), Inches(8), Inches(5))
        for title, rows in figures(count):
            slide = deck.slides.add_slide(deck.slide_layouts[5])
            slide.shapes.title.text = title
            data = new_data()
            data.categories = [label for label, _ in rows]
            data.add_series("tonnes", [value for _, value in rows])
            slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *place, data)
            slide.notes_slide.notes_text_frame.text = f"{title}: {rows}"
        deck.save(str(folder / "many.pptx"))

    return make


PROGRAMS: Final = {"briefings": ours, "plain": plain}


def once(program: str, count: int) -> None:
    """Makes one deck and prints seconds of the processor and MB of memory."""
    with tempfile.TemporaryDirectory() as folder:
        make = PROGRAMS[program](count, Path(folder))
        begun = time.process_time()
        make()
        print(time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def timed(program: str, count: int) -> tuple[float, float]:
    command = [sys.executable, str(HERE / "slides.py"), "--once", program, str(count)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(said[0]), float(said[1])


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Times decks of many slides beside plain python-pptx.")
    parser.add_argument("--counts", type=int, nargs="+", default=COUNTS)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--once", nargs=2, metavar=("PROGRAM", "COUNT"), help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.once:
        once(given.once[0], int(given.once[1]))
        return 0
    print("| slides | briefings ms a slide | plain ms a slide | x plain | briefings MB | plain MB |")
    print("|--:|--:|--:|--:|--:|--:|")
    for count in given.counts:
        taken = [{name: timed(name, count) for name in PROGRAMS} for _ in range(given.rounds)]
        each = {name: median(one[name][0] for one in taken) / count * 1_000 for name in PROGRAMS}
        ratio = median(one["briefings"][0] / one["plain"][0] for one in taken)
        most = {name: max(one[name][1] for one in taken) for name in PROGRAMS}
        print(
            f"| {count:,} | {each['briefings']:.1f} | {each['plain']:.1f} | {ratio:.2f} | {most['briefings']:,.0f} |"
            f" {most['plain']:,.0f} |",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
