"""What is drawn on a page, piece of marked content by piece: its words, where it stands, and what stands in none.

A reading of the page's operators (ISO 32000-1, 8 to 9 and 14.6) that is as exact as the rules need: words by ToUnicode and ActualText,
boxes by the advance widths of the fonts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, TypeAlias

from ...frozen import frozen, replace
from . import operators
from .objects import File, resolved, text
from .typeface import Typeface, typeface

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
Extent: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""

_STATES: Final = frozenset({b"q", b"Q", b"cm", b"Tf", b"Tc", b"Tw", b"Tz", b"TL", b"Ts"})
_TEXTS: Final = frozenset({b"BT", b"Tm", b"Td", b"TD", b"T*", b"Tj", b"TJ", b"'", b'"'})
_MARKS: Final = frozenset({b"BMC", b"BDC", b"EMC"})
_SQUARE: Final = ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0))
_NESTED: Final = 8
_UNITY: Final = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Key(NamedTuple):
    """A piece of marked content: the number of its page's (or form's) object, and its own."""

    holder: int
    mcid: int


@frozen
class Mark:
    """Marked content: its words, its box (None where nothing is painted), which in the order of drawing it is, and its page."""

    text: str
    box: Extent | None
    order: int
    page: int


@frozen
class Drawn:
    """A page's marked content, and what is neither tagged nor an artifact: how many things, and the first words among them."""

    marks: Mapping[Key, Mark]
    loose: int = 0
    loose_words: str = ""


def drawn(page: Any, file: Any, fonts: dict[int, Typeface], most: int) -> tuple[Drawn, int]:
    """What is drawn on a page, and how many operators that took; fonts met on the way are added to `fonts`."""
    reference = page.indirect_reference
    reader = _Reader(file, int(reference.idnum) if reference is not None else 0, fonts, most)
    content = page.get("/Contents")
    if content is not None:
        reader.run(content, _Scope(resolved(page.get("/Resources")), reader.page, _State()))
    return reader.result(), reader.done


@dataclass(slots=True)
class _State:
    """The graphics state, as far as it moves words."""

    matrix: Matrix = _UNITY
    font: Typeface | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


@dataclass(slots=True)
class _Scope:
    """A page or form on its way: its resources, its object's number, its graphics state, and how deep in other forms it stands."""

    resources: Any
    holder: int
    state: _State
    depth: int = 0
    saved: list[_State] = field(default_factory=list)
    text: Matrix = _UNITY
    line: Matrix = _UNITY
    path: list[tuple[float, float]] = field(default_factory=list)

    def entry(self, kind: str, name: Any) -> Any:
        """A resource by its kind and name, as it stands: a reference stays one."""
        held = resolved(self.resources.get(kind)) if isinstance(self.resources, dict) else None
        return dict.get(held, name) if isinstance(held, dict) else None

    def down(self, x: float, y: float) -> None:
        """Begins the next line of text."""
        self.text = self.line = _times((1, 0, 0, 1, x, y), self.line)


@dataclass(slots=True)
class _Open:
    """A marked-content sequence that is open: its key, whether it is an artifact, what is said in its place, and its words."""

    key: Key | None = None
    artifact: bool = False
    actual: str | None = None
    reversed: bool = False
    words: list[str] = field(default_factory=list)


class _Reader:
    """Walks through operators; `done` counts them."""

    def __init__(self, file: Any, page: int, fonts: dict[int, Typeface], most: int) -> None:
        self.file, self.page, self.fonts, self.most = file, page, fonts, most
        self.done = 0
        self._words: dict[Key, list[str]] = {}
        self._boxes: dict[Key, Extent | None] = {}
        self._open: list[_Open] = []
        self._loose = 0
        self._loose_words: list[str] = []
        self._forms: dict[int, Sequence[tuple[Any, bytes]]] = {}

    def result(self) -> Drawn:
        while self._open:
            self._close()
        marks = {
            key: Mark("".join(words), self._boxes[key], order, self.page)
            for order, (key, words) in enumerate(self._words.items())
        }
        return Drawn(marks, self._loose, "".join(self._loose_words).strip())

    def run(self, content: Any, scope: _Scope) -> None:
        """The operators of a page or form; those of a form that is drawn again are not read again."""
        for operands, operator in self._operations(content, scope.holder if scope.depth else 0):
            self.done += 1
            if self.done > self.most:
                raise ValueError("its pages have no end")
            if operator in _STATES:
                self._set(scope, operator, operands)
            elif operator in _TEXTS:
                self._write(scope, operator, operands)
            elif operator in _MARKS:
                self._delimit(scope, operator, operands)
            else:
                self._trace(scope, operator, operands)

    def _operations(self, content: Any, form: int) -> Sequence[tuple[Any, bytes]]:
        found = self._forms.get(form)
        if found is None:
            if isinstance(self.file, File):
                found = self.file.operations(content)
            else:
                from pypdf.generic import ContentStream

                stream = ContentStream(content, self.file)
                found = operators.read(stream.get_data())
                found = stream.operations if found is None else found
            if form:
                self._forms[form] = found
        return found

    def _set(self, scope: _Scope, operator: bytes, operands: Any) -> None:
        """Graphics and text state."""
        state = scope.state
        match operator, operands:
            case b"q", _:
                scope.saved.append(replace(state))
            case b"Q", _ if scope.saved:
                scope.state = scope.saved.pop()
            case b"cm", [a, b, c, d, e, f]:
                state.matrix = _times(_matrix(a, b, c, d, e, f), state.matrix)
            case b"Tf", [name, size]:
                state.font, state.size = self._font(scope, name), float(size)
            case b"Tc", [value]:
                state.spacing = float(value)
            case b"Tw", [value]:
                state.word_spacing = float(value)
            case b"Tz", [value]:
                state.stretch = float(value) / 100
            case b"TL", [value]:
                state.leading = float(value)
            case b"Ts", [value]:
                state.rise = float(value)
            case _:
                pass

    def _write(self, scope: _Scope, operator: bytes, operands: Any) -> None:
        """Places text, and shows it."""
        match operator, operands:
            case b"BT", _:
                scope.text = scope.line = _UNITY
            case b"Tm", [a, b, c, d, e, f]:
                scope.text = scope.line = _matrix(a, b, c, d, e, f)
            case b"Td", [x, y]:
                scope.down(float(x), float(y))
            case b"TD", [x, y]:
                scope.state.leading = -float(y)
                scope.down(float(x), float(y))
            case b"T*", _:
                scope.down(0, -scope.state.leading)
            case b"Tj", [shown]:
                self._show(scope, [shown])
            case b"TJ", [shown]:
                self._show(scope, shown)
            case b"'", [shown]:
                scope.down(0, -scope.state.leading)
                self._show(scope, [shown])
            case b'"', [word_spacing, spacing, shown]:
                scope.state.word_spacing, scope.state.spacing = float(word_spacing), float(spacing)
                scope.down(0, -scope.state.leading)
                self._show(scope, [shown])
            case _:
                pass

    def _delimit(self, scope: _Scope, operator: bytes, operands: Any) -> None:
        """Begins and ends marked content."""
        match operator, operands:
            case b"BMC", [tag]:
                self._open.append(_Open(artifact=tag == "/Artifact", reversed=tag == "/ReversedChars"))
            case b"BDC", [tag, properties]:
                self._begin(scope, str(tag), properties)
            case b"EMC", _ if self._open:
                self._close()
            case _:
                pass

    def _trace(self, scope: _Scope, operator: bytes, operands: Any) -> None:
        """Paths, pictures and forms."""
        match operator, operands:
            case ((b"m" | b"l" | b"c" | b"v" | b"y"), [*values]):
                scope.path += [(float(x), float(y)) for x, y in zip(values[::2], values[1::2], strict=False)]
            case b"re", [x, y, width, height]:
                left, low = float(x), float(y)
                scope.path += [(left, low), (left + float(width), low + float(height))]
            case b"n", _:
                scope.path.clear()
            case ((b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"S" | b"s"), _):
                self._paint(scope.path, scope.state.matrix)
                scope.path.clear()
            case ((b"sh" | b"INLINE IMAGE"), _):
                self._paint(_SQUARE, scope.state.matrix)
            case b"Do", [name]:
                self._do(scope, name)
            case _:
                pass

    def _begin(self, scope: _Scope, tag: str, properties: Any) -> None:
        found = resolved(scope.entry("/Properties", properties) if isinstance(properties, str) else properties)
        held = found if isinstance(found, dict) else {}
        key = Key(scope.holder, int(resolved(held["/MCID"]))) if "/MCID" in held else None
        self._open.append(_Open(key, tag == "/Artifact", text(held.get("/ActualText"))))
        if key is not None:
            self._words.setdefault(key, [])
            self._boxes.setdefault(key, None)

    def _close(self) -> None:
        ended = self._open.pop()
        words = ended.words[::-1] if ended.reversed else ended.words
        if ended.actual is not None:
            words = [ended.actual]
        if ended.key is not None:
            self._words[ended.key] += words
        elif self._open:
            self._open[-1].words += words
        elif not ended.artifact:
            self._loose_words += words

    def _show(self, scope: _Scope, shown: Any) -> None:
        state, start = scope.state, scope.text
        if state.font is None:
            return
        words = self._open[-1].words if self._open else self._loose_words
        anything = False
        for part in shown:
            if isinstance(part, int | float):
                scope.text = _along(scope.text, -float(part) / 1000 * state.size * state.stretch)
                continue
            for said, width in state.font.shown(_bytes(part)):
                words.append(said)
                anything = True
                gap = state.spacing + (state.word_spacing if said == " " else 0)
                scope.text = _along(scope.text, (width * state.size + gap) * state.stretch)
        if anything:
            heights = (state.rise - 0.2 * state.size, state.rise + 0.75 * state.size)
            self._paint([_moved((0, y), matrix) for matrix in (start, scope.text) for y in heights], state.matrix)

    def _paint(self, places: Sequence[tuple[float, float]], matrix: Matrix) -> None:
        key = next((one.key for one in reversed(self._open) if one.key is not None), None)
        if key is None:
            self._loose += not any(one.artifact for one in self._open)
            return
        moved = [_moved(place, matrix) for place in places]
        if moved:
            across, up = [x for x, _ in moved], [y for _, y in moved]
            before = self._boxes[key]
            if before is not None:
                across, up = [*across, before[0], before[2]], [*up, before[1], before[3]]
            self._boxes[key] = (min(across), min(up), max(across), max(up))

    def _do(self, scope: _Scope, name: Any) -> None:
        entry = scope.entry("/XObject", name)
        found = resolved(entry)
        if not isinstance(found, dict):
            return
        if found.get("/Subtype") != "/Form":
            self._paint(_SQUARE, scope.state.matrix)
        elif scope.depth < _NESTED:
            own = [float(resolved(value)) for value in resolved(found.get("/Matrix")) or _UNITY]
            matrix = _times(_matrix(*own), scope.state.matrix) if len(own) == 6 else scope.state.matrix
            number = int(getattr(entry, "idnum", 0))
            resources = resolved(found.get("/Resources")) or scope.resources
            self.run(found, _Scope(resources, number, _State(matrix), scope.depth + 1))

    def _font(self, scope: _Scope, name: Any) -> Typeface | None:
        entry = scope.entry("/Font", name)
        found = resolved(entry)
        if not isinstance(found, dict):
            return None
        number = int(getattr(entry, "idnum", 0)) or -id(entry)
        if number not in self.fonts:
            self.fonts[number] = typeface(found, self.page)
        return self.fonts[number]


def _bytes(shown: Any) -> bytes:
    return bytes(shown.original_bytes) if hasattr(shown, "original_bytes") else bytes(shown)


def _matrix(*values: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in values)
    return (a, b, c, d, e, f)


def _times(one: Matrix, other: Matrix) -> Matrix:
    """One matrix, then the other (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _along(matrix: Matrix, by: float) -> Matrix:
    """A matrix after its own x axis was moved along: every letter asks for it."""
    a, b, c, d, e, f = matrix
    return (a, b, c, d, by * a + e, by * b + f)


def _moved(place: tuple[float, float], matrix: Matrix) -> tuple[float, float]:
    x, y = place
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)
