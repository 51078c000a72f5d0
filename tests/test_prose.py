"""Prose: which marks are read, which stay letters, and where sentences end."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.diagnostics import BriefingsError, Where
from briefings.source import Scalar
from briefings.source.readers import read_remark
from briefings.values import Origin, Text, plain
from briefings.values import prose as prose_module
from briefings.values.prose import findings, rich, sentences

ORIGIN = Origin("sections.outcomes.items.crime.text.1")


def prose(content: str) -> Text:
    return Text(content, ORIGIN, "en", prose=True)


def marked(content: str) -> list[str]:
    """The spans, each as `look:text`, with b for bold, i for italic and the link in angle brackets."""
    return [
        f"{'b' * span.bold}{'i' * span.italic}{f'<{span.link}>' if span.link else ''}:{span.text}"
        for span in rich(prose(content))
    ]


@given(st.text("ab *[](\\\n_&!.\u00a0", max_size=24))
def test_bold_by_itself_is_read_as_the_parser_reads_it(content: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(prose_module, "_BOLD", re.compile("(?!)"))
        parsed = prose_module._spans(prose(content))
    assert prose_module._spans(prose(content)) == parsed


@pytest.mark.parametrize(
    ("content", "spans"),
    [
        ("from **137** countries", [":from ", "b:137", ": countries"]),
        ("an *italic* word", [":an ", "i:italic", ": word"]),
        ("***both***", ["bi:both"]),
        ("see [the *report*](https://un.org/a)", [":see ", "<https://un.org/a>:the ", "i<https://un.org/a>:report"]),
        (
            "[mail](mailto:a@un.org) [call](tel:+1) [up](#top)",
            ["<mailto:a@un.org>:mail", ": ", "<tel:+1>:call", ": ", "<#top>:up"],
        ),
        (r"\*literal\* and \$452M", [":*literal* and $452M"]),
        ("监测**“安全”**的", [":监测", "b:“安全”", ":的"]),
        ("two\n  lines", [":two lines"]),
        ("", []),
    ],
)
def test_bold_italic_links_and_escapes_are_read(content: str, spans: list[str]) -> None:
    assert marked(content) == spans


@pytest.mark.parametrize(
    "content",
    [
        "**137 countries",
        "2 * 3 * 4",
        "__x__ and _y_",
        "`code` <b>html</b> &amp; &copy;",
        "https://un.org stays a word",
        "![alt](https://un.org/a.png)",
        "[sic] and [x][y]",
        "[](https://un.org)",
        "[words]()",
        "# no heading",
        "- no list",
        "1. no list",
        "**",
        "{{ report.title }}",
    ],
)
def test_everything_else_is_letters(content: str) -> None:
    assert marked(content) == [f":{content}"]


def test_a_text_that_is_not_prose_is_literal_and_every_span_knows_its_field() -> None:
    (span,) = rich(Text("**137** countries", ORIGIN, "fr"))
    assert (span.text, span.origins, span.language) == ("**137** countries", (ORIGIN,), "fr")
    assert {span.origins for span in rich(prose("a **b** [c](https://d.org)"))} == {(ORIGIN,)}


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ftp://a.org", "a.html", "mailto:", "https://"],
)
def test_a_link_to_elsewhere_is_refused_with_its_words(link: str) -> None:
    with pytest.raises(BriefingsError) as raised:
        rich(prose(f"an [innocent text]({link}) here"))
    assert str(raised.value) == (
        f"{ORIGIN}: error[link-scheme]: the link of `innocent text` leads to `{link}`\n"
        "  hint: links may begin with https:, http:, mailto:, tel: or #"
    )


@pytest.mark.parametrize("text", ["click here", "here", "https://un.org/a", "un.org/a/", "点击此处", "Ici"])
def test_a_link_text_that_says_nothing_is_a_warning(text: str) -> None:
    (finding,) = findings(prose(f"[{text}](https://un.org/a)"))
    assert (finding.level, finding.code, finding.path) == ("warning", "link-text", ORIGIN)
    assert findings(prose("[the report](https://un.org/a)")) == ()


@given(st.text(alphabet="ab *_[]()\\!`<&.文، ", max_size=60))
def test_no_letter_is_lost_or_made_up(content: str) -> None:
    try:
        shown = plain(rich(prose(content)))
    except BriefingsError:
        return
    assert [letter for letter in shown if letter.isalpha()] == [
        letter for letter in content if letter.isalpha()
    ] or "](" in content


def test_many_open_marks_are_read_in_good_time() -> None:
    assert plain(rich(prose("[" * 5000 + "*" * 5001))) != ""


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            [
                "Mr. Smith met Dr. Jones.",
                "The U.S. delegation paid 3.5 million.",
                "“It works.”",
                "He left (see para. 5).",
            ],
        ),
        (
            "en",
            [
                "Bolivia (Plurinational State of) signed.",
                "J. Smith, e.g. in Viet Nam, did not!",
                "No. 5 won?",
                "No.",
                "Yes…",
            ],
        ),
        ("en", ["(It began in 2022.)", "1. First we came.", "Visit https://un.org.", "Done"]),
        ("fr", ["M. Dupont est là.", "« Oui ! »", "Il part, cf. art. 5.", "Nous aidons !", "Merci."]),
        ("es", ["Sr. López fue.", "¿Qué?", "¡Sí!", "EE. UU. pagó (núm. 5).", "«Paz.»", "Otra."]),
        ("ru", ["В 2022 г. обучено 5 тыс. человек.", "А. Гутерриш сказал: «Да!»", "См. п. 5 и др. Всё."]),
        ("ar", ["ساعدنا الدول.", "هل هذا صحيح؟", "نعم!", "د. أحمد قال ذلك.", "النهاية."]),
        ("zh", ["我们帮助各国。", "“走吧！”", "增长3.5%。", "真的吗？", "是……", "好的"]),
        ("en", ["no stop at all"]),
    ],
)
def test_sentences_end_where_a_reader_pauses(language: str, expected: list[str]) -> None:
    text = ("" if language == "zh" else " ").join(expected)
    ends = sentences(text, language)
    assert [text[start:end].strip() for start, end in zip((0, *ends), ends, strict=False)] == expected


@given(st.text(alphabet="aB. !?。“”)1", max_size=40), st.sampled_from(["en", "fr", "es", "ru", "ar", "zh"]))
def test_sentences_cover_the_text_in_order(text: str, language: str) -> None:
    ends = sentences(text, language)
    assert list(ends) == sorted(set(ends))
    assert (ends[-1] if ends else 0) == len(text.rstrip())


@pytest.mark.parametrize("gap", [" ", "\t", " \t", "\u00a0", "\u3000 "])
def test_a_long_run_of_spaces_takes_no_time(gap: str) -> None:
    begun = time.process_time()
    assert rich(prose(f"a{gap * 40_000}b"))
    assert read_remark(Scalar("", f"a{gap * 40_000}b \n c", Where("r.yaml"))).endswith(" c")
    assert time.process_time() - begun < 5
