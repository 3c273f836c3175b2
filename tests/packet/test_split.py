"""Cutting into parts: pure properties first, then real files under real limits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from applicant_helper.catalog.destinations import PacketProfile
from applicant_helper.core.errors import fill
from applicant_helper.packet.model import BuildReport, PacketDocument
from applicant_helper.packet.outline import Block, Kind, Line
from applicant_helper.packet.plan import Cut
from applicant_helper.packet.problems import PacketTooLarge
from applicant_helper.packet.split import Unit, cut_places, make_units, too_large
from tests.packet import inputs
from tests.packet.test_packets import PROFILES, Build, paper, request, text
from tests.packet.test_packets import build as build
from tests.packet.test_packets import cache as cache

OVERHEAD = 10


def exhibit_blocks(exhibits: list[list[int]]) -> list[tuple[int, Block, int]]:
    """A divider and papers with so many pages for each exhibit."""
    blocks: list[tuple[int, Block, int]] = []
    for papers in exhibits:
        blocks.append((len(blocks), Block(Kind.DIVIDER, line=Line(0, "A", "Exhibit")), 1))
        for count in papers:
            blocks.append((len(blocks), Block(Kind.EVIDENCE, line=Line(1, "A-1", "Paper")), count))
    return blocks


def parts_of(blocks: list[tuple[int, Block, int]], cuts: tuple[Cut, ...]) -> list[list[tuple[int, int]]]:
    """The pages of each part as (block, page)."""
    parts: list[list[tuple[int, int]]] = [[]]
    for place, _block, count in blocks:
        for page in range(count):
            if Cut(place, page) in cuts:
                parts.append([])
            parts[-1].append((place, page))
    return parts


def size(place: int, page: int) -> int:
    return 10 + (place * 7 + page * 13) % 90


EXHIBITS = st.lists(st.lists(st.integers(1, 12), min_size=1, max_size=4), min_size=1, max_size=8)


@given(EXHIBITS, st.integers(120, 900), st.sampled_from(["at_exhibit", "at_document", "at_page"]))
def test_no_part_passes_the_target_and_no_page_is_lost(
    exhibits: list[list[int]], target: int, policy: str
) -> None:
    blocks = exhibit_blocks(exhibits)
    units = make_units(blocks, lambda place, page: {place * 1000 + page: size(place, page)}, policy)
    cuts = cut_places(units, target, OVERHEAD)
    parts = parts_of(blocks, cuts)
    assert len(parts) == len(cuts) + 1
    assert all(parts)
    assert [p for part in parts for p in part] == [(b, n) for b, _, count in blocks for n in range(count)]
    for part in parts:
        assert sum(size(*page) for page in part) + OVERHEAD <= target


@given(EXHIBITS, st.integers(120, 900))
def test_an_exhibit_that_fits_into_a_part_is_never_cut(exhibits: list[list[int]], target: int) -> None:
    blocks = exhibit_blocks(exhibits)
    units = make_units(blocks, lambda place, page: {place * 1000 + page: size(place, page)}, "at_exhibit")
    cuts = {(c.block, c.page) for c in cut_places(units, target, OVERHEAD)}
    begins = [place for place, block, _ in blocks if block.kind is Kind.DIVIDER]
    for first, after in zip(begins, [*begins[1:], len(blocks)], strict=True):
        pages = [(p, n) for p, _, count in blocks[first:after] for n in range(count)]
        if sum(size(*page) for page in pages) + OVERHEAD <= target:
            assert not cuts & set(pages[1:])


def test_a_stream_that_pages_share_counts_once_in_a_part() -> None:
    shared = tuple(Unit(Cut(0, page), {1: 80, 100 + page: 5}) for page in range(10))
    assert cut_places(shared, 140 + OVERHEAD, OVERHEAD) == ()
    alone = tuple(Unit(Cut(0, page), {page: 85}) for page in range(10))
    assert len(cut_places(alone, 140 + OVERHEAD, OVERHEAD)) == 9


def test_a_page_over_the_limit_is_named() -> None:
    units = make_units(
        exhibit_blocks([[3]]), lambda place, page: {place * 10 + page: 50 + 100 * page}, "at_page"
    )
    assert [found.cut for found in too_large(units, 200, OVERHEAD)] == [Cut(1, 2)]


def limited(name: str, **files: object) -> PacketProfile:
    profile = PROFILES[name]
    return profile.model_copy(update={"files": profile.files.model_copy(update=files)})


def noisy(tmp_path: Path, count: int) -> list[PacketDocument]:
    """Photos of about 60 kB each."""
    return [
        replace(paper(inputs.noise(tmp_path / f"{n}.jpg", seed=n), f"Photo {n}"), id=f"n{n}")
        for n in range(count)
    ]


def test_parts_go_on_with_the_numbers_and_each_says_its_range(build: Build, tmp_path: Path) -> None:
    papers = noisy(tmp_path, 8)
    wanted = request(papers[:2], papers[2:5], papers[5:], profile="eoir_ecas")
    profile = limited("eoir_ecas", max_bytes=330_000, target_bytes=320_000)
    report: BuildReport = build(replace(wanted, profile=profile))
    assert len(report.files) > 1
    assert report.path.is_dir()
    assert [f.first for f in report.files[1:]] == [f.last + 1 for f in report.files[:-1]]
    for number, file in enumerate(report.files, start=1):
        assert file.size_bytes == file.path.stat().st_size <= 330_000
        assert file.path.stem.endswith(f"_Part{number}")
        with pikepdf.open(file.path) as pdf:
            assert len(pdf.pages) == file.pages
            assert [p.label for p in pdf.pages] == [str(n) for n in range(file.first, file.last + 1)]
    everything = " ".join(text(report.files[0].path, n + 1) for n in range(report.files[0].pages))
    assert all(f"Photo {n}" in everything for n in range(8))


def test_a_page_that_no_cutting_helps_is_told_and_nothing_is_written(build: Build, tmp_path: Path) -> None:
    profile = limited("eoir_ecas", max_bytes=200_000, target_bytes=180_000)
    papers = [*noisy(tmp_path, 1), paper(inputs.noise(tmp_path / "big.jpg", (900, 1200)), "Big")]
    with pytest.raises(PacketTooLarge) as refused:
        build(replace(request(papers, profile="eoir_ecas"), profile=profile))
    sentence = fill(refused.value.message, refused.value.params)
    assert "big.jpg" in sentence
    assert "0.2 MB" in sentence
    assert not (tmp_path / "out").exists()
