"""What a translator finds: each text of a report by its keys, the original above it.

wanted      a report's file, or a pattern filled for some rows -> what there is to translate of it
skeleton    the same -> the translation's file, with empty texts
written     what there is to translate, and texts by their ids -> the lines of a translation
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
from ..diagnostics import Where, fault
from ..env import Env
from ..frozen import frozen, replace
from ..source import Scalar, Sequence_, Source
from ..source.readers import read_paragraph, split_paragraphs
from ..values import Text
from . import Report, parse
from .place import Place
from .translation import Branch, Join, Paragraphed, Tree, Worded, has_letters, needed_in, sibling

_ALONE: Final = re.compile(r"\s*\{\{[^{}]*\}\}\s*")
"""A value that is one expression: what it says is the table's, or what the tool knows in each language."""


@frozen
class Wanted:
    """What there is to translate of a report, or of a pattern: then `values` are what stands in its file, by the ids of its fields, and `join` is
    of the rows that it was filled for, which its translation is read by."""

    id: str
    join: Join
    values: Mapping[str, str] = MappingProxyType({})

    def tree(self, said: Iterable[str] = ()) -> Branch:
        """The texts by their keys; of a pattern, those that come of the table alone are not among them, but where they are `said` of."""
        return _of_pattern(self.join.tree, self.values, frozenset(said)) if self.values else self.join.tree


def wanted(path: Path, language: str, env: Env, rows: Iterable[Source] = ()) -> Wanted:
    """What there is to translate of a report; of a pattern, filled for some `rows`, its own words, with their expressions.

    Raises BriefingsError for a report that cannot be read, and one that is in the language already.
    """
    filled = list(rows)
    report = _in_another(parse(filled[0], env), path, language, env) if filled else original(path, language, env)
    join = Join(report, language)
    if not filled:
        return Wanted(report.id, join)
    for one in filled[1:]:
        _grafted(join.tree, Join(parse(one, env), language).tree)
    values = _values(Place(source.read(path, env.name(path), env).root))
    id = values.get("id", "")
    return Wanted(id if id and "{{" not in id else path.stem, join, values)


def skeleton(path: Path, language: str, env: Env, rows: Iterable[Source] = ()) -> tuple[Path, str]:
    """Where a report's translation stands, and what a translator finds there: each key without its text, the original above it.

    Raises what `wanted` does, and BriefingsError for a translation that is there.
    """
    made = wanted(path, language, env, rows)
    target = sibling(path, language)
    if target.exists():
        hint = f"`briefings check --lang {language}` tells which texts it lacks"
        raise fault("file-there", f"`{env.name(target)}` is there already", hint=hint)
    head = (
        f"# The texts of {env.name(path)} in `{language}`: write each behind its key, below the original. Leave out what stays as it is.\n"
        "# Numbers, dates and files stay the original's.\n"
    )
    return target, f"{head}\n{written(made)}"


def written(of: Wanted, said: Mapping[str, str] = MappingProxyType({})) -> str:
    """The lines of a translation: each text by its keys, the original above it; behind its key what is `said` of it by its id."""
    tree = of.tree(said)
    above = Branch("", {key: child for key, child in tree.children.items() if key != "notice"})
    lines = [*_empty(above, said), "# Said on the pages, such as: Unofficial translation"]
    lines.append(f"notice:{_said('notice', said) if 'notice' in tree.children else ''}")
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
            return {place.origin: text.strip()}
        case Sequence_():
            below = list(place.items)
        case _:
            below = [place / key.text for key, _ in place.node.entries]
    return {place.origin: "", **{origin: text for one in below for origin, text in _values(one).items()}}


def _of_pattern(tree: Branch, values: Mapping[str, str], said: frozenset[str]) -> Branch:
    """The texts of a filled pattern as they stand in it; without those that come of the table alone, be it by `each` or by an expression."""
    made: dict[str, Tree] = {}
    for key, child in tree.children.items():
        match child:
            case Branch():
                below = _of_pattern(child, values, said)
                if below.children:
                    made[key] = below
            case Paragraphed(origin=origin, texts=texts):
                words = _paragraphs(values.get(origin, ""))
                if len(words) != len(texts):
                    words = [values.get(text.origin) or text.content for text in texts]
                every = tuple(replace(text, content=word) for text, word in zip(texts, words, strict=True))
                made[key] = (
                    Worded(origin, every[0]) if len(every) == 1 and values.get(origin) else Paragraphed(origin, every)
                )
            case Worded(origin=origin, text=Text() as text):
                alone = origin.rpartition(".")[0] not in values or _ALONE.fullmatch(values.get(origin, ""))
                if not alone or origin in said:
                    made[key] = replace(child, text=replace(text, content=values.get(origin) or text.content))
            case _:
                made[key] = child
    return Branch(tree.origin, made)


def _paragraphs(text: str) -> list[str]:
    parts = split_paragraphs(Scalar(text, text, Where(""))) if text else ()
    return [read_paragraph(one) for one in parts] if isinstance(parts, tuple) else []


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
        raise fault("language-own", f"`{env.name(path)}` is in `{language}` itself", hint="name another language")
    return given
