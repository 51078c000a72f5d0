"""The command `briefings`: a file for each of its commands in `commands`.

Thin: it reads the command line, calls the stages, prints findings, and turns them into an exit code: 0 ok, 1 errors, 2 usage,
3 a bug (with the path of a log file that holds the traceback), 130 interrupted, 143 ended.
"""

from __future__ import annotations

import sys

from . import handover

TYPE_CHECKING = False  # as in `handover`
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """The console script: a process that is `ready` does what was asked, else this one. Without arguments, it ends the process."""
    code = handover.handed(sys.argv) if arguments is None else None
    if code is None:
        from .running import end, run

        code = run(arguments)
        if arguments is None:
            end(code)
    sys.exit(code)
