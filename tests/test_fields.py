"""Fields: what a number that stands as readers see it should be written as, and ids that are made from titles."""

from __future__ import annotations

import pytest

from briefings.identifiers import LENGTH, is_identifier, slug, unique
from briefings.source.readers import number_hint


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("1,150", "write `value: 1150`"),
        ("1 150", "write `value: 1150`"),
        ("1\u202f150", "write `value: 1150`"),
        ("12,5", "write `value: 12.5`"),
        ("1.150,5", "write `value: 1150.5`"),
        ("1.234.567", "write `value: 1234567`"),
        ("1,150+", "write `value: 1150`, `qualifier: at-least`"),
        ("≥5", "write `value: 5`, `qualifier: at-least`"),
        ("over 300", "write `value: 300`, `qualifier: over`"),
        ("about 2,000 tons", "write `value: 2000`, `qualifier: about`, `unit: tons`"),
        ("25M", "write `value: 25000000`, `digits: 2`"),
        ("US$452 million", "write `value: 452000000`, `digits: 3`, `currency: USD`"),
        ("−3,000", "write `value: -3000`"),
        ("45%", 'write `value: 45`, `unit: "%"`'),
        ("7.5 per cent", "write `value: 7.5`, `unit: per cent`"),
    ],
)
def test_the_hint_says_how_to_write_the_number(written: str, hint: str) -> None:
    assert number_hint(written) == hint


@pytest.mark.parametrize("written", ["one hundred", "3 to 5", "2022-23", "1,2,3", "٣٤", "", "9" * 5000])
def test_what_is_no_single_number_gets_the_general_hint(written: str) -> None:
    assert number_hint(written).startswith("write digits only")


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("Countering corruption", "countering-corruption"),
        ("Côte d’Ivoire & Łódź", "cote-divoire-and-lodz"),
        ("CO₂ in 2022", "co2-in-2022"),
        ("Закон", ""),
        ("مكتب الأمم المتحدة", ""),
        ("毒品 2020", ""),
        ("— … —", ""),
    ],
)
def test_an_id_is_made_from_latin_letters_and_digits(title: str, made: str) -> None:
    assert slug(title) == made


def test_a_made_id_is_short_and_ends_with_a_word() -> None:
    made = slug("word " * 100)

    assert len(made) <= LENGTH
    assert made.endswith("-word")
    assert is_identifier(made)


def test_twins_are_told_apart() -> None:
    assert unique(["a", "b", "a", "a-2", "a"]) == ("a", "b", "a-2", "a-2-2", "a-3")
