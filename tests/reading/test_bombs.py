"""Every generated bomb ends in a sentence or is read; the child and this process stay within their memory."""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from applicant_helper.guard import child as guard
from applicant_helper.guard.memory import resident_bytes
from applicant_helper.reading import look_at
from applicant_helper.reading.asking import MOST_RESIDENT
from tests.reading import bombs, bombs_more

MEGABYTE = 1 << 20
HARMLESS = ""
BOMBS: dict[str, tuple[set[str], Callable[[Path], object]]] = {
    "double.pdf": ({"too-large", "timed-out"}, bombs_more.double_flate),
    "objects.pdf": ({"damaged-pdf", "too-large"}, bombs_more.object_streams),
    "jbig2.pdf": ({HARMLESS}, lambda p: bombs_more.nonsense_picture(p, "JBIG2Decode")),
    "jpx.pdf": ({HARMLESS}, lambda p: bombs_more.nonsense_picture(p, "JPXDecode")),
    "dct.pdf": ({HARMLESS}, lambda p: bombs_more.nonsense_picture(p, "DCTDecode")),
    "billion.png": ({"too-large"}, bombs_more.billion_dots),
    "endless.tif": ({"too-large"}, bombs_more.fax_without_end),
    "heavy.pdf": ({"too-large", "timed-out"}, bombs_more.heavy_first_words),
    "torn.png": ({"damaged-image"}, bombs_more.torn_png),
    "many.pdf": ({"too-many-pages"}, bombs.many_pages),
}


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_a_bomb_ends_within_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    codes, make = BOMBS[name]
    make(tmp_path / name)
    held = [0]

    def watched(process: object) -> int | None:
        found = resident_bytes(process)  # type: ignore[arg-type]
        held.append(found or 0)
        return found

    monkeypatch.setattr(guard, "resident_bytes", watched)
    before, began = _own(), time.monotonic()
    look = look_at(tmp_path / name)
    told = look.refusal.code if look.refusal else HARMLESS
    grown = _own() - before
    print(
        f"\n{name}: {told or 'read'}, child at most {max(held) >> 20} MiB, this process {grown >> 20:+} MiB"
    )
    assert told in codes
    # What the child takes between two glances comes on top.
    assert max(held) < MOST_RESIDENT + 300 * MEGABYTE
    assert grown < 100 * MEGABYTE
    assert time.monotonic() - began < 90


def _own() -> int:
    if sys.platform != "linux":
        return 0
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(sys.platform == "win32", reason="such files do not exist there")
@pytest.mark.parametrize("kind", ["pipe", "socket", "device", "folder", "link", "dangling"])
def test_what_is_no_ordinary_file_is_named_and_never_opened(kind: str) -> None:
    import tempfile

    # A short path: the name of a socket has little room.
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "x.pdf"
        with socket.socket(socket.AF_UNIX) as listener:
            match kind:
                case "pipe":
                    os.mkfifo(path)
                case "socket":
                    listener.bind(str(path))
                case "device":
                    path = Path("/dev/zero")
                case "folder":
                    path.mkdir()
                case _:
                    path.symlink_to("/etc/hostname" if kind == "link" else "/nowhere")
            look = look_at(path)
    assert look.refusal is not None
    assert look.refusal.code == ("is-a-folder" if kind == "folder" else "not-a-regular-file")
    assert look.refusal.params["name"] == path.name


def test_a_child_is_replaced_after_fifty_files() -> None:
    assert guard.REPLACE_AFTER == 50
    with guard.Child("tests.guard.misbehaving", replace_after=3) as child:
        seen = []
        for _ in range(7):
            child.ask({"do": "nothing"}, 30)
            seen.append(child._process.pid if child._process else None)
    assert [pid is None for pid in seen] == [False, False, True, False, False, True, False]
    assert len({pid for pid in seen if pid}) == 3
