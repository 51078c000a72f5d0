"""`--final`: what may not go out at a moment is not written."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from .. import report
from ..diagnostics import BriefingsError, Diagnostic, Level
from ..engine.project import Project, Subject
from ..engine.reading import Reading
from ..env import Env
from ..facts import approval, stale
from ..frozen import replace
from ..report.place import Place
from ..source import Scalar, Source
from .facts import gather


def refused(
    project: Project, subjects: Sequence[Subject], env: Env, at: datetime.datetime
) -> dict[str, tuple[Diagnostic, ...]]:
    """The reports, by id, that may not go out at a moment, and why. A version for an audience goes out with its whole report."""
    held: dict[str, tuple[Diagnostic, ...]] = {}
    reading = Reading(project, env)
    for of in subjects:
        try:
            given, _ = reading.source(of)
            id = report.parse(given, env).id
        except BriefingsError:
            continue  # the build tells, and makes nothing of it
        if told := tuple(_findings(given, of, reading, at)):
            held[id] = told
    return held


def _findings(given: Source, of: Subject, reading: Reading, at: datetime.datetime) -> Iterator[Diagnostic]:
    """Why a report may not go out."""
    yield from _status(given, at)
    yield from approval.findings(given, of.report, reading.env, of.row.id if of.row else "")
    yield from stale.due(given, at.astimezone(datetime.UTC).date())
    _, found = gather([of], reading)
    for one in found:
        if one.level is Level.ERROR or one.code in ("source-changed", "facts-file-wrong", "fact-unread", "fact-older"):
            yield replace(one, level=Level.ERROR)


def _status(given: Source, at: datetime.datetime) -> Iterator[Diagnostic]:
    """A draft is not final, and an embargo holds until its hour."""
    place = Place(given.root) / "status"
    status = place.node.text if isinstance(place.node, Scalar) else ""
    if status == "draft":
        yield place.error("final-draft", "this report is a draft", "write `status: final` when it is one")
    spot = Place(given.root) / "embargo"
    if status == "embargoed" and isinstance(spot.node, Scalar):
        given_ = re.sub(r"\s+(?=[-+Z])", "", spot.node.text).replace("Z", "+00:00")
        until = datetime.datetime.fromisoformat(given_)  # the report was checked
        if at < (until if until.tzinfo else until.replace(tzinfo=datetime.UTC)):
            message = f"this report is embargoed until {spot.node.text}; it is {at.isoformat(timespec='minutes')}"
            yield spot.error("final-embargo", message, "build it as final after that hour")
        else:
            message = "the embargo is over, but its pages would still name it"
            hint = "write `status: final` and take `embargo` out"
            yield place.error("final-embargo-over", message, hint)
