"""Arabic, Latin letters and numbers on one line come out in the order that UAX #9 says.

Unicode's own conformance tests decide: BidiTest.txt runs through all sequences of up to four classes,
BidiCharacterTest.txt through brackets and real characters.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import pytest
from make_unicode_tables import TABLES, UNICODE_DATA, tables_module, why_unusable

from briefings.text.bidi import Levels, is_rtl_text, levels, visual_runs

Base = Literal[0, 1] | None

# One character of each class; brackets have a test of their own.
SAMPLES = {
    "L": "a", "R": "\u05d0", "AL": "\u0627", "NSM": "\u0301",
    "EN": "1", "ES": "+", "ET": "%", "AN": "\u0661", "CS": ",", "B": "\u2029", "S": "\t", "WS": " ", "ON": "&",
    "LRI": "\u2066", "RLI": "\u2067", "FSI": "\u2068", "PDI": "\u2069", "BN": "\u00ad",
    "LRE": "\u202a", "RLE": "\u202b", "LRO": "\u202d", "RLO": "\u202e", "PDF": "\u202c",
}  # fmt: skip


@pytest.fixture(scope="module")
def unicode_data() -> Path:
    """The folder of the standard's data files; the project's own CI must have it."""
    if reason := why_unusable(UNICODE_DATA):
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    return UNICODE_DATA


def drawn(text: str, found: Levels, marked: list[str]) -> tuple[list[str], list[str]]:
    """Levels and visual order of a text on one line, as the tests write them; what they mark with x has neither."""
    shown = marked.copy()
    order: list[str] = []
    for start, stop, level in visual_runs(text, found, 0, len(text)):
        for index in range(stop - 1, start - 1, -1) if level % 2 else range(start, stop):
            if marked[index] != "x":
                shown[index] = str(level)
                order.append(str(index))
    return shown, order


def test_the_tables_are_what_the_generator_makes_of_the_standard(unicode_data: Path) -> None:
    assert TABLES.read_text(encoding="utf-8") == tables_module(unicode_data)


def test_every_sequence_of_classes_is_ordered_as_the_standard_says(unicode_data: Path) -> None:
    bases: tuple[tuple[int, Base], ...] = ((1, None), (2, 0), (4, 1))
    expected: tuple[list[str], list[str]] = ([], [])
    seen = 0
    wrong: list[str] = []
    for line in (unicode_data / "BidiTest.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@Levels:"):
            expected = (line[8:].split(), expected[1])
        elif line.startswith("@Reorder:"):
            expected = (expected[0], line[9:].split())
        elif line and line[0] not in "#@":
            classes, _, bitset = line.partition("; ")
            text = "".join([SAMPLES[name] for name in classes.split()])
            found = [levels(text, base) for bit, base in bases if int(bitset, 16) & bit]
            seen += len(found)
            # A direction that was found gives the same levels as when it is given: no need to draw them twice.
            if any(drawn(text, each, expected[0]) != expected for each in set(found)):
                wrong.append(line)
    assert (seen, wrong) == (770_241, [])


def test_brackets_and_real_characters_are_ordered_as_the_standard_says(unicode_data: Path) -> None:
    bases: dict[str, Base] = {"0": 0, "1": 1, "2": None}
    seen = 0
    wrong: list[str] = []
    for line in (unicode_data / "BidiCharacterTest.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            seen += 1
            codes, direction, paragraph, shown, order = line.split(";")
            expected = (shown.split(), order.split())
            text = "".join([chr(int(code, 16)) for code in codes.split()])
            found = levels(text, bases[direction])
            if found.base != int(paragraph) or drawn(text, found, expected[0]) != expected:
                wrong.append(line)
    assert (seen, wrong) == (91_707, [])
