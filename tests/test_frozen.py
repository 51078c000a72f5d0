"""`frozen` makes what `dataclasses.dataclass(frozen=True, slots=True)` makes."""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar

import pytest

from briefings.frozen import frozen, replace


@frozen
class Base:
    name: str
    size: int = 1


@frozen
class Ours(Base):
    kind: ClassVar[str] = "kept"
    marks: tuple[str, ...] = ()
    seen: dict[str, int] = field(default_factory=dict, compare=False, repr=False)
    doubled: int = field(init=False, default=0, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "doubled", self.size * 2)


@dataclass(frozen=True, slots=True)
class TheirBase:
    name: str
    size: int = 1


@dataclass(frozen=True, slots=True)
class Theirs(TheirBase):
    kind: ClassVar[str] = "kept"
    marks: tuple[str, ...] = ()
    seen: dict[str, int] = field(default_factory=dict, compare=False, repr=False)
    doubled: int = field(init=False, default=0, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "doubled", self.size * 2)


SAYS: dict[str, Callable[[Any], object]] = {
    "its words": lambda kind: repr(kind("a", 2, marks=("x",))).replace(kind.__name__, "Kind"),
    "what is equal": lambda kind: [kind("a") == kind("a", seen={"b": 1}), kind("a") == kind("b"), kind("a") == "a"],
    "one hash of equals": lambda kind: hash(kind("a", 2)) == hash(kind("a", 2, seen={"b": 1})),
    "what is made anew": lambda kind: kind("a").seen is kind("a").seen,
    "what is computed": lambda kind: kind("a", 4).doubled,
    "its slots": lambda kind: [hasattr(kind("a"), "__dict__"), kind.__slots__, kind.__match_args__],
    "its class": lambda kind: [kind.kind, kind.__qualname__ == kind.__name__],
    "its fields": lambda kind: [(one.name, one.init, one.compare) for one in dataclasses.fields(kind)],
    "its dictionary": lambda kind: dataclasses.asdict(kind("a", 2, ("x",))),
    "a change": lambda kind: dataclasses.replace(kind("a"), size=3) == replace(kind("a"), size=3),
    "a copy by pickle": lambda kind: pickle.loads(pickle.dumps(kind("a", 2))) == kind("a", 2),
}


@pytest.mark.parametrize("says", SAYS.values(), ids=SAYS)
def test_it_is_a_dataclass_in_all_that_is_used(says: Callable[[Any], object]) -> None:
    assert says(Ours) == says(Theirs)


@pytest.mark.parametrize("kind", [Ours, Theirs])
def test_nothing_of_it_can_be_changed(kind: Any) -> None:
    value = kind("a")
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.size = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        del value.size
    with pytest.raises(TypeError):
        kind("a", unknown=1)
    with pytest.raises(TypeError):
        replace(value, unknown=1)
