"""Makes a paper smaller by packing its pictures anew, never below the floor that the destination sets.

Words and lines stay as they are; so do pictures that are not finer than wanted, or of a kind that could change
its look: printers' colors, palettes, color keys, turned tones, deep tones, faxes. Runs in the guarded child.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image

from applicant_helper.packet.papers.bitmaps import packed
from applicant_helper.packet.papers.facts import Surveyor
from applicant_helper.packet.papers.opening import ODD
from applicant_helper.packet.placed_pictures import PlacedPicture, placed_pictures
from applicant_helper.packet.prepared import Prepared, SourcePage

if TYPE_CHECKING:
    from applicant_helper.catalog.destinations import RasterRules

DAMAGE = (*ODD, OSError, SyntaxError, EOFError, MemoryError, Image.DecompressionBombError)
MOST_PIXELS = 160_000_000
GOOD, FAIR = 85, 75
# Finer than wanted by less than this is not worth a second loss; so is a gain of less than this.
NEARLY, WORTHWHILE = 1.05, 0.95
# With this much still to lose, the steps between are passed over.
FAR = 3
MODES = {1: "L", 3: "RGB"}
SPACES = {"/DeviceGray": 1, "/CalGray": 1, "/DeviceRGB": 3, "/CalRGB": 3}
CHANGES_LOOK = ("/ImageMask", "/Decode", "/SMaskInData", "/Alternates")


@dataclass(frozen=True, slots=True)
class Shrunk:
    """A paper made smaller, and the finest dpi of a picture that lost detail, before and after; 0 when none did."""

    paper: Prepared
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class _Step:
    dpi: int
    quality: int


def shrink_paper(paper: Prepared, out: Path, raster: RasterRules, wanted_bytes: int) -> Shrunk | None:
    """The paper at most `wanted_bytes` long or as near as the floors allow; None where nothing is gained.

    Writes `out` and leaves `paper.path` as it is. OSError for a disk that cannot be written.
    """
    least = paper.path.stat().st_size
    best: Shrunk | None = None
    steps = list(_steps(raster))
    while steps:
        step = steps.pop(0)
        trial = out.with_suffix(".smaller.pdf")
        try:
            found = _shrunk(paper, trial, step)
            size = trial.stat().st_size if found is not None else least
            if found is not None and size < least:
                trial.replace(out)
                best, least = replace(found, paper=replace(found.paper, path=out)), size
        finally:
            trial.unlink(missing_ok=True)
        if least <= wanted_bytes:
            break
        if least > FAR * wanted_bytes:
            steps = steps[-1:]
    return best


def _steps(raster: RasterRules) -> Iterator[_Step]:
    """From gentle to strong; none is below a floor."""
    wanted = max(raster.dpi_target or raster.dpi_floor, raster.dpi_floor)
    told: set[_Step] = set()
    for dpi, quality in (
        (wanted, GOOD),
        (wanted, FAIR),
        (raster.dpi_floor, FAIR),
        (raster.dpi_floor, raster.quality_floor),
    ):
        step = _Step(dpi, max(quality, raster.quality_floor))
        if step not in told:
            told.add(step)
            yield step


def _shrunk(paper: Prepared, trial: Path, step: _Step) -> Shrunk | None:
    try:
        with Pdf.open(paper.path, suppress_warnings=True) as pdf:
            _keep_only(pdf, paper)
            pictures = placed_pictures(pdf, list(pdf.pages), [page.unit for page in paper.pages])
            changed = [(p.dpi, after) for p in pictures if (after := _packed_anew(pdf, p, step)) is not None]
            if not changed:
                return None
            pages = _seen_again(pdf, paper)
            pdf.save(trial, static_id=True)
    except ODD:
        return None
    before, after = max(((b, a) for b, a in changed if a < b), default=(0.0, 0.0))
    return Shrunk(replace(paper, path=trial, pages=pages, first=1), round(before), round(after))


def _seen_again(pdf: Pdf, paper: Prepared) -> tuple[SourcePage, ...]:
    """The pages with the dpi that they have now."""
    facts = Surveyor(look=True).survey(list(pdf.pages))
    return tuple(
        page if page.dpi is None else replace(page, dpi=now.dpi)
        for page, now in zip(paper.pages, facts, strict=True)
    )


def _keep_only(pdf: Pdf, paper: Prepared) -> None:
    """The pages that are taken, no others: what the paper weighs is what it adds."""
    last = paper.first - 1 + len(paper.pages)
    if len(pdf.pages) > last:
        del pdf.pages[last:]
    if paper.first > 1:
        del pdf.pages[: paper.first - 1]


def _packed_anew(pdf: Pdf, placed: PlacedPicture, step: _Step) -> float | None:
    """The dpi of a picture after it was packed anew; None where it stays as it is."""
    image = placed.image
    try:
        if any(key in image for key in CHANGES_LOOK) or _is_tied_to_mask(image):
            return None
        if image.get("/BitsPerComponent") == 1:
            return placed.dpi if _pack_two_colored(pdf, image) else None
        if placed.dpi <= step.dpi * NEARLY or image.get("/BitsPerComponent") != 8:
            return None
        return _pack_photo(image, placed.dpi, step)
    except DAMAGE:
        return None


def _is_tied_to_mask(image: Stream) -> bool:
    """Whether a mask goes by the very pixels: a color key, or a soft mask whose color is worked in already."""
    soft = image.get("/SMask")
    return isinstance(image.get("/Mask"), Array) or (isinstance(soft, Stream) and "/Matte" in soft)


def _pack_photo(image: Stream, dpi: float, step: _Step) -> float | None:
    channels = _channels(image.get("/ColorSpace"))
    width, height = int(image.Width), int(image.Height)
    if channels is None or not 0 < width * height <= MOST_PIXELS:
        return None
    share = step.dpi / dpi
    size = math.ceil(width * share), math.ceil(height * share)
    picture = _unpacked(image, MODES[channels], (width, height), size)
    if picture is None:
        return None
    out = io.BytesIO()
    small = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    small.save(out, "JPEG", quality=step.quality, optimize=True, icc_profile=None)
    data = out.getvalue()
    if len(data) > len(image.read_raw_bytes()) * WORTHWHILE:
        return None
    image.write(data, filter=Name.DCTDecode)
    image.Width, image.Height = size
    return dpi * min(size[0] / width, size[1] / height)


def _unpacked(image: Stream, mode: str, size: tuple[int, int], least: tuple[int, int]) -> Image.Image | None:
    """The pixels, of a JPEG no more than needed; None of data that are not what the picture says."""
    kind, parms = _only_filter(image.get("/Filter")), image.get("/DecodeParms")
    if kind == "/DCTDecode":
        if isinstance(parms, Dictionary) and "/ColorTransform" in parms:
            return None
        picture = Image.open(io.BytesIO(image.read_raw_bytes()), formats=("JPEG",))
        if picture.size != size or picture.mode != mode:
            return None
        picture.draft(mode, least)
        picture.load()
        return picture
    if kind in {"", "/FlateDecode"}:
        return Image.frombytes(mode, size, image.read_bytes())
    return None


def _pack_two_colored(pdf: Pdf, image: Stream) -> bool:
    """Black and white as a fax where that is smaller; not a dot is lost."""
    width, height = int(image.Width), int(image.Height)
    is_plain = _only_filter(image.get("/Filter")) in {"", "/FlateDecode"}
    if not is_plain or image.get("/ColorSpace") != Name.DeviceGray or not 0 < width * height <= MOST_PIXELS:
        return False
    fax = packed(pdf, Image.frombytes("1", (width, height), image.read_bytes()), is_lossy=False)
    data, kind, parms = fax.read_raw_bytes(), fax.get("/Filter"), fax.get("/DecodeParms")
    if kind != Name.CCITTFaxDecode or not isinstance(parms, Dictionary):
        return False
    if len(data) > len(image.read_raw_bytes()) * WORTHWHILE:
        return False
    image.write(data, filter=Name.CCITTFaxDecode, decode_parms=parms)
    return True


def _only_filter(value: Any) -> str:
    """The one way data are packed, nothing for none, a question mark for several."""
    names: Sequence[Any] = list(value) if isinstance(value, Array) else [] if value is None else [value]
    return "?" if len(names) > 1 else str(names[0]) if names else ""


def _channels(space: Any) -> int | None:
    if isinstance(space, Name):
        return SPACES.get(str(space))
    if not isinstance(space, Array) or not len(space):
        return None
    if space[0] == Name.ICCBased and isinstance(space[1], Stream):
        count = space[1].get("/N")
        return count if isinstance(count, int) and count in MODES else None
    return SPACES.get(str(space[0])) if space[0] in {Name.CalGray, Name.CalRGB} else None
