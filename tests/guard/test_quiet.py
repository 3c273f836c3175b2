"""What libraries log or warn of never reaches the terminal, and no text of theirs holds what is a person's."""

from __future__ import annotations

import logging
import re
import string
import subprocess
import sys
import warnings
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applicant_helper.guard import events
from applicant_helper.guard.quiet import LIBRARIES, Redacting, quiet, redacted
from tests.guard.speech import heard_anew, own_hooks

SECRET = "Qxmark Zelenka"
DIGITS = st.text(string.digits, min_size=9, max_size=9)
AROUND = st.sampled_from(["{}", "see {}.", "({})", "'{}'", "no {}, then", "x={};", "\n{}\n", "<{}>"])
GAP = st.sampled_from(["", "-", " "])


@pytest.fixture(autouse=True)
def anew() -> Iterator[None]:
    with heard_anew(), own_hooks():
        yield


def longest_digits(text: str) -> int:
    return max((len(run) for run in re.findall(r"\d+", text)), default=0)


@given(DIGITS, AROUND, st.sampled_from(["A", "a", "A-", "A#", "A# ", "A "]), GAP)
def test_a_numbers_are_taken_out(digits: str, around: str, start: str, gap: str) -> None:
    written = start + gap.join((digits[:3], digits[3:6], digits[6:]))
    told = redacted(around.format(written))
    assert written not in told and digits[:3] not in told and digits[6:] not in told


@given(DIGITS, AROUND, GAP)
def test_social_security_numbers_are_taken_out(digits: str, around: str, gap: str) -> None:
    written = gap.join((digits[:3], digits[3:5], digits[5:]))
    told = redacted(around.format(written))
    assert longest_digits(told) == 0


@given(
    st.text(string.ascii_uppercase, min_size=3, max_size=3),
    st.text(string.digits, min_size=10, max_size=10),
    AROUND,
    GAP,
)
def test_receipt_numbers_are_taken_out(office: str, digits: str, around: str, gap: str) -> None:
    for written in (office + digits, gap.join((office, digits[:2], digits[2:5], digits[5:]))):
        assert longest_digits(redacted(around.format(written))) == 0


@given(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    AROUND,
    st.sampled_from(
        [
            "%Y-%m-%d",
            "%Y/%m/%d",
            "%d.%m.%Y",
            "%m/%d/%Y",
            "%d/%m/%y",
            "%d %B %Y",
            "%d %b %Y",
            "%B %d, %Y",
            "%b %d %Y",
        ]
    ),
)
def test_dates_are_taken_out(day: date, around: str, written: str) -> None:
    assert longest_digits(redacted(around.format(day.strftime(written)))) == 0


def test_a_date_in_spanish_is_taken_out() -> None:
    assert redacted("el 5 de mayo de 1990 y 3 de diciembre de 2001") == "el [date] y [date]"


@given(
    st.from_regex(r"[a-zA-Z0-9_][a-zA-Z0-9_.+-]{0,20}@[a-z0-9-]{1,12}(\.[a-z]{2,5}){1,2}", fullmatch=True),
    AROUND,
)
def test_e_mail_addresses_are_taken_out(written: str, around: str) -> None:
    told = redacted(around.format(written))
    assert "@" not in told and written not in told


def test_an_address_with_letters_of_its_own_is_taken_out() -> None:
    for written in ("josé.peña@correo.es", "o'brien+x@mail.example.org", "мария@почта.рф"):
        assert redacted(f"to {written} now") == "to [e-mail] now"


@given(
    st.text(string.digits, min_size=10, max_size=10),
    AROUND,
    st.sampled_from(
        ["({}) {}-{}", "{}-{}-{}", "{}.{}.{}", "{} {} {}", "+1 {} {} {}", "+1{}{}{}", "+52 {}-{}-{}"]
    ),
)
def test_phone_numbers_are_taken_out(digits: str, around: str, written: str) -> None:
    told = redacted(around.format(written.format(digits[:3], digits[3:6], digits[6:])))
    assert longest_digits(told) == 0


@given(
    st.from_regex(r"[a-z][a-z0-9_-]{0,15}", fullmatch=True),
    st.sampled_from(["/home/{}/x.pdf", "/Users/{}/x.pdf", "C:\\Users\\{}\\x.pdf", "c:/Users/{}/x.pdf"]),
)
def test_the_name_in_a_home_folder_is_taken_out(name: str, path: str) -> None:
    told = redacted("cannot open " + path.format(name))
    assert told == f"cannot open [home]{path[-6:]}"


def test_a_name_of_two_words_in_a_home_folder_is_taken_out() -> None:
    for path in ("C:\\Users\\Maria Pena\\x.pdf", "/Users/maria pena/x.pdf"):
        assert "aria" not in redacted(path) and "ena" not in redacted(path)


def test_this_home_folder_is_taken_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/srv/people/Qxmark"))
    assert redacted("/srv/people/Qxmark/lease.pdf") == "[home]/lease.pdf"


@given(st.text(max_size=200))
def test_redacting_never_breaks_and_twice_is_once(text: str) -> None:
    once = redacted(text)
    assert longest_digits(once) < 6
    assert redacted(once) == once


def test_words_of_the_program_stay() -> None:
    text = "page 12 of 40 has no text layer; N-400 edition 01"
    assert redacted(text) == text


def test_a_record_loses_its_arguments_its_exception_and_its_path() -> None:
    try:
        raise ValueError(SECRET)
    except ValueError:
        info = sys.exc_info()
    record = logging.LogRecord("PIL", 30, f"/home/maria/{SECRET}.py", 1, "of %s", ("A204113887",), info)
    record.stack_info = SECRET
    assert Redacting().filter(record)
    told = logging.Formatter("%(pathname)s %(message)s").format(record)
    assert told == f"{SECRET}.py of [a-number]"
    assert not record.args and not record.exc_info and not record.stack_info


def test_a_record_that_cannot_be_put_together_has_no_text() -> None:
    record = logging.LogRecord("PIL", 30, "x.py", 1, "%d", (SECRET,), None)
    assert Redacting().filter(record) and record.getMessage() == ""


@pytest.mark.parametrize("name", [*LIBRARIES, "a.library.nobody.knows", ""])
def test_what_a_library_logs_is_an_event_without_its_words(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quiet()
    events.write_to(tmp_path / "log")
    logger = logging.getLogger(name)
    logger.error("could not read %s", SECRET)
    logger.warning("%d", SECRET)
    try:
        raise ValueError(SECRET)
    except ValueError:
        logger.exception(SECRET)
    assert capsys.readouterr() == ("", "")
    text = (tmp_path / "log").read_text("ascii")
    assert text.count('"library"') >= 6 and "Qxmark" not in text


def test_what_a_library_warns_of_is_an_event_without_its_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    events.write_to(tmp_path / "log")
    # Inside, because pytest gathers warnings by a hook of its own.
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        quiet()
        warnings.warn(SECRET, UserWarning, stacklevel=1)
    assert capsys.readouterr() == ("", "")
    text = (tmp_path / "log").read_text("ascii")
    assert "UserWarning" in text and "Qxmark" not in text


def test_being_quiet_twice_is_being_quiet_once() -> None:
    quiet()
    kept = list(logging.getLogger().handlers)
    quiet()
    assert logging.getLogger().handlers == kept


LOUD = f"""
import logging, warnings, sys
from applicant_helper.cli import _take_charge
_take_charge()
for name in ("PIL", "pikepdf", "unheard.of"):
    logging.getLogger(name).critical("%s", {SECRET!r})
    logging.getLogger(name).error("%d", {SECRET!r})
logging.warning({SECRET!r})
warnings.simplefilter("always")
warnings.warn({SECRET!r})
warnings.warn_explicit({SECRET!r}, DeprecationWarning, "x.py", 1)
"""


def test_a_process_of_ours_stays_quiet() -> None:
    done = subprocess.run([sys.executable, "-c", LOUD], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
