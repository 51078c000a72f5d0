"""Stories that get a place of their own."""

from __future__ import annotations

from ...source.fields import ParagraphsField, PhotoField, WordsField
from ..section import Section
from ..shape import PROSE, Cited, Many, may, must


class Feature(Cited):
    """A story that gets a place of its own."""

    title: WordsField = must("The story's title.", "High-level conference in Málaga")
    text: ParagraphsField = must(PROSE, "Participants shared what had worked.")
    photo: PhotoField | None = may("A photo beside it, by its key in `photos`.", "camp")


class Features(Section):
    """Stories that get a place of their own."""

    nouns, paged = ("feature", "features"), True

    items: Many[Feature] = must(
        "The stories.", [{"title": "Conference in Málaga", "text": "Participants shared what had worked."}]
    )
