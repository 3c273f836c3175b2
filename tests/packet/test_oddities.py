"""Every odd paper of the collection goes in and looks like its source, or is refused in plain words."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from applicant_helper.packet.geometry import seen_size
from applicant_helper.packet.papers.paper import BadPaper
from applicant_helper.packet.papers.prepare import prepare_paper
from applicant_helper.packet.problems import DONE, REASONS
from tests.packet.collection_worker import compared
from tests.packet.oddities import ALL, Oddity
from tests.packet.oddities.placing import placed

pytestmark = [
    pytest.mark.filterwarnings("ignore:Encryption R=5"),
    pytest.mark.filterwarnings("ignore:Corrupt EXIF data"),
]
GO_IN = sorted(name for name, odd in ALL.items() if odd.refused is None)
REFUSED = sorted(name for name, odd in ALL.items() if odd.refused is not None)


def made(odd: Oddity, folder: Path) -> Path:
    path = folder / odd.name
    odd.make(path)
    return path


def test_there_are_at_least_two_hundred() -> None:
    assert len(ALL) >= 200


@pytest.mark.parametrize("name", GO_IN)
def test_an_odd_paper_goes_in_and_looks_like_its_source(name: str, tmp_path: Path) -> None:
    odd = ALL[name]
    source = made(odd, tmp_path)
    before = source.read_bytes()
    paper = prepare_paper(source, tmp_path / "prepared.pdf")
    assert len(paper.pages) == odd.pages
    assert odd.codes <= set(paper.codes)
    assert not odd.without & set(paper.codes)
    assert set(paper.codes) <= DONE.keys()
    if odd.as_is is not None:
        assert paper.as_is is odd.as_is
    assert paper.as_is is not (tmp_path / "prepared.pdf").exists()
    if odd.size is not None:
        first = paper.pages[0]
        assert seen_size(first.box, first.rotate, first.unit) == pytest.approx(odd.size, abs=0.6)
    mini = placed(paper, tmp_path / "mini.pdf", 3)
    if odd.looks:
        seen, different = compared(source, paper, mini, most=3)
        assert seen
        assert not different
    assert source.read_bytes() == before


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_go_in_is_refused_by_its_code(name: str, tmp_path: Path) -> None:
    odd = ALL[name]
    with pytest.raises(BadPaper) as refused:
        prepare_paper(made(odd, tmp_path), tmp_path / "prepared.pdf")
    assert refused.value.code == odd.refused
    assert refused.value.code in REASONS


@pytest.mark.parametrize("name", [n for n in GO_IN if not ALL[n].looks or n.endswith(".pdf")])
def test_nothing_active_is_left_of_it(name: str, tmp_path: Path) -> None:
    paper = prepare_paper(made(ALL[name], tmp_path), tmp_path / "prepared.pdf", look=False)
    mini = placed(paper, tmp_path / "mini.pdf", 3)
    with pikepdf.open(mini) as pdf:
        everything = b"".join(
            thing.read_raw_bytes() + thing.stream_dict.unparse()
            if isinstance(thing, pikepdf.Stream)
            else thing.unparse(resolved=True)
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Object)
        )
        assert b"CANARY" not in everything
        assert not {"/AcroForm", "/Names", "/OpenAction", "/AA"} & pdf.Root.keys()
