"""Lines: what is on them, how wide and high they are, and where their glyphs stand."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.frame import Kind, Line, Paragraph, Run, TextBox
from briefings.geometry import Box, points
from briefings.look import Colour, TextStyle
from briefings.text.fonts import FontSet
from briefings.text.linebreak import graphemes
from briefings.text.measure import (
    count_lines,
    forget,
    least_height,
    line_height,
    natural_width,
    set_line,
    set_text,
    widest_word,
)
from briefings.text.whole import grouped, ties
from briefings.writers.pptx.text import body

FONTS = FontSet()
BODY = TextStyle(18, Colour("000000"))
ENGLISH = "The United Nations supports Member States in their efforts to prevent and counter terrorism."
ARABIC = "تدعم الأمم المتحدة الدول الأعضاء في جهودها الرامية إلى منع الإرهاب في عام 2023 (نحو 29,500 شخص)."
CHINESE = "联合国支持会员国努力预防和打击恐怖主义，促进“司法公正”和法治。2023年共有29500人参加（UNODC）。"


def paragraph(
    text: str, style: TextStyle = BODY, kind: Kind = "text", rtl: bool = False, language: str = "en"
) -> Paragraph:
    return Paragraph((Run(text, style, language=language),), style, kind, rtl=rtl)


def shown(lines: tuple[Line, ...], *paragraphs: Paragraph) -> list[str]:
    return [paragraphs[line.paragraph].text[line.start : line.stop] for line in lines]


# Breaking ---------------------------------------------------------------------------------------------------------------


def test_lines_break_between_words_and_their_spaces_hang() -> None:
    one = paragraph(ENGLISH)
    lines = set_text((one,), points(300), FONTS)
    assert shown(lines, one) == [
        "The United Nations supports Member ", "States in their efforts to prevent and ", "counter terrorism.",
    ]  # fmt: skip
    assert [line.runs[0].text for line in lines] == [text.rstrip() for text in shown(lines, one)]


def test_a_line_must_fit_as_the_font_says_and_as_libreoffice_rounds() -> None:
    """At 9 points LibreOffice sets Latin text up to 1 % wider than the font says, at 10.5 points narrower."""
    for size, wider in ((9, 1.004), (10.5, 1.0)):
        one = paragraph("The programme of action", replace(BODY, size=size))
        wide = set_line(one.text, one.style, FONTS)[0].width
        assert len(set_text((one,), round(wide * wider * 0.999), FONTS)) == 2
    assert len(set_text((one,), round(wide * 1.001), FONTS)) == 1


def test_a_word_wider_than_the_line_is_broken_between_letters_and_their_marks() -> None:
    one = paragraph("e\u0301" * 40)
    lines = set_text((one,), points(100), FONTS)
    assert len(lines) == 5
    assert all(text.startswith("e\u0301") and text.endswith("\u0301") for text in shown(lines, one))


def test_a_word_wider_than_the_line_is_broken_at_its_hyphen_if_it_has_one() -> None:
    one = paragraph("COVID-19")
    assert shown(set_text((one,), points(75), FONTS), one) == ["COVID-", "19"]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("的24/7《曼谷规则》", 72, ["的", "24/7", "《曼谷", "规则》"]),
        ("委员会A/RES/77/237决议", 95, ["委员会A/", "RES/", "77/237决", "议"]),
        ("of A/RES/77/237 and", 77, ["of ", "A/RES/7", "7/237 ", "and"]),
    ],
)
def test_a_word_close_behind_chinese_takes_as_many_lines_as_libreoffice_may_give_it(
    text: str, width: float, lines: list[str]
) -> None:
    """After Chinese, and at the beginning of a paragraph, LibreOffice breaks at solidi; after a space it does not (7.4)."""
    one = paragraph(text, language="en" if text.isascii() else "zh")
    assert shown(set_text((one,), points(width), FONTS), one) == lines


def test_a_line_too_narrow_for_anything_holds_one_letter() -> None:
    one = paragraph("ab cd")
    assert shown(set_text((one,), 0, FONTS), one) == ["a", "b ", "c", "d"]


@pytest.mark.parametrize("end", ["\n", "\u2028", "\x0b"])
def test_a_line_ends_where_the_author_says(end: str) -> None:
    one = paragraph(f"One{end}two")
    lines = set_text((one,), points(300), FONTS)
    assert shown(lines, one) == [f"One{end}", "two"]
    assert [run.text for line in lines for run in line.runs] == ["One", "two"]


def test_an_empty_paragraph_is_an_empty_line_and_so_is_what_follows_a_last_line_end() -> None:
    assert [(line.start, line.stop, line.runs) for line in set_text((paragraph(""),), 1, FONTS)] == [(0, 0, ())]
    assert [(line.start, line.stop) for line in set_text((paragraph("a\n"),), points(99), FONTS)] == [(0, 2), (2, 2)]


def test_a_soft_hyphen_is_seen_only_where_it_breaks_the_line() -> None:
    one = paragraph("Sonder\u00adbericht")
    (whole,) = set_text((one,), points(300), FONTS)
    first, _ = set_text((one,), points(80), FONTS)
    assert len(whole.runs[0].glyphs) == 13
    assert first.runs[0].text == "Sonder\u00ad"
    assert len(first.runs[0].glyphs) == 7
    assert first.width <= points(80)


def test_the_last_two_words_of_a_title_stay_together_when_that_takes_no_further_line() -> None:
    text = "Countering terrorism and organized crime today"
    plain, title = paragraph(text), paragraph(text, kind="title")
    width = points(340)
    assert shown(set_text((plain,), width, FONTS), plain) == ["Countering terrorism and organized crime ", "today"]
    assert shown(set_text((title,), width, FONTS), title) == ["Countering terrorism and organized ", "crime today"]


def test_no_article_has_a_line_to_itself_for_the_last_two_words_of_a_title() -> None:
    title = paragraph("Safer roads for the twelve countries of the Lake Corridor", kind="title")
    assert shown(set_text((title,), points(114), FONTS), title)[-2:] == ["the Lake ", "Corridor"]


def test_the_last_two_words_of_a_title_part_when_they_do_not_fit_together() -> None:
    title = paragraph("Countering cybercrime internationally", kind="title")
    assert shown(set_text((title,), points(120), FONTS), title) == ["Countering ", "cybercrime ", "internationally"]


@pytest.mark.parametrize(
    ("text", "language", "width", "plain", "title"),
    [
        (
            "Support to crime prevention and anti-corruption work",
            "en",
            340,
            ["Support to crime prevention and anti-", "corruption work"],
            ["Support to crime prevention and ", "anti-corruption work"],
        ),
        (
            "Поддержка групп по контролю за грузами в портах мира",
            "ru",
            395,
            ["Поддержка групп по контролю за грузами в ", "портах мира"],
            ["Поддержка групп по контролю за грузами ", "в портах мира"],
        ),
    ],
)
def test_a_title_breaks_neither_inside_a_word_with_a_hyphen_nor_after_a_word_of_one_letter(
    text: str, language: str, width: float, plain: list[str], title: list[str]
) -> None:
    kinds: tuple[tuple[Kind, list[str]], ...] = (("text", plain), ("title", title), ("heading", title))
    for kind, expected in kinds:
        one = paragraph(text, kind=kind, language=language)
        assert shown(set_text((one,), points(width), FONTS), one) == expected


def test_a_title_breaks_at_a_hyphen_where_it_would_take_a_line_more() -> None:
    one = paragraph("An anti-discrimination-convention", kind="title")
    assert shown(set_text((one,), points(190), FONTS), one) == ["An anti-discrimination-", "convention"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("中中中中中中中国。2023年", ["中中中中中中中国。", "2023年"]),
        ("中中中中中中中国。2023年的中国中国", ["中中中中中中中", "国。2023年的中国中", "国"]),
    ],
)
def test_a_line_ends_at_a_chinese_stop_before_a_digit_unless_libreoffice_then_takes_more(
    text: str, lines: list[str]
) -> None:
    """LibreOffice takes the digit down with the stop before it (7.4), and nobody may be promised a line less."""
    one = paragraph(text, replace(BODY, size=20), language="zh")
    assert shown(set_text((one,), points(200), FONTS), one) == lines


def test_chinese_stands_close_to_its_marks_and_apart_from_latin_letters_and_digits() -> None:
    chinese, latin, after = set_line("中、COVID-19中", BODY, FONTS, "zh")
    assert latin.x == chinese.width and after.x - latin.x - latin.width == points(0.24 * 18)


# Heights, as LibreOffice 7.4 draws them -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spacing", "height", "baseline"),
    [(1.0, 21.6, 18.0), (1.1, 23.76, 20.16), (1.2, 25.92, 22.32), (0.9, 19.44, 15.552), (0.8, 17.28, 13.824)],
)
def test_spacing_multiplies_the_height_and_moves_the_baseline(spacing: float, height: float, baseline: float) -> None:
    (line,) = set_text((paragraph("Text", replace(BODY, spacing=spacing)),), points(300), FONTS)
    assert (line.height, line.baseline) == (points(height), points(baseline))


def test_an_exact_leading_leaves_the_descent_below_the_baseline() -> None:
    (line,) = set_text((paragraph("Text", replace(BODY, leading=points(24))),), points(300), FONTS)
    assert (line.height, line.baseline) == (points(24), points(20.4))


def test_the_largest_size_on_a_line_decides_and_all_share_the_baseline() -> None:
    runs = (Run("29,500 ", replace(BODY, size=28)), Run("people were reached through our programmes", BODY))
    first, second = set_text((Paragraph(runs, BODY),), points(300), FONTS)
    assert (first.height, first.baseline) == (points(33.6), points(28))
    assert (second.height, second.top) == (points(21.6), points(33.6))


def test_paragraph_spacing_counts_between_paragraphs_only_and_adds_up() -> None:
    style = replace(BODY, before=points(12), after=points(6))
    lines = set_text((paragraph("One", style), paragraph("two", style)), points(300), FONTS)
    assert [line.top for line in lines] == [0, points(21.6 + 6 + 12)]
    assert lines[1].baseline == points(39.6 + 18)


def test_line_height_is_that_of_a_line() -> None:
    assert line_height(BODY, FONTS) == set_text((paragraph("Text"),), points(300), FONTS)[0].height
    chinese = paragraph("中文")
    assert line_height(BODY, FONTS, "中文") == set_text((chinese,), points(300), FONTS)[0].height


# Places -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rtl", [False, True])
def test_alignment_follows_the_direction(rtl: bool) -> None:
    width = points(200)
    left, middle, right = (
        set_text((paragraph("Text", replace(BODY, align=align), rtl=rtl),), width, FONTS)[0].x
        for align in (("end", "center", "start") if rtl else ("start", "center", "end"))
    )
    taken = set_line("Text", BODY, FONTS)[0].width
    assert (left, right) == (0, width - taken)
    assert abs(middle - (width - taken) // 2) <= 1


def test_a_bullet_hangs_in_the_indent_and_the_text_starts_at_the_margin() -> None:
    style = replace(BODY, bullet="•", margin=points(20), indent=-points(20))
    first, *others = set_text((paragraph(ENGLISH, style),), points(200), FONTS)
    assert first.marker is not None
    assert (first.marker.x, first.marker.text) == (0, "•")
    assert [line.x for line in (first, *others)] == [points(20)] * (1 + len(others))
    assert all(line.marker is None for line in others)


def test_a_bullet_stands_on_the_right_in_a_right_to_left_paragraph() -> None:
    style = replace(BODY, bullet="•", margin=points(20), indent=-points(20))
    first, second, *_ = set_text((paragraph(ARABIC, style, rtl=True, language="ar"),), points(200), FONTS)
    assert first.marker is not None
    assert first.marker.x + first.marker.width == points(200)
    assert first.x + first.width == second.x + second.width == points(180)


def test_a_bullet_wider_than_its_indent_pushes_the_text() -> None:
    style = replace(BODY, bullet="(viii)", margin=points(10), indent=-points(10))
    (line,) = set_text((paragraph("Text", style),), points(200), FONTS)
    assert line.marker is not None
    assert line.x == line.marker.x + line.marker.width > points(10)


def test_numbers_and_brackets_stand_in_reading_order_inside_arabic() -> None:
    one = paragraph("عام 2023 (UNODC)", rtl=True, language="ar")
    (line,) = set_text((one,), points(300), FONTS)
    assert [run.text for run in line.runs] == [")", "UNODC", " (", "2023", " ", "عام"]
    assert [run.x for run in line.runs] == sorted(run.x for run in line.runs)


def test_runs_of_one_line_stand_one_after_the_other() -> None:
    runs = (Run("bold", replace(BODY, bold=True)), Run(" and ", BODY), Run("large", replace(BODY, size=28)))
    (line,) = set_text((Paragraph(runs, BODY),), points(300), FONTS)
    assert [run.run for run in line.runs] == list(runs)
    for before, after in pairwise(line.runs):
        assert abs(before.x + before.width - after.x) <= 1


def test_chinese_and_latin_stand_apart_as_in_libreoffice() -> None:
    chinese, latin = set_line("中abc", BODY, FONTS, "zh")
    assert latin.x - chinese.width == points(0.24 * 18)


def test_a_line_set_alone_keeps_its_line_ends_out_of_sight() -> None:
    (run,) = set_line("a\nb", BODY, FONTS)
    assert run.width == round(2 * 1139 * 18 * 12700 / 2048)


# Widths -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [ENGLISH, ARABIC, CHINESE, "one\nand a longer one"])
def test_the_natural_width_is_the_least_that_needs_no_break(text: str) -> None:
    one = paragraph(text, replace(BODY, bullet="•", margin=points(20), indent=-points(20)), rtl=text == ARABIC)
    asked = text.count("\n") + 1
    width = natural_width(one, FONTS)
    assert len(set_text((one,), width, FONTS)) == asked
    assert len(set_text((one,), width - 20, FONTS)) == asked + 1


def test_the_widest_word_is_the_least_width_that_breaks_no_word() -> None:
    one = paragraph(ENGLISH)
    width = widest_word((one, paragraph("a")), FONTS)
    assert all(text.endswith((" ", ".")) for text in shown(set_text((one,), width, FONTS), one))
    assert any(not text.endswith((" ", ".")) for text in shown(set_text((one,), width - 20, FONTS), one))


# What holds for every text ------------------------------------------------------------------------------------------------

ALPHABET = st.sampled_from("aeiMW,.-/ \u00a0\u00ad\n«»'1250%é\u0301жщ中文，。（）“”السلامعىب\u200f\u2067\u2069\u0651😀")
TEXTS = st.text(ALPHABET, max_size=80) | st.lists(
    st.sampled_from((*ENGLISH.split(), *ARABIC.split(), CHINESE[:9], "государств-членов", "l’état", "1\u202f250"))
).map(" ".join)
WIDTHS = st.integers(0, points(400))


@given(TEXTS, WIDTHS, st.booleans())
@settings(derandomize=True, max_examples=300, deadline=None)
def test_lines_rejoin_to_the_text(text: str, width: int, rtl: bool) -> None:
    one = paragraph(text, rtl=rtl)
    lines = set_text((one,), width, FONTS)
    assert "".join(shown(lines, one)) == text
    for line in lines:
        drawn = sorted("".join(run.text for run in line.runs))
        whole = text[line.start : line.stop]
        # A space that a text begins with is drawn, even on a line of its own.
        assert drawn == sorted(whole.rstrip(" \n")) or (line.start == 0 and whole.isspace())


@given(TEXTS, WIDTHS, st.booleans())
@settings(derandomize=True, max_examples=300, deadline=None)
def test_no_line_is_wider_than_the_box_unless_it_is_one_letter(text: str, width: int, rtl: bool) -> None:
    one = paragraph(text, rtl=rtl)
    for line in set_text((one,), width, FONTS):
        alone = len(graphemes(text[line.start : line.stop].rstrip(" \n\u00ad"))) <= 2
        assert alone or line.width <= width
        assert alone or (line.x >= 0 and line.x + line.width <= width)


@given(TEXTS, WIDTHS, WIDTHS, st.booleans())
@settings(derandomize=True, max_examples=300, deadline=None)
def test_wider_is_never_taller(text: str, one_width: int, other_width: int, title: bool) -> None:
    one = paragraph(text, kind="title" if title else "text")
    narrow, wide = (set_text((one,), width, FONTS) for width in sorted((one_width, other_width)))
    assert wide[-1].top + wide[-1].height <= narrow[-1].top + narrow[-1].height


@given(TEXTS, st.integers(points(40), points(400)), st.booleans())
@settings(derandomize=True, max_examples=300, deadline=None)
def test_a_text_is_never_lower_than_the_least_that_is_told_of_it(text: str, width: int, bold: bool) -> None:
    one = paragraph(text, replace(BODY, bold=bold))
    lines = set_text((one,), width, FONTS)
    assert least_height(one, width, FONTS) <= lines[-1].top + lines[-1].height
    assert count_lines((one, one), width, FONTS) == 2 * len(lines)


def test_the_least_height_of_a_long_text_is_near_its_height() -> None:
    for text, language in ((ENGLISH, "en"), (ARABIC, "ar"), (CHINESE, "zh")):
        one = paragraph(" ".join([text] * 8), rtl=language == "ar", language=language)
        lines = set_text((one,), points(400), FONTS)
        assert least_height(one, points(400), FONTS) > 0.75 * (lines[-1].top + lines[-1].height)


def test_the_least_height_of_a_text_is_found_once_a_width() -> None:
    """Every layout, step of type and number of slides that is tried asks for it again."""
    forget()
    one = paragraph("Words of a long text. " * 40)
    assert len({least_height(one, points(width), FONTS) for width in (100, 400, 100, 400, 100)}) == 2
    assert least_height.cache_info()[:2] == (3, 2)


@given(TEXTS, WIDTHS)
@settings(derandomize=True, max_examples=100, deadline=None)
def test_every_line_begins_where_the_one_before_ends(text: str, width: int) -> None:
    lines = set_text((paragraph(text), paragraph(text, replace(BODY, before=points(6)))), width, FONTS)
    gaps = [after.top - before.top - before.height for before, after in pairwise(lines)]
    assert sorted(gaps)[:-1] == [0] * (len(gaps) - 1)
    assert max(gaps) == points(6)


@pytest.mark.parametrize(
    ("text", "language", "held"),
    [
        ("The programme repaired wells for 2 500 households there", "en", "2 500 households"),
        ("Les postes ont été rétablis en moins de 36 heures", "fr", "36 heures"),
        ("The Assembly asked for it in its resolution 75/291 of June", "en", "resolution 75/291"),
        ("Las universidades cambian con la nueva Ley 7/2025 de marzo", "es", "Ley 7/2025"),
        ("Работы на линии закончили за 36 часов, № 5", "ru", "36 часов"),
        ("وصلت المساعدات إلى السكان في 36 ساعة فقط بعد الزلزال", "ar", "36 ساعة"),
        ("Financement : les dons ont couvert 19 % du budget annuel", "fr", "19 %"),
    ],
)
def test_no_line_ends_between_a_number_and_its_word_where_that_takes_no_line_more(
    text: str, language: str, held: str
) -> None:
    one = paragraph(text, rtl=language == "ar", language=language)
    at = text.index(held)
    for width in range(points(150), points(500), points(3)):
        lines = set_text((one,), width, FONTS)
        parted = [line.stop for line in lines if at < line.stop < at + len(held)]
        if parted:
            tied = paragraph(text.replace(held, held.replace(" ", "\u00a0")), rtl=language == "ar", language=language)
            assert count_lines((tied,), width, FONTS) > len(lines)


def test_a_number_in_groups_is_one_word_and_years_and_long_words_are_not_tied() -> None:
    assert widest_word((paragraph("in 2 500 000 homes"),), FONTS) == natural_width(paragraph("2 500 000"), FONTS)
    text = "In 2024 the fund paid 12 500 times; 36 intergovernmental bodies joined"
    assert grouped(text) == text.replace("12 500", "12\u00a0500")
    assert [text[: at - 1].rsplit(maxsplit=1)[-1] for at in sorted(ties(text))] == ["In", "500"]


def test_a_deck_has_no_break_spaces_where_no_line_ends_between_a_number_and_its_word() -> None:
    text = "Des semences pour 2 500 ménages"
    box = TextBox(
        "a", Box(0, 0, points(400), points(60)), (paragraph(text),), set_text((paragraph(text),), points(400), FONTS)
    )
    assert "Des semences pour 2\u00a0500\u00a0ménages" in body(box, lambda _: "", "fr")
    narrow = set_text((paragraph(text),), points(90), FONTS)
    written = body(replace(box, lines=narrow), lambda _: "", "fr")
    assert all(text[line.stop - 1] == " " for line in narrow[:-1])
    assert "2\u00a0500" in written


def test_the_sign_of_whose_a_picture_is_stays_with_the_name_in_a_deck() -> None:
    credit = paragraph("مختبر الترميم، أبريل 2025 · © الهيئة العامة للآثار", rtl=True, language="ar")
    box = TextBox("a", Box(0, 0, points(400), points(60)), (credit,), set_text((credit,), points(400), FONTS))

    assert "©\u00a0الهيئة" in body(box, lambda _: "", "ar")


@pytest.mark.parametrize(
    ("language", "text"),
    [("ar", "123\u00a0مليون\u00a0جنيه مصري"), ("ru", "123\u00a0млн\u00a0рублей"), ("en", "KES\u00a0452\u00a0million")],
)
def test_words_that_are_tied_and_wider_than_their_place_part_at_a_tie_in_a_deck_too(language: str, text: str) -> None:
    one = paragraph(text, rtl=language == "ar", language=language)
    width = max(natural_width(paragraph(word, language=language), FONTS) for word in text.split()) + points(12)

    lines = set_text((one,), width, FONTS)

    assert len(lines) > 1 and all(
        part.strip() in text.split() or " " in part.strip() or "\u00a0" in part.strip() for part in shown(lines, one)
    )
    box = TextBox("box", Box(0, 0, width, points(200)), (one,), lines)
    assert all(text[line.stop - 1].isspace() for line in lines[:-1])
    written = body(box, lambda _: "", language)
    assert all(f"{text[line.start : line.stop].strip()} " in written for line in lines[:-1])
