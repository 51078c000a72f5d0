"""Finished files as other programs see them: LibreOffice draws a deck, PDFium reads and draws a PDF.

    python tests/office.py deck.pptx FOLDER      one PNG for each slide (or page: a .pdf is taken as well)

LibreOffice draws with the fonts that the tool ships and with no others, so a deck looks the same on every machine. It takes no
variable fonts into a PDF, so each weight becomes a font file of its own.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from ctypes import c_double
from dataclasses import dataclass
from itertools import count, groupby
from math import hypot
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from unicodedata import bidirectional
from xml.sax.saxutils import escape

from briefings.geometry import Box

if TYPE_CHECKING:
    from PIL.Image import Image

PATIENCE: Final = (120, 240)
"""Seconds that LibreOffice is given, at first and when it is tried again: now and then it hangs at its start."""

ARABIC: Final = "Noto Sans Arabic"
CHINESE: Final = "Noto Sans SC"
DRAWN_AS: Final = {
    "Arimo": ("Arial", "Helvetica", "Liberation Sans"),
    "Source Serif 4": ("Georgia",),
    CHINESE: ("Microsoft YaHei", "微软雅黑", "SimHei", "黑体"),
}  # fmt: skip
"""The names that a deck uses, by the shipped font that stands for them."""

EMU_PER_POINT: Final = 12700

LEFT_TO_RIGHT: Final = frozenset({"L", "EN", "AN", "ES", "ET", "CS"})
"""Bidi classes of letters and numbers that are read from left to right within Arabic, and of the signs inside numbers."""


# --- What must be there ------------------------------------------------------------------------------------------------------


def needs(*programs: str) -> None:
    """Skips the test where a program is missing, and says which. In CI nothing may be missing: there the test fails."""
    import pytest

    if missing := [program for program in programs if shutil.which(program) is None]:
        reason = f"not installed: {', '.join(missing)}"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)


def approved(files: Iterable[Path], profile: str) -> list[str]:
    """The names of the files that veraPDF finds right by a profile ("ua1", "2a"); skips the test where it is missing."""
    import pytest

    if not os.environ.get("VERAPDF_CLASSPATH"):
        reason = "VERAPDF_CLASSPATH does not name veraPDF's jars"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    command = ["java", "-cp", os.environ["VERAPDF_CLASSPATH"], "org.verapdf.apps.GreenfieldCliWrapper",
               "--flavour", profile, "--format", "text", "-v", *map(str, files)]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    sys.stderr.write(done.stdout[-4000:])  # shown where a test fails
    found = (re.fullmatch(r"PASS (.+) \S+", line) for line in done.stdout.splitlines())
    return [Path(match[1]).name for match in found if match]


def poi_listing(files: Iterable[Path]) -> list[tuple[str, ...]]:
    """What Apache POI finds in decks and workbooks: for each text and each datum a kind and its fields. Skips the test where it is missing."""
    import pytest

    here = Path(__file__).parent
    classes = os.environ.get("POI_CLASSPATH", str(here.parent / ".ci/tools/poi/*"))
    if not any(Path(classes).parent.glob("poi-ooxml-*.jar")):
        reason = "no Apache POI: run .ci/setup, or name its jars in POI_CLASSPATH"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    command = ["java", "-cp", classes, str(here / "PoiListing.java"), *map(str, files)]
    told = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=600)
    assert told.returncode == 0, told.stderr[-4000:]
    signs = {"n": "\n", "r": "\r", "t": "\t", "v": "\v"}
    return [
        tuple(re.sub(r"\\(.)", lambda sign: signs.get(sign[1], sign[1]), field) for field in line.split("\t"))
        for line in told.stdout.splitlines()
    ]


def okapi() -> Path:
    """The jar of Okapi's XLIFF toolkit, which brings the schemas of OASIS along. Skips the test where it is missing."""
    import pytest

    found = sorted(Path(__file__).parent.parent.glob(".ci/tools/okapi/okapi-lib-xliff2-*.jar"))
    if not found:
        reason = "no Okapi XLIFF toolkit: run .ci/setup"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    return found[0]


# --- Fonts -------------------------------------------------------------------------------------------------------------------


def lay_fonts(folder: Path) -> Path:
    """Puts the shipped fonts into `folder` (not there yet), one file for each weight, and gives the fontconfig file that leads to
    them. Safe where two processes do it at once: the folder appears whole.
    """
    conf = folder / "fonts.conf"
    if not conf.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(prefix=f"{folder.name}-", dir=folder.parent))
        for name, data in static_fonts():
            (making / name).write_bytes(data)
        _link_chinese(making)
        (making / "cache").mkdir()
        (making / conf.name).write_text(_fontconfig(folder), encoding="utf-8")
        try:
            making.rename(folder)
        except OSError:  # another process was faster
            shutil.rmtree(making)
    return conf


def static_fonts() -> Iterator[tuple[str, bytes]]:
    import fontpkg_arimo
    import fontpkg_noto_sans_arabic
    import fontpkg_source_serif_4

    arimo, arabic = fontpkg_arimo.ROOT / "files", fontpkg_noto_sans_arabic.ROOT / "files"
    serif = fontpkg_source_serif_4.ROOT / "files"
    for weight, word in ((400, ""), (700, "Bold")):
        yield f"Arimo-{word or 'Regular'}.ttf", _pinned(arimo / "Arimo[wght].ttf", wght=weight)
        yield f"Arimo-{word}Italic.ttf", _pinned(arimo / "Arimo-Italic[wght].ttf", wght=weight)
        sizes = {"wght": weight, "opsz": 8 if word else 14}
        yield f"SourceSerif4-{word or 'Regular'}.ttf", _pinned(serif / "SourceSerif4[opsz,wght].ttf", **sizes)
        yield f"SourceSerif4-{word}Italic.ttf", _pinned(serif / "SourceSerif4-Italic[opsz,wght].ttf", **sizes)
        yield (
            f"NotoSansArabic-{word or 'Regular'}.ttf",
            _pinned(arabic / "NotoSansArabic[wdth,wght].ttf", wght=weight, wdth=100),
        )


def _pinned(path: Path, **axes: float) -> bytes:
    """One weight of a variable font with every glyph. Its names stay those of the regular weight: fontconfig and LibreOffice go
    by the weight in the OS/2 table, which HarfBuzz sets.
    """
    import uharfbuzz as hb

    wish: Any = hb.SubsetInput()
    wish.keep_everything()
    face = hb.Face(hb.Blob.from_file_path(str(path)))
    for axis, value in axes.items():
        if not wish.pin_axis_location(face, axis, value):
            raise AssertionError(f"{path.name} has no axis {axis}")
    data: bytes = hb.subset(face, wish).blob.data
    return data


def _link_chinese(folder: Path) -> None:
    import pylopdf_fonts_zh_cn

    source = Path(pylopdf_fonts_zh_cn.sans_path())
    try:
        (folder / source.name).symlink_to(source)
    except OSError:  # Windows lets few people make links
        shutil.copy(source, folder / source.name)


def _fontconfig(folder: Path) -> str:
    """The shipped fonts for every name; what LibreOffice draws its bullets with is beside them where Debian puts it."""
    folders = (folder, "/usr/share/fonts/truetype/libreoffice", "/usr/share/fonts/truetype/openoffice")
    same = "".join(
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{font}</string></edit></match>\n'
        for font, names in DRAWN_AS.items()
        for name in names
    )
    last = "".join(f"<string>{font}</string>" for font in ("Arimo", ARABIC, CHINESE))
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        + "".join(f"<dir>{escape(str(path))}</dir>\n" for path in folders)
        + f"<cachedir>{escape(str(folder / 'cache'))}</cachedir>\n{same}"
        + f'<match target="pattern"><edit name="family" mode="append_last" binding="weak">{last}</edit></match>\n</fontconfig>\n'
    )


# --- LibreOffice -------------------------------------------------------------------------------------------------------------


class DrawingError(RuntimeError):
    """LibreOffice did not draw the deck."""


@dataclass(frozen=True, slots=True)
class Office:
    """LibreOffice with the shipped fonts. `fonts` is the fontconfig file, `profile` a folder that no other process uses, `drawn`
    a folder of finished drawings by content that processes may share.
    """

    fonts: Path
    profile: Path
    drawn: Path

    def draw_deck(self, deck: bytes | Path) -> bytes:
        """The deck as a PDF, a page for each slide. A deck that was drawn before is not drawn again."""
        return self.draw_decks([deck])[0]

    def draw_decks(self, decks: Sequence[bytes | Path]) -> list[bytes]:
        """Several decks in one run of LibreOffice, whose start takes longer than a deck."""
        contents = [deck if isinstance(deck, bytes) else deck.read_bytes() for deck in decks]
        keys = [hashlib.sha256(content).hexdigest() for content in contents]
        self.drawn.mkdir(parents=True, exist_ok=True)
        with ExitStack() as locks:
            for key in sorted(set(keys)):  # in one order for all, so that two processes never wait for each other
                locks.enter_context(_locked(self.drawn / f"{key}.lock"))
            wanted = {
                key: deck for key, deck in zip(keys, contents, strict=True) if not (self.drawn / f"{key}.pdf").exists()
            }
            if wanted:
                self._draw(wanted)
            return [(self.drawn / f"{key}.pdf").read_bytes() for key in keys]

    def _draw(self, decks: Mapping[str, bytes]) -> None:
        for patience in PATIENCE:
            with tempfile.TemporaryDirectory(dir=self.drawn) as given:
                folder = Path(given)
                for key, deck in decks.items():
                    (folder / f"{key}.pptx").write_bytes(deck)
                words = self._run(folder, [folder / f"{key}.pptx" for key in decks], patience)
                if all((folder / f"{key}.pdf").exists() for key in decks):
                    for key in decks:
                        (folder / f"{key}.pdf").replace(self.drawn / f"{key}.pdf")
                    return
            shutil.rmtree(self.profile, ignore_errors=True)  # a start that was cut short leaves it locked
        raise DrawingError(f"LibreOffice drew no PDF, and said: {words or 'nothing'}")

    def convert(self, file: Path, kind: str) -> Path:
        """A file in another of LibreOffice's formats, beside it, by that format's ending."""
        return self.convert_all([file], kind)[0]

    def convert_all(self, files: Sequence[Path], kind: str) -> list[Path]:
        """Files of one folder in another of LibreOffice's formats, in one go."""
        made = [file.with_suffix(f".{kind}") for file in files]
        for patience in PATIENCE:
            words = self._run(files[0].parent, files, patience * max(1, len(files) // 10), kind)
            if all(one.exists() for one in made):
                return made
            shutil.rmtree(self.profile, ignore_errors=True)
        raise DrawingError(f"LibreOffice made no {kind}, and said: {words or 'nothing'}")

    def _run(self, folder: Path, files: Sequence[Path], patience: int, kind: str = "pdf") -> str:
        """What LibreOffice said. It ends with 0 whatever happens: the files tell whether it worked."""
        self.profile.mkdir(parents=True, exist_ok=True)
        command = ["soffice", f"-env:UserInstallation={self.profile.resolve().as_uri()}", "--headless", "--norestore",
                   "--convert-to", kind, "--outdir", str(folder), *map(str, files)]  # fmt: skip
        environment = {
            "PATH": os.environ.get("PATH", os.defpath), "HOME": str(self.profile), "LC_ALL": "C.UTF-8", "TZ": "UTC",
            "FONTCONFIG_FILE": str(self.fonts), "SAL_USE_VCLPLUGIN": "svp",
        }  # fmt: skip
        with subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True, errors="replace", start_new_session=True) as process:  # fmt: skip
            try:
                return process.communicate(timeout=patience)[0].strip()
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)  # `soffice` is a script: what hangs is its child
                return f"nothing for {patience} seconds"


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Held by one process at a time. Where there is no such lock (Windows), two may draw the same deck: slower, not wrong."""
    with path.open("w") as stream:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX)
        yield


# --- PDFium ------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page and where its letters stand: in EMU from the page's top left corner."""

    text: str
    box: Box


class Letter(NamedTuple):
    """A visible character: edges, baseline and size in points from the page's bottom left; `joined` where PDFium sees no space
    or line's end before it.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    baseline: float
    size: float
    joined: bool


def pages_as_text(pdf: bytes) -> list[list[Word]]:
    """The words of each page. A word that a line's end cuts is two; Chinese has a word a line.

    They come in the file's order, save that lines with Arabic stand at the end, each from right to left: PDFium cannot be
    trusted to turn them round, so these words are put together from where their letters stand.
    """
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return [_words(page) for page in document]


def page_images(pdf: bytes, dpi: int = 96) -> list[Image]:
    """Each page as a picture."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=dpi / 72).to_pil() for page in document]


def _words(page: Any) -> list[Word]:
    letters = list(_letters(page))
    arabic = {letter.baseline: letter for letter in letters if _is_right_to_left(letter.text)}.values()
    beside: dict[bool, list[Letter]] = {True: [], False: []}
    for letter in letters:
        beside[any(_on_one_line(letter, other) for other in arabic)].append(letter)
    words = [*_as_pdfium_says(beside[False]), *_as_they_stand(beside[True])]
    left, _, _, top = page.get_bbox()
    return [Word("".join(letter.text for letter in word), _box(word, left, top)) for word in words]


def _letters(page: Any) -> Iterator[Letter]:
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    x, y, matrix = c_double(), c_double(), pdfium.FS_MATRIX()
    joined = False
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text.raw, index)
        if pdfium.FPDFText_IsGenerated(text.raw, index) or not (character := chr(code)).strip():
            joined = False
            continue
        pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
        pdfium.FPDFText_GetMatrix(text.raw, index, matrix)
        size = pdfium.FPDFText_GetFontSize(text.raw, index) * hypot(matrix.c, matrix.d)
        # PDFium writes U+0002 for a hyphen that ends a line
        left, bottom, right, top = text.get_charbox(index, loose=True)
        yield Letter("-" if code == 2 else character, left, bottom, right, top, y.value, size, joined)
        joined = True


def _as_pdfium_says(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    word: list[Letter] = []
    for letter in letters:
        if word and not (
            letter.joined and _on_one_line(letter, word[-1]) and letter.left - word[-1].right < 0.5 * letter.size
        ):
            yield word
            word = []
        word.append(letter)
    if word:
        yield word


def _as_they_stand(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    """Words by the gaps between letters, line by line from the top and from the right; letters in the order they are read."""
    lines: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda letter: -letter.baseline):
        if not lines or not _on_one_line(letter, lines[-1][0]):
            lines.append([])
        lines[-1].append(letter)
    for line in lines:
        line.sort(key=lambda letter: -letter.right)
        word: list[Letter] = []
        edge = 0.0
        for letter in line:
            if word and edge - letter.right > 0.15 * letter.size:  # a space is 0.25 em or more
                yield _as_read(word)
                word = []
            edge = min(edge, letter.left) if word else letter.left
            word.append(letter)
        yield _as_read(word)


def _as_read(word: Sequence[Letter]) -> list[Letter]:
    """Turns the stretches of a word that are read from left to right, all in it when it has no Arabic letter."""
    if not any(_is_right_to_left(letter.text) for letter in word):
        return list(word[::-1])
    read: list[Letter] = []
    for turned, stretch in groupby(word, lambda letter: bidirectional(letter.text[0]) in LEFT_TO_RIGHT):
        read += [*stretch][:: -1 if turned else 1]
    return read


def _is_right_to_left(text: str) -> bool:
    return bidirectional(text[0]) in {"R", "AL"}


def _on_one_line(letter: Letter, other: Letter) -> bool:
    return abs(letter.baseline - other.baseline) < 0.35 * max(letter.size, other.size)


def _box(word: Sequence[Letter], left: float, top: float) -> Box:
    x0, x1 = min(letter.left for letter in word), max(letter.right for letter in word)
    y0, y1 = max(letter.top for letter in word), min(letter.bottom for letter in word)
    return Box(*(round(value * EMU_PER_POINT) for value in (x0 - left, top - y0, x1 - x0, y0 - y1)))


# --- The command -------------------------------------------------------------------------------------------------------------


def main(arguments: Sequence[str]) -> int:
    if len(arguments) != 2:
        sys.stderr.write("usage: python tests/office.py FILE.pptx|FILE.pdf FOLDER\n")
        return 2
    file, folder = map(Path, arguments)
    with tempfile.TemporaryDirectory() as given:
        space = Path(given)
        office = Office(lay_fonts(space / "fonts"), space / "profile", space / "drawn")
        pdf = file.read_bytes() if file.suffix == ".pdf" else office.draw_deck(file)
    folder.mkdir(parents=True, exist_ok=True)
    for number, image in zip(count(1), page_images(pdf), strict=False):
        target = folder / f"{file.stem}-{number:02}.png"
        image.save(target)
        sys.stdout.write(f"{target}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
