"""The shapes of a slide, layout or master as a reader meets them: what each is, where it stands, and what it says to those who cannot see it.

Source: ECMA-376 part 1, 19.3.1 (shapes, placeholders), 20.1.7 (transforms).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from ..frozen import frozen
from ..geometry import Box
from .markup import A, P, children, decorative, flag, number, words

_KINDS: Final = {"sp": "text", "pic": "picture", "cxnSp": "line", "grpSp": "group", "contentPart": "ink"}
_FRAMES: Final = {"chart": "chart", "chartex": "chart", "table": "table", "diagram": "diagram", "ole": "object"}
TITLES: Final = frozenset({"title", "ctrTitle"})
FURNITURE: Final = frozenset({"dt", "ftr", "sldNum", "hdr"})
TEXT: Final = frozenset({"body", "obj", "subTitle"})
_FRAME: Final = f"{P}xfrm"
_FAR: Final = 51_206_400  # EMU: 56 inches, the widest page that there is


@frozen
class Shape:
    """A shape: its element; `kind` is text, picture, line, group, chart, table, diagram, object or ink; its box on the slide in EMU (None
    where nothing says it); `placeholder` its type and index, or None; `back` the same placeholder's elements in layout and master; `text` what it
    says: its own words and those of the shapes in it."""

    element: Any
    kind: str
    name: str
    id: str
    alt: str
    decorative: bool
    hidden: bool
    box: Box | None
    placeholder: tuple[str, int] | None
    back: tuple[Any, ...]
    children: tuple[Shape, ...] = ()
    text: str = ""

    @property
    def label(self) -> str:
        """What findings call it: its name, else its id."""
        return self.name.strip() or f"#{self.id}"

    @property
    def role(self) -> str:
        """Its placeholder's type, or ""."""
        return self.placeholder[0] if self.placeholder else ""

    @property
    def idx(self) -> int:
        """Its placeholder's index, or 0."""
        return self.placeholder[1] if self.placeholder else 0


@frozen
class Back:
    """What placeholders inherit from: those of a layout or a master, each with its type and index."""

    master: bool
    places: tuple[tuple[Any, str, int], ...]

    @classmethod
    def of(cls, root: Any) -> Back:
        found = ((child, _mark(child)) for child in children(root.find(f"{P}cSld/{P}spTree")))
        return cls(root.tag == f"{P}sldMaster", tuple((child, *mark) for child, mark in found if mark))

    def counterpart(self, kind: str, idx: int) -> tuple[Any, str, int] | None:
        """The placeholder that one of a type and an index inherits from: in a layout the one of its index, in a master the one of its
        type, where the body serves all kinds of content (19.3.1.36)."""
        title = kind in TITLES
        if self.master:
            wanted = TITLES if title else {kind} if kind in FURNITURE else {"body"}
            return next((one for one in self.places if one[1] in wanted), None)
        # a title takes no other placeholder's place, whatever the index
        found = next((one for one in self.places if one[2] == idx and (one[1] in TITLES) == title), None)
        return found or next((one for one in self.places if one[1] == kind), None)


def _mark(element: Any) -> tuple[str, int] | None:
    """The type and the index of a placeholder; None for other shapes."""
    mark = next(
        (mark for one in element for held in one.iterchildren(f"{P}nvPr") for mark in held.iterchildren(f"{P}ph")), None
    )
    return None if mark is None else (mark.get("type", "obj"), number(mark.get("idx")))


def read(root: Any, backs: Sequence[Back]) -> tuple[Shape, ...]:
    """The shapes of a slide, layout or master from back to front; `backs` is what its placeholders inherit from."""
    return tuple(_read(root.find(f"{P}cSld/{P}spTree"), backs, lambda box: box))


def placeholders(root: Any, backs: Sequence[Back] = ()) -> tuple[Shape, ...]:
    """The placeholders of a slide, layout or master from back to front."""
    return tuple(shape for shape in read(root, backs) if shape.placeholder is not None)


def flat(shapes: Sequence[Shape]) -> Iterator[Shape]:
    """Shapes and what is in them, a group before its members."""
    for shape in shapes:
        yield shape
        yield from flat(shape.children)


def _read(tree: Any, backs: Sequence[Back], place: Callable[[Box], Box], *, quiet: bool = False) -> Iterator[Shape]:
    for element in children(tree):
        tag = element.tag.removeprefix(P)
        if tag not in _KINDS and tag != "graphicFrame":
            continue
        properties = next(element.iter(f"{P}cNvPr"), None)
        held = _mark(element)
        back = tuple(_counterparts(held, backs)) if held else ()
        own = next((box for one in (element, *back) if (box := box_of(one)) is not None), None)
        given = {} if properties is None else properties.attrib
        silent = quiet or decorative(properties)  # what is in a decorative group is decoration
        yield Shape(
            element,
            _frame_kind(element) if tag == "graphicFrame" else _KINDS[tag],
            given.get("name", ""),
            given.get("id", ""),
            " ".join((given.get("descr") or given.get("title") or "").split()),
            silent,
            flag(given.get("hidden")),
            place(own) if own is not None else None,
            held,
            back,
            tuple(_read(element, backs, _inside(element, own, place), quiet=silent)) if tag == "grpSp" else (),
            words(element),
        )


def _frame_kind(element: Any) -> str:
    data = element.find(f"{A}graphic/{A}graphicData")
    return _FRAMES.get("" if data is None else data.get("uri", "").rsplit("/", 1)[-1], "object")


def _counterparts(held: tuple[str, int], backs: Sequence[Back]) -> Iterator[Any]:
    """The placeholders that one inherits from, the nearest first."""
    kind, idx = held
    for back in backs:
        found = back.counterpart(kind, idx)
        if found is not None:
            kind = found[1] if kind == "obj" else kind
            yield found[0]


def _transform(element: Any) -> Any:
    for one in element.iterchildren(f"{P}spPr", f"{P}xfrm", f"{P}grpSpPr"):  # each kind of shape has one of them
        found = one if one.tag == _FRAME else next(one.iterchildren(f"{A}xfrm"), None)
        if found is not None:
            return found
    return None


def box_of(element: Any) -> Box | None:
    """A shape's own place. PowerPoint keeps the unturned size of a shape that is turned by a quarter, about the same centre."""
    frame = _transform(element)
    if frame is None:
        return None
    off, extent = next(frame.iterchildren(f"{A}off"), None), next(frame.iterchildren(f"{A}ext"), None)
    if off is None or extent is None:
        return None
    x, y = _near(off.get("x")), _near(off.get("y"))
    width, height = max(0, _near(extent.get("cx"))), max(0, _near(extent.get("cy")))
    turn = number(frame.get("rot")) % 10_800_000
    if 2_700_000 <= turn < 8_100_000:
        return Box(x + width // 2 - height // 2, y + height // 2 - width // 2, height, width)
    return Box(x, y, width, height)


def _near(value: str | None) -> int:
    """A length of the file, at most as far away as any page is wide."""
    length = number(value)
    return length if -_FAR < length < _FAR else _FAR if length > 0 else -_FAR


def _inside(group: Any, outer: Box | None, place: Callable[[Box], Box]) -> Callable[[Box], Box]:
    """How boxes in a group's own coordinates come onto the slide (20.1.7.5)."""
    frame = _transform(group)
    off, extent = (None, None) if frame is None else (frame.find(f"{A}chOff"), frame.find(f"{A}chExt"))
    if outer is None or off is None or extent is None:
        return place
    x, y = number(off.get("x")), number(off.get("y"))
    wide = outer.width / max(1, number(extent.get("cx")))
    tall = outer.height / max(1, number(extent.get("cy")))

    def placed(box: Box) -> Box:
        return place(
            Box(
                outer.x + round((box.x - x) * wide),
                outer.y + round((box.y - y) * tall),
                round(box.width * wide),
                round(box.height * tall),
            )
        )

    return placed
