"""The preview as a whole: one process that makes, a thread that watches, a thread that serves, until somebody stops it."""

from __future__ import annotations

import secrets
import socket
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from ..diagnostics import fault
from ..engine import workers
from ..engine.document import preload
from ..engine.workers import Limits
from ..env import Env
from ..frozen import frozen
from .desk import Desk
from .server import Server
from .watch import watch
from .work import Work

PORT: Final = 8732
_TRIED: Final = 20
"""How many ports are tried after the usual one."""


@frozen
class Settings:
    """What the command line says. `port` None is the usual one, or the next that is free; 0 is any."""

    home: Path
    environ: Mapping[str, str]
    limits: Limits
    port: int | None = None
    links: bool = True
    editor: str = ""


def run(settings: Settings, tell: Callable[[str, bool], None]) -> None:
    """Serves the project until it is interrupted. `tell` is told the address once it answers, and whether the usual port was taken.

    Raises BriefingsError where the port is taken that was asked for.
    """
    env = Env(settings.home, settings.environ, links=settings.links)
    date = env.source_date()
    listening, moved = bound(settings.port)
    word = secrets.token_urlsafe(24)
    desk = Desk()
    server = Server(desk, env, listening, word, settings.editor)
    stop = threading.Event()
    watcher = threading.Thread(target=watch, args=(settings.home, stop, desk.changed), daemon=True)

    def begin() -> None:
        """Serves and watches, as soon as the process is there: it is begun before there is any other thread."""
        desk.tell = server.tell
        server.start()
        watcher.start()
        tell(f"http://127.0.0.1:{listening.getsockname()[1]}/{word}/", moved)

    desk.tell = begin
    preload()
    work = Work(settings.home, settings.environ, settings.links, date.strftime("%Y-%m-%dT%H:%M:%SZ") if date else "")
    try:
        workers.run(work, desk, 1, settings.limits, desk.idle)
    finally:
        desk.close()
        stop.set()
        server.stop()
        listening.close()


def bound(port: int | None) -> tuple[socket.socket, bool]:
    """A socket on this machine alone, and whether it is not on the port that it would usually be on."""
    for number in (port,) if port is not None else range(PORT, PORT + _TRIED):
        made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind(("127.0.0.1", number))
            made.listen(128)
        except OSError:
            made.close()
            continue
        return made, port is None and number != PORT
    taken = f"port {port} is" if port is not None else f"ports {PORT} to {PORT + _TRIED - 1} are"
    raise fault("port-taken", f"{taken} in use, or may not be used", hint="give another with `--port`; 0 takes any")
