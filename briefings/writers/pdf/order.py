"""In which order the runs of a line are read: they stand from left to right, which in Arabic is not how they are written."""

from __future__ import annotations

from ...frame import GlyphRun


def reading_order(runs: tuple[GlyphRun, ...], text: str, rtl: bool) -> tuple[GlyphRun, ...]:
    """A line's runs in the order that their texts have in the line's text; `rtl` is the paragraph's direction."""
    if not any(run.rtl for run in runs):
        return runs
    visual = runs[::-1] if rtl else runs
    found = _matched(text, visual)
    return tuple(found) if found is not None else visual


def _matched(text: str, runs: tuple[GlyphRun, ...]) -> list[GlyphRun] | None:
    """The runs in an order in which their texts make the text; what no run shows (a space at the end) is passed over."""
    if not runs:
        return []
    tried: set[str] = set()
    for index, run in enumerate(runs):
        if run.text in tried or not text.startswith(run.text):
            continue
        tried.add(run.text)
        rest = _matched(text[len(run.text) :], runs[:index] + runs[index + 1 :])
        if rest is not None:
            return [run, *rest]
    return _matched(text[1:], runs) if text[:1].isspace() else None
