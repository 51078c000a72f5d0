"""How finished slides look, as far as that can be measured: a score of 100 for each, less what a designer would see at once.

Covers, dividers, statements and slides that are a photo say little on purpose: how full they are is not counted. The figures are floors
of taste, not laws: a score says where to look first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import Final

from ..diagnostics import Diagnostic, note
from ..frame import Chart, Frame, Group, Item, Layout, Line, Panel, Paragraph, Picture, Rule, Table, TextBox, text_boxes
from ..frozen import frozen
from ..geometry import Box, points, to_points
from ..look import Colour
from ..values import Origin

LEAST, MOST = 0.40, 0.92
"""How much of the room between title and footer is used, from above and from the side, on a slide that is neither empty nor crammed."""
APART: Final = 0.33
"""So much of that height has something in it: a few lines far from each other are not a full slide."""
NEIGHBOURS: Final = 0.05
"""What stands no further apart than so much of that height is one thing to the eye: the room between is not empty."""
ITEM: Final = 3
"""A title of more parts than this is that of something in a section (`sections.results.items.wells.title`)."""
SIZES, OWN, SHEET = 6, 4, 7
"""So many sizes of type has a deck at the most, a slide besides its footers, and a sheet."""
SMALL: Final = 12.0
EDGES: Final = 6
"""So many left edges has a slide at the most."""
ALIKE: Final = 3
"""So many slides in a row may have one layout."""
WORDS: Final = 110
LINES: Final = 2
FEW, STATED = 24, 20.0
"""A slide of so few words in type of so many points or more, that has nothing else, is a statement."""
LARGE, BOLD = 24.0, 18.0
READABLE, READABLE_LARGE = 4.5, 3.0
"""Contrasts of text (WCAG 2.2, 1.4.3)."""
NEAR: Final = points(3)
FURNITURE: Final = frozenset({"footer", "page-date", "number", "status", "photo.credit", "slide.source"})
HEADS: Final = frozenset({"title", "kicker", "subtitle", "date"})


@frozen
class Score:
    """What a slide looks like: its points of 100, and in words what it lost some for."""

    slide: str
    points: int
    faults: tuple[str, ...]


def scores(layout: Layout) -> tuple[Score, ...]:
    """The score of every page."""
    usual = _usual_left(layout.frames)
    row, made = 0, []
    for number, frame in enumerate(layout.frames):
        before = layout.frames[number - 1] if number else None
        row = row + 1 if before is not None and before.layout == frame.layout else 1
        lost = [*_lost(frame, usual), *((8, f"{row} slides in a row with one layout") for _ in range(row > ALIKE))]
        if before is not None and _undressed(before, frame):
            lost.append((8, "set in another way than the slide before, which tells of the same"))
        made.append(Score(frame.id, max(0, 100 - sum(minus for minus, _ in lost)), tuple(said for _, said in lost)))
    return tuple(made)


def findings(layout: Layout, output: str) -> tuple[Diagnostic, ...]:
    """The score of a document and of each page that lost points, as notes."""
    made = scores(layout)
    sizes = {size for frame in layout.frames if _measurable(frame) for size in _sizes(frame)}
    mean = sum(one.points for one in made) / max(1, len(made)) - 2 * max(0, len(sizes) - SIZES)
    told = [
        note(
            "look-score",
            f"`{output}` looks like {max(0, mean):.0f} of 100, with {len(sizes)} sizes of type on its slides",
        )
    ]
    if len(layout.frames) == 1:
        told = [note("look-score", f"`{output}` looks like {made[0].points} of 100")]
    for number, one in enumerate(made, 1):
        if one.faults:
            hint = "`docs/checks.md` says how looks are measured"
            message = f"`{output}`, page {number} (`{one.slide}`): {one.points} of 100: {'; '.join(one.faults)}"
            told.append(note("look-page", message, hint=hint))
    return tuple(told)


def _lost(frame: Frame, usual: int | None) -> Iterator[tuple[int, str]]:
    """What a page loses points for, and how many."""
    for measure in (_fill, _type, _faint, _crowd, _edges, _places, _torn):
        yield from measure(frame)
    title = _title(frame)
    if title is not None and usual is not None and _measurable(frame) and abs(_left(title, frame) - usual) > NEAR:
        yield 8, "its title begins elsewhere than the others"


# -- what is measured -------------------------------------------------------------------------------------------------------


def _fill(frame: Frame) -> Iterator[tuple[int, str]]:
    """Half empty, or crammed."""
    if not _measurable(frame):
        return
    room = _room(frame)
    boxes = [box for item in _content(frame) for box in _inked(item)]
    boxes = [box for box in boxes if box.width > 0 and box.height > 0 and box.y < room.bottom]
    if not boxes:
        yield 40, "nothing stands on it"
        return
    used = _union(boxes)
    share = _share(used.y - room.y, used.bottom - room.y, room.height) * _share(
        used.x - room.x, used.right - room.x, room.width
    )
    reached = _reached(boxes, room)
    if share < LEAST:
        yield round(12 + (LEAST - share) * 70), f"{share:.0%} full"
    elif reached < APART:
        yield round(8 + (APART - reached) * 40), f"{1 - reached:.0%} of its height empty"
    elif share > MOST and _words(frame) > WORDS:
        yield 10, f"{share:.0%} full"


def _type(frame: Frame) -> Iterator[tuple[int, str]]:
    """Too many sizes, or too small."""
    sizes = sorted(_sizes(frame))
    own = OWN if frame.page.is_slide else SHEET
    if len(sizes) > own:
        yield 4 * (len(sizes) - own), f"{len(sizes)} sizes of type"
    floor = SMALL if frame.page.is_slide else 9.0
    if sizes and sizes[0] < floor:
        yield 15, f"type of {sizes[0]:g} points"
    title = _title(frame)
    if title is not None and len(title.lines) > LINES:
        yield 6, f"a title of {len(title.lines)} lines"


def _faint(frame: Frame) -> Iterator[tuple[int, str]]:
    """Words that do not read on what is behind them; on pictures they were measured when they were set."""
    worst = READABLE
    for line, ground in _grounded((*frame.fixed, *frame.items), frame.background):
        for style in (run.run.style for run in line.runs):
            needed = READABLE_LARGE if style.size >= (BOLD if style.bold else LARGE) else READABLE
            worst = min(worst, style.colour.contrast(ground) * READABLE / needed)
    if worst < READABLE - 0.05:
        yield 20, f"a contrast of {worst:.1f}"


def _crowd(frame: Frame) -> Iterator[tuple[int, str]]:
    """Too many words, words over words, and what leaves the page."""
    words = _words(frame)
    if frame.page.is_slide and words > WORDS:
        yield min(25, (words - WORDS) // 6 + 4), f"{words} words"
    texts = [box for item in frame.items for one in text_boxes(item) for box in _inked(one) if one.lines]
    if any(one.inset(NEAR, NEAR, NEAR, NEAR).overlaps(other) for one, other in combinations(texts, 2)):
        yield 25, "words over words"
    out = [box for box in texts if not frame.page.box.contains(box)]
    if out:
        yield 25, "words beyond the page"


def _edges(frame: Frame) -> Iterator[tuple[int, str]]:
    """How many left edges the eye meets: what is nearly in line is not in line."""
    if frame.page.is_sheet:
        return  # a sheet has twelve columns, and uses most of them
    lefts = sorted({_start(item.box, frame) for item in _content(frame) if not isinstance(item, Rule)})
    lines = 1 + sum(after - before > NEAR for before, after in pairwise(lefts)) if lefts else 0
    if lines > EDGES:
        yield 3 * (lines - EDGES), f"{lines} left edges"
    odd = [after - before for before, after in pairwise(lefts) if NEAR < after - before < 4 * NEAR]
    if odd:
        yield 8, f"edges {to_points(min(odd)):.0f} points apart"


def _places(frame: Frame) -> Iterator[tuple[int, str]]:
    """A side that is empty beside one that is full: what stands on the page leaves a third of its width bare."""
    if not _measurable(frame):
        return
    room = _room(frame)
    rows = [box for item in _content(frame) for box in _inked(item) if box.bottom <= room.bottom + NEAR]
    if not rows:
        return
    end = max(_start(box, frame) + box.width for box in rows) - (room.x if not frame.rtl else 0)
    if end < room.width * 0.55 and max(box.bottom for box in rows) - room.y > room.height * 0.5:
        yield 8, "an empty side"


def _torn(frame: Frame) -> Iterator[tuple[int, str]]:
    """A paragraph that goes on at the head of another column: its halves look like two."""
    told = [box for box in _told(frame) if box.paragraphs]
    for one, other in pairwise(told):
        last, first = _field(one.paragraphs[-1]), _field(other.paragraphs[0])
        if last and last == first and one.content.y == other.content.y:
            yield 6, "a paragraph torn over two columns"


def _undressed(before: Frame, frame: Frame) -> bool:
    """Whether a slide of running text has it in other type than the one before, which tells of another thing of the same section."""
    (section, text), (same, other) = ((_section(one), _told(one)) for one in (before, frame))
    if section is None or section != same or not text or not other:
        return False
    return max(map(_largest, text)) != max(map(_largest, other))


def _section(frame: Frame) -> str | None:
    """The section whose item a slide tells of, by its title; None where it tells of all of it."""
    title = _title(frame)
    field = _field(title.paragraphs[0]) if title is not None and title.paragraphs else None
    parts = str(field).split(".") if field else []
    return parts[1] if len(parts) > ITEM else None


def _told(frame: Frame) -> list[TextBox]:
    """The running text of a slide, in its places."""
    return [item for item in _content(frame) if isinstance(item, TextBox) and item.id.startswith("body")]


def _largest(box: TextBox) -> float:
    return max((run.style.size for one in box.paragraphs for run in one.runs), default=0.0)


def _field(said: Paragraph) -> Origin | None:
    """The field that a paragraph begins with."""
    return next((origin for run in said.runs for origin in run.origins), None)


# -- what stands on a page --------------------------------------------------------------------------------------------------


def _measurable(frame: Frame) -> bool:
    """Whether how full a page is says anything: covers, dividers, closing pages, photos and statements are as they are on purpose."""
    page = frame.page
    if page.is_sheet or (frame.background.rgb != "FFFFFF" and frame.layout.startswith(("Cover", "Section"))):
        return False
    content = _content(frame)
    covered = [item.box for item in content if isinstance(item, Picture)]
    covered += [item.box for item in frame.fixed if isinstance(item, Panel) and item.box.height >= page.height * 0.9]
    if any(box.width * box.height >= page.width * page.height * 0.3 for box in covered):
        return False
    sizes = [
        run.run.style.size for item in content for box in text_boxes(item) for line in box.lines for run in line.runs
    ]
    stated = _words(frame) <= FEW and min(sizes, default=0.0) >= STATED
    return not stated or any(_shows(item) for item in content)


def _shows(item: Item) -> bool:
    """Whether an item is more than words: a chart, a table, a picture, a group of several things."""
    return isinstance(item, Chart | Table | Picture | Group)


def _content(frame: Frame) -> list[Item]:
    return [item for item in frame.items if item.id not in FURNITURE | HEADS]


def _title(frame: Frame) -> TextBox | None:
    return next((item for item in frame.items if isinstance(item, TextBox) and item.id == "title"), None)


def _room(frame: Frame) -> Box:
    """Between the title and the footers, and between the margins."""
    page, title = frame.page, _title(frame)
    left = min(_left(title, frame) if title else page.width // 18, page.width // 6)
    top = max((box.bottom for box in _inked(title)), default=0) if title else page.height // 8
    return Box(left, top, page.width - 2 * left, max(1, round(page.height * 0.93) - top))


def _inked(item: Item) -> Iterator[Box]:
    """What is seen of an item: of a text its lines, of a group its parts."""
    match item:
        case Group():
            for child in item.items:
                yield from _inked(child)
        case TextBox():
            for line in item.lines:
                top = item.content.y + item.shift + line.top
                yield Box(item.content.x + line.x, top, line.width, line.height)
        case _:
            yield item.box


def _sizes(frame: Frame) -> set[float]:
    """The sizes of type on a page, footers aside."""
    boxes = (box for item in frame.items if item.id not in FURNITURE for box in text_boxes(item))
    return {run.run.style.size for box in boxes for line in box.lines for run in line.runs}


def _words(frame: Frame) -> int:
    boxes = (box for item in _content(frame) for box in text_boxes(item))
    return sum(len(words.text.split()) for box in boxes for words in box.paragraphs)


def _grounded(items: Iterable[Item], ground: Colour) -> Iterator[tuple[Line, Colour]]:
    """Every line of text with the colour behind it, as far as panels say; none on pictures."""
    behind: list[tuple[Box, Colour | None]] = []
    for item in _flat(items):
        match item:
            case Panel() if item.fill is not None:
                behind.append((item.box, item.fill))
            case Picture():
                behind.append((item.box, None))
            case TextBox():
                for line, box in zip(item.lines, _inked(item), strict=True):
                    middle = Box(box.x + box.width // 2, box.y + box.height // 2, 1, 1)
                    found = next((fill for place, fill in reversed(behind) if place.contains(middle)), ground)
                    if found is not None:
                        yield line, found


def _flat(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Group):
            yield from _flat(item.items)
        else:
            yield item


def _reached(boxes: Sequence[Box], room: Box) -> float:
    """How much of a room's height has something in it; lines of one text, and what stands as near, are one thing."""
    near = round(room.height * NEIGHBOURS)
    end, used = room.y, 0
    for box in sorted(boxes, key=lambda one: one.y):
        start = end if box.y - end <= near else box.y
        used += max(0, min(box.bottom, room.bottom) - start)
        end = max(end, box.bottom)
    return used / room.height


def _union(boxes: Sequence[Box]) -> Box:
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.united(box)
    return whole


def _share(start: int, stop: int, whole: int) -> float:
    return max(0.0, min(stop, whole) - max(start, 0)) / max(1, whole)


def _start(box: Box, frame: Frame) -> int:
    """Where a box begins, counted from the side that lines begin at."""
    return frame.page.width - box.right if frame.rtl else box.x


def _left(title: TextBox, frame: Frame) -> int:
    return _start(title.content, frame)


def _usual_left(frames: Sequence[Frame]) -> int | None:
    """Where most titles of pages that are measured begin."""
    found = Counter(_left(title, frame) for frame in frames if _measurable(frame) and (title := _title(frame)))
    return found.most_common(1)[0][0] if found else None
