"""The house rules: what imports what, names, docstrings, format, lint and types. docs/architecture.md tells them; this holds them."""

from __future__ import annotations

import ast
import graphlib
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import test_known

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "briefings"
RULES = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
LONGEST_FUNCTION, LONGEST_MODULE = 60, 600
EMPTY_NAMES = {"utils", "util", "helper", "helpers", "manager", "managers", "common", "misc"}
CLOCKS = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime", "strftime"},
}
HEAVY = ("pptx", "reportlab", "matplotlib", "numpy", "jinja2", "yaml", "uharfbuzz", "pydantic", "lxml", "PIL", "babel", "python_calamine",
         "markdown_it", "segno", "pypdfium2", "pypdf", "rich")  # fmt: skip


def name_of(path: Path) -> str:
    """A module's name within the package: `writers.pdf.text`; a package has its folder's name."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}


@cache
def tree(path: Path) -> ast.Module:
    """A module's syntax."""
    return ast.parse(path.read_text(encoding="utf-8"))


def home(module: str, node: ast.ImportFrom) -> str:
    """What is meant before `import` in a module: `briefings.…` for ours."""
    package = ["briefings", *(MODULES[module].parent.relative_to(PACKAGE).parts)]
    above = package[: len(package) - node.level + 1] if node.level else []
    return ".".join((*above, *filter(None, [node.module])))


def imports(module: str) -> Iterator[str]:
    """What a module imports, wherever it does: `briefings.…` for ours, the library's name for the others."""
    for node in ast.walk(tree(MODULES[module])):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            place = home(module, node)
            yield place
            if place.startswith("briefings"):
                yield from (f"{place}.{alias.name}" for alias in node.names)


def running(node: ast.AST) -> Iterator[ast.AST]:
    """All parts of a syntax tree but those under `TYPE_CHECKING`, which never run."""
    for part in ast.iter_child_nodes(node):
        if not (isinstance(part, ast.If) and ast.unparse(part.test) == "TYPE_CHECKING"):
            yield part
            yield from running(part)


@cache
def reached(module: str) -> frozenset[str]:
    """The modules of ours that a module imports when it runs, at once or later."""
    found = set()
    for node in running(tree(MODULES[module])):
        if isinstance(node, ast.ImportFrom):
            place = home(module, node).removeprefix("briefings").removeprefix(".")
            inner = {f"{place}.{alias.name}".removeprefix(".") for alias in node.names}
            found |= inner & set(MODULES) | ({place} & set(MODULES) if inner - set(MODULES) else set())
    return frozenset(found - {module, ""})


def within(module: str, places: tuple[str, ...]) -> bool:
    """True when a module is one of some places, or lies in one of them."""
    return any(module == place or module.startswith(f"{place}.") for place in places)


def table(heading: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The rows of the table under a heading of docs/architecture.md: the names in the left cell, those in the right one."""
    part = RULES.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("| `")]
    return [(tuple(re.findall(r"`([^`]+)`", left)), tuple(re.findall(r"`([^`]+)`", right))) for left, right in rows]


def test_each_library_is_imported_only_where_the_table_says() -> None:
    homes = {
        library: places for libraries, places in table("Which module may import which library") for library in libraries
    }
    assert {"reportlab", "matplotlib", "jinja2", "yaml", "lxml"} <= set(homes)

    wrong = [
        f"{module} imports {found}"
        for module in MODULES
        for found in imports(module)
        if (library := found.partition(".")[0]) != "briefings" and library not in sys.stdlib_module_names
        and not within(module, homes.get(library, ()))
    ]  # fmt: skip

    assert wrong == []


def test_the_table_of_libraries_names_only_what_is_so() -> None:
    for libraries, places in table("Which module may import which library"):
        for place in places:
            assert place in MODULES
            inside = [
                found.partition(".")[0] for module in MODULES if within(module, (place,)) for found in imports(module)
            ]
            assert set(libraries) & set(inside), f"{place} imports none of {libraries}"


def test_no_module_reaches_where_the_table_forbids() -> None:
    rules = table("Which module may import which of ours")
    assert len(rules) >= 6

    wrong = [
        f"{module} imports {found}"
        for places, forbidden in rules
        for module in MODULES
        if within(module, places)
        for found in imports(module)
        if found.startswith("briefings.") and within(found.removeprefix("briefings."), forbidden)
    ]

    assert wrong == []


def layers() -> dict[str, int]:
    """The folders and single modules of the package, each with its place from low to high."""
    part = RULES.split("## Which module may import which of ours\n", 1)[1].split("\n## ", 1)[0]
    lines = [line.split() for line in part.splitlines() if line.startswith("    ")]
    return {name: number for number, names in enumerate(lines) for name in names}


def test_every_module_has_its_layer() -> None:
    assert set(layers()) == {module.partition(".")[0] for module in MODULES} - {""}


def test_no_module_imports_one_of_its_own_layer_or_above() -> None:
    layer = layers()

    wrong = [
        f"{module} imports {found}"
        for module in MODULES
        for found in sorted(reached(module))
        if (here := module.partition(".")[0]) != (there := found.partition(".")[0]) and layer[here] <= layer[there]
    ]

    assert wrong == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    graphlib.TopologicalSorter({module: reached(module) for module in MODULES}).prepare()  # tells the circle


def test_no_function_and_no_module_is_long() -> None:
    functions = [
        f"{module}.{node.name}: {length}"
        for module, path in MODULES.items()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    modules = [
        f"{module}: {length}"
        for module, path in MODULES.items()
        if (length := path.read_text(encoding="utf-8").count("\n")) > LONGEST_MODULE
    ]

    assert functions + modules == []


def test_no_file_is_forgotten() -> None:
    """What nothing imports, and no table of its folder names, is a file whose line is missing: it would be there in vain."""
    used = frozenset().union(*map(reached, MODULES)) | {"", "__main__"}
    files = [path for module, path in MODULES.items() if module not in used and path.stem != "__init__"]
    files += (PACKAGE / "language").glob("*.json")

    assert [path for path in files if path.stem not in named(path.parent / "__init__.py")] == []


def named(table: Path) -> set[str]:
    """The files that a module names in strings: "journal.Journal", "serve-mcp"."""
    held = (node.value for node in ast.walk(tree(table)) if isinstance(node, ast.Constant))
    return {str(one).partition(".")[0].replace("-", "_") for one in held}


def test_every_name_in_the_tables_is_a_module() -> None:
    for places, forbidden in table("Which module may import which of ours"):
        assert set(places) | set(forbidden) <= set(MODULES)


def test_only_the_command_reads_the_environment_and_nothing_reads_the_clock() -> None:
    wrong = []
    for module, path in MODULES.items():
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
                continue
            if (
                node.value.id == "os"
                and node.attr in ("environ", "getenv", "getcwd")
                and module.partition(".")[0] not in ("cli", "env")
            ):
                wrong.append(f"{module}: os.{node.attr}")
            if node.attr in CLOCKS.get(node.value.id, ()):
                wrong.append(f"{module}: {node.value.id}.{node.attr}")

    assert wrong == []


def test_help_loads_no_heavy_library() -> None:
    program = (
        "import sys\nfrom briefings.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        f"sys.stderr.write(' '.join(name for name in {HEAVY!r} if name in sys.modules))"
    )

    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)

    assert "Commands:" in run.stdout
    assert run.stderr == ""


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [module for module in MODULES if set(module.split(".")) & EMPTY_NAMES] == []


def test_every_module_and_public_function_and_class_says_what_it_is() -> None:
    bare = []
    for module, path in MODULES.items():
        whole = tree(path)
        if not ast.get_docstring(whole):
            bare.append(module)
        bare += [
            f"{module}.{node.name}"
            for node in whole.body
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
        ]

    assert bare == []


def test_what_is_known_of_the_default_theme_is_what_is_read_now() -> None:
    """Quick; `test_known` holds all themes to it."""
    assert test_known.read_now(["default"]).items() <= test_known.kept().items(), "renew it: python tests/test_known.py"


def test_test_files_have_names_of_their_own() -> None:
    names = [path.name for path in (ROOT / "tests").rglob("*.py") if path.name != "conftest.py"]

    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(
    "check",
    [("ruff", "check", "--no-cache", "."), ("ruff", "format", "--check", "--no-cache", "."), ("mypy",)],
    ids=["lint", "format", "types"],
)
def test_the_whole_tree_passes(check: tuple[str, ...]) -> None:
    run = subprocess.run([sys.executable, "-m", *check], capture_output=True, text=True, check=False, cwd=ROOT)

    assert run.returncode == 0, f"{' '.join(check)}\n{run.stdout[-4000:]}{run.stderr[-2000:]}"
