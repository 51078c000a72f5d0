"""A whole run that has nothing to do: no input of it says anything else, and all its files stand where it put them. One that only checks has none.

It is a trace like that of a document, of all that the run looked at. It is asked before anything heavy is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from ..diagnostics import Diagnostic, Level, Where
from ..env import Env
from ..frozen import frozen
from . import answers
from .answers import Answers
from .output import File, Keeper
from .store import Input, Seen, Store, Trace, name_of

_FEW: Final = 2
"""So many traces of a run are looked at: of its files, those of one stand in the folder."""


@frozen
class Stood:
    """A file of the run, with what it lacks of its report."""

    name: str
    lacks: str

    @property
    def about(self) -> Mapping[str, Any]:
        raise LookupError("its account is in the manifest")


@frozen
class Standing:
    """What a run told when it was made; nothing has changed since."""

    outputs: tuple[Stood, ...]
    findings: tuple[Diagnostic, ...]
    files: tuple[str, ...]
    strict: bool

    @property
    def ok(self) -> bool:
        return not self.strict or not any(one.level is Level.WARNING for one in self.findings)


class Run:
    """A run as a piece of work of a store: the words of what was asked for, the project, and who keeps its files."""

    def __init__(self, store: Store, seen: Seen, env: Env, keeper: Keeper, options: Mapping[str, str]) -> None:
        self._store = store
        self._seen = seen
        self._env = env
        self._keeper = keeper
        self._options = {
            **options,
            "tool": answers.tool(store),
            "date": env.environ.get("SOURCE_DATE_EPOCH", ""),
            "trust": str(env.links),
        }
        self._work = name_of(("run", str(env.root), *(f"{key}={options[key]}" for key in sorted(options))))

    def standing(self, strict: bool) -> Standing | None:
        """What the run told, if it would do nothing now."""
        known = Answers(self._env, self._seen, self._options)
        for trace in self._store.traces(self._work)[:_FEW]:
            told = trace.result
            try:
                if known.changed(trace) or not all(self._keeper.stands(*one) for one in told["files"]):
                    continue
                found = tuple(unpacked(one) for one in told["findings"])
                outputs = tuple(Stood(*one) for one in told["outputs"])
                return Standing(outputs, found, tuple(one[0] for one in told["files"]), strict)
            except (ValueError, TypeError, KeyError, IndexError):
                continue
        return None

    def keep(
        self,
        looked: Iterable[Input],
        files: Mapping[str, File],
        outputs: Iterable[tuple[str, str]],
        findings: Sequence[Diagnostic],
    ) -> None:
        """Keeps the run; one with an error is to be made again."""
        if any(one.level is Level.ERROR for one in findings):
            return
        result = {
            "files": [[name, one.sha256, one.size] for name, one in files.items()],
            "outputs": [list(one) for one in outputs],
            "findings": [packed(one) for one in findings],
        }
        options = (Input("option", name, answer) for name, answer in self._options.items())
        self._store.add(self._work, Trace((*options, *looked), result))


def packed(one: Diagnostic) -> list[Any]:
    """A finding as JSON values."""
    where = one.where
    place = [where.file, where.line, where.column, where.excerpt] if where else None
    return [one.level, one.code, one.message, place, one.path, one.hint]


def unpacked(told: Sequence[Any]) -> Diagnostic:
    """The finding again."""
    level, code, message, place, path, hint = told
    return Diagnostic(Level(level), code, message, Where(*place) if place else None, path, hint)
