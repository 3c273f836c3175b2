"""A paper made to hurt is read while the screen stays with the person: keys are answered, Esc ends the reading."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from applicant_helper.service.desk import Desk
from applicant_helper.service.session import Session
from applicant_helper.tui.app import HelperApp
from applicant_helper.tui.screens.adding import AddScreen
from tests.reading import bombs, bombs_more

TICK = 0.02
MOST_LAG = 1.5
"""Seconds; a generous bound for a busy machine. Reading in the process of the screen would take ten times that."""


@pytest.fixture
def session(desk: Desk) -> Iterator[Session]:
    opened = desk.create("intake")
    opened.start_filing("us/n-400")
    yield opened
    opened.close()


def is_reading(app: HelperApp) -> bool:
    return any(w.is_running and w.group == "adding" for w in app.workers)


async def begin(pilot: Pilot[int], folder: Path) -> None:
    """Hand a folder to the screen that adds papers and wait until it is being read."""
    assert isinstance(pilot.app, HelperApp)
    await pilot.pause(0.3)
    await pilot.press("a")
    await pilot.pause(0.3)
    assert isinstance(pilot.app.screen, AddScreen)
    pilot.app.screen.query_one("#paths", Input).value = str(folder)
    await pilot.press("enter")
    while not is_reading(pilot.app):
        await pilot.pause(TICK)
    await pilot.pause(0.5)


async def longest_wait(until: float) -> float:
    """The longest time that the loop of the screen was kept from coming back, up to a moment."""
    longest = 0.0
    while (began := time.monotonic()) < until:
        await asyncio.sleep(TICK)
        longest = max(longest, time.monotonic() - began - TICK)
    return longest


async def test_keys_are_answered_while_a_bomb_is_read_and_escape_ends_it(
    session: Session, desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in range(3):
        bombs.flate(folder / f"bomb-{number}.pdf")
        bombs_more.heavy_first_words(folder / f"heavy-{number}.pdf")
    app = HelperApp(desk, session)
    async with app.run_test() as pilot:
        await begin(pilot, folder)
        watching = asyncio.create_task(longest_wait(time.monotonic() + 2))
        field = app.screen.query_one("#paths", Input)
        before = len(field.value)
        await pilot.press("x", "y")
        assert len(field.value) == before + 2
        lag = await watching
        print(f"\nlongest wait of the screen while reading: {lag * 1000:.0f} ms")
        assert lag < MOST_LAG
        assert is_reading(app)
        began = time.monotonic()
        await pilot.press("escape")
        while is_reading(app):
            await pilot.pause(TICK)
        ended = time.monotonic() - began
        print(f"ended {ended * 1000:.0f} ms after Esc")
        assert ended < 5
        assert isinstance(app.screen, AddScreen)
        assert session.case.documents == ()
