"""Figures without a locator: where they stand is proposed, and what is sure is written, with every other byte as it was."""

from __future__ import annotations

import difflib
import json
import re
from pathlib import Path

import foreign_reports
import pytest
import yaml
from projects import ROOT, lay, run

from briefings.source import edits

SAMPLE = (ROOT / "data/drugs-crime-terrorism.yaml").read_text("utf-8")


def bare(report: str) -> str:
    """A report without its citations."""
    head, _, sections = report.partition("\nsections:\n")
    sections = re.sub(r"^ +source: .*\n", "", sections, flags=re.MULTILINE)
    return head + "\nsections:\n" + re.sub(r", source: [\w:-]+", "", sections)


def lines(citation: str) -> set[int]:
    first, _, last = citation.partition(":")[2].partition("-")
    return set(range(int(first), int(last or first) + 1))


def sources(report: str) -> dict[str, str]:
    """Every citation by the way to it."""
    found: dict[str, str] = {}

    def walk(node: object, path: str) -> None:
        if isinstance(node, dict):
            for key, value in node.items():
                if key == "source":
                    found[path] = str(value)
                walk(value, f"{path}.{key}")
        elif isinstance(node, list):
            for number, value in enumerate(node):
                walk(value, f"{path}.{value.get('id', number) if isinstance(value, dict) else number}")

    walk(yaml.safe_load(report)["sections"], "")
    return found


def test_the_sample_gets_back_the_lines_that_people_gave_it_and_nothing_else_changes(tmp_path: Path) -> None:
    name = "seeds/sg-report-2023-drugs-crime-terrorism.txt"
    given = bare(SAMPLE)
    lay(tmp_path, {"data/chapter.yaml": given, name: (ROOT / name).read_text("utf-8")})

    told = run(tmp_path, "facts", "--locate", "--write")
    made = (tmp_path / "data/chapter.yaml").read_text("utf-8")

    count = re.fullmatch(
        r"data/chapter.yaml: (\d+) without a place: (\d+) written, (\d+) for a person to choose",
        told.out.splitlines()[-1],
    )
    assert count
    assert int(count[2]) >= 30
    assert int(count[3]) <= 4
    assert "? another place fits as well: report:205-207, report:169" in told.out
    assert not [
        line for line in difflib.ndiff(given.splitlines(), made.splitlines()) if line[0] == "-" and "{" not in line
    ]
    people, written = sources(SAMPLE), sources(made)
    assert len(written) == int(count[2])
    # the same lines, or fewer of them: without the heading above
    assert [at for at, one in written.items() if at in people and not lines(one) <= lines(people[at])] == []
    assert "no findings" in run(tmp_path, "facts").err


@pytest.mark.parametrize(("name", "sure"), [("health", 5), ("budget", 7), ("fisheries", 5)])
def test_sources_in_html_markdown_csv_word_and_pdf_are_searched(tmp_path: Path, name: str, sure: int) -> None:
    path = foreign_reports.lay_out(tmp_path) / f"data/{name}.yaml"
    path.write_text(bare(path.read_text("utf-8")), "utf-8")

    told = json.loads(run(tmp_path, "facts", "--data", str(path), "--locate", "--write", "--form", "json").out)[
        "proposals"
    ]

    assert all(bool(one["open"]) != one["written"] for one in told)
    assert sum(one["written"] for one in told) == sure, told
    assert run(tmp_path, "facts", "--data", str(path)).err == "no findings\n"


def test_a_number_that_stands_in_several_places_is_left_to_a_person(tmp_path: Path) -> None:
    lay(
        tmp_path,
        {
            "seeds/a.txt": "In the north 250 wells were dug.\n\nIn the south 250 wells were dug.\n",
            "data/wells.yaml": "id: wells\ntitle: Wells\nlanguage: en\ndate: 2024\nstatus: final\nsources: {a: {file: seeds/a.txt, title: A}}\n"
            "sections:\n  dug:\n    type: statistics\n    title: Dug\n    items:\n"
            "      - {id: a, value: 250, text: wells dug}\n      - {id: b, value: 77, text: pumps}\n",
        },
    )
    before = (tmp_path / "data/wells.yaml").read_bytes()

    told = run(tmp_path, "facts", "--locate", "--write").out

    assert "sections.dug.items.a: 250: ? another place fits as well: a:1, a:3" in told
    assert "sections.dug.items.b: 77: ? no source has its figures" in told
    assert (tmp_path / "data/wells.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("given", "path", "made"),
    [
        ("a: 1 # why\n# end\n", (), "a: 1 # why\nsource: x:1\n# end\n"),
        ("a:\n  - b: |\n      two\n      # lines\n\n# end\nc: 1\n", ("a", 0), "a:\n  - b: |\n      two\n      # lines\n    source: x:1\n\n# end\nc: 1\n"),
        ("a: {b: 'it''s }', c: [1, 2]} # end\n", ("a",), "a: {b: 'it''s }', c: [1, 2], source: x:1} # end\n"),
        ("a: {b: 1, source: x, c: 2}\n", ("a",), "a: {b: 1, source: x:1, c: 2}\n"),
        ("a:\r\n  b: >-\r\n    text\r\n    more\r\n  c: 2", ("a",), "a:\r\n  b: >-\r\n    text\r\n    more\r\n  c: 2\r\n  source: x:1\r\n"),
        ("\ufeffa:\n  t: x\n  items:\n    - {b: 1}\n", ("a",), "\ufeffa:\n  t: x\n  source: x:1\n  items:\n    - {b: 1}\n"),
        ("a: مياه\nsource:\n", (), "a: مياه\nsource: x:1\n"),
        ("a: |+\n  kept\n\n\n", (), None),
        ("a: [1]\n", ("a",), None),
        ("a: 1\n", ("b",), None),
    ],
)  # fmt: skip
def test_a_key_is_put_in_and_every_other_byte_stays(given: str, path: tuple[str | int, ...], made: str | None) -> None:
    data, refused = edits.put(given.encode(), "source", {path: "x:1"})

    assert data.decode() == (given if made is None else made)
    assert refused == ((path,) if made is None else ())


def test_where_the_file_would_say_something_else_it_is_left_alone(tmp_path: Path) -> None:
    head = "id: wells\ntitle: Wells\nlanguage: en\ndate: 2024\nstatus: final\nsources: {a: {file: seeds/a.txt, title: A}}\nsections:\n"
    report = head + "  dug:\n    type: prose\n    title: Dug\n    text: |+\n      We dug 250 wells in the north.\n\n\n"
    lay(tmp_path, {"seeds/a.txt": "We dug 250 wells in the north.\n", "data/wells.yaml": report})

    told = run(tmp_path, "facts", "--locate", "--write")

    assert "sections.dug: error[locate-unwritten]: the file would say something else" in told.err.replace(".text", "")
    assert told.code == 1
    assert (tmp_path / "data/wells.yaml").read_text("utf-8") == report
