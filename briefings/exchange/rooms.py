"""How long a translation may be: for how many letters there is room where the original stands, measured with the fonts that draw it.

    rooms    finished pages, a language -> for each text and each kind of document a number of letters

So many letters of usual words of the language take no more lines than the original has, or than its place on a slide has for it: nothing
else moves. Longer texts may still fit, for layout has smaller type and other layouts; that is then its decision, and `build` tells it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from ..frame import Layout, Paragraph, Run, TextBox, text_boxes
from ..language import of
from ..look import TextStyle
from ..text.fonts import FontSet
from ..text.measure import set_text
from ..values import Origin

_WHOLE: Final = 0.7
"""A place that shows less of a text than so much of its letters shows a part of it, and says nothing about its length."""
_LOOSE: Final = 0.9
"""Of the letters that fill several lines so many are counted on: other words leave other ends free."""
_MOST: Final = 4_000
"""No more letters are tried."""


class _Spot(NamedTuple):
    """A paragraph's place: how it is set, how wide, in how many lines, and the share of its letters that is the text's."""

    style: TextStyle
    family: str
    width: int
    rows: int
    share: float


def rooms(
    lengths: Mapping[Origin, int], pages: Iterable[tuple[str, Layout]], language: str
) -> Mapping[str, Mapping[str, int]]:
    """By text, for each kind of document the least room that it has there, in letters; `lengths` are those of the originals."""
    found: dict[str, dict[str, int]] = {}
    for kind, layout in pages:
        for box in (box for frame in layout.frames for item in frame.items for box in text_boxes(item)):
            for origin, spot in _spots(box, lengths):
                letters = _letters(spot, language)
                if letters > 0:
                    held = found.setdefault(origin, {})
                    held[kind] = min(letters, held.get(kind, letters))
    return found


def _spots(box: TextBox, lengths: Mapping[Origin, int]) -> Iterator[tuple[Origin, _Spot]]:
    """The texts that stand whole in a box, each with its place."""
    rows = [sum(line.paragraph == index for line in box.lines) for index in range(len(box.paragraphs))]
    spare = max(0, box.content.height - box.text_height)
    for index, paragraph in enumerate(box.paragraphs):
        shown: dict[Origin, int] = {}
        for run in paragraph.runs:
            for origin in dict.fromkeys(run.origins):
                shown[origin] = shown.get(origin, 0) + len(run.text)
        lines = [line for line in box.lines if line.paragraph == index]
        if not lines or not shown:
            continue
        more = int(spare * _LOOSE) // lines[0].height * rows[index] // sum(rows)
        family = next((run.face.family for line in lines for run in line.runs), "")
        for origin, letters in shown.items():
            if letters >= lengths.get(origin, _MOST) * _WHOLE:
                share = letters / len(paragraph.text)
                yield origin, _Spot(paragraph.style, family, box.content.width, rows[index] + more, share)


def _letters(spot: _Spot, language: str) -> int:
    """For how many letters there is room."""
    most = _fitting(spot.style, spot.family, spot.width, spot.rows, language)
    return int(most * (_LOOSE if spot.rows > 1 else 1.0) * spot.share)


@lru_cache(4096)
def _fitting(style: TextStyle, family: str, width: int, rows: int, language: str) -> int:
    """How many letters of usual words take so many lines."""
    spoken = of(language)
    text = (spoken.sample * (_MOST // len(spoken.sample) + 1))[:_MOST]
    ends = [at for at, sign in enumerate(text, 1) if sign == " " or not spoken.spaced]
    fonts = FontSet((family, "Arial", "Microsoft YaHei"), (family, "Arial", "Microsoft YaHei"))

    def lines(at: int) -> int:
        run = Run(text[:at].rstrip(), style, language=spoken.tag)
        return len(set_text((Paragraph((run,), style, rtl=spoken.rtl),), width, fonts))

    return ends[found - 1] if (found := bisect_right(ends, rows, key=lines)) else 0
