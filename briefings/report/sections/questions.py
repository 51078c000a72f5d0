"""What may be asked, and what is answered."""

from __future__ import annotations

from ...source.fields import ParagraphsField, WordsField
from ..section import Section
from ..shape import PROSE, Cited, Many, must


class Question(Cited):
    """A question with its answer."""

    title: WordsField = must("The question.", "Why has the delta so few wells?")
    text: ParagraphsField = must(PROSE, "The ground water is salty there.")


class Questions(Section):
    """What may be asked, and what is answered: for those who speak, in the notes of the last slide and never on one."""

    nouns, also, paged = ("question", "questions"), ("faq", "qa", "questions-and-answers"), True
    noted = True

    items: Many[Question] = must(
        "The questions with their answers.",
        [{"title": "Why has the delta so few wells?", "text": "The ground water is salty there."}],
    )
