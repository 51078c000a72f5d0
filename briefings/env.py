"""The one door to files and to the environment: nothing else in `briefings` reads either.

Paths that stand inside data are written as on the web, relative to the project's folder and with `/`. They are held
to that folder: absolute paths, `~`, drives, `..` that leads out, links that lead out, pipes and devices are refused.
Percent escapes are letters here, never decoded. Paths on the command line are the user's own and are trusted.

Errors: `path-outside`, `path-link`, `path-wrong`, `file-missing`, `file-not-regular`, `file-too-large`, `file-unreadable`,
`environment-wrong`. SOURCE_DATE_EPOCH is read as reproducible-builds.org specifies it (seconds since 1970, UTC).
"""

from __future__ import annotations

import os
import re
import stat
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Final, NoReturn

from .characters import visible
from .diagnostics import Where, did_you_mean, fault
from .frozen import frozen
from .regex import regex

LIMIT: Final = 25 * 1024 * 1024
"""The largest file that is read, in bytes, unless the caller says otherwise."""

_LATEST_EPOCH: Final = 253_402_300_799  # the last second of the year 9999, the last that `datetime` can hold
_DEVICES: Final = regex(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)


@frozen
class Env:
    """A project's folder and the environment variables, as they were when the run began."""

    root: Path
    environ: Mapping[str, str] = field(default_factory=dict)
    journal: Callable[[str, bytes], None] = field(default=lambda name, data: None, compare=False)
    """Told of every file that is read, so that a build can say what it was made from."""
    links: bool = True
    """Whether a path may go through links from one place of the project to another; never out of it."""
    at: Callable[[Where], None] = field(default=lambda where: None, compare=False)
    """Told of every place that is come to, so that somebody can say where a process was that had to be ended."""
    looked: Callable[[str, str, bytes], None] = field(default=lambda kind, name, answer: None, compare=False)
    """Told of every look that is no reading, with its answer: "there" whether a file is there, "names" what a folder holds. What was
    looked for in vain changes a build too when it comes."""

    def read(self, path: str, where: Where | None = None, *, limit: int = LIMIT) -> bytes:
        """The bytes of a file that data names; at most `limit` of them."""
        if where:
            self.at(where)
        data = _contents(self.resolve(path, where), path, where, limit)
        self.journal(path, data)
        return data

    def resolve(self, path: str, where: Where | None = None) -> Path:
        """The file that data names, all links followed; it exists, is a regular file and lies in the project."""
        _refuse_form(path, where)
        self.looked("there", path, b"")  # until it is found
        root = Path(os.path.realpath(self.root))
        target = Path(os.path.realpath(root / path))
        if not target.is_relative_to(root):
            message = f"`{visible(path)}` leads out of the project"
            hint = "copy the file into the project and name it from the project's folder, such as `seeds/report.txt`"
            _refuse("path-outside", message, where, hint)
        if not self.links and target != Path(os.path.normpath(root / path)):
            _refuse("path-link", f"`{visible(path)}` is a link, or lies behind one", where, "put the file itself there")
        try:
            mode = target.stat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            _refuse(
                "file-missing", f"there is no file `{visible(path)}` in the project", where, self._nearest(target, root)
            )
        except OSError as fault:
            _refuse("file-unreadable", f"`{visible(path)}` cannot be read: {_words(fault)}", where)
        if not stat.S_ISREG(mode):
            kind = "a folder" if stat.S_ISDIR(mode) else "a pipe or a device"
            _refuse("file-not-regular", f"`{visible(path)}` is {kind}, not a file", where, "name a file")
        self.looked("there", path, b"1")
        return target

    def read_trusted(self, path: Path, *, limit: int = LIMIT) -> bytes:
        """The bytes of a file that the user named on the command line, wherever it lies."""
        self.at(Where(self.name(path)))
        data = _contents(path, str(path), Where(self.name(path)), limit)
        self.journal(self.name(path), data)
        return data

    def read_found(self, path: Path, *, limit: int = LIMIT) -> bytes:
        """The bytes of a file that was looked for in the project's folders, such as a translation or a theme: links in there lead nowhere
        else. A file from elsewhere was named on the command line, and is trusted."""
        root, real = self.root.absolute(), Path(os.path.realpath(self.root))
        named = Path(os.path.normpath(path.absolute()))
        if named.is_relative_to(root) and not Path(os.path.realpath(path)).is_relative_to(real):
            where = Where(named.relative_to(root).as_posix())
            message = f"`{visible(where.file)}` leads out of the project"
            hint = "copy the file into the project"
            _refuse("path-outside", message, where, hint)
        return self.read_trusted(path, limit=limit)

    def name(self, path: Path) -> str:
        """How findings name a file: from the project's folder, with `/`; as given when it lies elsewhere."""
        root, target = os.path.realpath(self.root), os.path.realpath(path)
        inside = Path(target).is_relative_to(root)
        return visible(Path(os.path.relpath(target, root)).as_posix() if inside else path.as_posix())

    def files(self, folder: str, suffix: str) -> tuple[Path, ...]:
        """The regular files of a folder of the project whose names end so, by name; none when there is no such
        folder."""
        root = Path(os.path.realpath(self.root))
        try:
            found = sorted(path for path in (root / folder).iterdir() if path.name.endswith(suffix))
        except OSError:
            found = []
        held = tuple(
            path
            for path in found
            if not path.name.startswith(".") and path.is_file() and path.resolve().is_relative_to(root)
        )
        self.looked("names", f"{folder}|{suffix}", "\n".join(path.name for path in held).encode())
        return held

    def is_file(self, path: str) -> bool:
        """True when the project has such a file."""
        there = (self.root / path).is_file()
        self.looked("there", path, b"1" if there else b"")
        return there

    def source_date(self) -> datetime | None:
        """The time that SOURCE_DATE_EPOCH gives for metadata, in UTC; None when it is not set."""
        given = self.environ.get("SOURCE_DATE_EPOCH", "")
        if not given:
            return None
        if not re.fullmatch(r"[0-9]{1,12}", given) or int(given) > _LATEST_EPOCH:
            message = f"SOURCE_DATE_EPOCH is `{visible(given)[:40]}`, not a number of seconds since 1970"
            hint = "set it as in `SOURCE_DATE_EPOCH=1700000000`, or unset it"
            _refuse("environment-wrong", message, None, hint)
        return datetime.fromtimestamp(int(given), UTC)

    def _nearest(self, target: Path, root: Path) -> str:
        """A hint from the names that stand beside what is missing, be it the file or a folder on the way."""
        folder = target.parent
        while folder != root and not folder.is_dir():
            folder = folder.parent
        missing = target.relative_to(folder).parts[0]
        try:
            here = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
        except OSError:
            return ""
        near = did_you_mean(missing, here)
        if near.startswith("did you mean"):
            meant = near.split("`")[1]
            rest = target.relative_to(folder).parts[1:]
            return f"did you mean `{visible((folder / meant).joinpath(*rest).relative_to(root).as_posix())}`?"
        if folder == root:
            for other in here:
                if (root / other / target.relative_to(root)).is_file():
                    return f"did you mean `{visible(other)}/{visible(target.relative_to(root).as_posix())}`?"
        return "" if missing == target.name else f"there is no folder `{visible(missing)}`"


def is_device(name: str) -> bool:
    """Whether a file or folder of that name is a device on Windows."""
    return bool(_DEVICES.fullmatch(name.rstrip(" .")))


def _refuse_form(path: str, where: Where | None) -> None:
    """Refuse what is wrong on any system, by its spelling alone."""
    shown = visible(path)[:120]
    relative = "name the file from the project's folder, with `/`, such as `seeds/report.txt`"
    if not path.strip():
        _refuse("path-wrong", "this path is empty", where, relative)
    if visible(path) != path:
        _refuse("path-wrong", f"`{shown}` holds a character that no path may hold", where, relative)
    if path.startswith(("/", "~", "\\")):
        _refuse("path-outside", f"`{shown}` leads out of the project", where, relative)
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:", path):
        message = f"`{shown}` is an address, not a file of the project"
        hint = "nothing is fetched: save the file in the project and name it from the project's folder"
        _refuse("path-outside", message, where, hint)
    if re.match(r"[A-Za-z]:", path):
        _refuse("path-outside", f"`{shown}` leads out of the project", where, relative)
    for sign in ("\\", ":"):
        if sign in path:
            message = f"`{shown}` holds `{sign}`, which means different things on different systems"
            _refuse("path-wrong", message, where, relative)
    parts = PurePosixPath(path).parts
    device = next((part for part in parts if is_device(part)), "")
    if device:
        _refuse("path-wrong", f"`{visible(device)}` names a device on Windows", where, "give the file another name")
    if any(len(part.encode("utf-8", "surrogateescape")) > 255 for part in parts) or len(path) > 1024:
        _refuse("path-wrong", f"`{shown[:40]}…` is too long for a path", where, "give the file a shorter name")


def _contents(path: Path, shown: str, where: Where | None, limit: int) -> bytes:
    """Read a file, never more than `limit` bytes; `path` may be a pipe when the user named it."""
    try:
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except FileNotFoundError:
        _refuse("file-missing", f"there is no file `{visible(shown)}`", where)
    except IsADirectoryError:
        _refuse("file-not-regular", f"`{visible(shown)}` is a folder, not a file", where, "name a file")
    except (OSError, ValueError) as fault:
        _refuse("file-unreadable", f"`{visible(shown)}` cannot be read: {_words(fault)}", where)
    if len(data) > limit:
        message = f"`{visible(shown)}` is larger than {limit / 1024 / 1024:g} MB"
        hint = "make a picture smaller: a page needs no more than 2933 pixels across; split a table"
        _refuse("file-too-large", message, where, hint)
    return data


def _words(fault: Exception) -> str:
    return (fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)).lower()


def _refuse(code: str, message: str, where: Where | None, hint: str = "") -> NoReturn:
    raise fault(code, message, where, "", hint)


@contextmanager
def aside(variable: str, files: Mapping[str, str]) -> Iterator[None]:
    """A folder with these files for a library that keeps things where a variable says: it leaves nothing in the user's own folders."""
    before = os.environ.get(variable)
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            Path(folder, name).write_text(text, encoding="utf-8")
        os.environ[variable] = folder
        try:
            yield
        finally:
            if before is None:
                del os.environ[variable]
            else:
                os.environ[variable] = before
