"""What the work is founded on."""

from __future__ import annotations

from ...source.fields import WordsField
from ..section import Section
from ..shape import Cited, Many, Titled, may, must


class Mandate(Cited, Titled):
    """A mandate: a text, or a map with a title."""

    title: WordsField = must("What the mandate is called.", "United Nations Convention against Corruption")
    organ: WordsField | None = may("The body that gave it.", "General Assembly")
    symbol: WordsField | None = may("The number of the document that gave it.", "75/291")


class Mandates(Section):
    """What the work is founded on."""

    nouns, paged = ("mandate", "mandates"), True

    items: Many[Mandate] = must(
        "The mandates, as texts or maps.",
        [{"title": "Global Strategy", "organ": "General Assembly", "symbol": "75/291"}],
    )
