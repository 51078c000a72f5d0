"""What expressions in a template may use beside the report's fields: filters after `|`, and functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import groupby, pairwise
from typing import Any, Final

from ..frozen import replace
from ..geography import places
from ..language import of, wording
from ..values import (
    Day,
    Figure,
    Origin,
    Record,
    Rich,
    Span,
    Text,
    Value,
    cut,
    figures,
    leaves,
    plain,
    prose,
    record,
    records,
    several,
)
from .rich import lasting, named, spans, words
from .sandbox import Sandbox, Spans
from .source_notes import listed


@cache
def sandbox_for(language: str) -> Sandbox:
    """Where expressions are evaluated for a language: made once, whatever the report and the template."""
    return Sandbox(filters(language))


def _short_titles(sections: Any) -> tuple[Any, ...]:
    """What sections are called in tight places; one that is called as its chapter is says no more than that."""
    names = [(one["short"] or one["title"], one["within"]) for one in sections]
    own = [name for name, within in names if not within or words(name).casefold() != words(within).casefold()]
    return tuple(own or [name for name, _ in names])


def filters(language: str) -> Mapping[str, Callable[..., Any]]:
    """What expressions may use after `|`, besides Jinja2's own few."""

    def told(value: Any) -> str:
        match value:
            case Figure():
                return figures.shown(value, language=language)
            case Day():
                return figures.day(value, language)
            case Record():
                return told(named(value))
            case _:
                return plain(prose.rich(value)) if isinstance(value, Text) and value.prose else words(value)

    def joined(items: Any, mark: str = "comma") -> Spans:
        between = Span(wording.word(mark, language))
        parts = [rich for item in items if (rich := spans(item, language))]
        return Spans(tuple(span for index, rich in enumerate(parts) for span in ((between, *rich) if index else rich)))

    def bracketed(value: Any) -> Spans:
        before, _, after = wording.word("bracketed", language, text="\n").partition("\n")
        rich = spans(value, language)
        return Spans((Span(before), *rich, Span(after)) if rich else ())

    return {
        "figure": lambda value, style="tile": figures.shown(value, style=style, language=language),
        "money": lambda value, currency="USD": figures.money(value, currency, language),
        "percent": lambda value, digits=None: figures.percent(_number(value), language, digits),
        "date": lambda value: figures.day(value, language),
        "quoted": lambda value: figures.quoted(told(value), language),
        "listing": lambda value: figures.listing([told(item) for item in value], language),
        "joined": joined,
        "bracketed": bracketed,
        "parted": lambda value: _parted(spans(value, language)),
        "in_unit": lambda name, unit: Spans(prose.in_unit(spans(name, language), spans(unit, language), language)),
        "cited": lambda sources, style="line": tuple(_cited(one, joined, item=style == "list") for one in sources),
        "source_lines": lambda sources, addresses=True: _source_lines(sources, joined, language, addresses),
        "leading": _leading,
        "opening": lambda sections: _opening(sections, language),
        "begun": lambda paragraphs, title="", short=False: _begun(paragraphs, language, title, short),
        "going_on": lambda paragraphs, opening: _going_on(paragraphs, opening, language),
        "to_say": lambda sections: _to_say(sections, language),
        "beside": _beside,
        "dated": lambda events: _dated(events, language),
        "heroes": _heroes,
        "takeaways": lambda sections: tuple(one["takeaway"] for one in sections if one["takeaway"]),
        "short_titles": _short_titles,
        **_CHAPTERS,
        "of_type": _of_type,
        "stats": lambda section: tuple(_known(section["items"])),
        "known": lambda items: tuple(item for item in items if item["figure"].known),
        "amounts": lambda items: tuple(_amount(item, language) for item in items),
        "in_runs": lambda items, key: tuple(tuple(run) for _, run in groupby(items, key=lambda item: bool(item[key]))),
        "flatten": lambda items: tuple(inner for item in items for inner in item),
        "unsaid": lambda lines, *told: _unsaid(lines, told, language),
        "rounded": lambda value, decimals=0: _changed(value, lambda size: figures.rounded(size, decimals)),
        "significant": lambda value, digits=2: _changed(value, lambda size: figures.shortened(size, digits)),
        "place": lambda value: _place(value, language),
        **_SIZES,
    }


def source_words(root: Record, cited: Mapping[Origin, str], language: str) -> Mapping[Origin, Rich]:
    """The documents that parts of a report cite, in words, by what they stand below."""
    between = (Span(wording.word("comma", language)),)
    told: dict[str, Rich] = {}
    for one in records(root["sources"]):
        said, owner, day = spans(one["title"], language), words(root["organization"]), one["date"]
        dated = isinstance(day, Day) and (day.month or str(day.year) not in plain(said))
        for more in (one["publisher"] if words(one["publisher"]) != owner else None, day if dated else None):
            rich = spans(more, language)
            said += (*between, *rich) if rich else ()
        told[str(one["key"])] = listed(said, one.fields.get("number"), item=False)
    return {origin: told[key] for origin, key in cited.items() if told.get(key)}


def _changed(value: Any, change: Callable[[Decimal], Decimal | None]) -> Any:
    """A figure, or a number, with another value; one that the source lacks stays so."""
    if isinstance(value, Figure):
        return value if value.value is None else replace(value, value=change(value.value), digits=None)
    return change(Decimal(str(value)))


def _place(value: Any, language: str) -> Any:
    """A country or region, by its name or code, as the language calls it; other words stay as they are."""
    said = places.named(words(value), language)
    if not said:
        return value
    return replace(value, content=said, language=language) if isinstance(value, Text) else said


def _cited(source: Record, joined: Callable[..., Spans], *, item: bool, addresses: bool = True) -> Spans:
    """A source in words, its title a link to its address, which also stands behind them; with the number of its note where notes are numbered."""
    title = joined([source["title"]]).rich
    linked = Spans(tuple(replace(span, link=words(source["url"])) for span in title))
    told = joined([linked, *(source[key] for key in ("publisher", "date", *["url"] * addresses))])
    return Spans(listed(told.rich, source.fields.get("number"), item=item))


def _source_lines(sources: Any, joined: Callable[..., Spans], language: str, addresses: bool) -> tuple[Spans, ...]:
    """All sources in one line; a line for each where notes are numbered."""
    lines = tuple(_cited(one, joined, item=False, addresses=addresses) for one in sources)
    if not lines or any(one.fields.get("number") for one in sources):
        return lines
    return (joined([wording.word("source", language), joined(lines, "semicolon")], "colon"),)


def functions(report: Record, language: str) -> Mapping[str, Callable[..., Any]]:
    """What expressions may call."""

    def word(key: str, **values: Any) -> str:
        return wording.word(key, language, **{name: plain(spans(value, language)) for name, value in values.items()})

    def phrase(key: str, **values: Any) -> Spans:
        parts = wording.word(key, language, **{name: f"\n{name}\n" for name in values}).split("\n")
        told = (spans(values[part], language) if at % 2 else (Span(part),) for at, part in enumerate(parts))
        return Spans(tuple(span for rich in told for span in rich if span.text))

    def photo(key: Any) -> Any:
        """A photo of the report by its key; nothing where none is named."""
        held = report["photos"]
        return held[words(key)] if key and isinstance(held, Record) and words(key) in held else ""

    def photos(items: Any) -> tuple[Any, ...]:
        """The photos that items name."""
        return tuple(one for item in items if (one := photo(item["photo"])))

    return {
        "photo": photo,
        "photos": photos,
        "word": word,
        "phrase": phrase,
        "headline": headline,
        "status": lambda: status(report, language),
    }


def status(report: Record, language: str) -> str:
    """ "Draft" or "Embargoed until …" for every page; nothing for a final report."""
    if report["status"] not in ("draft", "embargoed"):
        return ""
    embargo = report["embargo"]
    if report["status"] == "draft" or not isinstance(embargo, Record) or not isinstance(embargo["date"], Day):
        return wording.word(str(report["status"]), language)
    parts = (figures.day(embargo["date"], language), words(embargo["time"]), words(embargo["zone"]))
    return wording.word("embargoed-until", language, when=" ".join(filter(None, parts)))


def headline(
    sections: Any, most: int, money: bool = True, without: Any = None, each: bool = False
) -> tuple[Record, ...]:
    """The figures to show first: the money, then the first of each group of statistics, then the second of each, and so on; `each` for one of
    each group alone, that which it is about if it says so, and none of the group of the one `without` which they are told.

    Of more than `most` those of bad news stay. Figures that the source lacks, a second telling of the same number, and the one `without` which they are told, stay away.
    """
    chosen: dict[tuple[Decimal, str], Record] = {}
    groups = [section["items"] for section in _of_type(sections, "statistics")]
    lists = [_parts(group) for group in groups if isinstance(group, tuple)]
    if each:
        about = [hero["item"] for hero in _heroes(sections)]
        lists = [
            tuple(sorted(_known(group), key=lambda item: item not in about))[:1]
            for group in lists
            if without not in group
        ]
    in_turn = [
        group[place]
        for place in range(max((len(group) for group in lists), default=0))
        for group in lists
        if place < len(group)
    ]
    for item in (*(_totals(sections) if money else ()), *in_turn):
        figure = item["figure"] if isinstance(item, Record) else None
        if isinstance(figure, Figure) and figure.value is not None and item != without:
            chosen.setdefault((figure.value, figure.currency), item)
    stay = sorted(chosen.values(), key=lambda item: words(item.fields.get("tone")) != "bad")[:most]
    return tuple(item for item in chosen.values() if item in stay)


def _parted(rich: Rich) -> tuple[Spans, ...]:
    """The parts of a line, each up to its semicolon."""
    head, rest = cut(rich, re.search("[;；؛]|$", plain(rich)).end())  # type: ignore[union-attr]
    return (Spans(head), *(_parted(rest) if rest else ())) if rich else ()


def _parts(items: tuple[Value, ...]) -> tuple[Record, ...]:
    """The statistics but for those that have words for what others are a part of."""
    known = [*records(items)]
    wholes = {words(item["of"]) for item in known if item["of"]}
    return tuple(item for item in known if not (item.fields.get("whole") and words(item["id"]) in wholes))


def _totals(sections: Any) -> Iterator[Record]:
    for section in _of_type(sections, "resources"):
        total = section["total"]
        if isinstance(total, Record):
            text = total["text"] or section["title"]
            yield record(total.origin, {"id": words(section["id"]), "figure": total["figure"], "text": text})


def _amount(item: Record, language: str) -> Spans:
    """A figure and what it counts, as words."""
    told = spans(item["text"], language)
    between = (Span(" "),) if told and of(language).spaced else ()
    return Spans((*spans(item["figure"], language), *between, *told))


def _unsaid(lines: Any, told: Sequence[Any], language: str) -> tuple[Value, ...]:
    """Lines but those that others end with, such as an address that a source or a contact already gives, and those whose words stand in what was
    told before, such as the name of an organization in its report's title."""
    said = [plain(spans(line, language)) for line in lines]
    before = [plain(spans(one, language)).casefold() for one in told]
    return tuple(
        line
        for line, own in zip(lines, said, strict=True)
        if not any(own and one.endswith(f" {own}") for one in said)
        and not any(own and re.search(rf"(?<!\w){re.escape(own.casefold())}(?!\w)", one) for one in before)
    )


def _batch(items: Any, size: int, even: bool = False) -> tuple[tuple[Any, ...], ...]:
    """Items in groups of so many; `even` ones of as few as it takes, none with more than one item less than another."""
    count = max(1, -(-len(items) // size))
    ends = [-(-len(items) * number // count) if even else number * size for number in range(count + 1)]
    return tuple(tuple(items)[one:other] for one, other in pairwise(ends) if items)


def _word_count(value: Any) -> int:
    """How many words the texts below a node have; Chinese, written without spaces, counts two characters as a word."""
    return sum(
        len(leaf.content.split()) if of(leaf.language).spaced else len(leaf.content) // 2
        for leaf in leaves(value)
        if isinstance(leaf, Text)
    )


def _side_by_side(one: Record, other: Record, each: int) -> bool:
    """Whether two texts can stand in columns of a fair size of type, below both their titles, neither much longer than the other."""
    short, long = sorted(_fills(s["paragraphs"]) for s in (one, other))
    return sum(len(words(s["title"])) for s in (one, other)) <= TITLES and long <= min(each, short * UNEVEN)


def _fills(value: Any) -> int:
    """How many words of the usual length would fill as much of a page as the texts below a node."""
    letters = sum(len(one.content) for one in leaves(value) if isinstance(one, Text) and of(one.language).spaced)
    return max(_word_count(value), letters // USUAL)


def _number(value: Any) -> Decimal:
    if isinstance(value, Figure):
        return value.value or Decimal(0)
    return Decimal(str(value))


def _of_type(sections: Any, *names: str) -> tuple[Record, ...]:
    """The sections of some types; `blocks` are also those whose type no template knows."""
    return tuple(
        section
        for section in sections
        if isinstance(section, Record) and (section["type"] in names or ("blocks" in names and "blocks" in section))
    )


def _together(sections: Any, kind: str, most: int, least: int = 0, each: int | None = None) -> tuple[Value, ...]:
    """The sections one by one in their order, but two of a type that follow each other, in one chapter and of so many words, as a pair;
    neither may have more words than `each`, or letters than these have as a rule, and both titles stand in two lines: a column that is
    too long is set small."""
    groups: list[tuple[Record, ...]] = []
    for section in sections:
        alone = len(groups[-1]) == 1 if groups else False
        before = groups[-1][0] if alone else None
        if (
            before is not None
            and before["type"] == section["type"] == kind
            and not (section["chapter"] or before["takeaway"] or section["takeaway"])
            and least <= _word_count((before, section)) < most
            and (each is None or _side_by_side(before, section, each))
        ):
            groups[-1] = (before, section)
        else:
            groups.append((section,))
    return tuple(groups)


_NAMED: Final = frozenset({"entities", "photos"})
"""Types of which a few names or captions are too little for a slide of their own."""
_FEW, _SHORT = 3, 60
"""What shares a slide with them has so many items, of so many words with all that is told of them."""


def _paired(groups: Any) -> tuple[Value, ...]:
    """Groups of sections, but a few names or captions and what little follows or leads to them in their chapter as one."""
    made: list[tuple[Record, ...]] = []
    for group in groups:
        pair = (*(made[-1] if made else ()), *group)
        if (
            len(pair) == 2
            and not pair[1]["chapter"]
            and all(map(_little, pair))
            and any(one["type"] in _NAMED for one in pair)
        ):
            made[-1] = pair
        else:
            made.append(tuple(group))
    return tuple(made)


def _little(section: Record) -> bool:
    """Whether a section has little to show: a few names, captions or figures, a sentence or two, something that was said."""
    items = section.fields.get("items")
    few = (section,) if section["type"] == "prose" else items if isinstance(items, tuple) else ()
    shown = any(one.fields.get("file") or one.fields.get("photo") for one in records(few))
    most = {"entities": _FEW, "photos": _FEW, "statistics": 2, "quotes": 1, "prose": 1}.get(words(section["type"]), 0)
    apart = section["takeaway"] or shown or section.fields.get("hero")
    return not apart and 0 < len(few) <= most and _word_count((section["intro"], few)) <= _SHORT


def _to_say(sections: Any, language: str) -> tuple[Spans, ...]:
    """What is for those who speak, as notes: the title of each section, then its items."""
    told: list[Spans] = []
    for section in sections:
        told.append(_bold(spans(section["title"], language)))
        told += (Spans(spans(part, language)) for part in several(section["intro"]))
        for item in section["items"]:
            if "title" in item:
                told.append(_bold(spans(item["title"], language)))
            told += (Spans(spans(part, language)) for part in several(item[_said(item)]))
    return tuple(one for one in told if one.rich)


def _bold(rich: Rich) -> Spans:
    return Spans(tuple(replace(span, bold=True) for span in rich))


def _said(item: Record) -> str:
    """The field that says what an item says at length."""
    return "paragraphs" if "paragraphs" in item else "text"


def _leading(sections: Any, lead: Any) -> tuple[Value, ...]:
    """The sections, the one that the report's `lead` names first."""
    return tuple(sorted(sections, key=lambda section: words(section["id"]) != words(lead)))


def _heroes(sections: Any) -> tuple[Record, ...]:
    """The figures that groups of statistics are about, in their order."""
    return tuple(s["hero"] for s in _of_type(sections, "statistics") if isinstance(s["hero"], Record))


def _chapter(sections: Any, one: Record) -> tuple[Record, ...]:
    """The sections that stand in the same chapter as one."""
    return tuple(s for s in sections if s["part"] == one["part"] and s["type"] not in _SAID)


def _dividers(sections: Any) -> tuple[Record, ...]:
    """The sections that begin a chapter with a slide of its own: it has a photo, or more than one section beside other chapters."""
    begun = [one for one in sections if one["chapter"]]
    return tuple(one for one in begun if one["photo"] or (len(begun) > 1 and len(_chapter(sections, one)) > 1))


def _numbered(sections: Any, one: Record) -> int | str:
    """Which of several a section is; nothing for one by itself, and for one that is not among them."""
    parts = [section["part"] for section in sections]
    return parts.index(one["part"]) + 1 if len(parts) > 1 and one["part"] in parts else ""


_CHAPTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "chapter": _chapter,
    "dividers": _dividers,
    "numbered": _numbered,
    "together": _together,
    "paired": _paired,
}


_SIZES: Final[Mapping[str, Callable[..., Any]]] = {
    "batch": _batch,
    "shorter": lambda items, most: tuple(item for item in items if _word_count(item) <= most),
    "longer": lambda items, most: tuple(item for item in items if _word_count(item) > most),
    "words": _word_count,
}


def _beside(charts: Any) -> tuple[Record, ...]:
    """The first chart and the one to stand beside it: a map, else the next that shows another kind of thing, change over time or a ranking."""
    given = [one for one in charts if isinstance(one, Record)]
    if given and words(given[0]["chart"]) in _WIDE:
        return tuple(given[:1])
    narrow = [one for one in given[1:] if words(one["chart"]) not in _WIDE]
    maps = [one for one in narrow if words(one["type"]) == "map" != words(given[0]["type"])]
    others = maps or [one for one in narrow if _over_time(one) != _over_time(given[0])] or narrow
    return (*given[:1], *others[:1])


_WIDE: Final = frozenset({"waterfall", "small-multiples"})
"""Charts whose labels need the whole width of a page."""
_SAID: Final = frozenset({"questions", "lines-to-take"})
"""Sections that stand in the notes and on no page."""
USUAL: Final = 7
"""So many letters has a word with its space, in languages whose words are long."""
UNEVEN: Final = 3
"""A text so many times as long as the other leaves a hole beside it."""
TITLES: Final = 110
"""Two titles of so many letters share two lines of a slide."""
PAGE: Final = 6_000
"""Texts of more letters fill a page by themselves: nothing leads them."""
TOLD: Final = 1.6
"""So many times as long may be what a text begins with where a sentence alone says nothing yet."""
_NUMBER: Final = re.compile(r"\d")
_LONG: Final = re.compile(r"\w{4,}")
STEM: Final = 5
"""Words that begin with so many of the same letters say the same."""
BEGUN, CHINESE = 160, 0.4
"""The beginning that stands for a text has so many letters as a rule, a single sentence up to twice as many; Chinese needs fewer."""
OPENING, SAYING = 32, 230
"""A first sentence of more words, or letters, does not say in a line or two what a page is about."""


def _opening(sections: Any, language: str) -> Spans:
    """The first sentence of the first text, where it is short and the text goes on after it; else nothing."""
    told = next((paragraphs for one in sections if (paragraphs := one["paragraphs"])), ())
    rich = spans(told[0], language) if told else ()
    if not rich or rich[0].item or sum(len(words(one)) for one in told) > PAGE:
        return Spans(())
    text = plain(rich)
    end, *more = prose.sentences(text, language)
    return Spans(cut(rich, end)[0] if more and len(text[:end].split()) <= OPENING and end <= SAYING else ())


def _begun(paragraphs: Any, language: str, title: Any = "", short: bool = False) -> tuple[Spans, ...]:
    """The first sentences of a text: as many as are short together, one at the least, and where none of them has a number the next that has one if it is
    not long; the first that says something alone for a `short` beginning. All of a short text; nothing of one that begins with a list or a very long
    sentence."""
    rich = spans(paragraphs[0], language) if paragraphs else ()
    if not rich or rich[0].item:
        return ()
    most = BEGUN * (1.0 if of(language).spaced else CHINESE)
    text = plain(rich)
    ends = prose.sentences(text, language)
    leads = _says_again(text, ends, words(title), TOLD * most) or _goes_on(text, ends, language, most)
    start = ends[0] if leads else 0
    first = next(end for end in ends if end > start)
    end = first if short else max((end for end in ends if start < end <= start + most), default=first)
    if end - start > 2 * most:
        return ()
    if not short and not _NUMBER.search(text[start:end]):  # "We went on with our work." leads to what was done
        more = next((one for one in ends if one > end and _NUMBER.search(text[end:one])), end)
        end = more if more - start <= TOLD * most else end
    return (Spans(cut(cut(rich, end)[0], start)[1] if start else cut(rich, end)[0]),)


def _says_again(text: str, ends: Sequence[int], title: str, most: float) -> bool:
    """Whether a text's first sentence has no number and says its title again, so that the next, which is not long, can stand for it. Any other may be
    what the next speaks of ("It brought together 600 people")."""
    first, following = text[: ends[0]], text[ends[0] : ends[1]] if len(ends) > 1 else ""
    if not following or len(following) > most or _NUMBER.search(first):
        return False
    own, said = ({word[:STEM] for word in _LONG.findall(one.casefold())} for one in (title, first))
    return len(said) > 1 and 2 * len(own & said) >= len(said)


def _goes_on(text: str, ends: Sequence[int], language: str, most: float) -> bool:
    """Whether a text's first sentence only says that something went on, and the next, which is not long, says by itself in numbers what came of it."""
    first, following = text[: ends[0]], text[ends[0] : ends[1]] if len(ends) > 1 else ""
    known = of(language)
    if not following or len(following) > most or _NUMBER.search(first) or not _NUMBER.search(following):
        return False
    begins = re.split("[,;،؛，；]", following, maxsplit=1)[0]  # a word further on stands for what its own sentence says
    leans = re.search(known.points_back, begins, re.IGNORECASE)
    return re.search(known.goes_on, first, re.IGNORECASE) is not None and leans is None


def _going_on(paragraphs: Any, opening: Spans, language: str) -> tuple[Any, ...]:
    """Paragraphs without the first sentence, which stands elsewhere on the page."""
    begun = spans(paragraphs[0], language) if paragraphs else ()
    said = plain(opening.rich)
    if not said or not plain(begun).startswith(said):
        return tuple(paragraphs)
    return (Spans(cut(begun, len(said))[1]), *tuple(paragraphs)[1:])


def _dated(events: Any, language: str) -> tuple[Record, ...]:
    """Events with their dates in words, `when`; those of one year leave it to their first, which has it as its `year`."""
    days = [[one for one in (event["date"], event["to"]) if isinstance(one, Day)] for event in records(events)]
    alike = len({one.year for both in days for one in both}) == 1 and all(one.month for both in days for one in both)
    told: list[Record] = []
    for event, (first, *last) in zip(records(events), days, strict=True):
        when = lasting(first, last[0] if last else None, language, year=not alike)
        year = Spans((Span(str(first.year), (first.origin,)),)) if alike and not told else ""
        said: dict[str, Any] = {"id": event["id"], "when": Spans(when), "year": year, "text": event["text"]}
        told.append(record(event.origin, said))
    return tuple(told)


def _over_time(chart: Record) -> bool:
    return words(chart["chart"]) in ("line", "area", "column", "slope")


def _known(items: Any) -> Iterator[Record]:
    """The items whose figure the source gives."""
    for item in records(items):
        if isinstance(item["figure"], Figure) and item["figure"].known:
            yield item
