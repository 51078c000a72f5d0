"""The page of all that a run has made: every report in every language, each named in itself, with its files, their kinds and sizes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from ...frozen import frozen
from ...language import of
from ...language.languages import own_name
from ...language.measures import size
from ...language.wording import word
from .inline import quiet, text, tongue

_KINDS: Final = {
    "pptx": "PowerPoint", "pdf": "PDF", "docx": "Word", "xlsx": "Excel", "csv": "CSV", "png": "PNG", "svg": "SVG",
}  # fmt: skip
"""The formats that are called the same in every language."""
_WORDS: Final = {"html": "web-page", "site": "web-page", "eml": "e-mail"}
_FIRST: Final = ("site", "html")
_PICTURES: Final = ("png", "svg")


@frozen
class File:
    """A file of a run: its path, what it is of, and how many bytes it and those beside it have."""

    name: str
    report: str
    language: str
    form: str
    title: str
    size: int


def page(files: Sequence[File], others: Sequence[str], style: str) -> bytes:
    """The page, in the style of one of its web pages; `others` are files of no language. It lies in the output folder."""
    language = files[0].language
    reports = [list(own) for _, own in groupby(files, key=lambda one: one.report)]
    alone = len(reports) == 1
    title = files[0].title if alone else word("all-versions", language)
    below = f'<p class="line">{text(word("all-versions", language))}</p>' if alone else ""
    main = "".join(_report(own, alone=alone) for own in reports)
    links = text(word("dot", language)).join(f'<a href="{quiet(name)}">{text(name)}</a>' for name in others)
    direction = "rtl" if of(language).rtl else "ltr"
    return (
        f'<!doctype html>\n<html lang="{of(language).tag}" dir="{direction}">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{text(title)}</title>'
        f"<style>{style}</style></head>\n<body>\n"
        f'<a class="skip" href="#content">{text(word("skip", language))}</a>\n{_languages(files)}'
        f'<header><h1>{text(title)}</h1>{below}</header>\n<main id="content" tabindex="-1">{main}</main>\n'
        f'<footer><p dir="ltr">{links}</p></footer>\n</body>\n</html>\n'
    ).encode()


def _languages(files: Sequence[File]) -> str:
    """Links to the parts of the page in each language."""
    spoken = {one.language: one for one in reversed(files)}
    if len(spoken) == 1:
        return ""
    links = "".join(
        f'<li><a{tongue(code)} hreflang="{of(code).tag}" href="#{_id(spoken[code])}">{text(own_name(code))}</a></li>'
        for code in dict.fromkeys(one.language for one in files)
    )
    return f'<nav class="languages" aria-label="{quiet(word("languages", files[0].language))}"><ul>{links}</ul></nav>\n'


def _report(files: Sequence[File], *, alone: bool) -> str:
    """A report: a part for each of its languages."""
    spoken = [[one for one in files if one.language == code] for code in dict.fromkeys(one.language for one in files)]
    parts = "".join(_version(own, 2 if alone else 3) for own in spoken)
    if alone:
        return parts
    return f'<section class="chapter"{tongue(files[0].language)}><h2>{text(files[0].title)}</h2>{parts}</section>'


def _version(files: Sequence[File], level: int) -> str:
    """A report in one language."""
    first = files[0]
    order = (*_FIRST, *(one.form for one in files if one.form not in _PICTURES), *_PICTURES)
    ordered = sorted(files, key=lambda one: order.index(one.form))
    return (
        f'<section class="part versions" id="{_id(first)}"{tongue(first.language)}><h{level}>{text(own_name(first.language))}</h{level}>'
        f'<p class="title">{text(first.title)}</p><ul class="files">{"".join(_entries(ordered))}</ul></section>\n'
    )


def _entries(files: Sequence[File]) -> Iterator[str]:
    """An entry for each file, and one that can be opened for many pictures."""
    for form, own in groupby(files, key=lambda one: one.form):
        same = list(map(_file, own))
        if form in _PICTURES and len(same) > 1:
            yield f'<li><details><summary>{_KINDS[form]} ({len(same)})</summary><ul class="files">{"".join(same)}</ul></details></li>'
        else:
            yield from same


def _file(one: File) -> str:
    kind = word(_WORDS[one.form], one.language) if one.form in _WORDS else _KINDS.get(one.form, one.form.upper())
    named = one.name.removesuffix("index.html")
    return (
        f'<li><a hreflang="{of(one.language).tag}" href="{quiet(one.name)}">{text(kind)}</a>'
        f' <span class="detail"><bdi dir="ltr">{text(named)}</bdi></span> <span class="detail">{text(size(one.size, one.language))}</span></li>'
    )


def _id(one: File) -> str:
    return quiet(f"{one.report}.{one.language}")
