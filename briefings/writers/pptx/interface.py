"""The names inside python-pptx that the deck writer stands on: it has no call for what a base of decks needs."""

from __future__ import annotations

from typing import Any, Final

from pptx.opc.package import OpcPackage, Part, _Relationship
from pptx.parts.coreprops import CorePropertiesPart
from pptx.parts.image import ImagePart
from pptx.parts.presentation import PresentationPart
from pptx.slide import NotesSlide, Slide

_USED: Final[tuple[tuple[Any, tuple[str, ...]], ...]] = (
    (PresentationPart, ("core_properties", "package")),
    (Slide, ("notes_slide", "part")),
    (NotesSlide, ("part", "placeholders")),
    (Part, ("blob", "content_type", "part_related_by", "partname", "rels")),
    (_Relationship, ("is_external", "rId", "reltype", "target_part", "target_ref")),
    (OpcPackage, ("_rels", "iter_parts")),
    (ImagePart, ("sha1",)),
    (CorePropertiesPart, ("content_status", "language", "load", "revision", "version")),
)


def self_test() -> tuple[str, ...]:
    """The names of python-pptx that the writer needs and that are gone, each as `owner.name`."""
    return tuple(f"{owner.__name__}.{name}" for owner, names in _USED for name in names if not hasattr(owner, name))
