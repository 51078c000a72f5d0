"""`briefings translate --export` and `--import`: a report's texts to translators' programs and back."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from .. import exchange, source
from ..diagnostics import BriefingsError, Diagnostic, Level, Where, did_you_mean, error, fault
from ..engine import build as stage
from ..engine import project as projects
from ..engine.project import Project
from ..engine.reading import Reading
from ..env import Env
from ..frame import Layout
from ..report import skeleton, translation
from ..report.skeleton import Wanted
from ..source import Source

_ROWS: Final = 60
"""So many rows of a pattern are looked at for what is to be translated."""


def given(path: Path, language: str, form: str, project: Project, env: Env) -> tuple[Path, bytes]:
    """Where the texts of a report go, in the current folder, and the file. Raises BriefingsError for a report that cannot be read."""
    of, own = _read(path, language, project, env)
    made = exchange.FORMS[form]
    name = f"{path.stem}.{of.join.report.language}-{language}{made.suffix}"
    return Path.cwd() / name, made.write(exchange.segments(of, own, _pages(path, of, env)))


def taken(
    path: Path, language: str, come: Path, project: Project, env: Env
) -> tuple[Path, str, tuple[Diagnostic, ...]]:
    """Where a report's translation stands, what stands in it with the texts of a file that came back, and what is wrong with these. What the
    file lacks stays as it is. Raises BriefingsError where nothing can be taken."""
    of, own = _read(path, language, project, env)
    where = Where(come.as_posix())
    form = next((one for one in exchange.FORMS.values() if one.names(come.name)), None)
    if form is None:
        known = ", ".join(f"`{one.suffix}`" for one in exchange.FORMS.values())
        hint = did_you_mean(come.suffix, [one.suffix for one in exchange.FORMS.values()])
        raise fault("segments-form", f"files of translators end with {known}", where, hint=hint)
    try:
        read = form.read(come.read_bytes())
    except exchange.UnreadableError as problem:
        raise fault("segments-unreadable", f"it cannot be read: {problem}", where) from None
    wanted = exchange.segments(of, own, _pages(path, of, env))
    if wanted.pattern:
        _require_kept(of)
    found, texts = exchange.joined(wanted, read, come.as_posix())
    if not texts:
        raise BriefingsError(
            [
                *found,
                error(
                    "segments-empty",
                    "no text is taken from this file",
                    where,
                    hint="translate a text, or mend what is told",
                ),
            ]
        )
    kept = {id: text.content for id, text in of.join.texts.items()}
    head = f"# The texts of {env.name(path)} in `{language}`, by the ids of that file. Numbers, dates and files stay the original's.\n"
    return translation.sibling(path, language), head + skeleton.written(of, kept | texts), found


def _require_kept(of: Wanted) -> None:
    """Refuses to write a pattern's translation anew that holds more than texts, such as an `each` of its own. Raises BriefingsError."""
    lost = [one for one in of.join.found if one.level is Level.ERROR]
    if lost:
        message = "this translation holds what is no text of the pattern, and would be lost"
        hint = "put the texts into it by hand, or take that out"
        raise BriefingsError(error("segments-own", message, one.where, one.path, hint) for one in lost)


def _pages(path: Path, of: Wanted, env: Env) -> list[tuple[str, Layout]]:
    """The pages that the project makes of a report in its own language, of a pattern for its first row, with where these are; none where it
    cannot be built."""
    try:
        project = projects.load(env.root, env)
    except BriefingsError:
        return []
    rows = [one.row.id for one in project.subjects([path]) if one.row] if of.values else []
    options = stage.Options(data=(path,), languages=(of.join.report.language,), select=tuple(rows[:1]))
    made = (one for one in stage.build(project, env, options).outputs if one.made is not None)
    return [("on the page" if one.briefing.kind == "sheet" else "in the deck", one.layout) for one in made]


def _read(path: Path, language: str, project: Project, env: Env) -> tuple[Wanted, Source | None]:
    """What is wanted of a report, and its translation where there is one."""
    of = skeleton.wanted(path, language, env, rows(project, path, env))
    beside = translation.sibling(path, language)
    return of, source.read(beside, env.name(beside), env) if beside.is_file() else None


def rows(project: Project, path: Path, env: Env) -> list[Source]:
    """A pattern filled for some rows: enough that most parts that an `if` leaves out are there in one of them. Raises BriefingsError where it can
    be for none."""
    made: list[Source] = []
    fault: BriefingsError | None = None
    for of in project.subjects([path])[:_ROWS] if path in project.patterns else ():
        try:
            made.append(Reading(project, env).source(of)[0])
        except BriefingsError as problem:
            fault = problem
    if fault and not made:
        raise fault
    return made
