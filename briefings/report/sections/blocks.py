"""A section of one's own, made of blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...diagnostics import Diagnostic, error
from ...env import Env
from ...source import Mapping_, Node, Scalar, Sequence_
from ...source.fields import Spoken
from ...source.readers import is_spoken
from ...source.validation import validate, values
from ...values import Record, Value, record
from ..nodes import Nodes
from ..place import Place
from ..section import Parts, Section, node_of
from ..shape import Many, must


class Blocks(Section):
    """A section of one's own, made of blocks."""

    nouns, also, paged = ("block", "blocks"), ("own",), True

    blocks: Many[dict[str, Any]] = must(
        "The blocks, each with its name and what it needs.", [{"block": "callout", "text": "Unofficial."}]
    )

    def rules(self, place: Place, env: Env) -> Iterator[Diagnostic]:
        spot = place / "blocks"
        if not isinstance(spot.node, Sequence_):
            return
        yield from _spoken(spot)
        for number, item in enumerate(spot.node.items, 1):
            name = item.get("block") if isinstance(item, Mapping_) else None
            if not isinstance(name, Scalar) or not name.text:
                path = f"{spot.origin}.{number}.block"
                yield error(
                    "key-missing", "`block` is missing", item.where, path, "name the block, as in `block: callout`"
                )

    def seen(self, nodes: Nodes, place: Place, parts: Parts) -> dict[str, Value]:
        """Its blocks as they stand; a chart or a table in one is what it would be as a section."""
        return {**nodes.fields(self, place), "blocks": _blocks(place / "blocks", nodes, parts)}

    @classmethod
    def held(cls, path: str, node: Mapping_) -> Iterator[tuple[str, Mapping_]]:
        """The charts and tables among its blocks, each as the section that it would be.

        They go by the path of their `data`, such as `own.blocks.2.data`; a title that they lack is the section's.
        """
        return _held(path, node, node.get("title"))


def _blocks(place: Place, nodes: Nodes, parts: Parts) -> tuple[Value, ...]:
    count = len(place.node.items) if isinstance(place.node, Sequence_) else 0
    return tuple(_block(place.item(number, str(number + 1)), nodes, parts) for number in range(count))


def _block(place: Place, nodes: Nodes, parts: Parts) -> Value:
    made = nodes.literal(place)
    if not isinstance(made, Record):
        return made
    fields, path = dict(made.fields), f"{place.origin.removeprefix('sections.')}.data"
    if path in parts:
        one, node = parts[path]
        name = path.removesuffix(".data").replace(".", "-")
        fields["data"] = node_of(name, one, Place(node, f"sections.{path}"), nodes, {})
    if isinstance((place / "blocks").node, Sequence_) and "blocks" in fields:
        fields["blocks"] = _blocks(place / "blocks", nodes, parts)
    return record(made.origin, fields)


def _held(path: str, node: Mapping_, title: Node | None) -> Iterator[tuple[str, Mapping_]]:
    blocks = node.get("blocks")
    for number, block in enumerate(blocks.items if isinstance(blocks, Sequence_) else (), 1):
        if not isinstance(block, Mapping_):
            continue
        yield from _held(f"{path}.blocks.{number}", block, title)  # a row holds blocks
        name, data = block.get("block"), block.get("data")
        if not isinstance(name, Scalar) or name.text not in ("chart", "table") or not isinstance(data, Mapping_):
            continue
        if name.text == "table":
            columns = data.get("columns")
            if isinstance(columns, Sequence_) and not any(isinstance(column, Mapping_) for column in columns.items):
                continue  # columns that are only headings: the block's own short form
            if data.get("table") is not None:
                data = Mapping_((), data.where).with_entry("data", data)
        held = data.with_entry("type", Scalar(name.text, name.text, name.where))
        lacks = title is not None and not held.get("title")
        yield f"{path}.blocks.{number}.data", held.with_entry("title", title) if lacks and title else held


def _spoken(place: Place) -> Iterator[Diagnostic]:
    """What is wrong with words in a language of their own anywhere below a place."""
    match place.node:
        case Sequence_(items=items):
            for index in range(len(items)):
                yield from _spoken(place.item(index, str(index + 1)))
        case Mapping_(entries=entries):
            if is_spoken(values(place.node)):
                yield from validate(Spoken, place.node, place.origin)[1]
            else:
                for key, _ in entries:
                    yield from _spoken(place / key.text)
