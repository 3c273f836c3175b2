"""Made-up papers of many kinds, as pages of placed words: wordings x layouts x people x reading noise.

A wording file has blocks `=== kind language`; a line `# ` is the title, `@ label = value > fact` a field with
the fact it states, anything else running text. `{slots}` are filled from a made-up person.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path

from applicant_helper.reading.points import PaperEvidence
from applicant_helper.reading.shapes import Page, Word

HERE = Path(__file__).parent
TUNING, HELD_OUT = HERE / "tuning_papers.txt", HERE / "heldout_papers.txt"
LAYOUTS = ("colon", "columns", "below", "plain")
NEUTRAL = ("scan0001.pdf", "IMG_2041.jpg", "document (3).pdf", "20240612_101500.jpg", "Scan 5.pdf")
LETTERHEAD = ("Page 1 of 2", "FAX 03/11/2025 09:41", "Copy", "Printed from the office file", "")
MISREAD = {
    "o": "0",
    "i": "l",
    "l": "1",
    "e": "c",
    "a": "o",
    "m": "rn",
    "B": "8",
    "S": "5",
    "é": "e",
    "ñ": "n",
}


@dataclass(frozen=True)
class Wording:
    """One wording of one kind; `lines` are as in the file."""

    kind: str
    language: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Made:
    """A made paper, what it is, and the facts printed on it as written."""

    kind: str
    language: str
    evidence: PaperEvidence
    truth: tuple[tuple[str, str], ...]
    layout: str


def wordings(path: Path) -> tuple[Wording, ...]:
    """All wordings of a file."""
    found: list[Wording] = []
    for block in path.read_text(encoding="utf-8").split("=== ")[1:]:
        head, *lines = block.strip().splitlines()
        kind, language = head.split()
        found.append(Wording(kind, language, tuple(line for line in lines if line.strip())))
    return tuple(found)


def make_papers(path: Path, count: int, seed: int, misread: float = 0.0) -> list[Made]:
    """`count` papers, every wording in turn, each with another person, layout and noise."""
    dice = random.Random(seed)
    found = wordings(path)
    return [
        make_paper(found[n % len(found)], LAYOUTS[(n // len(found) + n) % 4], dice, misread)
        for n in range(count)
    ]


def make_paper(wording: Wording, layout: str, dice: random.Random, misread: float = 0.0) -> Made:
    """One paper of a wording."""
    slots = _person(dice, wording.language)
    pen = _Pen(dice, misread)
    truth: list[tuple[str, str]] = []
    if layout == "plain":
        pen.line(dice.choice(LETTERHEAD), 9)
    for line in wording.lines:
        text = re.sub(r"\{(\w+)\}", lambda m: slots[m[1]], line)
        if line.startswith("# "):
            pen.line(text[2:], 10 if layout == "plain" else 16, is_centered=layout != "plain")
        elif line.startswith("@ "):
            label, _, rest = text[2:].partition(" = ")
            value, _, fact = rest.partition(" > ")
            pen.field(label, value, layout)
            if fact:
                truth.append((fact, value))
        else:
            pen.line(text, 9)
    words_from = "ocr" if misread else "text"
    page = Page(1, 612, 792, tuple(pen.words), words_from)
    evidence = PaperEvidence(
        dice.choice(NEUTRAL), (page,), "application/pdf", page_count=1, page_sizes=((612, 792),)
    )
    return Made(wording.kind, wording.language, evidence, tuple(truth), layout)


class _Pen:
    def __init__(self, dice: random.Random, misread: float) -> None:
        self.dice, self.misread = dice, misread
        self.words: list[Word] = []
        self.y = 48.0

    def line(self, text: str, size: float, *, left: float = 54.0, is_centered: bool = False) -> None:
        """Text from the left edge, broken at the right one."""
        wide = size * 0.52
        x = max(54.0, (612 - len(text) * wide) / 2) if is_centered else left
        start = x
        for raw in text.split():
            if x + len(raw) * wide > 570 and x > start:
                x, self.y = start, self.y + size * 1.35
            self._word(raw, x, size)
            x += (len(raw) + 1) * wide
        self.y += size * 1.6

    def field(self, label: str, value: str, layout: str) -> None:
        """A label and its value: after a colon, in a column, or below in larger letters."""
        if layout in {"colon", "plain"}:
            self.line(f"{label}{'' if label.endswith(':') else ':'} {value}", 10)
        elif layout == "columns":
            y = self.y
            self.line(label, 9)
            after, self.y = self.y, y
            self.line(value, 10, left=max(300.0, 70 + len(label) * 5))
            self.y = max(after, self.y)
        else:
            self.line(label, 7)
            self.y -= 1.5
            self.line(value, 10)

    def _word(self, raw: str, x: float, size: float) -> None:
        text = raw
        if self.misread:
            text = "".join(MISREAD.get(c, c) if self.dice.random() < self.misread else c for c in raw)
        wide = len(raw) * size * 0.52
        confidence = 0.93 if self.misread else 1.0
        self.words.append(Word(text, (x, self.y, x + wide, self.y + size), confidence))


GIVEN = (
    "Ana María",
    "John Paul",
    "Minh Anh",
    "Fatima",
    "Oleksandr",
    "Li",
    "Rosa Elena",
    "David",
    "Amina",
    "Tomás",
)
FAMILY = (
    "García López",
    "Smith",
    "Nguyen",
    "Hassan",
    "Kovalenko",
    "Wang",
    "Peña Ortiz",
    "Brooks",
    "Okafor",
    "Silva",
)
CITIES = ("San Antonio", "Guadalajara", "Accra", "Manila", "Kharkiv", "Lyon")
DAY_FIRST = frozenset(("es", "fr", "pt"))


def _person(dice: random.Random, language: str) -> dict[str, str]:
    given, family = dice.choice(GIVEN), dice.choice(FAMILY)
    other = f"{dice.choice(GIVEN)} {dice.choice(FAMILY)}"
    style = dice.choice(("numeric", "words", "iso")) if language == "en" else "day_first"
    return {
        "given": given,
        "family": family.upper() if dice.random() < 0.5 else family,
        "name": f"{given} {family}",
        "NAME": f"{given} {family}".upper(),
        "name2": other,
        "father": f"{dice.choice(GIVEN)} {family}",
        "mother": f"{dice.choice(GIVEN)} {dice.choice(FAMILY)}",
        "dob": _day(dice, style, 1955, 2010),
        "mdate": _day(dice, style, 2008, 2021),
        "issued": _day(dice, style, 2019, 2025),
        "expires": _day(dice, style, 2026, 2034),
        "sex": dice.choice(("Male", "Female", "M", "F")),
        "city": dice.choice(CITIES),
        "street": f"{dice.randint(10, 9999)} Magnolia Ave, San Antonio, TX 78212",
        "anumber": f"{dice.randint(200, 220)}-{dice.randint(100, 999)}-{dice.randint(100, 999)}",
        "receipt": f"{dice.choice(('IOE', 'MSC', 'LIN'))}{dice.randint(10**9, 10**10 - 1)}",
        "passport": f"{dice.choice('ABGX')}{dice.randint(10**7, 10**8 - 1)}",
        "amount": f"${dice.randint(1, 98)},{dice.randint(100, 999)}.{dice.randint(10, 99)}",
        "amount2": f"${dice.randint(1, 98)},{dice.randint(100, 999)}.{dice.randint(10, 99)}",
    }


MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
LONG = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December")  # fmt: skip


def _day(dice: random.Random, style: str, first: int, last: int) -> str:
    year, month, day = dice.randint(first, last), dice.randint(1, 12), dice.randint(1, 28)
    if style == "numeric":
        return f"{month:02}/{day:02}/{year}"
    if style == "words":
        return dice.choice((f"{LONG[month - 1]} {day}, {year}", f"{day:02} {MONTHS[month - 1]} {year}"))
    if style == "iso":
        return f"{year}-{month:02}-{day:02}"
    return f"{day:02}/{month:02}/{year}"


def write_pdf(made: Made, path: Path) -> Path:
    """The paper as a PDF with a text layer; only for papers in Latin letters."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=(612, 792), invariant=True)
    for page in made.evidence.pages:
        for word in page.words:
            size = (word.box[3] - word.box[1]) * 0.92
            canvas.setFont("Helvetica", size)
            canvas.drawString(word.box[0], 792 - word.box[3] + size * 0.22, word.text)
        canvas.showPage()
    canvas.save()
    return path
