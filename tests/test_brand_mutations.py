"""Damaged brand templates: whatever is wrong with a file, it is read, or refused by a finding."""

from __future__ import annotations

from pathlib import Path

import brand_makers as makers
from brand_mutations import mutated, outcomes

from briefings.env import Env


def test_a_damaged_template_is_read_or_refused_by_a_finding(tmp_path: Path) -> None:
    files = [makers.office(), makers.dark(), makers.hand_written()]
    found = dict(outcomes(files, 7_000, 24, Env(tmp_path)))
    assert len(found) == 24
    assert not [kind for kind in found.values() if not (kind == "read" or kind.startswith("brand-"))]
    assert sum(kind == "read" for kind in found.values()) >= 8


def test_a_seed_gives_the_same_file() -> None:
    assert mutated(makers.office(), 3) == mutated(makers.office(), 3) != mutated(makers.office(), 4)
