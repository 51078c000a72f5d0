"""Decks as LibreOffice draws them, where there is one: for pictures, and for looking at what another program makes of ours."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from ..env import Env

_WAITS: Final = 120
"""Seconds that LibreOffice has for a deck."""


def program(env: Env) -> str | None:
    """LibreOffice on this machine, if it is there."""
    return shutil.which("soffice", path=env.environ.get("PATH"))


def drawn(found: str, deck: bytes, env: Env) -> bytes | None:
    """A deck as LibreOffice's PDF; None where it draws none."""
    with tempfile.TemporaryDirectory(prefix="briefings-") as given:
        folder = Path(given)
        (folder / "deck.pptx").write_bytes(deck)
        command = [found, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", "pdf", "--outdir", str(folder), str(folder / "deck.pptx")]
        try:
            subprocess.run(
                command,
                check=False,
                capture_output=True,
                timeout=_WAITS,
                stdin=subprocess.DEVNULL,
                env={**env.environ, "HOME": str(folder)},
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
        made = folder / "deck.pdf"
        return made.read_bytes() if made.is_file() else None
