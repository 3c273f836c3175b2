"""Statements proposed from what papers say: labels, places, values, dates that can mean two days, languages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applicant_helper.catalog.load import load_catalog
from applicant_helper.catalog.readingdata import load_reading_data
from applicant_helper.core.vocabulary import Vocabulary
from applicant_helper.reading.shapes import How, Page, Proposal, Word
from applicant_helper.reading.statements import OF_THE_PAPER, propose
from applicant_helper.reading.tongue import language_of
from tests.reading.papers import HELD_OUT, TUNING, make_papers

TODAY = date(2026, 11, 26)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_catalog().vocabulary


def page(
    *rows: tuple[float, str], gap: float = 16.0, words_from: str = "text", confidence: float = 1.0
) -> Page:
    """Rows of (left edge, text); a row at the same height as the one before begins with `|`."""
    words = []
    y = 40.0
    for left, text in rows:
        if text.startswith("|"):
            text = text[1:]
        else:
            y += gap
        x = left
        for word in text.split():
            words.append(Word(word, (x, y, x + 5.0 * len(word), y + 10.0), confidence))
            x += 5.0 * len(word) + 5.0
    return Page(1, 612, 792, tuple(words), words_from)


def found(vocabulary: Vocabulary, kind: str, made: Page, today: date | None = TODAY) -> dict[str, Proposal]:
    return {p.fact: p for p in propose(vocabulary.kinds[kind], (made,), today)}


@pytest.mark.parametrize(
    "rows",
    [
        ((50, "Date of Birth: 03/14/1988"),),
        ((50, "Date of Birth"), (300, "|03/14/1988")),
        ((50, "Date of Birth"), (50, "March 14, 1988")),
        ((50, "DOB:03/14/1988"),),
        ((50, "3 DOB 03/14/1988"),),
        ((50, "Sex F Date of Birth 14 MAR 1988 Height 64"),),
        ((50, "USCIS#"), (250, "|Date of Birth"), (50, "204-113-887"), (250, "|14 MAR 1988")),
    ],
)
def test_a_value_is_found_beside_and_below_its_label(
    vocabulary: Vocabulary, rows: tuple[tuple[float, str], ...]
) -> None:
    made = found(vocabulary, "permanent_resident_card", page(*rows))["date_of_birth"]
    assert made.value == "1988-03-14"
    assert made.how is How.TEXT
    assert made.box is not None
    assert made.label


@pytest.mark.parametrize(
    ("kind", "text", "fact", "value"),
    [
        ("birth_certificate", "Fecha de nacimiento: 14 de marzo de 1988", "date_of_birth", "1988-03-14"),
        ("birth_certificate", "Дата рождения: 14.03.1988", "date_of_birth", "1988-03-14"),
        ("birth_certificate", "出生日期：1988年3月14日", "date_of_birth", "1988-03-14"),
        ("birth_certificate", "Geburtsdatum: 14.03.1988", "date_of_birth", "1988-03-14"),
        ("birth_certificate", "Date de naissance : 25/03/1988", "date_of_birth", "1988-03-25"),
        ("marriage_certificate", "Data do casamento: 20/06/2015", "marriage.date", "2015-06-20"),
        ("permanent_resident_card", "Resident Since: 01/15/19", "lpr_date", "2019-01-15"),
        ("permanent_resident_card", "USCIS# 204-113-887", "a_number", "A204113887"),
        ("permanent_resident_card", "Card Expires: 08/31/2031", "green_card_expiry", "2031-08-31"),
        ("permanent_resident_card", "Country of Birth: Mexico", "country_of_birth", "MX"),
        ("ead", "Category: C09", "ead_category_held", "c9"),
        ("i797_receipt", "Receipt Number: IOE0912345678", "prior_filings.receipt_number", "IOE0912345678"),
        ("i797_receipt", "Priority Date: February 3, 2021", "prior_filings.priority_date", "2021-02-03"),
        ("i797_receipt", "Notice Date: 04/01/2021", "document.issued", "2021-04-01"),
        ("notice_rfe", "Receipt number LIN2190012345", "document.receipt_number", "LIN2190012345"),
        ("i94", "Admission I-94 Record Number : 123456789A1", "entries.i94_number", "123456789A1"),
        ("i94", "Admit Until Date: D/S", "entries.admitted_until", "D/S"),
        ("passport", "Passport No.: G12345678", "passports.number", "G12345678"),
        ("passport", "Sex: F", "sex", "female"),
        ("tax_transcript", "Tax Period Ending: Dec. 31, 2023", "tax_returns.year", 2023),
        ("tax_transcript", "TOTAL INCOME: $48,250.00", "tax_returns.total_income", "48250.00"),
        ("bank_statement", "Ending balance: $1,204.33", "document.balance", "1204.33"),
    ],
)
def test_labels_and_values_of_many_papers(
    vocabulary: Vocabulary, kind: str, text: str, fact: str, value: object
) -> None:
    assert found(vocabulary, kind, page((50, text)))[fact].value == value


def test_a_period_is_read_from_one_line_or_from_its_two_ends(vocabulary: Vocabulary) -> None:
    span = [{"from": "2025-03-01", "to": "2025-03-31"}]
    one = page((50, "Member FDIC"), (50, "Statement Period: 03/01/2025 - 03/31/2025"))
    two = page(
        (50, "Social Security"), (50, "Period Beginning: 03/01/2025"), (50, "Period Ending: 03/31/2025")
    )
    assert found(vocabulary, "bank_statement", one)["document.covers"].value == span
    assert found(vocabulary, "pay_stub", two)["document.covers"].value == span


def test_a_period_in_a_sentence_is_read(vocabulary: Vocabulary) -> None:
    made = page(
        (50, "Landlord and tenants, San Antonio, TX 78205"), (50, "The lease begins on July 1, 2022 and ends")
    )
    more = page((50, "The lease begins on July 1, 2022 and ends on June 30, 2027."))
    assert "document.covers" not in found(vocabulary, "lease", made)
    assert found(vocabulary, "lease", more)["document.covers"].value == [
        {"from": "2022-07-01", "to": "2027-06-30"}
    ]


def test_an_address_in_two_lines_is_read_when_it_is_the_only_one(vocabulary: Vocabulary) -> None:
    rows = ((50.0, "1412 Magnolia St, Apt 5"), (50.0, "San Antonio, TX 78205"))
    other = ((300.0, "77 Bank Plaza"), (300.0, "Houston, TX 77002"))
    assert found(vocabulary, "bank_statement", page(*rows))["document.address"].value == {
        "street": "1412 Magnolia St",
        "unit": "5",
        "city": "San Antonio",
        "state": "TX",
        "postal_code": "78205",
        "country": "US",
    }
    assert "document.address" not in found(vocabulary, "bank_statement", page(*rows, *other))


def test_a_date_that_can_mean_two_days_is_asked(vocabulary: Vocabulary) -> None:
    made = found(vocabulary, "birth_certificate", page((50, "Fecha de nacimiento: 03/04/1988")))[
        "date_of_birth"
    ]
    assert made.value is None
    assert set(made.candidates) == {"1988-03-04", "1988-04-03"}


@pytest.mark.parametrize(
    "text", ["تاریخ تولد: ۱۳۶۷/۱۲/۲۳", "生年月日：平成元年3月4日", "出生日期：民國77年3月14日"]
)
def test_a_date_of_another_calendar_is_asked(vocabulary: Vocabulary, text: str) -> None:
    made = found(vocabulary, "birth_certificate", page((50, text)))["date_of_birth"]
    assert made.value is None
    assert made.candidates


def test_a_paper_of_the_united_states_has_the_month_first(vocabulary: Vocabulary) -> None:
    made = page((50, "STATE OF TEXAS"), (50, "Date of Birth: 03/04/1988"))
    assert found(vocabulary, "birth_certificate", made)["date_of_birth"].value == "1988-03-04"


def test_family_and_given_names_become_one_name(vocabulary: Vocabulary) -> None:
    made = page((50, "Surname"), (50, "GARCÍA LÓPEZ"), (50, "Given Names"), (50, "ANA MARÍA"))
    name = found(vocabulary, "passport", made)["legal_name"]
    assert name.value == {"family": "GARCÍA LÓPEZ", "given": "ANA MARÍA"}


def test_the_parents_of_a_child_are_not_its_name(vocabulary: Vocabulary) -> None:
    made = page(
        (50, "Name of Child: Ana Ruiz"), (50, "Name of Mother: Rosa Ruiz"), (50, "Father's Name: Luis Ruiz")
    )
    assert found(vocabulary, "birth_certificate", made)["legal_name"].value == "Ana Ruiz"


def test_two_names_are_not_chosen_between(vocabulary: Vocabulary) -> None:
    made = page((50, "Name: Ana Ruiz"), (50, "Name: Daniel Brooks"))
    assert "legal_name" not in found(vocabulary, "bank_statement", made)


def test_only_what_the_kind_states_is_proposed(vocabulary: Vocabulary) -> None:
    for path in (TUNING, HELD_OUT):
        for made in make_papers(path, 240, seed=2):
            kind = vocabulary.kinds[made.kind]
            for proposal in propose(kind, made.evidence.pages, TODAY):
                own = (
                    proposal.fact.startswith("document.") and proposal.fact.partition(".")[2] in OF_THE_PAPER
                )
                assert own or proposal.fact in kind.states


def test_nothing_is_read_from_the_print_of_a_form(vocabulary: Vocabulary) -> None:
    assert found(vocabulary, "official_form", page((50, "Date of Birth: 03/14/1988"))) == {}


def test_a_birth_date_after_today_is_left_out(vocabulary: Vocabulary) -> None:
    made = page((50, "STATE OF OHIO"), (50, "Date of Birth: 03/14/2031"))
    assert "date_of_birth" not in found(vocabulary, "birth_certificate", made)


def test_words_read_by_ocr_say_so_and_weigh_less(vocabulary: Vocabulary) -> None:
    made = page((50, "Date of Birth: 03/14/1988"), words_from="ocr", confidence=0.7)
    read = found(vocabulary, "permanent_resident_card", made)["date_of_birth"]
    assert read.how is How.OCR
    assert read.confidence < 0.7


def test_a_number_in_running_text_is_taken_when_it_is_the_only_one(vocabulary: Vocabulary) -> None:
    one = page((50, "we are writing about case IOE0912345678 that you filed"))
    two = page((50, "cases IOE0912345678 and IOE0912345679"))
    assert found(vocabulary, "denial_notice", one)["document.receipt_number"].value == "IOE0912345678"
    assert "document.receipt_number" not in found(vocabulary, "denial_notice", two)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("In the name of the State of Texas this is to certify that the child was born on that day", "en"),
        ("En la ciudad de Guadalajara a los dos días del mes de marzo ante el juez del registro civil", "es"),
        ("L'an mil neuf cent et le dix mars par devant nous officier de l'état civil est né un enfant du sexe", "fr"),
        ("Certifico que no livro do registro de nascimento consta o assento de uma criança do sexo masculino", "pt"),
        ("Гражданин родился в городе и о чем составлена запись акта о рождении", "ru"),
        ("Місце народження та дата державної реєстрації у місті за адресою прізвище і ім'я", "uk"),
        ("兹证明该人在上海市出生", "zh"),
        ("위 증명서는 가족관계등록부의 기록사항과 같음", "ko"),
        ("نام و نام خانوادگی پدر در تاریخ تولد که از شماره محل است و به", "fa"),
        ("የልደት ምስክር ወረቀት", "am"),
        ("Giấy khai sinh của người được đăng ký tại xã và huyện họ tên ngày tháng năm sinh", "vi"),
    ],
)  # fmt: skip
def test_the_language_of_a_paper(text: str, language: str) -> None:
    data = load_reading_data()
    assert language_of((page((50, text)),), data.languages)[0] == language


def test_the_language_of_few_words_is_not_told() -> None:
    data = load_reading_data()
    assert language_of((page((50, "Total 12.00")),), data.languages) == ("", 0.0)


def test_what_made_papers_state_is_found_and_nothing_is_found_wrong(vocabulary: Vocabulary) -> None:
    right = wrong = wanted = 0
    for made in make_papers(HELD_OUT, 320, seed=8):
        read = {p.fact: p for p in propose(vocabulary.kinds[made.kind], made.evidence.pages)}
        for fact, written in made.truth:
            wanted += 1
            if fact in read:
                same = read[fact].as_written.strip(" .,") == written.strip()
                right, wrong = right + same, wrong + (not same)
    assert right / wanted >= 0.9
    assert wrong / wanted <= 0.02


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(["Date of Birth:", "Name", "USCIS#", "Surname", "03/04/2020", "A204113887", "$5.00"]),
            st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=12),
        ),
        min_size=1,
        max_size=30,
    ),
    st.sampled_from(["passport", "bank_statement", "i797_receipt", "birth_certificate", "tax_transcript"]),
)  # fmt: skip
def test_nothing_is_proposed_that_is_not_printed(words: list[str], kind: str) -> None:
    made = page(*((50.0 + 120 * (n % 3), ("|" if n % 3 else "") + w) for n, w in enumerate(words)))
    printed = "".join(w.text for w in made.words)
    vocabulary = load_catalog_once()
    for proposal in propose(vocabulary.kinds[kind], (made,), TODAY):
        assert 0 <= proposal.confidence <= 1
        assert proposal.page == 1
        if proposal.fact != "document.language":
            assert proposal.box is not None
            assert all(
                part in printed for part in proposal.as_written.replace(",", " ").split() if part.isalnum()
            )


def load_catalog_once() -> Vocabulary:
    if not _ONCE:
        _ONCE.append(load_catalog().vocabulary)
    return _ONCE[0]


_ONCE: list[Vocabulary] = []
