"""French: thousands set apart by a no-break space, decimals by a comma; 0 and 1 take the singular ("1,5 million"); the first of a month is an
ordinal (Imprimerie nationale; CLDR has no pattern for it).
"""

from __future__ import annotations

from decimal import Decimal

from .reading import Reading
from .record import NBSP, Language, Plural, Scale


def _plural(size: Decimal) -> Plural:
    return "one" if size < 2 else "many"


def _of(name: str) -> str:
    """ "de dollars", "d'euros": French elides before a vowel."""
    return f"d’{name}" if name[:1].casefold() in "aeiouyéèêh" else f"de {name}"


LANGUAGE = Language(
    name="French",
    locale="fr",
    tag="fr-FR",
    script="Latn",
    decimal=",",
    group=NBSP,
    percent_gap=NBSP,
    quotes=(f"«{NBSP}", f"{NBSP}»", "“", "”"),
    guillemets=True,
    scales=(
        Scale(12, " Bn", " billion", " billions"),
        Scale(9, " Md", " milliard", " milliards"),
        Scale(6, " M", " million", " millions"),
    ),
    sizes=(
        ("billions?", 12),
        ("milliards?", 9),
        ("millions?", 6),
        ("milliers?", 3),
        ("mille", 3),
        ("Bn", 12),
        ("Md", 9),
        ("M", 6),
    ),
    plural=_plural,
    qualifiers={"at-least": "au moins {}", "over": "plus de {}", "about": "environ {}"},
    percent_words=("pour cent",),
    money="glued",
    dollars=("dollar", "dollars", "dollars"),
    of=_of,
    first_of_month="1er",
    abbreviations="m mm mme mmes mlle dr pr me st ste p.ex ex cf etc av boul env c.-à-d e.g i.e",
    number_words=(
        "1 un une;2 deux;3 trois;4 quatre;5 cinq;6 six;7 sept;8 huit;9 neuf;10 dix;11 onze;12 douze;13 treize;14 quatorze;15 quinze;16 seize;"
        "20 vingt vingts;30 trente;40 quarante;50 cinquante;60 soixante;70 septante;80 octante;90 nonante;100 cent cents;1000 mille;"
        "1000000 million millions;1000000000 milliard milliards"
    ),
    by_twenties=True,
    number_joint=r"[\s-]+(?:et\s+)?",
    part_of=r"sur(?: les)?|des|parmi les",
    before_number="n no nos art par al fig p pp vol chap sect rés doc janv févr avr juil sept oct nov déc",
    sample="Au cours du premier semestre, les équipes ont gagné quatre provinces de plus, formé le personnel de deux cents dispensaires et ouvert un registre que tient désormais chaque district. ",
    reading=Reading(
        months="janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
        short_months="janv|févr|avr|juil|sept|oct|nov|déc",
        qualifiers={
            "at-least": r"\bau moins|\bpas moins d(?:e|['’])",
            "at-most": r"\bau plus|\bau maximum|jusqu['’]à|\bpas plus d(?:e|['’])",
            "over": r"(?<!pas )\bplus (?:de|d['’])|\bau[- ]delà de",
            "under": r"(?<!pas )\bmoins (?:de|d['’])",
            "nearly": r"\bprès de|\bpresque",
            "about": r"\benviron|\bquelque|\bà peu près",
        },
        rises=r"\b(?:hausse|augment\w*|progress\w*|accr\w+|cr[ûu]t?|gagn\w+)",
        falls=r"\b(?:baiss\w*|diminu\w*|recul\w*|chut\w*|rédui\w*|perd\w*)",
        points="points? de pourcentage",
        percent=r"pour\s?cent",
        currencies={
            "USD": "dollars?(?: des États-Unis)?",
            "EUR": "euros?",
            "GBP": "livres sterling",
            "RUB": "roubles?",
            "CNY": "yuans?",
            "JPY": "yens?",
            "CHF": "francs suisses",
            "XOF": "francs CFA",
        },
        of_money="d[e’'] ?",
        units={
            "ton": "tonne tonnes t",
            "kilogram": "kilogramme kilogrammes kg",
            "gram": "gramme grammes g",
            "kilometre": "kilomètre kilomètres km",
            "metre": "mètre mètres m",
            "hectare": "hectare hectares ha",
            "litre": "litre litres l",
            "barrel": "baril barils",
            "hour": "heure heures",
            "minute": "minute minutes",
            "second": "seconde secondes",
            "day": "jour jours",
            "week": "semaine semaines",
            "month": "mois",
            "year": "an ans année années",
            "piece": "pièce pièces",
            "person": "personne personnes",
            "household": "ménage ménages foyer foyers",
            "kilowatt": "kilowatt kilowatts kw",
            "megawatt": "mégawatt mégawatts mw",
            "gigawatt": "gigawatt gigawatts gw",
            "degree": "degré degrés",
        },
        year_before=r"\b(?:en|depuis|dès|d['’]ici(?: à)?|année|avant|après|entre|fin|début|exercice)|\b(?:de|et)|(?<![^\W\d_])à",
        year_after=r"(?:à|et) \d{4}\b",
        items="objectifs?|articles?|chapitres?|tableaux?|figures?|annexes?|étapes?|niveaux?|lignes?|phases?|n[º°o]\\.?",
        resolutions="résolutions?|décisions?",
        phones="tél|téléphone|télécopie",
        ordinals="er|ère|re|ème|e|è",
        rates=r"\b(?:moyen(?:ne)?|médiane?|indices?|taux|ratios?|rang|classement|scores?|densité|températures?|prix (?:unitaire|moyen))\b|\bpar (?:tête|habitant|personne|enfant|élève|ménage|tonne|hectare|heure|jour|semaine|mois|an|km|\d)",
        fractions=(
            (1, 2, r"(?<!première )(?<!seconde )(?<!deuxième )moitié(?=\s+(?:de|des|du|d['’])\b)"),
            (1, 3, "un tiers"),
            (2, 3, "(?:les )?deux tiers"),
            (1, 4, r"un quart(?=\s+(?:de|des|du|d['’]))"),
            (3, 4, "(?:les )?trois quarts"),
            (1, 5, "un cinquième"),
            (2, 5, "deux cinquièmes"),
            (3, 5, "trois cinquièmes"),
            (4, 5, "quatre cinquièmes"),
            (1, 10, "un dixième"),
        ),
    ),
)
