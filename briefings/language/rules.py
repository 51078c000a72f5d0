"""What of a language is a rule and no word: its record names the rules that it keeps."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal, TypeAlias

Plural: TypeAlias = Literal["one", "few", "many"]


def one_or_many(size: Decimal) -> Plural:
    """The singular for 1 alone."""
    return "one" if size == 1 else "many"


def one_below_two(size: Decimal) -> Plural:
    """The singular for 0 and 1, and for what is between: "1,5 million"."""
    return "one" if size < 2 else "many"


def few_to_ten(size: Decimal) -> Plural:
    """CLDR's plural rules for `ar`: few."""
    return "few" if size == size.to_integral_value() and 3 <= size % 100 <= 10 else "many"


def de(name: str) -> str:
    """ "de dólares", after "millones"."""
    return f"de {name}"


def de_or_d(name: str) -> str:
    """ "de dollars", "d'euros": French elides before a vowel."""
    return f"d’{name}" if name[:1].casefold() in "aeiouyéèêh" else f"de {name}"


def e_before_i(text: str, last: str) -> str:
    """ "y" turns into "e" before the sound i (Ortografía de la lengua española): "Francia e Italia"."""
    sounds = re.match(r"h?[ií](?![aeoáéó])", last, re.IGNORECASE)
    return f"{text[: -len(last) - 3]} e {last}" if sounds else text
