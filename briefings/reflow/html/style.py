"""The style sheet of a web page, from a theme's colours: for windows of any width, by day and by night, and on paper."""

from __future__ import annotations

from typing import Final

from ... import builtin
from ...look import Colour, Look
from .colours import Palette

_JOBS: Final = ("text", "muted", "heading", "accent", "panel", "rule", "link", "good", "bad")

_STAYING: Final = ("band", "on-band")
"""Strong grounds and what is said on them are the same by night."""

HEATS: Final = 10
"""So many shades tell values of a column apart."""
_FAINT, _STRONG = 6, 45
"""How much of the accent the first shade has, and the last, in per cent."""


def sheet(look: Look, palette: Palette) -> str:
    """The style sheet; the palette has to know all colours of the page by then."""
    jobs = "".join(f"--{job}:{palette.use(_colour(look, job))};" for job in _JOBS)
    jobs += "".join(f"--{job}:#{look.colour(job).rgb};" for job in _STAYING)
    faces = {"body": look.fonts.body, "heading-font": look.fonts.heading}
    fonts = "".join(f"--{name}:{stack(names)};" for name, names in faces.items())
    side = "to left" if look.rtl else "to right"
    page = palette.use(palette.page)
    heat = "".join(
        f".h{at}{{background:color-mix(in srgb,var(--accent) {_FAINT + at * (_STRONG - _FAINT) // HEATS}%,var(--page))}}"
        for at in range(HEATS + 1)
    )
    return f"{palette.rules()}:root{{--page:{page};{jobs}{fonts}--side:{side}}}\n{builtin.data('reflow/html/page.css').strip().replace('__HEAT__', heat)}"


def _colour(look: Look, job: str) -> Colour:
    return look.colour(job) if job in look.colours else look.colour("accent")


def stack(names: tuple[str, ...]) -> str:
    """Fonts by name, for every script, then what each system has."""
    own = dict.fromkeys(name for name in (*names, "Arial", "Noto Sans Arabic", "Noto Sans SC") if name)
    return ",".join((*(f'"{name}"' for name in own), "sans-serif"))
