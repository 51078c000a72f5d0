"""`briefings verify`: finds out which document of the project a file is, makes that from the data, and holds the two against each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from .. import report
from ..diagnostics import BriefingsError, Diagnostic, Level, Where, error
from ..engine import build as stage
from ..engine.build import Output
from ..engine.project import Project, Subject
from ..engine.reading import Reading
from ..env import Env
from ..facts import finished, ledger, verify
from ..facts.streams import Finished
from ..frozen import frozen, replace
from ..language import LANGUAGES
from ..reflow.sizes import sized
from ..regex import regex
from ..report import Report
from ..source import Source

_LIKE = 0.3
_NAME = regex(r"(?P<stem>.+)\.(?P<language>[a-z]{2})(?:\.\w+)*$")


@frozen
class Asked:
    """What the command line says of the files; empty where the files say it themselves."""

    data: tuple[Path, ...] = ()
    template: str = ""
    language: str = ""
    edition: str = ""
    brand: Path | None = None
    audience: str = ""


class Verifier:
    """Holds files against a project; what the data make is made once for all files."""

    def __init__(self, project: Project, env: Env, asked: Asked) -> None:
        self._project, self._env, self._asked = project, env, asked
        self._made: dict[tuple[object, ...], tuple[Output, ...]] = {}
        self._reading = Reading(project, env)
        self._reports: dict[Subject, tuple[Source, Report]] = {}

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
            message = "this file is no document of the project, so its figures cannot be told"
            hint = "name its report with `--data`, its template with `--template`, its language with `--lang`"
            yield error("verify-unknown", message, Where(theirs.name), hint=hint)
            return
        _, output, mine = best
        of, given, own = self._report(output)
        spoken = own
        if output.language != own.language:
            spoken = self._reading.translated(of, own, output.language)
        facts = ledger.of(own, given, self._env)
        yield from verify.verify(mine, theirs, spoken.root, facts, output.language)

    def _candidates(self, theirs: Finished) -> tuple[Output, ...]:
        """The documents that a file may be: by its name, else all of its kind and language."""
        path = Path(theirs.name)
        own = path.resolve().parent.name if path.name == "index.html" else path.name  # a site has its folder's name
        name = _NAME.match(own)
        language = self._asked.language or (name["language"] if name else "") or _primary(theirs.language)
        size = theirs.size if sized(theirs.size) else ""
        stem = name["stem"] if name else ""
        made = self._built(language, theirs.kind, size, stem) or self._built("", theirs.kind, size, stem)
        named = [one for one in made if name and f"{one.report}-{one.template}" == name["stem"]]
        return tuple(named) or made

    def _built(self, language: str, kind: str, size: str, stem: str) -> tuple[Output, ...]:
        """What the data make; of hundreds of rows those alone that the file's name may mean."""
        template = self._asked.template
        meant = tuple(one for one in self._project.build if one.row and f"-{one.row.id}-" in f"-{stem}-")
        entries = tuple(one for one in self._project.build if one.row is None) + meant if meant else self._project.build
        key = template, language, kind, size, tuple(one.row.id for one in meant if one.row)
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
                audience=self._asked.audience,
            )
            result = stage.build(replace(self._project, build=entries), self._env, options)
            broken = [one for one in result.findings if one.level is Level.ERROR]
            if not result.outputs and broken and not known:
                raise BriefingsError(broken)
            self._made[key] = result.outputs
        return self._made[key]

    def _report(self, output: Output) -> tuple[Subject, Source, Report]:
        """The report of an output; one of a version for an audience lies in the folder of that name."""
        folders = Path(output.name).parts[:-1]
        for subject in self._project.subjects(map(Path.resolve, self._asked.data)):
            if subject.row and f"-{subject.row.id}" not in f"-{output.report}":
                continue
            versions = {one.audience for one in self._project.build if one.report == subject.report} & set(folders)
            of = replace(subject, audience=self._asked.audience or next(iter(versions), ""))
            if of not in self._reports:
                given, _ = self._reading.source(of)
                self._reports[of] = given, report.parse(given, self._env)
            if self._reports[of][1].id == output.report:
                return of, *self._reports[of]
        raise AssertionError(f"the report {output.report} was built")


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
