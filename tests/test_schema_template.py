"""The JSON Schema of templates: it tells what every key is, and agrees with what the tool reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from projects import REPORT, ROOT, TEMPLATE, lay, run

from briefings import source
from briefings.blocks import BLOCKS
from briefings.blocks.params import parameters
from briefings.cli.schema import schema
from briefings.source import plain
from briefings.template import keys as template_keys

SCHEMA = schema("template")
BLOCKS_IN_SCHEMA = {
    shape["properties"]["block"]["const"]: shape
    for shape in SCHEMA["$defs"]["block"]["anyOf"]
    if "block" in shape["properties"]
}


def faults(text: str) -> list[str]:
    return [
        fault.message
        for fault in jsonschema.Draft202012Validator(SCHEMA).iter_errors(plain(source.read(text.encode(), "t").root))
    ]


def keys(part: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key that an author may write, with what the schema says of it."""
    if isinstance(part, dict):
        for name, field in part.get("properties", {}).items():
            yield f"{path}/{name}", field
        for key, below in part.items():
            if key != "examples":
                yield from keys(below, f"{path}/{key}")
    elif isinstance(part, list):
        for number, below in enumerate(part):
            yield from keys(below, f"{path}/{number}")


def test_every_key_has_a_description_and_an_example() -> None:
    silent = [path for path, field in keys(SCHEMA) if not field.get("description") or not field.get("examples")]

    assert silent == []


def test_the_schema_knows_the_keys_that_the_tool_reads() -> None:
    assert set(SCHEMA["properties"]) == set(template_keys.TEMPLATE)
    assert set(SCHEMA["$defs"]["page"]["properties"]) >= {
        *template_keys.PAGE,
        *template_keys.GROUPED,
        *template_keys.INCLUDED,
    }
    assert set(BLOCKS_IN_SCHEMA) == set(BLOCKS)
    for name, block in BLOCKS.items():
        known = {parameter.name for parameter in parameters(block)}
        assert set(BLOCKS_IN_SCHEMA[name]["properties"]) == known | set(template_keys.BLOCK), name


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_of_all_its_examples_is_valid(name: str) -> None:
    block = {"block": name, **{parameter.name: parameter.example for parameter in parameters(BLOCKS[name])}}

    jsonschema.validate({"kind": "slides", "pages": [{"layout": "content", "title": "x", "body": block}]}, SCHEMA)


@pytest.mark.parametrize("path", sorted((ROOT / "templates").glob("*.yaml")), ids=lambda path: path.name)
def test_the_built_in_templates_are_valid(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "change",
    [("kind: slides", "kind: slide"), ("kind: slides\n", ""), ("pages:", "pges:"), ("block: stat-grid", "block: statgrid"),
     ("items: \"{{ section.items }}\"", "colums: 2"), ("main: {", "main: {priority: high, ")],
)  # fmt: skip
def test_what_the_tool_refuses_the_schema_refuses(change: tuple[str, str], tmp_path: Path) -> None:
    assert change[0] in TEMPLATE
    spoilt = TEMPLATE.replace(*change, 1)
    lay(tmp_path, {"data/water.yaml": REPORT, "templates/page.yaml": spoilt})

    assert faults(TEMPLATE) == []
    assert faults(spoilt) != []
    assert run(tmp_path, "check", "--template", "page").code == 1


def test_the_command_prints_it(tmp_path: Path) -> None:
    assert json.loads(run(tmp_path, "schema", "template").out) == SCHEMA
