"""CONTRIBUTING.md shows how to add a type of section, a block, a chart type, a check and a language: each worked example is added here to a copy of the package, as it
tells, and something is built with it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest
from projects import REPORT, ROOT, lay

TABLES = {"section": "report/sections", "block": "blocks", "chart": "charts", "check": "checks", "language": "language"}


class Example(NamedTuple):
    """A worked example: what it adds, the file, its text, and the line for the table."""

    kind: str
    file: str
    text: str
    line: str


def examples() -> dict[str, Example]:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    found = re.finditer(
        r"<!-- example: (\w+) (\S+\.\w+)[^>]*-->\n```\w+\n(.*?)```\n.*?The line in the table is `([^`]+)`",
        page,
        re.DOTALL,
    )
    return {match[1]: Example(*match.groups()) for match in found}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the package, and the examples added to it: a file, its import where the table has imports, and its line in the table."""
    home = tmp_path_factory.mktemp("package")
    for part in ("briefings", "templates"):
        shutil.copytree(ROOT / part, home / part, ignore=shutil.ignore_patterns("__pycache__"))
    for example in examples().values():
        folder = home / "briefings" / TABLES[example.kind]
        (folder / example.file).write_text(example.text, encoding="utf-8")
        module, name = example.file.removesuffix(".py"), example.line.split(": ")[1].rstrip(",").split(".")[0]
        load = f"from . import {module}" if name == module else f"from .{module} import {name}"
        if name.startswith(('"', "of_file(")):  # the table loads it itself
            load = ""
        table = (folder / "__init__.py").read_text(encoding="utf-8")
        table = table.replace("annotations\n", f"annotations\n\n{load}\n", 1)
        table, entered = re.subn(r"(MappingProxyType\(\s*\{\n)", rf"\1{example.line}\n", table, count=1)
        assert entered == 1
        (folder / "__init__.py").write_text(table, encoding="utf-8")
    return home


def briefings(package: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(package)}
    return subprocess.run(
        [sys.executable, "-m", "briefings", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_there_is_an_example_of_each() -> None:
    assert set(examples()) == set(TABLES)


def test_the_examples_pass_the_linter(package: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", package)
    files = [str(Path("briefings", TABLES[one.kind], one.file)) for one in examples().values()]
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--no-cache",
        "--ignore=I",
        *filter(lambda one: one.endswith(".py"), files),
    ]
    run = subprocess.run(command, cwd=package, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


JOURNAL = """\
  history:
    type: journal
    title: How it came about
    table: {file: data/entries.csv, columns: {title: What}}
"""
ENTRIES = "date,What,text\n2023-05,The council decides,By twelve votes\n2024,The first well is dug,\n"


def test_the_section_is_read_from_a_file_and_stands_in_both_built_in_documents(package: Path, tmp_path: Path) -> None:
    """No template knows the type: its entries are listed, and the account has every field."""
    lay(tmp_path, {"data/water.yaml": REPORT + JOURNAL, "data/entries.csv": ENTRIES})

    outcome = briefings(package, tmp_path, "build", "--format", "pptx", "--format", "pdf")

    assert (outcome.returncode, "section-unshown" in outcome.stderr) == (0, False), outcome.stderr
    outputs = json.loads((tmp_path / "output/manifest.json").read_text(encoding="utf-8"))["outputs"]
    assert {output["template"] for output in outputs} == {"deck", "one-pager"}
    events = {
        f"sections.history.items.{event}.{key}"
        for event, keys in {
            "the-council-decides": ("date", "title", "text"),
            "the-first-well-is-dug": ("date", "title"),
        }.items()
        for key in keys
    }
    for output in outputs:
        assert events <= set(output["shown"])
        assert "entr" not in output.get("lacks", {}).get("told", "")


def test_the_section_is_in_the_schema_and_its_rules_and_its_translation_hang_on_it(
    package: Path, tmp_path: Path
) -> None:
    events = "[{id: dug, date: 2024, title: Dug}, {id: decided, date: 2023, title: Decided}]"
    journal = f"  history: {{type: journal, title: History, items: {events}}}\n"
    french = "title: Eau\nnotice: Traduction\nsections:\n  wells: {title: Puits, items: {dug: {text: puits}}}\n"
    french += "  history: {title: Histoire, items: {dug: {title: Creusé, date: 2024}, decided: {title: Décidé}}}\n"
    lay(tmp_path, {"data/water.yaml": REPORT + journal, "data/water.fr.yaml": french})

    outcome = briefings(package, tmp_path, "check", "--lang", "fr")
    definitions = json.loads(briefings(package, tmp_path, "schema", "data").stdout)["$defs"]

    assert "warning[journal-unsorted]: this entry of 2023 stands after one of 2024" in outcome.stderr
    assert "error[translation-number]: `date` is a number" in outcome.stderr
    assert "translation-missing" not in outcome.stderr
    assert definitions["Journal"]["properties"]["type"]["enum"] == ["journal"]
    assert set(definitions["JournalEntry"]["properties"]) == {
        "id",
        "source",
        "language",
        "for",
        "date",
        "title",
        "text",
    }


def test_the_block_is_built_in_every_format(package: Path, tmp_path: Path) -> None:
    template = 'kind: slides\npages:\n  - layout: title-only\n    title: Our motto\n    main: {block: motto, text: "{{ report.title }}"}\n'
    lay(tmp_path, {"data/water.yaml": REPORT, "templates/page.yaml": template})

    formats = ("pptx", "pdf", "html", "docx", "eml")
    outcome = briefings(package, tmp_path, "build", "--template", "page", *(f"--format={one}" for one in formats))

    assert (outcome.returncode, re.findall(r"[a-z]+\[.*?\]", outcome.stderr)) == (0, ["warning[section-unshown]"])
    assert {path.suffix for path in (tmp_path / "output").glob("water-page.en.*")} == {f".{one}" for one in formats}
    page = (tmp_path / "output/water-page.en.html").read_text(encoding="utf-8")
    assert re.search(r"<p><span[^>]*>Safe water</span></p>", page.partition("Our motto</h")[2])
    assert '"const": "motto"' in briefings(package, tmp_path, "schema", "template").stdout


def spark(value: str) -> str:
    points = "".join(f"      - {{label: {2015 + year}, value: {year + 3}}}\n" for year in range(6))
    head = "  rain:\n    type: chart\n    chart: spark\n    title: Rain\n    unit: cm\n    data:\n"
    return f"{REPORT}{head}{points}      - {{label: 2021, value: {value}}}\n"


def test_the_chart_is_a_line_in_both_formats_that_can_be_edited_in_the_deck(package: Path, tmp_path: Path) -> None:
    lay(tmp_path, {"data/water.yaml": spark("12")})
    outcome = briefings(package, tmp_path, "build", "--format", "pptx", "--format", "pdf")
    assert outcome.returncode == 0, outcome.stderr
    assert "warning" not in outcome.stderr

    deck = next((tmp_path / "output").glob("*-deck.en.pptx"))
    with zipfile.ZipFile(deck) as parts:
        (chart,) = (
            parts.read(name).decode() for name in parts.namelist() if re.search(r"charts/chart[^/]*\.xml$", name)
        )
        slides = "".join(parts.read(name).decode() for name in parts.namelist() if "slides/slide" in name)
    assert "<c:lineChart>" in chart
    assert re.findall(r"<c:v>(\d+)</c:v>", chart.split("<c:val>")[1].split("</c:val>")[0]) == [*list("345678"), "12"]
    assert re.search(r'descr="[^"]*12', slides)
    checked = briefings(package, tmp_path, "check", "--file", str(deck))
    assert checked.returncode == 0, checked.stderr


def test_the_rule_of_the_chart_speaks(package: Path, tmp_path: Path) -> None:
    lay(tmp_path, {"data/water.yaml": spark("null")})
    outcome = briefings(package, tmp_path, "check")
    assert outcome.returncode == 1
    assert "error[chart-gap]: a spark chart cannot show a missing value" in outcome.stderr


def test_the_check_runs_on_a_finished_deck(package: Path, tmp_path: Path) -> None:
    pages = "".join(f"  - {{layout: content, title: Page {number}, body: Water.}}\n" for number in range(61))
    lay(tmp_path, {"data/water.yaml": REPORT, "templates/page.yaml": f"kind: slides\npages:\n{pages}"})
    briefings(package, tmp_path, "build", "--template", "page")

    outcome = briefings(package, tmp_path, "check", "--file", "output/water-page.en.pptx")

    assert outcome.stderr == "output/water-page.en.pptx: warning[deck-long]: the deck has 61 slides\n1 warning\n"
    assert outcome.returncode == 0


def test_the_language_is_spoken_in_both_formats(package: Path, tmp_path: Path) -> None:
    """Figures, dates, furniture, alternative texts and the tags of files are Portuguese; a word that was forgotten stops the build."""
    report = """\
id: agua
title: Água
language: pt
date: 2024-02-01
status: final
sections:
  facts:
    type: statistics
    title: Fatos
    items:
      - {text: pessoas, value: 1234567}
      - {text: gastos, value: 2.5e6, currency: USD}
  rain:
    type: chart
    chart: bar
    title: Chuva
    unit: cm
    data:
      - {label: janeiro, value: 1200.5}
      - {label: março, value: 800}
"""
    lay(tmp_path, {"data/agua.yaml": report})

    outcome = briefings(package, tmp_path, "build", "--format", "pptx", "--format", "pdf")
    assert outcome.returncode == 0, outcome.stderr
    made = sorted((tmp_path / "output").glob("agua-*.pt.*"))
    assert {path.suffix for path in made} == {".pptx", ".pdf"}
    with zipfile.ZipFile(next(path for path in made if path.suffix == ".pptx")) as deck:
        said = "".join(deck.read(name).decode() for name in deck.namelist() if name.startswith("ppt/slides/slide"))
    said += re.sub("<[^>]+>", "", said)  # a figure's words are in runs of their own
    for words in (
        "1.234.567",
        "1\u00a0de fevereiro de\u00a02024",
        "$2,5\u00a0mi",
        "Gráfico de barras: Chuva.",
        'lang="pt-BR"',
    ):
        assert words in said, words
    for path in made:
        assert briefings(package, tmp_path, "check", "--file", str(path.relative_to(tmp_path))).returncode == 0

    lay(
        tmp_path,
        {
            "data/agua.yaml": report.replace(
                "text: pessoas", "text: pessoas em mais de 40 toneladas por 3 mil reais em 12 de março de 2024"
            )
        },
    )
    told = json.loads(briefings(package, tmp_path, "facts", "--form", "json").stdout)
    within = [one for one in told["facts"] if "#" in one["id"]]
    assert [(one["unit"], one["qualifier"], one["reason"]) for one in within] == [
        ("", "over", ""),
        ("BRL", "", ""),
        ("", "", "date"),
    ]

    spoken = package / "briefings/language/portuguese.json"
    whole = spoken.read_text(encoding="utf-8")
    spoken.write_text(re.sub(r'"total": "Total",\s*', "", whole), encoding="utf-8")
    forgetful = briefings(package, tmp_path, "build")
    spoken.write_text(whole, encoding="utf-8")
    assert forgetful.returncode != 0
    assert "'total'" in Path(forgetful.stderr.split()[-1]).read_text(encoding="utf-8")  # the log that it names
