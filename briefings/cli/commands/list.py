"""`briefings list`: what `build` would make, and why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from ..caching import cached, closed, opened
from ..options import CHOOSING, PROJECT, TELLING, with_each
from ..telling import tell_findings


@click.command()
@click.argument("project", type=PROJECT, required=False)
@with_each(*CHOOSING, *TELLING[:1])
@cached
def list(project: Path | None, as_json: bool, cache: Path | str | None, no_cache: bool, **given: Any) -> int:
    """Tell what `build` would make: each document with its template, language, files, row, and the line that asks for it.

    `--select`, `--exclude` and the other options are those of `build`. Nothing is written.
    """
    from ...diagnostics import BriefingsError
    from .. import listing
    from ..opening import selection

    try:
        loaded, options, env = selection(project, given)
        store = opened(cache, no_cache) if given["since"] else None
        found = [*listing.listed(loaded, options, env, store)]
        if store:
            closed(store)
    except BriefingsError as problem:
        return tell_findings(problem.findings, as_json, False)
    if as_json:
        click.echo(json.dumps({"documents": [one.as_json() for one in found]}, ensure_ascii=False, indent=2))
    else:
        click.echo(listing.text(found), nl=False)
        tell_findings(loaded.findings, False, False)
    return 0
