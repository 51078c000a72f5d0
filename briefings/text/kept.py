"""Results of pure functions of texts, kept by how long the texts are: of long ones a few, for each takes as much room as hundreds of short ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final, Generic, TypeVar

_R = TypeVar("_R")

_LONG: Final = 3_000
"""Characters; hardly a text of a page has more."""
_FEW: Final = 12


class Kept(Generic[_R]):
    """A function whose results are kept: those of the last short texts, and of a few long ones."""

    def __init__(self, function: Callable[..., _R], many: int, length: Callable[..., int]) -> None:
        self._short: Any = lru_cache(many)(function)
        self._long: Any = lru_cache(_FEW)(function)
        self._length = length
        self.__doc__ = function.__doc__

    def __call__(self, *given: Any, **named: Any) -> _R:
        made: _R = (self._long if self._length(*given) > _LONG else self._short)(*given, **named)
        return made

    def cache_clear(self) -> None:
        """Lets go of all that was kept."""
        self._short.cache_clear()
        self._long.cache_clear()


def kept(many: int, length: Callable[..., int]) -> Callable[[Callable[..., _R]], Kept[_R]]:
    """Keeps the results of a function of texts, of `many` short ones at the most; `length` of what it is given, in characters."""
    return lambda function: Kept(function, many, length)
