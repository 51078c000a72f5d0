"""What a translator finds: each text of a report by its keys, the original above it.

skeleton    a report's file, or a pattern filled for some rows -> the translation's file, with empty texts
written     Report -> the lines of a translation
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from .. import source
from ..diagnostics import BriefingsError, error
from ..env import Env
from ..frozen import replace
from ..source import Scalar, Sequence_, Source
from ..values import Text
from . import Report, parse
from .place import Place
from .translation import Branch, Join, Paragraphed, Tree, Worded, has_letters, needed_in, sibling

_ALONE: Final = re.compile(r"\s*\{\{[^{}]*\}\}\s*")
"""A value that is one expression: what it says is the table's, or what the tool knows in each language."""


def skeleton(path: Path, language: str, env: Env, rows: Iterable[Source] = ()) -> tuple[Path, str]:
    """Where a report's translation stands, and what a translator finds there: each key without its text, the original above it. Of a pattern,
    filled for some `rows`, it is the pattern's own words, with their expressions.

    Raises BriefingsError for a report that cannot be read, one that is in the language already, and a translation that is there.
    """
    filled = list(rows)
    tree = Join(
        _in_another(parse(filled[0], env), path, language, env) if filled else original(path, language, env), language
    ).tree
    for one in filled[1:]:
        _grafted(tree, Join(parse(one, env), language).tree)
    if filled:
        _of_pattern(tree, _values(Place(source.read(path, env.name(path), env).root)))
    target = sibling(path, language)
    if target.exists():
        hint = f"`briefings check --lang {language}` tells which texts it lacks"
        raise BriefingsError([error("file-there", f"`{env.name(target)}` is there already", hint=hint)])
    head = (
        f"# The texts of {env.name(path)} in `{language}`: write each behind its key, below the original. Leave out what stays as it is.\n"
        "# Numbers, dates and files stay the original's.\n"
    )
    return target, f"{head}\n{_lines(tree)}"


def written(report: Report, language: str, said: Mapping[str, str] = MappingProxyType({})) -> str:
    """The lines of a translation: each text by its keys, the original above it; behind its key what is `said` of it by its id."""
    return _lines(Join(report, language).tree, said)


def _lines(tree: Branch, said: Mapping[str, str] = MappingProxyType({})) -> str:
    notice = tree.children.pop("notice", None)
    lines = [*_empty(tree, said), "# Said on the pages, such as: Unofficial translation"]
    lines.append(f"notice:{_said('notice', said) if notice else ''}")
    return "\n".join(lines) + "\n"


def _grafted(tree: Branch, other: Branch) -> None:
    """Adds what only another row has: a part that an `if` leaves out of the first."""
    for key, child in other.children.items():
        own = tree.children.setdefault(key, child)
        if isinstance(own, Branch) and isinstance(child, Branch) and own is not child:
            _grafted(own, child)


def _values(place: Place) -> dict[str, str]:
    """What stands in a pattern, by the ids of its fields; "" of what holds others."""
    match place.node:
        case Scalar(text=text):
            return {place.origin: text}
        case Sequence_():
            below = list(place.items)
        case _:
            below = [place / key.text for key, _ in place.node.entries]
    return {place.origin: "", **{origin: text for one in below for origin, text in _values(one).items()}}


def _of_pattern(tree: Branch, values: Mapping[str, str]) -> None:
    """The texts of a filled pattern as they stand in it; without those that come of the table alone, be it by `each` or by an expression."""
    for key, child in list(tree.children.items()):
        match child:
            case Branch():
                _of_pattern(child, values)
                if not child.children:
                    del tree.children[key]
            case Paragraphed(origin=origin, texts=(text,)) if values.get(origin):
                tree.children[key] = Worded(origin, replace(text, content=values[origin]))
            case Worded(origin=origin, text=Text() as text):
                if origin.rpartition(".")[0] not in values or _ALONE.fullmatch(values.get(origin, "")):
                    del tree.children[key]
                elif values.get(origin):
                    tree.children[key] = replace(child, text=replace(text, content=values[origin]))
            case _:
                pass


def _said(origin: str, said: Mapping[str, str]) -> str:
    return f" {json.dumps(said[origin], ensure_ascii=False)}" if origin in said else ""


def _empty(tree: Branch, said: Mapping[str, str]) -> Iterator[str]:
    """The lines of a skeleton below one key."""
    for key, child in tree.children.items():
        if any(has_letters(text.content) for text in needed_in(child)) or any(one in said for one in _ids(child)):
            yield from _keyed(f"{key}:", child, said)


def _ids(tree: Tree) -> Iterator[str]:
    """The ids of all texts below a key."""
    match tree:
        case Worded(origin=origin):
            yield origin
        case Paragraphed(texts=texts):
            yield from (text.origin for text in texts)
        case Branch(children=children):
            for child in children.values():
                yield from _ids(child)


def _keyed(key: str, child: Tree, said: Mapping[str, str]) -> Iterator[str]:
    match child:
        case Worded():
            yield from _original(child.text)
            yield f"{key}{_said(child.origin, said)}"
        case Paragraphed(texts=texts):
            yield key
            for text in texts:
                yield from (f"  {line}" for line in (*_original(text), f"-{_said(text.origin, said)}"))
        case Branch(listed=True, children=children):
            yield key
            for number in range(1, max(map(int, children)) + 1):
                below = children.get(str(number))
                inner = list(_keyed("-", below, said)) if below and next(needed_in(below), None) else ["- ~"]
                yield from (f"  {line}" for line in inner)
        case Branch():
            yield key
            yield from (f"  {line}" for line in _empty(child, said))


def _original(text: Text | None) -> tuple[str, ...]:
    """A text as comment lines."""
    return tuple(f"# {line}" for line in textwrap.wrap(text.content, 116, break_long_words=False)) if text else ()


def original(path: Path, language: str, env: Env) -> Report:
    """A report that is to be in a language. Raises BriefingsError for one that cannot be read, and one that is in it already."""
    return _in_another(parse(source.read(path, env.name(path), env), env), path, language, env)


def _in_another(given: Report, path: Path, language: str, env: Env) -> Report:
    if given.language == language:
        raise BriefingsError(
            [error("language-own", f"`{env.name(path)}` is in `{language}` itself", hint="name another language")]
        )
    return given
