"""The mail: what a mail program opens, shows with pictures and hands on, and a draft to Outlook."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import browser
import pytest
from lxml import html
from PIL import Image
from projects import ROOT, lay, run

from briefings.diagnostics import Where
from briefings.engine import mailing, project
from briefings.engine.build import Options, Output, build
from briefings.engine.output import File
from briefings.env import Env

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
SAMPLE = ROOT / "data/drugs-crime-terrorism.yaml"
UNLIKE = tuple(
    ROOT / name
    for name in ("data/humanitarian-assistance.yaml", "tests/reports/river.yaml", "tests/reports/coast.yaml")
)
"""Reports with photos, tables, timelines and other charts."""
FORMS = ("eml", "pdf", "pptx", "docx", "csv")


@pytest.fixture(scope="module")
def made() -> list[Output]:
    """The sample in six languages with its files, and mails alone of other reports."""
    env = Env(ROOT)
    found = project.load(ROOT, env)
    return [
        *build(found, env, Options(data=(SAMPLE,), templates=("deck",), languages=LANGUAGES, formats=FORMS)).outputs,
        *build(
            found, env, Options(data=(SAMPLE,), templates=("one-pager",), languages=("en", "ar"), formats=("eml",))
        ).outputs,
        *build(found, env, Options(data=UNLIKE, templates=("deck",), formats=("eml",))).outputs,
    ]


def _mails(made: list[Output]) -> list[tuple[Output, EmailMessage]]:
    """Opened by the standard library, which says what is wrong with a message."""
    found = [
        (one, message_from_bytes(one.data, _class=EmailMessage, policy=policy.default))
        for one in made
        if one.format == "eml"
    ]
    assert len(found) == len(LANGUAGES) + 2 + len(UNLIKE)
    return found


def _said(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def test_a_mail_is_a_draft_with_its_words_twice_and_its_files(made: list[Output]) -> None:
    for output, message in _mails(made):
        assert all(not part.defects for part in message.walk())
        assert all(not value.defects for part in message.walk() for value in part.values())
        assert (
            message["X-Unsent"] == "1"
            and message["Subject"]
            and not {"Date", "From", "To", "Message-ID"} & set(message)
        )
        assert message["Content-Language"].startswith(output.language)
        assert [part.get_content_type() for part in message.walk() if part.is_multipart()][-2:] == [
            "multipart/alternative",
            "multipart/related",
        ]
        assert max(map(len, output.data.split(b"\r\n"))) <= 998 and b"\n" not in output.data.replace(b"\r\n", b""), (
            "RFC 5322, 2.1.1"
        )
        files = {part.get_filename(): part.get_content() for part in message.iter_attachments()}
        own = output.name.removesuffix("eml")
        assert files == {one.name: one.data for one in made if one.name.startswith(own) and one.format != "eml"}
        numbers = [
            set(re.findall(r"\d[\d.,]*\d", one)) for one in (_said(message, "plain"), _words(_said(message, "html")))
        ]
        assert numbers[0] == numbers[1], output.name


def _words(page: str) -> str:
    tree = html.fromstring(page)
    for gone in tree.xpath("//style | //title | //comment()"):
        gone.drop_tree()
    return " ".join((*tree.itertext(), *tree.xpath("//a/@href")))


def test_outlook_can_draw_it(made: list[Output]) -> None:
    """Which draws with Word: no grid, no flexible boxes, no drawing, no position; widths as attributes, every picture in the mail itself."""
    for output, message in _mails(made):
        page = _said(message, "html")
        assert not re.search(
            r"display:\s*(?:grid|flex)|position:|float:|<svg|<script|<link|<form|background-image|var\(--|https?://[^\"<]*\.(?:png|jpe?g)",
            page,
        )
        tree = html.fromstring(page)
        pictures = {part["Content-ID"].strip("<>"): part for part in message.walk() if part["Content-ID"]}
        assert set(tree.xpath("//img/@src")) == {f"cid:{name}" for name in pictures}
        assert all(part.get_content_disposition() == "inline" for part in pictures.values())
        assert all(int(one.get("width")) <= 600 and one.get("height") for one in tree.iter("img"))
        arranging = tree.xpath("//table[@role='presentation']")
        assert (
            arranging
            and all(one.get("width") for one in arranging)
            and not any(one.xpath("./tr/th") for one in arranging)
        )
        assert all(one.xpath("./tr/th[@scope='col']") for one in tree.iter("table") if one.get("role") is None)
        assert all(one.get("style") for one in tree.xpath("//p | //li | //h1 | //h2 | //h3"))
        direction = "rtl" if output.language == "ar" else "ltr"
        assert {one.get("dir") for one in tree.iter("table", "html")} == {direction}
        assert len(page) < 102_000, "more is cut off by Gmail"


def test_axe_and_the_checker_find_nothing_and_telephones_need_not_move_it(made: list[Output], tmp_path: Path) -> None:
    pages = []
    for output, message in _mails(made):
        page = _said(message, "html")
        for part in (part for part in message.walk() if part["Content-ID"]):
            name = f"{output.name}-{part.get_filename()}"
            (tmp_path / name).write_bytes(part.get_content())
            page = page.replace(f"cid:{part['Content-ID'].strip('<>')}", name)
        (tmp_path / f"{output.name}.html").write_text(page, "utf-8")
        pages.append(tmp_path / f"{output.name}.html")
    told = browser.unsound(pages)
    assert [one for one in told if not re.search(r"attribute on the .* element is obsolete", one)] == [], (
        "Outlook wants widths as attributes"
    )
    chosen = [one for one in pages if ".en." in one.name or "deck.ar." in one.name]
    assert {one.name: found for one in chosen if (found := browser.violations(one, tmp_path))} == {}
    for one in chosen:
        assert browser.widest(one, 320, tmp_path) <= 320, one.name


def test_the_same_document_gives_the_same_mail_and_a_cover_with_or_without_its_files(
    made: list[Output], tmp_path: Path
) -> None:
    env = Env(ROOT)
    alone, again = (
        build(project.load(ROOT, env), env, Options(data=(SAMPLE,), templates=("deck",), formats=forms)).outputs
        for forms in (("eml",), FORMS)
    )
    first = {one.name: one.data for one in made}
    assert all(first[one.name] == one.data for one in again)
    covers = [
        {
            part.get_filename(): part.get_content()
            for part in message_from_bytes(one[-1].data, _class=EmailMessage, policy=policy.default).walk()
            if part["Content-ID"]
        }
        for one in (alone, again)
    ]
    assert covers[0] == covers[1]
    (tmp_path / "cover.png").write_bytes(covers[0]["cover.png"])
    with Image.open(tmp_path / "cover.png") as cover:
        assert cover.format == "PNG" and cover.width == 2 * 552


def test_data_are_never_markup_nor_fields_of_the_head(tmp_path: Path) -> None:
    title = "<script>alert(1)</script> Bcc: a@example.org"
    report = f"""\
id: raid
title: "{title}"
language: en
date: 2024
status: final
sections:
  a: {{type: statistics, title: "{title}", items: [{{value: 3, text: "{title} \\" onload=x"}}]}}
  b: {{type: chart, chart: bar, title: "{title}", data: [{{label: "{title}", value: 3}}, {{label: "&amp;", value: 4}}]}}
  c: {{type: table, title: "{title}", columns: [{{id: x, title: "{title}"}}], rows: [["{title}"]]}}
"""
    folder = lay(tmp_path, {"data/raid.yaml": report})
    done = run(folder, "build", "--template", "deck", "--format", "eml")
    assert done.code == 0, done.err
    message = message_from_bytes(
        (folder / "output/raid-deck.en.eml").read_bytes(), _class=EmailMessage, policy=policy.default
    )
    assert message["Subject"] == title and message["Bcc"] is None
    tree = html.fromstring(_said(message, "html"))
    assert tree.xpath("//script") == [] and tree.xpath("//@onload") == []
    assert "&amp;" in [one.text_content() for one in tree.xpath("//th | //td")]


def test_what_is_too_large_for_a_mail_is_told_and_left_out() -> None:
    files = {
        "a/x.en.pptx": File.of(bytes(6_000_000)),
        "a/x.en.pdf": File.of(bytes(2_000_000)),
        "a/x.en.html": File.of(b"page"),
        "a/x.en.csv.zip": File.of(b"numbers"),
    }
    held, told = mailing.attached("a/x.en.eml", files, Where("briefings.yaml", 3))
    assert list(held) == ["x.en.pdf", "x.en.csv.zip"]
    assert [(one.code, one.where and one.where.line, one.message) for one in told] == [
        (
            "mail-large",
            3,
            "`a/x.en.eml` goes without `a/x.en.pptx` (6.0 MB): many servers refuse mails of more than 10 MB",
        )
    ]
