"""`--select`, `--exclude` and `briefings list`: which documents are meant, and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from projects import REPORT, lay, run

PATTERN = REPORT.replace("id: water", "id: place").replace("title: Safe water", 'title: "{{ name }}"')
PROJECT = """\
languages: [en, fr]
build:
  - {report: water, template: [deck, one-pager], formats: html, tags: [public]}
  - {for-each: {file: data/places.csv, tags: [region]}, report: place, template: deck, formats: html, languages: en}
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    files = {
        "briefings.yaml": PROJECT,
        "data/water.yaml": REPORT,
        "data/water.fr.yaml": "title: Eau\nsections: {wells: {title: Puits, items: {dug: {text: puits creusés}}}}\n",
        "data/place.yaml": PATTERN,
        "data/places.csv": "name,region\nKenya,Africa\nMali,Africa\nMalta,Europe\n",
    }
    return lay(tmp_path, files)


def listed(home: Path, *arguments: str) -> list[str]:
    done = run(home, "list", "--json", *arguments)
    assert done.code == 0, done.err
    return [f"{one['name']}.{one['language']}" for one in json.loads(done.out)["documents"]]


ALL = [
    "water-deck.en", "water-deck.fr", "water-one-pager.en", "water-one-pager.fr", "place-kenya-deck.en", "place-mali-deck.en",
    "place-malta-deck.en",
]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ((), range(7)),
        (("--select", "water"), range(4)),
        (("--select", "ma*"), (5, 6)),
        (("--select", "Kenya,place-malta"), (4, 6)),
        (("--select", "tag:africa"), (4, 5)),
        (("--select", "tag:public"), range(4)),
        (("--select", "template:one-pager"), (2, 3)),
        (("--select", "lang:fr"), (1, 3)),
        (("--select", "language:en", "--select", "template:deck", "--exclude", "tag:europe"), (0, 4, 5)),
        (("--exclude", "place"), range(4)),
        (("--select", "water", "--exclude", "lang:fr,template:deck"), (2,)),
        (("--template", "one-pager", "--select", "tag:africa", "--exclude", "lang:fr"), None),
    ],
)
def test_documents_are_chosen_by_name_tag_template_and_language(
    home: Path, asked: tuple[str, ...], left: range | None
) -> None:
    want = [ALL[at] for at in left] if left is not None else ["place-kenya-one-pager.en", "place-mali-one-pager.en"]
    assert listed(home, *asked) == want


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--select", "kenia"), "error[select-unknown]: no document has `kenia`"),
        (("--select", "tag:afrika"), "did you mean `africa`?"),
        (("--select", "colour:red"), "error[select-word]: `colour:red` asks for nothing that a document has"),
        (
            ("--select", "kenya", "--exclude", "tag:africa"),
            "error[select-empty]: no document is left by `kenya` and `tag:africa`",
        ),
    ],
)
def test_words_that_nothing_has_are_told_and_nothing_is_built(home: Path, asked: tuple[str, ...], told: str) -> None:
    for command in ("list", "build"):
        done = run(home, command, *asked)
        assert done.code == 1 and told in done.err
    assert not (home / "output").exists()


def test_what_is_listed_is_what_is_built_and_says_the_line_that_asks_for_it(home: Path) -> None:
    asked = ("--select", "kenya,water", "--exclude", "lang:fr")
    done = run(home, "list", "--json", *asked)
    files = [name for one in json.loads(done.out)["documents"] for name in one["files"]]

    assert run(home, "build", *asked).code == 0
    assert sorted(files) == sorted(path.name for path in home.glob("output/*.en.html"))
    manifest = json.loads((home / "output/manifest.json").read_text(encoding="utf-8"))
    assert manifest["order"]["select"] == ["kenya,water"]
    assert run(home, "rebuild", "--check", "output/manifest.json").code == 0
    assert run(home, "list", "--select", "kenya").out == (
        "data/place.yaml, row data/places.csv:2 Kenya\n"
        "  deck, en: place-kenya-deck.en.html  (briefings.yaml:4, tags africa)\n"
        "1 document, 1 file\n"
    )


def test_a_missing_translation_is_listed_as_what_keeps_a_document_from_being_built(
    home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (home / "data/water.fr.yaml").unlink()

    assert "deck, fr: not built: there is no translation `data/water.fr.yaml`" in run(home, "list").out
    bare = lay(tmp_path_factory.mktemp("bare"), {"data/water.yaml": REPORT})
    assert "every report, without `briefings.yaml`" in run(bare, "list").out
