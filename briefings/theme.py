"""Colours, fonts, type scale and layouts of a house style, read from `theme.yaml`.

    find        a theme's name, Env -> its file: the project's `templates/themes/`, then the built-in ones
    load        Source -> Theme, checked
    master      Theme, PageSize -> the bytes of a .pptx with its slide master and layouts
    look        Theme, Brand -> Look: what blocks and writers see
    open_look   all of that in one go

A deck's sizes and places come from the layouts of the slide master, read back through `brand.read` like a customer's; the
type scale of free blocks and all that a sheet needs come from the theme. Errors: `theme-unknown`, `theme-incomplete`,
`theme-place`, `page-unknown`, and what `theme_file` tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, cast

from . import builtin, source, theme_file
from .diagnostics import BriefingsError, Diagnostic, Where, did_you_mean, error
from .geometry import EMU_PER_POINT, PAGE_SIZES, Box, Insets, PageSize, points
from .look import Align, Anchor, Area, Colour, FontRole, Look, SheetLayout, TextStyle
from .roles import ROLES
from .validation import validate

if TYPE_CHECKING:
    from .brand import Brand
    from .env import Env

Kind = Literal["slides", "sheet"]
COLUMNS: Final = 12
RTL: Final = frozenset({"ar"})
_MASTER: Final = ("title", "body", "footer", "page-date", "number")
_SERIES: Final = ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6")

# How well a job's colour must read, on which ground, and what takes its place when it does not: (job, ground, ratio, others).
# 4.5 for text, 3 for large figures, lines and marks (WCAG 2.2, 1.4.3 and 1.4.11).
_CONTRASTS: Final = (
    ("text", "page", 4.5, ("tx1", "tx2")),
    ("muted", "page", 4.5, ("tx2", "tx1")),
    ("heading", "page", 4.5, ("tx2", "accent1", "tx1")),
    ("accent", "page", 3.0, ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "tx2", "tx1")),
    ("band", "page", 3.0, ("tx2", "accent1", "accent2", "accent3", "accent4", "tx1")),
    ("on-band", "band", 4.5, ("bg1", "tx1", "bg2", "tx2")),
    ("on-panel", "panel", 4.5, ("tx1", "bg1", "tx2", "bg2")),
    ("rule", "page", 1.5, ("tx2", "tx1")),
    ("highlight", "page", 3.0, ("accent2", "accent3", "accent4", "accent5", "accent1", "tx2")),
    ("quiet", "page", 3.0, ("accent6", "tx2", "tx1")),
    ("link", "page", 4.5, ("hlink", "tx2", "tx1")),
)

_NEUTRAL: Final = frozenset({"muted", "rule", "quiet"})
"""Jobs that step back: an accent does them only when it is a grey, which in many a brand it is not."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Twelve columns on a page: margin and gutter in EMU."""

    page: PageSize
    margin: int
    gutter: int

    def left(self, column: int) -> int:
        """The left edge of a column; 0 and 13 are the page's own edges."""
        if column <= 0:
            return 0
        return self.margin + round((column - 1) * self._step)

    def right(self, column: int) -> int:
        """The right edge of a column."""
        if column > COLUMNS:
            return self.page.width
        return self.margin + round(column * self._step - self.gutter)

    def box(self, first: int, last: int, top: int, height: int) -> Box:
        """The box over some columns; `height` of BLEED reaches down to the page's bottom."""
        x = self.left(first)
        return Box(x, top, self.right(last) - x, self.page.height - top if height == theme_file.BLEED else height)

    @property
    def _step(self) -> float:
        return (self.page.width - 2 * self.margin + self.gutter) / COLUMNS


@dataclass(frozen=True, slots=True)
class PlanPlace:
    """A place on a planned layout: columns and heights (EMU), insets, and how its text is set. `colour` is a job."""

    slot: str
    columns: tuple[int, int]
    top: int
    height: int
    size: float
    colour: str = "text"
    font: FontRole = "body"
    bold: bool = False
    italic: bool = False
    align: Align = "start"
    anchor: Anchor = "top"
    spacing: float = 1.0
    before: int = 0
    after: int = 0
    start: int = 0
    end: int = 0

    def box(self, grid: Grid) -> Box:
        return grid.box(*self.columns, self.top, self.height)


@dataclass(frozen=True, slots=True)
class PlanDrawing:
    """A coloured rectangle that the master or a layout draws; `fill` is a job."""

    name: str
    fill: str
    columns: tuple[int, int]
    top: int
    height: int

    def box(self, grid: Grid) -> Box:
        return grid.box(*self.columns, self.top, self.height)


@dataclass(frozen=True, slots=True)
class Plan:
    """A slide layout as the theme plans it. `bare` keeps the master's drawings away; `ground` is the background's job."""

    name: str
    role: str
    places: Mapping[str, PlanPlace]
    drawings: tuple[PlanDrawing, ...] = ()
    bare: bool = False
    ground: str = "page"


@dataclass(frozen=True, slots=True)
class Step:
    """A named type style before colours are known: sizes large to small; `before` and `after` in EMU, `hang` in ems."""

    sizes: tuple[float, ...]
    colour: str = "text"
    font: FontRole = "body"
    bold: bool = False
    italic: bool = False
    align: Align = "start"
    spacing: float = 1.0
    before: int = 0
    after: int = 0
    bullet: str = ""
    hang: float = 0.0


@dataclass(frozen=True, slots=True)
class FontNames:
    """The fonts of one role: Latin, East Asian and complex scripts."""

    latin: str
    ea: str = ""
    cs: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """A house style. `colours` maps the theme's twelve slots to RGB, `jobs` what a colour does to the name of a slot as slides
    use it; `scale` has the type styles for "slides" and "sheet"; `units` their baseline steps in EMU."""

    name: str
    colours: Mapping[str, str]
    jobs: Mapping[str, str]
    heading: FontNames
    body: FontNames
    grids: Mapping[str, tuple[int, int]]
    master: Plan
    plans: tuple[Plan, ...]
    scale: Mapping[str, Mapping[str, Step]]
    units: Mapping[str, int]
    sheets: Mapping[str, SheetLayout]

    def grid(self, page: PageSize) -> Grid:
        """The columns of a page: a slide size's own, or a sheet's."""
        if page.name in self.grids:
            return Grid(page, *self.grids[page.name])
        sheet = next(iter(self.sheets.values()))
        return Grid(page, sheet.margins.left, sheet.gutter)


def find(name: str, env: Env) -> Path:
    """The file of a theme: the project's own comes first, `builtin:default` always means ours."""
    bare = name.removeprefix("builtin:")
    local = env.root / "templates" / "themes" / bare / "theme.yaml"
    ours = builtin.theme(bare)
    if name == bare and "/" not in bare and "\\" not in bare and not bare.startswith(".") and local.is_file():
        return local
    if ours is not None:
        return ours
    raise BriefingsError(
        [error("theme-unknown", f"there is no theme `{name}`", hint=did_you_mean(bare, builtin.themes(), "theme"))]
    )


def read(name: str, env: Env) -> Theme:
    """A theme by its name."""
    path = find(name, env)
    if path == builtin.theme(name.removeprefix("builtin:")):
        own = path.is_relative_to(env.root)  # in a checkout, the built-in theme is the project's
        env.journal(env.name(path) if own else f"builtin:themes/{path.parent.name}/{path.name}", path.read_bytes())
        return _builtin(path)
    return load(source.read(path, env.name(path), env))


@lru_cache(maxsize=4)
def _builtin(path: Path) -> Theme:
    return load(source.read(path.read_bytes(), f"templates/themes/{path.parent.name}/theme.yaml"))


def load(given: source.Source) -> Theme:
    """A theme file as a theme. Raises BriefingsError with all that is wrong in it."""
    file, findings = validate(theme_file.ThemeFile, given.root)
    if file is None:
        raise BriefingsError(findings)
    missing = tuple(_incomplete(file, given))
    if missing:
        raise BriefingsError(missing)
    unit = points(file.slides.unit)
    master = Plan("Master", "", _places(file.slides.master.places, {}, unit), _drawings(file.slides.master.drawings))
    plans = tuple(_plan(layout, master, unit) for layout in file.slides.layouts)
    sheets = file.sheets
    margins = Insets(sheets.margin, sheets.margin, sheets.margin, sheets.margin)
    return Theme(
        name=file.name,
        colours=MappingProxyType(dict(file.colours)),
        jobs=MappingProxyType(dict(file.jobs)),
        heading=_fonts(file.fonts.heading),
        body=_fonts(file.fonts.body),
        grids=MappingProxyType({name: (grid.margin, grid.gutter) for name, grid in file.slides.grids.items()}),
        master=master,
        plans=plans,
        scale=MappingProxyType(
            {
                "slides": _styles(file.slides.styles, unit),
                "sheet": _styles(sheets.styles, points(sheets.unit)),
            }
        ),
        units=MappingProxyType({"slides": unit, "sheet": points(sheets.unit)}),
        sheets=MappingProxyType(
            {
                name: SheetLayout(
                    name,
                    margins,
                    tuple(_area(key, area) for key, area in plan.areas.items()),
                    sheets.gutter,
                    sheets.gap,
                )
                for name, plan in sheets.layouts.items()
            }
        ),
    )


def master(theme: Theme, page: PageSize, *, rtl: bool = False) -> bytes:
    """A .pptx package without slides: the theme's slide master and layouts for a page size, mirrored for right-to-left scripts.

    The same theme and size give the same bytes.
    """
    return _package(_Key(theme), page, rtl)


def look(theme: Theme, brand: Brand, kind: Kind, language: str = "en", rtl: bool = False) -> Look:
    """What blocks and writers see: the brand's colours, fonts and layouts, with the theme's type scale for slides or for a sheet.

    A job whose colour does not read on its ground takes another of the brand's colours that does.
    """
    from .text.fonts import FontSet

    colours = _jobs(theme.jobs, brand.colours)
    grid = theme.grid(brand.page)
    return Look(
        page=brand.page,
        colours=MappingProxyType(colours),
        fonts=FontSet(heading=_wishes(brand.heading), body=_wishes(brand.body)),
        scale=MappingProxyType({name: _set(step, colours) for name, step in theme.scale[kind].items()}),
        layouts=brand.layouts,
        sheets=theme.sheets,
        unit=theme.units[kind],
        gutter=grid.gutter,
        language=language,
        rtl=rtl,
    )


def open_look(name: str, page: str, kind: str, language: str, env: Env) -> tuple[Look, bytes]:
    """The look of a built-in or project theme for a page size ("16:9", "a4", …), and the .pptx that it was read from."""
    from . import brand

    size = PAGE_SIZES.get(page)
    if size is None:
        raise BriefingsError(
            [error("page-unknown", f"there is no page size `{page}`", hint=did_you_mean(page, PAGE_SIZES, "page size"))]
        )
    theme = read(name, env)
    rtl = language in RTL
    data = master(theme, size, rtl=rtl)
    return look(theme, brand.read(data, Where(f"theme {theme.name}")), cast(Kind, kind), language, rtl), data


# -- reading ---------------------------------------------------------------------------------------------------------------


def _incomplete(file: theme_file.ThemeFile, given: source.Source) -> Iterator[Diagnostic]:
    """What a theme cannot do without, and what its layouts do not say."""
    wanted: tuple[tuple[tuple[str, ...], Iterable[str], Iterable[str]], ...] = (
        (("colours",), theme_file.SLOTS, file.colours),
        (("jobs",), theme_file.JOBS, file.jobs),
        (("slides", "grids"), ("16:9", "4:3"), file.slides.grids),
        (("slides", "styles"), theme_file.STYLES, file.slides.styles),
        (("slides", "master", "places"), _MASTER, file.slides.master.places),
        (("sheets", "styles"), theme_file.STYLES, file.sheets.styles),
    )
    for path, needed, there in wanted:
        lacking = [name for name in needed if name not in set(there)]
        if lacking:
            names = ", ".join(f"`{name}`" for name in lacking)
            yield error(
                "theme-incomplete",
                f"the theme lacks {names}",
                given.key_at(path),
                ".".join(path),
                "copy them from the built-in theme",
            )
    for name, place in file.slides.master.places.items():
        for key in ("columns", "top", "height", "size"):
            if getattr(place, key) is None:
                path = ("slides", "master", "places", name)
                yield error(
                    "theme-place",
                    f"the master's place `{name}` has no `{key}`",
                    given.key_at(path),
                    ".".join(path),
                    f"add `{key}`",
                )
    for number, layout in enumerate(file.slides.layouts):
        allowed = {*ROLES[layout.role], *_MASTER, "body-2", "body-3"} - {"main"}
        for slot in layout.places:
            if slot not in allowed:
                path_ = ("slides", "layouts", number, "places", slot)
                yield error(
                    "theme-place",
                    f"a layout of the role `{layout.role}` has no place `{slot}`",
                    given.key_at(path_),
                    f"slides.layouts.{number + 1}.places.{slot}",
                    did_you_mean(slot, allowed, "place"),
                )
    called = [layout.name for layout in file.slides.layouts]
    for number, text in enumerate(called):
        if text in called[:number]:
            yield error(
                "theme-place",
                f"two layouts are called `{text}`",
                given.at(("slides", "layouts", number, "name")),
                hint="rename one",
            )
    for role in sorted(set(ROLES) - {layout.role for layout in file.slides.layouts}):
        yield error(
            "theme-incomplete",
            f"no layout plays the role `{role}`",
            given.key_at(("slides", "layouts")),
            "slides.layouts",
            "copy one from the built-in theme",
        )


def _fonts(given: theme_file.FontNames) -> FontNames:
    return FontNames(given.latin, given.ea, given.cs)


def _places(given: Mapping[str, theme_file.Place], base: Mapping[str, PlanPlace], unit: int) -> Mapping[str, PlanPlace]:
    """The places of a layout; each inherits from the base's place of the same kind what it does not say itself."""
    made: dict[str, PlanPlace] = {}
    for slot, place in given.items():
        parent = base.get(slot) or base.get("body") or PlanPlace(slot, (1, 12), 0, 0, 12)
        said = {
            key: value
            for key in (
                "columns",
                "top",
                "height",
                "size",
                "colour",
                "font",
                "bold",
                "italic",
                "align",
                "anchor",
                "spacing",
                "start",
                "end",
            )
            if (value := getattr(place, key)) is not None
        }
        if place.before is not None:
            said["before"] = round(place.before * unit)
        if place.after is not None:
            said["after"] = round(place.after * unit)
        made[slot] = replace(parent, slot=slot, **said)
    return MappingProxyType(made)


def _drawings(given: Iterable[theme_file.Drawing]) -> tuple[PlanDrawing, ...]:
    return tuple(PlanDrawing(one.name, one.fill, one.columns, one.top, one.height) for one in given)


def _plan(layout: theme_file.Layout, master: Plan, unit: int) -> Plan:
    said = _places(layout.places, master.places, unit)
    shown = {"title": master.places["title"], **said}
    for name in ("footer", "page-date", "number"):
        shown[name] = said.get(name, master.places[name])
    return Plan(
        layout.name,
        layout.role,
        MappingProxyType(shown),
        _drawings(layout.drawings),
        layout.bare,
        layout.ground or "page",
    )


def _styles(given: Mapping[str, theme_file.Style], unit: int) -> Mapping[str, Step]:
    made: dict[str, Step] = {}
    for name, style in given.items():
        made[name] = Step(
            sizes=style.sizes,
            colour=style.colour or "text",
            font=cast(FontRole, style.font or "body"),
            bold=bool(style.bold),
            italic=bool(style.italic),
            align=cast(Align, style.align or "start"),
            spacing=style.spacing or 1.0,
            before=round((style.before or 0) * unit),
            after=round((style.after or 0) * unit),
            bullet=style.bullet,
            hang=style.hang,
        )
    return MappingProxyType(made)


def _area(name: str, area: theme_file.Area) -> Area:
    pad = area.padding
    first, last = max(1, area.columns[0]), min(COLUMNS, area.columns[1])
    return Area(
        name, first, last, cast(Literal["top", "fill", "bottom"], area.height), area.fill, Insets(pad, pad, pad, pad)
    )


# -- building --------------------------------------------------------------------------------------------------------------


class _Key:
    """A theme as a key of the cache: by identity, for its maps have no hash. It keeps the theme alive, so ids stay true."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def __hash__(self) -> int:
        return id(self.theme)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.theme is self.theme


@lru_cache(maxsize=16)
def _package(key: _Key, page: PageSize, rtl: bool) -> bytes:
    from . import master as parts

    return parts.package(key.theme, page, rtl=rtl)


def _jobs(jobs: Mapping[str, str], scheme: Mapping[str, Colour]) -> dict[str, Colour]:
    """What each colour does, with contrast in mind: the planned slot where it reads, else the first other one that does."""
    made = {job: scheme[slot] for job, slot in jobs.items()}
    made["page"] = scheme["bg1"]
    for job, ground, ratio, others in _CONTRASTS:
        choices = [made[job], *(scheme[name] for name in others)]
        behind = made[ground]
        if job in _NEUTRAL:
            choices = [c for c in choices if not (c.scheme.startswith("accent") and _vivid(c))]
        good = next((c for c in choices if c.contrast(behind) >= ratio), None)
        made[job] = good or max(choices, key=lambda c: c.contrast(behind))
    if made["panel"].contrast(made["page"]) > 3:  # a strong second ground is a band, no panel
        made["panel"], made["on-panel"] = made["page"], made["text"]
    for number, slot in enumerate(_SERIES, 1):
        made[f"series-{number}"] = scheme[slot]
    return made


def _vivid(colour: Colour) -> bool:
    high, low = max(colour.channels), min(colour.channels)
    return high > 0 and (high - low) / high > 0.45


def _set(step: Step, colours: Mapping[str, Colour]) -> tuple[TextStyle, ...]:
    made: list[TextStyle] = []
    for size in step.sizes:
        hang = round(size * step.hang) * EMU_PER_POINT
        made.append(
            TextStyle(
                size,
                colours[step.colour],
                step.font,
                step.bold,
                step.italic,
                step.align,
                step.spacing,
                None,
                step.before,
                step.after,
                hang,
                -hang,
                step.bullet,
            )
        )
    return tuple(made)


def _wishes(names: FontNames) -> tuple[str, str, str]:
    return names.latin, names.cs, names.ea
