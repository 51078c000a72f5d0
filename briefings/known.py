"""What the built-in themes and templates say, read beforehand: the same in every installation, and slow to read.

It lies in `known.txt`, a line for each, by the sum of all that it was read from, so that what has changed since is read anew. Tests hold it to
what would be read now; `python tests/test_known.py` renews it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final, TypeVar

from . import flat

_T = TypeVar("_T")
FILE: Final = Path(__file__).with_name("known.txt")


@cache
def _held() -> bytes:
    return FILE.read_bytes()


def name(data: bytes, how: str) -> str:
    """What the line begins with that holds what was read in some way from some bytes."""
    return sha256(data + how.encode()).hexdigest()[:32]


def known(data: bytes, how: str, kinds: Iterable[type], make: Callable[[], _T]) -> _T:
    """What is read in some way from some bytes; `kinds` are the classes of its values, `make` reads it where it is not known."""
    held = _held()
    start = f"\n{name(data, how)} ".encode()
    at = held.find(start)
    if at < 0:
        return make()
    found: _T = flat.unpacked(json.loads(held[at + len(start) : held.find(b"\n", at + 1)]), kinds)
    return found
