"""Builds a packet: everything is made beside its final name and appears whole, or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from applicant_helper.catalog.destinations import CHECK
from applicant_helper.core.errors import fill
from applicant_helper.packet.assemble import assemble
from applicant_helper.packet.draw import Drawing, notice_height
from applicant_helper.packet.index import lay_out
from applicant_helper.packet.model import (
    UNSTAMPED,
    BuildReport,
    ExhibitGroup,
    Note,
    PacketDocument,
    PacketRequest,
    Prepared,
    Progress,
)
from applicant_helper.packet.plan import Key, PacketPlan, index_lines, is_shrunk, make_plan, sheet_of
from applicant_helper.packet.prepare import prepare_all
from applicant_helper.packet.problems import (
    DISK_FULL,
    DONE,
    EXISTS,
    FAULTY,
    IS_PAPER,
    UNWRITABLE,
    PacketDiskFull,
    PacketExists,
    PacketFaulty,
    PacketRefused,
    PacketUnwritable,
)
from applicant_helper.packet.verify import verify_against
from applicant_helper.typeset.fonts import printable, register

NOTED = tuple(DONE)


def build_packet(
    request: PacketRequest,
    out: Path,
    *,
    work: Path,
    cache: Path,
    progress: Callable[[Progress], None] = lambda step: None,
    cancelled: Callable[[], bool] = lambda: False,
    overwrite: bool = False,
    skip_refused: bool = False,
) -> BuildReport:
    """Write the packet and read it again against its plan.

    Raises PacketExists, PacketRefused (unless `skip_refused`), PacketCancelled, PacketDiskFull,
    PacketUnwritable. Nothing is left behind then, and a file that was there stays.
    """
    if out.exists() and not overwrite:
        raise PacketExists("packet-exists", EXISTS, {"name": out.name})
    if any(_is_same_file(out, d.path) for d in request.documents()):
        raise PacketExists("packet-is-paper", IS_PAPER, {"name": out.name})
    temporary: Path | None = None
    folder: Path | None = None
    try:
        work.mkdir(parents=True, exist_ok=True)
        out.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix="packet-", dir=work))
        temporary = _temporary(out)
        report = _build(request, temporary, folder, cache, progress, cancelled, skip_refused=skip_refused)
        _put_in_place(temporary, out)
        return replace(report, path=out, size_bytes=out.stat().st_size)
    except OSError as cause:
        raise _told(cause, request, out) from cause
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _is_same_file(out: Path, paper: Path) -> bool:
    return out.exists() and paper.exists() and out.samefile(paper)


def _temporary(out: Path) -> Path:
    handle, name = tempfile.mkstemp(prefix=".packet-", suffix=".tmp", dir=out.parent)
    os.close(handle)
    return Path(name)


def _told(cause: OSError, request: PacketRequest, out: Path) -> Exception:
    if cause.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        size = sum(d.path.stat().st_size for d in request.documents() if d.path.exists())
        return PacketDiskFull("disk-full", DISK_FULL, {"size": str(2 * size // 1_000_000 + 10)})
    return PacketUnwritable("unwritable", UNWRITABLE, {"folder": str(out.parent)})


def _put_in_place(temporary: Path, out: Path) -> None:
    with temporary.open("rb") as file:
        os.fsync(file.fileno())
    temporary.replace(out)
    if os.name == "posix":
        handle = os.open(out.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _build(
    request: PacketRequest,
    target: Path,
    folder: Path,
    cache: Path,
    progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
    *,
    skip_refused: bool,
) -> BuildReport:
    request, unprintable = _printable(request)
    prepared, refused = prepare_all(request.documents(), folder, progress, cancelled)
    if refused and not skip_refused:
        raise PacketRefused(refused)
    request = _without_refused(request, prepared)
    plan = draw_and_assemble(request, prepared, target, cache, progress, cancelled)
    problems = verify_against(target, plan)
    if problems:
        raise PacketFaulty("packet-faulty", FAULTY, {"first": fill(problems[0].message, problems[0].params)})
    return BuildReport(
        path=target,
        pages=plan.total,
        size_bytes=0,
        notes=(*_notes(request, prepared), *unprintable),
        warnings=tuple(Note("check", CHECK, {"what": what}) for what in request.profile.to_check()),
        left_out=refused,
    )


def draw_and_assemble(
    request: PacketRequest,
    prepared: Mapping[Key, Prepared],
    target: Path,
    cache: Path,
    progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
) -> PacketPlan:
    """Number, draw and put together; returns the plan that the file must agree with."""
    sheet = sheet_of(request.profile)
    fonts = register(_all_text(request), cache)
    lines = index_lines(request)
    layout = lay_out(lines, fonts, notice_height(request, fonts, sheet[0]), sheet[1])
    plan = make_plan(request, prepared, layout.pages)
    drawn, links = Drawing(request, plan, layout, fonts).draw()
    assemble(request, plan, drawn, links, prepared, target, progress, cancelled)
    return plan


def _all_text(request: PacketRequest) -> str:
    texts = [request.title, request.applicant_line, request.form_title, request.profile.notice or ""]
    texts += [g.title for g in request.sections]
    texts += [t for d in request.documents() for t in (d.title, d.issuer, d.language, d.date_text)]
    return "".join(texts)


def _printable(request: PacketRequest) -> tuple[PacketRequest, tuple[Note, ...]]:
    """The request with every sign that the font lacks shown by its code, and a note for each such paper."""
    notes: list[Note] = []

    def plain(document: PacketDocument) -> PacketDocument:
        changed = replace(
            document,
            title=printable(document.title),
            issuer=printable(document.issuer),
            language=printable(document.language),
        )
        if _lacks_signs(document.title + document.issuer + document.language):
            notes.append(Note("unprintable", DONE["unprintable"], {"name": document.original_name}))
        return changed

    sections = tuple(
        ExhibitGroup(g.requirement_id, printable(g.title), g.why, tuple(plain(d) for d in g.documents))
        for g in request.sections
    )
    front = tuple(plain(d) for d in request.front)
    heads = (request.applicant_line, request.title, *(g.title for g in request.sections))
    notes += [Note("unprintable", DONE["unprintable"], {"name": h}) for h in heads if _lacks_signs(h)]
    line = printable(request.applicant_line)
    changed = replace(
        request, sections=sections, front=front, applicant_line=line, title=printable(request.title)
    )
    return changed, tuple(notes)


def _lacks_signs(text: str) -> bool:
    return printable(text).count("[U+") > text.count("[U+")


def _without_refused(request: PacketRequest, prepared: Mapping[Key, Prepared]) -> PacketRequest:
    def kept(documents: tuple[PacketDocument, ...]) -> tuple[PacketDocument, ...]:
        return tuple(d for d in documents if (d.id, d.page_range) in prepared)

    sections = [ExhibitGroup(g.requirement_id, g.title, g.why, kept(g.documents)) for g in request.sections]
    return replace(request, front=kept(request.front), sections=tuple(g for g in sections if g.documents))


def _notes(request: PacketRequest, prepared: Mapping[Key, Prepared]) -> list[Note]:
    notes = []
    sheet = sheet_of(request.profile)
    for document in {(d.id, d.page_range): d for d in request.documents()}.values():
        found = prepared[(document.id, document.page_range)]
        codes = list(found.codes)
        if document.role not in UNSTAMPED and any(is_shrunk(sheet, w, h) for w, h in found.sizes):
            codes.append("shrunk")
        slots = {"name": document.original_name, "pages": str(len(found.sizes))}
        notes += [Note(code, DONE[code], slots) for code in codes if code in NOTED]
    return notes
