"""The sample's deck as Markdown for pandoc, made from the same YAML: the same slides and notes.

pandoc has no charts and no tiles: charts are tables here, tiles are bullets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import words
from words import Node

_SPECIAL: Final = re.compile(r"([!-/:-@\[-`{-~])")  # pandoc lets every sign of ASCII be escaped


def markdown(report: Node) -> str:
    return "\n\n".join(_slides(report)) + "\n"


def _slides(report: Node) -> Iterator[str]:
    sections = report["sections"]
    resources = sections["resources"]
    currency = resources["currency"]
    yield f"% {_plain(report['title'])}\n% {_plain(report['organization'])}\n% {report['date']}"
    total = f"**{_plain(words.figure(resources['total'], currency))}** {_plain(resources['title'])}"
    yield _slide("At a glance", "\n".join([f"- {total}", *map(_tile, words.tiles(report)[:5])]),
                 "\n\n".join(map(words.notes, (resources, sections["support"]))))  # fmt: skip
    both = [sections[name] for name in ("context", "objectives")]
    yield _slide(" · ".join(section["title"] for section in both),
                 _columns([f"**{_plain(section['title'])}**\n\n{_plain(section['text'])}" for section in both]),
                 "\n\n".join(map(words.notes, both)))  # fmt: skip
    yield _list(sections["programmes"], [item["title"] for item in sections["programmes"]["items"]])
    shares = _table([(part["text"], words.figure(part, currency)) for part in resources["parts"]])
    yield _slide(f"{resources['title']}: {words.figure(resources['total'], currency)}", shares, words.notes(resources))
    yield _list(sections["mandates"], [words.mandate(item) for item in sections["mandates"]["items"]])
    yield _list(
        sections["entities"], [f"{item['title']} ({item['abbreviation']})" for item in sections["entities"]["items"]]
    )
    for name in ("support", "counter-terrorism", "compact"):
        section = sections[name]
        yield _slide(section["title"], "\n".join(map(_tile, words.known(section))), words.notes(section))
    quotes = sections["quotes"]
    yield _slide(quotes["title"], _columns([
        f"“{_plain(quote['text'])}”\n\n**{_plain(quote['speaker'])}**\n\n{_plain(quote['office'])}" for quote in quotes["items"]
    ]), words.notes(quotes))  # fmt: skip
    for outcome in sections["outcomes"]["items"]:
        texts = words.paragraphs(outcome["text"])
        halves = [texts] if len(texts) < 4 else [texts[:2], texts[2:]]
        for number, half in enumerate(halves, 1):
            title = outcome["title"] + (f" ({number}/{len(halves)})" if len(halves) > 1 else "")
            yield _slide(
                title,
                "\n\n".join(map(_plain, half)),
                "\n".join([outcome["title"], *half, f"Source: {outcome['source']}"]),
            )
    for name in ("training", "legislation", "seizures-pieces", "seizures-weight"):
        section = sections[name]
        yield _slide(
            words.chart_title(section),
            _table([(point["label"], words.figure(point)) for point in section["data"]]),
            words.notes(section),
        )
    feature = sections["features"]["items"][0]
    yield _slide(
        feature["title"], "\n\n".join(map(_plain, words.paragraphs(feature["text"]))), words.notes(sections["features"])
    )
    photos = sections["photos"]
    yield _slide(
        photos["title"], _columns([_plain(words.caption(photo)) for photo in photos["items"]]), words.notes(photos)
    )
    source = report["sources"]["report"]
    yield _slide(
        "Sources",
        f"{_plain(source['title'])}, {_plain(source['publisher'])}\n\n**Contact**\n\n{_plain(report['contact']['name'])}",
        "",
    )


def _slide(title: str, body: str, notes: str) -> str:
    said = f"\n\n::: notes\n{_plain(notes)}\n:::" if notes else ""
    return f"# {_plain(title)}\n\n{body}{said}"


def _list(section: Node, items: list[str]) -> str:
    return _slide(section["title"], "\n".join(f"- {_plain(item)}" for item in items), words.notes(section))


def _tile(item: Node) -> str:
    pieces = "".join(
        f"**{_plain(piece)}**" if bold else _plain(piece) for piece, bold in words.bold_pieces(item["text"])
    )
    return f"- **{_plain(words.figure(item))}** {pieces}"


def _columns(columns: list[str]) -> str:
    inside = "\n\n".join(f"::: column\n{column}\n:::" for column in columns)
    return f":::: columns\n{inside}\n::::"


def _table(rows: list[tuple[str, str]]) -> str:
    return "| | |\n|:--|--:|\n" + "\n".join(f"| {_plain(name)} | {_plain(value)} |" for name, value in rows)


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
