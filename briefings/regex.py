"""Regular expressions that are compiled when they are first asked for: a command has hundreds, and asks some of them."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def regex(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """An expression to look for. What is wrong with it shows when it is first used."""
    return cast("re.Pattern[AnyStr]", _Later(text, flags))


class _Later:
    """Stands for an expression. What was asked of it once is at hand from then on, as of the expression itself."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self._given = text, flags

    def __getattr__(self, name: str) -> Any:
        text, flags = self._given
        found = getattr(re.compile(text, flags), name)  # `re` keeps what it has compiled
        setattr(self, name, found)
        return found
