"""Compiles the package where it lies when it is installed in place, as pip does of every package that it copies.

Otherwise a command in a checkout compiles two hundred modules each time where Python may not keep what it compiled
(PYTHONDONTWRITEBYTECODE, as many containers have it, or a folder that is not ours to write).
"""

from __future__ import annotations

import compileall
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Compiled(BuildHookInterface):  # type: ignore[type-arg]
    """Runs at `pip install -e .`, and does nothing for a wheel that is shipped."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            compileall.compile_dir(str(Path(self.root) / "briefings"), quiet=2)
