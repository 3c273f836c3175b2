"""Rates, seconds and peak memory per page of reading barcodes and places to sign. Prints, asserts nothing.

Run: python -m tests.benchmarks.bench_barcodes [every Nth official page]
Pages are drawn; official forms are added when their folder is there.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image

from applicant_helper.reading.barcodes import codes_on
from applicant_helper.reading.ink import ink_in
from tests.reading.formpages import SIGN_HERE, form_page, scribble, worn

OFFICIAL = Path(__file__).resolve().parents[2].parent / "shared" / "reference" / "uscis-pdfs"
DRAWN = 24
EVERY = 12
Pages = Callable[[int], Iterator[tuple[Image.Image, str]]]
Wear = Callable[[Image.Image, int], Image.Image]

WAYS: dict[str, tuple[int, Wear]] = {
    "clean, 150 dpi": (150, lambda page, _: page),
    "worn: 1.3 degrees, blur, q40": (200, lambda page, seed: worn(page, seed)),
    "worn, blur 1.4": (200, lambda page, seed: worn(page, seed, blur=1.4)),
    "worn, upside down": (200, lambda page, seed: worn(page, seed, turn=180)),
    "worn, lying": (200, lambda page, seed: worn(page, seed, turn=90)),
    "keystone as by a phone": (250, lambda page, seed: worn(page, seed, keystone=0.03, tilt=4)),
}


def drawn(dpi: int) -> Iterator[tuple[Image.Image, str]]:
    """Drawn pages and what their codes say."""
    for number in range(1, DRAWN + 1):
        text = f"I-{100 + 37 * number}|0{number % 9 + 1}/20/25|{number}"
        yield form_page(text, dpi), text


def official(dpi: int, every: int) -> Iterator[tuple[Image.Image, str]]:
    """Every so-many-th page of the official forms that carries a code, drawn with its fields."""
    import pypdfium2

    number = 0
    for path in sorted(OFFICIAL.glob("*.pdf")):
        with pikepdf.open(path) as pdf:
            codes = [_code_of(page) for page in pdf.pages]
        document = pypdfium2.PdfDocument(path)
        document.init_forms()
        for index, code in enumerate(codes):
            number += 1
            if code and number % every == 0:
                yield document[index].render(scale=dpi / 72, grayscale=True).to_pil(), code
        document.close()


def _code_of(page: pikepdf.Page) -> str:
    fields: Any = page.obj.get("/Annots", [])
    return next((str(f.V) for f in fields if "PDF417" in str(f.get("/T", "")) and "/V" in f), "")


def rate(name: str, pages: Pages, dpi: int, wear: Wear) -> None:
    """Print how many codes were read, and what that cost."""
    read = wrong = count = 0
    times = []
    for seed, (clean, text) in enumerate(pages(dpi)):
        page = wear(clean, seed)
        start = time.process_time()
        found = [f"{c['form']}|{c['edition']}|{c['form_page']}" for c in codes_on(page, 72 / dpi)]
        times.append(time.process_time() - start)
        count, read, wrong = count + 1, read + (text in found), wrong + any(f != text for f in found)
    if not count:
        return
    mean, most = sum(times) / count, max(times)
    sys.stdout.write(
        f"{name:42} {read:4}/{count} read, {wrong} wrong; {mean:.4f} s mean, {most:.3f} s most\n"
    )


def ink() -> None:
    """Print how often an empty and a marked place are told rightly on worn pages."""
    told = {"empty": [0, 0, 0], "marked": [0, 0, 0]}
    seconds = 0.0
    for seed in range(DRAWN):
        for state in told:
            page = form_page("N-400|01/20/25|11")
            if state == "marked":
                scribble(page, SIGN_HERE, 200, seed)
            page = worn(page, seed)
            codes = codes_on(page, 0.36)
            start = time.process_time()
            how = ink_in(page, [SIGN_HERE], 0.36, codes[0] if codes else None)[0]["how"]
            seconds += time.process_time() - start
            told[state][("unsigned", "marked", "unknown").index(how)] += 1
    for state, (unsigned, marked, unknown) in told.items():
        sys.stdout.write(f"{state} places: {unsigned} unsigned, {marked} marked, {unknown} unknown\n")
    sys.stdout.write(f"{seconds / DRAWN / 2:.4f} s for each place\n")


def memory() -> None:
    """Print the peak memory of a process that reads worn pages, and of one that only draws them."""
    for what in ("draw", "read"):
        command = [sys.executable, "-m", "tests.benchmarks.bench_barcodes", what]
        run = subprocess.run(command, check=True, capture_output=True, text=True)
        sys.stdout.write(f"peak memory, {what}: {run.stdout.strip()} MB\n")


def one(what: str) -> None:
    """One page drawn, and read when asked."""
    import resource

    page = worn(form_page(None), 1)
    if what == "read":
        codes_on(page, 0.36)
    sys.stdout.write(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")


def main(every: int) -> None:
    """Run and print."""
    sources: dict[str, Pages] = {"drawn": drawn}
    if OFFICIAL.is_dir():
        sources["official"] = lambda dpi: official(dpi, every)
    else:
        sys.stdout.write("The official forms are not here; only drawn pages are measured.\n")
    for source, pages in sources.items():
        for way, (dpi, wear) in WAYS.items():
            rate(f"{source}, {way}", pages, dpi, wear)
    rate("drawn, no code", lambda dpi: ((form_page(None, dpi, lines=n), "") for n in range(16)), 200, worn)
    ink()
    memory()


if __name__ == "__main__":
    argument = sys.argv[1] if len(sys.argv) > 1 else str(EVERY)
    if argument.isdigit():
        main(int(argument))
    else:
        one(argument)
