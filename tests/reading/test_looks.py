"""Every file is looked at safely: what it is, or a kind sentence why not. Originals stay as they are."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from applicant_helper.core.errors import fill
from applicant_helper.reading import look_at, look_at_many, walk_folder
from applicant_helper.reading.look import REASONS, PaperLook
from applicant_helper.reading.sniff import media_type_of, seems_like
from tests.packet import inputs


@pytest.mark.parametrize(
    ("name", "make", "media_type", "pages"),
    [
        ("a.pdf", lambda p: inputs.pages(p, 4), "application/pdf", 4),
        ("a.jpg", inputs.picture, "image/jpeg", 1),
        ("a.png", inputs.picture, "image/png", 1),
        ("a.tif", lambda p: inputs.scans(p, 3), "image/tiff", 3),
        ("a.webp", inputs.picture, "image/webp", 1),
        ("a.heic", inputs.heic, "image/heic", 1),
        ("really a picture.pdf", lambda p: inputs.picture(p, kind="PNG"), "image/png", 1),
    ],
)
def test_a_file_is_what_its_content_says(
    tmp_path: Path, name: str, make: Callable[[Path], object], media_type: str, pages: int
) -> None:
    path = tmp_path / name
    make(path)
    before = path.read_bytes(), path.stat().st_mtime_ns
    look = look_at(path)
    assert look.refusal is None
    assert (look.media_type, look.pages) == (media_type, pages)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def png_claiming(width: int, height: int) -> bytes:
    """A small PNG that claims to be huge."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")


def many_pages(path: Path) -> None:
    """A PDF whose page tree names one page 4,000 times."""
    inputs.pages(path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for _ in range(3999):
            pdf.pages.append(pdf.pages[0])
        pdf.save(path)


REFUSED: dict[str, tuple[str, Callable[[Path], object]]] = {
    "gone.pdf": ("not-found", lambda p: None),
    "folder.pdf": ("is-a-folder", lambda p: p.mkdir()),
    "empty.pdf": ("empty-file", lambda p: p.touch()),
    "link.pdf": ("not-a-regular-file", lambda p: p.symlink_to("/etc/hostname")),
    "pipe.pdf": ("not-a-regular-file", lambda p: os.mkfifo(p)),
    "letter.docx": (
        "not-pdf-or-image",
        lambda p: p.write_bytes(b"PK\x03\x04[Content_Types].xml" + b"x" * 99),
    ),
    "notes.txt": ("not-pdf-or-image", lambda p: p.write_text("hello")),
    "locked.pdf": ("needs-password", lambda p: inputs.locked(p, "secret")),
    "broken.pdf": ("damaged-pdf", lambda p: p.write_bytes(b"%PDF-1.7\n" + b"x" * 400)),
    "none.pdf": ("no-pages", inputs.without_pages),
    "many.pdf": ("too-many-pages", many_pages),
    "broken.jpg": ("damaged-image", lambda p: p.write_bytes(b"\xff\xd8\xff\xe0" + b"x" * 99)),
    "huge.png": ("too-large", lambda p: p.write_bytes(png_claiming(60_000, 60_000))),
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_a_file_that_is_not_taken_gets_a_sentence(tmp_path: Path, name: str) -> None:
    code, make = REFUSED[name]
    make(tmp_path / name)
    look = look_at(tmp_path / name)
    assert look.refusal is not None
    assert look.refusal.code == code
    told = fill(look.refusal.message, {"name": look.original_name, **look.refusal.params})
    assert name in told
    assert "{" not in told


def test_a_bomb_is_stopped_and_the_next_file_is_looked_at(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.pdf"
    inputs.pages(bomb)
    with pikepdf.open(bomb, allow_overwriting_input=True) as pdf:
        pdf.pages[0].contents_add(pikepdf.Stream(pdf, b"0 0 m " * 3_000_000), prepend=False)
        pdf.save(bomb, compress_streams=True)
    good = inputs.pages(tmp_path / "good.pdf")
    looks = list(look_at_many([bomb, good]))
    assert looks[1].refusal is None


def test_names_that_would_steer_a_terminal_are_harmless(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m\u202egnp.pdf"
    inputs.pages(path)
    assert look_at(path).original_name == "a[31mgnp.pdf"


def test_marks_of_a_pdf_are_told(tmp_path: Path) -> None:
    assert "form" in look_at(inputs.form(tmp_path / "form.pdf")).notes
    assert "restricted" in look_at(inputs.locked(tmp_path / "restricted.pdf", "")).notes


def test_a_folder_lists_papers_in_reading_order_and_counts_the_rest(tmp_path: Path) -> None:
    for name in ("scan 10.pdf", "scan 2.pdf", "photo.HEIC", ".hidden.pdf", "notes.txt"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "scan 1.png").write_bytes(b"x")
    (tmp_path / "loop").symlink_to(tmp_path)
    listing = walk_folder(tmp_path)
    assert [p.name for p in listing.papers] == ["scan 1.png", "photo.HEIC", "scan 2.pdf", "scan 10.pdf"]
    assert listing.passed_over == 3
    assert not listing.is_cut


@given(st.binary(max_size=64))
def test_any_first_bytes_are_named(head: bytes) -> None:
    assert media_type_of(head) is not None or seems_like(head)


def test_every_reason_has_a_next_step() -> None:
    for message in REASONS.values():
        assert message.count(".") >= 2 or "Add" in message


def test_a_stop_ends_the_run(tmp_path: Path) -> None:
    paths = [inputs.pages(tmp_path / f"{n}.pdf") for n in range(3)]
    seen: list[PaperLook] = []
    for look in look_at_many(paths, cancelled=lambda: len(seen) >= 1):
        seen.append(look)
    assert len(seen) == 1


def test_a_wide_picture_keeps_its_size(tmp_path: Path) -> None:
    Image.new("RGB", (1000, 500)).save(tmp_path / "w.png", dpi=(100, 100))
    look = look_at(tmp_path / "w.png")
    assert look.image_size == (1000, 500)
    assert look.page_sizes[0] == pytest.approx((720, 360), rel=0.01)
