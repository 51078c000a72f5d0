"""The JSON Schema of template files, from the tables of blocks, roles and keys."""

from __future__ import annotations

from typing import Any, Final

from ..blocks import BLOCKS
from ..blocks.params import Parameter, parameters
from ..geometry import PAGE_SIZES
from ..roles import ROLES
from ..writers import WRITERS

FORMATS: Final = tuple(WRITERS)
INKS: Final = ("usual", "low")
STANDARDS: Final = ("ua-1", "ua-2")
_TEXT: Final = {"type": ["string", "number", "boolean", "null"]}
_EXPRESSION: Final = {"type": ["string", "boolean"]}

_TOP: Final[dict[str, tuple[dict[str, Any], str, object]]] = {
    "kind": ({"enum": ["slides", "sheet"]}, "A deck of slides, or a sheet that is exactly one page.", "slides"),
    "title": ({"type": "string"}, "What the template is called.", "Slide deck"),
    "description": (
        {"type": "string"},
        "What it makes, in a sentence.",
        "Every section of the report, with charts that stay editable.",
    ),
    "theme": ({"type": "string"}, "The theme, by the name of its folder under `templates/themes/`.", "default"),
    "ink": (
        {"enum": list(INKS)},
        "How much ink a print takes: with `low`, grounds are white and bands become lines.",
        "low",
    ),
    "pdf": (
        {"enum": list(STANDARDS)},
        "What its PDFs keep to: `ua-1` is PDF/UA-1 with PDF/A-2a, `ua-2` is PDF/UA-2 with PDF/A-4, in PDF 2.0.",
        "ua-2",
    ),
    "page": ({"enum": list(PAGE_SIZES)}, "The page size.", "16:9"),
    "formats": (
        {"anyOf": [{"enum": list(FORMATS)}, {"type": "array", "items": {"enum": list(FORMATS)}, "minItems": 1}]},
        "The usual file formats; `--format` overrides them.",
        ["pptx"],
    ),
    "footer": (_TEXT, "The footer of every slide.", "{{ report.title }}"),
    "date": (_TEXT, "The date on every slide.", "{{ report.as_of | date }}"),
}
_PAGE: Final[dict[str, tuple[dict[str, Any], str, object]]] = {
    "for": ({"type": "string"}, "Makes the page once for each item of a list.", "outcome in sections.outcomes.items"),
    "if": (_EXPRESSION, "Makes the page only when this holds.", "{{ section.items }}"),
    "with": ({"type": "object"}, "Names for values used on the page.", {"first": "{{ section.items[0] }}"}),
    "id": ({"type": "string"}, "A stable name for the page.", "outcome-{{ outcome.id }}"),
    "section": (_TEXT, "The PowerPoint section that the slide belongs to.", "{{ section.title }}"),
    "notes": (
        {"type": ["string", "array"]},
        "Words for the speaker notes, before the full text behind the slide.",
        "Pause here.",
    ),
    "include": ({"type": "string"}, "Takes the pages of another template.", "one-pager-page"),
}


def template_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) with a description and an example for every key."""
    slots = sorted({slot for role in ROLES.values() for slot in role})
    page = {key: _described(*entry) for key, entry in _PAGE.items()}
    page["layout"] = _described(
        {"type": "string", "anyOf": [{"enum": list(ROLES)}, {"type": "string"}]},
        "What the slide is for, or the name of a sheet layout.",
        "content",
    )
    page["pages"] = {
        "type": "array",
        "items": {"$ref": "#/$defs/page"},
        "description": "Pages that share this `for` and `if`.",
        "examples": [[{"layout": "content", "title": "{{ item.title }}"}]],
    }
    for slot in slots:
        page[slot] = {
            "$ref": "#/$defs/slot",
            "description": f"What stands in the layout's `{slot}` place.",
            "examples": ["{{ section.title }}"],
        }
    top = {key: _described(*entry) for key, entry in _TOP.items()}
    top["omit"] = {
        "type": "array",
        "description": "Sections that the template leaves out on purpose.",
        "examples": [[{"type": "mandates", "reason": "the annex lists them"}]],
        "items": {
            "type": "object",
            "required": ["reason"],
            "additionalProperties": False,
            "properties": {
                "type": _described({"type": "string"}, "Every section of this type.", "mandates"),
                "rest": _described({"const": True}, "Every section that no page shows.", True),
                "section": _described({"type": "string"}, "The section with this id.", "annex"),
                "reason": _described(
                    {"type": "string"}, "Why, in words that the manifest repeats.", "the annex lists them"
                ),
            },
        },
    }
    top["pages"] = {
        "type": "array",
        "items": {"$ref": "#/$defs/page"},
        "description": "The pages, in order.",
        "examples": [[{"layout": "cover", "title": "{{ report.title }}"}]],
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A template of briefings",
        "description": "Maps the sections of a report to pages. Values may hold expressions: {{ … }}.",
        "type": "object",
        "required": ["kind", "pages"],
        "additionalProperties": False,
        "properties": top,
        "$defs": {
            "page": {
                "type": "object",
                "properties": page,
                "description": "A page; keys that are not listed are the areas of a sheet layout.",
            },
            "slot": {"anyOf": [_TEXT, {"$ref": "#/$defs/block"}, {"type": "array", "items": {"$ref": "#/$defs/slot"}}]},
            "block": {"anyOf": [*(_block(name, kind) for name, kind in BLOCKS.items()), _wrapper()]},
        },
    }


def _described(shape: dict[str, Any], description: str, example: object) -> dict[str, Any]:
    return {**shape, "description": description, "examples": [example]}


def _block(name: str, kind: type) -> dict[str, Any]:
    made = {
        "block": _described({"const": name}, (kind.__doc__ or "").strip().splitlines()[0], name),
        "for": _described({"type": "string"}, "Makes the block once for each item of a list.", "item in section.items"),
        "if": _described(_EXPRESSION, "Makes the block only when this holds.", "{{ section.intro }}"),
        "with": _described(
            {"type": "object"}, "Names for values used in the block.", {"first": "{{ section.items[0] }}"}
        ),
        "id": _described({"type": "string"}, "A stable name for the block.", "{{ item.id }}"),
        "optional": _described(_EXPRESSION, "On a sheet: shown only where the page has room left.", True),
        "priority": _described(
            {"type": "integer", "minimum": 0}, "On a full sheet the highest number goes first; 0 never goes.", 5
        ),
    }
    known = parameters(kind)
    made |= {parameter.name: _parameter(parameter) for parameter in known}
    required = ["block", *(parameter.name for parameter in known if parameter.required)]
    return {"type": "object", "required": required, "properties": made, "additionalProperties": False}


def _wrapper() -> dict[str, Any]:
    """Blocks that share a `for` and an `if`."""
    return {
        "type": "object",
        "required": ["blocks"],
        "additionalProperties": False,
        "properties": {
            "for": _described(
                {"type": "string"}, "Makes the blocks once for each item of a list.", "item in section.items"
            ),
            "if": _described(_EXPRESSION, "Makes the blocks only when this holds.", "{{ section.intro }}"),
            "with": _described(
                {"type": "object"}, "Names for values used in the blocks.", {"first": "{{ section.items[0] }}"}
            ),
            "optional": _described(_EXPRESSION, "On a sheet: shown together, only where the page has room left.", True),
            "blocks": {
                "$ref": "#/$defs/slot",
                "description": "The blocks.",
                "examples": [[{"block": "prose", "text": "…"}]],
            },
        },
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    shapes: dict[str, dict[str, Any]] = {
        "count": {"type": ["integer", "string"]},
        "flag": {"type": ["boolean", "string"]},
        "word": {"enum": list(parameter.choices)},
        "share": {"type": ["array", "string"]},
        "blocks": {"$ref": "#/$defs/slot"},
        "line": _TEXT,
        "link": _TEXT,
        "words": _TEXT,
        "image": _TEXT,
    }
    return _described(
        shapes.get(parameter.kind, {"type": ["string", "number", "array", "object"]}),
        parameter.description,
        parameter.example,
    )
