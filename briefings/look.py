"""What blocks and writers see of a theme: colours, fonts, type styles and slide layouts.

A `Look` comes from one door only: `brand.read` of a .pptx, be it our generated slide master or a customer's; a sheet adds
the areas and the type scale of `theme.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from .geometry import Box, Insets, PageSize

if TYPE_CHECKING:
    from .frame import Item
    from .text.fonts import FontSet

Align: TypeAlias = Literal["start", "center", "end"]
Anchor: TypeAlias = Literal["top", "middle", "bottom"]
Ink: TypeAlias = Literal["usual", "low"]
FontRole: TypeAlias = Literal["heading", "body"]

SCHEME_COLOURS = (
    "bg1",
    "tx1",
    "bg2",
    "tx2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
)


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour: `rgb` is six upper-case hex digits; `scheme` is the theme slot that the deck refers to, after the master's
    colour map (ECMA-376 part 1, 20.1.10.54), or "" where no slot has it."""

    rgb: str
    scheme: str = ""

    @property
    def channels(self) -> tuple[float, float, float]:
        """Red, green and blue from 0 to 1."""
        return int(self.rgb[0:2], 16) / 255, int(self.rgb[2:4], 16) / 255, int(self.rgb[4:6], 16) / 255

    @property
    def luminance(self) -> float:
        """Relative luminance, 0 to 1 (WCAG 2.2, definition of relative luminance)."""
        r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in self.channels)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    def contrast(self, other: Colour) -> float:
        """Contrast ratio, 1 to 21 (WCAG 2.2, 1.4.3)."""
        light, dark = sorted((self.luminance, other.luminance), reverse=True)
        return (light + 0.05) / (dark + 0.05)


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a paragraph is set. `size` in points; `spacing` multiplies the font's own line height (OOXML `spcPct`), unless
    `leading` gives the baseline distance in EMU (OOXML `spcPts`); `before`/`after`, `margin` (the text's distance from the
    start edge) and `indent` (first line against the margin, negative for hanging) in EMU; `bullet` the marker or ""."""

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


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A layout's named place: `kind` is the OOXML placeholder type ("title", "ctrTitle", "subTitle", "body", "obj", "pic",
    "chart", "tbl", "ftr", "dt", "sldNum"), `styles` its text style by outline level (resolved through layout, master and
    theme), `slot` the role's name for it ("title", "body", "left", "chart", …; "" when the role does not use it)."""

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


@dataclass(frozen=True, slots=True)
class SlideLayout:
    """A slide layout that plays a role. `density` orders the layouts of one role, airy (0) to dense; `free` is the part of the
    page that neither the master's drawings, the title nor the footers take: blocks without a placeholder stand there.
    `fixed` is what master and layout draw themselves (for the PDF handout and for staying clear of it)."""

    name: str
    role: str
    density: int
    placeholders: tuple[Placeholder, ...]
    free: Box
    background: Colour
    fixed: tuple[Item, ...] = ()

    def slot(self, name: str) -> Placeholder | None:
        """The placeholder that a role's slot names, or None."""
        return next((p for p in self.placeholders if p.slot == name), None)

    def chain(self, name: str) -> tuple[Placeholder, ...]:
        """The placeholders through which one slot's text runs: `body`, `body-2`, `body-3`, …"""
        return tuple(p for p in self.placeholders if p.slot == name or p.slot.startswith(name + "-"))


@dataclass(frozen=True, slots=True)
class Area:
    """A place on a sheet: columns `first` to `last` of twelve; `kind` says how its height is found: "top" and "bottom" areas
    are as high as their content, "fill" areas share what is left between them. `fill` colours the ground ("" for none)."""

    name: str
    first: int
    last: int
    kind: Literal["top", "fill", "bottom"]
    fill: str = ""
    padding: Insets = Insets()


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """A one-page layout: margins in EMU, the areas, and the gap between columns and between areas."""

    name: str
    margins: Insets
    areas: tuple[Area, ...]
    gutter: int
    gap: int


@dataclass(frozen=True, slots=True)
class Look:
    """All that a block may know of the theme.

    `colours` maps the jobs that colours do to theme colours: text, muted, heading, accent, band, on-band, panel, on-panel, rule,
    and `series-1` … `series-6` for charts. `scale` maps the names of type styles (heading, body, label, figure, quote, caption,
    source, table, table-head, chart, …) to their steps, large to small; the last step is the floor. `unit` is the baseline
    step in EMU, `gutter` the distance between grid columns. With `ink` "low", grounds are white and lines take their place.
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

    def style(self, name: str, step: int = 0) -> TextStyle:
        """A named type style at a step of the scale; steps beyond the last one stay at the floor."""
        if name in self.overrides:
            return self.overrides[name]
        steps = self.scale[name]
        return steps[min(step, len(steps) - 1)]

    def colour(self, job: str) -> Colour:
        """The colour that does a job."""
        return self.colours[job]

    def within(self, overrides: Mapping[str, TextStyle]) -> Look:
        """The same look inside a placeholder, whose own styles come first."""
        return replace(self, overrides={**self.overrides, **overrides})
