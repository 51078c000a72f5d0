"""What lasts from one build to the next changes the time that a build takes, and nothing else."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from projects import REPORT, ROOT, TEMPLATE, lay

from briefings import lasting, memory
from briefings.diagnostics import Where
from briefings.engine import build, project
from briefings.env import Env
from briefings.frame import Frame
from briefings.geometry import Box
from briefings.look import Placeholder
from briefings.values import Span, Words
from briefings.writers import contact_sheet

SAMPLE = "data/drugs-crime-terrorism.yaml"
Edit = Callable[[str], str]

EDITS: dict[str, Edit] = {
    "nothing": lambda text: text,
    "a sentence": lambda text: text.replace("Member States", "all Member States", 1),
    "a line above all": lambda text: f"# a remark\n\n{text}",
    "a longer title": lambda text: text.replace("title: ", "title: The long and winding ", 1),
    "the status": lambda text: text.replace("status: final", "status: draft", 1),
    "a figure": lambda text: text.replace("value: 63", "value: 163", 1),
    "the last lines": lambda text: text.rstrip().rpartition("\n")[0] + "\n",
    "the theme": lambda text: text.replace("language: en\n", "language: en\ntheme: vivid\n", 1),
}
"""What people change between two looks at a page."""


@pytest.fixture(autouse=True)
def _keeping() -> Iterator[None]:
    """Keeps nothing for the tests that come next."""
    yield
    lasting.keep(0)


def made(folder: Path, report: str) -> list[str]:
    """What a build makes and tells, as lines."""
    env = Env(folder, {})
    options = build.Options(data=(folder / report,), templates=("deck", "one-pager"))
    result = build.build(project.load(folder, env), env, options)
    pictures = contact_sheet.draw(build._drawn(result.outputs)) if result.outputs else b""
    sums = [f"{one.name} {one.sha256}" for one in result.outputs]
    findings = (finding.render() for finding in result.findings)
    return [*sums, hashlib.sha256(pictures).hexdigest(), *findings]


def versions(folder: Path, report: str) -> Iterator[list[str]]:
    """What is made of a report after each edit of its first text, and in the end without one."""
    text = (folder / report).read_text(encoding="utf-8")
    edits = EDITS if report == SAMPLE else ("nothing", "a line above all", "a longer title")
    for edited in [*dict.fromkeys(EDITS[name](text) for name in edits), text]:
        (folder / report).write_text(edited, encoding="utf-8")
        yield made(folder, report)


def laid_out(folder: Path) -> Path:
    """The reports of the project and of the tests, in a folder of their own."""
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copytree(ROOT / "tests/reports", folder / "reports")
    return folder


@pytest.mark.parametrize("report", [SAMPLE, "reports/coast.yaml", "reports/tables.yaml", "reports/places.yaml"])
def test_a_report_edited_in_turn_gives_what_a_process_that_keeps_nothing_gives(report: str, tmp_path: Path) -> None:
    folder = laid_out(tmp_path)
    told = f"import json, pathlib, test_lasting; print(json.dumps([*test_lasting.versions(pathlib.Path({str(folder)!r}), {report!r})]))"
    fresh = subprocess.run(
        [sys.executable, "-c", told],
        cwd=ROOT / "tests",
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}", "PYTHONHASHSEED": "0"},
        check=True,
        capture_output=True,
    )
    lasting.keep(100)
    kept = [*versions(folder, report)]
    assert kept == json.loads(fresh.stdout)
    assert kept[0] == kept[-1] != kept[1] or report != SAMPLE


def frames(folder: Path) -> tuple[Frame, ...]:
    """The pages of the sample's deck."""
    env = Env(folder, {})
    options = build.Options(data=(folder / SAMPLE,), templates=("deck",), formats=("pptx",))
    (output,) = build.build(project.load(folder, env), env, options).outputs
    return output.layout.frames


def test_pages_that_say_what_they_said_are_the_very_same_objects(tmp_path: Path) -> None:
    folder = laid_out(tmp_path)
    lasting.keep(100)
    before = frames(folder)
    text = (folder / SAMPLE).read_text(encoding="utf-8")
    (folder / SAMPLE).write_text(EDITS["a line above all"](EDITS["a sentence"](text)), encoding="utf-8")
    after = frames(folder)
    assert 0 < sum(old is not new for old, new in zip(before, after, strict=True)) <= 3


def test_no_more_is_kept_than_was_asked_for(tmp_path: Path) -> None:
    folder = laid_out(tmp_path)
    lasting.keep(50)
    frames(folder)
    lasting.keep(3)
    assert all(len(held) <= 3 for held in lasting._store.kinds.values())
    frames(folder)
    assert all(len(held) <= 3 for held in lasting._store.kinds.values())
    lasting.keep(0)
    assert not lasting._store.kinds


def test_what_was_measured_of_a_page_is_there_for_its_next_layout_and_no_longer() -> None:
    asked: list[str] = []

    @memory.kept
    def measured(block: str) -> str:
        asked.append(block)
        return f"{block} measured"

    before: dict[Any, Any] = {}
    for blocks in ("ab", "bc", "ac"):
        with memory.page(before):
            assert [measured(one) for one in blocks] == [f"{one} measured" for one in blocks]

    assert asked == ["a", "b", "c", "a"]


def test_what_was_measured_of_the_last_pages_of_a_document_is_there_when_they_are_laid_out_again() -> None:
    asked: list[int] = []

    @memory.kept
    def measured(page: object, width: int) -> int:
        asked.append(width)
        return width

    pages = [object() for _ in range(60)]
    for _ in range(2):
        with memory.document():
            for page in (*pages, *pages[-9:], *pages[:9]):
                with memory.page(of=page):
                    measured(page, pages.index(page))
        assert asked == [*range(60), *range(9)]
        asked.clear()


def test_what_was_measured_for_a_place_holds_for_each_place_that_is_equal() -> None:
    """Eight layouts of a slide master have the same place for a title, each its own object; two blocks of the same words are two blocks."""
    asked: list[object] = []

    @memory.kept
    def placed(one: Placeholder) -> int:
        asked.append(one)
        return len(asked)

    @memory.kept
    def said(one: Span, width: int = 4) -> int:
        asked.append((one, width))
        return len(asked)

    with memory.page():
        places = [Placeholder(0, "Title", "title", Box(0, 0, 4, 2), ()) for _ in range(8)]
        assert [placed(place) for place in places] == [1] * 8
        words = Span("words", ())
        assert [said(span) for span in (words, Span("words", ()))] == [2, 3]
        assert [said(words, 4), said(words, 5), said(words, width=5)] == [2, 4, 4], "what is left out is what is usual"


def test_an_error_is_told_with_the_place_where_it_stands_now(tmp_path: Path) -> None:
    long = REPORT.replace("title: Wells", f"title: {'Wells ' * 300}")
    lasting.keep(100)
    told = []
    for above in ("", "# a remark\n" * 7):
        folder = lay(tmp_path, {"data/water.yaml": above + long, "templates/deck.yaml": TEMPLATE})
        told.append([line for line in made(folder, "data/water.yaml") if "[text-over]" in line])
    assert [line.partition("title: error")[0] for lines in told for line in lines] == [
        "data/water.yaml:9:12: sections.wells.",
        "data/water.yaml:16:12: sections.wells.",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Words("fin", "fr"), Words("fin", "en")),
        (Decimal("1.0"), Decimal("1.00")),
        (True, 1),
        (1, 1.0),
        (Span("a", bold=True), Span("a")),
        ((1, (2, 3)), (1, 2, 3)),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
    ],
)
def test_what_is_not_the_same_has_keys_of_its_own(one: object, other: object) -> None:
    assert lasting.key(one) != lasting.key(other)


def test_places_are_no_part_of_a_key() -> None:
    assert lasting.key((Span("a"), Where("a.yaml", 3, 1))) == lasting.key((Span("a"), Where("b.yaml", 4, 2)))
