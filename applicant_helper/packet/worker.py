"""The guarded child that turns one paper from outside into a plain PDF. Run as a module, never imported."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

from applicant_helper.guard.worker import serve
from applicant_helper.packet.images import BadImage, image_to_pdf, is_image
from applicant_helper.packet.sources import BadPdf, pdf_to_plain

MAX_BYTES = 200_000_000
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """`{"code": ...}` for a refusal, else `{"sizes": [[w, h]...], "codes": [...]}`; writes `request["out"]`."""
    source, out = Path(request["source"]), Path(request["out"])
    pages = request.get("pages")
    try:
        size = source.stat().st_size
        with source.open("rb") as file:
            head = file.read(2048)
        if size == 0:
            return {"code": "empty-file"}
        if size > MAX_BYTES:
            return {"code": "too-large"}
        if b"%PDF-" in head:
            sizes, codes = pdf_to_plain(source, out, tuple(pages) if pages else None)
        elif is_image(head):
            sizes, codes = image_to_pdf(source, out, tuple(pages) if pages else None)
        else:
            return {"code": "not-pdf-or-image"}
    except (BadPdf, BadImage) as refusal:
        return {"code": refusal.code}
    except OSError as cause:
        return {"code": "disk-full" if cause.errno in FULL else "unreadable"}
    except MemoryError:
        return {"code": "too-large"}
    return {"sizes": sizes, "codes": codes}


if __name__ == "__main__":
    serve(answer)
