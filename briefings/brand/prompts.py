"""Words of a template that are only samples: type styles that stand on them, made styles of its slide master, and free texts that somebody
was to fill in, or dates of another day, left out.

LibreOffice writes masters without text styles: what a title looks like stands on the sample text of its placeholder, which no slide
inherits, and every program then takes sizes of its own. Here the sample text's properties become the list styles and text styles
that slides do inherit.

Source: ECMA-376 part 1, 19.3.1.52 (txStyles), 21.1.2.4.12 (lstStyle), 21.1.2.3 (run properties).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from re import Pattern
from typing import Any, Final

from ..characters import clipped
from ..diagnostics import Diagnostic, Where, warning
from ..ooxml.draft import Draft
from ..ooxml.markup import A, P
from ..ooxml.shapes import FURNITURE, TITLES, placeholders
from ..regex import regex

_LEVELS: Final = 9
_PARAGRAPH: Final = ("marL", "marR", "indent", "algn", "rtl")
_RUN: Final = ("sz", "b", "i", "cap")
_SHOWN: Final = (
    "lnSpc", "spcBef", "spcAft", "buClrTx", "buClr", "buSzTx", "buSzPct", "buFontTx", "buFont", "buNone", "buAutoNum",
    "buChar"
)  # fmt: skip
"""What a level says of its paragraphs, in the order of the schema."""
_UNFILLED: Final = regex(
    r"(?i)<\s*[^\W\d][^<>]{2,}(>|$)|^\$\w+|\{\{?\s*\w+[^{}]*\}|\[(insert|enter|your|name|title|date|project|author|department|company)\b[^\]]*\]"
    r"|^(the )?(names?|titles?) of (the |this |your )?(document|presentation|author|speaker|event|project|department|company)s?$"
    r"|^(document|presentation|project|author|speaker|event|department|company)('s)? (name|title)$"
    r"|^(your|insert|enter|type) (the |your |a )?(name|title|text|date|company|department|subject|footer|author)( here)?$|^v(ersion)? ?0+\.0+$"
    r"|^\[[^\]]{3,}\]$|\bdd[ ./-]?mmm?[ ./-]?yy|\blorem ipsum\b|^(nom|titre) (du|de la|de l.) ?(document|présentation|projet|auteur)$|^votre (nom|titre|service)"
    r"|^(nombre|título) (del?|de la) (documento|presentación|proyecto|autor)$|^(name|titel) (der|des) (präsentation|vortrag|dokument|projekt|referent|autor)\w*$"
    r"|^(название|имя) (документа|презентации|проекта|автора|докладчика)$|^عنوان (العرض|المستند|المشروع)$|在此(处)?(输入|键入)|^(文档|演示文稿|项目)(名称|标题)$"
    r"|\b(sub-?)?title goes here\b|\bno more than (one|two|three|\d) lines?\b|^(title|titel|titre|título)\W{1,3}(sub-?title|untertitel|sous-titre|subtítulo)\b"
    r"|\b(john|jane) doe\b|\b(max|erika) muster(mann|frau)\b|\b(fulano|fulana) de tal\b|\bиван(ов)? иван(ов)?\b|张三"
    r"|^([/|]|of|von|de|sur|di|из|من|共) ?\d{1,3} ?页?$"
)
"""What nobody sends: `<Project name>`, `$author - title`, `Name of the document`, `V 00.00`, `Title - John Doe`, `Subtitle goes here`; `/ 34` beside a
slide's number, of a deck that had so many."""
_FIELD: Final = (
    r"((presentation|document|project|event|speaker|author|department|company|organi[sz]ation|meeting)('s)?|(name|title) of (the |this |your )?\w+|(your |the )?(name|title|sub-?title|date|place|location|info(rmation)?s?))"
    r"( (name|title|date))?|((votre |la |le |l.)?(date|lieu|service|auteur|orateur|intervenant|événement|titre|sous-titre|nom)|informations?|(nom|titre) (du|de la|de l.) ?\w+)"
    r"|(fecha|lugar|autora?|ponente|evento|información|nombre|título|subtítulo)( (del?|de la) \w+)?|(data|local|evento|informações|nome|autora?)( (do|da) \w+)?"
    r"|(datum|ort|anlass|referent(in)?|autor(in)?|titel|untertitel|name|veranstaltung|abteilung)( (der|des) \w+)?|(дата|место|автор|докладчик|мероприятие|название|имя|тема)( \w+)?"
    r"|(التاريخ|المكان|العنوان|الاسم|المؤلف|المتحدث|الحدث|(اسم|عنوان|تاريخ) \w+)|(日期|地点|作者|姓名|标题|副标题|演讲人|主讲人|单位|部门|会议名称)"
)
_FIELDS: Final = regex(rf"(?i)^({_FIELD})(\s*[/|,;·•，、]\s*({_FIELD})|\s+[–—-]\s+({_FIELD}))+$")
"""What a line is to be filled in with, one after the other: `Date / information / name of the author`."""
_MONTH: Final = (
    "(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
    "|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre"
    "|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
)
_DAY, _NUMBER, _YEAR = r"(0?[1-9]|[12]\d|3[01])", r"(0?[1-9]|1[0-2])", r"20\d\d"
_DATED: Final = regex(
    rf"(?i)^({_YEAR}[-./]{_NUMBER}([-./]{_DAY})?|{_DAY}[-./] ?{_NUMBER}[-./] ?{_YEAR}|{_NUMBER}/{_DAY}/{_YEAR}|{_DAY}/{_NUMBER}/\d\d|{_NUMBER}[-./]{_YEAR}"
    rf"|({_DAY}(\.|st|nd|rd|th)? ?(de |of )?)?{_MONTH}\.?,? (de(l)? )?{_YEAR}|{_MONTH}\.? {_DAY}(st|nd|rd|th)?,? {_YEAR}|{_YEAR} ?年( ?\d\d? ?月( ?\d\d? ?日)?)?)$"
)
"""A text that is a date and nothing else: that of the day when somebody made the template, or of an event that is over."""
_LETTERS, _NAMES = 60, 3
"""Of words that are told of so many letters, and of the layouts that show them so many names."""
_SIZE: Final = {"title": "3200", "body": "2000"}


def styled(draft: Draft, master: str, layouts: Sequence[str]) -> int:
    """Gives a master its text styles, and its layouts' placeholders their list styles, where the file has none: 1 if so, else 0."""
    given = draft.root(master).find(f"{P}txStyles")
    if given is not None and len(given):
        return 0
    root = draft.edit(master)
    for owner in (root, *map(draft.edit, layouts)):
        for shape in placeholders(owner):
            if shape.role not in FURNITURE:
                _style_placeholder(shape.element)
    _style_master(root)
    return 1


def left_out(draft: Draft, parts: Iterable[str], where: Where) -> Iterator[Diagnostic]:
    """Takes the free texts that somebody was to fill in, and dates by themselves, out of slide masters and layouts: a warning for each."""
    found: dict[tuple[str, bool], list[str]] = {}
    for part in parts:
        named = draft.root(part).find(f"{P}cSld").get("name")
        name = f"`{named}`" if named else "the slide master"
        for words in (one for what in (_UNFILLED, _FIELDS) for one in _taken(draft, part, what)):
            found.setdefault((words, False), []).append(name)
        for words in _taken(draft, part, _DATED):
            found.setdefault((words, True), []).append(name)
    for (words, dated), names in found.items():
        said, on = clipped(words, _LETTERS), _on(names)
        if dated:
            hint = "use a date placeholder in the slide master view: slides show the report's own date there"
            yield warning(
                "brand-dated",
                f"“{said}” is a date of the template's own, and left out of the slides ({on})",
                where,
                hint=hint,
            )
        else:
            hint = "fill it in, in PowerPoint's slide master view, and save the file again, if the slides are to say it"
            yield warning(
                "brand-unfilled", f"“{said}” is to be filled in, and left out of the slides ({on})", where, hint=hint
            )


def asks(words: str) -> bool:
    """Whether words are to be filled in, or are a date."""
    return any(one.search(words) for one in (_UNFILLED, _FIELDS, _DATED))


def _on(names: Sequence[str]) -> str:
    """Where a text stands, by the names of the layouts."""
    each = list(dict.fromkeys(names))
    more = f" and {len(each) - _NAMES} more" if each[_NAMES:] else ""
    return ", ".join(each[:_NAMES]) + more


def _taken(draft: Draft, part: str, what: Pattern[str]) -> list[str]:
    found = []
    for shape in list(draft.root(part).iter(f"{P}sp")):
        words = " ".join("".join(one.text or " " for one in shape.iter(f"{A}t", f"{A}br", f"{A}pPr")).split())
        if words and next(shape.iter(f"{P}ph"), None) is None and what.search(words):
            found.append((shape, words))
    if found:
        draft.edit(part)
    for shape, _ in found:
        shape.getparent().remove(shape)
    return [words for _, words in found]


def _style_placeholder(element: Any) -> None:
    """A placeholder's list style from its sample text, if it has none of its own."""
    body = element.find(f"{P}txBody")
    if body is None:
        return
    own = body.find(f"{A}lstStyle")
    if own is not None and len(own):
        return
    levels = _levels(body)
    if not levels:
        return
    if own is None:
        own = body.makeelement(f"{A}lstStyle", {})
        body.insert(1 if body.find(f"{A}bodyPr") is not None else 0, own)
    for number in sorted(levels):
        own.append(deepcopy(levels[number]))


def _style_master(root: Any) -> None:
    """The master's text styles, after those of its title and body."""
    made = root.makeelement(f"{P}txStyles", {})
    shapes = placeholders(root)
    for tag, kinds, size in (("titleStyle", TITLES, _SIZE["title"]), ("bodyStyle", {"body", "obj"}, _SIZE["body"])):
        found = next((shape for shape in shapes if shape.role in kinds), None)
        body = None if found is None else found.element.find(f"{P}txBody")
        levels = {} if body is None else _levels(body)
        holder = made.makeelement(f"{P}{tag}", {})
        last: Any | None = None
        for number in range(1, 2 if tag == "titleStyle" else _LEVELS + 1):
            level = levels.get(number)
            last = deepcopy(level) if level is not None else _following(holder, last, number, size)
            holder.append(last)
        made.append(holder)
    other = made.makeelement(f"{P}otherStyle", {})
    other.append(_following(other, None, 1, "1800"))
    made.append(other)
    after = root.find(f"{P}extLst")
    if after is None:
        root.append(made)
    else:
        after.addprevious(made)
    old = root.findall(f"{P}txStyles")
    for empty in old:
        if empty is not made:
            root.remove(empty)


def _following(holder: Any, last: Any | None, number: int, size: str) -> Any:
    """A level that the sample text does not have: like the one above it, or plain."""
    level = holder.makeelement(f"{A}lvl{number}pPr", {})
    if last is not None:
        for key, value in last.attrib.items():
            level.set(key, value)
        for child in last:
            level.append(deepcopy(child))
        return level
    run = level.makeelement(f"{A}defRPr", {"sz": size})
    level.append(run)
    return level


def _levels(body: Any) -> Mapping[int, Any]:
    """The levels of a sample text: each first paragraph of a level as `a:lvlNpPr`."""
    made: dict[int, Any] = {}
    for paragraph in body.findall(f"{A}p"):
        said = paragraph.find(f"{A}pPr")
        run = paragraph.find(f"{A}r/{A}rPr")
        if run is None:
            run = paragraph.find(f"{A}endParaRPr")
        number = 1 + int("0" if said is None else said.get("lvl", "0"))
        if number in made or run is None or run.get("sz") is None:
            continue
        level = body.makeelement(f"{A}lvl{number}pPr", {})
        for key in _PARAGRAPH:
            if said is not None and said.get(key) is not None:
                level.set(key, said.get(key))
        for tag in _SHOWN:
            child = None if said is None else said.find(f"{A}{tag}")
            if child is not None:
                level.append(deepcopy(child))
        given = level.makeelement(f"{A}defRPr", {})
        for key in _RUN:
            if run.get(key) is not None:
                given.set(key, run.get(key))
        for tag in ("solidFill", "latin", "ea", "cs"):
            child = run.find(f"{A}{tag}")
            if child is not None:
                given.append(deepcopy(child))
        level.append(given)
        made[number] = level
    return made
