"""What an evaluated value says: as spans that know their fields, or as bare words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from ..diagnostics import Where, fault
from ..frozen import replace
from ..language import wording
from ..values import Day, Figure, Origin, Record, Rich, Span, Text, figures, plain, prose
from .sandbox import Mixed, Spans

_NAMING: Final = ("title", "label", "text", "name")
"""The fields that a record is called by, the first that it has."""
NOWHERE: Final = Where("")


def named(value: Record) -> Any:
    """What a record is called by; None when it has no such field."""
    return next((value[key] for key in _NAMING if key in value and value[key] is not None), None)


def spans(value: Any, language: str, where: Where = NOWHERE, places: Mapping[Origin, Where] | None = None) -> Rich:
    """A value as spans. A text that has no translation keeps its language, and says so at its end."""
    match value:
        case None:
            return ()
        case Text():
            own = value.tongue(language)
            rich: Rich = (Span(value.content, (value.origin,)),)
            if value.prose:
                rich = prose.rich(value, places.get(value.origin) if places else None)
            mark = Span("" if value.spoken else wording.untranslated(value.language, language), (value.origin,))
            return (*(replace(span, language=own) for span in rich), *((mark,) if rich and mark.text else ()))
        case Figure():
            return (Span(figures.shown(value, language=language), (value.origin,)),) if value.known else ()
        case Day():
            return (Span(figures.day(value, language), (value.origin,)),)
        case Mixed():
            return tuple(
                span if span.origins or not fragment.origins else replace(span, origins=fragment.origins)
                for fragment in value.fragments
                for span in spans(fragment.value, language, where, places)
            )
        case Spans():
            return value.rich
        case bool():
            return (Span("true" if value else "false"),)
        case str() | int() | Decimal():
            return (Span(str(value)),) if str(value) else ()
        case Record() if (name := named(value)) is not None:
            return spans(name, language, where, places)
        case tuple():
            # paragraphs that stand in one line's place keep apart, and items their marks
            told = [_marked(one) for item in value if (one := spans(item, language, where, places))]
            return tuple(span for n, one in enumerate(told) for span in ((Span("\u2028"),) if n else ()) + one)
    raise fault("type-wrong", "this value is not a text", where, hint="name the field to show, such as `.title`")


def _marked(rich: Rich) -> Rich:
    """An item of a list as words, with its mark."""
    mark = rich[0].item
    return rich if mark is None else (Span(f"{mark.sign} "), *(replace(span, item=None) for span in rich))


def words(value: Any) -> str:
    """A value as bare words, as they were written."""
    match value:
        case None:
            return ""
        case Text():
            return value.content
        case Spans():
            return plain(value.rich)
        case Mixed():
            return "".join(words(fragment.value) for fragment in value.fragments)
        case _:
            return str(value)


def id_of(item: Any, number: int) -> str:
    """The id of an item; its number when it has none."""
    return (words(item["id"]) if isinstance(item, Record) and "id" in item else "") or str(number)


def lasting(first: Day, last: Day | None, language: str, *, year: bool = True) -> Rich:
    """A date, or a span of time, as spans."""
    if last is None or last == first:
        return (Span(figures.day(first, language, year=year), (first.origin,)),)
    begin, dash, end = figures.days(first, last, language, year=year)
    return (Span(begin, (first.origin,)), Span(dash), Span(end, (last.origin,)))
