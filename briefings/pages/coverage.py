"""Whether every character of the finished pages has a shape in the fonts that they are set in.

A character that no font has would be an empty box in a PDF, and in a deck whatever the reader's program puts there, in a width that
nobody measured. So it is an error, at the field that has it, in both formats. Speaker notes are not set by us: there it is a note.
Alternative texts, names of sections and metadata are read out or listed, not drawn.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Final, TypeAlias

from .. import lasting
from ..briefing import Briefing
from ..diagnostics import BriefingsError, Diagnostic, Where, error, note
from ..frame import Chart, Frame, GlyphRun, Group, Item, Layout, text_boxes
from ..lasting import Same
from ..look import Look
from ..regex import regex
from ..values import Figure, Origin, Text

_LISTED: Final = 3
"""So many characters are told by name; of more, how many there are."""

_MADE_FOR: Final = {
    "ADLAM": "Noto Sans Adlam", "ARABIC": "Noto Naskh Arabic", "ARMENIAN": "Noto Sans Armenian", "BALINESE": "Noto Sans Balinese",
    "BENGALI": "Noto Sans Bengali", "BOPOMOFO": "Noto Sans TC", "BRAILLE": "Noto Sans Symbols 2",
    "CANADIAN": "Noto Sans Canadian Aboriginal", "CHEROKEE": "Noto Sans Cherokee", "CJK": "Noto Sans SC, TC, JP or KR",
    "COPTIC": "Noto Sans Coptic", "CYRILLIC": "Noto Sans", "DEVANAGARI": "Noto Sans Devanagari", "ETHIOPIC": "Noto Sans Ethiopic",
    "GEORGIAN": "Noto Sans Georgian", "GREEK": "Noto Sans", "GUJARATI": "Noto Sans Gujarati", "GURMUKHI": "Noto Sans Gurmukhi",
    "HANGUL": "Noto Sans KR", "HEBREW": "Noto Sans Hebrew", "HIRAGANA": "Noto Sans JP", "JAVANESE": "Noto Sans Javanese",
    "KANNADA": "Noto Sans Kannada", "KATAKANA": "Noto Sans JP", "KHMER": "Noto Sans Khmer", "LAO": "Noto Sans Lao",
    "LATIN": "Noto Sans", "MALAYALAM": "Noto Sans Malayalam", "MATHEMATICAL": "Noto Sans Math", "MONGOLIAN": "Noto Sans Mongolian",
    "MUSICAL": "Noto Music", "MYANMAR": "Noto Sans Myanmar", "NKO": "Noto Sans NKo", "OL": "Noto Sans Ol Chiki",
    "ORIYA": "Noto Sans Oriya", "SINHALA": "Noto Sans Sinhala", "SYRIAC": "Noto Sans Syriac", "TAMIL": "Noto Sans Tamil",
    "TELUGU": "Noto Sans Telugu", "THAANA": "Noto Sans Thaana", "THAI": "Noto Sans Thai", "TIBETAN": "Noto Serif Tibetan",
    "TIFINAGH": "Noto Sans Tifinagh", "VAI": "Noto Sans Vai", "YI": "Noto Sans Yi",
}  # fmt: skip
"""A free font for a script, by the first word of its characters' names in Unicode."""

_EMOJI: Final = regex("[\u231a-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")


def check(
    briefing: Briefing, layout: Layout, look: Look, where: Mapping[Origin, Where], *, notes: bool
) -> tuple[Diagnostic, ...]:
    """Notes on speaker notes. Raises BriefingsError with an error for each field that is drawn and has a character without a shape.

    `where` says where each field stands; a text of the template's own is looked for at the page that asks for it.
    """
    output = f"{briefing.report}-{briefing.template}.{briefing.language}"
    spots = _Spots(briefing, where)
    drawn = _by_field(layout.frames, "shapeless", _missing, spots)
    if drawn:
        raise BriefingsError(
            error(
                "glyph-missing",
                f"`{output}`: no font here has {_named(chars)}",
                _at(place, chars[0]),
                path,
                _hint(chars, look),
            )
            for (place, path), chars in drawn.items()
        )
    said = _by_field(layout.frames, "noted", partial(_noted, look), spots) if notes else {}
    return tuple(
        note(
            "notes-glyph",
            f"`{output}`: no font here has {_named(chars)}, which the speaker notes show",
            _at(place, chars[0]),
            path,
            "notes are set in the fonts of the program that shows them: look whether it has the character",
        )
        for (place, path), chars in said.items()
    )


class _Spots:
    """Where a character comes from: the field whose text has it, else the page of the template."""

    def __init__(self, briefing: Briefing, where: Mapping[Origin, Where]) -> None:
        self._where = where
        self._says = {
            one.origin: one.content if isinstance(one, Text) else one.unit
            for one in briefing.fields
            if isinstance(one, Text | Figure)
        }
        self._pages = {page.id: page.where for page in briefing.pages}

    def of(self, char: str, frame: Frame, origins: tuple[Origin, ...]) -> tuple[Where | None, str]:
        """The place of a character on a page, and the path of its field ("" for a word of the template's)."""
        saying = [origin for origin in origins if char in self._says.get(origin, "")]
        if saying:
            return self._where.get(saying[0]), saying[0]
        page = self._pages.get(frame.id) or self._pages.get(frame.id.rpartition(".")[0])
        return page or next(iter(self._pages.values()), None), ""


_Found: TypeAlias = Iterator[tuple[str, tuple[Origin, ...]]]
"""Characters, with the fields that the text of each comes from."""


def _by_field(
    frames: tuple[Frame, ...], kind: str, find: Callable[[Frame], _Found], spots: _Spots
) -> dict[tuple[Where | None, str], tuple[str, ...]]:
    """The characters of each field, in the order that they come, each once."""
    fields: dict[tuple[Where | None, str], dict[str, None]] = {}
    for frame in frames:
        for char, origins in lasting.made(kind, Same(frame), partial(_all, find, frame)):
            fields.setdefault(spots.of(char, frame, origins), {})[char] = None
    return {spot: tuple(chars) for spot, chars in fields.items()}


def _all(find: Callable[[Frame], _Found], frame: Frame) -> tuple[tuple[str, tuple[Origin, ...]], ...]:
    return tuple(find(frame))


def _missing(frame: Frame) -> _Found:
    """What the page draws without a shape."""
    for item in (*frame.fixed, *frame.items):
        for run, origins in _runs(item):
            if 0 in run.shaped.ids and any(glyph.id == 0 for glyph in run.glyphs):
                for char in _shapeless(run):
                    yield char, origins


def _noted(look: Look, frame: Frame) -> _Found:
    for paragraph in frame.notes:
        for run in paragraph.runs:
            for char in look.fonts.missing(run.text):
                yield char, run.origins


def _runs(item: Item) -> Iterator[tuple[GlyphRun, tuple[Origin, ...]]]:
    """The shaped texts of an item, bullets and the labels of charts included."""
    if isinstance(item, Group):
        for child in item.items:
            yield from _runs(child)
    elif isinstance(item, Chart):
        for text in item.drawing.texts:
            for run in text.runs:
                yield run, text.origins or run.run.origins
    else:
        for box in text_boxes(item):
            for line in box.lines:
                for run in (*line.runs, *((line.marker,) if line.marker else ())):
                    yield run, run.run.origins


def _shapeless(run: GlyphRun) -> Iterator[str]:
    """The characters of a run that are drawn as nothing; of a cluster that no one font has, those that its face lacks."""
    starts = sorted({glyph.cluster for glyph in run.glyphs} | {len(run.text)})
    empty = {glyph.cluster for glyph in run.glyphs if glyph.id == 0}
    for start in sorted(empty):
        cluster = run.text[start : next((stop for stop in starts if stop > start), len(run.text))]
        lacking = [char for char in cluster if not run.face.draws(char)]
        yield from lacking or cluster[-1:]


def _named(chars: tuple[str, ...]) -> str:
    """ "U+0E01 THAI CHARACTER KO KAI (ก) and U+1F600 GRINNING FACE (😀)", or the first of them and a number."""
    names = [_name(char) for char in chars[:_LISTED]]
    more = len(chars) - len(names)
    if more:
        names.append(f"{more} more of the text's characters")
    return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0]


def _name(char: str) -> str:
    category = unicodedata.category(char)
    what = {"Co": "a private-use character", "Cn": "a code point without a character"}.get(category, "")
    shown = "" if category[0] in "CZM" else f" ({char})"
    return f"U+{ord(char):04X} {unicodedata.name(char, '') or what or 'a control character'}{shown}"


def _hint(chars: tuple[str, ...], look: Look) -> str:
    """What to do about the first of the characters; the others are seldom of another kind."""
    char = chars[0]
    if unicodedata.category(char) in ("Co", "Cn"):
        return "delete it: it has a shape in the font that it was typed with and no meaning elsewhere; a sign or logo can be a picture"
    if having := look.fonts.has_font(char):
        return f"{' and '.join(having)} has it"
    if _EMOJI.match(char):
        return "write it in words or leave it out; a theme can bring a font along in `fonts: files`, such as that of Noto Emoji or Noto Sans Symbols 2"
    family = _MADE_FOR.get(unicodedata.name(char, "").partition(" ")[0])
    if family is None:
        script = unicodedata.name(char, "").partition(" ")[0].capitalize()
        return f"replace it, or give the theme a font that has it in `fonts: files`; none is known here ({script} in Unicode's names)"
    return f"replace it, or give the theme a font for its script in `fonts: files`, such as {family} (free, not checked here)"


def _at(where: Where | None, char: str) -> Where | None:
    """The very place of the character where the line shows it; else where its text begins."""
    if where is None or not where.excerpt:
        return where
    at = where.excerpt.find(char, max(0, where.column - 1))
    return Where(where.file, where.line, at + 1, where.excerpt) if at >= 0 else where
