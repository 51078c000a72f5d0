"""One briefing for each row of a table, or for each file of a folder: `for-each` in `briefings.yaml`.

    ForEach    what the project's file says
    rows       ForEach, Env -> Rows of the table, a Row for each briefing, and findings

A row's id is made from its name, or from the column that `id` names; a briefing's files are called by it. A row without a name and rows of one
id are told at their cells, and no briefing is made of them; the others are built.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

from ..characters import visible
from ..diagnostics import Diagnostic, Where, did_you_mean, error, fault
from ..env import Env
from ..frozen import frozen, replace
from ..identifiers import slug
from ..report.files import Selection
from ..report.place import Place
from ..report.shape import Many, may
from ..source.fields import PathField, TextField
from ..source.selection import heading
from ..source.tables import Cell, Rows, TableSource, read_table

MOST: Final = 20_000
"""So many rows a project has at the most."""
FILES: Final = ("file", "name")
"""The columns of a table that is made of the files of a folder."""


class ForEach(Selection):
    """Rows that a briefing each is made of: those of a table, or the files of a folder."""

    file: PathField | None = may(
        "The table: a CSV, Excel, OpenDocument or JSON file, named from the project's folder.", "data/countries.csv"
    )
    folder: PathField | None = may(
        "In place of `file`: a folder of the project; each of its files is a row with the columns `file` and `name`.",
        "data/districts",
    )
    ending: TextField | None = may(
        "How the names of the folder's files end; `.csv` when it is not given, `.yaml` where the files are the reports.",
        ".csv",
    )
    name: TextField | None = may("The column that holds the rows' names; `name` when it is not given.", "Country")
    id: TextField | None = may(
        "The column that holds the rows' ids, by which files are called; made from the names when it is not given.",
        "ISO3",
    )
    columns: Many[TextField] | None = may(
        "The columns that are read; all when it is not given.", ["Country", "Population"]
    )
    tags: Many[TextField] | None = may("Columns whose words are tags for `--select`.", ["Region"])


@frozen
class Row:
    """A row that a briefing is made of: its id, its name as the table has it, its place, which `for-each` of the project it is of, and its tags."""

    id: str
    name: str
    where: Where
    each: int
    tags: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The row as a file of its own: what a build of it depends on."""
        return f"{self.where.file}#{self.id}"


@frozen
class Each:
    """A `for-each` as it was read: how its table is read, the columns of names and ids, and where it stands."""

    given: ForEach
    where: Where

    @property
    def named(self) -> str:
        """The column of the rows' names."""
        return self.given.name or "name"

    def read(self, env: Env) -> Rows:
        """The table. Raises BriefingsError for what is wrong with it."""
        given = self.given
        if given.folder is not None:
            return _files(given, env, self.where)
        only, without = (
            {name: tuple(value.text for value in held) for name, held in (one or {}).items()}
            for one in (given.where, given.without)
        )
        wanted = (self.named, given.id, *(given.tags or ()))
        columns = tuple(dict.fromkeys(filter(None, (*given.columns, *wanted)))) if given.columns else ()
        how = TableSource(
            given.file or "", given.sheet, columns, given.language or "", given.encoding or "", given.header or (),
            given.missing, (), only, without, given.order or "", given.top,
        )  # fmt: skip
        rows = read_table(env, how, self.where)
        if len(rows.rows) > MOST:
            message = f"`{given.file}` has {len(rows.rows):,} rows; a project makes briefings of {MOST:,} at the most"
            raise fault("rows-beyond", message, self.where, "", "choose some with `where` or `top`")
        return rows


def rules(given: ForEach, place: Place, *, patterned: bool) -> Iterator[Diagnostic]:
    """What is wrong with a `for-each` by itself; `patterned` says whether a report is named beside it."""
    if (given.file is None) == (given.folder is None):
        message = "a `for-each` has rows of a `file`, or the files of a `folder`"
        yield place.error("each-of-what", message, "name one of the two")
    elif given.folder is None and not patterned:
        message = "the rows of a table are poured into a report, and none is named here"
        yield place.error("each-unpatterned", message, "name it beside `for-each`, as in `report: country`")


def rows(each: Each, number: int, table: Rows) -> tuple[tuple[Row, ...], tuple[Diagnostic, ...]]:
    """The rows that briefings are made of, and what is told of the table. Raises BriefingsError for a column that it lacks."""
    given = each.given
    named = each.named
    columns: dict[str, int] = {}
    for wanted in (named, *([given.id] if given.id else []), *(given.tags or ())):
        found = heading(table, wanted)
        if not found:
            hint = did_you_mean(wanted, table.header, "column") + "; `name` says which column holds the rows' names"
            raise fault("row-column", f"`{_file(each)}` has no column `{visible(wanted)}`", each.where, "", hint)
        columns[wanted] = table.header.index(found)
    wrong: list[Diagnostic] = []
    made: dict[str, list[tuple[Row, Cell]]] = {}
    for row in table.rows:
        cell, tell = row[columns[named]], row[columns[given.id or named]]
        if unnamed := _unnamed(cell, tell):
            wrong.append(unnamed)
            continue
        tags = tuple(slug(row[columns[one]].text) or row[columns[one]].text for one in given.tags or ())
        one = Row(slug(tell.text), cell.text, replace(cell.where, column=1), number, tuple(filter(None, tags)))
        made.setdefault(one.id, []).append((one, tell))
    for twins in made.values():
        wrong += _twins(twins)
    alone = tuple(twins[0][0] for twins in made.values() if len(twins) == 1)
    return alone, (*table.findings, *wrong)


def _file(each: Each) -> str:
    return each.given.file or each.given.folder or ""


def _unnamed(name: Cell, id: Cell) -> Diagnostic | None:
    """An error for a row whose briefing nobody could name."""
    if not name.text or name.value is None:
        hint = "give it one, or leave the row out with `without`"
        return error(
            "row-unnamed", f"row {name.where.line} has no name: no briefing is made of it", name.where, "", hint
        )
    if not id.text:
        hint = "fill the cell, or leave the row out with `without`"
        return error("row-unnamed", f"row {id.where.line} has no id: its files would have no name", id.where, "", hint)
    if not slug(id.text):
        message = f"`{visible(id.text)}` makes no id: its files would have no name"
        hint = "`id` of `for-each` names a column with Latin letters or digits, such as a code"
        if not id.where.line:
            hint = "give the file a name with Latin letters or digits"
        return error("row-unnamed", message, id.where, "", hint)
    return None


def _twins(twins: list[tuple[Row, Cell]]) -> Iterator[Diagnostic]:
    """An error for each further row of an id: which is meant cannot be told, so neither is built."""
    first, held = twins[0]
    row = f"row {held.where.line}" if held.where.line else f"`{visible(held.where.file)}`"
    for other, cell in twins[1:]:
        if other.name == first.name:
            said = f"`{visible(other.name)}` stands in {row} too"
        else:
            said = f"`{visible(cell.text)}` and `{visible(held.text)}` of {row} both have the id `{first.id}`"
        hint = "`id` of `for-each` names a column that tells them apart, `where` chooses among them"
        if not held.where.line:
            hint = "give one of the files another name"
        yield error("row-twice", f"{said}: no briefing is made of either", cell.where, "", hint)


def _files(given: ForEach, env: Env, where: Where) -> Rows:
    """The files of a folder as a table."""
    folder = (given.folder or "").strip("/")
    ending = given.ending or ".csv"
    found = env.files(folder, ending)
    if not found:
        message = f"there is no file `{visible(folder)}/*{visible(ending)}` in the project"
        raise fault("each-empty", message, where, "", "`folder` names a folder of the project")
    names = (PurePosixPath(folder, path.name).as_posix() for path in found)
    return Rows(
        FILES,
        tuple(
            (Cell(name, name, Where(name)), Cell(stem, stem, Where(name)))
            for name in names
            for stem in [PurePosixPath(name).name.removesuffix(ending)]
        ),
    )


def together(found: Iterable[tuple[Row | None, Diagnostic]]) -> Iterator[Diagnostic]:
    """Findings of documents: what is told of one place of a pattern for several rows is told once, with the rows."""
    kept: dict[tuple[object, ...], tuple[Diagnostic, dict[str, Row]]] = {}
    for row, one in found:
        if row is None or (one.where is not None and one.where.file == row.where.file):
            kept.setdefault((one,), (one, {}))
        else:
            kept.setdefault((one.level, one.code, one.where, one.path), (one, {}))[1][row.id] = row
    for one, rows in kept.values():
        yield replace(one, message=f"{one.message} ({_rows(tuple(rows.values()))})") if rows else one


def _rows(rows: tuple[Row, ...]) -> str:
    first, *others = rows
    told = f"`{visible(first.name)}`, {first.where.file}:{first.where.line}"
    if not others:
        return f"in the row {told}"
    return f"in {len(rows)} rows, such as {told}"
