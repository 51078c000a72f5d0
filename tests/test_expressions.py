"""Expressions in templates: they read the report and nothing else."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from briefings.diagnostics import BriefingsError, Where
from briefings.template.expressions import value, written
from briefings.template.sandbox import Mixed, Sandbox, function
from briefings.values import Figure, Origin, Text, Value, record

HERE = Where("templates/deck.yaml", 3, 10)
TITLE = Text("Safe water", Origin("title"), "en")
WELLS = Figure(Decimal(340), Origin("sections.results.items.wells.value"), "en")
SCOPE: dict[str, Any] = {
    "report": record("", {"title": TITLE, "subtitle": None}),
    "items": (record("a", {"title": TITLE, "figure": WELLS}),),
}


SANDBOX = Sandbox({"shout": lambda value: f"{value}!"})


def given(template: str, scope: dict[str, Any] = SCOPE) -> Value | Mixed:
    """What a template's value gives."""
    return value(written(template, HERE, SANDBOX), {"word": function("word", lambda key: f"<{key}>"), **scope}, SANDBOX)


def refused(template: str) -> str:
    with pytest.raises(BriefingsError) as caught:
        given(template)
    return caught.value.findings[0].code


def test_a_single_expression_gives_the_node_itself() -> None:
    assert given("{{ report.title }}") is TITLE
    assert given("{{ report.subtitle }}") is None
    assert given("plain words") == "plain words"


def test_a_mixed_value_knows_what_each_piece_read() -> None:
    mixed = given("{{ items[0].figure.value }} wells: {{ report.title | shout }}")
    assert isinstance(mixed, Mixed)
    assert [(fragment.value, fragment.origins) for fragment in mixed.fragments] == [
        (Decimal(340), (WELLS.origin,)),
        (" wells: ", ()),
        ("Safe water!", (TITLE.origin,)),
    ]


@pytest.mark.parametrize(
    ("expression", "gives"),
    [
        ("[1, 'a', none, true]", (1, "a", None, True)), ("(1, 2)", (1, 2)), ("{'a': 1} | length", 1), ("[1, 2, 3][1:]", (2, 3)), ("'abc'[::-1]", "cba"),
        ("-2 + 3 * 2 ** 2 // 5 % 4 - +1", -1), ("7 / 2", Decimal("3.5")), ("'a' ~ 1 ~ 'b'", "a1b"), ("1 < 2 <= 2 != 3", True), ("1 < 2 > 2 < 9", False),
        ("2 in [1, 2] and 3 not in [1, 2]", True), ("0 or 'a'", "a"), ("0 and nothing", 0), ("not 0", True), ("1 if items else 2", 1),
        ("1 if not items else 2", 2), ("nothing is defined", False), ("3 is divisibleby 3", True), ("nothing | default('x')", "x"),
        ("[3, 1] | sort(reverse=true) | join(', ')", "3, 1"), ("items | map(attribute='title') | first", TITLE), ("word(*['a'])", "<a>"),
        ("word(**{'key': 'a'})", "<a>"), ("items[0].figure.value", Decimal(340)), ("items[-1]['title']", TITLE),
    ],
)  # fmt: skip
def test_every_part_that_an_expression_may_have(expression: str, gives: object) -> None:
    assert given(f"{{{{ {expression} }}}}") == gives


def test_content_never_becomes_an_expression() -> None:
    sly = Text("{{ 7 * 7 }} {% raw %}", Origin("title"), "en")
    assert given("{{ report.title }}", {"report": record("", {"title": sly})}) is sly


def test_braces_and_quotation_marks_inside_an_expression_do_not_end_it() -> None:
    assert given("{{ '}}' ~ \"a'b\" }}") == "}}a'b"


@pytest.mark.parametrize(
    ("template", "code"),
    [
        ("{{ report.titel }}", "name-undefined"),
        ("{{ reprot.title }}", "name-undefined"),
        ("{{ items[4].title }}", "name-undefined"),
        ("{{ report.title", "expression-open"),
        ("{{ report. }}", "expression-syntax"),
        ("{{ report.title | loud }}", "filter-unknown"),
        ("{% if true %}x{% endif %}", "statement-in-value"),
        ("{{ 1 / 0 }}", "expression-failed"),
        ("{{ report.title + 1 }}", "expression-failed"),
    ],
)
def test_a_wrong_expression_is_a_finding(template: str, code: str) -> None:
    assert refused(template) == code


def test_a_misspelt_field_is_told_with_the_nearest_one() -> None:
    with pytest.raises(BriefingsError) as caught:
        given("{{ report.titel }}")
    assert caught.value.findings[0].render() == (
        "templates/deck.yaml:3:10: error[name-undefined]: `report.titel` reads `titel`, which is not there\n"
        "  hint: did you mean `title`?"
    )


@pytest.mark.parametrize(
    "payload",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ report.__class__ }}",
        "{{ report['__class__'] }}",
        "{{ report.title.__init__.__globals__ }}",
        "{{ word.__globals__ }}",
        "{{ word.__call__.__func__ }}",
        "{{ self.__init__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ lipsum.__globals__ }}",
        "{{ namespace(a=1) }}",
        "{{ range(10**9) }}",
        "{{ '%1000000000d' | format(1) }}",
        "{{ 'x'.format(1) }}",
        "{{ 'a'.center(1000000000) }}",
        "{{ 'a' | center(1000000000) }}",
        "{{ report.title | attr('__class__') }}",
        "{{ items | map('format') | list }}",
        "{{ items | map(attribute='__class__') | list }}",
        "{{ items | map(attribute='title.__class__') | list }}",
        "{{ 10 ** (10 ** 8) }}",
        "{{ 'a' * 1000000000 }}",
        "{{ items * 1000000 }}",
        "{{ [1] * 1000000000 }}",
        "{{ report.fields }}",
        "{{ joiner() }}",
        "{{ dict(a=1) }}",
    ],
)
def test_nothing_outside_the_report_is_reached(payload: str) -> None:
    """The doors that Jinja2's sandbox leaves open, and those that take memory or time, are shut."""
    assert refused(payload) in {
        "name-undefined", "expression-forbidden", "expression-failed", "filter-unknown", "expression-syntax", "expression-kind",
    }  # fmt: skip


GROWS = "it grows beyond 1,000,000 letters, or 100,000 things in lists"


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("'%1000000000d' % 1", "`%` is for numbers; texts are joined by `~`"),
        ("report.title % 1", "`%` is for numbers; texts are joined by `~`"),
        ("'ab' * 10", "text and lists cannot be multiplied here"),
        ("1 | round(1000000000, 'ceil')", "1000000000 is too large a number for `round`"),
        ("'y' | truncate(99999999, true)", "99999999 is too large a number for `truncate`"),
        ("0.5 | shout(digits=99999999)", "99999999 is too large a number for `shout`"),
        ("99999 ** 64", "this number is too large"),
        (" * ".join(["99999 ** 9"] * 9), "this number is too large"),
        ("1e308 * 10", "this is not a number that can be shown"),
        ("'inf' | float", "this is not a number that can be shown"),
        ("(-1) ** 0.5", "it holds something (complex) that cannot be shown"),
        ("'y'" + " | replace('y', 'yyyyyyyyyy')" * 9, GROWS),
        (" ~ ".join(["big"] * 3), GROWS),
        ("big + big + big", GROWS),
        ("[big, big, big] | join", GROWS),
        ("[[many, many], [many, many]]", GROWS),
        ("{'a': many, 'b': [many, many]} | length", GROWS),
        ("word | string", "a function can only be called, as in `word('sources')`"),
        ("[word, word] | map('string') | list", "a function can only be called, as in `word('sources')`"),
        ("'see ' ~ word", "a function can only be called, as in `word('sources')`"),
        ("items | string", "`string` takes texts and numbers; `figure`, `date`, `listing` and `joined` make text of the rest"),
        ("'is ' ~ items[0]", "`join` takes texts and numbers; `figure`, `date`, `listing` and `joined` make text of the rest"),
    ],
)  # fmt: skip
def test_every_value_on_the_way_is_of_a_known_kind_and_of_bounded_size(expression: str, said: str) -> None:
    scope = {**SCOPE, "big": "b" * 400_000, "many": tuple("n" for _ in range(40_000))}
    with pytest.raises(BriefingsError) as caught:
        given(f"{{{{ {expression} }}}}", scope)

    (finding,) = caught.value.findings
    assert finding.code == "expression-forbidden"
    assert finding.message.endswith(f"` is not allowed: {said}")
    assert finding.where == HERE


def test_words_and_expressions_together_are_bounded_too() -> None:
    with pytest.raises(BriefingsError, match="it grows beyond 1,000,000 letters"):
        given("{{ big }}{{ big }}, {{ big }}", {"big": "b" * 400_000})


@pytest.mark.parametrize(
    "expression",
    ["(" * 150 + "1" + ")" * 150, "1" * 5_000, "1" + "+1" * 1_000, "not " * 2_000 + "1", "[" * 400 + "]" * 400, "a" * 20_000],
)  # fmt: skip
def test_what_is_too_long_or_too_deep_to_be_read_is_a_finding(expression: str) -> None:
    with pytest.raises(BriefingsError) as caught:
        written(f"{{{{ {expression} }}}}", HERE, SANDBOX)

    (finding,) = caught.value.findings
    assert (finding.code, finding.where) == ("expression-long", HERE)
    assert finding.message.endswith(
        "… is too long, too deeply nested, or holds a number with too many digits".replace("…", "…`")
    )
