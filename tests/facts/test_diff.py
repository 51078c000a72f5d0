"""Two editions against each other: what changed is told by fact, what was only moved is not, and the next edition can say so."""

from __future__ import annotations

import io
import json
import subprocess
from pathlib import Path
from typing import Any

import foreign_reports
import pytest
import yaml
from office import Office
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Cm
from projects import lay, run

BUDGET = """\
id: budget
title: Budget participatif
language: fr
date: 2024-03-03
status: final
sections:
  argent:
    type: resources
    title: Ressources
    currency: EUR
    total: {value: 1250000, text: au total}
    parts:
      - {value: 1000000, text: ville}
      - {value: 250000, text: département}
  projets:
    type: statistics
    title: Projets
    items:
      - {value: 38, text: projets retenus sur 412 propositions}
      - {value: 12.5, unit: "%", text: des habitants ont voté}
  suite:
    type: prose
    title: Suite
    text: [Plus de 2 000 foyers seront servis. Les travaux commencent en 2025., La carte est publiée.]
"""
WATER = """\
id: water
title: مياه آمنة
language: ar
date: 2023
status: final
sections:
  wells:
    type: chart
    chart: bar
    title: الآبار
    data: {table: wells.csv, label: بلد, value: عدد}
    unit: بئر
  words:
    type: prose
    title: السياق
    text: وصلنا إلى ٢٥٠ قرية في ست دول.
"""


def differences(folder: Path, *arguments: str) -> list[str]:
    told = run(folder, "diff", *arguments, "--form", "json")
    assert told.code == 0, told.err
    return [f"{one['kind']} {one['what']}: {one['old']} → {one['new']}" for one in json.loads(told.out)["differences"]]


def edited(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def test_figures_words_and_dates_of_two_data_files_are_told_by_fact(tmp_path: Path) -> None:
    new = edited(
        BUDGET,
        ("value: 250000", "value: 520000"),
        ("412 propositions", "421 propositions"),
        ("value: 12.5", "value: 11.5"),
        ("Plus de 2 000", "2 000"),
        ("La carte est publiée", "Le plan est public"),
        ("2024-03-03", "2024-04-01"),
    )
    lay(tmp_path, {"old/data/budget.yaml": BUDGET, "new/data/budget.yaml": new})

    assert differences(tmp_path, "old/data/budget.yaml", "new/data/budget.yaml") == [
        "changed number: 3 mars 2024 → 1er avril 2024",
        "changed figure: 250 k€ → 520 k€".replace("250 k€", "250\u00a0000\u00a0€").replace(
            "520 k€", "520\u00a0000\u00a0€"
        ),
        "changed figure: 412 → 421",
        "changed figure: 12,5\u00a0% → 11,5\u00a0%",
        "qualifier figure: over 2 000 → 2 000",
        "words words: La carte est publiée. → ",
        "words words:  → Le plan est public.",
    ]


def test_what_is_moved_renamed_or_cut_into_other_paragraphs_is_no_difference(tmp_path: Path) -> None:
    head, _, rest = BUDGET.partition("  argent:\n")
    money, _, others = rest.partition("  projets:\n")
    new = head + "  resultats:\n" + others + "  argent:\n" + money
    new = edited(new, ("[Plus de 2 000 foyers seront servis. Les", "[Plus de 2 000 foyers seront servis., Les"))
    lay(tmp_path, {"old/data/budget.yaml": BUDGET, "new/data/budget.yaml": new})

    told = run(tmp_path, "diff", "old/data/budget.yaml", "new/data/budget.yaml", "--exit-code")

    assert (told.out, told.code) == ("no differences\n", 0)


def test_rows_of_files_and_digits_of_other_scripts_are_told_too_as_in_a_git_revision(tmp_path: Path) -> None:
    lay(tmp_path, {"data/water.yaml": WATER, "wells.csv": "بلد,عدد\nالسودان,340\nاليمن,45\n"})
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "Wells"]):
        subprocess.run([*git, *command], cwd=tmp_path, check=True)
    lay(
        tmp_path,
        {
            "data/water.yaml": WATER.replace("٢٥٠", "٢٠٥").replace("ست", "سبع"),
            "wells.csv": "بلد,عدد\nالسودان,340\nاليمن,54\n",
        },
    )

    assert differences(tmp_path, "HEAD:data/water.yaml", "data/water.yaml") == [
        "changed figure: 45\u00a0بئر → 54\u00a0بئر",
        "changed figure: ست → سبع",
        "changed figure: ٢٥٠ → ٢٠٥",
    ]
    told = run(tmp_path, "diff", "HEAD~9:data/water.yaml", "data/water.yaml")
    assert told.code == 1
    assert "error[revision-git]: Git has no such file" in told.err


PATTERN = """\
id: lake
title: "The lake {{ name }}"
language: en
date: 2024
status: final
sections:
  size:
    type: statistics
    title: Size
    items:
      - {id: area, value: "{{ row.area }}", unit: km2, text: "of {{ total('area') }} in all"}
      - {id: deep, value: "{{ row.deep }}", unit: metres, text: at the deepest place}
"""
LAKES = "name,area,deep\nTanganyika,32900,1470\nMalawi,29600,706\nKivu,2370,485\nChad,1350,11\n"


def test_reports_of_a_table_are_told_row_by_row_and_what_their_pattern_says_once(tmp_path: Path) -> None:
    entry = "build: [{for-each: {file: lakes.csv}, report: lake}]\n"
    french = "title: Le lac {{ name }}\nsections: {size: {title: Taille, items: {area: {text: au total}, deep: {text: au plus profond}}}}\n"
    for name, pattern, table in (
        ("old", PATTERN, LAKES),
        (
            "new",
            PATTERN.replace("title: Size", "title: Size and depth"),
            LAKES.replace("Chad,1350,11\n", "Turkana,6750,109\n").replace("706", "709"),
        ),
    ):
        files = {"briefings.yaml": entry, "data/lake.yaml": pattern, "data/lake.fr.yaml": french, "lakes.csv": table}
        lay(tmp_path / name, files)
    both = ("old/data/lake.yaml", "new/data/lake.yaml")

    told = run(tmp_path, "diff", *both, "--form", "json")
    found = [
        (one["kind"], one["what"], one["old"], one["new"], one["document"])
        for one in json.loads(told.out)["differences"]
    ]
    assert ("words", "words", "Size", "Size and depth", "3 rows, such as `tanganyika`") in found
    assert ("lost", "row", "chad", "", "chad") in found and ("new", "row", "", "turkana", "turkana") in found
    assert [(one[4]) for one in found if "709" in one[3]] == ["malawi"]
    one = run(tmp_path, "diff", *both, "--row", "malawi").out
    assert "Size and depth" in one and "709" in one and "row" not in one
    translated = run(tmp_path, "diff", *(name.replace(".yaml", ".fr.yaml") for name in both), "--row", "malawi").out
    assert "709" in translated and "depth" not in translated
    assert "error[diff-row]" in run(tmp_path, "diff", *both, "--row", "victoria").err
    (tmp_path / "new/lakes.csv").write_text(LAKES.replace("Kivu,2370", "Kivu,many"), encoding="utf-8")
    assert "cannot be told: row kivu → kivu" in run(tmp_path, "diff", *both).out


def test_two_states_of_a_translation_are_compared_in_its_language(tmp_path: Path) -> None:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        foreign_reports.lay_out(tmp_path / name)
    text = edited(
        foreign_reports.HEALTH_FR, ("vingt-trois autres", "trente-deux autres"), ("sa seringue", "son aiguille")
    )
    lay(tmp_path, {"new/data/health.fr.yaml": text.lstrip("\n")})

    assert differences(tmp_path, "old/data/health.fr.yaml", "new/data/health.fr.yaml") == [
        "changed figure: vingt-trois → trente-deux",
        "words words: coût d'une dose avec sa seringue → coût d'une dose avec son aiguille",
    ]


def deck(title: str, bullets: list[str], values: tuple[float, ...], extra: str = "") -> bytes:
    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = title
    slide.placeholders[1].text = "\n".join(bullets)
    chart: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    chart.categories = ["North", "South", "East"]
    chart.add_series("Yield", values)
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Cm(1), Cm(9), Cm(12), Cm(8), chart)
    if extra:
        slide = made.slides.add_slide(made.slide_layouts[5])
        slide.shapes.title.text = extra
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_decks_of_anybody_are_told_with_their_charts_and_slides(tmp_path: Path) -> None:
    bullets = ["Yields rose by 12 per cent on 340 farms", "Costs fell to $1.4 million"]
    (tmp_path / "old.pptx").write_bytes(deck("Harvest 2023", bullets, (4.5, 3.9, 5.1)))
    bullets = ["Yields rose by 21 per cent on 340 farms", "Costs fell to $1.4 billion"]
    (tmp_path / "new.pptx").write_bytes(deck("Harvest 2023", bullets, (4.5, 9.3, 5.1), "Outlook: 60 farms join"))

    assert differences(tmp_path, "old.pptx", "new.pptx") == [
        "changed figure: 12 per cent → 21 per cent",
        "changed figure: $1.4 million → $1.4 billion",
        "changed chart: 3.9 → 9.3",
        "new page:  → Outlook: 60 farms join",
        "new figure:  → 60",
    ]
    assert run(tmp_path, "diff", "old.pptx", "new.pptx", "--exit-code").code == 1
    assert "| $1.4 million | $1.4 billion |" in run(tmp_path, "diff", "old.pptx", "new.pptx", "--form", "markdown").out


def test_a_deck_that_another_program_printed_differs_from_our_pdf_in_what_was_changed_alone(
    tmp_path: Path, office: Office
) -> None:
    lay(tmp_path, {"data/budget.yaml": BUDGET})
    assert run(tmp_path, "build", "--template", "deck", "--format", "pptx").code == 0
    (tmp_path / "printed.pdf").write_bytes(office.draw_deck(tmp_path / "output/budget-deck.fr.pptx"))
    assert run(tmp_path, "build", "--template", "deck", "--format", "pdf", "--output", "same").code == 0
    lay(
        tmp_path,
        {"data/budget.yaml": edited(BUDGET, ("412 propositions", "421 propositions"), ("est publiée", "est perdue"))},
    )
    assert run(tmp_path, "build", "--template", "deck", "--format", "pdf", "--output", "other").code == 0

    assert differences(tmp_path, "printed.pdf", "same/budget-deck.fr.pdf") == []
    assert set(differences(tmp_path, "printed.pdf", "other/budget-deck.fr.pdf")) == {
        "changed figure: 412 → 421",
        "words words: La carte est publiée. → La carte est perdue.",
    }


def test_a_correction_is_written_and_both_documents_of_the_new_edition_print_it(tmp_path: Path) -> None:
    new = edited(BUDGET, ("value: 38", "value: 83"), ("2024-03-03", "2024-04-01"))
    lay(tmp_path, {"old/data/budget.yaml": BUDGET, "new/data/budget.yaml": new})

    told = run(tmp_path, "diff", "old/data/budget.yaml", "new/data/budget.yaml", "--form", "correction")
    written = yaml.safe_load(told.out)["correction"]

    assert written["title"] == "Rectificatif"
    assert [(one["date"], one["said"], one["now"]) for one in written["items"]] == [
        ("2024-03-03", "38 projets retenus sur 412 propositions", "83 projets retenus sur 412 propositions")
    ]
    lay(tmp_path, {"new/data/budget.yaml": new + "".join(f"  {line}\n" for line in told.out.splitlines())})
    assert run(tmp_path, "build", "new").code == 0
    slides = Presentation(str(tmp_path / "new/output/budget-deck.fr.pptx")).slides
    words = "\n".join(shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame)
    words = words.replace("\u00a0", " ")
    assert "Il faut lire : 83 projets retenus" in words
    assert "Le 3 mars 2024, nous avons écrit : 38 projets retenus" in words
    lacks = json.loads((tmp_path / "new/output/manifest.json").read_text("utf-8"))["outputs"][1]
    assert "sections.correction.items" not in json.dumps(lacks.get("lacks", {}))
    ledger = json.loads(run(tmp_path, "facts", "new", "--form", "json").out)["facts"]
    assert {
        one["reason"] for one in ledger if one["id"].startswith("sections.correction") and ".said" in one["id"]
    } == {"said before"}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("a.yaml", "b.json", "error[diff-kinds]: a data file cannot be held against a manifest file"),
        ("b.json", "b.json", "error[diff-manifest]: this is no manifest of a build"),
        ("a.yaml", "a.yaml", "`title` is missing"),
        ("a.yaml", "none.yaml", "there is no file `none.yaml`"),
        ("b.txt", "b.txt", "this is no file of a known kind"),
    ],
)
def test_what_cannot_be_compared_is_told(tmp_path: Path, old: str, new: str, words: str) -> None:
    lay(tmp_path, {"a.yaml": "id: a\n", "b.json": "[]", "b.txt": "x"})

    told = run(tmp_path, "diff", old, new)

    assert told.code in (1, 2)
    assert words in told.err
