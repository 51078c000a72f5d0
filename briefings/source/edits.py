"""Puts values into a YAML file and leaves every other byte as it is: comments, order, quotation marks, ends of lines.

    put    a file's bytes, and for some maps a key with its value -> the bytes with them

The text is edited where the parser says that a map ends, then read again: only if it says the same as before, and the new values, is it given
back. So a file is never damaged; what cannot be put is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

import yaml

from . import Step, plain, read

Path_: TypeAlias = tuple[Step, ...]
"""The keys and places that lead to a map."""
_BOM: Final = b"\xef\xbb\xbf"


def put(data: bytes, key: str, values: Mapping[Path_, str]) -> tuple[bytes, tuple[Path_, ...]]:
    """The file with `key: value` in each of the maps, in place of a value that the key has; and the maps that take none."""
    refused: list[Path_] = []
    for path, value in values.items():
        made = _one(data, key, path, value)
        if made is None:
            refused.append(path)
        else:
            data = made
    return data, tuple(refused)


def _one(data: bytes, key: str, path: Path_, value: str) -> bytes | None:
    """The file with one value put in; None where it would then say anything else."""
    mark = _BOM if data.startswith(_BOM) else b""
    text = data.removeprefix(mark).decode("utf-8")
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found = _at(yaml.compose(text, Loader=loader), path)
    if not isinstance(found, yaml.MappingNode) or not found.value:
        return None
    start, end, new = _edit(text, found, key, value)
    made = mark + (text[:start] + new + text[end:]).encode()
    wanted = _with(plain(read(data).root), path, key, value)
    try:
        return made if plain(read(made).root) == wanted else None
    except Exception:  # whatever is wrong with it, the old file stands
        return None


def _at(node: Any, path: Sequence[Step]) -> Any:
    for step in path:
        if isinstance(node, yaml.MappingNode):
            node = next((value for name, value in node.value if name.value == step), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
        else:
            return None
    return node


def _with(root: Any, path: Sequence[Step], key: str, value: str) -> Any:
    """What the file should say then."""
    at = root
    for step in path:
        at = at[step]
    at[key] = value
    return root


def _edit(text: str, found: Any, key: str, value: str) -> tuple[int, int, str]:
    """From where to where the text is replaced, and by what."""
    old = next((node for name, node in found.value if name.value == key), None)
    if old is not None:
        start, end = old.start_mark.index, old.end_mark.index
        return start, end, value if end > start else f" {value}"
    if found.flow_style:
        last = found.value[-1][1].end_mark.index
        return last, last, f", {key}: {value}"
    at = _behind(text, _anchor(found))
    newline = "\r\n" if "\r\n" in text else "\n"
    indent = " " * found.value[0][0].start_mark.column
    lead = newline if at == len(text) and not text.endswith("\n") else ""
    return at, at, f"{lead}{indent}{key}: {value}{newline}"


def _anchor(found: Any) -> Any:
    """The value behind which a key is put: the last, or the last single one before a list or a map."""
    values = [value for _, value in found.value]
    first = next((at for at, value in enumerate(values) if not isinstance(value, yaml.ScalarNode)), len(values))
    return values[first - 1] if first else values[-1]


def _behind(text: str, node: Any) -> int:
    """The beginning of the line after a value, its comment and no blank line among it."""
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    end = node.end_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        body = text[node.start_mark.index : end]
        end = node.start_mark.index + len(body.rstrip())
    line = text.find("\n", end)
    return len(text) if line < 0 else line + 1
