"""The sections that a report is made of, and what may stand in each: the shape of a file under `data/`.

One class for each type of section, all listed in `SECTIONS`. Every field says what it is and shows an example;
editors get both through the JSON Schema. Rules that look at several fields at once are in `report.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Final, TypeAlias

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    Tag,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from ..charts import CHARTS
from ..source import Scalar
from ..source.fields import (
    AltField,
    BoolField,
    CurrencyField,
    DayField,
    DecimalsField,
    EmailField,
    EncodingField,
    FigureField,
    FileLanguageField,
    IdField,
    LanguageField,
    MarksField,
    Missing,
    MomentField,
    NumberField,
    ParagraphsField,
    PathField,
    PointField,
    RowNumbersField,
    ScalarsField,
    ShareField,
    SourceField,
    TagField,
    TextField,
    UrlField,
    WholeField,
    WordsField,
    is_spoken,
    one_of,
    refuse,
)

QualifierField: TypeAlias = Annotated[str, *one_of("exactly", "at-least", "over", "about")]
NO_POINT: Final = "give `value`, or `value: not-in-source`, or `value: ~` for a gap"
NO_NUMBER: Final = "give `value`, or `value: not-in-source` to leave it out on purpose (then a note)"


MOST: Final = 1000
"""So many items, rows or values a section has at the most: more of them nobody reads, and pages are not laid out in any useful time."""


class Shape(BaseModel):
    """A map with known keys; keys with a hyphen are fields with an underscore."""

    model_config = ConfigDict(
        defer_build=True,
        frozen=True,
        extra="forbid",
        strict=True,
        alias_generator=lambda name: name.replace("_", "-"),
        regex_engine="python-re",
    )


class Titled(Shape):
    """A map that may also be written as one text: then that is its title."""

    shorthand: ClassVar[str] = "title"

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        if isinstance(value, Scalar) or is_spoken(value):
            return {cls.shorthand: value}
        if isinstance(value, dict) and len(value) == 1:
            key, inner = next(iter(value.items()))
            if (
                isinstance(inner, Scalar)
                and not any(key == field.alias for field in cls.model_fields.values())
                and " " in inner.text
            ):
                raise refuse(
                    "type-wrong", "this text became a map, because it holds `: `", f'write: "{key}: {inner.text[:60]}"'
                )
        return value

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = handler(core)
        return {
            "anyOf": [{"type": ["string", "number"]}, handler.resolve_ref_schema(schema)],
            "description": cls.__doc__ or "",
        }


class Cited(Shape):
    """A part that may name where it comes from."""

    id: IdField | None = Field(
        None,
        description="What this part is known by; made from its title or text when it is not given. "
        "Translations, facts and later updates hold on to it.",
        examples=["working-groups"],
    )
    source: SourceField | None = Field(
        None, description="The source it comes from: a key of `sources`, with a line or lines.", examples=["report:87"]
    )
    language: TagField | None = Field(
        None,
        description="The language that its words are in, by its tag (BCP 47), when it is not the report's; of a quote, what was said.",
        examples=["el"],
    )


class Programme(Cited, Titled):
    """A programme: a text, or a map with a title."""

    title: WordsField = Field(description="The programme's name.", examples=["Countering corruption"])
    text: WordsField | None = Field(
        None, description="One sentence about it.", examples=["With the Convention's 189 parties."]
    )


class Entity(Cited, Titled):
    """A body that takes part: a text, or a map with a title."""

    title: WordsField = Field(
        description="The body's full name.", examples=["United Nations Office on Drugs and Crime"]
    )
    abbreviation: WordsField | None = Field(None, description="What it is called for short.", examples=["UNODC"])


class Mandate(Cited, Titled):
    """A mandate: a text, or a map with a title."""

    title: WordsField = Field(
        description="What the mandate is called.", examples=["United Nations Convention against Corruption"]
    )
    organ: WordsField | None = Field(None, description="The body that gave it.", examples=["General Assembly"])
    symbol: WordsField | None = Field(None, description="The number of the document that gave it.", examples=["75/291"])


class Amount(Shape):
    """A sum of money."""

    value: Annotated[FigureField, Missing("value-missing", "this amount has no number", NO_NUMBER)] = Field(
        description="The number itself, in full; or `not-in-source` when the source has none.", examples=[452000000]
    )
    digits: WholeField | None = Field(
        None, description="How many of the digits the source gives, from the left.", examples=[3]
    )
    qualifier: QualifierField | None = Field(None, description="Whether the number is exact.", examples=["about"])
    text: WordsField | None = Field(None, description="What the sum is for.", examples=["indicative resources"])


class ResourcePart(Cited):
    """A part of the resources."""

    value: Annotated[FigureField, Missing("value-missing", "this amount has no number", NO_NUMBER)] = Field(
        description="The number itself, in full; or `not-in-source` when the source has none.", examples=[28000000]
    )
    digits: WholeField | None = Field(
        None, description="How many of the digits the source gives, from the left.", examples=[2]
    )
    qualifier: QualifierField | None = Field(None, description="Whether the number is exact.", examples=["about"])
    text: WordsField = Field(description="What this part is.", examples=["regular assessed contributions"])


class Statistic(Cited):
    """A number and what it counts."""

    value: Annotated[FigureField, Missing("value-missing", "this statistic has no number", NO_NUMBER)] = Field(
        description="The number itself, in full (25000000, not 25M); or `not-in-source` when the source has none.",
        examples=[29500],
    )
    qualifier: QualifierField | None = Field(
        None, description="Whether the number is exact: `at-least` is shown as 1,150+.", examples=["at-least"]
    )
    digits: WholeField | None = Field(
        None,
        description="How many of the digits the source gives, from the left: 25 million is 25000000 with 2 digits.",
        examples=[2],
    )
    decimals: DecimalsField | None = Field(
        None, description="How many decimals are shown; numbers with more are rounded.", examples=[1]
    )
    unit: TextField | None = Field(
        None, description="What is counted, when the number needs a unit.", examples=["tons"]
    )
    currency: CurrencyField | None = Field(
        None, description="The currency, when the number is money (instead of `unit`).", examples=["USD"]
    )
    text: WordsField = Field(
        description="What the number says, as the sentence goes on after it; **bold** and *italic* are allowed.",
        examples=["people with drug use disorders reached through treatment"],
    )


class Quote(Cited):
    """What somebody said."""

    text: WordsField = Field(
        description="The words themselves, without quotation marks.", examples=["Justice is a human right."]
    )
    speaker: WordsField = Field(description="Who said it.", examples=["António Guterres"])
    office: WordsField | None = Field(None, description="The speaker's office.", examples=["Secretary-General"])


class Outcome(Cited):
    """A result under a heading of its own."""

    title: WordsField = Field(description="The heading.", examples=["Countering the world drug problem"])
    text: ParagraphsField = Field(
        description="One paragraph, or a list of them; **bold**, *italic* and [links](https://…) are allowed.",
        examples=["In 2022, the United Nations supported 53 countries."],
    )


class Feature(Cited):
    """A story that gets a place of its own."""

    title: WordsField = Field(description="The story's title.", examples=["High-level conference in Málaga"])
    text: ParagraphsField = Field(
        description="One paragraph, or a list of them; **bold**, *italic* and [links](https://…) are allowed.",
        examples=["Participants shared what had worked."],
    )


class Photo(Cited):
    """A picture with its caption."""

    file: PathField | None = Field(
        None,
        description="The picture, named from the project's folder; PNG, JPEG or WebP. Without one the caption stands as a callout.",
        examples=["photos/malaga.jpg"],
    )
    caption: WordsField = Field(
        description="What the picture shows, as printed under it.", examples=["Farmers in a coca-free village."]
    )
    place: WordsField | None = Field(None, description="Where it was taken.", examples=["Málaga, Spain"])
    date: DayField | None = Field(None, description="When it was taken.", examples=["2022-05"])
    credit: WordsField | None = Field(None, description="Who took it.", examples=["UN Photo/Mark Garten"])
    alt: AltField | None = Field(
        None,
        description="What those who cannot see the picture should know.",
        examples=["Three farmers carry baskets of coffee down a hillside."],
    )
    decorative: BoolField | None = Field(
        None, description="True when the picture tells nothing: then it needs no `alt`.", examples=[True]
    )
    focus: Annotated[tuple[ShareField, ...], Field(min_length=2, max_length=2)] | None = Field(
        None,
        description="The point that no crop may lose: from the left and from the top, as shares from 0 to 1.",
        examples=[[0.5, 0.3]],
    )


class DataPoint(Shape):
    """One category of a chart: a label with a value, or with a value for each series."""

    id: IdField | None = Field(
        None,
        description="What the point is known by; made from its label when it is not given.",
        examples=["precursors"],
    )
    label: WordsField = Field(description="What the value is of, as shown beside it.", examples=["Chemical precursors"])
    value: Annotated[PointField | None, Missing("value-missing", "this point has no number", NO_POINT)] = Field(
        None, description="The number; `not-in-source`, or `null` for a gap.", examples=[864]
    )
    values: dict[IdField, PointField] | None = Field(
        None, description="A number for each series, by the series' id.", examples=[{"assessed": 28, "voluntary": 424}]
    )
    qualifier: QualifierField | None = Field(None, description="Whether the number is exact.", examples=["at-least"])
    digits: WholeField | None = Field(None, description="How many of the digits the source gives.", examples=[3])
    unit: TextField | None = Field(
        None, description="The unit, when it is not the chart's; a chart has one unit.", examples=["tons"]
    )
    currency: CurrencyField | None = Field(
        None, description="The currency, when it is not the chart's.", examples=["USD"]
    )
    source: SourceField | None = Field(None, description="The source of this value.", examples=["report:120"])


class Selection(Shape):
    """How a file is read, which of its rows are shown, in which order, and how many."""

    sheet: TextField | None = Field(
        None, description="The sheet of a workbook; the first when it is not given.", examples=["2022"]
    )
    header: RowNumbersField | None = Field(
        None,
        description="The row of the file that holds the column names, counted from 1; two rows are joined; 0 when no row does. The "
        "first that is not empty when it is not given.",
        examples=[5, [3, 4], 0],
    )
    missing: MarksField | None = Field(
        None,
        description="Marks that stand for no value, besides `NA`, `n/a`, `..`, `-` and the like; an empty list for no mark at all.",
        examples=[["x", -999]],
    )
    language: FileLanguageField | None = Field(
        None,
        description="The language whose numbers the file writes, such as fr for 1 234,5; needed only where they can be read in two ways.",
        examples=["fr"],
    )
    encoding: EncodingField | None = Field(
        None, description="The encoding of a CSV file that is neither UTF-8 nor UTF-16.", examples=["windows-1252"]
    )

    where: dict[TextField, ScalarsField] | None = Field(
        None,
        description="Only the rows that have one of these values in a column, by its heading.",
        examples=[{"Region": "Africa", "Year": [2022, 2023]}],
    )
    without: dict[TextField, ScalarsField] | None = Field(
        None,
        description="No rows that have one of these values in a column, such as totals.",
        examples=[{"Region": ["Total", "World"]}],
    )
    order: TextField | None = Field(
        None,
        description="The column that the rows are ordered by, by its heading; with `-` before it the largest come first.",
        examples=["-People"],
    )
    top: WholeField | None = Field(None, description="How many rows are shown at the most.", examples=[10])


class TableFile(Selection):
    """Rows from a CSV or XLSX file."""

    file: PathField = Field(description="The file, named from the project's folder.", examples=["data/support.xlsx"])
    columns: dict[TextField, TextField] | None = Field(
        None,
        description="Which column of the file holds which field, where the names differ.",
        examples=[{"value": "Number", "text": "What"}],
    )


class ChartTable(Selection):
    """A chart's values from a CSV or XLSX file."""

    table: PathField = Field(description="The file, named from the project's folder.", examples=["data/seizures.xlsx"])
    label: TextField | None = Field(
        None, description="The column that holds the labels; `label` when it is not given.", examples=["Drug"]
    )
    value: TextField | None = Field(
        None, description="The column that holds the values; `value` when it is not given.", examples=["Tons"]
    )
    values: dict[IdField, TextField] | None = Field(
        None,
        description="For several series: each series' id and the column of its values.",
        examples=[{"assessed": "Assessed"}],
    )
    series: TextField | None = Field(
        None,
        description="For files of one value a row: the column that says which series each belongs to.",
        examples=["Year"],
    )


def _form(value: Any) -> str:
    return "<table>" if isinstance(value, dict) else "<list>"


_ALIGN: Final = "How its cells are set; numbers to the end and texts to the start when it is not given."
_KIND: Final = "What its cells are, when they are not what they look like: years are `text` or `date`, not numbers."
_DECIMALS: Final = "How many decimals are shown of its figures; numbers with more are rounded."
_UNIT: Final = "What each of its figures is shown with, such as %."


class ShownColumn(Titled):
    """A column of a file as it is shown: a heading, or a map."""

    title: TextField | None = Field(
        None, description="The column's heading; the file's when it is not given.", examples=["People"]
    )
    decimals: DecimalsField | None = Field(None, description=_DECIMALS, examples=[1])
    unit: TextField | None = Field(None, description=_UNIT, examples=["%"])
    align: Annotated[str, *one_of("start", "center", "end")] | None = Field(None, description=_ALIGN, examples=["end"])
    kind: Annotated[str, *one_of("text", "figure", "date")] | None = Field(None, description=_KIND, examples=["text"])


ShownColumns: TypeAlias = Annotated[
    Annotated[tuple[TextField, ...], Tag("<list>")] | Annotated[dict[TextField, ShownColumn], Tag("<table>")],
    Discriminator(_form),
]


class RowsTable(Selection):
    """A table's rows from a CSV or XLSX file. `rows`, `series` and `value` are for files of one value a row."""

    rows: TextField | None = Field(
        None, description="The column that says which row of the table a value stands in.", examples=["Country"]
    )
    series: TextField | None = Field(
        None, description="The column that says which column of the table a value stands in.", examples=["Year"]
    )
    value: TextField | None = Field(None, description="The column of the values.", examples=["People"])
    columns: ShownColumns | None = Field(
        None,
        description="The columns that are shown, by the file's headings: a list, or a map to headings of your own.",
        examples=[["Country", "2022"], {"Country": "Country", "pop_2022": {"title": "People", "decimals": 0}}],
    )
    table: PathField = Field(description="The file, named from the project's folder.", examples=["data/countries.csv"])


ChartData: TypeAlias = Annotated[
    Annotated[tuple[DataPoint, ...], Tag("<list>")] | Annotated[ChartTable, Tag("<table>")], Discriminator(_form)
]


class ReferenceLine(Shape):
    """A line across a chart."""

    value: NumberField = Field(description="Where the line stands.", examples=[500])
    label: WordsField = Field(description="What the line means.", examples=["target for 2025"])


class Column(Shape):
    """A column of a table."""

    id: IdField = Field(description="What the column is known by.", examples=["country"])
    title: WordsField = Field(description="The column's heading.", examples=["Country"])
    align: Annotated[str, *one_of("start", "center", "end")] | None = Field(None, description=_ALIGN, examples=["end"])
    kind: Annotated[str, *one_of("text", "figure", "date")] | None = Field(None, description=_KIND, examples=["text"])
    decimals: DecimalsField | None = Field(None, description=_DECIMALS, examples=[1])
    unit: TextField | None = Field(None, description=_UNIT, examples=["%"])


class SectionShape(Shape):
    """What every section has."""

    title: WordsField = Field(description="The section's title.", examples=["Key objectives"])
    short: WordsField | None = Field(
        None, description="A shorter title for rails and tight places.", examples=["Objectives"]
    )
    intro: WordsField | None = Field(
        None,
        description="A sentence or two before the rest; **bold**, *italic* and links are allowed.",
        examples=["In 2022, with our support:"],
    )
    source: SourceField | None = Field(
        None,
        description="The source of the whole section: a key of `sources`, with a line or lines.",
        examples=["report:60-75"],
    )
    note: TextField | None = Field(
        None, description="A remark for the authors; it is never shown.", examples=["ask for newer numbers"]
    )


def _type(name: str) -> Any:
    return Field(description=f"What kind of section this is: `{name}`.", examples=[name])


class Programmes(SectionShape):
    """The programmes of a report's subject."""

    type: Annotated[str, *one_of("programmes")] = _type("programmes")
    items: Annotated[tuple[Programme, ...], Field(min_length=1)] = Field(
        description="The programmes, as texts or maps.", examples=[["Justice", "Policy support"]]
    )


class Entities(SectionShape):
    """The bodies that take part."""

    type: Annotated[str, *one_of("entities")] = _type("entities")
    items: Annotated[tuple[Entity, ...], Field(min_length=1)] = Field(
        description="The bodies, as texts or maps.", examples=[["Office of Counter-Terrorism"]]
    )


class Mandates(SectionShape):
    """What the work is founded on."""

    type: Annotated[str, *one_of("mandates")] = _type("mandates")
    items: Annotated[tuple[Mandate, ...], Field(min_length=1)] = Field(
        description="The mandates, as texts or maps.",
        examples=[[{"title": "Global Strategy", "organ": "General Assembly", "symbol": "75/291"}]],
    )


class Resources(SectionShape):
    """Money: a total and its parts."""

    type: Annotated[str, *one_of("resources")] = _type("resources")
    currency: CurrencyField = Field(description="The currency of all sums, by its ISO 4217 code.", examples=["USD"])
    total: Amount = Field(description="The whole sum.", examples=[{"value": 452000000, "digits": 3}])
    parts: tuple[ResourcePart, ...] | None = Field(
        None,
        description="What the total is made of; the parts must add up to it.",
        examples=[[{"value": 28000000, "digits": 2, "text": "regular assessed contributions"}]],
    )


class Prose(SectionShape):
    """Running text."""

    type: Annotated[str, *one_of("prose")] = _type("prose")
    text: ParagraphsField = Field(
        description="One paragraph, or a list of them; **bold**, *italic* and [links](https://…) are allowed.",
        examples=["The United Nations supports Member States."],
    )


class Statistics(SectionShape):
    """Numbers, each with what it counts."""

    type: Annotated[str, *one_of("statistics")] = _type("statistics")
    items: Annotated[tuple[Statistic, ...], Field(min_length=1)] | None = Field(
        None,
        description="The numbers; or give `table`.",
        examples=[[{"value": 29500, "text": "people reached through treatment"}]],
    )
    table: TableFile | None = Field(
        None,
        description="The numbers from a file, one a row, instead of `items`.",
        examples=[{"file": "data/support.xlsx", "columns": {"value": "Number", "text": "What"}}],
    )


class Quotes(SectionShape):
    """What people said."""

    type: Annotated[str, *one_of("quotes")] = _type("quotes")
    items: Annotated[tuple[Quote, ...], Field(min_length=1)] | None = Field(
        None,
        description="The quotes; or give `table`.",
        examples=[[{"text": "Justice is a human right.", "speaker": "A. Speaker"}]],
    )
    table: TableFile | None = Field(
        None,
        description="The quotes from a file, one a row, instead of `items`.",
        examples=[{"file": "data/quotes.csv"}],
    )


class Outcomes(SectionShape):
    """Results, each under a heading."""

    type: Annotated[str, *one_of("outcomes")] = _type("outcomes")
    items: Annotated[tuple[Outcome, ...], Field(min_length=1)] = Field(
        description="The outcomes.", examples=[[{"title": "Countering corruption", "text": "We helped 100 States."}]]
    )


class Features(SectionShape):
    """Stories that get a place of their own."""

    type: Annotated[str, *one_of("features")] = _type("features")
    items: Annotated[tuple[Feature, ...], Field(min_length=1)] = Field(
        description="The stories.",
        examples=[[{"title": "Conference in Málaga", "text": "Participants shared what had worked."}]],
    )


class Photos(SectionShape):
    """Pictures with captions."""

    type: Annotated[str, *one_of("photos")] = _type("photos")
    items: Annotated[tuple[Photo, ...], Field(min_length=1)] = Field(
        description="The pictures.",
        examples=[[{"file": "photos/malaga.jpg", "caption": "The opening of the conference."}]],
    )


class ChartSection(SectionShape):
    """Values to be drawn; in a deck the chart can be edited."""

    type: Annotated[str, *one_of("chart")] = _type("chart")
    chart: Annotated[str, *one_of(*CHARTS)] = Field(description="How the values are drawn.", examples=["bar"])
    unit: TextField | None = Field(None, description="The unit of all values; a chart has one.", examples=["tons"])
    currency: CurrencyField | None = Field(
        None, description="The currency, when the values are money (instead of `unit`).", examples=["USD"]
    )
    digits: WholeField | None = Field(
        None, description="How many of the digits the source gives, for all values.", examples=[3]
    )
    decimals: DecimalsField | None = Field(
        None, description="How many decimals are shown of each value; numbers with more are rounded.", examples=[1]
    )
    data: ChartData = Field(
        description="The values: a list of labels with values, or a table in a file.",
        examples=[[{"label": "Chemical precursors", "value": 864}]],
    )
    series: dict[IdField, WordsField] | None = Field(
        None,
        description="The series' names by their ids, in the order to draw them.",
        examples=[{"assessed": "Assessed contributions"}],
    )
    sort: Annotated[str, *one_of("descending", "ascending", "none")] | None = Field(
        None, description="The order of the values.", examples=["descending"]
    )
    highlight: tuple[TextField, ...] | None = Field(
        None,
        description="Labels or series to bring forward; the others step back.",
        examples=[["Chemical precursors"]],
    )
    reference: ReferenceLine | None = Field(
        None,
        description="A line across the chart, with its label.",
        examples=[{"value": 500, "label": "target for 2025"}],
    )
    log: BoolField | None = Field(
        None, description="True for a logarithmic scale, which is then said on the chart.", examples=[True]
    )
    alt: AltField | None = Field(
        None,
        description="What those who cannot see the chart should know; made from the values when it is not given.",
        examples=["Precursors make up most of what was seized."],
    )
    text: ParagraphsField | None = Field(
        None, description="Prose to stand beside the chart.", examples=["Seizures rose by a third."]
    )


class TableSection(SectionShape):
    """Rows and columns."""

    type: Annotated[str, *one_of("table")] = _type("table")
    columns: Annotated[tuple[Column, ...], Field(min_length=1)] | None = Field(
        None,
        description="The columns; those of the file when `data` is given and this is not.",
        examples=[[{"id": "country", "title": "Country"}]],
    )
    rows: Annotated[tuple[Any, ...], Field(min_length=1)] | None = Field(
        None,
        description="The rows: lists of cells, or maps from column ids to cells; or give `data`.",
        examples=[[["Peru", 12], ["Chile", 9]]],
        json_schema_extra={"items": {"type": ["array", "object"]}},
    )
    data: RowsTable | None = Field(
        None, description="The rows from a file, instead of `rows`.", examples=[{"table": "data/countries.csv"}]
    )
    total: BoolField | None = Field(
        None,
        description="True for a last row with the sum of each column of numbers of one unit; percentages and columns with gaps have none.",
        examples=[True],
    )


class Blocks(SectionShape):
    """A section of one's own, made of blocks."""

    type: Annotated[str, *one_of("blocks")] = _type("blocks")
    blocks: Annotated[tuple[dict[str, Any], ...], Field(min_length=1)] = Field(
        description="The blocks, each with its name and what it needs.",
        examples=[[{"block": "callout", "text": "Unofficial."}]],
    )


SECTIONS: Final[Mapping[str, type[SectionShape]]] = {
    "programmes": Programmes,
    "entities": Entities,
    "mandates": Mandates,
    "resources": Resources,
    "prose": Prose,
    "statistics": Statistics,
    "quotes": Quotes,
    "outcomes": Outcomes,
    "features": Features,
    "photos": Photos,
    "chart": ChartSection,
    "table": TableSection,
    "blocks": Blocks,
}
Section: TypeAlias = (
    Programmes
    | Entities
    | Mandates
    | Resources
    | Prose
    | Statistics
    | Quotes
    | Outcomes
    | Features
    | Photos
    | ChartSection
    | TableSection
    | Blocks
)
Item: TypeAlias = Programme | Entity | Mandate | Statistic | Quote | Outcome | Feature | Photo


class Contact(Shape):
    """Whom readers may ask."""

    name: WordsField | None = Field(None, description="A person or an office.", examples=["Press Office"])
    email: EmailField | None = Field(None, description="An e-mail address.", examples=["press@example.org"])
    phone: TextField | None = Field(
        None, description="A telephone number, as it is dialled from abroad.", examples=["+43 1 26060 0"]
    )
    url: UrlField | None = Field(None, description="A web page.", examples=["https://www.example.org/press"])


class SourceDocument(Titled):
    """A document that facts are cited from: its file, or a map. What is not a file of the project has a title."""

    shorthand: ClassVar[str] = "file"

    file: PathField | None = Field(
        None, description="The document's text, named from the project's folder.", examples=["seeds/report-2023.txt"]
    )
    title: WordsField | None = Field(
        None, description="The document's title, for the list of sources.", examples=["Report on the work, 2023"]
    )
    publisher: WordsField | None = Field(None, description="Who published it.", examples=["United Nations"])
    date: DayField | None = Field(None, description="When it was published.", examples=["2023-09"])
    url: UrlField | None = Field(
        None, description="Where readers find it.", examples=["https://www.example.org/report-2023"]
    )


class ReportFile(Shape):
    """A report: one file under `data/`."""

    id: IdField = Field(
        description="What the report is known by; output files are named after it.", examples=["drugs-crime-terrorism"]
    )
    title: WordsField = Field(description="The report's title.", examples=["Drug control and crime prevention"])
    subtitle: WordsField | None = Field(
        None, description="A second line under the title.", examples=["Report for 2023"]
    )
    language: LanguageField = Field(description="The language that the report is written in.", examples=["en"])
    date: DayField = Field(
        description="The report's date: a year, a month or a day, as the source gives it.", examples=[2023]
    )
    as_of: DayField | None = Field(
        None, description="The day that the facts are as of; the date when it is not given.", examples=["2023-06-30"]
    )
    status: Annotated[str, *one_of("final", "draft", "embargoed")] = Field(
        description="Whether it may be passed on; shown on every page when it is not final.", examples=["final"]
    )
    embargo: MomentField | None = Field(
        None,
        description="Until when it may not be passed on, with a time zone; for `status: embargoed`.",
        examples=["2023-05-31T10:00Z"],
    )
    organization: WordsField | None = Field(None, description="Who gives the report out.", examples=["United Nations"])
    contact: Contact | None = Field(
        None, description="Whom readers may ask.", examples=[{"email": "press@example.org"}]
    )
    url: UrlField | None = Field(
        None,
        description="Where the report is on the web; pages show it as a QR code.",
        examples=["https://www.example.org/report"],
    )
    lead: IdField | None = Field(
        None,
        description="The section whose chart leads the one-pager; the first chart when it is not given.",
        examples=["wells-by-district"],
    )
    notice: WordsField | None = Field(
        None, description="A sentence that is shown on the pages.", examples=["Unofficial translation"]
    )
    sources: dict[IdField, SourceDocument] | None = Field(
        None,
        description="The documents that facts are cited from, by a short key.",
        examples=[{"report": "seeds/report-2023.txt"}],
    )
    sections: Annotated[dict[IdField, dict[str, Any]], Field(min_length=1)] = Field(
        description="The sections by their ids, in the order they stand.",
        examples=[
            {
                "objectives": {
                    "type": "prose",
                    "title": "Key objectives",
                    "text": "The United Nations supports Member States.",
                }
            }
        ],
    )


def fits(shape: type[Shape], key: str, given: Scalar) -> bool:
    """Whether a value is what a field of a shape wants."""
    wanted: Any = next(field.annotation for name, field in shape.model_fields.items() if (field.alias or name) == key)
    try:
        TypeAdapter(wanted).validate_python(given)
    except ValidationError:
        return False
    return True
