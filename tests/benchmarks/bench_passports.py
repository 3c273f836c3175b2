"""Prints how many drawn passport scans of 200 dpi are read right in every field, through the guarded OCR child.

`python -m tests.benchmarks.bench_passports [HOW_MANY] [FIRST_SEED]`
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from applicant_helper.core.values.mrz import Mrz
from applicant_helper.reading.ocr import OcrBatch, is_available
from applicant_helper.reading.passportzone import read_zones
from tests.reading.passports import Passport, made_up, photo_page, scanned

TODAY = date(2026, 11, 26)
DPI = 200
LAYOUTS = ("TD3", "TD3", "TD3", "TD1", "TD2", "MRV-A")
WANTED = 95.0


def differing(made: Passport, zone: Mrz) -> Iterator[str]:
    """The fields that were not read as drawn."""
    birth, expiry = zone.birth_date(TODAY), zone.expiry_date()
    pairs = {
        "family": (zone.name.family, made.family),
        "given": (zone.name.given, made.given),
        "number": (zone.number, made.number),
        "issuer": (zone.issuer, made.issuer),
        "nationality": (zone.nationality, made.nationality),
        "birth": (birth.iso() if birth else "", made.birth),
        "sex": (zone.sex, made.sex),
        "expiry": (expiry.iso() if expiry else "", made.expiry),
    }
    yield from (name for name, (read, drawn) in pairs.items() if read != drawn)


def missed(seed: int, batch: OcrBatch, folder: Path) -> list[str]:
    """What was not read right of one scan: names of fields, `no zone`, or `open` when the person has to choose."""
    made = made_up(seed, LAYOUTS[seed % len(LAYOUTS)])
    path = folder / f"scan-{seed}.jpg"
    picture = scanned(photo_page(made, seed), seed, on_sheet=seed % 3 == 0)
    picture.save(path, "JPEG", quality=90, dpi=(DPI, DPI))
    read = batch.read(path, 1)
    found = read_zones([read.page], TODAY) if read else ()
    if len(found) != 1:
        return ["no zone"]
    wrong = list(differing(made, found[0].zone))
    return wrong or ["open"] * any(p.value is None for p in found[0].proposals)


def main(how_many: int = 60, first: int = 20_000) -> int:
    """Prints the share and the causes; 1 when fewer than 95 % are read right."""
    if not is_available():
        print("skipped: text recognition is not installed (extra ocr)")
        return 0
    causes: Counter[str] = Counter()
    right, start = 0, time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, OcrBatch() as batch:
        for seed in range(first, first + how_many):
            wrong = missed(seed, batch, Path(folder))
            causes.update(wrong)
            right += not wrong
    seconds = (time.perf_counter() - start) / how_many
    share = 100 * right / how_many
    print(f"passport scans read right: {right} of {how_many} ({share:.1f} %), {seconds:.1f} s each")
    print("causes:", dict(causes) or "none")
    return 0 if share >= WANTED else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
