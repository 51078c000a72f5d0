"""Money: a total and its parts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from ...diagnostics import Diagnostic
from ...env import Env
from ...frozen import replace
from ...source.fields import CurrencyField, FigureField, WholeField, WordsField
from ...values import Figure, Record, Value, records
from ..figure_rules import half_unit
from ..nodes import Nodes
from ..place import Place
from ..section import Parts, Section
from ..shape import EXACT, KNOWN, Cited, QualifierField, Shape, may, must, no_number
from .statistics import share_of


class Sum(Shape):
    """A sum of money, as exactly as the source gives it."""

    value: Annotated[FigureField, no_number("amount")] = must(
        "The number itself, in full; or `not-in-source` when the source has none.", 452000000
    )
    digits: WholeField | None = may(KNOWN, 3)
    qualifier: QualifierField | None = may(EXACT, "about")


class Amount(Sum):
    """A sum of money."""

    text: WordsField | None = may("What the sum is for.", "indicative resources")


class ResourcePart(Cited, Sum):
    """A part of the resources."""

    text: WordsField = must("What this part is.", "regular assessed contributions")


class Resources(Section):
    """Money: a total and its parts."""

    nouns, paged = ("amount", "amounts"), True

    currency: CurrencyField = must("The currency of all sums, by its ISO 4217 code.", "USD")
    total: Amount = must("The whole sum.", {"value": 452000000, "digits": 3})
    parts: tuple[ResourcePart, ...] | None = may(
        "What the total is made of; the parts must add up to it.",
        [{"value": 28000000, "digits": 2, "text": "regular assessed contributions"}],
    )

    def seen(self, nodes: Nodes, place: Place, parts: Parts) -> dict[str, Value]:
        """The parts with the share of the total that each is, in per cent; `shared` holds none where one is not known or is no part of it."""
        fields = super().seen(nodes, place, parts)
        held, whole = [*records(fields.get("parts"))], fields["total"]
        if not isinstance(whole, Record):
            return {**fields, "shared": ()}
        shared = tuple(
            replace(one, fields={**one.fields, "share": share_of(one["figure"], whole["figure"])}) for one in held
        )
        most = _value(whole)
        known = all(0 < _value(one) <= most for one in held)
        return {**fields, "shared": shared if known else ()}

    def rules(self, place: Place, env: Env) -> Iterator[Diagnostic]:
        """The parts add up to the total, as far as the digits of all of them say."""
        whole, parts = self.total.value, self.parts or ()
        numbers = [part.value for part in parts if part.value is not None]
        if whole is None or not parts or len(numbers) < len(parts):
            return
        made = sum(numbers, Decimal(0))
        # What is known to two digits may be anything that rounds to them.
        unsure = half_unit(whole, self.total.digits)
        unsure += sum((half_unit(part.value, part.digits) for part in parts), Decimal(0))
        if abs(made - whole) > unsure:
            message = f"the parts add up to {made:,f}, not to {whole:,f}"
            hint = "check the numbers against the source; both are shown as they stand"
            yield (place / "total" / "value").warning("sum-wrong", message, hint)


def _value(part: Record) -> Decimal:
    figure = part["figure"]
    return figure.value or Decimal(0) if isinstance(figure, Figure) else Decimal(0)
