"""Captions that do not say where, when and by whom."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Diagnostic, warning
from ...values import leaves
from ..ledger import Ledger, items

_SAID = ("place", "date", "credit")


def check(ledger: Ledger) -> Iterator[Diagnostic]:
    """A picture says where it was taken, when, and who took it; one that only decorates says who took it."""
    for item in items(ledger.root, "photos"):
        asked = ("credit",) if item["decorative"] else _SAID
        gone = [f"`{name}`" for name in asked if not item[name]]
        if gone:
            where = next((ledger.where[one.origin] for one in leaves(item) if one.origin in ledger.where), None)
            message = f"this picture has no {', '.join(gone)}"
            hint = "say where it was taken, when and by whom"
            yield warning("caption-incomplete", message, where, item.origin, hint)
