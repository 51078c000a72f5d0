"""A command in this process: every way out of it is here."""

from __future__ import annotations

import atexit
import gc
import io
import os
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

import click

from .. import __version__
from .commands import Group
from .interruption import heard

_YOUNG: Final = 200_000
"""So many new values are made before garbage is searched for."""


def run(arguments: Sequence[str] | None) -> int:
    """Runs a command, without arguments that of the command line, and gives its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(
                errors="backslashreplace"
            )  # a console that lacks a letter shows its code, and the run goes on
    os.environ.setdefault(
        "PYDANTIC_DISABLE_PLUGINS", "__all__"
    )  # nobody's plugins run here: `serve-mcp` would look for some
    gc.set_threshold(_YOUNG)  # most of what is made at the beginning, modules and classes, is there to stay
    with heard() as stop:
        try:
            code = command.main(
                args=list(arguments) if arguments is not None else None,
                standalone_mode=False,
                prog_name="briefings",
                obj=stop,
            )
        except click.ClickException as problem:
            problem.show()
            code = 2
        except (KeyboardInterrupt, click.Abort):
            stop.asked = True
            code = 130
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = 1
        except Exception as problem:
            code = _refused(problem) or 3
            if code == 3 and not stop.asked:
                click.echo(_log_bug(), err=True)
        if stop.asked and code:  # whatever a library made of the interruption
            click.echo("stopped; {} of {} done".format(*stop.progress) if stop.progress else "stopped", err=True)
            code = stop.code
            # CPython kills `python -m` by SIGINT at its end when an interruption has ever gone through an `exec` of text, as in
            # the making of a dataclass, even if it was caught later; the next `exec` forgets that (pythonrun.c, run_eval_code_obj)
            exec("")
    return code if isinstance(code, int) else 0


def end(code: int) -> None:
    """Ends this process as it stands: to take all of it apart first is for those who live on. One that somebody looks into, or with something
    still at work, ends as usual."""
    if threading.active_count() == 1 and sys.gettrace() is sys.getprofile() is None:
        atexit._run_exitfuncs()
        with suppress(OSError, ValueError):  # whoever read is gone; Python says so in its own way
            for stream in (sys.stdout, sys.stderr):
                stream.flush()
            os._exit(code)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefings")
def command() -> None:
    """One YAML source of facts becomes an editable PowerPoint deck and a one-page PDF."""


def _refused(problem: Exception) -> int:
    """Tells why the input cannot be worked with, and gives the exit code; 0 for what is no refusal."""
    from ..diagnostics import BriefingsError
    from .telling import tell_findings

    return tell_findings(problem.findings, False, False) if isinstance(problem, BriefingsError) else 0


def _log_bug() -> str:
    """Puts the traceback into a log file and says where."""
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile("w", prefix="briefings-", suffix=".log", delete=False, encoding="utf-8") as log:
        traceback.print_exc(file=log)
    return f"briefings: this is a bug in the program, not in your files; please report it with this log: {log.name}"
