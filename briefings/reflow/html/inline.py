"""Words as HTML: what is bold, a link, in another language, and which field of the report it comes from."""

from __future__ import annotations

import re
from html import escape
from itertools import groupby
from typing import Final

from ...frozen import replace
from ...language import LANGUAGES, of
from ...values import Rich, Span
from ...values import tongue as script_of

_LONG: Final = 12
"""A figure of fewer letters stands in one line of the narrowest place."""
_BEFORE_A_WORD: Final = re.compile(r"\u00a0(?=[^\W\d_])")


def words(rich: Rich, language: str) -> str:
    """A paragraph's spans. Each stretch names the fields it comes from in `data-field`, so that a finished page can be held against
    the data."""
    return "".join(
        _field(origins, "".join(_marked(span, language) for span in spans))
        for origins, spans in groupby((span for span in rich if span.text), key=lambda span: span.origins)
    )


def loose(rich: Rich) -> Rich:
    """A figure whose unit goes to the next line where both are too long for one: else it would be cut within a word."""
    if sum(len(span.text) for span in rich) < _LONG:
        return rich
    return tuple(replace(span, text=_BEFORE_A_WORD.sub(" ", span.text)) for span in rich)


def text(said: str) -> str:
    """Bare words."""
    return escape(said, quote=False).replace("\u2028", "<br>").replace("\n", "<br>")


def quiet(said: str) -> str:
    """Words within a value of an attribute."""
    return escape(said)


def spoken(said: str, language: str) -> str:
    """The attributes of bare words that say they are in another language than the page."""
    own = script_of(said)
    return tongue(own) if own and own != language else ""


def _field(origins: tuple[str, ...], inner: str) -> str:
    return f'<span data-field="{escape(" ".join(origins))}">{inner}</span>' if origins else inner


def _marked(span: Span, language: str) -> str:
    made = text(span.text)
    if span.note:
        return f'<sup><a href="#note-{span.note}" role="doc-noteref">{made.strip()}</a></sup>'
    if span.italic:
        made = f"<em>{made}</em>"
    if span.bold:
        made = f"<strong>{made}</strong>"
    if span.link:
        made = f'<a href="{escape(span.link)}">{made}</a>'
    if span.language and span.language != language:
        made = f"<span{tongue(span.language)}>{made}</span>"
    return made


def tongue(code: str) -> str:
    """The attributes of words in a language."""
    known = code in LANGUAGES
    direction = ("rtl" if of(code).rtl else "ltr") if known else "auto"
    return f' lang="{escape(of(code).tag if known else code)}" dir="{direction}"'
