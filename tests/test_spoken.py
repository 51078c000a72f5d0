"""Words in another language than the report's: said once, told to every reader, and no fault of anybody's."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from projects import lay, run
from pypdf import PdfReader

from briefings.checks.tongue import of_script
from briefings.language.languages import language_tag, tag_hint

REPORT = """\
id: havn
title: Libraries of the harbour towns
language: en
date: 2024-05
status: final
organization: {text: Εθνική Βιβλιοθήκη της Ελλάδος, language: el}
sources:
  law: {title: {text: Loi relative aux bibliothèques et au développement de la lecture publique, language: fr}}
sections:
  what:
    type: prose
    title: What was done
    source: law
    text:
      - In 2023 the towns opened nine reading rooms.
      - {text: "Οι βιβλιοθήκες είναι ανοικτές για όλους, κάθε μέρα, όλο τον χρόνο, χωρίς καμία εξαίρεση για κανέναν.", language: el}
  said:
    type: quotes
    title: What readers said
    items:
      - {text: Библиотека для нас второй дом и мы приходим сюда каждый день., speaker: Olga Orlova, office: Librarian, language: ru}
  programmes:
    type: programmes
    title: Programmes
    items: [{text: Διαβάζουμε όλοι μαζί στο λιμάνι κάθε καλοκαίρι, language: el}, Reading at sea]
  rooms:
    type: table
    title: Rooms
    columns: [{id: town, title: Town}, {id: rooms, title: Rooms}]
    rows: [[{text: Πειραιάς, language: el}, 5], [Volos, 4]]
  readers:
    type: chart
    chart: bar
    title: Readers
    data: [{label: {text: Πειραιάς, language: el}, value: 12}, {label: Volos, value: 9}]
    alt: {text: Ο Πειραιάς έχει τους περισσότερους αναγνώστες., language: el}
  own:
    type: blocks
    title: A word of thanks
    blocks: [{block: callout, text: {text: "هذه المكتبة مفتوحة لجميع الناس كل يوم", language: ar}}]
"""
PROJECT = "build: [{report: data/havn.yaml, template: deck}, {report: data/havn.yaml, template: one-pager}]\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = lay(tmp_path_factory.mktemp("spoken"), {"data/havn.yaml": REPORT, "briefings.yaml": PROJECT})
    done = run(folder, "build", "--strict")
    assert (done.code, [line for line in done.err.splitlines() if "warning" in line]) == (0, [])
    return folder / "output"


def test_the_deck_says_the_language_of_every_run(built: Path) -> None:
    with zipfile.ZipFile(built / "havn-deck.en.pptx") as deck:
        slides = "".join(deck.read(name).decode() for name in deck.namelist() if name.startswith("ppt/slides/slide"))
    said = {
        text: lang
        for lang, text in re.findall(
            r'<a:r><a:rPr lang="([^"]+)"(?:(?!</a:r>).)*<a:t>[\u2066-\u2069]*([^<]{5})', slides.replace("\u00a0", " ")
        )
    }

    assert {said[start] for start in ("Εθνικ", "Οι βι", "Διαβά", "Πειρα")} == {"el"}
    assert (said["Loi r"], said["هذه ا"], said["“Библ"]) == ("fr-FR", "ar-SA", "ru-RU")
    assert (said["In 20"], said["Olga "], said["Libra"], said["Readi"]) == ("en-GB",) * 4


def test_the_pdf_says_it_in_its_structure_and_of_alternative_texts(built: Path) -> None:
    reader: Any = PdfReader(io.BytesIO((built / "havn-one-pager.en.pdf").read_bytes()))
    told = list(_told(reader.trailer["/Root"]["/StructTreeRoot"]["/K"]))

    assert told[0] == ("/Document", "en", "")
    assert ("/Figure", "el", "Ο Πειραιάς έχει τους περισσότερους αναγνώστες.") in told
    assert {("/P", "el", ""), ("/TH", "el", ""), ("/P", "ru", ""), ("/P", "ar", "")} <= set(told)


def _told(node: Any) -> Any:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            yield from _told(one)
    elif isinstance(node, dict) and "/S" in node:
        if "/Lang" in node:
            yield str(node["/S"]), str(node["/Lang"]), str(node.get("/Alt", ""))
        yield from _told(node.get("/K", []))


def test_words_in_a_language_of_their_own_stay_in_a_translation_and_may_be_translated(tmp_path: Path) -> None:
    french = "title: Bibliothèques des ports\nsections:\n  said:\n    items:\n      item-1: {text: La bibliothèque est notre maison.}\n"
    folder = lay(tmp_path, {"data/havn.yaml": REPORT, "data/havn.fr.yaml": french, "briefings.yaml": PROJECT})
    done = run(folder, "build", "--lang", "fr")

    missing = "".join(line for line in done.err.splitlines() if "no translation" in line)
    assert "organization" not in missing and "programmes.items.item-1" not in missing and "readers.alt" not in missing
    with zipfile.ZipFile(folder / "output/havn-deck.fr.pptx") as deck:
        slides = "".join(deck.read(name).decode() for name in deck.namelist() if name.startswith("ppt/slides/slide"))
    assert "Εθνική Βιβλιοθήκη της Ελλάδος</a:t>" in slides, "not marked as untranslated"
    assert "La bibliothèque est notre maison." in slides and "Библиотека" not in slides


@pytest.mark.parametrize(
    ("written", "tag", "hint"),
    [
        ("EL-gr", "el-GR", ""),
        ("zh-hant", "zh-Hant", ""),
        ("mam", "mam", ""),
        ("Greek", "", "did you mean `el`?"),
        ("français", "", "did you mean `fr`?"),
        ("испанский", "", "did you mean `es`?"),
        ("fr_CA", "", "did you mean `fr-CA`?"),
        ("eng", "", "did you mean `en`?"),
        ("portugese", "", "did you mean `pt`?"),
        ("de-XX", "", "write the language alone, `de`, or with a script or a region, as in `zh-Hant` or `pt-BR`"),
        ("xx", "", "write its tag, such as `el` for Greek or `pt-BR` for Brazilian Portuguese"),
    ],
)
def test_a_tag_is_checked(written: str, tag: str, hint: str) -> None:
    assert (language_tag(written), "" if tag else tag_hint(written)) == (tag, hint)


def test_a_wrong_tag_is_told_wherever_it_stands(tmp_path: Path) -> None:
    report = """\
id: bad
title: {text: Libraries, language: Greek}
language: en
date: 2024
status: final
sections:
  p: {type: prose, title: {text: Done, lang: el}, text: {text: Δύο, language: gre}}
  q: {type: quotes, title: Q, items: [{text: Ναι, speaker: A, language: el_GR}]}
  t: {type: table, title: T, columns: [{id: a, title: A}], rows: [[{text: Ναι, language: de-XX}]]}
  o: {type: blocks, title: O, blocks: [{block: callout, text: {text: Ναι, language: ellinika}}]}
"""
    done = run(lay(tmp_path, {"data/bad.yaml": report}), "check")

    assert done.code == 1
    found = [line for line in done.out.splitlines() + done.err.splitlines() if "error[" in line]
    assert [re.sub(r":\d+: ", " ", line.split(": error[")[0]) for line in found] == [
        "data/bad.yaml:2 title.language",
        "data/bad.yaml:7 sections.p.title.lang",
        "data/bad.yaml:7 sections.p.text.language",
        "data/bad.yaml:8 sections.q.items.item-1.language",
        "data/bad.yaml:9 sections.t.rows.1.1.language",
        "data/bad.yaml:10 sections.o.blocks.1.text.language",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Λεωφόρος Αλεξάνδρας 12, Αθήνα 114 73", ""),
        ("ул. Большая Дмитровка, д. 15, Москва", ""),
        ("北京市朝阳区建国门外大街1号", ""),
        ("Мария Ивановна Петрова", ""),
        ("Библиотека для нас второй дом", "ru"),
        ("Οι βιβλιοθήκες είναι ανοικτές για όλους, κάθε μέρα, όλο τον χρόνο, χωρίς εξαίρεση", "el"),
    ],
)
def test_names_and_addresses_are_no_text_in_another_language(text: str, found: str) -> None:
    assert of_script("en", text) == found
