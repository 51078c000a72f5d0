"""JSON Schemas of the files that people write, so that editors complete keys and show what each is for.

    schema    "data" | "project" -> a JSON Schema (draft 2020-12)

Made from the shapes that the files are checked by; a kind of file is one line in `MAKERS`.
"""

from __future__ import annotations

from collections.abc import Callable
from types import NoneType
from typing import Annotated, Any, Final, get_args, get_origin

from ..engine.project import ProjectFile
from ..report.report_file import ReportFile
from ..report.sections import SECTIONS
from ..source.shapes import Form, Mark, fields
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


def of_shapes(shapes: list[type[Form]], top: type[Form], title: str) -> dict[str, Any]:
    """The schema of a file whose top is one shape and that may hold all the others."""
    found: dict[str, dict[str, Any]] = {}
    for shape in shapes:
        _form(shape, found)
    definitions = {name: found[name] for name in sorted(found)}
    own = definitions.pop(top.__name__)
    return {"$schema": DRAFT, **own, "title": title, "$defs": definitions}


def _form(shape: type[Form], found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """A reference to a shape, which is put among those that were found."""
    name = shape.__name__
    if name not in found:
        found[name] = {}
        keys = {one.alias: one for one in fields(shape).values()}
        properties = {}
        for key, one in keys.items():
            told = {"description": one.description, **({"examples": one.examples} if one.examples else {})}
            properties[key] = _gapless({**_marked(one.annotation, one.metadata, found), **told, **one.more})
        required = [key for key, one in keys.items() if one.is_required()]
        made = {
            "additionalProperties": False,
            "description": shape.__doc__ or "",
            **shape.told_too,
            "properties": properties,
            **({"required": required} if required else {}),
            "type": "object",
        }
        found[name] = shape.told(made)
    return {"$ref": f"#/$defs/{name}"}


def _marked(annotation: Any, marks: tuple[Any, ...], found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The schema of a type with marks."""
    made = _type(annotation, found)
    for mark in marks:
        if isinstance(mark, Mark):
            made = mark.told(made)
    return made


def _type(annotation: Any, found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The schema of a type."""
    if isinstance(annotation, type) and issubclass(annotation, Form):
        return _form(annotation, found)
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _marked(args[0], args[1:], found)
    if origin is tuple:
        return {"items": _type(args[0], found), "type": "array"}
    if origin is dict:
        pattern, held = _type(args[0], found).get("pattern"), _type(args[1], found)
        if pattern is None:
            return {"additionalProperties": held or True, "type": "object"}
        # keys that are no ids are no keys
        return {"patternProperties": {pattern: held}, "type": "object", "additionalProperties": False}
    some = [_type(one, found) for one in args if one is not NoneType]
    return {} if not some else some[0] if len(some) == 1 else {"oneOf": some}


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


def _gapless(told: dict[str, Any]) -> dict[str, Any]:
    """Without `null` for a key that is better left out: a gap in a chart is the one place where it means something, and says so."""
    options = told.get("anyOf", [])
    if {"type": "null"} not in options or "`null`" in told["description"]:
        return told
    return {**told, "anyOf": [option for option in options if option != {"type": "null"}]}


MAKERS: Final[dict[str, Callable[[], dict[str, Any]]]] = {
    "data": _data,
    "template": template_schema,
    "project": _project,
}
"""One maker for each kind of file."""
