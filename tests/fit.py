"""Renews the table of docs/fit.md: `python tests/fit.py`. The sample with every text once, twice and four times, in six languages.

LibreOffice draws the decks, PDFium reads both: which words are there, and which stand outside their boxes. It ends with 1 when
anything is lost.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from drawn_words import Drawn, read
from frame_reading import ROOT, Laid
from many_words import SIX, laid
from office import Office, lay_fonts

from briefings.diagnostics import BriefingsError
from briefings.writers import WRITERS

PAGE: Final = ROOT / "docs/fit.md"
TIMES: Final = (1, 2, 4)
MARKS: Final = ("<!-- measured: fit -->", "<!-- /measured -->")
HEAD: Final = (
    "| output | language | times | pages | words in the data | found in their boxes | in notes or names | left out by rule | lost | outside a box |\n"
    "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|\n"
)


def main() -> int:
    """Measures everything, and writes the table between its marks."""
    lost = 0
    rows: list[str] = []
    with tempfile.TemporaryDirectory() as given:
        space = Path(given)
        office = Office(lay_fonts(space / "fonts"), space / "profile", space / "drawn")
        for times in TIMES:
            decks = [laid(language, times, "deck") for language in SIX]
            for language, made, drawing in zip(SIX, decks, _drawn(office, decks), strict=True):
                found = read(made.briefing, made.layout, drawing, notes=True)
                rows.append(_row("deck", language, times, made, found))
                lost += _told(found)
        for times in TIMES:
            for language in SIX:
                try:
                    made = laid(language, times, "one-pager")
                except BriefingsError as problem:
                    rows += (f"| one-pager | {language} | {times} | {told} | | | | | | |" for told in _errors(problem))
                    continue
                found = read(made.briefing, made.layout, WRITERS["pdf"](made.layout).data, notes=False)
                rows.append(_row("one-pager", language, times, made, found))
                lost += _told(found)
    text = PAGE.read_text(encoding="utf-8")
    before, after = text.split(MARKS[0])[0], text.split(MARKS[1])[1]
    PAGE.write_text(f"{before}{MARKS[0]}\n{HEAD}{chr(10).join(rows)}\n{MARKS[1]}{after}", encoding="utf-8")
    return 1 if lost else 0


def _drawn(office: Office, decks: list[Laid]) -> list[bytes]:
    return office.draw_decks([WRITERS["pptx"](made.layout).data for made in decks])


def _row(output: str, language: str, times: int, made: Laid, found: Drawn) -> str:
    numbers = (
        len(made.frames),
        found.all,
        found.found,
        found.elsewhere,
        found.left_out,
        len(found.lost),
        len(found.outside),
    )
    return f"| {output} | {language} | {times} | " + " | ".join(f"{number:,}" for number in numbers) + " |"


def _errors(problem: BriefingsError) -> Iterator[str]:
    for finding in problem.findings:
        over = re.search(r"over by \d+ pt", finding.message)
        fewer = re.search(r"by about \d+ words?", finding.hint)
        if over is None or fewer is None:
            raise problem
        yield f"error: {over[0]}; shorten {finding.path} {fewer[0]}"


def _told(found: Drawn) -> int:
    for fault in (*found.lost, *found.outside):
        sys.stderr.write(f"{fault}\n")
    return len(found.lost) + len(found.outside)


if __name__ == "__main__":
    raise SystemExit(main())
