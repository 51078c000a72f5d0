"""Web pages, workbooks and data packages are held against the data as decks are: what is wrong is found, what is right is left alone."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import mutations
import openpyxl
import pytest
from lxml import html
from projects import ROOT

EACH = 12
"""So many mutations of each class and file."""
REPORTS = tuple(ROOT / "tests/reports" / f"{name}.yaml" for name in ("river", "quarter", "tables"))
Change = Callable[[bytes, random.Random], bytes | None]


@pytest.fixture(scope="module")
def made() -> dict[str, list[mutations.Document]]:
    """The sample in six languages, and other reports, in each format without pages."""
    forms = ("html", "xlsx", "csv", "docx")
    sample = ROOT / "data/drugs-crime-terrorism.yaml"
    found = [
        *mutations.documents(ROOT, (sample,), mutations.LANGUAGES, forms, templates=("deck",)),
        *mutations.documents(ROOT, REPORTS, ("en",), forms, templates=("deck",)),
    ]
    return {form: [one for one in found if one.mine.kind == form] for form in forms}


def test_files_as_they_are_have_no_findings(made: dict[str, list[mutations.Document]]) -> None:
    for documents in made.values():
        assert len(documents) == len(mutations.LANGUAGES) + len(REPORTS)
        assert {one.name: told for one in documents if (told := one.findings(one.data))} == {}
    for one in made["html"]:  # written again by another program
        assert one.findings(html.tostring(html.fromstring(one.data), encoding="utf-8", doctype="<!doctype html>")) == ()
    for one in made["xlsx"]:
        stream = io.BytesIO()
        openpyxl.load_workbook(io.BytesIO(one.data)).save(stream)
        assert one.findings(stream.getvalue()) == (), one.name


# -- Word ------------------------------------------------------------------------------------------------------------------------------


def _in_a_note(change: Callable[[str, random.Random], str], part: str) -> Change:
    """A note with a text of it changed that has a number."""

    def changed(data: bytes, chance: random.Random) -> bytes | None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        text = files["word/document.xml"].decode()
        spots = list(re.finditer(part, text))
        if not spots:
            return None
        spot = chance.choice(spots)
        files["word/document.xml"] = (text[: spot.start()] + change(spot[0], chance) + text[spot.end() :]).encode()
        return _packed(files)

    return changed


def _other_digit(said: str, chance: random.Random) -> str:
    at = chance.choice([match.start() for match in re.finditer(r"\d", said)])
    return said[:at] + str((int(said[at]) + chance.randint(1, 8)) % 10) + said[at + 1 :]


def _packed(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, held in files.items():
            archive.writestr(name, held)
    return stream.getvalue()


NOTES: dict[str, Change] = {
    "a digit of a note": _in_a_note(_other_digit, r"<w:t[^>]*>[^<]*\d[^<]*</w:t>"),
    "an alternative text of a note": _in_a_note(_other_digit, r'(?<=descr=")[^"]*\d[^"]*"'),
    "a paragraph of a note gone": _in_a_note(
        lambda said, _: "", r"<w:p>(?:(?!</w:p>).)*<w:t[^>]*>[^<]*\d[^<]*</w:t>(?:(?!</w:p>).)*</w:p>(?!</w:tc>)"
    ),
}


# -- Web pages ---------------------------------------------------------------------------------------------------------------------


def _text(
    data: bytes,
    chance: random.Random,
    change: Callable[[str], str],
    part: str = r">[^<>]*\d[^<>]*<|(?:alt|content|aria-label)=\"[^\"]*\d[^\"]*\"",
) -> bytes | None:
    """The page with one stretch of its words changed that has a number."""
    page = data.decode("utf-8")
    body = re.sub(
        r"<style>.*?</style>|width=device[^>]*|name=\"date\"[^>]*",
        lambda match: " " * len(match[0]),
        page,
        flags=re.DOTALL,
    )
    spots = list(re.finditer(part, body))
    chance.shuffle(spots)
    for spot in spots:
        changed = change(spot[0])
        if changed != spot[0]:
            return (page[: spot.start()] + changed + page[spot.end() :]).encode()
    return None


def _digit(data: bytes, chance: random.Random) -> bytes | None:
    def changed(said: str) -> str:
        digits = [match.start() for match in re.finditer(r"\d", said)]
        at = chance.choice(digits)
        return said[:at] + str((int(said[at]) + chance.randint(1, 8)) % 10) + said[at + 1 :]

    return _text(data, chance, changed)


def _zeros(data: bytes, chance: random.Random) -> bytes | None:
    return _text(
        data, chance, lambda said: re.sub(r"(?<![\d.,])(\d+)(?![\d.,\u00a0\u202f])", r"\g<1>000", said, count=1)
    )


def _in_a_drawing(data: bytes, chance: random.Random) -> bytes | None:
    return _text(
        data,
        chance,
        lambda said: re.sub(r"\d(?!.*\d)", lambda one: str((int(one[0]) + 1) % 10), said),
        r"(?<=</text>)<text[^>]*>[^<]*\d[^<]*<|<desc[^>]*>[^<]*\d[^<]*<",
    )


def _in_the_data(data: bytes, chance: random.Random) -> bytes | None:
    return _text(
        data,
        chance,
        lambda said: re.sub(r"\d(?!.*\d)", lambda one: str((int(one[0]) + 1) % 10), said),
        r"<td[^>]*>(?:<span[^>]*>)?[^<]*\d[^<]*<",
    )


def _page(tree: Any) -> bytes:
    return bytes(html.tostring(tree, encoding="utf-8", doctype="<!doctype html>"))


def _quote(data: bytes, chance: random.Random) -> bytes | None:
    tree = html.fromstring(data)
    quotes = tree.xpath("//blockquote//span")
    if not quotes:
        return None
    spoken = chance.choice(quotes)
    words = spoken.text.split(" ") if " " in spoken.text else list(spoken.text)
    del words[len(words) // 2]
    spoken.text = (" " if " " in spoken.text else "").join(words)
    return _page(tree)


def _lost(data: bytes, chance: random.Random) -> bytes | None:
    tree = html.fromstring(data)
    figures = [
        one for one in tree.xpath("//strong[starts-with(@class, 'figure')]") if re.search(r"\d", one.text_content())
    ]
    if not figures:
        return None
    gone = chance.choice(figures)
    gone.getparent().remove(gone)
    return _page(tree)


def _swapped(data: bytes, chance: random.Random) -> bytes | None:
    tree = html.fromstring(data)
    figures = tree.xpath("//strong[starts-with(@class, 'figure')]/span")
    if len(figures) < 2:
        return None
    one, other = chance.sample(figures, 2)
    if one.text == other.text:
        return None
    one.text, other.text = other.text, one.text
    return _page(tree)


def _without_a_chart(data: bytes, chance: random.Random) -> bytes | None:
    tree = html.fromstring(data)
    charts = tree.xpath("//figure[@class='graph']/details")
    if not charts:
        return None
    gone = chance.choice(charts)
    gone.getparent().remove(gone)
    return _page(tree)


PAGES: dict[str, Change] = {
    "a digit": _digit, "zeros added": _zeros, "in a drawing": _in_a_drawing, "in the data of a chart": _in_the_data, "a quote": _quote,
    "a figure lost": _lost, "two figures swapped": _swapped, "a chart's data gone": _without_a_chart,
}  # fmt: skip


# -- Workbooks and data packages ---------------------------------------------------------------------------------------------------


def _book(change: Callable[[openpyxl.Workbook, random.Random], bool]) -> Change:
    def changed(data: bytes, chance: random.Random) -> bytes | None:
        book = openpyxl.load_workbook(io.BytesIO(data))
        if not change(book, chance):
            return None
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    return changed


def _cells(book: openpyxl.Workbook) -> Iterator[Any]:
    return (
        cell
        for sheet in book.worksheets[2:]
        for row in sheet.iter_rows(min_row=4)
        for cell in row
        if isinstance(cell.value, int | float)
    )


def _cell(book: openpyxl.Workbook, chance: random.Random) -> bool:
    cell = chance.choice(list(_cells(book)))
    cell.value = cell.value * chance.choice((10, 1.01, -1, 0.5)) + 1
    return True


def _two_cells(book: openpyxl.Workbook, chance: random.Random) -> bool:
    one, other = chance.sample(list(_cells(book)), 2)
    if one.value == other.value:
        return False
    one.value, other.value = other.value, one.value
    return True


def _no_row(book: openpyxl.Workbook, chance: random.Random) -> bool:
    sheet = chance.choice(book.worksheets[2:])
    sheet.delete_rows(chance.randint(4, sheet.max_row))
    return True


def _no_sheet(book: openpyxl.Workbook, chance: random.Random) -> bool:
    book.remove(chance.choice(book.worksheets[2:]))
    return True


def _in_a_file(data: bytes, chance: random.Random) -> bytes | None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    told = json.loads(files["datapackage.json"])
    resource = chance.choice(told["resources"])
    rows = list(csv.reader(io.StringIO(files[resource["path"]].decode())))
    spots = [
        (row, column)
        for row in range(1, len(rows))
        for column, field in enumerate(resource["schema"]["fields"])
        if field["type"] == "number" and rows[row][column]
    ]
    if not spots:
        return None
    row, column = chance.choice(spots)
    rows[row][column] += "1"
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    files[resource["path"]] = stream.getvalue().encode()
    return _packed(files)


BOOKS: dict[str, Change] = {
    "a cell": _book(_cell),
    "two cells swapped": _book(_two_cells),
    "a row gone": _book(_no_row),
    "a sheet gone": _book(_no_sheet),
}
PACKAGES: dict[str, Change] = {"a number of a file": _in_a_file}


def test_two_hundred_mutations_are_all_caught(made: dict[str, list[mutations.Document]]) -> None:
    chance = random.Random(17)
    counts: Counter[str] = Counter()
    missed: list[str] = []
    for form, classes in (("html", PAGES), ("xlsx", BOOKS), ("csv", PACKAGES), ("docx", NOTES)):
        for name, change in classes.items():
            for number in range(EACH * 3):
                document = made[form][number % len(made[form])]
                changed = change(document.data, chance)
                if changed is None or counts[name] == EACH * 2:
                    continue
                counts[name] += 1
                if not document.findings(changed):
                    missed.append(f"{name}: {document.name}")
    assert missed == []
    assert sum(counts[name] for name in (*PAGES, *BOOKS)) >= 200, counts
    assert min(counts.values()) >= EACH


def test_what_cannot_be_read_is_told(made: dict[str, list[mutations.Document]]) -> None:
    from briefings.diagnostics import BriefingsError
    from briefings.facts import finished

    broken = {
        "a.xlsx": made["xlsx"][0].data[:400] + made["xlsx"][0].data[900:],
        "a.csv.zip": made["csv"][0].data[:200],
        "a.docx": made["docx"][0].data[:500] + made["docx"][0].data[700:],
        "b.html": b"<html>",
        "c.txt": b"nothing of ours",
    }
    for name, data in broken.items():
        try:
            assert finished.read(Path(name), data).pages == () or finished.read(Path(name), data).words.strip() == ""
        except BriefingsError as problem:
            assert {one.code for one in problem.findings} <= {"file-broken", "file-unknown", "file-unreadable"}
