"""A packet from loose papers, without a case: nothing is kept but the packet."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from applicant_helper.core.text import safe_line
from applicant_helper.packet.build import build_packet
from applicant_helper.packet.landing import folder_of, may_be_several
from applicant_helper.packet.model import BuildReport, FormPackage, Note, PacketDocument, PacketRequest, Role
from applicant_helper.packet.outline import SLOT_ROLES, form_name, has_place
from applicant_helper.packet.problems import IS_PAPER, UNWRITABLE, PacketExists, PacketUnwritable
from applicant_helper.service.bundle_papers import LoosePackage, LoosePapers, read_papers
from applicant_helper.service.bundle_words import (
    BAD_CAPTION,
    CAPTION_KEYS,
    CAPTION_UNUSED,
    FORMS_LEFT,
    HOLDS_PAPER,
    NEEDED,
    NO_PAPERS,
    NO_SLOT,
    BundleNotPossible,
)
from applicant_helper.service.destinations import profile_of, refuse_nameless
from applicant_helper.service.outcome import BuildStep, papers_of, step_of

TITLE = "Evidence"
WORK = "bundle-"
LEFT_BEHIND_SECONDS = 24 * 3600.0
IN_ORDER = frozenset({"whole", "per_form", "per_submission"})


@dataclass(frozen=True, slots=True)
class BundleWish:
    """What a person asked for. `papers` as `read_papers` takes them, `forms` the numbers of the forms in order."""

    papers: tuple[str, ...]
    destination: str
    title: str = ""
    applicant_line: str = ""
    surname: str = ""
    forms: tuple[str, ...] = ()
    notice: str = ""
    caption: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A request that can be built, and what to tell of it besides the report of the build."""

    request: PacketRequest
    notes: tuple[Note, ...]
    warnings: tuple[Note, ...]


def caption_of(texts: Sequence[str]) -> Mapping[str, str]:
    """What stands on the cover, from KEY=VALUE. Raises BundleNotPossible."""
    found = {}
    for text in texts:
        key, equals, value = text.partition("=")
        name = key.strip().lower().replace("-", "_")
        if not equals or name not in CAPTION_KEYS:
            slots = {"text": safe_line(text), "keys": ", ".join(CAPTION_KEYS)}
            raise BundleNotPossible("bad-caption", BAD_CAPTION, slots)
        found[name] = safe_line(value)
    return found


def bundle_of(wish: BundleWish, today: date) -> Bundle:
    """The packet as it was asked for. Raises PacketNotPossible, BundleNotPossible, PapersNotThere."""
    profile = profile_of(wish.destination)
    notice = (f"notice:{wish.notice}",) if wish.notice else ()
    by_person = profile.files.unit == "per_person_document"
    papers = read_papers(
        (*notice, *wish.papers), folder_is_person=by_person, applicant=wish.surname if by_person else ""
    )
    packages = tuple(_packages(papers, wish.forms))
    request = PacketRequest(
        title=wish.title or form_name(packages[0]) or TITLE,
        applicant_line=wish.applicant_line,
        prepared_on=today,
        profile=profile,
        packages=packages,
        surname=wish.surname,
        caption=wish.caption,
    )
    if not request.documents():
        raise BundleNotPossible("no-papers", NO_PAPERS)
    notes = (*papers.notes, *_without_place(request), *_unused(request))
    return Bundle(request, notes, tuple(_needed(request)))


def build_bundle(
    bundle: Bundle,
    out: Path,
    *,
    cache: Path,
    progress: Callable[[BuildStep], None] = lambda step: None,
    cancelled: Callable[[], bool] = lambda: False,
    overwrite: bool = False,
    skip_refused: bool = False,
) -> BuildReport:
    """Write the packet. Raises what `build_packet` raises; nothing but a whole packet is left.

    `out` gets `.pdf` when it has no such ending; it is the folder's name when there are several files.
    """
    refuse_nameless(out)
    target = out if out.suffix.lower() == ".pdf" else out.with_name(f"{out.name}.pdf")
    _refuse_own_papers(bundle.request, target)
    papers = papers_of(bundle.request)
    try:
        cache.mkdir(parents=True, exist_ok=True)
        _clear(cache)
        with tempfile.TemporaryDirectory(prefix=WORK, dir=cache) as folder:
            report = build_packet(
                _nameable(bundle.request, Path(folder)),
                target,
                work=Path(folder),
                cache=cache,
                progress=lambda p: progress(step_of(p, papers)),
                cancelled=cancelled,
                overwrite=overwrite,
                skip_refused=skip_refused,
            )
    except BrokenPipeError:
        raise
    except OSError as cause:
        raise PacketUnwritable("unwritable", UNWRITABLE, {"folder": str(cache)}) from cause
    return replace(
        report, notes=(*bundle.notes, *report.notes), warnings=(*bundle.warnings, *report.warnings)
    )


def _packages(papers: LoosePapers, forms: Sequence[str]) -> Iterator[FormPackage]:
    if len(forms) > len(papers.packages):
        slots = {"given": str(len(forms)), "count": str(len(papers.packages))}
        raise BundleNotPossible("forms-left", FORMS_LEFT, slots)
    titles = _form_titles() if forms else {}
    for place, package in enumerate(papers.packages):
        given = safe_line(forms[place]) if place < len(forms) else ""
        number, title = titles.get(given.casefold(), (given, ""))
        yield FormPackage(
            number,
            title or ("" if number else _title_of(package)),
            tuple(package.front),
            tuple(package.sections),
        )


def _form_titles() -> Mapping[str, tuple[str, str]]:
    # Imported here: most bundles need no catalogue.
    from applicant_helper.catalog.load import load_catalog

    return {f.number.casefold(): (f.number, f.title) for f in load_catalog().heads()}


def _title_of(package: LoosePackage) -> str:
    return next((d.title for d in package.front if d.role == "official_form"), "")


def _without_place(request: PacketRequest) -> Iterator[Note]:
    """Papers marked with a role that the order of the destination does not name."""
    if request.profile.files.unit not in IN_ORDER:
        return
    for document in (d for p in request.packages for d in p.front):
        if not has_place(request.profile, document.role):
            yield Note("no-slot", NO_SLOT, {"name": document.original_name})


def _unused(request: PacketRequest) -> Iterator[Note]:
    for key in request.caption:
        if key not in request.profile.cover.fields:
            yield Note("caption-unused", CAPTION_UNUSED, {"key": key})


def _needed(request: PacketRequest) -> Iterator[Note]:
    """What the destination cannot do without, and nobody gave."""
    given: set[Role] = {d.role for d in request.documents()}
    for slot in request.profile.order:
        role = SLOT_ROLES.get(slot.slot)
        for needed, message in NEEDED.items():
            if role == needed and slot.need == "required" and needed not in given:
                yield Note("needed", message)


def _refuse_own_papers(request: PacketRequest, out: Path) -> None:
    """The packet never takes the place of a paper that goes into it, or of a folder around one."""
    folder = folder_of(out).resolve() if may_be_several(request.profile) else None
    for document in request.documents():
        paper = document.path.resolve()
        if paper == out.resolve():
            raise PacketExists("packet-is-paper", IS_PAPER, {"name": out.name})
        if folder in {paper, *paper.parents}:
            raise PacketExists("packet-holds-paper", HOLDS_PAPER, {"name": folder_of(out).name})


def _nameable(request: PacketRequest, folder: Path) -> PacketRequest:
    """Papers whose names are no text are copied under names that can be passed on."""

    def named(document: PacketDocument) -> PacketDocument:
        try:
            str(document.path).encode()
        except UnicodeEncodeError:
            copy = folder / f"{document.id}{safe_line(document.path.suffix)}"
            shutil.copyfile(document.path, copy)
            return replace(document, path=copy)
        return document

    packages = tuple(
        replace(
            p,
            front=tuple(map(named, p.front)),
            sections=tuple(replace(g, documents=tuple(map(named, g.documents))) for g in p.sections),
        )
        for p in request.packages
    )
    return replace(request, packages=packages)


def _clear(cache: Path) -> None:
    """Take away what a build that was killed left behind."""
    for path in cache.glob(f"{WORK}*"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > LEFT_BEHIND_SECONDS:
                shutil.rmtree(path, ignore_errors=True)
