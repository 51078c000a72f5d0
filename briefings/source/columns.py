"""What a file's column holds, judged by all of its cells: numbers in whose writing, years, codes, percentages, marks for no value.

judged        a column's cells -> Judged: its values, and what is to be told of them
is_tag_row    whether a row holds HXL tags (HXL 1.1, "Tagging conventions"): `#country+name`, `#affected`

A cell of a CSV file is a number when it is written as one. `12,345,678` is one number in any language; where `1,234` is all that a column
has to show, it can be read in two ways, and stays a text.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final, Literal, TypeAlias

from ..frozen import frozen
from ..language import LANGUAGES
from ..regex import regex
from .grid import CellValue, Raw

Writing: TypeAlias = Literal["", "point", "comma"]
"""Which sign stands before the decimals of a column's numbers; "" where they do not tell."""

MISSING: Final = frozenset(
    (
        "na",
        "n/a",
        "n.a.",
        "nan",
        "null",
        "none",
        "..",
        "...",
        "…",
        "-",
        "–",
        "—",
        ":",
        "[c]",
        "[k]",
        "[w]",
        "[x]",
        "[z]",
    )
)
"""Marks for no value; the last are those of British statistics, for what is secret, low, withheld, not available, not applicable."""
_YEARS: Final = regex(
    r"(?:.*[\s_])?(?:years?|yr|ann[ée]e|a[ñn]o|ano|anno|jahr|год|年份?|سنة|السنة|date|fecha|datum|дата|日期|التاريخ|time|time_?period|period)(?:[\s_(].*)?",
    re.IGNORECASE,
)
_CODES: Final = regex(
    "code|codgeo|cod|codigo|código|id|zip|zipcode|postcode|pcode|plz|isbn|issn|ean|fips|geoid|nuts|siren|siret|insee|ibge|cnpj|cpf|nif|gtin|duns"
    "|код|индекс|инн|رمز|الرمز|编号|代码|编码|邮编|邮政编码"
)
_PHONES: Final = regex(
    "phones?|telephone|tel|mobile|fax|téléphone|telefon|telefono|teléfono|telefone|телефон|هاتف|الهاتف|电话"
)
"""Words with which a column's name ends, or begins, where its numbers are no amounts."""
_TAG: Final = regex(r"#[A-Za-z][A-Za-z0-9_]*(?:\s*\+\s*[A-Za-z][A-Za-z0-9_]*)*")
_NUMBER: Final = regex(r"[-+]?(?:0|[1-9][0-9]*|(?=\.[0-9]))(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,2})?")
_CODE: Final = regex(r"[-+]?0[0-9].*")
_GAPS: Final = "'’ \u00a0\u202f\u2009"
_NO_COMMAS: Final = str.maketrans("", "", f",{_GAPS}")
_NO_POINTS: Final = str.maketrans("", "", f".{_GAPS}")
_GROUP: Final = regex(r"[-+]?[1-9][0-9]{0,2}\.[0-9]{3}")
"""1.234: a number with three decimals, or a thousand and more in the writing of half of the world."""
_POINT: Final = regex(rf"[-+]?(?:[1-9][0-9]{{0,2}}(?:([,{_GAPS}])[0-9]{{3}}(?:\1[0-9]{{3}})*)|[0-9]+)(?:\.[0-9]+)?")
_COMMA: Final = regex(rf"[-+]?(?:[1-9][0-9]{{0,2}}(?:([.{_GAPS}])[0-9]{{3}}(?:\1[0-9]{{3}})*)|[0-9]+)(?:,[0-9]+)?")
_NEARLY: Final = regex(rf"[-+]?[0-9]{{1,3}}(?:[.,{_GAPS}][0-9]{{3}})+(?:[.,][0-9]+)?")
"""A number by its looks, its separators in whatever order."""
_POINT_LANGUAGES: Final = frozenset(code for code, one in LANGUAGES.items() if one.decimal == ".")
_GROUPS_BY_POINT: Final = frozenset({"de", "it", "nl", "id", "tr", "da", "el", "ro"})
_FLAGS: Final = "bcdefinprsuz"
_FLAGGED: Final = regex(
    rf"(.*\S) ?(?<![A-Za-z])(?:[{_FLAGS}]{{1,3}})|(.*[0-9%]) ?(?:\*{{1,3}}|[†‡§]{{1,2}}|[¹²³⁴-⁹]{{1,2}}|\([a-z*†]\)|\[[a-z0-9]{{1,2}}\])"
)
"""A number with Eurostat's marks behind it, `12.3 b` for a break in the series, `: c` for a value that is kept secret; or with those of a
footnote, `12.3*`, `12.3 (b)`, `12.3 [2]`."""
_FLAG_ENDS: Final = frozenset(f"{_FLAGS}*†‡§¹²³⁴⁵⁶⁷⁸⁹)]")
_NOISE: Final = 15
"""So many digits a binary number of a program carries (IEEE 754 double precision); what is beyond them nobody has measured."""


@frozen
class Manner:
    """How a column is to be read: whether its cells are typed already (a spreadsheet's are), the file's language and separator, further
    marks for no value, and whether it was asked for as figures."""

    typed: bool = False
    language: str = ""
    separator: str = ","
    missing: tuple[str, ...] | None = None
    figures: bool = False
    writing: Writing = ""


@frozen
class Judged:
    """A column's values, and by row: marks that stand for no value, marks beside values, numbers in a writing of their own, cells that can
    be read in two ways, per cents among other numbers. `unit` is "%" or ""; `decimals` how many of them are sensible, None for all;
    `writing` what this column proves of the file's."""

    values: tuple[CellValue, ...]
    gaps: tuple[int, ...] = ()
    flags: tuple[int, ...] = ()
    local: tuple[int, ...] = ()
    doubtful: tuple[int, ...] = ()
    mixed: tuple[int, ...] = ()
    unit: str = ""
    decimals: int | None = None
    writing: Writing = ""

    def first(self, count: int) -> Judged:
        """What is to be told of the first rows alone."""
        if count == len(self.values):
            return self
        rows: dict[str, Any] = {name: tuple(at for at in getattr(self, name) if at < count) for name in _BY_ROW}
        return replace(self, values=self.values[:count], **rows)


_BY_ROW: Final = ("gaps", "flags", "local", "doubtful", "mixed")


def is_tag_row(texts: Sequence[str]) -> bool:
    """Whether each cell that is not empty holds a tag."""
    filled = [text for text in texts if text]
    return bool(filled) and all(_TAG.fullmatch(text) for text in filled)


def judged(name: str, cells: Sequence[Raw], manner: Manner) -> Judged:
    """The values of a column, and what its author should know."""
    own = {mark.casefold() for mark in manner.missing or ()}
    gaps = {at for at, cell in enumerate(cells) if cell.text.casefold() in own}
    marks = frozenset() if manner.missing == () else MISSING
    flagged = _flagged(cells, marks)
    texts = {at: flagged.get(at, cell.text) for at, cell in enumerate(cells) if cell.text and at not in gaps}
    unset = {at for at, text in texts.items() if text.casefold() in marks and isinstance(cells[at].value, str)}
    known = [at for at in texts if at not in unset]
    numbers, writing, local, doubtful = _numbers(cells, {at: texts[at] for at in known}, manner)
    codes = (
        set() if manner.figures else {at for at in known if texts[at][0] == "0" and re.fullmatch(r"0[0-9]+", texts[at])}
    )
    uniform = bool(known) and all(at in numbers or at in codes or at in doubtful for at in known)
    if not uniform and not manner.figures:
        # marks among words are words, and so is what stands beside a number
        unset, flagged = set(), {}
        numbers = {at: number for at, number in numbers.items() if cells[at].text == texts[at]}
    percent = {at for at in numbers if texts[at].endswith("%")}
    if percent and not any(numbers[at] for at in numbers if at not in percent):
        percent = set(numbers)  # nought is no per cent, too
    mixed = percent if percent and len(percent) < len(numbers) else set()
    numbers = {at: number for at, number in numbers.items() if at not in mixed}
    years: dict[int, str] = {}
    if uniform and codes:
        numbers, percent = {}, set()
    elif uniform and len(numbers) == len(known) and not percent:
        if numbers and not manner.figures and are_words(name, list(numbers.values())):
            years, numbers = {at: str(int(number)) for at, number in numbers.items()}, {}
        elif all(number == number.to_integral_value() for number in numbers.values()):
            # A program that has no gaps in whole numbers writes 31889923.0.
            numbers = {at: _whole(number) for at, number in numbers.items()}
    values = [
        None if at in gaps or at in unset or not cell.text else years.get(at) or numbers.get(at, _kept(cell))
        for at, cell in enumerate(cells)
    ]
    shown = [decimals for at in percent if (decimals := cells[at].percent) is not None]
    if shown and any(round(numbers[at]) != numbers[at] for at in percent if at in numbers):
        shown.append(1)  # a sheet that shows 45.5% as 46% has still counted 45.5%
    return Judged(
        tuple(values),
        tuple(sorted(gaps | unset)),
        tuple(sorted(flagged)),
        tuple(at for at in local if at in numbers),
        tuple(doubtful),
        tuple(sorted(mixed)),
        "%" if percent and not mixed else "",
        max(shown) if shown and not mixed else _sensible(list(numbers.values())),
        writing,
    )


def _kept(cell: Raw) -> CellValue:
    """A cell that is no number in its column: a date, or the text that stands there."""
    return cell.value if isinstance(cell.value, datetime.date) else cell.text


def _flagged(cells: Sequence[Raw], marks: frozenset[str]) -> dict[int, str]:
    """What stands before the marks of Eurostat and of footnotes, by row; where all cells have some, they are units or words."""
    found: dict[int, str] = {}
    bare = False
    for at, cell in enumerate(cells):
        if cell.text and isinstance(cell.value, str):
            match = cell.text[-1] in _FLAG_ENDS and _FLAGGED.fullmatch(cell.text)
            marked = (match[1] or match[2]) if match else ""
            if marked and (_likely(marked) or (marked == ":" and ":" in marks)):
                found[at] = marked
            bare = bare or _likely(cell.text)
        bare = bare or isinstance(cell.value, Decimal)
    return found if bare else {at: text for at, text in found.items() if text == ":"}


def ranked(values: Sequence[CellValue], texts: Sequence[str], *, largest_first: bool) -> list[int]:
    """The rows of a column in its order, those without a value last. Where half of the values are numbers, they are sorted as such, and the
    others stand behind them."""
    filled = [at for at, value in enumerate(values) if value is not None]
    numbers = {at: value for at in filled if isinstance(value := values[at], Decimal)}
    if 2 * len(numbers) >= len(filled):
        rank: dict[int, Decimal | str] = dict(numbers)
    else:
        rank = {
            at: value.isoformat() if isinstance(value := values[at], datetime.date) else texts[at].casefold()
            for at in filled
        }
    made = sorted(rank, key=rank.__getitem__, reverse=largest_first)
    return [*made, *(at for at in filled if at not in rank), *(at for at, value in enumerate(values) if value is None)]


# --- Numbers -----------------------------------------------------------------------------------------------------------


def number(text: str) -> Decimal | None:
    """A number as programs write it, such as -1234.5 or 1e6; None for anything else."""
    plain = text.replace("−", "-")
    return Decimal(plain) if plain and _NUMBER.fullmatch(plain) else None


def _bare(text: str) -> str:
    """A text without a per cent sign at its end, its minus as programs write it."""
    return (text[:-1].rstrip(" \u00a0\u202f") if text.endswith("%") else text).replace("−", "-")


def _likely(text: str) -> bool:
    """Whether a text is a number in some writing."""
    bare = _bare(text)
    if _NUMBER.fullmatch(bare):
        return True  # which no code is
    return any(pattern.fullmatch(bare) for pattern in (_POINT, _COMMA, _NEARLY)) and not _CODE.fullmatch(bare)


def _by_point(text: str) -> Decimal | None:
    if _POINT.fullmatch(text) and not _CODE.fullmatch(text):
        return Decimal(text.translate(_NO_COMMAS))
    return number(text)


def _by_comma(text: str) -> Decimal | None:
    if not _COMMA.fullmatch(text) or _CODE.fullmatch(text):
        return None
    return Decimal(text.translate(_NO_POINTS).replace(",", "."))


def _numbers(
    cells: Sequence[Raw], texts: dict[int, str], manner: Manner
) -> tuple[dict[int, Decimal], Writing, list[int], list[int]]:
    """The numbers of a column by row, the writing that they prove, the rows in a local writing, and those that can be read in two ways."""
    numbers = {at: value for at in texts if isinstance(value := cells[at].value, Decimal)}
    if manner.typed and not manner.figures and not all(texts[at].endswith("%") for at in texts if at not in numbers):
        # a spreadsheet says itself what is a number and what a text, save where a mark behind it made it one
        marked = {
            at: value for at, text in texts.items() if text != cells[at].text and (value := number(text)) is not None
        }
        return numbers | marked, "", [], []
    bare = {at: _bare(text) for at, text in texts.items() if at not in numbers and isinstance(cells[at].value, str)}
    if manner.figures:
        bare = {at: re.sub(r"^([-+]?)0+(?=[0-9])", r"\1", text) for at, text in bare.items()}
    written = {at: text for at, text in bare.items() if _likely(text)}
    point, comma = ({at: reader(text) for at, text in written.items()} for reader in (_by_point, _by_comma))
    writing = _writing(list(written.values()), list(point.values()), list(comma.values()), manner)
    local = [at for at, text in written.items() if number(text) is None]
    if writing is None:
        plain = {
            at: value
            for at, text in written.items()
            if (value := number(text)) is not None and not _two_ways(text, manner)
        }
        return numbers | plain, "", [], [at for at in written if at not in plain]
    read = comma if writing == "comma" else point
    found = {at: _without_noise(value) for at, value in read.items() if value is not None}
    decisive = None in comma.values() or None in point.values()
    return numbers | found, writing if decisive else "", [] if manner.language else local, []


def _two_ways(text: str, manner: Manner) -> bool:
    return bool(_GROUP.fullmatch(text)) and (manner.separator == ";" or manner.language not in ("", *_POINT_LANGUAGES))


def _writing(
    texts: Sequence[str], point: Sequence[Decimal | None], comma: Sequence[Decimal | None], manner: Manner
) -> Writing | None:
    """The one writing in which all the texts are numbers; None where there are two, which differ, or none."""
    language = re.split("[-_]", manner.language, maxsplit=1)[0].lower()
    if language in _POINT_LANGUAGES:
        return "point" if None not in point else None
    if None not in comma and None not in point and comma != point:
        if language in _GROUPS_BY_POINT:
            return "comma"
        plain = all(number(text) is not None for text in texts)
        if language or (manner.separator == ";" and any(map(_GROUP.fullmatch, texts))) or not plain:
            return manner.writing or None
        return manner.writing or "point"
    if language:
        if None not in comma:
            return "comma"
        return "point" if all(number(text) is not None for text in texts) else None
    return "point" if None not in point else "comma" if None not in comma else None


def _without_noise(value: Decimal) -> Decimal:
    """A fraction of more than 15 digits as programs mean it: 28.799999999999997 is what a binary 28.8 is written as."""
    exponent = value.as_tuple().exponent
    noisy = isinstance(exponent, int) and exponent < 0 and len(value.as_tuple().digits) > _NOISE
    return Decimal(format(Decimal(f"{float(value):.{_NOISE}g}"), "f")) if noisy else value


def _sensible(numbers: Sequence[Decimal]) -> int | None:
    """How many decimals a column deserves of which some numbers were computed to the last binary digit: three digits of the number in its
    middle, and one of the smallest."""
    sizes = sorted(abs(value) for value in numbers if value)
    if not any(_computed(value) for value in sizes):
        return None
    decimals = max(0, 2 - sizes[len(sizes) // 2].adjusted(), -sizes[0].adjusted())
    return min(12, decimals)


def _computed(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent < -3 and len(value.as_tuple().digits) >= _NOISE - 1


# --- Years and codes -------------------------------------------------------------------------------------------------------------


def are_words(name: str, numbers: Sequence[Decimal]) -> bool:
    """Whether a column's numbers are no amounts, by its name: years, postal codes, telephone numbers and the like."""
    if not all(value == value.to_integral_value() and value >= 0 for value in numbers):
        return False
    if _YEARS.fullmatch(name):
        return all(1000 <= value <= 2999 for value in numbers)
    parts = re.findall(r"[^\W\d_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).casefold())
    if not parts:
        return False
    lengths = {value.adjusted() + 1 for value in numbers}
    if _PHONES.fullmatch(parts[-1]) or _PHONES.fullmatch(parts[0]):
        return min(lengths) > 6  # fewer digits are a number of telephones
    return bool(_CODES.fullmatch(parts[-1]) or (_CODES.fullmatch(parts[0]) and len(lengths) == 1))


def _whole(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value.as_tuple().exponent == -1 else value
