"""Texts that are in another language than they say: a screen reader takes the wrong voice for them, a spelling checker the wrong words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..briefing import Briefing
from ..diagnostics import Diagnostic, Where, warning
from ..values import Origin, Text

OF_FILES = frozenset({"deck-language-wrong", "pdf-language-wrong"})
"""What finished files are told of such texts, which nobody can mend there."""


def faults(briefing: Briefing, where: Mapping[Origin, Where]) -> Iterator[Diagnostic]:
    """A warning at each text of the report whose letters, or small words, are those of another language (WCAG 2.2, 3.1.2)."""
    from ..checks.tongue import of_script, of_small_words

    for text in briefing.fields:
        place = where.get(text.origin) if isinstance(text, Text) else None
        if not isinstance(text, Text) or place is None or not place.file.endswith((".yaml", ".yml")):
            continue
        said = text.spoken or text.language
        found = of_script(said, text.content) or of_small_words(said, text.content)
        if found:
            tag = found if len(found) == 2 else "its tag"
            message = f"this text is in {f'`{found}`' if len(found) == 2 else found}, and is taken for `{said}`"
            hint = f"say so: `{{text: …, language: {tag}}}` in place of the words alone"
            yield warning("text-language", message, place, str(text.origin), hint)
