"""The demo's phone photos and scans, drawn as pictures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SPECIMEN = "SPECIMEN - made-up person"
INK, SOFT = (30, 34, 40), (110, 116, 124)
TURNED_RIGHT = 6
ORIENTATION = 0x0112


@lru_cache(maxsize=32)
def font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """Noto Sans in a size in pixels."""
    with as_file(files("fontpkg_noto_sans").joinpath("files/NotoSans[wdth,wght].ttf")) as path:
        found = ImageFont.truetype(str(path), size)
    found.set_variation_by_axes([700 if bold else 400, 100])
    return found


def green_card(path: Path) -> None:
    """Both sides of a card on a table, photographed sideways as phones do."""
    photo = Image.new("RGB", (1500, 2000), (196, 188, 176))
    pen = ImageDraw.Draw(photo)
    front = [
        ("Name", "PENA ORTIZ, MARIA FERNANDA"),
        ("USCIS#", "204-113-887"),
        ("Date of birth", "14 MAR 1991"),
        ("Category", "IR6"),
        ("Country of birth", "Mexico"),
        ("Resident since", "02/10/23"),
        ("Card expires", "02/10/33"),
    ]
    _card(pen, (190, 190, 1310, 900), "PERMANENT RESIDENT CARD", front, portrait=True)
    _card(pen, (190, 1080, 1310, 1790), "Back of card", [("Card number", "MADE-UP 0000000")], portrait=False)
    sideways = photo.rotate(90, expand=True)
    exif = Image.Exif()
    exif[ORIENTATION] = TURNED_RIGHT
    exif[0x010F] = "Made-up phone"
    sideways.save(path, "JPEG", quality=82, exif=exif)


def _card(
    pen: ImageDraw.ImageDraw,
    box: tuple[int, int, int, int],
    title: str,
    rows: Sequence[tuple[str, str]],
    *,
    portrait: bool,
) -> None:
    left, top, _right, bottom = box
    pen.rounded_rectangle(box, 40, fill=(232, 240, 234), outline=(150, 170, 158), width=3)
    pen.text((left + 50, top + 34), title, INK, font(40, bold=True))
    pen.text((left + 50, bottom - 56), SPECIMEN, SOFT, font(24))
    x = left + 50
    if portrait:
        pen.rounded_rectangle((left + 50, top + 120, left + 330, top + 480), 16, fill=(206, 216, 210))
        pen.ellipse((left + 130, top + 170, left + 250, top + 290), fill=(168, 182, 174))
        pen.pieslice((left + 80, top + 300, left + 300, top + 620), 180, 360, fill=(168, 182, 174))
        x = left + 380
    for number, (label, value) in enumerate(rows):
        y = top + 116 + number * 74
        pen.text((x, y), label, SOFT, font(22))
        pen.text((x, y + 26), value, INK, font(32, bold=True))
    if not portrait:
        for number in range(3):
            pen.text((x, bottom - 260 + number * 60), "<" * 30, INK, font(44))


def certificate(path: Path, title: str, rows: Sequence[tuple[str, str]], *, kind: str) -> None:
    """A framed certificate as a picture file of the given kind."""
    page = Image.new("RGB", (1275, 1650), (252, 251, 247))
    pen = ImageDraw.Draw(page)
    pen.rectangle((50, 50, 1225, 1600), outline=(120, 130, 120), width=6)
    pen.rectangle((70, 70, 1205, 1580), outline=(180, 188, 180), width=2)
    _middle(pen, 190, title, font(58, bold=True))
    for number, (label, value) in enumerate(rows):
        y = 420 + number * 130
        pen.text((190, y), label, SOFT, font(28))
        pen.text((190, y + 38), value, INK, font(42))
        pen.line((190, y + 100, 1085, y + 100), fill=(205, 208, 205), width=2)
    _middle(pen, 1510, SPECIMEN, font(26))
    page.save(path, kind, dpi=(150, 150))


def scanned_pages(path: Path, pages: Sequence[Sequence[str]]) -> None:
    """A black and white scan of several pages in one TIFF."""
    frames = []
    for lines in pages:
        page = Image.new("L", (1700, 2200), 250)
        pen = ImageDraw.Draw(page)
        for number, line in enumerate(lines):
            face = font(46, bold=True) if number == 0 else font(36)
            pen.text((200, 220 + number * 78), line, 25, face)
        pen.text((200, 2060), SPECIMEN, 120, font(28))
        frames.append(page.point(lambda v: 255 if v > 140 else 0).convert("1"))
    frames[0].save(
        path, "TIFF", save_all=True, append_images=frames[1:], compression="group4", dpi=(200, 200)
    )


def phone_photo_heic(path: Path, title: str, rows: Sequence[tuple[str, str]]) -> None:
    """A certificate photographed by a phone that keeps HEIC."""
    import pillow_heif

    page = Image.new("RGB", (1350, 1800), (214, 206, 192))
    pen = ImageDraw.Draw(page)
    pen.rectangle((110, 120, 1240, 1680), fill=(250, 250, 246), outline=(190, 190, 180), width=3)
    _middle(pen, 220, title, font(52, bold=True), width=1350)
    for number, (label, value) in enumerate(rows):
        y = 420 + number * 130
        pen.text((210, y), label, SOFT, font(28))
        pen.text((210, y + 38), value, INK, font(42))
    _middle(pen, 1590, SPECIMEN, font(26), width=1350)
    pillow_heif.from_pillow(page).save(str(path), quality=70)


def _middle(
    pen: ImageDraw.ImageDraw, y: int, text: str, face: ImageFont.FreeTypeFont, *, width: int = 1275
) -> None:
    pen.text(((width - pen.textlength(text, face)) / 2, y), text, INK, face)
