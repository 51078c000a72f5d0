"""The head of a page with a photo, a house's logo and whose the photo is: no two of them meet."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from frame_reading import ROOT, Laid, flat, lay, open_look, report_with

from briefings import images
from briefings import layout as layouts
from briefings.frame import Panel, Picture, TextBox
from briefings.frozen import replace
from briefings.geometry import EMU_PER_MM, Box, points
from briefings.layout.badge import LOGO_GAP
from briefings.look import Colour, Logo
from briefings.pages import printing

TITLES = (
    "Camps",
    "Forced displacement in 2023",
    "Towns that grew by a hundred wells in the dry years of the long valley",
)
CREDITS = ("© A", "© The Ministry of Parks and Rivers / A. Example", "© The Ministry of Parks, Rivers and Lakes " * 4)
SHAPES = ((120, 12), (60, 20), (24, 24), (10, 40))
GROUNDS = ("FFFFFF", "000000")
FOCUSES = (0.15, 0.5, 0.85)
TEXT = {"letter": {"type": "prose", "title": "A year", "text": "We kept all departments open. " * 20}}


def headed(title: str, credit: str, logo: Logo, focus: float, language: str) -> Laid:
    valley = {"file": "data/photos/valley.jpg", "alt": "A valley.", "place": "Sarn", "credit": credit, "focus": [focus, 0.5]}  # fmt: skip
    data: dict[str, Any] = {"cover": {"photo": "valley"}, "photos": {"valley": valley}, "language": language}
    plain = lay(report_with(TEXT, title=title, **data), "one-pager")
    look, master = open_look("a4", "sheet", language)
    look = replace(look, logo=logo)
    return Laid(plain.briefing, layouts.layout(plain.briefing, look, master), look)


def lines(box: TextBox) -> list[Box]:
    at = box.content
    return [Box(at.x + line.x, at.y + box.shift + line.top, line.width, line.height) for line in box.lines]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("shape", SHAPES)
def test_no_two_things_in_the_head_of_a_page_meet(language: str, shape: tuple[int, int]) -> None:
    picture = images.load((ROOT / "data/photos/valley.jpg").read_bytes(), "valley.jpg")
    for number, (title, credit) in enumerate((title, credit) for title in TITLES for credit in CREDITS):
        ground, focus = Colour(GROUNDS[number % 2]), FOCUSES[(number + number // 3) % 3]
        logo = Logo(picture, (0.0,) * 4, shape[0] * EMU_PER_MM, shape[1] * EMU_PER_MM, ground)
        laid = headed(title, credit, logo, focus, language)
        (frame,) = laid.frames
        items = list(flat(frame.items))
        photo = next(one for one in items if isinstance(one, Picture) and one.id == "photo")
        mark = next(one for one in items if isinstance(one, Picture) and one.id == "logo")
        plate = next(one for one in items if isinstance(one, Panel) and one.id == "logo.plate")
        words = {one.id: lines(one) for one in items if isinstance(one, TextBox) and one.box.y < photo.box.bottom}
        assert {"title", "photo.credit"} <= set(words)
        things = {"logo": [plate.box], **words}
        for one, other in combinations(things, 2):
            assert not any(a.overlaps(b) for a in things[one] for b in things[other]), (title, credit, one, other)
        assert photo.box.contains(plate.box) and plate.box.contains(mark.box), (title, credit)
        assert plate.box.y == photo.box.y, "it hangs from the page's edge"
        assert not any(one.code == "print-margin" for one in printing.faults(laid.layout, sheet=True)), "and may"
        assert mark.box.height >= min(5 * EMU_PER_MM, shape[1] / shape[0] * 30 * EMU_PER_MM), (title, credit)
        left, _, right, _ = images.crop(picture, photo.box.width / photo.box.height, (focus, 0.5))
        named = photo.box.x + round(photo.box.width * (focus - left) / (1 - left - right))
        assert not plate.box.x <= named <= plate.box.right or photo.box.width < 2 * plate.box.width + 3 * LOGO_GAP
        assert plate.fill == laid.look.colour("band" if ground.rgb == "000000" else "page")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("focus", FOCUSES)
def test_whose_a_photo_is_stands_in_the_corner_that_is_farther_from_its_focus(focus: float, language: str) -> None:
    picture = images.load((ROOT / "data/photos/valley.jpg").read_bytes(), "valley.jpg")
    logo = Logo(picture, (0.0,) * 4, 20 * EMU_PER_MM, 8 * EMU_PER_MM, Colour("FFFFFF"))
    (frame,) = headed(TITLES[1], "© Example Kestrel / Sarn and others", logo, focus, language).frames
    photo = next(one for one in frame.items if isinstance(one, Picture) and one.id == "photo")
    credit = next(one for one in frame.items if isinstance(one, TextBox) and one.id == "photo.credit")
    left = focus > 0.5 if focus != 0.5 else language == "ar"
    own = lines(credit)
    assert len({one.x if left else one.right for one in own}) == 1  # lines begin or end together
    assert (own[0].x - photo.box.x <= points(18)) if left else (photo.box.right - own[0].right <= points(18))


@pytest.mark.parametrize("count", [5, 9])
def test_a_table_of_few_rows_is_shown_whole_or_not_at_all(count: int) -> None:
    data = [{"label": f"Country {n}", "value": 100 - n} for n in range(count)]
    columns = [{"id": "label", "title": "Country"}, {"id": "value", "title": "People"}]
    table = {"type": "table", "title": "Where they come from", "columns": columns, "rows": data}
    seen = set()
    for words in range(730, 1000, 15):
        text = {"type": "prose", "title": "A year", "text": "We kept all departments open. " * (words // 5)}
        laid = lay(report_with({"text": text, "table": table}), "one-pager")
        shown = [item for item in flat(laid.frames[0].items) if getattr(item, "id", "").startswith("table")]
        seen.add((bool(shown), any(item.id == "table.more" for item in shown)))
    assert seen == {(True, False), (False, False)} if count == 5 else (True, True) in seen
