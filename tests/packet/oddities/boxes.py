"""Pages of odd sizes, turned, cropped, in other units."""

from __future__ import annotations

from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.packet.oddities.oddity import MARKS, draft, oddity, page_with, saved


@oddity("turned-90.pdf", size=(792, 612), as_is=True)
def turned(path: Path) -> None:
    page_with(path, Rotate=90)


@oddity("turned-270.pdf", size=(792, 612), as_is=True)
def turned_back(path: Path) -> None:
    page_with(path, Rotate=-90)


@oddity("turned-upside-down.pdf", size=(612, 792))
def upside_down(path: Path) -> None:
    page_with(path, Rotate=180)


@oddity("turned-450.pdf", size=(792, 612))
def more_than_once(path: Path) -> None:
    page_with(path, Rotate=450)


@oddity("turned-by-45.pdf", size=(612, 792))
def askew(path: Path) -> None:
    page_with(path, Rotate=45)


@oddity("turn-is-a-name.pdf", size=(612, 792))
def turn_is_name(path: Path) -> None:
    page_with(path, Rotate=Name.Left)


@oddity("turn-is-inherited.pdf", size=(792, 612), as_is=True)
def inherited(path: Path) -> None:
    pdf = draft()
    pdf.Root.Pages.Rotate = 90
    pdf.Root.Pages.MediaBox = pdf.pages[0].obj.MediaBox
    del pdf.pages[0].obj["/MediaBox"]
    saved(pdf, path)


@oddity("resources-inherited.pdf", as_is=True)
def resources_inherited(path: Path) -> None:
    pdf = draft()
    pdf.Root.Pages.Resources = pdf.pages[0].obj.Resources
    del pdf.pages[0].obj["/Resources"]
    saved(pdf, path)


@oddity("cropped.pdf", size=(400, 380), as_is=True)
def cropped(path: Path) -> None:
    page_with(path, CropBox=Array([100, 400, 500, 780]))


@oddity("cropped-and-turned.pdf", size=(380, 400))
def cropped_and_turned(path: Path) -> None:
    page_with(path, CropBox=Array([100, 400, 500, 780]), Rotate=90)


@oddity("crop-larger-than-page.pdf", size=(612, 792))
def crop_larger(path: Path) -> None:
    page_with(path, CropBox=Array([-300, -300, 1000, 1000]))


@oddity("crop-outside-page.pdf", size=(612, 792), looks=False)
def crop_outside(path: Path) -> None:
    page_with(path, CropBox=Array([2000, 2000, 2500, 2500]))


@oddity("crop-of-nothing.pdf", size=(612, 792))
def crop_empty(path: Path) -> None:
    page_with(path, CropBox=Array([50, 50, 50, 50]))


@oddity("box-reversed.pdf", size=(612, 792))
def reversed_box(path: Path) -> None:
    page_with(path, MediaBox=Array([612, 792, 0, 0]))


@oddity("box-below-zero.pdf", size=(612, 792))
def negative(path: Path) -> None:
    page_with(path, MediaBox=Array([-100, -200, 512, 592]))


@oddity("box-far-away.pdf", size=(612, 792))
def far(path: Path) -> None:
    moved = b"q 1 0 0 1 50000 70000 cm " + MARKS + b" Q"
    page_with(path, moved, MediaBox=Array([50000, 70000, 50612, 70792]))


@oddity("box-of-nothing.pdf", size=(612, 792), looks=False)
def empty_box(path: Path) -> None:
    page_with(path, MediaBox=Array([0, 0, 0, 0]))


@oddity("box-missing.pdf", size=(612, 792), looks=False)
def missing(path: Path) -> None:
    page_with(path, MediaBox=None)


@oddity("box-of-two-numbers.pdf", size=(612, 792), looks=False)
def two_numbers(path: Path) -> None:
    page_with(path, MediaBox=Array([612, 792]))


@oddity("box-of-words.pdf", size=(612, 792), looks=False)
def words(path: Path) -> None:
    page_with(path, MediaBox=Array([Name.A, Name.B, Name.C, Name.D]))


@oddity("box-of-references.pdf", size=(500, 700))
def references(path: Path) -> None:
    pdf = draft()
    width, height = (pdf.make_indirect(pikepdf.Object.parse(v)) for v in (b"500", b"700"))
    pdf.pages[0].obj.MediaBox = Array([0, 0, width, height])
    saved(pdf, path)


@oddity("unit-2.pdf", size=(1224, 1584))
def unit(path: Path) -> None:
    page_with(path, UserUnit=2)


@oddity("unit-72-inches.pdf", size=(612, 792))
def inches(path: Path) -> None:
    small = b"q 0.0138889 0 0 0.0138889 0 0 cm " + MARKS + b" Q"
    page_with(path, small, MediaBox=Array([0, 0, 8.5, 11]), UserUnit=72)


@oddity("unit-below-zero.pdf", size=(612, 792))
def negative_unit(path: Path) -> None:
    page_with(path, UserUnit=-3)


@oddity("poster.pdf", size=(14000, 14000))
def poster(path: Path) -> None:
    page_with(path, b"q 20 0 0 17 0 0 cm " + MARKS + b" Q", MediaBox=Array([0, 0, 14000, 14000]))


@oddity("card.pdf", size=(30, 20))
def card(path: Path) -> None:
    page_with(path, b"q .05 0 0 .025 0 0 cm " + MARKS + b" Q", MediaBox=Array([0, 0, 30, 20]))


@oddity("receipt.pdf", size=(180, 2600))
def receipt(path: Path) -> None:
    page_with(path, b"q .3 0 0 3.2 0 0 cm " + MARKS + b" Q", MediaBox=Array([0, 0, 180, 2600]))


@oddity("many-sizes.pdf", pages=4, as_is=True)
def many(path: Path) -> None:
    pdf = draft(pages=4)
    for page, box in zip(
        pdf.pages, ([0, 0, 595, 842], [0, 0, 612, 1008], [0, 0, 792, 612], [0, 0, 420, 595]), strict=True
    ):
        page.obj.MediaBox = Array(box)
    saved(pdf, path)


@oddity("trim-and-bleed.pdf", size=(612, 792), as_is=True)
def trim(path: Path) -> None:
    page_with(
        path,
        TrimBox=Array([50, 50, 200, 200]),
        BleedBox=Array([0, 0, 100, 100]),
        ArtBox=Array([9, 9, 99, 99]),
    )


@oddity("box-of-an-object.pdf", size=(612, 792), looks=False)
def box_is_dictionary(path: Path) -> None:
    page_with(path, MediaBox=Dictionary(A=1))
