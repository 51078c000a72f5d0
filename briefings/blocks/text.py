"""Setting a block's words in a text box: the one way from spans to measured lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, groupby, pairwise
from typing import Final

from ..contrast import TEXT
from ..frame import Kind, Line, Paragraph, Run, TextBox
from ..frozen import replace
from ..geometry import EMU_PER_POINT, Box
from ..language import of
from ..language.wording import word
from ..look import Look, TextStyle, restyled
from ..memory import kept
from ..regex import regex
from ..text.measure import count_lines, natural_width, set_text, widest_word
from ..values import Rich, Span

NUMBERED: Final = 1.5
"""How far the text of a numbered item stands from its margin at the least, in ems."""

_WORD: Final = r"[^\W\d_](?:[^\W\d_]|[-’'/])+"
_BESIDE: Final = regex(
    rf"(^(?:(?![A-Z]){_WORD}\s)+|(?:(?<=\d)|(?<=\d[A-Z])|(?<=\d\s[A-Z]))(?:\s(?:{_WORD}|[^\W\d_A-Z]))+$)"
)
"""The words before a number, capitals (as of a currency) aside, and those behind it or behind the letter of its size (2.31M)."""


def running_paragraph(rich: Rich, step: int, look: Look) -> Paragraph:
    """A paragraph of running text, or an item of a list in it."""
    mark = rich[0].item if rich else None
    if mark is None:
        return paragraph(rich, look.style("body", step), look)
    style = look.style("item", step)
    hang = -style.indent or style.margin
    if mark.sign[:1].isdigit():
        hang = max(hang, round(style.size * EMU_PER_POINT * (NUMBERED if len(mark.sign) < 3 else NUMBERED + 0.5)))
    margin = style.margin * mark.level + max(style.margin, hang)
    bullet = style.bullet if mark.sign == "•" and style.bullet else mark.sign
    style = restyled(style, margin=margin, indent=-hang if mark.sign else 0, bullet=bullet)
    return paragraph(rich, style, look, "item", mark.level)


@kept
def paragraph(rich: Rich, style: TextStyle, look: Look, kind: Kind = "text", level: int = 0) -> Paragraph:
    """Spans in a type style: bold and italic add to it, links out of the document take the link colour."""
    runs = tuple(
        Run(
            text=span.text,
            style=_of(span, style, look),
            origins=span.origins,
            link=span.link,
            language=span.language or look.language,
            note=span.note,
        )
        for span in rich
        if span.text
    )
    return Paragraph(runs, style, kind, level, look.rtl)


LARGE: Final = 14.0
"""Bold type of so many points and more needs no more contrast than a large number, whose colour it has (WCAG 2.2, 1.4.3)."""


@kept
def figure(
    rich: Rich, style: TextStyle, words: float, look: Look, width: int = 0, unit: TextStyle | None = None
) -> Paragraph:
    """A figure in its type; its words ("about", "minutes", "million") beside the number are smaller, of so many points. Where a `width` does not hold
    it on one line, its unit stands on the next, in a style of its own if there is one; number and size ("2.31 million") stay together."""
    made = paragraph(rich, style, look, "figure")
    words = words if style.colour.contrast(look.colour(look.on or "page")) >= TEXT else max(words, LARGE)
    one = replace(made, runs=tuple(part for run in made.runs for part in _worded(run, words)))
    if not width or natural_width(one, look.fonts) * look.wider <= width:
        return one
    return replace(made, runs=tuple(part for run in one.runs for part in _parted(run, unit)))


def _worded(run: Run, words: float) -> Iterator[Run]:
    if run.note or not any(letter.isdigit() for letter in run.text):
        yield run
        return
    pieces = _BESIDE.split(run.text)
    for number, text in enumerate(pieces):
        small = number % 2 == 1 and run.style.size > words
        if text:
            yield replace(run, text=text, style=restyled(run.style, size=words) if small else run.style)


def _parted(run: Run, unit: TextStyle | None) -> Iterator[Run]:
    """The words behind a number with a line end before the unit: that is what follows the word of a size."""
    sizes = "|".join(word for word, _ in of(run.language).sizes)
    size = re.match(rf"\s(?:{sizes})(?!\S)", run.text)
    at = size.end() if size else 0
    if not run.text[at : at + 1].isspace():
        yield run
        return
    if at:
        yield replace(run, text=run.text[:at])
    yield replace(run, text=f"\u2028{run.text[at + 1 :]}", style=unit or run.style)


def _of(span: Span, style: TextStyle, look: Look) -> TextStyle:
    """The style of a span in a paragraph's; the very same where nothing is added, as for most."""
    linked = bool(span.link) and not span.link.startswith("#") and look.on == "page"
    if not (span.bold or span.italic or linked):
        return style
    colour = look.colour("link") if linked else style.colour
    return restyled(style, bold=style.bold or span.bold, italic=style.italic or span.italic, colour=colour)


def more_below(id: str, count: int, y: int, width: int, step: int, look: Look) -> TextBox:
    """How many rows there are besides, in a line below those that are shown."""
    told = (Span(word("more-rows", look.language, n=count)),)
    words = paragraph(told, look.style("source", step), look, "source")
    return text_box(f"{id}.more", (words,), width, look, y=y + look.unit // 2)


@kept
def text_box(id: str, paragraphs: tuple[Paragraph, ...], width: int, look: Look, *, x: int = 0, y: int = 0) -> TextBox:
    """A measured text box without insets, as high as its lines (EMU). On a page the last line of a heading or the like is no word or two by themselves, and
    no line ends in the dot that sets its words apart from the next line's."""
    lines = set_text(paragraphs, width, look.fonts)
    paged = look.page.is_sheet
    if paged and len(lines) > len(paragraphs):
        even = tuple(_even(one, number, lines, width, look) for number, one in enumerate(paragraphs))
        again = set_text(even, width, look.fonts) if even != paragraphs else lines
        if len(again) == len(lines):
            paragraphs, lines = even, again
    if paged:
        paragraphs, lines = undotted(paragraphs, lines, width, look)
    return TextBox(id, Box(x, y, width, lines_height(lines)), paragraphs, lines, explicit=True)


def undotted(
    paragraphs: tuple[Paragraph, ...], lines: tuple[Line, ...], width: int, look: Look
) -> tuple[tuple[Paragraph, ...], tuple[Line, ...]]:
    """Measured paragraphs with names and dates between dots whole where that costs no line, none of their lines ending in a dot."""
    if not any("·" in one.text for one in paragraphs):
        return paragraphs, lines
    whole = tuple(_named(one, width, look) for one in paragraphs)
    again = set_text(whole, width, look.fonts) if len(lines) > len(paragraphs) else lines
    if len(again) == len(lines):
        paragraphs, lines = whole, again
    paragraphs = tuple(_undotted(one, number, lines) for number, one in enumerate(paragraphs))
    return paragraphs, set_text(paragraphs, width, look.fonts)


def _named(made: Paragraph, width: int, look: Look) -> Paragraph:
    """The paragraph with the words of each name between dots tied together, unless that is most of a line."""
    runs: list[Run] = []
    for dot, name in groupby(made.runs, lambda run: run.text == word("dot", run.language)):
        own = tuple(name)
        short = not dot and natural_width(replace(made, runs=own), look.fonts) <= width * WHOLE
        runs += [replace(run, text=run.text.replace(" ", "\u00a0")) for run in own] if short else own
    return replace(made, runs=tuple(runs))


WHOLE: Final = 0.6
"""A name that takes so much of a line is not parted at its end."""


def _undotted(made: Paragraph, number: int, lines: tuple[Line, ...]) -> Paragraph:
    """The paragraph with a line end, as many characters long, in place of each dot between words that a line would end in."""
    ends = {line.stop for line in lines if line.paragraph == number}
    stops = accumulate(len(run.text) for run in made.runs)
    dots = (stop in ends and run.text == word("dot", run.language) for run, stop in zip(made.runs, stops, strict=True))
    runs = (
        replace(run, text=f"{' ' * (len(run.text) - 1)}\u2028") if dot else run
        for run, dot in zip(made.runs, dots, strict=True)
    )
    return replace(made, runs=tuple(runs))


SHORT: Final = frozenset({"title", "heading", "quote", "caption", "label"})
"""Words that are seen as one thing."""
ALONE: Final = 3
"""Their lines are even where the last one has less than such a part of the letters of the longest."""


def _even(made: Paragraph, number: int, lines: tuple[Line, ...], width: int, look: Look) -> Paragraph:
    """The paragraph with its words tied together into lines of one length, where the last line is too short; as many lines as before."""
    own = [line for line in lines if line.paragraph == number] if made.kind in SHORT else []
    if len(own) < 2 or ALONE * (len(made.text) - own[-1].start) >= max(line.stop - line.start for line in own):
        return made
    narrow = balanced((made,), width, look)
    inner = {at for line in set_text((made,), narrow, look.fonts) for at in range(line.start, line.stop - 1)}
    runs, start = [], 0
    for run in made.runs:
        tied = ("\u00a0" if sign == " " and at in inner else sign for at, sign in enumerate(run.text, start))
        runs.append(replace(run, text="".join(tied)))
        start += len(run.text)
    return replace(made, runs=tuple(runs))


SLACK: Final = 0.03
"""Balanced lines are narrower than their box by so much of it at the least: another program sets them a little wider."""


def balanced(paragraphs: tuple[Paragraph, ...], width: int, look: Look) -> int:
    """The least width at which the paragraphs take as many lines as at another, with some slack: no word stands alone on a last line. Chinese
    takes a wider one at which lines end with a clause or else a phrase, if there is one: elsewhere words are cut."""

    def count(wide: int) -> int:
        return count_lines(paragraphs, wide, look.fonts)

    whole, few, least = count(width), width, max(width // 2, widest_word(paragraphs, look.fonts))
    while few - least > width // 100:
        middle = (few + least) // 2
        few, least = (middle, least) if count(middle) == whole else (few, middle)
    few = min(width, few + round(width * SLACK))
    if whole == 1 or look.language != "zh":
        return few
    widths = range(few, width + 1, max(1, round(paragraphs[0].style.size * EMU_PER_POINT / 2)))
    tried = [(wide, set_text(paragraphs, wide, look.fonts)) for wide in widths]
    of = (wide for ends in (CLAUSE, PHRASE) for wide, lines in tried if whole_phrases(paragraphs, lines, ends))
    return next(of, few)


WIDER: Final = 8
"""So many widths are tried."""


def unorphaned(paragraphs: tuple[Paragraph, ...], least: int, most: int, look: Look) -> int:
    """The least of some widths at which no paragraph ends on a much shorter line than its longest; the least of all where there is none."""

    def even(wide: int) -> bool:
        lines = set_text(paragraphs, wide, look.fonts)
        own = ([line.width for line in lines if line.paragraph == number] for number in range(len(paragraphs)))
        return all(ALONE * widths[-1] >= max(widths) for widths in own)

    return next((wide for at in range(WIDER + 1) if even(wide := least + (most - least) * at // WIDER)), least)


CLAUSE: Final = regex("(?<=[，。；：、！？）”》])")
"""The end of a Chinese clause."""
PHRASE: Final = regex(
    f"{CLAUSE.pattern}|(?<=的)|(?<![温缓共总饱调柔])(?=和)|(?<![参给赋授])(?=与)|(?<![以普涉波提触危顾埃])(?=及)|(?=以及|或)|(?<![合兼吞])(?=并)"
)
"""Where a Chinese phrase ends: with a clause, after 的, or before an “and” or “or” that is no part of a word."""


def whole_phrases(paragraphs: tuple[Paragraph, ...], lines: tuple[Line, ...], ends: re.Pattern[str] = PHRASE) -> bool:
    """Whether every line but a paragraph's last ends where a phrase does."""
    return all(
        ends.match(text := paragraphs[line.paragraph].text, len(text[: line.stop].rstrip()))
        for line, after in pairwise(lines)
        if after.paragraph == line.paragraph
    )


def lines_height(lines: tuple[Line, ...]) -> int:
    """From the top of the first line to the bottom of the last, in EMU."""
    return max((line.top + line.height for line in lines), default=0)


def line_count(box: TextBox, index: int) -> int:
    """How many lines one paragraph of a box takes."""
    return sum(1 for line in box.lines if line.paragraph == index)
