"""Hold a map of the source against its shape, and tell all that is wrong with it in the author's words.

    validate   shape, node, path -> the checked shape (or None), findings

`shapes` finds the faults; here each gets its place in the file, the path that the author would name it by, and a
cure. List items are named by their ids, or by the ids that will be made from their titles, else by their number.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import count
from json import dumps
from re import fullmatch
from typing import Any, Final, TypeVar, get_args

from ..characters import visible
from ..diagnostics import Diagnostic, Where, did_you_mean, error
from ..diagnostics import nearest as alike
from ..identifiers import is_identifier, slug
from . import Mapping_, Node, Scalar, Sequence_, Step, at, key_at, nearest
from .fields import Missing
from .shapes import Field, Form, fields, read

_Shape = TypeVar("_Shape", bound=Form)
_NAMED = frozenset({"items", "parts", "data", "columns"})
_TITLES = ("title", "text", "label", "caption", "country")
_SYNONYMS: Final = {
    word: tuple(known.split())
    for words, known in {
        "label heading headline head term caption": "title label text caption",
        "description desc body content details paragraph paragraphs statement message quote": "text detail title caption",
        "title subject question": "title label text caption",
        "name": "title label speaker text caption",
        "text": "text title caption label",
        "subtext subtitle subheading explanation": "detail intro text",
        "answer": "text",
        "author by person who said-by": "speaker credit",
        "role position function affiliation organization organisation": "office organization",
        "year day when month time start from": "date",
        "end until till": "to",
        "number amount figure count val total y": "value",
        "path src filename image picture img csv xlsx": "file table",
        "file": "table",
        "table": "file",
        "kind": "type chart",
        "points values rows entries list bullets events steps figures statistics quotes data columns sides options items": "items data points rows parts",
        "link href website web": "url",
        "units suffix": "unit",
        "lang locale": "language",
        "emphasis emphasise emphasize emphasized": "highlight",
        "highlight": "emphasis",
        "cite citation ref reference sources": "source",
    }.items()
    for word in words.split()
}
"""What people call a key, and what it may be called here: the first that there is."""
_LOOKS = "colours, fonts and layouts are the theme's: one of six by `theme: forest`, or `templates/themes/default/theme.yaml` that begins with `extends: default`"
_PICTURES = "pictures are a section of their own: `type: photos`, with items such as `{file: photos/well.jpg, caption: …, alt: …}`"
_ORDERS = "what is built is said in `briefings.yaml`, under `build`, or on the command line"
_TEMPLATES = "what stands on each page is the template's: `briefings copy deck` puts the built-in one into the project, to be changed"
_MAPS = ("model_type", "dict_type")
"""What a value is called that is to be a map and is none."""
_ELSEWHERE = {
    **dict.fromkeys(("colour", "colours", "color", "colors", "font", "fonts", "style"), _LOOKS),
    **dict.fromkeys(("image", "images", "picture", "pictures", "photo", "img", "cover"), _PICTURES),
    **dict.fromkeys(("template", "templates", "format", "formats", "languages", "brand", "output"), _ORDERS),
    **dict.fromkeys(("layout", "slide", "slides", "footer", "header", "page", "pages"), _TEMPLATES),
    "logo": "a logo comes with your own template: `--brand FILE.potx`, or `brands` in `briefings.yaml`",
    "icon": "`icon` stands with a statistic, a step, a column of a comparison or a key message",
    "map": "a map is a section of its own: `type: map`, with `data` by country",
    **dict.fromkeys(
        ("author", "authors", "by"), "who it is from is said by `organization` and `contact` of the report"
    ),
    **dict.fromkeys(("year", "month", "day", "published"), "the report's day, month or year is its `date`"),
}
"""What newcomers look for where it is not, by the key that they write: where it is, or what there is in its place."""


def validate(shape: type[_Shape], node: Node, path: str = "") -> tuple[_Shape | None, tuple[Diagnostic, ...]]:
    """The node as its shape wants it, or None and what is wrong."""
    made, problems = read(shape, values(node))
    if made is not None:
        return made, ()
    strange: list[tuple[Step, ...]] = [problem["loc"] for problem in problems if problem["type"] == "extra_forbidden"]
    points = _by_label(problems, node)
    problems = [problem for problem in problems if problem["loc"][: len(points or "?")] != points]
    # under another name, or misspelt: not missing too
    there = {
        (*loc[:-1], name)
        for loc in strange
        for name in (
            *_around(shape, node, loc),
            _meant(shape, node, loc) or alike(str(loc[-1]), sorted(_known(shape, loc)), 0.6),
        )
    }
    found = [
        _told(problem, shape, node, path)
        for problem in problems
        if not _follows(problem, node) and not (problem["type"] == "missing" and problem["loc"] in there)
    ]
    if points:
        found.insert(0, _points(points, node, path))
    return None, tuple(dict.fromkeys(found))


def _by_label(problems: list[dict[str, Any]], node: Node) -> tuple[Step, ...]:
    """The place of a map `{North: 140, South: 80}` where a list of points belongs; () for none."""
    for problem in problems:
        loc = problem["loc"][:-1]
        if problem["type"] == "missing" and loc[-1:] == ("<table>",):
            around, complete = nearest(node, tuple(step for step in loc if not _is_tag(step)))
            keys = [one["loc"][-1] for one in problems if one["type"] == "extra_forbidden" and one["loc"][:-1] == loc]
            if (
                complete
                and isinstance(around, Mapping_)
                and len(keys) == len(around.entries)
                and all(
                    isinstance(value, Scalar) and isinstance(value.value, int | Decimal) for _, value in around.entries
                )
            ):
                return tuple(loc)
    return ()


def _points(loc: tuple[Step, ...], node: Node, path: str) -> Diagnostic:
    steps = tuple(step for step in loc if not _is_tag(step))
    around, _ = nearest(node, steps)
    assert isinstance(around, Mapping_)
    key, value = around.entries[0]
    assert isinstance(value, Scalar)
    hint = f"begin each item with `- `, as in `- {{label: {_flow(key.text)}, value: {value.text}}}`"
    message = "labels with their values stand here; a list of points is expected"
    return error("type-wrong", message, at(node, steps), named(node, steps, path), hint)


def values(node: Node) -> Any:
    """Plain dicts and tuples, with the scalars still knowing their places."""
    match node:
        case Scalar():
            return node
        case Sequence_():
            return tuple(values(item) for item in node.items)
        case Mapping_():
            return {key.text: values(value) for key, value in node.entries}


def named(node: Node, loc: Iterable[Step], path: str = "") -> str:
    """The path of a place as the author would name it: `sections.support.items.working-groups.value`."""
    parts = [path] if path else []
    key = path.rpartition(".")[2]
    current: Node | None = node
    for step in loc:
        if isinstance(step, int):
            if not isinstance(current, Sequence_):
                continue
            known = step < len(current.items) and key in _NAMED
            parts.append(names(current, key)[step] if known else str(step + 1))
            current = current.items[step] if step < len(current.items) else None
        else:
            key = step
            parts.append(visible(step))
            current = current.get(step) if isinstance(current, Mapping_) else None
    return ".".join(parts)


def names(node: Sequence_, key: str) -> tuple[str, ...]:
    """What the items of a list are known by: an id that is written, one made from a title, or `item-3`;
    paragraphs by number."""
    if key not in _NAMED:
        return tuple(str(number) for number in range(1, len(node.items) + 1))
    taken: dict[str, str] = {}
    made: list[str] = []
    for number, item in enumerate(node.items, 1):
        name, text = _name(item, number), _words(item)
        if text and taken.get(name, text) != text:  # long texts may begin alike; the same text twice is a mistake
            name = next(other for n in count(2) if taken.get(other := f"{name}-{n}", text) == text)
        taken.setdefault(name, text)
        made.append(name)
    return tuple(made)


def _name(item: Node, number: int) -> str:
    return _written(item) or slug(_words(item)) or f"item-{number}"


def _written(item: Node) -> str:
    """The id that an item has; "" for none that can be one."""
    written = item.get("id") if isinstance(item, Mapping_) else None
    return written.text if isinstance(written, Scalar) and is_identifier(written.text) else ""


def _words(item: Node) -> str:
    """The words that an id is made from, where none is written."""
    if isinstance(item, Mapping_):
        if _written(item):
            return ""
        titles = (inner.get("text") if isinstance(inner := item.get(key), Mapping_) else inner for key in _TITLES)
        item = next((title for title in titles if isinstance(title, Scalar)), item)
    return item.text if isinstance(item, Scalar) else ""


def _follows(problem: dict[str, Any], node: Node) -> bool:
    """True for "too short" about a list that only has too few items because others of its items are wrong."""
    target, complete = nearest(node, (step for step in problem["loc"] if not _is_tag(step)))
    least = problem.get("ctx", {}).get("min_length", 0)
    count = (
        len(target.items)
        if isinstance(target, Sequence_)
        else len(target.entries)
        if isinstance(target, Mapping_)
        else 0
    )
    return problem["type"] == "too_short" and complete and count >= least


def _told(problem: dict[str, Any], shape: type[Form], node: Node, path: str) -> Diagnostic:
    loc: tuple[Step, ...] = tuple(step for step in problem["loc"] if not _is_tag(step))
    where, place = at(node, loc), named(node, loc, path)
    kind, context = problem["type"], problem.get("ctx", {})
    target, complete = nearest(node, loc)
    key = str(loc[-1]) if loc else ""
    if kind == "briefings":
        if key == "[key]":
            loc = loc[:-1]
            where, place = key_at(node, loc), named(node, loc, path)
        own = _own_words(key, shape, problem["loc"][:-1]) if context["code"] == "value-empty" else None
        if own:
            return error(own.code, own.message, where, place, own.hint)
        return error(context["code"], context["message"], where, place, context["hint"])
    if kind == "missing":
        return _missing(key, shape, tuple(problem["loc"]), where, place)
    if kind == "extra_forbidden":
        known, meant = _known(shape, problem["loc"]), _meant(shape, node, problem["loc"])
        if inner := _around(shape, node, problem["loc"]):
            some = ", ".join(f"`{one}`" for one in inner[:3])
            hint = f"take the line `{visible(key)[:60]}:` away, and move the lines below it to the left: {some} belong to the map around it"
        elif meant:
            hint = f"did you mean `{meant}`?"
        else:
            hint = _ELSEWHERE.get(key.casefold()) or did_you_mean(key, known, "key")
        return error("key-unknown", f"there is no key `{visible(key)[:60]}` here", key_at(node, loc), place, hint)
    if complete and isinstance(target, Scalar) and target.is_empty:
        hint = "write a value, or take the key out"
        if kind in (*_MAPS, "tuple_type"):
            hint = f"indent the lines below that belong to it: two spaces further than `{visible(key)[:60]}`; or take the key out"
        return error("value-empty", f"`{key}` has no value", where, place, hint)
    if kind in _MAPS:
        message = f"{_what(target)} stands here; a map of keys and values is expected"
        hint = "write `key: value` lines, indented under this one" + _example(key, shape, problem["loc"])
        if isinstance(target, Sequence_):
            hint = f"give each item a key of its own in place of its `-`, with its `key: value` lines indented under it{_example(key, shape, problem['loc'])}"
        return error("type-wrong", message, where, place, hint)
    if kind == "tuple_type":
        hint = "begin each item with `- `" + _example(key, shape, problem["loc"])
        return error("type-wrong", f"{_what(target)} stands here; a list is expected", where, place, hint)
    if kind in ("too_short", "too_long"):
        want = context.get("min_length", context.get("max_length"))
        if kind == "too_short" and want == 1:
            return error("list-empty", f"`{key}` is empty", where, place, "give at least one")
        most = "at the least" if kind == "too_short" else "at the most"
        return error("list-length", f"`{key}` must have {want} values {most}", where, place)
    raise AssertionError(kind)


def _known(shape: type[Form], loc: tuple[Step, ...]) -> set[str]:
    """The keys of the map that a key stands in."""
    return {one.alias for part in _shapes(shape, loc[:-1]) for one in fields(part).values()}


def _around(shape: type[Form], node: Node, loc: tuple[Step, ...]) -> tuple[str, ...]:
    """The keys below an unknown one that belong beside it, such as those of a whole report below `report`; () for fewer than two."""
    steps = tuple(step for step in loc if not _is_tag(step))
    below, complete = nearest(node, steps)
    if not complete or not isinstance(below, Mapping_):
        return ()
    known = _known(shape, loc)
    keys = tuple(key.text for key, _ in below.entries if key.text in known)
    return keys if len(keys) > max(1, len(below.entries) // 2) else ()


def _meant(shape: type[Form], node: Node, loc: tuple[Step, ...]) -> str:
    """The key that an unknown one stands for, if it is not there besides; "" for none."""
    steps = tuple(step for step in loc if not _is_tag(step))
    around, _ = nearest(node, steps[:-1])
    given = {key.text for key, _ in around.entries} if isinstance(around, Mapping_) else set[str]()
    known = _known(shape, loc) - given
    return next((one for one in _SYNONYMS.get(str(steps[-1]).casefold(), ()) if one in known), "")


def _is_tag(step: Step) -> bool:
    """True for the name of a union's branch, which stands among the keys."""
    return isinstance(step, str) and step in ("<list>", "<table>", "<text>", "<spoken>")


def _what(node: Node) -> str:
    match node:
        case Scalar():
            return f"`{visible(node.text)[:40]}`" if node.text else "nothing"
        case Sequence_():
            return "a list"
        case Mapping_():
            return "a map"


def _missing(key: str, shape: type[Form], loc: tuple[Step, ...], where: Where, place: str) -> Diagnostic:
    own = _own_words(key, shape, loc[:-1])
    if own:
        return error(own.code, own.message, where, place, own.hint)
    field = _field(key, shape, loc[:-1])
    if field is None:
        return error("key-missing", f"`{key}` is missing", where, place, f"add `{key}`")
    shown = _example(key, shape, loc)
    hint = f"add `{key}`{shown}: {_lower(field.description or '')}"
    return error("key-missing", f"`{key}` is missing", where, place, hint)


def _own_words(key: str, shape: type[Form], loc: tuple[Step, ...]) -> Missing | None:
    """What a field wants to be told when it has no value."""
    field = _field(key, shape, loc)
    return next((mark for mark in field.metadata if isinstance(mark, Missing)), None) if field else None


def _field(key: str, shape: type[Form], loc: tuple[Step, ...]) -> Field | None:
    return next((one for part in _shapes(shape, loc) for one in fields(part).values() if one.alias == key), None)


def _example(key: str, shape: type[Form], loc: tuple[Step, ...]) -> str:
    """How a field may be written, as words that follow a hint; "" where no short example is known."""
    if len(loc) > 1 and isinstance(loc[-1], int):
        field = _field(str(loc[-2]), shape, loc[:-2])
        items = field.examples[0] if field and field.examples else ()
        text = f"- {_flow(items[0])}" if isinstance(items, list | tuple) and items else ""
    else:
        field = _field(key, shape, loc[:-1])
        text = f"{key}: {_flow(field.examples[0])}" if field and field.examples else ""
    return f", such as `{text}`" if 0 < len(text) <= 90 else ""


def _flow(value: Any) -> str:
    """A value on one line, as YAML has it."""
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case str() if fullmatch(r"\w[\w /.-]*", value):
            return value
        case _:
            return dumps(value, ensure_ascii=False)


def _lower(text: str) -> str:
    text = text.partition(". ")[0].partition("; ")[0].rstrip(".")
    return text[:1].lower() + text[1:]


def _shapes(shape: type[Form], loc: tuple[Step, ...]) -> list[type[Form]]:
    """The shapes that a place below a shape may have, by walking the fields' types."""
    current: list[type[Form]] = [shape]
    for step in loc:
        if isinstance(step, int):
            continue
        if _is_tag(step):
            if step in ("<list>", "<table>"):
                current = [one for one in current if one.__name__.endswith("Table") == (step == "<table>")]
            continue
        named = [one for part in current for one in fields(part).values() if one.alias == step]
        if named:
            current = [found for one in named for found in _models(one.annotation)]
    return current


def _models(annotation: Any) -> list[type[Form]]:
    if isinstance(annotation, type) and issubclass(annotation, Form):
        return [annotation]
    return [found for part in get_args(annotation) for found in _models(part)]
