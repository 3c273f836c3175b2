"""One script of verbs, done by the service itself, in line mode and on the full screen: one saved case."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from textual.widgets import Input, OptionList

from applicant_helper.core.answers import JsonValue
from applicant_helper.service.items import save_item
from applicant_helper.service.papers import add_papers, set_kind
from applicant_helper.service.session import Session
from applicant_helper.tui.app import HelperApp
from tests.plain.conversation import converse, make_desk
from tests.tui.test_journeys import settled

FORM = "us/n-400"
TRIP = {"left": "12/18/2023", "returned": "01/09/2024", "to": "MX"}
ANSWERS = (
    ("filing.eligibility_basis", "general_5yr"),
    ("applicant.legal_name", "Peña Ortiz, María Fernanda"),
    ("applicant.date_of_birth", "03/14/1991"),
    ("applicant.lpr_date", "02/10/2021"),
    ("applicant.claimed_us_citizen", "no"),
)
KIND = "permanent_resident_card"
REQUIREMENT = "n400_travel_record"

Records = dict[str, JsonValue]


def folder_of_papers(tmp_path: Path) -> Path:
    """Two pictures with names that say nothing about their kind."""
    folder = tmp_path / "shoe box"
    folder.mkdir(exist_ok=True)
    for number, colour in ((1, "white"), (2, "lightgray")):
        Image.new("RGB", (600, 400), colour).save(folder / f"IMG {number}.png")
    return folder


def by_service(session: Session, folder: Path) -> None:
    """The verbs called one after another."""
    session.start_filing(FORM)
    for path, typed in ANSWERS:
        session.answer(path, typed)
    save_item(session, "applicant.trips", None, TRIP)
    add_papers(session, [folder])
    set_kind(session, "img-1", KIND)
    session.meet("img-1", REQUIREMENT)
    session.answer("applicant.lpr_code", "IR1")
    session.undo()


def by_line_mode(session: Session, folder: Path) -> None:
    """The same, typed. Menus are found by their words, so that the script reads as a person would do it.

    Line mode closes the case when the input ends, so each part opens it again, as a person would.
    """
    desk, path = make_desk(session.store.path.parent.parent), session.store.path
    session.start_filing(FORM)
    session.close()

    def typed(lines: Callable[[Session], tuple[str, ...]]) -> None:
        opened = desk.open(path)
        talking = converse(desk, opened, lines(opened))
        assert talking.left() == [], talking.text()

    for fact, text in ANSWERS:
        typed(lambda s, fact=fact, text=text: (*way_to(s, fact), text))  # type: ignore[misc]
    typed(lambda s: (*way_to(s, "applicant.trips"), "Add the first one", *TRIP.values(), ".", "Go on"))
    typed(lambda s: ("Add papers", str(folder), "", "", ""))
    kind = "Permanent resident card (green card)"
    typed(lambda s: ("Papers in this case", place_of(s, "img-1"), "Correct its kind", kind))
    typed(lambda s: ("Papers in this case", place_of(s, "img-1"), "Put it to", requirement_words(s)))
    typed(lambda s: (*way_to(s, "applicant.lpr_code"), "IR1"))
    typed(lambda s: ("Undo the last change",))


async def by_screen(session: Session, folder: Path) -> None:
    """The same on the full screen, by its keys."""
    app = HelperApp(make_desk(session.store.path.parent.parent), session)
    async with app.run_test(size=(100, 45)) as pilot:
        await settled(pilot)
        await pilot.press(*"n-400", "enter")
        for fact, text in ANSWERS:
            await settled(pilot)
            app.open_questions([fact])
            await settled(pilot)
            question = session.views().question(session.views().form.question(fact))  # type: ignore[arg-type]
            values = [value for value, _words in question.choices]
            if values:
                await pilot.press(str(values.index(text) + 1))
            elif question.kind == "yes_no":
                await pilot.press("1" if text == "yes" else "2")
            else:
                app.screen.query_one("#answer", Input).value = text
                await pilot.press("enter")
        await settled(pilot)
        app.open_questions(["applicant.trips"])
        await settled(pilot)
        await pilot.press("1")
        await settled(pilot)
        fields = list(app.screen.query(Input))
        for field, text in zip(fields, TRIP.values(), strict=False):
            field.value = text
        fields[-1].focus()
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        app.open_adding(None, f"'{folder}'")
        await settled(pilot)
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        app.open_paper("img-1")
        await settled(pilot)
        await pilot.press("k")
        await settled(pilot)
        await pilot.press(*"green card", "enter")
        await settled(pilot)
        app.screen.query_one("#rows", OptionList).highlighted = 2
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press(*"Record of your trips", "enter")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        app.open_questions(["applicant.lpr_code"])
        await settled(pilot)
        app.screen.query_one("#answer", Input).value = "IR1"
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("u")
        await settled(pilot)


def way_to(session: Session, path: str) -> tuple[str, ...]:
    """What leads to one question."""
    views = session.views()
    question = next(q for q in views.questions() if q.path == path)
    topic = dict(views.topics())[question.topic]
    return "Answer questions", "Look at an answer", topic, question.ask


def place_of(session: Session, document_id: str) -> str:
    """How the list of papers names one; a paper that counts for nothing yet is named by its number."""
    return str([d.id for d in session.case.documents].index(document_id) + 1)


def requirement_words(session: Session) -> str:
    """The requirement as the list shows it."""
    rows = [r for s in session.views().sections() for r in s.requirements]
    row = next(r for r in rows if r.id == REQUIREMENT)
    return f"{row.status_word}: {row.label}"


def saved(tmp_path: Path, name: str, do: Callable[[Session, Path], None], folder: Path) -> Records:
    """What is on the disk after the script, read by opening the case again."""
    desk = make_desk(tmp_path / name)
    session = desk.create("parity")
    do(session, folder)
    session.close()
    again = desk.open(session.store.path)
    try:
        return dict(again.store.records)
    finally:
        again.close()


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Records]:
    tmp_path = tmp_path_factory.mktemp("parity")
    folder = folder_of_papers(tmp_path)
    ways: dict[str, Callable[[Session, Path], None]] = {
        "service": by_service,
        "line": by_line_mode,
        "screen": lambda session, papers: asyncio.run(by_screen(session, papers)),
    }
    return {name: saved(tmp_path, name, do, folder) for name, do in ways.items()}


@pytest.mark.parametrize("face", ["line", "screen"])
def test_a_face_saves_the_case_that_the_verbs_save(records: dict[str, Records], face: str) -> None:
    assert records[face] == records["service"]


def test_the_script_reaches_answers_trips_and_papers(records: dict[str, Records]) -> None:
    line = records["line"]
    assert line["people/applicant/trips"] == [{"left": "2023-12-18", "returned": "2024-01-09", "to": ["MX"]}]
    card = line["documents/img-1"]
    assert isinstance(card, dict) and card["kind"] == KIND and REQUIREMENT in str(card["meets"])
    assert "people/applicant/lpr_code" not in line
