"""The web page that everybody can read: one file, nothing fetched, no script; for windows of any width, screen readers, night and paper."""

from __future__ import annotations

from typing import Final

from ...language import of
from ...language.wording import word
from ...look import Look
from ..nodes import Flow, Items, Part, unnoted, walk
from .colours import Palette
from .inline import quiet, text
from .parts import Writer
from .style import sheet

_SHORT: Final = 4
"""A page of fewer parts needs no list of them."""


def write(flow: Flow, look: Look) -> bytes:
    """A document as one HTML file in UTF-8 (WHATWG HTML, living standard). The same document gives the same bytes."""
    palette = Palette(look.colour("page") if "page" in look.colours else look.layouts[0].background)
    writer = Writer(look, palette)
    first, *parts = flow.parts
    language = of(flow.language).tag
    direction = "rtl" if flow.rtl else "ltr"
    status = f'<p class="status" role="note">{writer.words(flow.status)}</p>' if flow.status else ""
    body = (
        f'<a class="skip" href="#content">{text(word("skip", flow.language))}</a>\n{status}'
        f"<header>{writer.lines(first)}</header>\n"
        f'<main id="content" tabindex="-1">{_contents(flow, parts)}{writer.flow(first)}\n'
        f"{''.join(map(writer.part, parts))}</main>\n"
        f"<footer>{_foot(flow)}</footer>"
    )
    head = (
        f'<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{text(flow.title)}</title>"
        + "".join(
            f'<meta name="{name}" content="{quiet(said)}">'
            for name, said in (("description", flow.subject), ("author", flow.author), ("date", flow.date))
            if said
        )
        + f"<style>{sheet(look, palette)}</style>"
    )
    return f'<!doctype html>\n<html lang="{language}" dir="{direction}">\n<head>{head}</head>\n<body>\n{body}\n</body>\n</html>\n'.encode()


def _contents(flow: Flow, parts: list[Part]) -> str:
    """A list of what is on the page, unless it has one of its own or is short."""
    top = [part for part in parts if part.level == 2]
    own = any(
        isinstance(node, Items) and node.order == "contents" and not part.chapter
        for part in parts
        for node in walk(part.nodes)
    )
    if own or len(top) < _SHORT:
        return ""
    items = "".join(f'<li><a href="#{quiet(part.id)}">{text(unnoted(part.title))}</a></li>' for part in top)
    said = word("contents", flow.language)
    return f'<nav aria-label="{quiet(said)}"><ol class="contents">{items}</ol></nav>'


def _foot(flow: Flow) -> str:
    said = [
        unnoted(flow.foot),
        flow.author,
        flow.date[:10],
        word("edition", flow.language, edition=flow.edition) if flow.edition else "",
    ]
    return text(word("dot", flow.language).join(dict.fromkeys(filter(None, said))))
