"""What the text engine is worth, in figures: `python benchmarks/text_engine.py` prints the tables of docs/text.md.

    --write        puts them into docs/text.md instead
    --boxes 600    so many boxes for the lines that LibreOffice draws, 0 to leave that out
    --seeds 2023   the seeds of the boxes; several make a row each

Needs LibreOffice and Unicode's test files (Debian: libreoffice-impress, unicode-data). It ends with 1 when a case of Unicode's comes out
wrong, or LibreOffice draws more lines than we say.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / folder) for folder in ("tests/text", "tests", "benchmarks")]

import conformance
import line_counts
from make_unicode_tables import UNICODE_DATA, VERSION, why_unusable
from office import Office, lay_fonts

from briefings.frame import Paragraph, Run
from briefings.geometry import points
from briefings.look import Colour, TextStyle
from briefings.text import fonts, measure, shape
from briefings.text.linebreak import TAILORINGS

PAGE: Final = ROOT / "docs/text.md"
MARKS: Final = "<!-- measured: {} -->", "<!-- /measured -->"
SEEDS: Final = (2023, 1, 2, 3)
_STYLE: Final = TextStyle(14, Colour("000000", "tx1"))
_ROUNDS: Final = 9
_EVERY: Final = {2: "", 1: ", an address in every box"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, and prints or writes the tables."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--write", action="store_true")
    asked.add_argument("--boxes", type=int, default=600)
    asked.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    options = asked.parse_args(arguments)
    if reason := why_unusable(UNICODE_DATA):
        sys.stderr.write(f"{reason}\n")
        return 1
    tables = {"unicode": list(unicode_rows(UNICODE_DATA)), "tailorings": list(tailoring_rows())}
    wrong = any(judged.wrong for _, judged in _judged(UNICODE_DATA))
    if options.boxes:
        tables["lines"], under = line_rows(options.boxes, options.seeds)
        wrong = wrong or under > 0
    gc.freeze()  # what else the process holds need not be looked through before each thing is timed
    tables["cost"] = list(cost_rows())
    gc.unfreeze()
    text = PAGE.read_text(encoding="utf-8")
    for name, rows in tables.items():
        if options.write:
            text = _renewed(text, name, rows)
        else:
            print("\n".join(rows), end="\n\n")
    if options.write:
        PAGE.write_text(text, encoding="utf-8")
    return int(wrong)


# --- Unicode -----------------------------------------------------------------------------------------------------------------


def unicode_rows(folder: Path) -> Iterator[str]:
    """A row for each of Unicode's test files."""
    yield f"| Unicode {VERSION} | cases | as the standard says | % |"
    yield "|---|--:|--:|--:|"
    for name, judged in _judged(folder):
        right = judged.cases - len(judged.wrong)
        yield f"| {name} | {judged.cases:,} | {right:,} | {100 * right / judged.cases:g} |"


def _judged(folder: Path) -> Iterator[tuple[str, conformance.Judged]]:
    yield "BidiTest", conformance.bidi(folder)
    yield "BidiCharacterTest", conformance.bidi_characters(folder)
    yield "LineBreakTest", conformance.line_breaks(folder)
    yield "GraphemeBreakTest", conformance.grapheme_clusters(folder)


def tailoring_rows() -> Iterator[str]:
    """A row for each exception that a language makes to UAX #14."""
    yield "| exception | languages | characters and their classes | why |"
    yield "|---|---|---|---|"
    for one in TAILORINGS:
        classes = ", ".join(f"{char} {name}" for char, name in one.classes.items())
        yield f"| {one.name} | {', '.join(sorted(one.languages))} | {classes} | {one.reason} |"


# --- Lines -------------------------------------------------------------------------------------------------------------------


def line_rows(number: int, seeds: Sequence[int]) -> tuple[list[str], int]:
    """A row for each seed, as it is and with an address in every box, and, of all seeds together, for each language; and how many boxes have more lines than we say."""
    counts: dict[tuple[str, str], list[int]] = {}
    asked = [(f"seed {seed}{said}", seed, every) for every, said in _EVERY.items() for seed in seeds]
    with tempfile.TemporaryDirectory() as given:
        space = Path(given)
        office = Office(lay_fonts(space / "fonts"), space / "profile", space / "drawn")
        for name, seed, every in asked:
            cases = line_counts.boxes(number, seed, every)
            drawn = line_counts.drawn(cases, office.draw_deck(line_counts.deck(cases)))
            for case, lines in zip(cases, drawn, strict=True):
                count = counts.setdefault((name, case.language), [0, 0, 0])
                for index, said in enumerate((True, case.lines < lines, case.lines > lines)):
                    count[index] += said
                if case.lines < lines:
                    sys.stderr.write(f"{case.lines} lines, {lines} drawn ({name}): {case.paragraph.text}\n")
    rows = ["| | boxes | too few lines | too many | % too many |", "|---|--:|--:|--:|--:|"]
    rows += [_line_row(name, [one for (own, _), one in counts.items() if own == name]) for name, _, _ in asked]
    rows += [
        _line_row(f"{language}, all seeds", [one for (_, own), one in counts.items() if own == language])
        for language in line_counts.LANGUAGES
    ]
    rows.append(_line_row("all", list(counts.values())))
    return rows, sum(under for _, under, _ in counts.values())


def _line_row(name: str, counts: Sequence[Sequence[int]]) -> str:
    boxes, under, over = (sum(column) for column in zip(*counts, strict=True))
    return f"| {name} | {boxes:,} | {under} | {over} | {100 * over / boxes:.1f} |"


# --- Cost --------------------------------------------------------------------------------------------------------------------


def cost_rows() -> Iterator[str]:
    """A row for each language: what its paragraphs cost, beside bare HarfBuzz shaping of the same letters."""
    yield "| language | letters a paragraph | HarfBuzz µs | set for the first time, µs | x HarfBuzz | set again in another width, µs | x HarfBuzz |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    for language in line_counts.LANGUAGES:
        paragraphs = [
            Paragraph((Run(text, _STYLE, language=language),), _STYLE, rtl=language == "ar")
            for text in line_counts.texts(language)
        ]
        script: fonts.Script = {"ar": "complex", "zh": "asian"}.get(language, "latin")  # type: ignore[assignment]
        face = line_counts.FONTS.chain("body", script=script)[1 if language == "ar" else 0]
        rounds = [_round(paragraphs, face, language, number) for number in range(_ROUNDS + 1)][1:]
        bare, first, again = (1e6 * statistics.median(column) for column in zip(*rounds, strict=True))
        first_by, again_by = (statistics.median(row[index] / row[0] for row in rounds) for index in (1, 2))
        letters = sum(len(paragraph.text) for paragraph in paragraphs) / len(paragraphs)
        yield f"| {language} | {letters:.0f} | {bare:.0f} | {first:.0f} | {first_by:.1f} | {again:.0f} | {again_by:.1f} |"


def _round(paragraphs: Sequence[Paragraph], face: fonts.Face, language: str, number: int) -> tuple[float, float, float]:
    """Seconds for a paragraph: shaped barely, set as if never seen (fonts and Unicode's tables stay open), and set in a width that it
    has not been set in, as layout does when it tries slide layouts and columns."""
    measure.forget()
    shape.shaped.cache_clear()
    return (
        _timed(lambda: _bare(paragraphs, face, language)) / len(paragraphs),
        _timed(lambda: _set(paragraphs, points(400))) / len(paragraphs),
        _timed(lambda: _set(paragraphs, points(300 + number))) / len(paragraphs),
    )


def _timed(way: Callable[[], None]) -> float:
    """What a thing takes without the collector of garbage, as Python's `timeit` measures."""
    gc.collect()
    gc.disable()
    start = time.perf_counter()
    way()
    taken = time.perf_counter() - start
    gc.enable()
    return taken


def _bare(paragraphs: Sequence[Paragraph], face: fonts.Face, language: str) -> None:
    """Each text shaped in one face, and its glyphs, clusters and advances read: what any program has to do that sets text."""
    import uharfbuzz as hb

    for paragraph in paragraphs:
        buffer = hb.Buffer()
        buffer.add_str(paragraph.text)
        buffer.language = language
        buffer.guess_segment_properties()
        hb.shape(face.hb_font, buffer, {"kern": False})
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            _ = info.codepoint, info.cluster, position.x_advance


def _set(paragraphs: Sequence[Paragraph], width: int) -> None:
    for paragraph in paragraphs:
        measure.set_text((paragraph,), width, line_counts.FONTS)


# --- The page ----------------------------------------------------------------------------------------------------------------


def _renewed(text: str, name: str, rows: Sequence[str]) -> str:
    begin = MARKS[0].format(name)
    before, _, rest = text.partition(begin)
    _, end, after = rest.partition(MARKS[1])
    if not end:
        raise SystemExit(f"{PAGE} has no place for `{begin}`")
    return f"{before}{begin}\n{chr(10).join(rows)}\n{end}{after}"


if __name__ == "__main__":
    raise SystemExit(main())
