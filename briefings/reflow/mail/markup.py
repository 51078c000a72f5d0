"""A document as HTML that mail programs show, Outlook's among them, which draws with Word: tables 600 pixels wide, their widths in
attributes, every style beside its words; no grid, no drawing, no script."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, assert_never

from ...blocks.params import Column, Entry, Event, Grid, Stat
from ...charts.data_rows import cells
from ...charts.spec import ChartSpec, Label
from ...images import Image
from ...language import of
from ...language.wording import word
from ...look import Look
from ...values import Rich, Span
from ...values.figures import quoted_rich
from .. import nodes as n
from ..charted import WIDTH, picture
from ..html.inline import loose, quiet, spoken, text, tongue

_WIDTH: Final = 600
_MARGIN: Final = 24
_WITHIN: Final = _WIDTH - 2 * _MARGIN
_GAP: Final = 24
_POINT: Final = 0.75
"""A pixel in points."""
_TALLEST: Final = 420
SLIDE: Final = _WITHIN
SHEET: Final = 340
"""How wide a picture of the first page is, in pixels: a slide, a page of paper."""
_SIZES: Final = {1: (28, 34), 2: (22, 28), 3: (19, 25), 4: (17, 23)}
"""Headings by level: size and height of a line, in pixels."""
_COVER: Final = "cover.png"
_HEAD: Final = (
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
    '<meta name="color-scheme" content="light"><meta name="format-detection" content="telephone=no">'
    "<!--[if mso]><xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml>"
    "<style>*{font-family:Arial,sans-serif!important}</style><![endif]-->"
    "<style>@media (max-width:620px){table.wide{width:100%!important}table.wide img{max-width:100%!important;height:auto!important}"
    "td.col{display:block!important;width:auto!important}table.data td,table.data th{padding:6px 4px!important;font-size:13px!important}"
    "p.huge{font-size:30px!important;line-height:36px!important}}</style>"
)
"""Telephones get the one style sheet: columns below each other. Word has no idea of how large a pixel is, nor of fonts that it lacks."""


_BROKEN: Final = "overflow-wrap:anywhere;word-break:break-word"
"""A word longer than a line is cut, so that no telephone has to move the mail sideways; numbers are not."""
_FIXED: Final = "table-layout:fixed"
"""A table of one column that keeps its width whatever is in it: what is wider moves in its own place."""
_MANY: Final = 6
"""A table of so many columns has smaller type, and moves by itself where it has no room."""
_NARROW: Final = 40
"""How wide each of its columns is at the least, in pixels."""


class Writer:
    """Writes one message; `pictures` are the files that it shows, by the names that it knows them by."""

    def __init__(self, flow: n.Flow, look: Look) -> None:
        self._flow, self._look, self._language = flow, look, flow.language
        self._start, self._end = ("right", "left") if flow.rtl else ("left", "right")
        self._side = f' dir="{"rtl" if flow.rtl else "ltr"}"'
        families = dict.fromkeys(name for name in (*look.fonts.body, "Arial") if name)
        self._fonts = ",".join((*(f"'{name}'" for name in families), "sans-serif"))
        self._above = ""
        self.pictures: dict[str, bytes] = {}

    def page(self, cover: bytes) -> str:
        """The whole of it, with a picture of the first page."""
        flow = self._flow
        first, *parts = flow.parts
        rows = [self._status(), *self._top(first, cover)]
        if body := self._shown(first.photo) + self._nodes(first.nodes, 1, n.unnoted(first.title)):
            rows.append(self._cell(body))
        rows += (self._cell(self._part(part)) for part in parts)
        foot = word("dot", self._language).join(dict.fromkeys(filter(None, (n.unnoted(flow.foot), flow.author))))
        rows.append(self._cell(self._p(text(foot), 13, "muted")) if foot else "")
        outer = self._table(
            f'<tr><td align="center" style="padding:0">{self._table("".join(rows), _WIDTH, ground=self._hex("page"), kind="wide")}</td></tr>',
            "100%",
            ground=self._hex("panel"),
            kind="all",
        )
        return (
            f'<!doctype html>\n<html lang="{of(self._language).tag}"{self._side}>\n<head>{_HEAD}<title>{text(flow.title)}</title></head>\n'
            f'<body style="margin:0;padding:0;background-color:{self._hex("panel")}">\n'
            f'<div role="main" aria-label="{quiet(flow.title)}"{tongue(self._language)} style="{_BROKEN}">{outer}</div>\n</body>\n</html>\n'
        )

    def _status(self) -> str:
        if not self._flow.status:
            return ""
        return self._cell(self._p(self._words(self._flow.status), 15, "text", "font-weight:bold;margin:0"), "panel", 12)

    def _top(self, first: n.Part, cover: bytes) -> tuple[str, str]:
        """The title, and the picture of the first page, whose words stand below: a slide is a title already, so the words above it are quiet; a
        page of paper stands in the middle, below a band."""
        wide, high = (int.from_bytes(cover[at : at + 4]) for at in (16, 20))  # PNG: its first chunk begins with both
        slide = bool(cover) and wide > high
        cover = b"" if slide and first.photo else cover  # which shows that photo too
        job, below = ("heading", "muted") if slide and cover else ("on-band", "on-band")
        lines = "".join(self._p(self._words(line), 17, below, "margin:8px 0 0") for line in first.lines)
        size, tall = _SIZES[1]
        font = self._font(size, tall, self._look.colour(job).rgb)
        title = (
            f'<h1 align="{self._start}" style="{font};margin:0;font-weight:bold">{self._words(first.title)}</h1>{lines}'
        )
        if not cover:
            return self._cell(title, "band", 28), ""
        self.pictures[_COVER] = cover
        shown = SLIDE if slide else SHEET
        image = self._image(_COVER, shown, round(shown * high / wide), "")
        ground = "" if slide else f' bgcolor="{self._hex("panel")}"'
        padding = f"0 {_MARGIN}px 16px" if slide else f"{_MARGIN}px 0"
        row = f'<tr><td align="center"{ground} style="padding:{padding}">{image}</td></tr>\n'
        return self._cell(title, "" if slide else "band", 20 if slide else 28), row

    # -- Parts ----------------------------------------------------------------------------------------------------------------------

    def _part(self, part: n.Part) -> str:
        """A part with its heading; what a chapter holds stands below it."""
        kicker = self._p(self._words(part.kicker), 14, "muted", "margin:0 0 4px") if part.kicker else ""
        lines = "".join(self._p(self._words(line), 14, "muted") for line in part.lines)
        photo = self._shown(part.photo)
        rule = "accent" if part.chapter else "rule"
        line = f'<tr><td height="{4 if part.chapter else 1}" bgcolor="{self._hex(rule)}" style="font-size:1px;line-height:1px">&nbsp;</td></tr>'
        self._above = f"{n.unnoted(part.kicker)} {n.unnoted(part.title)}"
        body = self._nodes(part.nodes, part.level, n.unnoted(part.title))
        space = (
            f'<tr><td style="padding:16px 0 0">{kicker}{self._h(part.title, part.level)}{lines}{photo}{body}</td></tr>'
        )
        return self._table(line + space, "100%", kind="part")

    def _nodes(self, nodes: Sequence[n.Node], level: int, title: str) -> str:
        return "".join(self._node(node, level, title) for node in nodes)

    def _node(self, node: n.Node, level: int, title: str) -> str:
        match node:
            case n.Words():
                return self._paragraph(node)
            case n.Head(text=rich, depth=depth):
                return self._h(rich, level + depth)
            case n.Items():
                return self._items(node)
            case n.Figures():
                return self._hero(node) if node.large else self._columns([self._stat(one) for one in node.stats])
            case n.Said():
                return self._said(node)
            case n.Graph():
                return self._graph(node, title)
            case n.Rows():
                return self._grid(node.grid)
            case n.Dates():
                return self._table("".join(map(self._event, node.events)), "100%", below=12)
            case n.Sides():
                return self._columns([self._aside(one, level) for one in node.columns])
            case n.Photo():
                return self._shown(node)
            case n.Address(link=link, label=label):
                said = self._words(tuple(Span(span.text, language=span.language) for span in label)) or text(link)
                return self._p(self._link(link, said), 14, "muted")
            case n.Beside(groups=groups):
                return "".join(self._nodes(group, level, title) for group in groups)
            case _:
                assert_never(node)

    def _paragraph(self, node: n.Words) -> str:
        rich = node.text
        inner = self._words(rich)
        if rich and (mark := rich[0].item) is not None:
            return self._p(
                f"{text(mark.sign)} {inner}",
                16,
                "text",
                f"margin:0 0 8px;padding-{self._start}:{16 * (mark.level + 1)}px",
            )
        match node.voice:
            case "lead":
                return self._p(inner, 19, "text")
            case "note":
                return self._p(inner, 13, "muted")
            case "callout":
                return self._barred(self._p(inner, 16, "text", "margin:0"))
            case "message":
                return self._panel(self._p(inner, 20, "on-band", "margin:0;font-weight:bold"), "band")
            case _:
                return self._p(inner, 16, "text")

    def _items(self, items: n.Items) -> str:
        if items.order == "contents" and not any(one.detail for one in items.entries):  # what is in a chapter
            parts = (self._words(one.lead) for one in items.entries)
            return self._p(text(word("dot", self._language)).join(parts), 14, "muted")
        kind = "ol" if items.order == "steps" else "ul"
        made = "".join(map(self._entry, items.entries))
        indent = "0 24px 0 0" if self._flow.rtl else "0 0 0 24px"
        return f'<{kind} style="margin:0 0 14px;padding:{indent}">{made}</{kind}>'

    def _entry(self, entry: Entry) -> str:
        lead, detail = self._words(entry.lead), self._words(entry.detail)
        if lead and detail:
            lead = f"<strong>{lead}</strong><br>"
        return f'<li style="{self._font(16, 24, self._look.colour("text").rgb)};margin:0 0 6px">{lead}{detail}</li>'

    def _stat(self, stat: Stat) -> str:
        tone = self._hex(stat.tone if stat.tone in ("good", "bad") else "accent")
        figure = f'<p style="{self._font(30, 36, tone.lstrip("#"))};margin:0;font-weight:bold">{self._words(loose(stat.figure))}</p>'
        change = (
            self._p(self._words(stat.change), 14, stat.turn or "text", "margin:4px 0 0;font-weight:bold")
            if stat.change
            else ""
        )
        line = self._chart(stat.trend, 180) if stat.trend is not None else ""
        return (
            f"{figure if stat.figure else ''}{self._p(self._words(stat.label), 15, 'text', 'margin:0')}{change}{line}"
        )

    def _hero(self, figures: n.Figures) -> str:
        size = self._look.colour("on-band").rgb
        told = "".join(
            f'<p class="huge" style="{self._font(48, 54, size)};margin:0;font-weight:bold">{self._words(one.figure)}</p>'
            f"{self._p(self._words(one.label), 18, 'on-band', 'margin:6px 0 0')}"
            f"{self._p(self._words(one.change), 14, 'on-band', 'margin:4px 0 0') if one.change else ''}"
            for one in figures.stats
        )
        parts = [self._words(one) for one in (figures.share, figures.of) if one]
        share = (
            self._p(text(word("dot", self._language)).join(parts), 15, "on-band", "margin:14px 0 0") if parts else ""
        )
        return self._panel(told + share, "band")

    def _said(self, said: n.Said) -> str:
        quote = self._p(self._words(quoted_rich(said.text, self._language)), 19, "heading", "margin:0")
        speaker = f"<strong>{self._words(said.speaker)}</strong>" if said.speaker else ""
        office = self._words(said.office)
        whose = (
            self._p(f"{speaker}{'<br>' if speaker and office else ''}{office}", 14, "muted", "margin:10px 0 0")
            if speaker or office
            else ""
        )
        return self._barred(f'<blockquote style="margin:0">{quote}</blockquote>{whose}')

    def _event(self, event: Event) -> str:
        when = self._p(f"<strong>{self._words(event.when)}</strong>", 16, "heading", "margin:0")
        said = self._p(self._words(event.text), 16, "text", "margin:0")
        first, second = 150, _WITHIN - 150
        return (
            f'<tr><td class="col" width="{first}" valign="top" align="{self._start}" style="padding:6px 0">{when}</td>'
            f'<td class="col" width="{second}" valign="top" align="{self._start}" style="padding:6px 0">{said}</td></tr>'
        )

    def _aside(self, column: Column, level: int) -> str:
        points = "".join(self._entry(Entry("", one)) for one in column.points)
        indent = "0 24px 0 0" if self._flow.rtl else "0 0 0 24px"
        return f'{self._h(column.title, level + 1)}<ul style="margin:0;padding:{indent}">{points}</ul>'

    def _graph(self, graph: n.Graph, title: str) -> str:
        spec = graph.spec
        caption = ""
        if not n.is_told(graph, self._above):  # else the part's own words say it
            named, below = (
                graph.heading or graph.below or spec.title or (Span(title),),
                graph.below if graph.heading else (),
            )
            named, below = (named, spec.in_unit(below)) if below else (spec.in_unit(named), ())
            quiet_ = f'<br><span style="font-weight:normal">{self._words(below)}</span>' if below else ""
            caption = self._p(f"<strong>{self._words(named)}</strong>{quiet_}", 15, "text", "margin:0 0 8px")
        head, *body = [[self._words(_labelled(one)) for one in row] for row in cells(spec)]
        numeric = [False, *[True] * (len(head) - 1)]
        return f"{caption}{self._chart(spec, _WITHIN)}{self._rows(head, body, numeric)}"

    def _grid(self, grid: Grid) -> str:
        head, *body = [[self._words(cell) for cell in row] for row in (grid.head, *grid.rows)]
        sides = {"start": self._start, "center": "center", "end": self._end}
        held = [sides[grid.align(column)] for column in range(len(grid.head))]
        return self._rows(head, body, list(grid.numeric), [self._words(cell) for cell in grid.total], held)

    # -- Boxes ----------------------------------------------------------------------------------------------------------------------

    def _table(self, rows: str, width: int | str, *, ground: str = "", kind: str = "", below: int = 0) -> str:
        """A table that only arranges."""
        named = f' class="{kind}"' if kind else ""
        colour = f' bgcolor="{ground}"' if ground else ""
        style = ";".join((*((_FIXED,) if kind else ()), *((f"margin:0 0 {below}px",) if below else ())))
        space = f' style="{style}"' if style else ""
        return f'<table{named} role="presentation" width="{width}"{self._side} cellpadding="0" cellspacing="0" border="0"{colour}{space}>{rows}</table>'

    def _cell(self, inner: str, ground: str = "", padding: int = 16) -> str:
        colour = f' bgcolor="{self._hex(ground)}"' if ground else ""
        return f'<tr><td align="{self._start}"{colour} style="padding:{padding}px {_MARGIN}px">{inner}</td></tr>\n'

    def _panel(self, inner: str, ground: str) -> str:
        cell = f'<tr><td align="{self._start}" style="padding:20px 24px">{inner}</td></tr>'
        return self._table(cell, "100%", ground=self._hex(ground)) + self._space()

    def _barred(self, inner: str) -> str:
        """What is set apart by a bar at its beginning."""
        row = (
            f'<tr><td width="4" bgcolor="{self._hex("accent")}" style="font-size:1px">&nbsp;</td>'
            f'<td align="{self._start}" style="padding:4px 16px">{inner}</td></tr>'
        )
        return self._table(row, "100%") + self._space()

    def _columns(self, cells_: Sequence[str]) -> str:
        """Two beside each other; below each other on telephones."""
        wide = (_WITHIN - _GAP) // 2
        rows = []
        for at in range(0, len(cells_), 2):
            pair = [*cells_[at : at + 2], ""][:2]
            made = [
                f'<td class="col" width="{wide}" valign="top" align="{self._start}" style="padding:8px 0">{one}</td>'
                for one in pair
            ]
            rows.append(f'<tr>{made[0]}<td class="col" width="{_GAP}"></td>{made[1]}</tr>')
        return self._table("".join(rows), "100%") + self._space()

    def _space(self, high: int = 16) -> str:
        return self._table(
            f'<tr><td height="{high}" style="font-size:1px;line-height:{high}px">&nbsp;</td></tr>', "100%"
        )

    def _rows(
        self,
        head: Sequence[str],
        body: Sequence[Sequence[str]],
        numeric: Sequence[bool],
        total: Sequence[str] = (),
        sides: Sequence[str] = (),
    ) -> str:
        """A table of data, its numbers at the end of their cells."""
        many = len(head) >= _MANY
        sizes, room = ((12, 18), 3) if many else ((14, 20), 8)

        def cell(inner: str, column: int, *, top: bool = False, strong: bool = False) -> str:
            side = sides[column] if sides else self._end if numeric[column] else self._start
            rule = f"2px solid {self._hex('accent')}" if top else f"1px solid {self._hex('rule')}"
            weight = "bold" if top or strong else "normal"
            style = f"{self._font(*sizes, self._look.colour('text').rgb)};padding:6px {room}px;border-bottom:{rule};font-weight:{weight}"
            style += ";white-space:nowrap" if numeric[column] and not top else ""
            kind, scope = (
                ("th", ' scope="col"')
                if top
                else ("th", ' scope="row"')
                if not column and not numeric[0]
                else ("td", "")
            )
            return f'<{kind}{scope} valign="top" align="{side}" style="{style}">{inner}</{kind}>'

        def row(cells_: Sequence[str], *, strong: bool = False) -> str:
            if sum(map(bool, cells_)) == 1 and cells_[0] and len(cells_) > 1:  # the name of those below it
                side = f'align="{self._start}" style="{self._font(14, 20, self._look.colour("heading").rgb)};padding:12px 8px 6px;font-weight:bold"'
                return f'<tr><th scope="colgroup" colspan="{len(cells_)}" {side}>{cells_[0]}</th></tr>'
            return f"<tr>{''.join(cell(one, at, strong=strong) for at, one in enumerate(cells_))}</tr>"

        top = f"<tr>{''.join(cell(one, at, top=True) for at, one in enumerate(head))}</tr>"
        last = row(total, strong=True) if total else ""
        least = f' style="min-width:{len(head) * _NARROW}px;overflow-wrap:normal;word-break:normal"' if many else ""
        table = f'<table class="data"{least} width="100%"{self._side} cellpadding="0" cellspacing="0" border="0">{top}{"".join(map(row, body))}{last}</table>'
        return (f'<div style="overflow-x:auto">{table}</div>' if many else table) + self._space()

    # -- Pictures and words ---------------------------------------------------------------------------------------------------------

    def _chart(self, spec: ChartSpec, width: int) -> str:
        image = picture(spec, self._look, WIDTH if width == _WITHIN else width * _POINT)
        return self._pictured(image, width, spec.alt) + self._space(8)

    def _shown(self, photo: n.Photo | None) -> str:
        if photo is None:
            return ""
        image = photo.image
        width = min(_WITHIN, image.width, round(_TALLEST * image.width / image.height))
        below = "".join(
            self._p(self._words(rich), 13, "muted", "margin:6px 0 0") for rich in (photo.caption, photo.credit) if rich
        )
        return self._pictured(image, width, photo.alt) + below + self._space()

    def _pictured(self, image: Image, width: int, alt: str) -> str:
        known = (name for name, data in self.pictures.items() if data == image.data)
        name = next(known, f"picture-{len(self.pictures) + 1}.{image.format}")
        self.pictures[name] = image.data
        return self._image(name, width, round(width * image.height / image.width), alt)

    def _image(self, name: str, width: int, height: int, alt: str) -> str:
        style = f"display:block;border:0;width:{width}px;max-width:100%;height:auto"
        return f'<img src="cid:{name}" width="{width}" height="{height}" alt="{quiet(alt)}"{spoken(alt, self._language)} style="{style}">'

    def _h(self, rich: Rich, level: int) -> str:
        deep = min(level, 6)
        size, high = _SIZES[min(deep, 4)]
        colour = self._look.colour("heading").rgb
        return f'<h{deep} align="{self._start}" style="{self._font(size, high, colour)};margin:0 0 10px;font-weight:bold">{self._words(rich)}</h{deep}>'

    def _p(self, inner: str, size: int, job: str, more: str = "margin:0 0 12px") -> str:
        return f'<p align="{self._start}" style="{self._font(size, round(size * 1.45), self._look.colour(job).rgb)};{more}">{inner}</p>'

    def _font(self, size: int, high: int, colour: str) -> str:
        return f"font-family:{self._fonts};font-size:{size}px;line-height:{high}px;color:#{colour}"

    def _hex(self, job: str) -> str:
        return f"#{self._look.colour(job).rgb}"

    def _words(self, rich: Rich) -> str:
        return "".join(self._span(span) for span in rich if span.text)

    def _span(self, span: Span) -> str:
        made = text(span.text)
        if span.note:
            return f"<sup>{made.strip()}</sup>"
        made = f"<em>{made}</em>" if span.italic else made
        made = f"<strong>{made}</strong>" if span.bold else made
        if span.link and not span.link.startswith("#"):
            made = self._link(span.link, made)
        if span.language and span.language != self._language:
            made = f"<span{tongue(span.language)}>{made}</span>"
        return made

    def _link(self, way: str, inner: str) -> str:
        return f'<a href="{quiet(way)}" style="color:{self._hex("link")}">{inner}</a>'


def _labelled(label: Label) -> Rich:
    return (Span(label.text, language=label.language),)
