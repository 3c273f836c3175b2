"""Files made to hurt end in a sentence, within bounds, and the files after them are looked at as usual."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from applicant_helper.reading import look_at, look_at_many, walk_folder
from tests.packet import inputs
from tests.reading import bombs

BOMBS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "many.pdf": ("too-many-pages", bombs.many_pages),
    "deep.pdf": ("damaged-pdf", bombs.deep_tree),
    "loop.pdf": ("damaged-pdf", bombs.looping_tree),
    "nested.pdf": ("damaged-pdf", bombs.nested_arrays),
    "adobe.pdf": ("dynamic-xfa", bombs.only_adobe_can_draw),
    "cut.jpg": ("damaged-image", bombs.cut_short),
    "fax.tif": ("too-large", lambda p: bombs.fax(p, 201)),
}


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_a_hostile_file_is_refused_in_seconds(tmp_path: Path, name: str) -> None:
    code, make = BOMBS[name]
    make(tmp_path / name)
    began = time.monotonic()
    look = look_at(tmp_path / name)
    assert look.refusal is not None
    assert look.refusal.code == code
    assert time.monotonic() - began < 30


@pytest.mark.skipif(sys.platform != "linux", reason="the limit on memory is the system's")
def test_a_bomb_stays_below_the_limit_of_memory_and_the_next_file_is_fine(tmp_path: Path) -> None:
    import resource

    good = inputs.pages(tmp_path / "good.pdf", 2)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    looks = list(look_at_many([good, bombs.flate(tmp_path / "bomb.pdf"), good]))
    assert looks[1].refusal is not None
    assert looks[1].refusal.code in {"too-large", "timed-out"}
    assert [look.pages for look in (looks[0], looks[2])] == [2, 2]
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < max(before + 1, 1_100_000)


def test_a_link_is_not_followed_even_in_the_child(tmp_path: Path) -> None:
    from applicant_helper.reading.worker import answer

    inputs.pages(tmp_path / "real.pdf")
    (tmp_path / "link.pdf").symlink_to(tmp_path / "real.pdf")
    assert answer({"source": str(tmp_path / "link.pdf")}) == {"code": "not-found"}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep file names as Unicode")
def test_a_name_that_is_not_unicode_is_opened_and_shown(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"acta\xff.pdf")
    inputs.pages(path)
    look = look_at(path)
    assert (look.refusal, look.pages, look.original_name) == (None, 1, "acta\ufffd.pdf")


@pytest.mark.skipif(sys.platform == "win32", reason="such names do not exist there")
def test_a_name_of_several_lines_is_shown_on_one(tmp_path: Path) -> None:
    inputs.pages(tmp_path / "card\nDone. Saved.pdf")
    assert look_at(tmp_path / "card\nDone. Saved.pdf").original_name == "card Done. Saved.pdf"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_closed_file_says_so(tmp_path: Path) -> None:
    path = inputs.pages(tmp_path / "closed.pdf")
    path.chmod(0)
    look = look_at(path)
    assert look.refusal is not None
    assert look.refusal.code == "no-permission"


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as file:
        file.truncate(200_000_001)
    began = time.monotonic()
    look = look_at(path)
    assert look.refusal is not None
    assert look.refusal.code == "too-large"
    assert time.monotonic() - began < 2


def test_a_sentence_has_its_name_ready(tmp_path: Path) -> None:
    (tmp_path / "notes.docx").write_bytes(b"PK\x03\x04" + b"\0" * 30 + b"word/document.xml")
    look = look_at(tmp_path / "notes.docx")
    assert look.refusal is not None
    assert look.refusal.params == {"name": "notes.docx", "seems": "a Word document"}


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("photo.jpg", bombs.phone_photo_with_preview),
        ("moving.png", bombs.moving),
        ("moving.webp", bombs.moving),
    ],
)
def test_only_the_first_picture_of_a_photo_is_a_page(
    tmp_path: Path, name: str, make: Callable[[Path], Path]
) -> None:
    look = look_at(make(tmp_path / name))
    assert (look.refusal, look.pages) == (None, 1)


def test_a_photo_held_sideways_is_measured_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (400, 300)).save(tmp_path / "p.jpg", exif=exif, dpi=(200, 200))
    look = look_at(tmp_path / "p.jpg")
    assert look.image_size == (300, 400)
    assert look.page_sizes == ((108.0, 144.0),)


def test_a_page_is_measured_as_a_reader_sees_it(tmp_path: Path) -> None:
    assert look_at(bombs.turned_box(tmp_path / "t.pdf")).page_sizes == ((792.0, 612.0),)


def test_a_signature_deep_in_a_form_is_seen(tmp_path: Path) -> None:
    assert look_at(bombs.signed_deep_in_the_form(tmp_path / "s.pdf")).notes == ("form", "signed")


def test_thirty_mixed_files_are_looked_at_quickly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(10):
        inputs.pages(tmp_path / f"{number}.pdf", number + 1)
        inputs.picture(tmp_path / f"{number}.jpg")
        inputs.scans(tmp_path / f"{number}.tif", 2)
    began = time.monotonic()
    looks = list(look_at_many(walk_folder(tmp_path).papers))
    seconds = time.monotonic() - began
    with capsys.disabled():
        print(f"\n30 mixed files looked at in {seconds:.2f} s")
    assert [look.refusal for look in looks] == [None] * 30
    assert seconds < 15


def test_a_folder_without_end_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("applicant_helper.reading.folders.MAX_ENTRIES", 20)
    for number in range(30):
        (tmp_path / f"{number}.pdf").touch()
    listing = walk_folder(tmp_path)
    assert listing.is_cut
    assert len(listing.papers) == 20


def test_a_folder_that_is_gone_is_told_apart_from_an_empty_one(tmp_path: Path) -> None:
    assert walk_folder(tmp_path).closed_folders == 0
    assert walk_folder(tmp_path / "gone").closed_folders == 1


def test_a_file_that_takes_too_long_is_left_and_the_next_one_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = inputs.pages(tmp_path / "slow.pdf")
    looks = look_at_many([path, path])
    with monkeypatch.context() as quick:
        quick.setattr("applicant_helper.reading.asking.SECONDS", 0.001)
        slow = next(looks)
    assert slow.refusal is not None
    assert slow.refusal.code == "timed-out"
    assert next(looks).pages == 1
