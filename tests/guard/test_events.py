"""The log holds words of the source code and whole numbers, and nothing at all where nothing may stay."""

from __future__ import annotations

import inspect
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applicant_helper.guard import events
from applicant_helper.service import outreach
from applicant_helper.service.desk import Desk
from applicant_helper.service.session import Session
from tests.guard.speech import heard_anew
from tests.plain.conversation import CATALOG, NOW, make_session
from tests.storage.protected import PROTECTION

WORDS = frozenset({"event", "command", "code", "kind", "module", "library"})


@pytest.fixture(autouse=True)
def anew() -> Iterator[None]:
    with heard_anew():
        yield


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log"
    events.write_to(path)
    return path


def written(log: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.read_text("ascii").splitlines()]


def tell_everything(word: str = "check") -> None:
    """Every event there is."""
    since = events.now()
    events.started(word)
    events.case_opened(records=3, since=since)
    events.papers_read(count=2, refused=1, since=since)
    events.packet_built(pages=40, parts=2, since=since)
    events.refused(word)
    events.mistake(word, word, 12)
    events.library_spoke(word, 30, 7)
    events.ended(0)


def test_every_event_is_a_line_of_words_and_whole_numbers(log: Path) -> None:
    tell_everything()
    rows = written(log)
    assert len(rows) == 8
    for row in rows:
        for key, value in row.items():
            assert isinstance(value, str if key in WORDS else int), row


def test_an_event_takes_nothing_but_words_and_numbers() -> None:
    told = [
        found
        for name, found in inspect.getmembers(events, inspect.isfunction)
        if found.__module__ == events.__name__ and not name.startswith("_") and name != "write_to"
    ]
    assert len(told) >= 12
    for function in told:
        for parameter in inspect.signature(function).parameters.values():
            assert parameter.annotation in {"str", "int", "float"}, (function.__name__, parameter.name)


@pytest.mark.parametrize(
    "text",
    [
        "Maria Fernanda",
        "a@b.org",
        "A204-113-887",
        "204113887",
        "A204113887",
        "IOE0912345678",
        "/home/maria/lease.pdf",
        "C:\\Users\\maria",
        "María",
        "5 May 1990",
        "1990-05-05",
        "",
        "x\ny",
        "x" * 81,
        "{'name': 'Peña'}",
    ],
)
def test_what_is_no_word_of_the_source_code_is_not_written(log: Path, text: str) -> None:
    tell_everything(text)
    found = log.read_text("ascii")
    assert not text or text not in found
    assert found.count('"other"') == 5


@given(st.text(max_size=60))
def test_only_what_looks_like_a_word_gets_through(text: str) -> None:
    word = events.word(text)
    assert word == "other" or (word == text and text.isascii() and not set(text) & set(" /\\@\n'\":,"))


def test_the_log_is_private_and_new(tmp_path: Path) -> None:
    log = tmp_path / "log"
    events.write_to(log)
    if sys.platform != "win32":
        assert log.stat().st_mode & 0o777 == 0o600
    events.ended(0)
    events.stop()
    with pytest.raises(events.LogRefused) as refused:
        events.write_to(log)
    assert refused.value.exit_code == 10
    assert len(written(log)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights of their own on Windows")
def test_a_link_is_not_followed_to_another_file(tmp_path: Path) -> None:
    link = tmp_path / "log"
    link.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(events.LogRefused):
        events.write_to(link)
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(events.LogRefused):
        events.write_to(tmp_path / "gone" / "log")


def test_a_refused_second_log_leaves_the_first_one_going(log: Path) -> None:
    with pytest.raises(events.LogRefused):
        events.write_to(log)
    events.ended(0)
    assert [row["event"] for row in written(log)] == ["ended"]


def test_after_be_silent_nothing_more_is_written(log: Path, tmp_path: Path) -> None:
    events.be_silent()
    tell_everything()
    events.write_to(tmp_path / "second")
    tell_everything()
    assert events.is_silent()
    assert [row["event"] for row in written(log)] == ["silent"]
    assert (tmp_path / "second").read_bytes() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full here")
def test_a_full_disk_does_not_stop_the_work(tmp_path: Path) -> None:
    with Path("/dev/full").open("ab", buffering=0) as full:
        events._LOG.file = io.TextIOWrapper(full, encoding="ascii", write_through=True)
        with pytest.raises(OSError, match="space"):
            events._LOG.file.write("x")
        tell_everything()
    events.write_to(tmp_path / "later")
    tell_everything()
    assert len(written(tmp_path / "later")) == 8


def test_a_protected_case_silences_the_log(log: Path, tmp_path: Path) -> None:
    desk = Desk(tmp_path / "cases", lambda: NOW, CATALOG)
    session = desk.create("ana", protection=PROTECTION)
    assert events.is_silent()
    session.start_filing("us/n-400")
    session.close()
    tell_everything()
    assert [row["event"] for row in written(log)] == ["silent"]


def test_an_open_case_that_becomes_protected_silences_the_log(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from applicant_helper.service import protecting

    session = make_session(tmp_path)
    assert not events.is_silent()
    desk = Desk(tmp_path / "cases", lambda: NOW, CATALOG)
    protecting.protect(desk, session, PROTECTION)
    assert events.is_silent()
    session.close()
    assert isinstance(session, Session)
    assert [row["event"] for row in written(log)] == ["case_opened", "silent"]


def test_an_outreach_session_silences_the_log(log: Path, tmp_path: Path) -> None:
    outreach.session_desk(tmp_path / "session", lambda: NOW)
    assert events.is_silent()


def test_no_log_is_written_unless_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    tell_everything()
    assert not list(tmp_path.iterdir())
