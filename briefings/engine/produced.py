"""The second step of a document: it is laid out, written in each of its formats, and held to its rules."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from .. import lasting, memory, reflow, writers
from .. import layout as layouts
from ..diagnostics import BriefingsError, Diagnostic, Level, Where, warning
from ..frame import Layout
from ..frozen import replace
from ..geometry import PAGE_SIZES
from ..look import Look
from ..pages import account, coverage, looks, printing, undescribed
from ..values import Origin
from . import cards, manifest, tongues, workers
from .output import File
from .prepared import Document
from .standing import packed, unpacked
from .step import Step, Written
from .store import sum_of

if TYPE_CHECKING:
    from ..reflow.nodes import Flow
    from ..writers.contact_sheet import Page

LAYING: Final = "laying it out"
_TOLD_BEFORE: Final = frozenset({"deck-alt-missing", "pdf-alt-missing", "deck-contrast-unknown"})
"""What `undescribed` has told of the layout, once for all formats; and words on photos, whose grounds are measured where they are laid."""
_OF_THE_BRAND: Final = frozenset({"deck-footer-small"})
"""What a customer's template is like, whatever stands on it: `inspect` tells it."""


def written(document: Document, step: Step, date: str, sheet: bool, *, look: bool) -> Written:
    """Lays a document out, writes it in each of its formats, and holds page and files to their rules."""
    drawn = {form: name for form, name in step.names if form in writers.WRITERS}
    made = _on_pages(document, drawn, date, sheet) if drawn else Written({}, ())
    if look and made.made:
        output = f"{document.briefing.report}-{document.briefing.template}.{document.briefing.language}"
        made = replace(made, findings=(*made.findings, *looks.findings(made.made[0], output)))
    made = _flowing(document, step, date, made)
    return made if document.card_look is None else _with_cards(document, document.card_look, made, step, date)


def _with_cards(document: Document, look: Look, made: Written, step: Step, date: str) -> Written:
    """What was written of a document, and its cards."""
    from ..reflow import reading

    flow = reading.flow(document.briefing, document.author, date)
    names = dict(step.names)
    place = _asked_at(document, step)
    files, found, faces = cards.written(document.briefing, flow, look, document.cards, names, place)
    files, faces = {**made.files, **files}, {**made.faces, **faces}
    return replace(made, files=files, findings=(*made.findings, *found), faces=faces)


def _asked_at(document: Document, step: Step) -> Where:
    """Where a document was asked for: its entry of the project, else the report's title. Its template may be one of ours, which nobody can mend."""
    return step.entry.where or document.where.get(Origin("title")) or document.place


def _flowing(document: Document, step: Step, date: str, written: Written) -> Written:
    """A document with its files in the formats without pages, which have what they draw from each other."""
    wanted = {form: name for form, name in step.names if form in reflow.WRITERS}
    if not wanted:
        return written
    from ..reflow import reading

    of = document.briefing
    flow = reading.flow(of, document.author, date)
    about = manifest.of_flow(of, flow)
    files, found = dict(written.files), list(written.findings)
    found += _numberless(document, step, flow, wanted)
    with memory.page():
        for form, name in wanted.items():
            around = reflow.Around(name, step.languages)
            if form == "eml":
                from . import mailing

                attached, left = mailing.attached(name, files, _asked_at(document, step))
                laid = written.made[0] if written.made else mailing.laid(of, document.look, document.master)
                around = replace(around, attached=attached, cover=mailing.cover(laid))
                found += left
            made = reflow.WRITERS[form](flow, document.look, around)
            beside = {posixpath.join(posixpath.dirname(name), path): data for path, data in made.beside.items()}
            files[name] = _file(made.data, about, beside)
    return replace(written, files=files, findings=tuple(found))


def _numberless(document: Document, step: Step, flow: Flow, wanted: Iterable[str]) -> Iterator[Diagnostic]:
    """A warning where the numbers of a document are asked for, and it has none."""
    from ..reflow import data

    asked = [form for form in ("xlsx", "csv") if form in wanted]
    if asked and not data.tables(flow):
        output = f"{flow.report}-{document.briefing.template}.{flow.language}"
        message = f"`{output}`: it shows no numbers, so its {' and '.join(asked)} {'hold' if len(asked) > 1 else 'holds'} nothing of it"
        hint = "the numbers of charts, maps, tables and figures stand there; words are in the other formats"
        yield warning("numbers-none", message, _asked_at(document, step), hint=hint)


_LINE: Final = 160
"""What takes more letters to say is told by the names of its sections, unless `-v` asks for all of it."""


def _file(data: bytes, about: Mapping[str, Any], beside: Mapping[str, bytes] | None = None) -> File:
    lacks = about.get("lacks")
    others = {name: File.of(one) for name, one in (beside or {}).items()}
    return File.of(data, manifest.text(about), _in_a_line(**lacks) if lacks else "", others)


def _in_a_line(told: str, parts: Mapping[str, str]) -> str:
    """What an output leaves out, in a line: by the names of its sections where it takes more letters."""
    names = dict.fromkeys(part.split(".")[1] for part in parts)
    return told if len(told) <= _LINE else f"some of {len(names)} sections ({', '.join(names)})"


@memory.page()
def _on_pages(document: Document, names: Mapping[str, str], date: str, sheet: bool) -> Written:
    """A document in the formats that have pages."""
    from ..writers import contact_sheet

    of = document.briefing
    laid, told = placed(document, date, notes="pptx" in names)
    if laid is None:
        return Written({}, told)
    found = list(told)
    files: dict[str, File] = {}
    slides = laid
    if of.handout:
        laid = layouts.handout(laid, PAGE_SIZES[of.handout], document.look)
    for form, name in names.items():
        try:
            file = writers.WRITERS[form](laid)
        except BriefingsError as problem:
            found += problem.findings
            continue
        told = _judged(Path(name), file)
        before = _TOLD_BEFORE | _OF_THE_BRAND if document.branded else _TOLD_BEFORE
        if any(finding.code == "text-language" for finding in found):
            before |= tongues.OF_FILES
        found += (finding for finding in told if finding.code not in before)
        if not any(finding.level is Level.ERROR for finding in told):  # else programs would repair or refuse it
            files[name] = _file(file.data, manifest.about(of, slides, "pptx" if of.handout else form))
    pages: tuple[Page, ...] = ()
    if sheet and files:
        pdf = next((file.data for name, file in files.items() if name.endswith(".pdf")), None)
        pages = contact_sheet.of_pdf(pdf) if pdf else contact_sheet.pages(laid)
    return Written(files, tuple(found), manifest.faces(laid), pages, (laid, of))


def _judged(name: Path, file: writers.Made) -> tuple[Diagnostic, ...]:
    """What is wrong with a finished file. One of the same name and bytes may have been judged before."""
    from .. import checks

    shelf = lasting.shelf() if file.package is None else None
    key = f"judged {name} {sum_of(file.data)}" if shelf else ""
    if shelf and (told := shelf.get(key)) is not None:
        with suppress(ValueError, TypeError):
            return tuple(map(unpacked, told))
    found = tuple(checks.check_file(name, file.data, file.package))
    if shelf:
        shelf.put(key, [packed(one) for one in found])
    return found


def placed(document: Document, date: str, *, notes: bool) -> tuple[Layout | None, tuple[Diagnostic, ...]]:
    """A document on its pages, and what is wrong with these; without pages where they cannot be."""
    of = document.briefing
    try:
        laid = layouts.layout(
            of,
            document.look,
            document.master,
            author=document.author,
            date=date,
            after=document.after,
            at=partial(workers.at, what=LAYING),
        )
    except BriefingsError as problem:
        output = f"{of.report}-{of.template}.{of.language}"
        return None, tuple(replace(one, message=f"`{output}`: {one.message}") for one in problem.findings)
    try:
        found = [*coverage.check(of, laid, document.look, document.where, notes=notes or bool(of.handout))]
        found += account.check(of, laid)
    except BriefingsError as problem:
        return None, problem.findings
    found += printing.faults(laid, sheet=of.kind == "sheet")
    found += undescribed.faults(laid)
    found += tongues.faults(of, document.where)
    return laid, tuple(found)
