"""The bodies that take part."""

from __future__ import annotations

from ...source.fields import WordsField
from ..section import Section
from ..shape import Cited, Many, Titled, may, must


class Entity(Cited, Titled):
    """A body that takes part: a text, or a map with a title."""

    title: WordsField = must("The body's full name.", "United Nations Office on Drugs and Crime")
    abbreviation: WordsField | None = may("What it is called for short.", "UNODC")


class Entities(Section):
    """The bodies that take part."""

    nouns, paged = ("entity", "entities"), True

    items: Many[Entity] = must("The bodies, as texts or maps.", ["Office of Counter-Terrorism"])
