"""The objects of a PDF that is written as plainly as ours are (ISO 32000-1, 7.3 and 7.5): one table of places, nothing packed, updated or encrypted.

Such a file is read here as pypdf would read it, in less time than that takes to load. Everything else is `UnfamiliarError`, and pypdf's.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from ...regex import regex
from .operators import TOKEN, Operation, read, string

_TABLE: Final = regex(rb"startxref\s+(\d{1,10})\s+%%EOF\s*\Z")
_HEAD: Final = regex(rb"xref\r?\n0 (\d{1,7})\r?\n")
_ROW: Final = 20
_FORBIDDEN: Final = frozenset({"/Prev", "/XRefStm", "/Encrypt"})
_WORDS: Final = {b"true": True, b"false": False, b"null": None}
_STREAM: Final = regex(rb"\r?\n")
_END: Final = regex(rb"\r?\n?endstream\s+endobj\b")
_INHERITED: Final = "/Resources"
_LARGEST: Final = 75_000_000


class UnfamiliarError(Exception):
    """Something that a plain file does not hold."""


class Reference(NamedTuple):
    """An object by its number."""

    file: File
    idnum: int

    def get_object(self) -> Any:
        return self.file.object(self.idnum)


class Map(dict[str, Any]):
    """A dictionary: `get` gives an entry as it stands, an index what it refers to."""

    indirect_reference: Reference | None = None

    def __getitem__(self, key: str) -> Any:
        return resolved(super().__getitem__(key))


class Stream(Map):
    """A dictionary with bytes of its own."""

    packed = b""

    def get_data(self) -> bytes:
        how = resolved(self.get("/Filter"))
        if how not in (None, "/FlateDecode") or "/DecodeParms" in self:
            raise UnfamiliarError
        if how is None:
            return self.packed
        opening = zlib.decompressobj()
        made = opening.decompress(self.packed, _LARGEST)
        if not opening.eof:
            raise UnfamiliarError
        return made


class File:
    """A whole file."""

    is_encrypted = False

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._made: dict[int, Any] = {}
        at = _TABLE.search(data, max(0, len(data) - 64))
        head = _HEAD.match(data, int(at[1])) if at else None
        if head is None:
            raise UnfamiliarError
        count = min(int(head[1]), len(data) // _ROW)
        rows = [data[start : start + _ROW] for start in range(head.end(), head.end() + count * _ROW, _ROW)]
        self._places = {number: int(row[:10]) for number, row in enumerate(rows) if row[17:18] == b"n"}
        ended = head.end() + count * _ROW
        if data[ended : ended + 7] != b"trailer":
            raise UnfamiliarError
        self.trailer, _, _ = self._value(ended + 7)
        if not isinstance(self.trailer, Map) or not _FORBIDDEN.isdisjoint(self.trailer):
            raise UnfamiliarError
        self.pages = list(self._pages(self.trailer["/Root"].get("/Pages"), Map(), set()))

    def close(self) -> None:
        """Lets go of what was read: objects know the file, and the file them."""
        self._made.clear()
        self.pages, self.trailer = [], Map()

    def object(self, number: int) -> Any:
        """What stands under a number; None where nothing does."""
        if number not in self._made:
            self._made[number] = self._read(number) if number in self._places else None
        return self._made[number]

    def operations(self, content: Any) -> list[Operation]:
        """The operators of a page or form, which may stand in several streams."""
        found = resolved(content)
        made = read(b"\n".join([resolved(one).get_data() for one in (found if isinstance(found, list) else [found])]))
        if made is None:
            raise UnfamiliarError
        return made

    def _read(self, number: int) -> Any:
        start, head = self._places[number], f"{number} 0 obj".encode()
        if not self._data.startswith(head, start):
            raise UnfamiliarError
        value, word, at = self._value(start + len(head))
        if word == b"stream" and isinstance(value, Map) and (begun := _STREAM.match(self._data, at)):
            length = resolved(value.get("/Length"))
            made = Stream(value)
            made.packed = self._data[begun.end() : begun.end() + length]
            if _END.match(self._data, begun.end() + length):
                return made
        if word != b"endobj":
            raise UnfamiliarError
        return value

    def _value(self, at: int) -> tuple[Any, bytes, int]:
        """One object, the word after it, and where that ends."""
        given: list[Any] = []
        outer: list[list[Any]] = []
        while (token := TOKEN.match(self._data, at)) is not None:
            at, kind, said = token.end(), token.lastgroup, token[token.lastgroup or 0]
            if kind == "number":
                given.append(float(said) if b"." in said else int(said))
            elif kind == "name":
                given.append(f"/{said.decode('ascii')}")
            elif kind in ("hex", "text"):
                given.append(string(token))
            elif kind == "operator" and said == b"R" and len(given) > 1:
                _, number = given.pop(), given.pop()
                given.append(Reference(self, number))
            elif kind == "operator" and said in _WORDS:
                given.append(_WORDS[said])
            elif kind == "mark" and said in (b"[", b"<<"):
                outer.append(given)
                given = []
            elif kind == "mark" and outer:
                inner, given = given, outer.pop()
                given.append(inner if said == b"]" else Map(zip(inner[::2], inner[1::2], strict=True)))
            elif kind == "operator" and not outer and len(given) == 1:
                return given[0], said, at
            else:
                break
        raise UnfamiliarError

    def _pages(self, node: Any, above: Map, seen: set[int]) -> Iterator[Map]:
        found = resolved(node)
        if not isinstance(node, Reference) or not isinstance(found, Map) or node.idnum in seen:
            raise UnfamiliarError
        seen.add(node.idnum)
        if _INHERITED not in found and _INHERITED in above:
            found[_INHERITED] = above.get(_INHERITED)
        if found["/Type"] == "/Page":
            found.indirect_reference = node
            yield found
            return
        for kid in found["/Kids"]:
            yield from self._pages(kid, found, seen)


def resolved(value: Any) -> Any:
    """What a reference leads to, of this reader or of pypdf; all else is itself."""
    return value.get_object() if hasattr(value, "get_object") else value


def text(value: Any) -> str | None:
    """A text string (ISO 32000-1, 7.9.2.2); None for what is none."""
    found = resolved(value)
    if type(found) is bytes:
        if found.startswith(b"\xfe\xff"):
            return found[2:].decode("utf-16-be")
        if found.isascii() and found.decode("ascii").isprintable():
            return found.decode("ascii")
        from pypdf.generic import create_string_object

        found = create_string_object(found)
    return None if found is None else str(found)
