"""Frozen values as JSON values, and back: for what is kept on disk, where nothing may stand that can run.

    packed      a value of frozen values, tuples, mappings, words and numbers -> JSON values
    unpacked    JSON values, the classes that may come of them -> the value

What is the same in several places is told once and is one object again, as it was. Types of other values raise TypeError; what was not made
by `packed` raises ValueError, TypeError, KeyError or IndexError.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

_ROW, _MAP, _BYTES = "()", "{}", "b"


def packed(value: Any) -> list[list[Any]]:
    """A value as rows: the name of a class and its fields each. A field that is no word or number is the number of its row, in a list."""
    rows: list[list[Any]] = []
    known: dict[str, list[int]] = {}

    def put(one: Any) -> Any:
        if one is None or type(one) in (str, int, float, bool):
            return one
        if isinstance(one, tuple):
            row = [_ROW, *map(put, one)]
        elif isinstance(one, Mapping):
            row = [_MAP, *(put(held) for pair in one.items() for held in pair)]
        elif isinstance(one, bytes):
            row = [_BYTES, one.hex()]
        elif dataclasses.is_dataclass(one):
            names = [field.name for field in dataclasses.fields(one) if field.init]
            row = [type(one).__name__, *(put(getattr(one, name)) for name in names)]
        else:
            raise TypeError(f"a {type(one).__name__} is not kept")
        said = json.dumps(row)
        if said not in known:
            known[said] = [len(rows)]
            rows.append(row)
        return known[said]

    if not isinstance(put(value), list):
        raise TypeError("a word or a number is kept as it is")
    return rows


def unpacked(rows: Iterable[Iterable[Any]], kinds: Iterable[type]) -> Any:
    """The value again."""
    made: list[Any] = []
    named: dict[str, Any] = {kind.__name__: kind for kind in kinds}
    for name, *fields in rows:
        held = [made[field[0]] if type(field) is list else field for field in fields]
        if name == _ROW:
            made.append(tuple(held))
        elif name == _MAP:
            made.append(MappingProxyType(dict(zip(held[::2], held[1::2], strict=True))))
        elif name == _BYTES:
            made.append(bytes.fromhex(*held))
        else:
            made.append(named[name](*held))
    return made[-1]
