"""Frozen values come back from JSON as they were."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings import flat
from briefings.frozen import frozen


@frozen
class Leaf:
    name: str
    size: float | int | bool | None


@frozen
class Branch:
    leaves: tuple[Leaf, ...]
    data: bytes = b""


LEAVES = st.builds(
    Leaf, st.text(), st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
)


@given(st.builds(Branch, st.lists(LEAVES).map(tuple), st.binary()))
def test_a_value_comes_back_to_the_letter(value: Branch) -> None:
    back = flat.unpacked(json.loads(json.dumps(flat.packed(value))), (Leaf, Branch))

    assert repr(back) == repr(value)


def test_what_is_the_same_is_one_object_again() -> None:
    value = Branch((Leaf("a", 1), Leaf("a", 1), Leaf("a", 1.0), Leaf("a", True)))

    first, second, third, fourth = flat.unpacked(flat.packed(value), (Leaf, Branch)).leaves

    assert first is second
    assert (type(third.size), type(fourth.size)) == (float, bool)


@pytest.mark.parametrize("rows", [[], [[]], [["Other", 1]], [["Leaf"]], [["Leaf", [7], 1]], [["b", "x"]], ["Leaf"], 7])
def test_what_nobody_packed_is_refused(rows: object) -> None:
    with pytest.raises((ValueError, TypeError, KeyError, IndexError)):
        flat.unpacked(rows, (Leaf, Branch))  # type: ignore[arg-type]


def test_classes_that_were_not_named_never_come_of_it() -> None:
    with pytest.raises(KeyError):
        flat.unpacked(flat.packed(Branch(())), (Leaf,))
