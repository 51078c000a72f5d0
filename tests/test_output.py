"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from briefings.diagnostics import BriefingsError
from briefings.engine import output


def refused(path: Path) -> str:
    with pytest.raises(BriefingsError) as caught:
        output.write(path, b"new")
    return str(caught.value)


def test_a_file_is_written_with_its_folders_and_can_be_read_by_everybody(tmp_path: Path) -> None:
    target = tmp_path / "a/b/deck.pptx"
    output.write(target, b"deck")

    assert target.read_bytes() == b"deck"
    assert stat.S_IMODE(target.stat().st_mode) == 0o644
    assert list(target.parent.iterdir()) == [target]


def test_a_reader_meets_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    target = tmp_path / "deck.pptx"
    versions = [bytes([letter]) * 500_000 for letter in b"ab"]
    output.write(target, versions[0])

    def rewrite() -> None:
        for number in range(60):
            output.write(target, versions[number % 2])

    writer = Thread(target=rewrite)
    writer.start()
    read = set()
    while writer.is_alive():
        read.add(target.read_bytes())
    writer.join()

    assert read <= set(versions)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_build_leaves_the_old_file(tmp_path: Path) -> None:
    """The process dies when its file has been written and not yet moved: at the flush to the disk."""
    target = tmp_path / "deck.pptx"
    target.write_bytes(b"old")
    code = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom briefings.engine import output\n"
        "os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)\n"
        "output.write(Path(sys.argv[1]), b'new' * 1000)\n"
    )
    assert subprocess.run([sys.executable, "-c", code, str(target)], check=False).returncode == -9

    assert target.read_bytes() == b"old"
    (stale,) = tmp_path.glob(f"{output.PREFIX}*.tmp")

    output.write(target, b"new")
    output.sweep(tmp_path)
    assert stale.exists(), "another build may be writing it at this moment"
    os.utime(stale, (0, 0))
    output.sweep(tmp_path)
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is POSIX's")
def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "deck.pptx"
    target.write_bytes(b"old")
    code = (
        "import resource, sys\nfrom pathlib import Path\nfrom briefings.engine import output\nfrom briefings.diagnostics import BriefingsError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n    output.write(Path(sys.argv[1]), b'n' * 5000)\nexcept BriefingsError as problem:\n    print(problem)\n"
    )
    told = subprocess.run([sys.executable, "-c", code, str(target)], capture_output=True, text=True, check=True).stdout

    assert told == (
        "error[disk-full]: there is no room for `deck.pptx` (5,000 bytes)\n"
        "  hint: make room and run again; the old file still stands\n"
    )
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_disk_that_can_only_be_read_is_told_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(**_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("tempfile.mkstemp", read_only)
    assert refused(tmp_path / "archive/deck.pptx") == (
        "error[output-forbidden]: the folder `archive` may not be written\n  hint: choose another with `--output`"
    )


def test_a_file_that_is_open_in_powerpoint_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows refuses to move a file over one that a program holds open."""
    target = tmp_path / "deck.pptx"
    target.write_bytes(b"old")

    def held_open(source: str, goal: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.replace", held_open)
    assert refused(target) == (
        "error[output-busy]: `deck.pptx` cannot be replaced: another program has it open, or it may not be written\n"
        "  hint: close it (in PowerPoint or the PDF viewer) and run again"
    )
    assert list(tmp_path.iterdir()) == [target]
    assert target.read_bytes() == b"old"


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert refused(tmp_path / "file/deck.pptx") == (
        "error[output-not-a-folder]: `file` is a file, not a folder\n  hint: choose another with `--output`"
    )

    (tmp_path / "deck.pptx").mkdir()
    assert refused(tmp_path / "deck.pptx") == (
        "error[output-failed]: `deck.pptx` is a folder where a file is to stand\n"
        "  hint: take it away, or choose another folder with `--output`"
    )


def of(data: bytes) -> output.File:
    return output.File.of(data, b"{}")


def test_a_manifest_that_stands_there_is_true_or_gone(tmp_path: Path) -> None:
    """It goes just before the first file changes, and comes back when that could not be changed after all."""
    (tmp_path / "deck.pptx").write_bytes(b"old")
    (tmp_path / "held.pptx").mkdir()
    for name in (output.MANIFEST, output.SUMS):
        (tmp_path / name).write_text(name, encoding="utf-8")
    folder = output.Folder(tmp_path)

    assert folder.put("deck.pptx", of(b"old"))
    assert not folder.put("held.pptx", of(b"new"))
    assert [one.code for one in folder.faults] == ["output-failed"]
    assert {(tmp_path / name).read_text(encoding="utf-8") for name in (output.MANIFEST, output.SUMS)} == {
        output.MANIFEST, output.SUMS,
    }  # fmt: skip
    assert folder.written == set()

    assert folder.put("deck.pptx", of(b"new"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deck.pptx", "held.pptx"]
    assert folder.written == {"deck.pptx"}
    assert folder.data("deck.pptx") == b"new"


@pytest.mark.parametrize("keeper", [output.Keeper, output.Memory])
def test_accounts_are_at_hand_however_many_there_are(
    keeper: type[output.Keeper], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "_IN_MEMORY", 100)  # beyond that they go to a file
    kept = keeper()
    accounts = {f"{number}.pdf": b'{"n": %d}' % number * (1 + number % 7) for number in range(60)}
    for name, about in accounts.items():
        kept.put(name, output.File.of(name.encode(), about))

    assert {name: kept.about(name) for name in reversed(accounts)} == dict(reversed(accounts.items()))
    if isinstance(kept, output.Memory):
        assert kept.data("7.pdf") == b"7.pdf"
    else:
        with pytest.raises(LookupError):
            kept.data("7.pdf")
