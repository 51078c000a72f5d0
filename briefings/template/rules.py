"""What is wrong with a template by itself: unknown keys, layouts, places, blocks and filters, and expressions that cannot be read.

    faults    Rules, a file's root -> findings

No report is needed, so that a template's faults are told even where the report has faults of its own, and on pages that this
report skips.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from ..blocks import BLOCKS
from ..blocks.params import Parameter, parameters
from ..diagnostics import BriefingsError, Diagnostic, Where, did_you_mean, error
from ..frozen import frozen
from ..report.sections import SECTIONS
from ..source import Mapping_, Node, Scalar, Sequence_
from .expressions import Expressions

TEMPLATE_KEYS: Final = frozenset(
    {"theme", "ink", "pdf", "kind", "title", "description", "page", "formats", "footer", "date", "omit", "pages"}
)
PAGE_KEYS: Final = frozenset({"for", "if", "with", "id", "layout", "section", "notes", "pages", "include"})
BLOCK_KEYS: Final = frozenset({"block", "for", "if", "with", "id", "priority", "optional"})
OMIT_KEYS: Final = frozenset({"type", "section", "rest", "reason"})
_AROUND: Final = frozenset({"for", "if", "with"})
GROUP_KEYS: Final = _AROUND | {"blocks", "priority", "optional"}
LOOP: Final = re.compile(r"^\s*([a-z_][a-z0-9_]*)\s+in\s+(.+)$", re.DOTALL)
"""What `for` holds: a name, and an expression that gives a list."""


@frozen
class Rules:
    """What a template's pages are held to. `layouts` maps each layout to its places and whether they hold a line or flowing blocks;
    `titled` says that every page must have a title, as slides must.
    """

    layouts: Mapping[str, Mapping[str, str]]
    titled: bool
    expressions: Expressions


def faults(rules: Rules, root: Node) -> Iterator[Diagnostic]:
    """Everything that is wrong in the pages and the furniture of one file."""
    if not isinstance(root, Mapping_):
        return
    for key in ("footer", "date"):
        if (node := root.get(key)) is not None:
            yield from _values(rules, node)
    if (omit := root.get("omit")) is not None:
        yield from _omits(rules, omit)
    if (pages := root.get("pages")) is not None:
        yield from _pages(rules, pages)


def key_unknown(key: Scalar, what: str, known: frozenset[str]) -> Diagnostic:
    """The finding for a key that nobody reads."""
    return error("key-unknown", f"{what} has no `{key.text}`", key.where, hint=did_you_mean(key.text, known, "key"))


def layout_unknown(name: str, where: Where, layouts: Mapping[str, object]) -> Diagnostic:
    """The finding for a layout that the look does not have."""
    return error("layout-unknown", f"there is no layout `{name}`", where, hint=did_you_mean(name, layouts, "layout"))


def slot_unknown(key: Scalar, layout: str, slots: Mapping[str, str]) -> Diagnostic:
    """The finding for a place that the layout does not have."""
    return error(
        "slot-unknown",
        f"the layout `{layout}` has no place `{key.text}`",
        key.where,
        hint=did_you_mean(key.text, (*slots, *PAGE_KEYS), "place"),
    )


# -- pages --------------------------------------------------------------------------------------------------------------------------


def _pages(rules: Rules, node: Node) -> Iterator[Diagnostic]:
    if not isinstance(node, Sequence_):
        yield error("type-wrong", "`pages` is a list", node.where, hint="begin each page with `- `")
        return
    for entry in node.items:
        if not isinstance(entry, Mapping_):
            yield error(
                "page-wrong",
                "a page is a map with `layout` and its places",
                entry.where,
                hint="for example `layout: content`",
            )
            continue
        yield from _around(rules, entry)
        group = next((key for key in ("include", "pages") if entry.get(key) is not None), "")
        if group:
            for key, child in entry.entries:
                if key.text not in _AROUND | {group}:
                    yield key_unknown(key, f"an entry with `{group}`", _AROUND | {group})
                elif key.text == "pages":
                    yield from _pages(rules, child)
        else:
            yield from _page(rules, entry)


def _page(rules: Rules, entry: Mapping_) -> Iterator[Diagnostic]:
    layout = entry.get("layout")
    name = layout.text if isinstance(layout, Scalar) else ""
    slots: Mapping[str, str] | None = None
    if layout is None or not name:
        yield error(
            "key-missing",
            "this page has no `layout`",
            entry.where,
            hint=f"one of: {', '.join(f'`{n}`' for n in rules.layouts)}",
        )
    elif "{{" not in name:
        slots = rules.layouts.get(name)
        if slots is None:
            yield layout_unknown(name, layout.where, rules.layouts)
    if rules.titled and entry.get("title") is None:
        yield error(
            "key-missing",
            "this page has no `title`",
            entry.where,
            hint='every slide has a title, such as `title: "{{ section.title }}"`',
        )
    for key, child in entry.entries:
        if key.text in _AROUND:
            continue
        if key.text in PAGE_KEYS or key.text == "title":
            yield from _values(rules, child)
        elif slots is not None and key.text not in slots:
            yield slot_unknown(key, name, slots)
        elif slots is not None and slots[key.text] == "line":
            yield from _values(rules, child)
        else:
            yield from _flow(rules, child)


# -- blocks -------------------------------------------------------------------------------------------------------------------------


def _flow(rules: Rules, node: Node) -> Iterator[Diagnostic]:
    match node:
        case Sequence_():
            for item in node.items:
                yield from _flow(rules, item)
        case Scalar():
            yield from _values(rules, node)
        case Mapping_():
            name, blocks = node.get("block"), node.get("blocks")
            if name is not None:
                yield from _block(rules, node, name)
                return
            yield from _around(rules, node)
            if blocks is None:
                yield error(
                    "key-missing", "this block has no `block`", node.where, hint=did_you_mean("", BLOCKS, "block")
                )
                return
            for key, child in node.entries:
                if key.text not in GROUP_KEYS:
                    yield key_unknown(key, "an entry with `blocks`", GROUP_KEYS)
                yield from _dearness(rules, key, child)
            yield from _flow(rules, blocks)


def _block(rules: Rules, node: Mapping_, name: Node) -> Iterator[Diagnostic]:
    yield from _around(rules, node)
    written = name.text if isinstance(name, Scalar) else ""
    kind = BLOCKS.get(written)
    if kind is None:
        yield error(
            "block-unknown", f"there is no block `{written}`", name.where, hint=did_you_mean(written, BLOCKS, "block")
        )
        return
    known = {parameter.name: parameter for parameter in parameters(kind)}
    for key, child in node.entries:
        if key.text in known:
            yield from _parameter(rules, known[key.text], child)
        elif key.text not in BLOCK_KEYS:
            yield key_unknown(key, f"the block `{written}`", frozenset({*known, *BLOCK_KEYS}))
        elif key.text == "id":
            yield from _values(rules, child)
        else:
            yield from _dearness(rules, key, child)
    for parameter in known.values():
        if parameter.required and node.get(parameter.name) is None:
            yield error(
                "key-missing",
                f"the block `{written}` needs `{parameter.name}`",
                node.where,
                hint=f"for example `{parameter.name}: {parameter.example}`",
            )


def _dearness(rules: Rules, key: Scalar, node: Node) -> Iterator[Diagnostic]:
    """The `priority` and the `optional` of a block, or of an entry with blocks."""
    if key.text == "priority" and (
        not isinstance(node, Scalar)
        or not isinstance(node.value, int)
        or isinstance(node.value, bool)
        or node.value < 0
    ):
        hint = "the highest number goes first; 0 never goes"
        yield error("type-wrong", "`priority` is a whole number from 0", node.where, hint=hint)
    elif key.text == "optional":
        yield from _condition(rules, "optional", node)


def _parameter(rules: Rules, parameter: Parameter, node: Node) -> Iterator[Diagnostic]:
    if parameter.kind == "blocks":
        yield from _flow(rules, node)
        return
    yield from _values(rules, node)
    if (
        parameter.kind == "word"
        and isinstance(node, Scalar)
        and "{{" not in node.text
        and node.text not in parameter.choices
    ):
        yield error(
            "choice-unknown",
            f"`{parameter.name}` cannot be `{node.text}`",
            node.where,
            hint=did_you_mean(node.text, parameter.choices),
        )


# -- values ------------------------------------------------------------------------------------------------------------------------


def _values(rules: Rules, node: Node) -> Iterator[Diagnostic]:
    """Syntax, filters and loops of a value and all that it holds."""
    match node:
        case Scalar():
            yield from _expression(rules, node)
        case Sequence_():
            for item in node.items:
                yield from _values(rules, item)
        case Mapping_():
            yield from _around(rules, node)
            for key, child in node.entries:
                if key.text not in _AROUND:
                    yield from _values(rules, child)


def _around(rules: Rules, node: Mapping_) -> Iterator[Diagnostic]:
    """The `for`, `if` and `with` of a page, a block or a value."""
    loop, condition, names = node.get("for"), node.get("if"), node.get("with")
    if loop is not None:
        match_ = LOOP.match(loop.text) if isinstance(loop, Scalar) else None
        if match_ is None:
            yield error(
                "for-wrong",
                "`for` reads `name in list`",
                loop.where,
                hint="for example `for: outcome in sections.outcomes.items`",
            )
        else:
            yield from _bare(rules, match_[2], loop.where)
    if condition is not None:
        yield from _condition(rules, "if", condition)
    if isinstance(names, Mapping_):
        for _, child in names.entries:
            yield from _values(rules, child)
    elif names is not None:
        yield error(
            "type-wrong",
            "`with` is a map of names and values",
            names.where,
            hint='for example `with: {first: "{{ section.items[0] }}"}`',
        )


def _condition(rules: Rules, key: str, node: Node) -> Iterator[Diagnostic]:
    if not isinstance(node, Scalar) or node.is_empty:
        yield error(
            "type-wrong",
            f"`{key}` is true, false or an expression",
            node.where,
            hint=f'for example `{key}: "{{{{ section.items }}}}"`',
        )
    elif isinstance(node.value, str):
        yield from _bare(rules, node.text, node.where)


def _bare(rules: Rules, text: str, where: Where) -> Iterator[Diagnostic]:
    try:
        rules.expressions.check(text, where, bare=True)
    except BriefingsError as problem:
        yield from problem.findings


def _expression(rules: Rules, node: Scalar) -> Iterator[Diagnostic]:
    if isinstance(node.value, str):
        try:
            rules.expressions.check(node.text, node.where)
        except BriefingsError as problem:
            yield from problem.findings


# -- what is left out --------------------------------------------------------------------------------------------------------------------


def _omits(rules: Rules, node: Node) -> Iterator[Diagnostic]:
    if not isinstance(node, Sequence_):
        yield error(
            "type-wrong",
            "`omit` is a list",
            node.where,
            hint="for example `- {type: mandates, reason: the annex lists them}`",
        )
        return
    for entry in node.items:
        if (
            not isinstance(entry, Mapping_)
            or entry.get("reason") is None
            or not any(entry.get(key) for key in ("type", "section", "rest"))
        ):
            yield error(
                "omit-wrong",
                "each `omit` names a `type`, a `section` or `rest: true`, and its `reason`",
                entry.where,
                hint="for example `- {type: mandates, reason: the annex lists them}`",
            )
            continue
        for key, child in entry.entries:
            if key.text not in OMIT_KEYS:
                yield key_unknown(key, "an entry of `omit`", OMIT_KEYS)
            elif key.text == "type" and isinstance(child, Scalar) and child.text not in SECTIONS:
                yield error(
                    "section-type-unknown",
                    f"there is no type of section called `{child.text}`",
                    child.where,
                    hint=did_you_mean(child.text, SECTIONS, "type"),
                )
            elif key.text == "reason":
                yield from _values(rules, child)
