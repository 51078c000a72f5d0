"""What stays whole on a line: figures always, words with a solidus ("and/or", addresses, "A/RES/77/237") as in LibreOffice.

A figure keeps its signs, its currency and its units: "−$3", "13,000+", "5万". The standard leaves some of these to chance.

The standard lets a line end after a solidus, for the sake of web addresses (UAX #14, class SY). LibreOffice 7.4 takes that back: where its
line would end there, it looks for a space in the 66 characters before and ends the line at it. So such a word goes down whole, with
whatever a hyphen or a question mark before its last solidus would part. It finds no space at the beginning of a paragraph, in Chinese
and in a longer address, and lets the line end after the solidus then, if one more character fits. A word that is wider than its line is
cut after the last hyphen that fits, or where the line is full if a solidus comes after that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from ..frozen import frozen
from ..regex import regex
from .linebreak import Break

SOLIDUS: Final = "/"
_REACH: Final = 66
"""How far back from a solidus LibreOffice looks for a space, in characters."""
_PARTING: Final = frozenset("-\u2010\u2013?")
"""After these LibreOffice ends a line as the standard does; not after the stop of "www.19.org"."""
_SPACE: Final = regex("[ \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]")
"""White space that ends a word for LibreOffice: no-break spaces do not."""

_DIGIT: Final = regex("\\d")
"""What every figure has: few texts have one, and looking for it takes least."""
_FIGURE: Final = regex(
    "(?:(?<!\\w)-|[−+±~≈<>≤≥])+(?:[A-Z]{0,3}[$€£¥₽₹])?(?=\\d)|[$€£¥₽₹][-−+]*(?=\\d)|(?<=\\d)[%‰٪°$€£¥₽₹+−千万亿百]+"
)
"""What belongs to the digits after it or before it."""
_GROUPS: Final = regex("(?<![\\d.,/])\\d{1,3}(?: \\d{3})+(?!\\d)")
"""A number that its author parted into groups with plain spaces: "2 500 000"."""
_NUMBER: Final = "[-−+±~≈<>≤≥]*(?:[A-Z]{0,3}[$€£¥₽₹])?(?!(?:19|20)\\d\\d )\\d+(?:[.,\u00a0\u202f ]\\d+)*[%‰٪°+$€£¥₽₹]*(?:[KMB]|bn|млн|млрд)?"
_TIED: Final = regex(
    rf"(?:(?<=^)|(?<=[\s(«“‘و]))(?:{_NUMBER}(?= (?:[^\W\d_][\w’'-]{{0,13}}(?!\w)|[%‰€£$°]))"
    r"|[^\W\d_]{2,14}(?= \d+/\d)|[A-Z]{2,3}[$]?(?= \d)|[A-ZÀ-ÖØ-ÞЀ-Я][^\W\d_]{1,13}(?= \d{1,3}(?![\d.,/]*\d))"
    r"|[^\W\d_]{1,6}(?= (?:19|20)\d\d(?![\d,.]*\d))|(?:19|20)\d\d(?= г[.о])"
    r"|(?:№|n[.°º]|[Aa]rt[.]|p[.]|§|ст[.]|п[.])(?= \d))"
)
"""A number before the word that says what it counts, a year aside; the word or sign before the number of a document ("resolution 75/291", "№ 5"),
before a small one ("Article 5"), or a short one before a year ("since 2024")."""
NUMBERED: Final = regex("(?<=[^\\W\\d_])-(?=\\d)")
"""The hyphen of "COVID-19": LibreOffice ends lines after it, the standard does not (LB25)."""


@frozen
class Places:
    """`kept` are the places where a line may end whatever its width; `fits` says of some of them how much of the text must fit before
    one counts. `passed` are those that a line which is a little wider passes over, each with the place where it ends instead.

    A line that ends before all that it might end before never takes a line too few. `until` has for the passed ones that follow a
    hyphen or a question mark the place after them: where the text up to there certainly does not fit, a line ends at the passed one after all.
    `tied` are the places where one ends only where it would else take a line more.
    """

    kept: Sequence[Break]
    fits: Mapping[int, int]
    passed: Mapping[int, int]
    until: Mapping[int, int]
    tied: frozenset[int] = frozenset()


def places(text: str, standard: Sequence[Break]) -> Places:
    """What becomes of the places that the standard gives."""
    tied = ties(text)
    if _DIGIT.search(text) and (figures := {at for found in _FIGURE.finditer(text) for at in _inside(text, found)}):
        standard = [place for place in standard if place.mandatory or place.index not in figures]
    if "-" in text:
        numbered = [Break(hyphen.end(), False) for hyphen in NUMBERED.finditer(text)]
        standard = sorted({*standard, *numbered})
    if SOLIDUS not in text:
        return Places(standard, {}, {}, {}, tied)
    kept: list[Break] = []
    fits: dict[int, int] = {}
    passed: dict[int, int] = {}
    until: dict[int, int] = {}
    allowed = {place.index for place in standard}
    reach = following = len(text)
    for place in reversed(standard):
        at, mandatory = place
        instead = at
        if mandatory:
            reach = len(text)
        elif text[at - 1] == SOLIDUS:
            instead = _word(text, at)
            reach = min(reach, instead)
            fits[instead] = at + 1
        if at > reach:
            passed[at] = instead
            if text[at - 1] in _PARTING:
                until[at] = following
        else:
            kept.append(place)
        following = at
    # The standard keeps a space and the solidus after it together ("see /data"); there the line ends as soon as the solidus fits.
    before = [Break(at, False) for at in fits if at not in allowed]
    fits = {at: stop for at, stop in fits.items() if at not in allowed or text[at - 1] == SOLIDUS}
    return Places(sorted([*kept, *before]), fits, passed, until, tied)


def grouped(text: str) -> str:
    """The text with no-break spaces inside its numbers."""
    if " " not in text or not _DIGIT.search(text):
        return text
    return _GROUPS.sub(lambda found: found[0].replace(" ", "\u00a0"), text)


def ties(text: str) -> frozenset[int]:
    """The places after plain spaces between a number and its word."""
    if " " not in text or not _DIGIT.search(text):
        return frozenset()
    return frozenset([found.end() + 1 for found in _TIED.finditer(text)])


def signed(text: str) -> frozenset[int]:
    """The places after plain spaces between © and whose it is."""
    return (
        frozenset(at + 2 for at, sign in enumerate(text) if text[at : at + 2] == "© ") if "©" in text else frozenset()
    )


def _inside(text: str, found: re.Match[str]) -> range:
    """The places between signs and digits: those after a sign that is before a digit, and those before one that is after a digit."""
    start, stop = found.span()
    return range(start, stop) if start and text[start - 1].isdigit() else range(start + 1, stop + 1)


def _word(text: str, at: int) -> int:
    """Where the word begins that a solidus is in, or the place after the solidus where LibreOffice finds no space before it."""
    found = at
    for space in _SPACE.finditer(text, max(0, at - _REACH), at - 1):
        found = space.end()
    return found
