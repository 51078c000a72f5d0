"""The ledger as people and programs read it: text, JSON, CSV, an Excel sheet.

To add a form: one function, one line in the table `FORMS`.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from ..values import Record, Text
from .ledger import Fact, Ledger

COLUMNS: Final = (
    "report", "id", "value", "shown", "unit", "qualifier", "digits", "counts", "state", "reason", "file", "line",
    "source", "document", "passage", "place", "words", "sha256",
)  # fmt: skip

SIGNING: Final = "Sign here"
"""The sheet on which people sign, and its columns."""
SIGNED: Final = ("report", "section", "title", "figures", "without a line", "hash", "approved by", "on")

_UNITS: Final = {"%": " per cent", "points": " percentage points"}


def row(report: str, fact: Fact) -> dict[str, Any]:
    """A fact by the names of its columns; None where there is nothing to say."""
    source = fact.source
    return {
        "report": report,
        "id": fact.id,
        "value": format(fact.value, "f"),
        "shown": fact.shown,
        "unit": fact.unit,
        "qualifier": fact.qualifier,
        "digits": fact.digits,
        "counts": fact.counts,
        "state": fact.state,
        "reason": fact.reason,
        "file": fact.where.file if fact.where else "",
        "line": fact.where.line if fact.where else None,
        "source": str(source) if source else "",
        "document": source.document if source else "",
        "passage": source.unit if source else "",
        "place": source.first if source else None,
        "words": source.words if source else "",
        "sha256": source.sha256 if source else "",
    }


def text(ledgers: Sequence[Ledger]) -> bytes:
    """A line for each fact, with the words of its source below."""
    lines: list[str] = []
    for ledger in ledgers:
        for fact in ledger.facts:
            what = f"{fact.qualifier} {fact.shown}".strip() if "#" in fact.id else fact.shown
            if "#" in fact.id and fact.unit in _UNITS:
                what += _UNITS[fact.unit]
            place = f"{fact.where}: " if fact.where else ""
            told = (
                f"no figure, {fact.reason}"
                if fact.reason
                else f"{fact.state} {fact.source}"
                if fact.source
                else fact.state
            )
            lines.append(f"{place}{fact.id}: {what} {fact.counts[:60]} [{told}]".replace("  ", " "))
            if fact.source and fact.source.words:
                lines.append(f"    “{fact.source.words[:160]}”")
        states = [fact.state for fact in ledger.facts]
        counted = ", ".join(
            f"{states.count(state)} {state}"
            for state in ("located", "cited", "uncited", "no figure")
            if state in states
        )
        lines.append(f"{ledger.report}: {len(states)} numbers: {counted}" if states else f"{ledger.report}: no numbers")
    return ("\n".join(lines) + "\n").encode()


def as_json(ledgers: Sequence[Ledger]) -> bytes:
    """All facts as JSON (RFC 8259)."""
    facts = [row(ledger.report, fact) for ledger in ledgers for fact in ledger.facts]
    return (json.dumps({"facts": facts}, ensure_ascii=False, indent=2) + "\n").encode()


def as_csv(ledgers: Sequence[Ledger]) -> bytes:
    """All facts as CSV (RFC 4180) with a byte order mark, as Excel wants it; nothing in it is a formula."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for ledger in ledgers:
        for fact in ledger.facts:
            writer.writerow({key: _literal(value) for key, value in row(ledger.report, fact).items()})
    return stream.getvalue().encode("utf-8-sig")


def _literal(value: Any) -> Any:
    """A text that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in tuple("=+@\t\r") else value


def as_xlsx(ledgers: Sequence[Ledger]) -> bytes:
    """A workbook with a sheet for each report: values are numbers, the heading stays in view; and one on which people sign for each section."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _CREATED})
    for number, ledger in enumerate(ledgers, 1):
        sheet = book.add_worksheet(f"{number} {ledger.report}"[:31])
        sheet.write_row(0, 0, COLUMNS, book.add_format({"bold": True}))
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(1, len(ledger.facts)), len(COLUMNS) - 1)
        for line, fact in enumerate(ledger.facts, 1):
            for column, (key, value) in enumerate(row(ledger.report, fact).items()):
                if key == "value" and len(fact.value.as_tuple().digits) <= 15:
                    sheet.write_number(line, column, float(fact.value))
                elif isinstance(value, int):
                    sheet.write_number(line, column, value)
                elif value:
                    sheet.write_string(line, column, str(value))
    _signing(book, ledgers)
    book.close()
    return stream.getvalue()


def _signing(book: Any, ledgers: Sequence[Ledger]) -> None:
    """A row for each section: how many figures it has, and where a name and a day go."""
    sheet = book.add_worksheet(SIGNING)
    open_, days = (
        book.add_format({"bg_color": "#FFF6D6", "border": 1}),
        book.add_format({"bg_color": "#FFF6D6", "border": 1, "num_format": "yyyy-mm-dd"}),
    )
    sheet.write_row(0, 0, SIGNED, book.add_format({"bold": True}))
    sheet.freeze_panes(1, 2)
    for column, width in enumerate((24, 28, 48, 9, 14, 12, 28, 14)):
        sheet.set_column(column, column, width)
    line = 0
    for ledger in ledgers:
        sections = ledger.root["sections"]
        for key, state in ledger.states.items():
            line += 1
            section = sections[key] if isinstance(sections, Record) and key in sections else None
            title = section["title"] if isinstance(section, Record) else None
            own = [fact for fact in ledger.facts if fact.id.startswith(f"sections.{key}.") and not fact.reason]
            for column, words in enumerate((ledger.report, key, title.content if isinstance(title, Text) else "")):
                sheet.write_string(line, column, words)
            sheet.write_number(line, 3, len(own))
            sheet.write_number(line, 4, sum(fact.state != "located" for fact in own))
            sheet.write_string(line, 5, state)
            sheet.write_blank(line, 6, None, open_)
            sheet.write_blank(line, 7, None, days)


def _fixed() -> Any:
    import datetime

    return datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC).replace(tzinfo=None)


_CREATED: Final = _fixed()

FORMS: Final[Mapping[str, Callable[[Sequence[Ledger]], bytes]]] = MappingProxyType(
    {"text": text, "json": as_json, "csv": as_csv, "xlsx": as_xlsx}
)
"""The forms of the ledger by name."""
