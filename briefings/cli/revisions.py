"""Files as they were in a revision of a Git repository: `v1.0:data/report.yaml`, as `git show` names them.

at_hand    what the command line names -> a file that can be read, while it is needed
"""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import click

from .telling import shown


@contextmanager
def at_hand(given: str) -> Iterator[Path]:
    """A file on the disk, or one of a revision with all of its project beside it, in a folder that is gone afterwards."""
    if Path(given).is_file():
        yield Path(given).resolve()
        return
    named = re.fullmatch(r"(?P<revision>[^-:][^:]*):(?P<path>.+)", given)
    if named is None or Path(given).drive:
        raise click.UsageError(
            f"there is no file `{shown(Path(given))}`; one of a Git revision is named as in `v1.0:data/report.yaml`"
        )
    path = _from_the_top(named["path"])
    with tempfile.TemporaryDirectory(prefix="briefings-") as folder:
        home = _project(named["revision"], path)
        data = _git("archive", "--format=tar", named["revision"], *([home] if home else []), within="--show-toplevel")
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            archive.extractall(folder, filter="data")
        found = Path(folder, path)
        if not found.is_file():
            raise click.UsageError(f"the revision `{named['revision']}` has no file `{path}`")
        yield found.resolve()


def _from_the_top(path: str) -> str:
    """A path from the top of the repository, as Git wants it: one that begins with `./` is meant from here."""
    if not path.startswith(("./", "../")):
        return PurePosixPath(path).as_posix()
    top = Path(_git("rev-parse", "--show-toplevel").decode().strip())
    try:
        return (Path.cwd() / path).resolve().relative_to(top.resolve()).as_posix()
    except ValueError:
        raise click.UsageError(f"`{path}` lies outside the Git repository") from None


def _project(revision: str, path: str) -> str:
    """The folder of the project that a file of a revision belongs to; "" for the whole repository."""
    for folder in PurePosixPath(path).parents:
        name = (folder / "briefings.yaml").as_posix()
        if _git("ls-tree", "--name-only", revision, "--", name, within="--show-toplevel").strip():
            return "" if folder.as_posix() == "." else folder.as_posix()
    return ""


def _git(*arguments: str, within: str = "") -> bytes:
    """What Git answers; `within` is the question whose answer is the folder to ask in."""
    folder = _git("rev-parse", within).decode().strip() if within else None
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False, cwd=folder)
    except OSError as problem:
        raise click.UsageError(f"Git cannot be asked for a revision: {problem.strerror}") from None
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise click.UsageError(f"Git has no such file: {told}")
    return done.stdout
