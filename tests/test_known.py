"""What is known beforehand of the built-in themes and templates is what would be read of them now.

python tests/test_known.py      renews it
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from itertools import product
from typing import Any, Final

import pytest

from briefings import builtin, flat, known, template
from briefings.env import Env
from briefings.look import Ink
from briefings.style import resolve, theme

PAGES: Final[tuple[tuple[str, str, Ink], ...]] = (
    ("16:9", "slides", "usual"),
    ("a4", "sheet", "usual"),
    ("a4", "sheet", "low"),
    ("letter", "sheet", "usual"),
)
"""The pages of the built-in templates."""
CACHES: Final = (theme._builtin, template._headed, template._compiled)
"""What keeps what was read."""


def read_now(themes: Iterable[str] = builtin.themes()) -> dict[str, str]:
    """All that can be known of built-in themes and of the built-in templates in them, by the names of its lines."""
    found: dict[str, str] = {}

    def reading(data: bytes, how: str, kinds: Iterable[type], make: Callable[[], Any]) -> Any:
        made = make()
        found[known.name(data, how)] = json.dumps(flat.packed(made), separators=(",", ":"))
        return made

    with pytest.MonkeyPatch.context() as patch:
        env = Env(known.FILE.parent)
        for module in (theme, resolve, template):
            patch.setattr(module, "known", reading)
        for kept in CACHES:
            kept.cache_clear()
        for name, page, language in product(themes, PAGES, ("en", "ar", "zh")):
            resolve.open_look(name, page[0], page[1], language, env, ink=page[2])
        for of, name in product(builtin.templates(), themes):
            one = template.load(of, env)
            look, _ = resolve.open_look(name, one.page, one.kind, "en", env, ink=one.ink)
            template.check(one, {key: tuple(area.name for area in sheet.areas) for key, sheet in look.sheets.items()})
    for kept in CACHES:
        kept.cache_clear()
    return found


def kept() -> dict[str, str]:
    """What is known, by the names of its lines."""
    return dict(line.split(" ", 1) for line in known.FILE.read_text(encoding="utf-8").splitlines() if line)


def test_what_is_known_of_built_in_themes_is_what_is_read_of_them_now() -> None:
    assert kept() == read_now(), "renew it: python tests/test_known.py"


def test_a_theme_that_has_changed_is_read_anew() -> None:
    assert known.known(b"another", "theme", (), lambda: "read") == "read"


def main() -> None:
    """Writes what is known."""
    lines = sorted(f"{name} {told}\n" for name, told in read_now().items())
    known.FILE.write_text("\n" + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
