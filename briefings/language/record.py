"""What there is to say of a language: one record holds all that depends on it.

    of_file    "english" -> Language, from `english.json`

To add a language: one file beside this with its record, one line in the table of `language`. The rest of the program asks the record;
what has no default here has none in any language, and a record that lacks it stops the program where the file is read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final, Literal

from .. import builtin
from ..frozen import frozen
from . import rules
from .reading import Reading
from .rules import Plural

NBSP: Final = "\u00a0"
"""The space inside numbers; never U+202F, which CLDR gives for French and Russian: the Chinese font has none, nor have many corporate
fonts, and a missing glyph is a box."""


@frozen
class Scale:
    """A step of the compact writing: ten to the power is said as `tile` where room is short ("" for the word), in prose as `one`, `many`
    or `few` by the number before ("" for the one before it here)."""

    power: int
    tile: str
    one: str
    many: str = ""
    few: str = ""

    @property
    def factor(self) -> Decimal:
        """The number that it stands for."""
        return Decimal(10) ** self.power

    def word(self, plural: Plural) -> str:
        """The word in prose."""
        many = self.many or self.one
        return {"one": self.one, "many": many, "few": self.few or many}[plural]


@frozen
class Language:
    """A language that reports are written and built in."""

    name: str
    """In English."""
    locale: str
    """CLDR's, for dates, lists and the names of currencies."""
    tag: str
    """What files say that their text is in (BCP 47), as PowerPoint's proofing tools know it."""
    script: str
    """ISO 15924; it decides which of a theme's fonts is asked for."""
    quotes: tuple[str, str, str, str]
    """The outer pair, then the pair for a quotation inside one."""
    scales: tuple[Scale, ...]
    """Largest first."""
    sizes: tuple[tuple[str, int], ...]
    """Words of size after a number (regular expressions) and their power of ten, longest first; letters of tiles only in capitals."""
    qualifiers: Mapping[str, str]
    """How "at-least", "over" and "about" are said around a number. "exactly" is what a bare number says already."""
    percent_words: tuple[str, ...]
    """Units that are the percentage."""
    money: Literal["before", "after", "glued", "name"]
    """The sign of a currency on a tile: before the number, after it, after it and glued to a size letter ("M$"), or its name instead."""
    abbreviations: str
    """Words whose full stop ends no sentence."""
    before_number: str
    """Those whose full stop ends none when a number follows."""
    part_of: str
    """What stands between a part and its whole (a regular expression): "12 of 48", "12 sur 48"."""
    goes_on: str
    """Words of a sentence that only says that something went on (a regular expression): what came of it follows."""
    points_back: str
    """Words by which a sentence leans on the one before it (a regular expression)."""
    sample: str
    """Running text, to measure with."""
    words: Mapping[str, str]
    """The tool's own few words, by what they are known by: see `wording`."""
    reading: Reading = Reading()
    """How numbers stand in running text."""
    number_words: str = ""
    """Numbers in words, `3 three;4 four` with all the forms of each; "" where they are not read. The word for one is an article as often."""
    number_joint: str = r"\s+"
    """What stands between the words of one number (a regular expression)."""
    units_first: bool = False
    """Whether a number says its ones before its tens: five and twenty."""
    by_twenties: bool = False
    """Whether 80 is four twenties, and 70 sixty and ten."""
    number_lead: str = ""
    """What may be glued to the first of them."""
    no_cardinal: str = ""
    """What may not follow: the word of an ordinal, "семьдесят восьмой"."""
    rtl: bool = False
    spaced: bool = True
    """Whether spaces stand between words, and between a number and a word."""
    decimal: str = "."
    group: str = ","
    also_groups: str = ""
    """What else is read between thousands."""
    minus: str = "−"
    percent_gap: str = ""
    plural: Callable[[Decimal], Plural] = rules.one_or_many
    dollars: tuple[str, str, str] | None = None
    """The dollar of the United States in words, as `one`, `many`, `few`, where CLDR says it otherwise."""
    points: tuple[str, str, str] = ("point", "points", "points")
    """What shares differ by, as `one`, `many`, `few`."""
    of: Callable[[str], str] | None = None
    """The name of a currency after "millions", where that takes a preposition."""
    year: str = "{}"
    first_of_month: str = ""
    last_of_list: Callable[[str, str], str] | None = None
    """A list in running text, mended for the sound of its last item."""
    guillemets: bool = False
    """« opens and » closes, whatever space is inside: they keep to their words when lines are broken."""
    latin_abbreviations: bool = True
    """Whether the abbreviations that Latin letters share are known."""

    @property
    def by_thousands(self) -> bool:
        """Whether all its scales are powers of a thousand, as the size letters of format codes are."""
        return all(scale.power % 3 == 0 for scale in self.scales)


def of_file(name: str) -> Language:
    """The language whose record is the file of that name beside this."""
    told = json.loads(builtin.data(f"language/{name}.json"))
    del told["about"]
    told |= {key: getattr(rules, told[key]) for key in ("plural", "of", "last_of_list") if key in told}
    told["scales"] = tuple(Scale(*one) for one in told["scales"])
    told["reading"] = Reading(**_fixed(told["reading"]))
    return Language(**_fixed(told))


def _fixed(value: Any) -> Any:
    """Lists as tuples."""
    if isinstance(value, dict):
        return {key: _fixed(one) for key, one in value.items()}
    return tuple(map(_fixed, value)) if isinstance(value, list) else value
