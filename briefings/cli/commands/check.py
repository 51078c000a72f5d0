"""`briefings check`: what `build` would refuse, or what is wrong with finished files."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ...env import Env
from ...frozen import replace
from ..caching import cached, keep, known, run_of
from ..opening import built, home_of, limits_of, require_file, require_given
from ..options import FILE, shared
from ..telling import shown, tell, tell_findings, write_sarif

if TYPE_CHECKING:
    from ...diagnostics import Diagnostic
    from ...engine.build import Result
    from ...engine.standing import Standing
    from ...engine.store import Seen, Store
    from ...engine.workers import Limits


@click.command()
@shared
@click.option("--file", "files", type=FILE, multiple=True, help="Check a finished deck or PDF in place of the project.")
@click.option("--sarif", type=FILE, help="Write the findings to this file too, as SARIF 2.1.0, for code hosts.")
@click.option("-v", "--verbose", is_flag=True, help="Tell notes too, and every decision that made the content fit.")
@click.option("--look", is_flag=True, help="Score each page for how it looks, from what can be measured.")
@click.option("--self", "own", is_flag=True, help="Check that the installed libraries have what the program stands on")
@cached
def check(
    project: Path | None,
    files: tuple[Path, ...],
    sarif: Path | None,
    own: bool,
    verbose: bool,
    as_json: bool,
    cache: Path | str | None,
    no_cache: bool,
    **given: Any,
) -> int:
    """Find all that `build` would refuse, and write nothing; or check given files."""
    if files and own:
        raise click.UsageError("`--file` and `--self` are two different checks: give one of them")
    if not files and not own:
        require_given(given)
        home = home_of(project)
        made = _project(
            Env(home, dict(os.environ), links=not given["untrusted"]),
            None if verbose else known(cache, no_cache, home),  # what stands keeps no decisions
            as_json,
            given,
        )
        if made is None:
            return 1
        if not as_json:
            for one in made.findings:
                if one.code.startswith("look-"):
                    click.echo(one.message)
        code = tell(made, (), as_json, verbose, given["annotations"], home)
        return code if sarif is None or write_sarif(sarif, made.findings) else 1
    if own:
        from ... import writers

        findings = writers.self_test()
    else:
        for file in files:
            require_file(file)
        findings = _checked(files, given["jobs"], limits_of(**given))
    code = tell_findings(findings, as_json, given["strict"], given["annotations"], Path.cwd())
    return code if sarif is None or write_sarif(sarif, findings) else 1


def _project(
    env: Env, store: tuple[Store, Seen] | None, as_json: bool, given: dict[str, Any]
) -> Result | Standing | None:
    """What is told of a project: what was told before, where nothing has changed. None when it cannot be opened, which is then said."""
    from ...engine.output import Keeper

    run = run_of(store, env, Keeper(), given, "check")
    if store and run and (standing := run.standing(given["strict"])):
        store[1].save()
        return standing
    made = built(env, given, as_json, doing="checking", store=store)
    if made is None:
        return None
    result = replace(made[0], findings=(*made[0].findings, *_takeaways(env, given)))
    keep(store, run, made[1], {}, result)
    return result


def _takeaways(env: Env, given: dict[str, Any]) -> Iterator[Diagnostic]:
    """What is wrong with the takeaways of the reports that are checked."""
    from ...engine.reading import Reading
    from ..facts import takeaways
    from ..opening import known as project_of

    if given["untrusted"]:
        return  # is read in a process of its own alone
    project = project_of(env.root, env)
    subjects = dict.fromkeys(project.subjects(path.resolve() for path in given["data"]))
    yield from dict.fromkeys(takeaways(tuple(subjects), Reading(project, env)))


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
