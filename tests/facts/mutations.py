"""The mutation bench: finished decks and PDFs with one wrong thing each, held against the data.

    python tests/facts/mutations.py [EACH [SEED]]     EACH mutations (100 when not given) for each class, over the sample in six languages and nine
                                                      other reports
    python tests/facts/mutations.py untouched [TEMPLATE…]     all their decks in six themes, as they are and saved by LibreOffice: nothing is to be
                                                              found

A deck is changed as a hand would change it: in the text of a shape, a chart, its workbook, the notes. A PDF is made from data that were
changed, and held against those that were not. A mutation is caught when `verify` tells an error, or for whole slides a warning.
"""

from __future__ import annotations

import io
import os
import random
import re
import sys
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import foreign_reports
from lxml import etree
from office import Office, lay_fonts

from briefings import report, source
from briefings.diagnostics import BriefingsError, Diagnostic
from briefings.engine import build, project
from briefings.env import Env
from briefings.facts import finished, ledger, numbers, verify
from briefings.facts.ledger import Ledger
from briefings.facts.streams import Finished
from briefings.report import translation
from briefings.values import Record

ROOT: Final = Path(__file__).parents[2]
LANGUAGES: Final = ("en", "fr", "es", "ru", "ar", "zh")
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
TEMPLATES: Final = ("deck", "one-pager", "one-pager-letter", "one-pager-low-ink")
WORDS: Final = {
    "en": {"six": "seven", "five": "eight", "Nine": "Eight", "nine": "eight"}, "fr": {"six": "sept", "cinq": "huit"}, "es": {"seis": "siete", "cinco": "ocho"},
    "ru": {"шести": "семи", "пять": "восемь", "пяти": "восьми"}, "ar": {"ست": "سبع", "خمس": "ثماني", "ستة": "سبعة"}, "zh": {"六": "七", "五": "八"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Document:
    """A finished file as the data make it, with what it is held against."""

    name: str
    data: bytes
    language: str
    root: Record
    facts: Ledger
    mine: Finished

    def findings(self, data: bytes) -> tuple[Diagnostic, ...]:
        """What `verify` tells of another state of the file."""
        return verify.verify(self.mine, finished.read(Path(self.name), data), self.root, self.facts, self.language)


def documents(
    root: Path,
    paths: tuple[Path, ...],
    languages: tuple[str, ...],
    forms: tuple[str, ...],
    theme: str = "",
    templates: tuple[str, ...] = (),
) -> Iterator[Document]:
    """The documents of some reports, as the project makes them, or in a theme."""
    env = Env(root, dict(os.environ))
    for path in paths:
        given = source.read(path, env.name(path), env)
        own = report.parse(given, env)
        facts = ledger.of(own, given, env)
        known = tuple(one for one in languages if one == own.language or translation.sibling(path, one).is_file())
        loaded = project.load(root, env)
        for made in build.build(loaded, env, build.Options((path,), templates, known, forms, theme=theme)).outputs:
            spoken = own
            if made.language != own.language:
                sibling = translation.sibling(path, made.language)
                spoken = translation.translate(own, source.read(sibling, env.name(sibling), env), made.language)
            yield Document(
                made.name, made.data, made.language, spoken.root, facts, finished.read(Path(made.name), made.data)
            )


# --- Decks ---------------------------------------------------------------------------------------------------------------------------------


class Open:
    """A deck whose parts are changed in place."""

    def __init__(self, document: Document, chance: random.Random) -> None:
        with zipfile.ZipFile(io.BytesIO(document.data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.language, self.chance, self.root = document.language, chance, document.root

    def close(self) -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name, data in self.parts.items():
                archive.writestr(name, data)
        return stream.getvalue()

    def names(self, pattern: str) -> list[str]:
        names = [name for name in self.parts if re.fullmatch(pattern, name)]
        self.chance.shuffle(names)
        return names

    def texts(self, pattern: str = r"ppt/slides/slide\d+\.xml") -> Iterator[tuple[str, Any, Any, str]]:
        """Every run of text of some parts, in random order: part, root, element, text; page numbers are no text."""
        for name in self.names(pattern):
            root = etree.fromstring(self.parts[name])
            runs = [one for one in root.iter(f"{A}t") if one.text and one.getparent().tag != f"{A}fld"]
            self.chance.shuffle(runs)
            yield from ((name, root, one, one.text) for one in runs)

    def put(self, name: str, root: Any) -> bool:
        self.parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return True


Mutation = Callable[[Open], bool]


def _figures(text: str, language: str) -> list[numbers.Number]:
    return [one for one in numbers.read(text, language) if one.figure and not one.spelt and re.search(r"\d", one.shown)]


def _in_a_figure(change: Callable[[str, random.Random], str], pattern: str = r"ppt/slides/slide\d+\.xml") -> Mutation:
    """A mutation of the writing of one figure."""

    def mutate(deck: Open) -> bool:
        for name, root, run, text in deck.texts(pattern):
            for one in _figures(text, deck.language):
                shown = text[one.start : one.end]
                if (new := change(shown, deck.chance)) != shown:
                    run.text = text[: one.start] + new + text[one.end :]
                    return deck.put(name, root)
        return False

    return mutate


def _digit(shown: str, chance: random.Random) -> str:
    at = chance.choice([index for index, sign in enumerate(shown) if sign.isdigit()])
    return shown[:at] + chance.choice([sign for sign in "123456789" if sign != shown[at]]) + shown[at + 1 :]


def _transposed(shown: str, _: random.Random) -> str:
    return next(
        (
            shown[:i] + shown[i + 1] + shown[i] + shown[i + 2 :]
            for i in range(len(shown) - 1)
            if shown[i : i + 2].isdigit() and shown[i] != shown[i + 1] and shown[i + 1] != "0"
        ),
        shown,
    )


def _more_zeros(shown: str, _: random.Random) -> str:
    return (
        re.sub(r"\d+(?=\D*$)", lambda match: match[0] + ("000" if len(match[0]) == 3 else "0"), shown, count=1)
        if not re.search(r"[.,]\d{1,2}\D*$", shown)
        else shown
    )


def _rounded(shown: str, _: random.Random) -> str:
    return re.sub(r"[1-9](?=\D*$)", "0", shown) if len(re.findall(r"\d", shown)) > 2 else shown


def _signed(shown: str, _: random.Random) -> str:
    return f"−{shown}" if shown[0].isdigit() else shown


def _lost(_: str, __: random.Random) -> str:
    return ""


def _swapped(deck: Open) -> bool:
    """Two figures of one slide change places."""
    for name in deck.names(r"ppt/slides/slide\d+\.xml"):
        root = etree.fromstring(deck.parts[name])
        found = [(run, one) for run in root.iter(f"{A}t") if run.text for one in _figures(run.text, deck.language)]
        deck.chance.shuffle(found)
        for index, (run, one) in enumerate(found):
            for other, two in found[index + 1 :]:
                if other is not run and one.value != two.value:
                    first, second = run.text[one.start : one.end], other.text[two.start : two.end]
                    run.text = run.text[: one.start] + second + run.text[one.end :]
                    other.text = other.text[: two.start] + first + other.text[two.end :]
                    return deck.put(name, root)
    return False


def _reunited(deck: Open) -> bool:
    """A figure becomes a percentage, or loses its sign."""
    for name, root, run, text in deck.texts():
        for one in _figures(text, deck.language):
            if not one.unit and not text[one.end :].startswith(("%", "+")):
                run.text = (
                    text[: one.end] + ("%" if deck.language in ("en", "zh", "ar") else "\u00a0%") + text[one.end :]
                )
                return deck.put(name, root)
    return False


def _requalified(deck: Open) -> bool:
    """ "over" goes away."""
    for name, root, run, text in deck.texts():
        for one in _figures(text, deck.language):
            before, after = text[: one.start], text[one.end :]
            if one.qualifier and after.startswith("+"):
                run.text = before + text[one.start : one.end] + after[1:]
            elif one.qualifier:
                run.text = (
                    re.sub(
                        r"(?i)(over|at least|plus de|au moins|más de|al menos|более|не менее|ما يزيد على|ما لا يقل عن|超过|至少)\s*$",
                        "",
                        before,
                    )
                    + text[one.start :]
                )
            if run.text != text:
                return deck.put(name, root)
    return False


def _new(deck: Open) -> bool:
    for name, root, run, text in deck.texts():
        if len(text) > 60:
            run.text = f"{text} 4,321 more."
            return deck.put(name, root)
    return False


def _reworded(deck: Open) -> bool:
    """A number in words becomes another."""
    for name, root, run, text in deck.texts():
        for one in numbers.read(text, deck.language):
            word = text[one.start : one.end]
            for old, new in WORDS[deck.language].items():
                if one.spelt and old in word:
                    run.text = text[: one.start] + word.replace(old, new) + text[one.end :]
                    return deck.put(name, root)
    return False


def _dated(deck: Open) -> bool:
    for name, root, run, text in deck.texts():
        if match := re.search(r"\b(19|20)(\d)(\d)\b", text):
            run.text = f"{text[: match.start()]}{match[1]}{match[2]}{(int(match[3]) + 4) % 10}{text[match.end() :]}"
            return deck.put(name, root)
    return False


def _misquoted(deck: Open) -> bool:
    """A word of a quote goes away."""
    said = [text.content for key, text in verify.sayings(deck.root) if key == "text"]
    for name, root, run, text in deck.texts():
        words = text.split(" ") if deck.language != "zh" else list(text)
        if len(words) > 8 and any(text.strip("“”«»\u00a0 ")[:25] in quote for quote in said):
            del words[deck.chance.randint(2, len(words) - 3)]
            run.text = ("" if deck.language == "zh" else " ").join(words)
            return deck.put(name, root)
    return False


def _charted(deck: Open) -> bool:
    """A point of a chart as it is drawn, not in its workbook."""
    for name in deck.names(r"ppt/charts/chart\d*\.xml"):
        root = etree.fromstring(deck.parts[name])
        points = [
            one
            for kind in ("val", "yVal")
            for values in root.iter(f"{C}{kind}")
            for one in values.iter(f"{C}v")
            if one.text
        ]
        if points:
            one = deck.chance.choice(points)
            one.text = str(float(one.text) * 1.1 + 1)
            return deck.put(name, root)
    return False


def _in_the_workbook(deck: Open) -> bool:
    for name in deck.names(r"ppt/embeddings/.+\.xlsx"):
        with zipfile.ZipFile(io.BytesIO(deck.parts[name])) as archive:
            parts = {one: archive.read(one) for one in archive.namelist()}
        sheet = next(one for one in parts if "worksheets/sheet" in one)
        changed = re.sub(
            rb'(<c r="B2"[^>]*><v>)([\d.]+)', lambda match: match[1] + b"7" + match[2], parts[sheet], count=1
        )
        if changed != parts[sheet]:
            stream = io.BytesIO()
            with zipfile.ZipFile(stream, "w") as archive:
                for one, data in parts.items():
                    archive.writestr(one, changed if one == sheet else data)
            deck.parts[name] = stream.getvalue()
            return True
    return False


def _alt(deck: Open) -> bool:
    for name in deck.names(r"ppt/slides/slide\d+\.xml"):
        root = etree.fromstring(deck.parts[name])
        for one in root.iter(f"{P}cNvPr"):
            said = one.get("descr", "")
            for number in _figures(said, deck.language):
                one.set(
                    "descr",
                    said[: number.start] + _digit(said[number.start : number.end], deck.chance) + said[number.end :],
                )
                return deck.put(name, root)
    return False


def _deleted(deck: Open) -> bool:
    """A slide is taken out of the show."""
    root = etree.fromstring(deck.parts["ppt/presentation.xml"])
    entry = deck.chance.choice(list(root.iter(f"{P}sldId")))
    entry.getparent().remove(entry)
    return deck.put("ppt/presentation.xml", root)


def _pictured(deck: Open) -> bool:
    """A chart goes away."""
    for name in deck.names(r"ppt/slides/slide\d+\.xml"):
        root = etree.fromstring(deck.parts[name])
        for frame in root.iter(f"{P}graphicFrame"):
            if next(frame.iter(f"{C}chart"), None) is not None:
                frame.getparent().remove(frame)
                return deck.put(name, root)
    return False


TURNS: Final = {
    "up": "down", "down": "up", "hausse": "baisse", "baisse": "hausse", "aumento": "descenso", "descenso": "aumento", "рост": "снижение", "снижение": "рост",
    "ارتفاع": "انخفاض", "انخفاض": "ارتفاع", "上升": "下降", "下降": "上升",
}  # fmt: skip


def _turned(deck: Open) -> bool:
    """What rose falls: the words of a change, which stand behind its arrow."""
    for name in deck.names(r"ppt/slides/slide\d+\.xml"):
        root = etree.fromstring(deck.parts[name])
        for paragraph in root.iter(f"{A}p"):
            runs = [one for one in paragraph.iter(f"{A}t") if one.text]
            if not any(sign in one.text for one in runs for sign in "▲▼"):
                continue
            for run in runs:
                word = next((one for one in TURNS if re.search(rf"(?<!\w){one}(?!\w)", run.text)), "")
                if word:
                    run.text = run.text.replace(word, TURNS[word], 1)
                    return deck.put(name, root)
    return False


def _noted(deck: Open) -> bool:
    """A small figure leads to another note."""
    for name, root, run, text in deck.texts():
        if match := re.search("[¹²³]", text):
            run.text = text.replace(match[0], "²" if match[0] != "²" else "¹", 1)
            return deck.put(name, root)
    return False


def _exchanged(pick: Callable[[Any, random.Random], Iterator[tuple[Any, Any]]]) -> Mutation:
    """The words of two places change places, figures stay where they are."""

    def mutate(deck: Open) -> bool:
        for name in deck.names(r"ppt/slides/slide\d+\.xml"):
            root = etree.fromstring(deck.parts[name])
            for one, other in pick(root, deck.chance):
                if one.text != other.text:
                    one.text, other.text = other.text, one.text
                    return deck.put(name, root)
        return False

    return mutate


def _table_words(rows: bool) -> Callable[[Any, random.Random], Iterator[tuple[Any, Any]]]:
    """Two names of rows, or two heads of columns with numbers, of a table."""

    def pick(root: Any, chance: random.Random) -> Iterator[tuple[Any, Any]]:
        for table in root.iter(f"{A}tbl"):
            lines = [list(row.iterchildren(f"{A}tc")) for row in table.iterchildren(f"{A}tr")]
            cells = [line[0] for line in lines[1:]] if rows else lines[0][1:]
            texts = [found for cell in cells if (found := next(cell.iter(f"{A}t"), None)) is not None]
            if len(texts) > 1:
                yield tuple(chance.sample(texts, 2))

    return pick


def _heads(root: Any, _: random.Random) -> Iterator[tuple[Any, Any]]:
    """The first lines of two columns of a comparison, both of which have figures."""
    heads = []
    for body in root.iter(f"{P}txBody"):
        lines = [list(one.iter(f"{A}t")) for one in body.iterchildren(f"{A}p")]
        below = "".join(one.text or "" for line in lines[1:] for one in line)
        if len(lines) > 2 and len(lines[0]) == 1 and re.search(r"\d", below):
            heads.append(lines[0][0])
    if len(heads) == 2:
        yield heads[0], heads[1]


def _formatted(deck: Open) -> bool:
    """Labels of a chart say millions where the data have ones."""
    for name in deck.names(r"ppt/charts/chart\d*\.xml"):
        root = etree.fromstring(deck.parts[name])
        formats = [one for labels in root.iter(f"{C}dLbls", f"{C}dLbl") for one in labels.iterchildren(f"{C}numFmt")]
        if formats:
            deck.chance.choice(formats).set("formatCode", '0.0,"k"')
            return deck.put(name, root)
    return False


DECK: Final[dict[str, Mutation]] = {
    "a digit changed": _in_a_figure(_digit), "digits transposed": _in_a_figure(_transposed), "zeros added": _in_a_figure(_more_zeros),
    "rounded": _in_a_figure(_rounded), "sign changed": _in_a_figure(_signed), "figure lost": _in_a_figure(_lost),
    "two figures swapped": _swapped, "unit changed": _reunited, "qualifier lost": _requalified, "figure new": _new, "number in words changed": _reworded,
    "year changed": _dated, "quote altered": _misquoted, "chart changed": _charted, "workbook changed": _in_the_workbook, "alternative text changed": _alt,
    "slide deleted": _deleted, "chart removed": _pictured, "change turned": _turned, "note changed": _noted, "names of rows exchanged": _exchanged(_table_words(rows=True)),
    "heads of columns exchanged": _exchanged(_table_words(rows=False)), "heads of a comparison exchanged": _exchanged(_heads), "format of labels changed": _formatted,
    "notes changed": _in_a_figure(_digit, r"ppt/notesSlides/notesSlide\d+\.xml"),
}  # fmt: skip


# --- PDFs: made from changed data -----------------------------------------------------------------------------------------------------------


def _value(text: str, chance: random.Random) -> str:
    """A value of the data with another digit."""
    places = list(re.finditer(r"(?<=value: )\d+(?=[,}\n])", text))
    place = chance.choice(places)
    return text[: place.start()] + str(int(place[0]) * 2 + 1) + text[place.end() :]


def _prose(text: str, chance: random.Random) -> str:
    """A number of a sentence with another digit."""
    head, mark, body = text.partition("\nsections:")
    places = list(re.finditer(r"(?<= )\d{2,3}(?= [a-z]{4,})", body))
    place = chance.choice(places)
    return head + mark + body[: place.start()] + str(int(place[0]) + 9) + body[place.end() :]


DATA: Final[dict[str, Callable[[str, random.Random], str]]] = {
    "value changed in a PDF": _value,
    "sentence changed in a PDF": _prose,
}


# --- The bench ------------------------------------------------------------------------------------------------------------------------------


def decks(made: list[Document], each: int, seed: int = 15) -> dict[str, Counter[str]]:
    """How many mutations of each class were made and caught; what was not is kept by its document."""
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, mutate in DECK.items():
        for number in range(each):
            document = made[number % len(made)]
            deck = Open(document, random.Random(f"{seed}/{kind}/{number}"))
            if not mutate(deck):
                continue
            found = document.findings(deck.close())
            caught = any(one.level == "error" or one.code == "verify-page-missing" for one in found)
            told[kind]["caught" if caught else f"missed in {document.name} ({number})"] += 1
    return told


def pdfs(root: Path, path: Path, each: int, seed: int = 15) -> dict[str, Counter[str]]:
    """The same for PDFs of a report in its own language."""
    env = Env(root, dict(os.environ))
    own = report.parse(source.read(path, env.name(path), env), env).language
    made = list(documents(root, (path,), (own,), ("pdf",)))
    told: dict[str, Counter[str]] = defaultdict(Counter)
    text = path.read_text(encoding="utf-8")
    beside = root / "output"  # whatever stops the bench leaves nothing among the reports
    beside.mkdir(exist_ok=True)
    for kind, change in DATA.items():
        for number in range(each):
            chance = random.Random(f"{seed}/{kind}/{number}")
            with tempfile.NamedTemporaryFile("w", suffix=".yaml", dir=beside, encoding="utf-8") as other:
                other.write(change(text, chance))
                other.flush()
                try:
                    after = {one.name: one for one in documents(root, (Path(other.name),), (own,), ("pdf",))}
                except BriefingsError:
                    continue  # reading the report refuses it
            for before in made:
                now = after.get(before.name, before)
                if before.mine.words == now.mine.words:
                    continue  # this document does not show it
                caught = any(one.level == "error" for one in before.findings(now.data))
                told[kind]["caught" if caught else f"missed in {before.name} ({number})"] += 1
    return told


def _reports(folder: Path) -> tuple[tuple[Path, tuple[Path, ...]], ...]:
    """The reports of the bench by their projects: the sample, two of the tests, and seven of other domains and languages."""
    others = foreign_reports.lay_out(folder)
    ours = (
        ROOT / "data/drugs-crime-terrorism.yaml",
        ROOT / "tests/reports/water.yaml",
        ROOT / "tests/reports/tables.yaml",
    )
    return (ROOT, ours), (others, tuple(others / f"data/{name}.yaml" for name in foreign_reports.NAMES))


def untouched(folder: Path, templates: tuple[str, ...]) -> None:
    """Holds every deck of the bench in all themes against its data, as it is and as LibreOffice saves it, and prints what is found."""
    files = found = 0
    office = Office(lay_fonts(folder / "fonts"), folder / "profile", folder / "drawn")
    for theme in ("un", "earth", "forest", "ink", "plain", "vivid"):
        made = [
            one
            for root, paths in _reports(folder)
            for one in documents(root, paths, LANGUAGES, ("pptx",), theme, templates)
        ]
        for one, saved in zip(made, _saved(made, folder / theme, office), strict=True):
            for data, how in ((one.data, "as it is"), (saved, "saved by LibreOffice")):
                told = one.findings(data)
                files, found = files + 1, found + len(told)
                for finding in told:
                    sys.stdout.write(f"{theme} {one.name}, {how}: {finding.render()}\n")
        sys.stdout.write(f"{theme}: {found} findings in {files} files so far\n")
        sys.stdout.flush()


def _saved(made: list[Document], folder: Path, office: Office) -> list[bytes]:
    """Decks as LibreOffice saves them: opened, kept in its own format, and written again."""
    folder.mkdir()
    names = [folder / f"{at}.pptx" for at in range(len(made))]
    for name, one in zip(names, made, strict=True):
        name.write_bytes(one.data)
    own = office.convert_all(names, "odp")
    for name in names:
        name.unlink()
    return [one.read_bytes() for one in office.convert_all(own, "pptx")]


def main() -> None:
    """Runs the bench and prints a line for each class."""
    with tempfile.TemporaryDirectory() as temporary:
        if sys.argv[1:2] == ["untouched"]:
            untouched(Path(temporary), tuple(sys.argv[2:]) or TEMPLATES)
            return
        _mutate(Path(temporary))


def _mutate(folder: Path) -> None:
    each, seed = (*map(int, sys.argv[1:]), *(100, 15)[len(sys.argv) - 1 :])
    made = [one for root, paths in _reports(folder) for one in documents(root, paths, LANGUAGES, ("pptx",))]
    told = decks(made, each, seed)
    told |= pdfs(ROOT, ROOT / "data/drugs-crime-terrorism.yaml", max(1, each // 4), seed)
    for kind, counted in told.items():
        missed = [f"{name}: {count}" for name, count in counted.items() if name != "caught"]
        sys.stdout.write(
            f"{kind}: {counted['caught']} of {counted.total()} caught{'; ' if missed else ''}{', '.join(missed[:6])}\n"
        )
    total = sum((one for one in told.values()), Counter[str]())
    sys.stdout.write(
        f"all: {total['caught']} of {total.total()} caught; untouched: {sum(len(one.findings(one.data)) for one in made)} findings in {len(made)} files\n"
    )


if __name__ == "__main__":
    main()
