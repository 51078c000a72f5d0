"""Mails and sites are held against the data: what is wrong is found, what is right is left alone, whoever saved it."""

from __future__ import annotations

import random
import re
import shutil
from collections import Counter
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import mutations
import pytest
from lxml import html
from projects import ROOT, run

from briefings.engine import build, project
from briefings.env import Env
from briefings.facts import finished, verify

EACH = 18
"""So many mutations of each class."""
SAMPLE = ROOT / "data/drugs-crime-terrorism.yaml"
REPORTS = tuple(ROOT / "tests/reports" / f"{name}.yaml" for name in ("river", "quarter", "tables"))
Change = Callable[[str, random.Random], str | None]


@pytest.fixture(scope="module")
def mails() -> list[mutations.Document]:
    """The sample in six languages, and other reports."""
    return [
        *mutations.documents(ROOT, (SAMPLE,), mutations.LANGUAGES, ("eml",), templates=("deck",)),
        *mutations.documents(ROOT, REPORTS, ("en",), ("eml",), templates=("deck",)),
    ]


def _opened(data: bytes) -> EmailMessage:
    return message_from_bytes(data, _class=EmailMessage, policy=policy.SMTP)


def _saved(message: EmailMessage, kind: str, said: str) -> bytes:
    body = message.get_body((kind,))
    assert isinstance(body, EmailMessage)
    body.set_content(said, subtype="html" if kind == "html" else "plain")
    return message.as_bytes()


def _said(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def test_mails_as_they_are_have_no_findings(mails: list[mutations.Document]) -> None:
    assert len(mails) == len(mutations.LANGUAGES) + len(REPORTS)
    assert {one.name: told for one in mails if (told := one.findings(one.data))} == {}
    for one in mails:
        message = _opened(one.data)
        again = html.tostring(html.fromstring(_said(message, "html")), encoding="unicode", doctype="<!doctype html>")
        assert one.findings(_saved(message, "html", again)) == (), "written again by another program"


def test_what_has_gone_out_is_known_by_its_words(mails: list[mutations.Document], tmp_path: Path) -> None:
    """A mail that a program saved under another name, with sender and date, is held against the data, and a changed figure is told."""
    message = _opened(mails[0].data)
    message["From"], message["Date"] = "a@example.org", "Mon, 06 Jul 2026 10:00:00 +0000"
    (tmp_path / "FW.eml").write_bytes(message.as_bytes())
    assert run(ROOT, "verify", str(tmp_path / "FW.eml")).code == 0
    (tmp_path / "FW.eml").write_bytes(_saved(message, "html", _said(message, "html").replace("29,500", "92,500")))
    done = run(ROOT, "verify", str(tmp_path / "FW.eml"))
    assert done.code == 1 and "92,500" in done.err and "29,500" in done.err


# -- Mails ---------------------------------------------------------------------------------------------------------------------------


def _digit(said: str, chance: random.Random) -> str:
    at = chance.choice([match.start() for match in re.finditer(r"\d", said)])
    return said[:at] + str((int(said[at]) + chance.randint(1, 8)) % 10) + said[at + 1 :]


def _where(pattern: str, change: Callable[[str, random.Random], str] = _digit) -> Change:
    """A stretch of the body changed that has a number."""

    def changed(page: str, chance: random.Random) -> str | None:
        start = max(page.find("<body"), 0)
        spots = list(re.compile(pattern, re.DOTALL).finditer(page, start))
        if not spots:
            return None
        spot = chance.choice(spots)
        return page[: spot.start()] + change(spot[0], chance) + page[spot.end() :]

    return changed


def _tree(change: Callable[[Any, random.Random], bool]) -> Change:
    def changed(page: str, chance: random.Random) -> str | None:
        tree = html.fromstring(page)
        return str(html.tostring(tree, encoding="unicode", doctype="<!doctype html>")) if change(tree, chance) else None

    return changed


def _shorter(tree: Any, chance: random.Random) -> bool:
    """A word of a quote goes."""
    quotes = list(tree.xpath("//blockquote//*[text()]"))
    if not quotes:
        return False
    spoken = chance.choice(quotes)
    gap = " " if " " in spoken.text else ""
    words = spoken.text.split(" ") if gap else list(spoken.text)
    del words[len(words) // 2]
    spoken.text = gap.join(words)
    return True


def _big(tree: Any) -> list[Any]:
    return [one for one in tree.iter("p") if "font-size:30px" in (one.get("style") or "") and one.text]


def _lost(tree: Any, chance: random.Random) -> bool:
    figures = _big(tree)
    if figures:
        gone = chance.choice(figures)
        gone.getparent().remove(gone)
    return bool(figures)


def _swapped(tree: Any, chance: random.Random) -> bool:
    figures = _big(tree)
    if len(figures) < 2:
        return False
    one, other = chance.sample(figures, 2)
    one.text, other.text = other.text, one.text
    return bool(one.text != other.text)


def _without_a_table(tree: Any, chance: random.Random) -> bool:
    tables = [one for one in tree.iter("table") if one.get("role") != "presentation"]
    if tables:
        gone = chance.choice(tables)
        gone.getparent().remove(gone)
    return bool(tables)


MAILS: dict[str, Change] = {
    "a digit of a mail": _where(r">[^<>]*\d[^<>]*<"),
    "an alternative text": _where(r'alt="[^"]*\d[^"]*"'),
    "a cell": _where(r"<td valign[^>]*>[^<]*\d[^<]*<", lambda said, chance: said[: said.index(">")] + _digit(said[said.index(">") :], chance)),
    "zeros added": _where(r">\d+<", lambda said, _: f"{said[:-1]}000<"),
    "a quote": _tree(_shorter), "a figure lost": _tree(_lost), "two figures swapped": _tree(_swapped), "a table gone": _tree(_without_a_table),
}  # fmt: skip


def test_mutations_of_mails_are_all_caught(mails: list[mutations.Document]) -> None:
    chance = random.Random(17)
    counts: Counter[str] = Counter()
    missed: list[str] = []
    classes = [*((name, "html", change) for name, change in MAILS.items()), ("plain text", "plain", _where(r"\d+"))]
    for name, kind, change in classes:
        for number in range(EACH * 2):
            document = mails[number % len(mails)]
            message = _opened(document.data)
            changed = change(_said(message, kind), chance)
            if changed is None or counts[name] == EACH:
                continue
            counts[name] += 1
            if not document.findings(_saved(message, kind, changed)):
                missed.append(f"{name}: {document.name}")
    assert missed == []
    assert min(counts.values()) >= EACH // 2 and sum(counts.values()) > 120, counts


# -- Sites ---------------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, mutations.Document]]:
    """Sites as folders, each with the single page that the data make of the same."""
    folder = tmp_path_factory.mktemp("sites")
    env = Env(ROOT)
    options = build.Options((SAMPLE,), ("deck",), mutations.LANGUAGES, ("site",))
    others = build.Options(REPORTS, ("deck",), (), ("site",))
    for one in (options, others):
        build.write(build.build(project.load(ROOT, env), env, one), folder)
    pages = [
        *mutations.documents(ROOT, (SAMPLE,), mutations.LANGUAGES, ("html",), templates=("deck",)),
        *mutations.documents(ROOT, REPORTS, ("en",), ("html",), templates=("deck",)),
    ]
    return [(folder / one.name.removesuffix(".html"), one) for one in pages]


def _found(folder: Path, of: mutations.Document) -> tuple[Any, ...]:
    return verify.verify(of.mine, finished.read(folder / "index.html"), of.root, of.facts, of.language)


def test_a_site_as_it_is_has_no_findings_and_is_known_by_its_folder(
    sites: list[tuple[Path, mutations.Document]],
) -> None:
    assert len(sites) == len(mutations.LANGUAGES) + len(REPORTS)
    assert {of.name: told for folder, of in sites if (told := _found(folder, of))} == {}
    index = sites[4][0] / "index.html"
    assert sites[4][1].language == "ar" and run(ROOT, "verify", str(index)).code == 0


def test_mutations_of_sites_are_all_caught(sites: list[tuple[Path, mutations.Document]], tmp_path: Path) -> None:
    """In the page, and in the drawings beside it: their words, their descriptions, and drawings that are gone."""
    chance = random.Random(17)
    drawing = _where(
        r"(?<=</text>)<text[^>]*>[^<]*\d[^<]*<",
        lambda said, one: said[: said.index(">")] + _digit(said[said.index(">") :], one),
    )
    classes: dict[str, tuple[str, Change]] = {
        "the page": ("index.html", _where(r">[^<>]*\d[^<>]*<")),
        "alternative text": ("index.html", _where(r'alt="[^"]*\d[^"]*"')),
        "a drawing": ("chart-?.svg", drawing),
        "a narrow drawing": ("chart-?-narrow.svg", drawing),
        "a description": (
            "chart-?.svg",
            _where(r"<desc[^>]*>[^<]*\d[^<]*<", lambda said, one: said[:8] + _digit(said[8:], one)),
        ),
        "no drawing": ("chart-?.svg", lambda _, __: ""),
    }
    counts: Counter[str] = Counter()
    missed: list[str] = []
    for name, (pattern, change) in classes.items():
        for number in range(EACH):
            folder, of = sites[number % len(sites)]
            copy = shutil.copytree(folder, tmp_path / f"{counts.total()}")
            path = chance.choice(sorted(copy.glob(pattern)))
            changed = change(path.read_text("utf-8"), chance)
            counts[name] += 1
            if changed is None:
                counts[name] -= 1
            else:
                path.write_text(changed, "utf-8")
                if not _found(copy, of):
                    missed.append(f"{name}: {of.name} {path.name}")
            shutil.rmtree(copy)
    assert missed == []
    assert min(counts.values()) >= EACH // 2, counts


def test_a_page_reads_nothing_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>secret 77</text></svg>')
    (tmp_path / "in").mkdir()
    for way in ("../secret.svg", (tmp_path / "secret.svg").as_posix(), (tmp_path / "secret.svg").as_uri()):
        (tmp_path / "in/index.html").write_text(
            f'<!doctype html><html lang="en"><body><p>ours</p><img src="{way}" alt=""></body></html>'
        )
        assert "secret" not in finished.read(tmp_path / "in/index.html").words
