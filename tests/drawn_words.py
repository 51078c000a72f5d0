"""What a finished file shows, read back from its drawing: are all the words there, each inside its own box?

A box's words are compared letter by letter, in order, without spaces. Words with Arabic letters cannot be: a PDF that LibreOffice
draws holds them as joined forms in the order that they are seen, and gives a ligature's letters in either order. They are
brought back to plain letters (Unicode form NFKC), and the letters of each box are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from unicodedata import bidirectional, category, normalize

from frame_reading import flat
from office import Word, pages_as_text

from briefings.briefing import Briefing
from briefings.frame import Chart, Frame, Layout, Table, TextBox
from briefings.geometry import Box, points
from briefings.layout.shorter import words
from briefings.pages.account import account
from briefings.values import Origin, Text, plain, prose

SLACK = points(2)
"""How far a letter may stand over the side of its text box: programs round advances differently."""
STRAY = 8
"""So many letters more than there are in each 500 of an Arabic box are LibreOffice's: it writes the letter under a vowel sign twice."""
TURNED = str.maketrans(")]}»›", "([{«‹")
"""In Arabic a program that reads a drawing cannot know which way a bracket was turned."""
FORMAT = frozenset("•\u00ad\u0640")
"""Bullets, soft hyphens, and the strokes that lengthen Arabic words: drawn, or not, by the program that draws."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was read from a drawing: how many words of the report are found inside their own boxes, how many the account says are in
    the notes or elsewhere or left out by a rule, and what is amiss."""

    all: int
    found: int
    elsewhere: int
    left_out: int
    lost: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()


@dataclass(slots=True)
class _Place:
    """A box of a page, what it must say, and what it is found to say."""

    id: str
    box: Box
    said: list[str]
    of: set[Origin]
    exact: bool
    rtl: bool = False
    found: list[Word] = field(default_factory=list)

    def faults(self) -> Iterator[str]:
        """What is missing, or says something else."""
        seen = letters("".join(word.text for word in self.found))
        if not self.exact:  # a chart, which may say more: numbers along its axis
            rest = Counter(seen)
            for one in self.said:
                if Counter(letters(one)) - rest:
                    yield f"{self.id}: {one[:40]!r} in {seen!r}"
            return
        wanted = letters("".join(self.said))
        arabic = self.rtl or _is_arabic(wanted)
        if arabic:
            seen, wanted = seen.translate(TURNED), wanted.translate(TURNED)
        less, more = Counter(wanted) - Counter(seen), Counter(seen) - Counter(wanted)
        if less or more.total() > STRAY * (1 + len(wanted) // 500) if arabic else seen != wanted:
            yield f"{self.id}: {wanted[:40]!r}, less {''.join(less.elements())!r}, more {''.join(more.elements())!r}"


def read(briefing: Briefing, layout: Layout, drawing: bytes, *, notes: bool) -> Drawn:
    """A drawing held against the pages that it was made from; `notes` says whether the format has notes."""
    told = account(briefing, layout, notes=notes)
    pages = pages_as_text(drawing)
    assert len(pages) == len(layout.frames), f"{len(pages)} pages drawn for {len(layout.frames)}"
    shown: dict[Origin, str] = {}
    lost: list[str] = []
    outside: list[str] = []
    for frame, page in zip(layout.frames, pages, strict=True):
        places = _places(frame)
        outside += (f"{frame.id}: {fault}" for fault in _put(page, places))
        broken = {place.id: [*place.faults()] for place in places}
        lost += (f"{frame.id}: {fault}" for faults in broken.values() for fault in faults)
        for place in places:
            if not broken[place.id]:
                for origin, text in _by_origin(frame, place):
                    shown[origin] = shown.get(origin, "") + letters(text)
    counts = Counter[str]()
    for one in briefing.fields:
        if not isinstance(one, Text):
            continue
        parts = {spot.part for spot in told.shown.get(one.origin, ())}
        if "body" in parts:
            said = letters(plain(prose.rich(one)) if one.prose else one.content)
            kept = said in shown.get(one.origin, "")
            counts["found" if kept else "missing"] += words(one.content)
            lost += () if kept else (f"{one.origin}: {one.content[:40]}",)
        elif parts:
            counts["elsewhere"] += words(one.content)
        elif one.origin in told.left_out:
            counts["left out"] += words(one.content)
        else:
            lost.append(f"{one.origin} is nowhere, and no rule leaves it out")
    every = sum(words(one.content) for one in briefing.fields if isinstance(one, Text))
    return Drawn(every, counts["found"], counts["elsewhere"], counts["left out"], tuple(lost), tuple(outside))


def letters(text: str) -> str:
    """A text's letters and signs in plain forms: no spaces, nothing that only steers how it is set."""
    plain_ = normalize("NFKC", text)
    return "".join(
        one for one in plain_ if not one.isspace() and category(one) not in ("Cf", "Cc") and one not in FORMAT
    )


def _is_arabic(text: str) -> bool:
    return any(bidirectional(letter) in ("AL", "R") for letter in text)


def _places(frame: Frame) -> list[_Place]:
    """The boxes of a page that say something."""
    places: list[_Place] = []
    for item in flat(frame.items):
        match item:
            case TextBox():
                places.append(_of_box(item))
            case Table():
                places += (_of_box(cell.text) for row in item.rows for cell in row)
            case Chart(spec=spec):
                named = [series.name.text for series in spec.series] if len(spec.series) > 1 else []
                said = [*(label.text for label in spec.categories), *named]
                if spec.kind != "line":  # the others label every point
                    said += [point.shown for series in spec.series for point in series.points]
                of = {origin for text in item.drawing.texts for origin in text.origins}
                places.append(_Place(item.id, item.box, [one for one in said if one], of, exact=False))
            case _:
                pass
    return places


def _of_box(box: TextBox) -> _Place:
    runs = [run for paragraph in box.paragraphs for run in paragraph.runs]
    turned = any(one.rtl for one in box.paragraphs)
    of = {one for run in runs for one in run.origins}
    return _Place(box.id, box.box, [run.text for run in runs], of, exact=True, rtl=turned)


def _put(page: Sequence[Word], places: Iterable[_Place]) -> Iterator[str]:
    """Puts each word into the box that it stands in; what leaves its box, or stands in none, is told."""
    by_size = sorted(places, key=lambda place: place.box.width * place.box.height)
    for word in page:
        x, y = word.box.x + word.box.width // 2, word.box.y + word.box.height // 2
        home = next(
            (place for place in by_size if place.box.x <= x < place.box.right and place.box.y <= y < place.box.bottom),
            None,
        )
        if home is None:
            yield f"`{word.text}` stands in no box"
            continue
        home.found.append(word)
        if not home.box.contains(_inked(word.box), SLACK):
            yield f"`{word.text}` leaves {home.id}"


def _inked(box: Box) -> Box:
    """A word's box without the room for accents above and below, which a font may have much of."""
    return Box(box.x, box.y + box.height // 4, box.width, box.height // 2)


def _by_origin(frame: Frame, place: _Place) -> Iterator[tuple[Origin, str]]:
    """What a place says of each field."""
    for item in flat(frame.items):
        if item.id != place.id and not isinstance(item, Table):
            continue
        match item:
            case TextBox():
                boxes = [item]
            case Table():
                boxes = [cell.text for row in item.rows for cell in row if cell.text.id == place.id]
            case Chart(spec=spec):
                for label in (*spec.categories, *(series.name for series in spec.series)):
                    for origin in label.origins:
                        yield origin, label.text
                continue
            case _:
                continue
        for box in boxes:
            for paragraph in box.paragraphs:
                for run in paragraph.runs:
                    for origin in run.origins:
                        yield origin, run.text
