"""What is measured while one page is laid out, kept until the page is done.

The same block is measured in the same place by every layout and step of type that is tried, and once more where it comes to stand.
Blocks and looks are frozen and the functions pure, so an object that is the very same gives the very same result.
Whoever lays the same page out again may hand over what was kept of it the last time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Final, TypeVar

_F = TypeVar("_F", bound=Callable[..., Any])
_C = TypeVar("_C", bound=type)
_PLAIN: Final[set[type]] = {int, float, bool, str, type(None)}
"""What stands in a key itself. Of all else the very same object is meant."""
_MANY: Final = frozenset({tuple, list})
_pages: Final[list[tuple[dict[Any, Any], dict[Any, Any]]]] = []
"""What is kept for the page at hand, and what was kept for it before."""


def alike(cls: _C) -> _C:
    """A class whose values are one and the same to what is kept where they are equal: layouts have the same places, each its own object."""
    _PLAIN.add(cls)
    return cls


@contextmanager
def page(before: dict[Any, Any] | None = None) -> Iterator[None]:
    """Keeps results until the page is done. `before` is what was kept when it was laid out the last time; in the end it holds what was asked for now."""
    now: dict[Any, Any] = {}
    _pages.append((now, before or {}))
    try:
        yield
    finally:
        _pages.pop()
        if before is not None:
            before.clear()
            before |= now


def kept(function: _F) -> _F:
    """A pure function of frozen objects, done once a page for the very same ones."""

    @wraps(function)
    def once(*given: Any, **named: Any) -> Any:
        if not _pages:
            return function(*given, **named)
        known, before = _pages[-1]
        names = [one if (of := type(one)) in _PLAIN else id(one) if of not in _MANY else _name(one) for one in given]
        key = (function, *names, *named.items())
        if (found := known.get(key)) is None:
            # what is given must live as long as its key
            found = known[key] = before.get(key) or (function(*given, **named), given)
        return found[0]

    return once  # type: ignore[return-value]


def _name(given: Any) -> Any:
    of = type(given)
    if of in _PLAIN:
        return given
    return tuple(map(_name, given)) if of in _MANY else id(given)
