"""Spanish: thousands set apart by a no-break space. CLDR has a point, but the Ortografía de la lengua española (2010) and the FAO's Spanish style
guide ask for the space; points are read, too. There is no word in use for 10⁹: thousands of millions are counted ("24 000 millones", FAO).
"""

from __future__ import annotations

import re

from .reading import Reading
from .record import NBSP, Language, Scale


def _of(name: str) -> str:
    return f"de {name}"


def _last_of_list(text: str, last: str) -> str:
    """ "y" turns into "e" before the sound i (Ortografía de la lengua española): "Francia e Italia"."""
    sounds = re.match(r"h?[ií](?![aeoáéó])", last, re.IGNORECASE)
    return f"{text[: -len(last) - 3]} e {last}" if sounds else text


LANGUAGE = Language(
    name="Spanish",
    locale="es",
    tag="es-ES",
    script="Latn",
    decimal=",",
    group=NBSP,
    percent_gap=NBSP,
    also_groups=".",
    quotes=("«", "»", "“", "”"),
    scales=(Scale(12, " B", " billón", " billones"), Scale(6, " M", " millón", " millones")),
    sizes=(
        ("billones|billón", 12),
        (r"mil\smillones", 9),
        (r"mil\sM", 9),
        ("millones|millón", 6),
        ("miles|mil", 3),
        ("B", 12),
        ("M", 6),
    ),
    qualifiers={"at-least": "al menos {}", "over": "más de {}", "about": "cerca de {}"},
    percent_words=("por ciento",),
    money="glued",
    points=("punto", "puntos", "puntos"),
    dollars=("dólar", "dólares", "dólares"),
    of=_of,
    last_of_list=_last_of_list,
    abbreviations="sr sra sres sras srta dr dra prof d dña excmo excma p.ej ej cf etc ee.uu ee uu av avda s.a e.g i.e",
    number_words=(
        "1 un uno una;2 dos;3 tres;4 cuatro;5 cinco;6 seis;7 siete;8 ocho;9 nueve;10 diez;11 once;12 doce;13 trece;14 catorce;15 quince;"
        "16 dieciséis;17 diecisiete;18 dieciocho;19 diecinueve;20 veinte;21 veintiún veintiuno veintiuna;22 veintidós;23 veintitrés;"
        "24 veinticuatro;25 veinticinco;26 veintiséis;27 veintisiete;28 veintiocho;29 veintinueve;30 treinta;40 cuarenta;50 cincuenta;"
        "60 sesenta;70 setenta;80 ochenta;90 noventa;100 cien ciento;200 doscientos doscientas;300 trescientos trescientas;"
        "400 cuatrocientos cuatrocientas;500 quinientos quinientas;600 seiscientos seiscientas;700 setecientos setecientas;"
        "800 ochocientos ochocientas;900 novecientos novecientas;1000 mil;1000000 millón millones"
    ),
    number_joint=r"\s+(?:y\s+)?",
    part_of=r"de(?: los| las)?|sobre",
    before_number="n núm núms nro art arts párr párrs fig pág págs p pp vol cap secc res doc ene feb mar abr jun jul ago sept oct nov dic",
    sample="En el primer semestre los equipos llegaron a cuatro provincias más, capacitaron al personal de doscientas clínicas y abrieron un registro que ahora lleva cada distrito. ",
    reading=Reading(
        months="enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre",
        short_months="ene|feb|abr|jun|jul|ago|sept|oct|nov|dic",
        qualifiers={
            "at-least": r"\b(?:al menos|por lo menos|como mínimo|no menos de)",
            "at-most": r"\b(?:como máximo|a lo sumo|hasta|no más de)",
            "over": r"(?<!no )\bmás de",
            "under": r"(?<!no )\bmenos de",
            "nearly": r"\bcasi",
            "about": r"\b(?:cerca de|unos|unas|aproximadamente|alrededor de)",
        },
        rises=r"\b(?:aument\w*|crec\w*|sub(?:e|en|ió|ieron|ida)|alza|increment\w*|ascen\w*)",
        falls=r"\b(?:descen\w*|baj\w*|disminu\w*|caíd\w*|cae|cayó|redu\w*)",
        points="puntos? porcentual(?:es)?",
        percent=r"por\s?ciento",
        currencies={
            "USD": "dólar(?:es)?(?: de los Estados Unidos)?",
            "EUR": "euros?",
            "GBP": "libras esterlinas",
            "RUB": "rublos?",
            "CNY": "yuanes|yuan",
            "JPY": "yenes|yen",
            "CHF": "francos suizos",
            "XOF": "francos CFA",
        },
        of_money="de ",
        units={
            "ton": "tonelada toneladas t",
            "kilogram": "kilogramo kilogramos kilo kilos kg",
            "gram": "gramo gramos g",
            "kilometre": "kilómetro kilómetros km",
            "metre": "metro metros m",
            "hectare": "hectárea hectáreas ha",
            "litre": "litro litros l",
            "barrel": "barril barriles",
            "hour": "hora horas",
            "minute": "minuto minutos",
            "second": "segundo segundos",
            "day": "día días",
            "week": "semana semanas",
            "month": "mes meses",
            "year": "año años",
            "piece": "pieza piezas",
            "person": "persona personas",
            "household": "hogar hogares",
            "kilowatt": "kilovatio kilovatios kw",
            "megawatt": "megavatio megavatios mw",
            "gigawatt": "gigavatio gigavatios gw",
            "degree": "grado grados",
        },
        year_before=r"\b(?:en|desde|hasta|año|para|antes de|después de|entre|durante|a finales de|a principios de)|\b(?:de|del|y|e|a)",
        year_after=r"(?:a|y|e) \d{4}\b",
        items="objetivos?|artículos?|capítulos?|cuadros?|gráficos?|anexos?|etapas?|niveles|nivel|líneas?|fases?|n[º°o]\\.?|núm\\.?",
        resolutions="resoluci(?:ón|ones)|decisi(?:ón|ones)",
        phones="tel|tfno|teléfono|fax",
        ordinals="[.]?[ºª°]",
        rates=r"\b(?:promedio|medi[ao]|mediana|índices?|tasas?|ratios?|rango|puesto|clasificación|densidad|temperaturas?|precios?)\b|\bpor (?:habitante|persona|cápita|cabeza|niñ[oa]|alumn[oa]|hogar|tonelada|hectárea|hora|día|semana|mes|año|km|cada|cien|mil|\d)",
        fractions=(
            (1, 2, r"(?<!primera )(?<!segunda )mitad(?=\s+(?:de|del)\b)"),
            (1, 3, r"un tercio|una tercera parte|la tercera parte"),
            (2, 3, "dos tercios|dos terceras partes"),
            (1, 4, r"una cuarta parte|la cuarta parte|un cuarto(?=\s+(?:de los|de las|del)\b)"),
            (3, 4, "tres cuartos|tres cuartas partes"),
            (1, 5, "una quinta parte|la quinta parte|un quinto"),
            (2, 5, "dos quintos|dos quintas partes"),
            (3, 5, "tres quintos|tres quintas partes"),
            (4, 5, "cuatro quintos|cuatro quintas partes"),
            (1, 10, "una décima parte|la décima parte|un décimo"),
        ),
    ),
)
