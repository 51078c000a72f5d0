"""`briefings verify`: finds out which document of the project a file is, makes that from the data, and holds the two against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from .. import report, source
from ..diagnostics import BriefingsError, Diagnostic, Level, Where, error
from ..engine import build as stage
from ..engine.build import Output
from ..engine.project import Project
from ..env import Env
from ..facts import finished, ledger, verify
from ..facts.streams import Finished
from ..frozen import frozen, replace
from ..language import LANGUAGES
from ..reflow.sizes import sized
from ..report import Report, translation
from ..source import Source

_LIKE = 0.3


@frozen
class Asked:
    """What the command line says of the files; empty where the files say it themselves."""

    data: tuple[Path, ...] = ()
    template: str = ""
    language: str = ""
    edition: str = ""
    brand: Path | None = None


class Verifier:
    """Holds files against a project; what the data make is made once for all files."""

    def __init__(self, project: Project, env: Env, asked: Asked) -> None:
        self._project, self._env, self._asked = project, env, asked
        self._made: dict[tuple[str, str, str, str], tuple[Output, ...]] = {}
        self._reports: dict[Path, tuple[Source, Report]] = {}

    def findings(self, file: Path) -> tuple[Diagnostic, ...]:
        """What is wrong with a file; one that is of no report of the project is an error."""
        try:
            theirs = finished.read(file)
            return tuple(self._held(theirs))
        except BriefingsError as problem:
            return problem.findings

    def _held(self, theirs: Finished) -> Iterator[Diagnostic]:
        if not theirs.words.strip():
            hint = "hold the SVG of the same card against the data" if theirs.kind == "png" else ""
            message = "it holds no words; pictures of pages cannot be told"
            yield error("verify-unread", message, Where(theirs.name), hint=hint)
            return
        best: tuple[float, Output, Finished] | None = None
        for output in self._candidates(theirs):
            mine = finished.read(Path(output.name), output.data)
            like = verify.likeness(mine, theirs)
            if best is None or like > best[0]:
                best = like, output, mine
        if best is None or best[0] < _LIKE:
            yield error(
                "verify-unknown",
                "this file is no document of the project, so its figures cannot be told",
                Where(theirs.name),
                hint="name its report with `--data`, its template with `--template`, its language with `--lang`",
            )
            return
        _, output, mine = best
        path, given, own = self._report(output.report)
        spoken = own
        if output.language != own.language:
            sibling = translation.sibling(path, output.language)
            spoken = translation.translate(
                own, source.read(sibling, self._env.name(sibling), self._env), output.language
            )
        facts = ledger.of(own, given, self._env)
        yield from verify.verify(mine, theirs, spoken.root, facts, output.language)

    def _candidates(self, theirs: Finished) -> tuple[Output, ...]:
        """The documents that a file may be: by its name, else all of its kind and language."""
        name = re.match(r"(?P<stem>.+)\.(?P<language>[a-z]{2})(?:\.\w+)+$", Path(theirs.name).name)
        language = self._asked.language or (name["language"] if name else "") or _primary(theirs.language)
        size = theirs.size if sized(theirs.size) else ""
        made = self._built(language, theirs.kind, size) or self._built("", theirs.kind, size)
        named = [one for one in made if name and f"{one.report}-{one.template}" == name["stem"]]
        return tuple(named) or made

    def _built(self, language: str, kind: str, size: str) -> tuple[Output, ...]:
        template = self._asked.template
        key = template, language, kind, size
        if key not in self._made:
            known = language if language in LANGUAGES else ""
            options = stage.Options(
                self._asked.data,
                (template,) if template else (),
                (known,) if known else (),
                (kind,),
                self._asked.edition,
                brand=self._asked.brand,
                cards=(size,) if size else (),
            )
            result = stage.build(self._project, self._env, options)
            broken = [one for one in result.findings if one.level is Level.ERROR]
            if not result.outputs and broken and not known:
                raise BriefingsError(broken)
            self._made[key] = result.outputs
        return self._made[key]

    def _report(self, id: str) -> tuple[Path, Source, Report]:
        for path in map(Path.resolve, self._asked.data or self._project.reports):
            if path not in self._reports:
                given = source.read(path, self._env.name(path), self._env)
                self._reports[path] = given, report.parse(given, self._env)
            if self._reports[path][1].id == id:
                return path, *self._reports[path]
        raise AssertionError(f"the report {id} was built")


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


def told(
    files: Sequence[Path], project: Project, env: Env, asked: Asked, shown: Sequence[str]
) -> tuple[Diagnostic, ...]:
    """The findings of some files, each under the name that it is shown by."""
    verifier = Verifier(project, env, asked)
    return tuple(
        replace(one, where=Where(name) if one.where is None or one.where.file == file.as_posix() else one.where)
        for file, name in zip(files, shown, strict=True)
        for one in verifier.findings(file)
    )
