"""What inputs say now: the other side of a trace. Loads nothing heavy, since most runs ask no more than this.

A kind that is not of files, such as the rows of a table, comes in by `others`: a function from the input's name to its answer.
"""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from .. import builtin
from ..env import Env
from .store import Input, Seen, Store, Trace, sum_of

_SKIPPED: Final = (".pyc", ".pyo")

LIBRARIES: Final = (
    "reportlab", "uharfbuzz", "matplotlib", "jinja2", "pyyaml", "babel", "pillow", "lxml", "xlsxwriter",
    "numpy", "segno", "markdown-it-py", "python-calamine", "python-docx", "pypdfium2", "fontpkg-arimo",
    "fontpkg-noto-sans-arabic", "fontpkg-source-serif-4", "pylopdf-fonts-zh-cn"
)  # fmt: skip
"""Those whose versions can change a byte of the outputs."""
_READERS: Final = ("python-pptx", "pypdf")
"""And what is told of them."""


class Answers:
    """What the inputs of works say in this run, each asked for once."""

    def __init__(
        self,
        env: Env,
        seen: Seen,
        options: Mapping[str, str] = MappingProxyType({}),
        others: Mapping[str, Callable[[str], str]] = MappingProxyType({}),
    ) -> None:
        self._env = env
        self._seen = seen
        self._options = options
        self._kinds = {
            "file": self._file,
            "there": lambda name: sum_of(b"1" if self._path(name).is_file() else b""),
            "names": self._names,
            "option": lambda name: self._options.get(name, ""),
            **others,
        }
        self._known: dict[tuple[str, str], str] = {}

    def of(self, kind: str, name: str) -> str:
        """What an input says; "" when nobody knows the like of it, which is no answer that a trace has."""
        key = kind, name
        if key not in self._known:
            ask = self._kinds.get(kind)
            self._known[key] = ask(name) if ask else ""
        return self._known[key]

    def changed(self, trace: Trace, options: Mapping[str, str] = MappingProxyType({})) -> list[Input]:
        """The inputs of a trace that say something else now; `options` are those of this work alone."""
        return [
            one
            for one in trace.inputs
            if (options[one.name] if one.kind == "option" and one.name in options else self.of(one.kind, one.name))
            != one.answer
        ]

    def _path(self, name: str) -> Path:
        if name.startswith("builtin:"):
            return builtin.home() / name.removeprefix("builtin:")
        return self._env.root / name

    def _file(self, name: str) -> str:
        return self._seen.digest(self._path(name))

    def _names(self, name: str) -> str:
        folder, _, suffix = name.partition("|")
        return sum_of("\n".join(path.name for path in self._env.files(folder, suffix)).encode())


def why(changed: Iterable[Input], names: Mapping[str, str]) -> str:
    """In a few words why something is made again; `names` are the words for options."""
    told = dict.fromkeys(_told(one, names) for one in changed)
    shown = list(told)[:3]
    return ", ".join(shown) + (f" and {len(told) - 3} more" if len(told) > 3 else "")


def _told(one: Input, names: Mapping[str, str]) -> str:
    if one.kind == "option":
        return f"{names.get(one.name, one.name)} changed"
    if one.kind == "names":
        return f"files came or went in {one.name.partition('|')[0]}/"
    if one.kind == "there":
        return f"{one.name} came or went"
    return f"{one.name.partition('|')[0]} changed"


def tool(store: Store | None) -> str:
    """The sum of all that makes bytes beside the inputs: our own code, Python, and the libraries by their versions; as they were when it was first asked.
    The store remembers the sums of files, and changes nothing."""
    if not _tool:
        _tool.append(_summed(store))
    return _tool[0]


_tool: Final[list[str]] = []


def _summed(store: Store | None) -> str:
    package = str(Path(__file__).parent.parent)
    seen = Seen(store, f"tool {package}")
    told = [f"{path.removeprefix(package)} {seen.digest(Path(path))}" for path, _ in files(package)]
    seen.save()
    known = installed()
    told += sorted(known[name].name for name in map(_bare, (*LIBRARIES, *_READERS)) if name in known)
    told += [sys.version, zlib.ZLIB_RUNTIME_VERSION, sys.platform]
    return sum_of("\n".join(told).encode())


def files(folder: str) -> list[tuple[str, os.stat_result]]:
    """The files of the program in a folder and those within, by name; without what Python compiled of them."""
    found, folders = list[tuple[str, os.stat_result]](), [folder]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for one in entries:
                if one.is_dir():
                    folders += [] if one.name == "__pycache__" else [one.path]
                elif not one.name.endswith(_SKIPPED) and one.is_file():
                    found.append((one.path, one.stat()))
    return sorted(found, key=lambda one: one[0])


def versions() -> dict[str, str]:
    """The libraries whose versions can change a byte of the outputs, those that are installed."""
    known = installed()
    return {name: _version(known[_bare(name)]) for name in LIBRARIES if _bare(name) in known}


def installed() -> dict[str, Path]:
    """What tells of the libraries that are installed, by their names; what Python itself has for that takes a tenth of a second."""
    found: dict[str, Path] = {}
    for entry in sys.path:
        try:
            names = os.listdir(entry or ".")  # noqa: PTH208 - hundreds of names, none of which is looked at
        except OSError:
            continue
        for name in names:
            if name.endswith((".dist-info", ".egg-info")):
                found.setdefault(_bare(name.partition("-")[0]), Path(entry, name))
    return found


def _version(folder: Path) -> str:
    """The version that an installed library tells of itself (Core metadata, "Version"), which its folder's name may write in another way."""
    for path in (folder / "METADATA", folder / "PKG-INFO", folder):
        if path.is_file():
            told = path.read_text(encoding="utf-8", errors="replace")
            return told.partition("\nVersion:")[2].partition("\n")[0].strip()
    return ""


def _bare(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")
