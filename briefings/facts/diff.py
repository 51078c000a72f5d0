"""What two editions say differently: figures, words and charts, by the fact that they tell.

    of_data     two ledgers -> differences, by the ids of their fields
    of_files    two finished decks or PDFs of anybody -> differences, by page and words

What was only moved, renamed or cut into other paragraphs is no difference; words are compared sentence by sentence, numbers by what they count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Final

from ..diagnostics import Where
from ..frozen import frozen, replace
from ..regex import regex
from ..values import Day, Figure, Record, Text, Value, figures, leaves, listed, records
from ..values.prose import sentences
from .comparing import changes, charts, matched, points, shared
from .ledger import Ledger
from .numbers import Number, read, unqualified
from .outline import joined
from .rules.quotes import plain
from .streams import Finished, Page, Stream

KINDS: Final = ("changed", "unit", "qualifier", "lost", "new", "subject", "words", "unknown")
"""Kinds of differences in the order of their weight; `subject` is a number whose words read otherwise, `unknown` what cannot be told."""

_UNITS: Final = {"%": " per cent", "points": " percentage points"}
_STOP: Final = regex(r"[.!?…。！？؟][\"”»’)]*$")
_ALIKE: Final = 0.5
"""So many of its words a part without an id of its own shares with the one that it was."""


@frozen
class Difference:
    """One difference: of a "figure", a "number" that counts nothing (a year, a symbol), "words", a "chart", a "page" or a "file".

    `old` and `new` are what each edition has, "" where it has nothing; `counts` is what a figure counts. `said` and `now` are the whole
    sentences around a figure. `place` is a field's id, or a slide and its shape.
    """

    kind: str
    what: str
    place: str
    old: str
    new: str
    counts: str = ""
    before: Where | None = None
    after: Where | None = None
    said: str = ""
    now: str = ""
    document: str = ""


# --- Data ----------------------------------------------------------------------------------------------------------------------------


@frozen
class _Field:
    """What one field of a report says: a text (its paragraphs as lines), a figure or a day."""

    text: str
    where: Where | None
    figure: Figure | None = None
    said: str = ""
    day: bool = False


def of_data(old: Ledger, new: Ledger) -> tuple[Difference, ...]:
    """What two states of a report say differently. Parts whose ids changed are known again by their words."""
    ours, theirs = _fields(old), _fields(new)
    names = _renamed(ours, theirs)
    ours = {names(key): one for key, one in ours.items()}
    found = list(_common(ours, theirs, new.language))
    gone = {key: one for key, one in ours.items() if key not in theirs}
    come = {key: one for key, one in theirs.items() if key not in ours}
    for key, one in tuple(gone.items()):
        twin = next((name for name, other in come.items() if _says(one) == _says(other)), None)
        if twin is not None:  # it stands elsewhere now
            del gone[key], come[twin]
    found += (_alone("lost", key, one) for key, one in gone.items())
    found += (_alone("new", key, one) for key, one in come.items())
    return _in_order(found)


def _common(ours: Mapping[str, _Field], theirs: Mapping[str, _Field], language: str) -> Iterator[Difference]:
    """What fields say that both have."""
    for key, one in ours.items():
        other = theirs.get(key)
        if other is None or _says(one) == _says(other):
            continue
        if one.figure and other.figure:
            kind = (
                "changed"
                if one.figure.value != other.figure.value
                else "qualifier"
                if one.figure.qualifier != other.figure.qualifier
                else "unit"
            )
            counts = other.said.removeprefix(other.text).lstrip(" –") if other.said != other.text else ""
            yield Difference(
                kind, "figure", key, one.text, other.text, counts, one.where, other.where, one.said, other.said
            )
        elif one.day and other.day:
            yield Difference("changed", "number", key, one.text, other.text, "", one.where, other.where)
        else:
            leads = [side.get(re.sub(r"text$", "value", key)) for side in (ours, theirs)]
            said, now = (f"{lead.text} " if lead and lead.figure else "" for lead in leads)
            for made in _of_texts(Stream(one.text), Stream(other.text), language):
                told = replace(made, said=made.said and said + made.said, now=made.now and now + made.now)
                yield replace(told, place=key, before=one.where, after=other.where)


def _says(one: _Field) -> tuple[object, ...]:
    """What must be the same for two fields to say the same."""
    if one.figure:
        return (one.figure.value, one.figure.unit or one.figure.currency, one.figure.qualifier, one.text)
    return (" ".join(plain(one.text).split()),)


def _alone(kind: str, key: str, one: _Field) -> Difference:
    what = "figure" if one.figure else "words"
    shown = one.said if one.figure else one.text
    old, new, before, after = (shown, "", one.where, None) if kind == "lost" else ("", shown, None, one.where)
    return Difference(kind, what, key, old, new, "", before, after, old, new)


def _fields(ledger: Ledger) -> dict[str, _Field]:
    """The fields of a report by their origins; the paragraphs of a text are one."""
    made: dict[str, _Field] = {}
    spoken = dict(_sentences(ledger.root))
    for leaf in leaves(ledger.root):
        where = ledger.where.get(leaf.origin)
        match leaf:
            case Text():
                key = re.sub(r"\.(text|intro)\.\d+$", r".\1", leaf.origin)
                before = made.get(key) if key != leaf.origin else None
                made[key] = (
                    _Field(f"{before.text}\n{leaf.content}", before.where) if before else _Field(leaf.content, where)
                )
            case Figure() if leaf.known and leaf.origin not in made:
                made[leaf.origin] = _Field(
                    figures.shown(leaf), where, leaf, spoken.get(leaf.origin, figures.shown(leaf))
                )
            case Day():
                made[leaf.origin] = _Field(figures.day(leaf), where, day=True)
    return made


def _sentences(value: Value, head: str = "") -> Iterator[tuple[str, str]]:
    """Each figure of a report with the words that say what it is: its own, else the title around it."""
    if isinstance(value, Record):
        head = _first(value, "title") or head
        beside = _first(value, "text", "label")
        for one in value:
            if isinstance(one, Figure) and one.known:
                yield one.origin, f"{figures.shown(one)} {beside}" if beside else f"{figures.shown(one)} – {head}"
        yield from _points(value, head)
    for child in value if isinstance(value, Record | tuple) else ():
        yield from _sentences(child, head)


def _points(chart: Record, head: str) -> Iterator[tuple[str, str]]:
    """The points of a chart with the names of their categories and rows."""
    rows = [*records(chart.fields.get("series"))]
    for row in rows:
        for name, point in zip(listed(chart.fields.get("categories")), listed(row["points"]), strict=False):
            if isinstance(point, Figure) and point.known:
                label = name.content if isinstance(name, Text) else str(name or "")
                told = ", ".join(filter(None, (label, _first(row, "name", "label") if len(rows) > 1 else "")))
                yield point.origin, f"{figures.shown(point)} – {told} ({head})"


def _first(one: Record, *names: str) -> str:
    """The first of some texts of a record, without marks of emphasis."""
    found = (one.fields.get(name) for name in names)
    return next((_bare(text.content) for text in found if isinstance(text, Text)), "")


def _bare(text: str) -> str:
    return re.sub(r"[*_]", "", text)


def _renamed(ours: Mapping[str, _Field], theirs: Mapping[str, _Field]) -> _Names:
    """How parts of the old state are called in the new one."""
    names = _Names({})
    for depth in (2, 4):
        mine = _parts((names(key), one) for key, one in ours.items() if key.count(".") >= depth)
        other = _parts((key, one) for key, one in theirs.items() if key.count(".") >= depth)
        mine, other = ({at: bag for at, bag in bags.items() if at.count(".") == depth - 1} for bags in (mine, other))
        gone = {at: bag for at, bag in mine.items() if at not in other}
        come = {at: bag for at, bag in other.items() if at not in mine}
        for at, bag in gone.items():
            beside = [name for name in come if name.rpartition(".")[0] == at.rpartition(".")[0]]
            best = max(beside, key=lambda name, bag=bag: shared(bag, come[name]), default=None)  # type: ignore[misc]
            if best is not None and shared(bag, come[best]) >= _ALIKE:
                names = _Names({**names.prefixes, at: best})
                del come[best]
    return names


@frozen
class _Names:
    """New names for parts by their old ones."""

    prefixes: Mapping[str, str]

    def __call__(self, key: str) -> str:
        for old, new in self.prefixes.items():
            if key.startswith(f"{old}."):
                key = new + key[len(old) :]
        return key


def _parts(fields: Iterable[tuple[str, _Field]]) -> dict[str, Counter[str]]:
    """The words of each part of a report, at every depth."""
    bags: dict[str, Counter[str]] = {}
    for key, one in fields:
        steps = key.split(".")
        for depth in (2, 4):
            if len(steps) > depth:
                bags.setdefault(".".join(steps[:depth]), Counter()).update(plain(one.text).split())
    return bags


# --- Texts ---------------------------------------------------------------------------------------------------------------------------


def _of_texts(old: Stream, new: Stream, language: str, printed: tuple[int, int] | None = None) -> Iterator[Difference]:
    """The numbers and the sentences that two texts do not share, each with its shape."""
    for change in changes(old, new, language, printed):
        mine, theirs = change.mine, change.theirs
        told = theirs or mine
        assert told is not None
        yield Difference(
            {"turn": "changed", "swapped": "subject"}.get(change.kind, change.kind),
            "figure" if told.figure else "number",
            change.shape,
            _written(mine) if mine else "",
            _written(theirs) if theirs else "",
            told.subject,
            said=_sentence(old.text, mine.start, language) if mine else "",
            now=_sentence(new.text, theirs.start, language) if theirs else "",
        )
    for said, now in _words(old.text, new.text, language, anywhere=printed is not None):
        yield Difference("words", "words", new.shape(new.text.find(now)) if now else "", said, now, said=said, now=now)


def _written(one: Number) -> str:
    """A number with the qualifier and the unit that stand beside it."""
    unit = _UNITS.get(one.unit, "") if one.unit in _UNITS and not one.shown.endswith("%") else ""
    return " ".join(f"{one.qualifier} {one.shown}{unit}".split())


def _sentence(text: str, at: int, language: str) -> str:
    """The sentence of a text that a character stands in."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)]
    cuts = [0, *sentences(line, language), len(line)]
    inside = max(index for index, cut in enumerate(cuts[:-1]) if cut <= at - start)
    return _bare(" ".join(line[cuts[inside] : cuts[inside + 1]].split()))


def _words(old: str, new: str, language: str, anywhere: bool = False) -> Iterator[tuple[str, str]]:
    """Sentences that differ by more than their numbers, each with what stands in its place; one that was only moved is none.

    With `anywhere`, boxes are in another order: a sentence whose words run on in the other text is no other one.
    """
    mine = {_masked(one, language): " ".join(one.split()) for one in _split(old, language)}
    theirs = {_masked(one, language): " ".join(one.split()) for one in _split(new, language)}
    if anywhere:
        mine, theirs = _elsewhere(mine, new, language), _elsewhere(theirs, old, language)
    left = {mask: one for mask, one in theirs.items() if mask not in mine}
    for mask, said in mine.items():
        if mask in theirs:
            continue
        bag = Counter(mask.split())
        best = max(left, key=lambda one, bag=bag: shared(bag, Counter(one.split())), default=None)  # type: ignore[misc]
        if best is not None and shared(bag, Counter(best.split())) >= _ALIKE:
            yield said, left.pop(best)
        else:
            yield said, ""
    yield from (("", now) for now in left.values())


def _elsewhere(sentences_: Mapping[str, str], other: str, language: str) -> dict[str, str]:
    """The whole sentences whose words do not run on in another text; labels and heads, which end without a stop, are left out."""

    def bare(mask: str) -> str:
        return " ".join(mask.replace("#", " ").split())

    whole = f" {bare(_masked(other.replace(chr(10), ' '), language))} "
    return {mask: one for mask, one in sentences_.items() if _STOP.search(one) and f" {bare(mask)} " not in whole}


def _split(text: str, language: str) -> list[str]:
    found: list[str] = []
    for line in text.split("\n"):
        cuts = [0, *sentences(line, language), len(line)]
        found += (line[a:b] for a, b in pairwise(cuts) if line[a:b].strip())
    return found


def _masked(sentence: str, language: str) -> str:
    """A sentence without its numbers, their qualifiers, marks and case of letters."""
    out, at = [], 0
    for one in read(sentence, language):
        out += [unqualified(sentence[at : one.start]), "#"]
        at = one.end
    return " ".join(re.findall(r"#|[^\W\d_]+", plain("".join([*out, sentence[at:]])).casefold()))


# --- Finished files ------------------------------------------------------------------------------------------------------------------


def of_files(old: Finished, new: Finished, language: str) -> tuple[Difference, ...]:
    """What two decks or PDFs say differently, whoever made them."""
    word = "slide" if new.kind == "pptx" else "page"
    found: list[Difference] = []
    how = _how(old, new)
    if how == "redrawn" and not all(any(page.alts.text for page in one.pages) for one in (old, new)):
        old, new = _unpictured(old), _unpictured(new)
    pairs, gone, come = matched(old.pages, new.pages)
    for ours, theirs in pairs:
        found += _of_pages(ours, theirs, f"{word} {theirs.number}", language, how)
    for kind, pages in (("lost", gone), ("new", come)):
        for page in pages:
            title = page.text.text.strip().split("\n")[0][:60]
            sides = (title, "") if kind == "lost" else ("", title)
            found.append(Difference(kind, "page", f"{word} {page.number}", *sides))
            found += _whole(page, kind, f"{word} {page.number}", language)
    return _in_order(_unmoved(found))


def _how(old: Finished, new: Finished) -> str:
    """How two files are read: "" by their shapes, "printed" where lines are no paragraphs, "redrawn" where another program drew the boxes."""
    if "pdf" not in (old.kind, new.kind):
        return ""
    return "printed" if (old.kind, old.maker) == (new.kind, new.maker) else "redrawn"


def _unpictured(one: Finished) -> Finished:
    """A file without its alternative texts, which many programs throw away when they print."""
    return replace(one, pages=tuple(replace(page, alts=Stream("")) for page in one.pages))


def _of_pages(old: Page, new: Page, place: str, language: str, how: str) -> Iterator[Difference]:
    """What two states of a page say differently."""
    numbers = (old.number, new.number) if how == "redrawn" else None
    for mine, theirs, kind in (
        (old.text, new.text, ""),
        (old.alts, new.alts, "alternative text"),
        (old.notes, new.notes, "notes"),
    ):
        if " ".join(mine.text.split()) == " ".join(theirs.text.split()):
            continue
        if how:
            mine, theirs = (replace(one, text=joined(one.text)) for one in (mine, theirs))  # noqa: PLW2901
        for made in _of_texts(mine, theirs, language, numbers):
            if numbers and made.kind in ("new", "subject"):
                continue  # scales of charts, which each program draws as it likes; and boxes that stand beside others
            yield replace(made, place="/".join(filter(None, (place, kind if kind == "notes" else made.place or kind))))
    pairs, gone, come = charts(old.charts, new.charts)
    for mine_chart, chart in pairs:
        for name, value, other in points(mine_chart.points, chart.points):
            kind = "lost" if other is None else "new" if value is None else "changed"
            yield Difference(kind, "chart", f"{place}/{chart.shape}", value or "", other or "", name)
    yield from (Difference("lost", "chart", f"{place}/{one.shape}", one.words or one.shape, "") for one in gone)
    yield from (Difference("new", "chart", f"{place}/{one.shape}", "", one.words or one.shape) for one in come)


def _whole(page: Page, kind: str, place: str, language: str) -> Iterator[Difference]:
    """All figures of a page that only one edition has."""
    for one in read(page.text.text.replace("\n", " "), language):
        if one.figure:
            shown = _written(one)
            yield Difference(kind, "figure", place, *((shown, "") if kind == "lost" else ("", shown)), one.subject)


def _unmoved(found: list[Difference]) -> list[Difference]:
    """Without what is lost on one page and new on another: the same writing beside words of which some are the same."""
    kept = list(found)
    for lost in found:
        if lost.kind != "lost" or lost.what not in ("figure", "number"):
            continue
        bag = Counter(plain(lost.counts).casefold().split())
        for new in kept:
            if new.kind == "new" and new.what == lost.what and new.new == lost.old and new.place != lost.place:
                other = Counter(plain(new.counts).casefold().split())
                if bag == other or (bag & other).total() >= 2:
                    kept.remove(new)
                    kept.remove(lost)
                    break
    return kept


def _in_order(found: Iterable[Difference]) -> tuple[Difference, ...]:
    """Each once, the heaviest first, each kind as it stands in the edition."""
    return tuple(sorted(dict.fromkeys(found), key=lambda one: KINDS.index(one.kind)))
