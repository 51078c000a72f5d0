"""A translation is a file of texts only, joined to its report by ids; numbers, dates and files stay the original's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml
from PIL import Image
from projects import lay, run

from briefings import report, source
from briefings.diagnostics import BriefingsError
from briefings.env import Env
from briefings.report import Report
from briefings.report.translated_keys import keys
from briefings.report.translation import sibling, translate
from briefings.values import Day, Figure, Record, Text, leaves

HEAD = """\
id: water
title: Water for all
language: en
date: 2023-05
status: final
"""

ONE = (
    HEAD
    + """\
sections:
  results:
    type: statistics
    title: What we did
    items:
      - {id: homes, value: 88400, unit: homes, text: reached by **12** new pipes}
      - {id: share, value: 63, unit: "%", text: of people}
"""
)

ALL = (
    HEAD
    + """\
subtitle: A year of work
organization: The Authority
contact: {name: The office, email: press@example.org, url: https://example.org/en}
url: https://example.org/report
sources:
  annual: {file: seeds/annual.txt, title: Annual report, publisher: The Authority}
  other: seeds/other.txt
sections:
  aims:
    type: prose
    title: Aims
    intro: In **short**
    text: [First paragraph., Second paragraph.]
  work:
    type: programmes
    title: Work
    items: [Digging wells, {title: Laying pipes, text: By hand}]
  bodies:
    type: entities
    title: Bodies
    items: [{id: board, title: Water Board, abbreviation: WB}]
  rules:
    type: mandates
    title: Rules
    items: [{title: Water Act, organ: Parliament, symbol: Act 12}]
  money:
    type: resources
    title: Money
    currency: USD
    total: {value: 3, text: in all}
    parts: [{id: own, value: 1, text: own}, {id: lent, value: 2, text: lent}]
  results:
    type: statistics
    title: Results
    items: [{id: homes, value: 88400, unit: homes, text: reached}]
  voices:
    type: quotes
    title: Voices
    items: [{id: mayor, text: Water is life., speaker: A. Mayor, office: Mayor}]
  outcomes:
    type: outcomes
    title: Outcomes
    items: [{title: Clean rivers, text: The river is clean.}]
  story:
    type: features
    title: Story
    items: [{id: day, title: A day, text: [Morning., Night.]}]
  views:
    type: photos
    title: Views
    items: [{id: dam, caption: The dam, place: North, credit: A. Photographer, alt: A wall}]
  rain:
    type: chart
    title: Rain
    chart: column
    unit: millimetres
    series: {north: North, south: South}
    highlight: [Spring]
    reference: {value: 5, label: need}
    data:
      - {label: Spring, values: {north: 3, south: 4}}
      - {label: "2022", values: {north: 5, south: 6}}
    alt: More rain in the south
    text: Rain fell late.
  places:
    type: table
    title: Places
    columns: [{id: place, title: Place}, {id: homes, title: Homes}]
    rows: [[North, 12], {place: South, homes: 9}]
  own:
    type: blocks
    title: Own
    blocks:
      - {block: callout, text: Mind the gap}
      - block: table
        data: {columns: [Place, Homes], rows: [[North, "12"], [South, "9"]]}
"""
)

FRENCH = """\
title: De l'eau pour tous
subtitle: Une année de travail
organization: L'Autorité
notice: Traduction non officielle.
contact: {name: Le bureau, url: https://example.org/fr}
sources:
  annual: {title: Rapport annuel, publisher: L'Autorité}
sections:
  aims: {title: Buts, short: But, intro: En **bref**, text: [Premier paragraphe., Second paragraphe.]}
  work:
    title: Travaux
    items:
      digging-wells: Creuser des puits
      laying-pipes: {title: Poser des conduites, text: À la main}
  bodies: {title: Organes, items: {board: {title: Office de l'eau, abbreviation: OE}}}
  rules: {title: Règles, items: {water-act: {title: Loi sur l'eau, organ: Parlement, symbol: Loi 12}}}
  money:
    title: Argent
    total: {text: en tout}
    parts: {own: {text: propre}, lent: {text: prêté}}
  results: {title: Résultats, items: {homes: {unit: foyers, text: raccordés}}}
  voices: {title: Voix, items: {mayor: {text: L'eau c'est la vie., speaker: A. Maire, office: Maire}}}
  outcomes: {title: Bilan, items: {clean-rivers: {title: Rivières propres, text: La rivière est propre.}}}
  story: {title: Récit, items: {day: {title: Un jour, text: [Matin., Nuit.]}}}
  views: {title: Vues, items: {dam: {caption: Le barrage, place: Nord, credit: A. Photographe, alt: Un mur}}}
  rain:
    title: Pluie
    unit: millimètres
    series: {north: Nord, south: Sud}
    reference: {label: besoin}
    data: {spring: {label: Printemps}}
    alt: Plus de pluie au sud
    text: La pluie est tombée tard.
  places:
    title: Lieux
    columns: {place: {title: Lieu}, homes: {title: Foyers}}
    rows: {1: {place: Nord}, 2: {place: Sud}}
  own:
    title: À nous
    blocks:
      - {text: Attention à la marche}
      - data: {columns: [Lieu, Foyers], rows: [[Nord, ~], [Sud, ~]]}
"""

JOINED = {
    "title": "De l'eau pour tous",
    "subtitle": "Une année de travail",
    "organization": "L'Autorité",
    "notice": "Traduction non officielle.",
    "contact.name": "Le bureau",
    "contact.email": "press@example.org",
    "contact.url": "https://example.org/fr",
    "url": "https://example.org/report",
    "sources.annual.title": "Rapport annuel",
    "sources.annual.publisher": "L'Autorité",
    "sources.other.title": "other.txt",
    "sections.aims.title": "Buts",
    "sections.aims.short": "But",
    "sections.aims.intro": "En **bref**",
    "sections.aims.text.1": "Premier paragraphe.",
    "sections.aims.text.2": "Second paragraphe.",
    "sections.work.title": "Travaux",
    "sections.work.items.digging-wells.title": "Creuser des puits",
    "sections.work.items.laying-pipes.title": "Poser des conduites",
    "sections.work.items.laying-pipes.text": "À la main",
    "sections.bodies.title": "Organes",
    "sections.bodies.items.board.title": "Office de l'eau",
    "sections.bodies.items.board.abbreviation": "OE",
    "sections.rules.title": "Règles",
    "sections.rules.items.water-act.title": "Loi sur l'eau",
    "sections.rules.items.water-act.organ": "Parlement",
    "sections.rules.items.water-act.symbol": "Loi 12",
    "sections.money.title": "Argent",
    "sections.money.total.text": "en tout",
    "sections.money.parts.own.text": "propre",
    "sections.money.parts.lent.text": "prêté",
    "sections.results.title": "Résultats",
    "sections.results.items.homes.text": "raccordés",
    "sections.voices.title": "Voix",
    "sections.voices.items.mayor.text": "L'eau c'est la vie.",
    "sections.voices.items.mayor.speaker": "A. Maire",
    "sections.voices.items.mayor.office": "Maire",
    "sections.outcomes.title": "Bilan",
    "sections.outcomes.items.clean-rivers.title": "Rivières propres",
    "sections.outcomes.items.clean-rivers.text": "La rivière est propre.",
    "sections.story.title": "Récit",
    "sections.story.items.day.title": "Un jour",
    "sections.story.items.day.text.1": "Matin.",
    "sections.story.items.day.text.2": "Nuit.",
    "sections.views.title": "Vues",
    "sections.views.items.dam.caption": "Le barrage",
    "sections.views.items.dam.place": "Nord",
    "sections.views.items.dam.credit": "A. Photographe",
    "sections.views.items.dam.alt": "Un mur",
    "sections.rain.title": "Pluie",
    "sections.rain.unit": "millimètres",
    "sections.rain.series.north": "Nord",
    "sections.rain.series.south": "Sud",
    "sections.rain.reference.label": "besoin",
    "sections.rain.data.spring.label": "Printemps",
    "sections.rain.data.2022.label": "2022",
    "sections.rain.alt": "Plus de pluie au sud",
    "sections.rain.text": "La pluie est tombée tard.",
    "sections.places.title": "Lieux",
    "sections.places.columns.place.title": "Lieu",
    "sections.places.columns.homes.title": "Foyers",
    "sections.places.rows.1.place": "Nord",
    "sections.places.rows.2.place": "Sud",
    "sections.own.title": "À nous",
    "sections.own.blocks.1.text": "Attention à la marche",
    "sections.own.blocks.2.data.columns.1": "Lieu",
    "sections.own.blocks.2.data.columns.2": "Foyers",
    "sections.own.blocks.2.data.rows.1.1": "Nord",
    "sections.own.blocks.2.data.rows.1.2": "12",
    "sections.own.blocks.2.data.rows.2.1": "Sud",
    "sections.own.blocks.2.data.rows.2.2": "9",
}


@pytest.fixture
def env(tmp_path: Path) -> Env:
    (tmp_path / "seeds").mkdir()
    for name in ("annual", "other"):
        (tmp_path / f"seeds/{name}.txt").write_text("One line.\n", encoding="utf-8")
    return Env(tmp_path)


def original(text: str, env: Env) -> Report:
    return report.parse(source.read(text.encode(), "data/water.yaml"), env)


def french(text: str, translation: str, env: Env) -> Report:
    return translate(original(text, env), source.read(dedent(translation).encode(), "data/water.fr.yaml"), "fr")


def told(text: str, translation: str, env: Env) -> list[str]:
    """What is said about a translation, each finding as it is printed."""
    try:
        findings = french(text, translation, env).findings
    except BriefingsError as problem:
        findings = problem.findings
    return [finding.render() for finding in findings if finding.where and finding.where.file == "data/water.fr.yaml"]


# --- The join ----------------------------------------------------------------------------------------------------------------


def test_a_translation_stands_beside_its_report() -> None:
    assert sibling(Path("data/water.yaml"), "fr") == Path("data/water.fr.yaml")


def test_every_text_is_joined_by_its_id(env: Env) -> None:
    made = french(ALL, FRENCH, env)
    assert {leaf.origin: leaf.content for leaf in leaves(made.root) if isinstance(leaf, Text)} == JOINED
    assert told(ALL, FRENCH, env) == []


def test_every_node_is_in_the_language_of_the_translation(env: Env) -> None:
    made = french(ALL, FRENCH, env)
    assert made.language == made.root["language"] == "fr"
    assert {leaf.language for leaf in leaves(made.root)} == {"fr"}


def test_numbers_dates_ids_and_origins_stay_the_original_s(env: Env) -> None:
    before, after = original(ALL, env), french(ALL, FRENCH, env)

    def numbers(node: Report) -> list[tuple[str, object]]:
        days = [(leaf.origin, (leaf.year, leaf.month, leaf.day)) for leaf in leaves(node.root) if isinstance(leaf, Day)]
        figures = [
            (leaf.origin, (leaf.value, leaf.digits, leaf.currency))
            for leaf in leaves(node.root)
            if isinstance(leaf, Figure)
        ]
        return [*days, *figures]

    assert numbers(after) == numbers(before)
    assert (after.id, after.sections) == (before.id, before.sections)
    added = {"notice", "sections.aims.short"}
    assert {leaf.origin for leaf in leaves(after.root)} == {leaf.origin for leaf in leaves(before.root)} | added


def test_a_unit_is_translated_with_its_figure(env: Env) -> None:
    made = french(ALL, FRENCH, env)
    figures = [leaf for leaf in leaves(made.root) if isinstance(leaf, Figure) and leaf.unit]
    units = {leaf.origin: leaf.unit for leaf in figures if leaf.unit != "%"}  # a share that is reckoned has its sign
    rain = "sections.rain.data.{}.values.{}"
    assert units == {
        "sections.results.items.homes.value": "foyers",
        **{rain.format(point, row): "millimètres" for point in ("spring", "2022") for row in ("north", "south")},
        "sections.rain.reference.value": "millimètres",
    }


def test_a_highlight_follows_its_label(env: Env) -> None:
    section = section_of(french(ALL, FRENCH, env), "rain")
    assert section["highlight"] == ("Printemps",)


def test_prose_stays_prose(env: Env) -> None:
    prose = {leaf.origin for leaf in leaves(french(ALL, FRENCH, env).root) if isinstance(leaf, Text) and leaf.prose}
    assert prose == {leaf.origin for leaf in leaves(original(ALL, env).root) if isinstance(leaf, Text) and leaf.prose}


def test_a_finding_about_a_translated_text_leads_to_the_translation(env: Env) -> None:
    made = french(ONE, FINE, env)
    place = made.where[next(leaf.origin for leaf in leaves(made.root) if isinstance(leaf, Text))]
    assert str(place) == "data/water.fr.yaml:1:8"


def test_one_text_with_empty_lines_translates_a_list_of_paragraphs(env: Env) -> None:
    text = HEAD + "sections: {aims: {type: prose, title: Aims, text: [One., Two.]}}\n"
    made = french(
        text,
        """\
        title: Eau
        notice: Traduction
        sections:
          aims:
            title: Buts
            text: |
              Un.

              Deux.
        """,
        env,
    )
    paragraphs = section_of(made, "aims")["paragraphs"]
    assert isinstance(paragraphs, tuple)
    assert [str(paragraph) for paragraph in paragraphs] == ["Un.", "Deux."]


def test_a_remark_of_the_translator_s_is_let_be(env: Env) -> None:
    assert told(ONE, FINE.replace("    title:", "    note: ask again\n    title:"), env) == []


def section_of(made: Report, key: str) -> Record:
    sections = made.root["sections"]
    assert isinstance(sections, Record)
    section = sections[key]
    assert isinstance(section, Record)
    return section


# --- The findings ------------------------------------------------------------------------------------------------------------

FINE = """\
title: Eau pour tous
notice: Traduction non officielle
sections:
  results:
    title: Nos résultats
    items:
      homes: {unit: foyers, text: raccordés par **12** conduites}
      share: {text: de la population}
"""
HOMES = "      homes: {unit: foyers, text: raccordés par **12** conduites}\n"
SHARE = "      share: {text: de la population}\n"

WRONG = {
    "a number": (
        FINE.replace("{text: de", "{value: 63, text: de"),
        """\
data/water.fr.yaml:8:15: sections.results.items.share.value: error[translation-number]: `value` is a number; a translation holds texts only
     8 |       share: {value: 63, text: de la population}
  hint: take it out: numbers and dates come from the original""",
    ),
    "digits": (
        FINE.replace("{text: de", "{digits: 2, text: de"),
        """\
data/water.fr.yaml:8:15: sections.results.items.share.digits: error[translation-number]: `digits` is a number; a translation holds texts only
     8 |       share: {digits: 2, text: de la population}
  hint: take it out: numbers and dates come from the original""",
    ),
    "a date": (
        "date: mai 2023\n" + FINE,
        """\
data/water.fr.yaml:1:1: date: error[translation-number]: `date` is no text; a translation holds texts only
     1 | date: mai 2023
  hint: take it out: numbers and dates come from the original""",
    ),
    "a word for the tool": (
        FINE.replace("    title:", "    type: statistiques\n    title:"),
        """\
data/water.fr.yaml:5:5: sections.results.type: error[translation-key]: `type` is not translated; a translation holds texts only
     5 |     type: statistiques
  hint: take it out: it comes from the original""",
    ),
    "an unknown section": (
        FINE + "  result: {title: Bilan}\n",
        """\
data/water.fr.yaml:9:3: sections.result: error[translation-unknown]: the original has no section `result`
     9 |   result: {title: Bilan}
  hint: did you mean `results`?""",
    ),
    "an unknown item": (
        FINE + "      houses: {text: maisons}\n",
        """\
data/water.fr.yaml:9:7: sections.results.items.houses: error[translation-unknown]: the original has no `houses` here
     9 |       houses: {text: maisons}
  hint: did you mean `homes`?""",
    ),
    "a key that the original does not use": (
        "subtitle: Une année\n" + FINE,
        """\
data/water.fr.yaml:1:1: subtitle: error[translation-unknown]: the original has no `subtitle` here
     1 | subtitle: Une année
  hint: did you mean `title`?""",
    ),
    "a list where ids belong": (
        FINE.replace(HOMES + SHARE, "      - {id: homes, text: raccordés}\n"),
        """\
data/water.fr.yaml:6:5: sections.results.items: error[type-wrong]: a list stands here; a map by id is expected
     6 |     items:
  hint: write each under its id, as in `homes:`""",
    ),
    "a list where a text belongs": (
        FINE.replace("de la population}", "[de, la population]}"),
        """\
data/water.fr.yaml:8:21: sections.results.items.share.text: error[type-wrong]: a list stands here; a text is expected
     8 |       share: {text: [de, la population]}""",
    ),
    "a text without a translation": (
        FINE.replace(SHARE, ""),
        """\
data/water.fr.yaml:6:5: sections.results.items.share.text: warning[translation-missing]: this text has no translation; the original is shown, and marked
     6 |     items:
  hint: add `share`; the original says: of people""",
    ),
    "a text left empty for later": (
        FINE.replace("text: de la population", "text: ~"),
        """\
data/water.fr.yaml:8:21: sections.results.items.share.text: warning[translation-missing]: this text has no translation; the original is shown, and marked
     8 |       share: {text: ~}
  hint: add `text`; the original says: of people""",
    ),
    "a section without a translation": (
        FINE.partition("sections:")[0] + "sections: {}\n",
        """\
data/water.fr.yaml:3:11: sections.results: warning[translation-missing]: these 4 texts have no translation; the original is shown, and marked
     3 | sections: {}
  hint: add `results`; the original begins: What we did""",
    ),
    "other numbers in prose": (
        FINE.replace("**12** conduites", "**21** conduites en 3 ans"),
        """\
data/water.fr.yaml:7:35: sections.results.items.homes.text: warning[numbers-differ]: the numbers differ from the original's; missing: 12; not in the original: 3, 21
     7 |       homes: {unit: foyers, text: raccordés par **21** conduites en 3 ans}
  hint: the original says: reached by **12** new pipes""",
    ),
    "no notice": (
        FINE.replace("notice: Traduction non officielle\n", ""),
        """\
data/water.fr.yaml: notice: note[notice-missing]: this translation has no `notice`
  hint: say on the pages what it is: `notice: Unofficial translation`, in its own language""",
    ),
    "no map": (
        "Eau pour tous\n",
        """\
data/water.fr.yaml:1:1: error[type-wrong]: this file is not a map of keys and values
     1 | Eau pour tous
  hint: a translation begins with lines such as `title: …` and `sections:`""",
    ),
}


@pytest.mark.parametrize("fault", WRONG)
def test_what_is_wrong_is_said_with_its_place_and_its_cure(fault: str, env: Env) -> None:
    translation, message = WRONG[fault]
    assert told(ONE, translation, env) == [message]


def test_a_translation_without_faults_says_nothing(env: Env) -> None:
    assert told(ONE, FINE, env) == []


PARAGRAPHS = HEAD + "sections: {aims: {type: prose, title: Aims, text: [One., Two.]}}\n"


def test_paragraphs_must_be_as_many_as_the_original_s(env: Env) -> None:
    translation = "title: Eau\nnotice: Traduction\nsections: {aims: {title: Buts, text: [Un et deux.]}}\n"
    assert told(PARAGRAPHS, translation, env) == [
        "data/water.fr.yaml:3:38: sections.aims.text: error[paragraphs-differ]: 1 paragraph here, 2 in the original\n"
        "     3 | sections: {aims: {title: Buts, text: [Un et deux.]}}\n"
        "  hint: translate paragraph by paragraph, one item of the list for each"
    ]


def test_an_address_must_be_one_in_every_language(env: Env) -> None:
    assert told(ALL, FRENCH.replace("https://example.org/fr", "exemple"), env) == [
        "data/water.fr.yaml:5:33: contact.url: error[url-wrong]: `exemple` is not a web address\n"
        "     5 | contact: {name: Le bureau, url: exemple}\n"
        "  hint: write a whole address, such as https://www.example.org/report"
    ]


def test_cells_without_a_text_stand_empty(env: Env) -> None:
    faulty = FRENCH.replace("[Nord, ~]", "[Nord, 12, Reste]")
    assert told(ALL, faulty, env) == [
        "data/water.fr.yaml:42:59: sections.own.blocks.2.data.rows.1.3: error[translation-unknown]: the original has no item 3 here\n"
        "    42 |       - data: {columns: [Lieu, Foyers], rows: [[Nord, 12, Reste], [Sud, ~]]}\n"
        "  hint: keep to the order of the original's items"
    ]


def test_all_faults_are_told_in_one_run(env: Env) -> None:
    faulty = FINE.replace("{text: de", "{value: 63, text: de") + "  result: {title: Bilan}\n"
    assert len(told(ONE, faulty, env)) == 2


@pytest.mark.parametrize("french_text", ["raccordés par douze (12) conduites", "12 conduites raccordées"])
def test_numbers_may_stand_in_another_order(french_text: str, env: Env) -> None:
    assert told(ONE, FINE.replace("raccordés par **12** conduites", french_text), env) == []


def test_numbers_are_compared_as_each_language_writes_them(env: Env) -> None:
    english = ONE.replace("**12** new", "1,500.5 new").replace("of people", "of 2.5 million")
    assert told(english, FINE.replace("**12**", "1 500,5").replace("de la population", "de 2,5 millions"), env) == []


def test_a_text_without_a_translation_keeps_its_language(env: Env) -> None:
    made = french(ONE, FINE.replace(SHARE, ""), env)
    texts = {str(leaf.origin): (leaf.language, leaf.content) for leaf in leaves(made.root) if isinstance(leaf, Text)}
    assert texts["sections.results.items.share.text"] == ("en", "of people")
    assert texts["sections.results.items.homes.text"] == ("fr", "raccordés par **12** conduites")


def test_a_text_without_letters_needs_no_translation(env: Env) -> None:
    text = (
        HEAD
        + "sections: {rain: {type: chart, title: Rain, chart: column, unit: '%', data: [{label: '2022', value: 3}]}}\n"
    )
    made = french(text, "title: Eau\nnotice: Traduction\nsections: {rain: {title: Pluie}}\n", env)
    assert [finding.render() for finding in made.findings] == []
    assert {leaf.language for leaf in leaves(made.root)} == {"fr"}


@pytest.mark.parametrize("odd", ["~", "12", "[[a], ~]", "{}", "{a: {b: c}}", "a text"])
def test_whatever_stands_anywhere_in_a_file_is_told_and_not_a_crash(odd: str, env: Env) -> None:
    before = original(ALL, env)
    for node in places(yaml.compose(FRENCH)):
        start, end = node.start_mark.index, node.end_mark.index
        file = f"{FRENCH[:start]}{odd}{FRENCH[end:] if isinstance(node, yaml.ScalarNode) or node.flow_style else chr(10) + FRENCH[end:]}"
        try:
            translated = translate(before, source.read(file.encode(), "data/water.fr.yaml"), "fr")
        except BriefingsError as problem:
            assert all(finding.where and finding.where.file == "data/water.fr.yaml" for finding in problem.findings)
        else:
            assert {leaf.origin for leaf in leaves(before.root)} <= {leaf.origin for leaf in leaves(translated.root)}


def places(node: Any) -> Iterator[Any]:
    """Every value of a YAML file, from the whole to the words."""
    yield node
    match node:
        case yaml.MappingNode():
            for _, value in node.value:
                yield from places(value)
        case yaml.SequenceNode():
            for value in node.value:
                yield from places(value)


@pytest.mark.parametrize(
    "name", sorted({*keys().numbers, *keys().fixed, "sections", "items", "values", "series", "rows", "short", "notice"})
)
def test_any_id_of_a_section_can_be_translated_also_a_word_of_ours(name: str, env: Env) -> None:
    chart = """\
    type: chart
    chart: column
    title: Cases
    unit: cases
    data: [{id: a, label: North, value: 4}, {id: b, label: South, value: 5}]
"""
    words = f"""\
title: Eau
notice: Traduction
sections:
  {name}: {{title: Des cas, unit: cas, data: {{a: {{label: Nord}}, b: {{label: Sud}}}}}}
"""
    made = french(f"{HEAD}sections:\n  {name}:\n{chart}", words, env)

    assert made.findings == ()
    section = section_of(made, name)
    assert str(section["title"]) == "Des cas"
    assert [leaf.unit for leaf in leaves(section) if isinstance(leaf, Figure)] == ["cas", "cas"]


def test_a_name_of_a_part_that_is_not_translated_yet_stops_no_deck(tmp_path: Path) -> None:
    """The part of a deck, and a picture's alternative text, say that they are in English; both are shown and so accounted for."""
    sections = """\
sections:
  focus:
    type: features
    title: In focus
    items: [{id: a, title: Cold chain, text: One story.}, {id: b, title: Warm chain, text: A second.}]
  pictures:
    type: photos
    title: Pictures
    items: [{id: well, file: well.png, caption: The well., alt: Two women at a well.}]
"""
    home = lay(tmp_path, {"data/water.yaml": HEAD + sections, "data/water.ru.yaml": "title: Вода\n"})
    Image.new("RGB", (320, 240), "#8090a0").save(home / "well.png")
    made = run(home, "build", "--lang", "ru", "--template", "deck")
    assert made.code == 0, made.err
    assert (home / "output/water-deck.ru.pptx").is_file()


def test_a_skeleton_holds_each_text_that_a_translator_owes_and_nothing_else(tmp_path: Path) -> None:
    """Filled with the originals themselves it is a whole translation, in every shape that a text can have."""
    home = lay(tmp_path, {"data/water.yaml": ALL, "seeds/annual.txt": "1\n", "seeds/other.txt": "1\n"})
    outcome = run(home, "translate", "ru")
    assert (outcome.code, outcome.out) == (0, "wrote data/water.ru.yaml\n")
    target = home / "data/water.ru.yaml"
    filled, said = [], ""
    for line in target.read_text("utf-8").splitlines():
        if line.lstrip().startswith("# "):
            said += line.lstrip()[1:]
        else:
            owes = said and line.rstrip().endswith((":", "-"))
            filled.append(f"{line} {json.dumps(said.strip(), ensure_ascii=False)}" if owes else line)
            said = ""
    env = Env(home)
    made = translate(original(ALL, env), source.read("\n".join(filled).encode(), "data/water.ru.yaml"), "ru")

    assert [one.code for one in made.findings if one.where and one.where.file.endswith("ru.yaml")] == []
    assert {text.language for text in leaves(made.root) if isinstance(text, Text)} == {"ru"}
    assert run(home, "translate", "ru").err.startswith("error[file-there]: `data/water.ru.yaml` is there already\n")
    assert run(home, "translate", "en").err.startswith("error[language-own]: `data/water.yaml` is in `en` itself\n")
