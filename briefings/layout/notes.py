"""Speaker notes: each slide has the notes on what it shows; a text that runs over slides is told along with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..blocks.params import origins_of
from ..frame import Item, Paragraph, Run, origins, text_boxes
from ..look import Colour, Look, TextStyle
from ..values import Origin, Rich, cut, plain

TRACE = 48
"""So many letters before a cut tell where in the notes the cut is."""


def notes(told: Sequence[Rich], slides: Sequence[Sequence[Item]], look: Look) -> tuple[tuple[Paragraph, ...], ...]:
    """The notes of a page's slides: a paragraph stands with the slide that shows its fields, or after the one before it."""
    shown = [frozenset(origin for item in items for origin in origins(item)) for items in slides]
    made: list[list[Paragraph]] = [[] for _ in slides]
    home = 0
    for rich in told:
        about = frozenset(origins_of(rich))
        rest = rich
        homes = [number for number, here in enumerate(shown) if here & about]
        for number in homes[:-1]:
            part, rest = _up_to(rest, slides[number], about)
            if part:
                made[number].append(_paragraph(part, look))
        home = homes[-1] if homes else home
        if rest:
            made[home].append(_paragraph(rest, look))
    return tuple(tuple(paragraphs) for paragraphs in made)


def _up_to(rich: Rich, items: Sequence[Item], about: frozenset[Origin]) -> tuple[Rich, Rich]:
    """A note cut where a slide's part of its text ends; whole in the first half where the slide says it in other words."""
    said = "".join(run.text for item in items for run in _runs(item) if about & set(run.origins)).rstrip()
    at = plain(rich).find(said[-TRACE:]) if said else -1
    return ((), rich) if at < 0 else cut(rich, at + len(said[-TRACE:]))


def _runs(item: Item) -> Iterator[Run]:
    return (run for box in text_boxes(item) for paragraph in box.paragraphs for run in paragraph.runs)


def _paragraph(rich: Rich, look: Look) -> Paragraph:
    ink = look.colour("text")
    runs = tuple(
        Run(span.text, _style(ink, span.bold, span.italic), span.origins, span.link, span.language or look.language)
        for span in rich
    )
    return Paragraph(runs, _style(ink), rtl=look.rtl)


@lru_cache(maxsize=64)
def _style(ink: Colour, bold: bool = False, italic: bool = False) -> TextStyle:
    return TextStyle(12, ink, bold=bold, italic=italic)
