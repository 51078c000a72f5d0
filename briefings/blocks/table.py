"""Rows and columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, chain
from typing import Final

from ..charts.paint import accent
from ..frame import Cell, Line, Panel, Paragraph, Table, TextBox
from ..frozen import frozen, replace
from ..geometry import EMU_PER_POINT, Box, Insets
from ..language.wording import word
from ..look import Anchor, Colour, Look, TextStyle
from ..text.measure import natural_width, set_text, widest_word
from ..values import Origin, Rich, cut, plain
from . import running
from .params import Declared, Grid, param
from .piece import Cut, Piece, Stretch
from .text import lines_height, more_below, paragraph

WORD: Final = 6
"""So many ems of a long word are always kept in one piece: a table whose columns cannot give that is too wide."""
MODEST: Final = 2
"""A column asks for little that asks for no more than an even share of the room divided by this."""
AIRY: Final = 7
"""How much higher the rows of a stretched table may be, in baseline units."""
SHORT: Final = 2
"""Words of so many lines stand in the middle of their row, beside longer ones at its top."""
HEAD: Final = 0.6
"""What of its length a name over a column asks for at the least, where words below have not all the room that they ask for."""
FEW: Final = 6
"""A table of so many rows or fewer is shown whole: what heads it, such as "three in four come from five", is true of all of them."""
SENTENCE: Final = 10
"""A row that is higher than a page goes on after a sentence of its longest cell, or after a line where a sentence has more."""

HEAT: Final = (92, 55)
"""How much nearer to the page than the accent the shades of a column are, in per cent: for the smallest value, and for the largest."""
BAR: Final = 75
ROOM: Final = 6
"""A column with bars takes so many ems beside its numbers, half of them only where no other column asks for the room."""
DARK: Final = 25
"""On a dark page shades stand so much farther from it: there the eye tells less apart."""
THIN: Final = 0.4
"""How much of its row's height a bar leaves free."""
READABLE: Final = 4.5
"""The contrast that words need with their ground (WCAG 2.2, 1.4.3)."""


@frozen
class TableBlock(Declared):
    """A table with a heading row; columns are as wide as their words ask for, numbers stand at the end of their cells.

    `more` is how many rows are not shown, which is said below. `widths` are the columns' once they are settled: a table that goes on keeps them, and its heading row. A cut is addressed by the
    number of rows that stay whole (the row of sums stays with the last of them) and, in a row that is too high for a page, by how much of each cell's text stays.
    """

    id: str
    data: Grid = param("grid", "A table section, or records with the columns to show.", "{{ section }}")
    least: int = param(
        "count",
        "How many rows must stay on a full sheet; the last ones go first, and how many is said. 0, or a table of up to six: all stay.",
        3,
        default=0,
    )
    most: int = param(
        "count",
        "How many rows are shown at the most, before the sums; how many more there are is said. 0: all.",
        3,
        default=0,
    )
    across: int = param(
        "count",
        "How many columns are shown at the most: the first, that with bars or shades, and then in their order. 0: all.",
        3,
        default=0,
    )
    widths: tuple[int, ...] = ()
    more: int = 0

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        if self.most or self.across:
            brief = self._brief
            bare = replace(brief, data=replace(brief.data, bars=-1))  # rather without bars than with broken words
            shown = brief if brief.whole(step, look) <= width else bare
            made = shown.arrange(width, step, look, height)
            return replace(made, width=max(made.width, shown.whole(step, look)))
        rows = self._rows(step, look)
        widths = self.widths or _widths(rows, width, look, self._barred(look))
        padding = _padding(look, step)
        lines = [[_set(words, w, padding, look) for words, w in zip(row, widths, strict=True)] for row in rows]
        needed = [max(lines_height(cell) for cell in row) + padding.top + padding.bottom for row in lines]
        most = sum(needed) + look.unit * AIRY * (len(rows) - 1)
        said = self._said(sum(widths), step, look)
        airy = max(0, min((height or 0) - (said.box.bottom if said else 0), most) - sum(needed)) // max(
            1, len(rows) - 1
        )
        heights = [needed[0], *(tall + airy for tall in needed[1:])]
        cells: list[tuple[Cell, ...]] = []
        y = 0
        for number, (row, measured, tall) in enumerate(zip(rows, lines, heights, strict=True)):
            low = all(len(cell) <= SHORT for cell in measured)
            anchor: Anchor = "bottom" if not number else "middle" if low else "top"
            inset = replace(padding, top=padding.top + (airy // 2 if anchor == "top" else 0))
            places = self._places(widths, y, tall, look)
            cells.append(
                tuple(
                    self._cell((number, column, anchor), box, words, set_lines, inset, look)
                    for column, (box, words, set_lines) in enumerate(zip(places, row, measured, strict=True))
                )
            )
            y += tall
        item = Table(
            self.id,
            Box(0, 0, sum(widths), y),
            widths,
            tuple(heights),
            tuple(cells),
            1,
            look.colour("rule"),
            alt=self._alt(look.language),
            painted=not look.tabled or self._barred(look) >= 0,  # bars are seen through cells: all have no ground then
        )
        bars = tuple(self._bars(cells, look))
        if said:
            under = said.box.bottom
            below = replace(said, box=said.box.moved(0, y))
            return Piece(sum(widths), y + under, (*bars, item, below), Stretch(sum(needed) + under, most + under))
        cuts = [
            Cut(sum(needed[: number + 1]), (number,))
            for number in range(1, len(self.data.rows))
            if not self.data.mark(number - 1).group
        ]
        above = needed[0] + padding.top + padding.bottom
        cuts += (
            Cut(above + one.height, (0, *one.at), True)
            for row in self.data.rows[:1]  # of a cell that no page holds, a sheet keeps no row
            for one in _in_row(row, lines[1], look.language)
        )
        return Piece(sum(widths), y, (*bars, item), Stretch(sum(needed), most), tuple(cuts))

    def settled(self, width: int, height: int, step: int, look: Look) -> TableBlock:
        return replace(self, widths=_widths(self._rows(step, look), width, look, self._barred(look)))

    def beyond(self, lines: int, letters: int, look: Look) -> Cut | None:
        return Cut(0, (lines,)) if lines < len(self.data.rows) else None

    def split(self, cut_at: Cut) -> tuple[TableBlock, TableBlock]:
        index, *letters = cut_at.at
        head, tail = self.data.rows[:index], self.data.rows[index:]
        if letters:
            halves = [cut(rich, at) for rich, at in zip(tail[0], letters, strict=True)]
            head, tail = (*head, tuple(one for one, _ in halves)), (tuple(other for _, other in halves), *tail[1:])
        marks, later = self.data.marks, self.data.marks[index:]
        named = next((at for at in range(index - 1, -1, -1) if self.data.mark(at).group), -1)
        if (
            -1 < named < index - 1 and not self.data.mark(index).group
        ):  # rows that go on stand below the name of their group again
            tail, later = (self.data.rows[named], *tail), (marks[named], *later)
        return (
            replace(self, data=replace(self.data, rows=head, total=(), marks=marks[: len(head)])),
            replace(self, data=replace(self.data, rows=tail, marks=later)),
        )

    def whole(self, step: int, look: Look) -> int:
        """How wide it must be so that every word has room in its column, and the bars have some beside theirs."""
        rows = self._rows(step, look)
        bars = round(rows[0][0].style.size * EMU_PER_POINT) * ROOM // 2 if self._barred(look) >= 0 else 0
        return sum(_least(rows, look)) + bars

    @property
    def _brief(self) -> TableBlock:
        """The table with as many rows and columns as are shown; one row more takes no more room than to say so."""
        rows, grid = self.most if 0 < self.most < self.parts - 1 else self.parts, self.data
        picked: Sequence[int] = range(len(grid.head))
        if 0 < self.across < len(picked):
            picked = sorted(
                sorted(picked, key=lambda at: (at > 0, at not in (grid.bars, grid.heat), at))[: self.across]
            )
        narrow = replace(self, data=grid.of(picked), most=0, across=0)
        return narrow.at_most(rows)

    def origins(self) -> tuple[Origin, ...]:
        return self._brief.origins() if self.most or self.across else Declared.origins(self)

    @property
    def parts(self) -> int:
        return len(self.data.rows)

    def fewer(self) -> TableBlock | None:
        some = self.parts + self.more > FEW
        return self.at_most(self.parts - 1) if some and 0 < self.least < self.parts else None

    def at_most(self, parts: int) -> TableBlock:
        rows, mark = self.data.rows, self.data.mark
        kept = max(parts, self.least)
        while kept > self.least and mark(kept - 1).group:
            kept -= 1  # the name of a group has rows below it
        more = sum(not mark(row).group for row in range(kept, len(rows)))
        return replace(
            self, data=replace(self.data, rows=rows[:kept], marks=self.data.marks[:kept]), more=self.more + more
        )

    def _said(self, width: int, step: int, look: Look) -> TextBox | None:
        """How many rows there are besides, in a line below; None where all are shown."""
        if not self.more:
            return None
        return more_below(self.id, self.more, 0, width, step, look)

    def _alt(self, language: str) -> str:
        """What the table holds, for those who cannot see how large it is: its columns and how many rows it has."""
        names = word("comma", language).join(name for rich in self.data.head if (name := plain(rich).strip()))
        return word(
            "table-alt", language, columns=names, n=len(self.data.rows) - sum(mark.group for mark in self.data.marks)
        )

    def _places(self, widths: Sequence[int], y: int, height: int, look: Look) -> list[Box]:
        """The boxes of a row's cells, from the reading side on."""
        starts = accumulate(widths, initial=0)
        boxes = [Box(x, y, w, height) for x, w in zip(starts, widths, strict=False)]
        return [box.mirrored(sum(widths)) for box in boxes] if look.rtl else boxes

    def _cell(
        self,
        at: tuple[int, int, Anchor],
        box: Box,
        words: Paragraph,
        lines: tuple[Line, ...],
        inset: Insets,
        look: Look,
    ) -> Cell:
        number, column, anchor = at
        id = f"{self.id}.{number}.{column}"
        head = number == 0
        text = TextBox(id, box, (words,), lines, inset, anchor, explicit=True)
        # a row goes by what stands in its first cell, where other cells follow and there is anything in it
        names = column == 0 and len(self.data.head) > 1 and bool(words.text.strip())
        fill = look.colour("band") if head and look.ink == "usual" else None
        if head or number > len(self.data.rows):
            return Cell(text, head or names, fill)
        mark = self.data.mark(number - 1)
        if mark.group and look.ink == "usual":
            fill = look.colour("panel")
        barred = self._barred(look)
        shade = mark.heat if column == self.data.heat else mark.bar if column == self.data.bars != barred else None
        if shade is not None:
            fill = tinted(HEAT[0] - (HEAT[0] - HEAT[1]) * shade, look)
        return Cell(text, names, fill, clear=column == barred and bool(mark.bar))

    def _barred(self, look: Look) -> int:
        """The column with bars, or -1. On slides that run from the right its cells have shades instead: PowerPoint turns a table's columns round,
        LibreOffice and others do not, and a bar would stand beside another column's number."""
        return -1 if look.rtl and look.page.is_slide else self.data.bars

    def _bars(self, cells: Sequence[Sequence[Cell]], look: Look) -> Iterator[Panel]:
        """The bars beside the numbers of a column, from the side where lines begin; behind them where these do not stand at an end."""
        if (barred := self._barred(look)) < 0:
            return
        column = [row[barred].text for row in cells[1:]]
        align, inset = self.data.align(barred), column[0].insets.left
        words = max((line.width for text in column for line in text.lines), default=0)
        tall = round(min(text.box.height for text in column) * (1 - THIN))
        taken = 0 if align == "center" else words + inset + look.unit
        fill = tinted(BAR, look) if align == "center" else accent(look)
        for number, text in enumerate(column[: len(self.data.rows)]):
            share = self.data.mark(number).bar
            if not share:
                continue
            box, line = text.box, text.lines[0]
            y = box.y + text.insets.top + text.shift + line.top + (line.height - tall) // 2
            room = max(box.width - taken - inset, look.unit)
            x = box.x + (taken if align == "start" else inset)
            bar = Box(x, y, round(room * share), tall)
            if look.rtl:
                bar = Box(box.x + box.right - bar.right, bar.y, bar.width, bar.height)
            yield Panel(f"{self.id}.bar-{number + 1}", bar, fill)

    def _rows(self, step: int, look: Look) -> list[list[Paragraph]]:
        """The words of every cell, the heading row first."""
        head, body = (self._styles(name, step, look) for name in ("table-head", "table"))
        sums = [(self.data.total, [replace(style, bold=True) for style in body])] if self.data.total else []
        bold = [replace(style, bold=True) for style in body]
        rows = [(row, bold if self.data.mark(at).group else body) for at, row in enumerate(self.data.rows)]
        return [
            [paragraph(rich, style, look, "cell") for rich, style in zip(row, styles, strict=True)]
            for row, styles in chain([(self.data.head, head)], rows, sums)
        ]

    def _styles(self, name: str, step: int, look: Look) -> list[TextStyle]:
        """A type style for each column."""
        style = look.style(name, step)
        return [replace(style, align=self.data.align(column)) for column in range(len(self.data.head))]


def tinted(per_cent: float, look: Look) -> Colour:
    """A shade of the accent so much nearer to the page, and nearer still where words could not be read on it."""
    strong, words = look.colour("accent"), look.style("table").colour
    lighter = words.luminance < 0.4
    for share in range(round(per_cent - (0 if lighter else DARK)), 100):
        made = strong.paler(share, look.colour("page"))
        if words.contrast(made) >= READABLE:
            return made
    return look.colour("page")


def _padding(look: Look, step: int = 0) -> Insets:
    """What a cell keeps off its words: a little less on a slide in the smallest type, before rows go on on another."""
    dense = look.page.is_slide and step >= len(look.scale["table"]) - 1
    across, down = look.unit * 3 // 2, look.unit // 2 if dense else look.unit * 2 // 3
    return Insets(across, down, across, down)


def _set(words: Paragraph, width: int, padding: Insets, look: Look) -> tuple[Line, ...]:
    return set_text((words,), width - padding.left - padding.right, look.fonts)


def _in_row(row: Sequence[Rich], lines: Sequence[tuple[Line, ...]], language: str) -> Iterator[Cut]:
    """The cuts of a row, by the height of its text: after sentences of its longest cell, the others by as many lines."""
    longest = max(range(len(row)), key=lambda column: lines_height(lines[column]))
    reached = 0
    for one in sorted(
        running.cuts(lines[longest], (row[longest],), language), key=lambda one: (one.height, one.forced)
    ):
        if one.forced and one.height - reached < lines[longest][0].height * SENTENCE:
            continue
        reached = one.height
        at = [max((line.stop for line in cell if line.top + line.height <= one.height), default=0) for cell in lines]
        at[longest] = one.at[1]
        yield Cut(one.height, tuple(at))


def _across(look: Look) -> int:
    """What a column takes besides its words."""
    return _padding(look).left * 2 + look.unit // 4


def _least(rows: Sequence[Sequence[Paragraph]], look: Look) -> list[int]:
    """What each column takes for its longest word."""
    return [max(widest_word((row[c],), look.fonts) for row in rows) + _across(look) for c in range(len(rows[0]))]


def _widths(rows: Sequence[Sequence[Paragraph]], width: int, look: Look, barred: int = -1) -> tuple[int, ...]:
    """Column widths in EMU that add up to the table's: each at least its longest word, the rest by how much its words ask for.

    Very long words give way to what the other columns need; widths that add up to more say that the table is too wide.
    """
    columns, across, least = range(len(rows[0])), _across(look), _least(rows, look)
    body = [max(natural_width(row[c], look.fonts) for row in rows[1:] or rows) + across for c in columns]
    heads = [natural_width(rows[0][c], look.fonts) + across for c in columns]
    wanted = [max(pair) for pair in zip(body, heads, strict=True)]
    if sum(wanted) > width:  # a name over a column goes on two lines before words in it do
        wanted = [max(low, own, round(head * HEAD)) for low, own, head in zip(least, body, heads, strict=True)]
    if barred >= 0:
        em = round(rows[-1][barred].style.size * EMU_PER_POINT)
        least[barred] += em * ROOM // 2
        wanted[barred] += em * ROOM // 2
    if sum(least) > width:
        word = [round(row.style.size * EMU_PER_POINT * WORD) + across for row in rows[0]]
        floor = [min(pair) for pair in zip(least, word, strict=True)]
        return tuple(_filled(floor, least, max(width, sum(floor))))
    made = _filled(least, wanted, width)
    # what nobody asks for keeps the columns apart; words take twice as much of it as numbers
    shares = [2 if rows[0][c].style.align == "start" else 1 for c in columns]
    if barred >= 0:  # words come first
        made[barred] += min(width - sum(made), em * ROOM // 2)
    spare = width - sum(made)
    airy = [w + spare * share // sum(shares) for w, share in zip(made, shares, strict=True)]
    airy[0] += width - sum(airy)
    return tuple(airy)


def _filled(low: Sequence[int], high: Sequence[int], total: int) -> list[int]:
    """Widths between low and high that share a total by how much each asks beyond its low. Those that ask for little get all of it: a
    name stays on one line beside a long text."""
    asks = [h - w for w, h in zip(low, high, strict=True)]
    spare = max(0, total - sum(low))
    if sum(asks) <= spare:
        return list(high)
    given = [ask if ask * len(asks) * MODEST <= spare else 0 for ask in asks]
    large = [ask - own for ask, own in zip(asks, given, strict=True)]
    rest = spare - sum(given)
    made = [w + own + rest * ask // sum(large) for w, own, ask in zip(low, given, large, strict=True)]
    made[max(range(len(large)), key=large.__getitem__)] += total - sum(made)
    return made
