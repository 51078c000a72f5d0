"""Layouts without places, as programs write them that make every slide by hand: titles where the slides have them, and a layout for the first slide.

    prompted  layouts whose title is a text that asks for one, and no place: how many got that
    apart     the layout that the first slide gets to itself, where most slides stand on one, or its own has no title and no page stands on it
    headed    layouts get a place for the title that most of their slides write into a text box: which, and whether it is a chapter's

Source: ECMA-376 part 1, 19.3.1.36 (placeholders), 19.3.1.39 (slide layouts), 19.2.1.37 (their ids).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, Final

from lxml import etree

from ..geometry import Box
from ..ooxml.draft import Draft
from ..ooxml.markup import A, P, R, number
from ..ooxml.package import OFFICE
from ..ooxml.shapes import FURNITURE, TITLES, Shape, flat, placeholders, read
from ..regex import regex
from . import opening
from .furniture import bleeds, fills, marks_of, page_of
from .own import pages
from .placed import put, spoken

_OFTEN: Final = 3  # slides
_NEAR: Final = 60  # of the page's width: boxes whose edges are nearer than one of so many parts stand in one place
_HEAD: Final = 0.25  # of the page: the heads of pages end there
_BROAD: Final = 0.25  # of the page: a band or a picture
_LARGE, _WORDS, _WIDE = 2400, 80, 0.25
"""Hundredths of a point: the type of a chapter's name; so many letters beside it at the most; and of the page, how wide its text is."""
_LETTERS: Final = 120  # of a title
_TITLE: Final = (
    f'<p:sp xmlns:p="{P[1:-1]}" xmlns:a="{A[1:-1]}"><p:nvSpPr><p:cNvPr id="{{id}}" name="{{name}}"/><p:cNvSpPr/><p:nvPr><p:ph type="{{kind}}"{{idx}}/></p:nvPr>'
    '</p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-US"/></a:p></p:txBody></p:sp>'
)
_ASKS: Final = regex(
    r"(?i)^(title text|((click|tap|double-click|double-tap) to (edit|add) )?(the )?(master |presentation |slide |your )?title( style| here)?"
    r"|titel(text)?|titelmasterformat .*|mastertitelformat bearbeiten|texte du titre|((cliquez pour )?(modifier|ajouter) (le |un )?(style du )?)?titre( du masque| de la présentation)?"
    r"|texto del título|(haga clic para (modificar|agregar) )?(el )?(estilo de )?título( del patrón)?|testo titolo|(образец|текст) заголовка|заголовок( слайда)?"
    r"|标题(文本)?|单击此处编辑(母版)?标题(样式)?|(نص )?العنوان)$"
).search
"""What a text says that is there for a title."""
_BELOW: Final = 0.16  # of the page: what stands below the title of a cover


def prompted(draft: Draft, layouts: Sequence[str]) -> int:
    """Makes the free text of a layout that asks for a title its place for one, where it has none: how many. Keynote writes such layouts."""
    count = 0
    for layout in layouts:
        free = (one for one in read(draft.root(layout), ()) if one.kind == "text" and not one.placeholder)
        asks = [one for one in free if _ASKS(" ".join(one.text.split()))]
        if len(asks) == 1 and _title_of(draft, layout) is None:
            draft.edit(layout)
            mark = asks[0].element.find(f"{P}nvSpPr/{P}nvPr")
            opens = draft.root(layout).get("type") == "title"
            mark.insert(0, mark.makeelement(f"{P}ph", {"type": "ctrTitle" if opens else "title"}))
            count += 1
    return count


def apart(draft: Draft, main: str, slides: Sequence[str], stands_on: dict[str, str], masters: dict[str, str]) -> str:
    """Gives the first slide a copy of the layout that most of several slides stand on, if it has another ground than most of them, or of one without
    a title that no page stands on, if it has its title in a text of its own: the copy, or "". What it draws would else be on all pages, or on none."""
    page = page_of(draft, main)
    own = stands_on[slides[0]] if slides else ""
    if page is None or own not in masters or _title_of(draft, own) is not None:
        return ""
    grounds = [_ground(draft, slide, page) for slide in slides]
    alike = len(slides) >= _OFTEN and [*stands_on.values()].count(own) * 2 > len(slides)
    inner = pages(slides) if len(slides) > 2 else slides[1:]  # the last may be the cover again
    said = any(opening.titles(draft, slides[0], page)) or any(opening.named(draft, slides[0]))
    alone = said and own not in {stands_on[slide] for slide in inner}
    drawn = alone and any(_broad(one.box, page) for part in (own, masters[own]) for one in marks_of(draft, part, page))
    other = grounds[0] and grounds.count(grounds[0]) * 2 <= len(slides)
    if not (other and (alike or alone)) and not drawn:
        return ""
    number_ = next(n for n in range(1, 10_000) if f"/ppt/slideLayouts/slideLayout{n}.xml" not in draft.contents)
    part, master = f"/ppt/slideLayouts/slideLayout{number_}.xml", masters[own]
    root = deepcopy(draft.root(own))
    root.set("type", "title")
    root.find(f"{P}cSld").set("name", "Title Slide")
    tree = root.find(f"{P}cSld/{P}spTree")
    for kind, idx, box in (("ctrTitle", "", page), ("subTitle", ' idx="1"', page)):
        put(_added(tree, kind, idx), _middle(box, kind))
    draft.add(part, draft.types[own], etree.tostring(root, encoding="UTF-8", standalone=True))
    draft.relations[part] = dict(draft.relations.get(own, {}))
    listed = draft.edit(master).find(f"{P}sldLayoutIdLst")
    ids = [number(one.get("id")) for root in (draft.root(main), *map(draft.root, {*masters.values()})) for one in root.iter(f"{P}sldMasterId", f"{P}sldLayoutId")]  # fmt: skip
    id = draft.relate(master, f"{OFFICE}/slideLayout", part)
    listed.append(listed.makeelement(f"{P}sldLayoutId", {"id": str(max(ids) + 1), f"{R}id": id}))
    for one in draft.of(slides[0]):
        if one.kind == "slideLayout":
            draft.drop(slides[0], one.id)
    draft.relate(slides[0], f"{OFFICE}/slideLayout", part)
    stands_on[slides[0]], masters[part] = part, master
    return part


def headed(
    draft: Draft, main: str, slides: Sequence[str], stands_on: Mapping[str, str], masters: Mapping[str, str]
) -> Mapping[str, bool]:
    """Gives layouts without a place for a title one where most of their slides have a text box at their head, or as a chapter's name, that says
    another thing on each: the layouts, and whether it is such a name."""
    page, made = page_of(draft, main), dict[str, bool]()
    for layout in masters:
        own = [slide for slide in slides if stands_on[slide] == layout]
        if page is None or len(own) < _OFTEN or _title_of(draft, layout) is not None:
            continue
        alike = _usual([[*_heads(draft, slide, page)] for slide in own], page)
        if alike and alike[0].box is not None:
            place = _added(draft.edit(layout).find(f"{P}cSld/{P}spTree"), "title", "")
            put(place, alike[0].box)
            said = alike[0].element.find(f"{P}txBody/{A}bodyPr")
            if said is not None:
                place.find(f"{P}txBody").replace(place.find(f"{P}txBody/{A}bodyPr"), deepcopy(said))
            spoken(draft, layout, place, [one.element for one in alike])
            made[layout] = alike[0].box.bottom > page.height * _HEAD
    return made


def _usual(shown: Sequence[Sequence[Shape]], page: Box) -> list[Shape]:
    """The text boxes that stand in one place on most slides, in the largest type of such, and are no running head."""
    near, best = page.width // _NEAR, list[Shape]()
    for first in (one for slide in shown for one in slide):
        alike = [one for slide in shown for one in slide if _together(one.box, first.box, near)]
        said = {one.text.strip() for one in alike}
        if len(alike) * 2 > len(shown) and len(said) * 2 > len(alike) and (not best or _size(first) > _size(best[0])):
            best = alike
    return best


def _together(box: Box | None, other: Box | None, near: int) -> bool:
    """Whether two texts begin at one place, on lines of one height."""
    if box is None or other is None:
        return False
    return max(abs(box.x - other.x), abs(box.y - other.y), abs(box.height - other.height)) <= near


def _heads(draft: Draft, slide: str, page: Box) -> Iterator[Shape]:
    """The free texts at the head of a slide, or in large type on one that says hardly more: those of chapters stand anywhere."""
    shapes = [one for one in flat(read(draft.root(slide), ())) if not one.hidden and one.text.strip()]
    said = sum(len(one.text.strip()) for one in shapes if one.role not in FURNITURE)
    for shape in shapes:
        if shape.kind == "text" and not shape.placeholder and shape.box is not None:
            words = len(shape.text.strip())
            named = shape.box.width >= page.width * _WIDE and any(map(str.isalpha, shape.text))  # and no number
            chapter = named and _size(shape) >= _LARGE and said - words <= _WORDS
            if words <= _LETTERS and (chapter or shape.box.bottom <= page.height * _HEAD):
                yield shape


def _size(shape: Shape) -> int:
    return max((number(one.get("sz"), 0) for one in shape.element.iter(f"{A}rPr")), default=0)


def _title_of(draft: Draft, layout: str) -> Shape | None:
    """The place for a title that a layout has."""
    return next((one for one in placeholders(draft.root(layout), ()) if one.role in TITLES), None)


def _broad(box: Box, page: Box) -> bool:
    """Whether a drawing is what people see of a page."""
    return box.width * box.height >= _BROAD * page.width * page.height


def _ground(draft: Draft, slide: str, page: Box) -> bytes:
    """What fills a slide, or the pictures that run from edge to edge of it, as markup or by what they look like."""
    marks = [*marks_of(draft, slide, page)]
    looks = [one.look for one in marks if fills(one.box, page)]
    looks = looks or [one.look for one in marks if one.pictured and bleeds(one.box, page)]
    set_ = draft.root(slide).find(f"{P}cSld/{P}bg")
    said = b"" if set_ is None else bytes(etree.tostring(set_, method="c14n", exclusive=True, with_tail=False))
    return b"".join((said, *looks))


def _added(tree: Any, kind: str, idx: str) -> Any:
    """A place of a kind, after all else that a layout has."""
    ids = [number(one.get("id")) for one in tree.iter(f"{P}cNvPr")]
    name = "Subtitle" if kind == "subTitle" else "Title"
    made = etree.fromstring(_TITLE.format(id=max(ids, default=1) + 1, name=name, kind=kind, idx=idx))
    tree.append(made)
    return made


def _middle(page: Box, kind: str) -> Box:
    """Where a title stands in the middle of a page, and what goes with it below."""
    side, half = page.width // 12, page.height // 2
    box = Box(side, page.height // 3, page.width - 2 * side, half - page.height // 3)
    return box if kind == "ctrTitle" else Box(side, half, box.width, round(page.height * _BELOW))
