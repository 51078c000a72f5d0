"""What a report says of itself, and the rules for it: the head of a file under `data/`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Final

from ..diagnostics import Diagnostic, did_you_mean, error, note
from ..env import Env
from ..identifiers import is_identifier
from ..source import Scalar
from ..source.fields import (
    AudiencesField,
    BoolField,
    DayField,
    EmailField,
    IdField,
    LanguageField,
    MomentField,
    PathField,
    PhoneField,
    UrlField,
    WordsField,
    one_of,
)
from ..source.shapes import Length
from ..values import Record, Value, record
from .nodes import Nodes
from .pictured import Cover, HeadPhoto
from .place import Place
from .section import Parts, node_of
from .shape import AUDIENCE, Shape, Titled, may, must

LEADING: Final = frozenset({"chart", "map", "table", "timeline", "steps"})
"""The types of sections that may lead a one-pager."""


class Contact(Shape):
    """Whom readers may ask."""

    name: WordsField | None = may("A person or an office.", "Press Office")
    email: EmailField | None = may("An e-mail address.", "press@example.org")
    phone: PhoneField | None = may("A telephone number, as it is dialled from abroad.", "+43 1 26060 0")
    url: UrlField | None = may("A web page.", "https://www.example.org/press")


class SourceDocument(Titled):
    """A document that facts are cited from: its file, or a map. What is not a file of the project has a title."""

    shorthand: ClassVar[str] = "file"

    file: PathField | None = may("The document's text, named from the project's folder.", "seeds/report-2023.txt")
    title: WordsField | None = may("The document's title, for the list of sources.", "Report on the work, 2023")
    publisher: WordsField | None = may("Who published it.", "United Nations")
    date: DayField | None = may("When it was published.", "2023-09")
    url: UrlField | None = may("Where readers find it.", "https://www.example.org/report-2023")
    audiences: AudiencesField | None = may(AUDIENCE, "donors", alias="for")


class ReportFile(Shape):
    """A report: one file under `data/`."""

    id: IdField = must("What the report is known by; output files are named after it.", "drugs-crime-terrorism")
    title: WordsField = must("The report's title.", "Drug control and crime prevention")
    subtitle: WordsField | None = may("A second line under the title.", "Report for 2023")
    language: LanguageField = must("The language that the report is written in.", "en")
    date: DayField = must("The report's date: a year, a month or a day, as the source gives it.", 2023)
    as_of: DayField | None = may("The day that the facts are as of; the date when it is not given.", "2023-06-30")
    status: Annotated[str, *one_of("final", "draft", "embargoed")] = must(
        "Whether it may be passed on; shown on every page when it is not final.", "final"
    )
    embargo: MomentField | None = may(
        "Until when it may not be passed on, with a time zone; for `status: embargoed`.", "2023-05-31T10:00Z"
    )
    organization: WordsField | None = may("Who gives the report out.", "United Nations")
    contact: Contact | None = may("Whom readers may ask.", {"email": "press@example.org"})
    url: UrlField | None = may(
        "Where the report is on the web; pages show it as a QR code.", "https://www.example.org/report"
    )
    notice: WordsField | None = may("A sentence that is shown on the pages.", "Unofficial translation")
    theme: IdField | None = may("The theme that it is shown in; the project's, or the template's.", "earth")
    lead: IdField | None = may(
        "The section that leads the one-pager: a chart or a map before the others, a table, timeline or steps before other such; their first when it is not given.",
        "wells-by-district",
    )
    summary: WordsField | None = may(
        "The report in one sentence: it leads the one-pager. The first takeaway when it is not given.",
        "Money fell in 2023 while needs kept growing.",
    )
    one_pager: Annotated[str, *one_of("snapshot", "brief", "figures")] | None = may(
        "What the one-pager is made of: `snapshot` (figures, charts, results; the usual one), `brief` (the text first), or `figures` (figures and charts alone).",
        "brief",
    )
    notes: Annotated[str, *one_of("plain", "numbered")] | None = may(
        "How sources are told: `numbered` puts small figures where they are used, which lead to the list of sources.",
        "numbered",
    )
    agenda: BoolField | None = may("False for no agenda: a deck of three chapters or more has one.", False)
    cover: Cover | None = may("What the first slide looks like.", {"photo": "camp"})
    photos: dict[IdField, HeadPhoto] | None = may(
        "Pictures that the cover, chapters, quotes, features and outcomes name by their keys.",
        {"camp": {"file": "photos/camp.jpg", "alt": "Tents in a valley.", "credit": "UN Photo/Mark Garten"}},
    )
    sources: dict[IdField, SourceDocument] | None = may(
        "The documents that facts are cited from, by a short key.", {"report": "seeds/report-2023.txt"}
    )
    sections: Annotated[dict[IdField, dict[str, Any]], Length(1)] = must(
        "The sections by their ids, in the order they stand.",
        {
            "objectives": {
                "type": "prose",
                "title": "Key objectives",
                "text": "The United Nations supports Member States.",
            }
        },
    )

    def rules(self, place: Place, env: Env) -> Iterator[Diagnostic]:
        """What is wrong with the head of a report."""
        embargoed, spot = self.status == "embargoed", place / "embargo"
        if embargoed and self.embargo is None:
            hint = "give the day, the time and the time zone: `embargo: 2023-05-31T10:00Z`"
            status = Place((place / "status").node, "embargo")
            yield status.error("key-missing", "an embargoed report needs `embargo`", hint)
        kinds = ((key, one.get("type")) for key, one in self.sections.items())
        charts = [key for key, kind in kinds if isinstance(kind, Scalar) and kind.text in LEADING]
        if self.lead is not None and self.lead not in charts:
            hint = "take `lead` out: the report has no chart, map, table, timeline or steps"
            hint = did_you_mean(self.lead, charts, "section") if charts else hint
            message = f"there is no chart, map, table, timeline or steps `{self.lead}` to lead the one-pager"
            yield (place / "lead").error("lead-unknown", message, hint)
        yield from self._titles()
        yield from self._photos(place, env)
        if self.embargo is not None and not embargoed:
            message = f"`embargo` is given, but the status is `{self.status}`"
            yield spot.warning("embargo-unused", message, "write `status: embargoed`, or take `embargo` out")
        if self.embargo is not None and self.embargo.assumed:
            hint = "end it with `Z` for UTC, or with a distance such as `+02:00`"
            yield spot.warning("embargo-zone", "this time has no time zone; UTC is assumed", hint)

    def _photos(self, place: Place, env: Env) -> Iterator[Diagnostic]:
        """Every photo keeps to the rules of pictures, and every one that is named is there."""
        for key, one in (self.photos or {}).items():
            yield from one.rules(place / "photos" / key, env)
        named = [(self.cover.photo, (place / "cover" / "photo").node.where, "cover.photo")] if self.cover else []
        for key, section in self.sections.items():
            items = section.get("items")
            parts = (
                section,
                *(one for one in (items if isinstance(items, tuple | list) else ()) if isinstance(one, dict)),
            )
            told = ((part.get("photo"), f"sections.{key}.photo") for part in parts)
            named += [(one.text, one.where, path) for one, path in told if isinstance(one, Scalar)]
        for wanted, where, path in named:
            if wanted not in (self.photos or {}) and is_identifier(wanted):
                hint = (
                    did_you_mean(wanted, self.photos, "photo") if self.photos else "add it to `photos`, with its `file`"
                )
                yield error("photo-unknown", f"there is no photo `{wanted}` in `photos`", where, path, hint)

    def _titles(self) -> Iterator[Diagnostic]:
        """Sections have titles of their own: it is by them that people who listen tell slides apart (WCAG 2.2, 2.4.6)."""
        first: dict[str, str] = {}
        for key, one in self.sections.items():
            title = one.get("title")
            if not isinstance(title, Scalar):
                continue
            heard = " ".join(title.text.split()).casefold()
            if heard in first:
                message = f"the sections `{first[heard]}` and `{key}` have the same title"
                hint = "say what sets them apart: people who listen to a deck know its slides by their titles"
                yield note("title-twice", message, title.where, f"sections.{key}.title", hint)
            first.setdefault(heard, key)


def root_of(given: ReportFile, top: Place, nodes: Nodes, parts: Parts) -> Record:
    """The report as templates see it: its own keys, then its sections in the order they stand."""
    fields = nodes.fields(given, top)
    if given.lead:
        nodes.at(top / "lead")  # a page without room for it says so there
    sections: dict[str, Value] = {}
    within, part = None, 0
    for key, (one, node) in parts.items():
        if "." in key:  # charts and tables within a section's own blocks go by their paths
            continue
        made = node_of(key, one, Place(node, f"sections.{key}"), nodes, parts)
        if made["chapter"]:
            within, part = made["chapter"], part + 1
        sections[key] = record(made.origin, {**made.fields, "within": within, "part": part})
    documents = (_document(key, one, top / "sources" / key, nodes) for key, one in (given.sources or {}).items())
    own: dict[str, Value] = {
        "as_of": fields["as_of"] or fields["date"],
        "agenda": given.agenda is not False,
        "sources": tuple(documents),
        "sections": record("sections", sections),
    }
    return record("", {**fields, **own})


def _document(key: str, given: SourceDocument, place: Place, nodes: Nodes) -> Record:
    """A source; without a title it is known by its file's name."""
    title = nodes.text(given.title or (given.file or key).rpartition("/")[2], place / "title")
    return record(nodes.at(place), {"key": key, **nodes.fields(given, place), "title": title})
