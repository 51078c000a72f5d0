"""Slides on which nothing was found before: rules that look at one slide after another need not look at those again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from typing import Final

from lxml import etree

from .. import lasting
from ..diagnostics import Diagnostic
from ..frozen import replace
from ..lasting import Same
from ..ooxml.deck import Deck, Slide

_OF_MANY: Final = frozenset({"slide", "slideLayout", "slideMaster", "notesMaster", "theme"})
"""Relations that lead from a slide to what it has in common with others."""


def unsound(deck: Deck, rules: Mapping[str, Callable[[Deck], Iterator[Diagnostic]]]) -> Deck:
    """A deck with those of its slides alone on which some of these rules find anything; the deck itself where nothing is kept.

    Each rule must find in a deck what it finds on its slides: then it finds the same in this one. A slide is known by its own parts, its notes and charts
    among them, and by those that all slides have in common: on the shelf by their bytes, in this process by their roots, which are there to stay.
    """
    if lasting.keeping():
        common = _held(deck, _reached(deck, deck.main, {"slide"}))
        shared = lasting.made("shared", common, object)  # one object for what every slide is asked with
        return replace(deck, slides=tuple(one for one in deck.slides if _odd(deck, one, rules, shared)))
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


def _odd(
    deck: Deck, slide: Slide, rules: Mapping[str, Callable[[Deck], Iterator[Diagnostic]]], shared: Hashable
) -> bool:
    own = slide.layout, _held(deck, _reached(deck, slide.part, _OF_MANY))
    return lasting.made("told", (own, shared), partial(_told, deck, slide, rules))


def _held(deck: Deck, parts: list[str]) -> Hashable:
    """What stands for some parts, and for where their relations lead. The presentation's own root is made for each deck."""
    named = ((part, deck.relations.get(part, ()), deck.roots[part]) for part in parts)
    return tuple(
        (part, leads, etree.tostring(root) if part == deck.main else Same(root)) for part, leads, root in named
    )


def _told(deck: Deck, slide: Slide, rules: Mapping[str, Callable[[Deck], Iterator[Diagnostic]]]) -> bool:
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
