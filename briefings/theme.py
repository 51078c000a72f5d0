"""Colours, fonts, type scale and layouts of a house style, read from `theme.yaml`.

    find        a theme's name, Env -> its file: the project's `templates/themes/`, then the built-in ones
    load        Source -> Theme, checked
    master      Theme, PageSize -> the bytes of a .pptx with its slide master and layouts
    look        Theme, Brand -> Look: what blocks and writers see
    in_brand    Theme, Brand -> Theme: a sheet's theme in a brand's colours and fonts
    open_look   all of that in one go

A deck's sizes and places come from the layouts of the slide master, read back through `brand.read` like a customer's; the
type scale of free blocks and all that a sheet needs come from the theme. Errors: `theme-unknown`, `theme-incomplete`,
`theme-place`, `page-unknown`, and what `theme_file` tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, cast

from . import builtin, contrast, source, theme_file
from .diagnostics import BriefingsError, Diagnostic, Where, did_you_mean, error, note, warning
from .frozen import frozen, replace
from .geometry import EMU_PER_POINT, PAGE_SIZES, Box, Insets, PageSize, points
from .look import Align, Anchor, Area, Colour, FontRole, Ground, Ink, Look, SheetLayout, TextStyle
from .roles import ROLES
from .validation import validate

if TYPE_CHECKING:
    from .brand import Brand
    from .env import Env
    from .text.fonts import FontSource

Kind = Literal["slides", "sheet"]
COLUMNS: Final = 12
RTL: Final = frozenset({"ar"})
WIDER: Final = 1.26
"""How much wider than Arial's the digits are that programs without it draw in its place (DejaVu Sans Bold: 0.696 em, not 0.556)."""
_MASTER: Final = ("title", "body", "footer", "page-date", "number")
_APART: Final = 0.12
"""So much of a channel, at least, lies between the colours of two series."""
_SERIES: Final = ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6")

# How well a job's colour must read, on which ground, and what takes its place when it does not: (job, ground, ratio, others).
# 4.5 for text, 3 for large figures, lines and marks (WCAG 2.2, 1.4.3 and 1.4.11).
_CONTRASTS: Final = (
    ("text", "page", 4.5, ("tx1", "tx2", "bg1", "bg2")),
    ("muted", "page", 4.5, ("tx2", "tx1", "bg1", "bg2")),
    ("heading", "page", 4.5, ("tx2", "accent1", "tx1", "bg1")),
    ("accent", "page", 3.0, ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "tx2", "bg1", "tx1")),
    ("band", "page", 3.0, ("tx2", "accent1", "accent2", "accent3", "accent4", "tx1", "bg1")),
    ("on-band", "band", 4.5, ("bg1", "tx1", "bg2", "tx2")),
    ("on-panel", "panel", 4.5, ("tx1", "bg1", "tx2", "bg2")),
    ("rule", "page", 1.5, ("tx2", "tx1")),
    ("highlight", "page", 3.0, ("accent2", "accent3", "accent4", "accent5", "accent1", "tx2")),
    ("quiet", "page", 3.0, ("accent6", "tx2", "tx1", "bg1")),
    ("link", "page", 4.5, ("hlink", "tx2", "tx1", "bg1")),
)

_ON_PANELS: Final = frozenset({"accent", "heading", "muted"})
"""Jobs that are done on panels as well as on the page."""

_SMALLEST: Final = 14.0
"""Type that is larger than so many points may become so small on a small page."""

_GROUNDS: Final = frozenset({"band", "panel"})
_LINE: Final = points(1.5)
"""How thick a band is when ink is to be saved."""

_NEUTRAL: Final = frozenset({"muted", "rule", "quiet"})
"""Jobs that step back: an accent does them only when it is a grey, which in many a brand it is not."""


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
        return Box(x, top, self.right(last) - x, self.page.height - top if height == theme_file.BLEED else height)

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
class FontNames:
    """The fonts of one role: Latin, East Asian and complex scripts."""

    latin: str
    ea: str = ""
    cs: str = ""


@frozen
class Theme:
    """A house style. `colours` maps the theme's twelve slots to RGB, `jobs` what a colour does to the name of a slot as slides
    use it; `scale` has the type styles for "slides" and "sheet"; `units` their baseline steps in EMU; `findings` tell which colours do
    not read on their grounds. `sources` are the font files that it brings along, `named` where each font's name stands."""

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
    findings: tuple[Diagnostic, ...] = ()
    sources: tuple[FontSource, ...] = ()
    named: Mapping[str, Where] = field(default_factory=dict)

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
    """A theme by its name, laid over the one that it `extends`."""
    path = find(name, env)
    given = _opened(path, env)
    return _builtin(path) if path == builtin.theme(path.parent.name) else load(_whole(given, env, (path,)), env)


def _opened(path: Path, env: Env) -> source.Source:
    """A theme's file; the built-in ones are read once a process, and told to the journal each time."""
    if path != builtin.theme(path.parent.name):
        return source.read(path, env.name(path), env)
    own = path.is_relative_to(env.root)  # in a checkout, the built-in theme is the project's
    env.journal(env.name(path) if own else f"builtin:themes/{path.parent.name}/{path.name}", path.read_bytes())
    return _builtin_source(path)


def _whole(given: source.Source, env: Env, above: tuple[Path, ...]) -> source.Source:
    """A theme's file with all that it takes from the theme that it extends; a theme that extends its own name means the built-in one."""
    root = given.root
    if not isinstance(root, source.Mapping_) or (named := root.get("extends")) is None:
        return given
    where = named.where
    name = named.text if isinstance(named, source.Scalar) else ""
    try:
        path = find(name, env)
        path = find(f"builtin:{name}", env) if path == above[-1] else path
    except BriefingsError as problem:
        raise BriefingsError(replace(one, where=where, path="extends") for one in problem.findings) from None
    if path in above:
        hint = "let one of them say all, or extend `builtin:default`"
        raise BriefingsError([error("theme-circle", f"`{name}` extends this theme in turn", where, "extends", hint)])
    base = _whole(_opened(path, env), env, (*above, path)).root
    return replace(given, root=root.over(base)) if isinstance(base, source.Mapping_) else given


@lru_cache(maxsize=4)
def _builtin_source(path: Path) -> source.Source:
    return source.read(path.read_bytes(), f"templates/themes/{path.parent.name}/theme.yaml")


@lru_cache(maxsize=4)
def _builtin(path: Path) -> Theme:
    return load(_builtin_source(path))


def load(given: source.Source, env: Env | None = None) -> Theme:
    """A theme file as a theme, with the font files that it names in the project. Raises BriefingsError with all that is wrong in it."""
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


def master(theme: Theme, page: PageSize, *, rtl: bool = False) -> bytes:
    """A .pptx package without slides: the theme's slide master and layouts for a page size, mirrored for right-to-left scripts.

    The same theme and size give the same bytes.
    """
    return _package(_Key(theme), page, rtl)


def low_ink(theme: Theme) -> Theme:
    """The same theme for a printer that is short of ink: white grounds, lines in place of bands, the same words and colours of marks."""
    jobs = {
        **theme.jobs,
        "band": "bg1",
        "on-band": theme.jobs["heading"],
        "panel": "bg1",
        "on-panel": theme.jobs["text"],
    }
    return replace(
        theme,
        jobs=MappingProxyType(jobs),
        master=_thinned(theme.master),
        plans=tuple(_thinned(plan) for plan in theme.plans),
    )


def look(theme: Theme, brand: Brand, kind: Kind, language: str = "en", rtl: bool = False, ink: Ink = "usual") -> Look:
    """What blocks and writers see: the brand's colours, fonts and layouts, with the theme's type scale for slides or for a sheet.

    A job whose colour does not read on its ground takes another of the brand's colours that does.
    """
    from .text.fonts import FontSet

    usual = _usual_ground(brand)
    colours = _jobs(theme.jobs, brand.colours, usual)
    if ink == "low":
        colours |= _unfilled(colours)
    by = _size(theme, brand.page) if kind == "slides" else 1.0
    steps = theme.scale[kind]
    grounds = {
        ground.rgb: Ground(
            MappingProxyType(made := _jobs(theme.jobs, brand.colours, ground)),
            MappingProxyType({name: _set(step, made, by) for name, step in steps.items()}),
        )
        for ground in dict.fromkeys(_grounds(brand))
        if ground.rgb != usual.rgb
    }
    scale = {name: _set(step, colours, by) for name, step in steps.items()}
    gutter = theme.grid(brand.page).gutter
    if by != 1.0 or (kind == "slides" and brand.page.name not in theme.grids):
        gutter = round(next(iter(theme.grids.values()))[1] * by)
    return Look(
        page=brand.page,
        colours=MappingProxyType(colours),
        fonts=FontSet(heading=_wishes(brand.heading), body=_wishes(brand.body), sources=theme.sources),
        scale=MappingProxyType(scale),
        layouts=brand.layouts,
        sheets=theme.sheets,
        unit=round(theme.units[kind] * by),
        gutter=gutter,
        language=language,
        rtl=rtl,
        ink=ink,
        grounds=MappingProxyType(grounds),
        wider=WIDER if kind == "slides" else 1.0,
        tabled=brand.table is not None
        and scale["table-head"][0].colour.contrast(brand.table[0]) >= contrast.LARGE  # it is bold
        and scale["table"][0].colour.contrast(brand.table[1]) >= contrast.TEXT,
    )


def in_brand(theme: Theme, brand: Brand) -> Theme:
    """A theme in a brand's colours and fonts, for sheets: where the brand is light on dark, dark on light, because it is printed."""
    slots = {"lt1": "bg1", "dk1": "tx1", "lt2": "bg2", "dk2": "tx2"}
    colours = {slot: brand.colours[slots.get(slot, slot)].rgb for slot in theme.colours}
    for light, dark in (("lt1", "dk1"), ("lt2", "dk2")):
        if Colour(colours[light]).luminance < Colour(colours[dark]).luminance:
            colours[light], colours[dark] = colours[dark], colours[light]
    if Colour(colours["lt1"]).luminance < 0.8:
        colours["lt1"] = "FFFFFF"
    return replace(theme, colours=MappingProxyType(colours), heading=brand.heading, body=brand.body)


def _banded(theme: Theme, brand: Brand) -> Theme:
    """A theme whose bands have the colour that a brand is known by, where the theme would take whatever the second dark colour is."""
    if theme.jobs["band"] != "tx2":
        return theme
    return replace(theme, jobs=MappingProxyType({**theme.jobs, "band": brand.band}))


def recoloured(theme: Theme, brand: Brand, look: Look, where: Where) -> tuple[Diagnostic, ...]:
    """Notes on what a look does otherwise than the brand says, one a colour: that it could not be read, or does not step back."""
    taken: dict[tuple[str, str], list[str]] = {}
    for job, slot in theme.jobs.items():
        colour = look.colours[job]
        if job not in ("page", "panel", "on-panel", "on-band") and brand.colours[slot].rgb != colour.rgb:
            taken.setdefault((slot, colour.slot or colour.rgb), []).append(job)
    needed = {job: ratio for job, _, ratio, _ in _CONTRASTS}
    found = []
    for (slot, other), jobs in taken.items():
        planned = brand.colours[slot]
        grounds = [look.colours["page"], *([look.colours["panel"]] if _ON_PANELS & {*jobs} else [])]
        behind = min(grounds, key=planned.contrast)
        ratio = max(needed[job] for job in jobs)
        short = planned.contrast(behind) < ratio
        why = (
            f"has a contrast of {contrast.told(planned.contrast(behind))} on {behind.rgb} and needs {contrast.told(ratio)}"
            if short
            else "is too strong a colour for what should step back"
        )
        found.append(
            note("brand-contrast", f"`{slot}` ({planned.rgb}) {why}: `{other}` is taken for {', '.join(jobs)}", where)
        )
    return tuple(found)


def substituted(look: Look, where: Where) -> tuple[Diagnostic, ...]:
    """Notes on a brand's fonts that are not at hand."""
    hint = "the deck names the brand's own font; a PDF is drawn with the one at hand"
    return tuple(note("font-substituted", message, where, hint=hint) for _, message in _substituted(look))


def unfound(theme: Theme, look: Look) -> tuple[Diagnostic, ...]:
    """Warnings of the fonts that a theme names, that its look in this language uses, and that are not at hand."""
    hint = "name a font that is at hand, or put its file beside the theme and name it in `fonts: files`; the deck asks for the font all the same"
    return tuple(
        warning("font-substituted", message, theme.named.get(wanted), hint=hint)
        for wanted, message in _substituted(look)
    )


def _substituted(look: Look) -> Iterator[tuple[str, str]]:
    """The fonts that a look in its language asks for and that are not at hand, each with what is done about it."""
    from .text import families

    script = {"ar": 1, "zh": 2}.get(look.language, 0)
    names = {(role + ("",) * 3)[n] for role in (look.fonts.heading, look.fonts.body) for n in (0, script)}
    for wanted, used in look.fonts.substitutes:
        if wanted in names:
            wide = families.width(wanted)
            kept = f", lines kept {1 - 1 / wide:.0%} shorter" if wide > 1 else ", which is no narrower"
            yield wanted, f"the font `{wanted}` is not at hand: text is measured with {used}{kept}"


def open_look(
    name: str, page: str, kind: str, language: str, env: Env, given: Brand | None = None, ink: Ink = "usual"
) -> tuple[Look, bytes]:
    """The look of a built-in or project theme for a page size ("16:9", "a4", …), and the .pptx that it was read from.

    With a brand given, slides have its layouts and its page size, and sheets its colours and fonts.
    """
    from . import brand

    size = PAGE_SIZES.get(page)
    if size is None:
        raise BriefingsError(
            [error("page-unknown", f"there is no page size `{page}`", hint=did_you_mean(page, PAGE_SIZES, "page size"))]
        )
    theme = read(name, env) if ink == "usual" else _low_ink(_Key(read(name, env)))
    rtl = language in RTL
    if given is not None:
        theme = _banded(theme, given)
    if given is not None and kind == "slides":
        return look(theme, given, "slides", language, rtl), given.data
    if given is not None:
        theme = in_brand(theme, given)
    data = master(theme, size, rtl=rtl)
    made = look(theme, brand.read(data, Where(f"theme {theme.name}"), rtl=rtl), cast(Kind, kind), language, rtl, ink)
    return replace(made, logo=given.logo if given else None), data


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


def _faint(file: theme_file.ThemeFile, given: source.Source) -> Iterator[Diagnostic]:
    """The colours that do not read on the ground that their job puts them on, each with the nearest one that does."""
    jobs = {**file.jobs, "page": "bg1"}

    def planned(job: str) -> tuple[str, Colour]:
        slot = _THEME_SLOTS.get(jobs[job], jobs[job])
        return slot, Colour(file.colours[slot])

    for job, ground, ratio, _ in _CONTRASTS:
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


_THEME_SLOTS: Final = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
"""The theme's own names of the slots that slides call by another (ECMA-376 part 1, 19.3.1.6), as our master maps them."""


def _sources(file: theme_file.ThemeFile, given: source.Source, env: Env) -> tuple[FontSource, ...]:
    """The theme's font files by family, each read once to see that it can be drawn with."""
    from .text.fonts import FontFile, FontSource

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


@lru_cache(maxsize=4)
def _low_ink(key: _Key) -> Theme:
    return low_ink(key.theme)


def _thinned(plan: Plan) -> Plan:
    """A layout without coloured grounds: what is high becomes a line at its lower edge, what runs down the whole page goes."""
    drawings = (
        drawing if drawing.height <= _LINE else replace(drawing, top=drawing.top + drawing.height - _LINE, height=_LINE)
        for drawing in plan.drawings
        if drawing.height != theme_file.BLEED
    )
    thin = (replace(one, fill="heading" if one.fill in _GROUNDS else one.fill) for one in drawings)
    return replace(plan, drawings=tuple(thin), ground="page")


def _unfilled(colours: Mapping[str, Colour]) -> dict[str, Colour]:
    """The jobs that change where ink is to be saved: grounds are the page's own, and what stands on them reads on it."""
    return {
        "band": colours["page"],
        "panel": colours["page"],
        "on-band": colours["heading"],
        "on-panel": colours["text"],
    }


def _usual_ground(brand: Brand) -> Colour:
    """What blocks stand on in most layouts; the page's own colour where that is told by nothing."""
    grounds = [layout.ground for layout in brand.layouts if layout.role in ("title-only", "content") and layout.ground]
    return max(grounds, key=grounds.count) if grounds else brand.colours["bg1"]


def _grounds(brand: Brand) -> Iterator[Colour]:
    """Everything that blocks may stand on."""
    for layout in brand.layouts:
        yield layout.ground or layout.background
        if layout.margin is not None:
            yield layout.margin.ground
        yield from (place.background for place in layout.placeholders)


def _size(theme: Theme, page: PageSize) -> float:
    """How large a page is beside those that the type scale was made for: 1 for these, less for a smaller page."""
    if page.name in theme.grids:
        return 1.0
    wide, tall = PAGE_SIZES["4:3"].width, PAGE_SIZES["4:3"].height
    return min(2.0, max(0.7, min(page.width / wide, page.height / tall)))


def _jobs(jobs: Mapping[str, str], scheme: Mapping[str, Colour], page: Colour | None = None) -> dict[str, Colour]:
    """What each colour does, with contrast in mind: the planned slot where it reads, else the first other one that does, else the
    planned one darkened or lightened until it does."""
    made = {job: scheme[slot] for job, slot in jobs.items()}
    made["page"] = page or scheme["bg1"]
    made["panel"] = _panel(made)
    for job, ground, ratio, others in _CONTRASTS:
        planned = made[job]
        choices = [planned, *(scheme[name] for name in others)]
        behind = (made[ground], made["panel"]) if job in _ON_PANELS else (made[ground],)
        if job in _NEUTRAL:
            choices = [c for c in choices if not (c.scheme.startswith("accent") and _vivid(c))]
        if job == "accent":  # the first colour stays: darker or lighter rather than another
            choices[1:1] = [shade for shade in (_hued(planned, behind, ratio),) if shade]
        good = next((c for c in choices if _reads(c, behind) >= ratio), None)
        made[job] = good or _shaded(planned, behind, ratio) or max(choices, key=lambda c: _reads(c, behind))
        if job == "band":
            made["band"] = _as_band(planned, made["band"], made["on-band"])
    for number, slot in enumerate(_SERIES, 1):
        made[f"series-{number}"] = scheme[slot]
    if made["accent"].rgb != made["series-1"].rgb and jobs["accent"] == "accent1":
        made["series-1"] = made["accent"]
    for number in range(2, len(_SERIES) + 1):
        before = [made[f"series-{n}"] for n in range(1, number)]
        made[f"series-{number}"] = _told_apart(made[f"series-{number}"], before)
    return made


def _told_apart(colour: Colour, others: Sequence[Colour]) -> Colour:
    """A series' colour; where a theme has nearly the same twice, or in greys, a shade of the first series' that no other one is near."""

    def apart(one: Colour) -> float:
        return min(max(abs(a - b) for a, b in zip(one.channels, other.channels, strict=True)) for other in others)

    if apart(colour) >= _APART:
        return colour
    shades = (others[0].shade(share, lighter=lighter) for share in (40, 60, 25, 75) for lighter in (False, True))
    return max((colour, *shades), key=lambda one: (apart(one) >= _APART, min(apart(one), 2 * _APART)))


def _hued(colour: Colour, grounds: Iterable[Colour], ratio: float) -> Colour | None:
    """The nearest darker or lighter shade of a colour that reads on some grounds and is still that colour; None where there is none."""
    behind = tuple(grounds)
    shades = (colour.shade(share, lighter=lighter) for share in range(5, 60, 5) for lighter in (False, True))
    return next((shade for shade in shades if _reads(shade, behind) >= ratio), None) if _vivid(colour, 0.2) else None


def _as_band(planned: Colour, taken: Colour, words: Colour) -> Colour:
    """A band in the planned colour, a little darker where that makes its words readable: it need not stand out from the page as
    marks do, if its words read on it."""
    if not _vivid(planned, 0.2):
        return taken
    shades = (planned.shade(share, lighter=False) for share in range(0, 40, 5))
    return next((shade for shade in shades if shade.contrast(words) >= 4.5), planned)


def _panel(made: Mapping[str, Colour]) -> Colour:
    """The ground of a panel: the planned one where it is a quiet shade of the page, else the page with a breath of its text colour."""
    page, panel = made["page"], made["panel"]
    apart = panel.contrast(page)
    if page.slot == "bg1" and 1.02 <= apart <= 3 and not (_vivid(panel) and apart > 1.5):
        return panel
    return page.shade(8, lighter=page.luminance < 0.18)


def _reads(colour: Colour, grounds: Iterable[Colour]) -> float:
    """The contrast of a colour where it is least."""
    return min(colour.contrast(ground) for ground in grounds)


def _shaded(colour: Colour, grounds: Iterable[Colour], ratio: float) -> Colour | None:
    """A colour darkened or lightened until it reads on some grounds."""
    shades = (colour.shade(share, lighter=lighter) for share in range(20, 101, 20) for lighter in (False, True))
    return next((shade for shade in shades if _reads(shade, grounds) >= ratio), None)


def _vivid(colour: Colour, least: float = 0.45) -> bool:
    high, low = max(colour.channels), min(colour.channels)
    return high > 0 and (high - low) / high > least


def _set(step: Step, colours: Mapping[str, Colour], by: float = 1.0) -> tuple[TextStyle, ...]:
    """A style's steps; on a page of another size they are larger or smaller `by` so much, but no text falls below its floor."""
    made: list[TextStyle] = []
    floor = min(_SMALLEST, step.sizes[-1])
    for given in step.sizes:
        size = given if by == 1.0 else max(floor, round(given * by * 2) / 2)
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
                round(step.before * by),
                round(step.after * by),
                hang,
                -hang,
                step.bullet,
            )
        )
    return tuple(made)


def _wishes(names: FontNames) -> tuple[str, str, str]:
    return names.latin, names.cs, names.ea
