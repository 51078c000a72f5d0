"""Where a line of text may end, in each of the languages of a briefing.

`opportunities` is UAX #14 for Unicode 15.0.0: "root" is its default, with the numbers of section 8.2, example 7, which
Unicode's own tests ask for as well; other languages add what TAILORINGS lists. `graphemes` is UAX #29, for the word
that is longer than a line and must be broken somewhere. Thai, Lao, Khmer and Burmese, whose words only a dictionary
tells apart, break at spaces alone.

Lines are found by walking from state to state, a character at a time. A state knows what the rules must remember of the
text before it; the rules work out its successors once, and from then on it is a matter of looking them up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from enum import Enum, auto
from functools import cache
from itertools import accumulate
from operator import getitem
from string import ascii_letters
from typing import Final, NamedTuple

from ..frozen import frozen
from ..language import LANGUAGES
from .unicode_tables import GRAPHEME_BREAK, LINE_BREAK, Classes


class Break(NamedTuple):
    """A line may end before text[index]; it must when `mandatory`: after a line feed, and at the end of the text."""

    index: int  # type: ignore[assignment]  # hides tuple.index, a search that makes no sense here
    mandatory: bool


@frozen
class Tailoring:
    """Characters that some languages put into another class than the default does, and why."""

    name: str
    languages: frozenset[str]
    classes: Mapping[str, str]
    reason: str


TAILORINGS: Final = (
    Tailoring(
        "guillemets",
        frozenset(code for code, one in LANGUAGES.items() if one.guillemets),
        {"«": "OP", "»": "CP"},
        "The default does not know which of « and » opens, because German and Danish turn them round (section 5.1, "
        "class QU). In these languages « opens: it never ends a line, and » never begins one, whatever space is inside.",
    ),
    Tailoring(
        "curly quotation marks",
        frozenset(code for code, one in LANGUAGES.items() if not one.spaced),
        {"‘": "OP", "“": "OP", "’": "CP", "”": "CP"},
        "The default keeps these with both neighbours, so Chinese, which has no spaces, would never break beside them. "
        "There “ never ends a line and ” never begins one (GB/T 15834-2011, 5.1). ’ is CP and not CL, so that the "
        "apostrophe of an English word stays inside it.",
    ),
    Tailoring(
        "marks between words",
        frozenset(code for code, one in LANGUAGES.items() if not one.spaced),
        {"·": "NS", "～": "NS", "／": "NS"},
        "Interpunct, wave dash and solidus never begin a line (GB/T 15834-2011, 5.1); the default lets them.",
    ),
)

# What the default does already, and what test_linebreak shows of it, so that no language need ask for it:
#   no break beside U+00A0, U+202F or U+2060: "25 M", "№ 5", "mot !", a dash tied to the word before it (LB11, LB12);
#   no break before ; : ! ? even after an ordinary space (LB13);
#   no break before 。，、；：？！）」』々 and small kana, the last by resolving CJ as strict (LB1, LB13, LB16, LB21);
# And what it lets happen: a break between sign and currency in −$3. A tailoring would hold in our PDF but not in the decks
# that PowerPoint and LibreOffice break; U+2060 between the two holds in LibreOffice, and by the standard everywhere.


def opportunities(text: str, language: str = "en") -> tuple[Break, ...]:
    """The places where a line may or must end, in order; the last is always the end of the text (LB3).

    Only the first part of the language counts ("zh-Hans" is "zh"); without a tailoring of its own it is like "root".
    """
    letters = text.translate(_line_classes(_tailored(language)))
    states = accumulate(letters, getitem, initial=_start())
    breaks = [Break(index, state.mandatory) for index, state in enumerate(states, -1) if state.breaks]
    # LB25 looks ahead: "$(25" stays in one piece because of the digit, which no state before the bracket can know of.
    if held := {match.start(1) for match in _prefixed_number().finditer(letters)}:
        breaks = [each for each in breaks if each.index not in held]
    return (*breaks, Break(len(text), True))


def graphemes(text: str) -> tuple[int, ...]:
    """The boundaries of what readers take for one character, from 0 to len(text): extended grapheme clusters."""
    if text.isascii() and "\r" not in text:
        return tuple(range(len(text) + 1)) if text else ()
    clusters = _cluster().finditer(text.translate(_grapheme_classes()))
    return (0, *[cluster.end() for cluster in clusters]) if text else ()


@cache
def _letters(runs: str) -> dict[str, str]:
    """The letter that stands for each class in these runs of a property."""
    return dict(zip(sorted(set(re.findall("[A-Z]+[0-9]?", runs))), ascii_letters, strict=False))


@cache
def _tailored(language: str) -> str:
    """The name under which the classes of a language are kept."""
    first = re.split("[-_]", language.lower())[0]
    return first if any(first in tailoring.languages for tailoring in TAILORINGS) else "root"


@cache
def _line_classes(language: str) -> Classes:
    letters = _letters(LINE_BREAK)
    classes = Classes(LINE_BREAK, letters)
    for tailoring in TAILORINGS:
        if language in tailoring.languages:
            classes.update({ord(character): letters[name] for character, name in tailoring.classes.items()})
    return classes


@cache
def _grapheme_classes() -> Classes:
    return Classes(GRAPHEME_BREAK, _letters(GRAPHEME_BREAK))


def _pattern(template: str, runs: str) -> re.Pattern[str]:
    """A regular expression over class letters, from one over class names: upper case words; spaces mean nothing."""
    letters = _letters(runs)
    return re.compile(re.sub("[A-Z]+[0-9]?", lambda name: letters[name[0]], template).replace(" ", ""))


@cache
def _prefixed_number() -> re.Pattern[str]:
    """LB25, (PR | PO) × (OP | HY) NU; marks belong to the character before them (LB9)."""
    return _pattern("[ PR PO ] [ CM ZWJ ]* ( [ OP OPE HY ] ) (?= [ CM ZWJ ]* NU )", LINE_BREAK)


@cache
def _cluster() -> re.Pattern[str]:
    """An extended grapheme cluster (UAX #29, tables 1b and 1c)."""
    hangul = "L* (?: V+ T* | LV V* T* | LVT T* ) | L+ | T+"
    core = f"{hangul} | RI RI | XP (?: EX* ZWJ XP )* | [^ CN CR LF ]"
    return _pattern(f"CR LF | [ CN CR LF ] | PP* (?: {core} ) [ EX ZWJ SM ]*", GRAPHEME_BREAK)


class _Verdict(Enum):
    """What UAX #14 writes as ×, ÷ and !."""

    KEEP = auto()
    MAY = auto()
    MUST = auto()


@frozen
class _Before:
    """What the rules must remember of the text before a place.

    `last` is the class of the last character, "" at the start of the text. Spaces after it and marks attached to it
    (LB9) do not count; `spaces` and `joined`, the latter for a zero width joiner (LB8a), tell whether there are any.
    """

    last: str = ""
    spaces: bool = False
    joined: bool = False
    number: str = ""  # "open" after NU (NU | SY | IS)*, "closed" after one CL or CP more (LB25)
    hebrew: bool = False  # `last` follows a Hebrew letter (LB21a)
    half_flag: bool = False  # `last` is the first of two regional indicators (LB30a)


class _State(dict[str, "_State"]):
    """A place in a text: what comes before it, whether a line may end one character earlier, and class → next state."""

    __slots__ = ("_before", "breaks", "mandatory")

    def __init__(self, before: _Before, verdict: _Verdict) -> None:
        super().__init__()
        self._before = before
        self.breaks = verdict is not _Verdict.KEEP
        self.mandatory = verdict is _Verdict.MUST

    def __missing__(self, letter: str) -> _State:
        state = self[letter] = _state(*_step(self._before, _line_names()[letter]))
        return state


@cache
def _state(before: _Before, verdict: _Verdict) -> _State:
    """The one state of its kind: there are a few hundred, whatever the text."""
    return _State(before, verdict)


@cache
def _start() -> _State:
    return _state(_Before(), _Verdict.KEEP)


@cache
def _line_names() -> dict[str, str]:
    return {letter: name for name, letter in _letters(LINE_BREAK).items()}


def _step(before: _Before, name: str) -> tuple[_Before, _Verdict]:
    """What the rules remember after a character of this class, and what they say about the place in front of it."""
    if name in ("CM", "ZWJ"):
        joined = name == "ZWJ"
        if before.last and before.last not in _NEVER_MARKED and not before.spaces:
            return replace(before, joined=joined), _Verdict.KEEP  # LB9
        after, verdict = _step(before, "AL")  # LB10
        return replace(after, joined=joined), verdict
    verdict = _at_spaces(before, name) or _between(before, name)
    if name == "SP":
        last = "" if before.last in _MANDATORY else before.last
        return _Before(last, spaces=True), verdict
    touching = not before.spaces
    return _Before(
        last=name,
        number=_number(before.number if touching else "", name),
        hebrew=touching and before.last == "HL",
        half_flag=name == "RI" and not (touching and before.half_flag),
    ), verdict


def _number(number: str, name: str) -> str:
    """How far the number of LB25 has come: (PR | PO)? (OP | HY)? NU (NU | SY | IS)* (CL | CP)? (PR | PO)?"""
    if name == "NU" or (number == "open" and name in ("SY", "IS")):
        return "open"
    return "closed" if number == "open" and name in ("CL", "CP", "CPE") else ""


_MANDATORY: Final = frozenset({"BK", "CR", "LF", "NL"})
_NEVER_MARKED: Final = _MANDATORY | {"ZW"}
_CLOSING: Final = frozenset({"CL", "CP", "CPE"})
_OPENING: Final = frozenset({"OP", "OPE"})


def _at_spaces(before: _Before, name: str) -> _Verdict | None:
    """LB2 to LB18, the rules that hold across spaces; None when they say nothing."""
    last, touching = before.last, not before.spaces
    if not last and touching:  # LB2
        return _Verdict.KEEP
    if last in _MANDATORY and touching:  # LB4, LB5
        return _Verdict.KEEP if (last, name) == ("CR", "LF") else _Verdict.MUST
    if name in _NEVER_MARKED or name == "SP":  # LB6, LB7
        return _Verdict.KEEP
    if last == "ZW":  # LB8
        return _Verdict.MAY
    glued = before.joined or last in ("WJ", "GL") or name == "WJ" or (name == "GL" and last not in ("BA", "HY"))
    kept = (
        (touching and glued)  # LB8a, LB11, LB12, LB12a
        or name in ("WJ", "EX", "IS", "SY")  # LB11, LB13
        or name in _CLOSING  # LB13
        or last in _OPENING  # LB14
        or (last == "QU" and name in _OPENING)  # LB15
        or (last in _CLOSING and name == "NS")  # LB16
        or (last == name == "B2")  # LB17
    )
    if kept:
        return _Verdict.KEEP
    return None if touching else _Verdict.MAY  # LB18


def _between(before: _Before, name: str) -> _Verdict:
    """LB19 to LB31, the rules about two characters with nothing between them."""
    last = before.last
    if "QU" in (last, name):  # LB19
        return _Verdict.KEEP
    if "CB" in (last, name):  # LB20
        return _Verdict.MAY
    kept = (
        any(last in left and name in right for left, right in _KEPT_TOGETHER)
        or name in ("BA", "HY", "NS", "IN")  # LB21, LB22
        or last == "BB"  # LB21
        or (before.hebrew and last in ("HY", "BA"))  # LB21a
        or (before.number == "open" and name in ("NU", "PO", "PR"))  # LB25; × SY, IS, CL and CP is in LB13
        or (before.number == "closed" and name in ("PO", "PR"))  # LB25
        or (before.half_flag and name == "RI")  # LB30a
    )
    return _Verdict.KEEP if kept else _Verdict.MAY


_KEPT_TOGETHER: Final = tuple(
    (frozenset(left.split()), frozenset(right.split()))
    for left, right in (
        ("SY", "HL"),  # LB21b
        ("AL HL", "NU"),  # LB23
        ("NU", "AL HL"),
        ("PR", "ID IDX EB EM"),  # LB23a
        ("ID IDX EB EM", "PO"),
        ("PR PO", "AL HL"),  # LB24
        ("AL HL", "PR PO"),
        ("PR PO OP OPE HY", "NU"),  # LB25
        ("JL", "JL JV H2 H3"),  # LB26
        ("JV H2", "JV JT"),
        ("JT H3", "JT"),
        ("JL JV JT H2 H3", "PO"),  # LB27
        ("PR", "JL JV JT H2 H3"),
        ("AL HL", "AL HL"),  # LB28
        ("IS", "AL HL"),  # LB29
        ("AL HL NU", "OP"),  # LB30: East Asian brackets, OPE and CPE, are not meant
        ("CP", "AL HL NU"),
        ("EB IDX", "EM"),  # LB30b
    )
)
