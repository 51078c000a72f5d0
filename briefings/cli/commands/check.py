"""`briefings check`: what `build` would refuse, or what is wrong with finished files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ...env import Env
from ..opening import built, home_of, limits_of, require_file, require_given
from ..options import FILE, shared
from ..telling import shown, tell, tell_findings, write_sarif

if TYPE_CHECKING:
    from ...diagnostics import Diagnostic
    from ...engine.workers import Limits


@click.command()
@shared
@click.option("--file", "files", type=FILE, multiple=True, help="Check a finished deck or PDF in place of the project.")
@click.option("--sarif", type=FILE, help="Write the findings to this file too, as SARIF 2.1.0, for code hosts.")
@click.option("--look", is_flag=True, help="Score each page for how it looks, from what can be measured.")
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
        require_given(given)
        home = home_of(project)
        made = built(Env(home, dict(os.environ), links=not given["untrusted"]), given, as_json, doing="checking")
        if made is None:
            return 1
        if not as_json:
            for one in made[0].findings:
                if one.code.startswith("look-"):
                    click.echo(one.message)
        code = tell(made[0], (), as_json, False, given["annotations"], home)
        return code if sarif is None or write_sarif(sarif, made[0].findings) else 1
    if own:
        from ... import writers

        findings = writers.self_test()
    else:
        for file in files:
            require_file(file)
        findings = _checked(files, given["jobs"], limits_of(**given))
    code = tell_findings(findings, as_json, given["strict"], given["annotations"], Path.cwd())
    return code if sarif is None or write_sarif(sarif, findings) else 1


def _checked(files: Sequence[Path], jobs: int, limits: Limits) -> tuple[Diagnostic, ...]:
    """What is wrong with finished files."""
    from ... import checks
    from ...diagnostics import Where
    from ...engine import workers

    found: list[Diagnostic] = []
    for file, told in zip(
        files, workers.each(checks.check_file, files, jobs or workers.cores(len(files)), limits), strict=True
    ):
        name = shown(file)
        found += (told.finding(f"`{name}`", Where(name), "checking it"),) if isinstance(told, workers.Lost) else told
    return tuple(found)
