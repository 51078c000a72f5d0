"""What the process of the preview does: documents on their pages, and these drawn, as far as they have changed.

It stays warm: reports are read anew after each change, templates and themes when one of them has changed. A page that is what it was keeps the
key of its picture and is not drawn again. Whatever hangs or takes too much is ended with the process; the next one reads again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Final

from .. import builtin, lasting, source
from ..diagnostics import BriefingsError, Where, error
from ..engine import project as projects
from ..engine import workers
from ..engine.document import Maker
from ..engine.project import Entry
from ..engine.step import Options, Step
from ..env import Env
from ..frame import Chart, Frame, Group, Item, Picture, Table, TextBox
from ..frame import origins as origins_of
from ..frozen import replace
from ..geometry import Box, PageSize, to_points
from ..language import LANGUAGES, of
from ..report import translation
from ..report.place import Place
from ..source import Scalar
from ..values import Origin
from . import drawing
from .asked import Area, Ask, Document, Made, Order, Project, Shown

_WORDS: Final = 160
"""So many characters of a block say which one it is."""
_DRAWN: Final = 400
"""So many pages are remembered as they were laid out and drawn."""
_NEAR: Final = 4
"""Fields of one block that stand within so many lines of each other are pressed as one."""
_LISTED: Final = 1_000
"""The most documents that are listed."""


@dataclass(slots=True)
class Work:
    """Does what the preview orders; each process has one of its own."""

    home: Path
    environ: Mapping[str, str]
    links: bool
    date: str
    _state: int = -1
    _looks: int = -1
    _project: projects.Project | None = None
    _makers: dict[str, Maker] = field(default_factory=dict)
    _drawn: OrderedDict[Frame, str] = field(default_factory=OrderedDict)

    def __call__(self, order: Order) -> Made | Project:
        try:
            return self._done(order)
        except Exception as problem:  # a bug of ours on one page is no reason to show none
            message = f"this is a bug in the program: {type(problem).__name__}: {problem}"
            told = (error("preview-failed", message, hint="`briefings build` writes a log of it: please report that"),)
            return Project((), (), told) if order.ask is None else Made((), (), told, ())

    def _done(self, order: Order) -> Made | Project:
        if not lasting.keeping():
            lasting.keep(_DRAWN)
        env = Env(self.home, self.environ, links=self.links, at=partial(workers.at, what="reading the project"))
        try:
            project = projects.load(self.home, env)
        except BriefingsError as problem:
            return Project((), (), problem.findings) if order.ask is None else Made((), (), problem.findings, ())
        if order.ask is None:
            return self._listed(project, env)
        self._refresh(project, order)
        return self._made(project, order.ask, order.known, env)

    def _refresh(self, project: projects.Project, order: Order) -> None:
        """Lets go of what was read before the last change."""
        if order.state != self._state or project != self._project:
            looks = order.looks == self._looks and self._project is not None
            self._makers = {theme: one.renewed(project, looks=looks) for theme, one in self._makers.items()}
        self._state, self._looks, self._project = order.state, order.looks, project

    def _made(self, project: projects.Project, ask: Ask, known: frozenset[str], env: Env) -> Made:
        entry = entry_of(project, ask)
        if entry is None:
            return Made((), (), (), ())
        if ask.theme not in self._makers:
            given = (self.home, self.environ, self.links)
            self._makers[ask.theme] = Maker(project, given, Options(theme=ask.theme), self.date)
        laid = self._makers[ask.theme].laid(Step(entry, ask.language))
        if laid.layout is None:
            return Made((), (), tuple(dict.fromkeys(laid.findings)), tuple(laid.inputs))
        pages: list[Shown] = []
        pictures: dict[str, bytes] = {}
        for frame in laid.layout.frames:
            key = self._drawn.get(frame)
            if key is None or key not in known:
                data = drawing.drawn(frame, laid.layout)
                key = blake2b(data, digest_size=16).hexdigest()
                pictures[key] = data
            self._remember(frame, key)
            pages.append(shown(frame, key, laid.where, notes=laid.spoken))
        return Made(tuple(pages), tuple(pictures.items()), tuple(dict.fromkeys(laid.findings)), tuple(laid.inputs))

    def _remember(self, frame: Frame, key: str) -> None:
        self._drawn[frame] = key
        self._drawn.move_to_end(frame)
        while len(self._drawn) > _DRAWN:
            self._drawn.popitem(last=False)

    def _listed(self, project: projects.Project, env: Env) -> Project:
        """What the project has: its documents, each in the languages that it is there in."""
        made: dict[tuple[str, ...], Document] = {}
        read: dict[Path, tuple[str, tuple[str, ...]]] = {}
        for entry in project.build:
            if (key := _key(entry)) in made:
                continue
            if len(made) >= _LISTED:
                break
            if entry.report not in read:
                title, language = self._title(entry.report, env)
                beside = (code for code in LANGUAGES if translation.sibling(entry.report, code).is_file())
                read[entry.report] = title, tuple(dict.fromkeys((language, *beside))) if language else ()
            title, languages = read[entry.report]
            name = entry.row.name if entry.row else title
            made[key] = Document(
                entry.report.stem, name, entry.template, entry.brand, languages, entry.row.id if entry.row else "", entry.audience
            )  # fmt: skip
        own = {path.name for path in (self.home / "templates/themes").glob("*") if (path / "theme.yaml").is_file()}
        more = len({_key(entry) for entry in project.build}) - len(made)
        return Project(tuple(made.values()), tuple(sorted({*builtin.themes(), *own})), project.findings, more)

    def _title(self, path: Path, env: Env) -> tuple[str, str]:
        """A report's title and language, as far as its file can be read."""
        name = env.name(path)
        try:
            root = Place(source.read(path, name, env).root)
        except BriefingsError:
            return path.stem, ""
        title, language = (
            place.node.text if isinstance(place.node, Scalar) else "" for place in (root / "title", root / "language")
        )
        return title or path.stem, language if language in LANGUAGES else ""


def entry_of(project: projects.Project, ask: Ask) -> Entry | None:
    """What the project says of a document, or what is usual for its template; None for a report that there is not."""
    for entry in project.build:
        if _key(entry) == ask.key:
            return entry
    path = next((one for one in project.reports if one.stem == ask.report), None)
    return Entry(path, ask.template) if path is not None and not any(ask.key[2:]) else None


def _key(entry: Entry) -> tuple[str, ...]:
    """What an entry makes, as an ask for it has it."""
    return (entry.report.stem, entry.template, entry.brand, entry.row.id if entry.row else "", entry.audience)


def shown(frame: Frame, key: str, where: Mapping[Origin, Where], *, notes: bool) -> Shown:
    """A page as it is shown."""
    found = [area for item in frame.items for area in areas(item, frame.page, where)]
    told = tuple(paragraph.text for paragraph in frame.notes if notes and paragraph.text.strip())
    size = (to_points(frame.page.width), to_points(frame.page.height))
    return Shown(key, *size, frame.title, tuple(found), told, of(frame.language).tag, frame.rtl)


def areas(item: Item, page: PageSize, where: Mapping[Origin, Where]) -> Iterator[Area]:
    """What can be pressed of an item: each paragraph, row, chart and picture that shows a field of the report; a block that stands on
    few lines of its file as one."""
    match item:
        case Group():
            inner = [area for one in item.items for area in areas(one, page, where)]
            if _together(inner):
                yield replace(
                    inner[0], box=_share(item.box, page), words=_clipped(", ".join(one.words for one in inner))
                )
            else:
                yield from inner
        case TextBox():
            yield from _paragraphs(item, page, where)
        case Table():
            top = item.box.y
            for row, height in zip(item.rows, item.heights, strict=True):
                origins = [one for cell in row for one in _origins(cell.text)]
                words = ", ".join(text for cell in row for one in cell.text.paragraphs if (text := one.text.strip()))
                yield from _area(Box(item.box.x, top, item.box.width, height), words, origins, page, where)
                top += height
        case Chart() | Picture():
            yield from _area(item.box, item.alt or item.name or item.id, list(origins_of(item)), page, where)
        case _:
            return


def _paragraphs(item: TextBox, page: PageSize, where: Mapping[Origin, Where]) -> Iterator[Area]:
    """The paragraphs of a text box, those of one field together."""
    content, down = item.content, item.content.y + item.shift
    made: list[Area] = []
    for number, paragraph in enumerate(item.paragraphs):
        lines = [line for line in item.lines if line.paragraph == number]
        if not lines:
            continue
        top, bottom = lines[0].top, lines[-1].top + lines[-1].height
        box = Box(content.x, down + top, content.width, bottom - top)
        origins = [one for run in paragraph.runs for one in run.origins]
        for area in _area(box, paragraph.text, origins, page, where):
            if made and made[-1].where == area.where:
                whole = (*made[-1].box[:3], area.box[1] + area.box[3] - made[-1].box[1])
                made[-1] = replace(made[-1], box=whole, words=_clipped(f"{made[-1].words} {area.words}"))
            else:
                made.append(area)
    yield from made


def _origins(box: TextBox) -> Iterator[Origin]:
    return (one for paragraph in box.paragraphs for run in paragraph.runs for one in run.origins)


def _area(box: Box, words: str, origins: list[Origin], page: PageSize, where: Mapping[Origin, Where]) -> Iterator[Area]:
    """The area of the first field whose place is known."""
    for origin in origins:
        if (place := _place(origin, where)) is not None:
            yield Area(_share(box, page), _clipped(words) or origin, origin, place)
            return


def _place(origin: Origin, where: Mapping[Origin, Where]) -> Where | None:
    """Where a field stands in its file, or what it is part of."""
    name = str(origin)
    while name:
        if (found := where.get(Origin(name))) is not None:
            return found
        name = name.rpartition(".")[0]
    return None


def _together(inner: list[Area]) -> bool:
    """Whether some areas are of one thing: a few lines of one file."""
    places = [one.where for one in inner if one.where is not None]
    lines = [one.line for one in places]
    return 1 < len(inner) == len(places) and len({one.file for one in places}) == 1 and max(lines) - min(lines) < _NEAR


def _share(box: Box, page: PageSize) -> tuple[float, float, float, float]:
    across, down = 100 / page.width, 100 / page.height
    return (round(box.x * across, 2), round(box.y * down, 2), round(box.width * across, 2), round(box.height * down, 2))


def _clipped(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _WORDS else flat[: _WORDS - 1] + "…"
