"""What was made before, kept on disk: bytes by their sum, and of each work the inputs that it looked at, with what came of it.

    blobs/ab/abcdef…    bytes, named by their SHA-256, which is held against them whenever they are read
    traces/ab/abcdef…   the traces of one piece of work, newest first: a line with the SHA-256 of the JSON below it
    made/ab/abcdef…     what many documents are made with, by all that it was made of, as JSON with its sum
    seen/abcdef…        the sums of files that have not changed since they were last read

Everything is JSON or plain bytes: nothing that is read here can run. What is damaged, cut off or missing is not there, and is made again.
A file is put in place by one step, so several processes share a store without locks: who comes last wins, and at worst something
is made twice. What cannot be kept costs nothing but time: `note` says why.

A work is done again unless *every* input of one of its traces has the answer that it had (a verifying trace: Mokhov, Mitchell, Peyton Jones,
"Build Systems à la Carte", 2018). Several machines may share one (`far`): of the same blobs and traces, each held against its sum in the same way. What was looked for and was not there is an input too.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..frozen import frozen

if TYPE_CHECKING:
    from .far import Far

TAG: Final = "CACHEDIR.TAG"
_SIGNATURE: Final = (
    b"Signature: 8a477f597d28d172789f06886806bc55\n# What briefings has built before; see bford.info/cachedir.\n"
)
_FOLDERS: Final = ("blobs", "traces", "made", "seen")
_TRACES: Final = 8
"""So many traces of one work are kept: of branches, of projects with the same names."""
_YOUNG: Final = 2_000_000_000
"""A file that changed less than so many nanoseconds before it was read may change again without a trace in its times (FAT counts by two seconds)."""
USUAL: Final = 2 * 1024**3
"""How many bytes a store may hold where nobody says otherwise."""


@frozen
class Input:
    """What a work looked at: "file" a file's bytes, "there" whether there is one, "names" those in a folder, "option" what was asked for.

    `answer` is what it found, as a sum; of an option its words.
    """

    kind: str
    name: str
    answer: str


@frozen
class Trace:
    """What a work looked at, and what came of it: JSON values, with blobs by their sums."""

    inputs: tuple[Input, ...]
    result: Mapping[str, Any]


class Store:
    """A folder of ours. `limit` is how many bytes it may hold; what it lacks may be in a store that is shared (`far`), and comes to that too."""

    def __init__(self, folder: Path, limit: int = USUAL, far: Far | None = None) -> None:
        self.folder = folder
        self.limit = limit
        self.far = far
        self.note = ""
        """Why nothing is kept any more."""
        self._grown = False
        self._damaged = False
        """Whether something was: what is kept then is written anew, whatever seems to be there."""
        if refused := _refused(folder):
            self.note = refused

    @property
    def usable(self) -> bool:
        """False when the folder may not even be read: somebody else could have written there."""
        return not self.note or self._grown

    def blob(self, sha256: str) -> bytes | None:
        """The bytes of a sum; None when they are not there, or not what they were."""
        for get in (self._read, self._fetched):
            data = get("blobs", sha256)
            if data is not None and sum_of(data) == sha256:
                if get == self._fetched:
                    self._write("blobs", sha256, data)
                return data
            self._damaged = self._damaged or data is not None
        return None

    def keep(self, data: bytes, sha256: str = "") -> str:
        """Keeps bytes, and gives their sum."""
        sha256 = sha256 or sum_of(data)
        if self._damaged or not self._path("blobs", sha256).exists():
            self._write("blobs", sha256, data)
        if self.far:
            self.far.put(_place("blobs", sha256), data, anew=self._damaged)
        return sha256

    def traces(self, work: str) -> tuple[Trace, ...]:
        """The traces of a work, the newest first."""
        return _traces(self.value("traces", work))

    def every(self, work: str) -> Iterator[Trace]:
        """The traces of a work, then those in the shared store, which is asked only when they come to that."""
        yield from self.traces(work)
        yield from _traces(_opened(self._fetched("traces", work)))

    def add(self, work: str, trace: Trace, *, share: bool = False) -> None:
        """Keeps a trace of a work. One of the same inputs and answers gives way to it."""
        self.put("traces", work, _with(trace, self.traces(work)))
        if share and self.far:
            there = _traces(_opened(self._fetched("traces", work)))
            self.far.put(_place("traces", work), _sealed(_with(trace, there)))

    def value(self, folder: str, name: str) -> Any:
        """A JSON value that was put; None when it is not there, or not as it was."""
        return _opened(self._read(folder, name))

    def put(self, folder: str, name: str, value: Any) -> None:
        """Keeps a JSON value."""
        self._write(folder, name, _sealed(value))

    def trim(self) -> None:
        """Takes out what was not used for longest, where the store has grown beyond its limit."""
        if not self._grown:
            return
        held = sorted(self._held(), key=lambda one: one[1].st_mtime_ns, reverse=True)
        room = self.limit * 9 // 10 if sum(one.st_size for _, one in held) > self.limit else self.limit
        for path, one in held:
            room -= one.st_size
            if room < 0:
                with contextlib.suppress(OSError):
                    path.unlink()

    def size(self) -> tuple[int, int]:
        """How many bytes it holds, in how many files."""
        sizes = [one.st_size for _, one in self._held()]
        return sum(sizes), len(sizes)

    def clear(self) -> None:
        """Takes out all that is ours. Raises OSError."""
        for path, _ in list(self._held()):
            path.unlink(missing_ok=True)

    def _held(self) -> Iterator[tuple[Path, os.stat_result]]:
        for folder in _FOLDERS:
            for path in (self.folder / folder).glob("*/*"):
                with contextlib.suppress(OSError):
                    yield path, path.stat()

    def _path(self, folder: str, name: str) -> Path:
        return self.folder / _place(folder, name)

    def _fetched(self, folder: str, name: str) -> bytes | None:
        """What the shared store has under a name."""
        return self.far.get(_place(folder, name)) if self.far and name.isalnum() else None

    def _read(self, folder: str, name: str) -> bytes | None:
        if not self.usable or not name.isalnum():
            return None
        path = self._path(folder, name)
        try:
            with path.open("rb") as stream:
                data = stream.read()
        except OSError:
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # it was used: what was not goes first
        return data

    def now(self) -> int:
        """The time by the clock of the disk, in nanoseconds since 1970; 0 where nothing can be written."""
        self._write("seen", "clock", b"")
        try:
            return self._path("seen", "clock").stat().st_mtime_ns if not self.note else 0
        except OSError:
            return 0

    def _write(self, folder: str, name: str, data: bytes) -> None:
        """Puts a file in place by one step; a torn one, after a crash of the machine, is found out by its sum."""
        if self.note:
            return
        path, made = self._path(folder, name), ""
        try:
            if not self._grown:
                self._begin()
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, made = tempfile.mkstemp(prefix=".", dir=path.parent)
            with os.fdopen(handle, "wb") as out:
                out.write(data)
            os.replace(made, path)  # noqa: PTH105 - the call whose one-step promise this rests on
        except OSError as problem:
            self.note = problem.strerror or str(problem)
            with contextlib.suppress(OSError):
                Path(made or path).unlink()

    def _begin(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not (self.folder / TAG).exists():
            (self.folder / TAG).write_bytes(_SIGNATURE)
        self._grown = True


def _place(folder: str, name: str) -> str:
    return f"{folder}/{name[:2]}/{name}"


def _sealed(value: Any) -> bytes:
    """A JSON value below its sum."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return sum_of(body).encode() + b"\n" + body


def _opened(data: bytes | None) -> Any:
    """The value again; None when it is not as it was."""
    head, _, body = (data or b"").partition(b"\n")
    if head.decode("ascii", "replace") != sum_of(body):
        return None
    with contextlib.suppress(ValueError, RecursionError):
        return json.loads(body)
    return None


def _traces(told: Any) -> tuple[Trace, ...]:
    """Traces of JSON values."""
    with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError):
        return tuple(Trace(tuple(Input(*one) for one in each["inputs"]), each["result"]) for each in told or ())
    return ()


def _with(trace: Trace, others: Iterable[Trace]) -> list[Any]:
    """A trace and others of its work as JSON values, as many as are kept."""
    every = (trace, *(one for one in others if one.inputs != trace.inputs))
    return [
        {"inputs": [[one.kind, one.name, one.answer] for one in each.inputs], "result": each.result}
        for each in every[:_TRACES]
    ]


def _refused(folder: Path) -> str:
    """Why a folder may not be a store: what others can write would become our outputs."""
    try:
        there = folder.stat()
    except FileNotFoundError:
        return ""
    except OSError as problem:
        return problem.strerror or str(problem)
    if not stat.S_ISDIR(there.st_mode):
        return "it is no folder"
    if hasattr(os, "geteuid") and (there.st_uid != os.geteuid() or there.st_mode & 0o022):
        return "others may write into it"
    try:
        known = (folder / TAG).read_bytes() == _SIGNATURE
        return "" if known or not any(folder.iterdir()) else "it holds something else"
    except FileNotFoundError:
        return "" if not any(folder.iterdir()) else "it holds something else"
    except OSError as problem:
        return problem.strerror or str(problem)


class Seen:
    """The sums of files, remembered as long as size, times and place on the disk are the same."""

    def __init__(self, store: Store | None, name: str) -> None:
        self._store = store
        self._name = sum_of(name.encode("utf-8", "surrogateescape"))
        told = store.value("seen", self._name) if store else None
        self._files: dict[str, list[Any]] = told if isinstance(told, dict) else {}
        self._new = False
        self._begun: tuple[int, int] | None = None

    def digest(self, path: Path) -> str:
        """The SHA-256 of a regular file's bytes; "" when there is none."""
        try:
            there = os.stat(path)  # noqa: PTH116 - a thousand times in half a second
            if not stat.S_ISREG(there.st_mode):
                return ""
            now, key = _print(there), str(path)
            known = self._files.get(key)
            if known is not None and known[:-1] == now:
                return str(known[-1])
            begun = self._now()
            with path.open("rb") as stream:
                sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            return ""
        if max(there.st_mtime_ns, there.st_ctime_ns) < begun - _YOUNG:
            self._files[key], self._new = [*now, sha256], True
        return sha256

    def _now(self) -> int:
        """The time by the disk's clock, which is asked once; 0 where nobody remembers anything."""
        if self._begun is None:
            self._begun = self._store.now() if self._store else 0, time.monotonic_ns()
        told, then = self._begun
        return told and told + time.monotonic_ns() - then

    def wrote(self, path: Path, sha256: str) -> None:
        """We have just put a file with this sum in place."""
        with contextlib.suppress(OSError):
            self._files[str(path)], self._new = [*_print(path.stat()), sha256], True

    def save(self) -> None:
        """Remembers for the next run."""
        if self._store and self._new:
            self._store.put("seen", self._name, self._files)
            self._new = False


def _print(there: os.stat_result) -> list[int]:
    return [there.st_size, there.st_mtime_ns, there.st_ctime_ns, there.st_ino, there.st_dev]


def sum_of(data: bytes) -> str:
    """SHA-256, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def name_of(parts: Iterable[str]) -> str:
    """What a work is known by: the sum of the words that tell it from others."""
    return sum_of(json.dumps(list(parts), ensure_ascii=True).encode())
