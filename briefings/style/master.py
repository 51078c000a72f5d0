"""The slide master and its layouts as a .pptx package without slides, written from a theme.

Every part is our own XML, so there is no binary in the repository and the same theme gives the same bytes. Layouts say only
what differs from the master: one change there restyles everything.

Source: ECMA-376 part 1 (PresentationML 19, DrawingML 20 and 21), part 2 (packages).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Final

from ..frozen import replace
from ..geometry import EMU_PER_POINT, Box, PageSize
from ..look import Align, FontNames
from ..ooxml import masters
from ..ooxml.masters import DRAWING, HEAD, LANGUAGE, LEVELS, MAP, NAMESPACES, NOTES, NUMBER, RECTANGLE
from ..ooxml.package import OFFICE, TYPES, Related, member, relations_part, relations_xml, types_xml, zipped
from .colours import SLOTS
from .theme import Grid, Plan, PlanDrawing, PlanPlace, Theme

TABLE_STYLE: Final = "{6F1B0C52-3C1E-4B57-9D0E-5A1C7A4E2B10}"
"""The id of our table style; a GUID that nobody else uses is all that it has to be."""

CLEAR: Final = 6 * EMU_PER_POINT
"""Arabic letters reach lower than others, and higher: the line above a title stands so much further from it."""

KICKER: Final = 100
"""A line above a title of more points is a number on a ground of its own, which all its levels must read on."""

_TYPE: Final = "application/vnd.openxmlformats-officedocument.{}+xml"

# Slot -> placeholder type, index, name and prompt. One slot has one index in all layouts, so that text keeps its place when a slide
# changes layout.
_SLOTS: Final[Mapping[str, tuple[str, int, str, str]]] = {
    "title": ("title", 0, "Title", "Click to add a title"),
    "subtitle": ("subTitle", 1, "Subtitle", "Click to add a subtitle"),
    "date": ("body", 18, "Date line", "Date and status"),
    "kicker": ("body", 19, "Kicker", "Chapter"),
    "body": ("", 1, "Body", ""),
    "body-2": ("", 13, "Body 2", ""),
    "body-3": ("", 14, "Body 3", ""),
    "lead": ("", 20, "Lead", "Click to add the sentence that all begins with"),
    "left": ("", 1, "Left", ""),
    "right": ("", 2, "Right", ""),
    "chart": ("chart", 15, "Chart", "Click to add a chart"),
    "text": ("body", 1, "Text", ""),
    "picture": ("pic", 16, "Picture", "Click to add a picture"),
    "caption": ("body", 1, "Caption", "Click to add a caption"),
    "table": ("tbl", 17, "Table", "Click to add a table"),
    "page-date": ("dt", 10, "Date", ""),
    "footer": ("ftr", 11, "Footer", ""),
    "number": ("sldNum", 12, "Slide number", ""),
}
_ON_MASTER: Final = {"title": 0, "body": 1, "page-date": 2, "footer": 3, "number": 4}
"""The index of a slot's place on the master."""
_ANCHORS: Final = {"top": "t", "middle": "ctr", "bottom": "b"}
# Layout types (19.7.15) where one of PowerPoint's own fits: role and slots -> type.
_TYPES: Final = {
    ("cover", "title subtitle date"): "title",
    ("section", "title body"): "secHead",
    ("content", "title body"): "obj",
    ("two-columns", "title left right"): "twoObj",
    ("title-only", "title"): "titleOnly",
    ("picture", "title picture caption"): "picTx",
    ("table", "title table"): "tbl",
}
_FURNITURE: Final = ("page-date", "footer", "number")
_TEXTS: Final = frozenset({"lead", "body", "body-2", "body-3", "left", "right", "text", "caption"})


def package(theme: Theme, page: PageSize, *, rtl: bool = False) -> bytes:
    """The bytes of a .pptx without slides: slide master, layouts, notes master, table style."""
    draw = _Draw(theme, theme.grid(page), rtl)
    slides = page.name in theme.grids
    base = theme.master if slides else _sheet_master(theme, page)
    plans = theme.plans if slides else _sheet_plans(theme, base)
    layouts = {f"/ppt/slideLayouts/slideLayout{number}.xml": plan for number, plan in enumerate(plans, 1)}
    made = _Parts()
    main = (
        ("officeDocument", "/ppt/presentation.xml"),
        (_CORE_REL, "/docProps/core.xml"),
        ("extended-properties", "/docProps/app.xml"),
    )
    made.relate("/", *main)
    made.add("/docProps/core.xml", _CORE_TYPE, _CORE)
    made.add("/docProps/app.xml", "extended-properties", _APP)
    held = (
        ("slideMaster", "/ppt/slideMasters/slideMaster1.xml"), ("notesMaster", "/ppt/notesMasters/notesMaster1.xml"),
        ("presProps", "/ppt/presProps.xml"), ("viewProps", "/ppt/viewProps.xml"), ("theme", "/ppt/theme/theme1.xml"),
        ("tableStyles", "/ppt/tableStyles.xml"),
    )  # fmt: skip
    made.add("/ppt/presentation.xml", "presentationml.presentation.main", _presentation(page), *held)
    offered = (("slideLayout", name) for name in layouts)
    master = draw.master(base, len(plans))
    made.add(
        "/ppt/slideMasters/slideMaster1.xml",
        "presentationml.slideMaster",
        master,
        *offered,
        ("theme", "/ppt/theme/theme1.xml"),
    )
    for name, plan in layouts.items():
        made.add(name, "presentationml.slideLayout", draw.layout(plan, base), held[0])
    jobs = theme.jobs
    noted = masters.notes(jobs["page"], jobs["muted"], jobs["rule"], rtl=rtl)
    made.add(
        "/ppt/notesMasters/notesMaster1.xml", "presentationml.notesMaster", noted, ("theme", "/ppt/theme/theme2.xml")
    )
    made.add("/ppt/theme/theme1.xml", "theme", _theme(theme))
    made.add("/ppt/theme/theme2.xml", "theme", _theme(theme))
    made.add("/ppt/presProps.xml", "presentationml.presProps", f"<p:presentationPr {NAMESPACES}/>")
    made.add("/ppt/viewProps.xml", "presentationml.viewProps", f"<p:viewPr {NAMESPACES}/>")
    made.add("/ppt/tableStyles.xml", "presentationml.tableStyles", _table_styles(theme))
    return made.zipped()


class _Parts:
    """The parts of a package as they come to be."""

    def __init__(self) -> None:
        self.types: dict[str, str] = {}
        self.members: dict[str, bytes] = {}

    def add(self, name: str, type: str, xml: str, *related: tuple[str, str]) -> None:
        """Adds a part; its relations have ids in their order."""
        self.types[name] = type if "/" in type else _TYPE.format(type)
        self.members[name] = (HEAD + xml).encode()
        if related:
            self.relate(name, *related)

    def relate(self, owner: str, *related: tuple[str, str]) -> None:
        made = Related(owner)
        for kind, target in related:
            made.to(kind if "/" in kind else f"{OFFICE}/{kind}", target)
        self.members[relations_part(owner)] = relations_xml(owner, made)

    def zipped(self) -> bytes:
        self.members[TYPES] = types_xml(self.types, ())
        return zipped(member(name, data) for name, data in self.members.items())


# -- sheets ----------------------------------------------------------------------------------------------------------------


def _sheet_master(theme: Theme, page: PageSize) -> Plan:
    """The master of a sheet draws nothing, because an office printer clips what stands at the edge; its places lie in the margins."""
    margin = theme.grid(page).margin
    line, steps = 24 * EMU_PER_POINT, theme.scale["sheet"]
    small = steps["footer"].sizes[0]
    foot = page.height - margin - line
    title_height = 72 * EMU_PER_POINT
    body = margin + title_height + 12 * EMU_PER_POINT

    def place(slot: str, columns: tuple[int, int], top: int, height: int, size: float, colour: str) -> PlanPlace:
        return PlanPlace(slot, columns, top, height, size, colour)

    title = replace(
        place("title", (1, 12), margin, title_height, steps["title"].sizes[0], "heading"),
        bold=True,
        font="heading",
        anchor="middle",
        start=12 * EMU_PER_POINT,
        end=12 * EMU_PER_POINT,
    )
    text = replace(
        place("body", (1, 12), body, foot - body, steps["body"].sizes[0], "text"),
        spacing=steps["body"].spacing,
        before=steps["body"].before,
    )
    footer = replace(place("footer", (1, 7), foot, line, small, "muted"), anchor="bottom")
    date = replace(place("page-date", (8, 10), foot, line, small, "muted"), anchor="bottom", align="end")
    number = replace(place("number", (11, 12), foot, line, small, "muted"), anchor="bottom", align="end")
    return Plan("Master", "", {"title": title, "body": text, "footer": footer, "page-date": date, "number": number})


def _sheet_plans(theme: Theme, base: Plan) -> tuple[Plan, ...]:
    """One layout for each sheet layout of the theme, under its name: a title, and free room below."""
    places = {slot: base.places[slot] for slot in ("title", *_FURNITURE)}
    return tuple(Plan(name, "sheet", places) for name in theme.sheets)


# -- slides ----------------------------------------------------------------------------------------------------------------


class _Draw:
    """Writes master and layouts of one theme on one grid."""

    def __init__(self, theme: Theme, grid: Grid, rtl: bool) -> None:
        self.theme = theme
        self.grid = grid
        self.rtl = rtl

    def master(self, plan: Plan, layouts: int) -> str:
        shapes = [self._drawing(number, drawing) for number, drawing in enumerate(plan.drawings, 2)]
        after = len(shapes) + 2
        for number, (slot, idx) in enumerate(_ON_MASTER.items(), after):
            kind = _SLOTS[slot][0] or slot
            place = plan.places[slot]
            styles = self._levels(place, None, slot) if slot in _FURNITURE else ""
            shapes.append(
                self._placeholder(
                    number, slot, kind, idx, place, self._box(place), self._body_properties(place, None), styles
                )
            )
        ids = "".join(f'<p:sldLayoutId id="{2147483649 + n}" r:id="rId{n + 1}"/>' for n in range(layouts))
        title, body = plan.places["title"], plan.places["body"]
        other = "".join(self._level(n, body, None, "other") for n in range(1, LEVELS + 1))
        styles = (
            f"<p:txStyles><p:titleStyle>{self._level(1, title, None, 'title')}</p:titleStyle>"
            f"<p:bodyStyle>{''.join(self._level(n, body, None, 'body') for n in range(1, LEVELS + 1))}</p:bodyStyle>"
            f'<p:otherStyle><a:defPPr><a:defRPr lang="{LANGUAGE}"/></a:defPPr>{other}</p:otherStyle></p:txStyles>'
        )
        return (
            f'<p:sldMaster {NAMESPACES} preserve="1"><p:cSld>{self._ground("page")}{masters.tree(shapes)}</p:cSld><p:clrMap {MAP}/>'
            f'<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:hf hdr="0"/>{styles}</p:sldMaster>'
        )

    def layout(self, plan: Plan, base: Plan) -> str:
        shapes = [self._drawing(number, drawing) for number, drawing in enumerate(plan.drawings, 2)]
        slots = [slot for slot in plan.places if slot not in _FURNITURE]
        for number, slot in enumerate((*slots, *_FURNITURE), len(shapes) + 2):
            kind, idx, *_ = _SLOTS[slot]
            if slot == "title" and plan.role == "cover":
                kind = "ctrTitle"
            if slot == "body" and plan.role in ("section", "closing"):
                kind = "body"
            place = plan.places[slot]
            # a master has no place for a kicker: its layouts say all of it
            given = base.places.get("body" if slot == "kicker" else slot) or base.places["body"]
            box = (
                None
                if (place.columns, place.top, place.height) == (given.columns, given.top, given.height)
                and slot in base.places
                and slot != "kicker"
                else self._box(place)
            )
            if box is not None and slot == "kicker" and plan.role != "section" and self.rtl:
                box = box.moved(0, -CLEAR)
            shapes.append(
                self._placeholder(
                    number,
                    slot,
                    kind,
                    idx,
                    place,
                    box,
                    self._body_properties(place, given),
                    self._levels(place, given, slot),
                )
            )
        ground = "" if plan.ground == "page" else self._ground(plan.ground)
        known = _TYPES.get((plan.role, " ".join(slots)), "")
        kind_ = f'type="{known}" ' if known else ""
        bare = 'showMasterSp="0" ' if plan.bare else ""
        return (
            f'<p:sldLayout {NAMESPACES} {bare}{kind_}preserve="1" userDrawn="1"><p:cSld name="{escape(plan.name)}">{ground}{masters.tree(shapes)}</p:cSld>'
            "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
        )

    # -- pieces ------------------------------------------------------------------------------------------------------------

    def _box(self, place: PlanPlace | PlanDrawing) -> Box:
        box = place.box(self.grid)
        return box.mirrored(self.grid.page.width) if self.rtl else box

    def _colour(self, job: str) -> str:
        return masters.colour(self.theme.jobs[job])

    def _ground(self, job: str) -> str:
        return masters.ground(self.theme.jobs[job])

    def _drawing(self, number: int, drawing: PlanDrawing) -> str:
        decorative = (
            '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
            'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
        )
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{escape(drawing.name)}" descr="">{decorative}</p:cNvPr><p:cNvSpPr/>'
            f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{masters.place(self._box(drawing))}{RECTANGLE}{self._colour(drawing.fill)}'
            f'<a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="{LANGUAGE}"/></a:p>'
            "</p:txBody></p:sp>"
        )

    def _placeholder(
        self,
        number: int,
        slot: str,
        kind: str,
        idx: int,
        place: PlanPlace,
        box: Box | None,
        properties: str,
        styles: str,
    ) -> str:
        attributes = (
            (f' type="{kind}"' if kind else "")
            + (' sz="quarter"' if slot in _FURNITURE else "")
            + (f' idx="{idx}"' if idx else "")
        )
        geometry = (
            f"<p:spPr>{masters.place(box)}{RECTANGLE if slot in ('title', 'body', *_FURNITURE) else ''}</p:spPr>"
            if box
            else "<p:spPr/>"
        )
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{_SLOTS[slot][2]}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f"<p:nvPr><p:ph{attributes}/></p:nvPr></p:nvSpPr>{geometry}<p:txBody>{properties}<a:lstStyle>{styles}</a:lstStyle>"
            f"{self._prompt(slot)}</p:txBody></p:sp>"
        )

    def _prompt(self, slot: str) -> str:
        if slot == "number":
            return NUMBER
        if slot == "footer":  # LibreOffice falls back on a serif of its own when a layout's footer holds no text at all
            return f'<a:p><a:r><a:rPr lang="{LANGUAGE}"/><a:t> </a:t></a:r><a:endParaRPr lang="{LANGUAGE}"/></a:p>'
        if slot in _FURNITURE:
            return f'<a:p><a:endParaRPr lang="{LANGUAGE}"/></a:p>'
        if slot in _TEXTS - {"caption"}:
            words = ("Text", "List item", "Item of an inner list")
            return "".join(
                f'<a:p><a:pPr lvl="{level}"/><a:r><a:rPr lang="{LANGUAGE}"/><a:t>{word}</a:t></a:r></a:p>'
                for level, word in enumerate(words)
            )
        return f'<a:p><a:r><a:rPr lang="{LANGUAGE}"/><a:t>{_SLOTS[slot][3]}</a:t></a:r></a:p>'

    def _body_properties(self, place: PlanPlace, given: PlanPlace | None) -> str:
        start, end = (place.end, place.start) if self.rtl else (place.start, place.end)
        if given is None:
            return (
                f'<a:bodyPr vert="horz" wrap="square" lIns="{start}" tIns="0" rIns="{end}" bIns="0" rtlCol="{int(self.rtl)}" '
                f'anchor="{_ANCHORS[place.anchor]}"><a:noAutofit/></a:bodyPr>'
            )
        said = ""
        if (place.start, place.end) != (given.start, given.end):
            said += f' lIns="{start}" rIns="{end}"'
        if place.anchor != given.anchor:
            said += f' anchor="{_ANCHORS[place.anchor]}"'
        return f"<a:bodyPr{said}><a:noAutofit/></a:bodyPr>"

    def _levels(self, place: PlanPlace, given: PlanPlace | None, slot: str) -> str:
        """The levels of a place that differ from what it inherits."""
        if slot in _TEXTS or (slot == "kicker" and place.size > KICKER):
            return "".join(self._level(n, place, given, "body") for n in range(1, LEVELS + 1))
        return self._level(1, place, given, "title" if slot == "title" else "line")

    def _level(self, number: int, place: PlanPlace, given: PlanPlace | None, kind: str) -> str:
        """One outline level: level 1 is plain text, 2 a list item, 3 and further down inner lists. Only what differs is said."""
        margin, indent, bullet, size, before = _outline(number, place, kind)
        said = {"marL": margin, "indent": indent, "algn": self._align(place.align)}
        inherited: dict[str, object] = {}
        size_before: tuple[float, int] | None = None
        if given is not None:
            kind_given = "title" if kind == "title" else "line" if given.slot in _FURNITURE else "body"
            margin_, indent_, bullet_, was, before_ = _outline(number, given, kind_given)
            inherited = {"marL": margin_, "indent": indent_, "algn": self._align(given.align)}
            size_before = (was, before_)
            if bullet_ == bullet:
                bullet = None
        attributes = "".join(f' {key}="{value}"' for key, value in said.items() if inherited.get(key) != value)
        if given is None:
            attributes += (
                f' defTabSz="{72 * EMU_PER_POINT}" rtl="{int(self.rtl)}" eaLnBrk="1" latinLnBrk="0" hangingPunct="0"'
            )
        inner = ""
        if given is None or place.spacing != given.spacing:
            inner += f'<a:lnSpc><a:spcPct val="{round(place.spacing * 100_000)}"/></a:lnSpc>'
        if size_before is None or before != size_before[1]:
            inner += f'<a:spcBef><a:spcPts val="{round(before / 127)}"/></a:spcBef>'
        if (given is None and place.after) or (given is not None and place.after != given.after):
            inner += f'<a:spcAft><a:spcPts val="{round(place.after / 127)}"/></a:spcAft>'
        if bullet is not None:
            inner += f'<a:buFont typeface="Arial"/><a:buChar char="{bullet}"/>' if bullet else "<a:buNone/>"
        run = self._run(place, given, size, None if size_before is None else size_before[0])
        return f"<a:lvl{number}pPr{attributes}>{inner}{run}</a:lvl{number}pPr>" if attributes or inner or run else ""

    def _run(self, place: PlanPlace, given: PlanPlace | None, size: float, size_given: float | None) -> str:
        attributes = "" if size == size_given else f' sz="{round(size * 100)}"'
        if given is None or place.bold != given.bold:
            attributes += f' b="{int(place.bold)}"'
        if given is None or place.italic != given.italic:
            attributes += f' i="{int(place.italic)}"'
        if given is None:
            attributes += ' kern="100"'
        inner = ""
        if given is None or place.colour != given.colour:
            inner += self._colour(place.colour)
        if given is None or place.font != given.font:
            inner += masters.fonts(place.font)
        return f"<a:defRPr{attributes}>{inner}</a:defRPr>" if attributes or inner else ""

    def _align(self, align: Align) -> str:
        if align == "center":
            return "ctr"
        return "r" if (align == "end") != self.rtl else "l"


def _outline(number: int, place: PlanPlace, kind: str) -> tuple[int, int, str | None, float, int]:
    """Margin, indent, bullet, size and space before of an outline level. Inner lists are a little smaller, not under 14 points."""
    if kind != "body" or number == 1:
        return 0, 0, "" if kind in ("body", "title", "line") else None, place.size, place.before
    hang = round(place.size * 0.9) * EMU_PER_POINT
    size = place.size if number == 2 else min(place.size, max(14.0, place.size - 2))
    depth = min(number, 5) - 1
    return hang * depth, -hang, "•" if number % 2 == 0 else "–", size, place.before * 2 // 3


# -- parts -----------------------------------------------------------------------------------------------------------------

_CORE_REL: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE: Final = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title></dc:title></cp:coreProperties>'
)
_APP: Final = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>briefings</Application></Properties>"
)


def _theme(theme: Theme) -> str:
    colours = "".join(f'<a:{slot}><a:srgbClr val="{rgb}"/></a:{slot}>' for slot, rgb in _in_order(theme.colours))
    solid = masters.colour("phClr")
    lines = "".join(
        f'<a:ln w="{weight}" cap="flat" cmpd="sng" algn="ctr">{solid}<a:prstDash val="solid"/></a:ln>'
        for weight in (6350, 12700, 19050)
    )
    name = escape(theme.name)
    return (
        f'<a:theme {DRAWING} name="{name}"><a:themeElements><a:clrScheme name="{name}">{colours}</a:clrScheme>'
        f'<a:fontScheme name="{name}">{_font_names("majorFont", theme.heading)}{_font_names("minorFont", theme.body)}</a:fontScheme>'
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{solid * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{solid * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def _in_order(colours: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    return ((slot, colours[slot]) for slot in SLOTS)


def _font_names(tag: str, names: FontNames) -> str:
    scripts = "".join(
        f'<a:font script="{script}" typeface="{escape(name)}"/>'
        for script, name in (("Arab", names.cs), ("Hebr", names.cs), ("Hans", names.ea), ("Hant", names.ea))
        if name
    )
    return (
        f'<a:{tag}><a:latin typeface="{escape(names.latin)}"/><a:ea typeface="{escape(names.ea)}"/><a:cs typeface="{escape(names.cs)}"/>'
        f"{scripts}</a:{tag}>"
    )


def _table_styles(theme: Theme) -> str:
    """Our table: the head in the band's colour, thin rules between rows, nothing else (21.1.3 and 20.1.4.2)."""
    jobs = theme.jobs
    rule = f'<a:ln w="6350" cmpd="sng">{masters.colour(jobs["rule"])}</a:ln>'
    none = "<a:ln><a:noFill/></a:ln>"

    def borders(**edges: str) -> str:
        order = ("left", "right", "top", "bottom", "insideH", "insideV")
        return "<a:tcBdr>" + "".join(f"<a:{edge}>{edges.get(edge, none)}</a:{edge}>" for edge in order) + "</a:tcBdr>"

    def text(colour: str, bold: bool) -> str:
        return (
            f'<a:tcTxStyle{" b=" + chr(34) + "on" + chr(34) if bold else ""}><a:fontRef idx="minor"><a:prstClr val="black"/></a:fontRef>'
            f'<a:schemeClr val="{colour}"/></a:tcTxStyle>'
        )

    fill = f"<a:fill>{masters.colour(jobs['band'])}</a:fill>"
    total = f"<a:fill>{masters.colour(jobs['panel'])}</a:fill>"
    return (
        f'<a:tblStyleLst {DRAWING} def="{TABLE_STYLE}"><a:tblStyle styleId="{TABLE_STYLE}" styleName="{escape(theme.name)}">'
        f"<a:wholeTbl>{text(jobs['text'], False)}<a:tcStyle>{borders(bottom=rule, insideH=rule)}<a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl>"
        f"<a:lastRow>{text(jobs['on-panel'], True)}<a:tcStyle><a:tcBdr/>{total}</a:tcStyle></a:lastRow>"
        f"<a:firstRow>{text(jobs['on-band'], True)}<a:tcStyle><a:tcBdr/>{fill}</a:tcStyle></a:firstRow></a:tblStyle></a:tblStyleLst>"
    )


def _presentation(page: PageSize) -> str:
    levels = "".join(
        f'<a:lvl{n}pPr marL="{(n - 1) * 36 * EMU_PER_POINT}" algn="l" defTabSz="{72 * EMU_PER_POINT}" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="0">'
        f'<a:defRPr sz="1800" kern="100">{masters.colour("tx1")}{masters.fonts("body")}</a:defRPr></a:lvl{n}pPr>'
        for n in range(1, LEVELS + 1)
    )
    return (
        f'<p:presentation {NAMESPACES} saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        f'<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst><p:sldSz cx="{page.width}" cy="{page.height}"/>'
        f'<p:notesSz cx="{NOTES[0]}" cy="{NOTES[1]}"/><p:defaultTextStyle><a:defPPr><a:defRPr lang="{LANGUAGE}"/></a:defPPr>{levels}'
        "</p:defaultTextStyle></p:presentation>"
    )
