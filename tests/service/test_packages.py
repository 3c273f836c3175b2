"""Forms filed together start with one choice; people are bound to roles and asked once."""

from __future__ import annotations

import pytest

from applicant_helper.service.desk import Desk
from applicant_helper.service.edits import Refused
from applicant_helper.service.overview import form_rows, shared_lines, shared_papers
from applicant_helper.service.session import Session
from tests.scenarios.loader import base

PACKAGE = "us/marriage-green-card"


@pytest.fixture
def package(desk: Desk) -> Session:
    session = desk.create("family")
    session.start_package(PACKAGE)
    return session


def test_every_form_of_the_package_is_started_with_its_people(package: Session) -> None:
    assert [f.form for f in package.case.filings] == [
        "us/i-130",
        "us/i-485",
        "us/i-864",
        "us/i-765",
        "us/i-131",
    ]
    assert set(package.case.people) == {"petitioner", "beneficiary"}
    bound = {f.form: dict(f.roles) for f in package.case.filings}
    assert bound["us/i-485"]["applicant"] == bound["us/i-130"]["beneficiary"] == ("beneficiary",)
    assert bound["us/i-864"]["sponsor"] == bound["us/i-130"]["petitioner"] == ("petitioner",)
    package.close()


def test_a_fact_is_asked_once_for_all_forms(package: Session) -> None:
    package.choose_filing("us/i-130")
    package.answer("beneficiary.date_of_birth", "08/05/1990")
    for filing in ("us/i-485", "us/i-765", "us/i-131"):
        package.choose_filing(filing)
        assert package.views().answer_words("applicant.date_of_birth") == "5 August 1990"
        assert "applicant.date_of_birth" not in {q.path for q in package.views().open_questions()}
    package.close()


def test_what_the_package_settles_is_not_asked(package: Session) -> None:
    package.choose_filing("us/i-485")
    assert package.views().answer_words("filing.i485_category") == "husband or wife of a US citizen"
    package.close()


def test_questions_about_somebody_else_name_them(package: Session) -> None:
    package.choose_filing("us/i-130")
    asked = {q.path: q.ask for q in package.views().questions()}
    assert asked["petitioner.date_of_birth"] != asked["beneficiary.date_of_birth"]
    assert "the beneficiary" in asked["beneficiary.date_of_birth"]
    package.answer("beneficiary.legal_name", "Teixeira Lobo, João")
    asked = {q.path: q.ask for q in package.views().questions()}
    assert "João Teixeira Lobo" in asked["beneficiary.date_of_birth"]
    package.close()


def test_the_package_is_one_step_to_undo(package: Session) -> None:
    package.undo()
    assert package.case.filings == ()
    package.redo()
    assert len(package.case.filings) == 5
    package.close()


def test_every_package_starts(desk: Desk) -> None:
    for package in desk.catalog.packages():
        session = desk.create(package.id.replace("/", "-"))
        session.start(package.id)
        assert [f.form for f in session.case.filings] == [f.form for f in package.filings]
        assert session.check().unknown_forms == ()
        session.close()


def test_a_package_nobody_knows_is_refused(desk: Desk) -> None:
    session = desk.create("none")
    with pytest.raises(Refused):
        session.start("us/no-such-thing")
    session.close()


def test_the_forms_and_their_shared_papers_at_a_glance(desk: Desk) -> None:
    raw = base("family", "marriage")
    raw.pop("today")
    session = desk.create("shared", raw)
    rows = form_rows(session)
    assert [r.is_chosen for r in rows] == [True, False, False, False, False]
    assert rows[0].line == "nothing open"
    shared = {p.document: p.forms for p in shared_papers(session)}
    assert set(shared["passport"]) >= {"I-130", "I-485", "I-765", "I-131"}
    assert shared["ruth-birth"] == ("I-130", "I-864")
    assert any("I-130, I-485" in line for line in shared_lines(session))
    session.close()
