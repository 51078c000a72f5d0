"""The lines we count are those that LibreOffice draws: never fewer, seldom more. `python benchmarks/text_engine.py` does it at length."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from office import Office

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("every", [2, 1])
def test_libreoffice_draws_no_more_lines_than_we_count_and_seldom_fewer(
    every: int, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    line_counts = importlib.import_module("line_counts")
    cases = line_counts.boxes(360, every=every)
    drawn = line_counts.drawn(cases, office.draw_deck(line_counts.deck(cases)))

    assert [case.paragraph.text for case, lines in zip(cases, drawn, strict=True) if case.lines < lines] == []
    assert sum(case.lines > lines for case, lines in zip(cases, drawn, strict=True)) <= 0.03 * len(cases)
