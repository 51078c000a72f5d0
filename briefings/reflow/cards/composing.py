"""How a card looks: what stands where on it, in the largest type that has room."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ... import charts
from ...blocks.chart import ChartBlock
from ...blocks.grid import move
from ...blocks.hero import Hero, marking
from ...blocks.icon import icon
from ...blocks.piece import Piece
from ...blocks.quote import Quote
from ...blocks.stat_tile import change
from ...blocks.text import line_count, paragraph, text_box
from ...frame import Chart, Frame, Item, Panel, Paragraph, Picture, Rule, TextBox
from ...frozen import frozen, replace
from ...geometry import Box, PageSize, points
from ...language.wording import word
from ...look import Colour, Logo, Look
from ...text.measure import natural_width, widest_word
from ...values import Rich, Span, plain
from ..nodes import Figures, Flow, Graph, Said
from .subjects import Subject

_AREA: Final = 450.0
"""The side, in points, of a square with the area of a card: so much room has type of its usual sizes, whatever shape the card has."""
_GROWN: Final = (1.0, 1.2, 1.4, 1.6)
"""What is too much for a card is set smaller, as on a page so many times as large; what is still too much has no card."""
_SMALL: Final = 12.0
_PIXELS: Final = 19.0
"""The smallest type, in points, has so many pixels at the least where type is set smaller for want of room."""
_LOGO: Final = (0.2, 0.09)
"""The most of a card's width and height that a logo takes."""
_DARK: Final = 0.2
"""On a ground darker than this (luminance) a logo is a light one."""
_SEEN: Final = 2.0
"""The contrast that a logo's ink needs at the least."""

_SHARE: Final = 0.42
"""So much of a card's height a chart has below its titles, rather than that these are larger."""
_TITLES: Final = 4
"""How many sizes of titles are tried."""
_WIDE: Final = 1.4
"""On a card that is so many times as wide as high, a chart may stand beside its titles."""
_BESIDE: Final = 0.34
"""How much of the room the titles then have."""
_HALF: Final = 0.54
"""How much of the room of a wide card a figure has beside its line."""
_UNNAMED: Final = frozenset({"map", "histogram", "scatter", "line", "area", "trend"})
"""Charts that do not name all of what they show."""
_BAR: Final = (10, 1)
"""How long and how thick the mark above a figure is, in baseline units."""


@frozen
class _Sheet:
    """The ground of a card with what stands at its head and its foot, and the room between them."""

    items: tuple[Item, ...]
    foot: tuple[Item, ...]
    room: Box
    ground: Colour


def frame(subject: Subject, flow: Flow, look: Look, size: tuple[int, int]) -> Frame | None:
    """A card of so many pixels; None where it cannot hold what it shows, in the smallest type that can be read there."""
    width, height = size
    by = _AREA / (width * height) ** 0.5
    for grown in (one for one in _GROWN if one == 1.0 or _SMALL / (by * one) >= _PIXELS):
        page = PageSize(points(width * by * grown), points(height * by * grown), "card")
        made = _arranged(subject, flow, replace(look, page=page))
        if made is not None:
            items, ground = made
            title = " ".join(filter(None, (plain(subject.title) or flow.title,)))
            return Frame(
                subject.id,
                page,
                "",
                title,
                tuple(map(charts.drawn_in, items)),
                background=ground,
                language=flow.language,
                rtl=flow.rtl,
            )
    return None


def _arranged(subject: Subject, flow: Flow, look: Look) -> tuple[tuple[Item, ...], Colour] | None:
    match subject.node:
        case Graph():
            return _chart(subject, subject.node, flow, look)
        case Figures():
            return _figure(subject, subject.node, flow, look)
        case Said():
            return _quote(subject, subject.node, flow, look)


# -- head and foot -----------------------------------------------------------------------------------------------------------------------


def _sheet(subject: Subject, flow: Flow, look: Look, job: str, ink: str, quiet: str) -> _Sheet:
    """A card's ground, head and foot; `job` names the ground's colour, `ink` and `quiet` those of words on it."""
    page, margin, unit = look.page, look.unit * 4, look.unit
    ground = look.colour(job)
    inside = page.width - margin * 2
    top = margin
    items: list[Item] = []
    if job == "page":
        items.append(Panel("edge", Box(0, 0, page.width, unit), look.colour("band")))
        top += unit // 2
    logo = _logo(look.logo, look, ground, margin, top)
    wide = inside - (logo.box.width + unit * 2 if logo else 0)
    style = replace(look.style("caption", 1), colour=look.colour(quiet))
    said = [(flow.status, True), ((Span(flow.title),), False)]
    mark = Span(word("dot", flow.language))
    head: Rich = ()
    for rich, bold in said:
        head += (*((mark,) if head and rich else ()), *(replace(one, bold=bold or one.bold, link="") for one in rich))
    text = text_box("head", (paragraph(head, style, look, "caption"),), wide, look, y=top)
    if logo:
        text = _beside(text, logo, look, margin, inside)
        items.append(logo)
    else:
        text = replace(text, box=text.box.moved(margin))
    items.append(text)
    below = max(text.box.bottom, logo.box.bottom if logo else 0)
    gap = unit if job == "page" else unit * 2
    foot = tuple(_foot(subject, flow, look, ink, quiet))
    start = min((one.box.y for one in foot), default=page.height - margin)
    return _Sheet(tuple(items), foot, Box(margin, below + gap, inside, start - unit * 2 - below - gap), ground)


def _beside(text: TextBox, logo: Picture, look: Look, margin: int, inside: int) -> TextBox:
    """The words at the head beside the logo, in the middle of its height where that is more."""
    x = margin + inside - text.box.width if look.rtl else margin
    return replace(text, box=text.box.moved(x, max(0, (logo.box.height - text.box.height) // 2)))


def _logo(logo: Logo | None, look: Look, ground: Colour, margin: int, top: int) -> Picture | None:
    """The customer's logo at the end of the head, where it reads on the card's ground."""
    if logo is None:
        return None
    dark = ground.luminance < _DARK
    reads = (logo.ground.luminance < _DARK) == dark if logo.ink is None else logo.ink.contrast(ground) >= _SEEN
    if not reads:
        return None
    page = look.page
    by = min(page.width * _LOGO[0] / logo.width, page.height * _LOGO[1] / logo.height)
    box = Box(0, top, round(logo.width * by), round(logo.height * by))
    x = margin if look.rtl else page.width - margin - box.width
    return Picture("logo", box.moved(x), logo.image, logo.crop, decorative=True, name="Logo")


def _foot(subject: Subject, flow: Flow, look: Look, ink: str, quiet: str) -> Iterator[Item]:
    """Where it comes from and who says it, above the lower margin: in one line where there is room."""
    page, margin, unit = look.page, look.unit * 4, look.unit
    inside, language = page.width - margin * 2, flow.language
    style = replace(look.style("source", 2), colour=look.colour(quiet))
    dot = (Span(word("dot", language)),)
    source = _joined(dot, subject.source_line(language), flow.notice)
    owner = _joined(dot, (Span(flow.author),) if flow.author else (), flow.day)
    left = paragraph(source, style, look, "source") if source else None
    right = paragraph(owner, replace(style, colour=look.colour(ink), bold=True), look, "source") if owner else None
    told = tuple(one for one in (left, right) if one)
    both = text_box("source", told, inside, look)
    if left and right:
        wide = natural_width(right, look.fonts) + unit
        first = text_box("source", (left,), max(unit, inside - wide - unit * 2), look)
        if wide < inside / 2 and len(first.lines) < len(both.lines) and len(first.lines) <= line_count(both, 0):
            ending = text_box("owner", (replace(right, style=replace(right.style, align="end")),), wide, look)
            y = page.height - margin - first.box.height
            x, at = (margin + wide + unit * 2, margin) if look.rtl else (margin, margin + inside - wide)
            yield _ruled(look, y, quiet)
            yield replace(first, box=first.box.moved(x, y))
            yield replace(ending, box=ending.box.moved(at, y))
            return
    if told:
        y = page.height - margin - both.box.height
        yield _ruled(look, y, quiet)
        yield replace(both, box=both.box.moved(margin, y))


def _ruled(look: Look, y: int, quiet: str) -> Rule:
    """The thin line above the foot."""
    margin = look.unit * 4
    colour = look.colour("rule" if quiet == "muted" else quiet)
    return Rule("rule", Box(margin, y - look.unit, look.page.width - margin * 2, 0), colour, points(0.5))


def _joined(between: Rich, *parts: Rich) -> Rich:
    made: Rich = ()
    for rich in filter(None, parts):
        made += (*(between if made else ()), *(replace(span, link="") for span in rich))
    return made


# -- what a card is of -------------------------------------------------------------------------------------------------------------------


def _chart(subject: Subject, node: Graph, flow: Flow, look: Look) -> tuple[tuple[Item, ...], Colour] | None:
    """A chart with what it shows in a sentence, its own name and unit: below these, or beside them where a wide card has more room for it there."""
    sheet = _sheet(subject, flow, look, "page", "text", "muted")
    place = _Place(subject, node, sheet.room, look)
    steps = sorted(((title, step) for title in range(_TITLES) for step in range(len(look.scale["chart"]))), key=sum)
    wide = look.page.width > look.page.height * _WIDE
    for natural, beside in ((True, False), (True, True), (False, False), (False, True)):
        for title, step in steps if wide or not beside else ():
            if made := place.beside(title, step, natural) if beside else place.below(title, step, natural):
                return (*sheet.items, *made, *sheet.foot), sheet.ground
    return None


class _Place:
    """The room for a chart with its titles, and what was measured in it."""

    def __init__(self, subject: Subject, node: Graph, room: Box, look: Look) -> None:
        self._subject, self._node, self._room, self._look = subject, node, room, look
        self._block = ChartBlock("chart", node.spec, title=False)
        self._usual: dict[tuple[int, int], Piece] = {}

    def below(self, title: int, step: int, natural: bool) -> tuple[Item, ...] | None:
        """The titles, and the chart below them; None where one of the two does not fit."""
        room, look = self._room, self._look
        head = self._head(title, room.width)
        left = room.bottom - head.box.bottom - look.unit
        if natural and left < look.page.height * _SHARE:
            return None
        chart = self._placed(step, Box(room.x, head.box.bottom + look.unit, room.width, left), natural)
        return None if chart is None or self._breaks(head) else (head, *chart)

    def beside(self, title: int, step: int, natural: bool) -> tuple[Item, ...] | None:
        """The titles, and the chart beside them."""
        room, look = self._room, self._look
        narrow = round(room.width * _BESIDE)
        head = self._head(title, narrow)
        gap = look.unit * 4
        box = Box(room.x + narrow + gap, room.y, room.width - narrow - gap, room.height)
        if look.rtl:
            head = replace(head, box=head.box.moved(room.width - narrow))
            box = replace(box, x=room.x)
        chart = self._placed(step, box, natural)
        return None if chart is None or head.box.bottom > room.bottom or self._breaks(head) else (head, *chart)

    def _head(self, step: int, width: int) -> TextBox:
        told = tuple(_titles(self._subject, self._node, self._look, step))
        return text_box("title", told, width, self._look, x=self._room.x, y=self._room.y)

    def _breaks(self, head: TextBox) -> bool:
        return widest_word(head.paragraphs, self._look.fonts) > head.box.width

    def _placed(self, step: int, box: Box, natural: bool) -> tuple[Item, ...] | None:
        """The chart in the middle of a box; None where it is too large for it, or a word of it is broken."""
        if box.width <= 0 or box.height <= 0:
            return None
        key = box.width, step
        if key not in self._usual:
            self._usual[key] = self._block.arrange(box.width, step, self._look)
        usual = self._usual[key]
        if usual.width > box.width or (usual.height if natural else usual.stretch.least) > box.height:
            return None
        made = self._block.arrange(box.width, step, self._look, min(box.height, usual.stretch.most))
        if made.height > box.height:
            return None
        y = box.y + (box.height - made.height) // 2
        items = tuple(charts.drawn_in(move(item, box.x, y)) for item in made.items)
        return items if all(_whole(item) for item in items) else None


def _whole(item: Item) -> bool:
    """Whether a chart's words stand in it as they are, none broken for want of room."""
    if not isinstance(item, Chart):
        return True
    drawn = " ".join(text.text for text in item.drawing.texts)
    return (
        all(word in drawn for label in item.spec.categories for word in label.text.split())
        or item.spec.kind in _UNNAMED
    )


def _titles(subject: Subject, node: Graph, look: Look, step: int) -> Iterator[Paragraph]:
    """The words above a chart: what it shows, and below that its name and what its values are in."""
    named = node.heading or node.spec.title
    same = plain(named).strip() in plain(subject.title or named)
    named = node.spec.in_unit(named)
    title = subject.title or named
    title = node.spec.in_unit(title) if same else title
    yield paragraph(title, replace(look.style("heading", step), before=0), look, "title", 1)
    if not same and named:
        yield paragraph(named, replace(look.style("caption", min(step, 1)), before=look.unit // 2), look, "caption")


def _figure(subject: Subject, node: Figures, flow: Flow, look: Look) -> tuple[tuple[Item, ...], Colour] | None:
    """A single figure, as large as it has room, on the dark ground."""
    sheet = _sheet(subject, flow, look, "band", "on-band", "on-band")
    room, unit = sheet.room, look.unit
    beside = node.stats[0].trend is not None and look.page.width > look.page.height * _WIDE
    wide = round(room.width * _HALF) if beside else room.width
    steps = [(label, size) for label in range(len(look.scale["quote"])) for size in range(len(look.scale["hero"]))]
    for label, size in sorted(steps, key=lambda one: (one[0] * 1.5 + one[1] / 2, one[0])):
        parts = _stat(node, wide, room.width - wide - unit * 4 if beside else wide, (label, size), look)
        if parts is None:
            continue
        over, text, foot = parts
        under = max((item.box.bottom for item in foot), default=0)
        high = over.box.height + unit * 2 + text.box.height
        tall = max(high, under) if beside else high + (under + unit * 3 if foot else 0)
        if tall > room.height:
            continue
        y = room.y + (room.height - tall) // 2
        start = room.right - wide if look.rtl else room.x
        first = move(over, room.right - over.box.width if look.rtl else room.x, y)
        words = move(text, start, y + over.box.height + unit * 2)
        at, x = (
            (y + (tall - under) // 2, room.x if look.rtl else start + wide + unit * 4)
            if beside
            else (y + tall - under, room.x)
        )
        return (*sheet.items, first, words, *(move(one, x, at) for one in foot), *sheet.foot), sheet.ground
    return None


def _stat(
    node: Figures, width: int, foot: int, steps: tuple[int, int], look: Look
) -> tuple[Item, TextBox, tuple[Item, ...]] | None:
    """A figure's sign or mark, its words and what stands at its foot; None where the words are too wide."""
    stat, unit, on = node.stats[0], look.unit, look.colour("on-band")
    label, size = steps
    figure = replace(look.style("hero", size), colour=on)
    told = replace(look.style("quote", label), colour=on, font="body", before=unit)
    said = [paragraph(stat.figure, figure, look, "figure"), paragraph(stat.label, told, look, "label")]
    said += [change(stat, label, look, on)] if stat.change else []
    text = text_box("figure", tuple(said), width, look)
    if line_count(text, 0) > 1 or widest_word(text.paragraphs, look.fonts) > width:
        return None
    mark = Panel("mark", Box(0, 0, unit * _BAR[0], unit * _BAR[1]), marking(look))
    block = Hero("figure", node.stats, node.part, node.share, node.of)
    return icon("figure", stat.icon, unit * 8, on) or mark, text, block.foot(foot, label, look)


def _quote(subject: Subject, node: Said, flow: Flow, look: Look) -> tuple[tuple[Item, ...], Colour] | None:
    """What somebody said, in the largest type that it has room in, beside a bar."""
    sheet = _sheet(subject, flow, look, "panel", "on-panel", "muted")
    room = sheet.room
    on = replace(look, on="panel")
    for step in range(len(look.scale["quote"])):
        made = Quote("quote", node.text, node.speaker, node.office).arrange(room.width, step, on)
        if made.width <= room.width and made.height <= room.height:
            y = room.y + (room.height - made.height) // 2
            return (*sheet.items, *(move(item, room.x, y) for item in made.items), *sheet.foot), sheet.ground
    return None
