"""Every part says what it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..diagnostics import Diagnostic, error
from .deck import Deck

_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_NEEDED: Final = {
    "/ppt/slides/": "presentationml.slide+xml",
    "/ppt/slideLayouts/": "presentationml.slideLayout+xml",
    "/ppt/slideMasters/": "presentationml.slideMaster+xml",
    "/ppt/notesSlides/": "presentationml.notesSlide+xml",
    "/ppt/charts/": "drawingml.chart+xml",
    "/ppt/theme/": "theme+xml",
}


def check(deck: Deck) -> Iterator[Diagnostic]:
    """Content types by part (ECMA-376 part 2, 10.1.2.2): a slide that is only "xml" is not seen as a slide."""
    root = deck.roots.get("/[Content_Types].xml")
    if root is None:
        yield error("content-type-missing", "the file has no list of content types", deck.where())
        return
    defaults = {
        element.get("Extension", "").lower(): element.get("ContentType", "")
        for element in root.iter(f"{_TYPES}Default")
    }
    overrides = {
        element.get("PartName", ""): element.get("ContentType", "") for element in root.iter(f"{_TYPES}Override")
    }
    for part in deck.parts:
        if part == "/[Content_Types].xml":
            continue
        kind = overrides.get(part) or defaults.get(part.rsplit(".", 1)[-1].lower())
        wanted = next(
            (
                ending
                for folder, ending in _NEEDED.items()
                if part.startswith(folder) and part.endswith(".xml") and "/_rels/" not in part
            ),
            "",
        )
        if kind is None:
            yield error("content-type-missing", f"`{part}` has no content type", deck.where())
        elif wanted and not kind.endswith(wanted):
            yield error("content-type-wrong", f"`{part}` has the content type `{kind}`", deck.where())
    for part in overrides:
        if part not in deck.parts:
            yield error(
                "content-type-dangling", f"a content type is given for `{part}`, which is not in the file", deck.where()
            )
