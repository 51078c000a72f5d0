"""The command: `briefings build`, `check`, `facts`, `rebuild`, `inspect`, `new`, `copy`, `translate`, `schema`.

Thin: it reads the command line, calls the stages, prints findings, and turns them into an exit code: 0 ok, 1 errors, 2 usage,
3 a bug (with the path of a log file that holds the traceback), 130 interrupted, 143 ended.
"""

from __future__ import annotations

import gc
import io
import json
import os
import shlex
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from .. import __version__
from ..frozen import replace
from ..language import LANGUAGES

if TYPE_CHECKING:
    from ..diagnostics import Diagnostic
    from ..engine.build import Output, Result, Tell
    from ..engine.project import Project
    from ..engine.workers import Limits
    from ..env import Env

FORMATS: Final = ("pptx", "pdf")  # those of `writers`, written here so that `--help` need not load them
PLACES: Final = ("github",)  # those of `annotations`, for the same reason
_YOUNG: Final = 50_000
"""So many new values are made before garbage is searched for."""
_LEDGER_FORMS: Final = ("text", "json", "csv", "xlsx")  # those of `facts.forms`
_FOLDER = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)


def main(arguments: Sequence[str] | None = None) -> None:
    """The console script: every way out of the program is here."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(
                errors="backslashreplace"
            )  # a console that lacks a letter shows its code, and the run goes on
    gc.set_threshold(_YOUNG)  # most of what is made at the beginning, modules and classes, is there to stay
    with _heard() as stop:
        try:
            code = command.main(
                args=list(arguments) if arguments is not None else None,
                standalone_mode=False,
                prog_name="briefings",
                obj=stop,
            )
        except click.ClickException as problem:
            problem.show()
            code = 2
        except (KeyboardInterrupt, click.Abort):
            stop.asked = True
            code = 130
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = 1
        except Exception:
            code = 3
            if not stop.asked:
                click.echo(_log_bug(), err=True)
        if stop.asked and code:  # whatever a library made of the interruption
            click.echo("stopped", err=True)
            code = stop.code
            # CPython kills `python -m` by SIGINT at its end when an interruption has ever gone through an `exec` of text, as in
            # the making of a dataclass, even if it was caught later; the next `exec` forgets that (pythonrun.c, run_eval_code_obj)
            exec("")
    sys.exit(code if isinstance(code, int) else 0)


@dataclass(slots=True)
class _Stop:
    """Whether we were asked to stop, by Ctrl-C or TERM: a destructor or a callback of a library may swallow the exception that it raises."""

    asked: bool = False
    code: int = 130

    def heard(self, number: int, _: object) -> None:
        if not self.asked:  # asked again, we are on the way already
            self.asked = True
            self.code = 128 + number
            raise KeyboardInterrupt


@contextmanager
def _heard() -> Iterator[_Stop]:
    """Ctrl-C and TERM raise KeyboardInterrupt, and are remembered."""
    stop = _Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    listened = [one for one in (signal.SIGINT, signal.SIGTERM) if signal.getsignal(one) is not signal.SIG_IGN]
    before = {one: signal.signal(one, stop.heard) for one in listened}
    tell = sys.unraisablehook
    # what a destructor swallows needs no traceback: the interruption is told at the end
    sys.unraisablehook = lambda lost: None if issubclass(lost.exc_type, KeyboardInterrupt) else tell(lost)
    try:
        yield stop
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
        sys.unraisablehook = tell


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefings")
def command() -> None:
    """One YAML source of facts becomes an editable PowerPoint deck and a one-page PDF."""


def _printable(_: click.Context, parameter: click.Parameter, value: str) -> str:
    """An option's text that will stand on the pages."""
    from ..characters import visible

    if visible(value) != value:
        raise click.BadParameter(f"`{visible(value)}` holds a character that no page can show", param=parameter)
    return value


def _with_each(*decorators: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Several options at once, in this order."""

    def decorated(function: Any) -> Any:
        for decorate in reversed(decorators):
            function = decorate(function)
        return function

    return decorated


def _shared(function: Any) -> Any:
    """The options that `build` and `check` have in common."""
    return _with_each(
        click.argument("project", type=_FOLDER, required=False),
        click.option("--data", type=_FILE, multiple=True, help="A report to build in place of the project's own."),
        click.option(
            "--template", multiple=True, help="Only this template; `builtin:deck` always means the built-in one."
        ),
        click.option(
            "--lang", "languages", type=click.Choice(tuple(LANGUAGES)), multiple=True, help="Only this language."
        ),
        click.option("--format", "formats", type=click.Choice(FORMATS), multiple=True, help="Only this file format."),
        click.option(
            "--brand",
            type=_FILE,
            help="Your own .pptx or .potx: its slide master, colours and fonts, in place of the project's brands.",
        ),
        click.option(
            "--edition",
            default="",
            metavar="v1.2",
            callback=_printable,
            help="Printed on the pages and in the metadata.",
        ),
        _JOBS,
        *_LIMITS,
        click.option("--strict", is_flag=True, help="Warnings fail the run too."),
        *_TELLING,
    )(function)


_JOBS = click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=1,
    metavar="N",
    help="In how many processes to work; the files and findings are the same. 1 when not given.",
)
_LIMITS = (
    click.option(
        "--timeout",
        type=click.FloatRange(0.1, 86_400),
        metavar="SECONDS",
        help="How long each document may take; 120 when not given.",
    ),
    click.option(
        "--memory",
        type=click.IntRange(64, 1_048_576),
        metavar="MB",
        help="How much memory each document may take; 2048 when not given.",
    ),
    click.option(
        "--untrusted",
        is_flag=True,
        help="For what strangers wrote: 30 seconds and 1024 MB, unless given, and no links between files.",
    ),
)
_TELLING = (
    click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON on standard output."),
    click.option(
        "--annotations",
        type=click.Choice(PLACES),
        help="Write findings so that this place shows them beside the lines that they are about.",
    ),
)


@command.command()
@_shared
@click.option("--output", "folder", type=_FOLDER, help="Where the files go; `output/` in the project when not given.")
@click.option("--summary", type=_FILE, help="Append an account of the run to this file, in Markdown.")
@click.option("-v", "--verbose", is_flag=True, help="Tell every decision that made the content fit.")
def build(
    project: Path | None, folder: Path | None, summary: Path | None, verbose: bool, as_json: bool, **given: Any
) -> int:
    """Build the project's decks and one-pagers.

    PROJECT is a folder; without one it is the nearest folder upwards that has a `briefings.yaml`, else the current folder.
    """
    from ..engine import build as stage

    made = _run(project, given, as_json, summary, sheet=True)
    if made is None:
        return 1
    result, home = made
    written, faults = stage.write(result, folder or home / "output")
    result = replace(result, findings=(*result.findings, *faults))
    _summarise(summary, result.outputs, result.findings)
    return _tell(result, written, as_json, verbose, given["annotations"], home)


@command.command()
@_shared
@click.option(
    "--file", "files", type=_FILE, multiple=True, help="Check a finished deck or PDF in place of the project."
)
@click.option("--sarif", type=_FILE, help="Write the findings to this file too, as SARIF 2.1.0, for code hosts.")
@click.option(
    "--self", "own", is_flag=True, help="Check the installed libraries: have they what the program stands on?"
)
def check(
    project: Path | None, files: tuple[Path, ...], sarif: Path | None, own: bool, as_json: bool, **given: Any
) -> int:
    """Find all that `build` would refuse, and write nothing; or check given files."""
    if files and own:
        raise click.UsageError("`--file` and `--self` are two different checks: give one of them")
    if not files and not own:
        made = _run(project, given, as_json, doing="checking")
        if made is None:
            return 1
        code = _tell(made[0], (), as_json, False, given["annotations"], made[1])
        return code if sarif is None or _write_sarif(sarif, made[0].findings) else 1
    if own:
        from .. import writers

        findings = writers.self_test()
    else:
        for file in files:
            _require_file(file)
        findings = _checked(files, given["jobs"], _limits(**given))
    code = _tell_findings(findings, as_json, given["strict"], given["annotations"], Path.cwd())
    return code if sarif is None or _write_sarif(sarif, findings) else 1


@command.command()
@click.argument("project", type=_FOLDER, required=False)
@click.option("--data", type=_FILE, multiple=True, help="A report in place of the project's own.")
@click.option(
    "--form",
    type=click.Choice(_LEDGER_FORMS),
    default="text",
    help="How the ledger is written: for people, as JSON, as CSV, as an Excel workbook. `text` when not given.",
)
@click.option("--output", "target", type=_FILE, help="Write the ledger to this file.")
@click.option(
    "--keep", is_flag=True, help="Keep the hashes of the sources beside each report, to be told when one changes."
)
@click.option("--strict", is_flag=True, help="Warnings fail the run too.")
@_TELLING[1]
def facts(
    project: Path | None,
    data: tuple[Path, ...],
    form: str,
    target: Path | None,
    keep: bool,
    strict: bool,
    annotations: str | None,
) -> int:
    """Tell every figure of the reports: its value, what it counts, and the words of the source that it comes from.

    Numbers that are no figures (years, dates, symbols) are listed with the reason. What the sources do not bear out is told.
    """
    from ..diagnostics import BriefingsError
    from ..engine import output
    from ..engine import project as projects
    from ..env import Env
    from ..facts import forms, stale
    from .facts import gather

    for path in data:
        _require_file(path)
    if form == "xlsx" and target is None:
        raise click.UsageError("`--form xlsx` needs `--output FILE.xlsx`")
    home = _home(project) if project is not None else projects.find_root(Path.cwd())
    env = Env(home, dict(os.environ))
    reports = [path.resolve() for path in data or projects.reports_in(env)]
    if not reports:
        raise click.UsageError(f"there is no report in `{_shown(home / 'data')}`: name one with `--data`")
    ledgers, found = gather(reports, env)
    try:
        if target is not None:
            output.write(target, forms.FORMS[form](ledgers))
        for path, ledger in zip(reports, ledgers, strict=False) if keep else ():
            output.write(stale.beside(path), stale.kept(ledger))
    except BriefingsError as problem:
        return _tell_findings(problem.findings, False, False)
    if target is None:
        click.echo(forms.FORMS[form](ledgers), nl=False)
    return _tell_findings(found, False, strict, annotations, home)


@command.command()
@click.argument("brand", type=_FILE)
@click.option(
    "--write", is_flag=True, help="Save the mapping to `templates/<brand>.yaml` of the project, to be changed there."
)
@click.option(
    "--sheet", type=_FILE, metavar="FILE.png", help="Draw the layouts side by side, by LibreOffice where there is one."
)
@click.option("--lang", "language", type=click.Choice(tuple(LANGUAGES)), default="en", help="The language of the deck.")
@click.option("--json", "as_json", is_flag=True, help="Print all of it as JSON on standard output.")
@_with_each(*_LIMITS)
def inspect(brand: Path, write: bool, sheet: Path | None, language: str, as_json: bool, **given: Any) -> int:
    """Tell what a BRAND template (.pptx, .potx) offers: layouts, places and how much they hold, the role of each, and what is missing."""
    from ..diagnostics import BriefingsError, Level, Where
    from ..engine import inspection, output, workers
    from ..engine import project as projects
    from ..env import Env

    _require_file(brand)
    env = Env(projects.find_root(Path.cwd()), dict(os.environ))
    order = inspection.Order(brand, env.root, env.environ, language, sheet is not None)
    made = workers.call(inspection.told, order, _limits(**given))
    if isinstance(made, workers.Lost):
        made = (made.finding(f"`{_shown(brand)}`", Where(env.name(brand)), "reading it"),)
    if isinstance(made, tuple):
        return _tell_findings(made, as_json, False)
    written: list[Path] = []
    try:
        if write:
            written.append(env.root / "templates" / f"{made.name}.yaml")
            output.write(written[-1], made.mapping)
        if sheet is not None:
            output.write(sheet, made.picture)
            written.append(sheet)
    except BriefingsError as problem:
        return _tell_findings(problem.findings, as_json, False)
    if as_json:
        from ..engine.manifest import finding_json

        findings = [finding_json(finding) for finding in made.findings]
        _print_json({**made.json, "files": [_shown(path) for path in written], "findings": findings})
    else:
        click.echo(made.text, nl=False)
        for finding in made.findings:
            click.echo(finding.render(), err=True)
        for path in written:
            click.echo(f"wrote {_shown(path)}")
    return 1 if any(finding.level is Level.ERROR for finding in made.findings) else 0


@command.command()
@click.argument("project", type=_FOLDER, required=False)
@click.option(
    "--check", "listed", type=_FILE, required=True, metavar="MANIFEST", help="The `manifest.json` to compare with."
)
@click.option("--data", type=_FILE, multiple=True, help="A report that the build was given from outside the project.")
@click.option("--brand", type=_FILE, help="A .pptx or .potx that the build was given from outside the project.")
@_with_each(_JOBS, *_LIMITS, *_TELLING)
def rebuild(
    project: Path | None,
    listed: Path,
    data: tuple[Path, ...],
    brand: Path | None,
    jobs: int,
    as_json: bool,
    annotations: str | None,
    **given: Any,
) -> int:
    """Build again what a manifest lists, in a temporary folder, and compare byte for byte.

    The files are looked for beside the manifest. PROJECT is the folder they were built from; without one it is the nearest folder
    upwards from the manifest that has a `briefings.yaml`, else the folder that its `output/` lies in, else the current folder or, where
    that has none of the files that were read, the folder below it that has them.
    """
    from ..diagnostics import BriefingsError
    from ..engine import project as projects
    from ..engine import rebuild as stage
    from ..engine.manifest import finding_json
    from ..env import Env

    files = (*data, *([brand] if brand else []))
    for path in (listed, *files):
        _require_file(path)
    home = _home(project) if project is not None else Path.cwd()
    env = Env(home, dict(os.environ))
    try:
        told = stage.read(env.read_trusted(listed, limit=stage.LIMIT), _shown(listed))
        if project is None:
            home = projects.home_of(listed.resolve().parent, home, told.inputs)
            env = Env(home, dict(os.environ))
        limits = _limits(**given)
        loaded = _opened(env, (), limits)
        if isinstance(loaded, tuple):
            return _tell_findings(loaded, as_json, False, annotations, home)
        made = stage.compare(told, listed.parent, loaded, env, files, jobs, limits)
    except BriefingsError as problem:
        return _tell_findings(problem.findings, as_json, False, annotations, home)
    if as_json:
        _print_json(
            {
                "ok": made.ok,
                "files": [
                    {
                        "file": one.file,
                        "state": one.state,
                        "listed": one.listed,
                        "found": one.found,
                        "rebuilt": one.rebuilt,
                    }
                    for one in made.files
                ],
                "findings": [finding_json(finding) for finding in made.findings],
            }
        )
    for finding in made.findings:
        if annotations or not as_json:
            _show(finding, annotations, home)
    if not as_json:
        for one in made.files:
            click.echo(f"{one.state:<8} {one.file}")
        _count(made.findings)
    return 0 if made.ok else 1


@command.command()
@click.argument("folder", type=_FOLDER)
def new(folder: Path) -> int:
    """Start a project in a new FOLDER: a small report to change, ready to build."""
    from ..diagnostics import BriefingsError
    from . import starter

    try:
        for path in starter.create(folder):
            click.echo(f"wrote {_shown(path)}")
    except BriefingsError as problem:
        return _tell_findings(problem.findings, False, False)
    click.echo(f"next: briefings build {shlex.quote(_shown(folder))}")
    return 0


@command.command()
@click.argument("name")
@click.option("--theme", is_flag=True, help="NAME is a theme, such as `default`.")
def copy(name: str, theme: bool) -> int:
    """Put the built-in template NAME into the project's `templates/`, to be changed there; `briefings copy deck`, for example."""
    from ..diagnostics import BriefingsError
    from ..engine import project as projects
    from ..env import Env
    from . import starter

    try:
        env = Env(projects.find_root(Path.cwd()), dict(os.environ))
        click.echo(f"wrote {_shown(starter.copy(name, 'theme' if theme else 'template', env))}")
    except BriefingsError as problem:
        return _tell_findings(problem.findings, False, False)
    return 0


@command.command()
@click.argument("language", type=click.Choice(tuple(LANGUAGES)))
@click.argument("reports", nargs=-1, type=_FILE)
def translate(language: str, reports: tuple[Path, ...]) -> int:
    """Write the file that a translator fills in, beside each report: its texts by their ids, the original above each.

    REPORTS are files under `data/`; all of the project when none is named. A file that is there already is left alone: `check` tells what
    it lacks.
    """
    from ..diagnostics import BriefingsError
    from ..engine import output
    from ..engine import project as projects
    from ..env import Env
    from ..report import translation

    env = Env(projects.find_root(Path.cwd()), dict(os.environ))
    code = 0
    for path in reports or projects.reports_in(env):
        _require_file(path)
        try:
            target, text = translation.skeleton(path.resolve(), language, env)
            output.write(target, text.encode())
        except BriefingsError as problem:
            code = _tell_findings(problem.findings, False, False) or code
        else:
            click.echo(f"wrote {_shown(target)}")
    return code


@command.command()
@click.argument("kind", type=click.Choice(("data", "template", "project")))
def schema(kind: str) -> int:
    """Print the JSON Schema of data, template or project files, for editors."""
    from .schema import schema as made

    _print_json(made(kind))
    return 0


def _limits(timeout: float | None, memory: int | None, untrusted: bool, **_: object) -> Limits:
    """What a document may take, from the options."""
    from ..engine.workers import UNTRUSTED, Limits

    usual = UNTRUSTED if untrusted else Limits()
    return replace(
        usual,
        seconds=usual.seconds if timeout is None else timeout,
        memory=usual.memory if memory is None else memory * 1024 * 1024,
    )


def _checked(files: Sequence[Path], jobs: int, limits: Limits) -> tuple[Diagnostic, ...]:
    """What is wrong with finished files."""
    from .. import checks
    from ..diagnostics import Where
    from ..engine import workers

    found: list[Diagnostic] = []
    for file, told in zip(files, workers.each(checks.check_file, files, jobs, limits), strict=True):
        name = _shown(file)
        found += (told.finding(f"`{name}`", Where(name), "checking it"),) if isinstance(told, workers.Lost) else told
    return tuple(found)


def _home(folder: Path) -> Path:
    """A project's folder that was named."""
    if not folder.is_dir():
        raise click.UsageError(f"there is no folder `{folder}`")
    return folder.resolve()


def _run(
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
        _require_file(path)
    home = _home(folder) if folder is not None else projects.find_root(Path.cwd())
    env = Env(home, dict(os.environ), links=not given["untrusted"])
    limits = _limits(**given)
    loaded = _opened(env, given["data"], limits)
    if isinstance(loaded, tuple):
        _summarise(summary, (), loaded)
        _tell_findings(loaded, as_json, given["strict"], given["annotations"], home)
        return None
    _require(loaded, given)
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
    )
    stop: _Stop = click.get_current_context().obj
    with _progress(as_json, doing) as told:

        def tell(done: int, total: int, name: str) -> None:
            if stop.asked:
                raise KeyboardInterrupt
            told(done, total, name)

        return stage.build(loaded, env, options, tell), home


def _opened(env: Env, reports: Sequence[Path], limits: Limits) -> Project | tuple[Diagnostic, ...]:
    """The project in the folder of `env`, or what is wrong with its file, and with the reports to build."""
    from ..diagnostics import Where
    from ..engine import build as stage
    from ..engine import project as projects
    from ..engine import workers

    made = workers.call(stage.opened, (env.root, env.environ, tuple(reports)), limits)
    if isinstance(made, workers.Lost):
        return (made.finding(f"`{projects.FILE}`", Where(projects.FILE), "reading it"),)
    return made


def _require_file(path: Path) -> None:
    if not path.is_file():
        raise click.UsageError(f"there is no file `{_shown(path)}`")


def _require(project: Project, given: dict[str, Any]) -> None:
    if not project.reports and not given["data"]:
        stray = next((finding for finding in project.findings if finding.code == "report-ending"), None)
        if stray is not None:
            raise click.UsageError(f"there is no report: {stray.message}; {stray.hint}")
        raise click.UsageError(
            f"there is no report in `{_shown(project.root / 'data')}`: start one with `briefings new DIR`, or name one with `--data`"
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


def _tell(
    result: Result, written: Sequence[Path], as_json: bool, verbose: bool, annotations: str | None, home: Path
) -> int:
    from ..diagnostics import Level

    for finding in result.findings:
        if annotations or (not as_json and (finding.level is not Level.NOTE or verbose)):
            _show(finding, annotations, home)
    if as_json:
        return _tell_json(result.ok, written, result.findings)
    if verbose:
        for output in result.outputs:
            for decision in output.about["decisions"]:
                click.echo(f"{output.name}: {decision['page']}: {decision['step']}: {decision['detail']}", err=True)
    for path in written:
        click.echo(f"wrote {_shown(path)}")
    _tell_missing(result, verbose)
    _count(result.findings)
    return 0 if result.ok else 1


def _tell_missing(result: Result, verbose: bool) -> None:
    """What each sheet leaves out of its report, in a line; with `-v` each part with the rules that leave it out."""
    for output in result.outputs:
        if (lacks := output.about.get("lacks")) is None:
            continue
        for part, why in lacks["parts"].items() if verbose else ():
            click.echo(f"{output.name}: left out: {part}: {why}", err=True)
        click.echo(f"{output.name}: left out: {lacks['told']}" + ("" if verbose else "; `-v` tells why"), err=True)


def _tell_findings(
    findings: Sequence[Diagnostic],
    as_json: bool,
    strict: bool,
    annotations: str | None = None,
    home: Path = Path(),
) -> int:
    from ..diagnostics import Level

    bad = any(f.level is Level.ERROR or (strict and f.level is Level.WARNING) for f in findings)
    for finding in findings:
        if annotations or (not as_json and finding.level is not Level.NOTE):
            _show(finding, annotations, home)
    if as_json:
        return _tell_json(not bad, (), findings)
    _count(findings)
    return 1 if bad else 0


def _show(finding: Diagnostic, annotations: str | None, home: Path) -> None:
    """A finding on standard error: for people, or for the place that shows it beside the line."""
    if not annotations:
        click.echo(finding.render(), err=True)
        return
    from .annotations import FORMS

    name = finding.where.file if finding.where else ""
    click.echo(FORMS[annotations](finding, _shown(home / name) if name and ":" not in name else ""), err=True)


def _summarise(file: Path | None, outputs: Sequence[Output], findings: Sequence[Diagnostic]) -> None:
    """Appends the account of a run to a file, if one was asked for."""
    if file is None:
        return
    from . import summary

    try:
        with file.open("a", encoding="utf-8") as stream:
            stream.write(summary.markdown(outputs, findings))
    except OSError as problem:
        raise click.UsageError(f"`{_shown(file)}` cannot be written: {problem.strerror}") from None


def _tell_json(ok: bool, written: Sequence[Path], findings: Sequence[Diagnostic]) -> int:
    from ..engine.manifest import finding_json

    _print_json(
        {
            "ok": ok,
            "files": [_shown(path) for path in written],
            "findings": [finding_json(finding) for finding in findings],
        }
    )
    return 0 if ok else 1


def _write_sarif(path: Path, findings: Sequence[Diagnostic]) -> bool:
    """Writes the findings as SARIF; False, and a word of why, when that cannot be."""
    from .. import checks
    from ..diagnostics import BriefingsError
    from ..engine import output
    from . import sarif

    told = {code: (rule.__doc__ or "") for rules in checks.RULES.values() for code, rule in rules.items()}
    try:
        output.write(path, sarif.describe(findings, told))
    except BriefingsError as problem:
        for finding in problem.findings:
            click.echo(finding.render(), err=True)
        return False
    return True


def _print_json(value: dict[str, Any]) -> None:
    """JSON on standard output, in UTF-8 whatever the console speaks (RFC 8259, section 8.1)."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2).encode())


def _count(findings: Sequence[Diagnostic]) -> None:
    from ..diagnostics import Level

    parts = [
        f"{n} {level}{'' if n == 1 else 's'}" for level in Level if (n := sum(1 for f in findings if f.level is level))
    ]
    click.echo(", ".join(parts) if parts else "no findings", err=True)


def _shown(path: Path) -> str:
    from ..characters import visible

    try:
        return visible(path.resolve().relative_to(Path.cwd()).as_posix())
    except ValueError:
        return visible(path.as_posix())


def _log_bug() -> str:
    """Puts the traceback into a log file and says where."""
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile("w", prefix="briefings-", suffix=".log", delete=False, encoding="utf-8") as log:
        traceback.print_exc(file=log)
    return f"briefings: this is a bug in the program, not in your files; please report it with this log: {log.name}"
