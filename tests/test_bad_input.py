"""Bad input: for every kind of mistake what the command says, word for word; and that it harms nothing else.

Each project has a report `water`, which the case spoils, and a sound one, `other`.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from projects import REPORT, TEMPLATE, lay, run

DATA, PAGE, PROJECT = "data/water.yaml", "templates/page.yaml", "briefings.yaml"
SOUND = {
    PROJECT: "build:\n  - {report: water, template: page}\n  - {report: other, template: plain}\n",
    DATA: REPORT,
    PAGE: TEMPLATE,
    "data/other.yaml": REPORT.replace("id: water", "id: other"),
    "templates/plain.yaml": TEMPLATE,
    "seeds/notes.txt": "340 wells dug\n",
}
ITEMS = "    items:\n      - {id: dug, value: 340, text: wells dug}\n"


def spoilt(file: str, *changes: tuple[str, str], more: str = "") -> dict[str, str]:
    """A sound file with something in it replaced, and perhaps more at its end."""
    text = SOUND[file]
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return {file: text + more}


ERRORS: Mapping[str, tuple[Mapping[str, str], str]] = {
    # -- the data -------------------------------------------------------------------------------------------------------------
    "a colon inside a text": (
        spoilt(DATA, ("Safe water", "Safe water: a start")),
        """\
building other-plain (2 of 2)
data/water.yaml:2:8: error[yaml-malformed]: this text holds `: `, which makes a key in YAML; it needs quotation marks
     2 | title: Safe water: a start
  hint: write: title: "Safe water: a start"
1 error
""",
    ),
    "a bracket that is never closed": (
        spoilt(DATA, ("dug}", "dug")),
        """\
building other-plain (2 of 2)
data/water.yaml:11:9: error[yaml-malformed]: the map that `{` opens here is broken off or never closed
    11 |       - {id: dug, value: 340, text: wells dug
  hint: close it with `}`; quote texts in it that hold `,`, `:`, brackets or braces
1 error
""",
    ),
    "a key that stands twice": (
        spoilt(DATA, more="title: Safer water\n"),
        """\
building other-plain (2 of 2)
data/water.yaml:12:1: error[key-twice]: the key `title` stands twice; first in line 2
    12 | title: Safer water
  hint: take one out, or give it another name
1 error
""",
    ),
    "a file's name for an alternative text": (
        {
            **spoilt(
                DATA,
                more="  views:\n    type: photos\n    title: Views\n    items: [{file: photos/a.png, caption: A well., alt: a.png}]\n",
            )
        },
        """\
building other-plain (2 of 2)
data/water.yaml:15:57: sections.views.items.a-well.alt: error[alt-file-name]: `a.png` is the name of a file or of a thing, not what is to be seen
    15 |     items: [{file: photos/a.png, caption: A well., alt: a.png}]
  hint: say what those who cannot see it should know, in a sentence
1 error
""",
    ),
    "an alternative text that a program guessed": (
        {
            **spoilt(
                DATA,
                more="  views:\n    type: photos\n    title: Views\n    items: [{file: photos/a.png, caption: A well., alt: Un puits. Description générée automatiquement}]\n",
            )
        },
        """\
building other-plain (2 of 2)
data/water.yaml:15:57: sections.views.items.a-well.alt: error[alt-machine]: a program guessed this alternative text, and says so in it
    15 |     items: [{file: photos/a.png, caption: A well., alt: Un puits. Description générée automatiquement}]
  hint: say what the picture is there to show, and take the program's remark out
1 error
""",
    ),
    "keys that stand elsewhere": (
        spoilt(DATA, ("status: final", "status: final\nlogo: logo.png\ncolours: dark\nlanguages: [en, fr]\nmap: a")),
        """\
building other-plain (2 of 2)
data/water.yaml:6:1: logo: error[key-unknown]: there is no key `logo` here
     6 | logo: logo.png
  hint: a logo comes with your own template: `--brand FILE.potx`, or `brands` in `briefings.yaml`
data/water.yaml:7:1: colours: error[key-unknown]: there is no key `colours` here
     7 | colours: dark
  hint: colours, fonts and layouts are the theme's: one of six by `theme: forest`, or `templates/themes/default/theme.yaml` that begins with `extends: default`
data/water.yaml:8:1: languages: error[key-unknown]: there is no key `languages` here
     8 | languages: [en, fr]
  hint: what is built is said in `briefings.yaml`, under `build`, or on the command line
data/water.yaml:9:1: map: error[key-unknown]: there is no key `map` here
     9 | map: a
  hint: a map is a section of its own: `type: map`, with `data` by country
4 errors
""",
    ),
    "a source that is nothing": (
        spoilt(DATA, ("sections:", "sources: {a: {publisher: The office}, b: Annual report 2023}\nsections:")),
        """\
building other-plain (2 of 2)
data/water.yaml:6:14: sources.a: error[source-empty]: the source `a` has neither a file nor a title
     6 | sources: {a: {publisher: The office}, b: Annual report 2023}
  hint: give `title`, with `publisher`, `date` and `url` where there are any; or `file`, a text of the project
data/water.yaml:6:42: sources.b: error[file-missing]: there is no file `Annual report 2023` in the project
     6 | sources: {a: {publisher: The office}, b: Annual report 2023}
  hint: a title alone is written `b: {title: "Annual report 2023"}`
2 errors, 1 note
""",
    ),
    "a code that leads to a program": (
        spoilt(
            PAGE,
            (
                'main: {block: stat-grid, items: "{{ section.items }}"}',
                'main: {block: qr, link: "javascript:alert(1)"}',
            ),
        ),
        """\
building other-plain (2 of 2)
templates/page.yaml:6:29: error[link-scheme]: `javascript:alert(1)` is no link
     6 |     main: {block: qr, link: "javascript:alert(1)"}
  hint: links may begin with https:, http:, mailto:, tel: or #
1 error
""",
    ),
    "an anchor and an alias": (
        spoilt(DATA, ("title: Wells", "title: &wells Wells\n    intro: *wells")),
        """\
building other-plain (2 of 2)
data/water.yaml:9:12: error[anchor-refused]: `&wells` is an anchor, and anchors are not used in a report
     9 |     title: &wells Wells
  hint: if it is text, write: title: "&wells Wells"
data/water.yaml:10:12: error[alias-refused]: `*wells` is an alias, and aliases are not used in a report
    10 |     intro: *wells
  hint: if it is text, write: intro: "*wells"
2 errors
""",
    ),
    "an empty file": (
        {DATA: ""},
        """\
building other-plain (2 of 2)
data/water.yaml: error[file-empty]: this file is empty
1 error
""",
    ),
    "unknown keys": (
        spoilt(DATA, ("sections:", "organisation: The water office\nsections:"), ("dug}", "dug, unti: wells}")),
        """\
building other-plain (2 of 2)
data/water.yaml:6:1: organisation: error[key-unknown]: there is no key `organisation` here
     6 | organisation: The water office
  hint: did you mean `organization`?
data/water.yaml:12:48: sections.wells.items.dug.unti: error[key-unknown]: there is no key `unti` here
    12 |       - {id: dug, value: 340, text: wells dug, unti: wells}
  hint: did you mean `unit`?
2 errors
""",
    ),
    "wrong types": (
        spoilt(DATA, ("sections:", "contact: The water office\nsections:"), ("value: 340", "value: many")),
        """\
building other-plain (2 of 2)
data/water.yaml:6:10: contact: error[type-wrong]: `The water office` stands here; a map of keys and values is expected
     6 | contact: The water office
  hint: write `key: value` lines, indented under this one, such as `contact: {email: "press@example.org"}`
data/water.yaml:12:26: sections.wells.items.dug.value: error[type-wrong]: `many` is a text; a number is expected
    12 |       - {id: dug, value: many, text: wells dug}
  hint: write digits only, such as 1150 or 12.5; what else belongs to it goes to `unit`, `qualifier` or `text`
2 errors
""",
    ),
    "a value where a list belongs": (
        spoilt(DATA, (ITEMS, "    items: 340\n")),
        """\
building other-plain (2 of 2)
data/water.yaml:10:12: sections.wells.items: error[type-wrong]: `340` stands here; a list is expected
    10 |     items: 340
  hint: begin each item with `- `, such as `items: [{value: 29500, text: people reached through treatment}]`
1 error
""",
    ),
    "a statistic without a number": (
        spoilt(DATA, ("value: 340, ", "")),
        """\
building other-plain (2 of 2)
data/water.yaml:11:9: sections.wells.items.dug.value: error[value-missing]: this statistic has no number
    11 |       - {id: dug, text: wells dug}
  hint: give `value`, or `value: not-in-source` to leave it out on purpose (then a note)
1 error
""",
    ),
    "an unknown type of section": (
        spoilt(DATA, ("statistics", "statistic")),
        """\
building other-plain (2 of 2)
data/water.yaml:8:11: sections.wells.type: error[section-type-unknown]: there is no type of section called `statistic`
     8 |     type: statistic
  hint: did you mean `statistics`?
1 error
""",
    ),
    "an unknown chart": (
        spoilt(DATA, more="  rain: {type: chart, chart: bars, title: Rain, data: [{label: May, value: 3}]}\n"),
        """\
building other-plain (2 of 2)
data/water.yaml:12:30: sections.rain.chart: error[choice-unknown]: `bars` is not known here
    12 |   rain: {type: chart, chart: bars, title: Rain, data: [{label: May, value: 3}]}
  hint: did you mean `bar`?
1 error
""",
    ),
    "two units in one chart": (
        spoilt(
            DATA,
            more="  rain:\n    type: chart\n    chart: bar\n    title: Rain\n    data:\n"
            "      - {label: May, value: 3, unit: cm}\n      - {label: June, value: 4, unit: mm}\n",
        ),
        """\
building other-plain (2 of 2)
data/water.yaml:18:39: sections.rain.data.june.unit: error[units-mixed]: this chart has two units: `cm` at data/water.yaml:17, and `mm` here
    18 |       - {label: June, value: 4, unit: mm}
  hint: make two charts, or give all values in one unit
1 error
""",
    ),
    "blocks of one's own with wrong names": (
        spoilt(
            DATA,
            more="  own:\n    type: blocks\n    title: Ours\n    blocks:\n"
            "      - {block: call-out, text: Mind the gap.}\n      - {block: callout, txt: Mind the gap.}\n",
        ),
        """\
building other-plain (2 of 2)
data/water.yaml:16:9: sections.own.blocks.1.block: error[block-unknown]: there is no block `call-out`
    16 |       - {block: call-out, text: Mind the gap.}
  hint: did you mean `callout`?
data/water.yaml:17:9: sections.own.blocks.2.text: error[key-missing]: the block `callout` needs `text`
    17 |       - {block: callout, txt: Mind the gap.}
  hint: add `text`: the text: one paragraph, or a list of them
data/water.yaml:17:31: sections.own.blocks.2.txt: error[key-unknown]: the block `callout` has no `txt`
    17 |       - {block: callout, txt: Mind the gap.}
  hint: did you mean `text`?
3 errors
""",
    ),
    "keys of one's own blocks that nobody reads": (
        spoilt(
            DATA,
            more="  own:\n    type: blocks\n    title: Ours\n    blocks:\n"
            "      - block: callout\n        text: Mind the gap.\n        colour:\n        title:\n"
            "      - block: stat-grid\n        items:\n          - {value: 3, text: pumps, badge: water}\n"
            "      - block: list\n        items:\n          - {title: Pumps, note: new}\n"
            "      - {block: table, data: {columns: [A], rows: [[1]], totals: true}}\n",
        ),
        """\
building other-plain (2 of 2)
data/water.yaml:18:9: sections.own.blocks.1.colour: error[key-unknown]: the block `callout` has no `colour`
    18 |         colour:
  hint: known key names: `credit`, `text`, `title`
data/water.yaml:19:9: sections.own.blocks.1.title: error[value-empty]: `title` has no value
    19 |         title:
  hint: write a value, or take the key out
data/water.yaml:22:44: sections.own.blocks.2.items.1.badge: error[key-unknown]: a statistic has no `badge`
    22 |           - {value: 3, text: pumps, badge: water}
  hint: known key names: `currency`, `digits`, `figure`, `icon`, `id`, `label`, `qualifier`, `text`, `title`, `unit`, `value`
data/water.yaml:25:34: sections.own.blocks.3.items.1.note: error[key-unknown]: an item has no `note`
    25 |           - {title: Pumps, note: new}
  hint: known key names: `detail`, `id`, `label`, `name`, `text`, `title`
data/water.yaml:26:66: sections.own.blocks.4.data.totals: error[key-unknown]: a table of columns and rows has no `totals`
    26 |       - {block: table, data: {columns: [A], rows: [[1]], totals: true}}
  hint: known key names: `columns`, `rows`
5 errors
""",
    ),
    "paths out of the project": (
        spoilt(
            DATA,
            ("sections:", "sources: {notes: /etc/passwd}\nsections:"),
            more="  photos: {type: photos, title: Photos, items: [{id: a, file: ../a.png, caption: A well, alt: A well}]}\n",
        ),
        """\
building other-plain (2 of 2)
data/water.yaml:6:18: sources.notes: error[path-outside]: `/etc/passwd` leads out of the project
     6 | sources: {notes: /etc/passwd}
  hint: name the file from the project's folder, with `/`, such as `seeds/report.txt`
data/water.yaml:13:63: sections.photos.items.a.file: error[path-outside]: `../a.png` leads out of the project
    13 |   photos: {type: photos, title: Photos, items: [{id: a, file: ../a.png, caption: A well, alt: A well}]}
  hint: copy the file into the project and name it from the project's folder, such as `seeds/report.txt`
2 errors, 1 note
""",
    ),
    "a table that is not there": (
        {**spoilt(DATA, (ITEMS, "    table: {file: data/well.csv}\n")), "data/wells.csv": "value,text\n"},
        """\
building other-plain (2 of 2)
data/water.yaml:10:19: sections.wells.table.file: error[file-missing]: there is no file `data/well.csv` in the project
    10 |     table: {file: data/well.csv}
  hint: did you mean `data/wells.csv`?
1 error
""",
    ),
    "a table that cannot be read": (
        {**spoilt(DATA, (ITEMS, "    table: {file: data/wells.xlsx}\n")), "data/wells.xlsx": "value,text\n"},
        """\
building other-plain (2 of 2)
data/water.yaml:10:19: sections.wells.table.file: error[table-format]: `data/wells.xlsx` is not a spreadsheet, whatever its name says
    10 |     table: {file: data/wells.xlsx}
  hint: save it as .xlsx or .csv
1 error
""",
    ),
    "cells that are no numbers": (
        {
            **spoilt(DATA, (ITEMS, "    table: {file: data/wells.csv}\n")),
            "data/wells.csv": "id,value,text\na,#N/A,wells\nb,,pumps\n",
        },
        """\
building other-plain (2 of 2)
data/wells.csv:2:2: sections.wells.items.a.value: error[type-wrong]: `#N/A` is a text; a number is expected
     2 | a | #N/A | wells
  hint: write digits only, such as 1150 or 12.5; what else belongs to it goes to `unit`, `qualifier` or `text`
data/wells.csv:3:1: sections.wells.items.b.value: error[value-missing]: this statistic has no number
     3 | b |  | pumps
  hint: give `value`, or `value: not-in-source` to leave it out on purpose (then a note)
2 errors
""",
    ),
    "a line that the source lacks": (
        spoilt(
            DATA, ("sections:", "sources: {notes: seeds/notes.txt}\nsections:"), ("dug}", 'dug, source: "notes:7"}')
        ),
        """\
building other-plain (2 of 2)
data/water.yaml:12:56: sections.wells.items.dug.source: error[source-line-missing]: `seeds/notes.txt` has 1 lines, so there is no line 7
    12 |       - {id: dug, value: 340, text: wells dug, source: "notes:7"}
  hint: count lines from 1
1 error, 1 note
""",
    ),
    "an id that another report has": (
        spoilt("data/other.yaml", ("id: other", "id: water")),
        """\
building water-page (1 of 2)
data/other.yaml:1:5: id: error[report-id-taken]: the id `water` is that of `data/water.yaml` already
     1 | id: water
  hint: give each report an id of its own: their files are named by it
1 error
""",
    ),
    # -- the template -----------------------------------------------------------------------------------------------------------
    "an unknown layout": (
        spoilt(PAGE, ("layout: title-only", "layout: title")),
        """\
building other-plain (2 of 2)
templates/page.yaml:4:13: error[layout-unknown]: there is no layout `title`
     4 |     layout: title
  hint: did you mean `title-only`?
1 error
""",
    ),
    "an unknown place": (
        spoilt(PAGE, ("main:", "mian:")),
        """\
building other-plain (2 of 2)
templates/page.yaml:6:5: error[slot-unknown]: the layout `title-only` has no place `mian`
     6 |     mian: {block: stat-grid, items: "{{ section.items }}"}
  hint: did you mean `main`?
1 error
""",
    ),
    "an unknown block": (
        spoilt(PAGE, ("stat-grid", "statgrid")),
        """\
building other-plain (2 of 2)
templates/page.yaml:6:19: error[block-unknown]: there is no block `statgrid`
     6 |     main: {block: statgrid, items: "{{ section.items }}"}
  hint: did you mean `stat-grid`?
1 error
""",
    ),
    "an unknown key of a block": (
        spoilt(PAGE, ("stat-grid", "stat-grid, colums: 2")),
        """\
building other-plain (2 of 2)
templates/page.yaml:6:30: error[key-unknown]: the block `stat-grid` has no `colums`
     6 |     main: {block: stat-grid, colums: 2, items: "{{ section.items }}"}
  hint: did you mean `columns`?
1 error
""",
    ),
    "an unknown key of a template": (
        spoilt(PAGE, ("kind:", "formts: [pdf]\nkind:")),
        """\
building other-plain (2 of 2)
templates/page.yaml:1:1: error[key-unknown]: a template has no `formts`
     1 | formts: [pdf]
  hint: did you mean `formats`?
1 error
""",
    ),
    "an unknown chart in a template": (
        spoilt(
            PAGE,
            (
                '{block: stat-grid, items: "{{ section.items }}"}',
                '{block: chart, data: {chart: bars, items: "{{ section.items }}"}}',
            ),
        ),
        """\
building other-plain (2 of 2)
templates/page.yaml:6:32: error[chart-unknown]: there is no chart `bars`
     6 |     main: {block: chart, data: {chart: bars, items: "{{ section.items }}"}}
  hint: did you mean `bar`?
1 error
""",
    ),
    "an unknown filter": (
        spoilt(PAGE, ("section.items }}", "section.items | knwon }}")),
        """\
building other-plain (2 of 2)
templates/page.yaml:6:37: error[filter-unknown]: `section.items | knwon` uses the filter `knwon`, which is not there
     6 |     main: {block: stat-grid, items: "{{ section.items | knwon }}"}
  hint: did you mean `known`?
1 error
""",
    ),
    "undefined names": (
        spoilt(PAGE, ("section.items }}", "section.item }}"), ("section.title", "secton.title")),
        """\
building other-plain (2 of 2)
templates/page.yaml:5:12: error[name-undefined]: `secton.title` reads `secton`, which is not there
     5 |     title: "{{ secton.title }}"
  hint: did you mean `section`?
templates/page.yaml:6:37: error[name-undefined]: `section.item` reads `item`, which is not there
     6 |     main: {block: stat-grid, items: "{{ section.item }}"}
  hint: did you mean `items`?
2 errors
""",
    ),
    "an expression that fails": (
        spoilt(PAGE, ("section.title", "1 / 0")),
        """\
building other-plain (2 of 2)
templates/page.yaml:5:12: error[expression-failed]: `1 / 0` failed: division by zero
     5 |     title: "{{ 1 / 0 }}"
  hint: check the kinds of the values: texts, figures, dates and lists do not mix
1 error
""",
    ),
    "an expression that cannot be read": (
        spoilt(PAGE, ("section.title", "section.")),
        """\
building other-plain (2 of 2)
templates/page.yaml:5:12: error[expression-syntax]: `section.` cannot be read: expected name or number
     5 |     title: "{{ section. }}"
  hint: an expression names fields, such as `{{ section.title }}`, and may use filters, such as `{{ report.date | date }}`
1 error
""",
    ),
    "an expression that leaves the report": (
        spoilt(PAGE, ("section.title", "section.__class__")),
        """\
building other-plain (2 of 2)
templates/page.yaml:5:12: error[name-undefined]: `section.__class__` reads `__class__`, which is not there
     5 |     title: "{{ section.__class__ }}"
  hint: known names: `chapter`, `emphasis`, `hero`, `id`, `intro`, `items`, `others`, `part`, `photo`, `short`, `source`, `takeaway`, `title`, `type`, `within`
1 error
""",
    ),
    "a loop over no list": (
        spoilt(PAGE, ("sections | of_type('statistics')", "report.title")),
        """\
building other-plain (2 of 2)
templates/page.yaml:3:10: error[for-wrong]: `report.title` is not a list
     3 |   - for: section in report.title
  hint: loop over sections, items, parts or another list
1 error
""",
    ),
    "a text where figures belong": (
        spoilt(PAGE, ("section.items }}", "section.title }}")),
        """\
building other-plain (2 of 2)
templates/page.yaml:6:37: error[type-wrong]: a tile needs records with a figure
     6 |     main: {block: stat-grid, items: "{{ section.title }}"}
  hint: such as a statistics section's items, or `[{value: 340, text: wells repaired}]`
1 error
""",
    ),
    "a block without a name": (
        spoilt(PAGE, ("block: stat-grid, ", "")),
        """\
building other-plain (2 of 2)
templates/page.yaml:6:11: error[key-missing]: this block has no `block`
     6 |     main: {items: "{{ section.items }}"}
  hint: known block names: `agenda`, `callout`, `cards`, `chart`, `column`, `comparison`, `forms`, `heading`, `hero`, `key-message`, `key-value`, `lead`, `list`, `picture`, `prose`, `qr`, `quote`, `row`, `source`, `stat-grid`, `stat-tile`, `steps`, `table`, `timeline`
1 error
""",
    ),
    "a slide without a title": (
        spoilt(PAGE, ('    title: "{{ section.title }}"\n', "")),
        """\
building other-plain (2 of 2)
templates/page.yaml:3:5: error[key-missing]: this page has no `title`
     3 |   - for: section in sections | of_type('statistics')
  hint: every slide has a title, such as `title: "{{ section.title }}"`
1 error
""",
    ),
    "a slide whose title is empty": (
        spoilt(PAGE, ("section.title", "section.intro")),
        """\
building other-plain (2 of 2)
templates/page.yaml:5:12: error[title-missing]: the title of the page `title-only` is empty
     5 |     title: "{{ section.intro }}"
  hint: give it a second choice, such as `{{ photo.place or section.title }}`
1 error
""",
    ),
    "pages that include themselves": (
        spoilt(PAGE, more="  - include: page\n"),
        """\
building other-plain (2 of 2)
templates/page.yaml:15:14: error[include-circle]: `page` is included within itself
    15 |   - include: page
  hint: take this line out; `builtin:deck` includes ours into a `deck` of your own
1 error
""",
    ),
    "no page with anything to show": (
        spoilt(PAGE, ("of_type('statistics')", "of_type('quotes')")),
        """\
building other-plain (2 of 2)
templates/page.yaml:2:1: pages: error[pages-none]: no page of `page` has anything of this report to show
     2 | pages:
  hint: give the report content, or the template pages for the sections that it has
1 error
""",
    ),
    # -- the project --------------------------------------------------------------------------------------------------------------
    "a template that is not there": (
        spoilt(PROJECT, ("template: page", "template: pgae")),
        """\
building other-plain (2 of 2)
briefings.yaml:2:5: error[template-unknown]: there is no template `pgae`
     2 |   - {report: water, template: pgae}
  hint: did you mean `page`?
1 error
""",
    ),
    "a brand template that is none": (
        {
            **spoilt(
                PROJECT,
                ("template: page", "template: page, brand: ours"),
                more="brands: {ours: {default: seeds/notes.txt}}\n",
            )
        },
        """\
building other-plain (2 of 2)
seeds/notes.txt: error[brand-unreadable]: this is no PowerPoint file that can be read
  hint: open it in PowerPoint and save it again as .pptx or .potx (BadZipFile)
1 error
""",
    ),
    "faults of several files": (
        {**spoilt(DATA, ("value: 340, ", "")), **spoilt(PAGE, ("stat-grid", "statgrid"))},
        """\
building other-plain (2 of 2)
data/water.yaml:11:9: sections.wells.items.dug.value: error[value-missing]: this statistic has no number
    11 |       - {id: dug, text: wells dug}
  hint: give `value`, or `value: not-in-source` to leave it out on purpose (then a note)
templates/page.yaml:6:19: error[block-unknown]: there is no block `statgrid`
     6 |     main: {block: statgrid, items: "{{ section.items }}"}
  hint: did you mean `stat-grid`?
2 errors
""",
    ),
}

PROJECT_ERRORS: Mapping[str, tuple[Mapping[str, str], str]] = {
    "a report that is not there": (
        spoilt(PROJECT, ("report: water", "report: watre")),
        """\
briefings.yaml:2:14: build.1.report: error[report-unknown]: there is no report `data/watre.yaml`
     2 |   - {report: watre, template: page}
  hint: did you mean `water`?
1 error
""",
    ),
    "a project file that is not YAML, beside a faulty report": (
        {**spoilt(PROJECT, ("page}", "page")), **spoilt(DATA, ("value: 340, ", ""))},
        """\
briefings.yaml:2:5: error[yaml-malformed]: the map that `{` opens here is broken off or never closed
     2 |   - {report: water, template: page
  hint: close it with `}`; quote texts in it that hold `,`, `:`, brackets or braces
data/water.yaml:11:9: sections.wells.items.dug.value: error[value-missing]: this statistic has no number
    11 |       - {id: dug, text: wells dug}
  hint: give `value`, or `value: not-in-source` to leave it out on purpose (then a note)
2 errors
""",
    ),
}

WARNINGS: Mapping[str, tuple[Mapping[str, str], str]] = {
    "a picture that is not there": (
        spoilt(
            DATA,
            more="  photos: {type: photos, title: Photos, items: [{id: a, file: seeds/a.png, caption: A well, alt: A well}]}\n",
        ),
        """\
building water-page (1 of 2)
building other-plain (2 of 2)
data/water.yaml:12:63: sections.photos.items.a.file: warning[picture-missing]: there is no file `seeds/a.png` in the project
    12 |   photos: {type: photos, title: Photos, items: [{id: a, file: seeds/a.png, caption: A well, alt: A well}]}
  hint: the caption is shown without it
1 warning
""",
    ),
    "a section that no page shows": (
        spoilt(DATA, more="  aims: {type: prose, title: Aims, text: Water for all.}\n"),
        """\
building water-page (1 of 2)
building other-plain (2 of 2)
data/water.yaml:12:9: sections.aims: warning[section-unshown]: no page of `page` shows the section `aims`
    12 |   aims: {type: prose, title: Aims, text: Water for all.}
  hint: give the template a page for it, or name it under the template's `omit` with a reason
water-page.en.pptx: left out: 1 text (“Aims”); `-v` tells why
1 warning
""",
    ),
    "a section that has nothing to show": (
        spoilt(
            DATA,
            more="  pumps: {type: statistics, title: Pumps, items: [{id: a, value: not-in-source, text: pumps}]}\n",
        ),
        """\
building water-page (1 of 2)
building other-plain (2 of 2)
data/water.yaml:12:10: sections.pumps: warning[section-unshown]: no page of `page` shows the section `pumps`
    12 |   pumps: {type: statistics, title: Pumps, items: [{id: a, value: not-in-source, text: pumps}]}
  hint: it has nothing to show, so its page is left out: fill the section, or take it out
1 warning, 1 note
""",
    ),
    "a translation that is not there": (
        spoilt(PROJECT, ("template: page", "template: page, languages: [en, fr]")),
        """\
building water-page (1 of 2)
building other-plain (2 of 2)
data/water.yaml:3:11: language: warning[language-missing]: there is no translation `data/water.fr.yaml`: this report is not built in `fr`
     3 | language: en
  hint: put its texts into that file, by the ids of this one, or take `fr` out of `languages`
1 warning
""",
    ),
}

OLD = 1_000_000_000_000_000_000
"""When the old outputs were written: in the year 2001, in nanoseconds."""
RUN_FILES = ("contact-sheet.png", "manifest.json", "SHA256SUMS")


def project(folder: Path, files: Mapping[str, str]) -> Path:
    """The project of a case, with outputs of an earlier run."""
    old = {f"output/{name}": f"old {name}\n" for name in ("water-page.en.pptx", "other-plain.en.pptx", *RUN_FILES)}
    lay(folder, {**SOUND, **files, **old})
    for name in old:
        os.utime(folder / name, ns=(OLD, OLD))
    return folder


def state(folder: Path) -> dict[str, tuple[str, int]]:
    """Each output with its hash and the time it was written."""
    return {
        path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in (folder / "output").iterdir()
    }


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_is_told_whole_and_stops_its_report_only(name: str, tmp_path: Path) -> None:
    files, told = ERRORS[name]
    folder = project(tmp_path, files)
    before = state(folder)

    outcome = run(folder, "build")

    assert outcome.err == told
    assert outcome.code == 1
    after = state(folder)
    changed = {file for file in after if after[file] != before.get(file)}
    own = "water-page.en.pptx" if "water-page" in told else "other-plain.en.pptx"
    assert changed == {own, *RUN_FILES}
    assert outcome.out.splitlines() == [f"wrote output/{file}" for file in (own, *RUN_FILES)]


@pytest.mark.parametrize("name", PROJECT_ERRORS)
def test_a_project_file_that_cannot_be_used_stops_everything_and_the_reports_are_still_read(
    name: str, tmp_path: Path
) -> None:
    files, told = PROJECT_ERRORS[name]
    folder = project(tmp_path, files)
    before = state(folder)

    outcome = run(folder, "build")

    assert (outcome.code, outcome.out, outcome.err) == (1, "", told.replace("building ", "checking "))
    assert state(folder) == before


@pytest.mark.parametrize("name", WARNINGS)
def test_a_warning_is_told_and_everything_is_written(name: str, tmp_path: Path) -> None:
    files, told = WARNINGS[name]
    folder = project(tmp_path, files)

    outcome = run(folder, "build")

    assert outcome.err == told
    assert outcome.code == 0
    assert outcome.out.splitlines() == [
        f"wrote output/{file}" for file in ("water-page.en.pptx", "other-plain.en.pptx", *RUN_FILES)
    ]
    assert run(folder, "build", "--strict").code == 1


def test_what_no_slide_holds_is_told_at_the_line_of_its_data(tmp_path: Path) -> None:
    title = "The wells of the valley " * 40
    folder = project(tmp_path, spoilt(DATA, ("title: Wells", f"title: {title.strip()}")))

    told = run(folder, "build").err.splitlines()

    assert told[2].startswith(
        "data/water.yaml:9:12: sections.wells.title: error[text-over]: `water-page.en`: the title of `title-only` is over by"
    )
    assert told[4].startswith("  hint: shorten sections.wells.title by about ")
    assert state(folder).keys() >= {"other-plain.en.pptx"}


def test_check_tells_the_same_and_writes_nothing(tmp_path: Path) -> None:
    files, told = ERRORS["faults of several files"]
    folder = project(tmp_path, files)
    before = state(folder)

    outcome = run(folder, "check")

    assert (outcome.code, outcome.out, outcome.err) == (1, "", told.replace("building ", "checking "))
    assert state(folder) == before


@pytest.mark.parametrize(
    "name", ["data/water.fr.yaml", "briefings.yaml", "templates/themes/dark/theme.yaml", "data/water.yaml"]
)
def test_no_file_that_is_looked_for_leads_out_of_the_project(name: str, tmp_path: Path) -> None:
    """Not a line of what stands behind the link is shown."""
    folder = project(tmp_path / "project", {PAGE: "theme: dark\n" + TEMPLATE} if "theme" in name else {})
    (tmp_path / "secret").write_text("root:x:0:0:root\n", encoding="utf-8")
    (folder / name).unlink(missing_ok=True)
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).symlink_to(tmp_path / "secret")

    outcome = run(folder, "check", "--lang", "fr") if ".fr." in name else run(folder, "check")

    assert outcome.code in (1, 2), outcome.err
    assert "root:x" not in outcome.err + outcome.out
    if name != DATA:  # a report that leads elsewhere is none of the project's
        assert f"error[path-outside]: `{name}` leads out of the project" in outcome.err


def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    folder = project(tmp_path / "project", spoilt(DATA, (ITEMS, "    table: {file: data/wells.csv}\n")))
    (tmp_path / "wells.csv").write_text("id,value,text\na,3,wells\n", encoding="utf-8")
    (folder / "data/wells.csv").symlink_to(tmp_path / "wells.csv")
    (folder / "templates/page.yaml").rename(tmp_path / "page.yaml")
    (folder / "templates/page.yaml").symlink_to(tmp_path / "page.yaml")

    assert (
        run(folder, "check").err
        == """\
checking other-plain (2 of 2)
data/water.yaml:10:19: sections.wells.table.file: error[path-outside]: `data/wells.csv` leads out of the project
    10 |     table: {file: data/wells.csv}
  hint: copy the file into the project and name it from the project's folder, such as `seeds/report.txt`
briefings.yaml:2:5: error[path-outside]: `templates/page.yaml` leads out of the project
     2 |   - {report: water, template: page}
  hint: copy the file into the project and name it from the project's folder, such as `seeds/report.txt`
2 errors
"""
    )


def test_a_report_with_another_ending_is_noticed(tmp_path: Path) -> None:
    lay(tmp_path, {"data/a.yml": REPORT})
    alone = run(tmp_path, "build")
    assert alone.code == 2
    assert (
        "there is no report: `data/a.yml` is not read: the name of a report ends in `.yaml`; call it `a.yaml`"
        in " ".join(alone.err.split())
    )
    lay(tmp_path, {"data/b.yaml": REPORT})
    assert "data/a.yml: warning[report-ending]: `data/a.yml` is not read" in run(tmp_path, "check").err


def test_what_report_and_template_both_refuse_is_told_once_at_its_place(tmp_path: Path) -> None:
    """A link that leads astray is found when the report is read, and again when it is filled into the template."""
    text = "See [the file](javascript:alert) now."
    report = REPORT + f'  more: {{type: prose, title: More, text: "{text}"}}\n'
    outcome = run(lay(tmp_path, {"data/water.yaml": report}), "build", "--format", "html")

    assert outcome.code == 1 and outcome.err.count("error[link-scheme]") == 1, outcome.err
    assert "data/water.yaml:12:" in outcome.err and outcome.err.endswith("1 error\n")


def test_slips_of_lines_and_keys_hide_nothing_else(tmp_path: Path) -> None:
    """All is told in one run: a comma in { }, a text with `: `, a key that is missing, and what is wrong with the rest."""
    wrong = REPORT.replace("status: final\n", "").replace("wells dug", "In 2017, 655 wells dug")
    wrong += "      - {id: taps, value: x2, text: taps: many}\n  more: {type: prose, title: More, photo: none, text: Words}\n"
    told = run(lay(tmp_path, {"data/water.yaml": wrong}), "check").err

    codes = re.findall(r"error\[([a-z-]+)\]", told)
    assert sorted(codes) == ["comma-in-flow", "key-missing", "photo-unknown", "type-wrong", "yaml-malformed"]
