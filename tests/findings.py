"""Every finding that the program can tell, read out of its source: its code, its level, its words, its hint, and the modules that tell it."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

PACKAGE: Final = Path(__file__).parent.parent / "briefings"
_CODE: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
_Names: TypeAlias = Mapping[str, Sequence[tuple[tuple[int, int], ast.expr | None]]]
"""Where in a function each name is given a value, and (None) where it is used, in the order of the lines."""
_LEVELS: Final = {"error": "error", "fault": "error", "warning": "warning", "note": "note"}


class Telling(NamedTuple):
    """One place that tells a finding; `{…}` stands for what is filled in."""

    level: str
    words: str
    hint: str
    module: str


class _Teller(NamedTuple):
    """A function that is given a code: where the code and the words stand among its arguments, and the level of what it tells."""

    code: int
    words: int
    level: str


def _level(function: ast.FunctionDef) -> str:
    called = (
        node.func.id for node in ast.walk(function) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    )
    return next((_LEVELS[name] for name in called if name in _LEVELS), "error")  # what a reader of fields raises is one


def _teller(function: ast.FunctionDef) -> _Teller | None:
    names = [argument.arg for argument in function.args.args if argument.arg not in ("self", "cls")]
    if "code" not in names:
        return None
    return _Teller(
        names.index("code"), names.index("message") if "message" in names else names.index("code") + 1, _level(function)
    )


def _text(node: ast.expr | None, named: _Names) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value or "")
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{…}" for part in node.values)
    if isinstance(node, ast.IfExp):
        return " / ".join(filter(None, (_text(node.body, named), _text(node.orelse, named))))
    if isinstance(node, ast.BinOp):
        return _text(node.left, named) + _text(node.right, named)
    if isinstance(node, ast.Name) and node.id in named:
        rest = {name: values for name, values in named.items() if name != node.id}
        texts = [_text(value, rest) for value in _given_last(node, named)]
        return " / ".join(dict.fromkeys(filter(None, texts))) or "{…}"
    return "" if node is None else "{…}"


def _given_last(name: ast.Name, named: _Names) -> list[ast.expr]:
    """The values of a name where it is used: those it was given, in any branch, since it was used for something else."""
    before = [value for place, value in named[name.id] if place < (name.lineno, name.col_offset)]
    while before and before[-1] is None:
        before.pop()
    values: list[ast.expr] = []
    while before and (value := before.pop()) is not None:
        values.insert(0, value)
    return values


def _names(function: ast.AST) -> _Names:
    """What a function calls its texts before it tells them."""
    named: dict[str, list[tuple[tuple[int, int], ast.expr | None]]] = defaultdict(list)
    for node in ast.walk(function):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                named[name].append(((node.end_lineno or 0, node.end_col_offset or 0), value))
            case ast.Assign(targets=[ast.Tuple(elts=left)], value=ast.Tuple(elts=right)):
                for target, value in zip(left, right, strict=True):
                    if isinstance(target, ast.Name):
                        named[target.id].append(((node.end_lineno or 0, node.end_col_offset or 0), value))
            case ast.Name(id=name, ctx=ast.Load()):
                named[name].append(((node.lineno, node.col_offset), None))
    return {name: sorted(events, key=itemgetter(0)) for name, events in named.items()}


def _calls(tree: ast.Module) -> Iterator[tuple[ast.Call, _Names]]:
    """Every call, with the names of the function that it stands in."""
    inside = {call: function for function in ast.walk(tree) if isinstance(function, ast.FunctionDef)
              for call in ast.walk(function) if isinstance(call, ast.Call)}  # fmt: skip
    named = {function: _names(function) for function in set(inside.values())}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node, named[inside[node]] if node in inside else {}


def _tellings(tree: ast.Module, module: str) -> Iterator[tuple[str, Telling]]:
    own = {node.name: made for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and (made := _teller(node))}
    tellers = {name: _Teller(0, 1, level) for name, level in _LEVELS.items()} | own
    for node, named in _calls(tree):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        teller = tellers.get(name)
        if teller is None or len(node.args) <= teller.code:
            continue
        code = node.args[teller.code]
        if isinstance(code, ast.Constant) and isinstance(code.value, str) and _CODE.fullmatch(code.value):
            given = {keyword.arg: keyword.value for keyword in node.keywords}
            words = node.args[teller.words] if len(node.args) > teller.words else given.get("message")
            yield code.value, Telling(teller.level, _text(words, named), _text(given.get("hint"), named), module)


@cache
def findings() -> Mapping[str, tuple[Telling, ...]]:
    """All that is told, by code, in the order of the alphabet."""
    found: dict[str, list[Telling]] = defaultdict(list)
    for path in sorted(PACKAGE.rglob("*.py")):
        module = ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
        for code, telling in _tellings(ast.parse(path.read_text(encoding="utf-8")), module):
            found[code].append(telling)
    return {code: tuple(found[code]) for code in sorted(found)}


def table() -> str:
    """The list of findings, as docs/findings.md has it."""
    rows = ["| code | level | words | hint | told by |", "|---|---|---|---|---|"]
    for code, told in findings().items():
        cells = (
            _joined(", ", (one.level for one in told)),
            _joined("<br>", (one.words for one in told)),
            _joined("<br>", (one.hint for one in told)),
            _joined(", ", (f"`{one.module}`" for one in told)),
        )
        rows.append(f"| `{code}` | {' | '.join(cells)} |")
    return "\n".join(rows)


def _joined(between: str, texts: Iterator[str]) -> str:
    return between.join(dict.fromkeys(re.sub(r"\s+", " ", text).strip().replace("|", "\\|") for text in texts if text))
