"""What a template's layouts do to text by themselves: places that cannot be read, grounds that cannot be told, footers left out.

of_layouts    for `inspect`: one line a layout
of_deck       for a build: what the deck at hand loses by it, and who may not see it by what the layouts say
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from re import Pattern
from typing import TYPE_CHECKING, Final

from ..characters import clipped
from ..diagnostics import Diagnostic, Where, note, warning
from ..ooxml.shapes import FURNITURE
from ..regex import regex

if TYPE_CHECKING:
    from . import Brand
    from .masters import MasterLayout

SMALLEST_LINE: Final = 10.0
"""Footers of fewer points are told of."""
_SHOWN, _NAMES = 60, 3
"""Of words that are told of so many letters, and of the layouts that show them so many names."""
_SECRET: Final = regex(
    r"\bconfidential\b|\binternal use\b|\bproprietary and\b|\bstrictly private\b|\b(not|no) for (distribution|publication|release)\b|\bdo not (distribute|copy|share)\b"
    r"|\bconfidentiel(le)?s?\b|\busage interne\b|\bdiffusion restreinte\b|\bconfidencial\b|\buso interno\b|\bvertraulich\b|\bnur fur den (internen|dienst)"
    r"|\bdienstgebrauch\b|\briservato\b|\bconfidenziale\b|\bvertrouwelijk\b|конфиденциал|для служебного|سري|للاستخدام الداخلي|机密|保密|内部(使用|资料)"
)
"""Words by which a house says that a page is not for everybody, in the languages that templates come in."""
_OCCASION: Final = regex(
    r"\b(winter|summer|spring|autumn|fall)[ -]?(term|semester) ?\d|\b(winter|sommer)semester ?\d|\b(ws|ss|wise|sose) ?\d{2,4}(/\d{2,4})?\b|\bsemestre d"
    r"|\b(seminar|workshop|conference|course|lecture|thesis|colloquium|kick-?off)\b.{0,20}\b(presentation|talk|slides|defen[cs]e)\b"
    r"|\b(january|february|march|april|may|june|july|august|september|october|november|december)\b[ .]{1,2}(\d{1,2}[\d–, -]{1,6})?(19|20)\d\d\b"
    r"|\b(januar|februar|marz|mai|juni|juli|oktober|dezember|janvier|fevrier|mars|avril|juin|juillet|aout|septembre|octobre|novembre|decembre)\b ?(19|20)\d\d\b"
    r"|\b(enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\b (de(l)? )?(19|20)\d\d\b"
    r"|\b(0?[1-9]|[12]\d|3[01])[./](0?[1-9]|1[0-2])[./](19|20)\d\d\b|^20\d\d$"
)
"""Words of one talk: its date, its term, the seminar that it was held in."""
_FEET: Final = {"dt": "date", "ftr": "footer", "hdr": "header", "sldNum": "slide number"}


def of_layouts(brand: Brand, where: Where) -> Iterator[Diagnostic]:
    """A note for each layout that plays a role and has something amiss, and one for footers in small type."""
    played = {layout.part for casting in brand.castings for layout in casting.layouts}
    for layout in brand.offered:
        told = [*_left_out(layout)]
        if layout.lost:
            told.append(f"no colour can be read all over {_named(layout.lost)}")
        told += _unsure(layout.unsure)
        if told and layout.part in played:
            yield note("brand-ground", f"`{layout.name}`: {'; '.join(told)}", where)
    small = {
        place.styles[0].size: None
        for layout in brand.offered
        for place in layout.placeholders
        if place.kind in FURNITURE and layout.part in played and place.styles[0].size < SMALLEST_LINE
    }
    if small:
        sizes = ", ".join(f"{size:g}" for size in sorted(small))
        yield note("brand-small", f"footers are set in {sizes} pt, which is hard to read", where)


def of_deck(brand: Brand, where: Where, roles: Iterable[str]) -> Iterator[Diagnostic]:
    """A warning for each layout of some roles whose title or text nobody could read without a panel below it, a note for each whose footers are left out."""
    offered = {layout.part: layout for layout in brand.offered}
    castings = {casting.role: casting for casting in brand.castings}
    used = {casting.layouts[0].part: casting.layouts[0] for role in roles if (casting := castings.get(role))}
    yield from _own_words([offered[part] for part in used], where)
    for part, layout in used.items():
        read = offered[part]
        lost = [place.name for place in layout.placeholders if place.slot and place.name in read.lost]
        if lost:
            message = f"`{layout.name}`: no colour can be read all over {_named(lost)}: a plain panel stands below the text there"
            hint = "in the slide master view, put one behind it or move it off the picture; or name another layout for the role"
            yield warning("brand-unreadable-place", message, where, hint=hint)
        for told in _unsure([place.name for place in layout.placeholders if place.slot and place.name in read.unsure]):
            yield note("brand-ground", f"`{layout.name}`: {told}", where)
        for told in _left_out(read):
            yield note("brand-feet", f"`{layout.name}`: {told}", where)


def _own_words(layouts: Sequence[MasterLayout], where: Where) -> Iterator[Diagnostic]:
    """A warning for each text of the layouts that says who may see the slides, or speaks of one talk."""
    hint = "take it out in the slide master view, if the report is for others too: no slide can replace what the master says"
    for words, said in _saying(layouts, _SECRET):
        message = f"“{words}” stands on the slides, whatever the report's status: {said}"
        yield warning("brand-secret", message, where, hint=hint)
    for words, said in _saying(layouts, _OCCASION):
        message = f"“{words}” stands on the slides, whatever the report is about: {said}"
        yield warning("brand-occasion", message, where, hint=hint)


def _saying(layouts: Sequence[MasterLayout], what: Pattern[str]) -> Iterator[tuple[str, str]]:
    """The texts of the layouts that speak of something, and who shows each."""
    shown: dict[str, list[str]] = {}
    for layout in layouts:
        for words in dict.fromkeys(one.words for one in layout.fixed if what.search(_folded(one.words))):
            shown.setdefault(words, []).append(layout.name)
    for words, names in shown.items():
        others = f" and {len(names) - _NAMES} more" if names[_NAMES:] else ""
        yield clipped(words, _SHOWN), f"{_named(names[:_NAMES])}{others} say it"


def _folded(words: str) -> str:
    """Words without case, and without accents where these are no letters."""
    plain = unicodedata.normalize("NFD", words.casefold())
    return unicodedata.normalize("NFC", "".join(c for c in plain if not "\u0300" <= c <= "\u036f"))


def _left_out(layout: MasterLayout) -> Iterator[str]:
    if layout.left_out:
        what = _list([_FEET.get(kind, kind) for kind in dict.fromkeys(layout.left_out)])
        yield f"{what} left out: a drawing or another place stands there, or no colour can be read"


def _unsure(names: Sequence[str]) -> Iterator[str]:
    if names:
        yield f"what is behind {_named(names)} cannot be told, so colours stay as they are: look at a slide of it"


def _named(names: Iterable[str]) -> str:
    return _list([f"`{name}`" for name in names])


def _list(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]
