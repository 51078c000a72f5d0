"""Versions for audiences: what is for others is in no byte of the files, and what is for all or for them is there."""

from __future__ import annotations

import email
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from PIL import Image
from projects import lay, run

REPORT = """\
id: wells
title: Safe water
language: en
date: 2024
status: final
lead: pledges
photos:
  camp: {file: photos/camp.png, alt: Zanzibarphoto in a valley., credit: Zephyrcredit, for: donors}
  hall: {file: photos/hall.png, alt: A hall., credit: Office}
sources:
  report: {title: The public report, url: "https://example.org/report"}
  ledger: {title: Zirconledger of gifts, url: "https://example.org/zirconledger"}
  letter: {title: Zodiacletter, url: "https://example.org/zodiac", for: [donors]}
sections:
  dug:
    type: statistics
    title: Wells
    source: report
    items:
      - {id: dug, value: 340, text: wells dug}
      - {id: cost, value: 987654, text: zebracost of the wells, for: donors, source: ledger}
  pledges:
    type: chart
    title: Zinniapledges
    for: [donors, staff]
    chart: bar
    alt: Zeppelinalt of the chart.
    data: [{label: Zagreblabel, value: 7}, {label: Other, value: 5}, {label: Third, value: 3}]
  people:
    type: quotes
    title: In their words
    items:
      - {id: nurse, text: The water is clean., speaker: A nurse}
      - {id: giver, text: Zestquote was worth it., speaker: Zachary Zeal, photo: camp, for: donors}
  said:
    type: lines-to-take
    title: Lines
    items: [{id: one, text: Everybody drinks.}, {id: two, text: Zincline only., for: donors}]
  accounts:
    type: table
    title: Accounts
    for: donors
    columns: [{title: Who}, {title: Zlotycolumn}]
    rows: [[Zoefund, 41], [Another, 43]]
  all-gone:
    type: quotes
    title: Zanyempty
    items: [{id: only, text: Zonkwords, speaker: Zuzana, for: donors}]
  end:
    type: prose
    title: What comes
    text: The wells stay open; see [what was pledged](#pledges) and [the wells](#dug).
"""
TRANSLATION = """\
title: Eau potable
sections:
  dug: {title: Puits, items: {dug: {text: puits creusés}, cost: {text: zebracoût des puits}}}
  pledges: {title: Zinniapromesses, data: {zagreblabel: {label: Zagrebmot}}}
  people: {title: En leurs mots, items: {nurse: {text: "L’eau est propre."}, giver: {text: Zestcitation}}}
  end: {title: La suite, text: "Les puits restent ouverts ; voir [les promesses](#pledges) et [les puits](#dug)."}
"""
SECRETS = [
    "zanzibarphoto",
    "zephyrcredit",
    "zirconledger",
    "zodiac",
    "zebraco",
    "987,654",
    "987654",
    "zinnia",
    "zeppelinalt",
    "zagreb",
    "zestquote",
    "zestcitation",
    "zachary",
    "zincline",
    "zlotycolumn",
    "zoefund",
    "zanyempty",
    "zonkwords",
    "zuzana",
]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "photos").mkdir()
    Image.new("RGB", (1600, 1200), "steelblue").save(tmp_path / "photos/hall.png")
    Image.new("RGB", (1600, 1200), "olive").save(tmp_path / "photos/camp.png")
    return lay(tmp_path, {"data/wells.yaml": REPORT, "data/wells.fr.yaml": TRANSLATION})


def parts(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Every part of a file as its readers see it: packages and the packages in them unpacked, streams of PDFs too."""
    yield name, name.encode()
    if data.startswith(b"PK"):
        for one in (archive := zipfile.ZipFile(io.BytesIO(data))).namelist():
            yield from parts(f"{name}/{one}", archive.read(one))
    elif data.startswith(b"%PDF"):
        reader = pypdf.PdfReader(io.BytesIO(data))
        yield f"{name} (text)", "\n".join(page.extract_text() for page in reader.pages).encode()
        for number in range(1, int(str(reader.trailer["/Size"]))):
            inner = reader.get_object(pypdf.generic.IndirectObject(number, 0, reader))
            stream = getattr(inner, "get_data", bytes)
            yield f"{name} {number}", repr(inner).encode() + stream()
    else:
        yield name, data


def within(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """A file, and of a mail what it carries."""
    yield name, data
    for number, one in enumerate(email.message_from_bytes(data).walk() if name.endswith(".eml") else ()):
        inner = one.get_payload(decode=True)
        if isinstance(inner, bytes):
            yield f"{name} {number}", inner


def held(folder: Path) -> str:
    """All that the files of a folder say, in small letters; UTF-16 too, which PDFs have."""
    told = []
    for path in sorted(folder.rglob("*")):
        for name, content in within(path.relative_to(folder).as_posix(), path.read_bytes()) if path.is_file() else ():
            for _, data in parts(name, content):
                told += [data.decode("utf-8", "replace"), data.decode("utf-16-be", "ignore"), data.decode("latin-1")]
    return "\n".join(told).casefold()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_that_is_for_others_is_in_any_byte_of_a_version(home: Path, language: str) -> None:
    formats = [
        word
        for form in ("pptx", "pdf", "html", "site", "docx", "xlsx", "csv", "svg", "eml")
        for word in ("--format", form)
    ]
    for audience in ("press", "donors"):
        done = run(home, "build", "--lang", language, "--audience", audience, *formats, "--output", f"out/{audience}")
        assert done.code == 0, done.err

    public, full = held(home / "out/press"), held(home / "out/donors")
    assert [word for word in SECRETS if word in public] == []
    foreign = {"en": {"zestcitation"}, "fr": {"987,654", "zestquote"}}
    assert {word for word in SECRETS if word not in full} == foreign[language]  # what the test looks for can be found
    assert "#pledges" not in public and "#dug" in public and "#pledges" in full, "no link leads to what is gone"
    assert {"en": "what was pledged", "fr": "les promesses"}[language] in public
    assert "340" in public and ("drinks" in public or language == "fr")


def test_without_an_audience_all_is_shown_and_files_of_versions_have_a_folder_of_their_own(home: Path) -> None:
    project = "build:\n  - {report: wells, template: deck, formats: html}\n  - {report: wells, template: deck, formats: html, audience: [press, donors]}\n"
    (home / "briefings.yaml").write_text(project, encoding="utf-8")
    done = run(home, "build")

    assert done.code == 0, done.err
    told = {path.parent.name: path.read_text(encoding="utf-8") for path in home.glob("output/**/wells-*.html")}
    assert {name: "Zinniapledges" in text for name, text in told.items()} == {
        "output": True, "press": False, "donors": True,
    }  # fmt: skip


def test_a_word_that_no_part_is_marked_with_is_told(home: Path) -> None:
    done = run(home, "build", "--audience", "donours", "--template", "deck")

    assert "warning[audience-unknown]: no part is marked as for `donours`" in done.err
    assert "did you mean `donors`?" in done.err


def test_a_report_of_which_nothing_is_left_is_an_error(home: Path) -> None:
    text = REPORT[: REPORT.index("sections:")] + "sections:\n  only: {type: prose, title: A, text: B, for: staff}\n"
    lay(home, {"data/wells.yaml": text.replace("lead: pledges\n", "")})

    done = run(home, "build", "--audience", "press")
    assert done.code == 1
    assert "error[audience-empty]: nothing of this report is for `press`" in done.err


def test_an_audience_that_windows_could_not_make_a_folder_of_is_refused(home: Path) -> None:
    (home / "briefings.yaml").write_text("build: [{report: wells, audience: [press, aux]}]\n", encoding="utf-8")

    assert "error[audience-device]: `aux` names a device on Windows" in run(home, "build").err
    assert run(home, "build", "--audience", "con").code == 2


def test_a_column_of_a_file_does_not_say_whom_a_row_is_for(home: Path) -> None:
    """Rows are read when parts have been left out already; a column that happens to be called so holds something else."""
    lay(home, {"data/rows.csv": "value,text,for\n5,wells,donors\n"})
    text = (
        REPORT[: REPORT.index("sections:")]
        + "sections:\n  one: {type: statistics, title: A, table: {file: data/rows.csv}}\n"
    )
    lay(home, {"data/wells.yaml": text.replace("lead: pledges\n", "")})

    assert run(home, "build", "--template", "deck").code == 0
