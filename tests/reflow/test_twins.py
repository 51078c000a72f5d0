"""The twins: what a deck, a page, a site, a note and a mail of one report say, word for word and in one order, in six languages.

The web page names the field that each stretch of words comes from; so it is what the others are held against. What one of them says beyond
that is the program's own few words, and what one of them lacks stands in `LEFT_OUT`.
"""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
import zipfile
from collections import Counter
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from lxml import etree, html
from office import needs
from projects import ROOT

from briefings.engine import build, project
from briefings.engine.output import Folder
from briefings.env import Env
from briefings.facts import finished
from briefings.language.wording import WORDS, phrase
from briefings.values import Figure

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
SAMPLE = ROOT / "data/drugs-crime-terrorism.yaml"
OTHERS = tuple(
    ROOT / name
    for name in (
        "data/humanitarian-assistance.yaml",
        "data/forced-displacement.yaml",
        "tests/reports/river.yaml",
        "tests/reports/quarter.yaml",
    )
)
FORMS = ("pptx", "pdf", "html", "site", "xlsx", "csv", "docx", "eml")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Twins:
    """The files of one document, by format."""

    name: str
    language: str
    made: dict[str, build.Output]
    folder: Path

    def data(self, form: str) -> bytes:
        return self.made[form].data


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> list[Twins]:
    folder = tmp_path_factory.mktemp("twins")
    env, into = Env(ROOT), Folder(folder)
    loaded = project.load(ROOT, env)
    sample = build.Options((SAMPLE,), ("deck", "one-pager"), LANGUAGES, FORMS)
    runs = (sample, build.Options(OTHERS, ("deck",), (), FORMS))
    found: dict[str, dict[str, build.Output]] = {}
    for options in runs:
        for one in build.build(loaded, env, options, keeper=into).outputs:
            found.setdefault(f"{one.report}-{one.template}.{one.language}", {})[one.format] = one
    assert all(tuple(made) == FORMS for made in found.values()) and len(found) == 2 * len(LANGUAGES) + len(OTHERS)
    return [Twins(name, made["html"].language, made, folder) for name, made in found.items()]


def _run(text: str) -> str:
    """Words as one run: where a line ends, and which space stands in it, is each format's own matter."""
    return re.sub(r"[\s\u00a0\u202f\u200b\u200e\u200f\u2066-\u2069\u00ad]+", "", text)


def _shown(page: bytes) -> list[tuple[str, str]]:
    """What a web page shows of the report, in its order: the fields and the words. A chapter's photo stands above its heading there; it is
    taken as below it, where the others have it."""
    tree = html.fromstring(page)
    for photo in tree.xpath("//section/figure[contains(@class, 'photo')][1][not(preceding-sibling::*)]"):
        photo.getnext().addnext(photo)
    return [
        (one.get("data-field"), said)
        for one in tree.xpath("//*[@data-field]")
        if not one.xpath("ancestor::*[@data-field]") and (said := _run("".join(one.itertext())))
    ]


def _mail(data: bytes) -> str:
    message = message_from_bytes(data, _class=EmailMessage, policy=policy.default)
    body = message.get_body(("html",))
    assert body is not None
    tree = html.fromstring(str(body.get_content()))
    for gone in tree.xpath("//head | //comment()"):
        gone.drop_tree()
    return "\n".join(tree.itertext())


def _note(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return "\n".join("".join(one.text or "" for one in p.iter(f"{W}t")) for p in root.iter(f"{W}p"))


def _site(twin: Twins) -> str:
    tree = html.fromstring(twin.data("site"))
    for gone in tree.xpath("//head | //nav[@class='languages']"):
        gone.drop_tree()
    return "\n".join(tree.itertext())


def _in_chapter(page: bytes) -> set[str]:
    """The words that say what a chapter holds."""
    tree = html.fromstring(page)
    return {_run(str(one.text_content())) for one in tree.xpath("//section[@class='chapter']/ol[@class='contents']/li")}


def _missing(shown: list[tuple[str, str]], text: str) -> list[tuple[str, str]]:
    """Which words are not in a text where their turn is."""
    at, missing, whole = 0, list[tuple[str, str]](), _run(text)
    for field, said in shown:
        found = whole.find(said, at)
        if found < 0:
            missing.append((field, said))
        else:
            at = found + len(said)
    return missing


def test_site_and_mail_say_what_the_page_says_in_its_order(twins: list[Twins]) -> None:
    for twin in twins:
        shown = _shown(twin.data("html"))
        assert len(shown) > 20
        assert _shown(twin.data("site")) == shown, twin.name
        assert _missing(shown, _mail(twin.data("eml"))) == [], twin.name


def test_the_note_says_it_too_less_what_is_in_a_chapter(twins: list[Twins]) -> None:
    for twin in twins:
        page = twin.data("html")
        inside = _in_chapter(page)
        shown = [(field, said) for field, said in _shown(page) if said not in inside]
        assert _missing(shown, _note(twin.data("docx"))) == [], twin.name


def test_nothing_is_said_beyond_the_page_but_the_programs_own_words(twins: list[Twins]) -> None:
    for twin in twins:
        known = _run(str(html.fromstring(twin.data("html")).text_content()))
        own = _run(" ".join(phrase(key, twin.language) for key in WORDS))
        for form, text in (("eml", _mail(twin.data("eml"))), ("docx", _note(twin.data("docx"))), ("site", _site(twin))):
            beyond = [word for word in re.findall(r"\w+", text) if word not in known and word not in own]
            assert beyond == [], (twin.name, form)


def _letters(text: str) -> str:
    """Letters and digits alone: poppler moves the signs and spaces of Arabic."""
    return re.sub(r"\W", "", unicodedata.normalize("NFKC", text).replace("\u00ad", ""))


def _stretches(page: bytes, *, charts: bool) -> list[tuple[str, str]]:
    """The fields and words of a page in its order, with those of its charts or without."""
    tree = html.fromstring(page)
    for gone in () if charts else tree.xpath("//figure[.//*[local-name() = 'svg']]"):
        gone.drop_tree()
    return [(field, _letters(said)) for field, said in _shown(html.tostring(tree, encoding="unicode").encode())]


def _in_turn(shown: list[tuple[str, str]], text: str) -> tuple[list[str], list[str]]:
    """The fields whose words a text has not, and those that stand in it before what they follow on the page. Words that go on on the next
    page are in two pieces; what stands in one of the two more than once has no place of its own."""
    gone = [field for field, said in shown if said not in text and not _in_two(said, text)]
    counts = Counter(said for _, said in shown)
    own = [(text.index(said), field) for field, said in shown if counts[said] == text.count(said) == 1]
    assert len(own) > 12
    last, moved = 0, list[str]()
    for number, (place, field) in enumerate(own):
        if place < last or any(place > other for other, _ in own[number + 1 : number + 3]):
            moved.append(field)
        else:
            last = place
    return gone, moved


def _in_two(said: str, text: str) -> bool:
    return len(said) > 40 and any(said[:at] in text and said[at:] in text for at in range(12, len(said) - 12))


def _unshown(output: build.Output) -> set[str]:
    """The fields that a document does not show, by its manifest: each with the rule, or in the notes."""
    told = output.about
    noted = {field for field, places in told["shown"].items() if all(one["in"] == "notes" for one in places)}
    assert all(one["rule"] for one in told["left_out"].values())
    return noted | set(told["left_out"])


def test_the_deck_says_what_the_page_says_in_its_order(twins: list[Twins]) -> None:
    for twin in (one for one in twins if "-deck." in one.name):
        deck = finished.read(twin.folder / twin.made["pptx"].name)
        page = twin.data("html")
        text = _letters("\n".join(one.text.text for one in deck.pages))
        gone, moved = _in_turn(_stretches(page, charts=False), text)
        assert set(gone) - _unshown(twin.made["pptx"]) == set(), twin.name
        assert moved == [], twin.name
        charted = {
            _letters(label) for one in deck.pages for chart in one.charts for point in chart.points for label in point
        }
        for figure in html.fromstring(page).xpath("//figure[.//tbody]"):
            labels = {_letters(one.text_content()) for one in figure.xpath(".//tbody//th[@scope='row']")}
            left = {said for said in labels if said not in text}
            assert left <= charted or not labels & charted, (twin.name, left - charted)  # a map is drawn there


def test_the_pdf_says_what_the_page_says_as_another_program_reads_it(twins: list[Twins]) -> None:
    """The slides' PDF in the order of the page; on the one-pager things stand side by side, and what is left out is told."""
    needs("pdftotext")
    for twin in twins:
        command = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
        copied = subprocess.run(command, input=twin.data("pdf"), check=True, capture_output=True).stdout.decode()
        gone, moved = _in_turn(_stretches(twin.data("html"), charts=True), _letters(copied))
        assert set(gone) - _unshown(twin.made["pdf"]) == set(), twin.name
        assert moved == [] or "-deck." not in twin.name, twin.name


def test_the_deck_has_each_field_of_the_page_and_its_pages_follow_in_the_same_order(twins: list[Twins]) -> None:
    for twin in (one for one in twins if "-deck." in one.name):
        deck, page = twin.made["pptx"].about, twin.made["html"].about
        on_slides = {
            field: places for field, places in deck["shown"].items() if any(one["in"] != "notes" for one in places)
        }
        assert set(on_slides) - set(page["shown"]) == set(), twin.name
        unsaid = set(page["shown"]) - set(deck["shown"])
        assert all(deck["left_out"][field]["rule"] for field in unsaid), twin.name
        first = {field: places[0]["page"] for field, places in deck["shown"].items()}
        once = [
            field
            for field, places in page["shown"].items()
            if len(places) == 1 and len({one["page"] for one in deck["shown"].get(field, ())}) == 1
        ]
        ordered = sorted(once, key=lambda field: (page["shown"][field][0]["page"], first[field]))
        slides = [first[field] for field in ordered]
        assert slides == sorted(slides), twin.name


def test_figures_and_quotes_stand_in_every_twin(twins: list[Twins]) -> None:
    """Each figure as a number in the data, each quote word for word where there are quotes; on paper what its template leaves out is told."""
    for twin in twins:
        page = twin.made["html"].about["shown"]
        fields = {one.origin: one for one in twin.made["pptx"].briefing.fields}
        wanted = {
            float(one.value) for field in page if isinstance(one := fields.get(field), Figure) and one.value is not None
            and not re.search(r"\.(total|difference)\b", field)
        }  # fmt: skip
        book = finished.read(twin.folder / twin.made["xlsx"].name)
        numbers = {
            float(value)
            for one in book.pages
            for chart in one.charts
            for _, _, value in chart.points
            if re.fullmatch(r"-?[\d.]+(?:e[+-]?\d+)?", value)
        }
        assert wanted - numbers == set(), twin.name
        tree = html.fromstring(twin.data("html"))
        quotes = [_run(str(one.text_content())) for one in tree.xpath("//blockquote")]
        for form in ("pptx", "site", "eml", "docx"):
            text = _run(finished.read(twin.folder / twin.made[form].name).words)
            assert [one for one in quotes if one not in text and form != "pptx"] == [], (twin.name, form)
            if "-deck." in twin.name:
                assert [one for one in quotes if one[1:-1] not in text] == [], (twin.name, form)


def test_what_is_left_out_is_said_in_writing() -> None:
    told = (ROOT / "docs/web-pages.md").read_text("utf-8")
    assert "What is in a chapter stands below its heading on a page and in a mail, and not in a note" in " ".join(
        told.split()
    )
    assert "A chapter's photo stands above its heading on a page, below it in a note and in a mail" in " ".join(
        told.split()
    )
