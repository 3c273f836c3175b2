"""Journeys of taking papers in and of going through what was read, asserting on the case and on what is shown."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from applicant_helper.core.case import Document
from applicant_helper.reading.shapes import Note
from applicant_helper.service import intake
from applicant_helper.service.desk import Desk
from applicant_helper.service.papers import add_papers
from applicant_helper.service.proposals import proposals
from applicant_helper.service.readings import Readings
from applicant_helper.service.session import Session
from applicant_helper.service.statements import said_raw
from applicant_helper.tui.app import HelperApp
from applicant_helper.tui.screens.adding import AddScreen
from applicant_helper.tui.screens.paper import PaperScreen
from tests.packet import inputs
from tests.service.made import guess, says, with_paper
from tests.tui.test_journeys import settled

HOSTILE = "\x1b]0;t\x07\u202e[bold red]x[/bold red]\nnext"
SHOWN = "]0;t[bold red]x[/bold red] next"


@pytest.fixture
def session(desk: Desk) -> Iterator[Session]:
    opened = desk.create("intake")
    opened.start_filing("us/n-400")
    yield opened
    opened.close()


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """A shoebox: a lease, a picture twice, a broken file, a file of another kind."""
    folder = tmp_path / "my papers"
    folder.mkdir()
    inputs.pages(folder / "lease.pdf", text="Residential lease agreement between landlord and tenant, rent")
    inputs.picture(folder / "a.png", size=(900, 200))
    (folder / "b.png").write_bytes((folder / "a.png").read_bytes())
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    (folder / "notes.txt").write_text("not a paper")
    return folder


def lines(app: HelperApp) -> list[str]:
    """The entries of the list, as text."""
    rows = app.screen.query_one("#rows", OptionList)
    return [str(rows.get_option_at_index(n).prompt) for n in range(rows.option_count)]


def detail(app: HelperApp) -> str:
    return str(app.screen.query_one("#detail", Static).render())


def status(app: HelperApp) -> str:
    return str(app.screen.query_one(".status", Static).render())


def point_at(app: HelperApp, part: str) -> None:
    """Highlight the entry with these words."""
    at = next(n for n, text in enumerate(lines(app)) if part in text)
    app.screen.query_one("#rows", OptionList).highlighted = at


def paper_of(session: Session, document_id: str = "paper") -> Document:
    document = session.case.document(document_id)
    assert document is not None
    return document


async def open_intake(app: HelperApp, pilot: Pilot[int], typed: str) -> None:
    """Open the screen and hand it what was typed."""
    await settled(pilot)
    app.push_screen(AddScreen(None, typed))
    await settled(pilot)
    await settled(pilot)


async def show_papers(app: HelperApp, pilot: Pilot[int], *ids: str) -> None:
    """The list as it is after these papers were taken in."""
    await settled(pilot)
    screen = AddScreen(None)
    screen._added = list(ids)
    app.push_screen(screen)
    await settled(pilot)
    screen.query_one("#rows").focus()
    await settled(pilot)


async def test_unsure_papers_stand_on_top_and_everything_left_out_is_named(
    session: Session, box: Path
) -> None:
    app = HelperApp(session_desk(session), session)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_intake(app, pilot, str(box))
        shown = lines(app)
        assert [text[:3] for text in shown] == ["[?]", "[?]", "[+]", "[!]", "[-]"]
        assert "Lease or mortgage" in shown[2]
        assert [t for t in shown if "same as" in t] == [shown[1]]
        assert "broken.pdf" in shown[3]
        assert "passed over" in shown[4]
        assert status(app).startswith("Taken in: 3. Not taken: 1.")
        assert app.focused is app.screen.query_one("#rows")
    assert len(session.case.documents) == 3


def session_desk(session: Session) -> Desk:
    """A desk for the app; the session it works on is given."""
    return Desk(session.store.path.parent, session.now, session.catalog, session.store.path.parent)


async def test_rows_appear_while_files_are_still_read(
    session: Session, monkeypatch: pytest.MonkeyPatch, box: Path
) -> None:
    real = add_papers
    seen: list[int] = []

    def slow(*args: object, **more: object) -> object:
        step = more["progress"]

        def wait(done: int, total: int, name: str, row: intake.Row | None) -> None:
            step(done, total, name, row)  # type: ignore[operator]
            time.sleep(0.15)
            seen.append(len(lines(app)))

        return real(*args, **{**more, "progress": wait})  # type: ignore[arg-type]

    monkeypatch.setattr("applicant_helper.tui.screens.adding.add_papers", slow)
    app = HelperApp(session_desk(session), session)
    async with app.run_test(size=(100, 30)) as pilot:
        await open_intake(app, pilot, str(box))
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (1, 3)


async def test_escape_stops_the_run_and_keeps_what_was_read(
    session: Session, monkeypatch: pytest.MonkeyPatch, box: Path
) -> None:
    real = add_papers

    def slow(*args: object, **more: object) -> object:
        step, cancelled = more["progress"], more["cancelled"]

        def wait(*told: object) -> None:
            step(*told)  # type: ignore[operator]
            until = time.monotonic() + 10
            while not cancelled() and time.monotonic() < until:  # type: ignore[operator]
                time.sleep(0.02)

        return real(*args, **{**more, "progress": wait})  # type: ignore[arg-type]

    monkeypatch.setattr("applicant_helper.tui.screens.adding.add_papers", slow)
    app = HelperApp(session_desk(session), session)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        app.push_screen(AddScreen(None, str(box)))
        for _n in range(100):
            await asyncio.sleep(0.05)
            if isinstance(app.screen, AddScreen) and lines(app):
                break
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, AddScreen)
        assert any("Stopped" in text for text in lines(app))
        await pilot.press("escape")
        await settled(pilot)
        assert not isinstance(app.screen, AddScreen)
    assert len(session.case.documents) == 1


@pytest.mark.parametrize(
    "typed", ["~nobody-of-that-name/x.pdf", "C:\\nowhere\\x.pdf", "/nowhere/[bold]x.pdf"]
)
async def test_a_path_that_is_nowhere_is_told_by_its_name(session: Session, typed: str) -> None:
    app = HelperApp(session_desk(session), session)
    async with app.run_test(size=(100, 30)) as pilot:
        await open_intake(app, pilot, typed)
        (shown,) = lines(app)
        assert shown.startswith("[!] There is no file at")
        assert status(app).startswith("Taken in: 0. Not taken: 1.")
        assert app.screen.query_one("#paths", Input).has_focus


UNSURE = tuple(guess(k, 0.3) for k in ("lease", "utility_bill", "w2", "pay_stub"))


@pytest.mark.parametrize(("key", "kind"), [("1", "lease"), ("2", "utility_bill"), ("3", "w2")])
async def test_a_number_takes_a_likely_kind(session: Session, key: str, kind: str) -> None:
    with_paper(session, kind="folder_other", guesses=UNSURE)
    app = HelperApp(session_desk(session), session)
    async with app.run_test(size=(80, 24)) as pilot:
        await show_papers(app, pilot, "paper")
        assert "2  Utility or phone bill" in detail(app)
        await pilot.press(key)
        await settled(pilot)
        assert lines(app)[0].startswith("[+] ")
        await pilot.press(key)
        await settled(pilot)
    assert paper_of(session).kind == kind
    session.undo()
    assert paper_of(session).kind == "folder_other"


async def test_a_number_that_is_not_offered_does_nothing(session: Session) -> None:
    with_paper(session, kind="folder_other", guesses=UNSURE[:1])
    app = HelperApp(session_desk(session), session)
    async with app.run_test(size=(80, 24)) as pilot:
        await show_papers(app, pilot, "paper")
        await pilot.press("2", "3", "9")
        await settled(pilot)
    assert paper_of(session).kind == "folder_other"


async def test_any_kind_can_be_chosen(session: Session) -> None:
    with_paper(session, kind="folder_other", guesses=UNSURE)
    app = HelperApp(session_desk(session), session)
    async with app.run_test(size=(80, 24)) as pilot:
        await show_papers(app, pilot, "paper")
        await pilot.press("k")
        await settled(pilot)
        await pilot.press(*"diploma", "enter")
        await settled(pilot)
    assert paper_of(session).kind == "diploma"


async def test_o_opens_a_copy_in_the_viewer_of_the_system(
    session: Session, box: Path, fake_viewer: Path
) -> None:
    app = HelperApp(session_desk(session), session)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_intake(app, pilot, str(box / "lease.pdf"))
        await pilot.press("o")
        await settled(pilot)
        for _n in range(100):
            if fake_viewer.is_file() and fake_viewer.read_text().endswith("\n"):
                break
            await asyncio.sleep(0.05)
        opened = Path(fake_viewer.read_text().strip())
        assert opened.read_bytes() == (box / "lease.pdf").read_bytes()
        assert opened != box / "lease.pdf"


@pytest.fixture
def fake_viewer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An opener on the path that writes down what it was asked to show."""
    import sys

    if sys.platform == "win32":
        pytest.skip("that system has no opener on the path")
    told = tmp_path / "told"
    tools = tmp_path / "tools"
    tools.mkdir()
    opener = tools / ("open" if sys.platform == "darwin" else "xdg-open")
    opener.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" > "{told}"\n')
    opener.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tools}:/usr/bin:/bin")
    return told


async def test_without_a_viewer_a_sentence_says_what_to_do(
    session: Session, box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = HelperApp(session_desk(session), session)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_intake(app, pilot, str(box / "lease.pdf"))
        monkeypatch.setattr("applicant_helper.service.viewing.shutil.which", lambda name: None)
        await pilot.press("o")
        await settled(pilot)
        assert status(app) == "No program here shows lease.pdf. Open the file from its own folder."


BORN = says("date_of_birth", "1988-03-04", "March 4, 1988")
EITHER = says("date_of_birth", None, "03/04/1988", choices=("1988-03-04", "1988-04-03"))
CITY = says("city_of_birth", "Oaxaca", confidence=0.4)


async def test_a_accepts_what_is_sure_and_leaves_the_rest(session: Session) -> None:
    with_paper(session, BORN, CITY)
    app = HelperApp(session_desk(session), session)
    async with app.run_test(size=(80, 24)) as pilot:
        await show_papers(app, pilot, "paper")
        assert "? City or town of birth: Oaxaca (page 1)" in detail(app)
        await pilot.press("A")
        await settled(pilot)
        assert status(app) == "Written down: 1. Left for you to look at: 1."
        assert "March 4" not in detail(app)
    assert set(said_raw(paper_of(session))) == {"date_of_birth"}


async def test_signs_that_act_are_only_letters_in_the_list(session: Session) -> None:
    with_paper(
        session,
        says("legal_name", HOSTILE, HOSTILE),
        kind="folder_other",
        name=HOSTILE,
        guesses=(guess("lease", 0.3, HOSTILE),),
        notes=(Note("x", "{name} is odd.", {"name": HOSTILE}),),
    )
    app = HelperApp(session_desk(session), session)
    for screen in (None, PaperScreen("paper")):
        async with app.run_test(size=(140, 45)) as pilot:
            await show_papers(app, pilot, "paper")
            if screen is not None:
                app.push_screen(screen)
                await settled(pilot)
            shown = "\n".join([*lines(app), *([detail(app)] if screen is None else [])])
            assert SHOWN in shown
            assert not {"\x1b", "\x07", "\u202e"} & set(shown)
        app = HelperApp(session_desk(session), session)


# one paper -----------------------------------------------------------------------------------------------


async def show_paper(app: HelperApp, pilot: Pilot[int], part: str) -> None:
    """Open the paper and point at one entry."""
    await settled(pilot)
    app.open_paper("paper")
    await settled(pilot)
    point_at(app, part)
    await settled(pilot)


async def test_readings_stand_apart_from_what_was_written_down(session: Session) -> None:
    with_paper(session, BORN, CITY, notes=(Note("x", "Page 2 is missing."),))
    app = HelperApp(session_desk(session), session)
    async with app.run_test(size=(80, 24)) as pilot:
        await show_paper(app, pilot, "Kind")
        shown = [t.strip() for t in lines(app)]
        note, first = (
            shown.index("[!] Page 2 is missing."),
            shown.index("[?] City or town of birth: Oaxaca  page 1"),
        )
        assert (
            note
            < first
            < shown.index("[ ] Date of birth: 4 March 1988  page 1")
            < shown.index("Written down")
        )


async def test_y_accepts_and_the_entry_is_then_what_the_paper_says(session: Session) -> None:
    with_paper(session, BORN)
    app = HelperApp(session_desk(session), session)
    async with app.run_test(size=(80, 24)) as pilot:
        await show_paper(app, pilot, "[ ] Date of birth")
        await pilot.press("y")
        await settled(pilot)
        assert not any(t.startswith("[ ]") for t in lines(app))
        assert any("It says Date of birth: March 4, 1988" in t for t in lines(app))
        await pilot.press("y")
        await settled(pilot)
    kept = said_raw(paper_of(session))["date_of_birth"]
    assert isinstance(kept, dict) and kept["value"] == "1988-03-04"


async def test_what_can_be_read_in_two_ways_is_asked(session: Session) -> None:
    with_paper(session, EITHER)
    app = HelperApp(session_desk(session), session)
    async with app.run_test(size=(80, 24)) as pilot:
        await show_paper(app, pilot, "[?] Date of birth")
        await pilot.press("y")
        await settled(pilot)
        assert said_raw(paper_of(session)) == {}
        await pilot.press("2")
        await settled(pilot)
    kept = said_raw(paper_of(session))["date_of_birth"]
    assert isinstance(kept, dict) and kept["value"] == "1988-04-03"


async def test_x_turns_a_reading_down_until_undo(session: Session) -> None:
    with_paper(session, BORN)
    app = HelperApp(session_desk(session), session)
    async with app.run_test(size=(80, 24)) as pilot:
        await show_paper(app, pilot, "[ ] Date of birth")
        await pilot.press("x")
        await settled(pilot)
        assert not any(t.startswith("[ ]") for t in lines(app))
    assert [v.state for v in proposals(session, "paper")] == ["dropped"]
    session.undo()
    assert [v.state for v in proposals(session, "paper")] == ["open"]


async def test_a_reading_is_corrected(session: Session) -> None:
    with_paper(session, BORN)
    app = HelperApp(session_desk(session), session)
    async with app.run_test(size=(80, 24)) as pilot:
        await show_paper(app, pilot, "[ ] Date of birth")
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("2")
        await settled(pilot)
        field = app.screen.query_one(Input)
        assert field.value == "4 March 1988"
        field.value = "March 14, 1988"
        await pilot.press("enter")
        await settled(pilot)
    assert said_raw(paper_of(session)) == {"date_of_birth": "March 14, 1988"}


async def test_a_role_without_a_person_is_told_and_nothing_is_written(session: Session) -> None:
    with_paper(session, says("preparer.legal_name", "Ana Ruiz"), kind="official_form", form="us/n-400")
    app = HelperApp(session_desk(session), session)
    async with app.run_test(size=(140, 45)) as pilot:
        await show_paper(app, pilot, "Ana Ruiz")
        await pilot.press("y")
        await settled(pilot)
        assert status(app).startswith("Nobody in this case is the preparer of that form yet.")
    assert said_raw(paper_of(session)) == {}


async def test_a_path_that_comes_as_a_burst_of_keys_is_whole(session: Session, desk: Desk) -> None:
    app = HelperApp(desk, session)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for character in "/home/ana/one":
            app.post_message(Key({"/": "slash"}.get(character, character), character))
        await settled(pilot)
        await pilot.pause(0.2)
        assert isinstance(app.screen, AddScreen)
        assert app.screen.query_one("#paths", Input).value == "/home/ana/one"


async def test_a_paper_of_an_earlier_sitting_is_read_again_its_pictures_too(
    session: Session, box: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = add_papers(session, [box / "a.png"])
    picture = report.added[0].document_id
    session.readings = Readings()
    asked: list[list[str]] = []
    monkeypatch.setattr(HelperApp, "read_pictures", lambda _app, ids: asked.append(list(ids)))
    app = HelperApp(desk, session)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.open_paper(picture)
        await settled(pilot)
        document = session.case.document(picture)
        assert document is not None and session.readings.of(document) is not None
        assert asked == [[picture]]
