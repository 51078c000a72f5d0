"""A web page in a real Chromium: what axe-core finds on it, how wide it is, what its outline is; and what the Nu HTML checker says of it."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import PIL.Image
from office import needs
from PIL.Image import Image

TOOLS: Final = Path(__file__).parent.parent / ".ci/tools/web/node_modules"
_OUT: Final = "answer-of-the-test"


def violations(page: Path, folder: Path, *, dark: bool = False) -> list[str]:
    """What axe-core finds wrong on a page (WCAG 2.2 and best practice), each with the element."""
    needs("chromium")
    axe = _tool("axe-core/axe.min.js").read_text().replace("</script", "<\\/script")
    script = (
        "axe.run(document,{resultTypes:['violations']}).then(r=>answer(r.violations.map(v=>v.id+': '+v.nodes[0].html)))"
    )
    found: list[str] = _asked(page.read_text(), script, folder, axe, dark=dark)
    return found


def widest(page: Path, width: int, folder: Path) -> int:
    """How wide a page is in a window so many pixels wide: more means that it has to be moved sideways to be read."""
    needs("chromium")
    frame = f'<iframe id="f" style="width:{width}px;height:900px;border:0" src="{page.as_uri()}"></iframe>'
    script = "f.onload=()=>answer(f.contentDocument.documentElement.scrollWidth)"
    return int(_asked(f"<!doctype html><body>{frame}</body>", script, folder))


def outline(page: Path, folder: Path) -> list[str]:
    """The headings of a page as "2 Context", and what the keyboard reaches as "> a", in the order of the page."""
    needs("chromium")
    script = (
        "answer([...document.querySelectorAll('h1,h2,h3,h4,h5,h6,a,summary,[tabindex=\"0\"]')].filter(e=>e.checkVisibility())"
        ".map(e=>/^H/.test(e.tagName)?e.tagName[1]+' '+e.textContent:'> '+e.tagName.toLowerCase()))"
    )
    found: list[str] = _asked(page.read_text(), script, folder)
    return found


def pictured(pages: Iterable[tuple[Path, int, bool]], height: int, folder: Path, fonts: Path) -> Image:
    """Some pages beside each other as a browser draws them, each in a window so many pixels wide, by day or by night."""
    frames: list[str] = []
    room = 0
    for number, (page, width, night) in enumerate(pages):
        shown = folder / f"shown-{number}.html"
        shown.write_text(_by_night(page) if night else page.read_text(), "utf-8")
        frames.append(f'<iframe style="width:{width}px;height:{height}px;border:0" src="{shown.as_uri()}"></iframe>')
        room += width
    wall = folder / "wall.html"
    style = "margin:0;display:flex;gap:24px;background:#e2e6eb"
    wall.write_text(f'<!doctype html><body style="{style}">{"".join(frames)}</body>', "utf-8")
    room += 24 * (len(frames) - 1)
    shot = folder / "wall.png"
    _chromium(folder, f"--window-size={room},{height}", f"--screenshot={shot}", wall.as_uri(), fonts=fonts)
    return PIL.Image.open(shot)


def screenshot(page: Path, size: tuple[int, int], folder: Path) -> Image:
    """A page or a drawing as a browser draws it in a window of a size."""
    needs("chromium")
    shot = folder / "shot.png"
    _chromium(folder, f"--window-size={size[0]},{size[1]}", "--hide-scrollbars", f"--screenshot={shot}", page.as_uri())
    return PIL.Image.open(shot).convert("RGB")


def unsound(pages: Iterable[Path]) -> list[str]:
    """What the Nu HTML checker says of some pages, style sheets and drawings."""
    needs("java")
    checker = _tool("vnu-jar/build/dist/vnu.jar")
    done = subprocess.run(
        ["java", "-jar", str(checker), "--also-check-css", "--also-check-svg", "--format", "json", *map(str, pages)],
        capture_output=True,
        text=True,
        check=False,
    )
    return [f"{Path(one['url']).name}: {one['message']}" for one in json.loads(done.stderr)["messages"]]


def _by_night(page: Path) -> str:
    return page.read_text().replace("@media screen and (prefers-color-scheme:dark)", "@media screen")


def _tool(name: str) -> Path:
    import pytest

    path = TOOLS / name
    if not path.is_file():
        reason = f"not installed: {name} (.ci/setup does)"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    return path


def _asked(page: str, script: str, folder: Path, library: str = "", *, dark: bool = False) -> Any:
    """What a script answers on a page, whose files beside it are in the folder."""
    answer = f"const answer=a=>{{const p=document.createElement('pre');p.id='{_OUT}';p.textContent=JSON.stringify(a);document.body.append(p)}};"
    scripts = f"<script>{library}</script><script>{answer}{script}</script>"
    asked = folder / "asked.html"
    head, _, tail = page.rpartition("</body>")
    asked.write_text(f"{head}{scripts}</body>{tail}", "utf-8")
    night = ("--blink-settings=preferredColorScheme=0",) if dark else ()
    done = _chromium(folder, *night, "--dump-dom", asked.as_uri())
    found = re.search(rf'<pre id="{_OUT}">(.*?)</pre>', done, re.DOTALL)
    assert found, done[-2000:]
    return json.loads(html.unescape(found[1]))


def _chromium(folder: Path, *arguments: str, fonts: Path | None = None) -> str:
    """What Chromium prints; `fonts` is a fontconfig file."""
    usual = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--allow-file-access-from-files",
        "--virtual-time-budget=60000",
    )
    command = ["chromium", *usual, f"--user-data-dir={folder / 'chromium'}", *arguments]
    environment = {**os.environ, **({"FONTCONFIG_FILE": str(fonts)} if fonts else {})}
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, env=environment).stdout
