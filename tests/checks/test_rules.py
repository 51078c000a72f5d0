"""Every rule for finished decks finds the fault that it is for, and is silent on a sound deck."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from briefings import checks
from briefings.build import Result

Parts = dict[str, bytes]
SLIDE, OTHER, CHART = "ppt/slides/slide2.xml", "ppt/slides/slide4.xml", "ppt/charts/chart1.xml"
TYPES, DECK = "[Content_Types].xml", "ppt/presentation.xml"
NAME: Final = Path("deck.pptx")


@pytest.fixture(scope="session")
def sound(sample: Result) -> bytes:
    """The sample's deck."""
    return next(output.data for output in sample.outputs if output.name.endswith("deck.en.pptx"))


def taken_apart(data: bytes) -> Parts:
    with ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def together(parts: Parts) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def swap(name: str, old: bytes, new: bytes, count: int = 1) -> Callable[[Parts], None]:
    """A fault that replaces something in a part."""

    def fault(parts: Parts) -> None:
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new, count)

    return fault


def between(text: bytes, start: bytes, stop: bytes) -> bytes:
    """The first stretch of a text from one mark up to another."""
    first = text.index(start)
    return text[first : text.index(stop, first)]


def without(name: str) -> Callable[[Parts], None]:
    def fault(parts: Parts) -> None:
        del parts[name]

    return fault


def same_shape_id(parts: Parts) -> None:
    parts[SLIDE] = parts[SLIDE].replace(b'<p:cNvPr id="3"', b'<p:cNvPr id="2"', 1)


def empty_title(parts: Parts) -> None:
    words = between(parts[SLIDE], b"<a:t>", b"</a:t>")
    parts[SLIDE] = parts[SLIDE].replace(words, b"<a:t>", 1)


def title_of_another(parts: Parts) -> None:
    mine, other = (between(parts[name], b"<a:t>", b"</a:t>") for name in (OTHER, SLIDE))
    parts[OTHER] = parts[OTHER].replace(mine, other.upper().replace(b"<A:T>", b"<a:t>"), 1)


def negative_axis(parts: Parts) -> None:
    parts[CHART] = parts[CHART].replace(b'<c:axId val="111111111"/>', b'<c:axId val="-2068027336"/>').replace(
        b'<c:crossAx val="111111111"/>', b'<c:crossAx val="-2068027336"/>')  # fmt: skip


FAULTS: Mapping[str, tuple[Callable[[Parts], None], str]] = {
    "shape-ids": (same_shape_id, "slide 2: `figures.resources` and `Title` share the shape id 2"),
    "relation to nowhere": (
        without(CHART),
        "`/ppt/slides/slide5.xml` leads to `/ppt/charts/chart1.xml`, which is not in the file",
    ),
    "reference without relation": (
        swap("ppt/slides/slide5.xml", b'r:id="rId', b'r:id="rId9'),
        "`/ppt/slides/slide5.xml` refers to",
    ),
    "content type that is missing": (
        swap(TYPES, b'Extension="xlsx"', b'Extension="xls"'),
        "`/ppt/embeddings/Microsoft_Excel_Sheet1.xlsx` has no content type",
    ),
    "content type of a slide": (
        swap(TYPES, b"presentationml.slide+xml", b"presentationml.slideLayout+xml"),
        "has the content type `application/vnd.openxmlformats-officedocument.presentationml.slideLayout+xml`",
    ),
    "content type of nothing": (
        swap(TYPES, b"</Types>", b'<Override PartName="/ppt/gone.xml" ContentType="application/xml"/></Types>'),
        "a content type is given for `/ppt/gone.xml`, which is not in the file",
    ),
    "axis id below zero": (
        negative_axis,
        "`/ppt/charts/chart1.xml` has the axis id -2068027336; ids are whole numbers from 0",
    ),
    "axis that is not there": (
        swap(CHART, b'<c:crossAx val="111111111"/>', b'<c:crossAx val="7"/>'),
        "`/ppt/charts/chart1.xml` uses the axis 7, which it does not have",
    ),
    "section with a slide that is gone": (
        swap(DECK, b'<p14:sldId id="257"/>', b'<p14:sldId id="999"/>'),
        "names slide id 999, which is not in the deck",
    ),
    "slide in no section": (swap(DECK, b'<p14:sldId id="257"/>', b""), "slide id 257 stands in no section"),
    "slide in two sections": (
        swap(DECK, b'<p14:sldId id="257"/>', b'<p14:sldId id="257"/><p14:sldId id="258"/>'),
        "slide id 258 stands in two sections",
    ),
    "section without a name": (
        swap(DECK, b'<p14:section name="At a glance"', b'<p14:section name=" "'),
        "a section of the deck has no name",
    ),
    "placeholder without words": (empty_title, "slide 2: the placeholder `Title` is empty"),
    "slide without a title": (empty_title, "slide 2 has no title"),
    "two slides with one title": (title_of_another, "slides 2 and 4 have the same title: AT A GLANCE"),
    "XML that is broken": (swap(SLIDE, b"</p:sld>", b""), "`/ppt/slides/slide2.xml` in `deck.pptx` is not well-formed"),
}


def test_a_sound_deck_passes_every_rule(sound: bytes) -> None:
    assert checks.check_file(NAME, sound) == ()


@pytest.mark.parametrize("name", FAULTS)
def test_a_rule_finds_its_fault(name: str, sound: bytes) -> None:
    fault, told = FAULTS[name]
    parts = taken_apart(sound)
    fault(parts)

    messages = [finding.message for finding in checks.check_file(NAME, together(parts))]

    assert [message for message in messages if told in message], messages


def test_every_rule_is_tried_here() -> None:
    """A rule without a planted fault would be a rule that may never speak."""
    spoken = {"shape-ids", "relations", "content-types", "chart-axes", "sections", "placeholders", "titles"}
    assert set(checks.DECK_RULES) == spoken


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "this is no file of a known kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "this file has a password"),
        (together({"hello.txt": b"hello"}), "this is a zip archive that holds no Office document"),
    ],
)
def test_what_is_no_deck_is_told(data: bytes, told: str) -> None:
    assert [finding.message for finding in checks.check_file(NAME, data)] == [told]


def test_a_damaged_file_is_a_finding_and_never_a_crash(sound: bytes) -> None:
    """Forty decks with a stretch of bytes damaged, and forty cut short (fixed seed)."""
    chance = random.Random(2023)
    for number in range(80):
        at = chance.randrange(len(sound))
        damaged = sound[:at] if number % 2 else sound[:at] + chance.randbytes(24) + sound[at + 24 :]
        checks.check_file(NAME, damaged)
