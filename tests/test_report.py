"""A report's facts: what becomes of each field, and what an author is told when something is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefings import source
from briefings.diagnostics import BriefingsError, Diagnostic, Level
from briefings.env import Env
from briefings.report import Report, parse
from briefings.values import Day, Figure, Origin, Record, Text, Value, leaves

ROOT = Path(__file__).parent.parent

HEAD = """\
id: sample
title: A sample
language: en
date: 2023
status: final
sources: {report: {file: seeds/report.txt, title: The report}}
sections:
"""


@pytest.fixture
def env(tmp_path: Path) -> Env:
    """A project with one source document and one table."""
    for folder in ("seeds", "data"):
        (tmp_path / folder).mkdir()
    (tmp_path / "seeds/report.txt").write_text("one\ntwo\n\nfour\n", encoding="utf-8")
    (tmp_path / "data/support.csv").write_text(
        "Number,How,What\n1150,at-least,substances\n,,nothing\na lot,,wrong\n", encoding="utf-8"
    )
    return Env(tmp_path)


def read(text: str, env: Env) -> Report:
    return parse(source.read(text.encode(), "data/sample.yaml"), env)


def findings(text: str, env: Env) -> tuple[Diagnostic, ...]:
    with pytest.raises(BriefingsError) as caught:
        read(text, env)
    return caught.value.findings


def at(report: Report, path: str) -> Value:
    """The node at a dotted path of keys and positions."""
    node: Value = report.root
    for step in path.split("/"):
        if isinstance(node, tuple):
            node = node[int(step)]
        else:
            assert isinstance(node, Record)
            node = node[step]
    return node


@dataclass(frozen=True)
class Bad:
    """An input that cannot be built, and the whole of what its author is told."""

    name: str
    text: str
    told: str


BAD = [
    Bad(
        "a statistic without a number",
        HEAD
        + """\
  support:
    type: statistics
    title: Our support
    items:
      - id: working-groups
        text: inter-agency Working Groups
""",
        """\
data/sample.yaml:12:9: sections.support.items.working-groups.value: error[value-missing]: this statistic has no number
    12 |       - id: working-groups
  hint: give `value`, or `value: not-in-source` to leave it out on purpose (then a note)
""",
    ),
    Bad(
        "numbers as readers see them",
        HEAD
        + """\
  support:
    type: statistics
    title: Our support
    items:
      - {id: a, value: "1,150", text: substances}
      - {id: b, value: 1150+, text: substances}
      - {id: c, value: $28M, text: contributions}
      - {id: d, value: about 2 000 tons, text: precursors}
      - {id: e, value: .nan, text: nothing}
      - {id: f, value: true, text: nothing}
      - {id: g, value: a lot, text: nothing}
      - {id: h, value: 1e400, text: nothing}
""",
        """\
data/sample.yaml:12:24: sections.support.items.a.value: error[type-wrong]: `1,150` is a text; a number is expected
    12 |       - {id: a, value: "1,150", text: substances}
  hint: write `value: 1150`
data/sample.yaml:13:24: sections.support.items.b.value: error[type-wrong]: `1150+` is a text; a number is expected
    13 |       - {id: b, value: 1150+, text: substances}
  hint: write `value: 1150`, `qualifier: at-least`
data/sample.yaml:14:24: sections.support.items.c.value: error[type-wrong]: `$28M` is a text; a number is expected
    14 |       - {id: c, value: $28M, text: contributions}
  hint: write `value: 28000000`, `digits: 2`, `currency: USD`
data/sample.yaml:15:24: sections.support.items.d.value: error[type-wrong]: `about 2 000 tons` is a text; a number is expected
    15 |       - {id: d, value: about 2 000 tons, text: precursors}
  hint: write `value: 2000`, `qualifier: about`, `unit: tons`
data/sample.yaml:16:24: sections.support.items.e.value: error[number-wrong]: `.nan` is not a number
    16 |       - {id: e, value: .nan, text: nothing}
  hint: leave out what has no number, or write `not-in-source`
data/sample.yaml:17:24: sections.support.items.f.value: error[type-wrong]: `true` is a truth value; a number is expected
    17 |       - {id: f, value: true, text: nothing}
  hint: write digits, such as 1150
data/sample.yaml:18:24: sections.support.items.g.value: error[type-wrong]: `a lot` is a text; a number is expected
    18 |       - {id: g, value: a lot, text: nothing}
  hint: write digits only, such as 1150 or 12.5; what else belongs to it goes to `unit`, `qualifier` or `text`
data/sample.yaml:19:24: sections.support.items.h.value: error[number-wrong]: `1e400` is too large or too small for a figure
    19 |       - {id: h, value: 1e400, text: nothing}
""",
    ),
    Bad(
        "unknown keys",
        HEAD
        + """\
  support:
    type: statistics
    tilte: Our support
    items:
      - {id: a, value: 1, txt: substances}
""",
        """\
data/sample.yaml:10:5: sections.support.tilte: error[key-unknown]: there is no key `tilte` here
    10 |     tilte: Our support
  hint: did you mean `title`?
data/sample.yaml:12:27: sections.support.items.a.txt: error[key-unknown]: there is no key `txt` here
    12 |       - {id: a, value: 1, txt: substances}
  hint: did you mean `text`?
""",
    ),
    Bad(
        "an unknown type of section",
        HEAD
        + """\
  support:
    type: statistcs
    title: Our support
  seizures:
    type: charts
    title: Seizures
  more:
    title: No type
  text: only words
""",
        """\
data/sample.yaml:9:11: sections.support.type: error[section-type-unknown]: there is no type of section called `statistcs`
     9 |     type: statistcs
  hint: did you mean `statistics`?
data/sample.yaml:12:11: sections.seizures.type: error[section-type-unknown]: there is no type of section called `charts`
    12 |     type: charts
  hint: did you mean `chart`?
data/sample.yaml:14:3: sections.more.type: error[key-missing]: `type` is missing
    14 |   more:
  hint: add `type`, one of `programmes`, `entities`, `mandates`, `resources`, `prose`, `statistics`, `quotes`, `outcomes`, `features`, `photos`, `chart`, `map`, `table`, `correction`, `timeline`, `questions`, `lines-to-take`, `steps`, `comparison`, `key-message`, `blocks`
data/sample.yaml:16:9: sections.text: error[type-wrong]: `only words` stands here; a map of keys and values is expected
    16 |   text: only words
  hint: write `key: value` lines, indented under this one
""",
    ),
    Bad(
        "ids that stand twice",
        HEAD
        + """\
  outcomes:
    type: outcomes
    title: Outcomes
    items:
      - {id: crime, title: One, text: One.}
      - {id: crime, title: Two, text: Two.}
      - {title: Two parts, text: Three.}
      - {title: "Two: parts", text: Four.}
      - {title: Two parts, text: Five.}
""",
        """\
data/sample.yaml:11:5: sections.outcomes.items: note[id-made]: 3 items have no `id`, so ids were made: `two-parts`, `two-parts-2`, `two-parts`
    11 |     items:
  hint: give `id` where translations or later updates should hold on to an item whose words may change
data/sample.yaml:13:14: sections.outcomes.items.crime: error[id-duplicate]: the id `crime` is taken already, by the item at data/sample.yaml:12
    13 |       - {id: crime, title: Two, text: Two.}
  hint: give each its own `id`
data/sample.yaml:16:9: sections.outcomes.items.two-parts: error[id-duplicate]: the id `two-parts` is taken already, by the item at data/sample.yaml:14
    16 |       - {title: Two parts, text: Five.}
  hint: give each its own `id`
""",
    ),
    Bad(
        "fields of the report",
        """\
id: A Sample
title:
language: english
date: 2023-13
status: finnal
embargo: tomorrow
contact: {email: nobody, url: www.example.org}
url: javascript:alert(1)
sections:
  Objectives:
    type: prose
    title: Objectives
    text: We help.
""",
        """\
data/sample.yaml:1:5: id: error[id-wrong]: `A Sample` cannot be an id
     1 | id: A Sample
  hint: write `a-sample`: lower-case letters a to z, digits and hyphens
data/sample.yaml:2:1: title: error[value-empty]: there is no value here; a text is expected
     2 | title:
  hint: write a value, or take the key out
data/sample.yaml:3:11: language: error[choice-unknown]: `english` is not known here
     3 | language: english
  hint: did you mean `en`?
data/sample.yaml:4:7: date: error[date-wrong]: there is no month `2023-13`
     4 | date: 2023-13
  hint: write the year, the month and the day in this order: 2023-05-31
data/sample.yaml:5:9: status: error[choice-unknown]: `finnal` is not known here
     5 | status: finnal
  hint: did you mean `final`?
data/sample.yaml:6:10: embargo: error[date-wrong]: `tomorrow` is not a date with a time
     6 | embargo: tomorrow
  hint: write the day, the time and the time zone: 2023-05-31T10:00Z or 2023-05-31T10:00+02:00
data/sample.yaml:7:18: contact.email: error[email-wrong]: `nobody` is not an e-mail address
     7 | contact: {email: nobody, url: www.example.org}
  hint: write it as in press@example.org
data/sample.yaml:7:31: contact.url: error[url-wrong]: `www.example.org` is not a web address
     7 | contact: {email: nobody, url: www.example.org}
  hint: write `https://www.example.org`
data/sample.yaml:8:6: url: error[url-wrong]: `javascript:alert(1)` is not a web address
     8 | url: javascript:alert(1)
  hint: write a whole address, such as https://www.example.org/report
data/sample.yaml:10:3: sections.Objectives: error[id-wrong]: `Objectives` cannot be an id
    10 |   Objectives:
  hint: write `objectives`: lower-case letters a to z, digits and hyphens
""",
    ),
    Bad(
        "what is missing from a report",
        """\
id: sample
sections: {}
""",
        """\
data/sample.yaml:1:1: title: error[key-missing]: `title` is missing
     1 | id: sample
  hint: add `title`, such as `title: Drug control and crime prevention`: the report's title
data/sample.yaml:1:1: language: error[key-missing]: `language` is missing
     1 | id: sample
  hint: add `language`, such as `language: en`: the language that the report is written in
data/sample.yaml:1:1: date: error[key-missing]: `date` is missing
     1 | id: sample
  hint: add `date`, such as `date: 2023`: the report's date: a year, a month or a day, as the source gives it
data/sample.yaml:1:1: status: error[key-missing]: `status` is missing
     1 | id: sample
  hint: add `status`, such as `status: final`: whether it may be passed on
data/sample.yaml:2:11: sections: error[list-empty]: `sections` is empty
     2 | sections: {}
  hint: give at least one
""",
    ),
    Bad(
        "an embargo without its time",
        """\
id: sample
title: A sample
language: en
date: 2023
status: embargoed
sources: {report: {file: seeds/report.txt, title: The report}}
sections:
  objectives:
    type: prose
    title: Objectives
    text: We help.
""",
        """\
data/sample.yaml:5:9: embargo: error[key-missing]: an embargoed report needs `embargo`
     5 | status: embargoed
  hint: give the day, the time and the time zone: `embargo: 2023-05-31T10:00Z`
""",
    ),
    Bad(
        "sources that are not there",
        HEAD
        + """\
  objectives:
    type: prose
    title: Objectives
    text: We help.
    source: reprot:3
  context:
    type: prose
    title: Context
    text: It is so.
    source: report:900
  outcomes:
    type: outcomes
    title: Outcomes
    items:
      - {id: b, title: Two, text: Two., source: page 7}
      - {id: c, title: Three, text: Three., source: report:9-3}
""",
        """\
data/sample.yaml:12:13: sections.objectives.source: error[source-unknown]: there is no source `reprot`
    12 |     source: reprot:3
  hint: did you mean `report`?
data/sample.yaml:17:13: sections.context.source: error[source-line-missing]: `seeds/report.txt` has 4 lines, so there is no line 900
    17 |     source: report:900
  hint: count lines from 1
data/sample.yaml:22:49: sections.outcomes.items.b.source: error[source-wrong]: `page 7` does not name a source
    22 |       - {id: b, title: Two, text: Two., source: page 7}
  hint: write the source's key, with a line or lines when there are any: report, report:87 or report:87-90; what it is called stands once, under the report's `sources`: `report: {title: "Annual report"}`
data/sample.yaml:23:53: sections.outcomes.items.c.source: error[source-wrong]: `report:9-3` counts lines backwards or from nought
    23 |       - {id: c, title: Three, text: Three., source: report:9-3}
  hint: lines count from 1, as in report:87-90
""",
    ),
    Bad(
        "files out of the project",
        """\
id: sample
title: A sample
language: en
date: 2023
status: final
sources: {report: {file: ../secret.txt, title: The report}}
sections:
  photos:
    type: photos
    title: Photos
    items:
      - {id: a, file: /etc/passwd, caption: One, alt: A}
      - {id: b, file: "https://example.org/a.png", caption: Two, alt: B}
      - {id: c, file: 'C:\\a.png', caption: Three, alt: C}
""",
        """\
data/sample.yaml:6:26: sources.report.file: error[path-outside]: `../secret.txt` leads out of the project
     6 | sources: {report: {file: ../secret.txt, title: The report}}
  hint: copy the file into the project and name it from the project's folder, such as `seeds/report.txt`
data/sample.yaml:12:23: sections.photos.items.a.file: error[path-outside]: `/etc/passwd` leads out of the project
    12 |       - {id: a, file: /etc/passwd, caption: One, alt: A}
  hint: name the file from the project's folder, with `/`, such as `seeds/report.txt`
data/sample.yaml:13:23: sections.photos.items.b.file: error[path-outside]: `https://example.org/a.png` is an address, not a file of the project
    13 |       - {id: b, file: "https://example.org/a.png", caption: Two, alt: B}
  hint: nothing is fetched: save the file in the project and name it from the project's folder
data/sample.yaml:14:23: sections.photos.items.c.file: error[path-outside]: `C:\\a.png` leads out of the project
    14 |       - {id: c, file: 'C:\\a.png', caption: Three, alt: C}
  hint: name the file from the project's folder, with `/`, such as `seeds/report.txt`
""",
    ),
    Bad(
        "a text that became a map",
        HEAD
        + """\
  programmes:
    type: programmes
    title: Programmes
    items:
      - Justice
      - Policy support: research and trends
  objectives:
    type: prose
    title: Objectives
    text: [We help., {and: more}]
""",
        """\
data/sample.yaml:13:9: sections.programmes.items.item-2: error[type-wrong]: this text became a map, because it holds `: `
    13 |       - Policy support: research and trends
  hint: write: "Policy support: research and trends"
data/sample.yaml:17:22: sections.objectives.text.2: error[type-wrong]: a map of keys stands here; a text is expected
    17 |     text: [We help., {and: more}]
  hint: a text that holds `: ` needs quotation marks: "and: more"
""",
    ),
    Bad(
        "empty lists and values",
        HEAD
        + """\
  programmes:
    type: programmes
    title: Programmes
    items: []
  objectives:
    type: prose
    title: ""
    text:
  entities:
    type: entities
    title: Null
    items: UNODC
""",
        """\
data/sample.yaml:11:12: sections.programmes.items: error[list-empty]: `items` is empty
    11 |     items: []
  hint: give at least one
data/sample.yaml:14:12: sections.objectives.title: error[value-empty]: this text is empty
    14 |     title: ""
  hint: write the text, or take the key out
data/sample.yaml:15:5: sections.objectives.text: error[value-empty]: there is no value here; a text or a list of texts is expected
    15 |     text:
  hint: write a value, or take the key out
data/sample.yaml:18:12: sections.entities.title: error[value-empty]: there is no value here; a text is expected
    18 |     title: Null
  hint: `Null` means nothing in YAML; if it is a word, write "Null"
data/sample.yaml:19:12: sections.entities.items: error[type-wrong]: `UNODC` stands here; a list is expected
    19 |     items: UNODC
  hint: begin each item with `- `, such as `items: [Office of Counter-Terrorism]`
""",
    ),
    Bad(
        "money",
        HEAD
        + """\
  resources:
    type: resources
    title: Resources
    currency: $
    total: {value: 452000000, digits: 2}
    parts: [{value: 28000000, text: regular}]
""",
        """\
data/sample.yaml:11:15: sections.resources.currency: error[currency-unknown]: `$` is not a currency
    11 |     currency: $
  hint: write `USD`
""",
    ),
    Bad(
        "digits that are too few, a unit beside a currency",
        HEAD
        + """\
  support:
    type: statistics
    title: Our support
    items:
      - {id: a, value: 29500, digits: 2, text: people}
      - {id: b, value: 5, unit: tons, currency: USD, text: people}
""",
        """\
data/sample.yaml:12:39: sections.support.items.a.digits: error[digits-wrong]: `29500` does not fit into 2 significant digits; it has 3
    12 |       - {id: a, value: 29500, digits: 2, text: people}
  hint: write `digits: 3` or more, or take `digits` out
data/sample.yaml:13:33: sections.support.items.b.unit: error[unit-and-currency]: a number has a unit or a currency, not both
    13 |       - {id: b, value: 5, unit: tons, currency: USD, text: people}
  hint: for money write `currency: USD` alone
""",
    ),
    Bad(
        "neither items nor a table",
        HEAD
        + """\
  support:
    type: statistics
    title: Our support
  quotes:
    type: quotes
    title: Quotes
    items: [{id: a, text: Yes., speaker: A}]
    table: {file: data/quotes.csv}
""",
        """\
data/sample.yaml:8:3: sections.support.items: error[key-missing]: `items` is missing
     8 |   support:
  hint: give `items`, or `table` to read them from a file
data/sample.yaml:15:12: sections.quotes.table: error[key-twice]: `items` and `table` both give the rows
    15 |     table: {file: data/quotes.csv}
  hint: keep one of them
""",
    ),
    Bad(
        "tables with wrong rows",
        HEAD
        + """\
  countries:
    type: table
    title: Countries
    columns: [{id: country, title: Country}, {id: tons, title: Tons}]
    rows:
      - [Peru, 12]
      - [Chile]
      - {country: Bolivia, tonnes: 3}
      - Ecuador
      - [Brazil, [1]]
""",
        """\
data/sample.yaml:14:9: sections.countries.rows.2: error[row-length]: this row has 1 cell; there are 2 columns
    14 |       - [Chile]
  hint: write `~` for an empty cell
data/sample.yaml:15:28: sections.countries.rows.3.tonnes: error[column-unknown]: there is no column `tonnes`
    15 |       - {country: Bolivia, tonnes: 3}
  hint: did you mean `tons`?
data/sample.yaml:16:9: sections.countries.rows.4: error[type-wrong]: `Ecuador` stands here; a row is a list of cells
    16 |       - Ecuador
  hint: write the cells as in [Peru, 12]
data/sample.yaml:17:18: sections.countries.rows.5.2: error[type-wrong]: a list or a map stands in this cell; a text or a number is expected
    17 |       - [Brazil, [1]]
""",
    ),
    Bad(
        "a block without a name",
        HEAD
        + """\
  own:
    type: blocks
    title: My own
    blocks: [{text: hello}]
""",
        """\
data/sample.yaml:11:14: sections.own.blocks.1.block: error[key-missing]: `block` is missing
    11 |     blocks: [{text: hello}]
  hint: name the block, as in `block: callout`
""",
    ),
    Bad(
        "charts: text among numbers, gaps without a word",
        HEAD
        + """\
  seizures:
    type: chart
    title: Seizures
    chart: baar
    unit: tons
    data:
      - {label: Cocaine, value: many}
      - {label: Heroin, value: .nan}
      - {label: Opium, value: true}
      - {label: Cannabis, value: }
      - {lable: Khat, value: 3}
""",
        """\
data/sample.yaml:11:12: sections.seizures.chart: error[choice-unknown]: `baar` is not known here
    11 |     chart: baar
  hint: did you mean `bar`?
data/sample.yaml:14:33: sections.seizures.data.cocaine.value: error[type-wrong]: `many` is a text; a number is expected
    14 |       - {label: Cocaine, value: many}
  hint: write digits only, such as 1150 or 12.5; what else belongs to it goes to `unit`, `qualifier` or `text`
data/sample.yaml:15:32: sections.seizures.data.heroin.value: error[number-wrong]: `.nan` is not a number
    15 |       - {label: Heroin, value: .nan}
  hint: leave out what has no number, or write `not-in-source`
data/sample.yaml:16:31: sections.seizures.data.opium.value: error[type-wrong]: `true` is a truth value; a number is expected
    16 |       - {label: Opium, value: true}
  hint: write digits, such as 1150
data/sample.yaml:17:27: sections.seizures.data.cannabis.value: error[value-missing]: this point has no number
    17 |       - {label: Cannabis, value: }
  hint: give `value`, or `value: not-in-source`, or `value: ~` for a gap
data/sample.yaml:18:10: sections.seizures.data.item-5.lable: error[key-unknown]: there is no key `lable` here
    18 |       - {lable: Khat, value: 3}
  hint: did you mean `label`?
""",
    ),
    Bad(
        "charts: two units, twins, unknown labels",
        HEAD
        + """\
  seizures:
    type: chart
    title: Seizures
    chart: bar
    unit: tons
    data:
      - {label: Cocaine, value: 3}
      - {label: Heroin, value: 4, unit: pieces}
      - {label: Cocaine, value: 5}
      - {label: Opium}
    highlight: [Heroine]
""",
        """\
data/sample.yaml:15:41: sections.seizures.data.heroin.unit: error[units-mixed]: this chart has two units: `tons` at data/sample.yaml:12, and `pieces` here
    15 |       - {label: Heroin, value: 4, unit: pieces}
  hint: make two charts, or give all values in one unit
data/sample.yaml:16:17: sections.seizures.data.cocaine.label: error[id-duplicate]: the label `Cocaine` is taken already, by the point at data/sample.yaml:14
    16 |       - {label: Cocaine, value: 5}
  hint: give each point its own label
data/sample.yaml:17:9: sections.seizures.data.opium.value: error[value-missing]: this point has no number
    17 |       - {label: Opium}
  hint: give `value`, or `value: not-in-source`, or `value: ~` for a gap
data/sample.yaml:18:17: sections.seizures.highlight.1: error[label-unknown]: there is no label `Heroine` in this chart
    18 |     highlight: [Heroine]
  hint: did you mean `Heroin`?
""",
    ),
    Bad(
        "charts: series",
        HEAD
        + """\
  money:
    type: chart
    title: Money
    chart: doughnut
    series: {assessed: Assessed, voluntary: Voluntary}
    data:
      - {label: "2021", values: {assessed: 3, volontary: 4}}
      - {label: "2022", value: 4}
""",
        """\
data/sample.yaml:12:45: sections.money.series.voluntary: error[series-empty]: the series `voluntary` has no number
    12 |     series: {assessed: Assessed, voluntary: Voluntary}
  hint: give it a number, or take it out
data/sample.yaml:13:5: sections.money.data: error[series-many]: a doughnut shows one series
    13 |     data:
  hint: use `chart: stacked-100` for several
data/sample.yaml:14:58: sections.money.data.2021.values.volontary: error[series-unknown]: there is no series `volontary`
    14 |       - {label: "2021", values: {assessed: 3, volontary: 4}}
  hint: did you mean `voluntary`?
data/sample.yaml:15:32: sections.money.data.2022.value: error[value-and-values]: this chart has series, so a point has `values`, not `value`
    15 |       - {label: "2022", value: 4}
  hint: give every point `values`, or every point `value`
""",
    ),
    Bad(
        "charts: annotations and difference",
        HEAD
        + """\
  money:
    type: chart
    title: Money
    chart: line
    series: {needed: Needed, given: Given}
    data:
      - {label: "2021", values: {needed: 3, given: 4}}
      - {label: "2022", values: {needed: 3, given: ~}}
    annotations: [{at: "2023", text: War}, {at: "2022", series: gifen, text: War}, {at: "2022", series: given, text: War}]
    difference: {at: "2022", from: neded, to: Given}
  wells:
    type: chart
    title: Wells
    chart: stacked
    unit: wells
    data: [{label: A, value: 3}, {label: B, value: 1}]
    difference: {at: A, from: A, to: B}
""",
        """\
data/sample.yaml:16:24: sections.money.annotations.1.at: error[label-unknown]: there is no label `2023` in this chart
    16 |     annotations: [{at: "2023", text: War}, {at: "2022", series: gifen, text: War}, {at: "2022", series: given…
  hint: did you mean `2022`?
data/sample.yaml:16:65: sections.money.annotations.2.series: error[series-unknown]: there is no series `gifen`
    16 |     annotations: [{at: "2023", text: War}, {at: "2022", series: gifen, text: War}, {at: "2022", series: given…
  hint: did you mean `Given`?
data/sample.yaml:16:89: sections.money.annotations.3.at: error[annotation-gap]: `2022` has no value to be annotated
    16 |     annotations: [{at: "2023", text: War}, {at: "2022", series: gifen, text: War}, {at: "2022", series: given…
  hint: name a label that has one
data/sample.yaml:17:36: sections.money.difference.from: error[series-unknown]: there is no series `neded`
    17 |     difference: {at: "2022", from: neded, to: Given}
  hint: did you mean `Needed`?
data/sample.yaml:17:47: sections.money.difference.to: error[difference-gap]: `Given` has no value at `2022`
    17 |     difference: {at: "2022", from: neded, to: Given}
  hint: name a label where both have one
data/sample.yaml:24:17: sections.wells.difference: error[difference-series]: a difference is between two series, and this chart has one
    24 |     difference: {at: A, from: A, to: B}
  hint: give `values` by series, or take `difference` out
""",
    ),
    Bad(
        "charts: shares",
        HEAD
        + """\
  shares:
    type: chart
    title: Shares
    chart: doughnut
    data: [{label: A, value: 3}, {label: B, value: -1}]
  wholes:
    type: chart
    title: Wholes
    chart: stacked-100
    data: [{label: A, values: {x: 0, y: 0}}]
  empty:
    type: chart
    title: Nothing
    chart: line
    data: [{label: A, value: ~}]
  none:
    type: chart
    title: Nought
    chart: bar
    data: []
  log:
    type: chart
    title: Logarithmic
    chart: bar
    log: yes
    data: [{label: A, value: 0}]
  logs:
    type: chart
    title: Logarithms
    chart: column
    log: true
    data: [{label: A, value: 0}]
""",
        """\
data/sample.yaml:12:52: sections.shares.data.b.value: error[share-negative]: a share cannot be negative, and this is -1
    12 |     data: [{label: A, value: 3}, {label: B, value: -1}]
  hint: use `chart: bar`
data/sample.yaml:17:12: sections.wholes.data.a: error[share-zero]: these shares add up to nought
    17 |     data: [{label: A, values: {x: 0, y: 0}}]
  hint: take them out, or use `chart: bar`
data/sample.yaml:22:11: sections.empty.data: error[series-empty]: this chart has no number at all
    22 |     data: [{label: A, value: ~}]
  hint: give it a number, or take it out
data/sample.yaml:22:11: sections.empty.data: error[points-few]: a line needs two points
    22 |     data: [{label: A, value: ~}]
  hint: use `chart: bar` for one value
data/sample.yaml:27:11: sections.none.data: error[data-empty]: this chart has no values
    27 |     data: []
  hint: give at least one label with a value
data/sample.yaml:32:10: sections.log.log: error[type-wrong]: `yes` is neither `true` nor `false`
    32 |     log: yes
  hint: write `true`
data/sample.yaml:39:30: sections.logs.data.a.value: error[log-not-positive]: a logarithmic scale has no place for 0
    39 |     data: [{label: A, value: 0}]
  hint: take out `log`, or make this a gap with `~`
""",
    ),
    Bad(
        "rows of a file",
        HEAD
        + """\
  support:
    type: statistics
    title: Our support
    table: {file: data/support.csv, columns: {value: Number, text: What, qualifier: How}}
  more:
    type: statistics
    title: More
    table: {file: data/suport.csv}
  seizures:
    type: chart
    title: Seizures
    chart: bar
    data: {table: data/support.csv, label: What, value: Amount}
""",
        """\
data/sample.yaml:15:19: sections.more.table.file: error[file-missing]: there is no file `data/suport.csv` in the project
    15 |     table: {file: data/suport.csv}
  hint: did you mean `data/support.csv`?
data/sample.yaml:20:19: sections.seizures.data.table: error[table-column]: `data/support.csv` has no column `Amount`
    20 |     data: {table: data/support.csv, label: What, value: Amount}
  hint: known column names: `How`, `Number`, `What`
data/support.csv:3:1: sections.support.items.nothing.value: error[value-missing]: this statistic has no number
     3 |  |  | nothing
  hint: give `value`, or `value: not-in-source` to leave it out on purpose (then a note)
data/support.csv:4:1: sections.support.items.wrong.value: error[type-wrong]: `a lot` is a text; a number is expected
     4 | a lot |  | wrong
  hint: write digits only, such as 1150 or 12.5; what else belongs to it goes to `unit`, `qualifier` or `text`
""",
    ),
    Bad(
        "several whole-file faults",
        """\
- a list
- of things
""",
        """\
data/sample.yaml:1:1: error[type-wrong]: this file is not a map of keys and values
     1 | - a list
  hint: a report begins with lines such as `id: my-report` and `title: My report`
""",
    ),
]


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_bad_input_is_told_whole(bad: Bad, env: Env) -> None:
    assert "\n".join(finding.render() for finding in findings(bad.text, env)) + "\n" == bad.told


def test_texts_keep_the_words_as_written(env: Env) -> None:
    report = read(HEAD + "  a: {type: programmes, title: 1.10, items: [0123, NO, 22:30, yes]}\n", env)

    assert [text.content for text in leaves(at(report, "sections/a")) if isinstance(text, Text)] == [
        "1.10", "0123", "NO", "22:30", "yes"]  # fmt: skip


def test_a_figure_keeps_value_digits_qualifier_and_unit(env: Env) -> None:
    item = "{id: x, value: 25000000, digits: 2, qualifier: over, unit: people, text: reached}"
    report = read(HEAD + f"  a:\n    type: statistics\n    title: A\n    items:\n      - {item}\n", env)

    assert at(report, "sections/a/items/0/figure") == Figure(
        Decimal(25000000), Origin("sections.a.items.x.value"), "en", unit="people", qualifier="over", digits=2
    )


def test_a_number_keeps_its_trailing_noughts(env: Env) -> None:
    report = read(
        HEAD + "  a:\n    type: statistics\n    title: A\n    items:\n      - {id: x, value: 1.50, text: t}\n", env
    )

    figure = at(report, "sections/a/items/0/figure")
    assert isinstance(figure, Figure)
    assert str(figure.value) == "1.50"


def test_a_number_that_the_source_lacks_stays_missing_and_is_noted(env: Env) -> None:
    text = "  a:\n    type: statistics\n    title: A\n    items:\n      - {id: x, value: not-in-source, text: groups}\n"
    report = read(HEAD + text, env)

    figure = at(report, "sections/a/items/0/figure")
    assert isinstance(figure, Figure)
    assert not figure.known
    assert [(f.level, f.code, f.path) for f in report.findings] == [
        (Level.NOTE, "figure-not-in-source", "sections.a.items.x.value")
    ]


def test_every_leaf_has_an_origin_and_stands_where_it_says(env: Env) -> None:
    report = read(HEAD + SECTIONS, env)

    found = {leaf.origin: leaf for leaf in leaves(report.root)}
    assert list(found) == [
        "title",
        "date",
        "sources.report.title",
        "sections.context.title",
        "sections.context.text.1",
        "sections.context.text.2",
        "sections.outcomes.title",
        "sections.outcomes.items.crime.title",
        "sections.outcomes.items.crime.text.1",
        "sections.outcomes.items.crime.text.2",
        "sections.outcomes.items.two-words.title",
        "sections.outcomes.items.two-words.text",
        "sections.weight.title",
        "sections.weight.unit",
        "sections.weight.data.cocaine.label",
        "sections.weight.data.heroin.label",
        "sections.weight.data.cocaine.value",
        "sections.tons.title",
        "sections.tons.columns.country.title",
        "sections.tons.columns.tons.title",
        "sections.tons.columns.seen.title",
        "sections.tons.rows.1.country",
        "sections.tons.rows.1.tons",
        "sections.tons.rows.1.seen",
    ]
    for origin, leaf in found.items():
        where = report.where[origin]
        written = str(leaf.content if isinstance(leaf, Text) else leaf.value if isinstance(leaf, Figure) else leaf.year)
        block = "|" if origin.startswith("sections.context.text") else written
        assert where.excerpt[where.column - 1 :].startswith(block), origin


SECTIONS = """\
  context:
    type: prose
    title: Context
    text: |
      One paragraph
      on two lines.

      Another.
  outcomes:
    type: outcomes
    title: Outcomes
    items:
      - {id: crime, title: Crime, text: [One., Two.]}
      - {title: Two words, text: One.}
  weight:
    type: chart
    title: Weight
    chart: bar
    unit: tons
    data:
      - {label: Cocaine, value: 864}
      - {label: Heroin, value: ~}
  tons:
    type: table
    title: A table
    columns: [{id: country, title: Country}, {id: tons, title: Tons}, {id: seen, title: Seen}]
    rows: [[Peru, 12, 2023-05-31]]
"""


def test_an_empty_line_parts_paragraphs(env: Env) -> None:
    paragraphs = at(read(HEAD + SECTIONS, env), "sections/context/paragraphs")

    assert isinstance(paragraphs, tuple)
    assert [(p.content, p.prose) for p in paragraphs if isinstance(p, Text)] == [
        ("One paragraph on two lines.", True),
        ("Another.", True),
    ]


def test_a_chart_is_categories_and_series_of_figures(env: Env) -> None:
    report = read(HEAD + SECTIONS, env)

    assert [str(at(report, f"sections/weight/categories/{index}")) for index in (0, 1)] == ["Cocaine", "Heroin"]
    assert at(report, "sections/weight/series/0/points/0") == Figure(
        Decimal(864), Origin("sections.weight.data.cocaine.value"), "en", unit="tons"
    )
    assert at(report, "sections/weight/series/0/points/1") is None


def test_a_table_has_texts_figures_and_days(env: Env) -> None:
    row = at(read(HEAD + SECTIONS, env), "sections/tons/rows/0")

    assert isinstance(row, tuple)
    assert [type(cell) for cell in row] == [Text, Figure, Day]


def test_absent_fields_are_none_or_nothing(env: Env) -> None:
    report = read(HEAD + SECTIONS, env)

    assert at(report, "subtitle") is None
    assert at(report, "contact") is None
    assert at(report, "as_of") == at(report, "date")
    assert at(report, "sections/weight/highlight") == ()
    assert at(report, "sections/weight/paragraphs") == ()


def test_sections_stand_in_the_order_of_the_file(env: Env) -> None:
    assert read(HEAD + SECTIONS, env).sections == ("context", "outcomes", "weight", "tons")


def test_a_made_id_is_noted_once_for_a_list(env: Env) -> None:
    report = read(HEAD + "  a: {type: programmes, title: A, items: [Justice, Côte d’Ivoire, {id: x, title: X}]}\n", env)

    assert [f.render() for f in report.findings] == [
        "data/sample.yaml:8:42: sections.a.items: note[id-made]: 2 items have no `id`, so ids were made: "
        "`justice`, `cote-divoire`\n"
        "     8 |   a: {type: programmes, title: A, items: [Justice, Côte d’Ivoire, {id: x, title: X}]}\n"
        "  hint: give `id` where translations or later updates should hold on to an item whose words may change"
    ]


def test_two_sections_of_one_title_are_noted(env: Env) -> None:
    sections = "".join(
        f"  {id}: {{type: prose, title: {title}, text: x}}\n" for id, title in (("a", "Eau"), ("b", "EAU"))
    )

    assert [f.render() for f in read(HEAD + sections, env).findings] == [
        "data/sample.yaml:9:27: sections.b.title: note[title-twice]: the sections `a` and `b` have the same title\n"
        "     9 |   b: {type: prose, title: EAU, text: x}\n"
        "  hint: say what sets them apart: people who listen to a deck know its slides by their titles"
    ]


def test_a_script_without_latin_letters_is_numbered(env: Env) -> None:
    report = read(HEAD + "  a: {type: programmes, title: A, items: [العدالة, 毒品 2020]}\n", env)

    assert [at(report, f"sections/a/items/{index}/id") for index in (0, 1)] == ["item-1", "item-2"]


def test_rows_of_a_file_behave_as_if_written_here(env: Env) -> None:
    (env.root / "data/support.csv").write_text("What,Number\nsubstances,1150\nthings,not-in-source\n", encoding="utf-8")
    table = "table: {file: data/support.csv, columns: {value: Number, text: What}}"
    report = read(HEAD + f"  a:\n    type: statistics\n    title: A\n    {table}\n", env)

    figure = at(report, "sections/a/items/0/figure")
    assert figure == Figure(Decimal(1150), Origin("sections.a.items.substances.value"), "en")
    assert str(report.where[Origin("sections.a.items.substances.value")]) == "data/support.csv:2:2"
    assert [(f.code, str(f.where)) for f in report.findings] == [
        ("id-made", "data/sample.yaml:11:5"),
        ("figure-not-in-source", "data/support.csv:3:2"),
    ]


def test_a_chart_takes_several_series_from_a_file(env: Env) -> None:
    (env.root / "data/money.csv").write_text("Year,Assessed,Voluntary\n2021,28,400\n2022,,424\n", encoding="utf-8")
    data = "data: {table: data/money.csv, label: Year, values: {assessed: Assessed, voluntary: Voluntary}}"
    report = read(
        HEAD + f"  a:\n    type: chart\n    title: A\n    chart: stacked\n    currency: USD\n    {data}\n", env
    )

    assert str(at(report, "sections/a/categories/1")) == "2022"
    assert str(at(report, "sections/a/series/0/name")) == "Assessed"
    assert at(report, "sections/a/series/0/points/1") is None
    assert at(report, "sections/a/series/1/points/1") == Figure(
        Decimal(424), Origin("sections.a.data.2022.values.voluntary"), "en", currency="USD"
    )


def test_parts_that_do_not_add_up_are_a_warning(env: Env) -> None:
    parts = "[{id: a, value: 28, text: assessed}, {id: b, value: 425, text: voluntary}]"
    text = (
        f"  a:\n    type: resources\n    title: A\n    currency: USD\n    total: {{value: 452}}\n    parts: {parts}\n"
    )
    report = read(HEAD + text, env)

    assert [f.render().splitlines()[0] for f in report.findings] == [
        "data/sample.yaml:12:20: sections.a.total.value: warning[sum-wrong]: the parts add up to 453, not to 452"
    ]


@pytest.mark.parametrize(
    ("total", "parts", "told"),
    [
        ("{value: 2100000000, digits: 2}", "[{value: 87000000, digits: 2, text: a}, {value: 2000000000, digits: 2, text: b}]", 0),
        ("{value: 2300000000, digits: 2}", "[{value: 87000000, digits: 2, text: a}, {value: 2000000000, digits: 2, text: b}]", 1),
        ("{value: 10.0, digits: 3}", "[{value: 3.3, text: a}, {value: 6.6, text: b}]", 1),
    ],
)  # fmt: skip
def test_parts_may_differ_by_what_their_digits_leave_open(env: Env, total: str, parts: str, told: int) -> None:
    text = f"  a:\n    type: resources\n    title: A\n    currency: USD\n    total: {total}\n    parts: {parts}\n"
    report = read(HEAD + text, env)

    assert [finding.code for finding in report.findings].count("sum-wrong") == told


def test_a_missing_picture_is_a_warning(env: Env) -> None:
    report = read(
        HEAD + "  a: {type: photos, title: A, items: [{id: x, file: photos/x.jpg, caption: C, alt: A}]}\n", env
    )

    assert [(f.level, f.code, f.path) for f in report.findings] == [
        (Level.WARNING, "picture-missing", "sections.a.items.x.file")
    ]


def test_a_citation_of_an_empty_line_is_a_warning(env: Env) -> None:
    report = read(HEAD + "  a: {type: prose, title: A, text: B, source: 'report:3'}\n", env)

    assert [(f.level, f.code) for f in report.findings] == [(Level.WARNING, "source-line-empty")]


def test_blocks_of_ones_own_come_through_as_they_stand(env: Env) -> None:
    report = read(HEAD + "  a: {type: blocks, title: A, blocks: [{block: callout, text: Hello, columns: 2}]}\n", env)

    block = at(report, "sections/a/blocks/0")
    assert isinstance(block, Record)
    assert dict(block.fields) == {
        "block": "callout",
        "text": Text("Hello", Origin("sections.a.blocks.1.text"), "en"),
        "columns": 2,
    }


FRAGMENTS = ["*", "&a ", "!x ", "- ", ": ", '"', "'", "[", "]", "{", "}", "\t", "\n", "~", ".nan", "1e999", "<<: ", "---\n", "é",
             "\u202e", "\x00", "items:", "value: ", "chart", "999999999999999999999999999999999"]  # fmt: skip


@settings(
    max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), st.sampled_from(FRAGMENTS)), min_size=1, max_size=4))
def test_a_broken_file_is_told_never_a_traceback(env: Env, slips: list[tuple[float, int, str]]) -> None:
    text = HEAD + SECTIONS
    for place, cut, fragment in slips:
        index = int(place * len(text))
        text = text[:index] + fragment + text[index + cut :]
    try:
        read(text, env)
    except BriefingsError as fault:
        assert all(finding.where and finding.message for finding in fault.findings)
