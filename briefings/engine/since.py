"""Documents that would say something else than in a revision of Git: `--since v1.2`.

    kept    the entries to build, by what they are made of -> Kept: those whose inputs have changed, and of each document why

Whatever a document looks at while it is read and filled is asked for: report, tables, pictures, translation, template, theme, brand, and what was
looked for and was not there. Of a table that rows are of it is what the row puts in, as the store keeps it. What `briefings.yaml` says of a document is an
input too. Built-in templates and the program itself are not: they are no part of the project.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from ..diagnostics import BriefingsError, fault
from ..env import Env
from ..frozen import frozen, replace
from . import project as projects
from . import revision as revisions
from . import selecting, workers
from .document import Maker
from .each import Row
from .project import FILE, Entry, Project, Subject
from .reading import Reading
from .recall import ROW, Recall
from .revision import Revision
from .step import Filled, Options, Step
from .store import Input, sum_of

_MOST: Final = 3
"""So many reasons are told of a document."""


@frozen
class Kept:
    """The entries by what they are made of, why each document is among them, and the commit that they were held against."""

    groups: Mapping[Subject, list[Entry]]
    why: Mapping[Step, str] = field(default_factory=dict)
    commit: str = ""


def kept(
    groups: Mapping[Subject, list[Entry]], project: Project, env: Env, options: Options, recall: Recall | None = None
) -> Kept:
    """The documents that have changed; all of them where no revision is asked for. Raises BriefingsError."""
    if not options.since:
        return Kept(groups)
    if not env.links:
        hint = "a repository may name programs that Git runs: take one of the two options out"
        raise fault("since-untrusted", "Git is not asked about what strangers wrote", hint=hint)
    revision = revisions.revision(env.root, options.since)
    steps = [step for entries in groups.values() for entry in entries for step in steps_of(entry)]
    filled = _filled(steps, project, env, options, recall)
    with tempfile.TemporaryDirectory(prefix="briefings-") as folder:
        then = _Then(revision, project, env, options, Path(folder))
        why = {step: told for step in steps if (told := then.why(step, filled[step]))}
    left: dict[Subject, list[Entry]] = {}
    reasons: dict[Step, str] = {}
    for subject, entries in groups.items():
        for entry in entries:
            changed = [step for step in steps_of(entry) if step in why]
            if changed:
                one = replace(entry, languages=tuple(step.language for step in changed if step.language))
                left.setdefault(subject, []).append(one)
                reasons |= {Step(one, step.language): why[step] for step in changed}
    return Kept(left, reasons, revision.commit)


def steps_of(entry: Entry) -> list[Step]:
    """The documents of an entry, each with the step that reads and fills it."""
    return [Step(entry, language) for language in dict.fromkeys(entry.languages or ("",))]


def _filled(
    steps: list[Step], project: Project, env: Env, options: Options, recall: Recall | None
) -> Mapping[Step, Filled | workers.Lost]:
    """What reading and filling each document told, mostly what it looked at; those that were made before are asked for in the store."""
    known: dict[Step, Filled | workers.Lost] = {
        step: filled for step in steps if recall and (filled := recall.filled(step))
    }
    unknown = [step for step in steps if step not in known]
    environ = {name: value for name, value in env.environ.items() if name == "SOURCE_DATE_EPOCH"}
    reader = _Reader(Maker(project, (env.root, environ, env.links), options, ""))
    jobs = options.jobs or workers.cores(len(unknown))
    return {**known, **dict(zip(unknown, workers.each(reader, unknown, jobs, options.limits), strict=True))}


@dataclass(slots=True)
class _Reader:
    """Reads and fills; nothing is laid out."""

    maker: Maker

    def __call__(self, step: Step) -> Filled:
        made = self.maker(step)
        assert isinstance(made, Filled), "a step without names"
        return made


@dataclass
class _Then:
    """A project as it was, as far as it is asked for."""

    revision: Revision
    project: Project
    env: Env
    options: Options
    folder: Path

    def why(self, step: Step, filled: Filled | workers.Lost) -> str:
        """What has changed of a document, in a few words; "" for nothing."""
        if isinstance(filled, workers.Lost):
            return "it could not be read"
        told = [*self._entry(step), *(self._input(one, step) for one in filled.looked)]
        shown = list(dict.fromkeys(filter(None, told)))
        more = f" and {len(shown) - _MOST} more" if len(shown) > _MOST else ""
        return ", ".join(shown[:_MOST]) + more

    def _input(self, one: Input, step: Step) -> str:
        """What has changed of something that was looked at."""
        name, since = one.name, f"since {self.revision.name}"
        if name.startswith("builtin:") or one.kind == "option":
            return ""
        row = step.entry.row
        if row is not None and name.startswith(f"{row.where.file}#"):
            return "" if self._row(one, row, step.entry) else f"{row.where.file} changed for `{row.name}` {since}"
        if one.kind == "names":
            folder, _, suffix = name.partition("|")
            now = {path.name for path in self.env.files(folder, suffix)}
            before = set(self.revision.names(self.env.root / folder, suffix))
            return f"files came or went in {folder}/ {since}" if now != before else ""
        path = self.env.root / name
        if not self.revision.had(path):
            return f"{name} is new {since}" if path.is_file() else ""
        if not path.is_file():
            return f"{name} is gone {since}"
        return f"{name} changed {since}" if one.kind == "file" and self.revision.differs(path) else ""

    def _row(self, one: Input, row: Row, entry: Entry) -> bool:
        """Whether a row puts in what it did. Only where its table or the project's file changed it is poured into its pattern to see."""
        table = self.env.root / row.where.file
        if self.revision.had(table) and not self.revision.differs(table) and not self._project_changed:
            return True
        if self._reading is None:
            return False
        before = self._rows.get((self.env.name(entry.report), row.where.file, row.id))
        name = one.name.rpartition("|")[0] if one.kind == ROW else one.name
        with suppress(BriefingsError):
            return (
                before is not None
                and sum_of(self._reading.digest(replace(before, audience=entry.audience), name)) == one.answer
            )
        return False

    def _entry(self, step: Step) -> Iterator[str]:
        """What `briefings.yaml` says otherwise of a document."""
        if self._project_changed and _words(step, self.project, self.env, self.options) not in self._before:
            yield f"{FILE} changed since {self.revision.name}"

    @cached_property
    def _project_changed(self) -> bool:
        path = self.env.root / FILE
        return self.revision.differs(path) or path.is_file() != self.revision.had(path)

    @cached_property
    def _before(self) -> frozenset[object]:
        """What the project said of its documents; nothing where it could not be read."""
        reading = self._reading
        if reading is None:
            return frozenset()
        data = tuple(reading.env.root / self.env.name(path) for path in self.options.data)
        options = replace(self.options, data=data, select=(), exclude=(), since="")
        groups = selecting.entries(reading.project, options, reading.env)
        return frozenset(
            _words(step, reading.project, reading.env, options)
            for entries in groups.values()
            for entry in entries
            for step in steps_of(entry)
        )

    @cached_property
    def _rows(self) -> Mapping[tuple[str, str, str], Subject]:
        """What documents were made of rows, by report, table and id."""
        reading = self._reading
        assert reading is not None
        return {
            (reading.env.name(entry.report), entry.row.where.file, entry.row.id): entry.subject
            for entry in reading.project.build
            if entry.row
        }

    @cached_property
    def _reading(self) -> Reading | None:
        """The project as its files said; None where they could not be read."""
        try:
            home = self.revision.lay(self.env.root, self.folder)
            env = Env(home, self.env.environ)
            return Reading(projects.load(home, env), env)
        except BriefingsError:
            return None


def _words(step: Step, project: Project, env: Env, options: Options) -> object:
    """All that a project's file says of a document, less where it says that."""
    entry = step.entry
    brand = project.brands.get(entry.brand) if options.brand is None else None
    return (
        env.name(entry.report), entry.row.id if entry.row else "", entry.template, step.language, entry.audience,
        () if options.formats else entry.formats, () if options.cards else entry.cards,
        (brand.name, brand.file(step.language), brand.keep) if brand else (), "" if options.theme else project.theme,
    )  # fmt: skip
