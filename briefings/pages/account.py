"""What became of every field of a report in one output: where it is shown, or by which written rule it is left out.

Fields that are neither are lost. That cannot happen unless there is a fault in this program: `build` then says so and writes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final, Literal, TypeAlias

from .. import lasting
from ..blocks.params import origins_of
from ..briefing import Briefing, LeftOut
from ..diagnostics import BriefingsError, Diagnostic, error, note, warning
from ..frame import Chart, Frame, Group, Item, Layout, Picture, origins, text_boxes
from ..frozen import frozen, replace
from ..language.wording import untranslated
from ..lasting import Same
from ..layout.shorter import words
from ..memory import kept
from ..reflow import nodes
from ..reflow.nodes import Flow
from ..regex import regex
from ..report.sections import SECTIONS
from ..values import Origin, Text, plain, prose

Part: TypeAlias = Literal["body", "notes", "alt", "section"]
"""The body of a page, the speaker notes, the words for those who cannot see a picture, the name of a part of a deck."""
PARTS: Final[tuple[Part, ...]] = ("body", "notes", "alt", "section")
WITH_NOTES: Final = frozenset({"pptx"})
"""The formats that have speaker notes."""


GONE: Final = frozenset({"dropped", "not-added", "shortened"})
"""The decisions by which a page goes without something."""

NAMED: Final = 3
"""So many sections of one kind are named by their titles."""
_APART: Final = regex(r"[\W_]+")
_LEADS: Final = ("intro", "takeaway")
_COUNTED: Final = ("rows", "columns")


@frozen
class Spot:
    """A page of an output, counted from 1, and a part of it."""

    page: int
    part: Part


@frozen
class Account:
    """Of every field either its places or the rule that leaves it out; `lost` are those that have neither. `words` counts each text
    once, with the first part in which it is shown: `all` is the sum of the others. Of those `begun`, which are left out, a page leads with
    the first sentence."""

    shown: Mapping[Origin, tuple[Spot, ...]]
    left_out: Mapping[Origin, LeftOut]
    lost: tuple[Origin, ...]
    words: Mapping[str, int]
    begun: frozenset[Origin] = frozenset()


@kept
def account(briefing: Briefing, made: Layout | Flow, *, notes: bool) -> Account:
    """What became of every field of a briefing in its pages, or in the parts of a document without pages; `notes` says whether the
    format has notes."""
    shown: dict[Origin, dict[Spot, None]] = {}
    names = _Names.of(briefing)
    pages = (
        [_on(frame, names, notes=notes) for frame in made.frames]
        if isinstance(made, Layout)
        else [_in(part, names) for part in made.parts]
    )
    for number, fields in enumerate(pages, 1):
        for origin, part in fields:
            shown.setdefault(origin, {})[Spot(number, part)] = None
    rules = dict(_unsaid(made) if isinstance(made, Layout) else _unspoken(briefing)) | dict(briefing.left_out)
    for decision in made.decisions if isinstance(made, Layout) else ():
        rules |= {origin: LeftOut(decision.step, decision.detail) for origin in decision.origins}
    begun = _begun(briefing, made, shown)
    for origin in begun:
        rules.setdefault(origin, LeftOut("begun", "the page shows how it begins"))
        del shown[origin]
    left_out = {
        one.origin: rules[one.origin] for one in briefing.fields if one.origin not in shown and one.origin in rules
    }
    lost = tuple(one.origin for one in briefing.fields if one.origin not in shown and one.origin not in left_out)
    counts = dict.fromkeys(("all", *PARTS, "left_out"), 0)
    for one in briefing.fields:
        if isinstance(one, Text):
            count = words(one.content)
            counts["all"] += count
            places = {spot.part for spot in shown.get(one.origin, ())}
            counts[next((part for part in PARTS if part in places), "left_out")] += count
    return Account({origin: tuple(spots) for origin, spots in shown.items()}, left_out, lost, counts, begun)


def check(briefing: Briefing, made: Layout | Flow) -> tuple[Diagnostic, ...]:
    """Warnings of lines that a slide layout has no place for, and of what leads a sheet and has no room there. Raises BriefingsError for a field that is on no page though no rule
    leaves it out."""
    told = account(briefing, made, notes=True)
    name = f"{briefing.report}-{briefing.template}.{briefing.language}"
    if told.lost:
        hint = "this is a fault in briefings, not in your report: please send both of them to its makers"
        raise BriefingsError(
            error("text-lost", f"`{name}` does not show {origin}, and no rule leaves it out", None, origin, hint)
            for origin in told.lost
        )
    where = {page.id: page.where for page in briefing.pages}
    hint = "map the page to a slide layout that has one, or take it out of the template's page"
    decisions = made.decisions if isinstance(made, Layout) else ()
    unseen = ", ".join(f"`{one.page}`" for one in decisions if one.step == "no-photo")
    why = "slides of a house template show no photo behind their words"
    own = "`photos`, quotes and outcomes show theirs on the template's picture layouts"
    return (
        *([note("photo-unshown", f"`{name}`: the photos of {unseen} are left out: {why}", hint=own)] if unseen else ()),
        *_leaderless(briefing, made, name),
        *(
            warning(
                "place-missing",
                f"`{name}`: {one.page}: {one.detail}",
                where.get(one.page),
                "".join(one.origins[:1]),
                hint,
            )
            for one in decisions
            if one.step == "no-place"
        ),
    )


def _leaderless(briefing: Briefing, made: Layout | Flow, name: str) -> Iterator[Diagnostic]:
    """A warning where a page shows nothing of the section that its report wants to lead it, with what takes the room."""
    flows = (flow for page in briefing.pages for flow in page.flows.values())
    for lead in dict.fromkeys(one.leads for flow in flows for one in flow if one.leads):
        told = account(briefing, made, notes=False)
        part = Origin(f"sections.{lead}")
        if any(_part(one, briefing.kinds) and one.startswith(f"{part}.") for one in told.shown):
            continue
        there = {*told.shown, *told.begun}
        texts = (one for one in briefing.fields if isinstance(one, Text) and one.prose and one.origin in there)
        longest = max(texts, key=lambda one: words(one.content), default=None)
        hint = f"shorten `{longest.origin}`, which has {words(longest.content):,} words, or" if longest else ""
        hint += " let another section lead"
        message = f"`{name}` has no room for `{lead}`, which is to lead it"
        yield warning("lead-left-out", message, briefing.where.get(Origin("lead")), "lead", hint.strip())


@frozen
class Missing:
    """A part of a report that is on no page of an output, or not whole: its kind, what is missing of it, and by which rules."""

    part: Origin
    kind: str
    lacks: str
    """"" for all of it, "text" for its text, "rest" for all but its beginning, "rows" and "columns" for those of a table, "intro" or
    "takeaway" for what leads to a section which is shown."""
    count: int
    reasons: tuple[str, ...]
    title: str = ""
    """What its section is called."""


def missing(briefing: Briefing, layout: Layout) -> tuple[Missing, ...]:
    """The parts of a report that its readers do not see in an output, in the order of the report."""
    told, spoken = account(briefing, layout, notes=False), dict(_unspoken(briefing))
    told = replace(told, left_out={**spoken, **told.left_out})
    parts: dict[Origin, list[Origin]] = {}
    for one in briefing.fields:
        if (part := _part(one.origin, briefing.kinds)) is not None:
            parts.setdefault(part, []).append(one.origin)
    found = (*_leads(briefing, told, spoken), *(_missing(part, own, briefing, told) for part, own in parts.items()))
    titles = {one.origin: one.content for one in briefing.fields if isinstance(one, Text)}
    return tuple(replace(one, title=titles.get(Origin(_section(one.part) + ".title"), "")) for one in found if one)


def _section(origin: str) -> str:
    return ".".join(origin.split(".")[:2])


def _leads(briefing: Briefing, told: Account, spoken: Mapping[Origin, LeftOut]) -> Iterator[Missing]:
    """The intros and takeaways of sections, where notes alone say them though the sections are shown."""
    shown = {origin.split(".")[1] for origin in told.shown if origin.startswith("sections.")}
    for one in briefing.fields:
        match one.origin.split("."):
            case ["sections", key, "intro" | "takeaway" as name] if key in shown and one.origin in spoken:
                if one.origin not in told.shown:
                    yield Missing(one.origin, briefing.kinds[key], name, 1, (told.left_out[one.origin].reason,))


def left_out(found: Sequence[Missing]) -> str:
    """What is missing in one line, by its sections: "1 table (“Wells”), 12 rows of 1 table (“Money”), the text of 3 outcomes (“Results”)"; ""
    for nothing."""
    counts: dict[tuple[str, str], list[int]] = {}
    titles: dict[tuple[str, str], dict[str, None]] = {}
    for one in found:
        key = one.lacks, "" if one.lacks in _LEADS else one.kind
        counts.setdefault(key, []).append(one.count)
        titles.setdefault(key, {}).setdefault(one.title)
    told = []
    for lacks, kind in sorted(counts, key=lambda key: key[0]):
        each = counts[lacks, kind]
        named = [f"“{title}”" for title in titles[lacks, kind] if title]
        where = f" ({', '.join(named[:NAMED])}{', …' * (len(named) > NAMED)})" if named else ""
        if lacks in _LEADS:
            told.append(f"{len(each)} {lacks}{'s' * (len(each) != 1)}{where}")
            continue
        parts = f"{len(each)} {SECTIONS[kind].nouns[len(each) != 1]}"
        rows = f"{sum(each)} {lacks.removesuffix('s')}{'s' * (sum(each) != 1)} of {parts}"
        told.append((rows if lacks in _COUNTED else f"the {lacks} of {parts}" if lacks else parts) + where)
    return ", ".join(told)


def _kind(origin: Origin, briefing: Briefing) -> str:
    """The type of the section that a field belongs to; "" where it belongs to none."""
    top, _, path = origin.partition(".")
    return briefing.kinds.get(path.partition(".")[0], "") if top == "sections" else ""


def _part(origin: Origin, kinds: Mapping[str, str]) -> Origin | None:
    """The part of a section that a field belongs to: an item, a block, or the whole of a chart, a table or a prose section."""
    top, *path = origin.split(".")
    if (
        top != "sections"
        or len(path) < 2
        or path[0] not in kinds
        or (path[-1] in ("title", "short", "intro", "chapter", "takeaway") and len(path) == 2)
    ):
        return None
    within = (
        len(path) > 2 and path[1] in ("items", "parts", "blocks") and kinds[path[0]] not in ("chart", "table", "prose")
    )
    return Origin(".".join((top, *path[: 3 if within else 1])))


def _missing(part: Origin, own: Sequence[Origin], briefing: Briefing, told: Account) -> Missing | None:
    """What is missing of one part; None where readers see it, or where the source gives no number for it."""
    kind = briefing.kinds[part.split(".")[1]]
    rows = [one for one in own if one.startswith(f"{part}.rows.")] if kind == "table" else []
    seen = [one for one in rows or own if one in told.shown]
    gone = [one for one in rows or own if one not in told.shown]
    reasons = dict.fromkeys(_why(told.left_out[one], seen) for one in gone if one in told.left_out)
    if any(told.left_out[one].rule == "figure-not-in-source" for one in gone if one in told.left_out):
        return None
    if told.begun.intersection(own):
        return Missing(part, kind, "rest", 1, tuple(reasons))
    if not seen:
        return Missing(part, kind, "", 1, tuple(reasons))
    if rows and gone:
        cells = [[one.removeprefix(f"{part}.rows.").split(".")[:2] for one in some] for some in (gone, seen)]
        unseen = {row for row, *_ in cells[0]} - {row for row, *_ in cells[1]}
        columns = {column for _, column in cells[0]} - {column for _, column in cells[1]}
        count = len(unseen or columns)
        return Missing(part, kind, "rows" if unseen else "columns", count, tuple(reasons))
    if any(".text" in one.removeprefix(part) for one in gone) and Origin(f"{part}.whole") not in told.shown:
        goes_on = kind == "prose" and any(".text" in one.removeprefix(part) for one in seen)
        return Missing(part, kind, "rest" if goes_on else "text", 1, tuple(reasons))
    return None


def _why(rule: LeftOut, seen: Sequence[Origin]) -> str:
    """A rule in the words of who wrote the report, to whom the page's blocks are nothing."""
    if rule.rule == "not-asked-for" and seen:
        return "the page shows the rest of it"
    return rule.reason.rpartition(": ")[2] if rule.rule in GONE else rule.reason


def _begun(briefing: Briefing, made: Layout | Flow, shown: Mapping[Origin, object]) -> frozenset[Origin]:
    """The texts of which a page shows no more than the first sentence, or the beginning."""
    if not isinstance(made, Layout):
        return frozenset()
    gone = (origin for one in made.decisions if one.step in GONE for origin in one.origins)
    begun = {one for one in gone if one.endswith(".text") and _kind(one, briefing) == "prose"}
    letters: Counter[Origin] = Counter()
    for frame in made.frames:
        if frame.page.is_sheet:
            letters.update(lasting.made("letters", (Same(frame),), partial(_letters, frame)))
    for one in briefing.fields if letters else ():
        if isinstance(one, Text) and one.prose and 0 < letters[one.origin] < _told(plain(prose.rich(one))):
            begun.add(one.origin)
    return frozenset(begun & shown.keys())


def _letters(frame: Frame) -> Mapping[Origin, int]:
    """How many letters and digits of each field a page shows."""
    found: Counter[Origin] = Counter()
    for run in (run for item in frame.items for box in text_boxes(item) for one in box.paragraphs for run in one.runs):
        found.update(dict.fromkeys(run.origins, _told(run.text)))
    return found


def _told(text: str) -> int:
    return len(_APART.sub("", text))


@frozen
class _Names:
    """Alternative texts and the names of sections are bare words on a page: the fields that they may be, by what they say."""

    alts: Mapping[str, tuple[Origin, ...]]
    sections: Mapping[str, tuple[Origin, ...]]

    @classmethod
    def of(cls, briefing: Briefing) -> _Names:
        alts: dict[str, list[Origin]] = {}
        sections: dict[str, list[Origin]] = {}
        for one in briefing.fields:
            kind = one.origin.rpartition(".")[2]
            names = alts if kind == "alt" else sections if kind in ("title", "short") else None
            if names is not None and isinstance(one, Text):
                marked = one.content + untranslated(one.language, briefing.language)
                for said in {one.content.strip(), marked.strip()}:
                    names.setdefault(said, []).append(one.origin)
        return cls({said: tuple(of) for said, of in alts.items()}, {said: tuple(of) for said, of in sections.items()})


def _on(frame: Frame, names: _Names, *, notes: bool) -> Iterator[tuple[Origin, Part]]:
    """The fields of a page, with the part that shows each."""
    body, noted, alts = lasting.made("fields", Same(frame), partial(_fields, frame))
    for origin in body:
        yield origin, "body"
    for origin in noted if notes else ():
        yield origin, "notes"
    for alt in alts:
        for origin in names.alts.get(alt, ()):
            yield origin, "alt"
    for origin in names.sections.get(frame.section.strip(), ()):
        yield origin, "section"


def _fields(frame: Frame) -> tuple[tuple[Origin, ...], tuple[Origin, ...], tuple[str, ...]]:
    """The fields in the body of a page and in its notes, and its alternative texts."""
    body = (origin for item in frame.items for origin in origins(item))
    notes = (origin for one in frame.notes for run in one.runs for origin in run.origins)
    return tuple(dict.fromkeys(body)), tuple(dict.fromkeys(notes)), tuple(dict.fromkeys(_alts(frame.items)))


def _in(part: nodes.Part, names: _Names) -> Iterator[tuple[Origin, Part]]:
    """The fields of a part of a document without pages."""
    for origin in nodes.origins(part):
        yield origin, "body"
    for alt in dict.fromkeys(nodes.alts(part)):
        for origin in names.alts.get(alt.strip(), ()):
            yield origin, "alt"


def _unspoken(briefing: Briefing) -> Iterator[tuple[Origin, LeftOut]]:
    """What only speaker notes say."""
    for page in briefing.pages:
        for origin in origins_of(page.notes):
            yield (origin, LeftOut("in-notes", f"it stands in the speaker notes of `{page.id}` alone"))


def _alts(items: Iterable[Item]) -> Iterator[str]:
    yield from (item.alt.strip() for item in _flat(items) if isinstance(item, Chart | Picture))


def _unsaid(layout: Layout) -> Iterator[tuple[Origin, LeftOut]]:
    """Names of charts that a page's own words stand for, and categories that stand between two that an axis names. Other categories,
    and the names of several series, are not among them: they must be drawn."""
    for frame in layout.frames:
        for item in _flat(frame.items):
            if isinstance(item, Chart):
                spec = item.spec
                named = [*origins_of(spec.title), *spec.unit.origins]
                named += spec.series[0].name.origins if len(spec.series) == 1 else ()
                for origin in named:
                    yield origin, LeftOut("named-by-page", f"the words of the page `{frame.id}` name the chart")
                if spec.kind in ("column", "line", "area", "histogram", "small-multiples"):
                    for origin in (origin for label in spec.categories[1:] for origin in label.origins):
                        yield (
                            origin,
                            LeftOut("between-names", f"`{item.id}` names others before and after it on its axis"),
                        )


def _flat(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from _flat(item.items)
