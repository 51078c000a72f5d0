"""The kinds of fields that reports and projects are made of: texts, prose, numbers, dates, ids, addresses.

A kind says all of a field but its name: how it is read (`readers`), what editors are told of it, what it is to those who read a report.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from decimal import Decimal
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias

from ..frozen import frozen
from ..language import LANGUAGES
from ..values import Words
from . import Scalar, readers
from .readers import NOT_IN_SOURCE, Citation, Date, Gap, Moment, read_text, split_paragraphs
from .shapes import After, Before, Form, Forms, Length, Mark, Reader, Tag, Told, key, parsed


class Kind(Enum):
    """What a field is to those who read a report: what templates see of it, and what a translation may change."""

    WORDS = "a text"
    NAME = "a text in the language of the report, whatever the language of the rest of its part"
    PROSE = "a text with marks: **bold**, *italic*, links"
    PARAGRAPHS = "paragraphs with marks"
    ADDRESS = "a text that is the same in every language"
    FIGURE = "a number; its unit, currency, qualifier, digits and decimals stand beside it"
    NUMBER = "a plain number"
    SHARE = "a number from 0 to 1, or several"
    DAY = "a date"
    MOMENT = "a date and a time"
    FLAG = "true or false"
    FILE = "a file of the project"
    WORD = "a word for the tool"
    UNIT = "the word that a number is shown with"
    CITATION = "where a fact comes from"
    REMARK = "a word for the authors"
    RAW = "what no shape reads"


@frozen
class Made(Mark):
    """The mark of a field's kind. `parse` reads it and `schema` is what editors are told, where nothing else does that; `read` reads a translation
    of it, where that is more than a text."""

    kind: Kind
    read: Callable[[object], str] | None = None
    parse: Callable[[Any], Any] | None = None
    schema: dict[str, Any] | None = field(default=None, compare=False)

    def reading(self, inner: Reader) -> Reader:
        return parsed(self.parse) if self.parse else inner

    def told(self, schema: dict[str, Any]) -> dict[str, Any]:
        return schema if self.schema is None else self.schema


@frozen
class Missing:
    """What to tell when a required key is not there, in the words of its own field; `what` names the number that it should hold."""

    code: str
    message: str
    hint: str
    what: str = "value"


def _kind(
    parse: Callable[[Any], Any],
    schema: dict[str, Any],
    kind: Kind = Kind.WORD,
    read: Callable[[object], str] | None = None,
) -> tuple[Made]:
    return (Made(kind, read, parse, schema),)


def one_of(*choices: str) -> tuple[Made]:
    """A word out of a closed set."""
    return _kind(partial(readers.read_choice, choices=choices), {"type": "string", "enum": list(choices)})


_WORDS: Final = {"type": ["string", "number"]}
_SCALAR: Final = {"type": ["string", "number", "boolean"]}
_KEBAB: Final = "[a-z0-9]+(-[a-z0-9]+)*"

TextField: TypeAlias = Annotated[str, *_kind(read_text, _WORDS, Kind.WORDS)]
UnitField: TypeAlias = Annotated[TextField, Made(Kind.UNIT)]
PhoneField: TypeAlias = Annotated[str, *_kind(readers.read_phone, _WORDS, Kind.ADDRESS)]
RemarkField: TypeAlias = Annotated[str, *_kind(readers.read_remark, _WORDS, Kind.REMARK)]
TagField: TypeAlias = Annotated[
    str, *_kind(readers.read_tag, {"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"})
]


class _Tongue(Form):
    language: TagField = key(description="The language that they are in, by its tag (BCP 47).", examples=["el"])


class Spoken(_Tongue):
    """Words in a language of their own."""

    text: TextField = key(description="The words.", examples=["Η δικαιοσύνη είναι ανθρώπινο δικαίωμα."])


def _worded(value: Any) -> Any:
    """Words that know their language, of a text or of each of its paragraphs."""
    if not isinstance(value, Spoken | SpokenParagraphs):
        return value
    if isinstance(value, SpokenParagraphs):
        return tuple(Words(part, value.language) for part in value.text)
    return Words(value.text, value.language)


def _flat(value: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(part for one in value for part in (one if isinstance(one, tuple) else (one,)))


@frozen
class _OneOrMany(Mark):
    """A list's one item may stand for the list."""

    def told(self, schema: dict[str, Any]) -> dict[str, Any]:
        return {"anyOf": [*schema["items"].get("oneOf", [schema["items"]]), schema]}


_Paragraph: TypeAlias = Annotated[str, *_kind(readers.read_paragraph, _WORDS)]
_Paragraphs: TypeAlias = Annotated[tuple[_Paragraph, ...], Length(1), Before(split_paragraphs), _OneOrMany()]


class SpokenParagraphs(_Tongue):
    """Paragraphs in a language of their own."""

    text: _Paragraphs = key(description="The paragraphs.", examples=["Η δικαιοσύνη είναι ανθρώπινο δικαίωμα."])


_IN_WORDS: Final = (Forms(readers.form), After(_worded))
"""A text, or a map of one with its language."""
_TEXT, _SPOKEN = Tag("<text>"), Tag("<spoken>")
_Part: TypeAlias = Annotated[Annotated[_Paragraph, _TEXT] | Annotated[SpokenParagraphs, _SPOKEN], *_IN_WORDS]

if TYPE_CHECKING:  # what the checked shapes hold: a text, which may be `Words`
    WordsField: TypeAlias = str
    NameField: TypeAlias = str
    ProseField: TypeAlias = str
    AltField: TypeAlias = str
    ParagraphsField: TypeAlias = tuple[str, ...]
else:
    WordsField = Annotated[Annotated[TextField, _TEXT] | Annotated[Spoken, _SPOKEN], *_IN_WORDS, Made(Kind.WORDS)]
    NameField = Annotated[WordsField, Made(Kind.NAME)]
    ProseField = Annotated[WordsField, Made(Kind.PROSE)]
    AltField = Annotated[WordsField, After(readers.described), Made(Kind.WORDS, readers.read_alt)]
    ParagraphsField = Annotated[
        tuple[_Part, ...],
        Length(1),
        Before(split_paragraphs),
        After(_flat),
        _OneOrMany(),
        Made(Kind.PARAGRAPHS),
    ]
ScalarsField: TypeAlias = Annotated[
    tuple[Scalar, ...],
    *_kind(readers.read_scalars, {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR, "minItems": 1}]}),
]
RowNumbersField: TypeAlias = Annotated[
    tuple[int, ...],
    *_kind(
        readers.read_row_numbers,
        {
            "anyOf": [
                {"type": "integer", "minimum": 0},
                {"type": "array", "items": {"type": "integer", "minimum": 1}, "minItems": 1},
            ]
        },
    ),
]
MarksField: TypeAlias = Annotated[
    tuple[str, ...], *_kind(readers.read_marks, {"anyOf": [_WORDS, {"type": "array", "items": _WORDS}]})
]
NumberField: TypeAlias = Annotated[Decimal, *_kind(readers.read_number, {"type": "number"}, Kind.FIGURE)]
FigureField: TypeAlias = Annotated[
    Decimal | None, *_kind(readers.read_figure, {"anyOf": [{"type": "number"}, {"const": NOT_IN_SOURCE}]}, Kind.FIGURE)
]
PointField: TypeAlias = Annotated[
    Decimal | Gap | None,
    *_kind(
        readers.read_point, {"anyOf": [{"type": "number"}, {"const": NOT_IN_SOURCE}, {"type": "null"}]}, Kind.FIGURE
    ),
]
WholeField: TypeAlias = Annotated[
    int, *_kind(readers.read_whole, {"type": "integer", "minimum": 1, "maximum": 1000}, Kind.NUMBER)
]
DecimalsField: TypeAlias = Annotated[
    int, *_kind(readers.read_decimals, {"type": "integer", "minimum": 0, "maximum": 12}, Kind.NUMBER)
]
ShareField: TypeAlias = Annotated[
    float, *_kind(readers.read_share, {"type": "number", "minimum": 0, "maximum": 1}, Kind.SHARE)
]
BoolField: TypeAlias = Annotated[bool, *_kind(readers.read_bool, {"type": "boolean"}, Kind.FLAG)]
DayField: TypeAlias = Annotated[
    Date,
    *_kind(
        readers.read_date,
        {"type": ["string", "integer"], "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", "minimum": 1, "maximum": 9999},
        Kind.DAY,
    ),
]
OwnDayField: TypeAlias = Annotated[DayField, Made(Kind.REMARK)]
MomentField: TypeAlias = Annotated[
    Moment, *_kind(readers.read_moment, {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]"}, Kind.MOMENT)
]
IdField: TypeAlias = Annotated[
    str, *_kind(readers.read_identifier, {"type": ["string", "integer"], "pattern": f"^{_KEBAB}$", "maxLength": 80})
]
PhotoField: TypeAlias = Annotated[
    str, *_kind(readers.read_photo, {"type": ["string", "integer"], "pattern": f"^{_KEBAB}$", "maxLength": 80})
]
UrlField: TypeAlias = Annotated[
    str, *_kind(readers.read_url, {"type": "string", "pattern": "^https?://"}, Kind.ADDRESS, readers.read_url)
]
EmailField: TypeAlias = Annotated[
    str, *_kind(readers.read_email, {"type": "string", "pattern": "@"}, Kind.ADDRESS, readers.read_email)
]
CurrencyField: TypeAlias = Annotated[str, *_kind(readers.read_currency, {"type": "string", "pattern": "^[A-Z]{3}$"})]
SourceField: TypeAlias = Annotated[
    Citation,
    *_kind(readers.read_citation, {"type": "string", "pattern": f"^{_KEBAB}(:[0-9]+([-–][0-9]+)?)?$"}, Kind.CITATION),
]
PathField: TypeAlias = Annotated[str, *_kind(readers.read_path, {"type": "string", "minLength": 1}, Kind.FILE)]
LanguageField: TypeAlias = Annotated[str, *one_of(*LANGUAGES)]


def one_or_many(item: dict[str, Any]) -> tuple[Before, Length, Told]:
    """A list, for which its one word may stand."""
    return (
        Before(lambda value: (value,) if isinstance(value, Scalar) else value),
        Length(1),
        Told({"anyOf": [item, {"type": "array", "items": item, "minItems": 1}]}),
    )


AudiencesField: TypeAlias = Annotated[
    tuple[IdField, ...], *one_or_many({"type": "string", "pattern": f"^{_KEBAB}$"}), Made(Kind.REMARK)
]
_OF_FILES: Final = ("cs", "da", "de", "el", "fi", "id", "it", "nl", "no", "pl", "pt", "ro", "sv", "tr", "uk")
FileLanguageField: TypeAlias = Annotated[str, *one_of(*dict.fromkeys((*LANGUAGES, *_OF_FILES)))]
EncodingField: TypeAlias = Annotated[
    str, *one_of("utf-8", "windows-1252", "windows-1250", "windows-1251", "windows-1256", "iso-8859-1", "gb18030")
]
