"""The sample holds the whole chapter: nothing lost, nothing changed in silence, nothing made up.

Each fact of `data/drugs-crime-terrorism.yaml` is written out again the way the chapter prints it ("1,150+", "275 tons
of cocaine", "(Málaga, Spain; May 2022) © UNOCT") and held against the lines that it cites, and each line of the chapter
against what is written out so. What differs must stand in `seed_differences.yaml`, with its reason. Upper and lower
case count as equal, since the chapter sets its headings in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
MONTHS = {"05": "May", "11": "November"}
NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")

Tree = dict[str, Any]


def read(path: str) -> Tree:
    tree: Tree = yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))
    return tree


REPORT = read("data/drugs-crime-terrorism.yaml")
DIFFERENCES = read("tests/seed_differences.yaml")
SECTIONS: Tree = REPORT["sections"]
ADDITIONS: Tree = DIFFERENCES["additions"]
SEED = dict(enumerate((ROOT / REPORT["sources"]["report"]["file"]).read_text(encoding="utf-8").splitlines(), start=1))
SEED_LINES = {number: line.strip() for number, line in SEED.items() if line.strip()}


def corrected(number: int) -> str:
    """A line of the chapter with the listed corrections made and the listed words left out."""
    line: str = SEED_LINES.get(number, "")
    for entry in DIFFERENCES["corrections"]:
        if entry["line"] == number:
            line = line.replace(entry["from"], entry["to"])
    for entry in DIFFERENCES["left-out"]:
        if entry["line"] == number:
            line = line.replace(entry["text"], "")
    return line.strip()


def cited(source: str) -> range:
    """The lines that `report:87-90` or `report:87` names."""
    key, _, lines = source.partition(":")
    assert key == "report", source
    first, _, last = lines.partition("-")
    return range(int(first), int(last or first) + 1)


@dataclass(frozen=True)
class Printed:
    """One line as the chapter prints it, made from the data, and the lines that the fact cites."""

    origin: str
    text: str
    lines: range


@dataclass(frozen=True)
class Field:
    """A text of the data as it stands there, and the lines that it cites (None: it cites none)."""

    origin: str
    text: str
    lines: range | None


def number_in_print(item: Tree, currency: str = "") -> str:
    """A figure as the chapter prints it: 25000000 to two digits is "25M", at least 1150 is "1,150+"."""
    if item["value"] == "not-in-source":
        return ""
    value = Decimal(item["value"])
    shown = f"{value / 1_000_000:f}M" if "digits" in item else f"{value:,}"
    sign = "$" if currency == "USD" else ""
    plus = "+" if item.get("qualifier") == "at-least" else ""
    return f"{sign}{shown}{plus}"


def day_in_print(date: str) -> str:
    year, month = date.split("-")
    return f"{MONTHS[month]} {year}"


def paragraphs(text: str | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else text


def titles(path: str, node: Tree) -> Iterator[tuple[str, str]]:
    """A title as the chapter prints it: without what our list of additions says was added, not at all if it is ours."""
    addition = ADDITIONS.get(f"{path}.title", {"adds": ""})
    if "adds" in addition:
        yield f"{path}.title", node["title"].removesuffix(addition["adds"])


def is_drawn_from_prose(path: str) -> bool:
    """A chart of ours: its title is a listed addition, its numbers stand inside the sentences that its points cite."""
    return "adds" not in ADDITIONS.get(f"{path}.title", {"adds": ""})


def section_in_print(path: str, section: Tree) -> Iterator[tuple[str, str, Tree]]:
    """Every line that the chapter prints for a section, with its origin and the node whose `source` it cites."""
    for origin, title in titles(path, section):
        yield origin, title, section
    for index, text in enumerate(paragraphs(section.get("text", [])), start=1):
        yield f"{path}.text.{index}", text, section
    if section["type"] == "resources":
        money = section["currency"]
        yield f"{path}.total.value", number_in_print(section["total"], money), section
        parts = [f"{number_in_print(part, money)} {part['text']}" for part in section["parts"]]
        yield f"{path}.parts", " and ".join(parts), section
    for point in [] if is_drawn_from_prose(path) else section.get("data", []):
        number, unit, label = number_in_print(point), section["unit"], point["label"]
        here = f"{path}.data.{point['id']}"
        if len(cited(point["source"])) == 1:
            yield here, f"{number} {unit} of {label}", point
        else:
            yield f"{here}.value", number, point
            yield f"{here}.label", f"{unit} of {label}", point
    for item in section.get("items", []):
        for origin, text in item_in_print(section["type"], f"{path}.items.{item['id']}", item):
            yield origin, text, item


def statistic_in_print(path: str, item: Tree) -> Iterator[tuple[str, str]]:
    """The figure stands in a line above its text, or in one line with it, or is missing."""
    number = number_in_print(item)
    if number and len(cited(item["source"])) == 1:
        yield path, f"{number} {item['text']}"
    else:
        if number:
            yield f"{path}.value", number
        yield f"{path}.text", item["text"]


def item_in_print(kind: str, path: str, item: Tree) -> Iterator[tuple[str, str]]:
    match kind:
        case "programmes" | "entities":
            yield f"{path}.title", item["title"]
        case "mandates":
            tail = f", {item['organ']} {item['symbol']}" if "organ" in item else ""
            yield f"{path}.title", item["title"] + tail
        case "statistics":
            yield from statistic_in_print(path, item)
        case "quotes":
            yield f"{path}.text", f'"{item["text"]}"'
            yield f"{path}.speaker", f"{item['speaker']}, {item['office']}"
        case "outcomes" | "features":
            yield from titles(path, item)
            for index, text in enumerate(paragraphs(item["text"]), start=1):
                yield f"{path}.text.{index}", text
        case "photos":
            credit = f"({item['place']}; {day_in_print(item['date'])}) {item['credit']}"
            if len(cited(item["source"])) == 1:
                yield path, f"{item['caption']} {credit}"
            else:
                yield f"{path}.caption", item["caption"]
                yield f"{path}.credit", credit
        case _:
            raise AssertionError(f"{path}: say here how the chapter prints {kind}")


PRINTED = [
    Printed(origin, text, cited(node["source"]))
    for key, section in SECTIONS.items()
    for origin, text, node in section_in_print(f"sections.{key}", section)
]

LITERAL = {"id", "type", "chart", "sort", "qualifier", "currency", "source", "language", "status", "file", "date"}
"""Fields that are the tool's words, numbers or dates, not texts that readers see."""


def texts(path: str, node: object, lines: range | None = None) -> Iterator[Field]:
    """Every text that a reader may see, with the lines it cites: its own node's, else those of the node around it."""
    match node:
        case dict():
            here = cited(node["source"]) if "source" in node else lines
            for key, child in node.items():
                if key not in LITERAL and child != "not-in-source":
                    yield from texts(f"{path}.{key}".removeprefix("."), child, here)
        case list():
            for index, child in enumerate(node, start=1):
                name = child["id"] if isinstance(child, dict) and "id" in child else str(index)
                yield from texts(f"{path}.{name}", child, lines)
        case str():
            yield Field(path, node, lines)
        case _:
            return


FIELDS = list(texts("", REPORT))


def statistic_ids() -> Iterator[tuple[str, Tree]]:
    for key, section in SECTIONS.items():
        for item in section.get("items", []):
            if section["type"] == "statistics":
                yield f"sections.{key}.items.{item['id']}", item


@pytest.mark.parametrize("number", SEED_LINES)
def test_every_line_of_the_chapter_is_in_the_data_where_the_data_says_it_is(number: int) -> None:
    line = corrected(number).casefold()
    assert line in {printed.text.casefold() for printed in PRINTED if number in printed.lines}


@pytest.mark.parametrize("printed", PRINTED, ids=[printed.origin for printed in PRINTED])
def test_every_fact_is_printed_in_a_line_that_it_cites(printed: Printed) -> None:
    assert printed.text.casefold() in {corrected(number).casefold() for number in printed.lines}


@pytest.mark.parametrize("field", FIELDS, ids=[field.origin for field in FIELDS])
def test_every_word_comes_from_the_lines_cited_or_is_a_listed_addition(field: Field) -> None:
    if field.origin in ADDITIONS:
        assert field.text == ADDITIONS[field.origin]["text"]
    else:
        assert field.lines is not None, "a text without a source"
        assert any(field.text.casefold() in corrected(number).casefold() for number in field.lines)


@pytest.mark.parametrize("field", FIELDS, ids=[field.origin for field in FIELDS])
def test_every_number_inside_a_text_stands_in_the_source(field: Field) -> None:
    lines = SEED_LINES if field.lines is None else field.lines
    printed = {number for line in lines for number in NUMBER.findall(SEED_LINES.get(line, ""))}
    assert set(NUMBER.findall(field.text)) <= printed


def structured_numbers() -> Iterator[tuple[str, str, range]]:
    for key, section in SECTIONS.items():
        if section["type"] == "resources":
            for name, part in [("total", section["total"]), *((part["id"], part) for part in section["parts"])]:
                yield f"{key}.{name}", number_in_print(part, section["currency"]), cited(section["source"])
        for point in section.get("data", []):
            yield f"{key}.{point['id']}", number_in_print(point), cited(point["source"])
        if section["type"] == "statistics":
            for item in section["items"]:
                if item["value"] != "not-in-source":
                    yield f"{key}.{item['id']}", number_in_print(item), cited(item["source"])


@pytest.mark.parametrize("name, shown, lines", list(structured_numbers()))
def test_every_figure_stands_in_the_lines_it_cites(name: str, shown: str, lines: range) -> None:
    whole = re.compile(rf"(?<![\d,.$]){re.escape(shown)}(?![\d,.+M])")
    assert any(whole.search(corrected(number)) for number in lines), f"{name}: {shown}"


def test_the_four_figures_that_the_chapter_lost_stay_missing() -> None:
    missing = {origin for origin, item in statistic_ids() if item["value"] == "not-in-source"}
    assert missing == {
        "sections.compact.items.working-groups",
        "sections.compact.items.organizations",
        "sections.compact.items.entities",
        "sections.counter-terrorism.items.bilateral-meetings",
    }


def test_every_section_and_item_cites_its_source() -> None:
    uncited = [
        f"{key}.{item.get('id')}"
        for key, section in SECTIONS.items()
        for item in [section, *section.get("items", []), *section.get("data", [])]
        if "source" not in item
    ]
    assert uncited == []


@pytest.mark.parametrize("kind", ["left-out", "corrections"])
def test_every_listed_difference_is_still_needed_and_has_a_reason(kind: str) -> None:
    for entry in DIFFERENCES[kind]:
        assert entry["reason"].strip()
        assert SEED[entry["line"]].count(entry["text" if kind == "left-out" else "from"]) == 1


def test_every_listed_addition_is_still_needed_and_has_a_reason() -> None:
    assert all(entry["reason"].strip() for entry in ADDITIONS.values())
    assert ADDITIONS.keys() <= {field.origin for field in FIELDS}


PROSE_POINTS = [
    (f"sections.{key}.data.{point['id']}", point)
    for key, section in SECTIONS.items()
    if is_drawn_from_prose(f"sections.{key}")
    for point in section.get("data", [])
]


@pytest.mark.parametrize("point", [point for _, point in PROSE_POINTS], ids=[name for name, _ in PROSE_POINTS])
def test_a_chart_drawn_from_running_text_has_its_numbers_and_words_from_the_cited_line(point: Tree) -> None:
    (number,) = cited(point["source"])
    line = corrected(number).casefold()
    bare = number_in_print({key: value for key, value in point.items() if key != "qualifier"})
    said = {"over": f"over {bare}"}.get(point.get("qualifier", ""), bare)
    assert re.search(rf"\b{re.escape(said)}\b", line)
    assert point["label"] in line
