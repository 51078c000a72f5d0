"""What the notes of a page say of themselves: the full text behind it, item by item, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..language import wording
from ..values import Figure, Origin, Record, Rich, Span, Text, Value, figures, plain
from .parameters import Parameters
from .rich import NOWHERE

_UNTOLD: Final = frozenset({"type", "chart", "id", "sort", "file", "url", "unit", "short", "alt", "chapter", "label"})


class Notes:
    """The notes on one report. What is said of a record is made once, however many pages show it."""

    def __init__(self, parameters: Parameters) -> None:
        self.parameters, self.language = parameters, parameters.language
        self.root = parameters.report.root
        self._owners: dict[str, Record] = {}
        self._told: dict[Origin, tuple[Rich, ...]] = {}
        for one in _records(self.root):
            self._owners.setdefault(one.origin, one)

    def on(self, origins: tuple[Origin, ...]) -> tuple[Rich, ...]:
        """The notes of a page that shows some fields. The name of a chapter stands above all its titles and belongs to its first section,
        which is not told again for it."""
        told = (origin for origin in origins if not origin.endswith(".chapter"))
        owners = dict.fromkeys(owner for origin in told if (owner := self._owner(origin)))
        return tuple(line for owner in owners for line in self._of(owner))

    def _owner(self, origin: Origin) -> Origin | None:
        """The innermost record that holds a field; None for what the report says of itself and its contact."""
        name: str = origin
        while name:
            if name in self._owners:
                return Origin(name) if name != "contact" else None
            name = name.rpartition(".")[0]
        return None

    def _of(self, owner: Origin) -> tuple[Rich, ...]:
        if owner not in self._told:
            self._told[owner] = tuple(self._lines(self._owners[owner]))
        return self._told[owner]

    def _lines(self, owner: Record) -> Iterator[Rich]:
        fields = owner.fields
        figure = fields.get("figure")
        values = tuple(fields.values())
        texts = [one for one in values if isinstance(one, Text) and one.origin.rsplit(".", 1)[-1] not in _UNTOLD]
        texts += [text for value in values if isinstance(value, tuple) for text in value if isinstance(text, Text)]
        head: Rich = ()
        if isinstance(figure, Figure) and figure.known:
            head = (Span(figures.shown(figure, style="prose", language=self.language), (figure.origin,)), Span(" "))
        where = self.parameters.where(owner, NOWHERE)
        for text in texts:
            if body := self.parameters.rich(text, where):
                yield (*head, *body)
                head = ()
        if head:
            yield head[:1]
        citation = fields.get("source")
        if isinstance(citation, Record) and (said := self._citation(citation)):
            yield (Span(wording.word("source", self.language) + wording.word("colon", self.language)), *said)

    def _citation(self, citation: Record) -> Rich:
        """A citation in words: the source's title, date and address, and the line or lines."""
        sources = self.root["sources"]
        for cited in sources if isinstance(sources, tuple) else ():
            if isinstance(cited, Record) and cited["key"] == citation["key"]:
                first, last = citation["first"], citation["last"]
                comma = Span(wording.word("comma", self.language))
                title = self.parameters.rich(cited["title"], NOWHERE)
                for more in (self.parameters.rich(cited[key], NOWHERE) for key in ("date", "url")):
                    title += (comma, *more) if more and plain(more) not in plain(title) else ()
                if first is None:
                    return title
                spot = wording.word("lines", self.language, first=first, last=last)
                if last in (None, first):
                    spot = wording.word("line", self.language, n=first)
                return (*title, comma, Span(spot))
        return ()


def _records(value: Value) -> Iterator[Record]:
    """Every record in a value, the outer before the inner."""
    if isinstance(value, Record):
        yield value
    if isinstance(value, Record | tuple):
        for child in value:
            yield from _records(child)
