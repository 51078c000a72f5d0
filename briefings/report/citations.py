"""Where facts come from: the documents that a report cites, and whether each citation leads to a line of them.

citations    a checked section -> each citation with its place
Sources      the documents: each is read once, and its lines are counted
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..diagnostics import BriefingsError, Diagnostic, did_you_mean
from ..env import Env
from ..frozen import replace
from ..source import Mapping_
from ..source.readers import Citation
from .place import Place
from .report_file import SourceDocument
from .shape import Shape, below


def citations(given: Shape, place: Place) -> Iterator[tuple[Citation, Place]]:
    """Every citation of a section, with its place."""
    own = getattr(given, "source", None)
    if isinstance(own, Citation):
        yield own, place / "source"
    for part, spot in below(given, place):
        yield from citations(part, spot)


class Sources:
    """The documents that a report cites: each is read once, and its lines are counted."""

    def __init__(self, documents: Mapping[str, SourceDocument], place: Place, env: Env) -> None:
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
                    message = f"the source `{key}` has neither a file nor a title"
                    hint = "give `title`, with `publisher`, `date` and `url` where there are any; or `file`, a text of the project"
                    yield spot.error("source-empty", message, hint)
                continue
            try:
                text = self._env.read(document.file, home.node.where).decode("utf-8-sig")
                by_lines = not document.file.casefold().endswith((".html", ".htm", ".xhtml"))
                self._lines[key] = text.splitlines() if by_lines else None  # of a web page, paragraphs are counted
            except UnicodeDecodeError:
                self._lines[key] = None  # a PDF or another file whose lines nobody counts
            except BriefingsError as fault:
                self._lines[key] = None
                bare = home is spot and " " in document.file
                hint = f'a title alone is written `{key}: {{title: "{document.file}"}}`' if bare else ""
                yield from (replace(f, path=home.origin, hint=hint or f.hint) for f in fault.findings)
            if document.title is None:
                message = f"the source `{key}` has no title; lists of sources show its file's name"
                yield spot.note("source-untitled", message, "give `title`")

    def check(self, cited: Citation, place: Place) -> Iterator[Diagnostic]:
        """What is wrong with one citation."""
        document = self._documents.get(cited.key)
        if document is None:
            known = did_you_mean(cited.key, self._documents, "source")
            hint = known if self._documents else f"add `sources: {{{cited.key}: seeds/…}}`"
            yield place.error("source-unknown", f"there is no source `{cited.key}`", hint)
            return
        lines = self._lines.get(cited.key)
        if document.file is None and cited.first is not None:
            message = f"the source `{cited.key}` is no file of the project, so nobody looked at its line {cited.first}"
            hint = "give the source's text as `file`, or cite it without a line"
            yield place.note("source-line-unread", message, hint)
        if lines is None or cited.first is None or cited.last is None:
            return
        if cited.last > len(lines):
            message = f"`{document.file}` has {len(lines)} lines, so there is no line {cited.last}"
            yield place.error("source-line-missing", message, "count lines from 1")
        elif not any(line.strip() for line in lines[cited.first - 1 : cited.last]):
            message = f"line {cited.first} of `{document.file}` is empty"
            yield place.warning("source-line-empty", message, "check the number of the line")
