"""Reads what documents are made of: a report's file, in the version for an audience, filled with the values of a row where it is a pattern.

Each file is read and made ready once, however many rows and languages it is for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from .. import source
from ..diagnostics import Diagnostic
from ..env import Env
from ..report import Report, audience, translation
from ..report.audience import Version
from ..source import Source
from .project import Project, Subject


@dataclass(slots=True)
class Reading:
    """What has been read of a project's files."""

    project: Project
    env: Env
    _versions: dict[tuple[Path, str], tuple[bytes, Version]] = field(default_factory=dict)

    def source(self, of: Subject) -> tuple[Source, tuple[Diagnostic, ...]]:
        """The file of a subject as it is for its audience, and what is told of that. Raises BriefingsError."""
        version = self._version(of)
        return version.source, version.findings

    def translated(self, of: Subject, own: Report, language: str) -> Report:
        """The report of a subject in another language than its own, by the file beside it. Raises BriefingsError."""
        path = translation.sibling(of.report, language)
        given = source.read(path, self.env.name(path), self.env)
        gone = self._version(of).gone
        root = audience.without(given.root, gone) if gone else given.root
        return translation.translate(own, source.Source(given.name, root or given.root, given.lines), language)

    def _version(self, of: Subject) -> Version:
        """A file for an audience, read once; the journal is told of it each time."""
        key = (of.report, of.audience)
        name = self.env.name(of.report)
        if key in self._versions:
            self.env.journal(name, self._versions[key][0])
            return self._versions[key][1]
        data = self.env.read_found(of.report, limit=source.LIMIT)
        given = source.read(data, name)
        made = audience.kept(given, of.audience) if of.audience else Version(given)
        self._versions[key] = data, made
        return made
