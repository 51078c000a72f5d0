"""The readers of fields: each takes a `Scalar` of the source and gives a plain value, or says what to write instead.

Texts keep the words as written (`0123`, `1.10`, `NO`), numbers are exact decimals with all the digits that were written.

Sources: RFC 3986 (addresses; only http, https), ISO 8601 (dates), ISO 4217 (currencies, active codes).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Final
from urllib.parse import urlsplit

from ..characters import blank, visible
from ..diagnostics import Where, did_you_mean
from ..frozen import frozen, replace
from ..icons import CALLED
from ..identifiers import is_identifier, slug
from ..language.alt_words import is_file_name, is_machine_made
from ..language.languages import language_tag, tag_hint
from ..regex import regex
from ..values import prose_lists
from . import Scalar
from .malformed import quoted
from .shapes import Refused

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


@frozen
class Date:
    """A year, a month or a day, as exactly as it was written."""

    year: int
    month: int | None = None
    day: int | None = None


@frozen
class Moment:
    """A day and a time of it. `zone` is "UTC" or "UTC+02:00"; `assumed` says that none was written and UTC was
    taken."""

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


def refuse(code: str, message: str, hint: str = "") -> Refused:
    """What to raise for a value that a field cannot read: it becomes a finding at the value's place."""
    return Refused(code, message, hint)


def scalar(value: object, want: str) -> Scalar:
    """The scalar that a field needs; a list, a map or nothing at all is told as such."""
    match value:
        case str():  # the key of a map
            return Scalar(value, value, Where(""), quoted=True)
        case Scalar(value=None, text=text):
            meant = f'`{text}` means nothing in YAML; if it is a word, write "{text}"'
            hint = meant if text else "write a value, or take the key out"
            if re.search(r":\s+#\s*\S", value.where.excerpt):
                hint = "`#` begins a remark; a text that begins with it needs quotation marks"
            raise refuse("value-empty", f"there is no value here; {want} is expected", hint)
        case Scalar():
            return value
        case dict():
            ((key, inner),) = value.items() if len(value) == 1 else (("", None),)
            text = f"{visible(str(key))}: {visible(inner.text)[:60]}" if isinstance(inner, Scalar) else ""
            hint = f'a text that holds `: ` needs quotation marks: "{text}"' if text else ""
            raise refuse("type-wrong", f"a map of keys stands here; {want} is expected", hint)
        case tuple():
            words = ", ".join(one.text for one in value if isinstance(one, Scalar))
            hint = (
                f"write one value; a text with brackets or commas needs quotation marks: {quoted(visible(words)[:60])}"
                if words
                else ""
            )
            raise refuse("type-wrong", f"a list stands here; {want} is expected", hint)
    raise refuse("type-wrong", f"{want} is expected here")


# -- texts --------------------------------------------------------------------------------------------------------------

_SPACES: Final = regex(r"(?<![ \t])[ \t]*[\t\n][ \t\n]*")


def read_text(value: object) -> str:
    """A text on one line, as written; line breaks of a block become spaces. Raises the error `list-unread` where they part items of a list."""
    if prose_lists.listed(scalar(value, "a text").text):
        hint = "lists are read in the `text` of prose, outcomes, features and charts; here write a sentence, or an item for each"
        raise refuse("list-unread", "a list stands here, in a text of one line", hint)
    return read_remark(value)


def read_phone(value: object) -> str:
    """A telephone number, whose groups no line parts."""
    return read_text(value).replace(" ", "\u00a0")


def read_remark(value: object) -> str:
    """A text on one line, in whatever lines it is written."""
    text = _SPACES.sub(" ", scalar(value, "a text").text.strip(" \t\n"))
    if not text or blank(text):
        message = "nothing in this text can be seen" if text else "this text is empty"
        raise refuse("value-empty", message, "write the text, or take the key out")
    return text


def _one_or_many(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


def read_scalars(value: object) -> tuple[Scalar, ...]:
    """One value or a list of them, as written."""
    return tuple(scalar(one, "a value, or a list of values") for one in _one_or_many(value))


def read_marks(value: object) -> tuple[str, ...]:
    """Marks that stand for no value, as they stand in cells; an empty list for none at all."""
    return tuple(read_text(one) for one in _one_or_many(value))


def read_alt(value: object) -> str:
    """An alternative text: words of somebody who has seen the picture."""
    return described(read_remark(value))


def described(text: str) -> str:
    """The same words; refused where nobody who has seen the picture wrote them."""
    if is_file_name(text):
        message = f"`{visible(text)[:60]}` is the name of a file or of a thing, not what is to be seen"
        raise refuse("alt-file-name", message, "say what those who cannot see it should know, in a sentence")
    if is_machine_made(text):
        hint = "say what the picture is there to show, and take the program's remark out"
        raise refuse("alt-machine", "a program guessed this alternative text, and says so in it", hint)
    return text


def is_spoken(value: object) -> bool:
    """True for words that say their language: a map of `text` and `language`, and nothing else."""
    return isinstance(value, dict) and value.keys() == {"text", "language"}


def form(value: object) -> str:
    """Whether words are a text, or a map that says their language; as the tag of its form."""
    return "<spoken>" if isinstance(value, dict) and value.keys() & {"text", "language"} else "<text>"


def split_paragraphs(value: object) -> object:
    """The paragraphs of a text (an empty line begins a new one, and so does each item of a list), or of a list of texts."""
    if isinstance(value, tuple):
        return tuple(part for one in value for part in (_parts(one) if isinstance(one, Scalar) else (one,)))
    return (value,) if form(value) == "<spoken>" else _parts(scalar(value, "a text or a list of texts"))


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


# -- numbers ------------------------------------------------------------------------------------------------------------

_NUMBER: Final = regex(
    r"""(?P<before>about|over|more\ than|at\ least|nearly|some|c\.|ca\.?|[~≈≥>])?\s*
        (?P<sign>[-+−])?(?P<currency>US\$|[A-Z]{3}\s|[$€£¥])?\s*
        (?P<digits>[0-9][0-9,.\u0020\u00a0\u202f\u2009'’_]*)\s*
        (?P<scale>thousand|million|billion|trillion|bn|tn|[kKmMbB])?\s*
        (?P<after>%|\+|per\ cent|percent)?\s*(?P<rest>[^0-9]*)""",
    re.VERBOSE,
)
_SCALES: Final = {"k": 3, "thousand": 3, "m": 6, "million": 6, "b": 9, "bn": 9, "billion": 9, "tn": 12, "trillion": 12}
_QUALIFIERS: Final = {
    **dict.fromkeys(("about", "some", "nearly", "c.", "ca", "ca.", "~", "≈"), "about"),
    **dict.fromkeys(("over", "more than", ">"), "over"),
    **dict.fromkeys(("at least", "≥"), "at-least"),
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
        message = f"`{found.text}` is a truth value; a number is expected"
        raise refuse("type-wrong", message, "write digits, such as 1150")
    if isinstance(what, str):
        raise _no_number(found)
    number = what if isinstance(what, Decimal) else Decimal(what or 0)
    if not number.is_finite():
        raise refuse("number-wrong", f"`{found.text}` is not a number that can be shown", "write digits, such as 1150")
    if number and (abs(number.adjusted()) > LARGEST_EXPONENT or len(number.as_tuple().digits) > MOST_DIGITS):
        raise refuse("number-wrong", f"`{found.text[:40]}` is too large or too small for a figure")
    return -number if number.is_zero() and number.is_signed() else number  # "-0" is 0 to every reader


def _no_number(found: Scalar) -> Refused:
    """What is said of a text where a number should stand."""
    shown, bare = visible(found.text)[:60], found.text.strip()
    if found.quoted and re.fullmatch(r"[-+]?[0-9]+(\.[0-9]+)?", bare):
        return refuse(
            "type-wrong", f'"{shown}" is a text; a number is expected', f"write {bare} without quotation marks"
        )
    if re.fullmatch(r"[-+]?[0-9.]+[eE][-+]?[0-9]+", found.text):
        return refuse("number-wrong", f"`{shown}` is too large or too small for a figure")
    if re.fullmatch(r"[-+]?\.?(nan|inf(inity)?|n/?a|-|–|—)", found.text, re.IGNORECASE):
        hint = "leave out what has no number, or write `not-in-source`"
        return refuse("number-wrong", f"`{shown}` is not a number", hint)
    return refuse("type-wrong", f"`{shown}` is a text; a number is expected", number_hint(found.text))


NOT_IN_SOURCE: Final = "not-in-source"


def read_figure(value: object) -> Decimal | None:
    """A number, or None for `not-in-source`."""
    found = scalar(value, "a number or `not-in-source`")
    meant = found.text.strip().casefold().replace("_", "-").replace(" ", "-")
    if not isinstance(found.value, str) or meant != NOT_IN_SOURCE:
        return _number(found)
    if found.text != NOT_IN_SOURCE:
        message = f"`{visible(found.text)}` is not known here"
        raise refuse("choice-unknown", message, f"did you mean `{NOT_IN_SOURCE}`?")
    return None


def read_point(value: object) -> Decimal | Gap | None:
    """A chart's number; None for `not-in-source`; a gap where `null` or `~` is written."""
    if isinstance(value, Scalar) and value.value is None and value.text:
        return Gap.GAP
    return read_figure(value)


def _whole(value: object, least: int, most: int, example: int) -> int:
    number = read_number(value)
    if number != number.to_integral_value() or not least <= number <= most:
        message = f"`{number}` is not a whole number from {least} to {most}"
        raise refuse("number-wrong", message, f"write a number such as {example}")
    return int(number)


def read_whole(value: object) -> int:
    """A whole number above nought."""
    return _whole(value, 1, 1000, 2)


def read_decimals(value: object) -> int:
    """How many decimals are shown."""
    return _whole(value, 0, 12, 1)


def read_row_numbers(value: object) -> tuple[int, ...]:
    """The numbers of the rows of a file that hold its column names, from the top; 0 alone for none."""
    numbers = tuple(read_number(one) for one in _one_or_many(value))
    least = 0 if len(numbers) == 1 else 1
    if not numbers or any(one != one.to_integral_value() or not least <= one <= 1_048_576 for one in numbers):
        hint = "write `header: 5`, `header: [4, 5]` for two rows, or `header: 0` for a file without names"
        raise refuse("number-wrong", "rows are counted from 1", hint)
    return tuple(sorted({int(number) for number in numbers}))


def read_share(value: object) -> float:
    """A number from 0 to 1."""
    percent = re.fullmatch(r"([0-9]{1,2}(?:\.[0-9]+)?|100) ?%", scalar(value, "a number").text)
    if percent:
        message = f"`{percent[0]}` is a text; a number from 0 to 1 is expected"
        raise refuse("type-wrong", message, f"write {(Decimal(percent[1]) / 100).normalize():f}")
    number = read_number(value)
    if not 0 <= number <= 1:
        hint = "0 is the left or top edge, 1 the right or bottom one"
        raise refuse("number-wrong", f"`{number}` is not between 0 and 1", hint)
    return float(number)


def read_bool(value: object) -> bool:
    """True or false."""
    found = scalar(value, "`true` or `false`")
    if isinstance(found.value, bool):
        return found.value
    means = {"yes": "true", "on": "true", "no": "false", "off": "false", "true": "true", "false": "false"}
    meant = means.get(found.text.casefold())
    hint = f"write `{meant}`{' without quotation marks' * found.quoted}" if meant else "write `true` or `false`"
    raise refuse("type-wrong", f"`{visible(found.text)[:40]}` is neither `true` nor `false`", hint)


# -- dates --------------------------------------------------------------------------------------------------------------


def read_date(value: object) -> Date:
    """A year, a month or a day."""
    text = scalar(value, "a date").text.strip()
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
    if not match:
        raise refuse("date-wrong", f"`{visible(text)[:40]}` is not a date", _date_hint(text))
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        date(year or 0, month or 1, day or 1)
    except ValueError:
        message = f"there is no day `{text}` in the calendar" if day else f"there is no month `{text}`"
        hint = "write the year, the month and the day in this order: 2023-05-31"
        raise refuse("date-wrong", message, hint) from None
    return Date(year or 0, month, day)


_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _date_hint(text: str) -> str:
    """How a date is written here that people write otherwise: 31.5.2023, 5/31/2023, 31 May 2023."""
    hint = "write 2023, 2023-05 or 2023-05-31"
    if match := re.fullmatch(r"([0-9]{4})[/.-]([0-9]{1,2})(?:[/.-]([0-9]{1,2}))?", text):
        return "write " + "-".join(f"{int(part):02}" for part in match.groups() if part)
    if match := re.fullmatch(r"([0-9]{1,2})([/.-])([0-9]{1,2})[/.-]([0-9]{4})", text):
        first, second, year = int(match[1]), int(match[3]), match[4]
        by_day, by_month = f"{year}-{second:02}-{first:02}", f"{year}-{first:02}-{second:02}"
        if first == second or first > 12 or match[2] == ".":
            return f"write {by_day}"
        return (
            f"write {by_month}"
            if second > 12
            else f"write {by_day} if the day comes first, {by_month} if the month does"
        )
    if match := re.fullmatch(r"(?:([0-9]{1,2})\s+)?([A-Za-z]{3,9})\.?\s+(?:([0-9]{1,2}),?\s+)?([0-9]{4})", text):
        month = next((at for at, name in enumerate(_MONTHS, 1) if match[2].lower().startswith(name)), 0)
        day = match[1] or match[3]
        return f"write {match[4]}-{month:02}" + (f"-{int(day):02}" if day else "") if month else hint
    return hint


_MOMENT: Final = regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})? ?(Z|[-+][0-9]{2}:?[0-9]{2})?")


def read_moment(value: object) -> Moment:
    """A day and a time."""
    text = scalar(value, "a date and a time").text.strip()
    hint = "write the day, the time and the time zone: 2023-05-31T10:00Z or 2023-05-31T10:00+02:00"
    if not _MOMENT.fullmatch(text):
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


# -- words for the tool -------------------------------------------------------------------------------------------------


def read_identifier(value: object) -> str:
    """An id: lower-case words with hyphens."""
    text = scalar(value, "an id").text
    if not is_identifier(text):
        made = slug(text)
        hint = "use lower-case letters a to z, digits and hyphens, such as `working-groups`"
        hint = f"write `{made}`: lower-case letters a to z, digits and hyphens" if made else hint
        raise refuse("id-wrong", f"`{visible(text)[:60]}` cannot be an id", hint)
    return text


def read_photo(value: object) -> str:
    """A photo by its key in the report's `photos`."""
    text = value.text if isinstance(value, Scalar) else "" if isinstance(value, dict) else None
    if text is None or (text and not re.search(r"[/\\.]", text)):
        return read_identifier(value)
    name = re.split(r"[/\\]", text)[-1].rpartition(".")[0]
    key, file = slug(name) or "camp", visible(text.replace("\\", "/"))[:60] or "photos/camp.jpg"
    if file.startswith(("/", "~")) or ":" in file:  # it has to come into the project
        file = f"photos/{file.rpartition('/')[2]}"
    hint = f"list it under the report's `photos`, as in `photos: {{{key}: {{file: {file}, alt: …}}}}`, and write `photo: {key}` here"
    raise refuse("id-wrong", "a photo goes by its key in `photos`, not by its file", hint)


def read_url(value: object) -> str:
    """A web address."""
    text = scalar(value, "a web address").text.strip()
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s<>\"\\^`{|}]", text)
        good = good and (parts.port is None or True) and parts.username is None
    except ValueError:
        good = False
    if not good:
        whole = re.fullmatch(r"(?:[\w-]+\.)+[A-Za-z]{2,}(?:[/?#][^\s<>\"\\^`{|}]*)?", text)
        hint = f"write `https://{text}`" if whole else "write a whole address, such as https://www.example.org/report"
        raise refuse("url-wrong", f"`{visible(text)[:60]}` is not a web address", hint)
    return text


def read_email(value: object) -> str:
    """An e-mail address."""
    text = scalar(value, "an e-mail address").text.strip()
    if not re.fullmatch(r"[^\s@<>,;:\"\\()\[\]]+@[^\s@<>,;:\"\\()\[\]]+\.[^\s@<>,;:\"\\()\[\].]+", text):
        message = f"`{visible(text)[:60]}` is not an e-mail address"
        raise refuse("email-wrong", message, "write it as in press@example.org")
    return text


def read_currency(value: object) -> str:
    """A currency's code."""
    code = scalar(value, "a currency code").text.strip()
    if code in CURRENCIES:
        return code
    known = _SIGNS.get(code)
    hint = f"write `{known}`" if known else did_you_mean(code, CURRENCIES) if len(code) == 3 else ""
    if not hint or len(hint) > 60:
        hint = "write its ISO 4217 code, such as USD, EUR or CNY"
    raise refuse("currency-unknown", f"`{visible(code)[:40]}` is not a currency", hint)


def read_citation(value: object) -> Citation:
    """A source's key, alone or with a line or lines: `report`, `report:87`, `report:87-90`."""
    text = scalar(value, "a source").text
    match = re.fullmatch(r"([a-z0-9]+(?:-[a-z0-9]+)*)(?::([0-9]{1,7})(?:[-–]([0-9]{1,7}))?)?", text.strip())
    if not match:
        hint = (
            "write the source's key, with a line or lines when there are any: report, report:87 or report:87-90; what it is called stands once, "
            'under the report\'s `sources`: `report: {title: "Annual report"}`'
        )
        raise refuse("source-wrong", f"`{visible(text)[:60]}` does not name a source", hint)
    first = int(match[2]) if match[2] else None
    last = int(match[3]) if match[3] else first
    if first is not None and last is not None and not 1 <= first <= last:
        message = f"`{text}` counts lines backwards or from nought"
        raise refuse("source-wrong", message, "lines count from 1, as in report:87-90")
    return Citation(match[1], first, last)


def read_path(value: object) -> str:
    """A file of the project."""
    return scalar(value, "the name of a file").text


_ALSO: Final = {
    **dict.fromkeys(("pie", "pie chart", "donut", "ring"), "doughnut"),
    **dict.fromkeys(("bars", "barchart", "bar chart", "horizontal"), "bar"),
    **dict.fromkeys(("columns", "vertical", "column chart"), "column"),
    **dict.fromkeys(("lollipop", "dots"), "dot"),
    **dict.fromkeys(("english", "eng", "en-gb", "en-us"), "en"),
    **dict.fromkeys(("french", "français", "francais"), "fr"),
    **dict.fromkeys(("spanish", "español", "espanol"), "es"),
    **dict.fromkeys(("russian", "русский"), "ru"),
    **dict.fromkeys(("arabic", "العربية"), "ar"),
    **dict.fromkeys(("chinese", "中文", "cn"), "zh"),
    **CALLED,
    **dict.fromkeys(("published", "public", "final version"), "final"),
}
"""What people call a choice."""


def read_choice(value: object, choices: tuple[str, ...]) -> str:
    """A word out of a closed set."""
    text = scalar(value, "one of " + ", ".join(f"`{choice}`" for choice in choices)).text
    if text not in choices:
        meant = _ALSO.get(text.strip().casefold(), "")
        hint = f"did you mean `{meant}`?" if meant in choices else did_you_mean(text, choices)
        raise refuse("choice-unknown", f"`{visible(text)[:60]}` is not known here", hint)
    return text


def read_tag(value: object) -> str:
    """A language's tag, in the usual capitals."""
    text = scalar(value, "the tag of a language").text
    tag = language_tag(text)
    if not tag:
        raise refuse("language-unknown", f"`{visible(text)[:40]}` is no tag of a language", tag_hint(text))
    return tag
