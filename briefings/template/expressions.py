"""What stands between `{{` and `}}` in a template's values, evaluated in a closed room.

Jinja2 expressions only: no statements, no functions but ours, no attributes but the fields of the report. A value that is one
expression keeps its type and its origin; a mixed value becomes spans, each with the fields that it read.

Every value on the way is a known kind of value and of bounded size, from each operator, filter and function on its own: so no expression,
however it is nested or repeated, holds more than a few of the largest at once. Nothing is computed while an expression is compiled.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache, wraps
from itertools import islice
from types import CodeType
from typing import Any, Final, TypeAlias

from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined, UndefinedError
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.nodes import Assign, Concat, Name
from jinja2.nodes import Template as Tree
from jinja2.parser import Parser
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..characters import visible
from ..diagnostics import BriefingsError, Diagnostic, Where, did_you_mean, error, fault
from ..frozen import frozen, replace
from ..values import Day, Figure, Origin, Record, Rich, Text, Value

Scope: TypeAlias = dict[str, Any]
"""What names in an expression stand for: values, and the functions that it may call."""

FILTERS_KEPT: Final = frozenset(
    {"default", "d", "first", "last", "length", "count", "join", "upper", "lower", "capitalize", "replace", "trim", "abs", "round", "int",
     "float", "string", "list", "sum", "min", "max", "sort", "reverse", "unique", "select", "reject", "selectattr", "rejectattr", "map",
     "groupby", "truncate", "wordcount"}
)  # fmt: skip
"""Jinja2's own filters that templates may use."""
_TESTS_DROPPED: Final = frozenset({"callable", "filter", "test"})
_MOST_KEPT: Final = 4096
"""How many expressions a room keeps ready to run."""
_FIELDS: Final[Mapping[type, tuple[str, ...]]] = {
    Figure: ("value", "known", "unit", "currency", "qualifier", "digits"),
    Day: ("year", "month", "day"),
}
_LARGEST_POWER: Final = 100_000
_LONGEST: Final = 10_000
"""Letters that an expression may have."""

ROOM: Final = 1_000_000
"""How large a value may be: the letters of its texts, and ten for each thing that a list holds, at any depth."""

_BITS: Final = 1024
_ARGUMENT: Final = 10_000
"""The largest number that may be given to a filter beside its value: a length, a count of digits, the size of a batch."""


_ANY_NUMBER: Final = frozenset({"default", "d", "sum"})
_TO_TEXT: Final = frozenset(
    ["string", "join", "upper", "lower", "capitalize", "replace", "trim", "truncate", "wordcount"]
)


@frozen
class Fragment:
    """A piece of a mixed value: what it gave, and the fields that were read to get it."""

    value: Value
    origins: tuple[Origin, ...]


@frozen
class Mixed:
    """Words and expressions in one value, in order."""

    fragments: tuple[Fragment, ...]


@frozen
class Spans:
    """A value that is already shown text, such as what a filter gave with its origins kept."""

    rich: Rich


def _left(value: Any, room: int = ROOM) -> int:
    """What is left of `room` after a value. Raises SecurityError when it is too large, or nothing that an expression may hold."""
    match value:
        case str():
            room -= len(value) + 1
        case Text():
            room -= len(value.content) + 1
        case int():
            if value.bit_length() > _BITS:
                raise SecurityError("this number is too large")
            room -= 1
        case float() | Decimal():
            if not math.isfinite(value) or (isinstance(value, Decimal) and abs(value.adjusted()) > _BITS):
                raise SecurityError("this is not a number that can be shown")
            room -= 1
        case None | Record() | Figure() | Day() | Undefined():
            room -= 1
        case Spans():
            room -= sum(len(span.text) + 1 for span in value.rich)
        case Mixed():
            for fragment in value.fragments:
                room = _left(fragment.value, room)
        case list() | tuple():
            for item in value:
                room = _left(item, room - 10)
        case dict():
            for pair in value.items():
                room = _left(pair, room)
        case _ if callable(value):
            raise SecurityError("a function can only be called, as in `word('sources')`")
        case _:
            raise SecurityError(f"it holds something ({type(value).__name__}) that cannot be shown")
    if room < 0:
        raise SecurityError(f"it grows beyond {ROOM:,} letters, or {ROOM // 10:,} things in lists")
    return room


def _held(value: Any) -> Any:
    """A value that an operator, a filter or a function gave: what would be made bit by bit later is made now, and measured."""
    if isinstance(value, Iterator):
        value = list(islice(value, ROOM // 10 + 1))
    _left(value)
    return value


def _bounded(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter or a function that takes and gives nothing too large. Jinja2 passes some of its own an environment first."""
    own = getattr(function, "jinja_pass_arg", None) is not None

    @wraps(function)
    def called(*given: Any, **named: Any) -> Any:
        values: tuple[Any, ...] = given[1:] if own else given
        for value in (*values, *named.values()):
            _left(value)
        beside: list[Any] = [] if name in _ANY_NUMBER else [*values[1:], *named.values()]
        for number in beside:
            if isinstance(number, int | float | Decimal) and not -_ARGUMENT <= number <= _ARGUMENT:
                raise SecurityError(f"{number} is too large a number for `{name}`")
        if name in _TO_TEXT:
            _require_words(name, values[0])
        if name == "replace" and len(values) > 2:
            text, old, new = (str(value) for value in values[:3])
            if len(text) + (text.count(old) * len(new)) > ROOM:
                raise SecurityError(f"it grows beyond {ROOM:,} letters, or {ROOM // 10:,} things in lists")
        return _held(function(*given, **named))

    return called


def _require_words(name: str, value: Any) -> None:
    """Raises SecurityError for what Python would write in its own way, which is no reader's."""
    for item in value if isinstance(value, list | tuple) and name == "join" else (value,):
        if isinstance(item, Record | Figure | Day | Spans | Mixed | list | tuple | dict):
            raise SecurityError(
                f"`{name}` takes texts and numbers; `figure`, `date`, `listing` and `joined` make text of the rest"
            )


class _Generator(CodeGenerator):
    """Jinja2's compiler, but `~` goes through the room like the other operators."""

    def visit_Concat(self, node: Concat, frame: Frame) -> None:  # noqa: N802 - the name that Jinja2 calls
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


@frozen
class Function:
    """What an expression may call by its name; nothing else is ever called."""

    does: Callable[..., Any]

    def __call__(self, *given: Any, **named: Any) -> Any:
        return self.does(*given, **named)


def function(name: str, does: Callable[..., Any]) -> Function:
    """A function for expressions, its values bounded like all others."""
    return Function(_bounded(name, does))


@frozen
class Expression:
    """What stands between two braces, compiled: once, for all reports and languages."""

    body: str
    where: Where
    code: CodeType = field(repr=False)


@frozen
class Written:
    """A template's value as it is written: words and expressions, in order."""

    text: str
    pieces: tuple[str | Expression, ...]
    where: Where


@dataclass(slots=True)
class _Trace:
    """What an evaluation has read so far, and the last name that it did not find, with those that were there."""

    read: list[Origin] = field(default_factory=list)
    missing: tuple[str, tuple[str, ...]] | None = None


_TRACE: Final[ContextVar[_Trace]] = ContextVar("_TRACE")


class Room(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox with the doors that a report needs and no others. `filters` are ours, beside the few of Jinja2's."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})
    code_generator_class = _Generator

    def __init__(self, filters: Mapping[str, Callable[..., Any]]) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=False, optimized=False)
        kept = {**{name: f for name, f in self.filters.items() if name in FILTERS_KEPT}, **filters}
        self.filters = {name: _bounded(name, function) for name, function in kept.items()}
        self.tests = {name: test for name, test in self.tests.items() if name not in _TESTS_DROPPED}
        self.globals = {}
        self._run: dict[str, Callable[[Context], Iterator[str]]] = {}

    def result(self, given: Expression, scope: Scope) -> Any:
        """What an expression gives."""
        run = self._run.get(given.body)
        if run is None:
            names: dict[str, Any] = {"environment": self}
            exec(given.code, names)
            if len(self._run) >= _MOST_KEPT:
                self._run.clear()
            run = self._run[given.body] = names["root"]
        context = Context(self, scope, None, {})
        for _ in run(context):
            pass
        return context.vars["result"]

    def getattr(self, obj: Any, attribute: str) -> Any:
        return self._look_up(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, tuple | list | str) and isinstance(argument, int | slice) and not isinstance(argument, bool):
            try:
                return self._noted(obj[argument])
            except IndexError:
                return self.undefined(f"there is no item {argument}: the list has {len(obj)}")
        return self._look_up(obj, str(argument))

    def is_safe_callable(self, obj: Any) -> bool:
        if isinstance(obj, Undefined):
            obj._fail_with_undefined_error()
        if not isinstance(obj, Function):
            raise SecurityError("only a function can be called, as in `word('sources')`")
        return True

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "*" and any(isinstance(side, str | tuple | list) for side in (left, right)):
            raise SecurityError("text and lists cannot be multiplied here")
        if operator == "%" and isinstance(left, str | Text):
            raise SecurityError("`%` is for numbers; texts are joined by `~`")
        for side in (left, right):
            _left(side)
        if operator == "**" and (abs(left) > _LARGEST_POWER or abs(right) > 64):
            raise SecurityError("this power is too large")
        return _held(super().call_binop(context, operator, left, right))

    def joined(self, values: tuple[Any, ...]) -> str:
        """What `~` gives."""
        _left(values)
        _require_words("join", values)
        made = "".join(map(str, values))
        _left(made)
        return made

    def _look_up(self, obj: Any, name: str) -> Any:
        known: tuple[str, ...] = ()
        match obj:
            case Record():
                if name in obj:
                    return self._noted(obj[name])
                known = tuple(obj.fields)
            case Figure() | Day():
                known = _FIELDS[type(obj)]
                if name in known:
                    return getattr(self._noted(obj), name)
            case Undefined():
                return obj
        _TRACE.get().missing = (name, known)
        return self.undefined(obj=obj, name=name)

    def _noted(self, value: Any) -> Any:
        if isinstance(value, Text | Figure | Day):
            _TRACE.get().read.append(value.origin)
        return value


@lru_cache(_MOST_KEPT)
def _code(source: str, room: Room) -> CodeType:
    """An expression compiled. Its code looks up filters where it runs, so that the code made for one language serves for all."""
    parser = Parser(room, source, state="variable")
    tree = parser.parse_expression()
    if not parser.stream.eos:
        raise TemplateSyntaxError("chunk after expression", parser.stream.current.lineno)
    tree.set_environment(room)
    return room.compile(Tree([Assign(Name("result", "store"), tree, lineno=1)], lineno=1))


def written(text: str, where: Where, room: Room) -> Written:
    """A value read: cut into words and expressions, these compiled. Raises BriefingsError for what cannot be read."""
    pieces = tuple(_compiled(body, where, room) if is_one else body for is_one, body in _parts(text, where))
    return Written(text, pieces, where)


def bare(text: str, where: Where, room: Room) -> Expression:
    """The expression in a `for` or an `if`, which may stand in braces or without them."""
    pieces = _parts(text.strip(), where)
    return _compiled(pieces[0][1] if len(pieces) == 1 else text, where, room)


def _compiled(body: str, where: Where, room: Room) -> Expression:
    try:
        if len(body) > _LONGEST:
            raise _too_long(body, where)
        return Expression(body, where, _code(body.strip(), room))
    except TemplateSyntaxError as problem:
        raise BriefingsError([_syntax(body, problem, where, room)]) from None
    except (RecursionError, SyntaxError, MemoryError, ValueError, OverflowError):
        # Jinja2 and Python have limits of their own: depth of brackets and operators, digits of a number
        raise _too_long(body, where) from None


def value(given: Written, scope: Scope, room: Room) -> Value | Mixed:
    """What a value gives: a node when it is exactly one expression, else the mixture. Every failure is a BriefingsError with the
    place of the value in the template.
    """
    if len(given.pieces) == 1:
        (piece,) = given.pieces
        return piece if isinstance(piece, str) else evaluate(piece, scope, room)
    mixed = Mixed(
        tuple(
            Fragment(piece, ()) if isinstance(piece, str) else _evaluated(piece, scope, room) for piece in given.pieces
        )
    )
    with _refusals(given.text, given.where):
        _left(mixed)
    return mixed


def evaluate(expression: Expression, scope: Scope, room: Room) -> Value:
    """What an expression gives."""
    return _evaluated(expression, scope, room).value


def _evaluated(given: Expression, scope: Scope, room: Room) -> Fragment:
    body, where = given.body, given.where
    trace = _Trace()
    _TRACE.set(trace)
    try:
        with _refusals(body, where):
            result = room.result(given, scope)
            if isinstance(result, Undefined):
                result._fail_with_undefined_error()
            result = _held(result)
    except UndefinedError as problem:
        raise BriefingsError([_undefined(given, scope, problem, trace)]) from None
    except BriefingsError:
        raise
    except Exception as problem:  # an expression can fail in any way its filters can; each is the author's to mend
        hint = "check the kinds of the values: texts, figures, dates and lists do not mix"
        raise fault("expression-failed", f"`{_short(body)}` failed: {_said(problem)}", where, hint=hint) from None
    if isinstance(result, Spans):
        result = _credited(result, trace.read)
    origins = (result.origin,) if isinstance(result, Text | Figure | Day) else tuple(dict.fromkeys(trace.read))
    return Fragment(_frozen(result, body, where), origins)


def _undefined(given: Expression, scope: Scope, problem: UndefinedError, trace: _Trace) -> Diagnostic:
    said = str(problem)
    if said.startswith("there is no item"):
        return error("name-undefined", f"`{_short(given.body)}`: {said}", given.where)
    if trace.missing is not None:
        name, known = trace.missing
        hint = did_you_mean(name, known) if known else "this value has no fields"
    else:
        name = said.split("'")[1] if "'" in said else given.body.strip()
        hint = did_you_mean(name, scope)
    message = f"`{_short(given.body)}` reads `{name}`, which is not there"
    return error("name-undefined", message, given.where, hint=hint)


@contextmanager
def _refusals(body: str, where: Where) -> Iterator[None]:
    """What the room refuses is a finding at the value's place."""
    try:
        yield
    except SecurityError as problem:
        hint = "templates may only read the report's fields and use the documented filters"
        raise fault("expression-forbidden", f"`{_short(body)}` is not allowed: {problem}", where, hint=hint) from None


def _too_long(body: str, where: Where) -> BriefingsError:
    message = f"`{_short(body)}` is too long, too deeply nested, or holds a number with too many digits"
    return fault("expression-long", message, where, hint="say it in parts: name them by `with`, and use the names")


def _short(body: str) -> str:
    """An expression as findings show it."""
    body = visible(" ".join(body.split()))
    return body if len(body) <= 120 else f"{body[:119]}…"


def _credited(made: Spans, read: list[Origin]) -> Spans:
    """What a filter made, its words without a field credited to the fields that were read and that none of its spans names."""
    named = {origin for span in made.rich for origin in span.origins}
    rest = tuple(origin for origin in dict.fromkeys(read) if origin not in named)
    return Spans(tuple(span if span.origins else replace(span, origins=rest) for span in made.rich))


def _split(template: str) -> tuple[tuple[bool, str], ...] | int:
    """(is expression, text) pieces, or the position of an opening brace that is never closed."""
    pieces: list[tuple[bool, str]] = []
    position = 0
    while True:
        start = template.find("{{", position)
        if start < 0:
            break
        end = _closing(template, start + 2)
        if end < 0:
            return start
        if start > position:
            pieces.append((False, template[position:start]))
        pieces.append((True, template[start + 2 : end]))
        position = end + 2
    if position < len(template) or not pieces:
        pieces.append((False, template[position:]))
    return tuple(pieces)


def _parts(template: str, where: Where) -> tuple[tuple[bool, str], ...]:
    """A value cut into plain words and expressions: (True, expression) or (False, words)."""
    if "{%" in template or "{#" in template:
        message = "a value holds expressions `{{ … }}` only, no statements `{% … %}`"
        raise fault("statement-in-value", message, where, hint="use the keys `for` and `if` beside the page or block")
    pieces = _split(template)
    if isinstance(pieces, int):
        raise fault("expression-open", "`{{` is never closed", where, hint="close it with `}}`")
    return pieces


def _closing(template: str, position: int) -> int:
    """Where the expression's `}}` begins; quoted text inside the expression does not count. -1 when there is none."""
    quote = ""
    depth = 0
    while position < len(template):
        letter = template[position]
        if quote:
            position += letter == "\\"
            if letter == quote:
                quote = ""
        elif letter in "'\"":
            quote = letter
        elif letter == "{":
            depth += 1
        elif letter == "}":
            if depth == 0 and template.startswith("}}", position):
                return position
            depth = max(0, depth - 1)
        position += 1
    return -1


def _frozen(value: Any, body: str, where: Where) -> Value:
    """Only nodes and plain values leave the room."""
    match value:
        case list() | tuple():
            return tuple(_frozen(item, body, where) for item in value)
        case float():
            return Decimal(repr(value))
        case None | str() | int() | Decimal() | Text() | Figure() | Day() | Record():
            return value
        case Spans() | Mixed():
            return value  # type: ignore[return-value]
    raise fault("expression-kind", f"`{_short(body)}` gives something that cannot be shown", where)


def _syntax(body: str, problem: TemplateSyntaxError, where: Where, room: Room) -> Diagnostic:
    said = problem.message or "it cannot be read"
    for kind, known in (("filter", room.filters), ("test", room.tests)):
        if said.startswith(f"No {kind} named"):
            name = said.split("'")[1]
            return error(
                f"{kind}-unknown",
                f"`{_short(body)}` uses the {kind} `{name}`, which is not there",
                where,
                hint=did_you_mean(name, known, kind),
            )
    return error(
        "expression-syntax",
        f"`{_short(body)}` cannot be read: {said}",
        where,
        hint="an expression names fields, such as `{{ section.title }}`, and may use filters, such as `{{ report.date | date }}`",
    )


def _said(problem: Exception) -> str:
    text = str(problem.args[0] if isinstance(problem, KeyError) and problem.args else problem).splitlines()
    return text[0] if text else type(problem).__name__
