"""What a project builds: `briefings.yaml`, or without one all reports in `data/` as a deck and a one-pager.

    load         Path | None, Env -> Project
    find_root    the nearest folder upwards that has a `briefings.yaml`

A report is a file `data/<name>.yaml`; `data/<name>.fr.yaml` is its translation, not a report. Errors: what `source`
tells, and `report-unknown`, `brand-unknown`, `key-unknown`, `build-twice`, `path-outside`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias

from pydantic import BeforeValidator, Field, WithJsonSchema, create_model

from .. import source
from ..characters import visible
from ..diagnostics import BriefingsError, Diagnostic, Level, Where, did_you_mean, error, warning
from ..env import Env
from ..frozen import frozen, replace
from ..language import LANGUAGES
from ..report.place import Place
from ..report.shape import Many, Shape, may, must
from ..source import Mapping_, Scalar
from ..source.fields import IdField, LanguageField, PathField, TextField, one_of
from ..source.validation import validate
from ..template.keys import FORMATS

FILE: Final = "briefings.yaml"
_KEBAB: Final = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}


def _listed(value: Any) -> Any:
    """One word may stand for a list of one."""
    return (value,) if isinstance(value, Scalar) else value


def _one_or_many(item: dict[str, Any]) -> tuple[BeforeValidator, Any, WithJsonSchema]:
    return (
        BeforeValidator(_listed),
        Field(min_length=1),
        WithJsonSchema({"anyOf": [item, {"type": "array", "items": item, "minItems": 1}]}),
    )


FormatField: TypeAlias = Annotated[str, *one_of(*FORMATS)]
Names: TypeAlias = Annotated[tuple[PathField, ...], *_one_or_many({"type": "string"})]
Formats: TypeAlias = Annotated[tuple[FormatField, ...], *_one_or_many({"type": "string", "enum": list(FORMATS)})]
Languages: TypeAlias = Annotated[tuple[LanguageField, ...], *_one_or_many({"type": "string", "enum": list(LANGUAGES)})]


Keep: TypeAlias = Annotated[
    tuple[Annotated[str, *one_of("first", "last")], ...], *_one_or_many({"type": "string", "enum": ["first", "last"]})
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
    brand: IdField | None = may("A brand out of `brands`; the built-in look when it is not given.", "agency")


class BrandFile(Shape):
    """A brand: the customer's own templates."""

    default: PathField = must("The .pptx or .potx, named from the project's folder.", "brands/agency.potx")
    keep: Keep | None = may("Slides of the template that stay in every deck, at its beginning and end.", ["last"])


if TYPE_CHECKING:
    _Brand = BrandFile
else:  # and one for each language
    _OTHERS = {
        code: (PathField | None, may(f"The one for {one.name}.", f"brands/agency-{code}.potx"))
        for code, one in LANGUAGES.items()
    }
    _Brand = create_model("BrandFile", __base__=BrandFile, __doc__=BrandFile.__doc__, **_OTHERS)


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
class Entry:
    """One report with one template. No `formats`: the template's usual one. No `languages`: the report's own.
    `brand` "" is ours.
    """

    report: Path
    template: str
    formats: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    brand: str = ""
    where: Where | None = None


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


def find_root(start: Path) -> Path:
    """The nearest folder upwards that has a `briefings.yaml`; the given folder when there is none."""
    folder = start.resolve()
    return next((one for one in (folder, *folder.parents) if (one / FILE).is_file()), folder)


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
        entries = tuple(entry for path in reports for entry in _usual(path, ()))
        return Project(home, reports, entries, (), MappingProxyType({}), strays)
    read = source.read(home / FILE, FILE, door)
    node = read.root
    if not isinstance(node, Mapping_):
        hint = "a project file holds `languages`, `brands` and `build`"
        raise BriefingsError([Place(node).error("type-wrong", "this file is not a map of keys and values", hint)])
    file, found = validate(ProjectFile, node)
    if file is None:
        raise BriefingsError(found)
    place = Place(node)
    languages = file.languages or ()
    brands = {name: _brand(name, one, place / "brands" / name) for name, one in (file.brands or {}).items()}
    findings = [
        *strays,
        *(finding for name in brands for finding in _paths(brands[name], place / "brands" / name, door)),
    ]
    entries_of: list[Entry] = []
    names = {path.stem: path for path in reports}
    for index, one in enumerate(file.build or ()):
        spot = (place / "build").item(index, str(index + 1))
        made, wrong = _entries(one, spot, names, languages, brands)
        findings += wrong
        entries_of += made
    if file.build is None:
        entries_of = [entry for path in reports for entry in _usual(path, languages)]
    findings += _twins(entries_of)
    if any(finding.level is Level.ERROR for finding in findings):
        raise BriefingsError(sorted(findings, key=lambda finding: finding.where or Where(FILE)))
    return Project(
        home, reports, tuple(entries_of), languages, MappingProxyType(brands), tuple(findings), file.theme or ""
    )


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


def _entries(
    one: BuildEntry, place: Place, names: Mapping[str, Path], languages: tuple[str, ...], brands: Mapping[str, Brand]
) -> tuple[list[Entry], list[Diagnostic]]:
    """An entry of the file, spelled out: one for each report and template."""
    findings: list[Diagnostic] = []
    if one.brand and one.brand not in brands:
        hint = did_you_mean(one.brand, brands, "brand") if brands else "define it under `brands:`"
        findings.append((place / "brand").error("brand-unknown", f"there is no brand `{one.brand}`", hint))
    wanted = one.report or tuple(names)
    for index, name in enumerate(one.report or ()):
        key = name.removeprefix("data/").removesuffix(".yaml")
        if key not in names:
            spot = (place / "report").item(index, str(index + 1)) if len(wanted) > 1 else place / "report"
            hint = did_you_mean(key, names, "report") if names else "put it there, or run `briefings new`"
            findings.append(spot.error("report-unknown", f"there is no report `data/{visible(key)}.yaml`", hint))
    templates = (
        [(name, one.formats or ()) for name in one.template]
        if one.template
        else [(name, one.formats or formats) for name, formats in DEFAULTS]
    )
    spoken, brand, where = one.languages or languages, one.brand or "", place.node.where
    made = [
        Entry(names[key], template, tuple(dict.fromkeys(formats)), spoken, brand, where)
        for name in wanted
        if (key := name.removeprefix("data/").removesuffix(".yaml")) in names
        for template, formats in templates
    ]
    return made, findings


def _twins(entries: list[Entry]) -> Iterable[Diagnostic]:
    """Two entries that would write one file."""
    seen: dict[tuple[Any, ...], Entry] = {}
    for entry in entries:
        for form in entry.formats or ("",):
            for language in entry.languages or ("",):
                key = (entry.report, entry.template, form, language, entry.brand)
                first = seen.setdefault(key, entry)
                if first is not entry and entry.where and first.where:
                    built = f"`{entry.report.stem}` with `{entry.template}` is built already"
                    hint = "take one out, or give them different languages or formats"
                    yield error("build-twice", f"{built}, by line {first.where.line}", entry.where, "build", hint)
                    return
