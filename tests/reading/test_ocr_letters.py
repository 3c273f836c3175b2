"""Words of a line from the answers of a model: drawn answers, no model needed."""

from __future__ import annotations

from typing import Any

import pytest

np = pytest.importorskip("numpy", reason="numpy comes with the ocr extra")

from applicant_helper.reading.ocr_letters import UNREAD, Line, line_of  # noqa: E402

SIGNS = ("", *"abcdefghiCIn人□γδ", " ")
EM = 4.5
STEP = 8


def answers(*letters: tuple[str, float], steps: int = 80, sure: float = 0.95) -> Any:
    """How likely each sign is at each step, for letters with the steps of their middles."""
    told = np.zeros((steps, len(SIGNS)))
    told[:, 0] = 1.0
    for sign, at in letters:
        told[int(at)] = (1 - sure) / (len(SIGNS) - 1)
        told[int(at), SIGNS.index(sign)] = sure
    return told


def ink(*columns: tuple[float, float], steps: int = 80) -> Any:
    """Columns with ink, between steps."""
    inked = np.zeros(steps * STEP, bool)
    for start, end in columns:
        inked[int(start * STEP) : int(end * STEP)] = True
    return inked


def texts(line: Line) -> list[str]:
    return [p.text for p in line.pieces]


def test_a_line_is_cut_into_words_with_their_shares_of_its_length() -> None:
    told = answers(("a", 2), ("b", 4), ("c", 6), (" ", 8), ("d", 10), ("e", 12))
    line = line_of(told, SIGNS, 20, ink((0, 20)))
    assert texts(line) == ["abc", "de"]
    first, second = line.pieces
    assert (first.start, first.end) == pytest.approx((1.5 / 20, 7.5 / 20))
    assert second.start == pytest.approx(9.5 / 20)
    assert first.confidence == pytest.approx(0.95)


def test_the_same_letter_twice_is_two_letters_only_with_a_break_between() -> None:
    told = answers(("a", 2), ("a", 3), ("b", 5), ("b", 7))
    assert texts(line_of(told, SIGNS, 10, ink((0, 10)))) == ["abb"]


def test_the_sureness_of_a_word_is_that_of_its_letters() -> None:
    told = answers(("a", 2), ("b", 4))
    told[4] = answers(("b", 4), sure=0.55)[4]
    assert line_of(told, SIGNS, 8, ink((0, 8))).pieces[0].confidence == pytest.approx(0.75)


def with_gap(likely: str | None) -> Any:
    """C, something the model has no sign for, n, g."""
    told = answers(("C", 2), ("n", 7), ("g", 10))
    if likely:
        told[4, SIGNS.index(likely)] = 0.02
    return told


THREE = ink((1, 3.2), (4, 5.6), (6.2, 8), (9, 11))
TWO = ink((1, 3.2), (6.2, 8), (9, 11))


def test_ink_without_a_letter_is_filled_with_the_likeliest_letter_and_makes_the_word_unsure() -> None:
    (piece,) = line_of(with_gap("e"), SIGNS, 12, THREE).pieces
    assert (piece.text, piece.confidence) == ("Ceng", 0.7)


def test_ink_nothing_is_likely_for_is_shown_as_unread() -> None:
    (piece,) = line_of(with_gap(None), SIGNS, 12, THREE).pieces
    assert (piece.text, piece.confidence) == (f"C{UNREAD}ng", 0.5)


def test_a_wide_gap_without_ink_is_only_a_gap() -> None:
    (piece,) = line_of(with_gap("e"), SIGNS, 12, TWO).pieces
    assert piece.text == "Cng"
    assert piece.confidence == pytest.approx(0.95)


@pytest.mark.parametrize(("stray", "words"), [((5, 6.5), ["ab", "d"]), ((9, 10.5), ["a", "bd"])])
def test_ink_beside_a_space_belongs_to_the_nearer_word(stray: tuple[float, float], words: list[str]) -> None:
    told = answers(("a", 3), (" ", 7), ("d", 12))
    told[int(sum(stray) / 2), SIGNS.index("b")] = 0.05
    assert texts(line_of(told, SIGNS, 14, ink((2, 4.4), stray, (11, 13)))) == words


def test_the_line_of_a_table_between_words_is_no_letter() -> None:
    told = answers(("a", 3), (" ", 7), ("d", 14))
    assert texts(line_of(told, SIGNS, 16, ink((2, 4.4), (8, 8.3), (13, 15)))) == ["a", "d"]


def test_a_line_whose_letters_explain_little_of_it_is_told_as_unread() -> None:
    assert line_of(answers(("a", 3), (" ", 9), ("b", 40)), SIGNS, 80, ink((0, 80))).read_share < 0.1
    told = answers(*[("a" if n % 2 else "b", 2 + 2.5 * n) for n in range(30)])
    assert line_of(told, SIGNS, 78, ink((0, 78))).read_share > 0.7


def test_nothing_on_a_line_is_no_word() -> None:
    assert line_of(answers(), SIGNS, 80, ink()).pieces == ()
    assert line_of(answers((" ", 4)), SIGNS, 80, ink()).pieces == ()


def test_words_of_signs_as_wide_as_high_are_left_as_they_are() -> None:
    told = answers(("人", 3), ("人", 12), ("a", 20))
    assert texts(line_of(told, SIGNS, 24, ink((1, 5), (7, 8), (10, 14), (19, 21)))) == ["人人a"]


def test_a_box_to_tick_is_a_word_of_its_own() -> None:
    told = answers(("□", 2), ("a", 7), ("b", 9), ("□", 14))
    assert texts(line_of(told, SIGNS, 18, ink((1, 3), (6, 10), (13, 15)))) == ["□", "ab", "□"]


def test_a_word_of_letters_of_two_alphabets_is_unsure() -> None:
    told = answers(("a", 2), ("γ", 4), ("b", 6), (" ", 8), ("γ", 10), ("δ", 12), steps=20)
    mixed, pure = line_of(told, SIGNS, 20, ink((0, 20))).pieces
    assert mixed.confidence <= 0.5
    assert pure.confidence == pytest.approx(0.95)


def test_a_line_of_unsure_words_is_told() -> None:
    told = answers(("a", 2), ("b", 4), (" ", 6), ("c", 8), steps=20, sure=0.4)
    assert line_of(told, SIGNS, 20, ink((0, 20))).sure_share == 0
    assert line_of(answers(("a", 2), ("b", 4)), SIGNS, 20, ink((0, 20))).sure_share == 1
