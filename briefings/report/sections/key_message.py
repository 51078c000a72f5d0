"""The one sentence that is to stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...source.fields import ParagraphsField, ProseField
from ...values import Record, Value
from ..section import Section, block
from ..shape import PROSE, SIGN, IconField, may, must


class KeyMessage(Section):
    """The one sentence that is to stay, in the middle of a report or at its end."""

    nouns, also = ("message", "messages"), ("message", "statement", "conclusion", "closing")

    text: ParagraphsField = must(PROSE, "Every quay can have shore power by 2030.")
    icon: IconField | None = may(SIGN, "ship")
    detail: ProseField | None = may(
        "Quieter words below it, such as what is asked for.", "We ask for 40 million euros."
    )

    def as_blocks(self, fields: Mapping[str, Value], origin: str) -> Iterator[Record]:
        yield from block("prose", origin, text=fields["intro"])
        yield from block("key-message", origin, text=fields["paragraphs"], detail=fields["detail"], icon=fields["icon"])
