"""What the name of a layout tells of it, in the languages that templates come in.

    told    a layout's name -> the role that people would give it, `OTHER` for what no page of ours is, or ""

The longest phrase that a name holds counts: "Table of contents" is no table and holds no content. What a brand adds to a name
("01_", "- no logo", "(dark)") does not matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

OTHER: Final = "other"

KICKERS: Final = frozenset({"kicker", "eyebrow", "overline", "topline", "dachzeile", "surtitre", "antetitulo"})
"""What the place of a few words above a title is called."""
"""Agendas, quotes, thanks, teams: made for one thing, and for none of the roles."""

# Folded: without case, accents, signs and what is numbered before them.
_PHRASES: Final[Mapping[str, str]] = {
    "cover": (
        "cover|title slide|title and subtitle|titel und untertitel|titre et sous titre|titulo y subtitulo|titolo e sottotitolo|titulo e subtitulo|"
        "title page|titelfolie|titelseite|deckblatt|startfolie|diapositive de titre|page de titre|titre de la presentation|"
        "couverture|page de garde|diapositiva de titulo|titulo de la presentacion|portada|caratula|slide di titolo|diapositiva titolo|copertina|"
        "titolo della presentazione|slide de titulo|titulo da apresentacao|capa|titeldia|voorblad|omslag|titelpagina|rubrikbild|slajd tytułowy|"
        "presentation title|opening slide|starting slide|start slide|title master|титульный|титульный слайд|титульный лист|титул|обложка|"
        "شريحة العنوان|شريحة عنوان|الغلاف|غلاف|标题幻灯片|封面|首页|標題投影片"
    ),
    "section": (
        "section|section header|section title|section break|chapter|divider|break slide|transition|segue|separator|interstitial|abschnitt|"
        "abschnittsuberschrift|kapitel|kapitelfolie|trenner|trennfolie|zwischentitel|zwischenfolie|titre de section|intercalaire|chapitre|"
        "page de transition|separateur|encabezado de seccion|seccion|capitulo|separador|transicion|intestazione sezione|sezione|capitolo|divisore|"
        "transizione|cabecalho da secao|secao|seccao|divisoria|transicao|sectiekop|hoofdstuk|tussenblad|tussenpagina|"
        "заголовок раздела|раздел|глава|разделитель|عنوان المقطع|مقطع|قسم|عنوان القسم|فاصل|节标题|章节|過渡頁|过渡页|转场"
    ),
    "content": (
        "content|title and content|title content|one content|text|title and text|body|bullets|bullet|regular slide|standard slide|standard|"
        "title and body|one column text|inhalt|titel und inhalt|titel und text|textfolie|standardfolie|inhaltsfolie|titre et contenu|titre et texte|contenu|texte|titulo y objetos|titulo y contenido|"
        "titulo y texto|contenido|texto|titolo e contenuto|titolo e testo|contenuto|testo|titulo e conteudo|titulo e texto|conteudo|"
        "titel en object|titel en inhoud|titel en tekst|inhoud|tekst|заголовок и объект|заголовок и текст|текст|العنوان والمحتوى|عنوان ومحتوى|"
        "عنوان ونص|المحتوى|محتوى|نص|标题和内容|标题和文本|内容|正文|標題及內容"
    ),
    "two-columns": (
        "two columns|two column|title and two columns|2 columns|2 column|two content|two contents|2 content|title 2 content|half|comparison|zwei inhalte|zwei spalten|"
        "2 spalten|zweispaltig|vergleich|deux contenus|deux colonnes|2 colonnes|comparaison|dos objetos|dos contenidos|dos columnas|2 columnas|comparacion|"
        "due contenuti|due colonne|2 colonne|confronto|dois conteudos|duas partes de conteudo|duas colunas|2 colunas|comparacao|inhoud van twee|twee kolommen|"
        "twee objecten|vergelijking|два объекта|две колонки|два столбца|сравнение|محتويان|عمودان|مقارنة|两栏内容|两栏|双栏|比较|兩項物件"
    ),
    "title-only": (
        "title only|only title|headline only|nur titel|titel only|nur uberschrift|titre seul|titre uniquement|solo el titulo|solo titulo|solo titolo|somente titulo|"
        "apenas titulo|so titulo|alleen titel|только заголовок|العنوان فقط|عنوان فقط|仅标题|只有标题|只有標題|full width title"
    ),
    "chart": (
        "chart|charts|title and chart|graph|diagramm|graphique|graphiques|grafico|graficos|grafici|grafiek|диаграмма|график|مخطط|رسم بياني|图表|圖表"
    ),
    "picture": (
        "picture|picture with caption|photo|image|bild|bild mit uberschrift|foto|image avec legende|imagen con titulo|imagen|immagine con didascalia|"
        "immagine|imagem com legenda|imagem|afbeelding|afbeelding met bijschrift|рисунок с подписью|рисунок|фото|изображение|"
        "صورة مع تسمية توضيحية|صورة|图片与标题|图片|圖片"
    ),
    "table": "table|title and table|tabelle|tableau|tabla|tabella|tabela|tabel|таблица|جدول|表格",
    "closing": (
        "closing|sources|references|bibliography|quellen|literatur|quellenangaben|bibliographie|fuentes|referencias|bibliografia|fonti|riferimenti|fontes|"
        "bronnen|источники|литература|المصادر|المراجع|来源|参考文献|資料來源"
    ),
    OTHER: (
        "agenda|contents|table of contents|table of content|toc|outline|overview of contents|quote|quotation|citation|testimonial|thank you|thanks|end|"
        "end slide|ending|final slide|final|back cover|contact|contacts|contact us|questions|q a|team|our team|authors|author|speaker|speakers|about us|biography|bio|timeline|"
        "timetable|disclaimer|imprint|legal|big idea|main point|caption only|section title and description|statement|big number|key figure|key figures|color and typography|instructions|how to use|guidelines|"
        "inhaltsverzeichnis|gliederung|zitat|danke|vielen dank|schluss|schlussfolie|endfolie|kontakt|fragen|autoren|autor|zeitstrahl|zeitplan|impressum|"
        "sommaire|table des matieres|plan|ordre du jour|merci|fin|remerciements|contactez nous|questions reponses|equipe|auteurs|auteur|intervenants|chronologie|"
        "mentions legales|indice|tabla de contenido|contenidos|orden del dia|cita|gracias|cierre|preguntas|equipo|autores|cronograma|linea de tiempo|"
        "sommario|ordine del giorno|citazione|grazie|chiusura|contatti|contatto|domande|autori|squadra|cronologia|sumario|"
        "citacao|obrigado|obrigada|encerramento|contato|contacto|contactos|perguntas|equipe e autores|linha do tempo|inhoudsopgave|citaat|bedankt|dank u|einde|"
        "vragen|auteurs en|tijdlijn|оглавление|повестка|повестка дня|план|цитата|спасибо|спасибо за внимание|заключение|контакты|вопросы|команда|авторы|"
        "جدول الأعمال|جدول المحتويات|المحتويات|اقتباس|شكرا|شكرا لكم|الختام|تواصل معنا|الفريق|المؤلفون|أسئلة|"
        "目录|目錄|议程|引用|引言|谢谢|感谢|致谢|结束|封底|联系我们|问答|团队|作者|时间线|vertical text|testo verticale|texte vertical"
    ),
}  # fmt: skip

# Words that tell only where nothing else stands beside them.
_ALONE: Final[Mapping[str, str]] = {
    "cover": "title|titel|titre|titulo|titolo|titul|start|intro|opening|заголовок|العنوان|عنوان|标题|標題",
    "section": "trans",
}


@lru_cache(maxsize=1024)
def told(name: str) -> str:
    """The role that a layout's name speaks of, `OTHER`, or "" where it says nothing."""
    whole, first = folded(name), family(name)
    for said in (whole, first):
        if said in _EXACT:
            return _EXACT[said]
    if whole in _SOLE:
        return _SOLE[whole]
    padded = f" {whole} "
    said = next((role for phrase, role in _KNOWN if phrase in padded), "")
    return said or _SOLE.get(folded(name.rpartition(" - ")[2]), "")  # "Agency - Title"


@lru_cache(maxsize=1024)
def folded(name: str) -> str:
    """A name without case, accents, signs, numbers before it and repeated spaces."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))
    unnumbered = re.sub(r"^\s*(\d+\s*[_.\-)]|0\d*\s)+", "", plain)  # "01_Title", not "2 content"
    return re.sub(r"\s+", " ", re.sub(r"[^\w]|_", " ", unnumbered)).strip()


def family(name: str) -> str:
    """What stands before the first comma of a name: layouts of one role may share it ("Content", "Content, dense")."""
    return folded(name.partition(",")[0])


def _padded(phrase: str) -> str:
    """A phrase as it is looked for: whole words, save in Chinese, which has no spaces."""
    return phrase if phrase[0] >= "\u2e80" else f" {phrase} "


_SOLE: Final = {folded(word): role for role, words in _ALONE.items() for word in words.split("|")}
_EXACT: Final = {folded(phrase): role for role, phrases in _PHRASES.items() for phrase in phrases.split("|")}
_KNOWN: Final = tuple(
    sorted(((_padded(phrase), role) for phrase, role in _EXACT.items()), key=lambda one: (-len(one[0].strip()), one[0]))
)
"""Every phrase with its role, the longest first."""
