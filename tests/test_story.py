"""A deck tells a story: the order of the file, chapters, takeaways, the one figure that matters; in the theme that is chosen."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import frame_reading
import pytest
import yaml
from lxml import etree
from pptx import Presentation
from projects import lay, run

from briefings import builtin
from briefings.blocks.agenda import Agenda
from briefings.blocks.params import Entry
from briefings.engine import build, project
from briefings.env import Env
from briefings.frame import Group, Panel, Rule, TextBox, text_boxes
from briefings.geometry import points
from briefings.style import resolve, theme
from briefings.values import Span

AID = """\
id: aid
title: Humanitarian assistance
language: en
date: 2023
status: final
sections:
  money:
    type: chart
    chart: bar
    chapter: Funding
    title: Requirements and funding
    takeaway: Less than half was given
    data: [{label: needed, value: 57}, {label: given, value: 24}]
  context:
    type: prose
    title: Context
    text: Needs grew.
  reached:
    type: statistics
    chapter: Results
    title: Whom we reached
    emphasis: helped
    items:
      - {id: helped, value: 128000000, digits: 3, of: targeted, text: people helped}
      - {id: targeted, value: 245000000, digits: 3, whole: targeted, text: targeted}
      - {id: killed, value: 280, text: aid workers killed}
      - {id: convoys, value: 1200, text: convoys}
"""
PROJECT = "build: [{report: aid, template: deck}]\n"


def texts(folder: Path, *arguments: str) -> list[list[str]]:
    """The words of each slide, shape by shape, of the deck that is built."""
    made = run(folder, "build", *arguments)
    assert made.code == 0, made.err
    return [_words(slide.shapes) for slide in Presentation(str(folder / "output/aid-deck.en.pptx")).slides]


def _words(shapes: object) -> list[str]:
    found: list[str] = []
    for shape in shapes:  # type: ignore[attr-defined]
        found += (
            _words(shape.shapes)
            if hasattr(shape, "shapes")
            else [shape.text_frame.text.replace("\u00a0", " ")]
            if shape.has_text_frame
            else []
        )
    return found


def slide(slides: Sequence[Sequence[str]], word: str) -> Sequence[str]:
    return next(one for one in slides if any(word in text for text in one))


def test_a_deck_follows_the_order_of_the_file_chapter_by_chapter(tmp_path: Path) -> None:
    slides = texts(lay(tmp_path, {"data/aid.yaml": AID, "briefings.yaml": PROJECT}))

    flat = ["\n".join(one) for one in slides]
    order = ["Funding\nRequirements and funding\nContext", "Less than half was given", "Needs grew.", "Results", "128M"]
    places = [next(n for n, text in enumerate(flat) if part in text and n > 0) for part in order]
    assert places == sorted(places)
    assert slide(slides, "Needs grew.")[0] == "Funding"  # the chapter stands above the title


def test_a_takeaway_is_the_title_and_the_sections_own_title_stands_above(tmp_path: Path) -> None:
    slides = texts(lay(tmp_path, {"data/aid.yaml": AID, "briefings.yaml": PROJECT}))

    above, title, named, *_ = slide(slides, "Less than half was given")
    assert (above, title) == ("Funding", "Less than half was given")
    assert named.startswith("Requirements and funding")  # in a line above the chart, with its unit


def test_the_emphasized_figure_is_shown_with_its_share_of_the_whole(tmp_path: Path) -> None:
    slides = texts(lay(tmp_path, {"data/aid.yaml": AID, "briefings.yaml": PROJECT}))

    shown = slide(slides[2:], "people helped")
    assert "128M\npeople helped" in shown
    assert "52%" in shown and "of 245M targeted" in shown
    assert not any(text.startswith("245M") for text in shown)  # it is told as the whole, not as a figure beside
    assert any(text.startswith("280") for text in shown)


@pytest.mark.parametrize(("language", "said"), [("en", "of 245M"), ("ru", "из 245 млн"), ("zh", "共2.45亿")])
def test_no_sentence_is_made_of_a_share_and_the_words_of_its_whole(tmp_path: Path, language: str, said: str) -> None:
    given = AID.replace("whole: targeted, text: targeted", "text: are on the lists of the six agencies")
    given = given.replace("language: en", f"language: {language}")
    made = run(lay(tmp_path, {"data/aid.yaml": given, "briefings.yaml": PROJECT}), "build")
    assert made.code == 0, made.err

    slides = [_words(one.shapes) for one in Presentation(str(tmp_path / f"output/aid-deck.{language}.pptx")).slides]

    shown = slide(slides[2:], "people helped")
    assert [text.replace("\u00a0", " ") for text in shown if text.startswith(said[:2])] == [said]
    assert any(text.endswith("are on the lists of the six agencies") for text in shown)  # a figure of its own


@pytest.mark.parametrize(
    "wrong", ["value: 1.28", "value: 300000000", "unit: tons, value: 128000000"], ids=["nought", "more", "unit"]
)
def test_a_share_that_cannot_be_is_told(tmp_path: Path, wrong: str) -> None:
    given = AID.replace("value: 128000000", wrong).replace(
        "targeted, text: targeted", "targeted, unit: kg, text: targeted"
    )
    lay(tmp_path, {"data/aid.yaml": given, "briefings.yaml": PROJECT})

    assert "warning[share-none]" in run(tmp_path, "check").err


@pytest.mark.parametrize(
    ("change", "figures"),
    [
        (("value: 128000000", "value: 1280"), ["1,280", "245M", "280", "1,200"]),  # a share of 0 per cent hides no whole
        (("people helped", "people helped " + "in the wide plains of the river " * 9), ["128M", "245M", "280", "1,200"]),
        (("      - {id: killed, value: 280, text: aid workers killed}\n      - {id: convoys, value: 1200, text: convoys}\n", ""),
         ["128M", "of 245M targeted"]),
    ],
    ids=["no share", "many words", "no others"],
)  # fmt: skip
def test_no_figure_is_lost_to_emphasis(tmp_path: Path, change: tuple[str, str], figures: list[str]) -> None:
    given = AID.replace(*change)
    assert given != AID

    slides = texts(lay(tmp_path, {"data/aid.yaml": given, "briefings.yaml": PROJECT}))

    last = [text for one in slides if any("helped" in text for text in one) for text in one]
    assert [figure for figure in figures if not any(text.startswith(figure) for text in last)] == []


@pytest.mark.parametrize("sections", [3, 8, 40])
def test_a_chapter_has_one_slide_however_many_sections_are_in_it(tmp_path: Path, sections: int) -> None:
    more = "".join(f"  s{n}: {{type: prose, title: Section number {n}, text: Words.}}\n" for n in range(sections))

    slides = texts(lay(tmp_path, {"data/aid.yaml": AID + more, "briefings.yaml": PROJECT}))

    assert [text for one in slides for text in one if text.startswith("Results") and "·" not in text].count(
        "Results"
    ) >= 1
    assert not any(text.startswith("Results\u00a0(") for one in slides for text in one)


def test_a_chapters_name_that_a_page_does_not_say_is_no_lost_part(tmp_path: Path) -> None:
    given = AID + "  plans: {type: programmes, chapter: Plans, title: What we plan, items: [Wells, Roads]}\n"
    lay(tmp_path, {"data/aid.yaml": given, "briefings.yaml": PROJECT.replace("deck", "one-pager")})

    told = run(tmp_path, "build").err

    assert "programme" not in told


def test_the_figure_that_matters_stands_before_the_others_where_these_have_many_words(tmp_path: Path) -> None:
    given = AID.replace("aid workers killed", "aid workers killed " + "on the roads between the camps " * 7)

    slides = texts(lay(tmp_path, {"data/aid.yaml": given, "briefings.yaml": PROJECT}))

    (first, *_), (second, *_) = (
        [n for n, one in enumerate(slides) if any(text.startswith(figure) for text in one) and n > 1]
        for figure in ("128M\npeople helped", "280")
    )
    assert second == first + 1
    assert "128M\npeople helped" not in slides[second]


@pytest.mark.parametrize(("key", "wrong"), [("emphasis: helped", "emphasis: helpt"), ("of: targeted", "of: targetted")])
def test_a_figure_that_is_not_there_cannot_be_emphasized_or_be_a_whole(tmp_path: Path, key: str, wrong: str) -> None:
    lay(tmp_path, {"data/aid.yaml": AID.replace(key, wrong), "briefings.yaml": PROJECT})

    told = run(tmp_path, "check").err

    assert "error[item-unknown]" in told
    assert f"did you mean `{key.split()[1]}`?" in told
    assert "data/aid.yaml:" in told


def test_a_theme_is_that_of_the_command_the_report_or_the_project(tmp_path: Path) -> None:
    lay(tmp_path, {"data/aid.yaml": AID, "briefings.yaml": "theme: forest\n" + PROJECT})

    def accent() -> str:
        deck = (tmp_path / "output/aid-deck.en.pptx").read_bytes()
        from io import BytesIO
        from zipfile import ZipFile

        xml = ZipFile(BytesIO(deck)).read("ppt/theme/theme1.xml").decode()
        return xml.partition("<a:accent1>")[2].partition('val="')[2][:6]

    of = {name: theme.read(name, Env(tmp_path)).colours["accent1"] for name in ("forest", "earth", "vivid")}
    texts(tmp_path)
    assert accent() == of["forest"]
    lay(tmp_path, {"data/aid.yaml": AID.replace("status: final", "status: final\ntheme: earth")})
    texts(tmp_path)
    assert accent() == of["earth"]
    texts(tmp_path, "--theme", "vivid")
    assert accent() == of["vivid"]
    assert json.loads((tmp_path / "output/manifest.json").read_text())["order"]["theme"] == "vivid"


def test_an_unknown_theme_is_told_where_it_was_named(tmp_path: Path) -> None:
    lay(
        tmp_path,
        {"data/aid.yaml": AID.replace("status: final", "status: final\ntheme: fores"), "briefings.yaml": PROJECT},
    )

    told = run(tmp_path, "check").err

    assert "data/aid.yaml:6:8: error[theme-unknown]" in told
    assert "did you mean `forest`?" in told


@pytest.mark.parametrize("name", builtin.themes())
def test_a_built_in_theme_reads_on_all_its_grounds_and_prints_on_white(name: str) -> None:
    env = Env(Path(__file__).parent.parent)

    assert theme.read(name, env).findings == ()
    sheet, _ = resolve.open_look(name, "a4", "sheet", "en", env)
    assert sheet.colour("page").rgb == "FFFFFF"
    slides, _ = resolve.open_look(name, "16:9", "slides", "en", env)
    assert slides.colour("on-band").contrast(slides.colour("band")) >= 4.5
    assert slides.colour("text").contrast(slides.colour("page")) >= 7


def chapters(count: int, language: str = "en") -> str:
    sections = "".join(
        f"  {name}{n}: {{type: prose, title: {name} {n}, text: Words.{chapter}}}\n"
        for n in range(1, count + 1)
        for name, chapter in (("one", f", chapter: Chapter {n}"), ("two", ""))
    )
    head = AID[: AID.index("sections:")].replace("language: en", f"language: {language}")
    return f"{head}sections:\n{sections}"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_agenda_names_each_chapter_with_its_slide_and_leads_there(tmp_path: Path, language: str) -> None:
    made = run(lay(tmp_path, {"data/aid.yaml": chapters(12, language), "briefings.yaml": PROJECT}), "build", "--strict")
    assert made.code == 0, made.err

    deck = Presentation(str(tmp_path / f"output/aid-deck.{language}.pptx"))
    rows = [
        row
        for slide in deck.slides
        for group in slide.shapes
        if hasattr(group, "shapes")
        for row in [{shape.name.rpartition(".")[2]: shape for shape in group.shapes}]
        if "slide" in row
    ]
    assert [row["number"].text_frame.text for row in rows] == [str(n) for n in range(1, 13)]
    for number, row in enumerate(rows, 1):
        target = row["text"].click_action.target_slide  # of the box: PowerPoint would draw a line below linked words
        words = row["text"].text_frame.paragraphs[0]
        assert words.text == f"Chapter\u00a0{number}" == target.shapes.title.text
        assert "hlinkClick" not in etree.tostring(words._p, encoding="unicode")
        assert list(deck.slides).index(target) + 1 == int(row["slide"].text_frame.text)
        assert (row["number"].left < row["slide"].left) == (language == "en")


@pytest.mark.parametrize("report", [chapters(2), chapters(3).replace("sections:", "agenda: false\nsections:")])
def test_few_chapters_have_no_agenda_and_a_report_may_do_without(tmp_path: Path, report: str) -> None:
    slides = texts(lay(tmp_path, {"data/aid.yaml": report, "briefings.yaml": PROJECT}))

    assert not any(one[0] == "Contents" for one in slides)


def test_a_one_pager_shows_no_figure_large_where_no_section_says_which_it_is_about() -> None:
    items = [{"id": f"n{number}", "value": number, "text": "wells dug"} for number in (340, 12, 7)]
    made = frame_reading.lay(
        frame_reading.report_with({"a": {"type": "statistics", "title": "Wells", "items": items}}), "one-pager"
    )

    parts = [part for item in made.frames[0].items if isinstance(item, Group) for part in item.items]
    dark = [part.id for part in parts if isinstance(part, Panel) and part.fill == made.look.colour("band")]
    assert not [id for id in dark if id.endswith(".panel")] and len(parts) > 0


def test_a_chapter_of_one_section_has_no_divider_and_the_agenda_leads_to_its_slide(tmp_path: Path) -> None:
    sections = {
        "a": {"type": "prose", "chapter": "Health", "title": "Clinics", "text": "Forty clinics opened."},
        "b": {"type": "prose", "chapter": "Schools", "title": "Lessons", "text": "Lessons began."},
        "c": {"type": "quotes", "title": "Pupils", "items": [{"text": "We learn.", "speaker": "A. Example"}]},
        "d": {"type": "prose", "chapter": "Roads", "title": "Bridges", "text": "Nine bridges stand."},
    }
    report = {"id": "year", "title": "A year", "language": "en", "date": 2025, "status": "final", "sections": sections}
    env = Env(lay(tmp_path, {"data/year.yaml": yaml.safe_dump(report, sort_keys=False)}))
    (output,) = build.build(project.load(tmp_path, env), env, build.Options(templates=("deck",))).outputs

    ids = [frame.id for frame in output.layout.frames]
    assert [one for one in ids if one.startswith("chapter-")] == ["chapter-2"]
    agenda = next(frame for frame in output.layout.frames if frame.id == "agenda")
    boxes = [box for item in agenda.items for box in text_boxes(item)]
    links = [run.link for box in boxes for words in box.paragraphs for run in words.runs if run.link]
    assert links == ["#a", "#chapter-2", "#d"]
    numbers = [box.paragraphs[0].text for box in boxes if box.id.endswith(".slide")]
    assert numbers == [str(ids.index(link[1:]) + 1) for link in links]
    assert [box.paragraphs[0].text for box in boxes if box.id.endswith(".number")] == ["1", "2", "3"]
    divider = next(frame for frame in output.layout.frames if frame.id == "chapter-2")
    said = [box.paragraphs[0].text for box in divider.items if isinstance(box, TextBox)]
    assert "Schools" in said and not {"1", "2"} & set(said)  # the only divider is not counted


@pytest.mark.parametrize("begun", [["ab", "ef", "gh", "ij"], ["ab", "cd", "ef", "ij"]])
def test_contents_and_dividers_number_the_same_chapters(begun: list[str]) -> None:
    sections = {id: {"type": "prose", "title": id, "text": SAID} for id in ("ab", "cd", "ef", "gh", "ij", "kl")}
    sections |= {id: {"chapter": f"Chapter {id}", **sections[id]} for id in begun}
    made = frame_reading.lay(frame_reading.report_with(sections), "deck")

    agenda = next(frame for frame in made.frames if frame.id == "agenda")
    rows = [item for item in agenda.items if isinstance(item, Group)]
    named = {
        box.paragraphs[0].text: next((one.paragraphs[0].text for one in parts if one.id.endswith(".number")), "")
        for row in rows
        for parts in [list(frame_reading.boxes_of_text((row,)))]
        for box in parts
        if box.id.endswith(".text")
    }
    dividers = [frame for frame in made.frames if frame.id.startswith("chapter-")]
    said = [{box.id: box.paragraphs[0].text for box in frame_reading.boxes_of_text(frame.items)} for frame in dividers]
    assert named == {f"Chapter {id}": str(number) for number, id in enumerate(begun, 1)}
    assert said and all(named[one["title"]] == one["kicker"] for one in said)


SAID = "The crews mended the pipes before winter came, and the council paid them in spring. "


@pytest.mark.parametrize("many", [3, 5, 8])
def test_outcomes_of_a_few_sentences_share_slides_each_beside_its_name(many: int) -> None:
    items = [{"id": f"o{n}", "title": f"Outcome {n}", "text": (SAID * (1 + n % 4)).strip()} for n in range(many)]
    made = frame_reading.lay(
        frame_reading.report_with({"what": {"type": "outcomes", "title": "What changed", "items": items}}), "deck"
    )

    frames = made.of("what")
    said, sizes = [], set[float]()
    for frame in frames:
        boxes = [box for box in frame_reading.boxes_of_text(frame.items) if box.paragraphs[0].text]
        names = [box for box in boxes if box.paragraphs[0].text.startswith("Outcome ")]
        rules = [item for item in frame.items if isinstance(item, Rule)]
        assert 2 <= len(names) == len(rules) <= 4
        for name in names:
            (beside,) = (box for box in boxes if box.box.y == name.box.y and box is not name)
            assert beside.box.x >= name.box.right and beside.paragraphs[0].text.startswith("The crews")
            sizes.add(beside.paragraphs[0].style.size)
        said += [name.paragraphs[0].text for name in names]
    assert max(sizes) - min(sizes) <= 2
    assert said == [item["title"] for item in items]


def test_a_deck_of_one_chapter_has_no_divider_and_one_by_itself_no_number(tmp_path: Path) -> None:
    def kickers(chapters: dict[str, str]) -> dict[str, str]:
        sections = {id: {"type": "prose", "title": id, "text": SAID} for id in ("ab", "cd", "ef", "gh")}
        for id, chapter in chapters.items():
            sections[id] = {"chapter": chapter, **sections[id]}
        made = frame_reading.lay(frame_reading.report_with(sections), "deck")
        dividers = [frame for frame in made.frames if frame.id.startswith("chapter-")]
        said = [{box.id: box.paragraphs[0].text for box in frame_reading.boxes_of_text(one.items)} for one in dividers]
        return {frame.title: one.get("kicker", "") for frame, one in zip(dividers, said, strict=True)}

    assert kickers({"ab": "All"}) == {}
    assert kickers({"ab": "Now", "ef": "Next"}) == {"Now": "1", "Next": "2"}
    assert kickers({"ab": "Now", "cd": "Then", "ef": "Next"}) == {"Next": ""}


@pytest.mark.parametrize("template", ["deck", "one-pager", "one-pager-low-ink"])
def test_the_day_of_publication_is_told_beside_the_day_of_the_facts(template: str) -> None:
    sections = {"a": {"type": "prose", "title": "What grew", "text": "Work grew."}}
    for facts, told in (("2024-12", True), ("2025-02-18", False)):
        report = frame_reading.report_with(sections, date="2025-02-18", **{"as-of": facts})
        made = frame_reading.lay(report, template)
        boxes = (box for item in made.frames[0].items for box in text_boxes(item))
        words = " ".join(said.text for box in boxes for said in box.paragraphs).replace("\u00a0", " ")
        assert words.count("18 February 2025") == 1
        assert ("As of December 2024" in words) is told
        feet = {
            box.paragraphs[0].text
            for frame in made.frames
            for item in frame.items
            for box in text_boxes(item)
            if box.id == "page-date"
        }
        assert {foot.replace("\u00a0", " ") for foot in feet} == (
            set() if template != "deck" else {"As of December 2024" if told else "18 February 2025"}
        )


@pytest.mark.parametrize("kind", ["outcomes", "features", "quotes"])
def test_items_with_and_without_photos_stand_in_the_order_of_the_file(kind: str, tmp_path: Path) -> None:
    items = [{"id": f"i{n}", "title": f"Item {n}", "text": f"Words {n} of the item."} for n in range(1, 6)]
    if kind == "quotes":
        items = [{"id": f"i{n}", "speaker": f"Person {n}", "text": f"Words {n} of the item."} for n in range(1, 6)]
    items[2]["photo"] = "river"
    river = {"file": "data/photos/river.jpg", "alt": "A river.", "credit": "© Example"}
    report = {**yaml.safe_load(AID), "photos": {"river": river}}
    report["sections"] = {"what": {"type": kind, "title": "What changed", "items": items}}
    files = {"data/aid.yaml": yaml.safe_dump(report, sort_keys=False), "briefings.yaml": PROJECT}
    (tmp_path / "data/photos").mkdir(parents=True)
    (tmp_path / river["file"]).write_bytes((Path(__file__).parents[1] / river["file"]).read_bytes())
    slides = texts(lay(tmp_path, files))

    flat = "\n".join(text for one in slides for text in one)
    places = [flat.index(f"Words {n} of") for n in range(1, 6)]
    assert places == sorted(places)


def test_notes_tell_what_is_on_their_slide_and_nothing_of_the_section_that_names_the_chapter(tmp_path: Path) -> None:
    run(lay(tmp_path, {"data/aid.yaml": AID, "briefings.yaml": PROJECT}), "build")

    deck = Presentation(str(tmp_path / "output/aid-deck.en.pptx"))
    said = [one.notes_slide.notes_text_frame.text for one in deck.slides if one.has_notes_slide]
    assert [note for note in said if "Needs grew." in note] == ["Context\nNeeds grew."]
    assert sum("Less than half was given" in note for note in said) == 1


INTROS = """\
id: aid
title: Humanitarian assistance
language: en
date: 2023
status: final
sections:
  context: {type: prose, title: Context, intro: Two winters came early., text: [Needs grew in the north and west., Roads were shut.]}
  money: {type: chart, chart: bar, title: Money, intro: Sums of the whole year., data: [{label: needed, value: 57}, {label: given, value: 24}]}
  told:
    type: chart
    chart: bar
    title: Calls
    takeaway: More calls came
    intro: Calls to the desk.
    text: They are counted by the week.
    data: [{label: calls, value: 57}, {label: visits, value: 24}]
  costs: {type: table, title: Costs, intro: Prices of last spring., columns: [What, Price], rows: [[Tent, 210], [Stove, 35]]}
  done:
    type: features
    title: Stories
    intro: Told by those who were there.
    items: [{title: A well, text: It holds water all the year.}]
"""


def test_what_leads_to_a_section_stands_on_its_slide_or_is_told_to_be_in_the_notes(tmp_path: Path) -> None:
    lay(tmp_path, {"briefings.yaml": PROJECT, "data/aid.yaml": INTROS})
    slides = texts(tmp_path)
    for intro in ("Two winters came early.", "Sums of the whole year.", "Calls to the desk.", "Prices of last spring."):
        assert any(intro in words for slide in slides for words in slide), intro
    (told,) = json.loads((tmp_path / "output/manifest.json").read_text())["outputs"]
    assert told["lacks"]["told"].startswith("1 intro (“")
    assert list(told["lacks"]["parts"]) == ["sections.done.intro"]


KICKERS = """\
id: aid
title: Humanitarian assistance
language: en
date: 2023
status: final
sections:
  done:
    type: features
    chapter: What we did together with those who live there
    title: Stories of women and men who came back to their villages after the second of two long winters in the mountains
    takeaway: Vessels are seen sooner
    items: [{title: A well, text: It holds water all the year.}]
  next:
    type: features
    title: Plans
    takeaway: Roads come first
    items: [{title: A road, text: It is open all the year.}]
"""


def test_the_line_above_a_title_names_chapter_and_section_in_one_line_of_its_own_size(tmp_path: Path) -> None:
    lay(tmp_path, {"briefings.yaml": PROJECT, "data/aid.yaml": KICKERS})
    slides = texts(tmp_path)
    chapter = "What we did together with those who live there"
    heads = [slide[0] for slide in slides if {"A well", "A road"} & set(slide)]
    assert heads == [chapter, f"{chapter} · Plans"]
    (told,) = json.loads((tmp_path / "output/manifest.json").read_text())["outputs"]
    assert told["lacks"]["told"].startswith("2 takeaways (“")
    assert not [one for one in told["decisions"] if "kicker of" in one["detail"]]


def test_what_is_in_a_chapter_stands_in_lines_of_one_length(tmp_path: Path) -> None:
    """In the deck too, where the program that draws it breaks the lines: the room is no wider than they need."""
    look, _ = frame_reading.open_look("16:9", "slides", "en")
    detail = (Span("Speed and enforcement · A street before and after 30 km/h · Results by pillar · Serious injuries by hour of the day"),)  # fmt: skip

    piece = Agenda("a", (Entry("c1", (Span("What we did"),), detail),)).arrange(look.page.width - points(96), 0, look)

    (words,) = (box for item in piece.items for box in text_boxes(item) if box.id.endswith(".text"))
    first, second = (line.width for line in words.lines if line.paragraph == 1)
    assert min(first, second) > 0.6 * max(first, second)
    assert words.content.width < 0.75 * words.box.width and words.box.width == look.page.width - points(96)


def test_captions_without_pictures_share_a_slide_with_a_short_text(tmp_path: Path) -> None:
    head = AID.partition("sections:")[0]
    prose = "  a: {type: prose, title: Short words, text: A sentence of few words.}\n"
    photos = "  b: {type: photos, title: In pictures, items: [{id: p, caption: A well in the hills, place: Hills}]}\n"
    lay(tmp_path, {"briefings.yaml": PROJECT, "data/aid.yaml": f"{head}sections:\n{prose}{photos}"})
    assert any({"A sentence of few words.", "Short words"} <= set(slide) for slide in texts(tmp_path))


def test_notes_of_a_slide_say_what_a_speaker_needs(tmp_path: Path) -> None:
    given = """\
id: aid
title: Aid
language: en
date: 2024
status: final
sources: {s: {title: Survey}}
sections:
  figures:
    type: statistics
    title: Figures
    source: s
    items:
      - {id: schools, value: 340, text: schools take part, change: {value: 8, since: last year, good: up}}
      - {id: local, value: 54, unit: "%", text: bought near by, trend: [{label: 2019, value: 21}, 27, {label: 2024, value: 54}]}
  bars: {type: chart, chart: bar, title: Bars, unit: million, source: s, annotations: [{at: B, text: Flood}], reference: {value: 3, label: Goal}, data: [{label: A, value: 4.1}, {label: B, value: 2}]}
  lands: {type: map, title: Lands, unit: "%", source: s, data: [{country: GHA, value: 67}, {country: NGA, value: 38}, {country: SEN, value: 29}]}
  rows: {type: table, title: Rows, source: s, columns: [Region, Pupils, Schools], rows: [[North, 468, 13], [South, 531, 12]]}
  path: {type: timeline, title: Path, source: s, items: [{date: 2005, text: Pilot}, {date: 2020-03, to: 2021-01, text: Closed}, {date: 2024-06, text: Bill}]}
  last: {type: key-message, title: Last, text: Pass the Bill., detail: It costs little.}
"""
    assert run(lay(tmp_path, {"data/aid.yaml": given, "briefings.yaml": PROJECT}), "build").code == 0
    told = [
        slide.notes_slide.notes_text_frame.text.replace("\u00a0", " ").splitlines()
        for slide in Presentation(str(tmp_path / "output/aid-deck.en.pptx")).slides
        if slide.has_notes_slide
    ]

    assert told[:6] == [
        [
            "Figures",
            "340 schools take part, up 8 since last year",
            "54% bought near by",
            "2019: 21%, 27%, 2024: 54%",
            "Source: Survey",
        ],
        ["Bars", "A: 4.1, B: 2 (million)", "Goal: 3", "B: Flood", "Source: Survey"],
        ["Lands", "Ghana: 67%, Nigeria: 38%, Senegal: 29%", "Source: Survey"],
        ["Rows", "North: Pupils: 468; Schools: 13", "South: Pupils: 531; Schools: 12", "Source: Survey"],
        ["Path", "2005: Pilot", "March 2020 – January 2021: Closed", "June 2024: Bill", "Source: Survey"],
        ["Last", "Pass the Bill.", "It costs little."],
    ]


def test_what_a_page_leaves_out_is_told_by_the_titles_of_its_sections(tmp_path: Path) -> None:
    more = "".join(
        f"  t{n}: {{type: table, title: Table {n}, columns: [A, B], rows: [{', '.join('[Bellport, 12]' for _ in range(30))}]}}\n"
        for n in range(4)
    )
    lay(tmp_path, {"data/aid.yaml": AID + more, "briefings.yaml": PROJECT.replace("deck", "one-pager")})

    told = run(tmp_path, "build").err
    assert re.search(r"left out: .*tables? \(“Table \d”", told), told
    told = run(tmp_path, "build", "-v").err
    assert re.search(r"left out: sections\.t\d: “Table \d”: (the page would be over by|there was no room)", told), told
    assert "hint: shorter texts" in told


@pytest.mark.parametrize(
    ("before", "chapters", "told"), [(0, True, False), (1, False, False), (3, False, True), (4, True, True)]
)
def test_a_deck_makes_figures_at_a_glance_only_where_its_report_does_not_begin_with_figures(
    before: int, chapters: bool, told: bool
) -> None:
    prose = {"type": "prose", "title": "Text", "text": ". ".join(["The wells were repaired in spring"] * 60)}
    items = [{"id": "wells", "value": 340, "text": "wells"}, {"id": "homes", "value": 41, "text": "homes reached"}]
    figures = {"type": "statistics", "title": "Figures", "emphasis": "homes", "items": items}
    sections = {f"t{n}": {**prose, "title": f"Text {n}"} for n in range(before)} | {
        "a": figures,
        "b": {**figures, "items": items[1:]},
    }
    if chapters:
        sections[next(iter(sections))] = {**next(iter(sections.values())), "chapter": "Before"}
        sections["a"] = {**sections["a"], "chapter": "After"} if before else sections["a"]

    made = frame_reading.lay(frame_reading.report_with(sections)).of("glance")

    assert len(made) == told
    if told:
        largest = max(
            (p for box in frame_reading.boxes_of_text(made[0].items) for p in box.paragraphs if p.kind == "figure"),
            key=lambda p: p.style.size,
        )
        assert largest.text == "41"


def test_lines_of_what_is_in_a_chapter_end_between_two_names() -> None:
    names = ("Samples by crop", "Samples in the store at the end of each year", "Germination after twenty years in store",
             "Where the samples come from", "Who asked for them in the year")  # fmt: skip
    sections = {
        f"s{at}{n}": {"type": "prose", "title": f"{name} {at}", "text": "Words.", **({"chapter": f"Part {at}"} if not n else {})}
        for at in range(3)
        for n, name in enumerate(names[at:])
    }  # fmt: skip
    (agenda,) = frame_reading.lay(frame_reading.report_with(sections)).of("agenda")

    told = [
        (box, box.paragraphs[1].text) for box in frame_reading.boxes_of_text(agenda.items) if len(box.paragraphs) > 1
    ]
    assert len(told) == 3
    for box, text in told:
        ends = [line.stop for line in box.lines if line.paragraph == 1][:-1]
        assert all(text[:stop].rstrip().endswith("·") for stop in ends)
    assert any(len(box.lines) > 2 for box, _ in told)
