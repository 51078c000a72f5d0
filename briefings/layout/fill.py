"""Filling the slots of a slide layout: placeholders with text, charts, tables and pictures, free areas with any blocks.

A slot may take several slides. What does not fit is a `Misfit`; what fits but does not suit has its cost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from ..blocks.callout import Callout
from ..blocks.cards import Cards
from ..blocks.chart import ChartBlock
from ..blocks.column import ColumnBlock
from ..blocks.grid import move
from ..blocks.heading import Heading
from ..blocks.hero import Hero
from ..blocks.list import List
from ..blocks.picture import LEAST_KEPT, STRIP_KEPT, PictureBlock
from ..blocks.piece import Block, measured
from ..blocks.prose import Prose
from ..blocks.quote import Quote
from ..blocks.row import Row
from ..blocks.source import SourceLine
from ..blocks.stat_grid import StatGrid
from ..blocks.table import TableBlock
from ..frame import Chart, Group, Item, Paragraph, Picture, Slot, Table, TextBox, text_boxes
from ..frozen import frozen, replace
from ..geometry import EMU_PER_POINT
from ..look import Colour, Look, Placeholder, SlideLayout, TextStyle
from ..memory import kept
from ..text.measure import least_height, set_text
from ..values import bare, plain
from . import pour as pouring
from .backdrop import READABLE, signed
from .misfit import Misfit
from .pour import Place, Poured, arrange, balanced, evened, gap_between, pour, settled
from .shorter import words
from .stack import resized, stack

FULL: Final = 0.9
"""Text and blocks fill a place to so much of its height at the most, unless they would fit nowhere; a chart, a picture or a table may
fill its placeholder."""
STATEMENT: Final = 45
FEW: Final = 3
"""A layout with a panel is for a single paragraph, or a list of few items, of so many words at the most."""
SHORT: Final = 6
SHORT_LINES: Final = 8
SHORT_WORDS: Final = 30
"""A layout with its title beside the body is for a list of so many items at the most, with so many texts in them, of so many words."""
CALLED: Final = 16
"""What a chart is called, with its unit and what it is a share of, has so many words at the most."""
BRIEF: Final = 75
"""The same layout takes up to three paragraphs of so many words."""
MEASURE: Final = 90
"""Lines of more letters are hard to follow: two columns read better."""
FLOWING: Final = (Prose, List, Heading, SourceLine)
FREE: Final = -1
"""The index of a place that is no placeholder of the layout."""
STRIP: Final = 3.5
"""A place no higher than so many ems holds a line or two, which need not reach its end."""
WHOLE: Final = 0.98
"""So much of it where a chart, a map, a photo below words or figures beside a hero are among the blocks, which gain by it."""
LONG: Final = 8
"""An area for text that is so many times wider than high holds a line that says what is below it, in the type of a caption."""
OPENING: Final = 1.4
"""A sentence that opens a text in its place is so many times as large."""
SPARSE: Final = 0.6
"""Words in a free area that fill less of its height take type that is so many times `LARGER`."""
LARGER: Final = 1.25
WORDS: Final = frozenset(("body", "item", "label", "heading", "subheading", "caption", "attribution", "source"))
"""The styles of such words."""
HOLE: Final = 4.0
"""The cost of an empty column beside a full one."""
_NATIVE: Final[Mapping[str, type]] = {
    "chart": ChartBlock, "tbl": TableBlock, "pic": PictureBlock, "table": TableBlock, "picture": PictureBlock
}  # fmt: skip
"""What fills a placeholder by its kind, or one for any content by the slot that it serves."""


@frozen
class Filled:
    """A slot's items for each slide, how full each slide's place is (0 to 1), what speaks against it (0: nothing), and what grew
    to fill its place, in words."""

    slides: tuple[tuple[Item, ...], ...]
    fills: tuple[float, ...]
    cost: float = 0.0
    grown: tuple[str, ...] = ()


def in_placeholder(layout: SlideLayout, slot: str, blocks: Sequence[Block]) -> bool:
    """Whether a slot's blocks fill its placeholder, so that people can edit them there; else they stand free in its box."""
    place = layout.slot(slot)
    if place is None:
        return False
    if _flows(blocks):
        return place.kind in ("body", "obj", "subTitle")
    native = _NATIVE.get(slot if place.kind == "obj" else place.kind)
    return native is not None and len(blocks) == 1 and isinstance(blocks[0], native) and _has_picture(blocks[0])


def suits(layout: SlideLayout, slot: str, blocks: Sequence[Block]) -> bool:
    """Whether a designer would set such blocks so: a panel is for one statement, beside a picture for a quote, a line stands above a chart that has figures
    beside it, and only lists run through three columns, where running text is hard to follow on a screen."""
    if slot == "chart" and any(isinstance(block, Row) for block in blocks):
        text, own = layout.slot("text"), layout.slot(slot)
        return text is None or text.box.bottom <= (own.box if own else layout.area(slot)).y
    chain = layout.chain(slot)
    boxed = bool(chain) and chain[0].background != layout.background
    if slot == "caption" and boxed:
        return any(isinstance(block, Quote) for block in blocks)
    if not in_placeholder(layout, slot, blocks) or not _flows(blocks):
        return not _leaves_bare(layout, slot, blocks)
    if boxed:
        return is_statement(blocks) and not _is_short_list(blocks)
    return len(chain) <= 2 or all(isinstance(block, List) for block in blocks)


def _leaves_bare(layout: SlideLayout, slot: str, blocks: Sequence[Block]) -> bool:
    """Whether a picture would leave a part bare of a place that runs to the page's edge: too much of it would be cut off. A chapter's tells nothing, and fills
    its half where others do."""
    place = layout.slot(slot)
    if place is None or place.kind != "pic" or not (place.box.y <= 0 and isinstance(blocks[0], PictureBlock)):
        return False
    block = blocks[0]
    if block.file is None:
        return True
    own, wanted = block.file.width / block.file.height, place.box.width / place.box.height
    return min(own / wanted, wanted / own) < (STRIP_KEPT if layout.role == "section" else LEAST_KEPT)


def steps(layout: SlideLayout, slot: str, blocks: Sequence[Block], look: Look) -> int:
    """How many steps of the type scale there are to try: in a placeholder text has the sizes that it gives it."""
    if not in_placeholder(layout, slot, blocks):
        return len(look.scale["body"])
    match blocks[0]:
        case TableBlock():
            return len(look.scale["table"])
        case ChartBlock():
            return len(look.scale["chart"])
        case _:
            return 1


def size(layout: SlideLayout, slot: str, blocks: Sequence[Block], look: Look, step: int) -> float:
    """The size of running text in a slot, in points: in a placeholder the layout's own, elsewhere that of the step; 0 for figures alone, whose labels
    are as large as their tiles have room for."""
    place = layout.slot(slot)
    if all(isinstance(block, StatGrid) for block in blocks):
        return 0.0
    if any(map(quotes, blocks)):
        return look.style("quote", step).size
    return place.styles[0].size if place and in_placeholder(layout, slot, blocks) else look.style("body", step).size


def quotes(block: Block) -> bool:
    """Whether a block is what somebody said, alone or above a photo, or what several said side by side, with their photos."""
    if isinstance(block, ColumnBlock):
        return quotes(block.blocks[0])
    if isinstance(block, Row):
        said = [quotes(one) for one in block.blocks]
        return any(said) and all(
            own or isinstance(one, PictureBlock) for own, one in zip(said, block.blocks, strict=True)
        )
    return isinstance(block, Quote)


def text_size(layout: SlideLayout, slot: str, blocks: Sequence[Block]) -> float:
    """The size of the text in a slot's placeholder, in points; 0 where no text stands in one."""
    place = layout.slot(slot)
    return place.styles[0].size if place and _flows(blocks) and place.kind in ("body", "obj", "subTitle") else 0.0


def count(
    layout: SlideLayout, slot: str, blocks: Sequence[Block], look: Look, step: int, most: int, full: float = FULL
) -> int | None:
    """How many slides a slot's blocks take in a layout, at a step of the type scale, with so much of each place's height for filling;
    None when these are more than the `most`. Quicker than filling it."""
    place = _whole_place(layout, slot, blocks)
    if place is not None:
        match blocks[0] if blocks else None:  # all of its words were tried without
            case ChartBlock() as chart:
                return None if _chart_misfit(chart, place, look, step) else 1
            case PictureBlock():
                return 1
    chain = _chain(layout, slot, blocks, look, step, full)
    if _too_much(blocks, chain, most):
        return None
    poured = pour(settled(blocks, chain[0]), chain, most)
    return None if poured is None else -(-len(poured.parts) // len(chain))


def _too_much(blocks: Sequence[Block], chain: Sequence[Place], most: int) -> bool:
    """Whether the letters of running text alone take more room than there is on so many slides: most sizes that are too large are found so."""
    first = chain[0]
    room, width = sum(place.room for place in chain) * most, max(place.box.width for place in chain)
    for block in blocks:
        if isinstance(block, Prose | List):
            for one in block.paragraphs(first.step, first.look):
                room -= least_height(one, width, first.look.fonts)
                if room < 0:
                    return True
    return False


def misfit(layout: SlideLayout, slot: str, blocks: Sequence[Block], look: Look, step: int, most: int) -> Misfit:
    """What does not fit where `count` gives None."""
    place = _whole_place(layout, slot, blocks)
    if place is not None and isinstance(blocks[0], ChartBlock):
        made = _chart_misfit(blocks[0], place, look, step)
        assert made is not None, "it fits"
        return made
    chain = _chain(layout, slot, blocks, look, step, 1.0)
    return pouring.misfit(settled(blocks, chain[0]), chain, most)


@kept
def fill(
    layout: SlideLayout, slot: str, blocks: Sequence[Block], look: Look, step: int, slides: int, full: float = FULL
) -> Filled:
    """A slot's blocks on so many slides as `count` says, evenly filled."""
    place = _whole_place(layout, slot, blocks)
    if place is not None:
        match blocks[0]:
            case ChartBlock() as chart:
                return _whole(_untitled(chart), place, look, step)
            case PictureBlock() as picture:
                return _photo(picture, place, look, step)
    place = layout.slot(slot)
    chain = _chain(layout, slot, blocks, look, step, full)
    poured = balanced(settled(blocks, chain[0]), chain, slides)
    assert poured is not None, "it was counted before"
    if slides > 1:
        poured = _evener(blocks, chain[0], slides) or poured
    if place is None or not in_placeholder(layout, slot, blocks):
        return _free(poured, chain[0])
    return _text(poured, chain, layout, slot, look) if _flows(blocks) else _table(poured, chain[0], place)


def _evener(blocks: Sequence[Block], place: Place, slides: int) -> Poured | None:
    """Rows below lines on slides that are equally full, or tiles by themselves, as many on every slide; None where no number of columns gives that."""
    if any(isinstance(block, Row) and block.ruled for block in blocks):
        return evened(settled(blocks, place), place, slides)
    match blocks:
        case [StatGrid(items=items, columns=0) as grid] if len(items) % slides == 0:
            each = len(items) // slides
        case _:
            return None
    for columns in (3, 4, 2):
        made = grid.in_columns(columns, place.box.width, place.step, place.look) if each % columns == 0 else None
        poured = balanced((made,), (place,), slides) if made else None
        if poured is not None and len(poured.parts) == slides:
            counts = {len(block.items) for part in poured.parts for block in part if isinstance(block, StatGrid)}
            if counts == {each}:
                return poured
    return None


@kept
def _chain(
    layout: SlideLayout, slot: str, blocks: Sequence[Block], look: Look, step: int, full: float
) -> tuple[Place, ...]:
    """The places that a slot's blocks run through on each slide."""
    place = layout.slot(slot)
    if place is None or not in_placeholder(layout, slot, blocks):
        box, ground = (layout.area(slot), layout.ground) if place is None else (place.box, place.background)
        ground = layout.plate or ground  # painted below blocks, whatever is behind the place that they stand in
        own = look.upon(ground)
        if place is not None and ground != layout.background and look.page.is_slide:
            own = replace(own, on="panel")
        if place is None and ground is not None and ground.rgb != look.colour("page").rgb:
            own = replace(own, on="panel")
        if place is None and slot == "text" and layout.offers(slot) and box.width > LONG * box.height:
            own = own.within({"body": own.style("caption", 0)})
        limit = max(full, WHOLE) if any(map(_gains, blocks)) else full
        return (Place(box, own, look.unit * 2, step, limit),)
    if not _flows(blocks):
        return (Place(place.box, look.upon(place.background), 0, step),)
    return tuple(replace(_inside(p, look, _titled(layout)), limit=full) for p in layout.chain(slot))


def _whole_place(layout: SlideLayout, slot: str, blocks: Sequence[Block]) -> Placeholder | None:
    """Where a chart or a picture stands by itself, as large as its place: a placeholder, or the area that the layout has for it."""
    place = layout.slot(slot)
    if place is not None:
        return place if in_placeholder(layout, slot, blocks) else None
    native = _NATIVE.get(slot)
    if not layout.offers(slot) or native is None or len(blocks) != 1 or not isinstance(blocks[0], native):
        return None
    if not _has_picture(blocks[0]):
        return None
    return Placeholder(FREE, "", "", layout.area(slot), (), background=layout.ground or layout.background)


def _gains(block: Block) -> bool:
    match block:
        case ChartBlock():
            return True
        case PictureBlock():
            return _has_picture(block)
        case ColumnBlock():
            return isinstance(block.blocks[-1], PictureBlock) and _gains(block.blocks[-1])
        case Row():
            return any(isinstance(one, Hero) or _gains(one) for one in block.blocks)
        case _:
            return False


def _flows(blocks: Sequence[Block]) -> bool:
    return all(isinstance(block, FLOWING) for block in blocks)


def _has_picture(block: Block) -> bool:
    return not isinstance(block, PictureBlock) or block.file is not None


# -- text in placeholders ------------------------------------------------------------------------------------------------


def _titled(layout: SlideLayout) -> float:
    """The size of a layout's title, in points; 0 where it has none."""
    title = layout.slot("title")
    return title.styles[0].size if title else 0.0


@kept
def _inside(placeholder: Placeholder, look: Look, title: float) -> Place:
    """The place inside a placeholder, with a look that has its own levels for running text, list items and headings; what opens a text is larger
    than it, and no larger than the title of so many points."""
    inset, look = placeholder.insets, look.upon(placeholder.background)
    text, item = _levels(placeholder)
    body, entry = placeholder.styles[text], placeholder.styles[item]
    if body.bullet:
        body = replace(body, bullet="", margin=0, indent=0)
    if not entry.bullet:
        em = round(entry.size * 12_700)
        entry = replace(entry, bullet="•", margin=em, indent=-em)
    styles: dict[str, TextStyle] = {"body": body, "item": entry, "heading": replace(body, bold=True)}
    styles |= dict.fromkeys(("source", "caption", "label"), body)

    def readable(job: str) -> Colour:
        own = look.colour(job)
        return own if own.contrast(placeholder.background) >= READABLE else body.colour

    larger = max(
        body.size, min(look.stepped(body.size * OPENING) if look.bleeds else float(round(body.size * OPENING)), title)
    )
    styles["lead"] = replace(body.at(larger), colour=readable("heading"))
    inside = replace(
        look,
        overrides={**look.overrides, **styles},
        colours={**look.colours, "muted": readable("muted")},
        on="placeholder",
    )
    content = placeholder.box.inset(inset.left, inset.top, inset.right, inset.bottom)
    return Place(content, inside, body.before)


def _levels(placeholder: Placeholder) -> tuple[int, int]:
    """The outline levels that running text and list items take."""
    bulleted = [index for index, style in enumerate(placeholder.styles[:2]) if style.bullet]
    item = bulleted[0] if bulleted else 0
    # a level that the layout leaves to the master may be larger than the text that it stands under
    return 0, item if placeholder.styles[item].size <= placeholder.styles[0].size else 0


def _text(poured: Poured, chain: Sequence[Place], layout: SlideLayout, slot: str, look: Look) -> Filled:
    """Running text in a chain of placeholders; lines that leave much of the width empty speak against it."""
    placeholders = layout.chain(slot)
    boxed = placeholders[0].background != layout.background
    slides: list[tuple[Item, ...]] = []
    fills: list[float] = []
    lines: list[tuple[float, int]] = []
    for start in range(0, len(poured.parts), len(chain)):
        boxes = [
            _merged(f"{slot}-{number + 1}" if number else slot, part, placeholders[number], chain[number], look)
            for number, part in enumerate(poured.parts[start : start + len(chain)])
        ]
        slides.append(tuple(boxes))
        fills.append(FULL if boxed else max(box.text_height / max(1, box.content.height) for box in boxes))
        lines += [
            (line.width / max(1, content.width), line.stop - line.start)
            for box, place in zip(boxes, placeholders, strict=False)
            for content in (box.content,)
            if content.height > STRIP * place.styles[0].size * EMU_PER_POINT
            for line in box.lines
        ]
    usage = sum(used for used, _ in lines) / max(1, len(lines)) if lines else 1.0
    letters = sum(count for _, count in lines) / max(1, len(lines))
    cost = max(0.0, 0.55 - usage) * 2 + max(0.0, letters - MEASURE) * 0.03
    if len(poured.parts) % len(chain):
        cost += HOLE
    return Filled(tuple(slides), tuple(fills), cost)


def title_suits(layout: SlideLayout, slot: str, blocks: Sequence[Block]) -> bool:
    """Whether a layout's title stands where a designer would have it: at the side of a short list or text, above all else."""
    title, place = layout.slot("title"), layout.slot(slot)
    if title is None or place is None or not in_placeholder(layout, slot, blocks) or not _flows(blocks):
        return True
    beside = title.box.right <= place.box.x or place.box.right <= title.box.x
    return not beside or _is_short_list(blocks) or _is_short_text(blocks)


def pours(layout: SlideLayout, slot: str, blocks: Sequence[Block]) -> bool:
    """Whether what a chart is called would stand beside it as a text, in a column of its own that it takes half of the slide for."""
    if slot != "text" or not (len(blocks) == 1 and _is_sentence(blocks[0]) and _few_words(blocks, 0, CALLED)):
        return False
    place, own = layout.slot(slot), layout.slot("chart")
    text, chart = place.box if place else layout.area(slot), own.box if own else layout.area("chart")
    return text.right <= chart.x or chart.right <= text.x


def is_statement(blocks: Sequence[Block]) -> bool:
    """A single paragraph, or a list of a few items, of few words."""
    return (
        len(blocks) == 1
        and (_is_sentence(blocks[0]) or isinstance(blocks[0], List))
        and _few_words(blocks, FEW, STATEMENT)
    )


def _is_short_list(blocks: Sequence[Block]) -> bool:
    """A list of some items, perhaps with a paragraph before it, of few words."""
    *before, last = blocks
    if not isinstance(last, List) or len(last.items) < FEW or len(before) > 1 or not all(map(_is_sentence, before)):
        return False
    told = sum(bool(rich) for item in last.items[:SHORT] for rich in (item.lead, item.detail))
    return told + len(before) <= SHORT_LINES and _few_words(blocks, SHORT, SHORT_WORDS)


def _is_short_text(blocks: Sequence[Block]) -> bool:
    """A paragraph, or two or three, of few words."""
    texts = sum(len(block.text) for block in blocks if isinstance(block, Prose))
    return all(isinstance(block, Prose) for block in blocks) and 0 < texts <= FEW and _few_words(blocks, 0, BRIEF)


def _is_sentence(block: Block) -> bool:
    return isinstance(block, Prose) and len(block.text) == 1


def _few_words(blocks: Sequence[Block], items: int, most: int) -> bool:
    """Whether texts and lists of so many items at the most have few words."""
    said: list[str] = []
    for block in blocks:
        if isinstance(block, Prose):
            said += map(plain, block.text)
        elif isinstance(block, List):
            said += (plain(rich) for item in block.items[:items] for rich in (item.lead, item.detail))
            if len(block.items) > items:
                return False
    return words(" ".join(said)) <= most


def _merged(id: str, blocks: Sequence[Block], placeholder: Placeholder, place: Place, look: Look) -> TextBox:
    """All the text of a placeholder in one box: a reader edits one body, not several."""
    paragraphs: list[Paragraph] = []
    text, item = _levels(placeholder)
    for number, block in enumerate(blocks):
        for box in arrange(block, place).items:
            assert isinstance(box, TextBox)
            for index, made in enumerate(box.paragraphs):
                level = item + made.level if made.kind == "item" else made.level if made.kind == "heading" else text
                style = made.style
                if number and index == 0:
                    style = replace(style, before=gap_between(blocks[number - 1], block, place))
                paragraphs.append(replace(made, level=level, style=style))
    return in_box(id, placeholder, tuple(paragraphs), look)


def in_box(id: str, place: Placeholder, paragraphs: tuple[Paragraph, ...], look: Look) -> TextBox:
    """Paragraphs as the text of a placeholder."""
    lines = set_text(paragraphs, place.box.width - place.insets.left - place.insets.right, look.fonts)
    given = () if place.loose else place.written
    slot = Slot(place.idx, place.kind, given, not place.moved, place.rtl, place.says)
    return TextBox(id, place.box, paragraphs, lines, place.insets, place.anchor, slot, place.name, explicit=place.loose)


def too_wide(box: TextBox) -> bool:
    """Whether a line leaves its box."""
    width = box.content.width + 1
    return any(line.x < 0 or line.x + line.width > width for line in box.lines)


# -- charts, pictures and tables in placeholders -----------------------------------------------------------------------------


@kept
def _untitled(block: ChartBlock) -> ChartBlock:
    return replace(block, title=False)


@kept
def _upon(look: Look, ground: Colour) -> Look:
    return look.upon(ground)


@kept
def _chart_misfit(block: ChartBlock, place: Placeholder, look: Look, step: int) -> Misfit | None:
    piece = measured(_untitled(block), place.box.width, step, _upon(look, place.background), place.box.height)
    over = piece.height - place.box.height
    return Misfit((block,), (piece,), over) if over > 0 else None


def _whole(block: Block, place: Placeholder, look: Look, step: int) -> Filled:
    """A chart or a picture as large as its placeholder; the slide's own texts say what it would say around itself."""
    piece = measured(block, place.box.width, step, _upon(look, place.background), place.box.height)
    return Filled((_in_slot(piece.items, place),), (piece.height / place.box.height,))


def _photo(block: PictureBlock, place: Placeholder, look: Look, step: int) -> Filled:
    """A picture as large as its place, with whose it is in its corner."""
    alone = replace(block, caption=(), credit=(), alt=block.alt or bare(block.caption))
    made = _whole(alone, place, look, step)
    ((picture,),) = made.slides
    if not isinstance(picture, Picture):
        return made
    one, credit = signed(picture, block, look)
    return replace(made, slides=((one, *credit),))


def _table(poured: Poured, place: Place, placeholder: Placeholder) -> Filled:
    """A table on one slide takes airy rows; one that goes on keeps the same rows everywhere."""
    wanted = round(place.box.height * FULL) if len(poured.parts) == 1 else None
    pieces = [arrange(part[0], place, wanted) for part in poured.parts]
    slides = tuple(_in_slot(piece.items, placeholder) for piece in pieces)
    natural = arrange(poured.parts[0][0], place).height
    grown = (resized(poured.parts[0][0].id, natural, pieces[0].height),) if pieces[0].height > natural else ()
    return Filled(slides, tuple(piece.height / place.box.height for piece in pieces), grown=grown)


def _in_slot(items: Sequence[Item], place: Placeholder) -> tuple[Item, ...]:
    """Items moved into a placeholder, which they fill."""
    slot = None if place.idx == FREE else Slot(place.idx, place.kind)
    moved = [move(item, place.box.x, place.box.y) for item in items]
    return tuple(replace(item, slot=slot) if isinstance(item, Chart | Picture | Table) else item for item in moved)


# -- free areas ---------------------------------------------------------------------------------------------------------------


def _free(poured: Poured, place: Place) -> Filled:
    """Blocks one below the other; what can grow takes the room that is left, up to where a place is full."""
    place = _larger(poured, place)
    stacks = [stack(part, place, place.room) for part in poured.parts]
    for step in range(1, place.step + 1):
        if len({size for made in stacks for size in _labels(made.items)}) < 2:
            break  # tiles that go on have labels of one size
        stacks = [stack(_with_labels(part, step), place, place.room) for part in poured.parts]
    fills = tuple(made.height / place.box.height for made in stacks)
    return Filled(
        tuple(made.items for made in stacks), fills, grown=tuple(one for made in stacks for one in made.changes)
    )


def _larger(poured: Poured, place: Place) -> Place:
    """A place with larger type where texts, names and rows would leave nearly half of a slide of ours empty."""
    if len(poured.parts) > 1 or place.step or not place.look.bleeds or not all(map(_worded, poured.parts[0])):
        return place
    larger = replace(place, look=_enlarged(place.look))
    blocks = poured.parts[0]
    own, more = (_height(blocks, one) / one.box.height for one in (place, larger))
    whole = all(arrange(one, larger).width <= larger.box.width for one in blocks)
    rows = [arrange(one, larger).height for one in blocks if isinstance(one, Row) and one.ruled]
    pitched = max(rows, default=0) * len(rows) <= larger.room  # rather smaller than at many pitches
    return larger if own < SPARSE and more <= FULL and whole and pitched else place


def _worded(block: Block) -> bool:
    """Whether a block is of words alone, which may be larger; what has figures or panels that fill a place sees to that itself."""
    if isinstance(block, Row | ColumnBlock):
        return all(map(_worded, block.blocks))
    return isinstance(block, (*FLOWING, Callout, Cards)) or not _has_picture(block)


def _height(blocks: Sequence[Block], place: Place) -> int:
    """How high blocks stand one below the other before any of them grows, in EMU."""
    return sum(arrange(one, place).height for one in blocks) + sum(pouring.gaps(blocks, place))


@kept
def _enlarged(look: Look) -> Look:
    scale = {
        name: tuple(one.at(look.stepped(one.size * LARGER)) for one in steps) if name in WORDS else steps
        for name, steps in look.scale.items()
    }
    return replace(look, scale=scale)


def _with_labels(blocks: Sequence[Block], step: int) -> tuple[Block, ...]:
    return tuple(replace(block, label_step=step) if isinstance(block, StatGrid) else block for block in blocks)


def _labels(items: Sequence[Item]) -> set[float]:
    """The sizes of the labels of tiles, in points."""
    tiles = [item for item in items if isinstance(item, Group) and item.kind == "stat"]
    boxes = [box for item in tiles for box in text_boxes(item)]
    return {one.style.size for box in boxes for one in box.paragraphs if one.kind == "label"}
