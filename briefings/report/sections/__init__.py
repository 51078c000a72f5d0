"""The types of section that a report is made of. To add one: one file beside this, one line in the table."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ..section import Section
from .blocks import Blocks
from .chart import ChartSection
from .comparison import Comparison
from .correction import Correction
from .entities import Entities
from .features import Features
from .key_message import KeyMessage
from .lines_to_take import LinesToTake
from .mandates import Mandates
from .map import MapSection
from .outcomes import Outcomes
from .photos import Photos
from .programmes import Programmes
from .prose import Prose
from .questions import Questions
from .quotes import Quotes
from .resources import Resources
from .statistics import Statistics
from .steps import Steps
from .table import TableSection
from .timeline import Timeline

SECTIONS: Final[Mapping[str, type[Section]]] = MappingProxyType(
    {
        "programmes": Programmes,
        "entities": Entities,
        "mandates": Mandates,
        "resources": Resources,
        "prose": Prose,
        "statistics": Statistics,
        "quotes": Quotes,
        "outcomes": Outcomes,
        "features": Features,
        "photos": Photos,
        "chart": ChartSection,
        "map": MapSection,
        "table": TableSection,
        "correction": Correction,
        "timeline": Timeline,
        "questions": Questions,
        "lines-to-take": LinesToTake,
        "steps": Steps,
        "comparison": Comparison,
        "key-message": KeyMessage,
        "blocks": Blocks,
    }
)
"""Every type of section, by its name."""
