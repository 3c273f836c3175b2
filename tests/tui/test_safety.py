"""Protection on the screen: asking who uses the computer, opening, locking, earlier copies, removing for good."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from applicant_helper.service import protecting
from applicant_helper.service.desk import Desk
from applicant_helper.tui.app import HelperApp
from applicant_helper.tui.protecting import AskSecret, TypeBack
from applicant_helper.tui.screens.safety import SafetyScreen
from applicant_helper.tui.screens.start import StartScreen
from tests.tui.test_journeys import settled

PASSPHRASE = "correct horse battery"


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """The slow derivation is tested in tests/storage; here it would only cost time."""

    def quick(secret: bytes, salt: bytes, *, memory_bytes: int, passes: int) -> bytes:
        return hashlib.blake2b(secret + salt, digest_size=32).digest()

    monkeypatch.setattr("applicant_helper.storage.crypto.slow_key", quick)


async def press(pilot: Pilot[int], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


async def type_in(pilot: Pilot[int], text: str) -> None:
    pilot.app.screen.query_one(Input).value = text
    await press(pilot, "enter")
    await settled(pilot)


async def choose_passphrase(pilot: Pilot[int], text: str = PASSPHRASE) -> None:
    await type_in(pilot, text)
    await type_in(pilot, text)
    screen = pilot.app.screen
    assert isinstance(screen, TypeBack)
    code = re.findall(r"[0-9A-Z]{4}", str(screen.query_one(".secret", Static).render()))
    assert len(code) == 9
    await type_in(pilot, "no")
    assert isinstance(pilot.app.screen, TypeBack)
    await type_in(pilot, code[-1].lower())
    await settled(pilot)


def screen_text(app: HelperApp) -> str:
    """All words of the screen in front."""
    return "\n".join(str(part.render()) for part in app.screen.query(Static))


async def open_first(pilot: Pilot[int]) -> str:
    """Choose the first case of the list; gives the words of what comes up."""
    await settled(pilot)
    await press(pilot, "1")
    await settled(pilot)
    assert isinstance(pilot.app, HelperApp)
    return screen_text(pilot.app)


def rows(app: HelperApp) -> list[str]:
    options = app.screen.query_one("#rows, #cases", OptionList)
    return [str(options.get_option_at_index(n).prompt) for n in range(options.option_count)]


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (140, 45)])
async def test_a_case_on_a_shared_computer_is_protected_and_opens_again(
    desk: Desk, size: tuple[int, int]
) -> None:
    app = HelperApp(desk)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await press(pilot, "enter")
        await press(pilot, "2")
        await press(pilot, "1")
        await choose_passphrase(pilot)
        await press(pilot, *"n-400", "enter")
        assert app.session is not None and app.session.store.is_protected
        await press(pilot, "c")
        assert app.session is None
        assert "protected" in rows(app)[0]
        await press(pilot, "1")
        assert isinstance(app.screen, AskSecret)
        await type_in(pilot, "not this one either")
        assert "not the passphrase" in str(app.screen.query_one(".error", Static).render())
        await type_in(pilot, PASSPHRASE)
        assert app.session is not None and app.session.filing().form == "us/n-400"
        assert protecting.known_situation(desk) is protecting.Situation.SHARED


async def test_esc_on_the_way_makes_no_case(desk: Desk) -> None:
    app = HelperApp(desk)
    async with app.run_test() as pilot:
        await settled(pilot)
        for keys in (["escape"], ["3", "escape"]):
            await press(pilot, "enter")
            await press(pilot, *keys)
            await settled(pilot)
            assert isinstance(app.screen, StartScreen) and app.session is None
        assert desk.cases() == ()


async def test_a_short_own_passphrase_is_refused_with_the_reason(desk: Desk) -> None:
    app = HelperApp(desk)
    async with app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, "enter")
        await press(pilot, "3")
        await type_in(pilot, "short")
        assert "5 characters" in str(app.screen.query_one(".error", Static).render())


async def test_an_idle_protected_case_closes_and_an_open_one_does_not(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = HelperApp(desk, desk.create())
    async with app.run_test() as pilot:
        await settled(pilot)
        session = app.session
        assert session is not None
        moment = [0.0]
        monkeypatch.setattr("applicant_helper.tui.app.monotonic", lambda: moment[0])
        await press(pilot, *"n-400", "enter")
        moment[0] = 3600.0
        app._lock_when_idle()
        assert app.session is session
        protecting.protect(desk, session, protecting.prepare(PASSPHRASE))
        app._last_seen = moment[0]
        moment[0] += 599
        app._lock_when_idle()
        assert app.session is session
        moment[0] += 2
        app._lock_when_idle()
        await settled(pilot)
        assert app.session is None and isinstance(app.screen, StartScreen)
        assert "nothing was typed" in str(app.screen.query_one(".status", Static).render())


async def test_protecting_an_open_case_and_taking_it_away_again(desk: Desk) -> None:
    app = HelperApp(desk, desk.create("Ana"))
    async with app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, *"n-400", "enter")
        await press(pilot, "k")
        assert isinstance(app.screen, SafetyScreen)
        await press(pilot, "1")
        await choose_passphrase(pilot)
        await settled(pilot)
        assert app.session is not None and app.session.store.is_protected
        assert "Ana" not in str(app.session.store.path.name)
        assert app.session.filing().form == "us/n-400"
        await press(pilot, "3")
        await press(pilot, "down", "enter")
        await settled(pilot)
        assert not app.session.store.is_protected


async def test_an_earlier_copy_is_looked_at_and_brought_back(desk: Desk) -> None:
    session = desk.create()
    session.start_filing("us/n-400")
    session.answer("applicant.lpr_date", "02/10/2022")
    session.store.snapshot("auto", now=desk.now())
    session.answer("applicant.lpr_date", "02/11/2022")
    app = HelperApp(desk, session)
    async with app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, "k")
        place = next(n for n, row in enumerate(rows(app)) if "1 change ago" in row)
        app.screen.query_one("#rows", OptionList).highlighted = place
        await settled(pilot)
        assert "Different in the copy" in str(app.screen.query_one("#text", Static).render())
        await press(pilot, "enter")
        await press(pilot, "down", "enter")
        await settled(pilot)
        answer = session.case.people["applicant"].facts["lpr_date"]
        assert getattr(answer.value, "day", None) == 10
        assert session.undo() is not None


async def test_a_case_is_written_to_one_file_and_forgets(desk: Desk, tmp_path: Path) -> None:
    session = desk.create()
    session.start_filing("us/n-400")
    app = HelperApp(desk, session)
    async with app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, "k")
        await press(pilot, "2")
        await press(pilot, "2")
        await type_in(pilot, str(tmp_path / "ana"))
        await settled(pilot)
        assert (tmp_path / "ana.ahcx").is_file()
        await press(pilot, "3")
        await press(pilot, "down", "enter")
        await settled(pilot)
        assert session.undo() is None


async def test_at_an_outreach_table_every_case_is_protected_and_nothing_is_copied(
    tmp_path: Path, desk: Desk
) -> None:
    outreach = Desk(tmp_path / "s" / "cases", desk.now, desk.catalog, desk.cache, is_outreach=True)
    app = HelperApp(outreach)
    async with app.run_test() as pilot:
        await settled(pilot)
        assert len(rows(app)) == 1
        await press(pilot, "enter")
        words = str(app.screen.query_one(".secret", Static).render()).strip()
        await press(pilot, "enter")
        await type_in(pilot, words)
        code = re.findall(r"[0-9A-Z]{4}", str(app.screen.query_one(".secret", Static).render()))
        await type_in(pilot, code[-1])
        await settled(pilot)
        assert app.session is not None and app.session.store.is_protected
        assert protecting.locks_after(outreach, app.session) == 180
        app.copy_to_clipboard("secret")
        assert app.clipboard == ""


async def test_a_case_in_use_is_looked_at_only_and_says_so(desk: Desk) -> None:
    holder = desk.create("case-two")
    holder.start_filing("us/n-400")
    app = HelperApp(desk)
    async with app.run_test() as pilot:
        assert "last seen working" in await open_first(pilot)
        await press(pilot, "1")
        await settled(pilot)
        assert "nothing can be changed" in screen_text(app)
        await press(pilot, "enter")
        await settled(pilot)
        assert str(app.screen.query_one("#title", Static).render()).startswith("Only to look at")
    holder.close()


async def test_an_earlier_folder_put_back_is_told_before_going_on(desk: Desk, tmp_path: Path) -> None:
    session = desk.create("case-two")
    session.start_filing("us/n-400")
    session.close()
    path = session.store.path
    shutil.copytree(path, tmp_path / "earlier")
    session = desk.open(path)
    session.answer("applicant.lpr_date", "02/10/2022")
    session.close()
    shutil.rmtree(path)
    shutil.copytree(tmp_path / "earlier", path)
    app = HelperApp(desk)
    async with app.run_test() as pilot:
        assert "older than when it was last closed" in await open_first(pilot)


async def test_a_damaged_case_goes_back_to_a_copy_on_the_screen(desk: Desk) -> None:
    session = desk.create("case-two")
    session.start_filing("us/n-400")
    session.store.snapshot("auto", now=desk.now())
    session.close()
    data = session.store.path / "case.db"
    data.write_bytes(data.read_bytes()[:4096] + bytes(4096))
    app = HelperApp(desk)
    async with app.run_test() as pilot:
        assert "What do you want to go back to?" in await open_first(pilot)
        await press(pilot, "1")
        await settled(pilot)
        assert app.session is not None and app.session.case.filings
