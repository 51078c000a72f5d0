"""Where a project is: the folder that a command means when none is named."""

from __future__ import annotations

from pathlib import Path
from typing import Final

FILE: Final = "briefings.yaml"


def find_root(start: Path) -> Path:
    """The nearest folder upwards that has a project file; else the folder itself."""
    folder = start.resolve()
    return next((one for one in (folder, *folder.parents) if (one / FILE).is_file()), folder)
