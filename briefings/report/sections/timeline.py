"""What happened, and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...diagnostics import Diagnostic
from ...env import Env
from ...source.fields import DayField, ProseField
from ...values import Record, Value
from ..files import FromFile
from ..place import Place
from ..section import block
from ..shape import Cited, Many, may, must


class Event(Cited):
    """Something that happened."""

    date: DayField = must("When it happened, or began: a year, a month or a day.", "2020-03")
    to: DayField | None = may("When it ended, where it lasted longer.", "2021-06")
    text: ProseField = must("What happened; **bold**, *italic* and links are allowed.", "Law on shore power")

    def rules(self, place: Place, env: Env) -> Iterator[Diagnostic]:
        if self.to is None:
            return
        begins, ends = ((one.year, one.month or edge, one.day or edge) for one, edge in ((self.date, 0), (self.to, 99)))
        if ends < begins:
            message = "this ends before it begins"
            yield (place / "to").error(
                "dates-reversed", message, "put the earlier one in `date`, the later one in `to`"
            )


class Timeline(FromFile):
    """What happened, and when: events along an axis, true to time, in the order of their dates."""

    nouns, also = ("event", "events"), ("history", "milestones", "chronology")

    items: Many[Event] | None = may("The events; or give `table`.", [{"date": "2020-03", "text": "Law on shore power"}])

    def as_blocks(self, fields: Mapping[str, Value], origin: str) -> Iterator[Record]:
        yield from block("prose", origin, text=fields["intro"])
        yield from block("timeline", origin, items=fields["items"], keys=("date", "to", "text"))
