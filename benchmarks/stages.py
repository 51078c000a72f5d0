"""Where a warm build's processor time goes, stage by stage.

    python benchmarks/stages.py [deck|one-pager] [--reports 12]

Each report is the sample with its words turned round, so that none was set before; the first two are not counted. A stage's time holds that
of the stages called in it.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, Final

from run import projects

from briefings import checks, layout, report, source, template, writers
from briefings.engine import build, manifest
from briefings.engine.project import load
from briefings.env import Env
from briefings.pages import account, coverage, printing
from briefings.writers import contact_sheet

STAGES: Final[tuple[tuple[Any, str], ...]] = (
    (source, "read"), (report, "parse"), (template, "load"), (template, "fill"), (layout, "layout"), (coverage, "check"),
    (account, "check"), (printing, "faults"), (writers, "_pptx"), (writers, "_pdf"), (checks, "check_file"), (manifest, "about"),
    (contact_sheet, "pages"), (contact_sheet, "of_pdf"), (contact_sheet, "draw"), (build, "write"),
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Where a warm build's processor time goes.")
    parser.add_argument("template", nargs="?", default="deck")
    parser.add_argument("--reports", type=int, default=12)
    given = parser.parse_args(arguments)
    taken: Counter[str] = Counter()
    for module, name in STAGES:
        setattr(
            module,
            name,
            _timed(f"{module.__name__.removeprefix('briefings.')}.{name.lstrip('_')}", getattr(module, name), taken),
        )
    writers.WRITERS = {"pptx": writers._pptx, "pdf": writers._pdf}  # type: ignore[misc]
    with tempfile.TemporaryDirectory() as space:
        for number, folder in enumerate(projects(Path(space), given.reports + 2)):
            if number == 2:
                taken.clear()
            begun = time.process_time()
            env = Env(folder, {})
            made = build.build(load(folder, env), env, build.Options(templates=(given.template,)))
            build.write(made, folder / "output")
            taken["all of it"] += time.process_time() - begun  # type: ignore[assignment]
    print(f"| stage | ms of a {given.template} | share |\n|---|--:|--:|")
    for name, seconds in taken.most_common():
        print(f"| {name} | {seconds / given.reports * 1_000:.1f} | {seconds / taken['all of it']:.0%} |")
    return 0


def _timed(name: str, stage: Callable[..., Any], taken: Counter[str]) -> Callable[..., Any]:
    @wraps(stage)
    def run(*given: Any, **named: Any) -> Any:
        begun = time.process_time()
        try:
            return stage(*given, **named)
        finally:
            taken[name] += time.process_time() - begun  # type: ignore[assignment]

    return run


if __name__ == "__main__":
    raise SystemExit(main())
