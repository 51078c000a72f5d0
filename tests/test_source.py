"""YAML in, values with their places out; and what an author is told about a file that is no good."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from briefings import source
from briefings.characters import refused
from briefings.diagnostics import BriefingsError, Diagnostic
from briefings.source import LIMIT, Mapping_, Scalar, Sequence_, Source


def read(text: str) -> Source:
    return source.read(text.encode(), "x.yaml")


def value(text: str) -> Scalar:
    root = read(text).root
    assert isinstance(root, Mapping_)
    found = root.get("a")
    assert isinstance(found, Scalar)
    return found


def findings(data: bytes) -> tuple[Diagnostic, ...]:
    with pytest.raises(BriefingsError) as caught:
        source.read(data, "x.yaml")
    return caught.value.findings


@dataclass(frozen=True)
class Bad:
    """A file that cannot be read, and the whole of what its author is told."""

    name: str
    text: str
    told: str


BAD = [
    Bad(
        "a text that holds a colon",
        "title: Drugs: a report\n",
        """\
x.yaml:1:8: error[yaml-malformed]: this text holds `: `, which makes a key in YAML; it needs quotation marks
     1 | title: Drugs: a report
  hint: write: title: "Drugs: a report"
""",
    ),
    Bad(
        "texts that begin with signs",
        "a: **137** countries\nb: *Note* this\nc: '@office'\nd: @office\ne: %s\nf: `code`\ng: - a dash\nh: \"So\" he said\ni: [1] a note\nj: |pipe\n",
        """\
x.yaml:1:4: error[yaml-malformed]: this text begins with `*`, which means an alias in YAML; it needs quotation marks
     1 | a: **137** countries
  hint: write: a: "**137** countries"
x.yaml:2:4: error[yaml-malformed]: this text begins with `*`, which means an alias in YAML; it needs quotation marks
     2 | b: *Note* this
  hint: write: b: "*Note* this"
x.yaml:4:4: error[yaml-malformed]: this text begins with `@`, which YAML keeps for itself; it needs quotation marks
     4 | d: @office
  hint: write: d: "@office"
x.yaml:5:4: error[yaml-malformed]: this text begins with `%`, which YAML keeps for itself; it needs quotation marks
     5 | e: %s
  hint: write: e: "%s"
x.yaml:6:4: error[yaml-malformed]: this text begins with a backtick, which YAML keeps for itself; it needs quotation marks
     6 | f: `code`
  hint: write: f: "`code`"
x.yaml:7:4: error[yaml-malformed]: this text begins with `- `, which means something else in YAML; it needs quotation marks
     7 | g: - a dash
  hint: write: g: "- a dash"
x.yaml:8:4: error[yaml-malformed]: this text has words after its closing quotation mark; it needs quotation marks
     8 | h: "So" he said
  hint: write: h: '"So" he said'
x.yaml:9:4: error[yaml-malformed]: this text begins with `[`, which opens a list or a map in YAML; it needs quotation marks
     9 | i: [1] a note
  hint: write: i: "[1] a note"
x.yaml:10:4: error[yaml-malformed]: this text begins with `|`, which means a block of lines in YAML; it needs quotation marks
    10 | j: |pipe
  hint: write: j: "|pipe"
""",
    ),
    Bad(
        "several slips in one list",
        'items:\n  - Policy: research: trends\n  - **bold** start\n    of two lines\n  - "Quoted" and more\n',
        """\
x.yaml:2:5: error[yaml-malformed]: this text holds `: `, which makes a key in YAML; it needs quotation marks
     2 |   - Policy: research: trends
  hint: write: - "Policy: research: trends"
x.yaml:3:5: error[yaml-malformed]: this text begins with `*`, which means an alias in YAML; it needs quotation marks
     3 |   - **bold** start
  hint: write: - "**bold** start"
x.yaml:5:5: error[yaml-malformed]: this text has words after its closing quotation mark; it needs quotation marks
     5 |   - "Quoted" and more
  hint: write: - '"Quoted" and more'
""",
    ),
    Bad(
        "a colon in a line that goes on",
        "text: one line\n  and More: of it\nnext: 1\n",
        """\
x.yaml:2:11: error[yaml-malformed]: this line goes on with the text above, and a text that holds `: ` needs quotation marks
     2 |   and More: of it
  hint: write the text in quotation marks, from line 1 on
""",
    ),
    Bad(
        "a key indented as text",
        "title: A\n  type: prose\n",
        """\
x.yaml:2:3: error[yaml-malformed]: `type:` is indented as if it went on with the text of `title`
     2 |   type: prose
  hint: indent it like `title`; if it is part of that text, put the whole text in quotation marks
""",
    ),
    Bad(
        "tabs",
        "a:\n\t- 1\n",
        """\
x.yaml:2:1: error[yaml-malformed]: this line is indented with a tab
     2 |  - 1
  hint: indent with spaces: two for each level
""",
    ),
    Bad(
        "a quotation mark that stays open",
        "a: 'it is\nb: 1\n",
        """\
x.yaml:1:4: error[yaml-malformed]: the quotation mark ' that opens here is never closed
     1 | a: 'it is
  hint: close the text with ' (inside '…' an apostrophe is written twice: '')
""",
    ),
    Bad(
        "an escape that is none",
        'a: "C:\\path"\n',
        """\
x.yaml:1:7: error[yaml-malformed]: a backslash in "…" begins an escape, and this is none
     1 | a: "C:\\path"
  hint: write `\\\\` for a backslash, or use '…' where a backslash is a letter like any other
""",
    ),
    Bad(
        "brackets that stay open",
        "a: [1, 2\nb: 3\n",
        """\
x.yaml:1:4: error[yaml-malformed]: the list that `[` opens here is broken off or never closed
     1 | a: [1, 2
  hint: close it with `]`; quote texts in it that hold `,`, `:`, brackets or braces
""",
    ),
    Bad(
        "a wrong bracket",
        "a: [b, c}\n",
        """\
x.yaml:1:4: error[yaml-malformed]: the list that `[` opens here is broken off or never closed
     1 | a: [b, c}
  hint: close it with `]`; quote texts in it that hold `,`, `:`, brackets or braces
""",
    ),
    Bad(
        "an item that is not indented as its list",
        "a:\n  - b\n c: d\n",
        """\
x.yaml:3:2: error[yaml-malformed]: this line's indentation does not fit the lines above it
     3 |  c: d
  hint: keys of one map, and the `-` of one list, start in the same column
""",
    ),
    Bad(
        "no space after a colon",
        "a:b\nc: d\n",
        """\
x.yaml:1:1: error[yaml-malformed]: this line is neither a `key: value` nor part of a text
     1 | a:b
  hint: put a space after the colon
""",
    ),
    Bad(
        "a line without a key",
        "hello world\nc: d\n",
        """\
x.yaml:1:1: error[yaml-malformed]: this line is neither a `key: value` nor part of a text
     1 | hello world
  hint: write `key: value`, or indent it under the text that it goes on with
""",
    ),
    Bad(
        "keys that stand twice",
        "a: 1\nb:\n  c: 1\n  c: 2\na: 3\n",
        """\
x.yaml:4:3: error[key-twice]: the key `c` stands twice; first in line 3
     4 |   c: 2
  hint: take one out, or give it another name
x.yaml:5:1: error[key-twice]: the key `a` stands twice; first in line 1
     5 | a: 3
  hint: take one out, or give it another name
""",
    ),
    Bad(
        "anchors, aliases, merging, tags",
        "a: &x 1\nb: *x\nc: {<<: {d: 1}}\ne: !!str 1\nf: !important\n",
        """\
x.yaml:1:4: error[anchor-refused]: `&x` is an anchor, and anchors are not used in a report
     1 | a: &x 1
  hint: if it is text, write: a: "&x 1"
x.yaml:2:4: error[alias-refused]: `*x` is an alias, and aliases are not used in a report
     2 | b: *x
  hint: if it is text, write: b: "*x"
x.yaml:3:5: error[merge-refused]: `<<` merges another map, and merging is not used in a report
     3 | c: {<<: {d: 1}}
  hint: write the keys out
x.yaml:4:4: error[tag-refused]: `!!str` is a tag, and tags are not used in a report
     4 | e: !!str 1
  hint: if it is text, write: e: "!!str 1"
x.yaml:5:4: error[tag-refused]: `!important` is a tag, and tags are not used in a report
     5 | f: !important
  hint: if it is text, write: f: "!important"
""",
    ),
    Bad(
        "a list as a key",
        "[a, b]: c\n",
        """\
x.yaml:1:1: error[key-not-text]: a list or a map stands here where a key should
     1 | [a, b]: c
  hint: a key is a word followed by `:`; texts that begin with `[` or `{` need quotation marks
""",
    ),
    Bad(
        "no key at all",
        "a: {: b}\n",
        """\
x.yaml:1:5: error[yaml-malformed]: something stands here that does not belong to the list or map
     1 | a: {: b}
  hint: take it out, or put the text in quotation marks
""",
    ),
    Bad(
        "two documents",
        "a: 1\n---\nb: 2\n",
        """\
x.yaml:2:1: error[documents-several]: a second document starts here; a file holds one
     2 | ---
  hint: take out the line `---`
""",
    ),
    Bad(
        "an empty file",
        "",
        """\
x.yaml: error[file-empty]: this file is empty
""",
    ),
    Bad(
        "only comments",
        "# nothing\n",
        """\
x.yaml: error[file-empty]: this file is empty
""",
    ),
    Bad(
        "control characters",
        "a: x\x07\nb: y\u2028z\nc: \x00\n# \ufeff\n",
        """\
x.yaml:1:5: error[character-refused]: the control character U+0007 may not stand in a text
     1 | a: x<U+0007>
  hint: delete it
x.yaml:2:5: error[character-refused]: the line separator U+2028 may not stand in a text
     2 | b: y<U+2028>z
  hint: press Enter, or put a space
x.yaml:3:4: error[character-refused]: the control character U+0000 may not stand in a text
     3 | c: <U+0000>
  hint: delete it
x.yaml:4:3: error[character-refused]: the byte order mark U+FEFF may only stand at the start of a file
     4 | # <U+FEFF>
  hint: delete it
""",
    ),
    Bad(
        "control characters as escapes",
        'a: "\\x07"\n',
        """\
x.yaml:1:4: error[character-refused]: the control character U+0007 may not stand in a text (it is written as an escape)
     1 | a: "\\x07"
  hint: delete it
""",
    ),
    Bad(
        "directions left open",
        "a: abc\u202edef\nb: x\u2069\n",
        """\
x.yaml:1:4: error[direction-unbalanced]: the direction control U+202E is never closed
     1 | a: abc<U+202E>def
  hint: delete it, or close embeddings with U+202C and isolates with U+2069 in the same text
x.yaml:2:4: error[direction-unbalanced]: the direction control U+2069 closes what was not opened
     2 | b: x<U+2069>
  hint: delete it, or close embeddings with U+202C and isolates with U+2069 in the same text
""",
    ),
    Bad(
        "numbers that are too long",
        "a: " + "9" * 5000,
        """\
x.yaml:1:4: error[number-too-long]: this number is too long to be a figure: 999999999999… (5000 characters)
     1 | a: 9999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999…
  hint: if it is a text, put it in quotation marks
""",
    ),
    Bad(
        "lists in lists",
        "a: " + "[" * 60,
        """\
x.yaml:1:53: error[too-deep]: values are nested more than 50 deep here
     1 | a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
  hint: a report needs five or six levels
""",
    ),
    Bad(
        "commas inside brackets",
        """a: {value: 1,150,000, text: people}
b: {title: Wells, text: In 2017, 655 people, of whom, 20 children}
c: {text: 中国, 法国, title: 水}
d: [Peru, En 2017 fueron 655,000 personas]
e: {text: "one, two", title: "three", other}
f: [1,200,300, 0.5,0.3]
""",
        """x.yaml:1:14: error[comma-in-flow]: inside { } a comma ends a value: this one ends after `1`
     1 | a: {value: 1,150,000, text: people}
  hint: write: a: {value: 1150000, text: people}
x.yaml:2:34: error[comma-in-flow]: inside { } a comma ends a value: this one ends after `In 2017`
     2 | b: {title: Wells, text: In 2017, 655 people, of whom, 20 children}
  hint: write: b: {title: Wells, text: "In 2017, 655 people, of whom, 20 children"}
x.yaml:3:15: error[comma-in-flow]: inside { } a comma ends a value: this one ends after `中国`
     3 | c: {text: 中国, 法国, title: 水}
  hint: write: c: {text: "中国, 法国", title: 水}
x.yaml:4:30: error[comma-in-flow]: inside [ ] a comma ends a value: this one ends after `En 2017 fueron 655`
     4 | d: [Peru, En 2017 fueron 655,000 personas]
  hint: write: d: [Peru, "En 2017 fueron 655,000 personas"]
""",
    ),
    Bad(
        "decimal commas inside brackets",
        """a: [La hauteur passe de 1,8 mètre à 2,5 mètres., Rien]
b: [{points: [выше 1,8 метра, 3 раза]}]
c: [une phrase qui va
  de 4 à 1 250,5 tonnes]
d: [Nord, 1,8, -2,4, 3,1]
e: [1,2,3, 0.5,300, 12.5,30.2]
f: [2019,2020 est., 12 mars 2024,25 mai 2024, 15-24,25 and over, COVID-19,20 others, 1 km,2 km]
g: [1,2, 3]
""",
        """x.yaml:1:27: error[comma-in-flow]: inside [ ] a comma ends a value: this one ends after `La hauteur passe de 1`
     1 | a: [La hauteur passe de 1,8 mètre à 2,5 mètres., Rien]
  hint: write: a: ["La hauteur passe de 1,8 mètre à 2,5 mètres.", Rien]
x.yaml:2:22: error[comma-in-flow]: inside [ ] a comma ends a value: this one ends after `выше 1`
     2 | b: [{points: [выше 1,8 метра, 3 раза]}]
  hint: write: b: [{points: ["выше 1,8 метра", 3 раза]}]
x.yaml:4:16: error[comma-in-flow]: inside [ ] a comma ends a value: this one ends after `une phrase qui va de 4 à 1 250`
     4 |   de 4 à 1 250,5 tonnes]
  hint: put the whole text in quotation marks, from line 3 on
x.yaml:5:13: error[comma-in-flow]: inside [ ] a comma ends a value: these are 7 values
     5 | d: [Nord, 1,8, -2,4, 3,1]
  hint: decimals stand behind a point; write: d: [Nord, 1.8, -2.4, 3.1]
""",
    ),
    Bad(
        "a sentence with a comma inside brackets",
        """a: [Eleven lessons became four, each a game., They stayed.]
b: [Le puits, profond et clair, a été creusé.]
c: [gold, copper, tin]
d: [Wells and pumps, pipes, etc. and more]
e: ["They came, saw.", and left]
""",
        """x.yaml:1:33: error[comma-in-flow]: inside [ ] a comma ends a value: this one ends after `Eleven lessons became four`
     1 | a: [Eleven lessons became four, each a game., They stayed.]
  hint: write: a: ["Eleven lessons became four, each a game.", They stayed.]
x.yaml:2:15: error[comma-in-flow]: inside [ ] a comma ends a value: this one ends after `Le puits`
     2 | b: [Le puits, profond et clair, a été creusé.]
  hint: write: b: ["Le puits, profond et clair, a été creusé."]
""",
    ),
]


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_a_bad_file_is_told_whole(bad: Bad) -> None:
    assert "\n".join(finding.render() for finding in findings(bad.text.encode())) + "\n" == bad.told


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("NO", "NO"), ("yes", "yes"), ("on", "on"), ("22:30", "22:30"), ("1_000", "1_000"), ("0b1", "0b1"),
        ("2023-05-31", "2023-05-31"), ("true", True), ("False", False), ("null", None), ("~", None), ("Null", None),
        ("12", 12), ("-3", -3), ("0123", 123), ("0o17", 15), ("0x1F", 31), ("1.10", Decimal("1.10")),
        (".5", Decimal("0.5")), ("1e3", Decimal("1e3")), ("'12'", "12"), ('"true"', "true"), (".inf", ".inf"),
        ("-.INF", "-.INF"), (".nan", ".nan"), ("1e9999", "1e9999"),
    ],
)  # fmt: skip
def test_plain_scalars_mean_what_yaml_1_2_says(written: str, meant: object) -> None:
    found = value(f"a: {written}\n")

    assert (found.value, type(found.value)) == (meant, type(meant))
    assert found.text == written.strip("'\"")


def test_values_and_keys_know_their_places() -> None:
    read_ = read("title: A\nitems:\n  - id: x\n    text: >-\n      folded\n  - {id: y}\n")

    assert str(read_.at(("title",))) == "x.yaml:1:8"
    assert str(read_.key_at(("title",))) == "x.yaml:1:1"
    assert str(read_.at(("items",))) == "x.yaml:2:1"
    assert str(read_.at(("items", 0))) == "x.yaml:3:5"
    assert str(read_.at(("items", 0, "text"))) == "x.yaml:4:11"
    assert str(read_.at(("items", 1, "id"))) == "x.yaml:6:10"
    assert read_.at(("title",)).excerpt == "title: A"


def test_a_missing_key_points_to_what_it_is_missing_from() -> None:
    found = read("items:\n  - id: x\n")

    assert str(found.at(("items", 0, "value"))) == "x.yaml:2:5"
    assert str(found.at(("items", 7))) == "x.yaml:1:1"
    assert str(found.key_at(("items", 0, "value"))) == "x.yaml:2:5"


def test_lists_and_maps_keep_their_order() -> None:
    root = read("b: [1, 2]\na: {d: 1, c: 2}\n").root

    assert isinstance(root, Mapping_)
    assert root.keys() == ("b", "a")
    inner, items = root.get("a"), root.get("b")
    assert isinstance(inner, Mapping_)
    assert inner.keys() == ("d", "c")
    assert isinstance(items, Sequence_)
    assert source.plain(items) == [1, 2]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("a: b".encode("utf-16"), "this file is UTF-16, not UTF-8"),
        ("a: b".encode("utf-16-le"), "this file is UTF-16, not UTF-8"),
        ("a: b".encode("utf-32"), "this file is UTF-32, not UTF-8"),
        (
            "b: 1\na: été".encode("latin-1"),
            "this file is not UTF-8: byte 0xE9 cannot be read; it looks like Latin-1 or Windows-1252",
        ),
    ],
)
def test_another_encoding_is_named(data: bytes, told: str) -> None:
    (finding,) = findings(data)

    assert (finding.code, finding.message) == ("encoding-wrong", told)


def test_latin_1_is_shown_where_it_begins() -> None:
    (finding,) = findings("b: 1\r\na: été\r\n".encode("latin-1"))

    assert (str(finding.where), finding.where.excerpt if finding.where else "") == ("x.yaml:2:4", "a: été")


def test_a_byte_order_mark_and_windows_line_ends_are_welcome() -> None:
    found = source.read(b"\xef\xbb\xbfa: b\r\nc: d\r\n", "x.yaml")

    assert str(found.at(("c",))) == "x.yaml:2:4"


def test_balanced_direction_controls_and_joiners_stay() -> None:
    text = "\u2067שלום\u2069 \u202babc\u202c \u200d\u200f"

    assert value(f"a: {text}\n").text == text


def test_a_control_character_never_reaches_the_terminal() -> None:
    (finding,) = findings(b"a: \x1b[31mred\n")

    assert "\x1b" not in finding.render()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"[" * 100_000, "too-deep"),
        (b"{" * 100_000, "too-deep"),
        (b"- " * 100_000, "too-deep"),
        (b"a: {" * 50_000, "too-deep"),
        (b"a:\n" + b"- 1\n" * 1_000_000, "too-many-values"),
        (b"a: &a [*a]\n", "anchor-refused"),
        (b"x: &a [1]\n" + b"".join(b"k%d: *a\n" % n for n in range(2000)), "anchor-refused"),
        (b"a: " + b"x" * (LIMIT + 1), "file-too-large"),
        (b"a: " + b"word " * 100_001, "text-too-long"),
        (b"".join(b"k%d: a: b\n" % n for n in range(50_000)), "yaml-malformed"),
    ],
    ids=[
        "lists",
        "maps",
        "items",
        "maps in maps",
        "a million",
        "self",
        "bomb",
        "6 MB",
        "500,000 letters",
        "50,000 slips",
    ],
)
def test_a_bomb_is_refused_with_few_words(data: bytes, code: str) -> None:
    found = findings(data)

    assert found[0].code == code
    assert len(found) <= 100


def test_the_pure_python_parser_tells_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader")

    assert value("a: 1.10\n").value == Decimal("1.10")
    assert [finding.code for finding in findings(b"a: **137** x\nb: c: d\n")] == ["yaml-malformed", "yaml-malformed"]


def test_a_file_is_named_from_the_working_folder_when_no_project_is_given(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: 1\n", encoding="utf-8")

    assert source.read(path).name == path.as_posix()


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("\ufffd", "U+FFFD stands for a character that was lost"),
        ("\ufffc", "U+FFFC stands for a picture or another object that is not text"),
        ("\U000e0041", "the tag U+E0041 cannot be seen and stands in no flag"),
        ("\u0301" * 31, "31 marks stand on one letter, from U+0301 on; no language has more than 30"),
    ],
)
def test_what_is_lost_unseen_or_stacked_is_told_at_its_place(bad: str, said: str) -> None:
    assert [(found[0], found[1]) for found in refused(f"Zoë {bad} ن")] == [(4, said)]


def test_flags_marks_and_joiners_of_real_languages_stay() -> None:
    flag = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
    assert list(refused(f"{flag} e\u0301\u0323 مُحَمَّد \u200dक्‍ष ế")) == []
