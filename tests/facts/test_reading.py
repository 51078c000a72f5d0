"""What a number of a text is, in six languages: a figure with its unit and qualifier, or none, and why."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from briefings.facts.numbers import read

FIGURES = {
    "en": ("no fewer than 12 villages", "12 at-least"),
    "en2": ("not more than 5 per cent", "5 % at-most"),
    "en3": ("5 million pounds sterling", "5000000 GBP"),
    "en4": ("250 roubles for 2,400 women", "250 RUB, 2400"),
    "fr": ("plus de 3,2 milliards de francs CFA", "3200000000 XOF over"),
    "fr2": ("quatre-vingt-douze pour cent des écoles", "92 %"),
    "es": ("1.250.000 viajeros en más de 2000 kilómetros", "1250000, 2000 over"),
    "ru": ("не менее 2000 рублей за 1980 километров", "2000 RUB at-least, 1980"),
    "ar": ("ما لا يقل عن ٤٥ مليون دولار لمسافة 2000 متر", "45000000 USD at-least, 2000"),
    "zh": ("不超过4.5亿元，2000米", "450000000 CNY at-most, 2000"),
}
NONE = {
    "en": "On 3 Jan. 2024, 12.03.2024 and from 3 to 14 March",
    "fr": "du 3 au 14 mars 2023, de 2019 à 2023, résolution 2349 (2017)",
    "es": "el 3 de mayo de 2023, artículo 12, versión 2.1.0",
    "ru": "с 3 по 14 мая 2023 г., статья 12, в 2023 году",
    "ar": "في 3 آذار/مارس 2023، المادة 12، القرار 2349 (2017)",
    "zh": "2023年5月3日，第12条",
}
FRACTIONS = {
    "en": ("Half of the villages, two-thirds of the schools, a tenth of all", "1/2 2/3 1/10"),
    "fr": ("la moitié des écoles, un quart des classes et deux tiers du reste", "1/2 1/4 2/3"),
    "es": ("la mitad de los viajes, tres cuartas partes de las paradas", "1/2 3/4"),
    "ru": ("половина рек, две трети озёр", "1/2 2/3"),
    "ar": ("نصف القرى وثلثي السكان", "1/2"),
    "zh": ("三分之二的学校，一半以上", "2/3 1/2"),
}
NO_FRACTIONS = {
    "en": "the first half of 2023, a third party, the second quarter, half past",
    "ru": "первая половина года",
    "ar": "نصف السنة",
}


@pytest.mark.parametrize("name", FIGURES)
def test_figures_have_their_units_and_qualifiers(name: str) -> None:
    text, told = FIGURES[name]

    found = [
        " ".join(filter(None, (f"{one.value:f}", one.unit, one.qualifier)))
        for one in read(text, name[:2])
        if one.figure
    ]
    assert ", ".join(found) == told


@pytest.mark.parametrize("language", NONE)
def test_dates_articles_and_symbols_count_nothing(language: str) -> None:
    assert [one.shown for one in read(NONE[language], language) if one.figure] == []


@pytest.mark.parametrize("language", FRACTIONS)
def test_fractions_in_words_are_read(language: str) -> None:
    text, told = FRACTIONS[language]

    found = {Fraction(one.value).limit_denominator(100) for one in read(text, language) if one.spelt}
    assert {str(one) for one in found} >= set(told.split())


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_halves_of_a_year_are_none(language: str) -> None:
    assert [one.shown for one in read(NO_FRACTIONS[language], language) if one.spelt] == []


def test_small_figures_of_notes_belong_to_no_number() -> None:
    assert [(one.value, one.subject) for one in read("63¹ investigations²", "en")] == [(Decimal(63), "investigations")]
