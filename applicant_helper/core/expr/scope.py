"""Where expressions find their facts: one filing of one case on one day."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from applicant_helper.core.answers import SOME, Answer, AnswerState, Record
from applicant_helper.core.case import Case, Document, Filing, Person, Statement
from applicant_helper.core.expr.nodes import Node
from applicant_helper.core.expr.result import NOT_APPLICABLE, DateRange, Result, known, unknown
from applicant_helper.core.finding import Status
from applicant_helper.core.values.dates import PartialDate
from applicant_helper.core.values.languages import language_code
from applicant_helper.core.values.money import Money
from applicant_helper.core.vocabulary import Vocabulary

Tables = Mapping[str, object]
ENGLISH = frozenset({"en"})
POST = "post"
CERTIFICATE_ITEMS = ("complete", "accurate", "competent", "signature", "printed_name", "date", "contact")
"""What 8 CFR 103.2(b)(3) asks of a translator's certificate."""
TRANSLATION_KINDS = frozenset({"translation", "translation_certificate"})


@dataclass(slots=True)
class Scope:
    """The facts one filing's expressions are about. Holds memoised derived values; make one per check.

    `status_of` answers how a requirement stands, `derived` holds the form's own named expressions,
    `editions` the form's (edition, accepted from, accepted until), `fee` works out the fee due.
    """

    case: Case
    filing: Filing
    today: date
    vocabulary: Vocabulary
    derived: Mapping[str, Node] = field(default_factory=dict)
    tables: Tables = field(default_factory=dict)
    status_of: Callable[[str], Status | None] = lambda requirement: None
    counting_papers: Callable[[str], tuple[Document, ...]] = lambda requirement: ()
    status_in: Callable[[str, str], Status | None] = lambda filing, requirement: None
    couples: tuple[tuple[str, str], ...] = (("applicant", "spouse"),)
    requirement_ids: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    certificate_items: tuple[str, ...] = CERTIFICATE_ITEMS
    languages: frozenset[str] = ENGLISH
    editions: tuple[tuple[date, date, date | None], ...] = ()
    fee: Callable[[str], Result] = lambda part: unknown("filing.channel")
    memo: dict[str, Result] = field(default_factory=dict)
    calls: dict[str, Result] = field(default_factory=dict)
    _documents: dict[str, Record] = field(default_factory=dict)
    _statements: dict[tuple[str | None, str], list[tuple[Document, Statement]]] | None = None

    # people ------------------------------------------------------------------------------------------

    def person_of(self, role: str) -> Person | None:
        """The person bound to a role; an unbound spouse is the other half of the only open marriage."""
        bound = self.filing.roles.get(role, ())
        if bound:
            return self.case.people.get(bound[0])
        if role == "spouse":
            first = self.person_of("applicant") or self.person_of("petitioner")
            couple = self._open_marriage(first)
            other = self.other_spouse(couple, first) if couple else None
            return self.case.people.get(other) if other else None
        return None

    def people_of(self, role: str) -> tuple[Person, ...]:
        """Everyone bound to a role."""
        return tuple(self.case.people[p] for p in self.filing.roles.get(role, ()) if p in self.case.people)

    def people_ids(self) -> frozenset[str]:
        """Everyone this filing binds to a role."""
        ids = _everyone(self.filing)
        spouse = self.person_of("spouse")
        return ids | {spouse.id} if spouse else ids

    def other_filings(self, form: str) -> tuple[Filing, ...]:
        """Other filings of that form in the case that share a person with this one."""
        here = self.people_ids()
        return tuple(
            f
            for f in self.case.filings
            if f.form == form and f.id != self.filing.id and not here.isdisjoint(_everyone(f))
        )

    def other_spouse(self, couple: Record, person: Person | None) -> str | None:
        """The id of the other person of a couple, when that person has an entry of their own."""
        spouses = couple.value("spouses")
        if not isinstance(spouses, tuple) or person is None:
            return None
        return next((s for s in spouses if isinstance(s, str) and s != person.id), None)

    def marriages_of(self, person: Person) -> tuple[Record, ...]:
        """Every couple that names the person, past and present."""
        return tuple(m for m in self.case.marriages if person.id in (m.value("spouses") or ()))  # type: ignore[operator]

    def _open_marriage(self, person: Person | None) -> Record | None:
        if person is None:
            return None
        still = [m for m in self.marriages_of(person) if m.value("ended") is None]
        return still[0] if len(still) == 1 else None

    def marriage(self) -> Record | None:
        """The couple between the form's two roles: the latest one, when they married twice."""
        for one_role, other_role in self.couples:
            one, other = self.person_of(one_role), self.person_of(other_role)
            if one is None or other is None:
                continue
            both = [m for m in self.marriages_of(one) if other.id in (m.value("spouses") or ())]  # type: ignore[operator]
            if both:
                return max(both, key=_married_on)
        return None

    def claimed(self, requirement: str) -> tuple[Document, ...]:
        """Papers that the person put to a requirement of this filing.

        Where several people file the same form, a paper about the others is theirs.
        """
        here = {None, self.filing.id, self.filing.form}
        is_one_of_several = any(
            f.form == self.filing.form and f.id != self.filing.id for f in self.case.filings
        )
        people = self.people_ids()
        return tuple(
            d
            for d in self.case.documents
            if any(m.requirement == requirement and m.filing in here for m in d.meets)
            and (not is_one_of_several or not d.about or not people.isdisjoint(d.about))
        )

    # facts -------------------------------------------------------------------------------------------

    def fact(self, root: str, fact_id: str) -> Result:
        """The answer to `root.fact_id` as a result; unknown names the path that would settle it."""
        path = f"{root}.{fact_id}"
        if root == "filing":
            return self._filing_fact(fact_id, path)
        if root == "case":
            return from_answer(self.case.case_facts.get(fact_id), path)
        if root == "marriage":
            couple = self.marriage()
            return from_answer(couple.fields.get(fact_id), path) if couple else unknown(path)
        person = self.person_of(root)
        return from_answer(person.facts.get(fact_id), path) if person else unknown(path)

    def _filing_fact(self, fact_id: str, path: str) -> Result:
        answer = self.filing.facts.get(fact_id) or self.case.filing_defaults.get(fact_id)
        if answer is None and fact_id == "date":
            return Result(self.today, frozenset({path}), provisional=True)
        return from_answer(answer, path)

    # papers ------------------------------------------------------------------------------------------

    def document_record(self, document: Document) -> Record:
        """A paper as an item that conditions can look at, with the defaults of the case file."""
        record = self._documents.get(document.id)
        if record is None:
            fields = {"copy": _plain("copy"), "language": _plain("en"), **document.fields.fields}
            fields["kind"] = _plain(document.kind)
            fields["about"] = _plain(document.about)
            fields["name"] = _plain(document.title_name)
            fields["is_foreign"] = _plain(is_foreign(document, self._languages_read()))
            record = Record("document", fields)
            self._documents[document.id] = record
        return record

    def documents_here(self) -> tuple[Document, ...]:
        """Papers about this filing's people, or about nobody in particular."""
        people = self.people_ids()
        return tuple(d for d in self.case.documents if not d.about or people.intersection(d.about))

    def is_of_other_filing(self, document: Document) -> bool:
        """Whether a paper is the filled form of another filing of the case; what is wrong in it is told there."""
        form = document.text("form")
        if not form or form in self.forms:
            return False
        return form.removesuffix("a") in self._filed() or form in self._filed()

    def _filed(self) -> frozenset[str]:
        return frozenset(f.form for f in self.case.filings if f.id != self.filing.id)

    def foreign_documents(self) -> tuple[Document, ...]:
        """Papers of this filing that are not in English.

        A paper put to requirements of other filings only is theirs to translate.
        """
        return tuple(
            d
            for d in self.documents_here()
            if d.kind not in TRANSLATION_KINDS and is_foreign(d, self._languages_read()) and self._serves(d)
        )

    def _languages_read(self) -> frozenset[str]:
        """The languages the authority reads; those of the post where the form says so."""
        if POST not in self.languages:
            return self.languages
        answer = self.case.case_facts.get("post_language")
        words = re.split(r"[,;/\s]+", str(answer.value)) if answer is not None and answer.value else []
        return self.languages | {code for word in words if (code := language_code(word))}

    def _serves(self, document: Document) -> bool:
        here = {None, self.filing.id, self.filing.form}
        return not document.meets or any(
            m.filing in here and m.requirement in self.requirement_ids for m in document.meets
        )

    def statements(self, subject: str | None, fact: str) -> list[tuple[Document, Statement]]:
        """What papers say about one fact of one person (`subject` None for a fact of the couple)."""
        if self._statements is None:
            index: dict[tuple[str | None, str], list[tuple[Document, Statement]]] = {}
            for document in self.case.documents:
                for statement in document.statements:
                    key = (statement.subject, f"{statement.owner}.{statement.fact}")
                    index.setdefault(key, []).append((document, statement))
            self._statements = index
        return self._statements.get((subject, fact), [])


def _everyone(filing: Filing) -> frozenset[str]:
    return frozenset(p for persons in filing.roles.values() for p in persons)


def is_foreign(document: Document, languages: frozenset[str] = ENGLISH) -> bool:
    """Whether a paper is in another language than those the authority reads (8 CFR 103.2(b)(3) for English)."""
    language = document.text("language").lower()
    return bool(language) and language.split("-")[0] not in languages


def from_answer(answer: Answer | None, path: str) -> Result:
    """An answer as a three-valued result. "I don't know" is as unknown as not asked."""
    if answer is None or answer.state is AnswerState.DONT_KNOW:
        return unknown(path)
    if answer.state is AnswerState.NOT_APPLICABLE:
        return known(NOT_APPLICABLE)
    missing = frozenset({path})
    value = plain_value(answer.value)
    provisional = answer.state is AnswerState.PROVISIONAL
    if isinstance(value, DateRange) or value is SOME or provisional:
        return Result(value, missing, provisional)
    return Result(value)


def plain_value(value: object) -> object:
    """What expressions compute with: days as dates, money as its amount."""
    if isinstance(value, PartialDate):
        exact = value.exact()
        return exact if exact is not None else DateRange(value.earliest(), value.latest())
    if isinstance(value, Money):
        return value.amount
    return value


def _plain(value: object) -> Answer:
    return Answer(AnswerState.KNOWN, value)


def _married_on(couple: Record) -> date:
    value = couple.value("date")
    return value.earliest() if isinstance(value, PartialDate) else date.min
