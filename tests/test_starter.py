"""A newcomer's first project."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from projects import lay, run

from briefings import source
from briefings.source import plain


def test_a_new_project_builds_without_a_word_of_complaint(tmp_path: Path) -> None:
    assert run(tmp_path, "new", "mine").code == 0

    outcome = run(tmp_path, "build", "mine", "--strict")

    assert outcome.err == "building example-deck (1 of 2)\nbuilding example-one-pager (2 of 2)\nno findings\n"
    assert outcome.code == 0
    assert {path.name for path in (tmp_path / "mine/output").iterdir()} >= {
        "example-deck.en.pptx",
        "example-one-pager.en.pdf",
    }


def test_editors_find_the_schemas_and_the_files_keep_to_them(tmp_path: Path) -> None:
    run(tmp_path, "new", ".")

    for name in ("briefings.yaml", "data/example.yaml"):
        path = tmp_path / name
        mark, _, schema = path.read_text(encoding="utf-8").splitlines()[0].partition("$schema=")
        assert mark == "# yaml-language-server: "
        jsonschema.validate(
            plain(source.read(path).root), json.loads((path.parent / schema).read_text(encoding="utf-8"))
        )
    assert (tmp_path / "schemas/template.json").is_file()


@pytest.mark.parametrize("there", ["mine/notes.txt", "mine"])
def test_what_is_there_already_is_left_alone(tmp_path: Path, there: str) -> None:
    lay(tmp_path, {there: "mine"})

    outcome = run(tmp_path, "new", "mine")

    if there == "mine":
        assert outcome.err.splitlines()[-1] == "Error: Invalid value for 'FOLDER': Directory 'mine' is a file."
        assert outcome.code == 2
    else:
        assert (
            outcome.err
            == "error[folder-not-empty]: `mine` is there already and is not empty\n  hint: choose a new folder\n1 error\n"
        )
        assert outcome.code == 1
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [Path(there).name]


def test_a_built_in_template_or_theme_is_copied_to_be_changed(tmp_path: Path) -> None:
    run(tmp_path, "new", ".")

    assert run(tmp_path, "copy", "deck").out == "wrote templates/deck.yaml\n"
    assert run(tmp_path, "copy", "--theme", "default").out == "wrote templates/themes/default/theme.yaml\n"
    assert run(tmp_path, "build", "--strict").code == 0
    first = (tmp_path / "templates/deck.yaml").read_text(encoding="utf-8").partition("\n")[0]
    assert (tmp_path / "templates" / first.partition("$schema=")[2]).is_file()
    told = run(tmp_path, "copy", "deck")
    assert (told.code, told.err.splitlines()[0]) == (1, "error[file-there]: `templates/deck.yaml` is there already")
    assert "did you mean `deck`?" in run(tmp_path, "copy", "dek").err


def test_the_example_can_be_replaced_by_a_report_of_ones_own(tmp_path: Path) -> None:
    run(tmp_path, "new", ".")
    (tmp_path / "data/example.yaml").rename(tmp_path / "data/wells.yaml")

    outcome = run(tmp_path, "build", "--strict")

    assert (outcome.code, outcome.err.splitlines()[-1]) == (0, "no findings")


def test_a_source_need_not_be_a_file(tmp_path: Path) -> None:
    run(tmp_path, "new", ".")
    path = tmp_path / "data/example.yaml"
    text = path.read_text("utf-8").replace(
        "{file: seeds/example.txt, ", "{publisher: The office, date: 2024, url: https://www.example.org/n, "
    )
    path.write_text(text, encoding="utf-8")
    (tmp_path / "seeds/example.txt").unlink()

    outcome = run(tmp_path, "build", "--strict")

    assert (outcome.code, outcome.err.splitlines()[-1]) == (0, "3 notes")
