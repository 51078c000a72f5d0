"""`briefings diff`: what two editions say differently."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import click

from ..options import FILE, LANGUAGE

FORMS: Final = ("text", "json", "markdown", "correction")  # those of `facts.diff_forms`


@click.command()
@click.argument("old")
@click.argument("new")
@click.option(
    "--form",
    type=click.Choice(FORMS),
    default="text",
    help="How the differences are written: for people, as JSON, as Markdown, as a section of the new edition. `text` when not given.",
)
@click.option("--output", "target", type=FILE, help="Write the differences to this file.")
@click.option("--lang", "language", type=LANGUAGE, help="The language of decks and PDFs that do not tell it.")
@click.option("--row", default="", metavar="ID", help="Of a pattern only the report of this row; all when not given.")
@click.option("--exit-code", is_flag=True, help="End with 1 where there is a difference.")
def diff(old: str, new: str, form: str, target: Path | None, language: str | None, row: str, exit_code: bool) -> int:
    """Tell what two editions say differently, by fact: figures, words and charts.

    OLD and NEW are two reports, two manifests, or two decks or PDFs of anybody; one of a Git revision is named as in
    `v1.0:data/report.yaml`.
    """
    from ...engine import output
    from ...facts import diff_forms
    from .. import editions, revisions

    with revisions.at_hand(old) as before, revisions.at_hand(new) as after:
        told = editions.compare((old, before), (new, after), dict(os.environ), language or "", row)
    written = diff_forms.FORMS[form](told)
    if target is not None:
        output.write(target, written)
    if target is None:
        click.echo(written, nl=False)
    return 1 if exit_code and told.found else 0
