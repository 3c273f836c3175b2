"""Protection in line mode."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from applicant_helper.plain.face import run
from applicant_helper.service import protecting
from applicant_helper.service.session import Session
from tests.plain.conversation import Conversation, converse, make_desk, make_session
from tests.plain.test_face import SAFETY

PASSPHRASE = "correct horse battery"


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    def quick(secret: bytes, salt: bytes, *, memory_bytes: int, passes: int) -> bytes:
        return hashlib.blake2b(secret + salt, digest_size=32).digest()

    monkeypatch.setattr("applicant_helper.storage.crypto.slow_key", quick)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = make_session(tmp_path)
    yield made
    made.close()


class Answering(Conversation):
    """Types the last group of a recovery code where `CODE` stands among the lines."""

    def _read(self, prompt: str) -> str | None:
        typed = super()._read(prompt)
        if typed != "CODE":
            return typed
        shown = next(
            line for line in reversed(self.written) if line.startswith(("Recovery code", "New recovery"))
        )
        return shown.rpartition("-")[2]


def talk(folder: Path, session: Session | None, *typed: str) -> Answering:
    talking = Answering(typed)
    assert run(make_desk(folder), session, talking.talk.read_line, talking.written.append, folder) == 0
    return talking


def test_a_new_case_at_a_clinic_is_protected_and_opens_with_its_passphrase(tmp_path: Path) -> None:
    talking = talk(
        tmp_path,
        None,
        "Start a new case",
        "",
        "3",
        "short",
        PASSPHRASE,
        "wrong",
        PASSPHRASE,
        "CODE",
        "N-400",
        "q",
    )
    text = talking.text()
    assert "5 characters" in text and "That is not the same" in text and "Chosen: N-400" in text
    again = talk(tmp_path, None, "1", "not this one", PASSPHRASE, "q")
    assert "not the passphrase" in again.text() and "Opened:" in again.text()
    assert protecting.known_situation(make_desk(tmp_path)) is protecting.Situation.CLINIC


def test_an_empty_line_at_the_passphrase_goes_back(tmp_path: Path) -> None:
    talk(tmp_path, None, "Start a new case", "", "3", PASSPHRASE, PASSPHRASE, "CODE", "N-400", "q")
    talking = talk(tmp_path, None, "1", "", "q")
    assert "This is the start" in talking.text()


def test_protecting_changing_and_taking_away(tmp_path: Path, session: Session) -> None:
    protect, passphrase, code, away = "3", "3", "4", "5"
    talking = talk(
        tmp_path,
        session,
        *(SAFETY, protect, PASSPHRASE, PASSPHRASE, "CODE"),
        *(SAFETY, passphrase, "a different passphrase", "a different passphrase"),
        *(SAFETY, code, "CODE"),
        *(SAFETY, away, "Yes"),
    )
    text = talking.text()
    assert "Protected. In the list" in text and "The passphrase is changed" in text
    assert "The code on the old paper" in text and "The case is not protected any more." in text


def test_copies_hand_over_and_removing_for_good(tmp_path: Path, session: Session) -> None:
    file = tmp_path / "out"
    talking = talk(
        tmp_path, session, *(SAFETY, "1", "1", "No"), *(SAFETY, "2", "No", str(file)), *(SAFETY, "4", "Yes")
    )
    text = talking.text()
    assert "This copy holds" in text and "Written and read back" in text and "Removed for good" in text
    assert file.with_suffix(".ahcx").is_file()


def test_a_protected_case_closes_beside_an_empty_chair(tmp_path: Path, session: Session) -> None:
    desk = make_desk(tmp_path)
    protecting.protect(desk, session, protecting.prepare(PASSPHRASE))
    waited: list[float] = []

    def nobody(prompt: str, seconds: float) -> bool:
        waited.append(seconds)
        return False

    talking = Conversation(["1"])
    assert run(desk, session, talking.talk.read_line, talking.written.append, key_within=nobody) == 0
    assert waited == [600] and "nothing was typed" in talking.text()
    assert converse(desk, None, ["q"]).text().count("protected") == 1
