"""What people said."""

from __future__ import annotations

from ...source.fields import NameField, PhotoField, WordsField
from ..files import FromFile
from ..shape import Cited, Many, may, must


class Quote(Cited):
    """What somebody said."""

    text: WordsField = must("The words themselves, without quotation marks.", "Justice is a human right.")
    speaker: NameField = must("Who said it.", "António Guterres")
    office: NameField | None = may("The speaker's office.", "Secretary-General")
    photo: PhotoField | None = may("A photo beside it, by its key in `photos`.", "camp")


class Quotes(FromFile):
    """What people said."""

    nouns, paged = ("quote", "quotes"), True

    items: Many[Quote] | None = may(
        "The quotes; or give `table`.", [{"text": "Justice is a human right.", "speaker": "A. Speaker"}]
    )
