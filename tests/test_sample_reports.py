"""The invented reports hold what they cite, so that findings in tests that build them are the tool's own.

`tests/reports/water.yaml` is the second report: another domain, another shape.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
WATER: dict[str, Any] = yaml.safe_load((ROOT / "tests/reports/water.yaml").read_text(encoding="utf-8"))
SOURCE = (ROOT / WATER["sources"]["annual"]["file"]).read_text(encoding="utf-8").splitlines()
WORDS = {"title", "text", "organ", "symbol", "columns", "rows"}


def lines(source: str) -> str:
    """The words that `annual:7-11` cites."""
    first, _, last = source.removeprefix("annual:").partition("-")
    return "\n".join(SOURCE[int(first) - 1 : int(last or first)])


def texts(node: Any, source: str, key: str = "") -> Iterator[tuple[str, str]]:
    match node:
        case dict():
            for name, child in node.items():
                yield from texts(child, node.get("source", source), name)
        case list():
            for child in node:
                yield from texts(child, source, key)
        case str() if key in WORDS:
            yield node, source


@pytest.mark.parametrize("text, source", list(texts(WATER["sections"], "")))
def test_every_text_of_the_water_report_stands_in_the_lines_it_cites(text: str, source: str) -> None:
    assert text.casefold() in lines(source).casefold()


def test_the_water_report_has_the_shape_that_the_sample_has_not() -> None:
    kinds = [section["type"] for section in WATER["sections"].values()]
    assert not {"quotes", "chart", "photos", "features", "entities", "programmes"} & set(kinds)
    assert len(WATER["sections"]["year"]["items"]) == 3
    assert len(WATER["sections"]["outcomes"]["items"]) == 9
    assert 190 <= len(WATER["title"]) <= 210
    parts = WATER["sections"]["money"]["parts"]
    assert sum(part["value"] for part in parts) == WATER["sections"]["money"]["total"]["value"]
