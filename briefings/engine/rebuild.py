"""Build again what a manifest lists, and say which files are the same to the byte, which are not, and why.

    read       the bytes of a manifest.json -> Listed
    compare    Listed, Project, Env         -> Comparison

Three things must agree for each file: the manifest, the file beside it, and what the project gives when it is built again as it was
(the manifest says with which options and SOURCE_DATE_EPOCH). Versions of this program and of its libraries may differ as long as no
byte does. Codes: `manifest-wrong`, `output-changed`, `output-missing`, `output-differs`, `output-unmade`, `output-new`,
`manifest-differs`; and the reasons `input-changed`, `input-missing`, `input-new`, `input-unread`, `version-differs`, `font-differs`.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path, PurePosixPath
from typing import Any, Final

from .. import __version__
from ..characters import visible
from ..diagnostics import BriefingsError, Diagnostic, Level, Where, error, fault, note, warning
from ..env import Env
from ..frozen import frozen
from . import build, manifest
from .manifest import Order
from .output import MANIFEST, SUMS, Folder, digest
from .project import Project
from .workers import Limits

LIMIT: Final = 64 * 1024 * 1024
"""The largest manifest that is read, in bytes."""

_VERSIONED: Final = ("briefings", "versions")
"""Keys of a manifest that another installation may give another value."""


@frozen
class Listed:
    """A manifest as far as a comparison needs it: each file's SHA-256 by its name, whole versions, and the bytes it was read from."""

    order: Order
    inputs: Mapping[str, str]
    files: Mapping[str, str]
    fonts: Mapping[str, str]
    versions: Mapping[str, str]
    data: bytes


@frozen
class Compared:
    """One file's SHA-256 in the manifest, in the folder, and built again; "" where there is none."""

    file: str
    listed: str
    found: str
    rebuilt: str

    @property
    def state(self) -> str:
        """In a word, the worst that is so."""
        if not self.listed:
            return "new"
        if not self.rebuilt:
            return "unmade"
        if self.rebuilt != self.listed:
            return "differs"
        if not self.found:
            return "missing"
        return "changed" if self.found != self.listed else "same"


@frozen
class Comparison:
    """What became of every file, and the findings: what is not the same, then what may be the reason."""

    files: tuple[Compared, ...]
    findings: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        return not any(finding.level is Level.ERROR for finding in self.findings)


def read(data: bytes, name: str) -> Listed:
    """A manifest. Raises BriefingsError when it is none, or names a file outside its folder."""
    try:
        told = json.loads(data)
        order: dict[str, Any] = {one.name: told["order"][one.name] for one in fields(Order)}
        order |= {key: tuple(value) for key, value in order.items() if isinstance(value, list)}
        listed = Listed(
            Order(**order),
            _sums(told["inputs"]),
            _sums([*told["outputs"], *told["also"]]),
            _sums(told["fonts"]),
            {"briefings": told["briefings"], **told["versions"]},
            data,
        )
        _require_words(listed)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        message = "this is not a manifest that can be built again"
        hint = "give the `manifest.json` that `briefings build` wrote, unchanged and from this version or a later one"
        raise fault("manifest-wrong", message, Where(name), hint=hint) from None
    return listed


def compare(
    listed: Listed,
    folder: Path,
    project: Project,
    env: Env,
    given: Iterable[Path] = (),
    jobs: int = 1,
    limits: Limits | None = None,
) -> Comparison:
    """Builds again in a temporary folder and compares with the manifest and with the files in its folder.

    `given` are files from outside the project that the build was given by `--data` and `--brand`, known by their file names.
    """
    order = listed.order
    reports = tuple(_outside(name, "--data", env, given) for name in order.data)
    brand = _outside(order.brand, "--brand", env, given) if order.brand else None
    options = build.Options(
        reports,
        order.templates,
        order.languages,
        order.formats,
        order.edition,
        order.strict,
        brand,
        jobs,
        limits,
        sheet=True,
        theme=order.theme,
        audience=order.audience,
        select=order.select,
        exclude=order.exclude,
        since=order.since,
        cards=order.cards,
    )
    epoch = {"SOURCE_DATE_EPOCH": order.source_date_epoch} if order.source_date_epoch else {}
    with tempfile.TemporaryDirectory(prefix="briefings-") as name:
        again = Folder(Path(name))
        result = build.build(project, Env(env.root, epoch), options, keeper=again)
        made = {file: one.sha256 for file, one in build.finish(result, again).items()}
        described = (again.path / MANIFEST).read_bytes() if MANIFEST in made else b"{}"
    files = [_compared(name, listed.files.get(name, ""), folder, made) for name in _names(listed, made)]
    differing = _changed_keys(listed.data, described)
    own = _sha(listed.data)
    files += [
        Compared(MANIFEST, own, own, made.get(MANIFEST, "") if differing else own),
        _sums_file(listed, folder),
    ]
    wrong = [finding for one in files for finding in _wrong(one, differing)]
    if any(one.state == "unmade" for one in files):
        wrong += [finding for finding in (*result.findings, *again.faults) if finding.level is Level.ERROR]
    return Comparison(
        tuple(files),
        (*wrong, *_reasons(listed, result, env, {one.rebuilt for one in files} != {one.listed for one in files})),
    )


def _sums(entries: Sequence[Mapping[str, str]]) -> Mapping[str, str]:
    return {entry["file"]: entry["sha256"] for entry in entries}


def _require_words(listed: Listed) -> None:
    """Every value is the text, list of texts or flag that it should be, and no output lies elsewhere."""
    order = listed.order
    many = (order.data, order.templates, order.languages, order.formats, order.cards)
    words = [
        order.edition,
        order.brand,
        order.source_date_epoch,
        order.theme,
        *(word for group in many for word in group),
    ]
    for group in (listed.inputs, listed.files, listed.fonts, listed.versions):
        words += [word for pair in group.items() for word in pair]
    paths = [PurePosixPath(name) for name in listed.files]
    if (
        not all(isinstance(group, tuple) for group in many)
        or not isinstance(order.strict, bool)
        or not all(isinstance(word, str) and visible(word) == word for word in words)
        or any(path.is_absolute() or ".." in path.parts or not path.parts for path in paths)
    ):
        raise ValueError


def _outside(name: str, option: str, env: Env, given: Iterable[Path]) -> Path:
    """A file that the build was given by name, and that may lie outside the project."""
    near = next((path for path in given if path.name == PurePosixPath(name).name), None)
    if near is not None:
        return near
    try:
        return env.resolve(name)
    except BriefingsError as problem:
        raise BriefingsError(
            [
                error(
                    "input-missing", finding.message, hint=f"it was built by `{option}`: name it here by `{option}` too"
                )
                for finding in problem.findings
            ]
        ) from None


def _names(listed: Listed, made: Mapping[str, str]) -> list[str]:
    known = {*listed.files, MANIFEST, SUMS}
    return [*listed.files, *(name for name in made if name not in known)]


def _compared(name: str, sha: str, folder: Path, made: Mapping[str, str]) -> Compared:
    return Compared(name, sha, _found(folder / name), made.get(name, ""))


def _sums_file(listed: Listed, folder: Path) -> Compared:
    """`SHA256SUMS` follows from the manifest."""
    sums = _sha(manifest.sums({**listed.files, MANIFEST: _sha(listed.data)}))
    return Compared(SUMS, sums, _found(folder / SUMS), sums)


def _changed_keys(data: bytes, made: bytes) -> tuple[str, ...]:
    """The keys in which a manifest is not what building again writes, other than versions; all of its text counts."""
    given, again = json.loads(data), json.loads(made)
    again.update((key, given[key]) for key in _VERSIONED)
    if manifest.written(again) == data:
        return ()
    return tuple(key for key in {**given, **again} if given.get(key) != again.get(key)) or ("spelling",)


def _wrong(one: Compared, differing: tuple[str, ...]) -> Iterator[Diagnostic]:
    """What is not as it should be with a file."""
    if one.file == MANIFEST:
        if differing:
            keys = ", ".join(f"`{key}`" for key in differing)
            yield error("manifest-differs", f"`manifest.json` is not what building again writes: {keys}")
        return
    if not one.listed:
        yield error("output-new", f"building again also makes `{one.file}`, which the manifest does not list")
        return
    if not one.found:
        yield error("output-missing", f"`{one.file}` is not beside the manifest")
    elif one.found != one.listed:
        yield error("output-changed", f"`{one.file}` was changed after it was built: {_told(one.listed, one.found)}")
    if not one.rebuilt:
        yield error("output-unmade", f"`{one.file}` cannot be built again")
    elif one.rebuilt != one.listed:
        yield error(
            "output-differs", f"`{one.file}` has other bytes when it is built again: {_told(one.listed, one.rebuilt)}"
        )


def _reasons(listed: Listed, result: build.Result, env: Env, wrong: bool) -> Iterator[Diagnostic]:
    """What is not as it was when the manifest was written."""
    now = {manifest.bare(name): sha for name, sha in result.inputs.items()}
    for name, sha in listed.inputs.items():
        if name in now and now[name] != sha:
            yield warning("input-changed", f"this file has changed: {_told(sha, now[name])}", Where(name))
        elif name not in now and not name.startswith("builtin:") and not env.is_file(name):
            yield warning("input-missing", "this file was read and is not there any more", Where(name))
        elif name not in now:
            yield warning("input-unread", "this file was read and is not read any more", Where(name))
    for name in now.keys() - listed.inputs.keys():
        yield warning("input-new", "this file is read and was not read before", Where(name))
    say = warning if wrong else note
    here = {"briefings": __version__, **manifest.versions()}
    for name in sorted({**listed.versions, **here}):
        then, today = listed.versions.get(name, "none"), here.get(name, "none")
        if then != today:
            yield say("version-differs", f"`{name}` was {then} and is {today} here")
    fonts = {entry["file"]: entry["sha256"] for entry in manifest.fonts(result.outputs)}
    for name in sorted(listed.fonts.keys() & fonts.keys()):
        if listed.fonts[name] != fonts[name]:
            yield say("font-differs", f"the font file `{name}` is another: {_told(listed.fonts[name], fonts[name])}")


def _told(then: str, now: str) -> str:
    return f"SHA-256 was {then[:12]}…, is {now[:12]}…"


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _found(path: Path) -> str:
    try:
        return digest(path)
    except OSError:
        return ""
