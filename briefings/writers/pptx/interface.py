"""The names inside python-pptx that the deck writer stands on: it has no call for what our slides and charts need."""

from __future__ import annotations

from typing import Any, Final

from pptx.opc.package import OpcPackage, Part
from pptx.oxml.chart.chart import CT_ChartSpace
from pptx.parts.chart import ChartPart
from pptx.parts.coreprops import CorePropertiesPart
from pptx.parts.embeddedpackage import EmbeddedXlsxPart
from pptx.parts.presentation import PresentationPart
from pptx.parts.slide import SlidePart
from pptx.shapes.shapetree import SlideShapes
from pptx.slide import Slide

_USED: Final[tuple[tuple[Any, tuple[str, ...]], ...]] = (
    (PresentationPart, ("_element", "core_properties")),
    (SlideShapes, ("_spTree",)),
    (Slide, ("notes_slide", "slide_id")),
    (SlidePart, ("get_or_add_image_part",)),
    (Part, ("blob", "relate_to", "rels", "partname")),
    (OpcPackage, ("iter_parts",)),
    (ChartPart, ("load",)),
    (EmbeddedXlsxPart, ("relate_to",)),
    (CT_ChartSpace, ("_add_externalData",)),
    (CorePropertiesPart, ("content_status", "language", "revision", "version")),
)


def self_test() -> tuple[str, ...]:
    """The names of python-pptx that the writer needs and that are gone, each as `owner.name`; also those that a deck, once made, lacks."""
    return tuple(f"{owner.__name__}.{name}" for owner, names in _USED for name in names if not _has(owner, name))


def _has(owner: Any, name: str) -> bool:
    """Whether a class offers a name: as a member, or as what its `__init__` puts on each of its objects."""
    if hasattr(owner, name):
        return True
    makers = (vars(base).get("__init__") for base in owner.__mro__)
    return any(name in getattr(getattr(maker, "__code__", None), "co_names", ()) for maker in makers)
