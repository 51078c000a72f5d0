"""Chapters of other domains, as documents come: all invented, with the damage that extractions do.

relief     English, plain text with hard line ends: a lost number, a glued foot, a hyphen lost at a line end, amounts in two units
schools    French, Word with styles, a list and a table
water      Arabic, a web page, Arabic-Indic digits
ports      English, a PDF of three pages with running heads, headings by size
"""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from reportlab.pdfgen.canvas import Canvas

RELIEF = """\
COORDINATED RELIEF IN 2022

KEY PROGRAMMES

Shelter and camps

Cash and food

INDICATIVE RESOURCES

$1.37B

$402M pooled funds and $968M bilateral contributions

SELECT MANDATES

Strengthening of the coordination of relief, General Assembly resolution 46/182

Protection of civilians, Security Council resolution 2417 (2018)

CONTEXT

Drought, war and rising prices left 274 million people in need of help in 2022, which is 16 per cent more than the
year before. In 41 countries the plans were less than half funded. Long-running crises need multi-
year funding and multi-year plans; multiyear grants make up 8 per cent of all money.

OUR WORK IN THE FIELD



57,400

families sheltered in 312 camps before the first rains



3.2M

people given cash, **61** per cent of them women



convoys across the front lines



88%

of the plans updated within thirty days



"The trucks came on the ninth day, when we had stopped counting on anybody at all, and they came back every week."

Amina Example, Head of the Water Committee, Camp 14

KEY OUTCOMES

SHELTER

In the spring we moved 19,000 people from flooded ground, among them 4,100 children without parents. Six new camps
were opened; two were closed.

FOOD AND CASH

Prices rose by 35 per cent, and 22 markets were paid for. Over 2,500 traders signed on to the scheme in 14 towns.

Goods brought in by sea

640,000 tons of wheat

48,500 tons of oil

7,200 tons of pulses

Volunteers unload the first ship of the season. (Example Bay; March 2022) © Relief Office 63 ANNUAL REVIEW OF COORDINATED RELIEF 2022
"""

SCHOOLS = (
    ("Title", "Écoles rurales"),
    ("Heading1", "Contexte"),
    ("", "En 2023, 12 400 élèves sur 18 700 marchent plus de 5 km pour aller en classe. Le taux d’abandon a baissé de 2,5 points de pourcentage."),
    ("Heading1", "Nos résultats en chiffres"),
    ("", "1 250"),
    ("", "enseignants formés dans 87 communes"),
    ("", "4,8 millions d’euros dépensés pour 36 chantiers"),
    ("Heading1", "Mesures"),
    ("", "Trois mesures ont été prises avec vingt-cinq communes :"),
    ("ListBullet", "ouvrir 14 internats"),
    ("ListBullet", "payer 230 vélos"),
    ("Heading1", "Par région"),
    ("row", "Région|Écoles|Élèves"),
    ("row", "Nord|120|6400"),
    ("row", "Sud|95|5100"),
    ("Quote", "« On ne choisit pas l’école, on choisit le chemin qui y mène chaque matin. »"),
    ("", "Paul Exemple, directeur"),
)  # fmt: skip

WATER = """<!doctype html><html lang="ar"><head><title>مياه آمنة ٢٠٢٣</title><script>var a = 99;</script></head><body>
<h1>مياه آمنة ٢٠٢٣</h1>
<h2>السياق</h2><div>يعيش ٤٥٠ ألف شخص في المنطقة بلا مياه مأمونة، وارتفعت الأسعار بنسبة ١٢ في المائة في عام ٢٠٢٣.</div>
<h2>النتائج الرئيسية</h2>
<h3>الآبار</h3><p>حفرنا ٣٤٠ بئرا في ٢٨ قرية، ودربنا ست لجان.</p>
<h3>المدارس</h3><p>وصلت المياه إلى ١٥٠ مدرسة، منها ٩٧ مدرسة للبنات.</p>
<h2>أرقام</h2><ul><li>٧٨ مضخة</li><li>٢٫٥ مليون متر من الأنابيب</li></ul>
</body></html>"""

PORTS = (
    (
        (20, "Safer ports"),
        (14, "Context"),
        (11, "In 2021 the 62 ports of the coast handled 118 million tons, and 9 per cent of"),
        (11, "all loads were never looked at. Twelve ports had no gate at all."),
    ),
    (
        (14, "What was done"),
        (11, "Scanners were put up in 27 ports; 1,340 officers learned to use them. Fees rose"),
        (11, "from $40 to $55 a load."),
        (14, "In figures"),
        (11, "4,900 loads stopped at the gates"),
        (11, "212 people charged"),
    ),
    ((14, "Outlook"), (11, "By 2025 another 18 ports will follow, at a cost of EUR 31.5 million.")),
)


OWN = """\
id: a
title: Safe water in 2024
language: en
date: 2024
status: final
sections:
  text:
    type: prose
    title: Context
    text: >-
      Interdepartmental-coordination, long-standing-partnerships, well-established-procedures, community-led-maintenance,
      district-level-monitoring, cross-border-cooperation and evidence-based-planning reached 340 villages, so that long-term-programmes
      go on with school-based-teaching, gender-responsive-budgeting and climate-resilient-infrastructure in every one of them.
"""
"""A report whose page has words that break at a hyphen."""


def word(parts: tuple[tuple[str, str], ...] = SCHOOLS) -> bytes:
    """Paragraphs by their styles, or a table's rows, as Word keeps them: the French chapter."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body: list[str] = []
    for style, text in parts:
        if style == "row":
            cells = "".join(f"<w:tc><w:p><w:r><w:t>{escape(cell)}</w:t></w:r></w:p></w:tc>" for cell in text.split("|"))
            row = f"<w:tr>{cells}</w:tr>"
            body = (
                [*body[:-1], body[-1].replace("</w:tbl>", f"{row}</w:tbl>")]
                if body and body[-1].startswith("<w:tbl")
                else [*body, f"<w:tbl>{row}</w:tbl>"]
            )
        else:
            style = f"<w:pPr><w:pStyle w:val='{style}'/></w:pPr>" if style else ""  # noqa: PLW2901
            body.append(f"<w:p>{style}<w:r><w:t xml:space='preserve'>{escape(text)}</w:t></w:r></w:p>")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(
            "word/document.xml", f"<w:document xmlns:w='{space}'><w:body>{''.join(body)}</w:body></w:document>"
        )
    return stream.getvalue()


def pdf() -> bytes:
    """The chapter on ports, printed: a running head and a page number on each page."""
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1)
    for number, page in enumerate(PORTS, 41):
        canvas.setFont("Helvetica", 9)
        canvas.drawString(72, 800, "COAST AUTHORITY: ANNUAL REPORT")
        for at, (size, line) in enumerate(page):
            canvas.setFont("Helvetica", size)
            canvas.drawString(72, 760 - 30 * at, line)
        canvas.setFont("Helvetica", 9)
        canvas.drawString(300, 40, str(number))
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def documents() -> dict[str, bytes]:
    """The chapters by the names of their files."""
    return {
        "relief-2022.txt": RELIEF.encode(),
        "ecoles-2023.docx": word(),
        "water-2023.html": WATER.encode(),
        "ports-2021.pdf": pdf(),
    }
