"""The outline beside the pages: parts of a deck, and in each its slides (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...frozen import frozen
from .objects import array, dictionary, string
from .structure import Element


@frozen
class Bookmark:
    """An entry: its words, the index of its page, the element that the page is in the tree, and whether it stands below the last
    entry that does not."""

    title: str
    page: int
    element: Element
    below: bool = False


def written(
    entries: Sequence[Bookmark], document: Any, pages: Sequence[Any], elements: Mapping[Element, Any], *, second: bool
) -> Any:
    """A reference to the outline; None where there are no entries. With `second`, entries lead to elements of the structure tree as well,
    as PDF/UA-2 asks (ISO 32000-2, 12.3.2.3; ISO 14289-2, 8.8)."""
    if not entries:
        return None
    root = dictionary(Type="/Outlines")
    made = [dictionary(Title=string(entry.title)) for entry in entries]
    for entry, one in zip(entries, made, strict=True):
        place = array(pages[entry.page], "/Fit")
        if second:
            one["A"] = dictionary(S="/GoTo", D=place, SD=array(elements[entry.element], "/Fit"))
        else:
            one["Dest"] = place
    tops = [one for entry, one in zip(entries, made, strict=True) if not entry.below]
    below: list[list[Any]] = [[] for _ in tops]
    number = -1
    for entry, one in zip(entries, made, strict=True):
        number += not entry.below
        if entry.below:
            below[number].append(one)
    for parent, kids in [(root, tops), *zip(tops, below, strict=True)]:
        _join(parent, kids, document)
    root["Count"] = len(made)
    return document.Reference(root)


def _join(parent: Any, kids: Sequence[Any], document: Any) -> None:
    """Entries as the open children of one."""
    if not kids:
        return
    parent["First"], parent["Last"] = document.Reference(kids[0]), document.Reference(kids[-1])
    parent["Count"] = len(kids)
    for number, kid in enumerate(kids):
        kid["Parent"] = document.Reference(parent)
        if number:
            kid["Prev"] = document.Reference(kids[number - 1])
        if number + 1 < len(kids):
            kid["Next"] = document.Reference(kids[number + 1])
