"""Which font file draws which character.

A theme names fonts as PowerPoint knows them: one for Latin, one for complex scripts (Arabic), one for Chinese. Here every
name becomes a file at hand: the theme's own, or one of those that ship with the tool. Arimo has Arial's widths; Source Serif 4 is
near to Georgia's; Noto Sans Arabic draws what these lack; Noto Sans SC (the extra `zh`) draws Chinese in one weight, and bold is never faked.

Characters choose as in LibreOffice, and as PowerPoint is documented to: first by script (ECMA-376 part 1, 21.1.2.3: `latin`, `ea`, `cs`), then
the first font of that script's chain that has the whole grapheme cluster. Signs of no script go with the text before them,
so quotation marks in Chinese are Chinese ones; digits and spaces in Arabic come from Arimo where the theme says Arial,
because Arial has them.

Lengths of fonts are in font units (`upem` to the em). A font file that cannot be read is a BriefingsError.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files as package_files
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from ..diagnostics import fault
from ..frozen import frozen
from ..look import FontRole
from ..regex import regex
from . import families

Script: TypeAlias = Literal["latin", "complex", "asian"]
Substitute: TypeAlias = tuple[str, str]

_SCRIPTS: Final[tuple[Script, ...]] = ("latin", "complex", "asian")

ARIMO: Final = "Arimo"
SERIF: Final = "Source Serif 4"
ARABIC: Final = "Noto Sans Arabic"
CHINESE: Final = "Noto Sans SC"

_STANDS_FOR: Final = {
    "arial": ARIMO, "helvetica": ARIMO, "liberation sans": ARIMO, "arimo": ARIMO,
    "georgia": SERIF, "source serif 4": SERIF,
    "noto sans arabic": ARABIC,
    "noto sans sc": CHINESE, "noto sans cjk sc": CHINESE, "source han sans sc": CHINESE, "microsoft yahei": CHINESE,
    "microsoft yahei ui": CHINESE, "微软雅黑": CHINESE, "simhei": CHINESE, "黑体": CHINESE,
}  # fmt: skip
"""Names that a shipped font stands for without anybody noticing."""

_NEARLY: Final = {"georgia": 0.03}
"""Names whose shipped font has not quite their widths, and the share of a line that stays free for it. Set for 14 points, and for 8 in
bold, Source Serif is 1.07 and 1.08 times as wide as Arial; Georgia 1.05 and about 1.11 (as published; not measured)."""

_FALLBACK: Final[dict[Script, tuple[str, ...]]] = {
    "latin": (ARIMO,),
    "complex": (ARIMO, ARABIC),
    "asian": (CHINESE,),
}
"""What each script is drawn with when the theme names nothing at hand."""

_CLUSTERS_KEPT: Final = 10_000
"""For so many grapheme clusters it is kept which face draws them."""

_IGNORED: Final = (
    "\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e"
    "\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\U0001d173-\\U0001d17a\\U000e0000-\\U000e0fff"
)
UNSEEN: Final = regex(f"[{_IGNORED}]+")
"""Characters of which nothing is drawn: Default_Ignorable_Code_Point (Unicode 15.0, DerivedCoreProperties)."""

_NEEDS_NO_GLYPH: Final = regex(f"[{_IGNORED}\\t\\n\\x0b\\r\\x85\\u2028\\u2029]")
"""Those, tabs and line ends."""

_SPACES: Final = frozenset(
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u00a0 "
)
"""Spaces that HarfBuzz makes of the font's own space, each in its right width, when the font lacks them."""

_ASIAN_RANGES: Final = (
    "\u1100-\u11ff\u2e80-\u2fdf\u2ff0-\u303f\u3040-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff00-\uffef\U00020000-\U0003ffff"
)
_COMPLEX_RANGES: Final = (
    "\u0590-\u109f\u1200-\u139f\u1780-\u18af\u1900-\u1aff\u1b00-\u1c7f\ua800-\ua8df\ua980-\uaadf\uabc0-\uabff"
    "\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_WEAK_RANGES: Final = (
    "\0-\x20\xa0\u02ca\u02cb\u02d9\u0300-\u036f\u2000-\u2bff\ud800-\uf8ff\ufb00-\ufb06\ufe00-\ufe2f\ufeff"
    "\U0001f000-\U0001faff\U000e0000-\U0010ffff"
)
# expressions of whole scripts take long to compile: two that few texts need are left to the cache of `re`
_CHINESE_RANGES: Final = "[\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\ufe30-\ufe4f\uff00-\uff5e]"
"""What Noto Sans SC has nearly all of."""
_NOT_LATIN: Final = regex(f"[{_ASIAN_RANGES}{_COMPLEX_RANGES}]")
_STRETCH: Final = (
    f"(?P<asian>[{_ASIAN_RANGES}]+)|(?P<complex>[{_COMPLEX_RANGES}]+)|(?P<weak>[{_WEAK_RANGES}]+)"
    f"|(?P<latin>[^{_ASIAN_RANGES}{_COMPLEX_RANGES}{_WEAK_RANGES}]+)"
)
_JOINED: Final = regex(
    "[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U0001f3fb-\U0001f3ff]"
)
"""What can make a grapheme cluster of more than one character in the scripts that the fonts here have."""

SLIDE_LINE: Final = (1.0, 0.2)
"""Height above and below the baseline, in ems, of a line on a slide, whatever the font: LibreOffice sets every text box of a
.pptx so (font-independent line spacing: measured for Arimo, DejaVu, Noto Sans Arabic and Noto Sans SC), and it is a little
more than Arial's own line (1.149), which PowerPoint is taken to go by (not measured)."""

_YAHEI_LINE: Final = (1.058, 0.262)
"""Microsoft YaHei's own line, higher than LibreOffice's: the deck asks PowerPoint for that font (not measured)."""


class LineMetrics(NamedTuple):
    """The height of a line above and below its baseline, in ems."""

    ascent: float
    descent: float


@frozen
class _Opened:
    """A font file in memory, at one place of its design space."""

    blob: Any
    face: Any
    font: Any
    characters: frozenset[str]


@frozen
class Face:
    """One font file at one weight. `weight` is what it draws (400 or 700), `variations` the axes to pin in a variable font.

    Equal faces are the same file at the same place; the file is read when first needed, once in a process.
    """

    family: str
    weight: int
    italic: bool
    path: str
    variations: tuple[tuple[str, float], ...] = ()

    @property
    def hb_face(self) -> Any:
        """The HarfBuzz face, for the subsetter (which pins `variations`)."""
        return _opened(self.path, self.variations).face

    @property
    def hb_font(self) -> Any:
        """The HarfBuzz font, scaled to font units and set to the weight."""
        return _opened(self.path, self.variations).font

    @property
    def digest(self) -> str:
        """The sum of the file's bytes."""
        return sha256(_opened(self.path, self.variations).blob.data).hexdigest()

    @property
    def characters(self) -> frozenset[str]:
        """Every character in the font's `cmap`."""
        return _opened(self.path, self.variations).characters

    @property
    def upem(self) -> int:
        return int(self.hb_face.upem)

    @property
    def ascender(self) -> int:
        return int(self.hb_font.get_font_extents("ltr").ascender)

    @property
    def descender(self) -> int:
        """Below the baseline, negative."""
        return int(self.hb_font.get_font_extents("ltr").descender)

    @property
    def line_gap(self) -> int:
        return int(self.hb_font.get_font_extents("ltr").line_gap)

    @property
    def line(self) -> LineMetrics:
        """The font's own line in ems: ascender with the line gap, and descender."""
        return LineMetrics((self.ascender + self.line_gap) / self.upem, -self.descender / self.upem)

    @property
    def underline(self) -> tuple[int, int]:
        """Where the underline's middle is (negative: below the baseline) and how thick it is."""
        import uharfbuzz as hb

        position = self.hb_font.get_metric_position_with_fallback
        return int(position(hb.OTMetricsTag.UNDERLINE_OFFSET)), int(position(hb.OTMetricsTag.UNDERLINE_SIZE))

    @property
    def cap_height(self) -> int:
        import uharfbuzz as hb

        return int(self.hb_font.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT))

    @property
    def cff(self) -> bool:
        """True for PostScript outlines, which a PDF embeds as FontFile3."""
        return any(tag.strip() in {"CFF", "CFF2"} for tag in self.hb_face.table_tags)

    @property
    def ps_name(self) -> str:
        """A PostScript name, different for each face: `Arimo-BoldItalic`."""
        import uharfbuzz as hb

        own = self.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME)
        if own and not self.variations:
            return re.sub(r"[^!-~]|[\[\](){}<>/%]", "", own)
        style = ("Bold" if self.weight >= 600 else "") + ("Italic" if self.italic else "")
        return re.sub(r"[^A-Za-z0-9]", "", self.family) + "-" + (style or "Regular")

    def covers(self, codepoint: int) -> bool:
        """True when the font has a glyph for a character."""
        return chr(codepoint) in self.characters

    def draws(self, cluster: str) -> bool:
        """True when nothing in a grapheme cluster would come out as an empty box.

        HarfBuzz composes and decomposes by canonical equivalence and leaves the ignorable characters out.
        """
        characters = self.characters
        if all(char in characters or _NEEDS_NO_GLYPH.match(char) for char in cluster):
            return True
        return any(characters.issuperset(unicodedata.normalize(form, cluster)) for form in ("NFC", "NFD"))


@frozen
class FontFile:
    """A font file of a theme and the style it draws. A variable font is named once upright and once italic, for all weights."""

    path: str
    bold: bool = False
    italic: bool = False


@frozen
class FontSource:
    """A family that a theme brings along, with its files."""

    family: str
    files: tuple[FontFile, ...]

    def face(self, bold: bool, italic: bool) -> Face:
        """The face nearest to the wish: the slant counts before the weight, for it changes shapes more."""
        best = min(self.files, key=lambda file: (file.italic != italic, file.bold != bold))
        variations = _variations(best.path, 700 if bold or best.bold else 400)
        heavy = best.bold or (bold and any(axis == "wght" for axis, _ in variations))
        return Face(self.family, 700 if heavy else 400, best.italic, best.path, variations)


@frozen
class FontSet:
    """The fonts of a theme: what headings and bodies ask for (Latin, complex scripts, Chinese; "" for no wish) and the
    files that the theme brings along. `drawn`: pages are drawn in the very fonts that they are measured with."""

    heading: tuple[str, ...] = ("Arial", "Arial", "Microsoft YaHei")
    body: tuple[str, ...] = ("Arial", "Arial", "Microsoft YaHei")
    sources: tuple[FontSource, ...] = ()
    drawn: bool = False

    @property
    def substitutes(self) -> tuple[Substitute, ...]:
        """The names that are not at hand, each with the family measured and drawn in its place."""
        found = [
            (wanted, _FALLBACK[script][-1])
            for names in (self.heading, self.body)
            for script, wanted in zip(_SCRIPTS, names, strict=False)
            if wanted and self._known(wanted) is None
        ]
        return tuple(dict.fromkeys(found))

    def margin(self, role: FontRole) -> float:
        """The share of a line that stays free because the font that PowerPoint will take is not at hand and may be wider than the
        one that is measured in its place."""
        return _margin(self, role)

    def chain(
        self, role: FontRole, bold: bool = False, italic: bool = False, script: Script = "latin"
    ) -> tuple[Face, ...]:
        """The faces to try for a script, in order; those of the other scripts stand behind."""
        return _chain(self, role, bold, italic, script)

    def runs(
        self, text: str, role: FontRole = "body", bold: bool = False, italic: bool = False, rtl: bool = False
    ) -> tuple[tuple[int, int, Face], ...]:
        """The text cut into (start, stop, face). In right-to-left text everything is of a complex script, digits too."""
        if rtl:
            return tuple(self.cover(text, 0, len(text), role, bold, italic, "complex"))
        return tuple(
            run
            for start, stop, script in scripts(text)
            for run in self.cover(text, start, stop, role, bold, italic, script)
        )

    def cover(
        self, text: str, start: int, stop: int, role: FontRole, bold: bool, italic: bool, script: Script
    ) -> Iterator[tuple[int, int, Face]]:
        """A stretch of one script as (start, stop, face), each grapheme cluster in the first face that has all of it.

        Where no face has a cluster, it stays with its neighbours: `missing` is there to be asked before.
        """
        first, drawing = _drawing(self, role, bold, italic, script)
        piece = text[start:stop]
        if first.characters.issuperset(piece):
            yield start, stop, first
            return
        begin, current = start, None
        for at, end in _clusters(piece):
            face = drawing[piece[at:end]]
            if current is None or (face is not None and face != current):
                if current is not None:
                    yield begin, start + at, current
                    begin = start + at
                current = face or (first if current is None else current)
        yield begin, stop, current or first

    def missing(self, text: str) -> tuple[str, ...]:
        """The characters of a text that no font has, in the order they come, each once."""
        body = self.chain("body")
        if body[0].characters.issuperset(text):
            return ()
        faces = tuple(dict.fromkeys(body + self.chain("heading")))
        gone: dict[str, None] = {}
        for at, end in _clusters(text):
            cluster = text[at:end]
            if not any(face.draws(cluster) or _spaces_only(cluster) for face in faces):
                lacking = [char for char in cluster if not any(face.draws(char) for face in faces)]
                gone.update(dict.fromkeys(lacking or cluster[1:]))  # each has a font, but no font has them all
        return tuple(gone)

    def has_font(self, char: str) -> tuple[str, ...]:
        """The families that would have a character: the theme's, those shipped, and the extra that is not installed."""
        families = (*(source.family for source in self.sources), *_FALLBACK["complex"], CHINESE)
        having = [family for family in families if (face := self._face(family, False, False)) and face.draws(char)]
        if not having and _face_of_shipped(CHINESE, False, False) is None and re.match(_CHINESE_RANGES, char):
            having.append(f"{CHINESE} (install briefings[zh])")
        return tuple(dict.fromkeys(having))

    def line(self, role: FontRole, text: str, cell: bool = False) -> LineMetrics:
        """The height of a line of a text, in ems: the largest that a program would give it.

        On slides that is LibreOffice's, the same for all fonts, unless a font of the theme's own or Chinese is higher in
        PowerPoint. In table cells (`cell`) LibreOffice goes by the font's own metrics.
        """
        used: set[Script] = {"latin"}
        if _NOT_LATIN.search(text):
            used = {script for _, _, script in scripts(text)}
        return _line(self, role, tuple(sorted(used)), cell)

    def _known(self, wanted: str) -> str | None:
        """The family at hand for a name: the theme's own comes before those shipped."""
        folded = wanted.casefold().strip()
        named = (source.family for source in self.sources if source.files)
        own = next((family for family in named if family.casefold().strip() == folded), None)
        return own or _STANDS_FOR.get(folded)

    def _wishes(self, role: FontRole, script: Script) -> tuple[str, ...]:
        """The families to try for a script."""
        names = self.heading if role == "heading" else self.body
        wanted = dict(zip(_SCRIPTS, names, strict=False)).get(script, "")
        known = self._known(wanted) if wanted else None
        return (known, *_FALLBACK[script]) if known else _FALLBACK[script]

    def _face(self, family: str, bold: bool, italic: bool) -> Face | None:
        own = next((source for source in self.sources if source.family == family and source.files), None)
        return own.face(bold, italic) if own else _face_of_shipped(family, bold, italic)


def scripts(text: str) -> tuple[tuple[int, int, Script], ...]:
    """A paragraph cut by script into (start, stop, script); signs of none go with the text before them, or at the very start
    with the text after. This is how LibreOffice chooses between the three fonts of a text."""
    if not _NOT_LATIN.search(text):
        return ((0, len(text), "latin"),) if text else ()
    cuts: list[tuple[int, int, Script]] = []
    for stretch in re.finditer(_STRETCH, text):
        kind = stretch.lastgroup
        if kind == "weak" and not cuts:
            continue
        script = cuts[-1][2] if kind == "weak" else next(one for one in _SCRIPTS if one == kind)
        start = cuts[-1][1] if cuts else 0
        if cuts and cuts[-1][2] == script:
            start = cuts.pop()[0]
        cuts.append((start, stretch.end(), script))
    return tuple(cuts)


class _Drawing(dict[str, "Face | None"]):
    """Grapheme cluster → the first of some faces that has it; None for what needs no glyph of its own, or has none."""

    def __init__(self, faces: tuple[Face, ...]) -> None:
        super().__init__()
        self._faces = faces

    def __missing__(self, cluster: str) -> Face | None:
        bare = _NEEDS_NO_GLYPH.fullmatch(cluster)
        face = None if bare else next((face for face in self._faces if face.draws(cluster)), None)
        if len(self) < _CLUSTERS_KEPT:
            self[cluster] = face
        return face


@lru_cache(maxsize=256)
def _drawing(fonts: FontSet, role: FontRole, bold: bool, italic: bool, script: Script) -> tuple[Face, _Drawing]:
    """The first face to try for a script, and which of all draws what."""
    faces = _chain(fonts, role, bold, italic, script)
    return faces[0], _Drawing(faces)


def _spaces_only(cluster: str) -> bool:
    return _SPACES.issuperset(cluster)


def _clusters(text: str) -> Iterable[tuple[int, int]]:
    """The grapheme clusters of a text, as (start, stop)."""
    if not _JOINED.search(text):
        return zip(range(len(text)), range(1, len(text) + 1), strict=True)
    from .linebreak import graphemes

    bounds = sorted({0, len(text), *graphemes(text)})
    return pairwise(bounds)


@lru_cache(maxsize=256)
def _chain(fonts: FontSet, role: FontRole, bold: bool, italic: bool, script: Script) -> tuple[Face, ...]:
    order = (script, *(other for other in _SCRIPTS if other != script))
    families = [family for one in order for family in fonts._wishes(role, one)]
    families += [ARIMO, ARABIC, CHINESE, *(source.family for source in fonts.sources)]
    faces = [fonts._face(family, bold, italic) for family in dict.fromkeys(families)]
    return tuple(face for face in faces if face is not None)


@lru_cache(maxsize=256)
def _margin(fonts: FontSet, role: FontRole) -> float:
    names = fonts.heading if role == "heading" else fonts.body
    wanted = names[0] if names else ""
    if not wanted or fonts.drawn:
        return 0.0
    if known := fonts._known(wanted):
        return _NEARLY.get(wanted.casefold().strip(), 0.0) if known == SERIF else 0.0
    wide = families.width(wanted)
    return max(0.0, 1 - 1 / wide)


@lru_cache(maxsize=256)
def _line(fonts: FontSet, role: FontRole, used: tuple[Script, ...], cell: bool) -> LineMetrics:
    candidates = [LineMetrics(*SLIDE_LINE)]
    wanted = (fonts.heading if role == "heading" else fonts.body)[:1]
    if wanted and wanted[0] and fonts._known(wanted[0]) is None:
        candidates.append(LineMetrics(*families.line(wanted[0])))
    own = {source.family for source in fonts.sources}
    for script in used:
        first = fonts.chain(role, script=script)[0]
        if cell or first.family in own:
            candidates.append(first.line)
        if script == "asian" and first.family not in own:
            candidates.append(LineMetrics(*_YAHEI_LINE))
    return max(candidates, key=lambda line: (round(line.ascent + line.descent, 6), line))


def _face_of_shipped(family: str, bold: bool, italic: bool) -> Face | None:
    """A shipped font's face, or None when its package is not installed. Arimo and the serif slant; Noto Sans SC has one weight."""
    weight = 700 if bold else 400
    if family == SERIF:
        path = _shipped("fontpkg_source_serif_4", f"files/SourceSerif4{'-Italic' if italic else ''}[opsz,wght].ttf")
        return Face(SERIF, weight, italic, path, (("opsz", 8 if bold else 14), ("wght", weight))) if path else None
    if family == ARIMO:
        path = _shipped("fontpkg_arimo", f"files/Arimo{'-Italic' if italic else ''}[wght].ttf")
        return Face(ARIMO, weight, italic, path, (("wght", weight),)) if path else None
    if family == ARABIC:
        path = _shipped("fontpkg_noto_sans_arabic", "files/NotoSansArabic[wdth,wght].ttf")
        return Face(ARABIC, weight, False, path, (("wdth", 100), ("wght", weight))) if path else None
    path = _shipped("pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf")
    return Face(CHINESE, 400, False, path) if path else None


@cache
def _shipped(package: str, name: str) -> str:
    """The path of a font file inside an installed package, or "" when it is not installed."""
    if find_spec(package) is None:
        return ""
    path = Path(str(package_files(package))) / name
    return str(path) if path.is_file() else ""


@cache
def _variations(path: str, weight: int) -> tuple[tuple[str, float], ...]:
    """Where a variable font is pinned: its weight axis as near to the weight as it goes, the others at their defaults."""
    axes = _opened(path, ()).face.axis_infos
    return tuple(
        (axis.tag, min(max(weight, axis.min_value), axis.max_value) if axis.tag == "wght" else axis.default_value)
        for axis in axes
    )


@cache
def _opened(path: str, variations: tuple[tuple[str, float], ...]) -> _Opened:
    import uharfbuzz as hb

    try:
        data = Path(path).read_bytes()
    except OSError as problem:
        raise fault("font-unreadable", f"cannot read the font file {path}: {problem.strerror}") from problem
    blob = hb.Blob(data)
    face = hb.Face(blob)
    if not face.glyph_count or not {"cmap", "hmtx"} <= set(face.table_tags):
        hint = "give a TrueType or OpenType file (.ttf or .otf); .woff and .woff2 have to be unpacked"
        raise fault("font-unreadable", f"{path} is not a font file that can be drawn", hint=hint)
    font = hb.Font(face)
    if variations:
        font.set_variations(dict(variations))
    return _Opened(blob, face, font, frozenset(map(chr, face.unicodes)))
