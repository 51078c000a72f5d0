"""What a report and its sections must keep to beyond the shape of their fields: ids, sums, rows, pictures, embargoes.

Each rule looks at a checked part and gives findings with the lines that they are about. Charts have their own module.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..diagnostics import BriefingsError, Diagnostic, Where, did_you_mean, error, note, warning
from ..env import Env
from ..frozen import replace
from ..source import Mapping_, Scalar, Sequence_, at
from ..source.fields import Spoken, is_spoken
from ..source.validation import validate, values
from . import sections as s
from .chart_rules import chart_rules
from .figure_rules import digits_rule, half_unit, left_out
from .records import Place


def check(given: s.SectionShape, place: Place) -> Iterator[Diagnostic]:
    """All that is wrong with one section, and what its author may want to know."""
    match given:
        case s.Resources():
            yield from _ids(place / "parts")
            yield from _sum(given, place)
            parts = place / "parts"
            yield from _amount(given.total, place / "total")
            for index, (part, name) in enumerate(zip(given.parts or (), parts.names, strict=True)):
                yield from _amount(part, parts.item(index, name))
        case s.ChartSection():
            yield from chart_rules(given, place)
        case s.TableSection():
            yield from _table(given, place)
        case s.Blocks():
            yield from _blocks(place / "blocks")
        case s.Statistics():
            yield from _either(given.items, given.table, "items", "table", place)
            yield from _ids(place / "items")
            yield from _statistics(given, place / "items")
        case s.Quotes():
            yield from _either(given.items, given.table, "items", "table", place)
            yield from _ids(place / "items")
        case s.Photos():
            yield from _ids(place / "items")
            yield from _photos(given, place / "items")
        case _:
            yield from _ids(place / "items")


def _either(first: object, second: object, one: str, other: str, place: Place) -> Iterator[Diagnostic]:
    if first is None and second is None:
        yield error(
            "key-missing",
            f"`{one}` is missing",
            place.node.where,
            f"{place.origin}.{one}",
            f"give `{one}`, or `{other}` to read them from a file",
        )
    elif first is not None and second is not None:
        yield error(
            "key-twice",
            f"`{one}` and `{other}` both give the rows",
            (place / other).node.where,
            f"{place.origin}.{other}",
            "keep one of them",
        )


def _ids(place: Place) -> Iterator[Diagnostic]:
    """Ids in a list are all different; ids that were made are told, once for the list."""
    if not isinstance(place.node, Sequence_):
        return
    first: dict[str, Where] = {}
    made: list[str] = []
    for name, item in zip(place.names, place.node.items, strict=True):
        written = item.get("id") if isinstance(item, Mapping_) else None
        where = written.where if written else item.where
        if name in first:
            twin = first[name]
            yield error(
                "id-duplicate",
                f"the id `{name}` is taken already, by the item at {twin.file}:{twin.line}",
                where,
                f"{place.origin}.{name}",
                "give each its own `id`",
            )
        first.setdefault(name, where)
        if not written:
            made.append(name)
    if made:
        shown = ", ".join(f"`{name}`" for name in made[:3]) + (", …" if len(made) > 3 else "")
        items = "1 item has" if len(made) == 1 else f"{len(made)} items have"
        yield note(
            "id-made",
            f"{items} no `id`, so ids were made: {shown}",
            place.node.where,
            place.origin,
            "give `id` where translations or later updates should hold on to an item whose words may change",
        )


def _amount(part: s.Amount | s.ResourcePart, place: Place) -> Iterator[Diagnostic]:
    yield from digits_rule(part.value, part.digits, place)
    yield from left_out(part.value, place / "value", "amount")


def _statistics(given: s.Statistics, place: Place) -> Iterator[Diagnostic]:
    for index, (one, name) in enumerate(zip(given.items or (), place.names, strict=True)):
        spot = place.item(index, name)
        yield from digits_rule(one.value, one.digits, spot)
        yield from left_out(one.value, spot / "value", "statistic")
        if one.unit and one.currency:
            yield error(
                "unit-and-currency",
                "a number has a unit or a currency, not both",
                (spot / "unit").node.where,
                (spot / "unit").origin,
                f"for money write `currency: {one.currency}` alone",
            )


def _photos(given: s.Photos, place: Place) -> Iterator[Diagnostic]:
    for index, (photo, name) in enumerate(zip(given.items, place.names, strict=True)):
        if photo.decorative and photo.alt:
            spot = place.item(index, name) / "alt"
            yield warning(
                "alt-decorative",
                "a decorative picture has nothing to tell, but here is an `alt`",
                spot.node.where,
                spot.origin,
                "take out `alt` or `decorative`",
            )
        elif photo.file and not photo.alt and not photo.decorative:
            spot = place.item(index, name) / "file"
            yield warning(
                "alt-missing",
                "this picture has no `alt`: those who cannot see it are told its caption only",
                spot.node.where,
                spot.origin,
                "say in `alt` what it shows, or write `decorative: true`",
            )


def _sum(given: s.Resources, place: Place) -> Iterator[Diagnostic]:
    parts = [part.value for part in given.parts or ()]
    numbers = [part for part in parts if part is not None]
    if given.total.value is None or not parts or len(numbers) < len(parts):
        return
    total = sum(numbers, Decimal(0))
    # What is known to two digits may be anything that rounds to them.
    unsure = half_unit(given.total.value, given.total.digits)
    unsure += sum((half_unit(part.value, part.digits) for part in given.parts or ()), Decimal(0))
    if abs(total - given.total.value) > unsure:
        yield warning(
            "sum-wrong",
            f"the parts add up to {total:,f}, not to {given.total.value:,f}",
            (place / "total" / "value").node.where,
            (place / "total" / "value").origin,
            "check the numbers against the source; both are shown as they stand",
        )


def _table(given: s.TableSection, place: Place) -> Iterator[Diagnostic]:
    yield from _either(given.rows, given.data, "rows", "data", place)
    if given.rows is not None and given.columns is None:
        yield error(
            "key-missing",
            "`columns` is missing",
            place.node.where,
            f"{place.origin}.columns",
            "give the columns of these rows, each with `id` and `title`",
        )
        return
    yield from _ids(place / "columns")
    if given.columns is None or given.rows is None:
        return
    known = [column.id for column in given.columns]
    rows = place / "rows"
    for index in range(len(given.rows)):
        row = rows.item(index, str(index + 1))
        match row.node:
            case Sequence_(items=items):
                if len(items) != len(known):
                    yield error(
                        "row-length",
                        f"this row has {len(items)} cell{'s' * (len(items) != 1)}; there are {len(known)} columns",
                        row.node.where,
                        row.origin,
                        "write `~` for an empty cell",
                    )
                cells = [row.item(number, str(number + 1)) for number in range(len(items))]
            case Mapping_(entries=entries):
                for key, _ in entries:
                    if key.text not in known:
                        yield error(
                            "column-unknown",
                            f"there is no column `{key.text}`",
                            key.where,
                            f"{row.origin}.{key.text}",
                            did_you_mean(key.text, known, "column"),
                        )
                cells = [row / key.text for key, _ in entries]
            case Scalar():
                yield error(
                    "type-wrong",
                    f"`{row.node.text[:40]}` stands here; a row is a list of cells",
                    row.node.where,
                    row.origin,
                    "write the cells as in [Peru, 12]",
                )
                cells = []
        for cell in cells:
            if is_spoken(values(cell.node)):
                yield from validate(Spoken, cell.node, cell.origin)[1]
            elif not isinstance(cell.node, Scalar):
                yield error(
                    "type-wrong",
                    "a list or a map stands in this cell; a text or a number is expected",
                    cell.node.where,
                    cell.origin,
                )
            elif isinstance(cell.node.value, Decimal) and not cell.node.value.is_finite():
                yield error(
                    "number-wrong",
                    f"`{cell.node.text}` is not a number that can be shown",
                    cell.node.where,
                    cell.origin,
                    "write `~` for an empty cell",
                )


def _blocks(place: Place) -> Iterator[Diagnostic]:
    if not isinstance(place.node, Sequence_):
        return
    yield from _spoken(place)
    for index, item in enumerate(place.node.items):
        name = item.get("block") if isinstance(item, Mapping_) else None
        if not isinstance(name, Scalar) or not name.text:
            yield error(
                "key-missing",
                "`block` is missing",
                item.where,
                f"{place.origin}.{index + 1}.block",
                "name the block, as in `block: callout`",
            )


def _spoken(place: Place) -> Iterator[Diagnostic]:
    """What is wrong with words in a language of their own anywhere below a place."""
    match place.node:
        case Sequence_(items=items):
            for index in range(len(items)):
                yield from _spoken(place.item(index, str(index + 1)))
        case Mapping_(entries=entries):
            if is_spoken(values(place.node)):
                yield from validate(Spoken, place.node, place.origin)[1]
            else:
                for key, _ in entries:
                    yield from _spoken(place / key.text)


def photo_files(given: s.Photos, place: Place, env: Env) -> Iterator[Diagnostic]:
    """Pictures that are missing are a warning (the caption is shown without them); paths out of the project are
    errors.
    """
    items = place / "items"
    for index, (photo, name) in enumerate(zip(given.items, items.names, strict=True)):
        if photo.file is None:
            continue
        spot = items.item(index, name) / "file"
        try:
            env.resolve(photo.file, spot.node.where)
        except BriefingsError as fault:
            for f in fault.findings:
                if f.code == "file-missing":
                    yield warning(
                        "picture-missing",
                        f.message,
                        f.where,
                        spot.origin,
                        "the caption is shown without it; " + f.hint if f.hint else "the caption is shown without it",
                    )
                else:
                    yield replace(f, path=spot.origin)


def report_fields(given: s.ReportFile, root: Mapping_) -> Iterator[Diagnostic]:
    """Rules about the report's own fields."""
    if given.status == "embargoed" and given.embargo is None:
        yield error(
            "key-missing",
            "an embargoed report needs `embargo`",
            at(root, ("status",)),
            "embargo",
            "give the day, the time and the time zone: `embargo: 2023-05-31T10:00Z`",
        )
    charts = [
        key
        for key, one in given.sections.items()
        if isinstance(kind := one.get("type"), Scalar) and kind.text == "chart"
    ]
    if given.lead is not None and given.lead not in charts:
        yield error(
            "lead-unknown",
            f"there is no chart `{given.lead}` to lead the one-pager",
            at(root, ("lead",)),
            "lead",
            did_you_mean(given.lead, charts, "chart")
            if charts
            else "take `lead` out: the report has no section of type `chart`",
        )
    yield from _titles(given)
    if given.embargo is not None and given.status != "embargoed":
        yield warning(
            "embargo-unused",
            f"`embargo` is given, but the status is `{given.status}`",
            at(root, ("embargo",)),
            "embargo",
            "write `status: embargoed`, or take `embargo` out",
        )
    if given.embargo is not None and given.embargo.assumed:
        yield warning(
            "embargo-zone",
            "this time has no time zone; UTC is assumed",
            at(root, ("embargo",)),
            "embargo",
            "end it with `Z` for UTC, or with a distance such as `+02:00`",
        )


def _titles(given: s.ReportFile) -> Iterator[Diagnostic]:
    """Sections have titles of their own: it is by them that people who listen tell slides apart (WCAG 2.2, 2.4.6)."""
    first: dict[str, str] = {}
    for key, one in given.sections.items():
        title = one.get("title")
        if not isinstance(title, Scalar):
            continue
        heard = " ".join(title.text.split()).casefold()
        if heard in first:
            yield note(
                "title-twice",
                f"the sections `{first[heard]}` and `{key}` have the same title",
                title.where,
                f"sections.{key}.title",
                "say what sets them apart: people who listen to a deck know its slides by their titles",
            )
        first.setdefault(heard, key)
