"""A new project: a small report that builds, with a comment wherever a newcomer would ask."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from .. import builtin
from ..diagnostics import did_you_mean, fault
from ..engine import output
from ..env import Env


def copy(name: str, kind: Literal["template", "theme"], env: Env) -> Path:
    """Puts a built-in template or theme into the project, to be changed there; what is there already is left alone (BriefingsError)."""
    find, known = (builtin.template, builtin.templates) if kind == "template" else (builtin.theme, builtin.themes)
    given = find(name)
    if given is None:
        raise fault(f"{kind}-unknown", f"there is no built-in {kind} `{name}`", hint=did_you_mean(name, known(), kind))
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
        raise fault("folder-not-empty", f"`{folder}` is there already and is not empty", hint="choose a new folder")
    files = {
        **{
            name: builtin.data(f"cli/new/{name}")
            for name in ("briefings.yaml", "data/example.yaml", "seeds/example.txt")
        },
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
