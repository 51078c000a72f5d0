"""The sample with every text said several times over, in any of the six languages: what fitting is measured on."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from frame_reading import ROOT, Laid, open_look

from briefings import layout as layouts
from briefings import report, source, template
from briefings.env import Env
from briefings.report import translation
from briefings.values import Record, Text, Value, record

SAMPLE: Final = ROOT / "data/drugs-crime-terrorism.yaml"
SIX: Final = ("en", "fr", "es", "ru", "ar", "zh")
ADDRESSES: Final = ("url", "email", "phone", "key", "file")
"""Texts that would no longer be what they are."""


def repeated(value: Value, times: int) -> Value:
    """A report's nodes with every text said so many times."""
    match value:
        case Text() if value.origin.rpartition(".")[2] not in ADDRESSES:
            return replace(value, content=" ".join([value.content] * times))
        case Record():
            return record(value.origin, {key: repeated(child, times) for key, child in value.fields.items()})
        case tuple():
            return tuple(repeated(child, times) for child in value)
        case _:
            return value


def laid(language: str, times: int, name: str) -> Laid:
    """The sample by a built-in template, every text said so many times. Raises BriefingsError as a build would tell it."""
    facts = _facts(language)
    root = repeated(facts.root, times)
    assert isinstance(root, Record)
    env = Env(ROOT)
    made = template.load(f"builtin:{name}", env)
    look, master = open_look(made.page, made.kind, language)
    areas = {key: tuple(area.name for area in sheet.areas) for key, sheet in look.sheets.items()}
    briefing = template.fill(made, replace(facts, root=root), env, sheets=areas, language=language)
    return Laid(briefing, layouts.layout(briefing, look, master), look)


@cache
def _facts(language: str) -> report.Report:
    env = Env(ROOT)
    read = report.parse(source.read(SAMPLE, SAMPLE.name, env), env)
    if language == read.language:
        return read
    path: Path = translation.sibling(SAMPLE, language)
    return translation.translate(read, source.read(path, path.name, env), language)
