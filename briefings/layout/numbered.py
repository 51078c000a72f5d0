"""The numbers of slides that others name, filled in once all slides are there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..blocks.agenda import Agenda
from ..blocks.params import Entry
from ..briefing import Page
from ..frame import Group, Item, Paragraph, Run, TextBox
from ..frozen import replace
from ..look import Look
from ..text.measure import set_text
from ..values import plain


def firsts(pages: Sequence[Page], counts: Sequence[int]) -> dict[str, tuple[int, str]]:
    """The number of the first slide of each page, which takes so many, with its id; and of each chapter that an agenda names by another id: a chapter without a
    slide of its own begins with the first one that belongs to it."""
    numbers: dict[str, tuple[int, str]] = {}
    chapters: dict[str, tuple[int, str]] = {}
    count = 1
    entries: list[Entry] = []
    for page, slides in zip(pages, counts, strict=True):
        numbers[page.id] = (count, page.id)
        entries += (entry for agenda in _agendas(page) for entry in agenda.items)
        if entries:
            chapters.setdefault(page.section, numbers[page.id])
        count += slides
    for entry in entries:
        if entry.id not in numbers and (first := chapters.get(plain(entry.lead))):
            numbers[entry.id] = first
    return numbers


def _agendas(page: Page) -> list[Agenda]:
    return [one.block for flow in page.flows.values() for one in flow if isinstance(one.block, Agenda)]


def names_slides(page: Page) -> bool:
    """Whether a page says where others begin."""
    return bool(_agendas(page))


def counted(look: Look) -> bool:
    """Whether the pages show their numbers: most of the layouts that are for pages have a place for one."""
    pages = [layout for layout in look.layouts if layout.role not in ("cover", "section")]
    return sum(any(place.kind == "sldNum" for place in one.placeholders) for one in pages) * 2 > len(pages)


def numbered(items: Sequence[Item], numbers: Mapping[str, tuple[int, str]], look: Look) -> tuple[Item, ...]:
    """The items of a slide with the numbers of the slides that they lead to, where the slides show theirs."""
    made: list[Item] = []
    for item in items:
        match item:
            case Group():
                made.append(replace(item, items=numbered(item.items, numbers, look)))
            case TextBox(field=field) if field.startswith("#"):
                if field[1:] in numbers and counted(look):
                    (words,) = item.paragraphs
                    words = replace(words, runs=(Run(str(numbers[field[1:]][0]), words.style, language=look.language),))
                    lines = set_text((words,), item.content.width, look.fonts)
                    made.append(replace(item, paragraphs=(words,), lines=lines, field=""))
            case TextBox():
                made.append(replace(item, paragraphs=tuple(_led(one, numbers) for one in item.paragraphs)))
            case _:
                made.append(item)
    return tuple(made)


def _led(words: Paragraph, numbers: Mapping[str, tuple[int, str]]) -> Paragraph:
    """A paragraph whose links lead to slides that are there."""
    runs = tuple(
        replace(run, link=f"#{numbers[run.link[1:]][1]}") if run.link.removeprefix("#") in numbers else run
        for run in words.runs
    )
    return replace(words, runs=runs)
