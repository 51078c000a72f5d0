"""Words with a solidus go down whole, as LibreOffice has it, and figures are never parted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.frame import Paragraph, Run
from briefings.geometry import points
from briefings.look import Colour, TextStyle
from briefings.text.fonts import FontSet
from briefings.text.measure import set_text, widest_word

FONTS = FontSet()
BODY = TextStyle(16, Colour("000000"))


def lines(text: str, width: float, language: str = "en") -> list[str]:
    one = Paragraph((Run(text, BODY, language=language),), BODY, rtl=language == "ar")
    return [text[line.start : line.stop] for line in set_text((one,), points(width), FONTS)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("in counter-terrorism/anti-corruption", 242, ["in counter-terrorism/anti-", "corruption"]),
        ("counter-terrorism/anti-corruption", 180, ["counter-terrorism/anti-", "corruption"]),
        ("in counter-terrorism/anti-corruption", 170, ["in ", "counter-terrorism/anti-", "corruption"]),
        ("aaaa/bbbb/cccc/dddd", 92, ["aaaa/bbbb/", "cccc/dddd"]),  # no space before it
        ("aaaa/bbbb/cccc/dddd", 84, ["aaaa/", "bbbb/", "cccc/dddd"]),  # "c" must fit too
        ("aaaa-bbbb-cccc-dddd", 84, ["aaaa-bbbb-", "cccc-dddd"]),
        ("xx aaaa-bbbb/cccc/dddd", 101, ["xx ", "aaaa-bbbb/cc", "cc/dddd"]),
        ("see /data/annex", 60, ["see ", "/data/an", "nex"]),
    ],
)
def test_a_word_with_a_solidus_is_parted_as_libreoffice_parts_it(text: str, width: float, expected: list[str]) -> None:
    assert lines(text, width) == expected


@pytest.mark.parametrize(
    ("text", "width", "language", "expected"),
    [
        ("see www.un.org/water-treatment/2023 for all", 210, "en", ["see www.un.org/water-", "treatment/2023 for all"]),
        ("see www.un.org/water-treatment/2023 for all", 270, "en", ["see ", "www.un.org/water-treatment/2023 for ", "all"]),
        ("на сайте www.x.int/мера-поиск/19", 210, "ru", ["на сайте www.x.int/мера-", "поиск/19"]),
        ("عن https://un-corruption/a", 150, "ar", ["عن https://un-", "corruption/a"]),
    ],
)  # fmt: skip
def test_an_address_is_parted_after_a_hyphen_where_the_line_is_full_before_its_next_solidus(
    text: str, width: float, language: str, expected: list[str]
) -> None:
    assert lines(text, width, language) == expected


def test_an_address_is_parted_after_a_solidus_that_is_far_from_the_space_before_it() -> None:
    address = f"see https://example.org/{'x' * 60}/{'y' * 20}/z"
    assert lines(address, 700) == [f"see https://example.org/{'x' * 60}/", f"{'y' * 20}/z"]


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar", "zh"])
def test_covid_19_is_parted_only_where_that_saves_a_line(language: str) -> None:
    assert lines("aaaa COVID-19 bbbbb", 100, language) == ["aaaa COVID-", "19 bbbbb"]
    assert lines("aaaa COVID-19 b", 103, language) == ["aaaa ", "COVID-19 b"]


SIGNS = ("", "−", "-", "+", "±", "~", "<", "≈")
BEFORE = ("", "$", "€", "US$", "£", "₽")
AFTER = ("", "%", "\u202f%", "\u00a0%", "+", "°", "€", "\u00a0€", "\u00a0km", "km²", "万", "М", "٪")
GROUPS = (",", ".", "\u202f", "\u00a0", "’", "٬")
FIGURES = st.builds(
    lambda sign, money, digits, group, rest, unit: f"{sign}{money}{group.join(digits)}{rest}{unit}",
    st.sampled_from(SIGNS),
    st.sampled_from(BEFORE),
    st.lists(st.integers(100, 999).map(str), min_size=1, max_size=4),
    st.sampled_from(GROUPS),
    st.sampled_from(("", ".5", ",50", "/7", "-25")),
    st.sampled_from(AFTER),
)
WORDS = {
    "en": "people", "fr": "personnes,", "es": "niños;", "ru": "человек", "ar": "شخص", "zh": "人数"
}  # fmt: skip


@given(FIGURES, st.sampled_from(sorted(WORDS)), st.integers(0, 12), st.integers(0, 4), st.integers(0, 400))
@settings(derandomize=True, max_examples=1500, deadline=None)
def test_a_figure_is_never_parted_where_a_line_holds_it(
    figure: str, language: str, before: int, after: int, room: int
) -> None:
    text = f"{f'{WORDS[language]} ' * before}{figure}{f' {WORDS[language]}' * after}"
    alone = Paragraph((Run(figure, BODY, language=language),), BODY, rtl=language == "ar")
    wider = 24 if language == "zh" else 0  # beside Chinese its signs are drawn in another font
    width = widest_word((alone,), FONTS) + points(room + wider)
    start = text.index(figure)
    one = Paragraph((Run(text, BODY, language=language),), BODY, rtl=language == "ar")
    ends = {line.stop for line in set_text((one,), width, FONTS)}
    assert not ends & set(range(start + 1, start + len(figure)))
