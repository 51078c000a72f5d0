"""What a program or a hurried author puts where an alternative text should stand: a file's name, "Picture 3", a machine's guess."""

from __future__ import annotations

import re
from typing import Final

from ..regex import regex

_ENDINGS: Final = "png|jpe?g|gif|svg|tiff?|webp|bmp|emf|wmf|eps|pdf|heic|ico|mp4|mov|avi|wmv|mp3|wav|pptx?|xlsx?|docx?"
_FILE: Final = regex(rf"(?:.*[\\/])?[^\\/]{{1,120}}\.(?:{_ENDINGS})|(?:file|https?)://\S+|[a-z]:\\\S.*", re.IGNORECASE)
_MOST_WORDS: Final = 8
"""A file's name, with the folders before it, has no more words."""
_NUMBERED: Final = regex(
    r"(?:picture|image|photo|pic|graphic|img|dscn?|screenshot|chart|figure|fig|object|untitled|grafik|bild|imagen|рисунок|صورة|图片)"
    r"[\s_.-]*\d*",
    re.IGNORECASE,
)
_MACHINE: Final = regex(
    r"(?:description|beschreibung|beschrijving) (?:automatically generated|automatisch generiert)|automatic(?:ally)? generated description"
    r"|automatisch (?:generierte|erstellte|gegenereerde) (?:beschreibung|beschrijving)"
    r"|description (?:générée|generee) automatiquement|(?:descripción generada|descrição gerada) automáticamente|descrição gerada automaticamente"
    r"|descrizione generata automaticamente|описание,? создан\w+ автоматически|автоматически созданн\w+ описани\w+"
    r"|تم (?:إنشاء|انشاء) الوصف تلقائي\w*|وصف تم إنشاؤه تلقائي\w*|(?:已)?自动生成(?:的)?(?:描述|说明)|(?:描述|说明)已自动生成"
    r"|(?:ai|ki|ia)[- ]?(?:generated|generierte|générés?) (?:content|inhalte|contenus?) (?:may be incorrect|können fehlerhaft sein)"
    r"|contenu généré par l[’']ia (?:peut|risque)|contenido generado por (?:la )?ia (?:puede|podría)|conteúdo gerado por ia pode"
    r"|содержимое, созданное (?:искусственным интеллектом|ии)|المحتوى الذي تم إنشاؤه بواسطة الذكاء الاصطناعي|ai ?生成的内容可能不正确",
    re.IGNORECASE,
)
"""What Office writes with the texts that it guesses, in the languages that it is most used in."""


def is_machine_made(text: str) -> bool:
    """Whether an alternative text says itself that a program guessed it ("Description automatically generated")."""
    return bool(_MACHINE.search(" ".join(text.split())))


def is_file_name(text: str) -> bool:
    """Whether an alternative text is a file's name, an address, or what programs write where nobody wrote anything."""
    told = text.strip()
    words = len(told.split())
    if words > _MOST_WORDS or (words > 1 and "://" in told):  # a sentence that ends with the name of a file
        return False
    return bool(_FILE.fullmatch(told) or _NUMBERED.fullmatch(told))
