"""The drawn sheet, read back from the file."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from applicant_helper.sheets.from_catalog import handout_for
from applicant_helper.sheets.handout import draw_handout
from tests.sheets.test_from_catalog import items, n400


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return " ".join(" ".join(pages).split())


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fonts")


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_sheet_has_two_pages_at_most_and_every_line(language: str, tmp_path: Path, cache: Path) -> None:
    sheet = handout_for(n400(), language)
    pages = draw_handout(sheet, tmp_path / "sheet.pdf", cache)
    words = text_of(tmp_path / "sheet.pdf")
    assert pages <= 2
    assert not [item.label for item in items(sheet) if item.label not in words]


def test_a_translated_sheet_says_that_english_counts(tmp_path: Path, cache: Path) -> None:
    draw_handout(handout_for(n400(), "es"), tmp_path / "sheet.pdf", cache)
    words = text_of(tmp_path / "sheet.pdf")
    assert "La versión en inglés es la que vale." in words
    assert "Esta traducción es un borrador." in words


def test_the_same_sheet_gives_the_same_bytes(tmp_path: Path, cache: Path) -> None:
    sheet = handout_for(n400(), "en")
    for name in ("one.pdf", "two.pdf"):
        draw_handout(sheet, tmp_path / name, cache)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_fonts_are_embedded_and_the_language_is_named(tmp_path: Path, cache: Path) -> None:
    draw_handout(handout_for(n400(), "es"), tmp_path / "sheet.pdf", cache)
    with pikepdf.open(tmp_path / "sheet.pdf") as document:
        assert str(document.Root.Lang) == "es"
        fonts = [font for page in document.pages for _, font in page.Resources.Font.items()]
        drawn = [font for font in fonts if "FontDescriptor" in "".join(font.keys())]
        assert drawn and all("/FontFile2" in font.FontDescriptor for font in drawn)


def test_the_sheet_is_black_on_white(tmp_path: Path, cache: Path) -> None:
    draw_handout(handout_for(n400(), "en"), tmp_path / "sheet.pdf", cache)
    with pypdfium2.PdfDocument(tmp_path / "sheet.pdf") as document:
        picture = document[0].render(scale=1).to_pil().convert("RGB")
    assert all(red == green == blue for _, (red, green, blue) in picture.getcolors(maxcolors=1 << 20))
