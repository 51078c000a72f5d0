"""Slides: choose the slide layout that suits the content, fill its placeholders, go on to another slide when it is full."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..blocks.chart import ChartBlock
from ..blocks.grid import move
from ..blocks.heading import Heading
from ..blocks.list import List
from ..blocks.params import origins_of
from ..blocks.picture import PictureBlock
from ..blocks.piece import Block, Piece
from ..blocks.prose import Prose
from ..blocks.source import SourceLine
from ..blocks.table import TableBlock
from ..blocks.text import paragraph
from ..briefing import Briefing, Page, Placed
from ..diagnostics import BriefingsError, Diagnostic, error
from ..frame import Chart, Decision, Frame, Item, Kind, Paragraph, Picture, Run, Slot, Table, TextBox, origins
from ..geometry import Box, to_points
from ..look import Look, Placeholder, SlideLayout, TextStyle
from ..text.measure import set_text
from ..values import Origin, Rich, Span, plain
from .pour import Place, arrange, balanced, gap_between, gaps, height

FLOWING: Final = (Prose, List, Heading, SourceLine)
FULL: Final = 0.9
EMPTY: Final = 0.4
MOST_SLIDES: Final = 60
LINE_SLOTS: Final = ("title", "subtitle", "date")
_NATIVE: Final[Mapping[str, type]] = {"chart": ChartBlock, "tbl": TableBlock, "pic": PictureBlock}


@dataclass(frozen=True, slots=True)
class Try:
    """One way to set a page: items for each of its slides, how full they are, and how well that suits (lower is better)."""

    layout: SlideLayout
    slides: tuple[tuple[Item, ...], ...]
    fill: float
    cost: float


def lay_slides(briefing: Briefing, look: Look) -> tuple[tuple[Frame, ...], tuple[Decision, ...]]:
    """Every page as one slide or several; titles are unique, continued slides are counted "(2/3)"."""
    chosen = [_lay_page(page, look, "") for page in briefing.pages]
    counts: dict[str, int] = {}
    for page, made in zip(briefing.pages, chosen, strict=True):
        counts[_title(page)] = counts.get(_title(page), 0) + len(made.slides)
    again = [
        _lay_page(page, look, f"\u00a0({counts[_title(page)]}/{counts[_title(page)]})") if counts[_title(page)] > 1 else made
        for page, made in zip(briefing.pages, chosen, strict=True)
    ]
    counts = {}
    for page, made in zip(briefing.pages, again, strict=True):
        counts[_title(page)] = counts.get(_title(page), 0) + len(made.slides)
    frames: list[Frame] = []
    decisions: list[Decision] = []
    reached: dict[str, int] = {}
    for page, made in zip(briefing.pages, again, strict=True):
        for number, items in enumerate(made.slides):
            base = _title(page)
            reached[base] = reached.get(base, 0) + 1
            suffix = f"\u00a0({reached[base]}/{counts[base]})" if counts[base] > 1 else ""
            id_ = page.id if number == 0 else f"{page.id}.{number + 1}"
            heads = tuple(_lines(page, made.layout, look, suffix))
            feet = tuple(_furniture(briefing, made.layout, look, len(frames) + 1))
            frames.append(
                Frame(
                    id=id_,
                    page=look.page,
                    layout=made.layout.name,
                    title=f"{base}{suffix}",
                    items=(*heads, *items, *feet),
                    fixed=made.layout.fixed,
                    background=made.layout.background,
                    notes=_notes(page, made.slides, number, look),
                    section=page.section,
                    language=briefing.language,
                    rtl=look.rtl,
                )
            )
        decisions.append(Decision(page.id, "layout", f"{made.layout.name}, {made.fill:.0%} full"))
        if len(made.slides) > 1:
            decisions.append(Decision(page.id, "continued", f"on {len(made.slides)} slides"))
    return tuple(frames), tuple(decisions)


def _title(page: Page) -> str:
    return plain(page.lines.get("title", ()))


# -- choosing -----------------------------------------------------------------------------------------------------------------


def _lay_page(page: Page, look: Look, suffix: str) -> Try:
    layouts = _candidates(page, look)
    for slides in range(1, MOST_SLIDES):
        tries = [
            made
            for layout in layouts
            for step in _steps(page, layout, look)
            if (made := _try(page, layout, look, suffix, slides, step)) is not None
        ]
        if tries:
            return min(tries, key=lambda made: made.cost)
    raise BriefingsError([_too_long(page, layouts, look, suffix)])


def _candidates(page: Page, look: Look) -> tuple[SlideLayout, ...]:
    """The layouts that play the page's role and have every place it needs, airy ones first."""
    fitting = sorted((made for made in look.layouts if made.role == page.role), key=lambda made: made.density)
    whole = [made for made in fitting if not _missing(page, made)] or fitting
    exact = [made for made in whole if _unused(page, made) == 0]
    if fitting:
        return tuple(exact or whole)
    near = [made for made in look.layouts if made.role in ("title-only", "content")]
    if not near:
        raise BriefingsError([error("layout-missing", f"the slide master has no layout for `{page.role}`", page.where,
                                    hint="it needs at least a layout with a title; `briefings inspect` tells what it offers")])
    return tuple(sorted(near, key=lambda made: (made.role != "title-only", made.density)))


def _missing(page: Page, layout: SlideLayout) -> set[str]:
    """Slots of the page that have no placeholder here and are not meant to stand free."""
    return {slot for slot in page.flows if slot != "main" and layout.slot(slot) is None}


def _unused(page: Page, layout: SlideLayout) -> int:
    """Places for flowing content that the page leaves empty."""
    wanted = set(page.flows)
    offered = {p.slot.split("-", 1)[0] if p.slot.startswith(("body-",)) else p.slot for p in layout.placeholders
               if p.slot and p.kind not in ("ftr", "dt", "sldNum") and p.slot not in LINE_SLOTS}
    return len(offered - wanted)


def _steps(page: Page, layout: SlideLayout, look: Look) -> range:
    """Steps of the type scale matter only where blocks stand free of placeholders."""
    free = any(not _in_placeholder(layout, slot, blocks) for slot, blocks in page.flows.items())
    return range(len(look.scale["body"])) if free else range(1)


def _title_cost(layout: SlideLayout, look: Look) -> float:
    """Titles keep one size through a deck; the layouts for long titles are for long titles."""
    place = layout.slot("title")
    usual = max((p.styles[0].size for made in look.layouts if made.role == layout.role and (p := made.slot("title"))), default=0.0)
    return 0.0 if place is None else (usual - place.styles[0].size) * 0.1


def _try(page: Page, layout: SlideLayout, look: Look, suffix: str, slides: int, step: int) -> Try | None:
    if not _lines_fit(page, layout, look, suffix):
        return None
    sheets: list[list[Item]] = [[] for _ in range(slides)]
    fills: list[float] = []
    cost = step * 0.35 + layout.density * 0.1 + _title_cost(layout, look)
    used = 0
    flows = _gathered(page, layout)
    free = {slot: _free_box(layout, slot) for slot, _ in flows}
    for slot, placed in flows:
        blocks = tuple(p.block for p in placed)
        if _in_placeholder(layout, slot, placed):
            made = _fill_placeholder(layout, slot, blocks, look, slides)
        else:
            made = _fill_free(blocks, free[slot], look, slides, step)
        if made is None:
            return None
        for number, items in enumerate(made.items):
            sheets[number] += items
        used = max(used, len([items for items in made.items if items]))
        fills.append(made.fill)
        cost += made.cost
    if not flows:
        return Try(layout, ((),), 1.0, cost) if slides == 1 else None
    if used < slides:
        return None
    fill = max(fills)
    cost += max(0.0, EMPTY - fill) * 12
    return Try(layout, tuple(tuple(items) for items in sheets), fill, cost)


# -- lines: titles, subtitles, dates -------------------------------------------------------------------------------------------------


def _lines(page: Page, layout: SlideLayout, look: Look, suffix: str) -> Iterator[TextBox]:
    for slot, rich in page.lines.items():
        place = layout.slot(slot)
        if place is None:
            continue
        shown = (*rich, Span(suffix, origins_of(rich))) if slot == "title" and suffix else rich
        box = _in_box(slot, place, (_placeholder_line(shown, place, slot, look),), look)
        if slot == "title" and len(box.lines) > 1:
            # PowerPoint breaks the title again: only a no-break space keeps a lone last word from it
            box = _in_box(slot, place, (_placeholder_line(_held_together(shown), place, slot, look),), look)
        yield box


def _held_together(rich: Rich) -> Rich:
    """The last two words of a title joined by a no-break space, where they are short enough to stay on one line."""
    words = plain(rich).rsplit(" ", 2)
    if len(words) < 3 or len(words[-1]) + len(words[-2]) > 30:
        return rich
    at = len(plain(rich)) - len(words[-1]) - 1
    made: list[Span] = []
    position = 0
    for span in rich:
        end = position + len(span.text)
        made.append(replace(span, text=span.text[: at - position] + "\u00a0" + span.text[at - position + 1 :])
                    if position <= at < end else span)
        position = end
    return tuple(made)


def _placeholder_line(rich: Rich, place: Placeholder, slot: str, look: Look) -> Paragraph:
    kind: Kind = "title" if slot == "title" else "subtitle" if slot == "subtitle" else "furniture" if slot == "date" else "text"
    inside = replace(look, on="placeholder")
    return paragraph(rich, place.styles[0], inside, kind, 1 if slot == "title" else 0)


def _in_box(id: str, place: Placeholder, paragraphs: tuple[Paragraph, ...], look: Look) -> TextBox:
    box = place.box
    lines = set_text(paragraphs, box.width - place.insets.left - place.insets.right, look.fonts)
    return TextBox(id, box, paragraphs, lines, place.insets, place.anchor, Slot(place.idx, place.kind, place.styles), place.name)


def _lines_fit(page: Page, layout: SlideLayout, look: Look, suffix: str) -> bool:
    return all(box.text_height <= box.content.height and not _too_wide(box) for box in _lines(page, layout, look, suffix))


def _too_wide(box: TextBox) -> bool:
    return any(line.x < 0 or line.x + line.width > box.content.width + 1 for line in box.lines)


# -- placeholders ----------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Filled:
    """A slot's items for each slide, how full the fullest place is, and what speaks against it."""

    items: tuple[tuple[Item, ...], ...]
    fill: float
    cost: float


def _in_placeholder(layout: SlideLayout, slot: str, blocks: Sequence[Placed]) -> bool:
    chain = layout.chain(slot)
    if not chain:
        return False
    if all(isinstance(p.block, FLOWING) for p in blocks):
        return chain[0].kind in ("body", "obj", "subTitle")
    native = _NATIVE.get(chain[0].kind)
    return native is not None and len(blocks) == 1 and isinstance(blocks[0].block, native) and _has_picture(blocks[0].block)


def _has_picture(block: Block) -> bool:
    return not isinstance(block, PictureBlock) or block.file is not None


def _fill_placeholder(layout: SlideLayout, slot: str, blocks: tuple[Block, ...], look: Look, slides: int) -> Filled | None:
    chain = layout.chain(slot)
    if not all(isinstance(block, FLOWING) for block in blocks):
        return _fill_native(chain[0], blocks[0], look, slides)
    boxed = chain[0].background != layout.background
    if boxed and not _is_statement(blocks):
        return None  # a panel is for a single short statement
    if len(chain) > 2 and not all(isinstance(block, List) for block in blocks):
        return None  # running text in three columns is hard to follow on a screen
    places = [_place(p, look) for p in chain]
    poured = balanced(blocks, places * slides, FULL)
    if poured is None or not poured[-1 if len(chain) == 1 else (slides - 1) * len(chain)]:
        return None
    made: list[tuple[Item, ...]] = []
    fills: list[float] = []
    widths: list[float] = []
    for number in range(slides):
        items: list[Item] = []
        for index, placeholder in enumerate(chain):
            taken = poured[number * len(chain) + index]
            if not taken:
                continue
            box = _merged(f"{slot}" if index == 0 else f"{slot}-{index + 1}", taken, placeholder, places[index], look)
            if _too_wide(box):
                return None
            items.append(box)
            fills.append(box.text_height / max(1, box.content.height))
            widths += [line.width / max(1, box.content.width) for line in box.lines]
        made.append(tuple(items))
    if len(chain) > 1 and any(not poured[i] for i in range(len(chain))):
        return None  # an empty column is a hole in the page
    usage = sum(widths) / max(1, len(widths))
    cost = max(0.0, 0.5 - usage) * 1.2
    fill = max(fills) if not boxed else max(0.5, *fills)
    return Filled(tuple(made), fill, cost)


def _is_statement(blocks: tuple[Block, ...]) -> bool:
    return len(blocks) == 1 and isinstance(blocks[0], Prose) and len(blocks[0].text) == 1 and len(plain(blocks[0].text[0]).split()) <= 45


def _place(placeholder: Placeholder, look: Look) -> Place:
    content = placeholder.box.inset(placeholder.insets.left, placeholder.insets.top, placeholder.insets.right, placeholder.insets.bottom)
    inside = _inside(placeholder, look)
    return Place(content, inside, inside.style("body").before)


def _inside(placeholder: Placeholder, look: Look) -> Look:
    """The look inside a placeholder: its own levels for running text, list items and headings."""
    text, item = _levels(placeholder)
    body = replace(placeholder.styles[text], bullet="", margin=0, indent=0) if placeholder.styles[text].bullet else placeholder.styles[text]
    entry = placeholder.styles[item]
    if not entry.bullet:
        unit = round(entry.size * 12_700)
        entry = replace(entry, bullet="•", margin=unit, indent=-unit)
    heading = replace(body, bold=True)
    styles: dict[str, TextStyle] = {"body": body, "item": entry, "heading": heading, "source": body, "caption": body, "label": body}
    return replace(look, overrides={**look.overrides, **styles}, on="placeholder")


def _levels(placeholder: Placeholder) -> tuple[int, int]:
    """The outline levels that running text and list items take."""
    bulleted = [index for index, style in enumerate(placeholder.styles) if style.bullet]
    bare = [index for index, style in enumerate(placeholder.styles) if not style.bullet]
    return (bare[0] if bare and bare[0] == 0 else 0), (bulleted[0] if bulleted and bulleted[0] <= 1 else 0)


def _merged(id: str, blocks: Sequence[Block], placeholder: Placeholder, place: Place, look: Look) -> TextBox:
    """All the text of a placeholder in one box: a reader edits one body, not several."""
    paragraphs: list[Paragraph] = []
    text, item = _levels(placeholder)
    for number, block in enumerate(blocks):
        piece = arrange(block, place)
        for box in piece.items:
            assert isinstance(box, TextBox)
            for index, made in enumerate(box.paragraphs):
                level = item + made.level if made.kind == "item" else made.level if made.kind == "heading" else text
                style = made.style
                if number and index == 0:
                    style = replace(style, before=gap_between(blocks[number - 1], block, place))
                paragraphs.append(replace(made, level=level, style=style))
    lines = set_text(tuple(paragraphs), place.box.width, look.fonts)
    return TextBox(id, placeholder.box, tuple(paragraphs), lines, placeholder.insets, placeholder.anchor,
                   Slot(placeholder.idx, placeholder.kind, placeholder.styles), placeholder.name)


def _fill_native(placeholder: Placeholder, block: Block, look: Look, slides: int) -> Filled | None:
    """A chart, table or picture in the placeholder made for it."""
    box = placeholder.box
    slot = Slot(placeholder.idx, placeholder.kind)
    if isinstance(block, ChartBlock):
        if slides > 1:
            return None
        piece = replace(block, title=False).arrange(box.width, 0, look, box.height)
        if piece.height > box.height:
            return None
        items = tuple(_in_slot(move(item, box.x, box.y), slot) for item in piece.items)
        return Filled((items,), piece.height / box.height, 0.0)
    if isinstance(block, PictureBlock):
        if slides > 1:
            return None
        bare = replace(block, caption=(), credit=(), alt=block.alt or plain(block.caption))
        piece = bare.arrange(box.width, 0, look, box.height)
        items = tuple(_in_slot(move(item, box.x, box.y), slot) for item in piece.items)
        return Filled((items,), 1.0, 0.0)
    for step in range(len(look.scale["table"])):
        place = Place(box, look, 0, step)
        poured = balanced((block,), [place] * slides, 1.0)
        if poured is None or not all(poured):
            continue
        made: list[tuple[Item, ...]] = []
        tallest = 0
        for part in poured:
            piece = arrange(part[0], place)
            tallest = max(tallest, piece.height)
            made.append(tuple(_in_slot(move(item, box.x, box.y), slot) for item in piece.items))
        return Filled(tuple(made), tallest / box.height, step * 0.3)
    return None


def _in_slot(item: Item, slot: Slot) -> Item:
    return replace(item, slot=slot) if isinstance(item, Chart | Picture | Table) else item


# -- free areas -------------------------------------------------------------------------------------------------------------------------


def _free_box(layout: SlideLayout, slot: str) -> Box:
    """Where the blocks of a slot may stand: in the box of its placeholder, or in the layout's free area."""
    place = layout.slot(slot)
    return place.box if place is not None else layout.free


def _gathered(page: Page, layout: SlideLayout) -> list[tuple[str, tuple[Placed, ...]]]:
    """The slots with their blocks; those without a place of their own share the free area, one below the other."""
    own = [(slot, blocks) for slot, blocks in page.flows.items() if blocks and layout.slot(slot) is not None]
    loose = [(slot, blocks) for slot, blocks in page.flows.items() if blocks and layout.slot(slot) is None]
    if loose:
        own.append((loose[0][0], tuple(placed for _, blocks in loose for placed in blocks)))
    return own


def _fill_free(blocks: tuple[Block, ...], box: Box, look: Look, slides: int, step: int) -> Filled | None:
    """Blocks one below the other on the page's own grid; what can grow takes the room that is left, up to nine tenths."""
    place = Place(box, look, look.unit * 2, step)
    poured = balanced(blocks, [place] * slides, 1.0)
    if poured is None or not all(poured):
        return None
    made: list[tuple[Item, ...]] = []
    tallest = 0
    for taken in poured:
        items, reached = stack(taken, place, round(box.height * FULL))
        if any(_sticks_out(item, box) for item in items):
            return None
        made.append(items)
        tallest = max(tallest, reached)
    return Filled(tuple(made), tallest / box.height, 0.0)


def stack(blocks: Sequence[Block], place: Place, wanted: int) -> tuple[tuple[Item, ...], int]:
    """Blocks placed one below the other, stretched towards a wanted height (EMU): the items, and the height reached."""
    pieces = [arrange(block, place) for block in blocks]
    above = gaps(blocks, place)
    heights = _stretched(blocks, pieces, max(0, wanted - sum(piece.height for piece in pieces) - sum(above)))
    items: list[Item] = []
    y = place.box.y
    for block, piece, tall, gap in zip(blocks, pieces, heights, above, strict=True):
        y += gap
        made = piece if tall is None else block.arrange(place.box.width, place.step, place.look, tall)
        items += [move(item, place.box.x, y) for item in made.items]
        y += made.height
    return tuple(items), y - place.box.y


def _stretched(blocks: Sequence[Block], pieces: Sequence[Piece], spare: int) -> list[int | None]:
    """Heights that use up the spare room: charts and pictures gain most by it and come first, then the others."""
    heights: list[int | None] = [None] * len(pieces)
    for first in (True, False):
        chosen = [i for i, block in enumerate(blocks) if isinstance(block, ChartBlock | PictureBlock) == first]
        room = {i: max(0, pieces[i].stretch.most - pieces[i].height) for i in chosen}
        total = sum(room.values())
        given = {i: min(r, spare * r // total) for i, r in room.items() if r} if total and spare else {}
        for i, extra in given.items():
            heights[i] = pieces[i].height + extra
        spare -= sum(given.values())
    return heights


def _sticks_out(item: Item, box: Box) -> bool:
    if isinstance(item, TextBox) and _too_wide(item):
        return True
    return item.box.x < box.x - 1 or item.box.right > box.right + 1


# -- furniture and notes --------------------------------------------------------------------------------------------------------------


def _furniture(briefing: Briefing, layout: SlideLayout, look: Look, number: int) -> Iterator[TextBox]:
    """Footer, date and slide number, each in its placeholder. A footer too long for its line ends in an ellipsis."""
    for place in layout.placeholders:
        if place.kind == "ftr" and briefing.furniture.footer:
            yield _one_line("footer", place, briefing.furniture.footer, look)
        elif place.kind == "dt" and briefing.furniture.date:
            yield _one_line("date", place, briefing.furniture.date, look)
        elif place.kind == "sldNum":
            yield replace(_one_line("number", place, (Span(str(number)),), look), field="slidenum")


def _one_line(id: str, place: Placeholder, rich: Rich, look: Look) -> TextBox:
    box = _in_box(id, place, (_furniture_line(rich, place, look),), look)
    words = plain(rich).split(" ")
    while (len(box.lines) > 1 or _too_wide(box)) and len(words) > 1:
        words.pop()
        box = _in_box(id, place, (_furniture_line((Span(" ".join(words).rstrip(",;:") + "…", origins_of(rich)),), place, look),), look)
    return box


def _furniture_line(rich: Rich, place: Placeholder, look: Look) -> Paragraph:
    return paragraph(rich, place.styles[0], replace(look, on="placeholder"), "furniture")


def _notes(page: Page, slides: Sequence[Sequence[Item]], number: int, look: Look) -> tuple[Paragraph, ...]:
    """The notes of one slide of a page: what its own texts are about, the rest on the first."""
    shown = [frozenset(_origins(items)) for items in slides]
    kept: list[Paragraph] = []
    style = TextStyle(12, look.colour("text"))
    home = 0
    for rich in page.notes:
        origins = origins_of(rich)
        if origins:
            home = next((i for i, here in enumerate(shown) if here & frozenset(origins)), home if len(slides) > 1 else 0)
        if home == number:
            kept.append(Paragraph(tuple(Run(s.text, replace(style, bold=s.bold, italic=s.italic), s.origins, s.link, s.language or look.language)
                                        for s in rich), style, rtl=look.rtl))
    return tuple(kept)


def _origins(items: Sequence[Item]) -> Iterator[Origin]:
    for item in items:
        yield from origins(item)


# -- what does not fit ---------------------------------------------------------------------------------------------------------------


def _too_long(page: Page, layouts: Sequence[SlideLayout], look: Look, suffix: str) -> Diagnostic:
    """The error that says by how much, and what to shorten."""
    layout = layouts[-1]
    for box in _lines(page, layout, look, suffix):
        over = box.text_height - box.content.height
        if over > 0 or _too_wide(box):
            lines = max(1, len(box.lines))
            words = len(" ".join(p.text for p in box.paragraphs).split())
            fewer = max(1, round(words * max(over, 0) / max(1, box.text_height)) + 1)
            origin = next((o for p in box.paragraphs for r in p.runs for o in r.origins), "")
            return error("text-over", f"the {box.id} of `{page.id}` is over by {to_points(max(over, 0)):.0f} pt in {lines} lines",
                         page.where, str(origin), f"shorten it by about {fewer} words")
    parts: list[str] = []
    for slot, placed in page.flows.items():
        place = Place(layout.free, look, look.unit * 2, len(look.scale["body"]) - 1)
        tall = height([p.block for p in placed], place)
        parts.append(f"{slot}: {to_points(tall):.0f} pt for {to_points(layout.free.height):.0f} pt")
    origin = next((str(o) for placed in page.flows.values() for p in placed for o in p.block.origins()), "")
    return error("text-over", f"`{page.id}` does not fit on its slides ({'; '.join(parts)})", page.where, origin,
                 "a single block is higher or wider than a slide: shorten its longest text or word")
