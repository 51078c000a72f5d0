"""How a figure changed, in words: "▼ down 1% since last year"."""

from __future__ import annotations

from typing import Final

from ..blocks.params import Tone
from ..frozen import replace
from ..language import wording
from ..regex import regex
from ..values import Figure, Record, Rich, Span, Value, plain
from .rich import spans

ARROWS: Final = {1: "▲\u00a0", -1: "▼\u00a0", 0: ""}
_YEAR: Final = regex("[12][0-9]{3}")
"""A year alone stands as each language has it after "since": "с 2024 года"."""
WORDS: Final = {1: "change-up", -1: "change-down", 0: "change-none"}


def told(change: Value, language: str) -> tuple[Rich, Tone]:
    """A change in words that know their fields, the change itself bold, and whether it is for the better; nothing where there is none."""
    figure = change["figure"] if isinstance(change, Record) else None
    if not isinstance(change, Record) or not isinstance(figure, Figure) or figure.value is None:
        return (), ""
    way = (figure.value > 0) - (figure.value < 0)
    by = {"figure": spans(replace(figure, value=abs(figure.value)), language)} if way else {}
    said = tuple(replace(span, bold=True) for span in _worded(WORDS[way], by, language, figure))
    if since := spans(change["since"], language):
        if _YEAR.fullmatch(plain(since)):
            since = _worded("since-year", {"since": since}, language, figure)
        said = _worded("change-since", {"change": said, "since": since}, language, figure)
    better = change["good"] == ("up" if way > 0 else "down")
    turn: Tone = "" if not way or change["good"] not in ("up", "down") else "good" if better else "bad"
    return ((Span(ARROWS[way], (figure.origin,), bold=True), *said) if way else said), turn


def _worded(key: str, parts: dict[str, Rich], language: str, figure: Figure) -> Rich:
    """The words of a key with its places filled; what no field says belongs to the figure."""
    pieces = wording.word(key, language, **{name: f"\n{name}\n" for name in parts}).split("\n")
    made = (parts[one] if at % 2 else (Span(one, (figure.origin,)),) for at, one in enumerate(pieces))
    return tuple(span for rich in made for span in rich if span.text)
