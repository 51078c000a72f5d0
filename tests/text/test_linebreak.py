"""Lines end where UAX #14 and the tailorings of each language let them; overlong words break between characters."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path

import conformance
import pytest
from make_unicode_tables import UNICODE_DATA, why_unusable

from briefings.text.linebreak import TAILORINGS, Break, graphemes, opportunities

pytestmark = pytest.mark.xdist_group("unicode")


@pytest.fixture(scope="module")
def unicode_data() -> Path:
    """The folder of the standard's data files; the project's own CI must have it."""
    if reason := why_unusable(UNICODE_DATA):
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    return UNICODE_DATA


def pieces(text: str, language: str = "root") -> list[str]:
    """The text cut wherever a line may end."""
    cuts = [0, *[each.index for each in opportunities(text, language)]]
    return [text[start:stop] for start, stop in pairwise(cuts)]


def test_root_breaks_lines_as_the_standard_says(unicode_data: Path) -> None:
    assert conformance.line_breaks(unicode_data) == (7654, ())


def test_grapheme_clusters_are_those_of_the_standard(unicode_data: Path) -> None:
    assert conformance.grapheme_clusters(unicode_data) == (602, ())


def test_a_break_is_mandatory_after_a_line_feed_and_at_the_end() -> None:
    assert opportunities("a b\nc") == (Break(2, False), Break(4, True), Break(5, True))
    assert opportunities("a\n") == (Break(2, True),)
    assert opportunities("") == (Break(0, True),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25\u00a0M€ et 1\u202f234,5\u00a0km", ["25\u00a0M€ ", "et ", "1\u202f234,5\u00a0km"]),
        ("rose ($28.4M, +12.5%) to −3", ["rose ", "($28.4M, ", "+12.5%) ", "to ", "−3"]),
        ("−$3 or −\u2060$3", ["−", "$3 ", "or ", "−\u2060$3"]),
        ("US$(25) is a loss", ["US$(25) ", "is ", "a ", "loss"]),
        ("open 24/7", ["open ", "24/7"]),
        ("Vraiment ; oui : non ! si ?", ["Vraiment ; ", "oui : ", "non ! ", "si ?"]),
        ("Волга\u00a0— река №\u00a05", ["Волга\u00a0— ", "река ", "№\u00a05"]),
        ("很好。（真的！）ちょっと", ["很", "好。", "（真", "的！）", "ちょっ", "と"]),
        ("soft\u00adhyphen and well-known", ["soft\u00ad", "hyphen ", "and ", "well-", "known"]),
        ("one\u2060 two\u200bthree", ["one\u2060 ", "two\u200b", "three"]),
    ],
)
def test_every_language_keeps_together_what_the_default_does(text: str, expected: list[str]) -> None:
    languages = ["root", "en", "ar", "es", "fr", "ru", "zh"]
    assert {language: pieces(text, language) for language in languages} == dict.fromkeys(languages, expected)


EXAMPLES = [
    ("guillemets", "fr", "Il dit « oui » !", ["Il ", "dit ", "« oui » !"], ["Il ", "dit ", "« ", "oui ", "» !"]),
    ("guillemets", "ru", "В « Правде »", ["В ", "« Правде »"], ["В ", "« ", "Правде ", "»"]),
    ("curly quotation marks", "zh", "说“你好”后", ["说", "“你", "好”", "后"], ["说“你", "好”后"]),
    ("curly quotation marks", "zh", "他 don’t go", ["他 ", "don’t ", "go"], ["他 ", "don’t ", "go"]),
    ("marks between words", "zh", "３～５和／或", ["３～", "５", "和／", "或"], ["３", "～", "５", "和", "／", "或"]),
    ("marks between words", "zh", "卡尔·马克思", ["卡", "尔·", "马", "克", "思"], ["卡", "尔", "·", "马", "克", "思"]),
]


@pytest.mark.parametrize(("name", "language", "text", "tailored", "default"), EXAMPLES)
def test_a_tailoring_changes_the_default(
    name: str, language: str, text: str, tailored: list[str], default: list[str]
) -> None:
    assert name in {tailoring.name for tailoring in TAILORINGS}
    assert pieces(text, language) == tailored
    assert pieces(text, "root") == default


def test_every_tailoring_has_a_reason_and_an_example_in_each_of_its_languages() -> None:
    assert all(tailoring.reason for tailoring in TAILORINGS)
    shown = {(name, language) for name, language, *_ in EXAMPLES}
    assert {(tailoring.name, language) for tailoring in TAILORINGS for language in tailoring.languages} == shown


def test_only_the_first_part_of_a_language_counts() -> None:
    text = "说“你好”后"
    assert pieces(text, "zh-Hans-CN") == pieces(text, "ZH_cn") == pieces(text, "zh") != pieces(text, "root")
    assert pieces(text, "xx") == pieces(text, "root")


def test_an_overlong_word_can_be_broken_between_characters_but_not_inside_one() -> None:
    assert graphemes("a" * 300) == tuple(range(301))
    assert graphemes("") == ()
    assert graphemes("e\u0301é🇫🇷🇨🇳👩‍💻한\r\n") == (0, 2, 3, 5, 7, 10, 11, 13)
