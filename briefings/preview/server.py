"""The page and what it asks for, to one browser on this machine.

    GET /WORD/                    the page
    GET /WORD/events              what has changed, as server-sent events
    GET /WORD/project             what there is to be shown
    GET /WORD/document?id=…       a document: its pages, areas, notes and findings
    GET /WORD/picture/KEY         the picture of a page
    GET /WORD/source?file=…&line=…  lines of a file that the project was made from

A page of another site may send its reader's browser here. So the host must be ours by name (DNS rebinding), a site that asks must be ours,
and every address begins with a word that is drawn anew each time. Nothing is changed by any request.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, MutableMapping
from pathlib import Path
from socket import socket
from typing import Any, Final, TypeAlias
from urllib.parse import quote
from weakref import WeakSet

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from ..diagnostics import BriefingsError, Diagnostic
from ..env import Env
from ..language import LANGUAGES
from . import drawing
from .asked import Area, Ask, Project, Shown
from .desk import Desk, State, of

_Scope: TypeAlias = MutableMapping[str, Any]
_Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
_Send: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_PAGE: Final = Path(__file__).parent / "page"
_FILES: Final = {
    "": ("index.html", "text/html; charset=utf-8"),
    "preview.css": ("preview.css", "text/css; charset=utf-8"),
    "preview.js": ("preview.js", "text/javascript; charset=utf-8"),
    "icon.svg": ("icon.svg", "image/svg+xml"),
    "listen.js": ("listen.js", "text/javascript; charset=utf-8"),
}
_STREAMS: Final = 100
"""The most browsers' ears that are open at once."""
_BEAT: Final = 15.0
"""Seconds after which a silent stream says that it is still there."""
_AROUND: Final = 7
"""Lines of a file that are shown above and below the one that is asked for."""
_LONG: Final = 4_000
_HEADERS: Final = {
    "content-security-policy": (
        "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; worker-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}


class Guard:
    """Lets through what our own page asks for, and nothing else."""

    def __init__(self, app: Starlette, port: int, word: str) -> None:
        self._app, self._word = app, word
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self._origins = {f"http://{host}" for host in self._hosts}

    async def __call__(self, scope: _Scope, receive: _Receive, send: _Send) -> None:
        if scope["type"] != "http":
            return
        refused = self._refused(scope)
        if refused is not None:
            await refused(scope, receive, send)
            return
        inner = {**scope, "path": scope["path"][len(self._word) + 1 :]}
        await self._app(inner, receive, _with_headers(send))

    def _refused(self, scope: _Scope) -> Response | None:
        given: dict[str, list[str]] = {}
        for name, value in scope["headers"]:
            given.setdefault(name.decode("latin-1"), []).append(value.decode("latin-1"))
        hosts = given.get("host", [])
        origins = given.get("origin", [])
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts or any(one not in self._origins for one in origins):
            return PlainTextResponse("this page is for the browser on this machine", 403)
        if any(one not in ("same-origin", "none") for one in given.get("sec-fetch-site", [])):
            return PlainTextResponse("another site may not ask for this", 403)
        word, slash, _ = scope["path"].removeprefix("/").partition("/")
        if not slash or not hmac.compare_digest(word.encode(), self._word.encode()):
            return PlainTextResponse("not found; take the whole address that `briefings preview` printed", 404)
        if scope["method"] not in ("GET", "HEAD"):
            return PlainTextResponse("nothing can be changed here", 405, {"allow": "GET, HEAD"})
        return None


def _with_headers(send: _Send) -> _Send:
    async def sent(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            own = {name for name, _ in message["headers"]}
            more = [(name.encode(), value.encode()) for name, value in _HEADERS.items() if name.encode() not in own]
            message = {**message, "headers": [*message["headers"], *more]}
        await send(message)

    return sent


class Server:
    """Serves a desk on a socket, in a thread of its own."""

    def __init__(self, desk: Desk, env: Env, listening: socket, word: str, editor: str) -> None:
        self._desk, self._env, self._socket, self._editor = desk, env, listening, editor
        self._ears: WeakSet[asyncio.Event] = WeakSet()  # one is gone with the answer that waits for it
        self._loop: asyncio.AbstractEventLoop | None = None
        routes = [
            Route("/events", self._events),
            Route("/project", self._project),
            Route("/document", self._document),
            Route("/picture/{key}", self._picture),
            Route("/source", self._source),
            Route("/{name:path}", self._file),
        ]
        app = Guard(Starlette(routes=routes), listening.getsockname()[1], word)
        config = uvicorn.Config(
            app,
            log_config=None,
            log_level="critical",
            access_log=False,
            lifespan="off",
            ws="none",
            server_header=False,
            timeout_graceful_shutdown=1,
            limit_concurrency=4 * _STREAMS,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Begins to serve."""
        self._thread.start()

    def stop(self) -> None:
        """Ends within a second, whoever still listens."""
        self._server.should_exit = self._server.force_exit = True
        self.tell()
        self._thread.join(1.5)

    def tell(self) -> None:
        """Something is new; from any thread."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        for ear in list(self._ears):
            ear.set()

    def _run(self) -> None:
        async def serve() -> None:
            self._loop = asyncio.get_running_loop()
            await self._server.serve(sockets=[self._socket])

        asyncio.run(serve())

    async def _file(self, request: Request) -> Response:
        found = _FILES.get(request.path_params["name"])
        if found is None:
            return PlainTextResponse("not found", 404)
        return Response((_PAGE / found[0]).read_bytes(), media_type=found[1])

    async def _events(self, request: Request) -> Response:
        if len(self._ears) >= _STREAMS:
            return PlainTextResponse("too many pages listen already: close some", 503)
        ear = asyncio.Event()
        ear.set()
        self._ears.add(ear)
        return StreamingResponse(self._news(ear), media_type="text/event-stream")

    async def _news(self, ear: asyncio.Event) -> AsyncIterator[str]:
        """What is new, whenever something is: all of it each time, so that whoever is slow misses nothing."""
        while not self._server.should_exit:
            try:
                await asyncio.wait_for(ear.wait(), _BEAT)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            ear.clear()
            yield f"data: {json.dumps(self._told())}\n\n"

    def _told(self) -> dict[str, Any]:
        number, _ = self._desk.project
        states = self._desk.states()
        return {
            "project": number,
            "documents": {_id(ask): [one.number, *one.counts, one.stale] for ask, one in states.items()},
        }

    async def _project(self, request: Request) -> Response:
        number, project = self._desk.project
        return JSONResponse(
            {
                "number": number,
                "name": self._env.root.name,
                "documents": [
                    {
                        "report": one.report,
                        "title": one.title,
                        "template": one.template,
                        "brand": one.brand,
                        "row": one.row,
                        "audience": one.audience,
                        "languages": [{"code": code, "name": _named(code)} for code in one.languages],
                    }
                    for one in project.documents
                ],
                "more": project.more,
                "themes": project.themes,
                "findings": [self._finding(one) for one in project.findings],
            }
        )

    async def _document(self, request: Request) -> Response:
        ask = _asked(request.query_params.get("id", ""), self._desk.project[1])
        if ask is None:
            return JSONResponse({"error": "there is no such document"}, 404)
        state = self._desk.ask(ask)
        if state is None:
            return JSONResponse({"id": _id(ask), "number": 0, "pages": [], "findings": [], "stale": False})
        return JSONResponse(self._shown(ask, state))

    def _shown(self, ask: Ask, state: State) -> dict[str, Any]:
        return {
            "id": _id(ask),
            "number": state.number,
            "stale": state.stale,
            "pages": [_page(one) for one in state.pages],
            "findings": [self._finding(one) for one in state.findings],
        }

    async def _picture(self, request: Request) -> Response:
        data = self._desk.picture(request.path_params["key"])
        if data is None:
            return PlainTextResponse("not found", 404)
        return Response(data, media_type=drawing.MEDIA, headers={"cache-control": "private, max-age=86400, immutable"})

    async def _source(self, request: Request) -> Response:
        name = request.query_params.get("file", "")
        number = request.query_params.get("line", "1")
        if not self._desk.reads(name) or not number.isdecimal() or len(number) > 9:
            return JSONResponse({"error": "there is no such line"}, 404)
        try:
            lines = self._env.read(name).decode("utf-8", "replace").splitlines()
        except BriefingsError as problem:
            return JSONResponse({"error": problem.findings[0].message}, 404)
        at = max(1, min(int(number), len(lines)))
        first = max(1, at - _AROUND)
        column = request.query_params.get("column", "1")
        return JSONResponse(
            {
                "file": name,
                "line": at,
                "first": first,
                "lines": [one[:_LONG] for one in lines[first - 1 : at + _AROUND]],
                "editor": self._link(name, at, column if column.isdecimal() else "1"),
            }
        )

    def _link(self, name: str, line: int, column: str) -> str:
        """The address that opens an editor at a line."""
        if not self._editor:
            return ""
        path = quote(self._env.resolve(name).as_posix().removeprefix("/"), safe="/:")
        values = {"{file}": path, "{line}": str(line), "{column}": column}
        made = self._editor
        for key, value in values.items():
            made = made.replace(key, value)
        return made

    def _finding(self, one: Diagnostic) -> dict[str, Any]:
        where = one.where
        return {
            "level": one.level.value,
            "code": one.code,
            "message": one.message,
            "hint": one.hint,
            "path": one.path,
            "file": where.file if where else "",
            "line": where.line if where else 0,
            "column": where.column if where else 0,
            "excerpt": where.excerpt.strip("\n")[:_LONG] if where else "",
            "there": bool(where and self._desk.reads(where.file)),
        }


def _page(one: Shown) -> dict[str, Any]:
    return {
        "key": one.key,
        "width": one.width,
        "height": one.height,
        "title": one.title,
        "language": one.language,
        "rtl": one.rtl,
        "notes": one.notes,
        "areas": [_area(each) for each in one.areas],
    }


def _area(one: Area) -> dict[str, Any]:
    where = one.where
    return {
        "box": one.box,
        "words": one.words,
        "origin": one.origin,
        "file": where.file if where else "",
        "line": where.line if where else 0,
        "column": where.column if where else 0,
    }


def _id(ask: Ask) -> str:
    return "|".join((ask.report, ask.template, ask.language, ask.brand, ask.theme, ask.row, ask.audience))


def _asked(id: str, project: Project) -> Ask | None:
    """The document that an id names, if the project has it."""
    parts = id.split("|")
    if len(parts) != 7:
        return None
    ask = Ask(*parts)
    document = of(project, ask)
    known = document is not None and ask.language in document.languages
    return ask if known and ask.theme in ("", *project.themes) else None


def _named(code: str) -> str:
    return LANGUAGES[code].name if code in LANGUAGES else "its own language"


EDITORS: Final[Mapping[str, str]] = {
    "vscode": "vscode://file/{file}:{line}:{column}",
    "vscodium": "vscodium://file/{file}:{line}:{column}",
    "cursor": "cursor://file/{file}:{line}:{column}",
    "zed": "zed://file/{file}:{line}:{column}",
    "idea": "idea://open?file=/{file}&line={line}&column={column}",
    "none": "",
}
"""Addresses that open an editor, by the editor's name."""
