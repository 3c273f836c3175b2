"""What was read from a paper, for the person to accept, correct or drop. Nothing is filled in silently.

What is accepted becomes a statement of the paper: it is what the paper says, not an answer of the person.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from applicant_helper import i18n
from applicant_helper.core.answers import JsonValue
from applicant_helper.core.case import Case, Document
from applicant_helper.core.marks import N_
from applicant_helper.core.text import safe_line
from applicant_helper.core.values.countries import country_name
from applicant_helper.reading.paper import PaperReading
from applicant_helper.reading.shapes import How, Proposal
from applicant_helper.service import edits, factwords, paperfields, statements
from applicant_helper.service.edits import Refused, person_for
from applicant_helper.service.session import Session

SURE = 0.8
DROPPED = "dropped"
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
AS_IT_STANDS = frozenset({"document.page_editions", "document.signatures"})
COUNTRIES = frozenset({"nationalities", "country", "country_of_birth"})
HOW: dict[How, str] = {
    How.FORM_FIELD: N_("from a field of the form"),
    How.FORM_DATA: N_("from the data inside the form"),
    How.PASSPORT_ZONE: N_("from the two lines of letters and signs"),
    How.BARCODE: N_("from the barcode"),
    How.TEXT: N_("from the text"),
    How.OCR: N_("read from the picture"),
}
NO_SUCH_READING = N_("That reading is no longer there. Open the paper again.")
CHOOSE_FIRST = N_("It can be read in more than one way. Choose what the paper says.")
IN_PARTS = N_(
    "{fact} has several parts. Accept it first; then each part can be changed under what the paper says."
)
ONLY_AS_READ = N_("{fact} is taken as it was read or not at all. Accept it, or say that it is not so.")
NOBODY = N_(
    "Nobody in this case is the {role} of that form yet. Say first whom the paper is about, or add that person."
)


@dataclass(frozen=True, slots=True)
class ProposalView:
    """One reading as lists show it. `state` is open, accepted or dropped; `choices` are asked when not empty."""

    key: str
    fact: str
    label: str
    text: str
    page: int
    how: str
    is_sure: bool
    choices: tuple[tuple[str, str], ...]
    state: str


def proposals(session: Session, document_id: str) -> tuple[ProposalView, ...]:
    """What was read from a paper: open ones first, the unsure before the sure. Raises Refused for no such paper."""
    document = edits.find_document(session.case, document_id)
    reading = session.readings.meant(document, session.books())
    if reading is None:
        return ()
    shown = [_view(session, document, key, found) for key, found in _keyed(reading)]
    order = {"open": 0, "accepted": 1, DROPPED: 2}
    return tuple(sorted(shown, key=lambda v: (order[v.state], v.is_sure)))


def accept(session: Session, document_id: str, key: str, choice: str = "") -> None:
    """Take a reading as what the paper says. `choice` is a key of its choices. Raises Refused."""
    document, found = _found(session, document_id, key)
    value = _chosen(found, choice)
    case = _stated(session, session.case, document, found, value)
    session.apply(case, "accept", {"document": document_id})


def accept_all(session: Session, document_id: str) -> tuple[int, int]:
    """Take every open reading that is sure and needs no choice, as one undoable step. Counts of taken and left."""
    case, left = session.case, 0
    taken: set[str] = set()
    document = edits.find_document(case, document_id)
    reading = session.readings.meant(document, session.books())
    found = dict(_keyed(reading)) if reading is not None else {}
    open_views = [v for v in proposals(session, document_id) if v.state == "open"]
    asked = _asked_twice([found[v.key] for v in open_views])
    for view in open_views:
        if view.fact in taken:
            continue
        try:
            if not view.is_sure or view.fact in asked:
                raise Refused("choose-first", CHOOSE_FIRST, {})
            document = edits.find_document(case, document_id)
            case = _stated(session, case, document, found[view.key], found[view.key].value)
            taken.add(view.fact)
        except Refused:
            left += 1
    session.apply(case, "accept_all", {"document": document_id, "count": str(len(taken))})
    return len(taken), left


def _asked_twice(found: Iterable[Proposal]) -> set[str]:
    """Facts of which the paper says different things; only the person knows which holds."""
    values: dict[str, set[str]] = {}
    for one in found:
        values.setdefault(one.fact, set()).add(json.dumps(one.value, sort_keys=True))
    return {fact for fact, different in values.items() if len(different) > 1}


def correct(session: Session, document_id: str, key: str, typed: str) -> None:
    """Write down what the paper really says in place of a reading. Raises ItemRefused and Refused."""
    document, found = _found(session, document_id, key)
    said = says_key(session, document, found.fact)
    if said is None:
        raise _nobody(session, found)
    if factwords.is_about_paper(session.catalog, said):
        field = said.partition(".")[2]
        if field not in {f.view.key for f in paperfields.paper_fields(session, document_id)}:
            raise Refused("only-as-read", ONLY_AS_READ, {"fact": fact_label(session, document, found.fact)})
        paperfields.describe_typed(session, document_id, field, typed)
    elif not statements.is_one_line(session, document, said):
        raise Refused("in-parts", IN_PARTS, {"fact": fact_label(session, document, found.fact)})
    else:
        statements.state_typed(session, document_id, said, typed, is_on_paper=True)


def drop(session: Session, document_id: str, key: str) -> None:
    """Say that the paper does not say this; it is not offered again. Raises Refused."""
    document, found = _found(session, document_id, key)
    kept: list[JsonValue] = [*document.strings(DROPPED), _mark(found)]
    case = edits.change_document(session.case, session.catalog, document_id, dropped=kept)
    session.apply(case, "drop", {"document": document_id})


def says_key(session: Session, document: Document, fact: str) -> str | None:
    """The key under which `says` keeps a reading of this paper; None while its role has nobody."""
    root, _, rest = fact.partition(".")
    if not factwords.is_role(session.catalog, root):
        return fact
    person = _bearer(session.case, session, document, root)
    if person is None:
        return None
    return rest if document.about[:1] == (person,) else f"{person}.{rest}"


def _bearer(case: Case, session: Session, document: Document, role: str) -> str | None:
    """Who has this role on the form that the paper is.

    Of a form that is not filed here only one role is known: the one whom it is about.
    """
    form = document.text("form") or _form_read(session, document)
    for filing in case.filings:
        if filing.form == form:
            person = person_for(case, filing, role)
            if person is not None:
                return person
    return document.about[0] if role in {"applicant", "beneficiary"} and document.about else None


def _form_read(session: Session, document: Document) -> str:
    """The id of the form that the pages are of, when it is one of ours."""
    reading = session.readings.of(document)
    return session.catalog.form_id(reading.form.form) if reading is not None and reading.form else ""


def _keyed(reading: PaperReading) -> Iterator[tuple[str, Proposal]]:
    counts: dict[str, int] = {}
    for found in reading.proposals:
        counts[found.fact] = counts.get(found.fact, 0) + 1
        yield f"{found.fact}#{counts[found.fact]}", found


def _found(session: Session, document_id: str, key: str) -> tuple[Document, Proposal]:
    document = edits.find_document(session.case, document_id)
    reading = session.readings.meant(document, session.books())
    found = dict(_keyed(reading)).get(key) if reading is not None else None
    if found is None:
        raise Refused("no-such-reading", NO_SUCH_READING, {})
    return document, found


def _chosen(found: Proposal, choice: str) -> JsonValue:
    options = _options(found)
    if choice.isdecimal() and 0 < int(choice) <= len(options):
        return options[int(choice) - 1]
    if found.value is None:
        raise Refused("choose-first", CHOOSE_FIRST, {})
    return found.value


def _options(found: Proposal) -> Sequence[JsonValue]:
    return [*([found.value] if found.value is not None else []), *found.candidates]


def _stated(session: Session, case: Case, document: Document, found: Proposal, value: JsonValue) -> Case:
    key = says_key(session, document, found.fact)
    if key is None:
        raise _nobody(session, found)
    if factwords.is_about_paper(session.catalog, key):
        rest = key.partition(".")[2]
        return edits.change_document(case, session.catalog, document.id, **{rest: value})
    written: dict[str, JsonValue] = {
        "value": value,
        "as_written": safe_line(found.as_written),
        "page": found.page,
    }
    if found.box is not None:
        written["box"] = [round(v, 1) for v in found.box]
    return edits.state(case, session.catalog, document.id, key, written)


def _nobody(session: Session, found: Proposal) -> Refused:
    role = factwords.role_word(session.catalog, found.fact.partition(".")[0])
    return Refused("nobody-with-role", NOBODY, {"role": role})


def _mark(found: Proposal) -> str:
    return f"{found.fact}={found.as_written}"


def _view(session: Session, document: Document, key: str, found: Proposal) -> ProposalView:
    choices = tuple((str(n), in_words(v)) for n, v in enumerate(_options(found), 1))
    asked = found.value is None or bool(found.candidates)
    return ProposalView(
        key=key,
        fact=found.fact,
        label=fact_label(session, document, found.fact),
        text=safe_line(shown(found)),
        page=found.page,
        how=i18n.gettext(HOW[found.how]),
        is_sure=found.confidence >= SURE and not asked,
        choices=choices if asked else (),
        state=_state(session, document, found),
    )


def shown(found: Proposal) -> str:
    """What was read on one line: as it stands on the paper where it is one word or number, else in its parts."""
    if found.value is None:
        return " / ".join(in_words(v) for v in found.candidates) or found.as_written
    is_coded = found.how is How.PASSPORT_ZONE or isinstance(found.value, list)
    if is_coded and found.fact.rpartition(".")[2] in COUNTRIES:
        codes = found.value if isinstance(found.value, list) else [found.value]
        return ", ".join(country_name(str(c)) for c in codes)
    if found.how is How.PASSPORT_ZONE or _ISO.fullmatch(str(found.value)):
        return in_words(found.value)
    if found.fact in AS_IT_STANDS or not isinstance(found.value, dict | list):
        return found.as_written or statements.as_written(found.value)
    return statements.as_written(found.value)


def in_words(value: JsonValue) -> str:
    """A value with its dates in words: 03/04/2020 can be read in two ways, 3 April 2020 in one."""
    text = safe_line(statements.as_written(value))
    try:
        return i18n.format_date(date.fromisoformat(text)) if _ISO.fullmatch(text) else text
    except ValueError:
        return text


def _state(session: Session, document: Document, found: Proposal) -> str:
    if _mark(found) in document.strings(DROPPED):
        return DROPPED
    key = says_key(session, document, found.fact)
    if key is None:
        return "open"
    if factwords.is_about_paper(session.catalog, key):
        return "accepted" if document.raw.get(key.partition(".")[2]) is not None else "open"
    said = statements.said_raw(document).get(key)
    return "accepted" if said is not None else "open"


def fact_label(session: Session, document: Document, fact: str) -> str:
    """The name of a fact in words, with whose it is when it is not of the one the paper is about."""
    _, _, rest = fact.partition(".")
    key = says_key(session, document, fact)
    is_own = key is not None and key == rest
    return factwords.fact_label(session.catalog, rest if is_own else fact)
