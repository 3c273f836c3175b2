"""The packet screen: what a destination wants, the bar, what came out, and ways back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Input, ProgressBar, Static

from applicant_helper.service.outcome import BuildStep
from applicant_helper.tui.app import HelperApp
from applicant_helper.tui.dialogs import Confirm
from applicant_helper.tui.screens.packet import PacketScreen
from applicant_helper.tui.texts import Tick, hanging
from tests.tui.test_journeys import settled

MakeApp = Callable[[], HelperApp]
SIZES = [(80, 24), (140, 45), (60, 18)]


def text_of(app: HelperApp, selector: str) -> str:
    return str(app.screen.query_one(selector, Static).render())


async def at_packet(pilot: Pilot[int], out: Path, *keys: str) -> PacketScreen:
    """The packet screen with the place of the new file typed in."""
    await settled(pilot)
    await pilot.press("b")
    await settled(pilot)
    for key in keys:
        await pilot.press(key)
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, PacketScreen)
    screen.query_one("#out", Input).value = str(out)
    return screen


async def built(pilot: Pilot[int]) -> None:
    await settled(pilot)
    await settled(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_what_a_destination_wants_is_shown_with_it(
    demo_app: MakeApp, tmp_path: Path, size: tuple[int, int]
) -> None:
    app = demo_app()
    async with app.run_test(size=size) as pilot:
        screen = await at_packet(pilot, tmp_path / "x.pdf")
        first = text_of(app, "#summary")
        assert "lockbox" in first
        await pilot.press("down")
        await settled(pilot)
        second = " ".join(text_of(app, "#summary").split())
        assert "Each file under 12 MB." in second
        assert screen.query_one("#out", Input).value.endswith("-uscis_online.pdf")
        assert screen.query_one("#wants").size.height >= 2
        await pilot.press("m")
        await settled(pilot)
        assert len(text_of(app, "#summary")) > len(second)
        await pilot.press("m")
        await settled(pilot)
        assert " ".join(text_of(app, "#summary").split()) == second


async def test_the_timeline_is_put_in_on_demand(demo_app: MakeApp, tmp_path: Path) -> None:
    app = demo_app()
    out = tmp_path / "upload"
    async with app.run_test(size=(100, 40)) as pilot:
        screen = await at_packet(pilot, tmp_path / "upload.pdf", "down", "tab", "tab")
        tick = screen.query_one("#timeline", Tick)
        assert app.focused is tick
        assert text_of(app, "#timeline").startswith("[ ]")
        await pilot.press("space")
        assert text_of(app, "#timeline").startswith("[x]")
        screen.query_one("#destinations").focus()
        await pilot.press("enter")
        await built(pilot)
        assert any("Timeline" in path.name for path in out.iterdir())


async def test_several_files_are_listed_and_another_packet_can_follow(
    demo_app: MakeApp, tmp_path: Path
) -> None:
    app = demo_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await at_packet(pilot, tmp_path / "upload.pdf", "down")
        await pilot.press("enter")
        await built(pilot)
        shown = text_of(app, "#text")
        names = [path.name for path in (tmp_path / "upload").iterdir()]
        assert len(names) > 2
        assert all(name in shown for name in names)
        assert "Check on the official page" in shown
        assert not screen.query_one("#setup").display
        await pilot.press("n")
        assert screen.query_one("#setup").display
        assert app.focused is screen.query_one("#destinations")
        await pilot.press("escape")
        await settled(pilot)
        assert not isinstance(app.screen, PacketScreen)


async def test_the_bar_never_goes_back_and_each_paper_is_shown(demo_app: MakeApp, tmp_path: Path) -> None:
    app = demo_app()
    steps = [
        BuildStep(0, 3, "Passport", 0.0, 2),
        BuildStep(1, 3, "Lease", 0.5, 2),
        BuildStep(2, 8, "Putting together", 0.0, 2),
        BuildStep(7, 8, "Putting together", 1.0, 2),
    ]
    seen = []
    async with app.run_test(size=(100, 40)) as pilot:
        screen = await at_packet(pilot, tmp_path / "x.pdf")
        screen._show("running")
        for step in steps:
            screen.post_message(screen.Step(step))
            await pilot.pause()
            seen.append((screen.query_one("#bar", ProgressBar).progress, text_of(app, "#step")))
        assert screen.query_one("#bar").size.height == 1
    assert [text for _share, text in seen] == [
        "1 of 2: Passport",
        "2 of 2: Lease",
        "Putting together",
        "Putting together",
    ]
    shares = [share for share, _text in seen]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 100)


async def test_papers_that_cannot_go_in_are_named_and_left_out_on_demand(
    demo_app: MakeApp, tmp_path: Path
) -> None:
    app = demo_app()
    out = tmp_path / "x.pdf"
    async with app.run_test(size=(100, 40)) as pilot:
        assert app.session is not None
        paper = next(d for d in app.session.case.documents if d.kind == "passport")
        kept = app.session.store.object_path(paper.text("sha256"))
        kept.chmod(0o600)
        kept.write_bytes(b"not a paper any more")
        await at_packet(pilot, out)
        await pilot.press("enter")
        await built(pilot)
        assert isinstance(app.screen, Confirm)
        assert paper.title_name in str(app.screen.query_one(".text", Static).render())
        assert not out.exists()
        await pilot.press("down", "enter")
        await built(pilot)
        assert out.is_file()
        assert f"Left out: {paper.title_name}" in text_of(app, "#text")


async def test_what_stops_a_build_is_told_above_the_choice(demo_app: MakeApp, tmp_path: Path) -> None:
    app = demo_app()
    (tmp_path / "upload").mkdir()
    (tmp_path / "upload" / "mine.txt").write_text("mine")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_packet(pilot, tmp_path / "upload.pdf", "down")
        await pilot.press("enter")
        await built(pilot)
        assert "upload" in text_of(app, "#trouble")
        assert screen.query_one("#setup").display
    assert (tmp_path / "upload" / "mine.txt").read_text() == "mine"


async def test_a_folder_that_is_there_is_not_replaced_unasked(demo_app: MakeApp, tmp_path: Path) -> None:
    app = demo_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_packet(pilot, tmp_path / "upload.pdf", "down")
        await pilot.press("enter")
        await built(pilot)
        before = sorted((tmp_path / "upload").iterdir())
        await pilot.press("n", "enter")
        await settled(pilot)
        assert isinstance(app.screen, Confirm)
        await pilot.press("escape")
        await settled(pilot)
        assert sorted((tmp_path / "upload").iterdir()) == before


@pytest.mark.parametrize(
    ("line", "rows"),
    [
        ("one two three four five six", ["one two three four", "five six"]),
        ("* one two three four five", ["* one two three", "  four five"]),
        ("  one two three four five", ["  one two three", "  four five"]),
        ("  12. one two three four", ["  12. one two", "      three four"]),
        ("", [""]),
    ],
)
def test_the_rest_of_a_line_stands_under_its_text(line: str, rows: list[str]) -> None:
    assert [str(row).rstrip() for row in hanging(Content(line), 18)] == rows
