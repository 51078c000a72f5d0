"""Colours, fonts, type scale and layouts of a house style, read from `theme.yaml`.

    find        a theme's name, Env -> its file: the project's `templates/themes/`, then the built-in ones
    load        Source -> Theme, checked

Errors: `theme-unknown`, `theme-incomplete`, `theme-place`, and what `theme_file` tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import lru_cache
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, cast

from .. import builtin, contrast, source
from ..diagnostics import BriefingsError, Diagnostic, Where, did_you_mean, error, fault, warning
from ..env import Env
from ..frozen import frozen, replace
from ..geometry import BLEED, Box, Insets, PageSize, points
from ..known import known
from ..look import Align, Anchor, Area, Colour, FontNames, FontRole, SheetLayout, TileStyle
from ..regex import regex
from ..roles import ROLES
from . import colours

if TYPE_CHECKING:
    from ..text.fonts import FontSource
    from . import theme_file

Kind = Literal["slides", "sheet"]
COLUMNS: Final = 12
_MASTER: Final = ("title", "body", "footer", "page-date", "number")


@frozen
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
        return Box(x, top, self.right(last) - x, self.page.height - top if height == BLEED else height)

    @property
    def _step(self) -> float:
        return (self.page.width - 2 * self.margin + self.gutter) / COLUMNS


@frozen
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


@frozen
class PlanDrawing:
    """A coloured rectangle that the master or a layout draws; `fill` is a job."""

    name: str
    fill: str
    columns: tuple[int, int]
    top: int
    height: int

    def box(self, grid: Grid) -> Box:
        return grid.box(*self.columns, self.top, self.height)


@frozen
class Plan:
    """A slide layout as the theme plans it. `bare` keeps the master's drawings away; `ground` is the background's job."""

    name: str
    role: str
    places: Mapping[str, PlanPlace]
    drawings: tuple[PlanDrawing, ...] = ()
    bare: bool = False
    ground: str = "page"


@frozen
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


@frozen
class Theme:
    """A house style. `colours` maps the theme's twelve slots to RGB, `jobs` what a colour does to the name of a slot as slides
    use it; `scale` has the type styles for "slides" and "sheet"; `units` their baseline steps in EMU; `findings` tell which colours do
    not read on their grounds. `tiles` says how figures stand side by side, `paper` which theme sheets are printed in. `sources` are the font files that it brings along, `named` where each font's name stands."""

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
    tiles: TileStyle = "rule"
    paper: str = ""
    findings: tuple[Diagnostic, ...] = ()
    sources: tuple[FontSource, ...] = ()
    named: Mapping[str, Where] = field(default_factory=dict)

    def grid(self, page: PageSize) -> Grid:
        """The columns of a page: a slide size's own, or a sheet's."""
        if page.name in self.grids:
            return Grid(page, *self.grids[page.name])
        sheet = next(iter(self.sheets.values()))
        return Grid(page, sheet.margins.left, sheet.gutter)


_KEPT: Final = (Theme, Plan, PlanPlace, PlanDrawing, Step, FontNames, SheetLayout, Area, Insets, Where)
"""What there is in a built-in theme."""
_EXTENDS: Final = regex(rb"(?m)^extends: (\S+)$")


def find(name: str, env: Env) -> Path:
    """The file of a theme: the project's own comes first, `builtin:default` always means ours."""
    bare = name.removeprefix("builtin:")
    local = f"templates/themes/{bare}/theme.yaml"
    ours = builtin.theme(bare)
    if name == bare and "/" not in bare and "\\" not in bare and not bare.startswith(".") and env.is_file(local):
        return env.root / local
    if ours is not None:
        return ours
    raise fault("theme-unknown", f"there is no theme `{name}`", hint=did_you_mean(bare, builtin.themes(), "theme"))


def read(name: str, env: Env) -> Theme:
    """A theme by its name, laid over the one that it `extends`."""
    path = find(name, env)
    if path != builtin.theme(path.parent.name):
        return load(_whole(_opened(path, env), env, (path,)), env)
    for one, data in _files(path):
        _tell(one, data, env)
    return _builtin(path)


def _opened(path: Path, env: Env) -> source.Source:
    """A theme's file; the built-in ones are read once a process, and told to the journal each time."""
    if path != builtin.theme(path.parent.name):
        return source.read(path, env.name(path), env)
    _tell(path, path.read_bytes(), env)
    return _builtin_source(path)


def _tell(path: Path, data: bytes, env: Env) -> None:
    """Tells the journal of a built-in theme's file."""
    own = path.is_relative_to(env.root)  # in a checkout, the built-in theme is the project's
    env.journal(env.name(path) if own else f"builtin:themes/{path.parent.name}/{path.name}", data)


def _whole(given: source.Source, env: Env, above: tuple[Path, ...]) -> source.Source:
    """A theme's file with all that it takes from the theme that it extends; a theme that extends its own name means the built-in one."""
    root = given.root
    if not isinstance(root, source.Mapping_) or (named := root.get("extends")) is None:
        return given
    where = named.where
    name = named.text if isinstance(named, source.Scalar) else ""
    try:
        ours = above[-1] == builtin.theme(above[-1].parent.name)  # a built-in theme knows nothing of the project's
        path = find(f"builtin:{name}" if ours else name, env)
        path = find(f"builtin:{name}", env) if path == above[-1] else path
    except BriefingsError as problem:
        raise BriefingsError(replace(one, where=where, path="extends") for one in problem.findings) from None
    if path in above:
        hint = "let one of them say all, or extend `builtin:default`"
        raise fault("theme-circle", f"`{name}` extends this theme in turn", where, "extends", hint)
    base = _whole(_opened(path, env), env, (*above, path)).root
    return replace(given, root=root.over(base)) if isinstance(base, source.Mapping_) else given


@lru_cache(maxsize=16)
def _builtin_source(path: Path) -> source.Source:
    return source.read(path.read_bytes(), f"templates/themes/{path.parent.name}/theme.yaml")


@lru_cache(maxsize=16)
def _files(path: Path) -> tuple[tuple[Path, bytes], ...]:
    """The file of a built-in theme and those that it extends, which ours name in a line of its own."""
    data = path.read_bytes()
    named = _EXTENDS.search(data)
    base = builtin.theme(named[1].decode()) if named else None
    return ((path, data), *(_files(base) if base else ()))


@lru_cache(maxsize=16)
def _builtin(path: Path) -> Theme:
    def made() -> Theme:
        return load(_whole(_builtin_source(path), Env(path.parent, {}), (path,)))

    return known(b"\0".join(data for _, data in _files(path)), "theme", _KEPT, made)


def load(given: source.Source, env: Env | None = None) -> Theme:
    """A theme file as a theme, with the font files that it names in the project. Raises BriefingsError with all that is wrong in it."""
    from ..source.validation import validate
    from . import theme_file

    file, findings = validate(theme_file.ThemeFile, given.root)
    if file is None:
        raise BriefingsError(findings)
    wrong = (*_incomplete(file, given), *_misplaced(file, given))
    if wrong:
        raise BriefingsError(wrong)
    unit = points(file.slides.unit)
    master = Plan("Master", "", _places(file.slides.master.places, {}, unit), _drawings(file.slides.master.drawings))
    plans = tuple(_plan(layout, master, unit) for layout in file.slides.layouts)
    sheets = file.sheets
    margins = Insets(sheets.margin, sheets.margin, sheets.margin, sheets.margin)
    return Theme(
        name=file.name,
        colours=MappingProxyType(dict(file.colours)),
        jobs=MappingProxyType(_jobs(file)),
        heading=_fonts(file.fonts.heading),
        body=_fonts(file.fonts.body),
        grids=MappingProxyType({name: (grid.margin, grid.gutter) for name, grid in file.slides.grids.items()}),
        master=master,
        plans=plans,
        scale=MappingProxyType(
            {"slides": _styles(file.slides.styles, unit), "sheet": _styles(sheets.styles, points(sheets.unit))}
        ),
        tiles=cast(TileStyle, file.tiles.style),
        paper=file.paper,
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
        findings=tuple(_faint(file, given)),
        sources=_sources(file, given, env) if env else (),
        named=MappingProxyType(
            {
                name: given.at(("fonts", role, key))
                for role, names in (("heading", file.fonts.heading), ("body", file.fonts.body))
                for key, name in (("latin", names.latin), ("ea", names.ea), ("cs", names.cs))
                if name
            }
        ),
    )


def _jobs(file: theme_file.ThemeFile) -> dict[str, str]:
    """Which slot does which job: covers and dividers stand on the band's colour where a theme says no other."""
    return {"cover": file.jobs["band"], **file.jobs}


# -- reading ---------------------------------------------------------------------------------------------------------------


def _incomplete(file: theme_file.ThemeFile, given: source.Source) -> Iterator[Diagnostic]:
    """What a theme cannot do without."""
    from . import theme_file

    wanted: tuple[tuple[tuple[str, ...], Iterable[str], Iterable[str]], ...] = (
        (("colours",), colours.SLOTS, file.colours),
        (("jobs",), theme_file.JOBS, (*file.jobs, "cover")),
        (("slides", "grids"), ("16:9", "4:3"), file.slides.grids),
        (("slides", "styles"), theme_file.STYLES, file.slides.styles),
        (("slides", "master", "places"), _MASTER, file.slides.master.places),
        (("sheets", "styles"), theme_file.STYLES, file.sheets.styles),
    )
    for path, needed, there in wanted:
        lacking = [name for name in needed if name not in set(there)]
        if lacking:
            names = ", ".join(f"`{name}`" for name in lacking)
            message = f"the theme lacks {names}"
            hint = "copy them from the built-in theme"
            yield error("theme-incomplete", message, given.key_at(path), ".".join(path), hint)
    for name, place in file.slides.master.places.items():
        for key in ("columns", "top", "height", "size"):
            if getattr(place, key) is None:
                path = ("slides", "master", "places", name)
                message = f"the master's place `{name}` has no `{key}`"
                hint = f"add `{key}`"
                yield error("theme-place", message, given.key_at(path), ".".join(path), hint)
    for role in sorted(set(ROLES) - {layout.role for layout in file.slides.layouts}):
        yield error(
            "theme-incomplete",
            f"no layout plays the role `{role}`",
            given.key_at(("slides", "layouts")),
            "slides.layouts",
            "copy one from the built-in theme",
        )


def _misplaced(file: theme_file.ThemeFile, given: source.Source) -> Iterator[Diagnostic]:
    """The layouts with a place that their role has not, or with another's name."""
    for number, layout in enumerate(file.slides.layouts):
        allowed = {*ROLES[layout.role], *_MASTER, "body-2", "body-3", "lead"} - {"main"}
        allowed |= {"picture"} if layout.role in _PICTURED else set()
        for slot in layout.places:
            if slot not in allowed:
                path_ = ("slides", "layouts", number, "places", slot)
                message = f"a layout of the role `{layout.role}` has no place `{slot}`"
                named = f"slides.layouts.{number + 1}.places.{slot}"
                yield error("theme-place", message, given.key_at(path_), named, did_you_mean(slot, allowed, "place"))
    called = [layout.name for layout in file.slides.layouts]
    for number, text in enumerate(called):
        if text in called[:number]:
            message = f"two layouts are called `{text}`"
            yield error("theme-place", message, given.at(("slides", "layouts", number, "name")), hint="rename one")


def _faint(file: theme_file.ThemeFile, given: source.Source) -> Iterator[Diagnostic]:
    """The colours that do not read on the ground that their job puts them on, each with the nearest one that does."""
    jobs = {**_jobs(file), "page": "bg1"}

    def planned(job: str) -> tuple[str, Colour]:
        slot = _THEME_SLOTS.get(jobs[job], jobs[job])
        return slot, Colour(file.colours[slot])

    for job, ground, ratio, _ in (*colours.CONTRASTS, ("on-band", "cover", 4.5, ())):
        if job in colours.HUES:
            continue  # no theme says which they are
        (slot, colour), (_, behind) = planned(job), planned(ground)
        reached = colour.contrast(behind)
        if reached < ratio:
            better = contrast.nearest(colour, behind, ratio)
            yield warning(
                "theme-contrast",
                f"`{job}` is {colour.rgb}, which has a contrast of {contrast.told(reached)} on `{ground}` ({behind.rgb}) and needs "
                f"{contrast.told(ratio)}",
                given.at(("colours", slot)),
                f"colours.{slot}",
                f"{better.rgb} is the nearest colour that passes" if better else f"choose another ground for `{job}`",
            )


_PICTURED: Final = frozenset({"cover", "section"})
"""The roles whose pages have a photo of their own, behind their words or in a place."""

_OF_PLACES: Final = (
    "columns", "top", "height", "size", "colour", "font", "bold", "italic", "align", "anchor", "spacing", "start", "end",
)  # fmt: skip
"""What a theme says of a place as it stands."""
_THEME_SLOTS: Final = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
"""The theme's own names of the slots that slides call by another (ECMA-376 part 1, 19.3.1.6), as our master maps them."""


def _sources(file: theme_file.ThemeFile, given: source.Source, env: Env) -> tuple[FontSource, ...]:
    """The theme's font files by family, each read once to see that it can be drawn with."""
    from ..text.fonts import FontFile, FontSource

    families, faults = dict[str, list[FontFile]](), list[Diagnostic]()
    for number, one in enumerate(file.fonts.files):
        where = given.at(("fonts", "files", number, "file"))
        try:
            path = str(PurePosixPath(where.file).parent / one.file)  # beside the file that names it
            env.read(path, where)
            made = FontFile(str(env.resolve(path, where)), one.bold, one.italic)
            FontSource(one.family, (made,)).face(one.bold, one.italic)
        except BriefingsError as problem:
            faults += (replace(finding, where=finding.where or where) for finding in problem.findings)
        else:
            families.setdefault(one.family, []).append(made)
    if faults:
        raise BriefingsError(faults)
    return tuple(FontSource(name, tuple(files)) for name, files in families.items())


def _fonts(given: theme_file.FontNames) -> FontNames:
    return FontNames(given.latin, given.ea, given.cs)


def _places(given: Mapping[str, theme_file.Place], base: Mapping[str, PlanPlace], unit: int) -> Mapping[str, PlanPlace]:
    """The places of a layout; each inherits from the base's place of the same kind what it does not say itself."""
    made: dict[str, PlanPlace] = {}
    for slot, place in given.items():
        parent = base.get(slot) or base.get("body") or PlanPlace(slot, (1, 12), 0, 0, 12)
        said = {key: value for key in _OF_PLACES if (value := getattr(place, key)) is not None}
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
    above = (
        {"kicker": master.places["kicker"]}
        if "kicker" in master.places and "kicker" in ROLES[layout.role] and layout.role != "section"
        else {}
    )
    shown = {**above, "title": master.places["title"], **said}
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
    kind, around = cast(Literal["top", "fill", "bottom"], area.height), Insets(pad, pad, pad, pad)
    return Area(name, first, last, kind, area.fill, around, round(area.least))


# -- building --------------------------------------------------------------------------------------------------------------
