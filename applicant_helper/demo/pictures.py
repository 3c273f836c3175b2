"""The demo's phone photos and scans, drawn as pictures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

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
    boxes = ((190, 190, 1310, 900), (190, 1080, 1310, 1790))
    _shadows(photo, boxes)
    pen = ImageDraw.Draw(photo)
    front = [
        ("Name", "PENA ORTIZ, MARIA FERNANDA"),
        ("USCIS#", "204-113-887"),
        ("Category", "IR6"),
        ("Date of birth", "14 MAR 1991"),
        ("Country of birth", "Mexico"),
        ("Resident since", "02/10/23"),
        ("Card expires", "02/10/33"),
    ]
    _card_ground(pen, boxes[0], "PERMANENT RESIDENT CARD")
    _silhouette(pen, (240, 320, 540, 700))
    for number, (label, value) in enumerate(front):
        column, row = (0, 0) if number == 0 else ((number - 1) % 2, (number + 1) // 2)
        _labelled(pen, 600 + 350 * column, 320 + 108 * row, label, value)
    _card_ground(pen, boxes[1], "Back of card")
    _labelled(pen, 240, 1210, "Card number", "MADE-UP 0000000")
    for number in range(3):
        for place in range(30):
            pen.text((244 + place * 34, 1500 + number * 66), "<", INK, font(44))
    sideways = photo.rotate(90, expand=True)
    exif = Image.Exif()
    exif[ORIENTATION] = TURNED_RIGHT
    exif[0x010F] = "Made-up phone"
    sideways.save(path, "JPEG", quality=82, exif=exif)


def _shadows(photo: Image.Image, boxes: Sequence[tuple[int, int, int, int]]) -> None:
    """Soft shadows of cards or sheets that lie on a table."""
    shade = Image.new("L", photo.size, 0)
    pen = ImageDraw.Draw(shade)
    for left, top, right, bottom in boxes:
        pen.rounded_rectangle((left + 8, top + 16, right + 14, bottom + 22), 40, fill=95)
    photo.paste((90, 82, 72), mask=shade.filter(ImageFilter.GaussianBlur(18)))


def _card_ground(pen: ImageDraw.ImageDraw, box: tuple[int, int, int, int], title: str) -> None:
    left, top, right, bottom = box
    pen.rounded_rectangle(box, 40, fill=(232, 240, 234), outline=(150, 170, 158), width=3)
    for number in range(9):
        y = top + 130 + number * 62
        pen.line((left + 30, y, right - 30, y), fill=(224, 233, 227), width=4)
    pen.text((left + 50, top + 34), title, INK, font(42, bold=True))
    pen.text((left + 50, bottom - 60), SPECIMEN, SOFT, font(26))


def _labelled(pen: ImageDraw.ImageDraw, x: float, y: float, label: str, value: str) -> None:
    pen.text((x, y), label, SOFT, font(23))
    pen.text((x, y + 27), value, INK, font(36, bold=True))


def _silhouette(pen: ImageDraw.ImageDraw, box: tuple[int, int, int, int]) -> None:
    """A photo of nobody."""
    left, top, right, bottom = box
    wide = right - left
    pen.rounded_rectangle(box, 16, fill=(206, 216, 210))
    pen.ellipse(
        (left + wide * 0.3, top + 56, right - wide * 0.3, top + 56 + wide * 0.42), fill=(160, 176, 167)
    )
    pen.chord(
        (left + wide * 0.12, bottom - 170, right - wide * 0.12, bottom + 170), 180, 360, fill=(160, 176, 167)
    )


def certificate(path: Path, title: str, rows: Sequence[tuple[str, str]], *, kind: str) -> None:
    """A framed certificate with a photo of nobody, as a picture file of the given kind."""
    page = Image.new("RGB", (1275, 1650), (252, 251, 247))
    pen = ImageDraw.Draw(page)
    pen.rectangle((50, 50, 1225, 1600), outline=(96, 116, 140), width=7)
    pen.rectangle((72, 72, 1203, 1578), outline=(176, 188, 202), width=2)
    _middle(pen, 170, title, font(60, bold=True))
    _middle(
        pen,
        270,
        "The person named here became a citizen of the United States of America.",
        font(27),
        ink=SOFT,
    )
    _silhouette(pen, (170, 400, 450, 760))
    for number, (label, value) in enumerate(rows):
        y = 400 + number * 130
        pen.text((530, y), label, SOFT, font(26))
        pen.text((530, y + 36), value, INK, font(40))
        pen.line((530, y + 100, 1105, y + 100), fill=(205, 208, 212), width=2)
    _signature(pen, (170, 1330), "Signature of the person")
    _signature(pen, (700, 1330), "Signature of the officer")
    _middle(pen, 1510, SPECIMEN, font(26), ink=SOFT)
    page.save(path, kind, dpi=(150, 150))


def _signature(pen: ImageDraw.ImageDraw, place: tuple[int, int], below: str) -> None:
    x, y = place
    hand = 23 + (sum(map(ord, below)) + x + y) % 17
    strokes = [(x + 16 + n * 9, y - 16 - (n * hand % 11) * (6 if n % 5 else 1)) for n in range(26)]
    pen.line(strokes, fill=(44, 62, 128), width=4, joint="curve")
    pen.line((x, y, x + 400, y), fill=SOFT, width=2)
    pen.text((x, y + 12), below, SOFT, font(24))


def scanned_pages(path: Path, pages: Sequence[Sequence[str]]) -> None:
    """A black and white scan of several pages in one TIFF.

    Of each page's lines the first is the title, an empty one is a gap and "_" is a signature.
    """
    frames = []
    for lines in pages:
        page = Image.new("RGB", (1700, 2200), (250, 250, 250))
        pen = ImageDraw.Draw(page)
        y = 220
        for number, line in enumerate(lines):
            if line == "_":
                _signature(pen, (200, y + 90), "")
                y += 110
            else:
                pen.text((200, y), line, INK, font(46, bold=True) if number == 0 else font(34))
                y += 96 if number == 0 else 58
        pen.text((200, 2060), SPECIMEN, SOFT, font(28))
        slant = page.convert("L").rotate(0.35, Image.Resampling.BICUBIC, fillcolor=250)
        frames.append(slant.point(lambda v: 255 if v > 140 else 0).convert("1"))
    frames[0].save(
        path, "TIFF", save_all=True, append_images=frames[1:], compression="group4", dpi=(200, 200)
    )


def phone_photo_heic(path: Path, title: str, rows: Sequence[tuple[str, str]]) -> None:
    """A certificate photographed by a phone that keeps HEIC."""
    import pillow_heif

    page = Image.new("RGB", (1350, 1800), (170, 140, 112))
    _shadows(page, ((110, 120, 1240, 1680),))
    pen = ImageDraw.Draw(page)
    pen.rectangle((110, 120, 1240, 1680), fill=(250, 250, 246))
    pen.rectangle((150, 160, 1200, 1640), outline=(178, 156, 110), width=5)
    pen.rectangle((164, 174, 1186, 1626), outline=(214, 202, 172), width=2)
    _middle(pen, 250, title, font(56, bold=True), width=1350)
    for number, (label, value) in enumerate(rows):
        y = 430 + number * 140
        pen.text((230, y), label, SOFT, font(27))
        pen.text((230, y + 36), value, INK, font(42))
        pen.line((230, y + 104, 1120, y + 104), fill=(214, 210, 200), width=2)
    _signature(pen, (230, 1420), "Registrar")
    _middle(pen, 1556, SPECIMEN, font(26), width=1350, ink=SOFT)
    pillow_heif.from_pillow(page).save(str(path), quality=70)


def _middle(
    pen: ImageDraw.ImageDraw,
    y: int,
    text: str,
    face: ImageFont.FreeTypeFont,
    *,
    width: int = 1275,
    ink: tuple[int, int, int] = INK,
) -> None:
    pen.text(((width - pen.textlength(text, face)) / 2, y), text, ink, face)
