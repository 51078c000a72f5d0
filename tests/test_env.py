"""The one door to files: what data names stays inside the project, whatever it is called."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefings.diagnostics import BriefingsError, Diagnostic, Where
from briefings.env import Env

HERE = Where("data/report.yaml", 3, 9, "    file: x")


@pytest.fixture
def env(tmp_path: Path) -> Env:
    """A project with one file, beside a file that is none of its business."""
    (tmp_path / "project/seeds").mkdir(parents=True)
    (tmp_path / "project/seeds/report.txt").write_bytes(b"facts")
    (tmp_path / "secret.txt").write_bytes(b"secret")
    return Env(tmp_path / "project")


def refused(env: Env, path: str) -> Diagnostic:
    with pytest.raises(BriefingsError) as caught:
        env.read(path, HERE)
    (finding,) = caught.value.findings
    return finding


@pytest.mark.parametrize("path", ["seeds/report.txt", "./seeds/report.txt", "seeds/../seeds/report.txt"])
def test_a_file_of_the_project_is_read(env: Env, path: str) -> None:
    assert env.read(path, HERE) == b"facts"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("../secret.txt", "path-outside"),
        ("seeds/../../secret.txt", "path-outside"),
        ("..", "path-outside"),
        ("/etc/passwd", "path-outside"),
        ("//host/share/x", "path-outside"),
        ("\\\\host\\share\\x", "path-outside"),
        ("~/x", "path-outside"),
        ("~root/x", "path-outside"),
        ("C:/x", "path-outside"),
        ("c:x", "path-outside"),
        ("file:///etc/passwd", "path-outside"),
        ("https://example.org/x.png", "path-outside"),
        ("data:image/png;base64,AAAA", "path-outside"),
        ("..\\secret.txt", "path-wrong"),
        ("seeds/report.txt:stream", "path-wrong"),
        ("", "path-wrong"),
        ("   ", "path-wrong"),
        ("seeds/\x00.txt", "path-wrong"),
        ("seeds/\u202etxt.exe", "path-wrong"),
        ("CON", "path-wrong"),
        ("seeds/nul.txt", "path-wrong"),
        ("LPT1 .txt/x", "file-missing"),
        ("x" * 300, "path-wrong"),
        ("x/" * 600, "path-wrong"),
        ("%2e%2e/secret.txt", "file-missing"),
        ("seeds/report.txt/x", "file-missing"),
        ("seeds", "file-not-regular"),
        (".", "file-not-regular"),
    ],
)
def test_what_is_not_a_file_of_the_project_is_refused(env: Env, path: str, code: str) -> None:
    finding = refused(env, path)

    assert (finding.code, finding.where) == (code, HERE)


def test_a_link_out_of_the_project_is_refused(env: Env, tmp_path: Path) -> None:
    (env.root / "link.txt").symlink_to(tmp_path / "secret.txt")
    (env.root / "up").symlink_to(tmp_path)

    assert refused(env, "link.txt").code == "path-outside"
    assert refused(env, "up/secret.txt").code == "path-outside"


def test_a_link_inside_the_project_is_followed(env: Env) -> None:
    (env.root / "link.txt").symlink_to("seeds/report.txt")

    assert env.read("link.txt", HERE) == b"facts"


def test_a_link_to_itself_is_refused(env: Env) -> None:
    (env.root / "loop").symlink_to("loop")

    assert refused(env, "loop").code in ("file-missing", "file-unreadable")


def test_a_pipe_is_refused_without_waiting_for_it(env: Env) -> None:
    os.mkfifo(env.root / "pipe")

    assert refused(env, "pipe").code == "file-not-regular"


def test_a_file_beyond_the_limit_is_refused(env: Env) -> None:
    with pytest.raises(BriefingsError) as caught:
        env.read("seeds/report.txt", HERE, limit=4)

    assert caught.value.findings[0].code == "file-too-large"


def test_a_misspelled_name_is_answered_with_the_nearest(env: Env) -> None:
    assert [refused(env, path).render() for path in ("seeds/reprot.txt", "seed/report.txt", "photos/x.jpg")] == [
        "data/report.yaml:3:9: error[file-missing]: there is no file `seeds/reprot.txt` in the project\n"
        "     3 |     file: x\n"
        "  hint: did you mean `seeds/report.txt`?",
        "data/report.yaml:3:9: error[file-missing]: there is no file `seed/report.txt` in the project\n"
        "     3 |     file: x\n"
        "  hint: did you mean `seeds/report.txt`?",
        "data/report.yaml:3:9: error[file-missing]: there is no file `photos/x.jpg` in the project\n"
        "     3 |     file: x\n"
        "  hint: there is no folder `photos`",
    ]


def test_paths_of_the_command_line_are_trusted(env: Env, tmp_path: Path) -> None:
    assert env.read_trusted(tmp_path / "secret.txt") == b"secret"


@pytest.mark.parametrize(("name", "code"), [("gone.yaml", "file-missing"), ("project", "file-not-regular")])
def test_a_trusted_path_that_cannot_be_read_is_told(env: Env, tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(BriefingsError) as caught:
        env.read_trusted(tmp_path / name)

    assert caught.value.findings[0].code == code


def test_findings_name_files_from_the_project(env: Env, tmp_path: Path) -> None:
    assert env.name(env.root / "seeds/report.txt") == "seeds/report.txt"
    assert env.name(tmp_path / "secret.txt") == (tmp_path / "secret.txt").as_posix()


def test_files_of_a_folder_come_by_name_without_links_out(env: Env, tmp_path: Path) -> None:
    (env.root / "seeds/a.txt").write_bytes(b"")
    (env.root / "seeds/.hidden.txt").write_bytes(b"")
    (env.root / "seeds/out.txt").symlink_to(tmp_path / "secret.txt")

    assert [path.name for path in env.files("seeds", ".txt")] == ["a.txt", "report.txt"]
    assert env.files("nowhere", ".txt") == ()


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("", None),
        ("0", datetime(1970, 1, 1, tzinfo=UTC)),
        ("1700000000", datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)),
    ],
)
def test_the_source_date_is_seconds_since_1970(tmp_path: Path, given: str, meant: datetime | None) -> None:
    assert Env(tmp_path, {"SOURCE_DATE_EPOCH": given}).source_date() == meant


@pytest.mark.parametrize("given", ["yesterday", "-1", "1.5", "999999999999", " 1", "٣"])
def test_a_source_date_that_is_no_number_of_seconds_is_told(tmp_path: Path, given: str) -> None:
    with pytest.raises(BriefingsError) as caught:
        Env(tmp_path, {"SOURCE_DATE_EPOCH": given}).source_date()

    assert caught.value.findings[0].code == "environment-wrong"


@pytest.mark.parametrize("mode", [0o755, 0o555])
def test_a_build_leaves_nothing_in_the_users_own_folders(tmp_path: Path, mode: int) -> None:
    home, project, temp = (tmp_path / name for name in ("home", "project", "temp"))
    for folder in (home, project / "data", temp):
        folder.mkdir(parents=True)
    report = "id: r\ntitle: R\nlanguage: en\ndate: 2024\nstatus: final\nsections:\n  c: {type: chart, chart: bar, title: C, data: [{label: A, value: 1}, {label: B, value: 2}]}\n"
    (project / "data/r.yaml").write_text(report, encoding="utf-8")
    home.chmod(mode)
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "MPL"))}
    environ = {**kept, "HOME": str(home), "TMPDIR": str(temp), "PYTHONPATH": str(Path(__file__).parent.parent)}

    done = subprocess.run([sys.executable, "-m", "briefings", "build"], cwd=project, env=environ, capture_output=True, text=True, check=False)  # fmt: skip

    home.chmod(0o755)
    assert done.returncode == 0, done.stderr
    assert [*home.rglob("*"), *temp.rglob("*")] == []
    assert sorted(one.name for one in project.iterdir()) == ["data", "output"]
