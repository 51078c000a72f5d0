"""Figures, dates, lists and quotation marks, as readers of the six languages write them."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.charts import number_codes
from briefings.language import LANGUAGES, wording
from briefings.language.record import NBSP
from briefings.values import Day, Figure, Origin, Span, figures, plain
from briefings.values.figures import numbers_in, shown


def figure(value: str | None, language: str = "en", **more: object) -> Figure:
    number = None if value is None else Decimal(value)
    return Figure(number, Origin("sections.x.value"), language, **more)  # type: ignore[arg-type]


def spaced(text: str) -> str:
    """The text with its no-break spaces as `~`, so that tables of examples can be read."""
    return text.replace(NBSP, "~")


@pytest.mark.parametrize(
    ("given_figure", "tile", "prose"),
    [
        (figure("29500"), "29,500", "29,500"),
        (figure("25000000", digits=2), "25M", "25~million"),
        (figure("25000000"), "25,000,000", "25,000,000"),
        (figure("25e6"), "25M", "25~million"),
        (figure("25000000", digits=4), "25.00M", "25.00~million"),
        (figure("2087000000", digits=4, currency="USD"), "$2.087B", "$2.087~billion"),
        (figure("1234567", digits=7), "1,234,567", "1,234,567"),
        (figure("87000", digits=2), "87,000", "87,000"),
        (figure("1150", qualifier="at-least"), "1,150+", "at least~1,150"),
        (figure("250", qualifier="over"), "over~250", "over~250"),
        (figure("250", qualifier="about"), "about~250", "about~250"),
        (figure("250", qualifier="exactly"), "250", "250"),
        (figure("452000000", digits=3, currency="USD"), "$452M", "$452~million"),
        (figure("-28.5", currency="USD"), "−$28.5", "−$28.5"),
        (figure("1200", currency="CHF"), "CHF~1,200", "CHF~1,200"),
        (figure("1.50"), "1.50", "1.50"),
        (figure("5", digits=3), "5.00", "5.00"),
        (figure("29500", digits=2), "29,500", "29,500"),
        (figure("63", unit="%"), "63%", "63%"),
        (figure("864", unit="tons"), "864~tons", "864~tons"),
        (figure("0"), "0", "0"),
        (figure(None), "", ""),
    ],
)
def test_a_figure_has_exactly_the_digits_of_the_source(given_figure: Figure, tile: str, prose: str) -> None:
    assert (spaced(shown(given_figure)), spaced(shown(given_figure, "prose"))) == (tile, prose)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["25M", "25~million", "1,150+", "at least~1,150", "$452M", "$452~million", "12.5%"]),
        ("fr", ["25~M", "25~millions", "1~150+", "au moins~1~150", "452~M$", "452~millions de dollars", "12,5~%"]),
        ("es", ["25~M", "25~millones", "1~150+", "al menos~1~150", "452~M$", "452~millones de dólares", "12,5~%"]),
        ("ru", ["25~млн", "25~млн", "1~150+", "не менее~1~150", "452~млн~$", "452~млн~долл. США", "12,5~%"]),
        ("ar", ["25~مليون", "25~مليون", "1,150+", "ما لا يقل عن~1,150", "452~مليون~دولار", "452~مليون~دولار", "12.5%"]),
        ("zh", ["2500万", "2500万", "1,150+", "至少1,150", "4.52亿美元", "4.52亿美元", "12.5%"]),
    ],
)
def test_each_language_writes_size_qualifier_money_and_per_cent_its_own_way(language: str, expected: list[str]) -> None:
    millions = figure("25000000", language, digits=2)
    least = figure("1150", language, qualifier="at-least")
    dollars = figure("452000000", language, digits=3, currency="USD")
    written = [shown(each, style) for each in (millions, least, dollars) for style in ("tile", "prose")]
    assert [spaced(text) for text in (*written, shown(figure("12.5", language, unit="%")))] == expected


@pytest.mark.parametrize(
    ("value", "language", "prose"),
    [
        ("1000000", "fr", "1~million"),
        ("1.5e6", "fr", "1,5~million"),
        ("2e9", "fr", "2~milliards"),
        ("1e6", "es", "1~millón"),
        ("24e9", "es", "24~000~millones"),
        ("3e6", "ar", "3~ملايين"),
        ("7e9", "ar", "7~بلايين"),
        ("11e6", "ar", "11~مليون"),
        ("1e12", "zh", "1万亿"),
    ],
)
def test_size_words_agree_with_their_number(value: str, language: str, prose: str) -> None:
    digits = len(Decimal(value).normalize().as_tuple().digits)
    assert spaced(shown(figure(value, language, digits=digits), "prose")) == prose


def test_a_page_in_another_language_and_a_unit_said_elsewhere() -> None:
    tons = figure("1864.5", "en", unit="tons")
    assert spaced(shown(tons, language="fr", unit=False)) == "1~864,5"


@given(
    value=st.decimals(min_value=-(10**14), max_value=10**14, allow_nan=False, allow_infinity=False, places=3),
    digits=st.none() | st.integers(1, 12),
    language=st.sampled_from(tuple(LANGUAGES)),
    style=st.sampled_from(["tile", "prose"]),
    qualifier=st.sampled_from(["", "at-least", "over", "about", "exactly"]),
    currency=st.sampled_from(["", "USD", "EUR", "CHF"]),
)
def test_what_is_shown_reads_back_as_the_same_number(
    value: Decimal, digits: int | None, language: str, style: figures.Style, qualifier: str, currency: str
) -> None:
    text = shown(figure(str(value), language, digits=digits, qualifier=qualifier, currency=currency), style)
    # The minus stands before the sign of a currency, where only a person would look for it.
    assert tuple(abs(number) for number in numbers_in(text, language)) == (abs(value),)
    assert ("−" in text or "-" in text) == (value < 0)
    assert "\u202f" not in text


def test_a_number_beyond_all_use_is_shown_and_not_expanded() -> None:
    assert shown(figure("1E+999999")) == "1E+999999"


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", ["2022", "November 2022", "1 November 2022"]),
        ("fr", ["2022", "novembre 2022", "1er novembre 2022"]),
        ("es", ["2022", "noviembre de 2022", "1 de noviembre de 2022"]),
        ("ru", ["2022", "ноябрь 2022~г.", "1 ноября 2022~г."]),
        ("ar", ["2022", "نوفمبر 2022", "1 نوفمبر 2022"]),
        ("zh", ["2022年", "2022年11月", "2022年11月1日"]),
    ],
)
def test_a_date_is_as_exact_as_the_source(language: str, texts: list[str]) -> None:
    dates = [
        Day(2022, Origin("date"), "en"),
        Day(2022, Origin("date"), "en", 11),
        Day(2022, Origin("date"), "en", 11, 1),
    ]
    assert [spaced(figures.day(date, language)) for date in dates] == texts


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "a, b and c"),
        ("fr", "a, b et c"),
        ("es", "a, b y c"),
        ("ru", "a, b и c"),
        ("ar", "a وb وc"),
        ("zh", "a、b和c"),
    ],
)
def test_a_list_reads_as_a_sentence(language: str, text: str) -> None:
    assert figures.listing(["a", "b", "c"], language) == text
    assert figures.listing(["a"], language) == "a"
    assert figures.listing([], language) == ""


def test_spanish_y_turns_into_e_before_the_sound_i() -> None:
    assert figures.listing(["Francia", "Italia"], "es") == "Francia e Italia"
    assert figures.listing(["agua", "hielo"], "es") == "agua y hielo"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "“She said ‘no’.”"),
        ("fr", "«~She said “no”.~»"),
        ("es", "«She said “no”.»"),
        ("ru", "«She said “no”.»"),
        ("ar", "«She said “no”.»"),
        ("zh", "“She said ‘no’.”"),
    ],
)
def test_quotation_marks_follow_the_language_and_inner_ones_differ(language: str, text: str) -> None:
    assert spaced(figures.quoted("She said “no”.", language)) == text


def test_a_quotation_that_brings_its_marks_gets_one_pair() -> None:
    assert figures.quoted("“Peace.”", "fr") == f"«{NBSP}Peace.{NBSP}»"
    assert figures.quoted("“One” and “two”", "en") == "“‘One’ and ‘two’”"


def test_quoting_keeps_looks_and_origins() -> None:
    origin = (Origin("sections.q.items.a.text"),)
    rich = (Span("We “must” ", origin), Span("act", origin, bold=True), Span(".", origin))
    quoted = figures.quoted_rich(rich, "en")
    assert plain(quoted) == "“We ‘must’ act.”"
    assert [span.text for span in quoted if span.bold] == ["act"]
    assert {span.origins for span in quoted} == {origin}


def test_a_share_is_rounded_half_up_to_the_decimals_asked_for() -> None:
    assert figures.percent(Decimal("0.0619"), "en") == "6%"
    assert figures.percent(Decimal("0.125"), "ru", 0) == f"13{NBSP}%"
    assert figures.percent(Decimal("0.0619"), "fr", 1) == f"6,2{NBSP}%"


@pytest.mark.parametrize(
    ("values", "language", "code"),
    [
        ([figure("864"), figure("8")], "en", "0"),
        ([figure("265000"), figure("8")], "en", "#,##0"),
        ([figure("265000"), figure("8")], "fr", '[>=1000]#"~"000;0'),
        ([figure("1265000"), figure("8")], "ru", '[>=1000000]#"~"000"~"000;[>=1000]#"~"000;0'),
        ([figure("25e6"), figure("10e6")], "en", '0,,"M"'),
        ([figure("25e6"), figure("300000")], "en", '[>=1000000]0,,"M";#,##0'),
        ([figure("28e6", currency="USD"), figure("424e6", currency="USD")], "en", '"$"0,,"M"'),
        ([figure("28e6", currency="USD"), figure("424e6", currency="USD")], "fr", '0,,"~M$"'),
        ([figure("2.5e9"), figure("1.1e9")], "en", '0.0,,,"B"'),
        ([figure("12", unit="%"), figure("13", unit="%")], "fr", '[>=1000]#"~"000"~%";0"~%"'),
        ([figure("1.50"), figure("2.25")], "en", "0.00"),
        ([figure("1.5"), figure("2")], "en", "General"),
        ([figure("1150", qualifier="at-least")], "en", '#,##0"+"'),
        ([figure("25e6"), figure("10e6")], "zh", "#,##0"),
        ([figure("1.5e9"), figure("2.5e6")], "es", "#,##0"),
        ([figure("2500000", digits=3), figure("7654321")], "en", "#,##0"),
        (
            [figure("28e6", currency="EUR"), figure("9500", currency="EUR")],
            "fr",
            '[>=1000000]0,,"~M€";[>=1000]#"~"000"~€";0"~€"',
        ),
        ([figure("-5"), figure("1200")], "fr", '#,##0;"−"#,##0'),
        ([figure("-5"), figure("12")], "fr", '0;"−"0'),
        ([figure("-2600")], "fr", '#"~"000;"−"#"~"000'),
        ([figure("-20", currency="USD"), figure("30", currency="USD")], "en", '"$"0;"−$"0'),
        ([figure("-2.6"), figure("5.3")], "ar", '0.0;"\u200e-"0.0'),
        ([figure(None)], "en", "#,##0"),
        ([], "en", "#,##0"),
    ],
)
def test_chart_labels_get_the_shape_of_the_figures(values: list[Figure], language: str, code: str) -> None:
    assert spaced(number_codes.number_format(values, language)) == code


@pytest.mark.parametrize(
    ("shown", "formula"),
    [
        ("6.41亿", 'TEXT({}/1E8,"0.00;−0.00")&"亿"'),
        ("−12.3亿美元", 'TEXT({}/1E8,"0.0;−0.0")&"亿美元"'),
        ("至少6100万", '"至少"&TEXT({}/1E4,"0;−0")&"万"'),
        ("1,150", ""),
    ],
)
def test_what_no_format_code_can_say_is_worked_out_in_the_workbook(shown: str, formula: str) -> None:
    assert number_codes.formula(shown, None, "zh") == formula
    assert number_codes.formula("$2.4M", None, "en") == ""


@pytest.mark.parametrize(
    ("value", "step", "text", "code"),
    [
        ("4e9", "2e9", "40亿", '0,,,"0亿";"−"0,,,"0亿";0'),
        ("1.6e8", "2e7", "16000万", '0,,"00万";"−"0,,"00万";0'),
        ("-5e5", "5e5", "−500,000", '#,##0;"−"#,##0'),
        ("0", "1e12", "0", '0,,,,"万亿";"−"0,,,,"万亿";0'),
    ],
)
def test_chinese_numbers_of_an_axis_have_one_size_and_a_code_that_says_it(
    value: str, step: str, text: str, code: str
) -> None:
    made = number_codes.axis_number(Decimal(value), figure("1", "zh", unit="吨"), Decimal(step))
    assert made == (text, code)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "−4~points"),
        ("fr", "−4~points"),
        ("es", "−4~puntos"),
        ("ru", "−4~п.~п."),
        ("zh", "−4个百分点"),
    ],
)
def test_shares_differ_by_points(language: str, text: str) -> None:
    assert spaced(figures.points(figure("-4", language, unit="%"), language)) == text
    assert figures.points(figure("1", unit="%"), "en").endswith("point")


@given(
    values=st.lists(st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=2), max_size=6),
    digits=st.none() | st.integers(1, 5),
    language=st.sampled_from(tuple(LANGUAGES)),
)
def test_every_format_code_is_well_formed(values: list[Decimal], digits: int | None, language: str) -> None:
    code = number_codes.number_format([figure(str(value), language, digits=digits) for value in values], language)
    sections = code.split(";")
    assert len(sections) <= 3
    bare = [re.sub(r'^\[>=\d+\]|"[^"]*"', "", section) for section in sections]
    assert all(re.fullmatch(r"General|[#,]*0+(\.0+)?,*", section) for section in bare), code


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [
        (
            "en",
            "In 2022, over 1,150 from 137 countries; $28M and 3.5 million, 75/291.",
            [2022, 1150, 137, 28e6, 3.5e6, 75, 291],
        ),
        ("fr", "En 2022, 1 150 de 137 pays ; 28 M$ et 3,5 millions, 75/291.", [2022, 1150, 137, 28e6, 3.5e6, 75, 291]),
        ("es", "En 2022, 1.150 de 137 países; 28 millones y 3 mil millones.", [2022, 1150, 137, 28e6, 3e9]),
        ("ru", "В 2022 году 1 150 из 137 стран; 28 млн долл. и 3,5 млрд; 5 тыс.", [2022, 1150, 137, 28e6, 3.5e9, 5000]),
        ("ar", "في عام ٢٠٢٢، ١٬١٥٠ من 137 بلدا؛ 28 مليون و3.5 بلايين", [2022, 1150, 137, 28e6, 3.5e9]),
        ("zh", "2022年11月，来自137个国家的1 150种；2800万和3.5亿。", [2022, 137, 1150, 28e6, 3.5e8]),
        ("en", "between 10-12 and -5 °C; 2022 150; COVID-19", [10, 12, -5, 2022, 150, 19]),
        ("en", "5 Members and 6 Miles", [5, 6]),
        ("en", "no number here", []),
    ],
)
def test_numbers_are_read_out_of_prose_in_each_writing(language: str, text: str, numbers: list[float]) -> None:
    assert [float(number) for number in numbers_in(text, language)] == [float(number) for number in numbers]


def test_the_tools_own_words_have_the_same_placeholders_in_all_languages() -> None:
    said = {key: [wording.phrase(key, code) for code in LANGUAGES] for key in wording.WORDS}
    assert [key for key, all_ in said.items() if len({wording.placeholders(text) for text in all_}) > 1] == []
    assert [key for key, all_ in said.items() if not all(all_)] == []


def test_a_word_is_filled_in_and_a_wrong_one_names_the_nearest() -> None:
    assert wording.word("part", "fr", n=2, total=3) == "2 sur 3"
    assert wording.word("source", "zh-Hans") == "来源"
    assert wording.word("source", "de") == "Source"
    assert wording.word("as-of", "en", date="{date}") == "As of {date}"
    with pytest.raises(KeyError, match="did you mean `sources`"):
        wording.word("sourcess", "en")
    with pytest.raises(KeyError, match="takes `n`, `total`"):
        wording.word("part", "en", n=2)
