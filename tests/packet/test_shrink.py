"""Papers made smaller: what they look like afterward, and what is left alone."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw, ImageFilter

from applicant_helper.catalog.destinations import PacketProfile, RasterRules
from applicant_helper.core.errors import fill
from applicant_helper.packet.geometry import Box
from applicant_helper.packet.prepared import Prepared, SourcePage
from applicant_helper.packet.shrink import shrink_paper
from applicant_helper.packet.verify import verify_packet
from tests.packet import inputs
from tests.packet.test_packets import PROFILES, Build, request
from tests.packet.test_packets import build as build
from tests.packet.test_packets import cache as cache
from tests.packet.test_packets import paper as document

BOX: Box = (0, 0, 612, 792)
RULES = RasterRules(dpi_target=150, dpi_floor=100)


def photo(mode: str = "RGB", size: tuple[int, int] = (1200, 900)) -> Image.Image:
    """Soft spots with writing on them."""
    chance = random.Random(7)
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for _ in range(60):
        x, y = chance.randrange(size[0]), chance.randrange(size[1])
        color = (chance.randrange(256), chance.randrange(256), chance.randrange(256))
        draw.ellipse((x - 90, y - 90, x + 90, y + 90), fill=color)
    soft = image.filter(ImageFilter.GaussianBlur(12))
    ImageDraw.Draw(soft).text((100, 100), "Name and date", fill="black", font_size=60)
    return soft.convert(mode)


def as_jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=97)
    return out.getvalue()


SPACES = {"1": Name.DeviceGray, "L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}


def paper(
    path: Path, image: Image.Image, *, inches: float = 2, jpeg: bool = True, **more: object
) -> Prepared:
    """One page with the picture `inches` wide, twice: the second time inside a form, half as wide."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(612, 792))
    stream = pdf.make_stream(as_jpeg(image) if jpeg else image.tobytes())
    if jpeg:
        stream.Filter = Name.DCTDecode
    stream.update(
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=image.width,
            Height=image.height,
            ColorSpace=SPACES[image.mode],
            BitsPerComponent=1 if image.mode == "1" else 8,
        )
    )
    for key, value in more.items():
        stream[f"/{key}"] = pdf.make_indirect(value) if isinstance(value, pikepdf.Stream) else value
    width = inches * 72
    height = width * image.height / image.width
    small = pdf.make_stream(
        b"q %f 0 0 %f 0 0 cm /Im0 Do Q" % (width / 2, height / 2),
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array(BOX),
            Resources=Dictionary(XObject=Dictionary(Im0=stream)),
        ),
    )
    page.obj.Resources = Dictionary(XObject=Dictionary(Im0=stream, Fm0=small))
    content = b"q %f 0 0 %f 72 300 cm /Im0 Do Q q 1 0 0 1 72 100 cm /Fm0 Do Q" % (width, height)
    page.obj.Contents = pdf.make_stream(content)
    pdf.save(path, compress_streams=True)
    return Prepared(path, (SourcePage(BOX, dpi=image.width / inches),), ("rotated",), "d" * 64)


def pictures(path: Path) -> list[tuple[int, str, int]]:
    with pikepdf.open(path) as pdf:
        return [
            (int(x.Width), str(x.get("/Filter")), len(x.read_raw_bytes()))
            for x in pdf.objects
            if isinstance(x, pikepdf.Stream) and x.get("/Subtype") == Name.Image
        ]


@pytest.mark.parametrize("mode", ["L", "RGB"])
@pytest.mark.parametrize("jpeg", [True, False])
def test_a_fine_picture_gets_smaller_and_looks_the_same(tmp_path: Path, mode: str, *, jpeg: bool) -> None:
    before = paper(tmp_path / "a.pdf", photo(mode), jpeg=jpeg)
    bytes_before = before.path.read_bytes()
    found = shrink_paper(before, tmp_path / "small.pdf", RULES, 1_000_000_000)
    assert found is not None
    after = found.paper
    assert after.path.stat().st_size < len(bytes_before) / 2
    assert before.path.read_bytes() == bytes_before
    assert inputs.difference(inputs.rendered(before.path, 1, 1), inputs.rendered(after.path, 1, 1)) < 1
    assert (found.before, found.after) == (600, 150)
    assert pictures(after.path)[0][:2] == (300, "/DCTDecode")
    assert after.pages[0].dpi == 150
    assert (after.codes, after.digest, after.pages[0].box) == (before.codes, before.digest, BOX)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.pdf", "small.pdf"]


def test_the_floor_holds_however_small_it_is_wanted(tmp_path: Path) -> None:
    found = shrink_paper(paper(tmp_path / "a.pdf", photo()), tmp_path / "small.pdf", RULES, 1)
    assert found is not None
    # Two inches where it is largest.
    assert pictures(found.paper.path)[0][0] == 2 * RULES.dpi_floor
    assert found.after == RULES.dpi_floor


def test_it_stops_at_the_first_step_that_is_small_enough(tmp_path: Path) -> None:
    before = paper(tmp_path / "a.pdf", photo())
    gentle = shrink_paper(before, tmp_path / "gentle.pdf", RULES, 1_000_000_000)
    strong = shrink_paper(before, tmp_path / "strong.pdf", RULES, 1)
    assert gentle is not None
    assert strong is not None
    assert strong.paper.path.stat().st_size < gentle.paper.path.stat().st_size
    wanted = gentle.paper.path.stat().st_size
    again = shrink_paper(before, tmp_path / "again.pdf", RULES, wanted)
    assert again is not None
    assert again.paper.path.read_bytes() == gentle.paper.path.read_bytes()


def test_a_picture_no_finer_than_wanted_stays_as_it_is(tmp_path: Path) -> None:
    before = paper(tmp_path / "a.pdf", photo(), inches=8)
    assert shrink_paper(before, tmp_path / "small.pdf", RULES, 1_000_000_000) is None
    assert not (tmp_path / "small.pdf").exists()


@pytest.mark.parametrize(
    "more",
    [
        {"Decode": Array([1, 0, 1, 0, 1, 0])},
        {"Mask": Array([0, 10, 0, 10, 0, 10])},
        {"ImageMask": True},
        {"ColorSpace": Name.DeviceCMYK},
        {"Width": 1201},
        {"BitsPerComponent": 16},
    ],
    ids=lambda more: next(iter(more)),
)
def test_pictures_of_other_kinds_are_left_alone(tmp_path: Path, more: dict[str, Any]) -> None:
    before = paper(tmp_path / "a.pdf", photo(), **more)
    assert shrink_paper(before, tmp_path / "small.pdf", RULES, 1) is None


def test_a_soft_mask_stays_with_its_picture(tmp_path: Path) -> None:
    before = paper(tmp_path / "a.pdf", photo())
    with pikepdf.open(before.path, allow_overwriting_input=True) as pdf:
        mask = pdf.make_stream(bytes(range(256)) * 4)
        mask.update(
            Dictionary(
                Type=Name.XObject,
                Subtype=Name.Image,
                Width=256,
                Height=4,
                ColorSpace=Name.DeviceGray,
                BitsPerComponent=8,
            )
        )
        pdf.pages[0].obj.Resources.XObject.Im0.SMask = mask
        pdf.save(before.path)
    found = shrink_paper(before, tmp_path / "small.pdf", RULES, 1_000_000_000)
    assert found is not None
    assert (256, "/FlateDecode") in [p[:2] for p in pictures(found.paper.path)]
    assert inputs.difference(inputs.rendered(before.path, 1, 1), inputs.rendered(found.paper.path, 1, 1)) < 1


def test_black_and_white_becomes_a_fax_without_losing_a_dot(tmp_path: Path) -> None:
    page = Image.new("1", (1700, 1100), 1)
    draw = ImageDraw.Draw(page)
    chance = random.Random(5)
    for line in range(24):
        words = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz   ", k=60))
        draw.text((40 + chance.randrange(40), 30 + line * 44), words, fill=0, font_size=37)
    before = paper(tmp_path / "a.pdf", page, inches=8, jpeg=False)
    found = shrink_paper(before, tmp_path / "small.pdf", RULES, 1)
    assert found is not None
    assert pictures(found.paper.path)[0][:2] == (1700, "/CCITTFaxDecode")
    assert (found.before, found.after) == (0, 0)
    same = (inputs.rendered(p, 1, 3) for p in (before.path, found.paper.path))
    assert inputs.difference(*same) == 0


def test_a_picture_that_is_a_pattern_too_is_left_alone(tmp_path: Path) -> None:
    before = paper(tmp_path / "a.pdf", photo())
    with pikepdf.open(before.path, allow_overwriting_input=True) as pdf:
        resources = pdf.pages[0].obj.Resources
        tile = pdf.make_stream(b"q 500 0 0 500 0 0 cm /Im0 Do Q")
        tile.update(
            Dictionary(
                PatternType=1,
                PaintType=1,
                TilingType=1,
                BBox=Array(BOX),
                XStep=500,
                YStep=500,
                Resources=Dictionary(XObject=Dictionary(Im0=resources.XObject.Im0)),
            )
        )
        resources.Pattern = Dictionary(P0=tile)
        pdf.save(before.path)
    assert shrink_paper(before, tmp_path / "small.pdf", RULES, 1) is None


def test_only_the_pages_that_are_taken_are_kept(tmp_path: Path) -> None:
    before = paper(tmp_path / "a.pdf", photo())
    with pikepdf.open(before.path, allow_overwriting_input=True) as pdf:
        pdf.add_blank_page(page_size=(100, 100))
        pdf.pages.reverse()
        pdf.save(before.path)
    taken = Prepared(before.path, before.pages, (), before.digest, first=2)
    found = shrink_paper(taken, tmp_path / "small.pdf", RULES, 1)
    assert found is not None
    assert found.paper.first == 1
    with pikepdf.open(found.paper.path) as pdf:
        assert [page.mediabox[2] for page in pdf.pages] == [612]


def test_a_damaged_picture_is_left_alone(tmp_path: Path) -> None:
    before = paper(tmp_path / "a.pdf", photo())
    with pikepdf.open(before.path, allow_overwriting_input=True) as pdf:
        image = pdf.pages[0].obj.Resources.XObject.Im0
        image.write(image.read_raw_bytes()[:3000], filter=Name.DCTDecode)
        pdf.save(before.path)
    assert shrink_paper(before, tmp_path / "small.pdf", RULES, 1) is None


def limited(**files: int) -> PacketProfile:
    profile = PROFILES["uscis_online"]
    return profile.model_copy(update={"files": profile.files.model_copy(update=files)})


def test_a_file_over_its_aim_gets_smaller_pictures_before_it_is_cut(build: Build, tmp_path: Path) -> None:
    letter = inputs.pages(tmp_path / "letter.pdf")
    scan = tmp_path / "scan.jpg"
    photo("L", (4000, 3000)).save(scan, quality=97)
    size = scan.stat().st_size
    wanted = replace(
        request([document(letter, "Letter"), document(scan, "Scan")], profile="uscis_online"),
        profile=limited(max_bytes=size, target_bytes=size * 8 // 10),
    )
    report = build(wanted)
    assert len(report.files) == 1
    assert report.size_bytes < size * 8 // 10
    told = [n for n in report.notes if n.code == "re-encoded"]
    assert [n.params["name"] for n in told] == ["scan.jpg"]
    assert int(told[0].params["before"]) > int(told[0].params["after"]) >= wanted.profile.raster.dpi_floor
    assert str(told[0].params["after"]) in fill(told[0].message, told[0].params)
    assert not verify_packet(report.path).problems


def test_pictures_stay_as_they_are_where_the_file_is_small_enough(build: Build, tmp_path: Path) -> None:
    scan = tmp_path / "scan.jpg"
    photo("L", (4000, 3000)).save(scan, quality=97)
    report = build(request([document(scan, "Scan")], profile="uscis_online"))
    assert "re-encoded" not in [n.code for n in report.notes]
    path = report.files[0].path
    assert max(pictures(path))[0] == 4000
