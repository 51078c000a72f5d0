"""A document as plain text, for those who read their mail so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import assert_never

from ...charts.data_rows import cells
from ...language.wording import word
from ...values import Rich
from ...values import plain as bare
from ...values.figures import quoted_rich
from .. import nodes as n

_BETWEEN = " | "
_WIDEST = 72


def text(flow: n.Flow) -> str:
    """The whole document; an empty line stands between what belongs apart."""
    first, *parts = flow.parts
    blocks = [*([bare(flow.status)] if flow.status else []), *_part(first, "=", flow.language)]
    for part in parts:
        blocks += _part(part, "=" if part.level == 2 else "-", flow.language)
    foot = word("dot", flow.language).join(filter(None, (n.unnoted(flow.foot), flow.author)))
    return "\n\n".join(filter(None, (*blocks, foot))).replace("\u2028", "\n") + "\n"


def _part(part: n.Part, mark: str, language: str) -> Iterator[str]:
    title = n.unnoted(part.title)
    head = f"{title}\n{mark * min(len(title), _WIDEST)}" if title else ""
    yield "\n".join(filter(None, (n.unnoted(part.kicker), head)))
    yield "\n".join(map(_line, part.lines))
    if part.photo:
        yield from _node(part.photo, title, language)
    yield from _nodes(part.nodes, title, language)


def _nodes(nodes: Sequence[n.Node], title: str, language: str) -> Iterator[str]:
    for node in nodes:
        yield from _node(node, title, language)


def _node(node: n.Node, title: str, language: str) -> Iterator[str]:
    match node:
        case n.Words(text=rich) | n.Head(text=rich):
            mark = rich[0].item if rich else None
            yield f"{'  ' * mark.level}{mark.sign} {_line(rich)}" if mark else _line(rich)
        case n.Items():
            yield _items(node, language)
        case n.Figures():
            told = (
                "\n".join(
                    filter(
                        None,
                        (
                            " ".join(filter(None, map(_line, (one.figure, one.label)))),
                            _line(one.change),
                            one.trend.alt if one.trend else "",
                        ),
                    )
                )
                for one in node.stats
            )
            yield "\n\n".join((*told, *filter(None, map(_line, (node.share, node.of)))))
        case n.Said():
            whose = word("comma", language).join(filter(None, map(_line, (node.speaker, node.office))))
            yield "\n".join(filter(None, (_line(quoted_rich(node.text, language)), whose)))
        case n.Graph():
            yield _graph(node, title)
        case n.Rows(grid=grid):
            rows = (grid.head, *grid.rows, *((grid.total,) if grid.total else ()))
            yield "\n".join(_BETWEEN.join(map(_line, row)) for row in rows)
        case n.Dates(events=events):
            yield "\n".join(f"{_line(one.when)}{word('colon', language)}{_line(one.text)}" for one in events)
        case n.Sides(columns=columns):
            for one in columns:
                yield "\n".join((_line(one.title), *(f"- {_line(point)}" for point in one.points)))
        case n.Photo():
            yield "\n".join(filter(None, (*map(_line, (node.caption, node.credit)),)))
        case n.Address():
            yield " ".join(filter(None, (n.unnoted(node.label), f"<{node.link}>")))
        case n.Beside(groups=groups):
            for group in groups:
                yield from _nodes(group, title, language)
        case _:
            assert_never(node)


def _items(items: n.Items, language: str) -> str:
    if items.order == "contents" and not any(one.detail for one in items.entries):  # what is in a chapter
        return word("dot", language).join(_line(one.lead) for one in items.entries)
    numbers = count(1)
    lines = []
    for entry in items.entries:
        sign = f"{next(numbers)}." if items.order == "steps" else "-"
        lines.append(f"{sign} " + "\n  ".join(filter(None, map(_line, (entry.lead, entry.detail)))))
    return "\n".join(lines)


def _graph(graph: n.Graph, title: str) -> str:
    spec = graph.spec
    named = [n.unnoted(one) for one in (graph.heading, graph.below) if one] or [n.unnoted(spec.title) or title]
    rows = (_BETWEEN.join(label.text for label in row) for row in cells(spec))
    return "\n".join((*named, *rows))


def _line(rich: Rich) -> str:
    """A paragraph with the addresses that its words lead to."""
    said = "".join(
        f"{span.text} <{span.link}>"
        if span.link and not span.link.startswith("#") and span.link != span.text
        else span.text
        for span in rich
    )
    return said.strip()
