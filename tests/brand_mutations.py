"""Brand templates with faults as files have them: values changed, elements gone, doubled or moved, parts cut short. For fuzzing.

    python tests/brand_mutations.py SEED COUNT [FILE …]     takes each in, and says what came of it; exit 1 if anything but findings did

`mutated(data, seed)` gives the same file for the same seed. A reader must give a brand or findings for every one of them.
"""

from __future__ import annotations

import io
import random
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from lxml import etree

from briefings import brand
from briefings.brand.house import House, doubts, wanting
from briefings.diagnostics import BriefingsError, Where
from briefings.engine.inspection import inspect
from briefings.env import Env
from briefings.roles import ROLES
from briefings.style import resolve, theme

VALUES: Final = (
    "", "0", "-1", "1", "99999999", "-99999999999", "9" * 30, "1e9", "NaN", "inf", "12pt", "50%", "٣", "true", "x", "rId1", "rId99", "\u2028", "+mj-lt",
)  # fmt: skip
_PARTS: Final = ("ppt/slideMasters/slideM", "ppt/slideLayouts/slideL", "ppt/theme/", "ppt/presentation.xml")
_LINKS: Final = (".rels", "[Content_Types].xml")


_RARE: Final = 0.04
"""How often a fault is one that leaves a file in pieces."""


def mutated(data: bytes, seed: int) -> bytes:
    """The same package with one to six faults."""
    chance = random.Random(seed)
    parts = unpacked(data)
    names = [name for name in parts if name.startswith(_PARTS)]
    for _ in range(chance.randint(1, 6)):
        linked = chance.random() < _RARE
        name = chance.choice([one for one in parts if one.endswith(_LINKS)] if linked else names)
        parts[name] = _cut(parts[name], chance) if chance.random() < _RARE else _changed(parts[name], chance)
    if chance.random() < _RARE:
        parts.pop(chance.choice(names))
    pictures = [name for name in parts if name.startswith("ppt/media/")]
    if pictures and chance.random() < 0.3:
        name = chance.choice(pictures)
        parts[name] = _cut(parts[name], chance)
    return packed(parts)


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a package by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as given:
        return {name: given.read(name) for name in given.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A package of parts, whatever they are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randint(0, len(content))]


def _changed(content: bytes, chance: random.Random) -> bytes:
    """One element, or one of its attributes, is not what it was."""
    try:
        root = etree.fromstring(content)
    except etree.XMLSyntaxError:
        return content
    elements = [one for one in root.iter() if isinstance(one.tag, str)]
    one: Any = chance.choice(elements)
    parent = one.getparent()
    match chance.randrange(6):
        case 0 | 1 | 2 if one.attrib:
            one.set(chance.choice(list(one.attrib)), chance.choice(VALUES).replace("\u2028", " "))
        case 3 if one.attrib:
            del one.attrib[chance.choice(list(one.attrib))]
        case 4 if parent is not None:
            parent.remove(one)
        case 5 if parent is not None:
            parent.append(etree.fromstring(etree.tostring(one)))
        case _:
            one.tag = chance.choice(elements).tag
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def outcome(data: bytes, env: Env) -> str:
    """What a template comes to: "read", or the code of the finding that refuses it. Anything else is raised."""
    where = Where("mutated.pptx")
    try:
        read = brand.read(data, where)
        house = House("mutated", where, read)
        look = resolve.look(theme.read("default", env), read, "slides")
        inspect(house, look)
        list(wanting(house, ROLES))
        list(doubts(house, ROLES))
    except BriefingsError as problem:
        return str(problem.findings[0].code)
    return "read"


def outcomes(files: Sequence[bytes], seed: int, count: int, env: Env) -> Iterator[tuple[int, str]]:
    """Each mutation's seed, and what it came to; "raised …" for what a run would end in exit 3 by."""
    for number in range(seed, seed + count):
        try:
            yield number, outcome(mutated(files[number % len(files)], number), env)
        except Exception as problem:
            yield number, f"raised {type(problem).__name__}: {problem}"


def main(arguments: Sequence[str]) -> int:
    from brand_makers import dark, hand_written, office

    seed, count = int(arguments[0]), int(arguments[1])
    files = [Path(name).read_bytes() for name in arguments[2:]] or [office(), dark(), hand_written()]
    found = list(outcomes(files, seed, count, Env(Path.cwd())))
    for kind, times in Counter(kind for _, kind in found).most_common():
        sys.stdout.write(f"{times:6} {kind}\n")
    raised = [(number, kind) for number, kind in found if kind.startswith("raised")]
    for number, kind in raised:
        sys.stdout.write(f"seed {number}: {kind}\n")
    return int(bool(raised))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
