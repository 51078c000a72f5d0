"""Spoilt inputs by the thousand: whatever stands in a file, it is read, or told of in a finding; nothing else may come of it.

    python tests/fuzz.py yaml 10000          reports, translations, templates, themes, project files
    python tests/fuzz.py brands 1500         brand templates: their bytes, and the XML of their parts
    python tests/fuzz.py tables 1500         CSV and JSON files, spreadsheets
    python tests/fuzz.py pictures 1500       PNG, JPEG, WebP and GIF
    python tests/fuzz.py all 1               each of them in the numbers above, times 1

Seeds are fixed, so that a run can be had again; `--seed N` takes others. A failing input is kept in tests/corpus/, under its kind and
its number; `test_fuzz.py` tries everything there, and the first inputs of each kind, on every run.
"""

from __future__ import annotations

import argparse
import copy
import io
import json
import math
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import brand_makers
import brand_mutations
from PIL import Image
from projects import ROOT, TEMPLATE, lay

from briefings import images, report, source, template
from briefings.diagnostics import BriefingsError
from briefings.engine import project
from briefings.engine.build import Options, build
from briefings.env import Env
from briefings.report import translation
from briefings.style import theme

CORPUS: Final = ROOT / "tests/corpus"
USUAL: Final = {"yaml": 10_000, "brands": 1_500, "tables": 1_500, "pictures": 1_500}
SLOW: Final = 20.0
"""Seconds of processor time after which an input counts as one that never ends. A tenth of that is much, and machines differ."""

_WORDS: Final[tuple[bytes, ...]] = (
    b"", b" ", b"\n", b"\t", b"\0", b"\xff", b"\xef\xbb\xbf", b"\xc2\x85", b"\xe2\x80\xae", b"\xf3\xa0\x81\x81", b"&a ", b"*a", b"!!x ", b"<<: ",
    b"- ", b": ", b"? ", b"# ", b"|", b">-", b"{", b"}", b"[", b"]", b"'", b'"', b"%", b"---\n", b"...\n", b"{{", b"}}", b"{% if %}", b"~",
    b"null", b"true", b"no", b".inf", b"-.nan", b"1e999", b"0x", b"007", b"-", b"9" * 400, b"2023-13-45", b"22:30", b"../x", b"/etc/passwd",
    b"id", b"items", b"type", b"value", b"chart", b"source", b"language", b"sections", b"where", b"top", b"columns", b"data", b"table",
    b"<", b">", b"</", b"&lt;", b"&#0;", b"<!DOCTYPE a>", b'"99999999999"', b'"-1"', b'"0"', b'"x"', b"rId1", b"rId99", b"=1+1", b",", b";",
)  # fmt: skip
"""What is put in somewhere: marks of YAML, Jinja2 and XML, odd numbers and characters, names of ours."""

_ODD: Final[tuple[Any, ...]] = (
    None,
    True,
    "",
    [],
    {},
    [[]],
    {"": {}},
    -1,
    10**400,
    1e308,
    math.nan,
    "9" * 5_000,
    "id",
    0,
    1,
)


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """A file with one to four faults in it: something taken out, put in, doubled, moved or turned round."""
    for _ in range(chance.randint(1, 4)):
        here, there = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        there = min(there, here + chance.choice((1, 2, 8, 40, 400)))
        match chance.randrange(6):
            case 0:
                data = data[:here] + data[there:]
            case 1:
                data = data[:here] + chance.choice(_WORDS) + data[here:]
            case 2:
                data = data[:here] + chance.choice(_WORDS) + data[there:]
            case 3:
                data = data[:there] + data[here:there] * chance.choice((1, 2, 30)) + data[there:]
            case 4:
                data = data[:here] + bytes([chance.randrange(256)]) + data[here + 1 :]
            case _:
                lines = data.split(b"\n")
                one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
                lines[one], lines[other] = lines[other], lines[one]
                data = b"\n".join(lines)
    return data


def overwritten(data: bytes, chance: random.Random) -> bytes:
    """A file as long as it was, with up to twenty wrong bytes: what is found by its place in it stands there still."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        made[chance.randrange(len(made))] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)))
    return bytes(made)


def misshapen(data: bytes, chance: random.Random) -> bytes:
    """JSON with one to three of its values odd, or in another's place: well-formed, and wrong in what it says."""
    whole = json.loads(data)
    for _ in range(chance.randint(1, 3)):
        places = list(_places(whole))
        (holder, key), (other, at) = chance.choice(places), chance.choice(places)
        holder[key] = copy.deepcopy(chance.choice((other[at], *_ODD)))
    return json.dumps(whole).encode()


def _places(within: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a value, as what holds it and its key there."""
    if isinstance(within, dict | list):
        for key in within if isinstance(within, dict) else range(len(within)):
            yield within, key
            yield from _places(within[key])


def packed(data: bytes, chance: random.Random) -> bytes:
    """A package with faults in its bytes, or in the bytes of one to three of its parts; a part may be gone or be another one's."""
    if chance.random() < 0.15:
        return spoilt(data, chance)
    parts = brand_mutations.unpacked(data)
    for name in chance.sample(sorted(parts), min(len(parts), chance.randint(1, 3))):
        match chance.randrange(8):
            case 0:
                del parts[name]
            case 1:
                parts[name] = parts.get(chance.choice(sorted(parts)), b"")
            case _:
                parts[name] = spoilt(parts[name], chance)
    return brand_mutations.packed(parts)


# -- what is spoilt, and who reads it ---------------------------------------------------------------------------------------


@cache
def samples(kind: str) -> Mapping[str, bytes]:
    """Sound files of a kind by their names."""
    match kind:
        case "yaml":
            paths = [*ROOT.glob("data/*.yaml"), *ROOT.glob("tests/reports/*.yaml"), *ROOT.glob("templates/*.yaml"),
                     *ROOT.glob("templates/themes/*/theme.yaml"), ROOT / "briefings.yaml"]  # fmt: skip
            return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted(paths)}
        case "brands":
            return {
                f"{one.__name__}.pptx": one()
                for one in (brand_makers.office, brand_makers.dark, brand_makers.hand_written)
            }
        case "tables":
            folder = ROOT / "tests/reports/tables"
            return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
        case _:
            picture = Image.radial_gradient("L").resize((80, 60)).convert("RGB")
            made = {f"picture.{form.lower()}": io.BytesIO() for form in ("PNG", "JPEG", "WEBP", "GIF")}
            for name, out in made.items():
                picture.save(out, name.rpartition(".")[2].upper())
            return {name: out.getvalue() for name, out in made.items()}


def inputs(kind: str, seed: int = 0) -> Iterator[tuple[str, bytes]]:
    """Spoilt files of a kind without an end: the name of the sound one, and its bytes with faults."""
    chance = random.Random(f"{kind} {seed}")
    given = samples(kind)
    zipped = (".pptx", ".xlsx", ".ods")
    while True:
        name = chance.choice(sorted(given))
        if kind == "brands" and chance.random() < 0.7:  # well-formed, and wrong in what it says
            yield name, brand_mutations.mutated(given[name], chance.randrange(2**32))
        elif name.endswith(".xls") and chance.random() < 0.7:
            yield name, overwritten(given[name], chance)
        elif name.endswith(".json") and chance.random() < 0.7:
            yield name, misshapen(given[name], chance)
        else:
            yield name, (packed if name.endswith(zipped) else spoilt)(given[name], chance)


def tried(kind: str, name: str, data: bytes) -> None:
    """Reads an input as the program does. What is told of it is a BriefingsError, and ends here; anything else goes on up."""
    READERS[kind](name, data)


def _yaml(name: str, data: bytes) -> None:
    env = Env(ROOT)
    try:
        given = source.read(data, name)
        if name.startswith("templates/themes"):
            theme.load(given, env)
        elif name.startswith("data/") and name.count(".") == 2:
            translation.translate(_report(f"{name.split('.', 1)[0]}.yaml"), given, name.split(".")[1])
        elif name.startswith(("data/", "tests/")):
            report.parse(given, env)
    except BriefingsError:
        return
    with tempfile.TemporaryDirectory() as folder:
        if name.startswith("templates/") and "themes" not in name:
            home = lay(Path(folder), {"templates/t.yaml": "", "data/a.yaml": _SMALL})
            (home / "templates/t.yaml").write_bytes(data)
            template_env = Env(home)
            try:
                template.load("t", template_env)
            except BriefingsError:
                return
            build(project.load(home, template_env), template_env, Options(templates=("t",)))
        elif name == "briefings.yaml":
            home = lay(Path(folder), {"data/drugs-crime-terrorism.yaml": _SMALL})
            (home / "briefings.yaml").write_bytes(data)
            try:
                project.load(home, Env(home))
            except BriefingsError:
                return
        elif name == "tests/reports/minimal.yaml":
            home = lay(Path(folder), {"data/a.yaml": "", "templates/t.yaml": TEMPLATE})
            (home / "data/a.yaml").write_bytes(data)
            build(project.load(home, Env(home)), Env(home), Options(templates=("t",)))


_SMALL: Final = """\
id: small
title: A small report
language: en
date: 2025
status: draft
sections:
  wells: {type: statistics, title: Wells, items: [{id: dug, value: 340, text: wells dug}]}
  words: {type: prose, title: Words, text: Some words about wells.}
  years: {type: chart, chart: line, title: Years, unit: wells, data: [{label: "2023", value: 3}, {label: "2024", value: 5}]}
"""


@cache
def _report(name: str) -> report.Report:
    return report.parse(source.read(ROOT / name, name, Env(ROOT)), Env(ROOT))


def _brand(name: str, data: bytes) -> None:
    brand_mutations.outcome(data, Env(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        home = lay(Path(folder), {"data/small.yaml": _SMALL})
        (home / "brand.pptx").write_bytes(data)
        build(project.load(home, Env(home)), Env(home), Options(templates=("deck",), brand=home / "brand.pptx"))


def _table(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shown = {
            f"data/{kind}.yaml": _OF_A_FILE.format(kind=kind, rest=rest, file=name)
            for kind, rest in _FROM_FILES.items()
        }
        home = lay(Path(folder), {"templates/t.yaml": _SHOWING, **shown})
        (home / "data" / name).write_bytes(data)
        build(project.load(home, Env(home)), Env(home), Options(templates=("t",)))


_OF_A_FILE: Final = """\
id: {kind}
title: Rows of a file
language: en
date: 2025
status: draft
sections:
  rows: {{type: {kind}, title: Rows, {rest}: data/{file}, top: 20}}}}
"""
_FROM_FILES: Final = {"table": "data: {table", "chart": "chart: bar, data: {label: column 1, value: column 2, table"}
_SHOWING: Final = """\
kind: slides
pages:
  - for: section in sections | of_type('table')
    layout: table
    title: "{{ section.title }}"
    table: {block: table, data: "{{ section }}"}
  - for: section in sections | of_type('chart')
    layout: chart
    title: "{{ section.title }}"
    chart: {block: chart, data: "{{ section }}"}
"""
"""A table and a chart from the file, each in a report of its own: what stops one does not stop the other."""


def _picture(name: str, data: bytes) -> None:
    try:
        images.load(data, name)
    except BriefingsError:
        return


READERS: Final[Mapping[str, Callable[[str, bytes], None]]] = {
    "yaml": _yaml,
    "brands": _brand,
    "tables": _table,
    "pictures": _picture,
}


def main() -> int:
    """Tries so many inputs of a kind, keeps those that fail, and says how it went."""
    parser = argparse.ArgumentParser(description="Spoilt inputs by the thousand.")
    parser.add_argument("kind", choices=(*READERS, "all"))
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    failed = 0
    for kind in READERS if asked.kind == "all" else (asked.kind,):
        count = asked.count * USUAL[kind] if asked.kind == "all" else asked.count
        longest, wrong = 0.0, 0
        for number, (name, data) in zip(range(count), inputs(kind, asked.seed), strict=False):
            begun = time.process_time()
            try:
                tried(kind, name, data)
            except Exception:
                wrong += 1
                kept = CORPUS / f"{kind}-{asked.seed}-{number}-{Path(name).name}"
                kept.write_bytes(data)
                print(f"{kept.relative_to(ROOT)}: {traceback.format_exc().splitlines()[-1]}")
            longest = max(longest, time.process_time() - begun)
        print(f"{kind}: {count} inputs, {wrong} tracebacks, the longest {longest:.1f} s")
        failed += wrong + (longest > SLOW)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
