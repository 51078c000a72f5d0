"""Take in a .pptx or .potx that somebody else made: checked before it is parsed, and freed of all that a house style does not need.

    opened    bytes -> Intake: a .pptx with slide masters and layouts, and no slides but those that are kept on purpose

Limits hold before anything is unpacked. Macros, comments, properties, links, actions, the file's own slides, and what its pictures tell
of place and author are left behind (`bare`); what runs or loads something from elsewhere, and cannot be left behind without harm, is
refused. What other programs write that the
standard does not allow (shapes without an id, placeholders that share an index) is put right, and type styles that it writes on
sample text only are made styles of the master (`prompts`).

Errors: `brand-unreadable`, `brand-protected`, `brand-old`, `brand-too-large`, `brand-unsafe`, `brand-external`, `brand-active`.
Warnings: `brand-macros`, `brand-keep`, `brand-unfilled`, `brand-dated`. Notes: `brand-links`, `brand-objects`, `brand-pictures`, `brand-styled`, `brand-grounds`, `brand-panels`, `brand-placed`, `brand-dates`, `brand-repaired`.
Source: ECMA-376 part 2 (packages), part 1, 13.3 (parts of a presentation); [MS-OFFCRYPTO] 2.1 (encrypted packages).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NoReturn

from ..diagnostics import BriefingsError, Diagnostic, Where, fault, note, warning
from ..frozen import frozen, replace
from ..ooxml import deck
from ..ooxml.draft import Draft
from ..ooxml.markup import A, P, R
from ..ooxml.package import OFFICE
from ..ooxml.shapes import FURNITURE, TITLES
from ..regex import regex
from . import bare, days, fronts, furniture, grounds, heads, opening, placed, prompts, shown
from . import own as own_slides

LARGEST: Final = 100 * 1024 * 1024
"""The most bytes that a brand template may unpack to."""

_MOST_MEMBERS: Final = 5_000
_MOST_TIMES: Final = 200
_SMALL: Final = 1024 * 1024  # below that a member may be packed as well as it likes
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_OLD: Final = "PowerPoint Document".encode("utf-16-le")
_MAIN: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_MAINS: Final = (
    "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
    "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml",
    "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
    "application/vnd.ms-powerpoint.template.macroEnabled.main+xml",
    "application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml",
)
"""Content types of what is a presentation all the same."""

_DOCTYPES: Final = tuple("<!DOCTYPE".encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be"))
_LEFT: Final = frozenset((
    "vbaProject", "commentAuthors", "authors", "printerSettings", "customXml", "tags", "handoutMaster", "smartTags",
    "revisionInfo", "thumbnail", "extended-properties", "custom-properties", "ui/extensibility",
    "ui/userCustomization", "attachedToolbars", "webextensiontaskpanes", "slideUpdateInfo", "changesInfo"
))  # fmt: skip
"""Relations of the presentation and the package that are left behind, by the end of their type."""

_ACTIVE: Final = ("oleObject", "control", "activeXControlBinary", "package", "vbaProject", "wordVbaData")
_OF_SLIDES: Final = ("/ppt/slides/", "/ppt/slideLayouts/", "/ppt/slideMasters/")


@frozen
class Intake:
    """A file taken in: the bytes of a clean .pptx, the same as a deck, how many of its own slides stand at the beginning and at the end,
    what was found, what its own slides tell, and whether their texts are bold."""

    data: bytes
    deck: deck.Deck
    before: int = 0
    after: int = 0
    findings: tuple[Diagnostic, ...] = ()
    own: own_slides.Own = own_slides.Own()
    bold: bool = False


def opened(data: bytes, where: Where, keep: Sequence[str] = ()) -> Intake:
    """A .pptx or .potx, checked and cleaned; `keep` names the slides of its own that stay ("first", "last").

    Raises BriefingsError with one finding for what cannot be taken in.
    """
    if data[:8] == _COMPOUND:
        _refuse_compound(data, where)
    try:
        return _taken(data, where, keep)
    except BriefingsError:
        raise
    except Exception as problem:  # zipfile and lxml raise what they like; none of it may reach the author
        message = "this is no PowerPoint file that can be read"
        hint = f"open it in PowerPoint and save it again as .pptx or .potx ({type(problem).__name__})"
        raise fault("brand-unreadable", message, where, hint=hint) from problem


def _taken(data: bytes, where: Where, keep: Sequence[str]) -> Intake:
    file = _File(Draft(_checked(data, where)))
    macros = any("macroEnabled" in kind for kind in file.draft.types.values())
    changed = file.as_presentation()
    left, macros = _left_behind(file, macros=macros)
    masters = {layout: master for master in file.masters() for layout in file.layouts(master)}
    standing = {slide: file.stands_on(slide) for slide in file.slides()}
    asked = fronts.prompted(file.draft, [*masters])
    alone = fronts.apart(file.draft, file.main, file.slides(), standing, masters)
    own = own_slides.of(file.draft, file.main, file.slides(), standing)
    grounded = grounds.taken(file.draft, file.slides(), standing, masters)
    cover = opening.for_cover(file.draft, file.slides(), standing, masters) if standing else ""
    for first in file.slides()[:1]:
        grounded += grounds.of_first(file.draft, first, cover)
    moved = placed.followed(file.draft, file.main, file.slides(), standing, masters)
    titled = fronts.headed(file.draft, file.main, file.slides(), standing, masters)
    own = replace(own, heads=own.heads | {layout for layout, chapter in titled.items() if chapter})
    moved += len(titled) + bool(alone) + asked
    moved += heads.kept(file.draft, file.main, file.slides(), standing, masters)
    panels = 0
    if standing:
        panels += opening.pictured(file.draft, file.main, file.slides(), cover, masters.get(cover, ""))
    panels += furniture.carried(file.draft, file.main, file.slides(), standing, masters)
    if standing:
        panels += opening.taken(file.draft, file.main, file.slides(), cover, masters.get(cover, ""), made=bool(alone))
    bold = shown.in_bold(deck.of(Path(where.file), file.draft.package()))
    before, after, dropped = _own_slides(file, keep)
    objects = sum(_without_objects(file.draft, part) for part in file.owners())
    links = told = 0
    for part in tuple(file.draft.reached(file.main)):
        links += _inactive(file.draft, part, where)
        told += _silenced(file.draft, part)
    styled = sum(prompts.styled(file.draft, master, file.layouts(master)) for master in file.masters())
    dates = sum(days.placed(file.draft, master, file.layouts(master)) for master in file.masters())
    drawn = [part for master in file.masters() for part in (master, *file.layouts(master))]
    unfilled = list(prompts.left_out(file.draft, drawn, where))
    repaired = _repaired(file)
    counts = {
        "objects": objects,
        "links": links,
        "pictures": told,
        "styled": styled,
        "grounds": grounded,
        "panels": panels,
        "placed": moved,
        "dates": dates,
        "repaired": repaired,
    }
    findings = [
        *([_macros(where)] if macros else ()),
        *([_nothing_kept(keep, where)] if keep and not own.opening else ()),
        *unfilled,
        *(note(f"brand-{kind}", _said(kind, count), where) for kind, count in counts.items() if count),
    ]
    if changed or left or dropped or unfilled or any(counts.values()):
        data = file.draft.written()
    made = deck.of(Path(where.file), file.draft.package())
    return Intake(data, made, before, after, tuple(findings), own, bold)


def _said(kind: str, count: int) -> str:
    """What was done to a file, in words."""
    many, are = "s" * (count > 1), "are" if count > 1 else "is"
    match kind:
        case "objects":
            return f"{count} embedded object{many} of other programs {are} left out"
        case "links":
            return f"{count} link{many} of the slide master {are} left out"
        case "pictures":
            what = "a picture tells" if count == 1 else f"{count} pictures tell"
            return f"what {what} of place, time and author is left out"
        case "styled":
            return (
                f"type styles that this file gives to sample text only are taken as those of {count} slide master{many}"
            )
        case "grounds":
            return f"the background that {count} of its own slides set is taken as that of the slide master"
        case "placed":
            return f"places and letters of {count} layout{many} are those that most slides of the file give them"
        case "dates":
            return f"{count} automatic date{many} of the slide master, which would show today's day, {are} taken as a place for the report's"
        case "panels":
            return f"what {count} of its own slides draw at the edge of the page or behind their words is taken as that of their layouts"
        case _:
            return (
                f"{count} shapes and places without a number of their own, settings that PowerPoint misses, or sizes out of bounds are put "
                "right"
            )


class _File:
    """A file that is being taken in: its package, and where its presentation is."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        (self.main,) = (
            one.target for one in draft.of("/") if one.type == f"{OFFICE}/officeDocument" and not one.external
        )

    def as_presentation(self) -> bool:
        """A template, a slide show or a file with macros gets the content type of a presentation: True if it was one."""
        kind = self.draft.types[self.main]
        if kind not in (_MAIN, *_MAINS) or self.draft.root(self.main).tag != f"{P}presentation":
            raise ValueError(kind)
        self.draft.types[self.main] = _MAIN
        return kind != _MAIN

    def listed(self, part: str, kind: str, tag: str) -> list[str]:
        """The parts of a kind that a list of ids in a part leads to, in order. Raises KeyError or ValueError where it leads elsewhere."""
        held = self.draft.relations.get(part, {})
        found = [held[one.get(f"{R}id", "")].target for one in self.draft.root(part).iter(f"{P}{tag}")]
        for one in found:
            if not self.draft.types[one].endswith(f".presentationml.{kind}+xml"):
                raise ValueError(f"{one} is no {kind}")
        return found

    def masters(self) -> list[str]:
        """The slide masters. Raises ValueError for one without a theme: PowerPoint opens no such file."""
        found = self.listed(self.main, "slideMaster", "sldMasterId")
        for one in found:
            if not any(held.kind == "theme" for held in self.draft.of(one)):
                raise ValueError(f"{one} has no theme")
        return found

    def layouts(self, master: str) -> list[str]:
        return self.listed(master, "slideLayout", "sldLayoutId")

    def slides(self) -> list[str]:
        return self.listed(self.main, "slide", "sldId")

    def owners(self) -> Iterator[str]:
        """The masters, their layouts and the slides that stay."""
        for master in self.masters():
            yield from (master, *self.layouts(master))
        yield from self.slides()

    def stands_on(self, slide: str) -> str:
        """The layout of a slide, by its part."""
        return next((one.target for one in self.draft.of(slide) if one.kind == "slideLayout"), "")


# -- before parsing --------------------------------------------------------------------------------------------------------


def _refuse_compound(data: bytes, where: Where) -> NoReturn:
    """A compound file is an encrypted package, or a presentation from before 2007."""
    if _OLD in data and _ENCRYPTED not in data:
        _refuse(
            "brand-old",
            "this file is from before PowerPoint 2007 (.ppt, .pot)",
            where,
            "save it from PowerPoint as .pptx or .potx",
        )
    _refuse(
        "brand-protected",
        "this file is protected by a password, or from before PowerPoint 2007",
        where,
        "take the password away, or save it as .pptx or .potx",
    )


def _checked(data: bytes, where: Where) -> dict[str, bytes]:
    """The members of a package within the limits, by their names as parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        total = sum(member.file_size for member in members)
        packed_well = [
            m for m in members if m.file_size > _SMALL and m.file_size > _MOST_TIMES * max(1, m.compress_size)
        ]
        if len(members) > _MOST_MEMBERS or total > LARGEST or packed_well:
            _refuse(
                "brand-too-large",
                "this template unpacks to more than a slide master can be",
                where,
                "save a copy that holds the slide master only",
            )
        names = [member.filename for member in members]
        folded = {name.casefold() for name in names}
        odd = next(
            (name for name in names if ".." in name.split("/") or name.startswith(("/", "\\")) or "\\" in name), ""
        )
        if odd or len(folded) != len(names):
            _refuse(
                "brand-unsafe",
                "this file holds two parts of one name, or a part whose name leads out of it",
                where,
                "open it in PowerPoint and save it again",
            )
        parts = {f"/{member.filename}": archive.read(member) for member in members if not member.is_dir()}
    for name, content in parts.items():
        if name.endswith((".xml", ".rels", ".vml")) and any(sign in content for sign in _DOCTYPES):
            _refuse(
                "brand-unsafe",
                f"the part `{name[1:]}` declares a document type, which no Office file does",
                where,
                "open it in PowerPoint and save it again",
            )
    return parts


# -- what is left behind ---------------------------------------------------------------------------------------------------


def _left_behind(file: _File, *, macros: bool) -> tuple[bool, bool]:
    """Takes macros, comments, custom data and properties out: whether there were any, and whether macros were among them."""
    touched = False
    for owner in (file.main, "/"):
        for one in file.draft.of(owner):
            if not one.external and not any(one.type.endswith("/" + end) for end in _LEFT):
                continue
            if one.kind == "extended-properties" and not one.external and _is_bare(file.draft.contents[one.target]):
                continue
            macros |= one.kind == "vbaProject"
            file.draft.drop(owner, one.id)
            touched = True
    root = file.draft.root(file.main)
    # extensions are sections, guides and the like: they are about slides that do not stay
    tags = ("custShowLst", "custDataLst", "photoAlbum", "handoutMasterIdLst", "smartTags", "modifyVerifier", "extLst")
    found = [one for tag in tags for one in root.findall(f"{P}{tag}")]
    for one in found:
        file.draft.edit(file.main).remove(one)
    return touched or bool(found), macros


def _is_bare(properties: bytes) -> bool:
    """Whether a file's properties name nothing but the program that wrote it, as those of our own master do."""
    return len(properties) < 400


def _macros(where: Where) -> Diagnostic:
    hint = "save it without macros, as .pptx or .potx, to be rid of this warning"
    return warning("brand-macros", "the macros of this file are left out", where, hint=hint)


def _nothing_kept(keep: Sequence[str], where: Where) -> Diagnostic:
    asked = " and ".join(f"`{name}`" for name in keep)
    return warning(
        "brand-keep",
        f"`keep` names the {asked} slide of this file, which has no slides",
        where,
        hint="take `keep` out of briefings.yaml, or save the template with the slides that are to stay",
    )


def _own_slides(file: _File, keep: Sequence[str]) -> tuple[int, int, bool]:
    """Drops the file's slides but those that are kept: how many stand first, how many last, and whether any went."""
    ids = file.draft.root(file.main).find(f"{P}sldIdLst")
    own = [] if ids is None else list(ids)
    first = own[0] if own and "first" in keep else None
    last = own[-1] if own and "last" in keep and own[-1] is not first else None
    gone = [entry for entry in own if entry is not first and entry is not last]
    for entry in gone:
        file.draft.drop(file.main, entry.get(f"{R}id"))
        file.draft.edit(file.main).find(f"{P}sldIdLst").remove(entry)
    stay = file.slides()
    names = {part: f"/ppt/slides/slide{number}.xml" for number, part in enumerate(stay, 1)}
    if list(names.values()) != stay:
        file.draft.rename(names)
    return int(first is not None), int(last is not None), bool(gone) or list(names.values()) != stay


def _inactive(draft: Draft, part: str, where: Where) -> int:
    """Takes the links out of a part, and says how many; refuses what runs, or loads something from elsewhere."""
    kind = draft.types[part].casefold()
    if "activex" in kind or "oleobject" in kind or kind.endswith("vbaproject"):
        _refuse_active(part, where)
    links = 0
    for one in draft.of(part):
        if one.kind in _ACTIVE and not (one.kind == "package" and "/charts/" in part):
            _refuse_active(part, where)
        if one.kind == "slide" and part.startswith(_OF_SLIDES):
            draft.drop(part, one.id)  # a link to a slide, which would keep it in the file
        if not one.external:
            continue
        if one.kind == "image" and _embedded(draft, part, one.id):
            draft.drop(part, one.id)
            continue
        if one.kind != "hyperlink":
            _refuse(
                "brand-external",
                f"`{part}` loads something from outside the file (`{one.target[:80]}`)",
                where,
                "embed the picture or sound in PowerPoint instead of linking it",
            )
        draft.drop(part, one.id)
        links += 1
    if b"hlink" not in draft.contents[part] or not kind.endswith("xml"):
        return links
    marks = bare.unlinked(draft.root(part))
    if marks:
        draft.edit(part)
    return max(links, marks)


def _embedded(draft: Draft, part: str, link: str) -> bool:
    """Takes the link off pictures that are in the file as well ("Insert and Link"): whether all that had it are."""
    found = [one for one in draft.root(part).iter(f"{A}blip") if one.get(f"{R}link") == link]
    if not found or not all(one.get(f"{R}embed") for one in found):
        return False
    draft.edit(part)
    for one in found:
        del one.attrib[f"{R}link"]
    return True


def _silenced(draft: Draft, part: str) -> bool:
    """Takes what a picture tells of place, time and author out of it; True where it told something."""
    if not draft.types[part].startswith("image/"):
        return False
    silent = bare.picture(draft.contents[part])
    told = silent != draft.contents[part]
    draft.contents[part] = silent
    return told


def _without_objects(draft: Draft, part: str) -> int:
    """Takes the frames of embedded objects out of a master, layout or slide, with what they lead to: how many. Add-ins such as
    think-cell leave one on each, of no size, which nobody sees."""
    found = [one for one in draft.root(part).iter(f"{P}graphicFrame") if next(one.iter(f"{P}oleObj"), None) is not None]
    if not found:
        return 0
    draft.edit(part)
    marks = {one.get(f"{R}id") for frame in found for one in frame.iter(f"{P}oleObj")}
    for frame in found:
        above = frame.getparent()  # in a choice the same object stands again, for older programs
        whole = above.getparent() if str(above.tag).endswith(("}Choice", "}Fallback")) else frame
        if whole.getparent() is not None:
            whole.getparent().remove(whole)
    for one in draft.of(part):
        if one.id in marks or one.kind == "vmlDrawing":
            draft.drop(part, one.id)
    return len(found)


def _refuse_active(name: str, where: Where) -> NoReturn:
    _refuse(
        "brand-active",
        f"`{name}` holds an embedded object or control that could run",
        where,
        "take it out in PowerPoint's slide master view, or replace it by a picture",
    )


# -- putting right ---------------------------------------------------------------------------------------------------------


def _repaired(file: _File) -> int:
    """Gives every shape an id of its own, and every placeholder of content an index of its own: how many were changed."""
    draft = file.draft
    layouts = [layout for master in file.masters() for layout in file.layouts(master)]
    shown = (_with_tree, _with_ids, _with_known_places, bare.in_order)
    steps: list[tuple[str, Sequence[Callable[[Any], int]]]] = [
        (file.main, (_in_order, bare.bounded)),
        *((part, (*shown, bare.bounded)) for part in (*file.masters(), *layouts)),
        *((part, (_with_indices,)) for part in layouts),
        *((part, shown) for part in file.slides()),
    ]
    count = _with_parts(file)
    for part, mend in steps:
        changed = sum(one(draft.root(part)) for one in mend)
        if changed:
            draft.edit(part)
        count += changed
    return count


def _with_tree(root: Any) -> int:
    """Gives a slide, layout or master without any tree of shapes an empty one (19.3.1.45): 1 if it had none."""
    page = root.find(f"{P}cSld")
    if page is None or page.find(f"{P}spTree") is not None:
        return 0
    tree = page.makeelement(f"{P}spTree", {})
    heading = tree.makeelement(f"{P}nvGrpSpPr", {})
    heading.append(heading.makeelement(f"{P}cNvPr", {"id": "1", "name": ""}))
    heading.extend([heading.makeelement(f"{P}{tag}", {}) for tag in ("cNvGrpSpPr", "nvPr")])
    tree.extend([heading, tree.makeelement(f"{P}grpSpPr", {})])
    page.insert(1 if page.find(f"{P}bg") is not None else 0, tree)
    return 1


_ORDER: Final = (
    "sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst", "sldIdLst", "sldSz", "notesSz", "embeddedFontLst", "kinsoku", "defaultTextStyle"
)  # fmt: skip
"""The children of a presentation in the order of the schema (19.2.1.26); some programs write them as they come."""

_EXPECTED: Final = (
    ("presProps", "presentationPr"),
    ("viewProps", "viewPr"),
)
"""Parts without which PowerPoint offers to repair a file."""


def _in_order(root: Any) -> int:
    """Puts the children of the presentation into the order of the schema: 1 if they were not."""
    ranks = {f"{P}{name}": rank for rank, name in enumerate(_ORDER)}
    known = [child for child in root if child.tag in ranks]
    ordered = sorted(known, key=lambda child: ranks[child.tag])
    if known == ordered:
        return 0
    for child in known:
        root.remove(child)
    for child in reversed(ordered):
        root.insert(0, child)
    return 1


def _with_parts(file: _File) -> int:
    """Adds the presentation's settings where a program has left them out: how many."""
    draft = file.draft
    there = {one.kind for one in draft.of(file.main)}
    missing = [(kind, tag) for kind, tag in _EXPECTED if kind not in there]
    taken = {part.casefold() for part in draft.reached()}  # by another kind of relation
    for kind, tag in missing:
        data = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<p:{tag} xmlns:p="{P[1:-1]}"/>'.encode()
        names = (f"/ppt/{kind}{number}.xml" for number in ("", *range(2, len(taken) + 3)))
        name = next(one for one in names if one.casefold() not in taken)
        draft.add(name, f"application/vnd.openxmlformats-officedocument.presentationml.{kind}+xml", data)
        draft.relate(file.main, f"{OFFICE}/{kind}", name)
    return len(missing)


def _with_ids(element: Any) -> int:
    """Shape ids are positive and unique within a part (19.3.1.12)."""
    taken: set[str] = set()
    doubled = []
    for mark in element.iter(f"{P}cNvPr"):
        if mark.get("id", "0") == "0" or mark.get("id") in taken:
            doubled.append(mark)
        taken.add(mark.get("id", "0"))
    following = max((int(one) for one in taken if one.isdigit()), default=1) + 1
    for number, mark in enumerate(doubled, following):
        mark.set("id", str(number))
    return len(doubled)


_PLACES: Final = {
    "type": regex(
        "title|body|ctrTitle|subTitle|dt|sldNum|ftr|hdr|obj|chart|tbl|clipArt|dgm|media|sldImg|pic"  # 19.7.10
    ),
    "sz": regex("full|half|quarter"),  # 19.7.9
    "orient": regex("horz|vert"),  # 19.7.2
    "idx": regex("[0-9]{1,10}"),
}
"""What the attributes of a placeholder may say (19.3.1.36)."""


def _with_known_places(element: Any) -> int:
    """Takes what no placeholder can be out of placeholders, which then are what says nothing else: how many things."""
    odd = [
        (mark, name)
        for mark in element.iter(f"{P}ph")
        for name, allowed in _PLACES.items()
        if name in mark.attrib and not allowed.fullmatch(mark.get(name))
    ]
    for mark, name in odd:
        del mark.attrib[name]
    return len(odd)


def _with_indices(element: Any) -> int:
    """A slide's placeholder finds its layout's by the index: two of one index could not be told apart (19.3.1.36)."""
    marks = [mark for mark in element.iter(f"{P}ph") if mark.get("type", "obj") not in TITLES]
    titles = [
        mark for mark in element.iter(f"{P}ph") if mark.get("type", "obj") in TITLES and mark.get("idx", "0") != "0"
    ]
    for mark in titles:  # a title is the one place without an index
        del mark.attrib["idx"]
    taken: set[str] = set()
    doubled = []
    for mark in marks:
        index = mark.get("idx", "0")
        if index in taken or (index == "0" and mark.get("type", "obj") not in FURNITURE):
            doubled.append(mark)
        taken.add(index)
    following = max((int(one) for one in taken if one.isdigit()), default=0) + 1
    for number, mark in enumerate(doubled, max(following, 20)):
        mark.set("idx", str(number))
    return len(doubled) + len(titles)


def _refuse(code: str, message: str, where: Where, hint: str) -> NoReturn:
    raise fault(code, message, where, hint=hint)
