"""Charts, figures and quotes as cards: pictures of set sizes that can be posted by themselves, each with its source and its words for those
who cannot see it.

    deal     Flow, Look, sizes -> cards that are laid out, and what makes none
    drawn    cards -> their files
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...frame import Frame, Layout, Properties
from ...frozen import frozen
from ...identifiers import slug, unique
from ...look import Look
from ...values import Origin
from ..nodes import Dates, Flow, Items, Part, Rows, Sides, walk
from ..sizes import Size, sized
from . import composing
from .subjects import subjects


@frozen
class Card:
    """A card that is laid out: what its file is called, its size, its page, and what is told of it beside the picture."""

    name: str
    size: Size
    frame: Frame
    alt: str
    credit: str
    origins: tuple[Origin, ...]


@frozen
class Misfit:
    """What is too long for a card of a size: its id, and the first of its fields."""

    id: str
    size: Size
    origin: Origin


@frozen
class Dealt:
    """The cards of a document, what is too long for one, and what has none by its kind: the ids of its parts."""

    cards: tuple[Card, ...]
    misfits: tuple[Misfit, ...]
    passed: tuple[str, ...]


def deal(flow: Flow, look: Look, sizes: Sequence[str]) -> Dealt:
    """A document's cards in each of the sizes, each chart, figure and quote once."""
    chosen = tuple(subjects(flow))
    names = unique(slug(one.id) or f"card-{number}" for number, one in enumerate(chosen, 1))
    cards: list[Card] = []
    misfits: list[Misfit] = []
    for size in filter(None, map(sized, sizes)):
        for name, one in zip(names, chosen, strict=True):
            frame = composing.frame(one, flow, look, size)
            if frame is None:
                misfits.append(Misfit(one.id, size, next(iter(one.origins), Origin(""))))
            else:
                cards.append(Card(f"{name}.{size}", size, frame, one.alt(flow), one.credit(flow), one.origins))
    return Dealt(tuple(cards), tuple(misfits), tuple(_passed(flow)))


def _passed(flow: Flow) -> Iterator[str]:
    """The parts that show what a card has no room for."""
    for part in flow.parts:
        if any(_wide(node) for node in walk(part.nodes)) and not _cover(part):
            yield part.id


def _wide(node: object) -> bool:
    match node:
        case Items(order=order):
            return order != "contents"
        case Rows() | Dates() | Sides():
            return True
        case _:
            return False


def _cover(part: Part) -> bool:
    return part.role in ("cover", "closing", "section")


def drawn(cards: Sequence[Card], form: str, flow: Flow) -> Iterator[tuple[Card, bytes]]:
    """The files of some cards, as PNG or as SVG."""
    if form == "svg":
        from ...writers import svg

        for card in cards:
            yield card, svg.write(card.frame, slug(card.name) or "card", card.alt, card.size)
        return
    from ...writers import png

    for size in dict.fromkeys(card.size for card in cards):
        same = [card for card in cards if card.size == size]
        layout = Layout(tuple(card.frame for card in same), _properties(flow), b"")
        yield from zip(same, png.write(layout, size.width, tuple(card.alt for card in same)), strict=True)


def _properties(flow: Flow) -> Properties:
    """What a file of cards says of itself."""
    return Properties(flow.title, flow.language, flow.date)
