"""The shape of a theme file: what `theme.yaml` may say, and what to tell when it says something else.

Lengths are points as plain numbers, or millimetres as "12 mm"; columns count on a grid of twelve. Errors: `theme-colour`,
`theme-length`, `theme-columns`, and what every checked file can have (unknown keys, missing keys, wrong types).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Final, TypeAlias

from ..geometry import BLEED, mm, points
from ..look import SCHEME_COLOURS
from ..roles import ROLES
from ..source.fields import BoolField, Kind, Made, PathField, TextField, one_of
from ..source.readers import refuse, scalar
from ..source.shapes import Form, key
from ..source.shapes import Length as Count
from .colours import SLOTS

JOBS: Final = (
    "text", "muted", "heading", "accent", "band", "on-band", "cover", "panel", "on-panel", "rule", "highlight",
    "quiet", "divider", "link", "page"
)  # fmt: skip
PLACES: Final = (
    *dict.fromkeys(slot for slots in ROLES.values() for slot in slots if slot != "main"),
    "body-2",
    "body-3",
    "lead",
    "footer",
    "page-date",
    "number",
)
STYLES: Final = (
    "title", "heading", "subheading", "body", "item", "label", "hero", "figure", "figure-small", "quote",
    "attribution", "caption", "credit", "source", "table", "table-head", "chart", "chart-title", "footer",
    "band-title", "band-text", "rail-heading", "rail-text"
)  # fmt: skip
Columns: TypeAlias = tuple[int, int]
"""First and last column, 1 to 12; 0 and 13 stand for the page's edges."""


def _length(value: object) -> int:
    text = scalar(value, "a length").text.strip()
    found = re.fullmatch(r"(\d{1,4}(?:\.\d{1,4})?)\s*(pt|mm)?", text)
    if found is None:
        raise refuse(
            "theme-length", f"`{text[:40]}` is no length", "write points as a number (`48`), or millimetres as `12 mm`"
        )
    return mm(float(found[1])) if found[2] == "mm" else points(float(found[1]))


def _height(value: object) -> int:
    return BLEED if scalar(value, "a length").text == "bleed" else _length(value)


def _columns(value: object) -> Columns:
    text = scalar(value, "columns").text.strip()
    first, _, last = ("bleed", "", "bleed") if text == "bleed" else text.partition("-")
    left = 0 if first == "bleed" else int(first) if first in _NUMBERS else None
    right = 13 if last == "bleed" else int(last) if last in _NUMBERS else None
    if left is None or right is None or left > right:
        message = f"`{text[:40]}` names no columns"
        hint = "write the first and last of twelve columns, such as `1-8`"
        raise refuse("theme-columns", message, hint)
    return left, right


_NUMBERS: Final = frozenset(str(number) for number in range(1, 13))


def _rgb(value: object) -> str:
    text = scalar(value, "a colour").text.removeprefix("#").upper()
    if re.fullmatch(r"[0-9A-F]{6}", text) is None:
        message = f"`{text[:40]}` is no colour"
        hint = 'write six hexadecimal digits in quotation marks, such as `"0072BC"`'
        raise refuse("theme-colour", message, hint)
    return text


def _between(least: float, most: float, what: str) -> Callable[[object], float]:
    def read(value: object) -> float:
        found = scalar(value, what).text
        try:
            number = float(found)
        except ValueError:
            number = float("nan")
        if not least <= number <= most:
            raise refuse("theme-number", f"`{found[:40]}` is no {what}", f"write a number from {least:g} to {most:g}")
        return number

    return read


Length: TypeAlias = Annotated[int, Made(Kind.WORD, parse=_length)]
Height: TypeAlias = Annotated[int, Made(Kind.WORD, parse=_height)]
ColumnsField: TypeAlias = Annotated[Columns, Made(Kind.WORD, parse=_columns)]
Rgb: TypeAlias = Annotated[str, Made(Kind.WORD, parse=_rgb)]
Size: TypeAlias = Annotated[float, Made(Kind.WORD, parse=_between(6, 300, "type size"))]
Spacing: TypeAlias = Annotated[float, Made(Kind.WORD, parse=_between(0.8, 2, "line spacing"))]
Units: TypeAlias = Annotated[float, Made(Kind.WORD, parse=_between(0, 12, "number of baseline units"))]
Ems: TypeAlias = Annotated[float, Made(Kind.WORD, parse=_between(0, 4, "number of ems"))]
PerCent: TypeAlias = Annotated[float, Made(Kind.WORD, parse=_between(0, 100, "number of per cent"))]
Unit: TypeAlias = Annotated[float, Made(Kind.WORD, parse=_between(1, 24, "baseline unit"))]
Job: TypeAlias = Annotated[str, *one_of(*JOBS)]
Slot: TypeAlias = Annotated[str, *one_of(*SLOTS)]
SchemeColour: TypeAlias = Annotated[str, *one_of(*SCHEME_COLOURS)]
PlaceName: TypeAlias = Annotated[str, *one_of(*PLACES)]
StyleName: TypeAlias = Annotated[str, *one_of(*STYLES)]


class Part(Form):
    """A map of a theme file: nothing in it may be left over."""


class FontNames(Part):
    """The fonts of one role, as PowerPoint names them."""

    latin: TextField = key(description="The font of Latin, Cyrillic and Greek text.", examples=["Arial"])
    ea: TextField = key("", description="The font of Chinese, Japanese and Korean text.", examples=["Microsoft YaHei"])
    cs: TextField = key("", description="The font of Arabic and other complex scripts.", examples=["Arial"])


class FontFile(Part):
    """A font file that the theme brings along."""

    family: TextField = key(description="The name that the theme calls the font by.", examples=["Noto Sans Thai"])
    file: PathField = key(
        description="The file (.ttf or .otf), from the folder of the theme.", examples=["fonts/NotoSansThai.ttf"]
    )
    bold: BoolField = key(False, description="Whether it draws bold. A variable font is named once for all weights.")
    italic: BoolField = key(False, description="Whether it draws italic.")


class Fonts(Part):
    """The fonts of headings and of running text."""

    heading: FontNames = key(description="The fonts of headings.")
    body: FontNames = key(description="The fonts of everything else.")
    files: tuple[FontFile, ...] = key(
        (),
        description="Font files that come with the theme. Text is measured and the PDF drawn with them: under the names above, and "
        "for characters that no other font here has.",
    )


class Type(Part):
    """How a text is set; what is not said comes from the place that it inherits from."""

    font: Annotated[str, *one_of("heading", "body")] | None = key(None, description="The font by its role.")
    bold: BoolField | None = key(None, description="Whether it is bold.")
    italic: BoolField | None = key(None, description="Whether it is italic.")
    colour: Job | None = key(None, description="The job of the text's colour.", examples=["text"])
    align: Annotated[str, *one_of("start", "center", "end")] | None = key(
        None, description="Which side the lines begin at."
    )
    spacing: Spacing | None = key(None, description="Line spacing as a multiple of the font's own.", examples=[1.1])
    before: Units | None = key(None, description="The space before a paragraph, in baseline units.", examples=[1])
    after: Units | None = key(None, description="The space after a paragraph, in baseline units.", examples=[0])


class Style(Type):
    """A type style: its sizes from large to small, and how it is set."""

    sizes: Annotated[tuple[Size, ...], Count(1)] = key(
        description="The sizes in points, large to small; the last is the floor.", examples=[[20, 18]]
    )
    bullet: TextField = key("", description="The mark before a list item.", examples=["•"])
    hang: Ems = key(0.0, description="How far the text stands from its bullet, in ems.", examples=[0.9])


class Place(Type):
    """A placeholder: where it stands and how its text is set."""

    columns: ColumnsField | None = key(None, description="The columns it covers.", examples=["1-8"])
    top: Length | None = key(None, description="Its distance from the page's top.", examples=[120])
    height: Length | None = key(None, description="Its height.", examples=[366])
    anchor: Annotated[str, *one_of("top", "middle", "bottom")] | None = key(
        None, description="Where in the place the text stands."
    )
    size: Size | None = key(None, description="The type size in points.", examples=[20])
    start: Length | None = key(None, description="How far the text keeps off the start side.", examples=[12])
    end: Length | None = key(None, description="How far the text keeps off the end side.", examples=[12])


class Drawing(Part):
    """A coloured rectangle that a master or layout draws."""

    name: TextField = key(description="What the selection pane calls it.", examples=["Top band"])
    fill: Job = key(description="The job of its colour.", examples=["band"])
    columns: ColumnsField = key(description="The columns it covers.", examples=["bleed"])
    top: Length = key(description="Its distance from the page's top.", examples=[0])
    height: Height = key(description="Its height, or `bleed` for the whole page.", examples=[12])


class Grid(Part):
    """Margin and gutter of the twelve columns."""

    margin: Length = key(description="The page's margin left and right.", examples=[48])
    gutter: Length = key(description="The distance between columns.", examples=[24])


class Master(Part):
    """What the slide master draws and holds."""

    drawings: tuple[Drawing, ...] = key((), description="What the slide master draws.")
    places: dict[PlaceName, Place] = key(description="The master's places: title, body, footer, page-date, number.")


class Layout(Part):
    """A slide layout: its role, what it draws, its places."""

    name: TextField = key(description="The layout's name in PowerPoint.", examples=["Content, dense"])
    role: Annotated[str, *one_of(*ROLES)] = key(description="What such a slide is for.", examples=["content"])
    bare: BoolField = key(False, description="Whether the master's own drawings stay away.", examples=[True])
    ground: Job | None = key(None, description="The job of the background's colour.", examples=["band"])
    drawings: tuple[Drawing, ...] = key((), description="What the layout draws.")
    places: dict[PlaceName, Place] = key(factory=dict, description="Its places.")


class Slides(Part):
    """Everything about slides."""

    unit: Unit = key(description="The baseline step in points.", examples=[6])
    grids: dict[TextField, Grid] = key(description="The grid of each slide size.")
    styles: dict[StyleName, Style] = key(description="The type scale.")
    master: Master = key(description="The slide master.")
    layouts: Annotated[tuple[Layout, ...], Count(1)] = key(
        description="The slide layouts, in the order PowerPoint offers them."
    )


class Area(Part):
    """An area of a sheet: its columns, height and ground."""

    columns: ColumnsField = key(description="The columns it covers.", examples=["1-4"])
    height: Annotated[str, *one_of("top", "fill", "bottom")] = key(
        description="How its height is found.", examples=["fill"]
    )
    fill: Annotated[str, *one_of("", "band", "panel")] = key("", description="Its ground.", examples=["panel"])
    padding: Length = key(0, description="How far its content keeps off its edges.", examples=[12])
    least: PerCent = key(
        0,
        description="How full it is at the least, in per cent: less stands at the end of the last area beside it.",
        examples=[60],
    )


class SheetPlan(Part):
    """A sheet layout: its areas in reading order."""

    areas: dict[TextField, Area] = key(description="Its areas by name.")


class Sheets(Part):
    """Everything about sheets."""

    unit: Unit = key(description="The baseline step in points.", examples=[4])
    margin: Length = key(description="The page's margin on all sides.", examples=["12 mm"])
    gutter: Length = key(description="The distance between columns.", examples=["4 mm"])
    gap: Length = key(description="The distance between areas.", examples=["5 mm"])
    styles: dict[StyleName, Style] = key(description="The type scale.")
    layouts: Annotated[dict[TextField, SheetPlan], Count(1)] = key(description="The sheet layouts by name.")


class Tiles(Part):
    """How figures stand side by side."""

    style: Annotated[str, *one_of("rule", "card")] = key(
        "rule",
        description="A `rule` above each figure and its words, or a `card` of another ground behind them.",
        examples=["card"],
    )


class ThemeFile(Part):
    """A whole theme file, or what one changes in the theme that it extends."""

    extends: TextField | None = key(
        None,
        description="The theme that all comes from which is not said here. Maps join key by key; layouts, drawings by their names.",
        examples=["default"],
    )
    paper: TextField = key(
        "", description="The theme that sheets are printed in, where this one is for screens.", examples=["default"]
    )
    name: TextField = key(description="The theme's name in PowerPoint.", examples=["Briefing"])
    colours: dict[Slot, Rgb] = key(description="The twelve colours.")
    jobs: dict[Job, SchemeColour] = key(description="Which slot does which job.")
    fonts: Fonts = key(description="The fonts.")
    tiles: Tiles = key(factory=lambda: Tiles(style="rule"), description="How figures stand side by side.")
    slides: Slides = key(description="Decks.")
    sheets: Sheets = key(description="Sheets.")
