"""One process that makes many briefings, for `run.py`: it answers each line on its input with what that briefing took.

    python benchmarks/warm.py briefings|kept|plain|typst [deck|one-pager]

A line is the project's folder; the answer is two numbers, the seconds by the clock and the seconds of the processor. When the
input ends, the last answer is the most memory that the process ever held, in MB.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

Make: TypeAlias = Callable[[Path], object]

HERE = Path(__file__).parent


def briefings(wanted: Sequence[str]) -> Make:
    """What `briefings build` does, less reading its command line."""
    from briefings.engine import build, project
    from briefings.env import Env

    def make(folder: Path) -> None:
        env = Env(folder, dict(os.environ))
        made = build.build(project.load(folder, env), env, build.Options(templates=tuple(wanted)))
        if not made.ok:
            raise RuntimeError("\n".join(finding.render() for finding in made.findings))
        build.write(made, folder / "output")

    return make


def kept(wanted: Sequence[str]) -> Make:
    """The same in a process that keeps the pages that say what they said."""
    from briefings import lasting

    lasting.keep(200)
    return briefings(wanted)


def plain(wanted: Sequence[str]) -> Make:
    import plain as script

    return lambda folder: script.main(report_in(folder), folder / "output", *wanted)


def typst(_: Sequence[str]) -> Make:
    """The compiler in this process, with its fonts read once; it makes the one-pager only."""
    import typst as compiler

    fonts = shipped_fonts(compiler)
    return lambda folder: compile_page(compiler, folder, fonts)


def shipped_fonts(compiler: Any) -> Any:
    import fontpkg_arimo

    return compiler.Fonts(include_system_fonts=False, font_paths=[str(fontpkg_arimo.ROOT / "files")])


def compile_page(compiler: Any, folder: Path, fonts: Any) -> None:
    page = folder / "one_pager.typ"
    inputs = {"report": f"/data/{report_in(folder).name}"}
    compiler.compile(
        str(page), output=str(folder / "output/one-pager.pdf"), root=str(folder), font_paths=fonts, sys_inputs=inputs
    )


def report_in(folder: Path) -> Path:
    return next((folder / "data").glob("*.yaml"))


def main(name: str, *wanted: str) -> None:
    make = {"briefings": briefings, "kept": kept, "plain": plain, "typst": typst}[name](wanted)
    for line in sys.stdin:
        clock, processor = time.perf_counter(), time.process_time()
        make(Path(line.rstrip("\n")))
        print(time.perf_counter() - clock, time.process_time() - processor, flush=True)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main(*sys.argv[1:])
