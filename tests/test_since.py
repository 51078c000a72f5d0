"""`--since REVISION`: documents of which something has changed since a revision of Git, and what that is."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from PIL import Image
from projects import REPORT, lay, run
from test_rows_kept import PATTERN

GIT = ("git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
PHOTO = """\
  dam:
    type: photos
    title: The dam
    items: [{id: wall, file: pictures/dam.png, alt: "A wall of stone across a valley", caption: "The dam, May 2024. © Ana Ruiz"}]
"""
PROJECT = """\
languages: [en, fr]
build:
  - {report: [water, power], template: [deck, mine], formats: html}
  - {for-each: {file: data/places.csv}, report: place, template: mine, formats: html, languages: en}
"""
MINE = (
    "kind: slides\npages:\n  - {layout: title-only, title: '{{ report.title }}', main: {block: prose, text: Hello.}}\n"
)
OTHER = REPORT.replace("id: water", "id: power").replace("Safe water", "Power")
FRENCH = "title: Eau\nsections: {wells: {title: Puits, items: {dug: {text: puits creusés}}}}\n"
TABLE = "name,region,people,rain\nAra,North,10,3\nBol,North,20,4\nCid,South,30,5\n"
FILES = {
    "briefings.yaml": PROJECT,
    "data/water.yaml": REPORT,
    "data/water.fr.yaml": FRENCH,
    "data/power.yaml": OTHER + PHOTO,
    "data/place.yaml": PATTERN,
    "data/places.csv": TABLE,
    "templates/mine.yaml": MINE,
    "notes/read me.txt": "Nothing reads this.\n",
}


def commit(folder: Path, *tags: str) -> None:
    for command in (["add", "-A"], ["commit", "-qm", "As it was"], *(["tag", one] for one in tags)):
        subprocess.run([*GIT, *command], cwd=folder, check=True)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A project in a folder of a repository, which has the tag v1.2."""
    subprocess.run([*GIT, "init", "-q"], cwd=tmp_path, check=True)
    folder = lay(tmp_path / "reports of ours", FILES)
    picture(folder, "grey")
    commit(tmp_path, "v1.2")
    return folder


def picture(folder: Path, colour: str) -> None:
    (folder / "pictures").mkdir(exist_ok=True)
    Image.new("RGB", (1600, 900), colour).save(folder / "pictures/dam.png")


def listed(folder: Path, *arguments: str) -> dict[str, str]:
    """What `list --since` tells: documents with what has changed, without the revision."""
    done = run(folder, "list", "--json", *(arguments or ("--since", "v1.2")))
    assert done.code == 0, done.err
    documents = json.loads(done.out)["documents"]
    return {f"{one['name']}.{one['language']}": one["changed"].replace(" since v1.2", "") for one in documents}


def test_nothing_has_changed_is_told_and_is_no_fault(home: Path) -> None:
    (home / "notes/read me.txt").write_text("Other words.\n", encoding="utf-8")
    lay(home, {"output/old.html": "", "data/places.txt": "new"})

    assert listed(home) == {}
    for command in ("build", "check"):
        done = run(home, command, "--since", "v1.2")
        assert done.code == 0 and "nothing has changed since v1.2" in done.out
    assert not (home / "output/manifest.json").exists()
    assert '"since-unchanged"' in run(home, "check", "--since", "v1.2", "--json").out


WATER = ["water-deck.en", "water-mine.en", "water-deck.fr", "water-mine.fr"]
POWER = [name.replace("water", "power") for name in WATER]


@pytest.mark.parametrize(
    ("file", "old", "new", "why", "documents"),
    [
        ("data/power.yaml", "340", "341", "data/power.yaml changed", POWER),
        ("data/water.fr.yaml", "Puits", "Les puits", "data/water.fr.yaml changed", WATER[2:]),
        ("data/places.csv", "Cid,South,30", "Cid,South,31", "data/places.csv changed for `Cid`", ["place-cid-mine.en"]),
        ("data/places.csv", TABLE, TABLE.replace("Ara,North,10,3\n", "") + "Ara,North,10,3\n", "", []),
        ("data/places.csv", TABLE, TABLE + "Don,East,5,5\n", "data/places.csv changed for `Don`", ["place-don-mine.en"]),
        ("briefings.yaml", "languages: [en, fr]\n", "# ours\nlanguages: [en, fr]\n", "", []),
        ("briefings.yaml", "[deck, mine]", "[deck, mine], card: 800x800", "briefings.yaml changed", [*WATER, *POWER]),
        ("briefings.yaml", "places.csv", "places.csv, where: {region: North}", "", []),
    ],
)  # fmt: skip
def test_documents_are_chosen_by_what_they_are_made_of(
    home: Path, file: str, old: str, new: str, why: str, documents: list[str]
) -> None:
    text = (home / file).read_text(encoding="utf-8")
    assert old in text
    (home / file).write_text(text.replace(old, new), encoding="utf-8")

    assert listed(home) == dict.fromkeys(documents, why)


def test_a_row_that_is_compared_with_a_changed_one_is_among_them(home: Path) -> None:
    (home / "data/places.csv").write_text(TABLE.replace("Ara,North,10,3", "Ara,North,10,9"), encoding="utf-8")

    assert listed(home) == {
        "place-ara-mine.en": "data/places.csv changed for `Ara`",
        "place-bol-mine.en": "data/places.csv changed for `Bol`",
    }


def test_what_came_and_what_is_gone_counts_committed_or_not(home: Path) -> None:
    picture(home, "navy")
    (home / "data/water.fr.yaml").unlink()
    lay(home, {"data/place.fr.yaml": "title: Lieu\n"})
    assert set(listed(home)) == {"power-deck.en", "water-deck.fr", "water-mine.fr"}  # `mine` shows no picture
    assert listed(home)["power-deck.en"] == "pictures/dam.png changed"
    assert listed(home)["water-mine.fr"] == "data/water.fr.yaml is gone"

    lay(home, {"templates/deck.yaml": MINE, "data/power.fr.yaml": FRENCH})
    before = listed(home)
    assert set(before) == {*WATER, *POWER} - {"water-mine.en", "power-mine.en"}
    assert before["water-deck.en"] == "templates/deck.yaml is new"
    commit(home)
    assert listed(home) == before and listed(home, "--since", "HEAD") == {}


def test_it_goes_with_other_words_and_only_these_are_built_and_built_again(home: Path) -> None:
    (home / "data/power.yaml").write_text(OTHER, encoding="utf-8")
    (home / "data/water.yaml").write_text(REPORT.replace("340", "341"), encoding="utf-8")
    asked = ("--since", "v1.2", "--select", "template:mine", "--exclude", "power", "--lang", "en")

    assert run(home, "build", *asked).code == 0
    assert [path.name for path in home.glob("output/*.html")] == ["water-mine.en.html"]
    assert "(briefings.yaml:3; data/water.yaml changed since v1.2)" in run(home, "list", *asked).out
    order = json.loads((home / "output/manifest.json").read_text(encoding="utf-8"))["order"]
    assert len(order["since"]) == 40
    commit(home, "v1.3")
    assert run(home, "rebuild", "--check", "output/manifest.json").code == 0


def test_a_report_that_cannot_be_made_is_told_when_it_changed_and_not_before(home: Path) -> None:
    (home / "data/water.yaml").write_text(REPORT.replace("value: 340", "value:"), encoding="utf-8")
    done = run(home, "check", "--since", "v1.2")
    assert done.code == 1 and "data/water.yaml:11" in done.err

    commit(home, "v2")
    (home / "data/power.yaml").write_text(OTHER, encoding="utf-8")
    assert run(home, "check", "--since", "v2", "--lang", "en").code == 0


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("v1.3", "error[revision-unknown]: there is no revision `v1.3`"),
        ("--output=/tmp/x", "error[revision-unknown]: there is no revision `--output=/tmp/x`"),
        ("v1.2:data", "error[revision-unknown]"),
        ("v1.2..HEAD", "error[revision-unknown]"),
        ("\x1b[2J", "there is no revision `<U+001B>[2J`"),
    ],
)
def test_what_is_no_revision_is_told(home: Path, name: str, told: str) -> None:
    for command in ("list", "build", "check"):
        done = run(home, command, f"--since={name}")
        assert done.code == 1 and told in done.err and "`git log --oneline` lists them" in done.err
    assert not (home / "output").exists()


def test_a_clone_without_the_revision_a_folder_without_git_and_a_machine_without_it_are_told(
    home: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(home, {"data/water.yaml": REPORT.replace("340", "9")})
    commit(home)
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    subprocess.run([*GIT, "clone", "-q", "--depth=1", tmp_path.as_uri(), str(elsewhere / "clone")], check=True)
    done = run(elsewhere / "clone/reports of ours", "list", "--since", "v1.2")
    assert done.code == 1 and "`fetch-depth: 0`" in done.err

    bare = lay(elsewhere / "bare", {"data/water.yaml": REPORT})
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(elsewhere))
    done = run(bare, "build", "--since", "v1.2")
    assert (
        done.code == 1
        and "error[revision-git]" in done.err
        and "hint: a revision is one of a Git repository" in done.err
    )

    monkeypatch.setenv("PATH", "")
    done = run(home, "check", "--since", "v1.2")
    assert done.code == 1 and "error[revision-git]: Git cannot be asked" in done.err


def test_git_is_not_asked_about_what_strangers_wrote(home: Path) -> None:
    done = run(home, "build", "--since", "v1.2", "--untrusted")
    assert done.code == 1 and "error[since-untrusted]" in done.err
