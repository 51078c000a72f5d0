"""The programmes of a report's subject."""

from __future__ import annotations

from ...source.fields import WordsField
from ..section import Section
from ..shape import Cited, Many, Titled, may, must


class Programme(Cited, Titled):
    """A programme: a text, or a map with a title."""

    title: WordsField = must("The programme's name.", "Countering corruption")
    text: WordsField | None = may("One sentence about it.", "With the Convention's 189 parties.")


class Programmes(Section):
    """The programmes of a report's subject."""

    nouns, also, paged = ("programme", "programmes"), ("list",), True

    items: Many[Programme] = must("The programmes, as texts or maps.", ["Justice", "Policy support"])
