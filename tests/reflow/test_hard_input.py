"""What is hard on formats without pages: a photo as a camera gives it, a table of thousands of rows, Arabic with English in it, cells that look like formulas."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import browser
import docx
import openpyxl
import PIL.Image
import pytest
from lxml import html
from projects import lay, run

HEAD = (
    "id: dams\ntitle: Dams of the five basins\nlanguage: en\ndate: 2025\nstatus: final\norganization: Water Authority\n"
)
ROWS = 2000
TABLE = f"""{HEAD}sections:
  short: {{type: statistics, title: In short, items: [{{id: n, value: {ROWS}, text: reservoirs measured}}]}}
  levels:
    type: table
    title: Levels by reservoir
    data: {{table: data/levels.csv}}
"""
FLOWING = ("html", "site", "docx", "eml", "xlsx", "csv")


def _asked(*forms: str) -> list[str]:
    return [f"--format={form}" for form in forms]


@pytest.fixture
def dams(tmp_path: Path) -> Path:
    rows = "".join(f"Reservoir {n},{100 + n / 8}\n" for n in range(ROWS))
    return lay(tmp_path, {"data/dams.yaml": TABLE, "data/levels.csv": f"Reservoir,Level\n{rows}"})


def test_a_table_of_two_thousand_rows_is_whole_wherever_there_are_no_pages(dams: Path) -> None:
    done = run(dams, "build", "--template=deck", *_asked(*FLOWING))
    assert (done.code, done.err.count("error")) == (0, 0), done.err
    made = dams / "output"
    for page in (made / "dams-deck.en.html", made / "dams-deck.en/index.html"):
        assert len(html.fromstring(page.read_bytes()).xpath("//table//tr")) == ROWS + 1
    (note,) = docx.Document(str(made / "dams-deck.en.docx")).tables
    assert len(note._tbl.tr_lst) == ROWS + 1
    book = openpyxl.load_workbook(made / "dams-deck.en.xlsx")
    assert [sheet.max_row for sheet in book.worksheets[2:]][-1] == ROWS + 3
    with zipfile.ZipFile(made / "dams-deck.en.csv.zip") as packed:
        assert len(list(csv.reader(io.StringIO(packed.read("data/levels.csv").decode())))) == ROWS + 1
    plain, rich = _mail(made / "dams-deck.en.eml")
    assert "Reservoir 1999" in plain and "Reservoir 1999" in rich


def test_slides_do_not_hold_it_which_is_told_at_its_section_and_a_page_shows_the_first(dams: Path) -> None:
    done = run(dams, "build", "--template=deck", "--format=pptx")
    assert done.code == 1
    assert "data/dams.yaml:9:3: sections.levels: error[table-long]: " in done.err, done.err
    assert (
        "hint: show some of them (`top: 20` beside the file's name, or `where`) and fewer columns (`columns`), or build without `pptx`"
        in done.err
    )
    done = run(dams, "build", "--template=one-pager", "--format=pdf")
    assert done.code == 0 and re.search(r"left out: 19\d\d rows of 1 table", done.out + done.err), done.err


def _mail(path: Path) -> tuple[str, str]:
    message = message_from_bytes(path.read_bytes(), _class=EmailMessage, policy=policy.default)
    plain, rich = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None and rich is not None
    return str(plain.get_content()), str(rich.get_content())


def _photo(folder: Path, megabytes: int) -> None:
    """A picture of noise, which packs badly, with as much after its end as is wanted in all."""
    small = PIL.Image.effect_noise((3000, 2000), 80).convert("RGB")
    stream = io.BytesIO()
    small.save(stream, "JPEG", quality=95)
    (folder / "dam.jpg").write_bytes(stream.getvalue().ljust(megabytes * 1024 * 1024, b"\0"))


def test_a_photo_of_forty_megabytes_is_made_small_and_one_above_the_limit_is_told(tmp_path: Path) -> None:
    shown = "cover: {photo: dam}\nphotos:\n  dam: {file: dam.jpg, alt: A dam., credit: © A. Example}\n"
    text = HEAD + shown + "sections:\n  a: {type: prose, title: Context, text: The dams are full.}\n"
    folder = lay(tmp_path, {"data/dams.yaml": text})
    _photo(folder, 40)
    done = run(folder, "build", "--template=deck", *_asked("html", "site", "docx", "eml"))
    assert done.code == 0, done.err
    made = folder / "output"
    (photo,) = made.glob("dams-deck.en/photo-1.*")
    with PIL.Image.open(photo) as scaled:
        assert scaled.width == 1600
    small = photo.stat().st_size
    for name, most in (("dams-deck.en.html", 1.5), ("dams-deck.en.docx", 1.2), ("dams-deck.en.eml", 4)):
        assert small < (made / name).stat().st_size < small * most + 300_000, name
    _photo(folder, 65)
    done = run(folder, "build", "--template=deck", "--format=html")
    assert done.code == 1
    assert "data/dams.yaml:9:15: photos.dam.file: error[file-too-large]: `dam.jpg` is larger than 64 MB" in done.err
    assert "hint: make a picture smaller: a page needs no more than 2933 pixels across; split a table" in done.err


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SCHOOLS = """\
id: schools
title: المدارس في المحافظات
language: ar
date: 2025
status: final
organization: وزارة التعليم
sections:
  voices:
    type: quotes
    title: أصوات
    items:
      - {id: teacher, text: "We teach 45 pupils (aged 6-9) in one room.", language: en, speaker: Jane Doe, office: "Head, School No. 7"}
      - {id: pupil, text: "قرأنا \\"Al-Nour 2.0\\" معا", speaker: ليلى, office: تلميذة}
  pupils: {type: chart, chart: bar, title: التلاميذ, unit: تلميذ, data: [{label: الشمال, value: 12500}, {label: "South (IDP)", value: 8300}]}
  results: {type: statistics, title: أرقام, items: [{id: meals, value: 74.5, unit: "%", text: "في برنامج \\"School Meals 2.0\\""}]}
  names: {type: table, title: أسماء, columns: [{id: s, title: المدرسة}, {id: n, title: "Pupils (2025)"}], rows: [["=Al-Nour (A-12)", 250], ["مدرسة \\"Hope\\"", 120]]}
"""
ENGLISH = "We teach 45 pupils (aged 6-9) in one room."


def test_english_in_arabic_keeps_its_language_and_direction_in_every_format(tmp_path: Path) -> None:
    folder = lay(tmp_path, {"data/schools.yaml": SCHOOLS})
    done = run(folder, "build", "--template=deck", *_asked(*FLOWING, "png", "svg"))
    assert done.code == 0, done.err
    made, name = folder / "output", "schools-deck.ar"
    for page in (made / f"{name}.html", made / name / "index.html"):
        tree = html.fromstring(page.read_bytes())
        assert tree.get("dir") == "rtl"
        (said,) = tree.xpath(f"//*[contains(text(), '{ENGLISH}')]")
        assert said.xpath("ancestor-or-self::*[@lang][1]/@lang") == ["en-GB"]
        assert said.xpath("ancestor-or-self::*[@dir][1]/@dir") == ["ltr"]
    plain, rich = _mail(made / f"{name}.eml")
    (said,) = html.fromstring(rich).xpath(f"//*[contains(text(), '{ENGLISH}')]")
    assert said.xpath("ancestor-or-self::*[@lang][1]/@lang") == ["en-GB"]
    assert said.xpath("ancestor-or-self::*[@dir][1]/@dir") == ["ltr"]
    assert ENGLISH in plain
    note = docx.Document(str(made / f"{name}.docx"))
    (run_,) = (one for paragraph in note.paragraphs for one in paragraph.runs if ENGLISH in one.text)
    assert run_._r.xpath("w:rPr/w:lang/@w:val") == ["en-GB"] and not run_.font.rtl
    assert run_.text == f"\u200e«{ENGLISH}»\u200e", "its full stop stays at its end"
    for style in {paragraph.style.element for paragraph in note.paragraphs if paragraph.style}:
        assert {one.get(f"{W}val") for one in style.iter(f"{W}iCs")} <= {"0"}, "Arabic has no italics"
        assert not style.findall(f"{W}rPr/{W}spacing"), "nor letters that stand apart"
    assert all(one.get("distL") == "0" for one in note.element.iter("{*}inline"))
    assert all(paragraph._p.xpath("w:pPr/w:bidi") for paragraph in note.paragraphs if paragraph.text)
    book = openpyxl.load_workbook(made / f"{name}.xlsx")
    assert all(sheet.sheet_view.rightToLeft for sheet in book)
    cells = {cell.value: cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}
    assert cells["=Al-Nour (A-12)"] == "s" and "f" not in cells.values()
    card = (made / name / "voices-teacher.1200x675.svg").read_text("utf-8")
    words = re.findall(r'<text [^>]*direction="(\w+)"[^>]*>([^<]+)</text>', card)
    assert {way for way, said in words if re.search("[A-Za-z]{3}", said)} == {"ltr"}
    assert "rtl" in {way for way, _ in words}
    with (made / "alt-texts.csv").open(encoding="utf-8-sig", newline="") as listed:
        assert any(ENGLISH in row["alternative text"] for row in csv.DictReader(listed))


LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
MONTHS = ["Janv.", "Févr.", "Mars", "Avril", "Mai", "Juin", "Juil.", "Août", "Sept.", "Oct.", "Nov."]
WIDE = f"""\
id: waiting
title: Attente à l’hôpital
language: fr
date: 2025-06
status: final
organization: Hôpital de la Vallée
sections:
  short: {{type: statistics, title: En bref, items: [{{id: visits, value: 1284500, unit: consultations, text: ont eu lieu}}, {{id: share, value: 18, unit: "%", text: {LONG}}}]}}
  months:
    type: table
    title: {LONG}
    columns: [{", ".join(f"{{id: m{n}, title: {month}}}" for n, month in enumerate(["Service", *MONTHS]))}]
    rows: [[Otorhinolaryngologie, {", ".join(str(n * 111) for n in range(1, 12))}], [{LONG}, {", ".join(str(n * 7) for n in range(1, 12))}]]
"""


def test_long_words_and_wide_tables_move_no_page_and_no_mail_and_cut_no_number(tmp_path: Path) -> None:
    folder = lay(tmp_path, {"data/waiting.yaml": WIDE})
    done = run(folder, "build", "--template=deck", *_asked("html", "eml"))
    assert done.code == 0, done.err
    page = folder / "output/waiting-deck.fr.html"
    tree = html.fromstring(page.read_bytes())
    assert tree.xpath("//table/@class") == ["many"]
    assert re.search(r"1\s284\s500 consultations", tree.text_content()), "the unit goes to the next line as a whole"
    assert tree.xpath("//footer//text()")[-1].strip().endswith("juin 2025"), "no day that nobody gave"
    _, rich = _mail(folder / "output/waiting-deck.fr.eml")
    shown = tmp_path / "mail.html"
    shown.write_text(rich, "utf-8")
    numbers = [one for one in html.fromstring(rich).xpath("//table[@class='data']//td") if one.text_content().strip()]
    assert len(numbers) == 22 and all("white-space:nowrap" in one.get("style") for one in numbers)
    for width in (320, 600):
        assert browser.widest(page, width, tmp_path) <= width
        assert browser.widest(shown, width, tmp_path) <= width
