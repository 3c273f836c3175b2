"""Pages drawn as pictures: upright, in bounds, with what was typed into forms."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from PIL import Image

from applicant_helper.reading.render import CannotDraw, draw_page, open_pages, page_image

RED, WHITE = (255, 0, 0), (255, 255, 255)


def marked_pdf(**page_keys: Any) -> io.BytesIO:
    """A page of 200 by 300 points with a red square in its lower left quarter inch."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 300))
    pdf.pages[0].Contents = pdf.make_stream(b"1 0 0 rg 0 0 18 18 re f")
    for key, value in page_keys.items():
        pdf.pages[0][f"/{key}"] = value
    out = io.BytesIO()
    pdf.save(out)
    return out


def marked_picture(form: str, **options: Any) -> io.BytesIO:
    """A picture of 80 by 40 pixels, red in its upper left corner."""
    picture = Image.new("RGB", (80, 40), "white")
    picture.paste(RED, (0, 0, 16, 16))
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out


def is_red(image: Image.Image, x: int, y: int) -> bool:
    red, green, blue = image.convert("RGB").getpixel((x, y))  # type: ignore[misc]
    return bool(red > 200 and green < 80 and blue < 80)


def test_a_page_has_the_pixels_that_were_asked_for_and_its_scale() -> None:
    drawn = draw_page(marked_pdf(), "application/pdf", 1, 144)
    assert drawn.image.size == (400, 600)
    assert (drawn.width, drawn.height) == (200, 300)
    assert drawn.points_per_pixel == pytest.approx(0.5)
    assert is_red(drawn.image, 5, 595)
    assert not is_red(drawn.image, 5, 5)


@pytest.mark.parametrize(
    ("turned", "size", "red"),
    [(90, (300, 200), (2, 2)), (180, (200, 300), (197, 2)), (270, (300, 200), (297, 197))],
)
def test_a_turned_page_is_drawn_as_a_reader_sees_it(
    turned: int, size: tuple[int, int], red: tuple[int, int]
) -> None:
    image = page_image(marked_pdf(Rotate=turned), "application/pdf", 1, 72)
    assert image.size == size
    assert is_red(image, *red)


def test_only_the_cropped_part_of_a_page_is_drawn() -> None:
    drawn = draw_page(marked_pdf(CropBox=pikepdf.Array([10, 0, 110, 50])), "application/pdf", 1, 72)
    assert drawn.image.size == (100, 50)
    assert is_red(drawn.image, 5, 45)
    assert not is_red(drawn.image, 12, 45)


def test_a_huge_page_is_drawn_in_bounds_with_its_true_scale() -> None:
    pdf = marked_pdf(MediaBox=pikepdf.Array([0, 0, 14_400, 14_400]))
    drawn = draw_page(pdf, "application/pdf", 1, 300)
    assert drawn.image.width * drawn.image.height <= 16_100_000
    assert drawn.points_per_pixel * drawn.image.width == pytest.approx(14_400, rel=0.001)


def test_a_strip_of_a_page_stays_in_bounds() -> None:
    pdf = marked_pdf(MediaBox=pikepdf.Array([0, 0, 14_400, 1]))
    drawn = draw_page(pdf, "application/pdf", 1, 300)
    assert drawn.image.width <= 60_001
    assert drawn.image.height >= 1


def test_values_typed_into_a_form_are_drawn() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 100))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    field = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Tx,
            T="name",
            V="MINH",
            F=4,
            DA="/Helv 24 Tf 0 g",
            Rect=pikepdf.Array([10, 20, 190, 80]),
        )
    )
    pdf.pages[0].Annots = pikepdf.Array([field])
    pdf.Root.AcroForm = pikepdf.Dictionary(
        Fields=pikepdf.Array([field]),
        DR=pikepdf.Dictionary(Font=pikepdf.Dictionary(Helv=pdf.make_indirect(font))),
    )
    out = io.BytesIO()
    pdf.save(out)
    image = page_image(out, "application/pdf", 1, 72).convert("L")
    assert image.getextrema()[0] < 100  # type: ignore[operator]
    assert image.getpixel((100, 95)) == 255


@pytest.mark.parametrize(
    ("orientation", "size", "red"),
    [(1, (80, 40), (4, 4)), (3, (80, 40), (75, 35)), (6, (40, 80), (35, 4)), (8, (40, 80), (4, 75))],
)
@pytest.mark.parametrize("form", ["JPEG", "TIFF", "PNG"])
def test_a_photo_is_turned_as_the_camera_was_held(
    form: str, orientation: int, size: tuple[int, int], red: tuple[int, int]
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = marked_picture(form, exif=exif, dpi=(144, 144), **({"quality": 95} if form == "JPEG" else {}))
    drawn = draw_page(file, f"image/{form.lower()}", 1, 300)
    assert drawn.image.size == size
    assert is_red(drawn.image, *red)
    assert (drawn.width, drawn.height) == pytest.approx((size[0] / 2, size[1] / 2), rel=0.01)
    assert drawn.points_per_pixel == pytest.approx(0.5, rel=0.01)


def test_a_fine_picture_is_made_smaller_and_keeps_its_size_in_points() -> None:
    file = marked_picture("PNG", dpi=(600, 600))
    drawn = draw_page(file, "image/png", 1, 150)
    assert drawn.image.size == (20, 10)
    assert drawn.width == pytest.approx(80 * 72 / 600, rel=0.01)


def test_a_coarse_picture_is_not_enlarged() -> None:
    assert page_image(marked_picture("PNG", dpi=(100, 100)), "image/png", 1, 300).size == (80, 40)


def test_each_page_of_a_fax_can_be_drawn() -> None:
    out = io.BytesIO()
    pages = [Image.new("1", (10 * n, 20), 1) for n in (1, 2, 3)]
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:])
    with open_pages(out, "image/tiff") as opened:
        assert opened.count == 3
        assert [opened.draw(n, 300).image.width for n in (3, 1, 2)] == [30, 10, 20]
        with pytest.raises(CannotDraw, match="no-such-page"):
            opened.draw(4, 300)


def test_a_picture_of_a_newer_phone_is_drawn() -> None:
    pillow_heif = pytest.importorskip("pillow_heif", reason="no HEIC encoder here")
    pillow_heif.register_heif_opener()
    out = io.BytesIO()
    Image.new("RGB", (64, 48), RED).save(out, "HEIF", quality=90)
    image = page_image(out, "image/heic", 1, 300)
    assert image.size == (64, 48)
    assert is_red(image, 30, 20)


def test_what_is_see_through_lies_on_white_and_deep_pictures_keep_their_range() -> None:
    clear, deep = io.BytesIO(), io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(clear, "PNG")
    assert page_image(clear, "image/png", 1, 300).getpixel((4, 4)) == WHITE
    picture = Image.new("I;16", (8, 8), 60_000)
    picture.putpixel((0, 0), 1000)
    picture.save(deep, "PNG")
    drawn = page_image(deep, "image/png", 1, 300)
    assert (drawn.mode, drawn.getpixel((0, 0)), drawn.getpixel((4, 4))) == ("L", 0, 255)


@pytest.mark.parametrize(
    ("data", "kind", "code"),
    [
        (b"%PDF-1.7 nothing", "application/pdf", "damaged-pdf"),
        (b"\x89PNG\r\n\x1a\n nothing", "image/png", "damaged-image"),
        (b"", "image/jpeg", "damaged-image"),
    ],
)
def test_what_is_no_page_is_told_by_a_code(data: bytes, kind: str, code: str) -> None:
    with pytest.raises(CannotDraw) as told:
        page_image(io.BytesIO(data), kind, 1, 100)
    assert told.value.code == code


def test_a_cut_picture_and_a_locked_pdf_are_told_by_a_code() -> None:
    cut = io.BytesIO(marked_picture("PNG").getvalue()[:-60])
    locked = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    for file, kind, code in (
        (cut, "image/png", "damaged-image"),
        (locked, "application/pdf", "needs-password"),
    ):
        with pytest.raises(CannotDraw) as told:
            page_image(file, kind, 1, 100)
        assert told.value.code == code


@pytest.mark.parametrize("number", [0, 2, -1])
def test_a_page_that_is_not_there_is_told(number: int) -> None:
    with pytest.raises(CannotDraw, match="no-such-page"):
        page_image(marked_pdf(), "application/pdf", number, 72)
