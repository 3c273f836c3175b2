"""Seconds and peak memory per page of reading text layers, drawing pages and reading scans. Prints, asserts nothing.

Run: python -m tests.benchmarks.bench_reading
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.reading.scans import (
    LETTER_LINES,
    SPANISH_LINES,
    Scan,
    accuracy,
    letter,
    page_of,
    tilted,
    turned,
    worn,
)

PAGES = 20
POINTS = (612, 792)
LETTER_DPI = 200


def text_pdf(path: Path) -> Path:
    """Pages full of text."""
    canvas = Canvas(str(path), pagesize=POINTS)
    for _ in range(PAGES):
        for row in range(48):
            canvas.drawString(54, 740 - 14 * row, LETTER_LINES[row % len(LETTER_LINES)])
        canvas.showPage()
    canvas.save()
    return path


def scan_pdf(path: Path, scans: list[Scan]) -> Path:
    """Each scan as a JPEG on a page of its own."""
    canvas = Canvas(str(path), pagesize=POINTS)
    for scan in scans:
        width, height = (v * 72 / LETTER_DPI for v in scan.image.size)
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(io.BytesIO(scan.jpeg())), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return path


def measured(name: str, work: str, path: Path) -> str:
    """Seconds per page and peak megabytes of a fresh process that does the work on the file."""
    code = (
        "import sys, time; path = sys.argv[1]; start = time.perf_counter();"
        f"exec({work!r}); seconds = time.perf_counter() - start;"
        "from tests.benchmarks.bench_reading import spent; print(seconds, time.process_time(), spent('self')[1])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    seconds, processor, megabytes = (float(v) for v in done.stdout.split())
    return row(name, seconds / PAGES, processor / PAGES, f"{megabytes:.0f} MB at most")


def row(name: str, seconds: float, processor: float, more: str) -> str:
    return f"{name:36} {seconds:7.3f} s a page, of the processor {processor:7.3f} s   {more}"


TEXT = "from applicant_helper.reading.text import text_pages\ntext_pages(open(path, 'rb'), 1, 99)"
DRAW = """
from applicant_helper.reading.render import open_pages
with open(path, 'rb') as file, open_pages(file, 'application/pdf') as pages:
    for number in range(1, pages.count + 1):
        pages.draw(number, {dpi})
"""


def spent(process: str) -> tuple[float, float]:
    """Processor seconds and most megabytes of a running process; zeros where the system does not say."""
    folder = Path("/proc") / process
    try:
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
        peak = (folder / "status").read_text().split("VmHWM:")[1].split()[0]
    except (OSError, IndexError):
        return 0.0, 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), float(peak) / 1024


def sets() -> dict[str, Callable[[], Scan]]:
    """Drawn scans of different trouble."""
    page = letter()
    small = page_of(LETTER_LINES * 3, size=20)
    return {
        "clean letter": lambda: page,
        "worn, tilted 1.3 degrees": lambda: worn(tilted(page, 1.3), 1),
        "worn, small letters": lambda: worn(tilted(small, -0.7), 2),
        "lying on its side, worn": lambda: turned(worn(tilted(page, -2), 3), 1),
        "upside down, worn": lambda: turned(worn(page, 4), 2),
        "half a page, Spanish": lambda: worn(page_of(SPANISH_LINES * 3, size=28), 5),
    }


def ocr_rows(folder: Path) -> list[str]:
    """One batch by one child: the first page with the start of the child, the others warm."""
    from applicant_helper.reading.ocr import OcrBatch, is_available, reader

    if not is_available():
        return ["reading scans: skipped, the ocr extra is not installed"]
    rows = [f"reading scans by {reader()}"]
    scans = {name: draw() for name, draw in sets().items()}
    path = scan_pdf(folder / "scans.pdf", list(scans.values()))
    with OcrBatch() as batch:
        used = 0.0
        for number, (name, scan) in enumerate(scans.items(), 1):
            start = time.perf_counter()
            read = batch.read(path, number)
            seconds = time.perf_counter() - start
            words = [w.text for w in read.page.words] if read else []
            child = batch._child._process
            processor, peak = spent(str(child.pid)) if child else (0.0, 0.0)
            first = ", first page" if number == 1 else ""
            told = f"words right {accuracy(scan, words):.1%}, {peak:.0f} MB at most"
            rows.append(row("  " + name + first, seconds, processor - used, told))
            used = processor
    return rows


def main() -> None:
    """Run and print."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    sys.stdout.write(f"{os.cpu_count()} processors, load {load:.1f} before the start\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = text_pdf(folder / "text.pdf")
        scans = scan_pdf(folder / "scan.pdf", [worn(letter(), n) for n in range(2)] * (PAGES // 2))
        rows = [
            measured("words of the text layer", TEXT, path),
            measured("text page drawn at 150 dpi", DRAW.format(dpi=150), path),
            measured("scanned page drawn at 200 dpi", DRAW.format(dpi=200), scans),
            *ocr_rows(folder),
        ]
    sys.stdout.write("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()
