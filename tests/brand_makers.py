"""Brand templates by different makers, made when a test needs them: nothing that is not ours to commit is in the repository.

python-pptx's own template and what people make of it, PptxGenJS (Node.js), LibreOffice's bundled templates, and slide masters written
by hand. Each differs in size, fonts, ground and language.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pptx
from PIL import Image, ImageDraw
from pptx import Presentation
from pptx.util import Emu

ROOT: Final = Path(__file__).parent.parent
OFFICE: Final = Path(pptx.__file__).parent / "templates" / "default.pptx"
BUNDLED: Final = Path("/usr/lib/libreoffice/share/template/common/presnt")
PPTXGENJS: Final = ROOT / ".ci/tools/pptxgenjs"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


# -- python-pptx -----------------------------------------------------------------------------------------------------------


def office() -> bytes:
    """What python-pptx starts from: Office's theme of 2007, 4:3, Calibri."""
    return OFFICE.read_bytes()


def dark() -> bytes:
    """16:9, light on dark, Verdana and Georgia, a bar on the left and a logo over the title's corner."""
    deck = _resized(Presentation(str(OFFICE)), 12_192_000, 6_858_000)
    master = deck.slide_masters[0]
    mapping = master._element.find(f"{P}clrMap")
    for one, other in (("bg1", "tx1"), ("bg2", "tx2")):
        mine, theirs = mapping.get(one), mapping.get(other)
        mapping.set(one, theirs)
        mapping.set(other, mine)
    data = _saved(deck)
    data = rewritten(data, "ppt/theme/theme1.xml", lambda xml: xml.replace('latin typeface="Calibri"', 'latin typeface="Verdana"', 1).replace('latin typeface="Calibri"', 'latin typeface="Georgia"'))  # fmt: skip
    return with_drawings(data, bar=True, logo=True)


def a4_from_the_right() -> bytes:
    """An A4 master of an Arabic office: paragraphs run from the right, places are mirrored."""
    deck = _resized(Presentation(str(OFFICE)), 9_906_000, 6_858_000)
    master = deck.slide_masters[0]
    for level in master._element.find(f"{P}txStyles").iter():
        if str(level.tag).endswith("pPr"):
            level.set("rtl", "1")
            level.set("algn", {"ctr": "ctr"}.get(level.get("algn", "l"), "r"))
    for owner in (master, *master.slide_layouts):
        for frame in owner._element.iter(f"{A}xfrm"):
            off, ext = frame.find(f"{A}off"), frame.find(f"{A}ext")
            if off is not None and ext is not None:
                off.set("x", str(9_906_000 - int(off.get("x")) - int(ext.get("cx"))))
    return _saved(deck)


def with_slides(data: bytes) -> bytes:
    """A template with two slides of its own, such as a cover and an imprint."""
    deck = Presentation(io.BytesIO(data))
    for title in ("Agency", "Imprint"):
        shape = deck.slides.add_slide(deck.slide_layouts[5]).shapes.title
        shape.text = title
        shape.text_frame.paragraphs[0].runs[0]._r.get_or_add_rPr().set("lang", "en-US")
    return _saved(deck)


def _resized(deck: Any, width: int, height: int) -> Any:
    """The same master on another page: places keep their share of it."""
    across, down = width / deck.slide_width, height / deck.slide_height
    deck.slide_width, deck.slide_height = Emu(width), Emu(height)
    for master in deck.slide_masters:
        for owner in (master, *master.slide_layouts):
            for frame in owner._element.iter(f"{A}xfrm"):
                for child, (one, other) in ((f"{A}off", ("x", "y")), (f"{A}ext", ("cx", "cy"))):
                    mark = frame.find(child)
                    if mark is not None:
                        mark.set(one, str(round(int(mark.get(one)) * across)))
                        mark.set(other, str(round(int(mark.get(other)) * down)))
    return deck


def with_drawings(data: bytes, *, bar: bool, logo: bool) -> bytes:
    """A bar along the left edge and a logo in the right corner, drawn by the master."""
    deck = Presentation(io.BytesIO(data))
    master = deck.slide_masters[0]
    width, height = int(deck.slide_width or 0), int(deck.slide_height or 0)
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    if bar:
        drawn = slide.shapes.add_shape(1, 0, 0, width // 40, height)
        drawn.fill.solid()
        drawn.fill.fore_color.theme_color = 5
        drawn.line.fill.background()
        master.shapes._spTree.insert(2, drawn._element)
    if logo:
        part: Any = master.part
        _, relation = part.get_or_add_image_part(io.BytesIO(logo_picture()))
        picture = slide.shapes.add_picture(
            io.BytesIO(logo_picture()), width - width // 7, height // 30, width // 9, height // 12
        )
        picture._element.xpath(".//a:blip")[0].set(
            "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed", relation
        )
        master.shapes._spTree.append(picture._element)
    slides = deck.part._element.find(f"{P}sldIdLst")
    for entry in list(slides):  # the slide was only there to draw on
        deck.part.drop_rel(entry.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"))
        slides.remove(entry)
    return _saved(deck)


def logo_picture() -> bytes:
    """A logo: a disc on nothing."""
    made = Image.new("RGBA", (240, 120), (0, 0, 0, 0))
    pen = ImageDraw.Draw(made)
    pen.ellipse((10, 10, 110, 110), fill=(240, 160, 0, 255))
    pen.rectangle((120, 45, 235, 75), fill=(240, 160, 0, 255))
    out = io.BytesIO()
    made.save(out, "PNG")
    return out.getvalue()


def photo() -> bytes:
    """A photo for a cover: dark below, light above."""
    made = Image.new("RGB", (320, 180))
    made.putdata(
        [
            (40 + y // 2, 60 + x // 6, 90 + y) if y < 90 else (20, 30 + x // 16, 50)
            for y in range(180)
            for x in range(320)
        ]
    )
    out = io.BytesIO()
    made.save(out, "JPEG")
    return out.getvalue()


def _saved(deck: Any) -> bytes:
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def rewritten(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The same package with one part rewritten."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys(old.namelist()):
            content = old.read(name)
            new.writestr(name, change(content.decode()).encode() if name == part else content)
    return out.getvalue()


# -- PptxGenJS -------------------------------------------------------------------------------------------------------------

_SCRIPT: Final = """
const PptxGenJS = require('pptxgenjs');
const dark = process.argv[2] === 'dark';
const p = new PptxGenJS();
p.layout = dark ? 'LAYOUT_WIDE' : 'LAYOUT_16x9';
p.theme = dark ? {headFontFace: 'Segoe UI', bodyFontFace: 'Segoe UI'} : {headFontFace: 'Georgia', bodyFontFace: 'Trebuchet MS'};
const w = dark ? 13.33 : 10, h = dark ? 7.5 : 5.63, ground = dark ? '10243E' : 'FFFFFF', ink = dark ? 'F2F2F2' : '333333';
p.defineSlideMaster({title: 'TITLE_SLIDE', background: {color: '1F3864'}, objects: [
  {rect: {x: 0, y: h - 0.7, w: w, h: 0.7, fill: {color: 'C00000'}}},
  {placeholder: {options: {name: 'title', type: 'title', x: 0.6, y: 1.4, w: w - 1.2, h: 1.4, align: 'left', fontSize: 36, color: 'FFFFFF'}, text: ''}},
  {placeholder: {options: {name: 'sub', type: 'body', x: 0.6, y: 2.9, w: w - 1.2, h: 0.9, fontSize: 18, color: 'D9E2F3'}, text: ''}}]});
p.defineSlideMaster({title: 'MASTER_CONTENT', background: {color: ground}, objects: [
  {rect: {x: 0, y: 0, w: w, h: 0.15, fill: {color: 'C00000'}}},
  {text: {text: 'Agency', options: {x: w - 1.8, y: h - 0.4, w: 1.5, h: 0.3, fontSize: 9, color: '888888'}}},
  {placeholder: {options: {name: 'title', type: 'title', x: 0.5, y: 0.3, w: w - 1, h: 0.8, align: 'left', fontSize: 24, color: ink}, text: ''}},
  {placeholder: {options: {name: 'body', type: 'body', x: 0.5, y: 1.25, w: w - 1, h: h - 1.8, fontSize: 14, color: ink}, text: ''}}],
  slideNumber: {x: 0.3, y: h - 0.4, fontSize: 9, color: '888888'}});
p.addSlide({masterName: 'MASTER_CONTENT'}).addText('Sample', {placeholder: 'title'});
p.writeFile({fileName: process.argv[1]});
"""


def pptxgenjs_missing() -> str:
    """Why PptxGenJS cannot run here, or ""."""
    if shutil.which("node") is None:
        return "Node.js is not installed"
    return "" if (PPTXGENJS / "node_modules/pptxgenjs").is_dir() else "PptxGenJS is not installed (.ci/setup does it)"


def pptxgenjs(folder: Path, *, dark: bool) -> bytes:
    """A master as people define it in PptxGenJS: no layout types, no idx below 100, one body, a text that looks like a footer."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"genjs-{dark}.pptx"
    environment = {"PATH": os.environ.get("PATH", os.defpath), "NODE_PATH": str(PPTXGENJS / "node_modules")}
    subprocess.run(
        ["node", "-e", _SCRIPT, "--", str(target), "dark" if dark else "light"],
        check=True, env=environment, capture_output=True, timeout=120,
    )  # fmt: skip
    return target.read_bytes()


# -- LibreOffice -----------------------------------------------------------------------------------------------------------


def from_libreoffice(folder: Path, names: tuple[str, ...]) -> Mapping[str, bytes]:
    """Templates that come with LibreOffice, saved by it as .pptx."""
    folder.mkdir(parents=True, exist_ok=True)
    profile = (folder / "profile").resolve().as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "pptx", "--outdir", str(folder),
         *(str(BUNDLED / f"{name}.otp") for name in names)],
        check=True, capture_output=True, timeout=300, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return {name: (folder / f"{name}.pptx").read_bytes() for name in names}


# -- written by hand -------------------------------------------------------------------------------------------------------

_NS: Final = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_REL: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFC: Final = "application/vnd.openxmlformats-officedocument."


def hand_written(*, body: int = 1000, second: bool = True, size: tuple[int, int] = (9_144_000, 6_858_000)) -> bytes:
    """Layouts with German names and no types, 4:3, body text of 10 points, a photo behind the cover, a free form in a corner, numbers
    on a dark foot, and a second master that nobody needs."""
    wide, tall = size
    foot = _shape(2, "Fuß", (0, tall - 500_000, wide, 500_000), "accent1")
    corner = (
        f'<p:sp><p:nvSpPr><p:cNvPr id="3" name="Welle"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{wide - 1_500_000}" y="0"/>'
        '<a:ext cx="1500000" cy="1200000"/></a:xfrm><a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        '<a:path w="100" h="100"><a:moveTo><a:pt x="100" y="0"/></a:moveTo><a:lnTo><a:pt x="100" y="100"/></a:lnTo><a:cubicBezTo><a:pt x="80" y="60"/>'
        '<a:pt x="40" y="40"/><a:pt x="0" y="0"/></a:cubicBezTo><a:close/></a:path></a:pathLst></a:custGeom><a:solidFill><a:schemeClr val="accent2"/>'
        "</a:solidFill></p:spPr></p:sp>"
    )
    title = place(4, "Titel", 'type="title"', (500_000, 500_000, wide - 1_000_000, 900_000))
    text = place(5, "Text", 'type="body" idx="1"', (500_000, 1_600_000, wide - 1_000_000, tall - 2_400_000))
    number = place(6, "Nummer", 'type="sldNum" idx="4"', (wide - 1_200_000, tall - 450_000, 900_000, 400_000))
    half = (wide - 1_200_000) // 2
    left = place(3, "Links", 'idx="13"', (500_000, 1_600_000, half, tall - 2_400_000))
    right = place(4, "Rechts", 'idx="14"', (700_000 + half, 1_600_000, half, tall - 2_400_000))
    own = place(2, "Titel", 'type="title"')
    numbered = place(9, "Nummer", 'type="sldNum" idx="12"')
    cover = (
        place(2, "Titel", 'type="title"', (500_000, tall // 2, wide - 1_000_000, 1_200_000)),
        place(3, "Unterzeile", 'type="body" idx="10"', (500_000, tall // 2 + 1_300_000, wide - 1_000_000, 700_000)),
    )
    photo_ground = '<p:bg><p:bgPr><a:blipFill><a:blip r:embed="rId2"/><a:stretch><a:fillRect/></a:stretch></a:blipFill><a:effectLst/></p:bgPr></p:bg>'
    layouts = (
        ("Deckblatt", photo_ground, cover),
        ("Inhalt", "", (own, place(3, "Text", 'type="body" idx="1"'), numbered)),
        ("Zwei Spalten", "", (own, left, right, numbered)),
        ("Nur Titel", "", (own, numbered)),
    )
    parts = _package_parts(layouts, (foot, corner, title, text, number), body, size, "1", first=1)
    masters = 1
    if second:
        other = (("Sonderthema", "", (own, place(3, "Text", 'type="body" idx="1"'))),)
        parts |= _package_parts(other, (title, text), 2400, size, "2", first=len(layouts) + 1)
        masters = 2
    return _zipped(parts, masters, len(layouts) + (1 if second else 0), size)


def houses(*masters: Mapping[str, str], opening: str = "", size: tuple[int, int] = (12_192_000, 6_858_000)) -> bytes:
    """Slide masters with layouts without types: each layout by its name, with what it holds ("title line body", "title left right" …).
    `opening` is the layout that the file's own first slide stands on."""
    wide, tall = size
    boxes = {
        "title": ('type="title"', (500_000, 400_000, wide - 1_000_000, 900_000)),
        "line-title": ('type="title"', (500_000, 400_000, wide - 1_000_000, 450_000)),
        "low-title": ('type="title"', (500_000, tall // 2, wide - 1_000_000, 1_200_000)),
        "line": ('type="body" idx="20"', (500_000, 1_300_000, wide - 1_000_000, 350_000)),
        "body": ('idx="1"', (500_000, 1_700_000, wide - 1_000_000, tall - 2_500_000)),
        "half": ('idx="1"', (500_000, 1_700_000, wide // 3, tall - 2_500_000)),
        "flat-title": ('type="ctrTitle"', (500_000, 2_000_000, wide - 1_000_000, 450_000)),
        "under": ('type="body" idx="10"', (500_000, tall // 2 + 1_300_000, wide - 1_000_000, 700_000)),
        "low": ('type="body" idx="10"', (500_000, tall // 2 + 1_300_000, wide - 1_000_000, 330_000)),
        "left": ('idx="13"', (500_000, 1_700_000, wide // 2 - 600_000, tall - 2_500_000)),
        "right": ('idx="14"', (wide // 2 + 100_000, 1_700_000, wide // 2 - 600_000, tall - 2_500_000)),
    }
    parts: dict[str, bytes] = {}
    count = 0
    for number, layouts in enumerate(masters, 1):
        made = tuple(
            (name, "", tuple(place(at, kind, *boxes[kind]) for at, kind in enumerate(held.split(), 2)))
            for name, held in layouts.items()
        )
        drawn = (place(4, "Titel", *boxes["title"]), place(5, "Text", 'type="body" idx="1"', boxes["body"][1]))
        parts |= _package_parts(made, drawn, 2000, size, str(number), first=count + 1)
        count += len(layouts)
    data = _zipped(parts, len(masters), count, size)
    if not opening:
        return data
    deck = Presentation(io.BytesIO(data))
    deck.slides.add_slide(
        next(one for master in deck.slide_masters for one in master.slide_layouts if one.name == opening)
    )
    return _saved(deck)


def _package_parts(
    layouts: tuple[tuple[str, str, tuple[str, ...]], ...],
    drawn: tuple[str, ...],
    body: int,
    size: tuple[int, int],
    number: str,
    first: int,
) -> dict[str, bytes]:
    ids = "".join(f'<p:sldLayoutId id="{2147483700 + first + n}" r:id="rId{n + 1}"/>' for n in range(len(layouts)))
    levels = "".join(
        f'<a:lvl{n}pPr marL="{200_000 * n}" indent="-200000"><a:buChar char="•"/><a:defRPr sz="{body}"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        f'<a:latin typeface="+mn-lt"/></a:defRPr></a:lvl{n}pPr>'
        for n in range(1, 6)
    )
    head = '<a:lvl1pPr><a:defRPr sz="2800" b="1" cap="all" spc="50"><a:solidFill><a:schemeClr val="accent4"/></a:solidFill><a:latin typeface="+mj-lt"/></a:defRPr></a:lvl1pPr>'
    maps = 'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"'
    parts = {
        f"ppt/slideMasters/slideMaster{number}.xml": f"<p:sldMaster {_NS}><p:cSld>{_tree(drawn)}</p:cSld><p:clrMap {maps}/><p:sldLayoutIdLst>{ids}"
        f"</p:sldLayoutIdLst><p:txStyles><p:titleStyle>{head}</p:titleStyle><p:bodyStyle>{levels}</p:bodyStyle><p:otherStyle/></p:txStyles></p:sldMaster>",
        f"ppt/theme/theme{number}.xml": _theme(),
    }
    rels = []
    for at, (name, ground, shapes) in enumerate(layouts):
        path = f"ppt/slideLayouts/slideLayout{first + at}.xml"
        parts[path] = (
            f'<p:sldLayout {_NS}><p:cSld name="{name}">{ground}{_tree(shapes)}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>'
        )
        more = [("rId2", "image", "../media/image1.jpg")] if ground else []
        parts[f"ppt/slideLayouts/_rels/slideLayout{first + at}.xml.rels"] = _rels(
            [("rId1", "slideMaster", f"../slideMasters/slideMaster{number}.xml"), *more]
        )
        rels.append((f"rId{at + 1}", "slideLayout", f"../slideLayouts/slideLayout{first + at}.xml"))
    rels.append((f"rId{len(layouts) + 1}", "theme", f"../theme/theme{number}.xml"))
    parts[f"ppt/slideMasters/_rels/slideMaster{number}.xml.rels"] = _rels(rels)
    return {name: text.encode() for name, text in parts.items()}


def _zipped(parts: dict[str, bytes], masters: int, layouts: int, size: tuple[int, int]) -> bytes:
    ids = "".join(f'<p:sldMasterId id="{2147483647 + n}" r:id="rId{n}"/>' for n in range(1, masters + 1))
    parts["ppt/presentation.xml"] = (
        f'<p:presentation {_NS}><p:sldMasterIdLst>{ids}</p:sldMasterIdLst><p:sldSz cx="{size[0]}" cy="{size[1]}"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>'
    ).encode()
    parts["ppt/_rels/presentation.xml.rels"] = _rels(
        [(f"rId{n}", "slideMaster", f"slideMasters/slideMaster{n}.xml") for n in range(1, masters + 1)]
    ).encode()
    parts["_rels/.rels"] = _rels([("rId1", "officeDocument", "ppt/presentation.xml")]).encode()
    parts["ppt/media/image1.jpg"] = photo()
    kinds = {
        "slideMasters": "presentationml.slideMaster+xml",
        "slideLayouts": "presentationml.slideLayout+xml",
        "theme": "theme+xml",
    }
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_OFC}{kind}"/>'
        for name in parts
        for folder, kind in kinds.items()
        if name.startswith(f"ppt/{folder}/") and name.endswith(".xml")
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="jpg" ContentType="image/jpeg"/>'
        f'<Override PartName="/ppt/presentation.xml" ContentType="{_OFC}presentationml.presentation.main+xml"/>{overrides}</Types>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", types)
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def _rels(pairs: list[tuple[str, str, str]]) -> str:
    made = "".join(f'<Relationship Id="{id}" Type="{_REL}/{kind}" Target="{target}"/>' for id, kind, target in pairs)
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{made}</Relationships>'


def _tree(shapes: tuple[str, ...]) -> str:
    return (
        '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
        + "".join(shapes)
        + "</p:spTree>"
    )


def with_band(data: bytes, part: str, box: tuple[int, int, int, int], fill: str = "accent1") -> bytes:
    """The same with a filled rectangle behind everything in a part."""
    band = _shape(90, "Band", box, fill)
    return rewritten(
        data,
        part,
        lambda xml: xml.replace("</p:grpSpPr>", f"</p:grpSpPr>{band}", 1).replace(
            "<p:grpSpPr/>", f"<p:grpSpPr/>{band}", 1
        ),
    )


def _shape(id: int, name: str, box: tuple[int, int, int, int], fill: str) -> str:
    x, y, w, h = box
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="{name}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/>'
        f'</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="{fill}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )


def place(id: int, name: str, mark: str, box: tuple[int, int, int, int] | None = None) -> str:
    frame = (
        ""
        if box is None
        else f'<a:xfrm><a:off x="{box[0]}" y="{box[1]}"/><a:ext cx="{box[2]}" cy="{box[3]}"/></a:xfrm>'
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {mark}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{frame}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang="de-DE"/><a:t>{name}</a:t></a:r></a:p></p:txBody></p:sp>'
    )


def _theme() -> str:
    colours = {"dk1": "1A1A1A", "lt1": "FFFFFF", "dk2": "00463C", "lt2": "E3EDE9", "accent1": "00463C", "accent2": "F2B705", "accent3": "8CBF26",
               "accent4": "F29F05", "accent5": "5B7F95", "accent6": "8A8A8A", "hlink": "006B5B", "folHlink": "5B3F8C"}  # fmt: skip
    scheme = "".join(f'<a:{slot}><a:srgbClr val="{rgb}"/></a:{slot}>' for slot, rgb in colours.items())
    solid = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{solid}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    font = '<a:latin typeface="Hausschrift Grotesk"/><a:ea typeface=""/><a:cs typeface=""/>'
    return (
        f'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Haus"><a:themeElements><a:clrScheme name="Haus">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="Haus"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme><a:fmtScheme name="Haus"><a:fillStyleLst>{solid * 3}'
        f"</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{solid * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


# -- drift -----------------------------------------------------------------------------------------------------------------


def drifts(data: bytes, layout: str) -> Iterator[tuple[str, bytes]]:
    """What happens to templates over the years, to the layout of a name: it goes, another comes first, it is renamed, its places get
    other indices."""
    deck = Presentation(io.BytesIO(data))
    slides = deck.part._element.find(f"{P}sldIdLst")
    for entry in [] if slides is None else list(slides):
        deck.part.drop_rel(entry.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"))
        slides.remove(entry)
    found = next(made for master in deck.slide_masters for made in master.slide_layouts if made.name == layout)
    found.slide_master.slide_layouts.remove(found)
    yield "deleted", _saved(deck)

    deck = Presentation(io.BytesIO(data))
    for master in deck.slide_masters:
        ids = master._element.find(f"{P}sldLayoutIdLst")
        for entry in reversed(list(ids)):
            ids.append(entry)
    yield "moved", _saved(deck)

    deck = Presentation(io.BytesIO(data))
    for master in deck.slide_masters:
        for number, made in enumerate(master.slide_layouts):
            made._element.find(f"{P}cSld").set("name", f"{number} neu")
    yield "renamed", _saved(deck)

    deck = Presentation(io.BytesIO(data))
    for master in deck.slide_masters:
        for made in master.slide_layouts:
            for mark in made._element.iter(f"{P}ph"):
                if mark.get("idx") is not None:
                    mark.set("idx", str(int(mark.get("idx")) + 40))
    yield "indices", _saved(deck)
