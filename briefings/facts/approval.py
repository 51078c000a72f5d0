"""Who has approved which section of a report, and whether it is still what they saw.

    states      a report's YAML -> the hash of each section: of its values, and of the files that it names
    approved    the approvals that are kept beside a report
    signed      approvals for some sections -> the file that is kept
    findings    what may not go out as final

A remark (`note`), comments, and the order of keys change nothing. The approvals stand in `<report>.facts.json`, beside the hashes of the sources.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from ..diagnostics import BriefingsError, Diagnostic, Where, error
from ..env import Env
from ..frozen import frozen
from ..source import Mapping_, Node, Scalar, Source, plain, scalars
from . import stale

_UNSEEN: Final = ("note",)


@frozen
class Approval:
    """An approval: by whom, on which day, and the hash of the section as it was then."""

    by: str
    on: str
    hash: str


def states(source: Source, env: Env, row: str = "") -> dict[str, str]:
    """The hash of each section as it is now; those of a pattern's are each row's, by `row/section`."""
    sections = source.root.get("sections") if isinstance(source.root, Mapping_) else None
    entries = sections.entries if isinstance(sections, Mapping_) else ()
    return {_of_row(row, key.text): _hash(node, env) for key, node in entries}


def _of_row(row: str, key: str) -> str:
    return f"{row}/{key}" if row else key


def _hash(node: Node, env: Env) -> str:
    """The SHA-256 of a section's values, and of the files of the project that it names."""
    shown = (
        {key: value for key, value in plain(node).items() if key not in _UNSEEN}
        if isinstance(node, Mapping_)
        else plain(node)
    )
    told = hashlib.sha256(json.dumps(shown, ensure_ascii=False, sort_keys=True).encode())
    for name in sorted({one.text for one in scalars(node) if isinstance(one.value, str)}):
        if "." in name and len(name.encode()) < 256 and not re.search(r"[\s:]", name):
            try:
                told.update(hashlib.sha256(env.read(name)).digest())
            except BriefingsError:  # no file of the project, or one that the build tells of
                continue
    return told.hexdigest()


def approved(path: Path, env: Env) -> dict[str, Approval]:
    """The approvals that are kept beside a report; none where the file cannot be read, of which `stale` tells."""
    held = stale.held(path, env).get("approved", {})
    made: dict[str, Approval] = {}
    for key, one in held.items() if isinstance(held, dict) else ():
        if isinstance(one, dict) and all(isinstance(one.get(name), str) for name in ("by", "on", "hash")):
            made[str(key)] = Approval(one["by"], one["on"], one["hash"])
    return made


def signed(path: Path, env: Env, new: Mapping[str, Approval]) -> bytes:
    """The file that is kept beside a report, with some approvals more; what else it keeps stays."""
    told = {**approved(path, env), **new}
    rows = {key: {"by": one.by, "on": one.on, "hash": one.hash} for key, one in sorted(told.items())}
    kept: dict[str, Any] = {**stale.held(path, env), "approved": rows}
    return (json.dumps(kept, ensure_ascii=False, indent=2) + "\n").encode()


def findings(source: Source, path: Path, env: Env, row: str = "") -> Iterator[Diagnostic]:
    """Sections that nobody has approved as they are."""
    told = approved(path, env)
    sections = source.root.get("sections") if isinstance(source.root, Mapping_) else None
    for key, state in states(source, env).items():
        node = sections.key(key) if isinstance(sections, Mapping_) else None
        where = node.where if isinstance(node, Scalar) else Where(source.name)
        one = told.get(_of_row(row, key))
        if one is None:
            hint = f"`briefings approve --section {key} --by NAME --on DAY` when somebody has looked at it"
            yield error("final-unapproved", f"nobody has approved the section `{key}`", where, f"sections.{key}", hint)
        elif one.hash != state:
            message = f"the section `{key}` has changed since {one.by} approved it on {one.on}"
            hint = "have it looked at again, then run `briefings approve`"
            yield error("final-changed", message, where, f"sections.{key}", hint)
