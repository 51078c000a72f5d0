"""Files as they were in a revision of a Git repository: `v1.0:data/report.yaml`, as `git show` names them.

at_hand    what the command line names -> a file that can be read, while it is needed
"""

from __future__ import annotations

import io
import re
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import click

from ..engine.revision import git
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
        data = git(_top(), "archive", "--format=tar", named["revision"], *(["--", home] if home else []))
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
    try:
        return (Path.cwd() / path).resolve().relative_to(_top().resolve()).as_posix()
    except ValueError:
        raise click.UsageError(f"`{path}` lies outside the Git repository") from None


def _project(revision: str, path: str) -> str:
    """The folder of the project that a file of a revision belongs to; "" for the whole repository."""
    for folder in PurePosixPath(path).parents:
        name = (folder / "briefings.yaml").as_posix()
        if git(_top(), "ls-tree", "--name-only", revision, "--", name).strip():
            return "" if folder.as_posix() == "." else folder.as_posix()
    return ""


def _top() -> Path:
    """The folder of the Git repository that we are in."""
    return Path(git(Path.cwd(), "rev-parse", "--show-toplevel").decode().strip())
