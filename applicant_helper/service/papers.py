"""Taking papers in: looked at in a child process, copied, given a proposed kind and place.

Originals stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from applicant_helper.catalog.models import Catalog, Form
from applicant_helper.core.answers import JsonValue
from applicant_helper.core.case import Case
from applicant_helper.core.text import clean_text
from applicant_helper.reading import KindGuess, PaperLook, guess_kind, look_at_many, walk_folder
from applicant_helper.service import edits
from applicant_helper.service.session import Session

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
    """What was taken in, and what was not, with the reason on each look's `refusal`."""

    added: tuple[Added, ...]
    refused: tuple[PaperLook, ...]
    was_cancelled: bool = False


Progress = Callable[[int, int, str], None]


def expand(paths: Sequence[Path]) -> list[Path]:
    """Files as they are, folders as the papers inside them."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found.extend(walk_folder(path).papers)
        else:
            found.append(path)
    return found


def add_papers(
    session: Session,
    paths: Sequence[Path],
    *,
    progress: Progress = lambda done, total, name: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> AddReport:
    """Take files and folders in as one undoable step. A cancelled run takes in what was looked at so far."""
    files = expand(paths)
    case = session.case
    added: list[Added] = []
    refused: list[PaperLook] = []
    known = {d.text("sha256"): d.id for d in case.documents if d.text("sha256")}
    for done, look in enumerate(look_at_many(files, cancelled=cancelled), start=1):
        progress(done, len(files), look.original_name)
        if look.refusal is not None:
            refused.append(look)
            continue
        stored = session.store.add_object(look.path)
        guess = _guess(look, session.catalog)
        case, document_id = _with_paper(case, session, look, guess)
        added.append(Added(document_id, look, guess, known.get(stored.sha256)))
        known.setdefault(stored.sha256, document_id)
    if added:
        session.apply(case, "add", {"count": str(len(added))})
    return AddReport(tuple(added), tuple(refused), cancelled())


def _guess(look: PaperLook, catalog: Catalog) -> KindGuess | None:
    kinds = {k.id: k.words for k in catalog.vocabulary.kinds.values()}
    guesses = guess_kind(look, kinds)
    return guesses[0] if guesses and guesses[0].score >= SURE else None


def _with_paper(case: Case, session: Session, look: PaperLook, guess: KindGuess | None) -> tuple[Case, str]:
    kind = guess.kind if guess else "folder_other"
    document_id = fresh_id(case, look.original_name)
    row: dict[str, JsonValue] = {
        "id": document_id,
        "kind": kind,
        "original_name": look.original_name,
        "sha256": look.sha256,
        "media_type": look.media_type,
        "pages": look.pages,
    }
    applicant = next((p for f in case.filings for p in f.roles.get("applicant", ())), None)
    if applicant is not None:
        row["about"] = [applicant]
    form = session.catalog.form(case.filings[0].form) if case.filings else None
    if form is not None and guess is not None:
        row["meets"] = list(proposed_requirements(form, session, kind))
    return edits.put_document(case, session.catalog, row), document_id


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
