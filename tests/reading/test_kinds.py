"""Guesses of what kind a paper is: made-up papers, official forms, shapes, names of files, and nothing at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applicant_helper.catalog.load import load_catalog
from applicant_helper.catalog.problems import CatalogFaulty
from applicant_helper.catalog.readingdata import load_reading_data
from applicant_helper.core.errors import fill
from applicant_helper.reading.kinds import KindGuess, PaperEvidence, guess_kind
from applicant_helper.reading.shapes import FormCode, Page, Word
from tests.reading.papers import HELD_OUT, TUNING, Made, make_papers

SURE = 0.6


def page(text: str, number: int = 1, words_from: str = "text") -> Page:
    """Lines of text on a page."""
    words = []
    for n, line in enumerate(text.splitlines()):
        x = 50.0
        for word in line.split():
            words.append(Word(word, (x, 50.0 + n * 15, x + len(word) * 5, 60.0 + n * 15)))
            x += len(word) * 5 + 5
    return Page(number, 612, 792, tuple(words), words_from)


def best(text: str, name: str = "scan.pdf", **more: object) -> KindGuess:
    pages = (page(text),) if text else ()
    return guess_kind(PaperEvidence(name, pages, **more))[0]  # type: ignore[arg-type]


def shares(made: list[Made]) -> tuple[float, float, float]:
    """How often the first guess is right, one of the first three, and how often a sure guess is wrong."""
    first = third = wrong = sure = 0
    for paper in made:
        guesses = guess_kind(paper.evidence)
        kinds = [g.kind for g in guesses]
        first += kinds[:1] == [paper.kind]
        third += paper.kind in kinds[:3]
        if guesses and guesses[0].score >= SURE:
            sure += 1
            wrong += guesses[0].kind != paper.kind
    return first / len(made), third / len(made), wrong / max(sure, 1)


@pytest.mark.parametrize("misread", [0.0, 0.02])
def test_papers_not_tuned_on_are_told_apart(misread: float) -> None:
    made = make_papers(HELD_OUT, 320, seed=11, misread=misread)
    assert len({m.kind for m in made}) >= 35
    first, third, wrong = shares(made)
    assert first >= 0.9
    assert third >= 0.96
    assert wrong <= 0.03


def test_papers_tuned_on_are_told_apart() -> None:
    first, third, wrong = shares(make_papers(TUNING, 500, seed=5))
    assert first >= 0.95
    assert third >= 0.98
    assert wrong <= 0.02


FOOTER = "Form {n} Edition 01/20/25 Page 3 of 24"
OTHERS = "birth certificate marriage certificate civil surgeon vaccination I-693 affidavit of support police"


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("I-485", "official_form"),
        ("N-400", "official_form"),
        ("I-130A", "form_supplement"),
        ("I-693", "medical_i693"),
        ("I-864", "i864"),
        ("N-648", "n648"),
        ("I-765WS", "form_supplement"),
    ],
)
def test_the_form_number_decides_not_the_papers_a_form_speaks_of(number: str, kind: str) -> None:
    found = best(f"{OTHERS}\n{OTHERS}\n{FOOTER.format(n=number)}")
    assert (found.kind, found.params) == (kind, {"form": number})
    assert found.score >= SURE


def test_a_form_number_misread_by_ocr_is_known() -> None:
    made = page("Forrn l-485 Editlon 01/20/25 Page 9 of 24\n" + OTHERS, words_from="ocr")
    found = guess_kind(PaperEvidence("scan.pdf", (made,)))[0]
    assert (found.kind, found.params) == ("official_form", {"form": "I-485"})


def test_a_barcode_decides_without_any_words() -> None:
    code = FormCode("I-485", "01/20/25", 1)
    guesses = guess_kind(PaperEvidence("IMG_1.jpg", (), "image/jpeg", codes=(code,)))
    assert guesses[0].kind == "official_form"


def test_a_notice_is_not_a_form() -> None:
    found = best("Form I-797C, Notice of Action\nReceipt Notice\nForm I-797C 04/01/19\nWe have received your")
    assert found.kind == "i797_receipt"


def test_a_blank_official_form_is_known() -> None:
    text = "For USCIS Use Only\nApplication for Naturalization\nUSCIS Form N-400 OMB No. 1615-0052"
    assert best(text).kind == "official_form"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("C E R T I F I C A T E  O F  B I R T H\nState of Ohio", "birth_certificate"),
        ("CERTIFICATEOFNATURALIZATION\nNo. 1234", "certificate_of_naturalization"),
        ("AFFIDAVIT\nI, Ann, being duly sworn, say that her birth certificate is lost.", "affidavit"),
        ("US PASSPORT CARD\nUnited States of America", "passport_card"),
        ("CERTIFICATE OF NO MARRIAGE RECORD", "no_record_letter"),
        ("出 生 公 证 书\n兹证明", "birth_certificate"),
        ("شهادة ميلاد", "birth_certificate"),
        ("GIẤY KHAI SINH", "birth_certificate"),
        ("가족관계증명서", "birth_certificate"),
        ("जन्म प्रमाण पत्र", "birth_certificate"),
        ("የጋብቻ ምስክር ወረቀት", "marriage_certificate"),
        ("Führungszeugnis\nKeine Eintragung", "police_certificate"),
        ("P<MEXGARCIA<<ANA<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", "passport"),
        ("C1USA0123456789SRC1234567890<<", "permanent_resident_card"),
    ],
)
def test_titles_of_many_kinds(text: str, kind: str) -> None:
    found = best(text)
    assert found.kind == kind
    assert found.score >= SURE


def test_a_translation_is_told_from_its_certificate() -> None:
    certificate = (
        "CERTIFICATE OF TRANSLATION\nI, Ana, am fluent in English and Spanish. Complete and accurate."
    )
    paper = (
        "BIRTH CERTIFICATE\nName of child: Ana\nName of mother: Rosa\nName of father: Luis\n"
        + "Line of text " * 30
    )
    assert best(certificate).kind == "translation_certificate"
    together = guess_kind(PaperEvidence("scan.pdf", (page(paper), page(certificate, 2))))
    assert "translation" in [g.kind for g in together[:2]]
    assert best(f"English translation\n{paper}\n{certificate}").kind == "translation"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("passport.jpg", "passport"),
        ("acta de nacimiento Luis.pdf", "birth_certificate"),
        ("Kontoauszug_2025-03.pdf", "bank_statement"),
        ("свидетельство о браке.pdf", "marriage_certificate"),
        ("Lease-1412-Magnolia.pdf", "lease"),
        ("i-485 signed.pdf", "official_form"),
        ("US passport card.pdf", "passport_card"),
        ("2023 W2.pdf", "w2"),
    ],
)
def test_the_name_of_a_file_is_enough_when_there_is_nothing_else(name: str, kind: str) -> None:
    found = best("", name)
    assert found.kind == kind
    assert found.score >= SURE
    assert found.params["name"] == name


def test_pictures_without_words_are_photos() -> None:
    square = PaperEvidence("IMG_1.jpg", (Page(1, 600, 600, (), "ocr"),), "image/jpeg", image_size=(600, 600))
    wide = PaperEvidence("IMG_2.jpg", (Page(1, 900, 600, (), "ocr"),), "image/jpeg", image_size=(4032, 3024))
    assert guess_kind(square)[0].kind == "photo_2x2"
    assert guess_kind(wide)[0].kind == "photo_set"
    assert guess_kind(PaperEvidence("IMG_3.jpg", (), "image/jpeg", image_size=(4032, 3024)))[0].score < SURE


def test_nothing_known_gives_no_guess() -> None:
    assert guess_kind(PaperEvidence("scan.pdf")) == ()


def test_weak_words_alone_are_never_sure() -> None:
    for text in ("the mother and father", "bank", "date of issue", "court", "total amount"):
        assert all(g.score < SURE for g in guess_kind(PaperEvidence("scan.pdf", (page(text),))))


def test_the_reason_is_a_sentence_with_the_printed_words() -> None:
    found = best("Certificate of Marriage\nState of Texas", "wedding certificate.pdf")
    assert "certificate of marriage" in fill(found.message, found.params).casefold()
    assert "wedding certificate.pdf" in fill(found.message, found.params)


def test_every_kind_named_in_the_data_is_a_kind() -> None:
    known = set(load_catalog().vocabulary.kinds)
    data = load_reading_data()
    assert {k for words in data.kinds.values() for k in words} <= known
    assert {*data.signs.forms.values(), *data.signs.zones.values(), *data.signs.cards} <= known
    missing = known - set(data.kinds["en"]) - {"folder_other"}
    assert not missing


def test_a_wrong_key_in_the_data_names_file_and_line(tmp_path: Path) -> None:
    folder = tmp_path / "forms" / "reading" / "kinds"
    folder.mkdir(parents=True)
    (folder / "en.yaml").write_text("schema: 1\nlanguage: en\nkinds:\n  lease: {titles: [lease]}\n")
    with pytest.raises(CatalogFaulty) as caught:
        load_reading_data(tmp_path)
    assert "en.yaml" in caught.value.params["first"]


def _boxes() -> Iterator[tuple[float, float, float, float]]:
    yield (0.0, 0.0, 0.0, 0.0)
    yield (10.0, 10.0, 5.0, 5.0)
    yield (10.0, 10.0, 60.0, 22.0)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.text(max_size=30), st.sampled_from(list(_boxes()))), max_size=40),
    st.text(max_size=40),
)
def test_any_words_and_names_give_scores_between_0_and_1(
    words: list[tuple[str, tuple[float, float, float, float]]], name: str
) -> None:
    made = Page(1, 612, 792, tuple(Word(t, b) for t, b in words), "text")
    guesses = guess_kind(PaperEvidence(name, (made,)))
    assert all(0 < g.score <= 1 for g in guesses)
    assert sum(g.score for g in guesses) <= 1.05
    assert [g.score for g in guesses] == sorted((g.score for g in guesses), reverse=True)


OLDER_KINDS = (
    "passport",
    "passport_card",
    "lease",
    "certificate_of_naturalization",
    "utility_bill",
    "birth_certificate",
)


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("passport.jpg", "", "passport"),
        ("naturalization certificate Daniel.png", "", "certificate_of_naturalization"),
        ("electricity company.pdf", "electricity for the month", "utility_bill"),
        ("IMG_7.jpg", "出生医学证明 姓名", "birth_certificate"),
        ("свидетельство о рождении.pdf", "", "birth_certificate"),
        ("US passport card.pdf", "", "passport_card"),
        ("scan.pdf", "Pasaporte Estados Unidos Mexicanos", "passport"),
        ("IMG_1.pdf", "This rental agreement is made between", "lease"),
    ],
)
def test_a_kind_among_few_is_guessed_with_a_reason(name: str, text: str, kind: str) -> None:
    guesses = guess_kind(PaperEvidence(name, (page(text),) if text else ()), OLDER_KINDS)
    assert guesses[0].kind == kind
    assert guesses[0].because


def test_no_kind_among_few_is_guessed_from_nothing() -> None:
    assert guess_kind(PaperEvidence("IMG_1.jpg"), OLDER_KINDS) == ()
