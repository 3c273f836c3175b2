"""Protection, earlier copies and removing for good by commands, typed on a real terminal."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from applicant_helper.service.desk import Desk
from tests.commands.test_commands import case_file, run
from tests.packet import inputs
from tests.plain.conversation import CATALOG, NOW
from tests.terminal import Terminal

OWN = "seven little yellow boats"
MARKER = "Quetzalcoatl Street"
SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "open_case.py"


def start(home: Path) -> None:
    assert run(home, "import", str(case_file(home)), "--label", "ana").returncode == 0


def choose(terminal: Terminal, own: str = OWN) -> str:
    """Answer the questions about a new passphrase; gives the recovery code."""
    terminal.answer("type your own", own)
    terminal.answer("Type the passphrase again", own)
    terminal.until("Recovery code: ")
    code = terminal.until("\r\n").strip()
    terminal.answer("last four signs", code[-4:])
    return code


def protect(home: Path, case: str = "ana") -> tuple[str, str]:
    """Protect a case; gives its name in the list and its recovery code."""
    with Terminal(home, "protect", case) as terminal:
        code = choose(terminal)
        terminal.until("it is called ")
        name = terminal.until(".")
        assert terminal.end() == 0
    assert OWN not in terminal.shown
    return name, code


def checked(home: Path, case: str, secret: str) -> tuple[int, str]:
    with Terminal(home, "check", case, "--json") as terminal:
        terminal.answer("Passphrase or recovery code", secret)
        return terminal.end(), terminal.shown


@pytest.fixture(scope="module")
def protected(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    home = tmp_path_factory.mktemp("home")
    start(home)
    return home, *protect(home)


def test_a_protected_case_opens_by_passphrase_and_by_code_and_its_label_is_gone(
    protected: tuple[Path, str, str],
) -> None:
    home, name, code = protected
    listed = run(home, "list").stdout
    assert name in listed and "ana" not in listed
    for secret in (OWN, code, code.lower().replace("-", " ")):
        _status, shown = checked(home, name, secret)
        assert '"findings"' in shown


def test_a_wrong_passphrase_is_asked_for_three_times_and_a_wrong_sign_of_the_code_is_named(
    protected: tuple[Path, str, str],
) -> None:
    home, name, code = protected
    wrong = ("0" if code[0] != "0" else "1") + code[1:]
    with Terminal(home, "check", name) as terminal:
        terminal.answer("Passphrase or recovery code", "not this one at all")
        terminal.until("This is not the passphrase")
        terminal.answer("Passphrase or recovery code", wrong)
        terminal.until("Group 1 of the recovery code")
        terminal.answer("Passphrase or recovery code", "nor this one")
        assert terminal.end() == 13


def test_without_a_terminal_the_secret_is_read_from_the_input_and_never_from_arguments(
    protected: tuple[Path, str, str],
) -> None:
    home, name, _code = protected
    done = subprocess.run(
        [sys.executable, "-m", "applicant_helper", "--home", str(home), "check", name, "--json"],
        input=OWN + "\n",
        capture_output=True,
        text=True,
        cwd=home,
        start_new_session=True,
        check=False,
    )
    assert json.loads(done.stdout)["findings"] is not None
    refused = run(home, "check", name, "--passphrase", OWN)
    assert refused.returncode == 2


def test_passphrase_and_code_are_changed_and_the_old_ones_open_nothing(tmp_path: Path) -> None:
    start(tmp_path)
    name, code = protect(tmp_path)
    other = "nine quiet green houses"
    with Terminal(tmp_path, "passphrase", name) as terminal:
        terminal.answer("Passphrase or recovery code", OWN)
        terminal.answer("type your own", other)
        terminal.answer("Type the passphrase again", other)
        assert terminal.end() == 0
    with Terminal(tmp_path, "passphrase", name, "--new-code") as terminal:
        terminal.answer("Passphrase or recovery code", other)
        terminal.until("New recovery code: ")
        fresh = terminal.until("\r\n").strip()
        assert terminal.end() == 0
    assert fresh != code
    for secret, words in ((OWN, "This is not the passphrase"), (code, "it belongs to another case")):
        with Terminal(tmp_path, "check", name) as terminal:
            terminal.answer("Passphrase or recovery code", secret)
            terminal.until(words)
    for secret in (other, fresh):
        assert '"findings"' in checked(tmp_path, name, secret)[1]


def test_protection_is_taken_away_only_after_the_secret_and_a_yes(tmp_path: Path) -> None:
    start(tmp_path)
    name, _code = protect(tmp_path)
    with Terminal(tmp_path, "unprotect", name) as terminal:
        terminal.answer("Passphrase or recovery code", OWN)
        terminal.answer("Go on?", "n")
        assert terminal.end() == 12
    assert checked(tmp_path, name, OWN)[0] in {0, 1}
    with Terminal(tmp_path, "unprotect", name) as terminal:
        terminal.answer("Passphrase or recovery code", OWN)
        terminal.answer("Go on?", "y")
        assert terminal.end() == 0
    assert run(tmp_path, "check", "ana", "--json").returncode in {0, 1}


def test_a_protected_hand_over_goes_to_another_computer_and_opens_without_the_program(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    start(here)
    paper = inputs.pages(here / "lease.pdf", 2)
    assert run(here, "add", "ana", str(paper)).returncode == 0
    file = tmp_path / "hand.ahcx"
    with Terminal(here, "export", "ana", str(file)) as terminal:
        terminal.answer("Protect the file", "y")
        code = choose(terminal)
        terminal.until("Written and read back")
        assert terminal.end() == 0
    with Terminal(there, "import", str(file), "--label", "case-two") as terminal:
        terminal.answer("Passphrase or recovery code", code)
        terminal.until("Taken in as ")
        taken = terminal.until(".")
        assert terminal.end() == 0
    assert '"findings"' in checked(there, taken, OWN)[1]
    out = tmp_path / "opened"
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(file), str(out)],
        input=OWN + "\n",
        capture_output=True,
        text=True,
        start_new_session=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = [path for path in out.rglob("*") if path.is_file()]
    assert paper.read_bytes() in [path.read_bytes() for path in found]


def desk_of(home: Path) -> Desk:
    return Desk(home / "cases", lambda: NOW, CATALOG)


def test_earlier_copies_are_listed_looked_at_and_brought_back(tmp_path: Path) -> None:
    start(tmp_path)
    desk = desk_of(tmp_path)
    session = desk.open(desk.find("ana"))
    session.store.snapshot("auto", now=NOW)
    session.answer("amara.city_of_birth", "Baker")
    session.close()
    assert re.match(r"1\. .*2026", run(tmp_path, "copies", "ana").stdout)
    looked = run(tmp_path, "copies", "ana", "1")
    assert looked.returncode == 0 and "Not in the copy: City or town of birth" in looked.stdout
    missing = run(tmp_path, "copies", "ana", "99")
    assert missing.returncode == 2 and "99" in missing.stderr
    assert run(tmp_path, "restore", "ana", "1", typed="n\n").returncode == 12
    assert "Baker" in written_out(tmp_path)
    back = run(tmp_path, "restore", "ana", "1", "--yes")
    assert back.returncode == 0 and "It is back" in back.stdout
    assert "Baker" not in written_out(tmp_path)


def test_what_was_taken_out_is_removed_for_good(tmp_path: Path) -> None:
    start(tmp_path)
    paper = inputs.pages(tmp_path / "lease.pdf", 1)
    assert run(tmp_path, "add", "ana", str(paper)).returncode == 0
    desk = desk_of(tmp_path)
    session = desk.open(desk.find("ana"))
    session.answer("amara.city_of_birth", MARKER)
    session.store.snapshot("auto", now=NOW)
    session.answer("amara.city_of_birth", "Baker")
    session.remove_document(session.case.documents[-1].id)
    session.close()
    folder = session.store.path
    assert holders(folder, MARKER.encode()) and holders(folder, paper.read_bytes())
    assert run(tmp_path, "forget", "ana", typed="n\n").returncode == 12
    assert holders(folder, MARKER.encode())
    done = run(tmp_path, "forget", "ana", "--yes")
    assert done.returncode == 0, done.stderr
    assert not holders(folder, MARKER.encode()) and not holders(folder, paper.read_bytes())
    assert "Baker" in written_out(tmp_path)


def written_out(home: Path) -> str:
    """The present case in words."""
    target = home / f"out-{len(list(home.iterdir()))}"
    assert run(home, "export", "ana", str(target)).returncode == 0
    return (target / "case.yaml").read_text("utf-8")


def holders(folder: Path, what: bytes) -> list[str]:
    """Files under the folder that hold these bytes."""
    return [p.name for p in folder.rglob("*") if p.is_file() and what in p.read_bytes()]


def test_an_outreach_session_saves_to_the_stick_and_leaves_nothing_behind(tmp_path: Path) -> None:
    place, stick = tmp_path / "session", tmp_path / "stick"
    stick.mkdir()
    with Terminal(tmp_path, "--plain", "session", "--folder", str(place)) as terminal:
        terminal.until("Outreach session.")
        words, code = begin_case(terminal)
        terminal.until("Which form")
        terminal.enter("q")
        terminal.prompt = ":"
        terminal.until("File to save ")
        name = terminal.until(" to, on the applicant")
        terminal.answer("do not save)", str(stick / "hers"))
        terminal.answer("Passphrase or recovery code", words)
        terminal.until("Written and read back")
        terminal.answer("Remove every case of this session", "y")
        terminal.until(name)
        terminal.until("The session folder is removed.")
        assert terminal.end() == 0
    assert "\x1b[3J" in terminal.shown
    assert "Out of reach" in terminal.shown
    assert not place.exists()
    assert (stick / "hers.ahcx").exists()
    assert words not in terminal.shown.partition("Type the passphrase again")[2]
    with Terminal(tmp_path, "import", str(stick / "hers.ahcx")) as terminal:
        terminal.answer("Passphrase or recovery code", code)
        terminal.until("Taken in as ")
        assert terminal.end() == 0


def begin_case(terminal: Terminal) -> tuple[str, str]:
    """Start a case in line mode with the proposed passphrase; gives it and the recovery code."""
    terminal.answer("Language", "1")
    terminal.answer("What should the case be called?", "")
    terminal.until("Proposed passphrase: ")
    words = terminal.until("\r\n").strip()
    terminal.answer("Type the passphrase again", words)
    terminal.until("Recovery code: ")
    code = terminal.until("\r\n").strip()
    terminal.answer("last four signs", code[-4:])
    return words, code


def test_a_session_that_was_cut_off_is_found_again_and_can_be_ended(tmp_path: Path) -> None:
    place = tmp_path / "session"
    with Terminal(tmp_path, "--plain", "session", "--folder", str(place)) as terminal:
        _words, _code = begin_case(terminal)
        terminal.until("Which form")
        terminal.kill()
    assert list((place / "cases").iterdir())
    with Terminal(tmp_path, "--plain", "session", "--folder", str(place)) as terminal:
        terminal.until("An earlier session was not ended")
    done = run(tmp_path, "session", "--folder", str(place), "--end", "--yes")
    assert done.returncode == 0 and "The session folder is removed." in done.stdout
    assert not place.exists()


def test_a_session_never_uses_a_folder_that_holds_other_things(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    done = run(tmp_path, "session", "--folder", str(tmp_path), "--end", "--yes")
    assert done.returncode == 10 and "holds other things" in done.stderr
    assert (tmp_path / "thesis.txt").read_text() == "mine"


def test_a_session_writes_no_log(tmp_path: Path) -> None:
    done = run(tmp_path, "--log", str(tmp_path / "log"), "session", "--folder", str(tmp_path / "s"))
    assert done.returncode == 2 and "no log" in done.stderr
    assert not (tmp_path / "log").exists()
