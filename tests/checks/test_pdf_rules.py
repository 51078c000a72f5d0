"""Every rule for finished PDFs finds the fault that it is for, and no other rule speaks; a sound file passes them all."""

from __future__ import annotations

import io
import random
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pypdf
import pytest
from projects import ROOT
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

from briefings.checks import check_file
from briefings.checks.pdf import PDF_RULES, document, objects, operators
from briefings.engine import project
from briefings.engine.build import Options, Result, build
from briefings.env import Env

File = pypdf.PdfWriter
FILE = Path("file.pdf")


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """One-pagers to spoil: the sample in English and in Arabic, and a small one with a link, a table and a picture."""
    from PIL import Image

    home = tmp_path_factory.mktemp("linked")
    (home / "data").mkdir()
    (home / "templates").mkdir()
    (home / "photos").mkdir()
    Image.new("RGB", (64, 48), "steelblue").save(home / "photos/well.png")
    (home / "data/linked.yaml").write_text(LINKED, encoding="utf-8")
    (home / "templates/page.yaml").write_text(PAGE, encoding="utf-8")
    env = Env(home)
    linked = build(project.load(home, env), env, Options(templates=("page",), formats=("pdf",)))
    assert linked.outputs, linked.findings
    return {"linked": linked.outputs[0].data, **_sample()}


def _sample() -> dict[str, bytes]:
    env = Env(ROOT)
    made: Result = build(
        project.load(ROOT, env), env, Options(templates=("one-pager",), languages=("en", "ar"), formats=("pdf",))
    )
    slides = build(project.load(ROOT, env), env, Options(templates=("deck",), formats=("pdf",)))
    return {"slides": slides.outputs[0].data, **{output.language: output.data for output in made.outputs}}


LINKED = """\
id: linked
title: Water and wells
language: en
date: 2024
status: final
sections:
  context:
    type: prose
    title: Context
    text: |
      Read [the whole report](https://example.org/report) before the meeting.

      - Wells in the delta
      - Wells on the coast
  wells:
    type: table
    title: Wells
    columns: [{id: place, title: Place}, {id: dug, title: Wells}]
    rows: [{place: Delta, dug: 340}, {place: Coast, dug: 120}]
  pictures:
    type: photos
    title: Pictures
    items: [{id: well, file: photos/well.png, caption: The well., alt: Two women fill a can.}]
"""

PAGE = """\
kind: sheet
page: a4
pages:
  - id: page
    layout: one-pager
    title: "{{ report.title }}"
    main:
      - {block: heading, text: "{{ sections.context.title }}"}
      - {block: prose, text: "{{ sections.context.paragraphs }}"}
      - {block: table, data: "{{ sections.wells }}"}
      - {for: photo in sections.pictures.items, blocks: [{block: picture, file: "{{ photo.file }}", caption: "{{ photo.caption }}", alt: "{{ photo.alt }}"}]}
"""


# -- faults --------------------------------------------------------------------------------------------------------------


def root(file: File) -> Any:
    """The catalog."""
    return file.root_object


def elements(file: File, tag: str) -> list[Any]:
    """The elements of the tree with a tag, in reading order."""
    found = [node for node in _nodes(root(file)["/StructTreeRoot"]["/K"]) if node["/S"] == tag]
    assert found, f"no {tag} to spoil"
    return found


def _nodes(value: Any) -> Iterator[Any]:
    held = value.get_object()
    for one in held if isinstance(held, list) else [held]:
        node = one.get_object()
        if isinstance(node, dict) and "/S" in node:
            yield node
            if "/K" in node:
                yield from _nodes(node["/K"])


def no_alt(file: File) -> None:
    del elements(file, "/Figure")[0]["/Alt"]


def alt_is_a_file(file: File) -> None:
    elements(file, "/Figure")[0][NameObject("/Alt")] = TextStringObject("IMG_20230630.jpeg")


def no_language(file: File) -> None:
    del root(file)["/Lang"]
    for node in elements(file, "/Document"):
        node.pop("/Lang", None)


def arabic_called_english(file: File) -> None:
    longest(file)[NameObject("/Lang")] = TextStringObject("en")


def english_called_french(file: File) -> None:
    longest(file)[NameObject("/Lang")] = TextStringObject("fr")


def longest(file: File) -> Any:
    """The paragraph that leads the page: long enough to tell its language."""
    return [node for node in _nodes(root(file)["/StructTreeRoot"]["/K"]) if node["/S"] == "/P"][1]


def no_language_tag(file: File) -> None:
    root(file)[NameObject("/Lang")] = TextStringObject("the French language")


def heading_skipped(file: File) -> None:
    elements(file, "/H2")[0][NameObject("/S")] = NameObject("/H4")


def no_first_heading(file: File) -> None:
    elements(file, "/H1")[0][NameObject("/S")] = NameObject("/P")


def drawn_over(file: File) -> None:
    page = first_page(file)
    more = DecodedStreamObject()
    more.set_data(b"0 0 200 20 re f")
    page[NameObject("/Contents")] = ArrayObject([page.raw_get("/Contents"), file._add_object(more)])


def cut_from_the_tree(file: File) -> None:
    document = elements(file, "/Document")[0]
    del document["/K"][2]


def untagged(file: File) -> None:
    del root(file)["/StructTreeRoot"]
    for page in file.pages:
        page.pop("/StructParents", None)
        page.pop("/Annots", None)


def no_scope(file: File) -> None:
    del elements(file, "/TH")[0]["/A"]["/Scope"]


def no_header_cells(file: File) -> None:
    for cell in elements(file, "/TH"):
        cell[NameObject("/S")] = NameObject("/TD")


def no_title_shown(file: File) -> None:
    del root(file)["/ViewerPreferences"]["/DisplayDocTitle"]


def title_hidden(file: File) -> None:
    root(file)["/ViewerPreferences"][NameObject("/DisplayDocTitle")] = BooleanObject(False)


def no_title(file: File) -> None:
    stream: Any = root(file)["/Metadata"]
    stream.set_data(stream.get_data().replace(b"dc:title", b"dc:label"))
    file.metadata = {}


def no_output_intent(file: File) -> None:
    del root(file)["/OutputIntents"]


def first_page(file: File) -> Any:
    return file.pages[0]


def fonts(file: File) -> list[Any]:
    return [font.get_object() for font in first_page(file)["/Resources"]["/Font"].values()]


def font_outside(file: File) -> None:
    descriptor = fonts(file)[0]["/DescendantFonts"][0].get_object()["/FontDescriptor"]
    for key in ("/FontFile2", "/FontFile3"):
        descriptor.pop(key, None)


def no_to_unicode(file: File) -> None:
    del fonts(file)[0]["/ToUnicode"]


def two_blocks_swapped(file: File) -> None:
    kids = elements(file, "/Document")[0]["/K"]
    kids[0], kids[1] = (
        kids.raw_get(1) if hasattr(kids, "raw_get") else list.__getitem__(kids, 1),
        list.__getitem__(kids, 0),
    )


def last_comes_first(file: File) -> None:
    kids = elements(file, "/Document")[0]["/K"]
    kids.insert(0, list.pop(kids))


def columns_swapped(file: File) -> None:
    """The rail's first heading and list after the main column's first heading and paragraph: no two stand in one column."""
    kids = elements(file, "/Document")[0]["/K"]
    kids.append(list.pop(kids, 2))


def list_is_a_division(file: File) -> None:
    elements(file, "/L")[0][NameObject("/S")] = NameObject("/Div")


def bullets_without_a_list(file: File) -> None:
    for tag in ("/L", "/LI"):
        for node in elements(file, tag):
            node[NameObject("/S")] = NameObject("/Div" if tag == "/L" else "/P")
    for tag in ("/Lbl", "/LBody"):
        for node in elements(file, tag):
            node[NameObject("/S")] = NameObject("/Span")


def link_called_span(file: File) -> None:
    elements(file, "/Link")[0][NameObject("/S")] = NameObject("/Span")


def link_cut_off(file: File) -> None:
    link = elements(file, "/Link")[0]
    link[NameObject("/K")] = ArrayObject([kid for kid in link["/K"] if not isinstance(kid.get_object(), dict)])


def link_without_its_way_back(file: File) -> None:
    del first_page(file)["/Annots"][0].get_object()["/StructParent"]


def alt_is_a_guess(file: File) -> None:
    elements(file, "/Figure")[0][NameObject("/Alt")] = TextStringObject(
        "Une image d'eau. Description générée automatiquement"
    )


def slides_swapped(file: File) -> None:
    kids = elements(file, "/Document")[0]["/K"]
    kids.insert(4, list.pop(kids, 5))


def link_without_words(file: File) -> None:
    page = first_page(file)
    del page["/Annots"][0].get_object()["/Contents"]


def two_pages(file: File) -> None:
    file.add_blank_page()


FAULTS: Mapping[str, tuple[str, Callable[[File], None], str]] = {
    "no Alt": ("en", no_alt, "pdf-alt-missing"),
    "no Alt on a picture": ("linked", no_alt, "pdf-alt-missing"),
    "Alt = file name": ("en", alt_is_a_file, "pdf-alt-file-name"),
    "Alt = a program's guess": ("linked", alt_is_a_guess, "pdf-alt-machine"),
    "slides read in the wrong order": ("slides", slides_swapped, "pdf-page-order"),
    "link without a way back": ("linked", link_without_its_way_back, "pdf-link-untagged"),
    "no Lang": ("en", no_language, "pdf-language-missing"),
    "Lang that is no tag": ("en", no_language_tag, "pdf-language-unknown"),
    "Arabic run with the Lang of English": ("ar", arabic_called_english, "pdf-language-wrong"),
    "English run with the Lang of French": ("en", english_called_french, "pdf-language-wrong"),
    "heading level skipped": ("en", heading_skipped, "pdf-heading-skipped"),
    "first heading not H1": ("en", no_first_heading, "pdf-heading-skipped"),
    "content drawn unmarked": ("en", drawn_over, "pdf-content-unmarked"),
    "content in no element": ("en", cut_from_the_tree, "pdf-content-unmarked"),
    "no tree": ("en", untagged, "pdf-untagged"),
    "TH without Scope": ("linked", no_scope, "pdf-header-scope"),
    "table without TH": ("linked", no_header_cells, "pdf-table-headless"),
    "no title shown": ("en", no_title_shown, "pdf-title-hidden"),
    "title hidden": ("en", title_hidden, "pdf-title-hidden"),
    "no title": ("en", no_title, "pdf-title-missing"),
    "no output intent": ("en", no_output_intent, "pdf-output-intent-missing"),
    "font not embedded": ("en", font_outside, "pdf-font-not-embedded"),
    "missing ToUnicode": ("en", no_to_unicode, "pdf-unicode-missing"),
    "two blocks read in the wrong order": ("en", two_blocks_swapped, "pdf-reading-order"),
    "the last read first": ("ar", last_comes_first, "pdf-reading-order"),
    "a column read in the wrong place": ("en", columns_swapped, "pdf-reading-order"),
    "list without L": ("linked", list_is_a_division, "pdf-list-structure"),
    "lines with bullets": ("linked", bullets_without_a_list, "pdf-list-structure"),
    "link without Link": ("linked", link_called_span, "pdf-link-untagged"),
    "link without its annotation": ("linked", link_cut_off, "pdf-link-untagged"),
    "link without description": ("linked", link_without_words, "pdf-link-silent"),
    "two pages": ("en", two_pages, "pdf-sheet-pages"),
}


@pytest.mark.parametrize("name", ["linked", "en", "ar"])
def test_a_sound_file_passes_every_rule_and_so_does_its_copy(name: str, sheets: Mapping[str, bytes]) -> None:
    """The copy is written by another library: what the faults below are planted in is no fault itself."""
    assert check_file(FILE, sheets[name]) == ()
    assert check_file(FILE, spoilt(sheets[name], lambda file: None)) == ()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_caught_by_its_rule_and_no_other(fault: str, sheets: Mapping[str, bytes]) -> None:
    name, plant, code = FAULTS[fault]
    found = check_file(Path(f"{name}.pdf"), spoilt(sheets[name], plant))
    assert {finding.code for finding in found} == {code}, found
    assert all(str(finding.where) == f"{name}.pdf" for finding in found)


def test_every_rule_has_a_planted_fault() -> None:
    assert {code for _, _, code in FAULTS.values()} == set(PDF_RULES)


def spoilt(data: bytes, plant: Callable[[File], None]) -> bytes:
    """A copy of a file with a fault in it."""
    file = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    plant(file)
    out = io.BytesIO()
    file.write(out)
    return out.getvalue()


# -- files that are none --------------------------------------------------------------------------------------------------


def encrypted(data: bytes) -> bytes:
    file = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    file.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    file.write(out)
    return out.getvalue()


def test_an_encrypted_file_is_told(sheets: Mapping[str, bytes]) -> None:
    assert [finding.code for finding in check_file(FILE, encrypted(sheets["en"]))] == ["file-encrypted"]


def bites_its_tail(file: File) -> None:
    document = elements(file, "/Document")[0]
    document["/K"].append(document.indirect_reference)


def is_bottomless(file: File) -> None:
    deep: Any = elements(file, "/Document")[0]
    for _ in range(400):
        inner = DictionaryObject({NameObject("/S"): NameObject("/Div"), NameObject("/K"): ArrayObject()})
        deep["/K"].append(file._add_object(inner))
        deep = inner


def form_in_itself(file: File) -> None:
    page = first_page(file)
    form = DecodedStreamObject()
    form.set_data(b"/Again Do /Again Do /Again Do")
    reference = file._add_object(form)
    names = DictionaryObject({NameObject("/Again"): reference})
    form.update(
        {
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/Resources"): DictionaryObject({NameObject("/XObject"): names}),
        }
    )
    page["/Resources"][NameObject("/XObject")] = names
    page[NameObject("/Contents")] = reference


def roles_in_a_circle(file: File) -> None:
    roles = {NameObject("/Div"): NameObject("/Box"), NameObject("/Box"): NameObject("/Div")}
    root(file)["/StructTreeRoot"][NameObject("/RoleMap")] = DictionaryObject(roles)


@pytest.mark.parametrize("plant", [bites_its_tail, is_bottomless, form_in_itself, roles_in_a_circle])
def test_a_hostile_file_ends(plant: Callable[[File], None], sheets: Mapping[str, bytes]) -> None:
    for finding in check_file(FILE, spoilt(sheets["en"], plant)):
        assert finding.message


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", b"PK\x03\x04", b"%PDF-1.7\ntrailer <</Root 1 0 R>>"],
)
def test_what_is_no_whole_pdf_is_told(data: bytes) -> None:
    assert [finding.code for finding in check_file(FILE, data)] == ["file-unreadable"]


def test_a_damaged_file_is_a_finding_and_never_a_crash(sheets: Mapping[str, bytes]) -> None:
    """Sixty files with a stretch of bytes damaged, and sixty cut short (fixed seed)."""
    chance = random.Random(2023)
    data = sheets["en"]
    for number in range(120):
        at = chance.randrange(len(data))
        damaged = data[:at] if number % 2 else data[:at] + chance.randbytes(24) + data[at + 24 :]
        for finding in check_file(FILE, damaged):
            assert finding.code in {*PDF_RULES, "file-unreadable", "file-unknown", "file-encrypted", "file-too-large"}


@pytest.mark.parametrize("name", ["linked", "en", "ar", "slides"])
def test_a_file_as_we_write_it_is_read_as_the_library_reads_it(name: str, sheets: Mapping[str, bytes]) -> None:
    assert document._read(objects.File(sheets[name]), FILE) == _by_the_library(sheets[name])


def test_what_is_read_of_a_spoilt_or_damaged_file_is_what_the_library_reads(sheets: Mapping[str, bytes]) -> None:
    """What is not plain is left to the library."""
    chance, data, read = random.Random(7), sheets["linked"], 0
    damaged = [
        data[:at] + bytes([chance.randrange(32, 127)]) + data[at + 1 :] for at in chance.sample(range(len(data)), 80)
    ]
    for one in (*damaged, *(spoilt(sheets[name], plant) for name, plant, _ in FAULTS.values())):
        try:
            made = document._read(objects.File(one), FILE)
        except Exception:
            continue
        read += 1
        assert made == _by_the_library(one)
    assert read > len(FAULTS) // 2


@pytest.mark.parametrize("ending", [b"/Prev 9 ", b"/Encrypt 9 0 R ", b"/XRefStm 9 "])
def test_an_updated_packed_or_encrypted_file_is_left_to_the_library(ending: bytes, sheets: Mapping[str, bytes]) -> None:
    data = sheets["en"].replace(b"trailer\n<<", b"trailer\n<<" + ending)
    with pytest.raises(objects.UnfamiliarError):
        objects.File(data)


def test_a_file_as_we_write_it_is_judged_without_the_library(sheets: Mapping[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_bytes(sheets["en"])
    code = (
        "import sys\nfrom pathlib import Path\nfrom briefings.checks import check_file\n"
        "path = Path('page.pdf')\nprint(check_file(path, path.read_bytes()), 'pypdf' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert told.stdout == "() False\n"


def _by_the_library(data: bytes) -> document.Document:
    return document._read(pypdf.PdfReader(io.BytesIO(data), strict=False), FILE)


CONTENT = rb"""q 1 0 0 -1 .5 -.25 cm /Span <</MCID 3 /ActualText <FEFF0041> /Lang (en\)x)>> BDC BT /F1 12 Tf
[<0041 4> -12.5 (a\\b\n)] TJ (it's \101) ' ET EMC /P /Held BDC /Im1 Do EMC Q"""
UNUSUAL = [
    b"BI /W 1 ID \x00 EI",
    b"% a remark\nq",
    b"(nested (text)) Tj",
    b"/A#20b gs",
    b"[1",
    b"1 ]",
    b"<</A>> gs",
]


def test_operators_are_read_as_the_library_reads_them() -> None:
    made = operators.read(CONTENT)
    stream = pypdf.generic.ContentStream(None, None)
    stream.set_data(CONTENT)
    assert [_bare(one) for one in made or ()] == [_bare(one) for one in stream.operations]


@pytest.mark.parametrize("content", UNUSUAL)
def test_what_is_unusual_in_a_page_is_left_to_the_library(content: bytes) -> None:
    assert operators.read(content) is None


def _bare(value: Any) -> Any:
    """Operands as plain values, whoever read them."""
    if isinstance(value, dict):
        return {str(key): _bare(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_bare(held) for held in value]
    if isinstance(value, int | float):
        return float(value)
    if hasattr(value, "original_bytes"):
        return bytes(value.original_bytes)
    return str(value) if isinstance(value, str) else bytes(value)
