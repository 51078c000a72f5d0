"""The values of a file, each with its place: what every reader gives, and what reports are made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from decimal import Decimal
from typing import Any, Final, TypeAlias

from ..diagnostics import BriefingsError, Diagnostic, Where
from ..frozen import frozen
from ..regex import regex

NUMBER_LENGTH: Final = 100

Step: TypeAlias = "str | int"


@frozen
class Inserted:
    """What was put into a value from the cell of a table: in words, with the cell's place, its unit, and the language of words."""

    text: str
    where: Where
    unit: str = ""
    language: str = ""


@frozen
class Scalar:
    """One value. `text` is what stands in the file, without quotation marks; `value` is what the core schema
    makes of it; `inserted` what of it comes from a table."""

    value: bool | int | Decimal | str | None
    text: str
    where: Where
    quoted: bool = False
    inserted: tuple[Inserted, ...] = field(default=(), compare=False)

    @property
    def is_empty(self) -> bool:
        """True when nothing at all is written where a value could stand."""
        return self.value is None and not self.text


@frozen
class Sequence_:  # noqa: N801 - `Sequence` is the standard library's
    """A list. `where` is its key's place when it has one, else its first item's."""

    items: tuple[Node, ...]
    where: Where


@frozen
class Mapping_:  # noqa: N801 - `Mapping` is the standard library's
    """Keys and values in the order they stand. `where` is its own key's place when it has one, else its first key's."""

    entries: tuple[tuple[Scalar, Node], ...]
    where: Where
    _index: Mapping[str, int] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", {key.text: number for number, (key, _) in enumerate(self.entries)})

    def get(self, key: str) -> Node | None:
        """The value of a key, or None."""
        number = self._index.get(key)
        return None if number is None else self.entries[number][1]

    def key(self, key: str) -> Scalar | None:
        """The key itself with its place, or None."""
        number = self._index.get(key)
        return None if number is None else self.entries[number][0]

    def keys(self) -> tuple[str, ...]:
        return tuple(self._index)

    def without(self, key: str) -> Mapping_:
        """The same map without a key."""
        return Mapping_(tuple(entry for entry in self.entries if entry[0].text != key), self.where)

    def with_entry(self, key: str, value: Node) -> Mapping_:
        """The same map with one value put in or replaced."""
        kept = tuple(entry for entry in self.entries if entry[0].text != key)
        return Mapping_((*kept, (Scalar(key, key, value.where), value)), self.where)

    def over(self, base: Mapping_) -> Mapping_:
        """This map laid over another: maps join key by key, lists whose items have a `name` item by item; anything else replaces."""
        mine = [(self.key(key.text) or key, _over(self.get(key.text), value)) for key, value in base.entries]
        return Mapping_((*mine, *(entry for entry in self.entries if base.get(entry[0].text) is None)), self.where)


Node: TypeAlias = "Scalar | Sequence_ | Mapping_"


def _over(mine: Node | None, base: Node) -> Node:
    match mine, base:
        case None, _:
            return base
        case Mapping_(), Mapping_():
            return mine.over(base)
        case Sequence_(), Sequence_() if (known := _by_name(base)) and (named := _by_name(mine)):
            items = (_over(named.get(name), item) for name, item in known.items())
            return Sequence_((*items, *(item for name, item in named.items() if name not in known)), mine.where)
        case _:
            assert mine is not None
            return mine


def _by_name(node: Sequence_) -> dict[str, Node]:
    """The items of a list by their names; nothing when one has none, or two have the same."""
    found: dict[str, Node] = {}
    for item in node.items:
        name = item.get("name") if isinstance(item, Mapping_) else None
        if not isinstance(name, Scalar) or name.text in found:
            return {}
        found[name.text] = item
    return found


@frozen
class Source:
    """A file that has been read: `lines` are its lines as findings show them, `findings` what its author should know of how it reads."""

    name: str
    root: Node
    lines: tuple[str, ...] = field(repr=False)
    findings: tuple[Diagnostic, ...] = ()

    def at(self, path: Iterable[Step]) -> Where:
        """Where the value at a path stands; where the nearest value above it stands when there is none."""
        return at(self.root, path)

    def key_at(self, path: Iterable[Step]) -> Where:
        """Where the key of a path stands, which may be another line than its value's."""
        return key_at(self.root, path)


class MalformedError(BriefingsError):
    """A file with slips that were mended for the rest to be checked: `mended` is what it was meant to say."""

    def __init__(self, findings: Iterable[Diagnostic], mended: Source) -> None:
        self.mended = mended
        super().__init__(findings)


def at(node: Node, path: Iterable[Step]) -> Where:
    """Where the value at a path below a node stands; the nearest one above it when it is missing."""
    return nearest(node, path)[0].where


def key_at(node: Node, path: Iterable[Step]) -> Where:
    """Where the key that a path ends with stands."""
    *above, last = path
    parent, complete = nearest(node, above)
    key = parent.key(str(last)) if complete and isinstance(parent, Mapping_) else None
    return key.where if key else at(node, (*above, last))


def nearest(node: Node, path: Iterable[Step]) -> tuple[Node, bool]:
    """The node at a path, or the last one on the way to it; and whether it is the one asked for."""
    for step in path:
        match node:
            case Mapping_() if (child := node.get(str(step))) is not None:
                node = child
            case Sequence_() if isinstance(step, int) and 0 <= step < len(node.items):
                node = node.items[step]
            case Mapping_() if step == 0:  # a map that stands for a list of one
                pass
            case _:
                return node, False
    return node, True


_WORDS: Final[Mapping[str, bool | None]] = {
    "null": None,
    "Null": None,
    "NULL": None,
    "~": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_INT: Final = regex(r"[-+]?[0-9]+")
_FLOAT: Final = regex(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?")
_BASE: Final = regex(r"0(?:o[0-7]+|x[0-9a-fA-F]+)")


def resolve(text: str) -> bool | int | Decimal | str | None:
    """What a plain scalar means by the core schema; decimals keep every digit. Numbers beyond all use (and
    `.inf`, `.nan`) stay texts."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-.0123456789" or len(text) > NUMBER_LENGTH:
        return text
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return Decimal(text)
    if _BASE.fullmatch(text):
        return int(text[2:], 8 if text[1] == "o" else 16)
    return text


def plain(node: Node) -> Any:
    """The bare values below a node, as other YAML readers give them (floats for decimals); for JSON Schema checks."""
    match node:
        case Scalar():
            return float(node.value) if isinstance(node.value, Decimal) else node.value
        case Sequence_():
            return [plain(item) for item in node.items]
        case Mapping_():
            return {key.text: plain(value) for key, value in node.entries}


def scalars(node: Node) -> Iterator[Scalar]:
    """Every value below a node, in the order they stand."""
    match node:
        case Scalar():
            yield node
        case Sequence_():
            for item in node.items:
                yield from scalars(item)
        case Mapping_():
            for _, value in node.entries:
                yield from scalars(value)
