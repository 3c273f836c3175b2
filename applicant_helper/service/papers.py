"""Taking papers in: looked at in a child process, copied, given a proposed kind and place.

Originals stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from applicant_helper.catalog.models import Form
from applicant_helper.core.answers import JsonValue
from applicant_helper.core.case import Case, Document
from applicant_helper.core.pasted_paths import spellings
from applicant_helper.core.text import clean_text
from applicant_helper.guard import events
from applicant_helper.reading import FolderListing, KindGuess, PaperLook, walk_folder
from applicant_helper.reading.look import refuse
from applicant_helper.reading.paper import PaperReading as PaperReading
from applicant_helper.reading.paper import named, read_many
from applicant_helper.service import edits, intake
from applicant_helper.service.readings import UNKNOWN
from applicant_helper.service.session import Session
from applicant_helper.service.zips import OpenedZips
from applicant_helper.storage.problems import FileRefused

SURE = 0.6


@dataclass(frozen=True, slots=True)
class Added:
    """One paper taken in. `guess` None = ask for the kind; `same_as` = a paper with equal content."""

    document_id: str
    look: PaperLook
    guess: KindGuess | None
    same_as: str | None


@dataclass(frozen=True, slots=True)
class AddReport:
    """What was taken in, and what was not, with the reason on each look's `refusal`.

    `passed_over`, `closed_folders` and `is_cut` tell what inside the given folders was not looked at.
    """

    added: tuple[Added, ...]
    refused: tuple[PaperLook, ...]
    was_cancelled: bool = False
    passed_over: int = 0
    closed_folders: int = 0
    is_cut: bool = False


Progress = Callable[[int, int, str, intake.Row | None], None]


def expand(paths: Sequence[Path]) -> FolderListing:
    """Files as they are, folders as the papers inside them; a path may be in the spelling of another system."""
    found: list[Path] = []
    passed_over = closed = 0
    is_cut = False
    for path in map(as_found, paths):
        if not _is_folder(path):
            found.append(path)
            continue
        listing = walk_folder(path)
        found.extend(listing.papers)
        passed_over += listing.passed_over
        closed += listing.closed_folders
        is_cut = is_cut or listing.is_cut
    return FolderListing(tuple(found), passed_over, closed, is_cut)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def as_found(path: Path) -> Path:
    """The path as this system spells it, when it is there under another spelling (Windows, Git Bash, WSL)."""
    for spelling in spellings(str(path)):
        candidate = Path(spelling)
        try:
            if candidate.exists():
                return candidate
        except (OSError, ValueError):
            continue
    return path


def add_papers(
    session: Session,
    paths: Sequence[Path],
    *,
    progress: Progress = lambda done, total, name, row: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> AddReport:
    """Take files and folders in as one undoable step. A cancelled run takes in what was read so far."""
    began = events.now()
    listing = expand(paths)
    case = session.case
    added: list[Added] = []
    refused: list[PaperLook] = []
    known = {d.text("sha256"): d.id for d in case.documents if d.text("sha256")}
    with session.papers_out(), OpenedZips(session, listing.papers, cancelled) as zips:
        readings = read_many(zips.papers(), session.books(), cancelled=cancelled)
        for done, found in enumerate(readings, start=1):
            reading = _kept(session, zips.under_own_name(found))
            look = reading.look
            if look.refusal is not None:
                refused.append(look)
                progress(done, zips.total, look.original_name, None)
                continue
            guess = sure_guess(reading)
            case, document_id = _with_paper(case, session, reading, guess)
            added.append(Added(document_id, look, guess, known.get(look.sha256)))
            known.setdefault(look.sha256, document_id)
            row = intake.coming_row(session, reading, guess.kind if guess else None)
            progress(done, zips.total, look.original_name, row)
    refused += zips.refused
    if added:
        session.apply(case, "add", {"count": str(len(added))})
    events.papers_read(count=len(added), refused=len(refused), since=began)
    return AddReport(
        tuple(added),
        tuple(refused),
        cancelled(),
        listing.passed_over + zips.passed_over,
        listing.closed_folders,
        listing.is_cut,
    )


def _kept(session: Session, reading: PaperReading) -> PaperReading:
    """The reading, its paper copied into the case; refused when the file is no longer the one that was read."""
    look = reading.look
    if look.refusal is not None:
        return reading
    try:
        is_same = session.store.add_object(look.path).sha256 == look.sha256
    except FileRefused:
        is_same = False
    if not is_same:
        changed = refuse("changed", {"name": look.original_name})
        return replace(reading, look=replace(look, refusal=changed))
    session.readings.keep(reading)
    return reading


def sure_guess(reading: PaperReading) -> KindGuess | None:
    """The likeliest kind when it is likely enough to be put down without asking."""
    first = reading.guesses[0] if reading.guesses else None
    return first if first is not None and first.score >= SURE else None


def _with_paper(
    case: Case, session: Session, reading: PaperReading, guess: KindGuess | None
) -> tuple[Case, str]:
    look = reading.look
    kind = guess.kind if guess else UNKNOWN
    document_id = fresh_id(case, look.original_name)
    row: dict[str, JsonValue] = {
        "id": document_id,
        "kind": kind,
        "original_name": look.original_name,
        "sha256": look.sha256,
        "media_type": look.media_type,
        "pages": look.pages,
    }
    form_id = session.catalog.form_id(reading.form.form) if reading.form is not None else ""
    if form_id:
        row["form"] = form_id
    applicant = next((p for f in case.filings for p in f.roles.get("applicant", ())), None)
    if applicant is not None:
        row["about"] = [applicant]
    form = session.catalog.form(case.filings[0].form) if case.filings else None
    if form is not None and guess is not None:
        row["meets"] = list(proposed_requirements(form, session, kind))
    return edits.put_document(case, session.catalog, row), document_id


def read_again(
    session: Session, documents: Sequence[Document], *, cancelled: Callable[[], bool] = lambda: False
) -> Iterator[PaperReading]:
    """Read the stored copies of papers that were not read in this sitting. Keeps nothing."""
    with session.papers_out():
        copies = ((session.stored_copy(d.text("sha256")), d) for d in documents)
        by_path = {copy: d for copy, d in copies if copy is not None}
        for reading in read_many(list(by_path), session.books(), cancelled=cancelled):
            name = by_path[reading.look.path].title_name
            yield named(reading, name)


def take_reading(session: Session, document_id: str, reading: PaperReading) -> None:
    """Keep a later reading; a paper whose kind nobody knew gets the kind it now surely seems to be."""
    session.readings.keep(reading)
    document = session.case.document(document_id)
    guess = sure_guess(reading)
    if document is not None and intake.is_unknown(document) and guess is not None:
        set_kind(session, document_id, guess.kind)


def proposed_requirements(form: Form, session: Session, kind: str) -> Sequence[str]:
    """The requirements on the list now that a paper of this kind most likely answers: at most one."""
    from applicant_helper.core.finding import Status

    wanted = {Status.MISSING, Status.INCOMPLETE}
    on_list = {r.id: r.status for r in session.check().requirements if r.filing == session.filing().id}
    fitting = [r for r in form.requirements if kind in r.kinds()]
    urgent = [r.id for r in fitting if on_list.get(r.id) in wanted]
    if urgent:
        return urgent[:1]
    return [r.id for r in fitting if on_list.get(r.id) is Status.MET][:1]


def fresh_id(case: Case, name: str) -> str:
    """A readable id for a new paper, made from its name, not used in the case yet."""
    stem = clean_text(name).rsplit(".", 1)[0].lower()
    base = re.sub(r"[^a-z0-9]+", "-", stem).strip("-")[:40] or "paper"
    taken = {d.id for d in case.documents}
    number, candidate = 1, base
    while candidate in taken:
        number += 1
        candidate = f"{base}-{number}"
    return candidate


def set_kind(session: Session, document_id: str, kind: str) -> None:
    """Correct the kind of a paper; it is put to the requirement that wants such a paper when it had none."""
    case = edits.change_document(session.case, session.catalog, document_id, kind=kind)
    form = session.catalog.form(session.filing().form) if case.filings else None
    document = edits.find_document(case, document_id)
    if form is not None:
        fits = [m.requirement for m in document.meets if _accepts(form, m.requirement, kind)]
        meets: list[JsonValue] = list(fits or proposed_requirements(form, session, kind))
        case = edits.change_document(case, session.catalog, document_id, meets=meets)
    session.apply(case, "set_kind", {"document": document_id})


def _accepts(form: Form, requirement_id: str, kind: str) -> bool:
    requirement = form.requirement(requirement_id)
    return requirement is not None and kind in requirement.kinds()


def with_about(case: Case, document_id: str, people: Sequence[str]) -> Case:
    """The case with a paper said to be about these people."""
    document = edits.find_document(case, document_id)
    return case.with_document(replace(document, about=tuple(people)))
