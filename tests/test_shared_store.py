"""A store that machines share, by fsspec: what one has built no other builds again, and nothing depends on it but time."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from projects import REPORT, TEMPLATE, Outcome, lay, run

pytest.importorskip("fsspec")


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    return tmp_path / "a disk" / "of all"


def machine(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project on a machine that has a cache of its own."""
    reports = {f"data/{name}.yaml": REPORT.replace("id: water", f"id: {name}") for name in ("wells", "rivers", "lakes")}
    monkeypatch.setenv("BRIEFINGS_CACHE", str(folder / "cache"))
    return lay(
        folder / "home",
        {
            **reports,
            "templates/page.yaml": TEMPLATE,
            "briefings.yaml": "build: [{template: page, formats: [pptx, html]}]\n",
        },
    )


def built(home: Path, place: str) -> tuple[list[str], Outcome]:
    """The reports that a build makes, and does not find made."""
    done = run(home, "build", "--cache", place)
    assert done.code == 0, done.err
    return re.findall(r"building (\w+)-page", done.err), done


def address(folder: Path) -> str:
    return f"file://{folder.as_posix()}"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_one_machine_has_built_no_other_builds_again(
    tmp_path: Path, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = machine(tmp_path / "one", monkeypatch)
    assert built(one, address(shared))[0] == ["lakes", "rivers", "wells"]

    two = machine(tmp_path / "two", monkeypatch)
    assert built(two, address(shared))[0] == []
    assert contents(two / "output") == contents(one / "output")
    lay(two, {"data/lakes.yaml": REPORT.replace("id: water", "id: lakes").replace("340", "341")})
    assert built(two, address(shared))[0] == ["lakes"]

    three = machine(tmp_path / "three", monkeypatch)
    assert built(three, address(shared))[0] == []  # what another branch made drives nothing out
    monkeypatch.setenv("BRIEFINGS_CACHE", address(shared))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "four"))
    assert "shared; what is in it is looked after where it is kept" in run(three, "cache", "info").out


def test_a_damaged_entry_is_a_miss_and_is_mended(tmp_path: Path, shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = machine(tmp_path / "one", monkeypatch)
    built(one, address(shared))
    held = [path for path in sorted(shared.rglob("*")) if path.is_file()]
    assert len(held) > 6
    for number, path in enumerate(held):
        data = path.read_bytes()
        path.write_bytes((data[: len(data) // 2], b"", data[:-1] + b"\x80", b"[" * 9000)[number % 4])

    two = machine(tmp_path / "two", monkeypatch)
    assert built(two, address(shared))[0] == ["lakes", "rivers", "wells"]
    assert contents(two / "output") == contents(one / "output")
    three = machine(tmp_path / "three", monkeypatch)
    built(three, address(shared))  # comes to what had hidden behind damaged traces
    assert contents(three / "output") == contents(one / "output")
    four = machine(tmp_path / "four", monkeypatch)
    assert built(four, address(shared))[0] == []


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("file://{folder}/a-file/store", "Not a directory"),
        ("nosuch://user:geheim@host/store", "nosuch"),
        ("http://127.0.0.1:9/store", ""),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows says it otherwise")
def test_one_that_cannot_be_reached_is_one_warning_and_all_is_built(
    tmp_path: Path, place: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = machine(tmp_path, monkeypatch)
    lay(tmp_path, {"a-file": ""})

    made, done = built(home, place.format(folder=tmp_path.as_posix()))

    assert made == ["lakes", "rivers", "wells"] and len(list(home.glob("output/*.pptx"))) == 3
    assert done.err.count("warning[store-unreached]") == 1 and why in done.err and "geheim" not in done.err
    assert built(home, place.format(folder=tmp_path.as_posix()))[0] == []  # the machine's own knows


def test_one_that_never_answers_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefings.engine.far._PATIENCE", 0.0)
    home = machine(tmp_path, monkeypatch)

    assert "no answer in 0 s" in built(home, address(tmp_path / "slow"))[1].err
