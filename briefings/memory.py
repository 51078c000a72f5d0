"""What is measured while one page is laid out, kept until the page is done.

The same block is measured in the same place by every layout and step of type that is tried, and once more where it comes to stand.
Blocks and looks are frozen and the functions pure, so an object that is the very same gives the very same result.
Whoever lays the same page out again may hand over what was kept of it the last time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, wraps
from types import CodeType, FunctionType
from typing import Any, Final, TypeVar

_F = TypeVar("_F", bound=Callable[..., Any])
_C = TypeVar("_C", bound=type)
_PLAIN: Final[set[type]] = {int, float, bool, str, type(None)}
"""What stands in a key itself. Of all else the very same object is meant."""
_MANY: Final = frozenset({tuple, list})
_WORDS: Final = frozenset({"int", "float", "bool", "str", "int | None", "float | None", "str | None"})
"""How the types of those are written in our functions."""
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
    names, few = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount], code.co_argcount
    plain = tuple(function.__annotations__.get(name) in _WORDS for name in names)

    def made(every: tuple[Any, ...]) -> Any:
        return function(*every[:few], **dict(zip(names[few:], every[few:], strict=True)))

    once = _code(plain, few)
    named = once.replace(co_varnames=(*names, *once.co_varnames[len(names) :]))
    known = {"FUNCTION": function, "MADE": made, "NAME": _name, "PAGES": _pages, "PLAIN": _PLAIN, "MANY": _MANY}
    whole = FunctionType(named, known, code.co_name, function.__defaults__)
    whole.__kwdefaults__ = function.__kwdefaults__
    return wraps(function)(whole)  # type: ignore[return-value]


@cache
def _code(plain: tuple[bool, ...], few: int) -> CodeType:
    """The code of what keeps the results of functions that are alike: which of their arguments stand in a key themselves, and how many are given by
    their places. It is made for them since it is asked more often than anything else."""
    names = [f"_{number}" for number in range(len(plain))]
    parts = [
        name if itself else f"{name} if (of := type({name})) in PLAIN else NAME({name}) if of in MANY else id({name})"
        for name, itself in zip(names, plain, strict=True)
    ]
    lines = (
        f"def once({', '.join((*names[:few], *('*' for _ in names[few : few + 1]), *names[few:]))}):",
        f" if not PAGES: return MADE(({''.join(f'{name},' for name in names)}))",
        " known, before = PAGES[-1]",
        f" key = (FUNCTION, {', '.join(parts)})",
        " found = known.get(key)",
        " if found is None:",  # what is given must live as long as its key
        f"  every = ({''.join(f'{name},' for name in names)})",
        "  found = known[key] = before.get(key) or (MADE(every), every)",
        " return found[0]",
    )
    space: dict[str, Any] = {}
    exec("\n".join(lines), space)  # nothing but our own words
    made: CodeType = space["once"].__code__
    return made


def _name(given: Any) -> Any:
    """What stands for several values in a key."""
    return tuple([one if (of := type(one)) in _PLAIN else _name(one) if of in _MANY else id(one) for one in given])
