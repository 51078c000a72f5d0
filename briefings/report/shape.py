"""Shapes: maps with known keys, each key declared once.

    must, may    a key that must be there, and one that may: what it is, and an example
    declared     a shape -> its keys, with what becomes of each

A key's type says the rest (`source.fields`): how it is read, what editors are told, what templates see, what a translation may change, which
rules it keeps to. So nothing else is written for a key that is only shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Final, TypeAlias, TypeVar, get_args, get_origin

from ..diagnostics import Diagnostic
from ..env import Env
from ..frozen import frozen
from ..icons import names
from ..source import Scalar, shapes
from ..source.fields import AudiencesField, IdField, Kind, Made, Missing, SourceField, TagField, one_of
from ..source.readers import is_spoken, refuse
from ..source.shapes import Field, Form, Length, fields
from .place import Place

_T = TypeVar("_T")
Many: TypeAlias = Annotated[tuple[_T, ...], Length(1)]
"""A list of at least one."""

MOST: Final = 1000
"""So many items, rows or values a section has at the most: more of them nobody reads, and pages are not laid out in any useful time."""

QualifierField: TypeAlias = Annotated[str, *one_of("exactly", "at-least", "over", "about")]
IconField: TypeAlias = Annotated[str, *one_of(*names())]
SIGN: Final = "A pictogram above it, by its name; docs/data.md shows them."
PROSE: Final = "One paragraph, or a list of them; **bold**, *italic* and [links](https://…) are allowed."
EXACT: Final = "Whether the number is exact."
AUDIENCE: Final = "Whom it is for, when not for all: versions for others (`--audience`) go without it."
KNOWN: Final = "How many of the digits the source gives, from the left."


def must(description: str, *examples: Any, **more: Any) -> Any:
    """A key that must be there."""
    return Field(description=description, examples=list(examples), **more)


def may(description: str, *examples: Any, **more: Any) -> Any:
    """A key that may be there."""
    return Field(None, description=description, examples=list(examples), **more)


def no_number(what: str) -> Missing:
    """What is said where a number is missing."""
    hint = "give `value`, or `value: not-in-source` to leave it out on purpose (then a note)"
    return Missing("value-missing", f"this {what} has no number", hint, what)


class Shape(Form):
    """A map with known keys; keys with a hyphen are fields with an underscore."""

    shown: ClassVar[bool] = True
    """Whether readers see what it holds; what only tells the tool where to look has no place in templates and translations."""

    def rules(self, place: Place, env: Env) -> Iterator[Diagnostic]:
        """What is wrong with it beyond the shape of its keys; each kind of part says so itself."""
        return iter(())

    @classmethod
    def written(cls, name: str) -> str:
        return name.replace("_", "-")


class Titled(Shape):
    """A map that may also be written as one text: then that is its title."""

    shorthand: ClassVar[str] = "title"

    @classmethod
    def given(cls, value: Any) -> Any:
        if isinstance(value, Scalar) or is_spoken(value):
            return {cls.shorthand: value}
        if isinstance(value, dict) and len(value) == 1:
            ((key, inner),) = value.items()
            known = any(key == field.alias for field in fields(cls).values())
            if isinstance(inner, Scalar) and not known and " " in inner.text:
                message = "this text became a map, because it holds `: `"
                raise refuse("type-wrong", message, f'write: "{key}: {inner.text[:60]}"')
        return value

    @classmethod
    def told(cls, schema: dict[str, Any]) -> dict[str, Any]:
        return {"anyOf": [{"type": ["string", "number"]}, schema], "description": cls.__doc__ or ""}


class Cited(Shape):
    """A part that may name where it comes from."""

    id: IdField | None = may(
        "What this part is known by; made from its title or text when it is not given. "
        "Translations, facts and later updates hold on to it.",
        "working-groups",
    )
    source: SourceField | None = may("The source it comes from: a key of `sources`, with a line or lines.", "report:87")
    language: TagField | None = may(
        "The language that its words are in, by its tag (BCP 47), when it is not the report's; of a quote, what was said.",
        "el",
    )
    audiences: AudiencesField | None = may(AUDIENCE, ["press", "donors"], alias="for")


@frozen
class Key:
    """A key of a shape: the name of its field, how it is written, and what it holds: a value of some kind, or a map of another shape."""

    name: str
    written: str
    kind: Kind = Kind.RAW
    read: Callable[[object], str] | None = None
    shape: type[Shape] | None = None
    listed: bool = False
    what: str = "value"
    """What a number is called that the source lacks."""


@lru_cache(None)
def declared(shape: type[Shape]) -> tuple[Key, ...]:
    """The keys of a shape, in the order in which they are declared."""
    return tuple(
        _key(Key(name, field.alias), field.annotation, tuple(field.metadata)) for name, field in fields(shape).items()
    )


def _key(key: Key, annotation: Any, marks: tuple[Any, ...] = ()) -> Key:
    found = _found(annotation, marks)
    if isinstance(found, Made):
        what = next((mark.what for mark in marks if isinstance(mark, Missing)), key.what)
        return Key(key.name, key.written, found.kind, found.read, what=what)
    return Key(key.name, key.written, shape=found, listed=_is_list(annotation)) if found else key


def _found(annotation: Any, marks: tuple[Any, ...] = ()) -> Made | type[Shape] | None:
    """The mark of a kind that stands outermost, or the shape."""
    if made := [mark for mark in (*getattr(annotation, "__metadata__", ()), *marks) if isinstance(mark, Made)]:
        return made[-1]
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        return annotation
    inner = get_args(annotation)[1 if get_origin(annotation) is dict else 0 :]
    return next((found for one in inner if (found := _found(one)) is not None), None)


def _is_list(annotation: Any) -> bool:
    return get_origin(annotation) is tuple or any(map(_is_list, get_args(annotation)))


def below(given: Shape, place: Place) -> Iterator[tuple[Shape, Place]]:
    """The parts that a part holds, with their places."""
    for key in declared(type(given)):
        held = getattr(given, key.name) if key.shape else None
        if isinstance(held, Shape):
            yield held, place / key.written
        elif isinstance(held, tuple):
            yield from zip(held, (place / key.written).items, strict=False)


def fits(shape: type[Shape], key: str, given: Scalar) -> bool:
    """Whether a value is what a field of a shape wants."""
    return shapes.fits(next(one for one in fields(shape).values() if one.alias == key), given)
