"""`briefings approve`: who has looked at which section."""

from __future__ import annotations

import os
import re
from pathlib import Path

import click

from ..opening import home_of, require_file
from ..options import FILE, PROJECT, printable
from ..telling import shown, tell_findings


@click.command()
@click.argument("project", type=PROJECT, required=False)
@click.option("--data", type=FILE, multiple=True, help="A report in place of the project's own.")
@click.option(
    "--section", "sections", multiple=True, metavar="ID", help="Only this section; all of them when none is named."
)
@click.option("--by", default="", metavar="NAME", callback=printable, help="Who has looked at them.")
@click.option("--on", default="", metavar="2024-05-31", help="The day of it.")
@click.option(
    "--sheet",
    type=FILE,
    help="Take names and days from a workbook that `facts --form xlsx` wrote and people have signed.",
)
def approve(
    project: Path | None, data: tuple[Path, ...], sections: tuple[str, ...], by: str, on: str, sheet: Path | None
) -> int:
    """Keep who has approved which sections, with the hash of each, beside the report; `build --final` asks for it.

    A section that changes afterwards has to be approved again.
    """
    from ...engine import output
    from ...engine.reading import Reading
    from ...env import Env
    from .. import approving
    from ..opening import known

    if (sheet is None) != bool(by and on):
        raise click.UsageError("say who and when: `--by NAME --on 2024-05-31`, or `--sheet FILE.xlsx`")
    if on and not re.fullmatch(r"\d{4}-\d\d-\d\d", on):
        raise click.UsageError(f"`{on}` is no day: write it as in 2024-05-31")
    for path in (*data, *([sheet] if sheet else [])):
        require_file(path)
    home = home_of(project)
    env = Env(home, dict(os.environ))
    loaded = known(home, env)
    asked = approving.Asked(sections, by, on, sheet)
    subjects = loaded.subjects(path.resolve() for path in data)
    signed, found = approving.signed(subjects, Reading(loaded, env), asked)
    for path, (kept, names) in signed.items():
        output.write(path, kept)
        click.echo(f"{shown(path)}: {', '.join(names)}")
    return tell_findings(found, False, False)
