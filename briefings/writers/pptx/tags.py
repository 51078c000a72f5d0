"""The stable id of a shape, in the tags that PowerPoint keeps with it.

A tag is a name and a value in a part of its own; it goes along when the shape is copied, and nobody sees it. Source: ECMA-376 part 1,
13.3.14 (user-defined tags part), 19.3.1.18 (`p:custDataLst`) and 19.3.3.2 (`p:tagLst`).
"""

from __future__ import annotations

from typing import Final

from ...ooxml.package import HEADER, quoted

NAME: Final = "BRIEFINGS_ID"
"""The tag's name, in capitals as PowerPoint gives names back."""
_P: Final = "http://schemas.openxmlformats.org/presentationml/2006/main"


def part(id: str) -> bytes:
    """The tags part of a shape."""
    return f'{HEADER.decode()}<p:tagLst xmlns:p="{_P}"><p:tag name="{NAME}" val="{quoted(id)}"/></p:tagLst>'.encode()


def tagged(shape: str, relation: str) -> str:
    """A shape that names its tags part: behind its placeholder, if it is one."""
    head, mark, rest = shape.partition("<p:nvPr")  # the first is the shape's own, also of a group
    held = f'<p:custDataLst><p:tags r:id="{relation}"/></p:custDataLst></p:nvPr>'
    if rest.startswith("/>"):
        return f"{head}{mark}>{held}{rest.removeprefix('/>')}"
    inner, _, after = rest.partition("</p:nvPr>")
    return f"{head}{mark}{inner}{held}{after}"
