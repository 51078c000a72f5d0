"""Prose with its marks read: **bold**, *italic*, [text](link) and backslash escapes, and nothing else.

Every other sign is a letter: underscores, backticks, `<b>`, `&amp;`, `#`, bare addresses, `![…](…)`, and marks without
a partner. A mark opens when text follows it at once and closes when text stands right before it; CommonMark's rule
for punctuation beside marks is left out because it fails where a language sets no spaces (`**“安全”**的`).

Errors: `link-scheme`. Warnings (from `findings`): `link-text`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from ..diagnostics import BriefingsError, Diagnostic, Where, error, warning
from ..frozen import frozen, replace
from ..language import of
from ..language.wording import word
from ..regex import regex
from . import Rich, Span, Text, plain
from .prose_lists import parted

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_BOLD: Final = regex(r"[^*\[\\\0\r]*(?:\*\*(?!\s)[^*\[\\\0\r]+(?<!\s)\*\*(?!\*)[^*\[\\\0\r]*)*")
"""Words without marks, or with pairs of two asterisks that bold words stand between."""
_SCHEMES: Final = ("https", "http", "mailto", "tel")
# Link texts that say nothing out of context (WCAG 2.2, success criterion 2.4.4).
EMPTY_WORDS: Final = frozenset({
    "click here", "here", "link", "this link", "read more", "more", "cliquez ici", "ici", "lire la suite",
    "en savoir plus", "haga clic aquí", "aquí", "más", "leer más", "нажмите здесь", "здесь", "тут", "ссылка",
    "подробнее", "انقر هنا", "اضغط هنا", "هنا", "المزيد", "点击这里", "点击此处", "这里", "此处", "更多", "链接",
})  # fmt: skip


def in_unit(named: Rich, unit: Rich, language: str) -> Rich:
    """What something is called with what its values are in, unless it says that: "(by weight; tonnes)", not two brackets in a row."""
    said = plain(unit)
    if not said or said.casefold() in plain(named).casefold():
        return named
    if named and not named[-1].note and named[-1].text.endswith((")", "）")):
        opened, closed = (replace(named[-1], text=part) for part in (named[-1].text[:-1], named[-1].text[-1]))
        return (*named[:-1], opened, Span(word("semicolon", language)), *unit, closed)
    before, _, after = word("bracketed", language, text="\n").partition("\n")
    return (*named, Span(before), *unit, Span(after))


def rich(text: Text, where: Where | None = None) -> Rich:
    """A text as spans, its marks read when it is prose; literal otherwise. Line ends become spaces.

    Raises a BriefingsError (`link-scheme`) for a link that leads elsewhere than to the web, a mail address, a telephone
    or an anchor of the same document.
    """
    spans = _spans(text)
    wrong = [_scheme_finding(span, text, where) for span in _links(spans) if not allowed(span.link)]
    if wrong:
        raise BriefingsError(wrong)
    return spans


def findings(text: Text, where: Where | None = None) -> tuple[Diagnostic, ...]:
    """What is wrong with the links of a text: schemes that are refused, link texts that say nothing."""
    found: list[Diagnostic] = []
    for span in _links(_spans(text)):
        words = span.text.strip()
        if not allowed(span.link):
            found.append(_scheme_finding(span, text, where))
        elif words.casefold() in EMPTY_WORDS or _bare(words) == _bare(span.link):
            message = f"the link text `{words}` does not say where it leads"
            hint = "name what the reader finds there: [Report of the Secretary-General](https://…)"
            found.append(warning("link-text", message, where, str(text.origin), hint))
    return tuple(found)


@lru_cache(maxsize=4096)
def sentences(text: str, language: str) -> tuple[int, ...]:
    """Where the sentences of a text end: offsets after the stop and any closing mark; the last is the text's end.

    Made to cut long texts over pages, so it rather misses an end (after "etc." or an initial) than cuts in a sentence.
    Follows the ideas of UAX #29, section 5, with abbreviations by language.
    """
    ends: list[int] = []
    start = 0
    abbreviations = _abbreviations(re.split("[-_]", language, maxsplit=1)[0].lower())
    for match in _STOP.finditer(text):
        if _ends(text, start, match, abbreviations):
            ends.append(match.end())
            start = match.end()
    whole = len(text.rstrip())
    if whole > (ends[-1] if ends else 0):
        ends.append(whole)
    return tuple(ends)


# --- Marks -----------------------------------------------------------------------------------------------------------


def _spans(text: Text) -> Rich:
    mark, content = parted(text.content)
    content = re.sub(
        r"(?<![^\S\n])[^\S\n]*\r?\n\s*", " ", content
    )  # from the first of many spaces, so that their number counts once
    base = Span("", (text.origin,), language=text.language, item=mark)
    if not text.prose:
        return (replace(base, text=content),) if content else ()
    spans: list[Span] = []
    for words, look in _looks(content, base):
        if spans and replace(spans[-1], text="") == look:
            spans[-1] = replace(look, text=spans[-1].text + words)
        elif words:
            spans.append(replace(look, text=words))
    return tuple(spans)


def _looks(content: str, base: Span) -> Iterator[tuple[str, Span]]:
    """The words between marks, each with its look. Bold by itself, which nearly all prose is content with, needs no parser."""
    if _BOLD.fullmatch(content):
        for number, words in enumerate(content.split("**")):
            yield words, replace(base, bold=number % 2 == 1)
        return
    bold = italic = 0
    link = ""
    for token in _tokens(content):
        match token.type:
            case "strong_open" | "strong_close":
                bold += token.nesting
            case "em_open" | "em_close":
                italic += token.nesting
            case "link_open":
                link = str(token.attrs["href"])
            case "link_close":
                link = ""
            case _:
                yield token.content, replace(base, bold=bold > 0, italic=italic > 0, link=link)


def _tokens(content: str) -> list[Token]:
    # A lone NUL would be replaced by the parser's first step; it is refused with its place where files are read.
    return _parser().parseInline(content)[0].children or []


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import link

    def link_only(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] != "[" or (state.pos and state.src[state.pos - 1] == "!"):
            return False
        before, pending = len(state.tokens), state.pending
        position = state.pos
        if not link(state, silent):
            return False
        addresses = [token.attrs.get("href") for token in state.tokens[before:] if token.type == "link_open"]
        if not silent and (state.src[position + 1] == "]" or not all(addresses)):
            # A link without words or without an address would vanish; it stays as it is written.
            del state.tokens[before:]
            state.pending = pending + state.src[position : state.pos]
        return True

    parser = MarkdownIt("zero").enable(["escape", "emphasis", "link"])
    parser.inline.ruler.at("emphasis", _star)
    parser.inline.ruler.at("link", link_only)
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


def _star(state: StateInline, silent: bool) -> bool:
    """Asterisks as marks; where they open and close is told in the module's docstring."""
    from markdown_it.rules_inline.state_inline import Delimiter

    start = state.pos
    if silent or state.src[start] != "*":
        return False
    stop = start
    while stop < state.posMax and state.src[stop] == "*":
        stop += 1
    opens = stop < state.posMax and not state.src[stop].isspace()
    closes = start > 0 and not state.src[start - 1].isspace()
    for _ in range(stop - start):
        token = state.push("text", "", 0)
        token.content = "*"
        state.delimiters.append(
            Delimiter(
                marker=ord("*"), length=stop - start, token=len(state.tokens) - 1, end=-1, open=opens, close=closes
            )
        )
    state.pos = stop
    return True


def _links(spans: Rich) -> list[Span]:
    """The links of a paragraph, the spans of one link joined."""
    joined: list[Span] = []
    previous = ""
    for span in spans:
        if span.link and span.link == previous:
            joined[-1] = replace(joined[-1], text=joined[-1].text + span.text)
        elif span.link or span.text:
            joined += [span] if span.link else []
        previous = span.link
    return joined


def allowed(link: str) -> bool:
    """Whether a link leads to the web, a mail address, a telephone or a place within the file."""
    scheme, colon, rest = link.partition(":")
    if link.startswith("#"):
        return len(link) > 1 and not re.search(r"\s", link)
    return bool(colon and rest.strip("/")) and scheme.lower() in _SCHEMES and not re.search(r"[\s\x00-\x1f\x7f]", link)


def _scheme_finding(span: Span, text: Text, where: Where | None) -> Diagnostic:
    shown = "".join(letter if letter.isprintable() else "�" for letter in span.link)[:80]
    message = f"the link of `{span.text}` leads to `{shown}`"
    hint = "links may begin with https:, http:, mailto:, tel: or #"
    return error("link-scheme", message, where, str(text.origin), hint)


def _bare(address: str) -> str:
    return re.sub(r"^(?:https?://|mailto:|tel:)(?:www\.)?|^www\.", "", address.casefold()).rstrip("/")


# --- Sentences -------------------------------------------------------------------------------------------------------

_CLOSERS: Final = "\"'”’»›)\\]}）】」』》〉*"
_STOP: Final = regex(
    rf"(?:(?P<wide>[。！？]+|…{{2}})|(?P<stop>[.!?؟۔…]+))(?P<closers>(?:[ \u00a0\u202f](?=[»›])|[{_CLOSERS}])*)"
)


@frozen
class _Abbreviations:
    """Words whose full stop ends no sentence: `always`, or only when a number follows."""

    always: frozenset[str]
    before_number: frozenset[str]


_COMMON: Final = "cf vs etc al ed eds vol vols art p pp fig figs dr prof st sr jr inc ltd co corp no nos approx ca"


@cache
def _abbreviations(language: str) -> _Abbreviations:
    spoken = of(language)
    shared = _COMMON.split() if spoken.latin_abbreviations else ()
    return _Abbreviations(frozenset(spoken.abbreviations.split()), frozenset((*spoken.before_number.split(), *shared)))


def _ends(text: str, start: int, match: re.Match[str], abbreviations: _Abbreviations) -> bool:
    """True when the stop that matched ends a sentence which began at `start`."""
    if match.group("wide"):
        return True
    following = _SEEN.search(text, match.end())
    if not following:
        return True
    stop = match.group("stop")
    chinese = _wide(following[0])
    if following.start() == match.end() and not (chinese and stop[-1] in "!?"):
        return False  # no space: a decimal, an address, an initialism
    opening = _OPENED.search(text, following.start())
    first = opening[0] if opening else ""
    if first.islower():
        return False
    if stop != ".":
        return True
    if not any(letter.isalpha() for letter in text[start : match.start()]):
        return False  # "1. First": a number that counts
    word = _word_before(text, match.start())
    plain = word.casefold()
    if match.group("closers").strip("*") and plain not in abbreviations.always:
        return True
    if plain in abbreviations.always or (plain in abbreviations.before_number and first.isdigit()):
        return False
    # One capital letter is an initial: "A. Guterres", "U. S.".
    return not (len(word) == 1 and word.isalpha() and not word.islower())


def _word_before(text: str, end: int) -> str:
    """The word that a full stop follows, inner full stops and hyphens kept ("e.g", "c.-à-d")."""
    start = end
    while start and (text[start - 1].isalnum() or (text[start - 1] in ".-" and start < end)):
        start -= 1
    return text[start:end].lstrip(".-")


_SEEN: Final = regex(r"\S")
_OPENED: Final = regex("[^\"'“‘«‹(\\[{¿¡*–— \u00a0\u202f-]")
_WIDE_RANGES: Final = (0x2E80, 0xA4D0, 0xF900, 0xFB00, 0xFE30, 0xFE50, 0xFF00, 0xFFF0, 0x20000, 0x40000)


def _wide(letter: str) -> bool:
    """True for a letter or mark of the scripts that set no spaces between words."""
    return bisect_right(_WIDE_RANGES, ord(letter)) % 2 == 1
