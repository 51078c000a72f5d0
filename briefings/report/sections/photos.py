"""Pictures with captions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from ...diagnostics import BriefingsError, Diagnostic
from ...env import Env
from ...frozen import replace
from ...source.fields import AltField, BoolField, DayField, PathField, ShareField, WordsField
from ..place import Place
from ..section import Section
from ..shape import Cited, Many, may, must


class Photo(Cited):
    """A picture with its caption."""

    file: PathField | None = may(
        "The picture, named from the project's folder; PNG, JPEG or WebP. Without one the caption stands as a callout.",
        "photos/malaga.jpg",
    )
    caption: WordsField = must("What the picture shows, as printed under it.", "Farmers in a coca-free village.")
    place: WordsField | None = may("Where it was taken.", "Málaga, Spain")
    credit: WordsField | None = may("Who took it.", "UN Photo/Mark Garten")
    alt: AltField | None = may(
        "What those who cannot see the picture should know.", "Three farmers carry baskets of coffee down a hillside."
    )
    date: DayField | None = may("When it was taken.", "2022-05")
    decorative: BoolField | None = may("True when the picture tells nothing: then it needs no `alt`.", True)
    focus: Annotated[tuple[ShareField, ...], Field(min_length=2, max_length=2)] | None = may(
        "The point that no crop may lose: from the left and from the top, as shares from 0 to 1.", [0.5, 0.3]
    )

    def rules(self, place: Place, env: Env) -> Iterator[Diagnostic]:
        """A picture says what it shows, or that it tells nothing; one that is missing is a warning, since its caption is shown without it."""
        if self.decorative and self.alt:
            message = "a decorative picture has nothing to tell, but here is an `alt`"
            yield (place / "alt").warning("alt-decorative", message, "take out `alt` or `decorative`")
        if self.file is None:
            return
        spot = place / "file"
        if not self.alt and not self.decorative:
            message = "this picture has no `alt`: those who cannot see it are told its caption only"
            yield spot.warning("alt-missing", message, "say in `alt` what it shows, or write `decorative: true`")
        try:
            env.resolve(self.file, spot.node.where)
        except BriefingsError as fault:
            for f in fault.findings:
                if f.code == "file-missing":
                    hint = "; ".join(filter(None, ("the caption is shown without it", f.hint)))
                    yield replace(spot.warning("picture-missing", f.message, hint), where=f.where)
                else:
                    yield replace(f, path=spot.origin)


class Photos(Section):
    """Pictures with captions."""

    nouns, also, paged = ("photo", "photos"), ("photo", "picture", "pictures"), True

    items: Many[Photo] = must(
        "The pictures.", [{"file": "photos/malaga.jpg", "caption": "The opening of the conference."}]
    )
