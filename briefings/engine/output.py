"""Write files so that each is whole or untouched.

Bytes go to a new file in the same folder, reach the disk, and are then moved over the old one in one step. A stopped build leaves the
old file or the new one, never half of either.
"""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path
from typing import Final

from ..diagnostics import BriefingsError, Diagnostic, error

PREFIX: Final = ".briefings-"


def write(path: Path, data: bytes) -> None:
    """Puts `data` at `path` in one step, making its folder when needed.

    Raises BriefingsError when the disk is full, the folder may not be written, or another program holds the file open; the old file
    then still stands.
    """
    name = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=PREFIX, suffix=".tmp", dir=path.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        Path(name).chmod(0o644)
        os.replace(name, path)  # noqa: PTH105 - the call whose one-step promise this rests on
    except OSError as problem:
        if name:
            with contextlib.suppress(OSError):
                Path(name).unlink()
        raise BriefingsError([_explained(path, problem, len(data))]) from None
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
    if isinstance(problem, PermissionError):
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
    return error("output-failed", f"`{shown}` cannot be written: {problem.strerror or problem}")
