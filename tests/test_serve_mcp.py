"""`briefings serve-mcp`: the tools as an assistant calls them, by the protocol's own client."""

from __future__ import annotations

import asyncio
import base64
import io
import json
import os
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

import brand_makers
import pytest
from mcp import Client, StdioServerParameters
from PIL import Image
from projects import REPORT, ROOT, TEMPLATE, lay, run

from briefings import cli
from briefings.cli import serving
from briefings.engine.workers import Limits
from briefings.env import Env

PROJECT = {
    "briefings.yaml": "build: [{report: water, template: page, formats: [pptx, pdf]}]\n",
    "data/water.yaml": REPORT,
    "templates/page.yaml": TEMPLATE,
}
_T = TypeVar("_T")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = lay(tmp_path / "project", PROJECT)
    (tmp_path / "outside.yaml").write_text("id: outside\n")
    (folder / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    return folder


def served(folder: Path, seconds: float = 120.0) -> serving.Served:
    return serving.Served(Env(folder, {**os.environ, "PYTHONPATH": str(ROOT)}), Limits(seconds))


def asked(folder: Path, ask: Callable[[Client], Coroutine[Any, Any, _T]], seconds: float = 120.0) -> _T:
    """What a client in this process is answered."""

    async def talk() -> _T:
        async with Client(serving.server(served(folder, seconds))) as client:
            return await ask(client)

    return asyncio.run(talk())


def called(folder: Path, tool: str, seconds: float = 120.0, /, **given: Any) -> tuple[bool, Any]:
    """Whether a call went well, and what it gave: JSON, or the words of an error."""
    result = asked(folder, lambda client: client.call_tool(tool, given), seconds)
    words = result.content[0].text  # type: ignore[union-attr]
    return (False, words) if result.is_error else (True, json.loads(words))


def test_over_standard_input_and_output_as_an_assistant_starts_it(project: Path) -> None:
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    start = StdioServerParameters(
        command=sys.executable, args=["-m", "briefings", "serve-mcp", str(project)], env=environ
    )

    async def talk() -> tuple[list[Any], Any]:
        async with Client(start) as client:
            return (await client.list_tools()).tools, await client.call_tool("check", {})

    tools, result = asyncio.run(talk())

    assert {tool.name for tool in tools} == {"build", "check", "facts", "verify", "diff", "inspect", "picture"}
    assert {tool.name for tool in tools if not tool.annotations.read_only_hint} == {"build"}
    assert all(tool.description for tool in tools)
    assert result.structured_content == {"ok": True, "files": [], "findings": []}


def test_build_check_and_facts_tell_what_the_commands_tell(project: Path) -> None:
    well, built = called(project, "build", template="page", format="pdf")
    (project / "data/water.yaml").write_text(REPORT.replace("value: 340", "valu: 340"))
    _, checked = called(project, "check", report="water")
    (project / "data/water.yaml").write_text(REPORT)
    _, facts = called(project, "facts", words="WELLS")
    _, none = called(project, "facts", report="water", words="rain")

    assert well
    assert built["ok"]
    assert "output/water-page.en.pdf" in built["files"]
    assert (project / "output/water-page.en.pdf").is_file()
    assert not checked["ok"]
    one = next(one for one in checked["findings"] if one["level"] == "error")
    assert (one["code"], one["file"], one["line"]) == ("key-unknown", "data/water.yaml", 11)
    assert (facts["count"], facts["facts"][0]["value"]) == (1, "340")
    assert none["count"] == 0


def test_verify_diff_and_inspect_take_files_of_the_project(project: Path) -> None:
    run(project, "build")
    (project / "data/old.yaml").write_text(REPORT.replace("340", "290"))
    (project / "agency.pptx").write_bytes(brand_makers.office())

    _, verified = called(project, "verify", file="output/water-page.en.pptx")
    (project / "data/water.yaml").write_text(REPORT.replace("340", "341"))
    _, wrong = called(project, "verify", file="output/water-page.en.pptx")
    _, told = called(project, "diff", old="data/old.yaml", new="data/water.yaml")
    _, offers = called(project, "inspect", brand="agency.pptx")

    assert verified["ok"]
    assert not wrong["ok"]
    assert {one["code"] for one in wrong["findings"] if "340" in one["message"]}
    assert "290" in json.dumps(told)
    assert "341" in json.dumps(told)
    assert offers["files"] == []
    assert len(json.dumps(offers)) > 1000


def test_a_picture_of_a_page_is_one(project: Path) -> None:
    result = asked(project, lambda client: client.call_tool("picture", {"report": "water", "template": "page"}))

    words, picture = result.content
    assert words.text == "page 1 of 1: Wells"  # type: ignore[union-attr]
    assert picture.mime_type.startswith("image/")  # type: ignore[union-attr]
    size = Image.open(io.BytesIO(base64.b64decode(picture.data))).size  # type: ignore[union-attr]
    assert abs(size[0] / size[1] - 16 / 9) < 0.01
    assert not (project / "output").exists()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"report": "rain"}, "there is no report `rain`"),
        ({"report": "../outside"}, "there is no report `../outside`"),
        ({"report": "water", "template": "page", "page": 2}, "there is no page 2"),
        ({"report": "water", "template": "page", "page": -1}, "there is no page -1"),
        ({"report": "water", "template": "nothing"}, "there is no template `nothing`"),
        ({"report": "water", "template": "../../x"}, "template"),
        ({"report": "water", "language": "xx"}, "there is no language `xx`"),
        ({"report": "water", "template": "page", "theme": "../x"}, "theme"),
    ],
    ids=str,
)
def test_a_picture_that_there_is_not_is_told(project: Path, given: dict[str, Any], words: str) -> None:
    well, told = called(project, "picture", **given)

    assert not well
    assert words in told
    assert ("error[picture-unknown]" in told) == words.startswith(
        ("there is no report", "there is no page", "there is no language")
    )


@pytest.mark.parametrize(
    "path",
    [
        "../outside.yaml",
        "/etc/passwd",
        "link.yaml",
        "data/../../outside.yaml",
        "~/x",
        "--help",
        "-v",
        "",
        "a\x00b",
        "data",
    ],
)
def test_no_path_leaves_the_project(project: Path, path: str) -> None:
    for tool, given in (
        ("verify", {"file": path}), ("diff", {"old": path, "new": "data/water.yaml"}), ("diff", {"old": "data/water.yaml", "new": path}),
        ("inspect", {"brand": path}),
    ):  # fmt: skip
        well, told = called(project, tool, 120.0, **given)
        assert not well, told
        assert "error[" in told


def test_no_value_is_taken_for_an_option(project: Path) -> None:
    before = sorted(project.rglob("*"))
    for tool, given in (
        ("build", {"report": "../../outside"}), ("build", {"template": "--output=/tmp/x"}), ("build", {"format": "exe"}),
        ("check", {"language": "--json"}), ("facts", {"report": "water --write"}), ("verify", {"file": "data/water.yaml", "template": "--sarif=x"}),
    ):  # fmt: skip
        well, told = called(project, tool, 120.0, **given)
        assert not well or not told["ok"], (tool, given, told)
    assert sorted(project.rglob("*")) == before


def test_what_takes_too_long_is_ended(project: Path) -> None:
    many = "".join(f"  s{n}: {{type: prose, title: S{n}, text: Water for all {n} times.}}\n" for n in range(9_000))
    (project / "data/water.yaml").write_text(REPORT + many)

    well, told = called(project, "picture", 1.0, report="water")
    _, checked = called(project, "check", 1.0, template="deck")

    assert not well
    assert "error[too-slow]" in told
    assert [one["code"] for one in checked["findings"]] == ["too-slow"]


def test_many_calls_at_once_are_all_answered(project: Path) -> None:
    async def ask(client: Client) -> list[bool]:
        calls = (client.call_tool("picture", {"report": "water", "template": "page"}) for _ in range(6))
        return [one.is_error for one in await asyncio.gather(*calls)]

    assert asked(project, ask) == [False] * 6


def test_without_its_library_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "briefings.cli.serving")
    monkeypatch.delattr(cli, "serving")
    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)

    outcome = run(lay(tmp_path, PROJECT), "serve-mcp")

    assert outcome.code == 2
    assert "pip install 'briefings[mcp]'" in outcome.err
