"""What a command works on: the project that is meant, its limits, and the build of it in memory."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .interruption import Stop
from .telling import shown, summarise, tell_findings

if TYPE_CHECKING:
    from ..diagnostics import Diagnostic
    from ..engine.build import Result, Tell
    from ..engine.project import Project
    from ..engine.workers import Limits
    from ..env import Env


def built(
    folder: Path | None,
    given: dict[str, Any],
    as_json: bool,
    summary: Path | None = None,
    doing: str = "building",
    sheet: bool = False,
) -> tuple[Result, Path] | None:
    """Reads the project and builds it in memory; None when its own file cannot be read (which is then said)."""
    from ..engine import build as stage
    from ..engine import project as projects
    from ..env import Env

    for path in (*given["data"], *([given["brand"]] if given["brand"] else [])):
        require_file(path)
    home = home_named(folder) if folder is not None else projects.find_root(Path.cwd())
    env = Env(home, dict(os.environ), links=not given["untrusted"])
    limits = limits_of(**given)
    loaded = opened(env, given["data"], limits)
    if isinstance(loaded, tuple):
        summarise(summary, (), loaded)
        tell_findings(loaded, as_json, given["strict"], given["annotations"], home)
        return None
    require_reports(loaded, given)
    options = stage.Options(
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
        look=given.get("look", False),
    )
    stop: Stop = click.get_current_context().obj
    with _progress(as_json, doing) as told:

        def tell(done: int, total: int, name: str) -> None:
            if stop.asked:
                raise KeyboardInterrupt
            told(done, total, name)

        result = stage.build(loaded, env, options, tell)
    if given.get("final"):
        from . import final

        result = final.held(result, [path.resolve() for path in given["data"] or loaded.reports], env, given["final"])
    return result, home


def opened(env: Env, reports: Sequence[Path], limits: Limits) -> Project | tuple[Diagnostic, ...]:
    """The project in the folder of `env`, or what is wrong with its file, and with the reports to build."""
    from ..diagnostics import Where
    from ..engine import build as stage
    from ..engine import project as projects
    from ..engine import workers

    made = workers.call(stage.opened, (env.root, env.environ, tuple(reports)), limits)
    if isinstance(made, workers.Lost):
        return (made.finding(f"`{projects.FILE}`", Where(projects.FILE), "reading it"),)
    return made


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
    if not folder.is_dir():
        raise click.UsageError(f"there is no folder `{folder}`")
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
def _progress(as_json: bool, doing: str) -> Iterator[Tell]:
    """A bar on a terminal, a plain line for each output elsewhere, nothing beside JSON."""
    if as_json:
        yield lambda done, total, name: None
    elif sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True, auto_refresh=False) as bar:  # no thread beside fork
            task = bar.add_task(doing, total=None)
            yield lambda done, total, name: bar.update(
                task, completed=done, total=total, description=name or "writing", refresh=True
            )
    else:
        yield (
            lambda done, total, name: click.echo(f"{doing} {name} ({done + 1} of {total})", err=True) if name else None
        )
