"""Ctrl-C and TERM: heard once, and remembered whatever a library makes of them."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Stop:
    """Whether we were asked to stop, by Ctrl-C or TERM: a destructor or a callback of a library may swallow the exception that it raises."""

    def __init__(self) -> None:
        self.asked = False
        self.code = 130
        self.progress: tuple[int, int] | None = None
        """How many documents of how many are done, where documents are made."""

    def heard(self, number: int, _: object) -> None:
        if not self.asked:  # asked again, we are on the way already
            self.asked = True
            self.code = 128 + number
            raise KeyboardInterrupt


@contextmanager
def heard() -> Iterator[Stop]:
    """Ctrl-C and TERM raise KeyboardInterrupt, and are remembered."""
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    listened = [one for one in (signal.SIGINT, signal.SIGTERM) if signal.getsignal(one) is not signal.SIG_IGN]
    before = {one: signal.signal(one, stop.heard) for one in listened}
    tell = sys.unraisablehook
    # what a destructor swallows needs no traceback: the interruption is told at the end
    sys.unraisablehook = lambda lost: None if issubclass(lost.exc_type, KeyboardInterrupt) else tell(lost)
    try:
        yield stop
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
        sys.unraisablehook = tell
