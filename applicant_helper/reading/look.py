"""Looks at files one by one: opened read-only, hashed, and shown to a guarded child. Originals stay as they are."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from applicant_helper.core.marks import N_
from applicant_helper.core.text import safe_line
from applicant_helper.guard.child import Child, ChildStopped
from applicant_helper.reading.asking import WORKER, Asker

MAX_BYTES = 200_000_000

REASONS: Mapping[str, str] = {
    "not-found": N_("There is no file at {name}. Check the path and try again."),
    "no-permission": N_("I am not allowed to read {name}. Copy it to a folder of yours and add the copy."),
    "not-a-regular-file": N_("{name} is not an ordinary file. Add the file itself, not a link to it."),
    "is-a-folder": N_("{name} is a folder. Add it as a folder to take in what is inside."),
    "empty-file": N_("{name} is empty. Check that you chose the right file."),
    "too-large": N_("{name} is larger than 200 MB, or too large to open. Scan it at 300 dpi or split it."),
    "too-many-pages": N_("{name} has more than 3,000 pages. Split it and add the parts you need."),
    "not-pdf-or-image": N_("{name} looks like {seems}. Save it as PDF or take a photo of it, and add that."),
    "zip-file": N_("{name} is a ZIP file. Unpack it and give me the papers that are inside."),
    "zip-inside": N_(
        "{name} is a ZIP file inside another one. Unpack it and add the papers that are inside."
    ),
    "zip-odd": N_(
        "{name} is not put together as ZIP files usually are, so I left it alone. Ask for the papers themselves."
    ),
    "zip-bursts": N_("{name} would unpack to more than I can take in. Ask for the papers themselves."),
    "zip-many": N_("{name} holds more than 5,000 files. Unpack it and add the papers you need."),
    "zip-empty": N_("There is no PDF and no picture in {name}. Check that you chose the right file."),
    "zip-damaged": N_(
        "{name} can't be unpacked. It may be damaged. Ask for it again, or add its papers one by one."
    ),
    "no-room": N_("There is not enough room to unpack {name}. Free some space on the disk and add it again."),
    "changed": N_("{name} was changed while I read it. Add it again."),
    "needs-password": N_(
        "{name} is locked with a password. Save a copy without the password and add it again."
    ),
    "damaged-pdf": N_("{name} can't be opened as a PDF. It may be damaged. Try saving it as PDF again."),
    "no-pages": N_("{name} has no pages. Check that you chose the right file."),
    "damaged-image": N_("The picture {name} can't be read. Take it or save it again as JPG or PNG."),
    "timed-out": N_("{name} takes too long to read. Print it to PDF again and add that."),
    "dynamic-xfa": N_(
        "{name} is a form that only Adobe can draw. Open it there, print it to PDF, and add that."
    ),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file was not taken: a stable code, and a template sentence with the values of its slots."""

    code: str
    message: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PaperLook:
    """What a look at one file showed. Sizes of pages are in points, of pictures in pixels.

    `original_name` is one line and safe to show. `page_sizes` holds the first 50 pages as a reader sees
    them, cropped and turned. `notes` are the stable words `signed`, `form`, `restricted` (opens without a
    password but forbids some uses) and `repaired`. With a `refusal` the other fields may be empty.
    """

    path: Path
    original_name: str
    size_bytes: int = 0
    sha256: str = ""
    media_type: str = ""
    pages: int = 0
    page_sizes: tuple[tuple[float, float], ...] = ()
    image_size: tuple[int, int] | None = None
    notes: tuple[str, ...] = ()
    refusal: Refusal | None = None


def look_at(path: Path) -> PaperLook:
    """One file. Never raises for what the file is; see `refusal`."""
    return next(iter(look_at_many([path])))


def look_at_many(
    paths: Iterable[Path], *, cancelled: Callable[[], bool] = lambda: False
) -> Iterator[PaperLook]:
    """Each file in turn, by one child that is replaced after trouble. Stops early when cancelled."""
    with Child(WORKER) as child:
        asker = Asker(child, cancelled)
        for path in paths:
            if cancelled():
                return
            try:
                yield look_with(asker, path)
            except ChildStopped:
                return


def look_with(asker: Asker, path: Path) -> PaperLook:
    """One file, by a child that is there already. Raises ChildStopped."""
    name = safe_line(path.name) or "file"
    opened = _open_ordinary(path)
    if isinstance(opened, str):
        return PaperLook(path, name, refusal=refuse(opened, {"name": name}))
    size, digest = opened
    return _told(path, name, size, digest, asker.ask(path))


def _told(path: Path, name: str, size: int, digest: str, answer: Mapping[str, Any]) -> PaperLook:
    if "code" in answer:
        params = {"name": name, **({"seems": str(answer["seems"])} if "seems" in answer else {})}
        return PaperLook(path, name, size, digest, refusal=refuse(str(answer["code"]), params))
    image = answer.get("image_size")
    return PaperLook(
        path=path,
        original_name=name,
        size_bytes=size,
        sha256=digest,
        media_type=str(answer["media_type"]),
        pages=int(answer["pages"]),
        page_sizes=tuple((float(w), float(h)) for w, h in answer["page_sizes"]),
        image_size=(int(image[0]), int(image[1])) if image else None,
        notes=tuple(str(n) for n in answer["notes"]),
    )


def refuse(code: str, params: Mapping[str, str] | None = None) -> Refusal:
    """The refusal with that code."""
    return Refusal(code, REASONS[code], dict(params or {}))


def _open_ordinary(path: Path) -> tuple[int, str] | str:
    """Size and SHA-256 of an ordinary file, or the code of a refusal. Links and devices are not followed."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        found = _refused_mode(path.lstat().st_mode)
        if found is not None:
            return found
        with os.fdopen(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb") as file:
            # Something else may stand there by now.
            found = _refused_mode(os.fstat(file.fileno()).st_mode)
            return found if found is not None else _digest(file)
    except PermissionError:
        return "no-permission"
    except (OSError, ValueError):
        return "not-found"


def _refused_mode(mode: int) -> str | None:
    if stat.S_ISDIR(mode):
        return "is-a-folder"
    return None if stat.S_ISREG(mode) else "not-a-regular-file"


def _digest(file: BinaryIO) -> tuple[int, str] | str:
    """Size and hash, read no further than the limit even when the file grows meanwhile."""
    if os.fstat(file.fileno()).st_size > MAX_BYTES:
        return "too-large"
    digest, size = hashlib.sha256(), 0
    while chunk := file.read(1 << 20):
        size += len(chunk)
        if size > MAX_BYTES:
            return "too-large"
        digest.update(chunk)
    return (size, digest.hexdigest()) if size else "empty-file"
