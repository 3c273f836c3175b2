"""What people are told of a destination, and that every text of it can be translated."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from applicant_helper.catalog.destinations import FOLDER, load_destinations
from applicant_helper.catalog.destinations.facts import DataText, FactLine, Voice, told
from applicant_helper.catalog.destinations.lines import megabytes, plain_lines
from applicant_helper.catalog.destinations.words import HEADINGS, PLAIN, Topic
from applicant_helper.catalog.where import data_root
from applicant_helper.i18n.extract import checklist_texts, screen_texts

PROFILES = load_destinations(data_root() / FOLDER)
ALL = sorted(PROFILES)
TODAY = date(2026, 11, 26)


def sentences(name: str, today: date = TODAY) -> list[str]:
    return [told(line) for line in plain_lines(PROFILES[name], today)]


@pytest.mark.parametrize("name", ALL)
def test_lines_are_whole_sentences_in_the_order_of_their_topics(name: str) -> None:
    lines = plain_lines(PROFILES[name], TODAY)
    topics = [list(Topic).index(line.topic) for line in lines]
    assert topics == sorted(topics)
    assert not [s for s in sentences(name) if not s or "{" in s or "}" in s or ".." in s or "None" in s]
    assert len(set(sentences(name))) == len(lines)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("uscis_paper", "Letter paper, 8.5 by 11 inches, printed on one side."),
        ("uscis_paper", "Your papers are named Exhibit A, Exhibit B, and so on."),
        ("uscis_online", "Each file under 12 MB."),
        ("uscis_online", "One file for each requirement."),
        ("uscis_rfe_online", "One file for each item of the notice."),
        ("nvc_ceac", "One file for each paper, and a folder for each person."),
        ("nvc_ceac", "Each file under 2 MB."),
        ("nvc_ceac", "This program aims at 1.96 MB or less for each file."),
        ("nvc_ceac", "Nothing is printed on your pages."),
        ("nvc_ceac", "There is no contents page."),
        ("ircc_paper", "There is no contents page. The official checklist takes its place, on top."),
        ("ircc_portal", "Papers in English or French need no translation."),
        ("ukvi_vfs", "A4 pages."),
        ("ukvi_vfs", "One file for each kind of evidence."),
        ("uk_court_bundle", "Text must be searchable."),
        ("eoir_ecas", "Check on the official page: Which file types are taken besides PDF."),
    ],
)
def test_what_is_told(name: str, sentence: str) -> None:
    assert sentence in sentences(name)


def test_dates_come_with_their_authority() -> None:
    lines = [s for s in sentences("uscis_rfe_mail") if s.startswith("Reply to a Request for Evidence: ")]
    assert len(lines) == 1
    assert lines[0].endswith("(8 CFR 103.2(b)(8)(iv))")


@pytest.mark.parametrize("name", ALL)
def test_everything_weak_is_told(name: str) -> None:
    whole = sentences(name)
    for text in PROFILES[name].to_check():
        assert f"Check on the official page: {text}." in whole


def test_a_line_that_rests_on_weak_sources_is_marked() -> None:
    def is_weak(name: str, sentence: str) -> bool:
        return next(x.is_weak for x in plain_lines(PROFILES[name], TODAY) if told(x) == sentence)

    assert is_weak("ukvi_ukvcas", "Each file under 6 MB.")
    assert is_weak("uscis_paper", "Letter paper, 8.5 by 11 inches, printed on one side.")
    assert not is_weak("nvc_ceac", "Each file under 2 MB.")


@pytest.mark.parametrize("name", ALL)
def test_overdue_rules_are_told_only_when_they_are(name: str) -> None:
    due = PROFILES[name].review_by
    words = "were to be looked at again"
    assert not [s for s in sentences(name, due) if words in s]
    late = [s for s in sentences(name, due + timedelta(days=1)) if words in s]
    assert len(late) == 1
    assert f"{due:%B} {due.day}, {due.year}" in late[0]


def test_a_size_is_never_said_larger_than_it_is() -> None:
    assert [megabytes(n) for n in (12_000_000, 1_960_000, 1_999_999, 999_999)] == [
        "12 MB",
        "1.96 MB",
        "1.99 MB",
        "0.99 MB",
    ]


def test_every_text_of_a_line_is_in_the_templates_for_translators() -> None:
    root = Path(__file__).resolve().parents[2]
    data = {(e.context, e.msgid) for e in checklist_texts(root)}
    marked = {e.msgid for e in screen_texts(root)}
    assert set(HEADINGS) == set(Topic)
    assert set(HEADINGS.values()) <= marked
    for profile in PROFILES.values():
        for line in plain_lines(profile, date(2100, 1, 1)):
            assert line.message == PLAIN or line.message in marked
            for value in line.values.values():
                if isinstance(value, DataText):
                    assert (value.context, value.english) in data
                if isinstance(value, tuple):
                    assert set(value) <= marked


def test_a_voice_translates_every_part() -> None:
    voice = Voice(
        text=lambda text: text.upper(),
        data=lambda context, english: f"<{context}>",
        number=lambda number: f"#{number}",
        day=lambda day: day.isoformat(),
    )
    line = FactLine(
        Topic.CHECK,
        "{a} {b} {c} {d}",
        {"A": ("x", "y"), "B": DataText("p/title", "P"), "C": 7, "D": TODAY},
    )
    assert told(line, voice) == "X; Y <p/title> #7 2026-11-26"
