"""What many tests share: LibreOffice with the shipped fonts, and the finished outputs of the two sample reports.

Everything here is made when a test first asks for it, and once in a run (or once in a worker of it).
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest
from office import Office, lay_fonts, needs

if TYPE_CHECKING:
    from briefings.engine.build import Result

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # under nohup, in the background of a script and on some runners: what the tests start would never hear Ctrl-C
    signal.signal(signal.SIGINT, signal.default_int_handler)

os.environ["BRIEFINGS_CACHE"] = (
    "none"  # a test sees what it asks for being made; those of the cache say where theirs is
)
os.environ["BRIEFINGS_READY"] = "none"  # nor is it made by a process that a developer has ready

ROOT = Path(__file__).parent.parent
WATER = ROOT / "tests/reports/water.yaml"

DrawDeck: TypeAlias = Callable[[bytes | Path], bytes]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A temporary folder that all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def static_fonts(shared: Path) -> Path:
    """The fontconfig file (for FONTCONFIG_FILE) that knows the shipped fonts and no others."""
    return lay_fonts(shared / "fonts")


@pytest.fixture(scope="session")
def office(static_fonts: Path, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice, with a profile of this worker's own. Skips where there is none; in CI there must be."""
    needs("soffice")
    return Office(static_fonts, tmp_path_factory.mktemp("libreoffice"), shared / "drawn")


@pytest.fixture(scope="session")
def draw_deck(office: Office) -> DrawDeck:
    """Draws a deck with LibreOffice: bytes or path to the bytes of a PDF."""
    return office.draw_deck


@pytest.fixture(scope="session")
def sample() -> Result:
    """The repository's own report, with both templates, each as .pptx and as .pdf; in memory."""
    return _built()


@pytest.fixture(scope="session")
def water() -> Result:
    """The second report, of another shape, made in the same way."""
    return _built(WATER)


def _built(*reports: Path) -> Result:
    from briefings.engine import project
    from briefings.engine.build import Options, build
    from briefings.env import Env

    env = Env(ROOT)
    return build(project.load(ROOT, env), env, Options(data=reports, formats=("pptx", "pdf")))
