"""What a project builds: from `briefings.yaml`, or without one from what lies in `data/`."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings.diagnostics import BriefingsError
from briefings.engine.project import Entry, Project, find_root, load
from briefings.env import Env


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two reports, one of them with a translation, and a brand."""
    for name in ("data/drugs.yaml", "data/drugs.fr.yaml", "data/water.yaml", "data/rows.csv", "brands/agency.potx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("", encoding="utf-8")
    return tmp_path


def written(root: Path, text: str) -> Project:
    (root / "briefings.yaml").write_text(text, encoding="utf-8")
    return load(root, Env(root))


def built(project: Project) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...], str]]:
    return [(e.report.name, e.template, e.formats, e.languages, e.brand) for e in project.build]


def test_without_a_project_file_every_report_becomes_a_deck_and_a_one_pager(root: Path) -> None:
    project = load(root, Env(root))

    assert built(project) == [
        ("drugs.yaml", "deck", ("pptx",), (), ""),
        ("drugs.yaml", "one-pager", ("pdf",), (), ""),
        ("water.yaml", "deck", ("pptx",), (), ""),
        ("water.yaml", "one-pager", ("pdf",), (), ""),
    ]
    assert [path.name for path in project.reports] == ["drugs.yaml", "water.yaml"]


def test_an_entry_says_report_template_formats_languages_and_brand(root: Path) -> None:
    project = written(
        root,
        """\
languages: [en, fr]
brands:
  agency: {default: brands/agency.potx}
build:
  - {report: drugs, template: deck, formats: [pptx, pdf], languages: ar, brand: agency}
  - {report: water}
  - {template: one-pager-letter}
""",
    )

    assert built(project) == [
        ("drugs.yaml", "deck", ("pptx", "pdf"), ("ar",), "agency"),
        ("water.yaml", "deck", ("pptx",), ("en", "fr"), ""),
        ("water.yaml", "one-pager", ("pdf",), ("en", "fr"), ""),
        ("drugs.yaml", "one-pager-letter", (), ("en", "fr"), ""),
        ("water.yaml", "one-pager-letter", (), ("en", "fr"), ""),
    ]
    assert str(project.build[0].where) == "briefings.yaml:5:5"


def test_a_brand_may_have_a_template_of_its_own_for_a_language(root: Path) -> None:
    (root / "brands/arabic.potx").write_text("", encoding="utf-8")
    project = written(root, "brands: {agency: {default: brands/agency.potx, ar: brands/arabic.potx}}\n")

    brand = project.brands["agency"]
    assert (brand.file("ar"), brand.file("en")) == ("brands/arabic.potx", "brands/agency.potx")


def test_other_reports_take_the_place_of_the_projects_own(root: Path) -> None:
    project = written(root, "build: [{report: drugs, template: deck}]\n")
    other = root / "elsewhere.yaml"

    assert built(project.of([root / "data/drugs.yaml", other])) == [
        ("drugs.yaml", "deck", (), (), ""),
        ("elsewhere.yaml", "deck", ("pptx",), (), ""),
        ("elsewhere.yaml", "one-pager", ("pdf",), (), ""),
    ]


def test_a_folder_without_reports_builds_nothing(tmp_path: Path) -> None:
    assert load(tmp_path, Env(tmp_path)).build == ()


def test_the_root_is_the_nearest_folder_upwards_with_a_project_file(root: Path) -> None:
    deep = root / "a/b"
    deep.mkdir(parents=True)
    assert find_root(deep) == deep

    (root / "briefings.yaml").write_text("languages: en\n", encoding="utf-8")
    assert find_root(deep) == root


def test_the_environments_root_is_the_project_when_none_is_given(root: Path) -> None:
    assert load(None, Env(root)).root == root


BAD = {
    "unknown names": (
        """\
langauges: [en]
brands:
  agency: {default: brands/agency.potx}
build:
  - {report: drug, template: deck}
""",
        """\
briefings.yaml:1:1: langauges: error[key-unknown]: there is no key `langauges` here
     1 | langauges: [en]
  hint: did you mean `languages`?
""",
    ),
    "unknown reports, brands and languages of brands": (
        """\
brands:
  agency: {default: brands/agency.potx}
  other: {default: brands/other.potx, ar: ../out.potx}
build:
  - {report: drug, template: deck}
  - {report: [water, data/drugs.yaml, oil], brand: agnecy}
""",
        """\
briefings.yaml:3:20: brands.other.default: error[file-missing]: there is no file `brands/other.potx` in the project
     3 |   other: {default: brands/other.potx, ar: ../out.potx}
briefings.yaml:3:43: brands.other.ar: error[path-outside]: `../out.potx` leads out of the project
     3 |   other: {default: brands/other.potx, ar: ../out.potx}
  hint: copy the file into the project and name it from the project's folder, such as `seeds/report.txt`
briefings.yaml:5:14: build.1.report: error[report-unknown]: there is no report `data/drug.yaml`
     5 |   - {report: drug, template: deck}
  hint: did you mean `drugs`?
briefings.yaml:6:39: build.2.report.3: error[report-unknown]: there is no report `data/oil.yaml`
     6 |   - {report: [water, data/drugs.yaml, oil], brand: agnecy}
  hint: known report names: `drugs`, `water`
briefings.yaml:6:52: build.2.brand: error[brand-unknown]: there is no brand `agnecy`
     6 |   - {report: [water, data/drugs.yaml, oil], brand: agnecy}
  hint: did you mean `agency`?
""",
    ),
    "wrong values": (
        "languages: english\nbuild: [{formats: odt, pages: 3}]\n",
        """\
briefings.yaml:1:12: languages: error[choice-unknown]: `english` is not known here
     1 | languages: english
  hint: did you mean `en`?
briefings.yaml:2:19: build.1.formats: error[choice-unknown]: `odt` is not known here
     2 | build: [{formats: odt, pages: 3}]
  hint: known names: `csv`, `docx`, `eml`, `html`, `pdf`, `png`, `pptx`, `site`, `svg`, `xlsx`
briefings.yaml:2:24: build.1.pages: error[key-unknown]: there is no key `pages` here
     2 | build: [{formats: odt, pages: 3}]
  hint: what stands on each page is the template's: `briefings copy deck` puts the built-in one into the project, to be changed
""",
    ),
    "one file twice": (
        "build:\n  - {report: drugs, template: deck}\n  - {template: deck}\n",
        """\
briefings.yaml:3:5: build: error[build-twice]: `drugs` with `deck` is built already, by line 2
     3 |   - {template: deck}
  hint: take one out, or give them different languages or formats
""",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_project_file_is_told_whole(name: str, root: Path) -> None:
    text, told = BAD[name]
    with pytest.raises(BriefingsError) as caught:
        written(root, text)

    assert f"{caught.value}\n" == told


def test_an_entry_is_for_one_report_and_one_template(root: Path) -> None:
    assert load(root, Env(root)).build[0] == Entry(root / "data/drugs.yaml", "deck", ("pptx",))
