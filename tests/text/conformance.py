"""Unicode's own conformance tests, run over our text engine: how many cases a file has, and which of them come out otherwise.

For the tests beside this and for `benchmarks/text_engine.py`. A file is judged once in a process.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias

from briefings.text.bidi import Levels, levels, visual_runs
from briefings.text.linebreak import graphemes, opportunities

Base: TypeAlias = Literal[0, 1] | None

# One character of each class; brackets have a test of their own.
SAMPLES: Final = {
    "L": "a", "R": "\u05d0", "AL": "\u0627", "NSM": "\u0301",
    "EN": "1", "ES": "+", "ET": "%", "AN": "\u0661", "CS": ",", "B": "\u2029", "S": "\t", "WS": " ", "ON": "&",
    "LRI": "\u2066", "RLI": "\u2067", "FSI": "\u2068", "PDI": "\u2069", "BN": "\u00ad",
    "LRE": "\u202a", "RLE": "\u202b", "LRO": "\u202d", "RLO": "\u202e", "PDF": "\u202c",
}  # fmt: skip


class Judged(NamedTuple):
    """The number of cases in a file, and those that come out otherwise than the standard says."""

    cases: int
    wrong: tuple[str, ...]


@cache
def bidi(folder: Path) -> Judged:
    """BidiTest.txt: all sequences of up to four classes, in each direction of the paragraph that they are asked in."""
    bases: tuple[tuple[int, Base], ...] = ((1, None), (2, 0), (4, 1))
    expected: tuple[list[str], list[str]] = ([], [])
    seen = 0
    wrong: list[str] = []
    for line in (folder / "BidiTest.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@Levels:"):
            expected = (line[8:].split(), expected[1])
        elif line.startswith("@Reorder:"):
            expected = (expected[0], line[9:].split())
        elif line and line[0] not in "#@":
            classes, _, bitset = line.partition("; ")
            text = "".join([SAMPLES[name] for name in classes.split()])
            asked = [base for bit, base in bases if int(bitset, 16) & bit]
            seen += len(asked)
            # A direction that is found gives the levels that it gives when told (`bidi_characters` compares): draw them once.
            told = {levels(text).base if base is None else base for base in asked}
            if any(_drawn(text, levels(text, 1 if base else 0), expected[0]) != expected for base in told):
                wrong.append(line)
    return Judged(seen, tuple(wrong))


@cache
def bidi_characters(folder: Path) -> Judged:
    """BidiCharacterTest.txt: brackets and real characters."""
    bases: dict[str, Base] = {"0": 0, "1": 1, "2": None}
    seen = 0
    wrong: list[str] = []
    for line in (folder / "BidiCharacterTest.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            seen += 1
            codes, direction, paragraph, shown, order = line.split(";")
            expected = (shown.split(), order.split())
            text = "".join([chr(int(code, 16)) for code in codes.split()])
            found = levels(text, bases[direction])
            told = levels(text, 1 if found.base else 0)
            if found.base != int(paragraph) or found != told or _drawn(text, found, expected[0]) != expected:
                wrong.append(line)
    return Judged(seen, tuple(wrong))


@cache
def line_breaks(folder: Path) -> Judged:
    """LineBreakTest.txt, in the language "root": the standard without our tailorings."""
    cases = list(_break_cases(folder / "auxiliary/LineBreakTest.txt"))
    wrong = [text for text, expected in cases if [each.index for each in opportunities(text, "root")] != expected]
    return Judged(len(cases), tuple(wrong))


@cache
def grapheme_clusters(folder: Path) -> Judged:
    """GraphemeBreakTest.txt."""
    cases = list(_break_cases(folder / "auxiliary/GraphemeBreakTest.txt"))
    return Judged(len(cases), tuple(text for text, expected in cases if list(graphemes(text)) != expected))


def _drawn(text: str, found: Levels, marked: list[str]) -> tuple[list[str], list[str]]:
    """Levels and visual order of a text on one line, as the tests write them; what they mark with x has neither."""
    shown = marked.copy()
    order: list[str] = []
    for start, stop, level in visual_runs(text, found, 0, len(text)):
        for index in range(stop - 1, start - 1, -1) if level % 2 else range(start, stop):
            if marked[index] != "x":
                shown[index] = str(level)
                order.append(str(index))
    return shown, order


def _break_cases(path: Path) -> Iterator[tuple[str, list[int]]]:
    """The texts of a break test of Unicode's, each with the indexes that it marks with a division sign."""
    for line in path.read_text(encoding="utf-8").splitlines():
        marks_and_codes = line.partition("#")[0].split()
        if marks_and_codes:
            text = "".join([chr(int(code, 16)) for code in marks_and_codes[1::2]])
            yield text, [index for index, mark in enumerate(marks_and_codes[::2]) if mark == "÷"]
