"""From a filled template to a document without pages: what was to stand on slides or on a sheet, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any, Final, assert_never, cast

from ..blocks.agenda import Agenda
from ..blocks.callout import Callout
from ..blocks.cards import Cards
from ..blocks.chart import ChartBlock
from ..blocks.comparison import Comparison
from ..blocks.forms import Forms
from ..blocks.heading import Heading
from ..blocks.hero import Hero
from ..blocks.key_message import KeyMessage
from ..blocks.lead import Lead
from ..blocks.params import Entry, Kind, parameters
from ..blocks.picture import PictureBlock
from ..blocks.prose import Prose
from ..blocks.qr import QrCode
from ..blocks.quote import Quote
from ..blocks.row import Row
from ..blocks.source import SourceLine
from ..blocks.steps import Steps
from ..briefing import Briefing, Page, Placed
from ..frozen import replace
from ..images import narrowed
from ..language import of
from ..language.wording import word
from ..values import Rich, Span, bare, cut, plain
from .nodes import (
    Address,
    Beside,
    Dates,
    Figures,
    Flow,
    Graph,
    Head,
    Items,
    Node,
    Part,
    Photo,
    Rows,
    Said,
    Sides,
    Voice,
    Words,
)

if TYPE_CHECKING:
    from ..blocks.piece import Block

_WIDEST: Final = 1600
"""So many pixels across are enough for a photo on a screen or a sheet of A4; what a camera gives would make a mail of ten megabytes."""
_LINES: Final = ("subtitle", "date")
"""The one-line places below a title."""


def flow(briefing: Briefing, author: str, date: str) -> Flow:
    """A briefing as a document without pages; `author` and `date` are for its metadata."""
    language = briefing.language
    parts = _linked(tuple(_named(_joined(_levelled(briefing)))), briefing.pages)
    return Flow(
        briefing.title,
        briefing.subject,
        language,
        of(language).rtl,
        date or briefing.date,
        author,
        briefing.edition,
        briefing.furniture.status,
        briefing.furniture.footer,
        parts,
        briefing.report,
        {one.origin: one for one in briefing.fields},
        briefing.sources,
        briefing.notice,
        briefing.furniture.date,
    )


def _levelled(briefing: Briefing) -> Iterator[Part]:
    """The parts of the pages, each at its level: what a chapter holds stands below it."""
    chapter: Rich = ()
    for number, page in enumerate(briefing.pages):
        title = page.lines.get("title", ())
        if page.role == "section":
            chapter = title
        elif plain(chapter).strip() != page.section.strip():
            chapter = ()
        level = 1 if not number else 2 if page.role == "section" or not chapter else 3
        made = Part(
            page.id,
            level,
            title,
            _without(page.lines.get("kicker", ()), plain(chapter), briefing.language),
            tuple(page.lines[name] for name in _LINES if page.lines.get(name)),
            _arranged(tuple(_of_flows(page))),
            next((photo for placed in page.photo for photo in _of(placed.block) if isinstance(photo, Photo)), None),
            page.role,
        )
        yield from _columns(page, made) if page.role == "two-columns" else (made,)


def _arranged(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The nodes without what only a slide needs: the name of a chart beside it, which stands above it here. A tall picture has the rest
    beside it."""
    named = {plain(rich) for node in nodes if isinstance(node, Graph) for rich in (_called(node), node.heading)}
    kept = tuple(node for node in nodes if not (isinstance(node, Words) and plain(node.text) in named))
    match kept:
        case (Photo(image=image) as photo, *others) if others and image.height > image.width:
            return (Beside(((photo,), tuple(others))),)
        case _:
            return kept


def _called(graph: Graph) -> Rich:
    """A chart's name with what its values are in."""
    return graph.spec.in_unit(graph.heading)


def _columns(page: Page, whole: Part) -> Iterator[Part]:
    """Two texts that share a slide have it because they are short; without slides each stands below its own heading."""
    flows = [page.flows.get(name, ()) for name in ("left", "right")]
    if not all(placed and isinstance(placed[0].block, Heading) for placed in flows):
        yield whole
        return
    for number, placed in enumerate(flows):
        head = cast(Heading, placed[0].block)
        id = f"{page.id}-{number + 1}" if number else page.id
        yield replace(whole, id=id, title=head.text, nodes=tuple(_nodes(placed[1:])))


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """Parts of one title that follow each other are one: what did not fit on one slide stands below one heading."""
    for _, same in groupby(parts, key=_same):
        first, *others = same
        nodes = chain(first.nodes, *(((one.photo,) if one.photo else ()) + one.nodes for one in others))
        yield replace(first, nodes=tuple(nodes))


def _same(part: Part) -> tuple[object, ...]:
    """What parts have in common that are one; a chapter is always one of its own, to which others lead."""
    return part.level, plain(part.title), plain(part.kicker), part.id if part.chapter else ""


def _named(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts with ids that no two share."""
    taken: dict[str, int] = {}
    for part in parts:
        again = taken[part.id] = taken.get(part.id, 0) + 1
        yield replace(part, id=f"{part.id}.{again}") if again > 1 else part


def _linked(parts: tuple[Part, ...], pages: Iterable[Page]) -> tuple[Part, ...]:
    """The parts with every entry of a list of contents leading to one: a chapter without a part of its own, to the first that it holds."""
    known = {part.id for part in parts}
    first: dict[str, str] = {}
    for page in pages:
        if page.id in known:
            first.setdefault(page.section.strip(), page.id)

    def led(entry: Entry) -> Entry:
        lost = any(span.link and span.link[1:] not in known for span in entry.lead)
        if not lost:
            return entry
        link = f"#{at}" if (at := first.get(plain(entry.lead).strip())) else ""
        return replace(entry, lead=tuple(replace(span, link=link) for span in entry.lead))

    return tuple(
        replace(
            part,
            nodes=tuple(
                replace(node, entries=tuple(map(led, node.entries)))
                if isinstance(node, Items) and node.order == "contents"
                else node
                for node in part.nodes
            ),
        )
        for part in parts
    )


def _without(kicker: Rich, chapter: str, language: str) -> Rich:
    """What stands above a title less the chapter's name, which is the heading over it."""
    said = plain(kicker)
    if not chapter or not said.startswith(chapter):
        return kicker
    return cut(kicker, len(chapter) + len(word("dot", language)))[1] if len(said) > len(chapter) else ()


def _of_flows(page: Page) -> Iterator[Node]:
    for placed in page.flows.values():
        if page.role == "section":  # what is in the chapter, a line each
            lines = [(one.block.id, rich) for one in placed if isinstance(one.block, Prose) for rich in one.block.text]
            if len(lines) == sum(len(getattr(one.block, "text", ((), ()))) for one in placed) and lines:
                yield Items(tuple(_entry(f"{id}-{n}", rich) for n, (id, rich) in enumerate(lines, 1)), "contents")
                continue
        yield from _nodes(placed)


def _entry(id: str, rich: Rich) -> Entry:
    return Entry(id, rich)


def _nodes(placed: Iterable[Placed]) -> Iterator[Node]:
    for one in placed:
        yield from _of(one.block)


def _paragraphs(texts: Iterable[Rich], voice: Voice = "text") -> Iterator[Node]:
    return (Words(rich, voice) for rich in texts if rich)


def _of(block: Block) -> Iterator[Node]:
    """The nodes of a block: those that follow from its parameters, where it is not named here."""
    match block:
        case Lead():
            yield Words(block.text, "lead")
        case Heading():
            yield Head(block.text, max(1, block.level - 1))
        case SourceLine():
            yield from _paragraphs(block.text, "note")
        case Callout():
            if block.title:
                yield Head(block.title, 2)
            yield from _paragraphs(block.text, "callout")
            yield from _paragraphs((block.credit,), "note")
        case KeyMessage():
            if block.title:
                yield Head(block.title, 2)
            yield from _paragraphs(block.text, "message")
            yield from _paragraphs((block.detail,), "callout")
        case Cards():
            yield Items(block.items, "cards")
        case Steps():
            yield Items(block.items, "steps")
        case Agenda():
            linked = (replace(one, lead=tuple(replace(s, link=f"#{one.id}") for s in one.lead)) for one in block.items)
            yield Items(tuple(linked), "contents")
        case Hero():
            yield Figures(block.item, True, block.part, block.share, block.of)
        case Quote():
            yield Said(block.text, block.speaker, block.office)
        case Comparison():
            yield Sides(block.items, block.emphasis)
        case QrCode():
            yield Address(block.link, block.label)
        case PictureBlock():
            yield from _photo(block)
        case Row():
            yield _beside(tuple(tuple(_of(one)) for one in block.blocks))
        case Forms():
            yield from _of(block.blocks[0])
        case ChartBlock():
            said = (block.heading or block.data.title) if block.title else ()
            yield Graph(block.data, said, block.below if said else ())
            if block.data.ground is not None:
                yield from _paragraphs((block.data.ground.notice,), "note")
        case _:
            for one in parameters(type(block)):
                yield from _shown(one.kind, getattr(block, one.name), getattr(block, "alt", ""))


def _shown(kind: Kind, held: Any, alt: str = "") -> Iterator[Node]:
    """The nodes of what a parameter holds; `alt` is what a picture shows, in words."""
    if not held:
        return
    match kind:
        case "line":
            yield Words(held)
        case "paragraphs":
            yield from _paragraphs(held)
        case "entries":
            yield Items(held)
        case "stats":
            yield Figures(held)
        case "columns":
            yield Sides(held)
        case "events":
            yield Dates(held)
        case "grid":
            yield Rows(held)
        case "chart":
            yield Graph(held)
        case "image":
            yield Photo(narrowed(held, _WIDEST), (), (), alt)
        case "link":
            yield Address(held, (Span(held),))
        case "blocks":
            for one in held:
                yield from _of(one)
        case "words" | "count" | "flag" | "word" | "share":  # how it is shown, not what
            return
        case _:
            assert_never(kind)


def _beside(groups: tuple[tuple[Node, ...], ...]) -> Beside:
    return Beside(tuple(group for group in groups if group))


def _photo(block: PictureBlock) -> Iterator[Node]:
    """A picture; its words alone where it has no file."""
    if block.file is None:
        yield from _paragraphs((block.caption,), "callout")
        yield from _paragraphs((block.credit,), "note")
        return
    yield Photo(
        narrowed(block.file, _WIDEST),
        block.caption,
        block.credit,
        "" if block.decorative else block.alt or bare(block.caption),
    )
