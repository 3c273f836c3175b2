"""Pictures of the screens at two sizes, without colour, and in the longer pseudo-language."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from applicant_helper import i18n
from applicant_helper.reading.shapes import How, Note
from applicant_helper.service.outcome import BuildOutcome, BuildStep, OutcomeFile
from applicant_helper.tui.app import HelperApp
from applicant_helper.tui.screens.adding import AddScreen
from applicant_helper.tui.screens.packet import PacketScreen
from tests.service.made import guess, says, with_paper
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
    "add": ("a",),
    "help": ("question_mark",),
    "act": ("enter",),
    "timeline": ("t",),
    "sources": ("s",),
    "forms": ("g",),
    "safety": ("k",),
}


@only_here
@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("name", SCREENS)
def test_screen(snap_compare: Any, demo_app: MakeApp, name: str, size: tuple[int, int]) -> None:
    assert snap_compare(demo_app(), terminal_size=size, run_before=opened(*SCREENS[name]))


def taken_in(app: HelperApp) -> None:
    """An unsure paper, a passport with readings that are unsure, asked and sure, and two more."""
    assert app.session is not None
    unsure = tuple(guess(kind, 0.3) for kind in ("lease", "utility_bill", "bank_statement"))
    with_paper(
        app.session,
        kind="folder_other",
        name="scan0001.pdf",
        guesses=unsure,
        document_id="unsure",
        digest="cd" * 32,
    )
    with_paper(
        app.session,
        says("legal_name", {"family": "Peña Ortiz", "given": "María Fernanda"}, how=How.PASSPORT_ZONE),
        says("date_of_birth", "1991-03-14", "910314", how=How.PASSPORT_ZONE),
        says("passports.number", "G00000000", how=How.PASSPORT_ZONE),
        says("passports.issued", None, "01/12/2021", choices=("2021-01-12", "2021-12-01")),
        says("city_of_birth", "OAXACA DE JUAREZ", confidence=0.5, how=How.OCR, page=2),
        kind="passport",
        name="passport pages.pdf",
        guesses=(guess("passport", 0.97, "passport", "surname", "nationality"),),
        notes=(Note("choose", "Compare the number with the one printed above, sign by sign.", {}),),
    )
    with_paper(app.session, kind="lease", name="lease [copy].pdf", document_id="lease", digest="ef" * 32)


@only_here
@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("row", [0, 1], ids=["unsure", "readings"])
def test_intake(snap_compare: Any, demo_app: MakeApp, row: int, size: tuple[int, int]) -> None:
    app = demo_app()
    taken_in(app)

    async def run(pilot: Pilot[int]) -> None:
        await settled(pilot)
        screen = AddScreen(None)
        screen._added, screen._same = ["unsure", "paper", "lease"], {"lease": "paper"}
        screen._refused, screen._passed = ["letter.docx looks like a Word document."], []
        app.push_screen(screen)
        await settled(pilot)
        rows = screen.query_one("#rows", OptionList)
        rows.focus()
        rows.highlighted = row
        await settled(pilot)

    assert snap_compare(app, terminal_size=size, run_before=run)


@only_here
@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("keys", [(), ("down", "down", "down", "down", "enter")], ids=["list", "asked"])
def test_readings(snap_compare: Any, demo_app: MakeApp, keys: tuple[str, ...], size: tuple[int, int]) -> None:
    app = demo_app()
    taken_in(app)

    async def run(pilot: Pilot[int]) -> None:
        await settled(pilot)
        app.open_paper("paper")
        await settled(pilot)
        await opened(*keys)(pilot)

    assert snap_compare(app, terminal_size=size, run_before=run)


def finished(folder: Path) -> BuildOutcome:
    """A packet of several files with something to look at."""
    names = ("01_Green-card_Pena-Ortiz_2026-11-25.pdf", "02_Marital-union-of-three-years_Pena-Ortiz.pdf")
    return BuildOutcome(
        path=folder,
        pages=17,
        size_bytes=1_960_000,
        files=tuple(OutcomeFile(folder / n, n, n, 8, 980_000) for n in names),
        destination="uscis_online",
        notes=("IMG_2041 green card.jpg: the photo was turned upright.",),
        warnings=("lease.pdf, page 2: there is text under a black box. Look at it.",),
        next_steps=("Read the packet once from the first page to the last before you send it.",),
        to_check=("Check on the official page: Whether PNG pictures are accepted.",) * 5,
        official_page="https://www.uscis.gov/file-online",
    )


@only_here
@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("view", ["setup", "running", "result"])
def test_packet(snap_compare: Any, demo_app: MakeApp, view: str, size: tuple[int, int]) -> None:
    async def run(pilot: Pilot[int]) -> None:
        await opened("b", "down")(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, PacketScreen)
        screen.query_one("#out", Input).value = "packet.pdf"
        if view == "running":
            screen._show("running")
            screen.post_message(screen.Step(BuildStep(3, 8, "Passport", 0.5, 7)))
        elif view == "result":
            screen.post_message(screen.Done(finished(Path("packet")), "", ""))
        await settled(pilot)

    assert snap_compare(demo_app(), terminal_size=size, run_before=run)


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
