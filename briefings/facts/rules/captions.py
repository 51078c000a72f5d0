"""Captions that do not say where, when and by whom."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Diagnostic, warning
from ...values import Record, leaves
from ..ledger import Ledger

_SAID = ("place", "date", "credit")


def check(ledger: Ledger) -> Iterator[Diagnostic]:
    """A picture says where it was taken, when, and who took it; one that only decorates says who took it."""
    sections = ledger.root["sections"]
    for section in sections if isinstance(sections, Record) else ():
        items = section["items"] if isinstance(section, Record) and section["type"] == "photos" else ()
        for item in items if isinstance(items, tuple) else ():
            if not isinstance(item, Record):
                continue
            asked = ("credit",) if item["decorative"] else _SAID
            gone = [f"`{name}`" for name in asked if not item[name]]
            if gone:
                where = next((ledger.where[one.origin] for one in leaves(item) if one.origin in ledger.where), None)
                message = f"this picture has no {', '.join(gone)}"
                yield warning(
                    "caption-incomplete", message, where, item.origin, "say where it was taken, when and by whom"
                )
