"""What goes into a packet, from a case: the papers behind the requirements they meet, form by form. In English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from applicant_helper import i18n
from applicant_helper.catalog.destinations import PacketProfile
from applicant_helper.catalog.models import Form
from applicant_helper.core.case import Case, Document, Filing, Person
from applicant_helper.core.finding import Status
from applicant_helper.core.values.languages import language_name
from applicant_helper.packet.model import (
    ExhibitGroup,
    FormPackage,
    PacketDocument,
    PacketRequest,
    Role,
    Statement,
)
from applicant_helper.service import words
from applicant_helper.service.packet_notice import item_groups, notice_papers
from applicant_helper.service.packet_timeline import timeline_of
from applicant_helper.service.session import Session

FORM_KINDS = frozenset({"official_form", "form_supplement"})
ROLES: Mapping[str, Role] = {
    "official_form": "official_form",
    "form_supplement": "supplement",
    "receipt_payment": "payment",
    "translation": "translation",
    "translation_certificate": "translation_certificate",
    "photo_2x2": "photo",
}
ABOUT = "Explanation: {about}"


def packet_request(session: Session, profile: PacketProfile, *, timeline: bool = False) -> PacketRequest:
    """Every form of the case, in filing order. `timeline` adds the page that shows the years at a glance."""
    case = session.case
    packages = tuple(_packages(session, profile, timeline=timeline))
    first = packages[0]
    person = _applicant(case, session.filing())
    return PacketRequest(
        title=f"Form {first.form_number}, {first.form_title}",
        applicant_line=_applicant_line(person),
        prepared_on=session.now().date(),
        profile=profile,
        packages=packages,
        surname=_surname(person),
        caption=_caption(person),
    )


def _packages(session: Session, profile: PacketProfile, *, timeline: bool) -> Iterator[FormPackage]:
    session.filing()
    for place, filing in enumerate(session.case.filings):
        form = session.catalog.form(filing.form)
        if form is None:
            continue
        groups = _keyed(session, profile, tuple(_groups(session, form, filing)))
        yield FormPackage(
            form_number=form.number,
            form_title=form.title,
            front=tuple(_front(session, profile, form, filing, is_first=place == 0)),
            sections=groups,
            statements=tuple(_statements(session, form)) if place == 0 else (),
            timeline=timeline_of(session, filing) if timeline and place == 0 else (),
        )


def _keyed(
    session: Session, profile: PacketProfile, groups: tuple[ExhibitGroup, ...]
) -> tuple[ExhibitGroup, ...]:
    """Groups by the items of the notice where the destination answers one."""
    if profile.exhibits.scheme != "by_request_item":
        return groups
    return item_groups(session.case, groups, lambda d: packet_document(session, d))


def _applicant(case: Case, filing: Filing) -> Person | None:
    return next((case.people[p] for p in filing.roles.get("applicant", ()) if p in case.people), None)


def _applicant_line(person: Person | None) -> str:
    if person is None:
        return ""
    number = person.facts.get("a_number")
    name = words.person_name(person)
    return f"{name}, {number.value}" if number is not None and number.has_value else name


def _surname(person: Person | None) -> str:
    name = person.facts.get("legal_name") if person is not None else None
    family = getattr(name.value, "family", None) if name is not None and name.has_value else None
    return str(family or "")


def _caption(person: Person | None) -> Mapping[str, str]:
    if person is None:
        return {}
    found = {"filer": words.person_name(person), "matter": words.person_name(person)}
    for key, fact in (("a_number", "a_number"), ("phone", "phone"), ("email", "email")):
        answer = person.facts.get(fact)
        if answer is not None and answer.has_value:
            found[key] = str(answer.value)
    return found


def _front(
    session: Session, profile: PacketProfile, form: Form, filing: Filing, *, is_first: bool
) -> Iterator[PacketDocument]:
    wants_notice = any(slot.slot == "request_notice" for slot in profile.order)
    if wants_notice and is_first:
        for document in notice_papers(session.case):
            if (packed := packet_document(session, document, "request_notice")) is not None:
                yield packed
    for document in session.case.documents:
        is_form = document.kind in FORM_KINDS
        is_payment = document.kind == "receipt_payment" and not document.meets
        if not (is_form or is_payment) or not _belongs(session, document, form, filing, is_first=is_first):
            continue
        if (packed := packet_document(session, document)) is not None:
            yield replace(packed, editions=_editions(session, document, form))


def _editions(session: Session, document: Document, form: Form) -> tuple[str, ...]:
    """The accepted editions of the form that a paper says it is, as printed; empty when it says nothing."""
    numbers = {s.as_written or str(s.value) for s in document.statements if s.fact == "form_number"}
    if document.kind != "official_form" or form.number not in numbers:
        return ()
    today = session.now().date()
    accepted = (
        e.date
        for e in form.editions
        if e.accepted_from <= today and (e.accepted_until is None or today <= e.accepted_until)
    )
    return tuple(day.strftime("%m/%d/%y") for day in accepted)


def _belongs(session: Session, document: Document, form: Form, filing: Filing, *, is_first: bool) -> bool:
    """Whether a form or payment goes with this filing; what names none goes with the first."""
    named = {m.filing for m in document.meets if m.filing}
    if named:
        return filing.id in named
    numbers = {s.as_written or str(s.value) for s in document.statements if s.fact == "form_number"}
    known = {f.number for x in session.case.filings if (f := session.catalog.form(x.form)) is not None}
    if numbers & known:
        return form.number in numbers
    return is_first


def _groups(session: Session, form: Form, filing: Filing) -> Iterable[ExhibitGroup]:
    results = {r.id: r for r in session.check().requirements if r.filing == filing.id}
    for requirement in form.requirements:
        result = results[requirement.id]
        if requirement.is_translations or (result.status is Status.NOT_NEEDED and not result.documents):
            continue
        papers = [d for i in result.documents if (d := session.case.document(i)) is not None]
        papers = [d for d in papers if d.kind not in FORM_KINDS]
        packed = [
            p
            for d in with_translations(session.case, papers)
            if (p := packet_document(session, d)) is not None
        ]
        if packed:
            yield ExhibitGroup(
                requirement.id,
                requirement.exhibit,
                requirement.why,
                tuple(packed),
                status=_status(result.status),
            )


def _status(status: Status) -> str:
    return "complete" if status is Status.MET else "see cover"


def with_translations(case: Case, papers: Sequence[Document]) -> list[Document]:
    """Each paper with its translation and certificate right behind it."""
    found: dict[str, Document] = {}
    for paper in papers:
        if paper.text("translation_of") in {p.id for p in papers}:
            continue
        found.setdefault(paper.id, paper)
        translations = [d for d in case.documents if d.text("translation_of") == paper.id]
        translations.sort(key=lambda d: d.kind != "translation")
        for translation in translations:
            found.setdefault(translation.id, translation)
            for other in case.documents:
                if other.text("translation_of") == translation.id:
                    found.setdefault(other.id, other)
    return list(found.values())


def packet_document(session: Session, document: Document, role: Role | None = None) -> PacketDocument | None:
    """A paper of the case as the packet takes it; None while its file is not in the case."""
    sha256 = document.text("sha256")
    if not sha256:
        return None
    kind = session.catalog.vocabulary.kinds[document.kind]
    issued = document.fields.value("issued")
    language = document.text("language") or "en"
    about = next((session.case.people[p] for p in document.about if p in session.case.people), None)
    return PacketDocument(
        id=document.id,
        path=session.paper_path(sha256, document.title_name),
        title=kind.label,
        original_name=document.title_name,
        date_text=i18n.format_date(issued, "en") if issued is not None else "",  # type: ignore[arg-type]
        issuer=document.text("issuer"),
        language="" if language == "en" else language_name(language),
        role=role or ROLES.get(document.kind, "evidence"),
        translation_of=document.text("translation_of") or None,
        page_range=next((m.pages for m in document.meets if m.pages), None),
        digest=sha256,
        person=words.person_name(about) if about is not None else "",
    )


def _statements(session: Session, form: Form) -> Iterator[Statement]:
    """The explanations that the person chose to print."""
    rows = session.case.extra.get("explanations")
    person = _applicant(session.case, session.filing())
    titles = {r.id: r.exhibit for r in form.requirements}
    for row in rows if isinstance(rows, list) else []:
        if not isinstance(row, dict) or row.get("print") is not True or not row.get("text"):
            continue
        about = str(row.get("title") or row.get("about", "")).rpartition("#")[2]
        title = ABOUT.format(about=titles.get(about, about.replace("_", " "))) if about else "Explanation"
        paragraphs = tuple(p for p in str(row["text"]).split("\n") if p.strip())
        yield Statement(title, paragraphs, words.person_name(person) if person is not None else "")


def left_out(case: Case, request: PacketRequest) -> list[Document]:
    """Papers of the case that went into no exhibit."""
    inside = {d.id for d in request.documents()}
    return [d for d in case.documents if d.id not in inside]
