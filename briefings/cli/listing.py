"""`briefings list`: what a build would make, and why; nothing is laid out.

listed    Project, Options, Env -> a Listed for each document
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from .. import template
from ..diagnostics import BriefingsError
from ..engine import course, selecting, since
from ..engine.project import Entry, Project
from ..engine.reading import Reading
from ..engine.recall import Recall
from ..engine.step import Options
from ..engine.store import Seen, Store
from ..env import Env
from ..frozen import frozen, replace
from ..report import translation
from ..source import Mapping_, Scalar
from ..template import pattern


@frozen
class Listed:
    """A document that a build would make: what it is called, of what and in what it is made, its files, and why; `missing` is what keeps it
    from it, `changed` what has changed since a revision that was asked for."""

    name: str
    report: str
    template: str
    language: str
    formats: tuple[str, ...]
    files: tuple[str, ...]
    brand: str
    audience: str
    row: str
    tags: tuple[str, ...]
    why: str
    missing: str = ""
    changed: str = ""

    def as_json(self) -> dict[str, Any]:
        """The document for programs."""
        return asdict(self)


def listed(project: Project, options: Options, env: Env, store: Store | None = None) -> Iterator[Listed]:
    """The documents in the order of the project; those that a store knows need not be read. Raises BriefingsError where nothing is selected."""
    reading = Reading(project, env)
    known: dict[str, tuple[str, tuple[str, ...]]] = {}
    recall = Recall(store, Seen(store, f"project {env.root}"), project, env, options, keeps=False) if store else None
    chosen = since.kept(selecting.entries(project, options, env), project, env, options, recall)
    for of, entries in chosen.groups.items():
        id, own, wrong = of.report.stem, "", ""
        try:
            given, _ = reading.source(of)
            own, said = pattern.language_of(given), given.root.get("id") if isinstance(given.root, Mapping_) else None
            id = said.text if isinstance(said, Scalar) else id
        except BriefingsError as problem:
            wrong = problem.findings[0].message
        for entry in entries:
            if entry.template not in known:
                known[entry.template] = _template(entry.template, env)
            for step in since.steps_of(entry):
                made = _one(entry, id, step.language or own, own, options, env, known[entry.template], wrong)
                yield replace(made, changed=chosen.why.get(step, ""))


def _template(name: str, env: Env) -> tuple[str, tuple[str, ...]]:
    """What a template is called, and its usual formats; a broken one by its own name."""
    try:
        made = template.load(name, env)
    except BriefingsError:
        return name.removeprefix("builtin:"), ()
    return made.name, made.formats


def _one(
    entry: Entry,
    id: str,
    language: str,
    own: str,
    options: Options,
    env: Env,
    of: tuple[str, tuple[str, ...]],
    wrong: str,
) -> Listed:
    formats = options.formats or entry.formats or of[1]
    sibling = translation.sibling(entry.report, language)
    missing = wrong
    if not wrong and language != own and not sibling.is_file():
        missing = f"there is no translation `{env.name(sibling)}`"
    files = course.files_of(entry, (id, of[0], language), formats, own_brand=options.brand is None)
    row = f"{entry.row.where.file}:{entry.row.where.line} {entry.row.name}" if entry.row else ""
    where = f"{entry.where.file}:{entry.where.line}" if entry.where else "every report, without `briefings.yaml`"
    return Listed(
        f"{id}-{of[0]}", env.name(entry.report), entry.template, language, tuple(formats), tuple(files.values()),
        entry.brand, entry.audience, row, entry.tags, where, missing,
    )  # fmt: skip


def text(documents: Iterable[Listed]) -> str:
    """The documents for people: a line for each, and what it is of below where that changes."""
    lines: list[str] = []
    before: tuple[str, ...] = ()
    count = files = 0
    for one in documents:
        count, files = count + 1, files + (0 if one.missing else len(one.files))
        of = (one.report, one.row, one.audience)
        if of != before:
            said = [
                one.report,
                *([f"row {one.row}"] if one.row else []),
                *([f"for {one.audience}"] if one.audience else []),
            ]
            lines.append(", ".join(said))
            before = of
        brand = f", brand {one.brand}" if one.brand else ""
        tags = f", tags {' '.join(one.tags)}" if one.tags else ""
        made = f"not built: {one.missing}" if one.missing else " ".join(one.files)
        changed = f"; {one.changed}" if one.changed else ""
        lines.append(f"  {one.template}, {one.language}{brand}: {made}  ({one.why}{tags}{changed})")
    lines.append(f"{count} document{'s' * (count != 1)}, {files} file{'s' * (files != 1)}")
    return "\n".join(lines) + "\n"
