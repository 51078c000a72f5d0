"""What is measured while one page is laid out, kept until the page is done.

The same block is measured in the same place by every layout and step of type that is tried, and once more where it comes to stand.
Blocks and looks are frozen and the functions pure, so an object that is the very same gives the very same result.
Whoever lays the same page out again may hand over what was kept of it the last time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Final, TypeVar

_F = TypeVar("_F", bound=Callable[..., Any])
_C = TypeVar("_C", bound=type)
_PLAIN: Final[set[type]] = {int, float, bool, str, type(None)}
"""What stands in a key itself. Of all else the very same object is meant."""
_MANY: Final = frozenset({tuple, list})
_LAST: Final = 40
"""So many pages of a document, the last ones."""
_documents: Final[list[OrderedDict[int, tuple[dict[Any, Any], object]]]] = []
_pages: Final[list[tuple[dict[Any, Any], dict[Any, Any]]]] = []
"""What is kept for the page at hand, and what was kept for it before."""


def alike(cls: _C) -> _C:
    """A class whose values are one and the same to what is kept where they are equal: layouts have the same places, each its own object."""
    _PLAIN.add(cls)
    return cls


@contextmanager
def document() -> Iterator[None]:
    """Keeps what was measured of the last pages, for those that are laid out more than once."""
    _documents.append(OrderedDict())
    try:
        yield
    finally:
        _documents.pop()


@contextmanager
def page(before: dict[Any, Any] | None = None, of: object = None) -> Iterator[None]:
    """Keeps results until the page is done. `before` is what was kept when it was laid out the last time; in the end it holds what was asked for now.
    What was kept of the page `of` a document is there for it again."""
    now: dict[Any, Any] = {}
    if of is not None and _documents:
        pages = _documents[-1]
        now, _ = pages[id(of)] = pages.pop(id(of), ({}, of))
        if len(pages) > _LAST:
            pages.popitem(last=False)
    _pages.append((now, before or {}))
    try:
        yield
    finally:
        _pages.pop()
        if before is not None:
            before.clear()
            before |= now


def kept(function: _F) -> _F:
    """A pure function of frozen objects, done once a page for the very same ones. It takes no `*` and no `**`."""
    code = function.__code__
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    last = code.co_varnames[: code.co_argcount][-len(function.__defaults__ or ()) :]
    usual = {**dict(zip(last, function.__defaults__ or (), strict=False)), **(function.__kwdefaults__ or {})}

    @wraps(function)
    def once(*given: Any, **named: Any) -> Any:
        if not _pages:
            return function(*given, **named)
        known, before = _pages[-1]
        every = given
        if len(given) < len(names):
            every += tuple([named[name] if name in named else usual.get(name) for name in names[len(given) :]])
        key = (
            function,
            *[one if (of := type(one)) in _PLAIN else _name(one) if of in _MANY else id(one) for one in every],
        )
        found = known.get(key)
        if found is None:  # what is given must live as long as its key
            found = known[key] = before.get(key) or (function(*given, **named), every)
        return found[0]

    return once  # type: ignore[return-value]


def _name(given: Any) -> Any:
    """What stands for several values in a key."""
    return tuple([one if (of := type(one)) in _PLAIN else _name(one) if of in _MANY else id(one) for one in given])
