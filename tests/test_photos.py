"""Photos behind and beside words: the words can be read on the pixels behind them, the credit is there, and what is wrong is told."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from brand_makers import office, rewritten
from PIL import Image

from briefings.engine import build, project
from briefings.engine.build import Result
from briefings.env import Env
from briefings.frame import Frame, Panel, Picture, Rule, TextBox, text_boxes
from briefings.geometry import mm, points
from briefings.look import Colour
from briefings.pages import printing

PAGE = {
    "id": "camp",
    "title": "Wells in the northern valleys of the Delta",
    "language": "en",
    "date": 2025,
    "status": "final",
    "cover": {"photo": "camp"},
    "photos": {"camp": {"file": "camp.png", "alt": "Tents in a valley.", "credit": "© Example", "place": "Delta"}},
    "sections": {
        "a": {
            "type": "quotes",
            "chapter": "Voices",
            "photo": "camp",
            "title": "What they say",
            "items": [{"text": "We have water.", "speaker": "A. Example", "photo": "camp"}],
        },
        "b": {
            "type": "features",
            "title": "Stories",
            "items": [{"title": "A well", "text": "Forty wells were dug.", "photo": "camp"}],
        },
    },
}


FULL = {"camp": {**PAGE["photos"]["camp"], "stands": "full"}}  # type: ignore[index]


def built(
    folder: Path, picture: Image.Image, brand: bytes | None = None, template: str = "deck", **more: Any
) -> Result:
    """A document of the report with a picture as its photo."""
    (folder / "data").mkdir(exist_ok=True)
    picture.save(folder / "camp.png")
    (folder / "data/camp.yaml").write_text(yaml.safe_dump({**PAGE, **more}, allow_unicode=True), encoding="utf-8")
    options = build.Options(templates=(template,))
    if brand is not None:
        (folder / "house.pptx").write_bytes(brand)
        options = build.Options(templates=(template,), brand=folder / "house.pptx")
    env = Env(folder)
    return build.build(project.load(folder, env), env, options)


def patches(size: tuple[int, int] = (1600, 900)) -> Image.Image:
    """A picture that has white, black and colours behind any word."""
    small = Image.effect_noise((size[0] // 100, size[1] // 100), 200).convert("L")
    return Image.merge("RGB", [small, small.rotate(180), Image.new("L", small.size, 128)]).resize(size)


def assert_read_on(photo: Picture, boxes: Sequence[TextBox]) -> None:
    """Words read on the pixels of a picture that are behind them."""
    size = (160, round(160 * photo.box.height / photo.box.width))
    behind = Image.open(io.BytesIO(photo.image.data)).convert("RGB").resize(size, Image.Resampling.BOX)
    for box in boxes:
        for line in box.lines:
            x, y = box.content.x + line.x - photo.box.x, box.content.y + box.shift + line.top - photo.box.y
            at = [round(v / photo.box.width * 160) for v in (x, x + line.width)]
            down = [round(v / photo.box.height * size[1]) for v in (y, y + line.height)]
            spots = [(i, j) for i in range(*at) for j in range(down[0], min(size[1] - 1, down[1]))]
            assert spots
            for pixel in {behind.getpixel(spot) for spot in spots}:
                assert isinstance(pixel, tuple)
                ground = Colour.of(one / 255 for one in pixel)
                for run in line.runs:
                    assert run.run.style.colour.contrast(ground) >= 3.8, (box.id, run.run.text)


@pytest.mark.parametrize(
    "picture", [patches(), Image.new("RGB", (1600, 900), "white"), Image.new("RGB", (1300, 1700), "#6688aa")]
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_words_read_on_the_pixels_behind_them(tmp_path: Path, picture: Image.Image, language: str) -> None:
    result = built(tmp_path, picture, language=language, photos=FULL)

    (output,) = result.outputs
    frames = [frame for frame in output.layout.frames if isinstance(frame.items[0], Picture)]
    assert len(frames) == 2
    for frame in frames:
        photo = frame.items[0]
        assert isinstance(photo, Picture)
        assert photo.box == frame.page.box
        assert photo.alt == "Tents in a valley."
        boxes = [item for item in frame.items if isinstance(item, TextBox)]
        assert "© Example" in " ".join(p.text for box in boxes for p in box.paragraphs)
        assert_read_on(photo, boxes)
    assert len(output.data) < 1_500_000


def test_a_veil_is_the_dark_ground_of_the_theme_and_calms_a_picture_that_words_would_read_on_anyway(
    tmp_path: Path,
) -> None:
    """Black over a bright photo would be a dirty grey."""
    grey = Image.new("RGB", (1600, 900), "#404040")
    (output,) = built(tmp_path, grey, theme="vivid", photos=FULL).outputs
    frame = output.layout.frames[0]
    photo = frame.items[0]
    assert isinstance(photo, Picture)
    made = Image.open(io.BytesIO(photo.image.data)).convert("RGB")
    pixels = [made.getpixel((made.width // 20, made.height * at // 8)) for at in (1, 3, 6)]
    red, green, blue = frame.background.channels
    assert blue > red > green
    for pixel in pixels:
        assert isinstance(pixel, tuple)
        assert pixel[2] > pixel[0] > pixel[1]
        assert sum(pixel) < 0x40 * 3 * 0.75
        assert pixel == pixels[0], "a veil is as strong above the words as behind them"


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("across", [0.1, 0.5, 0.9])
def test_the_words_of_a_cover_never_stand_on_what_the_focus_of_its_photo_names(
    tmp_path: Path, language: str, across: float
) -> None:
    given = {"camp": {**PAGE["photos"]["camp"], "focus": [across, 0.5]}}  # type: ignore[index]
    title = "A camp grows into a small town below the old mountains"
    (output,) = built(tmp_path, patches(), language=language, photos=given, title=title, subtitle="A year").outputs
    frame = output.layout.frames[0]
    heads = [item.box for item in frame.items if isinstance(item, TextBox) and item.id in ("title", "subtitle")]
    assert len({box.right if language == "ar" else box.x for box in heads}) == 1
    (photo,) = [item for item in frame.items if isinstance(item, Picture)]
    full = photo.box.width == frame.page.width
    assert full == (across == (0.1 if language == "ar" else 0.9)) and (full or photo.box.width < frame.page.width * 0.6)
    named = photo.box.x + round(photo.box.width * across) if full else photo.box.x + photo.box.width // 2
    for box in (item for item in frame.items if isinstance(item, TextBox) and item.id != "photo.credit"):
        for line in box.lines:
            x = box.content.x + line.x
            assert not x <= named <= x + line.width, box.id


@pytest.mark.parametrize("ground", ["E8141E", "F2C200", "0B2E4F"])
def test_the_title_of_a_page_reads_on_its_photo_whatever_the_brands_band_is(tmp_path: Path, ground: str) -> None:
    brand = rewritten(office(), "ppt/theme/theme1.xml", lambda xml: xml.replace("1F497D", ground))
    (output,) = built(tmp_path, patches(), brand, template="one-pager").outputs

    (frame,) = output.layout.frames
    photo = next(item for item in frame.items if isinstance(item, Picture) and item.id == "photo")
    assert_read_on(photo, [one for one in frame.items if isinstance(one, TextBox) and photo.box.contains(one.box)])


def test_a_photo_at_the_head_of_a_page_is_seen_above_its_words_and_veiled_behind_them(tmp_path: Path) -> None:
    (output,) = built(tmp_path, Image.new("RGB", (1600, 900), "#b09070"), template="one-pager").outputs
    (frame,) = output.layout.frames
    photo = next(item for item in frame.items if isinstance(item, Picture) and item.id == "photo")
    words = [item for item in frame.items if isinstance(item, TextBox) and photo.box.contains(item.box)]
    made = Image.open(io.BytesIO(photo.image.data)).convert("L")
    (top,), (side,) = (
        made.resize((1, 1), box=(x, y, x + 2, y + 2)).tobytes()
        for x, y in ((made.width // 2, 1), (made.width * 97 // 100, made.height // 2))
    )

    assert_read_on(photo, words)
    assert top > 0.9 * 0x94 and side > 0.6 * 0x94


def test_whose_a_photo_is_stands_on_a_dark_veil_though_a_brands_words_are_dark(tmp_path: Path) -> None:
    brand = rewritten(office(), "ppt/theme/theme1.xml", lambda xml: xml.replace("1F497D", "F2C200"))
    (output,) = built(tmp_path, Image.new("RGB", (1600, 900), "#b0b0b0"), brand).outputs

    credits = [one for frame in output.layout.frames for one in frame.items if one.id == "photo.credit"]
    assert credits
    for one in credits:
        assert isinstance(one, TextBox)
        assert all(run.run.style.colour.luminance > 0.8 for line in one.lines for run in line.runs)


@pytest.mark.parametrize("ground", ["F2C200", "8FD3F4", "B7E4C7"])
def test_words_on_a_photo_are_white_on_a_dark_veil_though_a_brands_are_dark(tmp_path: Path, ground: str) -> None:
    """A veil as bright as the band would take all colour out of the photo: of a page's head, a cover and a divider."""
    brand = rewritten(office(), "ppt/theme/theme1.xml", lambda xml: xml.replace("1F497D", ground))
    (tmp_path / "page").mkdir()
    (page,) = built(tmp_path / "page", patches(), brand, template="one-pager").outputs
    (tmp_path / "templates/themes/bright").mkdir(parents=True)
    (tmp_path / "templates/themes/bright/theme.yaml").write_text(f"extends: default\ncolours: {{dk2: '{ground}'}}\n", encoding="utf-8")  # fmt: skip
    (deck,) = built(tmp_path, patches(), photos=FULL, theme="bright").outputs

    pictured = [frame for output in (page, deck) for frame in output.layout.frames if frame.items[0].id == "photo" or frame.page.height > frame.page.width]  # fmt: skip
    assert len(pictured) == 3
    for frame in pictured:
        photo = next(item for item in frame.items if isinstance(item, Picture) and item.id == "photo")
        boxes = [one for item in frame.items for one in text_boxes(item) if photo.box.contains(one.box)]
        assert_read_on(photo, boxes)
        assert all(run.run.style.colour.luminance > 0.5 for box in boxes for line in box.lines for run in line.runs)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    "stands, size",
    [
        ("half", (1600, 900)),
        ("half", (1500, 1500)),
        ("portrait", (1300, 1900)),
        ("strip", (2400, 600)),
        (None, (1600, 1000)),
    ],
)
def test_a_photo_beside_words_fills_its_place_to_the_edge_with_its_credit_in_the_corner(
    tmp_path: Path, stands: str | None, size: tuple[int, int], language: str
) -> None:
    given = {"camp": {**PAGE["photos"]["camp"], **({"stands": stands} if stands else {})}}  # type: ignore[index]
    (output,) = built(tmp_path, patches(size), language=language, photos=given).outputs

    shown = [f for f in output.layout.frames[1:] if any(isinstance(item, Picture) for item in f.items)]
    assert len(shown) == 3, [frame.id for frame in output.layout.frames]
    for frame in shown:
        (photo,) = [item for item in frame.items if isinstance(item, Picture)]
        page = frame.page
        assert (photo.box.y, photo.box.x if language == "ar" else page.width - photo.box.right) == (0, 0), frame.layout
        share = photo.box.width / page.width
        assert {"strip": share == 1, "portrait": share < 0.4}.get(stands or "", 0.4 < share < 0.6), (frame.id, share)
        (credit,) = [item for item in frame.items if isinstance(item, TextBox) and item.id == "photo.credit"]
        assert photo.box.contains(credit.box)
        behind = Image.open(io.BytesIO(photo.image.data)).convert("RGB")
        for line in credit.lines:
            x, y = credit.content.x + line.x - photo.box.x, credit.content.y + credit.shift + line.top - photo.box.y
            wide, high = behind.width / photo.box.width, behind.height / photo.box.height
            part = behind.crop(
                (round(x * wide), round(y * high), round((x + line.width) * wide), round((y + line.height) * high))
            )
            pixels = part.resize((24, 2), Image.Resampling.BOX).tobytes()
            for at in range(0, len(pixels), 3):
                ground = Colour.of(one / 255 for one in pixels[at : at + 3])
                assert line.runs[0].run.style.colour.contrast(ground) >= 3.8
        for box in (item for item in frame.items if isinstance(item, TextBox) and item is not credit):
            assert not any(photo.box.overlaps(box.box) for _ in box.lines), (frame.id, box.id)


def test_a_slide_that_is_a_photo_says_the_status_though_it_has_no_footers(tmp_path: Path) -> None:
    """LibreOffice draws footers with the master, and so below the photo."""
    (output,) = built(tmp_path, patches(), status="draft", photos=FULL).outputs
    frames = [frame for frame in output.layout.frames if isinstance(frame.items[0], Picture)]

    assert len(frames) == 2
    for frame in frames:
        boxes = [item for item in frame.items if isinstance(item, TextBox)]
        assert not [box for box in boxes if box.slot is not None and box.slot.kind in ("ftr", "dt", "sldNum")]
        assert any("Draft" in paragraph.text for box in boxes for paragraph in box.paragraphs)


def test_a_customers_layouts_get_no_photo_behind_their_words_and_it_is_told(tmp_path: Path) -> None:
    result = built(tmp_path, patches(), office())

    (output,) = result.outputs
    assert not [frame for frame in output.layout.frames if isinstance(frame.items[0], Picture)]
    assert [one for one in output.layout.decisions if one.step == "no-photo"]
    (told,) = (one for one in result.findings if one.code == "photo-unshown")
    assert (told.level, told.where) == ("note", None)  # not a line of a template that its author has not got
    assert not [one for one in result.findings if one.code == "place-missing"]


def test_what_is_wrong_with_photos_is_told_at_its_line(tmp_path: Path) -> None:
    small = {"camp": {"file": "camp.png", "alt": "Tents."}}
    told = built(tmp_path, Image.new("RGB", (300, 200), "#050505"), photos=small).findings
    assert {one.code for one in told} >= {"photo-credit", "photo-small", "photo-dark"}
    assert all(one.where is not None and one.hint for one in told if one.code.startswith("photo-"))

    tall = built(tmp_path, Image.new("RGB", (700, 900), "#888"), photos=small).findings  # never wider than half a slide
    assert "photo-small" not in {one.code for one in tall}

    (unknown,) = (
        one for one in built(tmp_path, patches(), cover={"photo": "kamp"}).findings if one.code == "photo-unknown"
    )
    assert "did you mean `camp`" in unknown.hint


@pytest.mark.parametrize("template", ["one-pager", "one-pager-letter", "one-pager-low-ink"])
def test_the_one_pager_has_the_covers_photo_at_its_head_unless_it_saves_ink(tmp_path: Path, template: str) -> None:
    (output,) = built(tmp_path, patches(), template=template).outputs

    (frame,) = output.layout.frames
    heads = [item for item in frame.items if isinstance(item, Picture) and item.id == "photo"]
    dropped = [one for one in output.layout.decisions if one.step == "dropped" and "photo" in one.detail]
    assert (len(heads), len(dropped)) == ((0, 1) if template.endswith("ink") else (1, 0))
    for photo in heads:
        words = [item for item in frame.items if isinstance(item, TextBox) and photo.box.contains(item.box)]
        assert [one.id for one in words] == ["photo.credit"]
        assert (photo.box.right, photo.box.y) == (frame.page.width, 0)
        assert min(box.content.x + line.x for box in words for line in box.lines) >= mm(12)
        assert not printing.faults(output.layout, sheet=True)


def test_a_cover_beside_its_photo_says_status_and_title_once(tmp_path: Path) -> None:
    half = {"camp": {**PAGE["photos"]["camp"], "stands": "half"}}  # type: ignore[index]
    (output,) = built(tmp_path, patches(), status="draft", photos=half).outputs

    said = [one.text for item in output.layout.frames[0].items for box in text_boxes(item) for one in box.paragraphs]
    assert sum("Draft" in text for text in said) == 1, said


@pytest.mark.parametrize("language", ["en", "ar"])
def test_short_parts_of_which_some_have_a_photo_stand_in_columns_on_one_slide(tmp_path: Path, language: str) -> None:
    """Their photos are strips of one height at the foot of their columns; a longer text, or a photo that is to stand otherwise, has its slide."""
    short: list[dict[str, Any]] = [
        {"id": "a", "title": "Rest", "text": "Every crew has a day ashore each fortnight.", "photo": "camp"},
        {"id": "b", "title": "Doctors aboard within the hour", "text": ["A clinic answered 412 calls.", "It is free."]},
        {"id": "c", "title": "Calls home", "text": "The network is free at all berths.", "photo": "tall"},
    ]
    Image.new("RGB", (1300, 1900), "#888").save(tmp_path / "tall.png")
    tall = {"file": "tall.png", "alt": "A mast.", "credit": "© A credit of so many words that it takes two lines here"}
    photos: dict[str, Any] = {"camp": PAGE["photos"]["camp"], "tall": tall}  # type: ignore[index]

    def frames(items: list[dict[str, Any]], photos: dict[str, Any] = photos, kind: str = "outcomes") -> list[Any]:
        sections = {"a": {"type": kind, "title": "Three gains", "items": items}}
        (output,) = built(tmp_path, patches(), language=language, photos=photos, sections=sections).outputs
        return list(output.layout.frames[1:])

    for kind in ("outcomes", "features"):
        (frame,) = frames(short, kind=kind)
        boxes = [one for item in frame.items for one in text_boxes(item)]
        one, other = (item for item in frame.items if isinstance(item, Picture))
        assert (one.box.y, one.box.height, one.box.width) == (other.box.y, other.box.height, other.box.width)
        heads = [box for box in boxes if box.paragraphs[0].kind == "heading"]
        assert len({box.box.y for box in heads}) == 1 and len(heads) == 3
        texts = [box for box in boxes if box.paragraphs[0].kind == "text" and box.box.y > heads[0].box.y]
        assert len({box.box.y for box in texts}) == 1, "what their titles head begins on one line"
        rules = [item.box for item in frame.items if isinstance(item, Rule) and item.box.width > points(50)]
        assert sorted((r.x, r.width) for r in rules) == sorted((b.box.x, b.box.width) for b in heads)
        assert [box.box.x for box in heads] == sorted((box.box.x for box in heads), reverse=language == "ar")
        for photo in (one, other):
            assert not any(photo.box.overlaps(box.box) for box in boxes)
            assert photo.alt in ("Tents in a valley.", "A mast.")
        assert all(p.style.size >= 14 for box in boxes for p in box.paragraphs if p.kind in ("heading", "body"))

    # the only photo is no strip: it has the height of the slide beside all of them
    for kind in ("outcomes", "features"):
        (frame,) = frames([*short[:2], {key: value for key, value in short[2].items() if key != "photo"}], kind=kind)
        (photo,) = (item for item in frame.items if isinstance(item, Picture))
        assert photo.box.height == frame.page.height and photo.box.width > frame.page.width * 0.3
        told = [one.text for item in frame.items for box in text_boxes(item) for one in box.paragraphs]
        assert all(any(str(one["title"]) in text for text in told) for one in short)

    long = {**short[0], "text": "The authority spoke with fishers, pilots and owners before a stone was moved. " * 6}
    assert len(frames([long, *short[1:]])) > 1
    assert len(frames(short, {**photos, "camp": {**photos["camp"], "stands": "portrait"}})) > 1


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("across", [0.1, 0.5, 0.9])
def test_the_words_at_the_head_of_a_page_never_stand_on_what_the_focus_of_its_photo_names(
    tmp_path: Path, language: str, across: float
) -> None:
    given = {"camp": {**PAGE["photos"]["camp"], "focus": [across, 0.5]}}  # type: ignore[index]
    (output,) = built(
        tmp_path, patches(), template="one-pager", language=language, photos=given, title="A camp of wells"
    ).outputs
    (frame,) = output.layout.frames
    photo = next(item for item in frame.items if isinstance(item, Picture) and item.id == "photo")
    heads = [item for item in frame.items if isinstance(item, TextBox) and item.box.bottom <= photo.box.bottom]
    assert photo.box.width < frame.page.width * 0.7
    assert not printing.faults(output.layout, sheet=True)
    for box in (one for one in heads if one.id != "photo.credit"):
        for line in box.lines:
            x = box.content.x + line.x
            assert x + line.width <= photo.box.x or photo.box.right <= x, box.id
    assert_read_on(photo, [one for one in heads if one.id == "photo.credit"])


@pytest.mark.parametrize("language", ["en", "ar"])
def test_where_words_come_from_is_read_before_the_photo_at_their_side(tmp_path: Path, language: str) -> None:
    quotes = {**PAGE["sections"]["a"], "source": "book"}  # type: ignore[index]
    result = built(tmp_path, patches(), language=language, sections={"a": quotes}, sources={"book": {"title": "Book", "date": 2024}})  # fmt: skip
    (output,) = result.outputs

    assert not [one for one in result.findings if one.code == "deck-reading-order"]
    (frame,) = (one for one in output.layout.frames if any(item.id == "slide.source" for item in one.items))
    order = [type(item).__name__ if isinstance(item, Picture) else item.id for item in frame.items]
    assert order.index("slide.source") < order.index("Picture")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_two_or_three_short_quotes_with_photos_share_a_slide_and_their_photos_are_alike(
    tmp_path: Path, language: str
) -> None:
    Image.new("RGB", (1300, 1900), "#888").save(tmp_path / "tall.png")
    tall: dict[str, Any] = {"file": "tall.png", "alt": "A mast.", "credit": "© Example", "focus": [0.5, 0.3]}
    photos: dict[str, Any] = {"camp": PAGE["photos"]["camp"], "tall": tall}  # type: ignore[index]
    said = [
        {"id": "a", "text": "We have water now.", "speaker": "A. Example", "office": "Farmer", "photo": "camp"},
        {"id": "b", "text": "Nobody walks.", "speaker": "B. Example", "office": "Nurse", "photo": "tall"},
        {"id": "c", "text": "The pump is ours.", "speaker": "C. Example", "office": "Guard"},
    ]

    def frames(items: list[dict[str, Any]], photos: dict[str, Any] = photos) -> list[Frame]:
        sections = {"a": {"type": "quotes", "title": "Voices", "items": items}}
        (output,) = built(tmp_path, patches(), language=language, photos=photos, sections=sections).outputs
        return list(output.layout.frames[1:])

    for items in (said, said[:2]):
        (frame,) = frames(items)
        assert frame.title == "Voices"
        one, other = (item for item in frame.items if isinstance(item, Picture))
        assert (one.box.y, one.box.height, one.box.width) == (other.box.y, other.box.height, other.box.width)
        _, top, _, bottom = next(item.crop for item in (one, other) if item.alt == "A mast.")
        assert 1 - top - bottom > 0.59, "somebody's head stays"
        told = [p.text for item in frame.items for box in text_boxes(item) for p in box.paragraphs]
        assert all(item[key] in told for item in items for key in ("speaker", "office"))
        names = [box for item in frame.items for box in text_boxes(item) if box.id.endswith(".text")]
        assert len({box.content.y + box.shift + next(line.top for line in box.lines if line.paragraph == 1) for box in names}) == 1  # fmt: skip

    (frame,) = frames([said[2], said[1]])
    side = 1 if language == "en" else -1
    (photo,) = (item.box.x * side for item in frame.items if isinstance(item, Picture))
    at = {box.paragraphs[1].text[0]: box.box.x * side for item in frame.items for box in text_boxes(item) if box.id.endswith(".text")}  # fmt: skip
    assert at["C"] < at["B"] < photo, "nobody's face stands beside what another said"

    apart = frames(said, {**photos, "tall": {**tall, "stands": "half"}})
    assert [frame.title.partition(":")[0] for frame in apart] == ["Voices"] * 3
    assert [frame.title[-10:] for frame in apart] == [str(one["speaker"]) for one in said]


@pytest.mark.parametrize("size", [(1600, 900), (1300, 1900), (2400, 1000)])
def test_dividers_of_a_deck_are_of_one_dress_whether_they_have_a_photo_or_not(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    prose = {"type": "prose", "title": "Water", "text": "Every household has water."}
    sections = {
        "a": {**prose, "chapter": "One", "photo": "camp"},
        "b": {**prose, "title": "Pipes"},
        "c": {**prose, "chapter": "Two", "title": "Taps"},
        "d": {**prose, "title": "Wells"},
    }

    def dressed(sections: dict[str, Any]) -> list[list[tuple[int, int, float]]]:
        (output,) = built(tmp_path, patches(size), sections=sections).outputs
        frames = [frame for frame in output.layout.frames if frame.id.startswith("chapter-")]
        assert all(item.box.width < frame.page.width for frame in frames for item in frame.items)
        shown = any(isinstance(item, Picture) for frame in frames for item in frame.items)
        plain = [(one, frame) for frame in frames for one in frame.fixed if shown and isinstance(one, Panel)]
        assert all(one.box.width < frame.page.width / 5 for one, frame in plain), (
            "no empty half where others have a photo"
        )
        boxes = [[one for item in frame.items for one in text_boxes(item) if one.id in ("kicker", "title", "body")] for frame in frames]  # fmt: skip
        return [[(one.box.x, one.box.y, one.paragraphs[0].style.size) for one in two] for two in boxes]

    one, other = dressed(sections)
    assert one == other
    bare = dressed({**sections, "a": {**prose, "chapter": "One"}})
    assert bare[0] == bare[1] != one
