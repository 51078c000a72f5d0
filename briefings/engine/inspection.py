"""What a brand template offers: its layouts and places, how much text each holds, which role each plays and why, and what it lacks.

    told       Order -> Told         all of it at once
    inspect    House -> Inspection
    text       Inspection -> lines for a console
    as_json    Inspection -> plain values
    picture    House -> PNG: each role's layout with its places filled by their names

Capacity is measured, not estimated: sample text of each language is set in the place as a report's text would be, and counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from ..brand import house as brand_file
from ..brand.house import House, doubts, wanting
from ..diagnostics import BriefingsError, Diagnostic
from ..env import Env
from ..frame import Frame, Item, Layout, Panel, Paragraph, Properties, Run, TextBox
from ..frozen import frozen, replace
from ..geometry import EMU_PER_MM, Box, to_points
from ..language import LANGUAGES, of
from ..layout.fill import FULL, in_box
from ..look import Look, Placeholder, SlideLayout, TextStyle
from ..roles import ROLES
from ..style import resolve, theme
from ..text.measure import set_text
from ..writers import WRITERS, contact_sheet
from . import office, workers

SECTIONS: Final = {
    "programmes": "content", "mandates": "content", "prose": "two-columns", "outcomes": "content", "features": "content", "resources": "chart",
    "charts": "chart", "statistics": "title-only", "entities": "title-only", "quotes": "title-only", "photos": "picture", "tables": "table",
}  # fmt: skip
"""The role that the built-in deck gives each section of a report."""

_FEET: Final = frozenset({"ftr", "dt", "sldNum"})
_TEXTS: Final = frozenset({"title", "ctrTitle", "subTitle", "body", "obj"})


@frozen
class Capacity:
    """How much a place holds in a language: lines, and characters in them."""

    language: str
    lines: int
    characters: int


@frozen
class Spot:
    """A placeholder: `slot` is what it does ("" nothing), `size` in points, `capacity` by language, `recoloured` says that its own
    colour cannot be read there."""

    idx: int
    kind: str
    name: str
    slot: str
    box: Box
    size: float
    capacity: tuple[Capacity, ...] = ()
    recoloured: str = ""


@frozen
class Part:
    """A role with the layout that plays it; `rivals` are layouts that suit it as well."""

    role: str
    layout: str
    reason: str
    good: bool
    wanting: tuple[str, ...]
    spots: tuple[Spot, ...]
    free: Box
    sections: tuple[str, ...]
    rivals: tuple[str, ...] = ()


@frozen
class Inspection:
    """A template, inspected. `fonts` are the names it asks for, each with "" or the family that stands in; `unused` are layouts
    that play no role."""

    file: str
    name: str
    page: Box
    masters: int
    layouts: tuple[str, ...]
    fonts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    unused: tuple[str, ...]
    findings: tuple[Diagnostic, ...]


@frozen
class Order:
    """What is asked about a template: the file, the project that it is for, the deck's language, and whether it is drawn."""

    brand: Path
    root: Path
    environ: Mapping[str, str]
    language: str
    drawn: bool


@frozen
class Told:
    """The answer: for people and for programs, the mapping as a file, the picture (empty when it was not asked for), and findings."""

    name: str
    text: str
    json: dict[str, Any]
    mapping: bytes
    picture: bytes
    findings: tuple[Diagnostic, ...]


def told(order: Order) -> Told | tuple[Diagnostic, ...]:
    """Opens a template and tells what it offers, or why it cannot be used."""
    env = Env(order.root, order.environ, at=partial(workers.at, what="reading it"))
    try:
        house = brand_file.open_house(order.brand, brand_file.name_of(order.brand), env, rtl=of(order.language).rtl)
        look, _ = resolve.open_look("default", "16:9", "slides", order.language, env, house.brand)
        workers.at(house.where, "telling what it offers")
        made = inspect(house, look, resolve.recoloured(theme.read("default", env), house.brand, look, house.where))
        drawn = picture(house, look, env) if order.drawn else b""
    except BriefingsError as problem:
        return problem.findings
    return Told(house.name, text(made), as_json(made), brand_file.written(house).encode(), drawn, made.findings)


def inspect(house: House, look: Look, told: tuple[Diagnostic, ...] = ()) -> Inspection:
    """All that is told about a template, with the look that was made of it, and what was told of that."""
    brand = house.brand
    played = {layout.part for casting in brand.castings for layout in casting.layouts}
    stands_for = dict(look.fonts.substitutes)
    names = dict.fromkeys(
        name for fonts in (brand.heading, brand.body) for name in (fonts.latin, fonts.cs, fonts.ea) if name
    )
    parts = tuple(
        Part(
            casting.role,
            casting.name,
            casting.reason,
            casting.good,
            casting.wanting,
            tuple(_spot(place, look) for place in casting.layouts[0].placeholders),
            casting.layouts[0].free,
            tuple(section for section, role in SECTIONS.items() if role == casting.role),
            casting.rivals,
        )
        for casting in brand.castings
    )
    return Inspection(
        file=house.where.file,
        name=house.name,
        page=brand.page.box,
        masters=len({layout.master for layout in brand.offered}),
        layouts=tuple(layout.name for layout in brand.offered),
        fonts=tuple((name, stands_for.get(name, "")) for name in names),
        parts=parts,
        unused=tuple(layout.name for layout in brand.offered if layout.part not in played),
        findings=(
            *brand.findings,
            *told,
            *doubts(house),
            *(one for one in wanting(house, ROLES) if one.level != "note"),
        ),
    )


def _spot(place: Placeholder, look: Look) -> Spot:
    capacity: tuple[Capacity, ...] = ()
    if place.slot and place.kind in _TEXTS:
        capacity = tuple(_capacity(place, language, look) for language in LANGUAGES)
    style, written = place.styles[0], place.written[0]
    return Spot(
        place.idx,
        place.kind,
        place.name,
        place.slot,
        place.box,
        style.size,
        capacity,
        f"{written.colour.rgb} on {place.background.rgb}" if written.colour.rgb != style.colour.rgb else "",
    )


def _capacity(place: Placeholder, language: str, look: Look) -> Capacity:
    """Lines and letters of sample text that a place takes at its own size; bodies are filled to nine tenths, and a title as low as its line
    has one."""
    content = place.box.inset(place.insets.left, place.insets.top, place.insets.right, place.insets.bottom)
    style = replace(place.styles[0], before=0, after=0)
    said = of(language).sample * 12
    lines = set_text((_paragraph(said, style, language),), max(content.width, 1), look.fonts)
    height = content.height if place.slot == "title" else round(content.height * FULL)
    if place.slot == "title" and lines[0].height > height:  # as it is set there: without insets, then out of its box
        height = max(place.box.height, lines[0].height if place.reach is not None else 0)
    fitting = [line for line in lines if line.top + line.height <= height]
    return Capacity(language, len(fitting), fitting[-1].stop if fitting else 0)


def _paragraph(text: str, style: TextStyle, language: str = "en") -> Paragraph:
    return Paragraph((Run(text, style, language=language),), style, "text", rtl=of(language).rtl)


# -- telling ---------------------------------------------------------------------------------------------------------------


def text(made: Inspection) -> str:
    """The inspection for a console."""
    return "\n".join(_lines(made)) + "\n"


def _lines(made: Inspection) -> Iterator[str]:
    wide, tall = made.page.width / EMU_PER_MM, made.page.height / EMU_PER_MM
    yield (
        f"{made.file}: {wide:.0f} x {tall:.0f} mm, {len(made.layouts)} layouts on "
        f"{made.masters} slide master{'s' * (made.masters > 1)}"
    )
    for name, used in made.fonts:
        yield f"font {name}: {f'not at hand, measured with {used}' if used else 'at hand'}"
    for part in made.parts:
        yield ""
        yield f"{part.role}: `{part.layout}` ({part.reason}){'' if part.good else ' - the nearest, not a good one'}"
        if part.rivals:
            yield f"  in doubt: {', '.join(f'`{name}`' for name in part.rivals)} would suit as well, the first in the file is taken"
        if part.sections:
            yield f"  for {', '.join(part.sections)}"
        for spot in part.spots:
            if spot.slot:
                yield f"  {spot.slot}: placeholder {spot.idx} `{spot.name}`, {_size(spot.box)}, {spot.size:g} pt"
                if spot.capacity:
                    held = ", ".join(f"{one.language} {one.lines}/{one.characters}" for one in spot.capacity)
                    yield f"    lines/characters: {held}"
            if spot.recoloured and spot.slot:
                yield f"    `{spot.name}` is recoloured: {spot.recoloured} cannot be read"
        for slot in part.wanting:
            yield f"  {slot}: no placeholder, stands in the free area"
        yield f"  free area: {_size(part.free)}"
    feet = dict.fromkeys(
        spot.recoloured for part in made.parts for spot in part.spots if spot.kind in _FEET and spot.recoloured
    )
    if feet:
        yield ""
        yield f"footers are recoloured: {', '.join(feet)} cannot be read"
    if made.unused:
        yield ""
        yield f"not used, and kept in the deck: {', '.join(dict.fromkeys(made.unused))}"


def _size(box: Box) -> str:
    return f"{to_points(box.width):.0f} x {to_points(box.height):.0f} pt"


def as_json(made: Inspection) -> dict[str, Any]:
    """The inspection as plain values; lengths in points."""
    return {
        "file": made.file,
        "name": made.name,
        "page": _box(made.page),
        "masters": made.masters,
        "layouts": list(made.layouts),
        "fonts": [{"name": name, "at_hand": not used, "measured_with": used or name} for name, used in made.fonts],
        "roles": [
            {
                "role": part.role,
                "layout": part.layout,
                "reason": part.reason,
                "good": part.good,
                "in_doubt": list(part.rivals),
                "wanting": list(part.wanting),
                "sections": list(part.sections),
                "free": _box(part.free),
                "placeholders": [
                    {
                        "idx": spot.idx,
                        "type": spot.kind,
                        "name": spot.name,
                        "place": spot.slot,
                        "box": _box(spot.box),
                        "size": spot.size,
                        "recoloured": spot.recoloured,
                        "capacity": {
                            one.language: {"lines": one.lines, "characters": one.characters} for one in spot.capacity
                        },
                    }
                    for spot in part.spots
                ],
            }
            for part in made.parts
        ],
        "unused": list(made.unused),
    }


def _box(box: Box) -> dict[str, float]:
    return {
        key: round(to_points(value), 1)
        for key, value in (("x", box.x), ("y", box.y), ("width", box.width), ("height", box.height))
    }


# -- the picture -----------------------------------------------------------------------------------------------------------


def picture(house: House, look: Look, env: Env) -> bytes:
    """A contact sheet of the layouts, drawn by LibreOffice where there is one, else by our own PDF writer, as a PNG."""
    frames = tuple(
        _frame(casting.role, layout, look) for casting in house.brand.castings for layout in casting.layouts[:1]
    )
    properties = Properties(house.name, "en", "2000-01-01T00:00:00Z")
    bare = Layout(frames, properties, house.brand.data, after=house.brand.after)
    program = office.program(env)
    drawn = office.drawn(program, WRITERS["pptx"](bare).data, env) if program else None
    if drawn is None:
        return contact_sheet.draw([contact_sheet.pages(bare)])
    pages = contact_sheet.of_pdf(drawn)
    return contact_sheet.draw([pages[house.brand.before : len(pages) - house.brand.after]])


def _frame(role: str, layout: SlideLayout, look: Look) -> Frame:
    items: list[Item] = []
    for place in layout.placeholders:
        if place.slot and place.kind in _TEXTS:
            words = f"{role}: {layout.name}" if place.slot == "title" else f"{place.slot}, {place.styles[0].size:g} pt"
            items.append(in_box(place.slot, place, (_paragraph(words, place.styles[0]),), look))
        elif place.slot:
            items += _marked(place.slot, place.box, look)
    if any(kind == "flow" and slot not in {p.slot for p in layout.placeholders} for slot, kind in ROLES[role].items()):
        for slot, box in layout.areas or (("free area", layout.free),):
            items += _marked(slot, box, look.upon(layout.ground))
    return Frame(role, look.page, layout.name, role, tuple(items), layout.fixed, layout.background, part=layout.part)


def _marked(name: str, box: Box, look: Look) -> Iterator[Item]:
    """A place that no text fills: its outline and its name."""
    style = replace(look.style("label", 2), colour=look.colour("text"))
    words = (_paragraph(name, style),)
    yield Panel(f"{name}.outline", box, None, look.colour("accent"), 12_700)
    inner = box.inset(look.unit, look.unit, look.unit, look.unit)
    yield TextBox(name, inner, words, set_text(words, max(1, inner.width), look.fonts), explicit=True)
