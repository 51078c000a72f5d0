"""Which layout of a customer's template a person would take for each page, in the languages and shapes that such files come in."""

from __future__ import annotations

import io
from pathlib import Path

import brand_makers as makers
import pytest
from pptx import Presentation
from projects import run

from briefings import brand
from briefings.brand import house as brand_file
from briefings.brand.casting import Casting
from briefings.brand.names import told
from briefings.diagnostics import Level, Where
from briefings.env import Env

WHERE = Where("house.potx")
PLAIN = {"Titelfolie": "low-title under", "Inhalt": "title body", "Nur Titel": "title"}


def cast(data: bytes) -> dict[str, Casting]:
    return {casting.role: casting for casting in brand.read(data, WHERE).castings}


def house_of(data: bytes, role: str) -> int:
    """The slide master (from 1) that a role's layout is on."""
    read = brand.read(data, WHERE)
    parts = {layout.part: layout.master + 1 for layout in read.offered}
    return parts[next(casting for casting in read.castings if casting.role == role).layouts[0].part]


# -- names -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "names"),
    [
        ("cover", "01_Title|Title Slide - dark|Diapositive de titre 2|Portada con foto|Titelfolie (blau)|Capa|Slide di titolo|Titeldia|Титульный слайд|شريحة العنوان|标题幻灯片|Título da apresentação (limpo)"),
        ("section", "Section Header|Transition|Chapitre|Separador azul|Kapitelfolie|Secção|Divisore|Hoofdstuk|Раздел|عنوان المقطع|节标题"),
        ("content", "06_Regular_Slide|One content|Titre et contenu|Contenido|Titel und Inhalt|Conteúdo|Titolo e contenuto|Titel en object|Заголовок и объект|العنوان والمحتوى|标题和内容|Content, statement"),
        ("two-columns", "Two contents|Deux colonnes|Dos objetos|Zwei Spalten|Duas Partes de Conteúdo|Due contenuti|Twee kolommen|Два объекта|محتويان|两栏内容"),
        ("title-only", "Title Only|Titre seul|Solo título|Nur Titel|Somente título|Solo titolo|Alleen titel|Только заголовок|عنوان فقط|仅标题"),
        ("other", "Agenda|05_Agenda|Table of content|Contents|Quote|Thank you|Authors|Sommaire|Merci|Índice|Gracias|Inhaltsverzeichnis|Zitat|Vielen Dank|Obrigado|Grazie|Inhoudsopgave|Bedankt|Оглавление|Спасибо за внимание|شكرا|جدول الأعمال|目录|谢谢"),
        ("", "Blank|Custom Layout|2|Signpost"),
    ],
)  # fmt: skip
def test_the_name_of_a_layout_tells_its_role_in_ten_languages(role: str, names: str) -> None:
    assert {name: told(name) for name in names.split("|")} == dict.fromkeys(names.split("|"), role)


def test_a_layout_for_one_thing_is_not_taken_for_content_though_it_comes_first() -> None:
    roles = cast(makers.houses({"01 Titre": "low-title under", "Ordre du jour": "title body", "Auteurs": "title body", "Courant": "title body"}))  # fmt: skip
    assert {roles[role].name for role in ("content", "table", "closing")} == {"Courant"}


def test_a_line_under_the_title_keeps_no_layout_from_its_role() -> None:
    roles = cast(
        makers.houses(
            {
                "Omslag": "low-title under",
                "Standaard": "title line body",
                "Citaat": "title body",
                "Standaard 2": "title line left right",
                "Standaard 0": "title line",
            }
        )
    )
    assert {role: roles[role].name for role in ("cover", "content", "two-columns", "title-only")} == {
        "cover": "Omslag",
        "content": "Standaard",
        "two-columns": "Standaard 2",
        "title-only": "Standaard 0",
    }
    assert all(roles[role].good for role in ("cover", "content", "two-columns", "title-only"))


def test_layouts_that_nothing_but_their_order_tells_apart_are_told_of(tmp_path: Path) -> None:
    (tmp_path / "house.potx").write_bytes(makers.houses({"Capa": "low-title under", "Claro": "title body", "Escuro": "title body"}))  # fmt: skip
    said = run(tmp_path, "inspect", "house.potx").out
    assert "content: `Claro` (by its placeholders)\n  in doubt: `Escuro` would suit as well, the first in the file is taken\n" in said  # fmt: skip


# -- several slide masters -------------------------------------------------------------------------------------------------


def test_the_cover_comes_from_a_master_made_for_covers() -> None:
    data = makers.houses(PLAIN, {"Titelfolie blau": "low-title under", "Kapitel": "low-title under"})
    assert {role: house_of(data, role) for role in ("cover", "section", "content", "title-only")} == {
        "cover": 2,
        "section": 2,
        "content": 1,
        "title-only": 1,
    }


@pytest.mark.parametrize("opening", ["Titelfolie", "Portada"])
def test_the_files_own_first_slide_shows_the_cover(opening: str) -> None:
    spanish = {"Portada": "low-title under", "Contenido": "title body", "Solo título": "title"}
    data = makers.houses(PLAIN, spanish, opening=opening)
    assert cast(data)["cover"].name == opening
    assert house_of(data, "content") == 1


@pytest.mark.parametrize("master", [1, 2])
def test_a_saved_mapping_keeps_to_the_master_where_masters_share_the_names_of_layouts(
    master: int, tmp_path: Path
) -> None:
    shared = {"Titelfolie": "low-title under", "Inhalt": "title body"}
    data = makers.houses(shared, shared | {"Nur Titel": "title", "Zwei Spalten": "title left right"})
    (tmp_path / "house.potx").write_bytes(data)
    (tmp_path / "briefings.yaml").write_text("languages: [en]\n", encoding="utf-8")
    run(tmp_path, "inspect", "house.potx", "--write")
    path = tmp_path / "templates/house.yaml"
    written = path.read_text(encoding="utf-8")
    assert '    master: "2"\n    layout: "Inhalt"\n' in written  # both themes are called "Haus"
    path.write_text(written.replace('master: "2"', f'master: "{master}"'), encoding="utf-8")
    read = brand_file.open_house(tmp_path / "house.potx", "house", Env(tmp_path)).brand
    parts = {layout.part: layout.master + 1 for layout in read.offered}
    content = next(casting for casting in read.castings if casting.role == "content")
    assert parts[content.layouts[0].part] == master
    usual = brand.read(data, WHERE)
    assert ([one.layouts for one in read.castings] == [one.layouts for one in usual.castings]) is (master == 2)


def test_a_master_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "house.potx").write_bytes(makers.houses(PLAIN))
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/house.yaml").write_text(
        "kind: brand\nroles:\n  content: {master: Kampagne, layout: Inhalt}\n", encoding="utf-8"
    )
    read = brand_file.open_house(tmp_path / "house.potx", "house", Env(tmp_path)).brand
    (told_,) = (finding for finding in read.findings if finding.level is Level.WARNING)
    assert told_.code == "brand-master-missing"
    assert told_.message == (
        "no slide master `Kampagne` has the layout `Inhalt`, which the mapping names for `content`: that of `Haus` is used"
    )
    assert told_.hint == "it is on `Haus`"


# -- slides that are kept --------------------------------------------------------------------------------------------------


def test_a_kept_slide_with_a_repeated_shape_id_is_put_right() -> None:
    deck = Presentation(io.BytesIO(makers.office()))
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    for _ in range(2):
        slide.shapes.add_textbox(0, 0, 99, 99)._element.nvSpPr.cNvPr.set("id", "2")
    out = io.BytesIO()
    deck.save(out)
    read = brand.read(out.getvalue(), WHERE, keep=("first",))
    (kept,) = Presentation(io.BytesIO(read.data)).slides
    ids = [shape.shape_id for shape in kept.shapes]
    assert len(ids) == len(set(ids)) == 3
    assert "brand-repaired" in {finding.code for finding in read.findings}


def test_keeping_slides_of_a_file_without_slides_is_told() -> None:
    (finding,) = (one for one in brand.read(makers.office(), WHERE, keep=("first", "last")).findings if one.level is Level.WARNING)  # fmt: skip
    assert finding.render().splitlines()[0] == (
        "house.potx: warning[brand-keep]: `keep` names the `first` and `last` slide of this file, which has no slides"
    )


# -- what is left out, and what keeps its place ------------------------------------------------------------------------------


def test_embedded_objects_of_add_ins_are_left_out_with_a_note() -> None:
    frame = (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="77" name="Object 1" hidden="1"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>'
        '<p:xfrm><a:off x="1588" y="1588"/><a:ext cx="1588" cy="1588"/></p:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/presentationml/2006/ole">'
        '<p:oleObj name="think-cell Slide" r:id="rId77" progId="TCLayout.ActiveDocument.1"><p:embed/></p:oleObj></a:graphicData></a:graphic></p:graphicFrame>'
    )
    relation = '<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/oleObject" Target="../media/image1.jpg"/>'
    data = makers.houses(PLAIN)
    data = makers.rewritten(data, "ppt/slideMasters/slideMaster1.xml", lambda xml: xml.replace("</p:spTree>", f"{frame}</p:spTree>"))  # fmt: skip
    data = makers.rewritten(data, "ppt/slideMasters/_rels/slideMaster1.xml.rels", lambda xml: xml.replace("</Relationships>", f"{relation}</Relationships>"))  # fmt: skip
    read = brand.read(data, WHERE)
    told_ = [finding.message for finding in read.findings if finding.code == "brand-objects"]
    assert told_ == ["1 embedded object of other programs is left out"]
    (master,) = Presentation(io.BytesIO(read.data)).slide_masters
    assert not list(master._element.iter("{http://schemas.openxmlformats.org/presentationml/2006/main}oleObj"))
    assert not [one for one in master.part.rels.values() if one.reltype.endswith("/oleObject")]


def test_what_stands_side_by_side_without_places_is_read_from_the_right_in_arabic() -> None:
    given = makers.houses({"Title": "low-title under", "Only": "title"})
    for role in ("two-columns", "chart"):
        left, right = (
            next(one for one in brand.read(given, WHERE, rtl=rtl).castings if one.role == role).layouts[0].areas
            for rtl in (False, True)
        )
        (first, one), (second, other) = left
        (_, mirrored), (_, again) = right
        assert [slot for slot, _ in right] == [first, second]
        assert one.x < other.x
        assert mirrored.x > again.x
        assert (mirrored.width, again.width) == (one.width, other.width)
        page = brand.read(given, WHERE).page.width
        assert (again.x, mirrored.right) == (page - other.right, page - one.x)


# -- one look --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("side", "colour", "plays"), [("ctr", "31859C", "Title and Content"), ("ctr", "", "Title Only"), ("", "31859C", "Title Only")])  # fmt: skip
def test_a_title_only_layout_of_another_look_than_the_contents_is_not_used(side: str, colour: str, plays: str) -> None:
    """Layouts that a house has restyled, beside those of the program that nobody has touched."""

    def restyled(xml: str) -> str:
        run = (
            f'<a:defRPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:defRPr>' if colour else "<a:defRPr/>"
        )
        level = f'<a:lvl1pPr algn="{"l" if side else "ctr"}">{run}</a:lvl1pPr>'
        return xml.replace("<a:lstStyle/>", f"<a:lstStyle>{level}</a:lstStyle>", 1)

    data = makers.rewritten(makers.office(), "ppt/slideLayouts/slideLayout2.xml", restyled)
    assert brand.read(data, WHERE).of_role("title-only")[0].name == plays


def test_where_only_columns_suit_the_other_roles_keep_to_their_layout() -> None:
    houses = makers.houses({"Other": "title under", "Two": "title left right"})
    data = makers.rewritten(
        houses, "ppt/slideLayouts/slideLayout1.xml", lambda xml: xml.replace('"body"', '"subTitle"')
    )
    read = brand.read(data, WHERE)
    assert {read.of_role(role)[0].name for role in ("content", "chart", "table", "closing")} == {"Two"}
