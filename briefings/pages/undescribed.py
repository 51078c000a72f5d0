"""Pictures that nobody has described, on finished pages: those who cannot see them would not know that they are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..diagnostics import Diagnostic, warning
from ..frame import Group, Item, Layout, Picture


def faults(layout: Layout) -> tuple[Diagnostic, ...]:
    """A picture has words, or is said to be decorative (WCAG 2.2, 1.1.1); each is told once."""
    found: dict[str, Diagnostic] = {}
    for frame in layout.frames:
        for picture in _pictures(frame.items):
            if not picture.alt.strip() and not picture.decorative:
                found[picture.id] = warning(
                    "alt-missing",
                    f"page `{frame.id}`: the picture `{picture.id}` has neither `alt` nor a caption",
                    path=picture.id,
                    hint="say in `alt` what it shows, or write `decorative: true`",
                )
    return tuple(found.values())


def _pictures(items: Iterable[Item]) -> Iterator[Picture]:
    for item in items:
        if isinstance(item, Group):
            yield from _pictures(item.items)
        elif isinstance(item, Picture):
            yield item
