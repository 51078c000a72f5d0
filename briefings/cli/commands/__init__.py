"""The commands. To add one: one file beside this with the command under its own name, one line in the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Final

import click

COMMANDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "build": "Make the decks and one-pagers.",
        "preview": "Show the pages in a browser while you write.",
        "list": "Tell what `build` would make, and why.",
        "check": "Find all that `build` would refuse; write nothing.",
        "draft": "Begin a report from a chapter: its sections, figures, quotes.",
        "facts": "Tell every figure, and the words of the source it comes from.",
        "verify": "Hold finished decks, PDFs and web pages against the data.",
        "diff": "Tell what two editions say differently.",
        "inspect": "Tell what a brand template offers.",
        "approve": "Keep who has looked at which section.",
        "rebuild": "Build again what a manifest lists, and compare.",
        "new": "Start a project in a new folder.",
        "copy": "Put a built-in template or theme into the project.",
        "translate": "Write the file that a translator fills in.",
        "schema": "Print a JSON Schema for editors.",
        "explain": "Tell what a finding means, and how to put it right.",
        "serve-mcp": "Serve the commands to a writing assistant.",
        "ready": "Keep a process ready, so that commands begin at once.",
        "cache": "Tell what was built before, or take it out.",
        "doctor": "Try what this machine can make, and say what to do.",
    }
)
"""What each does, in the order of the documents; `--help` sorts them."""


class Loaded(Mapping[str, click.Command]):
    """The commands by name, each loaded when it is asked for: `--help` needs none of them."""

    def __getitem__(self, name: str) -> click.Command:
        if name not in COMMANDS:
            raise KeyError(name)
        word = name.replace("-", "_")
        command: click.Command = getattr(import_module(f"{__name__}.{word}"), word)
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class Group(click.Group):
    """The command that they are all below."""

    def __init__(self, **given: object) -> None:
        super().__init__(**given)  # type: ignore[arg-type]
        self.commands = Loaded()  # type: ignore[assignment]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What each does, as the table says it."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))
