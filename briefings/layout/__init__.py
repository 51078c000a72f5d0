"""Decide what stands where: pages of blocks become frames of placed items.

Only this package chooses steps of the type scale, cuts, stretch and slide layouts, and moves pieces. Every choice that a reader could
ask about is on the result as a decision.
"""

from __future__ import annotations

from collections.abc import Callable

from ..briefing import Briefing, Page
from ..diagnostics import BriefingsError, Diagnostic, Where
from ..frame import Layout, Properties
from ..frozen import replace
from ..look import Look
from .handout import handout as handout
from .sheet import lay_sheet
from .slides import lay_slides


def layout(
    briefing: Briefing,
    look: Look,
    brand: bytes,
    *,
    date: str = "",
    author: str = "",
    after: int = 0,
    at: Callable[[Where], object] = lambda where: None,
) -> Layout:
    """The briefing's pages in a look, measured, fitted and placed.

    `brand` is the .pptx whose slide master the look was read from; `date` (ISO 8601, UTC) overrides the report's date in the metadata;
    `after` says how many slides that the .pptx brings along stand at the end; `at` is told the place of what comes next.
    Raises BriefingsError when something cannot be made to fit, saying by how much.
    """
    lay = lay_slides if briefing.kind == "slides" else lay_sheet
    try:
        frames, decisions = lay(briefing, look, lambda page: at(_place(page, briefing)))
    except BriefingsError as problem:
        raise BriefingsError(_at_its_text(finding, briefing) for finding in problem.findings) from None
    properties = Properties(
        title=briefing.title,
        language=briefing.language,
        date=date or briefing.date,
        subject=briefing.subject,
        author=author,
        edition=briefing.edition,
        status=briefing.status,
        standard=briefing.standard,
        one_page=briefing.kind == "sheet" and len(briefing.pages) == 1,
    )
    return Layout(frames, properties, brand, decisions, after)


def _place(page: Page, briefing: Briefing) -> Where:
    """Where the author says what a page is about; where the template asks for it when the page's title is the template's."""
    title = (origin for span in page.lines.get("title", ()) for origin in span.origins)
    return next((briefing.where[origin] for origin in title if origin in briefing.where), page.where)


def _at_its_text(finding: Diagnostic, briefing: Briefing) -> Diagnostic:
    """A finding about a text at the place where the author can shorten it, rather than where the template asks for it."""
    near = (place for origin, place in briefing.where.items() if f"{origin}.".startswith(f"{finding.path}."))
    return replace(finding, where=next(near, finding.where)) if finding.path else finding
