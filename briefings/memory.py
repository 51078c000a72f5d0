"""What is measured while one page is laid out, kept until the page is done.

The same block is measured in the same place by every layout and step of type that is tried, and once more where it comes to stand.
Blocks and looks are frozen and the functions pure, so an object that is the very same gives the very same result.
Whoever lays the same page out again may hand over what was kept of it the last time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache, update_wrapper
from types import CodeType, FunctionType
from typing import Any, Final, Literal, TypeAlias, TypeVar

_F = TypeVar("_F", bound=Callable[..., Any])
_C = TypeVar("_C", bound=type)
_Kind: TypeAlias = Literal["plain", "listed", "object"]
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
    """A pure function of frozen objects, done once a page for the very same ones. It takes no `*` and no `**`."""
    given = function.__code__
    count = given.co_argcount + given.co_kwonlyargcount
    names = given.co_varnames[:count]
    kinds = tuple(_kind(str(function.__annotations__.get(name, ""))) for name in names)
    code = _code(kinds, names[given.co_argcount :])
    renamed = code.replace(co_name=given.co_name, co_varnames=(*names, *code.co_varnames[count:]))
    once = FunctionType(renamed, {"_function": function, "_pages": _pages, "_name": _name})
    once.__defaults__, once.__kwdefaults__ = function.__defaults__, function.__kwdefaults__
    return update_wrapper(once, function)  # type: ignore[return-value]


def _kind(written: str) -> _Kind:
    """What of an argument stands in a key, by what the function says that it takes: it, those that it lists, or which object it is."""
    if _WRITTEN.issuperset(written.split(" | ")):
        return "plain"
    return "listed" if written.startswith(_LISTED) else "object"


@lru_cache(None)
def _code(kinds: tuple[_Kind, ...], named: tuple[str, ...]) -> CodeType:
    """The code of a function that keeps what another one gives, of arguments called _0, _1 and so on, and others that have to be named: tens of thousands of
    keys a deck are made several times sooner by code that knows what is in them."""
    placed = [f"_{number}" for number in range(len(kinds) - len(named))]
    words = {"plain": "{0}", "listed": "_name({0})", "object": "id({0})"}
    key = ", ".join(words[kind].format(name) for kind, name in zip(kinds, (*placed, *named), strict=True))
    taken = ", ".join((*placed, *("*" for _ in named[:1]), *named))
    call = f"_function({', '.join((*placed, *(f'{name}={name}' for name in named)))})"
    lines = (
        f"def once({taken}):",
        f" if not _pages: return {call}",
        " known, before = _pages[-1]",
        f" key = (_function, {key})",
        " found = known.get(key)",
        # what is given must live as long as its key
        f" if found is None: found = known[key] = before.get(key) or ({call}, ({', '.join((*placed, *named))},))",
        " return found[0]",
    )
    made: dict[str, Any] = {}
    exec("\n".join(lines), made)  # nothing but our own words
    code: CodeType = made["once"].__code__
    return code


def _name(given: Any) -> Any:
    of = type(given)
    if of in _PLAIN:
        return given
    return tuple(map(_name, given)) if of in _MANY else id(given)
