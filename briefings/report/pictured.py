"""A picture of a report: its file, what it shows, whose it is, and what no crop may lose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Final

from .. import images
from ..diagnostics import BriefingsError, Diagnostic
from ..env import Env
from ..frozen import replace
from ..source.fields import AltField, BoolField, DayField, PathField, PhotoField, ShareField, WordsField, one_of
from ..source.shapes import Length
from .place import Place
from .shape import Cited, Shape, may, must

WIDE: Final = 1280
"""A photo that fills a slide has so many pixels across at the least."""
DARK: Final = 0.06
"""What has less light than this, of 1, is lost behind a scrim."""


class Pictured(Cited):
    """What every picture has."""

    file: PathField | None = may(
        "The picture, named from the project's folder; PNG, JPEG or WebP.", "photos/malaga.jpg"
    )
    place: WordsField | None = may("Where it was taken.", "Málaga, Spain")
    credit: WordsField | None = may("Who took it.", "UN Photo/Mark Garten")
    alt: AltField | None = may(
        "What those who cannot see the picture should know.", "Three farmers carry baskets of coffee down a hillside."
    )
    date: DayField | None = may("When it was taken.", "2022-05")
    decorative: BoolField | None = may("True when the picture tells nothing: then it needs no `alt`.", True)
    focus: Annotated[tuple[ShareField, ...], Length(2, 2)] | None = may(
        "The point that no crop may lose: from the left and from the top, as shares from 0 to 1.", [0.5, 0.3]
    )

    def rules(self, place: Place, env: Env) -> Iterator[Diagnostic]:
        """A picture says what it shows, or that it tells nothing; one that is missing is a warning, since the rest is shown without it."""
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


class HeadPhoto(Pictured):
    """A picture that the cover, a chapter or a part of a section names by its key."""

    stands: Annotated[str, *one_of("full", "half", "portrait", "strip")] | None = may(
        "How it stands on slides that have words: behind them on the whole slide, on half of it, narrow at its side, or as a strip above.",
        "half",
    )
    file: PathField = must("The picture, named from the project's folder; PNG, JPEG or WebP.", "photos/malaga.jpg")

    def rules(self, place: Place, env: Env) -> Iterator[Diagnostic]:
        yield from super().rules(place, env)
        if not self.credit:
            message = "this photo has no `credit`: it goes out without saying whose it is"
            yield place.warning("photo-credit", message, "say who took it, for example `credit: UN Photo/Mark Garten`")
        try:
            seen = images.glance(env.read(self.file or "", limit=images.LARGEST_FILE))
        except BriefingsError:
            return  # told where it is read to be shown
        spot = place / "file"
        half = seen.height > seen.width or self.stands in ("half", "portrait")
        if seen.width < (least := WIDE // 2 if half else WIDE):
            message = (
                f"this photo is {seen.width} pixels wide: it will look coarse across {'half ' if half else ''}a slide"
            )
            yield spot.warning("photo-small", message, f"give one of at least {least} pixels")
        if seen.light < DARK:
            message = f"this photo is nearly black ({seen.light:.0%} of full light): nothing of it is seen behind words"
            yield spot.warning("photo-dark", message, "take a lighter one, or brighten it")


class Cover(Shape):
    """What the first slide looks like."""

    photo: PhotoField = must("The photo behind its words: a key of `photos`.", "camp")
