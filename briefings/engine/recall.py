"""Documents as traces of a store, and back: what was made before is not made again.

    Recall.filled    Step                  -> Filled, or None and a reason     no input says anything else than when it was made
    Recall.files     Step with its names   -> files with their accounts        what stands in the folder is not even read
    Recall.keep      what was made         -> a trace

Only documents without an error are kept. Whatever is wrong with a trace, its document is made again.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from ..diagnostics import BriefingsError, Diagnostic, Level, Where
from ..env import Env
from ..frozen import frozen, replace
from ..writers import WRITERS
from ..writers.contact_sheet import Page
from . import answers, shelf
from .answers import Answers
from .manifest import Font
from .output import File, Keeper
from .project import Project
from .reading import Reading
from .standing import packed, unpacked
from .step import Filled, Options, Step, Written
from .store import Input, Seen, Store, Trace, name_of, sum_of

_OF_NO_DOCUMENT: Final = frozenset({"where", "formats", "languages", "tags"})
"""Fields of an entry that do not say which document it is."""

ROW: Final = "row"
"""The kind of what a row of a table puts into a pattern; its name ends in the table's sum when it was made."""

WORDS: Final = {
    "tool": "the program or one of its libraries",
    "asked": "the languages that were asked for",
    "theme": "the project's theme",
    "date": "SOURCE_DATE_EPOCH",
    "look": "whether pages are scored",
    "trust": "whether the project is trusted",
    **{name: f"the {name}" for name in ("formats", "edition", "brand", "cards")},
}
"""What the options of a work are called."""


@frozen
class Recalled:
    """A document that was made before: its files, their accounts at hand and, where they do not stand already, their bytes."""

    files: Mapping[str, File]
    standing: frozenset[str]
    """Those that stand where they belong, to the byte."""
    findings: tuple[Diagnostic, ...]
    fonts: tuple[Font, ...]
    pages: tuple[Page, ...]


class Recall:
    """What a store knows of the documents of a run."""

    def __init__(
        self, store: Store, seen: Seen, project: Project, env: Env, options: Options, *, keeps: bool = True
    ) -> None:
        self._store = store
        self._project = project
        self._env = env
        self._options = options
        self._keeps = keeps
        self._hits: dict[Step, tuple[Trace, Filled]] = {}
        self._why: dict[Step, str] = {}
        self._answers = Answers(env, seen)
        self._reading = Reading(project, env)
        self._common = {
            "tool": answers.tool(store),
            "edition": options.edition,
            "date": env.environ.get("SOURCE_DATE_EPOCH", ""),
            "look": str(options.look),
            "trust": str(env.links),
            "theme": json.dumps([options.theme, project.theme]),
        }

    @property
    def shelf(self) -> tuple[Path, tuple[str, ...]]:
        """Where workers find what earlier ones made for many documents."""
        return self._store.folder, (self._common["tool"], self._common["trust"])

    def shelve(self, new: Mapping[str, Any]) -> None:
        """Keeps what a worker made for many documents."""
        if self._keeps:
            shelf.keep(self._store, self.shelf[1], new)

    def filled(self, step: Step) -> Filled | None:
        """What reading and filling a document told when it was made, if it would tell the same now."""
        here = self._of(step)
        nearest: list[Input] | None = None
        near = self._store.traces(self._work(step))
        for trace in self._store.every(self._work(step)):
            changed = [one for one in self._answers.changed(trace, here) if not self._says_the_same(one, trace, step)]
            if changed:
                nearest = changed if nearest is None or len(changed) < len(nearest) else nearest
                continue
            try:
                filled = _filled(trace, step)
            except (ValueError, TypeError, KeyError, IndexError):
                continue
            self._hits[step] = trace, filled
            if trace not in near:  # it was in a shared store: next time it is here
                self._store.add(self._work(step), trace)
            return filled
        self._why[step] = answers.why(nearest, WORDS) if nearest else "not built before"
        return None

    def why(self, step: Step) -> str:
        """Why a document is made."""
        return self._why.pop(step, "")

    def files(self, laid: Step, keeper: Keeper, *, drawn: bool) -> Recalled | None:
        """The files of a document that was recalled, under the names that they have now; None when it has to be made after all."""
        trace, _ = self._hits.pop(laid.document, (None, None))
        if trace is None:
            return None
        told = trace.result
        try:
            alone = all(form in WRITERS for form, _ in laid.names)
            if told["names"] != [list(one) for one in laid.names] or (
                not alone and told["languages"] != list(laid.languages)
            ):
                raise LookupError("its files by these names")
            paged = any(form in WRITERS for form, _ in laid.names)
            pages = self._pages(told["pages"]) if drawn and paged else ()
            files, standing = dict[str, File](), set[str]()
            for name, sha256, size, about, lacks, beside in told["files"]:
                others = {path: self._file(path, sum_, length, keeper, standing) for path, sum_, length in beside}
                made = self._file(name, sha256, size, keeper, standing)
                files[name] = replace(made, about=self._blob(about), lacks=lacks, beside=others)
            found = tuple(_finding(one, laid) for one in told["laid"])
            return Recalled(files, frozenset(standing), found, tuple(Font(*one) for one in told["fonts"]), pages)
        except LookupError as problem:
            self._why[laid.document] = f"{problem.args[0]} are not there"
        except (ValueError, TypeError):
            self._why[laid.document] = "the store is damaged"
        return None

    def keep(self, laid: Step, filled: Filled, made: Written, fonts: Iterable[Font]) -> None:
        """Keeps what was made of a document."""
        if not self._keeps or any(one.level is Level.ERROR for one in (*filled.findings, *made.findings)):
            return
        files = [
            [
                name,
                self._store.keep(file.data, file.sha256),
                file.size,
                self._store.keep(file.about),
                file.lacks,
                [[path, self._store.keep(one.data, one.sha256), one.size] for path, one in file.beside.items()],
            ]
            for name, file in made.files.items()
        ]
        step = laid.document
        result = {
            "findings": [_packed(one, step) for one in filled.findings],
            "told": [_packed(one, step) for one in filled.told],
            "report": filled.report,
            "id_where": dataclasses.astuple(filled.id_where) if filled.id_where else None,
            "name": filled.name,
            "formats": filled.formats,
            "names": laid.names,
            "languages": laid.languages,
            "files": files,
            "laid": [_packed(one, step) for one in made.findings],
            "fonts": [dataclasses.astuple(one) for one in fonts],
            "pages": self._store.keep(_drawn(made.pages)) if made.pages else "",
        }
        options = [Input("option", name, answer) for name, answer in {**self._common, **self._of(step)}.items()]
        self._store.add(self._work(step), Trace((*options, *map(self._whole, filled.looked)), result), share=True)

    def _whole(self, one: Input) -> Input:
        """What a row puts in, with the table as it was: where that is the same, nobody need pour the row into its pattern to see."""
        table = one.name.partition("#")[0]
        known = self._project.inputs.get(table) if "#" in one.name else None
        return Input(ROW, f"{one.name}|{known}", one.answer) if known else one

    def _says_the_same(self, one: Input, trace: Trace, step: Step) -> bool:
        """Whether a row puts in what it did. A document of which something was told at the table's lines is made again: they may have moved."""
        if one.kind != ROW or step.entry.row is None:
            return False
        name, _, before = one.name.rpartition("|")
        table = step.entry.row.where.file
        if self._project.inputs.get(table) == before:
            return True
        if json.dumps(table) in json.dumps([trace.result.get(key) for key in ("findings", "told", "laid")]):
            return False
        try:
            return sum_of(self._reading.digest(step.entry.subject, name)) == one.answer
        except BriefingsError:
            return False

    def _work(self, step: Step) -> str:
        return name_of(("document", *_words(step.entry, self._env), step.language))

    def _of(self, step: Step) -> Mapping[str, str]:
        """The options that a document is made with."""
        entry, options = step.entry, self._options
        brand = self._project.brands.get(entry.brand) if options.brand is None else None
        named = [brand.file(step.language), *brand.keep] if brand else [self._env.name(options.brand or Path())]
        return {
            **self._common,
            "formats": " ".join(options.formats or entry.formats),
            "cards": " ".join(options.cards),
            "asked": str(step.language in options.languages),
            "brand": json.dumps(named),
        }

    def _file(self, name: str, sha256: str, size: int, keeper: Keeper, standing: set[str]) -> File:
        if keeper.stands(name, sha256, size):
            standing.add(name)
            return File(b"", sha256, size)
        return File(self._blob(sha256), sha256, size)

    def _blob(self, sha256: str) -> bytes:
        data = self._store.blob(sha256)
        if data is None:
            raise LookupError("its files")
        return data

    def _pages(self, sha256: str) -> tuple[Page, ...]:
        head, _, body = self._blob(sha256).partition(b"\n") if sha256 else (b"[]", b"", b"")
        pages, at = [], 0
        for width, height, stride, size in json.loads(head):
            pages.append(Page(width, height, stride, body[at : at + size], deflated=True))
            at += size
        if not pages:
            raise LookupError("the pictures of its pages")
        return tuple(pages)


def _drawn(pages: Iterable[Page]) -> bytes:
    """Pages as a blob: their sizes as a line of JSON, then their dots, deflated."""
    held = [one.packed() for one in pages]
    head = json.dumps([[one.width, one.height, one.stride, len(one.data)] for one in held]).encode()
    return b"".join((head, b"\n", *(one.data for one in held)))


def _words(value: Any, env: Env) -> list[str]:
    """Which document an entry is, in words."""
    if isinstance(value, Path):
        return [env.name(value)]
    if dataclasses.is_dataclass(value):
        named = [(one.name, getattr(value, one.name)) for one in dataclasses.fields(value)]
        return [
            word for name, held in named if name not in _OF_NO_DOCUMENT and held for word in (name, *_words(held, env))
        ]
    if isinstance(value, tuple | list):
        return [word for one in value for word in _words(one, env)]
    return [str(value)]


def _filled(trace: Trace, step: Step) -> Filled:
    told = trace.result
    return Filled(
        True,
        tuple(_finding(one, step) for one in told["findings"]),
        tuple(_finding(one, step) for one in told["told"]),
        tuple(one for one in trace.inputs if one.kind != "option"),
        told["report"],
        Where(*told["id_where"]) if told["id_where"] else None,
        tuple(told["name"]),
        tuple(told["formats"]),
    )


_AT_THE_ENTRY: Final = "entry"
"""Stands for the place of the document's entry in the project's file, which moves when lines above it change."""


def _packed(one: Diagnostic, step: Step) -> list[Any]:
    told = packed(one)
    if one.where is not None and one.where == step.entry.where:
        told[3] = _AT_THE_ENTRY
    return told


def _finding(told: list[Any], step: Step) -> Diagnostic:
    if told[3] == _AT_THE_ENTRY:
        return replace(unpacked([*told[:3], None, *told[4:]]), where=step.entry.where)
    return unpacked(told)
