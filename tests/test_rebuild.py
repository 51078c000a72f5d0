"""Rebuild: a manifest is enough to make the same bytes again, and whatever is not the same is noticed and explained."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pptx import Presentation
from projects import REPORT, ROOT, TEMPLATE, Outcome, lay, run

FILES = ["water-page.en.pptx", "water-page.en.pdf", "contact-sheet.png", "manifest.json", "SHA256SUMS"]
OUTCOME = {
    "type": "object",
    "required": ["ok", "files", "findings"],
    "additionalProperties": False,
    "properties": {
        "ok": {"type": "boolean"},
        "files": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["file", "state", "listed", "found", "rebuilt"],
                "additionalProperties": False,
                "properties": {
                    "file": {"type": "string"},
                    "state": {"enum": ["same", "changed", "missing", "differs", "unmade", "new"]},
                    **{key: {"pattern": "^([0-9a-f]{64})?$"} for key in ("listed", "found", "rebuilt")},
                },
            },
        },
        "findings": {"type": "array"},
    },
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A small project, built."""
    lay(tmp_path, {
        "briefings.yaml": "build: [{report: water, template: page, formats: [pptx, pdf]}]\n",
        "data/water.yaml": REPORT, "templates/page.yaml": TEMPLATE,
    })  # fmt: skip
    assert run(tmp_path, "build").code == 0
    return tmp_path


def again(folder: Path, *arguments: str, manifest: str = "output/manifest.json") -> Outcome:
    return run(folder, "rebuild", "--check", manifest, *arguments)


def states(outcome: Outcome) -> dict[str, str]:
    pairs = (line.split() for line in outcome.out.splitlines())
    return {name: state for state, name in pairs if state != "same"}


def codes(outcome: Outcome) -> list[str]:
    return [
        line.split("[")[1].split("]")[0] for line in outcome.err.splitlines() if "error[" in line or "warning[" in line
    ]


def rewrite(path: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    """Changes a manifest, and writes it as `build` writes it."""
    told = json.loads(path.read_text(encoding="utf-8"))
    change(told)
    path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def test_what_was_built_is_the_same_again(home: Path) -> None:
    outcome = again(home)

    assert (outcome.code, outcome.err) == (0, "no findings\n")
    assert outcome.out == "".join(f"same     {name}\n" for name in FILES)


def test_the_folder_is_left_as_it_is(home: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in home.rglob("*")}

    again(home)

    assert {path: path.stat().st_mtime_ns for path in home.rglob("*")} == before


@pytest.mark.parametrize("name", FILES[:3])
def test_one_changed_byte_is_noticed(home: Path, name: str) -> None:
    path = home / "output" / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)

    outcome = again(home)

    assert (outcome.code, states(outcome), codes(outcome)) == (1, {name: "changed"}, ["output-changed"])


def test_a_file_that_is_gone_is_noticed(home: Path) -> None:
    (home / "output/water-page.en.pdf").unlink()

    outcome = again(home)

    assert (outcome.code, states(outcome)) == (1, {"water-page.en.pdf": "missing"})
    assert "error[output-missing]: `water-page.en.pdf` is not beside the manifest\n" in outcome.err


def test_a_changed_input_is_told_as_the_reason(home: Path) -> None:
    lay(home, {"data/water.yaml": REPORT.replace("340", "341")})

    outcome = again(home)

    assert outcome.code == 1
    assert states(outcome) == dict.fromkeys(FILES[:4], "differs")
    assert "data/water.yaml: warning[input-changed]: this file has changed: SHA-256 was " in outcome.err


def test_a_comment_in_an_input_changes_no_output_and_is_noticed_all_the_same(home: Path) -> None:
    lay(home, {"data/water.yaml": REPORT + "# a comment\n"})

    outcome = again(home)

    assert (outcome.code, states(outcome), codes(outcome)) == (
        1, {"manifest.json": "differs"}, ["manifest-differs", "input-changed"],
    )  # fmt: skip


def test_an_input_that_is_gone_is_told_and_what_cannot_be_built_says_why(home: Path) -> None:
    (home / "templates/page.yaml").unlink()

    outcome = again(home)

    assert states(outcome) == dict.fromkeys(FILES[:4], "unmade")
    assert {"output-unmade", "template-unknown", "input-missing"} <= set(codes(outcome))


def test_a_report_that_came_later_is_noticed(home: Path) -> None:
    lay(
        home,
        {
            "data/rain.yaml": REPORT.replace("id: water", "id: rain"),
            "briefings.yaml": "build: [{template: page, formats: [pptx, pdf]}]\n",
        },
    )

    outcome = again(home)

    assert states(outcome)["rain-page.en.pdf"] == "new"
    assert "data/rain.yaml: warning[input-new]: this file is read and was not read before\n" in outcome.err


@pytest.mark.parametrize(("key", "value"), [("findings", [{}]), ("order", {"edition": "v9"}), ("outputs", None)])
def test_a_changed_manifest_is_noticed(home: Path, key: str, value: Any) -> None:
    def change(told: dict[str, Any]) -> None:
        if key == "outputs":
            told["outputs"][0]["titles"] = ["Something else"]
        else:
            told[key] = {**told[key], **value} if isinstance(value, dict) else value

    rewrite(home / "output/manifest.json", change)

    outcome = again(home)

    assert outcome.code == 1
    assert states(outcome)["manifest.json"] == "differs"
    assert states(outcome)["SHA256SUMS"] in ("changed", "differs")


def test_another_version_is_no_error_while_the_bytes_are_the_same_and_a_reason_when_they_are_not(home: Path) -> None:
    manifest = home / "output/manifest.json"
    rewrite(manifest, lambda told: told["versions"].update(reportlab="5.0.0"))
    (home / "output/SHA256SUMS").unlink()

    outcome = again(home)
    assert states(outcome) == {"SHA256SUMS": "missing"}, "the sums are held to the manifest as it is"
    assert codes(outcome) == ["output-missing"]
    assert "note[version-differs]: `reportlab` was 5.0.0 and is " in again(home).err

    lay(home, {"data/water.yaml": REPORT.replace("340", "341")})
    assert "warning[version-differs]: `reportlab` was 5.0.0 and is " in again(home).err


def test_the_options_of_the_build_and_its_date_are_those_of_the_manifest(home: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "briefings",
        "build",
        "--format",
        "pdf",
        "--edition",
        "v1.2",
        "--output",
        "handed-over",
    ]
    subprocess.run(
        command, cwd=home, env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}, check=True, capture_output=True
    )

    told = json.loads((home / "handed-over/manifest.json").read_text(encoding="utf-8"))
    assert told["order"] == {
        "data": [], "templates": [], "languages": [], "formats": ["pdf"], "edition": "v1.2", "strict": False,
        "brand": "", "source_date_epoch": "1700000000", "theme": "", "audience": "",
        "cards": [],
            "select": [], "exclude": [], "since": "",
        }  # fmt: skip
    assert again(home, "--jobs", "2", manifest="handed-over/manifest.json").code == 0


def test_a_manifest_from_elsewhere_is_checked_in_the_project_one_stands_in(
    home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    away = tmp_path_factory.mktemp("downloads")
    shutil.copytree(home / "output", away / "release")

    assert again(home, manifest=str(away / "release/manifest.json")).code == 0
    assert again(away, str(home), manifest="release/manifest.json").code == 0


def test_a_report_from_outside_the_project_is_named_again(home: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    away = lay(tmp_path_factory.mktemp("away"), {"rain.yaml": REPORT.replace("id: water", "id: rain")})
    assert run(home, "build", "--template", "page", "--data", str(away / "rain.yaml")).code == 0

    outcome = again(home)
    assert (outcome.code, outcome.err) == (
        1,
        "error[input-missing]: there is no file `rain.yaml` in the project\n"
        "  hint: it was built by `--data`: name it here by `--data` too\n1 error\n",
    )
    assert again(home, "--data", str(away / "rain.yaml")).code == 0


def test_a_template_of_one_s_own_from_outside_the_project_is_named_again(
    home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    brand = tmp_path_factory.mktemp("away") / "agency.pptx"
    Presentation().save(str(brand))
    assert run(home, "build", "--template", "page", "--brand", str(brand)).code == 0

    told = json.loads((home / "output/manifest.json").read_text(encoding="utf-8"))
    assert told["order"]["brand"] == "agency.pptx"
    outcome = again(home)
    assert outcome.code == 1
    assert "name it here by `--brand` too" in outcome.err
    assert again(home, "--brand", str(brand)).code == 0


def test_json_says_the_same(home: Path) -> None:
    (home / "output/water-page.en.pdf").write_bytes(b"%PDF")

    outcome = again(home, "--json")

    told = json.loads(outcome.out)
    jsonschema.validate(told, OUTCOME)
    assert (outcome.code, outcome.err, told["ok"]) == (1, "", False)
    assert {one["file"]: one["state"] for one in told["files"] if one["state"] != "same"} == {
        "water-page.en.pdf": "changed"
    }
    assert [finding["code"] for finding in told["findings"]] == ["output-changed"]


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "7", '{"briefings": "0.1.0"}', "[" * 100_000, "\xff",
        '{"briefings": 1, "order": {}, "inputs": [], "outputs": [], "also": [], "fonts": [], "versions": {}}',
    ],
)  # fmt: skip
def test_what_is_no_manifest_is_told(home: Path, text: str) -> None:
    (home / "output/manifest.json").write_text(text, encoding="latin-1")

    outcome = again(home)

    assert outcome.code == 1
    assert outcome.err.startswith(
        "output/manifest.json: error[manifest-wrong]: this is not a manifest that can be built again\n"
    )


@pytest.mark.parametrize("name", ["../water.yaml", "/etc/hostname", ".."])
def test_a_manifest_reaches_no_file_outside_its_folder_or_the_project(home: Path, name: str) -> None:
    manifest = home / "output/manifest.json"
    kept = manifest.read_bytes()
    rewrite(manifest, lambda told: told["outputs"][0].update(file=name))
    assert codes(again(home)) == ["manifest-wrong"]

    manifest.write_bytes(kept)
    rewrite(manifest, lambda told: told["order"].update(data=[name]))
    assert codes(again(home)) == ["input-missing"]


def test_a_wrong_command_line_ends_with_2(home: Path) -> None:
    for arguments in ((), ("--check", "output/manifst.json"), ("nowhere", "--check", "output/manifest.json")):
        assert run(home, "rebuild", *arguments).code == 2


def test_the_sample_is_the_same_again(tmp_path: Path) -> None:
    """Charts, pictures and every section: built in one folder, compared in another."""
    assert run(ROOT, "build", "--output", str(tmp_path / "made")).code == 0
    clone = tmp_path / "clone"
    for part in ("data", "seeds", "templates", "briefings.yaml"):
        (shutil.copytree if (ROOT / part).is_dir() else shutil.copy)(ROOT / part, clone / part)

    assert again(clone, "--jobs", "2", manifest=str(tmp_path / "made/manifest.json")).code == 0


def test_a_project_in_a_folder_of_its_own_is_found_by_the_files_that_it_was_built_from(tmp_path: Path) -> None:
    """As automated builds have it: the project below, the output beside it."""
    lay(tmp_path, {"a/reports/data/water.yaml": REPORT, "b/data/other.yaml": REPORT})
    assert run(tmp_path, "build", "--output", "output", "a/reports").code == 0

    outcome = again(tmp_path)

    assert outcome.code == 0, outcome.err
    assert states(outcome) == {}
