"""The documents are true: their commands run, their examples build, their tables are what the program has.

    python tests/test_docs.py      renews the tables marked as generated, and docs/schemas/

A comment before a fenced block says what it is:

    <!-- run -->                       sh: run in a new project; the blocks of one document one after another
    <!-- command: … -->               sh: the README's two commands, which CI runs
    <!-- windows: … -->               bat: the same for Windows
    <!-- yaml: KIND -->               report, section, translation, pages, template, theme or project; `file: NAME` puts it into the project
    <!-- edit: FILE -->               diff: lines to replace in a file of the project
    <!-- json: outcome -->            what `--json` prints
    <!-- text: finding -->            what `check` says when `value` of the first statistic is misspelt
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import brand_makers
import findings
import jsonschema
import pytest
from projects import lay

from briefings import checks, layout, report, source, template
from briefings.blocks import BLOCKS
from briefings.blocks.params import parameters
from briefings.cli import starter
from briefings.cli.running import command
from briefings.cli.schema import schema
from briefings.diagnostics import Diagnostic, Level
from briefings.engine import build, manifest, project
from briefings.env import Env
from briefings.report import translation
from briefings.report.sections import SECTIONS
from briefings.roles import ROLES
from briefings.source import Mapping_, Scalar
from briefings.style import resolve, theme, theme_file
from briefings.template import functions, sandbox
from briefings.template import keys as template_keys
from briefings.values import Record

ROOT: Final = Path(__file__).parent.parent
DOCUMENTS: Final = (
    "README.md",
    "CONTRIBUTING.md",
    *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md"))),
)
KINDS: Final = ("data", "template", "project")
LANGUAGES: Final = {
    "sh": {"run", "command"},
    "bat": {"windows"},
    "yaml": {"yaml", "file"},
    "diff": {"edit"},
    "json": {"json", "file"},
    "text": {"text"},
}
HEAD: Final = "id: example\ntitle: An example\nlanguage: en\ndate: 2025\nstatus: final\n"
HEAD_SOURCES: Final = (
    "sources: {report: {file: seeds/report.txt, title: A report}}\n"
    "photos: {well: {file: photos/well.png, alt: A hand pump., credit: © A. Example}}\n"
)


# --- Reading the documents ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a document: the language of its fence, the words of the comment before it, and its text."""

    document: str
    line: int
    language: str
    marks: Mapping[str, str]
    text: str

    @property
    def name(self) -> str:
        return f"{self.document}:{self.line}"


@cache
def text_of(document: str) -> str:
    """A document's text."""
    return (ROOT / document).read_text(encoding="utf-8")


def blocks(*documents: str, language: str = "", mark: str = "") -> list[Block]:
    """The fenced blocks of some documents (all when none is named), of a language, with a mark."""
    found: list[Block] = []
    for document in documents or DOCUMENTS:
        text = text_of(document)
        for match in re.finditer(
            r"^(?:<!-- (?P<marks>[^\n]+?) -->\n)?```(?P<language>\w*)\n(?P<body>.*?)^```$", text, re.M | re.S
        ):
            pairs = (pair.partition(": ") for pair in (match["marks"] or "").split(", ") if pair)
            marks = {key: value for key, _, value in pairs}
            number = text.count("\n", 0, match.start("body")) + 1
            found.append(Block(document, number, match["language"], marks, match["body"]))
    return [block for block in found if language in ("", block.language) and (not mark or mark in block.marks)]


def yaml_blocks(*kinds: str) -> list[Any]:
    """The YAML examples of some kinds, as a test's parameters."""
    return [pytest.param(block, id=block.name) for block in blocks(language="yaml") if block.marks.get("yaml") in kinds]


def without_fences(document: str) -> str:
    """A document's running text."""
    return re.sub(r"^```.*?^```$", "", text_of(document), flags=re.M | re.S)


def names_in(text: str) -> set[str]:
    """What stands between backticks."""
    return set(re.findall(r"`([^`]+)`", text))


# --- Generated parts ---------------------------------------------------------------------------------------------------------


def generated(what: str) -> str:
    """What must stand in a generated part of a document."""
    kind, _, name = what.partition(" ")
    return GENERATED[kind](name)


def _rows(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return "\n".join([*lines, *(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows)])


def _options(name: str) -> str:
    """A command's options; of `check` those that `build` has not."""
    import click

    others = {option.name for option in command.commands["build"].params} if name != "build" else set()
    rows: list[tuple[str, ...]] = []
    for option in command.commands[name].params:
        if isinstance(option, click.Option) and option.name not in others:
            value = f" {'|'.join(option.type.choices)}" if isinstance(option.type, click.Choice) else "" if option.is_flag else (
                f" {option.metavar or option.type.name.upper()}")  # fmt: skip
            often = "; may be given several times" if option.multiple else ""
            rows.append((f"`{', '.join(option.opts)}{value}`", f"{(option.help or '').rstrip('.')}{often}."))
    return _rows(("option", "what"), rows)


def _roles(_: str) -> str:
    return _rows(("layout", "lines", "flows"), [
        (f"`{role}`", *(", ".join(f"`{slot}`" for slot, kind in slots.items() if kind == wanted) for wanted in ("line", "flow")))
        for role, slots in ROLES.items()
    ])  # fmt: skip


def _areas(_: str) -> str:
    house = theme.read("builtin:default", Env(ROOT))
    return _rows(("layout", "lines", "flows"), [
        (f"`{name}`", "`title`", ", ".join(f"`{area.name}`" for area in sheet.areas)) for name, sheet in house.sheets.items()
    ])  # fmt: skip


def _blocks(_: str) -> str:
    rows: list[tuple[str, ...]] = []
    for name, kind in BLOCKS.items():
        rows.append((f"**`{name}`**", "", (kind.__doc__ or "").strip().splitlines()[0]))
        for one in parameters(kind):
            choices = f" One of {', '.join(f'`{choice}`' for choice in one.choices)}." if one.choices else ""
            rows.append(
                (
                    f"`{one.name}`",
                    PARAMETER_KINDS[one.kind] + (", needed" if one.required else ""),
                    f"{one.description}{choices}",
                )
            )
    return _rows(("block", "value", "what"), rows)


PARAMETER_KINDS: Final = {
    "line": "text", "paragraphs": "text or list", "entries": "list", "stats": "records with a figure", "events": "records with a date",
    "columns": "records with points", "chart": "chart", "grid": "table",
    "image": "file", "link": "text", "words": "text", "blocks": "blocks", "count": "whole number", "flag": "true or false", "word": "word",
    "share": "two numbers",
}  # fmt: skip


def _styles(_: str) -> str:
    return _rows(("names in a theme", ""), [
        ("styles", ", ".join(f"`{name}`" for name in theme_file.STYLES)),
        ("jobs", ", ".join(f"`{name}`" for name in theme_file.JOBS)),
        ("places", ", ".join(f"`{name}`" for name in theme_file.PLACES)),
    ])  # fmt: skip


def _modules(_: str) -> str:
    """Every module of the package with the first sentence of its docstring; of a folder its files' names."""
    import ast

    def said(path: Path) -> str:
        words = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n\n", 1)[0]
        return " ".join(words.split())

    package = ROOT / "briefings"
    rows = [(f"`{path.stem}`", said(path)) for path in sorted(package.glob("*.py")) if path.stem != "__init__"]
    for folder in sorted(path.parent for path in package.rglob("__init__.py") if path.parent != package):
        names = ", ".join(f"`{path.stem}`" for path in sorted(folder.glob("*.py")) if path.stem != "__init__")
        rows.append((f"`{folder.relative_to(package).as_posix()}/`", f"{said(folder / '__init__.py')} {names}".strip()))
    return _rows(("module", "what"), rows)


def _checks(kind: str) -> str:
    """The rules for a kind of file: code, level, and the first paragraph of what the rule asks for."""
    import inspect

    def level(rule: Callable[..., Any]) -> str:
        (found,) = set(re.findall(r"\b(error|warning|note)\(", inspect.getsource(rule))) or {"warning"}
        return str(found)

    def told(rule: Callable[..., Any]) -> str:
        return " ".join((rule.__doc__ or "").split("\n\n", 1)[0].split())

    return _rows(
        ("rule", "level", "what it asks for"),
        [(f"`{code}`", level(rule), told(rule)) for code, rule in checks.RULES[kind].items()],
    )


GENERATED: Final[Mapping[str, Callable[[str], str]]] = {
    "findings": lambda _: findings.table(),
    "options": _options, "roles": _roles, "areas": _areas, "blocks": _blocks, "styles": _styles, "modules": _modules, "checks": _checks,
}  # fmt: skip
_PART: Final = re.compile(r"(<!-- generated: (?P<what>[^>]+) -->\n)(?P<body>.*?)(<!-- /generated -->)", re.S)


def renewed(document: str) -> str:
    """A document with its generated parts as they must be."""
    return _PART.sub(lambda match: f"{match[1]}{generated(match['what'])}\n{match[4]}", text_of(document))


def schema_text(kind: str) -> str:
    """The file under docs/schemas/ for a kind: what `briefings schema KIND` prints."""
    return json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_generated_parts_are_what_the_program_says(document: str) -> None:
    assert text_of(document) == renewed(document), "run: python tests/test_docs.py"


@pytest.mark.parametrize("kind", KINDS)
def test_the_schemas_in_the_documents_are_those_that_the_command_prints(kind: str) -> None:
    assert (ROOT / f"docs/schemas/{kind}.json").read_text(encoding="utf-8") == schema_text(kind), (
        "run: python tests/test_docs.py"
    )


# --- Files that name their schema ----------------------------------------------------------------------------------------------


MODELINE: Final = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")
OWN_FILES: Final = (
    "briefings.yaml",
    "data/drugs-crime-terrorism.yaml",
    *(f"templates/{path.name}" for path in sorted((ROOT / "templates").glob("*.yaml"))),
)


@pytest.mark.parametrize("name", OWN_FILES)
def test_each_file_names_its_schema_and_keeps_to_it(name: str) -> None:
    path = ROOT / name
    line = MODELINE.match(path.read_text(encoding="utf-8"))
    assert line is not None
    found = (path.parent / line[1]).resolve()
    assert found.is_relative_to(ROOT / "docs/schemas")

    rules = jsonschema.Draft202012Validator(json.loads(found.read_text(encoding="utf-8")))
    assert [
        f"{fault.json_path}: {fault.message}" for fault in rules.iter_errors(source.plain(source.read(path).root))
    ] == []


# --- Links and pictures ---------------------------------------------------------------------------------------------------------


def anchors(document: str) -> set[str]:
    """The anchors that a document's headings have on the web."""
    heads = re.findall(r"^#+ (.+)$", without_fences(document), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document: str) -> None:
    text = re.sub(r"`[^`]*`", "", _PART.sub("", without_fences(document)))
    broken = []
    for target in (*re.findall(r"\]\(([^)\s]+)\)", text), *re.findall(r'src="([^"]+)"', text)):
        if re.match(r"(https?|mailto):", target):
            continue
        name, _, anchor = target.partition("#")
        path = ((ROOT / document).parent / name).resolve() if name else ROOT / document
        if not path.exists() or (anchor and anchor not in anchors(path.relative_to(ROOT).as_posix())):
            broken.append(target)

    assert broken == []


def test_pictures_are_small_and_each_is_shown() -> None:
    shown = "".join(text_of(document) for document in DOCUMENTS)
    pictures = sorted((ROOT / "docs/pictures").glob("*.png"))
    assert pictures

    assert [path.name for path in pictures if path.stat().st_size > 250_000] == []
    assert [path.name for path in pictures if path.name not in shown] == []


def test_every_picture_has_words_for_those_who_cannot_see_it() -> None:
    for document in DOCUMENTS:
        assert "![](" not in text_of(document)
        assert all("alt=" in tag for tag in re.findall(r"<img[^>]*>", text_of(document)))


def test_every_example_says_what_it_is() -> None:
    strange = [block.name for block in blocks() if block.language in LANGUAGES and not set(block.marks) & LANGUAGES[block.language]
               and not (block.document == "CONTRIBUTING.md" and "example" in block.marks)]  # fmt: skip

    assert strange == []


# --- Commands ---------------------------------------------------------------------------------------------------------------------


def shell(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs a document's commands as a reader would, in a folder, with this Python's `briefings` and `python`."""
    beside = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{beside}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    return subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=folder, env=environment, capture_output=True, text=True,
                          check=False, timeout=300)  # fmt: skip


def edit(block: Block, folder: Path) -> None:
    """Replaces a diff's lines in a file; the lines must be there, once."""
    path = folder / block.marks["edit"]
    old, new = ("".join(f"{line[1:]}\n" for line in block.text.splitlines() if line.startswith(sign)) for sign in "-+")
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{block.name}: {block.marks['edit']} does not hold these lines once"
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("document", [document for document in DOCUMENTS if blocks(document, mark="run")])
def test_the_commands_of_a_document_run_one_after_another(document: str, tmp_path: Path) -> None:
    home = tmp_path / "example"
    starter.create(home)
    (home / "brands").mkdir()
    (home / "brands/agency.potx").write_bytes(brand_makers.with_slides(brand_makers.dark()))
    for block in blocks(document):
        if "edit" in block.marks:
            edit(block, home)
        elif "file" in block.marks:
            (home / block.marks["file"]).write_text(block.text, encoding="utf-8")
        elif "run" in block.marks:
            run = shell(block.text, home)
            assert run.returncode == 0, f"{block.name}\n{run.stdout}{run.stderr}"
            unwanted = [
                line for line in run.stderr.splitlines() if "warning[" in line and "translation-missing" not in line
            ]
            assert unwanted == [], f"{block.name}\n{run.stderr}"


def test_a_changed_theme_changes_the_deck(tmp_path: Path) -> None:
    """What docs/themes.md says of its example: the colour is in the slide master."""
    import io
    import zipfile

    home = tmp_path / "example"
    starter.create(home)
    (block,) = blocks("docs/themes.md", mark="file")
    lay(home, {block.marks["file"]: block.text})
    _, master = resolve.open_look("default", "16:9", "slides", "en", Env(home))

    with zipfile.ZipFile(io.BytesIO(master)) as package:
        assert b"00734A" in b"".join(package.read(name) for name in package.namelist() if "/theme/" in name)


def test_ci_takes_the_readmes_command() -> None:
    """As .ci/run does: `sed -n '/<!-- command: test -->/,/^```$/p' README.md | sed '1,2d;$d'`."""
    assert "sed -n '/<!-- command: test -->/,/^```$/p' README.md | sed '1,2d;$d'" in (ROOT / ".ci/run").read_text(
        encoding="utf-8"
    )
    lines = text_of("README.md").splitlines()
    start = lines.index("<!-- command: test -->")
    end = lines.index("```", start)
    (told,) = [block for block in blocks("README.md", language="sh") if block.marks.get("command") == "test"]

    assert "\n".join(lines[start + 2 : end]) == told.text.rstrip("\n")
    assert len(told.text.splitlines()) == 1


def test_the_two_commands_set_up_alike_and_can_be_read_by_a_shell() -> None:
    commands = {block.marks["command"]: block.text.strip() for block in blocks("README.md", mark="command")}
    setup = "python3 -m venv .venv && .venv/bin/pip install -q -r requirements.lock && .venv/bin/pip install -q --no-deps -e ."

    assert commands == {
        "build": f"{setup} && .venv/bin/briefings build",
        "test": f"{setup} && .venv/bin/python -m pytest",
    }
    assert (ROOT / "requirements.lock").is_file()
    for text in commands.values():
        assert shell(f"set -n\n{text}", ROOT).returncode == 0


def test_windows_gets_the_same_commands() -> None:
    posix = {block.marks["command"]: block.text for block in blocks("README.md", mark="command")}
    windows = {block.marks["windows"]: block.text for block in blocks("README.md", mark="windows")}

    assert windows == {
        key: text.replace("python3 -m venv", "py -m venv").replace(".venv/bin/", ".venv\\Scripts\\")
        for key, text in posix.items()
    }


def test_every_option_and_every_exit_code_is_told() -> None:
    told = text_of("docs/commands.md")

    assert all(f"`briefings {name}" in told or f"briefings {name}" in told for name in command.commands)
    for one in command.commands.values():
        for option in one.params:
            assert all(name in told for name in option.opts if name.startswith("-")), option.opts
    assert [f"| {code} |" for code in (0, 1, 2, 3, 130) if f"| {code} |" not in told] == []


# --- Examples ---------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A new project, with the files that the examples of docs/data.md name."""
    from openpyxl import Workbook
    from PIL import Image

    place = tmp_path / "project"
    starter.create(place)
    (place / "seeds/report.txt").write_text("".join(f"Line {number}.\n" for number in range(1, 8)), encoding="utf-8")
    (place / "photos").mkdir()
    Image.new("RGB", (1600, 1200), "steelblue").save(place / "photos/well.png")
    tables = {
        "results.csv": "Number,What\n340,wells repaired\n27,clinics connected\n",
        "voices.csv": "Words,Speaker\nWe keep it running.,A. Example\n",
        "districts.csv": "District,Wells\nNorth,140\nDelta,120\n",
        "districts.geojson": '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "North"}, "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}}, {"type": "Feature", "properties": {"name": "Delta"}, "geometry": {"type": "Polygon", "coordinates": [[[1, 0], [2, 0], [2, 1], [1, 1], [1, 0]]]}}]}',
        "events.csv": "date,Event\n2020-03,The council votes\n2021,The pipes are laid\n",
        "reservoirs.csv": "Reservoir,2023,2024\nUpper,12,14\nLower,9,11\n",
    }
    for name, text in tables.items():
        (place / "data" / name).write_text(text, encoding="utf-8")
    for block in (
        *blocks("docs/data.md", language="csv", mark="file"),
        *blocks("docs/data.md", language="json", mark="file"),
    ):
        (place / block.marks["file"]).write_text(block.text, encoding="utf-8")
    book = Workbook()
    sheets = {
        "2024": (("Month", "Rainfall"), ("May", 41), ("June", 12)),
        "Stations": (("Station", "Height"), ("Hill", 412)),
    }
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.remove(book["Sheet"])
    book.save(place / "data/rain.xlsx")
    return place


def bad(findings: tuple[Diagnostic, ...]) -> list[str]:
    """Findings that an example must not have."""
    return [finding.render() for finding in findings if finding.level is not Level.NOTE]


def laid(given: template.Template, facts: report.Report, env: Env) -> tuple[str, ...]:
    """The titles of the pages that a template makes of a report; nothing may go wrong on the way."""
    look, master = resolve.open_look("default", given.page, given.kind, "en", env)
    areas = {name: tuple(area.name for area in sheet.areas) for name, sheet in look.sheets.items()}
    briefing = template.fill(given, facts, env, sheets=areas)
    assert bad(tuple(finding for finding in briefing.findings if finding.code != "section-unshown")) == []
    return tuple(frame.title for frame in layout.layout(briefing, look, master).frames)


def as_report(block: Block, env: Env) -> report.Report:
    """A data example as a report: a section's is put under a head."""
    text = block.text
    if block.marks["yaml"] == "section":
        indented = "".join(f"  {line}\n" if line else "\n" for line in text.splitlines())
        text = f"{HEAD}{HEAD_SOURCES}sections:\n{indented}"
    return report.parse(source.read(text.encode(), block.name), env)


@pytest.mark.parametrize("block", yaml_blocks("report", "section"))
def test_each_data_example_is_right_and_is_shown(block: Block, home: Path) -> None:
    env = Env(home)
    facts = as_report(block, env)

    assert bad(facts.findings) == []
    rules = jsonschema.Draft202012Validator(schema("data"))
    text = (
        block.text
        if block.marks["yaml"] == "report"
        else HEAD + "sections:\n" + re.sub(r"^(?=.)", "  ", block.text, flags=re.M)
    )
    assert [
        fault.message for fault in rules.iter_errors(source.plain(source.read(text.encode(), block.name).root))
    ] == []
    for name in ("builtin:deck", "builtin:one-pager"):
        assert laid(template.load(name, env), facts, env)


def test_the_examples_have_every_type_of_section_and_every_key() -> None:
    given: dict[str, set[str]] = {}

    def collect(node: source.Node, path: str) -> None:
        match node:
            case Mapping_(entries=entries):
                for key, child in entries:
                    given.setdefault(path, set()).add(key.text)
                    collect(child, f"{path}.{key.text}")
            case source.Sequence_(items=items):
                for item in items:
                    collect(item, path)
            case Scalar():
                return

    for param in yaml_blocks("section", "report"):
        block = param.values[0]
        root = source.read(block.text.encode(), block.name).root
        assert isinstance(root, Mapping_)
        sections = root if block.marks["yaml"] == "section" else root.get("sections")
        if block.marks["yaml"] == "report":
            for key, child in root.entries:
                given.setdefault("report", set()).add(key.text)
                collect(child, f"report.{key.text}")
        assert isinstance(sections, Mapping_)
        for _, section in sections.entries:
            kind = section.get("type") if isinstance(section, Mapping_) else None
            assert isinstance(kind, Scalar)
            collect(section, kind.text)

    definitions = schema("data")["$defs"]
    common = set(definitions["Prose"]["properties"]) - {"type", "text"}
    assert given["prose"] >= common | {"type", "text"}
    assert given["report"] >= set(schema("data")["properties"])
    missing = {
        kind: lacking
        for kind, shape in SECTIONS.items()
        if (lacking := set(definitions[shape.__name__]["properties"]) - common - given.get(kind, set()))
    }
    assert missing == {}
    items = {"programmes.items": "Programme", "entities.items": "Entity", "mandates.items": "Mandate", "resources.parts": "ResourcePart",
             "resources.total": "Amount", "statistics.items": "Statistic", "quotes.items": "Quote", "outcomes.items": "Outcome",
             "features.items": "Feature", "photos.items": "Photo", "chart.data": "DataPoint", "report.contact": "Contact",
             "table.columns": "Column"}  # fmt: skip
    lacking_items = {}
    for path, name in items.items():
        shape = definitions[name]
        keys = set(next(one for one in (shape, *shape.get("anyOf", ())) if "properties" in one)["properties"])
        if path != "quotes.items":  # every item may have it; one example is enough
            keys -= {"language", "for"}
        if lacking := keys - given.get(path, set()):
            lacking_items[path] = lacking
    assert lacking_items == {}


def facts_of(home: Path) -> tuple[report.Report, Env]:
    """The report that `briefings new` writes."""
    env = Env(home)
    return report.parse(source.read(home / "data/example.yaml", "data/example.yaml", env), env), env


@pytest.mark.parametrize("block", yaml_blocks("pages", "template"))
def test_each_template_example_makes_pages(block: Block, home: Path) -> None:
    facts, env = facts_of(home)
    text = block.text if block.marks["yaml"] == "template" else f"kind: slides\npages:\n{block.text}"
    (home / "templates/tried.yaml").write_text(text, encoding="utf-8")

    assert laid(template.load("tried", env), facts, env)
    rules = jsonschema.Draft202012Validator(schema("template"))
    assert [
        fault.message for fault in rules.iter_errors(source.plain(source.read(text.encode(), block.name).root))
    ] == []


@pytest.mark.parametrize("block", yaml_blocks("project"))
def test_each_project_example_is_read(block: Block, home: Path) -> None:
    (home / project.FILE).write_text(block.text, encoding="utf-8")
    loaded = project.load(home, Env(home))

    assert loaded.build
    assert bad(loaded.findings) == []


@pytest.mark.parametrize("block", yaml_blocks("theme"))
def test_each_theme_example_can_stand_in_a_theme(block: Block) -> None:
    """Its maps are laid over the built-in theme's; lists take the place of lists."""
    import yaml

    def over(base: Any, given: Any) -> Any:
        if isinstance(base, dict) and isinstance(given, dict):
            return {**base, **{key: over(base.get(key), value) for key, value in given.items()}}
        return (
            [*base, *({**one, "name": f"{one['name']}, tried"} for one in given)]
            if isinstance(base, list) and "name" in str(given)
            else given
        )

    house = theme.find("builtin:default", Env(ROOT)).read_text(encoding="utf-8")
    whole = over(yaml.safe_load(house), yaml.safe_load(block.text))

    assert theme.load(source.read(yaml.safe_dump(whole, allow_unicode=True).encode(), block.name)).plans


def test_the_json_example_has_the_keys_of_the_real_thing() -> None:
    (block,) = blocks("docs/commands.md", language="json")
    told = json.loads(block.text)
    finding = Diagnostic(Level.NOTE, "code", "message")

    assert list(told) == ["ok", "files", "findings"]
    assert list(told["findings"][0]) == list(manifest.finding_json(finding))


def test_the_finding_that_is_shown_is_what_the_command_says(home: Path) -> None:
    (block,) = blocks("docs/commands.md", language="text")
    path = home / "data/example.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("value: 340", "valu: 340"), encoding="utf-8")

    run = shell("briefings check", home)

    assert run.returncode == 1
    assert block.text in run.stderr


def test_with_strict_a_warning_fails_the_run_and_the_files_are_written(home: Path) -> None:
    path = home / "data/example.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("value: 12000000", "value: 19000000"), encoding="utf-8")

    for options, code in (("", 0), ("--strict", 1)):
        run = shell(f"briefings build --template one-pager --output made{options} {options}", home)
        assert "warning[sum-wrong]" in run.stderr
        assert run.returncode == code
        assert (home / f"made{options}/example-one-pager.en.pdf").is_file()


@pytest.mark.parametrize("block", yaml_blocks("translation"))
def test_each_translation_example_joins_the_report(block: Block, home: Path) -> None:
    facts, _ = facts_of(home)
    made = translation.translate(facts, source.read(block.text.encode(), block.name), "fr")

    assert {finding.code for finding in made.findings if finding.level is not Level.NOTE} <= {"translation-missing"}


def test_every_key_of_the_manifest_is_told(tmp_path: Path) -> None:
    starter.create(tmp_path / "example")
    env = Env(tmp_path / "example")
    build.write(build.build(project.load(env.root, env), env), tmp_path / "output")
    made = json.loads((tmp_path / "output/manifest.json").read_text(encoding="utf-8"))
    rows = {
        name for line in text_of("docs/commands.md").splitlines() if line.startswith("| `") for name in names_in(line)
    }

    assert set(made) <= rows
    assert set(made["outputs"][0]) <= rows
    assert set(made["also"][0]) | set(made["inputs"][0]) <= rows


# --- Words that templates may use -------------------------------------------------------------------------------------------------


def test_every_filter_and_function_is_told_and_no_other() -> None:
    text = text_of("docs/templates.md").split("## Expressions", 1)[1]
    own = functions.filters("en")
    tables = [names for line in text.splitlines() if line.startswith("| `") for names in [names_in(line.split("|")[1])]]
    told = {re.sub(r"\(.*", "", name) for names in tables for name in names}
    jinja = names_in(text.split("From Jinja2:", 1)[1].split("\n\n", 1)[0])

    assert told == {
        *own,
        "report",
        "sections",
        "language",
        "edition",
        "word",
        "phrase",
        "photo",
        "photos",
        "headline",
        "status",
    }
    assert jinja == set(sandbox.FILTERS_KEPT) - set(own)


def test_every_key_of_templates_pages_and_blocks_is_told() -> None:
    told = text_of("docs/templates.md")
    keys = template_keys.names(
        *(
            template_keys.TEMPLATE,
            template_keys.PAGE,
            template_keys.GROUPED,
            template_keys.INCLUDED,
            template_keys.BLOCK,
            template_keys.OMIT,
        )
    )

    assert sorted(key for key in keys if not re.search(rf"\b{key}\b[:`]", told)) == []


def test_what_the_documents_call_the_parts_of_a_report_is_what_templates_see(home: Path) -> None:
    facts, _ = facts_of(home)
    told = text_of("docs/templates.md").split("## Expressions", 1)[1]
    (line,) = [line for line in told.splitlines() if line.startswith("| `report`")]
    for name in names_in(line.split("|")[2]) - {"_", "contact.email"}:
        assert name in facts.root
    (line,) = [line for line in told.splitlines() if line.startswith("| a section")]
    sections = facts.root["sections"]
    assert isinstance(sections, Record)
    known = {key for section in sections if isinstance(section, Record) for key in section.fields}
    assert names_in(line.split("|")[2]) - {"columns", "rows"} <= known


def main() -> int:
    """Writes the generated parts and the schemas."""
    for document in DOCUMENTS:
        path = ROOT / document
        if (text := renewed(document)) != text_of(document):
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{document}\n")
    for kind in KINDS:
        (ROOT / f"docs/schemas/{kind}.json").write_text(schema_text(kind), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
