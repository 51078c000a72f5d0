"""Reads a .pptx or .potx as a house style: its colours, fonts, slide layouts and placeholders.

    read    bytes of a .pptx/.potx -> Brand

The one door for looks: our own slide master and a customer's come through here alike. `intake` checks and cleans the file, `masters`
resolves what layouts inherit, `ground` finds what is behind and between the drawings, `mapping` finds a layout for every role.
Nothing is written.

Errors: those of `intake`, `brand-empty`, and as findings of the result `brand-no-title` and `brand-title-small`.
Source: ECMA-376 part 1: 19.3.1 (layouts, placeholders), 19.7.10 (placeholder types), 20.1.2.3 (colours), 21.1.2 (text).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..diagnostics import Where
from .record import Brand

if TYPE_CHECKING:
    from .wishes import Wish

__all__ = ["Brand", "read"]


def read(
    data: bytes,
    where: Where,
    *,
    rtl: bool = False,
    keep: tuple[str, ...] = (),
    wishes: Mapping[str, Wish] | None = None,
) -> Brand:
    """The house style in a .pptx or .potx, for a language that runs from the right with `rtl`.

    `keep` names slides of its own that stay in a deck ("first", "last"), `wishes` the layouts that a mapping file gives to roles.
    Raises BriefingsError for what is no such file, or holds no layout with a title.
    """
    from . import reading

    return reading.read(data, where, rtl, keep, tuple(sorted((wishes or {}).items(), key=lambda one: one[0])))
