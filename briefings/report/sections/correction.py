"""What an earlier edition said wrong, and what is right."""

from __future__ import annotations

from ...source.fields import DayField, WordsField
from ...values import Day, Value, record, records
from ..nodes import Nodes
from ..place import Place
from ..section import Parts, Section
from ..shape import Cited, Many, may, must


class Corrected(Cited):
    """One thing that is put right."""

    date: DayField | None = may("When the earlier edition said it.", "2023-03-03")
    said: WordsField = must("What the earlier edition said.", "25M pieces of goods seized")
    now: WordsField | None = may(
        "What is right, in a whole sentence or in the words of the figure; left out when what was said is withdrawn.",
        "20M pieces of goods seized",
    )


class Correction(Section):
    """What an earlier edition said wrong, and what is right; `briefings diff --form correction` writes it."""

    nouns, also, paged = ("correction", "corrections"), ("corrigendum", "erratum", "errata", "corrections"), True

    items: Many[Corrected] = must(
        "What is put right.",
        [{"date": "2023-03-03", "said": "25M pieces of goods seized", "now": "20M pieces of goods seized"}],
    )

    def seen(self, nodes: Nodes, place: Place, parts: Parts) -> dict[str, Value]:
        """Its items, each with whether its date is a day: languages say "on 3 March" and "in 2023" in different words."""
        fields = super().seen(nodes, place, parts)
        items = records(fields["items"])
        exact = ((item, isinstance(item["date"], Day) and item["date"].day is not None) for item in items)
        return {**fields, "items": tuple(record(one.origin, {**one.fields, "on_a_day": day}) for one, day in exact)}
