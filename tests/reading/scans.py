"""Draws pages of text as a scanner or a phone would give them, with the words and places that are truly there.

Everything follows from a seed; the people are made up.
"""

from __future__ import annotations

import io
import math
import random
from dataclasses import dataclass
from importlib.resources import files

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

DPI = 200
PAPER = (1700, 2200)
LETTER_LINES = (
    "First National Bank of Springfield",
    "Account statement for the period 03/01/2025 to 03/31/2025",
    "Account holder: MARIA ELENA SANTOS RIVERA",
    "1200 Oak Street, Apartment 4B, Springfield, IL 62704",
    "Account number: 000123456789    Branch: 0417",
    "Opening balance $2,415.07    Closing balance $3,108.92",
    "03/04/2025  Payroll deposit  ACME Foods Inc.  $1,204.11",
    "03/09/2025  City Water and Light  -$86.40",
    "03/15/2025  Rent, Oak Street Properties LLC  -$950.00",
    "03/22/2025  Payroll deposit  ACME Foods Inc.  $1,204.11",
    "Please check this statement and tell us about differences within 60 days.",
    "If you have questions, call the number on the back of your card.",
    "This letter was written on the fourteenth of April and needs no signature.",
)
SPANISH_LINES = (
    "REGISTRO CIVIL - ACTA DE NACIMIENTO",
    "Nombre del niño: JOSÉ ÁNGEL MUÑOZ GARCÍA",
    "Fecha de nacimiento: 5 de marzo de 1990, a las 14:20 horas",
    "Lugar de nacimiento: Querétaro, Querétaro, México",
    "Nombre del padre: Raúl Muñoz Íñiguez, de nacionalidad mexicana",
    "Nombre de la madre: Begoña García Peñalosa",
    "El suscrito oficial del registro certifica que la presente es copia fiel.",
)


@dataclass(frozen=True, slots=True)
class TrueWord:
    """A word and its ink in pixels of the page before anything was done to it."""

    text: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Scan:
    """A picture, the words on it, and where each one's corners went."""

    image: Image.Image
    words: tuple[TrueWord, ...]

    def jpeg(self, quality: int = 75, dpi: int = DPI) -> bytes:
        """The picture as a JPEG file."""
        out = io.BytesIO()
        self.image.convert("RGB").save(out, "JPEG", quality=quality, dpi=(dpi, dpi))
        return out.getvalue()


def font_of(size: int) -> ImageFont.FreeTypeFont:
    """Noto Sans in pixels."""
    with (files("fontpkg_noto_sans") / "files/NotoSans[wdth,wght].ttf").open("rb") as file:
        return ImageFont.truetype(io.BytesIO(file.read()), size)


def page_of(
    lines: tuple[str, ...], *, size: int = 32, paper: tuple[int, int] = PAPER, left: int = 150, top: int = 180
) -> Scan:
    """Lines of text on white paper, one below another; 32 pixels are 11.5 points at 200 dpi."""
    image = Image.new("L", paper, 255)
    draw = ImageDraw.Draw(image)
    font = font_of(size)
    words = []
    for row, line in enumerate(lines):
        x, y = float(left), top + row * size * 2.0
        for piece in line.split(" "):
            if piece:
                draw.text((x, y), piece, font=font, fill=15)
                words.append(TrueWord(piece, draw.textbbox((x, y), piece, font=font)))
            x += font.getlength(piece + " ")
    return Scan(image, tuple(words))


def letter(lines: int = 40) -> Scan:
    """A full page of a letter."""
    return page_of(tuple(LETTER_LINES[n % len(LETTER_LINES)] for n in range(lines)), size=24)


def turned(scan: Scan, quarter_turns: int) -> Scan:
    """Lying as it was put into the scanner: turned counter-clockwise by quarters."""
    image, words = scan.image, scan.words
    for _ in range(quarter_turns % 4):
        width = image.width
        image = image.transpose(Image.Transpose.ROTATE_90)
        words = tuple(
            TrueWord(w.text, (w.box[1], width - w.box[2], w.box[3], width - w.box[0])) for w in words
        )
    return Scan(image, words)


def tilted(scan: Scan, degrees: float, fill: int = 235) -> Scan:
    """Put askew onto the glass, counter-clockwise; the paper keeps its size."""
    image = scan.image.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=fill)
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    middle_x, middle_y = scan.image.width / 2, scan.image.height / 2

    def moved(x: float, y: float) -> tuple[float, float]:
        x, y = x - middle_x, y - middle_y
        return middle_x + x * cos + y * sin, middle_y - x * sin + y * cos

    words = []
    for word in scan.words:
        x0, y0, x1, y1 = word.box
        corners = [moved(x, y) for x in (x0, x1) for y in (y0, y1)]
        xs, ys = [c[0] for c in corners], [c[1] for c in corners]
        words.append(TrueWord(word.text, (min(xs), min(ys), max(xs), max(ys))))
    return Scan(image, tuple(words))


def worn(scan: Scan, seed: int, *, noise: float = 14.0, blur: float = 0.7, shade: int = 90) -> Scan:
    """As a phone sees it: light that falls off to one side, grain, and not quite sharp."""
    rng = random.Random(seed)
    image = scan.image.convert("L").filter(ImageFilter.GaussianBlur(blur))
    light = Image.linear_gradient("L").rotate(rng.choice((0, 90, 180, 270))).resize(image.size)
    image = ImageChops.subtract(image, light.point(lambda v: v * shade // 255))
    tile = 128
    grain = Image.frombytes(
        "L", (tile, tile), bytes(_clamped(rng.gauss(128, noise)) for _ in range(tile * tile))
    )
    whole = Image.new("L", image.size)
    for x in range(0, image.width, tile):
        for y in range(0, image.height, tile):
            whole.paste(grain, (x, y))
    return Scan(ImageChops.add(image, whole, 1, -128), scan.words)


def _clamped(value: float) -> int:
    return max(0, min(255, round(value)))


def accuracy(truth: Scan, found: list[str]) -> float:
    """The share of the true words that were found letter by letter, each found word counted once."""
    left = list(found)
    hits = 0
    for word in truth.words:
        if word.text in left:
            left.remove(word.text)
            hits += 1
    return hits / len(truth.words)
