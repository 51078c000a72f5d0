"""Shapes: what a map of a file may hold, and how its values are read.

    Form      the base of shapes: a class whose annotations are the keys
    Field     what is said of a key beside its type
    fields    a shape -> its keys
    read      a shape, plain values -> the shape with its values, or None and the problems

A key's type says how it is read: a shape, `tuple[X, ...]`, `dict[K, V]`, `X | None`, `Any`, or `Annotated`, whose marks are asked one after the other,
each for a reader around the one before. A shape's readers are made when it is first read: a report has some of them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from functools import cache
from types import NoneType
from typing import Annotated, Any, ClassVar, Final, NoReturn, TypeAlias, TypeVar, get_args, get_origin

from ..frozen import frozen, replace

_F = TypeVar("_F", bound="Form")
Loc: TypeAlias = tuple[str | int, ...]
"""The way to a value: keys, places in lists, the names of forms that it was taken for."""
Problem: TypeAlias = dict[str, Any]
"""What is wrong with a value: the `type` of problem, its `loc`, and `ctx`, what else there is to tell."""
Reader: TypeAlias = Callable[[Any, Loc, list[Problem]], Any]
"""Gives what a value says; where it says nothing that can be read, a problem is added, and what is given stands for nothing."""
_MISSING: Final = object()


class Refused(ValueError):  # noqa: N818 - a word of the field's own, on its way to a finding
    """What a field says to a value that it cannot read."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.context = {"code": code, "message": message, "hint": hint}


class Mark:
    """What may stand in `Annotated`: how a value is read, and what editors are told of it."""

    __slots__ = ()

    def reading(self, inner: Reader) -> Reader:
        """The reader around the one of the type, or of the mark before."""
        return inner

    def told(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The JSON Schema around that of the type, or of the mark before."""
        return schema


@frozen
class Tag(Mark):
    """The name of one form of a value, in problems."""

    name: str


def _then(first: Reader, last: Reader) -> Reader:
    """One reader after the other; the second reads nothing where the first found something wrong."""

    def read(value: Any, loc: Loc, problems: list[Problem]) -> Any:
        count = len(problems)
        found = first(value, loc, problems)
        return last(found, loc, problems) if len(problems) == count else None

    return read


@frozen
class Forms(Mark):
    """A value has one of several forms, each with its tag; `form` gives the tag of a value."""

    form: Callable[[Any], str]


@frozen
class Before(Mark):
    """A value is changed before it is read."""

    change: Callable[[Any], Any]

    def reading(self, inner: Reader) -> Reader:
        return _then(parsed(self.change), inner)


@frozen
class After(Mark):
    """What was read is changed."""

    change: Callable[[Any], Any]

    def reading(self, inner: Reader) -> Reader:
        return _then(inner, parsed(self.change))


@frozen
class Length(Mark):
    """How many values a list or a map has."""

    least: int = 0
    most: int | None = None

    def reading(self, inner: Reader) -> Reader:
        if isinstance(inner, _Many):
            return _Many(inner.one, self)
        return _then(inner, self.held)

    def held(self, found: Any, loc: Loc, problems: list[Problem]) -> Any:
        """What has so many values."""
        if len(found) < self.least:
            problems.append({"type": "too_short", "loc": loc, "ctx": {"min_length": self.least}})
        elif self.most is not None and len(found) > self.most:
            problems.append({"type": "too_long", "loc": loc, "ctx": {"max_length": self.most}})
        return found

    def told(self, schema: dict[str, Any]) -> dict[str, Any]:
        of = "Properties" if schema.get("type") == "object" else "Items"
        least, most = {f"min{of}": self.least} if self.least else {}, {f"max{of}": self.most} if self.most else {}
        return {**schema, **least, **most}


class Told(Mark):
    """What editors are told, in place of what the type says."""

    __slots__ = ("schema",)

    def __init__(self, schema: dict[str, Any]) -> None:
        self.schema = schema

    def told(self, schema: dict[str, Any]) -> dict[str, Any]:
        return self.schema


def parsed(parse: Callable[[Any], Any]) -> Reader:
    """A reader of a function that takes a value alone, and raises `Refused`."""

    def read(value: Any, loc: Loc, problems: list[Problem]) -> Any:
        try:
            return parse(value)
        except Refused as refused:
            problems.append({"type": "briefings", "loc": loc, "ctx": refused.context})

    return read


@frozen
class Field:
    """What is said of a key: what it is, with examples; what it is where it is not there, if it may be missing; `alias` is how it is written, and
    `more` what else editors are told."""

    default: Any = _MISSING
    description: str = ""
    examples: Sequence[Any] = ()
    alias: str = ""
    factory: Callable[[], Any] | None = None
    more: Mapping[str, Any] = field(default_factory=dict)
    annotation: Any = None
    metadata: tuple[Any, ...] = ()

    def is_required(self) -> bool:
        """Whether the key must be there."""
        return self.default is _MISSING and self.factory is None

    def usual(self) -> Any:
        """What it is where the key is not there."""
        return self.factory() if self.factory else self.default

    def of(self, annotation: Any, written: str) -> Field:
        """The same of a type, for a key that is written so where nothing else is said."""
        base, *marks = get_args(annotation) if get_origin(annotation) is Annotated else (annotation,)
        return replace(self, alias=self.alias or written, annotation=base, metadata=tuple(marks))


def key(default: Any = _MISSING, **said: Any) -> Any:
    """A key of a shape, with what is said of it."""
    return Field(default, **said)


class _Kind(type):
    """What shapes are, so that a shape is known to be a value too."""


class Form(metaclass=_Kind):
    """A map with known keys: the annotations of its class. Its values are frozen."""

    _fields: ClassVar[dict[str, Field]]
    _reader: ClassVar[Reader]
    told_too: ClassVar[Mapping[str, Any]] = {}
    """What else editors are told of it."""

    def __init__(self, **given: Any) -> None:
        usual = {name: one.usual() for name, one in fields(type(self)).items() if not one.is_required()}
        self.__dict__.update(usual | given)

    def __init_subclass__(cls) -> None:
        cls._fields, cls._reader = {}, _any

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"cannot change {name!r} of a {type(self).__name__}")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), *self.__dict__.values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"

    @classmethod
    def written(cls, name: str) -> str:
        """How the key of a field is written."""
        return name

    @classmethod
    def given(cls, value: Any) -> Any:
        """What stands for a map where it may be written in another way. May raise `Refused`."""
        return value

    @classmethod
    def told(cls, schema: dict[str, Any]) -> dict[str, Any]:
        """The JSON Schema of all ways to write it, from that of its map."""
        return schema


def fields(shape: type[Form]) -> dict[str, Field]:
    """The keys of a shape by their names, those of its bases first."""
    if not shape._fields:
        found: dict[str, Field] = {}
        for base in reversed(shape.__mro__):
            known = vars(sys.modules[base.__module__])
            for name, told in vars(base).get("__annotations__", {}).items():
                if issubclass(base, Form) and base is not Form and "ClassVar" not in str(told):
                    said = vars(base).get(name, _MISSING)
                    one = said if isinstance(said, Field) else Field(said)
                    annotation = eval(told, known) if isinstance(told, str) else told  # our own words
                    found[name] = one.of(annotation, shape.written(name))
        shape._fields = found
    return shape._fields


def read(shape: type[_F], value: Any) -> tuple[_F | None, list[Problem]]:
    """A map as its shape has it, or None; and all that is wrong with it."""
    problems: list[Problem] = []
    made = reader(shape)(value, (), problems)
    return (None if problems else made), problems


def fits(field: Field, value: Any) -> bool:
    """Whether a value is what a field wants."""
    problems: list[Problem] = []
    reader(field.annotation)(value, (), problems)
    return not problems


def reader(annotation: Any) -> Reader:
    """What reads values of a type."""
    if isinstance(annotation, type) and issubclass(annotation, Form):
        if annotation._reader is _any:
            annotation._reader = _form(annotation)
        return annotation._reader
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _marked(args[0], args[1:])
    if origin is tuple:
        return _Many(reader(args[0]))
    if origin is dict:
        return _by_key(reader(args[0]), reader(args[1]))
    some = [one for one in args if one is not NoneType]
    if len(some) == 1:  # nothing is a value too, to those who read it: it has its place
        return reader(some[0])
    return _any


@cache
def _marked(annotation: Any, marks: tuple[Any, ...]) -> Reader:
    """What reads values of a type with marks."""
    forms = next((mark for mark in marks if isinstance(mark, Forms)), None)
    made = _formed(annotation, forms) if forms else reader(annotation)
    for mark in marks:
        if isinstance(mark, Mark):
            made = mark.reading(made)
    return made


def _any(value: Any, loc: Loc, problems: list[Problem]) -> Any:  # noqa: ARG001 - a reader
    return value


def _formed(annotation: Any, forms: Forms) -> Reader:
    """What reads values of several forms, by their tags."""
    parts = [get_args(one) for one in get_args(annotation)]
    readers = {next(mark.name for mark in one if isinstance(mark, Tag)): _marked(one[0], one[1:]) for one in parts}

    def read(value: Any, loc: Loc, problems: list[Problem]) -> Any:
        tag = forms.form(value)
        return readers[tag](value, (*loc, tag), problems)

    return read


class _Many:
    """What reads lists."""

    __slots__ = ("length", "one")

    def __init__(self, one: Reader, length: Length | None = None) -> None:
        self.one, self.length = one, length

    def __call__(self, value: Any, loc: Loc, problems: list[Problem]) -> Any:
        if type(value) is not tuple:
            problems.append({"type": "tuple_type", "loc": loc})
            return None
        made = []
        before = len(problems)
        for at, one in enumerate(value):
            count = len(problems)
            found = self.one(one, (*loc, at), problems)
            if len(problems) == count:
                made.append(found)
        if self.length and self.length.most is not None and len(made) > self.length.most:
            del problems[before:]  # which of them are too many is not known
        return self.length.held(tuple(made), loc, problems) if self.length else tuple(made)


def _by_key(key: Reader, held: Reader) -> Reader:
    """What reads maps whose keys are the author's."""

    def read(value: Any, loc: Loc, problems: list[Problem]) -> Any:
        if type(value) is not dict:
            problems.append({"type": "dict_type", "loc": loc})
            return None
        return {
            key(name, (*loc, name, "[key]"), problems): held(one, (*loc, name), problems) for name, one in value.items()
        }

    return read


def _form(shape: type[Form]) -> Reader:
    """What reads maps of a shape."""
    keys = {one.alias: (name, one, _marked(one.annotation, one.metadata)) for name, one in fields(shape).items()}
    given = parsed(shape.given)

    def read(value: Any, loc: Loc, problems: list[Problem]) -> Any:
        count = len(problems)
        value = given(value, loc, problems)
        if len(problems) > count or isinstance(value, shape):
            return value
        if not isinstance(value, dict):
            problems.append({"type": "model_type", "loc": loc})
            return None
        held: dict[str, Any] = {}
        for key, (name, one, reader) in keys.items():
            if key in value:
                held[name] = reader(value[key], (*loc, key), problems)
            elif one.is_required():
                problems.append({"type": "missing", "loc": (*loc, key)})
            else:
                held[name] = one.usual()
        problems += ({"type": "extra_forbidden", "loc": (*loc, key)} for key in value if key not in keys)
        made = object.__new__(shape)
        made.__dict__.update(held)
        return made

    return read
