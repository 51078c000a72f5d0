"""Numbers in words that a translation does not carry.

Numbers in digits are compared where translations are read; here a number in words of one language must be a number, in words or digits,
of the other: six, 6, ست, 六. Two and less are left alone: Arabic has a dual, and other languages say "both" or "a pair".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from ..diagnostics import Diagnostic, warning
from ..report import Report
from ..values import Text, leaves
from .numbers import read


def findings(report: Report, spoken: Report) -> Iterator[Diagnostic]:
    """What numbers in words a translation lacks, or has alone."""
    theirs = {one.origin: one for one in leaves(spoken.root) if isinstance(one, Text)}
    for text in leaves(report.root):
        if not isinstance(text, Text) or text.origin not in theirs:
            continue
        other = theirs[text.origin]
        if other.content == text.content or other.language == text.language:
            continue
        mine_words, mine_digits = _numbers(text)
        other_words, other_digits = _numbers(other)
        lost = (mine_words - other_words) - other_digits
        new = (other_words - mine_words) - mine_digits
        if lost or new:
            message = f"in words, the original has {_told(lost)} and the translation {_told(new)}"
            hint = "a translation says the same numbers"
            yield warning("translation-words", message, spoken.where.get(other.origin), other.origin, hint)


def _numbers(text: Text) -> tuple[Counter[Decimal], Counter[Decimal]]:
    read_ = read(text.content, text.spoken or text.language)
    words = Counter(one.value for one in read_ if one.spelt and one.value > 2)
    return words, Counter(one.value for one in read_ if not one.spelt)


def _told(numbers: Counter[Decimal]) -> str:
    return ", ".join(f"{value:f}" for value in sorted(numbers.elements())) or "none more"
