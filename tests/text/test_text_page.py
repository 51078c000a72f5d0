"""docs/text.md says what its command finds."""

from __future__ import annotations

import importlib
import os
import re
from pathlib import Path
from types import ModuleType

import pytest
from make_unicode_tables import UNICODE_DATA, why_unusable
from office import needs

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs/text.md").read_text(encoding="utf-8")

pytestmark = pytest.mark.xdist_group("unicode")  # Unicode's files are judged once for all tests that ask for it


@pytest.fixture
def text_engine(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    needs("soffice")
    if reason := why_unusable(UNICODE_DATA):
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return importlib.import_module("text_engine")


def test_the_command_prints_the_tables_of_the_page(text_engine: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert text_engine.main(["--boxes", "30", "--seeds", "7"]) == 0
    printed = capsys.readouterr().out
    exact, others = printed.split("| | boxes |")
    assert all(line in PAGE for line in exact.splitlines())
    # Lines and times differ from machine to machine and from seed to seed: the rows are there, with other numbers.
    assert [row.split("|")[1] for row in others.splitlines() if re.match(r"\| (?:en|zh) \|", row)] == [" en ", " zh "]


def test_the_page_says_that_no_box_has_too_few_lines_and_few_have_too_many() -> None:
    rows = re.findall(r"^\| (?:seed \d+|all) \| ([\d,]+) \| (\d+) \| \d+ \| ([\d.]+) \|$", PAGE, re.MULTILINE)
    assert rows
    assert all(int(boxes.replace(",", "")) >= 300 and under == "0" and float(over) <= 3 for boxes, under, over in rows)
