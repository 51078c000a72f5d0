"""What a slide is for, and the named places it offers: the words that templates use and brand templates are mapped to."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, Literal, TypeAlias

SlotKind: TypeAlias = Literal["line", "flow"]

ROLES: Final = MappingProxyType(
    {
        "cover": {"title": "line", "subtitle": "line", "date": "line"},
        "section": {"title": "line", "body": "flow"},
        "content": {"title": "line", "body": "flow"},
        "two-columns": {"title": "line", "left": "flow", "right": "flow"},
        "title-only": {"title": "line", "main": "flow"},
        "chart": {"title": "line", "chart": "flow", "text": "flow"},
        "picture": {"title": "line", "picture": "flow", "caption": "flow"},
        "table": {"title": "line", "table": "flow"},
        "closing": {"title": "line", "body": "flow"},
    }
)
"""Role -> its slots: a "line" slot holds one paragraph, a "flow" slot holds blocks."""
