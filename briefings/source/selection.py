"""In which order the rows of a file are shown, and how many; and rows of one value each, set side by side.

    selected    Rows, order, top -> Rows
    spread      Rows, the columns that name rows, series and values -> Rows with a column for each series

Errors: `table-column` for a heading that the file lacks, `table-twice` for two values in one place.
"""

from __future__ import annotations

from ..diagnostics import Where, fault
from ..frozen import replace
from .columns import ranked
from .headings import found, meant
from .tables import Cell, Rows


def heading(rows: Rows, wanted: str) -> str:
    """A file's heading by the name that the author gives it; "" when there is none."""
    at = found(rows.header, rows.tags, wanted)
    return "" if at is None else rows.header[at]


def column(rows: Rows, wanted: str, file: str, where: Where) -> int:
    """The index of a column that the author names. Raises BriefingsError when the file has none of the name."""
    at = found(rows.header, rows.tags, wanted)
    if at is None:
        raise fault("table-column", f"`{file}` has no column `{wanted}`", where, "", meant(wanted, rows.header))
    return at


def selected(rows: Rows, order: str, top: int | None, file: str, place: Where) -> Rows:
    """The rows by a column ("-people": the largest first; what has no value stands last), and no more than `top` of them."""
    kept = rows.rows
    if order:
        last = order.startswith("-") and not heading(rows, order)
        at = column(rows, order.removeprefix("-") if last else order, file, place)
        cells = [row[at] for row in kept]
        order_of = ranked([cell.value for cell in cells], [cell.text for cell in cells], largest_first=last)
        kept = tuple(kept[row] for row in order_of)
    return replace(rows, rows=kept[:top])


def spread(rows: Rows, label: str, series: str, value: str, file: str, place: Where) -> Rows:
    """A row for each label, with a column for each of the series, from rows of one value each; what is not there is empty."""
    at, named, held = (column(rows, name, file, place) for name in (label, series, value))
    heads = tuple(dict.fromkeys(row[named].text for row in rows.rows if row[named].text))
    made: dict[str, dict[str, Cell]] = {}
    first: dict[str, Cell] = {}
    for row in rows.rows:
        key = row[at].text
        first.setdefault(key, row[at])
        cells = made.setdefault(key, {})
        if row[named].text in cells and row[held].value is not None:
            twin = cells[row[named].text].where
            message = f"`{file}` has two values for `{key}` and `{row[named].text}`: in row {twin.line} and here"
            hint = "name with `where` which rows are meant, such as one sex or one age group"
            raise fault("table-twice", message, row[held].where, "", hint)
        if row[named].text and row[held].value is not None:
            cells[row[named].text] = row[held]
    lines = tuple(
        (first[key], *(cells.get(head, Cell(None, "", first[key].where)) for head in heads))
        for key, cells in made.items()
    )
    return replace(
        rows,
        header=(rows.header[at], *heads),
        rows=lines,
        tags=(),
        units=(rows.units[at], *(rows.units[held] for _ in heads)),
        decimals=(rows.decimals[at], *(rows.decimals[held] for _ in heads)),
    )
