"""The JSON Schema of template files, made of the keys that reading goes by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ..blocks import BLOCKS
from ..blocks.params import Parameter
from ..roles import ROLES
from . import keys
from .keys import Key, Keys

_TEXT: Final = {"type": ["string", "number", "boolean", "null"]}
_WORDS: Final = {"type": "string"}
_SLOT: Final = {"$ref": "#/$defs/slot"}
_SHAPES: Final[Mapping[str, Mapping[str, Any]]] = {
    "loop": _WORDS,
    "name": _WORDS,
    "condition": {"type": ["string", "boolean"]},
    "names": {"type": "object"},
    "notes": {"type": ["string", "array"]},
    "kept": {"type": "integer", "minimum": 0},
    "pages": {"type": "array", "items": {"$ref": "#/$defs/page"}},
    "count": {"type": ["integer", "string"]},
    "flag": {"type": ["boolean", "string"]},
    "share": {"type": ["array", "string"]},
    "true": {"const": True},
    **dict.fromkeys(("flow", "blocks"), _SLOT),
    **dict.fromkeys(("value", "line", "link", "words", "image"), _TEXT),
}
_ANY: Final = {"type": ["string", "number", "array", "object"]}


def template_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) with a description and an example for every key."""
    places = {name: keys.place(name) for name in sorted({slot for role in ROLES.values() for slot in role})}
    page = {**keys.PAGE, **keys.INCLUDED, **keys.GROUPED, **places}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A template of briefings",
        "description": "Maps the sections of a report to pages. Values may hold expressions: {{ … }}.",
        **_entry(keys.TEMPLATE),
        "$defs": {
            "page": {
                "type": "object",
                "properties": {name: _key(key) for name, key in page.items()},
                "description": "A page; keys that are not listed are the areas of a sheet layout.",
            },
            "slot": {"anyOf": [_TEXT, {"$ref": "#/$defs/block"}, {"type": "array", "items": _SLOT}]},
            "block": {"anyOf": [*(_block(name, kind) for name, kind in BLOCKS.items()), _entry(keys.BLOCKS)]},
        },
    }


def _entry(known: Keys) -> dict[str, Any]:
    properties = {name: _key(key) for name, key in known.items()}
    needed = [name for name, key in known.items() if key.required]
    return {"type": "object", "required": needed, "properties": properties, "additionalProperties": False}


def _block(name: str, kind: type) -> dict[str, Any]:
    made = _entry(keys.of_block(kind))
    about = (kind.__doc__ or "").strip().splitlines()[0]
    made["properties"]["block"] = {"const": name, "description": about, "examples": [name]}
    return made


def _key(key: Key | Parameter) -> dict[str, Any]:
    return {**_shape(key), "description": key.description, "examples": [key.example]}


def _shape(key: Key | Parameter) -> Mapping[str, Any]:
    chosen = {"enum": list(key.choices)}
    match key.kind:
        case "word":
            return chosen
        case "formats":
            return {"anyOf": [chosen, {"type": "array", "items": chosen, "minItems": 1}]}
        case "layout":
            return {"type": "string", "anyOf": [chosen, _WORDS]}
        case "omits":
            return {"type": "array", "items": _entry(keys.OMIT)}
        case kind:
            return _SHAPES.get(kind, _ANY)
