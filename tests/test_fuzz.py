"""No spoilt input gives a traceback: the first of each kind, and all that ever did. `python tests/fuzz.py all 1` tries them by the thousand."""

from __future__ import annotations

from itertools import islice

import fuzz
import pytest


@pytest.mark.parametrize(("kind", "count"), [("yaml", 200), ("brands", 15), ("tables", 40), ("pictures", 100)])
def test_a_spoilt_file_is_read_or_told_of(kind: str, count: int) -> None:
    for number, (name, data) in enumerate(islice(fuzz.inputs(kind), count)):
        try:
            fuzz.tried(kind, name, data)
        except Exception as problem:
            problem.add_note(f"{kind}, input {number} of seed 0, made from {name}")
            raise


@pytest.mark.parametrize("name", sorted(path.name for path in fuzz.CORPUS.iterdir()))
def test_what_once_gave_a_traceback_is_told_of(name: str) -> None:
    kind, _, _, of = name.split("-", 3)
    (sample,) = [one for one in fuzz.samples(kind) if one.endswith(of)][:1] or [of]
    fuzz.tried(kind, sample, (fuzz.CORPUS / name).read_bytes())
