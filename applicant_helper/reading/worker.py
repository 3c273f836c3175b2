"""The guarded child that looks into one file. Run as a module, never imported by the program."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, BinaryIO

from applicant_helper.guard.worker import serve
from applicant_helper.reading.sniff import media_type_of, seems_like

HEAD_BYTES = 65_536
PDF_MEMORY = 768 << 20
PICTURE_MEMORY = 1 << 30
CPU_SECONDS = 65


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """What the file at `request["source"]` holds, or `{"code": ...}`."""
    try:
        with open_ordinary(Path(request["source"])) as file:
            head = file.read(HEAD_BYTES)
            file.seek(0)
            return _told(file, head)
    except MemoryError:
        return {"code": "too-large"}
    except OSError:
        return {"code": "not-found"}


def open_ordinary(path: Path) -> BinaryIO:
    """The file opened to be read; a link in its place is not followed. Raises OSError."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags | getattr(os, "O_NONBLOCK", 0)), "rb")


def _told(file: BinaryIO, head: bytes) -> dict[str, Any]:
    kind = media_type_of(head)
    if kind is None:
        return {"code": "not-pdf-or-image", "seems": seems_like(head)}
    if kind == "application/pdf":
        from applicant_helper.reading.pdfs import look_into_pdf

        limit_this_request(PDF_MEMORY + os.fstat(file.fileno()).st_size)
        return look_into_pdf(file)
    from applicant_helper.reading.pictures import look_into_picture

    limit_this_request(PICTURE_MEMORY)
    return look_into_picture(file, kind)


def limit_this_request(memory_bytes: int) -> None:
    """Bound the next piece of work; processor time counts from now, so a long batch does not use it up."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
    for kind, limit in ((resource.RLIMIT_AS, memory_bytes), (resource.RLIMIT_CPU, cpu)):
        _soft, hard = resource.getrlimit(kind)
        try:
            resource.setrlimit(kind, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
        except (ValueError, OSError):
            # Some systems know the limit but do not let it be set; the time limit of the parent still holds.
            continue


if __name__ == "__main__":
    serve(answer)
