"""`briefings explain`: what a finding means, from the list of all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click


@click.command()
@click.argument("code")
def explain(code: str) -> int:
    """Tell what the finding CODE means: its level, its words (`{…}` stands for what is filled in), the cure, and the modules that tell it."""
    from ... import builtin
    from ...diagnostics import did_you_mean

    told = dict(_read(builtin.findings()))
    if code not in told:
        raise click.UsageError(f"there is no finding `{code}`: {did_you_mean(code, told)}")
    level, words, hints, modules = told[code]
    click.echo(f"{level}[{code}]")
    for name, cell in (("", words), ("hint: ", hints), ("told by: ", modules)):
        for line in cell.split("<br>"):
            if line not in ("", "{…}"):
                click.echo(f"  {name}{line}")
    return 0


def _read(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The rows of docs/findings.md: a code, and the other cells."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("| `"):
            code, *cells = (cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1])
            yield code.strip("`"), cells
