"""A section: what every one has and does. To add a type: one file in `sections`, one line in the table there.

A type declares its keys; the rest follows from them, and a type whose items are unlike others says so itself:

    rules        what is wrong beyond the shape of its keys
    from_file    its node with the rows of a file in it
    seen         what templates see of it
    held         the sections that stand in it
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from decimal import Decimal
from typing import Annotated, ClassVar, TypeAlias

from ..diagnostics import Diagnostic, Where, did_you_mean, error
from ..env import Env
from ..source import Mapping_, Sequence_
from ..source.fields import (
    AudiencesField,
    Kind,
    Made,
    OwnDayField,
    PhotoField,
    ProseField,
    RemarkField,
    SourceField,
    WordsField,
)
from ..source.shapes import fields
from ..values import Record, Value, leaves, listed, record, several
from .figure_rules import digits_rule, left_out
from .nodes import Nodes
from .place import Place
from .shape import AUDIENCE, Shape, below, declared, may, must

TypeField: TypeAlias = Annotated[str, Made(Kind.WORD, parse=lambda given: given.text, schema={"type": "string"})]


class Section(Shape):
    """What every section has."""

    nouns: ClassVar[tuple[str, str]]
    """What one of its parts is called, and what several are."""
    also: ClassVar[tuple[str, ...]] = ()
    """What people call the type, besides its name."""
    noted: ClassVar[bool] = False
    """Whether it is for those who speak: in the notes of a deck and on no page."""
    paged: ClassVar[bool] = False
    """Whether the built-in templates have pages of their own for it; the others are shown as blocks, a list of their items."""

    type: TypeField = must("What kind of section this is.")
    title: WordsField = must("The section's title.", "Key objectives")
    short: WordsField | None = may("A shorter title for rails and tight places.", "Objectives")
    chapter: WordsField | None = may(
        "A chapter that begins with this section: a deck has a slide for it, and its name above the titles.", "Funding"
    )
    photo: PhotoField | None = may(
        "A photo, by its key in `photos`: it stands beside the name of the chapter that begins here.", "camp"
    )
    takeaway: WordsField | None = may(
        "What the section shows, in one sentence: slides have it for a title, and the section's own title above.",
        "Money fell in 2023 while needs kept growing",
    )
    intro: ProseField | None = may(
        "A sentence or two before the rest; **bold**, *italic* and links are allowed.", "In 2022, with our support:"
    )
    source: SourceField | None = may(
        "The source of the whole section: a key of `sources`, with a line or lines.", "report:60-75"
    )
    as_of: OwnDayField | None = may(
        "The day that its figures are as of, where that is another than the report's; older ones are told.", "2022-12"
    )
    review_by: OwnDayField | None = may(
        "The day by which somebody looks at its figures again; a final build after it is refused.", "2025-06-30"
    )
    note: RemarkField | None = may("A remark for the authors; it is never shown.", "ask for newer numbers")
    audiences: AudiencesField | None = may(AUDIENCE, ["press", "donors"], alias="for")

    def check(self, place: Place, env: Env) -> Iterator[Diagnostic]:
        """All that is wrong with the section, and what its author may want to know."""
        return checked(self, place, env)

    def from_file(
        self, node: Mapping_, path: str, env: Env, sources: Container[str]
    ) -> tuple[Mapping_, tuple[Diagnostic, ...]]:
        """The section's node with the rows of its file in it; the same node when it names no file. `sources` are the keys that may be
        cited. Raises BriefingsError when the rows cannot be had."""
        return node, ()

    def seen(self, nodes: Nodes, place: Place, parts: Parts) -> dict[str, Value]:
        """What templates see of it."""
        fields = nodes.fields(self, place)
        return fields if self.paged else {**fields, "blocks": tuple(self.as_blocks(fields, place.origin))}

    def as_blocks(self, fields: Mapping[str, Value], origin: str) -> Iterator[Record]:
        """The blocks that show it where no template has pages for its type: its sentences as prose, everything else as a list."""
        return _blocks(fields, origin)

    @classmethod
    def held(cls, path: str, node: Mapping_) -> Iterator[tuple[str, Mapping_]]:  # noqa: ARG003 - most hold none
        """The sections that stand in it, by their paths: they keep to the same rules."""
        return iter(())


Parts: TypeAlias = Mapping[str, tuple[Section, Mapping_]]
"""Checked sections by their ids, those within others by their paths, with their nodes."""


def node_of(key: str, given: Section, place: Place, nodes: Nodes, parts: Parts) -> Record:
    """A section as templates see it."""
    nodes.at(place)
    return record(place.origin, {"id": key, **given.seen(nodes, place, parts)})


def _blocks(fields: Mapping[str, Value], origin: str) -> Iterator[Record]:
    common = {key.name for key in declared(Section)} - {"intro"}
    for name, held in fields.items():
        if name in common:
            continue
        prose = name in ("intro", "paragraphs")
        parts = several(held)
        items = parts if prose else entries(parts)
        if any(True for one in items for _ in leaves(one)):
            block: dict[str, Value] = (
                {"block": "prose", "text": held} if prose else {"block": "list", "items": tuple(items)}
            )
            yield record(f"{origin}.{name}", block)


def entries(parts: Value) -> tuple[Value, ...]:
    """Parts as entries of a list."""
    return tuple(entry for one in listed(parts) if (entry := _entry(one)) is not None)


def block(name: str, origin: str, *, keys: tuple[str, ...] = (), **given: Value) -> Iterator[Record]:
    """A block of a section, with what of it is given; of the records in it their ids and some `keys`."""
    kept = ("id", *keys) if keys else ()
    held = {key: _lean(value, kept) for key, value in given.items() if value not in (None, ())}
    if held:
        yield record(f"{origin}.{name}", {"block": name, **held})


def _lean(value: Value, keys: tuple[str, ...]) -> Value:
    if isinstance(value, tuple):
        return tuple(_lean(one, keys) for one in value)
    if not isinstance(value, Record) or not keys:
        return value
    return record(value.origin, {key: value[key] for key in keys if key in value and value[key] is not None})


def _entry(part: Value) -> Record | None:
    """A part as an entry of a list: what stands first in it leads, the rest stands below."""
    told = tuple(leaves(part))
    if not told:
        return None
    keys = [key for key in ("id", "icon") if isinstance(part, Record) and part.fields.get(key)]
    own: dict[str, Value] = {key: part[key] for key in keys} if isinstance(part, Record) else {}
    detail: dict[str, Value] = {"detail": told[1:]} if told[1:] else {}
    return record(part.origin if isinstance(part, Record) else told[0].origin, {**own, "title": told[0], **detail})


# -- rules that all parts keep to ---------------------------------------------------------------------------------------


def checked(given: Shape, place: Place, env: Env) -> Iterator[Diagnostic]:
    """All that is wrong with a part and with those in it: by its own rules, by those for ids and by those for numbers."""
    yield from given.rules(place, env)
    for key in declared(type(given)):
        if key.listed and key.shape is not None and "id" in fields(key.shape):
            yield from ids(place / key.written)
        elif key.kind is Kind.FIGURE and not (spot := place / key.written).missing:
            held = getattr(given, key.name)
            if isinstance(held, Decimal):
                yield from digits_rule(held, getattr(given, "digits", None), place)
            yield from left_out(held, spot, key.what)
    for part, spot in below(given, place):
        yield from checked(part, spot, env)


def ids(place: Place) -> Iterator[Diagnostic]:
    """Ids in a list are all different; ids that were made are told, once for the list."""
    if not isinstance(place.node, Sequence_):
        return
    first: dict[str, Where] = {}
    made: list[str] = []
    for spot, name in zip(place.items, place.names, strict=True):
        written = spot.node.get("id") if isinstance(spot.node, Mapping_) else None
        where = written.where if written else spot.node.where
        if name in first:
            twin = first[name]
            message = f"the id `{name}` is taken already, by the item at {twin.file}:{twin.line}"
            yield error("id-duplicate", message, where, spot.origin, "give each its own `id`")
        first.setdefault(name, where)
        if not written:
            made.append(name)
    if made:
        shown = ", ".join(f"`{name}`" for name in made[:3]) + (", …" if len(made) > 3 else "")
        items = "1 item has" if len(made) == 1 else f"{len(made)} items have"
        hint = "give `id` where translations or later updates should hold on to an item whose words may change"
        yield place.note("id-made", f"{items} no `id`, so ids were made: {shown}", hint)


def unknown_item(wanted: str | None, spot: Place, items: Place) -> Iterator[Diagnostic]:
    """What is told of a key that names an item of its section by an id that none has."""
    called = [one.origin.rpartition(".")[2] for one in items.items]
    if wanted is not None and wanted not in called:
        yield spot.error("item-unknown", f"this section has no item `{wanted}`", did_you_mean(wanted, called, "item"))


def either(place: Place, one: str, other: str, *, first: object, second: object) -> Iterator[Diagnostic]:
    """Rows stand in the report or in a file: one of the two, and not both."""
    if first is None and second is None:
        hint = f"give `{one}`, or `{other}` to read them from a file"
        yield (place / one).error("key-missing", f"`{one}` is missing", hint)
    elif first is not None and second is not None:
        yield (place / other).error("key-twice", f"`{one}` and `{other}` both give the rows", "keep one of them")
