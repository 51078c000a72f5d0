"""A document without pages: parts with headings, and in them a closed set of nodes that every reflowing format knows.

A part is what a deck shows on a slide or on several of one title. Nothing is measured; the order is the reading order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Literal, TypeAlias

from ..blocks.params import Column, Entry, Event, Grid, Stat, origins_of
from ..charts.spec import ChartSpec
from ..frozen import frozen
from ..images import Image
from ..values import Day, Figure, Origin, Rich, Text, plain, without_notes

Voice: TypeAlias = Literal["text", "lead", "callout", "message", "note"]
"""How a paragraph is meant: running text, the sentence that sums up, words set apart, the one to remember, small type."""
Order: TypeAlias = Literal["list", "steps", "cards", "contents"]
"""How items follow each other: as points, one after the other in time, side by side, or as what is to come."""


@frozen
class Words:
    """A paragraph."""

    text: Rich
    voice: Voice = "text"


@frozen
class Head:
    """A heading within a part; `depth` is 1 for the part's own subheadings, 2 below these."""

    text: Rich
    depth: int = 1


@frozen
class Items:
    """Short texts, each with a quieter second one."""

    entries: tuple[Entry, ...]
    order: Order = "list"


@frozen
class Figures:
    """Numbers with what they count. A single large one may have a `part` of another figure in per cent, with its words."""

    stats: tuple[Stat, ...]
    large: bool = False
    part: int = 0
    share: Rich = ()
    of: Rich = ()


@frozen
class Said:
    """A quote, without its marks, and whose it is."""

    text: Rich
    speaker: Rich
    office: Rich = ()


@frozen
class Graph:
    """A chart; `heading` are the words above it, `below` what it is called, both empty where the part's title says it."""

    spec: ChartSpec
    heading: Rich = ()
    below: Rich = ()


@frozen
class Rows:
    """A table."""

    grid: Grid


@frozen
class Dates:
    """What happened, in the order of time."""

    events: tuple[Event, ...]


@frozen
class Sides:
    """Things compared; the one called `emphasis` stands out."""

    columns: tuple[Column, ...]
    emphasis: str = ""


@frozen
class Photo:
    """A picture with caption and credit; `alt` is "" only where it tells nothing."""

    image: Image
    caption: Rich
    credit: Rich
    alt: str


@frozen
class Address:
    """A link with its words."""

    link: str
    label: Rich


@frozen
class Beside:
    """Groups of nodes that stand side by side where there is room."""

    groups: tuple[tuple[Node, ...], ...]


Node: TypeAlias = Words | Head | Items | Figures | Said | Graph | Rows | Dates | Sides | Photo | Address | Beside


@frozen
class Part:
    """What has a heading: `level` is 1 for the document's title, 2 for chapters and what stands in none, 3 for what a chapter holds.

    `kicker` stands small above the title, `lines` below it. `role` is that of its page: "section" begins a chapter, "closing" ends.
    """

    id: str
    level: int
    title: Rich
    kicker: Rich = ()
    lines: tuple[Rich, ...] = ()
    nodes: tuple[Node, ...] = ()
    photo: Photo | None = None
    role: str = ""

    @property
    def chapter(self) -> bool:
        return self.role == "section"


@frozen
class Flow:
    """A whole document after reading: its parts, its language, and what its metadata say. `status` stands where nobody misses it; `fields` are the
    report's own values by the ids that shown words carry, `sources` in words the documents that parts of it cite; `notice` and `day` stand
    on its pages."""

    title: str
    subject: str
    language: str
    rtl: bool
    date: str
    author: str
    edition: str
    status: Rich
    foot: Rich
    parts: tuple[Part, ...]
    report: str = ""
    fields: Mapping[Origin, Text | Figure | Day] = field(default_factory=dict)
    sources: Mapping[Origin, Rich] = field(default_factory=dict)
    notice: Rich = ()
    day: Rich = ()


def unnoted(rich: Rich) -> str:
    """The bare words of a paragraph, less the figures that lead to notes."""
    return plain(without_notes(rich))


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Every node in reading order, those side by side one after the other."""
    for node in nodes:
        if isinstance(node, Beside):
            for group in node.groups:
                yield from walk(group)
        else:
            yield node


def origins(part: Part) -> Iterator[Origin]:
    """Every field of the report that a part shows, in reading order."""
    yield from origins_of(part.kicker, part.title, *part.lines)
    for node in (*((part.photo,) if part.photo else ()), *walk(part.nodes)):
        match node:
            case Words() | Head():
                yield from origins_of(node.text)
            case Items():
                yield from origins_of(node.entries)
            case Figures():
                yield from origins_of(node.stats, node.share, node.of)
            case Said():
                yield from origins_of(node.text, node.speaker, node.office)
            case Graph():
                yield from origins_of(node.spec, node.heading, node.below)
            case Rows():
                yield from origins_of(node.grid.head, node.grid.rows, node.grid.total)
            case Dates():
                yield from origins_of(node.events)
            case Sides():
                yield from origins_of(node.columns)
            case Photo():
                yield from origins_of(node.caption, node.credit)
            case Address():
                yield from origins_of(node.label)
            case Beside():
                continue


def alts(part: Part) -> Iterator[str]:
    """The words for those who cannot see its pictures and charts."""
    for node in (*((part.photo,) if part.photo else ()), *walk(part.nodes)):
        match node:
            case Photo(alt=alt) | Graph(spec=ChartSpec(alt=alt)):
                yield alt
            case Figures(stats=stats):
                yield from (stat.trend.alt for stat in stats if stat.trend is not None)
            case _:
                continue


def is_told(graph: Graph, above: str) -> bool:
    """Whether the words above a chart say what it is called, with what its values are in or without."""
    named = graph.heading or graph.spec.title
    return any(unnoted(one) in above for one in (named, graph.spec.in_unit(named)))
