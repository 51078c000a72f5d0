"""What a slide is for, and the named places it offers: the words that templates use and brand templates are mapped to."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, Literal, TypeAlias

SlotKind: TypeAlias = Literal["line", "flow"]

ROLES: Final = MappingProxyType(
    {
        "cover": {"title": "line", "subtitle": "line", "date": "line"},
        "section": {"kicker": "line", "title": "line", "body": "flow"},
        "content": {"kicker": "line", "title": "line", "body": "flow"},
        "two-columns": {"kicker": "line", "title": "line", "left": "flow", "right": "flow"},
        "title-only": {"kicker": "line", "title": "line", "main": "flow"},
        "chart": {"kicker": "line", "title": "line", "chart": "flow", "text": "flow"},
        "picture": {"kicker": "line", "title": "line", "picture": "flow", "caption": "flow"},
        "table": {"kicker": "line", "title": "line", "table": "flow"},
        "closing": {"title": "line", "body": "flow"},
    }
)
"""Role -> its slots: a "line" slot holds one paragraph, a "flow" slot holds blocks."""

EXTRA: Final = frozenset({"kicker"})
"""Slots that a slide does without where its layout has no place for them: what they say is said elsewhere too."""
