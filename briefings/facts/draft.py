"""A source document as a draft of a report: its sections, each part with the lines that it comes from.

    draft    a Document, the key that it is cited by, a language -> Draft

By rules alone: what a section is, its heading says in the words of six languages, else what stands below it. Numbers, quotes and captions are taken as
they are printed; what looks damaged (a number that is lost, a footer glued to a line, a lost hyphen) is told and left to a person. A block that no rule
places is listed: nothing is dropped.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ..frozen import frozen, replace
from ..identifiers import slug, unique
from ..language import LANGUAGES, wording
from ..regex import regex
from ..values import Day, Origin, figures
from . import numbers
from .documents import Document
from .ledger import stems
from .numbers import Number
from .outline import FOOTER, Block, blocks, is_figure, is_quoted

_KNOWN: Final = ("programmes", "resources", "mandates", "entities", "outcomes")
"""Types of section that headings name."""
_CREDIT: Final = regex(
    r"^(?P<caption>.*?)\s*\((?P<place>[^();]+);\s*(?P<date>[^()]+)\)\s*(?P<credit>(?:©|Photo|Credit).{1,60}?)$"
)
_SYMBOL: Final = regex(
    r"^(?P<title>.+?),\s+(?:(?P<organ>[^\W\d][^,\d]{3,60}?)\s+)?(?P<symbol>(?:resolutions?|decisions?|résolution|décision|resolución|decisión|резолюция|"
    r"القرار|第)\s?[\dA-Z][\w/().]*(?:\s?\(\d{4}\))?.*)$",
    re.I,
)
_UNIT_OF: Final = regex(r"^(?P<unit>[^\W\d]+)\s+(?:of|de|d['’]|из)\s*(?P<label>.+)$")
_ENDS: Final = regex(r"[.!?。！？؟]$")
_JOINT: Final = regex(r"(?:[,;،，；]|\s(?:and|et|y|и|和)|\sو)\s*$")
_STATED: Final = frozenset({"exactly", "at-least", "over", "about"})


@frozen
class Doubt:
    """Something that a person must look at: where in the document, and what it is."""

    passage: int
    text: str


@dataclass(slots=True)
class Part:
    """A section or an item as it will be written: its keys in order, and what is to be said above it."""

    fields: dict[str, Any]
    first: int = 0
    last: int = 0
    doubts: list[str] = field(default_factory=list)


@frozen
class Draft:
    """A draft: the report's title ("" when the document has none), its sections, what no rule placed, and what a person must look at."""

    title: str
    language: str
    sections: tuple[Part, ...]
    unplaced: tuple[Block, ...]
    doubts: tuple[Doubt, ...]


def draft(document: Document, key: str, language: str = "") -> Draft:
    """The draft of a report from a document."""
    spoken = language or _language(document.words())
    made = _Drafting(document, key, spoken)
    made.run()
    _named(made.sections)
    return Draft(made.title, spoken, tuple(made.sections), tuple(made.unplaced), tuple(made.doubts))


def _named(parts: Sequence[Part]) -> None:
    """Gives each part an id of its own, those in a section among themselves."""
    ids = unique(str(part.fields.pop("id")) or f"item-{at}" for at, part in enumerate(parts, 1))
    for id, part in zip(ids, parts, strict=True):
        part.fields = {"id": id, **part.fields}
        for held in part.fields.values():
            if isinstance(held, list) and held and isinstance(held[0], Part):
                _named(held)


def _language(words: str) -> str:
    """The language whose sample text has most words in common with a text."""
    letters = {"zh": "[\u4e00-\u9fff]", "ar": "[\u0621-\u064a]", "ru": "[а-яё]"}
    total = sum(sign.isalpha() for sign in words) or 1
    for language, pattern in letters.items():
        if len(re.findall(pattern, words, re.I)) > total / 3:
            return language
    told = [word.casefold() for word in re.findall(r"[^\W\d_]+", words)]
    samples = {code: set(re.findall(r"[^\W\d_]+", one.sample.casefold())) for code, one in LANGUAGES.items()}
    return max(("en", *samples), key=lambda code: sum(word in samples[code] for word in told))


class _Drafting:
    """The work on one document: what was made so far."""

    def __init__(self, document: Document, key: str, language: str) -> None:
        self.key, self.language = key, language
        self.title = ""
        self.sections: list[Part] = []
        self.unplaced: list[Block] = []
        self.doubts: list[Doubt] = []
        self._blocks = [self._mended(one) for one in blocks(document)]
        self._forms = _forms(document)
        self._together: dict[str, Part] = {}
        self._container: Part | None = None
        self._level = 0

    # --- What is damaged ---------------------------------------------------------------------------------------------------------------

    def _mended(self, one: Block) -> Block:
        """A block without backslashes of an extraction and without a footer that is glued to it, which is told."""
        text = re.sub(r"\\([$%&#])", r"\1", one.text)
        footer = FOOTER.search(text)
        if footer and one.kind != "running":
            self.doubts.append(Doubt(one.first, f"a running foot was glued to this: “{footer[0].strip()}”"))
            self.unplaced.append(replace(one, text=footer[0].strip(), kind="running"))
            text = text[: footer.start()]
        if one.glued:
            self.doubts.append(Doubt(one.first, f"“{one.glued}” was cut at the end of a line: has it a hyphen?"))
        return replace(one, text=text.strip())

    def _doubtful(self, one: Block) -> None:
        """Tells of words that have a hyphen elsewhere in the document."""
        for word in re.findall(r"[^\W\d_]{6,}", one.text):
            if other := self._forms.get(word.casefold()):
                self.doubts.append(Doubt(one.first, f"“{word}” is “{other}” elsewhere: was a hyphen lost?"))

    # --- Sections ----------------------------------------------------------------------------------------------------------------------

    def run(self) -> None:
        """Goes through the document, heading by heading."""
        heading: Block | None = None
        body: list[Block] = []
        for one in (*self._blocks, None):
            if one is not None and one.kind == "running":
                self.unplaced.append(one)
            elif one is None or one.kind == "heading":
                self._section(heading, body)
                heading, body = one, []
            else:
                body.append(one)

    def _section(self, heading: Block | None, body: list[Block]) -> None:
        for one in (*([heading] if heading else []), *body):
            self._doubtful(one)
        if heading is None and not body:
            return
        title = self._titled(heading) if heading else wording.word("context", self.language)
        kind = self._kind(title) if heading else ""
        if heading and self._container and heading.level < self._level:
            self._container = None
        if not body:
            self._alone(heading, title, kind)
            return
        runs = list(self._runs(body))
        own = [(name, held) for name, held in runs if name not in ("quotes", "photos")]
        rest = [one for _, held in own for one in held]
        prose = all(name in ("prose", "items") for name, _ in own)
        if not rest:
            self.unplaced += [heading] if heading and kind not in ("quotes", "photos") else []
        elif kind in ("programmes", "entities", "mandates", "resources") and not any(name == "rows" for name, _ in own):
            getattr(self, f"_{kind}")(heading, title, rest)
        elif heading and prose and self._container and not heading.guessed:
            self._outcome(heading, title, rest)
        elif heading and prose and heading.guessed and len(rest) == 1:
            self._feature(heading, title, rest)
        else:
            self._by_kind(heading, title, own)
        for name, held in runs:
            if name in ("quotes", "photos"):
                (self._quotes if name == "quotes" else self._photos)(held)

    def _alone(self, heading: Block | None, title: str, kind: str) -> None:
        """A heading without anything below it: the document's title, the one above all outcomes, or a name that nobody knows the use of."""
        assert heading is not None
        if kind == "outcomes":
            fields = {"id": "outcomes", "type": "outcomes", "title": title, "items": []}
            self._container, self._level = self._add(fields, [heading]), heading.level
        elif not self.title and not self.sections:
            self.title = title
        elif title == self.title:
            return  # a web page says its title twice
        else:
            self.unplaced.append(heading)

    def _by_kind(self, heading: Block | None, title: str, runs: Sequence[tuple[str, list[Block]]]) -> None:
        """A section for each kind of content below a heading; further ones say in their titles what they hold."""
        more = wording.word("in-numbers", self.language)
        makers = {"prose": self._prose, "items": self._prose, "figures": self._figures, "rows": self._table}
        joined: list[tuple[str, list[Block]]] = []
        for name, held in runs:
            if joined and makers[joined[-1][0]] == makers[name] == self._prose:
                joined[-1][1].extend(held)
            else:
                joined.append((name, list(held)))
        for number, (name, held) in enumerate(joined):
            told = (
                title
                if number == 0
                else f"{title}: {more.lower()}"
                if number == 1
                else f"{title} ({chr(97 + number % 26)})"
            )
            makers[name](heading, told, held)

    # --- Parts -------------------------------------------------------------------------------------------------------------------------

    def _add(self, fields: dict[str, Any], of: Sequence[Block], doubts: Sequence[str] = ()) -> Part:
        part = Part(fields, of[0].first, of[-1].last, list(doubts))
        self.sections.append(part)
        return part

    def _source(self, of: Sequence[Block]) -> str:
        first, last = of[0].first, of[-1].last
        return f"{self.key}:{first}" + (f"-{last}" if last > first else "")

    def _section_of(self, kind: str, heading: Block | None, title: str, held: Sequence[Block], **more: Any) -> Part:
        """A section of a type, with the lines that it comes from."""
        of = [*([heading] if heading else []), *held]
        name = slug(title)
        id = kind if kind in _KNOWN else (name if len(name) <= 40 else name[:41].rpartition("-")[0]) or kind
        return self._add({"id": id, "type": kind, "title": title, "source": self._source(of), **more}, of)

    def _all_of(self, kind: str, of: Sequence[Block]) -> list[Part]:
        """The items of the one section that has all quotes, pictures or features."""
        if kind not in self._together:
            title = wording.word(kind, self.language)
            self._together[kind] = self._add({"id": kind, "type": kind, "title": title, "items": []}, of)
        items: list[Part] = self._together[kind].fields["items"]
        return items

    def _item(self, of: Sequence[Block], fields: Mapping[str, Any], doubts: Sequence[str] = ()) -> Part:
        name = next(
            (str(fields[key]) for key in ("title", "text", "label", "caption", "speaker") if fields.get(key)), ""
        )
        told = "-".join(slug(name).split("-")[:4])
        return Part({"id": told, **fields, "source": self._source(of)}, of[0].first, of[-1].last, list(doubts))

    # --- Types of section --------------------------------------------------------------------------------------------------------------

    def _programmes(self, heading: Block | None, title: str, held: Sequence[Block]) -> None:
        items = [self._item([one], {"title": one.text}) for one in held]
        self._section_of("programmes", heading, title, held, items=items)

    def _entities(self, heading: Block | None, title: str, held: Sequence[Block]) -> None:
        items = []
        for one in held:
            short = re.match(r"(?P<title>.+?)\s*\((?P<short>[^()\s]{2,12})\)$", one.text)
            fields = {"title": short["title"], "abbreviation": short["short"]} if short else {"title": one.text}
            items.append(self._item([one], fields))
        self._section_of("entities", heading, title, held, items=items)

    def _mandates(self, heading: Block | None, title: str, held: Sequence[Block]) -> None:
        items = []
        for one in held:
            told = _SYMBOL.match(one.text)
            fields = {key: value for key, value in told.groupdict().items() if value} if told else {"title": one.text}
            items.append(self._item([one], fields))
        self._section_of("mandates", heading, title, held, items=items)

    def _resources(self, heading: Block | None, title: str, held: Sequence[Block]) -> None:
        """The first amount is the total, the others its parts; without amounts of one currency it is what its content is."""
        told = [
            (one, found)
            for one in held
            for found in numbers.read(one.text, self.language)
            if found.figure and re.fullmatch("[A-Z]{3}", found.unit)
        ]
        if (
            len(told) < 2
            or len({found.unit for _, found in told}) > 1
            or any(not numbers.read(one.text, self.language) for one in held)
        ):
            self._by_kind(heading, title, list(self._runs(held)))
            return
        parts = []
        for (one, found), (other, after) in zip(told[1:], [*told[2:], (None, None)], strict=True):
            end = after.start if after and other is one else len(one.text)
            text = _JOINT.sub("", one.text[found.end : end].strip()).strip(" .,;")
            parts.append(self._item([one], {**_figure(found, money=False), "text": text}))
        lead, total = told[0]
        rest = numbers.behind(lead.text, total) if len([one for one, _ in told if one is lead]) == 1 else ""
        whole = {**_figure(total, money=False), **({"text": rest} if rest else {})}
        self._section_of("resources", heading, title, held, currency=total.unit, total=whole, parts=parts)

    def _prose(self, heading: Block | None, title: str, held: Sequence[Block]) -> None:
        self._section_of("prose", heading, title, held, text=self._paragraphs(held))

    def _paragraphs(self, held: Sequence[Block]) -> Any:
        """Paragraphs; items that follow each other are a list in one of them."""
        made: list[str] = []
        before = ""
        for one in held:
            if one.kind == "item" and before == "item":
                made[-1] += f"\n- {one.text}"
            else:
                made.append(f"- {one.text}" if one.kind == "item" else one.text)
            before = one.kind
        return made[0] if len(made) == 1 else made

    def _outcome(self, heading: Block, title: str, held: Sequence[Block]) -> None:
        assert self._container is not None
        of = [heading, *held]
        self._container.fields["items"].append(self._item(of, {"title": title, "text": self._paragraphs(held)}))
        self._container.last = of[-1].last

    def _feature(self, heading: Block, title: str, held: Sequence[Block]) -> None:
        of = [heading, *held]
        self._all_of("features", of).append(self._item(of, {"title": title, "text": self._paragraphs(held)}))

    def _quotes(self, held: Sequence[Block]) -> None:
        """Quotes with who said them in the line below."""
        for quote, by in zip(held[::2], held[1::2], strict=True):
            speaker, _, office = by.text.lstrip("—–- ").partition(",")
            fields = {
                "text": quote.text.strip(' "“”«»„'),
                "speaker": speaker.strip(),
                **({"office": office.strip()} if office else {}),
            }
            self._all_of("quotes", [quote, by]).append(self._item([quote, by], fields))

    def _photos(self, held: Sequence[Block]) -> None:
        """Captions with place, date and credit, in one line or in two."""
        of: list[Block] = []
        for one in held:
            of.append(one)
            told = _CREDIT.match(" ".join(part.text for part in of))
            if told is None:
                continue
            month = _month(told["date"], self.language)
            doubts = [] if month else [f"when was it taken: {told['date']}?"]
            fields = {
                "caption": told["caption"],
                "place": told["place"],
                **({"date": month} if month else {}),
                "credit": told["credit"],
            }
            self._all_of("photos", of).append(self._item(of, fields, doubts))
            of = []

    def _figures(self, heading: Block | None, title: str, held: Sequence[Block]) -> None:
        """Statistics; or bars, where all are amounts of something in a unit that others share."""
        items = list(self._statistics(held))
        told = [(item, _UNIT_OF.match(str(item.fields["text"]))) for item in items]
        units = [match["unit"] for _, match in told if match]
        if len(units) == len(items) and all(units.count(unit) > 1 for unit in units):
            for unit in dict.fromkeys(units):
                rows = [(item, match["label"]) for item, match in told if match and match["unit"] == unit]
                data = [
                    Part(
                        {**_without(item, "text"), "label": label[:1].upper() + label[1:]},
                        item.first,
                        item.last,
                        item.doubts,
                    )
                    for item, label in rows
                ]
                of = [one for one in held if any(part.first <= one.first <= part.last for part in data)]
                name = title if len(set(units)) == 1 else f"{title} ({unit})"
                self._section_of("chart", heading, name, of, chart="bar", unit=unit, sort="descending", data=data)
            return
        self._section_of("statistics", heading, title, held, items=items)

    def _statistics(self, held: Sequence[Block]) -> Iterator[Part]:
        """Figures with what they count, which stands behind them or in the next line; a label alone has lost its number."""
        waiting: tuple[Block, Number] | None = None
        for one in held:
            found = next(iter(numbers.read(one.text, self.language)), None) if is_figure(one.text) else None
            if waiting:
                lead, number = waiting
                yield self._item([lead, one], {**_figure(number), "text": one.text}, _unsure(lead.text, number))
                waiting = None
            elif found and not (rest := numbers.behind(one.text, found)):
                waiting = one, found
            elif found:
                yield self._item([one], {**_figure(found), "text": rest}, _unsure(one.text, found))
            else:
                yield self._item(
                    [one], {"value": "not-in-source", "text": one.text}, ["the source has no number here: was it lost?"]
                )

    def _table(self, heading: Block | None, title: str, held: Sequence[Block]) -> None:
        """A table; its first row names the columns."""
        rows = [one.text.split("\t") for one in held]
        width = max(map(len, rows))
        names = [*rows[0], *[""] * (width - len(rows[0]))]
        columns = [
            Part({"id": id, "title": name or id})
            for id, name in zip(
                unique([slug(name) or f"column-{at}" for at, name in enumerate(names, 1)]), names, strict=True
            )
        ]
        cells = [[*row, *[""] * (width - len(row))] for row in rows[1:]]
        if not cells:
            self._prose(heading, title, held)
            return
        self._section_of("table", heading, title, held, columns=columns, rows=cells)

    # --- What stands below a heading ---------------------------------------------------------------------------------------------------

    def _runs(self, body: Sequence[Block]) -> Iterator[tuple[str, list[Block]]]:
        """Blocks of one kind that follow each other: figures, quotes, photos, rows, items, prose."""
        at = 0
        while at < len(body):
            name, count = self._next(body, at)
            held = list(body[at : at + count])
            at += count
            while at < len(body) and name not in ("prose",) and self._next(body, at)[0] == name:
                count = self._next(body, at)[1]
                held += body[at : at + count]
                at += count
            yield name, held

    def _next(self, body: Sequence[Block], at: int) -> tuple[str, int]:
        """What begins at a block, and how many blocks that takes."""
        one = body[at]
        after = body[at + 1] if at + 1 < len(body) else None
        if one.kind in ("row",):
            return "rows", 1
        if (
            (is_quoted(one.text) or one.kind == "quote")
            and after
            and len(after.text.split()) <= 20
            and not _ENDS.search(after.text)
        ):
            return "quotes", 2
        if _CREDIT.match(one.text):
            return "photos", 1
        if after and one.kind in ("text", "caption") and _CREDIT.match(after.text) and after.text.startswith("("):
            return "photos", 2
        if count := self._figure_at(body, at):
            return "figures", count
        return ("items", 1) if one.kind == "item" else ("prose", 1)

    def _figure_at(self, body: Sequence[Block], at: int) -> int:
        """How many blocks a figure with its words takes; a label that has lost its number is one, where figures are its neighbours."""
        one = body[at]
        found = numbers.read(one.text, self.language)
        if is_figure(one.text) and found and found[0].figure and found[0].start < 6:
            alone = not numbers.behind(one.text, found[0])
            if alone:
                return 2 if at + 1 < len(body) and not is_figure(body[at + 1].text) else 0
            return int(not _ENDS.search(one.text) and len(one.text.split()) <= 30)
        label = (
            one.kind == "text"
            and not _ENDS.search(one.text)
            and len(one.text.split()) <= 30
            and not is_quoted(one.text)
        )
        near = [other for other in (*body[max(0, at - 1) : at], *body[at + 1 : at + 4]) if is_figure(other.text)]
        return int(label and bool(near) and not any(_CREDIT.match(other.text) for other in body[at : at + 2]))

    # --- Words -------------------------------------------------------------------------------------------------------------------------

    def _titled(self, heading: Block) -> str:
        """A heading as a title: one in capitals takes the letters that its words have in the text."""
        text = heading.text.strip(" .:*#")
        if not text.isupper():
            return text
        words = [self._forms.get(f"case {word.casefold()}", word.lower()) for word in re.split(r"(\W+)", text)]
        told = "".join(words)
        return told[:1].upper() + told[1:]

    def _kind(self, title: str) -> str:
        """The type of section that a heading names, in the words of the document's language."""
        mine = stems(title)
        for kind in _KNOWN:
            named = stems(wording.word(kind, self.language)) - stems("key main select principal principaux principales")
            if named and named <= mine and len(mine) <= len(named) + 2:
                return kind
        return ""


def _forms(document: Document) -> dict[str, str]:
    """For words that stand with a hyphen somewhere: that form, by the word without it; and how words are written in running text."""
    text = document.words()
    made = {one.replace("-", "").casefold(): one for one in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)+", text)}
    for line in text.split("\n"):
        if not line.strip().isupper():
            for word in re.findall(r"[^\W\d_]+", line):
                key = f"case {word.casefold()}"
                if word.islower() or (key not in made and not (word.isupper() and len(word) > 5)):
                    made[key] = word
    return made


def _figure(one: Number, money: bool = True) -> dict[str, Any]:
    """A figure as a report writes it."""
    currency = one.unit if re.fullmatch("[A-Z]{3}", one.unit) else ""
    unit = {"%": "%", "points": "percentage points"}.get(one.unit, "")
    given = {"value": one.value, "qualifier": one.qualifier if one.qualifier in _STATED else "", "digits": one.digits}
    return {
        key: value
        for key, value in {**given, "unit": unit, "currency": currency if money else ""}.items()
        if value not in ("", None)
    }


def _unsure(text: str, one: Number) -> list[str]:
    """What is lost of a figure's words."""
    return (
        [f"“{one.qualifier}” is not kept: the source has “{text[:40]}”"]
        if one.qualifier and one.qualifier not in _STATED
        else []
    )


def _without(part: Part, key: str) -> dict[str, Any]:
    return {name: value for name, value in part.fields.items() if name != key}


def _month(words: str, language: str) -> str:
    """A date in words as a report writes it: "November 2022" is 2022-11; "" for what is none."""
    year = re.search(r"\b(?:19|20)\d\d\b", words)
    if year is None:
        return ""
    bare = " ".join(words.split()).casefold()
    if bare == year[0]:
        return year[0]
    for month in range(1, 13):
        if figures.day(Day(int(year[0]), Origin(""), language, month), language).casefold() == bare:
            return f"{year[0]}-{month:02}"
        for day in range(1, calendar.monthrange(int(year[0]), month)[1] + 1):
            if figures.day(Day(int(year[0]), Origin(""), language, month, day), language).casefold() == bare:
                return f"{year[0]}-{month:02}-{day:02}"
    return ""
