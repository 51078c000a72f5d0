"""Numbers and paths as SVG writes them (SVG 1.1, 8.3), for web pages and for pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def number(value: float, digits: int = 2) -> str:
    """A number with so many digits after the point at the most, and no sign on a nought."""
    said = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if said in ("-0", "") else said


def path(steps: Iterable[Sequence[str | float]], x: float = 0, y: float = 0, across: float = 1, down: float = 1) -> str:
    """The data of a path, its places scaled and then moved by (x, y)."""
    return "".join(_step(str(kind), places, x, y, across, down) for kind, *places in steps)


def _step(kind: str, places: Sequence[str | float], x: float, y: float, across: float, down: float) -> str:
    if kind in "hZ":
        return "Z"
    pairs = zip(places[::2], places[1::2], strict=True)
    return kind.upper() + " ".join(f"{number(x + float(a) * across)} {number(y + float(b) * down)}" for a, b in pairs)
