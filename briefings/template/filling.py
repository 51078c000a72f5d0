"""Pour a report into the pages of a template that has been read.

    fill    File, Report -> Briefing

What is found wrong on the way is told with the rest, so that all of it comes in one run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from ..blocks import BLOCKS
from ..blocks.agenda import Agenda
from ..blocks.params import origins_of, parameters
from ..briefing import Furniture, LeftOut, Page, Placed
from ..diagnostics import BriefingsError, Diagnostic, Where, error, warning
from ..env import Env
from ..frozen import frozen, replace
from ..report import Report
from ..report.sections import SECTIONS
from ..values import Day, Figure, Origin, Record, Rich, Span, Text, Value, plain
from . import nodes, source_notes
from .evaluation import Evaluation
from .expressions import Written
from .functions import functions, sandbox_for, status
from .notes import Notes
from .own_blocks import OwnBlocks, are_blocks
from .parameters import Parameters, made
from .reading import layout_unknown, slot_unknown
from .rich import words
from .sandbox import Scope, function

_NO_FIGURE: Final = LeftOut(
    "figure-not-in-source", "the source gives no number, so the figure is left out with its words"
)

ASKED: Final = 9
"""The priority of what leads a page and has none, as it would else be optional."""


@frozen
class Read:
    """What a filling starts from: the template's name and kind, its file, the files that it includes, by the places that name them, and
    the layouts that pages may ask for.
    """

    name: str
    slides: bool
    file: nodes.File
    includes: Mapping[Where, nodes.File]
    layouts: Mapping[str, Mapping[str, str]]


class Filling:
    """One filling: the findings so far, and what was shown."""

    def __init__(self, read: Read, report: Report, env: Env, language: str, edition: str) -> None:
        self.read, self.report, self.env = read, report, env
        wanted = source_notes.WORD in (words(report.root["notes"]), read.file.notes)
        self.root = source_notes.numbered(report.root, report.cited) if wanted else report.root
        self.edition, self.language = edition, language
        self.marks = source_notes.Marks(self.root, report.cited, slides=read.slides)
        self.found: list[Diagnostic] = []
        self.shown: dict[Origin, None] = {}
        self.groups = 0
        self.empty: set[str] = set()
        self.evaluation = Evaluation(sandbox_for(language), self.found)
        self.parameters = Parameters(report, env, language, self.found)
        self.own = OwnBlocks(self.parameters)
        self.notes = Notes(self.parameters)
        sections = report.root["sections"]
        assert isinstance(sections, Record)
        self.sections = sections

    def run(self) -> tuple[tuple[Page, ...], Furniture, dict[str, str]]:
        """The pages, what stands on each of them, and the sections that are left out on purpose with the reasons."""
        scope: Scope = {name: function(name, one) for name, one in functions(self.root, self.language).items()}
        scope |= {"report": self.root, "sections": self.sections, "language": self.language, "edition": self.edition}
        file, shown = self.read.file, status(self.root, self.language)
        furniture = Furniture(
            self._line(file.footer, scope), self._line(file.date, scope), (Span(shown),) if shown else ()
        )
        pages: tuple[Page, ...] = ()
        try:
            pages = _numbered(self._pages(file.pages, scope))
        except BriefingsError as problem:  # loops without end: nothing after them can be looked at
            self.found += problem.findings
        if self.marks.unlisted:
            numbers = ", ".join(map(str, sorted(self.marks.unlisted)))
            message = f"small figures lead to the notes {numbers}, and no page of `{self.read.name}` lists these"
            hint = "give a page a block with `{{ report.sources | source_lines }}`"
            self.found.append(warning("notes-unlisted", message, path="sources", hint=hint))
        return pages, furniture, self._omitted(file.omits, scope)

    # -- pages -------------------------------------------------------------------------------------------------------------------------

    def _pages(self, entries: tuple[nodes.Entry, ...], scope: Scope) -> Iterator[Page]:
        for entry in entries:
            for inner in self.evaluation.rounds(entry.around, scope):
                match entry:
                    case nodes.Page():
                        if (page := self._page(entry, inner)) is not None:
                            yield page
                    case nodes.Pages():
                        yield from self._pages(entry.pages, inner)
                    case nodes.Include() if entry.where in self.read.includes:
                        yield from self._pages(self.read.includes[entry.where].pages, inner)

    def _page(self, entry: nodes.Page, scope: Scope) -> Page | None:
        self.env.at(entry.where)
        role = entry.layout if isinstance(entry.layout, str) else self._string(entry.layout, scope)
        slots = self.read.layouts.get(role)
        if slots is None:
            if role:
                self.found.append(layout_unknown(role, entry.layout_where, self.read.layouts))
            return None
        id = self._string(entry.id, scope) or role
        lines: dict[str, Rich] = {}
        flows: dict[str, tuple[Placed, ...]] = {}
        asked, told = False, len(self.found)
        before, self.shown = self.shown, {}
        for place in entry.places:
            if place.name not in slots:
                self.found.append(slot_unknown(place.name, place.where, role, slots))
            elif slots[place.name] == "line":
                if rich := self._line(place.line, scope):
                    lines[place.name] = rich
            else:
                asked = True
                if blocks := tuple(map(self._leading, self._flow(place.flow, scope, place.name))):
                    flows[place.name] = blocks
        photo = tuple(self._flow(entry.photo, scope, "photo"))
        on_page = tuple(self.shown)
        self.shown = before
        if not flows and (asked or not lines):
            self.empty.update(origin.split(".")[1] for origin in on_page if origin.startswith("sections."))
            return None
        section = plain(self._line(entry.section, scope))
        to_say = self._paragraphs(entry.notes, scope)
        names = role == "section" or any(isinstance(one.block, Agenda) for flow in flows.values() for one in flow)
        notes = to_say if names else (*to_say, *self.notes.on(on_page))  # what only names others is told with them
        self.shown |= dict.fromkeys((*on_page, *filter(self._for_speakers, origins_of(to_say))))
        title = next((place for place in entry.places if place.name == "title"), None)
        if title and "title" not in lines and self.read.slides and len(self.found) == told:
            hint = "give it a second choice, such as `{{ photo.place or section.title }}`"
            self.found.append(error("title-missing", f"the title of the page `{id}` is empty", title.where, hint=hint))
        page = Page(id, role, MappingProxyType(lines), MappingProxyType(flows), section, notes, entry.where, photo)
        return self.marks.marked(page)

    # -- blocks ------------------------------------------------------------------------------------------------------------------------

    def _flow(self, node: nodes.Flow, scope: Scope, slot: str) -> Iterator[Placed]:
        """The blocks of a slot: one, several, a text (which is prose), or blocks that the report brings along."""
        match node:
            case nodes.Several():
                for number, item in enumerate(node.items, 1):
                    yield from self._flow(item, scope, f"{slot}-{number}")
            case nodes.Blocks():
                for inner in self.evaluation.rounds(node.around, scope):
                    yield from self._group(node, inner, slot)
            case nodes.Block():
                for inner in self.evaluation.rounds(node.around, scope):
                    yield from self._block(node, inner, slot)
            case None:
                pass
            case _:
                yield from self._text(node, scope, slot)

    def _group(self, node: nodes.Blocks, scope: Scope, slot: str) -> Iterator[Placed]:
        self.groups += 1
        group = self.groups
        optional = self.evaluation.true(node.optional, scope)
        for one in self._flow(node.blocks, scope, slot):
            priority = one.priority or node.priority
            yield replace(one, priority=priority, optional=one.optional or optional, group=one.group or group)

    def _block(self, node: nodes.Block, scope: Scope, slot: str) -> Iterator[Placed]:
        id = self._string(node.id, scope) or slot
        kind = BLOCKS[node.kind]
        known = {one.name: one for one in parameters(kind)}
        given: dict[str, Any] = {}
        complete = True
        for name, value in node.given:
            try:
                if isinstance(value, nodes.Inner):
                    given[name] = tuple(placed.block for placed in self._flow(value.flow, scope, name))
                else:
                    held = self.evaluation.value(value, scope)
                    given[name] = self.parameters.read(known[name], held, value.where)
            except BriefingsError as problem:
                self.found += problem.findings
                complete = False
        if (block := made(kind, id, given, complete)) is not None:
            optional = self.evaluation.true(node.optional, scope)
            yield self._shown(Placed(block, node.priority, node.where, optional))

    def _text(self, node: nodes.Constant | nodes.Broken | Written, scope: Scope, slot: str) -> Iterator[Placed]:
        try:
            value = self.evaluation.value(node, scope)
            paragraphs = () if are_blocks(value) else self.parameters.riches(value, node.where)
        except BriefingsError as problem:
            self.found += problem.findings
            return
        if paragraphs:
            yield self._shown(Placed(BLOCKS["prose"](slot, paragraphs), 0, node.where))
        for number, item in enumerate(value if are_blocks(value) else (), 1):
            block = self.own.make(item, f"{slot}-{number}", node.where)
            if block is not None:
                yield self._shown(Placed(block, 0, self.parameters.where(item, node.where)))

    def _leading(self, placed: Placed) -> Placed:
        """What shows the section that leads a sheet is asked for, and named."""
        lead = words(self.root["lead"])
        dear = placed.priority or placed.optional
        if (
            self.read.slides
            or not lead
            or not any(one.startswith(f"sections.{lead}.") for one in placed.block.origins())
        ):
            return placed
        return replace(placed, leads=lead, optional=False, priority=placed.priority or (ASKED if dear else 0))

    def _shown(self, placed: Placed) -> Placed:
        self.shown.update(dict.fromkeys(placed.block.origins()))
        return placed

    # -- values ------------------------------------------------------------------------------------------------------------------------

    def _paragraphs(self, node: nodes.Value | None, scope: Scope) -> tuple[Rich, ...]:
        try:
            return self.parameters.riches(self.evaluation.value(node, scope), node.where) if node else ()
        except BriefingsError as problem:
            self.found += problem.findings
            return ()

    def _rich(self, node: nodes.Value | None, scope: Scope) -> Rich:
        try:
            return self.parameters.rich(self.evaluation.value(node, scope), node.where) if node else ()
        except BriefingsError as problem:
            self.found += problem.findings
            return ()

    def _string(self, node: nodes.Value | None, scope: Scope) -> str:
        return plain(self._rich(node, scope))

    def _line(self, node: nodes.Value | None, scope: Scope) -> Rich:
        rich = self._rich(node, scope)
        self.shown.update(dict.fromkeys(origin for span in rich for origin in span.origins))
        return rich

    # -- what is left out --------------------------------------------------------------------------------------------------------------

    def _omitted(self, omits: tuple[nodes.Omit, ...], scope: Scope) -> dict[str, str]:
        """Sections that the template leaves out, with its reason in writing; `rest` stands for all that no page shows."""
        omitted: dict[str, str] = {}
        shown = self._shown_sections()
        for one in omits:
            reason = self._string(one.reason, scope)
            for key, section in self.sections.fields.items():
                if isinstance(section, Record) and (
                    section["type"] == one.type or key == one.section or (one.rest and key not in shown)
                ):
                    omitted.setdefault(key, reason)
        return omitted

    def _for_speakers(self, origin: Origin) -> bool:
        part, _, rest = origin.partition(".")
        section = self.sections.fields.get(rest.partition(".")[0]) if part == "sections" else None
        return isinstance(section, Record) and SECTIONS[str(section["type"])].noted

    def _shown_sections(self) -> set[str]:
        return {parts[1] for origin in self.shown if len(parts := origin.split(".", 2)) == 3 and parts[0] == "sections"}

    def unshown(self, omitted: Mapping[str, str]) -> None:
        """Tells of the sections that no page shows and no `omit` names."""
        shown = self._shown_sections()
        for key in self.sections.fields:
            if key in omitted or key in shown:
                continue
            path = f"sections.{key}"
            hint = "give the template a page for it, or name it under the template's `omit` with a reason"
            if key in self.empty:
                hint = "it has nothing to show, so its page is left out: fill the section, or take it out"
            message = f"no page of `{self.read.name}` shows the section `{key}`"
            self.found.append(warning("section-unshown", message, self.report.where.get(Origin(path)), path, hint))

    def left_out(
        self, value: Value, omitted: Mapping[str, str], unknown: bool = False
    ) -> Iterator[tuple[Origin, LeftOut]]:
        """Every field that no page asks for, with the rule; `unknown` is True below a figure that the source does not give."""
        if isinstance(value, Record | tuple):
            figure = value.fields.get("figure") if isinstance(value, Record) else None
            unknown = unknown or (isinstance(figure, Figure) and not figure.known)
            for child in value:
                if isinstance(child, Record | tuple):
                    yield from self.left_out(child, omitted, unknown)
                elif isinstance(child, Text | Figure | Day) and child.origin not in self.shown:
                    yield child.origin, self._why(child, omitted, unknown)

    def _why(self, node: Text | Figure | Day, omitted: Mapping[str, str], unknown: bool) -> LeftOut:
        name = self.read.name
        section = node.origin.split(".")[1] if node.origin.startswith("sections.") else ""
        if section in omitted:
            return LeftOut("omitted", omitted[section] or f"`{name}` leaves the section out")
        if unknown or (isinstance(node, Figure) and not node.known):
            return _NO_FIGURE
        return LeftOut("not-asked-for", f"no page of `{name}` asks for this field")


def _numbered(pages: Iterator[Page]) -> tuple[Page, ...]:
    """Page ids made unique by a count."""
    seen: dict[str, int] = {}
    numbered: list[Page] = []
    for page in pages:
        seen[page.id] = seen.get(page.id, 0) + 1
        numbered.append(page if seen[page.id] == 1 else replace(page, id=f"{page.id}-{seen[page.id]}"))
    return tuple(numbered)
