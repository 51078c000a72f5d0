"""Marks of Markdown and HTML that nobody reads here: they would be shown letter by letter, so they are told at their line.

    findings    the texts of a report, their places -> warnings, one for each kind of mark in a section

Warnings: `mark-unread`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from ..diagnostics import Diagnostic, Where, warning
from ..regex import regex
from ..values import Origin, Text
from ..values.prose_lists import unmarked

_TAG: Final = r"</?(?:a|abbr|b|br|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|q|s|small|span|strong|sub|sup|table|td|tr|u|ul)\b[^<>]*>"
_ANYWHERE: Final = (
    (_TAG, "an HTML tag", "write the character itself, such as H₂O or m²; **bold** and *italic* are marks of prose"),
    (r"(?<!\^)\^[^\s^]{1,12}\^", "a superscript of Markdown", "write the character itself, such as ² or ³"),
    (r"(?<![~\w])~~[^~\n]+~~", "words struck through in Markdown", "take them out"),
    (r"\[\^[^\]\s]{1,20}\]", "a footnote of Markdown", "cite with the key `source`, or say it in the text"),
    (r"!\[[^\]\n]*\]\([^)\s]+\)", "a picture of Markdown", "make it an item of a section of type `photos`"),
    (r"(?<!`)`[^`\n]+`(?!`)", "code of Markdown", "take the backticks out"),
    (r"(?<!\w)__[^_\s][^_\n]*__(?!\w)", "bold type in the other way of Markdown", "write **bold**"),
    (r"&(?:amp|nbsp|lt|gt|quot|apos|[mn]dash|hellip|#x?[0-9a-fA-F]{1,6});", "a character of HTML", "write the character itself"),
    (r"\A\s*#{1,6} \S", "a heading of Markdown", "make it the `title` of a section or of an outcome"),
    (r"\A\s*> \S", "a quotation of Markdown", "make it a section of type `quotes`"),
    (r"\A\s*\|[^|\n]*\|", "a table of Markdown", "make it a section of type `table`"),
    (r"\[ ?[xX ]? ?\](?=\s)", "a task of Markdown", "take the brackets out"),
)  # fmt: skip
_IN_PROSE: Final = (
    (r":\s[-*•]\s\S.*\s[-*•]\s\S", "a list on one line", "write `text: |`, and each item on a line of its own that begins with `- `"),
)  # fmt: skip
_IN_LITERAL: Final = (
    (r"\*\*[^*\s][^*\n]*\*\*", "bold type of Markdown in a text without marks", "take the asterisks out"),
    (r"\[[^\]\n]+\]\((?:https?:|mailto:)[^)\s]+\)", "a link of Markdown in a text without marks", "put it into prose, or write the address alone"),
)  # fmt: skip


_SIGN: Final = regex(r"[<^~\[`_&#>|*]|:\s[-*•]")
"""What every mark has: most texts have none of it."""


def findings(texts: Iterable[Text], places: Mapping[Origin, Where]) -> Iterator[Diagnostic]:
    """What is marked in a way that is not read; one finding for each kind and section."""
    told: set[tuple[str, str]] = set()
    for text in texts:
        said = unmarked(text.content)
        if not _SIGN.search(said):
            continue
        section = ".".join(text.origin.split(".")[:2])
        prose = text.prose or ".blocks." in text.origin
        for pattern, what, cure in (*_ANYWHERE, *(_IN_PROSE if prose else _IN_LITERAL)):
            match = re.search(pattern, said)
            if match is None or (section, what) in told:
                continue
            told.add((section, what))
            message = f"`{match[0].strip()[:40]}` is {what}; it is shown as it stands"
            yield warning("mark-unread", message, places.get(text.origin), str(text.origin), cure)
