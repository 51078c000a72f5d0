"""A report poured into a template: pages of blocks, before anything is measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from .blocks.piece import Block
from .diagnostics import Diagnostic, Where
from .frozen import frozen
from .look import Standard
from .values import Day, Figure, Origin, Rich, Text


@frozen
class Placed:
    """A block in a slot. `priority` says how dear it is: 1 stays to the end, higher numbers are dropped first on a full sheet;
    0 is never dropped. `optional` blocks come in only where the page has room left for them, and start no further slide. `group` is what blocks that one entry
    of the template makes have in common: a heading among them heads them and no others. `leads` is the id of the section that the report's `lead` names,
    where the block shows it on a sheet: it comes in before all others."""

    block: Block
    priority: int
    where: Where
    optional: bool = False
    group: int = 0
    leads: str = ""


@frozen
class Page:
    """One page asked for: its role (or sheet layout), one-line slots, flow slots, what the notes say, and the picture behind it."""

    id: str
    role: str
    lines: Mapping[str, Rich]
    flows: Mapping[str, tuple[Placed, ...]]
    section: str
    notes: tuple[Rich, ...]
    where: Where
    photo: tuple[Placed, ...] = ()


@frozen
class Furniture:
    """What stands on every page: footer text and date. `status` ("Draft", "Embargoed until …") stands on every slide even where the
    template or the slide layout has no place for it."""

    footer: Rich = ()
    date: Rich = ()
    status: Rich = ()


@frozen
class LeftOut:
    """Why a field is on no page: a rule by its short name, and the reason in words."""

    rule: str
    reason: str


@frozen
class Briefing:
    """The pages of one report by one template in one language. `omitted` maps section ids to the template's written reason; `fields`
    is everything that the report says, `where` its places in the files, and `left_out` the rule by which the template asks for none
    of a field, and `kinds` the type of each section. `sources` are, in words, the documents that parts of the report cite, by what they stand
    below; `notice` is what it says on its pages. `handout` is the paper that slides are put on with their notes, "" for none."""

    report: str
    template: str
    kind: str
    page: str
    language: str
    pages: tuple[Page, ...]
    furniture: Furniture
    title: str
    subject: str
    date: str
    status: str
    edition: str
    standard: Standard = "ua-1"
    omitted: Mapping[str, str] = field(default_factory=dict)
    fields: tuple[Text | Figure | Day, ...] = ()
    where: Mapping[Origin, Where] = field(default_factory=dict)
    left_out: Mapping[Origin, LeftOut] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Diagnostic, ...] = ()
    handout: str = ""
    sources: Mapping[Origin, Rich] = field(default_factory=dict)
    notice: Rich = ()
