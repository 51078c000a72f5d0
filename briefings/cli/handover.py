"""Hands a command over to a process that is `ready`, where there is one: this one loads next to nothing, and that one has loaded all.

    client   connects, and sends what it was asked for, and how it was started
    child    forked for it by the process that is ready: takes all of that over, and tells its number
    client   sends its streams and its folder; before that, nothing has happened, and it may still do the work itself
    child    runs the command, and tells its exit code

Signals go from the client to the child. Whatever is wrong, of the folder, the socket or the answer, is no more than a command that is run here.

Python's own modules in C stand in for `socket` and `signal`, and nothing of `typing` is loaded: the modules behind those take twice as long as all that is done here.
"""

from __future__ import annotations

import os
import sys
import zlib

from .. import __version__

TYPE_CHECKING = False  # what type checkers take for `typing`'s
if TYPE_CHECKING:
    import _socket
    from collections.abc import Mapping, Sequence
    from typing import Any, Final

NAME: Final = "BRIEFINGS_READY"
HANDED: Final = frozenset(
    {"approve", "build", "check", "diff", "draft", "facts", "inspect", "list", "rebuild", "translate", "verify"}
)
"""Commands that end by themselves and load much."""
_ALONE: Final = ("--untrusted", "--scheduler")
"""What strangers wrote is made by a process that nobody else has used; what other machines make needs nothing here."""
_BEFORE: Final = ("PYTHON", "LANG", "LC_", "LD_", "MALLOC_")
"""How variables begin that a process reads once, at its start."""
_PATIENCE: Final = 0.2
"""Seconds in which a process that is ready begins; else this one does."""
GO: Final = b"g"
"""What the streams come with."""


def able() -> str:
    """Why no process can be ready on this system; "" when one can. It takes a fork that libraries may be used after: macOS has none, Windows no fork at all."""
    if sys.platform in ("win32", "darwin", "emscripten", "wasi"):
        return "this system cannot begin a process with what another has loaded"
    return "it is the process of one user for another" if os.geteuid() != os.getuid() else ""


def caches(environ: Mapping[str, str]) -> str:
    """The folder of the user's caches."""
    home = environ.get("USERPROFILE" if sys.platform == "win32" else "HOME") or os.path.expanduser("~")  # noqa: PTH111
    if sys.platform == "win32":
        return environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")  # noqa: PTH118
    if sys.platform == "darwin":
        return f"{home}/Library/Caches"
    named = environ.get("XDG_CACHE_HOME", "")
    return named if named.startswith("/") else f"{home}/.cache"


def folder() -> str:
    """Where the sockets of processes that are ready lie."""
    return f"{caches(os.environ)}/briefings-ready"


def private(path: str) -> bool:
    """Whether a folder or socket is this user's, and nobody else's."""
    there = os.lstat(path)
    return there.st_uid == os.geteuid() and not there.st_mode & 0o077


def identity() -> tuple[Any, ...]:
    """What a process must have in common with another one to stand in for it: program, Python, user, and all that is read at the start."""
    spaces = []
    for space in ("mnt", "pid", "net", "user"):
        try:
            spaces.append(os.readlink(f"/proc/self/ns/{space}"))  # noqa: PTH115 - namespaces(7)
        except OSError:
            spaces.append("")
    root = os.stat("/")  # noqa: PTH116 - pathlib takes longer to load than all of this
    return (
        __version__,
        os.path.dirname(__file__),  # noqa: PTH120
        sys.prefix,
        sys.version,
        repr(sys.flags),
        repr((sys._xoptions, sys.warnoptions)),
        sys.path[1:],  # the first is where the command itself lies
        (os.getuid(), os.getgid(), *sorted(os.getgroups())),
        sorted(f"{name}={value}" for name, value in os.environ.items() if name.startswith(_BEFORE)),
        (root.st_dev, root.st_ino, *spaces),
    )


def address(of: tuple[Any, ...]) -> str:
    """The socket of a process with an identity. The identity itself is held against that of whoever asks."""
    return f"{folder()}/{zlib.crc32(repr(of).encode(errors='surrogateescape')):08x}"


def handed(argv: Sequence[str]) -> int | None:
    """The exit code of a command that a process that is ready ran; None when there is none, or it is to be run here."""
    arguments = argv[1:]
    if not arguments or arguments[0] not in HANDED or any(one.startswith(_ALONE) for one in arguments):
        return None
    if os.environ.get(NAME, "").lower() == "none" or None in (sys.stdin, sys.stdout, sys.stderr) or able():
        return None
    try:
        if not private(folder()):
            return None
        own = identity()
        if not private(address(own)):
            return None
    except OSError:
        return None
    import _socket

    line = _socket.socket(_socket.AF_UNIX)
    try:
        here = os.open(".", os.O_PATH | os.O_DIRECTORY)
        child = _begun(line, own, argv)
        if not child:
            raise ConnectionError
    except (OSError, ValueError):
        line.close()
        return None
    return _done(line, child, here)


def peer(line: _socket.socket) -> tuple[int, int]:
    """The numbers of the process at the other end, and of its user (unix(7), SO_PEERCRED)."""
    import _socket

    told = line.getsockopt(_socket.SOL_SOCKET, _socket.SO_PEERCRED, 12)
    return int.from_bytes(told[:4], sys.byteorder), int.from_bytes(told[4:8], sys.byteorder)


def _begun(line: _socket.socket, own: tuple[Any, ...], argv: Sequence[str]) -> int:
    """Asks for a command to be run as it would be here, and gives the number of the child that has all of it but the streams; 0 for none.

    Raises OSError when nobody answers.
    """
    import _signal  # type: ignore[import-not-found]
    import marshal
    import resource

    mask = os.umask(0)
    os.umask(mask)
    limits = [(one, resource.getrlimit(getattr(resource, one))) for one in dir(resource) if one.startswith("RLIMIT_")]
    asked = (
        list(argv),
        list(sys.path),
        dict(os.environb),
        mask,
        limits,
        os.getpriority(os.PRIO_PROCESS, 0),
        sorted(os.sched_getaffinity(0)),
        [one for one in (_signal.SIGINT, _signal.SIGTERM) if _signal.getsignal(one) == _signal.SIG_IGN],
    )
    told = marshal.dumps((own, asked, [(one.encoding, one.errors) for one in (sys.stdin, sys.stdout, sys.stderr)]))
    line.settimeout(_PATIENCE)
    line.connect(address(own))
    if peer(line)[1] != os.geteuid():
        return 0
    line.sendall(len(told).to_bytes(4, "big") + told)
    return int.from_bytes(line.recv(4), "big")


def _done(line: _socket.socket, child: int, here: int) -> int:
    """Gives the child our streams and our folder, passes on what is asked of us, and gives its exit code. From here on nothing is run here."""
    import _signal
    import _socket

    def passed(number: int, _: object) -> None:
        _tell(child, number)

    def stopped(number: int, _: object) -> None:
        _tell(child, _signal.SIGSTOP)
        _signal.signal(number, _signal.SIG_DFL)
        os.kill(os.getpid(), number)
        _signal.signal(number, stopped)
        _tell(child, _signal.SIGCONT)

    for one, heard in ((_signal.SIGINT, passed), (_signal.SIGTERM, passed), (_signal.SIGTSTP, stopped)):
        if _signal.getsignal(one) != _signal.SIG_IGN:
            _signal.signal(one, heard)
    line.settimeout(None)
    streams = b"".join(one.to_bytes(4, sys.byteorder) for one in (0, 1, 2, here))
    try:
        line.sendmsg([GO], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, streams)])
        code = line.recv(1)
    except OSError:
        code = b""
    if not code:
        sys.stderr.write("briefings: the process that ran this was ended\n")
    return code[0] if code else 128 + _signal.SIGKILL


def _tell(child: int, number: int) -> None:
    try:
        os.kill(child, number)
    except OSError:
        return  # it has just ended by itself
