"""From checked shapes to the nodes that templates read: texts, figures and days, each with its origin and its place.

Keys with a hyphen get an underscore; optional keys that are not given are None, and lists that are not given are ().
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, assert_never

from ..source import Mapping_, Scalar, Sequence_
from ..source.fields import Kind, Spoken
from ..source.readers import Citation, Date, Moment, is_spoken
from ..source.validation import validate, values
from ..values import Day, Figure, Origin, Record, Text, Value, Words, figures, record
from .place import Place
from .shape import Cited, Key, Shape, declared

_OF_A_FIGURE: Final = frozenset({"currency", "digits", "decimals", "qualifier", "unit"})
_UNSEEN: Final = frozenset({Kind.REMARK, Kind.UNIT})
_NAMES: Final = {(Kind.FIGURE, "value"): "figure", (Kind.PARAGRAPHS, "text"): "paragraphs"}
"""What templates call the figure of a `value`, and the paragraphs of a `text`; others keep the names of their keys."""


@lru_cache(None)
def _seen(shape: type[Shape]) -> tuple[Key, ...]:
    """The keys of a shape that templates see: not what a figure has in itself, nor what only authors or the tool need."""
    keys = declared(shape)
    within = _OF_A_FIGURE if any(key.kind is Kind.FIGURE for key in keys) else frozenset()
    within |= {"language"} if issubclass(shape, Cited) else frozenset()
    return tuple(
        key
        for key in keys
        if key.name not in within
        and key.kind not in _UNSEEN
        and (key.shape.shown if key.shape else key.kind is not Kind.RAW)
    )


@dataclass(slots=True)
class Nodes:
    """Builds the nodes of one report, and notes where each stands."""

    language: str
    where: dict[Origin, Any] = field(default_factory=dict)

    def part(self, given: Shape, place: Place, around: Shape | None = None) -> Record:
        """A part as templates see it; of a list's, its id and at its end its source."""
        self.at(place)
        fields = self.fields(given, place, around)
        if isinstance(given, Cited):
            source, name = fields.pop("source"), fields.pop("id") or place.origin.rpartition(".")[2]
            fields = {"id": name, **fields, "source": source}
        return record(place.origin, fields)

    def fields(self, given: Shape, place: Place, around: Shape | None = None) -> dict[str, Value]:
        """What templates see of each key of a part. `around` is what the part belongs to: it may say the unit or the currency."""
        return {
            _NAMES.get((key.kind, key.name), key.name): self._held(
                key, getattr(given, key.name), place / key.written, given, around
            )
            for key in _seen(type(given))
        }

    def _held(self, key: Key, held: Any, place: Place, given: Shape, around: Shape | None) -> Value:
        """What a key holds: one thing, or of a map or a list of parts all of them."""
        if isinstance(held, dict):
            return record(
                place.origin, {one: self._held(key, value, place / one, given, around) for one, value in held.items()}
            )
        if isinstance(held, Shape):
            return self.part(held, place, given)
        if key.shape is not None:
            parts = zip(held or (), place.items, strict=False)
            return tuple(self.part(one, spot, given) for one, spot in parts) if key.listed else None
        if key.kind is Kind.FIGURE:
            own = any(
                getattr(given, name, None) for name in ("unit", "currency")
            )  # money that fell by so many per cent
            unit, currency = (None if own else getattr(around, name, None) for name in ("unit", "currency"))
            if place.missing and not isinstance(place.node, Scalar):  # a number may be all that its part says
                return None
            value = held if isinstance(held, Decimal) else None
            return self.figure(given, place, value, unit=unit, currency=currency)
        if key.kind is Kind.PARAGRAPHS:
            return self.paragraphs(held, place, getattr(given, "language", None) or "")
        return self._plain(key, held, place, given)

    def _plain(self, key: Key, held: Any, place: Place, given: Shape) -> Value:
        """A key that holds one value."""
        match key.kind:
            case Kind.WORDS | Kind.PROSE | Kind.ADDRESS | Kind.NAME:
                spoken = "" if key.kind is Kind.NAME else getattr(given, "language", None) or ""
                return self.text(held, place, prose=key.kind is Kind.PROSE, spoken=spoken)
            case Kind.DAY:
                return self.day(held, place)
            case Kind.MOMENT:
                return self._moment(held, place)
            case Kind.CITATION:
                return self.source(held, place)
            case Kind.SHARE:
                return tuple(Decimal(str(share)) for share in held or ())
            case Kind.FLAG:
                return bool(held)
            case Kind.FILE | Kind.WORD | Kind.NUMBER:
                if held and key.kind is Kind.FILE:
                    self.at(place)
                plain: Value = held
                return plain
            case Kind.REMARK | Kind.RAW | Kind.UNIT | Kind.FIGURE | Kind.PARAGRAPHS:
                return None
        assert_never(key.kind)

    def text(self, content: str | None, place: Place, *, prose: bool = False, spoken: str = "") -> Text | None:
        """A text; `spoken` is the language of what it is part of, where the words do not say their own."""
        if content is None:
            return None
        own = content.language if isinstance(content, Words) else spoken
        return Text(str(content), self.at(place), self.language, prose, "" if own == self.language else own)

    def day(self, given: Date | None, place: Place) -> Day | None:
        if given is None:
            return None
        return Day(given.year, self.at(place), self.language, given.month, given.day)

    def paragraphs(self, given: tuple[str, ...] | None, place: Place, spoken: str = "") -> tuple[Value, ...]:
        """One paragraph has the field's own origin; of several each has its number."""
        if not given:
            return ()
        if len(given) == 1 and not isinstance(place.node, Sequence_):
            return (self.text(given[0], place, prose=True, spoken=spoken),)
        return tuple(
            self.text(part, place.item(index, str(index + 1)), prose=True, spoken=spoken)
            for index, part in enumerate(given)
        )

    def figure(self, given: Any, place: Place, value: Decimal | None, *, currency: str | None = None, unit: str | None = None,
               digits: int | None = None, decimals: int | None = None) -> Figure:  # fmt: skip
        """A figure from a shape that has its qualifier and digits beside the value; with `decimals`, its author wants it rounded."""
        decimals = getattr(given, "decimals", None) if decimals is None else decimals
        return Figure(
            figures.rounded(value, decimals),
            self.at(place),
            self.language,
            unit=(getattr(given, "unit", None) or unit or ""),
            qualifier=getattr(given, "qualifier", None) or "",
            digits=None if decimals is not None else getattr(given, "digits", None) or digits,
            currency=(getattr(given, "currency", None) or currency or ""),
        )

    def source(self, cited: Citation | None, place: Place) -> Record | None:
        if cited is None:
            return None
        return record(self.at(place), {"key": cited.key, "first": cited.first, "last": cited.last})

    def _moment(self, given: Moment | None, place: Place) -> Record | None:
        if given is None:
            return None
        return record(place.origin, {"date": self.day(given.date, place), "time": given.time, "zone": given.zone})

    def literal(self, place: Place) -> Value:
        """What no shape has read, as it stands: names of blocks are plain words, other words are texts."""
        match place.node:
            case Mapping_() if (spoken := self.spoken(place)) is not None:
                return spoken
            case Mapping_() as node:
                made: dict[str, Value] = {}
                self.at(place)
                for key, child in node.entries:
                    name = child.text if key.text == "block" and isinstance(child, Scalar) else None
                    made[key.text.replace("-", "_")] = self.literal(place / key.text) if name is None else name
                return record(place.origin, made)
            case Sequence_() as node:
                return tuple(self.literal(place.item(index, str(index + 1))) for index in range(len(node.items)))
            case Scalar() as node:
                odd = node.value is not None and str(node.value) != node.text and not isinstance(node.value, bool)
                if isinstance(node.value, str) or odd:
                    return self.text(node.text.rstrip("\n"), place)
                self.at(place)
                return node.value

    def spoken(self, place: Place, *, prose: bool = False) -> Text | None:
        """Words in a language of their own where no shape has read them: in a cell, or in a block of one's own."""
        if not is_spoken(values(place.node)):
            return None
        words, _ = validate(Spoken, place.node)  # the rules tell what is wrong with it
        return self.text(Words(words.text, words.language), place, prose=prose) if words else None

    def at(self, place: Place) -> Origin:
        """The origin of a place, which is noted."""
        origin = Origin(place.origin)
        self.where[origin] = place.node.where
        return origin
