"""The cards of a document as files: which there are, what has none, and what the manifest and the list of alternative texts say of them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from .. import reflow
from ..briefing import Briefing
from ..diagnostics import BriefingsError, Diagnostic, Where, note, warning
from ..frame import Layout, Properties
from ..look import Look
from ..pages import coverage
from . import manifest
from .output import File

if TYPE_CHECKING:
    from ..reflow.cards import Card, Dealt
    from ..reflow.nodes import Flow
    from .course import Output

LIST: Final = "alt-texts.csv"
"""The file that says of each card what it shows, for those who post it."""
_LISTED: Final = 6
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def written(
    of: Briefing, flow: Flow, look: Look, sizes: Sequence[str], names: Mapping[str, str], place: Where
) -> tuple[Mapping[str, File], tuple[Diagnostic, ...], Mapping[str, str]]:
    """The cards of a document in its formats, each in the folder that the format's name stands for; what was found; and their fonts."""
    from ..reflow.cards import deal, drawn

    dealt = deal(flow, look, sizes)
    found = [*_passed(of, dealt, place), *_misfits(of, dealt)]
    layout = Layout(tuple(card.frame for card in dealt.cards), Properties(of.title, of.language, of.date), b"")
    try:
        found += coverage.check(of, layout, look, of.where, notes=False)
    except BriefingsError as problem:
        return {}, (*found, *problem.findings), {}
    files: dict[str, File] = {}
    for form, name in names.items():
        if form in reflow.PICTURES:
            folder = name.removesuffix(f".{form}")
            files |= {
                f"{folder}/{card.name}.{form}": File.of(data, manifest.text(_about(card)))
                for card, data in drawn(dealt.cards, form, flow)
            }
    return files, tuple(found), manifest.faces(layout)


def _about(card: Card) -> dict[str, Any]:
    """What the manifest says of a card."""
    return {
        "pages": 1,
        "titles": [card.frame.title],
        "size": str(card.size),
        "alt": card.alt,
        "credit": card.credit,
        "omitted": {},
        "decisions": [],
        "shown": {origin: [{"page": 1, "in": "body"}] for origin in card.origins},
    }


def _passed(of: Briefing, dealt: Dealt, place: Where) -> Iterator[Diagnostic]:
    """What has no card for what it is."""
    output = f"{of.report}-{of.template}.{of.language}"
    if not dealt.cards and not dealt.misfits:
        hint = "cards are made of charts, figures and quotes"
        yield warning("cards-none", f"`{output}`: it shows nothing that there is a card of", place, hint=hint)
    elif dealt.passed:
        shown = ", ".join(f"`{id}`" for id in dealt.passed[:_LISTED])
        more = f" and {len(dealt.passed) - _LISTED} more" if len(dealt.passed) > _LISTED else ""
        message = f"`{output}`: no card is made of {shown}{more}: lists, tables, timelines and comparisons have none"
        yield note("cards-passed", message, place)


def _misfits(of: Briefing, dealt: Dealt) -> Iterator[Diagnostic]:
    """What is too long for a card."""
    for one in dealt.misfits:
        message = (
            f"`{one.id}` has no card of {one.size} in {of.language}: it is too long for it in type that can be read"
        )
        hint = "shorten it, show fewer values, or take a size with more room, such as 1080x1080"
        yield warning("card-full", message, of.where.get(one.origin), one.origin, hint)


def listed(outputs: Iterable[Output]) -> bytes:
    """The list of the cards of a run, as CSV that spreadsheets open as UTF-8; nothing where it has none."""
    import csv

    rows = [(one.name, one.language, *one.about["titles"], one.about["alt"], one.about["credit"])
            for one in outputs if one.format in reflow.PICTURES]  # fmt: skip
    if not rows:
        return b""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(("file", "language", "title", "alternative text", "credit"))
    writer.writerows([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + stream.getvalue().encode()
