"""What the codes and feet of pages say together: which form, which editions, and each kind of trouble by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applicant_helper.catalog.editions import load_editions
from applicant_helper.core.errors import fill
from applicant_helper.reading.codetext import code_from, iso_edition
from applicant_helper.reading.footers import Footer, footer_in
from applicant_helper.reading.pagecodes import (
    PageCode,
    code_of,
    findings,
    forms_in,
    ranges,
)
from applicant_helper.reading.shapes import FormCode, Note, Page, Word

EDITIONS = load_editions()
DAY = date(2026, 11, 26)
N400 = "01/20/25"


def pages_of(numbers: Sequence[int | None], form: str = "N-400", edition: str = N400) -> list[PageCode]:
    return [PageCode(at, form, edition, n) for at, n in enumerate(numbers, 1) if n is not None]


def notes(codes: Sequence[PageCode], pages: int | None = None, day: date = DAY) -> dict[str, Note]:
    found = findings(forms_in(codes), len(codes) if pages is None else pages, EDITIONS, day)
    for note in found:
        assert "{" not in fill(note.message, note.params)
    return {n.code: n for n in found}


def test_a_whole_form_is_named_and_nothing_is_wrong() -> None:
    codes = pages_of(range(1, 15))
    form = forms_in(codes)[0]
    assert notes(codes) == {}
    assert (form.form, form.edition()) == ("N-400", "2025-01-20")
    reading = form.reading(has_map=True, is_flat=True)
    assert (reading.form, reading.edition, reading.page_editions) == ("N-400", "2025-01-20", ("2025-01-20",))


@pytest.mark.parametrize(
    ("numbers", "code", "slot", "value"),
    [
        ([*range(1, 7), *range(8, 15)], "form-page-missing", "pages", "7"),
        (list(range(1, 11)), "form-page-missing", "pages", "11-14"),
        ([*range(1, 15), 3], "form-page-repeated", "pages", "3"),
        (
            [1, 2, 4, 3, *range(5, 15)],
            "form-pages-out-of-order",
            "order",
            "1, 2, 4, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14",
        ),
        ([*range(1, 6), None, *range(7, 15)], "form-page-unread", "page", "6"),
    ],
)
def test_each_trouble_is_told_alone(numbers: list[int | None], code: str, slot: str, value: str) -> None:
    found = notes(pages_of(numbers), len(numbers))
    assert set(found) == {code}
    assert found[code].params[slot] == value


def test_out_of_order_points_at_the_page_that_comes_too_late() -> None:
    assert notes(pages_of([1, 2, 4, 3, *range(5, 15)]))["form-pages-out-of-order"].page == 4


def test_mixed_editions_name_the_pages_of_each() -> None:
    codes = [PageCode(n, "I-485", "01/20/25" if n == 3 else "09/18/26", n) for n in range(1, 25)]
    found = notes(codes)
    assert found["form-pages-mixed-editions"].params["editions"] == "01/20/25 (3), 09/18/26 (1-2, 4-24)"
    assert found["form-edition-not-accepted"].page == 3
    assert set(found) == {"form-pages-mixed-editions", "form-edition-not-accepted"}


def test_an_edition_is_refused_or_unknown_by_the_filing_day() -> None:
    old = pages_of(range(1, 25), "I-485", "01/20/25")
    assert notes(old, day=date(2026, 9, 17)) == {}
    assert "without a grace period" in notes(old)["form-edition-not-accepted"].params["reason"]
    held = notes(pages_of(range(1, 8), "I-765", "09/15/26"))["form-edition-not-accepted"]
    assert "court order" in held.params["reason"]
    assert set(notes(pages_of(range(1, 15), edition="03/01/27"))) == {"form-edition-unknown"}


def test_two_forms_in_one_file_are_told_and_each_is_checked() -> None:
    second = [PageCode(14 + n, "I-765", "08/21/25", n) for n in range(1, 7)]
    found = notes([*pages_of(range(1, 15)), *second])
    assert set(found) == {"forms-mixed-in-file", "form-page-missing"}
    assert (found["form-page-missing"].params["form"], found["form-page-missing"].params["pages"]) == (
        "I-765",
        "7",
    )


def test_papers_behind_a_whole_form_are_no_unread_pages() -> None:
    assert notes(pages_of(range(1, 15)), 40) == {}


def test_an_unread_page_may_be_the_missing_one() -> None:
    assert set(notes(pages_of([1, None, *range(3, 15)]), 14)) == {"form-page-unread"}
    both = notes(pages_of([1, None, *range(5, 15)]), 12)
    assert "really missing" in both["form-page-missing"].message


def test_the_number_of_pages_comes_from_the_page_the_table_or_the_map() -> None:
    printed = [PageCode(n, "I-999", "01/01/26", n, 4) for n in (1, 2, 3)]
    assert notes(printed)["form-page-missing"].params["pages"] == "4"
    forms = forms_in(pages_of([1, 2], "I-999", "01/01/26"))
    by_map = findings(forms, 2, EDITIONS, DAY, {"I-999": 3})
    assert [n.params["pages"] for n in by_map if n.code == "form-page-missing"] == ["3"]
    assert "form-page-missing" not in {n.code for n in findings(forms, 2, EDITIONS, DAY)}


def test_no_form_no_notes() -> None:
    assert findings((), 3, EDITIONS, DAY) == ()


@pytest.mark.parametrize(
    ("text", "footer"),
    [
        ("Form N-400   Edition   01/20/25 Page 4 of 14", Footer("N-400", "01/20/25", 4, 14)),
        ("Form I-864EZ Edition 08/24/26 \r\n Page 1 of 9", Footer("I-864EZ", "08/24/26", 1, 9)),
        ("Page 2 of 2 Form AR-11 Edition 11/02/22", Footer("AR-11", "11/02/22", 2, 2)),
        ("Form I-821D  Edition 01/20/25", Footer("I-821D", "01/20/25")),
        ("Form I-589 Supplement A Edition 01/20/25", Footer("I-589", "01/20/25")),
        ("Form G-28  09/17/18   Page 1 of 4", Footer("G-28", "09/17/18", 1, 4)),
        ("Form I-485 (Rev. 01/18/16) Y Page 1 of 6", Footer("I-485", "01/18/16", 1, 6)),
        ("You must also file Form I-864 by 01/20/2025 with your papers", None),
        ("bank statement page 3 of 4, 01/20/25", None),
    ],
)
def test_the_foot_of_a_page_is_read(text: str, footer: Footer | None) -> None:
    assert footer_in(text) == footer


def _page(*words: tuple[str, float], codes: tuple[FormCode, ...] = ()) -> Page:
    made = tuple(Word(t, (40.0 + 60 * i, y, 90.0 + 60 * i, y + 10)) for i, (t, y) in enumerate(words))
    return Page(1, 612, 792, made, "text", codes)


def test_only_the_foot_counts_and_a_barcode_wins() -> None:
    line = ["Form", "N-400", "Edition", "01/20/25", "Page", "3", "of", "14"]
    low, high = _page(*((w, 755.0) for w in line)), _page(*((w, 200.0) for w in line))
    found = code_of(low)
    assert found is not None
    assert (found.form, found.form_page, found.pages) == ("N-400", 3, 14)
    assert code_of(high) is None
    both = code_of(_page(*((w, 755.0) for w in line), codes=(FormCode("N-400", N400, 5, (1, 2, 3, 4)),)))
    assert both is not None
    assert (both.form_page, both.pages) == (5, 14)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"form": "N-400", "edition": "13/20/25", "form_page": 1},
        {"form": "N-400", "edition": "01/20/25", "form_page": 0},
        {"form": "N-400", "edition": "01/20/25", "form_page": "1"},
        {"form": "\x1b[2J", "edition": "x", "form_page": 1},
    ],
)
def test_an_answer_that_makes_no_sense_is_dropped(answer: dict[str, object]) -> None:
    assert code_from(answer) is None


def test_an_answer_becomes_a_code() -> None:
    answer = {"form": "N-400", "edition": N400, "form_page": 4, "box": [1, 2, 3, 4], "turn": 0}
    assert code_from(answer) == FormCode("N-400", N400, 4, (1.0, 2.0, 3.0, 4.0))


@given(st.text(max_size=300))
def test_any_text_is_borne(text: str) -> None:
    footer_in(text)
    edition = iso_edition(text)
    assert edition == "" or date.fromisoformat(edition)


@given(st.dates(date(2000, 1, 1), date(2088, 12, 31)))
def test_editions_read_back(day: date) -> None:
    assert iso_edition(day.strftime("%m/%d/%y" if day.year < 2090 else "%m/%d/%Y")) == day.isoformat()


@given(st.permutations(list(range(1, 15))), st.integers(0, 14))
def test_every_page_is_missing_or_there_and_order_is_noticed(order: list[int], dropped: int) -> None:
    kept = [n for n in order if n != dropped]
    found = notes(pages_of(kept))
    assert ("form-page-missing" in found) == (dropped > 0)
    assert ("form-pages-out-of-order" in found) == (kept != sorted(kept))
    assert "form-page-repeated" not in found


@given(st.sets(st.integers(1, 60)))
def test_ranges_hold_every_number_once(numbers: set[int]) -> None:
    told: list[int] = []
    for part in filter(None, ranges(numbers).split(", ")):
        first, _, last = part.partition("-")
        told += range(int(first), int(last or first) + 1)
    assert told == sorted(numbers)
