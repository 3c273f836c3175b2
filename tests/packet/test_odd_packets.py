"""The odd papers in whole packets: built together, read again, and compared with their sources on the sheet."""

from __future__ import annotations

import itertools
from pathlib import Path

import pikepdf
import pytest

from applicant_helper.packet.build import build_packet
from applicant_helper.packet.papers.paper import BadPaper
from applicant_helper.packet.verify import verify_packet
from tests.packet.collection_build import PROFILE, places_in, request_of
from tests.packet.collection_worker import in_packet
from tests.packet.oddities import ALL

pytestmark = [
    pytest.mark.filterwarnings("ignore:Encryption R=5"),
    pytest.mark.filterwarnings("ignore:Corrupt EXIF data"),
]
NAMES = sorted(ALL)
TOGETHER = 60
GROUPS = [NAMES[start : start + TOGETHER] for start in range(0, len(NAMES), TOGETHER)]


@pytest.mark.parametrize("names", GROUPS, ids=lambda names: names[0])
def test_odd_papers_make_a_packet_that_agrees_with_itself_and_with_them(
    names: list[str], tmp_path: Path
) -> None:
    papers = [tmp_path / name for name in names]
    for paper in papers:
        ALL[paper.name].make(paper)
    report = build_packet(
        request_of(papers),
        tmp_path / "packet.pdf",
        work=tmp_path / "work",
        cache=tmp_path / "cache",
        skip_refused=True,
    )
    wanted = {name: ALL[name].refused for name in names if ALL[name].refused}
    assert {note.params["name"]: note.code for note in report.left_out} == wanted
    assert verify_packet(report.path).problems == ()
    places = places_in(report.path)
    assert len(places) == len(names) - len(wanted)
    for number, page in places.items():
        odd = ALL[names[number]]
        if odd.looks:
            found = in_packet(papers[number], report.path, page, PROFILE.stamp.band_pt, tmp_path, most=1)
            assert not found.get("different"), odd.name
    with pikepdf.open(report.path) as pdf:
        # A broken JPEG is put in as it is: pictures are never unpacked.
        assert not pdf.check_pdf_syntax() or "picture-damaged.pdf" in names
    assert b"CANARY" not in report.path.read_bytes()


def test_a_range_of_an_odd_paper_begins_where_it_was_asked_to(tmp_path: Path) -> None:
    from applicant_helper.packet.papers.prepare import prepare_paper

    source = tmp_path / "many-sizes.pdf"
    ALL[source.name].make(source)
    as_it_is = prepare_paper(source, tmp_path / "a.pdf", (2, 3))
    again = prepare_paper(source, tmp_path / "b.pdf", (2, 3), rewrite=True)
    assert (as_it_is.first, again.first) == (2, 1)
    for one, other in itertools.zip_longest(as_it_is.pages, again.pages):
        assert one == other
    with pytest.raises(BadPaper) as refused:
        prepare_paper(source, tmp_path / "c.pdf", (7, 9))
    assert refused.value.code == "no-pages"
