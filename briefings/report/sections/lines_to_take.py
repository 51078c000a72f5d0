"""What those who speak should say."""

from __future__ import annotations

from ...source.fields import ProseField
from ..section import Section
from ..shape import Cited, Many, Titled, must


class LineToTake(Cited, Titled):
    """A sentence to say: a text, or a map with a text."""

    shorthand = "text"

    text: ProseField = must(
        "What to say; **bold**, *italic* and links are allowed.", "Repairs are cheaper than new wells."
    )


class LinesToTake(Section):
    """What those who speak should say: in the notes of the first slide, never on one."""

    nouns, also, paged = ("line", "lines"), ("talking-points", "speaking-points", "messages-to-take"), True
    noted = True

    items: Many[LineToTake] = must("The sentences, as texts or maps.", ["Repairs are cheaper than new wells."])
