"""`briefings doctor`: tries on this machine what the program needs, by doing it, and says what to do where it cannot be done.

Each check is a line: `ok`, `missing` (an optional part is not there), `differs` (from what the release was tested with), or `wrong` (briefings
cannot be made, or not as they should be).
To add a check: one function, one line in `CHECKS`.
"""

from __future__ import annotations

import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import metadata, util
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from .. import builtin, writers
from ..diagnostics import BriefingsError, Level
from ..engine import build as stage
from ..engine import office, workers
from ..engine import project as projects
from ..engine.build import Result
from ..engine.workers import Limits, Lost
from ..env import Env
from ..frozen import frozen
from ..language import LANGUAGES
from ..writers import contact_sheet
from . import starter

State: TypeAlias = Literal["ok", "missing", "differs", "wrong"]

STATES: Final[tuple[State, ...]] = ("ok", "missing", "differs", "wrong")
LOCK_HINT: Final = "pip install -r requirements.lock, in the folder of the release"
EXTRAS: Final = {
    "zh": ("pylopdf_fonts_zh_cn", "Chinese fonts"),
    "preview": ("starlette", "`briefings preview`"),
    "mcp": ("mcp", "`briefings serve-mcp`"),
}
"""The optional parts: the module that shows whether one is there, and what it is for."""

_SHORT: Final = Limits(0.3)
_WORDS: Final = (
    "id: words\ntitle: {title}\nlanguage: {language}\ndate: 2025\nstatus: draft\n"
    "sections:\n  words: {{type: prose, title: {title}, text: {sample}}}\n"
)


@frozen
class Check:
    """What was tried, how it went, and what to do."""

    name: str
    state: State
    told: str
    hint: str = ""

    def line(self) -> str:
        """The check as a line for people, and another with what to do."""
        return f"{self.state:8}{self.name}: {self.told}" + (f"\n        {self.hint}" if self.hint else "")


def checks(env: Env, tell: Callable[[Check], None] = lambda check: None) -> tuple[Check, ...]:
    """All checks in their order; each is told as soon as it is done."""
    made: list[Check] = []
    for name, check in CHECKS.items():
        try:
            found = tuple(check(env))
        except Exception as problem:  # whatever a broken machine makes of it is what we are here to tell
            found = (Check(name, "wrong", f"it failed: {type(problem).__name__}: {problem}", "install it again"),)
        for one in found:
            tell(one)
            made.append(one)
    return tuple(made)


def _python(_: Env) -> Iterator[Check]:
    yield Check("python", "ok", f"{platform.python_version()} on {platform.system()} {platform.machine()}")


def _libraries(_: Env) -> Iterator[Check]:
    """Every library that is needed is there, in the version that the release was tested with."""
    needed = _needed()
    gone = sorted(name for name in needed if _installed(name) is None)
    if gone:
        yield Check("libraries", "wrong", f"not installed: {', '.join(gone)}", LOCK_HINT)
    tested = locked()
    if not tested:
        yield Check("versions", "differs", "there is no requirements.lock to compare with")
        return
    others = [
        f"{name} {have} (tested: {' or '.join(sorted(versions))})"
        for name, versions in sorted(tested.items())
        if (have := _installed(name)) and _release(have) not in map(_release, versions)
    ]
    if others:
        told = f"{len(others)} of {len(tested)} are not those that this release was tested with: {', '.join(others)}"
        yield Check("versions", "differs", told, f"if something else here is wrong: {LOCK_HINT}")
    elif not gone:
        yield Check("libraries", "ok", f"all {len(needed)}, in the versions that this release was tested with")


def _needed() -> tuple[str, ...]:
    """The libraries without which nothing works, by the name that the package index knows them by."""
    given = metadata.requires("briefings") or []
    plain = (
        one for one in given if "extra ==" not in one and not ("sys_platform != " in one and sys.platform == "linux")
    )
    return tuple(_plain(re.split(r"[^A-Za-z0-9._-]", one, maxsplit=1)[0]) for one in plain)


@cache
def locked() -> Mapping[str, frozenset[str]]:
    """The versions in the lock, by name: several where Pythons or systems differ."""
    path = builtin.lock()
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    found: dict[str, frozenset[str]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", text, re.MULTILINE):
        found[_plain(name)] = found.get(_plain(name), frozenset()) | {version}
    return found


def _release(version: str) -> tuple[str, ...]:
    """A version as it is compared: 2.012 is 2.12 (PEP 440)."""
    return tuple(part.lstrip("0") or "0" for part in version.split("."))


@cache
def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _private(_: Env) -> Iterator[Check]:
    """The inner parts of libraries that the writers stand on."""
    gone = [one.message for one in writers.self_test() if one.level is Level.ERROR]
    if gone:
        yield Check("inner parts", "wrong", "; ".join(gone), LOCK_HINT)
    else:
        yield Check("inner parts", "ok", "the libraries have all private parts that the writers need")


def _processes(_: Env) -> Iterator[Check]:
    """A document is made by a process that can be ended: one answers, and one that does not is ended."""
    answer = workers.call(_twice, 21, Limits())
    lost = workers.call(time.sleep, 60, _SHORT)
    if answer != 42:
        yield Check("processes", "wrong", f"a process gave {answer!r}", "is this machine short of memory?")
    elif not isinstance(lost, Lost):
        yield Check("processes", "wrong", "a process that runs on was not ended", "report this")
    else:
        yield Check("processes", "ok", "started, and ended at their limit")


def _twice(number: int) -> int:
    return 2 * number


def _languages(_: Env) -> Iterator[Check]:
    """A page is drawn in each language with the fonts at hand."""
    for code, language in LANGUAGES.items():
        text = _WORDS.format(title=f'"{language.name}"', language=code, sample=f'"{language.sample.strip()}"')
        result = built({"data/words.yaml": text}, stage.Options(templates=("deck",), formats=("pdf",)))
        bad = [one.message for one in result.findings if one.level is Level.ERROR]
        if bad or not result.outputs:
            state: State = "missing" if code == "zh" and not util.find_spec(EXTRAS["zh"][0]) else "wrong"
            hint = (
                "pip install 'briefings[zh]'"
                if code == "zh"
                else "install the fonts: pip install --force-reinstall briefings"
            )
            yield Check(f"text in {language.name}", state, bad[0] if bad else "nothing was made", hint)
            continue
        fonts = ", ".join(sorted({one.family for one in result.outputs[0].fonts}))
        yield Check(f"text in {language.name}", "ok", f"drawn with {fonts}")


def _starter(_: Env) -> Iterator[Check]:
    """The project that `briefings new` starts, made in every format, checked, drawn, and made again."""
    options = stage.Options(
        templates=("deck", "one-pager"), formats=("pptx", "pdf", "html", "docx", "xlsx"), limits=Limits()
    )
    first, again = (built(None, options) for _ in range(2))
    bad = [one.render() for one in first.findings if one.level is not Level.NOTE]
    if bad or len(first.outputs) != 10:
        told = f"{len(first.outputs)} of 10 files were made" + "".join(f"\n        {one}" for one in bad)
        yield Check("a project", "wrong", told, "report this")
        return
    if [one.sha256 for one in first.outputs] != [one.sha256 for one in again.outputs]:
        yield Check("a project", "wrong", "the same input gave other bytes the second time", "report this")
        return
    size = sum(len(one.data) for one in first.outputs) // 1024
    yield Check("a project", "ok", f"10 files, {size} KB, without a finding, twice the same bytes")
    pages = [page for one in first.outputs if one.format == "pdf" for page in contact_sheet.of_pdf(one.data)]
    blank = sum(len(set(page.data[::997])) < 2 for page in pages)
    if blank or not pages:
        yield Check("pictures", "wrong", f"{blank} of {len(pages)} pages are blank", LOCK_HINT)
    else:
        yield Check("pictures", "ok", f"{len(pages)} pages drawn")


def _libreoffice(env: Env) -> Iterator[Check]:
    """LibreOffice opens our deck, where there is one."""
    found = office.program(env)
    if found is None:
        told = "not on the path; only `briefings inspect --sheet` draws better with it"
        yield Check("LibreOffice", "missing", told, "install it if you want that")
        return
    made = built(None, stage.Options(templates=("deck",), formats=("pptx", "pdf")))
    deck, ours = (next(one.data for one in made.outputs if one.format == form) for form in ("pptx", "pdf"))
    drawn = office.drawn(found, deck, env)
    if drawn is None:
        yield Check(
            "LibreOffice", "wrong", f"`{found}` draws nothing of our deck", "start it once by hand; is it whole?"
        )
        return
    slides, pages = (len(contact_sheet.of_pdf(data)) for data in (ours, drawn))
    state: State = "ok" if slides == pages else "wrong"
    yield Check("LibreOffice", state, f"{_version(found)}opened a deck of {slides} slides and drew {pages}")


def _version(program: str) -> str:
    try:
        done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    found = re.search(r"\d+(?:\.\d+)+", done.stdout)
    return f"{found[0]} " if found else ""


def _extras(_: Env) -> Iterator[Check]:
    """The parts that are installed by name."""
    for name, (module, use) in EXTRAS.items():
        if util.find_spec(module):
            yield Check(f"extra `{name}`", "ok", use)
        else:
            yield Check(f"extra `{name}`", "missing", f"it is for {use}", f"pip install 'briefings[{name}]'")


def built(files: Mapping[str, str] | None, options: stage.Options) -> Result:
    """A project of some files, or the one that `briefings new` starts, built in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="briefings-") as given:
        home = Path(given) / "project"
        if files is None:
            starter.create(home)
        for name, text in (files or {}).items():
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            (home / name).write_text(text, encoding="utf-8")
        env = Env(home, {})
        try:
            return stage.build(projects.load(home, env), env, options)
        except BriefingsError as problem:
            return Result((), problem.findings, {})


def as_json(made: tuple[Check, ...], version: str) -> dict[str, Any]:
    """All checks as plain values."""
    return {
        "ok": sound(made),
        "version": version,
        "checks": [{"name": one.name, "state": one.state, "told": one.told, "hint": one.hint} for one in made],
    }


def sound(made: tuple[Check, ...]) -> bool:
    """Whether nothing is wrong; what is optional may be missing."""
    return all(one.state != "wrong" for one in made)


CHECKS: Final[Mapping[str, Callable[[Env], Iterator[Check]]]] = {
    "python": _python,
    "libraries": _libraries,
    "inner parts": _private,
    "processes": _processes,
    "languages": _languages,
    "a project": _starter,
    "LibreOffice": _libreoffice,
    "extras": _extras,
}
"""What is tried, in this order."""
