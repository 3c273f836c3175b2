"""The journey in line mode: what is written, what is saved, and ways out that always work."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from applicant_helper.core.answers import JsonValue
from applicant_helper.service import edits
from applicant_helper.service.session import Session
from tests.plain.conversation import Conversation, converse, make_desk, make_session

QUESTIONS, ADD, PAPERS, FINDINGS, UNDO, REDO, SAFETY, LANGUAGE = "2", "3", "4", "5", "10", "11", "12", "13"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return make_session(tmp_path)


def talk_to(session: Session, tmp_path: Path, *typed: str) -> Conversation:
    return converse(make_desk(tmp_path), session, typed, tmp_path)


def with_paper(session: Session, kind: str = "passport", name: str = "scan [1].pdf") -> None:
    row: dict[str, JsonValue] = {"id": "scan", "kind": kind, "original_name": name, "about": ["applicant"]}
    session.apply(edits.put_document(session.case, session.catalog, row), "add", {"count": "1"})


def answer(session: Session, path: str) -> object:
    found = session.views().answer_to(path)
    return found.raw if found is not None else None


def topic_question(session: Session, path: str) -> tuple[str, ...]:
    """What to type to get to one question by its topic."""
    views = session.views()
    question = next(q for q in views.questions() if q.path == path)
    used = {q.topic for q in views.questions()}
    topics = [t for t, _title in views.topics() if t in used]
    rows = [q.path for q in views.questions() if q.topic == question.topic]
    return QUESTIONS, "2", str(topics.index(question.topic) + 1), str(rows.index(path) + 1)


def test_a_new_case_is_started_and_its_form_chosen(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    talking = converse(desk, None, ["Start a new case", "my-case", "Only me", "N-400", "q"])
    assert "Chosen: N-400, Application for Naturalization." in talking.written
    assert len(list((tmp_path / "cases").iterdir())) >= 1


def test_the_end_of_the_input_is_a_goodbye_not_a_fault(session: Session, tmp_path: Path) -> None:
    assert talk_to(session, tmp_path).written[-1].startswith("Goodbye.")


@pytest.mark.parametrize("way", [(), ("1",), ("1", "1"), (QUESTIONS, "1"), (ADD,), (FINDINGS,), (LANGUAGE,)])
def test_q_stops_everywhere(session: Session, tmp_path: Path, way: tuple[str, ...]) -> None:
    talking = talk_to(session, tmp_path, *way, "q", "never asked for")
    assert talking.left() == ["never asked for"]
    assert talking.written[-1].startswith("Goodbye.")


@pytest.mark.parametrize("way", [(), ("1",), (QUESTIONS, "1"), (ADD,), (FINDINGS,), (LANGUAGE,)])
def test_a_question_mark_helps_everywhere(session: Session, tmp_path: Path, way: tuple[str, ...]) -> None:
    assert any("b goes back" in line for line in talk_to(session, tmp_path, *way, "?").written)


def test_back_in_the_main_menu_leads_to_the_choice_of_cases(session: Session, tmp_path: Path) -> None:
    assert "Which case do you want to work on?" in talk_to(session, tmp_path, "b").written


def test_a_case_left_is_listed_and_opens_again(session: Session, tmp_path: Path) -> None:
    talking = talk_to(session, tmp_path, "b", "1", "q")
    assert "Opened: test-case." in talking.written


def test_what_is_missing_is_said_word_first(session: Session, tmp_path: Path) -> None:
    assert "1. Missing: Green card, both sides" in talk_to(session, tmp_path, "1").written


def test_a_missing_paper_is_explained(session: Session, tmp_path: Path) -> None:
    text = talk_to(session, tmp_path, "1", "1").text()
    assert "Still needed:" in text and "What counts:" in text and "Source:" in text


def test_an_answer_is_said_back_as_a_sentence(session: Session, tmp_path: Path) -> None:
    way = topic_question(session, "applicant.date_of_birth")
    talking = talk_to(session, tmp_path, *way, "03/14/1991")
    assert "Saved. Date of birth: 14 March 1991" in talking.written
    assert answer(session, "applicant.date_of_birth") == "1991-03-14"


def test_a_refused_answer_is_asked_again_and_nothing_changes(session: Session, tmp_path: Path) -> None:
    session.answer("applicant.date_of_birth", "03/14/1991")
    way = topic_question(session, "applicant.date_of_birth")
    talking = talk_to(session, tmp_path, *way, "02/30/1991", "b")
    assert any("02/30/1991" in line or "February" in line for line in talking.written)
    assert answer(session, "applicant.date_of_birth") == "1991-03-14"


def test_i_dont_know_is_an_answer(session: Session, tmp_path: Path) -> None:
    talk_to(session, tmp_path, *topic_question(session, "applicant.lpr_date"), "d")
    assert answer(session, "applicant.lpr_date") == {"is": "dont_know"}


def test_an_answer_may_be_unsure(session: Session, tmp_path: Path) -> None:
    talk_to(session, tmp_path, *topic_question(session, "applicant.lpr_date"), "02/10/2023 ?")
    assert answer(session, "applicant.lpr_date") == {"is": "provisional", "value": "2023-02-10"}


def test_a_choice_is_taken_by_its_number(session: Session, tmp_path: Path) -> None:
    talk_to(session, tmp_path, *topic_question(session, "filing.fee_route"), "2")
    assert answer(session, "filing.fee_route") == "reduced"


def test_a_number_that_is_no_choice_is_asked_again(session: Session, tmp_path: Path) -> None:
    way = topic_question(session, "filing.fee_route")
    talking = talk_to(session, tmp_path, *way, "99", "1")
    assert any(line.startswith("Write a number from 1 to 5") for line in talking.written)
    assert answer(session, "filing.fee_route") == "full"


def test_an_empty_line_leaves_a_question_and_goes_to_the_next(session: Session, tmp_path: Path) -> None:
    talking = talk_to(session, tmp_path, QUESTIONS, "1", "", "")
    assert sum(line.startswith("Question ") and "of about" in line for line in talking.written) == 3


def test_trips_are_typed_item_by_item(session: Session, tmp_path: Path) -> None:
    way = topic_question(session, "applicant.trips")
    trip = ("12/18/2023", "01/09/2024", "MX", ".")
    talk_to(session, tmp_path, *way, "1", *trip, "2", "07/02/2025", "07/20/2025", "MX", ".", "1")
    assert answer(session, "applicant.trips") == [
        {"left": "2023-12-18", "returned": "2024-01-09", "to": ["MX"]},
        {"left": "2025-07-02", "returned": "2025-07-20", "to": ["MX"]},
    ]


def test_a_refused_field_names_itself_and_keeps_the_others(session: Session, tmp_path: Path) -> None:
    way = topic_question(session, "applicant.trips")
    talking = talk_to(session, tmp_path, *way, "1", "12/18/2023", "13/45/2024", "01/09/2024", "MX", ".", "1")
    assert any(line.startswith("Returned on: ") for line in talking.written)
    assert answer(session, "applicant.trips") == [
        {"left": "2023-12-18", "returned": "2024-01-09", "to": ["MX"]}
    ]


def test_an_item_broken_off_is_not_saved(session: Session, tmp_path: Path) -> None:
    talking = talk_to(session, tmp_path, *topic_question(session, "applicant.trips"), "1", "12/18/2023", "b")
    assert "Nothing was changed." in talking.written
    assert answer(session, "applicant.trips") is None


def test_there_are_none_is_one_number_away(session: Session, tmp_path: Path) -> None:
    talk_to(session, tmp_path, *topic_question(session, "applicant.arrests"), "There are none")
    assert answer(session, "applicant.arrests") == []


def test_undo_says_what_was_taken_back(session: Session, tmp_path: Path) -> None:
    session.answer("applicant.date_of_birth", "03/14/1991")
    talking = talk_to(session, tmp_path, UNDO, REDO)
    assert any("Taken back: the answer about Date of birth" in line for line in talking.written)
    assert answer(session, "applicant.date_of_birth") == "1991-03-14"


def test_undo_of_everything_leads_back_to_the_choice_of_the_form(session: Session, tmp_path: Path) -> None:
    talking = talk_to(session, tmp_path, UNDO, "N-400", UNDO, "N-400", UNDO)
    assert talking.written.count("Which form do you want to send?") >= 2


def test_a_paper_gets_its_kind_by_a_word(session: Session, tmp_path: Path) -> None:
    with_paper(session, "folder_other")
    talk_to(session, tmp_path, PAPERS, "1", "1", "green card", "1")
    document = session.case.document("scan")
    assert document is not None and document.kind == "permanent_resident_card"


def test_a_paper_with_a_new_kind_goes_where_it_is_wanted(session: Session, tmp_path: Path) -> None:
    with_paper(session, "folder_other")
    talk_to(session, tmp_path, PAPERS, "1", "1", "Permanent resident card (green card)")
    document = session.case.document("scan")
    assert document is not None and [m.requirement for m in document.meets] == ["n400_green_card"]


def test_what_a_paper_says_is_kept_as_written(session: Session, tmp_path: Path) -> None:
    with_paper(session, "permanent_resident_card")
    talk_to(session, tmp_path, PAPERS, "1", "says", "PENA ORTIZ, MARIA", "A204113887", ".")
    document = session.case.document("scan")
    assert document is not None
    assert document.raw["says"] == {"legal_name": "PENA ORTIZ, MARIA", "a_number": "A204113887"}


def test_only_the_facts_of_its_kind_are_asked(session: Session, tmp_path: Path) -> None:
    with_paper(session, "certificate_of_naturalization")
    text = talk_to(session, tmp_path, PAPERS, "1", "says", "", "", "", "").text()
    assert "Naturalization or citizenship certificate number" in text and "A-Number" not in text


def test_a_paper_is_put_to_something_on_the_list(session: Session, tmp_path: Path) -> None:
    with_paper(session, "permanent_resident_card")
    talking = talk_to(session, tmp_path, PAPERS, "1", "meet", "1")
    document = session.case.document("scan")
    assert document is not None and len(document.meets) == 1
    assert any(line.startswith("Put to: ") for line in talking.written)


def test_a_removed_paper_comes_back_with_undo(session: Session, tmp_path: Path) -> None:
    with_paper(session)
    talk_to(session, tmp_path, PAPERS, "1", "8", "1", UNDO)
    assert session.case.document("scan") is not None


def test_a_paper_is_not_removed_without_a_yes(session: Session, tmp_path: Path) -> None:
    with_paper(session)
    talk_to(session, tmp_path, PAPERS, "1", "8", "2")
    assert session.case.document("scan") is not None


def test_brackets_and_control_characters_in_a_name_are_harmless(session: Session, tmp_path: Path) -> None:
    with_paper(session, name="a\x1b[31m{name}[/]\nMissing: x.pdf")
    text = talk_to(session, tmp_path, PAPERS, "1").text()
    assert "\x1b" not in text and "{name}[/] Missing: x.pdf" in text


def test_a_path_that_is_not_there_is_named(session: Session, tmp_path: Path) -> None:
    talking = talk_to(session, tmp_path, ADD, str(tmp_path / "nothing.pdf"), "")
    assert any("nothing.pdf" in line and "There is nothing at" in line for line in talking.written)
    assert session.case.documents == ()


def test_a_finding_leads_to_its_fix(session: Session, tmp_path: Path) -> None:
    session.answer("applicant.lpr_date", "02/10/2026")
    session.answer("filing.eligibility_basis", "general_5yr")
    session.answer("filing.date", "11/30/2026")
    talking = talk_to(session, tmp_path, FINDINGS, "1", "1")
    assert any(line.startswith("1. Would be sent back: ") for line in talking.written)


def test_the_language_changes_at_once(session: Session, tmp_path: Path) -> None:
    from applicant_helper.i18n import use_language

    try:
        talking = talk_to(session, tmp_path, LANGUAGE, "Español", "13")
        assert any("Idioma" in line or "idioma" in line for line in talking.written)
    finally:
        use_language("en")


def test_nothing_but_plain_lines_is_written(session: Session, tmp_path: Path) -> None:
    with_paper(session)
    talking = talk_to(
        session, tmp_path, "1", "1", "b", "b", QUESTIONS, "1", "b", PAPERS, "1", "b", "b", FINDINGS, "b"
    )
    assert not re.search(r"[\x00-\x1f\x7f\u2500-\u257f\u2580-\u259f\u2800-\u28ff]", "".join(talking.written))


def test_stamps_of_a_passport_are_written_down_one_by_one(session: Session, tmp_path: Path) -> None:
    with_paper(session, "passport")
    views = PAPERS, "1", "says", "."
    talk_to(session, tmp_path, *views, "2", "01/09/2024", "1", "US", "Houston", "1")
    document = session.case.document("scan")
    assert document is not None
    assert document.raw["says"] == {
        "document.stamps": [{"date": "01/09/2024", "direction": "in", "country": "US", "port": "Houston"}]
    }


def test_the_date_of_a_paper_is_kept(session: Session, tmp_path: Path) -> None:
    with_paper(session, "passport")
    talk_to(session, tmp_path, PAPERS, "1", "details", "03/02/2021", ".")
    document = session.case.document("scan")
    assert document is not None and document.raw["issued"] == "2021-03-02"


def test_a_letter_that_is_a_command_can_be_an_answer(session: Session, tmp_path: Path) -> None:
    way = topic_question(session, "applicant.lpr_code")
    talk_to(session, tmp_path, *way, "=b")
    assert answer(session, "applicant.lpr_code") == "b"


def test_a_pipe_goes_through_the_real_streams(tmp_path: Path) -> None:
    script = "1\npiped\n\nN-400\nq\n"
    done = subprocess.run(
        [sys.executable, "-m", "applicant_helper", "--plain", "--home", str(tmp_path)],
        input=script.encode(),
        capture_output=True,
        check=False,
        env={**os.environ, "LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
        timeout=60,
    )
    text = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Chosen: N-400" in text and text.rstrip().endswith("Everything is saved on this computer.")


def test_marriages_are_not_called_saved_when_none_is_listed(session: Session, tmp_path: Path) -> None:
    talking = talk_to(session, tmp_path, *topic_question(session, "case.marriages"), "2")
    assert not any(line.startswith("Saved") for line in talking.written)


def test_no_question_is_asked_twice_in_one_round(session: Session, tmp_path: Path) -> None:
    talking = talk_to(session, tmp_path, QUESTIONS, "1", *[""] * 80)
    asked = [q.ask for q in session.views().questions()]
    assert all(talking.written.count(ask) <= 1 for ask in asked)
    assert "The questions you left are still open." in talking.written
