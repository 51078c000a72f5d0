"""JSON Schemas of the files that people write, so that editors complete keys and show what each is for.

    schema    "data" | "project" -> a JSON Schema (draft 2020-12)

Made from the shapes that the files are checked by; a kind of file is one line in `MAKERS`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from ..engine.project import ProjectFile
from ..report.report_file import ReportFile
from ..report.sections import SECTIONS
from ..template.schema import template_schema

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"


def schema(kind: str) -> dict[str, Any]:
    """The schema of one kind of file."""
    made = MAKERS[kind]()
    definitions = made.pop("$defs", {})
    used = _reached(made, definitions)
    return {**made, "$defs": {name: part for name, part in definitions.items() if name in used}}


def _data() -> dict[str, Any]:
    made = of_shapes([ReportFile, *SECTIONS.values()], ReportFile, "A report of briefings")
    # A section's type decides what else it holds; `if` and `then` let editors complain about that type alone.
    by_id: dict[str, Any] = made["properties"]["sections"]["patternProperties"]
    (pattern,) = by_id
    by_id[pattern] = {
        "type": "object",
        "required": ["type"],
        "properties": {
            "type": {"enum": list(SECTIONS), "description": "What kind of section this is.", "examples": ["statistics"]}
        },
        "allOf": [
            {
                "if": {"properties": {"type": {"const": name}}, "required": ["type"]},
                "then": {"$ref": f"#/$defs/{shape.__name__}"},
            }
            for name, shape in SECTIONS.items()
        ],
    }
    for name, shape in SECTIONS.items():
        told = {"description": f"What kind of section this is: `{name}`.", "examples": [name]}
        made["$defs"][shape.__name__]["properties"]["type"] = {"type": "string", "enum": [name], **told}
    return made


def _project() -> dict[str, Any]:
    return of_shapes([ProjectFile], ProjectFile, "A project of briefings")


def of_shapes(shapes: list[type[BaseModel]], top: type[BaseModel], title: str) -> dict[str, Any]:
    """The schema of a file whose top is one shape and that may hold all the others."""
    _, whole = models_json_schema([(shape, "validation") for shape in shapes], by_alias=True)
    definitions = {name: _tidy(part) for name, part in whole["$defs"].items()}
    own = definitions.pop(top.__name__)
    return {"$schema": DRAFT, **own, "title": title, "$defs": definitions}


def _reached(part: Any, definitions: dict[str, Any]) -> set[str]:
    """The definitions that a schema refers to, directly or through others."""
    found: set[str] = set()
    left = [part]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            name = str(one.get("$ref", "")).removeprefix("#/$defs/")
            if name in definitions and name not in found:
                found.add(name)
                left.append(definitions[name])
            left += one.values()
        elif isinstance(one, list):
            left += one
    return found


def _tidy(part: Any) -> Any:
    """Without what says nothing to an author: machine-made titles, and `null` for keys that are better left out."""
    if isinstance(part, list):
        return [_tidy(one) for one in part]
    if not isinstance(part, dict):
        return part
    made = {
        key: value if key in ("examples", "enum", "const") else _tidy(value)
        for key, value in part.items()
        if not (key == "title" and isinstance(value, str)) and not (key == "default" and value is None)
    }
    if "patternProperties" in made:  # keys that are no ids are no keys
        made["additionalProperties"] = False
    options = made.get("anyOf")
    told = str(made.get("description", ""))
    # a gap in a chart is the one place where `null` means something
    if isinstance(options, list) and {"type": "null"} in options and told and "`null`" not in told:
        left = [option for option in options if option != {"type": "null"}]
        made.pop("anyOf")
        made = {**(left[0] if len(left) == 1 else {"anyOf": left}), **made}
    return made


MAKERS: Final[dict[str, Callable[[], dict[str, Any]]]] = {
    "data": _data,
    "template": template_schema,
    "project": _project,
}
"""One maker for each kind of file."""
