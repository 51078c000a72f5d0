"""How something is done, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...source.fields import ProseField, WordsField
from ...values import Record, Value
from ..section import Section, block, entries
from ..shape import Cited, IconField, Many, Titled, may, must


class Step(Cited, Titled):
    """A step: a text, or a map with a title."""

    title: WordsField = must("What is done.", "A town council applies")
    icon: IconField | None = may("A pictogram beside its number, by its name.", "report")
    text: ProseField | None = may("More about it; **bold**, *italic* and links are allowed.", "The form has two pages.")


class Steps(Section):
    """How something is done, step by step: they are numbered in their order."""

    nouns, also = ("step", "steps"), ("process", "procedure", "stages")

    items: Many[Step] = must("The steps, as texts or maps.", ["A town council applies", "We visit the site"])

    def as_blocks(self, fields: Mapping[str, Value], origin: str) -> Iterator[Record]:
        yield from block("prose", origin, text=fields["intro"])
        yield from block("steps", origin, items=entries(fields["items"]))
