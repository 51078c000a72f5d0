"""The types of section that a report is made of. To add one: one file beside this, one line in the table.

A type is loaded when it is first asked for: a report has some of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Final

from ..section import Section


class _Types(Mapping[str, type[Section]]):
    """Types by their names, given as `file.Class`."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = files

    def __getitem__(self, name: str) -> type[Section]:
        file, _, kind = self._files[name].partition(".")
        found: type[Section] = getattr(import_module(f"{__name__}.{file}"), kind)
        return found

    def __contains__(self, name: object) -> bool:
        return name in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


SECTIONS: Final[Mapping[str, type[Section]]] = _Types(
    MappingProxyType(
        {
            "programmes": "programmes.Programmes",
            "entities": "entities.Entities",
            "mandates": "mandates.Mandates",
            "resources": "resources.Resources",
            "prose": "prose.Prose",
            "statistics": "statistics.Statistics",
            "quotes": "quotes.Quotes",
            "outcomes": "outcomes.Outcomes",
            "features": "features.Features",
            "photos": "photos.Photos",
            "chart": "chart.ChartSection",
            "map": "map.MapSection",
            "table": "table.TableSection",
            "correction": "correction.Correction",
            "timeline": "timeline.Timeline",
            "questions": "questions.Questions",
            "lines-to-take": "lines_to_take.LinesToTake",
            "steps": "steps.Steps",
            "comparison": "comparison.Comparison",
            "key-message": "key_message.KeyMessage",
            "blocks": "blocks.Blocks",
        }
    )
)
"""Every type of section, by its name."""
