"""The guarded child that looks into one file. Run as a module, never imported by the program."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from applicant_helper.guard.worker import serve
from applicant_helper.reading.sniff import media_type_of, seems_like

MAX_PAGES = 3000
MAX_PIXELS = 60_000_000
MAX_FRAMES = 200
FIRST_CHARS = 600


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """What the file at `request["source"]` holds, or `{"code": ...}`."""
    source = Path(request["source"])
    try:
        with source.open("rb") as file:
            head = file.read(4096)
        kind = media_type_of(head)
        if kind == "application/pdf":
            return _pdf(source)
        if kind is not None:
            return _picture(source, kind)
    except MemoryError:
        return {"code": "too-large"}
    except OSError:
        return {"code": "not-found"}
    return {"code": "not-pdf-or-image", "seems": seems_like(head)}


def _pdf(source: Path) -> dict[str, Any]:
    import pikepdf

    try:
        with pikepdf.open(source, suppress_warnings=True) as pdf:
            count = len(pdf.pages)
            if count == 0:
                return {"code": "no-pages"}
            if count > MAX_PAGES:
                return {"code": "too-many-pages"}
            if _is_dynamic_form(pdf):
                return {"code": "dynamic-xfa"}
            sizes = [
                [float(v) for v in (p.mediabox[2] - p.mediabox[0], p.mediabox[3] - p.mediabox[1])]
                for p in list(pdf.pages)[:50]
            ]
            notes = _pdf_notes(pdf)
    except pikepdf.PasswordError:
        return {"code": "needs-password"}
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, RecursionError):
        return {"code": "damaged-pdf"}
    return {
        "media_type": "application/pdf",
        "pages": count,
        "page_sizes": sizes,
        "first_text": _first_text(source),
        "notes": notes,
    }


def _is_dynamic_form(pdf: Any) -> bool:
    form = pdf.Root.get("/AcroForm")
    if form is None or "/XFA" not in form:
        return False
    return len(form.get("/Fields", [])) == 0 and bool(pdf.Root.get("/NeedsRendering", False))


def _pdf_notes(pdf: Any) -> list[str]:
    notes = []
    form = pdf.Root.get("/AcroForm")
    fields = list(form.get("/Fields", [])) if form is not None else []
    if fields:
        notes.append("form")
    if any(str(f.get("/FT", "")) == "/Sig" and "/V" in f for f in fields):
        notes.append("signed")
    if pdf.is_encrypted:
        notes.append("restricted")
    if pdf.get_warnings():
        notes.append("repaired")
    return notes


def _first_text(source: Path) -> str:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(source)
        texts = []
        for number in range(min(2, len(document))):
            page = document[number]
            texts.append(page.get_textpage().get_text_range(count=FIRST_CHARS))
        document.close()
    except (pypdfium2.PdfiumError, OSError):
        return ""
    return " ".join(" ".join(texts).split())[:FIRST_CHARS]


def _picture(source: Path, kind: str) -> dict[str, Any]:
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    if kind == "image/heic":
        import pillow_heif

        pillow_heif.register_heif_opener()
    try:
        with Image.open(source, formats=("JPEG", "PNG", "TIFF", "WEBP", "HEIF")) as picture:
            width, height = picture.size
            if width * height > MAX_PIXELS:
                return {"code": "too-large"}
            frames = min(getattr(picture, "n_frames", 1), MAX_FRAMES)
            dpi = float(picture.info.get("dpi", (0, 0))[0] or 0)
            picture.load()
    except Image.DecompressionBombError:
        return {"code": "too-large"}
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        return {"code": "damaged-image"}
    per_inch = dpi if 72 <= dpi <= 1200 else 200.0
    size = [width * 72 / per_inch, height * 72 / per_inch]
    return {
        "media_type": kind,
        "pages": frames,
        "page_sizes": [size] * frames,
        "first_text": "",
        "image_size": [width, height],
        "notes": [],
    }


if __name__ == "__main__":
    serve(answer)
