"""`briefings doctor`: what a machine can make, found out by making it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from projects import ROOT, run

from briefings import builtin
from briefings.cli import doctoring
from briefings.env import Env

ALWAYS = ["python", "inner parts", "processes", "a project", "pictures"]


def doctor(folder: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, with a changed environment."""
    command = [sys.executable, "-m", "briefings", "doctor", "--json"]
    given = {**os.environ, "PYTHONPATH": str(ROOT), **environ}
    return subprocess.run(command, cwd=folder, env=given, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    done = doctor(tmp_path_factory.mktemp("here"), PATH=str(Path(sys.executable).parent))

    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout)
    assert told["ok"] is True
    return {one["name"]: one for one in told["checks"]}


def test_what_is_needed_is_tried_and_is_well(outcome: dict[str, dict[str, str]]) -> None:
    assert {name: outcome[name]["state"] for name in ALWAYS} == dict.fromkeys(ALWAYS, "ok")
    assert {name for name in outcome if name.startswith("text in ")} == {
        f"text in {language}" for language in ("English", "French", "Spanish", "Russian", "Arabic", "Chinese")
    }
    assert all(outcome[name]["state"] == "ok" for name in outcome if name.startswith("text in "))
    assert "Noto Sans Arabic" in outcome["text in Arabic"]["told"]


def test_a_program_that_is_not_there_is_missing_and_not_wrong(outcome: dict[str, dict[str, str]]) -> None:
    assert outcome["LibreOffice"]["state"] == "missing"
    assert outcome["LibreOffice"]["hint"]


def test_a_libreoffice_that_draws_nothing_is_wrong(tmp_path: Path) -> None:
    program = tmp_path / "bin/soffice"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nexit 77\n")
    program.chmod(0o755)

    (check,) = doctoring.CHECKS["LibreOffice"](Env(tmp_path, {"PATH": str(program.parent)}))

    assert check.state == "wrong"
    assert "draws nothing" in check.told


def test_another_version_differs_and_one_that_is_gone_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("click==0.0.9 \\\n    --hash=sha256:00\njinja2==3.1.06 ; python_version < '3.99'\n")
    monkeypatch.setattr(builtin, "lock", lambda: lock)
    doctoring.locked.cache_clear()
    try:
        (differs,) = doctoring.CHECKS["libraries"](Env(tmp_path))
        monkeypatch.setattr(doctoring, "_needed", lambda: ("click", "no-such-library"))
        wrong = next(iter(doctoring.CHECKS["libraries"](Env(tmp_path))))
    finally:
        doctoring.locked.cache_clear()

    assert (differs.state, wrong.state) == ("differs", "wrong")
    assert "click" in differs.told
    assert "tested: 0.0.9" in differs.told
    assert "jinja2" not in differs.told
    assert wrong.told == "not installed: no-such-library"
    assert wrong.hint


def test_a_check_that_breaks_is_told_and_the_others_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(_: Env) -> None:
        raise OSError("no space left on device")

    checks = {"first": breaks, "python": doctoring.CHECKS["python"]}
    monkeypatch.setattr(doctoring, "CHECKS", checks)

    made = doctoring.checks(Env(tmp_path))

    assert [one.state for one in made] == ["wrong", "ok"]
    assert "no space left on device" in made[0].told
    assert not doctoring.sound(made)


def test_it_leaves_nothing_and_needs_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctoring, "CHECKS", {name: doctoring.CHECKS[name] for name in ("python", "languages")})

    told = run(tmp_path, "doctor")

    assert told.code == 0
    assert told.out.splitlines()[-1] == "7 checks: 7 ok"
    assert list(tmp_path.iterdir()) == []
