"""The house style: what `theme.yaml` promises about colours, type, grid and layouts, and what it is told when it is wrong."""

from __future__ import annotations

import io
import zipfile
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from projects import lay

from briefings import brand, builtin, source
from briefings.diagnostics import BriefingsError, Where
from briefings.env import Env
from briefings.frame import Paragraph, Run
from briefings.geometry import PAGE_SIZES, mm, to_points
from briefings.look import Colour, Look, SlideLayout
from briefings.roles import ROLES
from briefings.style import colours, master, resolve, theme
from briefings.style.theme_file import STYLES
from briefings.text.measure import set_text

TITLE = (
    "Strengthening the capability of the United Nations system to assist Member States in implementing the United Nations Global "
    "Counter-Terrorism Strategy: seventh review and the longer way onwards to 2030"
)
RUSSIAN = (
    "Укрепление способности системы Организации Объединенных Наций оказывать государствам-членам помощь в осуществлении "
    "Глобальной контртеррористической стратегии Организации Объединенных Наций: седьмой обзор"
)
YAML = (builtin.home() / "themes" / "default" / "theme.yaml").read_text("utf-8")


@pytest.fixture
def env(tmp_path: Path) -> Env:
    return Env(tmp_path)


@pytest.fixture
def house(env: Env) -> theme.Theme:
    return theme.read("default", env)


def open_look(page: str, env: Env, language: str = "en") -> Look:
    return resolve.open_look("default", page, "slides" if ":" in page else "sheet", language, env)[0]


def lightness(colour: Colour) -> float:
    """CIE L*: how light a colour looks, 0 to 100; what is left of it on a grey print."""
    y = colour.luminance
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


# -- the package -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("page", PAGE_SIZES)
def test_the_master_of_every_page_size_is_valid_and_opens(
    page: str, rtl: bool, house: theme.Theme, tmp_path: Path
) -> None:
    path = tmp_path / "master.pptx"
    path.write_bytes(resolve.master(house, PAGE_SIZES[page], rtl=rtl))

    assert [finding.description for finding in OpenXmlValidator().validate(str(path)).errors] == []
    deck = Presentation(str(path))
    assert (deck.slide_width, deck.slide_height) == (PAGE_SIZES[page].width, PAGE_SIZES[page].height)


def test_a_slide_on_every_layout_with_notes_is_valid(house: theme.Theme, tmp_path: Path) -> None:
    deck = Presentation(io.BytesIO(resolve.master(house, PAGE_SIZES["16:9"])))
    for layout in deck.slide_layouts:
        slide = deck.slides.add_slide(layout)
        slide.shapes.title.text = layout.name
        slide.notes_slide.notes_text_frame.text = "What stands behind the slide"
    path = tmp_path / "deck.pptx"
    deck.save(str(path))

    assert [finding.description for finding in OpenXmlValidator().validate(str(path)).errors] == []
    assert len(deck.slides) == len(house.plans)


def test_the_same_theme_gives_the_same_bytes(env: Env) -> None:
    where = theme.find("default", env)
    first, second = (
        resolve.master(theme.load(source.read(where.read_bytes(), "theme.yaml")), PAGE_SIZES["16:9"]) for _ in range(2)
    )
    assert first == second


def test_nothing_in_master_and_layouts_is_hard_coded_that_the_theme_decides(house: theme.Theme) -> None:
    with zipfile.ZipFile(io.BytesIO(resolve.master(house, PAGE_SIZES["16:9"]))) as packed:
        parts = {
            name: packed.read(name).decode()
            for name in packed.namelist()
            if "slideMaster" in name or "slideLayout" in name
        }
        table = packed.read("ppt/tableStyles.xml").decode()
    for name, text in {**parts, "table": table}.items():
        assert "srgbClr" not in text, name
    fonts = {
        font
        for text in parts.values()
        for font in etree.fromstring(text.encode()).xpath("//*[local-name()='latin']/@typeface")
    }
    assert fonts == {"+mj-lt", "+mn-lt"}


def test_drawings_of_the_master_are_marked_decorative(house: theme.Theme) -> None:
    deck = Presentation(io.BytesIO(resolve.master(house, PAGE_SIZES["16:9"])))
    drawings = [
        shape
        for holder in (deck.slide_master, *deck.slide_layouts)
        for shape in holder.shapes
        if not shape.is_placeholder
    ]
    assert len(drawings) >= 7
    for shape in drawings:
        assert shape._element.xpath(".//*[local-name()='decorative']/@val") == ["1"], shape.name


def test_kerning_is_asked_for_everywhere(house: theme.Theme) -> None:
    with zipfile.ZipFile(io.BytesIO(resolve.master(house, PAGE_SIZES["16:9"]))) as packed:
        kerned = {
            value
            for name in packed.namelist()
            if name.endswith(".xml")
            for value in etree.fromstring(packed.read(name)).xpath("//@kern")
        }
    assert kerned == {"100"}  # from 1 point on


# -- layouts ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["16:9", "4:3"])
def test_reading_the_master_back_gives_the_roles_that_the_theme_planned(
    page: str, house: theme.Theme, env: Env
) -> None:
    look = open_look(page, env)
    first = {
        layout.name: layout.role for layout in reversed(look.layouts)
    }  # one may play a second role, as a last resort
    assert first == {plan.name: plan.role for plan in house.plans}
    assert [(one.name, one.role) for one in look.layouts if one.role != first[one.name]] == [("Title only", "picture")]
    assert {layout.role for layout in look.layouts} == set(ROLES)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_place_of_the_theme_comes_back_under_its_own_slot(language: str, house: theme.Theme, env: Env) -> None:
    layouts = {layout.name: layout for layout in reversed(open_look("16:9", env, language).layouts)}
    for plan in house.plans:
        wanted = {slot for slot in plan.places if slot not in ("footer", "page-date", "number")}
        read = {place.slot: place for place in layouts[plan.name].placeholders if place.slot}
        assert set(read) == wanted, plan.name
        for slot in wanted:
            box = plan.places[slot].box(house.grid(PAGE_SIZES["16:9"]))
            if slot == "kicker" and plan.role != "section" and language == "ar":
                box = box.moved(0, -master.CLEAR)
            assert read[slot].box == (box.mirrored(PAGE_SIZES["16:9"].width) if language == "ar" else box), (
                plan.name,
                slot,
            )
            assert read[slot].styles[0].size == plan.places[slot].size, (plan.name, slot)


def test_the_layouts_of_a_role_go_from_airy_to_dense(env: Env) -> None:
    look = open_look("16:9", env)
    content = [
        layout.name for layout in sorted(look.layouts, key=lambda layout: layout.density) if layout.role == "content"
    ]
    ladder = [
        "Content, statement",
        "Content, large",
        "Content",
        "Content, two columns",
        "Content, dense",
        "Content, three columns",
    ]
    assert [name for name in content if name in ladder] == ladder
    for role in ROLES:
        members = sorted((layout for layout in look.layouts if layout.role == role), key=lambda layout: layout.density)
        assert not members[0].name.endswith(("long title", "dense")), role


@pytest.mark.parametrize(("page", "title"), [("16:9", TITLE), ("16:9", RUSSIAN), ("4:3", TITLE)])
@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_a_layout_for_a_title_of_200_letters(role: str, page: str, title: str, env: Env) -> None:
    look = open_look(page, env)
    assert 200 <= len(title) <= 210

    def fits(layout: SlideLayout) -> bool:
        place = layout.slot("title")
        assert place is not None
        box = place.box.inset(place.insets.left, 0, place.insets.right, 0)
        style = place.styles[0]
        lines = set_text((Paragraph((Run(title, style),), style),), box.width, look.fonts)
        return max(line.top + line.height for line in lines) <= box.height and all(
            line.width <= box.width for line in lines
        )

    assert any(fits(layout) for layout in look.layouts if layout.role == role)


@pytest.mark.parametrize("page", ["16:9", "4:3"])
def test_places_stand_on_the_columns_of_the_grid_and_on_the_baseline(page: str, house: theme.Theme, env: Env) -> None:
    look, grid = open_look(page, env), house.grid(PAGE_SIZES[page])
    lefts = {0, *(grid.left(n) for n in range(1, 13))}
    rights = {PAGE_SIZES[page].width, *(grid.right(n) for n in range(1, 13))}
    for layout in look.layouts:
        for place in layout.placeholders:
            assert place.box.x in lefts, (layout.name, place.name)
            assert place.box.right in rights, (layout.name, place.name)
            assert place.box.y % look.unit == 0, (layout.name, place.name)
            assert place.box.height % look.unit == 0, (layout.name, place.name)


def test_places_neither_overlap_nor_leave_the_page(env: Env) -> None:
    look = open_look("16:9", env)
    for layout in look.layouts:
        for place in layout.placeholders:
            assert look.page.box.contains(place.box), (layout.name, place.name)
        for one, other in combinations(layout.placeholders, 2):
            assert not one.box.overlaps(other.box), (layout.name, one.name, other.name)


def test_every_layout_has_footer_date_and_number(env: Env) -> None:
    for layout in open_look("16:9", env).layouts:
        assert {"ftr", "dt", "sldNum"} <= {place.kind for place in layout.placeholders}, layout.name


def test_blocks_stand_clear_of_title_and_footers(env: Env) -> None:
    look = open_look("16:9", env)
    free = {layout.name: layout.free for layout in look.layouts if layout.role == "title-only"}
    box = free["Title only"]
    assert [to_points(v) for v in (box.x, box.y, box.right, box.bottom)] == pytest.approx([48, 126, 912, 480], abs=0.7)
    for layout in (one for one in look.layouts if one.role == "title-only"):
        assert not any(layout.free.overlaps(place.box) for place in layout.placeholders)


def test_right_to_left_text_starts_at_its_own_side(env: Env) -> None:
    look = open_look("16:9", env, "ar")
    assert look.rtl
    title = next(layout for layout in look.layouts if layout.name == "Content").slot("title")
    assert title is not None
    assert title.styles[0].align == "start"


# -- colours and type ------------------------------------------------------------------------------------------------------


def test_all_text_reads_on_the_ground_it_stands_on(env: Env) -> None:
    for page in PAGE_SIZES:
        for layout in open_look(page, env).layouts:
            for place in layout.placeholders:
                for style in place.styles:
                    least = 3 if style.size >= 24 else 4.5  # large type (WCAG 2.2, 1.4.3)
                    assert style.colour.contrast(place.background) >= least, (page, layout.name, place.name)


def test_all_type_styles_read_on_the_page(env: Env) -> None:
    for page in ("16:9", "a4"):
        look = open_look(page, env)
        for name, steps in look.scale.items():
            ground = (
                look.colour("band")
                if name in ("table-head", "band-title", "band-text", "hero")
                else look.colour("page")
            )
            assert steps[0].colour.contrast(ground) >= 4.5, name
    assert look.colour("muted").contrast(look.colour("panel")) >= 4.5
    assert look.colour("on-panel").contrast(look.colour("panel")) >= 4.5
    assert look.colour("on-band").contrast(look.colour("band")) >= 4.5


def test_chart_colours_differ_on_a_grey_print_and_stand_out_from_paper(env: Env) -> None:
    look = open_look("16:9", env)
    series = [look.colour(f"series-{number}") for number in range(1, 7)]
    assert all(colour.contrast(look.colour("page")) >= 3 for colour in series)
    assert all(abs(lightness(one) - lightness(other)) >= 4 for one, other in combinations(series, 2))
    assert all(abs(lightness(one) - lightness(other)) >= 7 for one, other in pairwise(series))


def test_type_steps_run_from_large_to_a_floor_that_can_be_read(env: Env) -> None:
    for page, floor in (("16:9", 11), ("a4", 9)):
        look = open_look(page, env)
        assert set(look.scale) == set(STYLES)
        for name, steps in look.scale.items():
            sizes = [style.size for style in steps]
            assert sizes == sorted(sizes, reverse=True), name
            assert sizes[-1] >= floor, name
    deck = open_look("16:9", env)
    assert all(
        style.size >= 14
        for layout in deck.layouts
        for place in layout.placeholders
        if place.slot and place.slot != "kicker"
        for style in place.styles
    )


def test_a_sheet_keeps_ten_millimetres_off_the_edge(env: Env) -> None:
    look = open_look("a4", env)
    sheet = look.sheets["one-pager"]
    assert min(sheet.margins.left, sheet.margins.top, sheet.margins.right, sheet.margins.bottom) >= mm(10)
    assert [(area.name, area.first, area.last, area.kind, area.fill) for area in sheet.areas] == [
        ("header", 1, 12, "top", "band"),
        ("rail", 1, 4, "fill", "panel"),
        ("main", 5, 12, "fill", ""),
        ("foot", 1, 12, "bottom", ""),
    ]
    inner = look.page.box.inset(mm(10), mm(10), mm(10), mm(10))
    for layout in look.layouts:
        assert layout.fixed == ()
        assert all(inner.contains(place.box) for place in layout.placeholders)
        assert inner.contains(layout.free)


def test_a_brand_whose_accents_fade_gets_colours_that_read(house: theme.Theme, env: Env) -> None:
    pale = {**house.colours, "accent1": "FFE680", "accent6": "FFD9D9", "dk2": "E8E8E8"}
    yaml = YAML
    for slot, rgb in pale.items():
        yaml = yaml.replace(f'{slot}: "{house.colours[slot]}"', f'{slot}: "{rgb}"')
    faded = theme.load(source.read(yaml.encode(), "theme.yaml"))
    made = resolve.look(faded, brand.read(resolve.master(faded, PAGE_SIZES["16:9"]), Where("pale.pptx")), "slides")
    assert made.colour("accent").contrast(made.colour("page")) >= 3
    assert made.colour("heading").contrast(made.colour("page")) >= 4.5
    assert made.colour("muted").contrast(made.colour("page")) >= 4.5
    assert made.colour("on-band").contrast(made.colour("band")) >= 4.5


# -- finding and checking --------------------------------------------------------------------------------------------------


def test_a_colour_that_does_not_read_is_told_with_the_nearest_that_does() -> None:
    """The built-in theme has none; a pale text colour is one finding for the page and one for the panel that it stands on."""
    assert theme.load(source.read(YAML.encode(), "theme.yaml")).findings == ()

    pale = theme.load(source.read(YAML.replace('dk1: "17222D"', 'dk1: "8A8F94"').encode(), "theme.yaml"))
    assert [finding.render() for finding in pale.findings] == [
        "theme.yaml:13:8: colours.dk1: warning[theme-contrast]: `text` is 8A8F94, which has a contrast of 3.26:1 on `page` (FFFFFF) and needs 4.5:1\n"
        '    13 |   dk1: "8A8F94"     # text\n'
        "  hint: 72777C is the nearest colour that passes",
        "theme.yaml:13:8: colours.dk1: warning[theme-contrast]: `on-panel` is 8A8F94, which has a contrast of 2.86:1 on `panel` (EAF1F7) and needs 4.5:1\n"
        '    13 |   dk1: "8A8F94"     # text\n'
        "  hint: 696E73 is the nearest colour that passes",
    ]


def test_a_project_may_bring_a_theme_of_its_own(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "themes" / "default"
    own.mkdir(parents=True)
    (own / "theme.yaml").write_text(YAML.replace("name: Briefing", "name: Ours"), "utf-8")
    env = Env(tmp_path)
    assert theme.read("default", env).name == "Ours"
    assert theme.read("builtin:default", env).name == "Briefing"


@pytest.mark.parametrize("name", ["defualt", "../default", "", "builtin:nothing"])
def test_an_unknown_theme_is_told_with_the_known_ones(name: str, env: Env) -> None:
    with pytest.raises(BriefingsError) as caught:
        theme.read(name, env)
    [finding] = caught.value.findings
    assert finding.code == "theme-unknown"
    assert "default" in finding.hint


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            ('accent1: "006FB9"', 'accent1: "blue"'),
            "theme.yaml:17:12: colours.accent1: error[theme-colour]: `BLUE` is no colour",
        ),
        (
            ('  folHlink: "5B3F8C"\n', ""),
            "theme.yaml:12:1: colours: error[theme-incomplete]: the theme lacks `folHlink`",
        ),
        (("  text: tx1\n", "  text: dk1\n"), "error[choice-unknown]: `dk1` is not known here"),
        (("body: {columns: 1-10,", "body: {columns: 10-1,"), "error[theme-columns]: `10-1` names no columns"),
        (("margin: 12 mm", "margin: 12 em"), "sheets.margin: error[theme-length]: `12 em` is no length"),
        (("table: {}", "tabel: {}"), "error[choice-unknown]: `tabel` is not known here"),
        (
            ("chart: {columns: 1-8}", "left: {columns: 1-8}"),
            "error[theme-place]: a layout of the role `chart` has no place `left`",
        ),
        (("name: Content, large", "name: Content"), "error[theme-place]: two layouts are called `Content`"),
        (("name: Briefing\n", "name: Briefing\nlogo: x.png\n"), "error[key-unknown]: there is no key `logo` here"),
        (("sizes: [36, 24, 20, 16, 14]", "sizes: [28, 4]"), "error[theme-number]: `4` is no type size"),
    ],
)
def test_a_wrong_theme_is_told_where_and_how(change: tuple[str, str], told: str) -> None:
    assert change[0] in YAML
    with pytest.raises(BriefingsError) as caught:
        theme.load(source.read(YAML.replace(*change, 1).encode(), "theme.yaml"))
    assert told in str(caught.value)


def test_an_unknown_page_size_is_told(env: Env) -> None:
    with pytest.raises(BriefingsError, match="there is no page size `A5`"):
        resolve.open_look("default", "A5", "sheet", "en", env)


def test_built_in_templates_and_themes_are_found_by_name_only() -> None:
    assert builtin.theme("default") == builtin.home() / "themes" / "default" / "theme.yaml"
    assert "default" in builtin.themes()
    assert builtin.template("../pyproject") is None
    assert builtin.theme("no-such") is None
    assert all(builtin.template(name) is not None for name in builtin.templates())


def test_a_theme_says_what_it_changes_and_extends_the_rest(tmp_path: Path) -> None:
    folder = "templates/themes"
    lay(
        tmp_path,
        {
            f"{folder}/green/theme.yaml": 'extends: default\ncolours: {accent1: "00734A"}\n',
            f"{folder}/loud/theme.yaml": "extends: green\nslides:\n  styles: {figure: {sizes: [60, 40]}}\n  layouts:\n"
            "    - {name: Content, ground: panel}\n    - {name: Extra, role: content}\n",
        },
    )
    env = Env(tmp_path)
    usual, green, loud = (theme.read(name, env) for name in ("default", "green", "loud"))

    assert dict(green.colours) == {**usual.colours, "accent1": "00734A"}
    assert (green.plans, green.scale, green.sheets) == (usual.plans, usual.scale, usual.sheets)
    assert loud.colours == green.colours
    assert list(loud.scale["slides"]["figure"].sizes) == [60, 40]
    assert loud.scale["slides"]["figure"].bold == usual.scale["slides"]["figure"].bold
    assert [plan.name for plan in loud.plans] == [*(plan.name for plan in usual.plans), "Extra"]
    (content,) = [plan for plan in loud.plans if plan.name == "Content"]
    assert content.ground == "panel"
    assert [plan for plan in loud.plans if plan.name not in ("Content", "Extra")] == [
        plan for plan in usual.plans if plan.name != "Content"
    ]


def test_themes_that_extend_each_other_or_nothing_are_told(tmp_path: Path) -> None:
    folder = "templates/themes"
    lay(
        tmp_path,
        {
            f"{folder}/a/theme.yaml": "extends: b\n",
            f"{folder}/b/theme.yaml": "extends: a\n",
            f"{folder}/default/theme.yaml": 'extends: default\ncolours: {accent1: "00734A"}\n',
            f"{folder}/lost/theme.yaml": "extends: defualt\n",
        },
    )
    env = Env(tmp_path)
    assert theme.read("default", env).colours["accent1"] == "00734A"
    with pytest.raises(BriefingsError, match=r"themes/b/theme.yaml:1:10: extends: error\[theme-circle\]"):
        theme.read("a", env)
    with pytest.raises(
        BriefingsError, match=r"themes/lost/theme.yaml:1:10: .*no theme `defualt`\n.*\n.*did you mean `default`"
    ):
        theme.read("lost", env)


@pytest.mark.parametrize("page", ["16:9", "a4"])
@pytest.mark.parametrize("name", ["un", "earth", "forest", "ink", "plain", "vivid"])
def test_good_news_and_bad_have_colours_of_their_own_in_each_theme(name: str, page: str, env: Env) -> None:
    look = resolve.open_look(name, page, "slides" if ":" in page else "sheet", "en", env)[0]

    for one, other in combinations(("accent", "good", "bad"), 2):
        assert colours.distance(look.colour(one), look.colour(other)) >= colours.TOLD, (one, other)


@pytest.mark.parametrize(
    "accents",
    [
        ("C00000", "FF0000", "E36C0A", "00B050", "0070C0", "7030A0"),  # a red house
        ("00843D", "6CC24A", "97D700", "C8102E", "FFC72C", "003DA5"),  # a green one
        ("111111", "B00020", "2E7D32", "888888", "CCCCCC", "555555"),  # a black one
    ],
)
def test_the_main_colour_of_a_brand_is_not_its_good_or_bad(accents: tuple[str, ...], house: theme.Theme) -> None:
    scheme = {f"accent{number}": Colour(rgb, f"accent{number}") for number, rgb in enumerate(accents, 1)}
    for slot, rgb in (("bg1", "FFFFFF"), ("tx1", "222222"), ("bg2", "EEEEEE"), ("tx2", "444444"), ("hlink", "0563C1")):
        scheme[slot] = Colour(rgb, slot)

    made = colours.jobs_of(house.jobs, scheme)

    for one, other in combinations(("accent", "good", "bad"), 2):
        assert colours.distance(made[one], made[other]) >= colours.TOLD, (one, other)


@pytest.mark.parametrize("rgb", ["5E6B1E", "7030A0"])
def test_an_olive_or_a_purple_is_no_colour_of_bad_news(rgb: str, house: theme.Theme) -> None:
    scheme = {f"accent{number}": Colour("0F6FC6", f"accent{number}") for number in range(1, 6)}
    scheme["accent6"] = Colour(rgb, "accent6")
    for slot, own in (("bg1", "FFFFFF"), ("tx1", "222222"), ("bg2", "EEEEEE"), ("tx2", "444444"), ("hlink", "0563C1")):
        scheme[slot] = Colour(own, slot)
    assert colours.jobs_of(house.jobs, scheme)["bad"] == scheme["tx1"]


def test_vivid_keeps_magenta_for_what_stands_out(env: Env) -> None:
    look = resolve.open_look("vivid", "16:9", "slides", "en", env)[0]
    magenta = look.colour("highlight")
    for job in ("accent", "heading", "link", "good", "bad"):
        assert colours.distance(look.colour(job), magenta) >= colours.TOLD, job


def test_figures_and_names_in_a_chinese_title_are_in_the_face_without_serifs(env: Env) -> None:
    made, data = resolve.open_look("un", "16:9", "slides", "zh", env)
    assert made.fonts.heading[0] == made.fonts.body[0] == "Arial"
    assert b'<a:majorFont><a:latin typeface="Arial"' in zipfile.ZipFile(io.BytesIO(data)).read("ppt/theme/theme1.xml")


def test_covers_of_a_dark_theme_are_dark_and_a_theme_without_a_ground_for_them_takes_its_bands(env: Env) -> None:
    ink, un = theme.read("ink", env), theme.read("un", env)
    assert ink.jobs["cover"] == "bg2"
    assert un.jobs["cover"] == un.jobs["band"]
    assert Colour(ink.colours["lt2"]).luminance < 0.05
    assert theme.read(ink.paper, env).colours["dk2"] == ink.colours["lt1"], "paper wears the same ink"
