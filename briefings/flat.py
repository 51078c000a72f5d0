"""Frozen values as JSON values, and back: for what is kept on disk, where nothing may stand that can run.

    packed      a value of frozen values, tuples, sets, mappings, words and numbers -> JSON values
    unpacked    JSON values, the classes that may come of them -> the value

What is the same in several places is told once and is one object again, as it was. Types of other values raise TypeError; what was not made
by `packed` raises ValueError, TypeError, KeyError or IndexError.
"""

from __future__ import annotations

import dataclasses
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any, Final

_ROW, _MAP, _SET, _BYTES, _NUMBER = "()", "{}", "<>", "b", "."
_PLAIN: Final = frozenset({str, int, float, bool, type(None)})


def packed(value: Any) -> list[list[Any]]:
    """A value as rows: the name of a class and its fields each. A field that is no word or number is the number of its row, in a list."""
    rows: list[list[Any]] = []
    known: dict[str, list[int]] = {}
    seen: dict[int, list[int]] = {}
    """The rows of objects that were met before; what they are part of keeps them alive."""

    def put(one: Any) -> Any:
        kind: Any = type(one)
        if kind in _PLAIN:
            return one
        if id(one) in seen:
            return seen[id(one)]
        row = [_named(kind), *map(put, _parts(kind)(one))]
        said = repr(row)
        if said not in known:
            known[said] = [len(rows)]
            rows.append(row)
        seen[id(one)] = known[said]
        return known[said]

    if not isinstance(put(value), list):
        raise TypeError("a word or a number is kept as it is")
    return rows


@cache
def _named(kind: Any) -> str:
    """What a row of a type begins with."""
    of = {tuple: _ROW, frozenset: _SET, bytes: _BYTES, Decimal: _NUMBER}
    return of.get(kind) or (_MAP if issubclass(kind, Mapping) else kind.__name__)


@cache
def _parts(kind: Any) -> Callable[[Any], Iterable[Any]]:
    """What gives the parts of a value of a type, which make it again."""
    if kind is tuple:
        return iter
    if kind is frozenset:
        return sorted
    if kind is bytes:
        return lambda one: (b64encode(one).decode(),)
    if kind is Decimal:
        return lambda one: (str(one),)
    if issubclass(kind, Mapping):
        return lambda one: [held for pair in one.items() for held in pair]
    if issubclass(kind, str) and hasattr(kind, "__slots__"):
        return lambda one: (str(one), *(getattr(one, name) for name in kind.__slots__))
    if not dataclasses.is_dataclass(kind):
        raise TypeError(f"a {kind.__name__} is not kept")
    names = [field.name for field in dataclasses.fields(kind) if field.init]
    return lambda one: [getattr(one, name) for name in names]


def unpacked(rows: Iterable[Iterable[Any]], kinds: Iterable[type]) -> Any:
    """The value again."""
    made: list[Any] = []
    named: dict[str, Any] = {
        **{kind.__name__: kind for kind in kinds},
        _ROW: lambda *held: held,
        _MAP: lambda *held: MappingProxyType(dict(zip(held[::2], held[1::2], strict=True))),
        _SET: lambda *held: frozenset(held),
        _BYTES: lambda told: b64decode(told, validate=True),
        _NUMBER: Decimal,
    }
    for name, *fields in rows:
        made.append(named[name](*[made[field[0]] if type(field) is list else field for field in fields]))
    return made[-1]
