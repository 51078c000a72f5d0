"""Pictures with captions."""

from __future__ import annotations

from ...source.fields import PathField, WordsField
from ..pictured import Pictured
from ..section import Section
from ..shape import Many, may, must


class Photo(Pictured):
    """A picture with its caption."""

    file: PathField | None = may(
        "The picture, named from the project's folder; PNG, JPEG or WebP. Without one a deck has its caption in the notes alone.",
        "photos/malaga.jpg",
    )
    caption: WordsField = must("What the picture shows, as printed under it.", "Farmers in a coca-free village.")


class Photos(Section):
    """Pictures with captions."""

    nouns, also, paged = ("photo", "photos"), ("photo", "picture", "pictures"), True

    items: Many[Photo] = must(
        "The pictures.", [{"file": "photos/malaga.jpg", "caption": "The opening of the conference."}]
    )
