"""Patterns: a report filled with the values of each row of a table, figures at their cells, nothing of a cell ever evaluated."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from projects import Outcome, lay, run

from briefings.diagnostics import Where
from briefings.engine.project import Subject, load
from briefings.engine.reading import Reading
from briefings.env import Env
from briefings.frozen import replace
from briefings.source.tables import Cell, Rows
from briefings.template.comparison import Table
from briefings.template.functions import sandbox_for
from briefings.template.sandbox import tree_of
from briefings.values import Figure, Record

TABLE = """\
Country,Code,Region,Population,Life 2020,GDP (US$),Motto
Kenya,KEN,Africa,53771296,66.7,1838,Harambee
Mali,MLI,Africa,20250833,..,859,
Côte d’Ivoire,CIV,Africa,26378274,57.8,2326,Union {{ 7*7 }}
France,FRA,Europe,67391582,82.2,39030,=cmd|' /C calc'!A0
Malta,MLT,Europe,,82.6,27885,"**Work** {% if %} {{ row.code }}"
"""
HEAD = """\
id: country
title: "{{ name | place }} at a glance"
language: en
date: 2024
status: final
sections:
"""
KEY = """\
  key:
    type: statistics
    title: Key figures
    takeaway: "{{ name | place }} is number {{ rank(row.life_2020, within='Region') }} of {{ count('Life 2020', within='Region') }} in {{ row.region | place }}"
    items:
      - {id: people, value: "{{ row.population }}", text: people}
      - {id: life, value: "{{ row['Life 2020'] }}", unit: years, text: "against {{ average('Life 2020', within='Region') }} in the region"}
"""
MOTTO = """\
  motto:
    type: prose
    title: Motto
    text: "They say: {{ row.motto }}."
"""
ENTRY = "for-each: {file: data/places.csv, name: Country, id: Code}, report: country"


def home(folder: Path, sections: str = KEY, table: str = TABLE, entry: str = ENTRY, **files: str) -> Path:
    pattern = HEAD + sections
    project = f"build:\n  - {{{entry}, template: deck, formats: html}}\n"
    return lay(folder, {"briefings.yaml": project, "data/places.csv": table, "data/country.yaml": pattern, **files})


def build(folder: Path, *arguments: str) -> tuple[Outcome, Mapping[str, str]]:
    done = run(folder, "build", *arguments)
    return done, {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("output/*-deck.*.html"))}


# --- The rows as expressions see them --------------------------------------------------------------------------------------------


def table(
    rows: list[list[object]], header: tuple[str, ...] = ("Country", "Region", "People", "2007", "Life span")
) -> Table:
    def cell(one: Any, line: int, at: int) -> Cell:
        value = Decimal(str(one)) if isinstance(one, int | float) else one
        return Cell(value, "" if one is None else str(one), Where("t.csv", line, at))

    cells = tuple(tuple(cell(one, line, at) for at, one in enumerate(row, 1)) for line, row in enumerate(rows, 2))
    return Table(Rows(header, cells), {("t.csv", 2): "a"}, "Country", "en", "en")


PLACES = table(
    [
        ["A", "North", 10, 1.5, 70.0],
        ["B", "North", 30, 2.5, 71.5],
        ["C", "South", 60, None, 60.2],
        ["D", "North", None, 9, 80.1],
        ["E", "north", 30, 4, None],
    ]
)


def asked(expression: str, at: int = 0, of: Table = PLACES) -> Any:
    sandbox = sandbox_for("en")
    from briefings.template.sandbox import TRACE, Trace

    TRACE.set(Trace())
    given = sandbox.result(tree_of(expression, sandbox), of.scope(at))
    return given.value if isinstance(given, Figure) else given


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("row.people", 10),
        ("row['2007']", Decimal("1.5")),
        ("row[2007]", Decimal("1.5")),
        ("row.life_span", Decimal("70.0")),
        ("row['Life span']", Decimal("70.0")),
        ("id", "a"),
        ("rank('People')", 4),
        ("rank(row.people)", 4),
        ("rank('people', lowest=true)", 1),
        ("rank('People', within='Region')", 3),
        ("rank('People', within=row.region)", 3),
        ("count()", 5),
        ("count('People')", 4),
        ("count('People', within='Region')", 3),
        ("total('People')", 130),
        ("average('People')", Decimal("32.5")),
        ("average('Life span', within='Region')", Decimal("73.9")),
        ("average('Life span', weight='People')", Decimal("64.6")),
        ("average('Life span', decimals=2)", Decimal("70.45")),
        ("median('People')", 30),
        ("median('2007')", Decimal("3.3")),
        ("share('People')", Decimal("7.7")),
        ("share('People', within='Region', decimals=0)", 14),
        ("top('People', 2) | length", 2),
        ("row.region == 'North'", True),
        ("row.region in ['South', 'North'] and row.region != 'South'", True),
        ("9 < row.people <= 10", True),
    ],
)
def test_a_row_and_what_it_is_among_the_others(expression: str, value: object) -> None:
    assert asked(expression) == value


def test_rows_without_a_value_have_no_rank_and_no_share_and_are_in_no_list() -> None:
    assert [asked(f"{name}('People')", 3) for name in ("rank", "share")] == [None, None]
    assert asked("neighbours('People')", 3) == ()
    assert [one["name"].content for one in asked("top('People', 10)")] == ["C", "B", "E", "A"]


def test_rows_in_a_list_know_their_rank_their_value_and_which_is_the_own() -> None:
    def told(expression: str, at: int = 0) -> list[tuple[str, object, object, object]]:
        return [
            (one["name"].content, one["rank"].value, one["value"].value, one["own"]) for one in asked(expression, at)
        ]

    assert told("top('People', 3)", 1) == [("C", 1, 60, False), ("B", 2, 30, True), ("E", 2, 30, False)]
    assert told("top('Life span', 2, lowest=true)") == [
        ("C", 1, Decimal("60.2"), False),
        ("A", 2, Decimal("70.0"), True),
    ]
    assert told("neighbours('People', within='Region')") == [("E", 1, 30, False), ("A", 3, 10, True)]
    assert isinstance(asked("top('People', 1)")[0], Record)


def test_a_figure_stands_at_its_cell_and_a_comparison_says_how_it_was_made() -> None:
    (figure,) = (PLACES.record(1).fields[name] for name in ("People",))
    assert isinstance(figure, Figure)
    assert PLACES.where(figure.origin) == Where("t.csv", 3, 3)
    made = PLACES.scope(1)["average"]("People", within="Region")
    where = PLACES.where(made.origin)
    assert (where.line, where.column, where.excerpt) == (  # type: ignore[union-attr]
        3,
        3,
        "average of `People` of 3 rows with the same `Region`",
    )


@pytest.mark.parametrize("wrong", ["rank('Peple')", "rank(5)", "top()", "average('People', weight='no')", "rank(none)"])
def test_a_column_that_is_not_there_is_told(wrong: str, tmp_path: Path) -> None:
    section = f'  one: {{type: prose, title: A, text: "{{{{ {wrong} }}}}"}}\n'
    done, _ = build(home(tmp_path, section))

    assert done.code == 1
    assert "data/country.yaml:7:38: error[expression-failed]" in done.err
    assert "_" not in done.err.partition("failed: ")[2].partition("\n")[0]
    assert "error[expression-failed]" in done.err
    assert done.err.count("error[") == 1  # once, for all rows
    assert "in 5 rows, such as `Kenya`, data/places.csv:2" in done.err


# --- Filling ---------------------------------------------------------------------------------------------------------------------


def test_a_briefing_is_made_of_each_row_with_its_values_in_their_places(tmp_path: Path) -> None:
    done, made = build(home(tmp_path))

    assert done.code == 0, done.err
    assert list(made) == [f"country-{code}-deck.en.html" for code in ("civ", "fra", "ken", "mli", "mlt")]
    kenya = made["country-ken-deck.en.html"]
    assert "Kenya at a glance" in kenya
    assert "Kenya is number 1 of 2 in Africa" in kenya
    assert "53,771,296" in kenya
    assert "against 62.3 in the region" in kenya


def test_what_stands_in_a_cell_is_never_evaluated(tmp_path: Path) -> None:
    done, made = build(home(tmp_path, KEY + MOTTO))

    assert done.code == 0, done.err
    assert "They say: Union {{ 7*7 }}." in made["country-civ-deck.en.html"]
    assert "=cmd|" in made["country-fra-deck.en.html"]
    assert "{% if %} {{ row.code }}" in made["country-mlt-deck.en.html"]
    assert not any("Union 49" in text or ">MLT<" in text for text in made.values())


def test_a_report_that_no_for_each_names_holds_no_expressions(tmp_path: Path) -> None:
    plain = 'id: p\ntitle: "{{ 7*7 }}"\nlanguage: en\ndate: 2024\nstatus: final\nsections: {a: {type: prose, title: B, text: "{{ id }}"}}\n'
    lay(home(tmp_path), {"data/plain.yaml": plain})
    with (tmp_path / "briefings.yaml").open("a") as file:
        file.write("  - {report: plain, template: deck, formats: html}\n")

    assert "{{ 7*7 }}" in build(tmp_path)[1]["p-deck.en.html"]


def test_a_value_that_the_table_lacks_is_left_out_and_noted_at_its_cell(tmp_path: Path) -> None:
    done, made = build(home(tmp_path, KEY + MOTTO), "-v")

    assert done.code == 0, done.err
    assert (
        "data/places.csv:3:5: sections.key.takeaway: note[row-left-out]: `rank(row.life_2020, within='Region')` has no value"
        in done.err
    )
    assert "data/places.csv:3:5: sections.key.items.life.value: note[figure-not-in-source]" in done.err
    assert "data/places.csv:3:1: sections.motto: note[row-left-out]: `row.motto` has no value" in done.err
    mali, malta = made["country-mli-deck.en.html"], made["country-mlt-deck.en.html"]
    assert "is number" not in mali and "Motto" not in mali and "20,250,833" in mali
    assert "people" not in malta and "82.6" in malta


def test_a_report_that_cannot_be_without_a_value_is_told_and_the_others_are_built(tmp_path: Path) -> None:
    folder = home(tmp_path)
    text = (
        (folder / "data/country.yaml")
        .read_text()
        .replace('title: "{{ name', 'subtitle: A\ntitle: "{{ row.motto }} {{ name', 1)
    )
    (folder / "data/country.yaml").write_text(text)
    done, made = build(folder)

    assert done.code == 1
    assert "data/places.csv:3:1: error[row-lacks]: `row.motto` has no value in this row" in done.err
    assert len(made) == 4


def test_an_expression_that_fails_for_one_row_fails_that_row_alone(tmp_path: Path) -> None:
    section = '  one: {type: prose, title: A, text: "{{ 100 / (row.population.value - 53771296) if row.population.known else 1 }}"}\n'
    done, made = build(home(tmp_path, section))

    assert done.code == 1
    assert done.err.count("error[") == 1
    assert "error[expression-failed]" in done.err and "in the row `Kenya`, data/places.csv:2" in done.err
    assert len(made) == 4


def test_one_that_fails_among_five_hundred_is_one_finding(tmp_path: Path) -> None:
    rows = "".join(f"Place {n},{'x' if n == 77 else n}\n" for n in range(500))
    section = '  one: {type: statistics, title: A, items: [{id: a, value: "{{ row.n }}", text: things}]}\n'
    entry = "for-each: {file: data/places.csv, language: en}, report: country"
    done = run(home(tmp_path, section, "name,n\n" + rows, entry), "check", "--format", "csv")

    assert done.code == 1, done.err
    assert done.err.count("error[") == 1 and "data/places.csv:79:2" in done.err


def test_conditions_and_lists_of_rows(tmp_path: Path) -> None:
    section = """\
  large:
    type: prose
    title: Large
    if: row.population and row.population.value > 30000000
    text: Many people.
  top:
    type: statistics
    title: The largest
    items:
      - {each: "one in top('Population', 2)", id: "p{{ one.rank }}", value: "{{ one.value | significant(2) }}", text: "{{ one.name | place }}, {{ loop.index }}"}
      - {id: own, if: row.population, value: "{{ row.population | significant(2) }}", text: here}
"""
    done, made = build(home(tmp_path, section))

    assert done.code == 0, done.err
    assert {name[8:11]: "Many people." in text for name, text in made.items()} == {
        "civ": False, "fra": True, "ken": True, "mli": False, "mlt": False,
    }  # fmt: skip
    assert [
        text for text in ("67M", "France, 1", "54M", "Kenya, 2") if text not in made["country-mli-deck.en.html"]
    ] == []


@pytest.mark.parametrize(
    ("section", "code"),
    [
        ("  one: {type: prose, title: A, each: 1 in x, text: B}\n", "pattern-each"),
        ("  one: {type: prose, title: A, text: [{each: row, text: B, language: en}]}\n", "pattern-each"),
        ("  one: {type: statistics, title: A, items: [{each: one in row.population, value: 1, text: B}]}\n", "pattern-each"),
        ("  one: {type: prose, title: A, text: \"{{ top('Population') }}\"}\n", "pattern-list"),
        ("  one: {type: prose, title: A, text: \"{{ row.populatoin }}\"}\n", "name-undefined"),
        ("  one: {type: prose, title: A, text: \"{{ row.a\"}\n", "expression-open"),
        ("  one: {type: prose, title: A, text: \"{% for %}\"}\n", "statement-in-value"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_pattern_is_told_once(section: str, code: str, tmp_path: Path) -> None:
    done, made = build(home(tmp_path, section))

    assert done.code == 1 and not made
    assert f"error[{code}]" in done.err
    assert done.err.count("error[") == 1, done.err


# --- Languages -------------------------------------------------------------------------------------------------------------------

FRENCH = """\
title: "{{ name | place }} en bref"
sections:
  key:
    title: Chiffres clés
    takeaway: "{{ name | place }} : rang {{ rank(row.life_2020, within='Region') }} sur {{ count('Life 2020', within='Region') }} ({{ row.region | place }})"
    items:
      people: {text: habitants}
      life: {text: "contre {{ average('Life 2020', within='Region') }} dans la région", unit: ans}
"""


def test_a_translation_beside_a_pattern_is_filled_in_its_language(tmp_path: Path) -> None:
    folder = home(tmp_path, entry=f"{ENTRY}, languages: fr", **{"data/country.fr.yaml": FRENCH})
    done, made = build(folder, "-v")

    assert done.code == 0, done.err
    assert "warning" not in done.err, done.err
    french = made["country-fra-deck.fr.html"].replace("\u00a0", " ").replace("\u202f", " ")
    assert "France en bref" in french and "rang 2 sur 2 (Europe)" in french
    assert "67 391 582" in french and "contre 82,4 dans la région" in french
    assert "Côte d’Ivoire en bref" in made["country-civ-deck.fr.html"]
    assert "rang" not in made["country-mli-deck.fr.html"]


def test_values_that_are_places_need_no_translation(tmp_path: Path) -> None:
    section = '  one: {type: statistics, title: A, items: [{id: a, value: 5, text: "{{ row.region | place }}"}, {id: b, value: 6, text: "{{ row.motto }}"}]}\n'
    folder = home(
        tmp_path,
        section,
        entry=f"{ENTRY}, languages: fr",
        **{"data/country.fr.yaml": "title: T\nsections: {one: {title: B}}\n"},
    )
    done, made = build(folder)

    assert "Afrique" in made["country-ken-deck.fr.html"]
    assert done.err.count("warning[translation-missing]") == 1  # the motto, once for all rows
    assert "give the table the column `Motto.fr`" in done.err


def test_words_of_a_table_have_their_translation_in_a_column_beside_them(tmp_path: Path) -> None:
    table = "Ward,Ward.ar,Code,Beds,Kind,Kind.AR\nEye clinic,عيادة العيون,w1,12,Day,نهاري\nBurns,,w2,7,Stay,إقامة\n"
    section = """\
  beds:
    type: chart
    title: Beds of wards
    chart: bar
    highlight: ["{{ name }}"]
    data:
      - {each: "one in top('Beds', 5)", id: "{{ one.id }}", label: "{{ one.name }}", value: "{{ one.value }}"}
  kind: {type: statistics, title: Kind, items: [{id: same, value: "{{ count(within=row.kind) }}", text: "{{ row.kind }}"}]}
"""
    entry = "for-each: {file: data/places.csv, name: Ward, id: Code}, report: country, languages: [en, ar]"
    arabic = "title: '{{ name }}'\nsections: {beds: {title: أسرة الأجنحة}, kind: {title: النوع}}\n"
    done, made = build(home(tmp_path, section, table, entry, **{"data/country.ar.yaml": arabic}))

    assert "عيادة العيون" in made["country-w1-deck.ar.html"] and "نهاري" in made["country-w1-deck.ar.html"]
    assert "Eye clinic" not in made["country-w1-deck.ar.html"] and "عيادة" not in made["country-w1-deck.en.html"]
    assert "Burns" in made["country-w2-deck.ar.html"]  # which its own column lacks
    assert done.err.count("warning[translation-missing]") == 1 and "the column `Ward.ar`" in done.err, done.err


# --- What a row depends on -------------------------------------------------------------------------------------------------------


def inputs(folder: Path) -> dict[str, bytes]:
    """What the journal is told of each row."""
    told: dict[str, bytes] = {}
    env = Env(folder, journal=lambda name, data: told.update({name: data}))
    project = load(folder, replace(env, journal=lambda name, data: None))
    reading = Reading(project, env)
    for of in project.subjects():
        reading.source(of)
    return told


def test_a_changed_row_changes_what_that_row_depends_on_and_what_is_compared_with_it(tmp_path: Path) -> None:
    before = inputs(home(tmp_path))

    def changed(table: str) -> set[str]:
        now = inputs(home(tmp_path, table=table))
        return {name.partition("#")[2] or name for name in now if now[name] != before.get(name)}

    assert changed(TABLE) == set()
    assert changed(TABLE.replace("53771296", "53771297")) == {"ken"}  # nothing compares people
    assert changed(TABLE.replace("1838", "1839")) == set()  # nobody reads it
    assert changed(TABLE.replace("82.6", "82.7")) == {"fra", "mlt"}  # the average of their region
    assert changed(TABLE.replace("Kenya", "Zambia").replace("KEN", "ZMB")) == {"zmb"}
    assert changed(TABLE.replace("Kenya", "Andorra,AND,Europe,77265,,1,x\nKenya")) == {
        "and"
    }  # rows that only move are the same


def test_a_pattern_is_parsed_once_however_many_rows_and_languages_it_is_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f"Place {n},p{n},Africa,{n},{n},1,x\n" for n in range(100))
    folder = home(tmp_path, table=TABLE.splitlines()[0] + "\n" + rows, **{"data/country.fr.yaml": FRENCH})
    parsed: list[int] = []
    parse = yaml.parse

    def counted(*given: Any, **named: Any) -> Any:
        parsed.append(1)
        return parse(*given, **named)

    monkeypatch.setattr(yaml, "parse", counted)

    assert len(inputs(folder)) == 101
    assert len(parsed) == 2  # briefings.yaml and the pattern


# --- Facts, files, approvals -----------------------------------------------------------------------------------------------------


def test_facts_are_proved_by_the_cells_of_the_table(tmp_path: Path) -> None:
    done = run(home(tmp_path), "facts", "--form", "json")

    assert done.code == 0, done.err
    told = {
        one["id"]: (one["shown"], one["state"], one["document"], one["place"], one["words"])
        for one in json.loads(done.out)["facts"]
        if one["report"] == "country-ken"
    }
    row = "Kenya | KEN | Africa | 53771296 | 66.7 | 1838 | Harambee"
    assert told["sections.key.items.people.value"] == ("53,771,296", "located", "data/places.csv", 2, row)
    how = "average of `Life 2020` of 2 rows with the same `Region`"
    assert told["sections.key.items.life.text#1"] == ("62.3", "located", "data/places.csv", 2, how)
    assert {state for _, state, _, _, _ in told.values()} == {"located"}


def test_a_finished_file_of_a_row_is_held_against_its_cells(tmp_path: Path) -> None:
    folder = home(tmp_path)
    build(folder)
    page = folder / "output/country-ken-deck.en.html"

    assert run(folder, "verify", str(page)).code == 0
    page.write_text(page.read_text(encoding="utf-8").replace("53,771,296", "53,771,692"), encoding="utf-8")
    done = run(folder, "verify", str(page))
    assert done.code == 1 and "53,771,692" in done.err


def test_a_final_build_lets_out_the_rows_that_were_approved_as_they_are(tmp_path: Path) -> None:
    folder = home(tmp_path)
    assert run(folder, "approve", "--by", "A. Example", "--on", "2024-05-31").code == 0
    assert run(folder, "build", "--final", "2024-06-01").code == 0
    home(tmp_path, table=TABLE.replace("53771296", "53771297"))
    done = run(folder, "build", "--final", "2024-06-01", "--output", "again")

    assert done.code == 1 and done.err.count("error[final-changed]") == 1
    assert len(list(folder.glob("again/*-deck.*.html"))) == 4


def test_a_translator_gets_the_patterns_own_words_and_not_those_of_the_table(tmp_path: Path) -> None:
    more = """\
  coast:
    type: prose
    if: row.region == "Europe"
    title: On the coast
    text: "Ships call at {{ name | place }}."
  most:
    type: chart
    title: Most people
    chart: bar
    unit: people
    data: [{each: "one in top('Population', 2)", id: "n{{ loop.index }}", label: "{{ one.name | place }}", value: "{{ one.value }}"}]
"""
    folder = home(tmp_path, KEY + more)

    assert "wrote data/country.es.yaml" in run(folder, "translate", "es").out
    text = (folder / "data/country.es.yaml").read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines()]
    assert "# {{ name | place }} at a glance" in lines and "# Ships call at {{ name | place }}." in lines
    assert "# On the coast" in lines and "# Most people" in lines and "# people" in lines
    assert not [word for word in ("Kenya", "n1", "Mali", "53") if word in text]
    assert "file-there" in run(folder, "translate", "es").err
    filled = re.sub(
        r"((?: *# .*\n)+)( *)(\w+):(?=\n)",
        lambda one: f'{one[2]}{one[3]}: "{" ".join(re.findall("# (.*)", one[1]))}"',
        text.split("\n\n", 1)[1],
    )
    (folder / "data/country.es.yaml").write_text(filled, encoding="utf-8")
    done = run(folder, "check", "--lang", "es", "--format", "csv")
    assert done.code == 0 and "translation-missing" not in done.err, done.err


def test_a_folder_of_tables_is_poured_into_a_pattern(tmp_path: Path) -> None:
    section = '  one: {type: chart, title: "{{ row.name }}", chart: bar, data: {table: "{{ row.file }}", label: a, value: b}}\n'
    files = {
        f"data/rain/{name}.csv": f"a,b\nMay,{n}\nJune,{n + 1}\nJuly,3\n" for n, name in enumerate(("north", "south"), 5)
    }
    done, made = build(home(tmp_path, section, entry="for-each: {folder: data/rain}, report: country", **files))

    assert done.code == 0, done.err
    assert list(made) == ["country-north-deck.en.html", "country-south-deck.en.html"]
    assert "north at a glance" in made["country-north-deck.en.html"]


def test_the_id_of_a_row_is_put_behind_the_patterns_or_where_the_pattern_says(tmp_path: Path) -> None:
    folder = home(tmp_path)
    text = (folder / "data/country.yaml").read_text().replace("id: country", 'id: "{{ id }}-facts"', 1)
    (folder / "data/country.yaml").write_text(text)

    assert next(iter(build(folder)[1])) == "civ-facts-deck.en.html"


def test_every_row_is_a_subject_of_its_own(tmp_path: Path) -> None:
    folder = home(tmp_path)
    subjects = load(folder, Env(folder)).subjects()

    assert len(set(subjects)) == 5 and all(isinstance(one, Subject) for one in subjects)
