"""How far two series are apart: the number that is worked out, and the words of what it is."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from projects import lay, run

REPORT = """\
id: needs
title: Needs
language: en
date: 2025
status: final
sections:
  needs:
    type: chart
    chart: line
    title: Needs and money
    currency: USD
    series: {{needed: Needed, given: Given}}
    difference: {{at: "2025", from: needed, to: given{}}}
    data:
      - {{label: "2023", values: {{needed: 9, given: 3}}}}
      - {{label: "2024", values: {{needed: 12, given: 7}}}}
      - {{label: "2025", values: {{needed: 19, given: 6}}}}
"""


@pytest.mark.parametrize(("text", "said"), [("", "\u2212$13"), (", text: not funded", "$13, not funded")])
def test_a_difference_has_no_minus_sign_beside_words_for_what_it_is_and_the_notes_tell_its_number(
    text: str, said: str, tmp_path: Path
) -> None:
    lay(
        tmp_path,
        {"data/needs.yaml": REPORT.format(text), "briefings.yaml": "build: [{report: needs, template: deck}]\n"},
    )

    made = run(tmp_path, "build")

    assert made.code == 0, made.err
    with zipfile.ZipFile(tmp_path / "output/needs-deck.en.pptx") as deck:
        parts = {name: deck.read(name).decode("utf-8", "replace") for name in deck.namelist() if name.endswith(".xml")}
    words = {name: "".join(re.findall("<a:t>([^<]*)", part)) for name, part in parts.items()}
    assert any(f"2025: {said}" in text for name, text in words.items() if name.startswith("ppt/notesSlides/")), words
    everywhere = " ".join(parts.values())
    assert ("\u2212" in everywhere) == (not text)
