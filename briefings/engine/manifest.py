"""What was built from what: `manifest.json` and `SHA256SUMS`.

The manifest says for every text of the report where it is shown: slide or page, in the body or in the notes, or by which written rule it
was left out. It names no user, host, path or time of day, so that the same input gives the same manifest.
"""

from __future__ import annotations

import hashlib
import json
import platform
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from itertools import repeat
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..frame import Layout, glyph_runs
from ..frozen import frozen, replace
from ..pages.account import WITH_NOTES, Account, account, left_out, missing
from ..reflow.nodes import Flow
from ..report.sections import SECTIONS
from ..values import plain
from . import answers

if TYPE_CHECKING:
    from ..briefing import Briefing
    from ..diagnostics import Diagnostic
    from .build import Output, Result
    from .output import File


@dataclass(frozen=True, slots=True)
class Order:
    """What a run was asked for, beyond its project: the options of `build`, and SOURCE_DATE_EPOCH. Enough to build it again."""

    data: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    edition: str = ""
    strict: bool = False
    brand: str = ""
    source_date_epoch: str = ""
    theme: str = ""
    audience: str = ""
    cards: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    since: str = ""


def describe(result: Result, others: Mapping[str, File]) -> Iterator[bytes]:
    """The manifest of a run as the bytes of JSON, keys in a fixed order, a piece at a time: of thousands of files nothing is held twice."""
    order = replace(result.order, data=tuple(map(bare, result.order.data)), brand=bare(result.order.brand))
    inputs = sorted((bare(name), sha) for name, sha in result.inputs.items())
    made: dict[str, Any] = {
        "briefings": __version__,
        "order": asdict(order),
        "inputs": [{"file": name, "sha256": sha} for name, sha in inputs],
        "outputs": map(_described, result.outputs),
        "twins": _twins(result.outputs),
        "also": [{"file": name, "sha256": file.sha256, "bytes": file.size} for name, file in sorted(others.items())],
        "findings": [{**told, "file": bare(told["file"])} for told in map(finding_json, result.findings)],
        "fonts": fonts(result.outputs),
        "versions": versions(),
    }
    for number, (key, value) in enumerate(made.items()):
        yield ("{" if number == 0 else ",").encode() + f'\n  "{key}": '.encode()
        if key in ("outputs", "twins"):
            yield from _listed(value, "[]" if key == "outputs" else "{}")
        else:
            yield _indented(text(value), 2)
    yield b"\n}\n"


def _described(output: Output) -> bytes:
    """What a manifest says of an output: its name, bytes and what it is of, then its account, which is a JSON object already."""
    head = {"file": output.name, "sha256": output.sha256, "bytes": output.size, **_named(output)}
    return text(head).removesuffix(b"\n}") + b"," + output.account.removeprefix(b"{")


def _twins(outputs: Iterable[Output]) -> Iterator[bytes]:
    """For each report and each of its fields the files that show it."""
    reports: dict[str, list[Output]] = {}
    for output in outputs:
        reports.setdefault(output.report, []).append(output)
    for report, own in reports.items():
        found: dict[str, list[str]] = {}
        for output in own:
            for origin in output.about["shown"]:
                found.setdefault(origin, []).append(output.name)
        yield text(report) + b": " + text(dict(sorted(found.items())))


def _listed(items: Iterable[bytes], marks: str) -> Iterator[bytes]:
    """A list or an object of JSON values within the manifest, between its marks, in the form that `json.dumps` gives one."""
    first, last = marks.encode()[:1], marks.encode()[1:]
    empty = True
    for item in items:
        yield (first if empty else b",") + b"\n    " + _indented(item, 4)
        empty = False
    yield first + last if empty else b"\n  " + last


def _indented(value: bytes, by: int) -> bytes:
    return value.replace(b"\n", b"\n" + b" " * by)


def text(made: Any) -> bytes:
    """A value as JSON as it stands in a manifest: as `json.dumps` indents it by two, in a fifth of the time."""
    return _told(made, "\n").encode()


def _told(value: Any, line: str) -> str:
    """A value between others, each on a `line` of its own."""
    inner = f"{line}  "
    held = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    if not held:
        return _encoder(line).encode(value)
    if not any(isinstance(one, dict | list | tuple) for one in held):
        said = _encoder(inner).encode(value)
        return f"{said[0]}{inner}{said[1:-1]}{line}{said[-1]}"
    names = (f"{_encoder(line).encode(name)}: " for name in value) if isinstance(value, dict) else repeat("")
    parts = f",{inner}".join(f"{name}{_told(one, inner)}" for name, one in zip(names, held, strict=False))
    return f"{{{inner}{parts}{line}}}" if isinstance(value, dict) else f"[{inner}{parts}{line}]"


@cache
def _encoder(line: str) -> json.JSONEncoder:
    """What writes values on lines of their own; without `indent` it is the fast one, written in C."""
    return json.JSONEncoder(ensure_ascii=False, separators=(f",{line}", ": "))


def written(made: Mapping[str, Any]) -> bytes:
    """A manifest's bytes."""
    return text(made) + b"\n"


def sums(files: Mapping[str, str]) -> bytes:
    """Files and their SHA-256 in the form that `sha256sum --check` reads."""
    return "".join(f"{sha}  {name}\n" for name, sha in sorted(files.items())).encode()


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


def bare(name: str) -> str:
    """A file of the project by its path in it; one from elsewhere by its name alone, for its folders tell where it was built."""
    path = PurePath(name)
    return path.name if path.is_absolute() or ".." in path.parts else name


def versions() -> dict[str, str]:
    """Everything whose version can change a byte of the outputs."""
    return dict(_versions())


@cache
def _versions() -> Mapping[str, str]:
    """They stay the same as long as a process lives."""
    return {"python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION, **answers.versions()}


def faces(layout: Layout) -> dict[str, str]:
    """The font files that some pages were measured with (and that PDFs embed): the family of each."""
    items = (item for frame in layout.frames for item in (*frame.fixed, *frame.items))
    return {str(run.face.path): run.face.family for item in items for run in glyph_runs(item)}


@frozen
class Font:
    """A font file: its family, its name and its SHA-256."""

    family: str
    file: str
    sha256: str


@cache
def font(path: str, family: str) -> Font:
    """A font file that some pages were measured with."""
    return Font(family, Path(path).name, hashlib.sha256(Path(path).read_bytes()).hexdigest())


def fonts(outputs: Iterable[Output]) -> list[dict[str, str]]:
    """The font files of some outputs: family, file name, SHA-256."""
    found = {one for output in outputs for one in output.fonts}
    return [asdict(one) for one in sorted(found, key=lambda one: (one.family, one.file))]


def about(briefing: Briefing, layout: Layout, form: str) -> dict[str, Any]:
    """What a manifest says of an output beside its name, its bytes and what it is of."""
    told = account(briefing, layout, notes=form in WITH_NOTES)
    found = missing(briefing, layout)
    if briefing.kind == "slides":  # what is for those who speak is in the notes, as it should be
        found = tuple(one for one in found if not SECTIONS[one.kind].noted)
    lacks = {
        "lacks": {
            "told": left_out(found),
            "parts": {one.part: f"“{one.title}”: {'; '.join(one.reasons)}" for one in found},
        }
    }
    return {
        **(lacks if found else {}),
        "pages": len(layout.frames),
        "titles": [frame.title for frame in layout.frames],
        "omitted": dict(briefing.omitted),
        "decisions": [{"page": d.page, "step": d.step, "detail": d.detail} for d in layout.decisions],
        **_places(told),
    }


def of_flow(briefing: Briefing, made: Flow) -> dict[str, Any]:
    """The same of an output without pages, whose parts are counted in their place."""
    told = account(briefing, made, notes=False)
    return {
        "pages": len(made.parts),
        "titles": [plain(part.title) for part in made.parts],
        "omitted": dict(briefing.omitted),
        "decisions": [],
        **_places(told),
    }


def _places(told: Account) -> dict[str, Any]:
    """Where every field is, or why it is nowhere."""
    return {
        "words": dict(told.words),
        "shown": {
            origin: [{"page": place.page, "in": place.part} for place in places]
            for origin, places in sorted(told.shown.items())
        },
        "left_out": {
            origin: {"rule": left.rule, "reason": left.reason} for origin, left in sorted(told.left_out.items())
        },
    }


def _named(output: Output) -> dict[str, str]:
    return {
        "report": output.report,
        "template": output.template,
        "language": output.language,
        "format": output.format,
    }
