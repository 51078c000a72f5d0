"""Numbers, each with what it counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from ...diagnostics import Diagnostic
from ...env import Env
from ...source.fields import CurrencyField, DecimalsField, FigureField, ProseField, UnitField, WholeField
from ..files import FromFile
from ..place import Place
from ..shape import KNOWN, Cited, Many, QualifierField, may, must, no_number


class Statistic(Cited):
    """A number and what it counts."""

    value: Annotated[FigureField, no_number("statistic")] = must(
        "The number itself, in full (25000000, not 25M); or `not-in-source` when the source has none.", 29500
    )
    qualifier: QualifierField | None = may("Whether the number is exact: `at-least` is shown as 1,150+.", "at-least")
    digits: WholeField | None = may(f"{KNOWN[:-1]}: 25 million is 25000000 with 2 digits.", 2)
    decimals: DecimalsField | None = may("How many decimals are shown; numbers with more are rounded.", 1)
    unit: UnitField | None = may("What is counted, when the number needs a unit.", "tons")
    currency: CurrencyField | None = may("The currency, when the number is money (instead of `unit`).", "USD")
    text: ProseField = must(
        "What the number says, as the sentence goes on after it; **bold** and *italic* are allowed.",
        "people with drug use disorders reached through treatment",
    )

    def rules(self, place: Place, env: Env) -> Iterator[Diagnostic]:
        if self.unit and self.currency:
            message = "a number has a unit or a currency, not both"
            yield (place / "unit").error(
                "unit-and-currency", message, f"for money write `currency: {self.currency}` alone"
            )


class Statistics(FromFile):
    """Numbers, each with what it counts."""

    nouns, also, paged = ("figure", "figures"), ("statistic", "figures", "numbers"), True

    items: Many[Statistic] | None = may(
        "The numbers; or give `table`.", [{"value": 29500, "text": "people reached through treatment"}]
    )
