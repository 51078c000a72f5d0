"""Renews the pictures of the README and of docs/languages.md: `python tests/pictures.py`.

The deck is drawn by LibreOffice, the one-pager by PDFium, both with the shipped fonts. PNG, few colours, each below 250 kB.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import brand_makers
from browser import pictured
from office import Office, lay_fonts, page_images, static_fonts
from proof_picture import proof

sys.path.insert(0, str(Path(__file__).parent / "preview"))
from preview_picture import preview
from test_docs import HEAD, ROOT, blocks

from briefings import icons
from briefings.brand import house as brand_file
from briefings.cli import starter
from briefings.engine import build, inspection, project
from briefings.env import Env
from briefings.style import resolve

if TYPE_CHECKING:
    from PIL.Image import Image

FOLDER: Final = ROOT / "docs/pictures"
SHEET: Final = (
    "cover",
    "glance",
    "chapter-2",
    "support",
    "counter-terrorism",
    "quotes",
    "drugs",
    "training",
    "compact",
)
"""The slides of the contact sheet by their ids, three a row."""

SINGLE: Final = {"deck-statistics": "support", "deck-quotes": "quotes", "deck-chart": "training"}
SIX: Final = ("en", "fr", "es", "ru", "ar", "zh")
LARGEST: Final = 250_000
WIDTH: Final = 1000
GROUND: Final = (226, 230, 235)


def main() -> int:
    """Builds the sample, draws it, and writes the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as given:
        space = Path(given)
        office = Office(lay_fonts(space / "fonts"), space / "profile", space / "drawn")
        env = Env(ROOT)
        made = build.build(project.load(ROOT, env), env, build.Options(languages=SIX)).outputs
        outputs = {output.format: output for output in made if output.language == "en"}
        six_languages(office, made)
        slides = dict(
            zip((frame.id for frame in outputs["pptx"].layout.frames), drawn(office, outputs["pptx"].data), strict=True)
        )
        save("contact-sheet", side_by_side([slides[name] for name in SHEET], 3, 480))
        for name, slide in SINGLE.items():
            save(name, slides[slide])
        save("deck-chart-grey", slides[SINGLE["deck-chart"]].convert("L"))
        save("one-pager", page_images(outputs["pdf"].data, dpi=110)[0])
        save("five-lines", five_lines(office, space / "project"))
        (space / "home").mkdir()
        save("every-figure", proof(outputs["pptx"].data, partial(drawn, office), space / "home"))
        brands(office, space)
        themes(office, space / "coast")
        gallery(office, space / "river")
        places(office, space / "places")
        save("icons", icon_set())
        reports(office)
        cards(env)
        options = build.Options(templates=("deck",), languages=("en", "fr", "ar"), formats=("html",))
        web_page(build.build(project.load(ROOT, env), env, options).outputs, space, office.fonts)
        save("preview", preview(space))
    return 0


def six_languages(office: Office, made: Sequence[build.Output]) -> None:
    """All slides, and the page, in each language."""
    decks = [output for output in made if output.format == "pptx"]
    for deck, drawing in zip(decks, office.draw_decks([deck.data for deck in decks]), strict=True):
        save(f"deck-{deck.language}", side_by_side(page_images(drawing, dpi=30), 5, 270, gap=6))
    for output in made:
        if output.format == "pdf":
            save(f"one-pager-{output.language}", page_images(output.data, dpi=84)[0])


def drawn(office: Office, deck: bytes) -> list[Image]:
    """A deck's slides, as LibreOffice draws them."""
    return page_images(office.draw_deck(deck), dpi=WIDTH * 72 // 960)


def five_lines(office: Office, home: Path) -> Image:
    """The slide that the README's example makes."""
    (block,) = [block for block in blocks("README.md") if block.marks.get("picture") == "five-lines.png"]
    starter.create(home)
    text = "".join(f"  {line}\n" for line in block.text.splitlines())
    (home / "data/example.yaml").write_text(f"{HEAD}sections:\n{text}", encoding="utf-8")
    env = Env(home)
    (deck,) = [output for output in build.build(project.load(home, env), env).outputs if output.format == "pptx"]
    number = [frame.id for frame in deck.layout.frames].index("wells")
    return drawn(office, deck.data)[number]


def places(office: Office, home: Path) -> None:
    """Maps, and figures with small lines and icons."""
    (home / "data").mkdir(parents=True)
    (home / "data/places.yaml").write_bytes((ROOT / "tests/reports/places.yaml").read_bytes())
    env = Env(home)
    (deck,) = build.build(project.load(home, env), env, build.Options(templates=("deck",))).outputs
    slides = dict(zip((frame.id for frame in deck.layout.frames), drawn(office, deck.data), strict=True))
    save("places", side_by_side([slides[slide] for slide in ("vaccinated", "given", "supplied")], 3, 480))


def icon_set() -> Image:
    """All icons with their names, nine a row."""
    from PIL import Image as Picture
    from PIL import ImageDraw, ImageFont

    fine, cell, high, across = 4, 110, 84, 9
    rows = -(-len(icons.names()) // across)
    sheet = Picture.new("RGB", (cell * across * fine, high * rows * fine), "white")
    pen = ImageDraw.Draw(sheet)
    (arimo,) = (data for name, data in static_fonts() if "Arimo-Regular" in name)
    font = ImageFont.truetype(io.BytesIO(arimo), 11 * fine)
    for number, name in enumerate(icons.names()):
        left, top = number % across * cell * fine, number // across * high * fine
        for places in outlines(icons.lines(name)):
            at = [(left + (cell / 2 - 18 + x * 1.5) * fine, top + (8 + y * 1.5) * fine) for x, y in places]
            pen.line(at, (0, 80, 140), 3 * fine, "curve")
            for x, y in (at[0], at[-1]):
                pen.ellipse((x - 1.5 * fine, y - 1.5 * fine, x + 1.5 * fine, y + 1.5 * fine), (0, 80, 140))
        pen.text((left + cell * fine / 2, top + 62 * fine), name, (40, 50, 60), font, "ma")
    return sheet.resize((cell * across, high * rows), Picture.Resampling.LANCZOS)


def outlines(lines: icons.Lines) -> Iterable[list[tuple[float, float]]]:
    """The lines of an icon, their curves as many short ones."""
    made: list[tuple[float, float]] = []
    for kind, *numbers in lines:
        pairs = [(float(x), float(y)) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        if kind == "m" and made:
            yield made
            made = []
        if kind == "c":
            a, (b, c, d) = made[-1], pairs
            for step in range(1, 13):
                t = step / 12
                u = 1 - t
                weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
                made.append(
                    (
                        sum(w * p[0] for w, p in zip(weights, (a, b, c, d), strict=True)),
                        sum(w * p[1] for w, p in zip(weights, (a, b, c, d), strict=True)),
                    )
                )
        else:
            made += pairs or made[:1]
    yield made


def themes(office: Office, home: Path) -> None:
    """One report in the six themes, five slides of each."""
    (home / "data").mkdir(parents=True)
    (home / "data/coast.yaml").write_bytes((ROOT / "tests/reports/coast.yaml").read_bytes())
    env = Env(home)
    shown: list[Image] = []
    for name in ("un", "earth", "forest", "ink", "plain", "vivid"):
        (deck,) = build.build(project.load(home, env), env, build.Options(templates=("deck",), theme=name)).outputs
        slides = dict(zip((frame.id for frame in deck.layout.frames), drawn(office, deck.data), strict=True))
        shown += [slides[slide] for slide in ("cover", "landed", "trend", "chapter-2", "lost")]
    save("themes", side_by_side(shown, 5, 280))


def gallery(office: Office, home: Path) -> None:
    """What else a report is told with, slide by slide."""
    (home / "data").mkdir(parents=True)
    (home / "data/river.yaml").write_bytes((ROOT / "tests/reports/river.yaml").read_bytes())
    env = Env(home)
    (deck,) = build.build(project.load(home, env), env, build.Options(templates=("deck",))).outputs
    slides = dict(zip((frame.id for frame in deck.layout.frames), drawn(office, deck.data), strict=True))
    shown = ("agenda", "course", "gauge", "wells", "budget", "paid", "permit", "treaty", "ask")
    save("gallery", side_by_side([slides[slide] for slide in shown], 3, 480))


def web_page(outputs: Iterable[build.Output], space: Path, fonts: Path) -> None:
    """The sample and another report as web pages: in a wide window, on a telephone, from the right, at night."""
    pages: dict[str, Path] = {}
    for one in outputs:
        pages[one.language] = space / one.name
        pages[one.language].write_bytes(one.data)
    shown = ((pages["en"], 900, False), (pages["fr"], 360, False), (pages["ar"], 360, False), (pages["en"], 900, True))
    save("web-page", pictured(shown, 1700, space, fonts).resize((WIDTH * 5 // 4, round(WIDTH * 5 / 4 * 1700 / 2592))))


CARDS = (
    ("data/drugs-crime-terrorism.yaml", "en", "un", "legislation"),
    ("data/forced-displacement.yaml", "en", "vivid", "hosts"),
    ("tests/reports/coast.yaml", "en", "earth", "landed-catch"),
    ("data/drugs-crime-terrorism.yaml", "ar", "forest", "quotes-waly"),
    ("data/humanitarian-assistance.yaml", "en", "ink", "funding"),
    ("data/drugs-crime-terrorism.yaml", "zh", "un", "support-treatment"),
)
"""The cards that are shown: of which report, in which language and theme."""


def cards(env: Env) -> None:
    """Cards of several reports, in themes and scripts."""
    from PIL import Image as Pillow

    shown = []
    for report, language, theme, name in CARDS:
        options = build.Options((ROOT / report,), ("deck",), (language,), ("png",), theme=theme)
        made = build.build(project.load(ROOT, env), env, options).outputs
        shown.append(Pillow.open(io.BytesIO(next(one.data for one in made if f"/{name}." in one.name))))
    save("cards", side_by_side(shown, 3, 480))


def reports(office: Office) -> None:
    """The two further reports of `data/`: nine slides of each, and their one-pagers side by side with one on a customer's template."""
    env, sheets = Env(ROOT), []
    given = {
        "humanitarian-assistance": ("cover", "agenda", "reached", "funding", "plans", "chapter-3", "done", "mother", "programmes"),
        "forced-displacement": ("cover", "chapter-1", "trend", "hosts", "who", "from", "law", "ask", "sources"),
    }  # fmt: skip
    for name, shown in given.items():
        options = build.Options(data=(ROOT / f"data/{name}.yaml",), templates=("deck", "one-pager"))
        for output in build.build(project.load(ROOT, env), env, options).outputs:
            if output.format == "pdf":
                sheets.append(page_images(output.data, dpi=64)[0])
                continue
            ids = (frame.id for frame in output.layout.frames)
            slides = dict(zip(ids, drawn(office, output.data), strict=True))
            save(f"gallery-{name}", side_by_side([slides[slide] for slide in shown], 3, 440))
    save("gallery-pages", side_by_side(sheets, 2, 500))


def brands(office: Office, space: Path) -> None:
    """The sample on templates of different makers, four slides of each, and one template's layouts."""
    templates = {
        "office": brand_makers.office(),
        "dark": brand_makers.dark(),
        "by-hand": brand_makers.hand_written(body=1800),
        **brand_makers.from_libreoffice(space / "lo", ("Metropolis",)),
    }
    rows: list[Image] = []
    env = Env(ROOT)
    for name, data in templates.items():
        path = space / f"{name}.potx"
        path.write_bytes(data)
        (deck,) = build.build(project.load(ROOT, env), env, build.Options(templates=("deck",), brand=path)).outputs
        named = dict(zip((frame.id for frame in deck.layout.frames), drawn(office, deck.data), strict=True))
        rows.append(side_by_side([named[slide] for slide in ("cover", "support", "training", "quotes")], 4, 340))
    widest = max(row.width for row in rows)
    from PIL import Image as Pillow

    sheet = Pillow.new("RGB", (widest, sum(row.height for row in rows)), GROUND)
    for number, row in enumerate(rows):
        sheet.paste(row, (0, sum(above.height for above in rows[:number])))
    save("brand-decks", sheet)
    house = brand_file.open_house(space / "dark.potx", "agency", env)
    look, _ = resolve.open_look("default", "16:9", "slides", "en", env, house.brand)
    (space / "layouts.png").write_bytes(inspection.picture(house, look, Env(ROOT, dict(os.environ))))
    with Pillow.open(space / "layouts.png") as picture:
        save("brand-layouts", picture.resize((1000, round(1000 * picture.height / picture.width))))


def side_by_side(pictures: Sequence[Image], columns: int, width: int, gap: int = 12) -> Image:
    """Pictures of one shape in rows, each so many pixels wide."""
    from PIL import Image as Pillow

    height = round(width * pictures[0].height / pictures[0].width)
    rows = -(-len(pictures) // columns)
    sheet = Pillow.new("RGB", (columns * (width + gap) + gap, rows * (height + gap) + gap), GROUND)
    for number, picture in enumerate(pictures):
        row, column = divmod(number, columns)
        sheet.paste(picture.convert("RGB").resize((width, height), Pillow.Resampling.LANCZOS),
                    (gap + column * (width + gap), gap + row * (height + gap)))  # fmt: skip
    return sheet


def save(name: str, picture: Image, colours: Iterable[int] = (128, 64, 32)) -> None:
    """Writes a PNG with as many colours as stay below the size that a page can bear."""
    path = FOLDER / f"{name}.png"
    for count in colours:
        picture.convert("RGB").quantize(count, kmeans=2).save(path, "PNG", optimize=True)
        if path.stat().st_size <= LARGEST:
            sys.stdout.write(f"{path.relative_to(ROOT)} {path.stat().st_size // 1000} kB\n")
            return
    raise SystemExit(f"{path.name} is too large")


if __name__ == "__main__":
    raise SystemExit(main())
