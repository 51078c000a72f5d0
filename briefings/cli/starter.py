"""A new project: a small report that builds, with a comment wherever a newcomer would ask."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

from ..diagnostics import BriefingsError, did_you_mean, error, fault
from ..engine import output
from ..env import Env

_PROJECT: Final = """\
# yaml-language-server: $schema=./schemas/project.json
# What `briefings build` makes of every report in data/. Without this file it makes the same: a deck and a one-pager.
# `report: NAME` in an entry takes data/NAME.yaml alone.

build:
  - {template: deck, formats: [pptx]}
  - {template: one-pager, formats: [pdf]}
"""

_REPORT: Final = """\
# yaml-language-server: $schema=../schemas/data.json
# One YAML source of facts: the deck and the one-pager are both made from this file.
# The figures are invented: replace them, and name where each comes from with `source: key:line`.

id: example
title: Safe water for the river districts
organization: Example Organization
language: en
date: 2025
status: draft
contact: {name: Communications Unit}

sources:
  notes: {file: seeds/example.txt, title: Field notes of the river districts programme}

sections:

  context:
    type: prose
    title: Context
    text: >-
      Three dry years have lowered the wells of the river districts. Families walk further for water, and clinics
      buy it by the lorry.

  objectives:
    type: prose
    title: Objectives
    text: Every household within one kilometre of safe water, and every clinic connected.

  programmes:
    type: programmes
    title: Programmes
    items:
      - {id: repairs, title: Repairing wells}
      - {id: connections, title: Connecting clinics}
      - {id: training, title: Training district engineers}
      - {id: testing, title: Testing water quality}

  resources:
    type: resources
    title: Resources
    currency: USD
    total: {value: 12000000, digits: 2}
    parts:
      - {id: core, value: 4000000, digits: 1, text: core budget}
      - {id: grants, value: 8000000, digits: 1, text: earmarked grants}

  results:
    type: statistics
    title: Results
    items:
      - {id: wells, value: 340, text: wells repaired, source: "notes:1"}
      - {id: people, value: 120000, qualifier: over, text: people with safe water nearby, source: "notes:2"}
      - {id: clinics, value: 27, text: clinics connected, source: "notes:3"}

  wells-by-district:
    type: chart
    chart: bar
    title: Wells repaired, by district
    unit: wells
    data:
      - {label: North, value: 140}
      - {label: Delta, value: 120}
      - {label: South, value: 80}

  voices:
    type: quotes
    title: Voices
    items:
      - {id: engineer, speaker: A. Example, office: District engineer, text: We used to bring water. Now we keep it running.}
"""

_SOURCE: Final = """\
340 wells repaired
over 120,000 people with safe water nearby
27 clinics connected
"""


def copy(name: str, kind: Literal["template", "theme"], env: Env) -> Path:
    """Puts a built-in template or theme into the project, to be changed there; what is there already is left alone (BriefingsError)."""
    from .. import builtin

    find, known = (builtin.template, builtin.templates) if kind == "template" else (builtin.theme, builtin.themes)
    given = find(name)
    if given is None:
        raise BriefingsError(
            [error(f"{kind}-unknown", f"there is no built-in {kind} `{name}`", hint=did_you_mean(name, known(), kind))]
        )
    target = env.root / "templates" / (f"{name}.yaml" if kind == "template" else f"themes/{name}/theme.yaml")
    if target.exists():
        message = f"`{env.name(target)}` is there already"
        hint = "move it away first, or change it as it is"
        raise fault("file-there", message, hint=hint)
    data = given.read_bytes()
    if not (env.root / "docs/schemas").is_dir():  # where `new` puts them
        data = data.replace(b"$schema=../docs/schemas/", b"$schema=../schemas/")
    output.write(target, data)
    return target


def create(folder: Path) -> tuple[Path, ...]:
    """Writes a project into a new or empty folder and returns its files; an existing project is left alone (BriefingsError)."""
    import json

    from .schema import schema

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BriefingsError(
            [error("folder-not-empty", f"`{folder}` is there already and is not empty", hint="choose a new folder")]
        )
    files = {
        "briefings.yaml": _PROJECT,
        "data/example.yaml": _REPORT,
        "seeds/example.txt": _SOURCE,
        "templates/.gitkeep": "",
        ".gitignore": "output/\n",
        **{
            f"schemas/{kind}.json": json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n"
            for kind in ("data", "template", "project")
        },
    }
    for name, text in files.items():
        output.write(folder / name, text.encode())
    return tuple(folder / name for name in files)
