"""What a report is made of: texts, figures and days, each knowing the field it comes from.

The nodes here are frozen and are the only things that a template's expressions can see. A `Record` is a map with dotted
access, a tuple is a list, the rest are leaves.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import NewType, TypeAlias

from ..frozen import frozen, replace
from .prose_lists import Mark

Origin = NewType("Origin", str)
"""The id of a field, dotted: `sections.support.items.treatment.text`. It travels with the text to the finished file."""


class Words(str):
    """Bare words that know their language by its tag (BCP 47); "" where it is that of what they stand in."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str = "", language: str = "") -> Words:
        made = super().__new__(cls, text)
        made.language = language
        return made


def tongue(words: str) -> str:
    """The language that bare words say they are in; "" for that of what they stand in."""
    return words.language if isinstance(words, Words) else ""


@frozen
class Text:
    """A text of the report. `prose` says that **bold**, *italic* and [links](…) in it are marks, not letters. `spoken` is the language
    that its author says it is in, "" for that of the report."""

    content: str
    origin: Origin
    language: str
    prose: bool = False
    spoken: str = ""

    def __str__(self) -> str:
        return self.content

    def tongue(self, language: str) -> str:
        """The language that it is in where a page is in another one, else ""."""
        return self.spoken or (self.language if self.language != language else "")


@frozen
class Figure:
    """A number as the source gives it.

    `value` None stands for `not-in-source`. `qualifier` is "", "at-least", "over", "about" or "exactly"; `digits` is how many
    significant digits the source gives (None: all that are written); `unit` is the author's word; `currency` an ISO 4217
    code when the figure is money, then `unit` is empty. One of several that are shown before the same word of size has its `power` of ten.
    """

    value: Decimal | None
    origin: Origin
    language: str
    unit: str = ""
    qualifier: str = ""
    digits: int | None = None
    currency: str = ""
    power: int = 0

    @property
    def known(self) -> bool:
        return self.value is not None


@frozen
class Day:
    """A date as exactly as the source gives it: a year, a month or a day."""

    year: int
    origin: Origin
    language: str
    month: int | None = None
    day: int | None = None

    @property
    def days(self) -> tuple[int, int]:
        """The first and the last day that it may be, counted as `datetime.date` does."""
        month, last = self.month or 12, self.day or monthrange(self.year, self.month or 12)[1]
        return date(self.year, self.month or 1, self.day or 1).toordinal(), date(self.year, month, last).toordinal()


@frozen
class Record:
    """A map of fields that template expressions read with a dot; missing optional fields are None."""

    origin: Origin
    fields: Mapping[str, Value]

    def __getitem__(self, key: str) -> Value:
        return self.fields[key]

    def __contains__(self, key: object) -> bool:
        return key in self.fields

    def __iter__(self) -> Iterator[Value]:
        return iter(self.fields.values())

    def __len__(self) -> int:
        return len(self.fields)


Value: TypeAlias = "Text | Figure | Day | Record | tuple[Value, ...] | str | int | bool | Decimal | None"


def record(origin: str, fields: Mapping[str, Value]) -> Record:
    """A record that nobody can change."""
    return Record(Origin(origin), MappingProxyType(dict(fields)))


def listed(value: Value) -> tuple[Value, ...]:
    """What a list holds; nothing of what is none."""
    return value if isinstance(value, tuple) else ()


def several(value: Value) -> tuple[Value, ...]:
    """A list as it is, and anything else as a list of one."""
    return value if isinstance(value, tuple) else (value,)


def records(value: Value) -> Iterator[Record]:
    """The records in a list, or in another record."""
    return (one for one in (value if isinstance(value, tuple | Record) else ()) if isinstance(one, Record))


def leaves(value: Value) -> Iterator[Text | Figure | Day]:
    """Every text, figure and day below a node, in reading order."""
    match value:
        case Text() | Figure() | Day():
            yield value
        case Record():
            for child in value:
                yield from leaves(child)
        case tuple():
            for child in value:
                yield from leaves(child)
        case _:
            return


@frozen
class Span:
    """A stretch of text to show, with one look and the fields it came from; `item` is the mark of the list item that it is part of. `note` is
    the number of the note that it leads to, 0 for none; at the beginning of a paragraph, that of the note which the paragraph is."""

    text: str
    origins: tuple[Origin, ...] = ()
    bold: bool = False
    italic: bool = False
    link: str = ""
    language: str = ""
    item: Mark | None = None
    note: int = 0


Rich: TypeAlias = tuple[Span, ...]
"""One paragraph's worth of spans."""


def plain(rich: Rich) -> str:
    """The bare words of a paragraph."""
    return "".join(span.text for span in rich)


def without_notes(rich: Rich) -> Rich:
    """A paragraph without the figures that lead to notes."""
    return tuple(span for span in rich if not span.note)


def bare(rich: Rich) -> Words:
    """The bare words of a paragraph with their language, where all of them are in one."""
    languages = {span.language for span in rich if span.text.strip()}
    return Words(plain(rich), languages.pop() if len(languages) == 1 else "")


def cut(rich: Rich, at: int) -> tuple[Rich, Rich]:
    """A paragraph in two at a character position; origins and looks stay with their halves. Spaces at the cut go."""
    head: list[Span] = []
    tail: list[Span] = []
    position = 0
    for span in rich:
        end = position + len(span.text)
        if end <= at:
            head.append(span)
        elif position >= at:
            tail.append(span)
        else:
            head.append(replace(span, text=span.text[: at - position]))
            tail.append(replace(span, text=span.text[at - position :]))
        position = end
    if head:
        head[-1] = replace(head[-1], text=head[-1].text.rstrip(" "))
    if tail:
        tail[0] = replace(tail[0], text=tail[0].text.lstrip(" "))
    if head and plain(tuple(head)):
        tail = [replace(span, item=replace(span.item, sign="")) if span.item else span for span in tail]
    return tuple(s for s in head if s.text), tuple(s for s in tail if s.text)
