"""How numbers stand in the running text of a language: what those who look for figures must know to tell them from years and dates.

All fields are regular expressions, without a sign that they begin or end at a word's edge; "" where a language has none. Texts mix languages, so
what one of them knows is known in all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from ..frozen import frozen


@frozen
class Reading:
    """What stands before and behind the numbers of a language."""

    months: str = ""
    """The names of months, in all their forms."""
    short_months: str = ""
    """Those that are cut short, which count beside a year only."""
    qualifiers: Mapping[str, str] = field(default_factory=dict)
    """What stands before a number, by "at-least", "at-most", "over", "under", "nearly" and "about"."""
    rises: str = ""
    """Words before a number that something rose by."""
    falls: str = ""
    """Words before a number that something fell by."""
    points: str = ""
    """Percentage points, behind a number."""
    percent: str = ""
    """The words of a percentage, behind a number."""
    currencies: Mapping[str, str] = field(default_factory=dict)
    """The names of currencies behind a number, by their codes (ISO 4217)."""
    of_money: str = ""
    """What joins a size with the name of a currency: "millions de dollars"."""
    units: Mapping[str, str] = field(default_factory=dict)
    """Words of measure, apart by spaces, by the English name of what they measure in; words in one entry say the same."""
    year_before: str = ""
    """Words before a number that is then a year: "since"."""
    year_after: str = ""
    """Words behind a number that is then a year: «года»."""
    items: str = ""
    """Words before a number that is that of an item: "Article 5"."""
    resolutions: str = ""
    """Words before the symbol of a document."""
    phones: str = ""
    """Words before a telephone number."""
    ordinals: str = ""
    """What makes a number in digits an ordinal, behind it: "4th"."""
    rates: str = ""
    """Words in the name of something whose numbers make no sum: "average", "per head", "rank"."""
    rest: str = ""
    """The whole name of what is left when all else is named: "other sectors", "none", "don't know"."""
    fractions: tuple[tuple[int, int, str], ...] = ()
    """Fractions in words: part, whole, and how they are said, with what must follow."""
