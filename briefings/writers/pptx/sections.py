"""The named sections of a deck. Source: [MS-PPTX] 2.6.9."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from html import escape
from typing import Final

_SECTIONS: Final = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_ROOT: Final = uuid.UUID("6f1d1c1e-6a3e-5f0e-9d2c-0b6c7c1f4a11")


def sections_xml(sections: Sequence[tuple[str, Sequence[int]]]) -> str:
    """The extension that names sections and lists their slide ids; ids of sections follow from their place and name."""
    made = "".join(
        f'<p14:section name="{escape(name)}" id="{{{str(uuid.uuid5(_ROOT, f"{number}/{name}")).upper()}}}"><p14:sldIdLst>'
        + "".join(f'<p14:sldId id="{slide}"/>' for slide in slides)
        + "</p14:sldIdLst></p14:section>"
        for number, (name, slides) in enumerate(sections)
    )
    return (
        f'<p:ext xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" uri="{_SECTIONS}">'
        f'<p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">{made}</p14:sectionLst></p:ext>'
    )
