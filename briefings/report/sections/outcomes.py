"""Results, each under a heading."""

from __future__ import annotations

from ...source.fields import ParagraphsField, PhotoField, WordsField
from ..section import Section
from ..shape import PROSE, Cited, Many, may, must


class Outcome(Cited):
    """A result under a heading of its own."""

    title: WordsField = must("The heading.", "Countering the world drug problem")
    text: ParagraphsField = must(PROSE, "In 2022, the United Nations supported 53 countries.")
    photo: PhotoField | None = may("A photo beside it, by its key in `photos`.", "camp")


class Outcomes(Section):
    """Results, each under a heading."""

    nouns, paged = ("outcome", "outcomes"), True

    items: Many[Outcome] = must("The outcomes.", [{"title": "Countering corruption", "text": "We helped 100 States."}])
