"""Which documents of a project are meant: `--select` and `--exclude`, and the options that change its entries.

    entries    Project, Options, Env -> the entries to build, by what they are made of

A word is a name, with `*` and `?`: of a report, a row or its id. `tag:`, `template:`, `lang:`, `brand:` and `audience:` before it ask for something
else. Commas part words of which one must hold; of several `--select` each must hold, of several `--exclude` none may.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Final

from .. import source
from ..characters import visible
from ..diagnostics import BriefingsError, did_you_mean, fault
from ..env import Env
from ..frozen import replace
from ..template.pattern import language_of
from .project import Entry, Project, Subject
from .step import Options

_Document = tuple[Entry, str]
_ASKED: Final[Mapping[str, Callable[[_Document], Iterable[str]]]] = {
    "name": lambda one: _names(one[0]),
    "tag": lambda one: one[0].tags,
    "template": lambda one: (one[0].template, one[0].template.removeprefix("builtin:")),
    "lang": lambda one: (one[1],),
    "brand": lambda one: (one[0].brand,),
    "audience": lambda one: (one[0].audience,),
}


def entries(project: Project, options: Options, env: Env) -> Mapping[Subject, list[Entry]]:
    """The entries to build by what they are made of, as the options change them. Raises BriefingsError where nothing is selected."""
    if options.data:
        project = project.of({path.resolve(): path for path in options.data}.values())
    given: Iterable[Entry] = project.build
    if options.audience:
        given = dict.fromkeys(replace(entry, audience=options.audience) for entry in given)
    groups: dict[Subject, list[Entry]] = {}
    for entry in given:
        groups.setdefault(entry.subject, []).append(entry)
    if options.templates:
        groups = {
            of: [
                entry
                for name in dict.fromkeys(options.templates)
                for entry in _with_template(of, held, name, project.languages)
            ]
            for of, held in groups.items()
        }
    if options.languages:
        spoken = tuple(dict.fromkeys(options.languages))
        groups = {of: [replace(entry, languages=spoken) for entry in held] for of, held in groups.items()}
    return _selected(groups, options, env) if options.select or options.exclude else groups


def _with_template(of: Subject, held: Iterable[Entry], name: str, languages: tuple[str, ...]) -> list[Entry]:
    """What the project says about a subject and a template; the template's usual output when it says nothing."""
    return [entry for entry in held if entry.template == name] or [
        Entry(of.report, name, languages=languages, row=of.row, audience=of.audience,
              tags=tuple(dict.fromkeys(tag for one in held for tag in one.tags)))
    ]  # fmt: skip


def _selected(groups: Mapping[Subject, list[Entry]], options: Options, env: Env) -> Mapping[Subject, list[Entry]]:
    own: dict[object, str] = {}

    def spoken(entry: Entry) -> tuple[str, ...]:
        if entry.languages:
            return tuple(dict.fromkeys(entry.languages))
        if entry.report not in own:
            own[entry.report] = _language(entry, env)
        return (own[entry.report],)

    documents = [(entry, one) for held in groups.values() for entry in held for one in spoken(entry)]
    wanted = [_words(one) for one in options.select]
    unwanted = [_words(one) for one in options.exclude]
    for words in (*wanted, *unwanted):
        for word in words:
            _require(word, documents)
    kept = [
        one
        for one in documents
        if all(_meets(one, words) for words in wanted) and not any(_meets(one, words) for words in unwanted)
    ]
    if not kept:
        said = " and ".join(f"`{visible(one)}`" for one in (*options.select, *options.exclude))
        raise fault("select-empty", f"no document is left by {said}", hint="`briefings list` tells all")
    languages: dict[Entry, list[str]] = {}
    for entry, language in kept:
        languages.setdefault(entry, []).append(language)
    made: dict[Subject, list[Entry]] = {}
    for entry, held in languages.items():
        same = tuple(held) == spoken(entry)
        made.setdefault(entry.subject, []).append(entry if same else replace(entry, languages=tuple(held)))
    return made


def _language(entry: Entry, env: Env) -> str:
    try:
        return language_of(source.read(entry.report, env.name(entry.report), env))
    except BriefingsError:  # the build tells
        return ""


def _words(given: str) -> tuple[tuple[str, str], ...]:
    """What an option asks for: which of the ways to ask, and the words."""
    made = []
    for one in filter(None, map(str.strip, given.split(","))):
        kind, _, word = one.rpartition(":")
        kind = {"": "name", "language": "lang"}.get(kind, kind)
        if kind not in _ASKED:
            hint = did_you_mean(kind, _ASKED, "prefix")
            raise fault("select-word", f"`{visible(one)}` asks for nothing that a document has", hint=hint)
        made.append((kind, word.casefold()))
    return tuple(made)


def _meets(document: _Document, words: Sequence[tuple[str, str]]) -> bool:
    return any(fnmatchcase(held.casefold(), word) for kind, word in words for held in _ASKED[kind](document))


def _require(word: tuple[str, str], documents: Iterable[_Document]) -> None:
    """Raises BriefingsError for a word that no document meets: it is a slip."""
    held = dict.fromkeys(name for one in documents for name in _ASKED[word[0]](one) if name)
    if not any(fnmatchcase(name.casefold(), word[1]) for name in held):
        kind = "" if word[0] == "name" else f"{word[0]}:"
        hint = did_you_mean(word[1], list(held)[:500], word[0])
        raise fault("select-unknown", f"no document has `{kind}{visible(word[1])}`", hint=hint)


def _names(entry: Entry) -> tuple[str, ...]:
    """The names that a document goes by."""
    stem = entry.report.stem
    return (stem, entry.row.id, entry.row.name, f"{stem}-{entry.row.id}") if entry.row else (stem,)
