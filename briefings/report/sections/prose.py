"""Running text."""

from __future__ import annotations

from ...source.fields import ParagraphsField
from ..section import Section
from ..shape import PROSE, must


class Prose(Section):
    """Running text."""

    nouns, also, paged = ("text", "texts"), ("text",), True

    text: ParagraphsField = must(PROSE, "The United Nations supports Member States.")
