"""What a template file is once it has been read: pages, loops, conditions, blocks and their values, each with its place.

What is wrong in a file is told when it is read; here it is `Broken` where a value should be, and missing from the rest.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from ..diagnostics import Diagnostic, Where
from ..frozen import frozen
from .expressions import Expression, Written

# -- values ---------------------------------------------------------------------------------------------------------------------------


@frozen
class Constant:
    """A value that is what it is: a number, true or false, nothing."""

    value: object
    where: Where


@frozen
class Broken:
    """A value that could not be read, and why."""

    where: Where
    findings: tuple[Diagnostic, ...] = ()


@frozen
class Items:
    """A list of values."""

    items: tuple[Value, ...]
    where: Where


@frozen
class Fields:
    """A map of values. With a `for`, one map (or its `value`) for each round."""

    around: Around
    fields: tuple[tuple[str, Value], ...]
    where: Where


Value: TypeAlias = "Constant | Written | Broken | Items | Fields"
Condition: TypeAlias = "bool | Expression"


@frozen
class Loop:
    """`for`: a name, and the list that it goes through; `words` are those of the list."""

    name: str
    items: Expression
    words: str


@frozen
class Around:
    """The `for`, `with` and `if` of an entry, in the order in which they are asked. A `for` that is Broken has no rounds."""

    loop: Loop | Broken | None = None
    names: tuple[tuple[str, Value], ...] = ()
    condition: Condition = True


# -- blocks ---------------------------------------------------------------------------------------------------------------------------


@frozen
class Inner:
    """A parameter that is a flow of its own."""

    flow: Flow


@frozen
class Block:
    """A block to be made of its parameters' values; kind and parameters by their names."""

    kind: str
    around: Around
    id: Value | None
    given: tuple[tuple[str, Value | Inner], ...]
    where: Where
    priority: int = 0
    optional: Condition = False


@frozen
class Blocks:
    """Blocks that share a `for` and an `if`."""

    around: Around
    blocks: Flow
    priority: int = 0
    optional: Condition = False


@frozen
class Several:
    """Texts and blocks, one after the other."""

    items: tuple[Flow, ...]


Flow: TypeAlias = "Constant | Written | Broken | Block | Blocks | Several | None"
"""What stands in a flow. A text is prose; it may give blocks that the report brings along."""


# -- pages ----------------------------------------------------------------------------------------------------------------------------


@frozen
class Place:
    """What stands in a place of a page's layout: a line or a flow. It is read as both where the layout is only known when filled."""

    name: str
    line: Value | None
    flow: Flow
    where: Where


@frozen
class Page:
    """A page; `layout` is a value where it is not known until the page is filled, and "" where there is none of the name."""

    around: Around
    layout: str | Value
    id: Value | None
    section: Value | None
    notes: Value | None
    photo: Flow
    places: tuple[Place, ...]
    where: Where
    layout_where: Where


@frozen
class Pages:
    """Pages that share a `for` and an `if`."""

    around: Around
    pages: tuple[Entry, ...]


@frozen
class Include:
    """The pages of another file, which is known by the place that names it."""

    around: Around
    where: Where


Entry: TypeAlias = "Page | Pages | Include"


@frozen
class Omit:
    """Sections that are left out on purpose, by type, by id or all the rest, and why."""

    type: str | None
    section: str | None
    rest: bool
    reason: Value


@frozen
class File:
    """A file of pages, what stands on all of them, what it leaves out, and what is wrong with it."""

    pages: tuple[Entry, ...]
    footer: Value | None
    date: Value | None
    omits: tuple[Omit, ...]
    notes: str
    findings: tuple[Diagnostic, ...]


KINDS: Final = (Block, Blocks, Several, Constant, Broken, Items, Fields, Loop, Around, Inner, Place, Page, Pages, Include, Omit, File,
                Expression, Written, Where, Diagnostic)  # fmt: skip
"""All that a file is made of."""
