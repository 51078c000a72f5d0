"""Evaluate what a template holds: values, loops and conditions, in a scope of names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ..diagnostics import BriefingsError, Diagnostic, fault
from ..values import Record, record
from . import expressions
from .expressions import Written
from .nodes import Around, Broken, Condition, Constant, Fields, Items, Loop, Value
from .sandbox import Sandbox, Scope

_MOST_ROUNDS: Final = 10_000


class Evaluation:
    """The evaluation of a template's values for one report. What is wrong is told in `found`, or raised as a BriefingsError."""

    def __init__(self, sandbox: Sandbox, found: list[Diagnostic]) -> None:
        self.sandbox, self.found, self.run = sandbox, found, 0

    def value(self, node: Value | None, scope: Scope) -> Any:
        """What a value gives. Raises BriefingsError, with what reading has told where it is broken."""
        match node:
            case Written():
                return expressions.value(node, scope, self.sandbox)
            case Constant():
                return node.value
            case Items():
                return tuple(self.value(item, scope) for item in node.items)
            case Fields() if node.around.loop is not None:
                return tuple(self._fields(node, inner) for inner in self.rounds(node.around, scope))
            case Fields():
                return self._fields(node, scope)
            case Broken():
                raise BriefingsError(node.findings)
            case None:
                return None

    def _fields(self, node: Fields, scope: Scope) -> Any:
        for name, value in node.fields:
            if name == "value":
                return self.value(value, scope)
        return record("", {name: self.value(value, scope) for name, value in node.fields})

    def rounds(self, around: Around, scope: Scope) -> Iterator[Scope]:
        """The scopes that an entry is done in: one, none (`if`), or one for each round of its `for`."""
        for inner in (scope,) if around.loop is None else self._loop(around.loop, scope):
            bound = inner
            try:
                for name, node in around.names:
                    bound = {**bound, name: self.value(node, bound)}
            except BriefingsError as problem:
                self.found += problem.findings
                continue
            if self.true(around.condition, bound):
                yield bound

    def _loop(self, loop: Loop | Broken, scope: Scope) -> Iterator[Scope]:
        if isinstance(loop, Broken):
            return
        try:
            value = expressions.evaluate(loop.items, scope, self.sandbox)
        except BriefingsError as problem:
            self.found += problem.findings
            return
        where = loop.items.where
        if value is not None and not isinstance(value, tuple | Record):
            hint = "loop over sections, items, parts or another list"
            self.found += fault("for-wrong", f"`{loop.words}` is not a list", where, hint=hint).findings
            return
        items = tuple(value or ())
        self.run += len(items)
        if self.run > _MOST_ROUNDS:
            raise fault("for-endless", f"the template's loops run more than {_MOST_ROUNDS:,} times", where)
        for index, item in enumerate(items):
            at = {"index": index + 1, "first": index == 0, "last": index == len(items) - 1, "length": len(items)}
            yield {**scope, loop.name: item, "loop": record("", at)}

    def true(self, condition: Condition, scope: Scope) -> bool:
        """Whether a condition holds; one that fails does not."""
        if isinstance(condition, bool):
            return condition
        try:
            return bool(expressions.evaluate(condition, scope, self.sandbox))
        except BriefingsError as problem:
            self.found += problem.findings
            return False
