"""Which rows of a file hold the column names, and what stands above and below the table.

headed    Grid -> Head: the names, the tags below them, and the rows of the table
found     a name that an author wrote -> the column that it means

A heading is found as it stands, else capitals aside, else whatever joins its words, else by its HXL tag (`#affected+f`), else by its place (`column 3`). Errors: `table-header`, `table-preamble`;
warnings: `table-header` for a column without a name and for names that are numbers; notes: `table-tags`, `table-foot`, `table-joined`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ..characters import visible
from ..diagnostics import Diagnostic, Where, did_you_mean, error, note, warning
from ..frozen import frozen, replace
from ..regex import regex
from .columns import is_tag_row, number
from .grid import Grid, Line, Raw, TableSource, address, place, refuse

_SEARCHED: Final = 60
"""In so many rows the header is looked for."""
_OFFERED: Final = 12
"""So many names that end with what an author wrote are offered."""
_NAMING: Final = 8
"""Over so many rows names may go on."""
_BELOW: Final = regex(
    r"(?:(?:sources?|notes?|data from|last updated|footnotes?|quellen?|fuentes?|notas?|remarques?|anmerkung(?:en)?|champ|lecture"
    r"|источники?|примечани[ея])\b|来源|注|المصدر|©|\*|_{3}).*",
    re.IGNORECASE | re.DOTALL,
)
"""How a note below a table begins."""


@frozen
class Head:
    """The column names and tags from left to right ("" for none), the row that holds them (the last one of several), the rows below, and
    what is to be told; `notes` are rows within the table that are none of it."""

    names: tuple[str, ...]
    tags: tuple[str, ...]
    line: Line
    body: tuple[Line, ...]
    findings: tuple[Diagnostic, ...] = ()
    notes: tuple[Line, ...] = ()


def found(names: Sequence[str], tags: Sequence[str], wanted: str) -> int | None:
    """The column that a name means; None for no column, or for a tag that several have."""
    if wanted in names:
        return names.index(wanted)
    meant = _plain(wanted)
    for at, name in enumerate(names):
        if name and _plain(name) == meant:
            return at
    loose = [at for at, name in enumerate(names) if name and folded(name) == folded(wanted)]
    if len(loose) == 1:
        return loose[0]
    if meant.startswith("#"):
        bare = meant.replace(" ", "")
        given = [tag.casefold().replace(" ", "") for tag in tags]
        matches = [at for at, tag in enumerate(given) if tag == bare] or [
            at for at, tag in enumerate(given) if tag.startswith(f"{bare}+")
        ]
        return matches[0] if len(matches) == 1 else None
    placed = re.fullmatch(r"column ([1-9][0-9]{0,2})", meant)
    at = int(placed[1]) - 1 if placed else -1
    return at if 0 <= at < len(names) else None


def meant(wanted: str, names: Sequence[str]) -> str:
    """The hint for a heading that a file lacks: those that end with it, where names are joined of two rows or of a record's keys; else the
    ones most alike."""
    ends = tuple(f"{joint}{folded(wanted)}" for joint in (" ", "."))
    longer = [f"`{name}`" for name in names if folded(name).endswith(ends)]
    if not longer or not wanted.strip():
        return did_you_mean(wanted, names, "column")
    listed = ", ".join(longer[:_OFFERED]) + (", …" if len(longer) > _OFFERED else "")
    return f"did you mean {listed}?" if len(longer) == 1 else f"several end so; name the whole of one: {listed}"


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def folded(text: str) -> str:
    """A name or a word as its like are found by: capitals aside, and whatever joins its parts ("Sub_Saharan-Africa")."""
    return re.sub(r"(?<=\w)[\s_-]+(?=\w)", " ", text.strip()).casefold()


def headed(grid: Grid, source: TableSource, where: Where | None) -> Head:
    """The table's names and rows. Raises BriefingsError when no row can hold the names."""
    filled = [line for line in grid.lines if line.filled]
    if not filled:
        sheet = f"sheet `{grid.sheet}` of " if grid.sheet else ""
        refuse("table-empty", f"{sheet}`{source.file}` has no rows", where, "the first row holds the column names")
    header = _header(filled, source, where)
    lines = _parted(grid, [*header, *(line for line in filled if line.number > header[-1].number)])
    joined = len(lines) and lines[0].cells != header[0].cells
    header, body = lines[: len(header)], lines[len(header) :]
    told: list[Diagnostic] = []
    if joined:
        message = f"the first column of `{source.file}` holds several, joined by commas: they are read as {_listed(header[-1], grid)}"
        told.append(note("table-joined", message, place(source, header[-1], 1)))
    tags: tuple[str, ...] = ()
    if body and _tagged(body[0]):
        tags = tuple(cell.text for cell in body[0].cells)
        message = "this row holds HXL tags and is no data: it is left out"
        if filled[0].number < header[0].number and not source.header:
            message += f"; so is what stands above the names in row {header[0].number}"
        told.append(note("table-tags", message, place(source, body[0], 1)))
        body = body[1:]
    if len(header) > 1:
        header = [replace(line, cells=tuple(_spread(line, grid))) for line in header]
    elif source.header:  # who says which row it is has seen that its cells are merged
        header = [replace(header[0], cells=tuple(map(_unmerged, header[0].cells)))]
    names = _names(header, body, grid)
    names += [""] * (len(tags) - len(names))
    body, foot = _footless(body, len(names), grid)
    notes = [line for line in body if len(names) > 2 and _alone(line) and _BELOW.fullmatch(line.cell(0).text)]
    body = [line for line in body if line not in notes]
    if not source.header and (strange := next((cell.text for cell in header[0].cells if _no_name(cell.text)), "")):
        message = (
            f"row {header[0].number} of `{source.file}` is taken for the column names, and holds `{visible(strange)}`"
        )
        hint = "where no row of the file holds names, say `header: 0`: the columns go by `column 1`, `column 2` …"
        told.append(warning("table-header", message, place(source, header[0], 1), "", hint))
    if notes:
        rows = ", ".join(str(line.number) for line in notes[:4]) + (", …" if len(notes) > 4 else "")
        message = f"row {rows} within the table of `{source.file}`: a note and no data, left out"
        told.append(note("table-foot", message, place(source, notes[0], 1)))
    if foot:
        many = f"rows {foot[0].number} to {foot[-1].number}" if len(foot) > 1 else f"row {foot[0].number}"
        message = f"{many} below the table of `{source.file}` {'are' if len(foot) > 1 else 'is'} no data and left out"
        told.append(note("table-foot", message, place(source, foot[0], 1)))
    return Head(tuple(names), tags, header[-1], tuple(body), tuple(told), tuple(notes))


def _header(filled: Sequence[Line], source: TableSource, where: Where | None) -> list[Line]:
    if not source.header:
        # the HXL standard has a table begin with its tags, and the names right above them
        tags = next((at for at, line in enumerate(filled[:_SEARCHED]) if at and _tagged(line)), 1)
        return [filled[tags - 1]]
    if source.header == (0,):
        used = {at for line in filled for at in line.columns}
        names = (f"column {at + 1}" if at in used else "" for at in range(max(used) + 1))
        return [Line(0, tuple(Raw(name or None, name) for name in names))]
    chosen = [line for line in filled if line.number in source.header]
    absent = sorted(set(source.header) - {line.number for line in chosen})
    if absent:
        first = ", ".join(str(line.number) for line in filled[:8])
        message = f"row {absent[0]} of `{source.file}` is empty or not there, so it holds no column names"
        hint = f"`header` counts from the file's first row, empty ones too; these hold something: {first}, …"
        refuse("table-header", message, where, hint)
    return chosen


def _tagged(line: Line) -> bool:
    return is_tag_row([cell.text for cell in line.cells])


def _listed(line: Line, grid: Grid) -> str:
    return ", ".join(f"`{visible(cell.text)}`" for cell in line.cells[: grid.lines[0].cells[0].text.count(",") + 1])


def _parted(grid: Grid, lines: list[Line]) -> list[Line]:
    """Eurostat's .tsv files join the columns before the first year by commas: `freq,unit,geo\\TIME_PERIOD`."""
    name = lines[0].cell(0).text
    commas = name.count(",")
    if grid.separator != "\t" or not commas or "\\" not in name:
        return lines
    if any(line.cell(0).text.count(",") != commas for line in lines):
        return lines
    made = []
    for line in lines:
        parts = (
            part.strip().partition("\\")[0] if line is lines[0] else part.strip()
            for part in line.cell(0).text.split(",")
        )
        made.append(replace(line, cells=(*(Raw(part or None, part) for part in parts), *line.cells[1:])))
    return made


def _spread(line: Line, grid: Grid) -> Iterator[Raw]:
    """A header row's cells, merged ones each with the text of the first."""
    for column, cell in enumerate(line.cells, 1):
        kept = _unmerged(cell)
        for top, left, bottom, right in grid.merged:
            if top == line.number and top <= bottom and left <= column <= right:
                kept = replace(line.cells[left - 1], faults=())
        yield kept


def _unmerged(cell: Raw) -> Raw:
    return replace(cell, faults=tuple(fault for fault in cell.faults if fault.code != "table-merged"))


def _no_name(text: str) -> bool:
    """Whether a text can hardly be a column's name: a number that is no year, no age and the like."""
    value = number(text)
    return value is not None and (value != value.to_integral_value() or not 0 <= value <= 2999)


def _names(header: Sequence[Line], body: Sequence[Line], grid: Grid) -> list[str]:
    """The columns' names, those of several rows joined; empty columns on the right edge of a sheet are left off.

    An upper name holds for the columns to its right that have none of their own, unless nothing stands below it: then it is a whole name.
    """
    # a CSV row that is longer than its header is ragged; a header whose last cells are empty is as long as they say
    width = (
        max((line.width for line in (*header, *body)), default=0)
        if grid.sheet
        else max(len(line.cells) for line in header)
    )
    names = [""] * width
    for depth, line in enumerate(header):
        carried = ""
        for at in range(width):
            text = " ".join(line.cell(at).text.split())
            below = any(lower.cell(at).text for lower in header[depth + 1 :])
            if text:
                carried = text if below else ""
            elif below:
                text = carried
            if text and not names[at].endswith(text):
                names[at] = f"{names[at]} {text}".strip()
    return names


def _alone(line: Line) -> bool:
    """Whether words stand in the first cell of a row alone, which may be merged with the others."""
    return [at for at, cell in enumerate(line.cells) if cell.text] == [0]


def _footless(body: Sequence[Line], width: int, grid: Grid) -> tuple[list[Line], list[Line]]:
    """The rows without those below the table: notes and sources, the first of them alone in a row that is cut short or follows a gap; what
    follows it, such as a key to signs, takes two columns of a wide table at the most."""
    end = len(body)
    while end > 1 and width > 1 and body[end - 1].width <= (2 if width > 4 else 1):
        end -= 1
    for at in range(end, len(body)):
        line, above = body[at], body[at - 1]
        if line.width > 1:
            continue
        text = line.cell(0).text
        gap = line.number > above.number + 1 and (
            grid.sheet or any(above.number < one.number < line.number for one in grid.lines)
        )
        short = not grid.sheet and len(line.cells) < width
        if _BELOW.fullmatch(text) or (width > 2 and (gap or short) and number(text) is None):
            return list(body[:at]), list(body[at:])
    return list(body), []


# --- What is wrong with it ---------------------------------------------------------------------------------------------


def preamble(grid: Grid, source: TableSource) -> Diagnostic | None:
    """The finding for a title, a source or the like above the table, with the row that likely holds the names; None where none is seen."""
    filled = [line for line in grid.lines if line.filled][:_SEARCHED]
    if source.header or len(filled) < 2:
        return None
    likely = _likely_header(filled, source)
    if likely is None:
        return None
    line, upper = filled[likely], filled[likely - 1]
    names = [visible(cell.text) for cell in line.cells if cell.text]
    shown = ", ".join(f"`{name[:40]}`" for name in names[:3]) + (", …" if len(names) > 3 else "")
    above = f"row {filled[0].number}" if likely == 1 else f"rows {filled[0].number} to {upper.number}"
    hint = f"say `header: {line.number}` beside the file's name"
    over = likely - 1
    while over > 0 and len(filled[over].columns) > len(_texts(filled[over])) == 1:
        over -= 1  # a row that says one word of all columns tells none apart
    second = filled[over]
    if len(_texts(second)) > 1 and second.width > 2 and line.number - second.number == likely - over:
        hint += f", or `header: [{second.number}, {line.number}]` where both rows name the columns"
    message = f"{above} of `{source.file}` {'stands' if likely == 1 else 'stand'} above the table; row {line.number} likely holds the column names: {shown}"
    return error("table-preamble", message, place(source, filled[0], 1), "", hint)


def _texts(line: Line) -> set[str]:
    return {cell.text for cell in line.cells if cell.text}


def _likely_header(filled: Sequence[Line], source: TableSource) -> int | None:
    if source.columns and (at := holding(filled, source.columns)) is not None:
        return at or None
    widths = [sum(bool(cell.text) for cell in line.cells) for line in filled]
    enough = max(1, 0.6 * max(widths))
    wide = [
        at
        for at, line in enumerate(filled)
        if widths[at] >= enough and number(next(cell.text for cell in line.cells if cell.text)) is None
    ]
    if not wide or wide[0] == 0:
        return None
    # words above a table may fill many cells, but rows of the table follow its names
    likely = next((at for at in wide[:-1] if widths[at + 1] >= enough), wide[0])
    if _figures(filled[likely]) and 2 * widths[likely - 1] >= enough and not _figures(filled[likely - 1]):
        likely -= 1  # names of the numbers alone, with none over the words before them
    # names that go on over several rows end above the first row of numbers
    near = range(likely, min(likely + _NAMING, len(filled)))
    below = next((at for at in near if 2 * _amounts(filled[at]) > widths[at]), 0)
    return max((at for at in wide if likely <= at < below), default=likely)


def _amounts(line: Line) -> int:
    """How many cells hold a number that is no year."""
    values = (number(cell.text) for cell in line.cells)
    return sum(value is not None and not 1500 <= value <= 2100 for value in values)


def _figures(line: Line) -> int:
    """How many cells hold a number that can hardly be a column's name."""
    return sum(_no_name(cell.text) for cell in line.cells)


def holding(lines: Sequence[Line], columns: Sequence[str | tuple[str, ...]]) -> int | None:
    """The first row that holds all names that are wanted; None when there is none."""
    wanted = [(one,) if isinstance(one, str) else one for one in columns if one[-1]]
    for at, line in enumerate(lines[:_SEARCHED]):
        texts = [cell.text for cell in line.cells]
        if all(any(found(texts, (), name) is not None for name in names) for names in wanted):
            return at
    return None


def unnamed(head: Head, grid: Grid, source: TableSource) -> Iterator[Diagnostic]:
    """A warning for columns without a name, when all columns are wanted: they are left out. Numbers of rows, which programs write, go
    without a word."""
    found = []
    for at, name in enumerate(head.names):
        texts = [text for line in head.body if (text := line.cell(at).text)]
        if not name and texts and not _counted(texts):
            found.append(at)
    if not found:
        return
    at = found[0]
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    message = f"the column at {address(grid.sheet, head.line.number, at)}{more} {'have' if more else 'has'} no name and {'are' if more else 'is'} left out"
    hint = f'it goes by `column {at + 1}`, for a heading of its own: `columns: {{"column {at + 1}": …}}`; or list the columns that you want'
    yield warning("table-header", message, place(source, head.line, at + 1), "", hint)


def _counted(texts: Sequence[str]) -> bool:
    first = 0 if texts[0] == "0" else 1
    return all(text == str(at) for at, text in enumerate(texts, first))


def doubles(head: Head, wanted: Sequence[int], grid: Grid, source: TableSource) -> Iterator[Diagnostic]:
    """An error for the wanted columns whose name another one has too, capitals aside, unless it was asked for letter by letter."""
    asked = {name for one in source.columns for name in ((one,) if isinstance(one, str) else one)}
    found: dict[str, tuple[int, int]] = {}
    for at in wanted:
        name = head.names[at]
        if name in asked and head.names.count(name) == 1:
            continue
        twins = [other for other, one in enumerate(head.names) if name and _plain(one) == _plain(name)]
        if len(twins) > 1:
            found.setdefault(_plain(name), (twins[0], twins[1]))
    if not found:
        return
    first, second = next(iter(found.values()))
    others = [f"`{visible(head.names[at])}`" for _, at in list(found.values())[1:]]
    also = f"; likewise {', '.join(others[:3])}" + (f" and {len(others) - 3} more" if len(others) > 3 else "")
    yield error(
        "table-header",
        f"the column name `{visible(head.names[second])}` at {address(grid.sheet, head.line.number, second)} "
        f"stands at {address(grid.sheet, head.line.number, first)} already{also if others else ''}",
        place(source, head.line, second + 1),
        "",
        f"name the columns that you want, this one as `column {second + 1}`{_or_joined(head, list(found.values()), grid)}",
    )


def _or_joined(head: Head, twins: Sequence[tuple[int, int]], grid: Grid) -> str:
    """The row beside the names that tells most of their twins apart, if one does."""
    at = head.line.number
    for line in sorted(grid.lines, key=lambda line: -line.number):
        apart = [line.cell(first).text != line.cell(second).text for first, second in twins]
        if abs(line.number - at) == 1 and 2 * sum(apart) > len(apart) and not _figures(line):
            both = f"[{min(at, line.number)}, {max(at, line.number)}]"
            return f"; or, as row {line.number} tells them apart, say `header: {both}`"
    return ""
