"""What there is a card of: each chart, each figure and each quote of a document, once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from ...blocks.params import origins_of
from ...frozen import frozen, replace
from ...language.wording import word
from ...values import Origin, Rich, plain, without_notes
from ...values.cited import behind, source_line
from ...values.figures import quoted
from ..nodes import Figures, Flow, Graph, Part, Said, unnoted, walk

Shown: TypeAlias = Graph | Figures | Said


@frozen
class Subject:
    """What a card is of: a chart with what it shows in a sentence, a single figure, or a quote; its fields, and the words of its sources."""

    id: str
    node: Shown
    title: Rich
    origins: tuple[Origin, ...]
    sources: tuple[Rich, ...]

    def alt(self, flow: Flow) -> str:
        """All that the picture says, for those who cannot see it."""
        language = flow.language
        match self.node:
            case Graph(spec=spec):
                title = plain(self.title).strip()
                said = [title] if title and title not in spec.alt else []
                notice = [plain(spec.ground.notice)] if spec.ground is not None else []
                told = [*(_sentence(one) for one in said), str(spec.alt), *notice]
            case Figures(stats=(stat, *_), share=share, of=of):
                figure = " ".join(filter(None, (unnoted(stat.figure), unnoted(stat.label))))
                whole = " ".join(filter(None, (plain(share), plain(of))))
                told = [_sentence(figure), _sentence(unnoted(stat.change)), _sentence(whole)]
                told += [stat.trend.alt] if stat.trend is not None else []
            case Said(text=text, speaker=speaker, office=office):
                who = word("comma", language).join(filter(None, (plain(speaker), plain(office))))
                told = [f"{quoted(unnoted(text), language)} — {who}"]
            case _:
                told = []
        return " ".join(filter(None, (*told, plain(self.source_line(language)))))

    def credit(self, flow: Flow) -> str:
        """Its sources, and who gives the report out."""
        return word("dot", flow.language).join(filter(None, (plain(self.source_line(flow.language)), flow.author)))

    def source_line(self, language: str) -> Rich:
        """Where it comes from, in a line; nothing where the report does not say it."""
        return source_line(self.sources, language)


def _sentence(said: str) -> str:
    return said if not said or said[-1] in ".。!?؟！？" else f"{said}."


def subjects(flow: Flow) -> Iterator[Subject]:
    """The cards of a document in its order. What stands in several parts is taken from the one that it belongs to."""
    charted = {
        origin
        for part in flow.parts
        for node in walk(part.nodes)
        if isinstance(node, Graph)
        for origin in node.spec.origins()
    }
    best: dict[tuple[str, str], tuple[tuple[bool, bool], Subject]] = {}
    for part in flow.parts:
        for node in walk(part.nodes):
            for one in _of(node, part):
                if isinstance(one.node, Figures) and charted & {*origins_of(one.node.stats[0].figure)}:
                    continue  # a value of a chart, which says what it is in
                key = one.id, one.node.spec.id if isinstance(one.node, Graph) and not one.node.spec.origin else ""
                large = isinstance(one.node, Figures) and one.node.large
                rank = large, part.id == _section(one.origins)
                if key not in best or rank > best[key][0]:
                    best[key] = rank, replace(one, sources=tuple(map(_bare, behind(one.origins, flow.sources))))
    yield from (one for _, one in best.values())


def _of(node: object, part: Part) -> Iterator[Subject]:
    match node:
        case Graph(spec=spec, heading=heading, below=below):
            title = without_notes(heading if below or not part.title else part.title)
            origins = origins_of(spec)
            clean = replace(node, heading=without_notes(below or heading), below=())
            yield Subject(
                spec.origin.removeprefix("sections.") or _section(origins) or spec.id,
                clean,
                _unlinked(title),
                origins,
                (),
            )
        case Figures(stats=stats):
            for stat in stats:
                origins = origins_of((stat,))
                if any(one.endswith(".abbreviation") for one in origins_of(stat.figure)):
                    continue  # a name that stands as large as a figure
                bare = replace(stat, figure=_bare(stat.figure), label=_bare(stat.label), change=_bare(stat.change))
                alone = replace(node, stats=(bare,), large=node.large and len(stats) == 1)
                yield Subject(_id(origins) or f"{part.id}.{stat.id}", alone, (), origins, ())
        case Said(text=text, speaker=speaker, office=office):
            origins = origins_of(text, speaker, office)
            clean_quote = Said(_bare(text), _bare(speaker), _bare(office))
            yield Subject(_id(origins) or f"{part.id}.quote", clean_quote, (), origins, ())
        case _:
            return


def _section(origins: Iterable[Origin]) -> str:
    """The section that a field of the report is in."""
    return next((one.split(".")[1] for one in origins if one.startswith("sections.")), "")


def _id(origins: tuple[Origin, ...]) -> str:
    """What a field of the report belongs to, by its ids: "support.treatment" for `sections.support.items.treatment.value`."""
    parts = next((one.split(".") for one in origins if one.startswith("sections.")), [])
    return ".".join(one for one in parts[1:-1] if one != "items")


def _bare(rich: Rich) -> Rich:
    return _unlinked(without_notes(rich))


def _unlinked(rich: Rich) -> Rich:
    """The words without links: a picture leads nowhere."""
    return tuple(replace(span, link="") if span.link else span for span in rich)
