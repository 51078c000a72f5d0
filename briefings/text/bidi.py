"""Which way each part of a text runs, when Arabic, Latin letters and numbers share a line.

The Unicode Bidirectional Algorithm, UAX #9 for Unicode 15.0.0, rules P2 to L2. L3 is done by the shaper, which keeps marks
with their base, and so is L4: HarfBuzz mirrors the characters of a right-to-left run. Positions are indexes into the text,
levels are even for left-to-right and odd for right-to-left.

The text is one paragraph of the document. A paragraph separator inside it is a forced line break: it ends embeddings and
isolates as P1 demands, while all parts keep the one base direction (HL1 allows that), so that a first line of figures
alone does not turn round.

Each class is written as one letter, so that most rules are a regular expression over a string of letters:

    L left-to-right    R right-to-left    A Arabic letter (AL)
    1 European number (EN)    + its separator (ES)    % its terminator (ET)    2 Arabic number (AN)    , common separator (CS)
    m nonspacing mark (NSM)    p paragraph separator (B)    s segment separator (S)    w white space (WS)    o other (ON)
    < LRI    > RLI    ? FSI    ! PDI        x boundary neutral (BN)    l LRE    r RLE    d LRO    t RLO    q PDF
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final, Literal

from briefings.text.unicode_tables import BIDI_BRACKET_EQUIVALENTS, BIDI_BRACKETS, BIDI_CLASS, Classes

_LETTERS: Final = dict(
    zip(
        "L R AL EN ES ET AN CS NSM B S WS ON LRI RLI FSI PDI BN LRE RLE LRO RLO PDF".split(),
        "LRA1+%2,mpswo<>?!xlrdtq",
        strict=True,
    )
)
_REMOVED: Final = "xlrdtq"  # X9: takes no part in the rules after X8
_EXPLICIT: Final = re.compile("[lrdtq<>?!]")
_NEUTRALS: Final = re.compile("[pswo<>?!]+")
_MAX_DEPTH: Final = 125  # BD2
_MAX_OPEN_BRACKETS: Final = 63  # BD16


@dataclass(frozen=True, slots=True)
class Levels:
    """The resolved level of each character, before lines are known, and the level of the whole paragraph.

    `removed` are the characters without a level of their own (X9: embedding controls and boundary neutrals); they go with
    the character before them.
    """

    base: int
    levels: tuple[int, ...]
    removed: frozenset[int] = frozenset()


def levels(text: str, base: Literal[0, 1] | None = None) -> Levels:
    """The levels of one paragraph, whose base direction is 0 (left to right), 1 (right to left) or found in it (None).

    Most paragraphs hold nothing but left-to-right text; a regular expression finds that out without classes and rules.
    """
    if not base and (text.isascii() or not _right_to_left().search(text)):
        return Levels(0, (0,) * len(text))
    letters = text.translate(_classes())
    paragraph = _base_level(letters) if base is None else base
    resolved: list[int] = []
    for part in re.finditer("[^p]*p?", letters):
        resolved += _part_levels(text[part.start() : part.end()], part[0], paragraph)
    removed = [match.start() for match in re.finditer(f"[{_REMOVED}]", letters)]
    for index in removed:
        resolved[index] = resolved[index - 1] if index else paragraph
    return Levels(paragraph, tuple(resolved), frozenset(removed))


def is_rtl_text(text: str) -> bool:
    """True when the first character with a direction runs from right to left (P2 and P3)."""
    return not text.isascii() and _base_level(text.translate(_classes())) == 1


def visual_runs(text: str, levels: Levels, start: int, stop: int) -> tuple[tuple[int, int, int], ...]:
    """The runs (start, stop, level) of the line text[start:stop], from left to right as they are drawn (L1 and L2)."""
    line = list(levels.levels[start:stop])
    if levels.base == 0 and not any(line):
        return ((start, stop, 0),) if line else ()
    # L1: separators, and the white space before them or at the end of the line, take the direction of the paragraph.
    for blank in re.finditer(r"[w<>?!xlrdtq]*[sp]|[w<>?!xlrdtq]+\Z", text[start:stop].translate(_classes())):
        line[blank.start() : blank.end()] = [levels.base] * (blank.end() - blank.start())
    runs = [(start + a, start + b, line[a]) for a, b in _stretches(line)]
    # L2: from the highest level down to the lowest odd one, turn round every sequence at that level or above.
    highest = max((level for *_, level in runs), default=0)
    lowest_odd = min((level for *_, level in runs if level % 2), default=highest + 1)
    for level in range(highest, lowest_odd - 1, -1):
        turned = [run[2] >= level for run in runs]
        for a, b in _stretches(turned):
            if turned[a]:
                runs[a:b] = runs[a:b][::-1]
    return tuple(runs)


@cache
def _classes() -> Classes:
    return Classes(BIDI_CLASS, _LETTERS)


@cache
def _right_to_left() -> re.Pattern[str]:
    """One character that can give another level than 0 to something in a left-to-right paragraph."""
    return re.compile(_classes().pattern("RA2lrdtq<>?!"))


@cache
def _brackets() -> tuple[dict[str, str], dict[str, str]]:
    """Opening bracket → its closing one, and closing bracket → itself; equivalent ones count as the same (BD16)."""
    same = dict(zip(BIDI_BRACKET_EQUIVALENTS[::2], BIDI_BRACKET_EQUIVALENTS[1::2], strict=True))
    pairs = list(zip(BIDI_BRACKETS[::2], BIDI_BRACKETS[1::2], strict=True))
    return {a: same.get(b, b) for a, b in pairs}, {b: same.get(b, b) for _, b in pairs}


def _base_level(letters: str) -> int:
    """P2 and P3: the direction of the first strong character outside isolates; left to right when there is none."""
    depth = 0
    for match in re.finditer("[LRA<>?!p]", letters):
        letter = match[0]
        if letter in "<>?":
            depth += 1
        elif letter == "p":
            depth = 0
        elif letter == "!":
            depth = max(0, depth - 1)
        elif not depth:
            return 0 if letter == "L" else 1
    return 0


def _matching_pdis(letters: str) -> dict[int, int]:
    """BD9: isolate initiator → the PDI that closes it."""
    opened: list[int] = []
    matches: dict[int, int] = {}
    for match in re.finditer("[<>?!]", letters):
        if match[0] != "!":
            opened.append(match.start())
        elif opened:
            matches[opened.pop()] = match.start()
    return matches


def _part_levels(text: str, letters: str, base: int) -> list[int]:
    """X1 to I2 for a stretch of text that holds at most one paragraph separator, its last character."""
    kept = [index for index, letter in enumerate(letters) if letter not in _REMOVED]  # X9
    if _EXPLICIT.search(letters):
        pdis = _matching_pdis(letters)
        resolved, classes = _explicit_levels(letters, base, pdis)
        for indexes, sos, eos in _run_sequences(letters, kept, resolved, pdis, base):
            _resolve(text, classes, resolved, indexes, sos, eos)
        return resolved
    # Without explicit controls the whole paragraph is one isolating run sequence.
    resolved = [base] * len(letters)
    if kept:
        _resolve(text, letters, resolved, kept, "LR"[base], "LR"[base])
    return resolved


@dataclass(frozen=True, slots=True)
class _Status:
    """An entry of the directional status stack (3.3.2): the override is the class that it forces, or nothing."""

    level: int
    override: str = ""
    isolate: bool = False


def _explicit_levels(letters: str, base: int, pdis: dict[int, int]) -> tuple[list[int], str]:
    """X1 to X8: the explicit level of each character, and the classes as overrides leave them."""
    resolved = [base] * len(letters)
    classes = list(letters)
    stack = [_Status(base)]
    overflow_isolates = overflow_embeddings = valid_isolates = 0
    for index, letter in enumerate(letters):
        top = stack[-1]
        if letter in "lrdt":  # X2 to X5
            level = _next_level(top.level, letter in "rt")
            if level <= _MAX_DEPTH and not overflow_isolates and not overflow_embeddings:
                stack.append(_Status(level, {"d": "L", "t": "R"}.get(letter, "")))
            elif not overflow_isolates:
                overflow_embeddings += 1
        elif letter in "<>?":  # X5a to X5c
            resolved[index] = top.level
            classes[index] = top.override or letter
            inside = letters[index + 1 : pdis.get(index, len(letters))]
            level = _next_level(top.level, letter == ">" or (letter == "?" and _base_level(inside) == 1))
            if level <= _MAX_DEPTH and not overflow_isolates and not overflow_embeddings:
                valid_isolates += 1
                stack.append(_Status(level, isolate=True))
            else:
                overflow_isolates += 1
        elif letter == "!":  # X6a
            if overflow_isolates:
                overflow_isolates -= 1
            elif valid_isolates:
                overflow_embeddings = 0
                while not stack[-1].isolate:
                    stack.pop()
                stack.pop()
                valid_isolates -= 1
            resolved[index] = stack[-1].level
            classes[index] = stack[-1].override or letter
        elif letter == "q":  # X7
            if overflow_embeddings and not overflow_isolates:
                overflow_embeddings -= 1
            elif not overflow_isolates and not top.isolate and len(stack) > 1:
                stack.pop()
        elif letter not in "px":  # X6; X8 leaves the paragraph separator at the base level
            resolved[index] = top.level
            classes[index] = top.override or letter
    return resolved, "".join(classes)


def _next_level(level: int, right_to_left: bool) -> int:
    """The next higher odd level, or the next higher even one."""
    return (level + 1) | 1 if right_to_left else (level + 2) & ~1


def _run_sequences(
    letters: str, kept: list[int], resolved: list[int], pdis: dict[int, int], base: int
) -> Iterator[tuple[list[int], str, str]]:
    """X10: the isolating run sequences (BD13): their characters, and the classes before (sos) and after them (eos)."""
    runs = [kept[a:b] for a, b in _stretches([resolved[index] for index in kept])]
    run_at = {run[0]: number for number, run in enumerate(runs)}
    closing = set(pdis.values())
    for number, run in enumerate(runs):
        if run[0] in closing:
            continue
        sequence, last = list(run), number
        while sequence[-1] in pdis:
            last = run_at[pdis[sequence[-1]]]
            sequence += runs[last]
        level = resolved[sequence[0]]
        before = resolved[runs[number - 1][-1]] if number else base
        # After an isolate initiator that nothing closes comes, for this rule, the end of the paragraph.
        ends_here = letters[sequence[-1]] in "<>?" or last + 1 == len(runs)
        after = base if ends_here else resolved[runs[last + 1][0]]
        yield sequence, "LR"[max(level, before) % 2], "LR"[max(level, after) % 2]


def _resolve(text: str, classes: str, resolved: list[int], indexes: list[int], sos: str, eos: str) -> None:
    """W1 to I2 for one isolating run sequence; writes the levels of its characters into `resolved`."""
    original = f"{sos}{''.join([classes[index] for index in indexes])}{eos}"
    level = resolved[indexes[0]]
    embedding = "LR"[level % 2]
    types = _resolve_weak(original)
    if "o" in types:
        characters = f" {''.join([text[index] for index in indexes])} "
        if pairs := _bracket_pairs(characters, types):
            types = _resolve_brackets(types, pairs, original, embedding)
    types = _NEUTRALS.sub(lambda match: _fill(match, embedding), types)
    step = {"L": level % 2, "R": 1 - level % 2, "1": 2 - level % 2, "2": 2 - level % 2}  # I1 and I2
    for index, letter in zip(indexes, types[1:-1], strict=True):
        resolved[index] = level + step[letter]


def _resolve_weak(types: str) -> str:
    """W1 to W7; the text of classes begins with sos and ends with eos."""
    if "m" in types:  # W1
        types = re.sub("(.)(m+)", lambda m: m[1] + ("o" if m[1] in "<>?!" else m[1]) * len(m[2]), types)
    if "A" in types:  # W2 and W3
        types = re.sub("A[^LRA]+", lambda m: m[0].replace("1", "2"), types).replace("A", "R")
    types = re.sub("(?<=1)[+,](?=1)", "1", types)  # W4
    types = re.sub("(?<=2),(?=2)", "2", types)
    types = re.sub("%+(?=1)|(?<=1)%+", lambda m: "1" * len(m[0]), types)  # W5
    types = re.sub("[+,%]", "o", types)  # W6
    if "1" in types:  # W7
        types = re.sub("L[^LR]+", lambda m: m[0].replace("1", "L"), types)
    return types


def _bracket_pairs(characters: str, types: str) -> list[tuple[int, int]]:
    """BD16: positions of the brackets that belong together, in the order of the opening ones."""
    closing_of, closing = _brackets()
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for position, character in enumerate(characters):
        if types[position] != "o":
            continue
        if character in closing_of:
            if len(opened) == _MAX_OPEN_BRACKETS:
                break
            opened.append((closing_of[character], position))
        elif character in closing:
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] == closing[character]:
                    pairs.append((opened[depth][1], position))
                    del opened[depth:]
                    break
    return sorted(pairs)


def _resolve_brackets(types: str, pairs: list[tuple[int, int]], original: str, embedding: str) -> str:
    """N0: a pair of brackets goes with what it holds, and with what stands before it; numbers count as R."""
    strong = {"L": "L", "R": "R", "1": "R", "2": "R"}
    now = list(types)
    for first, last in pairs:
        inside = {strong[letter] for letter in now[first + 1 : last] if letter in strong}
        if not inside:
            continue
        direction = embedding
        if embedding not in inside:
            direction = next(strong[letter] for letter in reversed(now[:first]) if letter in strong)
        for position in (first, last):
            now[position] = direction
            after = position + 1
            while original[after] == "m":
                now[after] = direction
                after += 1
    return "".join(now)


def _fill(neutrals: re.Match[str], embedding: str) -> str:
    """N1 and N2: neutrals between two of one direction take it, others that of the embedding; numbers count as R."""
    before = neutrals.string[neutrals.start() - 1] == "L"
    after = neutrals.string[neutrals.end()] == "L"
    direction = embedding if before != after else "RL"[before]
    return direction * len(neutrals[0])


def _stretches(values: Sequence[int]) -> list[tuple[int, int]]:
    """Start and stop of each stretch of equal values."""
    cuts = [index for index in range(1, len(values)) if values[index] != values[index - 1]]
    return list(pairwise([0, *cuts, len(values)])) if values else []
