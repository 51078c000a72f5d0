"""Pour a report into a template: pages of blocks, with `for`, `if` and includes, nothing measured yet.

A template is YAML whose values may hold Jinja2 expressions (see `expressions`). They are evaluated after parsing, so content can
never break structure. Every failure is a finding with its place; all of them come in one run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any, Final

from .. import builtin, images, source
from ..blocks import BLOCKS
from ..blocks.params import Entry, Grid, Parameter, Stat, parameters
from ..blocks.piece import Block
from ..briefing import Briefing, Furniture, LeftOut, Page, Placed
from ..characters import visible
from ..charts import reading
from ..diagnostics import BriefingsError, Diagnostic, Where, did_you_mean, error, warning
from ..env import Env
from ..frozen import frozen, replace
from ..geometry import PAGE_SIZES
from ..language import figures, wording
from ..look import Ink, Standard
from ..report import Report
from ..roles import ROLES
from ..source import Mapping_, Node, Scalar, Sequence_, Source
from ..source.fields import LARGEST_EXPONENT
from ..values import Day, Figure, Origin, Record, Rich, Span, Text, Value, Words, leaves, plain, prose, record
from ..writers import WRITERS
from . import block_rules
from . import rules as template_rules
from .expressions import Expressions, Mixed, Scope, Spans
from .rules import LOOP, TEMPLATE_KEYS, Rules

KINDS: Final = ("slides", "sheet")
FORMATS: Final = tuple(WRITERS)
INKS: Final = ("usual", "low")
STANDARDS: Final = ("ua-1", "ua-2")
OURS: Final = "builtin:"
_MOST_ROUNDS: Final = 10_000
_LARGEST_COUNT: Final = 100


@frozen
class Template:
    """A template as read: what kind of document, its page size, usual formats, and the nodes of its pages. `includes` holds the
    files that it takes pages from, by the place that names them.
    """

    name: str
    kind: str
    page: str
    formats: tuple[str, ...]
    source: Source
    pages: Sequence_
    includes: Mapping[Where, Source] = field(default_factory=dict)
    theme: str = "default"
    ink: Ink = "usual"
    standard: Standard = "ua-1"
    findings: tuple[Diagnostic, ...] = ()
    """What is wrong with its head and its includes; `check` and `fill` tell it with the rest."""


def load(name: str, env: Env) -> Template:
    """Finds a template by name in the project's `templates/`, then among the built-in ones; `builtin:deck` always means ours.

    Raises BriefingsError for a template that is not there, or that lacks what nothing can be told without: its kind and its pages.
    """
    given = _find(name, env)
    if given is None:
        raise BriefingsError(
            [
                error(
                    "template-unknown",
                    f"there is no template `{visible(name)}`",
                    hint=did_you_mean(name, _names(env), "template"),
                )
            ]
        )
    found: list[Diagnostic] = []
    root = given.root
    if not isinstance(root, Mapping_):
        raise BriefingsError([error("template-wrong", "a template is a map with `kind` and `pages`", root.where)])
    found += _keys(root)
    kind = _choice(root, "kind", KINDS, found)
    page = _page_size(root, kind, found)
    formats = _formats(root, kind, found)
    includes: dict[Where, Source] = {}
    pages = _pages_of(root, found)
    if pages is None or not kind:
        raise BriefingsError(found)
    _read_includes(pages, env, includes, (given.name,), found, ours=name.startswith(OURS))
    theme = _text(root, "theme") or "default"
    ink: Ink = "low" if root.get("ink") and _choice(root, "ink", INKS, found) == "low" else "usual"
    standard: Standard = "ua-2" if root.get("pdf") and _choice(root, "pdf", STANDARDS, found) == "ua-2" else "ua-1"
    return Template(
        name.removeprefix(OURS),
        kind,
        page,
        formats,
        given,
        pages,
        MappingProxyType(includes),
        theme,
        ink,
        standard,
        tuple(found),
    )


def check(template: Template, sheets: Mapping[str, tuple[str, ...]]) -> tuple[Diagnostic, ...]:
    """What is wrong with a template whatever the report; `fill` tells it too."""
    return _faults(template, sheets, Expressions(filters("en"), dict.fromkeys(FUNCTIONS, _words)))


def _faults(
    template: Template, sheets: Mapping[str, tuple[str, ...]], expressions: Expressions
) -> tuple[Diagnostic, ...]:
    slides = template.kind == "slides"
    rules = Rules(_layouts(template.kind, sheets), slides, expressions)
    files = (template.source, *template.includes.values())
    return tuple(
        dict.fromkeys(
            (*template.findings, *(finding for file in files for finding in template_rules.faults(rules, file.root)))
        )
    )


def _layouts(kind: str, sheets: Mapping[str, tuple[str, ...]]) -> Mapping[str, Mapping[str, str]]:
    """The layouts that pages may ask for, each with its places: those of the roles for slides, the theme's areas for a sheet."""
    return (
        ROLES
        if kind == "slides"
        else {name: {"title": "line", **dict.fromkeys(areas, "flow")} for name, areas in sheets.items()}
    )


def fill(
    template: Template,
    report: Report,
    env: Env,
    *,
    sheets: Mapping[str, tuple[str, ...]],
    language: str = "",
    edition: str = "",
) -> Briefing:
    """The report's facts in the template's pages, in one language.

    `sheets` maps each sheet layout of the theme to its areas, which are the slots of a sheet's page. Raises BriefingsError with every
    finding that stops it; what only warns is on the result.
    """
    return _Filling(template, report, env, sheets, language or report.language, edition).run()


class _Filling:
    """One filling: the scope, the findings so far, and what was shown."""

    def __init__(
        self,
        template: Template,
        report: Report,
        env: Env,
        sheets: Mapping[str, tuple[str, ...]],
        language: str,
        edition: str,
    ) -> None:
        self.template = template
        self.report = report
        self.env = env
        self.sheets = sheets
        self.language = language
        self.edition = edition
        self.found: list[Diagnostic] = []
        self.shown: dict[Origin, None] = {}
        self.rounds = 0
        self.groups = 0
        self.layouts = _layouts(template.kind, sheets)
        self.empty: set[str] = set()
        self._owners: dict[str, Record] = {}
        for one in _records(report.root):
            self._owners.setdefault(one.origin, one)
        functions: dict[str, Callable[..., Any]] = dict(
            zip(FUNCTIONS, (self._word, self._headline, self._status), strict=True)
        )
        self.expressions = Expressions(filters(language), functions)

    # -- the whole -------------------------------------------------------------------------------------------------------

    def run(self) -> Briefing:
        root = self.report.root
        scope: dict[str, Value] = {
            "report": root,
            "sections": root["sections"],
            "language": self.language,
            "edition": self.edition,
        }
        mapping = self.template.source.root
        assert isinstance(mapping, Mapping_)
        self.found += _faults(self.template, self.sheets, self.expressions)
        status = self._status()
        furniture = Furniture(
            self._line(mapping.get("footer"), scope),
            self._line(mapping.get("date"), scope),
            (Span(status),) if status else (),
        )
        pages: tuple[Page, ...] = ()
        try:
            pages = tuple(self._pages(self.template.pages, scope))
        except BriefingsError as problem:  # loops without end: nothing after them can be looked at
            self.found += problem.findings
        omitted = self._omitted(mapping, scope)
        pages = self._unique(pages)
        if not pages and not self.found:
            self.found.append(
                error(
                    "pages-none",
                    f"no page of `{self.template.name}` has anything of this report to show",
                    self.template.pages.where,
                    "pages",
                    "give the report content, or the template pages for the sections that it has",
                )
            )
        if any(finding.level == "error" for finding in self.found):
            raise BriefingsError(dict.fromkeys(self.found))
        self._unshown(omitted)
        title = root["title"]
        return Briefing(
            report=self.report.id,
            template=self.template.name,
            kind=self.template.kind,
            page=self.template.page,
            language=self.language,
            pages=pages,
            furniture=furniture,
            title=_words(title),
            subject=_words(root["subtitle"]),
            date=_iso(root["date"]),
            status=_words(root["status"]),
            edition=self.edition,
            standard=self.template.standard,
            omitted=MappingProxyType(omitted),
            fields=tuple({leaf.origin: leaf for leaf in leaves(root)}.values()),
            where=self.report.where,
            left_out=dict(self._left_out(root, omitted)),
            kinds={key: _words(one["type"]) for key, one in self._sections.fields.items() if isinstance(one, Record)},
            findings=tuple(dict.fromkeys(self.found)),
        )

    def _omitted(self, root: Mapping_, scope: Scope) -> dict[str, str]:
        """Sections that the template leaves out, with its reason in writing; `rest` stands for all that no page shows."""
        node = root.get("omit")
        omitted: dict[str, str] = {}
        shown = self._shown_sections()
        for entry in node.items if isinstance(node, Sequence_) else ():
            if not isinstance(entry, Mapping_):
                continue  # said by the rules
            reason = self._string(entry.get("reason"), scope) or ""
            kind, name, rest = _text(entry, "type"), _text(entry, "section"), _text(entry, "rest") == "true"
            for key, section in self._sections.fields.items():
                if isinstance(section, Record) and (
                    section["type"] == kind or key == name or (rest and key not in shown)
                ):
                    omitted.setdefault(key, reason)
        return omitted

    def _left_out(
        self, root: Record, omitted: Mapping[str, str], unknown: bool = False
    ) -> Iterator[tuple[Origin, LeftOut]]:
        """Every field that no page asks for, with the rule; `unknown` is True below a figure that the source does not give."""
        figure = root.fields.get("figure")
        unknown = unknown or (isinstance(figure, Figure) and not figure.known)
        for child in root:
            for node in child if isinstance(child, tuple) else (child,):
                match node:
                    case Record():
                        yield from self._left_out(node, omitted, unknown)
                    case tuple():
                        yield from self._left_out(
                            record("", {str(n): one for n, one in enumerate(node)}), omitted, unknown
                        )
                    case Text() | Figure() | Day() if node.origin not in self.shown:
                        yield node.origin, self._why(node, omitted, unknown)
                    case _:
                        pass

    def _why(self, node: Text | Figure | Day, omitted: Mapping[str, str], unknown: bool) -> LeftOut:
        name = self.template.name
        section = node.origin.split(".")[1] if node.origin.startswith("sections.") else ""
        if section in omitted:
            return LeftOut("omitted", omitted[section] or f"`{name}` leaves the section out")
        if unknown or (isinstance(node, Figure) and not node.known):
            return LeftOut(
                "figure-not-in-source", "the source gives no number, so the figure is left out with its words"
            )
        return LeftOut("not-asked-for", f"no page of `{name}` asks for this field")

    def _unshown(self, omitted: Mapping[str, str]) -> None:
        shown = self._shown_sections()
        for key in self._sections.fields:
            if key not in omitted and key not in shown:
                where = self.report.where.get(Origin(f"sections.{key}"))
                hint = "give the template a page for it, or name it under the template's `omit` with a reason"
                if key in self.empty:
                    hint = "it has nothing to show, so its page is left out: fill the section, or take it out"
                self.found.append(
                    warning(
                        "section-unshown",
                        f"no page of `{self.template.name}` shows the section `{key}`",
                        where,
                        f"sections.{key}",
                        hint,
                    )
                )

    @property
    def _sections(self) -> Record:
        sections = self.report.root["sections"]
        assert isinstance(sections, Record)
        return sections

    def _shown_sections(self) -> set[str]:
        return {parts[1] for origin in self.shown if len(parts := origin.split(".", 2)) == 3 and parts[0] == "sections"}

    # -- pages -----------------------------------------------------------------------------------------------------------

    def _pages(self, node: Node, scope: Scope) -> Iterator[Page]:
        for entry in node.items if isinstance(node, Sequence_) else ():
            if not isinstance(entry, Mapping_):
                continue  # said by the rules
            for inner in self._rounds(entry, scope):
                yield from self._entry(entry, inner)

    def _entry(self, entry: Mapping_, scope: Scope) -> Iterator[Page]:
        include = entry.get("include")
        if include is not None:
            given = self.template.includes.get(include.where)
            pages = given.root.get("pages") if given is not None and isinstance(given.root, Mapping_) else None
            if pages is not None:
                yield from self._pages(pages, scope)
            return
        nested = entry.get("pages")
        if nested is not None:
            yield from self._pages(nested, scope)
            return
        page = self._page(entry, scope)
        if page is not None:
            yield page

    def _page(self, entry: Mapping_, scope: Scope) -> Page | None:
        self.env.at(entry.where)
        layout = entry.get("layout")
        role = str(self._string(layout, scope) or "")
        slots = self.layouts.get(role)
        if layout is None or slots is None:
            if layout is not None and role:
                self.found.append(template_rules.layout_unknown(role, layout.where, self.layouts))
            return None
        id_node = entry.get("id")
        made = str(self._string(id_node, scope) or "") if id_node else ""
        lines: dict[str, Rich] = {}
        flows: dict[str, tuple[Placed, ...]] = {}
        asked, told = False, len(self.found)
        before, self.shown = self.shown, {}
        for key, node in entry.entries:
            if key.text in template_rules.PAGE_KEYS:
                continue
            if key.text not in slots:
                self.found.append(template_rules.slot_unknown(key, role, slots))
            elif slots[key.text] == "line":
                rich = self._line(node, scope)
                if rich:
                    lines[key.text] = rich
            else:
                asked = True
                blocks = tuple(self._flow(node, scope, key.text))
                if blocks:
                    flows[key.text] = blocks
        on_page = tuple(self.shown)
        self.shown = before
        if not flows and (asked or not lines):
            self.empty.update(origin.split(".")[1] for origin in on_page if origin.startswith("sections."))
            return None
        section = plain(self._line(entry.get("section"), scope))
        notes = (*self._paragraphs(entry.get("notes"), scope), *self._notes(on_page))
        self.shown |= dict.fromkeys(on_page)
        if "title" not in lines and self.template.kind == "slides" and len(self.found) == told:
            self._untitled(entry, made or role)
        return Page(made or role, role, MappingProxyType(lines), MappingProxyType(flows), section, notes, entry.where)

    def _untitled(self, entry: Mapping_, page: str) -> None:
        title = entry.get("title")
        if title is not None:  # a page without the key is said by the rules
            self.found.append(
                error(
                    "title-missing",
                    f"the title of the page `{page}` is empty",
                    title.where,
                    hint="give it a second choice, such as `{{ photo.place or section.title }}`",
                )
            )

    def _unique(self, pages: tuple[Page, ...]) -> tuple[Page, ...]:
        """Page ids made unique by a count."""
        seen: dict[str, int] = {}
        made: list[Page] = []
        for page in pages:
            seen[page.id] = seen.get(page.id, 0) + 1
            made.append(page if seen[page.id] == 1 else replace(page, id=f"{page.id}-{seen[page.id]}"))
        return tuple(made)

    # -- loops and conditions -----------------------------------------------------------------------------------------------

    def _rounds(self, entry: Mapping_, scope: Scope) -> Iterator[Scope]:
        """The scopes that an entry is done in: one, none (`if`), or one for each round of its `for`."""
        loop, condition = entry.get("for"), entry.get("if")
        for inner in self._loop(loop, scope) if loop is not None else (scope,):
            with_node = entry.get("with")
            bound: Scope = inner
            try:
                for name, node in with_node.entries if isinstance(with_node, Mapping_) else ():
                    bound = {**bound, name.text: self._value(node, bound)}
            except BriefingsError as problem:
                self.found += problem.findings
                continue
            if condition is None or self._true(condition, bound):
                yield bound

    def _loop(self, node: Node, scope: Scope) -> Iterator[Scope]:
        match_ = LOOP.match(_scalar(node))
        if match_ is None:
            return  # said by the rules
        name, expression = match_.groups()
        try:
            value = self.expressions.expression(expression, scope, node.where)
        except BriefingsError as problem:
            self.found += problem.findings
            return
        if value is None:
            return
        rounds = tuple(value) if isinstance(value, tuple | Record) else None
        if rounds is None:
            self.found.append(
                error(
                    "for-wrong",
                    f"`{expression.strip()}` is not a list",
                    node.where,
                    hint="loop over sections, items, parts or another list",
                )
            )
            return
        self.rounds += len(rounds)
        if self.rounds > _MOST_ROUNDS:
            raise BriefingsError(
                [error("for-endless", f"the template's loops run more than {_MOST_ROUNDS:,} times", node.where)]
            )
        for index, item in enumerate(rounds):
            loop = record(
                "", {"index": index + 1, "first": index == 0, "last": index == len(rounds) - 1, "length": len(rounds)}
            )
            yield {**scope, name: item, "loop": loop}

    def _true(self, node: Node, scope: Scope) -> bool:
        if isinstance(node, Scalar) and isinstance(node.value, bool):
            return node.value
        if not isinstance(node, Scalar) or node.is_empty:
            return False  # said by the rules
        try:
            value = self.expressions.expression(_scalar(node), scope, node.where)
        except BriefingsError as problem:
            self.found += problem.findings
            return False
        return bool(value)

    # -- blocks -----------------------------------------------------------------------------------------------------------

    def _flow(self, node: Node, scope: Scope, slot: str) -> Iterator[Placed]:
        """The blocks of a slot: one, several, a text (which is prose), or blocks that the report brings along."""
        match node:
            case Sequence_():
                for number, entry in enumerate(node.items, 1):
                    yield from self._flow(entry, scope, f"{slot}-{number}")
            case Mapping_():
                for inner in self._rounds(node, scope):
                    yield from self._placed(node, inner, slot)
            case Scalar():
                try:
                    value = self._value(node, scope)
                    paragraphs = () if _are_blocks(value) else self._riches(value, node.where)
                except BriefingsError as problem:
                    self.found += problem.findings
                    return
                if paragraphs:
                    block: Block = BLOCKS["prose"](slot, paragraphs)
                    self.shown.update(dict.fromkeys(block.origins()))
                    yield Placed(block, 0, node.where)
                for number, item in enumerate(value if _are_blocks(value) else (), 1):
                    made = self._block_from(item, f"{slot}-{number}", node.where)
                    if made is not None:
                        yield Placed(made, 0, self._where(item, node.where))

    def _placed(self, node: Mapping_, scope: Scope, slot: str) -> Iterator[Placed]:
        blocks_node = node.get("blocks")
        if node.get("block") is None and blocks_node is not None:
            self.groups += 1
            group = self.groups
            number, optional = self._dear(node, scope)
            for placed in self._flow(blocks_node, scope, slot):
                own = replace(placed, priority=placed.priority or number, optional=placed.optional or optional)
                yield own if own.group else replace(own, group=group)
            return
        block = self._block(node, scope, slot)
        if block is not None:
            number, optional = self._dear(node, scope)
            yield Placed(block, number, node.where, optional)

    def _dear(self, node: Mapping_, scope: Scope) -> tuple[int, bool]:
        """The `priority` of a block or of an entry with blocks, and whether it is `optional`."""
        priority, optional = node.get("priority"), node.get("optional")
        number = priority.value if isinstance(priority, Scalar) and isinstance(priority.value, int) else 0
        return int(number), optional is not None and self._true(optional, scope)

    def _block(self, node: Mapping_, scope: Scope, slot: str) -> Block | None:
        name = _text(node, "block")
        kind = BLOCKS.get(name or "")
        if kind is None:
            return None  # said by the rules
        id_node = node.get("id")
        made = str(self._string(id_node, scope) or slot) if id_node else slot
        given: dict[str, Any] = {}
        complete = True
        for parameter in parameters(kind):
            raw = node.get(parameter.name)
            if raw is None:
                continue
            try:
                given[parameter.name] = self._parameter(parameter, raw, scope)
            except BriefingsError as problem:
                self.found += problem.findings
                complete = False
        return self._made(kind, made, given, complete)

    def _made(self, kind: type, id: str, given: dict[str, Any], complete: bool) -> Block | None:
        """The block, or None when there is nothing in it to show."""
        for parameter in parameters(kind):
            if parameter.required and parameter.kind != "image" and not given.get(parameter.name):
                return None
        if not complete:
            return None
        if kind is BLOCKS["picture"]:
            given.setdefault("file", None)
            if given["file"] is None and not given.get("caption"):
                return None
        block: Block = kind(id, **given)
        self.shown.update(dict.fromkeys(block.origins()))
        return block

    def _block_from(self, item: Record, slot: str, where: Where) -> Block | None:
        """A block that the report itself holds: its values are words, never expressions."""
        place = self._where(item, where)
        name = str(item["block"])
        kind = BLOCKS.get(name)
        if kind is None:
            spot = self.report.where.get(Origin(f"{item.origin}.block"), place)
            self.found.append(
                error(
                    "block-unknown",
                    f"there is no block `{name}`",
                    spot,
                    f"{item.origin}.block",
                    did_you_mean(name, BLOCKS, "block"),
                )
            )
            return None
        known = {parameter.name: parameter for parameter in parameters(kind)}
        given: dict[str, Any] = {}
        complete = True
        for key, value in item.fields.items():
            if key in ("block", "id"):
                continue
            path = f"{item.origin}.{key}"
            spot = self.report.where.get(Origin(path), place)
            if (wrong := block_rules.fault(f"the block `{name}`", key, value, known, spot, path)) is not None:
                self.found.append(wrong)
                complete = False
                continue
            nested = tuple(block_rules.inner_faults(known[key], value, self.report.where, place))
            self.found += nested
            if nested:
                complete = False
                continue
            try:
                given[key] = self._coerced(known[key], self._literal(known[key], value, spot), spot)
            except BriefingsError as problem:
                self.found += (replace(finding, path=finding.path or path) for finding in problem.findings)
                complete = False
        for parameter in known.values():
            if parameter.required and item.fields.get(parameter.name) is None:
                self.found.append(
                    error(
                        "key-missing",
                        f"the block `{name}` needs `{parameter.name}`",
                        place,
                        f"{item.origin}.{parameter.name}",
                        f"add `{parameter.name}`: {_lower(parameter.description)}",
                    )
                )
                complete = False
        return self._made(kind, slot, given, complete)

    def _literal(self, parameter: Parameter, value: Value, where: Where) -> Any:
        """What the report's own block holds, as a template would give it: texts are prose, and `value` makes a figure."""
        match parameter.kind:
            case "line" | "paragraphs":
                return _as_prose(value)
            case "stats":
                return tuple(
                    self._with_figure(item, where) for item in (value if isinstance(value, tuple) else (value,))
                )
            case _:
                return value

    def _with_figure(self, item: Value, where: Where) -> Value:
        """A record that says `value` (with `qualifier`, `digits`, `unit` or `currency`, as statistics do) as one with a figure."""
        if not isinstance(item, Record) or "value" not in item:
            return item
        origin = Origin(f"{item.origin}.value")
        where = self.report.where.get(origin, where)
        written = str(item["value"])
        if written == "not-in-source":
            number = None
        else:
            try:
                number = Decimal(written)
                if not number.is_finite() or abs(number.adjusted()) > LARGEST_EXPONENT:
                    raise InvalidOperation
            except InvalidOperation:
                raise BriefingsError(
                    [
                        error(
                            "number-wrong",
                            f"`{written[:40]}` is not a number that can be shown",
                            where,
                            str(origin),
                            "write digits alone, such as 29500, or `not-in-source`",
                        )
                    ]
                ) from None
        words = {key: _words(item[key]) for key in ("unit", "qualifier", "currency") if key in item}
        digits = item.fields.get("digits")
        made = Figure(number, origin, self.report.language, digits=digits if isinstance(digits, int) else None, **words)
        return record(item.origin, {**item.fields, "figure": made})

    def _parameter(self, parameter: Parameter, node: Node, scope: Scope) -> Any:
        if parameter.kind == "blocks":
            return tuple(placed.block for placed in self._flow(node, scope, parameter.name))
        return self._coerced(parameter, self._value(node, scope), node.where)

    def _coerced(self, parameter: Parameter, value: Any, where: Where) -> Any:
        """An evaluated value as what the block's parameter holds."""
        match parameter.kind:
            case "line":
                return self._rich(value, where)
            case "paragraphs":
                return self._riches(value, where)
            case "entries":
                return tuple(self._entries(value, where))
            case "stats":
                return tuple(self._stats(value, where))
            case "chart":
                if isinstance(value, Record) and "items" not in value and "series" not in value:
                    raise BriefingsError(
                        [
                            error(
                                "type-wrong",
                                "a chart needs `items`: records with a figure and a text",
                                where,
                                hint='for example `data: {chart: bar, items: "{{ section.parts }}"}`, or a section of type `chart`',
                            )
                        ]
                    )
                spec = reading.spec(value, self.language, where, self.report.where)
                self.found += spec.findings
                if spec.chart is None:
                    raise BriefingsError(())
                return spec.chart
            case "grid":
                return self._grid(value, where)
            case "image":
                return self._image(value, where)
            case "words":
                return Words(_words(value), value.tongue(self.language) if isinstance(value, Text) else "")
            case "link":
                link = _words(value)
                if link and not prose.allowed(link):
                    hint = "links may begin with https:, http:, mailto:, tel: or #"
                    raise BriefingsError([error("link-scheme", f"`{visible(link)[:60]}` is no link", where, hint=hint)])
                return link
            case "count":
                number = Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None
                if number is None or not 0 <= number <= _LARGEST_COUNT or number != int(number):
                    raise BriefingsError(
                        [
                            error(
                                "type-wrong",
                                f"`{parameter.name}` is a whole number, {_LARGEST_COUNT} at the most",
                                where,
                            )
                        ]
                    )
                return int(number)
            case "flag":
                if not isinstance(value, bool):
                    raise BriefingsError([error("type-wrong", f"`{parameter.name}` is true or false", where)])
                return value
            case "word":
                if str(value) not in parameter.choices:
                    raise BriefingsError(
                        [
                            error(
                                "choice-unknown",
                                f"`{parameter.name}` cannot be `{value}`",
                                where,
                                hint=did_you_mean(str(value), parameter.choices),
                            )
                        ]
                    )
                return str(value)
            case "share":
                return self._share(parameter, value, where)
            case "blocks":
                made = [
                    self._block_from(item, f"{parameter.name}-{n}", where)
                    for n, item in enumerate(value, 1)
                    if isinstance(item, Record) and "block" in item
                ]
                return tuple(block for block in made if block is not None)

    def _share(self, parameter: Parameter, value: Any, where: Where) -> tuple[float, float]:
        if value is None or value == ():
            return 0.5, 0.5
        if isinstance(value, tuple) and len(value) == 2:
            numbers = [
                n
                for v in value
                if isinstance(n := v.value if isinstance(v, Figure) else v, int | Decimal) and 0 <= n <= 1
            ]
            if len(numbers) == 2:
                return float(numbers[0]), float(numbers[1])
        raise BriefingsError(
            [
                error(
                    "type-wrong", f"`{parameter.name}` is two numbers from 0 to 1", where, hint="for example [0.5, 0.4]"
                )
            ]
        )

    # -- values -----------------------------------------------------------------------------------------------------------

    def _value(self, node: Node | None, scope: Scope) -> Any:
        """What a template node gives: nodes and lists, with `for` inside values."""
        match node:
            case None:
                return None
            case Scalar():
                if isinstance(node.value, str):
                    return self.expressions.value(node.text, scope, node.where)
                return node.value
            case Sequence_():
                return tuple(self._value(item, scope) for item in node.items)
            case Mapping_():
                if node.get("for") is not None:
                    return tuple(self._inner(node, inner) for inner in self._rounds(node, scope))
                return self._inner(node, scope)

    def _inner(self, node: Mapping_, scope: Scope) -> Any:
        value = node.get("value")
        if value is not None:
            return self._value(value, scope)
        return record(
            "",
            {
                key.text: self._value(child, scope)
                for key, child in node.entries
                if key.text not in ("for", "if", "with")
            },
        )

    def _string(self, node: Node | None, scope: Scope) -> str | None:
        try:
            value = self._value(node, scope)
            return None if value is None or node is None else plain(self._rich(value, node.where))
        except BriefingsError as problem:
            self.found += problem.findings
            return None

    def _line(self, node: Node | None, scope: Scope) -> Rich:
        if node is None:
            return ()
        try:
            rich = self._rich(self._value(node, scope), node.where)
        except BriefingsError as problem:
            self.found += problem.findings
            return ()
        self.shown.update(dict.fromkeys(origin for span in rich for origin in span.origins))
        return rich

    def _paragraphs(self, node: Node | None, scope: Scope) -> tuple[Rich, ...]:
        if node is None:
            return ()
        try:
            return self._riches(self._value(node, scope), node.where)
        except BriefingsError as problem:
            self.found += problem.findings
            return ()

    def _riches(self, value: Any, where: Where) -> tuple[Rich, ...]:
        if isinstance(value, tuple):
            return tuple(rich for item in value if (rich := self._rich(item, where)))
        rich = self._rich(value, where)
        return (rich,) if rich else ()

    def _rich(self, value: Any, where: Where) -> Rich:
        """A value as spans, with the fields it came from."""
        return _spans(value, self.language, where, self.report.where)

    def _entries(self, value: Any, where: Where) -> Iterator[Entry]:
        for number, item in enumerate(
            value if isinstance(value, tuple) else tuple(value) if isinstance(value, Record) else (value,), 1
        ):
            if item is None:
                continue
            detail: Rich = ()
            if isinstance(item, Record):
                detail = self._rich(item["detail"], where) if "detail" in item else ()
            lead = self._rich(item, where)
            if lead:
                yield Entry(_id_of(item) or str(number), lead, detail)

    def _stats(self, value: Any, where: Where) -> Iterator[Stat]:
        for number, item in enumerate(value if isinstance(value, tuple) else (value,), 1):
            if not isinstance(item, Record) or "figure" not in item:
                raise BriefingsError(
                    [
                        error(
                            "type-wrong",
                            "a tile needs records with a figure",
                            where,
                            hint="such as a statistics section's items, or `[{value: 340, text: wells repaired}]`",
                        )
                    ]
                )
            figure = item["figure"]
            if isinstance(figure, Figure) and not figure.known:
                continue
            label = next(
                (item[key] for key in ("text", "label", "title") if key in item and item[key] is not None), None
            )
            yield Stat(_id_of(item) or str(number), self._rich(figure, where), self._rich(label, where))

    def _grid(self, value: Any, where: Where) -> Grid:
        if isinstance(value, Record) and "columns" in value and "rows" in value:
            columns, rows = value["columns"], value["rows"]
            if isinstance(columns, tuple) and isinstance(rows, tuple):
                head = tuple(self._rich(column, where) for column in columns)
                cells = tuple(tuple(row) if isinstance(row, tuple | Record) else (row,) for row in rows)
                numeric = tuple(
                    bool(cells) and all(_is_numeric(row[c]) for row in cells if c < len(row)) for c in range(len(head))
                )
                wide = [row for row in cells if len(row) != len(head)]
                if wide or not head:
                    raise BriefingsError(
                        [error("row-wrong", f"every row needs {len(head)} cells, one for each column", where)]
                    )
                total = self._total(value, cells, where) if value.fields.get("total") else ()
                return Grid(
                    head, tuple(tuple(self._rich(cell, where) for cell in row) for row in cells), numeric, total
                )
        raise BriefingsError(
            [error("type-wrong", "a table needs `columns` and `rows`", where, hint="give it a section of type `table`")]
        )

    def _total(self, table: Record, cells: Sequence[Sequence[Value]], where: Where) -> tuple[Rich, ...]:
        """The row of a table's sums; none, with a warning, where no column can be added up."""
        totals = table["total"]
        assert isinstance(totals, tuple)
        sums = [_sum(column, total) for column, total in zip(zip(*cells, strict=True), totals, strict=True)]
        if not any(sums):
            place = next(
                (
                    self.report.where[key]
                    for end in (".total", "")
                    if (key := Origin(table.origin + end)) in self.report.where
                ),
                where,
            )
            message = "no column of this table can be added up: each has words, gaps, percentages or several units"
            self.found.append(warning("total-empty", message, place, f"{table.origin}.total", "leave `total` out"))
            return ()
        label = next((number for number, one in enumerate(sums) if one is None), None)
        told = [(Span(figures.shown(one, language=self.language)),) if one else () for one in sums]
        if label is not None:
            told[label] = (Span(wording.word("total", self.language)),)
        return tuple(told)

    def _image(self, value: Any, where: Where) -> images.Image | None:
        if value is None:
            return None
        path = _words(value)
        origin = value.origin if isinstance(value, Text) else self._photo(path)
        place = self.report.where.get(origin, where)
        try:
            data = self.env.read(path, place)
            return images.load(data, path, place)
        except BriefingsError as problem:
            if any(finding.code != "file-missing" for finding in problem.findings):
                raise BriefingsError(
                    replace(finding, path=finding.path or origin) for finding in problem.findings
                ) from None
            if not any(
                finding.code == "picture-missing" and finding.path == origin for finding in self.report.findings
            ):
                hint = "; ".join(
                    ("the caption is shown without it", *(finding.hint for finding in problem.findings if finding.hint))
                )
                self.found.append(warning("picture-missing", problem.findings[0].message, place, origin, hint))
            return None

    def _photo(self, path: str) -> Origin:
        """The field of a section of photos that names a picture."""
        sections = (
            section for section in self._sections if isinstance(section, Record) and section["type"] == "photos"
        )
        items = (
            item for section in sections for item in (section["items"] if isinstance(section["items"], tuple) else ())
        )
        return next(
            (Origin(f"{item.origin}.file") for item in items if isinstance(item, Record) and item["file"] == path),
            Origin(""),
        )

    # -- notes -----------------------------------------------------------------------------------------------------------

    def _notes(self, origins: tuple[Origin, ...]) -> tuple[Rich, ...]:
        """The full text behind a page, item by item, and where it comes from."""
        owners: dict[Origin, Record] = {}
        for origin in origins:
            owner = self._owner(origin)
            if owner is not None and owner.origin:
                owners.setdefault(owner.origin, owner)
        lines: list[Rich] = []
        for owner in owners.values():
            if owner.origin in ("", "contact"):
                continue
            lines += self._told(owner)
        return tuple(lines)

    def _owner(self, origin: Origin) -> Record | None:
        """The innermost record that holds a field."""
        name: str = origin
        while name:
            if (found := self._owners.get(name)) is not None:
                return found
            name = name.rpartition(".")[0]
        return None

    def _told(self, owner: Record) -> Iterator[Rich]:
        fields = owner.fields
        figure = fields.get("figure")
        texts = [
            value
            for value in fields.values()
            if isinstance(value, Text) and value.origin.rsplit(".", 1)[-1] not in _UNTOLD
        ]
        texts += [
            text for value in fields.values() if isinstance(value, tuple) for text in value if isinstance(text, Text)
        ]
        head: Rich = ()
        if isinstance(figure, Figure) and figure.known:
            head = (Span(figures.shown(figure, style="prose", language=self.language), (figure.origin,)), Span(" "))
        where = self.report.where.get(owner.origin) or Where("")
        for text in texts:
            body = self._rich(text, where)
            if body:
                yield (*head, *body)
                head = ()
        if head:
            yield head[:1]
        citation = fields.get("source")
        if isinstance(citation, Record):
            said = self._citation(citation)
            if said:
                yield (Span(wording.word("source", self.language) + wording.word("colon", self.language)), *said)

    def _citation(self, citation: Record) -> Rich:
        """A citation in words: the source's title and the line or lines."""
        sources = self.report.root["sources"]
        for cited in sources if isinstance(sources, tuple) else ():
            if isinstance(cited, Record) and cited["key"] == citation["key"]:
                first, last = citation["first"], citation["last"]
                spot = ""
                if first is not None and last in (None, first):
                    spot = wording.word("line", self.language, n=first)
                elif first is not None:
                    spot = wording.word("lines", self.language, first=first, last=last)
                return (
                    *self._rich(cited["title"], Where("")),
                    *((Span(wording.word("comma", self.language) + spot),) if spot else ()),
                )
        return ()

    def _where(self, node: Record | Text, fallback: Where) -> Where:
        return self.report.where.get(node.origin, fallback)

    # -- what expressions may call -----------------------------------------------------------------------------------------------

    def _word(self, key: str, **values: Any) -> str:
        return wording.word(
            key, self.language, **{name: plain(self._rich(value, Where(""))) for name, value in values.items()}
        )

    def _status(self) -> str:
        """ "Draft" or "Embargoed until …" for every page; nothing for a final report."""
        root = self.report.root
        match root["status"]:
            case "draft":
                return wording.word("draft", self.language)
            case "embargoed":
                embargo = root["embargo"]
                if not isinstance(embargo, Record) or not isinstance(embargo["date"], Day):
                    return wording.word("embargoed", self.language)
                when = " ".join(
                    part
                    for part in (
                        figures.day(embargo["date"], self.language),
                        _words(embargo["time"]),
                        _words(embargo["zone"]),
                    )
                    if part
                )
                return wording.word("embargoed-until", self.language, when=when)
            case _:
                return ""

    def _headline(self, sections: Any, most: int, money: bool = True) -> tuple[Record, ...]:
        """The figures to show first: the money, then the first of each group of statistics, then the second of each, and so on.

        Figures that the source lacks, and a second telling of the same number, stay away.
        """
        chosen: list[Record] = []
        values: set[tuple[Decimal, str]] = set()

        def choose(item: Record) -> None:
            figure = item["figure"]
            if (
                isinstance(figure, Figure)
                and figure.value is not None
                and (figure.value, figure.currency) not in values
                and len(chosen) < most
            ):
                values.add((figure.value, figure.currency))
                chosen.append(item)

        if money:
            for section in _of_type(sections, "resources"):
                assert isinstance(section, Record)
                total = section["total"]
                if isinstance(total, Record):
                    choose(
                        record(
                            str(total.origin),
                            {
                                "id": _words(section["id"]),
                                "figure": total["figure"],
                                "text": total["text"] or section["title"],
                            },
                        )
                    )
        groups = [section["items"] for section in _of_type(sections, "statistics") if isinstance(section, Record)]
        lists = [group for group in groups if isinstance(group, tuple)]
        for place in range(max((len(group) for group in lists), default=0)):
            for group in lists:
                item = group[place] if place < len(group) else None
                if isinstance(item, Record):
                    choose(item)
        return tuple(chosen)


def _spans(value: Any, language: str, where: Where, places: Mapping[Origin, Where]) -> Rich:
    """A value as spans. A text that has no translation keeps its language, and says so at its end."""
    match value:
        case None:
            return ()
        case Text():
            own = value.tongue(language)
            rich = (
                prose.rich(value, places.get(value.origin)) if value.prose else (Span(value.content, (value.origin,)),)
            )
            mark = Span("" if value.spoken else wording.untranslated(value.language, language), (value.origin,))
            return (*(replace(span, language=own) for span in rich), *((mark,) if rich and mark.text else ()))
        case Figure():
            return (Span(figures.shown(value, language=language), (value.origin,)),) if value.known else ()
        case Day():
            return (Span(figures.day(value, language), (value.origin,)),)
        case Mixed():
            return tuple(
                span if span.origins or not fragment.origins else replace(span, origins=fragment.origins)
                for fragment in value.fragments
                for span in _spans(fragment.value, language, where, places)
            )
        case Spans():
            return value.rich
        case bool():
            return (Span("true" if value else "false"),)
        case str() | int() | Decimal():
            return (Span(str(value)),) if str(value) else ()
        case Record():
            for key in _NAMING:
                if key in value and value[key] is not None:
                    return _spans(value[key], language, where, places)
        case tuple():
            # paragraphs that stand in one line's place keep apart, and items their marks
            told = [rich for item in value if (rich := _spans(item, language, where, places))]
            return tuple(
                span
                for number, rich in enumerate(told)
                for span in ((Span("\u2028"),) if number else ()) + _marked(rich)
            )
    raise BriefingsError(
        [error("type-wrong", "this value is not a text", where, hint="name the field to show, such as `.title`")]
    )


def _marked(rich: Rich) -> Rich:
    """An item of a list as words, with its mark."""
    mark = rich[0].item
    return rich if mark is None else (Span(f"{mark.sign} "), *(replace(span, item=None) for span in rich))


FUNCTIONS: Final = ("word", "headline", "status")
"""What expressions may call."""


def filters(language: str) -> Mapping[str, Callable[..., Any]]:
    """What expressions may use after `|`, besides Jinja2's own few."""

    def words(value: Any) -> str:
        match value:
            case Figure():
                return figures.shown(value, language=language)
            case Day():
                return figures.day(value, language)
            case Record():
                return words(next((value[key] for key in _NAMING if key in value and value[key] is not None), None))
            case _:
                return plain(prose.rich(value)) if isinstance(value, Text) and value.prose else _words(value)

    def shown(value: Any) -> Rich:
        return _spans(value, language, Where(""), {})

    def joined(items: Any, mark: str = "comma") -> Spans:
        between = Span(wording.word(mark, language))
        told = [rich for item in items if (rich := shown(item))]
        return Spans(tuple(span for index, rich in enumerate(told) for span in ((between, *rich) if index else rich)))

    def bracketed(value: Any) -> Spans:
        before, _, after = wording.word("bracketed", language, text="\n").partition("\n")
        rich = shown(value)
        return Spans((Span(before), *rich, Span(after)) if rich else ())

    def cited(sources: Any) -> tuple[Spans, ...]:
        return tuple(joined([one[key] for key in ("title", "publisher", "date", "url")]) for one in sources)

    return {
        "figure": lambda value, style="tile": figures.shown(value, style=style, language=language),
        "money": lambda value, currency="USD": figures.money(value, currency, language),
        "percent": lambda value, digits=None: figures.percent(_number(value), language, digits),
        "date": lambda value: figures.day(value, language),
        "quoted": lambda value: figures.quoted(words(value), language),
        "listing": lambda value: figures.listing([words(item) for item in value], language),
        "joined": joined,
        "bracketed": bracketed,
        "cited": cited,
        "leading": _leading,
        "of_type": _of_type,
        "stats": _known_stats,
        "known": lambda items: tuple(item for item in items if item["figure"].known),
        "batch": lambda items, size: tuple(tuple(items)[i : i + size] for i in range(0, len(items), size)),
        "flatten": lambda items: tuple(inner for item in items for inner in item),
        "shorter": lambda items, most: tuple(item for item in items if _word_count(item) <= most),
        "longer": lambda items, most: tuple(item for item in items if _word_count(item) > most),
        "words": _word_count,
    }


def _word_count(value: Any) -> int:
    """How many words the texts below a node have; Chinese, written without spaces, counts two characters as a word."""
    return sum(
        len(leaf.content.split()) if leaf.language != "zh" else len(leaf.content) // 2
        for leaf in leaves(value)
        if isinstance(leaf, Text)
    )


_NAMING: Final = ("title", "label", "text", "name")
"""The fields that a record is called by, the first that it has."""

_UNTOLD: Final = frozenset({"type", "chart", "id", "sort", "file", "url", "unit", "short", "alt"})


_NUMBER: Final = re.compile(r"[-+−~≈<>≤≥]?\s*(?:[$€£¥]\s*)?\d[\d\s.,\u00a0\u202f]*(?:%|‰|[$€£¥])?")
"""A number as people write it in a cell, with the sign of a share or of a currency."""


def _is_numeric(cell: Any) -> bool:
    """Whether a cell stands at the end of its column with other numbers: a figure, a number written out, or nothing."""
    if isinstance(cell, Text):
        return _NUMBER.fullmatch(str(cell).strip(" *")) is not None
    return cell is None or isinstance(cell, Figure | int | Decimal)


def _sum(column: Sequence[Value], total: Value) -> Figure | None:
    """The sum of a column of exact figures of one unit; None where adding them up would make a figure that nobody gave."""
    held = [cell for cell in column if isinstance(cell, Figure) and cell.value is not None]
    first = held[0] if held else None
    if first is None or len(held) < len(column) or first.unit == "%":
        return None
    if any(
        (cell.unit, cell.currency, cell.qualifier, cell.digits) != (first.unit, first.currency, "", None)
        for cell in held
    ):
        return None
    return replace(first, value=total) if isinstance(total, Decimal) else None


def _find(name: str, env: Env) -> Source | None:
    """The file of a template: the project's own comes first, `builtin:` means ours; None when there is none of the name."""
    path = f"templates/{name}.yaml"
    if re.fullmatch(r"[a-z0-9][a-z0-9._-]*", name) and env.is_file(path):
        return source.read(env.resolve(path), path, env)
    file = builtin.template(name.removeprefix(OURS))
    if file is None:
        return None
    data, shown = file.read_bytes(), f"{OURS}{file.name}"
    env.journal(shown, data)
    return source.read(data, shown)


def _names(env: Env) -> tuple[str, ...]:
    return (*builtin.templates(), *(path.stem for path in env.files("templates", ".yaml")))


def _read_includes(
    node: Node, env: Env, includes: dict[Where, Source], above: tuple[str, ...], found: list[Diagnostic], *, ours: bool
) -> None:
    """Reads every `include`, and theirs in turn. `above` names the files on the way here: one of them again would never end. With
    `ours`, only the built-in files count.
    """
    for entry in node.items if isinstance(node, Sequence_) else ():
        if not isinstance(entry, Mapping_):
            continue
        nested, include = entry.get("pages"), entry.get("include")
        if nested is not None:
            _read_includes(nested, env, includes, above, found, ours=ours)
        if include is None:
            continue
        name = _scalar(include)
        try:
            given = _find(f"{OURS}{name.removeprefix(OURS)}" if ours else name, env)
        except BriefingsError as problem:
            found += problem.findings
            continue
        if given is None:
            found.append(
                error(
                    "template-unknown",
                    f"there is no template `{visible(name)}` to include",
                    include.where,
                    hint=did_you_mean(name, _names(env), "template"),
                )
            )
            continue
        if given.name in above:
            found.append(
                error(
                    "include-circle",
                    f"`{name}` is included within itself",
                    include.where,
                    hint="take this line out; `builtin:deck` includes ours into a `deck` of your own",
                )
            )
            continue
        root = given.root
        found += _keys(root) if isinstance(root, Mapping_) else ()
        pages = _pages_of(root, found)
        if pages is not None:
            includes[include.where] = given
            _read_includes(pages, env, includes, (*above, given.name), found, ours=ours or name.startswith(OURS))


def _pages_of(root: Node, found: list[Diagnostic]) -> Sequence_ | None:
    pages = root.get("pages") if isinstance(root, Mapping_) else None
    if isinstance(pages, Sequence_):
        return pages
    found.append(
        error(
            "key-missing",
            "a template needs `pages`, a list",
            pages.where if pages else root.where,
            "pages",
            "begin with `pages:` and `- layout: content` under it",
        )
    )
    return None


def _keys(root: Mapping_) -> Iterable[Diagnostic]:
    return (
        template_rules.key_unknown(key, "a template", TEMPLATE_KEYS)
        for key, _ in root.entries
        if key.text not in TEMPLATE_KEYS
    )


def _page_size(root: Mapping_, kind: str, found: list[Diagnostic]) -> str:
    node = root.get("page")
    if node is not None and _scalar(node) in PAGE_SIZES:
        return _scalar(node)
    if node is not None:
        found.append(
            error(
                "page-unknown",
                f"there is no page size `{_scalar(node)}`",
                node.where,
                hint=did_you_mean(_scalar(node), PAGE_SIZES, "page size"),
            )
        )
    return "a4" if kind == "sheet" else "16:9"


def _choice(node: Mapping_, key: str, choices: tuple[str, ...], found: list[Diagnostic]) -> str:
    value = _text(node, key)
    if value is None or value not in choices:
        found.append(
            error(
                "choice-unknown" if value else "key-missing",
                f"`{key}` cannot be `{value}`" if value else f"a template needs `{key}`",
                _at(node, key),
                key,
                did_you_mean(value or "", choices) or f"one of: {', '.join(choices)}",
            )
        )
        return ""
    return value


def _formats(node: Mapping_, kind: str, found: list[Diagnostic]) -> tuple[str, ...]:
    value = node.get("formats")
    if value is None:
        return ("pptx",) if kind == "slides" else ("pdf",)
    items = value.items if isinstance(value, Sequence_) else (value,)
    names = tuple(_scalar(item) for item in items)
    if not names:
        found.append(
            error("list-empty", "`formats` is empty", value.where, hint=f"one or both of: {', '.join(FORMATS)}")
        )
    for name, item in zip(names, items, strict=True):
        if name not in FORMATS:
            found.append(
                error("choice-unknown", f"there is no format `{name}`", item.where, hint=did_you_mean(name, FORMATS))
            )
    return names


def _at(node: Mapping_, key: str) -> Where:
    child = node.get(key)
    return child.where if child is not None else node.where


def _text(node: Mapping_, key: str) -> str | None:
    child = node.get(key)
    return child.text if isinstance(child, Scalar) else None


def _scalar(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _words(value: Any) -> str:
    match value:
        case None:
            return ""
        case Text():
            return value.content
        case Spans():
            return plain(value.rich)
        case Mixed():
            return "".join(_words(fragment.value) for fragment in value.fragments)
        case _:
            return str(value)


def _lower(sentence: str) -> str:
    return (sentence[:1].lower() + sentence[1:]).rstrip(".")


def _are_blocks(value: Any) -> bool:
    """True for a list of blocks that the report itself holds."""
    return (
        isinstance(value, tuple) and bool(value) and all(isinstance(item, Record) and "block" in item for item in value)
    )


def _id_of(item: Any) -> str:
    if isinstance(item, Record) and "id" in item:
        return _words(item["id"])
    return ""


def _iso(value: Value) -> str:
    """A date as the start of the span it names, for metadata."""
    if not isinstance(value, Day):
        return "2000-01-01T00:00:00Z"
    return f"{value.year:04d}-{value.month or 1:02d}-{value.day or 1:02d}T00:00:00Z"


def _number(value: Any) -> Decimal:
    if isinstance(value, Figure):
        return value.value or Decimal(0)
    return Decimal(str(value))


def _of_type(sections: Any, *names: str) -> tuple[Value, ...]:
    return tuple(section for section in sections if isinstance(section, Record) and section["type"] in names)


def _leading(sections: Any, lead: Any) -> tuple[Value, ...]:
    """The sections, the one that the report's `lead` names first."""
    return tuple(sorted(sections, key=lambda section: _words(section["id"]) != _words(lead)))


def _known_stats(section: Any) -> tuple[Value, ...]:
    """A statistics section's items whose figure the source gives."""
    items = section["items"]
    return tuple(
        item
        for item in items
        if isinstance(item, Record) and isinstance(item["figure"], Figure) and item["figure"].known
    )


def _as_prose(value: Any) -> Any:
    if isinstance(value, Text):
        return replace(value, prose=True)
    return tuple(_as_prose(item) for item in value) if isinstance(value, tuple) else value


def _records(value: Value) -> Iterator[Record]:
    """Every record in a value, the outer before the inner."""
    if isinstance(value, Record):
        yield value
    if isinstance(value, Record | tuple):
        for child in value:
            yield from _records(child)
