"""YAML files: one pass from text to nodes, with all that is wrong told at once."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NoReturn, TypeGuard

import yaml

from ..characters import refused, unbalanced, visible
from ..diagnostics import BriefingsError, Diagnostic, Level, Where, error, fault, warning
from ..env import Env
from ..frozen import replace
from ..regex import regex
from .malformed import Repair, comma_in_flow, cut, decimals, explain, quoted_line, rejoined, remark_in_text, torn
from .nodes import MalformedError, Mapping_, Node, Scalar, Sequence_, Source, resolve

LIMIT: Final = 5 * 1024 * 1024
DEPTH: Final = 50
NODES: Final = 100_000
"""Caps on a file: bytes, nesting and number of values. A long report has some two thousand values."""
LONGEST: Final = 500_000
"""So many letters one text may have: a book of two hundred pages."""
_TOLD: Final = 100  # findings of one file; the rest would only scroll by
_REPAIRS: Final = 40
_LOOKS_NUMBER: Final = regex(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+)")


def read(given: Path | bytes, name: str = "", env: Env | None = None) -> Source:
    """Read a YAML file, or bytes that came under a name; raises BriefingsError with all that is wrong with it."""
    if isinstance(given, Path):
        door = env or Env(given.parent)
        name = name or (door.name(given) if env else given.as_posix())
        data = door.read_found(given, limit=LIMIT)
    else:
        data = given
    if len(data) > LIMIT:
        message = f"this file is larger than {LIMIT // 1024 // 1024} MB"
        hint = "a report is text: put pictures and tables into files of their own"
        raise fault("file-too-large", message, Where(name), "", hint)
    text = _decode(data, name)
    lines = tuple(visible(line) for line in re.split(r"\r\n|\r|\n", text))
    wrong = _characters(text, name, lines)
    if wrong:
        raise BriefingsError(wrong)
    root, findings = _Reading(name, lines).run(text)
    wrong = [one for one in findings if one.level is Level.ERROR]
    if wrong or root is None:
        told = sorted(findings[:_TOLD], key=lambda f: f.where or Where(name))
        mended = root is not None and all(one.code in ("yaml-malformed", "comma-in-flow") for one in wrong)
        raise MalformedError(told, Source(name, root, lines)) if root and mended else BriefingsError(told)
    return Source(name, root, lines, tuple(findings))


def _decode(data: bytes, name: str) -> str:
    """The text of a UTF-8 file; another encoding is named, not guessed around."""
    kinds = {b"\xff\xfe\x00\x00": "UTF-32", b"\x00\x00\xfe\xff": "UTF-32", b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
    kind = next((kind for mark, kind in kinds.items() if data.startswith(mark)), "")
    if not kind and data[:4].count(0) >= 2:
        kind = "UTF-32" if data[:4].count(0) == 3 else "UTF-16"
    hint = "save the file as UTF-8 (in most editors: Save with encoding, UTF-8)"
    if kind:
        raise fault("encoding-wrong", f"this file is {kind}, not UTF-8", Where(name), "", hint)
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as problem:
        fault_at = problem.start
    data = data.removeprefix(b"\xef\xbb\xbf")
    before = data[:fault_at]
    start = max(before.rfind(b"\n"), before.rfind(b"\r")) + 1
    number = len(re.findall(rb"\r\n|\r|\n", before)) + 1
    whole = re.split(rb"\r\n|\r|\n", data[start : start + 10_000], maxsplit=1)[0]
    excerpt = visible(whole.decode("cp1252", "replace"))
    where = Where(name, number, len(before[start:].decode("utf-8", "replace")) + 1, excerpt)
    message = (
        f"this file is not UTF-8: byte 0x{data[fault_at]:02X} cannot be read; it looks like Latin-1 or Windows-1252"
    )
    raise fault("encoding-wrong", message, where, "", hint)


def _characters(text: str, name: str, lines: tuple[str, ...]) -> list[Diagnostic]:
    """What may not stand anywhere in a file, comments included."""
    found: list[Diagnostic] = []
    starts: list[int] = []
    for index, what, cure in refused(text):
        starts = starts or [0, *itertools.accumulate(len(part) for part in re.split(r"(?<=\n)|(?<=\r)(?!\n)", text))]
        number = bisect.bisect_right(starts, index)
        where = Where(name, number, index - starts[number - 1] + 1, lines[number - 1])
        found.append(error("character-refused", what, where, "", cure))
        if len(found) == _TOLD:
            break
    return found


class _Open:
    """A list or map that is being read."""

    __slots__ = ("entries", "in_flow", "is_map", "items", "key", "seen", "where")

    def __init__(self, is_map: bool, where: Where, in_flow: bool = False) -> None:
        self.is_map, self.where, self.in_flow = is_map, where, in_flow
        self.items: list[Node] = []
        self.entries: list[tuple[Scalar, Node]] = []
        self.seen: dict[str, Scalar] = {}
        self.key: Scalar | None = None

    def join(self, before: Scalar, *cut: Scalar) -> None:
        """A text that commas cut is one again."""
        whole = rejoined([one.text for one in (before, *cut)])
        one = replace(before, value=resolve(whole), text=whole)
        self.items = [one if item is before else item for item in self.items if not any(item is part for part in cut)]
        self.entries = [(key, one if value is before else value) for key, value in self.entries if key not in cut]

    def node(self) -> Node:
        """What was read, once it is closed."""
        return Mapping_(tuple(self.entries), self.where) if self.is_map else Sequence_(tuple(self.items), self.where)


def _plain(node: Node) -> TypeGuard[Scalar]:
    """Whether a value is words or a number without quotation marks."""
    return isinstance(node, Scalar) and not node.is_empty and not node.quoted


_OPENING: Final = frozenset({yaml.MappingStartEvent, yaml.SequenceStartEvent})
_CLOSING: Final = frozenset({yaml.MappingEndEvent, yaml.SequenceEndEvent})


class _Stop(Exception):  # noqa: N818 - not an error: the findings tell
    """Nothing more can be told about this file."""


class _Reading:
    """One pass from text to nodes, without recursion: nesting is counted before anything is built."""

    def __init__(self, name: str, lines: tuple[str, ...]) -> None:
        self.name, self.lines = name, lines
        self.findings: list[Diagnostic] = []

    def run(self, text: str) -> tuple[Node | None, list[Diagnostic]]:
        """The nodes and what is wrong. A line that only lacks quotation marks is told, mended in memory, and
        read on."""
        syntax: list[Diagnostic] = []
        current = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for _ in range(_REPAIRS):
            self.findings = []
            root: Node | None = None
            try:
                root = self._build("\n".join(current))
            except _Stop:
                break
            except yaml.YAMLError as fault:
                repair = self._explain(fault, current)
                syntax.append(repair.finding)
                if repair.mended is None or sum(f.where == repair.finding.where for f in syntax) > 1:
                    syntax = list(dict.fromkeys(syntax))
                    break
                current = repair.mended
                continue
            except (
                ValueError,
                AttributeError,
                TypeError,
                OverflowError,
                IndexError,
            ) as fault:  # the library's own slips
                syntax.append(
                    error("yaml-malformed", f"this is not YAML: {visible(str(fault))[:80]}", Where(self.name))
                )
            break
        return root, syntax + self.findings

    def _explain(self, fault: yaml.YAMLError, current: list[str]) -> Repair:
        """The parser's complaint in words that name the line and its cure."""
        mark = getattr(fault, "problem_mark", None)
        context = getattr(fault, "context_mark", None)
        problem = " ".join(filter(None, (getattr(fault, "context", ""), getattr(fault, "problem", "")))) or str(fault)
        place = (mark.line, mark.column) if mark else None
        opened = (context.line, context.column) if context else None
        return explain(problem, place, opened, current, self._where)

    def _where(self, line: int, column: int) -> Where:
        """A place from a line and column that count from 0."""
        return Where(self.name, line + 1, column + 1, self.lines[line] if line < len(self.lines) else "")

    def _refuse(self, code: str, message: str, where: Where, hint: str = "") -> None:
        self.findings.append(error(code, message, where, "", hint))
        if len(self.findings) >= _TOLD:
            raise _Stop

    def _build(self, text: str) -> Node | None:
        """The nodes of one document, event by event; open lists and maps wait on a stack of our own."""
        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        root: Node | None = None
        stack: list[_Open] = []
        count = documents = 0
        events: Iterator[Any] = yaml.parse(text, Loader=loader)
        for event in events:
            kind = type(event)
            if kind in _OPENING:
                stack.append(self._open(event, stack))
                continue
            if kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    message, hint = "a second document starts here; a file holds one", "take out the line `---`"
                    self._stop("documents-several", message, self._place(event), hint)
            if kind is yaml.ScalarEvent:
                node: Node = self._scalar(event)
            elif kind in _CLOSING:
                if stack[-1].in_flow:
                    self._commas(stack[-1])
                node = stack.pop().node()
            elif kind is yaml.AliasEvent:
                node = self._alias(event)
            else:
                continue
            count += 1
            if count > NODES:
                hint = "put long tables into a file of their own (CSV, Excel …) and name it with `table:`"
                self._stop("too-many-values", f"this file holds more than {NODES:,} values", node.where, hint)
            if stack:
                self._add(stack[-1], node)
            else:
                root = node
        if root is None or (isinstance(root, Scalar) and root.is_empty):
            self._refuse("file-empty", "this file is empty", Where(self.name))
            return None
        return root

    def _stop(self, code: str, message: str, where: Where, hint: str) -> NoReturn:
        self._refuse(code, message, where, hint)
        raise _Stop

    def _open(self, event: Any, stack: list[_Open]) -> _Open:
        where = self._place(event)
        self._plainly(event, where)
        if len(stack) >= DEPTH:
            message = f"values are nested more than {DEPTH} deep here"
            self._stop("too-deep", message, where, "a report needs five or six levels")
        return _Open(type(event) is yaml.MappingStartEvent, self._home(stack, where), bool(event.flow_style))

    def _commas(self, closed: _Open) -> None:
        """A text in { } or [ ] that a comma cut in two: what stands behind it became a key without a colon, or an item."""
        if not closed.is_map:
            self._torn(closed)
        told, at = Where(""), 1
        while at < len(closed.entries):
            (_, before), (key, value) = closed.entries[at - 1 : at + 1]
            cut = _plain(before) and not key.quoted and isinstance(value, Scalar) and value.is_empty
            trap = None
            if cut and before.where.line == key.where.line:  # else another slip: the shapes tell it
                line = self.lines[key.where.line - 1]
                trap = comma_in_flow(line, before.where.column - 1, key.where.column - 1)
            if trap is None or not isinstance(before, Scalar):
                at += 1
                continue
            if before.where != told:  # a second comma of the same text is told with the first
                self._refuse("comma-in-flow", trap[0], key.where, trap[1])
            told = before.where
            closed.join(before, key)

    def _torn(self, closed: _Open) -> None:
        """Numbers and sentences in [ ] with a comma: each became two items."""
        items = closed.items
        texts = [one.text if _plain(one) else None for one in items]
        tight = [self.lines[one.where.line - 1][: one.where.column - 1].endswith(",") for one in items]
        tight[:1] = [False] * len(tight[:1])
        if found := decimals(texts, tight):
            where = items[found[0]].where
            line = self.lines[where.line - 1]
            for one in (items[at].where for at in found):
                if one.line == where.line:
                    line = f"{line[: one.column - 2]}.{line[one.column - 1 :]}"
            message = f"inside [ ] a comma ends a value: these are {len(items)} values"
            hint = f"decimals stand behind a point; write: {visible(line.strip())}"
            self._refuse("comma-in-flow", message, where, hint)
        numbers = [*torn(texts, tight)]
        for run in numbers or cut(texts):
            parts = [one for one in items[run.start : run.stop] if isinstance(one, Scalar)]
            before, key, last = parts[0].where, parts[1].where, parts[-1].where
            message = f"inside [ ] a comma ends a value: this one ends after `{visible(parts[0].text)[-60:]}`"
            hint = f"put the whole text in quotation marks, from line {before.line} on"
            if before.line == last.line:
                line = self.lines[key.line - 1]
                trap = comma_in_flow(line, before.column - 1, key.column - 1, last.column - 1)
                message, hint = trap or (message, hint)
            self._refuse("comma-in-flow", message, key, hint)
            closed.join(*parts)

    def _alias(self, event: Any) -> Scalar:
        where = self._place(event)
        message = f"`*{event.anchor}` is an alias, and aliases are not used in a report"
        self._refuse(
            "alias-refused", message, where, self._quote_hint(where, "if it is text, put it in quotation marks")
        )
        return Scalar(None, "*", where)

    def _home(self, stack: list[_Open], where: Where) -> Where:
        """A list or map on the lines below its key is known by the key's place."""
        key = stack[-1].key if stack else None
        return key.where if key is not None and key.where.line < where.line else where

    def _place(self, event: Any) -> Where:
        mark = event.start_mark
        return self._where(mark.line, mark.column)

    def _quote_hint(self, where: Where, fallback: str) -> str:
        written = quoted_line(self.lines[where.line - 1])
        return f"if it is text, write: {written}" if written else fallback

    def _plainly(self, event: Any, where: Where) -> None:
        """Refuse anchors and tags: they make a file mean more than it shows."""
        if event.anchor is not None:
            message = f"`&{event.anchor}` is an anchor, and anchors are not used in a report"
            self._refuse("anchor-refused", message, where, self._quote_hint(where, "write the value out in each place"))
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            message = f"`{visible(tag)[:40]}` is a tag, and tags are not used in a report"
            self._refuse("tag-refused", message, where, self._quote_hint(where, "take it out"))

    def _scalar(self, event: Any) -> Scalar:
        where = self._place(event)
        if event.anchor is not None or event.tag is not None:
            self._plainly(event, where)
        text: str = event.value
        quoted = bool(event.style)
        if len(text) > LONGEST:
            message = f"this text has {len(text):,} letters; {LONGEST:,} are the most"
            self._refuse(
                "text-too-long",
                message,
                where,
                "part it into several sections, or leave most of it to the whole report",
            )
        if event.style == '"':
            for _, what, cure in refused(text):
                self._refuse("character-refused", f"{what} (it is written as an escape)", where, cure)
        if not text.isascii() and (wrong := unbalanced(text)):
            self._refuse("direction-unbalanced", wrong[0], where, wrong[1])
        if quoted or not text:
            return Scalar(text if quoted else None, text, where, quoted)
        self._remark(text, event.end_mark)
        value = resolve(text)
        if isinstance(value, str) and _LOOKS_NUMBER.fullmatch(text) and len(text) > 12:
            message = f"this number is too long to be a figure: {text[:12]}… ({len(text)} characters)"
            hint = "if it is a text, put it in quotation marks"
            self._refuse("number-too-long", message, where, hint)
        return Scalar(value, text, where)

    def _remark(self, text: str, end: Any) -> None:
        """A text that a `#` cuts short: what stands behind it is a remark to YAML, and on no page."""
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        if (hidden := remark_in_text(line, text, end.column)) is not None:
            at, message, hint = hidden
            self.findings.append(warning("remark-in-text", message, self._where(end.line, at), "", hint))

    def _add(self, parent: _Open, node: Node) -> None:
        """Put a finished node where it belongs: into a list, or into a map as a key or as a key's value."""
        if not parent.is_map:
            parent.items.append(node)
        elif parent.key is None:
            if not isinstance(node, Scalar):
                message = "a list or a map stands here where a key should"
                hint = "a key is a word followed by `:`; texts that begin with `[` or `{` need quotation marks"
                self._refuse("key-not-text", message, node.where, hint)
                node = Scalar("?", "?", node.where)
            elif node.text == "<<" and not node.quoted:
                message = "`<<` merges another map, and merging is not used in a report"
                hint = "write the keys out"
                self._refuse("merge-refused", message, node.where, hint)
            elif not node.text:
                self._refuse("key-not-text", "there is no key before this `:`", node.where, "write `key: value`")
            parent.key = node
        else:
            key, parent.key = parent.key, None
            if isinstance(node, Scalar) and node.is_empty:
                node = Scalar(None, "", key.where)
            first = parent.seen.get(key.text)
            if first is not None and key.text not in ("?", "<<", ""):
                message = f"the key `{visible(key.text)[:60]}` stands twice; first in line {first.where.line}"
                hint = "take one out, or give it another name"
                self._refuse("key-twice", message, key.where, hint)
            elif first is None:
                parent.seen[key.text] = key
                parent.entries.append((key, node))
