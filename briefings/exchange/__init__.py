"""Texts for translators' own programs, and back: XLIFF, PO and Excel. To add a form: one file beside this, one line in the table.

segments    what is wanted of a report, its translation -> what there is to translate, and what is translated already
joined      segments of a file that came back -> what is wrong with them, and the texts by their ids
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePath
from types import MappingProxyType
from typing import Final, NamedTuple

from ..diagnostics import Diagnostic, Level, Where, did_you_mean, error, warning
from ..frame import Layout
from ..regex import regex
from ..report.skeleton import Wanted
from ..report.translation import differences, has_letters, needed_in
from ..source import Source
from ..values import Text
from . import po, spreadsheet, xliff
from .rooms import rooms
from .segment import Document, Segment, UnreadableError

__all__ = ["FORMS", "Document", "Segment", "UnreadableError", "joined", "segments"]


class Form(NamedTuple):
    """A form: what its files end with, how one is written, how one is read (raises UnreadableError), and how else they may end."""

    suffix: str
    write: Callable[[Document], bytes]
    read: Callable[[bytes], Document]
    other: str = ""

    def names(self, name: str) -> bool:
        """Whether a file's name is one of this form."""
        return name.lower().endswith(self.suffix) or bool(self.other and name.lower().endswith(self.other))


FORMS: Final[Mapping[str, Form]] = MappingProxyType(
    {
        "xliff": Form(".xlf", xliff.write, xliff.read, ".xliff"),
        "po": Form(".po", po.write, po.read),
        "xlsx": Form(".xlsx", spreadsheet.write, spreadsheet.read),
    }
)

_MARKS: Final = regex(r"\*\*|(?<!\*)\*(?!\*)|\]\([^)\s]*\)|~|\^")
"""Marks within prose that a translation keeps: bold, italic, links with their addresses, lowered and raised signs."""
_EXPRESSION: Final = regex(r"(?s)\{\{.*?\}\}")
"""What a pattern puts in for each row."""
_LISTED: Final = 5
_LONG: Final = 2
"""A translation of more than so many times the letters that there is room for is told."""


def segments(of: Wanted, given: Source | None, pages: Sequence[tuple[str, Layout]] = ()) -> Document:
    """The texts of a report in the order of its file, with those of a translation that is there; with finished pages of the original, each
    with the name of its kind, also for how many letters there is room on them. Texts of a pattern hold its expressions."""
    join = of.join
    texts = [text for text in needed_in(of.tree()) if has_letters(text.content)]
    known: dict[str, Text] = {}
    if given is not None:
        join.read(given)
        known = join.texts
    room = rooms({text.origin: len(text.content) for text in needed_in(join.tree)}, pages, join.language)
    made = (
        Segment(
            text.origin,
            text.content,
            known[text.origin].content if text.origin in known else "",
            _note(text, here := room.get(text.origin, {}), _expressions(text.content) if of.values else ()),
            min(here.values()) + sum(map(len, _EXPRESSION.findall(text.content))) * bool(of.values) if here else 0,
        )
        for text in texts
    )
    return Document(of.id, join.report.language, join.language, tuple(made), bool(of.values))


def _expressions(text: str) -> tuple[str, ...]:
    """The expressions in a text of a pattern, their spaces as one."""
    return tuple(" ".join(one.split()) for one in _EXPRESSION.findall(text))


def _note(text: Text, room: Mapping[str, int], expressions: Sequence[str]) -> str:
    """What a translator should know of a text."""
    fits = ", ".join(
        f"{letters} {kind}" if at else f"fits to {letters} letters {kind}"
        for at, (kind, letters) in enumerate(room.items())
    )
    said = _EXPRESSION.sub("", text.content) if expressions else text.content
    numbers = Counter(re.findall(r"\d[\d.,\u00a0\u202f]*", said))
    kept = ", ".join(number.strip(".,") for number in numbers)
    marked = text.prose and _MARKS.search(said)
    return "; ".join(
        filter(
            None,
            (
                fits,
                f"keep as they are: {', '.join(dict.fromkeys(expressions))}" if expressions else "",
                f"keep the numbers: {kept}" if kept else "",
                "keep the marks * and ](…)" if marked else "",
            ),
        )
    )


def joined(wanted: Document, come: Document, name: str) -> tuple[tuple[Diagnostic, ...], dict[str, str]]:
    """What came back: findings at their segments, and the texts by id. A text with an error is not among them."""
    where = Where(PurePath(name).as_posix())
    if come.source != wanted.source or come.target != wanted.target or come.report != wanted.report:
        said = f"`{come.report}` from `{come.source}` to `{come.target}`"
        message = f"this file is of {said}, not of `{wanted.report}` from `{wanted.source}` to `{wanted.target}`"
        return (error("segments-other", message, where, hint="name the report and the language that it is of"),), {}
    ours = {one.id: one for one in wanted.segments}
    found: list[Diagnostic] = []
    texts: dict[str, str] = {}
    for one in come.segments:
        own = ours.get(one.id)
        if own is None:
            hint = did_you_mean(one.id, ours) or "it was taken out of the report since"
            found.append(warning("segment-unknown", f"the report has no text `{one.id}`", where, one.id, hint))
            continue
        if not one.target.strip():
            continue
        faults = tuple(_faults(own, one, wanted, where))
        found += faults
        if not any(fault.level is Level.ERROR for fault in faults):
            texts[one.id] = one.target
    lost = [id for id in ours if id not in {one.id for one in come.segments}]
    if lost:
        shown = ", ".join(f"`{id}`" for id in lost[:_LISTED])
        more = f" and {len(lost) - _LISTED} more" if len(lost) > _LISTED else ""
        message = f"{len(lost)} of {len(ours)} texts are not in this file: {shown}{more}"
        found.append(warning("segments-missing", message, where, hint="they stay as they are in the project"))
    return tuple(found), texts


def _faults(own: Segment, come: Segment, wanted: Document, where: Where) -> Iterator[Diagnostic]:
    """What is wrong with one translated text."""
    if " ".join(come.original.split()) != " ".join(own.original.split()):
        hint = "look whether the translation still says the same"
        yield warning("segment-older", f"the original of `{own.id}` is another one since", where, own.id, hint)
    ours, theirs = own.original, come.target
    if wanted.pattern:
        before, after = Counter(_expressions(ours)), Counter(_expressions(theirs))
        ours, theirs = _EXPRESSION.sub("", ours), _EXPRESSION.sub("", theirs)
        if before != after or "{{" in theirs or "}}" in theirs:
            told = _told([*(before - after).elements()], [*(after - before).elements()]) or "one of them is torn"
            hint = "keep what stands from {{ to }} as it is in the original, wherever the sentence needs it"
            message = f"the expressions in `{own.id}` are not those of the original: {told}"
            yield error("segment-expressions", message, where, own.id, hint)
    if own.room and len(come.target) > own.room * _LONG:
        message = f"`{own.id}` has {len(come.target)} letters, and there is room for {own.room} as its page is now"
        hint = "shorten it, or look at its page: it has smaller type then, or goes on elsewhere"
        yield warning("segment-long", message, where, own.id, hint)
    lacks, more = differences(_text(own, ours, wanted.source), _text(own, theirs, wanted.target))
    if lacks or more:
        message = f"the numbers of `{own.id}` are not those of the original: {_told(lacks, more)}"
        hint = "numbers are the same in every language; write them as the language does"
        yield error("segment-numbers", message, where, own.id, hint)
    if Counter(_MARKS.findall(ours)) != Counter(_MARKS.findall(theirs)):
        hint = "keep * for emphasis and the addresses of links as they are in the original"
        yield error("segment-marks", f"the marks in `{own.id}` are not those of the original", where, own.id, hint)


def _text(own: Segment, said: str, language: str) -> Text:
    from ..values import Origin

    return Text(said, Origin(own.id), language)


def _told(lacks: Sequence[str], more: Sequence[str]) -> str:
    """What a translation lacks of the original, and has more than that."""
    parts = (f"lacks {', '.join(lacks)}" if lacks else "", f"has {', '.join(more)} more" if more else "")
    return f"it {told}" if (told := "; ".join(filter(None, parts))) else ""
