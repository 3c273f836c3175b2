"""Which way up a page lies, from the lines on it; places found their way back to the page as it came."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applicant_helper.reading import upright
from applicant_helper.reading.upright import Quad, Turn, rectangle


def line(x: float, y: float, length: float = 200.0, height: float = 20.0, degrees: float = 0.0) -> Quad:
    """A line whose middle lies at x, y."""
    return rectangle((x, y), (length, height), degrees)


def boxes_like_opencv(width: float, height: float, degrees: float) -> tuple[tuple[float, float], float]:
    """Sides and turn as a library may tell the same rectangle: either side first, a turn of 0 to 90."""
    turn = degrees % 180
    return ((height, width), turn - 90) if turn >= 90 else ((width, height), turn)


@given(st.floats(-44, 44), st.floats(3, 40))
def test_a_line_begins_at_its_left_end_however_its_rectangle_is_told(degrees: float, ratio: float) -> None:
    size, turn = boxes_like_opencv(ratio * 10, 10, degrees)
    quad = rectangle((500, 500), size, turn)
    assert upright.sides(quad) == pytest.approx((ratio * 10, 10))
    assert upright.direction(quad) == pytest.approx(degrees, abs=1e-6)
    assert quad[0][0] < quad[1][0]


def test_growing_moves_every_side_outward() -> None:
    assert rectangle((50, 50), (40, 10), 0, 5) == ((25, 40), (75, 40), (75, 60), (25, 60))


def test_a_square_mark_is_taken_as_it_lies() -> None:
    quad = rectangle((0, 0), (10, 11), 88)
    assert abs(upright.direction(quad)) <= 45


def test_a_page_whose_lines_run_up_lies_on_its_side_even_with_marks_across() -> None:
    up = [line(x, 300, 400, 20, 90) for x in range(0, 200, 30)]
    assert upright.lies_on_its_side([*up, line(100, 20, 90)])
    assert not upright.lies_on_its_side([line(300, y, 400) for y in range(0, 200, 30)] + up[:2])
    assert not upright.lies_on_its_side([])


@given(st.floats(-15, 15), st.lists(st.floats(-80, 80), max_size=3))
def test_the_tilt_is_what_most_of_the_length_says(degrees: float, odd: list[float]) -> None:
    quads = [line(300, 40 * n, 400, 20, degrees) for n in range(5)] + [line(0, 0, 100, 20, d) for d in odd]
    assert upright.tilt(quads) == pytest.approx(degrees, abs=1e-6)


def test_no_lines_have_no_tilt() -> None:
    assert upright.tilt([]) == 0.0


@given(st.floats(-8, 8), st.permutations(range(12)))
def test_lines_are_read_by_rows_from_the_top_whatever_the_tilt(degrees: float, order: list[int]) -> None:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    quads = []
    for n in range(12):
        x, y = 200 + 350 * (n % 3), 60 * (n // 3)
        quads.append(line(x * cos - y * sin, x * sin + y * cos, 300, 22, degrees))
    found = upright.in_reading_order([quads[n] for n in order], degrees)
    assert [order[n] for n in found] == list(range(12))


@given(st.integers(-4, 7), st.floats(0, 100), st.floats(0, 200))
def test_a_place_on_the_turned_page_comes_back(quarters: int, x: float, y: float) -> None:
    forth: tuple[float, float] = (x, y)
    sizes = (100.0, 200.0)
    for _ in range(quarters % 4):
        forth = (forth[1], sizes[0] - forth[0])  # a quarter counter-clockwise
        sizes = sizes[::-1]
    assert Turn(quarters, 100, 200).back(forth) == pytest.approx((x, y), abs=1e-6)


def test_a_part_of_a_line_keeps_its_height() -> None:
    assert upright.part_of(line(100, 10, 200, 20), 0.25, 0.5) == ((50, 0), (100, 0), (100, 20), (50, 20))


def test_a_box_is_upright_in_points_and_stays_on_the_page() -> None:
    quad = ((-5.0, 10.0), (40.0, 10.0), (40.0, 30.0), (-5.0, 30.0))
    assert upright.box_of(quad, Turn(0, 100, 200), 0.5) == (0, 5, 20, 15)
    assert upright.box_of(quad, Turn(2, 100, 200), 1.0) == (60, 170, 100, 190)
