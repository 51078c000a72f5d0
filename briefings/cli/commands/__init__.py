"""The commands. To add one: one file beside this, one line in the table."""

from __future__ import annotations

from typing import Final

import click

from . import approve, build, check, copy, diff, draft, explain, facts, inspect, new, rebuild, schema, translate, verify

COMMANDS: Final[tuple[click.Command, ...]] = (
    build.build,
    check.check,
    draft.draft,
    facts.facts,
    verify.verify,
    diff.diff,
    inspect.inspect,
    approve.approve,
    rebuild.rebuild,
    new.new,
    copy.copy,
    translate.translate,
    schema.schema,
    explain.explain,
)
"""In the order of the documents; `--help` sorts them."""
