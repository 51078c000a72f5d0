"""Kills builds at random and damages their store, with fixed seeds, and counts what is wrong afterwards: it should be nothing.

    python benchmarks/kills.py [--kills 200] [--flips 100] [--seed 16]

Builds of one project in two states take turns, each in a process of its own that is ended by SIGKILL after a random while, in the middle of
reading, laying out, writing files or writing the store. After each kill every file of the folder must be one that either state has, and a
manifest that is there must be true. Now and then a build runs to its end: its files must be those of a build without a store. Then
single bits of the store's files are flipped, one at a time, with a build after each. Needs `fork` (Linux, macOS).
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

REPORTS: Final = 4

REPORT: Final = """\
id: r{number}
title: Wells of district {number}
language: en
date: 2024
status: final
sections:
  wells:
    type: statistics
    title: Wells, {state}
    items:
      - {{id: dug, value: {value}, text: wells dug}}
"""
TEMPLATE: Final = """\
kind: slides
pages:
  - for: section in sections
    layout: title-only
    title: "{{ section.title }}"
    main: {block: stat-grid, items: "{{ section.items }}"}
"""
PROJECT: Final = "build: [{template: page, formats: [pptx, pdf]}]\n"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Kills builds and damages their store.")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--flips", type=int, default=100)
    parser.add_argument("--seed", type=int, default=16)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as space:
        told = bench(Path(space), given.kills, given.flips, given.seed)
    print(json.dumps(told, indent=2))
    return 1 if told["corrupt"] or told["wrong"] else 0


def bench(space: Path, kills: int, flips: int, seed: int) -> Mapping[str, int]:
    """How many builds were killed, in how many of them files had been written, and how many files were corrupt or wrong."""
    home, chance = space / "home", random.Random(seed)
    expected, seconds = [], 0.0
    for state in (0, 1):
        lay(home, state)
        begun = time.monotonic()
        build(home, "--no-cache", "--output", str(space / f"state-{state}"))
        seconds = time.monotonic() - begun
        expected.append(contents(space / f"state-{state}"))
    usual = ("--cache", str(space / "cache"), "--output", str(space / "made"), "--jobs", "2")
    told = {"killed": 0, "in the middle": 0, "corrupt": 0, "wrong": 0, "flipped": 0}
    for number in range(kills):
        state = chance.randrange(2)
        lay(home, state)
        if chance.random() < 0.4:
            shutil.rmtree(space / "cache", ignore_errors=True)  # all is to be made, not only to be put back
        before = contents(space / "made")
        told["killed"] += killed(home, chance.uniform(0.2, 1.2) * seconds, *usual)
        after = contents(space / "made")
        told["in the middle"] += before != after
        told["corrupt"] += corrupt(after, expected)
        if number % 10 == 9:
            if chance.randrange(2):
                shutil.rmtree(space / "made", ignore_errors=True)  # what comes back comes from the store
            begun = time.monotonic()
            build(home, *usual)
            seconds = time.monotonic() - begun if number % 20 == 9 else seconds
            told["wrong"] += wrong(contents(space / "made"), expected[state])
    build(home, *usual)
    held = sorted(path for path in (space / "cache").rglob("*") if path.is_file() and path.name != "CACHEDIR.TAG")
    for _ in range(flips):
        state = chance.randrange(2)
        lay(home, state)
        shutil.rmtree(space / "made", ignore_errors=True)
        path = chance.choice(held)
        data = bytearray(path.read_bytes())
        if data:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            path.write_bytes(data)
            told["flipped"] += 1
        build(home, *usual)
        told["wrong"] += wrong(contents(space / "made"), expected[state])
    return told


def lay(home: Path, state: int) -> None:
    """The project in one of its states: all of its reports but for one differ in their words."""
    for number in range(REPORTS):
        words = "before" if state == 0 else "after"
        text = REPORT.format(number=number, state=words if number else "ever", value=340 + state)
        put(home / f"data/r{number}.yaml", text)
    put(home / "templates/page.yaml", TEMPLATE)
    put(home / "briefings.yaml", PROJECT)


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder, but for those that a killed build has not finished: they have names of their own."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*")) if path.is_file() and path.name[0] != "."}


def corrupt(made: Mapping[str, bytes], expected: Sequence[Mapping[str, bytes]]) -> int:
    """How many files are in no state's, and sums that are not true."""
    bad = sum(
        1
        for name, data in made.items()
        if name not in ("manifest.json", "SHA256SUMS", "contact-sheet.png")
        and data not in [one.get(name) for one in expected]
    )
    for line in made.get("SHA256SUMS", b"").decode().splitlines():
        sha256, name = line.split("  ", 1)
        bad += hashlib.sha256(made.get(name, b"")).hexdigest() != sha256
    return bad


def wrong(made: Mapping[str, bytes], expected: Mapping[str, bytes]) -> int:
    """How many files are not what they should be."""
    return sum(1 for name in {*made, *expected} if made.get(name) != expected.get(name))


def started(home: Path, *arguments: str) -> int:
    """A build in a process of its own, which begins with what we have loaded."""
    sys.stdout.flush()
    if pid := os.fork():
        return pid
    os.setpgid(0, 0)
    code = 1
    try:
        from briefings import cli

        os.chdir(home)
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as err:
            try:
                cli.main(["build", *arguments])
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else 1
            if code not in (0, 130):
                os.write(2, err.getvalue().encode())
    finally:
        os._exit(code)


def build(home: Path, *arguments: str) -> None:
    """A build that runs to its end."""
    _, status = os.waitpid(started(home, *arguments), 0)
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"a build ended with {os.waitstatus_to_exitcode(status)}")


def killed(home: Path, after: float, *arguments: str) -> bool:
    """Ends a build after so many seconds; False when it had come to its end before."""
    pid = started(home, *arguments)
    time.sleep(after)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status) == -signal.SIGKILL


if __name__ == "__main__":
    from briefings.engine.document import preload

    preload()
    sys.exit(main())
