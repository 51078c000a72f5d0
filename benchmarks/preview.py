"""How soon a saved sentence is seen in `briefings preview`, beside a build of the same document by command.

    python benchmarks/preview.py                 # 20 edits each of the deck and the one-pager
    python benchmarks/preview.py --edits 50

Each edit changes one sentence of the sample in a copy of it. The time begins when the file is saved and ends when the new pictures have been
fetched, through the same addresses that the page asks: the server's news, the document, the pictures with new keys. The browser's own drawing
comes on top (one frame, and the picture's decoding). The build makes the same document as a PDF in a process of its own.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

ROOT = Path(__file__).parent.parent
REPORT = "data/drugs-crime-terrorism.yaml"
SENTENCE = "especially in crisis settings and vulnerable areas"


class Client:
    """What the page asks of the preview."""

    def __init__(self, address: str) -> None:
        self._at = urlsplit(address)
        self._ear = self._open()
        self._ear.request("GET", f"{self._at.path}events")
        self._news = self._ear.getresponse()

    def _open(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(self._at.hostname or "", self._at.port, timeout=120)

    def get(self, path: str) -> bytes:
        """What is at an address of the page."""
        line = self._open()
        line.request("GET", self._at.path + path)
        answer = line.getresponse()
        data = answer.read()
        line.close()
        assert answer.status == 200, (path, answer.status)
        return data

    def number(self, document: str, after: int) -> int:
        """Waits until a document has changed, and gives its new number."""
        for raw in iter(self._news.readline, b""):
            if raw.startswith(b"data:"):
                told = json.loads(raw[5:])["documents"].get(document, [0])[0]
                if told > after:
                    return int(told)
        raise RuntimeError("the preview has ended")

    def document(self, document: str) -> dict[str, Any]:
        """A document as the page gets it."""
        made: dict[str, Any] = json.loads(self.get(f"document?id={quote(document)}"))
        return made


@contextmanager
def served(folder: Path) -> Iterator[Client]:
    """The preview of a project."""
    command = [sys.executable, "-m", "briefings", "preview", str(folder), "--port", "0"]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environ) as process:
        try:
            assert process.stdout is not None
            yield Client(process.stdout.readline().strip())
        finally:
            process.terminate()


def edits(client: Client, report: Path, template: str, count: int) -> list[float]:
    """Seconds from saved to seen for some edits of a sentence."""
    document = f"{report.stem}|{template}|en||||"
    text = report.read_text(encoding="utf-8")
    assert SENTENCE in text
    shown = client.document(document)
    while not shown["number"]:
        client.number(document, 0)
        shown = client.document(document)
    took: list[float] = []
    for turn in range(count + 2):
        time.sleep(0.3)  # what else was begun is done
        new = text.replace(SENTENCE, SENTENCE.replace("vulnerable", f"{turn} vulnerable"))
        begun = time.perf_counter()
        report.write_text(new, encoding="utf-8")
        number = client.number(document, shown["number"])
        old = {page["key"] for page in shown["pages"]}
        shown = client.document(document)
        fresh = [page["key"] for page in shown["pages"] if page["key"] not in old]
        pictures = [client.get(f"picture/{key}") for key in fresh]
        took.append(time.perf_counter() - begun)
        assert pictures and shown["number"] >= number and not shown["stale"]
    return took[2:]  # the first two are not counted


def built(folder: Path, template: str) -> float:
    """Seconds that a build of the same document takes by command."""
    command = [sys.executable, "-m", "briefings", "build", str(folder), "--data", str(folder / REPORT)]
    begun = time.perf_counter()
    subprocess.run(
        [*command, "--template", template, "--format", "pdf", "--no-cache"],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    return time.perf_counter() - begun


def main() -> None:
    """Prints a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--edits", type=int, default=20, help="how many edits of each document are timed")
    count = parser.parse_args().edits
    print(
        "| document | edited sentence to new picture, median s | longest s | a build by command, median s | x faster |"
    )
    print("|---|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as given:
        folder = Path(given) / "sample"
        for part in ("data", "seeds", "briefings.yaml"):
            (shutil.copytree if (ROOT / part).is_dir() else shutil.copy)(ROOT / part, _ready(folder) / part)
        original = (folder / REPORT).read_bytes()
        for template in ("deck", "one-pager"):
            (folder / REPORT).write_bytes(original)
            with served(folder) as client:
                took = edits(client, folder / REPORT, template, count)
            whole = statistics.median(built(folder, template) for _ in range(3))
            seen = statistics.median(took)
            print(f"| {template} | {seen:.2f} | {max(took):.2f} | {whole:.2f} | {whole / seen:.0f} |", flush=True)


def _ready(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


if __name__ == "__main__":
    main()
