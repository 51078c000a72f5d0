"""The preview as a program asks it: what it gives away and to whom, and what it makes of files that are saved while it runs."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from projects import REPORT, lay, run
from served import PROJECT, Served, served, wait_for

from briefings.preview.run import PORT, bound

linux = pytest.mark.skipif(sys.platform != "linux", reason="/proc tells what a process has open")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A preview that no test changes."""
    folder = lay(tmp_path_factory.mktemp("shared") / "project", PROJECT)
    (folder / "secret.yaml").write_text("id: secret\n")
    (folder.parent / "outside.yaml").write_text("id: outside\n")
    (folder / "data/link.csv").symlink_to(folder.parent / "outside.yaml")
    with served(folder) as one:
        one.shown()
        yield one


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Served]:
    """A preview whose files may be changed."""
    with served(lay(tmp_path / "project", PROJECT)) as one:
        one.shown()
        yield one


# -- who is let in ----------------------------------------------------------------------------------------------------------------------


@linux
def test_only_this_machine_can_reach_it(shared: Served) -> None:
    rows = (line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:])
    listening = {row[1] for row in rows if row[3] == "0A" and row[1].endswith(f":{shared.port:04X}")}

    assert listening == {f"0100007F:{shared.port:04X}"}  # 127.0.0.1, as the kernel writes it


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:80"},
        {"Host": "127.0.0.1.evil.example"},
        {"Host": ""},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
def test_another_site_is_refused(shared: Served, headers: dict[str, str]) -> None:
    status, _, body = shared.asked(f"{shared.word}project", headers=headers)

    assert status == 403
    assert b"water" not in body


def test_our_own_page_is_let_in(shared: Served) -> None:
    for host in ("127.0.0.1", "localhost"):
        own = {
            "Host": f"{host}:{shared.port}",
            "Origin": f"http://{host}:{shared.port}",
            "Sec-Fetch-Site": "same-origin",
        }
        assert shared.asked(f"{shared.word}project", headers=own)[0] == 200


@pytest.mark.parametrize("path", ["/", "/project", "/wrong/project", "//project", "/%2e%2e/project", "/favicon.ico"])
def test_nothing_is_there_without_the_word(shared: Served, path: str) -> None:
    assert shared.asked(path)[0] == 404


def test_the_word_is_another_each_time(shared: Served, mine: Served) -> None:
    assert len(shared.word) > 30
    assert shared.word != mine.word


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"])
def test_nothing_can_be_changed(shared: Served, method: str) -> None:
    for path in ("", "project", "document", "source", "events", "picture/00"):
        assert shared.asked(shared.word + path, method)[0] == 405


@pytest.mark.parametrize(
    "path",
    [
        "../data/water.yaml", "%2e%2e/%2e%2e/etc/passwd", "picture/..%2f..%2fwater.yaml", "preview.js/../../../work.py", "..%5c..%5cwork.py",
        "index.html%00", "page/index.html", "picture/", "picture/0123456789abcdef0123456789abcdef", "server.py",
        *(f"source?line=1&file={quote(name, safe='')}" for name in (
            "", "../outside.yaml", "/etc/passwd", "data/../../outside.yaml", "data/link.csv", "secret.yaml", "data\\water.yaml", "~/.bashrc",
            "file:///etc/passwd", "builtin:deck.yaml", "data/water.yaml\x00", "DATA/water.yaml", "/proc/self/environ",
        )),
        "source?file=data/water.yaml&line=-1", "source?file=data/water.yaml&line=1e9", "source?file=data/water.yaml&line=" + "9" * 5000,
        *(f"document?id={quote(id)}" for id in ("", "x", "../x|page|en||||", "water|../deck|en||||", "water|page|xx||||", "water|page|en||../x||", "|" * 99)),
    ],
)  # fmt: skip
def test_no_path_leaves_what_is_shown(shared: Served, path: str) -> None:
    status, _, body = shared.asked(shared.word + path)

    assert status in (400, 404), body
    assert b"outside" not in body
    assert b"secret" not in body
    assert b"root:" not in body


def test_a_line_of_the_report_comes_with_those_around_it(shared: Served) -> None:
    told = shared.get("source?file=data/water.yaml&line=11&column=9")

    assert told["lines"][told["line"] - told["first"]].strip() == "- {id: dug, value: 340, text: wells dug}"
    assert told["editor"] == f"vscode://file/{str(shared.folder).removeprefix('/')}/data/water.yaml:11:9"


def test_a_line_beyond_the_end_is_the_last(shared: Served) -> None:
    assert shared.get("source?file=data/water.yaml&line=999999")["line"] == 12


def test_nothing_of_another_place_may_run_or_be_fetched(shared: Served) -> None:
    for path in ("", "project", "preview.js", "picture/00", "nothing"):
        _, headers, _ = shared.asked(shared.word + path)
        assert headers["content-security-policy"].startswith(
            "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'"
        )
        assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in headers
        assert "server" not in headers


# -- what is shown ----------------------------------------------------------------------------------------------------------------------


def test_every_block_knows_its_line(shared: Served) -> None:
    wells, aims = shared.document()["pages"]

    assert [(one["words"], one["line"]) for one in wells["areas"]] == [("Wells", 9), ("340, wells dug", 11)]
    assert [(one["words"], one["line"]) for one in aims["areas"]] == [("Aims", 12), ("Water for all.", 12)]
    assert {one["file"] for page in (wells, aims) for one in page["areas"]} == {"data/water.yaml"}
    for one in (*wells["areas"], *aims["areas"]):
        left, top, width, height = one["box"]
        assert left >= 0 and top >= 0 and width > 0 and height > 0 and left + width <= 100 and top + height <= 100


def test_a_picture_is_one(shared: Served) -> None:
    for page in shared.document()["pages"]:
        status, headers, body = shared.asked(f"{shared.word}picture/{page['key']}")
        assert (status, headers["content-type"].split("/")[0]) == (200, "image")
        assert len(body) > 1000


def test_all_documents_of_the_project_are_listed_and_made(tmp_path: Path) -> None:
    files = {**PROJECT, "briefings.yaml": "build: [{report: water, template: [page, one-pager]}, {report: rain}]\n"}
    files["data/rain.yaml"] = REPORT.replace("id: water", "id: rain").replace("Safe water", "Rain")
    with served(lay(tmp_path / "project", files)) as one:
        told = wait_for(lambda: one.get("project"), lambda made: bool(made["number"]))
        assert [(each["title"], each["template"]) for each in told["documents"]] == [
            ("Safe water", "page"), ("Safe water", "one-pager"), ("Rain", "deck"), ("Rain", "one-pager"),
        ]  # fmt: skip
        for each in told["documents"]:
            assert one.until(lambda made: made["pages"], f"{each['report']}|{each['template']}|en||||")["pages"]


# -- what happens when something is saved -----------------------------------------------------------------------------------------------


def test_a_saved_line_shows_and_other_pages_stay(mine: Served) -> None:
    before = mine.document()
    mine.write("data/water.yaml", PROJECT["data/water.yaml"].replace("Water for all.", "Water for everybody."))

    after = mine.until(lambda made: made["number"] > before["number"])

    assert after["pages"][0]["key"] == before["pages"][0]["key"]
    assert after["pages"][1]["key"] != before["pages"][1]["key"]
    assert after["pages"][1]["areas"][1]["words"] == "Water for everybody."


def test_a_line_added_above_moves_the_places_and_no_picture(mine: Served) -> None:
    before = mine.document()
    mine.write("data/water.yaml", "# a remark\n" + PROJECT["data/water.yaml"])

    after = mine.until(lambda made: made["number"] > before["number"])

    assert [one["key"] for one in after["pages"]] == [one["key"] for one in before["pages"]]
    assert after["pages"][0]["areas"][1]["line"] == before["pages"][0]["areas"][1]["line"] + 1


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        ("id: water\nsections: [", "yaml-"),
        ("", "empty"),
        (PROJECT["data/water.yaml"][:90], ""),  # a file of which half is saved
        (PROJECT["data/water.yaml"].replace("value: 340", "valu: 340"), "key-unknown"),
        ("\x00\x01", ""),
    ],
    ids=["broken", "empty", "half", "misspelt", "binary"],
)
def test_the_last_good_pages_stay_through_errors(mine: Served, broken: str, code: str) -> None:
    good = mine.document()

    mine.write("data/water.yaml", broken)
    bad = mine.until(lambda made: made["stale"])
    mine.write("data/water.yaml", PROJECT["data/water.yaml"])
    again = mine.until(lambda made: not made["stale"])

    errors = [one for one in bad["findings"] if one["level"] == "error"]
    assert errors
    assert any(code in one["code"] for one in errors)
    assert all(one["file"] == "data/water.yaml" for one in errors)
    assert [one["key"] for one in bad["pages"]] == [one["key"] for one in good["pages"]]
    assert [one["key"] for one in again["pages"]] == [one["key"] for one in good["pages"]]
    assert [one for one in again["findings"] if one["level"] == "error"] == []


def test_a_template_and_the_projects_file_that_change_show_too(mine: Served) -> None:
    before = mine.document()
    mine.write(
        "templates/page.yaml",
        PROJECT["templates/page.yaml"].replace("'{{ section.title }}'", "'On {{ section.title }}'"),
    )
    after = mine.until(lambda made: made["number"] > before["number"])
    mine.write("briefings.yaml", "build: [{report: water, template: page}, {report: water, template: one-pager}]\n")
    told = wait_for(lambda: mine.get("project"), lambda made: len(made["documents"]) == 2)
    mine.write("briefings.yaml", "biuld: []\n")
    wrong = wait_for(lambda: mine.get("project"), lambda made: bool(made["findings"]))

    assert after["pages"][1]["title"] == "On Aims"
    assert [one["template"] for one in told["documents"]] == ["page", "one-pager"]
    assert wrong["findings"][0]["code"] == "key-unknown"
    assert len(wrong["documents"]) == 2  # what was there can be looked at


def test_a_deleted_report_and_one_that_comes_back(mine: Served) -> None:
    (mine.folder / "data/water.yaml").unlink()
    gone = wait_for(lambda: mine.get("project"), lambda made: bool(made["findings"]))
    mine.write("data/water.yaml", PROJECT["data/water.yaml"].replace("Aims", "Goals"))
    back = mine.until(lambda made: made["pages"] and made["pages"][1]["title"] == "Goals")

    assert gone["findings"][0]["code"] == "report-unknown"
    assert not back["stale"]


def test_a_translation_that_comes_is_a_language(mine: Served) -> None:
    mine.write("data/water.fr.yaml", "title: De l’eau\nsections:\n  aims: {title: Buts, text: De l’eau pour tous.}\n")

    told = wait_for(lambda: mine.get("project"), lambda made: len(made["documents"][0]["languages"]) == 2)
    french = mine.shown("water|page|fr||||")

    assert [one["name"] for one in told["documents"][0]["languages"]] == ["English", "French"]
    assert french["pages"][1]["areas"][1]["file"] == "data/water.fr.yaml"
    assert french["pages"][1]["areas"][1]["line"] == 3


def test_a_theme_is_only_looked_at(mine: Served) -> None:
    usual = mine.document()
    forest = mine.shown("water|page|en||forest||")

    assert {one["key"] for one in forest["pages"]}.isdisjoint(one["key"] for one in usual["pages"])
    assert list((mine.folder).glob("output*")) == []


def test_ten_thousand_pictures_beside_the_data_change_nothing(tmp_path: Path) -> None:
    folder = lay(tmp_path / "project", PROJECT)
    (folder / "photos").mkdir()
    for number in range(10_000):
        (folder / f"photos/{number}.jpg").write_bytes(b"\xff\xd8")
    with served(folder) as one:
        before = one.shown()
        one.write("data/water.yaml", PROJECT["data/water.yaml"].replace("for all", "for each"))
        begun = time.monotonic()
        one.until(lambda made: made["number"] > before["number"])
        assert time.monotonic() - begun < 10  # of a busy machine; the benchmark has the figure


# -- what must not hang or end it -------------------------------------------------------------------------------------------------------


def test_what_takes_too_long_is_ended_and_the_next_save_shows(tmp_path: Path) -> None:
    with served(lay(tmp_path / "project", PROJECT), "--timeout", "6") as one:
        before = one.shown()
        many = "".join(f"  s{n}: {{type: prose, title: S{n}, text: Water for all {n} times.}}\n" for n in range(9_000))
        one.write("data/water.yaml", PROJECT["data/water.yaml"] + many)
        bad = one.until(lambda made: made["stale"])
        one.write("data/water.yaml", PROJECT["data/water.yaml"])
        good = one.until(lambda made: not made["stale"])

    assert [each["code"] for each in bad["findings"]] == ["too-slow"]
    assert bad["findings"][0]["file"]
    assert [each["key"] for each in bad["pages"]] == [each["key"] for each in good["pages"]]
    assert [each["key"] for each in good["pages"]] == [each["key"] for each in before["pages"]]


def children(one: Served) -> list[int]:
    """The processes that the preview has started."""
    tasks = Path(f"/proc/{one.process.pid}/task").glob("*/children")
    found = [int(pid) for task in tasks for pid in task.read_text().split()]
    assert found
    return found


@linux
def test_a_process_that_is_killed_costs_nothing(mine: Served) -> None:
    before = mine.document()
    for worker in children(mine):
        os.kill(worker, signal.SIGKILL)
    mine.write("data/water.yaml", PROJECT["data/water.yaml"].replace("for all", "for each"))

    after = mine.until(lambda made: made["number"] > before["number"])

    assert not after["stale"]
    assert after["pages"][0]["key"] == before["pages"][0]["key"]


def ears(one: Served, count: int) -> list[socket.socket]:
    """Tabs that listen and never read."""
    made = []
    for _ in range(count):
        line = socket.create_connection(("127.0.0.1", one.port), 30)
        line.sendall(f"GET {one.word}events HTTP/1.1\r\nHost: 127.0.0.1:{one.port}\r\n\r\n".encode())
        made.append(line)
    return made


def says(words: str, made: dict[str, Any]) -> bool:
    """Whether a block of a document says something."""
    return any(area["words"] == words for page in made["pages"] for area in page["areas"])


@linux
def test_fifty_tabs_that_never_read_or_close(mine: Served) -> None:
    folder = Path(f"/proc/{mine.process.pid}/fd")
    files = len(list(folder.iterdir()))
    lines = ears(mine, 50)
    try:
        assert all(line.recv(4096).startswith(b"HTTP/1.1 200") for line in lines)
        for word in ("each", "everyone", "many"):
            mine.write("data/water.yaml", PROJECT["data/water.yaml"].replace("for all", f"for {word}"))
            mine.until(partial(says, f"Water for {word}."))
    finally:
        for line in lines:
            line.close()
    wait_for(lambda: len(list(folder.iterdir())), lambda now: now <= files + 4)


def test_more_tabs_than_can_listen_are_told(mine: Served) -> None:
    lines = ears(mine, 130)
    try:
        answers = [line.recv(64).split(b"\r\n")[0] for line in lines]
        assert answers.count(b"HTTP/1.1 200 OK") == 100
        assert answers.count(b"HTTP/1.1 503 Service Unavailable") == 30
        assert mine.document()["pages"]
    finally:
        for line in lines:
            line.close()


def test_half_a_request_holds_nobody_up(mine: Served) -> None:
    line = socket.create_connection(("127.0.0.1", mine.port), 30)
    line.sendall(b"GET / HTTP/1.1\r\nHost: ")

    assert mine.document()["pages"]
    line.close()


@linux
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_it_ends_at_once_whoever_listens_and_leaves_no_process(mine: Served, number: signal.Signals, code: int) -> None:
    lines = ears(mine, 10)
    workers = children(mine)

    ended, took = mine.stop(number)

    assert ended == code
    assert took < 2 + 3 * (os.getloadavg()[0] > 3)
    wait_for(lambda: [pid for pid in workers if Path(f"/proc/{pid}").exists()], lambda left: left == [])
    for line in lines:
        line.close()


# -- the command ------------------------------------------------------------------------------------------------------------------------


def test_a_port_that_is_taken_is_told_and_without_one_the_next_is_used(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        outcome = run(lay(tmp_path / "project", PROJECT), "preview", "--port", str(port))

    assert outcome.code == 1
    assert f"error[port-taken]: port {port} is in use" in outcome.err
    first, _ = bound(None)
    second, moved = bound(None)
    assert second.getsockname()[1] > first.getsockname()[1] >= PORT
    assert moved
    for one in (first, second):
        one.close()


@pytest.mark.parametrize(
    ("editor", "begins"),
    [("zed", "zed://file/"), ("none", ""), ("myeditor://{file}?{line}", "myeditor://"), ("idea", "idea://open?file=/")],
)
def test_the_editor_may_be_chosen(tmp_path: Path, editor: str, begins: str) -> None:
    with served(lay(tmp_path / "my project", PROJECT), "--editor", editor) as one:
        one.shown()
        told = one.get("source?file=data/water.yaml&line=2")["editor"]

    assert told.startswith(begins)
    assert bool(told) == bool(begins)
    assert " " not in told


@pytest.mark.parametrize(
    "editor", ["javascript:{file}", "data:text/html,{file}", "https://x.example/{file}", "nothing", "x://line"]
)
def test_no_address_of_an_editor_runs_anything_here(tmp_path: Path, editor: str) -> None:
    outcome = run(lay(tmp_path, PROJECT), "preview", "--editor", editor)

    assert outcome.code == 2
    assert "`--editor` is one of vscode" in outcome.err


def test_without_its_libraries_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("briefings.preview")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "watchfiles", None)

    outcome = run(lay(tmp_path, PROJECT), "preview")

    assert outcome.code == 2
    assert "pip install 'briefings[preview]'" in outcome.err


def test_a_folder_without_reports_waits_for_one(tmp_path: Path) -> None:
    with served(lay(tmp_path / "project", {"readme.txt": ""})) as one:
        assert wait_for(lambda: one.get("project"), lambda made: bool(made["number"]))["documents"] == []
        one.write("data/water.yaml", REPORT)
        told = wait_for(lambda: one.get("project"), lambda made: bool(made["documents"]))
        assert [each["template"] for each in told["documents"]] == ["deck", "one-pager"]
        assert one.until(lambda made: made["pages"], "water|deck|en||||")
