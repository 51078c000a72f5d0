"""Where numbers stand on a slide: under which head of a box, in which row and column of a table, behind which note.

    misplaced    our slide and theirs -> what stands elsewhere, with its shape

Numbers may be right, and the words beside them as well, while the head above them is that of others: "Before" and "After" changed places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from ..regex import regex
from .numbers import read
from .rules.quotes import plain
from .streams import Grid, Page

_Found: TypeAlias = tuple[str, str]
"""A shape, and what is wrong there."""
_RAISED: Final = "[⁰¹²³⁴⁵⁶⁷⁸⁹]+"
_NOTES: Final = regex(rf"(\S*?[^\s⁰¹²³⁴⁵⁶⁷⁸⁹])({_RAISED}(?:[ \u00a0]{_RAISED})*)|(?<!\S)({_RAISED})\u00a0(\S+)")
"""The small figures of notes, and of units such as m², behind a word; those of notes themselves before one."""


def misplaced(mine: Page, theirs: Page, language: str) -> Iterator[_Found]:
    """What stands elsewhere than the data say."""
    yield from _under_heads(mine, theirs, language)
    yield from _in_tables(mine.tables, theirs.tables, language)
    yield from _behind_notes(mine, theirs)


# --- Heads ---------------------------------------------------------------------------------------------------------------------------


def _under_heads(mine: Page, theirs: Page, language: str) -> Iterator[_Found]:
    """Boxes whose first line says what the numbers below it are about."""
    ours, other = _heads(mine, language), _heads(theirs, language)
    for head, (_, numbers) in ours.items():
        if head not in other:
            continue
        shape, now = other[head]
        lost, new = numbers - now, now - numbers
        elsewhere = Counter[str]()
        for one, (_, held) in other.items():
            elsewhere += held if one != head else Counter()
        known = Counter[str]()
        for one, (_, held) in ours.items():
            known += held if one != head else Counter()
        if lost & elsewhere and new & known:
            here, there = ", ".join(sorted(new & known)), ", ".join(sorted(lost & elsewhere))
            yield shape, f"under “{head[:60]}” stands {here}, in the data {there}"


def _heads(page: Page, language: str) -> dict[str, tuple[str, Counter[str]]]:
    """The boxes of a page by their first lines, each with its shape and the numbers below that line; heads that stand twice are left out."""
    made: dict[str, tuple[str, Counter[str]]] = {}
    twice: set[str] = set()
    ends = (*(start for start, _ in page.text.parts[1:]), len(page.text.text))
    for (start, shape), stop in zip(page.text.parts, ends, strict=False):
        head, _, below = page.text.text[start:stop].strip().partition("\n")
        if not below or shape in page.grids:
            continue
        name = plain(head)
        twice.update({name} & made.keys())
        made[name] = shape, Counter(_written(one.shown) for one in read(below, language))
    return {name: one for name, one in made.items() if name not in twice}


def _written(shown: str) -> str:
    return "".join(shown.split())


# --- Tables --------------------------------------------------------------------------------------------------------------------------


def _in_tables(mine: tuple[Grid, ...], theirs: tuple[Grid, ...], language: str) -> Iterator[_Found]:
    """Cells by the first cell of their row and the head of their column."""
    left = list(theirs)
    for grid in mine:
        ours = _cells(grid)
        best = max(left, key=lambda one: len(_cells(one).keys() & ours.keys()), default=None)
        if best is None:
            continue
        left.remove(best)
        other = _cells(best)
        alike = [len(row) for row in grid.rows] == [len(row) for row in best.rows]
        for names, (text, row, column) in ours.items():
            now = other[names][0] if names in other else best.rows[row][column] if alike else text
            if _values(now, language) != _values(text, language):
                yield (
                    best.shape,
                    f"the cell of “{names[0]}” and “{names[1]}” says {now or 'nothing'}, in the data {text}",
                )


def _cells(grid: Grid) -> Mapping[tuple[str, str], tuple[str, int, int]]:
    """The cells of a table by row and column, each with its place; names that stand twice are left out. A row of one word names the group
    of those below it."""
    if not grid.rows:
        return {}
    head = [plain(cell) for cell in grid.rows[0]]
    found: list[tuple[tuple[str, str], tuple[str, int, int]]] = []
    group, count = "", 0
    for at, row in enumerate(grid.rows[1:], 1):
        if row[0].strip() and not any(cell.strip() for cell in row[1:]):
            group, count = plain(row[0]), 0
            continue
        count += 1
        name = f"{group}, {count}" if group else plain(row[0])
        cells = tuple(enumerate(zip(head, row, strict=False)))[0 if group else 1 :]
        found += [((name, title), (cell, at, column)) for column, (title, cell) in cells if name and cell.strip()]
    times = Counter(names for names, _ in found)
    return {names: cell for names, cell in found if times[names] == 1}


def _values(text: str, language: str) -> list[str]:
    return [_written(one.shown) for one in read(text, language)]


# --- Notes ---------------------------------------------------------------------------------------------------------------------------


def _behind_notes(mine: Page, theirs: Page) -> Iterator[_Found]:
    """The small figures that lead to sources stand behind the same words."""
    ours, other = _marks(mine.text.text), _marks(theirs.text.text)
    for word, figures in (ours - other).elements():
        now = next((told for one, told in (other - ours) if one == word), "")
        at = theirs.text.text.find(f"{word}{now}")
        if now or at >= 0:
            told = f"leads to the note {now}" if now else "leads to no note"
            yield theirs.text.shape(max(at, 0)), f"“{word}” {told}, in the data to {figures}"


def _marks(text: str) -> Counter[tuple[str, str]]:
    found = ((behind or before, figures or number) for behind, figures, number, before in _NOTES.findall(text))
    return Counter((word, figures.replace("\u00a0", " ")) for word, figures in found)
