"""The names of a deck's XML, and careful reading of what stands in it: a stranger's file may hold anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
P14: Final = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CHOICES: Final = frozenset(f"{_MC}{name}" for name in ("AlternateContent", "Choice", "Fallback"))
_T: Final = f"{A}t"
_BR: Final = f"{A}br"
_DECORATIVE: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def parse(content: bytes, *, to_write: bool = False) -> Any:
    """A part's root element: as it is read, or with `to_write` as it is written again, without the space between elements. Raises lxml's
    XMLSyntaxError; a document type, which packages may not hold, is one too."""
    parser = etree.XMLParser(
        remove_blank_text=to_write, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    root = etree.fromstring(content, parser)
    if root.getroottree().docinfo.doctype:
        # ECMA-376 part 2, 8.1.4: no part declares a document type
        raise etree.XMLSyntaxError("it declares a document type", 0, 1, 1)
    return root if to_write else chosen(root)


def chosen(root: Any) -> Any:
    """A tree in which what is written twice, for new programs and for old, is left as new programs read it (part 3, 10.2)."""
    for twice in list(root.iter(f"{_MC}AlternateContent")):
        chosen = twice.find(f"{_MC}Choice")
        for other in list(twice):
            if chosen is not None and other is not chosen:
                twice.remove(other)
    return root


def number(value: str | None, otherwise: int = 0) -> int:
    """A whole number, or what stands for one that is not there or none."""
    try:
        return int(value) if value is not None else otherwise
    except ValueError:
        return otherwise


def share(value: str | None, otherwise: float = 1.0) -> float:
    """A percentage as a share: thousandths of a per cent, or "50%" (ECMA-376 part 1, 20.1.10.40)."""
    if value is None:
        return otherwise
    try:
        return float(value.rstrip("%")) / 100 if value.endswith("%") else int(value) / 100_000
    except ValueError:
        return otherwise


def flag(value: str | None, otherwise: bool = False) -> bool:
    """An on-off value as XML Schema writes it."""
    return otherwise if value is None else value in ("1", "true", "on")


def children(element: Any) -> Iterator[Any]:
    """An element's child elements, those inside a choice between new and old programs among them."""
    for child in () if element is None else element:
        if child.tag in _CHOICES:
            yield from children(child)
        elif isinstance(child.tag, str):
            yield child


def within(element: Any, name: str, at: int) -> Any:
    """The child of a name in DrawingML, which is made there, as the one of that number, where there is none."""
    found = element.find(f"{A}{name}")
    if found is None:
        found = element.makeelement(f"{A}{name}", {})
        element.insert(at, found)
    return found


def decorative(properties: Any) -> bool:
    """Whether a shape's `cNvPr` says that there is nothing to tell ([MS-ODRAWXML] 2.31.1)."""
    return properties is not None and any(flag(mark.get("val"), True) for mark in properties.iter(_DECORATIVE))


def words(element: Any) -> str:
    """The text below an element: paragraphs and breaks are spaces."""
    said: list[str] = []
    for paragraph in element.iter(f"{A}p"):
        said += [one.text or "" if one.tag == _T else " " for one in paragraph.iter(_T, _BR)]
        said.append(" ")
    return " ".join("".join(said).split())
