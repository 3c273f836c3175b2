"""Stacking blocks on pages and choosing the size of type."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from applicant_helper.sheets.flow import SIZES, Block, Style, fit, paginate


def block(height: float) -> Block:
    """A block that draws nothing."""
    return Block(height, lambda top: None)


def test_a_full_page_is_followed_by_the_next() -> None:
    pages = paginate([block(60), block(50), block(40)], 100)
    assert [[offset for offset, _ in page.placed] for page in pages] == [[0], [0, 50]]


def test_a_block_taller_than_the_page_stands_alone() -> None:
    assert len(paginate([block(10), block(500), block(10)], 100)) == 3


def test_a_heading_stays_with_its_first_line() -> None:
    drawn: list[float] = []
    pair = Block.joined(Block(10, drawn.append), Block(20, drawn.append))
    pair.draw(100)
    assert (pair.height, drawn) == (30, [100, 90])


@given(st.lists(st.floats(min_value=1, max_value=90), min_size=1))
def test_every_block_is_placed_once_and_none_runs_over(heights: list[float]) -> None:
    blocks = [block(height) for height in heights]
    pages = paginate(blocks, 100)
    assert [placed for page in pages for _, placed in page.placed] == blocks
    assert all(offset + placed.height <= 100 + 1e-6 for page in pages for offset, placed in page.placed)


def lines_of(count: int, style: Style) -> list[Block]:
    return [block(style.lead) for _ in range(count)]


def test_a_short_sheet_gets_the_largest_type() -> None:
    pages = fit(lambda style: lines_of(5, style), 500)
    assert pages[0].placed[0][1].height == Style(SIZES[0]).lead


def test_type_shrinks_before_a_page_is_added() -> None:
    room = Style(SIZES[-1]).lead * 20
    assert len(fit(lambda style: lines_of(20, style), room)) == 1
