"""A PDF from outside to a plain one: fields drawn, nothing active, nothing hidden. Runs in the guarded child."""

from __future__ import annotations

import warnings
from decimal import Decimal
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from applicant_helper.packet.fields import with_drawn_fields

MAX_PAGES = 3000
MAX_FIELDS = 20_000
KEPT_PAGE_KEYS = frozenset(
    {"/Type", "/Contents", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group"}
)
ACTIVE_KEYS = (
    "/AA",
    "/JS",
    "/OpenAction",
    "/PieceInfo",
    "/Metadata",
    "/Thumb",
    "/StructParent",
    "/StructParents",
    "/AF",
)
LETTER = (612.0, 792.0)
Sizes = list[tuple[float, float]]


class BadPdf(Exception):
    """A PDF that cannot go in, by a stable code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def pdf_to_plain(source: Path, out: Path, pages: tuple[int, int] | None) -> tuple[Sizes, list[str]]:
    """Write the plain PDF; returns the size of each page as seen and what was done. Raises BadPdf."""
    codes: list[str] = []
    try:
        pdf = pikepdf.open(source, suppress_warnings=True)
    except pikepdf.PasswordError as cause:
        raise BadPdf("needs-password") from cause
    except (pikepdf.PdfError, ValueError) as cause:
        raise BadPdf("damaged-pdf") from cause
    with pdf:
        try:
            _refuse_unusable(pdf)
            codes += _marks(pdf)
            drawn = with_drawn_fields(pdf, out.with_suffix(".drawn.pdf"), codes)
            sizes = _write_plain(drawn, out, pages)
        except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, IndexError) as cause:
            raise BadPdf("damaged-pdf") from cause
    return sizes, list(dict.fromkeys(codes))


def _refuse_unusable(pdf: Pdf) -> None:
    count = len(pdf.pages)
    if count == 0:
        raise BadPdf("no-pages")
    if count > MAX_PAGES:
        raise BadPdf("too-large")
    form = pdf.Root.get("/AcroForm")
    has_fields = form is not None and len(form.get("/Fields", Array())) > 0
    if form is not None and "/XFA" in form and not has_fields and pdf.Root.get("/NeedsRendering"):
        raise BadPdf("dynamic-xfa")


def _marks(pdf: Pdf) -> list[str]:
    codes = []
    if pdf.is_encrypted:
        codes.append("decrypted")
    if pdf.get_warnings():
        codes.append("repaired")
    form = pdf.Root.get("/AcroForm")
    if form is not None and _is_signed(form):
        codes.append("signed")
    if "/Names" in pdf.Root or "/OpenAction" in pdf.Root or "/AA" in pdf.Root:
        codes.append("stripped")
    return codes


def _is_signed(form: pikepdf.Object) -> bool:
    """Whether any signature field, however deep, holds a signature."""
    waiting: list[tuple[pikepdf.Object, pikepdf.Object | None]]
    waiting = [(field, None) for field in form.get("/Fields", Array())]
    for _ in range(MAX_FIELDS):
        if not waiting:
            break
        field, inherited = waiting.pop()
        if not isinstance(field, Dictionary):
            continue
        kind = field.get("/FT", inherited)
        if kind == Name.Sig and "/V" in field:
            return True
        waiting += [(kid, kind) for kid in field.get("/Kids", Array())]
    return False


def _write_plain(pdf: Pdf, out: Path, pages: tuple[int, int] | None) -> Sizes:
    plain = Pdf.new()
    first, last = pages or (1, len(pdf.pages))
    chosen = list(pdf.pages)[max(first, 1) - 1 : last]
    if not chosen:
        raise BadPdf("no-pages")
    with warnings.catch_warnings():
        # The fields are drawn already; their form stays behind on purpose.
        warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
        plain.pages.extend(chosen)
    if "/OCProperties" in pdf.Root:
        plain.Root.OCProperties = plain.copy_foreign(pdf.make_indirect(pdf.Root.OCProperties))
    for page in plain.pages:
        _plain_page(page)
    for thing in plain.objects:
        _drop_active(thing)
    if "/Info" in plain.trailer:
        del plain.trailer["/Info"]
    sizes = [seen_size(page) for page in plain.pages]
    plain.save(out, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return sizes


def _plain_page(page: pikepdf.Page) -> None:
    media = _box(page.obj.get("/MediaBox"), [0.0, 0.0, *LETTER])
    box = _within(_box(page.obj.get("/CropBox"), media), media)
    rotate = page.obj.get("/Rotate", 0)
    unit = page.obj.get("/UserUnit", 1)
    for key in list(page.obj.keys()):
        if key not in KEPT_PAGE_KEYS and key != "/Parent":
            del page.obj[key]
    page.obj.MediaBox = Array(box)
    for key in ("/CropBox", "/UserUnit"):
        if key in page.obj:
            del page.obj[key]
    is_turn = isinstance(rotate, (int, float, Decimal)) and rotate % 90 == 0
    page.obj.Rotate = int(rotate) % 360 if is_turn else 0
    if isinstance(unit, (int, float, Decimal)) and 0.01 < unit < 1000 and unit != 1:
        page.obj.UserUnit = unit


def _box(value: pikepdf.Object | None, otherwise: list[float]) -> list[float]:
    """Left, bottom, right, top of a box however it was written; `otherwise` when it is none."""
    try:
        left, bottom, right, top = (float(v) for v in value)  # type: ignore[union-attr]
    except (TypeError, ValueError):
        return otherwise
    return [min(left, right), min(bottom, top), max(left, right), max(bottom, top)]


def _within(crop: list[float], media: list[float]) -> list[float]:
    if media[2] - media[0] < 1 or media[3] - media[1] < 1:
        media = [0.0, 0.0, *LETTER]
    box = [max(crop[0], media[0]), max(crop[1], media[1]), min(crop[2], media[2]), min(crop[3], media[3])]
    return box if box[2] - box[0] >= 1 and box[3] - box[1] >= 1 else media


def _drop_active(thing: pikepdf.Object) -> None:
    if isinstance(thing, (Dictionary, pikepdf.Stream)):
        for key in ACTIVE_KEYS:
            if key in thing:
                del thing[key]


def seen_size(page: pikepdf.Page) -> tuple[float, float]:
    """Width and height of a page as a reader sees it: turned, in real points."""
    box = [float(v) for v in page.mediabox]
    unit = float(page.obj.get("/UserUnit", 1))
    width, height = (box[2] - box[0]) * unit, (box[3] - box[1]) * unit
    turned = int(page.obj.get("/Rotate", 0)) % 180 == 90
    return (height, width) if turned else (width, height)
