"""Finished packets read again without the case: clean ones are clean, and every change is seen."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf

from applicant_helper.core.errors import fill
from applicant_helper.packet.model import BuildReport
from applicant_helper.packet.problems import NotAPacket
from applicant_helper.packet.verify import verify_packet
from applicant_helper.packet.verify.report import MESSAGES
from tests.packet import inputs
from tests.packet.reading import read_here
from tests.packet.test_packets import PROFILES, Build, paper, request
from tests.packet.test_packets import build as build
from tests.packet.test_packets import cache as cache
from tests.packet.test_split import limited, noisy


@pytest.fixture(scope="module")
def packet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small packet on paper; tests change copies of it."""
    from applicant_helper.packet.build import build_packet

    folder = tmp_path_factory.mktemp("verify")
    papers = [paper(inputs.pages(folder / "a.pdf", 3)), paper(inputs.pages(folder / "b.pdf", 1))]
    wanted = request(papers, profile="uscis_paper")
    build_packet(wanted, folder / "packet.pdf", work=folder / "work", cache=folder / "cache")
    return folder / "packet.pdf"


@pytest.fixture
def parts(build: Build, tmp_path: Path) -> BuildReport:
    """A court filing in several parts."""
    papers = noisy(tmp_path, 8)
    wanted = request(papers[:2], papers[2:5], papers[5:], profile="eoir_ecas")
    return build(replace(wanted, profile=limited("eoir_ecas", max_bytes=330_000, target_bytes=320_000)))


def codes(path: Path) -> list[str]:
    return [p.code for p in read_here(path).problems]


def index_page(pdf: Pdf) -> pikepdf.Page:
    return next(p for p in pdf.pages if len(p.obj.get("/Annots", [])) > 1)


def add_action(pdf: Pdf, kind: str, **more: str) -> None:
    action = Dictionary(S=Name(kind))
    for key, text in more.items():
        action[f"/{key}"] = text
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])


def mark_wrong(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(OutlineItem("Lease (p. 2)", 0, "Fit"))


def drop_bookmarks(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        del outline.root[1:]


def drop_links(pdf: Pdf) -> None:
    for page in pdf.pages:
        if "/Annots" in page.obj:
            del page.obj["/Annots"]


def lead_nowhere(pdf: Pdf) -> None:
    index_page(pdf).obj.Annots[0].Dest = Array([pdf.make_indirect(Dictionary(Type=Name.Page)), Name.Fit])


def lead_wrong(pdf: Pdf) -> None:
    index_page(pdf).obj.Annots[0].Dest = Array([pdf.pages[0].obj, Name.Fit])


def drop_stamps(pdf: Pdf) -> None:
    for page in pdf.pages:
        contents = page.obj.Contents
        if isinstance(contents, Array):
            del contents[-1]
        else:
            page.obj.Contents = pdf.make_stream(contents.read_bytes().split(b"BT")[0])


def with_camera_data(pdf: Pdf) -> None:
    image = pdf.make_stream(b"\xff\xd8\xff\xe1\x00\x10Exif\x00\x00place....\xff\xda\x00\x02xx\xff\xd9")
    image.update(Dictionary(Type=Name.XObject, Subtype=Name.Image, Filter=Name.DCTDecode))
    pdf.pages[0].obj.Resources.XObject = Dictionary(Extra=image)


TAMPER: dict[str, Callable[[Pdf], object]] = {
    "wrong-number": lambda pdf: pdf.pages.reverse(),
    "wrong-total": lambda pdf: pdf.pages.append(pdf.pages[0]),
    "wrong-index": lead_wrong,
    "dead-link": lead_nowhere,
    "no-index": drop_links,
    "missing-entry": drop_bookmarks,
    "wrong-bookmark": mark_wrong,
    "no-number": drop_stamps,
    "outside-link": lambda pdf: add_action(pdf, "/URI", URI="https://example.org"),
    "camera-data": with_camera_data,
    "machine-path": lambda pdf: pdf.docinfo.__setitem__("/Source", "/home/ana/papers/lease.pdf"),
    "wrong-label": lambda pdf: pdf.Root.__setitem__(
        "/PageLabels",
        Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=1), 3, Dictionary(S=Name.D, St=9)])),
    ),
}
ACTIVE: dict[str, Callable[[Pdf], object]] = {
    "opens with a script": lambda pdf: pdf.Root.__setitem__(
        "/OpenAction", Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    ),
    "script behind a page": lambda pdf: pdf.pages[2].obj.__setitem__(
        "/AA", Dictionary(O=Dictionary(S=Name.JavaScript, JS="x"))
    ),
    "starts a program": lambda pdf: add_action(pdf, "/Launch", F="calc.exe"),
    "another file": lambda pdf: add_action(pdf, "/GoToR", F="other.pdf"),
    "attachment": lambda pdf: pdf.attachments.__setitem__("secret.txt", b"x"),
    "form": lambda pdf: pdf.Root.__setitem__("/AcroForm", Dictionary(Fields=Array())),
    "metadata": lambda pdf: pdf.Root.__setitem__("/Metadata", pdf.make_stream(b"<x/>")),
    "private data": lambda pdf: pdf.pages[1].obj.__setitem__("/PieceInfo", Dictionary(X=Dictionary())),
    "thumbnail": lambda pdf: pdf.pages[1].obj.__setitem__("/Thumb", pdf.make_stream(b"x")),
    "portfolio": lambda pdf: pdf.Root.__setitem__("/Collection", Dictionary(View=Name.T)),
}


def changed(packet: Path, tmp_path: Path, change: Callable[[Pdf], object]) -> Path:
    path = tmp_path / packet.name
    with pikepdf.open(packet) as pdf:
        change(pdf)
        pdf.save(path, static_id=True)
    data = path.read_bytes().replace(b"31415926535897932384626433832795", b"a9911ca7000000000000000000000000")
    path.write_bytes(data)
    return path


def test_a_clean_packet_is_clean(packet: Path) -> None:
    report = verify_packet(packet, None, PROFILES)
    assert report == read_here(packet)
    assert report.ok
    assert report.problems == ()
    assert report.destination == "uscis_paper"
    assert (report.pages, report.entries, report.searchable) == (7, 3, 7)


@pytest.mark.parametrize("code", sorted(TAMPER))
def test_every_change_is_seen(packet: Path, tmp_path: Path, code: str) -> None:
    assert code in codes(changed(packet, tmp_path, TAMPER[code]))


@pytest.mark.parametrize("what", sorted(ACTIVE))
def test_whatever_acts_or_hides_is_seen(packet: Path, tmp_path: Path, what: str) -> None:
    assert {"active", "outside-link"} & set(codes(changed(packet, tmp_path, ACTIVE[what])))


def test_parts_are_read_as_one(parts: BuildReport) -> None:
    report = verify_packet(parts.path, PROFILES["eoir_ecas"])
    assert report.ok, report.problems
    assert [f.first for f in report.files] == [f.first for f in parts.files]


def test_a_part_that_is_missing_is_missed(parts: BuildReport) -> None:
    parts.files[1].path.unlink()
    found = {p.code for p in verify_packet(parts.path, PROFILES["eoir_ecas"]).problems}
    assert "part-missing" in found


def test_parts_in_the_wrong_order_do_not_go_on(parts: BuildReport) -> None:
    first, second = parts.files[0].path, parts.files[1].path
    between = first.with_suffix(".x")
    first.rename(between)
    second.rename(first)
    between.rename(second)
    assert "part-gap" in {p.code for p in verify_packet(parts.path, PROFILES["eoir_ecas"]).problems}


def test_limits_and_names_of_the_destination_are_held(parts: BuildReport) -> None:
    profile = limited("eoir_ecas", max_bytes=110_000, target_bytes=100_000)
    assert "too-big" in {p.code for p in verify_packet(parts.path, profile).problems}
    shutil.copy(parts.files[0].path, parts.path / "Señora & Co.pdf")
    (parts.path / "notes.txt").write_text("x")
    (parts.path / "damaged.pdf").write_bytes(b"%PDF-1.7 cut")
    found = {p.code for p in verify_packet(parts.path, PROFILES["eoir_ecas"]).problems}
    assert {"bad-name", "bad-type", "cannot-open"} <= found


def test_a_packet_is_held_to_the_rules_it_is_asked_for(packet: Path) -> None:
    found = {p.code for p in verify_packet(packet, PROFILES["uscis_online"]).problems}
    assert "bad-name" not in found
    assert "wrong-number" not in found


ODD: dict[str, Callable[[Path], object]] = {
    "text.pdf": lambda p: p.write_bytes(b"not a pdf"),
    "empty.pdf": lambda p: p.write_bytes(b""),
    "gone.pdf": lambda p: None,
    "locked.pdf": lambda p: inputs.locked(p, "secret"),
    "folder": lambda p: p.mkdir(),
    "cut.pdf": inputs.truncated,
}


@pytest.mark.parametrize("name", sorted(ODD))
def test_what_is_no_packet_is_told(tmp_path: Path, name: str) -> None:
    ODD[name](tmp_path / name)
    try:
        report = verify_packet(tmp_path / name, None, PROFILES)
    except NotAPacket as none:
        assert name in none.sentence()
    else:
        assert name == "cut.pdf"
        assert not report.ok


def test_a_pdf_that_was_not_made_here_is_told_so(tmp_path: Path) -> None:
    report = verify_packet(inputs.pages(tmp_path / "plain.pdf", 2), None, PROFILES)
    assert {"not-ours", "no-number", "no-index"} <= {p.code for p in report.problems}
    assert not report.ok


def test_every_sentence_can_be_filled(packet: Path, tmp_path: Path) -> None:
    for code in TAMPER:
        for problem in read_here(changed(packet, tmp_path, TAMPER[code])).problems:
            assert problem.message == MESSAGES[problem.code]
            assert "{" not in fill(problem.message, problem.params)
