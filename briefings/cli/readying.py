"""A process that is ready: it has loaded all that a command needs, and forks a child for each that is handed over (`handover`).

It reads nothing that is sent: its children do, so that no client can hold it up. It knows nothing of any project either: what it
has loaded depends on the program alone, which each child compares with what lies on the disk.
"""

from __future__ import annotations

import atexit
import gc
import marshal
import os
import select
import signal
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NoReturn

from .. import builtin
from ..engine import answers, build, workers
from ..engine.step import Options
from ..engine.workers import Limits
from . import handover

IDLE: Final = 30 * 60.0
"""So many seconds after the last command it ends."""
LOOK: Final = 60.0
"""Seconds between two looks at whether it is still wanted."""
_TRIES: Final = 40
_PROGRAM: Final = "from briefings.cli.readying import serve; serve()"


def started() -> str:
    """Starts a process that is ready, and waits until it is; gives why there is none, "" when there is."""
    import subprocess

    # where Python chose UTF-8 by itself it left this word of it, which another Python would take for a choice of the user's (PEP 538)
    environ = {name: value for name, value in os.environ.items() if name != "LC_CTYPE" or not sys.flags.utf8_mode}
    with subprocess.Popen(
        [sys.executable, "-c", _PROGRAM],
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        if process.stdout.readline():
            process.returncode = 0  # it lives on, and nobody waits for it
            return "" if found() else "Python was started with options that a process of its own does not have"
        said = process.stderr.read().decode(errors="replace").strip().splitlines()
    return said[-1] if said else "its process ended"


def found() -> int | None:
    """The number of the process that is ready for commands like this one; None when there is none."""
    with suppress(OSError), socket.socket(socket.AF_UNIX) as line:
        line.settimeout(1)
        line.connect(handover.address(handover.identity()))
        return handover.peer(line)[0]
    return None


def stopped(process: int) -> None:
    """Ends a process that is ready, as soon as the commands that it has are done; whoever asks next finds none."""
    for asked in (signal.SIGTERM, signal.SIGKILL):  # one that hangs does not hear the first
        with suppress(ProcessLookupError):
            os.kill(process, asked)
        for _ in range(_TRIES):
            if found() != process:
                return
            time.sleep(0.05)


def serve() -> None:
    """The life of a process that is ready, from its start."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        listening, path = _listening()
    except OSError as problem:
        sys.exit(f"`{handover.folder()}`: {problem.strerror or problem}")
    state = _state()
    _warm()
    gc.collect()
    gc.freeze()  # what children begin with is never garbage, and stays shared as long as nobody looks through it
    listening.listen(64)
    Path(f"{path}.{os.getpid()}").rename(path)  # in place of one that was left
    ready = _Ready(listening, path, handover.identity(), state)
    os.chdir("/")
    print(os.getpid(), flush=True)  # noqa: T201 - for whoever started us
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    ready.run()


def _listening() -> tuple[socket.socket, str]:
    """A socket under a name for the time being, and the name that it is to have. Raises OSError."""
    folder = handover.folder()
    Path(folder).mkdir(mode=0o700, parents=True, exist_ok=True)
    if not handover.private(folder):
        raise PermissionError(1, "it is not yours alone")
    path = handover.address(handover.identity())
    listening = socket.socket(socket.AF_UNIX)
    os.umask(0o177)
    listening.bind(f"{path}.{os.getpid()}")
    return listening, path


def _state() -> tuple[Any, ...]:
    """What the program is made of on the disk: its own files, by size and time, and the libraries by their versions."""
    folders = str(Path(__file__).parent.parent), str(builtin.home())
    own = [(path, there.st_size, there.st_mtime_ns) for folder in folders for path, there in answers.files(folder)]
    return own, sorted(map(str, answers.installed().values()))


def _warm() -> None:
    """Loads all that commands need, by making what `briefings new` starts, in this process. Of that project nothing is kept."""
    from . import doctoring
    from .running import command

    for name in handover.HANDED:
        command.commands[name]  # it is loaded by that
    answers.tool(None)
    workers.call(abs, 1, Limits())
    made = doctoring.built(None, Options(templates=("deck", "one-pager"), formats=("pptx", "pdf")))
    with TemporaryDirectory(prefix="briefings-") as given:
        build.write(made, Path(given))


class _Ready:
    """The process, its children and the lines to those who wait for them."""

    def __init__(self, listening: socket.socket, path: str, own: tuple[Any, ...], state: tuple[Any, ...]) -> None:
        self._listening = listening
        self._path = path
        self._known = own, state
        self._place = Path(path).stat().st_ino
        self._over = False
        self._last = time.monotonic()
        self._children: dict[int, socket.socket] = {}
        self._poll = select.poll()

    def run(self) -> None:
        """Forks children until nobody asks any more, then waits for the last of them."""
        woken, wakes = socket.socketpair()
        for one in (woken, wakes, self._listening):
            one.setblocking(False)
        signal.set_wakeup_fd(wakes.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)
        signal.signal(signal.SIGTERM, self._end)
        self._poll.register(self._listening, select.POLLIN)
        self._poll.register(woken, select.POLLIN)
        while self._children or not self._over:
            gone = {one for one, _ in self._poll.poll(LOOK * 1000)}
            with suppress(BlockingIOError):
                woken.recv(4096)
            for child, line in self._children.items():
                if line.fileno() in gone:  # whoever waits for it is no more
                    os.kill(child, signal.SIGKILL)
            self._reap()
            self._look(quiet=not gone)
            if self._listening.fileno() in gone and not self._over:
                with suppress(OSError):
                    self._begin(self._listening.accept()[0])

    def _begin(self, line: socket.socket) -> None:
        """Forks a child for whoever asks."""
        self._last = time.monotonic()
        us, child = os.getpid(), os.fork()
        if child == 0:
            signal.set_wakeup_fd(-1)
            for one in (self._listening, *self._children.values()):
                one.close()
            _Child(line, us).run(*self._known)
        self._children[child] = line
        self._poll.register(line, 0)  # it tells when it is closed, and no more

    def _reap(self) -> None:
        """Tells of children that were ended by a signal; the others have told themselves."""
        for child, line in list(self._children.items()):
            number, status = os.waitpid(child, os.WNOHANG)
            if number:
                if os.WIFSIGNALED(status):
                    with suppress(OSError):
                        line.send(bytes([128 + os.WTERMSIG(status)]))
                self._poll.unregister(line)
                line.close()
                del self._children[child]
                self._last = time.monotonic()

    def _look(self, *, quiet: bool) -> None:
        """Ends when nobody has asked for long, or can; in a quiet minute also when the program is another, which children find out by themselves."""
        try:
            here = Path(self._path).stat().st_ino == self._place and not (quiet and _state() != self._known[1])
        except OSError:
            here = False
        if not here or (not self._children and time.monotonic() - self._last > IDLE):
            self._end()

    def _end(self, *_: object) -> None:
        self._over = True
        with suppress(OSError):
            if Path(self._path).stat().st_ino == self._place:
                Path(self._path).unlink()


class _Child:
    """A child, at the other end of a client's line."""

    def __init__(self, line: socket.socket, parent: int) -> None:
        self._line = line
        self._parent = parent

    def run(self, own: tuple[Any, ...], state: tuple[Any, ...]) -> NoReturn:
        """Does what a client asks, and ends. What cannot be as it would be in a process of the client's own is left to the client."""
        try:
            os.setpgid(0, 0)
            if handover.peer(self._line)[1] == os.geteuid():  # of others nothing is read
                self._serve(own, state)
        finally:
            os._exit(0)

    def _serve(self, own: tuple[Any, ...], state: tuple[Any, ...]) -> None:
        identity, asked, streams = self._asked()
        if identity == own and self._current(state):
            _taken_over(*asked)
            self._line.sendall(os.getpid().to_bytes(4, "big"))
            go, given, _, _ = socket.recv_fds(self._line, 1, 4)
            if go == handover.GO:
                _speak(given, streams)
                self._line.sendall(bytes([_run(sys.argv[1:]) & 255]))

    def _asked(self) -> Any:
        data = b""
        while len(data) < 4 or len(data) < 4 + int.from_bytes(data[:4], "big"):
            more = self._line.recv(1 << 20)
            if not more:
                raise EOFError
            data += more
        return marshal.loads(data[4:])  # of a process of this user and of this very Python

    def _current(self, state: tuple[Any, ...]) -> bool:
        """Whether the program is what was loaded; else nobody is to be handed over to it any more."""
        if _state() == state:
            return True
        if os.getppid() == self._parent:
            os.kill(self._parent, signal.SIGTERM)
        return False


def _taken_over(
    argv: list[str],
    path: list[str],
    environ: dict[bytes, bytes],
    mask: int,
    limits: list[tuple[str, tuple[int, int]]],
    priority: int,
    processors: list[int],
    ignored: list[int],
) -> None:
    """Makes this process what the client's is. Raises OSError or ValueError for what it may not be."""
    import resource

    sys.argv[:], sys.path[:] = argv, path
    os.environb.clear()
    os.environb.update(environ)
    time.tzset()
    os.umask(mask)
    for name, limit in limits:
        if resource.getrlimit(getattr(resource, name)) != limit:
            resource.setrlimit(getattr(resource, name), limit)
    if os.getpriority(os.PRIO_PROCESS, 0) != priority:
        os.setpriority(os.PRIO_PROCESS, 0, priority)
    os.sched_setaffinity(0, processors)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN if signal.SIGINT in ignored else signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_IGN if signal.SIGTERM in ignored else signal.SIG_DFL)


def _speak(given: list[int], streams: list[tuple[str, str]]) -> None:
    """Takes a client's streams, which are opened as Python opens them at its start, and its folder."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        os.dup2(given[number], number)
        mode, lines = ("w", 1 if name == "stderr" else -1) if number else ("r", -1)
        stream: object = open(number, mode, lines, *streams[number], closefd=False)  # noqa: SIM115
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    os.fchdir(given[3])
    for one in given:
        os.close(one)


def _run(arguments: list[str]) -> int:
    """Runs a command to its end, and gives the exit code that its process would have."""
    from .running import run

    try:
        code = run(arguments)
    except KeyboardInterrupt:
        code = 128 + signal.SIGINT
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            code = code or 120  # as Python says it
    with suppress(Exception):
        atexit._run_exitfuncs()
    return code
