"""The templates and themes that come with the tool, its data, and the list of its findings, wherever it was installed.

In a checkout and in an editable install templates, themes and findings lie beside the package; in a wheel inside it, where data always are.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from .regex import regex

_NAME: Final = regex(r"[a-z0-9][a-z0-9._-]*")
_PACKAGE: Final = Path(__file__).parent


@cache
def home() -> Path:
    """The folder of the built-in templates."""
    inside = _PACKAGE / "templates"
    return inside if inside.is_dir() else _PACKAGE.parent / "templates"


def template(name: str) -> Path | None:
    """The file of a built-in template, or None when there is none of that name."""
    return _file(home() / f"{name}.yaml") if _NAME.fullmatch(name) else None


def templates() -> tuple[str, ...]:
    """The names of the built-in templates."""
    return tuple(sorted(path.stem for path in home().glob("*.yaml")))


def theme(name: str) -> Path | None:
    """The file of a built-in theme, or None when there is none of that name."""
    return _file(home() / "themes" / name / "theme.yaml") if _NAME.fullmatch(name) else None


def themes() -> tuple[str, ...]:
    """The names of the built-in themes."""
    return tuple(sorted(path.parent.name for path in home().glob("themes/*/theme.yaml")))


def findings() -> Path:
    """The list of all findings."""
    inside = _PACKAGE / "findings.md"
    return inside if inside.is_file() else _PACKAGE.parent / "docs/findings.md"


def lock() -> Path:
    """The versions of the libraries that this one was tested with."""
    inside = _PACKAGE / "requirements.lock"
    return inside if inside.is_file() else _PACKAGE.parent / "requirements.lock"


def data(name: str) -> str:
    """A file of the package that is no code, by its place there: `language/english.json`."""
    return (_PACKAGE / name).read_text(encoding="utf-8")


def rows(name: str) -> list[str]:
    """The lines of such a file, without its comments (`# …`)."""
    return [line for line in data(name).splitlines() if not line.startswith("#")]


def _file(path: Path) -> Path | None:
    return path if path.is_file() else None
