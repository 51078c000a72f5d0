"""Numbered notes of sources: which number each source has, and where the small figures stand that lead to them.

    numbered    a report's root -> the same with a number in each source that something cites
    Marks       a page of blocks -> the same with small figures behind what comes from a source

The numbers are those of the report, so they are the same in a deck, on a page and in every language. What comes from one source has one
figure, at its heading; where the parts of a section come from several, each part has its own. The figures are the superior ones of Unicode
(¹²³), which stay apart from the numbers of the text whoever copies, hears or reads it back: "63" and a raised 1 would be 631.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from ..blocks.agenda import Agenda
from ..blocks.chart import ChartBlock
from ..blocks.heading import Heading
from ..blocks.params import Column, Declared, Entry, Event, Grid, Stat, parameters
from ..blocks.source import SourceLine
from ..briefing import Page
from ..frozen import frozen, replace
from ..values import Origin, Record, Rich, Span, Value, record, records
from ..values.prose_lists import Mark

WORD: Final = "numbered"
"""What `notes` says in a report or a template that wants them."""
_SUPERIOR: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HEADS: Final = frozenset({"title", "takeaway", "short"})
"""The fields of a section that head it."""
_UNMARKED: Final = frozenset({"cover", "section"})
"""Slides that say nothing that has a source: their words stand again on others."""
Home = tuple[str, str]
"""Where a paragraph belongs: its section, and the item in it, "" for the section's own."""


def numbered(root: Record, cited: Mapping[Origin, str]) -> Record:
    """The report with `number` in each of its sources: 1 for the first that is cited, 0 for those that are not, which come last."""
    keys = frozenset(cited.values())
    given = sorted(records(root["sources"]), key=lambda one: one["key"] not in keys)
    documents = [
        record(one.origin, {**one.fields, "number": at if one["key"] in keys else 0}) for at, one in enumerate(given, 1)
    ]
    return record(root.origin, {**root.fields, "sources": tuple(documents)})


def listed(rich: Rich, number: Value, *, item: bool) -> Rich:
    """A source as a note: its number before it, as that of a list's item or as a small figure."""
    if not isinstance(number, int) or not number or not rich:
        return rich
    if item:
        return tuple(replace(span, note=number, item=Mark(0, f"{number}.")) for span in rich)
    return (Span(f"{_figure(number)}\u00a0", note=number), *rich)


def _figure(number: int) -> str:
    return str(number).translate(_SUPERIOR)


@frozen
class _Spot:
    """A paragraph of a page: where it belongs, which notes it leads to, whether it heads a section (0: no; the higher the rather), how
    well it takes a mark (the words of a figure before the figure), and whether its words are those of a head, wherever they stand.
    """

    home: Home
    notes: frozenset[int]
    head: int = 0
    rank: int = 0
    block: int = 0
    named: bool = False


class Marks:
    """The marks on the pages of one report."""

    def __init__(self, root: Record, cited: Mapping[Origin, str], *, slides: bool) -> None:
        self._slides = slides
        numbers = {str(one["key"]): one["number"] for one in records(root["sources"]) if "number" in one}
        self._notes: Mapping[str, int] = {
            origin: number for origin, key in cited.items() if isinstance(number := numbers.get(key), int) and number
        }
        self.unlisted: set[int] = set()
        """The notes that some mark leads to and no page has so far."""
        self._listed: set[int] = set()

    def marked(self, page: Page) -> Page:
        """A page with its marks; a page of a report without numbered notes is left as it is."""
        self._listed |= {note for flow in page.flows.values() for one in flow for note in _listed(one.block)}
        self.unlisted -= self._listed
        if not self._notes or page.role in _UNMARKED:
            return page
        spots: list[_Spot] = []

        def noticed(rich: Rich, head: int, rank: int, block: int) -> Rich:
            spots.append(self._spot(rich, head, rank, block))
            return rich

        _walk(page, noticed, self._slides)
        wanted = _placed(spots)
        self.unlisted |= frozenset().union(*wanted.values()) - self._listed
        at = iter(range(len(spots)))
        return _walk(page, lambda rich, *_: (*rich, *_marks(wanted.get(next(at), frozenset()))), self._slides)

    def _spot(self, rich: Rich, head: int, rank: int, block: int) -> _Spot:
        origins = [origin for span in rich for origin in span.origins if origin.startswith("sections.")]
        if not origins:
            return _Spot(("", ""), frozenset())
        parts = origins[-1].split(".")
        item = ".".join(parts[2:4]) if len(parts) > 4 else ""
        heads = len(parts) == 3 and parts[2] in _HEADS
        return _Spot(
            (parts[1], "" if heads else item),
            frozenset(filter(None, map(self._nearest, origins))),
            head if heads else 0,
            rank,
            block,
            heads,
        )

    def _nearest(self, origin: str) -> int:
        while origin:
            if origin in self._notes:
                return self._notes[origin]
            origin = origin.rpartition(".")[0]
        return 0


def _placed(spots: list[_Spot]) -> dict[int, frozenset[int]]:
    """Which paragraph gets which marks, by their numbers: those of a section together at its heading where they are the same for all of it,
    else those of each part behind its last words.
    """
    made: dict[int, frozenset[int]] = {}
    for section in dict.fromkeys(spot.home[0] for spot in spots if spot.notes):
        own = {at: spot for at, spot in enumerate(spots) if spot.home[0] == section}
        heads = {at: spot for at, spot in own.items() if spot.head}
        said = {at: spot for at, spot in own.items() if not spot.head} or heads
        notes = {spot.notes for spot in said.values() if spot.notes}
        best = max(heads, key=lambda at: (heads[at].head, -at), default=None)
        if best is not None and (len(notes) == 1 or all(spot.rank < 0 or spot.named for spot in said.values())):
            made[best] = frozenset().union(*notes)
            continue
        homes: dict[tuple[Home, int], int] = {}
        for at, spot in said.items():
            here = (spot.home, spot.block)
            if spot.notes and spot.rank >= 0 and (here not in homes or spot.rank >= said[homes[here]].rank):
                homes[here] = at
        made |= {at: said[at].notes for at in homes.values()}
        if best is not None and (left := frozenset().union(*notes) - frozenset().union(*made.values())):
            made[best] = left
    return made


def _listed(held: Any) -> Iterator[int]:
    """The notes that a block is, or has in it."""
    if isinstance(held, Declared):
        kind: Any = type(held)
        for one in parameters(kind):
            yield from _listed(getattr(held, one.name))
    elif isinstance(held, tuple) and held and isinstance(held[0], Span):
        yield from filter(None, (held[0].note,))
    elif isinstance(held, tuple):
        for inner in held:
            yield from _listed(inner)


def _marks(notes: frozenset[int]) -> Rich:
    """The small figures that lead to some notes."""
    spans = (Span(("" if at == 0 else "\u00a0") + _figure(note), note=note) for at, note in enumerate(sorted(notes)))
    return tuple(spans)


# --- The paragraphs of a page --------------------------------------------------------------------------------------------------------

_Seen = Callable[[Rich, int, int, int], Any]
"""What becomes of a paragraph: given with how well it heads a section, its rank, and the number of its block."""


def _walk(page: Page, seen: _Seen, slides: bool) -> Page:
    """A page whose paragraphs are what `seen` makes of them, each asked once and always in the same order. On slides, titles stand for
    those of charts.
    """
    count = iter(range(10**6))
    lines = {
        name: seen(rich, {"title": 2, "kicker": 1}.get(name, 0), 0 if name == "title" else -1, -1)
        if name in ("title", "kicker")
        else rich
        for name, rich in page.lines.items()
    }
    flows = {
        name: tuple(replace(one, block=_block(one.block, seen, count, slides)) for one in flow)
        for name, flow in page.flows.items()
    }
    return replace(page, lines=lines, flows=flows)


def _block(block: Any, seen: _Seen, count: Iterator[int], slides: bool) -> Any:
    if isinstance(block, Agenda | SourceLine) or not isinstance(block, Declared):
        return block
    if isinstance(block, ChartBlock):
        return _chart(block, seen, next(count), slides)
    number, head = next(count), 3 if isinstance(block, Heading) else 0
    changes: dict[str, Any] = {}
    kind: Any = type(block)
    for one in parameters(kind):
        held = getattr(block, one.name)
        if one.kind == "blocks":
            changes[one.name] = tuple(_block(inner, seen, count, slides) for inner in held)
        elif one.kind in ("line", "paragraphs", "entries", "stats", "columns", "events", "grid") and held:
            changes[one.name] = _held(held, seen, head, number)
    return replace(block, **changes)


def _chart(block: ChartBlock, seen: _Seen, number: int, slides: bool) -> ChartBlock:
    """A chart has its marks behind the words above it; on a slide the title is there for that."""
    points = tuple(Span("", (origin,)) for origin in block.data.origins())
    seen(points, 0, -1, number)
    said = block.heading or (block.data.title if block.title else ())
    if slides or not said:
        return block
    marked = seen(said, 3, -1, number)
    return replace(block, heading=marked) if block.heading or marked != said else block


def _held(held: Any, seen: _Seen, head: int, number: int) -> Any:
    match held:
        case tuple() if held and isinstance(held[0], Span):
            return seen(held, head, 0, number)
        case tuple():
            return tuple(_held(one, seen, head, number) for one in held)
        case Stat():
            figure, label = seen(held.figure, 0, -1, number), seen(held.label, 0, 1, number)
            return replace(held, figure=figure, label=label)
        case Entry():
            lead = seen(held.lead, 0, 0, number)
            return replace(held, lead=lead, detail=seen(held.detail, 0, 0, number) if held.detail else ())
        case Event():
            return replace(held, text=seen(held.text, 0, 0, number))
        case Column():
            title = seen(held.title, 0, -1, number)
            return replace(held, title=title, points=_held(held.points, seen, 0, number))
        case Grid():
            for rich in (*held.head, *(cell for row in held.rows for cell in row)):
                if rich:
                    seen(rich, 0, -1, number)
            return held
        case _:
            return held
