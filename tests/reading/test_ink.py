"""Empty places to sign are told from marked ones on clean and worn pages; doubt stays doubt."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw, ImageFont

from applicant_helper.reading.barcodes import codes_on
from applicant_helper.reading.ink import ink_in
from applicant_helper.reading.shapes import Box
from tests.reading.formpages import SECOND, SIGN_HERE, form_page, scribble, worn

SAYS = "N-400|01/20/25|11"
PLACES: tuple[Box, ...] = (SIGN_HERE, SECOND)


def told(image: Image.Image, dpi: int = 200) -> list[str]:
    points = 72 / dpi
    code = next(iter(codes_on(image, points)), None)
    return [str(a["how"]) for a in ink_in(image, PLACES, points, code)]


def signed_page(dpi: int, seed: int) -> Image.Image:
    page = form_page(SAYS, dpi)
    scribble(page, SIGN_HERE, dpi, seed)
    return page


@pytest.mark.parametrize("dpi", [110, 150, 200, 300])
def test_clean_pages_tell_empty_from_marked(dpi: int) -> None:
    assert told(form_page(SAYS, dpi), dpi) == ["unsigned", "unsigned"]
    assert told(signed_page(dpi, dpi), dpi) == ["marked", "unsigned"]


def test_worn_pages_are_told_as_well() -> None:
    """What is not told rightly must be told as not known; no signed page may pass for unsigned."""
    empty = [how for seed in range(5) for how in told(worn(form_page(SAYS), seed))]
    marked = [told(worn(signed_page(200, seed), seed))[0] for seed in range(5)]
    assert empty.count("unsigned") >= 8
    assert marked.count("marked") >= 4
    assert "unsigned" not in marked


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_laid_straight_first(turn: int) -> None:
    assert told(worn(signed_page(200, turn), turn, turn=turn)) == ["marked", "unsigned"]


def test_a_page_scanned_smaller_and_shifted_is_laid_straight() -> None:
    page = signed_page(200, 4)
    small = page.resize((round(page.width * 0.93), round(page.height * 0.93)), Image.Resampling.LANCZOS)
    moved = Image.new("L", page.size, 255)
    moved.paste(small, (60, 35))
    assert told(moved) == ["marked", "unsigned"]


def test_the_box_is_given_where_it_lies_on_this_page() -> None:
    page = form_page(SAYS, 200)
    moved = Image.new("L", page.size, 255)
    moved.paste(page, (50, -25))
    (code,) = codes_on(moved, 0.36)
    found = ink_in(moved, [SIGN_HERE], 0.36, code)[0]
    assert found["how"] == "unsigned"
    assert found["box"] == pytest.approx(
        [SIGN_HERE[0] + 18, SIGN_HERE[1] - 9, SIGN_HERE[2] + 18, SIGN_HERE[3] - 9], abs=1.5
    )


def test_without_a_code_nothing_is_claimed_but_a_drawn_page_is_exact() -> None:
    page = signed_page(150, 9)
    assert [a["how"] for a in ink_in(page, PLACES, 0.48)] == ["unknown", "unknown"]
    assert [a["how"] for a in ink_in(page, PLACES, 0.48, is_exact=True)] == ["marked", "unsigned"]


def test_where_no_rules_stand_nothing_is_claimed() -> None:
    page = form_page(SAYS, 200)
    (code,) = codes_on(page, 0.36)
    elsewhere: Box = (60, 700, 300, 718)
    assert ink_in(page, [elsewhere], 0.36, code)[0]["how"] == "unknown"


def test_words_known_to_be_printed_are_no_ink() -> None:
    page = form_page(SAYS, 200)
    at = (SIGN_HERE[0] + 8, SIGN_HERE[1] + 4)
    ImageDraw.Draw(page).text(
        (at[0] * 200 / 72, at[1] * 200 / 72), "Sign in ink", 0, ImageFont.load_default(28)
    )
    word: Box = (at[0], at[1], at[0] + 70, at[1] + 12)
    assert ink_in(page, [SIGN_HERE], 0.36, is_exact=True)[0]["how"] == "marked"
    assert ink_in(page, [SIGN_HERE], 0.36, is_exact=True, printed=[word])[0]["how"] == "unsigned"


def test_a_white_page_is_empty_when_exact_and_unknown_when_not() -> None:
    white = Image.new("L", (1700, 2200), 255)
    assert ink_in(white, [SIGN_HERE], 0.36, is_exact=True)[0]["how"] == "unsigned"
    assert ink_in(white, [SIGN_HERE], 0.36, {"corners": [[0, 0]] * 4})[0]["how"] == "unknown"
