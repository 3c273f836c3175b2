"""The made-up applicant: papers are the same each time, and the case holds together."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from applicant_helper.catalog.load import load_catalog
from applicant_helper.core.casefile import read_case
from applicant_helper.demo.case import demo_case
from applicant_helper.demo.papers import draw_papers
from applicant_helper.demo.pictures import SPECIMEN
from applicant_helper.demo.records import check_digit, machine_lines
from applicant_helper.packet.verify import verify_packet
from applicant_helper.reading import look_at_many
from applicant_helper.service.demo import build_demo, demo_session
from applicant_helper.service.desk import Desk


def now() -> datetime:
    return datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def test_papers_are_the_same_bytes_each_time(tmp_path: Path, cache: Path) -> None:
    first = draw_papers(tmp_path / "1", cache)
    second = draw_papers(tmp_path / "2", cache)
    assert [p.name for p in first] == [p.name for p in second]
    assert [p.name for p, q in zip(first, second, strict=True) if p.read_bytes() != q.read_bytes()] == []


def test_every_paper_of_the_case_is_drawn(tmp_path: Path, cache: Path) -> None:
    drawn = {p.name for p in draw_papers(tmp_path, cache)}
    case, problems = read_case(demo_case(), load_catalog().vocabulary)
    assert not problems
    assert {d.text("file") for d in case.documents} == drawn


def test_the_demo_shows_two_things_to_mend_and_nothing_that_blocks(tmp_path: Path, cache: Path) -> None:
    session = demo_session(Desk(tmp_path / "cases", now, cache=cache))
    result = session.check()
    assert [f.id for f in result.findings] == ["n400_translation_incomplete", "n400_employment_gap"]
    assert not result.is_blocked
    assert not result.referrals
    session.close()


def test_its_packets_are_built_and_read_again(tmp_path: Path, cache: Path) -> None:
    lines = list(build_demo(now, tmp_path / "out", cache))
    packets = sorted((tmp_path / "out").glob("*.pdf"))
    assert len(packets) == 2
    assert all(verify_packet(p).ok for p in packets)
    assert any("Written" in line for line in lines)


def test_every_paper_can_be_taken_in_and_says_that_nobody_is_real(tmp_path: Path, cache: Path) -> None:
    looks = list(look_at_many(draw_papers(tmp_path, cache)))
    assert [look.refusal for look in looks] == [None] * len(looks)
    assert {look.media_type for look in looks} == {
        "application/pdf",
        "image/jpeg",
        "image/png",
        "image/tiff",
        "image/heic",
    }
    assert {(792.0, 612.0)} < {size for look in looks for size in look.page_sizes}
    for look in looks:
        if look.media_type == "application/pdf":
            document = PdfDocument(look.path)
            texts = [page.get_textpage().get_text_range() for page in document]
            document.close()
            assert all(SPECIMEN in text for text in texts)


def test_the_check_digits_of_the_passport_are_those_of_travel_documents() -> None:
    first, second = machine_lines()
    assert (len(first), len(second)) == (44, 44)
    assert check_digit("L898902C3") == "6"
    assert check_digit("740812") == "2"
    assert check_digit("L898902C3674081221204159ZE184226B<<<<<1") == "0"


def test_the_years_of_the_bank_add_up(tmp_path: Path, cache: Path) -> None:
    draw_papers(tmp_path, cache)
    document = PdfDocument(tmp_path / "joint account statements.pdf")
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    amounts = [re.findall(r"\$([\d,.]+)", text)[:2] for text in texts]
    assert [after for _, after in amounts[:-1]] == [before for before, _ in amounts[1:]]
