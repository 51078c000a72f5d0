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
from briefings.text.unicode_tables import BIDI_CLASS, Classes

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
            asked = [base for bit, base in bases if int(bitset, 16) & bit]
            seen += len(asked)
            # A direction that is found gives the levels that it gives when told (the next test compares): draw them once.
            told = {int(is_rtl_text(text)) if base is None else base for base in asked}
            if any(drawn(text, levels(text, 1 if base else 0), expected[0]) != expected for base in told):
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
            told = levels(text, 1 if found.base else 0)
            if found.base != int(paragraph) or found != told or drawn(text, found, expected[0]) != expected:
                wrong.append(line)
    assert (seen, wrong) == (91_707, [])


def test_left_to_right_text_is_one_run_on_every_line() -> None:
    text = "Le chiffre d’affaires : 28\u202fM€, soit «\u202f+12,5\u202f%\u202f»"
    found = levels(text)
    assert found == Levels(0, (0,) * len(text))
    assert visual_runs(text, found, 3, 20) == ((3, 20, 0),)
    assert visual_runs(text, found, 3, 3) == ()


def test_the_short_cut_for_left_to_right_text_misses_no_right_to_left_character() -> None:
    classes = Classes(BIDI_CLASS, {name: name for name in SAMPLES})
    expected = {"R": (1,), "AL": (1,), "AN": (2,)}
    characters = [chr(code) for code in range(0x20000) if classes[code] in expected]
    assert len(characters) > 4000
    assert [each for each in characters if levels(each, 0).levels != expected[classes[ord(each)]]] == []
    assert all(levels(control + "a", 0).levels[1] for control in "\u202a\u202b\u202d\u202e\u2066\u2067")


def test_an_arabic_sentence_with_a_number_and_a_latin_name_is_drawn_in_runs() -> None:
    text = "بلغت 28 مليون (EBITDA) اليوم"
    found = levels(text)
    assert found.base == 1
    runs = visual_runs(text, found, 0, len(text))
    assert [(text[start:stop], level) for start, stop, level in runs] == [
        (") اليوم", 1),
        ("EBITDA", 2),
        (" مليون (", 1),
        ("28", 2),
        ("بلغت ", 1),
    ]


def test_a_space_at_the_end_of_a_line_goes_to_the_end_of_the_line() -> None:
    text = "قال hello world ثم"
    found = levels(text)
    assert [text[start:stop] for start, stop, _ in visual_runs(text, found, 0, 10)] == [" ", "hello", "قال "]
    assert [text[start:stop] for start, stop, _ in visual_runs(text, found, 10, len(text))] == [" ثم", "world"]


def test_a_forced_line_break_keeps_the_direction_of_the_paragraph() -> None:
    found = levels("2024\nعام جيد")
    assert found.base == 1
    assert found.levels[:5] == (2, 2, 2, 2, 1)
    assert levels("\u2067abc\nabc").levels[-3:] == (0, 0, 0), "an isolate ends with its paragraph"


@pytest.mark.parametrize(
    ("text", "right_to_left"),
    [
        ("", False),
        ("2024", False),
        ("2024: تقرير", True),
        ("Report التقرير", False),
        ("\u2068Report\u2069 التقرير", True),
    ],
)
def test_the_first_letter_outside_isolates_gives_the_direction(text: str, right_to_left: bool) -> None:
    assert is_rtl_text(text) is right_to_left
    assert levels(text).base == right_to_left
