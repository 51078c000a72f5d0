"""Every run of text says which language it is in, and says it rightly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Final, NamedTuple, TypeAlias

from ..characters import clipped
from ..diagnostics import Diagnostic, warning
from ..ooxml.deck import A, C, Deck, Slide
from ..ooxml.markup import P
from .tongue import of_script, of_small_words

_LANG: Final = f"{C}lang"


def missing(deck: Deck) -> Iterator[Diagnostic]:
    """Every run of text names its language, in slides, notes and charts, so that it is read out in the right voice (WCAG 2.2, 3.1.1, 3.1.2)."""
    for place, paragraphs in _texts(deck):
        bare = [run.text for runs in paragraphs for run in runs if not run.language and _letters(run.text)]
        if bare:
            message = f"{'this text has' if len(bare) == 1 else f'{len(bare)} runs of text have'} no language: “{clipped(bare[0], 40)}”"
            hint = "set the proofing language"
            yield warning("deck-language-missing", message, deck.where(), place, hint)
    for slide, shape, _, root in deck.charts():
        if root.find(_LANG) is None or not root.find(_LANG).get("val"):
            message = "the texts of this chart have no language"
            hint = "give its part a `c:lang`"
            yield warning("deck-language-missing", message, deck.where(), slide.at(shape), hint)


def wrong(deck: Deck) -> Iterator[Diagnostic]:
    """The language that a text names is the one that it is in (WCAG 2.2, 3.1.2).

    Of a run its script is judged, of a paragraph its small words.
    """
    for place, paragraphs in _texts(deck):
        for runs in paragraphs:
            finding = _judged(runs)
            if finding is not None:
                given, found, text = finding
                message = f"this text says that it is in `{given}`, and is in {f'`{found}`' if len(found) == 2 else found}: “{clipped(text, 40)}”"
                hint = "set the proofing language"
                yield warning("deck-language-wrong", message, deck.where(), place, hint)
                break
    for slide, shape, _, root in deck.charts():
        given = root.find(_LANG).get("val", "") if root.find(_LANG) is not None else ""
        said = " ".join(one.text or "" for cache in root.iter(f"{C}strCache") for one in cache.iter(f"{C}v"))
        found = of_script(given, said, names=False) if given else ""
        if found:
            message = f"this chart says that it is in `{given}`, and is in {f'`{found}`' if len(found) == 2 else found}: “{clipped(said, 40)}”"
            hint = "a chart names one language for all its words: write its names in that one, or set the `c:lang` of its part"
            yield warning("deck-language-wrong", message, deck.where(), slide.at(shape), hint)


class _Run(NamedTuple):
    """A run of text, the language that it names ("" for none), and whether it is a link."""

    text: str
    language: str
    link: bool


_Paragraphs: TypeAlias = tuple[tuple[_Run, ...], ...]


def _texts(deck: Deck) -> Iterator[tuple[str, _Paragraphs]]:
    """Every text with its place: the shapes of each slide, one by one, then its notes; both rules ask for them."""
    for slide in deck.slides:
        yield from deck.once(("languages", slide.part), partial(tuple, _of(deck, slide)))


def _of(deck: Deck, slide: Slide) -> Iterator[tuple[str, _Paragraphs]]:
    for shape in slide.all():
        if shape.kind in ("text", "table"):
            yield slide.at(shape), _paragraphs(shape.element)
    for part in deck.related(slide.part, "notesSlide"):
        if part in deck.roots:
            for body in deck.roots[part].iter(f"{P}txBody"):
                yield f"{slide.at()}/notes", _paragraphs(body)


def _paragraphs(root: Any) -> _Paragraphs:
    return tuple(tuple(map(_run, paragraph.iter(f"{A}r", f"{A}fld"))) for paragraph in root.iter(f"{A}p"))


def _run(run: Any) -> _Run:
    properties = next(run.iterchildren(f"{A}rPr"), None)
    language = "" if properties is None else properties.get("lang", "")
    linked = properties is not None and next(properties.iterchildren(f"{A}hlinkClick"), None) is not None
    return _Run("".join([one.text or "" for one in run.iterchildren(f"{A}t")]), language, linked)


def _judged(runs: Sequence[_Run]) -> tuple[str, str, str] | None:
    """The language that a paragraph names, the one that it is in, and the words that show it; None where nothing speaks against it."""
    by_language: dict[str, list[str]] = {}
    for run in runs:
        if run.language and not run.link:
            by_language.setdefault(run.language, []).append(run.text)
    for given, texts in by_language.items():
        for text in texts:
            found = of_script(given, text)
            if found:
                return given, found, text
        whole = "".join(texts)
        found = of_small_words(given, whole)
        if found:
            return given, found, whole
    return None


def _letters(text: str) -> bool:
    return any(map(str.isalpha, text))
