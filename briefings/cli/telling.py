"""What a command tells: findings, the files that it wrote, JSON, and the exit code that comes of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from ..diagnostics import Diagnostic
    from ..engine.build import Output, Result
    from ..engine.standing import Standing


def tell(
    result: Result | Standing,
    files: Sequence[Path],
    as_json: bool,
    verbose: bool,
    annotations: str | None,
    home: Path,
    written: Collection[Path] = (),
) -> int:
    """Tells a build: findings, its files and which were `written`, with `verbose` every decision; gives the exit code."""
    from ..diagnostics import Level

    for finding in result.findings:
        if annotations or (not as_json and (finding.level is not Level.NOTE or verbose)):
            show(finding, annotations, home)
    if as_json:
        return tell_json(result.ok, files, result.findings)
    if verbose:
        for output in result.outputs:
            for decision in output.about["decisions"]:
                click.echo(f"{output.name}: {decision['page']}: {decision['step']}: {decision['detail']}", err=True)
    for path in files:
        if path in written:
            click.echo(f"wrote {shown(path)}")
    if same := len(files) - len(written):
        click.echo(f"{same} files stand unchanged" if same > 1 else "1 file stands unchanged")
    _tell_missing(result, verbose)
    count(result.findings)
    return 0 if result.ok else 1


_ROOM: Final = (
    "shorter texts, fewer items and values make room; `one-pager: brief` puts texts first, `figures` figures and charts alone, `lead` names "
    "what comes first of charts and maps, and of tables, timelines and steps"
)


def _tell_missing(result: Result | Standing, verbose: bool) -> None:
    """What each sheet leaves out of its report, in a line; with `-v` each part with the rules that leave it out."""
    for output in result.outputs:
        if not output.lacks:
            continue
        told = output.lacks + ("" if verbose else "; `-v` tells why")
        if verbose:
            lacks = output.about["lacks"]
            parts = [(".".join(part.split(".")[:2]), why) for part, why in lacks["parts"].items()]
            for (section, why), many in Counter(parts).items():
                click.echo(f"{output.name}: left out: {section}: {why}" + f" ({many})" * (many > 1), err=True)
            told = lacks["told"]
        click.echo(f"{output.name}: left out: {told}", err=True)
        if verbose and "one-pager" in output.name:
            click.echo(f"  hint: {_ROOM}", err=True)


def tell_findings(
    findings: Sequence[Diagnostic], as_json: bool, strict: bool, annotations: str | None = None, home: Path = Path()
) -> int:
    """Tells findings, and gives the exit code that comes of them."""
    from ..diagnostics import Level

    bad = any(f.level is Level.ERROR or (strict and f.level is Level.WARNING) for f in findings)
    for finding in findings:
        if annotations or (not as_json and finding.level is not Level.NOTE):
            show(finding, annotations, home)
    if as_json:
        return tell_json(not bad, (), findings)
    count(findings)
    return 1 if bad else 0


def show(finding: Diagnostic, annotations: str | None, home: Path) -> None:
    """A finding on standard error: for people, or for the place that shows it beside the line."""
    if not annotations:
        click.echo(finding.render(), err=True)
        return
    from .annotations import FORMS

    name = finding.where.file if finding.where else ""
    click.echo(FORMS[annotations](finding, shown(home / name) if name and ":" not in name else ""), err=True)


def summarise(file: Path | None, outputs: Sequence[Output], findings: Sequence[Diagnostic]) -> None:
    """Appends the account of a run to a file, if one was asked for."""
    if file is None:
        return
    from . import summary

    try:
        with file.open("a", encoding="utf-8") as stream:
            stream.write(summary.markdown(outputs, findings))
    except OSError as problem:
        raise click.UsageError(f"`{shown(file)}` cannot be written: {problem.strerror}") from None


def tell_json(ok: bool, written: Sequence[Path], findings: Sequence[Diagnostic]) -> int:
    """Tells the outcome as JSON, and gives the exit code."""
    from ..engine.manifest import finding_json

    print_json(
        {
            "ok": ok,
            "files": [shown(path) for path in written],
            "findings": [finding_json(finding) for finding in findings],
        }
    )
    return 0 if ok else 1


def write_sarif(path: Path, findings: Sequence[Diagnostic]) -> bool:
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


def print_json(value: dict[str, Any]) -> None:
    """JSON on standard output, in UTF-8 whatever the console speaks (RFC 8259, section 8.1)."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2).encode())


def count(findings: Sequence[Diagnostic]) -> None:
    """Tells how many findings there are of each level."""
    from ..diagnostics import Level

    parts = [
        f"{n} {level}{'' if n == 1 else 's'}" for level in Level if (n := sum(1 for f in findings if f.level is level))
    ]
    click.echo(", ".join(parts) if parts else "no findings", err=True)


def shown(path: Path) -> str:
    """A path as people read it: from the current folder where it lies there."""
    from ..characters import visible

    try:
        return visible(path.resolve().relative_to(Path.cwd()).as_posix())
    except ValueError:
        return visible(path.as_posix())
