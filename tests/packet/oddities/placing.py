"""Places the pages of a prepared paper as a packet does, and compares how they look with their source."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, ImageChops, ImageFilter, ImageStat

from applicant_helper.packet.geometry import LETTER, placement, room_on, seen_size, sheet_for
from applicant_helper.packet.papers.active import drop_active
from applicant_helper.packet.papers.camera import blank_camera_data
from applicant_helper.packet.papers.content import span
from applicant_helper.packet.papers.layers import collect_layers
from applicant_helper.packet.papers.one_stream import one_stream
from applicant_helper.packet.papers.paper import PageFacts, Paper

SIDE, FAR = 720, 240
# Placed at its own size a page differs by nothing; scaled for a packet, its lines fall between other points.
SAME, SCALED = (1.5, 15.0), (5.5, 30.0)


@dataclass(frozen=True, slots=True)
class Distance:
    """How far two pictures are apart, from 0 to 255: on the whole, and in the small block that differs most."""

    mean: float
    block: float

    def is_within(self, most: tuple[float, float]) -> bool:
        """Whether a person would take them for the same page."""
        return self.mean <= most[0] and self.block <= most[1]


def placed(paper: Paper, out: Path, most: int = 50) -> Path:
    """A PDF whose pages hold those of `paper`, each on a sheet of the size that is seen."""
    with pikepdf.open(paper.path, suppress_warnings=True) as source, Pdf.new() as packet:
        last = paper.first - 1 + min(len(paper.pages), most)
        packet.pages.extend(list(source.pages)[paper.first - 1 : last])
        collect_layers(packet)
        for page, facts in zip(list(packet.pages), paper.pages, strict=False):
            _place(packet, page, facts)
        drop_active(packet)
        packet.save(out)
    blank_camera_data(out)
    return out


def _place(packet: Pdf, page: pikepdf.Page, facts: PageFacts) -> None:
    size = seen_size(facts.box, facts.rotate, facts.unit)
    matrix = placement(facts.box, facts.rotate, facts.unit, (0.0, 0.0, *size))
    obj = page.obj
    # The packet's pages have what they inherited as their own.
    resources = pikepdf.Page(obj)._get_inherited("/Resources") if "/Resources" not in obj else obj.Resources
    form = one_stream(packet, obj)
    for key in form.keys() - {"/Length", "/Filter", "/DecodeParms"}:
        del form[key]
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array(facts.box)
    form.Resources = resources if isinstance(resources, Dictionary) else Dictionary()
    if "/Group" in obj:
        form.Group = obj.Group
    for key in obj.keys() - {"/Type", "/Parent"}:
        del obj[key]
    obj.MediaBox = Array([0, 0, *size])
    obj.CropBox, obj.Rotate = obj.MediaBox, 0
    obj.Resources = Dictionary(XObject=Dictionary(Ev=form))
    spaces = form.Resources.get("/ColorSpace", Dictionary())
    defaults = {key: spaces[key] for key in spaces if key.startswith("/Default")}
    if defaults:
        obj.Resources.ColorSpace = Dictionary(defaults)
    numbers = " ".join(f"{v:.5f}" for v in matrix)
    obj.Contents = packet.make_stream(f"q {numbers} cm /Ev Do Q".encode())


def rendered(path: Path, number: int, *, side: int = SIDE) -> Image.Image:
    """A page of a PDF, from 1, as a picture of a usual size."""
    document = pypdfium2.PdfDocument(path)
    try:
        if document.get_formtype():
            document.init_forms()
        page = document[number - 1]
        if min(page.get_size()) < 1:
            raise pypdfium2.PdfiumError("pdfium shows nothing of this page")
        scale = side / max(*page.get_size(), 1)
        image: Image.Image = page.render(scale=min(scale, 12), may_draw_forms=True).to_pil()
        return image.convert("RGB")
    finally:
        document.close()


def cut_out(packet: Path, number: int, facts: PageFacts, band: float, side: int = SIDE) -> Image.Image:
    """What a packet for Letter sheets shows of a paper's page, without the sheet around it."""
    size = seen_size(facts.box, facts.rotate, facts.unit)
    sheet = sheet_for(LETTER, *size)
    room = room_on(sheet, "bottom_center", band)
    left, bottom, right, top = span(placement(facts.box, facts.rotate, facts.unit, room), facts.box)
    scale = side / max(right - left, top - bottom)
    whole = rendered(packet, number, side=round(min(scale, 12) * max(sheet)))
    k = whole.height / sheet[1]
    box = (left * k, (sheet[1] - top) * k, right * k, (sheet[1] - bottom) * k)
    width, height = max(round(box[2] - box[0]), 1), max(round(box[3] - box[1]), 1)
    return whole.resize((width, height), Image.Resampling.BICUBIC, box=box)


def distance(one: Image.Image, other: Image.Image) -> Distance:
    """How far two pictures of one page are apart, looked at from where hair lines may move by a point."""
    scale = min(FAR, max(one.size) / 2, max(other.size) / 2) / max(one.size)
    size = (max(round(one.width * scale), 8), max(round(one.height * scale), 8))
    near = [
        picture.resize(size, Image.Resampling.BOX).filter(ImageFilter.BoxBlur(2)) for picture in (one, other)
    ]
    apart = ImageChops.difference(*near).convert("L")
    blocks = apart.resize((max(size[0] // 6, 1), max(size[1] // 6, 1)), Image.Resampling.BOX)
    return Distance(float(ImageStat.Stat(apart).mean[0]), float(blocks.getextrema()[1]))  # type: ignore[arg-type]
