"""Types of section: each is whole, so that nothing is shown, read or told in half when a line is forgotten."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefings import source
from briefings.env import Env
from briefings.report.nodes import Nodes
from briefings.report.place import Place
from briefings.report.section import Section, checked
from briefings.report.sections import SECTIONS
from briefings.report.shape import Cited, declared, may, must
from briefings.source import fields
from briefings.source.fields import FigureField, IdField, Kind, ParagraphsField, WordsField
from briefings.source.shapes import fields as form_fields
from briefings.source.validation import validate
from briefings.values import leaves

ROOT = Path(__file__).parent.parent
TYPES = [pytest.param(shape, id=name) for name, shape in SECTIONS.items()]


def test_the_types_with_pages_of_their_own_are_those_that_the_deck_names() -> None:
    deck = (ROOT / "templates/deck.yaml").read_text(encoding="utf-8")

    assert {name for name, shape in SECTIONS.items() if shape.paged} == set(
        re.findall(r"(?:of_type\(|(?:section.type|kind) == )'([a-z-]+)'", deck)
    )


@pytest.mark.parametrize("shape", TYPES)
def test_a_type_says_what_it_and_its_parts_are_called(shape: type[Section]) -> None:
    assert (shape.__doc__ or "").endswith(".")
    assert len(shape.nouns) == 2


@pytest.mark.parametrize("shape", TYPES)
def test_every_key_is_of_a_kind_and_is_explained(shape: type[Section]) -> None:
    """What no shape reads are the cells of a table and the blocks of one's own."""
    raw = {(shape.__name__, key.name) for key in declared(shape) if key.shape is None and key.kind is Kind.RAW}

    assert raw <= {("TableSection", "rows"), ("Blocks", "blocks")}
    assert all(field.description and (field.examples or name == "type") for name, field in form_fields(shape).items())


class Change(Cited):
    """Two figures, two texts of paragraphs, names by id."""

    value: FigureField = must("What it was.", 1)
    later: FigureField | None = may("What it is.", 2)
    text: ParagraphsField = must("How it came.", "So.")
    outlook: ParagraphsField | None = may("How it goes on.", "So.")
    names: dict[IdField, WordsField] | None = may("What it is called by whom.", {"we": "Change"})


def test_no_key_stands_in_the_way_of_another() -> None:
    """Two keys of one kind are two things to a template."""
    root = source.read(b"{value: 1, later: 2, text: So., outlook: On., names: {we: Change}}", "data/a.yaml").root
    change, found = validate(Change, root)
    assert change is not None, found

    seen = Nodes("en").part(change, Place(root, "sections.a.items.b"))

    assert list(seen.fields) == ["id", "figure", "later", "paragraphs", "outlook", "names", "source"]
    assert [str(leaf.origin).rpartition(".")[2] for leaf in leaves(seen)] == ["value", "later", "text", "outlook", "we"]


def test_a_figure_that_may_be_given_and_is_not_is_none_that_the_source_lacks(tmp_path: Path) -> None:
    root = source.read(b"{value: not-in-source, text: So.}", "data/a.yaml").root
    change, _ = validate(Change, root)
    assert change is not None
    place = Place(root, "sections.a.items.b")

    assert Nodes("en").part(change, place)["later"] is None
    assert [finding.path for finding in checked(change, place, Env(tmp_path))] == ["sections.a.items.b.value"]


def test_no_name_for_a_type_means_two() -> None:
    names = [*SECTIONS, *(name for shape in SECTIONS.values() for name in shape.also)]

    assert len(names) == len(set(names))


def test_how_a_field_is_read_told_and_shown_is_one_mark() -> None:
    """So nobody has to look in two places."""
    kinds = [
        one.__metadata__
        for name, one in vars(fields).items()
        if name.endswith("Field") and hasattr(one, "__metadata__")
    ]
    assert len(kinds) > 20
    plain = [marks for marks in kinds if all(isinstance(mark, fields.Made) for mark in marks)]
    assert [sum(mark.parse is not None for mark in marks) for marks in plain] == [1] * len(plain)
    assert sum(map(len, plain)) <= len(plain) + 2  # a unit is a text, and a report's own day a date
