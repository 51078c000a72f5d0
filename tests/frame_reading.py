"""Laying out a report for a test, and reading what became of it: where items stand, how full pages are, which words are shown."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from briefings import layout as layouts
from briefings import report, source, template
from briefings.blocks.forms import Forms
from briefings.blocks.params import Column, Entry, Event, Grid, Stat, parameters
from briefings.blocks.piece import Block
from briefings.briefing import Briefing
from briefings.env import Env
from briefings.frame import Chart, Frame, Group, Item, Layout, Panel, Run, Table, TextBox
from briefings.frozen import replace
from briefings.geometry import Box, points
from briefings.look import Look, SlideLayout
from briefings.style import resolve, theme
from briefings.values import Rich, plain

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "data/drugs-crime-terrorism.yaml"
WATER = ROOT / "tests/reports/water.yaml"
FURNITURE = ("ftr", "dt", "sldNum")
LINES = ("title", "ctrTitle", "subTitle")
UNCOUNTED = frozenset(" \n\t\u00a0\u2028“”«»„‘’\"'…")
"""Characters that a page may add or leave out: spaces at line ends, quotation marks, which the language puts."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A report with a template, laid out."""

    briefing: Briefing
    layout: Layout
    look: Look

    @property
    def frames(self) -> tuple[Frame, ...]:
        return self.layout.frames

    def of(self, page: str) -> tuple[Frame, ...]:
        """The frames of one page: its own and those that go on."""
        return tuple(f for f in self.frames if f.id == page or f.id.rpartition(".")[0] == page)

    def slide_layout(self, frame: Frame) -> SlideLayout:
        return next(layout for layout in self.look.layouts if layout.name == frame.layout)


def report_with(sections: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """A report's data with some sections."""
    return {
        "id": "made",
        "title": "A report",
        "language": "en",
        "date": 2024,
        "status": "final",
        **more,
        "sections": sections,
    }


def lay(data: Mapping[str, Any] | Path, template_name: str = "deck") -> Laid:
    """A report through the whole of it, up to the writers. Raises BriefingsError as a build would tell it."""
    env = Env(ROOT)
    if isinstance(data, Path):
        read = source.read(data, data.name, env)
    else:
        # by way of JSON, so that no anchors are written where the same list stands twice
        plain = json.loads(json.dumps(data))
        read = source.read(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False).encode(), "made.yaml")
    facts = report.parse(read, env)
    made = _template(template_name)
    look, master = open_look(made.page, made.kind, facts.language)
    areas = {name: tuple(area.name for area in sheet.areas) for name, sheet in look.sheets.items()}
    briefing = template.fill(made, facts, env, sheets=areas, language=facts.language)
    return Laid(briefing, layouts.layout(briefing, look, master), look)


@cache
def open_look(page: str = "16:9", kind: str = "slides", language: str = "en") -> tuple[Look, bytes]:
    """The built-in look for a page size, with its slide master."""
    return resolve.open_look("default", page, kind, language, Env(ROOT))


@cache
def _template(name: str) -> template.Template:
    return template.load(f"builtin:{name}", Env(ROOT))


# -- items ---------------------------------------------------------------------------------------------------------------


def flat(items: Iterable[Item]) -> Iterator[Item]:
    """Items with all that is in groups."""
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from flat(item.items)


def boxes_of_text(items: Iterable[Item]) -> Iterator[TextBox]:
    """Every text box, table cells included."""
    for item in flat(items):
        if isinstance(item, TextBox):
            yield item
        elif isinstance(item, Table):
            yield from (cell.text for row in item.rows for cell in row)


def content(frame: Frame) -> tuple[Item, ...]:
    """What stands on a page besides its title, subtitle, date line, line of sources and footers."""
    return tuple(item for item in frame.items if not (isinstance(item, TextBox) and _is_line(item)))


def _is_line(box: TextBox) -> bool:
    if box.slot is None:
        return box.id == "slide.source"
    return box.slot.kind in (*LINES, *FURNITURE) or box.id in ("kicker", "title", "subtitle", "date")


# -- what a page promises ------------------------------------------------------------------------------------------------


def faults(laid: Laid) -> list[str]:
    """Everything on the pages that lies where it must not."""
    return [f"{frame.id}: {fault}" for frame in laid.frames for fault in _faults(frame, laid)]


def _faults(frame: Frame, laid: Laid) -> Iterator[str]:
    for item in flat(frame.items):
        if not frame.page.box.contains(item.box):
            yield f"{item.id} leaves the page"
        if isinstance(item, Group):
            yield from (f"{child.id} leaves {item.id}" for child in item.items if not item.box.contains(child.box, 2))
    standing = [item for item in frame.items if not isinstance(item, Panel)]
    for one, other in combinations(standing, 2):
        if one.box.overlaps(other.box, 2):
            yield f"{one.id} overlaps {other.id}"
    for box in boxes_of_text(frame.items):
        if any(line.x < -1 or line.x + line.width > box.content.width + 1 for line in box.lines):
            yield f"a line of {box.id} is wider than its box"
        if box.text_height > box.content.height + 2:
            yield f"{box.id} is higher than its box by {(box.text_height - box.content.height) / 12_700:.1f} pt"
        yield from (f"{box.id}: {fault}" for fault in _small(box, sheet=laid.briefing.kind == "sheet"))


def _small(box: TextBox, *, sheet: bool) -> Iterator[str]:
    """Sizes below the floors: a deck's running text 14, labels and cells 12, footers 11, what stands above titles 8; a sheet 9."""
    footer = box.slot is not None and box.slot.kind in FURNITURE
    for paragraph in box.paragraphs:
        running = paragraph.kind in ("text", "item", "heading", "title", "quote")
        floor = (
            9
            if sheet
            else 10
            if box.id == "kicker"
            else 11
            if footer
            else 14
            if running and box.slot is not None
            else 12
        )
        yield from (f"{run.style.size} pt" for run in paragraph.runs if run.style.size < floor)


def ragged(laid: Laid) -> list[str]:
    """Edges that stand on no column of the grid: of slides, all that is placed; of sheets, what areas hold in even columns."""
    grid = theme.read("default", Env(ROOT)).grid(laid.look.page)
    lefts = [grid.left(column) for column in range(1, 13)]
    rights = [grid.right(column) for column in range(1, 13)]
    if laid.look.rtl:
        lefts, rights = [laid.look.page.width - x for x in rights], [laid.look.page.width - x for x in lefts]
    found = []
    for frame in laid.frames:
        for item in content(frame):
            narrow = ".figure" in item.id or ".label" in item.id  # names and values share a line as their words ask
            if isinstance(item, Panel if laid.briefing.kind == "sheet" else Item) and not narrow:
                on = (
                    min(abs(item.box.x - x) for x in lefts) <= 40 and min(abs(item.box.right - x) for x in rights) <= 40
                ) or (item.box.x, item.box.y, item.box.width) == (0, 0, frame.page.width)  # the head runs to the edges
                found += [] if on else [f"{frame.id}: {item.id}"]
    return found


def fullness(frame: Frame, laid: Laid) -> float:
    """How much of a slide's free height its content takes, from the top to the bottom of what is seen."""
    layout = laid.slide_layout(frame)
    places = [_seen(item, layout) for item in content(frame)]
    free = next(one for one in laid.look.layouts if one.role == "title-only").free
    body = layout.slot("body")
    if layout.role == "content" and body is not None:
        begins = min(place.box.y for place in (body, layout.slot("lead")) if place is not None)
        free = Box(free.x, begins, free.width, free.bottom - begins)
    top, bottom = min(box.y for box in places), max(box.bottom for box in places)
    above = layout.slot("text")
    if (
        layout.role == "chart" and above is not None and above.box.y < free.y
    ):  # a line that says what a chart shows stands below the title
        free = Box(free.x, above.box.y, free.width, free.bottom - above.box.y)
    return (bottom - min(top, free.y)) / free.height


def _seen(item: Item, layout: SlideLayout) -> Box:
    """What a reader sees of an item: a text's lines, or the panel that the layout draws under it."""
    if not isinstance(item, TextBox):
        return item.box
    under = [one for one in layout.fixed if isinstance(one, Panel) and one.box.contains(item.box, points(8))]
    if under:
        return under[0].box
    inner = item.content
    return Box(inner.x, inner.y + item.shift, inner.width, item.text_height)


# -- words ---------------------------------------------------------------------------------------------------------------


def lost(laid: Laid) -> list[str]:
    """Texts of the blocks whose letters, in order, are not the letters shown on their page; for sheets, of blocks that stayed. Words of
    the template's own are there as often as it says them."""
    gone = {
        decision.detail.split(": ")[1].split(",")[0] for decision in laid.layout.decisions if decision.step == "dropped"
    }
    told = {
        origin
        for decision in laid.layout.decisions
        if decision.step in ("dropped", "shortened")
        for origin in decision.origins
    }
    found = []
    for page in laid.briefing.pages:
        wanted: defaultdict[tuple[str, ...], str] = defaultdict(str)
        # words of the template, stretch by stretch: what stands beside them may have been dropped
        own: Counter[str] = Counter()
        charts: list[Any] = []
        for placed in (one for blocks in page.flows.values() for one in blocks):
            if placed.optional or placed.block.id in gone:
                continue
            for rich in texts(placed.block, charts):
                for span in rich:
                    if span.origins:
                        wanted[tuple(span.origins)] += letters(span.text)
                    elif any(char.isalnum() for char in span.text):
                        own[letters(span.text)] += 1
        frames = laid.of(page.id)
        shown: defaultdict[tuple[str, ...], str] = defaultdict(str)
        for run in _shown_runs(frames):
            shown[tuple(run.origins)] += letters(run.text)
        for origins, text in wanted.items():
            spoken = any(char.isalnum() for char in text)  # what stands between words that went goes with them
            if spoken and text not in shown[origins] and not (origins and {*origins} <= told):
                found.append(f"{page.id}: {'+'.join(origins)}: {text[:40]}…")
        found += [
            f"{page.id}: a text of the template: {text[:40]}…"
            for text, count in own.items()
            if shown[()].count(text) < count
        ]
        drawn = [item.spec for frame in frames for item in flat(frame.items) if isinstance(item, Chart)]
        for spec in charts:
            # annotations without room stand in words below the chart
            below = all(letters(one.label.text) in shown[tuple(one.label.origins)] for one in spec.annotations)
            if not (
                spec in drawn
                or (below and replace(spec, annotations=(), noted=spec.annotations) in drawn)
                or {*spec.origins()} <= told
            ):
                found.append(f"{page.id}: the chart {spec.id}")
        for slot, rich in page.lines.items():
            if slot == "kicker" and plain(rich).casefold() == plain(page.lines["title"]).casefold():
                continue  # it is said once, by the title
            heads = [letters(p.text) for frame in frames for box in frame.items
                     if isinstance(box, TextBox) and box.id == slot for p in box.paragraphs]  # fmt: skip
            said = letters("".join(span.text for span in rich))
            if not heads or not all(said in head for head in heads):
                found.append(f"{page.id}: its {slot}")
    return found


def texts(block: Block, charts: list[Any]) -> Iterator[Rich]:
    """The paragraphs that a block is given to show, in reading order; its charts go to the list."""
    for parameter in parameters(type(block)):
        value = getattr(block, parameter.name)
        match parameter.kind:
            case "line":
                yield value
            case "paragraphs":
                yield from value
            case "entries" | "stats" | "events" | "columns":
                for item in value:
                    match item:
                        case Entry(lead=lead, detail=detail):
                            yield from (lead, detail)
                        case Stat(figure=figure, label=label):
                            yield from (figure, label)
                        case Column(title=title, points=points):
                            yield from (title, *points)
                        case Event(when=when, text=text):
                            yield from (when, text)
            case "grid":
                assert isinstance(value, Grid)
                yield from value.head
                for row in value.rows:
                    yield from row
            case "blocks":
                for inner in value[:1] if isinstance(block, Forms) else value:
                    yield from texts(inner, charts)
            case "chart":
                charts.append(value)
            case _:
                pass


def letters(text: str) -> str:
    """A text's letters and signs, without what a page may add or leave out."""
    return "".join(letter for letter in text if letter not in UNCOUNTED)


def _shown_runs(frames: Sequence[Frame]) -> Iterator[Run]:
    """The runs of a page's content over all its frames; the heading rows of a table that goes on count once."""
    headed: set[str] = set()
    for frame in frames:
        for item in flat(content(frame)):
            match item:
                case TextBox():
                    yield from (run for paragraph in item.paragraphs for run in paragraph.runs)
                case Table():
                    rows = item.rows[item.header_rows :] if item.id in headed else item.rows
                    headed.add(item.id)
                    yield from (run for row in rows for cell in row for p in cell.text.paragraphs for run in p.runs)
                case _:
                    pass
