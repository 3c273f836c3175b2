"""Building the packet: the case's papers behind the requirements they meet, for one destination."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from applicant_helper import i18n
from applicant_helper.catalog.destinations import PacketProfile, load_destinations
from applicant_helper.catalog.models import Form
from applicant_helper.catalog.where import data_root
from applicant_helper.core.case import Case, Document, Filing
from applicant_helper.core.errors import ApplicantHelperError, ExitCode, fill
from applicant_helper.core.finding import Status
from applicant_helper.core.marks import N_
from applicant_helper.core.values.languages import language_name
from applicant_helper.packet.build import build_packet
from applicant_helper.packet.model import ExhibitGroup, PacketDocument, PacketRequest, Role
from applicant_helper.service import words
from applicant_helper.service.session import Session

NO_DESTINATION = N_("There is no destination called {destination}. Choose one of: {known}.")
NOTHING_TO_BUILD = N_("No paper in this case is put to a requirement yet. Add papers first.")
FORM_KINDS = frozenset({"official_form", "form_supplement"})
ROLES: Mapping[str, Role] = {
    "official_form": "official_form",
    "form_supplement": "official_form",
    "receipt_payment": "payment",
    "translation": "translation",
    "translation_certificate": "translation_certificate",
    "photo_2x2": "photo",
}


class PacketNotPossible(ApplicantHelperError):
    """A packet that cannot be started."""

    exit_code = ExitCode.USAGE


@dataclass(frozen=True, slots=True)
class BuildStep:
    """How far a build has come; `name` is the exhibit being added."""

    done: int
    total: int
    name: str


@dataclass(frozen=True, slots=True)
class BuildOutcome:
    """The finished packet. `left_out` lists papers that went into no exhibit."""

    path: Path
    pages: int
    size_bytes: int
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()
    left_out: tuple[str, ...] = field(default=())


def profiles() -> dict[str, PacketProfile]:
    """Every destination by id."""
    return dict(load_destinations(data_root() / "forms" / "destinations"))


def destinations(session: Session) -> tuple[tuple[str, str], ...]:
    """Id and title of the destinations the chosen form can go to."""
    form = session.catalog.form(session.filing().form)
    known = profiles()
    wanted = form.destinations if form is not None else ()
    return tuple((d, i18n.data_text(f"{d}/title", known[d].title)) for d in wanted if d in known)


def default_out(session: Session, destination: str, folder: Path) -> Path:
    """Where the packet goes unless told otherwise: a neutral name, no personal data in it."""
    form = session.catalog.form(session.filing().form)
    number = form.number if form else "packet"
    return folder / f"{session.case.label or session.case.id}-{number}-{destination}.pdf"


def build(
    session: Session,
    destination: str,
    out: Path,
    *,
    progress: Callable[[BuildStep], None] = lambda step: None,
    cancelled: Callable[[], bool] = lambda: False,
    overwrite: bool = False,
    skip_refused: bool = False,
) -> BuildOutcome:
    """Write the packet. Raises PacketNotPossible or the packet room's sentences; nothing is left then."""
    known = profiles()
    if destination not in known:
        params = {"destination": destination, "known": ", ".join(known)}
        raise PacketNotPossible("no-destination", NO_DESTINATION, params)
    request = packet_request(session, known[destination])
    if not request.sections and not request.front:
        raise PacketNotPossible("nothing-to-build", NOTHING_TO_BUILD)
    report = build_packet(
        request,
        out,
        work=session.work_folder(),
        cache=session.cache,
        progress=lambda p: progress(BuildStep(p.done, p.total, p.name)),
        cancelled=cancelled,
        overwrite=overwrite,
        skip_refused=skip_refused,
    )
    return BuildOutcome(
        path=out,
        pages=report.pages,
        size_bytes=report.size_bytes,
        notes=tuple(fill(i18n.gettext(n.message), n.params) for n in report.notes),
        warnings=tuple(fill(i18n.gettext(w.message), w.params) for w in report.warnings),
        next_steps=_next_steps(session),
        left_out=tuple(d.title_name for d in _left_out(session.case, request)),
    )


def _next_steps(session: Session) -> tuple[str, ...]:
    form = session.catalog.form(session.filing().form)
    steps = form.after if form else ()
    return tuple(
        i18n.data_text(f"{session.filing().form}/after.{i}", s) for i, s in enumerate(steps, start=1)
    )


def packet_request(session: Session, profile: PacketProfile) -> PacketRequest:
    """What goes into the packet, in the order of the checklist. The packet that is filed is in English."""
    filing = session.filing()
    form = session.catalog.form(filing.form)
    assert form is not None
    case = session.case
    groups = tuple(_groups(session, form, filing))
    return PacketRequest(
        title=f"Form {form.number}, {form.title}",
        applicant_line=_applicant_line(case, filing),
        form_number=form.number,
        form_title=form.title,
        prepared_on=session.now().date(),
        profile=profile,
        sections=groups,
        front=tuple(_front(session)),
    )


def _applicant_line(case: Case, filing: Filing) -> str:
    person = next((case.people[p] for p in filing.roles.get("applicant", ()) if p in case.people), None)
    if person is None:
        return ""
    number = person.facts.get("a_number")
    name = words.person_name(person)
    return f"{name}, {number.value}" if number is not None and number.has_value else name


def _front(session: Session) -> Iterable[PacketDocument]:
    for document in session.case.documents:
        is_form = document.kind in FORM_KINDS
        is_payment = document.kind == "receipt_payment" and not document.meets
        if (is_form or is_payment) and (packed := _document(session, document)) is not None:
            yield packed


def _groups(session: Session, form: Form, filing: Filing) -> Iterable[ExhibitGroup]:
    results = {r.id: r for r in session.check().requirements if r.filing == filing.id}
    for requirement in form.requirements:
        result = results[requirement.id]
        if requirement.is_translations or (result.status is Status.NOT_NEEDED and not result.documents):
            continue
        papers = [d for i in result.documents if (d := session.case.document(i)) is not None]
        papers = [d for d in papers if d.kind not in FORM_KINDS]
        packed = [
            p for d in _with_translations(session.case, papers) if (p := _document(session, d)) is not None
        ]
        if packed:
            yield ExhibitGroup(requirement.id, requirement.exhibit, requirement.why, tuple(packed))


def _with_translations(case: Case, papers: Sequence[Document]) -> list[Document]:
    """Each paper with its translation and certificate right behind it."""
    found: list[Document] = []
    for paper in papers:
        if paper in found or paper.text("translation_of") in {p.id for p in papers}:
            continue
        found.append(paper)
        translations = [d for d in case.documents if d.text("translation_of") == paper.id]
        translations.sort(key=lambda d: d.kind != "translation")
        for translation in translations:
            found.append(translation)
            found.extend(d for d in case.documents if d.text("translation_of") == translation.id)
    return _unique(found)


def _unique(documents: Sequence[Document]) -> list[Document]:
    seen: dict[str, Document] = {}
    for document in documents:
        seen.setdefault(document.id, document)
    return list(seen.values())


def _document(session: Session, document: Document) -> PacketDocument | None:
    sha256 = document.text("sha256")
    if not sha256:
        return None
    kind = session.catalog.vocabulary.kinds[document.kind]
    issued = document.fields.value("issued")
    language = document.text("language") or "en"
    return PacketDocument(
        id=document.id,
        path=session.object_path(sha256),
        title=kind.label,
        original_name=document.title_name,
        date_text=i18n.format_date(issued, "en") if issued is not None else "",  # type: ignore[arg-type]
        issuer=document.text("issuer"),
        language="" if language == "en" else language_name(language),
        role=ROLES.get(document.kind, "evidence"),
        translation_of=document.text("translation_of") or None,
        page_range=next((m.pages for m in document.meets if m.pages), None),
    )


def _left_out(case: Case, request: PacketRequest) -> list[Document]:
    inside = {d.id for g in request.sections for d in g.documents} | {d.id for d in request.front}
    return [d for d in case.documents if d.id not in inside]
