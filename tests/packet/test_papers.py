"""The parts that make papers ready, one by one."""

from __future__ import annotations

import io
import time
import zlib
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, ImageCms

from applicant_helper.packet.papers.active import TREE, drop_active
from applicant_helper.packet.papers.camera import blank_camera_data
from applicant_helper.packet.papers.content import statements
from applicant_helper.packet.papers.layers import PRIVATE, collect_layers, mark_pages
from applicant_helper.packet.papers.one_stream import decoded, one_stream
from applicant_helper.packet.papers.paper import BadPaper, chosen_range
from applicant_helper.packet.papers.prepare import prepare_paper
from applicant_helper.packet.papers.sheet import dots_per_inch
from tests.packet.oddities.oddity import draft, saved


def test_the_only_stream_of_a_page_is_returned_itself_and_copied_once_it_is_placed() -> None:
    pdf = draft()
    page = pdf.pages[0].obj
    first = one_stream(pdf, page)
    assert first.objgen == page.Contents.objgen
    first.BBox = Array([0, 0, 1, 1])
    second = one_stream(pdf, page)
    assert second.objgen != first.objgen
    assert second.read_bytes() == first.read_bytes()


def test_several_streams_are_joined_with_a_line_feed_and_damaged_ones_give_what_they_have() -> None:
    pdf = draft()
    packed = pdf.make_stream(b"0 0 10 10 re f")
    broken = pdf.make_stream(b"\x78\x9c\x00junk")
    broken.Filter = Name.FlateDecode
    pdf.pages[0].obj.Contents = Array([packed, broken, packed])
    joined = one_stream(pdf, pdf.pages[0].obj).read_bytes()
    assert joined.startswith(b"0 0 10 10 re f\n")
    assert joined.endswith(b"\n0 0 10 10 re f")
    assert decoded(broken) == b""


def _layered(name: str, *, off: bool) -> Pdf:
    pdf = draft(pages=2)
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=name))
    shown = Dictionary(OFF=Array([layer])) if off else Dictionary()
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=shown)
    mark_pages(pdf, list(pdf.pages))
    return pdf


def test_layers_of_several_papers_come_together_and_keep_their_state() -> None:
    with Pdf.new() as packet, _layered("Hidden", off=True) as one, _layered("Shown", off=False) as two:
        packet.pages.extend(one.pages)
        packet.pages.extend(two.pages)
        collect_layers(packet)
        found = packet.Root.OCProperties
        assert sorted(str(layer.Name) for layer in found.OCGs) == ["Hidden", "Shown"]
        assert [str(layer.Name) for layer in found.D.OFF] == ["Hidden"]
        assert not any(PRIVATE in page.obj for page in packet.pages)


def test_what_acts_is_dropped_but_not_what_only_has_such_a_name() -> None:
    pdf = draft()
    fonts = pdf.make_indirect(
        Dictionary(AA=Dictionary(Type=Name.Font, BaseFont=Name.Helvetica), A=Dictionary())
    )
    link = Dictionary(
        Rect=Array([0, 0, 9, 9]), A=Dictionary(S=Name.URI, URI="https://x.example"), StructParent=3
    )
    note = pdf.make_indirect(link)
    pdf.Root.Keep = Array([fonts, note])
    drop_active(pdf, keep=TREE)
    assert fonts.keys() == {"/AA", "/A"}
    assert note.keys() == {"/Rect", "/StructParent"}
    drop_active(pdf)
    assert note.keys() == {"/Rect"}


def test_the_data_of_an_inline_picture_are_no_statements() -> None:
    content = b"q BI /W 2 /H 1 /BPC 8 /CS /RGB ID (( Q Tj EI Q 1 0 0 rg (a(b)c\\)) Tj"
    assert [operator for _, operator in statements(content)] == [b"q", b"BI", b"ID", b"Q", b"rg", b"Tj"]


@pytest.mark.parametrize(
    ("stated", "wanted"),
    [
        ((300, 300), (300, 300)),
        ((204, 98), (204, 98)),
        ((72, 72), (200, 200)),
        ((1, 1), (200, 200)),
        ((9999, 9999), (200, 200)),
        (None, (200, 200)),
        (("x", None), (200, 200)),
    ],
)
def test_only_plausible_dots_per_inch_are_believed(stated: object, wanted: tuple[int, int]) -> None:
    assert dots_per_inch(stated) == wanted


@pytest.mark.parametrize(
    ("pages", "count", "wanted"), [(None, 5, (1, 5)), ((2, 3), 5, (2, 3)), ((0, 99), 5, (1, 5))]
)
def test_a_range_is_cut_to_the_pages_there_are(
    pages: tuple[int, int] | None, count: int, wanted: tuple[int, int]
) -> None:
    assert chosen_range(pages, count) == wanted


@pytest.mark.parametrize(
    ("pages", "count", "code"), [((6, 9), 5, "no-pages"), (None, 0, "no-pages"), (None, 20_001, "too-large")]
)
def test_a_range_of_no_page_is_refused(pages: tuple[int, int] | None, count: int, code: str) -> None:
    with pytest.raises(BadPaper) as refused:
        chosen_range(pages, count)
    assert refused.value.code == code


def _photo_in_pdf(path: Path) -> Path:
    exif = Image.Exif()
    exif[0x010F] = "CANARY"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    out = io.BytesIO()
    photo = Image.linear_gradient("L").convert("RGB")
    photo.save(out, "JPEG", exif=exif, icc_profile=profile, comment=b"CANARY")
    pdf = draft(b"q 300 0 0 300 0 0 cm /Im Do Q")
    image = pdf.make_stream(out.getvalue())
    image.update(Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=256, Height=256, BitsPerComponent=8))
    image.ColorSpace, image.Filter = Name.DeviceRGB, Name.DCTDecode
    pdf.pages[0].obj.Resources.XObject = Dictionary(Im=image)
    return saved(pdf, path)


def _pixels(path: Path) -> bytes:
    with pikepdf.open(path) as pdf:
        image = pdf.pages[0].obj.Resources.XObject.Im
        assert isinstance(image, pikepdf.Stream)
        return Image.open(io.BytesIO(image.read_raw_bytes())).tobytes()


def test_camera_data_are_blanked_in_place_and_the_picture_stays(tmp_path: Path) -> None:
    path = _photo_in_pdf(tmp_path / "a.pdf")
    before = path.stat().st_size
    pixels = _pixels(path)
    assert blank_camera_data(path) == 1
    data = path.read_bytes()
    assert len(data) == before
    assert b"CANARY" not in data
    assert b"ICC_PROFILE" in data
    assert _pixels(path) == pixels


def test_blanking_never_goes_beyond_a_picture_whatever_its_lengths_claim(tmp_path: Path) -> None:
    pdf = draft(b"q 9 0 0 9 0 0 cm /Im Do Q")
    image = pdf.make_stream(b"\xff\xd8\xff\xe1\xff\xffshort")
    image.update(Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=2, Height=2, BitsPerComponent=8))
    image.ColorSpace, image.Filter = Name.DeviceRGB, Name.DCTDecode
    pdf.pages[0].obj.Resources.XObject = Dictionary(Im=image)
    path = saved(pdf, tmp_path / "a.pdf")
    before = path.read_bytes()
    assert blank_camera_data(path) == 1
    assert path.read_bytes() == before.replace(b"short", bytes(5))


def test_a_jpeg_packed_twice_is_unwrapped(tmp_path: Path) -> None:
    path = _photo_in_pdf(tmp_path / "a.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        image = pdf.pages[0].obj.Resources.XObject.Im
        assert isinstance(image, pikepdf.Stream)
        plain = image.read_raw_bytes()
        image.write(zlib.compress(plain), filter=Array([Name.FlateDecode, Name.DCTDecode]))
        drop_active(pdf)
        assert image.Filter == Name.DCTDecode
        assert image.read_raw_bytes() == plain


def test_a_look_tells_dots_per_inch_and_no_look_tells_nothing(tmp_path: Path) -> None:
    path = _photo_in_pdf(tmp_path / "a.pdf")
    looked, not_looked = (
        prepare_paper(path, tmp_path / "o.pdf", look=look).pages[0] for look in (True, False)
    )
    assert looked.dpi == pytest.approx(256 / 300 * 72, abs=0.1)
    assert not_looked.dpi is None
    assert (looked.box, looked.rotate, looked.unit) == (not_looked.box, not_looked.rotate, not_looked.unit)


def test_a_thousand_scanned_pages_are_looked_at_in_well_under_a_second(tmp_path: Path) -> None:
    pdf = Pdf.new()
    for _ in range(1000):
        image = pdf.make_stream(b"\xff\xd8" + bytes(100))
        image.update(Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=1700, Height=2200))
        image.Filter = Name.DCTDecode
        resources = Dictionary(XObject=Dictionary(Im0=image))
        content = pdf.make_stream(b"q 612 0 0 792 0 0 cm /Im0 Do Q")
        page = Dictionary(
            Type=Name.Page, MediaBox=Array([0, 0, 612, 792]), Resources=resources, Contents=content
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    path = saved(pdf, tmp_path / "scans.pdf")
    begun = time.process_time()
    paper = prepare_paper(path, tmp_path / "o.pdf")
    spent = time.process_time() - begun
    assert paper.as_is
    assert {page.dpi for page in paper.pages} == {200.0}
    # It takes some 60 ms; a slow machine under load may need several times that.
    assert spent < 0.6
