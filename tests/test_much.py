"""Too much of everything, in six languages: each is laid out without a word lost, or is an error that says what to shorten and where.

Words are drawn at random, with a fixed seed, from some of each script.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any, Final

import pytest
from conftest import DrawDeck
from drawn_words import read
from frame_reading import faults, lay, lost, open_look, report_with
from many_words import SIX

from briefings.blocks.quote import Quote
from briefings.diagnostics import BriefingsError, Diagnostic
from briefings.frame import Table, TextBox
from briefings.pages import account
from briefings.values import Span
from briefings.writers import WRITERS

WORDS: Final[Mapping[str, str]] = {
    "en": "water the municipalities of reforms and programme for communities anti-corruption a COVID-19 to in resources "
    "health implementation of is",
    "fr": "l’eau de à aujourd’hui les programmes c’est-à-dire la coopération et pour développement des États d’assainissement",
    "es": "agua de y la cooperación los programas año para niños desarrollo sostenible comunidades responsabilidades del en",
    "ru": "вода и в международного сотрудничества программы для детей здравоохранения государств устойчивого на по",
    "ar": "المياه من في الإصلاحات برنامج الأطفال التنمية المستدامة الدول و على الصحة التعاون الدولي مكافحة",
    "zh": "水 的 联合国 可持续 发展 目标 合作 国际 在 儿童 健康 项目 和 支持 社区 改革 与 会员国",
}
LONG: Final[Mapping[str, str]] = {"en": "x", "fr": "é", "es": "ñ", "ru": "щ", "ar": "ب", "zh": "水"}


class Said:
    """Words of a language, drawn at random."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._random = Random(f"much {language}")

    def words(self, count: int, *, stops: bool = False) -> str:
        """So many words, in sentences if asked for."""
        drawn = [self._random.choice(WORDS[self.language].split()) for _ in range(count)]
        if stops:
            stop = "。" if self.language == "zh" else "."
            drawn = [f"{one}{stop}" if n % 11 == 10 or n == count - 1 else one for n, one in enumerate(drawn)]
        return ("" if self.language == "zh" else " ").join(drawn)

    def text(self, count: int) -> str:
        return self.words(count, stops=True)

    def letters(self, count: int) -> str:
        return self.words(count)[:count].strip()

    def number(self, most: int) -> int:
        return self._random.randint(1, most)


def items(count: int, **fields: Callable[[], str]) -> list[dict[str, str]]:
    return [{"id": f"i{n}", **{name: made() for name, made in fields.items()}} for n in range(count)]


def sections(language: str) -> dict[str, dict[str, Any]]:
    """Sections with much in them: each holds more than most reports have of it."""
    say = Said(language)
    word = LONG[language] * 300
    figures = [{"id": f"s{n}", "value": say.number(10**9), "text": say.words(say.number(14))} for n in range(40)]
    columns = [{"id": f"c{n}", "title": say.words(2)} for n in range(4)]
    rows = [
        [say.words(say.number(6)), str(say.number(99999)), say.words(say.number(14)), say.words(2)] for _ in range(200)
    ]
    bars = [{"label": f"{say.letters(80)} {n}", "value": say.number(999)} for n in range(5)]
    sums = [{"id": f"r{n}", "value": say.number(10**8), "text": say.words(4)} for n in range(12)]
    made: dict[str, dict[str, Any]] = {
        "title": {"type": "prose", "title": say.letters(250), "text": say.text(30)},
        "word": {"type": "prose", "text": f"{say.words(9)} {word} {say.text(9)}"},
        "long-names": {"type": "entities", "items": [{"id": "a", "title": word}, {"id": "b", "title": say.words(2)}]},
        "long-label": {"type": "statistics", "items": [{"id": "a", "value": 5, "text": word}, *figures[:2]]},
        "list": {"type": "programmes", "items": items(60, title=lambda: say.words(say.number(12)))},
        "figures": {"type": "statistics", "intro": say.text(60), "items": figures},
        "one-figure": {"type": "statistics", "items": [{"id": "a", "value": 5, "text": say.words(60)}]},
        "names": {"type": "entities", "items": items(12, title=lambda: say.words(say.number(20)))},
        "quote": {"type": "quotes", "items": items(1, text=lambda: say.text(600), speaker=lambda: say.words(2))},
        "quotes": {"type": "quotes", "items": items(30, text=lambda: say.text(say.number(60)), speaker=lambda: say.words(3))},
        "long-quotes": {"type": "quotes", "items": items(3, text=lambda: say.text(280), speaker=lambda: say.words(2))},
        "speakers": {"type": "quotes", "items": items(2, text=lambda: say.text(20), speaker=lambda: say.letters(200))},
        "table": {"type": "table", "columns": columns, "rows": rows},
        "cell": {"type": "table", "columns": columns[:2], "rows": [[say.words(2), say.text(900)], ["1", "2"]]},
        "chart": {"type": "chart", "chart": "bar", "unit": "t", "data": bars},
        "columns": {"type": "chart", "chart": "column", "unit": "t", "data": bars},
        "chart-text": {"type": "chart", "chart": "bar", "unit": "t", "text": say.text(300), "data": bars[:3]},
        "sums": {"type": "resources", "currency": "USD", "total": {"value": 9, "text": say.words(5)}, "parts": sums},
        "paragraphs": {"type": "prose", "text": [say.text(say.number(40)) for _ in range(40)]},
    }  # fmt: skip
    return {name: {"title": say.words(4), **section} for name, section in made.items()}


def one(language: str, made: Mapping[str, Any]) -> dict[str, Any]:
    return report_with(made, title=Said(language).words(6), language=language)


in_every_language = pytest.mark.parametrize("language", SIX)


@in_every_language
def test_a_deck_with_much_of_everything_loses_no_word(language: str) -> None:
    made = lay(one(language, sections(language)))

    assert faults(made) == []
    assert lost(made) == []


@in_every_language
def test_each_is_one_page_of_paper_or_an_error_that_says_what_to_shorten(language: str) -> None:
    for name, section in sections(language).items():
        try:
            made = lay(one(language, {name: section}), "one-pager")
        except BriefingsError as problem:
            assert_tells_what_to_shorten(problem.findings, name)
            continue
        assert len(made.frames) == 1
        assert faults(made) == []
        assert lost(made) == []


@in_every_language
def test_5000_words_in_one_paragraph(language: str) -> None:
    data = one(language, {"a": {"type": "prose", "title": "A", "text": Said(language).text(5000)}})
    deck = lay(data)

    assert len(deck.of("a")) > 8
    assert faults(deck) == []
    assert lost(deck) == []
    sentences = " ".join([SENTENCES[language]] * 400)
    page = lay(one(language, {"a": {"type": "prose", "title": "A", "text": sentences}}), "one-pager")  # it begins there
    assert faults(page) == []
    assert account.left_out(account.missing(page.briefing, page.layout)) == "the rest of 1 text (“A”)"
    with pytest.raises(BriefingsError) as caught:
        lay({**data, "one-pager": "brief"}, "one-pager")
    assert_tells_what_to_shorten(caught.value.findings, "a")


@in_every_language
@pytest.mark.parametrize("section", [
    {"type": "chart", "chart": "bar", "unit": "t", "data": [{"label": f"The label {n}", "value": n} for n in range(1, 41)]},
    {"type": "table", "columns": [{"id": f"c{n}", "title": f"Heading {n}"} for n in range(30)], "rows": [["cells"] * 30]},
])  # fmt: skip
def test_what_no_slide_holds_is_an_error_at_the_line_of_its_data(section: Mapping[str, Any], language: str) -> None:
    with pytest.raises(BriefingsError) as caught:
        lay(one(language, {"a": {"title": "A", **section}}))

    assert_tells_what_to_shorten(caught.value.findings, "a")


@pytest.mark.parametrize("language", ["ru", "ar", "zh"])
def test_libreoffice_draws_every_word_in_its_box(language: str, draw_deck: DrawDeck) -> None:
    chosen = sections(language)
    if language == "ar":  # LibreOffice does not turn the columns of a table, as PowerPoint does
        chosen = {name: section for name, section in chosen.items() if section["type"] != "table"}
    made = lay(one(language, chosen))

    found = read(made.briefing, made.layout, draw_deck(WRITERS["pptx"](made.layout).data), notes=True)

    assert found.lost == ()
    assert found.outside == ()
    assert found.all == found.found + found.elsewhere + found.left_out


# -- what goes on ------------------------------------------------------------------------------------------------------------------

SENTENCES: Final = {
    "en": "The crews mended the pipes before winter came. Did they? They did!",
    "fr": "Les équipes ont réparé les tuyaux avant l’hiver. Il a dit\u00a0: «\u00a0Tout est prêt.\u00a0» Vraiment\u00a0?",
    "es": "Los equipos repararon las tuberías antes del invierno. ¿De verdad? ¡De verdad!",
    "ru": "Бригады починили трубы до наступления зимы. «Неужели?» Да!",
    "ar": "أصلحت الفرق الأنابيب قبل حلول الشتاء. هل أصلحتها كلها؟ نعم!",
    "zh": "工作队在冬天来临之前修好了所有的水管。真的吗？真的！“我们很高兴。”",
}
ENDS: Final = (".", "?", "!", "؟", "。", "？", "！", "»", "”", "’")


@in_every_language
@pytest.mark.parametrize("type", ["prose", "quotes", "table"])
def test_a_text_goes_on_after_a_sentence_and_never_with_a_lone_line(type: str, language: str) -> None:
    joint = "" if language == "zh" else " "
    text = joint.join([SENTENCES[language]] * 60)
    columns = [{"id": "n", "title": "N"}, {"id": "t", "title": "T"}]
    fields: Mapping[str, dict[str, Any]] = {
        "prose": {"text": text},
        "quotes": {"items": [{"id": "q", "text": text, "speaker": "S"}]},
        "table": {"columns": columns, "rows": [["1", text]]},
    }
    made = lay(one(language, {"a": {"title": "A", "type": type, **fields[type]}}))

    frames = made.of("a")
    assert len(frames) > 1
    assert [frame.title for frame in frames] == [f"A\u00a0({n}/{len(frames)})" for n in range(1, len(frames) + 1)]
    parts = [box for frame in frames for box in _running(frame.items)]
    for box in parts:
        said = box.paragraphs[0].text
        assert said.endswith(ENDS), said[-30:]
        assert sum(line.paragraph == 0 for line in box.lines) >= 2
    for table in (item for frame in frames for item in frame.items if isinstance(item, Table)):
        assert [cell.text.paragraphs[0].text for cell in table.rows[0]] == ["N", "T"]


def _running(found: Sequence[Any]) -> list[TextBox]:
    """The boxes that a text of `a` runs through."""
    boxes: list[TextBox] = []
    for item in found:
        if isinstance(item, Table):
            boxes.append(item.rows[1][1].text)
        elif isinstance(item, TextBox):
            boxes += [item] if item.id.startswith(("body", "q")) else []
        elif hasattr(item, "items"):
            boxes += _running(item.items)
    return boxes


def assert_tells_what_to_shorten(findings: Sequence[Diagnostic], section: str) -> None:
    (finding,) = findings
    told = finding.render()
    assert re.search(r"is (over|too wide) by \d+ pt", finding.message), told
    assert re.search(r"by about \d+ words?|leave out about \d+ of the \d+ (categories|columns)", finding.hint), told
    assert finding.path.startswith(f"sections.{section}"), told
    assert finding.where is not None
    assert finding.where.file == "made.yaml", told


def test_a_quote_of_thousands_of_words_is_measured_a_page_at_a_time() -> None:
    """What is measured grows with the quote's length, not with its square."""
    look, _ = open_look()
    word = "Nobody shall be held in slavery. "
    for count in (300, 1200):
        quote = Quote("q", (Span(word * count),), (Span("S"),))
        cut = quote.beyond(20, 60, look)
        assert cut is not None
        head, tail = quote.split(cut)
        assert head.part[1] < 2 * 20 * 60 + len(word)
        assert tail.part == (head.part[1], 0)
