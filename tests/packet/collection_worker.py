"""The guarded child of `collection`: prepares one paper, places its pages, compares them with their source."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageCms, ImageOps

from applicant_helper.guard.worker import serve
from applicant_helper.packet.papers.kinds import Kind, kind_of
from applicant_helper.packet.papers.paper import BadPaper, Paper
from applicant_helper.packet.papers.prepare import prepare_paper
from tests.packet.oddities.placing import SAME, SCALED, SIDE, Distance, cut_out, distance, placed, rendered

MOST_PAGES = 8
# Smaller pictures are all edge.
TINY = 80


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """`{"refused": code}`, or the page count, the codes, and the pages that look different."""
    source, folder = Path(request["source"]), Path(request["folder"])
    if "packet" in request:
        return in_packet(source, Path(request["packet"]), request["page"], request["band"], folder)
    out, mini = folder / "out.pdf", folder / "mini.pdf"
    for old in (out, mini):
        old.unlink(missing_ok=True)
    try:
        paper = prepare_paper(source, out)
    except BadPaper as refusal:
        return {"refused": refusal.code}
    except MemoryError:
        return {"refused": "too-large"}
    placed(paper, mini, MOST_PAGES)
    try:
        seen, different = compared(source, paper, mini)
    except pypdfium2.PdfiumError as cause:
        return {"pages": len(paper.pages), "codes": paper.codes, "unseen": str(cause)}
    return {
        "pages": len(paper.pages),
        "as_is": paper.as_is,
        "codes": paper.codes,
        "seen": seen,
        "different": different,
    }


def in_packet(
    source: Path, packet: Path, first: int, band: float, folder: Path, *, most: int = MOST_PAGES
) -> dict[str, Any]:
    """The pages of a paper as a packet has them from its page `first` on, against their source."""
    paper = prepare_paper(source, folder / "again.pdf", look=False)
    seen, different = 0, []
    try:
        for number, facts in enumerate(paper.pages[:most], 1):
            wanted = as_source(source, number)
            if wanted is None:
                break
            side = SIDE if kind_of(source) is Kind.PDF else max(wanted.size)
            found = distance(wanted, cut_out(packet, first + number - 1, facts, band, side))
            seen += 1
            if not found.is_within(SCALED) and max(wanted.size) >= TINY:
                different.append([number, round(found.mean, 1), round(found.block, 1)])
    except pypdfium2.PdfiumError as cause:
        return {"codes": paper.codes, "unseen": str(cause)}
    return {"codes": paper.codes, "seen": seen, "different": different}


def compared(source: Path, paper: Paper, mini: Path, most: int = MOST_PAGES) -> tuple[int, list[list[float]]]:
    """How many pages were compared, and number, mean and block distance of each that looks different."""
    seen, different = 0, []
    for number in range(1, min(len(paper.pages), most) + 1):
        wanted = as_source(source, number)
        if wanted is None:
            break
        side = SIDE if kind_of(source) is Kind.PDF else max(wanted.size)
        found = distance(wanted, rendered(mini, number, side=side))
        seen += 1
        if not found.is_within(SAME):
            different.append([number, round(found.mean, 1), round(found.block, 1)])
    return seen, different


def as_source(source: Path, number: int) -> Image.Image | None:
    """The source's page as its own viewer shows it; None where there is none to be had."""
    if kind_of(source) is Kind.PDF:
        return rendered(source, number)
    try:
        with Image.open(source) as picture:
            if number > 1:
                picture.seek(number - 1)
            upright = ImageOps.exif_transpose(picture)
            if upright.mode.startswith(("I", "F")):
                return None
            if min(upright.size) < 8:
                return None
            flat = Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright.convert("RGBA"))
            flat.thumbnail((SIDE, SIDE))
            return _as_seen(flat.convert("RGB"), picture)
    except (OSError, SyntaxError, ValueError, EOFError):
        return None


def _as_seen(flat: Image.Image, picture: Image.Image) -> Image.Image:
    """In the colors that the picture's own profile means, and as large as a page is drawn."""
    profile = picture.info.get("icc_profile")
    if isinstance(profile, bytes) and profile[16:20] == b"RGB ":
        with suppress(ImageCms.PyCMSError, OSError):
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            changed = ImageCms.profileToProfile(flat, own, ImageCms.createProfile("sRGB"))
            flat = flat if changed is None else changed
    times = min(max(SIDE // max(flat.size), 1), 2)
    return flat.resize((flat.width * times, flat.height * times), Image.Resampling.NEAREST)


__all__ = ["Distance", "answer"]

if __name__ == "__main__":
    serve(answer)
