"""The command: `briefings build`, `check`, `new`, `schema`.

Thin: it reads the command line, calls the stages, prints findings, and turns them into an exit code: 0 ok, 1 errors, 2 usage,
3 a bug (with the path of a log file that holds the traceback), 130 interrupted.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from . import __version__

if TYPE_CHECKING:
    from .build import Result, Tell
    from .diagnostics import Diagnostic
    from .env import Env
    from .project import Project

LANGUAGES: Final = ("en", "fr", "es", "ru", "ar", "zh")
_FOLDER = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)


def main(arguments: Sequence[str] | None = None) -> None:
    """The console script: every way out of the program is here."""
    try:
        code = command.main(args=list(arguments) if arguments is not None else None, standalone_mode=False, prog_name="briefings")
    except click.ClickException as problem:
        problem.show()
        code = 2
    except (KeyboardInterrupt, click.Abort):
        click.echo("stopped", err=True)
        code = 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    except Exception:
        click.echo(_log_bug(), err=True)
        code = 3
    sys.exit(code if isinstance(code, int) else 0)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefings")
def command() -> None:
    """One YAML source of facts becomes an editable PowerPoint deck and a one-page PDF."""


def _shared(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that `build` and `check` have in common."""
    for decorate in reversed((
        click.argument("project", type=_FOLDER, required=False),
        click.option("--data", type=_FILE, multiple=True, help="A report to build in place of the project's own."),
        click.option("--template", multiple=True, help="Only this template; `builtin:deck` always means the built-in one."),
        click.option("--lang", "languages", type=click.Choice(LANGUAGES), multiple=True, help="Only this language."),
        click.option("--format", "formats", type=click.Choice(("pptx", "pdf")), multiple=True, help="Only this file format."),
        click.option("--edition", default="", metavar="v1.2", help="Printed on the pages and in the metadata."),
        click.option("--strict", is_flag=True, help="Warnings fail the run too."),
        click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON on standard output."),
    )):
        function = decorate(function)
    return function


@command.command()
@_shared
@click.option("--output", "folder", type=_FOLDER, help="Where the files go; `output/` in the project when not given.")
@click.option("-v", "--verbose", is_flag=True, help="Tell every decision that made the content fit.")
def build(project: Path | None, folder: Path | None, verbose: bool, as_json: bool, **given: Any) -> int:
    """Build the project's decks and one-pagers.

    PROJECT is a folder; without one it is the nearest folder upwards that has a `briefings.yaml`, else the current folder.
    """
    from . import build as stage
    from .diagnostics import BriefingsError

    made = _run(project, given, as_json)
    if made is None:
        return 1
    result, env, home = made
    written: tuple[Path, ...] = ()
    if result.outputs and (result.ok or not given["strict"]):
        try:
            written = stage.write(result, folder or home / "output", env)
        except BriefingsError as problem:
            return _tell(result, (), as_json, verbose, problem.findings)
    return _tell(result, written, as_json, verbose)


@command.command()
@_shared
@click.option("--file", "file", type=_FILE, help="Check a finished .pptx or .pdf in place of the project.")
def check(project: Path | None, file: Path | None, as_json: bool, **given: Any) -> int:
    """Find all that `build` would refuse, and write nothing; or check a given file."""
    if file is not None:
        from . import checks

        return _tell_findings(checks.run(file), as_json, given["strict"])
    made = _run(project, given, as_json)
    return 1 if made is None else _tell(made[0], (), as_json, False)


@command.command()
@click.argument("folder", type=_FOLDER)
def new(folder: Path) -> int:
    """Start a project in a new FOLDER: a small report to change, ready to build."""
    from . import starter
    from .diagnostics import BriefingsError

    try:
        for path in starter.create(folder):
            click.echo(f"wrote {path}")
    except BriefingsError as problem:
        return _tell_findings(problem.findings, False, False)
    click.echo(f"next: briefings build {folder}")
    return 0


@command.command()
@click.argument("kind", type=click.Choice(("data", "template", "project")))
def schema(kind: str) -> int:
    """Print the JSON Schema of data, template or project files, for editors."""
    from .schema import schema as made

    click.echo(json.dumps(made(kind), ensure_ascii=False, indent=2))
    return 0


def _run(folder: Path | None, given: dict[str, Any], as_json: bool) -> tuple[Result, Env, Path] | None:
    """Reads the project and builds it in memory; None when the project itself cannot be read (which is then said)."""
    from . import build as stage
    from . import project as projects
    from .diagnostics import BriefingsError
    from .env import Env

    if folder is not None and not folder.is_dir():
        raise click.UsageError(f"there is no folder `{folder}`")
    for path in given["data"]:
        if not path.is_file():
            raise click.UsageError(f"there is no file `{path}`")
    home = folder.resolve() if folder is not None else projects.find_root(Path.cwd())
    env = Env(home, dict(os.environ))
    try:
        loaded = projects.load(home, env)
        _require(loaded, given)
        options = stage.Options(given["data"], given["template"], given["languages"], given["formats"], given["edition"], given["strict"])
        with _progress(as_json) as tell:
            return stage.build(loaded, env, options, tell), env, home
    except BriefingsError as problem:
        _tell_findings(problem.findings, as_json, given["strict"])
        return None


def _require(project: Project, given: dict[str, Any]) -> None:
    if not project.reports and not given["data"]:
        raise click.UsageError(f"there is no report in {project.root / 'data'}: start one with `briefings new DIR`, or name one with `--data`")


@contextmanager
def _progress(as_json: bool) -> Iterator[Tell]:
    """A bar on a terminal, a plain line for each output elsewhere, nothing beside JSON."""
    if as_json:
        yield lambda done, total, name: None
    elif sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("building", total=None)
            yield lambda done, total, name: bar.update(task, completed=done, total=total, description=name or "writing")
    else:
        yield lambda done, total, name: click.echo(f"building {name} ({done + 1} of {total})", err=True) if name else None


def _tell(result: Result, written: Sequence[Path], as_json: bool, verbose: bool, more: Sequence[Diagnostic] = ()) -> int:
    from .diagnostics import Level
    from .manifest import finding_json

    findings = (*result.findings, *more)
    ok = result.ok and not more
    if as_json:
        click.echo(json.dumps({
            "ok": ok,
            "files": [_shown(path) for path in written],
            "findings": [finding_json(finding) for finding in findings],
        }, ensure_ascii=False, indent=2))
        return 0 if ok else 1
    for finding in findings:
        if finding.level is not Level.NOTE or verbose:
            click.echo(finding.render(), err=True)
    if verbose:
        for output in result.outputs:
            for decision in output.layout.decisions:
                click.echo(f"{output.name}: {decision.page}: {decision.step}: {decision.detail}", err=True)
    for path in written:
        click.echo(f"wrote {_shown(path)}")
    _count(findings)
    return 0 if ok else 1


def _tell_findings(findings: Sequence[Diagnostic], as_json: bool, strict: bool) -> int:
    from .diagnostics import Level
    from .manifest import finding_json

    bad = any(f.level is Level.ERROR or (strict and f.level is Level.WARNING) for f in findings)
    if as_json:
        click.echo(json.dumps({"ok": not bad, "files": [], "findings": [finding_json(f) for f in findings]}, ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            click.echo(finding.render(), err=True)
        _count(findings)
    return 1 if bad else 0


def _count(findings: Sequence[Diagnostic]) -> None:
    from .diagnostics import Level

    parts = [f"{n} {level}{'' if n == 1 else 's'}" for level in Level if (n := sum(1 for f in findings if f.level is level))]
    click.echo(", ".join(parts) if parts else "no findings", err=True)


def _shown(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def _log_bug() -> str:
    """Puts the traceback into a log file and says where."""
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile("w", prefix="briefings-", suffix=".log", delete=False, encoding="utf-8") as log:
        traceback.print_exc(file=log)
    return f"briefings: this is a bug in the program, not in your files; please report it with this log: {log.name}"
