"""The nodes of a document as HTML elements: each what it is to a reader, so that headings, lists, tables and figures are found as such."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, assert_never

from ...blocks.params import Column, Entry, Event, Grid, Marked, Stat
from ...charts.data_rows import cells
from ...charts.spec import Label
from ...frozen import replace
from ...language.wording import word
from ...look import Look
from ...values import Rich, Span
from ...values.figures import quoted_rich
from .. import nodes as n
from .drawing import sign
from .inline import loose, quiet, spoken, text, words
from .pictures import Pictures
from .style import HEATS

_LISTS: Final = {"list": "ul", "cards": "ul", "steps": "ol", "contents": "ol"}
_DEEPEST: Final = 6
_MANY: Final = 9
"""A table of so many columns has smaller type and less room around it."""


class Writer:
    """Writes the parts of one page; `pictures` says how it holds charts and photos."""

    def __init__(self, look: Look, pictures: Pictures) -> None:
        self._language = look.language
        self._pictures = pictures
        self._above = ""
        self._named: dict[str, int] = {}

    def part(self, part: n.Part) -> str:
        """A part with its heading."""
        level = min(part.level, _DEEPEST)
        id = quiet(part.id)
        kicker = f'<p class="kicker">{self._words(part.kicker)}</p>' if part.kicker else ""
        head = f"{kicker}<h{level}>{self._words(part.title)}</h{level}>"
        head = f"<hgroup>{head}</hgroup>" if kicker else head
        lines = "".join(f'<p class="line">{self._words(line)}</p>' for line in part.lines)
        photo = self._photo(part.photo, "wide") if part.photo else ""
        kind = "chapter" if part.chapter else "part"
        self._above = f"{n.unnoted(part.kicker)} {n.unnoted(part.title)}"
        body = self._flow(part.nodes, level, n.unnoted(part.title))
        return f'<section class="{kind}" id="{id}">{photo}{head}{lines}{body}</section>\n'

    def lines(self, part: n.Part) -> str:
        """The title of the document, and what stands below it."""
        lines = "".join(f'<p class="line">{self._words(line)}</p>' for line in part.lines)
        photo = self._photo(part.photo, "wide") if part.photo else ""
        return f"<h1>{self._words(part.title)}</h1>{lines}{photo}"

    def flow(self, part: n.Part) -> str:
        """What a part holds, without its heading."""
        return self._flow(part.nodes, part.level, n.unnoted(part.title))

    def words(self, rich: Rich) -> str:
        return self._words(rich)

    def _words(self, rich: Rich) -> str:
        return words(rich, self._language)

    def _flow(self, nodes: Sequence[n.Node], level: int, title: str) -> str:
        made: list[str] = []
        for listed, run in groupby(nodes, key=_is_item):
            if listed:
                made.append(self._marked([node for node in run if isinstance(node, n.Words)]))
            else:
                made += (self._node(node, level, title) for node in run)
        return "".join(made)

    def _node(self, node: n.Node, level: int, title: str) -> str:
        match node:
            case n.Words(text=rich, voice=voice):
                return self._paragraph(rich, voice)
            case n.Head(text=rich, depth=depth):
                deep = min(level + depth, _DEEPEST)
                return f"<h{deep}>{self._words(rich)}</h{deep}>"
            case n.Items():
                return self._items(node)
            case n.Figures():
                return self._figures(node)
            case n.Said():
                return self._said(node)
            case n.Graph():
                return self._graph(node, title)
            case n.Rows():
                return self._table(node.grid, title)
            case n.Dates():
                return f'<ol class="timeline">{"".join(map(self._event, node.events))}</ol>'
            case n.Sides():
                return (
                    f'<div class="sides">{"".join(self._side(one, node.emphasis, level) for one in node.columns)}</div>'
                )
            case n.Photo():
                return self._photo(node)
            case n.Address(link=link, label=label):
                said = self._words(tuple(_unlinked(label))) or text(link)
                return f'<p class="note"><a href="{quiet(link)}">{said}</a></p>'
            case n.Beside(groups=groups):
                return f'<div class="beside">{"".join(f"<div>{self._flow(one, level, title)}</div>" for one in groups)}</div>'
            case _:
                assert_never(node)

    def _paragraph(self, rich: Rich, voice: str) -> str:
        """A paragraph; one that is a note has the number that leads to it before it."""
        if rich and (number := rich[0].note):
            sign = text(rich[0].text.strip())
            return f'<p class="note" id="note-{number}"><sup>{sign}</sup> {self._words(rich[1:])}</p>'
        kind = "" if voice == "text" else f' class="{voice}"'
        return f"<p{kind}>{self._words(rich)}</p>"

    def _marked(self, paragraphs: list[n.Words]) -> str:
        """Paragraphs that are items of a list in running text."""
        made: list[str] = []
        open_: list[str] = []
        for one in paragraphs:
            mark = one.text[0].item
            assert mark is not None
            kind = "ol" if mark.sign[:1].isdigit() else "ul"
            while len(open_) > mark.level + 1:
                made.append(f"</li></{open_.pop()}>")
            if len(open_) == mark.level + 1:
                made.append("</li>")
            while len(open_) < mark.level + 1:
                start = f' start="{mark.sign.rstrip(".")}"' if kind == "ol" and mark.sign != "1." else ""
                made.append(f"<{kind}{start}>" + ("<li>" if len(open_) < mark.level else ""))
                open_.append(kind)
            made.append(f"<li>{self._words(one.text)}")
        made += (f"</li></{kind}>" for kind in reversed(open_))
        return "".join(made)

    def _items(self, items: n.Items) -> str:
        kind = _LISTS[items.order]
        made = f'<{kind} class="{items.order}">{"".join(map(self._entry, items.entries))}</{kind}>'
        if items.order == "contents" and any(span.link for one in items.entries for span in one.lead):
            return f'<nav aria-label="{quiet(word("contents", self._language))}">{made}</nav>'
        return made

    def _entry(self, entry: Entry) -> str:
        if not entry.lead:
            return f"<li>{self._words(entry.detail)}</li>"
        detail = f'<span class="detail">{self._words(entry.detail)}</span>' if entry.detail else ""
        lead = f'<span class="name">{self._words(entry.lead)}</span>' if detail else self._words(entry.lead)
        return f"<li>{sign(entry.icon)}{lead}{detail}</li>"

    def _figures(self, figures: n.Figures) -> str:
        if not figures.large:
            return f'<ul class="figures">{"".join(f"<li>{self._stat(one)}</li>" for one in figures.stats)}</ul>'
        bar = ""
        if figures.share or figures.of:
            said = "".join(f"<span>{self._words(one)}</span>" for one in (figures.share, figures.of) if one)
            track = (
                f'<span class="track" aria-hidden="true"><span style="width:{figures.part}%"></span></span>'
                if figures.part
                else ""
            )
            bar = f'<p class="share">{track}{said}</p>'
        return f'<div class="hero">{"".join(map(self._stat, figures.stats))}{bar}</div>'

    def _stat(self, stat: Stat) -> str:
        tone = f" {stat.tone}" if stat.tone else ""
        figure = f'<strong class="figure{tone}">{self._words(loose(stat.figure))}</strong> ' if stat.figure else ""
        change = f'<span class="change {stat.turn}">{self._words(stat.change)}</span>' if stat.change else ""
        line = ""
        if stat.trend is not None:
            line = self._pictures.small(stat.trend, n.unnoted(stat.label))
        return f'{sign(stat.icon)}{figure}<span class="label">{self._words(stat.label)}</span>{change}{line}'

    def _said(self, said: n.Said) -> str:
        office = f'<span class="office">{self._words(said.office)}</span>' if said.office else ""
        speaker = f'<span class="name">{self._words(said.speaker)}</span>' if said.speaker else ""
        who = f"<figcaption>{speaker}{office}</figcaption>" if speaker or office else ""
        return f'<figure class="quote"><blockquote><p>{self._words(quoted_rich(said.text, self._language))}</p></blockquote>{who}</figure>'

    def _graph(self, graph: n.Graph, title: str) -> str:
        spec = graph.spec
        named = n.unnoted(graph.below or graph.heading or spec.title) or title
        caption = ""
        if graph.heading and not n.is_told(graph, self._above):  # else the part's own words say it
            heading, below = (graph.heading if graph.below else spec.in_unit(graph.heading)), ""
            if graph.below:
                below = f'<span class="below">{self._words(spec.in_unit(graph.below))}</span>'
            caption = f"<figcaption>{self._words(heading)}{below}</figcaption>"
        drawn = self._pictures.chart(spec, named)
        rows = self._data(cells(spec))
        said = word("chart-data", self._language, title=named)
        return f'<figure class="graph">{caption}{drawn}<details><summary>{text(said)}</summary>{self._scrolled(rows, said)}</details></figure>'

    def _data(self, rows: Sequence[Sequence[Label]]) -> str:
        """A chart's data as a table."""
        head, *body = rows
        top = "".join(f'<th scope="col">{self._label(one)}</th>' for one in head)
        below = "".join(
            f'<tr><th scope="row">{self._label(first)}</th>{"".join(f"<td>{self._label(one)}</td>" for one in rest)}</tr>'
            for first, *rest in body
        )
        return f"<table><thead><tr>{top}</tr></thead><tbody>{below}</tbody></table>"

    def _label(self, label: Label) -> str:
        return words((Span(label.text, label.origins, language=label.language),), self._language)

    def _table(self, grid: Grid, title: str) -> str:
        head = "".join(f'<th scope="col"{_set(grid, at)}>{self._words(one)}</th>' for at, one in enumerate(grid.head))
        rows = "".join(self._row(grid, row, grid.mark(number)) for number, row in enumerate(grid.rows))
        foot = f"<tfoot>{self._row(grid, grid.total, Marked(), total=True)}</tfoot>" if grid.total else ""
        many = ' class="many"' if len(grid.head) >= _MANY else ""
        return self._scrolled(f"<table{many}><thead><tr>{head}</tr></thead><tbody>{rows}</tbody>{foot}</table>", title)

    def _scrolled(self, table: str, name: str) -> str:
        """A table in a place of its own, which scrolls where it is too wide, by keyboard too; no two places have one name."""
        self._named[name] = again = self._named.get(name, 0) + 1
        said = f"{name} ({again})" if again > 1 else name
        return f'<div class="scroll" tabindex="0" role="region" aria-label="{quiet(said)}">{table}</div>'

    def _row(self, grid: Grid, row: Sequence[Rich], mark: Marked, *, total: bool = False) -> str:
        if mark.group:
            said = "".join(self._words(cell) for cell in row)
            return f'<tr class="group"><th scope="rowgroup" colspan="{len(row)}">{said}</th></tr>'
        made: list[str] = []
        for column, cell in enumerate(row):
            first = not column and not grid.numeric[0]
            inner = self._words(cell)
            named = f'<th scope="row"{_set(grid, 0)}>{inner}</th>'
            made.append(named if first else f"<td{_shade(grid, column, mark)}>{inner}</td>")
        return f"<tr{' class=total' if total else ''}>{''.join(made)}</tr>"

    def _event(self, event: Event) -> str:
        return f"<li><span class=when>{self._words(event.when)}</span><span>{self._words(event.text)}</span></li>"

    def _side(self, column: Column, emphasis: str, level: int) -> str:
        deep = min(level + 1, _DEEPEST)
        chosen = " chosen" if column.id == emphasis else ""
        points = "".join(f"<li>{self._words(one)}</li>" for one in column.points)
        return f'<div class="side{chosen}">{sign(column.icon)}<h{deep}>{self._words(column.title)}</h{deep}><ul>{points}</ul></div>'

    def _photo(self, photo: n.Photo, kind: str = "") -> str:
        image = photo.image
        captions = "".join(
            f'<span class="{name}">{self._words(rich)}</span>'
            for rich, name in ((photo.caption, "caption"), (photo.credit, "credit"))
            if rich
        )
        shown = (
            f'<img src="{self._pictures.source(image)}" width="{image.width}" height="{image.height}"'
            f' alt="{quiet(photo.alt)}"{spoken(photo.alt, self._language)}>'
        )
        below = f"<figcaption>{captions}</figcaption>" if captions else ""
        return f'<figure class="photo {kind}">{shown}{below}</figure>'


def _is_item(node: n.Node) -> bool:
    return isinstance(node, n.Words) and bool(node.text) and node.text[0].item is not None


def _set(grid: Grid, column: int) -> str:
    name = _how(grid, column)
    return f' class="{name}"' if name else ""


def _how(grid: Grid, column: int) -> str:
    """The class of a column's cells; numbers keep to one line."""
    side = grid.align(column)
    return "n" if side == "end" and grid.numeric[column] else {"start": "", "center": "c", "end": "e"}[side]


def _shade(grid: Grid, column: int, mark: Marked) -> str:
    """How a cell is set: a number at its end, with the bar or the shade behind it; what it says stands in it."""
    names = [name] if (name := _how(grid, column)) else []
    bar = f' style="--bar:{mark.bar:.1%}"' if column == grid.bars and mark.bar is not None else ""
    if column == grid.heat and mark.heat is not None:
        names.append(f"h{round(mark.heat * HEATS)}")
    return (f' class="{" ".join(names)}"' if names else "") + bar


def _unlinked(rich: Rich) -> Iterator[Span]:
    return (replace(span, link="") for span in rich)
