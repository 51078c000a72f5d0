"""What is taken in of a template that somebody else made, what is left behind, and what is refused."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brand_makers as makers
import pytest
from brand_makers import A, P, rewritten
from pptx import Presentation
from projects import run

from briefings import brand
from briefings.brand import house as brand_file
from briefings.brand import intake
from briefings.diagnostics import BriefingsError, Level, Where
from briefings.engine import build, project
from briefings.env import Env

WHERE = Where("agency.potx")
MASTER = "ppt/slideMasters/slideMaster1.xml"
LAYOUT = "ppt/slideLayouts/slideLayout2.xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_parts(data: bytes, **parts: bytes) -> bytes:
    """A package with more members; `__` in a name stands for `/`."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def related(data: bytes, part: str, kind: str, target: str, *, external: bool) -> bytes:
    """A package in which one part has one more relation."""
    folder, _, name = part.rpartition("/")
    mode = ' TargetMode="External"' if external else ""
    more = f'<Relationship Id="rId99" Type="{RELATION}/{kind}" Target="{target}"{mode}/></Relationships>'
    return rewritten(data, f"{folder}/_rels/{name}.rels", lambda xml: xml.replace("</Relationships>", more))


def typed(data: bytes, kind: str) -> bytes:
    """A package under another content type of presentations."""
    main = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    return rewritten(data, "[Content_Types].xml", lambda xml: xml.replace(main, kind))


def with_macros(data: bytes) -> bytes:
    data = typed(data, "application/vnd.ms-powerpoint.template.macroEnabled.main+xml")
    data = rewritten(data, "[Content_Types].xml", lambda xml: xml.replace("</Types>", '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'))  # fmt: skip
    data = rewritten(data, "ppt/_rels/presentation.xml.rels", lambda xml: xml.replace("</Relationships>", '<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>'))  # fmt: skip
    return with_parts(data, ppt__vbaProject__bin=b"").replace(b"ppt/vbaProject/bin", b"ppt/vbaProject.bin")


def with_flat_titles(data: bytes, height: int) -> bytes:
    """Titles of a height in EMU, on the master and on every layout, none of which is bare (and would be lent one)."""
    deck = Presentation(io.BytesIO(data))
    (bare,) = [layout for layout in deck.slide_layouts if layout.name == "Blank"]
    deck.slide_layouts.remove(bare)
    for owner in (deck.slide_masters[0], *deck.slide_layouts):
        for shape in owner.placeholders:
            if "TITLE" in str(shape.placeholder_format.type):
                shape.left, shape.top, shape.width, shape.height = shape.left, shape.top, shape.width, height
    return saved(deck)


def saved(deck: Any) -> bytes:
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def doubled(data: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as packed, pytest.warns(UserWarning, match="Duplicate name"):
        packed.writestr("ppt/presentation.xml", b"<p/>")
    return out.getvalue()


ENTITIES = '<!DOCTYPE p:sldLayout [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

REFUSED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a password": (lambda _: intake._COMPOUND + bytes(512) + "EncryptedPackage".encode("utf-16-le"), "brand-protected"),
    "PowerPoint 97": (lambda _: intake._COMPOUND + bytes(512) + "PowerPoint Document".encode("utf-16-le"), "brand-old"),
    "cut short": (lambda data: data[: len(data) // 2], "brand-unreadable"),
    "a zip bomb": (lambda data: with_parts(data, ppt__media__a=bytes(40_000_000)), "brand-too-large"),
    "too many parts": (lambda data: with_parts(data, **{f"x{n}": b"" for n in range(5_100)}), "brand-too-large"),
    "parts of one name": (doubled, "brand-unsafe"),
    "a part that leads out": (lambda data: with_parts(data, **{"..__..__etc__passwd": b""}), "brand-unsafe"),
    "entities": (lambda data: rewritten(data, LAYOUT, lambda xml: xml.replace("<p:sldLayout", ENTITIES + "<p:sldLayout", 1)), "brand-unsafe"),
    "a linked picture": (lambda data: related(data, MASTER, "image", "http://127.0.0.1/a.png", external=True), "brand-external"),
    "an embedded object": (lambda data: related(with_parts(data, **{"ppt/a.xml": b"<a/>"}), LAYOUT, "oleObject", "../a.xml", external=False), "brand-active"),
    "a control": (lambda data: related(with_parts(data, **{"ppt/a.xml": b"<a/>"}), LAYOUT, "control", "../a.xml", external=False), "brand-active"),
    "a slide of no size that there is": (
        lambda data: rewritten(data, "ppt/presentation.xml", lambda xml: re.sub(r'(<p:sldSz[^>]* cx=)"\d+"', r'\1"-99999999999"', xml)),
        "brand-unreadable",
    ),
    "titles too small for any title": (lambda data: with_flat_titles(data, 200_000), "brand-title-small"),
}  # fmt: skip


@pytest.mark.parametrize(("spoil", "code"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_used_is_refused_with_a_finding(spoil: Callable[[bytes], bytes], code: str) -> None:
    with pytest.raises(BriefingsError) as caught:
        brand.read(spoil(makers.office()), WHERE)
    assert {finding.code for finding in caught.value.findings if finding.level is Level.ERROR} == {code}
    assert all(finding.hint and finding.where is not None for finding in caught.value.findings)


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
        "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml",
    ],
)
def test_templates_and_shows_are_taken_like_presentations(kind: str) -> None:
    read = brand.read(typed(makers.office(), kind), WHERE)
    assert read.layouts == brand.read(makers.office(), WHERE).layouts
    assert Presentation(io.BytesIO(read.data)).slide_masters


def test_macros_are_left_out_with_a_warning() -> None:
    read = brand.read(with_macros(makers.office()), WHERE)
    assert [finding.code for finding in read.findings if finding.level is Level.WARNING] == ["brand-macros"]
    with zipfile.ZipFile(io.BytesIO(read.data)) as packed:
        assert not [name for name in packed.namelist() if "vba" in name.lower()]
        assert b"macroEnabled" not in packed.read("[Content_Types].xml")


def test_links_comments_and_properties_are_left_out() -> None:
    linked = related(makers.office(), MASTER, "hyperlink", "https://example.org/", external=True)
    linked = rewritten(linked, MASTER, lambda xml: xml.replace('name="Title Placeholder 1"/>', f'name="Title Placeholder 1"><a:hlinkClick xmlns:r="{RELATION}" r:id="rId99"/></p:cNvPr>', 1))  # fmt: skip
    read = brand.read(linked, WHERE)
    with zipfile.ZipFile(io.BytesIO(read.data)) as packed:
        everything = b"".join(packed.read(name) for name in packed.namelist())
    assert b"example.org" not in everything
    assert b"rId99" not in everything
    assert b"app.xml" not in everything
    assert "brand-links" in {finding.code for finding in read.findings}


def test_its_own_slides_stay_out_save_those_that_are_kept(tmp_path: Path) -> None:
    deck = Presentation(io.BytesIO(makers.office()))
    for name in ("Hello", "Middle", "Imprint"):
        deck.slides.add_slide(deck.slide_layouts[5]).shapes.title.text = name
    data = saved(deck)
    assert not len(Presentation(io.BytesIO(brand.read(data, WHERE).data)).slides)

    root = Path(__file__).parent.parent
    (tmp_path / "data").mkdir()
    (tmp_path / "tests/reports").mkdir(parents=True)
    (tmp_path / "data/water.yaml").write_bytes((root / "tests/reports/water.yaml").read_bytes())
    (tmp_path / "tests/reports/water-source.txt").write_bytes((root / "tests/reports/water-source.txt").read_bytes())
    (tmp_path / "a.potx").write_bytes(data)
    (tmp_path / "briefings.yaml").write_text("brands: {house: {default: a.potx, keep: [first, last]}}\nbuild: [{template: deck, brand: house}]\n", encoding="utf-8")  # fmt: skip
    env = Env(tmp_path)
    result = build.build(project.load(tmp_path, env), env)
    assert not [finding.render() for finding in result.findings if finding.level is Level.ERROR]
    (output,) = result.outputs
    titles = [slide.shapes.title.text for slide in Presentation(io.BytesIO(output.data)).slides]
    assert output.name.startswith("house/")
    assert (titles[0], titles[-1]) == ("Hello", "Imprint")
    assert "Middle" not in titles
    assert [" ".join(title.split()) for title in titles[1:-1]] == [
        " ".join(frame.title.split()) for frame in output.layout.frames
    ]


def test_missing_theme_colours_are_told_and_replaced() -> None:
    bare = rewritten(makers.office(), "ppt/theme/theme1.xml", lambda xml: xml.replace("<a:accent3>", "<a:lost>").replace("</a:accent3>", "</a:lost>"))  # fmt: skip
    read = brand.read(bare, WHERE)
    (finding,) = [one for one in read.findings if one.code == "brand-colours" and "lacks" in one.message]
    assert "`accent3`" in finding.message
    own = rewritten(bare, "ppt/theme/theme1.xml", lambda xml: xml.replace("4F81BD", "00558C"))
    assert brand.read(own, WHERE).colours["accent3"].rgb == "A5A5A5"  # Office's, where the others are somebody's own


def test_forty_layouts_give_one_for_each_role() -> None:
    deck = Presentation(io.BytesIO(makers.office()))
    part = deck.slide_layouts[1].part
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI

    ids = deck.slide_masters[0]._element.find(f"{P}sldLayoutIdLst")
    for number in range(30):
        made = Part.load(PackURI(f"/ppt/slideLayouts/slideLayout{number + 50}.xml"), part.content_type, part.package, part.blob.replace(b"Title and Content", f"Variant {number}".encode()))  # fmt: skip
        made.relate_to(deck.slide_masters[0].part, f"{RELATION}/slideMaster")
        entry = ids[0].__copy__()
        entry.set("id", str(2147484000 + number))
        entry.set(f"{{{RELATION}}}id", deck.slide_masters[0].part.relate_to(made, f"{RELATION}/slideLayout"))
        ids.append(entry)
    read = brand.read(saved(deck), WHERE)
    assert len(read.offered) == 41
    assert {casting.role: casting.name for casting in read.castings}["content"] == "Title and Content"


def test_a_logo_in_the_titles_corner_narrows_the_title_and_nothing_else() -> None:
    plain, drawn = brand.read(makers.office(), WHERE), brand.read(makers.dark(), WHERE)
    places = [place for layout in plain.layouts for place in layout.placeholders if not layout.areas]
    assert not any(place.moved for place in places if place.slot not in ("chart", "table")), (
        "those begin at the words' edge"
    )
    titles = [place for layout in drawn.layouts for place in layout.placeholders if place.slot == "title" and layout.role == "content"]  # fmt: skip
    assert all(place.moved and place.box.right < drawn.page.width * 0.87 for place in titles)


# -- the mapping -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "briefings.yaml").write_text("languages: [en]\n", encoding="utf-8")
    (tmp_path / "agency.potx").write_bytes(makers.office())
    return tmp_path


def test_inspect_tells_layouts_places_capacity_and_what_is_missing(home: Path) -> None:
    said = run(home, "inspect", "agency.potx").out
    assert "content: `Title and Content` (by its type `obj`, by its name, by its placeholders)" in said
    assert "font Calibri: not at hand, measured with Arimo" in said
    assert "not used, and kept in the deck: Section Header, Comparison, Blank" in said
    told = json.loads(run(home, "inspect", "agency.potx", "--json").out)
    body = next(place for role in told["roles"] if role["role"] == "content" for place in role["placeholders"] if place["place"] == "body")  # fmt: skip
    assert set(body["capacity"]) == {"en", "fr", "es", "ru", "ar", "zh"}
    assert body["capacity"]["en"]["lines"] == 8


def test_a_saved_mapping_is_read_back_and_changes_what_is_chosen(home: Path) -> None:
    run(home, "inspect", "agency.potx", "--write")
    path = home / "templates/agency.yaml"
    env = Env(home)
    same = brand_file.open_house(home / "agency.potx", "agency", env).brand
    usual = brand.read(makers.office(), WHERE)
    assert [casting.name for casting in same.castings] == [casting.name for casting in usual.castings]
    assert {casting.reason for casting in same.castings} == {"by the mapping"}

    path.write_text(
        "kind: brand\nroles:\n  cover: {layout: Section Header, places: {title: 0, subtitle: 1}}\n", encoding="utf-8"
    )
    assert brand_file.open_house(home / "agency.potx", "agency", env).brand.castings[0].name == "Section Header"


def test_a_mapping_that_names_what_is_not_there_says_so_and_goes_on(home: Path) -> None:
    (home / "templates").mkdir()
    (home / "templates/agency.yaml").write_text(
        "kind: brand\nroles:\n  cover: {layout: Title Slyde}\n  content: {layout: Title and Content, places: {body: 77}}\n",
        encoding="utf-8",
    )
    read = brand_file.open_house(home / "agency.potx", "agency", Env(home)).brand
    told = {finding.code: finding for finding in read.findings if finding.level is Level.WARNING}
    assert set(told) == {"brand-layout-missing", "brand-place-missing"}
    assert told["brand-layout-missing"].hint == "did you mean `Title Slide`?"
    assert told["brand-place-missing"].where == Where("templates/agency.yaml", 4, 12)
    assert read.castings[0].name == "Title Slide"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("kind: brand\nroles: {cower: {layout: A}}\n", "role-unknown"),
        ("kind: brand\nroles: {cover: {layout: A, places: {boddy: 1}}}\n", "place-unknown"),
        ("kind: brand\nroles: {cover: {layuot: A}}\n", "key-unknown"),
    ],
)
def test_a_mistyped_mapping_is_told(home: Path, text: str, code: str) -> None:
    (home / "templates").mkdir()
    (home / "templates/agency.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BriefingsError, match=code):
        brand_file.open_house(home / "agency.potx", "agency", Env(home))


# -- capacity and sheets ---------------------------------------------------------------------------------------------------


def test_a_one_pager_takes_the_brands_colours_and_fonts_and_stays_dark_on_light(tmp_path: Path) -> None:
    root = Path(__file__).parent.parent
    path = tmp_path / "dark.potx"
    path.write_bytes(makers.dark())
    env = Env(root)
    options = build.Options(templates=("one-pager",), formats=("pptx",), languages=("en",), brand=path)
    (output,) = build.build(project.load(root, env), env, options).outputs
    deck = Presentation(io.BytesIO(output.data))
    theme = deck.slide_masters[0].part.part_related_by(f"{RELATION}/theme").blob.decode()
    assert 'latin typeface="Verdana"' in theme
    assert '<a:accent1><a:srgbClr val="4F81BD"/>' in theme
    assert output.layout.frames[0].background.luminance > 0.9
    assert deck.slide_width < deck.slide_height
    assert list(deck.slide_masters[0]._element.iter(f"{A}latin"))


def test_settings_that_another_relation_leads_to_are_not_written_twice() -> None:
    relations = "ppt/_rels/presentation.xml.rels"
    given = rewritten(
        makers.office(), relations, lambda xml: xml.replace("/relationships/presProps", "/relationships/other")
    )
    assert given != makers.office()

    with zipfile.ZipFile(io.BytesIO(brand.read(given, WHERE).data)) as read:
        names = read.namelist()

    assert len({name.casefold() for name in names}) == len(names)
    assert {"ppt/presProps.xml", "ppt/presProps2.xml"} <= set(names)
