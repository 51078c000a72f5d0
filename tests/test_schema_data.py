"""The JSON Schemas that editors use: they say what every field is, and agree with what the tool accepts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from briefings import source
from briefings.cli.schema import schema
from briefings.env import Env
from briefings.report import parse
from briefings.report.sections import SECTIONS

ROOT = Path(__file__).parent.parent
KINDS = ("data", "project")

REPORT = """\
id: sample
title: A sample
language: en
date: 2023
as-of: 2023-05
status: embargoed
embargo: 2023-05-31T10:00Z
contact: {email: press@example.org}
sources:
  report: seeds/report.txt
  other: {file: seeds/report.txt, title: The other}
sections:
  programmes: {type: programmes, title: Programmes, items: [Justice, {title: Policy, text: More.}, 2023]}
  entities: {type: entities, title: Entities, items: [{title: Office, abbreviation: O}]}
  mandates: {type: mandates, title: Mandates, items: [{title: Strategy, organ: Assembly, symbol: "75/291"}]}
  resources:
    type: resources
    title: Resources
    currency: USD
    total: {value: 452, digits: 3}
    parts: [{id: a, value: 28, text: assessed}, {id: b, value: 424, text: voluntary}]
  prose: {type: prose, title: Prose, text: [One., Two.], source: "report:1"}
  statistics:
    type: statistics
    title: Statistics
    items: [{id: a, value: 1.5, text: A}, {id: b, value: not-in-source, text: B}, {id: c, value: 2, text: C, trend: [1, ~, {label: 2023, value: 2}]}]
  quotes: {type: quotes, title: Quotes, items: [{text: Yes., speaker: A. Speaker}]}
  outcomes: {type: outcomes, title: Outcomes, items: [{title: One, text: Two.}]}
  features: {type: features, title: Features, items: [{title: One, text: [Two.]}]}
  photos: {type: photos, title: Photos, items: [{file: a.png, caption: A, focus: [0.5, 1]}]}
  chart:
    type: chart
    title: Chart
    chart: stacked
    currency: USD
    series: {a: Assessed, v: Voluntary}
    data: [{label: "2021", values: {a: 1, v: 2}}, {label: 2022, values: {a: ~, v: not-in-source}}]
  map: {type: map, title: Map, marks: bubbles, breaks: [1], data: [{country: IRN, value: 1}, {country: 004, value: ~}]}
  rows: {type: table, title: Table, columns: [{id: a, title: A}], rows: [[1], {a: x}]}
  correction: {type: correction, title: Correction, items: [{id: a, date: 2023-03, said: A, now: B}, {id: b, said: C}]}
  timeline: {type: timeline, title: Timeline, items: [{date: 2020-03, text: A}, {date: 2021, to: 2022-06, text: B}]}
  questions: {type: questions, title: Questions, items: [{title: Why?, text: Because.}]}
  lines: {type: lines-to-take, title: Lines, items: [One., {text: Two.}]}
  steps: {type: steps, title: Steps, items: [{title: One, text: Two.}, Three]}
  comparison: {type: comparison, title: Before and after, emphasis: b, items: [{id: a, title: A, points: [One]}, {id: b, title: B, points: [Two]}]}
  message: {type: key-message, title: Message, text: One., detail: Two.}
  blocks: {type: blocks, title: Blocks, blocks: [{block: callout, text: Hello}]}
"""


def validator(kind: str) -> Any:
    return jsonschema.Draft202012Validator(schema(kind))


def fields(part: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every field of a schema with its path."""
    if isinstance(part, dict):
        for name, field in part.get("properties", {}).items():
            if not path.endswith("/if"):
                yield f"{path}/{name}", field
        for key, below in part.items():
            if key != "examples":
                yield from fields(below, f"{path}/{key}")
    elif isinstance(part, list):
        for number, below in enumerate(part):
            yield from fields(below, f"{path}/{number}")


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_is_one(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_a_description_and_an_example(kind: str) -> None:
    bare = [path for path, field in fields(schema(kind)) if not (field.get("description") and field.get("examples"))]

    assert bare == []
    assert len(list(fields(schema(kind)))) > 10


@pytest.mark.parametrize("kind", KINDS)
def test_every_example_is_right(kind: str) -> None:
    whole = schema(kind)
    wrong = [
        (path, example, error.message)
        for path, field in fields(whole)
        for example in field["examples"]
        for error in jsonschema.Draft202012Validator({**field, "$defs": whole["$defs"]}).iter_errors(example)
    ]

    assert wrong == []


def test_a_good_report_passes_the_schema_and_the_tool(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/report.txt").write_text("fact\n", encoding="utf-8")
    found = source.read(REPORT.encode(), "sample.yaml")

    assert [error.message for error in validator("data").iter_errors(source.plain(found.root))] == []
    parsed = parse(found, Env(tmp_path))
    kinds = {str(parsed.root["sections"][key]["type"]) for key in parsed.sections}  # type: ignore[index, call-overload]
    assert kinds == set(SECTIONS)


def test_the_sample_passes_the_schema() -> None:
    found = source.read(ROOT / "data/drugs-crime-terrorism.yaml")

    assert [error.message for error in validator("data").iter_errors(source.plain(found.root))] == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("status: embargoed", "status: secret"),
        ("language: en", "language: english"),
        ("title: A sample", "titel: A sample"),
        ("id: sample", "id: A Sample"),
        ("value: 1.5", "value: many"),
        ("{id: a, value: 1.5, text: A}", "{id: a, text: A}"),
        ("{id: a, value: 1.5, text: A}", "{id: a, value: 1.5, text: A, txt: A}"),
        ("chart: stacked", "chart: pie"),
        ("type: quotes", "type: quote"),
        ("type: prose, ", ""),
        ("focus: [0.5, 1]", "focus: [0.5]"),
        ("focus: [0.5, 1]", "focus: [0.5, 2]"),
        ("items: [{title: Office, abbreviation: O}]", "items: []"),
        ("currency: USD\n    total", "total"),
    ],
)
def test_what_the_tool_refuses_the_schema_refuses(good: str, bad: str) -> None:
    assert good in REPORT
    found = source.read(REPORT.replace(good, bad, 1).encode(), "sample.yaml")

    assert list(validator("data").iter_errors(source.plain(found.root)))


def test_a_project_file_passes_and_a_wrong_one_does_not() -> None:
    good = "languages: [en, fr]\nbrands: {x: {default: a.potx, ar: b.potx}}\nbuild: [{report: a, formats: pdf}]\n"
    bad = "languages: [english]\n"

    def wrong(text: str) -> list[Any]:
        return list(validator("project").iter_errors(source.plain(source.read(text.encode(), "briefings.yaml").root)))

    assert wrong(good) == []
    assert wrong(bad)
