"""CPU and memory of a whole packet against plain joining and against other libraries. Prints, asserts nothing.

Run: python -m tests.benchmarks.bench_packet [S M L XL] [--times 5]
The floor is libqpdf joining the same files in this process: no page is touched. `engine` makes the complete packet
(prepare, number, draw, merge, stamp, link, save); `build` is the same as the program runs it, in a child, and
read again afterwards. `pypdf` and `pdfium` only join and print a number on each page.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from applicant_helper.packet.model import PacketRequest

SIZES = {"S": 150, "M": 1000, "L": 5000, "XL": 10000}
# What the engine is to reach: CPU against the qpdf program and against the floor, peak memory in MB.
TARGETS = {"S": (1.0, 1.3, 110), "M": (0.7, 1.25, 160), "L": (0.6, 1.25, 400)}
OUT = "out"
# Beyond so many pages these take minutes.
MOST_PAGES = {"pypdf": 1000, "pdfium": 150}


def request(paths: list[Path]) -> PacketRequest:
    """One exhibit for every ten papers."""
    from applicant_helper.catalog.destinations import find_destination, load_destinations
    from applicant_helper.catalog.where import data_root
    from applicant_helper.packet.model import ExhibitGroup, FormPackage, PacketDocument, PacketRequest

    profile = find_destination(load_destinations(data_root() / "forms" / "destinations"), "uscis_paper")
    assert profile is not None
    papers = [PacketDocument(p.name, p, p.stem, p.name, digest=f"{n:064x}") for n, p in enumerate(paths)]
    groups = tuple(
        ExhibitGroup(f"r{n}", f"Evidence {n}", "", tuple(papers[n : n + 10]))
        for n in range(0, len(papers), 10)
    )
    package = FormPackage("N-400", "Application for Naturalization", sections=groups)
    return PacketRequest(
        "Form N-400, Application for Naturalization", "", date(2026, 1, 2), profile, (package,)
    )


def ask(paths: list[Path], folder: Path) -> None:
    """Write the request that the engine reads."""
    from applicant_helper.packet.engine.wire import to_json

    (folder / "request.json").write_text(to_json(request(paths)))


def engine(paths: list[Path], folder: Path) -> None:
    """The complete packet as the child makes it; digests are known from intake."""
    from applicant_helper.packet.engine.options import Options
    from applicant_helper.packet.engine.run import run
    from applicant_helper.packet.engine.wire import from_json

    made, work = folder / OUT / "made", folder / OUT / "work"
    made.mkdir()
    work.mkdir()
    order = from_json((folder / "request.json").read_text())
    run(order, made, work, folder / "cache", lambda step: None, Options(look=False))


def build(paths: list[Path], folder: Path) -> None:
    """The packet as the program builds it."""
    from applicant_helper.packet.build import build_packet

    build_packet(
        request(paths),
        folder / OUT / "packet.pdf",
        work=folder / OUT / "work",
        cache=folder / "cache",
        overwrite=True,
    )


def joined(paths: list[Path], folder: Path) -> None:
    """The same pages one after another, nothing else."""
    from pikepdf import Job

    Job(["join", "--empty", "--pages", *map(str, paths), "--", str(folder / OUT / "joined.pdf")]).run()


def qpdf(paths: list[Path], folder: Path) -> None:
    """The same with the command line program, which is an older libqpdf on many systems."""
    command = ["qpdf", "--empty", "--pages", *map(str, paths), "--", str(folder / OUT / "qpdf.pdf")]
    subprocess.run(command, check=True)


def pypdf(paths: list[Path], folder: Path) -> None:
    """Join and print a number on each page."""
    import io

    from pypdf import PdfReader, PdfWriter
    from reportlab.pdfgen.canvas import Canvas

    writer = PdfWriter()
    for path in paths:
        writer.append(str(path))
    stamps = io.BytesIO()
    canvas = Canvas(stamps)
    for number in range(len(writer.pages)):
        canvas.drawCentredString(306, 15, f"Page {number + 1} of {len(writer.pages)}")
        canvas.showPage()
    canvas.save()
    for page, stamp in zip(writer.pages, PdfReader(stamps).pages, strict=True):
        page.merge_page(stamp)
    writer.write(folder / OUT / "pypdf.pdf")


def pdfium(paths: list[Path], folder: Path) -> None:
    """Join and print a number on each page."""
    import ctypes

    import pypdfium2
    import pypdfium2.raw as raw

    whole = pypdfium2.PdfDocument.new()
    for path in paths:
        with pypdfium2.PdfDocument(path) as one:
            whole.import_pages(one)
    font = raw.FPDFText_LoadStandardFont(whole, b"Helvetica")
    for number in range(len(whole)):
        page = whole[number]
        text = raw.FPDFPageObj_CreateTextObj(whole, font, 9.5)
        coded = f"Page {number + 1} of {len(whole)}\0".encode("utf-16-le")
        raw.FPDFText_SetText(text, ctypes.cast(ctypes.c_char_p(coded), ctypes.POINTER(ctypes.c_ushort)))
        raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, 270, 15)
        raw.FPDFPage_InsertObject(page, text)
        raw.FPDFPage_GenerateContent(page)
        page.close()
    whole.save(folder / OUT / "pdfium.pdf")


WAYS: dict[str, Callable[[list[Path], Path], None]] = {
    "floor": joined,
    "qpdf": qpdf,
    "engine": engine,
    "build": build,
    "pypdf": pypdf,
    "pdfium": pdfium,
}


def measure(what: str, folder: Path) -> None:
    """One measured run, in a process of its own."""
    import resource

    WAYS[what](sorted(folder.glob("paper*.pdf")), folder)
    own, child = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = own.ru_utime + own.ru_stime + child.ru_utime + child.ru_stime
    print(cpu, peak(own.ru_maxrss), child.ru_maxrss / 1024)


def peak(otherwise: int) -> float:
    """Peak memory of this process in MB; getrusage counts what the parent had as well."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return otherwise / 1024
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def available() -> list[str]:
    """The ways that can run on this machine."""
    import importlib.util

    known = {"qpdf": shutil.which("qpdf"), "pypdf": importlib.util.find_spec("pypdf")}
    return [way for way in WAYS if known.get(way, True)]


def main() -> None:
    """Print a table for each size: medians, all ways in turn."""
    options = argparse.ArgumentParser()
    options.add_argument("sizes", nargs="*", default=["S", "M", "L"])
    options.add_argument("--times", type=int, default=5)
    chosen = options.parse_args()
    for size in chosen.sizes:
        with tempfile.TemporaryDirectory() as name:
            table(size, Path(name), chosen.times)


def table(size: str, folder: Path, times: int) -> None:
    """All ways in turn, `times` times, over one collection."""
    from tests.benchmarks.packet_corpora import corpus

    pages = SIZES[size]
    paths = corpus(folder, pages)
    ask(paths, folder)
    weight = sum(p.stat().st_size for p in paths) / 1e6
    print(f"\n{size}: {pages} pages, {len(paths)} papers, {weight:.0f} MB, medians of {times}")
    ways = [w for w in available() if pages <= MOST_PAGES.get(w, pages)]
    found: dict[str, list[tuple[float, float, float]]] = {way: [] for way in ways}
    for _ in range(times):
        for way in ways:
            (folder / OUT).mkdir()
            command = [sys.executable, "-m", "tests.benchmarks.bench_packet", "--measure", way, str(folder)]
            run = subprocess.run(command, check=True, capture_output=True, text=True)
            cpu, own, child = map(float, run.stdout.split()[-3:])
            found[way].append((cpu, own, child))
            shutil.rmtree(folder / OUT)
    medians = {
        way: [statistics.median(column) for column in zip(*rows, strict=True)] for way, rows in found.items()
    }
    for way, (cpu, own, child) in medians.items():
        ratios = [f"{cpu / medians['floor'][0]:.2f} x floor"]
        if "qpdf" in medians:
            ratios.append(f"{cpu / medians['qpdf'][0]:.2f} x qpdf")
        print(f"  {way:7} {cpu:7.2f} s CPU  {', '.join(ratios):28}  {own:5.0f} MB, child {child:5.0f} MB")
    if size in TARGETS:
        print(f"  {verdict(size, medians)}")


def verdict(size: str, medians: dict[str, list[float]]) -> str:
    """How far the engine is from each target."""
    by_qpdf, by_floor, memory = TARGETS[size]
    cpu, own, _ = medians["engine"]
    rows = [("floor", cpu / medians["floor"][0], by_floor), ("MB", own, memory)]
    if "qpdf" in medians:
        rows.insert(0, ("qpdf", cpu / medians["qpdf"][0], by_qpdf))
    told = [
        f"{name} {found:.2f} of {most}, {'reached' if found <= most else 'MISSED'}"
        for name, found, most in rows
    ]
    return "engine against its targets: " + "; ".join(told)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2], Path(sys.argv[3]))
    else:
        main()
