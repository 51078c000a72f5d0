"""Rows of a file that cannot be points of a chart or a map, or figures, each kind told once, with the key that helps.

    refuse_unfit    ends with what is wrong with the numbers and the labels of a chart's or a map's rows
    strangers       names that are not those of a known list, such as aggregates among countries
    words           where words stand among numbers
    twins           several rows of one label: which column tells them apart
    totals          a total among its parts

Errors: `table-words`, `table-blank`, `table-alike`, `table-country`. Warnings: `table-total`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from ..characters import visible
from ..diagnostics import BriefingsError, Diagnostic, did_you_mean, error, nearest, warning
from ..env import Env
from ..geography import places
from ..regex import regex
from ..source.columns import number
from ..source.grid import written
from ..source.tables import Cell, Rows
from .files import Selection, cell_of
from .place import Place

_MOST_SERIES: Final = 8
_SHOWN: Final = 4
_WORTH: Final = 3
"""So few rows above a label that comes again are no chart."""
_MARK: Final = 4
"""A word of so few letters is a mark and no name."""
_FEW: Final = 8
"""So many rows a hint leaves out, each by its own words."""
_LISTED: Final = 80
"""So many names a hint lists, to be copied."""
_TOTAL: Final = regex(
    r"(?:grand |sub-?)?totals?|total (?:general|général)|ensemble|insgesamt|gesamt|summe|totale|всего|итого|المجموع|الإجمالي|合计|总计|总数",
    re.IGNORECASE,
)
"""How a row is called that holds the sum of the others."""


def refuse_unfit(
    env: Env, table: Selection, file: str, rows: Rows, label: str, values: Sequence[str], home: Place, kind: str
) -> None:
    """Raises BriefingsError for rows that a chart or a map (`kind`) cannot show; `values` are the headings of its numbers."""
    wrong = [*words(env, table, file, rows, values, home), *_blanks(rows, label, file, home)]
    if wrong := wrong or list(_twins(env, table, file, rows, label, values, home, kind)):
        raise BriefingsError(wrong)


def strangers(
    rows: Rows, label: str, known: Callable[[str], bool], names: Sequence[str], file: str, home: Place
) -> Iterator[Diagnostic]:
    """An error for all rows whose name is none of those that a map knows."""
    cells = [cell_of(rows, row, label) for row in rows.rows]
    strange = {cell.text: cell for cell in reversed(cells) if not known(cell.text)}
    if not strange:
        return
    texts = list(reversed(strange))
    listed = ", ".join(f"`{visible(text)[:60]}`" for text in texts[:_SHOWN]) + (", …" if len(texts) > _SHOWN else "")
    count = sum(cell.text in strange for cell in cells)
    message = (
        f"column `{visible(label)}` of `{file}` holds {listed} where a country is expected, in {_many(count, cells)}"
    )
    if len(texts) > _LISTED or len(texts) > len(cells) / 2:
        hint = f"name the column that holds the countries, as in `country: ISO3`; {did_you_mean(texts[0], names, 'country')}"
    else:
        words = ", ".join(map(written, texts))
        hint = f"leave out what is no country, beside the file's name: `without: {{{written(label)}: [{words}]}}`"
        near = [(text, nearest(text, names)) for text in texts]
        if perhaps := [f"`{visible(text)[:60]}` is perhaps `{name}`" for text, name in near if name][:_SHOWN]:
            hint += f"; {', '.join(perhaps)}"
    yield error("table-country", message, strange[texts[0]].where, home.origin, hint)


def two_letter_codes(env: Env, table: Selection, file: str, rows: Rows, label: str, home: Place) -> Mapping[str, str]:
    """The countries that a column's codes of two letters stand for, where a column beside them names the same ones; nothing elsewhere, for
    the same letters stand for others in other lists."""
    known = places.two_letters()
    codes = [cell_of(rows, row, label).text for row in rows.rows]
    if not codes or not all(re.fullmatch(r"[A-Z]{2}", code) for code in codes):
        return {}
    try:
        whole = table.read(env, file, (), home)
    except BriefingsError:
        return {}
    for at in range(len(whole.header)):
        named = [places.country(row[at].text) if len(row[at].text) > 3 else "" for row in whole.rows]
        pairs = [(known.get(code, ""), name) for code, name in zip(codes, named, strict=True) if name]
        if 2 * len(pairs) >= len(codes) and all(code == name for code, name in pairs):
            return {code: known[code] for code in codes if code in known}
    return {}


def words(
    env: Env, table: Selection, file: str, rows: Rows, headings: Sequence[str], home: Place
) -> Iterator[Diagnostic]:
    """An error for each column of numbers in which something else stands."""
    for heading in headings:
        cells = [cell_of(rows, row, heading) for row in rows.rows]
        strange = [
            cell for cell in cells if not isinstance(cell.value, Decimal | None) and cell.text != "not-in-source"
        ]
        if not strange:
            continue
        texts = list(dict.fromkeys(cell.text for cell in strange))
        listed = ", ".join(f"`{visible(text)}`" for text in texts[:_SHOWN]) + (", …" if len(texts) > _SHOWN else "")
        message = f"column `{visible(heading)}` of `{file}` holds {listed} where a number is expected, in {_many(len(strange), cells)}"
        doubts = (one.hint for one in rows.findings if one.code == "table-number" and one.where == strange[0].where)
        hint = (
            next(doubts, "")
            or _named_on(table, cells, strange)
            or _instead(cells, strange, texts)
            or _elsewhere(env, table, file, headings, home)
        )
        yield error("table-words", message, strange[0].where, home.origin, hint)


def _elsewhere(env: Env, table: Selection, file: str, headings: Sequence[str], home: Place) -> str:
    """Where no number stands in a column: the columns of the file that hold some."""
    hint = "name the column that holds the numbers"
    try:
        whole = table.read(env, file, (), home)
    except BriefingsError:
        return hint
    sums = {name: sum(isinstance(row[at].value, Decimal) for row in whole.rows) for at, name in enumerate(whole.header)}
    full = [name for name in sums if 2 * sums[name] > len(whole.rows) and name not in headings]
    listed = ", ".join(f"`{visible(name)}`" for name in full[:_SHOWN]) + (", …" if len(full) > _SHOWN else "")
    return f"{hint}: {listed}" if full else hint


def _named_on(table: Selection, cells: Sequence[Cell], strange: Sequence[Cell]) -> str:
    """Where words stand right below the names and numbers below them: they may be a part of the names, or units."""
    row = strange[0].where.line
    names = [*(table.header or (row - 1,)), row]
    mark = len(strange[0].text) <= _MARK
    if len(strange) > 1 or len(cells) < _WORTH or strange[0] is not cells[0] or names[-2] != row - 1 or mark:
        return ""
    first = f"`header: [{names[0]}, {row}]`" if len(names) == 2 else f"`header: {names}`"
    return f"where row {row} goes on with the names, say {first} beside the file's name; else leave it out with `without`, by a word that it has"


def _instead(cells: Sequence[Cell], strange: Sequence[Cell], texts: Sequence[str]) -> str:
    """What to do about words among numbers: a few are marks for no value, many are rows of another kind."""
    if not any(isinstance(cell.value, Decimal) for cell in cells):
        return ""
    if len(texts) <= _SHOWN and not any(map(str.isdigit, "".join(texts))):
        marks = ", ".join(map(written, texts))
        return f"say beside the file's name `missing: [{marks}]` where that stands for no value, or leave out its rows with `without`"
    above = cells.index(strange[0])
    hint = "choose the rows beside the file's name, with `where` or `without`"
    return f"{hint}; `top: {above}` shows those above the first" if above else hint


def _blanks(rows: Rows, label: str, file: str, home: Place) -> Iterator[Diagnostic]:
    """An error where rows have no label."""
    cells = [cell_of(rows, row, label) for row in rows.rows]
    if empty := [cell for cell in cells if cell.value is None]:
        message = (
            f"column `{visible(label)}` of `{file}` is empty in {_many(len(empty), cells)}, which then have no label"
        )
        hint = f'leave them out, beside the file\'s name: `without: {{{written(label)}: ""}}`'
        yield error("table-blank", message, empty[0].where, home.origin, hint)


def totals(rows: Rows, label: str, kind: str, file: str, home: Place) -> Iterator[Diagnostic]:
    """A warning for a total that would be drawn beside its parts."""
    cells = [cell_of(rows, row, label) for row in rows.rows]
    found = [cell for cell in cells if _TOTAL.fullmatch(cell.text)]
    if kind != "waterfall" and len(cells) > 2 and len(found) == 1:
        (one,) = found
        message = f"row {one.where.line} of `{file}` is a total by its label, `{visible(one.text)}`, and is drawn beside its parts"
        hint = f"leave it out, beside the file's name: `without: {{{written(label)}: {written(one.text)}}}`"
        yield warning("table-total", message, one.where, home.origin, hint)


def _many(count: int, cells: Sequence[Cell]) -> str:
    return f"{count} of {len(cells)} rows"


def _twins(
    env: Env, table: Selection, file: str, rows: Rows, label: str, values: Sequence[str], home: Place, kind: str
) -> Iterator[Diagnostic]:
    """An error where several rows have one label."""
    spots: dict[str, list[Cell]] = {}
    for row in rows.rows:
        cell = cell_of(rows, row, label)
        spots.setdefault(cell.text, []).append(cell)
    twins = [cells for cells in spots.values() if len(cells) > 1]
    if not twins:
        return
    first, second, *more = twins[0]
    such = f"`{visible(first.text)}` in rows {first.where.line} and {second.where.line}" + (
        f" and {len(more)} more" if more else ""
    )
    many = f"{len(twins)} labels" if len(twins) > 1 else "a label"
    full = [row for row in rows.rows if any(cell_of(rows, row, name).value is not None for name in values)]
    blank = len(values) == 1 and len({cell_of(rows, row, label).text for row in full}) == len(full)
    message = f"`{file}` has several rows for {many} under `{visible(label)}`, such as {such}; a {kind} shows one value of each"
    if blank:
        hint = f'leave out the rows without a number, beside the file\'s name: `without: {{{written(values[0])}: ""}}`'
    else:
        hint = _hint_apart(env, table, file, rows, label, values, home, kind, first.where.line)
    yield error("table-alike", message, second.where, home.origin, hint)


def _hint_apart(
    env: Env,
    table: Selection,
    file: str,
    rows: Rows,
    label: str,
    values: Sequence[str],
    home: Place,
    kind: str,
    at: int,
) -> str:
    """Which rows of one label are meant, by all columns of the file that can be read."""
    try:
        whole = table.read(env, file, (), home)
    except BriefingsError:
        return "say beside the file's name which rows are meant, by a column that tells them apart, as in `where: {Year: 2024}`"
    return _apart(rows, whole, label, values, at, kind)


def _apart(rows: Rows, whole: Rows, label: str, values: Sequence[str], first: int, kind: str) -> str:
    """The keys that leave one row for each label: the one column that does it, or as many as it takes, with the words of the first row."""
    texts = {name: [row[at].text for row in whole.rows] for at, name in enumerate(whole.header)}
    labels = [cell_of(rows, row, label).text for row in rows.rows]
    home = next((at for at, row in enumerate(whole.rows) if row[0].where.line == first), 0)
    shown = {
        cell_of(rows, rows.rows[0], name).where.column for name in (label, *values)
    }  # by place: names may be the author's
    telling = [
        name
        for at, name in enumerate(whole.header)
        if whole.rows[0][at].where.column not in shown and _tells(labels, texts[name], _column(whole, name))
    ]
    alone = sorted((name for name in telling if _one_each(labels, texts[name])), key=lambda name: len(set(texts[name])))
    if not telling:
        once = next(at for at, word in enumerate(labels) if word in labels[:at])
        if once >= _WORTH:
            return f"no column of words tells them apart: `top: {once}` beside the file's name shows the rows above the first that comes again"
        return "make one row of each in the file, a sum or a mean, as a pivot table does"
    every = len(set(labels))
    added = _added(
        labels, texts, {name for name in texts if whole.rows[0][whole.header.index(name)].where.column in shown}
    )
    for name in alone:
        text, kept = Counter(filter(None, texts[name])).most_common(1)[0] if any(texts[name]) else ("", 0)
        if kept == every or (2 * kept >= every and "without" not in added):
            hint = f"say beside the file's name which are meant: `where: {{{written(name)}: {written(text)}}}`"
            few = kind == "chart" and len(set(texts[name])) <= _MOST_SERIES
            return hint + f"; or `series: {written(name)}` for one series of each" * few
    chosen, left = list[str](), list(range(len(labels)))
    for name in sorted(
        (one for one in telling if 2 * len(set(texts[one])) <= len(labels)), key=lambda one: len(set(texts[one]))
    ):
        if len({labels[at] for at in left}) < len(left) and texts[name][home]:
            chosen, left = [*chosen, name], [at for at in left if texts[name][at] == texts[name][home]]
    most = len(left) == every or (2 * len(left) >= every and "without" not in added)
    if chosen and most and len({labels[at] for at in left}) == len(left):
        meant = ", ".join(f"{written(name)}: {written(texts[name][home])}" for name in chosen)
        return f"say beside the file's name which are meant: `where: {{{meant}}}`"
    return added


def _added(labels: Sequence[str], texts: Mapping[str, Sequence[str]], shown: Container[str]) -> str:
    """What to do where no word chooses one row of each label: they are parts of one, or some are not meant, by what no other row has."""
    hint = "make one row of each in the file, a sum or a mean, as a pivot table does"
    again = [at for at, label in enumerate(labels) if label in labels[:at]]
    for name, column in texts.items():
        own = [column[at] for at in again]
        if (
            not any(map(number, own))
            and len(again) <= _FEW
            and name not in shown
            and all(own)
            and all(column.count(text) == 1 for text in own)
        ):
            return f"{hint}; or leave out those that are not meant, as in `without: {{{written(name)}: [{', '.join(map(written, own))}]}}`"
    return hint


def _column(rows: Rows, name: str) -> list[Cell]:
    return [cell_of(rows, row, name) for row in rows.rows]


def _tells(labels: Sequence[str], texts: Sequence[str], cells: Sequence[Cell]) -> bool:
    """Whether a column of words differs between rows of one label."""
    seen: dict[str, str] = {}
    differs = any(seen.setdefault(word, text) != text for word, text in zip(labels, texts, strict=True))
    return differs and not any(
        isinstance(cell.value, Decimal) and cell.value != cell.value.to_integral_value() for cell in cells
    )


def _one_each(labels: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether no two rows share their label and what stands in a column."""
    return len(set(zip(labels, texts, strict=True))) == len(labels)
