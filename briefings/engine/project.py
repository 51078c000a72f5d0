"""What a project builds: `briefings.yaml`, or without one all reports in `data/` as a deck and a one-pager.

    load         Path | None, Env -> Project
    find_root    the nearest folder upwards that has a `briefings.yaml`

A report is a file `data/<name>.yaml`; `data/<name>.fr.yaml` is its translation, not a report. Errors: what `source`
tells, and `card-size`, `report-unknown`, `brand-unknown`, `key-unknown`, `build-twice`, `path-outside`, `audience-device`; `each` tells of rows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias

from .. import source
from ..characters import visible
from ..diagnostics import BriefingsError, Diagnostic, Level, Where, did_you_mean, error, warning
from ..env import Env, is_device
from ..frozen import frozen, replace
from ..language import LANGUAGES
from ..reflow import sizes
from ..report.place import Place
from ..report.shape import Many, Shape, may, must
from ..source import Mapping_
from ..source.fields import IdField, LanguageField, PathField, TextField, one_of, one_or_many
from ..source.validation import validate
from ..template.keys import FORMATS
from . import home as homes
from .each import Each, ForEach, Row, rows, rules

FILE: Final = homes.FILE
find_root = homes.find_root
_KEBAB: Final = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}


FormatField: TypeAlias = Annotated[str, *one_of(*FORMATS)]
Names: TypeAlias = Annotated[tuple[PathField, ...], *one_or_many({"type": "string"})]
Formats: TypeAlias = Annotated[tuple[FormatField, ...], *one_or_many({"type": "string", "enum": list(FORMATS)})]
Languages: TypeAlias = Annotated[tuple[LanguageField, ...], *one_or_many({"type": "string", "enum": list(LANGUAGES)})]
Ids: TypeAlias = Annotated[tuple[IdField, ...], *one_or_many(_KEBAB)]

Cards: TypeAlias = Annotated[tuple[TextField, ...], *one_or_many({"type": "string", "pattern": f"^{sizes.PATTERN}$"})]
Keep: TypeAlias = Annotated[
    tuple[Annotated[str, *one_of("first", "last")], ...], *one_or_many({"type": "string", "enum": ["first", "last"]})
]


class BuildEntry(Shape):
    """One line of work: which report, with which template, into which formats."""

    report: Names | None = may(
        "The report, by the name of its file in `data/` without `.yaml`; all reports when it is not given.",
        "drugs-crime-terrorism",
    )
    template: Names | None = may("The template; the deck and the one-pager when it is not given.", "deck")
    formats: Formats | None = may("The file formats; the template's usual one when it is not given.", ["pptx", "pdf"])
    languages: Languages | None = may("The languages; those of the project, or else of the report.", ["en", "fr"])
    card: Cards | None = may("The sizes of cards, for `png` and `svg`; 1200x675 when it is not given.", ["1080x1080"])
    brand: Ids | None = may("A brand out of `brands`, or several; the built-in look when it is not given.", "agency")
    for_each: ForEach | None = may(
        "One briefing for each row of a table: `report` is then a pattern, in which `{{ row.Population }}` may stand.",
        {"file": "data/countries.csv", "name": "Country"},
    )
    audience: Ids | None = may(
        "The audience, or several, each with a version of its own: without the parts that are marked `for` others.",
        ["press", "donors"],
    )
    tags: Ids | None = may("Words by which `--select` and `--exclude` know the entry.", ["public"])


class BrandFile(Shape):
    """A brand: the customer's own templates."""

    default: PathField = must("The .pptx or .potx, named from the project's folder.", "brands/agency.potx")
    keep: Keep | None = may("Slides of the template that stay in every deck, at its beginning and end.", ["last"])


if TYPE_CHECKING:
    _Brand = BrandFile
else:  # and one for each language
    _OTHERS = {code: may(f"The one for {one.name}.", f"brands/agency-{code}.potx") for code, one in LANGUAGES.items()}
    _KINDS = {"__annotations__": dict.fromkeys(_OTHERS, PathField | None)}
    _Brand = type(
        "BrandFile", (BrandFile,), {"__doc__": BrandFile.__doc__, "__module__": __name__, **_KINDS, **_OTHERS}
    )


class ProjectFile(Shape):
    """A project: the file `briefings.yaml`."""

    languages: Languages | None = may("The languages to build in; the report's own when it is not given.", ["en", "fr"])
    theme: TextField | None = may(
        "The theme of all documents; a report may have its own. That of the template when it is not given.", "forest"
    )
    brands: dict[IdField, _Brand] | None = may(
        "Brands by name, each with its template and, where they differ, templates for languages.",
        {"agency": {"default": "brands/agency.potx"}},
    )
    build: Many[BuildEntry] | None = may(
        "What to build; every report as a deck and a one-pager when it is not given.",
        [{"report": "drugs-crime-terrorism", "template": "deck"}],
    )


@frozen
class Brand:
    """A customer's templates, by language; paths from the project's folder."""

    name: str
    default: str
    languages: Mapping[str, str]
    where: Where | None = None
    keep: tuple[str, ...] = ()

    def file(self, language: str) -> str:
        """The template for a language."""
        return self.languages.get(language, self.default)


@frozen
class Subject:
    """What documents are made of: a report's file, for a row where it is a pattern, in the version for an audience where one is named."""

    report: Path
    row: Row | None = None
    audience: str = ""

    def name(self, env: Env) -> str:
        """How findings name it."""
        return env.name(self.report) + (f" for {self.row.file}" if self.row else "")


@frozen
class Entry:
    """One report with one template. No `formats`: the template's usual one. No `languages`: the report's own.
    `brand` "" is ours; `row` is that of a table which a pattern is filled with, `audience` "" is everybody.
    """

    report: Path
    template: str
    formats: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    brand: str = ""
    where: Where | None = None
    row: Row | None = None
    audience: str = ""
    tags: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()

    @property
    def subject(self) -> Subject:
        """What it is made of."""
        return Subject(self.report, self.row, self.audience)


DEFAULTS: Final = (("deck", ("pptx",)), ("one-pager", ("pdf",)))
"""What is made of a report that no entry is about: template and formats."""


@frozen
class Project:
    """A project's folder, its reports (files) and what to build of them."""

    root: Path
    reports: tuple[Path, ...]
    build: tuple[Entry, ...]
    languages: tuple[str, ...]
    brands: Mapping[str, Brand]
    findings: tuple[Diagnostic, ...] = ()
    theme: str = ""
    each: tuple[Each, ...] = ()
    """The tables and folders of its `for-each`, by the number that a row has."""
    inputs: Mapping[str, str] = MappingProxyType({})
    """Tables that rows are of, each with its SHA-256."""

    patterns: frozenset[Path] = frozenset()
    """Reports that are filled with rows."""

    def subjects(self, given: Iterable[Path] = ()) -> tuple[Subject, ...]:
        """What its reports are of, or some of them: a pattern is of each of its rows, every other report of itself."""
        rows: dict[Path, dict[Row, None]] = {path: {} for path in self.patterns}
        for entry in self.build:
            if entry.row:
                rows.setdefault(entry.report, {})[entry.row] = None
        return tuple(
            subject
            for path in tuple(given) or self.reports
            for subject in ([Subject(path, row) for row in rows[path]] if path in rows else [Subject(path)])
        )

    def of(self, reports: Iterable[Path]) -> Project:
        """The same project with other reports (`--data`): entries for a file stay, a file without one gets the
        usual pair.
        """
        given = tuple(reports)
        entries: list[Entry] = []
        for path in given:
            own = [entry for entry in self.build if entry.report.resolve() == path.resolve()]
            entries += [replace(entry, report=path) for entry in own] or _usual(path, self.languages)
        return replace(self, reports=given, build=tuple(entries))


_MOST_FOLDERS: Final = 2_000
"""How many folders of a level are looked at for a project."""


def home_of(output: Path, other: Path, inputs: Iterable[str] = ()) -> Path:
    """The folder of the project that wrote its files into a folder: the nearest upwards with a `briefings.yaml`, else the one that
    the folder lies in if it has `data/`, else the project around `other`. Where that has none of `inputs`, the names of files that the
    build read, it is the one folder within three levels below that has most of them.
    """
    found = find_root(output)
    if not (found / FILE).is_file():
        found = output.parent if (output.parent / "data").is_dir() else find_root(other)
    names = [name for name in inputs if ":" not in name and not name.startswith("/")]

    def held(folder: Path) -> int:
        return sum((folder / name).is_file() for name in names)

    if not names or held(found):
        return found
    below = [one for depth in ("*", "*/*", "*/*/*") for one in sorted(islice(other.glob(depth), _MOST_FOLDERS))]
    best = max(below, key=held, default=found)
    return best if held(best) else found


def reports_in(env: Env) -> tuple[Path, ...]:
    """The files of a project's reports."""
    return tuple(path for path in env.files("data", ".yaml") if "." not in path.stem)


def load(root: Path | None, env: Env) -> Project:
    """The project in a folder (the environment's root when none is given)."""
    home = root or env.root
    door = replace(env, root=home)
    reports = reports_in(door)
    strays = _strays(door)
    if not (home / FILE).is_file():
        return bare(home, door)
    read = source.read(home / FILE, FILE, door)
    node = read.root
    if not isinstance(node, Mapping_):
        hint = "a project file holds `languages`, `brands` and `build`"
        raise BriefingsError([Place(node).error("type-wrong", "this file is not a map of keys and values", hint)])
    file, found = validate(ProjectFile, node)
    if file is None:
        raise BriefingsError(found)
    return _made(file, Place(node), home, reports, strays, door)


def _made(
    file: ProjectFile, place: Place, home: Path, reports: tuple[Path, ...], strays: tuple[Diagnostic, ...], door: Env
) -> Project:
    """A project from its file."""
    languages = file.languages or ()
    brands = {name: _brand(name, one, place / "brands" / name) for name, one in (file.brands or {}).items()}
    findings = [
        *strays,
        *(finding for name in brands for finding in _paths(brands[name], place / "brands" / name, door)),
    ]
    reading = _Entries({path.stem: path for path in reports}, languages, brands, door, file.build or ())
    for index, one in enumerate(file.build or ()):
        reading.read(one, (place / "build").item(index, str(index + 1)))
    entries = reading.made
    if file.build is None:
        entries = [entry for path in reports for entry in _usual(path, languages)]
    findings += (*reading.wrong, *_twins(entries))
    if any(finding.level is Level.ERROR for finding in findings):
        raise BriefingsError(sorted(findings, key=lambda finding: finding.where or Where(FILE)))
    return Project(
        home, (*reports, *reading.further), tuple(entries), languages, MappingProxyType(brands), (*findings, *reading.told),
        file.theme or "", tuple(reading.each), MappingProxyType(reading.inputs), frozenset(reading.patterns),
    )  # fmt: skip


def bare(home: Path, env: Env) -> Project:
    """A project without a file of its own: each report as the usual pair."""
    reports = reports_in(env)
    entries = tuple(entry for path in reports for entry in _usual(path, ()))
    return Project(home, reports, entries, (), MappingProxyType({}), _strays(env))


def _strays(env: Env) -> tuple[Diagnostic, ...]:
    """Files that look like reports and are not read, for the ending of their names."""
    return tuple(
        warning(
            "report-ending",
            f"`{env.name(path)}` is not read: the name of a report ends in `.yaml`",
            Where(env.name(path)),
            hint=f"call it `{path.stem}.yaml`",
        )
        for path in env.files("data", ".yml")
    )


def _usual(path: Path, languages: tuple[str, ...]) -> list[Entry]:
    return [Entry(path, template, formats, languages) for template, formats in DEFAULTS]


def _brand(name: str, one: BrandFile, place: Place) -> Brand:
    others = {key: path for key in LANGUAGES if (path := getattr(one, key))}
    return Brand(name, one.default, MappingProxyType(others), place.node.where, one.keep or ())


def _paths(brand: Brand, place: Place, env: Env) -> Iterable[Diagnostic]:
    """A brand's files lie in the project and are there."""
    for key, path in {"default": brand.default, **brand.languages}.items():
        spot = place / key
        try:
            env.resolve(path, spot.node.where)
        except BriefingsError as fault:
            yield from (replace(finding, path=spot.origin) for finding in fault.findings)


@dataclass(slots=True)
class _Entries:
    """The entries of a project's file, spelled out. `wrong` is the file's fault and stops all; `told` is of the rows of tables."""

    names: Mapping[str, Path]
    languages: tuple[str, ...]
    brands: Mapping[str, Brand]
    env: Env
    given: Sequence[BuildEntry]
    made: list[Entry] = field(default_factory=list)
    each: list[Each] = field(default_factory=list)
    rows: list[tuple[Row, ...]] = field(default_factory=list)
    wrong: list[Diagnostic] = field(default_factory=list)
    told: list[Diagnostic] = field(default_factory=list)
    inputs: dict[str, str] = field(default_factory=dict)
    patterns: set[Path] = field(default_factory=set)
    further: list[Path] = field(default_factory=list)
    """Reports that lie in other folders than `data/`."""

    def read(self, one: BuildEntry, place: Place) -> None:
        """An entry: one for each report, row, template, brand and audience."""
        for index, brand in enumerate(one.brand or ()):
            if brand not in self.brands:
                hint = did_you_mean(brand, self.brands, "brand") if self.brands else "define it under `brands:`"
                spot = _nth(place / "brand", index, one.brand)
                self.wrong.append(spot.error("brand-unknown", f"there is no brand `{brand}`", hint))
        for index, name in enumerate(one.audience or ()):
            if is_device(name):
                spot = _nth(place / "audience", index, one.audience)
                message = f"`{name}` names a device on Windows, where a folder cannot be called so"
                self.wrong.append(spot.error("audience-device", message, "call it otherwise"))
        for index, size in enumerate(one.card or ()):
            if sizes.sized(size) is None:
                spot = _nth(place / "card", index, one.card)
                self.wrong.append(spot.error("card-size", f"a card cannot be `{visible(size)}`", sizes.WANTED))
        templates = (
            [(name, one.formats or ()) for name in one.template]
            if one.template
            else [(name, one.formats or formats) for name, formats in DEFAULTS]
        )
        spoken, where, tags = one.languages or self.languages, place.node.where, one.tags or ()
        self.made += [
            Entry(path, template, tuple(dict.fromkeys(formats)), spoken, brand, where, row, audience,
                  (*tags, *(row.tags if row else ())), one.card or ())
            for path, row in self._subjects(one, place)
            for audience in one.audience or ("",)
            for brand in one.brand or ("",)
            if not brand or brand in self.brands
            for template, formats in templates
        ]  # fmt: skip

    def _subjects(self, one: BuildEntry, place: Place) -> list[tuple[Path, Row | None]]:
        """The reports of an entry, each with the rows that it is a pattern for."""
        spot = place / "for-each"
        if one.for_each is None:
            return [(path, None) for path in self._reports(one, place)]
        if wrong := list(rules(one.for_each, spot, patterned=bool(one.report))):
            self.wrong += wrong
            return []
        if one.report is None:
            found_here = self._in_folder(one.for_each, spot)
            self.further += found_here
            return [(path, None) for path in found_here]
        made = Each(one.for_each, spot.node.where)
        found = next(
            (known for known, other in zip(self.rows, self.each, strict=True) if other.given == made.given), None
        )
        if found is None:  # several entries may be of the same rows
            env = replace(self.env, journal=self._journal)
            try:
                found, told = rows(made, len(self.each), made.read(env))
            except BriefingsError as problem:
                self.wrong += problem.findings
                return []
            self.each.append(made)
            self.rows.append(found)
            self.told += told
        patterns = tuple(self._reports(one, place))
        self.patterns.update(patterns)
        return [(path, row) for path in patterns for row in found]

    def _journal(self, name: str, data: bytes) -> None:
        self.inputs[name] = hashlib.sha256(data).hexdigest()

    def _in_folder(self, given: ForEach, spot: Place) -> tuple[Path, ...]:
        folder, ending = given.folder or "", given.ending or ".yaml"
        found = tuple(path for path in self.env.files(folder, ending) if "." not in path.name.removesuffix(ending))
        if not found:
            message = f"there is no report `{visible(folder)}/*{visible(ending)}` in the project"
            self.wrong.append(spot.error("each-unreported", message, "`folder` names a folder of the project"))
        return found

    def _reports(self, one: BuildEntry, place: Place) -> Iterable[Path]:
        """The files of the reports that an entry names; all that are no patterns when it names none."""
        if one.report is None:
            patterns = {_key(name) for other in self.given if other.for_each for name in other.report or ()}
            yield from (path for name, path in self.names.items() if name not in patterns)
        for index, name in enumerate(one.report or ()):
            if _key(name) in self.names:
                yield self.names[_key(name)]
                continue
            spot = _nth(place / "report", index, one.report or ())
            hint = (
                did_you_mean(_key(name), self.names, "report") if self.names else "put it there, or run `briefings new`"
            )
            self.wrong.append(
                spot.error("report-unknown", f"there is no report `data/{visible(_key(name))}.yaml`", hint)
            )


def _nth(place: Place, index: int, given: Sequence[str] | None) -> Place:
    """The place of one of several words; of one alone that of its key."""
    return place.item(index, str(index + 1)) if len(given or ()) > 1 else place


def _key(name: str) -> str:
    return name.removeprefix("data/").removesuffix(".yaml")


def _twins(entries: list[Entry]) -> Iterable[Diagnostic]:
    """Two entries that would write one file."""
    seen: dict[tuple[Any, ...], Entry] = {}
    for entry in entries:
        for form in entry.formats or ("",):
            for language in entry.languages or ("",):
                key = (entry.subject, entry.template, form, language, entry.brand)
                first = seen.setdefault(key, entry)
                if first is not entry and entry.where and first.where:
                    built = (
                        f"`{entry.row.id if entry.row else entry.report.stem}` with `{entry.template}` is built already"
                    )
                    hint = "take one out, or give them different languages or formats"
                    yield error("build-twice", f"{built}, by line {first.where.line}", entry.where, "build", hint)
                    return
