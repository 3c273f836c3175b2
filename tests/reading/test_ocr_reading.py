"""Scans and photos really read by the models of the `ocr` extra: words, places, and what is not known."""

from __future__ import annotations

import io
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from applicant_helper.reading.ocr import OcrBatch, is_available
from tests.reading.scans import (
    LETTER_LINES,
    SPANISH_LINES,
    Scan,
    accuracy,
    page_of,
    tilted,
    turned,
    worn,
)

if not is_available():
    pytest.skip("the ocr extra is not installed", allow_module_level=True)

PART = page_of(LETTER_LINES[:7], size=28, paper=(1300, 640), left=90, top=80)


@pytest.fixture(scope="module")
def engine() -> Iterator[Any]:
    """The models, loaded once for all tests here, with every way to the network closed."""
    from applicant_helper.reading.ocr_engine import Engine

    def closed(*_: object, **__: object) -> None:
        raise AssertionError("something wanted to use the network")

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", closed)
    patch.setattr(socket, "getaddrinfo", closed)
    yield Engine()
    patch.undo()


def share_of_ink_covered(scan: Scan, words: Any) -> list[float]:
    """For each true word that was read, how much of its ink the box of a word with its text covers."""
    shares = []
    for true in scan.words:
        x0, y0, x1, y1 = true.box
        best = 0.0
        for word in words:
            if word.text == true.text:
                across = min(x1, word.box[2]) - max(x0, word.box[0])
                down = min(y1, word.box[3]) - max(y0, word.box[1])
                best = max(best, max(0.0, across) * max(0.0, down) / ((x1 - x0) * (y1 - y0)))
        shares.append(best)
    return shares


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_worn_scan_is_read_whichever_way_up_it_lies(engine: Any, quarters: int) -> None:
    scan = turned(worn(tilted(PART, 1.3), quarters), quarters)
    read = engine.read(Image.open(io.BytesIO(scan.jpeg(60))))
    assert accuracy(scan, [w.text for w in read.words]) >= 0.95
    shares = share_of_ink_covered(scan, read.words)
    assert sum(s > 0.7 for s in shares) >= 0.9 * len(shares)
    # A word's box points at the word and not at its whole line.
    assert all(w.box[2] - w.box[0] < 400 or w.box[3] - w.box[1] < 400 for w in read.words)
    assert read.unread < 0.1


def test_words_come_in_reading_order_from_a_tilted_page(engine: Any) -> None:
    read = engine.read(tilted(PART, -5).image)
    truth = [w.text for w in PART.words]
    assert [w.text for w in read.words][:12] == truth[:12]


def test_accents_are_read(engine: Any) -> None:
    scan = page_of(SPANISH_LINES[:4], size=30, paper=(1300, 420), left=60, top=60)
    assert accuracy(scan, [w.text for w in engine.read(scan.image).words]) >= 0.95


def test_letters_the_models_do_not_know_are_told_and_not_made_up(engine: Any) -> None:
    lines = ("СВИДЕТЕЛЬСТВО О РОЖДЕНИИ", "Гражданин Иванов Сергей Петрович", "город Новосибирск, Россия")
    read = engine.read(page_of(lines, size=30, paper=(1300, 360), left=60, top=60).image)
    assert read.unread > 0.8
    assert len("".join(w.text for w in read.words)) < 10


def test_a_letter_left_out_inside_a_word_makes_the_word_unsure(engine: Any) -> None:
    read = engine.read(page_of(("Cộng hòa Việt Nam",), size=32, paper=(800, 140), left=60, top=40).image)
    words = {w.text: w.confidence for w in read.words}
    assert words["Nam"] > 0.9
    assert "Cng" not in words
    assert all(sure <= 0.75 for text, sure in words.items() if text.startswith("C"))


@pytest.mark.parametrize("quarters", [0, 2])
def test_two_lines_of_a_passport_zone_are_not_read_upside_down(engine: Any, quarters: int) -> None:
    lines = ("P<UTONGUYEN<<THI<HONG<<<<<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159<<<<<<<<<<<<<<06")
    scan = turned(page_of(lines, size=26, paper=(1100, 300), left=40, top=120), quarters)
    text = "".join(w.text for w in engine.read(scan.image).words)
    assert "NGUYEN<<THI<HONG" in text
    assert text.endswith("06")


def test_an_empty_page_and_a_speck_have_no_words(engine: Any) -> None:
    assert engine.read(Image.new("L", (400, 500), 250)).words == ()
    assert engine.read(Image.new("RGB", (3, 3), "black")).words == ()


def test_a_scan_in_a_pdf_gives_words_in_points_and_a_broken_page_does_not_stop_the_rest(
    tmp_path: Path,
) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(468, 230.4))  # the part at 200 dpi
    canvas.drawImage(ImageReader(io.BytesIO(PART.jpeg())), 0, 0, 468, 230.4)
    canvas.save()
    path, broken, huge = tmp_path / "scan.pdf", tmp_path / "broken.png", tmp_path / "huge.png"
    path.write_bytes(out.getvalue())
    broken.write_bytes(b"\x89PNG\r\n\x1a\n and no picture")
    Image.new("1", (20_000, 20_000)).save(huge)
    with OcrBatch() as batch:
        failed = [batch.read(broken, 1), batch.read(huge, 1), batch.read(path, 2)]
        read = batch.read(path, 1)
    assert read is not None
    assert [[n.code for n in f.notes] for f in failed if f] == [["ocr-failed"]] * 3
    page = read.page
    assert (page.words_from, page.width, read.notes) == ("ocr", 468, ())
    assert accuracy(PART, [w.text for w in page.words]) >= 0.95
    bank = next(w for w in page.words if w.text == "Bank")
    true = next(w for w in PART.words if w.text == "Bank")
    assert bank.box == pytest.approx([v * 72 / 200 for v in true.box], abs=6)
    assert 0.6 <= bank.confidence <= 1
