"""Pages that say what they said to the command before are not laid out again, and nothing else can be seen of it."""

from __future__ import annotations

import hashlib
import json
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from projects import ROOT, lay
from test_lasting import SAMPLE, laid_out

from briefings import lasting
from briefings.engine import build, project
from briefings.engine.recall import Recall
from briefings.engine.store import Seen, Store
from briefings.env import Env
from briefings.layout import evened, sheet, slides, standing
from briefings.writers import contact_sheet

Edit = Callable[[Path], None]


class Builds:
    """Builds of one report, each as a command of its own would make it; `laid` are the pages that the last one laid out."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, limit: int = 2**30) -> None:
        lasting.keep(0)  # a command of its own has no pages of others
        self.folder = laid_out(folder)
        shutil.copytree(ROOT / "tests/reports", folder / "tests/reports")
        self.store = Store(folder / "cache", limit)
        self.laid: list[str] = []
        for module, name in ((evened, "slides_of"), (slides, "slides_of"), (sheet, "_laid")):
            monkeypatch.setattr(module, name, self._counted(getattr(module, name)))

    def _counted(self, lay: Callable[..., object]) -> Callable[..., object]:
        def counted(page: object, *given: object) -> object:
            self.laid.append(page.id)  # type: ignore[attr-defined]
            return lay(page, *given)

        return counted

    def __call__(self, report: str = SAMPLE, *, kept: bool = True, **more: Any) -> list[str]:
        """What a build makes and tells, as lines."""
        self.laid.clear()
        env = Env(self.folder, {})
        given = {
            "data": (self.folder / report,),
            "templates": ("deck", "one-pager"),
            "formats": ("pptx", "pdf"),
            **more,
        }
        options = build.Options(**given)
        opened = project.load(self.folder, env)
        recall = Recall(self.store, Seen(self.store, "test"), opened, env, options) if kept else None
        result = build.build(opened, env, options, recall=recall)
        self.store.trim()
        pictures = contact_sheet.draw(build._drawn(result.outputs)) if result.outputs else b""
        sums = [f"{one.name} {one.sha256} {hashlib.sha256(one.account).hexdigest()}" for one in result.outputs]
        return [*sums, hashlib.sha256(pictures).hexdigest(), *(finding.render() for finding in result.findings)]


@pytest.fixture
def builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Builds:
    return Builds(tmp_path, monkeypatch)


def edited(folder: Path, report: str, old: str, new: str) -> None:
    """Changes a report's first words of a pattern."""
    path = folder / report
    text, many = re.subn(old, new, path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    assert many
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_one_edited_title_lays_out_its_own_pages_and_gives_the_files_of_a_build_that_keeps_nothing(
    builds: Builds, language: str
) -> None:
    builds(languages=(language,))
    every = len(builds.laid)

    name = SAMPLE if language == "en" else SAMPLE.replace(".yaml", f".{language}.yaml")
    edited(builds.folder, name, r"^(  outcomes:\n(?:.*\n)*?    title: .*)$", r"\1 2")
    after = builds(languages=(language,))

    assert 0 < len(builds.laid) < every / 3
    assert after == builds(languages=(language,), kept=False)
    assert len(builds.laid) == every


def test_a_line_above_all_lays_out_nothing(builds: Builds) -> None:
    builds()
    edited(builds.folder, SAMPLE, r"\A", "# a remark\n")
    builds()
    assert builds.laid == []


def picture(folder: Path) -> None:
    path = folder / "tests/reports/photos/harbour.jpg"
    with Image.open(path) as opened:
        opened.convert("L").convert("RGB").save(path, quality=90)


def theme(folder: Path) -> None:
    lay(
        folder,
        {
            "templates/themes/default/theme.yaml": "name: default\nextends: builtin:default\ncolours: {accent1: '#224466'}\n"
        },
    )


CHANGES: dict[str, dict[str, tuple[Edit, dict[str, Any]]]] = {
    SAMPLE: {
        "a theme by name": (lambda folder: None, {"theme": "vivid"}),
        "a theme in place of ours": (theme, {}),
        "the language": (lambda folder: None, {"languages": ("fr",)}),
        "an edition": (lambda folder: None, {"edition": "7"}),
        "the status": (lambda folder: edited(folder, SAMPLE, "^status: final", "status: draft"), {}),
        "the title, which footers say": (lambda folder: edited(folder, SAMPLE, "^title: ", "title: Long "), {}),
        "a section more, which moves all slides behind it": (
            lambda folder: edited(
                folder,
                SAMPLE,
                "^sections:",
                "sections:\n  above:\n    type: prose\n    title: Above\n    text: All of it.\n",
            ),
            {},
        ),
        "a title that goes on on other slides": (
            lambda folder: edited(
                folder, SAMPLE, "^(  objectives:\n(?:.*\n)*?    text: >-\n)", r"\1" + "      Much more of it.\n" * 90
            ),
            {},
        ),
    },
    "tests/reports/coast.yaml": {
        "a chapter's name, which the agenda shows": (
            lambda folder: edited(folder, "tests/reports/coast.yaml", "chapter: ", "chapter: New "),
            {},
        ),
    },
    "tests/reports/quarter.yaml": {"a picture of the same name": (picture, {})},
}
"""What a page can depend on, in its own words or beside them."""


@pytest.mark.parametrize("report", CHANGES)
def test_whatever_a_page_depends_on_makes_it_anew(builds: Builds, report: str) -> None:
    before = builds(report)
    for what, (edit, more) in CHANGES[report].items():
        edit(builds.folder)
        after = builds(report, **more)
        assert after == builds(report, kept=False, **more), what
        assert after != before, what
        before = after


def entries(builds: Builds) -> list[Path]:
    return sorted((builds.folder / "cache/made").glob("*/*"))


def sealed(value: object) -> bytes:
    """What the store would hold of a JSON value."""
    body = json.dumps(value).encode()
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def flipped(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def renamed(data: bytes) -> bytes:
    """What the store would hold, with the items of slides called something else."""
    told = json.loads(data.partition(b"\n")[2])
    return sealed([one.replace('"TextBox"', '"Panel"') if isinstance(one, str) else one for one in told])


STRANGE = [[], [1], 7, {}, [1, 2.0, "", "[]"], [0, 0, "", ""], ["1", 0, "", ""], [[["Frame", 1]]], None, "x"]


def test_a_damaged_entry_is_made_again(builds: Builds) -> None:
    fresh = builds()
    chance = random.Random(7)
    harms: list[Callable[[bytes], bytes]] = [
        lambda data: flipped(data, chance),
        lambda data: data[: len(data) // 2],
        lambda data: sealed(chance.choice(STRANGE)),
        renamed,
    ]
    for number, path in enumerate(entries(builds)):
        path.write_bytes(harms[number % len(harms)](path.read_bytes()))
    edited(builds.folder, SAMPLE, r"\Z", "\n# a remark\n")
    assert builds() == fresh
    assert len(builds.laid) > 10


def test_kept_pages_keep_to_the_limit_of_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    builds = Builds(tmp_path, monkeypatch, limit=400_000)
    fresh = builds(kept=False)
    assert builds() == fresh
    assert builds.store.size()[0] <= 400_000
    assert builds() == fresh


def test_a_run_of_very_many_documents_keeps_no_single_pages(builds: Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "_FEW", 1)
    builds()
    many = len(entries(builds))
    monkeypatch.setattr(build, "_FEW", 2)
    shutil.rmtree(builds.folder / "cache")
    builds()
    assert many < 10 < len(entries(builds))


def test_the_name_of_a_page_is_the_same_in_every_process() -> None:
    told = (
        "from decimal import Decimal; from briefings import lasting; from briefings.values import Span, Words;"
        "print(lasting.digest((Span('a', bold=True), Words('b', 'fr'), Decimal('1.0'), frozenset('xyz'), {'k': 1.5}, b'9')))"
    )
    names = {
        subprocess.run(
            [sys.executable, "-c", told],
            env={"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(names) == 1


def test_what_is_known_by_its_place_in_memory_has_no_name() -> None:
    with pytest.raises(TypeError):
        lasting.digest((1, object()))


def test_no_two_classes_on_a_page_have_one_name() -> None:
    names = [kind.__name__ for kind in standing.KINDS]
    assert len(names) == len(set(names))
