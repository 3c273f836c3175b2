"""One paper with everything that acts or hides: none of it is in the packet, and its page looks as it did."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Stream

from applicant_helper.packet.papers.active import drop_active
from applicant_helper.packet.verify import verify_packet
from tests.packet import inputs
from tests.packet.hostile import everything, external, hostile, photo
from tests.packet.test_packets import Build, paper, request
from tests.packet.test_packets import build as build
from tests.packet.test_packets import cache as cache

NEVER_IN_A_PACKET = (
    "/JS /JavaScript /AA /Launch /SubmitForm /GoToR /GoToE /EmbeddedFiles /EF /AF /XFA /AcroForm /RichMedia "
    "/RichMediaContent /Movie /Sound /PieceInfo /Metadata /Thumb /Collection /URI /OPI /Alternates /Ref /FFilter "
    "/Threads /DSS /Legal /SpiderInfo /PresSteps /Trans /VP /Measure /StructParent /LastModified /FS /3DD"
)
NEVER = frozenset(NEVER_IN_A_PACKET.split())


def canaries(path: Path) -> list[str]:
    return sorted({m.decode("latin-1") for m in re.findall(rb"CANARY[-\w]*", everything(path))})


def keys_of(thing: object) -> set[str]:
    """Keys of an object and of everything written inside it; /S and /Subtype with their values."""
    found: set[str] = set()
    waiting: list[object] = [thing]
    while waiting:
        held = waiting.pop()
        if isinstance(held, (Dictionary, Stream)):
            for key, value in held.items():
                found.add(key)
                if key in {"/S", "/Subtype"}:
                    found.add(str(value))
                if not isinstance(value, Object) or not value.is_indirect:
                    waiting.append(value)
        elif isinstance(held, Array):
            waiting += [v for v in held if not isinstance(v, Object) or not v.is_indirect]
    return found


def keys_in(path: Path) -> set[str]:
    with pikepdf.open(path) as pdf:
        return set().union(*(keys_of(thing) for thing in pdf.objects), keys_of(pdf.trailer))


@pytest.mark.parametrize("profile", ["plain", "eoir_ecas", "nvc_ceac"])
def test_nothing_of_a_hostile_paper_but_its_looks_is_in_the_packet(
    build: Build, tmp_path: Path, profile: str
) -> None:
    source = hostile(tmp_path / "hostile.pdf")
    assert len(canaries(source)) > 60
    assert len(keys_in(source) & NEVER) > 25
    report = build(request([paper(source)], profile=profile))
    for file in report.files:
        assert canaries(file.path) == []
        assert keys_in(file.path) & NEVER == set()
    assert not verify_packet(report.path).problems
    assert {note.code for note in report.notes} >= {"stripped", "flattened"}


def test_the_page_of_a_hostile_paper_looks_as_it_did(build: Build, tmp_path: Path) -> None:
    source = hostile(tmp_path / "hostile.pdf")
    report = build(request([paper(source)], profile="nvc_ceac"))
    assert [f.pages for f in report.files] == [1]
    found = inputs.rendered(report.files[0].path, 1, 1)
    assert inputs.difference(found, inputs.rendered(source, 1, 1)) < 1


def test_data_in_other_files_are_never_asked_for(build: Build, tmp_path: Path) -> None:
    report = build(request([paper(external(tmp_path / "external.pdf"))]), skip_refused=True)
    assert canaries(report.path) == []
    assert keys_in(report.path) & {"/FFilter", "/Filespec"} == set()
    assert not verify_packet(report.path).problems


def test_a_photo_tells_nothing_but_what_it_shows(build: Build, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(photo("PHOTO") + b"CANARY-BEHIND")
    report = build(request([paper(tmp_path / "photo.jpg")]))
    assert canaries(report.path) == []


def test_resources_that_are_only_named_like_actions_stay() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    look = pdf.make_stream(b"", Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1])))
    page.obj.Resources = Dictionary(
        Font=Dictionary({"/A": font, "/AA": font, "/F": font}),
        XObject=Dictionary({"/JS": look, "/Ref": look}),
    )
    drop_active(pdf)
    assert set(page.obj.Resources.Font.keys()) == {"/A", "/AA", "/F"}
    assert set(page.obj.Resources.XObject.keys()) == {"/JS", "/Ref"}


def test_a_jpeg_packed_twice_that_cannot_be_unpacked_stays_as_it_is() -> None:
    pdf = pikepdf.new()
    image = Stream(pdf, b"no deflated data")
    image.Filter = Array([Name.FlateDecode, Name.DCTDecode])
    pdf.Root.Kept = pdf.make_indirect(image)
    drop_active(pdf)
    assert [str(name) for name in image.Filter] == ["/FlateDecode", "/DCTDecode"]
    assert image.read_raw_bytes() == b"no deflated data"
