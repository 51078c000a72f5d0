"""Take in a .pptx or .potx that somebody else made: checked before it is parsed, and freed of all that a house style does not need.

    opened    bytes -> Intake: a .pptx with slide masters and layouts, and no slides but those that are kept on purpose

Limits hold before anything is unpacked. Macros, comments, properties, links, actions, the file's own slides, and what its pictures tell
of place and author are left behind (`bare`); what runs or loads something from elsewhere, and cannot be left behind without harm, is
refused. What other programs write that the
standard does not allow (shapes without an id, placeholders that share an index) is put right, and type styles that it writes on
sample text only are made styles of the master (`prompts`).

Errors: `brand-unreadable`, `brand-protected`, `brand-old`, `brand-too-large`, `brand-unsafe`, `brand-external`, `brand-active`.
Warnings: `brand-macros`, `brand-keep`. Notes: `brand-links`, `brand-objects`, `brand-pictures`, `brand-styled`, `brand-repaired`.
Source: ECMA-376 part 2 (packages), part 1, 13.3 (parts of a presentation); [MS-OFFCRYPTO] 2.1 (encrypted packages).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any, Final, NoReturn

from ..diagnostics import BriefingsError, Diagnostic, Where, error, note, warning
from ..frozen import frozen
from ..ooxml.package import member, zipped
from . import bare, prompts
from .shapes import FURNITURE, TITLES, P, R

LARGEST: Final = 100 * 1024 * 1024
"""The most bytes that a brand template may unpack to."""

KEPT: Final = ("first", "last")
"""The file's own slides that may be kept in a deck."""

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
"""Content types of what is a presentation all the same; python-pptx opens only `_MAIN`."""

_DOCTYPES: Final = tuple("<!DOCTYPE".encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be"))
_LEFT: Final = frozenset(
    {
        "vbaProject",
        "commentAuthors",
        "authors",
        "printerSettings",
        "customXml",
        "tags",
        "handoutMaster",
        "smartTags",
        "revisionInfo",
        "thumbnail",
        "extended-properties",
        "custom-properties",
        "ui/extensibility",
        "ui/userCustomization",
        "attachedToolbars",
        "webextensiontaskpanes",
        "slideUpdateInfo",
        "changesInfo",
    }
)
"""Relations of the presentation and the package that are left behind, by the end of their type."""

_ACTIVE: Final = ("oleObject", "control", "activeXControlBinary", "package", "vbaProject", "wordVbaData")
_OF_SLIDES: Final = ("/ppt/slides/", "/ppt/slideLayouts/", "/ppt/slideMasters/")
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


@frozen
class Intake:
    """A file taken in: the bytes of a clean .pptx, the package as python-pptx opened it, how many of its own slides stand at
    the beginning and at the end, the layout (its part) that its first slide stands on, and what was found."""

    data: bytes
    deck: Any
    before: int = 0
    after: int = 0
    findings: tuple[Diagnostic, ...] = ()
    opening: str = ""


def opened(data: bytes, where: Where, keep: Sequence[str] = ()) -> Intake:
    """A .pptx or .potx, checked and cleaned; `keep` names the slides of its own that stay ("first", "last").

    Raises BriefingsError with one finding for what cannot be taken in.
    """
    if data[:8] == _COMPOUND:
        _refuse_compound(data, where)
    findings: list[Diagnostic] = []
    try:
        packed, types = _checked(data, where)
        macros = b"macroEnabled" in types
        changed = any(kind.encode() in types for kind in _MAINS)
        if changed:
            data = _as_presentation(packed, types)
        from pptx import Presentation

        deck = Presentation(io.BytesIO(data))
        touched = changed | _left_behind(deck, where, findings, macros=macros)
        opening = _opening(deck)
        if keep and not opening:
            findings.append(_nothing_kept(keep, where))
        before, after, dropped = _own_slides(deck, keep)
        touched |= dropped
        if objects := sum(_without_objects(owner.part) for owner in _owners(deck)):
            findings.append(
                note(
                    "brand-objects",
                    f"{objects} embedded object{'s' * (objects > 1)} of other programs {'are' if objects > 1 else 'is'} left out",
                    where,
                )
            )
        links = told = 0
        for part in _kept_parts(deck):
            links += _inactive(part, where)
            told += _silenced(part)
        if links:
            findings.append(
                note(
                    "brand-links",
                    f"{links} link{'s' * (links > 1)} of the slide master {'are' if links > 1 else 'is'} left out",
                    where,
                )
            )
        if told:
            what = "a picture tells" if told == 1 else f"{told} pictures tell"
            findings.append(note("brand-pictures", f"what {what} of place, time and author is left out", where))
        styled = sum(prompts.styled(master) for master in deck.slide_masters)
        if styled:
            findings.append(
                note(
                    "brand-styled",
                    f"type styles that this file gives to sample text only are taken as those of {styled} slide master"
                    f"{'s' * (styled > 1)}",
                    where,
                )
            )
        repaired = _repaired(deck)
        if repaired:
            findings.append(
                note(
                    "brand-repaired",
                    f"{repaired} shapes and places without a number of their own, settings that PowerPoint misses, or sizes out of bounds are put right",
                    where,
                )
            )
        if touched or objects or links or told or styled or repaired:
            out = io.BytesIO()
            deck.save(out)
            data = out.getvalue()
            deck = Presentation(io.BytesIO(data))
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
    return Intake(data, deck, before, after, tuple(findings), opening)


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


def _checked(data: bytes, where: Where) -> tuple[dict[str, bytes], bytes]:
    """The members of a package within the limits, and its content types."""
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
        parts = {member.filename: archive.read(member) for member in members}
    for name, content in parts.items():
        if name.endswith((".xml", ".rels", ".vml")) and any(sign in content for sign in _DOCTYPES):
            _refuse(
                "brand-unsafe",
                f"the part `{name}` declares a document type, which no Office file does",
                where,
                "open it in PowerPoint and save it again",
            )
    return parts, parts["[Content_Types].xml"]


def _as_presentation(parts: dict[str, bytes], types: bytes) -> bytes:
    """A template, a slide show or a file with macros under the content type of a presentation."""
    for kind in _MAINS:
        types = types.replace(kind.encode(), _MAIN.encode())
    whole = {**parts, "[Content_Types].xml": types}
    return zipped(member(f"/{name}", content) for name, content in whole.items())


# -- what is left behind ---------------------------------------------------------------------------------------------------


def _left_behind(deck: Any, where: Where, findings: list[Diagnostic], *, macros: bool) -> bool:
    """Takes macros, comments, custom data and properties out; True when there were any."""
    touched = False
    for part in (deck.part, deck.part.package):
        relations = part._rels
        for key, relation in list(relations.items()):
            kind = relation.reltype
            if not relation.is_external and not any(kind.endswith("/" + end) for end in _LEFT):
                continue
            if kind.endswith("/extended-properties") and not relation.is_external and _is_bare(relation.target_part):
                continue
            macros |= kind.endswith("/vbaProject")
            relations.pop(key)
            touched = True
    root = deck.part._element
    for tag in ("custShowLst", "custDataLst", "photoAlbum", "handoutMasterIdLst", "smartTags", "modifyVerifier"):
        for element in root.findall(f"{P}{tag}"):
            root.remove(element)
            touched = True
    extensions = root.find(f"{P}extLst")
    if extensions is not None:  # sections, guides and the like: they are about slides that do not stay
        root.remove(extensions)
        touched = True
    if macros:
        findings.append(
            warning(
                "brand-macros",
                "the macros of this file are left out",
                where,
                hint="save it without macros, as .pptx or .potx, to be rid of this warning",
            )
        )
    return touched


def _is_bare(part: Any) -> bool:
    """Whether a file's properties name nothing but the program that wrote it, as those of our own master do."""
    return len(part.blob) < 400


def _opening(deck: Any) -> str:
    """The layout that the file's first slide stands on, by its part; "" without slides."""
    slide = next(iter(deck.slides), None)
    return "" if slide is None else str(slide.slide_layout.part.partname)


def _nothing_kept(keep: Sequence[str], where: Where) -> Diagnostic:
    asked = " and ".join(f"`{name}`" for name in keep)
    return warning(
        "brand-keep",
        f"`keep` names the {asked} slide of this file, which has no slides",
        where,
        hint="take `keep` out of briefings.yaml, or save the template with the slides that are to stay",
    )


def _own_slides(deck: Any, keep: Sequence[str]) -> tuple[int, int, bool]:
    """Drops the file's slides but those that are kept: how many stand first, how many last, and whether any went."""
    ids = deck.part._element.find(f"{P}sldIdLst")
    own = [] if ids is None else list(ids)
    first = own[0] if own and "first" in keep else None
    last = own[-1] if own and "last" in keep and own[-1] is not first else None
    for entry in own:
        if entry is first or entry is last:
            continue
        deck.part.drop_rel(entry.get(f"{R}id"))
        if entry.get(f"{R}id") in deck.part.rels:  # something else leads to it too
            deck.part._rels.pop(entry.get(f"{R}id"))
        ids.remove(entry)
    stayed = int(first is not None) + int(last is not None)
    return int(first is not None), int(last is not None), len(own) > stayed


def _kept_parts(deck: Any) -> Iterator[Any]:
    """Every part that is reached from the presentation, each once."""
    seen: set[int] = set()
    waiting = [deck.part]
    while waiting:
        part = waiting.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        yield part
        waiting += [r.target_part for r in part.rels.values() if not r.is_external]


def _inactive(part: Any, where: Where) -> int:
    """Takes the links out of a part, and says how many; refuses what runs, or loads something from elsewhere."""
    kind = str(part.content_type).casefold()
    name = str(part.partname)
    if "activex" in kind or "oleobject" in kind or kind.endswith("vbaproject"):
        _refuse_active(name, where)
    links = 0
    for key, relation in list(part.rels.items()):
        end = relation.reltype.rpartition("/")[2]
        if end in _ACTIVE and not (end == "package" and "/charts/" in name):
            _refuse_active(name, where)
        if end == "slide" and name.startswith(_OF_SLIDES):
            part._rels.pop(key)  # a link to a slide, which would keep it in the file
        if not relation.is_external:
            continue
        if end != "hyperlink":
            _refuse(
                "brand-external",
                f"`{name}` loads something from outside the file (`{relation.target_ref[:80]}`)",
                where,
                "embed the picture or sound in PowerPoint instead of linking it",
            )
        part._rels.pop(key)
        links += 1
    return max(links, _unlinked(part))


def _unlinked(part: Any) -> int:
    """Takes the marks of links and actions out of a part, be it one that python-pptx has parsed or not: how many."""
    root = getattr(part, "_element", None)
    if root is not None:
        return bare.unlinked(root)
    if b"hlink" not in part.blob or not str(part.content_type).endswith("xml"):
        return 0
    from lxml import etree

    parsed = etree.fromstring(part.blob)
    count = bare.unlinked(parsed)
    if count:
        part._blob = etree.tostring(parsed, xml_declaration=True, encoding="UTF-8", standalone=True)
    return count


def _silenced(part: Any) -> bool:
    """Takes what a picture tells of place, time and author out of it; True where it told something."""
    if not str(part.content_type).startswith("image/"):
        return False
    silent = bare.picture(part.blob)
    if silent == part.blob:
        return False
    part._blob = silent
    return True


def _owners(deck: Any) -> Iterator[Any]:
    """The masters, their layouts and the slides that stay."""
    for master in deck.slide_masters:
        yield from (master, *master.slide_layouts)
    yield from deck.slides


def _without_objects(part: Any) -> int:
    """Takes the frames of embedded objects out of a master, layout or slide, with what they lead to: how many. Add-ins such as
    think-cell leave one on each, of no size, which nobody sees."""
    found = [one for one in part._element.iter(f"{P}graphicFrame") if next(one.iter(f"{P}oleObj"), None) is not None]
    marks = {one.get(f"{R}id") for frame in found for one in frame.iter(f"{P}oleObj")}
    for frame in found:
        above = frame.getparent()  # in a choice the same object stands again, for older programs
        whole = above.getparent() if str(above.tag).endswith(("}Choice", "}Fallback")) else frame
        if whole.getparent() is not None:
            whole.getparent().remove(whole)
    for key, relation in list(part.rels.items()):
        if key in marks or (found and relation.reltype.endswith("/vmlDrawing")):
            part._rels.pop(key)
    return len(found)


def _refuse_active(name: str, where: Where) -> NoReturn:
    _refuse(
        "brand-active",
        f"`{name}` holds an embedded object or control that could run",
        where,
        "take it out in PowerPoint's slide master view, or replace it by a picture",
    )


# -- putting right ---------------------------------------------------------------------------------------------------------


def _repaired(deck: Any) -> int:
    """Gives every shape an id of its own, and every placeholder of content an index of its own: how many were changed."""
    count = _in_order(deck.part._element) + _with_parts(deck.part) + bare.bounded(deck.part._element)
    for master in deck.slide_masters:
        for owner in (master, *master.slide_layouts):
            count += _with_tree(owner._element) + _with_ids(owner._element) + _with_known_places(owner._element)
            count += bare.bounded(owner._element)
        for layout in master.slide_layouts:
            count += _with_indices(layout._element)
    kept = [slide._element for slide in deck.slides]
    return count + sum(_with_tree(one) + _with_ids(one) + _with_known_places(one) for one in kept)


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


def _with_parts(part: Any) -> int:
    """Adds the presentation's settings where a program has left them out: how many."""
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI

    there = {relation.reltype.rpartition("/")[2] for relation in part.rels.values()}
    missing = [(kind, tag) for kind, tag in _EXPECTED if kind not in there]
    taken = {str(one.partname).casefold() for one in part.package.iter_parts()}  # by another kind of relation
    for kind, tag in missing:
        blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<p:{tag} xmlns:p="{P[1:-1]}"/>'.encode()
        names = (PackURI(f"/ppt/{kind}{number}.xml") for number in ("", *range(2, len(taken) + 3)))
        name = next(one for one in names if one.casefold() not in taken)
        made = Part(name, f"{_OFFICE}presentationml.{kind}+xml", part.package, blob)
        part.relate_to(made, f"{_RELATION}{kind}")
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
    "type": re.compile(
        "title|body|ctrTitle|subTitle|dt|sldNum|ftr|hdr|obj|chart|tbl|clipArt|dgm|media|sldImg|pic"  # 19.7.10
    ),
    "sz": re.compile("full|half|quarter"),  # 19.7.9
    "orient": re.compile("horz|vert"),  # 19.7.2
    "idx": re.compile("[0-9]{1,10}"),
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
    raise BriefingsError([error(code, message, where, hint=hint)])
