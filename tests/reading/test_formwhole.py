"""A form as a whole: pages, editions, places to sign; and the order of a paper's dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from applicant_helper.catalog.catalogue import Catalog
from applicant_helper.catalog.load import load_catalog
from applicant_helper.reading.formwhole import form_of
from applicant_helper.reading.gather import Gathered
from applicant_helper.reading.interpret import interpret, settle_order
from applicant_helper.reading.look import PaperLook
from applicant_helper.reading.shapes import FormCode, FormReading, How, Page, Proposal, Signature
from applicant_helper.reading.signplaces import sign_notes, sign_proposals

FILED = date(2026, 11, 26)


@cache
def catalog() -> Catalog:
    return load_catalog()


def gathered(
    numbers: list[int], edition: str = "01/20/25", form: str = "N-400", media_type: str = "application/pdf"
) -> Gathered:
    """A scan: pages without words, each with the barcode of a form page."""
    pages = tuple(
        Page(n, 612, 792, codes=(FormCode(form, edition, number, (195, 764, 458, 778)),))
        for n, number in enumerate(numbers, start=1)
    )
    look = PaperLook(Path("scan.pdf"), "scan.pdf", 1, "0" * 64, media_type, len(numbers))
    return Gathered(look, pages)


def notes_of(found: Gathered) -> set[str]:
    result = form_of(found, catalog(), FILED)
    assert result is not None
    return {n.code for n in result.notes}


def faults_of(found: Gathered) -> object:
    result = form_of(found, catalog(), FILED)
    assert result is not None
    return next((p.value for p in result.proposals if p.fact == "document.page_faults"), None)


def test_a_whole_scanned_form_has_no_fault_of_pages() -> None:
    found = gathered(list(range(1, 15)))
    assert faults_of(found) is None
    result = form_of(found, catalog(), FILED)
    assert result is not None and (result.reading.form, result.reading.edition) == ("N-400", "2025-01-20")
    stated = {p.fact: p.value for p in result.proposals}
    assert stated["document.form"] == "us/n-400" and stated["document.edition"] == "2025-01-20"


@pytest.mark.parametrize(
    ("numbers", "faults"),
    [
        ([1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14], ["missing"]),
        ([*range(1, 8), *range(7, 15)], ["repeated"]),
        ([2, 1, *range(3, 15)], ["out_of_order"]),
    ],
)
def test_each_fault_of_the_pages_is_its_own_fact(numbers: list[int], faults: list[str]) -> None:
    assert faults_of(gathered(numbers)) == faults


def test_pages_of_two_editions_are_told_and_have_no_one_edition() -> None:
    found = gathered(list(range(1, 15)))
    pages = list(found.pages)
    pages[3] = replace(pages[3], codes=(FormCode("N-400", "04/01/24", 4),))
    found = replace(found, pages=tuple(pages))
    result = form_of(found, catalog(), FILED)
    assert result is not None and result.reading.edition == ""
    assert "form-pages-mixed-editions" in notes_of(found)
    assert not any(p.fact == "document.edition" for p in result.proposals)


def test_a_form_with_one_page_of_another_edition_is_still_read_by_the_map_of_the_rest() -> None:
    found = gathered(list(range(1, 15)))
    pages = list(found.pages)
    pages[3] = replace(pages[3], codes=(FormCode("N-400", "04/01/24", 4),))
    result = form_of(replace(found, pages=tuple(pages)), catalog(), FILED)
    assert result is not None and result.reading.has_map
    assert {s.by for s in result.reading.signatures} >= {"applicant"}


def test_an_edition_that_is_not_accepted_is_told_and_an_unknown_one_differently() -> None:
    assert "form-edition-not-accepted" in notes_of(gathered([1, 2], form="I-485"))
    assert "form-edition-unknown" in notes_of(gathered([1, 2], edition="03/03/27"))
    assert not notes_of(gathered(list(range(1, 15)))) & {"form-edition-not-accepted", "form-edition-unknown"}


def test_a_photo_of_one_page_lacks_nothing() -> None:
    codes = notes_of(gathered([3], media_type="image/jpeg"))
    assert "form-one-page" in codes and "form-page-missing" not in codes


def test_a_paper_without_codes_is_no_form() -> None:
    bare = Gathered(
        PaperLook(Path("a.pdf"), "a.pdf", 1, "0" * 64, "application/pdf", 1), (Page(1, 612, 792),)
    )
    assert form_of(bare, catalog(), FILED) is None
    assert interpret(bare, catalog(), FILED, FILED).form is None


def signed(how: str, by: str = "applicant") -> Signature:
    return Signature(by, 11, (60, 200, 300, 220), how, "Applicant's Signature")


def test_empty_places_of_a_printed_form_look_unsigned_and_helpers_are_not_asked() -> None:
    form = FormReading(
        "N-400", "2025-01-20", is_flat=True, signatures=(signed("unsigned"), signed("unsigned", "preparer"))
    )
    assert [n.code for n in sign_notes(form)] == ["looks-unsigned"]
    assert [p.value for p in sign_proposals(form)] == [[{"by": "applicant", "how": "unsigned"}]]


def test_a_marked_place_is_never_called_signed() -> None:
    form = FormReading("N-400", "2025-01-20", is_flat=True, signatures=(signed("marked"),))
    assert not list(sign_notes(form)) and not list(sign_proposals(form))


def test_a_form_still_on_the_computer_only_lists_where_to_sign() -> None:
    form = FormReading("N-400", "2025-01-20", signatures=(signed("unsigned"),))
    (note,) = sign_notes(form)
    assert note.code == "sign-here" and "applicant, page 11" in note.params["places"]
    assert not list(sign_proposals(form))


def dated(fact: str, *candidates: str) -> Proposal:
    return Proposal(fact, None, "12 01 2031", 1, None, How.TEXT, 0.6, candidates)


def test_one_known_date_settles_the_order_of_the_others() -> None:
    found = [
        dated("document.issued", "2021-12-01", "2021-01-12"),
        dated("document.expires", "2031-12-01", "2031-01-12"),
    ]
    settled = list(settle_order(found, "2031-01-12"))
    assert [p.value for p in settled] == ["2021-01-12", "2031-01-12"]
    assert all(not p.candidates for p in settled)


def test_without_a_known_date_the_order_is_asked() -> None:
    found = [dated("document.issued", "2021-12-01", "2021-01-12")]
    assert list(settle_order(found, None)) == found
    assert list(settle_order(found, "2031-05-05")) == found
