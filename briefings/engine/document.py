"""One document: a report in a template, in one language; read and filled, then laid out and written, each as a step of its own.

Steps are done one after another or in several processes, by a `Maker` that keeps what it has read. A step that another maker has begun
can be taken up by any other: it reads again what it does not have. What a step gives is small and plain: bytes, findings, an account.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Final

from .. import lasting, reflow
from .. import layout as layouts
from ..frozen import replace
from ..geometry import PAGE_SIZES
from . import workers
from .prepared import Run
from .produced import LAYING, placed, written
from .project import Project
from .shelf import Shelf
from .step import Filled, Laid, Options, Step, Written

_SELDOM: Final = 100
"""After so many steps all that there is is searched for garbage once."""
_STEPS: Final = count(1)


def preload() -> None:
    """Loads what every step needs, so that processes begin with it."""
    from .. import checks, writers  # noqa: F401
    from ..writers import contact_sheet  # noqa: F401


@dataclass(slots=True)
class Maker:
    """Does the steps of a run."""

    project: Project
    env: tuple[Path, Mapping[str, str], bool]
    """The project's folder, the environment, and whether links are followed, for an `Env` of its own."""
    options: Options
    date: str
    shelf: tuple[Path, tuple[str, ...]] | None = None
    """The store that has what others made, and what may be shared in it."""
    pages: bool = False
    """Whether pages are kept there."""
    _run: Run | None = field(default=None, repr=False)

    def __call__(self, step: Step) -> Filled | Written:
        with uncollected():
            made = self._made(step)
            if any(form in reflow.WRITERS for form, _ in step.names):
                gc.collect(0)  # libraries for Word and Excel leave values that hold each other
            return made

    def laid(self, step: Step) -> Laid:
        """A document on its pages, read and filled before; nothing is written."""
        with uncollected():
            run = self._begun()
            filled = run.filled(step)
            if not filled.whole or filled.name is None:
                return Laid(None, {}, filled.findings, filled.inputs)
            document = run.document(step)
            workers.at(step.entry.where or document.place, LAYING)
            made, told = placed(document, self.date, notes=True)
            paper = document.briefing.handout
            if made is not None and paper:
                made = layouts.handout(made, PAGE_SIZES[paper], document.look)
            spoken = document.briefing.kind == "slides" and not paper
            return Laid(made, document.where, (*filled.findings, *told), filled.inputs, spoken)

    def renewed(self, project: Project, *, looks: bool) -> Maker:
        """A maker that reads everything anew; with `looks`, all but templates, themes and brands."""
        new = Maker(project, self.env, self.options, self.date, self.shelf)
        if looks and self._run is not None:
            new._begun().keep(self._run)
        return new

    def _begun(self) -> Run:
        if self._run is None:
            shelf = Shelf(*self.shelf, pages=self.pages) if self.shelf else None
            lasting.shelve(shelf)
            self._run = Run(self.env, self.options, self.project, shelf)
        return self._run

    def _made(self, step: Step) -> Filled | Written:
        run = self._begun()
        if not step.names:
            return run.filled(step)
        document = run.document(step)
        workers.at(step.entry.where or document.place, LAYING)
        made = written(document, step, self.date, self.options.sheet and step.drawn, look=self.options.look)
        made = replace(made, shelved=run.shelf.new() if run.shelf else {})
        if self.options.limits or self.options.jobs > 1 or self.options.scheduler:
            return replace(made, made=None)  # it stays where it was made
        return made


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for garbage meanwhile: a document's thousands of values are all in use, and each search goes through every one. What steps
    leave is there to stay, or goes with the document: it is searched once in many.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if next(_STEPS) % _SELDOM == 0:
            gc.unfreeze()
            gc.collect()
        gc.freeze()
        if was:
            gc.enable()
