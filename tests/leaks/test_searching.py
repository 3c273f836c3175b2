"""The search itself finds a marker in every dress, so that finding none means something."""

from __future__ import annotations

import base64
import zipfile
import zlib
from pathlib import Path
from urllib.parse import quote

import pytest

from applicant_helper.catalog.load import load_catalog
from applicant_helper.core.casefile.reader import read_case
from tests.leaks.markers import STEM, Marking, draw_papers
from tests.leaks.searching import holders, in_bytes

WORD = f"{STEM}aabb"
DRESSES = {
    "plain": WORD.encode(),
    "capitals": WORD.upper().encode(),
    "utf-16-le": WORD.encode("utf-16-le"),
    "utf-16-be": WORD.encode("utf-16-be"),
    "hex": WORD.encode().hex().encode(),
    "HEX": WORD.encode().hex().upper().encode(),
    "url": "".join(f"%{b:02X}" for b in WORD.encode()).encode(),
    "base64 of utf-16": base64.b64encode(WORD.encode("utf-16-le")),
    **{f"base64 at {n}": base64.b64encode(b"xyz"[:n] + WORD.encode() + b"rest") for n in range(3)},
}


@pytest.mark.parametrize("dress", DRESSES)
def test_a_marker_is_found_in_every_dress(dress: str) -> None:
    assert in_bytes(b"\x00before" + DRESSES[dress] + b"after\xff", (STEM,)) == STEM


def test_a_number_is_found_in_every_dress() -> None:
    number = "539-28-4017"
    for data in (number.encode(), quote(number).encode(), base64.b64encode(b"a" + number.encode())):
        assert in_bytes(b"  " + data, ("1234567", number)) == number


def test_other_bytes_hold_no_marker() -> None:
    assert in_bytes(bytes(range(256)) * 400, (STEM, "539-28-4017")) is None


def test_a_marker_is_found_packed_in_a_zip_and_in_a_name(tmp_path: Path) -> None:
    (tmp_path / "packed").write_bytes(b"%PDF stream\n" + zlib.compress(b"text " + WORD.encode()) + b"\nend")
    with zipfile.ZipFile(tmp_path / "zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner", WORD * 50)
    (tmp_path / WORD).mkdir()
    (tmp_path / "clean").write_bytes(zlib.compress(b"nothing of the kind"))
    assert [Path(f.partition(" (")[0]).name for f in holders([tmp_path])] == [WORD, "packed", "zip"]


def test_every_field_of_the_case_holds_a_marker_and_the_program_takes_all_of_them() -> None:
    catalog = load_catalog()
    marking = Marking(catalog.vocabulary)
    case, problems = read_case(marking.case(), catalog.vocabulary)
    assert not problems
    assert all(set(catalog.vocabulary.facts["person"]) == set(p.facts) for p in case.people.values())
    assert len(case.documents) == 12 and len(marking.numbers) > 40


def test_papers_are_marked_all_over(tmp_path: Path) -> None:
    catalog = load_catalog()
    folder = draw_papers(tmp_path, Marking(catalog.vocabulary))
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) == 3
    for path in files:
        path.rename(tmp_path / f"plain{path.suffix}")
        assert holders([tmp_path / "."], (STEM,))
