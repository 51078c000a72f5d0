"""Boxes of random texts in random widths: how many lines we say that each takes, and how many LibreOffice draws.

`boxes` makes them from the sample's own words in six languages, the same ones for the same seed. `deck` puts them on large slides with
our own deck writer, and `drawn` counts the lines in LibreOffice's drawing of it. For `text_engine.py` and the tests in `tests/text`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from briefings import brand
from briefings.diagnostics import Where
from briefings.env import Env
from briefings.frame import Frame, Layout, Paragraph, Properties, Run, TextBox
from briefings.geometry import EMU_PER_POINT, Box, PageSize, points
from briefings.look import Colour, TextStyle
from briefings.style import resolve, theme
from briefings.text.fonts import FontSet
from briefings.text.measure import set_text
from briefings.writers.pptx import write

ROOT: Final = Path(__file__).resolve().parent.parent
LANGUAGES: Final = ("en", "fr", "es", "ru", "ar", "zh")
SEED: Final = 2023
FONTS: Final = FontSet()

_SIZES: Final = (9, 9.5, 10, 10.5, 11, 12, 13, 14, 15, 16, 18, 20, 24, 28, 32, 36, 44)
_WIDEST: Final = 880
_INK: Final = Colour("000000", "tx1")
_PAGE: Final = PageSize(12_192_000, 48_000_000, "16:9")
_GAP: Final = points(12)
_PARTS: Final = (
    "anti", "counter", "terrorism", "corruption", "human", "rights", "doc", "UNDOC", "GEN", "data", "a", "e", "un", "2023", "v1.2", "km", "COVID", "19",
    "régions", "États", "год", "мера", "información", "index.html", "and", "or", "page_id=4", "search?q=water", "N22",
)  # fmt: skip
"""What addresses and words with hyphens are made of."""
_ENDS: Final = "，。；：、）”」》！？"
"""What does not stand at the beginning of a Chinese text."""


@dataclass(frozen=True, slots=True)
class Case:
    """A paragraph, the width of its box in EMU, and the lines that we set it in."""

    language: str
    paragraph: Paragraph
    width: int

    @property
    def lines(self) -> int:
        return len(set_text((self.paragraph,), self.width, FONTS))


def boxes(number: int, seed: int = SEED, every: int = 2) -> tuple[Case, ...]:
    """So many cases, language by language in turn; widths know nothing of the texts. Of each language every second one has an
    `address`, or one in `every`."""
    dice = random.Random(seed)
    tongues = len(LANGUAGES)
    return tuple(
        _case(LANGUAGES[index % tongues], dice, index // tongues % every == every - 1) for index in range(number)
    )


def figure(dice: random.Random) -> str:
    """A number, a name or a document symbol."""
    return dice.choice(
        (
            f"{dice.randrange(1, 99_999):,}",
            f"{dice.randrange(2000, 2030)}",
            f"{dice.randrange(1, 99)}%",
            "UNODC",
            "COVID-19",
            "24/7",
            "A/RES/77/237",
        )
    )


def address(dice: random.Random) -> str:
    """What has solidi and hyphens in it: an address of the web, a path, words tied to each other, a date, a rate, a range."""

    def words(least: int, most: int) -> list[str]:
        return [dice.choice(_PARTS) for _ in range(dice.randint(least, most))]

    def tied(most: int) -> str:
        return "".join(word + dice.choice("/-") for word in words(1, most)) + dice.choice(_PARTS)

    number = dice.randrange(1, 9999)
    return dice.choice(
        (
            f"https://{'-'.join(words(1, 3))}.org/{'/'.join(words(1, 6))}/N{number}/{number % 97}.pdf",
            f"www.{dice.choice(_PARTS)}.int/{tied(3)}",
            f"{'-'.join(words(1, 2))}@{dice.choice(_PARTS)}.un.org",
            f"C:/{tied(3)}.xlsx",
            f"/{tied(2)}/",
            f"({tied(2)})",
            f"{tied(2)},",
            tied(3),
            f"{dice.choice(_PARTS)} / {tied(2)}",
            f"S/{number}/Rev.1-{number % 9}",
            f"{number % 28 + 1}/{number % 12 + 1}/{2000 + number % 30}",
            f"{number % 50}-{number % 50 + 12}",
            f"{number}/km-{dice.choice(_PARTS)}",
            f"ISO/IEC-{number}",
        )
    )


@cache
def texts(language: str) -> tuple[str, ...]:
    """The running texts of the sample in a language, without the marks of prose."""
    name = "drugs-crime-terrorism" + ("" if language == "en" else f".{language}")
    report = yaml.safe_load((ROOT / f"data/{name}.yaml").read_text(encoding="utf-8"))
    found = (text.replace("**", "").replace("\n", " ").strip() for text in _strings(report["sections"]))
    return tuple(text for text in found if len(text) > (8 if language == "zh" else 30))


def _strings(node: Any) -> Iterator[str]:
    match node:
        case dict():
            for child in node.values():
                yield from _strings(child)
        case list():
            for child in node:
                yield from _strings(child)
        case str():
            yield node


def _case(language: str, dice: random.Random, addressed: bool) -> Case:
    style = TextStyle(dice.choice(_SIZES), _INK, bold=dice.random() < 0.25, italic=dice.random() < 0.1)
    words = _words(language, dice, addressed)
    runs = tuple(_runs(words, style, language, dice))
    # From a narrow column, in which a word hardly stands, to the whole slide.
    width = points(dice.uniform(style.size * 5, _WIDEST))
    return Case(language, Paragraph(runs, style, rtl=language == "ar"), width)


def _words(language: str, dice: random.Random, addressed: bool) -> list[str]:
    """Pieces that make a text when they are joined: a stretch of the sample, or words of it at random, with a number or a name of another
    script now and then."""
    source = texts(language)
    whole = (
        " ".join(dice.choice(source) for _ in range(4))
        if language != "zh"
        else "".join(dice.choice(source) for _ in range(5))
    )
    words = re.findall(r".{1,4}", whole) if language == "zh" else re.findall(r"\S+ ?", whole)
    number = dice.randrange(3, 60)
    if dice.random() < 0.5:
        begin = dice.randrange(len(words))
        taken = (words * 2)[begin : begin + number]
    else:
        taken = [dice.choice(words) for _ in range(number)]
    if language != "zh":
        taken = [word.rstrip() + " " for word in taken]
    space = "" if language == "zh" else " "
    for _ in range(number // 15):
        taken[dice.randrange(len(taken))] = figure(dice) + space
    if addressed:
        taken[dice.randrange(len(taken))] = address(dice) + space
    taken[0] = taken[0].lstrip(_ENDS + " ") or "2023"
    taken[-1] = taken[-1].rstrip()
    return taken


def _runs(words: Sequence[str], style: TextStyle, language: str, dice: random.Random) -> Iterator[Run]:
    """The words as one run, or a third of the time as three, the middle one bold, slanted or a link."""
    if len(words) < 6 or dice.random() > 0.35:
        yield Run("".join(words), style, language=language)
        return
    first, last = sorted(dice.sample(range(1, len(words)), 2))
    look = dice.choice(("bold", "italic", "link"))
    other = style if look == "link" else replace(style, bold=look == "bold", italic=look == "italic")
    yield Run("".join(words[:first]), style, language=language)
    yield Run(
        "".join(words[first:last]), other, language=language, link="https://www.un.org/" if look == "link" else ""
    )
    yield Run("".join(words[last:]), style, language=language)


# --- On slides -----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Placed:
    case: Case
    slide: int
    box: Box


def _placed(cases: Sequence[Case]) -> Iterator[_Placed]:
    """Each case in a region of its own, with room for three lines more than we say, and for lines that are set higher (Chinese links are)."""
    slide, top = 0, _GAP
    for case in cases:
        pitch = _pitch(case)
        height = round((1.3 * case.lines + 3) * pitch * EMU_PER_POINT)
        if top + height > _PAGE.height:
            slide, top = slide + 1, _GAP
        yield _Placed(case, slide, Box(_GAP, top, case.width, height))
        top += height


def _pitch(case: Case) -> float:
    """How far LibreOffice sets the lines of a text box apart, in points."""
    return case.paragraph.style.size * 1.2


def deck(cases: Sequence[Case]) -> bytes:
    """A deck with a text box for each case."""
    house = theme.read("builtin:default", Env(ROOT))
    master = resolve.master(house, _PAGE)
    bare = next(layout.name for layout in brand.read(master, Where("theme")).layouts if layout.role == "title-only")
    slides: dict[int, list[TextBox]] = {}
    for number, place in enumerate(_placed(cases)):
        lines = set_text((place.case.paragraph,), place.case.width, FONTS)
        box = TextBox(f"case-{number}", place.box, (place.case.paragraph,), lines, explicit=True)
        slides.setdefault(place.slide, []).append(box)
    frames = tuple(Frame(f"slide-{number}", _PAGE, bare, "", tuple(items)) for number, items in slides.items())
    return write(Layout(frames, Properties("Line counts", "en", "2023-01-01T00:00:00Z"), master))[0]


def drawn(cases: Sequence[Case], pdf: bytes) -> tuple[int, ...]:
    """How many lines LibreOffice drew of each case, from its PDF of the deck: by the baselines of the letters in the case's region."""
    import pypdfium2

    baselines: dict[int, list[float]] = {}
    with pypdfium2.PdfDocument(pdf) as document:
        for slide, page in enumerate(document):
            baselines[slide] = list(_baselines(page))
    counted: list[int] = []
    for place in _placed(cases):
        box = place.box
        found = [y for y in baselines[place.slide] if box.y <= y * EMU_PER_POINT < box.y + box.height]
        if not found:
            raise AssertionError(f"LibreOffice drew nothing of {place.case.paragraph.text!r}")
        rows: list[float] = []
        for y in sorted(found):
            # Marks over and under letters are not on the baseline, and some lines are drawn further apart than others.
            if not rows or y - rows[-1] > 0.6 * _pitch(place.case):
                rows.append(y)
        counted.append(len(rows))
    return tuple(counted)


def _baselines(page: Any) -> Iterator[float]:
    """How far the baseline of each visible letter of a page is from its top, in points."""
    from ctypes import c_double

    import pypdfium2.raw as pdfium

    text, height = page.get_textpage(), page.get_height()
    x, y = c_double(), c_double()
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text.raw, index)
        if code > 32 and not pdfium.FPDFText_IsGenerated(text.raw, index):
            pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
            yield height - y.value
