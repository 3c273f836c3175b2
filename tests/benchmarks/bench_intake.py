"""Prints what it costs to list a folder of 30 mixed papers, without OCR: seconds, and peak memory of both processes.

`python -m tests.benchmarks.bench_intake`
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from applicant_helper.catalog.load import load_catalog
from applicant_helper.service.desk import Desk
from applicant_helper.service.intake import is_unknown
from applicant_helper.service.papers import add_papers
from tests.packet import inputs
from tests.reading import formmaps, formpages, hybrid, passports
from tests.reading.papers import TUNING, Made, make_papers
from tests.reading.scans import letter, worn


def draw(folder: Path) -> None:
    """30 papers: forms with fields, scanned forms, passports, typed papers, scans, photos, a fax."""
    for number in range(3):
        form = hybrid.draw(formmaps.fields(), values=formmaps.values(Given=f"Ana {number}"), pages=2)
        (folder / f"form {number}.pdf").write_bytes(form.getvalue())
    for number in range(3):
        pages = [
            formpages.worn(formpages.form_page(f"N-400|01/20/25|{page}"), 10 * number + page)
            for page in range(1, 5)
        ]
        pages[0].save(
            folder / f"scanned form {number}.pdf", save_all=True, append_images=pages[1:], resolution=200
        )
    for number in range(2):
        passport = passports.made_up(number)
        page = passports.scanned(passports.photo_page(passport, number), number, on_sheet=True)
        page.save(folder / f"IMG_20{number}.jpg", dpi=(200, 200))
        typed(folder / f"passport {number}.pdf", [("PASSPORT", 60.0, 60.0), *lines_of(passport.lines)])
    for number, made in enumerate(make_papers(TUNING, 12, 5)):
        copy(folder / f"document ({number}).pdf", made)
    for number in range(3):
        worn(letter(), number).image.save(folder / f"scan000{number}.png", dpi=(200, 200))
        photo(folder / f"photo {number}.jpg", number)
    inputs.scans(folder / "fax.tif", 6)
    inputs.heic(folder / "IMG_2077.heic")


def lines_of(zone: tuple[str, ...]) -> list[tuple[str, float, float]]:
    """The lines of a passport below each other."""
    return [(line, 60.0, 600 + 20.0 * n) for n, line in enumerate(zone)]


def copy(path: Path, made: Made) -> None:
    """A made paper as a PDF with text, three times over as its pages."""
    words = [(w.text, w.box[0], w.box[3]) for p in made.evidence.pages for w in p.words]
    typed(path, words, pages=3)


def typed(path: Path, words: list[tuple[str, float, float]], pages: int = 1) -> None:
    """A PDF with words at places from the top left."""
    canvas = Canvas(str(path), pagesize=(612, 792), invariant=True)
    for _ in range(pages):
        canvas.setFont("Helvetica", 9)
        for text, left, top in words:
            canvas.drawString(left, 792 - top, text)
        canvas.showPage()
    canvas.save()


def photo(path: Path, seed: int) -> None:
    """A photo of twelve million pixels, as phones take them."""
    small = Image.effect_noise((400, 300), 60 + seed).convert("RGB")
    small.resize((4000, 3000), Image.Resampling.BICUBIC).save(path, quality=85)


def read(folder: Path, cases: Path) -> None:
    """Take the folder in and print what it cost. A process of its own, so that drawing does not count."""
    size = sum(p.stat().st_size for p in folder.iterdir()) / 1e6
    desk = Desk(cases, lambda: datetime(2026, 11, 25, tzinfo=UTC), load_catalog())
    session = desk.create("bench")
    session.start_filing("us/n-400")
    slowest = [(0.0, "")]
    began = last = time.perf_counter()

    def step(_done: int, _total: int, name: str, _row: object) -> None:
        nonlocal last
        now = time.perf_counter()
        slowest.append((now - last, name))
        last = now

    report = add_papers(session, [folder], progress=step)
    seconds = time.perf_counter() - began
    known = sum(not is_unknown(d) for d in session.case.documents)
    session.close()
    parent, child = (
        resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    sys.stdout.write(
        f"papers          {len(report.added):8d}, {size:.0f} MB, refused {len(report.refused)}\n"
    )
    sys.stdout.write(f"all listed      {seconds:8.1f} s, without OCR\n")
    sys.stdout.write(f"kind proposed   {known:8d}, the others are asked\n")
    for one, name in sorted(slowest, reverse=True)[:5]:
        sys.stdout.write(f"  slowest       {one:8.2f} s  {name}\n")
    sys.stdout.write(f"peak memory     {parent:8.0f} MB parent, {child:.0f} MB child\n")


def main() -> None:
    """Draw here, read in a process of its own."""
    if len(sys.argv) == 3:
        read(Path(sys.argv[1]), Path(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory() as given:
        folder = Path(given) / "papers"
        folder.mkdir()
        draw(folder)
        command = [sys.executable, "-m", "tests.benchmarks.bench_intake", str(folder), f"{given}/cases"]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
