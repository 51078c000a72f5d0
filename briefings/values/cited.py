"""Where facts come from, in words: the documents behind some fields, and the line that names them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..language.wording import word
from . import Origin, Rich, Span, plain, without_notes


def behind(origins: Iterable[Origin], cited: Mapping[Origin, Rich]) -> tuple[Rich, ...]:
    """The documents behind some fields, each once: of a field the nearest that is cited."""
    found: dict[str, Rich] = {}
    for origin in origins:
        place = str(origin)
        while place:
            if (rich := cited.get(Origin(place))) is not None:
                found.setdefault(plain(without_notes(rich)), rich)
                break
            place = place.rpartition(".")[0]
    return tuple(found.values())


def source_line(sources: tuple[Rich, ...], language: str) -> Rich:
    """Some documents in a line, after the word for them; nothing where there are none."""
    if not sources:
        return ()
    mark = Span(word("semicolon", language))
    told = tuple(span for at, rich in enumerate(sources) for span in ((mark, *rich) if at else rich))
    return (Span(word("source" if len(sources) == 1 else "sources", language) + word("colon", language)), *told)
