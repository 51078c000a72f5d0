"""How much there is of something, as people say it in a language."""

from __future__ import annotations

from . import of
from .record import NBSP


def size(count: int, language: str) -> str:
    """So many bytes: "412 kB", "1,2 Mo"."""
    from babel.units import format_unit

    thousands = max(count / 1000, 1)
    unit, number = (
        ("digital-kilobyte", round(thousands)) if thousands < 1000 else ("digital-megabyte", round(thousands / 1000, 1))
    )
    return str(format_unit(number, unit, length="short", locale=of(language).locale)).replace("\u202f", NBSP)
