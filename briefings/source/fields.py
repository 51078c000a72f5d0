"""The kinds of fields that reports and projects are made of: texts, prose, numbers, dates, ids, addresses.

Each kind takes a `Scalar` of the source and gives a plain value: texts keep the words as written (`0123`, `1.10`,
`NO`), numbers are exact decimals with all the digits that were written. What does not fit is told with a hint what to
write instead.

Sources: RFC 3986 (addresses; only http, https), ISO 8601 (dates), ISO 4217 (currencies, active codes).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    PlainValidator,
    Tag,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from ..characters import blank, visible
from ..diagnostics import Where, did_you_mean
from ..frozen import frozen, replace
from ..identifiers import is_identifier, slug
from ..language.alt_words import is_file_name, is_machine_made
from ..language.languages import language_tag, tag_hint
from ..values import Words, prose_lists
from . import Scalar

CURRENCIES: Final = frozenset(
    (  # noqa: SIM905 - one word a line would be longer, not clearer
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD "
        "CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF "
        "GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK "
        "LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD "
        "OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN "
        "SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG "
        "XDR XOF XPF YER ZAR ZMW ZWG "
    ).split()
)
LARGEST_EXPONENT: Final = 30
"""A figure lies between 10^-30 and 10^30; anything else is a slip."""

MOST_DIGITS: Final = 28
"""As many digits as decimal arithmetic keeps exactly (Python's default context)."""


class Gap(Enum):
    """A place in a series or a table that has no value, on purpose."""

    GAP = "gap"


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
class Made:
    """The mark of a field's kind; `read` reads a translation of it, where that is more than a text."""

    kind: Kind
    read: Callable[[object], str] | None = None


@frozen
class Missing:
    """What to tell when a required key is not there, in the words of its own field; `what` names the number that it should hold."""

    code: str
    message: str
    hint: str
    what: str = "value"


@frozen
class Date:
    """A year, a month or a day, as exactly as it was written."""

    year: int
    month: int | None = None
    day: int | None = None


@frozen
class Moment:
    """A day and a time of it. `zone` is "UTC" or "UTC+02:00"; `assumed` says that none was written and UTC was
    taken.
    """

    date: Date
    time: str
    zone: str
    assumed: bool = False


@frozen
class Citation:
    """A source by its key, and the line or lines of it that a fact comes from."""

    key: str
    first: int | None = None
    last: int | None = None


def refuse(code: str, message: str, hint: str = "") -> PydanticCustomError:
    """A finding of a field's own, on its way through pydantic."""
    return PydanticCustomError("briefings", "{message}", {"code": code, "message": message, "hint": hint})


def scalar(value: object, want: str) -> Scalar:
    """The scalar that a field needs; a list, a map or nothing at all is told as such."""
    if isinstance(value, str):  # the key of a map
        return Scalar(value, value, Where(""), quoted=True)
    if isinstance(value, Scalar):
        if value.value is None:
            hint = "write a value, or take the key out"
            if value.text:
                hint = f'`{value.text}` means nothing in YAML; if it is a word, write "{value.text}"'
            raise refuse("value-empty", f"there is no value here; {want} is expected", hint)
        return value
    if isinstance(value, dict):
        hint = ""
        if len(value) == 1:
            key, inner = next(iter(value.items()))
            if isinstance(inner, Scalar):
                hint = (
                    f'a text that holds `: ` needs quotation marks: "{visible(str(key))}: {visible(inner.text)[:60]}"'
                )
        raise refuse("type-wrong", f"a map of keys stands here; {want} is expected", hint)
    if isinstance(value, tuple):
        raise refuse("type-wrong", f"a list stands here; {want} is expected")
    raise refuse("type-wrong", f"{want} is expected here")


def _kind(
    parse: Callable[[Any], Any],
    schema: dict[str, Any],
    kind: Kind = Kind.WORD,
    read: Callable[[object], str] | None = None,
) -> tuple[PlainValidator, WithJsonSchema, Made]:
    return PlainValidator(parse), WithJsonSchema(schema), Made(kind, read)


_SPACES: Final = re.compile(r"[ \t]*[\t\n][ \t\n]*")


def read_text(value: object) -> str:
    """A text on one line, as written; line breaks of a block become spaces."""
    found = scalar(value, "a text")
    text = _SPACES.sub(" ", found.text.strip(" \t\n"))
    if not text:
        raise refuse("value-empty", "this text is empty", "write the text, or take the key out")
    if blank(text):
        raise refuse("value-empty", "nothing in this text can be seen", "write the text, or take the key out")
    return text


def read_scalars(value: object) -> tuple[Scalar, ...]:
    """One value or a list of them, as written."""
    return tuple(
        scalar(one, "a value, or a list of values") for one in (value if isinstance(value, tuple) else (value,))
    )


def read_alt(value: object) -> str:
    """An alternative text: words of somebody who has seen the picture."""
    return described(read_text(value))


def described(text: str) -> str:
    """The same words; refused where nobody who has seen the picture wrote them."""
    if is_file_name(text):
        raise refuse(
            "alt-file-name",
            f"`{visible(text)[:60]}` is the name of a file or of a thing, not what is to be seen",
            "say what those who cannot see it should know, in a sentence",
        )
    if is_machine_made(text):
        raise refuse(
            "alt-machine",
            "a program guessed this alternative text, and says so in it",
            "say what the picture is there to show, and take the program's remark out",
        )
    return text


def split_paragraphs(value: object) -> object:
    """The paragraphs of a text (an empty line begins a new one, and so does each item of a list), or of a list of texts."""
    if isinstance(value, tuple):
        return tuple(part for one in value for part in (_parts(one) if isinstance(one, Scalar) else (one,)))
    return (value,) if _form(value) == "<spoken>" else _parts(scalar(value, "a text or a list of texts"))


def _parts(found: Scalar) -> tuple[Scalar, ...]:
    if not isinstance(found.value, str):
        return (found,)
    parts = [
        part
        for whole in re.split(r"\n[ \t]*\n", found.text.strip("\n"))
        for part in prose_lists.items(whole)
        if part.strip()
    ]
    return tuple(replace(found, text=part, value=part) for part in parts) or (found,)


def read_paragraph(value: object) -> str:
    """A paragraph, or an item of a list with its mark."""
    text = read_text(value)
    mark, _ = prose_lists.parted(scalar(value, "a text").text)
    return text if mark is None else "\t" * (mark.level + 1) + text


_NUMBER: Final = re.compile(
    r"""(?P<before>about|over|more\ than|at\ least|nearly|some|c\.|ca\.?|[~≈≥>])?\s*
        (?P<sign>[-+−])?(?P<currency>US\$|[A-Z]{3}\s|[$€£¥])?\s*
        (?P<digits>[0-9][0-9,.\u0020\u00a0\u202f\u2009'’_]*)\s*
        (?P<scale>thousand|million|billion|trillion|bn|tn|[kKmMbB])?\s*
        (?P<after>%|\+|per\ cent|percent)?\s*(?P<rest>[^0-9]*)""",
    re.VERBOSE,
)
_SCALES: Final = {"k": 3, "thousand": 3, "m": 6, "million": 6, "b": 9, "bn": 9, "billion": 9, "tn": 12, "trillion": 12}
_QUALIFIERS: Final = {
    "about": "about",
    "some": "about",
    "nearly": "about",
    "c.": "about",
    "ca": "about",
    "ca.": "about",
    "~": "about",
    "≈": "about",
    "over": "over",
    "more than": "over",
    ">": "over",
    "at least": "at-least",
    "≥": "at-least",
}
_SIGNS: Final = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP"}


def number_hint(text: str) -> str:
    """What to write for a number that stands with its thousands, unit or qualifier as readers see it."""
    general = "write digits only, such as 1150 or 12.5; what else belongs to it goes to `unit`, `qualifier` or `text`"
    match = _NUMBER.fullmatch(text.strip()) if len(text) < 200 else None
    if not match:
        return general
    digits = re.sub(r"[\s\u00a0\u202f\u2009'’_]", "", match["digits"])
    if re.fullmatch(r"[0-9]{1,3}(,[0-9]{2,3})*,[0-9]{3}(\.[0-9]+)?", digits):  # 1,150 and, in India, 1,00,000
        digits = digits.replace(",", "")
    elif re.fullmatch(r"[0-9]{1,3}((\.[0-9]{3}){2,}|(\.[0-9]{3})+,[0-9]+)|[0-9]+,[0-9]{1,2}", digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif not re.fullmatch(r"[0-9]+(\.[0-9]+)?", digits):
        return general
    value = Decimal(digits)
    parts: list[str] = []
    if match["scale"]:
        significant = len(value.as_tuple().digits)
        value = value.scaleb(_SCALES[match["scale"].lower()])
        parts.append(f"`digits: {significant}`")
    sign = "-" if match["sign"] in ("-", "−") else ""
    parts.insert(0, f"`value: {sign}{value:f}`")
    if match["before"]:
        parts.append(f"`qualifier: {_QUALIFIERS[match['before']]}`")
    elif match["after"] == "+":
        parts.append("`qualifier: at-least`")
    if match["currency"]:
        parts.append(f"`currency: {_SIGNS.get(match['currency'], match['currency'].strip())}`")
    if match["after"] and match["after"] != "+":
        parts.append('`unit: "%"`' if match["after"] == "%" else f"`unit: {match['after']}`")
    elif match["rest"].strip():
        parts.append(f"`unit: {visible(match['rest'].strip())[:40]}`")
    return "write " + ", ".join(parts)


def read_number(value: object) -> Decimal:
    """An exact number, digits as written."""
    return _number(scalar(value, "a number"))


def _number(found: Scalar) -> Decimal:
    what = found.value
    if isinstance(what, bool):
        raise refuse(
            "type-wrong", f"`{found.text}` is a truth value; a number is expected", "write digits, such as 1150"
        )
    if isinstance(what, str):
        shown = visible(found.text)[:60]
        if found.quoted and re.fullmatch(r"[-+]?[0-9]+(\.[0-9]+)?", found.text.strip()):
            raise refuse(
                "type-wrong",
                f'"{shown}" is a text; a number is expected',
                f"write {found.text.strip()} without quotation marks",
            )
        if re.fullmatch(r"[-+]?[0-9.]+[eE][-+]?[0-9]+", found.text):
            raise refuse("number-wrong", f"`{shown}` is too large or too small for a figure")
        if re.fullmatch(r"[-+]?\.?(nan|inf(inity)?|n/?a|-|–|—)", found.text, re.IGNORECASE):
            raise refuse(
                "number-wrong", f"`{shown}` is not a number", "leave out what has no number, or write `not-in-source`"
            )
        raise refuse("type-wrong", f"`{shown}` is a text; a number is expected", number_hint(found.text))
    number = what if isinstance(what, Decimal) else Decimal(what or 0)
    if not number.is_finite():
        raise refuse("number-wrong", f"`{found.text}` is not a number that can be shown", "write digits, such as 1150")
    if number and (abs(number.adjusted()) > LARGEST_EXPONENT or len(number.as_tuple().digits) > MOST_DIGITS):
        raise refuse("number-wrong", f"`{found.text[:40]}` is too large or too small for a figure")
    if number.is_zero() and number.is_signed():
        number = -number  # "-0" is 0 to every reader
    return number


NOT_IN_SOURCE: Final = "not-in-source"


def read_figure(value: object) -> Decimal | None:
    """A number, or None for `not-in-source`."""
    found = scalar(value, "a number or `not-in-source`")
    if (
        isinstance(found.value, str)
        and found.text.strip().casefold().replace("_", "-").replace(" ", "-") == NOT_IN_SOURCE
    ):
        if found.text != NOT_IN_SOURCE:
            raise refuse(
                "choice-unknown", f"`{visible(found.text)}` is not known here", f"did you mean `{NOT_IN_SOURCE}`?"
            )
        return None
    return _number(found)


def read_point(value: object) -> Decimal | Gap | None:
    """A chart's number; None for `not-in-source`; a gap where `null` or `~` is written."""
    if isinstance(value, Scalar) and value.value is None and value.text:
        return Gap.GAP
    return read_figure(value)


def read_whole(value: object) -> int:
    """A whole number above nought."""
    number = read_number(value)
    if number != number.to_integral_value() or not 1 <= number <= 1000:
        raise refuse("number-wrong", f"`{number}` is not a whole number from 1 to 1000", "write a number such as 2")
    return int(number)


def read_row_numbers(value: object) -> tuple[int, ...]:
    """The numbers of the rows of a file that hold its column names, from the top; 0 alone for none."""
    numbers = tuple(read_number(one) for one in (value if isinstance(value, tuple) else (value,)))
    least = 0 if len(numbers) == 1 else 1
    if (
        any(number != number.to_integral_value() or not least <= number <= 1_048_576 for number in numbers)
        or not numbers
    ):
        raise refuse(
            "number-wrong",
            "rows are counted from 1",
            "write `header: 5`, `header: [4, 5]` for two rows, or `header: 0` for a file without names",
        )
    return tuple(sorted({int(number) for number in numbers}))


def read_marks(value: object) -> tuple[str, ...]:
    """Marks that stand for no value, as they stand in cells; an empty list for none at all."""
    return tuple(read_text(one) for one in (value if isinstance(value, tuple) else (value,)))


def read_decimals(value: object) -> int:
    """How many decimals are shown."""
    number = read_number(value)
    if number != number.to_integral_value() or not 0 <= number <= 12:
        raise refuse("number-wrong", f"`{number}` is not a whole number from 0 to 12", "write a number such as 1")
    return int(number)


def read_share(value: object) -> float:
    """A number from 0 to 1."""
    number = read_number(value)
    if not 0 <= number <= 1:
        raise refuse(
            "number-wrong", f"`{number}` is not between 0 and 1", "0 is the left or top edge, 1 the right or bottom one"
        )
    return float(number)


def read_bool(value: object) -> bool:
    """True or false."""
    found = scalar(value, "`true` or `false`")
    if isinstance(found.value, bool):
        return found.value
    means = {"yes": "true", "on": "true", "no": "false", "off": "false", "true": "true", "false": "false"}
    meant = means.get(found.text.casefold())
    raise refuse(
        "type-wrong",
        f"`{visible(found.text)[:40]}` is neither `true` nor `false`",
        f"write `{meant}`" + (" without quotation marks" if found.quoted else "")
        if meant
        else "write `true` or `false`",
    )


def read_date(value: object) -> Date:
    """A year, a month or a day."""
    found = scalar(value, "a date")
    text = found.text.strip()
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
    if not match:
        raise refuse("date-wrong", f"`{visible(text)[:40]}` is not a date", "write 2023, 2023-05 or 2023-05-31")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        date(year or 0, month or 1, day or 1)
    except ValueError:
        raise refuse(
            "date-wrong",
            f"there is no day `{text}` in the calendar" if day else f"there is no month `{text}`",
            "write the year, the month and the day in this order: 2023-05-31",
        ) from None
    return Date(year or 0, month, day)


def read_moment(value: object) -> Moment:
    """A day and a time."""
    found = scalar(value, "a date and a time")
    text = found.text.strip()
    hint = "write the day, the time and the time zone: 2023-05-31T10:00Z or 2023-05-31T10:00+02:00"
    if not re.fullmatch(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})? ?(Z|[-+][0-9]{2}:?[0-9]{2})?", text
    ):
        raise refuse("date-wrong", f"`{visible(text)[:40]}` is not a date with a time", hint)
    try:
        when = datetime.fromisoformat(text.replace(" +", "+").replace(" -", "-").replace(" Z", "Z"))
    except ValueError:
        raise refuse("date-wrong", f"there is no such day or time: `{text}`", hint) from None
    assumed = when.tzinfo is None
    when = when.replace(tzinfo=UTC) if assumed else when
    name = when.strftime("%z")
    zone = "UTC" if name == "+0000" else f"UTC{name[:3]}:{name[3:5]}"
    return Moment(Date(when.year, when.month, when.day), when.strftime("%H:%M"), zone, assumed)


def read_identifier(value: object) -> str:
    """An id: lower-case words with hyphens."""
    found = scalar(value, "an id")
    if not is_identifier(found.text):
        made = slug(found.text)
        raise refuse(
            "id-wrong",
            f"`{visible(found.text)[:60]}` cannot be an id",
            f"write `{made}`: lower-case letters a to z, digits and hyphens"
            if made
            else "use lower-case letters a to z, digits and hyphens, such as `working-groups`",
        )
    return found.text


def read_url(value: object) -> str:
    """A web address."""
    found = scalar(value, "a web address")
    text = found.text.strip()
    hint = "write a whole address, such as https://www.example.org/report"
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s<>\"\\^`{|}]", text)
        good = good and (parts.port is None or True) and parts.username is None
    except ValueError:
        good = False
    if not good:
        raise refuse("url-wrong", f"`{visible(text)[:60]}` is not a web address", hint)
    return text


def read_email(value: object) -> str:
    """An e-mail address."""
    found = scalar(value, "an e-mail address")
    text = found.text.strip()
    if not re.fullmatch(r"[^\s@<>,;:\"\\()\[\]]+@[^\s@<>,;:\"\\()\[\]]+\.[^\s@<>,;:\"\\()\[\].]+", text):
        raise refuse(
            "email-wrong", f"`{visible(text)[:60]}` is not an e-mail address", "write it as in press@example.org"
        )
    return text


def read_currency(value: object) -> str:
    """A currency's code."""
    found = scalar(value, "a currency code")
    code = found.text.strip()
    if code not in CURRENCIES:
        known = _SIGNS.get(code)
        hint = f"write `{known}`" if known else did_you_mean(code, CURRENCIES) if len(code) == 3 else ""
        if not hint or len(hint) > 60:
            hint = "write its ISO 4217 code, such as USD, EUR or CNY"
        raise refuse("currency-unknown", f"`{visible(code)[:40]}` is not a currency", hint)
    return code


def read_citation(value: object) -> Citation:
    """A source's key, alone or with a line or lines: `report`, `report:87`, `report:87-90`."""
    found = scalar(value, "a source")
    match = re.fullmatch(r"([a-z0-9]+(?:-[a-z0-9]+)*)(?::([0-9]{1,7})(?:[-–]([0-9]{1,7}))?)?", found.text.strip())
    if not match:
        raise refuse(
            "source-wrong",
            f"`{visible(found.text)[:60]}` does not name a source",
            "write the source's key, with a line or lines when there are any: report, report:87 or report:87-90",
        )
    first = int(match[2]) if match[2] else None
    last = int(match[3]) if match[3] else first
    if first is not None and last is not None and not 1 <= first <= last:
        raise refuse(
            "source-wrong",
            f"`{found.text}` counts lines backwards or from nought",
            "lines count from 1, as in report:87-90",
        )
    return Citation(match[1], first, last)


def read_path(value: object) -> str:
    """A file of the project."""
    return scalar(value, "the name of a file").text


def one_of(*choices: str) -> tuple[PlainValidator, WithJsonSchema, Made]:
    """A word out of a closed set."""

    def choose(value: object) -> str:
        found = scalar(value, "one of " + ", ".join(f"`{choice}`" for choice in choices))
        if found.text not in choices:
            raise refuse(
                "choice-unknown", f"`{visible(found.text)[:60]}` is not known here", did_you_mean(found.text, choices)
            )
        return found.text

    return _kind(choose, {"type": "string", "enum": list(choices)})


def is_spoken(value: object) -> bool:
    """True for words that say their language: a map of `text` and `language`, and nothing else."""
    return isinstance(value, dict) and value.keys() == {"text", "language"}


def read_tag(value: object) -> str:
    """A language's tag, in the usual capitals."""
    found = scalar(value, "the tag of a language")
    tag = language_tag(found.text)
    if not tag:
        raise refuse("language-unknown", f"`{visible(found.text)[:40]}` is no tag of a language", tag_hint(found.text))
    return tag


_WORDS: Final = {"type": ["string", "number"]}
_SCALAR: Final = {"type": ["string", "number", "boolean"]}
_KEBAB: Final = "[a-z0-9]+(-[a-z0-9]+)*"

TextField: TypeAlias = Annotated[str, *_kind(read_text, _WORDS, Kind.WORDS)]
UnitField: TypeAlias = Annotated[TextField, Made(Kind.UNIT)]
PhoneField: TypeAlias = Annotated[TextField, Made(Kind.ADDRESS)]
RemarkField: TypeAlias = Annotated[TextField, Made(Kind.REMARK)]
TagField: TypeAlias = Annotated[
    str, *_kind(read_tag, {"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"})
]


class _Tongue(BaseModel):
    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", strict=True)

    language: TagField = Field(description="The language that they are in, by its tag (BCP 47).", examples=["el"])


class Spoken(_Tongue):
    """Words in a language of their own."""

    text: TextField = Field(description="The words.", examples=["Η δικαιοσύνη είναι ανθρώπινο δικαίωμα."])


def _form(value: object) -> str:
    return "<spoken>" if isinstance(value, dict) and value.keys() & {"text", "language"} else "<text>"


def _worded(value: Any) -> Any:
    """Words that know their language, of a text or of each of its paragraphs."""
    if not isinstance(value, Spoken | SpokenParagraphs):
        return value
    if isinstance(value, SpokenParagraphs):
        return tuple(Words(part, value.language) for part in value.text)
    return Words(value.text, value.language)


def _flat(value: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(part for one in value for part in (one if isinstance(one, tuple) else (one,)))


class _OneOrMany:
    """In the schema, a list's one item may stand for the list."""

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = handler(core)
        return {"anyOf": [*schema["items"].get("oneOf", [schema["items"]]), schema]}


_Paragraph: TypeAlias = Annotated[str, *_kind(read_paragraph, _WORDS)]
_Paragraphs: TypeAlias = Annotated[
    tuple[_Paragraph, ...], Field(min_length=1), BeforeValidator(split_paragraphs), _OneOrMany
]


class SpokenParagraphs(_Tongue):
    """Paragraphs in a language of their own."""

    text: _Paragraphs = Field(description="The paragraphs.", examples=["Η δικαιοσύνη είναι ανθρώπινο δικαίωμα."])


_SPOKEN: Final = (Discriminator(_form), AfterValidator(_worded))

_Part: TypeAlias = Annotated[
    Annotated[_Paragraph, Tag("<text>")] | Annotated[SpokenParagraphs, Tag("<spoken>")], *_SPOKEN
]

if TYPE_CHECKING:  # what the checked shapes hold: a text, which may be `Words`
    WordsField: TypeAlias = str
    NameField: TypeAlias = str
    ProseField: TypeAlias = str
    AltField: TypeAlias = str
    ParagraphsField: TypeAlias = tuple[str, ...]
else:
    WordsField = Annotated[Annotated[TextField, Tag("<text>")] | Annotated[Spoken, Tag("<spoken>")], *_SPOKEN]
    WordsField = Annotated[WordsField, Made(Kind.WORDS)]
    NameField = Annotated[WordsField, Made(Kind.NAME)]
    ProseField = Annotated[WordsField, Made(Kind.PROSE)]
    AltField = Annotated[WordsField, AfterValidator(described), Made(Kind.WORDS, read_alt)]
    ParagraphsField = Annotated[
        tuple[_Part, ...],
        Field(min_length=1),
        BeforeValidator(split_paragraphs),
        AfterValidator(_flat),
        _OneOrMany,
        Made(Kind.PARAGRAPHS),
    ]
ScalarsField: TypeAlias = Annotated[
    tuple[Scalar, ...], *_kind(read_scalars, {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR, "minItems": 1}]})
]
RowNumbersField: TypeAlias = Annotated[
    tuple[int, ...],
    *_kind(
        read_row_numbers,
        {
            "anyOf": [
                {"type": "integer", "minimum": 0},
                {"type": "array", "items": {"type": "integer", "minimum": 1}, "minItems": 1},
            ]
        },
    ),
]
MarksField: TypeAlias = Annotated[
    tuple[str, ...], *_kind(read_marks, {"anyOf": [_WORDS, {"type": "array", "items": _WORDS}]})
]
NumberField: TypeAlias = Annotated[Decimal, *_kind(read_number, {"type": "number"}, Kind.FIGURE)]
FigureField: TypeAlias = Annotated[
    Decimal | None, *_kind(read_figure, {"anyOf": [{"type": "number"}, {"const": NOT_IN_SOURCE}]}, Kind.FIGURE)
]
PointField: TypeAlias = Annotated[
    Decimal | Gap | None,
    *_kind(read_point, {"anyOf": [{"type": "number"}, {"const": NOT_IN_SOURCE}, {"type": "null"}]}, Kind.FIGURE),
]
WholeField: TypeAlias = Annotated[
    int, *_kind(read_whole, {"type": "integer", "minimum": 1, "maximum": 1000}, Kind.NUMBER)
]
DecimalsField: TypeAlias = Annotated[
    int, *_kind(read_decimals, {"type": "integer", "minimum": 0, "maximum": 12}, Kind.NUMBER)
]
ShareField: TypeAlias = Annotated[float, *_kind(read_share, {"type": "number", "minimum": 0, "maximum": 1}, Kind.SHARE)]
BoolField: TypeAlias = Annotated[bool, *_kind(read_bool, {"type": "boolean"}, Kind.FLAG)]
DayField: TypeAlias = Annotated[
    Date,
    *_kind(
        read_date,
        {"type": ["string", "integer"], "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", "minimum": 1, "maximum": 9999},
        Kind.DAY,
    ),
]
MomentField: TypeAlias = Annotated[
    Moment, *_kind(read_moment, {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]"}, Kind.MOMENT)
]
IdField: TypeAlias = Annotated[
    str, *_kind(read_identifier, {"type": ["string", "integer"], "pattern": f"^{_KEBAB}$", "maxLength": 80})
]
UrlField: TypeAlias = Annotated[
    str, *_kind(read_url, {"type": "string", "pattern": "^https?://"}, Kind.ADDRESS, read_url)
]
EmailField: TypeAlias = Annotated[str, *_kind(read_email, {"type": "string", "pattern": "@"}, Kind.ADDRESS, read_email)]
CurrencyField: TypeAlias = Annotated[str, *_kind(read_currency, {"type": "string", "pattern": "^[A-Z]{3}$"})]
SourceField: TypeAlias = Annotated[
    Citation, *_kind(read_citation, {"type": "string", "pattern": f"^{_KEBAB}(:[0-9]+([-–][0-9]+)?)?$"}, Kind.CITATION)
]
PathField: TypeAlias = Annotated[str, *_kind(read_path, {"type": "string", "minLength": 1}, Kind.FILE)]
LanguageField: TypeAlias = Annotated[str, *one_of("en", "fr", "es", "ru", "ar", "zh")]
FileLanguageField: TypeAlias = Annotated[
    str,
    *one_of(
        "en",
        "fr",
        "es",
        "ru",
        "ar",
        "zh",
        "cs",
        "da",
        "de",
        "el",
        "fi",
        "id",
        "it",
        "nl",
        "no",
        "pl",
        "pt",
        "ro",
        "sv",
        "tr",
        "uk",
    ),
]
EncodingField: TypeAlias = Annotated[
    str, *one_of("utf-8", "windows-1252", "windows-1250", "windows-1251", "windows-1256", "iso-8859-1", "gb18030")
]
