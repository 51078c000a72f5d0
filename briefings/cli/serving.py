"""`briefings serve-mcp`: the commands as tools of the Model Context Protocol, for writing assistants (modelcontextprotocol.io).

Each call runs the command itself in a process of its own, with the guards that it has: limits of time and memory, findings as JSON, files whole
or not at all. The project is chosen at the start, and every path of a call is held to it. Nothing but `build` writes, and that into `output/`.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, Final

from mcp.server.mcpserver import Image, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from .. import __version__
from ..diagnostics import BriefingsError, Diagnostic
from ..engine import workers
from ..engine.workers import Limits
from ..env import Env
from ..frozen import frozen
from ..preview.asked import Ask
from ..preview.picture import Order, Pictured, picture

_ROWS: Final = 200
"""The most facts that one answer holds."""
_WORDS: Final = 8_000
"""The most characters of what a command says that one answer holds."""
_REST: Final = 30.0
_ATONCE: Final = 2
"""So many calls are worked on at once; the others wait."""
_ABOUT: Final = (
    "Briefings of one project: YAML reports in data/ become decks, one-pagers and web pages. Every figure has its source. "
    "Call `check` after a file was changed: its findings name file, line and cure. `picture` shows what a slide looks like."
)

Report = Annotated[
    str, Field(description="The report: the name of its file in data/ without .yaml; all of them when empty.")
]
Template = Annotated[
    str, Field(description="The template, such as deck or one-pager; those of the project when empty.")
]
Language = Annotated[str, Field(description="The language's code, such as en or fr; those of the project when empty.")]
File = Annotated[str, Field(description="A file, by its path from the project's folder.")]
_LOOKS: Final = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
_WRITES: Final = ToolAnnotations(
    read_only_hint=False, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


@frozen
class Served:
    """The project that is served, and the limits of each call."""

    env: Env
    limits: Limits
    untrusted: bool = False

    def path(self, name: str) -> str:
        """A file of the project. Raises ToolError for any other."""
        try:
            return str(self.env.resolve(name))
        except BriefingsError as problem:
            raise ToolError(_told(problem.findings)) from None

    def options(self, report: str, **given: str) -> list[str]:
        """The options of `build` and `check`; a value can never be taken for an option."""
        made = [f"--data={self.path(f'data/{report}.yaml')}"] if report else []
        made += [f"--{name}={value}" for name, value in given.items() if value]
        return [*made, *(["--untrusted"] if self.untrusted else [f"--timeout={self.limits.seconds:g}"])]


class Tools:
    """The tools of a project; their first lines tell an assistant what they are for."""

    def __init__(self, served: Served) -> None:
        self._served, self._home, self._turn = served, str(served.env.root), asyncio.Semaphore(_ATONCE)

    async def build(
        self, report: Report = "", template: Template = "", language: Language = "", format: str = ""
    ) -> dict[str, Any]:
        """Make the files of the project in output/: decks, one-pagers, or another `format` (pptx, pdf, html, docx, xlsx, csv)."""
        options = self._served.options(report, template=template, lang=language, format=format)
        return (await self._run("build", self._home, "--json", *options))[0]

    async def check(self, report: Report = "", template: Template = "", language: Language = "") -> dict[str, Any]:
        """Find all that `build` would refuse or warn of; each finding has its file, line, column and cure. Nothing is written."""
        options = self._served.options(report, template=template, lang=language)
        return (await self._run("check", self._home, "--json", *options))[0]

    async def facts(self, report: Report = "", words: str = "") -> dict[str, Any]:
        """Every figure with its value, what it counts, its line and the words of its source; only those with some `words`, if given."""
        data = [f"--data={self._served.path(f'data/{report}.yaml')}"] if report else []
        told, findings = await self._run("facts", self._home, "--form=json", *data)
        wanted = words.casefold()
        found = [one for one in told.get("facts", ()) if wanted in json.dumps(one, ensure_ascii=False).casefold()]
        return {"count": len(found), "facts": found[:_ROWS], "findings": findings}

    async def verify(self, file: File, template: Template = "", language: Language = "") -> dict[str, Any]:
        """Hold a finished deck, PDF or web page of the project, edited by people or not, against the data."""
        given = [f"--{name}={value}" for name, value in (("template", template), ("lang", language)) if value]
        return (await self._run("verify", self._served.path(file), f"--project={self._home}", "--json", *given))[0]

    async def diff(self, old: File, new: File) -> dict[str, Any]:
        """What two editions say differently, by fact: two reports, manifests, decks or PDFs of the project."""
        return (await self._run("diff", self._served.path(old), self._served.path(new), "--form=json"))[0]

    async def inspect(self, brand: File) -> dict[str, Any]:
        """What a brand template (.pptx, .potx) of the project offers: layouts, places, how much they hold, what is missing."""
        return (await self._run("inspect", self._served.path(brand), "--json"))[0]

    async def picture(
        self, report: str, template: str = "deck", language: str = "", page: int = 1, theme: str = "", row: str = ""
    ) -> list[Any]:
        """What a page of a document looks like: a picture, and its title with how many pages there are; `row` is the id of a `for-each`'s row."""
        env, limits = self._served.env, self._served.limits
        order = Order(env.root, env.environ, env.links, Ask(report, template, language, "", theme, row), page)
        async with self._turn:
            drawn = await asyncio.to_thread(workers.call, picture, order, limits)
        if isinstance(drawn, workers.Lost):
            raise ToolError(_told([drawn.finding(f"`{report}` in the template `{template}`")]))
        if not isinstance(drawn, Pictured):
            raise ToolError(_told(drawn))
        return [f"page {drawn.page} of {drawn.pages}: {drawn.title}", Image(data=drawn.data, format=drawn.format)]

    async def _run(self, *command: str) -> tuple[dict[str, Any], str]:
        async with self._turn:
            return await _run(command, self._served)


def server(served: Served) -> MCPServer[Any]:
    """The tools of a project, ready to be run."""
    made: MCPServer[Any] = MCPServer("briefings", instructions=_ABOUT, version=__version__, log_level="CRITICAL")
    tools = Tools(served)
    made.tool(annotations=_WRITES)(tools.build)
    for each in (tools.check, tools.facts, tools.verify, tools.diff, tools.inspect):
        made.tool(annotations=_LOOKS)(each)
    made.tool(annotations=_LOOKS, structured_output=False)(tools.picture)
    return made


async def _run(command: Sequence[str], served: Served) -> tuple[dict[str, Any], str]:
    """What a command of ours tells as JSON, and what it says beside that. Raises ToolError where it tells none."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "briefings",
        *command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=served.env.root,
        env={**served.env.environ, "PYTHONPATH": _found(served.env.environ)},
    )
    most = (
        _REST + 5 * served.limits.seconds
    )  # each document has its own limit; this is for all of them, and what they share
    try:
        out, err = await asyncio.wait_for(process.communicate(), most)
    except TimeoutError:
        raise ToolError(f"`briefings {command[0]}` took longer than {most:g} s and was ended") from None
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.terminate()
            await process.wait()
    words = err.decode("utf-8", "replace").strip()
    try:
        told = json.loads(out)
    except ValueError:
        raise ToolError(words[-_WORDS:] or f"it ended with {process.returncode}") from None
    return told if isinstance(told, dict) else {"told": told}, words[-_WORDS:]


def _found(environ: Mapping[str, str]) -> str:
    """The path that a process finds this same program by."""
    own = str(Path(__file__).parents[2])
    return f"{own}{os.pathsep}{environ['PYTHONPATH']}" if environ.get("PYTHONPATH") else own


def _told(findings: Sequence[Diagnostic]) -> str:
    return "\n".join(one.render() for one in findings)
