"""Text as glyphs: HarfBuzz, with the settings that the decks ask for.

Kerning is off, so that lines are never measured too short, and so are the ligatures that a font only likes; what a
script requires (Arabic joining, lam-alef, marks on their letters) is on. So advances add up: a piece of a text is as wide as
the sum of its letters, and a line can be cut out of a paragraph shaped once, wherever HarfBuzz says that this is safe.

Advances and offsets are in font units of the face. Glyphs run from left to right, as drawn; clusters count characters.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate, repeat
from operator import neg
from typing import Final

from ..frame import Glyph
from ..frozen import frozen
from ..geometry import EMU_PER_POINT
from ..regex import regex
from .fonts import UNSEEN, Face
from .kept import kept

_FEATURES: Final = {"kern": False, "liga": False, "clig": False}
_FEATURES_RTL: Final = {"kern": False}

_CONTEXT: Final = 5
"""HarfBuzz looks at no more than five characters on either side of what it shapes (HB_BUFFER_CONTEXT_LENGTH)."""

_UNDRAWN: Final = regex("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_NON_JOINER: Final = "\u200c"
"""Not seen either, and the letters on both sides of it have the forms of a word's end and begin."""

_UNSAFE: Final = regex(r"=(\d+)#[13579BDF]")
"""A glyph as `hb_buffer_serialize` writes it, with its cluster, where HB_GLYPH_FLAG_UNSAFE_TO_BREAK is set."""


@frozen
class Shaped:
    """A stretch of text of one face and direction, shaped.

    `edges[i]` is the advance of the characters before the i-th, in reading order; `unsafe` holds the characters before which a
    cut changes the shapes on either side; `offsets` is empty when nothing is moved off its place. `plain` is a text from left to right in
    which each character has one glyph in its usual place.
    """

    text: str
    rtl: bool
    ids: tuple[int, ...]
    clusters: tuple[int, ...]
    advances: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]
    edges: tuple[int, ...]
    unsafe: frozenset[int]
    plain: bool = False

    def safe(self, start: int, stop: int) -> bool:
        """True when text[start:stop] can be taken out as it is."""
        return start not in self.unsafe and stop not in self.unsafe

    def glyphs(self, start: int = 0, stop: int | None = None) -> tuple[Glyph, ...]:
        """The glyphs of text[start:stop], clusters counted from `start`."""
        end = len(self.text) if stop is None else stop
        if self.rtl:
            first, last = (bisect_right(self.clusters, -bound, key=neg) for bound in (end, start))
        else:
            first, last = (bisect_left(self.clusters, bound) for bound in (start, end))
        clusters = [cluster - start for cluster in self.clusters[first:last]]
        dx, dy = (
            zip(*self.offsets[first:last], strict=True) if self.offsets and first < last else (repeat(0), repeat(0))
        )
        # `tuple.__new__` makes named tuples in half the time, and a page has thousands of glyphs.
        fields = zip(self.ids[first:last], clusters, self.advances[first:last], dx, dy, strict=False)
        return tuple(map(tuple.__new__, repeat(Glyph), fields))


def shape(text: str, face: Face, rtl: bool = False, language: str = "en") -> tuple[Glyph, ...]:
    """The glyphs of a text in one face, from left to right. A character that the face lacks is glyph 0."""
    return shaped(text, face, rtl, language).glyphs()


def width(glyphs: tuple[Glyph, ...], face: Face, size: float) -> int:
    """How wide glyphs are at a size in points, in EMU."""
    return round(sum(glyph.advance for glyph in glyphs) * size * EMU_PER_POINT / face.upem)


@kept(1024, lambda text, *_: len(text))
def shaped(text: str, face: Face, rtl: bool = False, language: str = "en", before: str = "", after: str = "") -> Shaped:
    """A text shaped between its neighbours `before` and `after`, which it joins with but which are not drawn."""
    import uharfbuzz as hb

    head, tail = before[-_CONTEXT:], after[:_CONTEXT]
    drawn = _drawable(head + text + tail)
    buffer = hb.Buffer()
    buffer.add_str(drawn, len(head), len(text))
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.language = language
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.guess_segment_properties()
    hb.shape(face.hb_font, buffer, _FEATURES_RTL if rtl else _FEATURES)
    infos = buffer.glyph_infos
    if not infos:
        return Shaped(text, rtl, (), (), (), (), (0,) * (len(text) + 1), frozenset())
    first = len(head)
    ids = tuple([info.codepoint for info in infos])
    clusters = tuple([info.cluster for info in infos])
    if first:
        clusters = tuple([cluster - first for cluster in clusters])
    owners = _owners(drawn[first : first + len(text)])
    clusters = tuple([owners.get(cluster, cluster) for cluster in clusters]) if owners else clusters
    positions = buffer.glyph_positions
    advances = tuple([position.x_advance for position in positions])
    # Asking each glyph for its flags takes five times as long as shaping; written down, they come in one call.
    how = hb.BufferSerializeFlags
    spare = how.GLYPH_FLAGS | how.NO_GLYPH_NAMES | how.NO_ADVANCES
    written = buffer.serialize(face.hb_font, flags=spare | how.NO_CLUSTERS)
    unsafe: frozenset[int] = frozenset()
    if "#" in written:
        marked = _UNSAFE.findall(buffer.serialize(face.hb_font, flags=spare | how.NO_POSITIONS))
        unsafe = frozenset([owners.get(int(cluster) - first, int(cluster) - first) for cluster in marked])
    offsets = tuple([position.position[:2] for position in positions]) if "@" in written else ()
    offsets = offsets if any(map(any, offsets)) else ()
    plain = not rtl and not offsets and clusters == tuple(range(len(text)))
    return Shaped(text, rtl, ids, clusters, advances, offsets, _edges(len(text), clusters, advances), unsafe, plain)


def _owners(drawn: str) -> dict[int, int]:
    """For each character that is not drawn the next one that is: HarfBuzz takes the first away and lets a glyph of the second
    count as its own (`hb-buffer.cc`, delete_glyphs_inplace), so that a line which begins between the two would lose a letter."""
    owners: dict[int, int] = {}
    for found in UNSEEN.finditer(drawn):
        if found.end() < len(drawn):
            owners.update(dict.fromkeys(range(*found.span()), found.end()))
    return owners


def _edges(length: int, clusters: tuple[int, ...], advances: tuple[int, ...]) -> tuple[int, ...]:
    """The advance before each character; a cluster of several characters counts whole after its first."""
    if clusters == tuple(range(length)):
        return tuple(accumulate(advances, initial=0))
    widths = [0] * length
    for cluster, advance in zip(clusters, advances, strict=True):
        widths[cluster] += advance
    return tuple(accumulate(widths, initial=0))


def _drawable(text: str) -> str:
    """The text with a space for each tab and nothing to see for line ends and other controls; as long as before."""
    if not _UNDRAWN.search(text):
        return text
    return _UNDRAWN.sub(lambda found: " " if found[0] == "\t" else _NON_JOINER, text)
