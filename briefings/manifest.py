"""What was built from what: `manifest.json` and `SHA256SUMS`.

The manifest says for every text of the report where it is shown: slide or page, in the body or in the notes, or by which written rule it
was left out. It names no user, host, path or time of day, so that the same input gives the same manifest.
"""

from __future__ import annotations

import hashlib
import json
import platform
import zlib
from collections.abc import Mapping
from importlib import metadata
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from . import __version__
from .account import WITH_NOTES, account

if TYPE_CHECKING:
    from .build import Output, Result
    from .diagnostics import Diagnostic

LIBRARIES: Final = (
    "python-pptx",
    "reportlab",
    "uharfbuzz",
    "matplotlib",
    "jinja2",
    "pyyaml",
    "pydantic",
    "babel",
    "pillow",
    "lxml",
    "fontpkg-arimo",
    "fontpkg-noto-sans-arabic",
    "pylopdf-fonts-zh-cn",
)


def describe(result: Result, others: Mapping[str, bytes]) -> bytes:
    """The manifest of a run as JSON bytes, keys in a fixed order."""
    made = {
        "briefings": __version__,
        "inputs": [
            {"file": name, "sha256": sha}
            for name, sha in sorted((_bare(name), sha) for name, sha in result.inputs.items())
        ],
        "outputs": [_output(output) for output in result.outputs],
        "also": [
            {"file": name, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
            for name, data in sorted(others.items())
        ],
        "findings": [{**told, "file": _bare(told["file"])} for told in map(finding_json, result.findings)],
        "versions": versions(),
    }
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode()


def sums(result: Result, others: Mapping[str, bytes]) -> bytes:
    """The sums of all files of a run, in the form that `sha256sum --check` reads."""
    lines = [(output.name, output.sha256) for output in result.outputs]
    lines += [(name, hashlib.sha256(data).hexdigest()) for name, data in others.items()]
    return "".join(f"{sha}  {name}\n" for name, sha in sorted(lines)).encode()


def finding_json(finding: Diagnostic) -> dict[str, Any]:
    """A finding as the `--json` output and the manifest hold it."""
    where = finding.where
    return {
        "level": str(finding.level),
        "code": finding.code,
        "message": finding.message,
        "file": where.file if where else "",
        "line": where.line if where else 0,
        "column": where.column if where else 0,
        "path": finding.path,
        "hint": finding.hint,
    }


def _bare(name: str) -> str:
    """A file of the project by its path in it; one from elsewhere by its name alone, for its folders tell where it was built."""
    path = PurePath(name)
    return path.name if path.is_absolute() or ".." in path.parts else name


def versions() -> dict[str, str]:
    """Everything whose version can change a byte of the outputs."""
    found = {"python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    for name in LIBRARIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def _output(output: Output) -> dict[str, Any]:
    told = account(output.briefing, output.layout, notes=output.format in WITH_NOTES)
    return {
        "file": output.name,
        "sha256": output.sha256,
        "bytes": len(output.data),
        "report": output.report,
        "template": output.template,
        "language": output.language,
        "format": output.format,
        "pages": len(output.layout.frames),
        "titles": [frame.title for frame in output.layout.frames],
        "omitted": dict(output.briefing.omitted),
        "decisions": [{"page": d.page, "step": d.step, "detail": d.detail} for d in output.layout.decisions],
        "words": dict(told.words),
        "shown": {
            origin: [{"page": place.page, "in": place.part} for place in places]
            for origin, places in sorted(told.shown.items())
        },
        "left_out": {
            origin: {"rule": left.rule, "reason": left.reason} for origin, left in sorted(told.left_out.items())
        },
    }
