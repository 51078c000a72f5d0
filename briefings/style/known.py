"""What the built-in themes say, read beforehand: the same in every installation, and slow to read.

It lies in `known/`, by the sum of all that it was read from, so that what has changed since is read anew. A test holds it to what would be
read now; `python tests/test_known.py` renews it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Final, TypeVar

from .. import flat

_T = TypeVar("_T")
FOLDER: Final = Path(__file__).parent / "known"


def name(data: bytes, how: str) -> str:
    """What a file is called that holds what was read in some way from some bytes."""
    return f"{sha256(data + how.encode()).hexdigest()[:32]}.json"


def known(data: bytes, how: str, kinds: Iterable[type], make: Callable[[], _T]) -> _T:
    """What is read in some way from some bytes; `kinds` are the classes of its values, `make` reads it where it is not known."""
    try:
        told = (FOLDER / name(data, how)).read_bytes()
    except OSError:
        return make()
    found: _T = flat.unpacked(json.loads(told), kinds)
    return found
