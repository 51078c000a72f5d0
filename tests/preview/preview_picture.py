"""The picture of `docs/preview.md`: the preview of the starter project in a real Chromium."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import PIL.Image
from served import served

from briefings.cli import starter

if TYPE_CHECKING:
    from PIL.Image import Image


def preview(folder: Path) -> Image:
    """A slide of the starter project with a block that was pressed, its line beside it."""
    from playwright.sync_api import sync_playwright

    starter.create(folder / "water")
    with (
        served(folder / "water") as one,
        sync_playwright() as started,
        started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"]) as chromium,
    ):
        one.shown("example|deck|en||||")
        page = chromium.new_page(viewport={"width": 1360, "height": 780})
        page.goto(one.address)
        page.get_by_role("navigation", name="Pages").get_by_role("button", name="Results").first.click()
        page.get_by_role("button", name="340, wells repaired").click()
        page.get_by_role("link", name="Open in the editor").wait_for()
        page.mouse.move(2, 2)
        page.wait_for_timeout(1500)
        return PIL.Image.open(io.BytesIO(page.screenshot()))
