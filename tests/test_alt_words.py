"""An alternative text that is only a file's name is told; a sentence that ends with one is not."""

import pytest

from briefings.language.alt_words import is_file_name


@pytest.mark.parametrize(
    "text", ["IMG_2041.JPG", "https://example.org/a.png", "C:\\Users\\Ana María\\Mis documentos\\foto final.jpeg", "图片 3", "figure-12"]
)  # fmt: skip
def test_a_files_name_is_no_alternative_text(text: str) -> None:
    assert is_file_name(text)


@pytest.mark.parametrize("text", [
    "101 Full text of the resolution adopted: see https://documents.example.org/doc/N20/877/49/PDF/N2190542.pdf",
    "Les comptes de la région, tels que les donne le fichier annexe/comptes-2024.xlsx",
    "QR code: https://example.org/report.pdf",
])  # fmt: skip
def test_a_sentence_that_ends_with_one_is(text: str) -> None:
    assert not is_file_name(text)
