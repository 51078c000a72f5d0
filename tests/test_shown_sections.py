"""Steps, comparisons and key messages: what they say stands in both documents, and what is wrong with them is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from projects import lay, run

HEAD = "id: grant\ntitle: Grant\nlanguage: {language}\ndate: 2024\nstatus: final\nsections:\n"
SECTIONS = """\
  how:
    type: steps
    title: How
    items: [{id: apply, title: A council applies, text: Two pages}, We visit]
  change:
    type: comparison
    title: Change
    emphasis: after
    items:
      - {id: before, title: Before, points: [Water on 2 days, A walk of 40 minutes]}
      - {id: after, title: After, points: Water every day}
  last:
    type: key-message
    title: Last
    text: All by 2030
    detail: Repairs cost 4 million euros
"""


def shapes(slide: Any) -> dict[str, Any]:
    return dict(_named(slide.shapes))


def _named(group: Any) -> Any:
    for shape in group:
        yield shape.name, shape
        if hasattr(shape, "shapes"):
            yield from _named(shape.shapes)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_word_stands_in_both_documents_in_its_order(tmp_path: Path, language: str) -> None:
    project = "build: [{report: grant, template: deck}, {report: grant, template: one-pager}]\n"
    lay(tmp_path, {"data/grant.yaml": HEAD.format(language=language) + SECTIONS, "briefings.yaml": project})

    made = run(tmp_path, "build", "--strict")

    assert made.code == 0, made.err
    for output in json.loads((tmp_path / "output/manifest.json").read_text(encoding="utf-8"))["outputs"]:
        fields = {
            *(f"how.items.{name}" for name in ("apply.title", "apply.text", "we-visit.title")),
            *(
                f"change.items.{name}"
                for name in ("before.title", "before.points.1", "before.points.2", "after.points")
            ),
            *("last.text", "last.detail"),
        }
        assert {f"sections.{field}" for field in fields} <= set(output["shown"])
    deck = Presentation(str(tmp_path / f"output/grant-deck.{language}.pptx"))
    steps, change = (shapes(slide) for slide in list(deck.slides)[1:3])
    first, second = (
        next(shape for name, shape in steps.items() if name.endswith(f"{step}.number"))
        for step in ("apply", "we-visit")
    )
    assert (first.text_frame.text, second.text_frame.text) == ("1", "2")
    assert first.top < second.top
    assert (first.left < deck.slide_width // 2) == (language == "en")
    grounds = [shape for name, shape in change.items() if name.endswith((".before.panel", ".after.panel"))]
    assert [one.fill.fore_color.theme_color for one in grounds] == [16, 15]  # bg2 and tx2: the dark one stands out


def test_numbers_go_on_where_steps_go_on(tmp_path: Path) -> None:
    steps = "".join(
        f"      - {{title: Step {n}, text: {'They do as was said before and so on. ' * 9}}}\n" for n in range(1, 15)
    )
    report = f"{HEAD.format(language='en')}  how:\n    type: steps\n    title: How\n    items:\n{steps}"
    lay(tmp_path, {"data/grant.yaml": report, "briefings.yaml": "build: [{report: grant, template: deck}]\n"})
    assert run(tmp_path, "build").code == 0

    deck = Presentation(str(tmp_path / "output/grant-deck.en.pptx"))
    numbers = [
        (shape.text_frame.text, f"step-{shape.text_frame.text}.number")
        for slide in deck.slides
        for name, shape in shapes(slide).items()
        if name.endswith(".number")
    ]
    assert [number for number, _ in numbers] == [str(n) for n in range(1, 15)]


@pytest.mark.parametrize(
    ("section", "told"),
    [
        ("{type: comparison, title: C, items: [{title: A, points: B}]}", "8:41: sections.x.items: error[list-length]: `items` must have 2 values at the least"),
        ("{type: comparison, title: C, emphasis: a, items: [{title: Ab, points: B}, {title: Cd, points: B}]}", "error[item-unknown]"),
        ("{type: steps, title: C, items: []}", "error[list-empty]"),
        ("{type: key-message, title: C}", "error[key-missing]"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_place(tmp_path: Path, section: str, told: str) -> None:
    lay(tmp_path, {"data/grant.yaml": f"{HEAD.format(language='en')}  x:\n    {section}\n"})

    assert told in run(tmp_path, "check").err


def test_their_numbers_are_on_the_ledger(tmp_path: Path) -> None:
    lay(tmp_path, {"data/grant.yaml": HEAD.format(language="en") + SECTIONS})

    told = run(tmp_path, "facts", "--form", "json").out

    for field in ("change.items.before.points.1#1", "change.items.before.points.2#1", "last.detail#1"):
        assert f"sections.{field}" in told
