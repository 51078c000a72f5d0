"""Free texts of a slide master that show the day on which somebody looks ("insert date, update automatically"), made places for the report's date.

    placed    such texts on masters and layouts -> date placeholders where they stand, in their letters: how many

A master's text is given to each of its layouts that shows the master's drawings: slides take placeholders from their layout. Where a layout has a
date placeholder already, that one serves. Beside other words the day alone is left out.

Source: ECMA-376 part 1, 21.1.2.2.4 (fields), 19.3.1.36 (placeholders), 19.7.10 (`dt`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any, Final

from ..ooxml.draft import Draft
from ..ooxml.markup import A, P, flag, number, within

_LETTERS: Final = ("sz", "b", "i", "cap")
_FACES: Final = ("solidFill", "latin", "ea", "cs")
_USUAL: Final = "1800"  # what a text box says nothing of


def placed(draft: Draft, master: str, layouts: Sequence[str]) -> int:
    """Makes the automatic dates of a master and its layouts date placeholders: how many there were."""
    own = [part for part in (master, *layouts) if next(_automatic(draft.root(part)), None) is not None]
    count = 0
    for part in own:
        for shape in list(_automatic(draft.edit(part))):
            count += 1
            if _says_more(shape):
                for field in _days(shape):
                    field.getparent().remove(field)
                continue
            shape.getparent().remove(shape)
            shown = (one for one in layouts if flag(draft.root(one).get("showMasterSp"), True))
            for layout in (master, *shown) if part == master else (part,):
                _give(draft, layout, shape)
    return count


def _automatic(root: Any) -> Iterator[Any]:
    """The free texts that show today's date."""
    for shape in root.find(f"{P}cSld").iter(f"{P}sp"):
        if shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph") is None and _days(shape):
            yield shape


def _days(shape: Any) -> list[Any]:
    return [one for one in shape.iter(f"{A}fld") if one.get("type", "").startswith("datetime")]


def _says_more(shape: Any) -> bool:
    """Whether a text says more than the day, or is in a group, whose measures are its own."""
    other = (one for one in shape.iter(f"{A}t") if one.getparent() not in _days(shape))
    return any((one.text or "").strip() for one in other) or shape.getparent().tag != f"{P}spTree"


def _give(draft: Draft, part: str, shape: Any) -> None:
    """A date placeholder like a text, where a master or layout has none."""
    tree = draft.root(part).find(f"{P}cSld/{P}spTree")
    marks = [] if tree is None else [*tree.iter(f"{P}ph")]
    if tree is None or any(one.get("type") == "dt" for one in marks):
        return
    draft.edit(part)
    made = deepcopy(shape)
    taken = [number(one.get("id")) for one in tree.iter(f"{P}cNvPr")]
    made.find(f"{P}nvSpPr/{P}cNvPr").set("id", str(max(taken, default=1) + 1))
    properties = made.find(f"{P}nvSpPr/{P}nvPr")
    index = max((number(one.get("idx")) for one in marks), default=0) + 1
    properties.attrib.pop("userDrawn", None)
    properties.insert(0, properties.makeelement(f"{P}ph", {"type": "dt", "sz": "half", "idx": str(index)}))
    made.find(f"{P}nvSpPr/{P}cNvSpPr").attrib.pop("txBox", None)
    _style(made)
    tree.append(made)


def _style(shape: Any) -> None:
    """Gives the letters of a text to its list style, which what is filled in takes them from."""
    body, field = shape.find(f"{P}txBody"), _days(shape)[0]
    level = within(within(body, "lstStyle", 1), "lvl1pPr", 0)
    said, run = field.getparent().find(f"{A}pPr"), field.find(f"{A}rPr")
    if said is not None and said.get("algn"):
        level.set("algn", said.get("algn"))
    letters = level.find(f"{A}defRPr")
    if letters is None:
        letters = level.makeelement(f"{A}defRPr", {"sz": _USUAL})
        level.append(letters)
    if run is None:
        return
    for key in _LETTERS:
        if run.get(key) is not None:
            letters.set(key, run.get(key))
    for old in [one for tag in _FACES for one in letters.findall(f"{A}{tag}") if run.find(f"{A}{tag}") is not None]:
        letters.remove(old)
    for at, found in enumerate(one for tag in _FACES if (one := run.find(f"{A}{tag}")) is not None):
        letters.insert(at, deepcopy(found))
