"""Hostile ZIP files end in a sentence; nothing is written outside, and what comes out is bounded."""

from __future__ import annotations

import resource
import stat
import sys
import zipfile
from pathlib import Path

import pytest

from applicant_helper.reading import zipunpack
from applicant_helper.reading.zipfiles import unpack
from tests.packet import inputs
from tests.reading.zips import PDF, Row, write

LINK = (stat.S_IFLNK | 0o777) << 16
FIFO = (stat.S_IFIFO | 0o600) << 16
REFUSED: dict[str, tuple[str, list[Row]]] = {
    "up": ("zip-odd", [Row(b"../../out.pdf")]),
    "absolute": ("zip-odd", [Row(b"/tmp/out.pdf")]),
    "drive": ("zip-odd", [Row(b"C:\\out.pdf")]),
    "backslashes": ("zip-odd", [Row(b"a\\..\\..\\out.pdf")]),
    "nul": ("zip-odd", [Row(b"a\0.pdf")]),
    "no name": ("zip-odd", [Row(b"")]),
    "not UTF-8": ("zip-odd", [Row(b"\xff.pdf", flags=0x800)]),
    "twice": ("zip-odd", [Row(b"a.pdf"), Row(b"./a.pdf")]),
    "overlapping": ("zip-odd", [Row(b"a.pdf"), Row(b"a.pdf/b", at=0, local_name=b"a.pdf")]),
    "same bytes": ("zip-odd", [Row(b"a.pdf"), Row(b"b.pdf", local_name=b"b.pdf", at=0)]),
    "other name inside": ("zip-odd", [Row(b"a.pdf", local_name=b"b.pdf")]),
    "encrypted": ("needs-password", [Row(b"a.pdf", flags=1)]),
    "strange method": ("zip-odd", [Row(b"a.pdf", method=12)]),
    "lying size": ("zip-odd", [Row(b"a.pdf", PDF * 9, method=8, told_size=20)]),
    "larger than told": ("zip-odd", [Row(b"a.pdf", told_size=1 << 20)]),
    "lying checksum": ("zip-damaged", [Row(b"a.pdf", told_crc=1)]),
    "64 bits without the number": ("zip-odd", [Row(b"a.pdf", method=8, told_size=0xFFFFFFFF)]),
    "bursting": ("zip-bursts", [Row(b"a.pdf", PDF + bytes(5_000_000), method=8)]),
    "more than 2 GiB": (
        "zip-bursts",
        [Row(b"%d.pdf" % n, PDF, method=8, told_size=1 << 28) for n in range(9)],
    ),
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_a_hostile_zip_file_is_refused_and_nothing_is_outside(tmp_path: Path, name: str) -> None:
    code, rows = REFUSED[name]
    into = tmp_path / "in" / "to"
    into.mkdir(parents=True)
    found = unpack(write(tmp_path / "papers.zip", rows), into)
    assert not found.papers
    (look,) = found.refused
    assert look.refusal is not None
    assert (look.refusal.code, look.refusal.params["name"]) == (code, "papers.zip")
    assert {p.name for p in tmp_path.rglob("*") if p.is_file() and into not in p.parents} == {"papers.zip"}
    assert all(p.stat().st_size <= 5_100_000 for p in into.iterdir())


def test_links_and_special_files_inside_are_named_and_the_others_are_taken(tmp_path: Path) -> None:
    rows = [
        Row(b"link.pdf", b"/etc/passwd", attributes=LINK),
        Row(b"pipe.pdf", attributes=FIFO),
        Row(b"a.pdf"),
    ]
    into = tmp_path / "into"
    into.mkdir()
    found = unpack(write(tmp_path / "p.zip", rows), into)
    assert [name for _path, name in found.papers] == ["a.pdf"]
    assert [(r.original_name, r.refusal.code) for r in found.refused if r.refusal] == [
        ("link.pdf", "not-a-regular-file"),
        ("pipe.pdf", "not-a-regular-file"),
    ]
    assert [p.is_symlink() for p in into.iterdir()] == [False]


def test_a_zip_file_inside_is_not_opened_and_steering_names_are_harmless(tmp_path: Path) -> None:
    inner = write(tmp_path / "inner.zip", [Row(b"x.pdf")]).read_bytes()
    rows = [
        Row(b"in.zip", inner),
        Row(b"\x1b]0;x\x07[/x] card.pdf"),
        Row("\u202efdp.exe".encode(), flags=0x800),
    ]
    into = tmp_path / "into"
    into.mkdir()
    found = unpack(write(tmp_path / "p.zip", rows), into)
    assert [r.refusal.code for r in found.refused if r.refusal] == ["zip-inside"]
    names = [name for _path, name in found.papers]
    assert names and not any(sign in name for name in names for sign in "\x1b\x07\u202e")
    assert all(path.name.isdigit() for path, _name in found.papers)


@pytest.mark.parametrize("told", [None, 3])
def test_a_hundred_thousand_members_are_refused_at_once(tmp_path: Path, told: int | None) -> None:
    path = tmp_path / "many.zip"
    if told is None:
        with zipfile.ZipFile(path, "w") as archive:
            for number in range(100_000):
                archive.writestr(f"{number}.pdf", b"")
    else:
        write(path, [Row(b"%d.pdf" % n) for n in range(9)], count=told)
    into = tmp_path / "into"
    into.mkdir()
    (look,) = unpack(path, into).refused
    assert look.refusal is not None
    assert look.refusal.code == ("zip-many" if told is None else "zip-odd")
    assert not list(into.iterdir())


def test_the_total_is_counted_while_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipunpack, "MAX_TOTAL", 40)
    path = write(tmp_path / "p.zip", [Row(b"a.pdf", PDF), Row(b"b.pdf", PDF), Row(b"c.pdf", PDF)])
    with path.open("rb") as file:
        assert zipunpack.unpack_zip(file, tmp_path) == {"code": "zip-bursts"}


@pytest.mark.skipif(sys.platform != "linux", reason="kilobytes there, bytes elsewhere")
def test_unpacking_holds_little_memory(tmp_path: Path) -> None:
    good = inputs.pages(tmp_path / "good.pdf", 2).read_bytes()
    write(tmp_path / "p.zip", [Row(b"a.pdf", PDF + bytes(60_000_000)), Row(b"b.pdf", good, method=8)])
    into = tmp_path / "into"
    into.mkdir()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    found = unpack(tmp_path / "p.zip", into)
    assert len(found.papers) == 2
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(f"\nafter unpacking 60 MB this process had held at most {own} MiB")
    assert own < before + 100
