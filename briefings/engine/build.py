"""Build what a project asks for: the five stages in order, then the files.

Findings of all reports and templates come back together. Where a file breaks its shape, be it the report or one of its templates,
nothing of that report is made. What cannot be set on its pages, or is asked for in a language that is not there, stops that output
and no others.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import partial
from pathlib import Path
from typing import Any, Final

from .. import report, source
from ..diagnostics import BriefingsError, Diagnostic, Level, Where, note
from ..env import Env
from ..frozen import frozen, replace
from ..reflow import FOLDERS
from ..writers import WRITERS, contact_sheet
from ..writers.contact_sheet import Page
from . import cards, manifest, workers
from . import project as projects
from .course import Course, Output, Progress, Tell
from .document import Maker, preload, uncollected
from .output import MANIFEST, SHEET, SUMS, VERSIONS, File, Folder, Keeper, Memory, sweep
from .project import Project
from .recall import Recall
from .step import Options
from .store import Input, sum_of

__all__ = ["Options", "Output", "Progress", "Result", "build", "faults", "finish", "opened", "write"]

_AS_IT_SAYS: Final = Options()

_FEW: Final = 60
"""A run of more documents keeps no single pages for the next one: whoever makes hundreds edits their table or template, which they all show."""


@frozen
class Result:
    """What a run made and found. `inputs` maps each file read to its SHA-256; `order` is what was asked for."""

    outputs: tuple[Output, ...]
    findings: tuple[Diagnostic, ...]
    inputs: Mapping[str, str]
    order: manifest.Order = field(default_factory=manifest.Order)
    looked: tuple[Input, ...] = ()
    """All that was looked at for the documents."""

    @property
    def ok(self) -> bool:
        bad = {Level.ERROR, Level.WARNING} if self.order.strict else {Level.ERROR}
        return not any(finding.level in bad for finding in self.findings)


def build(
    project: Project,
    env: Env,
    options: Options = _AS_IT_SAYS,
    tell: Tell = lambda progress: None,
    keeper: Keeper | None = None,
    withheld: Collection[str] = (),
    recall: Recall | None = None,
    begun: workers.Warm[Any, Any] | None = None,
) -> Result:
    """Makes every output, or recalls it, and gives it to its keeper, without one to memory; but not those of the reports, by their ids, that
    are withheld. The first of its processes is the one that has `begun`, where there is one.

    Raises nothing for bad input: the findings tell.
    """
    order = manifest.Order(
        tuple(env.name(path) for path in options.data),
        options.templates,
        options.languages,
        options.formats,
        options.edition,
        options.strict,
        env.name(options.brand) if options.brand else "",
        env.environ.get("SOURCE_DATE_EPOCH", ""),
        options.theme,
        options.audience,
        options.cards,
        options.select,
        options.exclude,
    )
    try:
        date = env.source_date()
        plan = Course(project, env, options, tell, keeper or Memory(), withheld, recall)
    except BriefingsError as problem:
        return Result((), _in_order((*project.findings, *problem.findings)), {}, order)
    order = replace(order, since=plan.since)
    options = replace(options, jobs=options.jobs or workers.cores(plan.size))
    environ = {name: value for name, value in env.environ.items() if name == "SOURCE_DATE_EPOCH"}
    told = date.strftime("%Y-%m-%dT%H:%M:%SZ") if date else ""
    shelf = recall.shelf if recall else None
    maker = Maker(project, (env.root, environ, env.links), options, told, shelf, plan.size <= _FEW)
    stopped: tuple[Diagnostic, ...] = ()
    if options.since and not plan.size:
        stopped = (note("since-unchanged", f"nothing has changed since {options.since}"),)
    try:
        _make(maker, plan, options, begun)
    except BriefingsError as problem:
        stopped = problem.findings
    return Result(
        tuple(plan.outputs()),
        _in_order((*project.findings, *plan.findings(), *stopped)),
        dict(
            sorted(
                {**project.inputs, **{name: sum for (kind, name), sum in plan.looked.items() if kind == "file"}}.items()
            )
        ),
        order,
        tuple(Input(*key, answer) for key, answer in plan.looked.items()),
    )


def _make(maker: Maker, plan: Course, options: Options, begun: workers.Warm[Any, Any] | None) -> None:
    """Has the documents of a run made: in processes of this machine, or on those of a scheduler."""
    if options.scheduler:
        from . import cluster

        cluster.run(maker, plan, options.scheduler, options.jobs, options.limits)
        return
    if options.jobs > 1 or (options.limits and not begun):  # else the one process loads it
        preload()
    workers.run(maker, plan, options.jobs, options.limits, begun=begun)


def opened(
    given: tuple[Path, Mapping[str, str], tuple[Path, ...]],
) -> tuple[Project | tuple[Diagnostic, ...], tuple[Input, ...]]:
    """The project in a folder, with an environment and the reports to build in place of its own, or why it cannot be opened; and all that was
    looked at for that.
    """
    home, environ, reports = given
    looked: dict[tuple[str, str], str] = {}

    def look(kind: str, name: str, answer: bytes) -> None:
        looked[kind, name] = sum_of(answer)

    env = Env(home, environ, partial(look, "file"), at=partial(workers.at, what="reading the project"), looked=look)
    env.at(Where(projects.FILE))
    env.is_file(projects.FILE)
    made: Project | tuple[Diagnostic, ...]
    try:
        made = projects.load(home, env)
        looked |= {("file", name): sha256 for name, sha256 in made.inputs.items()}
    except BriefingsError as problem:
        made = (*problem.findings, *faults(reports or projects.reports_in(env), env))
    return made, tuple(Input(*key, answer) for key, answer in looked.items())


def faults(reports: Iterable[Path], env: Env) -> tuple[Diagnostic, ...]:
    """What is wrong with some reports by themselves, for a project whose own file says too little to build them. One that may be a pattern can
    only be judged with its rows.
    """
    found: list[Diagnostic] = []
    for path in reports:
        try:
            data = env.read_found(path, limit=source.LIMIT)
            if b"{{" not in data:
                found += report.parse(source.read(data, env.name(path)), env).findings
        except BriefingsError as problem:
            found += problem.findings
    return _in_order(found)


def _in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each finding once, file by file in the order they were read, each file from its top; those without a place at the end."""
    once = tuple(dict.fromkeys(found))
    files = {name: at for at, name in enumerate(dict.fromkeys(one.where.file for one in once if one.where))}
    return tuple(
        sorted(
            once,
            key=lambda f: (files[f.where.file], f.where.line, f.where.column) if f.where else (len(files), 0, 0),
        )
    )


def write(result: Result, folder: Path) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Writes the outputs of a run that has them in memory, then what `finish` writes; each file whole.

    Gives the files of the run in the folder, and what stopped the others: a file that cannot be written keeps no other from it.
    """
    into = Folder(folder)
    made = tuple(replace(one, keeper=into) for one in result.outputs if into.put(one.name, one.file))
    files = finish(replace(result, outputs=made), into)
    return tuple(folder / name for name in files), tuple(into.faults)


@uncollected()
def finish(result: Result, folder: Folder) -> Mapping[str, File]:
    """Writes the contact sheet, the page of versions, the manifest and the sums of a run whose outputs are in a folder; nothing where there
    are none.

    Gives all files of the run that are there.
    """
    if not result.outputs:
        return {}
    files = {one.name: one.bare for one in result.outputs}
    also = {name: file for one in result.outputs for name, file in one.beside.items()}
    if drawn := _drawn(result.outputs):
        sheet = File.of(contact_sheet.draw(drawn))
        if folder.put(SHEET, sheet):
            also[SHEET] = sheet.bare
    if told := cards.listed(result.outputs):
        words = File.of(told)
        if folder.put(cards.LIST, words):
            also[cards.LIST] = words.bare
    others = (*(name for name in (SHEET, cards.LIST) if name in also), MANIFEST, SUMS)
    for name, page in _versions(result.outputs, others):
        if folder.put(name, page):
            also[name] = page.bare
    files |= also
    kept = replace(result, findings=(*result.findings, *folder.faults))
    if folder.write(MANIFEST, manifest.describe(kept, also)):
        files[MANIFEST] = folder.measured(MANIFEST)
    listed = File.of(manifest.sums({name: one.sha256 for name, one in files.items()}))
    if folder.put(SUMS, listed):
        files[SUMS] = listed.bare
    sweep(folder.path)
    return files


def _drawn(outputs: Iterable[Output]) -> list[tuple[Page, ...]]:
    """The pages of each document, once for all of its formats, as many as a contact sheet shows."""
    documents: dict[str, Output] = {}
    for one in outputs:
        if one.format not in WRITERS:  # what has no pages shows none
            continue
        stem = one.name.rpartition(".")[0]
        if stem not in documents or one.format == "pdf":  # a PDF need not be written again
            documents[stem] = one
    drawn: list[tuple[Page, ...]] = []
    for one in documents.values():
        if sum(map(len, drawn)) >= contact_sheet.MOST:
            break
        if one.pages:
            drawn.append(one.pages)
        elif one.format == "pdf":
            drawn.append(contact_sheet.of_pdf(one.data))
        elif one.made:  # else it was made elsewhere, when there seemed to be no room for its pages
            drawn.append(contact_sheet.pages(one.layout))
    return drawn


def _versions(outputs: Sequence[Output], others: Sequence[str]) -> Iterator[tuple[str, File]]:
    """For each folder with web pages the page of all its languages and files; none for one page alone, which needs no other."""
    homes: dict[str, list[Output]] = {}
    for one in outputs:
        folder = posixpath.dirname(one.name)
        homes.setdefault(posixpath.dirname(folder) if one.format in FOLDERS else folder, []).append(one)
    for home, own in homes.items():
        web = next((one for one in own if one.format in ("site", "html")), None)
        if web is None or (len(own) == 1 and not web.beside):
            continue
        from ..reflow.html import style_of, versions

        style = style_of(web.data, {name: web.keeper.data(name) for name in web.beside if name.endswith(".css")})
        files = (
            versions.File(posixpath.relpath(one.name, home or "."), one.report, one.language, one.format, title, size)
            for one in own
            for title in one.about["titles"][:1]
            for size in (one.size + sum(beside.size for beside in one.beside.values()),)
        )
        page = versions.page(tuple(files), () if home else others, style)
        yield posixpath.join(home, VERSIONS), File.of(page)
