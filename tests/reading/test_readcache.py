"""What was read is kept whole, found again by content only, and bounded; damage counts as not there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applicant_helper.reading.readcache import PageKey, ReadCache

KEY = PageKey("ab" * 32, 3, "rapidocr 3.10.0 1")
READ = {"page": {"number": 3, "words": [["é", 1, 2, 3, 4]]}}


def entry(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def test_what_was_kept_is_found_again_by_another_run(tmp_path: Path) -> None:
    ReadCache(tmp_path).put(KEY, READ)
    assert ReadCache(tmp_path).get(KEY) == READ


@pytest.mark.parametrize(
    "other",
    [PageKey("cd" * 32, 3, KEY.reader), PageKey(KEY.sha256, 4, KEY.reader), PageKey(KEY.sha256, 3, "newer")],
)
def test_other_content_page_or_reader_is_not_there(tmp_path: Path, other: PageKey) -> None:
    cache = ReadCache(tmp_path)
    cache.put(KEY, READ)
    assert cache.get(other) is None


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"null", b'{"key": 1}', b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_entry_is_not_there_and_can_be_kept_anew(tmp_path: Path, damage: bytes) -> None:
    cache = ReadCache(tmp_path)
    cache.put(KEY, READ)
    entry(tmp_path).write_bytes(damage)
    assert cache.get(KEY) is None
    cache.put(KEY, READ)
    assert cache.get(KEY) == READ


def test_an_entry_under_a_wrong_name_is_not_there(tmp_path: Path) -> None:
    cache = ReadCache(tmp_path)
    cache.put(KEY, READ)
    other = PageKey(KEY.sha256, 9, KEY.reader)
    entry(tmp_path).rename(tmp_path / other.name())
    assert cache.get(other) is None


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="links are followed on this system")
def test_a_link_in_place_of_an_entry_is_not_followed(tmp_path: Path) -> None:
    cache = ReadCache(tmp_path / "kept")
    cache.put(KEY, READ)
    path = entry(tmp_path / "kept")
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert cache.get(KEY) is None


def test_without_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    cache = ReadCache(None)
    cache.put(KEY, READ)
    assert cache.get(KEY) is None
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_can_not_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = ReadCache(tmp_path / "file" / "kept")
    cache.put(KEY, READ)
    assert cache.get(KEY) is None


def test_the_oldest_entries_make_room(tmp_path: Path) -> None:
    keys = [PageKey("ab", n, "r") for n in range(8)]
    for age, key in enumerate(keys):
        ReadCache(tmp_path).put(key, READ)
        os.utime(tmp_path / key.name(), (age, age))
    newest = PageKey("ab", 99, "r")
    cache = ReadCache(tmp_path, max_entries=4)
    cache.put(newest, READ)
    assert [cache.get(k) is not None for k in [*keys, newest]] == [False] * 5 + [True] * 4
    size = (tmp_path / newest.name()).stat().st_size
    ReadCache(tmp_path, max_bytes=int(size * 2.5)).put(newest, READ)
    assert len(list(tmp_path.iterdir())) == 2


def test_nothing_half_written_stays_and_others_can_not_look_in(tmp_path: Path) -> None:
    ReadCache(tmp_path / "kept").put(KEY, READ)
    assert [p.name for p in (tmp_path / "kept").iterdir()] == [KEY.name()]
    if os.name == "posix":
        assert (tmp_path / "kept").stat().st_mode & 0o077 == 0
        assert entry(tmp_path / "kept").stat().st_mode & 0o077 == 0


@given(st.text(), st.integers(), st.text())
def test_a_name_is_plain_whatever_the_key(sha256: str, page: int, reader: str) -> None:
    name = PageKey(sha256, page, reader).name()
    assert name.removesuffix(".read.json").isalnum()
    assert len(name) == 64 + len(".read.json")
