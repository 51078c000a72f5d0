"""Text stands out from what is behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ..characters import clipped
from ..contrast import nearest, needed
from ..contrast import told as told_as
from ..diagnostics import Diagnostic, note, warning
from ..frozen import frozen
from ..look import Colour
from ..ooxml import text
from ..ooxml.colours import Palette
from ..ooxml.deck import Deck, Slide
from ..ooxml.fills import Paint, paint
from ..ooxml.markup import A, P
from ..ooxml.shapes import Shape
from . import cells
from .ground import Ground, backdrop

_SHOWN: Final = 40


@frozen
class _Judged:
    """A run on its ground: what it needs, the least and the most that it has there, and the pair that has the least."""

    run: text.Run
    needed: float
    least: float
    most: float
    colour: Colour
    ground: Colour
    sure: bool


def low(deck: Deck) -> Iterator[Diagnostic]:
    """Text has a contrast of 4.5:1 on its real ground, large text (18 points, bold 14) 3:1 (WCAG 2.2, 1.4.3).

    Colours are followed through theme, colour map, table style, layout and master; the ground is the nearest fill behind the text. The
    hint gives the nearest colour that passes. What a layout's place does on all its slides is one finding.
    """
    told: set[tuple[Any, ...]] = set()
    for slide in deck.slides:
        for shape, judged in _by_shape(deck, slide):
            bad = [one for one in judged if one.sure and one.most < one.needed]
            if not bad:
                continue
            worst = min(bad, key=lambda one: one.least / one.needed)
            fault = (slide.layout, shape.placeholder, worst.colour, worst.ground, worst.needed)
            if shape.placeholder is not None and slide.layout and fault in told:
                continue
            told.add(fault)
            better = nearest(worst.colour, worst.ground, worst.needed)
            yield warning(
                "deck-contrast-low",
                f"“{clipped(worst.run.text, _SHOWN)}” has a contrast of {told_as(worst.least)} ({worst.colour.rgb} on {worst.ground.rgb}), and needs "
                f"{told_as(worst.needed)}",
                deck.where(),
                slide.at(shape),
                f"{better.rgb} is the nearest colour that passes there" if better else "choose another ground",
            )


def unknown(deck: Deck) -> Iterator[Diagnostic]:
    """Where text stands on a picture, a pattern, a gradient or half on a panel, a person has to look (WCAG 2.2, 1.4.3).

    A note for each layout where the contrast may be too low and cannot be computed.
    """
    found: dict[str, list[tuple[Slide, Shape, _Judged]]] = {}
    for slide in deck.slides:
        for shape, judged in _by_shape(deck, slide):
            open_ = [one for one in judged if one.least < one.needed and not (one.sure and one.most < one.needed)]
            if open_:
                found.setdefault(slide.layout or slide.part, []).append((slide, shape, open_[0]))
    for texts in found.values():
        slide, shape, first = texts[0]
        more = f" and {len(texts) - 1} more" if len(texts) > 1 else ""
        numbers = ", ".join(str(number) for number in dict.fromkeys(one.number for one, _, _ in texts))
        yield note(
            "deck-contrast-unknown",
            f"“{clipped(first.run.text, _SHOWN)}”{more} on this layout: more than one colour or a picture is behind, so that the contrast cannot be "
            "computed",
            deck.where(),
            slide.at(shape),
            f"look at slide{'s' * (',' in numbers)} {numbers}, also in grey",
        )


def _by_shape(deck: Deck, slide: Slide) -> tuple[tuple[Shape, list[_Judged]], ...]:
    """The texts of a slide on their grounds, shape by shape; both rules ask for them."""
    return deck.lasting(slide, "contrast", lambda: tuple(_all_by_shape(deck, slide)))


def _all_by_shape(deck: Deck, slide: Slide) -> Iterator[tuple[Shape, list[_Judged]]]:
    colours = deck.palette(slide)
    stage = backdrop(deck, slide, colours)
    found: dict[int, tuple[Shape, list[_Judged]]] = {}
    grounds: dict[int, Ground] = {}
    for run in text.of(deck, slide):
        if run.shape.decorative:
            continue
        key = id(run.shape.element)
        if key not in grounds:
            grounds[key] = stage.behind(run.shape)
        cell = cells.look(deck, run.cell, colours, grounds[key]) if run.cell is not None else None
        ground = cell.ground if cell else grounds[key]
        ink = _ink(run, colours, ground.colours, cell)
        if ink is None:
            continue
        found.setdefault(key, (run.shape, []))[1].append(
            _judge(run, ink, ground, bold=run.bold or bool(cell and cell.bold))
        )
    yield from found.values()


def _judge(run: text.Run, ink: Paint, ground: Ground, *, bold: bool) -> _Judged:
    wanted = needed(run.size, bold=bold)
    pairs = sorted((a.contrast(b), a.rgb, b.rgb) for a in ink for b in ground.colours)
    if not pairs:
        return _Judged(run, wanted, 0.0, 21.0, Colour("000000"), Colour("000000"), False)
    least = pairs[0]
    return _Judged(
        run, wanted, least[0] if ground.sure else 0.0, pairs[-1][0], Colour(least[1]), Colour(least[2]), ground.sure
    )


def _ink(run: text.Run, colours: Palette, ground: Paint, cell: cells.Look | None) -> Paint | None:
    """The colour of a run; None for text that is not painted at all."""
    own = run.sources[0] if run.sources and run.sources[0].tag == f"{A}rPr" else None
    if own is not None:
        if own.find(f"{A}noFill") is not None:
            return None
        if own.find(f"{A}hlinkClick") is not None and own.find(f"{A}hlinkClick/{A}extLst") is None:
            return _named("hlink", colours)  # links take the theme's colour, whatever the run says
        said = paint(own, colours, ground)
        if said is not None:
            return said
    if cell is not None and cell.ink is not None:
        return cell.ink
    style: Any = run.shape.element.find(f"{P}style/{A}fontRef")
    for source in run.sources[1:] if own is not None else run.sources:
        if style is not None and run.shape.placeholder is None and source.getparent() is not None and _of_deck(source):
            break  # a shape's style comes before the defaults of the deck
        said = paint(source, colours, ground)
        if said is not None:
            return said
    if style is not None:
        found = colours.read(style)
        if found:
            return (found,)
    return _named("tx1", colours)


def _named(name: str, colours: Palette) -> Paint:
    found = colours.named(name)
    return () if found is None else (found,)


def _of_deck(source: Any) -> bool:
    """Whether a run's properties stand in the deck's default text style."""
    return any(above.tag == f"{P}defaultTextStyle" for above in source.iterancestors())
