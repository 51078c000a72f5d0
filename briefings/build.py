"""Build what a project asks for: the five stages in order, then the files.

Findings of all reports and templates come back together. An error stops the outputs that it is about and no others; a file that
breaks its schema stops every output of its report.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from . import layout as layouts
from . import manifest, output, report, source, template, theme
from .briefing import Briefing
from .diagnostics import BriefingsError, Diagnostic, Level
from .env import Env
from .frame import Layout
from .project import Entry, Project
from .template import FORMATS

Tell = Callable[[int, int, str], None]
"""Called with how many outputs are done, how many there are, and the name of the one at hand."""

_UNSAFE: Final = re.compile(r"[^a-z0-9.-]+")


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line changes in a project. Empty means: as the project says."""

    data: tuple[Path, ...] = ()
    templates: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    edition: str = ""
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """One output to make."""

    entry: Entry
    language: str
    format: str


@dataclass(frozen=True, slots=True)
class Output:
    """One finished file, not yet written: its path within the output folder, its bytes, and how it came about."""

    name: str
    data: bytes
    report: str
    template: str
    language: str
    format: str
    layout: Layout
    briefing: Briefing

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Result:
    """What a run made and found. `inputs` maps each file read to its SHA-256."""

    outputs: tuple[Output, ...]
    findings: tuple[Diagnostic, ...]
    inputs: Mapping[str, str]
    strict: bool = False

    @property
    def ok(self) -> bool:
        bad = {Level.ERROR, Level.WARNING} if self.strict else {Level.ERROR}
        return not any(finding.level in bad for finding in self.findings)


def build(project: Project, env: Env, options: Options = Options(), tell: Tell = lambda done, total, name: None) -> Result:
    """Makes every output in memory; nothing is written. Raises nothing for bad input: the findings tell."""
    seen: dict[str, str] = {}

    def journal(name: str, data: bytes) -> None:
        seen[name] = hashlib.sha256(data).hexdigest()

    watched = replace(env, journal=journal)
    findings: list[Diagnostic] = list(project.findings)
    outputs: list[Output] = []
    groups = _groups(project, options)
    total = sum(len(entries) for entries in groups.values())
    done = 0
    for path, entries in groups.items():
        try:
            read = report.parse(source.read(path, watched.name(path), watched), watched)
        except BriefingsError as problem:
            findings += problem.findings
            done += len(entries)
            continue
        findings += read.findings
        for entry in entries:
            tell(done, total, f"{read.id}-{entry.template.removeprefix('builtin:')}")
            try:
                made, found = _documents(read, entry, options, watched)
                outputs += made
                findings += found
            except BriefingsError as problem:
                findings += problem.findings
            done += 1
    tell(total, total, "")
    return Result(tuple(outputs), tuple(dict.fromkeys(findings)), dict(sorted(seen.items())), options.strict)


def write(result: Result, folder: Path, env: Env) -> tuple[Path, ...]:
    """Writes the outputs, the manifest, the sums and the contact sheet; each file whole, the manifest last.

    Raises BriefingsError when a file cannot be written.
    """
    from . import contact_sheet

    output.sweep(folder)
    written: list[Path] = []
    for made in result.outputs:
        output.write(folder / made.name, made.data)
        written.append(folder / made.name)
    if result.outputs:
        sheet = contact_sheet.draw([made.layout for made in result.outputs])
        output.write(folder / "contact-sheet.png", sheet)
        described = manifest.describe(result, {"contact-sheet.png": sheet}, env)
        output.write(folder / "manifest.json", described)
        output.write(folder / "SHA256SUMS", manifest.sums(result, {"contact-sheet.png": sheet, "manifest.json": described}))
        written += [folder / name for name in ("contact-sheet.png", "manifest.json", "SHA256SUMS")]
    return tuple(written)


def _groups(project: Project, options: Options) -> dict[Path, list[Entry]]:
    """The entries to build by report, as the options change them."""
    if options.data:
        project = project.of(options.data)
    entries: Iterable[Entry] = project.build
    if options.templates:
        entries = [
            next((entry for entry in project.build if entry.report == path and entry.template == name), Entry(path, name))
            for path in dict.fromkeys(entry.report for entry in project.build)
            for name in options.templates
        ]
    groups: dict[Path, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.report, []).append(entry)
    return groups


def _documents(read: report.Report, entry: Entry, options: Options, env: Env) -> tuple[list[Output], Sequence[Diagnostic]]:
    """One report with one template: every language and format asked for."""
    from .writers import WRITERS

    made_of = template.load(entry.template, env)
    formats = options.formats or entry.formats or made_of.formats
    languages = options.languages or entry.languages or (read.language,)
    date = env.source_date()
    outputs: list[Output] = []
    findings: list[Diagnostic] = []
    for language in languages:
        if language != read.language:
            continue
        look, master = theme.open_look(made_of.theme, made_of.page, made_of.kind, language, env)
        areas = {name: tuple(area.name for area in sheet.areas) for name, sheet in look.sheets.items()}
        briefing = template.fill(made_of, read, env, sheets=areas, language=language, edition=options.edition)
        findings += briefing.findings
        laid = layouts.layout(briefing, look, master, date=date.strftime("%Y-%m-%dT%H:%M:%SZ") if date else "",
                              author=str(read.root["organization"] or ""))
        for form in FORMATS:
            if form in formats:
                data = WRITERS[form](laid)
                outputs.append(Output(_name(read.id, made_of.name, language, form), data, read.id, made_of.name, language, form, laid,
                                      briefing))
    return outputs, findings


def _name(report_id: str, template_name: str, language: str, form: str) -> str:
    """`<report>-<template>.<lang>.<format>`, in letters that every file system and release page takes."""
    return f"{_UNSAFE.sub('-', report_id.lower())}-{_UNSAFE.sub('-', template_name.lower())}.{language}.{form}"
