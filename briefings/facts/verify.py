"""A finished file against the data: which figures, quotes and credits are no longer what the data say.

verify    the file as it is, and the one that the data make -> findings
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from ..diagnostics import Diagnostic, Where, error, warning
from ..frozen import replace
from ..values import Record, Text, Value
from .comparing import Change, Point, changes, charts, matched, points, shared
from .ledger import Fact, Ledger, overlap
from .numbers import Number, read
from .rules.quotes import plain
from .standing import misplaced
from .streams import Finished, Page, Stream

_PLACES: Final = {
    "pptx": "slide",
    "html": "part",
    "eml": "part",
    "docx": "part",
    "xlsx": "sheet",
    "csv": "file",
    "svg": "card",
}
"""What the parts of a file are called that are no pages."""


def likeness(mine: Finished, theirs: Finished) -> float:
    """How many of the words of two files are the same, as a share."""
    return shared(Counter(plain(mine.words).split()), Counter(plain(theirs.words).split()))


def verify(mine: Finished, theirs: Finished, root: Record, ledger: Ledger, language: str) -> tuple[Diagnostic, ...]:
    """All differences in figures, quotes and credits. `mine` is what the data make, `root` the report in the file's language."""
    where = Where(theirs.name)
    found: list[Diagnostic] = []
    pairs, missing, extra = matched(mine.pages, theirs.pages)
    word = _PLACES.get(theirs.kind, "page")
    for ours, page in pairs:
        printed = (ours.number, page.number) if mine.maker != theirs.maker else None
        found += _page(ours, page, word, where, ledger, language, printed)
        found += _said(ours, page, word, where, root)
    for page in missing:
        figures = [one.shown for one in read(page.text.text, language) if one.figure]
        figures += [value for chart in page.charts for _, _, value in chart.points]
        lost = f"; with it {', '.join(figures[:8])}" if figures else ""
        found.append(
            warning("verify-page-missing", f"our {word} {page.number}, “{_title(page)}”, is not there{lost}", where)
        )
    for page in extra:
        told = [one for one in read(page.text.text, language) if one.figure]
        if told or page.charts or page.pictures:
            shown = ", ".join(one.shown for one in told[:8]) or "charts or pictures"
            message = f"this {word} is not of ours: nobody can tell whether {shown} is right"
            found.append(warning("verify-page-new", message, where, f"{word} {page.number}"))
    found += (error("verify-workbook", one.message, where, one.path, one.hint) for one in theirs.told)
    return tuple(dict.fromkeys(found))


def _title(page: Page) -> str:
    return page.text.text.strip().split("\n")[0][:60]


def _page(
    mine: Page, theirs: Page, word: str, where: Where, ledger: Ledger, language: str, printed: tuple[int, int] | None
) -> Iterator[Diagnostic]:
    """What became of the numbers of a page: those in its text, its alternative texts, notes and charts."""
    place = f"{word} {theirs.number}"
    for kind, ours, other in (
        ("", mine.text, theirs.text),
        ("alternative text", mine.alts, theirs.alts),
        ("notes", mine.notes, theirs.notes),
    ):
        if kind and not other.text.strip():
            gone = [one.shown for one in read(ours.text, language) if one.figure]
            if gone and kind == "notes":  # LibreOffice throws away alternative texts; `check --file` tells of them
                yield warning("verify-untold", f"the notes are gone, and with them {', '.join(gone[:8])}", where, place)
            continue
        for change in changes(ours, other, language, None if kind else printed):
            if printed and change.kind == "new":
                continue  # scales of charts, which each program draws as it likes
            at = "/".join(filter(None, (place, kind if kind == "notes" else change.shape or kind)))
            yield _finding(change, at, where, ledger)
    for shape, said in misplaced(mine, theirs, language) if not printed else ():
        yield error("verify-changed", said, where, f"{place}/{shape}")
    yield from _charts(mine, theirs, place, where, ledger, language)


def _finding(change: Change, at: str, where: Where, ledger: Ledger) -> Diagnostic:
    mine, theirs = change.mine, change.theirs
    fact = _fact(change, ledger)
    hint = f"{fact.where} has it: `{fact.id}`" if fact and fact.where else ""
    if change.kind == "subject":
        assert mine and theirs
        message = f"{theirs.shown} counts “{_counts(theirs)}” here, in the data “{_counts(mine)}”"
        return warning("verify-subject", message, where, at, hint)
    if change.kind in ("turn", "swapped"):
        assert mine and theirs
        said = (
            f"{theirs.shown} goes {theirs.turn} here, in the data {mine.turn}"
            if change.kind == "turn"
            else f"{theirs.shown} counts “{_counts(theirs)}” here, in the data “{_counts(mine)}”, and another number counts that"
        )
        return error("verify-changed", said, where, at, hint)
    if mine is None:
        assert theirs
        return error("verify-new", f"{theirs.shown} {_counts(theirs)}".strip() + " is not in the data", where, at)
    if theirs is None:
        return error("verify-lost", f"{mine.shown} {_counts(mine)}".strip() + " is lost", where, at, hint)
    ours, said = _written(mine), _written(theirs)
    words = f"this says {said} {_counts(theirs)}".strip() + f", the data {ours}"
    if change.kind == "unit":
        return error("verify-unit", words, where, at, hint)
    if change.kind == "qualifier":
        return error("verify-qualifier", words, where, at, hint)
    return error("verify-changed", words, where, at, hint)


def _written(one: Number) -> str:
    """A number with its qualifier, sign and unit, as far as its writing does not show them."""
    minus = "−" if one.value < 0 and not re.match(r"[-−\u200e]", one.shown) else ""
    return " ".join(filter(None, (one.qualifier, minus + one.shown, one.unit)))


def _counts(one: Number) -> str:
    """What a number counts, in six words at the most."""
    words = one.subject.split()
    return " ".join(words[:6]) if len(words) > 1 else one.subject[:20]


def _fact(change: Change, ledger: Ledger) -> Fact | None:
    """The fact that a number of ours comes from: that of its value whose words are most like those beside it."""
    one = change.mine
    if one is None:
        return None
    same = [fact for fact in ledger.facts if fact.value == one.value and bool(fact.reason) == bool(one.reason)]
    return max(same, key=lambda fact: overlap(fact.counts, f"{one.before} {one.subject}"), default=None)


def _charts(mine: Page, theirs: Page, place: str, where: Where, ledger: Ledger, language: str) -> Iterator[Diagnostic]:
    """The numbers of native charts, point by point, what the formats of their labels add to them, and their words."""
    if len(theirs.charts) < len(mine.charts):
        yield error("verify-chart", "a chart is gone: what stands in its place cannot be told", where, place)
    pairs, _, extra = charts(mine.charts, theirs.charts)
    for ours, other in pairs:
        yield from _points(ours.points, other.points, f"{place}/{other.shape}", where)
        for added in sorted(other.formats - ours.formats):
            message = f"labels of the chart add “{added}” to its numbers, which the data do not"
            yield error("verify-chart", message, where, f"{place}/{other.shape}")
        for change in changes(Stream(ours.words), Stream(other.words), language):
            if change.kind == "lost":
                continue  # some programs keep no words of charts but those of the legend
            yield replace(_finding(change, f"{place}/{other.shape}", where, ledger), code="verify-chart")
    for one in extra:
        message = "this chart is not of ours: nobody can tell whether it is right"
        yield warning("verify-page-new", message, where, f"{place}/{one.shape}")


def _points(mine: Sequence[Point], theirs: Sequence[Point], at: str, where: Where) -> Iterator[Diagnostic]:
    for name, value, other in points(mine, theirs):
        if other is None:
            yield error("verify-chart", f"{value} of “{name}” is gone from the chart", where, at)
        elif value is not None:
            yield error("verify-chart", f"the chart shows {other} for “{name}”, the data {value}", where, at)
    if len(theirs) > len(mine):
        yield error("verify-chart", f"the chart has {len(theirs)} points, the data {len(mine)}", where, at)


def _said(mine: Page, theirs: Page, word: str, where: Where, root: Record) -> Iterator[Diagnostic]:
    """Quotes and credits that our page has word for word are there word for word."""
    ours, other = _run(mine.text.text), _run(theirs.text.text)
    for kind, text in sayings(root):
        words = _run(text.content)
        if words and words in ours and words not in other:
            place, hint = f"{word} {theirs.number}", f"`{text.origin}` has it"
            if kind == "text":
                yield error("verify-quote", f"a quote is not what was said: “{text.content[:80]}”", where, place, hint)
            else:
                yield error("verify-credit", f"the {kind} “{text.content[:60]}” is gone or changed", where, place, hint)


def _run(text: str) -> str:
    """A text as one run of words: line breaks of a page fall where they like."""
    return plain(text.replace("-\n", "-")).replace(" ", "")


def sayings(value: Value) -> Iterator[tuple[str, Text]]:
    """The quotes of a report with their speakers, and the credits of its pictures."""
    if isinstance(value, Record):
        keys = ("text", "speaker", "office") if "speaker" in value else ("credit",) if "credit" in value else ()
        for key in keys:
            if isinstance(text := value[key], Text):
                yield key, text
    for child in value if isinstance(value, Record | tuple) else ():
        yield from sayings(child)
