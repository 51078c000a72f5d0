"""French: thousands set apart by a no-break space, decimals by a comma; 0 and 1 take the singular ("1,5 million"); the first of a month is an
ordinal (Imprimerie nationale; CLDR has no pattern for it).
"""

from __future__ import annotations

from decimal import Decimal

from .messages import Messages
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
        "2 deux;3 trois;4 quatre;5 cinq;6 six;7 sept;8 huit;9 neuf;10 dix;11 onze;12 douze;13 treize;14 quatorze;15 quinze;16 seize;"
        "20 vingt vingts;30 trente;40 quarante;50 cinquante;60 soixante;70 septante;80 octante;90 nonante;100 cent cents;1000 mille;"
        "1000000 million millions;1000000000 milliard milliards"
    ),
    number_joint=r"[\s-]+(?:et\s+)?",
    part_of=r"sur(?: les)?|des|parmi les",
    before_number="n no nos art par al fig p pp vol chap sect rés doc janv févr avr juil sept oct nov déc",
    sample="Au cours du premier semestre, les équipes ont gagné quatre provinces de plus, formé le personnel de deux cents dispensaires et ouvert un registre que tient désormais chaque district. ",
    messages=Messages(
        source="Source",
        sources="Sources",
        line="ligne {n}",
        lines="lignes {first} à {last}",
        note="Note",
        part="{n} sur {total}",
        of="sur {figure} {text}",
        continued="{title} ({n}/{total})",
        page="Page {n}",
        page_of="Page {n} sur {total}",
        as_of="Situation\u00a0: {date}",
        contact="Contact",
        edition="Édition {edition}",
        published="Publication\u00a0: {date}",
        draft="Projet",
        embargoed="Sous embargo",
        embargoed_until="Sous embargo jusqu’au {when}",
        unofficial_translation="Traduction non officielle",
        correction="Rectificatif",
        said_on="Le {date}, nous avons écrit : {said}",
        said_in="Dans l’édition précédente ({date}), nous avons écrit : {said}",
        said_before="Nous avions écrit : {said}",
        it_is="Il faut lire : {now}",
        withdrawn="Cette information est retirée.",
        comma=", ",
        semicolon="\u00a0; ",
        colon="\u00a0: ",
        dot=" · ",
        bracketed=" ({text})",
        not_translated="en {name}",
        scan="Scannez pour lire le rapport complet",
        qr_code="Code QR\u00a0: {url}",
        table_alt="Tableau. Colonnes : {columns}. Lignes : {n}.",
        more_rows="… et {n} de plus",
        at_a_glance="En bref",
        in_numbers="En chiffres",
        context="Contexte",
        objectives="Objectifs",
        context_and_objectives="Contexte et objectifs",
        programmes="Principaux programmes",
        resources="Ressources",
        mandates="Principaux mandats",
        entities="Principales entités",
        outcomes="Principaux résultats",
        results="Résultats",
        quotes="Paroles",
        features="Gros plan",
        photos="Photos",
        photo_credit="Photo\u00a0: {credit}",
        total="Total",
        other="Autres",
        contents="Sommaire",
        thank_you="Merci",
        full_text="Texte intégral",
        log_scale="échelle logarithmique",
        category="Catégorie",
        value="Valeur",
        chart_data="Données du diagramme : {title}",
        no_value="pas de valeur",
        chart_bar="Diagramme à barres",
        chart_column="Histogramme",
        chart_stacked="Diagramme à barres empilées",
        chart_stacked_100="Diagramme à barres empilées à 100\u00a0%",
        chart_line="Courbe",
        chart_doughnut="Diagramme en anneau",
        chart_dot="Diagramme à points",
        chart_area="Graphique en aires",
        chart_slope="Graphique en pentes",
        chart_dumbbell="Graphique en haltères",
        chart_waterfall="Graphique en cascade",
        chart_scatter="Nuage de points",
        chart_histogram="Histogramme",
        chart_small_multiples="Petits multiples",
        chart_any="Diagramme",
        chart_alt="{kind}\u00a0: {title}.",
        chart_equal="Toutes les valeurs sont égales : {value}.",
        chart_extremes="Maximum\u00a0: {highest}, {high}. Minimum\u00a0: {lowest}, {low}.",
        chart_unit="Unité : {unit}.",
        chart_categories="Catégories : {n}.",
        chart_series="Séries : {names}.",
        chart_values="Valeurs : {values}.",
        chart_reference="Ligne de référence : {line}.",
        chart_notes="Notes : {notes}.",
        chart_difference="Écart ({at}), de {first} à {second} : {value}.",
        chart_base="Base",
        chart_scale="L’échelle est logarithmique.",
        sentence="{text}.",
    ),
)
