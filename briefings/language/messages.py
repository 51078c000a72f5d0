"""The tool's own few words ("Sources", "2 of 3", "Embargoed until …"): which there are. Each language says all of them in its own file.

A `{placeholder}` is filled in. Titles of sections are not here: they are data. Counts stand after a colon, so that no language needs its
plural forms.
"""

from __future__ import annotations

from ..frozen import frozen


@frozen
class Messages:
    """All the words. A word that a language's file forgets is told by the type checker, and stops the program where the file is read."""

    source: str
    sources: str
    sources_many: str
    line: str
    lines: str
    note: str
    part: str
    of: str
    continued: str
    page: str
    page_of: str
    as_of: str
    contact: str
    edition: str
    published: str
    draft: str
    embargoed: str
    embargoed_until: str
    unofficial_translation: str
    correction: str
    said_on: str
    said_in: str
    said_before: str
    it_is: str
    withdrawn: str
    comma: str
    semicolon: str
    colon: str
    dot: str
    bracketed: str
    not_translated: str
    scan: str
    qr_code: str
    table_alt: str
    more_rows: str
    at_a_glance: str
    in_numbers: str
    context: str
    objectives: str
    context_and_objectives: str
    programmes: str
    resources: str
    mandates: str
    entities: str
    outcomes: str
    results: str
    quotes: str
    features: str
    photos: str
    photo_credit: str
    change_up: str
    change_down: str
    change_none: str
    change_since: str
    total: str
    other: str
    contents: str
    skip: str
    languages: str
    all_versions: str
    web_page: str
    e_mail: str
    cover: str
    what: str
    unit: str
    as_shown: str
    change: str
    sheet: str
    data_about: str
    thank_you: str
    full_text: str
    log_scale: str
    scale_from: str
    not_to_scale: str
    below: str
    at_least: str
    category: str
    value: str
    chart_data: str
    no_value: str
    no_data: str
    chart_bar: str
    chart_column: str
    chart_stacked: str
    chart_stacked_100: str
    chart_line: str
    chart_doughnut: str
    chart_dot: str
    chart_area: str
    chart_slope: str
    chart_dumbbell: str
    chart_waterfall: str
    chart_scatter: str
    chart_histogram: str
    chart_small_multiples: str
    chart_trend: str
    trend_from: str
    trend_between: str
    chart_map: str
    map_source: str
    map_notice: str
    chart_any: str
    chart_alt: str
    chart_equal: str
    chart_extremes: str
    chart_unit: str
    chart_categories: str
    chart_series: str
    chart_values: str
    chart_reference: str
    chart_notes: str
    chart_difference: str
    chart_base: str
    chart_scale: str
    sentence: str
