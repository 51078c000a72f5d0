"""Spanish: thousands set apart by a no-break space. CLDR has a point, but the Ortografía de la lengua española (2010) and the FAO's Spanish style
guide ask for the space; points are read, too. There is no word in use for 10⁹: thousands of millions are counted ("24 000 millones", FAO).
"""

from __future__ import annotations

import re

from .messages import Messages
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
    scales=(
        Scale(12, " B", " billón", " billones"),
        Scale(6, " M", " millón", " millones"),
    ),
    sizes=(
        ("billones|billón", 12),
        (r"mil\smillones", 9),
        (r"mil\sM", 9),
        ("millones|millón", 6),
        ("mil", 3),
        ("B", 12),
        ("M", 6),
    ),
    qualifiers={"at-least": "al menos {}", "over": "más de {}", "about": "cerca de {}"},
    percent_words=("por ciento",),
    money="glued",
    dollars=("dólar", "dólares", "dólares"),
    of=_of,
    last_of_list=_last_of_list,
    abbreviations="sr sra sres sras srta dr dra prof d dña excmo excma p.ej ej cf etc ee.uu ee uu av avda s.a e.g i.e",
    number_words=(
        "2 dos;3 tres;4 cuatro;5 cinco;6 seis;7 siete;8 ocho;9 nueve;10 diez;11 once;12 doce;13 trece;14 catorce;15 quince;"
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
    messages=Messages(
        source="Fuente",
        sources="Fuentes",
        line="línea {n}",
        lines="líneas {first} a {last}",
        note="Nota",
        part="{n} de {total}",
        of="de {figure} {text}",
        continued="{title} ({n}/{total})",
        page="Página {n}",
        page_of="Página {n} de {total}",
        as_of="Situación: {date}",
        contact="Contacto",
        edition="Edición {edition}",
        published="Publicación: {date}",
        draft="Borrador",
        embargoed="Bajo embargo",
        embargoed_until="Bajo embargo hasta el {when}",
        unofficial_translation="Traducción no oficial",
        correction="Corrección",
        said_on="El {date} dijimos: {said}",
        said_in="En la edición anterior ({date}) dijimos: {said}",
        said_before="Antes dijimos: {said}",
        it_is="Debe decir: {now}",
        withdrawn="Esta información se retira.",
        comma=", ",
        semicolon="; ",
        colon=": ",
        dot="\u00a0· ",
        bracketed=" ({text})",
        not_translated="en {name}",
        scan="Escanee para leer el informe completo",
        qr_code="Código QR: {url}",
        table_alt="Tabla. Columnas: {columns}. Filas: {n}.",
        more_rows="… y {n} más",
        at_a_glance="De un vistazo",
        in_numbers="En cifras",
        context="Contexto",
        objectives="Objetivos",
        context_and_objectives="Contexto y objetivos",
        programmes="Programas clave",
        resources="Recursos",
        mandates="Mandatos principales",
        entities="Entidades principales",
        outcomes="Principales resultados",
        results="Resultados",
        quotes="En sus palabras",
        features="En primer plano",
        photos="Fotografías",
        photo_credit="Fotografía: {credit}",
        change_up="aumento de {figure}",
        change_down="descenso de {figure}",
        change_none="sin cambios",
        change_since="{change} desde {since}",
        total="Total",
        other="Otros",
        contents="Índice",
        skip="Ir al contenido",
        thank_you="Gracias",
        full_text="Texto completo",
        log_scale="escala logarítmica",
        category="Categoría",
        value="Valor",
        chart_data="Datos del gráfico: {title}",
        no_value="sin valor",
        chart_bar="Gráfico de barras",
        chart_column="Gráfico de columnas",
        chart_stacked="Gráfico de barras apiladas",
        chart_stacked_100="Gráfico de barras apiladas al 100\u00a0%",
        chart_line="Gráfico de líneas",
        chart_doughnut="Gráfico de anillo",
        chart_dot="Gráfico de puntos",
        chart_area="Gráfico de áreas",
        chart_slope="Gráfico de pendientes",
        chart_dumbbell="Gráfico de mancuernas",
        chart_waterfall="Gráfico de cascada",
        chart_scatter="Gráfico de dispersión",
        chart_histogram="Histograma",
        chart_small_multiples="Gráficos múltiples pequeños",
        chart_any="Gráfico",
        chart_alt="{kind}: {title}.",
        chart_equal="Todos los valores son iguales: {value}.",
        chart_extremes="Máximo: {highest}, {high}. Mínimo: {lowest}, {low}.",
        chart_unit="Unidad: {unit}.",
        chart_categories="Categorías: {n}.",
        chart_series="Series: {names}.",
        chart_values="Valores: {values}.",
        chart_reference="Línea de referencia: {line}.",
        chart_notes="Notas: {notes}.",
        chart_difference="Diferencia en {at}, de {first} a {second}: {value}.",
        chart_base="Base",
        chart_scale="La escala es logarítmica.",
        sentence="{text}.",
    ),
)
