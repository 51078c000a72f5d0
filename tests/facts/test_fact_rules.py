"""Rules that need no source, or more of it than a number: shares and counts, wholes, years, symbols, captions, running heads."""

from __future__ import annotations

from pathlib import Path

import chapters
import pytest
from projects import lay, run

HEAD = "id: r\ntitle: R\nlanguage: {}\ndate: 2024\nstatus: final\nsources: {{a: {{file: seeds/a.txt, title: A}}}}\nsections:\n"


def codes(folder: Path, sections: str, language: str = "en", seed: str = "") -> list[str]:
    lay(folder, {"data/r.yaml": HEAD.format(language) + sections, "seeds/a.txt": seed})
    told = run(folder, "facts")
    return [
        line.partition("[")[2].partition("]")[0]
        for line in told.err.splitlines()
        if "error[" in line or "warning[" in line
    ]


def prose(text: str, source: str = "") -> str:
    return f"  p:\n    type: prose\n    title: P\n{source}    text: >-\n      {text}\n"


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Water came to 12 of 48 districts (25 per cent).", []),
        ("en", "Water came to 12 of the 48 districts (35 per cent).", ["fact-share"]),
        ("en", "Some 33 per cent (16 of 48) were served.", []),
        ("en", "Some 43 per cent (16 of 48) were served.", ["fact-share"]),
        ("en", "Of these, 33.4 per cent (16 of 48) were served.", ["fact-share"]),
        ("en", "About 2 million of 6 million people (33 per cent) left.", []),
        ("en", "Water came to 48 of 12 districts.", ["fact-part"]),
        ("en", "Prices rose by 8 per cent. Water came to 12 of 48 districts.", []),
        ("fr", "L’eau est arrivée dans 12 sur 48 districts (52 %).", ["fact-share"]),
        ("es", "Llegó a 12 de los 48 distritos (25 %).", []),
        ("es", "Llegó a 12 de los 48 distritos (52 %).", ["fact-share"]),
        ("ru", "Вода пришла в 12 из 48 районов (25%).", []),
        ("ru", "Вода пришла в 12 из 48 районов (52%).", ["fact-share"]),
        ("ar", "وصلت المياه إلى ١٢ من أصل ٤٨ منطقة (٢٥ في المائة).", []),
        ("ar", "وصلت المياه إلى ١٢ من أصل ٤٨ منطقة (٥٢ في المائة).", ["fact-share"]),
    ],
)
def test_shares_match_their_counts(tmp_path: Path, language: str, text: str, found: list[str]) -> None:
    assert codes(tmp_path, prose(text), language) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "There are 12 village water pumps in use. In May there were 15 village water pumps in use.",
            ["fact-twice"],
        ),
        ("en", "There are 12 village water pumps in use. In May there were 12 village water pumps in use.", []),
        ("en", "Half of the ten largest water plans got less than the average.", []),
        ("fr", "La moitié des dix plus grands plans ont reçu moins que la moyenne.", []),
        ("es", "La mitad de los diez planes mayores recibió menos que la media.", []),
    ],
)
def test_what_is_counted_twice_has_one_number_and_a_fraction_is_none_of_what_it_is_of(
    tmp_path: Path, language: str, text: str, found: list[str]
) -> None:
    assert codes(tmp_path, prose(text), language) == found


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ((61, 27, 12), []),
        ((61, 27, 11), []),
        ((33.3, 33.3, 33.3), []),
        ((61, 27, 21), ["share-sum"]),
        ((61.5, 27.5, 10.0), ["share-sum"]),
    ],
)
def test_the_shares_of_a_ring_make_a_whole(tmp_path: Path, values: tuple[float, ...], found: list[str]) -> None:
    data = "".join(f"      - {{label: part {at}, value: {value}}}\n" for at, value in enumerate(values))
    assert (
        codes(tmp_path, f'  c:\n    type: chart\n    chart: doughnut\n    title: C\n    unit: "%"\n    data:\n{data}')
        == found
    )


def test_a_part_is_no_larger_than_the_one_it_is_a_part_of(tmp_path: Path) -> None:
    item = "      - {{id: {}, value: {}, text: people {}{}}}\n"
    section = "  s:\n    type: statistics\n    title: S\n    items:\n"

    assert (
        codes(
            tmp_path,
            section + item.format("helped", 128, "helped", ", of: asked") + item.format("asked", 245, "who asked", ""),
        )
        == []
    )
    assert codes(
        tmp_path,
        section + item.format("helped", 245, "helped", ", of: asked") + item.format("asked", 128, "who asked", ""),
    ) == ["fact-part"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In 2022 the Assembly adopted resolution 77/237.", []),
        ("In 2021 the Assembly adopted resolution 77/237.", ["fact-year"]),
        ("In 2022 the Assembly adopted resolution 77/273.", ["symbol-unsupported"]),
    ],
)
def test_years_and_symbols_stand_in_the_cited_words(tmp_path: Path, text: str, found: list[str]) -> None:
    seed = "In 2022 the General Assembly adopted resolution 77/237 on crime.\n"

    assert codes(tmp_path, prose(text, "    source: a:1\n"), seed=seed) == found


def test_captions_say_where_when_and_by_whom(tmp_path: Path) -> None:
    full = "caption: A well., place: Norte, date: 2023, credit: © A. Example"
    section = "  f:\n    type: photos\n    title: F\n    items:\n"

    assert codes(tmp_path, f"{section}      - {{{full}}}\n") == []
    assert codes(tmp_path, f"{section}      - {{caption: A well., place: Norte}}\n") == ["caption-incomplete"]


def test_running_heads_in_a_text_are_told(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/ports.pdf").write_bytes(chapters.pdf())
    glued = "Scanners came. 63 ANNUAL REVIEW OF COORDINATED RELIEF 2022"
    head = "Scanners came to COAST AUTHORITY: ANNUAL REPORT all ports."

    assert codes(tmp_path, prose("Scanners came to all 62 ports of the COAST AUTHORITY.")) == []
    assert codes(tmp_path, prose(f'"{glued}"').replace(">-\n      ", "")) == ["running-head"]
    report = HEAD.format("en").replace("seeds/a.txt", "seeds/ports.pdf") + prose(f'"{head}"').replace(">-\n      ", "")
    lay(tmp_path, {"data/r.yaml": report})
    assert "running-head" in run(tmp_path, "facts").err


ROWS: list[list[str | int]] = [["", "2018", "2023"], ["Bus", 27, 31], ["Metro", 22, 25], ["Car; van", 44, 31]]
CHART = """\
  modes:
    type: chart
    chart: slope
    title: Modes
    unit: "%"
    source: t
    series: {{bus: Bus, metro: Metro}}
    data:
      - {{label: "2018", values: {{bus: {}, metro: {}}}}}
      - {{label: "2023", values: {{bus: {}, metro: {}}}}}
"""
TABLE = """\
  table:
    type: table
    title: Table
    source: t
    columns: [{{id: m, title: Mode}}, {{id: a, title: "2018"}}, {{id: b, title: "2023"}}]
    rows: [[Bus, {}, {}], [Metro, {}, {}]]
"""


def tables(folder: Path) -> dict[str, str]:
    """The same table as CSV, HTML, Word and Excel."""
    import xlsxwriter

    (folder / "seeds").mkdir(parents=True, exist_ok=True)
    text = [[str(cell) for cell in row] for row in ROWS]
    (folder / "seeds/t.csv").write_text(
        "\n".join(";".join(f'"{cell}"' for cell in row) for row in text), encoding="utf-8"
    )
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in text)
    (folder / "seeds/t.html").write_text(
        f"<html><body><p>2018 and 2023</p><table>{cells}</table></body></html>", encoding="utf-8"
    )
    (folder / "seeds/t.docx").write_bytes(chapters.word(tuple(("row", "|".join(row)) for row in text)))
    with xlsxwriter.Workbook(folder / "seeds/t.xlsx") as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(ROWS):
            sheet.write_row(at + 2, 1, row)
    lines = ["|" + "|".join(row) + "|" for row in text]
    (folder / "seeds/t.md").write_text("\n".join([lines[0], "|---|---|---|", *lines[1:]]), encoding="utf-8")
    return {name: f"seeds/t.{name}" for name in ("csv", "html", "docx", "xlsx", "md")}


@pytest.mark.parametrize("kind", ["csv", "html", "docx", "xlsx", "md"])
@pytest.mark.parametrize(
    ("section", "found"),
    [
        (CHART.format(27, 22, 31, 25), []),
        (CHART.format(31, 22, 27, 25), ["fact-cell", "fact-cell"]),
        (CHART.format(22, 27, 31, 25), ["fact-cell", "fact-cell"]),
        (TABLE.format(27, 31, 22, 25), []),
        (TABLE.format(27, 31, 25, 22), ["fact-cell", "fact-cell"]),
        (TABLE.format(22, 31, 27, 25), ["fact-cell", "fact-cell"]),
    ],
)
def test_values_stand_in_the_cell_of_their_names(tmp_path: Path, kind: str, section: str, found: list[str]) -> None:
    name = tables(tmp_path)[kind]
    head = HEAD.format("en").replace(
        "sources: {a: {file: seeds/a.txt, title: A}}", f"sources: {{t: {{file: {name}, title: T}}}}"
    )
    lay(tmp_path, {"data/r.yaml": head + section})

    told = run(tmp_path, "facts")

    assert [line.partition("[")[2].partition("]")[0] for line in told.err.splitlines() if "error[" in line] == found, (
        told.err
    )


CHANGE = """\
  a: {{type: statistics, title: A, source: "a:1", items: [{{id: n, value: {}, unit: {}, text: samples within the limit, change: {{value: 2.1, unit: percentage points, good: up}}}}]}}
"""


@pytest.mark.parametrize(
    ("value", "unit", "seed", "found"),
    [
        ("63.5", "per cent", "63.5% of samples within the limit, 2.1 percentage points more than before", []),
        ("4.75", "million cubic metres", "4.75 million cubic metres of samples within the limit, 2.1 percentage points more", []),
        ("4.75", "thousand litres", "4.75 million litres of samples within the limit, 2.1 percentage points more", ["fact-unsupported"]),
        ("2.1", "per cent", "63.5% of samples within the limit, 2.1 percentage points more than before", ["fact-unit"]),
    ],
)  # fmt: skip
def test_changes_and_units_with_a_size_are_looked_for(
    tmp_path: Path, value: str, unit: str, seed: str, found: list[str]
) -> None:
    assert codes(tmp_path, CHANGE.format(value, unit), seed=seed) == found


def test_years_in_other_digits_stand_in_the_source(tmp_path: Path) -> None:
    text = prose("بدأت في 3 آذار/مارس 2024.", '    source: "a:1"\n')

    assert codes(tmp_path, text, "ar", "بدأت في ٣ آذار/مارس ٢٠٢٤.") == []
    assert codes(tmp_path, text, "ar", "بدأت في ٣ آذار/مارس ٢٠٢٣.") == ["fact-year"]


BARS = "  c: {{type: chart, chart: bar, title: C, unit: thousand, takeaway: {}, data: [{}]}}\n"
LENT = ", ".join(
    f"{{label: {name}, value: {value}}}" for name, value in zip("ABCDEF", (51, 58, 44, 38, 32, 21), strict=True)
)
GREW = ", ".join(
    f"{{label: {year}, value: {value}}}" for year, value in ((2015, 4.1), (2018, 4.4), (2020, 2.1), (2023, 5.0))
)
WHOLE = (
    "  s: {{type: statistics, title: S, emphasis: a, takeaway: {}, items: [{{id: a, value: 1200000, digits: 2, of: b, text: read}}, "
    "{{id: b, value: 2000000, digits: 2, text: adults}}]}}\n"
)


DRAINED = '  m: {{type: map, title: Change of forest, unit: "%", region: africa, takeaway: {}, data: [{}]}}\n'
LOST = ", ".join(
    f"{{country: {name}, value: {value}}}"
    for name, value in zip(("KEN", "UGA", "TZA", "RWA", "BDI", "ETH", "SSD"), (4, -9, -6, 7, 3, -2, -5), strict=True)
)
APART = (
    '  l: {{type: chart, chart: line, title: Notice, unit: hours, series: {{s: Storms, f: Floods}}, difference: {{at: "2024", from: f, to: s}}, '
    "takeaway: {}, data: [{}]}}\n"
)
NOTICE = ", ".join(
    f'{{label: "{year}", values: {{s: {s}, f: {f}}}}}'
    for year, s, f in ((2019, 14, 6), (2020, 17, 12), (2021, 20, 13), (2022, 24, 19), (2023, 24, 20), (2024, 31, 21))
)
DAYS = "  d: {{type: chart, chart: column, title: Hot days, unit: days, reference: {{value: 15, label: usual}}, takeaway: {}, data: [{}]}}\n"
HOT = ", ".join(
    f'{{label: "{year}", value: {value}}}'
    for year, value in zip(range(2020, 2026), (22, 11, 17, 31, 39, 47), strict=True)
)
OPEN = "  t: {{type: table, title: Libraries, takeaway: {}, columns: [{{id: d, title: District}}, {{id: o, title: Hours}}, {{id: s, title: Share, unit: '%'}}], rows: [{}]}}\n"
DISTRICTS = "[North, 52, 61], [South, 48, 44], [East, 40, 38], [West, 40, 53], [Harbour, 32, 29]"
PAID = "  p: {{type: resources, title: Income, currency: USD, takeaway: {}, total: {{value: 46, text: income}}, parts: [{{id: m, value: 19, text: members}}, {}]}}\n"
OTHERS = "{id: f, value: 15, text: fund}, {id: b, value: 8, text: bank}, {id: a, value: 4, text: fees}"
FILLED = {
    DRAINED: LOST,
    APART: NOTICE,
    APART.replace("hours", "часов"): NOTICE,
    DAYS: HOT,
    DAYS.replace("days", "天"): HOT,
    OPEN: DISTRICTS,
    PAID: OTHERS,
    BARS: LENT,
}


@pytest.mark.parametrize(
    ("language", "section", "takeaway", "wrong"),
    [
        ("en", DRAINED, "Four of seven countries lost forest", []),
        ("en", DRAINED, "Five of seven countries lost forest", ["Five of seven"]),
        ("fr", DRAINED, "Cinq pays sur sept ont perdu des forêts", ["Cinq pays sur sept"]),
        ("es", DRAINED, "Cinco de los siete países perdieron bosque", ["Cinco de los siete"]),
        ("ru", DRAINED, "Пять из семи стран потеряли леса", ["Пять из семи"]),
        ("en", DRAINED, "Uganda lost 9 per cent, Rwanda gained 7", []),
        ("en", APART, "Storms are warned of ten hours earlier than floods, 31 hours before, seven more than in 2023", []),
        ("en", APART, "Storms are warned of twelve hours earlier than floods", ["twelve"]),
        ("ru", APART.replace("hours", "часов"), "О штормах предупреждают на 12 часов раньше", ["12"]),
        ("en", DAYS, "Forty-seven hot days in 2025, three times as many as usual, 32 days more, and 21 per cent more than in 2024", []),
        ("en", DAYS, "Forty-five hot days, three times as many as usual", ["Forty-five"]),
        ("zh", DAYS.replace("days", "天"), "2025年高温45天", ["45"]),
        ("en", DAYS, "Heat rose by 60 per cent in ten years, in twelve days in May alone by half", ["60 %"]),
        ("en", OPEN, "Two districts have more than half, and Harbour 20 hours less than North", []),
        ("en", OPEN, "Four districts have more than 50 per cent, and Harbour 17 hours less than North", ["Four districts have more than 50", "17"]),
        ("fr", OPEN, "Quatre districts ont plus de 50 %", ["Quatre districts ont plus de 50"]),
        ("en", PAID, "Members pay less than half, 41 per cent; with the fund it is three quarters", []),
        ("en", PAID, "Members pay more than half of it, 52 per cent", ["half", "52 %"]),
        ("es", BARS, "Tres de cada cinco libros, 182 mil de 244, salen de dos sucursales", ["182 mil"]),
        ("en", WHOLE, "60 per cent of adults read a book", []),
        ("en", WHOLE, "72 per cent of adults read a book", ["72 %"]),
        ("en", WHOLE, "Six in ten adults, 1.2 of 2 million, read a book in 2023", []),
        ("en", WHOLE, "Nine in ten adults read a book", ["Nine in ten"]),
        ("fr", WHOLE, "72 % des adultes lisent, et 1,2 million en 2023", ["72 %"]),
        ("es", WHOLE, "El 72 % de los adultos lee, 1,2 millones", ["72 %"]),
        ("ru", WHOLE, "Читают 72% взрослых, или 1,2 млн", ["72 %"]),
        ("ar", WHOLE, "يقرأ ٧٢ في المائة من البالغين", ["٧٢ %"]),
        ("zh", WHOLE, "72%的成年人读书，共120万人", ["72 %"]),
        ("en", BARS, "Three of the six branches lent more than 40 thousand, and B lent 58 thousand", []),
        ("en", BARS, "Five of the six branches lent more than 40 thousand, and B lent 61 thousand", ["Five of the six", "61 thousand"]),
        ("en", BARS, "All six branches lent 244 thousand in ten months, B a quarter of them", []),
        ("en", GREW, "Loans grew by a fifth since 2015, from 4.1 to 5.0 million, and more than doubled since 2020", []),
        ("en", GREW, "Loans have tripled since 2015, to 5.0 million", ["tripled"]),
        ("fr", GREW, "Les prêts ont triplé depuis 2015", ["triplé"]),
        ("es", GREW, "Los préstamos se triplicaron desde 2015", ["triplicaron"]),
        ("ru", GREW, "С 2015 года выдача выросла втрое", ["втрое"]),
        ("ar", GREW, "بلغت القروض ثلاثة أضعاف", ["ثلاثة أضعاف"]),
        ("zh", GREW, "2020年以来借阅量增至三倍", ["增至三倍"]),
    ],
)  # fmt: skip
def test_numbers_of_a_takeaway_are_those_of_its_section(
    tmp_path: Path, language: str, section: str, takeaway: str, wrong: list[str]
) -> None:
    made = (
        WHOLE.format(f'"{takeaway}"')
        if section == WHOLE
        else BARS.format(f'"{takeaway}"', GREW)
        if section == GREW
        else section.format(f'"{takeaway}"', FILLED[section])
    )
    lay(tmp_path, {"data/r.yaml": HEAD.format(language) + made, "seeds/a.txt": ""})

    told = [line for line in run(tmp_path, "facts").err.splitlines() if "[takeaway-number]" in line]
    assert [line.partition("“")[2].partition("”")[0] for line in told] == wrong


def test_a_check_holds_takeaways_against_their_sections(tmp_path: Path) -> None:
    lay(tmp_path, {"data/r.yaml": HEAD.format("en") + BARS.format("B lent 61 thousand", LENT), "seeds/a.txt": ""})

    for _ in ("first", "kept"):
        told = run(tmp_path, "check", "--cache", str(tmp_path / "cache")).err
        assert "warning[takeaway-number]: “61 thousand” is not in this section" in told
        assert "51\u00a0thousand, 58\u00a0thousand" in told
