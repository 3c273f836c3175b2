"""Draws photo pages of made-up passports and cards, with their machine-readable zone, as scanners leave them.

Everything follows from a seed. Nobody drawn here is real; the check digits are counted here anew, so that the
reader is not tested with its own arithmetic.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

MM = 25.4
_FONTS = (
    "/usr/share/fonts/opentype/ocr-b/OCRB.otf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf",
    "DejaVuSansMono.ttf",
    "cour.ttf",
    "Menlo.ttc",
)
_PEOPLE = (
    ("NGA", "OKAFOR", "AMARA NGOZI"),
    ("MEX", "HERNANDEZ LOPEZ", "MARIA GUADALUPE"),
    ("IND", "VENKATARAMANAN", "SUBRAMANIAM IYER"),
    ("CHN", "ZHANG", "WEI"),
    ("VNM", "NGUYEN", "THI MINH ANH"),
    ("KOR", "KIM", "MINSU"),
    ("PHL", "DELA CRUZ", "JUAN MIGUEL SANTOS"),
    ("BRA", "DE OLIVEIRA SOUZA", "ANA BEATRIZ"),
    ("HTI", "JEAN BAPTISTE", "MARIE CARMELLE"),
    ("RUS", "KUZNETSOVA", "EKATERINA"),
    ("UKR", "SHEVCHENKO", "OLEKSANDR"),
    ("IRN", "HOSSEINI KHAH", "SEYED MOHAMMADREZA"),
    ("AFG", "AHMADZAI", "GUL AGHA"),
    ("ETH", "TESFAYE", "HIWOT BEKELE"),
    ("ERI", "GHEBREMESKEL", "YONAS"),
    ("MMR", "AUNG", "KYAW ZIN"),
    ("IDN", "SUHARTO", ""),
    ("D", "MUELLER", "JUERGEN KARLHEINZ"),
    ("GBR", "OBRIEN SMYTHE", "SEAN KIERAN"),
    ("FRA", "LEFEBVRE", "JEAN LUC CHRISTOPHE"),
    ("EGY", "ABDELRAHMAN", "MOHAMED AHMED SAYED ELSHAFEI"),
    ("SAU", "ALGHAMDI", "FATIMAH ABDULLAH S"),
    ("TUR", "YILDIZ", "OZGUR"),
    ("POL", "SZCZEPANSKA", "KATARZYNA MALGORZATA"),
    ("JPN", "TAKAHASHI", "YUKI"),
    ("THA", "SRISAWATDIPHONG", "KANOKWAN"),
    ("NPL", "GURUNG", "BISHNU MAYA"),
    ("LKA", "WICKRAMASINGHE ARACHCHIGE", "DON KASUN CHAMARA"),
    ("SLV", "MARTINEZ DE CACERES", "XIOMARA YESENIA"),
    ("GTM", "XOL COC", "CARLOS"),
    ("COL", "QUINTERO", "LUZ DARY"),
    ("KAZ", "KASSYMZHANOVA", "AIGUL"),
    ("CMR", "NGONO ESSOMBA", "CLARISSE"),
    ("CAN", "TREMBLAY", "CHLOE"),
    ("UTO", "ERIKSSON", "ANNA MARIA"),
)


@dataclass(frozen=True)
class Passport:
    """One made-up document: its zone and what a reader has to find in it. Dates are YYYY-MM-DD."""

    layout: str
    lines: tuple[str, ...]
    issuer: str
    family: str
    given: str
    number: str
    nationality: str
    birth: str
    sex: str
    expiry: str


def digit_for(text: str) -> str:
    """The check digit, counted with a table of values."""
    values = {c: i for i, c in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {"<": 0}
    return str(sum(values[c] * (7, 3, 1)[i % 3] for i, c in enumerate(text)) % 10)


def made_up(seed: int, layout: str = "TD3") -> Passport:
    """A person with a document, by seed."""
    draw = random.Random(f"passport {seed}")
    state, family, given = _PEOPLE[draw.randrange(len(_PEOPLE))]
    birth = (draw.randint(1940, 2025), draw.randint(1, 12), draw.randint(1, 28))
    expiry = (draw.randint(2025, 2036), draw.randint(1, 12), draw.randint(1, 28))
    sex = draw.choice("MMFF<")
    letters = "ABCDEFGHJKLMNPRSTUVWXYZ"
    shape = draw.choice(
        ("A########", "AA#######", "#########", "A#######", "AA######", "?????????", "#######")
    )
    number = "".join(
        draw.choice(letters)
        if c == "A"
        else draw.choice("0123456789")
        if c == "#"
        else draw.choice(letters + "0123456789")
        for c in shape
    )
    personal = "".join(draw.choice("0123456789") for _ in range(draw.choice((0, 0, 0, 8, 11, 14))))
    lines = zone(layout, state, family, given, number, _short(birth), sex, _short(expiry), personal)
    written = ["-".join((f"{d[0]:04}", f"{d[1]:02}", f"{d[2]:02}")) for d in (birth, expiry)]
    family, given = _kept(layout, family, given)
    return Passport(layout, lines, state, family, given, number, state, written[0], sex, written[1])


def _short(day: tuple[int, int, int]) -> str:
    return f"{day[0] % 100:02}{day[1]:02}{day[2]:02}"


def _kept(layout: str, family: str, given: str) -> tuple[str, str]:
    """The names as far as the zone has room for them."""
    room = {"TD3": 39, "MRV-A": 39, "TD2": 31, "MRV-B": 31, "TD1": 30}[layout]
    kept_family, _, kept_given = _names(family, given)[:room].partition("<<")
    return kept_family.replace("<", " ").strip(), kept_given.replace("<", " ").strip()


def _names(family: str, given: str) -> str:
    return family.replace(" ", "<") + ("<<" + given.replace(" ", "<") if given else "")


def zone(
    layout: str,
    state: str,
    family: str,
    given: str,
    number: str,
    birth: str,
    sex: str,
    expiry: str,
    personal: str,
) -> tuple[str, ...]:
    """The lines of a zone."""
    issuer, names = state.ljust(3, "<"), _names(family, given)
    number = number.ljust(9, "<")
    number += digit_for(number)
    born, ends = birth + digit_for(birth), expiry + digit_for(expiry)
    if layout == "TD1":
        first = f"I<{issuer}{number}{personal[:15].ljust(15, '<')}"
        second = f"{born}{sex}{ends}{issuer}{'<' * 11}"
        last = digit_for(first[5:] + born + ends + "<" * 11)
        return first, second + last, names[:30].ljust(30, "<")
    width = {"TD3": 44, "MRV-A": 44, "TD2": 36, "MRV-B": 36}[layout]
    start = {"TD3": "P<", "MRV-A": "V<", "TD2": "I<", "MRV-B": "V<"}[layout]
    first = (start + issuer + names)[:width].ljust(width, "<")
    second = number + issuer + born + sex + ends
    if layout.startswith("MRV"):
        return first, second + personal[: width - 28].ljust(width - 28, "<")
    room = 14 if layout == "TD3" else 7
    more = personal[:room].ljust(room, "<")
    if layout == "TD3":
        more += digit_for(more)
    return first, second + more + digit_for(number + born + ends + more)


def mono(pitch: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """A font whose signs are `pitch` pixels apart: OCR-B where it is installed, else another of one width."""
    for path in _FONTS:
        if path.startswith("/") and not Path(path).exists():
            continue
        try:
            wide = ImageFont.truetype(path, 100).getlength("0")
            return ImageFont.truetype(path, max(4, round(100 * pitch / wide)))
        except OSError:
            continue
    return ImageFont.load_default(size=pitch * 1.5)


def _sans(size: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    path = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
    return ImageFont.truetype(path, round(size)) if Path(path).exists() else ImageFont.load_default(size=size)


def photo_page(passport: Passport, seed: int, dpi: int = 200) -> Image.Image:
    """The page with the photo, clean: background, printed fields and the zone in its place (mm of Doc 9303)."""
    draw_from = random.Random(f"page {seed}")
    px = dpi / MM
    width_mm, height_mm = {"TD3": (125, 88), "MRV-A": (120, 80), "TD2": (105, 74), "MRV-B": (105, 74)}.get(
        passport.layout, (85.6, 54)
    )
    paper = tuple(draw_from.randint(215, 250) for _ in range(3))
    page = Image.new("RGB", (round(width_mm * px), round(height_mm * px)), paper)
    draw = ImageDraw.Draw(page)
    _guilloche(draw, page.size, draw_from, paper)
    top = height_mm - (5.5 + 6.35 * len(passport.lines))
    if top > 30:
        _printed(draw, passport, px, top, draw_from)
    ink = draw_from.randint(10, 60)
    pitch = 2.54 * px
    font = mono(pitch)
    left = (width_mm - 2.54 * len(passport.lines[0])) / 2
    for row, line in enumerate(passport.lines):
        for place, sign in enumerate(line):
            at = (left * px + place * pitch, (top + row * 6.35) * px)
            draw.text(at, sign, font=font, fill=(ink, ink, ink + 8))
    return page


def _guilloche(
    draw: ImageDraw.ImageDraw, size: tuple[int, int], source: random.Random, paper: tuple[int, ...]
) -> None:
    for _ in range(source.randint(15, 60)):
        tone = tuple(max(0, c - source.randint(8, 35)) for c in paper)
        middle = (source.randrange(size[0]), source.randrange(size[1]))
        r = source.randint(30, size[0] // 2)
        draw.ellipse((middle[0] - r, middle[1] - r // 2, middle[0] + r, middle[1] + r // 2), outline=tone)


def _printed(
    draw: ImageDraw.ImageDraw, passport: Passport, px: float, top: float, source: random.Random
) -> None:
    tone = source.randint(60, 160)
    draw.rectangle((5 * px, 12 * px, 36 * px, min(top - 4, 53) * px), fill=(tone, tone - 10, tone - 20))
    rows = (
        ("Passport / Passeport", passport.number),
        ("Surname / Nom", passport.family),
        ("Given names / Prenoms", passport.given),
        ("Nationality / Nationalite", passport.nationality),
        ("Date of birth / Date de naissance", passport.birth),
        ("Sex / Sexe", passport.sex.replace("<", "X")),
        ("Date of expiry / Date d'expiration", passport.expiry),
    )
    step = (top - 8) / len(rows)
    for i, (label, value) in enumerate(rows):
        y = 5 + i * step
        draw.text((42 * px, y * px), label, font=_sans(1.7 * px), fill=(90, 90, 120))
        draw.text((42 * px, (y + 2.2) * px), value, font=_sans(3 * px), fill=(20, 20, 30))


def scanned(page: Image.Image, seed: int, dpi: int = 200, *, on_sheet: bool = False) -> Image.Image:
    """The page as a scan: laid on a sheet or not, tilted up to 2 degrees, blurred, noisy, JPEG of quality 40 to 85."""
    source = random.Random(f"scan {seed}")
    if on_sheet:
        sheet = Image.new("RGB", (round(8.5 * dpi), 11 * dpi), (252, 252, 250))
        room = (sheet.width - page.width, sheet.height - page.height)
        sheet.paste(page, (source.randrange(room[0] // 4, room[0]), source.randrange(60, room[1])))
        page = sheet
    page = page.rotate(
        source.uniform(-2, 2), resample=Image.Resampling.BICUBIC, expand=True, fillcolor=(240, 240, 238)
    )
    page = page.filter(ImageFilter.GaussianBlur(source.uniform(0.2, 0.9)))
    noise = Image.effect_noise(page.size, source.uniform(4, 22)).convert("RGB")
    page = Image.blend(page, noise, source.uniform(0.02, 0.1))
    kept = BytesIO()
    page.save(kept, "JPEG", quality=source.randint(40, 85))
    kept.seek(0)
    return Image.open(kept).convert("RGB")
