"""The closed room that expressions are evaluated in: the parts that an expression may have, and what each of them gives.

Jinja2 reads an expression and brings a few filters; nothing of it is compiled or run as Python. There are no attributes but the fields of the
report, and nothing is called but our functions.

Every value on the way is a known kind of value and of bounded size, from each operator, filter and function on its own: so no expression,
however it is nested or repeated, holds more than a few of the largest at once. Nothing is computed while an expression is read.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache, wraps
from itertools import islice
from typing import Any, Final, TypeAlias

from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined
from jinja2 import nodes as n
from jinja2.exceptions import SecurityError
from jinja2.parser import Parser
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..frozen import frozen
from ..values import Day, Figure, Origin, Record, Rich, Text, Value

Scope: TypeAlias = dict[str, Any]
"""What names in an expression stand for: values, and the functions that it may call."""

Tree: TypeAlias = tuple[Any, ...]
"""A part of an expression: its name as Jinja2's nodes have it, and what it holds, in the order of their fields."""

FILTERS_KEPT: Final = frozenset(
    {"default", "d", "first", "last", "length", "count", "join", "upper", "lower", "capitalize", "replace", "trim", "abs", "round", "int",
     "float", "string", "list", "sum", "min", "max", "sort", "reverse", "unique", "select", "reject", "selectattr", "rejectattr", "map",
     "groupby", "truncate", "wordcount"}
)  # fmt: skip
"""Jinja2's own filters that templates may use."""
_TESTS_DROPPED: Final = frozenset({"callable", "filter", "test"})
_SHORT: Final = 500
_DEEPEST: Final = 80
"""How many parts of an expression may stand one within the other."""
_COMPARED: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "eq": operator.eq, "ne": operator.ne, "gt": operator.gt, "gteq": operator.ge, "lt": operator.lt, "lteq": operator.le,
    "in": lambda one, many: one in many, "notin": lambda one, many: one not in many,
}  # fmt: skip
_FIELDS: Final[Mapping[type, tuple[str, ...]]] = {
    Figure: ("value", "known", "unit", "currency", "qualifier", "digits"),
    Day: ("year", "month", "day"),
}
_LARGEST_POWER: Final = 100_000
ROOM: Final = 1_000_000
"""How large a value may be: the letters of its texts, and ten for each thing that a list holds, at any depth."""

_BITS: Final = 1024
_ARGUMENT: Final = 10_000
"""The largest number that may be given to a filter beside its value: a length, a count of digits, the size of a batch."""


_SMALL: Final = frozenset({type(None), bool, Record, Figure, Day})
"""What is of one size, whatever it says."""
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


def held(value: Any) -> Any:
    """A value that an operator, a filter or a function gave: what would be made bit by bit later is made now, and measured."""
    if type(value) in _SMALL:
        return value
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
        return held(function(*given, **named))

    return called


def _require_words(name: str, value: Any) -> None:
    """Raises SecurityError for what Python would write in its own way, which is no reader's."""
    for item in value if isinstance(value, list | tuple) and name == "join" else (value,):
        if isinstance(item, Record | Figure | Day | Spans | Mixed | list | tuple | dict):
            raise SecurityError(
                f"`{name}` takes texts and numbers; `figure`, `date`, `listing` and `joined` make text of the rest"
            )


@frozen
class Function:
    """What an expression may call by its name; nothing else is ever called."""

    does: Callable[..., Any]

    def __call__(self, *given: Any, **named: Any) -> Any:
        return self.does(*given, **named)


def function(name: str, does: Callable[..., Any]) -> Function:
    """A function for expressions, its values bounded like all others."""
    return Function(_bounded(name, does))


@dataclass(slots=True)
class Trace:
    """What an evaluation has read so far, and the last name that it did not find, with those that were there."""

    read: list[Origin] = field(default_factory=list)
    missing: tuple[str, tuple[str, ...]] | None = None


TRACE: Final[ContextVar[Trace]] = ContextVar("TRACE")


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox with the doors that a report needs and no others. `filters` are ours, beside the few of Jinja2's."""

    def __init__(self, filters: Mapping[str, Callable[..., Any]]) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=False, optimized=False)
        kept = {**{name: f for name, f in self.filters.items() if name in FILTERS_KEPT}, **filters}
        self.filters = {name: _bounded(name, function) for name, function in kept.items()}
        self.tests = {name: test for name, test in self.tests.items() if name not in _TESTS_DROPPED}
        self.globals = {}

    def getattr(self, obj: Any, attribute: str) -> Any:
        return self._look_up(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, tuple | list | str) and isinstance(argument, int | slice) and not isinstance(argument, bool):
            try:
                return self._noted(obj[argument])
            except IndexError:
                return self.undefined(f"there is no item {argument}: the list has {len(obj)}")
        return self._look_up(obj, str(argument))

    def operated(self, operator: str, left: Any, right: Any) -> Any:
        """What an operator gives."""
        if operator == "*" and any(isinstance(side, str | tuple | list) for side in (left, right)):
            raise SecurityError("text and lists cannot be multiplied here")
        if operator == "%" and isinstance(left, str | Text):
            raise SecurityError("`%` is for numbers; texts are joined by `~`")
        for side in (left, right):
            _left(side)
        if operator == "**" and (abs(left) > _LARGEST_POWER or abs(right) > 64):
            raise SecurityError("this power is too large")
        return held(self.binop_table[operator](left, right))

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
        TRACE.get().missing = (name, known)
        return self.undefined(obj=obj, name=name)

    def _noted(self, value: Any) -> Any:
        if isinstance(value, Text | Figure | Day):
            TRACE.get().read.append(value.origin)
        return value

    def result(self, tree: Tree, scope: Scope) -> Any:
        """What an expression gives."""
        return held(_Run(self, scope).value(tree))


@dataclass(slots=True)
class _Run:
    """An expression as it is evaluated: what each of its parts gives. There are no parts but these."""

    sandbox: Sandbox
    scope: Scope

    def value(self, tree: Tree) -> Any:
        name, *parts = tree
        if (part := _PARTS.get(name)) is None:
            raise SecurityError(f"it holds something ({name}) that is no part of an expression")
        return part(self, *parts)

    def name(self, name: str, _: str) -> Any:
        return self.scope[name] if name in self.scope else self.sandbox.undefined(name=name)

    def item(self, of: Tree, at: Tree, _: str) -> Any:
        value, place = self.value(of), self.value(at)
        return value[place] if isinstance(place, slice) else self.sandbox.getitem(value, place)

    def chosen(self, test: Tree, one: Tree, other: Tree | None) -> Any:
        if self.value(test):
            return self.value(one)
        return self.value(other) if other else self.sandbox.undefined("there is no `else`")

    def compared(self, first: Tree, ops: tuple[Tree, ...]) -> Any:
        """A comparison, or a chain of them, which ends with the first that does not hold."""
        left, held = self.value(first), True
        for _, op, expression in ops:
            right = self.value(expression)
            if not (held := _COMPARED[op](_bare(left, right), _bare(right, left))):
                break
            left = right
        return held

    def filtered(self, of: Tree, name: str, *given: Any) -> Any:
        return self._applied(self.sandbox.filters[name], of, given)

    def tested(self, of: Tree, name: str, *given: Any) -> Any:
        return self._applied(self.sandbox.tests[name], of, given)

    def _applied(self, function: Any, of: Tree, given: Any) -> Any:
        """What a filter or a test gives. Some of Jinja2's want to know where they are."""
        wanted = getattr(function, "jinja_pass_arg", None)
        own = () if wanted is None else (self._around(wanted.name),)
        value = self.value(of)
        many, named = self._given(*given)
        return function(*own, value, *many, **named)

    def _around(self, wanted: str) -> Any:
        context = Context(self.sandbox, self.scope, None, {})
        return {"context": context, "eval_context": context.eval_ctx, "environment": self.sandbox}[wanted]

    def called(self, of: Tree, *given: Any) -> Any:
        function = self.value(of)
        if isinstance(function, Undefined):
            function._fail_with_undefined_error()
        if not isinstance(function, Function):
            raise SecurityError("only a function can be called, as in `word('sources')`")
        many, named = self._given(*given)
        return function.does(*many, **named)

    def _given(
        self, args: tuple[Tree, ...], named: tuple[Tree, ...], more: Tree | None, others: Tree | None
    ) -> tuple[list[Any], dict[str, Any]]:
        many = [self.value(one) for one in args] + list(self.value(more) if more else ())
        beside = self.value(others) if others else {}
        return many, {key: self.value(value) for _, key, value in named} | beside


def _operated(operator: str) -> Callable[[_Run, Tree, Tree], Any]:
    return lambda run, left, right: run.sandbox.operated(operator, run.value(left), run.value(right))


_PARTS: Final[Mapping[str, Callable[..., Any]]] = {
    "Const": lambda run, value: value,
    "Name": _Run.name,
    "Getattr": lambda run, of, name, _: run.sandbox.getattr(run.value(of), name),
    "Getitem": _Run.item,
    "Filter": _Run.filtered,
    "Test": _Run.tested,
    "Call": _Run.called,
    "CondExpr": _Run.chosen,
    "And": lambda run, left, right: run.value(left) and run.value(right),
    "Or": lambda run, left, right: run.value(left) or run.value(right),
    **{kind.__name__: _operated(kind.operator) for kind in (n.Add, n.Sub, n.Mul, n.Div, n.FloorDiv, n.Mod, n.Pow)},
    "Compare": _Run.compared,
    "Not": lambda run, of: not run.value(of),
    "Neg": lambda run, of: -run.value(of),
    "Pos": lambda run, of: +run.value(of),
    "Concat": lambda run, parts: run.sandbox.joined(tuple(map(run.value, parts))),
    "List": lambda run, items: list(map(run.value, items)),
    "Tuple": lambda run, items, _: tuple(map(run.value, items)),
    "Dict": lambda run, items: {run.value(key): run.value(value) for _, key, value in items},
    "Slice": lambda run, *parts: slice(*(part and run.value(part) for part in parts)),
}
"""The parts that an expression may have, and what each of them gives."""


def _bare(value: Any, other: Any) -> Any:
    """What a value is compared by: a text by its words beside words, a figure by its number beside a number."""
    beside = other[0] if isinstance(other, list | tuple) and other else other
    if isinstance(value, Text) and isinstance(beside, str):
        return value.content
    return value.value if isinstance(value, Figure) and isinstance(beside, int | float | Decimal) else value


def tree_of(source: str, sandbox: Sandbox) -> Tree:
    """An expression as Jinja2 parses it; the short ones, which templates repeat, are kept."""
    return (_tree if len(source) <= _SHORT else _tree.__wrapped__)(source, sandbox)


@lru_cache(1024)
def _tree(source: str, sandbox: Sandbox) -> Tree:
    """Raises RecursionError for one that is too deep to be evaluated."""
    parser = Parser(sandbox, source, state="variable")
    tree = parser.parse_expression()
    if not parser.stream.eos:
        raise TemplateSyntaxError("chunk after expression", parser.stream.current.lineno)
    level: list[n.Node] = [tree]
    for _ in range(_DEEPEST):
        for node in level:
            if isinstance(node, n.Filter | n.Test):
                kind, known = ("filter", sandbox.filters) if isinstance(node, n.Filter) else ("test", sandbox.tests)
                if node.name not in known:
                    raise TemplateSyntaxError(f"No {kind} named {node.name!r}.", node.lineno)
        level = [child for node in level for child in node.iter_child_nodes()]
        if not level:
            plain: Tree = _plain(tree)
            return plain
    raise RecursionError


def _plain(part: Any) -> Any:
    """A node of Jinja2's, or what it holds, as tuples and plain values."""
    if isinstance(part, n.Node):
        return type(part).__name__, *(_plain(getattr(part, name)) for name in part.fields)
    return tuple(map(_plain, part)) if isinstance(part, list) else part
