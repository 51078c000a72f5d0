"""The fonts in the file: only the glyphs that are used, each with the characters that it stands for.

HarfBuzz cuts the face down and pins a variable font's axes; the result is embedded as a Type 0 font (ISO 32000-1, 9.7). Everything
that the pages show is noted before the first page is drawn, so that codes and widths are known then.

Text has to copy out in logical order, whatever the program. So a code stands for a whole cluster (one or more glyphs, one or more
characters), and ToUnicode gives its text:

- TrueType outlines: one code for each pair of a cluster's glyphs and its text, so a no-break space that looks like a space is still
  a no-break space; several glyphs become one composite glyph (`truetype`). FontFile2. Of several characters read from the right
  each has a code, for programs differ in how they turn round the text of one code: the first code draws all, the others are
  blank and share the width.
- PostScript outlines: one code for each glyph; where it stands for another text than at first, ActualText says so
  (14.9.4). An OpenType FontFile3 (9.9, table 126; ISO 19005-2, 6.2.11.2).

Right-to-left runs show their codes from left to right, marked as ReversedChars (14.8.2.3.3), which is what every program that
extracts text expects. Lengths are in font units unless they say otherwise.

Errors: `glyph-missing`, `font-format`.
"""

from __future__ import annotations

import hashlib
import math
import struct
from collections.abc import Iterable
from itertools import pairwise
from typing import Any, Final, NamedTuple, TypeAlias

import uharfbuzz as hb

from ...diagnostics import BriefingsError, fault
from ...frame import Glyph, GlyphRun, Layout, glyph_runs
from ...regex import regex
from ...text.fonts import Face
from .objects import Stream, array, dictionary, name, string
from .truetype import Composite, extended

_FLAGS: Final = (
    hb.SubsetFlags.NO_HINTING
    | hb.SubsetFlags.NOTDEF_OUTLINE
    | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    # CIDs of PostScript fonts become glyph numbers
    | hb.SubsetFlags.CFF_IDENTITY_CHARSET
    | hb.SubsetFlags.DOWNGRADE_CFF2
)
# Glyphs are chosen already; a PDF reader needs neither layout nor names (ISO 32000-1, 9.9).
_DROPPED: Final = (
    "BASE", "DSIG", "GDEF", "GPOS", "GSUB", "JSTF", "MATH", "OS/2", "STAT", "VORG", "cmap", "gasp", "kern", "meta", "name", "post", "vhea", "vmtx",
)  # fmt: skip

# Private use: ToUnicode alone does not say what such a character means (ISO 19005-2, 6.2.11.7.3).
_PRIVATE: Final = regex("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
# What ToUnicode may not hold (ISO 19005-2, 6.2.11.7.2); a glyph that only ever adds to another's character means nothing.
_FORBIDDEN: Final = regex("[\0\ufeff\ufffe]")
_NOTHING: Final = "\u200b"
# Characters that are never drawn; the shaper hands them to the glyph before, which does not stand for them.
_UNSEEN: Final = regex("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

Part: TypeAlias = tuple[int, int, int]
"""A glyph and where its origin is, from the cluster's left end on the baseline."""


class Cluster(NamedTuple):
    """What cannot be cut: a stretch of text and the glyphs that stand for it together, from left to right. `spread` says that
    its characters are read from the right."""

    text: str
    parts: tuple[Part, ...]
    advance: int
    spread: bool = False

    @property
    def plain(self) -> bool:
        """True for one glyph in its usual place."""
        return len(self.parts) == 1 and self.parts[0][1:] == (0, 0)


class _Shown(NamedTuple):
    """How a cluster is written: codes with their places and widths, and whether they tell its text by themselves."""

    codes: tuple[tuple[str, int, int, int], ...]
    told: bool


_Key: TypeAlias = tuple[str, tuple[Part, ...], bool]


class Fonts:
    """All fonts of a document, cut down to what its pages show."""

    def __init__(self, layout: Layout) -> None:
        used: dict[Face, dict[_Key, Cluster]] = {}
        letters: dict[Face, dict[tuple[str, int], int]] = {}
        for frame in (one for page in layout.frames for one in (page, *((page.slide.frame,) if page.slide else ()))):
            for item in (*frame.fixed, *frame.items):
                for run in glyph_runs(item):
                    known = used.setdefault(run.face, {})
                    if (flat := _flat(run)) is not None:
                        pairs = zip(run.text, flat[0], strict=True)
                        letters.setdefault(run.face, {}).update(zip(pairs, flat[1], strict=True))
                        continue
                    for cluster in clusters(run):
                        known.setdefault((cluster.text, cluster.parts, cluster.spread), cluster)
        for face, pairs_of_face in letters.items():
            for (char, glyph), advance in pairs_of_face.items():
                used[face].setdefault((char, ((glyph, 0, 0),), False), Cluster(char, ((glyph, 0, 0),), advance))
        self._fonts = {
            face: Font(f"F{number}", face, known.values()) for number, (face, known) in enumerate(used.items(), 1)
        }

    def __getitem__(self, face: Face) -> Font:
        return self._fonts[face]

    def resources(self, document: Any) -> Any:
        """The font dictionary that every page shares."""
        return dictionary(**{font.name: document.Reference(font.written(document)) for font in self._fonts.values()})


class Font:
    """One face in one document, cut down to the clusters that are shown."""

    def __init__(self, name: str, face: Face, known: Iterable[Cluster]) -> None:
        self.name = name
        self._face = face
        space = face.hb_font.get_nominal_glyph(0x20)
        # A line's end may stand for a space, so every font has one.
        self._space = (
            Cluster(" ", ((space, 0, 0),), face.hb_font.get_glyph_h_advance(space)) if space else Cluster(" ", (), 0)
        )
        every = [cluster for cluster in (self._space, *known) if cluster.parts]
        glyphs = sorted({0, *(part[0] for cluster in every for part in cluster.parts)})
        subset, numbers = _subset(face, glyphs)
        metrics = hb.Font(subset)
        widths = {glyph: metrics.get_glyph_h_advance(numbers[glyph]) for glyph in glyphs}
        self.postscript = "CFF " in subset.table_tags
        self._shown: dict[_Key, _Shown] = {}
        self._texts: list[str] = [""]  # by code, as are the next two; code 0 is for what is missing
        self._widths: list[int] = [widths[0]]
        self._glyphs: list[int] = [0]
        self._head: bytes = subset.reference_table("head").data
        if self.postscript:
            self._by_glyph(every, numbers, widths)
            self._program: bytes = subset.blob.data
        else:
            self._program = extended(subset.blob.data, self._by_cluster(every, numbers, widths, subset.glyph_count))
        self._letters = {
            (text, parts[0][0]): (shown.codes[0][0], shown.codes[0][3])
            for (text, parts, _), shown in self._shown.items()
            if shown.told and len(parts) == 1 and parts[0][1:] == (0, 0)
        }

    def _by_cluster(
        self, every: list[Cluster], numbers: dict[int, int], widths: dict[int, int], count: int
    ) -> list[Composite]:
        """Codes for each cluster and text; gives the composite glyphs that the font needs for them."""
        made: dict[Composite, int] = {}
        codes: dict[tuple[str, int], tuple[str, int, int, int]] = {}

        def code(text: str, glyph: int, width: int) -> tuple[str, int, int, int]:
            if (text, glyph) not in codes:
                codes[text, glyph] = (f"{len(self._glyphs):04X}", 0, 0, width)
                self._texts.append(text)
                self._widths.append(width)
                self._glyphs.append(glyph)
            return codes[text, glyph]

        def composite(parts: tuple[Part, ...], width: int) -> int:
            wanted = Composite(tuple((numbers[glyph], x, y) for glyph, x, y in parts), width)
            return made.setdefault(wanted, count + len(made))

        for cluster in every:
            text, parts, advance, spread = cluster
            told = not _PRIVATE.search(text) and not _FORBIDDEN.search(text)
            if spread and told:
                # The first code draws everything; the others are blank and share the width.
                shares = _shared(advance, len(text))
                drawn = (composite(parts if number == 0 else (), share) for number, share in enumerate(shares))
                found = tuple(
                    code(char, glyph, share) for char, glyph, share in zip(text[::-1], drawn, shares, strict=True)
                )
            elif cluster.plain:
                found = (code(text, numbers[parts[0][0]], widths[parts[0][0]]),)
            else:
                found = (code(text, composite(parts, max(0, advance)), max(0, advance)),)
            self._shown[text, parts, spread] = _Shown(found, told)
        return list(made)

    def _by_glyph(self, every: list[Cluster], numbers: dict[int, int], widths: dict[int, int]) -> None:
        """The glyphs' own numbers as codes (ISO 32000-1, 9.7.4.2), each with the text that it stands for most simply."""
        count = len(numbers)
        texts: list[str] = [""] * count
        for cluster in sorted(every, key=lambda one: not one.plain):
            first = numbers[cluster.parts[0][0]]
            texts[first] = texts[first] or cluster.text
        self._texts, self._glyphs = texts, list(range(count))
        self._widths = [0] * count
        for glyph, number in numbers.items():
            self._widths[number] = widths[glyph]
        for cluster in every:
            codes = tuple((f"{numbers[glyph]:04X}", x, y, widths[glyph]) for glyph, x, y in cluster.parts)
            told = (
                cluster.plain
                and texts[numbers[cluster.parts[0][0]]] == cluster.text
                and not _PRIVATE.search(cluster.text)
            )
            self._shown[cluster.text, cluster.parts, cluster.spread] = _Shown(
                codes, told and not _FORBIDDEN.search(cluster.text)
            )

    def show(self, run: GlyphRun, space_after: bool = False) -> str:
        """The operators between BT and ET that show a run, a space behind it if asked for (a line break stands for one)."""
        if (flat := _flat(run)) is not None and (self._space.parts or not space_after):
            # most runs are letters as wide as the file says
            letters = [*map(self._letters.get, zip(run.text, flat[0], strict=True))]
            codes, widths = zip(*letters, strict=True) if None not in letters else ((), ())
            if widths == flat[1]:
                space = self._letters[" ", self._space.parts[0][0]][0] if space_after else ""
                return f"<{''.join(codes)}{space}> Tj"
        pen = _Pen(run.size / self._face.upem, 1000 / self._face.upem)
        shown = self._shown
        found = clusters(run)
        if run.rtl:
            found.reverse()
            pen.begin("/ReversedChars BMC")
            if space_after:
                pen.step(-self._space.advance)
                found.insert(0, self._space)
        elif space_after:
            found.append(self._space)
        for cluster in found:
            text, parts, advance, spread = cluster
            codes, told = shown[text, parts, spread] if parts else ((), False)
            if told:
                for code, _, _, width in codes:
                    pen.code(code, width, width)
                pen.step(advance - sum(width for _, _, _, width in codes))
            else:
                pen.say(text, codes, advance)
        if run.rtl:
            pen.begin("EMC")
        return pen.done()

    def written(self, document: Any) -> Any:
        """The Type 0 font with its descendant, descriptor, file and ToUnicode."""
        face, per_mille = self._face, 1000 / self._face.upem
        tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(self._program).digest()[:6])
        base = name(f"{tag}+{face.ps_name}")
        program = Stream(
            {"Subtype": "/OpenType"} if self.postscript else {"Length1": len(self._program)}, self._program
        )
        box = struct.unpack_from(">4h", self._head, 36)
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
            **{"FontFile3" if self.postscript else "FontFile2": document.Reference(program)},
        )
        to_glyphs = None
        if not self.postscript:
            to_glyphs = document.Reference(Stream({}, struct.pack(f">{len(self._glyphs)}H", *self._glyphs)))
        descendant = dictionary(
            Type="/Font",
            Subtype="/CIDFontType0" if self.postscript else "/CIDFontType2",
            BaseFont=base,
            CIDSystemInfo=dictionary(Registry=string("Adobe"), Ordering=string("Identity"), Supplement=0),
            FontDescriptor=document.Reference(descriptor),
            W=array(0, array(*(round(width * per_mille, 2) for width in self._widths))),
            CIDToGIDMap=to_glyphs,
        )
        return dictionary(
            Type="/Font",
            Subtype="/Type0",
            BaseFont=base,
            Encoding="/Identity-H",
            DescendantFonts=array(document.Reference(descendant)),
            ToUnicode=document.Reference(Stream({}, _to_unicode(self._texts))),
        )


class _Pen:
    """Codes on their way into text-showing operators (ISO 32000-1, 9.4.3), with moves where the next one stands elsewhere than the
    widths in the file say. `scale` makes font units points, `per_mille` thousandths of an em."""

    def __init__(self, scale: float, per_mille: float) -> None:
        self._scale, self._per_mille = scale, per_mille
        self._out: list[str] = []
        self._line: list[str] = []  # codes, and moves as ">…<" between them
        self._move = 0

    def step(self, distance: int) -> None:
        """Moves to the right."""
        self._move += distance

    def code(self, code: str, advance: int, width: int) -> None:
        """Shows a code that is so wide in the file and moves on as far as was measured."""
        if self._move:
            self._line.append(f">{-self._move * self._per_mille:.2f}<")
        self._line.append(code)
        self._move = advance - width

    def say(self, text: str, codes: tuple[tuple[str, int, int, int], ...], advance: int) -> None:
        """Shows codes for which a reader takes other words than ToUnicode's."""
        self.begin(f"/Span <</ActualText <FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>>> BDC")
        pen = 0
        for code, x, y, width in codes:
            if y:
                self.begin(f"{y * self._scale:.3f} Ts")
            self._move += x - pen
            self.code(code, width, width)
            pen = x + width
            if y:
                self.begin("0 Ts")
        self.begin("EMC")
        self._move += advance - pen

    def begin(self, operator: str) -> None:
        """Puts another operator behind what was shown."""
        self._flush()
        self._out.append(operator)

    def done(self) -> str:
        self._flush()
        return " ".join(self._out)

    def _flush(self) -> None:
        if self._line:
            self._out.append(f"[<{''.join(self._line)}>] TJ")
            self._line.clear()


def _flat(run: GlyphRun) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """The glyphs and advances of a left-to-right run in which each character has one glyph in its usual place; else None."""
    if run.shaped.plain and not run.rtl:
        stop = run.start + len(run.text)
        ids = run.shaped.ids[run.start : stop]
        return (ids, run.shaped.advances[run.start : stop]) if ids and 0 not in ids else None
    glyphs = () if run.rtl else run.glyphs
    if not glyphs or len(glyphs) != len(run.text):
        return None
    ids, starts, advances, right, up = zip(*glyphs, strict=True)
    if starts != tuple(range(len(starts))) or any(right) or any(up) or 0 in ids:
        return None
    return ids, advances


def clusters(run: GlyphRun) -> list[Cluster]:
    """A run cut where text and glyphs can both be cut, in logical order."""
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
    return [
        _cluster(run, _seen(text[start:stop]), group[::-1] if run.rtl else group)
        for start, stop, group in zip(starts, bounds, groups, strict=True)
    ]


def _cluster(run: GlyphRun, text: str, glyphs: Iterable[Glyph]) -> Cluster:
    """Glyphs from left to right as one cluster."""
    parts: list[Part] = []
    pen = 0
    for id, _, advance, dx, dy in glyphs:
        if id == 0:
            raise _missing(run, text)
        parts.append((id, pen + dx, dy))
        pen += advance
    return Cluster(text, tuple(parts), pen, run.rtl and len(text) > 1)


def _seen(piece: str) -> str:
    """What is drawn of a cluster's text; a soft hyphen that stands alone is drawn, at the end of a line."""
    return (_UNSEEN.sub("", piece) or piece) if len(piece) > 1 else piece


def _shared(advance: int, count: int) -> list[int]:
    """A width in so many whole parts."""
    each, left = divmod(max(0, advance), count)
    return [each + (number < left) for number in range(count)]


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


def _to_unicode(texts: list[str]) -> bytes:
    """The CMap from codes to texts (ISO 32000-1, 9.10.3), at most 100 lines to a block (Adobe technical note 5014, 7.2)."""
    pairs = [
        (code, _NOTHING if not text or _FORBIDDEN.search(text) else text) for code, text in enumerate(texts) if code
    ]
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
        lines += [f"<{code:04X}> <{text.encode('utf-16-be', 'replace').hex().upper()}>" for code, text in block]
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode()


def _missing(run: GlyphRun, text: str) -> BriefingsError:
    points = " ".join(f"U+{ord(char):04X}" for char in text)
    path = run.run.origins[0] if run.run.origins else ""
    hint = "replace the character, or name a font that has it in the theme"
    return fault("glyph-missing", f"{run.face.family} has nothing to draw {text!r} ({points}) with", None, path, hint)


def _unusable(face: Face, reason: str) -> BriefingsError:
    hint = "give a TrueType or OpenType file with outlines"
    return fault("font-format", f"{face.family} ({face.path}) cannot be embedded in a PDF: {reason}", hint=hint)
