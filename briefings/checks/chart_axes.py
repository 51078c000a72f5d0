"""Chart axes have ids that PowerPoint reads."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, error
from .deck import C, Deck


def check(deck: Deck) -> Iterator[Diagnostic]:
    """Axis ids are unsigned, and a plot uses only axes that are there (ECMA-376 part 1, 21.2.2.9)."""
    for part, root in deck.roots.items():
        if not part.startswith("/ppt/charts/") or part.endswith(".rels"):
            continue
        axes = {
            element.find(f"{C}axId").get("val")
            for tag in ("catAx", "valAx", "dateAx", "serAx")
            for element in root.iter(f"{C}{tag}")
            if element.find(f"{C}axId") is not None
        }
        for element in root.iter(f"{C}axId", f"{C}crossAx"):
            value = element.get("val", "")
            if not value.isdigit():
                yield error(
                    "axis-id-negative", f"`{part}` has the axis id {value}; ids are whole numbers from 0", deck.where()
                )
            elif value not in axes:
                yield error("axis-id-unknown", f"`{part}` uses the axis {value}, which it does not have", deck.where())
