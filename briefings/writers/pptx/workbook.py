"""The workbook that PowerPoint opens when a chart's numbers are edited.

What all workbooks have in common is that of a small one by xlsxwriter, beside this file; the cells, their texts and formats are written here.
Source: ECMA-376 part 1, 18.3.1 (worksheets) and 18.4 (shared strings).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from html import escape
from importlib.resources import files
from itertools import chain, count, zip_longest
from typing import Final

from ...charts.native import Native, NativeSeries
from ...frozen import frozen
from ...ooxml.package import Member, member, unpacked, zipped
from ...regex import regex

OWN_CELLS: Final = ("names", "remark")
"""What series of these jobs say stands in a column of their own; other labels from cells are the numbers themselves."""
_ESCAPE: Final = regex(r"_(?=x[0-9A-Fa-f]{4}_)")
_STYLES: Final = "/xl/styles.xml"
_OWN: Final = 164
"""The first number of a format that a workbook brings along; those below are Excel's."""
_KNOWN: Final = {"General": 0, "0": 1}
_SHEET: Final = "xl/worksheets/sheet1.xml"
_STRINGS: Final = "xl/sharedStrings.xml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BLOCK: Final = 16
"""So many rows share what they say of their columns: Excel's own habit."""


@frozen
class Sheet:
    """The workbook's columns: the categories in the first, then a column for each series' numbers, then those that some series need
    besides: the places of dots, and words."""

    columns: tuple[tuple[str, tuple[Decimal | str | None, ...], tuple[str, ...]], ...]
    places: Mapping[tuple[int, str], int]
    formulas: Mapping[tuple[int, int], str]

    def range(self, series: int, what: str) -> str:
        """The cells of a series, without its head: its "values", "heights" or "words"."""
        at = self.places[series, what]
        rows = len(self.columns[at][1])
        return f"Sheet1!${_column(at)}$2:${_column(at)}${rows + 1}"

    @property
    def title(self) -> str:
        """The cell of the sum that stands in the chart."""
        return f"Sheet1!${_column(len(self.columns) - 1)}$2"

    def head(self, series: int) -> str:
        return f"Sheet1!${_column(self.places[series, 'values'])}$1"


def sheet_of(native: Native) -> Sheet:
    """The cells that a chart takes its numbers and words from."""
    columns: list[tuple[str, tuple[Decimal | str | None, ...], tuple[str, ...]]] = []
    days = native.category_axis.days if native.category_axis else ()
    names: tuple[Decimal | str | None, ...] = tuple(map(Decimal, days)) if days else native.categories
    columns.append(("", names, ()))
    places: dict[tuple[int, str], int] = {}
    for index, series in sorted(enumerate(native.series), key=lambda pair: pair[1].job != "data"):
        if series.job == "fill":
            places[index, "values"] = 1
            continue
        places[index, "values"] = len(columns)
        labels = {
            point.index: point.labels.number_format
            for point in series.points
            if point.labels is not None and point.labels.cells and not series.formulas
        }
        formats = (
            tuple(labels.get(at, "") for at in range(len(series.values))) if labels and series.job == "data" else ()
        )
        columns.append((series.name, series.values, formats))
    for index, series in enumerate(native.series):
        more: tuple[tuple[str, tuple[Decimal | str | None, ...]], ...] = (
            ("heights", series.heights),
            ("words", series.shown if has_words(series) else ()),
        )
        for what, cells in more:
            if not cells:
                continue
            if what == "words" and cells == names:
                places[index, what] = 0
                continue
            own = series.head if what == "heights" else ""
            known = next((at for at, (head, held, _) in enumerate(columns) if at and not head and held == cells), None)
            known = known if not own and not (what == "words" and series.formulas) else None
            places[index, what] = len(columns) if known is None else known
            if known is None:
                columns.append((own, cells, ()))
    sums: dict[tuple[int, int], str] = {}
    if native.title is not None:
        added = f"SUM({_column(1)}2:{_column(1)}{len(names) + 1})"
        sums[0, len(columns)] = "=" + native.title.formula.format(added)
        columns.append(("Σ", (native.title.shown,), ()))
    made = (_stem_formulas(native, places), _arrow_formulas(native, places), _word_formulas(native, places))
    return Sheet(tuple(columns), places, dict(chain(*made)) | sums)


def has_words(series: NativeSeries) -> bool:
    """Whether the words of its labels have cells of their own."""
    return series.job in OWN_CELLS or bool(series.formulas)


def _word_formulas(native: Native, places: Mapping[tuple[int, str], int]) -> Iterator[tuple[tuple[int, int], str]]:
    """Cells whose words follow from a number's own cell."""
    data = [_column(places[index, "values"]) for index, series in enumerate(native.series) if series.job == "data"]
    for index, series in enumerate(native.series):
        for at, made in enumerate(series.formulas):
            number = f"{_column(places[index, 'values'])}{at + 2}"
            if series.job == "apart":
                yield (at, places[index, "values"]), f"=({data[0]}{at + 2}+{data[1]}{at + 2})/2"
                number = f"ABS({data[1]}{at + 2}-{data[0]}{at + 2})"
            if made:
                yield (at, places[index, "words"]), "=" + made.format(number)


def _arrow_formulas(native: Native, places: Mapping[tuple[int, str], int]) -> Iterator[tuple[tuple[int, int], str]]:
    """Cells of an arrow between two series: where it begins and how long it is follow from the series' own cells."""
    for index, series in enumerate(native.series):
        if series.between is not None:
            first, second = (_column(places[one, "values"]) for one in series.between)
            at = next(at for at, value in enumerate(series.values) if value is not None)
            yield (at, places[index, "values"]), f"={first}{at + 2}"
            yield (at, places[index, "heights"]), f"=ABS({second}{at + 2}-{first}{at + 2})"


def _stem_formulas(native: Native, places: Mapping[tuple[int, str], int]) -> Iterator[tuple[tuple[int, int], str]]:
    """Cells of lines that join dots, by row and column: the ends are those of the dots' own cells, or as far within them as the line ends short of
    its dots, so that an edit moves both."""
    data = [places[index, "values"] for index, series in enumerate(native.series) if series.job == "data"]
    for index, series in enumerate(native.series):
        if series.job != "stems":
            continue
        for at in range(len(native.categories)):
            cells = f"{_column(data[0])}{at + 2}:{_column(data[-1])}{at + 2}"
            known = [
                native.series[one].values[at] for one in range(len(native.series)) if native.series[one].job == "data"
            ]
            last, most = series.values[3 * at + 1], max((value for value in known if value is not None), default=None)
            less = most - last if last is not None and most is not None else 0
            if len(data) > 1:
                yield (3 * at, places[index, "values"]), f"=MIN({cells})" + (f"+{less}" if less else "")
            yield (3 * at + 1, places[index, "values"]), f"=MAX({cells})" + (f"-{less}" if less else "")


@frozen
class _Base:
    """A workbook without cells: its other parts, and its sheet's XML before, between and after size and cells; the numbers of its cell
    styles by their number formats."""

    parts: tuple[Member, ...]
    before: str
    between: str
    after: str
    styles: Mapping[str, str]


@lru_cache(64)
def _base(codes: tuple[str, ...], rtl: bool) -> _Base:
    made = dict(_blank())
    sheet = made.pop(f"/{_SHEET}").decode()
    del made[f"/{_STRINGS}"]
    made[_STYLES] = _styled(made[_STYLES].decode(), codes).encode()
    if rtl:
        sheet = sheet.replace("<sheetView ", '<sheetView rightToLeft="1" ')
    before, rest = sheet.split("<dimension", 1)
    between = rest[rest.index("/>") + 2 : rest.index("<sheetData>")]
    parts = tuple(member(name, data) for name, data in made.items())
    styles = {code: str(number) for number, code in enumerate(codes, 1)}
    return _Base(parts, before, between, rest[rest.index("</sheetData>") + len("</sheetData>") :], styles)


@cache
def _blank() -> Mapping[str, bytes]:
    """The parts of a workbook that xlsxwriter made, with one text and one number."""
    return unpacked(files(__package__).joinpath("blank.xlsx").read_bytes())


def _styled(styles: str, codes: Sequence[str]) -> str:
    """The cell styles of a workbook whose one number has a format, for these formats in its place (18.8.30, 18.8.10)."""
    own = dict(zip((code for code in codes if code not in _KNOWN), count(_OWN)))
    formats = "".join(f'<numFmt numFmtId="{id}" formatCode="{escape(code)}"/>' for code, id in own.items())
    head = f'<numFmts count="{len(own)}">{formats}</numFmts>' if own else ""
    cells = "".join(_cell((_KNOWN | own)[code]) for code in codes)
    styles = re.sub("<numFmts.*</numFmts>", lambda _: head, styles)
    return styles.replace(_cell(_OWN), cells).replace('<cellXfs count="2">', f'<cellXfs count="{len(codes) + 1}">')


def _cell(format: int) -> str:
    applied = ' applyNumberFormat="1"' if format else ""
    return f'<xf numFmtId="{format}" fontId="0" fillId="0" borderId="0" xfId="0"{applied}/>'


def workbook(sheet: Sheet, *, rtl: bool) -> bytes:
    """Categories in the first column, a column for each series; text is text, never a formula or a link."""
    by_row = zip_longest(*(formats for _, _, formats in sheet.columns), fillvalue="")
    base = _base(tuple(dict.fromkeys(code for row in by_row for code in row if code)), rtl)
    texts: dict[str, int] = {}
    total = 0
    rows: dict[int, dict[int, str]] = {}
    for column, (head, cells, formats) in enumerate(sheet.columns):
        for row, cell in enumerate((head or None, *cells)):
            if cell is None:
                continue
            code = formats[row - 1] if formats and row else ""
            formula = sheet.formulas.get((row - 1, column), "")
            place = f'r="{_column(column)}{row + 1}"'
            if isinstance(cell, str) and formula:
                made = f'<c {place} t="str"><f>{escape(formula[1:], quote=False)}</f><v>{escape(cell, quote=False)}</v></c>'
            elif isinstance(cell, str):
                total += 1
                made = f'<c {place} t="s"><v>{texts.setdefault(cell, len(texts))}</v></c>'
            elif formula:
                made = f"<c {place}><f>{escape(formula[1:], quote=False)}</f><v>{float(cell)}</v></c>"
            else:
                style = f' s="{base.styles[code]}"' if code else ""
                made = f"<c {place}{style}><v>{float(cell):.16G}</v></c>"
            rows.setdefault(row, {})[column] = made
    size = f"A{min(rows) + 1}:{_column(max(map(max, rows.values())))}{max(rows) + 1}"
    strings = "".join(map(_string, texts))
    written = (
        f'{base.before}<dimension ref="{size}"/>{base.between}<sheetData>{"".join(_rows(rows))}</sheetData>{base.after}'
    )
    shared = (
        f'{_HEAD}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="{total}" uniqueCount="{len(texts)}">'
        f"{strings}</sst>"
    )
    own = (member(f"/{_SHEET}", written.encode()), member(f"/{_STRINGS}", shared.encode()))
    return zipped((*base.parts, *own))


def _rows(rows: Mapping[int, Mapping[int, str]]) -> Iterator[str]:
    spans: dict[int, list[int]] = {}
    for row, cells in rows.items():
        spans.setdefault(row // _BLOCK, []).extend(cells)
    for row, cells in sorted(rows.items()):
        columns = spans[row // _BLOCK]
        span = f"{min(columns) + 1}:{max(columns) + 1}"
        yield f'<row r="{row + 1}" spans="{span}">{"".join(cells[column] for column in sorted(cells))}</row>'


def _string(text: str) -> str:
    kept = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<si><t{kept}>{escape(_ESCAPE.sub('_x005F_', text), quote=False)}</t></si>"


def xstring(text: str) -> str:
    """A text as spreadsheets and chart caches hold it: what looks like the escape of a character is escaped itself (ECMA-376 part 1,
    22.9.2.19)."""
    return escape(_ESCAPE.sub("_x005F_", text))


def _column(number: int) -> str:
    letters = ""
    while number >= 0:
        letters = chr(ord("A") + number % 26) + letters
        number = number // 26 - 1
    return letters
