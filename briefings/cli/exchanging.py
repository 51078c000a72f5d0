"""`briefings translate --export` and `--import`: a report's texts to translators' programs and back."""

from __future__ import annotations

from pathlib import Path

from .. import exchange, source
from ..diagnostics import BriefingsError, Diagnostic, Where, did_you_mean, error
from ..engine import build as stage
from ..engine import project as projects
from ..env import Env
from ..frame import Layout
from ..report import Report, skeleton, translation
from ..source import Source


def given(path: Path, language: str, form: str, env: Env) -> tuple[Path, bytes]:
    """Where the texts of a report go, in the current folder, and the file. Raises BriefingsError for a report that cannot be read."""
    report, own = _read(path, language, env)
    made = exchange.FORMS[form]
    name = f"{path.stem}.{report.language}-{language}{made.suffix}"
    pages = _pages(path, report.language, env)
    return Path.cwd() / name, made.write(exchange.segments(report, language, own, pages))


def taken(path: Path, language: str, come: Path, env: Env) -> tuple[Path, str, tuple[Diagnostic, ...]]:
    """Where a report's translation stands, what stands in it with the texts of a file that came back, and what is wrong with these. What the
    file lacks stays as it is. Raises BriefingsError where nothing can be taken."""
    report, own = _read(path, language, env)
    where = Where(come.as_posix())
    form = next((one for one in exchange.FORMS.values() if one.names(come.name)), None)
    if form is None:
        known = ", ".join(f"`{one.suffix}`" for one in exchange.FORMS.values())
        hint = did_you_mean(come.suffix, [one.suffix for one in exchange.FORMS.values()])
        raise BriefingsError([error("segments-form", f"files of translators end with {known}", where, hint=hint)])
    try:
        read = form.read(come.read_bytes())
    except exchange.UnreadableError as problem:
        raise BriefingsError([error("segments-unreadable", f"it cannot be read: {problem}", where)]) from None
    wanted = exchange.segments(report, language, own, _pages(path, report.language, env))
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
    kept = {one.id: one.target for one in wanted.segments if one.target}
    if own is not None:
        join = translation.Join(report, language)
        join.read(own)
        kept |= {id: text.content for id, text in join.texts.items()}
    head = f"# The texts of {env.name(path)} in `{language}`, by the ids of that file. Numbers, dates and files stay the original's.\n"
    return translation.sibling(path, language), head + skeleton.written(report, language, kept | texts), found


def _pages(path: Path, language: str, env: Env) -> list[tuple[str, Layout]]:
    """The pages that the project makes of a report in its own language, with where these are; none where it cannot be built."""
    try:
        project = projects.load(env.root, env)
    except BriefingsError:
        return []
    options = stage.Options(data=(path,), languages=(language,))
    made = (one for one in stage.build(project, env, options).outputs if one.made is not None)
    return [("on the page" if one.briefing.kind == "sheet" else "in the deck", one.layout) for one in made]


def _read(path: Path, language: str, env: Env) -> tuple[Report, Source | None]:
    """A report, and its translation where there is one."""
    report = skeleton.original(path, language, env)
    beside = translation.sibling(path, language)
    return report, source.read(beside, env.name(beside), env) if beside.is_file() else None
