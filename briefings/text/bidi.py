"""Which way each part of a text runs, when Arabic, Latin letters and numbers share a line.

The Unicode Bidirectional Algorithm, UAX #9 for Unicode 15.0.0, rules P2 to L2. The shaper does L3, keeping marks with
their base, and L4, mirroring the brackets of right-to-left runs. Positions are indexes into the text; levels are even
for left-to-right and odd for right-to-left.

The text is one paragraph of the document. A paragraph separator inside it is a forced line break: it ends embeddings
and isolates as P1 demands, while all parts keep the one base direction (HL1 allows that), so that a first line of
figures alone does not turn round.

Each class is written as one letter, so that most rules are a regular expression over a string of letters:

    L left-to-right     R right-to-left     A Arabic letter (AL)     m nonspacing mark (NSM)
    1 European number (EN)     + European separator (ES)     % European terminator (ET)
    2 Arabic number (AN)       , common separator (CS)
    p paragraph separator (B)  s segment separator (S)       w white space (WS)     o other neutral (ON)
    < LRI     > RLI     ? FSI     ! PDI     l LRE     r RLE     d LRO     t RLO     q PDF     x boundary neutral (BN)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final, Literal

from ..frozen import frozen
from ..regex import regex
from .unicode_tables import BIDI_BRACKET_EQUIVALENTS, BIDI_BRACKETS, BIDI_CLASS, Classes

_LETTERS: Final = {
    "L": "L", "R": "R", "AL": "A", "NSM": "m", "EN": "1", "ES": "+", "ET": "%", "AN": "2", "CS": ",",
    "B": "p", "S": "s", "WS": "w", "ON": "o", "LRI": "<", "RLI": ">", "FSI": "?", "PDI": "!",
    "LRE": "l", "RLE": "r", "LRO": "d", "RLO": "t", "PDF": "q", "BN": "x",
}  # fmt: skip
# Text without a right-to-left letter, Arabic number or control, all of whose levels are 0 in a left-to-right paragraph.
# The gaps are whole stretches of code points, so a few characters are shut out that need not be; few ranges match fast.
LEFT_ISOLATE: Final = "\u2066"
RIGHT_ISOLATE: Final = "\u2067"
ISOLATE_END: Final = "\u2069"
_FROM_RIGHT: Final = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"]
)
"""Languages that are written from right to left unless their tag names another script."""

_LEFT_TO_RIGHT: Final = regex(
    r"[\u0000-\u058f\u0900-\u200e\u2010-\u2029\u202f-\u2065\u206a-\ufb1c\ufe00-\ufe6f\uff00-\U000107ff"
    r"\U00011000-\U0001e7ff\U0001f000-\U0010ffff]*\Z"
)
_PARAGRAPHS: Final = regex("[^p]+p?|p")
_STRONG_OR_ISOLATE: Final = regex("[LRA<>?!p]")
_ISOLATE: Final = regex("[<>?!]")
_REMOVED: Final = regex("[xlrdtq]")  # X9: takes no part in the rules after X8
_KEPT: Final = regex("[^xlrdtq]")
_OVERRIDES: Final = {"d": "L", "t": "R"}
_CONTROLS: Final = regex("[xlrdtq<>?!]")
_MARKED: Final = regex("(.)(m+)")
_AFTER_ARABIC: Final = regex("A[^LRA]+")
_EUROPEAN_SEPARATOR: Final = regex("(?<=1)[+,](?=1)")
_ARABIC_SEPARATOR: Final = regex("(?<=2),(?=2)")
_TERMINATORS: Final = regex("%+(?=1)|(?<=1)%+")
_AFTER_LEFT: Final = regex("L[^LR]+")
_NEUTRALS: Final = regex("[pswo<>?!]+")
_BLANKS: Final = regex(r"[w<>?!xlrdtq]*[sp]|[w<>?!xlrdtq]+\Z")
_NOT_A_NUMBER: Final = str.maketrans("+,%", "ooo")
_MAX_DEPTH: Final = 125  # BD2
_MAX_OPEN_BRACKETS: Final = 63  # BD16


@frozen
class Levels:
    """The level of the whole paragraph, and the resolved level of each character before lines are known.

    Characters that the algorithm removes (X9: embedding controls, boundary neutrals) go with the one before them.
    """

    base: int
    levels: tuple[int, ...]


def levels(text: str, base: Literal[0, 1] | None = None) -> Levels:
    """The levels of one paragraph, whose base direction is 0 (left to right), 1 (right to left) or found in it (None).

    Most paragraphs hold nothing but left-to-right text; a regular expression finds that out without classes and rules.
    """
    if not base and _LEFT_TO_RIGHT.match(text):
        return Levels(0, (0,) * len(text))
    letters = text.translate(_classes())
    paragraph = _base_level(letters) if base is None else base
    resolved: list[int] = []
    for part in _PARAGRAPHS.finditer(letters):
        resolved += _part_levels(text[part.start() : part.end()], part[0], paragraph)
    for removed in _REMOVED.finditer(letters):
        index = removed.start()
        resolved[index] = resolved[index - 1] if index else paragraph
    return Levels(paragraph, tuple(resolved))


def runs_from_right(language: str) -> bool:
    """Whether a language (BCP 47) is written from right to left."""
    first, *more = language.casefold().replace("_", "-").split("-")
    return first in _FROM_RIGHT and "latn" not in more and "cyrl" not in more


def set_apart(languages: Sequence[str], rtl: bool) -> tuple[tuple[int, int], ...]:
    """Which of a paragraph's runs, by their languages, run the other way than it does: each stretch's first run and the one after its
    last. A full stop at its end belongs to it and not to the paragraph, so it is isolated (UAX #9, LRI and RLI)."""
    against = [runs_from_right(language) != rtl for language in languages]
    return tuple((a, b) for a, b in _stretches(against) if against[a])


def levels_of(texts: Sequence[str], languages: Sequence[str], rtl: bool) -> Levels:
    """The levels of a paragraph of runs: those in a language of the other direction are isolated, with nothing put into the text."""
    apart = set_apart(languages, rtl)
    if not apart:
        return levels("".join(texts), 1 if rtl else 0)
    opening, closing = dict(apart), {b for _, b in apart}
    shown: list[str] = []
    kept: list[int] = []
    at = 0
    for number, text in enumerate(texts):
        if number in closing:
            shown.append(ISOLATE_END)
            at += 1
        if number in opening:
            shown.append(LEFT_ISOLATE if rtl else RIGHT_ISOLATE)
            at += 1
        shown.append(text)
        kept += range(at, at + len(text))
        at += len(text)
    if len(texts) in closing:
        shown.append(ISOLATE_END)
    made = levels("".join(shown), 1 if rtl else 0)
    return Levels(made.base, tuple([made.levels[index] for index in kept]))


def visual_runs(text: str, levels: Levels, start: int, stop: int) -> tuple[tuple[int, int, int], ...]:
    """The runs (start, stop, level) of the line text[start:stop], from left to right as they are drawn (L1 and L2)."""
    line = list(levels.levels[start:stop])
    if not line:
        return ()
    if levels.base == 0 and not any(line):
        return ((start, stop, 0),)
    # L1: separators, and the white space before them or at the end of the line, take the direction of the paragraph.
    for blank in _BLANKS.finditer(text[start:stop].translate(_classes())):
        line[blank.start() : blank.end()] = [levels.base] * (blank.end() - blank.start())
    runs = [(start + a, start + b, line[a]) for a, b in _stretches(line)]
    # L2: from the highest level down to the lowest odd one, turn round every sequence at that level or above.
    highest = max(line)
    lowest_odd = min([level for level in line if level % 2], default=highest + 1)
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
def _brackets() -> tuple[dict[str, str], dict[str, str]]:
    """Opening bracket → its closing one, and closing bracket → itself; equivalent ones count as the same (BD16)."""
    same = dict(zip(BIDI_BRACKET_EQUIVALENTS[::2], BIDI_BRACKET_EQUIVALENTS[1::2], strict=True))
    pairs = list(zip(BIDI_BRACKETS[::2], BIDI_BRACKETS[1::2], strict=True))
    return {a: same.get(b, b) for a, b in pairs}, {b: same.get(b, b) for _, b in pairs}


def _base_level(letters: str) -> int:
    """P2 and P3: the direction of the first strong character outside isolates; left to right when there is none."""
    depth = 0
    for match in _STRONG_OR_ISOLATE.finditer(letters):
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
    for match in _ISOLATE.finditer(letters):
        if match[0] != "!":
            opened.append(match.start())
        elif opened:
            matches[opened.pop()] = match.start()
    return matches


def _part_levels(text: str, letters: str, base: int) -> list[int]:
    """X1 to I2 for a stretch of text that holds at most one paragraph separator, its last character."""
    if not _CONTROLS.search(letters):
        # Without controls the whole paragraph is one isolating run sequence.
        return _sequence_levels(text, letters, base, "LR"[base], "LR"[base])
    pdis = _matching_pdis(letters)
    resolved, classes = _explicit_levels(letters, base, pdis)
    for sequence in _run_sequences(letters, resolved, pdis, base):
        characters = "".join([text[index] for index in sequence.indexes])
        types = "".join([classes[index] for index in sequence.indexes])
        found = _sequence_levels(characters, types, sequence.level, sequence.sos, sequence.eos)
        for index, level in zip(sequence.indexes, found, strict=True):
            resolved[index] = level
    return resolved


@frozen
class _Status:
    """An entry of the directional status stack (3.3.2): the override is the class that it forces, or nothing."""

    level: int
    override: str = ""
    isolate: bool = False


class _StatusStack:
    """X1 to X8: what the explicit controls up to some character say about the characters after it."""

    def __init__(self, base: int) -> None:
        self._stack = [_Status(base)]
        self._overflow_isolates = 0
        self._overflow_embeddings = 0
        self._valid_isolates = 0

    @property
    def top(self) -> _Status:
        return self._stack[-1]

    def enter(self, right_to_left: bool, override: str = "", isolate: bool = False) -> None:
        """X2 to X5c: to the next higher odd or even level, unless that is too deep."""
        level = (self.top.level + 1) | 1 if right_to_left else (self.top.level + 2) & ~1
        if level <= _MAX_DEPTH and not self._overflow_isolates and not self._overflow_embeddings:
            self._stack.append(_Status(level, override, isolate))
            self._valid_isolates += isolate
        elif isolate:
            self._overflow_isolates += 1
        elif not self._overflow_isolates:
            self._overflow_embeddings += 1

    def leave_isolate(self) -> None:
        """X6a: embeddings that were left open inside the isolate end with it."""
        if self._overflow_isolates:
            self._overflow_isolates -= 1
        elif self._valid_isolates:
            self._overflow_embeddings = 0
            while not self._stack.pop().isolate:
                pass
            self._valid_isolates -= 1

    def leave_embedding(self) -> None:
        """X7: never beyond the isolate it stands in."""
        if self._overflow_isolates:
            return
        if self._overflow_embeddings:
            self._overflow_embeddings -= 1
        elif not self.top.isolate and len(self._stack) > 1:
            self._stack.pop()


def _explicit_levels(letters: str, base: int, pdis: dict[int, int]) -> tuple[list[int], str]:
    """X1 to X8: the explicit level of each character, and the classes as overrides leave them."""
    resolved = [base] * len(letters)
    classes = list(letters)
    status = _StatusStack(base)
    for index, letter in enumerate(letters):
        if letter in "lrdt":
            status.enter(letter in "rt", override=_OVERRIDES.get(letter, ""))
        elif letter == "q":
            status.leave_embedding()
        elif letter not in "px":  # X8 leaves the paragraph separator at the base level
            if letter == "!":
                status.leave_isolate()
            top = status.top
            resolved[index] = top.level
            if top.override:
                classes[index] = top.override
            if letter in "<>?":
                inside = letters[index + 1 : pdis.get(index, len(letters))]
                status.enter(letter == ">" or (letter == "?" and _base_level(inside) == 1), isolate=True)
    return resolved, "".join(classes)


@frozen
class _RunSequence:
    """An isolating run sequence (BD13): its characters, their level, the classes before (sos) and after it (eos)."""

    indexes: list[int]
    level: int
    sos: str
    eos: str


def _run_sequences(letters: str, resolved: list[int], pdis: dict[int, int], base: int) -> list[_RunSequence]:
    """X10: level runs, joined where an isolate interrupts them; removed characters (X9) are in none."""
    kept = [match.start() for match in _KEPT.finditer(letters)]
    runs = [kept[a:b] for a, b in _stretches([resolved[index] for index in kept])]
    run_at = {run[0]: number for number, run in enumerate(runs)}
    closing = set(pdis.values())
    sequences: list[_RunSequence] = []
    for number, run in enumerate(runs):
        if run[0] in closing:
            continue
        indexes, last = list(run), number
        while indexes[-1] in pdis:
            last = run_at[pdis[indexes[-1]]]
            indexes += runs[last]
        level = resolved[indexes[0]]
        before = resolved[runs[number - 1][-1]] if number else base
        # After an isolate initiator that nothing closes comes, for this rule, the end of the paragraph.
        ends_here = letters[indexes[-1]] in "<>?" or last + 1 == len(runs)
        after = base if ends_here else resolved[runs[last + 1][0]]
        sequences.append(_RunSequence(indexes, level, "LR"[max(level, before) % 2], "LR"[max(level, after) % 2]))
    return sequences


def _sequence_levels(characters: str, classes: str, level: int, sos: str, eos: str) -> list[int]:
    """W1 to I2 for one isolating run sequence."""
    original = f"{sos}{classes}{eos}"
    embedding = "LR"[level % 2]
    types = _resolve_weak(original)
    if "o" in types and (pairs := _bracket_pairs(f" {characters} ", types)):
        types = _resolve_brackets(types, pairs, original, embedding)
    types = _NEUTRALS.sub(lambda match: _fill(match, embedding), types)
    step = {"L": level % 2, "R": 1 - level % 2, "1": 2 - level % 2, "2": 2 - level % 2}  # I1 and I2
    return [level + step[letter] for letter in types[1:-1]]


def _resolve_weak(types: str) -> str:
    """W1 to W7; the text of classes begins with sos and ends with eos."""
    if "m" in types:  # W1
        types = _MARKED.sub(lambda m: m[1] + ("o" if m[1] in "<>?!" else m[1]) * len(m[2]), types)
    if "A" in types:  # W2 and W3
        types = _AFTER_ARABIC.sub(lambda m: m[0].replace("1", "2"), types).replace("A", "R")
    types = _EUROPEAN_SEPARATOR.sub("1", types)  # W4
    types = _ARABIC_SEPARATOR.sub("2", types)
    types = _TERMINATORS.sub(lambda m: "1" * len(m[0]), types)  # W5
    types = types.translate(_NOT_A_NUMBER)  # W6
    if "1" in types:  # W7
        types = _AFTER_LEFT.sub(lambda m: m[0].replace("1", "L"), types)
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
