"""What a chart says, in words, for those who cannot see it.

Kind and title, unit, number of categories, all values of a small chart, and the highest and the lowest with their names. The wording
is a table by language; words that the drawing shows too come from `wording.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from ..language.figures import listing
from ..language.wording import table, word
from ..values import plain
from .scale import tick_text
from .spec import ChartSpec, Label, Point

FEW: Final = 8
"""A chart with so many values or fewer is told in full."""

# Counts stand after a colon, so that no language needs its plural forms.
WORDS: Final = {
    "en": {"unit": "Unit: {}.", "categories": "Categories: {}.", "series": "Series: {}.", "values": "Values: {}.", "reference": "Reference line: {}.",
           "scale": "The scale is logarithmic."},
    "fr": {"unit": "Unité : {}.", "categories": "Catégories : {}.", "series": "Séries : {}.", "values": "Valeurs : {}.",
           "reference": "Ligne de référence : {}.", "scale": "L’échelle est logarithmique."},
    "es": {"unit": "Unidad: {}.", "categories": "Categorías: {}.", "series": "Series: {}.", "values": "Valores: {}.",
           "reference": "Línea de referencia: {}.", "scale": "La escala es logarítmica."},
    "ru": {"unit": "Единица измерения: {}.", "categories": "Категорий: {}.", "series": "Ряды: {}.", "values": "Значения: {}.",
           "reference": "Опорная линия: {}.", "scale": "Шкала логарифмическая."},
    "ar": {"unit": "الوحدة: {}.", "categories": "الفئات: {}.", "series": "السلاسل: {}.", "values": "القيم: {}.", "reference": "خط مرجعي: {}.",
           "scale": "المقياس لوغاريتمي."},
    "zh": {"unit": "单位：{}。", "categories": "类别数：{}。", "series": "系列：{}。", "values": "数值：{}。", "reference": "参考线：{}。",
           "scale": "刻度为对数。"},
}  # fmt: skip


def describe(spec: ChartSpec) -> str:
    """The alt text of a chart, in its language."""
    language = spec.language.split("-")[0].lower()
    say = WORDS.get(language, WORDS["en"])
    semicolon, comma = ("；", "，") if language == "zh" else ("؛ ", "، ") if language == "ar" else ("; ", ", ")
    own = f"chart-{spec.kind}"
    kind = word(own if own in table() else "chart-any", spec.language)
    title = plain(spec.title).strip().rstrip(".。")
    parts = [
        word("chart-alt", spec.language, kind=kind, title=title)
        if title
        else kind + ("。" if language == "zh" else ".")
    ]
    if spec.unit.text:
        parts.append(say["unit"].format(spec.unit.text))
    if len(spec.categories) > 1:
        parts.append(say["categories"].format(len(spec.categories)))
    if len(spec.series) > 1 and len(spec.categories) > 1:
        parts.append(say["series"].format(comma.join(series.name.text for series in spec.series)))
    points = list(_points(spec))
    if len(points) <= FEW:
        # A colon between them: a year and its value side by side would read as one number.
        colon = {"zh": "：", "fr": "\u00a0: "}.get(language, ": ")
        told = (
            colon.join(text for text in (_name(spec, labels, comma), point.told(spec.language)) if text)
            for labels, point in points
        )
        parts.append(say["values"].format(semicolon.join(told)))
    known = [(labels, point) for labels, point in points if point.value is not None]
    if len(known) > 1:
        ends = [[pair for pair in known if pair[1].value == end] for end in _extremes([p.value for _, p in known])]
        if ends[0] == ends[1]:
            parts.append(word("chart-equal", spec.language, value=ends[0][0][1].told(spec.language)))
        else:
            highest, lowest = (
                listing([_name(spec, labels, comma) for labels, _ in end[:FEW]], language) for end in ends
            )
            high, low = (end[0][1].told(spec.language) for end in ends)
            parts.append(word("chart-extremes", spec.language, highest=highest, high=high, lowest=lowest, low=low))
    if spec.reference:
        said, value = spec.reference.label.text, tick_text(spec.reference.value, spec)
        parts.append(say["reference"].format(said if value in said else comma.join((said, value))))
    if spec.log:
        parts.append(say["scale"])
    return ("" if language == "zh" else " ").join(parts)


def _extremes(values: Sequence[Decimal | None]) -> tuple[Decimal, Decimal]:
    """The largest and the smallest value."""
    known = [value for value in values if value is not None]
    return max(known), min(known)


def _points(spec: ChartSpec) -> Iterator[tuple[tuple[Label, Label], Point]]:
    """Every point with the names of its category and its series."""
    for series in spec.series:
        for category, point in zip(spec.categories, series.points, strict=False):
            yield (category, series.name), point


def _name(spec: ChartSpec, labels: tuple[Label, Label], comma: str) -> str:
    """What a value is called: its category, with its series where there are several; the series alone in a single bar."""
    category, series = labels
    if len(spec.series) == 1:
        return category.text or series.text
    if len(spec.categories) == 1:
        return series.text
    return comma.join(text for text in (category.text, series.text) if text)
