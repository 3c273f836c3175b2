"""One journey for each screen, asserting on the saved case and not on pixels."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from applicant_helper.service.desk import Desk
from applicant_helper.tui.app import HelperApp
from tests.scenarios.loader import base

SIZES = [(80, 24), (140, 45), (60, 18)]
MakeApp = Callable[[], HelperApp]


async def settled(pilot: Pilot[int]) -> None:
    """Wait until nothing is going on any more."""
    await pilot.pause()
    while any(w.is_running and w.group != "default" for w in pilot.app.workers):
        await pilot.pause(0.05)
    await pilot.pause(0.1)
    mistake = getattr(pilot.app, "mistake", None)
    if mistake is not None:
        raise mistake


def text_of(app: HelperApp, selector: str) -> str:
    return str(app.screen.query_one(selector, Static).render())


@pytest.mark.parametrize("size", SIZES)
async def test_from_nothing_to_a_case_with_answers_that_undo_after_a_restart(
    desk: Desk, size: tuple[int, int]
) -> None:
    app = HelperApp(desk)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("1")
        await settled(pilot)
        await pilot.press(*"n-400", "enter")
        await settled(pilot)
        assert app.session is not None
        assert [f.form for f in app.session.case.filings] == ["us/n-400"]
        await pilot.press("w")
        await settled(pilot)
        await pilot.press("1")
        await settled(pilot)
        path = app.session.store.path
        assert (
            app.session.views().answer_words("filing.eligibility_basis")
            == "five years as a permanent resident"
        )
        await pilot.press("escape")
        await settled(pilot)
    app.release()
    again = HelperApp(desk, desk.open(path))
    async with again.run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert again.session is not None
        assert again.session.views().answer_to("filing.eligibility_basis") is None
    again.release()


async def test_a_folder_is_taken_in_and_a_kind_corrected(desk: Desk, papers: Path) -> None:
    session = desk.create("folder")
    session.start_filing("us/n-400")
    app = HelperApp(desk, session)
    before = {p: p.read_bytes() for p in papers.iterdir()}
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        app.screen.post_message(Paste(str(papers)))
        await settled(pilot)
        await settled(pilot)
        assert len(session.case.documents) == len(before)
        target = next(d for d in session.case.documents if "electricity" in d.id)
        app.open_paper(target.id)
        await settled(pilot)
        await pilot.press("k")
        await settled(pilot)
        await pilot.press(*"utility", "enter")
        await settled(pilot)
        found = session.case.document(target.id)
        assert found is not None
        assert found.kind == "utility_bill"
    app.release()
    assert {p: p.read_bytes() for p in papers.iterdir()} == before


async def test_a_refused_answer_keeps_the_text_and_says_how_to_write_it(demo_app: MakeApp) -> None:
    app = demo_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.open_questions(["applicant.lpr_date"])
        await settled(pilot)
        await pilot.press(*"31/31/2020", "enter")
        await settled(pilot)
        assert app.screen.query_one("#answer", Input).value == "31/31/2020"
        assert text_of(app, "#error")
        assert app.session is not None
        assert app.session.views().answer_words("applicant.lpr_date") == "10 February 2023"


async def test_a_trip_is_added_item_by_item(demo_app: MakeApp) -> None:
    app = demo_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        app.open_questions(["applicant.trips"])
        await settled(pilot)
        await pilot.press("3")
        await settled(pilot)
        await pilot.press(*"03/01/2026", "enter", *"03/09/2026", "enter", *"Mexico", "enter")
        for _ in range(6):
            await pilot.press("enter")
        await settled(pilot)
        assert app.session is not None
        trips = app.session.case.people["maria"].facts["trips"].raw
        assert isinstance(trips, list)
        assert len(trips) == 3


async def test_a_finding_leads_to_where_it_is_mended(demo_app: MakeApp) -> None:
    app = demo_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("f")
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert "worked or studied" in text_of(app, "#ask")


async def test_the_packet_is_built_with_a_bar_and_says_where_it_is(demo_app: MakeApp, tmp_path: Path) -> None:
    app = demo_app()
    out = tmp_path / "packet.pdf"
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        await pilot.press("b")
        await settled(pilot)
        app.screen.query_one("#out", Input).value = str(out)
        await pilot.press("enter")
        await settled(pilot)
        await settled(pilot)
        assert out.stat().st_size > 10_000
        assert "pages" in text_of(app, "#text")


async def test_esc_stops_a_build_and_leaves_nothing(demo_app: MakeApp, tmp_path: Path) -> None:
    app = demo_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        await pilot.press("b")
        await settled(pilot)
        app.screen.query_one("#out", Input).value = str(tmp_path / "packet.pdf")
        await pilot.press("enter")
        await pilot.pause(0.05)
        await pilot.press("escape")
        await settled(pilot)
        await settled(pilot)
        assert list(tmp_path.glob("*packet*")) in ([], [tmp_path / "packet.pdf"])
        assert not list(tmp_path.glob(".packet*"))


@pytest.mark.parametrize("typed", ["/", "'", '"', "~"])
async def test_a_drop_without_bracketed_paste_starts_no_command(demo_app: MakeApp, typed: str) -> None:
    app = demo_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press(typed if typed != "/" else "slash", "b")
        await settled(pilot)
        assert app.screen.query_one("#paths", Input).value == f"{typed}b"


async def test_brackets_and_control_signs_in_names_are_shown_as_they_are(
    desk: Desk, tmp_path: Path, papers: Path
) -> None:
    strange = tmp_path / "card [b] [red]x\x1b[31m\u202e.pdf"
    strange.write_bytes((papers / "passport pages.pdf").read_bytes())
    session = desk.create("strange")
    session.start_filing("us/n-400")
    app = HelperApp(desk, session)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        app.open_adding(None, f"'{strange}'")
        await settled(pilot)
        await settled(pilot)
        rows = app.screen.query_one("#rows", OptionList)
        shown = str(rows.get_option_at_index(0).prompt)
        assert "card [b] [red]x[31m.pdf" in shown
        assert "\x1b" not in shown
    app.release()


async def test_next_open_goes_to_what_is_not_ready(demo_app: MakeApp) -> None:
    app = demo_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("end", "n")
        await settled(pilot)
        options = app.screen.query_one("#requirements", OptionList)
        assert options.get_option_at_index(options.highlighted or 0).id == "n400_translation"


async def test_another_language_is_spoken_at_once(demo_app: MakeApp) -> None:
    app = demo_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("L")
        await settled(pilot)
        await pilot.press("2")
        await settled(pilot)
        assert "Solicitud" in text_of(app, "#title")


async def test_marriages_offer_only_what_can_be_kept(desk: Desk) -> None:
    app = HelperApp(desk, desk.create("alone", base("us-n-400", "base-five-year")))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.open_questions(["case.marriages"])
        await settled(pilot)
        rows = app.screen.query_one(OptionList).options
        assert [r.id for r in rows] == ["add", "next"]


def test_a_single_person_is_not_asked_for_marriages(desk: Desk) -> None:
    session = desk.create("alone", base("us-n-400", "base-five-year"))
    for status, is_asked in (("single", False), ("divorced", True)):
        session.answer("applicant.marital_status", status)
        assert ("case.marriages" in [q.path for q in session.views().questions()]) is is_asked
    session.close()
