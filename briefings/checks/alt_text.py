"""What cannot be read as text says what it shows, to those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..diagnostics import Diagnostic, note, warning
from ..language.alt_words import is_file_name, is_machine_made
from ..ooxml.deck import Deck, Slide
from ..ooxml.markup import A, P
from ..ooxml.shapes import Shape

_SHOWN: Final = {"picture": "picture", "diagram": "diagram", "object": "embedded object", "ink": "drawing in ink"}


def missing(deck: Deck) -> Iterator[Diagnostic]:
    """Every picture, diagram, embedded object and drawing has an alternative text, or is marked as decoration (WCAG 2.2, 1.1.1).

    So has a group without words in it. A picture in a group that has an alternative text is told by that.
    """
    for slide in deck.slides:
        for shape in _untold(slide.shapes):
            message = f"this {_SHOWN.get(shape.kind, 'picture')} has no alternative text"
            hint = "say what it shows, or mark it as decorative"
            yield warning("deck-alt-missing", message, deck.where(), slide.at(shape), hint)


def chart_missing(deck: Deck) -> Iterator[Diagnostic]:
    """Every chart has an alternative text that says what its data say (WCAG 2.2, 1.1.1)."""
    for slide in deck.slides:
        for shape in slide.all():
            if shape.kind == "chart" and not (shape.alt or shape.decorative or shape.hidden):
                message = "this chart has no alternative text"
                hint = "say what it shows: kind, unit, highest and lowest value"
                yield warning("deck-chart-alt-missing", message, deck.where(), slide.at(shape), hint)


def file_name(deck: Deck) -> Iterator[Diagnostic]:
    """An alternative text is words, neither the name of a file nor what a program wrote in their place (WCAG 2.2, failure F30)."""
    for slide, shape in _told(deck):
        if is_file_name(shape.alt) or _named(deck, slide, shape):
            message = f"the alternative text `{shape.alt}` is a file's name, not words"
            hint = "say what it shows, or mark it as decorative"
            yield warning("deck-alt-file-name", message, deck.where(), slide.at(shape), hint)


def machine(deck: Deck) -> Iterator[Diagnostic]:
    """An alternative text is somebody's words: what a program guessed from the picture ("Description automatically generated") was read by
    nobody (WCAG 2.2, 1.1.1)."""
    for slide, shape in _told(deck):
        if is_machine_made(shape.alt):
            message = f"a program guessed this alternative text: `{' '.join(shape.alt.split())[:80]}`"
            hint = "say what the picture is there to show, and take the program's remark out"
            yield warning("deck-alt-machine", message, deck.where(), slide.at(shape), hint)


def unmarked(deck: Deck) -> Iterator[Diagnostic]:
    """A drawn shape without words has an alternative text, or is marked as decoration, so that it is not read out as "rectangle"."""
    for slide in deck.slides:
        for shape in slide.all():
            bare = shape.kind in ("text", "line") and not shape.text and shape.placeholder is None
            if bare and not (shape.alt or shape.decorative or shape.hidden or _pictured(shape)):
                message = "this drawn shape has neither words nor an alternative text"
                hint = "mark it as decorative, or say what it means"
                yield note("deck-shape-unmarked", message, deck.where(), slide.at(shape), hint)


def _untold(shapes: tuple[Shape, ...]) -> Iterator[Shape]:
    for shape in shapes:
        if shape.alt or shape.decorative or shape.hidden:
            continue
        if shape.kind in _SHOWN or _pictured(shape):
            yield shape
        yield from _untold(shape.children)


def _pictured(shape: Shape) -> bool:
    """A shape that is filled with a picture and says nothing."""
    return shape.kind == "text" and not shape.text and shape.element.find(f"{P}spPr/{A}blipFill") is not None


def _told(deck: Deck) -> Iterator[tuple[Slide, Shape]]:
    for slide in deck.slides:
        for shape in slide.all():
            if shape.alt and not shape.hidden and shape.kind not in ("text", "line"):
                yield slide, shape


def _named(deck: Deck, slide: Slide, shape: Shape) -> bool:
    """Whether an alternative text is the name of the file that is shown, with or without its ending."""
    for blip in shape.element.iter(f"{A}blip"):
        for key in blip.attrib.values():
            relation = deck.target(slide.part, key)
            if relation is not None:
                name = relation.target.rsplit("/", 1)[-1]
                if shape.alt.casefold() in (name.casefold(), name.rsplit(".", 1)[0].casefold()):
                    return True
    return False
