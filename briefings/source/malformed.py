"""What a line that is not YAML was probably meant to say.

Most lines that break are texts that need quotation marks: they hold `: `, or begin with `*`, `@`, `%` or a quotation
mark. The message shows the line as it should stand, and `mended` is the file with that line put right, so that the
next mistake can be told in the same run. Lines and columns count from 0 here, as the parser counts them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from ..characters import visible
from ..diagnostics import Diagnostic, Where, error
from ..frozen import frozen
from ..regex import regex

_ENTRY: Final = regex(
    r"(?P<lead>\s*(?:- +)*)(?:(?P<key>(?:[^\s:#'\"\[\]{}&*!|>%@`,-]|-(?! ))[^:#'\"\[\]{}]*?):(?=\s|$)\s*)?(?P<value>.*)"
)
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


_ODD: Final = regex(
    r" *(?:[A-Za-z][\w-]*:(?=[\u00a0\u2000-\u200b\u202f\u3000])|[A-Za-z][\w-]*(?=：))?([\u00a0\u2000-\u200b\u202f\u3000]+|：)"
)
"""Spaces that are none to YAML, before a line's words or behind its key; or the wide colon behind the key."""


@frozen
class Repair:
    """A finding, and the file's lines with its cause taken away; None when the cause is not known well enough."""

    finding: Diagnostic
    mended: list[str] | None = None


@frozen
class _Trouble:
    """Where the parser stopped, what it said, and where that began which it was reading."""

    problem: str
    line: int
    column: int
    opened: tuple[int, int] | None
    lines: list[str]
    where: Callable[[int, int], Where]

    def told(
        self, message: str, hint: str, spot: tuple[int, int] | None = None, mended: list[str] | None = None
    ) -> Repair:
        place = self.where(*(spot or (self.line, self.column)))
        return Repair(error("yaml-malformed", message, place, "", hint), mended)

    @property
    def text(self) -> str:
        return self.lines[self.line]


def explain(
    problem: str,
    place: tuple[int, int] | None,
    opened: tuple[int, int] | None,
    lines: list[str],
    where: Callable[[int, int], Where],
) -> Repair:
    """The parser's complaint at `place` (while reading what began at `opened`) in words, with a cure."""
    if place is None:
        return Repair(error("yaml-malformed", f"this is not YAML: {visible(problem)[:120]}", Where(where(0, 0).file)))
    last = len(lines) - 1  # the parser may point behind the end of the file
    began = (min(opened[0], last), opened[1]) if opened else None
    trouble = _Trouble(problem, min(place[0], last), place[1], began, lines, where)
    for reading in (
        _tab,
        _odd_space,
        _dashless,
        _in_quotes,
        _in_brackets,
        _goes_on,
        _quotable,
        _keyless,
        _misplaced,
        _broken_off,
    ):
        repair = reading(trouble)
        if repair:
            return repair
    return trouble.told(f"this is not YAML: {visible(problem)[:120]}", "")


def _tab(trouble: _Trouble) -> Repair | None:
    text = trouble.text
    if re.match(r" *\t", text) and trouble.column <= len(text) - len(text.lstrip()):
        hint = "indent with spaces: two for each level"
        return trouble.told("this line is indented with a tab", hint, (trouble.line, 0))
    return None


def _odd_space(trouble: _Trouble) -> Repair | None:
    """A space or a colon from a text program, where YAML wants an ordinary one, on this line or shortly above it."""
    for number in range(trouble.line, max(-1, trouble.line - 3), -1):
        line = trouble.lines[number]
        found = _ODD.match(line)
        if found:
            sign, at = found[1], found.start(1)
            name = "a colon (：)" if sign == "：" else f"spaces (U+{ord(sign[0]):04X})"
            mended = [*trouble.lines]
            mended[number] = line[:at] + (": " if sign == "：" else " " * len(sign)) + line[found.end(1) :]
            hint = (
                f"write: {visible(mended[number].strip())}"
                if at and line[:at].strip()
                else "indent with ordinary spaces: two for each level"
            )
            message = f"{name} from a text program here mean{'s' if sign == '：' else ''} nothing in YAML"
            return trouble.told(message, hint, (number, at), mended)
    return None


def _in_quotes(trouble: _Trouble) -> Repair | None:
    problem, opened = trouble.problem, trouble.opened
    if "quoted scalar" not in problem or not opened:
        return None
    if "escape" in problem or "hex" in problem:
        return trouble.told(
            'a backslash in "…" begins an escape, and this is none',
            r"write `\\` for a backslash, or use '…' where a backslash is a letter like any other",
        )
    if "end of stream" in problem or "document" in problem:
        mark = trouble.lines[opened[0]][opened[1] : opened[1] + 1] or '"'
        doubled = " (inside '…' an apostrophe is written twice: '')" if mark == "'" else ""
        return trouble.told(
            f"the quotation mark {mark} that opens here is never closed", f"close the text with {mark}{doubled}", opened
        )
    return None


def _in_brackets(trouble: _Trouble) -> Repair | None:
    opened = trouble.opened
    if not opened or "flow" not in trouble.problem:
        return None
    sign = trouble.lines[opened[0]][opened[1] : opened[1] + 1]
    if not sign:
        return None
    if sign not in "[{":
        return trouble.told(
            "something stands here that does not belong to the list or map",
            "take it out, or put the text in quotation marks",
        )
    if opened[0] == trouble.line and _trailing(trouble.text, sign):
        return None
    if repair := _in_flow(trouble, opened):
        return repair
    if opened[0] == trouble.line and (found := _COLON_IN_FLOW.search(trouble.text, opened[1])):
        mended = [*trouble.lines]
        mended[trouble.line] = trouble.text[: found.start(1)] + quoted(found[1]) + trouble.text[found.end(1) :]
        message = "this text holds `: `, which makes a key in YAML; it needs quotation marks"
        return trouble.told(
            message, f"write: {visible(mended[trouble.line].strip())}", (trouble.line, found.start(1)), mended
        )
    name, close = ("list", "]") if sign == "[" else ("map", "}")
    return trouble.told(
        f"the {name} that `{sign}` opens here is broken off or never closed",
        f"close it with `{close}`; quote texts in it that hold `,`, `:`, brackets or braces",
        opened,
    )


def _in_flow(trouble: _Trouble, opened: tuple[int, int]) -> Repair | None:
    """Slips of a line within { } and [ ] that can be put right: marks within quotation marks, a `#`, a comma that is missing before a key."""
    number, start = opened
    line = trouble.lines[number]
    marks = next(
        (
            one
            for one in _MARKS_WITHIN.finditer(line, start)
            if one["mark"] in one["inner"].replace(one["mark"] * 2, "")
        ),
        None,
    )
    remark = _REMARK_IN_FLOW.search(line, start)
    comma = _NO_COMMA.search(line, start)
    if marks:
        at, whole, inner = marks.start("whole"), marks["whole"], marks["inner"]
        message = "this text has words after its closing quotation mark; it needs other quotation marks"
        written = quoted(inner)
    elif remark and opened[0] <= trouble.line:
        at, whole = remark.start("whole"), remark["whole"]
        message, written = "a `#` behind a space begins a remark, which hides the rest of this line", quoted(whole)
    elif comma and (re.fullmatch(r"[0-9.]+", comma["value"]) or _known_key(comma["key"], trouble.lines, line)):
        at, whole = comma.start("key"), ""
        message, written = f"a comma is missing before `{comma['key']}:`", ""
        line = line[: comma.end("value")] + "," + line[comma.end("value") :]
    else:
        return None
    mended = [*trouble.lines]
    mended[number] = line[:at] + written + line[at + len(whole) :] if whole else line
    return trouble.told(message, f"write: {visible(mended[number].strip())}", (number, at), mended)


def _known_key(word: str, lines: Sequence[str], line: str) -> bool:
    """Whether a word is a key on other lines of the file."""
    return any(re.search(rf"(?:^|[{{,])\s*(?:- +)?{word}:", other) for other in lines if other != line)


def _goes_on(trouble: _Trouble) -> Repair | None:
    """A line that goes on with the text above it, by its indentation, though it holds a key or looks like one."""
    start = _continued(trouble.line, trouble.lines)
    if start is None:
        return None
    entry = _entry(trouble.text)
    if entry and entry["key"] and re.fullmatch(r"[a-z][a-z0-9_-]*", entry["key"]):
        above = _entry(trouble.lines[start])
        owner = f"`{above['key']}`" if above and above["key"] else "the text above"
        return trouble.told(
            f"`{entry['key']}:` is indented as if it went on with the text of {owner}",
            f"indent it like {owner}; if it is part of that text, put the whole text in quotation marks",
            (trouble.line, len(entry["lead"])),
        )
    if ": " not in trouble.text and not trouble.text.rstrip().endswith(":"):
        return None
    return trouble.told(
        "this line goes on with the text above, and a text that holds `: ` needs quotation marks",
        f"write the text in quotation marks, from line {start + 1} on",
        None,
        _quoted(start, trouble.lines),
    )


def _dashless(trouble: _Trouble) -> Repair | None:
    """A map in { } among the items of a list, without the `-` that those have."""
    for number in (trouble.line, trouble.opened[0] if trouble.opened else trouble.line):
        line = trouble.lines[number]
        lead = re.match(r" *(?=\{)", line)
        around = trouble.lines[max(0, number - 1)], trouble.lines[min(number + 1, len(trouble.lines) - 1)]
        if lead and any(other.startswith(f"{lead[0]}- ") for other in around):
            mended = [*trouble.lines]
            mended[number] = f"{lead[0]}- {line.lstrip()}"
            hint = f"write: {visible(mended[number].strip())}"
            return trouble.told("the `-` of a list is missing", hint, (number, lead.end()), mended)
    return None


def _keyless(trouble: _Trouble) -> Repair | None:
    """A line without a colon where a key should stand; the parser only notices on the line after it."""
    problem, message = trouble.problem, "this line is neither a `key: value` nor part of a text"
    before = next((n for n in range(trouble.line - 1, -1, -1) if trouble.lines[n].strip()), None)
    if "mapping values" in problem and before is not None:
        entry = _entry(trouble.lines[before])
        if entry and not entry["key"]:
            unspaced = re.match(r"\s*(?:- +)*[\w-]+:(?=[^\s:/])", trouble.lines[before])
            hint = "write `key: value`, or indent it under the text that it goes on with"
            return trouble.told(
                message, "put a space after the colon" if unspaced else hint, (before, entry.start("value"))
            )
    if "could not find expected ':'" in problem or "simple key" in problem:
        return trouble.told(message, "write `key: value`, with a space after the colon", trouble.opened)
    return None


def _misplaced(trouble: _Trouble) -> Repair | None:
    if "expected" in trouble.problem and ("block" in trouble.problem or "document" in trouble.problem):
        return trouble.told(
            "this line's indentation does not fit the lines above it",
            "keys of one map, and the `-` of one list, start in the same column",
        )
    return None


def _broken_off(trouble: _Trouble) -> Repair | None:
    """Slips inside [ ] and { }, where quoting a whole line would not help."""
    sign = trouble.text[trouble.column : trouble.column + 1]
    if "cannot start any token" in trouble.problem and sign:
        return trouble.told(f"no value can begin with `{visible(sign)}`", "put the text in quotation marks")
    if "unexpected ':'" in trouble.problem:
        return trouble.told("no value can begin with a colon here", "write `key: value`; quote texts that hold a colon")
    if "flow" in trouble.problem:
        hint = "close each `[` with `]` and each `{` with `}`; quote texts in them that hold `,`, `:` or brackets"
        return trouble.told("a list in [ ] or a map in { } is broken off here", hint)
    return None


def _trailing(text: str, sign: str) -> bool:
    """True when words follow a bracket that is closed on the same line: the line is a text that begins with a
    bracket."""
    entry = _entry(text)
    close = "]" if sign == "[" else "}"
    return bool(
        entry and entry["value"].startswith(sign) and re.search(re.escape(close) + r"\s*[^\s#]", entry["value"])
    )


def _quotable(trouble: _Trouble) -> Repair | None:
    """A value that needs quotation marks."""
    line = trouble.text
    entry = _entry(line)
    reason = _reason(entry["value"]) if entry and entry["value"].strip() else ""
    if not entry or not reason:
        return None
    if dash := re.match(r"(\s*(?:- +)*-)(?=[{\[\"']|[A-Za-z][\w-]*: )", line):
        mended = [*trouble.lines]
        mended[trouble.line] = f"{dash[1]} {line[dash.end() :]}"
        hint = f"write: {visible(mended[trouble.line].strip())}"
        return trouble.told("the `-` of a list needs a space behind it", hint, (trouble.line, len(dash[1]) - 1), mended)
    written = quoted_line(line)
    hint = f"write: {written}" if written else "put the whole text in quotation marks"
    message = f"this text {reason}; it needs quotation marks"
    return trouble.told(message, hint, (trouble.line, _start(entry)), _quoted(trouble.line, trouble.lines))


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
    whole = text[start:].rstrip()
    if len(whole) > 2 and whole[0] in "\"'" and whole[-1] == whole[0]:
        whole = whole[1:-1]  # its author has quoted it, and more marks within
    return f"{text[:start].lstrip()}{quoted(whole)}"


def quoted(text: str) -> str:
    """A text in the quotation marks that need the least escaping (YAML 1.2.2, sections 7.3.1 and 7.3.2)."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


_IN_FLOW: Final = regex(r"(?:[^,{}\[\]:]|:(?! ))+")
_COLON_IN_FLOW: Final = regex(r"[{,] *[\w-]+: +([^\"'{}\[\],:][^{}\[\],:]*: [^{}\[\]\"',]*?)(?= *[,}])")
_MARKS_WITHIN: Final = regex(
    r"[:\[,] +(?P<whole>(?P<mark>[\"'])(?P<inner>[^{}\[\]]*?)(?P=mark))(?= *(?:[}\]]|, *[\w-]+:))"
)
_REMARK_IN_FLOW: Final = regex(
    r": +(?P<whole>[^\"'{}\[\],:#][^{}\[\],:\"']* #[^{}\[\],:\"']*?)(?= *(?:[}\]]|, *[\w-]+:))"
)
_NO_COMMA: Final = regex(r"[{,] *[\w-]+: +(?P<value>[^{}\[\],:]*[^{}\[\],:\s]) +(?P<key>[a-z][a-z-]*): ")
_DECIMAL: Final = regex(r"[-+]?[0-9]+,[0-9]{1,2}")
_THOUSANDS: Final = regex(r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")


_HEAD: Final = regex(
    r"(?P<word>.*?)(?<![\w./:,])(?<![^\W\d_][-–])(?P<number>[0-9]{1,3}|[0-9]{4,}(?<!19..)(?<!20..))", re.S
)
_TAIL: Final = regex(r"(?P<number>[0-9]{1,3})(?![0-9])(?![.,–-][0-9])(?P<word>.*)", re.S)
_WORD: Final = regex(r"[^\W\d_]|[%‰°€$£¥₽]")


def torn(texts: Sequence[str | None], tight: Sequence[bool]) -> Iterator[range]:
    """The items of a list that are one text, torn where a number has a comma: `655` and `000 people`, `going from 1`, `8 m to 2` and `5 m`,
    not `1` and `200`. A text is None where it cannot be; `tight` says what has its comma without a space."""
    first = 0
    for at in range(1, len(texts) + 1):
        if at == len(texts) or not (tight[at] and _parted(texts[at - 1], texts[at])):
            if at - first > 1:
                yield range(first, at)
            first = at


def _parted(before: str | None, behind: str | None) -> bool:
    """Whether two items are the halves of a number, with words beside it: those before it may be none, but not signs (`10-19`, `< 5`)."""
    head, tail = _HEAD.fullmatch(before or ""), _TAIL.fullmatch(behind or "")
    if not head or not tail or (head["word"].strip(" +−-–(«“") and not _WORD.search(head["word"])):
        return False
    return bool(_WORD.search(head["word"] + tail["word"])) or (tail["number"][0] == "0" and len(tail["number"]) == 3)


_ENDED: Final = regex(r"[.!?…][»”\"')]?(?:$| +[A-ZÀ-ÖØ-ÞА-Я])")


def cut(texts: Sequence[str | None]) -> Iterator[range]:
    """The items of a list that are one sentence, cut at its commas: `Eleven lessons became four` and `each a game.`; not `gold` and `copper`."""
    at = 0
    while at < len(texts):
        stop = at + 1
        while stop < len(texts) and (texts[stop] or "")[:1].islower() and not _ENDED.search(texts[stop - 1] or ""):
            stop += 1
        first = (texts[at] or "").lstrip("«“\"'( ")
        if stop - at > 1 and first[:1].isupper() and " " in first and _ENDED.search(texts[stop - 1] or ""):
            yield range(at, stop)
        at = stop


def decimals(texts: Sequence[str | None], tight: Sequence[bool]) -> tuple[int, ...]:
    """The items of a list that are the decimals of the number before: `1,8, 2,4` is written as two numbers, `1,2,3` and `1,2, 3` are not."""
    found = tuple(at for at, close in enumerate(tight) if close)
    alike = all(_DECIMAL.fullmatch(f"{texts[at - 1]},{texts[at]}") for at in found)
    return found if len(found) > 1 and alike and all(b - a > 1 for a, b in pairwise(found)) else ()


def comma_in_flow(line: str, start: int, key: int, last: int | None = None) -> tuple[str, str] | None:
    """A message and a cure for a text in { } or [ ] whose comma ended it: it begins at `start`, and what came to stand apart at
    `key`; in [ ] its last part begins at `last`. None where that is a key with a colon."""
    end, brackets = (key, "{ }") if last is None else (last, "[ ]")
    while (piece := _IN_FLOW.match(line, end)) is not None and line[piece.end() : piece.end() + 1] in (
        "",
        ",",
        "}",
        "]",
    ):
        end = piece.end()
        if line[end : end + 1] != "," or last is not None:
            break
        end += 1
    else:
        end -= end > key  # the comma before the next key parts them
    whole = line[start:end].rstrip()
    if end <= key or not whole:
        return None
    written = whole.replace(",", "") if _THOUSANDS.fullmatch(whole) else quoted(whole)
    if line[:start].rstrip().endswith("value:") and _DECIMAL.fullmatch(whole):
        written = whole.replace(",", ".")
    message = (
        f"inside {brackets} a comma ends a value: this one ends after `{visible(line[start:key].rstrip(' ,'))[:60]}`"
    )
    return message, f"write: {visible((line[:start] + written + line[start + len(whole) :]).strip())}"


def rejoined(parts: Sequence[str]) -> str:
    """A text that commas cut, whole again; a number with its thousands or decimals as YAML writes it."""
    tight = ",".join(parts)
    if _THOUSANDS.fullmatch(tight):
        return tight.replace(",", "")
    return tight.replace(",", ".") if _DECIMAL.fullmatch(tight) else ", ".join(parts)


def remark_in_text(line: str, text: str, end: int) -> tuple[int, str, str] | None:
    """Where a `#` cuts a text short that its author goes on with, as `wins Prize #1` does; a message and a cure. None for what looks like a
    remark: it has a space behind its `#`, or stands behind a number."""
    behind = re.match(r"\s+(#[^\W_].*)", line[end:]) if end <= len(line) else None
    if behind is None or not re.search(r"[^\W\d_]", text):
        return None
    at = end + behind.start(1)
    message = f"a `#` behind a space begins a remark: `{visible(behind[1].strip())[:40]}` is on no page"
    entry = _entry(line)
    whole = line[_start(entry) :].rstrip() if entry and entry["value"].strip() else ""
    written = (
        f"{line[: _start(entry)].lstrip()}{quoted(whole)}"
        if entry and whole.startswith(text.split("\n", maxsplit=1)[0][:20])
        else ""
    )
    hint = f"write: {visible(written)}" if written else "put the whole text in quotation marks"
    return at, message, f"{hint}; or put a space behind the `#` of a remark"


def _start(entry: re.Match[str]) -> int:
    """Where the text to quote begins: at the value, or at a "key" that no key looks like, such as `Two words: more`."""
    key = entry["key"]
    return entry.start("key") if key and not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", key) else entry.start("value")


def _entry(text: str) -> re.Match[str] | None:
    return _ENTRY.fullmatch(text) if len(text) < 20_000 else None


def _continued(line: int, lines: list[str]) -> int | None:
    """The line on which the text began that this line goes on with, by its indentation; None when it begins
    something new."""
    indent = len(lines[line]) - len(lines[line].lstrip())
    for number in range(line - 1, max(-1, line - 200), -1):
        above = lines[number]
        if not above.strip():
            continue
        if len(above) - len(above.lstrip()) < indent:
            entry = _entry(above)
            if (
                entry
                and entry["value"].strip()
                and entry["value"][0] not in "|>[{\"'#"
                and not entry["value"].startswith("#")
            ):
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
