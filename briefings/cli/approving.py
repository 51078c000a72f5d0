"""`briefings approve`: from names on the command line, or on a sheet that people have signed, to the file beside a report."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from .. import report
from ..diagnostics import BriefingsError, Diagnostic, Where, did_you_mean, error, fault
from ..engine.project import Subject
from ..engine.reading import Reading
from ..facts import approval, forms, stale
from ..facts.approval import Approval
from ..frozen import frozen


@frozen
class Asked:
    """What the command line says: which sections (all when none is named), by whom and when, or the sheet that says it."""

    sections: tuple[str, ...]
    by: str
    on: str
    sheet: Path | None


def signed(
    subjects: Sequence[Subject], reading: Reading, asked: Asked
) -> tuple[dict[Path, tuple[bytes, tuple[str, ...]]], tuple[Diagnostic, ...]]:
    """The files to write, each with the sections that it approves now; and what could not be approved."""
    found: list[Diagnostic] = []
    sheet = _sheet(asked.sheet) if asked.sheet else {}
    known: set[str] = set()
    env = reading.env
    named: dict[Path, dict[str, Approval]] = {}
    for of in subjects:
        try:
            given, _ = reading.source(of)
            id = report.parse(given, env).id
        except BriefingsError as problem:
            found += problem.findings
            continue
        whose = f"{of.row.id}/" if of.row else ""
        states = approval.states(given, env, of.row.id if of.row else "")
        plain = {key.removeprefix(whose): state for key, state in states.items()}
        known |= set(plain)
        new = (
            {whose + key: Approval(asked.by, asked.on, plain[key]) for key in asked.sections or plain if key in plain}
            if asked.by
            else {}
        )
        for key, one in sheet.get(id, {}).items():
            if plain.get(key) == one.hash:
                new[whose + key] = one
            else:
                message = f"the section `{key}` has changed since the sheet was written that {one.by} signed"
                where = Where(env.name(of.report))
                found.append(error("approve-changed", message, where, f"sections.{key}", "have it looked at again"))
        if new:
            named.setdefault(of.report, {}).update(new)
    made = {stale.beside(path): (approval.signed(path, env, new), tuple(new)) for path, new in named.items()}
    for key in asked.sections:
        if key not in known:
            found.append(
                error("approve-unknown", f"no report has a section `{key}`", hint=did_you_mean(key, known, "section"))
            )
    return made, tuple(found)


def _sheet(path: Path) -> Mapping[str, dict[str, Approval]]:
    """The sections of a workbook that have a name and a day, by report."""
    from ..checks import workbook

    made: dict[str, dict[str, Approval]] = {}
    try:
        sheets = workbook.read(path.read_bytes())
    except Exception:  # whatever a spreadsheet program made of it
        hint = "give the workbook that `briefings facts --form xlsx` wrote"
        raise fault("approve-sheet", "this workbook cannot be read", Where(path.as_posix()), hint=hint) from None
    for row in _rows(sheets.get(forms.SIGNING)):
        told = dict(zip(forms.SIGNED, row, strict=True))
        if told["approved by"] and told["on"]:
            one = Approval(told["approved by"], told["on"], told["hash"])
            made.setdefault(told["report"], {})[told["section"]] = one
    return made


def _rows(sheet: object) -> Iterator[list[str]]:
    cells = getattr(sheet, "cells", {})
    for number in range(2, max((row for _, row in cells), default=1) + 1):
        yield [_said(cells.get((column, number))) for column in range(1, len(forms.SIGNED) + 1)]


def _said(cell: object) -> str:
    """What a cell says; a day that a spreadsheet program keeps as a number of days since 1899 is one again."""
    if not isinstance(cell, float | int):
        return "" if cell is None else str(cell).strip()
    days = datetime.timedelta(days=int(cell))
    return (datetime.date(1899, 12, 30) + days).isoformat() if 20_000 < cell < 100_000 else f"{cell:.15g}"
