"""A report in another language: the texts of `data/<name>.<lang>.yaml` laid over the report, joined by id.

    sibling      Path, language -> Path of the translation
    translate    Report, Source, language -> Report
    skeleton     Path, language, Env -> Path, text of the file that a translator fills in

A translation holds texts only; numbers, dates and files stay the original's. Its keys are the original's: sections, items,
parts, points of charts, columns and sources stand as maps by id (also by an id that the original makes from a title);
paragraphs as a list of the same length. `notice`, and a section's `short`, may stand in a translation alone.

A text without a translation stays as it is, in its own language, and so is tagged and marked wherever it is shown.

Errors: `translation-number`, `translation-key`, `translation-unknown`, `paragraphs-differ`, `type-wrong`, and what a text
field refuses. Warnings: `translation-missing`, `numbers-differ`. Notes: `notice-missing`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias

from ..blocks import BLOCKS
from ..blocks.params import parameters
from ..characters import clipped, visible
from ..diagnostics import BriefingsError, Diagnostic, Level, Where, did_you_mean, error, note, warning
from ..frozen import frozen, replace
from ..geography import places
from ..source import Mapping_, Node, Scalar, Sequence_, Source
from ..source.fields import Spoken
from ..source.readers import is_spoken, read_paragraph, split_paragraphs
from ..source.shapes import Refused
from ..source.validation import validate, values
from ..values import Day, Figure, Origin, Record, Text, Value, figures, record
from . import Report
from .translated_keys import keys

_WORDED: Final = frozenset({"line", "paragraphs", "entries", "stats", "columns", "events", "chart", "grid", "blocks"})
"""The kinds of a block's parameters that readers see as words."""


@frozen
class Worded:
    """A text of the original; None where only a translation has one. `needed` says that readers miss its translation."""

    origin: str
    text: Text | None
    needed: bool = True


@frozen
class Paragraphed:
    """The paragraphs of one field."""

    origin: str
    texts: tuple[Text, ...]


@dataclass(slots=True)
class Branch:
    """What may be translated below one key."""

    origin: str
    children: dict[str, Tree] = field(default_factory=dict)

    @property
    def listed(self) -> bool:
        """True for the items of a list that have numbers instead of ids, such as the rows of a table."""
        return bool(self.children) and all(key.isdigit() for key in self.children)


Tree: TypeAlias = "Worded | Paragraphed | Branch"


def sibling(path: Path, language: str) -> Path:
    """Where the translation of a report's file stands: `data/drugs.yaml` has its French beside it, `data/drugs.fr.yaml`."""
    return path.with_name(f"{path.stem}.{language}.yaml")


def translate(
    report: Report, source: Source, language: str, columns: Mapping[str, str] = MappingProxyType({})
) -> Report:
    """The report in the language of a translation; the numbers, ids and origins are the original's.

    `columns` are the headings over the words that stand in a table, by their fields. Raises BriefingsError with everything that is wrong with the translation; warnings and notes join the report's own.
    """
    joined = Join(report, language, columns)
    joined.read(source)
    findings = sorted(joined.found, key=lambda finding: finding.where or Where(source.name))
    if any(finding.level is Level.ERROR for finding in findings):
        raise BriefingsError(findings)
    root = joined.rebuilt(report.root)
    assert isinstance(root, Record)
    return replace(
        report,
        root=root,
        language=language,
        where=MappingProxyType({**report.where, **joined.where}),
        findings=(*report.findings, *source.findings, *findings),
    )


class Join:
    """One joining: the texts found so far by their origins, where they stand, and what is wrong."""

    def __init__(self, report: Report, language: str, columns: Mapping[str, str] = MappingProxyType({})) -> None:
        self.report = report
        self.language = language
        self.columns = columns
        self.texts: dict[str, Text] = {}
        self.where: dict[Origin, Where] = {}
        self.found: list[Diagnostic] = []
        self.kept: set[str] = set()
        self.tree = Branch("")
        for part in _parts(report.root):
            self._plant(part)
        self._plant(Worded("notice", _text(report.root["notice"]), needed=False))
        for key in report.sections:
            short = f"sections.{key}.short"
            if not self._known(short):
                self._plant(Worded(short, None, needed=False))

    def read(self, source: Source) -> None:
        """Joins a translation's file."""
        if not isinstance(source.root, Mapping_):
            self.found.append(error("type-wrong", "this file is not a map of keys and values", source.root.where, "",
                                    "a translation begins with lines such as `title: …` and `sections:`"))  # fmt: skip
            return
        self._join(self.tree, source.root)
        if "notice" not in self.texts and not any(finding.path == "notice" for finding in self.found):
            self.found.append(note("notice-missing", "this translation has no `notice`", Where(source.name), "notice",
                                   "say on the pages what it is: `notice: Unofficial translation`, in its own language"))  # fmt: skip

    # -- what there is to translate -------------------------------------------------------------------------------------

    def _plant(self, part: Worded | Paragraphed) -> None:
        *above, last = part.origin.split(".")
        branch = self.tree
        for key in above:
            child = branch.children.setdefault(key, Branch(f"{branch.origin}.{key}".removeprefix(".")))
            if not isinstance(child, Branch):  # a text that stands for more: what is known first stays
                return
            branch = child
        branch.children.setdefault(last, part)
        if isinstance(part, Worded) and not part.needed:
            self.kept.add(part.origin)

    def _known(self, origin: str) -> bool:
        node: Tree | None = self.tree
        for key in origin.split("."):
            node = node.children.get(key) if isinstance(node, Branch) else None
        return node is not None

    # -- joining --------------------------------------------------------------------------------------------------------

    def _join(self, tree: Tree, node: Node) -> None:
        if _is_empty(node):  # left for later
            self._missing(tree, node.where)
            return
        match tree:
            case Worded():
                self._words(tree, node)
            case Paragraphed():
                self._paragraphs(tree, node)
            case Branch():
                self._branch(tree, node)

    def _words(self, tree: Worded, node: Node, spoken: str = "") -> None:
        if is_spoken(values(node)):  # a translator, too, may keep words in a language of their own
            words, found = validate(Spoken, node, tree.origin)
            self.found += found
            if words is not None and isinstance(node, Mapping_):
                self._words(tree, node.get("text") or node, words.language)
            return
        read = keys().readers.get(tree.origin.rpartition(".")[2], read_paragraph)
        try:
            content = read(
                node if isinstance(node, Scalar) else dict.fromkeys("ab") if isinstance(node, Mapping_) else ()
            )
        except Refused as problem:
            self._refused(problem, node, tree.origin)
            return
        self._put(tree.text or Text("", Origin(tree.origin), self.report.language), content, node.where, spoken)

    def _put(self, text: Text, content: str, where: Where, spoken: str) -> None:
        own = "" if spoken == self.language else spoken
        made = replace(text, content=content, language=self.language, spoken=own)
        self.texts[text.origin] = made
        self.where[text.origin] = where
        if not text.content or text.content == content:
            return
        lost, new = differences(text, made)
        if lost or new:
            parts = ((("missing: " + ", ".join(lost)),) if lost else ()) + (
                (("not in the original: " + ", ".join(new)),) if new else ()
            )
            self.found.append(warning("numbers-differ", f"the numbers differ from the original's; {'; '.join(parts)}", where, text.origin,
                                      f"the original says: {clipped(text.content)}"))  # fmt: skip

    def _paragraphs(self, tree: Paragraphed, node: Node) -> None:
        spoken = is_spoken(values(node))
        if isinstance(node, Mapping_) and not spoken:
            message = "a map of keys stands here; a text or a list of texts is expected"
            self.found.append(error("type-wrong", message, node.where, tree.origin))
            return
        given = (node,) if spoken else split_paragraphs(node.items if isinstance(node, Sequence_) else node)
        assert isinstance(given, tuple)
        if len(given) != len(tree.texts):
            self.found.append(error("paragraphs-differ", f"{_count(len(given), 'paragraph')} here, {len(tree.texts)} in the original", node.where,
                                    tree.origin, "translate paragraph by paragraph, one item of the list for each"))  # fmt: skip
            return
        for text, paragraph in zip(tree.texts, given, strict=True):
            self._join(Worded(text.origin, text), paragraph)

    def _branch(self, tree: Branch, node: Node) -> None:
        if isinstance(node, Scalar) or (is_spoken(values(node)) and "text" not in tree.children):
            title = tree.children.get("title")
            if isinstance(title, Worded) and tree.origin.split(".")[-2:-1] == ["items"]:
                self._words(title, node)  # a text that stands for a map is its title, as in the original
                self._missing_below(tree, node.where, {"title"})
                return
        if isinstance(node, Sequence_) and tree.listed:
            self._list(tree, node)
            return
        if not isinstance(node, Mapping_):
            what = "a list" if isinstance(node, Sequence_) else f"`{visible(node.text)[:40]}`"
            self.found.append(error("type-wrong", f"{what} stands here; a map by id is expected", node.where, tree.origin,
                                    f"write each under its id, as in `{next(iter(tree.children))}:`"))  # fmt: skip
            return
        for key, child in node.entries:
            below = tree.children.get(key.text)
            if below is not None:
                self._join(below, child)
            elif not (key.text == "note" and tree.origin.count(".") == 1):  # an author's remark is never shown
                self.found.append(self._stranger(tree, key, child))
        self._missing_below(tree, node.where, set(node.keys()))

    def _list(self, tree: Branch, node: Sequence_) -> None:
        """Rows and blocks in the order of the original's; `~` where there is nothing to translate."""
        last = max(map(int, tree.children))
        for number, item in enumerate(node.items, 1):
            below = tree.children.get(str(number))
            if below is not None:
                self._join(below, item)
            elif not _is_empty(item):
                place = f"{tree.origin}.{number}"
                if number > last:
                    self.found.append(error("translation-unknown", f"the original has no item {number} here", item.where, place,
                                            "keep to the order of the original's items"))  # fmt: skip
                else:
                    self.found.append(error("translation-number", "the original has no text here", item.where, place,
                                            "write `~` where there is nothing to translate"))  # fmt: skip
        self._missing_below(tree, node.where, {str(number) for number in range(1, len(node.items) + 1)})

    def _stranger(self, tree: Branch, key: Scalar, child: Node) -> Diagnostic:
        """A key that the original has no text for."""
        place = f"{tree.origin}.{visible(key.text)}".removeprefix(".")
        name = visible(key.text)[:60]
        if key.text in keys().numbers:
            what = "a number" if _is_number(child) else "no text"
            return error("translation-number", f"`{name}` is {what}; a translation holds texts only", key.where, place,
                         "take it out: numbers and dates come from the original")  # fmt: skip
        if key.text in keys().fixed:
            return error("translation-key", f"`{name}` is not translated; a translation holds texts only", key.where, place,
                         "take it out: it comes from the original")  # fmt: skip
        kind = "section" if tree.origin == "sections" else ""
        what = f"section `{name}`" if kind else f"`{name}` here"
        return error("translation-unknown", f"the original has no {what}", key.where, place,
                     did_you_mean(key.text, tree.children, kind))  # fmt: skip

    def _missing_below(self, tree: Branch, where: Where, given: set[str]) -> None:
        for key, child in tree.children.items():
            if key not in given:
                self._missing(child, where)

    def _missing(self, tree: Tree, where: Where) -> None:
        """One finding for a key that is missing, however many texts are below it."""
        texts = [text for text in needed_in(tree) if has_letters(text.content)]
        if not texts:
            return
        one, few = texts[0], len(texts) == 1
        message = (
            "this text has no translation" if few else f"these {len(texts)} texts have no translation"
        ) + "; the original is shown, and marked"
        place, hint = one.origin if few else tree.origin, f"add `{tree.origin.rpartition('.')[2]}`"
        headings = dict.fromkeys(self.columns.get(text.origin, "") for text in texts)
        if all(headings):
            named = " and ".join(f"`{visible(heading)}.{self.language}`" for heading in headings)
            place, hint = tree.origin, f"give the table the column {named}"
        hint += f"; the original {'says' if few else 'begins'}: {clipped(one.content)}"
        self.found.append(warning("translation-missing", message, where, place, hint))

    def _refused(self, problem: Refused, node: Node, origin: str) -> None:
        context = problem.context
        self.found.append(error(context["code"], context["message"], node.where, origin, context["hint"]))

    # -- the report again -----------------------------------------------------------------------------------------------

    def rebuilt(self, node: Value, unit: str = "") -> Value:
        """A node with its texts in the language, and its figures and days to be shown in it."""
        match node:
            case Text():
                return self._text(node)
            case Figure():
                return replace(node, language=self.language, unit=self._unit(node))
            case Day():
                return replace(node, language=self.language)
            case Record():
                fields = {key: self.rebuilt(child) for key, child in node.fields.items()}
                return record(node.origin, {**fields, **self._own(node)})
            case tuple():
                return tuple(self.rebuilt(child) for child in node)
            case _:
                return node

    def _own(self, node: Record) -> dict[str, Value]:
        """What a record gets besides its translated fields."""
        own: dict[str, Value] = {}
        if not node.origin and "sections" in node:
            own = {"language": self.language, "notice": self.texts.get("notice") or node["notice"]}
        if node.origin.startswith("sections.") and node.origin.count(".") == 1:
            short = self.texts.get(f"{node.origin}.short")
            if short:
                own["short"] = short
            if node["type"] in ("chart", "map"):
                own["highlight"] = self._highlighted(node)
        return own

    def _text(self, text: Text) -> Text:
        translated = self.texts.get(text.origin)
        if translated is not None:
            return replace(translated, prose=text.prose)
        if name := _country(text, self.language):
            return replace(text, content=name, language=self.language)
        # Digits, addresses and file names are the same in every language.
        same = text.origin in self.kept or text.spoken or not has_letters(text.content)
        return replace(text, language=self.language) if same else text

    def _unit(self, figure: Figure) -> str:
        place = _unit_origin(figure, self.texts)
        return self.texts[place].content if figure.unit and place else figure.unit

    def _highlighted(self, section: Record) -> Value:
        """The labels to bring forward, as they are called now."""
        names = section["highlight"]
        labels = {label.content: self._text(label).content for label in _texts(section["categories"])}
        series = section["series"]
        if isinstance(series, tuple):
            named = [one["name"] for one in series if isinstance(one, Record)]
            labels |= {name.content: self._text(name).content for name in named if isinstance(name, Text)}
        return tuple(labels.get(str(name), str(name)) for name in names) if isinstance(names, tuple) else names


def _parts(root: Record) -> Iterator[Worded | Paragraphed]:
    """Every text of a report that a translation may hold, at the place where it stands in the file."""
    yield from _below(root)
    places = {part.origin: part for part in _below(root)}
    for figure in _figures(root):
        if figure.unit and not _unit_origin(figure, places):
            place = f"{_owner(figure)}.unit"
            text = Text(figure.unit, Origin(place), figure.language)
            # A unit that is shown as a sign, such as %, needs no word.
            signed = figures.shown(figure) == figures.shown(replace(figure, unit="%"))
            places[place] = Worded(place, text, not signed)
            yield places[place]


def _below(node: Value, needed: bool = True) -> Iterator[Worded | Paragraphed]:
    match node:
        case Text():
            address = node.origin.rpartition(".")[2] in keys().addresses
            yield Worded(node.origin, node, needed and not address and not _country(node, node.language))
        case Record():
            worded = _worded(node)
            for key, child in node.fields.items():
                if key == "paragraphs" and _texts(child):
                    yield Paragraphed(f"{node.origin}.text", tuple(_texts(child)))
                elif key in worded and (node.origin == "sections" or key.replace("_", "-") not in keys().fixed):
                    yield from _below(child, needed and not _made_up(node, key, child))
        case tuple():
            for child in node:
                yield from _below(child, needed)


def _country(text: Text, language: str) -> str:
    """What a country of a map, that has its usual name, is called in a language; "" for other texts."""
    if text.origin.rpartition(".")[2] != "country":
        return ""
    known = places.countries().get(places.country(text.content))
    return known.name(language) if known and known.name(text.language) == text.content else ""


def _worded(node: Record) -> frozenset[str]:
    """The fields of a record that readers see as words: all, but for a block's own settings."""
    kind = BLOCKS.get(str(node["block"])) if "block" in node else None
    if kind is None:
        return frozenset(node.fields)
    return frozenset(parameter.name for parameter in parameters(kind) if parameter.kind in _WORDED)


def _made_up(node: Record, key: str, child: Value) -> bool:
    """True for a text that stands for one the author did not give: a file's name as its title, an id as a series' name."""
    match child:
        case Text(content=content) if key == "title" and isinstance(node.fields.get("file"), str):
            return content == str(node["file"]).rpartition("/")[2]
        case Text(content=content) if key == "name" and ".series." in child.origin:
            return content == child.origin.rpartition(".")[2]
    return False


def _unit_origin(figure: Figure, places: Mapping[str, object]) -> str:
    """Where the unit of a figure stands: beside it, or further up; "" when none of the places is its unit's."""
    owner = figure.origin.rpartition(".")[0]
    while owner:
        if f"{owner}.unit" in places:
            return f"{owner}.unit"
        owner = owner.rpartition(".")[0]
    return ""


def _owner(figure: Figure) -> str:
    point = re.fullmatch(r"(.+\.data\.[^.]+)\.values\.[^.]+", figure.origin)  # of a chart with several series
    return point[1] if point else figure.origin.rpartition(".")[0]


def _figures(node: Value) -> Iterator[Figure]:
    match node:
        case Figure():
            yield node
        case Record() | tuple():
            for child in node:
                yield from _figures(child)


def _texts(node: Value) -> list[Text]:
    return [item for item in node if isinstance(item, Text)] if isinstance(node, tuple) else []


def _text(node: Value) -> Text | None:
    return node if isinstance(node, Text) else None


def needed_in(tree: Tree) -> Iterator[Text]:
    """The texts below a key that readers would miss: none that is in a language of its own already."""
    match tree:
        case Worded(text=Text() as text, needed=True) if not text.spoken:
            yield text
        case Paragraphed(texts=texts):
            yield from (text for text in texts if not text.spoken)
        case Branch(children=children):
            for child in children.values():
                yield from needed_in(child)


def differences(original: Text, translated: Text) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers of a text that its translation lacks, and those that only the translation has, each in its own writing."""
    before = Counter(figures.numbers_in(original.content, original.language))
    after = Counter(figures.numbers_in(translated.content, translated.language))
    return _shown(before - after, original.language), _shown(after - before, translated.language)


def _shown(numbers: Counter[Decimal], language: str) -> tuple[str, ...]:
    return tuple(figures.count(number, language) for number in sorted(numbers.elements()))


def has_letters(text: str) -> bool:
    """Whether a text holds words."""
    return any(sign.isalpha() for sign in text)


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.value is None


def _is_number(node: Node) -> bool:
    return isinstance(node, Scalar) and isinstance(node.value, int | Decimal) and not isinstance(node.value, bool)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
