"""From a report's numbers to a chart's: sorted, shown in the language, each point with its field."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from ..diagnostics import Diagnostic, Where, did_you_mean, error, note
from ..frozen import frozen, replace
from ..geography import outlines
from ..geography.outlines import Area
from ..language import of
from ..language.wording import untranslated, word
from ..regex import regex
from ..values import Figure, Origin, Record, Rich, Span, Text, Value, Words, figures, listed, records
from ..values.prose import rich as prose_rich
from . import CHARTS, SHOWN, alt, check, dates
from .checking import path_of
from .number_codes import number_format, percent_format
from .order import IN_TIME, TO_SCALE, arranged, picked
from .spec import Annotation, ChartSpec, Difference, Ground, Label, Point, Reference, Series

_CONDITION: Final = regex(r"^(\[[^\]]*\]|)(.*)$")
_RTL_MARK: Final = "\u200f"
_ARABIC: Final = regex("[\u0600-\u06ff]")

_ISO_DATE: Final = regex(r"\d{4}-\d{2}")
_WORD: Final = regex(r"[^\W\d_]+")
STEM: Final = 4
"""Words that begin with so many letters alike may be forms of one word."""

TURNED: Final = "the dates do not run forward in time; the line does"
SHARES: Final = frozenset({"stacked", "stacked-100"})


@frozen
class Read:
    """A chart, or None when its findings hold an error."""

    chart: ChartSpec | None
    findings: tuple[Diagnostic, ...]


def spec(value: Any, language: str, where: Where, places: Mapping[Origin, Where], areas: tuple[Area, ...] = ()) -> Read:
    """A chart or map section of the report, or a template's own map of `chart`, `items`, `title`, `unit`, as a chart. `areas` are the
    outlines of a file of the user's own.

    `items` are records with a figure and a text: the bars, or the segments of a single stacked bar.
    """
    if not isinstance(value, Record) or "chart" not in value:
        return Read(
            None,
            (error("type-wrong", "a chart needs a section of type `chart`, or a map with `chart` and `items`", where),),
        )
    kind = _word(value["chart"])
    if kind not in SHOWN:
        return Read(
            None,
            (
                error(
                    "chart-unknown",
                    f"there is no chart `{kind}`",
                    places.get(value.origin, where),
                    str(value.origin),
                    did_you_mean(kind, CHARTS, "chart"),
                ),
            ),
        )
    made = _from_items(value, kind, language) if "items" in value else _from_section(value, kind, language)
    told: list[Diagnostic] = []
    order = _word(_get(value, "sort"))
    if "items" not in value:
        made, order, turned = _in_time(made, listed(value["categories"]), order)
        if turned:
            told.append(note("chart-time-order", TURNED, path=path_of(made)))
        if kind == "stacked-100" and not figures.is_percent(made.unit.text):
            made = _as_shares(made)
    if kind == "histogram" and (classes := listed(_get(value, "classes"))):
        made, order = _counted(made, classes, language), "none"
    if kind == "map":
        made = replace(made, ground=_ground(value, areas, language))
    made = arranged(made, order)
    said = _label(_get(value, "alt"), language)
    made = replace(made, alt=Words(said.text, said.language) if said.text else alt.describe(made))
    found = tuple(
        replace(finding, where=places.get(Origin(finding.path), finding.where or places.get(value.origin, where)))
        for finding in (*told, *check(made))
    )
    return Read(None if any(f.level == "error" for f in found) else made, found)


def _in_time(made: ChartSpec, given: tuple[Any, ...], order: str) -> tuple[ChartSpec, str, bool]:
    """The chart with its dates as readers write them, a line of them forward in time and at their places in it; the order that is left to
    make; and whether the line had to be turned.
    """
    labels = [_word(one) for one in given]
    first = given[0] if given else None
    found = dates.moments(labels, first.language if isinstance(first, Text) else made.language)
    if found is None:
        return made, order, False
    names = {
        old.text: moment.shown(made.language)
        for old, moment, text in zip(made.categories, found, labels, strict=True)
        if _ISO_DATE.match(text)
    }
    made = replace(
        made,
        categories=tuple(replace(old, text=names.get(old.text, old.text)) for old in made.categories),
        highlight=tuple(names.get(word, word) for word in made.highlight),
        emphasis=names.get(made.emphasis, made.emphasis),
        sums=tuple(names.get(word, word) for word in made.sums),
        annotations=tuple(replace(one, at=names.get(one.at, one.at)) for one in made.annotations),
        difference=made.difference and replace(made.difference, at=names.get(made.difference.at, made.difference.at)),
    )
    line = made.kind in IN_TIME
    if not line and (order or made.kind != "column"):
        return made, order, False
    turn = sorted(range(len(found)), key=lambda at: found[at].key)
    dated = tuple(found[at] for at in turn)
    uneven = made.kind in TO_SCALE and not dates.even(dated) and len(set(dates.places(dated))) == len(dated)
    made = replace(picked(made, turn), days=dates.places(dated) if uneven else ())
    return made, "none", line and turn != sorted(turn)


def _counted(made: ChartSpec, classes: Sequence[Any], language: str) -> ChartSpec:
    """How many values each class has; a class stands for the labels and the values in it."""
    categories, points = [], []
    decimals = max(figures.decimals_of(one[end].normalize()) for one in classes for end in ("low", "high"))

    def shown(edge: Decimal) -> str:
        value = figures.rounded(edge, decimals)
        return figures.shown(Figure(value, Origin(""), language, made.unit.text, currency=made.currency), unit=False)

    for one in classes:
        low, high = shown(one["low"]), shown(one["high"])
        members = [at for at in one["members"] if at < len(made.categories)]
        named = (origin for at in members for origin in made.categories[at].origins)
        counted = (origin for at in members for origin in made.series[0].points[at].origins)
        categories.append(Label(f"{low}–{high}", tuple(named)))
        points.append(replace(_point(one["figure"], language), origins=(one["figure"].origin, *counted)))
    row = replace(made.series[0], points=tuple(points))
    return replace(
        made,
        categories=tuple(categories),
        series=(row,),
        number_format=_code([one["figure"] for one in classes], language),
        highlight=(),
    )


def _as_shares(made: ChartSpec) -> ChartSpec:
    """Amounts as shares of their category's sum, which is what bars of one length show; the amounts stay beside them, for those who hear
    the chart.
    """
    sums = [
        sum((row.points[at].value or Decimal(0) for row in made.series), Decimal(0))
        for at in range(len(made.categories))
    ]
    series = tuple(
        replace(
            row,
            points=tuple(_share(point, whole, made.language) for point, whole in zip(row.points, sums, strict=True)),
        )
        for row in made.series
    )
    return replace(made, series=series, shares=True, number_format=percent_format(0, made.language))


def _share(point: Point, whole: Decimal, language: str) -> Point:
    if point.value is None or whole <= 0:
        return point
    share = point.value / whole
    digits = next((n for n in range(5) if 0 < round(share * 100, n) < 100), 0) if 0 < share < 1 else 0
    shown = figures.percent(share, language, digits)
    return replace(point, shown=shown, amount=point.shown, number_format=percent_format(digits, language))


def _from_section(section: Record, kind: str, language: str) -> ChartSpec:
    categories = tuple(_label(category, language) for category in listed(section["categories"]))
    given = [*records(section["series"])]
    rows, power = _on_one_scale([listed(row["points"]) for row in given], language)
    series = tuple(
        Series(_label(_get(row, "name"), language), tuple(_point(point, language) for point in points))
        for row, points in zip(given, rows, strict=True)
    )
    known = [point for row in rows for point in row if isinstance(point, Figure)]
    reference = _get(section, "reference")
    names = [*listed(section["categories"]), *(_get(row, "name") for row in listed(section["series"]))]
    shown = {_word(name): _label(name, language).text for name in names}
    shown |= {
        _word(_get(row, "id")): _label(_get(row, "name"), language).text
        for row in listed(section["series"])
        if _word(_get(row, "id")) not in shown
    }
    return ChartSpec(
        id=_word(_get(section, "id")) or "chart",
        kind=kind,
        title=_rich(_get(section, "title")),
        unit=_label(_get(section, "unit"), language),
        categories=categories,
        series=series,
        highlight=tuple(shown.get(_word(item), _word(item)) for item in listed(_get(section, "highlight")))
        or (_told(_word(_get(section, "takeaway")), series) if kind in ("line", "stacked", "stacked-100") else ()),
        emphasis=next(
            (one.text for one, about in zip(categories, listed(_get(section, "emphasis")), strict=False) if about), ""
        ),
        reference=_reference(reference, language),
        annotations=_annotations(_get(section, "annotations"), categories, language),
        sums=tuple(
            category.text for category, total in zip(categories, listed(_get(section, "sums")), strict=False) if total
        ),
        difference=_difference(_get(section, "difference"), categories, language, power),
        power=power,
        log=bool(_get(section, "log")),
        number_format=_code(known, language),
        language=language,
        rtl=of(language).rtl,
        currency=_word(_get(section, "currency")),
        origin=section.origin,
        totals=_totals(rows, kind),
        apart=_apart(rows) if kind == "dumbbell" else (),
    )


def _on_one_scale(rows: Sequence[tuple[Any, ...]], language: str) -> tuple[list[tuple[Any, ...]], int]:
    """The figures before one word of size where one of them is long, and its power of ten: labels are as short as they can say the same."""
    known = [one for row in rows for one in row if isinstance(one, Figure)]
    if any(figures.is_percent(one.unit) for one in known):
        return list(rows), 0
    power = figures.common_power((one.value for one in known if one.value is not None), language)
    return [tuple(replace(one, power=power) if isinstance(one, Figure) else one for one in row) for row in rows], power


def _apart(rows: Sequence[Sequence[Value]]) -> tuple[Point, ...]:
    """How far the two values of each pair are from each other, of shares in points; nothing where one is missing or is no exact number."""
    made = []
    for pair in zip(*rows, strict=False):
        known = [one for one in pair if isinstance(one, Figure) and one.value is not None and not one.qualifier]
        if len(known) != 2 or known[0].value is None or known[1].value is None:
            return ()
        value, share = abs(known[1].value - known[0].value), figures.is_percent(known[0].unit)
        digits = len(value.normalize().as_tuple().digits) if known[0].digits else None
        gap = replace(known[0], value=value, digits=digits, unit="" if share else known[0].unit)
        language = gap.language
        shown = figures.points(gap, language) if share else figures.shown(gap, language=language, unit=False)
        made.append(Point(value, shown, tuple(one.origin for one in known), _format(gap, shown, language)))
    return tuple(made)


def _totals(rows: Sequence[Sequence[Value]], kind: str) -> tuple[Point, ...]:
    """The sums of the parts of amounts, one for each stack or one for a ring; none where a part is missing, is no exact number or is a share, and
    none where all stacks are as high."""
    parts = list(zip(*rows, strict=False)) if kind == "stacked" and len(rows) > 1 else list(rows)
    if kind not in ("stacked", "doughnut") or (kind == "stacked" and len(rows) < 2):
        return ()
    sums = []
    for part in parts:
        known = [one for one in part if isinstance(one, Figure) and one.value is not None and not one.qualifier]
        if not known or len(known) < len(part) or figures.is_percent(known[0].unit):
            return ()
        value = sum((one.value for one in known if one.value is not None), Decimal(0))
        digits = len(value.normalize().as_tuple().digits) if any(one.digits for one in known) else None
        whole = replace(known[0], value=value, digits=digits)
        sums.append(replace(_point(whole, whole.language), origins=tuple(one.origin for one in known)))
    return tuple(sums) if len(sums) == 1 or len({one.value for one in sums}) > 1 else ()


def _told(takeaway: str, series: Sequence[Series]) -> tuple[str, ...]:
    """The one line, or part of a whole, that a chart's takeaway speaks of: the one it names first, by a word or by one of the same stem ("Landings fell" is of
    "Landed"); none where it names none, or two in one word."""
    said = _WORD.findall(takeaway.casefold())
    own = [set(_WORD.findall(row.name.text.casefold())) for row in series]
    for word_ in said if len(own) > 1 else ():
        found = [
            row.name.text for row, words in zip(series, own, strict=True) if any(_akin(word_, one) for one in words)
        ]
        if found:
            return tuple(found) if len(found) == 1 else ()
    return ()


def _akin(one: str, other: str) -> bool:
    """Whether two words begin alike: by four letters, and by half of the longer one."""
    alike = max(STEM, (max(len(one), len(other)) + 1) // 2)
    return one == other or (len(min(one, other, key=len)) >= alike and one[:alike] == other[:alike])


def _ground(section: Record, areas: tuple[Area, ...], language: str) -> Ground:
    """What a map shows besides its values."""
    return Ground(
        keys=tuple(outlines.find(_word(one), areas) for one in listed(section["keys"])),
        region=tuple(key for one in listed(section["region"]) for key in outlines.region(_word(one), areas)),
        breaks=tuple(one for one in listed(section["breaks"]) if isinstance(one, Decimal)),
        bubbles=_word(section["marks"]) == "bubbles",
        low=_word(section["good"]) == "up",
        areas=areas,
        notice=_notice(section, language),
    )


def _notice(section: Record, language: str) -> Rich:
    """Whose outlines a map has, and what is said of them."""
    ours, given = listed(section["notice"])
    said = _rich(given) or (Span(word("map-notice", language)),)
    between = Span(" " if of(language).spaced else "")
    return (Span(word("map-source", language)), between, *said) if ours else said


def _from_items(given: Record, kind: str, language: str) -> ChartSpec:
    items = [item for item in records(given["items"]) if isinstance(_get(item, "figure"), Figure)]
    labels = [
        _label(next((item[key] for key in ("text", "label", "title") if _get(item, key) is not None), None), language)
        for item in items
    ]
    points = [_point(item["figure"], language) for item in items]
    title = _rich(_get(given, "title"))
    if kind in SHARES:
        category = Label(_word(_get(given, "category")))
        series = tuple(Series(label, (point,)) for label, point in zip(labels, points, strict=True))
        categories: tuple[Label, ...] = (category,)
    else:
        series = (Series(Label(""), tuple(points)),)
        categories = tuple(labels)
    known = [item["figure"] for item in items]
    return ChartSpec(
        id=_word(_get(given, "id")) or "chart",
        kind=kind,
        title=title,
        unit=_label(_get(given, "unit"), language),
        categories=categories,
        series=series,
        number_format=_code([figure for figure in known if isinstance(figure, Figure)], language),
        language=language,
        rtl=of(language).rtl,
        currency=next((figure.currency for figure in known if isinstance(figure, Figure)), ""),
    )


def _point(value: Any, language: str) -> Point:
    if not isinstance(value, Figure) or value.value is None:
        return Point(None, "", (value.origin,) if isinstance(value, Figure) else ())
    shown = figures.shown(value, language=language, unit=False)
    return Point(value.value, shown, (value.origin,), _format(value, shown, language))


def _format(value: Figure, shown: str, language: str) -> str:
    """The format code of one point: the number's own, and "over", "about" or "+" as words beside it."""
    plain = replace(value, qualifier="")
    before, found, after = shown.partition(figures.shown(plain, language=language, unit=False))
    if not found:
        before = after = ""
    first, last = (f'"{words.replace(chr(34), "")}"' if words else "" for words in (before, after))
    code = _code([plain], language, first, last)
    words = re.findall(r"[^\W\d]+", found)
    # Arabic counts three to ten in the plural, so the word of a code that fits all numbers is not the word of this one.
    return re.sub(r'(?<=[0,]")\u00a0\w+', f"\u00a0{words[0]}", code) if of(language).rtl and words else code


def _code(known: Sequence[Figure], language: str, first: str = "", last: str = "") -> str:
    """The format code of some figures, with literals before and after the number.

    A code may have sections by size, each with its condition before it: `[>=1000]#" "000;0`. No literal of ours holds a semicolon, and
    two literals side by side are one: `"M""+"` could be read as an escaped quotation mark. Where Arabic words follow the number, a
    right-to-left mark comes first: not every program gives a label the direction of its chart, and the number would stand last.
    """
    sections = []
    for section in number_format(known, language).split(";"):
        condition, number = _CONDITION.findall(section)[0]
        mark = f'"{_RTL_MARK}"' if not first and _ARABIC.search(number + last) else ""
        sections.append(condition + f"{mark}{first}{number}{last}".replace('""', ""))
    return ";".join(sections)


def _reference(value: Any, language: str) -> Reference | None:
    if not isinstance(value, Record):
        return None
    number = _get(value, "figure")
    if isinstance(number, Figure):
        number = number.value
    return Reference(Decimal(str(number)), _label(_get(value, "label"), language)) if number is not None else None


def _annotations(value: Any, categories: Sequence[Label], language: str) -> tuple[Annotation, ...]:
    return tuple(
        Annotation(categories[category].text, series, _label(one["text"], language))
        for one in records(value)
        if isinstance(category := one["category"], int) and isinstance(series := one["series"], int)
    )


def _difference(value: Any, categories: Sequence[Label], language: str, power: int) -> Difference | None:
    """The difference with its number as readers see it, over what it means."""
    match value.fields if isinstance(value, Record) else {}:
        case {"figure": Figure() as figure, "category": int(at), "first": int(first), "second": int(second)}:
            text = _label(_get(value, "text"), language)
            share = figures.is_percent(figure.unit)
            figure = replace(figure, power=power)
            shown = figures.points(figure, language) if share else figures.shown(figure, language=language, unit=False)
            label = Label(f"{shown}\n{text.text}".strip(), (figure.origin, *text.origins))
            return Difference(categories[at].text, first, second, label, _word(_get(value, "tone")))
        case _:
            return None


def _label(value: Any, language: str) -> Label:
    """A word on a chart; one that has no translation says which language it is in."""
    match value:
        case None:
            return Label("")
        case Text():
            mark = "" if value.spoken else untranslated(value.language, language)
            return Label(value.content + mark, (value.origin,), value.tongue(language))
        case _ if hasattr(value, "rich") or hasattr(value, "fragments"):
            spans = _rich(value)
            return Label(
                "".join(span.text for span in spans), tuple(dict.fromkeys(o for span in spans for o in span.origins))
            )
        case _:
            return Label(str(value))


def _rich(value: Any) -> Rich:
    match value:
        case None:
            return ()
        case Text():
            rich = prose_rich(value) if value.prose else (Span(value.content, (value.origin,)),)
            return tuple(replace(span, language=value.spoken or value.language) for span in rich)
        case _ if hasattr(value, "fragments"):
            return tuple(
                replace(span, origins=span.origins or fragment.origins)
                for fragment in value.fragments
                for span in _rich(fragment.value)
            )
        case _:
            return (Span(str(value)),)


def _get(node: Any, key: str) -> Any:
    return node[key] if isinstance(node, Record) and key in node else None


def _word(value: Any) -> str:
    return "" if value is None else value.content if isinstance(value, Text) else str(value)
