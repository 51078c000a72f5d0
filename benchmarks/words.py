"""The words that all peers show, out of the report's YAML as `yaml.safe_load` gives it. Figures as the report prints them."""

from __future__ import annotations

import re
from typing import Any, Final, TypeAlias

Node: TypeAlias = dict[str, Any]

TILES: Final = (
    ("support", "treatment"), ("counter-terrorism", "people-trained"), ("support", "practitioners"),
    ("counter-terrorism", "focal-points"), ("support", "substances"), ("support", "anti-corruption"),
)  # fmt: skip
"""The six headline figures of the one-pager: section and item."""

_MARKS: Final = {"at-least": "{}+", "over": "over {}", "about": "about {}"}
_BOLD: Final = re.compile(r"\*\*(.+?)\*\*")


def figure(item: Node, currency: str = "") -> str:
    """`$452M`, `25M`, `13,000+`; an empty string for a figure that the source lacks."""
    value = item["value"]
    if value == "not-in-source":
        return ""
    shown = f"{value // 1_000_000:,}M" if value % 1_000_000 == 0 else f"{value:,}"
    if currency == "USD":
        shown = f"${shown}"
    return _MARKS.get(item.get("qualifier", ""), "{}").format(shown)


def paragraphs(text: str | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else text


def known(section: Node) -> list[Node]:
    """The statistics whose figure the source has."""
    return [item for item in section["items"] if item["value"] != "not-in-source"]


def tiles(report: Node) -> list[Node]:
    items = {
        (name, item["id"]): item for name, section in report["sections"].items() for item in section.get("items", ())
    }
    return [items[key] for key in TILES]


def mandate(item: Node) -> str:
    return f"{item['title']} ({item['organ']}, {item['symbol']})" if "organ" in item else f"{item['title']}"


def caption(item: Node) -> str:
    return f"{item['caption']} {item['place']}, {item['date']}. {item['credit']}"


def bold_pieces(text: str) -> list[tuple[str, bool]]:
    """The text cut at its `**bold**` marks."""
    return [(piece, number % 2 == 1) for number, piece in enumerate(_BOLD.split(text)) if piece]


def unmarked(text: str) -> str:
    return _BOLD.sub(r"\1", text)


def chart_title(section: Node) -> str:
    title, unit = section["title"], section["unit"]
    return f"{title}" if unit in title else f"{title} ({unit})"


def notes(section: Node) -> str:
    """The full text behind a slide and where it comes from: what goes into the speaker notes."""
    lines = [section["title"]]
    if isinstance(text := section.get("text"), str | list):
        lines += paragraphs(text)
    for item in (*section.get("items", ()), *section.get("parts", ()), *section.get("data", ())):
        lines += [item[key] for key in ("title", "label", "caption", "speaker", "office") if key in item]
        if "value" in item:
            lines.append(figure(item, section.get("currency", "")))
        lines += paragraphs(item.get("text", []))
    lines.append(f"Source: {section['source']}")
    return "\n".join(unmarked(line) for line in lines if line)
