"""Write `briefings/text/unicode.txt` afresh from the Unicode Character Database.

    python tests/text/make_unicode_tables.py [folder]

The folder is /usr/share/unicode unless given: Debian's package `unicode-data`, version 15.0.0. Another version is
refused, because tables, rules and conformance tests belong together: a step to a newer standard changes VERSION here
and the rules in `bidi.py` and `linebreak.py` in the same commit. File formats: UAX #44, section 4.2.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

VERSION: Final = "15.0.0"
UNICODE_DATA: Final = Path("/usr/share/unicode")
TABLES: Final = Path(__file__).parents[2] / "briefings" / "text" / "unicode.txt"

CODE_POINTS: Final = 0x110000

_FILE: Final = """\
# Properties of code points, for `unicode_tables.py`, which tells how they are written.
#
# GENERATED from the Unicode Character Database {version}. Do not edit: change and run the generator,
# `{command}`.
# Data © 1991-2022 Unicode, Inc., under the Unicode License (https://www.unicode.org/license.txt).
#
# Bidi_Class (UAX #9, table 4), unassigned code points included.
{bidi_class}
# Bidi_Paired_Bracket: each opening bracket, followed by its closing one (UAX #9, BD14 and BD15).
{bidi_brackets}
# Brackets that are canonically equivalent to others, followed by those (UAX #9, BD16).
{bidi_equivalents}
# Line_Break after LB1 of UAX #14 has resolved AI, CJ, SA, SG and XX; and, for two rules that look at more than this
# property: OPE and CPE are the brackets that are East Asian (LB30), IDX the unassigned pictographs (LB30b).
{line_break}
# Grapheme_Cluster_Break (UAX #29, table 2); XP is Extended_Pictographic (UTS #51), needed by GB11.
{grapheme_break}
"""


def why_unusable(folder: Path) -> str | None:
    """Why the tables cannot be made from this folder and the standard's tests not be read there; None when they can."""
    first = folder / "LineBreak.txt"
    if not first.is_file():
        return f"{first} is missing: install Debian's package unicode-data (version {VERSION})"
    found = first.read_text(encoding="utf-8").partition("\n")[0].strip("# ")
    if found != f"LineBreak-{VERSION}.txt":
        return f"{first} is {found}, but the tables are of Unicode {VERSION}"
    return None


def tables(folder: Path) -> str:
    """The whole text of `unicode.txt`."""
    aliases = _short_names(folder)
    openers, equivalents = _brackets(folder)
    return _FILE.format(
        version=VERSION,
        command="python tests/text/make_unicode_tables.py",
        bidi_class=_runs(_property(folder / "extracted/DerivedBidiClass.txt", aliases["bc"])),
        bidi_brackets="".join(openers),
        bidi_equivalents="".join(equivalents),
        line_break=_runs(_line_break(folder, aliases)),
        grapheme_break=_runs(_grapheme_break(folder, aliases)),
    )


def _short_names(folder: Path) -> dict[str, dict[str, str]]:
    """Property → value's long name → short name; files name values sometimes by the one, sometimes by the other."""
    names: dict[str, dict[str, str]] = {}
    for _, fields in _records(folder / "PropertyValueAliases.txt"):
        names.setdefault(fields[0], {})[fields[2]] = fields[1]
    return names


def _records(path: Path) -> Iterator[tuple[bool, list[str]]]:
    """The records of a data file, each with whether it is a default ("@missing") that later records override."""
    for line in path.read_text(encoding="utf-8").splitlines():
        missing = line.startswith("# @missing: ")
        record = line.removeprefix("# @missing: ") if missing else line.partition("#")[0]
        if record.strip():
            yield missing, [field.strip() for field in record.split(";")]


def _span(code_points: str) -> range:
    """ "0041" or "0041..005A" as a range."""
    first, _, last = code_points.partition("..")
    return range(int(first, 16), int(last or first, 16) + 1)


def _property(path: Path, aliases: dict[str, str]) -> list[str]:
    """The short value of every code point: first the defaults, then the records that override them."""
    values = [""] * CODE_POINTS
    for _, (code_points, value, *_) in sorted(_records(path), key=lambda record: not record[0]):
        span = _span(code_points)
        values[span.start : span.stop] = [aliases.get(value, value)] * len(span)
    return values


def _line_break(folder: Path, aliases: dict[str, dict[str, str]]) -> list[str]:
    """Line_Break, resolved as LB1 says: with no dictionary and no knowledge of the language."""
    values = _property(folder / "extracted/DerivedLineBreak.txt", aliases["lb"])
    category = _property(folder / "extracted/DerivedGeneralCategory.txt", aliases["gc"])
    width = _property(folder / "EastAsianWidth.txt", aliases["ea"])
    pictographs = _pictographs(folder)
    for code, value in enumerate(values):
        if value == "SA":
            values[code] = "CM" if category[code] in ("Mn", "Mc") else "AL"
        elif value in ("AI", "SG", "XX"):
            values[code] = "AL"
        elif value == "CJ":
            values[code] = "NS"
        elif value in ("OP", "CP") and width[code] in ("F", "W", "H"):
            values[code] = value + "E"
        if category[code] == "Cn" and code in pictographs:
            if values[code] != "ID":
                raise ValueError(f"U+{code:04X} is an unassigned pictograph of class {values[code]}, not ID")
            values[code] = "IDX"
    return values


def _grapheme_break(folder: Path, aliases: dict[str, dict[str, str]]) -> list[str]:
    """Grapheme_Cluster_Break, with the pictographs told apart from the other characters of class XX."""
    values = _property(folder / "auxiliary/GraphemeBreakProperty.txt", aliases["GCB"])
    for code in _pictographs(folder):
        if values[code] != "XX":
            raise ValueError(f"U+{code:04X} is a pictograph of class {values[code]}, not XX")
        values[code] = "XP"
    return values


def _pictographs(folder: Path) -> set[int]:
    return {
        code
        for missing, (code_points, value, *_) in _records(folder / "emoji/emoji-data.txt")
        if value == "Extended_Pictographic" and not missing
        for code in _span(code_points)
    }


def _brackets(folder: Path) -> tuple[list[str], list[str]]:
    """Pairs of opening and closing bracket, and pairs of a bracket and what it is canonically equivalent to."""
    records = [(chr(int(a, 16)), chr(int(b, 16)), kind) for _, (a, b, kind) in _records(folder / "BidiBrackets.txt")]
    brackets = {a for a, _, _ in records}
    equivalents = [
        chr(int(fields[0], 16)) + chr(int(fields[5], 16))
        for _, fields in _records(folder / "UnicodeData.txt")
        if chr(int(fields[0], 16)) in brackets and re.fullmatch("[0-9A-F]+", fields[5])
    ]
    return [a + b for a, b, kind in records if kind == "o"], equivalents


def _runs(values: list[str]) -> str:
    """Run lengths, with alternating pairs folded: Hangul's 11,172 syllables are 399 times the same two runs."""
    runs = [f"{len(list(group))}{value}" for value, group in groupby(values)]
    folded: list[str] = []
    at = 0
    while at < len(runs):
        pair = runs[at : at + 2]
        times = 1
        while runs[at + 2 * times : at + 2 * times + 2] == pair:
            times += 1
        folded.append(f"{times}*{'+'.join(pair)}" if times > 2 else runs[at])
        at += 2 * times if times > 2 else 1
    return " ".join(folded)


if __name__ == "__main__":
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else UNICODE_DATA
    if reason := why_unusable(source):
        sys.exit(reason)
    TABLES.write_text(tables(source), encoding="utf-8")
