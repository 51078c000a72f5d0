"""A customer's template by its file, with what the project says about it in `templates/<brand>.yaml`.

    open_house   a .pptx or .potx -> House: read, its layouts mapped to roles
    wanting      what a deck does without on it
    unmarked     what a one-pager does without
    written      a mapping as YAML, to be saved and changed

The mapping file holds the layout of each role by its name, and, where that is not plain, which of its placeholders is which place:

    kind: brand
    roles:
      cover: {layout: Title Slide, places: {title: 0, subtitle: 1}}

Where slide masters share the name of a layout, `master` says which of them is meant.

Errors: those of `brand`, and what `source` and `validation` tell of the mapping file.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Final

from .. import brand as brands
from .. import source
from ..diagnostics import BriefingsError, Diagnostic, Where, did_you_mean, error, note, warning
from ..env import Env
from ..frozen import frozen, replace
from ..look import SlideLayout
from ..ooxml import elsewhere
from ..report.place import Place
from ..report.shape import Shape, may, must
from ..roles import ROLES
from ..source import Mapping_
from ..source.fields import IdField, TextField, one_of
from ..source.validation import validate
from . import doubts as layout_doubts
from .lent import LEAST_ROOM, ROOMY, roomiest
from .wishes import Wish

LIMIT: Final = 100 * 1024 * 1024
"""The largest brand template that is read, in bytes."""


class RoleFile(Shape):
    """The layout of one role."""

    layout: TextField = must("The layout, by its name in PowerPoint.", "Title Slide")
    master: TextField | None = may(
        "The slide master that the layout is on, by its name or its number, where several have a layout of that name.",
        "Agency",
    )
    places: dict[IdField, TextField] | None = may(
        "Places and their placeholders, by index or by name, where the automatic choice is not the right one.",
        {"title": 0, "subtitle": 1},
    )


class BrandFile(Shape):
    """How the roles of a deck find their layouts in a brand template."""

    kind: Annotated[str, *one_of("brand")] = must("Says what the file is.", "brand")
    roles: dict[IdField, RoleFile] = must(
        "Each role with its layout; a role that is not here is found automatically.",
        {"cover": {"layout": "Title Slide"}},
    )


@frozen
class House:
    """A customer's template, read: its file, the name it goes by, and the brand."""

    name: str
    where: Where
    brand: brands.Brand


def name_of(path: Path) -> str:
    """What a template file is called where a brand needs a name: `Agency 2024.potx` is `agency-2024`."""
    plain = "".join(c for c in unicodedata.normalize("NFD", path.stem.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "brand"


def open_house(path: Path, name: str, env: Env, *, rtl: bool = False, keep: tuple[str, ...] = ()) -> House:
    """A .pptx or .potx with its mapping, if the project has one. Raises BriefingsError for a file that cannot be used."""
    where = Where(env.name(path))
    data = env.read_trusted(path, limit=LIMIT)
    read = brands.read(data, where, rtl=rtl, keep=keep, wishes=wishes(name, env))
    if reason := elsewhere.refused(read.data):  # our own master, which comes in by the same door, is not asked
        message = f"python-pptx, which scripts change decks with, cannot read this file ({reason})"
        hint = "the deck can be edited by hand; for scripts, open the file in PowerPoint and save it again"
        read = replace(read, findings=(*read.findings, warning("brand-unread-elsewhere", message, where, hint=hint)))
    return House(name, where, read)


def wishes(name: str, env: Env) -> Mapping[str, Wish]:
    """What `templates/<name>.yaml` says about the layouts of roles; nothing when there is no such file, or it is another kind."""
    path = f"templates/{name}.yaml"
    if not env.is_file(path):
        return {}
    read = source.read(env.resolve(path), path, env)
    root = read.root
    if (
        not isinstance(root, Mapping_)
        or not isinstance(kind := root.get("kind"), source.Scalar)
        or kind.text != "brand"
    ):
        return {}  # a template of pages that happens to have the brand's name
    file, findings = validate(BrandFile, root)
    if file is None:
        raise BriefingsError(findings)
    place = Place(root) / "roles"
    wrong = list(_unknown(file, place))
    if wrong:
        raise BriefingsError(wrong)
    return {
        role: Wish(
            one.layout,
            tuple((slot, _index(named)) for slot, named in (one.places or {}).items()),
            (place / role).node.where,
            one.master or "",
        )
        for role, one in file.roles.items()
    }


def _index(named: str) -> int | str:
    """A placeholder by its index, or by its name."""
    return int(named) if named.isascii() and named.isdigit() else named


def _unknown(file: BrandFile, place: Place) -> Iterator[Diagnostic]:
    """Roles and places that no template can name."""
    for role, one in file.roles.items():
        spot = place / role
        if role not in ROLES:
            yield spot.error("role-unknown", f"there is no role `{role}`", did_you_mean(role, ROLES, "role"))
            continue
        for slot in one.places or {}:
            if slot not in ROLES[role] and slot not in ("body-2", "body-3"):
                message, hint = f"the role `{role}` has no place `{slot}`", did_you_mean(slot, ROLES[role], "place")
                yield (spot / "places" / slot).error("place-unknown", message, hint)


def wanting(house: House, roles: Iterable[str]) -> Iterator[Diagnostic]:
    """What a deck has to do without on a template: a warning for a role whose layout is only the nearest, a note for the others."""
    castings = {casting.role: casting for casting in house.brand.castings}
    for role in roles:
        casting = castings.get(role)
        if casting is None:
            continue
        page = house.brand.page
        room = roomiest(casting) / (page.width * page.height)
        if not casting.good and role in ROOMY and room < LEAST_ROOM:
            message = f"no layout has room for `{role}`: `{casting.name}`, the nearest, leaves {room:.0%} of the page"
            hint = "add a layout with a title above and a body of at least a third of the page in PowerPoint's slide master view"
            yield error("brand-room", message, house.where, hint=hint)
        elif casting.good:
            yield note("brand-mapped", f"`{role}` is the layout `{casting.name}` ({casting.reason})", house.where)
        else:
            message = f"no layout suits `{role}`: `{casting.name}` takes its place ({casting.reason})"
            hint = f"add a layout for it, or name one in templates/{house.name}.yaml; `briefings inspect` shows what there is"
            yield warning("brand-role", message, house.where, hint=hint)


def doubts(house: House, roles: Iterable[str] | None = None) -> Iterator[Diagnostic]:
    """What the template's layouts do to text by themselves: of all that play a role, or what a deck of some roles loses by it."""
    if roles is None:
        return layout_doubts.of_layouts(house.brand, house.where)
    return layout_doubts.of_deck(house.brand, house.where, roles)


def unmarked(house: House) -> Iterator[Diagnostic]:
    """A note where the template shows no logo that a page without its slide master could have."""
    if house.brand.logo is None:
        message = "no logo that can be drawn was found on the layouts: this page has none"
        hint = "put it as a PNG or JPEG of its own near an edge of the slide master; SVG, WMF and EMF with words or lines are not drawn"
        yield note("brand-logo", message, house.where, hint=hint)


def written(house: House) -> str:
    """The mapping as a YAML file, with the reasons as comments."""
    lines = [
        f"# How the roles of a deck find their layouts in {Path(house.where.file).name}: change a name here, or take a role out to have it",
        "# found automatically. Places are placeholders of the layout, by index.",
        "kind: brand",
        "roles:",
    ]
    for casting in house.brand.castings:
        layout = casting.layouts[0]
        places = {place.slot: place.idx for place in layout.placeholders if place.slot}
        lines.append(f"  # {casting.reason}")
        lines.append(f"  {casting.role}:")
        if master := _master(layout, house.brand):
            lines.append(f"    master: {_quoted(master)}")
        lines.append(f"    layout: {_quoted(layout.name)}")
        if places:
            lines.append(f"    places: {{{', '.join(f'{slot}: {idx}' for slot, idx in places.items())}}}")
    return "\n".join(lines) + "\n"


def _master(layout: SlideLayout, brand: brands.Brand) -> str:
    """The slide master of a layout where another master has one of its name: the master's name, or its number where that is shared too."""
    masters = {one.part: one for one in brand.offered}
    own = masters[layout.part]
    twins = [one for one in brand.offered if one.master != own.master and one.name == own.name]
    if not twins:
        return ""
    named_alike = any(one.house == own.house for one in brand.offered if one.master != own.master)
    return str(own.master + 1) if named_alike else own.house


def _quoted(text: Any) -> str:
    return json.dumps(text, ensure_ascii=False)
