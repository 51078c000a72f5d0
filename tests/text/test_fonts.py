"""Which font draws which character, and what a theme is told when a font is not at hand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefings.diagnostics import BriefingsError
from briefings.text.fonts import Face, FontFile, FontSet, FontSource, scripts

FONTS = FontSet()


def families(text: str, *, rtl: bool = False, fonts: FontSet = FONTS) -> list[tuple[str, str]]:
    return [(text[start:stop], face.family) for start, stop, face in fonts.runs(text, rtl=rtl)]


@pytest.mark.parametrize("name", ["Arial", "Helvetica", "Liberation Sans", "ARIMO"])
def test_arial_and_its_equals_are_drawn_with_arimo_and_that_is_no_substitution(name: str) -> None:
    fonts = FontSet((name,), (name,))
    assert fonts.chain("body")[0].family == "Arimo"
    assert fonts.substitutes == ()


def test_georgia_is_drawn_with_a_serif_of_about_its_width_and_that_is_no_substitution() -> None:
    fonts = FontSet(("Georgia", "Arial", ""), ("Arial", "Arial", ""))
    faces = [fonts.chain("heading", bold, italic)[0] for bold in (False, True) for italic in (False, True)]
    assert {face.family for face in faces} == {"Source Serif 4"} and len({face.ps_name for face in faces}) == 4
    assert fonts.substitutes == ()
    assert 0 < fonts.margin("heading") < 0.05 and fonts.margin("body") == 0
    assert fonts.missing("Ёлка, œuvre, año №5 → €") == ()


def test_an_unknown_family_is_replaced_and_told() -> None:
    fonts = FontSet(("Gotham", "Dubai", "FangSong"), ("Gotham",))
    assert fonts.substitutes == (
        ("Gotham", "Arimo"), ("Dubai", "Noto Sans Arabic"), ("FangSong", "Noto Sans SC"),
    )  # fmt: skip
    assert fonts.chain("heading")[0].family == "Arimo"


def test_no_wish_is_no_substitution() -> None:
    assert FontSet(("Arial", "", ""), ("Arial", "", "")).substitutes == ()


def test_bold_and_italic_are_faces_of_their_own() -> None:
    faces = {FONTS.chain("body", bold, italic)[0] for bold in (False, True) for italic in (False, True)}
    assert {face.ps_name for face in faces} == {"Arimo-Regular", "Arimo-Bold", "Arimo-Italic", "Arimo-BoldItalic"}


def test_bold_is_drawn_at_its_weight() -> None:
    regular, bold = FONTS.chain("body")[0], FONTS.chain("body", bold=True)[0]
    # Arial's advances of "a": 1139 of 2048 in both weights, of "b": 1139 and 1251.
    assert [face.hb_font.get_glyph_h_advance(face.hb_font.get_nominal_glyph(ord("b"))) for face in (regular, bold)] == [
        1139,
        1251,
    ]
    assert dict(bold.variations) == {"wght": 700}


def test_chinese_has_one_weight_and_postscript_outlines() -> None:
    face = FONTS.chain("body", bold=True, italic=True, script="asian")[0]
    assert (face.family, face.weight, face.italic, face.cff) == ("Noto Sans SC", 400, False, True)
    assert not FONTS.chain("body")[0].cff


def test_metrics_are_those_of_the_file() -> None:
    face = FONTS.chain("body")[0]
    assert (face.upem, face.ascender, face.descender, face.line_gap, face.cap_height) == (2048, 1854, -434, 67, 1409)
    assert face.underline == (-217, 150)


def test_each_script_goes_to_its_font() -> None:
    assert families("Fonds 基金 صندوق") == [
        ("Fonds ", "Arimo"), ("基金 ", "Noto Sans SC"), ("صندوق", "Noto Sans Arabic"),
    ]  # fmt: skip


def test_signs_of_no_script_go_with_the_text_before_them() -> None:
    assert families("他说：“好”, he said “yes”") == [
        ("他说：“好”", "Noto Sans SC"), (", he said “yes”", "Arimo"),
    ]  # fmt: skip


def test_digits_and_spaces_inside_arabic_come_from_arial_when_the_theme_says_arial() -> None:
    assert families("عام 2023", rtl=True) == [("عام", "Noto Sans Arabic"), (" 2023", "Arimo")]


def test_digits_inside_arabic_come_from_the_themes_own_arabic_font() -> None:
    fonts = FontSet(("Arial", "Noto Sans Arabic"), ("Arial", "Noto Sans Arabic"))
    assert families("عام 2023", rtl=True, fonts=fonts) == [("عام 2023", "Noto Sans Arabic")]


def test_a_letter_and_its_mark_stay_in_one_font() -> None:
    # Arimo has neither the letter with its vowel sign nor the sign alone over Arabic.
    assert families("بَ") == [("بَ", "Noto Sans Arabic")]
    assert families("e\u0301te\u0301") == [("e\u0301te\u0301", "Arimo")]


def test_the_narrow_space_of_french_numbers_is_not_missing_in_any_script() -> None:
    assert FONTS.missing("1\u202f250 人\u202f人 عام\u202f2") == ()


def test_what_no_font_has_is_told_once_in_order() -> None:
    assert FONTS.missing("a😀b\ue000😀\x07") == ("😀", "\ue000", "\x07")


def test_what_is_never_drawn_is_not_missing() -> None:
    assert FONTS.missing("a\u200bb\u00adc\u2060\u200f\ufeff\t\n\u2028") == ()


def test_the_family_that_would_have_a_character_is_named() -> None:
    assert FONTS.has_font("中") == ("Noto Sans SC",)
    assert FONTS.has_font("ع") == ("Noto Sans Arabic",)
    assert FONTS.has_font("😀") == ()


def own_font(folder: Path) -> str:
    path = folder / "House.otf"
    shutil.copy(FONTS.chain("body", script="asian")[0].path, path)
    return str(path)


def test_a_themes_own_files_come_first(tmp_path: Path) -> None:
    source = FontSource("House", (FontFile(own_font(tmp_path)),))
    fonts = FontSet(("house",), ("Arial",), (source,))
    assert fonts.chain("heading")[0] == Face("House", 400, False, str(tmp_path / "House.otf"))
    assert fonts.chain("body")[0].family == "Arimo"
    assert fonts.substitutes == ()


def test_a_variable_file_of_a_theme_gives_all_weights() -> None:
    arimo = FONTS.chain("body")[0].path
    face = FontSource("House", (FontFile(arimo),)).face(bold=True, italic=False)
    assert (face.weight, dict(face.variations)) == (700, {"wght": 700})


def test_the_slant_counts_before_the_weight() -> None:
    arimo, slanted = FONTS.chain("body")[0].path, FONTS.chain("body", italic=True)[0].path
    source = FontSource("House", (FontFile(arimo, bold=True), FontFile(slanted, italic=True)))
    assert source.face(bold=True, italic=True).path == slanted


@pytest.mark.parametrize("data", [b"", b"not a font", b"wOF2" + b"\0" * 60])
def test_a_file_that_is_no_font_is_an_error_with_its_path(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "broken.ttf"
    path.write_bytes(data)
    fonts = FontSet(("House",), ("House",), (FontSource("House", (FontFile(str(path)),)),))
    with pytest.raises(BriefingsError) as caught:
        fonts.runs("text")
    assert [(one.code, one.message) for one in caught.value.findings] == [
        ("font-unreadable", f"{path} is not a font file that can be drawn")
    ]


def test_a_font_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    fonts = FontSet(("House",), ("House",), (FontSource("House", (FontFile(str(tmp_path / "none.ttf")),)),))
    with pytest.raises(BriefingsError, match=r"cannot read the font file .*none\.ttf: No such file"):
        fonts.runs("text")


def test_scripts_cut_a_paragraph_without_losing_a_character() -> None:
    text = "“基金” (Fund) عام 2023 – 人"
    cuts = scripts(text)
    assert "".join(text[start:stop] for start, stop, _ in cuts) == text
    assert [(text[start:stop], script) for start, stop, script in cuts] == [
        ("“基金” ", "asian"), ("(Fund) ", "latin"), ("عام ", "complex"), ("2023 – ", "latin"), ("人", "asian"),
    ]  # fmt: skip


def test_a_line_on_a_slide_is_as_high_as_libreoffice_makes_it_whatever_the_script() -> None:
    assert FONTS.line("body", "Fund") == (1.0, 0.2)
    assert FONTS.line("body", "صندوق") == (1.0, 0.2)


def test_a_chinese_line_is_as_high_as_powerpoint_makes_it() -> None:
    assert sum(FONTS.line("body", "基金")) == pytest.approx(1.32)


def test_a_chinese_line_in_a_table_is_as_high_as_the_font() -> None:
    assert sum(FONTS.line("body", "基金", cell=True)) == pytest.approx(1.448)
