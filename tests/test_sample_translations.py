"""The sample's translations are complete, hold texts only, and tell the same numbers as the original."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

DATA = Path(__file__).parent.parent / "data"
LANGUAGES = ("fr", "es", "ru", "ar", "zh")
NOT_TRANSLATED = {
    "id",
    "type",
    "language",
    "date",
    "status",
    "file",
    "source",
    "chart",
    "sort",
    "currency",
    "value",
    "digits",
    "qualifier",
    "total",
    "emphasis",
}
GROUPED = re.compile(r"(?<=\d)[,\u00a0\u202f](?=\d{3}(?!\d))")
"""What stands between the thousands: a comma, or a no-break space."""
HUNDREDS_OF_MILLIONS = re.compile(r"(?<=\d)\.(?=\d\d亿)")
"""Chinese says 424 million as 4.24 times a hundred million."""


def read(name: str) -> dict[str, Any]:
    tree: dict[str, Any] = yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
    return tree


def leaves(node: Any, path: str = "") -> Iterator[tuple[str, object]]:
    """Every value with its path; items are joined by id, whether they stand in a list or in a map."""
    match node:
        case Mapping():
            for key, child in node.items():
                if key not in NOT_TRANSLATED:
                    yield from leaves(child, f"{path}.{key}".removeprefix("."))
        case list():
            for index, child in enumerate(node, start=1):
                yield from leaves(child, f"{path}.{child['id'] if isinstance(child, dict) else index}")
        case _:
            yield path, node


def numbers(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", GROUPED.sub("", HUNDREDS_OF_MILLIONS.sub("", text))))


ORIGINAL = {path: text for path, text in leaves(read("drugs-crime-terrorism.yaml")) if isinstance(text, str)}
TRANSLATED = {language: dict(leaves(read(f"drugs-crime-terrorism.{language}.yaml"))) for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_every_text_and_no_other(language: str) -> None:
    assert TRANSLATED[language].keys() == {*ORIGINAL, "notice"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_holds_texts_only(language: str) -> None:
    assert [
        path for path, value in TRANSLATED[language].items() if not isinstance(value, str) or not value.strip()
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_numbers_inside_the_texts_are_those_of_the_original(language: str) -> None:
    told = {path: numbers(str(TRANSLATED[language][path])) for path in ORIGINAL}
    assert told == {path: numbers(text) for path, text in ORIGINAL.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_bold_stays_on_the_same_figures(language: str) -> None:
    bold = re.compile(r"\*\*(.+?)\*\*")
    told = {path: bold.findall(str(TRANSLATED[language][path])) for path in ORIGINAL}
    assert told == {path: bold.findall(text) for path, text in ORIGINAL.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_in_english(language: str) -> None:
    """Names that are the same in both languages are few: the short forms, people and places."""
    same = {path for path, text in ORIGINAL.items() if TRANSLATED[language][path] == text}
    names = ("abbreviation", "credit", "speaker", "place", "programmes.items.justice.title")
    assert [path for path in same if not path.endswith(names)] == []


@pytest.mark.parametrize(
    "language, letters", [("ru", "\u0400-\u04ff"), ("ar", "\u0600-\u06ff"), ("zh", "\u4e00-\u9fff")]
)
def test_a_text_is_in_its_own_script(language: str, letters: str) -> None:
    foreign = re.compile(r"[A-Za-z]{2,}")
    allowed = {"COVID", "UNODC", "UNOCT"}
    texts = {path: str(text) for path, text in TRANSLATED[language].items()}
    assert {path: words for path, text in texts.items() if (words := set(foreign.findall(text)) - allowed)} == {}
    assert [
        path
        for path, text in texts.items()
        if not re.search(f"[{letters}]", text) and not path.endswith(("abbreviation", "credit"))
    ] == []


@pytest.mark.parametrize("language", ("fr", "es", "ru"))
def test_no_line_can_break_inside_a_number_or_before_a_french_colon(language: str) -> None:
    texts = {path: str(text) for path, text in TRANSLATED[language].items()}
    loose = re.compile(r"\d \d{3}(?!\d)| [:;!?»]|« ")
    assert [path for path, text in texts.items() if loose.search(text)] == []
