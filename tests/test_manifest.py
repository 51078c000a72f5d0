"""The manifest says what was built from what, and where everything is shown; the sums prove it."""

from __future__ import annotations

import hashlib
import json
import platform
import subprocess
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from projects import REPORT, ROOT, TEMPLATE, lay, run

from briefings import __version__
from briefings.engine import project
from briefings.engine.build import Options, Result, build, finish, write
from briefings.engine.output import Folder
from briefings.env import Env
from briefings.report import parse
from briefings.source import read
from briefings.values import leaves


@pytest.fixture(scope="session")
def written(sample: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, written into a folder."""
    folder = tmp_path_factory.mktemp("written")
    write(sample, folder)
    return folder


@pytest.fixture(scope="session")
def manifest(written: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((written / "manifest.json").read_text(encoding="utf-8"))
    return made


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_manifest_lists_the_files_of_the_run(manifest: dict[str, Any], written: Path) -> None:
    listed = {entry["file"]: (entry["sha256"], entry["bytes"]) for entry in (*manifest["outputs"], *manifest["also"])}

    there = {path.name: (digest(path), path.stat().st_size) for path in written.iterdir()}
    assert listed == {name: told for name, told in there.items() if name not in ("manifest.json", "SHA256SUMS")}


def test_the_manifest_lists_what_was_read(manifest: dict[str, Any]) -> None:
    told = {entry["file"]: entry["sha256"] for entry in manifest["inputs"]}

    assert {
        "data/drugs-crime-terrorism.yaml",
        "seeds/sg-report-2023-drugs-crime-terrorism.txt",
        "templates/deck.yaml",
    } <= set(told)
    assert told == {name: digest(ROOT / name) for name in told}


def test_the_sums_are_those_of_the_files(written: Path) -> None:
    told = subprocess.run(
        ["sha256sum", "--check", "SHA256SUMS"], cwd=written, capture_output=True, text=True, check=True
    ).stdout

    assert sorted(told.splitlines()) == sorted(
        f"{path.name}: OK" for path in written.iterdir() if path.name != "SHA256SUMS"
    )


def test_every_field_is_shown_somewhere_or_left_out_by_a_rule(manifest: dict[str, Any]) -> None:
    report = parse(read(ROOT / "data/drugs-crime-terrorism.yaml", "data"), Env(ROOT))
    fields = {node.origin for node in leaves(report.root)}

    for output in manifest["outputs"]:
        assert {*output["shown"], *output["left_out"]} == fields
        assert not {*output["shown"]} & {*output["left_out"]}
        assert all(1 <= place["page"] <= output["pages"] for places in output["shown"].values() for place in places)
        parts = {place["in"] for places in output["shown"].values() for place in places}
        assert parts <= ({"body", "notes", "section"} if output["format"] == "pptx" else {"body", "section"})
        assert output["words"]["all"] == sum(count for part, count in output["words"].items() if part != "all")
        assert output["pages"] == len(output["titles"])


def test_the_deck_leaves_out_what_its_rules_say(manifest: dict[str, Any]) -> None:
    deck = next(entry for entry in manifest["outputs"] if entry["file"].endswith("deck.en.pptx"))

    assert deck["words"]["left_out"] < 0.03 * deck["words"]["all"]
    assert {left["rule"] for left in deck["left_out"].values()} == {"figure-not-in-source", "named-by-page"}
    lacking = deck["left_out"]["sections.compact.items.entities.text"]
    assert lacking == {
        "rule": "figure-not-in-source",
        "reason": "the source gives no number, so the figure is left out with its words",
    }


def test_what_a_template_leaves_out_has_a_reason(manifest: dict[str, Any]) -> None:
    left = {entry["file"]: set(entry["omitted"].values()) for entry in manifest["outputs"]}

    assert left["drugs-crime-terrorism-deck.en.pptx"] == set()
    assert left["drugs-crime-terrorism-one-pager.en.pdf"] == {
        "the one-pager shows a selection; the deck holds every section"
    }


def test_versions_of_all_that_can_change_a_byte_are_told(manifest: dict[str, Any]) -> None:
    assert manifest["briefings"] == __version__
    assert manifest["versions"]["python"] == platform.python_version()
    assert {"zlib", "lxml", "reportlab", "uharfbuzz", "matplotlib", "fontpkg-arimo"} <= set(manifest["versions"])
    there = {name.lower(): metadata.version(name) for name in manifest["versions"] if name not in ("python", "zlib")}
    assert {**manifest["versions"], **there} == manifest["versions"]
    assert [(font["family"], font["file"]) for font in manifest["fonts"]] == [("Arimo", "Arimo[wght].ttf")]


def test_a_report_from_elsewhere_does_not_tell_where_it_lay(tmp_path: Path) -> None:
    lay(
        tmp_path,
        {"elsewhere/secret/water.yaml": REPORT, "home/templates/page.yaml": TEMPLATE, "home/data/x.yaml": REPORT},
    )

    outcome = run(tmp_path / "home", "build", "--data", "../elsewhere/secret/water.yaml", "--template", "page")

    assert outcome.code == 0
    text = (tmp_path / "home/output/manifest.json").read_text(encoding="utf-8")
    assert [entry["file"] for entry in json.loads(text)["inputs"]] == [
        "builtin:themes/default/theme.yaml", "templates/page.yaml", "water.yaml",
    ]  # fmt: skip
    assert str(tmp_path) not in text
    assert "secret" not in text


def test_the_manifest_is_the_same_when_files_are_written_as_they_are_made(sample: Result, tmp_path: Path) -> None:
    """It is put together piece by piece, and is what `json` would write of the whole."""
    env = Env(ROOT)
    folder = Folder(tmp_path / "streamed")
    options = Options(formats=("pptx", "pdf"), sheet=True)
    files = finish(build(project.load(ROOT, env), env, options, keeper=folder), folder)
    write(sample, tmp_path / "whole")

    assert list(files)[-3:] == ["contact-sheet.png", "manifest.json", "SHA256SUMS"]
    for name in files:
        assert (tmp_path / "streamed" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes(), name
    text = (tmp_path / "streamed/manifest.json").read_text(encoding="utf-8")
    assert json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n" == text


def test_a_file_that_cannot_be_written_is_not_in_the_manifest(tmp_path: Path) -> None:
    lay(
        tmp_path,
        {"data/water.yaml": REPORT, "templates/page.yaml": TEMPLATE, "output/water-page.en.pptx/in-the-way": ""},
    )

    outcome = run(tmp_path, "build", "--template", "page", "--format", "pptx", "--format", "pdf")

    assert outcome.err == (
        "building water-page (1 of 1)\nerror[output-failed]: `water-page.en.pptx` is a folder where a file is to stand\n"
        "  hint: take it away, or choose another folder with `--output`\n1 error\n"
    )
    assert outcome.code == 1
    told = json.loads((tmp_path / "output/manifest.json").read_text(encoding="utf-8"))
    assert [entry["file"] for entry in told["outputs"]] == ["water-page.en.pdf"]
    assert [finding["code"] for finding in told["findings"]] == ["output-failed"]
