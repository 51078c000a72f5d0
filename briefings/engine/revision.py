"""A project as it was in a revision of Git: which of its files are others now, and its words as they were.

    revision    a project's folder, a revision's name -> Revision

What is not committed counts as now: files that were changed, taken away or not yet added. Git is asked by its own program, never through a shell.
Errors: `revision-unknown`, `revision-git`.
"""

from __future__ import annotations

import io
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ..characters import visible
from ..diagnostics import BriefingsError, fault
from ..frozen import frozen

_PATIENCE: Final = 120.0
"""Seconds in which Git has to answer."""
_WORDS: Final = ("yaml", "yml", "csv", "tsv", "xlsx", "xls", "ods", "json", "jsonl", "geojson", "potx", "pptx")
"""Endings of the files that say what a project builds; pictures say nothing of that."""


@frozen
class Revision:
    """A revision: its name as it was given, the commit, the repository's folder, all files of it, and those that are others now; by their names from
    that folder.
    """

    name: str
    commit: str
    top: Path
    files: frozenset[str]
    changed: frozenset[str]

    def had(self, path: Path) -> bool:
        """Whether there was a file, or a folder that Git keeps elsewhere (a submodule) with it."""
        return self._named(path) in self.files

    def names(self, folder: Path, suffix: str) -> Iterator[str]:
        """The files of a folder whose names ended so."""
        prefix = "".join(f"{part}/" for part in self._within(folder) if part != ".")
        for name in self.files:
            rest = name.removeprefix(prefix)
            if name.startswith(prefix) and "/" not in rest and rest.endswith(suffix) and not rest.startswith("."):
                yield rest

    def differs(self, path: Path) -> bool:
        """Whether a file that there was says something else now, or is gone."""
        return self._named(path) in self.changed

    def lay(self, project: Path, folder: Path) -> Path:
        """The project's words as they were, laid out in a folder: its YAML, tables and brands, without what it wrote. Raises BriefingsError."""
        import tarfile

        own = "".join(f"{part}/" for part in self._within(project) if part != ".")
        output = f"{own}output/"
        wanted = [
            name
            for name in self.files
            if name.startswith(own) and not name.startswith(output) and name.rpartition(".")[2] in _WORDS
        ]
        for at in range(0, len(wanted), 500):  # a command line holds only so much
            data = git(self.top, "archive", "--format=tar", self.commit, "--", *map(_literal, wanted[at : at + 500]))
            with tarfile.open(fileobj=io.BytesIO(data)) as archive:
                archive.extractall(folder, filter="data")
        (folder / own).mkdir(parents=True, exist_ok=True)
        return folder / own

    def _within(self, path: Path) -> tuple[str, ...]:
        try:
            return Path(os.path.realpath(path)).relative_to(self.top).parts
        except ValueError:
            return ("..",)

    def _named(self, path: Path) -> str:
        parts = self._within(path)
        names = ["/".join(parts[:end]) for end in range(len(parts), 0, -1)]
        return next((name for name in names if name in self.files), names[0] if names else "")


def revision(folder: Path, name: str) -> Revision:
    """A revision by its name: a tag, a branch, a commit. Raises BriefingsError where there is none, or no Git."""
    top = Path(
        os.path.realpath(git(folder, "rev-parse", "--show-toplevel").decode(errors="surrogateescape").rstrip("\n"))
    )
    commit = _commit(folder, name)
    return Revision(
        name,
        commit,
        top,
        frozenset(_listed(git(top, "ls-tree", "-r", "-z", "--name-only", commit))),
        frozenset(_listed(git(top, "diff", "-z", "--name-only", "--no-renames", "--no-ext-diff", commit, "--"))),
    )


def _commit(folder: Path, name: str) -> str:
    if name and not name.startswith("-") and visible(name) == name:
        try:
            return git(folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").decode("ascii").strip()
        except BriefingsError:
            pass
    hint = "name a tag, a branch or a commit, as in `--since v1.2`; `git log --oneline` lists them"
    if git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true":
        hint = "this clone holds the newest commits alone: `git fetch --unshallow --tags`; for actions/checkout `fetch-depth: 0`"
    raise fault("revision-unknown", f"there is no revision `{visible(name)}`", hint=hint)


def git(folder: Path, *arguments: str) -> bytes:
    """What Git answers in a folder. Raises BriefingsError with its words where it refuses."""
    command = ("git", "--no-optional-locks", "-c", "core.fsmonitor=false", *arguments)
    hint = "a revision is one of a Git repository that the project lies in, and the program `git` is asked for it"
    try:
        done = subprocess.run(
            command, capture_output=True, check=False, cwd=folder, stdin=subprocess.DEVNULL, timeout=_PATIENCE
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as problem:
        words = (isinstance(problem, OSError) and problem.strerror) or str(problem)
        raise fault("revision-git", f"Git cannot be asked for a revision: {words.lower()}", hint=hint) from None
    if done.returncode:
        told = visible(done.stderr.decode("utf-8", "replace").strip().partition("\n")[0])
        raise fault("revision-git", f"Git has no such file or revision: {told}", hint=hint)
    return done.stdout


def _listed(told: bytes) -> Iterator[str]:
    return (os.fsdecode(name) for name in told.split(b"\0") if name)


def _literal(name: str) -> str:
    return f":(literal){name}"
