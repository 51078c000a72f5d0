"""`briefings rebuild`: what a manifest lists, built again and compared."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..opening import home_named, limits_of, opened, require_file
from ..options import FILE, JOBS, LIMITS, PROJECT, TELLING, with_each
from ..telling import count, print_json, show, shown, tell_findings

if TYPE_CHECKING:
    from ...engine.rebuild import Compared


@click.command()
@click.argument("project", type=PROJECT, required=False)
@click.option(
    "--check", "listed", type=FILE, required=True, metavar="MANIFEST", help="The `manifest.json` to compare with."
)
@click.option("--data", type=FILE, multiple=True, help="A report that the build was given from outside the project.")
@click.option("--brand", type=FILE, help="A .pptx or .potx that the build was given from outside the project.")
@with_each(JOBS, *LIMITS, *TELLING)
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
    from ...diagnostics import BriefingsError
    from ...engine import project as projects
    from ...engine import rebuild as stage
    from ...engine.manifest import finding_json
    from ...env import Env

    files = (*data, *([brand] if brand else []))
    for path in (listed, *files):
        require_file(path)
    home = home_named(project) if project is not None else Path.cwd()
    env = Env(home, dict(os.environ))
    try:
        told = stage.read(env.read_trusted(listed, limit=stage.LIMIT), shown(listed))
        if project is None:
            home = projects.home_of(listed.resolve().parent, home, told.inputs)
            env = Env(home, dict(os.environ))
        limits = limits_of(**given)
        loaded = opened(env, (), limits)
        if isinstance(loaded, tuple):
            return tell_findings(loaded, as_json, False, annotations, home)
        made = stage.compare(told, listed.parent, loaded, env, files, jobs, limits)
    except BriefingsError as problem:
        return tell_findings(problem.findings, as_json, False, annotations, home)
    if as_json:
        findings = [finding_json(finding) for finding in made.findings]
        print_json({"ok": made.ok, "files": [_told(one) for one in made.files], "findings": findings})
    for finding in made.findings:
        if annotations or not as_json:
            show(finding, annotations, home)
    if not as_json:
        for one in made.files:
            click.echo(f"{one.state:<8} {one.file}")
        count(made.findings)
    return 0 if made.ok else 1


def _told(one: Compared) -> dict[str, str]:
    """A file as `--json` tells it."""
    return {"file": one.file, "state": one.state, "listed": one.listed, "found": one.found, "rebuilt": one.rebuilt}
