"""What a format's writer is told of the run beside the document."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import field

from ..frozen import frozen


@frozen
class Around:
    """What a run makes around a file: the path of the file in the output folder, and the languages that its document is made in, its own
    among them. For a mail, its document's other files by name, and a picture of the first page as PNG."""

    name: str = ""
    languages: tuple[str, ...] = ()
    attached: Mapping[str, bytes] = field(default_factory=dict)
    cover: bytes = b""

    def sisters(self, language: str) -> Iterator[tuple[str, str]]:
        """Every language of the document with the way to its file, from the folder of this one, which is in `language`."""
        before, _, after = self.name.rpartition(f".{language}")
        for other in self.languages:
            yield other, posixpath.relpath(f"{before}.{other}{after}", posixpath.dirname(self.name) or ".")
