"""Seeded collections of papers for the packet benchmark: mostly scans, some typed pages, one to forty pages each."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

SCANS = 12
TYPED_SHARE = 0.15


def corpus(folder: Path, pages: int, seed: int = 4) -> list[Path]:
    """PDF files of `pages` pages in all. The same seed gives the same files."""
    chance = random.Random(seed)
    pictures = [_scan(chance) for _ in range(SCANS)]
    paths: list[Path] = []
    left = pages
    while left:
        count = min(left, chance.choice([1, 1, 2, 2, 3, 5, 8, 13, 25, 40]))
        path = folder / f"paper{len(paths):04d}.pdf"
        if chance.random() < TYPED_SHARE:
            _typed(path, count, chance)
        else:
            _scanned(path, count, pictures, chance)
        paths.append(path)
        left -= count
    return paths


def _scan(chance: random.Random) -> bytes:
    """A page as an office scanner makes it at 200 dpi, about 0.45 MB."""
    picture = Image.effect_noise((1700, 2200), 30).convert("L")
    pen = ImageDraw.Draw(picture)
    for line in range(60):
        y = 100 + line * 33
        pen.line((120, y, 120 + chance.randrange(600, 1450), y), fill=30, width=6)
    packed = io.BytesIO()
    quality = 60
    picture.save(packed, "JPEG", quality=quality, dpi=(200, 200))
    while packed.tell() > 500_000 and quality > 10:
        quality -= 8
        packed = io.BytesIO()
        picture.save(packed, "JPEG", quality=quality, dpi=(200, 200))
    return packed.getvalue()


def _scanned(path: Path, count: int, pictures: list[bytes], chance: random.Random) -> None:
    pdf = Pdf.new()
    for _ in range(count):
        image = Stream(
            pdf,
            chance.choice(pictures),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=1700,
            Height=2200,
            ColorSpace=Name.DeviceGray,
            BitsPerComponent=8,
            Filter=Name.DCTDecode,
        )
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, 612, 792]),
            Resources=Dictionary(XObject=Dictionary(Im0=image)),
            Contents=pdf.make_stream(b"q 612 0 0 792 0 0 cm /Im0 Do Q"),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    pdf.save(path, static_id=True)


def _typed(path: Path, count: int, chance: random.Random) -> None:
    canvas = Canvas(str(path), pagesize=(612, 792), invariant=True)
    for number in range(count):
        canvas.setFont("Helvetica", 11)
        for line in range(45):
            canvas.drawString(72, 720 - line * 14, f"Line {line} of page {number}: {chance.random():.12f}")
        canvas.showPage()
    canvas.save()
