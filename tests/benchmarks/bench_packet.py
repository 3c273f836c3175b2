"""CPU and memory of a whole packet against plain joining by libqpdf. Prints figures, asserts nothing.

Run: python -m tests.benchmarks.bench_packet
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

SIZES = (150, 1000)
PAGES_EACH = 10


def scans(folder: Path, pages: int) -> list[Path]:
    """PDFs of ten scanned pages, each page a JPEG of its own."""
    import pikepdf
    from PIL import Image

    from applicant_helper.packet.images import image_to_pdf

    paths = []
    for number in range(pages // PAGES_EACH):
        whole = pikepdf.Pdf.new()
        for page in range(PAGES_EACH):
            noise = Image.effect_noise((850, 1100), 40 + page)
            noise.save(folder / "page.jpg", quality=70, dpi=(100, 100))
            image_to_pdf(folder / "page.jpg", folder / "page.pdf", None)
            with pikepdf.open(folder / "page.pdf") as one:
                whole.pages.extend(one.pages)
        paths.append(folder / f"scan{number}.pdf")
        whole.save(paths[-1])
    return paths


def packet(paths: list[Path], folder: Path) -> None:
    """The complete packet: prepared, planned, drawn, put together, read again."""
    from applicant_helper.catalog.destinations import load_destinations
    from applicant_helper.catalog.where import data_root
    from applicant_helper.packet.build import build_packet
    from applicant_helper.packet.model import ExhibitGroup, PacketDocument, PacketRequest

    documents = tuple(PacketDocument(p.name, p, p.stem, p.name) for p in paths)
    profile = load_destinations(data_root() / "forms" / "destinations")["uscis-paper"]
    groups = (ExhibitGroup("r", "Evidence", "", documents),)
    request = PacketRequest("Packet", "", "N-400", "Naturalization", date(2026, 1, 2), profile, groups)
    build_packet(request, folder / "packet.pdf", work=folder / "work", cache=folder / "cache", overwrite=True)


def joined(paths: list[Path], folder: Path) -> None:
    """The same pages one after another, nothing else."""
    from pikepdf import Job

    files = [str(p) for p in paths]
    Job(["join", "--empty", "--pages", *files, "--", str(folder / "joined.pdf")]).run()


def measure(what: str, folder: Path) -> None:
    """One measured run, in a process of its own."""
    import resource

    paths = sorted(folder.glob("scan*.pdf"))
    {"packet": packet, "joined": joined}[what](paths, folder)
    own, child = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = own.ru_utime + own.ru_stime + child.ru_utime + child.ru_stime
    sys.stdout.write(
        f"{cpu:.2f} s CPU, {own.ru_maxrss / 1024:.0f} MB + child {child.ru_maxrss / 1024:.0f} MB"
    )


def main() -> None:
    """Print a line for each size and way."""
    for pages in SIZES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            scans(folder, pages)
            for what in ("joined", "packet", "packet"):
                began = time.perf_counter()
                command = [sys.executable, "-m", "tests.benchmarks.bench_packet", what, name]
                run = subprocess.run(command, check=True, capture_output=True, text=True)
                took = time.perf_counter() - began
                sys.stdout.write(f"{pages:5} pages, {what}: {run.stdout}, {took:.2f} s\n")


if __name__ == "__main__":
    if len(sys.argv) == 3:
        measure(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
