"""A share that is not that of its counts, and a part that is larger than its whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from ...diagnostics import Diagnostic, error, warning
from ...language import of
from ...report.figure_rules import half_unit
from ...values import Figure, Record, Text, Value, leaves, records
from ..ledger import Ledger
from ..numbers import Number, read

_NEAR = 40
"""So many letters away a percentage still belongs to two counts; it stands in brackets, or between them."""


def check(ledger: Ledger) -> Iterator[Diagnostic]:
    """ "12 of 48 districts (25 per cent)" is 25 per cent, as far as its digits say; and 12 of 8 cannot be."""
    for leaf in leaves(ledger.root):
        if isinstance(leaf, Text):
            yield from _text(leaf, ledger)
    yield from _statistics(ledger.root, ledger)


def _text(text: Text, ledger: Ledger) -> Iterator[Diagnostic]:
    language = text.spoken or text.language
    found = [one for one in read(text.content, language) if one.figure]
    for part, whole in _pairs(found, text.content, language):
        told = f"{part.shown} of {whole.shown}"
        where, counts = ledger.where.get(text.origin), part.unit == whole.unit == ""
        if counts and part.value > whole.value > 0:
            yield warning(
                "fact-part", f"{told}: the part is larger than the whole", where, text.origin, "were the two swapped?"
            )
        elif counts and whole.value and (share := _share(part, whole, found, text.content)) is not None:
            made = part.value * 100 / whole.value
            if abs(made - share.value) > _unsure(part, whole, share):
                message = f"{told} is {made:.4g} per cent, not {share.shown}"
                yield error("fact-share", message, where, text.origin, "correct the share or the counts")


def _pairs(found: list[Number], text: str, language: str) -> Iterator[tuple[Number, Number]]:
    """Counts of which one is said to be a part of the other: "12 of 48", "12 of the 48", "12 (25 per cent) of 48"."""
    joint = re.compile(rf"^[*_]*\s?(?:\([^()]*\)\s?)?(?:{of(language).part_of})\s?[*_]*$", re.I)
    counts = [one for one in found if not one.unit]
    for one, other in pairwise(counts):
        if joint.match(text[one.end : other.start]):
            yield one, other


def _share(part: Number, whole: Number, found: list[Number], text: str) -> Number | None:
    """The percentage that is said with two counts: alone near them, in brackets, or before brackets that hold them."""
    near = [one for one in found if one.unit == "%" and part.start - _NEAR < one.start < whole.end + _NEAR]
    if len(near) != 1:
        return None
    one = near[0]
    first, last = min(one.start, part.start), max(one.end, whole.end)
    between = text[first:last]
    if re.search(r"[.;。؛](?:\s|$)", between):
        return None
    return one if "(" in between or "（" in between else None


def _unsure(part: Number, whole: Number, share: Number) -> Decimal:
    """How far a share may be from that of its counts: half of its last digit, and what the counts leave open."""
    exponent = share.value.as_tuple().exponent
    own = Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)
    if part.qualifier or whole.qualifier or share.qualifier:
        own *= 4
    open_ = (
        half_unit(part.value, part.digits) / whole.value
        + part.value * half_unit(whole.value, whole.digits) / whole.value**2
    )
    return own + 100 * open_ if part.digits or whole.digits else own


def _statistics(value: Value, ledger: Ledger) -> Iterator[Diagnostic]:
    """A statistic that says `of` is no larger than the one that it is a part of."""
    if isinstance(value, Record) and value.fields.get("type") == "statistics":
        known = {str(item["id"]): item["figure"] for item in records(value["items"])}
        for item in records(value["items"]):
            whole, part = known.get(str(item["of"])) if item["of"] else None, item["figure"]
            if not isinstance(part, Figure) or not isinstance(whole, Figure) or None in (part.value, whole.value):
                continue
            assert part.value is not None and whole.value is not None
            if part.value > whole.value and part.unit == whole.unit:
                message = f"{part.value:,f} is said to be a part of {whole.value:,f}"
                yield warning(
                    "fact-part", message, ledger.where.get(part.origin), part.origin, "correct the numbers, or `of`"
                )
    for child in value if isinstance(value, Record | tuple) else ():
        yield from _statistics(child, ledger)
