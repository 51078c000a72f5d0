"""What was built before and has not changed is not built again; what has changed always is, and a damaged store costs nothing but time."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from projects import REPORT, ROOT, TEMPLATE, lay, run

from briefings.engine import store as stores
from briefings.engine.store import Input, Seen, Store, Trace, sum_of

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")

TABLE = "name,value\nNorth,140\nDelta,120\n"
PHOTOS = """\
id: rain
title: Rain
language: en
date: 2024
status: final
sections:
  wells:
    type: statistics
    title: Wells
    table: {file: data/wells.csv, columns: {text: name, value: value}}
  photos:
    type: photos
    title: Photos
    items: [{file: photos/well.png, caption: A well., alt: A well.}]
"""
PROJECT = """\
languages: [en, fr]
build:
  - {report: water, template: page, formats: [pptx, pdf]}
  - {report: rain, template: other, formats: pptx}
"""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache of the builds of a test."""
    monkeypatch.setenv("BRIEFINGS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A project of two reports with a template each, a table, a picture, a theme and a translation."""
    french = "title: Eau\nsections:\n  wells:\n    title: Puits\n    items:\n      dug: {text: puits creusés}\n"
    folder = lay(
        tmp_path / "home",
        {
            "data/water.yaml": REPORT,
            "data/water.fr.yaml": french,
            "data/rain.yaml": PHOTOS,
            "data/wells.csv": TABLE,
            "templates/page.yaml": TEMPLATE,
            "templates/other.yaml": TEMPLATE + "theme: ours\n",
            "templates/themes/ours/theme.yaml": "name: ours\nextends: default\ncolours: {accent1: '#224466'}\n",
            "briefings.yaml": PROJECT,
        },
    )
    (folder / "photos").mkdir()
    Image.new("RGB", (40, 40), (9, 9, 9)).save(folder / "photos/well.png")
    return folder


def built(home: Path, *arguments: str) -> dict[str, str]:
    """Which documents a build made, each with the reason that `-v` tells."""
    outcome = run(home, "build", "-v", *arguments)
    assert outcome.code == 0, outcome.err
    return dict(re.findall(r"^building (\S+) \(\d+ of \d+\): (.*)$", outcome.err, re.MULTILINE))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def as_without(home: Path, *arguments: str) -> None:
    """The files are those of a build that keeps and knows nothing."""
    fresh = home.parent / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    assert run(home, "build", "--no-cache", "--output", str(fresh), *arguments).code == 0
    assert contents(fresh).items() <= contents(home / "output").items()


# -- builds -------------------------------------------------------------------------------------------------------------------------------


def test_what_has_not_changed_is_left_as_it_is(home: Path, cache: Path) -> None:
    assert built(home) == {"water-page": "not built before", "rain-other": "not built before"}
    before = {path: path.stat().st_mtime_ns for path in (home / "output").iterdir()}

    again = run(home, "build")

    assert again.out == f"{len(before)} files stand unchanged\n"
    assert "building" not in again.err
    assert {path: path.stat().st_mtime_ns for path in (home / "output").iterdir()} == before
    as_without(home)


def test_what_was_taken_away_comes_back_without_being_made(home: Path, cache: Path) -> None:
    built(home)
    there = contents(home / "output")
    for gone in ("water-page.en.pptx", "manifest.json", "contact-sheet.png"):
        (home / "output" / gone).unlink()
    (home / "output/rain-other.en.pptx").write_bytes(b"edited")

    assert built(home) == {}
    assert contents(home / "output") == there
    shutil.rmtree(home / "output")
    assert built(home) == {}
    assert contents(home / "output") == there


WATER, RAIN = "water-page", "rain-other"
CHANGES = [
    ("data/water.yaml", ("340", "350"), {WATER}),
    ("data/water.fr.yaml", ("puits creusés", "puits forés"), {WATER}),
    ("data/rain.yaml", ("title: Rain", "title: More rain"), {RAIN}),
    ("data/wells.csv", ("140", "150"), {RAIN}),
    ("photos/well.png", None, {RAIN}),
    ("templates/page.yaml", ("{{ section.title }}", "{{ section.title }}!"), {WATER}),
    ("templates/themes/ours/theme.yaml", ("224466", "664422"), {RAIN}),
    ("data/rain.fr.yaml", None, {RAIN}),  # it comes: until now there was a warning that it is not there
    ("templates/themes/default/theme.yaml", None, {WATER, RAIN}),  # in place of the built-in one
    ("briefings.yaml", ("languages: [en, fr]\n", "# two of them\n\nlanguages: [en, fr]\n"), set[str]()),
    ("briefings.yaml", ("formats: [pptx, pdf]", "formats: [pptx]"), {WATER}),
    ("seeds/unread.txt", None, set[str]()),
]


def test_each_input_makes_exactly_what_depends_on_it_again(home: Path, cache: Path) -> None:
    built(home)
    for name, change, dependents in CHANGES:
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if change is not None:
            text = path.read_text(encoding="utf-8")
            assert change[0] in text, name
            path.write_text(text.replace(*change), encoding="utf-8")
        elif path.suffix == ".png":
            Image.new("RGB", (40, 40), (200, 9, 9)).save(path)
        elif path.name == "rain.fr.yaml":
            path.write_text("title: Pluie\n", encoding="utf-8")
        else:
            path.write_text("name: default\nextends: builtin:default\n", encoding="utf-8")

        made = built(home)

        assert set(made) == dependents, (name, made)
        reasons = (Path(name).stem, "the formats") if name != "data/rain.fr.yaml" else ("not built before",)
        assert all(any(one in why for one in reasons) for why in made.values()), (name, made)
        as_without(home)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [(("--edition", "v2"), "the edition changed"), (("--theme", "ink"), "the project's theme changed")],
)
def test_options_make_documents_again_and_back_again_nothing(
    home: Path, cache: Path, arguments: tuple[str, ...], reason: str
) -> None:
    built(home)

    made = built(home, *arguments)

    assert set(made) == {WATER, RAIN}
    assert all(reason in why for why in made.values())
    as_without(home, *arguments)
    assert built(home) == {}, "the earlier ones are known still"
    as_without(home)


def test_the_date_and_the_program_are_inputs(home: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(home)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert set(built(home).values()) == {"SOURCE_DATE_EPOCH changed"}
    monkeypatch.setattr("briefings.engine.answers.tool", lambda store: "another version")
    assert set(built(home).values()) == {"the program or one of its libraries changed"}


def test_a_broken_template_stops_what_was_built_before_too(home: Path, cache: Path) -> None:
    """All documents of a report, as without a cache."""
    (home / "briefings.yaml").write_text("build: [{report: water, template: [page, other]}]\n", encoding="utf-8")
    built(home)
    (home / "templates/other.yaml").write_text("kind: slides\npages: [{layout: nowhere}]\n", encoding="utf-8")
    shutil.rmtree(home / "output")

    outcome = run(home, "build")

    assert outcome.code == 1
    assert not (home / "output").exists()


def test_findings_are_told_each_time(home: Path, cache: Path) -> None:
    (home / "briefings.yaml").write_text(
        PROJECT.replace("languages: [en, fr]", "languages: [en, es]"), encoding="utf-8"
    )
    first, again = run(home, "build"), run(home, "build")
    strict = run(home, "build", "--strict")

    warnings = [line for line in first.err.splitlines() if "warning[" in line]
    assert len(warnings) == 2
    assert [line for line in again.err.splitlines() if "warning[" in line] == warnings
    assert (first.code, again.code, strict.code) == (0, 0, 1)
    told = json.loads(run(home, "build", "--json").out)
    assert [one["code"] for one in told["findings"] if one["level"] == "warning"] == ["language-missing"] * 2
    assert len(told["files"]) == 6


def test_untrusted_builds_and_trusted_ones_share_nothing(home: Path, cache: Path) -> None:
    built(home)
    assert set(built(home, "--untrusted").values()) == {"whether the project is trusted changed"}
    assert built(home, "--untrusted") == {}


# -- checks -------------------------------------------------------------------------------------------------------------------------------


def checked(home: Path, *arguments: str) -> tuple[set[str], int]:
    """Which documents a check makes; it tells what one without a cache tells, and ends by the same code."""
    told, fresh = run(home, "check", *arguments), run(home, "check", "--no-cache", *arguments)
    made = re.findall(r"^checking (\S+) \(\d+ of \d+\)$", told.err, re.MULTILINE)
    lines = [[line for line in one.err.splitlines() if not line.startswith("checking ")] for one in (told, fresh)]
    assert (told.code, told.out, lines[0]) == (fresh.code, fresh.out, lines[1])
    return set(made), told.code


def test_a_check_makes_again_what_has_changed_alone_and_tells_the_same(home: Path, cache: Path) -> None:
    assert checked(home) == ({WATER, RAIN}, 0)
    assert checked(home) == (set(), 0)
    assert checked(home, "--strict") == (set(), 1), "there is no French for one"
    assert checked(home, "--json") == (set(), 0)
    for name, change, dependents in CHANGES:
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if change is not None:
            path.write_text(path.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
            assert checked(home) == (dependents, 0), name
    assert not (home / "output").exists()


def test_a_check_that_finds_an_error_looks_at_that_document_each_time(home: Path, cache: Path) -> None:
    table = home / "data/wells.csv"
    table.write_text(TABLE.replace("140", "many"), encoding="utf-8")
    assert checked(home) == ({WATER}, 1)
    assert checked(home) == (set(), 1)
    table.write_text(TABLE, encoding="utf-8")
    assert checked(home) == ({RAIN}, 0)


def test_a_check_knows_what_was_built_and_a_build_what_was_checked(home: Path, cache: Path) -> None:
    built(home)
    assert checked(home) == (set(), 0)
    assert checked(home, "--edition", "v2") == ({WATER, RAIN}, 0)
    assert built(home, "--edition", "v2") == dict.fromkeys((WATER, RAIN), "the pictures of its pages are not there")
    as_without(home, "--edition", "v2")
    assert checked(home, "--look") == ({WATER, RAIN}, 0), "pages were not scored before"
    assert checked(home, "--look") == (set(), 0)


# -- a store that is damaged, full, or not ours -------------------------------------------------------------------------------------------


def test_flipped_bytes_cut_files_and_foreign_ones_are_misses(home: Path, cache: Path) -> None:
    built(home)
    there = contents(home / "output")
    held = sorted(path for path in cache.rglob("*") if path.is_file() and path.name != stores.TAG)
    chance = random.Random(16)
    for number in range(25):
        path = chance.choice(held)
        data = bytearray(path.read_bytes() if path.exists() else b"x")
        at = chance.randrange(len(data) or 1)
        kind = number % 5
        if kind < 3 and data:
            data[at] ^= 1 << chance.randrange(8)
        elif kind == 3:
            del data[at:]
        else:
            data = bytearray(b"\x80\x04c__builtin__\nexec\n(Vraise SystemExit\ntR.")  # a pickle: nobody opens it
        path.write_bytes(data)
        if number % 5 == 4:
            shutil.rmtree(home / "output")

        outcome = run(home, "build")

        assert outcome.code == 0, outcome.err
        assert contents(home / "output") == there, path


def test_masters_and_pages_of_before_are_looked_up_and_a_damaged_one_is_made_again(
    home: Path, cache: Path, tmp_path: Path
) -> None:
    def made(*more: str) -> dict[str, str]:
        (home / "data/water.yaml").write_text(REPORT.replace("wells dug", "more wells"), encoding="utf-8")
        assert run(home, "build", *more).code == 0
        return {path.name: sum_of(path.read_bytes()) for path in (home / "output").glob("*.p*")}

    def held() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in (cache / "made").glob("*/*")}

    fresh = made("--no-cache")
    assert made() == fresh
    kept = held()
    for harm in (lambda data: b"", lambda data: data.replace(b"false", b"true "), lambda data: b"[]"):
        for path, data in kept.items():
            path.write_bytes(harm(data))
        shutil.rmtree(cache / "traces")

        assert made() == fresh
        assert held() == kept


def test_a_store_that_cannot_be_written_costs_time_alone(home: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    place = tmp_path / "file/cache"

    outcome = run(home, "build", "-v", "--cache", str(place))

    assert outcome.code == 0
    assert f"nothing is kept for the next time in `{place}`: Not a directory" in outcome.err
    as_without(home)


@posix
@pytest.mark.parametrize("what", ["open to others", "another's things", "a file"])
def test_a_folder_that_is_not_ours_alone_is_not_used(home: Path, cache: Path, what: str) -> None:
    if what == "a file":
        cache.write_text("mine", encoding="utf-8")
    else:
        cache.mkdir()
    if what == "open to others":
        cache.chmod(0o777)
    if what == "another's things":
        (cache / "thesis.docx").write_bytes(b"mine")
    before = contents(cache) if cache.is_dir() else cache.read_bytes()

    outcome = run(home, "build", "-v")

    assert outcome.code == 0
    assert f"nothing is kept for the next time in `{cache}`" in outcome.err
    assert (contents(cache) if cache.is_dir() else cache.read_bytes()) == before
    assert run(home, "cache", "clear").code == 2
    assert (contents(cache) if cache.is_dir() else cache.read_bytes()) == before


def test_the_cache_is_told_of_and_cleared(home: Path, cache: Path) -> None:
    built(home)
    assert re.match(re.escape(f"{cache}: ") + r"0\.\d MB of 2,147 in \d+ files\n", run(home, "cache", "info").out)
    (cache / "notes.txt").write_text("not ours", encoding="utf-8")

    assert run(home, "cache", "clear").code == 0

    assert set(contents(cache)) == {stores.TAG, "notes.txt"}
    assert set(built(home)) == {WATER, RAIN}


def test_no_cache_neither_reads_nor_writes(home: Path, cache: Path) -> None:
    assert run(home, "build", "--no-cache").code == 0
    assert not cache.exists()
    assert run(home, "build", "--cache", str(home.parent / "mine")).code == 0
    assert not cache.exists()
    assert (home.parent / "mine" / stores.TAG).exists()


@posix
def test_killed_builds_leave_whole_files_a_true_manifest_and_a_store_that_can_be_trusted(tmp_path: Path) -> None:
    """A few of what `benchmarks/kills.py` does by the hundred, in a process of its own, whose memory is that of no test."""
    command = [sys.executable, str(ROOT / "benchmarks/kills.py"), "--kills", "8", "--flips", "3", "--seed", "7"]
    told = json.loads(subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout)

    assert told["killed"] > 0
    assert (told["corrupt"], told["wrong"]) == (0, 0)


# -- the store itself ---------------------------------------------------------------------------------------------------------------------


def test_the_oldest_go_when_there_is_no_room(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache", limit=10_000)
    sums = [store.keep(bytes([number]) * 1_000) for number in range(20)]
    for number, sha256 in enumerate(sums):
        os.utime(store._path("blobs", sha256), (1_000_000 + number, 1_000_000 + number))
    assert store.blob(sums[0]) is not None, "it is used now"

    store.trim()

    assert store.size()[0] <= 9_000
    assert store.blob(sums[0]) is not None
    assert store.blob(sums[1]) is None
    assert store.blob(sums[-1]) is not None


def test_traces_of_one_work_stand_side_by_side(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    for number in range(20):
        store.add("ab", Trace((Input("file", "a", str(number)),), {"n": number}))
    store.add("ab", Trace((Input("file", "a", "15"),), {"n": "again"}))

    assert [one.result["n"] for one in store.traces("ab")] == ["again", 19, 18, 17, 16, 14, 13, 12]
    assert Store(tmp_path / "elsewhere").traces("ab") == ()


@posix
def test_the_store_is_its_owners_alone(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    path = store._path("blobs", store.keep(b"secret"))
    assert stat.S_IMODE((tmp_path / "cache").stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_sum_is_remembered_until_the_file_changes(tmp_path: Path) -> None:
    file, store = tmp_path / "a.txt", Store(tmp_path / "cache")

    def seen(text: str, old: bool = True) -> bool:
        """Whether the sum is right; and whether a later run would take it from memory."""
        file.write_text(text, encoding="utf-8")
        if old:
            os.utime(file, (1_000_000_000, 1_000_000_000))
        memory = Seen(store, "home")
        right = memory.digest(file) == hashlib.sha256(text.encode()).hexdigest()
        memory.save()
        return right

    assert all(
        seen(text) for text in ("one", "two", "six")
    )  # of one length, and one time: the file's own clock is not asked alone
    assert all(seen(text, old=False) for text in ("one", "two", "six"))
    assert Seen(store, "home").digest(tmp_path / "none.txt") == ""
    assert Seen(store, "home").digest(tmp_path) == ""
    assert sum_of(b"") == hashlib.sha256(b"").hexdigest()
