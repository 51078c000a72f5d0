"""`briefings preview` as a user starts it, and what a page asks of it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar
from urllib.parse import quote, urlsplit

from projects import REPORT, ROOT, TEMPLATE

PROJECT: Final = {
    "briefings.yaml": "build: [{report: water, template: page}]\n",
    "data/water.yaml": REPORT + "  aims: {type: prose, title: Aims, text: Water for all.}\n",
    "templates/page.yaml": TEMPLATE
    + "  - for: section in sections | of_type('prose')\n    layout: content\n    title: '{{ section.title }}'\n    body: '{{ section.paragraphs }}'\n",
}
DECK: Final = "water|page|en||||"
PATIENCE: Final = 30.0

_T = TypeVar("_T")


@dataclass(slots=True)
class Served:
    """A running preview."""

    address: str
    process: subprocess.Popen[str]
    folder: Path
    errors: list[str] = field(default_factory=list)

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 0

    @property
    def word(self) -> str:
        return urlsplit(self.address).path

    def asked(
        self, path: str, method: str = "GET", headers: Mapping[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of an answer; `path` is taken as it is."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            line.putrequest(method, path, skip_host="host" in {one.lower() for one in headers or {}})
            for name, value in (headers or {}).items():
                line.putheader(name, value)
            line.endheaders()
            answer = line.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            line.close()

    def get(self, path: str) -> Any:
        """What is at an address of the page, as JSON."""
        status, _, body = self.asked(self.word + path)
        assert status == 200, (path, status, body)
        return json.loads(body)

    def document(self, id: str = DECK) -> dict[str, Any]:
        made: dict[str, Any] = self.get(f"document?id={quote(id)}")
        return made

    def shown(self, id: str = DECK) -> dict[str, Any]:
        """A document as soon as it was made; it must have pages."""
        made = self.until(lambda made: True, id)
        assert made["pages"], made["findings"]
        return made

    def until(self, ready: Callable[[dict[str, Any]], object], id: str = DECK) -> dict[str, Any]:
        """A document as soon as something is true of it."""
        return wait_for(lambda: self.document(id), lambda made: bool(made["number"] and ready(made)))

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def stop(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, float]:
        """Exit code, and the seconds until the end."""
        begun = time.monotonic()
        self.process.send_signal(number)
        code = self.process.wait(PATIENCE)
        return code, time.monotonic() - begun


def wait_for(get: Callable[[], _T], ready: Callable[[_T], bool]) -> _T:
    """The first value that will do."""
    end = time.monotonic() + PATIENCE
    while True:
        found = get()
        if ready(found):
            return found
        assert time.monotonic() < end, found
        time.sleep(0.05)


@contextmanager
def served(folder: Path, *arguments: str) -> Iterator[Served]:
    """The preview of a project, on any port."""
    port = () if "--port" in arguments else ("--port", "0")
    command = [sys.executable, "-m", "briefings", "preview", str(folder), *port, *arguments]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder, env=environ
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        try:
            assert address.startswith("http://127.0.0.1:"), process.communicate()
            yield Served(address, process, folder)
        finally:
            if process.poll() is None:
                process.terminate()
            process.communicate()
