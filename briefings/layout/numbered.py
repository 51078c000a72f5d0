"""The numbers of slides that others name, filled in once all slides are there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..blocks.agenda import Agenda
from ..briefing import Page
from ..frame import Group, Item, Run, TextBox
from ..frozen import replace
from ..look import Look
from ..text.measure import set_text
from .choose import Slide


def firsts(pages: Sequence[Page], laid: Sequence[tuple[Slide, ...]]) -> dict[str, int]:
    """The number of the first slide of each page."""
    numbers: dict[str, int] = {}
    count = 1
    for page, slides in zip(pages, laid, strict=True):
        numbers[page.id] = count
        count += len(slides)
    return numbers


def names_slides(page: Page) -> bool:
    """Whether a page says where others begin."""
    return any(isinstance(placed.block, Agenda) for flow in page.flows.values() for placed in flow)


def numbered(items: Sequence[Item], numbers: Mapping[str, int], look: Look) -> tuple[Item, ...]:
    """The items of a slide with the numbers of the slides that they lead to."""
    made: list[Item] = []
    for item in items:
        match item:
            case Group():
                made.append(replace(item, items=numbered(item.items, numbers, look)))
            case TextBox(field=field) if field.startswith("#"):
                if field[1:] in numbers:
                    (words,) = item.paragraphs
                    words = replace(words, runs=(Run(str(numbers[field[1:]]), words.style, language=look.language),))
                    lines = set_text((words,), item.content.width, look.fonts)
                    made.append(replace(item, paragraphs=(words,), lines=lines, field=""))
            case _:
                made.append(item)
    return tuple(made)
