"""What a block that the report itself holds may say: every key of it is read, or told.

fault           a key and its value -> a finding, or None
inner_faults    the records in a parameter -> findings
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from ..blocks.params import Parameter
from ..diagnostics import Diagnostic, Where, did_you_mean, error
from ..values import Origin, Record, Value

INNER: Final[Mapping[str, tuple[str, frozenset[str]]]] = {
    "stats": (
        "a statistic",
        frozenset({"id", "figure", "value", "qualifier", "digits", "unit", "currency", "text", "label", "title"}),
    ),
    "entries": ("an item", frozenset({"id", "title", "label", "text", "name", "detail"})),
    "grid": ("a table of columns and rows", frozenset({"columns", "rows"})),
}
"""What the records in a parameter may hold; charts, and tables whose columns are maps, are held to the shapes of their sections."""


def fault(what: str, key: str, value: Any, known: Collection[str], where: Where, path: str) -> Diagnostic | None:
    """The finding for a key that nobody reads, with a value or without one, and for a key that has none."""
    if key not in known:
        return error("key-unknown", f"{what} has no `{key}`", where, path, did_you_mean(key, known, "key"))
    if value is None:
        return error("value-empty", f"`{key}` has no value", where, path, "write a value, or take the key out")
    return None


def inner_faults(
    parameter: Parameter, value: Value, places: Mapping[Origin, Where], fallback: Where
) -> Iterator[Diagnostic]:
    """What is wrong with the keys of the records in a parameter."""
    if parameter.kind not in INNER:
        return
    what, known = INNER[parameter.kind]
    for one in value if isinstance(value, tuple) else (value,):
        if not isinstance(one, Record) or "type" in one:
            continue
        for key, inner in one.fields.items():
            path = Origin(f"{one.origin}.{key}")
            found = fault(what, key, inner, known, places.get(path, places.get(one.origin, fallback)), path)
            if found is not None and (key != "value" or found.code != "value-empty"):
                yield found
