"""Whatever a document holds, it ends within its limits, costs no other document anything, and is told at its place."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import brand_makers
import pytest
from PIL import Image
from projects import lay

from briefings.diagnostics import Where
from briefings.engine import workers
from briefings.engine.workers import Limits, Lost, each

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals for one process")
MB = 1024 * 1024

REPORT = """\
id: {name}
title: Safe water
language: en
date: 2025
status: final
sections:
  photos: {{type: photos, title: In pictures, items: [{{id: well, file: photos/{photo}.png, caption: The new well., alt: A well.}}]}}
"""
TEMPLATE = """\
kind: slides
title: Photo
theme: default
page: "16:9"
formats: [pdf]
omit: [{rest: true, reason: no room}]
pages:
  - {layout: title-only, title: A photo, main: {block: picture, file: "{{ sections.photos.items[0].file }}", caption: A well., alt: A well.}}
"""


def process(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`briefings ARGUMENTS` in a folder, in a process of its own, whose memory is that of no test."""
    return subprocess.run(
        [sys.executable, "-m", "briefings", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


def poisoned(kind: str) -> str | bytes:
    """A task that does what `kind` says."""
    workers.at(Where(f"{kind}.yaml", 7, 3), "working")
    if kind == "hang":
        time.sleep(3_600)
    if kind == "eat":
        return b"x" * (4096 * MB)
    if kind == "nibble":
        eaten = []
        while True:
            eaten.append(bytes(MB) + b"x")
    if kind == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if kind == "much":
        return b"much" * MB
    return f"{kind} {os.getpid() > 0}"


@posix
@pytest.mark.parametrize("jobs", [1, 3])
def test_ten_poisoned_tasks_among_forty_cost_the_others_nothing(jobs: int) -> None:
    kinds = ["well"] * 40
    for number, kind in enumerate(["nibble", "eat", "die", "nibble", "eat", "die", "nibble", "eat", "nibble", "die"]):
        kinds[4 * number + 1] = kind
    kinds[2] = "much"

    made = each(poisoned, kinds, jobs, Limits(seconds=600, memory=300 * MB))

    assert len(made) == 40
    for kind, one in zip(kinds, made, strict=True):
        if kind == "well":
            assert one == "well True"
        elif kind == "much":  # more than any pipe holds
            assert one == b"much" * MB
        else:
            assert isinstance(one, Lost)
            assert (one.why, one.where, one.at) == (
                "died" if kind == "die" else "memory", Where(f"{kind}.yaml", 7, 3), "working",
            )  # fmt: skip


@posix
def test_what_a_process_that_has_lived_long_holds_is_not_counted_against_its_tasks() -> None:
    held = b"x" * (400 * MB)

    made = each(poisoned, ["well", "nibble", "well"], 2, Limits(seconds=600, memory=300 * MB))

    assert len(held) == 400 * MB
    assert [one if isinstance(one, str) else getattr(one, "why", "") for one in made] == [
        "well True",
        "memory",
        "well True",
    ]


def test_a_task_that_never_ends_is_ended() -> None:
    made = each(poisoned, ["well", "hang", "well"], 2, Limits(seconds=1.5))

    assert made == [
        "well True",
        Lost("time", "took longer than 1.5 s", Where("hang.yaml", 7, 3), "working"),
        "well True",
    ]


def test_a_picture_that_takes_too_much_memory_costs_its_own_documents_alone(tmp_path: Path) -> None:
    lay(
        tmp_path,
        {
            f"data/r{n:02}.yaml": REPORT.format(name=f"r{n:02}", photo="vast" if n in (2, 5) else "well")
            for n in range(1, 7)
        },
    )
    lay(tmp_path, {"templates/photo.yaml": TEMPLATE})
    for name, side in (("well", 40), ("vast", 7_000)):
        picture = io.BytesIO()
        Image.new("RGB", (side, side), (20, 90, 160)).save(picture, "PNG", compress_level=1)
        (tmp_path / "photos").mkdir(exist_ok=True)
        (tmp_path / f"photos/{name}.png").write_bytes(picture.getvalue())

    made = process(tmp_path, "build", "--template", "photo", "--memory", "220", "--timeout", "600", "--jobs", "2")

    assert made.returncode == 1, made.stderr
    assert sorted(path.name for path in (tmp_path / "output").glob("*.pdf")) == [
        f"r{n:02}-photo.en.pdf" for n in (1, 3, 4, 6)
    ]
    told = [line for line in made.stderr.splitlines() if ": error[" in line]
    assert [re.sub(r":\d+:\d+", ":L:C", line) for line in told] == [
        f"data/{name}.yaml:L:C: error[too-much-memory]: `data/{name}.yaml` in the template `photo`: filling the template "
        "took more than 220 MB of memory"
        for name in ("r02", "r05")
    ]  # fmt: skip


def test_a_project_file_a_finished_file_and_a_brand_are_held_to_limits_too(tmp_path: Path) -> None:
    """Each of them takes far more than the tenth of a second that it is given."""
    lay(
        tmp_path, {"briefings.yaml": f"build: [{'[x],' * 90_000}]\n", "data/r.yaml": REPORT.format(name="r", photo="x")}
    )
    (tmp_path / "form.pdf").write_bytes(nested_forms(depth=9, width=10))
    (tmp_path / "agency.pptx").write_bytes(brand_makers.office())

    commands = (["check"], ["check", "--file", "form.pdf"], ["inspect", "agency.pptx"])
    made = [process(tmp_path, *command, "--timeout", "0.1") for command in commands]

    assert [(one.returncode, one.stderr.splitlines()[0]) for one in made] == [
        (1, "briefings.yaml: error[too-slow]: `briefings.yaml`: reading the project took longer than 0.1 s"),
        (1, "form.pdf: error[too-slow]: `form.pdf`: checking it took longer than 0.1 s"),
        (1, "agency.pptx: error[too-slow]: `agency.pptx`: reading it took longer than 0.1 s"),
    ]


def nested_forms(depth: int, width: int) -> bytes:
    """A PDF of one page on which a form draws a form, `width` times at each of `depth` levels."""
    forms = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"]
    for level in range(depth + 1):
        drawn = b"/F Do " * width if level < depth else b"0 0 1 1 re f"
        kind = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]"
        uses = b"/Resources << /XObject << /F %d 0 R >> >>" % (level + 5) if level < depth else b""
        forms.append(b"<< %s %s /Length %d >>\nstream\n%s\nendstream" % (kind, uses, len(drawn), drawn))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents %d 0 R /Resources << /XObject << /F 4 0 R >> >> >>"
    forms.insert(2, page % (depth + 5))
    forms.append(b"<< /Length 5 >>\nstream\n/F Do\nendstream")
    written, places = bytearray(b"%PDF-1.7\n"), []
    for number, form in enumerate(forms, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, form)
    at = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(forms) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(written + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(forms) + 1, at))


@posix
@pytest.mark.parametrize(("how", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_build_that_is_asked_to_end_says_one_word_and_leaves_nobody_behind(
    tmp_path: Path, how: signal.Signals, code: int
) -> None:
    lay(tmp_path, {f"data/r{n}.yaml": REPORT.format(name=f"r{n}", photo="x") for n in range(1, 9)})
    command = [sys.executable, "-m", "briefings", "build", "--jobs", "2"]
    # a test may be run where Ctrl-C is ignored, as behind `nohup`; what is ignored stays so in children
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with subprocess.Popen(
            command, cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
        ) as build:
            assert build.stderr is not None
            build.stderr.readline()
            workers_ = children(build.pid)
            build.send_signal(how)
            _, told = build.communicate(timeout=60)
    finally:
        signal.signal(signal.SIGINT, before)

    assert build.returncode == code
    (word,) = [line for line in told.splitlines() if line and not line.startswith("building ")]
    assert re.fullmatch(r"stopped; \d+ of 16 done", word)
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{pid}").exists() for pid in workers_) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [pid for pid in workers_ if Path(f"/proc/{pid}").exists()] == []


def children(parent: int) -> list[int]:
    """The processes that a process has started; none where /proc does not tell."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(stat.read_text().rsplit(")", 1)[1].split()[1]) == parent:
                found.append(int(stat.parent.name))
        except OSError:
            continue
    return found


@posix
def test_untrusted_projects_have_no_links_and_write_nothing_themselves(tmp_path: Path) -> None:
    lay(tmp_path, {"data/r.yaml": REPORT.format(name="r", photo="link"), "templates/photo.yaml": TEMPLATE})
    (tmp_path / "photos").mkdir()
    Image.new("RGB", (40, 40)).save(tmp_path / "photos/well.png")
    (tmp_path / "photos/link.png").symlink_to(tmp_path / "photos/well.png")

    trusted, untrusted = (process(tmp_path, "build", "--template", "photo", *more) for more in ([], ["--untrusted"]))

    assert trusted.returncode == 0, trusted.stderr
    assert untrusted.returncode == 1
    assert "error[path-link]: `photos/link.png` is a link, or lies behind one" in untrusted.stderr
    assert each(writes, ["made.txt"], 1, workers.UNTRUSTED) == ["File too large"]


def writes(name: str) -> str:
    """What becomes of writing a file."""
    try:
        with tempfile.NamedTemporaryFile("w", suffix=name) as file:
            file.write("x")
    except OSError as refused:
        return str(refused.strerror)
    return "written"


def test_four_poisoned_reports_among_a_hundred_cost_the_others_nothing(tmp_path: Path) -> None:
    text = "id: {id}\ntitle: T\nlanguage: en\ndate: 2024\nstatus: final\nsections:\n  w:\n    type: statistics\n    title: {title}\n    items: [{{value: 3, text: wells}}]\n"
    poisons = {7: "[", 31: "w " * 4_000, 58: "\x00", 90: "&a {b: *a}"}
    page = 'kind: slides\npages:\n  - {for: section in sections, layout: title-only, title: "{{ section.title }}", main: {block: stat-grid, items: "{{ section.items }}"}}\n'
    lay(tmp_path, {f"data/r{n:02}.yaml": text.format(id=f"r{n:02}", title=poisons.get(n, "Wells")) for n in range(100)})
    lay(tmp_path, {"templates/page.yaml": page, "briefings.yaml": "build: [{template: page, formats: [pptx, pdf]}]\n"})

    outcome = process(tmp_path, "build", "--json")

    told = json.loads(outcome.stdout)
    assert outcome.returncode == 1
    assert len({one["file"] for one in told["findings"] if one["level"] == "error"}) == len(poisons)
    made = {path.name for path in (tmp_path / "output").glob("r*")}
    assert made == {f"r{n:02}-page.en.{form}" for n in range(100) if n not in poisons for form in ("pptx", "pdf")}
