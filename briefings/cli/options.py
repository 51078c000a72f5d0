"""Options that several commands have in common."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

FORMATS: Final = ("pptx", "pdf", "html", "site", "xlsx", "csv", "docx", "eml", "png", "svg")
"""Those of `writers` and `reflow`, written here so that `--help` need not load them."""


class _Language(click.Choice[str]):
    """The code of a language that reports may be in. They are looked up when one is asked for: `--help` loads none of them."""

    def __init__(self) -> None:
        self.case_sensitive = True

    @property
    def choices(self) -> tuple[str, ...]:  # type: ignore[override]
        from ..language import LANGUAGES

        return tuple(LANGUAGES)


LANGUAGE: Final = _Language()


PLACES: Final = ("github",)  # those of `annotations`, for the same reason


FOLDER = click.Path(file_okay=False, path_type=Path)


PROJECT = click.Path(path_type=Path)  # a report in its place is told of in words of ours


FILE = click.Path(dir_okay=False, path_type=Path)


JOBS = click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    callback=lambda _, __, value: value or 0,
    metavar="N",
    help="In how many processes to work; the files and findings are the same. All processors for eight documents or more, when not given.",
)


LIMITS = (
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


TELLING = (
    click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON on standard output."),
    click.option(
        "--annotations",
        type=click.Choice(PLACES),
        help="Write findings so that this place shows them beside the lines that they are about.",
    ),
)


def printable(_: click.Context, parameter: click.Parameter, value: str) -> str:
    """An option's text that will stand on the pages."""
    from ..characters import visible

    if visible(value) != value:
        raise click.BadParameter(f"`{visible(value)}` holds a character that no page can show", param=parameter)
    return value


def identifier(_: click.Context, parameter: click.Parameter, value: str) -> str:
    """An option's word that files or folders are called by."""
    from ..env import is_device
    from ..identifiers import is_identifier

    if value and (not is_identifier(value) or is_device(value)):
        raise click.BadParameter(f"`{value}` is no such name: a to z, digits, hyphens", param=parameter)
    return value


def card(_: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The sizes of cards."""
    from ..reflow import sizes

    for value in values:
        if sizes.sized(value) is None:
            raise click.BadParameter(f"`{value}` is no size of a card; {sizes.WANTED}", param=parameter)
    return values


def moment(_: click.Context, parameter: click.Parameter, value: str) -> datetime.datetime | None:
    """An option's day or moment, in UTC where it names no zone; None when it is not given."""
    if not value:
        return None
    try:
        when = datetime.datetime.fromisoformat(value.strip().replace("Z", "+00:00"))
    except ValueError:
        message = f"`{value}` is no day or moment; write it as in 2024-05-31T10:00Z"
        raise click.BadParameter(message, param=parameter) from None
    return when if when.tzinfo else when.replace(tzinfo=datetime.UTC)


def with_each(*decorators: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Several options at once, in this order."""

    def decorated(function: Any) -> Any:
        for decorate in reversed(decorators):
            function = decorate(function)
        return function

    return decorated


CHOOSING: Final = (
    click.option("--data", type=FILE, multiple=True, help="A report to build in place of the project's own."),
    click.option("--template", multiple=True, help="Only this template; `builtin:deck` always means the built-in one."),
    click.option("--lang", "languages", type=LANGUAGE, multiple=True, help="Only this language."),
    click.option("--format", "formats", type=click.Choice(FORMATS), multiple=True, help="Only this file format."),
    click.option(
        "--card",
        "cards",
        multiple=True,
        metavar="1080x1080",
        callback=card,
        help="The size of cards, for `png` and `svg`.",
    ),
    click.option(
        "--brand",
        type=FILE,
        help="Your own .pptx or .potx: its slide master, colours and fonts, in place of the project's brands.",
    ),
    click.option(
        "--theme",
        default="",
        metavar="NAME",
        help="The colours and type of all documents: `un`, `earth`, `forest`, `ink`, `plain`, `vivid`, or one of yours.",
    ),
    click.option(
        "--audience",
        default="",
        metavar="NAME",
        callback=identifier,
        help="The version for this audience: without the parts that are marked `for` others.",
    ),
    click.option(
        "--select",
        multiple=True,
        metavar="WORDS",
        help="Only documents of these names, such as `kenya,m*`, or `tag:`, `template:`, `lang:`, `brand:`, `audience:` with a word.",
    ),
    click.option("--exclude", multiple=True, metavar="WORDS", help="None of these, in the same words."),
    click.option(
        "--since",
        default="",
        metavar="REVISION",
        help="Only documents of which something has changed since this revision of Git, such as `v1.2` or `main`.",
    ),
)
"""What is built, of what, in which languages, formats and looks."""


def shared(function: Any) -> Any:
    """The options that `build` and `check` have in common."""
    return with_each(
        click.argument("project", type=PROJECT, required=False),
        *CHOOSING,
        click.option(
            "--edition",
            default="",
            metavar="v1.2",
            callback=printable,
            help="Printed on the pages and in the metadata.",
        ),
        click.option(
            "--final",
            default="",
            metavar="MOMENT",
            callback=moment,
            help="Refuse what may not go out at this moment, such as `2024-05-31T10:00Z`: unapproved, embargoed, overdue, not borne out.",
        ),
        JOBS,
        *LIMITS,
        click.option("--strict", is_flag=True, help="Warnings fail the run too."),
        *TELLING,
    )(function)
