"""What lasts from one build to the next, in a process that lives on: pages that say what they said are not laid out, drawn or written again.

    keep     from now on, of so many pages at the most; a command that builds once keeps nothing
    made     what a pure function made of some values before, or makes of them now
    one      the first of all values with the same content
    shelved  the same, kept on disk, so that the next command has it
    digest   the content of a value as a name on disk
    mark     an object that stands for a value's content: the same for all values that say the same, wherever in their files

A page's key is its content, its look and what else layout reads of it. What stands on it is then the very same object as before, so that all that
is made of it, such as a chart's drawing, a slide's XML and its picture, is found by the object alone. Whoever keeps nothing is asked nothing.
"""

from __future__ import annotations

import dataclasses
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache, partial
from hashlib import blake2b
from operator import attrgetter
from typing import Any, Final, Generic, Protocol, TypeVar

from . import flat
from .diagnostics import Where

_T = TypeVar("_T")

_BESIDE: Final = frozenset({Where})
"""Types of values that say where something stands, and nothing of what it is."""
_PLAIN: Final = frozenset({int, str, type(None)})
_TOLD: Final = _PLAIN | {bool, float}
"""Types whose values say what they are when they are written out."""
_WRITTEN: Final = frozenset({bool, float, complex, range, type})
"""And those of which equal values need not be written alike."""


class Same(Generic[_T]):
    """An object as a key: itself and no other. The key keeps it alive, so that no other takes its place in memory."""

    __slots__ = ("value",)

    def __init__(self, value: _T) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.value is self.value

    def __repr__(self) -> str:
        raise TypeError(f"a {type(self.value).__name__} has no name outside of this process")


class _Store:
    """What is kept, by what it is of and by key: of each kind so many, and those that were asked for last."""

    def __init__(self) -> None:
        self.most = 0
        self.kinds: dict[str, OrderedDict[Hashable, Any]] = {}

    def made(self, kind: str, key: Hashable, make: Callable[[], _T]) -> _T:
        held = self.kinds.setdefault(kind, OrderedDict())
        if key in held:
            held.move_to_end(key)
        else:
            held[key] = make()
            self.trim()
        found: _T = held[key]
        return found

    def trim(self) -> None:
        """Lets go of what is more than may be kept."""
        for held in self.kinds.values():
            while len(held) > self.most:
                held.popitem(last=False)


_store: Final = _Store()


def keep(pages: int) -> None:
    """Keeps what is made of so many pages from here on, of the last ones; 0 lets go of all. A page takes less than a megabyte."""
    _store.most = pages
    _store.trim()
    if not pages:
        _store.kinds.clear()


def keeping() -> bool:
    """Whether anything is kept."""
    return _store.most > 0


def made(kind: str, of: Hashable, make: Callable[[], _T]) -> _T:
    """What was made of the same before, else what `make` makes now. An error is raised anew each time."""
    return _store.made(kind, of, make) if _store.most else make()


class Shelf(Protocol):
    """A place on disk for JSON values, by names that say all that they were made of. `pages` says whether pages are kept there too."""

    pages: bool

    def get(self, name: str) -> Any:
        """What was kept under a name; None when nothing was."""
        ...

    def put(self, name: str, value: Any) -> None:
        """Has something kept."""
        ...


_shelf: Final[list[Shelf]] = []
_names: Final[OrderedDict[Same[Any], str]] = OrderedDict()
"""What pages are called on the shelf: the last ones that came from there or were put there."""
_NAMES: Final = 200


def shelve(shelf: Shelf | None) -> None:
    """From here on `shelved` keeps things there; with None nowhere."""
    _shelf[:] = [shelf] if shelf else []
    _names.clear()


def shelf() -> Shelf | None:
    """Where pages are kept on disk; None where they are not, or are kept in this process."""
    return next((one for one in _shelf if one.pages and not _store.most), None)


def shelved(name: str, kinds: Iterable[type], make: Callable[[], _T]) -> _T:
    """What was made under a name that says all it is made of, "" for what has none; `kinds` are the classes of its values."""
    found: _T | None = _taken(name, kinds)
    if found is None:
        found = make()
        _put(name, found)
    return found


def _taken(name: str, kinds: Iterable[type]) -> Any:
    """What is on the shelf under a name; None for what is not there, or is damaged."""
    for one in _shelf if name else ():
        with suppress(ValueError, TypeError, KeyError, IndexError):
            if (told := one.get(name)) is not None:
                return flat.unpacked(told, kinds)
    return None


def _put(name: str, value: object) -> None:
    for one in _shelf if name else ():
        one.put(name, flat.packed(value))


def several(
    kind: str, of: Sequence[object], kinds: Iterable[type], make: Callable[[list[int]], Iterable[_T]]
) -> tuple[_T, ...]:
    """What was made of each of several pages before; `make` makes the others in one go, and is told which by their places."""
    held: Mapping[Hashable, Any] = _store.kinds.get(kind, {})
    names = [f"{kind} {name}" if (name := called(one)) else "" for one in of]
    before = ((place, held.get(Same(one)) or _taken(names[place], kinds)) for place, one in enumerate(of))
    found: dict[int, _T] = {place: one for place, one in before if one is not None}
    new = [place for place in range(len(of)) if place not in found]
    for place, one in zip(new, make(new) if new else (), strict=True):
        found[place] = one
        _put(names[place], one)
    return tuple(made(kind, Same(one), partial(found.__getitem__, place)) for place, one in enumerate(of))


def call(value: object, name: str) -> None:
    """Gives a page its name on the shelf, by which what is made of it is kept there too."""
    _names[Same(value)] = name
    if len(_names) > _NAMES:
        _names.popitem(last=False)


def called(value: object) -> str:
    """The name of a page on the shelf; "" for what is not kept there."""
    return _names.get(Same(value), "") if shelf() else ""


def one(value: _T) -> _T:
    """The first value with the same content as this, for a value that holds no places."""
    return made("seen", Same(value), lambda: made("one", key(value), lambda: value)) if _store.most else value


def mark(value: object) -> Hashable:
    """What stands for a value's content, without the places in it; the value itself where nothing is kept."""
    return Same(made("mark", key(value), object)) if _store.most else None


def key(value: Any) -> Hashable:
    """The content of a value as a key, places left out. Numbers that are equal but not written alike have keys of their own."""
    kind: Any = type(value)
    if kind in _PLAIN:
        return value  # type: ignore[no-any-return]
    if kind is tuple:
        return tuple(map(key, value))
    return _reader(kind)(value, key)


def digest(value: Any) -> str:
    """The content of a value, places left out, as a sum that is the same in every process. Raises TypeError for what cannot be told so."""
    seen: dict[int, tuple[bytes, Any]] = {}

    def told(one: Any) -> Any:
        kind: Any = type(one)
        if kind in _TOLD:
            return one
        if id(one) not in seen:
            held = (
                tuple([part if type(part) in _TOLD else told(part) for part in one])
                if kind is tuple
                else _reader(kind)(one, told)
            )
            seen[id(one)] = blake2b(repr(held).encode(), digest_size=20).digest(), one  # lives as long as its number
        return seen[id(one)][0]

    return blake2b(repr(told(value)).encode(), digest_size=20).hexdigest()


@cache
def _reader(kind: Any) -> Callable[[Any, Callable[[Any], Hashable]], Hashable]:
    """How the content of a value of a type is read, its parts by a function. What is of no type known here is the same as itself alone."""
    if kind in _BESIDE:
        return lambda value, read: None
    if dataclasses.is_dataclass(kind):
        names = [field.name for field in dataclasses.fields(kind) if field.compare]
        parts = attrgetter(*names, "__class__", "__class__")  # of two at the least, it gives a tuple
        return lambda value, read: (kind, *[part if type(part) in _PLAIN else read(part) for part in parts(value)[:-2]])
    if issubclass(kind, str):
        own = tuple(getattr(kind, "__slots__", ()))
        return lambda value, read: (kind, str(value), *[getattr(value, name) for name in own])
    if issubclass(kind, bytes):
        return lambda value, read: blake2b(value, digest_size=20).digest()
    if issubclass(kind, Mapping):
        return lambda value, read: (Mapping, *[(read(name), read(held)) for name, held in value.items()])
    if issubclass(kind, tuple | list):
        return lambda value, read: (kind, *map(read, value))
    if issubclass(kind, set | frozenset):
        return lambda value, read: (kind, *sorted(map(read, value), key=repr))
    if kind in _WRITTEN or kind.__module__ in ("decimal", "datetime", "pathlib"):
        return lambda value, read: (kind, repr(value))
    return lambda value, read: Same(value)
