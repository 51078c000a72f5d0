"""What a mail holds beside its words: the other files of its document, and a picture of the first page."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Final

from ..briefing import Briefing
from ..diagnostics import BriefingsError, Diagnostic, Where, warning
from ..frame import Layout
from ..frozen import replace
from ..layout import layout
from ..look import Look
from ..reflow.charted import first_page
from ..reflow.mail import ATTACHED
from ..reflow.mail.markup import SHEET, SLIDE
from .output import File

_MOST: Final = 7_000_000
"""So many bytes of files are ten million as they are mailed: what most servers take."""


def attached(name: str, files: Mapping[str, File], place: Where) -> tuple[Mapping[str, bytes], tuple[Diagnostic, ...]]:
    """The files that go with a mail, by their bare names, and what is told of those that are too large."""
    made: dict[str, bytes] = {}
    found: list[Diagnostic] = []
    order = {ending: at for at, ending in enumerate(ATTACHED)}
    known = [
        (order[path.rpartition(".")[2]], path, file) for path, file in files.items() if path.rpartition(".")[2] in order
    ]
    room = _MOST
    for _, path, file in sorted(known, key=lambda one: one[:2]):
        if file.size > room:
            message = f"`{name}` goes without `{path}` ({file.size / 1_000_000:.1f} MB): many servers refuse mails of more than 10 MB"
            found.append(
                warning("mail-large", message, place, hint="put the file on a server, and its address into the report")
            )
            continue
        room -= file.size
        made[posixpath.basename(path)] = file.data
    return made, tuple(found)


def laid(briefing: Briefing, look: Look, master: bytes) -> Layout | None:
    """The first page of a document that is not made in pages; None where it has no room."""
    try:
        return layout(replace(briefing, pages=briefing.pages[:1]), look, master)
    except BriefingsError:
        return None


def cover(made: Layout | None) -> bytes:
    """The first page as PNG; nothing where there is none."""
    if made is None or not made.frames:
        return b""
    page = made.frames[0].page
    return first_page(made, 2 * (SLIDE if page.is_slide else SHEET)).data
