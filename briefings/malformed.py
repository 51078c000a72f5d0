"""What a line that is not YAML was probably meant to say.

Most lines that break are texts that need quotation marks: they hold `: `, or begin with `*`, `@`, `%` or a quotation mark.
The message shows the line as it should stand, and `mended` is the file with that line put right, so that the next mistake can
be told in the same run. Lines and columns count from 0 here, as the parser counts them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from .characters import visible
from .diagnostics import Diagnostic, Where, error

_ENTRY: Final = re.compile(r"(?P<lead>\s*(?:- +)*)(?:(?P<key>(?:[^\s:#'\"\[\]{}&*!|>%@`,-]|-(?! ))[^:#'\"\[\]{}]*?):(?=\s|$)\s*)?(?P<value>.*)")
_OPENERS: Final = {
    "*": "begins with `*`, which means an alias in YAML",
    "&": "begins with `&`, which means an anchor in YAML",
    "!": "begins with `!`, which means a tag in YAML",
    "%": "begins with `%`, which YAML keeps for itself",
    "@": "begins with `@`, which YAML keeps for itself",
    "`": "begins with a backtick, which YAML keeps for itself",
    "|": "begins with `|`, which means a block of lines in YAML",
    ">": "begins with `>`, which means a folded block in YAML",
    "]": "begins with `]`, which closes a list in YAML",
    "}": "begins with `}`, which closes a map in YAML",
    ",": "begins with `,`, which parts the items of a list in YAML",
}


@dataclass(frozen=True, slots=True)
class Repair:
    """A finding, and the file's lines with its cause taken away; None when the cause is not known well enough."""

    finding: Diagnostic
    mended: list[str] | None = None


def explain(
    problem: str,
    place: tuple[int, int] | None,
    opened: tuple[int, int] | None,
    lines: list[str],
    where: Callable[[int, int], Where],
) -> Repair:
    """The parser's complaint at `place` (while reading what began at `opened`) in words, with a cure."""

    def told(message: str, line: int, column: int, hint: str, mended: list[str] | None = None) -> Repair:
        return Repair(error("yaml-malformed", message, where(line, column), "", hint), mended)

    if place is None:
        return Repair(error("yaml-malformed", f"this is not YAML: {visible(problem)[:120]}", Where(where(0, 0).file)))
    line, column = min(place[0], len(lines) - 1), place[1]
    text = lines[line]
    if re.match(r" *\t", text) and column <= len(text) - len(text.lstrip()):
        return told("this line is indented with a tab", line, 0, "indent with spaces: two for each level")
    if "quoted scalar" in problem and opened:
        found = _in_quotes(problem, opened, line, column, lines, told)
        if found:
            return found
    if opened and ("flow" in problem):
        sign = lines[opened[0]][opened[1] : opened[1] + 1]
        value = _entry(lines[opened[0]])
        if sign in "[{" and sign and not (opened[0] == line and _trailing(lines[line], sign)):
            name = "list" if sign == "[" else "map"
            return told(f"the {name} that `{sign}` opens here is broken off or never closed", opened[0], opened[1],
                        f"close it with `{']' if sign == '[' else '}'}`; quote texts in it that hold `,`, `:`, brackets or braces")
        if value and sign:
            return told("something stands here that does not belong to the list or map", line, column,
                        "take it out, or put the text in quotation marks")
    start = _continued(line, lines)
    if start is not None:
        key = _entry(text)
        if key and key["key"] and re.fullmatch(r"[a-z][a-z0-9_-]*", key["key"]):
            above = _entry(lines[start])
            owner = f"`{above['key']}`" if above and above["key"] else "the text above"
            return told(f"`{key['key']}:` is indented as if it went on with the text of {owner}", line, len(key["lead"]),
                        f"indent it like {owner}; if it is part of that text, put the whole text in quotation marks")
        if ": " in text or text.rstrip().endswith(":"):
            fixed = _quoted(start, lines)
            if fixed:
                return told("this line goes on with the text above, and a text that holds `: ` needs quotation marks", line,
                            column, f"write the text in quotation marks, from line {start + 1} on", fixed)
    repair = _quotable(line, lines, told)
    if repair:
        return repair
    before = next((n for n in range(line - 1, -1, -1) if lines[n].strip()), None)
    if "mapping values" in problem and before is not None and (entry := _entry(lines[before])) and not entry["key"]:
        close = re.match(r"\s*(?:- +)*[\w-]+:(?=[^\s:/])", lines[before])
        hint = "put a space after the colon" if close else "write `key: value`, or indent it under the text that it goes on with"
        return told("this line is neither a `key: value` nor part of a text", before, entry.start("value"), hint)
    if "expected" in problem and ("block" in problem or "document" in problem):
        return told("this line's indentation does not fit the lines above it", line, column,
                    "keys of one map, and the `-` of one list, start in the same column")
    if "could not find expected ':'" in problem or "simple key" in problem:
        spot = opened or (line, column)
        return told("this line is neither a `key: value` nor part of a text", spot[0], spot[1],
                    "write `key: value`, with a space after the colon")
    return told(f"this is not YAML: {visible(problem)[:120]}", line, column, "")


_Told = Callable[..., Repair]


def _in_quotes(problem: str, opened: tuple[int, int], line: int, column: int, lines: list[str], told: _Told) -> Repair | None:
    if "escape" in problem or "hexadecimal" in problem:
        return told("a backslash in \"…\" begins an escape, and this is none", line, column,
                    r"write `\\` for a backslash, or use '…' where a backslash is a letter like any other")
    if "end of stream" in problem or "document" in problem:
        mark = lines[opened[0]][opened[1] : opened[1] + 1] or '"'
        doubled = " (inside '…' an apostrophe is written twice: '')" if mark == "'" else ""
        return told(f"the quotation mark {mark} that opens here is never closed", opened[0], opened[1],
                    f"close the text with {mark}{doubled}")
    return None


def _trailing(text: str, sign: str) -> bool:
    """True when words follow a bracket that is closed on the same line: the line is a text that begins with a bracket."""
    entry = _entry(text)
    close = "]" if sign == "[" else "}"
    return bool(entry and entry["value"].startswith(sign) and re.search(re.escape(close) + r"\s*[^\s#]", entry["value"]))


def _quotable(line: int, lines: list[str], told: _Told) -> Repair | None:
    """The finding for a value that needs quotation marks, and the file with them; None when the line is no such case."""
    entry = _entry(lines[line])
    if not entry or not entry["value"].strip():
        return None
    value = entry["value"]
    reason = _reason(value)
    if not reason:
        return None
    fixed = _quoted(line, lines)
    written = quoted_line(lines[line])
    hint = f"write: {written}" if written else "put the whole text in quotation marks"
    return told(f"this text {reason}; it needs quotation marks", line, _start(entry), hint, fixed)


def _reason(value: str) -> str:
    if value[0] in _OPENERS:
        return _OPENERS[value[0]]
    if value.startswith(("- ", "? ")):
        return f"begins with `{value[0]} `, which means something else in YAML"
    if value[0] in "\"'":
        closing = re.match(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'', value)
        return "has words after its closing quotation mark" if closing and value[closing.end() :].strip() else ""
    if value[0] in "[{" and re.search(r"[\]}]\s*[^\s#,\]}]", value):
        return f"begins with `{value[0]}`, which opens a list or a map in YAML"
    if re.search(r":(?:\s|$)", value):
        return "holds `: `, which makes a key in YAML"
    return ""


def quoted_line(text: str) -> str:
    """A line with its value in quotation marks, as it should stand; "" when it has no value to quote."""
    entry = _entry(text)
    if not entry or not entry["value"].strip():
        return ""
    start = _start(entry)
    return f"{text[:start].lstrip()}{quoted(text[start:].rstrip())}"


def quoted(text: str) -> str:
    """A text in the quotation marks that need the least escaping (YAML 1.2.2, sections 7.3.1 and 7.3.2)."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _start(entry: re.Match[str]) -> int:
    """Where the text to quote begins: at the value, or at a "key" that no key looks like, such as `Two words: more`."""
    key = entry["key"]
    return entry.start("key") if key and not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", key) else entry.start("value")


def _entry(text: str) -> re.Match[str] | None:
    return _ENTRY.fullmatch(text) if len(text) < 20_000 else None


def _continued(line: int, lines: list[str]) -> int | None:
    """The line on which the text began that this line goes on with, by its indentation; None when it begins something new."""
    indent = len(lines[line]) - len(lines[line].lstrip())
    for number in range(line - 1, max(-1, line - 200), -1):
        above = lines[number]
        if not above.strip():
            continue
        if len(above) - len(above.lstrip()) < indent:
            entry = _entry(above)
            if entry and entry["value"].strip() and entry["value"][0] not in "|>[{\"'#" and not entry["value"].startswith("#"):
                inner = len(entry["lead"]) if entry["key"] else len(above) - len(above.lstrip())
                return number if indent > inner else None
            return None
    return None


def _quoted(line: int, lines: list[str]) -> list[str] | None:
    """The file's lines with the text that starts on this line quoted to its end, on the same lines."""
    entry = _entry(lines[line])
    if not entry:
        return None
    inner = len(entry["lead"]) if entry["key"] else len(lines[line]) - len(lines[line].lstrip())
    last = line
    for number in range(line + 1, min(len(lines), line + 200)):
        text = lines[number]
        if text.strip():
            if len(text) - len(text.lstrip()) <= inner:
                break
            last = number
    mended = list(lines)
    start = _start(entry)
    body = [lines[line][start:], *lines[line + 1 : last + 1]]
    body = [part.replace("'", "''") for part in body]
    body[0] = "'" + body[0]
    body[-1] = body[-1].rstrip() + "'"
    mended[line : last + 1] = [lines[line][:start] + body[0], *body[1:]]
    return mended
