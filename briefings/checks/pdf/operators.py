"""The operators of a page's content, with what they are given (ISO 32000-1, 7.8.2).

Of everything that a content stream may hold, this reads what nearly all hold, in a sixth of the library's time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final, TypeAlias

from ...regex import regex

Operation: TypeAlias = tuple[Sequence[Any], bytes]

_END: Final = rb"(?=[\x00\t\n\x0c\r ()<>\[\]/]|\Z)"
TOKEN: Final = regex(
    rb"[\x00\t\n\x0c\r ]*(?:"
    rb"(?P<number>[+-]?(?:\d{1,18}(?:\.\d{0,18})?|\.\d{1,18}))" + _END + rb"|(?P<operator>[A-Za-z'\"][!$&-'*-.0-;=?-Z\\^-z|~]*)" + _END
    + rb"|/(?P<name>[!$&-'*-.0-;=?-Z\\^-z|~]+)"
    rb"|<(?P<hex>[0-9A-Fa-f\s]*)>"
    rb"|\((?P<text>(?:[^()\\\r]|\\(?:[nrtbf()\\]|[0-7]{3}))*)\)"
    rb"|(?P<mark><<|>>|\[|\])"
    rb"|(?P<end>\Z))"
)  # fmt: skip
_ESCAPED: Final = regex(rb"\\([0-7]{3}|.)")
_MEANT: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def read(data: bytes) -> list[Operation] | None:
    """The operators in order: numbers, names with their solidus, strings as bytes, lists and dictionaries before each. None where
    something else is among them, such as a picture."""
    made: list[Operation] = []
    given: list[Any] = []
    outer: list[list[Any]] = []
    at = 0
    while (token := TOKEN.match(data, at)) is not None:
        at, kind = token.end(), token.lastgroup
        if kind == "number":
            said = token[1]
            given.append(float(said) if b"." in said else int(said))
        elif kind == "operator":
            if outer or token[2] == b"BI":
                return None
            made.append((given, token[2]))
            given = []
        elif kind == "name":
            given.append(f"/{token[3].decode('ascii')}")
        elif kind in ("hex", "text"):
            given.append(string(token))
        elif kind == "end":
            return None if outer else made
        elif token[6] in (b"[", b"<<"):
            outer.append(given)
            given = []
        elif outer:
            inner, given = given, outer.pop()
            if token[6] == b"]":
                given.append(inner)
            elif len(inner) % 2 == 0 and all(isinstance(key, str) for key in inner[::2]):
                given.append(dict(zip(inner[::2], inner[1::2], strict=True)))
            else:
                return None
        else:
            return None
    return None


def string(token: re.Match[bytes]) -> bytes:
    """The bytes of a string, in hexadecimal or with what stands behind a reversed solidus."""
    if token.lastgroup == "hex":
        digits = b"".join(token["hex"].split()).decode("ascii")
        return bytes.fromhex(digits + "0" * (len(digits) % 2))
    return _ESCAPED.sub(_meant, token["text"])


def _meant(found: re.Match[bytes]) -> bytes:
    said = found[1]
    return bytes([int(said, 8) & 0xFF]) if len(said) == 3 else _MEANT.get(said, said)
