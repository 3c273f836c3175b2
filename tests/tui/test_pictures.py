"""Pictures of the screens at two sizes, without colour, and in the longer pseudo-language."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from applicant_helper import i18n
from applicant_helper.tui.app import HelperApp
from tests.tui.test_journeys import settled

MakeApp = Callable[[], HelperApp]
SIZES = [(80, 24), (140, 45)]
only_here = pytest.mark.skipif(
    sys.version_info[:2] != (3, 11), reason="pictures are made on Python 3.11 alone"
)


def opened(*keys: str) -> Callable[[Pilot[int]], Any]:
    """Press keys one after another and wait for the screen."""

    async def run(pilot: Pilot[int]) -> None:
        await settled(pilot)
        for key in keys:
            await pilot.press(key)
            await settled(pilot)

    return run


SCREENS = {
    "home": (),
    "findings": ("f",),
    "papers": ("p",),
    "paper": ("p", "enter"),
    "packet": ("b",),
    "add": ("a",),
    "help": ("question_mark",),
    "act": ("enter",),
}


@only_here
@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("name", [n for n in SCREENS if n != "packet"])
def test_screen(snap_compare: Any, demo_app: MakeApp, name: str, size: tuple[int, int]) -> None:
    assert snap_compare(demo_app(), terminal_size=size, run_before=opened(*SCREENS[name]))


@only_here
@pytest.mark.parametrize("path", ["filing.eligibility_basis", "applicant.lpr_date", "applicant.trips"])
def test_question(snap_compare: Any, demo_app: MakeApp, path: str) -> None:
    app = demo_app()

    async def run(pilot: Pilot[int]) -> None:
        await settled(pilot)
        app.open_questions([path])
        await settled(pilot)

    assert snap_compare(app, terminal_size=(80, 24), run_before=run)


@only_here
def test_without_colour(snap_compare: Any, demo_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(demo_app(), terminal_size=(80, 24), run_before=opened())


@only_here
def test_with_longer_texts(snap_compare: Any, demo_app: MakeApp) -> None:
    i18n.use_language("qps")
    assert snap_compare(demo_app(), terminal_size=(80, 24), run_before=opened())
