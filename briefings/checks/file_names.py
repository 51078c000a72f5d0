"""What a program or a hurried author puts where words should stand: the name of a file, or "Picture 3"."""

from __future__ import annotations

import re
from typing import Final

_ENDINGS: Final = "png|jpe?g|gif|svg|tiff?|webp|bmp|emf|wmf|eps|pdf|heic|ico|mp4|mov|avi|wmv|mp3|wav|pptx?|xlsx?|docx?"
_FILE: Final = re.compile(
    rf"(?:.*[\\/])?[^\\/]{{1,120}}\.(?:{_ENDINGS})|(?:file|https?)://\S+|[a-z]:\\\S.*", re.IGNORECASE
)
_NUMBERED: Final = re.compile(
    r"(?:picture|image|photo|pic|graphic|img|dscn?|screenshot|chart|figure|fig|object|untitled|grafik|bild|imagen|рисунок|صورة|图片)"
    r"[\s_.-]*\d*",
    re.IGNORECASE,
)


def is_file_name(text: str) -> bool:
    """Whether an alternative text is a file's name, an address, or what programs write where nobody wrote anything."""
    told = text.strip()
    return bool(_FILE.fullmatch(told) or _NUMBERED.fullmatch(told))
