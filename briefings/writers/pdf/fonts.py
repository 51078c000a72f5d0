"""The fonts in the file: only the glyphs that are used, each with the characters that it stands for.

HarfBuzz cuts the face down and pins a variable font's axes; the result is embedded as a Type 0 font whose codes are the glyph
numbers of the subset (ISO 32000-1, 9.7.4). TrueType outlines go in as FontFile2, PostScript outlines as an OpenType FontFile3
(9.9, table 126; ISO 19005-2, 6.2.11.2). The subset is made before the first page is drawn, so that codes and widths are known.

ToUnicode maps a glyph to one text. Where a glyph stands for another text in some place (a no-break space drawn as a space), where
several glyphs stand for one character, and in right-to-left runs, ActualText gives the words (14.9.4): text always copies out
in logical order. Lengths are in font units unless they say otherwise.

Errors: `glyph-missing`, `font-format`.
"""

from __future__ import annotations

import hashlib
import math
import re
import struct
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, Final, TypeAlias, assert_never

import uharfbuzz as hb

from ...diagnostics import BriefingsError, error
from ...frame import Chart, Glyph, GlyphRun, Group, Item, Layout, Panel, Picture, Rule, Table, TextBox
from ...text.fonts import Face
from .objects import Stream, array, dictionary, name, string

_FLAGS: Final = (
    hb.SubsetFlags.NO_HINTING
    | hb.SubsetFlags.NOTDEF_OUTLINE
    | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    # CIDs of PostScript fonts become glyph numbers, as they are for TrueType
    | hb.SubsetFlags.CFF_IDENTITY_CHARSET
    | hb.SubsetFlags.DOWNGRADE_CFF2
)
# Glyphs are chosen already; a PDF reader needs neither layout nor names (ISO 32000-1, 9.9).
_DROPPED: Final = (
    "BASE", "DSIG", "GDEF", "GPOS", "GSUB", "JSTF", "MATH", "OS/2", "STAT", "VORG", "cmap", "gasp", "kern", "meta", "name", "post", "vhea", "vmtx",
)  # fmt: skip

# Private use: ToUnicode alone does not say what such a character means (ISO 19005-2, 6.2.11.7.3).
_PRIVATE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
# What ToUnicode may not hold (ISO 19005-2, 6.2.11.7.2), and what stands for a glyph without a text of its own.
_FORBIDDEN: Final = re.compile("[\0\ufeff\ufffe]")
_NOTHING: Final = "\u200b"
# Characters that are never drawn; the shaper hands them to the glyph before, which does not stand for them.
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

Cluster: TypeAlias = tuple[str, tuple[Glyph, ...]]
"""A stretch of text and the glyphs that stand for it, both in logical order."""


class Fonts:
    """All fonts of a document, subset to what its pages use."""

    def __init__(self, layout: Layout) -> None:
        used: dict[Face, set[int]] = {}
        for frame in layout.frames:
            for item in (*frame.fixed, *frame.items):
                for run in glyph_runs(item):
                    glyphs = {glyph.id for glyph in run.glyphs}
                    if 0 in glyphs:
                        raise _missing(run)
                    used.setdefault(run.face, set()).update(glyphs)
        self._fonts = {face: Font(f"F{number}", face, glyphs) for number, (face, glyphs) in enumerate(used.items(), 1)}

    def __getitem__(self, face: Face) -> Font:
        return self._fonts[face]

    def resources(self, document: Any) -> Any:
        """The font dictionary that every page shares; written last, when all texts of all glyphs are known."""
        return dictionary(**{font.name: document.Reference(font.written(document)) for font in self._fonts.values()})


class Font:
    """One face in one document, cut down to the glyphs in use."""

    def __init__(self, name: str, face: Face, glyphs: Iterable[int]) -> None:
        self.name = name
        self.face = face
        self._space: int | None = face.hb_font.get_nominal_glyph(0x20)
        wanted = sorted({0, *glyphs} | ({self._space} if self._space else set()))
        self._subset, codes = _subset(face, wanted)
        metrics = hb.Font(self._subset)
        self._widths = {glyph: metrics.get_glyph_h_advance(codes[glyph]) for glyph in wanted}
        self._codes = {glyph: f"{codes[glyph]:04X}" for glyph in wanted}
        self._texts: dict[int, str] = {self._space: " "} if self._space else {}

    def show(self, run: GlyphRun, space_after: bool = False) -> str:
        """The operators between BT and ET that show a run, a space behind it if asked for (a line break stands for one)."""
        groups = _clusters(run)
        told = [self._tell(text, glyphs) for text, glyphs in groups]
        pen = _Pen(run.size / self.face.upem, 1000 / self.face.upem, self._codes, self._widths)
        if run.rtl:
            pen.say(run.text + (" " if space_after else ""), run.glyphs)
            return pen.done()
        for (text, glyphs), known in zip(groups, told, strict=True):
            if known:
                pen.glyphs(glyphs)
            else:
                pen.say(text, glyphs)
        if space_after:
            if self._space:
                pen.glyphs((Glyph(self._space, 0, self._widths[self._space], 0, 0),))
            else:
                pen.say(" ", ())
        return pen.done()

    def _tell(self, text: str, glyphs: tuple[Glyph, ...]) -> bool:
        """Notes what glyphs stand for; False when ToUnicode alone would tell something else."""
        if len(glyphs) == 1:
            pairs = [(glyphs[0].id, text)]
        elif len(glyphs) == len(text):
            pairs = [(glyph.id, char) for glyph, char in zip(glyphs, text, strict=True)]
        else:
            pairs = [(glyph.id, text if number == 0 else "") for number, glyph in enumerate(glyphs)]
        known = not _PRIVATE.search(text)
        for glyph, meant in pairs:
            if not meant or _FORBIDDEN.search(meant) or self._texts.setdefault(glyph, meant) != meant:
                known = False
        return known

    def written(self, document: Any) -> Any:
        """The Type 0 font with its descendant, descriptor, file and ToUnicode."""
        face, per_mille = self.face, 1000 / self.face.upem
        data: bytes = self._subset.blob.data
        tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(data).digest()[:6])
        base = name(f"{tag}+{face.ps_name}")
        postscript = "CFF " in self._subset.table_tags
        program = Stream({"Subtype": "/OpenType"} if postscript else {"Length1": len(data)}, data)
        box = struct.unpack_from(">4h", self._subset.reference_table("head").data, 36)
        post = face.hb_face.reference_table("post").data
        slant = struct.unpack_from(">i", post, 4)[0] / 65536 if len(post) >= 8 else 0
        descriptor = dictionary(
            Type="/FontDescriptor",
            FontName=base,
            # table 123: symbolic, because the font has an encoding of its own; italic
            Flags=4 | (64 if face.italic else 0),
            FontBBox=array(*(math.floor(v * per_mille) for v in box[:2]), *(math.ceil(v * per_mille) for v in box[2:])),
            ItalicAngle=round(slant, 2),
            Ascent=round(face.ascender * per_mille),
            Descent=round(face.descender * per_mille),
            CapHeight=round(face.cap_height * per_mille),
            # no font file says how thick its stems are; this is the usual estimate from the weight
            StemV=round(50 + (face.weight / 65) ** 2),
            **{"FontFile3" if postscript else "FontFile2": document.Reference(program)},
        )
        by_code = sorted((self._codes[glyph], width) for glyph, width in self._widths.items())
        descendant = dictionary(
            Type="/Font",
            Subtype="/CIDFontType0" if postscript else "/CIDFontType2",
            BaseFont=base,
            CIDSystemInfo=dictionary(Registry=string("Adobe"), Ordering=string("Identity"), Supplement=0),
            FontDescriptor=document.Reference(descriptor),
            W=array(0, array(*(round(width * per_mille, 2) for _, width in by_code))),
            CIDToGIDMap=None if postscript else "/Identity",
        )
        return dictionary(
            Type="/Font",
            Subtype="/Type0",
            BaseFont=base,
            Encoding="/Identity-H",
            DescendantFonts=array(document.Reference(descendant)),
            ToUnicode=document.Reference(Stream({}, _to_unicode(self._codes, self._texts))),
        )


class _Pen:
    """Glyphs on their way into text-showing operators (ISO 32000-1, 9.4.3): codes, and moves where a glyph stands elsewhere than
    the widths in the file say. `scale` makes font units points, `per_mille` thousandths of an em."""

    def __init__(self, scale: float, per_mille: float, codes: dict[int, str], widths: dict[int, int]) -> None:
        self._scale, self._per_mille, self._codes, self._widths = scale, per_mille, codes, widths
        self._out: list[str] = []
        self._line: list[str] = []  # codes, and moves as ">…<" between them
        self._move = 0
        self._rise = 0

    def glyphs(self, glyphs: Iterable[Glyph]) -> None:
        codes, widths, line = self._codes, self._widths, self._line
        for id, _, advance, dx, dy in glyphs:
            if dy != self._rise:
                self._flush()
                self._out.append(f"{dy * self._scale:.3f} Ts")
                self._rise = dy
            move = self._move + dx
            if move:
                line.append(f">{-move * self._per_mille:.2f}<")
            line.append(codes[id])
            self._move = advance - dx - widths[id]

    def say(self, text: str, glyphs: Iterable[Glyph]) -> None:
        """Glyphs for which a reader takes other words than ToUnicode's."""
        self._flush()
        self._out.append(f"/Span <</ActualText <FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>>> BDC")
        self.glyphs(glyphs)
        self._flush()
        self._out.append("EMC")

    def done(self) -> str:
        self._flush()
        if self._rise:
            self._out.append("0 Ts")
        return " ".join(self._out)

    def _flush(self) -> None:
        if self._line:
            self._out.append(f"[<{''.join(self._line)}>] TJ")
            self._line.clear()


def glyph_runs(item: Item) -> Iterator[GlyphRun]:
    """Every run of glyphs that an item shows."""
    match item:
        case TextBox():
            for line in item.lines:
                yield from line.runs
                if line.marker is not None:
                    yield line.marker
        case Group():
            for child in item.items:
                yield from glyph_runs(child)
        case Table():
            for row in item.rows:
                for cell in row:
                    yield from glyph_runs(cell.text)
        case Chart():
            for text in item.drawing.texts:
                yield from text.runs
        case Panel() | Rule() | Picture():
            return
        case _:
            assert_never(item)


def _clusters(run: GlyphRun) -> list[Cluster]:
    """A run cut where text and glyphs can both be cut (HarfBuzz's clusters), in logical order."""
    glyphs, text = run.glyphs, run.text
    if not glyphs:
        return []
    ordered = glyphs[::-1] if run.rtl else glyphs
    starts = [0, *(now.cluster for before, now in pairwise(ordered) if now.cluster > before.cluster)]
    bounds = [*starts[1:], len(text)]
    groups: list[list[Glyph]] = [[] for _ in starts]
    at = 0
    for glyph in ordered:
        while at + 1 < len(starts) and glyph.cluster >= starts[at + 1]:
            at += 1
        groups[at].append(glyph)
    pieces = [_seen(text[start:stop]) for start, stop in zip(starts, bounds, strict=True)]
    return [(piece, tuple(group)) for piece, group in zip(pieces, groups, strict=True)]


def _seen(piece: str) -> str:
    """What is drawn of a cluster's text; a soft hyphen that stands alone is drawn, at the end of a line."""
    return (_UNSEEN.sub("", piece) or piece) if len(piece) > 1 else piece


def _subset(face: Face, glyphs: list[int]) -> tuple[Any, dict[int, int]]:
    """The cut-down font as a HarfBuzz face, and which of its glyphs each old one became."""
    wish = hb.SubsetInput()
    wish.glyph_set.update(glyphs)
    wish.flags = _FLAGS
    wish.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
    for axis, value in face.variations:
        wish.pin_axis_location(face.hb_face, axis, value)
    try:
        plan = hb.SubsetPlan(face.hb_face, wish)
        made = plan.execute()
    except RuntimeError as problem:
        raise _unusable(face, str(problem)) from problem
    if not {"glyf", "CFF "} & set(made.table_tags):
        raise _unusable(face, "it has no outlines")
    return made, dict(plan.old_to_new_glyph_mapping)


def _to_unicode(codes: dict[int, str], texts: dict[int, str]) -> bytes:
    """The CMap from codes to texts (ISO 32000-1, 9.10.3), at most 100 lines to a block (Adobe technical note 5014, 7.2)."""
    pairs = sorted((code, texts.get(glyph, _NOTHING)) for glyph, code in codes.items() if glyph)
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for start in range(0, len(pairs), 100):
        block = pairs[start : start + 100]
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{code}> <{text.encode('utf-16-be', 'replace').hex().upper()}>" for code, text in block]
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode()


def _missing(run: GlyphRun) -> BriefingsError:
    text = next(text for text, glyphs in _clusters(run) if any(glyph.id == 0 for glyph in glyphs))
    points = " ".join(f"U+{ord(char):04X}" for char in text)
    path = run.run.origins[0] if run.run.origins else ""
    hint = "replace the character, or name a font that has it in the theme"
    return BriefingsError([error("glyph-missing", f"{run.face.family} has nothing to draw {text!r} ({points}) with", None, path, hint)])


def _unusable(face: Face, reason: str) -> BriefingsError:
    hint = "give a TrueType or OpenType file with outlines"
    return BriefingsError([error("font-format", f"{face.family} ({face.path}) cannot be embedded in a PDF: {reason}", hint=hint)])
