"""The stable id of a shape, in the tags that PowerPoint keeps with it.

A tag is a name and a value in a part of its own; it goes along when the shape is copied, and nobody sees it. Source: ECMA-376 part 1,
13.3.14 (user-defined tags part), 19.3.1.18 (`p:custDataLst`) and 19.3.3.2 (`p:tagLst`).
"""

from __future__ import annotations

from html import escape
from typing import Any, Final

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

NAME: Final = "BRIEFINGS_ID"
"""The tag's name, in capitals as PowerPoint gives names back."""

_P: Final = "http://schemas.openxmlformats.org/presentationml/2006/main"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BEFORE: Final = tuple(
    f"{{{_P if kind == 'ph' else 'http://schemas.openxmlformats.org/drawingml/2006/main'}}}{kind}"
    for kind in ("ph", "audioCd", "wavAudioFile", "audioFile", "videoFile", "quickTimeFile")
)


def tag(shape: Any, id: str, slide: Any, number: int) -> None:
    """Gives a shape of a slide its stable id; `number` tells apart the tags parts of a deck."""
    data = (
        "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
        f'<p:tagLst xmlns:p="{_P}"><p:tag name="{NAME}" val="{escape(id)}"/></p:tagLst>'
    )
    part = Part(PackURI(f"/ppt/tags/tag{number}.xml"), CT.PML_TAGS, slide.part.package, data.encode())
    properties = shape[0].find(f"{{{_P}}}nvPr")
    held = etree.Element(f"{{{_P}}}custDataLst")
    etree.SubElement(held, f"{{{_P}}}tags").set(f"{{{_R}}}id", slide.part.relate_to(part, RT.TAGS))
    properties.insert(sum(child.tag in _BEFORE for child in properties), held)
