"""The page that a picture makes: its size, and how its camera was held."""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Page, Pdf, Stream

LETTER = (612.0, 792.0)
MARGIN = 36.0
USUAL_DPI = 200.0
# What cameras and screens write without meaning it lies below, what is mistaken above. Faxes have fewer lines.
PLAUSIBLE = (99.0, 1200.0)
LEAST_OTHER = 48.0
# How a unit square is placed for each camera orientation, mirrored ones included.
PLACED = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}


def add_page(pdf: Pdf, image: Stream, orientation: int, stated: object) -> None:
    """A page with the picture, as large as it says it is, but within a Letter sheet with a margin."""
    across, up = dots_per_inch(stated)
    width, height = int(image.Width) * 72 / across, int(image.Height) * 72 / up
    if orientation >= 5:
        width, height = height, width
    room = (LETTER[0] - 2 * MARGIN, LETTER[1] - 2 * MARGIN)
    if width > height:
        room = (room[1], room[0])
    scale = min(1.0, room[0] / width, room[1] / height)
    # A picture of a single line still needs a page that has some size.
    width, height = max(width * scale, 1.0), max(height * scale, 1.0)
    a, b, c, d, e, f = PLACED[orientation]
    matrix = (a * width, b * height, c * width, d * height, e * width, f * height)
    numbers = " ".join(f"{v:.4f}" for v in matrix)
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, round(width, 3), round(height, 3)]),
        Resources=Dictionary(XObject=Dictionary(Im0=image)),
        Contents=pdf.make_stream(f"q {numbers} cm /Im0 Do Q".encode()),
    )
    pdf.pages.append(Page(pdf.make_indirect(page)))


def dots_per_inch(stated: object) -> tuple[float, float]:
    """Across and up, as the file says where that can be meant."""
    if isinstance(stated, Sequence) and len(stated) == 2:
        try:
            across, up = float(stated[0]), float(stated[1])
        except (TypeError, ValueError, ArithmeticError):
            return USUAL_DPI, USUAL_DPI
        if PLAUSIBLE[0] <= max(across, up) <= PLAUSIBLE[1] and min(across, up) >= LEAST_OTHER:
            return across, up
    return USUAL_DPI, USUAL_DPI
