"""Sources that have changed since somebody looked at them.

kept       a ledger -> the bytes of `<report>.facts.json`, written beside the report when the author asks for it
findings   a ledger and that file -> what is no longer so, with the figures that hang on it
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from ..diagnostics import BriefingsError, Diagnostic, Where, warning
from ..env import Env
from .ledger import Ledger


def beside(path: Path) -> Path:
    """Where the hashes of a report's sources are kept."""
    return path.with_name(f"{path.stem}.facts.json")


def kept(ledger: Ledger) -> bytes:
    """The hashes of a report's sources as they are now."""
    sources = {
        key: {"file": one.name, "sha256": one.sha256} for key, one in sorted(ledger.documents.items()) if one.sha256
    }
    return (json.dumps({"report": ledger.report, "sources": sources}, ensure_ascii=False, indent=2) + "\n").encode()


def findings(ledger: Ledger, path: Path, env: Env) -> Iterator[Diagnostic]:
    """A source is what it was when the author said so."""
    file = beside(path)
    if not file.is_file():
        return
    where = Where(env.name(file))
    try:
        told = json.loads(env.read_found(file))["sources"]
        before = {key: str(one["sha256"]) for key, one in told.items()}
    except (BriefingsError, ValueError, KeyError, TypeError, AttributeError):
        yield warning(
            "facts-file-wrong", "this file cannot be read", where, hint="write it anew with `briefings facts --keep`"
        )
        return
    for key, document in ledger.documents.items():
        if key in before and document.sha256 and before[key] != document.sha256:
            hanging = [fact for fact in ledger.facts if fact.cited and fact.cited.key == key and not fact.reason]
            some = ", ".join(f"`{fact.id}`" for fact in hanging[:5]) + (
                f" and {len(hanging) - 5} more" if len(hanging) > 5 else ""
            )
            yield warning(
                "source-changed",
                f"`{document.name}` has changed since its hash was kept; {len(hanging)} figures hang on it: {some}",
                where,
                f"sources.{key}",
                "look at them, then run `briefings facts --keep`",
            )
