"""Write files so that each is whole or untouched, each as soon as it is made.

Bytes go to a new file in the same folder, reach the disk, and are then moved over the old one in one step. A stopped build leaves the
old file or the new one, never half of either.

A run gives its files to a `Keeper` one by one and holds none of them itself: `Folder` writes them, `Memory` has them at hand, and a plain
`Keeper` lets them go, for those who only want to know what would be made.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import io
import os
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from pathlib import Path
from types import MappingProxyType
from typing import IO, Final

from ..diagnostics import BriefingsError, Diagnostic, error
from ..frozen import frozen
from .store import Seen

PREFIX: Final = ".briefings-"
MANIFEST: Final = "manifest.json"
SUMS: Final = "SHA256SUMS"
SHEET: Final = "contact-sheet.png"
VERSIONS: Final = "index.html"

_IN_MEMORY: Final = 16 * 1024 * 1024
"""So many bytes of accounts are kept in memory; more of them go to a temporary file."""


@frozen
class File:
    """A finished file: its bytes, what the manifest says of it (a JSON object as text), in a line what it lacks of its report, and the files
    that it needs beside it, by their paths within the output folder.
    """

    data: bytes
    sha256: str
    size: int
    about: bytes = b"{}"
    lacks: str = ""
    beside: Mapping[str, File] = field(default_factory=dict)

    @classmethod
    def of(
        cls, data: bytes, about: bytes = b"{}", lacks: str = "", beside: Mapping[str, File] = MappingProxyType({})
    ) -> File:
        """A file of some bytes."""
        return cls(data, hashlib.sha256(data).hexdigest(), len(data), about, lacks, beside)

    @property
    def bare(self) -> File:
        """What is remembered of a file that somebody else keeps."""
        return File(b"", self.sha256, self.size, b"", self.lacks, {name: one.bare for name, one in self.beside.items()})


class Keeper:
    """Takes the files of a run as they are made. This one keeps their accounts alone."""

    def __init__(self) -> None:
        self.faults: dict[Diagnostic, None] = {}
        """Why files could not be kept, each reason once."""
        self._accounts: IO[bytes] = io.BytesIO()
        self._spans: dict[str, tuple[int, int]] = {}

    def put(self, name: str, file: File) -> bool:
        """Keeps a file and those beside it; False when that cannot be, which is then among the faults."""
        self.note(name, file)
        return True

    def note(self, name: str, file: File) -> None:
        """Keeps the account of a file that is where it belongs."""
        start = self._accounts.seek(0, os.SEEK_END)
        self._accounts.write(file.about)
        self._spans[name] = start, len(file.about)
        if start < _IN_MEMORY <= start + len(file.about):
            self._unload()

    def stands(self, name: str, sha256: str, size: int) -> bool:
        """True when a file is where it belongs already, to the byte."""
        return True

    def about(self, name: str) -> bytes:
        """What the manifest says of a file that was kept."""
        start, size = self._spans[name]
        self._accounts.seek(start)
        return self._accounts.read(size)

    def data(self, name: str) -> bytes:
        """The bytes of a file that was kept."""
        raise LookupError(f"nobody keeps `{name}`")

    def _unload(self) -> None:
        """From now on, accounts go to a file, which goes with us."""
        held, self._accounts = self._accounts, tempfile.TemporaryFile()  # noqa: SIM115 - closed when we go
        weakref.finalize(self, self._accounts.close)
        held.seek(0)
        shutil.copyfileobj(held, self._accounts)


class Memory(Keeper):
    """Keeps the files of a run at hand."""

    def __init__(self) -> None:
        super().__init__()
        self._files: dict[str, bytes] = {}

    def put(self, name: str, file: File) -> bool:
        self._files |= {name: file.data} | {path: one.data for path, one in file.beside.items()}
        return super().put(name, file)

    def stands(self, name: str, sha256: str, size: int) -> bool:
        return name in self._files

    def data(self, name: str) -> bytes:
        return self._files[name]


class Folder(Keeper):
    """Writes the files of a run into a folder. What stands there with the same bytes is left alone.

    The manifest and the sums of an earlier run go just before the first file changes, and come back last: where they are, they are true.
    """

    def __init__(self, path: Path, seen: Seen | None = None) -> None:
        super().__init__()
        self.path = path
        self._seen = seen or Seen(None, "")
        self.written: set[str] = set()
        """The files of this run that did not stand there before."""
        self._changed = False
        self._old: dict[Path, Path] = {}

    def put(self, name: str, file: File) -> bool:
        every = (*file.beside.items(), (name, file))
        return all(self._there(path, one) for path, one in every) and super().put(name, file)

    def _there(self, name: str, file: File) -> bool:
        return self.stands(name, file.sha256, file.size) or self.write(name, (file.data,), file.sha256)

    def stands(self, name: str, sha256: str, size: int) -> bool:
        path = self.path / name
        try:
            return path.stat().st_size == size and self._seen.digest(path) == sha256
        except OSError:
            return False

    def write(self, name: str, parts: Iterable[bytes], sha256: str = "") -> bool:
        """Puts a file in place; False when that cannot be, which is then among the faults."""
        try:
            write(self.path / name, parts, self._aside)
        except BriefingsError as problem:
            self._back()
            self.faults.update(dict.fromkeys(problem.findings))
            return False
        for old in self._old.values():
            old.unlink(missing_ok=True)
        self._old = {}
        self.written.add(name)
        if sha256:
            self._seen.wrote(self.path / name, sha256)
        return True

    def data(self, name: str) -> bytes:
        return (self.path / name).read_bytes()

    def measured(self, name: str) -> File:
        """A file that was written in pieces, without its bytes."""
        path = self.path / name
        sha256 = digest(path)
        self._seen.wrote(path, sha256)
        return File(b"", sha256, path.stat().st_size, b"")

    def _aside(self) -> None:
        """What the folder says of its files is not true from now on."""
        if not self._changed:
            self._changed = True
            for path in (self.path / SUMS, self.path / MANIFEST):
                with contextlib.suppress(FileNotFoundError):
                    self._old[path] = path.replace(path.with_name(f"{PREFIX}{path.name}.tmp"))

    def _back(self) -> None:
        """The first file did not change after all."""
        for path, old in self._old.items():
            old.replace(path)
        if self._old:
            self._old, self._changed = {}, False


def digest(path: Path) -> str:
    """The SHA-256 of a file. Raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write(path: Path, data: bytes | Iterable[bytes], before: Callable[[], None] = lambda: None) -> None:
    """Puts `data` at `path` in one step, making its folder when needed; `before` is called just before that step.

    Raises BriefingsError when the disk is full, the folder may not be written, or another program holds the file open; the old file
    then still stands.
    """
    name, size = "", 0
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=PREFIX, suffix=".tmp", dir=path.parent)
        with os.fdopen(handle, "wb") as out:
            for part in (data,) if isinstance(data, bytes) else data:
                size += len(part)
                out.write(part)
            out.flush()
            os.fsync(out.fileno())
        Path(name).chmod(0o644)
        before()
        os.replace(name, path)  # noqa: PTH105 - the call whose one-step promise this rests on
    except OSError as problem:
        if name:
            with contextlib.suppress(OSError):
                Path(name).unlink()
        raise BriefingsError([_explained(path, problem, size)]) from None
    except BaseException:
        if name:
            with contextlib.suppress(OSError):
                Path(name).unlink()
        raise


def sweep(folder: Path) -> None:
    """Removes what a killed build left behind: our own unfinished files, an hour older than the folder's newest file.

    Called after writing, so that the newest file tells the time. A build that is writing at this moment keeps its files.
    """
    with contextlib.suppress(OSError):
        newest = max(path.stat().st_mtime for path in folder.iterdir() if path.is_file())
        for stale in folder.glob(f"{PREFIX}*.tmp"):
            if newest - stale.stat().st_mtime > 3600:
                stale.unlink()


def _explained(path: Path, problem: OSError, size: int) -> Diagnostic:
    shown = path.name
    if isinstance(problem, PermissionError) and path.exists():
        message = f"`{shown}` cannot be replaced: another program has it open, or it may not be written"
        hint = "close it (in PowerPoint or the PDF viewer) and run again"
        return error("output-busy", message, hint=hint)
    if isinstance(problem, PermissionError) or problem.errno == errno.EROFS:
        message = f"the folder `{path.parent.name}` may not be written"
        hint = "choose another with `--output`"
        return error("output-forbidden", message, hint=hint)
    if problem.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        message = f"there is no room for `{shown}` ({size:,} bytes)"
        hint = "make room and run again; the old file still stands"
        return error("disk-full", message, hint=hint)
    if isinstance(problem, NotADirectoryError | FileExistsError):
        message = f"`{path.parent.name}` is a file, not a folder"
        hint = "choose another with `--output`"
        return error("output-not-a-folder", message, hint=hint)
    if path.is_dir():
        message = f"`{shown}` is a folder where a file is to stand"
        return error("output-failed", message, hint="take it away, or choose another folder with `--output`")
    return error("output-failed", f"`{shown}` cannot be written: {problem.strerror or problem}")
