"""Seven reports of other domains than the sample, with the documents that they cite: all invented, made to be hard to read.

health      English, HTML source, French and Chinese translations: rates, points, ranges, versions, telephone numbers, years
budget      English, Markdown and CSV sources: three currencies, magnitudes, negative numbers, percentages of percentages
fisheries   Spanish, Word and PDF sources: numbers of four digits without a space, decimal commas, numbers in words
in the folder beside this, with every kind of section and of chart and numbered notes:
sante       French: a ministry's budget; money, changes, a quote with an ellipsis, a waterfall
transporte  Spanish: small multiples, a slope and dots; CSV and Markdown sources
reki        Russian: rivers; units with a size, a histogram, a comparison of two years
miyah       Arabic: water; Arabic-Indic digits in the source
"""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

NAMES = ("health", "budget", "fisheries", "sante", "transporte", "reki", "miyah")

HEALTH = """
id: health
title: Measles in the northern districts
language: en
date: 2024-03
status: final
sources:
  review: {file: seeds/review.html, title: Annual review, publisher: Example Health Service, date: 2024}
sections:
  year:
    type: statistics
    title: The year
    source: review:2-5
    items:
      - {id: children, value: 1204000, qualifier: over, text: children vaccinated in 38 of 41 districts}
      - {id: coverage, value: 87.5, unit: per cent, text: coverage with two doses}
      - {id: cases, value: 312, text: confirmed cases and 7 deaths}
      - {id: cost, value: 1.35, currency: EUR, text: cost of a dose with its syringe}
  story:
    type: prose
    title: What happened
    source: review:6-8
    text:
      - >-
        Coverage rose by 4.2 percentage points, from 83.3 to 87.5 per cent, between 2022 and 2023. Twelve districts reached
        the target of 95 per cent; in twenty-three others 10–15 per cent of children live more than 5 km from a clinic.
      - >-
        The register runs on version 2.4.1 and serves 1,150 clinics. Call +41 22 555 01 00 on any of the 365 days. The second
        round began on 14 March 2023; COVID-19 cases fell to at most 40 a week.
  words:
    type: quotes
    title: Said
    source: review:9
    items:
      - {id: nurse, text: "We walked for […] eleven hours, and [the nurse] never once complained.", speaker: A. Example}
"""

HEALTH_FR = """
title: La rougeole dans les districts du nord
sections:
  year:
    title: L'année
    items:
      children: {text: enfants vaccinés dans 38 des 41 districts}
      coverage: {text: couverture par deux doses}
      cases: {text: cas confirmés et 7 décès}
      cost: {text: coût d'une dose avec sa seringue}
  story:
    title: Ce qui s'est passé
    text:
      - >-
        La couverture a gagné 4,2 points de pourcentage, de 83,3 à 87,5 %, entre 2022 et 2023. Douze districts ont atteint la cible de
        95 % ; dans vingt-trois autres, 10–15 % des enfants vivent à plus de 5 km d'un dispensaire.
      - >-
        Le registre en version 2.4.1 sert 1 150 dispensaires. Appelez le +41 22 555 01 00 les 365 jours. Le deuxième tour a commencé le
        14 mars 2023 ; les cas de COVID-19 sont tombés à 40 au plus par semaine.
  words:
    title: Dit
    items:
      nurse: {text: "Nous avons marché […] onze heures, et [l'infirmière] ne s'est jamais plainte."}
"""

REVIEW = """<!doctype html><html><head><title>Annual review</title><style>p{margin:1px}</style></head><body>
<p>Over 1.204 million children vaccinated in 38 of 41 districts</p>
<p>87.5% coverage with two doses</p>
<p>312 confirmed cases and 7 deaths</p>
<p>EUR&nbsp;1.35: cost of a dose with its syringe</p>
<p>Coverage rose by 4.2 percentage points, from 83.3 to 87.5 per cent, between 2022 and 2023. Twelve districts reached the target of
95 per cent; in twenty-three others 10–15 per cent of children live more than 5&nbsp;km from a clinic.</p>
<p>The register runs on version 2.4.1 and serves 1,150 clinics. Call +41 22 555 01 00 on any of the 365 days.</p>
<p>The second round began on 14 March 2023; COVID-19 cases fell to at most 40 a week.</p>
<p>“We walked for two days and eleven hours, and she never once complained”, said A. Example.</p>
</body></html>"""

BUDGET = """
id: budget
title: The city budget in short
language: en
date: 2025
status: final
sources:
  note: {file: seeds/note.md, title: Budget note}
  rows: {file: seeds/rows.csv, title: Budget tables}
  speech: {title: The mayor's speech}
sections:
  money:
    type: resources
    title: Money
    source: note:3-5
    currency: GBP
    total: {value: 2.4e9, digits: 2}
    parts:
      - {id: taxes, value: 1.55e9, digits: 3, text: council tax}
      - {id: grants, value: 850000000, digits: 2, text: grants of the government}
  change:
    type: prose
    title: What changes
    source: note:7-9
    text: >-
      Spending on roads falls by 12.5 per cent to £96M, and a deficit of −£3.2 million is carried over. Fees stay at 4 per cent for
      31,500 small firms under decision 12/2024; $1.1M and €640,000 come from abroad.
  wards:
    type: chart
    chart: bar
    title: Spending by ward
    currency: GBP
    source: rows:2-4
    data:
      - {label: North, value: 41200000}
      - {label: South, value: 38900000}
      - {label: Harbour, value: 9750000}
  said:
    type: statistics
    title: Said
    source: speech
    items:
      - {id: jobs, value: 600, text: jobs in the new yard}
"""

NOTE = """# Budget note

The budget is £2.4 billion: £1.55bn council tax

and £850 million in grants of the government.

Spending on roads falls by 12.5% to £96M, and a deficit of −£3.2 million is carried over.

Fees stay at 4% for 31,500 small firms under decision 12/2024; $1.1M and €640,000 come from abroad.
"""

ROWS = "ward,spending in pounds\nNorth,41200000\nSouth,38900000\nHarbour,9750000\n"

FISHERIES = """
id: fisheries
title: Pesca en la costa
language: es
date: 2024
status: final
sources:
  informe: {file: seeds/informe.docx, title: Informe anual}
  censo: {file: seeds/censo.pdf, title: Censo}
sections:
  flota:
    type: statistics
    title: La flota
    source: informe:2-4
    items:
      - {id: barcos, value: 2045, text: barcos de menos de 12 metros con registro}
      - {id: captura, value: 18.75, unit: toneladas, text: de captura media por barco en 2023}
      - {id: puertos, value: 23, text: puertos con báscula y 6 con cámara de frío}
  relato:
    type: prose
    title: Lo que pasó
    source: informe:5
    text: >-
      En 2023 se retiraron 1980 redes, tres veces más que en 2021. La veda de 45 días protegió al 62,5 por ciento de los bancos, y
      treinta y ocho cofradías firmaron la resolución 7/2023.
  censo:
    type: statistics
    title: Censo
    source: censo:2
    items:
      - {id: personas, value: 9400, qualifier: about, text: personas que viven de la pesca}
"""

INFORME = (
    "Informe anual",
    "2.045 barcos de menos de 12 metros con registro",
    "18,75 toneladas de captura media por barco en 2023",
    "23 puertos con báscula y 6 con cámara de frío",
    "En 2023 se retiraron 1980 redes, tres veces más que en 2021. La veda de 45 días protegió al 62,5 % de los bancos, y treinta y ocho "
    "cofradías firmaron la resolución 7/2023.",
)


def word(paragraphs: tuple[str, ...]) -> bytes:
    """A Word document with nothing but paragraphs, each in two runs, as Word itself breaks them."""
    runs = "".join(
        f"<w:p><w:r><w:t xml:space='preserve'>{text[:7]}</w:t></w:r><w:r><w:t xml:space='preserve'>{text[7:]}</w:t></w:r></w:p>"
        for text in paragraphs
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document xmlns:w='{space}'><w:body>{runs}</w:body></w:document>")
    return stream.getvalue()


def pdf(pages: tuple[str, ...]) -> bytes:
    """A PDF with a line of text on each page."""
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1)
    for page in pages:
        canvas.drawString(72, 700, page)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def lay_out(folder: Path) -> Path:
    """Puts the three reports and their sources into a folder, as a project."""
    for name, text in {
        "data/health.yaml": HEALTH, "data/health.fr.yaml": HEALTH_FR, "seeds/review.html": REVIEW,
        "data/budget.yaml": BUDGET, "seeds/note.md": NOTE, "seeds/rows.csv": ROWS, "data/fisheries.yaml": FISHERIES,
    }.items():  # fmt: skip
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text.lstrip("\n"), encoding="utf-8")
    (folder / "seeds/informe.docx").write_bytes(word(INFORME))
    (folder / "seeds/censo.pdf").write_bytes(pdf(("Censo", "Unas 9400 personas que viven de la pesca")))
    shutil.copytree(Path(__file__).parent / "reports", folder, dirs_exist_ok=True)
    return folder
