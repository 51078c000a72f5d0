"""The ledger: every number of a report, with a place in a source or the reason why it is no figure; and what the rules tell."""

from __future__ import annotations

import csv
import io
import json
import os
from collections import Counter
from decimal import Decimal
from pathlib import Path

import foreign_reports
import openpyxl
import pytest
from projects import ROOT, run

from briefings import report, source
from briefings.cli.facts import gather
from briefings.diagnostics import Diagnostic
from briefings.engine import project
from briefings.engine.project import Subject
from briefings.engine.reading import Reading
from briefings.env import Env
from briefings.facts import documents, numbers
from briefings.facts.ledger import Ledger
from briefings.facts.ledger import of as ledger_of

SAMPLE = ROOT / "data/drugs-crime-terrorism.yaml"


def ledger(root: Path, path: Path) -> Ledger:
    env = Env(root, dict(os.environ))
    given = source.read(path, env.name(path), env)
    return ledger_of(report.parse(given, env), given, env)


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    return foreign_reports.lay_out(tmp_path)


def test_every_number_of_the_sample_is_located_or_listed_with_its_reason() -> None:
    facts = ledger(ROOT, SAMPLE).facts

    assert Counter(fact.state for fact in facts) == {"located": 73, "no figure": 14}
    assert {fact.reason for fact in facts if fact.reason} == {"year", "part of a name", "symbol of a document"}


def test_a_figure_has_value_unit_qualifier_precision_subject_and_the_words_of_its_source() -> None:
    facts = {fact.id: fact for fact in ledger(ROOT, SAMPLE).facts}
    tile, prose = facts["sections.seizures-pieces.data.goods.value"], facts["sections.outcomes.items.crime.text.2#2"]

    assert tile.value == 25_000_000
    assert (tile.digits, tile.unit, tile.counts) == (2, "pieces", "Intellectual property rights-related goods")
    assert prose.value == 250
    assert (prose.qualifier, prose.counts) == ("over", "policymakers from")
    assert (
        tile.source and tile.source.first == 137 and tile.source.words.startswith("25M pieces of intellectual property")
    )
    assert len(tile.source.sha256) == 64


def test_reports_of_other_domains_are_located_in_html_markdown_csv_word_and_pdf(foreign: Path) -> None:
    states = {
        name: Counter(f.state for f in ledger(foreign, foreign / f"data/{name}.yaml").facts)
        for name in ("health", "budget", "fisheries")
    }

    assert states == {
        "health": {"located": 21, "no figure": 6},
        "budget": {"located": 13, "cited": 1, "no figure": 1},
        "fisheries": {"located": 11, "no figure": 4},
    }
    assert {f.source.unit for n in states for f in ledger(foreign, foreign / f"data/{n}.yaml").facts if f.source and f.source.unit} == {
        "paragraph", "line", "row", "page",
    }  # fmt: skip


def test_figures_of_tables_have_their_cell() -> None:
    facts = ledger(ROOT, ROOT / "tests/reports/tables.yaml").facts

    assert {fact.source.unit for fact in facts if fact.source} == {"cell"}
    assert all(fact.state in ("located", "no figure") for fact in facts)


@pytest.mark.parametrize(
    ("text", "language", "read"),
    [
        ("over 250 policymakers", "en", "over 250"),
        ("at least 1.5 million", "en", "at-least 1500000"),
        ("10–15 per cent", "en", "10 % 15 %"),
        ("up 4.2 percentage points to −3 %", "en", "4.2 points -3 %"),
        ("$25M and EUR 1.3bn", "en", "25000000 USD 1300000000 EUR"),
        ("twenty-three of one hundred and five", "en", "23 105"),
        ("vingt-cinq écoles, quatre-vingt-dix jours, 2 000 foyers", "fr", "25 90 2000"),
        ("plus de 56 000 jeunes en 2022, 4,5 %", "fr", "over 56000 (year) 4.5 %"),
        ("treinta y ocho; se retiraron 1980 redes en 2021", "es", "38 1980 (year)"),
        ("более 2,5 млн человек, двадцать пять стран, в 2022 году", "ru", "over 2500000 25 (year)"),
        ("семьдесят восьмой сессии", "ru", ""),
        ("ما يزيد على ٢٥٠ من ست دول في عام 2022", "ar", "over 250 6 (year)"),
        ("二十五个国家、2.5亿美元、1.2万多名与会者，2022年", "zh", "25 250000000 USD over 12000 (date)"),
        ("resolution 75/291, A/RES/77/237 and 2349 (2017)", "en", "(symbol of a document) (symbol of a document) 2349 (year)"),
        ("the 78th session, v1.2, 10:30, Goal 5, COVID-19", "en", "(ordinal) (version) (time of day) (number of an item) (part of a name)"),
        ("on 2 November 2022 call +41 22 555 01 00", "en", "(date) (telephone number)"),
        ("see https://example.org/2024/15", "en", "(part of an address)"),
        ("one of many", "en", ""),
        ("six are told by the words of their own language alone", "de", ""),
        ("Nearly 2,000 at most", "en", "nearly 2000"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_mean_them(text: str, language: str, read: str) -> None:
    def told(one: numbers.Number) -> str:
        return f"({one.reason})" if one.reason else " ".join(filter(None, (one.qualifier, f"{one.value:f}", one.unit)))

    assert " ".join(told(one) for one in numbers.read(text, language)) == read


def gathered(path: Path, home: Path) -> tuple[tuple[Ledger, ...], tuple[Diagnostic, ...]]:
    env = Env(home, dict(os.environ))
    return gather([Subject(path)], Reading(project.bare(home, env), env))


# --- The rules -----------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["health", "budget", "fisheries"])
def test_what_the_sources_bear_out_has_no_findings(foreign: Path, name: str) -> None:
    _, found = gathered(foreign / f"data/{name}.yaml", foreign)

    assert [finding.render() for finding in found] == []


@pytest.mark.parametrize(
    "path", [SAMPLE, ROOT / "tests/reports/water.yaml", ROOT / "tests/reports/tables.yaml"], ids=lambda path: path.stem
)
def test_the_reports_of_the_repository_have_no_findings(path: Path) -> None:
    assert gathered(path, ROOT)[1] == ()


@pytest.mark.parametrize(
    ("name", "before", "after", "codes"),
    [
        ("health", "value: 312, text: confirmed cases and 7 deaths", "value: 7, text: confirmed cases and 312 deaths", {"fact-subject"}),
        ("health", "value: 1204000", "value: 1240000", {"fact-unsupported"}),
        ("health", "4.2 percentage points", "4.2 per cent", {"fact-unit"}),
        ("health", "from 83.3 to 87.5", "from 87.5 to 83.3", {"fact-subject", "fact-unit"}),
        ("health", "5 km from", "5 miles from", {"fact-unit"}),
        ("health", "eleven hours", "twelve hours", {"fact-unsupported", "quote-altered", "translation-words"}),
        ("health", "never once complained", "never complained", {"quote-altered"}),
        ("health", "Twelve districts", "Thirteen districts", {"fact-unsupported", "translation-words"}),
        ("budget", "£96M", "€96M", {"fact-unit"}),
        ("budget", "1.55e9", "1.55e6", {"fact-unsupported"}),
        ("budget", "value: 38900000", "value: 39800000", {"fact-unsupported"}),
        ("fisheries", "value: 2045", "value: 2054", {"fact-unsupported"}),
        ("fisheries", "62,5 por ciento", "26,5 por ciento", {"fact-unsupported"}),
        ("fisheries", "source: censo:2", "source: censo:9", {"fact-unsupported"}),
    ],
)  # fmt: skip
def test_what_they_do_not_bear_out_is_told(foreign: Path, name: str, before: str, after: str, codes: set[str]) -> None:
    path = foreign / f"data/{name}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")

    _, found = gathered(path, foreign)

    assert {finding.code for finding in found} == codes
    assert all(finding.where and finding.where.line for finding in found)


def test_two_figures_that_were_swapped_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/sg-report-2023-drugs-crime-terrorism.txt").write_bytes(
        (ROOT / "seeds/sg-report-2023-drugs-crime-terrorism.txt").read_bytes()
    )
    text = (
        SAMPLE.read_text(encoding="utf-8")
        .replace("value: 63\n", "value: 493\n")
        .replace("**493** victims", "**63** victims")
    )
    (tmp_path / "data.yaml").write_text(text, encoding="utf-8")

    _, found = gathered(tmp_path / "data.yaml", tmp_path)

    assert [(finding.code, finding.path) for finding in found] == [
        ("fact-subject", "sections.support.items.trafficking.value"),
        ("fact-subject", "sections.support.items.trafficking.text#1"),
    ]


def test_a_source_that_changed_is_told_with_the_figures_that_hang_on_it(foreign: Path) -> None:
    assert run(foreign, "facts", "--data", "data/budget.yaml", "--keep").code == 0
    (foreign / "seeds/note.md").write_text(foreign_reports.NOTE + "\nCorrected.\n", encoding="utf-8")

    outcome = run(foreign, "facts", "--data", "data/budget.yaml", "--strict")

    assert outcome.code == 1
    assert (
        "warning[source-changed]: `seeds/note.md` has changed since its hash was kept; 10 figures hang on it"
        in outcome.err
    )


def test_what_cannot_be_read_says_why() -> None:
    said = {name: documents.read(name, data).problem for name, data in {
        "scan.pdf": foreign_reports.pdf(("",)), "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "latin.txt": "é".encode("latin-1"),
        "torn.docx": b"PK\x03\x04no", "torn.pdf": b"%PDF-1.7 no",
    }.items()}  # fmt: skip

    assert said == {
        "scan.pdf": "it holds no words; a scan must be read by a text recognition first",
        "old.doc": "it has a password, or is of a format from before 2007",
        "latin.txt": "it is not in UTF-8",
        "torn.docx": "it is damaged or protected (BadZipFile)",
        "torn.pdf": "it is damaged or protected (PdfiumError)",
    }


# --- The command ---------------------------------------------------------------------------------------------------------------------------


def test_the_ledger_is_written_as_text_json_csv_and_xlsx(foreign: Path) -> None:
    text = run(foreign, "facts", "--data", "data/budget.yaml")
    made = json.loads(run(foreign, "facts", "--data", "data/budget.yaml", "--form", "json").out)["facts"]
    assert run(foreign, "facts", "--data", "data/budget.yaml", "--form", "csv", "--output", "facts.csv").code == 0
    assert run(foreign, "facts", "--data", "data/budget.yaml", "--form", "xlsx", "--output", "facts.xlsx").code == 0
    rows = list(csv.DictReader(io.StringIO((foreign / "facts.csv").read_text(encoding="utf-8-sig"))))
    sheet = openpyxl.load_workbook(foreign / "facts.xlsx").active
    assert sheet is not None

    assert (text.code, text.out.splitlines()[-1]) == (0, "budget: 15 numbers: 13 located, 1 cited, 1 no figure")
    assert len(made) == len(rows) == sheet.max_row - 1 == 15
    assert Decimal(made[0]["value"]) == Decimal(str(sheet["C2"].value)) == Decimal(rows[0]["value"]) == 2_400_000_000
