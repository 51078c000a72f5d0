"""The blocks: what a reader sees as a unit. To add one: one file beside this, one line in the table."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from .agenda import Agenda
from .callout import Callout
from .cards import Cards
from .chart import ChartBlock
from .column import ColumnBlock
from .comparison import Comparison
from .forms import Forms
from .heading import Heading
from .hero import Hero
from .key_message import KeyMessage
from .key_value import KeyValue
from .lead import Lead
from .list import List
from .picture import PictureBlock
from .prose import Prose
from .qr import QrCode
from .quote import Quote
from .row import Row
from .source import SourceLine
from .stat_grid import StatGrid
from .stat_tile import StatTile
from .steps import Steps
from .table import TableBlock
from .timeline import Timeline

BLOCKS: Final = MappingProxyType(
    {
        "prose": Prose,
        "list": List,
        "heading": Heading,
        "hero": Hero,
        "stat-tile": StatTile,
        "stat-grid": StatGrid,
        "quote": Quote,
        "chart": ChartBlock,
        "table": TableBlock,
        "agenda": Agenda,
        "timeline": Timeline,
        "steps": Steps,
        "comparison": Comparison,
        "key-message": KeyMessage,
        "picture": PictureBlock,
        "callout": Callout,
        "key-value": KeyValue,
        "cards": Cards,
        "source": SourceLine,
        "qr": QrCode,
        "row": Row,
        "column": ColumnBlock,
        "forms": Forms,
        "lead": Lead,
    }
)
