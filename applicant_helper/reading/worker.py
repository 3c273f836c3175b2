"""The guarded child that looks into one file. Run as a module, never imported by the program."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from applicant_helper.guard.worker import serve
from applicant_helper.reading.sniff import is_zip, media_type_of, seems_like

HEAD_BYTES = 65_536
PDF_MEMORY = 768 << 20
PICTURE_MEMORY = 1 << 30
CPU_SECONDS = 30
UNPACK_SECONDS = 120
CODE_DPI = 200
INK_DPI = 150


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """What the file at `request["source"]` holds, by `request["op"]`, or `{"code": ...}`.

    look: what it is. unpack: the papers in a ZIP file, put into the folder `into`. fields: the fields of an
    official form. pages: words of pages `first` to `last`. codes: barcodes of the pages `numbers`. ink: how much
    ink is in the `boxes` of page `number`. signed: whether places to sign of a scanned page are empty; `boxes`
    are those of the blank form.
    """
    try:
        with open_ordinary(Path(request["source"])) as file:
            head = file.read(HEAD_BYTES)
            file.seek(0)
            return _told(file, head, request)
    except MemoryError:
        return {"code": "too-large"}
    except OSError:
        return {"code": "not-found"}


def open_ordinary(path: Path) -> BinaryIO:
    """The file opened to be read; a link in its place is not followed. Raises OSError."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags | getattr(os, "O_NONBLOCK", 0)), "rb")


def _told(file: BinaryIO, head: bytes, request: dict[str, Any]) -> dict[str, Any]:
    kind = media_type_of(head)
    if request.get("op") == "unpack":
        return _unpacked(file, Path(request["into"]))
    if kind is None and is_zip(head):
        return {"code": "zip-file"}
    if kind is None:
        return {"code": "not-pdf-or-image", "seems": seems_like(head)}
    is_pdf = kind == "application/pdf"
    limit_this_request(PDF_MEMORY + os.fstat(file.fileno()).st_size if is_pdf else PICTURE_MEMORY)
    op = request.get("op", "look")
    if op == "look":
        return _look(file, kind)
    from applicant_helper.reading.render import CannotDraw

    try:
        return OPS[op](file, kind, request)
    except CannotDraw as trouble:
        return {"code": trouble.code}


def _unpacked(file: BinaryIO, into: Path) -> dict[str, Any]:
    from applicant_helper.reading.zipunpack import unpack_zip

    limit_this_request(PDF_MEMORY, UNPACK_SECONDS)
    return unpack_zip(file, into)


def _look(file: BinaryIO, kind: str) -> dict[str, Any]:
    if kind == "application/pdf":
        from applicant_helper.reading.pdfs import look_into_pdf

        return look_into_pdf(file)
    from applicant_helper.reading.pictures import look_into_picture

    return look_into_picture(file, kind)


def _fields(file: BinaryIO, kind: str, request: dict[str, Any]) -> dict[str, Any]:
    from applicant_helper.reading.formfile import form_fields

    if kind != "application/pdf":
        return {"fields": []}
    return form_fields(file, with_labels=bool(request.get("with_labels", True)))


def _pages(file: BinaryIO, kind: str, request: dict[str, Any]) -> dict[str, Any]:
    from applicant_helper.reading.text import text_pages

    if kind != "application/pdf":
        return {"pages": []}
    return {"pages": text_pages(file, int(request["first"]), int(request["last"]))}


def _codes(file: BinaryIO, kind: str, request: dict[str, Any]) -> dict[str, Any]:
    from applicant_helper.reading.barcodes import codes_on
    from applicant_helper.reading.render import CannotDraw, open_pages

    found: dict[str, Any] = {}
    seconds = float(request.get("seconds", 2.0))
    with open_pages(file, kind) as pages:
        for number in request["numbers"]:
            with suppress(CannotDraw):
                drawn = pages.draw(int(number), CODE_DPI)
                found[str(number)] = codes_on(drawn.image, drawn.points_per_pixel, seconds=seconds)
    return {"codes": found}


def _ink(file: BinaryIO, kind: str, request: dict[str, Any]) -> dict[str, Any]:
    from applicant_helper.reading.formink import ink_shares
    from applicant_helper.reading.render import draw_page

    drawn = draw_page(file, kind, int(request["number"]), INK_DPI)
    return {"ink": ink_shares(drawn.image, drawn.points_per_pixel, request["boxes"])}


def _signed(file: BinaryIO, kind: str, request: dict[str, Any]) -> dict[str, Any]:
    from applicant_helper.reading.barcodes import codes_on
    from applicant_helper.reading.ink import ink_in
    from applicant_helper.reading.render import draw_page

    drawn = draw_page(file, kind, int(request["number"]), CODE_DPI)
    codes = codes_on(drawn.image, drawn.points_per_pixel, seconds=float(request.get("seconds", 2.0)))
    boxes = [tuple(b) for b in request["boxes"]]
    return {"signed": ink_in(drawn.image, boxes, drawn.points_per_pixel, codes[0] if codes else None)}


OPS = {"signed": _signed, "ink": _ink, "fields": _fields, "pages": _pages, "codes": _codes}


def limit_this_request(memory_bytes: int, cpu_seconds: int = CPU_SECONDS) -> None:
    """Bound the next piece of work; processor time counts from now, so a long batch does not use it up."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = int(used.ru_utime + used.ru_stime) + cpu_seconds
    for kind, limit in ((resource.RLIMIT_AS, memory_bytes), (resource.RLIMIT_CPU, cpu)):
        _soft, hard = resource.getrlimit(kind)
        try:
            resource.setrlimit(kind, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
        except (ValueError, OSError):
            # Some systems know the limit but do not let it be set; the time limit of the parent still holds.
            continue


if __name__ == "__main__":
    serve(answer)
