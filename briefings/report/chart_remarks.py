"""What an author says of single values of a chart: annotations, the difference between two series at one label, and parts that a takeaway names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Any, Final, Protocol, TypeAlias

from ..diagnostics import Diagnostic, did_you_mean
from ..frozen import frozen, replace
from ..source.fields import Kind, Made, TextField, WordsField, one_of
from ..values import Record, Value, figures, record
from .nodes import Nodes
from .place import Place
from .shape import Cited, Shape, may, must

_Name = Annotated[TextField, Made(Kind.WORD)]
ToneField: TypeAlias = Annotated[str, *one_of("good", "bad")]


class AnnotationOf(Cited):
    """Words about one value of a chart."""

    at: _Name = must("The label of the value.", "2022")
    series: _Name | None = may(
        "Of several series, the one whose value is meant; the highlighted one, else the first, when it is not given.",
        "given",
    )
    text: WordsField = must("What happened.", "War in Ukraine")


class DifferenceOf(Shape):
    """How far one series is from another, at one label; the number is worked out."""

    at: _Name = must("The label where the two are compared.", "2023")
    from_: _Name = must("The series that is taken away.", "needed", alias="from")
    to: _Name = must("The series that it is taken from.", "given")
    text: WordsField | None = may("What the difference is; its number then has no minus sign.", "not funded")
    tone: ToneField | None = may("Whether it is good news or bad: it takes the colour for it.", "bad")


class _Point(Protocol):
    """A point of a chart: its label, and its value or its values by series."""

    @property
    def id(self) -> str | None: ...
    @property
    def label(self) -> str: ...
    @property
    def value(self) -> Any: ...
    @property
    def values(self) -> Mapping[str, Any] | None: ...


@frozen
class Named:
    """What remarks may name: a chart's points, its series' ids in their order ("" for the only one), and their names by id."""

    points: Sequence[_Point]
    ids: tuple[str, ...]
    names: Mapping[str, str]

    def point(self, label: str) -> int | None:
        """The place of a point that is called by its label or its id."""
        return next((at for at, point in enumerate(self.points) if label in (point.label, point.id)), None)

    def series(self, name: str | None) -> int | None:
        """The place of a series that is called by its id or its name."""
        if not name:
            return None
        return next((at for at, one in enumerate(self.ids) if one and name in (one, self.names.get(one, one))), None)

    def numbers(self, point: int, name: str | None) -> tuple[Decimal, ...]:
        """The numbers of a point: of all series, or of the one of a name."""
        given, one = self.points[point], self.series(name)
        held = (given.values or {"": given.value}) if one is None else {"": (given.values or {}).get(self.ids[one])}
        return tuple(value for value in held.values() if isinstance(value, Decimal))

    def unknown_label(self, label: str, spot: Place) -> Diagnostic:
        labels = [point.label for point in self.points]
        message = f"there is no label `{label[:60]}` in this chart"
        return spot.error("label-unknown", message, did_you_mean(label, labels, "label"))

    def unknown_series(self, name: str, spot: Place) -> Diagnostic:
        names = [word for key in self.ids if key for word in (key, self.names.get(key, key))]
        return spot.error("series-unknown", f"there is no series `{name[:60]}`", did_you_mean(name, names, "series"))


# -- what templates see -------------------------------------------------------------------------------------------------


def annotation(one: AnnotationOf, named: Named, highlight: Sequence[str], spot: Place, nodes: Nodes) -> Record:
    """An annotation with the places of its category and its series."""
    forward = next((at for name in highlight if (at := named.series(name)) is not None), 0)
    series = named.series(one.series)
    fields: dict[str, Value] = {
        "text": nodes.text(one.text, spot / "text", spoken=one.language or ""),
        "category": named.point(one.at),
        "series": forward if series is None else series,
    }
    return record(nodes.at(spot), fields)


def difference(
    asked: DifferenceOf | None, named: Named, place: Place, nodes: Nodes, unit: str | None, currency: str | None,
    decimals: int | None, digits: int | None,
) -> Record | None:  # fmt: skip
    """The difference between two series, worked out; None where one of them has no value. Of values to so many `digits` it has no more. Words for what
    it is say which way it goes: "−$38M not funded" would say it twice."""
    if asked is None or (category := named.point(asked.at)) is None:
        return None
    less, whole = (named.numbers(category, name) for name in (asked.from_, asked.to))
    first, second = named.series(asked.from_), named.series(asked.to)
    if first is None or second is None or not less or not whole:
        return None
    apart = (figures.rounded(whole[0], decimals) or whole[0]) - (figures.rounded(less[0], decimals) or less[0])
    apart = abs(apart) if asked.text is not None else apart
    figure = nodes.figure(named.points[category], place, apart, unit=unit, currency=currency)
    fields: dict[str, Value] = {
        "category": category,
        "first": first,
        "second": second,
        "figure": replace(figure, digits=len(apart.normalize().as_tuple().digits) if digits else None),
        "text": nodes.text(asked.text, place / "text"),
        "tone": asked.tone or "",
    }
    return record(place.origin, fields)


# -- rules --------------------------------------------------------------------------------------------------------------


def annotation_rules(given: Sequence[AnnotationOf], named: Named, place: Place) -> Iterator[Diagnostic]:
    """Each annotation names a value that there is."""
    for one, spot in zip(given, place.items, strict=False):
        category = named.point(one.at)
        if one.series and named.series(one.series) is None:
            yield named.unknown_series(one.series, spot / "series")
        elif category is not None and not named.numbers(category, one.series):
            message = f"`{one.at[:60]}` has no value to be annotated"
            yield (spot / "at").error("annotation-gap", message, "name a label that has one")
        if category is None:
            yield named.unknown_label(one.at, spot / "at")


def difference_rules(asked: DifferenceOf | None, named: Named, place: Place) -> Iterator[Diagnostic]:
    """A difference has a label, and two series that have values there."""
    if asked is None:
        return
    if len(named.ids) < 2:
        message = "a difference is between two series, and this chart has one"
        yield place.error("difference-series", message, "give `values` by series, or take `difference` out")
        return
    if (category := named.point(asked.at)) is None:
        yield named.unknown_label(asked.at, place / "at")
    for name, key in ((asked.from_, "from"), (asked.to, "to")):
        if named.series(name) is None:
            yield named.unknown_series(name, place / key)
        elif category is not None and not named.numbers(category, name):
            message = f"`{name[:60]}` has no value at `{asked.at[:60]}`"
            yield (place / key).error("difference-gap", message, "name a label where both have one")
    if named.series(asked.from_) is not None and named.series(asked.from_) == named.series(asked.to):
        message = "a difference is between two series, and this is twice the same"
        yield (place / "to").error("difference-series", message, "name another series")


_WHOLE: Final = r"(?<![^\W\u2e80-\u9fff])[\u0648\u0641\u0628\u0643]?({})(?![^\W\u2e80-\u9fff])"
"""A name in whole words; Chinese has none, and to an Arabic one "and", "so", "with" or "as" may be joined, which are letters."""
_WAW: Final = "\u0648"
"""The Arabic "and"."""
_OWN: Final = 5
"""A word of a part's name that no other has stands for it in a takeaway, if it has so many letters and is joined to one
by its name ("schools and the State" for "Secondary schools")."""
_BETWEEN: Final = re.compile(r"\W*(?:\w{1,3}\W*)?")
"""What may stand between two parts beside "and" or a comma: an article."""


def spoken_of(said: str, names: Sequence[str], language: str) -> tuple[str, ...]:
    """The part that a text in small letters names, where it is one, or all that it joins by "and"."""
    joint = figures.listing(["\0", "\0"], language).strip("\0 ")
    named = {name: at.span(1) for name in names if (at := _mention(name.casefold(), said))}
    called = {name: at.span(1) for name in names if named and (at := _called(name, names, said))}
    for spans in ({**called, **named}, named):
        told = sorted(spans, key=lambda name: spans[name])
        gaps = [said[spans[one][1] : spans[other][0]] for one, other in pairwise(told)]
        if gaps and all(_joins(gap, joint) for gap in gaps):
            return tuple(told)
    if len(named) != 1:
        return ()
    ((start, stop),) = named.values()
    before, after = re.split(r"\s+", said[:start].rstrip())[-1], re.split(r"\s+", said[stop:].lstrip())[0]
    return () if {before, after} & {joint, _WAW} else tuple(named)  # it is joined to something else


def _mention(words: str, said: str) -> re.Match[str] | None:
    return re.search(_WHOLE.format(re.escape(words)), said)


def _called(name: str, names: Sequence[str], said: str) -> re.Match[str] | None:
    """Where a text speaks of a part by a word that no other name has."""
    others = {word for other in names if other != name for word in re.split(r"\W+", other.casefold())}
    own = (word for word in re.split(r"\W+", name.casefold()) if len(word) >= _OWN and word not in others)
    return next(filter(None, (_mention(word, said) for word in own)), None)


def _joins(gap: str, joint: str) -> bool:
    """Whether what stands between two parts says "and"."""
    before, found, after = gap.partition(joint)
    listed = bool(found) or gap.strip() in (",", "、", _WAW)
    return listed and _BETWEEN.fullmatch(f"{before} {after}") is not None
