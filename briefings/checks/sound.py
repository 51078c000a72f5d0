"""Slides on which nothing was found before: rules that look at one slide after another need not look at those again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from hashlib import sha256
from typing import Any, Final

from lxml import etree

from .. import lasting
from ..diagnostics import Diagnostic
from ..frozen import replace
from ..ooxml.deck import Deck

_OF_MANY: Final = frozenset({"slide", "slideLayout", "slideMaster", "notesMaster", "theme"})
"""Relations that lead from a slide to what it has in common with others."""


def unsound(deck: Deck, rules: Mapping[str, Callable[[Deck], Iterator[Diagnostic]]]) -> Deck:
    """A deck with those of its slides alone on which some of these rules find anything; the deck itself where nothing is kept.

    Each rule must find in a deck what it finds on its slides: then it finds the same in this one. A slide is known by the bytes of its own parts, its notes and charts
    among them, and by those that all slides have in common.
    """
    shelf = lasting.shelf()
    if shelf is None:
        return deck
    common = _sum(deck, _reached(deck, deck.main, {"slide"}))
    name = f"sound {deck.name} {common}"
    told = shelf.get(name)
    known = set(told) if isinstance(told, list) else set()
    sums = {slide.part: _sum(deck, _reached(deck, slide.part, _OF_MANY), slide.layout) for slide in deck.slides}
    odd = tuple(slide for slide in deck.slides if sums[slide.part] not in known and _told(deck, slide, rules))
    sound = {sums[slide.part] for slide in deck.slides} - {sums[slide.part] for slide in odd}
    if sound - known:
        shelf.put(name, sorted(sound))
    return replace(deck, slides=odd)


def _told(deck: Deck, slide: Any, rules: Mapping[str, Callable[[Deck], Iterator[Diagnostic]]]) -> bool:
    """Whether a rule finds anything on a slide, or breaks on it."""
    alone = replace(deck, slides=(slide,))
    try:
        return any(True for rule in rules.values() for _ in rule(alone))
    except Exception:
        return True


def _reached(deck: Deck, start: str, stop: Collection[str]) -> list[str]:
    """A part and the parts that it leads to, by relations of other kinds than these."""
    found, ahead = dict.fromkeys([start]), [start]
    while ahead:
        for one in deck.relations.get(ahead.pop(), ()):
            if one.kind not in stop and one.target in deck.roots and one.target not in found:
                found[one.target] = None
                ahead.append(one.target)
    return list(found)


def _sum(deck: Deck, parts: list[str], *more: str) -> str:
    """The sum of some parts, and of where their relations lead."""
    made = sha256("\0".join((deck.name, *more)).encode())
    for part in parts:
        leads = (f"{one.id}\0{one.kind}\0{one.target}" for one in deck.relations.get(part, ()))
        made.update("\0".join((part, *leads)).encode())
        made.update(etree.tostring(deck.roots[part]))
    return made.hexdigest()
