"""Times briefings by the hundred: made, made again when nothing has changed, and when one has; and what memory that takes.

    python benchmarks/many.py [--reports 200] [--plain 10] [--json]

Each report is the sample with the words of every text turned round, so that none has been set before; each becomes a deck and a one-pager.
Beside it, the plain script in a loop, a process for each report as in a shell, so many of them; the table gives the time of one. Processor
time is that of all processes together, so the ratio holds on a busy machine too; by the clock, it is shared by the processors.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import run as single
import yaml

BUILD: Final = "from briefings.cli import main; main()"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Times briefings by the hundred.")
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--plain", type=int, default=10, help="how many the plain script makes")
    parser.add_argument("--template", action="append", default=[], help="only this template")
    parser.add_argument("--small", action="store_true", help="reports of one section, to see what is around the making")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        told = bench(Path(name), given.reports, given.plain, given.template, small=given.small)
    if given.json:
        print(json.dumps({"machine": single.machine(), "results": told}, indent=2))
        return 0
    print("| what | of each, ms by the clock | processor ms | MB of the largest process | MB of all |")
    print("|---|--:|--:|--:|--:|")
    for what, one in told.items():
        print(f"| {what} | {one['clock']:,.1f} | {one['processor']:,.1f} | {one['largest']:,.0f} | {one['all']:,.0f} |")
    return 0


def bench(
    space: Path, reports: int, plain: int, templates: Sequence[str], *, small: bool
) -> dict[str, dict[str, float]]:
    home = space / "home"
    (home / "data").mkdir(parents=True)
    if small:
        for number in range(reports):
            (home / f"data/r{number:05}.yaml").write_text(report(number), encoding="utf-8")
    else:
        for number, folder in enumerate(single.projects(space / "each", reports)):
            _named(folder, home, number)
    command = [sys.executable, "-c", BUILD, "build", str(home), "--cache", str(space / "cache")]
    command += [part for name in templates for part in ("--template", name)]
    told = {}
    if plain and not small:
        files = [str(path) for path in sorted((home / "data").glob("*.yaml"))[:plain]]
        commands = [[sys.executable, str(single.HERE / "plain.py"), file, str(space), *templates] for file in files]
        told["plain script in a loop"] = timed(commands, plain)
    told["briefings"] = timed([command], reports)
    told["nothing changed"] = timed([command], reports)
    told["nothing changed, again"] = timed([command], reports)
    first = next((home / "data").glob("*.yaml"))
    first.write_text(first.read_text(encoding="utf-8") + "# a line more\n", encoding="utf-8")
    told["one changed"] = timed([command], reports)
    return told


def _named(folder: Path, home: Path, number: int) -> None:
    """A report of many in one project: with an id of its own."""
    (source,) = (folder / "data").glob("*.yaml")
    report = yaml.safe_load(source.read_text(encoding="utf-8"))
    report["id"] = f"r{number:05}"
    text = yaml.safe_dump(report, allow_unicode=True, sort_keys=False)
    (home / f"data/r{number:05}.yaml").write_text(text, encoding="utf-8")
    if not (home / "seeds").exists():
        (folder / "seeds").rename(home / "seeds")


def report(number: int) -> str:
    return (
        f"id: r{number:05}\ntitle: District {number}\nlanguage: en\ndate: 2024\nstatus: final\nsections:\n  wells:\n    type: statistics\n"
        f"    title: Wells of {number}\n    items: [{{id: dug, value: {number + 1}, text: wells dug}}]\n"
    )


def timed(commands: Sequence[Sequence[str]], count: int) -> dict[str, float]:
    """Milliseconds for each of `count`, and the most megabytes of one process and of all at once."""
    begun, before = time.monotonic(), os.times()
    peak = Peak()
    for command in commands:
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
            peak.watch(process.pid)
            _, err = process.communicate()
        if process.returncode:
            raise RuntimeError(err.decode()[-2_000:])
    after = os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return {
        "clock": (time.monotonic() - begun) * 1000 / count,
        "processor": processor * 1000 / count,
        "total": processor,
        "largest": peak.largest / 1e6,
        "all": peak.all / 1e6,
    }


class Peak:
    """The most memory of a process and of those that it has started, looked at five times a second."""

    def __init__(self) -> None:
        self.largest = self.all = 0

    def watch(self, pid: int) -> None:
        threading.Thread(target=self._watch, args=(pid,), daemon=True).start()

    def _watch(self, pid: int) -> None:
        while held := [_memory(one) for one in (pid, *_children(pid))]:
            if not any(held):
                return
            self.largest, self.all = max(self.largest, *held), max(self.all, sum(held))
            time.sleep(0.2)


def _children(pid: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _memory(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


if __name__ == "__main__":
    sys.exit(main())
