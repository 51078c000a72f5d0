"""Pour a report into a template: pages of blocks, with `for`, `if` and includes, nothing measured yet.

    load     a name, Env        -> Template     the file and those that it includes
    check    Template           -> findings     what is wrong with it whatever the report
    fill     Template, Report   -> Briefing     pages of blocks; expressions evaluated

A template is YAML whose values may hold Jinja2 expressions (see `expressions`). They are evaluated after parsing, so content can
never break structure. Every failure is a finding with its place; all of them come in one run. A file is read once, however many
reports and languages it serves (`reading`); filling only evaluates (`filling`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from .. import builtin, source
from ..briefing import Briefing
from ..characters import visible
from ..diagnostics import BriefingsError, Diagnostic, Where, did_you_mean, error, fault
from ..env import Env
from ..frozen import frozen
from ..known import known
from ..look import Ink, Standard
from ..report import Report
from ..roles import ROLES
from ..source import Mapping_, Node, Scalar, Sequence_, Source
from ..values import Day, Figure, Origin, Record, Text, Value, leaves
from . import keys, nodes, reading
from .filling import Filling, Read
from .functions import sandbox_for, source_words
from .keys import FORMATS as FORMATS
from .rich import spans, words

OURS: Final = "builtin:"
_KEPT: Final = 64 * 1024
"""The largest file, in bytes, that is kept ready for the next report."""
_TITLE: Final = {"title": "line"}
_HEAD: Final = (Source, Mapping_, Sequence_, Scalar, Where, Diagnostic)
"""What a file is made of as YAML."""


@frozen
class _File:
    """A file of a template, by its name as findings show it and its bytes."""

    name: str
    data: bytes = field(repr=False)


@lru_cache(16)
def _parsed(file: _File) -> Source:
    return source.read(file.data, file.name)


@lru_cache(16)
def _compiled(file: _File, slides: bool, areas: tuple[tuple[str, tuple[str, ...]], ...]) -> nodes.File:
    def made() -> nodes.File:
        return reading.read(_source(file).root, _layouts(slides, dict(areas)), slides, sandbox_for("en"))

    return known(file.data, f"{file.name} {slides} {areas}", nodes.KINDS, made) if _is_ours(file) else made()


def _is_ours(file: _File) -> bool:
    return file.name.startswith(OURS)


@lru_cache(16)
def _headed(file: _File) -> Source:
    """A file as YAML, for what stands at its head and what its pages include; of ours, nothing else."""

    def made() -> Source:
        whole = _source(file)
        return Source(whole.name, _headed_node(whole.root), (), whole.findings)

    return known(file.data, f"{file.name} head", _HEAD, made) if _is_ours(file) else _source(file)


def _headed_node(node: Node) -> Node:
    match node:
        case Sequence_():
            return Sequence_(tuple(map(_headed_node, node.items)), node.where)
        case Mapping_() if node.get("pages") or node.get("include"):
            return Mapping_(tuple((key, _headed_node(value)) for key, value in node.entries), node.where)
        case Mapping_():
            return Mapping_((), node.where)
        case Scalar():
            return node


def _source(file: _File) -> Source:
    return (_parsed if len(file.data) <= _KEPT else _parsed.__wrapped__)(file)


def _layouts(slides: bool, sheets: Mapping[str, tuple[str, ...]]) -> Mapping[str, Mapping[str, str]]:
    """The layouts that pages may ask for, each with its places: those of the roles for slides, the theme's areas for a sheet."""
    return ROLES if slides else {name: {**_TITLE, **dict.fromkeys(areas, "flow")} for name, areas in sheets.items()}


@frozen
class Template:
    """A template as loaded: what kind of document, its page size and usual formats, its file, and the files that it takes pages from,
    by the places that name them.
    """

    name: str
    kind: str
    page: str
    formats: tuple[str, ...]
    file: _File
    includes: Mapping[Where, _File] = field(default_factory=dict)
    theme: str = "default"
    ink: Ink = "usual"
    standard: Standard = "ua-1"
    findings: tuple[Diagnostic, ...] = ()
    """What is wrong with its head and its includes; `check` and `fill` tell it with the rest."""
    handout: str = ""

    @property
    def source(self) -> Source:
        """Its file as YAML, without the pages where it is ours."""
        return _headed(self.file)

    def compiled(self, file: _File, sheets: Mapping[str, tuple[str, ...]]) -> nodes.File:
        """One of its files, read with the layouts that its pages may ask for."""
        slides = self.kind == "slides"
        compiled = _compiled if len(file.data) <= _KEPT else _compiled.__wrapped__
        return compiled(file, slides, () if slides else tuple(sheets.items()))


def load(name: str, env: Env) -> Template:
    """Finds a template by name in the project's `templates/`, then among the built-in ones; `builtin:deck` always means ours.

    Raises BriefingsError for a template that is not there, or that lacks what nothing can be told without: its kind and its pages.
    """
    file = _find(name, env)
    if file is None:
        hint = did_you_mean(name, _names(env), "template")
        raise fault("template-unknown", f"there is no template `{visible(name)}`", hint=hint)
    root = _headed(file).root
    if not isinstance(root, Mapping_):
        raise fault("template-wrong", "a template is a map with `kind` and `pages`", root.where)
    loading = _Loading(env)
    loading.keys(root)
    kind = loading.choice(root, "kind")
    page = loading.choice(root, "page", "a4" if kind == "sheet" else "16:9")
    formats = loading.formats(root) or (("pptx",) if kind == "slides" else ("pdf",))
    pages = loading.pages_of(root)
    if pages is None or not kind:
        raise BriefingsError(loading.found)
    loading.include(pages, (file.name,), ours=name.startswith(OURS))
    return Template(
        name.removeprefix(OURS),
        kind,
        page,
        formats,
        file,
        MappingProxyType(loading.includes),
        _scalar(root.get("theme")) or "default",
        "low" if loading.choice(root, "ink", "usual") == "low" else "usual",
        "ua-2" if loading.choice(root, "pdf", "ua-1") == "ua-2" else "ua-1",
        tuple(loading.found),
        loading.choice(root, "handout", "none").removeprefix("none"),
    )


def check(template: Template, sheets: Mapping[str, tuple[str, ...]]) -> tuple[Diagnostic, ...]:
    """What is wrong with a template whatever the report; `fill` tells it too."""
    files = (template.file, *template.includes.values())
    found = (finding for file in files for finding in template.compiled(file, sheets).findings)
    return tuple(dict.fromkeys((*template.findings, *found)))


def fill(
    template: Template,
    report: Report,
    env: Env,
    *,
    sheets: Mapping[str, tuple[str, ...]],
    language: str = "",
    edition: str = "",
) -> Briefing:
    """The report's facts in the template's pages, in one language.

    `sheets` maps each sheet layout of the theme to its areas, which are the slots of a sheet's page. Raises BriefingsError with every
    finding that stops it; what only warns is on the result.
    """
    language = language or report.language
    slides = template.kind == "slides"
    included = {where: template.compiled(file, sheets) for where, file in template.includes.items()}
    read = Read(template.name, slides, template.compiled(template.file, sheets), included, _layouts(slides, sheets))
    filling = Filling(read, report, env, language, edition)
    filling.found += check(template, sheets)
    pages, furniture, omitted = filling.run()
    if not pages and not filling.found:
        message = f"no page of `{template.name}` has anything of this report to show"
        hint = "give the report content, or the template pages for the sections that it has"
        filling.found.append(error("pages-none", message, template.source.at(("pages",)), "pages", hint))
    if any(finding.level == "error" for finding in filling.found):
        raise BriefingsError(dict.fromkeys(filling.found))
    filling.unshown(omitted)
    root = report.root
    return Briefing(
        report=report.id,
        template=template.name,
        kind=template.kind,
        page=template.page,
        language=language,
        pages=pages,
        furniture=furniture,
        title=words(root["title"]),
        subject=words(root["subtitle"]),
        date=_iso(root["date"]),
        status=words(root["status"]),
        edition=edition,
        standard=template.standard,
        handout=template.handout,
        omitted=MappingProxyType(omitted),
        fields=_fields(root),
        where=report.where,
        left_out=dict(filling.left_out(root, omitted)),
        kinds={key: words(one["type"]) for key, one in filling.sections.fields.items() if isinstance(one, Record)},
        findings=tuple(dict.fromkeys(filling.found)),
        sources=source_words(filling.root, report.cited, language),
        notice=spans(root["notice"], language),
    )


def _iso(value: Value) -> str:
    """A date as the start of the span it names, for metadata."""
    if not isinstance(value, Day):
        return "2000-01-01T00:00:00Z"
    return f"{value.year:04d}-{value.month or 1:02d}-{value.day or 1:02d}T00:00:00Z"


# -- files --------------------------------------------------------------------------------------------------------------------------------


def _find(name: str, env: Env) -> _File | None:
    """The file of a template: the project's own comes first, `builtin:` means ours; None when there is none of the name."""
    path = f"templates/{name}.yaml"
    if re.fullmatch(r"[a-z0-9][a-z0-9._-]*", name) and env.is_file(path):
        return _File(path, env.read_found(env.resolve(path), limit=source.LIMIT))
    ours = builtin.template(name.removeprefix(OURS))
    if ours is None:
        return None
    file = _File(f"{OURS}{ours.name}", ours.read_bytes())
    env.journal(file.name, file.data)
    return file


def _names(env: Env) -> tuple[str, ...]:
    return (*builtin.templates(), *(path.stem for path in env.files("templates", ".yaml")))


class _Loading:
    """The loading of a template: the files that it includes so far, and what is wrong with their heads."""

    def __init__(self, env: Env) -> None:
        self.env = env
        self.includes: dict[Where, _File] = {}
        self.found: list[Diagnostic] = []

    def wrong(self, code: str, message: str, where: Where, hint: str, path: str = "") -> None:
        self.found.append(error(code, message, where, path, hint))

    def include(self, pages: Sequence_, above: tuple[str, ...], *, ours: bool) -> None:
        """Reads every `include`, and theirs in turn. `above` names the files on the way here: one of them again would never end. With
        `ours`, only the built-in files count.
        """
        for node in _includes(pages):
            name = _scalar(node)
            try:
                file = _find(f"{OURS}{name.removeprefix(OURS)}" if ours else name, self.env)
                root = _headed(file).root if file else None
            except BriefingsError as problem:
                self.found += problem.findings
                continue
            if file is None or root is None:
                hint = did_you_mean(name, _names(self.env), "template")
                self.wrong("template-unknown", f"there is no template `{visible(name)}` to include", node.where, hint)
            elif file.name in above:
                hint = "take this line out; `builtin:deck` includes ours into a `deck` of your own"
                self.wrong("include-circle", f"`{name}` is included within itself", node.where, hint)
            else:
                self.keys(root)
                if (inner := self.pages_of(root)) is not None:
                    self.includes[node.where] = file
                    self.include(inner, (*above, file.name), ours=ours or name.startswith(OURS))

    def keys(self, root: Node) -> None:
        """Tells of keys at the head of a file that nobody reads."""
        for key, _ in root.entries if isinstance(root, Mapping_) else ():
            if key.text not in keys.TEMPLATE:
                self.found.append(reading.key_unknown(key, "a template", keys.TEMPLATE))

    def pages_of(self, root: Node) -> Sequence_ | None:
        pages = root.get("pages") if isinstance(root, Mapping_) else None
        if isinstance(pages, Sequence_):
            return pages
        hint = "begin with `pages:` and `- layout: content` under it"
        where = pages.where if pages else root.where
        self.wrong("key-missing", "a template needs `pages`, a list", where, hint, "pages")
        return None

    def choice(self, root: Mapping_, key: str, usual: str = "") -> str:
        """One of the words that a key may have; the usual one for none, and for another, which is told."""
        node, choices = root.get(key), keys.TEMPLATE[key].choices
        value = _scalar(node)
        if value in choices or (usual and node is None):
            return value or usual
        where, hint = (node or root).where, did_you_mean(value, choices)
        if key == "page":
            hint = did_you_mean(value, choices, "page size")
            self.wrong("page-unknown", f"there is no page size `{value}`", where, hint)
        elif value:
            self.wrong("choice-unknown", f"`{key}` cannot be `{value}`", where, hint, key)
        else:
            self.wrong("key-missing", f"a template needs `{key}`", where, hint, key)
        return usual

    def formats(self, root: Mapping_) -> tuple[str, ...]:
        value = root.get("formats")
        if value is None:
            return ()
        items = value.items if isinstance(value, Sequence_) else (value,)
        if not items:
            self.wrong("list-empty", "`formats` is empty", value.where, f"one or both of: {', '.join(FORMATS)}")
        for item in items:
            if (name := _scalar(item)) not in FORMATS:
                hint = did_you_mean(name, FORMATS)
                self.wrong("choice-unknown", f"there is no format `{name}`", item.where, hint)
        return tuple(_scalar(item) for item in items)


def _fields(root: Record) -> tuple[Text | Figure | Day, ...]:
    """All that a report says, each field once: what is reckoned from one, such as a share, comes after it and is no other field."""
    found: dict[Origin, Text | Figure | Day] = {}
    for leaf in leaves(root):
        found.setdefault(leaf.origin, leaf)
    return tuple(found.values())


def _includes(pages: Node) -> Iterator[Node]:
    """The names after every `include` of some pages, those of nested pages before an entry's own."""
    for entry in pages.items if isinstance(pages, Sequence_) else ():
        if isinstance(entry, Mapping_):
            if (nested := entry.get("pages")) is not None:
                yield from _includes(nested)
            if (include := entry.get("include")) is not None:
                yield include


def _scalar(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""
