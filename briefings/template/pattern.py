"""A report with expressions in its values, filled with the values of a table's row: read once, filled for each row.

    Pattern    a report's YAML -> its values and expressions, compiled
    filled     Pattern, Table, row -> Filled: the YAML as if its author had written it for the row

Expressions are those of templates. What they give is put in as a value, at the place of its cell, and never read as an expression again: only the
pattern's own words are. `if` beside a part's keys leaves it out where that does not hold; `each: one in top("people", 3)` makes an item of a list
for each of several things.

A value that the table does not have: where a figure is wanted it is one that the source lacks (`not-in-source`); a text that needs it is left out,
with the part of which it is a required key, and a note tells so at the cell.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from ..characters import visible
from ..diagnostics import BriefingsError, Diagnostic, Where, error, fault, note
from ..frozen import frozen, replace
from ..language import LANGUAGES
from ..regex import regex
from ..report.place import Place
from ..report.report_file import ReportFile
from ..report.sections import SECTIONS
from ..report.shape import Shape, declared
from ..source import Inserted, Mapping_, Node, Scalar, Sequence_, Source
from ..source.fields import Kind
from ..source.readers import NOT_IN_SOURCE
from ..source.shapes import fields
from ..values import Day, Figure, Record, Text, figures, plain, record
from . import expressions
from .comparison import Table
from .expressions import Expression, Written
from .functions import sandbox_for
from .rich import spans
from .sandbox import TRACE, Sandbox, Scope

EACH: Final = "each"
IF: Final = "if"
_CARRYING: Final = frozenset({"items", "data", "rows", "parts", "columns"})
"""Lists without which a part has nothing to show."""
_LOOP: Final = regex(r"\s*([a-z_][a-z0-9_]*)\s+in\s+(.+)", re.DOTALL | re.IGNORECASE)
_WORDS: Final = frozenset(
    {Kind.WORDS, Kind.NAME, Kind.PROSE, Kind.PARAGRAPHS, Kind.ADDRESS, Kind.UNIT, Kind.REMARK, Kind.WORD, Kind.FILE}
)
"""Kinds of fields in which a figure stands in words, and never `not-in-source`."""
_UNSAID: Final = frozenset({Kind.WORD, Kind.FILE, Kind.REMARK, Kind.ADDRESS})


@frozen
class Filled:
    """A pattern for a row; the ids of the parts that are left out; what was told; and the digest of the values that were put in."""

    source: Source
    gone: frozenset[str]
    findings: tuple[Diagnostic, ...]
    digest: bytes


@frozen
class _Key:
    """What may stand at a place: parts of a shape, or a value of a kind; `named` says that the parts stand in a map by their ids."""

    shape: type[Shape] | None = None
    kind: Kind | None = None
    named: bool = False
    needed: bool = False


_ANY: Final = _Key()
_TEXTS: Final = _Key(kind=Kind.WORDS)


class _Lacking(Exception):  # noqa: N818 - no fault: a part is left out
    """A part cannot be filled: the cell that is empty, and the expression that reads it; no cell where a condition left nothing."""

    def __init__(self, where: Where | None, body: str = "") -> None:
        self.where, self.body = where, body


@dataclass(slots=True)
class Pattern:
    """A pattern, compiled for its language. Raises BriefingsError for expressions that cannot be read."""

    source: Source
    texts: bool = False
    """Whether it is a translation, which holds texts only."""
    language: str = ""
    sandbox: Sandbox = field(init=False)
    written: dict[int, Written] = field(default_factory=dict)
    loops: dict[int, tuple[str, Expression]] = field(default_factory=dict)
    conditions: dict[int, Expression] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.language = self.language or language_of(self.source)
        self.sandbox = sandbox_for(self.language)
        found: list[Diagnostic] = []
        self._compile(self.source.root, found, listed=False)
        if found:
            raise BriefingsError(found)

    def _compile(self, node: Node, found: list[Diagnostic], *, listed: bool) -> None:
        """Reads the expressions in a node."""
        match node:
            case Scalar():
                if "{{" not in node.text and "{%" not in node.text:
                    return
                try:
                    self.written[id(node)] = expressions.written(node.text, node.where, self.sandbox)
                except BriefingsError as problem:
                    found += problem.findings
            case Sequence_():
                for item in node.items:
                    self._compile(item, found, listed=True)
            case Mapping_():
                self._steered(node, found, listed=listed)
                for key, child in node.entries:
                    if not (key.text in (EACH, IF) and isinstance(child, Scalar)):
                        self._compile(child, found, listed=False)

    def _steered(self, node: Mapping_, found: list[Diagnostic], *, listed: bool) -> None:
        """Reads `each` and `if` of a part."""
        try:
            if isinstance(each := node.get(EACH), Scalar):
                loop = _LOOP.fullmatch(each.text)
                if loop is None or not listed:
                    hint = 'write it on an item of a list, as in `each: one in top("people", 3)`'
                    raise fault("pattern-each", "this `each` is not read", each.where, "", hint)
                self.loops[id(node)] = loop[1], expressions.bare(loop[2], each.where, self.sandbox)
            if isinstance(condition := node.get(IF), Scalar):
                self.conditions[id(node)] = expressions.bare(condition.text, condition.where, self.sandbox)
        except BriefingsError as problem:
            found += problem.findings

    def filled(self, table: Table, at: int) -> Filled:
        """The pattern for a row of a table, counted from 0. Raises BriefingsError with all that is wrong."""
        filling = _Filling(self, table, at)
        root = filling.root()
        if filling.wrong:
            raise BriefingsError(filling.wrong)
        made = replace(self.source, root=root)
        return Filled(made, frozenset(filling.gone), tuple(filling.told), filling.used.digest())


def language_of(source: Source) -> str:
    """The language that a report says it is in."""
    given = source.root.get("language") if isinstance(source.root, Mapping_) else None
    return given.text if isinstance(given, Scalar) and given.text in LANGUAGES else "en"


class _Filling:
    """One row poured into a pattern."""

    def __init__(self, pattern: Pattern, table: Table, at: int) -> None:
        self.pattern, self.table = pattern, table
        self.scope = table.scope(at)
        self.own = table.rows.rows[at][0].where
        self.gone: set[str] = set()
        self.told: list[Diagnostic] = []
        self.wrong: list[Diagnostic] = []
        self.used = hashlib.sha256()

    def root(self) -> Node:
        """All of the file; its `id` ends in the row's where it holds no expression."""
        root = self.pattern.source.root
        try:
            made = self.node(Place(root), _TEXTS if self.pattern.texts else _Key(ReportFile), self.scope)
        except _Lacking as lacking:
            message = f"`{_short(lacking.body)}` has no value in this row, and the report cannot be without it"
            if not lacking.body:
                message = "nothing of the report is left for this row"
            hint = "leave the row out with `without`, or say with `if` what depends on the value"
            if not self.wrong:
                self.wrong.append(error("row-lacks", message, lacking.where or self.own, "", hint))
            return root
        id = made.get("id") if isinstance(made, Mapping_) else None
        if isinstance(made, Mapping_) and isinstance(id, Scalar) and not id.inserted and id.text:
            key = f"{id.text}-{self.scope['id']}"
            made = replace(made, entries=tuple(
                (name, Scalar(key, key, id.where, quoted=True) if name.text == "id" else child) for name, child in made.entries
            ))  # fmt: skip
        return made or root

    def node(self, place: Place, key: _Key, scope: Scope) -> Node | None:
        """A node filled; None where a condition leaves it out. Raises _Lacking."""
        match place.node:
            case Scalar() as node:
                written = self.pattern.written.get(id(node))
                return node if written is None else self.scalar(node, written, key, scope)
            case Sequence_() as node:
                return self.sequence(node, place, key, scope)
            case Mapping_() as node:
                if not self.holds(node, scope):
                    self.gone.add(place.origin)
                    return None
                return self.mapping(node, place, key, scope)

    def holds(self, node: Mapping_, scope: Scope) -> bool:
        """Whether a part's condition holds: a figure that is known does."""
        condition = self.pattern.conditions.get(id(node))
        if condition is None:
            return True
        try:
            value = self.value(condition, scope)
        except _Lacking:
            return False
        return value.known if isinstance(value, Figure) else bool(value)

    def mapping(self, node: Mapping_, place: Place, key: _Key, scope: Scope) -> Node:
        shape = _section(node) if key.shape is _OfSection and not key.named else key.shape
        made: list[tuple[Scalar, Node]] = []
        for name, child in node.entries:
            if name.text in (EACH, IF) and isinstance(child, Scalar):
                continue
            below = _TEXTS if self.pattern.texts else _Key(shape) if key.named else _below(shape, name.text)
            spot = place / name.text
            try:
                held = self.node(spot, below, scope)
            except _Lacking as lacking:
                if below.needed or (name.text in _CARRYING and isinstance(child, Sequence_)):
                    raise
                self.left_out(spot, lacking)
                continue
            if held is not None:
                made.append((name, held))
                made += self.beside(name, held, node, shape)
        if node.entries and not made:
            raise _Lacking(None)
        return replace(node, entries=tuple(made))

    def beside(
        self, name: Scalar, held: Node, node: Mapping_, shape: type[Shape] | None
    ) -> Iterator[tuple[Scalar, Node]]:
        """The unit of a figure, where its cell has one and the author says none."""
        unit = held.inserted[0].unit if isinstance(held, Scalar) and held.inserted else ""
        known = {one.written for one in declared(shape)} if shape else set[str]()
        if unit and name.text == "value" and "unit" in known and not {"unit", "currency"} & set(node.keys()):
            yield Scalar("unit", "unit", name.where), Scalar(unit, unit, name.where, quoted=True)

    def sequence(self, node: Sequence_, place: Place, key: _Key, scope: Scope) -> Node:
        made: list[Node] = []
        lacking = _Lacking(None)
        for spot in place.items:
            for inner in self.rounds(spot.node, scope):
                try:
                    held = self.node(spot, key, inner)
                except _Lacking as found:
                    if self.pattern.texts or (isinstance(spot.node, Scalar) and not key.kind and not key.shape):
                        held = Scalar(None, "~", found.where or spot.node.where)  # those beside it keep their places
                    else:
                        lacking, held = found, None
                        self.left_out(spot, found)
                if held is not None:
                    made.append(held)
        if node.items and not made:
            raise lacking
        return replace(node, items=tuple(made))

    def rounds(self, node: Node, scope: Scope) -> Iterator[Scope]:
        """The scopes that an item is filled in: one, or one for each round of its `each`."""
        loop = self.pattern.loops.get(id(node))
        if loop is None:
            yield scope
            return
        name, expression = loop
        try:
            items = self.value(expression, scope)
        except _Lacking:
            return
        if not isinstance(items, tuple):
            items = ()
            hint = "such as `top(…)`, `neighbours(…)` or a list in brackets"
            message = f"`{_short(expression.body)}` is not a list"
            self.wrong.append(error("pattern-each", message, expression.where, "", hint))
        for index, item in enumerate(items):
            at = {"index": index + 1, "first": index == 0, "last": index == len(items) - 1, "length": len(items)}
            yield {**scope, name: item, "loop": record("", at)}

    def left_out(self, place: Place, lacking: _Lacking) -> None:
        """Notes what is left out; a condition says that for itself."""
        self.gone.add(place.origin)
        if lacking.where is not None:
            message = f"`{_short(lacking.body)}` has no value: what needs it is left out"
            self.told.append(note("row-left-out", message, lacking.where, place.origin))

    # -- values -----------------------------------------------------------------------------------------------------------

    def value(self, expression: Expression, scope: Scope) -> Any:
        """What an expression gives. Raises _Lacking where it fails for want of a value."""
        try:
            value = expressions.evaluate(expression, scope, self.pattern.sandbox)
        except BriefingsError as problem:
            lost = next((one for one in TRACE.get().read if self.table.is_missing(one)), None)
            if lost is not None and problem.findings[0].code == "expression-failed":
                self.used.update(b"\0lacking")
                raise _Lacking(self.table.where(lost), expression.body) from None
            self.wrong += problem.findings
            raise _Lacking(None) from None
        self.used.update(repr(_used(value)).encode() + b"\0")
        return value

    def where(self, value: Any, expression: Expression) -> Where:
        """The cell that a value comes from; of one that was computed from several, that of the first, with how."""
        read = [value.origin] if isinstance(value, Figure | Text | Day) else list(dict.fromkeys(TRACE.get().read))
        places = [where for origin in read if (where := self.table.where(origin))]
        if not places and value is None:
            return self.own
        if not places:
            return replace(self.own, excerpt=f"computed by `{_short(expression.body)}`")
        return places[0] if len(places) == 1 else replace(places[0], excerpt=f"computed by `{_short(expression.body)}`")

    def scalar(self, node: Scalar, written: Written, key: _Key, scope: Scope) -> Node | None:
        """A value with its expressions evaluated."""
        if len(written.pieces) == 1 and isinstance(written.pieces[0], Expression):
            return self.alone(written.pieces[0], key, scope)
        text: list[str] = []
        inserted: list[Inserted] = []
        for piece in written.pieces:
            if isinstance(piece, str):
                text.append(piece)
                continue
            value = self.value(piece, scope)
            where = self.where(value, piece)
            said = self.said(value, where, piece)
            text.append(said)
            inserted.append(Inserted(said, where))
        words = "".join(text)
        return Scalar(words, words, node.where, quoted=True, inserted=tuple(inserted))

    def alone(self, expression: Expression, key: _Key, scope: Scope) -> Node | None:
        """A value that is one expression: a number stays a number, at its cell."""
        value = self.value(expression, scope)
        where = self.where(value, expression)
        if isinstance(value, Figure) and key.kind not in _WORDS:
            if value.value is None:
                return Scalar(NOT_IN_SOURCE, NOT_IN_SOURCE, where, inserted=(Inserted(NOT_IN_SOURCE, where),))
            return self.number(value.value, where, value.unit)
        if isinstance(value, int | Decimal) and not isinstance(value, bool) and key.kind not in _WORDS:
            return self.number(Decimal(value), where)
        if isinstance(value, bool):
            return Scalar(value, "true" if value else "false", where)
        if isinstance(value, Figure) and value.value is not None and key.kind in (Kind.WORD, Kind.FILE):
            return self.number(value.value, where)
        said = self.said(value, where, expression)
        language = value.language if isinstance(value, Text) else self.pattern.language
        if key.kind in _UNSAID:
            language = ""  # no translation changes it
        return Scalar(said, said, where, quoted=True, inserted=(Inserted(said, where, language=language),))

    def number(self, value: Decimal, where: Where, unit: str = "") -> Scalar:
        exponent = value.as_tuple().exponent
        rounded = isinstance(exponent, int) and exponent > 0
        text = f"{value:e}" if rounded else format(value, "f")
        return Scalar(value, text, where, inserted=(Inserted(text, where, unit),))

    def said(self, value: Any, where: Where, expression: Expression) -> str:
        """A value in words, in the pattern's language. Raises _Lacking for one that is not there."""
        language = self.pattern.language
        match value:
            case None | Figure(value=None):
                raise _Lacking(where, expression.body)
            case Figure():
                return figures.shown(value, "prose", language=language)
            case Text():
                return value.content
            case Record() | tuple():
                raise self.refused(expression)
            case _:
                return plain(spans(value, language, expression.where))

    def refused(self, expression: Expression) -> _Lacking:
        message = f"`{_short(expression.body)}` gives a list, where a value is expected"
        hint = "name a field of it, or make an item of each with `each`"
        self.wrong.append(error("pattern-list", message, expression.where, "", hint))
        return _Lacking(None)


def _used(value: Any) -> Any:
    """What a value says, without where it stands: the row that it comes from may have moved."""
    match value:
        case Figure():
            return str(value.value), value.unit
        case Text():
            return value.content
        case Day():
            return value.year, value.month, value.day
        case tuple():
            return len(value)
        case Record():
            return ""
        case _:
            return value if isinstance(value, str | int | Decimal | None) else plain(spans(value, "en"))


def _short(body: str) -> str:
    body = visible(" ".join(body.split()))
    return body if len(body) <= 80 else f"{body[:79]}…"


class _OfSection(Shape):
    """Stands for the shape of a section, which its `type` says."""


def _section(node: Mapping_) -> type[Shape] | None:
    kind = node.get("type")
    return SECTIONS.get(kind.text) if isinstance(kind, Scalar) else None


def _below(shape: type[Shape] | None, written: str) -> _Key:
    """What may stand at a key of a shape."""
    if shape is ReportFile and written == "sections":
        return _Key(_OfSection, named=True, needed=True)
    key = next((one for one in declared(shape) if one.written == written), None) if shape else None
    if shape is None or key is None:
        return _ANY
    held = fields(shape)[key.name]
    named = "dict[" in str(held.annotation)
    return _Key(
        key.shape, key.kind if key.kind is not Kind.RAW else None, named and key.shape is not None, held.is_required()
    )
