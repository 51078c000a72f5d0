"""A table says the sum of its columns where they can be added up, and of no others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import projects
import pytest
from frame_reading import faults, flat, lay, lost, report_with

from briefings.frame import Table

TOTAL = {"en": "Total", "fr": "Total", "es": "Total", "ru": "Всего", "ar": "المجموع", "zh": "共计"}
COLUMNS: list[dict[str, Any]] = [
    {"id": "where", "title": "District"},
    {"id": "wells", "title": "Wells"},
    {"id": "cost", "title": "Cost", "decimals": 1},
    {"id": "share", "title": "Share", "unit": "%"},
    {"id": "year", "title": "Year", "kind": "date"},
    {"id": "gaps", "title": "Pumps"},
]


def section(rows: list[list[Any]], **more: Any) -> dict[str, Any]:
    return {"t": {"type": "table", "title": "Wells", "columns": COLUMNS, "rows": rows, "total": True, **more}}


def tables(made: Any) -> list[list[list[str]]]:
    return [
        [[cell.text.paragraphs[0].text for cell in row] for row in item.rows]
        for frame in made.frames
        for item in flat(frame.items)
        if isinstance(item, Table)
    ]


@pytest.mark.parametrize("language", TOTAL)
@pytest.mark.parametrize("template", ["deck", "one-pager"])
def test_the_last_row_holds_the_sums_of_what_can_be_added(template: str, language: str) -> None:
    rows = [["Ashgrove", 1200, 10.25, 40, 2023, 4], ["Bellport", 34, 3.25, 60, 2024, None]]
    made = lay(report_with(section(rows), language=language), template)

    (table,) = tables(made)
    assert len(table) == 4
    assert [table[-1][0], *table[-1][3:]] == [TOTAL[language], "", "", ""]
    assert "".join(letter for letter in table[-1][1] if letter.isdigit()) == "1234"
    assert "".join(letter for letter in table[-1][2] if letter.isdigit()) == "135"  # not the 13.6 of 10.3 and 3.3
    last = next(item for frame in made.frames for item in flat(frame.items) if isinstance(item, Table)).rows[-1]
    assert all(run.style.bold for cell in last for run in cell.text.paragraphs[0].runs)
    assert faults(made) == []
    assert lost(made) == []


def test_a_table_that_goes_on_has_its_sums_once_with_its_last_row() -> None:
    made = lay(report_with(section([[f"D{n}", n, 0.1, 1, 2020, None] for n in range(90)])))

    found = tables(made)
    assert len(found) > 2
    assert [table[-1][0] == "Total" for table in found] == [False] * (len(found) - 1) + [True]
    assert len(found[-1]) > 2
    assert found[-1][-1][1:3] == ["4,005", "9.0"]


def test_a_table_without_anything_to_add_is_told() -> None:
    made = lay(report_with({"t": {"type": "table", "title": "T", "columns": COLUMNS[:1], "rows": [["A"], ["B"]], "total": True}}))  # fmt: skip

    assert [finding.code for finding in made.briefing.findings] == ["total-empty"]
    assert len(tables(made)[0]) == 3


HEADINGS = {
    "en": (["Pupils", "Training days", "Children, under 5 years", "Cost, million dollars"], ["Waiting time, days", "Visits per head", "Price index", "Average age", "Rank", "Speed (km/h)"]),
    "fr": (["Élèves nourris par l’État", "Jours de formation", "Montants, millions"], ["Retard, jours", "Visites par habitant", "Indice", "Taux d’accès", "Âge moyen (ans)"]),
    "es": (["Pagado por el Estado", "Puestos de salud", "Días de formación"], ["Espera, días", "Visitas por habitante", "Índice", "Tasa de acceso", "Promedio"]),
    "ru": (["Ученики", "Средние школы", "Дни обучения"], ["Ожидание, дней", "Расходы на душу населения", "Индекс цен", "Средний возраст", "Место"]),
    "ar": (["التلاميذ", "المدارس المتوسطة"], ["مدة الانتظار، أيام", "الزيارات لكل فرد", "مؤشر الأسعار", "متوسط العمر"]),
    "zh": (["学生人数", "学校"], ["等候时间（天）", "人均就诊次数", "价格指数", "入学率", "排名"]),
}  # fmt: skip


@pytest.mark.parametrize("language", HEADINGS)
def test_rates_averages_ranks_and_spans_of_time_have_no_sum(language: str) -> None:
    amounts, rates = HEADINGS[language]
    columns = [{"id": "name", "title": "–"}, *({"id": f"c{n}", "title": one} for n, one in enumerate(amounts + rates))]
    rows = [[name, *(n + 12 for n in range(len(columns) - 1))] for name in "AB"]

    ((*_, last),) = tables(lay(report_with(section(rows, columns=columns), language=language)))
    assert [bool(cell) for cell in last[1:]] == [True] * len(amounts) + [False] * len(rates)

    ((*_, last),) = tables(lay(report_with(section(rows, columns=columns, total=[f"c{len(columns) - 2}"]))))
    assert [bool(cell) for cell in last[1:]] == [False] * (len(columns) - 2) + [True]


def test_what_is_not_added_up_is_told_with_the_way_to_ask_for_it(tmp_path: Path) -> None:
    table = "  t: {type: table, title: T, total: true, columns: [Branch, Loans, 'Waiting time, days'], rows: [[A, 4, 12], [B, 5, 14]]}\n"
    home = projects.lay(tmp_path, {"data/water.yaml": projects.REPORT + table})

    told = projects.run(home, "build", "-v").err
    assert "note[total-rate]: no sum is made of `Waiting time, days`" in told
    assert "`total: [homes, wells]`" in told
