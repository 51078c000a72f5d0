"""A store that several machines share: a disk or an object store, by fsspec (`s3://bucket/briefings`, `gs://…`, `file:///mnt/shared`).

A process of its own speaks with it: one that hangs is ended, and no thread of a library is beside us when workers are begun. Whatever is wrong there
costs time and nothing else: `note` says it, and nothing more is asked.
"""

from __future__ import annotations

import multiprocessing
import os
import re
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, Final

from . import workers

_PATIENCE: Final = 30.0
"""Seconds in which it has to answer."""
_HEADS: Final = re.compile(r"//[^/@]*@")


class Far:
    """Bytes by their names, elsewhere."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.shown = _HEADS.sub("//…@", url)
        """The address without a user's name and password."""
        self.note = ""
        """Why it is not asked any more."""
        self._pipe: Connection | None = None
        self._process: Any = None

    def get(self, name: str) -> bytes | None:
        """Bytes by their name; None when they are not there."""
        return self._asked("get", name, b"")

    def put(self, name: str, data: bytes, *, anew: bool = True) -> None:
        """Keeps bytes under a name; not `anew` where the name says what they are."""
        self._asked("put" if anew else "keep", name, data)

    def _asked(self, what: str, name: str, data: bytes) -> bytes | None:
        if self.note:
            return None
        try:
            pipe = self._pipe or self._begun()
            pipe.send((what, name, data))
            if not pipe.poll(_PATIENCE):
                raise TimeoutError(f"no answer in {_PATIENCE:g} s")
            fault, answer = pipe.recv()
        except (OSError, EOFError) as problem:
            fault, answer = str(problem) or "its process ended", None
        if fault:
            self.note = fault
            self.end()
        return answer if isinstance(answer, bytes) else None

    def _begun(self) -> Connection:
        self._pipe, theirs = multiprocessing.Pipe()
        self._process = workers.apart(_serve, (theirs, self.url, os.getpid()))
        theirs.close()
        return self._pipe

    def end(self) -> None:
        """Ends the process."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None


def _serve(pipe: Connection, url: str, parent: int) -> None:
    """The process's life: answers with a fault, or with bytes."""
    workers.settle(parent)
    try:
        import fsspec

        files, root = fsspec.core.url_to_fs(url, **({"auto_mkdir": True} if url.startswith("file:") else {}))
    except Exception as problem:
        with suppress(EOFError, OSError):
            pipe.recv()
            pipe.send((_words(problem), None))
        return
    with suppress(EOFError, OSError):
        while True:
            what, name, data = pipe.recv()
            path = f"{root.rstrip('/')}/{name}"
            try:
                pipe.send(("", _answer(files, what, path, data)))
            except Exception as problem:
                pipe.send((_words(problem), None))


def _answer(files: Any, what: str, path: str, data: bytes) -> bytes | None:
    if what == "get":
        try:
            return bytes(files.cat_file(path))
        except FileNotFoundError:
            return None
    if what == "put" or not files.exists(path):
        files.pipe_file(path, data)
    return None


def _words(problem: Exception) -> str:
    if isinstance(problem, ModuleNotFoundError) and problem.name == "fsspec":
        return "fsspec is not installed (pip install 'briefings[shared]')"
    said = str(problem).strip().partition("\n")[0]
    return said or type(problem).__name__
