"""What Unicode says of each code point, from `unicode.txt`: bidirectional class, line breaking class, grapheme cluster class.

Each property is one text of runs from U+0000 on: "9CM" is nine code points of class CM, "399*1H2+27H3" says that the
two runs in it come 399 times. Classes have the short names of PropertyValueAliases.txt.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from .. import builtin


class Classes(dict[int, str]):
    """One property as a mapping from code point to the letter that stands for its class: a table for `str.translate`.

    A code point is looked up in the runs once and then remembered, so that most look-ups are those of a dict.
    """

    def __init__(self, runs: str, letters: Mapping[str, str]) -> None:
        super().__init__()
        self._starts: list[int] = []
        self._letters: list[str] = []
        start = 0
        for run in runs.split():
            times, _, group = run.rpartition("*")
            for part in group.split("+") * int(times or 1):
                name = part.lstrip("0123456789")
                self._starts.append(start)
                self._letters.append(letters[name])
                start += int(part[: len(part) - len(name)])

    def __missing__(self, code: int) -> str:
        letter = self[code] = self._letters[bisect_right(self._starts, code) - 1]
        return letter


BIDI_CLASS, BIDI_BRACKETS, BIDI_BRACKET_EQUIVALENTS, LINE_BREAK, GRAPHEME_BREAK = builtin.rows("text/unicode.txt")
