"""Text as glyphs: what is on, what is off, and where a line may be cut out of it."""

from __future__ import annotations

import pytest

from briefings.text.fonts import Face, FontSet
from briefings.text.kept import kept
from briefings.text.shape import shape, shaped, width

ARIMO = FontSet().chain("body")[0]
ARABIC = FontSet().chain("body", script="complex")[1]


def test_advances_are_arials_and_unkerned() -> None:
    # "A" 1366 and "V" 1366 of 2048 in Arial; kerned they would move together by 152.
    assert [glyph.advance for glyph in shape("AV", ARIMO)] == [1366, 1366]


def test_widths_are_exact_in_emu() -> None:
    assert width(shape("AV", ARIMO), ARIMO, 18) == round(2732 * 18 * 12700 / 2048)
    assert width(shape("AV", ARIMO), ARIMO, 10.5) == round(2732 * 10.5 * 12700 / 2048)


def test_arabic_letters_join_and_run_from_the_right() -> None:
    word = shape("سلام", ARABIC, rtl=True, language="ar")
    alone = {shape(letter, ARABIC, rtl=True, language="ar")[0].id for letter in "سل"}
    assert [glyph.cluster for glyph in word] == sorted((glyph.cluster for glyph in word), reverse=True)
    assert not alone & {glyph.id for glyph in word}


def test_brackets_are_mirrored_in_right_to_left_text() -> None:
    assert shape("(", ARIMO, rtl=True)[0].id == shape(")", ARIMO)[0].id


def test_a_style_that_changes_inside_a_word_leaves_the_letters_joined() -> None:
    whole = shape("سلم", ARABIC, rtl=True, language="ar")
    last = shaped("م", ARABIC, True, "ar", before="سل").glyphs()
    assert last[0].id == whole[0].id != shape("م", ARABIC, rtl=True, language="ar")[0].id


@pytest.mark.parametrize("end", ["\n", "\x0b", "\r", "\u2028"])
def test_no_letter_joins_across_the_end_of_a_line(end: str) -> None:
    first, second = shape("نقط", ARABIC, rtl=True, language="ar"), shape("منذ", ARABIC, rtl=True, language="ar")
    after, before = (
        shaped("منذ", ARABIC, True, "ar", before=f"نقط{end}"),
        shaped("نقط", ARABIC, True, "ar", after=f"{end}منذ"),
    )
    assert [glyph.id for glyph in after.glyphs()] == [glyph.id for glyph in second]
    assert [glyph.id for glyph in before.glyphs()] == [glyph.id for glyph in first]
    inside = [glyph.id for glyph in shape(f"نقط{end}منذ", ARABIC, rtl=True, language="ar")]
    assert inside == [glyph.id for glyph in (*second, *first)]


def test_a_piece_that_is_safe_to_cut_has_the_glyphs_it_would_have_alone() -> None:
    for text, face, rtl, language in (
        ("The Office (in Vienna) — 2023", ARIMO, False, "en"),
        ("e\u0301te\u0301 d’aide", ARIMO, False, "fr"),
        ("تدعم الأمم المتحدة الدول", ARABIC, True, "ar"),
    ):
        made = shaped(text, face, rtl, language)
        cuts = [at for at in range(len(text) + 1) if at not in made.unsafe and at not in _inside_clusters(text)]
        assert len(cuts) > 2
        for start in cuts:
            for stop in (at for at in cuts if at > start):
                assert made.glyphs(start, stop) == shape(text[start:stop], face, rtl, language)


def _inside_clusters(text: str) -> set[int]:
    return {at for at, char in enumerate(text) if char == "\u0301"}


def test_a_cut_through_joined_letters_is_not_safe() -> None:
    assert not shaped("سلام", ARABIC, True, "ar").safe(0, 1)
    assert shaped("سلام عليكم", ARABIC, True, "ar").safe(0, 4)


def test_edges_grow_in_reading_order_in_both_directions() -> None:
    for made in (shaped("abc", ARIMO), shaped("مكتب", ARABIC, True, "ar")):
        assert made.edges[0] == 0
        assert made.edges[-1] == sum(glyph.advance for glyph in made.glyphs())
        assert list(made.edges) == sorted(made.edges)


@pytest.mark.parametrize("unseen", ["\u200b", "\u00ad", "\u2060", "\u200f", "\n", "\u2028", "\x07"])
def test_what_is_not_to_be_seen_takes_no_room(unseen: str) -> None:
    assert [glyph.advance for glyph in shape(f"a{unseen}b", ARIMO) if glyph.advance] == [1139, 1139]


@pytest.mark.parametrize(
    ("text", "face", "rtl"),
    [
        ("\u2028since 2023", ARIMO, False),
        ("\n\u2028since", ARIMO, False),
        ("down 3\u2028since\u200b2023", ARIMO, False),
        ("\u200be\u0301te\u0301", ARIMO, False),
        ("\u2028منذ", ARABIC, True),
        ("انخفض\u2028منذ\nعام", ARABIC, True),
        ("\u200fبلد", ARABIC, True),
    ],
)
def test_a_line_after_what_is_not_seen_keeps_its_first_letter(text: str, face: Face, rtl: bool) -> None:
    made = shaped(text, face, rtl, "ar" if rtl else "en")
    for at in range(len(text) + 1):
        if at not in _inside_clusters(text):
            before, after = made.glyphs(0, at), made.glyphs(at)
            assert len(before) + len(after) == len(made.glyphs())
            letters = {n for n, char in enumerate(text[at:]) if char.isalnum()}
            assert letters <= {glyph.cluster for glyph in after}


def test_a_tab_is_a_space() -> None:
    assert shape("\t", ARIMO) == shape(" ", ARIMO)


def test_nothing_has_no_glyphs() -> None:
    assert shape("", ARIMO) == ()
    assert width((), ARIMO, 18) == 0


def test_a_character_that_the_face_lacks_is_glyph_0() -> None:
    assert shape("中", ARIMO)[0].id == 0


def test_of_long_texts_a_few_are_kept_and_of_short_ones_many() -> None:
    made: list[str] = []

    def count(text: str) -> int:
        made.append(text)
        return len(text)

    once = kept(100, len)(count)
    for _ in range(2):
        for number in range(40):
            once(f"short {number}")
    assert len(made) == 40
    made.clear()
    for _ in range(2):
        for number in range(40):
            once("long" * 1000 + str(number))
    assert len(made) == 80
    once.cache_clear()
    once("short 1")
    assert made[-1] == "short 1"
