"""A packet read by a machine: headings, tables and names of papers, in the order of the pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf

from tests.packet import inputs
from tests.packet.test_packets import Build, paper, request
from tests.packet.test_packets import build as build
from tests.packet.test_packets import cache as cache


def roles(element: Any) -> list[str]:
    """Roles of an element and all below it, in order."""
    found = [str(element.S)]
    kids = element.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else []:
        if isinstance(kid, pikepdf.Dictionary):
            found += roles(kid)
    return found


def test_every_page_is_named_and_the_contents_are_a_table(build: Build, tmp_path: Path) -> None:
    papers = [
        paper(inputs.pages(tmp_path / "a.pdf", 3), "Lease"),
        paper(inputs.picture(tmp_path / "b.jpg"), "Photo"),
    ]
    report = build(request(papers))
    with pikepdf.open(report.path) as pdf:
        assert pdf.Root.Lang == "en-US"
        assert pdf.Root.MarkInfo.Marked
        document = pdf.Root.StructTreeRoot.K
        kids = list(document.K)
        assert len(kids) == len(pdf.pages)
        assert all(kid.Pg.objgen == page.obj.objgen for kid, page in zip(kids, pdf.pages, strict=True))
        contents = roles(kids[0])
        assert contents.count("/H1") == 1
        assert contents.count("/Table") == 1
        assert contents.count("/TR") == 4
        assert "/TH" in contents
        names = [str(kid.Alt) for kid in kids if kid.S == "/Figure"]
        assert names[0] == "Exhibit A-1, Lease, page 1 of 3"
        assert names[-1] == "Exhibit A-2, Photo"


def test_every_mark_belongs_to_an_element(build: Build, tmp_path: Path) -> None:
    report = build(request([paper(inputs.pages(tmp_path / "a.pdf", 2))], profile="uscis_paper"))
    with pikepdf.open(report.path) as pdf:
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
        for page in pdf.pages:
            marks = [
                step.operands[1].MCID
                for step in pikepdf.parse_content_stream(page)
                if str(step.operator) == "BDC" and isinstance(step.operands[1], pikepdf.Dictionary)
            ]
            assert sorted(marks) == list(range(len(parents[page.obj.StructParents])))
