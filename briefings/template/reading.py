"""Read a template's file: from the values of its YAML to pages, blocks and compiled expressions, with everything that is wrong in it.

    read    a file's root, Layouts -> File

No report is needed, so that a template's faults are told even where the report has faults of its own, and on pages that this report skips.
What is read is frozen: it serves every report and language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from ..blocks import BLOCKS
from ..blocks.params import Parameter, parameters
from ..diagnostics import BriefingsError, Diagnostic, Where, did_you_mean, error
from ..regex import regex
from ..report.sections import SECTIONS
from ..source import Mapping_, Node, Scalar, Sequence_
from . import expressions, keys, nodes
from .expressions import Expression, Written
from .keys import Key, Keys
from .nodes import Around, Broken, Value
from .sandbox import Sandbox

_LOOP: Final = regex(r"^\s*([a-z_][a-z0-9_]*)\s+in\s+(.+)$", re.DOTALL)
"""What `for` holds: a name, and an expression that gives a list."""
_OMITTED: Final = "for example `- {type: mandates, reason: the annex lists them}`"


def read(root: Node, layouts: Mapping[str, Mapping[str, str]], slides: bool, sandbox: Sandbox) -> nodes.File:
    """A file's pages and what stands around them. `layouts` maps each layout to its places and whether they hold a line or a flow."""
    reading = _Reading(layouts, slides, sandbox)
    found = root if isinstance(root, Mapping_) else Mapping_((), root.where)
    given = {
        name: node for name in ("footer", "date", "omit", "notes", "pages") if (node := found.get(name)) is not None
    }
    made = {name: reading.key(keys.TEMPLATE[name], node) for name, node in given.items()}
    return nodes.File(
        made.get("pages", ()),
        made.get("footer"),
        made.get("date"),
        made.get("omit", ()),
        _text(given.get("notes")) or "",
        tuple(reading.found),
    )


def key_unknown(key: Scalar, what: str, known: Iterable[str]) -> Diagnostic:
    """The finding for a key that nobody reads."""
    return error("key-unknown", f"{what} has no `{key.text}`", key.where, hint=did_you_mean(key.text, known, "key"))


def layout_unknown(name: str, where: Where, layouts: Iterable[str]) -> Diagnostic:
    """The finding for a layout that the look does not have."""
    return error("layout-unknown", f"there is no layout `{name}`", where, hint=did_you_mean(name, layouts, "layout"))


def slot_unknown(name: str, where: Where, layout: str, slots: Iterable[str]) -> Diagnostic:
    """The finding for a place that the layout does not have."""
    known = (*slots, *keys.names(keys.PAGE, keys.GROUPED, keys.INCLUDED))
    message = f"the layout `{layout}` has no place `{name}`"
    return error("slot-unknown", message, where, hint=did_you_mean(name, known, "place"))


class _Reading:
    """The reading of one file, and what it found wrong so far."""

    def __init__(self, layouts: Mapping[str, Mapping[str, str]], slides: bool, sandbox: Sandbox) -> None:
        self.layouts, self.slides, self.sandbox = layouts, slides, sandbox
        self.found: list[Diagnostic] = []

    def wrong(self, code: str, message: str, where: Where, hint: str) -> None:
        self.found.append(error(code, message, where, hint=hint))

    # -- entries and their keys ---------------------------------------------------------------------------------------------------------

    def entry(self, node: Mapping_, known: Keys, what: str) -> dict[str, Any]:
        """The keys of an entry, each read by its kind; one that nobody reads is told."""
        given = {}
        for key, child in node.entries:
            if (one := known.get(key.text)) is None:
                self.found.append(key_unknown(key, what, known))
            else:
                given[key.text] = self.key(one, child)
        return given

    def key(self, key: Key | Parameter, node: Node) -> Any:
        match key.kind:
            case "loop":
                return self.loop(node)
            case "condition":
                return self.condition(key.name, node)
            case "names":
                return self.names(node)
            case "kept":
                return self.kept(key.name, node)
            case "pages":
                return self.pages(node)
            case "flow":
                return self.flow(node)
            case "blocks":
                return nodes.Inner(self.flow(node))
            case "omits":
                return self.omits(node)
            case "word" if isinstance(node, Scalar) and "{{" not in node.text and node.text not in key.choices:
                hint = did_you_mean(node.text, key.choices)
                self.wrong("choice-unknown", f"`{key.name}` cannot be `{node.text}`", node.where, hint)
                return Broken(node.where)
            case "name" | "true":
                return _text(node)
            case _:
                return self.value(node)

    def kept(self, name: str, node: Node) -> int:
        number = node.value if isinstance(node, Scalar) else None
        if isinstance(number, int) and not isinstance(number, bool) and number >= 0:
            return number
        hint = "the highest number goes first; 0 never goes"
        self.wrong("type-wrong", f"`{name}` is a whole number from 0", node.where, hint)
        return 0

    # -- pages --------------------------------------------------------------------------------------------------------------------------

    def pages(self, node: Node) -> tuple[nodes.Entry, ...]:
        if isinstance(node, Sequence_):
            return tuple(made for item in node.items if (made := self.page_entry(item)) is not None)
        self.wrong("type-wrong", "`pages` is a list", node.where, "begin each page with `- `")
        return ()

    def page_entry(self, node: Node) -> nodes.Entry | None:
        if not isinstance(node, Mapping_):
            message = "a page is a map with `layout` and its places"
            self.wrong("page-wrong", message, node.where, "for example `layout: content`")
            return None
        if (include := node.get("include")) is not None:
            given = self.entry(node, keys.INCLUDED, "an entry with `include`")
            return nodes.Include(_around(given), include.where)
        if node.get("pages") is not None:
            given = self.entry(node, keys.GROUPED, "an entry with `pages`")
            return nodes.Pages(_around(given), given["pages"])
        return self.page(node)

    def page(self, node: Mapping_) -> nodes.Page:
        layout = node.get("layout")
        name = _text(layout) or ""
        later = "{{" in name
        slots = self.layouts.get(name)
        if layout is None or not name:
            hint = f"one of: {', '.join(f'`{n}`' for n in self.layouts)}"
            self.wrong("key-missing", "this page has no `layout`", node.where, hint)
        elif slots is None and not later:
            self.found.append(layout_unknown(name, layout.where, self.layouts))
        if self.slides and node.get("title") is None:
            hint = 'every slide has a title, such as `title: "{{ section.title }}"`'
            self.wrong("key-missing", "this page has no `title`", node.where, hint)
        given: dict[str, Any] = {}
        places: list[nodes.Place] = []
        for key, child in node.entries:
            if key.text in keys.PAGE:
                given[key.text] = self.key(keys.PAGE[key.text], child)
            elif slots is not None and key.text not in slots:
                self.found.append(slot_unknown(key.text, key.where, name, slots))
            else:
                kind = "line" if key.text == "title" else slots[key.text] if slots else ""
                places.append(self.place(key, child, kind))
        role = given["layout"] if later else "" if slots is None else name
        id, section, notes, photo = (given.get(one) for one in ("id", "section", "notes", "photo"))
        where = layout.where if layout else node.where
        return nodes.Page(_around(given), role, id, section, notes, photo, tuple(places), node.where, where)

    def place(self, key: Scalar, node: Node, kind: str) -> nodes.Place:
        flow = self.flow(node) if kind != "line" else None
        told = len(self.found)
        line = self.value(node) if kind != "flow" else None
        if not kind:
            del self.found[told:]  # the flow has told it, or the line is none
        return nodes.Place(key.text, line, flow, key.where if kind != "line" else node.where)

    # -- blocks -------------------------------------------------------------------------------------------------------------------------

    def flow(self, node: Node) -> nodes.Flow:
        match node:
            case Sequence_():
                return nodes.Several(tuple(self.flow(item) for item in node.items))
            case Scalar():
                return self.scalar(node)
            case Mapping_() if (name := node.get("block")) is not None:
                return self.block(node, name)
            case Mapping_() if node.get("blocks") is not None:
                given = self.entry(node, keys.BLOCKS, "an entry with `blocks`")
                return nodes.Blocks(_around(given), given["blocks"], *_dear(given))
        hint = did_you_mean("", BLOCKS, "block")
        self.wrong("key-missing", "this block has no `block`", node.where, hint)
        return self.nothing(node)

    def nothing(self, node: Mapping_) -> nodes.Blocks:
        """No block, in place of one that could not be read: what stands around it is asked all the same."""
        around = {
            key.text: self.key(keys.AROUND[key.text], child) for key, child in node.entries if key.text in keys.AROUND
        }
        return nodes.Blocks(_around(around), None)

    def block(self, node: Mapping_, of: Node) -> nodes.Block | nodes.Blocks:
        name = _text(of) or ""
        if (kind := BLOCKS.get(name)) is None:
            self.wrong("block-unknown", f"there is no block `{name}`", of.where, did_you_mean(name, BLOCKS, "block"))
            return self.nothing(node)
        known = parameters(kind)
        given = self.entry(node, keys.of_block(kind), f"the block `{name}`")
        for one in known:
            if one.required and one.name not in given:
                hint = f"for example `{one.name}: {one.example}`"
                self.wrong("key-missing", f"the block `{name}` needs `{one.name}`", node.where, hint)
        own = tuple((one.name, given[one.name]) for one in known if one.name in given)
        return nodes.Block(name, _around(given), given.get("id"), own, node.where, *_dear(given))

    # -- values -------------------------------------------------------------------------------------------------------------------------

    def value(self, node: Node) -> Value:
        match node:
            case Scalar():
                return self.scalar(node)
            case Sequence_():
                return nodes.Items(tuple(self.value(item) for item in node.items), node.where)
            case Mapping_():
                given = {key.text: self.key(keys.AROUND.get(key.text, _VALUE), child) for key, child in node.entries}
                fields = tuple((name, one) for name, one in given.items() if name not in keys.AROUND)
                return nodes.Fields(_around(given), fields, node.where)

    def scalar(self, node: Scalar) -> nodes.Constant | Written | Broken:
        if not isinstance(node.value, str):
            return nodes.Constant(node.value, node.where)
        try:
            return expressions.written(node.text, node.where, self.sandbox)
        except BriefingsError as problem:
            self.found += problem.findings
            return Broken(node.where, problem.findings)

    def bare(self, text: str, where: Where) -> Expression | None:
        try:
            return expressions.bare(text, where, self.sandbox)
        except BriefingsError as problem:
            self.found += problem.findings
            return None

    def loop(self, node: Node) -> nodes.Loop | Broken:
        match_ = _LOOP.match(_text(node) or "")
        if match_ is None:
            hint = "for example `for: outcome in sections.outcomes.items`"
            self.wrong("for-wrong", "`for` reads `name in list`", node.where, hint)
            return Broken(node.where)
        items = self.bare(match_[2], node.where)
        return nodes.Loop(match_[1], items, match_[2].strip()) if items else Broken(node.where)

    def condition(self, name: str, node: Node) -> nodes.Condition:
        if not isinstance(node, Scalar) or node.is_empty:
            hint = f'for example `{name}: "{{{{ section.items }}}}"`'
            self.wrong("type-wrong", f"`{name}` is true, false or an expression", node.where, hint)
            return False
        return node.value if isinstance(node.value, bool) else self.bare(node.text, node.where) or False

    def names(self, node: Node) -> tuple[tuple[str, Value], ...]:
        if isinstance(node, Mapping_):
            return tuple((name.text, self.value(child)) for name, child in node.entries)
        hint = 'for example `with: {first: "{{ section.items[0] }}"}`'
        self.wrong("type-wrong", "`with` is a map of names and values", node.where, hint)
        return ()

    # -- what is left out ---------------------------------------------------------------------------------------------------------------

    def omits(self, node: Node) -> tuple[nodes.Omit, ...]:
        if not isinstance(node, Sequence_):
            self.wrong("type-wrong", "`omit` is a list", node.where, _OMITTED)
            return ()
        return tuple(made for item in node.items if (made := self.omit(item)) is not None)

    def omit(self, node: Node) -> nodes.Omit | None:
        given = node.keys() if isinstance(node, Mapping_) else ()
        if not isinstance(node, Mapping_) or "reason" not in given or not {"type", "section", "rest"} & set(given):
            message = "each `omit` names a `type`, a `section` or `rest: true`, and its `reason`"
            self.wrong("omit-wrong", message, node.where, _OMITTED)
            return None
        made = self.entry(node, keys.OMIT, "an entry of `omit`")
        kind, named = node.get("type"), made.get("type")
        if kind and named is not None and named not in SECTIONS:
            message = f"there is no type of section called `{named}`"
            self.wrong("section-type-unknown", message, kind.where, did_you_mean(named, SECTIONS, "type"))
        return nodes.Omit(named, made.get("section"), made.get("rest") == "true", made["reason"])


_VALUE: Final = Key("", "value", "", None)


def _around(given: Mapping[str, Any]) -> Around:
    return Around(given.get("for"), given.get("with", ()), given.get("if", True))


def _dear(given: Mapping[str, Any]) -> tuple[int, nodes.Condition]:
    return given.get("priority", 0), given.get("optional", False)


def _text(node: Node | None) -> str | None:
    return node.text if isinstance(node, Scalar) else None
