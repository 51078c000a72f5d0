"""The colours that a file's pages show: a theme may list others that nobody has seen.

Source: ECMA-376 part 1, 19.3.1.1 (backgrounds), 20.1.2.3 (colours), 20.1.4.1.16 (styles of shapes).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from ..ooxml import text
from ..ooxml.deck import Deck
from ..ooxml.draft import Draft
from ..ooxml.markup import A, C, P, number
from ..ooxml.shapes import TITLES, flat, read
from ..regex import regex

_MOST: Final = 0.3
"""Of a page: a ground says no more than a broad band."""
_LETTER: Final = 0.0004
"""Of a page: a letter of a title."""
_SEVERAL: Final = 200
"""Letters of several sentences."""
_SENTENCE, _ENDED = 40, regex(r"[.!?。！？؟]").search
"""So many letters and a stop are no heading of a list of contents, which many a house sets in bold."""
_CHARTS: Final = 2  # of one colour: one chart may be about what has it
_NAMED: Final = (f"{A}srgbClr", f"{A}schemeClr")
_UNSEEN: Final = frozenset({"lnRef", "fillRef", "effectRef", "fontRef", "extLst"})
_FILLS: Final = (f"{A}solidFill", f"{A}gradFill")


def on_slides(draft: Draft, main: str, slides: Sequence[str]) -> Mapping[str, float]:
    """Each colour as it is written ("accent2", "ED5E58"), with its share of the pages: as a ground, as what shapes are filled with, and in
    titles. One in a text, a line or a chart has a share of nothing."""
    size = draft.root(main).find(f"{P}sldSz")
    whole = max(1, number(size.get("cx")) * number(size.get("cy"))) if size is not None else 1
    seen: dict[str, float] = {}
    for slide in slides:
        root = draft.root(slide)
        charts = [one.target for one in draft.of(slide) if one.kind == "chart" and not one.external]
        on_page = dict.fromkeys((name for part in (root, *map(draft.root, charts)) for name in named(part)), 0.0)
        for name, area in _areas(root, whole):
            on_page[name] = on_page.get(name, 0.0) + area
        for name, area in on_page.items():
            seen[name] = seen.get(name, 0.0) + min(area, _MOST) / len(slides)
    return seen


def in_bold(deck: Deck) -> bool:
    """Whether the texts in bodies of a file's own slides are bold: several sentences are needed to tell."""
    runs = [
        run
        for slide in deck.slides
        for run in text.of(deck, slide)
        if text.kind_of(run.shape) in ("body", "obj") and len(run.text) >= _SENTENCE and _ENDED(run.text)
    ]
    whole = sum(len(run.text) for run in runs)
    return whole >= _SEVERAL and sum(len(run.text) for run in runs if run.bold) * 2 > whole


def in_charts(draft: Draft, slides: Sequence[str]) -> str:
    """The colour that most charts of several give their first series, as it is written; one that says none has the theme's first accent."""
    parts = [one.target for slide in slides for one in draft.of(slide) if one.kind == "chart" and not one.external]
    often = Counter(_first_series(draft.root(part)) for part in parts)
    colour, count = next(iter(often.most_common(1)), ("", 0))
    return colour if count >= _CHARTS and count * 2 > len(parts) else ""


def _first_series(chart: Any) -> str:
    """What most points of a chart's first series are filled with, else the series itself."""
    series = next(chart.iter(f"{C}ser"), None)
    if series is None:
        return ""
    points = [_filled(one) for one in series.findall(f"{C}dPt")]
    return Counter(points).most_common(1)[0][0] if points else _filled(series)


def _filled(of: Any) -> str:
    drawn = (of.find(f"{C}spPr/{path}") for path in (f"{A}solidFill", f"{A}ln/{A}solidFill"))
    fill = next((one for one in drawn if one is not None), None)
    return next(_all(fill), "accent1") if fill is not None else "accent1"


def named(root: Any, *, bullets: bool = True) -> Iterator[str]:
    """The colours that a part shows, as they are written: not what styles give to shapes that say their own, nor what only extensions keep, nor,
    if it is said, what only `bullets` have."""
    unseen = _UNSEEN if bullets else _UNSEEN | {"buClr"}
    for one in root.iter(*_NAMED):
        around = {each.tag.rpartition("}")[2] for each in one.iterancestors()}
        if not around & unseen:
            yield one.get("val", "")


def _all(element: Any) -> Iterator[str]:
    return (one.get("val", "") for one in element.iter(*_NAMED))


def _areas(root: Any, whole: int) -> Iterator[tuple[str, float]]:
    """What grounds and shapes are filled with, and what titles are written in, with the part of the page that it takes."""
    for name in _colour(root.find(f"{P}cSld/{P}bg/{P}bgPr")):
        yield name, 1.0
    for shape in flat(read(root, ())):
        properties, reference = shape.element.find(f"{P}spPr"), shape.element.find(f"{P}style/{A}fillRef")
        plain = properties is None or not any(one.tag.endswith("Fill") for one in properties)
        styled = plain and reference is not None and reference.get("idx", "0") != "0"
        if shape.box is not None and shape.kind == "text":
            area = shape.box.width * shape.box.height / whole
            yield from ((name, area) for name in (_all(reference) if styled else _colour(properties)))
        if shape.role in TITLES:
            for run in shape.element.iter(f"{A}r"):
                letters = len(run.findtext(f"{A}t") or "")
                yield from ((name, letters * _LETTER) for name in _colour(run.find(f"{A}rPr")))


def _colour(properties: Any) -> Iterator[str]:
    """What an element's properties fill it with: the first colour of a gradient."""
    fill = next((one for one in properties if one.tag in _FILLS), None) if properties is not None else None
    return iter(tuple(_all(fill))[:1]) if fill is not None else iter(())
