"""Ten long reports, each of another field, shape and language: a deck without a word lost; one page, or an error that says what to cut.

Their sentences are those of the field (articles, findings, addresses, names of substances, minutes), in an order drawn with a fixed seed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Any, Final

import pytest
from conftest import DrawDeck
from drawn_words import read
from frame_reading import faults, lay, lost, report_with

from briefings.diagnostics import BriefingsError
from briefings.writers import WRITERS

SENTENCES: Final[Mapping[str, tuple[str, ...]]] = {
    "audit": (
        "The Court found that 14 of 62 contracts above EUR 139,000 had been split below the threshold.",
        "Stocks were not counted between 1 July 2021 and 30 June 2023.",
        "Management accepted the recommendation (see paragraphs 41–44) but set no date.",
        "Of EUR 3.2 million in advances, EUR 0.9 million had no supporting documents.",
        "No reconciliation existed for sub-account 4113/07.",
        "We therefore qualify our opinion on that point alone.",
    ),
    "parlement": (
        "La commission a entendu les représentants de l’Agence de l’eau (voir https://www.example.org/auditions/2024/commission-des-finances/compte-rendu-12).",
        "Qu’en est-il des crédits non consommés\u00a0? Ils s’élèvent à 12,4\u00a0millions d’euros, soit 7,3\u00a0% de la dotation.",
        "Le rapporteur rappelle que l’article 24\u00a0bis n’est toujours pas appliqué, quoi qu’en dise l’administration.",
        "C’est-à-dire que, d’ici à 2027, aucun contrôle n’aura lieu.",
        "«\u00a0Nous n’avons pas été consultés\u00a0», ont déclaré les maires.",
    ),
    "emergencia": (
        "El río Cauca alcanzó 9,87 m a las 03:40, por encima de la cota de alerta roja.",
        "Se evacuó a 1.243 familias; 310 permanecen en albergues.",
        "¿Qué se necesita con urgencia? Agua potable, mantas y 40 t de arroz.",
        "Los puentes de San Andrés y El Peñón están cerrados al tránsito.",
        "Contacto: emergencias@ejemplo.org, tel. +57 2 555 01 00.",
    ),
    "договор": (
        "Стороны обязуются обеспечивать беспрепятственный доступ к трансграничным водотокам.",
        "Споры, возникающие в связи с толкованием статьи 17, разрешаются путём переговоров.",
        "Настоящий Договор вступает в силу на тридцатый день после сдачи на хранение двадцать второй ратификационной грамоты.",
        "Депозитарием является Генеральный секретарь.",
        "Поправки принимаются большинством в две трети голосов присутствующих и участвующих в голосовании.",
    ),
    "تعليم": (
        "التحق بالمدارس الثانوية 48213 طالبة في العام الدراسي 2023/2024.",
        "تُعد الوزارة دليلا للمعلمين بثلاث لغات، وتنشره على الموقع الإلكتروني.",
        "هل تكفي الفصول؟ لا، فالمتوسط 41 طالبا في الفصل الواحد.",
        "وافق المجلس على ميزانية قدرها 12,5 مليون دينار.",
    ),
    "城市": (
        "截至2024年底，全市新建保障性住房12.6万套，完成年度计划的104%。",
        "地铁9号线（二期）全长23.7公里，设站17座。",
        "居民反映：“停车难、就医远。”怎么办？",
        "规划部门将于3月15日前公布修订方案，并征求公众意见。",
    ),
    "chemistry": (
        "Samples held 2,3,7,8-tetrachlorodibenzo-p-dioxin at 0.4 pg/g (n=17; p<0.001).",
        "See doi.org/10.1000/xyz123/long-suffix_with-parts and ISO/IEC 17025:2017/Amd 1.",
        "Polychlorinated dibenzofurans (PCDD/Fs) and hexabromocyclododecane were below the limit of quantification.",
        "Recovery was 93±4 % in water/methanol/acetonitrile (60:30:10 v/v/v).",
        "pneumonoultramicroscopicsilicovolcanoconiosis was not reported.",
    ),
    "minutes": (
        "The Chair asked whether the amendment had been circulated.",
        "It had not, said the Secretary; copies were being made.",
        "“We cannot vote on what we have not read,” the delegate of the Association replied.",
        "The item was deferred.",
        "Ms. O’Neill-Fitzgerald (Vice-Chair) took the floor at 4.15 p.m.",
    ),
    "marchés": (
        "Fourniture et pose de menuiseries extérieures, lot n°\u00a07.",
        "Délai d’exécution\u00a0: 14\u00a0semaines à compter de l’ordre de service.",
        "Révision des prix selon l’index BT\u00a001, base octobre 2023.",
    ),
    "strategy": (
        "By 2030 every household is within 500 m of a safe crossing.",
        "We stop what does not work, and say so in public each year.",
        "Partners report by the tenth of the month; nobody waits for the last of them.",
        "Half of the savings stay with the district that makes them.",
    ),
}  # fmt: skip


class Drawn:
    """Texts of a field, drawn at random."""

    def __init__(self, field: str, joint: str = " ") -> None:
        self._sentences = SENTENCES[field]
        self._random = Random(field)
        self._joint = joint

    def __call__(self, count: int) -> str:
        return self._joint.join(self._random.choice(self._sentences) for _ in range(count))

    def some(self, most: int) -> str:
        return self(self._random.randint(1, most))

    def number(self, most: int) -> int:
        return self._random.randint(1, most)


Sections = dict[str, dict[str, Any]]


def audit() -> Sections:
    """Two hundred findings in three lists, and a table with long cells."""
    say = Drawn("audit")
    lists = {
        f"part-{n}": {"type": "prose", "title": f"Part {n}", "text": "\n".join(f"- {say.some(3)}" for _ in range(66))}
        for n in (1, 2, 3)
    }
    columns = [{"id": "no", "title": "No."}, {"id": "f", "title": "Finding"}, {"id": "r", "title": "Reply"}]
    rows = [[str(n), say.some(4), say.some(6)] for n in range(60)]
    return {**lists, "follow-up": {"type": "table", "title": "Follow-up", "columns": columns, "rows": rows}}  # fmt: skip


def parliament() -> Sections:
    """Long paragraphs full of addresses."""
    say = Drawn("parlement")
    return {f"s{n}": {"type": "prose", "title": f"Titre {n} — " + say(1)[:90].strip(), "text": [say(18), say(25)]} for n in range(8)}  # fmt: skip


def emergency() -> Sections:
    """Figures by the dozen, in sectors of one and the same name."""
    say = Drawn("emergencia")
    return {
        f"s{n}": {
            "type": "statistics",
            "title": "Cifras del sector",
            "intro": say(3),
            "items": [{"id": f"f{i}", "value": say.number(10**6), "text": say.some(2)} for i in range(11)],
        }
        for n in range(5)
    }


def treaty() -> Sections:
    """Sixty short articles, a section each."""
    say = Drawn("договор")
    return {f"a{n}": {"type": "prose", "title": f"Статья {n}", "text": say.some(5)} for n in range(1, 61)}


def education() -> Sections:
    """Programmes with much text, and what people say of them."""
    say = Drawn("تعليم")
    programmes = [{"id": f"p{n}", "title": f"البرنامج {n}", "text": say.some(9)} for n in range(30)]
    quotes = [{"id": f"q{n}", "text": say.some(12), "speaker": "معلمة في الريف"} for n in range(9)]
    return {
        "programmes": {"type": "programmes", "title": "البرامج", "items": programmes},
        "voices": {"type": "quotes", "title": "أصوات", "items": quotes},
    }


def city() -> Sections:
    """Outcomes, and a table of 150 rows."""
    say = Drawn("城市", "")
    outcomes = [{"id": f"o{n}", "title": f"第{n}项", "text": say.some(6)} for n in range(1, 51)]
    columns = [{"id": "a", "title": "项目"}, {"id": "b", "title": "面积"}, {"id": "c", "title": "说明"}]
    rows = [[f"地块{n}", f"{say.number(99999):,}", say.some(2)] for n in range(150)]
    return {
        "outcomes": {"type": "outcomes", "title": "成果", "items": outcomes},
        "plots": {"type": "table", "title": "地块", "columns": columns, "rows": rows},
    }


def chemistry() -> Sections:
    """Words that nobody can break, units and slashes."""
    say = Drawn("chemistry")
    facts = [{"id": f"f{n}", "title": say(1)[:60].strip(), "text": say.some(5)} for n in range(14)]
    bars = [{"label": f"2,3,4,7,8-pentachlorodibenzofuran/{n}", "value": say.number(999)} for n in range(9)]
    return {
        "methods": {"type": "prose", "title": "Methods and materials", "text": [say(12) for _ in range(6)]},
        "facts": {"type": "features", "title": "Results", "items": facts},
        "levels": {"type": "chart", "chart": "bar", "title": "Levels", "unit": "pg/g", "text": say(6), "data": bars},
    }


def minutes() -> Sections:
    """A hundred speakers."""
    say = Drawn("minutes")
    said = [
        {
            "id": f"q{n}",
            "text": say.some(14),
            "speaker": f"Delegate {n}",
            "office": "Association of Municipalities and Regions",
        }
        for n in range(100)
    ]
    return {"debate": {"type": "quotes", "title": "Debate", "items": said}}  # fmt: skip


def procurement() -> Sections:
    """A table of seven columns and two hundred rows."""
    say = Drawn("marchés")
    names = ("Lot", "Objet", "Titulaire", "Montant HT", "TVA", "Montant TTC", "Date")
    columns = [{"id": f"c{n}", "title": name} for n, name in enumerate(names)]
    rows = [
        [str(n), say.some(2), "Établissements Lefèvre-Dujardin", "12 345,60", "20 %", "14 814,72", "03/05/2024"]
        for n in range(200)
    ]
    return {"awards": {"type": "table", "title": "Marchés attribués", "columns": columns, "rows": rows}}  # fmt: skip


def strategy() -> Sections:
    """Chapters with bodies, amounts and mandates."""
    say = Drawn("strategy")
    made: Sections = {}
    for n in range(6):
        made[f"goal-{n}"] = {"type": "prose", "title": f"Goal {n}: " + say(1), "text": say(9)}
        amounts = [say.number(10**7) for _ in range(7)]
        parts = [{"id": f"p{i}", "value": amount, "text": say(1)} for i, amount in enumerate(amounts)]
        total = sum(amounts)
        made[f"money-{n}"] = {
            "type": "resources",
            "title": "Money",
            "currency": "USD",
            "total": {"value": total, "text": say(1)},
            "parts": parts,
        }
        bodies = [
            {"id": f"e{i}", "title": f"Office {i} for Roads and Crossings", "abbreviation": f"ORC{i}"} for i in range(9)
        ]
        made[f"bodies-{n}"] = {"type": "entities", "title": f"Who does it ({n})", "items": bodies}
    return made


REPORTS: Final[Mapping[str, tuple[str, Callable[[], Sections]]]] = {
    "audit": ("en", audit), "parliament": ("fr", parliament), "emergency": ("es", emergency), "treaty": ("ru", treaty),
    "education": ("ar", education), "city": ("zh", city), "chemistry": ("en", chemistry), "minutes": ("en", minutes),
    "procurement": ("fr", procurement), "strategy": ("en", strategy),
}  # fmt: skip


def data(name: str) -> dict[str, Any]:
    language, sections = REPORTS[name]
    return report_with(sections(), language=language)


@pytest.mark.parametrize("name", REPORTS)
def test_a_long_report_loses_no_word(name: str) -> None:
    deck = lay(data(name))

    assert len(deck.frames) > 8
    assert faults(deck) == []
    assert lost(deck) == []
    try:
        page = lay(data(name), "one-pager")
    except BriefingsError as problem:
        for finding in problem.findings:
            assert finding.hint, finding.render()
            assert finding.where is not None
            assert finding.where.file == "made.yaml"
    else:
        assert len(page.frames) == 1
        assert faults(page) == []
        assert lost(page) == []


@pytest.mark.parametrize("name", ["chemistry", "parliament"])
def test_libreoffice_draws_a_long_report_as_it_was_laid_out(name: str, draw_deck: DrawDeck) -> None:
    made = lay(data(name))

    found = read(made.briefing, made.layout, draw_deck(WRITERS["pptx"](made.layout).data), notes=True)

    assert found.lost == ()
    assert found.outside == ()
