"""A report's facts, checked: from the values of a YAML file to the nodes that templates read.

    parse    Source, Env -> Report

Everything that is wrong is told in one run: BriefingsError carries all findings when at least one of them is an
error; warnings and notes of a good report are in `Report.findings`. Nothing is guessed, and no figure is made up.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from ..characters import visible
from ..diagnostics import BriefingsError, Diagnostic, Level, Where, did_you_mean, error, fault
from ..env import Env
from ..frozen import frozen, replace
from ..source import MalformedError, Mapping_, Scalar, Sequence_, Source
from ..source.validation import validate
from ..values import Origin, Record, Text, leaves, prose
from . import unread_marks
from .citations import Sources, citations
from .nodes import Nodes
from .place import Place
from .report_file import ReportFile, root_of
from .section import Section
from .sections import SECTIONS
from .shape import MOST


@frozen
class Report:
    """A checked report. `root` is what templates read; `where` gives each origin's place; `sections` their ids
    in order; `cited` the key of the source that each part with one cites."""

    root: Record
    id: str
    language: str
    where: Mapping[Origin, Where]
    findings: tuple[Diagnostic, ...]
    sections: tuple[str, ...]
    cited: Mapping[Origin, str]


def parse(source: Source, env: Env) -> Report:
    """The report in a file; raises BriefingsError with all that is wrong with it."""
    root = source.root
    if not isinstance(root, Mapping_):
        message = "this file is not a map of keys and values"
        hint = "a report begins with lines such as `id: my-report` and `title: My report`"
        raise fault("type-wrong", message, root.where, "", hint)
    header, found = validate(ReportFile, root)
    findings = [*source.findings, *found]
    if header is None:  # so that what hangs on the rest of it is told in the same run
        header, _ = validate(ReportFile, _stand_in(root, {finding.path for finding in found}))
    documents = Sources(header.sources or {}, Place(root) / "sources", env) if header else None
    if header and documents:
        findings += (*header.rules(Place(root), env), *documents.findings())
    parts: dict[str, tuple[Section, Mapping_]] = {}
    sections = root.get("sections")
    for key, node in sections.entries if isinstance(sections, Mapping_) else ():
        for name, held in _with_held(key.text, node) if isinstance(node, Mapping_) else ():
            section, told = _section(name, held, env, documents)
            findings += told
            if section:
                parts[name] = section
    findings.sort(key=lambda f: (f.where is None or f.where.file != source.name, f.where or Where("")))
    if header is None or any(finding.level is Level.ERROR for finding in findings):
        raise BriefingsError(findings)
    nodes = Nodes(header.language)
    record = root_of(header, Place(root), nodes, parts)
    texts = {leaf.origin: leaf for leaf in leaves(record) if isinstance(leaf, Text)}.values()
    findings += unread_marks.findings(texts, nodes.where)
    findings += (one for text in texts if text.prose for one in prose.findings(text, nodes.where.get(text.origin)))
    cited = {
        Origin(spot.origin.rpartition(".")[0]): one.key
        for key, (section, node) in parts.items()
        for one, spot in citations(section, Place(node, f"sections.{key}"))
    }
    where = MappingProxyType(nodes.where)
    return Report(record, header.id, header.language, where, tuple(findings), _ids(record), MappingProxyType(cited))


def behind(problem: BriefingsError, env: Env) -> tuple[Diagnostic, ...]:
    """What else is wrong with a report of whose lines some had slips."""
    try:
        return parse(problem.mended, env).findings if isinstance(problem, MalformedError) else ()
    except BriefingsError as more:
        return more.findings


_STAND_INS: Final = MappingProxyType(
    {"id": "report", "title": "Report", "language": "en", "date": "2024", "status": "draft"}
)


def _stand_in(root: Mapping_, wrong: Container[str]) -> Mapping_:
    """A report's keys with others for those that are wrong or missing."""
    for key, value in _STAND_INS.items():
        if key in wrong:
            root = root.without(key).with_entry(key, Scalar(value, value, root.where))
    return root


def _ids(root: Record) -> tuple[str, ...]:
    """The ids of a report's sections, in order."""
    sections = root["sections"]
    return tuple(sections.fields) if isinstance(sections, Record) else ()


def _with_held(key: str, node: Mapping_) -> Iterator[tuple[str, Mapping_]]:
    """A section and those that stand in it, by their paths."""
    yield key, node
    kind = node.get("type")
    shape = SECTIONS.get(kind.text) if isinstance(kind, Scalar) else None
    if shape is not None:
        yield from shape.held(key, node)


def _section(
    key: str, node: Mapping_, env: Env, documents: Sources | None
) -> tuple[tuple[Section, Mapping_] | None, list[Diagnostic]]:
    """One section, checked by the shape of its type, its rows read; and all that is wrong with it."""
    path = f"sections.{visible(key)}"
    kind = node.get("type")
    if not isinstance(kind, Scalar) or not kind.text:
        capital = next(
            (name.text for name, _ in node.entries if name.text.casefold() == "type" and name.text != "type"), ""
        )
        hint = f"keys are in small letters: write `type` for `{capital}`" if capital else "add `type`, one of " + ", ".join(f"`{name}`" for name in SECTIONS)  # fmt: skip
        return None, [error("key-missing", "`type` is missing", node.where, f"{path}.type", hint)]
    shape = SECTIONS.get(kind.text)
    if shape is None:
        other = next((name for name, one in SECTIONS.items() if kind.text.casefold() in one.also), None)
        hint = f"did you mean `{other}`?" if other else did_you_mean(kind.text, SECTIONS, "type")
        message = f"there is no type of section called `{visible(kind.text)[:60]}`"
        return None, [error("section-type-unknown", message, kind.where, f"{path}.type", hint)]
    if many := _too_many(node, path):
        return None, [many]
    section, found = validate(shape, node, path)
    if section is None:
        return None, list(found)
    try:
        full, more = section.from_file(node, path, env, documents.keys if documents else ())
    except BriefingsError as fault:
        return None, [replace(finding, path=finding.path or path) for finding in fault.findings]
    findings = list(more)
    if full is not node:
        section, found = validate(shape, full, path)
        if section is None:
            return None, [*findings, *found]
    place = Place(full, path)
    findings += section.check(place, env)
    findings += _cited(section, place, documents)
    return (section, full), findings


def _too_many(node: Mapping_, path: str) -> Diagnostic | None:
    """An error for a list longer than anybody reads, before it costs minutes."""
    for key, held in node.entries:
        if isinstance(held, Sequence_) and len(held.items) > MOST:
            message = f"`{key.text}` has {len(held.items):,} entries; a section shows {MOST:,} at the most"
            hint = "keep those that matter; rows of a file are chosen with `top` and `where`"
            return error("rows-too-many", message, held.where, f"{path}.{visible(key.text)}", hint)
    return None


def _cited(section: Section, place: Place, documents: Sources | None) -> Iterator[Diagnostic]:
    if documents:
        for cited, spot in citations(section, place):
            yield from documents.check(cited, spot)
