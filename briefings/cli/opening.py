"""What a command works on: the project that is meant, its limits, and the build of it in memory."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .interruption import Stop
from .telling import shown, summarise, tell_findings

if TYPE_CHECKING:
    from ..diagnostics import Diagnostic
    from ..engine.build import Options, Progress, Result
    from ..engine.output import Keeper
    from ..engine.project import Project, Subject
    from ..engine.store import Input, Seen, Store
    from ..engine.workers import Limits, Warm
    from ..env import Env


def home_of(folder: Path | None) -> Path:
    """The folder of the project that a command is about."""
    from ..engine.home import find_root

    return home_named(folder) if folder is not None else find_root(Path.cwd())


def require_given(given: dict[str, Any]) -> None:
    """Refuses files that were named and are not there."""
    for path in (*given["data"], *([given["brand"]] if given["brand"] else [])):
        require_file(path)


def built(
    env: Env,
    given: dict[str, Any],
    as_json: bool,
    summary: Path | None = None,
    doing: str = "building",
    keeper: Keeper | None = None,
    store: tuple[Store, Seen] | None = None,
    verbose: bool = False,
) -> tuple[Result, tuple[Input, ...]] | None:
    """Reads the project and builds it, and gives what it looked at; None when its own file cannot be read (which is then said).

    `keeper` takes the files, without it nobody does; `store` knows what was built before.
    """
    from ..engine import build as stage
    from ..engine.output import Keeper
    from ..engine.recall import Recall
    from ..engine.workers import Warm
    from ..frozen import replace

    limits = limits_of(**given)
    looked: list[Input] = []
    begun = Warm(stage.opened, limits)  # what reads the project makes its documents, too
    click.get_current_context().call_on_close(begun.end)
    loaded = opened(env, given["data"], limits, looked, begun)
    if isinstance(loaded, tuple):
        summarise(summary, (), loaded)
        tell_findings(loaded, as_json, given["strict"], given["annotations"], env.root)
        return None
    require_reports(loaded, given)
    options = _options(given, limits, sheet=keeper is not None)
    held: dict[str, tuple[Diagnostic, ...]] = {}
    if given.get("final"):
        from . import final

        held = final.refused(loaded, _meant(loaded, options, env), env, given["final"])
    recall = Recall(*store, loaded, env, options) if store else None
    stop: Stop = click.get_current_context().obj
    with _progress(as_json, doing, verbose) as told:

        def tell(progress: Progress) -> None:
            stop.progress = progress.done, progress.total
            if stop.asked:
                raise KeyboardInterrupt
            told(progress)

        result = stage.build(loaded, env, options, tell, keeper or Keeper(), held, recall, begun)
    why = (one for told in held.values() for one in told)
    findings = tuple(dict.fromkeys((*result.findings, *why)))
    for one in () if as_json else findings:
        if one.code == "since-unchanged":
            click.echo(one.message)
    return replace(result, findings=findings), (*looked, *result.looked)


def _meant(loaded: Project, options: Options, env: Env) -> tuple[Subject, ...]:
    """What the chosen documents are made of, each report whole; nothing where none is chosen, which the build tells."""
    from ..diagnostics import BriefingsError
    from ..engine import selecting

    whole = loaded.subjects(path.resolve() for path in options.data)
    try:
        chosen = {(of.report.resolve(), of.row) for of in selecting.entries(loaded, options, env)}
    except BriefingsError:
        return ()
    return tuple(of for of in whole if (of.report.resolve(), of.row) in chosen)


def _options(given: dict[str, Any], limits: Limits, *, sheet: bool) -> Options:
    """What the command line changes in a project."""
    from ..engine.build import Options

    return Options(
        given["data"],
        given["template"],
        given["languages"],
        given["formats"],
        given["edition"],
        given["strict"],
        given["brand"],
        given["jobs"],
        limits,
        sheet,
        given["theme"],
        given["audience"],
        look=given.get("look", False),
        cards=given["cards"],
        select=given["select"],
        exclude=given["exclude"],
        since=given["since"],
        scheduler=given.get("scheduler") or "",
    )


def selection(folder: Path | None, given: dict[str, Any]) -> tuple[Project, Options, Env]:
    """The project, the options and the environment of a command that says what would be built. Raises BriefingsError for a project's own faults."""
    from ..engine import project as projects
    from ..engine.build import Options
    from ..engine.workers import Limits
    from ..env import Env

    for path in given["data"]:
        require_file(path)
    home = home_of(folder)
    env = Env(home, dict(os.environ))
    loaded = projects.load(home, env)
    require_reports(loaded, given)
    same = ("data", "languages", "formats", "brand", "theme", "audience", "cards", "select", "exclude", "since")
    words = {"templates": given["template"], **{key: given[key] for key in same}}
    return loaded, Options(**words, jobs=0, limits=Limits()), env


def opened(
    env: Env,
    reports: Sequence[Path],
    limits: Limits,
    looked: list[Input] | None = None,
    begun: Warm[Any, Any] | None = None,
) -> Project | tuple[Diagnostic, ...]:
    """The project in the folder of `env`, or what is wrong with its file, and with the reports to build; `looked` is given what it looked at.
    `begun` is the process that reads it, where that lives on."""
    from ..diagnostics import Where
    from ..engine import build as stage
    from ..engine import project as projects
    from ..engine import workers

    task = (env.root, env.environ, tuple(reports))
    made = begun(task) if begun else workers.call(stage.opened, task, limits)
    if isinstance(made, workers.Lost):
        return (made.finding(f"`{projects.FILE}`", Where(projects.FILE), "reading it"),)
    project, inputs = made
    if looked is not None:
        looked += inputs
    return project


def known(home: Path, env: Env) -> Project:
    """The project in a folder, for a command that asks its reports alone: one whose file is wrong has those of `data/`, each as it stands."""
    from ..diagnostics import BriefingsError
    from ..engine import project as projects

    try:
        return projects.load(home, env)
    except BriefingsError:
        return projects.bare(home, env)


def limits_of(timeout: float | None, memory: int | None, untrusted: bool, **_: object) -> Limits:
    """What a document may take, from the options."""
    from ..engine.workers import UNTRUSTED, Limits
    from ..frozen import replace

    usual = UNTRUSTED if untrusted else Limits()
    return replace(
        usual,
        seconds=usual.seconds if timeout is None else timeout,
        memory=usual.memory if memory is None else memory * 1024 * 1024,
    )


def home_named(folder: Path) -> Path:
    """A project's folder that was named."""
    alone = f"; `build --select {folder.stem}` builds that report alone"
    if folder.is_file():
        raise click.UsageError(f"`{shown(folder)}` is a file, and a project is a folder{alone}")
    if not folder.is_dir():
        report = len(folder.parts) == 1 and Path("data", f"{folder}.yaml").is_file()
        raise click.UsageError(f"there is no folder `{folder}`{alone * report}")
    return folder.resolve()


def require_file(path: Path) -> None:
    """Refuses a file that there is not."""
    if not path.is_file():
        raise click.UsageError(f"there is no file `{shown(path)}`")


def require_reports(project: Project, given: dict[str, Any]) -> None:
    """Refuses a project without a report."""
    if not project.reports and not given["data"]:
        stray = next((finding for finding in project.findings if finding.code == "report-ending"), None)
        if stray is not None:
            raise click.UsageError(f"there is no report: {stray.message}; {stray.hint}")
        raise click.UsageError(
            f"there is no report in `{shown(project.root / 'data')}`: start one with `briefings new DIR`, or name one with `--data`"
        )


@contextmanager
def _progress(as_json: bool, doing: str, verbose: bool) -> Iterator[Callable[[Progress], None]]:
    """A bar with the time left on a terminal, a plain line for each report in a template elsewhere, nothing beside JSON."""
    if as_json:
        yield lambda progress: None
    elif sys.stderr.isatty():
        from rich import progress as rich
        from rich.console import Console

        words = rich.TextColumn("{task.description}")
        columns = (words, rich.BarColumn(), rich.MofNCompleteColumn(), rich.TimeRemainingColumn())
        with rich.Progress(
            *columns, console=Console(stderr=True), transient=True, auto_refresh=False
        ) as bar:  # no thread beside fork
            task = bar.add_task(doing, total=None)

            def moved(one: Progress) -> None:
                words = one.name or ("writing" if one.done == one.total else None)
                bar.update(task, completed=one.done, total=one.total, description=words, refresh=True)

            yield moved
    else:

        def line(one: Progress) -> None:
            if one.name:
                why = f": {one.why}" if verbose and one.why else ""
                click.echo(f"{doing} {one.name} ({one.number} of {one.of}){why}", err=True)

        yield line
