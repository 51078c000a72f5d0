"""Pictures, made safe: right way up, without metadata, no larger than a page needs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Image:
    """A checked picture: `data` is PNG or JPEG without metadata, `width` and `height` in pixels, already turned upright."""

    data: bytes
    format: str
    width: int
    height: int
