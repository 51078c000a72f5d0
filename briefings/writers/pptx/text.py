"""Paragraphs as DrawingML: what a placeholder already gives is not written again.

Source: ECMA-376 part 1, 21.1.2 (DrawingML text).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import accumulate, pairwise
from typing import Final

from ...frame import Paragraph, Run, TextBox
from ...frozen import frozen, replace
from ...language import LANGUAGES
from ...look import Colour, TextStyle
from ...regex import regex
from ...text.bidi import ISOLATE_END, LEFT_ISOLATE, RIGHT_ISOLATE, set_apart
from ...text.whole import grouped, signed, ties

_LINE_END: Final = regex("[\n\u2028]")
_FROM_RIGHT: Final = regex(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff](?:[^A-Za-z\u00c0-\u024f]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff])?"
).search
_ANCHORS: Final = {"top": "t", "middle": "ctr", "bottom": "b"}
Link = Callable[[str], str]
"""Gives the attributes of a link to an address: its relationship id, and what a click does where that leads to a slide."""


@frozen
class Free:
    """What a file gives to text outside placeholders: `from_right` where its paragraphs run from the right, and the list style that takes
    back what it says of letters and lines, as text was not measured so ("" where it says nothing of them)."""

    from_right: bool = False
    plain: str = ""


PLACED: Final = Free()
"""Nothing."""


def language_tag(language: str) -> str:
    """The BCP 47 tag that PowerPoint's proofing tools know for one of our languages."""
    return LANGUAGES[language].tag if language in LANGUAGES else language


def body(box: TextBox, link: Link, language: str, free: Free = PLACED) -> str:
    """A text box's `a:bodyPr`, list style and paragraphs; `free` is what the deck gives to text outside placeholders."""
    from_right = free.from_right if box.slot is None else box.slot.rtl
    paragraphs = "".join(
        _paragraph(p, n, box, link, from_right) for n, p in enumerate(box.paragraphs)
    ) or empty_paragraph(language)
    return f"{_body_properties(box)}{list_style(free.plain if box.slot is None else '')}{paragraphs}"


def list_style(levels: str) -> str:
    """A text body's list style."""
    return f"<a:lstStyle>{levels}</a:lstStyle>" if levels else "<a:lstStyle/>"


def empty_paragraph(language: str) -> str:
    """A paragraph without words, in the language of what may be typed there."""
    return f'<a:p><a:endParaRPr lang="{language_tag(language)}"/></a:p>'


def _body_properties(box: TextBox) -> str:
    if box.slot is not None and box.slot.styles:
        rtl = ' rtlCol="1"' if any(p.rtl for p in box.paragraphs) else ' rtlCol="0"' if box.slot.rtl else ""
        said = "".join(f' {key}="{value}"' for key, value in box.slot.says)
        return f"<a:bodyPr{said}{rtl}><a:noAutofit/></a:bodyPr>"
    i = box.insets
    rtl = ' rtlCol="1"' if any(p.rtl for p in box.paragraphs) else ""
    return (
        f'<a:bodyPr wrap="square" lIns="{i.left}" tIns="{i.top}" rIns="{i.right}" bIns="{i.bottom}"{rtl} '
        f'anchor="{_ANCHORS[box.anchor]}"><a:noAutofit/></a:bodyPr>'
    )


def _paragraph(paragraph: Paragraph, number: int, box: TextBox, link: Link, from_right: bool) -> str:
    given = _given(box, paragraph.level if box.slot is not None and paragraph.kind not in ("title", "heading") else 0)
    properties = paragraph_properties(paragraph, given, box.slot is not None, from_right=from_right)
    ends = frozenset(line.stop for line in box.lines if line.paragraph == number)
    kept = tuple(_apart(_tied(paragraph, ends), ends))
    kept = tuple(one for run in kept for one in _one_way(run)) if paragraph.rtl else kept
    runs = "".join(written(run, given, link, box) for run in _isolated(kept, paragraph.rtl))
    return f"<a:p>{properties}{runs or ending(paragraph, given)}</a:p>"


def ending(paragraph: Paragraph, given: TextStyle | None, language: str = "") -> str:
    """The type of a paragraph without words: without it the line is as high as the deck's free text, and lifts the row of a table."""
    if given is not None and paragraph.style.size == given.size:
        return ""
    said = f' lang="{language_tag(language)}"' if language else ""
    return f'<a:endParaRPr{said} sz="{round(paragraph.style.size * 100)}"/>'


def _given(box: TextBox, level: int) -> TextStyle | None:
    """The style that the placeholder gives at an outline level, or None outside placeholders."""
    if box.slot is None or not box.slot.styles:
        return None
    return box.slot.styles[min(level, len(box.slot.styles) - 1)]


def paragraph_properties(
    paragraph: Paragraph, given: TextStyle | None, in_placeholder: bool, *, from_right: bool = False
) -> str:
    """`a:pPr`: outline level, direction, alignment, indents, spacing and bullet, where they differ from what is given; `from_right`
    where its paragraphs are given the other direction."""
    style = paragraph.style
    attributes: list[str] = []
    children: list[str] = []
    # the start margin is `marL` in both directions: PowerPoint and LibreOffice mirror it where `rtl` is set
    if (style.margin, style.indent) != ((given.margin, given.indent) if given is not None else (0, 0)):
        attributes.append(f'marL="{style.margin}" indent="{style.indent}"')
    level = paragraph.level if in_placeholder and paragraph.kind not in ("title", "heading") else 0
    if level:
        attributes.append(f'lvl="{level}"')
    turned = from_right and not paragraph.rtl
    if paragraph.rtl or turned or given is None or style.align != given.align:
        attributes.append(f'algn="{_align(style.align, paragraph.rtl)}"')
    if paragraph.rtl or turned:
        attributes.append(f'rtl="{int(paragraph.rtl)}"')
    if given is None or any(run.language.startswith("zh") for run in paragraph.runs):
        # lines are measured, and drawn in the PDF, with no comma or stop hanging beyond the box
        attributes.append('hangingPunct="0"')
    if given is None or (style.spacing, style.leading) != (given.spacing, given.leading):
        if style.leading is not None:
            children.append(f'<a:lnSpc><a:spcPts val="{round(style.leading / 127)}"/></a:lnSpc>')
        elif given is not None or style.spacing != 1.0 or paragraph.kind == "cell":
            # LibreOffice gives cells the line spacing of the master's body text where they have none of their own
            children.append(f'<a:lnSpc><a:spcPct val="{round(style.spacing * 100_000)}"/></a:lnSpc>')
    if given is None or style.before != given.before:
        children.append(f'<a:spcBef><a:spcPts val="{round(style.before / 127)}"/></a:spcBef>')
    if given is None or style.after != given.after:
        children.append(f'<a:spcAft><a:spcPts val="{round(style.after / 127)}"/></a:spcAft>')
    if given is None or style.bullet != given.bullet:
        children.append(_bullet(style.bullet))
    inner = "".join(children)
    return f"<a:pPr {' '.join(attributes)}>{inner}</a:pPr>" if attributes or inner else ""


def _bullet(sign: str) -> str:
    """A bullet, or the number of an item: PowerPoint counts on from it when items are added."""
    if sign[:1].isdigit():
        return f'<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod" startAt="{int(sign.rstrip("."))}"/>'
    return f'<a:buFont typeface="Arial"/><a:buChar char="{escape(sign)}"/>' if sign else "<a:buNone/>"


def _align(align: str, rtl: bool) -> str:
    if align == "center":
        return "ctr"
    return "r" if (align == "end") != rtl else "l"


def _tied(paragraph: Paragraph, ends: frozenset[int]) -> Paragraph:
    """The paragraph with no-break spaces in its numbers, between these and their words and behind ©, but for those that a line ends with."""
    text, held = grouped(paragraph.text), (ties(paragraph.text) | signed(paragraph.text)) - ends
    let_go = [at for at in ends if at < len(text) and paragraph.text[at - 1 : at] == "\u00a0"]
    if not held and not let_go and text == paragraph.text:
        return paragraph
    letters = list(text)
    for at in let_go:  # tied words that are wider than their place: no word of theirs is to be broken
        letters[at - 1] = " "
    for at in held:
        letters[at - 1] = "\u00a0"
    text = "".join(letters)
    stops = accumulate(len(run.text) for run in paragraph.runs)
    runs = (
        replace(run, text=text[stop - len(run.text) : stop]) for run, stop in zip(paragraph.runs, stops, strict=True)
    )
    return replace(paragraph, runs=tuple(runs))


def _apart(paragraph: Paragraph, ends: frozenset[int]) -> Iterator[Run]:
    """The runs of a paragraph; a link that goes on in the next line is one run a line. LibreOffice makes a field of each linked run, and
    cuts one that does not fit anywhere, in the middle of words."""
    at = 0
    for run in paragraph.runs:
        stop = at + len(run.text)
        inside = sorted(end for end in ends if at < end < stop) if run.link else ()
        cuts = [at, *inside, stop]
        yield from (
            (replace(run, text=run.text[first - at : last - at]) for first, last in pairwise(cuts))
            if inside
            else (run,)
        )
        at = stop


def _one_way(run: Run) -> Iterator[Run]:
    """A link among words from the right, as a link on those of its words that run so: LibreOffice draws a field of words and a year, or a Latin word,
    beyond the page. What is before and after them is plain."""
    words = _FROM_RIGHT(run.text) if run.link else None
    if words is None:
        yield run
        return
    first, last = words.span()
    parts = ((run.text[:first], ""), (words[0], run.link), (run.text[last:], ""))
    yield from (replace(run, text=text, link=link) for text, link in parts if text)


def _isolated(runs: Sequence[Run], rtl: bool) -> tuple[Run, ...]:
    """The runs, those in a language of the other direction between isolates (UAX #9), without which a full stop at their end would stand
    before their beginning. A line end closes them, so each line has its own."""
    made = list(runs)
    opening = LEFT_ISOLATE if rtl else RIGHT_ISOLATE
    for first, after in set_apart([run.language for run in runs], rtl):
        for number in range(first, after):
            text = _LINE_END.sub(lambda end: f"{ISOLATE_END}{end[0]}{opening}", made[number].text)
            head, tail = opening * (number == first), ISOLATE_END * (number == after - 1)
            made[number] = replace(made[number], text=f"{head}{text}{tail}")
    return tuple(made)


def written(run: Run, given: TextStyle | None, link: Link, box: TextBox) -> str:
    """A run with its properties; a line end inside it is one of DrawingML (21.1.2.2.1)."""
    properties = run_properties(run, given, link)
    if box.field == "slidenum":
        return f'<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">{properties}<a:t>{escape(run.text)}</a:t></a:fld>'
    pieces = run.text.replace("\n", "\u2028").split("\u2028")
    made = [f"<a:r>{properties}<a:t>{escape(piece, quote=False)}</a:t></a:r>" if piece else "" for piece in pieces]
    return f"<a:br>{properties}</a:br>".join(made)


def run_properties(run: Run, given: TextStyle | None, link: Link) -> str:
    """`a:rPr`: language, and size, weight, colour and font where they differ from what is given. A link keeps its text's colour, which
    was chosen to read where it stands, unless that is the theme's own for links."""
    style = run.style
    coloured = style.colour.scheme != "hlink"
    attributes = [f'lang="{language_tag(run.language)}"']
    if given is None or style.size != given.size:
        attributes.append(f'sz="{round(style.size * 100)}"')
    if given is not None and given.letters and given.size and style.size != given.size:  # made for the file's own size
        attributes.append(f'spc="{round(given.letters * style.size / given.size * 100)}"')
    if given is None or style.bold != given.bold:
        attributes.append(f'b="{int(style.bold)}"')
    if (given is None and style.italic) or (given is not None and style.italic != given.italic):
        attributes.append(f'i="{int(style.italic)}"')
    if given is None:
        attributes.append('kern="100"')
    attributes.append('dirty="0"')
    children = ""
    if given is None or style.colour != given.colour:
        children += solid(style.colour)
    if given is None:  # what a file gives to free text may be another font than the one that was measured
        children += '<a:latin typeface="+{0}-lt"/><a:ea typeface="+{0}-ea"/><a:cs typeface="+{0}-cs"/>'.format(
            "mj" if style.font == "heading" else "mn"
        )
    if run.link:
        children += (
            f"<a:hlinkClick {link(run.link)}>{_AS_TEXT}</a:hlinkClick>"
            if coloured
            else f"<a:hlinkClick {link(run.link)}/>"
        )
    return f"<a:rPr {' '.join(attributes)}>{children}</a:rPr>" if children else f"<a:rPr {' '.join(attributes)}/>"


_AS_TEXT: Final = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)
"""That a link is in the colour of its text ([MS-ODRAWXML] 2.31.1)."""


def solid(colour: Colour) -> str:
    """A fill with one colour."""
    return f"<a:solidFill>{named(colour)}</a:solidFill>"


def named(colour: Colour) -> str:
    """A theme colour, or a shade of one, by reference where there is one, else its value."""
    if not colour.scheme:
        return f'<a:srgbClr val="{colour.rgb}"/>'
    said = zip(("lumMod", "lumOff", "satMod"), (*colour.light, colour.calm), (100, 0, 100), strict=True)
    changes = "".join(f'<a:{name} val="{round(value * 1000)}"/>' for name, value, usual in said if value != usual)
    changes += f'<a:hueOff val="{colour.turn * 60_000}"/>' if colour.turn else ""
    slot = f'<a:schemeClr val="{colour.scheme}"'
    return f"{slot}>{changes}</a:schemeClr>" if changes else f"{slot}/>"
