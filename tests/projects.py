"""Small projects in temporary folders, and the command run in them as a user runs it: words in, words and an exit code out."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefings import cli

ROOT = Path(__file__).parent.parent

REPORT = """\
id: water
title: Safe water
language: en
date: 2024
status: final
sections:
  wells:
    type: statistics
    title: Wells
    items:
      - {id: dug, value: 340, text: wells dug}
"""
"""The smallest report with a figure."""

TEMPLATE = """\
kind: slides
pages:
  - for: section in sections | of_type('statistics')
    layout: title-only
    title: "{{ section.title }}"
    main: {block: stat-grid, items: "{{ section.items }}"}
  - for: section in sections | of_type('blocks')
    layout: title-only
    title: "{{ section.title }}"
    main: "{{ section.blocks }}"
  - for: section in sections | of_type('photos')
    layout: title-only
    title: "{{ section.title }}"
    main: {block: picture, file: "{{ section.items[0].file }}", caption: "{{ section.items[0].caption }}"}
"""
"""A small template of the user's own."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run of the command left: its exit code and its words."""

    code: int
    out: str
    err: str


def lay(folder: Path, files: Mapping[str, str]) -> Path:
    """Writes files into a folder, and gives the folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def run(folder: Path, *arguments: str) -> Outcome:
    """`briefings ARGUMENTS` in a folder, in this process: no terminal, UTF-8."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    code = 0
    with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            cli.main(arguments)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
    return Outcome(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))
