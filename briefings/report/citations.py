"""Where facts come from: the documents that a report cites, and whether each citation leads to a line of them.

citations    a checked section -> each citation with its place
Sources      the documents: each is read once, and its lines are counted
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..diagnostics import BriefingsError, Diagnostic, did_you_mean, error, note, warning
from ..env import Env
from ..frozen import replace
from ..source import Mapping_
from ..source.fields import Citation
from . import sections as s
from .records import Place


def citations(given: object, place: Place) -> Iterator[tuple[Citation, Place]]:
    """Every citation of a section, with its place."""
    own = getattr(given, "source", None)
    if isinstance(own, Citation):
        yield own, place / "source"
    for key in ("items", "parts", "data"):
        below = getattr(given, key, None)
        if isinstance(below, tuple):
            home = place / key
            for index, (one, name) in enumerate(zip(below, home.names, strict=False)):
                yield from citations(one, home.item(index, name))


class Sources:
    """The documents that a report cites: each is read once, and its lines are counted."""

    def __init__(self, documents: Mapping[str, s.SourceDocument], place: Place, env: Env) -> None:
        self._documents, self._place, self._env = documents, place, env
        self._lines: dict[str, list[str] | None] = {}
        self.keys = frozenset(documents)

    def findings(self) -> Iterator[Diagnostic]:
        """What is wrong with the documents themselves."""
        for key, document in self._documents.items():
            spot = self._place / key
            home = spot / "file" if isinstance(spot.node, Mapping_) else spot
            if document.file is None:
                if document.title is None:
                    yield error(
                        "source-empty",
                        f"the source `{key}` has neither a file nor a title",
                        spot.node.where,
                        spot.origin,
                        "give `title`, with `publisher`, `date` and `url` where there are any; or `file`, a text of the project",
                    )
                continue
            try:
                text = self._env.read(document.file, home.node.where).decode("utf-8-sig")
                self._lines[key] = text.splitlines()
            except UnicodeDecodeError:
                self._lines[key] = None  # a PDF or another file whose lines nobody counts
            except BriefingsError as fault:
                self._lines[key] = None
                bare = home is spot and " " in document.file
                hint = f'a title alone is written `{key}: {{title: "{document.file}"}}`' if bare else ""
                yield from (replace(f, path=home.origin, hint=hint or f.hint) for f in fault.findings)
            if document.title is None:
                yield note(
                    "source-untitled",
                    f"the source `{key}` has no title; lists of sources show its file's name",
                    spot.node.where,
                    spot.origin,
                    "give `title`",
                )

    def check(self, cited: Citation, place: Place) -> Iterator[Diagnostic]:
        """What is wrong with one citation."""
        where = place.node.where
        if cited.key not in self._documents:
            hint = (
                did_you_mean(cited.key, self._documents, "source")
                if self._documents
                else f"add `sources: {{{cited.key}: seeds/…}}`"
            )
            yield error("source-unknown", f"there is no source `{cited.key}`", where, place.origin, hint)
            return
        lines = self._lines.get(cited.key)
        if self._documents[cited.key].file is None and cited.first is not None:
            yield note(
                "source-line-unread",
                f"the source `{cited.key}` is no file of the project, so nobody looked at its line {cited.first}",
                where,
                place.origin,
                "give the source's text as `file`, or cite it without a line",
            )
        if lines is None or cited.first is None or cited.last is None:
            return
        if cited.last > len(lines):
            yield error(
                "source-line-missing",
                f"`{self._documents[cited.key].file}` has {len(lines)} lines, so there is no line {cited.last}",
                where,
                place.origin,
                "count lines from 1",
            )
        elif not any(line.strip() for line in lines[cited.first - 1 : cited.last]):
            yield warning(
                "source-line-empty",
                f"line {cited.first} of `{self._documents[cited.key].file}` is empty",
                where,
                place.origin,
                "check the number of the line",
            )
