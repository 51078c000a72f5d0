"""Chart axes have ids that PowerPoint reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..diagnostics import Diagnostic, error, warning
from ..ooxml.deck import C, Deck


def negative(deck: Deck) -> Iterator[Diagnostic]:
    """Axis ids are whole numbers from 0 on (ECMA-376 part 1, 21.2.2.9: an unsigned integer). PowerPoint reads those below 0, which other
    libraries write; anything else makes it repair the file."""
    for part, root in _charts(deck):
        bad = {
            value for element in root.iter(f"{C}axId", f"{C}crossAx") if not (value := element.get("val", "")).isdigit()
        }
        for value in sorted(bad):
            say = warning if value.removeprefix("-").isdigit() else error
            yield say(
                "deck-axis-id-negative", f"the axis id {value} is not a whole number from 0 on", deck.where(), part
            )


def unknown(deck: Deck) -> Iterator[Diagnostic]:
    """A plot uses only axes that its chart has (ECMA-376 part 1, 21.2.2.9)."""
    for part, root in _charts(deck):
        names = tuple(f"{C}{name}" for name in ("catAx", "valAx", "dateAx", "serAx"))
        axes = {id.get("val") for axis in root.iter(*names) for id in axis.iterfind(f"{C}axId")}
        used = {element.get("val", "") for element in root.iter(f"{C}axId", f"{C}crossAx")}
        # a solid chart names the third axis that it does not have as 0: PowerPoint writes that itself
        for value in sorted(used - axes - {"0"}):
            yield warning("deck-axis-unknown", f"it uses the axis {value}, which it does not have", deck.where(), part)


def _charts(deck: Deck) -> Iterator[tuple[str, Any]]:
    return ((part, root) for part, root in deck.roots.items() if root.tag == f"{C}chartSpace")
