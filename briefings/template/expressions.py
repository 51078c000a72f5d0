"""What stands between `{{` and `}}` in a template's values: read once, evaluated in a closed sandbox (`sandbox`).

Jinja2 expressions only, no statements. A value that is one expression keeps its type and its origin; a mixed value becomes spans, each
with the fields that it read.
"""

from __future__ import annotations

import re
from dataclasses import field
from decimal import Decimal
from typing import Any, Final

from jinja2 import TemplateSyntaxError, Undefined, UndefinedError
from jinja2.exceptions import SecurityError

from ..characters import visible
from ..diagnostics import BriefingsError, Diagnostic, Where, did_you_mean, error, fault
from ..frozen import frozen, replace
from ..values import Day, Figure, Origin, Record, Text, Value
from .sandbox import TRACE, Fragment, Mixed, Sandbox, Scope, Spans, Trace, Tree, held, tree_of

_LONGEST: Final = 10_000
"""Letters that an expression may have."""


@frozen
class Expression:
    """What stands between two braces, read: once, for all reports and languages."""

    body: str
    where: Where
    tree: Tree = field(repr=False, compare=False)


@frozen
class Written:
    """A template's value as it is written: words and expressions, in order."""

    text: str
    pieces: tuple[str | Expression, ...]
    where: Where


def written(text: str, where: Where, sandbox: Sandbox) -> Written:
    """A value read: cut into words and expressions, these compiled. Raises BriefingsError for what cannot be read."""
    pieces = tuple(_compiled(body, where, sandbox) if is_one else body for is_one, body in _parts(text, where))
    return Written(text, pieces, where)


def bare(text: str, where: Where, sandbox: Sandbox) -> Expression:
    """The expression in a `for` or an `if`, which may stand in braces or without them."""
    pieces = _parts(text.strip(), where)
    return _compiled(pieces[0][1] if len(pieces) == 1 else text, where, sandbox)


def _compiled(body: str, where: Where, sandbox: Sandbox) -> Expression:
    try:
        if len(body) > _LONGEST:
            raise _too_long(body, where)
        return Expression(body, where, tree_of(body.strip(), sandbox))
    except TemplateSyntaxError as problem:
        raise BriefingsError([_syntax(body, problem, where, sandbox)]) from None
    except (RecursionError, SyntaxError, MemoryError, ValueError, OverflowError):
        # Jinja2 and Python have limits of their own: depth of brackets and operators, digits of a number
        raise _too_long(body, where) from None


def value(given: Written, scope: Scope, sandbox: Sandbox) -> Value | Mixed:
    """What a value gives: a node when it is exactly one expression, else the mixture. Every failure is a BriefingsError with the
    place of the value in the template.
    """
    if len(given.pieces) == 1:
        (piece,) = given.pieces
        return piece if isinstance(piece, str) else evaluate(piece, scope, sandbox)
    fragments = (Fragment(one, ()) if isinstance(one, str) else _evaluated(one, scope, sandbox) for one in given.pieces)
    mixed = Mixed(tuple(fragments))
    try:
        held(mixed)
    except SecurityError as problem:
        raise _refused(given.text, given.where, problem) from None
    return mixed


def evaluate(expression: Expression, scope: Scope, sandbox: Sandbox) -> Value:
    """What an expression gives."""
    return _evaluated(expression, scope, sandbox).value


def _evaluated(given: Expression, scope: Scope, sandbox: Sandbox) -> Fragment:
    body, where = given.body, given.where
    trace = Trace()
    TRACE.set(trace)
    try:
        result = sandbox.result(given.tree, scope)
        if isinstance(result, Undefined):
            result._fail_with_undefined_error()
    except UndefinedError as problem:
        raise BriefingsError([_undefined(given, scope, problem, trace)]) from None
    except SecurityError as problem:
        raise _refused(body, where, problem) from None
    except BriefingsError:
        raise
    except Exception as problem:  # an expression can fail in any way its filters can; each is the author's to mend
        hint = "check the kinds of the values: texts, figures, dates and lists do not mix"
        raise fault("expression-failed", f"`{_short(body)}` failed: {_said(problem)}", where, hint=hint) from None
    if isinstance(result, Spans):
        result = _credited(result, trace.read)
    origins = (result.origin,) if isinstance(result, Text | Figure | Day) else tuple(dict.fromkeys(trace.read))
    return Fragment(_frozen(result, body, where), origins)


def _undefined(given: Expression, scope: Scope, problem: UndefinedError, trace: Trace) -> Diagnostic:
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


def _refused(body: str, where: Where, problem: SecurityError) -> BriefingsError:
    """What the sandbox refuses is a finding at the value's place."""
    hint = "templates may only read the report's fields and use the documented filters"
    return fault("expression-forbidden", f"`{_short(body)}` is not allowed: {problem}", where, hint=hint)


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
    """Only nodes and plain values leave the sandbox."""
    match value:
        case None | Text() | Record() | str() | int() | Decimal() | Figure() | Day():
            return value
        case list() | tuple():
            return tuple(_frozen(item, body, where) for item in value)
        case float():
            return Decimal(repr(value))
        case Spans() | Mixed():
            return value  # type: ignore[return-value]
    raise fault("expression-kind", f"`{_short(body)}` gives something that cannot be shown", where)


def _syntax(body: str, problem: TemplateSyntaxError, where: Where, sandbox: Sandbox) -> Diagnostic:
    said = problem.message or "it cannot be read"
    for kind, known in (("filter", sandbox.filters), ("test", sandbox.tests)):
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
    # Python calls a function by the place where it is written
    return re.sub(r"^[\w.<>]+\.(?=\w+\(\))", "", text[0]) if text else type(problem).__name__
