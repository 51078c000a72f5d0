"""What a mapping file says of a role, and the layout that plays it then."""

from __future__ import annotations

from collections.abc import Sequence

from ..diagnostics import Diagnostic, Where, did_you_mean, warning
from ..frozen import frozen, replace
from ..geometry import PageSize
from ..ooxml.shapes import FURNITURE
from .casting import Casting, casting_of
from .masters import MasterLayout
from .names import folded
from .slots import slots_of


@frozen
class Wish:
    """What a mapping file says of a role: the layout by its name, the slide master by its name or number ("" any), and which slot is
    which placeholder (by index or by name)."""

    layout: str
    places: tuple[tuple[str, int | str], ...] = ()
    where: Where | None = None
    master: str = ""


def wished(
    role: str,
    wish: Wish,
    layouts: Sequence[MasterLayout],
    page: PageSize,
    rtl: bool,
    usual: Casting,
    findings: list[Diagnostic],
) -> Casting | None:
    """The layout that the mapping names; None, and a finding, when it is not there or lacks what is named."""
    named = _named(wish, layouts, usual)
    if named is None:
        named = _named(replace(wish, master=""), layouts, usual)
        if named is None or not wish.master:
            findings.append(
                warning(
                    "brand-layout-missing",
                    f"there is no layout `{wish.layout}` with a title, which the mapping names for `{role}`: another one is used",
                    wish.where,
                    f"roles.{role}.layout",
                    did_you_mean(wish.layout, (layout.name for layout in layouts), "layout"),
                )
            )
            return None
        there = dict.fromkeys(layout.house for layout in layouts if folded(layout.name) == folded(wish.layout))
        findings.append(
            warning(
                "brand-master-missing",
                f"no slide master `{wish.master}` has the layout `{wish.layout}`, which the mapping names for `{role}`: that of "
                f"`{named.house}` is used",
                wish.where,
                f"roles.{role}.master",
                f"it is on {', '.join(f'`{name}`' for name in there)}",
            )
        )
    slots = slots_of(role, named, page, rtl, loose=True) or {}
    numbers = dict(enumerate(named.placeholders))
    for slot, wanted in wish.places:
        at = next(
            (n for n, place in numbers.items() if wanted in (place.idx, place.name) and place.kind not in FURNITURE),
            None,
        )
        if at is None:
            offered = ", ".join(f"{p.idx} `{p.name}`" for p in named.placeholders if p.kind not in FURNITURE)
            findings.append(
                warning(
                    "brand-place-missing",
                    f"the layout `{named.name}` has no placeholder `{wanted}`, which the mapping names for `{slot}`: "
                    f"{'another one is used' if slot in slots.values() else 'it stands in the free area'}",
                    wish.where,
                    f"roles.{role}.places.{slot}",
                    f"it has {offered}" if offered else "it has none",
                )
            )
            continue
        slots = {n: own for n, own in slots.items() if own != slot and n != at} | {at: slot}
    return casting_of(role, [(named, slots)], "by the mapping", good=True)


def _named(wish: Wish, layouts: Sequence[MasterLayout], usual: Casting) -> MasterLayout | None:
    """The layout of a name, on the slide master of a name or number. Of several that share the name the one that has all the places that
    are asked for, then the one that would be chosen anyway, then the first."""
    of_master = [one for one in layouts if wish.master in ("", one.house, str(one.master + 1))]
    alike = [one for one in of_master if one.name == wish.layout] or [
        one for one in of_master if folded(one.name) == folded(wish.layout)
    ]
    chosen = {one.part for one in usual.layouts}

    def worth(one: MasterLayout) -> tuple[bool, bool]:
        offered = {key for place in one.placeholders for key in (place.idx, place.name)}
        return all(wanted in offered for _, wanted in wish.places), one.part in chosen

    return max(alike, key=worth, default=None)


def agreed(usual: Casting, wish: Wish, wished: Casting) -> Casting:
    """A wish; where it is what would be chosen anyway, with all that goes with that."""

    def places(casting: Casting) -> dict[str, int]:
        return {place.slot: place.idx for place in casting.layouts[0].placeholders if place.slot}

    same = usual.layouts[0].part == wished.layouts[0].part
    asked = dict(wish.places) or places(usual)
    same = same and places(usual) in (asked, places(wished))
    return replace(usual, reason=wished.reason, good=True) if same else wished
