"""What stands between `{{` and `}}` in a template's values, evaluated in a closed room.

Jinja2 expressions only: no statements, no functions but ours, no attributes but the fields of the report. A value that is one
expression keeps its type and its origin; a mixed value becomes spans, each with the fields that it read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, TypeAlias

from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from .diagnostics import BriefingsError, Diagnostic, Where, did_you_mean, error
from .values import Day, Figure, Origin, Record, Rich, Text, Value

Scope: TypeAlias = Mapping[str, Value]

_FILTERS_KEPT: Final = frozenset(
    {
        "default",
        "d",
        "first",
        "last",
        "length",
        "count",
        "join",
        "upper",
        "lower",
        "capitalize",
        "replace",
        "trim",
        "abs",
        "round",
        "int",
        "float",
        "string",
        "list",
        "sum",
        "min",
        "max",
        "sort",
        "reverse",
        "unique",
        "select",
        "reject",
        "selectattr",
        "rejectattr",
        "map",
        "groupby",
        "truncate",
        "wordcount",
    }
)
_TESTS_DROPPED: Final = frozenset({"callable", "filter", "test"})
_FIGURE_FIELDS: Final = frozenset({"value", "known", "unit", "currency", "qualifier", "digits"})
_DAY_FIELDS: Final = frozenset({"year", "month", "day"})
_LARGEST_POWER: Final = 100_000


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a mixed value: what it gave, and the fields that were read to get it."""

    value: Value
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Mixed:
    """Words and expressions in one value, in order."""

    fragments: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class Spans:
    """A value that is already shown text, such as what a filter gave with its origins kept."""

    rich: Rich


class _Room(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox with the doors that a report needs and no others."""

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, filters: Mapping[str, Callable[..., Any]], functions: Mapping[str, Callable[..., Any]]) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=False)
        self.read: list[Origin] = []
        self.missing: tuple[str, tuple[str, ...]] | None = None
        self.filters = {**{name: f for name, f in self.filters.items() if name in _FILTERS_KEPT}, **filters}
        self.tests = {name: test for name, test in self.tests.items() if name not in _TESTS_DROPPED}
        self.globals = dict(functions)
        self._functions = frozenset(functions.values())

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
        return obj in self._functions

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "*" and any(isinstance(side, str | tuple | list) for side in (left, right)):
            raise SecurityError("text and lists cannot be multiplied here")
        if operator == "**" and (abs(left) > _LARGEST_POWER or abs(right) > 64):
            raise SecurityError("this power is too large")
        return super().call_binop(context, operator, left, right)

    def _look_up(self, obj: Any, name: str) -> Any:
        known: tuple[str, ...] = ()
        match obj:
            case Record():
                if name in obj:
                    return self._noted(obj[name])
                known = tuple(obj.fields)
            case Figure():
                if name in _FIGURE_FIELDS:
                    self._noted(obj)
                    return getattr(obj, name)
                known = tuple(_FIGURE_FIELDS)
            case Day():
                if name in _DAY_FIELDS:
                    self._noted(obj)
                    return getattr(obj, name)
                known = tuple(_DAY_FIELDS)
            case Undefined():
                return obj
            case _:
                known = ()
        self.missing = (name, known)
        return self.undefined(obj=obj, name=name)

    def _noted(self, value: Any) -> Any:
        if isinstance(value, Text | Figure | Day):
            self.read.append(value.origin)
        return value


class Expressions:
    """Evaluates the values of one template for one report.

    `filters` and `functions` are the only callables that expressions reach. Every failure is a BriefingsError with the place of the
    value in the template.
    """

    def __init__(self, filters: Mapping[str, Callable[..., Any]], functions: Mapping[str, Callable[..., Any]]) -> None:
        self._room = _Room(filters, functions)
        self._compiled: dict[str, Callable[..., Any]] = {}

    def value(self, template: str, scope: Scope, where: Where) -> Value | Mixed:
        """A template value: a node when it is exactly one expression, else the mixture; plain text stays as it is."""
        pieces = parts(template, where)
        if len(pieces) == 1:
            (is_expression, body) = pieces[0]
            return self._evaluate(body, scope, where).value if is_expression else body
        if not any(is_expression for is_expression, _ in pieces):
            return template
        return Mixed(
            tuple(
                self._evaluate(body, scope, where) if is_expression else Fragment(body, ())
                for is_expression, body in pieces
            )
        )

    def expression(self, text: str, scope: Scope, where: Where) -> Value:
        """A bare expression (`for`, `if`), with or without its braces."""
        return self._evaluate(_bare(text, where), scope, where).value

    def check(self, text: str, where: Where, *, bare: bool = False) -> None:
        """Raises for a syntax error without evaluating anything."""
        for is_expression, body in [(True, _bare(text, where))] if bare else parts(text, where):
            if is_expression:
                self._compile(body, where)

    def _evaluate(self, body: str, scope: Scope, where: Where) -> Fragment:
        compiled = self._compile(body, where)
        self._room.read = []
        self._room.missing = None
        try:
            result = compiled(scope)
            if isinstance(result, Undefined):
                result._fail_with_undefined_error()
            if isinstance(result, Iterator):
                result = list(result)
        except UndefinedError as problem:
            raise self._undefined(body, scope, where, problem) from None
        except SecurityError as problem:
            raise BriefingsError(
                [
                    error(
                        "expression-forbidden",
                        f"`{body.strip()}` is not allowed: {problem}",
                        where,
                        hint="templates may only read the report's fields and use the documented filters",
                    )
                ]
            ) from None
        except BriefingsError:
            raise
        except Exception as problem:  # an expression can fail in any way its filters can; each is the author's to mend
            raise BriefingsError(
                [
                    error(
                        "expression-failed",
                        f"`{body.strip()}` failed: {_said(problem)}",
                        where,
                        hint="check the kinds of the values: texts, figures, dates and lists do not mix",
                    )
                ]
            ) from None
        if isinstance(result, Spans):
            result = _credited(result, self._room.read)
        origins = (result.origin,) if isinstance(result, Text | Figure | Day) else tuple(dict.fromkeys(self._room.read))
        return Fragment(_frozen(result, body, where), origins)

    def _compile(self, body: str, where: Where) -> Callable[..., Any]:
        compiled = self._compiled.get(body)
        if compiled is None:
            try:
                made = self._room.compile_expression(body.strip(), undefined_to_none=False)
            except TemplateSyntaxError as problem:
                raise BriefingsError([_syntax(body, problem, where, self._room)]) from None
            compiled = self._compiled[body] = made
        return compiled

    def _undefined(self, body: str, scope: Scope, where: Where, problem: UndefinedError) -> BriefingsError:
        said = str(problem)
        if said.startswith("there is no item"):
            return BriefingsError([error("name-undefined", f"`{body.strip()}`: {said}", where)])
        if self._room.missing is not None:
            name, known = self._room.missing
            hint = did_you_mean(name, known) if known else "this value has no fields"
        else:
            name = said.split("'")[1] if "'" in said else body.strip()
            hint = did_you_mean(name, (*scope, *self._room.globals))
        return BriefingsError(
            [error("name-undefined", f"`{body.strip()}` reads `{name}`, which is not there", where, hint=hint)]
        )


def _credited(made: Spans, read: list[Origin]) -> Spans:
    """What a filter made, its words without a field credited to the fields that were read and that none of its spans names."""
    named = {origin for span in made.rich for origin in span.origins}
    rest = tuple(origin for origin in dict.fromkeys(read) if origin not in named)
    return Spans(tuple(span if span.origins else replace(span, origins=rest) for span in made.rich))


@lru_cache(maxsize=4096)
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


def parts(template: str, where: Where) -> tuple[tuple[bool, str], ...]:
    """A value cut into plain words and expressions: (True, expression) or (False, words)."""
    if "{%" in template or "{#" in template:
        raise BriefingsError(
            [
                error(
                    "statement-in-value",
                    "a value holds expressions `{{ … }}` only, no statements `{% … %}`",
                    where,
                    hint="use the keys `for` and `if` beside the page or block",
                )
            ]
        )
    pieces = _split(template)
    if isinstance(pieces, int):
        raise BriefingsError([error("expression-open", "`{{` is never closed", where, hint="close it with `}}`")])
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
    raise BriefingsError([error("expression-kind", f"`{body.strip()}` gives something that cannot be shown", where)])


def _bare(text: str, where: Where) -> str:
    """The expression in a `for` or an `if`, which may stand in braces or without them."""
    pieces = parts(text.strip(), where)
    return pieces[0][1] if len(pieces) == 1 else text


def _syntax(body: str, problem: TemplateSyntaxError, where: Where, room: _Room) -> Diagnostic:
    said = problem.message or "it cannot be read"
    for kind, known in (("filter", room.filters), ("test", room.tests)):
        if said.startswith(f"No {kind} named"):
            name = said.split("'")[1]
            return error(
                f"{kind}-unknown",
                f"`{body.strip()}` uses the {kind} `{name}`, which is not there",
                where,
                hint=did_you_mean(name, known, kind),
            )
    return error(
        "expression-syntax",
        f"`{body.strip()}` cannot be read: {said}",
        where,
        hint="an expression names fields, such as `{{ section.title }}`, and may use filters, such as `{{ report.date | date }}`",
    )


def _said(problem: Exception) -> str:
    text = str(problem.args[0] if isinstance(problem, KeyError) and problem.args else problem).splitlines()
    return text[0] if text else type(problem).__name__
