"""What blocks and writers see of a theme: colours, fonts, type styles and slide layouts.

A `Look` comes from one door only: `brand.read` of a .pptx, be it our generated slide master or a customer's; a sheet adds
the areas and the type scale of `theme.yaml`.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from .frozen import frozen, replace
from .geometry import Box, Insets, PageSize
from .memory import alike, kept

if TYPE_CHECKING:
    from .frame import Item
    from .images import Image
    from .text.fonts import FontSet

Align: TypeAlias = Literal["start", "center", "end"]
Anchor: TypeAlias = Literal["top", "middle", "bottom"]
Ink: TypeAlias = Literal["usual", "low"]
TileStyle: TypeAlias = Literal["rule", "card"]
Standard: TypeAlias = Literal["ua-1", "ua-2"]
"""What a PDF keeps to: PDF/UA-1 with PDF/A-2a, in PDF 1.7; or PDF/UA-2 with PDF/A-4, in PDF 2.0."""
FontRole: TypeAlias = Literal["heading", "body"]

SCHEME_COLOURS = (
    "bg1", "tx1", "bg2", "tx2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"
)  # fmt: skip


@frozen
class FontNames:
    """The fonts of one role: Latin, East Asian and complex scripts."""

    latin: str
    ea: str = ""
    cs: str = ""


@frozen
class Colour:
    """A colour: `rgb` is six upper-case hex digits; `scheme` is the theme slot that the deck refers to, after the master's
    colour map (ECMA-376 part 1, 20.1.10.54), or "" where no slot has it. `light` is how the slot's colour is changed in lightness: so many
    per cent of it, and so many added; `calm` how much of its saturation is left, in per cent; `turn` by how many degrees its hue is another."""

    rgb: str
    scheme: str = ""
    light: tuple[float, float] = (100, 0)
    calm: float = 100
    turn: int = 0

    @staticmethod
    def of(channels: Iterable[float]) -> Colour:
        """A colour from red, green and blue, 0 to 1; what is beyond is cut."""
        return Colour("".join(f"{round(min(1.0, max(0.0, channel)) * 255):02X}" for channel in channels))

    @property
    def channels(self) -> tuple[float, float, float]:
        """Red, green and blue from 0 to 1."""
        return int(self.rgb[0:2], 16) / 255, int(self.rgb[2:4], 16) / 255, int(self.rgb[4:6], 16) / 255

    @property
    def spread(self) -> float:
        """How far apart the channels are, 0 (a grey) to 1."""
        return max(self.channels) - min(self.channels)

    @property
    def luminance(self) -> float:
        """Relative luminance, 0 to 1 (WCAG 2.2, definition of relative luminance)."""
        return _luminance(self.rgb)

    def contrast(self, other: Colour) -> float:
        """Contrast ratio, 1 to 21 (WCAG 2.2, 1.4.3)."""
        light, dark = sorted((self.luminance, other.luminance), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    @property
    def apart(self) -> bool:
        """Whether it is a ground under another theme than the deck's, where the deck's names of colours mean others."""
        return self.scheme == "-"

    @property
    def slot(self) -> str:
        """The theme slot that is this colour; "" where none is, or the colour is a shade of it."""
        return self.scheme if (self.light, self.calm, self.turn) == ((100, 0), 100, 0) else ""

    @lru_cache(maxsize=1024)  # noqa: B019  (colours are small, and a chart asks for the same each time that it is measured)
    def shade(self, per_cent: int, *, lighter: bool, calm: int = 100, turn: int = 0) -> Colour:
        """This colour so many per cent nearer to white, or to black, with so much of its saturation, its hue turned by so many degrees. Its slot
        stays, so that a deck's shades follow a change of the theme (ECMA-376 part 1, 20.1.2.3.15, 20.1.2.3.20, 20.1.2.3.21 and 20.1.2.3.27).
        A green that nobody sees in a black does not come forth when that is made lighter."""
        if not per_cent and calm == 100:
            return self
        left, added = 100 - per_cent, per_cent if lighter else 0
        hue, light, saturation = colorsys.rgb_to_hls(*self.channels)
        hue = (hue + turn / 360) % 1
        calm = 0 if lighter and 0 < self.spread < _BLACK and self.luminance < _BLACK else calm
        made = Colour.of(colorsys.hls_to_rgb(hue, (light * left + added) / 100, saturation * calm / 100))
        if not self.scheme:
            return made
        # one that is a shade already is one shade of its slot again
        kept, before = (round(one * left / 100, 3) for one in self.light)
        return Colour(made.rgb, self.scheme, (kept, before + added), round(self.calm * calm / 100, 3), self.turn + turn)

    def calmer(self, per_cent: int, *, lighter: bool) -> Colour:
        """The same, but no bright one: a deep blue or green made lighter with all its saturation would catch the eye."""
        made = self.shade(per_cent, lighter=lighter)
        return made if made.spread <= BRIGHT else self.shade(per_cent, lighter=lighter, calm=CALM)

    def paler(self, per_cent: int, ground: Colour) -> Colour:
        """This colour so many per cent nearer to a ground that is lighter or darker. White and greys have no hue to keep: on a coloured
        ground they take its own."""
        lighter = ground.luminance > self.luminance
        if self.spread < GREY and ground.spread > 2 * GREY:
            return ground.shade(100 - per_cent, lighter=not lighter)
        return self.shade(per_cent, lighter=lighter)


_BLACK: Final = 0.05
"""What is darker than this, and has channels that differ by less, people call black."""
GREY: Final = 0.1
"""A colour whose channels differ by less has no hue."""
BRIGHT, CALM = 0.25, 25
"""A shade that steps back whose channels differ by more is bright; so many per cent of its saturation are left then."""


@lru_cache(maxsize=4096)
def _luminance(rgb: str) -> float:
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in Colour(rgb).channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@frozen
class TextStyle:
    """How a paragraph is set. `size` in points; `spacing` multiplies the font's own line height (OOXML `spcPct`), unless
    `leading` gives the baseline distance in EMU (OOXML `spcPts`); `before`/`after`, `margin` (the text's distance from the
    start edge) and `indent` (first line against the margin, negative for hanging) in EMU; `bullet` the marker or "". `capitals` is
    True where the text is shown in capital letters, `tracking` what is set between letters, in points, as it is measured, and `letters` as it is
    written, less than nothing where they are closer: all come from a customer's slide master only."""

    size: float
    colour: Colour
    font: FontRole = "body"
    bold: bool = False
    italic: bool = False
    align: Align = "start"
    spacing: float = 1.0
    leading: int | None = None
    before: int = 0
    after: int = 0
    margin: int = 0
    indent: int = 0
    bullet: str = ""
    capitals: bool = False
    tracking: float = 0.0
    letters: float = 0.0

    def at(self, size: float) -> TextStyle:
        """The style in another size, its lines and letters as much closer."""
        leading = None if self.leading is None else round(self.leading * size / self.size)
        by = size / self.size
        return replace(self, size=size, leading=leading, tracking=self.tracking * by, letters=self.letters * by)


@lru_cache(2048)
def restyled(style: TextStyle, **changes: object) -> TextStyle:
    """A type style with some of its fields changed: the very same each time, so that what is kept of its texts is found at once."""
    return replace(style, **changes)


@alike
@frozen
class Placeholder:
    """A layout's named place: `kind` is the OOXML placeholder type ("title", "ctrTitle", "subTitle", "body", "obj", "pic",
    "chart", "tbl", "ftr", "dt", "sldNum"), `styles` its text style by outline level (resolved through layout, master and
    theme), `slot` the role's name for it ("title", "body", "left", "chart", …; "" when the role does not use it).

    `given` are the styles that the file says where others are used, smaller ones or such as can be read; "()" where they are the
    same. `moved` is True where the box is not the file's, `rtl` where its paragraphs run from the right; `says` are attributes of the
    text body (ECMA-376 part 1, 21.1.2.1.1) that have to be written because the file's own would not fit. `steps` are smaller styles
    to choose from where the file has no denser layout; `ink` is what small type needs where the colour of large type is too weak.
    `reach` is how wide a footer may become where date and number leave room beside it, and how far a title's lines may run on out of its box;
    `grown` is the free ground that a long title, or a cover's date, may take, above and below. `loose` is a title's
    whose layout has no place for one: the deck says all about it. `plate` is
    the colour of a panel that a slide puts below the text where no colour reads on what the layout shows there. `filled` says that it is
    filled itself, which PowerPoint shows below a text, but not below a chart or a table. `below` is how far down the ground of a title goes on,
    in EMU, where what stands there would give way; `least` are the insets above and below that keep its words off the page's edge and off lines."""

    idx: int
    kind: str
    name: str
    box: Box
    styles: tuple[TextStyle, ...]
    insets: Insets = Insets()
    anchor: Anchor = "top"
    columns: int = 1
    slot: str = ""
    background: Colour = Colour("FFFFFF", "bg1")
    given: tuple[TextStyle, ...] = ()
    moved: bool = False
    rtl: bool = False
    says: tuple[tuple[str, str], ...] = ()
    steps: tuple[tuple[TextStyle, ...], ...] = ()
    ink: Colour | None = None
    reach: Box | None = None
    grown: Box | None = None
    loose: bool = False
    plate: Colour | None = None
    filled: bool = False
    below: int = 0
    least: tuple[int, int] = (0, 0)

    @property
    def written(self) -> tuple[TextStyle, ...]:
        """The styles that a deck gets from the placeholder by itself."""
        return self.given or self.styles


@frozen
class Margin:
    """Room for a line of small type that nothing else takes, in EMU, and the colour behind it."""

    box: Box
    ground: Colour


@frozen
class SlideLayout:
    """A slide layout that plays a role. `density` orders the layouts of one role, airy (0) to dense; `free` is the part of the
    page that neither the master's drawings, the title nor the footers take: blocks without a placeholder stand there.
    `fixed` is what master and layout draw themselves (for the PDF handout and for staying clear of it). `part` is the layout's name
    in the package, which no two share; `areas` are places on the page for slots that have no placeholder; `ground` is what is behind
    the free part; `margin` has room for a line where no placeholder does; `reason` says why the layout plays its role;
    `plate` is the colour of a panel below blocks where no colour reads on all that is behind the free part; `opens` says that it is
    a cover, which shows no footers but a status when it plays for section headers; `lowered` that what is below its title has given way to a
    second line: it is for titles that fit no other layout."""

    name: str
    role: str
    density: int
    placeholders: tuple[Placeholder, ...]
    free: Box
    background: Colour
    fixed: tuple[Item, ...] = ()
    part: str = ""
    areas: tuple[tuple[str, Box], ...] = ()
    ground: Colour | None = None
    margin: Margin | None = None
    reason: str = ""
    plate: Colour | None = None
    opens: bool = False
    lowered: bool = False

    def offers(self, name: str) -> bool:
        """True when a slot has a place of its own, be it a placeholder or not."""
        return self.slot(name) is not None or any(slot == name for slot, _ in self.areas)

    def area(self, name: str) -> Box:
        """Where the blocks of a slot without a placeholder stand."""
        return next((box for slot, box in self.areas if slot == name), self.free)

    def slot(self, name: str) -> Placeholder | None:
        """The placeholder that a role's slot names, or None."""
        for place in self.placeholders:
            if place.slot == name:
                return place
        return None

    def chain(self, name: str) -> tuple[Placeholder, ...]:
        """The placeholders through which one slot's text runs: `body`, `body-2`, `body-3`, …"""
        return tuple(p for p in self.placeholders if p.slot == name or p.slot.startswith(name + "-"))


@frozen
class Area:
    """A place on a sheet: columns `first` to `last` of twelve; `kind` says how its height is found: "top" and "bottom" areas
    are as high as their content, "fill" areas share what is left between them. `fill` colours the ground ("" for none). What would fill less than `least` per cent of
    the area stands at the end of the last of the others instead. `photo` says that a picture stands in place of the ground."""

    name: str
    first: int
    last: int
    kind: Literal["top", "fill", "bottom"]
    fill: str = ""
    padding: Insets = Insets()
    least: int = 0
    photo: bool = False


@frozen
class SheetLayout:
    """A one-page layout: margins in EMU, the areas, and the gap between columns and between areas."""

    name: str
    margins: Insets
    areas: tuple[Area, ...]
    gutter: int
    gap: int


@frozen
class Ground:
    """What colours do, and how type is set, on a ground that is not the page's usual one."""

    colours: Mapping[str, Colour]
    scale: Mapping[str, tuple[TextStyle, ...]]


@frozen
class Logo:
    """A customer's logo as the slide master shows it: its size in EMU, what is cut off (shares left, top, right and bottom), and the
    colour that it stands on there. `ink` is the colour that most of it is drawn in where its own ground is clear, `others` what good parts of it are."""

    image: Image
    crop: tuple[float, float, float, float]
    width: int
    height: int
    ground: Colour
    ink: Colour | None = None
    others: tuple[Colour, ...] = ()


WHITE: Final = Colour("FFFFFF")


@kept
def _ladder(scale: Mapping[str, tuple[TextStyle, ...]]) -> tuple[float, ...]:
    return tuple(sorted({one.size for steps in scale.values() for one in steps}))


@frozen
class Look:
    """All that a block may know of the theme.

    `colours` maps the jobs that colours do to theme colours: text, muted, heading, accent, band, on-band, panel, on-panel, rule,
    and `series-1` … `series-6` for charts. `scale` maps the names of type styles (heading, body, label, figure, quote, caption,
    source, table, table-head, chart, …) to their steps, large to small; the last step is the floor. `unit` is the baseline
    step in EMU, `gutter` the distance between grid columns. `grounds` has, by the RGB of a ground (and "-" where another theme rules), what is different on it.
    `tabled` is False where the slide master's table style would make a table's words unreadable: its cells then say their own grounds.
    A figure keeps on its line in a font that is `wider` by so much: fonts do not travel with a deck.
    `bleeds` is True where pictures may stand behind the words of whole slides: on our own layouts, not on a customer's.
    `tiles` says how figures stand side by side: under rules, or on cards. With `ink` "low", grounds are white and lines take their place. A sheet shows `logo`; on slides the master does.
    """

    page: PageSize
    colours: Mapping[str, Colour]
    fonts: FontSet
    scale: Mapping[str, tuple[TextStyle, ...]]
    layouts: tuple[SlideLayout, ...]
    sheets: Mapping[str, SheetLayout]
    unit: int
    gutter: int
    language: str = "en"
    rtl: bool = False
    on: str = "page"
    ink: Ink = "usual"
    overrides: Mapping[str, TextStyle] = field(default_factory=dict)
    grounds: Mapping[str, Ground] = field(default_factory=dict)
    logo: Logo | None = None
    tabled: bool = True
    bleeds: bool = False
    tiles: TileStyle = "rule"
    wider: float = 1.0

    def style(self, name: str, step: int = 0) -> TextStyle:
        """A named type style at a step of the scale; steps beyond the last one stay at the floor."""
        if name in self.overrides:
            return self.overrides[name]
        steps = self.scale[name]
        return steps[min(step, len(steps) - 1)]

    @property
    def ladder(self) -> tuple[float, ...]:
        """The sizes of the type scale, small to large."""
        return _ladder(self.scale)

    def stepped(self, size: float) -> float:
        """A size that was worked out, on the ladder of the type scale: the next one down, so that a page has few sizes."""
        ladder = self.ladder
        return max((one for one in ladder if one <= size), default=ladder[0])

    def colour(self, job: str) -> Colour:
        """The colour that does a job."""
        return self.colours[job]

    @property
    def white(self) -> Colour:
        """White: the theme's own, by its name, where it has one."""
        return next((own for own in self.colours.values() if own.rgb == WHITE.rgb), WHITE)

    def upon(self, ground: Colour | None) -> Look:
        """The same look on another ground: colours that can be read there."""
        own = None if ground is None else self.grounds.get(f"{ground.rgb}-" if ground.apart else ground.rgb)
        return self if own is None else replace(self, colours=own.colours, scale=own.scale)

    def within(self, overrides: Mapping[str, TextStyle]) -> Look:
        """The same look inside a placeholder, whose own styles come first."""
        return replace(self, overrides={**self.overrides, **overrides})
