"""Draws pages like those of official forms, with a real barcode at the foot, and wears them out as scanners do."""

from __future__ import annotations

import io
import random

import zxingcpp
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from applicant_helper.reading.shapes import Box

WIDTH, HEIGHT = 612.0, 792.0
CODE: Box = (192.0, 762.0, 462.0, 780.0)
SIGN_HERE: Box = (60.0, 594.0, 438.0, 612.0)
WORDS = ("country", "street", "number", "family", "given", "date", "where", "were", "you", "born")
SECOND: Box = (60.0, 648.0, 300.0, 666.0)


def form_page(text: str | None, dpi: int = 200, *, lines: int = 24) -> Image.Image:
    """A page with a heading, lines of text, answer boxes and two places to sign. `text` is what the code says."""
    image = Image.new("L", (round(WIDTH * dpi / 72), round(HEIGHT * dpi / 72)), 255)
    draw, scale = ImageDraw.Draw(image), dpi / 72
    font, bold = ImageFont.load_default(10 * scale), ImageFont.load_default(12 * scale)

    def box(place: Box, fill: int | None = None, width: float = 0.6) -> None:
        draw.rectangle([v * scale for v in place], fill, 0, max(1, round(width * scale)))

    box((36, 36, 576, 40), 0)
    box((36, 52, 430, 70), 224)
    draw.text((40 * scale, 54 * scale), "Part 4.  Information About Your Residence", 0, bold)
    words = random.Random(text).choices(WORDS, k=400)
    for line in range(lines):
        top = 84 + line * 20
        draw.text((60 * scale, top * scale), " ".join(words[line * 9 : line * 9 + 9]), 0, font)
        if line % 4 == 3:
            box((400, top - 3, 576, top + 13))
    for place, label in ((SIGN_HERE, "Applicant's Signature"), (SECOND, "Interpreter's Signature")):
        draw.text((place[0] * scale, (place[1] - 13) * scale), label, 0, font)
        box(place)
    box((36, 754, 576, 755), 0)
    draw.text((36 * scale, 758 * scale), "Form N-400   Edition 01/20/25", 0, font)
    draw.text((520 * scale, 758 * scale), "Page 4 of 14", 0, font)
    if text is not None:
        code = barcode(text)
        # The symbol with its quiet zone fills the place of the field but for a little below.
        size = (round(266.5 * scale), round(14.6 * scale))
        image.paste(code.resize(size, Image.Resampling.BOX), (round(193.3 * scale), round(764 * scale)))
    return image


def barcode(text: str) -> Image.Image:
    """The symbol as official pages print it: twelve columns, level 5, with a quiet zone of two modules."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.PDF417, ec_level="5", columns=12)
    made = code.to_image(scale=4).__array_interface__
    high, wide = made["shape"]
    return Image.frombytes("L", (wide, high), bytes(made["data"]))


def scribble(image: Image.Image, place: Box, dpi: int, seed: int) -> None:
    """Something handwritten in a place."""
    chance, scale = random.Random(seed), dpi / 72
    x, middle = place[0] + chance.uniform(6, 40), (place[1] + place[3]) / 2
    points = []
    for _ in range(chance.randint(10, 26)):
        points.append((x * scale, (middle + chance.uniform(-7, 7)) * scale))
        x += chance.uniform(1, 6)
    ImageDraw.Draw(image).line(points, chance.choice((20, 60, 90)), max(2, round(0.7 * scale)), "curve")


def worn(
    image: Image.Image,
    seed: int,
    *,
    tilt: float = 1.3,
    blur: float = 1.0,
    noise: float = 12,
    quality: int = 40,
    turn: int = 0,
    contrast: float = 1.0,
    keystone: float = 0.0,
) -> Image.Image:
    """The page laid askew, blurred, noisy and saved as a poor JPEG. `keystone` is a share of the width."""
    chance = random.Random(seed)
    if keystone:
        wide, high = image.size
        table = Image.new("L", (round(wide * 1.12), round(high * 1.12)), 90)
        table.paste(image, (round(wide * 0.06), round(high * 0.06)))
        wide, high = table.size
        x = [chance.uniform(0, keystone) * wide for _ in range(8)]
        quad = (x[0], x[1], x[2], high - x[3], wide - x[4], high - x[5], wide - x[6], x[7])
        image = table.transform(table.size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC)
    if tilt:
        image = image.rotate(chance.choice((-tilt, tilt)), Image.Resampling.BICUBIC, fillcolor=255)
    if turn:
        image = image.rotate(turn, expand=True)
    image = image.filter(ImageFilter.GaussianBlur(blur))
    if contrast != 1:
        image = image.point(lambda shade: int(128 + (shade - 128) * contrast))
    image = ImageChops.add(image, Image.effect_noise(image.size, noise), 1, -128)
    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=quality)
    return Image.open(kept).convert("L")
