"""`briefings draft`: reads a document, writes the draft, and looks at it as `check` and `facts` would."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

from .. import report, source
from ..diagnostics import BriefingsError, Diagnostic, Where, fault
from ..env import Env
from ..facts import documents, draft, draft_yaml, ledger, rules
from ..facts.documents import Document
from ..facts.draft import Draft
from ..frozen import frozen
from ..identifiers import slug


@frozen
class Drafted:
    """A draft as it is written, what is in it, its ledger's states, and what is wrong with it."""

    text: str
    draft: Draft
    states: Counter[str]
    findings: tuple[Diagnostic, ...]


def drafted(path: Path, target: Path, env: Env, language: str, date: str) -> Drafted:
    """The draft of a report from a document of the project. Raises BriefingsError for what cannot be drafted, and where a file is there already."""
    where = Where(env.name(path))
    if target.exists():
        hint = "name another with `--output`, or take that one away"
        raise fault("draft-exists", f"`{env.name(target)}` is there already", where, hint=hint)
    if not path.is_relative_to(env.root.resolve()):
        hint = "copy it to `seeds/`: its lines are cited from there"
        raise fault("draft-outside", "this document is not in the project", where, hint=hint)
    document = documents.read(env.name(path), env.read_trusted(path))
    if document.problem:
        raise fault("draft-unread", f"no draft can be made of this document: {document.problem}", where)
    made = draft.draft(document, "report", language)
    if not made.sections:
        raise fault("draft-empty", "no section was found in this document", where)
    text = draft_yaml.written(made, _head(made, document, path, date, where), document.unit)
    given = source.read(text.encode(), env.name(target), env)
    try:
        parsed = report.parse(given, env)
    except BriefingsError as problem:
        return Drafted(text, made, Counter(), problem.findings)
    facts = ledger.of(parsed, given, env)
    return Drafted(text, made, Counter(fact.state for fact in facts.facts), rules.findings(facts))


def _head(made: Draft, document: Document, path: Path, date: str, where: Where) -> dict[str, Any]:
    """The report's own keys, those that were guessed with a question."""
    title = made.title or path.stem.replace("-", " ").replace("_", " ").capitalize()
    asked = "" if made.title else "the document has no title: this is its file's name"
    years = Counter(re.findall(r"\b(?:19|20)\d\d\b", f"{title} {path.stem} {document.words()}"))
    named = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", f"{path.stem} {title}")
    year = named[0] if named else max(years, key=lambda one: (years[one], one), default="")
    if not date and not year:
        raise fault("draft-undated", "this document names no year", where, hint="say its date with `--date 2023-09`")
    if date and not re.fullmatch(r"\d{4}(-\d\d){0,2}", date):
        raise fault("draft-undated", f"`{date}` is no date", hint="write it as in `--date 2023-09`")
    return {
        "id": slug(path.stem) or "report",
        "title": (title, asked),
        "language": made.language,
        "date": date or (int(year), "is this the date of the report?"),
        "status": "draft",
        "sources": {"report": {"file": document.name, "title": title}},
    }


def account(made: Drafted) -> str:
    """What is in a draft, and what is left for a person, in a few lines."""
    kinds = Counter(str(part.fields["type"]) for part in made.draft.sections)
    lines = [f"{len(made.draft.sections)} sections: " + ", ".join(f"{count} {kind}" for kind, count in kinds.items())]
    figures = sum(count for state, count in made.states.items() if state != "no figure")
    if made.states:
        lines.append(
            f"{figures} figures, {made.states['located']} located; {made.states['no figure']} numbers that count nothing"
        )
    left = len(made.draft.unplaced)
    lines.append(
        f"marks for a person: {made.text.count(draft_yaml.ASK)}; pieces without a place, listed at the end: {left}"
    )
    return "\n".join(lines) + "\n"
