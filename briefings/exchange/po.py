"""Gettext's PO files, which many translators' programs know.

Source: GNU gettext 0.22, "The Format of PO Files". The id of a text is its context (`msgctxt`).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from ..regex import regex
from .segment import Document, Segment, UnreadableError

_FIELD: Final = regex(r'(msgctxt|msgid|msgstr)\s+(".*")|(".*")')


def write(document: Document) -> bytes:
    """The texts as one PO file in UTF-8."""
    lines = ['msgid ""', 'msgstr ""', _header("Project-Id-Version", document.report), _header("Language", document.target),
             _header("X-Source-Language", document.source), _header("MIME-Version", "1.0"),
             _header("Content-Type", "text/plain; charset=UTF-8"), _header("Content-Transfer-Encoding", "8bit")]  # fmt: skip
    for one in document.segments:
        lines.append("")
        if one.note:
            lines.append(f"#. {one.note}")
        lines += (f"msgctxt {_quoted(one.id)}", f"msgid {_quoted(one.original)}", f"msgstr {_quoted(one.target)}")
    return ("\n".join(lines) + "\n").encode()


def _header(name: str, value: str) -> str:
    return _quoted(f"{name}: {value}\n")


def _quoted(text: str) -> str:
    escaped = (
        text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    )
    return f'"{escaped}"'


def read(data: bytes) -> Document:
    """The texts of a PO file. Raises UnreadableError."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableError("it is not in UTF-8") from None
    found = [
        Segment(fields.get("msgctxt", ""), fields.get("msgid", ""), fields.get("msgstr", ""))
        for fields in _entries(text)
    ]
    if not found or found[0].original:
        raise UnreadableError("it has no heading, or is no PO file")
    told = dict(line.split(": ", 1) for line in found[0].target.splitlines() if ": " in line)
    name, source, target = (told.get(key, "") for key in ("Project-Id-Version", "X-Source-Language", "Language"))
    return Document(name, source, target.partition("_")[0], tuple(found[1:]))


def _entries(text: str) -> Iterator[dict[str, str]]:
    fields: dict[str, str] = {}
    current = ""
    for number, line in enumerate(map(str.strip, (*text.splitlines(), "")), 1):
        if line.startswith("#"):
            continue
        if not line:
            if fields:
                yield fields
            fields, current = {}, ""
            continue
        match = _FIELD.fullmatch(line)
        if match is None or not (match[1] or current):
            raise UnreadableError(f"line {number} is not of a PO file")
        if match[1]:
            current = match[1]
            fields[current] = ""
        fields[current] += _unquoted(match[2] or match[3], number)


def _unquoted(written: str, number: int) -> str:
    try:
        return str(ast.literal_eval(written))
    except (ValueError, SyntaxError):
        raise UnreadableError(f"line {number} has a quotation mark or a backslash in the wrong place") from None
