"""A link says where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from ..diagnostics import Diagnostic, warning
from ..ooxml.deck import Deck, Slide
from ..ooxml.markup import A, R
from ..ooxml.shapes import Shape
from ..regex import regex
from ..values.prose import EMPTY_WORDS

_EMPTY: Final = EMPTY_WORDS | {
    "click", "learn more", "more information", "more info", "info", "this page", "details", "see here", "website",
    "cliquer ici", "lien", "ce lien", "plus", "plus d’informations", "plus d'informations", "voir ici", "site",
    "aqui", "haz clic aquí", "clic aquí", "enlace", "este enlace", "más información", "ver más", "ver aquí",
    "нажмите сюда", "сюда", "читать далее", "далее", "по ссылке", "эта ссылка", "اقرأ المزيد", "للمزيد", "رابط",
    "هذا الرابط", "点此", "了解更多", "查看更多", "阅读更多", "详情", "单击此处", "hier", "hier klicken", "mehr", "mehr erfahren",
    "weiterlesen",
}  # fmt: skip
"""Words of links that say nothing, more of them than a report's author is told of."""
_ADDRESS: Final = regex(r"^(https?://|ftp://|www\.)\S+$", re.IGNORECASE)
_LONGEST_ADDRESS: Final = 32


def text(deck: Deck) -> Iterator[Diagnostic]:
    """A link's words say where it leads, also when they are read alone: not "click here" (WCAG 2.2, 2.4.4)."""
    for slide, shape, words in _links(deck):
        if words.strip(" .…:;,!?»«>→()[]。！？：").casefold() in _EMPTY:
            message = f"the link “{words}” does not say where it leads"
            hint = "name what is found there"
            yield warning("deck-link-text", message, deck.where(), slide.at(shape), hint)


def address(deck: Deck) -> Iterator[Diagnostic]:
    """A long address is not a link's words: it is read out letter by letter (WCAG 2.2, 2.4.4). A short one ("www.un.org") may stand."""
    for slide, shape, words in _links(deck):
        if _ADDRESS.match(words) and len(words) > _LONGEST_ADDRESS:
            yield warning(
                "deck-link-address", f"the words of the link are its address: {words[:60]}", deck.where(), slide.at(shape),
                "name what is found there, and link that",
            )  # fmt: skip


def _links(deck: Deck) -> Iterator[tuple[Slide, Shape, str]]:
    """The links in texts, each with all its words: one link is often cut into several runs."""
    for slide in deck.slides:
        for shape in slide.all():
            if shape.kind == "group" or shape.hidden:
                continue
            for paragraph in shape.element.iter(f"{A}p"):
                yield from ((slide, shape, words) for words in _of(paragraph) if words)


def _of(paragraph: Any) -> Iterator[str]:
    last, said = "", ""
    if next(paragraph.iter(f"{A}hlinkClick"), None) is None:
        return
    for run in paragraph:
        link = run.find(f"{A}rPr/{A}hlinkClick") if run.tag in (f"{A}r", f"{A}fld") else None
        key = "" if link is None else link.get(f"{R}id", "") + link.get("action", "")
        if key != last and last:
            yield " ".join(said.split())
            said = ""
        last = key
        if key:
            said += "".join(one.text or "" for one in run.iterfind(f"{A}t"))
    if last:
        yield " ".join(said.split())
