"""Two to four things side by side, by their points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

from ...diagnostics import Diagnostic
from ...env import Env
from ...source.fields import IdField, ParagraphsField, WordsField
from ...source.shapes import Length
from ...values import Record, Value
from ..place import Place
from ..section import Section, block, unknown_item
from ..shape import SIGN, Cited, IconField, may, must


class Compared(Cited):
    """One of the things that are compared."""

    title: WordsField = must("What it is called.", "Before")
    icon: IconField | None = may(SIGN, "water")
    points: ParagraphsField = must(
        "What is said of it, point by point; **bold**, *italic* and links are allowed.", ["Water on two days a week"]
    )


class Comparison(Section):
    """Two to four things side by side, by their points: before and after, one option and another."""

    nouns, also = ("column", "columns"), ("before-after", "options", "versus")

    emphasis: IdField | None = may("The one that stands out, by its id.", "after")
    items: Annotated[tuple[Compared, ...], Length(2, 4)] = must(
        "What is compared, each with its points.",
        [{"title": "Before", "points": ["Water on two days"]}, {"title": "After", "points": ["Water every day"]}],
    )

    def rules(self, place: Place, env: Env) -> Iterator[Diagnostic]:
        yield from unknown_item(self.emphasis, place / "emphasis", place / "items")

    def as_blocks(self, fields: Mapping[str, Value], origin: str) -> Iterator[Record]:
        yield from block("prose", origin, text=fields["intro"])
        yield from block(
            "comparison", origin, items=fields["items"], emphasis=fields["emphasis"], keys=("title", "points", "icon")
        )
