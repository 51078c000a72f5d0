"""Blocks that the report itself holds: their values are words, never expressions, and every key of them is read, or told."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from ..blocks import BLOCKS
from ..blocks.params import Parameter, parameters
from ..blocks.piece import Block
from ..diagnostics import BriefingsError, Diagnostic, Where, did_you_mean, error, fault
from ..frozen import replace
from ..source.readers import LARGEST_EXPONENT
from ..values import Figure, Origin, Record, Text, Value, record, several
from .parameters import Parameters, made
from .rich import words

INNER: Final[Mapping[str, tuple[str, frozenset[str]]]] = {
    "stats": (
        "a statistic",
        frozenset(
            {"id", "figure", "value", "qualifier", "digits", "unit", "currency", "text", "label", "title", "icon"}
        ),
    ),
    "entries": ("an item", frozenset({"id", "title", "label", "text", "name", "detail", "icon"})),
    "columns": ("a column", frozenset({"id", "title", "points", "icon"})),
    "events": ("an event", frozenset({"id", "date", "to", "text", "title"})),
    "grid": ("a table of columns and rows", frozenset({"columns", "rows"})),
}
"""What the records in a parameter may hold; charts, and tables whose columns are maps, are held to the shapes of their sections."""
_WORDS_ALONE: Final = frozenset({"agenda", "cards", "key-value", "list"})
"""The blocks whose items have no icons."""


def are_blocks(value: Any) -> bool:
    """True for a list of blocks that the report itself holds."""
    return isinstance(value, tuple) and bool(value) and all(_is_block(item) for item in value)


def _is_block(item: Any) -> bool:
    return isinstance(item, Record) and "block" in item


class OwnBlocks:
    """Makes the blocks of one report."""

    def __init__(self, parameters: Parameters) -> None:
        self.parameters, self.found = parameters, parameters.found
        self.places = parameters.report.where

    def make(self, item: Record, slot: str, where: Where) -> Block | None:
        """A block; None when there is nothing in it to show, or when it is wrong, which is told."""
        place = self.places.get(item.origin, where)
        name = str(item["block"])
        kind = BLOCKS.get(name)
        if kind is None:
            path = f"{item.origin}.block"
            hint = did_you_mean(name, BLOCKS, "block")
            self.found.append(error("block-unknown", f"there is no block `{name}`", self._at(path, place), path, hint))
            return None
        known = {parameter.name: parameter for parameter in parameters(kind)}
        given: dict[str, Any] = {}
        complete = True
        for key, value in item.fields.items():
            if key in ("block", "id"):
                continue
            path = f"{item.origin}.{key}"
            try:
                if wrong := tuple(self._faults(name, key, value, known, path, place)):
                    raise BriefingsError(wrong)
                given[key] = self._read(known[key], value, self._at(path, place))
            except BriefingsError as problem:
                self.found += (replace(finding, path=finding.path or path) for finding in problem.findings)
                complete = False
        for parameter in known.values():
            if parameter.required and item.fields.get(parameter.name) is None:
                message = f"the block `{name}` needs `{parameter.name}`"
                about = parameter.description
                hint = f"add `{parameter.name}`: {(about[:1].lower() + about[1:]).rstrip('.')}"
                self.found.append(error("key-missing", message, place, f"{item.origin}.{parameter.name}", hint))
        return made(kind, slot, given, complete)

    def _at(self, path: str, fallback: Where) -> Where:
        return self.places.get(Origin(path), fallback)

    def _faults(
        self, name: str, key: str, value: Value, known: Mapping[str, Parameter], path: str, place: Where
    ) -> Iterator[Diagnostic]:
        """What is wrong with a key of a block, and with the keys of the records in it."""
        if (found := _fault(f"the block `{name}`", key, value, known, self._at(path, place), path)) is not None:
            yield found
            return
        what, inner = INNER.get(known[key].kind, ("", frozenset()))
        inner = inner - {"icon"} if name in _WORDS_ALONE else inner
        for one in several(value):
            if not what or not isinstance(one, Record) or "type" in one:
                continue
            for below, held in one.fields.items():
                spot = f"{one.origin}.{below}"
                found = _fault(what, below, held, inner, self._at(spot, self._at(one.origin, place)), spot)
                if found is not None and (below != "value" or found.code != "value-empty"):
                    yield found

    def _read(self, parameter: Parameter, value: Value, where: Where) -> Any:
        """What a parameter holds of a value, as a template would give it: texts are prose, and `value` makes a figure."""
        match parameter.kind:
            case "blocks":
                blocks = (
                    self.make(item, f"{parameter.name}-{number}", where)
                    for number, item in enumerate(value if isinstance(value, tuple | Record) else (), 1)
                    if isinstance(item, Record) and "block" in item
                )
                return tuple(block for block in blocks if block is not None)
            case "line" | "paragraphs":
                value = _as_prose(value)
            case "columns" | "events":
                value = tuple(map(_with_prose, several(value)))
            case "stats":
                value = tuple(self._with_figure(item, where) for item in several(value))
        return self.parameters.read(parameter, value, where)

    def _with_figure(self, item: Value, where: Where) -> Value:
        """A record that says `value` (with `qualifier`, `digits`, `unit` or `currency`, as statistics do) as one with a figure."""
        if not isinstance(item, Record) or "value" not in item:
            return item
        origin = Origin(f"{item.origin}.value")
        said = {key: words(item[key]) for key in ("unit", "qualifier", "currency") if key in item}
        number = _number(str(item["value"]), origin, self._at(origin, where))
        digits = item.fields.get("digits")
        language = self.parameters.report.language
        unit, qualifier, currency = (said.get(key, "") for key in ("unit", "qualifier", "currency"))
        figure = Figure(
            number, origin, language, unit, qualifier, digits if isinstance(digits, int) else None, currency
        )
        return record(item.origin, {**item.fields, "figure": figure})


def _number(written: str, origin: Origin, where: Where) -> Decimal | None:
    if written == "not-in-source":
        return None
    try:
        number = Decimal(written)
        if number.is_finite() and abs(number.adjusted()) <= LARGEST_EXPONENT:
            return number
    except InvalidOperation:
        pass
    message = f"`{written[:40]}` is not a number that can be shown"
    raise fault("number-wrong", message, where, origin, "write digits alone, such as 29500, or `not-in-source`")


def _fault(what: str, key: str, value: Any, known: Collection[str], where: Where, path: str) -> Diagnostic | None:
    """The finding for a key that nobody reads, with a value or without one, and for a key that has none."""
    if key not in known:
        return error("key-unknown", f"{what} has no `{key}`", where, path, did_you_mean(key, known, "key"))
    if value is None:
        return error("value-empty", f"`{key}` has no value", where, path, "write a value, or take the key out")
    return None


def _with_prose(item: Value) -> Value:
    """A record whose text, or points, are prose."""
    if not isinstance(item, Record):
        return item
    made = {key: _as_prose(item[key]) for key in ("text", "points") if key in item}
    return record(item.origin, {**item.fields, **made})


def _as_prose(value: Value) -> Value:
    if isinstance(value, Text):
        return replace(value, prose=True)
    return tuple(_as_prose(item) for item in value) if isinstance(value, tuple) else value
