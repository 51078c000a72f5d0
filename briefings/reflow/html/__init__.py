"""The web page that everybody can read: nothing fetched from elsewhere, no script; for windows of any width, screen readers, night and paper.

write    one file, whole by itself
site     a folder: the page, with its style sheet, charts and photos beside it
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ...language import of
from ...language.languages import own_name
from ...language.wording import word
from ...look import Look
from ...writers import Made
from ..around import Around
from ..nodes import Flow, Items, Part, unnoted, walk
from .colours import Palette
from .inline import quiet, text, tongue
from .parts import Writer
from .pictures import Beside, Within
from .style import sheet

_SHORT: Final = 4
"""A page of fewer parts needs no list of them."""
_SHEET: Final = "style.css"
_VERSIONS: Final = "../index.html"
"""The page of all languages and files of a run lies beside the folders of its sites."""


def write(flow: Flow, look: Look, around: Around) -> Made:
    """A document as one HTML file in UTF-8 (WHATWG HTML, living standard). The same document gives the same bytes."""
    palette = Palette.of(look)
    body = _body(flow, Writer(look, Within(look, palette)), around, "")
    return Made(_page(flow, f"<style>{sheet(look, palette)}</style>", body, around))


def site(flow: Flow, look: Look, around: Around) -> Made:
    """The same as a folder of files, with a link to the page of all that the run has made."""
    beside = Beside(look)
    body = _body(flow, Writer(look, beside), around, _VERSIONS)
    page = _page(flow, f'<link rel="stylesheet" href="{_SHEET}">', body, around)
    return Made(page, beside={_SHEET: sheet(look, Palette.of(look)).encode(), **beside.files})


def style_of(page: bytes, beside: Mapping[str, bytes]) -> str:
    """The style sheet of a page that `write` or `site` has made."""
    return next(iter(beside.values()), page.partition(b"<style>")[2].partition(b"</style>")[0]).decode()


def _page(flow: Flow, style: str, body: str, around: Around) -> bytes:
    named = (("description", flow.subject), ("author", flow.author), ("date", flow.date))
    others = (
        f'<link rel="alternate" hreflang="{of(other).tag}" href="{quiet(way)}">'
        for other, way in around.sisters(flow.language)
        if len(around.languages) > 1
    )
    head = (
        f'<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{text(flow.title)}</title>"
        + "".join(f'<meta name="{name}" content="{quiet(said)}">' for name, said in named if said)
        + f"{''.join(others)}{style}"
    )
    direction = "rtl" if flow.rtl else "ltr"
    return f'<!doctype html>\n<html lang="{of(flow.language).tag}" dir="{direction}">\n<head>{head}</head>\n<body>\n{body}\n</body>\n</html>\n'.encode()


def _body(flow: Flow, writer: Writer, around: Around, versions: str) -> str:
    first, *parts = flow.parts
    status = f'<p class="status" role="note">{writer.words(flow.status)}</p>' if flow.status else ""
    return (
        f'<a class="skip" href="#content">{text(word("skip", flow.language))}</a>\n{status}'
        f"{_languages(flow, around, versions)}<header>{writer.lines(first)}</header>\n"
        f'<main id="content" tabindex="-1">{_contents(flow, parts)}{writer.flow(first)}\n'
        f"{''.join(map(writer.part, parts))}</main>\n"
        f"<footer>{_foot(flow)}</footer>"
    )


def _languages(flow: Flow, around: Around, versions: str) -> str:
    """Links to the document in its other languages, each named in itself, and to the page of `versions`; nothing where there are none."""
    links = [
        f'<li><a{tongue(other)} hreflang="{of(other).tag}" href="{quiet(way)}"{here if other == flow.language else ""}>'
        f"{text(own_name(other))}</a></li>"
        for here in (' aria-current="page"',)
        for other, way in around.sisters(flow.language)
        if len(around.languages) > 1
    ]
    if versions:
        links.append(f'<li><a href="{quiet(versions)}">{text(word("all-versions", flow.language))}</a></li>')
    said = quiet(word("languages", flow.language))
    return f'<nav class="languages" aria-label="{said}"><ul>{"".join(links)}</ul></nav>\n' if links else ""


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
        unnoted(flow.day),
        word("edition", flow.language, edition=flow.edition) if flow.edition else "",
    ]
    return text(word("dot", flow.language).join(dict.fromkeys(filter(None, said))))
