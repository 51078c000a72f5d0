"""What months and days are called, as CLDR has it.

locale    a language -> its locale, whose names of months and days are its own
"""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale


@cache
def locale(language: str) -> Locale:
    """A language's locale; that of English for one that CLDR does not know.

    What a locale takes from the root Babel shares between all (2.18, `localedata.load`) and writes into it where it follows an alias: after
    Chinese, Spanish months were called 二月. So each has a copy.
    """
    from babel import Locale, UnknownLocaleError, localedata

    try:
        found = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        found = Locale.parse("en")
    held = localedata.load(str(found))
    for names in ("months", "days"):
        held[names] = deepcopy(held[names])
    return found
