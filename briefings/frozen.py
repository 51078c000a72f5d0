"""Frozen values: classes of fields, and a value with some of its fields changed.

`frozen` makes what `dataclasses.dataclass(frozen=True, slots=True)` makes, in less time: there are hundreds, and a command begins with all of
them. Its values come into being in a third of the time, and `replace` is `dataclasses.replace` in half of it: a deck is laid out of tens of thousands.
"""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING, FrozenInstanceError, field
from functools import lru_cache
from operator import attrgetter
from types import CodeType, FunctionType, MemberDescriptorType
from typing import Any, Final, Literal, NoReturn, TypeAlias, TypeVar, dataclass_transform

_T = TypeVar("_T")
_Kind: TypeAlias = Literal["given", "fresh", "made", "usual", "left"]
"""How a field comes by its value: from the caller, or anew where the caller has none; else made anew, its default, or later."""
_FACTORY: Final = object()
"""Stands for a default that is made anew for each value."""
_MANY: Final = 4
"""A value of so many fields keeps its hash: a paragraph's is asked for each time that it is measured, and all its styles' with it."""


def replace(value: _T, /, **changes: Any) -> _T:
    """The same value but for some fields. Raises TypeError for one that it does not have."""
    kind: Any = type(value)
    held, places = _HELD.get(kind) or _held(kind)
    made = [*held(value)]
    try:
        for name, one in changes.items():
            made[places[name]] = one
    except KeyError as name:
        raise TypeError(f"{kind.__name__} has no field {name} to change") from None
    changed: _T = kind(*made)
    return changed


_HELD: Final[dict[Any, tuple[Any, dict[str, int]]]] = {}


def _held(kind: Any) -> tuple[Any, dict[str, int]]:
    """What gives the fields of a value that its constructor takes, and the place of each among them."""
    names = [one.name for one in dataclasses.fields(kind) if one.init]
    return _HELD.setdefault(kind, (_values(names), {name: place for place, name in enumerate(names)}))


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[_T]) -> type[_T]:
    """A class of frozen fields in slots, equal and hashed by them; to `dataclasses` it is one of its own."""
    fields = _fields(cls)
    values = _values([name for name, one in fields.items() if one.compare])
    shown = [name for name, one in fields.items() if one.repr]

    def equal(self: Any, other: object) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(values(self))

    def kept(self: Any) -> int:
        known: int | None = self._hash
        if known is None:
            known = hash(values(self))
            object.__setattr__(self, "_hash", known)
        return known

    def told(self: Any) -> str:
        return f"{self.__class__.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    def state(self: Any) -> list[Any]:
        return [getattr(self, name) for name in fields]

    def restored(self: Any, state: list[Any]) -> None:
        for name, value in zip(fields, state, strict=True):
            object.__setattr__(self, name, value)
        if many:
            object.__setattr__(self, "_hash", None)

    def first(self: Any, *given: Any, **named: Any) -> None:
        whole.__init__ = made = _init(fields, _open(whole), many=many, post=hasattr(cls, "__post_init__"))
        made(self, *given, **named)

    many = len(fields) >= _MANY
    taken = {name for base in cls.__mro__[1:] for name in getattr(base, "__slots__", ())}
    slots = tuple(name for name in fields if name not in taken)
    made: dict[str, Any] = {
        "__eq__": equal,
        "__hash__": kept if many else hashed,
        "__repr__": told,
        "__getstate__": state,
        "__setstate__": restored,
        "__setattr__": _refused,
        "__delattr__": _refused,
        "__init__": first,  # many a class has no value in a run
        "__match_args__": tuple(name for name, one in fields.items() if one.init),
        "__slots__": (*slots, "_hash") if many and "_hash" not in taken else slots,
        "__dataclass_fields__": fields,
        "__dataclass_params__": dataclasses._DataclassParams(True, True, True, False, False, True),  # type: ignore[attr-defined]
    }
    hidden = {*fields, "__dict__", "__weakref__"}
    own = {name: held for name, held in vars(cls).items() if name not in hidden}
    make: Any = type(cls)
    whole = make(cls.__name__, cls.__bases__, {**made, **own})
    whole.__qualname__, whole.__slots__ = cls.__qualname__, slots
    kind: type[_T] = whole
    return kind


def _open(whole: Any) -> Any:
    """The class that a value is of while it is made: setting its fields is then no call."""
    free = {"__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    return type(whole)(whole.__name__, (whole,), {"__slots__": (), **free})


def _fields(cls: type) -> dict[str, Any]:
    """All fields of a class, those of its bases first."""
    found: dict[str, Any] = {}
    for base in cls.__mro__[-1:0:-1]:
        found |= vars(base).get("__dataclass_fields__", {})
    for name, kind in vars(cls).get("__annotations__", {}).items():
        if "ClassVar" in str(kind):
            continue
        default = vars(cls).get(name, MISSING)
        one: Any = default
        if not isinstance(default, dataclasses.Field):
            one = field(default=MISSING if isinstance(default, MemberDescriptorType) else default)
        one.name, one.type, one._field_type = name, kind, dataclasses._FIELD  # type: ignore[attr-defined]
        found[name] = one
    return found


def _values(names: list[str]) -> Any:
    """What makes a value what it is, as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return (lambda value: (getattr(value, names[0]),)) if names else lambda _: ()


def _init(fields: dict[str, Any], still_open: type, *, many: bool, post: bool) -> Any:
    """The constructor of a class with some fields: a value is of another class, which lets them be set, until it has them all."""
    kinds: list[_Kind] = []
    usual: list[Any] = []
    known: dict[str, Any] = {"_set": object.__setattr__, "_FACTORY": _FACTORY, "_OPEN": still_open}
    for number, one in enumerate(fields.values()):
        fresh = one.default_factory is not MISSING
        known[f"_made_{number}"] = one.default_factory if fresh else one.default
        if one.init:
            kinds.append("fresh" if fresh else "given")
            if fresh or one.default is not MISSING:
                usual.append(_FACTORY if fresh else one.default)
            elif usual:
                raise TypeError(f"{one.name!r} has no default, and one before it has")
        else:  # what has no default either is given by `__post_init__`
            kinds.append("made" if fresh else "left" if one.default is MISSING else "usual")
    code = _code(tuple(kinds), many, post)
    names = {f"_{number}": name for number, name in enumerate(fields)}
    named = code.replace(
        co_varnames=tuple(names.get(one, one) for one in code.co_varnames),
        co_names=tuple(names.get(one, one) for one in code.co_names),
    )
    return FunctionType(named, known, "__init__", tuple(usual))


@lru_cache(None)
def _code(kinds: tuple[_Kind, ...], many: bool, post: bool) -> CodeType:
    """The code of a constructor whose fields are called _0, _1 and so on: many classes have fields of the same kinds, and compiling is slow."""
    values = {
        "given": "_{0}",
        "fresh": "_made_{0}() if _{0} is _FACTORY else _{0}",
        "made": "_made_{0}()",
        "usual": "_made_{0}",
    }
    given = [f"_{number}" for number, kind in enumerate(kinds) if kind in ("given", "fresh")]
    lines = [f" self._{number} = {values[kind].format(number)}" for number, kind in enumerate(kinds) if kind != "left"]
    head = f"def __init__({', '.join(('self', *given))}):\n _kind_ = self.__class__\n _set(self, '__class__', _OPEN)\n"
    tail = "\n self._hash = None" * many + "\n self.__class__ = _kind_" + "\n self.__post_init__()" * post
    made: dict[str, Any] = {}
    exec(head + "\n".join(lines) + tail, made)  # nothing but our own words
    code: CodeType = made["__init__"].__code__
    return code


def _refused(self: Any, name: str, *_: Any) -> NoReturn:
    raise FrozenInstanceError(f"cannot change {name!r} of a {type(self).__name__}")
