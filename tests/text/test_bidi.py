"""Arabic, Latin letters and numbers on one line come out in the order that UAX #9 says.

Unicode's own conformance tests decide: BidiTest.txt runs through all sequences of up to four classes,
BidiCharacterTest.txt through brackets and real characters.
"""

from __future__ import annotations

import os
from pathlib import Path

import conformance
import pytest
from conformance import SAMPLES
from make_unicode_tables import TABLES, UNICODE_DATA, tables, why_unusable

from briefings.text.bidi import Levels, levels, levels_of, runs_from_right, visual_runs
from briefings.text.unicode_tables import BIDI_CLASS, Classes

pytestmark = pytest.mark.xdist_group("unicode")


@pytest.fixture(scope="module")
def unicode_data() -> Path:
    """The folder of the standard's data files; the project's own CI must have it."""
    if reason := why_unusable(UNICODE_DATA):
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    return UNICODE_DATA


def test_the_tables_are_what_the_generator_makes_of_the_standard(unicode_data: Path) -> None:
    assert TABLES.read_text(encoding="utf-8") == tables(unicode_data)


def test_every_sequence_of_classes_is_ordered_as_the_standard_says(unicode_data: Path) -> None:
    assert conformance.bidi(unicode_data) == (770_241, ())


def test_brackets_and_real_characters_are_ordered_as_the_standard_says(unicode_data: Path) -> None:
    assert conformance.bidi_characters(unicode_data) == (91_707, ())


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
    assert levels(text).base == right_to_left


def test_a_text_of_another_direction_keeps_its_own_stops() -> None:
    """Nothing is put into the text: only its order is that of isolates."""
    for said, language, around, own in (
        ("Nobody was paid!", "en", "ar", "(بالإنجليزية)"),
        ("Никому не платили (ещё).", "ru", "fa", "به روسی"),
        ("«ماذا؟» (نعم)!", "ar", "fr", "en arabe"),
    ):
        rtl = runs_from_right(around)
        made = levels_of((said, f" {own}"), (language, around), rtl)
        (only,) = {level % 2 for level in made.levels[len(said) - 1 : len(said)]}
        assert only == runs_from_right(language)
        alone = levels(said, int(runs_from_right(language)))  # type: ignore[arg-type]
        assert [level % 2 for level in made.levels[: len(said)]] == [level % 2 for level in alone.levels]
        assert len(made.levels) == len(said) + 1 + len(own)
