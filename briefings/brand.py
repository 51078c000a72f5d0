"""Reads a .pptx or .potx as a house style: its colours, fonts, slide layouts and placeholders.

    read    bytes of a .pptx/.potx -> Brand

The one door for looks: our own slide master and a customer's come through here alike. A placeholder's place, insets, anchor
and text styles are resolved as PowerPoint does, through layout, master, the master's text styles and the theme; a colour
through the layout's colour map or the master's. Nothing is written, and the slides in the file are not looked at.

Errors: `brand-unreadable`, `brand-protected`, `brand-too-large`, `brand-empty`.
Source: ECMA-376 part 1: 19.3.1 (layouts, placeholders), 19.7.10 (placeholder types), 20.1.2.3 (colours), 21.1.2 (text).
"""

from __future__ import annotations

import colorsys
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from .diagnostics import BriefingsError, Diagnostic, Where, error, note
from .frame import Item, Panel, Picture, Rule
from .geometry import PAGE_SIZES, Box, Insets, PageSize
from .look import SCHEME_COLOURS, Align, Anchor, Colour, FontRole, Placeholder, SlideLayout, TextStyle
from .theme import FontNames

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

LARGEST: Final = 100 * 1024 * 1024
"""The most bytes that a brand template may unpack to."""

_MOST_MEMBERS: Final = 5_000
_LEVELS: Final = 5  # outline levels that are read; PowerPoint has nine, and nobody reads the sixth
_FURNITURE: Final = frozenset({"dt", "ftr", "sldNum", "hdr"})
_TITLES: Final = frozenset({"title", "ctrTitle"})
_TEXT: Final = frozenset({"body", "obj", "subTitle"})
_SAME: Final = 12_700  # a point: edges nearer than this are the same edge


@dataclass(frozen=True, slots=True)
class Brand:
    """A house style as read from a slide master. `colours` maps the names that slides use ("tx1", "accent2") to colours;
    `table_style` is the id of the file's default table style; `findings` say what could not be read."""

    page: PageSize
    colours: Mapping[str, Colour]
    heading: FontNames
    body: FontNames
    layouts: tuple[SlideLayout, ...]
    table_style: str = ""
    findings: tuple[Diagnostic, ...] = ()

    def of_role(self, role: str) -> tuple[SlideLayout, ...]:
        """The layouts that play a role, airy to dense."""
        return tuple(
            sorted((layout for layout in self.layouts if layout.role == role), key=lambda layout: layout.density)
        )


@lru_cache(maxsize=16)
def read(data: bytes, where: Where) -> Brand:
    """The house style in a .pptx or .potx. Raises BriefingsError for what is no such file."""
    deck = _open(data, where)
    masters = list(deck.slide_masters)
    if not masters or not any(len(master.slide_layouts) for master in masters):
        raise BriefingsError(
            [
                error(
                    "brand-empty",
                    "this file has no slide layouts",
                    where,
                    hint="save it from PowerPoint with its slide master",
                )
            ]
        )
    width, height = int(deck.slide_width or 0), int(deck.slide_height or 0)
    page = next(
        (size for size in PAGE_SIZES.values() if (size.width, size.height) == (width, height)),
        PageSize(width, height, "custom"),
    )
    defaults = deck.part._element.find(f"{_P}defaultTextStyle")
    styles = [_Master(master, page, defaults) for master in masters]
    findings: list[Diagnostic] = []
    shapes: list[SlideLayout] = []
    for master in styles:
        shapes += master.layouts(findings, where)
    first = styles[0]
    return Brand(
        page=page,
        colours=MappingProxyType({name: first.palette.slot(name) for name in SCHEME_COLOURS}),
        heading=first.fonts("majorFont"),
        body=first.fonts("minorFont"),
        layouts=_ranked(shapes),
        table_style=_table_style(deck),
        findings=tuple(findings),
    )


# -- opening ---------------------------------------------------------------------------------------------------------------


def _open(data: bytes, where: Where) -> Any:
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":  # a compound file: an encrypted package, or PowerPoint 97
        raise BriefingsError(
            [
                error(
                    "brand-protected",
                    "this file is protected by a password, or from before PowerPoint 2007",
                    where,
                    hint="take the password away, or save it as .pptx or .potx",
                )
            ]
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = packed.infolist()
            if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST:
                raise BriefingsError(
                    [
                        error(
                            "brand-too-large",
                            "this template unpacks to more than a slide master can be",
                            where,
                            hint="save a copy that holds the slide master only",
                        )
                    ]
                )
            types = packed.read("[Content_Types].xml")
        if b"presentationml.template.main+xml" in types:
            data = _as_presentation(data)
        from pptx import Presentation

        return Presentation(io.BytesIO(data))
    except BriefingsError:
        raise
    except Exception as fault:  # python-pptx, zipfile and lxml raise what they like; none of it may reach the author
        raise BriefingsError(
            [
                error(
                    "brand-unreadable",
                    "this is no PowerPoint file that can be read",
                    where,
                    hint=f"open it in PowerPoint and save it again as .pptx or .potx ({type(fault).__name__})",
                )
            ]
        ) from fault


def _as_presentation(data: bytes) -> bytes:
    """A template under the content type of a presentation: python-pptx opens nothing else."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == "[Content_Types].xml":
                content = content.replace(b"presentationml.template.main+xml", b"presentationml.presentation.main+xml")
            new.writestr(zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _related(part: Any, kind: str) -> Any | None:
    """The XML of the part that a relation of this kind leads to."""
    from lxml import etree

    for relation in part.rels.values():
        if relation.reltype.endswith("/" + kind) and not relation.is_external:
            return etree.fromstring(relation.target_part.blob)
    return None


def _table_style(deck: Any) -> str:
    found = _related(deck.part, "tableStyles")
    return "" if found is None else found.get("def", "")


# -- colours ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Palette:
    """Theme colours behind a colour map. `here` is the map in force, `slides` the master's, which the slides will use."""

    theme: Mapping[str, str]
    slides: Mapping[str, str]
    here: Mapping[str, str]

    def slot(self, name: str) -> Colour:
        """The colour that a slide gets for a name such as "tx1"."""
        return Colour(self.theme.get(self.slides.get(name, name), "000000"), name)

    def named(self, name: str) -> Colour:
        """The colour of a name as the layout at hand means it, under the name that a slide must use for the same."""
        slot = self.here.get(name, name)
        rgb = self.theme.get(slot, "000000")
        if self.slides.get(name, name) == slot and name in SCHEME_COLOURS:
            return Colour(rgb, name)
        return Colour(rgb, next((known for known in SCHEME_COLOURS if self.slides.get(known, known) == slot), ""))

    def read(self, holder: Any | None, ground: Colour | None = None) -> Colour | None:
        """The colour in an element that holds one (`a:solidFill`, `a:bgRef`, a gradient stop); None when there is none."""
        if holder is None:
            return None
        for element in holder:
            tag = element.tag if isinstance(element.tag, str) else ""
            if tag == f"{_A}srgbClr":
                return _changed(Colour(element.get("val", "000000").upper()), element)
            if tag == f"{_A}schemeClr":
                name = element.get("val", "tx1")
                base = ground if name == "phClr" and ground is not None else self.named(name)
                return _changed(base, element)
            if tag == f"{_A}sysClr":
                return _changed(
                    Colour(
                        (element.get("lastClr") or ("FFFFFF" if element.get("val") == "window" else "000000")).upper()
                    ),
                    element,
                )
            if tag == f"{_A}prstClr":
                return _changed(Colour(_PRESET.get(element.get("val", ""), "808080")), element)
            if tag == f"{_A}scrgbClr":
                parts = [_percent(element.get(key, "0")) for key in "rgb"]
                return _changed(_rgb([_gamma(part) for part in parts]), element)
            if tag == f"{_A}hslClr":
                hue, sat, lum = (
                    int(element.get("hue", "0")) / 21_600_000,
                    _percent(element.get("sat", "0")),
                    _percent(element.get("lum", "0")),
                )
                return _changed(_rgb(colorsys.hls_to_rgb(hue, lum, sat)), element)
        return None

    def fill(self, properties: Any | None, ground: Colour | None = None) -> Colour | None:
        """What a shape or background is filled with: a solid colour, or the mean of a gradient's stops; None for no or other fills."""
        if properties is None:
            return None
        solid = properties.find(f"{_A}solidFill")
        if solid is not None:
            return self.read(solid, ground)
        stops = properties.findall(f"{_A}gradFill/{_A}gsLst/{_A}gs")
        read = [colour for stop in stops if (colour := self.read(stop, ground)) is not None]
        if not read:
            return None
        if all(colour == read[0] for colour in read):
            return read[0]
        return _rgb([sum(c.channels[i] for c in read) / len(read) for i in range(3)])


_PRESET: Final = {
    "black": "000000",
    "white": "FFFFFF",
    "red": "FF0000",
    "green": "008000",
    "blue": "0000FF",
    "gray": "808080",
    "grey": "808080",
    "yellow": "FFFF00",
    "navy": "000080",
    "silver": "C0C0C0",
    "orange": "FFA500",
    "teal": "008080",
}


def _percent(value: str) -> float:
    return float(value.rstrip("%")) / 100 if value.endswith("%") else int(value) / 100_000


def _rgb(channels: Sequence[float]) -> Colour:
    return Colour("".join(f"{round(min(1.0, max(0.0, channel)) * 255):02X}" for channel in channels))


def _gamma(linear: float) -> float:
    return 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _changed(colour: Colour, element: Any) -> Colour:
    """A colour after its modifications, in their order (20.1.2.3). Transparency is not one: it is told by `_alpha`."""
    channels = list(colour.channels)
    touched = False
    for change in element:
        kind = str(change.tag).removeprefix(_A)
        amount = (
            _percent(change.get("val", "0")) if change.get("val") and kind not in ("alpha", "hueOff", "hue") else 0.0
        )
        if kind in ("lumMod", "lumOff", "satMod", "satOff"):
            hue, lum, sat = colorsys.rgb_to_hls(*channels)
            lum = lum * amount if kind == "lumMod" else lum + amount if kind == "lumOff" else lum
            sat = sat * amount if kind == "satMod" else sat + amount if kind == "satOff" else sat
            channels = list(colorsys.hls_to_rgb(hue, min(1.0, max(0.0, lum)), min(1.0, max(0.0, sat))))
        elif kind == "shade":
            channels = [_gamma(_linear(c) * amount) for c in channels]
        elif kind == "tint":
            channels = [_gamma(1 - (1 - _linear(c)) * amount) for c in channels]
        else:
            continue
        touched = True
    return _rgb(channels) if touched else colour


def _transparent(holder: Any | None) -> bool:
    """True when a fill lets more than a little of its ground through."""
    if holder is None:
        return False
    return any(_percent(alpha.get("val", "100000")) < 0.9 for alpha in holder.iter(f"{_A}alpha"))


# -- the slide master ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Shape:
    """A placeholder's element with what its `p:ph` says."""

    element: Any
    kind: str
    idx: int
    name: str


class _Master:
    """A slide master with its theme: resolves what its layouts inherit."""

    def __init__(self, master: Any, page: PageSize, defaults: Any | None) -> None:
        self.master = master
        self.element = master._element
        self.page = page
        self.defaults = defaults
        self.theme = _related(master.part, "theme")
        slides = dict(self.element.find(f"{_P}clrMap").attrib) if self.element.find(f"{_P}clrMap") is not None else {}
        self.palette = _Palette(_theme_colours(self.theme), slides, slides)
        self.shapes = tuple(_placeholders(self.element))
        first = self.element.find(f"{_P}txStyles/{_P}bodyStyle/{_A}lvl1pPr")
        self.rtl = first is not None and first.get("rtl") in ("1", "true")

    def fonts(self, tag: str) -> FontNames:
        """The theme's fonts for headings ("majorFont") or bodies ("minorFont")."""
        found = None if self.theme is None else self.theme.find(f".//{_A}fontScheme/{_A}{tag}")
        if found is None:
            return FontNames("Arial")
        names = {
            key: (found.find(f"{_A}{key}").get("typeface", "") if found.find(f"{_A}{key}") is not None else "")
            for key in ("latin", "ea", "cs")
        }
        scripts = {font.get("script"): font.get("typeface", "") for font in found.findall(f"{_A}font")}
        return FontNames(
            names["latin"] or "Arial", names["ea"] or scripts.get("Hans", ""), names["cs"] or scripts.get("Arab", "")
        )

    def layouts(self, findings: list[Diagnostic], where: Where) -> Iterator[SlideLayout]:
        """Every layout, resolved. One that cannot be read is passed over with a note."""
        for layout in self.master.slide_layouts:
            try:
                yield _Layout(self, layout).read()
            except (ValueError, TypeError, AttributeError, KeyError) as fault:
                findings.append(
                    note("brand-layout", f"the layout `{layout.name}` cannot be read and is not used ({fault})", where)
                )

    def counterpart(self, shape: _Shape) -> _Shape | None:
        """The master's placeholder that a layout's inherits from (19.3.1.36): by type, and body for all kinds of content."""
        wanted = "title" if shape.kind in _TITLES else shape.kind if shape.kind in _FURNITURE else "body"
        return next(
            (own for own in self.shapes if own.kind == wanted or (wanted == "title" and own.kind in _TITLES)), None
        )

    def text_style(self, kind: str) -> Any | None:
        """The master's style for titles, bodies or anything else."""
        tag = "titleStyle" if kind in _TITLES else "otherStyle" if kind in _FURNITURE else "bodyStyle"
        return self.element.find(f"{_P}txStyles/{_P}{tag}")

    def background(self, element: Any, palette: _Palette) -> Colour | None:
        """The background that a layout or the master sets itself."""
        ground = element.find(f"{_P}cSld/{_P}bg")
        if ground is None:
            return None
        own = ground.find(f"{_P}bgPr")
        if own is not None:
            return palette.fill(own)
        reference = ground.find(f"{_P}bgRef")
        colour = palette.read(reference)
        styles = [] if self.theme is None else self.theme.findall(f".//{_A}bgFillStyleLst/*")
        number = int(reference.get("idx", "0")) - 1001
        if 0 <= number < len(styles):  # 19.3.1.3: 1001 is the first background fill of the theme
            holder = styles[number].makeelement("holder", {})
            holder.append(deepcopy(styles[number]))
            return palette.fill(holder, colour) or colour
        return colour


def _theme_colours(theme: Any | None) -> Mapping[str, str]:
    scheme = None if theme is None else theme.find(f".//{_A}clrScheme")
    bare = _Palette({}, {}, {})
    found: dict[str, str] = {}
    for slot in () if scheme is None else scheme:
        colour = bare.read(slot)
        if colour is not None:
            found[str(slot.tag).removeprefix(_A)] = colour.rgb
    return {**_OFFICE, **found}


# What a theme that lacks a colour gets: the plain values of Office, so that a damaged file still gives a readable page.
_OFFICE: Final = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "44546A",
    "lt2": "E7E6E6",
    "accent1": "4472C4",
    "accent2": "ED7D31",
    "accent3": "A5A5A5",
    "accent4": "FFC000",
    "accent5": "5B9BD5",
    "accent6": "70AD47",
    "hlink": "0563C1",
    "folHlink": "954F72",
}


def _placeholders(element: Any) -> Iterator[_Shape]:
    tree = element.find(f"{_P}cSld/{_P}spTree")
    for child in () if tree is None else tree:
        mark = child.find(f"./*/{_P}nvPr/{_P}ph") if isinstance(child.tag, str) else None
        if mark is not None:
            name = child.find(f"./*/{_P}cNvPr").get("name", "")
            yield _Shape(child, mark.get("type", "obj"), int(mark.get("idx", "0")), name)


class _Layout:
    """One layout, with the master behind it."""

    def __init__(self, master: _Master, layout: Any) -> None:
        self.master = master
        self.layout = layout
        self.element = layout._element
        override = self.element.find(f"{_P}clrMapOvr/{_A}overrideClrMapping")
        palette = master.palette
        self.palette = (
            palette if override is None else replace(palette, here={**palette.slides, **dict(override.attrib)})
        )

    def read(self) -> SlideLayout:
        background = (
            self.master.background(self.element, self.palette)
            or self.master.background(self.master.element, self.palette)
            or self.palette.named("bg1")
        )
        drawn = list(self._drawn())
        fixed = tuple(item for item, _, _ in drawn if item is not None)
        grounds = [item for item in fixed if isinstance(item, Panel) and item.fill is not None]
        placeholders = [self._placeholder(shape, grounds, background) for shape in _placeholders(self.element)]
        kind = self.element.get("type", "")
        name = self.layout.name or ""
        role, slots = _role(name, kind, placeholders, self.master.rtl)
        if self._vertical():
            role, slots = "", {}
        named = tuple(replace(place, slot=slots.get(number, "")) for number, place in enumerate(placeholders))
        return SlideLayout(
            name=name,
            role=role,
            density=0,
            placeholders=named,
            free=self._free(named, [box for _, box, _ in drawn]),
            background=background,
            fixed=fixed,
        )

    def _vertical(self) -> bool:
        """True for layouts with upright columns of text, which the text engine does not set."""
        bodies = (_body_properties(shape.element) for shape in _placeholders(self.element))
        return any(body is not None and body.get("vert", "horz") != "horz" for body in bodies)

    # -- placeholders ------------------------------------------------------------------------------------------------------

    def _placeholder(self, shape: _Shape, grounds: Iterable[Panel], background: Colour) -> Placeholder:
        base = self.master.counterpart(shape)
        box = (
            _box(shape.element)
            or (None if base is None else _box(base.element))
            or Box(0, 0, self.master.page.width, self.master.page.height)
        )
        body = _Cascade([_body_properties(shape.element), None if base is None else _body_properties(base.element)])
        behind = background
        for panel in grounds:  # later ones stand before earlier ones
            if panel.fill is not None and panel.box.contains(box, _SAME):
                behind = panel.fill
        own = self.palette.fill(shape.element.find(f"{_P}spPr"))
        sources = [
            _list_style(shape.element),
            None if base is None else _list_style(base.element),
            self.master.text_style(shape.kind),
            self.master.defaults,
        ]
        return Placeholder(
            idx=shape.idx,
            kind=shape.kind,
            name=shape.name,
            box=box,
            styles=tuple(
                self._style(sources, number, shape.kind)
                for number in range(1, (_LEVELS if shape.kind in _TEXT else 1) + 1)
            ),
            insets=Insets(
                int(body.get("lIns", "91440")),
                int(body.get("tIns", "45720")),
                int(body.get("rIns", "91440")),
                int(body.get("bIns", "45720")),
            ),
            anchor=_ANCHORS.get(body.get("anchor", "t"), "top"),
            columns=max(1, int(body.get("numCol", "1"))),
            background=own or behind,
        )

    def _style(self, sources: Sequence[Any | None], number: int, kind: str) -> TextStyle:
        """An outline level's style: what the layout says, else the master's placeholder, its text styles, the file's defaults."""
        levels = [
            level
            for source in sources
            if source is not None
            for level in (source.find(f"{_A}lvl{number}pPr"), source.find(f"{_A}defPPr"))
            if level is not None
        ]
        paragraph = _Cascade(levels)
        run = _Cascade([level.find(f"{_A}defRPr") for level in levels])
        size = int(run.get("sz", "1800")) / 100
        rtl = paragraph.get("rtl", "0") in ("1", "true")
        latin = run.child(f"{_A}latin")
        face = "" if latin is None else latin.get("typeface", "")
        font: FontRole = "heading" if face.startswith("+mj") or (not face and kind in _TITLES) else "body"
        spacing, leading = _line_spacing(paragraph.child(f"{_A}lnSpc"))
        return TextStyle(
            size=size,
            colour=self.palette.fill(run.holding(f"{_A}solidFill", f"{_A}gradFill")) or self.palette.named("tx1"),
            font=font,
            bold=run.get("b", "0") in ("1", "true"),
            italic=run.get("i", "0") in ("1", "true"),
            align=_align(paragraph.get("algn", "r" if rtl else "l"), rtl),
            spacing=spacing,
            leading=leading,
            before=_space(paragraph.child(f"{_A}spcBef"), size),
            after=_space(paragraph.child(f"{_A}spcAft"), size),
            margin=int(paragraph.get("marL", "0")) or (int(paragraph.get("marR", "0")) if rtl else 0),
            indent=int(paragraph.get("indent", "0")),
            bullet=_bullet(levels),
        )

    # -- what master and layout draw ---------------------------------------------------------------------------------------

    def _drawn(self) -> Iterator[tuple[Item | None, Box, str]]:
        """What is drawn behind the slide's own shapes, back to front: an item where it is simple, and in any case its box."""
        if self.element.get("showMasterSp", "1") not in ("0", "false"):
            yield from self._shapes(self.master.element, self.master.master.part, self.master.palette, "master")
        yield from self._shapes(self.element, self.layout.part, self.palette, "layout")

    def _shapes(
        self, element: Any, part: Any, palette: _Palette, prefix: str
    ) -> Iterator[tuple[Item | None, Box, str]]:
        tree = element.find(f"{_P}cSld/{_P}spTree")
        for number, (child, box) in enumerate(_flat(tree)):
            if child.find(f"./*/{_P}nvPr/{_P}ph") is not None or child.find(f"./*/{_P}cNvPr").get("hidden") in (
                "1",
                "true",
            ):
                continue
            name = child.find(f"./*/{_P}cNvPr").get("name", "")
            yield _item(child, box, part, palette, f"{prefix}.{number + 1}", name), box, name

    def _free(self, placeholders: Sequence[Placeholder], drawn: Iterable[Box]) -> Box:
        """Where blocks may stand: the master's body, clear of the title, the footers and what is drawn.

        A drawing that the whole area stands on is its ground and takes nothing away.
        """
        page = self.master.page
        body = next((shape for shape in self.master.shapes if shape.kind == "body"), None)
        start = (_box(body.element) if body else None) or page.box.inset(
            page.width // 20, page.height // 6, page.width // 20, page.height // 10
        )
        titles = [p.box for p in placeholders if p.kind in _TITLES]
        master_title = next(
            (box for shape in self.master.shapes if shape.kind in _TITLES and (box := _box(shape.element))), None
        )
        gap = max(0, start.y - master_title.bottom) if master_title else 0
        taken = [Box(box.x, box.y, box.width, box.height + min(gap, page.height // 12)) for box in titles]
        taken += [p.box for p in placeholders if p.kind in _FURNITURE]
        taken += [box for box in drawn if not box.contains(start, _SAME)]
        for box in taken:
            start = _clear(start, box)
        return start


def _clear(area: Box, taken: Box) -> Box:
    """The largest part of an area beside, above or below what is taken."""
    if not area.overlaps(taken, _SAME):
        return area
    parts = (
        Box(area.x, area.y, area.width, max(0, taken.y - area.y)),
        Box(area.x, min(area.bottom, taken.bottom), area.width, max(0, area.bottom - taken.bottom)),
        Box(area.x, area.y, max(0, taken.x - area.x), area.height),
        Box(min(area.right, taken.right), area.y, max(0, area.right - taken.right), area.height),
    )
    return max(parts, key=lambda box: box.width * box.height)


class _Cascade:
    """Elements that say the same things, the nearest first: the first one that says it counts."""

    def __init__(self, elements: Iterable[Any | None]) -> None:
        self.elements = [element for element in elements if element is not None]

    def get(self, key: str, default: str) -> str:
        return next((value for element in self.elements if (value := element.get(key)) is not None), default)

    def child(self, tag: str) -> Any | None:
        return next((found for element in self.elements if (found := element.find(tag)) is not None), None)

    def holding(self, *tags: str) -> Any | None:
        """The first element that has one of these children."""
        return next((element for element in self.elements if any(element.find(tag) is not None for tag in tags)), None)


_ANCHORS: Final[Mapping[str, Anchor]] = {"t": "top", "ctr": "middle", "b": "bottom"}


def _align(value: str, rtl: bool) -> Align:
    if value == "ctr":
        return "center"
    return "end" if (value == "r") != rtl else "start"


def _line_spacing(element: Any | None) -> tuple[float, int | None]:
    if element is None or not len(element):
        return 1.0, None
    value = element[0].get("val", "100000")
    if element[0].tag == f"{_A}spcPts":
        return 1.0, int(value) * 127
    return _percent(value), None


def _space(element: Any | None, size: float) -> int:
    """Space before or after a paragraph in EMU; a percentage counts in lines of the text's size (1.2 times the type)."""
    if element is None or not len(element):
        return 0
    value = element[0].get("val", "0")
    return int(value) * 127 if element[0].tag == f"{_A}spcPts" else round(_percent(value) * size * 1.2 * 12_700)


def _bullet(levels: Iterable[Any]) -> str:
    for level in levels:
        for child in level:
            if child.tag == f"{_A}buNone":
                return ""
            if child.tag == f"{_A}buChar":
                return _shown(str(child.get("char", "•")), level.find(f"{_A}buFont"))
            if child.tag in (f"{_A}buAutoNum", f"{_A}buBlip"):
                return "•"
    return ""


def _shown(char: str, font: Any | None) -> str:
    """A bullet as a character of an ordinary font: symbol fonts put other pictures behind the same letters."""
    symbolic = font is not None and any(
        word in font.get("typeface", "").lower() for word in ("wingdings", "symbol", "webdings", "marlett")
    )
    if symbolic or "\ue000" <= char <= "\uf8ff":
        return {"§": "▪", "\uf0a7": "▪", "ü": "✓", "\uf0fc": "✓", "Ø": "➢", "\uf0d8": "➢", "q": "❑", "\uf071": "❑"}.get(
            char, "•"
        )
    return char or "•"


def _body_properties(element: Any) -> Any | None:
    return element.find(f"{_P}txBody/{_A}bodyPr")


def _list_style(element: Any) -> Any | None:
    return element.find(f"{_P}txBody/{_A}lstStyle")


def _box(element: Any) -> Box | None:
    """A shape's own place, if it has one."""
    frame = element.find(f"{_P}spPr/{_A}xfrm")
    if frame is None:
        frame = element.find(f"{_P}xfrm")
    if frame is None:
        frame = element.find(f"{_P}grpSpPr/{_A}xfrm")
    if frame is None or frame.find(f"{_A}off") is None or frame.find(f"{_A}ext") is None:
        return None
    off, ext = frame.find(f"{_A}off"), frame.find(f"{_A}ext")
    box = Box(int(off.get("x", "0")), int(off.get("y", "0")), int(ext.get("cx", "0")), int(ext.get("cy", "0")))
    turn = int(frame.get("rot", "0")) % 21_600_000
    if (
        2_700_000 <= turn % 10_800_000 < 8_100_000
    ):  # a quarter turn: PowerPoint keeps the unturned size about the same centre
        middle_x, middle_y = box.x + box.width // 2, box.y + box.height // 2
        return Box(middle_x - box.height // 2, middle_y - box.width // 2, box.height, box.width)
    return box


def _flat(tree: Any) -> Iterator[tuple[Any, Box]]:
    """The shapes of a tree with their boxes on the page, groups opened (20.1.7.6)."""
    for child in () if tree is None else tree:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag == f"{_P}grpSp":
            outer, frame = _box(child), child.find(f"{_P}grpSpPr/{_A}xfrm")
            if outer is None or frame is None or frame.find(f"{_A}chExt") is None:
                yield from _flat(child)
                continue
            off, ext = frame.find(f"{_A}chOff"), frame.find(f"{_A}chExt")
            x, y = int(off.get("x", "0")), int(off.get("y", "0"))
            wide = outer.width / max(1, int(ext.get("cx", "0")))
            tall = outer.height / max(1, int(ext.get("cy", "0")))
            for shape, box in _flat(child):
                yield (
                    shape,
                    Box(
                        outer.x + round((box.x - x) * wide),
                        outer.y + round((box.y - y) * tall),
                        round(box.width * wide),
                        round(box.height * tall),
                    ),
                )
        elif tag in (f"{_P}sp", f"{_P}pic", f"{_P}cxnSp", f"{_P}graphicFrame"):
            box_ = _box(child)
            if box_ is not None:
                yield child, box_


def _item(element: Any, box: Box, part: Any, palette: _Palette, id: str, name: str) -> Item | None:
    """A rectangle, picture or straight line as an item that a writer can draw; None for anything else."""
    properties = element.find(f"{_P}spPr")
    frame = None if properties is None else properties.find(f"{_A}xfrm")
    turned = frame is not None and int(frame.get("rot", "0")) % 5_400_000 != 0
    if properties is None or turned:
        return None
    if element.tag == f"{_P}pic":
        return _picture(element, box, part, id, name)
    shape = properties.find(f"{_A}prstGeom")
    kind = "" if shape is None else shape.get("prst", "")
    line = properties.find(f"{_A}ln")
    stroke = None if line is None or line.find(f"{_A}noFill") is not None else palette.fill(line)
    weight = 0 if line is None else int(line.get("w", "9525"))
    if element.tag == f"{_P}cxnSp" or kind == "line":
        flat = min(box.width, box.height) <= _SAME
        return Rule(id, box, stroke, max(weight, 3175), name) if stroke is not None and flat else None
    solid = properties.find(f"{_A}solidFill")
    fill = None if _transparent(solid) else palette.fill(properties)
    if kind not in ("rect", "round2SameRect", "roundRect", "flowChartProcess") or (fill is None and stroke is None):
        return None
    return Panel(id, box, fill, stroke, weight if stroke is not None else 0, name)


def _picture(element: Any, box: Box, part: Any, id: str, name: str) -> Item | None:
    """A logo or photo of the master, made safe as every picture is; None for formats that cannot be drawn."""
    from . import images

    blip = element.find(f"{_P}blipFill/{_A}blip")
    relation = None if blip is None else blip.get(f"{_R}embed")
    if relation is None or relation not in part.rels or part.rels[relation].is_external:
        return None
    try:
        image = images.load(part.rels[relation].target_part.blob, name or "a picture of the slide master")
    except BriefingsError:
        return None
    cut = element.find(f"{_P}blipFill/{_A}srcRect")
    left, top, right, bottom = (0.0 if cut is None else max(0.0, _percent(cut.get(key, "0"))) for key in "ltrb")
    return Picture(id, box, image, (left, top, right, bottom), decorative=True, name=name)


# -- roles -----------------------------------------------------------------------------------------------------------------

# What layouts are called, by the word before the first comma: ours, and what people call theirs.
_BY_NAME: Final[Mapping[str, str]] = {
    "cover": "cover",
    "title slide": "cover",
    "section": "section",
    "section header": "section",
    "content": "content",
    "title and content": "content",
    "two columns": "two-columns",
    "two content": "two-columns",
    "title only": "title-only",
    "chart": "chart",
    "picture": "picture",
    "picture with caption": "picture",
    "table": "table",
    "closing": "closing",
    "end": "closing",
    "thank you": "closing",
    "contact": "closing",
}
_BY_TYPE: Final[Mapping[str, str]] = {
    "title": "cover",
    "secHead": "section",
    "obj": "content",
    "tx": "content",
    "twoObj": "two-columns",
    "twoColTx": "two-columns",
    "titleOnly": "title-only",
    "chart": "chart",
    "chartAndTx": "chart",
    "txAndChart": "chart",
    "picTx": "picture",
    "tbl": "table",
}


def _role(name: str, kind: str, placeholders: Sequence[Placeholder], rtl: bool) -> tuple[str, dict[int, str]]:
    """What a layout is for and which of its placeholders does what: by its name, by its type, then by what it holds."""
    head = name.partition(",")[0].strip().casefold()
    if head.startswith("sheet") or not any(p.kind in _TITLES for p in placeholders):
        return "", {number: "title" for number, p in enumerate(placeholders) if p.kind in _TITLES}
    for role in (_BY_NAME.get(head, ""), _BY_TYPE.get(kind, ""), *_by_shape(placeholders)):
        slots = _slots(role, placeholders, rtl)
        if slots is not None:
            return role, slots
    return "", {number: "title" for number, p in enumerate(placeholders) if p.kind in _TITLES}


def _by_shape(placeholders: Sequence[Placeholder]) -> tuple[str, ...]:
    """The roles that a layout without a telling name or type may play, by the kinds of its placeholders."""
    kinds = [p.kind for p in placeholders if p.kind not in _FURNITURE]
    content = [kind for kind in kinds if kind in ("body", "obj")]
    if "ctrTitle" in kinds:
        return ("cover",)
    if "chart" in kinds:
        return ("chart",)
    if "tbl" in kinds:
        return ("table",)
    if kinds.count("pic") == 1:
        return ("picture",)
    return (
        {0: ("title-only",), 1: ("content",), 2: ("two-columns",)}.get(len(content), ())
        if len(kinds) == len(content) + 1
        else ()
    )


def _slots(role: str, placeholders: Sequence[Placeholder], rtl: bool) -> dict[int, str] | None:
    """Slot by placeholder for a role; None when the layout lacks what the role needs."""
    if not role:
        return None
    numbers = range(len(placeholders))
    made = {number: "title" for number in numbers if placeholders[number].kind in _TITLES}
    texts = sorted((n for n in numbers if placeholders[n].kind in _TEXT), key=lambda n: _reading(placeholders[n], rtl))
    match role:
        case "cover":
            texts.sort(key=lambda n: placeholders[n].kind != "subTitle")
            return {**made, **dict(zip(texts, ("subtitle", "date"), strict=False))}
        case "section":
            return {**made, **dict(zip(texts, ("body",), strict=False))}
        case "content" | "closing":
            return (
                {**made, **{n: "body" if place == 0 else f"body-{place + 1}" for place, n in enumerate(texts)}}
                if texts
                else None
            )
        case "two-columns":
            return (
                {**made, **dict(zip(_sides(placeholders, texts), ("left", "right"), strict=False))}
                if len(texts) >= 2
                else None
            )
        case "title-only":
            return made if not texts else None
        case "chart" | "picture" | "table":
            native, beside = {"chart": ("chart", "text"), "picture": ("pic", "caption"), "table": ("tbl", "")}[role]
            first = next((n for n in numbers if placeholders[n].kind == native), None)
            if first is None and role == "picture":
                return None
            if first is None:
                first = max(
                    (n for n in texts if placeholders[n].kind == "obj"),
                    default=None,
                    key=lambda n: placeholders[n].box.width * placeholders[n].box.height,
                )
            if first is None:
                return None
            rest = [n for n in texts if n != first]
            return {**made, first: role, **(dict(zip(rest, (beside,), strict=False)) if beside else {})}
        case _:
            return None


def _reading(place: Placeholder, rtl: bool) -> tuple[int, int]:
    """Reading order on a page in columns: across the page first, then down."""
    across = -place.box.right if rtl else place.box.x
    return across // (_SAME * 24), place.box.y


def _sides(placeholders: Sequence[Placeholder], texts: Sequence[int]) -> list[int]:
    """The two places that hold the most: headings over columns stay out."""
    largest = sorted(texts, key=lambda n: -placeholders[n].box.width * placeholders[n].box.height)[:2]
    return [n for n in texts if n in largest]


def _ranked(layouts: Sequence[SlideLayout]) -> tuple[SlideLayout, ...]:
    """The layouts with their density: within a role, those that hold less text come first."""
    ranks: dict[int, int] = {}
    for role in {layout.role for layout in layouts}:
        members = [number for number, layout in enumerate(layouts) if layout.role == role]
        members.sort(key=lambda n: (round(_capacity(layouts[n])), n))
        ranks.update({number: rank for rank, number in enumerate(members)})
    return tuple(replace(layout, density=ranks[number]) for number, layout in enumerate(layouts))


def _capacity(layout: SlideLayout) -> float:
    """How many letters a layout holds, roughly: area over squared type size, in its bodies and, as a tie-break, its title."""
    total = 0.0
    for place in layout.placeholders:
        if not place.slot or place.kind not in _TEXT | _TITLES:
            continue
        area = place.box.width * place.box.height / (12_700 * place.styles[0].size) ** 2
        total += area * 0.05 if place.slot == "title" else area
    return total
