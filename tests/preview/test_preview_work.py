"""What is made for the preview, and in which order: without a browser and without a process."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from projects import lay
from served import PROJECT

from briefings.diagnostics import Level
from briefings.engine import workers
from briefings.engine.workers import Limits, Lost
from briefings.preview import drawing
from briefings.preview.asked import Ask, Made, Order, Project, Shown
from briefings.preview.desk import Desk
from briefings.preview.watch import folders_of
from briefings.preview.work import Work

ASK = Ask("water", "page", "en")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return lay(tmp_path, PROJECT)


def made(desk: Desk, work: Work) -> list[Ask | None]:
    """What is made until there is nothing to do any more."""
    done: list[Ask | None] = []
    while desk._listed < desk._changes or desk._next() is not None:
        order = desk.take(0)
        assert order is not None
        desk.done(0, order, work(order))
        done.append(order.ask)
    return done


def test_a_bug_of_ours_on_a_page_is_told_and_ends_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = Work(home, {}, True, "")

    def breaks(*_: object) -> bytes:
        raise ZeroDivisionError("division by zero")

    with monkeypatch.context() as broken:
        broken.setattr(drawing, "drawn", breaks)
        bad = work(Order(ASK, 0, 0))
    good = work(Order(ASK, 1, 0))

    assert isinstance(bad, Made) and isinstance(good, Made)
    assert [(one.code, one.level) for one in bad.findings] == [("preview-failed", Level.ERROR)]
    assert "ZeroDivisionError: division by zero" in bad.findings[0].message
    assert len(good.pages) == 2


def test_a_page_that_stays_is_not_drawn_again(home: Path) -> None:
    work = Work(home, {}, True, "")
    first = work(Order(ASK, 0, 0))
    assert isinstance(first, Made)
    path = home / "data/water.yaml"
    path.write_text(path.read_text().replace("for all", "for each"))

    second = work(Order(ASK, 1, 0, frozenset(one.key for one in first.pages)))

    assert isinstance(second, Made)
    assert [key for key, _ in second.pictures] == [second.pages[1].key]
    assert second.pages[0].key == first.pages[0].key


def test_the_list_comes_first_then_who_is_looked_at_then_the_others(home: Path) -> None:
    lay(home, {"briefings.yaml": "build: [{report: water, template: [page, deck, one-pager]}]\n"})
    desk, work = Desk(), Work(home, {}, True, "")
    one_pager, deck = Ask("water", "one-pager", "en"), Ask("water", "deck", "en")

    begun = made(desk, work)
    desk.ask(deck)
    desk.changed(False)
    again = made(desk, work)

    assert begun[0] is None
    assert set(begun[1:]) == {ASK, deck, one_pager}
    assert again[0] == deck
    assert set(again) == {None, ASK, deck, one_pager}


def test_what_is_lost_keeps_its_pages_and_says_why(home: Path) -> None:
    desk, work = Desk(), Work(home, {}, True, "")
    desk.ask(ASK)
    made(desk, work)
    good = desk.ask(ASK)
    desk.changed(False)
    order = desk.take(0)
    assert order is not None and good is not None

    desk.done(0, order, Lost("time", "took longer than 2 s"))

    now = desk.ask(ASK)
    assert now is not None
    assert now.stale
    assert now.pages == good.pages
    assert [one.code for one in now.findings] == ["too-slow"]
    assert now.counts == (1, 0)


@dataclass
class Stuck:
    """Work that never ends on what was saved first, as with a report that hangs."""

    folder: Path

    def __call__(self, order: Order) -> Made | Project:
        if order.ask is None:
            return Project((), (), ())
        (self.folder / f"{order.ask.report} {order.state}").touch()
        while order.state == 0 and order.ask == ASK:
            time.sleep(1)
        return Made((Shown("", 1, 1, "", (), (), "en", False),), (), (), ())


def test_a_newer_save_ends_what_hangs(tmp_path: Path) -> None:
    desk, other = Desk(), Ask("rain", "deck", "en")
    desk.ask(other)
    desk.ask(ASK)

    def save() -> None:
        while not (tmp_path / "water 0").exists():
            time.sleep(0.05)
        desk.changed(False)

    saving = threading.Thread(target=save)

    def tell() -> None:
        if not desk.states() and not saving.ident:  # the process has begun, and made the list
            saving.start()
        if set(desk.states()) == {ASK, other}:
            desk.close()

    desk.tell = tell
    workers.run(Stuck(tmp_path), desk, 1, Limits(seconds=3_600), desk.idle)

    assert [state.findings for state in desk.states().values()] == [(), ()]
    assert {path.name for path in tmp_path.iterdir()} == {"water 0", "water 1", "rain 1"}


def test_only_so_many_documents_and_pictures_are_kept() -> None:
    desk = Desk()
    desk.done(0, Order(None, 0, 0), Project((), (), ()))
    for number in range(100):
        desk.ask(Ask(f"r{number}", "deck", "en"))
        desk.done(
            0, Order(Ask(f"r{number}", "deck", "en"), 0, 0), Made((), ((f"{number}", bytes(8 * 1024 * 1024)),), (), ())
        )

    assert len(desk.states()) == 24
    assert sum(desk.picture(f"{number}") is not None for number in range(100)) == 24
    assert desk.picture("99") is not None


def test_folders_that_no_report_is_made_from_are_not_watched(home: Path) -> None:
    lay(
        home,
        {
            "output/a.txt": "",
            ".git/x": "",
            "env/pyvenv.cfg": "",
            "env/lib/x.py": "",
            "node_modules/y/z.js": "",
            "photos/a/b.txt": "",
        },
    )

    assert {path.relative_to(home).as_posix() for path in folders_of(home)} == {
        ".", "data", "env", "photos", "photos/a", "templates",
    } - {"env"}  # fmt: skip


def test_rows_of_a_table_and_audiences_are_documents_of_their_own(home: Path) -> None:
    each = "{report: water, template: page, for-each: {file: data/places.csv}, audience: [press, donors]}"
    lay(home, {"briefings.yaml": f"build: [{each}]\n", "data/places.csv": "name\nAtho\nBeru\n"})
    work = Work(home, {}, True, "")

    told = work(Order(None, 0, 0))

    assert isinstance(told, Project)
    assert [(one.title, one.row, one.audience, one.languages) for one in told.documents] == [
        (name, name.lower(), audience, ("en",)) for name in ("Atho", "Beru") for audience in ("press", "donors")
    ]
    for one in told.documents:
        drawn = work(Order(Ask("water", "page", "en", "", "", one.row, one.audience), 0, 0))
        assert isinstance(drawn, Made)
        assert len(drawn.pages) == 2
    assert work(Order(Ask("water", "page", "en", "", "", "nowhere"), 0, 0)) == Made((), (), (), ())
