"""What a file's column holds, judged by all of its cells: years and codes are text, marks for no value are gaps.

judged        a column's name and cells -> its values, and the rows where a mark stands for no value
is_tag_row    whether a row holds HXL tags (HXL 1.1, "Tagging conventions"): `#country+name`, `#affected`
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, TypeAlias

_Value: TypeAlias = Decimal | str | datetime.date | None

_MISSING: Final = frozenset({"na", "n/a", "n.a.", "nan", "null", "none", "..", "...", "…", "-", "–", "—", ":"})
_YEARS: Final = re.compile(
    r"(?:.*[\s_])?(?:years?|yr|ann[ée]e|a[ñn]o|ano|anno|jahr|год|年份?|سنة|السنة|time|time_?period|period)(?:[\s_(].*)?",
    re.IGNORECASE,
)
_TAG: Final = re.compile(r"#[A-Za-z][A-Za-z0-9_]*(?:\s*\+\s*[A-Za-z][A-Za-z0-9_]*)*")


def is_tag_row(texts: Sequence[str]) -> bool:
    """Whether each cell that is not empty holds a tag."""
    filled = [text for text in texts if text]
    return bool(filled) and all(_TAG.fullmatch(text) for text in filled)


def judged(name: str, cells: Sequence[tuple[_Value, str]]) -> tuple[list[_Value], list[int]]:
    """The values of a column, and the indexes of the cells whose mark stands for no value."""
    values = [value for value, _ in cells]
    gaps = {at for at, (value, text) in enumerate(cells) if isinstance(value, str) and text.casefold() in _MISSING}
    known = [cell for at, cell in enumerate(cells) if at not in gaps and cell[0] is not None]
    if not known or not all(isinstance(value, Decimal) or _code(text) for value, text in known):
        return values, []
    numbers = [value for value, _ in known if isinstance(value, Decimal)]
    if len(numbers) < len(known) or (_YEARS.fullmatch(name) and all(_year(number) for number in numbers)):
        values = [text if value is not None else None for value, text in cells]
    elif all(number == number.to_integral_value() for number in numbers):
        # A program that has no gaps in whole numbers writes 31889923.0.
        values = [_whole(value) for value in values]
    return [None if at in gaps else value for at, value in enumerate(values)], sorted(gaps)


def _code(text: str) -> bool:
    """Digits with a zero before them are no number: 007."""
    return re.fullmatch(r"0[0-9]+", text) is not None


def _year(number: Decimal) -> bool:
    return number == number.to_integral_value() and 1000 <= number <= 2999


def _whole(value: _Value) -> _Value:
    return value.quantize(Decimal(1)) if isinstance(value, Decimal) and value.as_tuple().exponent == -1 else value
