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
from inspect import CO_VARARGS
from operator import itemgetter
from typing import Any, Final, TypeVar

_F = TypeVar("_F", bound=Callable[..., Any])
_C = TypeVar("_C", bound=type)
_PLAIN: Final[set[type]] = {int, float, bool, str, type(None)}
"""What stands in a key itself. Of all else the very same object is meant."""
_WRITTEN: Final = {"int", "float", "bool", "str", "None"}
"""How these are written where a function says what it takes."""
_MANY: Final = frozenset({tuple, list})
_LISTED: Final = ("Sequence", "tuple", "list", "Rich")
_LAST: Final = 40
"""So many pages of a document, the last ones."""
_documents: Final[list[OrderedDict[int, tuple[dict[Any, Any], object]]]] = []
_pages: Final[list[tuple[dict[Any, Any], dict[Any, Any]]]] = []
"""What is kept for the page at hand, and what was kept for it before."""


def alike(cls: _C) -> _C:
    """A class whose values are one and the same to what is kept where they are equal: layouts have the same places, each its own object."""
    _PLAIN.add(cls)
    _WRITTEN.add(cls.__name__)
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
    """A pure function of frozen objects, done once a page for the very same ones."""
    count, plain, listed, others = _taken(function)
    usual: tuple[Any, ...] = getattr(function, "__defaults__", None) or ()

    @wraps(function)
    def once(*given: Any, **named: Any) -> Any:
        if not _pages:
            return function(*given, **named)
        known, before = _pages[-1]
        # tens of thousands of keys a deck: what is in one is told by what the function says that it takes
        every = given if (short := count - len(given)) <= 0 else given + usual[-short:]
        if len(every) == count:
            key: Any = (function, plain(every), listed and _name(listed(every)), *map(id, others(every)))
        else:
            key = (function, *map(_name, given))
        if named:
            key = (*key, *named.items())
        if (found := known.get(key)) is None:
            # what is given must live as long as its key
            found = known[key] = before.get(key) or (function(*given, **named), given)
        return found[0]

    return once  # type: ignore[return-value]


def _taken(function: Callable[..., Any]) -> tuple[int, Any, Any, Any]:
    """How much a function takes by place, and what gives of that what stands in a key itself, what holds others, and all else."""
    code, said = function.__code__, function.__annotations__
    kinds: list[list[int]] = [[], [], []]
    for place, name in enumerate(code.co_varnames[: code.co_argcount]):
        kind = str(said.get(name, ""))
        kinds[0 if _WRITTEN.issuperset(kind.split(" | ")) else 1 if kind.startswith(_LISTED) else 2].append(place)
    if code.co_flags & CO_VARARGS:
        return -1, None, None, None
    plain, listed, others = (itemgetter(*places) if places else None for places in kinds)
    if len(kinds[2]) == 1:
        (alone,) = kinds[2]
        return code.co_argcount, plain or _nothing, listed, lambda given: (given[alone],)
    return code.co_argcount, plain or _nothing, listed, others or _nothing


def _nothing(_: object) -> tuple[()]:
    return ()


def _name(given: Any) -> Any:
    of = type(given)
    if of in _PLAIN:
        return given
    return tuple(map(_name, given)) if of in _MANY else id(given)
