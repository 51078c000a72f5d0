"""One page of a document as a picture, for programs that ask for one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from ..diagnostics import BriefingsError, Diagnostic, error
from ..engine import project as projects
from ..engine import workers
from ..engine.document import Maker
from ..engine.step import Options, Step
from ..env import Env
from ..frozen import frozen
from ..language import LANGUAGES
from . import drawing
from .asked import Ask
from .work import entry_of


@frozen
class Order:
    """Which page of which document of a project."""

    home: Path
    environ: Mapping[str, str]
    links: bool
    ask: Ask
    page: int


@frozen
class Pictured:
    """A page as a picture: its bytes and their format, its number among so many, its title."""

    data: bytes
    format: str
    page: int
    pages: int
    title: str


def picture(order: Order) -> Pictured | tuple[Diagnostic, ...]:
    """The picture, or why there is none."""
    ask = order.ask
    env = Env(order.home, order.environ, links=order.links, at=partial(workers.at, what="reading the project"))
    if ask.language and ask.language not in LANGUAGES:
        return (
            error("picture-unknown", f"there is no language `{ask.language}`", hint=f"one of {', '.join(LANGUAGES)}"),
        )
    try:
        project = projects.load(order.home, env)
    except BriefingsError as problem:
        return problem.findings
    of = (one for one in project.build if (one.report.stem, one.template) == (ask.report, ask.template))
    mine = (one for one in of if not ask.row or (one.row and one.row.id == ask.row))
    entry = next(mine, None) or entry_of(project, ask)
    if entry is None:
        known = ", ".join(f"`{path.stem}`" for path in project.reports)
        return (error("picture-unknown", f"there is no report `{ask.report}`", hint=f"the project has {known}"),)
    given = (order.home, order.environ, order.links)
    laid = Maker(project, given, Options(theme=ask.theme), "").laid(Step(entry, ask.language))
    if laid.layout is None:
        return laid.findings or (error("picture-unknown", "this document has no pages"),)
    frames = laid.layout.frames
    if not 1 <= order.page <= len(frames):
        return (error("picture-unknown", f"there is no page {order.page}", hint=f"it has {len(frames)}"),)
    frame = frames[order.page - 1]
    return Pictured(
        drawing.drawn(frame, laid.layout), drawing.MEDIA.rpartition("/")[2], order.page, len(frames), frame.title
    )
