"""Where expressions find their facts: one filing of one case on one day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from applicant_helper.core.answers import SOME, Answer, AnswerState, Record
from applicant_helper.core.case import Case, Document, Filing, Person, Statement
from applicant_helper.core.expr.nodes import Node
from applicant_helper.core.expr.result import NOT_APPLICABLE, DateRange, Result, known, unknown
from applicant_helper.core.finding import Status
from applicant_helper.core.values.dates import PartialDate
from applicant_helper.core.values.money import Money
from applicant_helper.core.vocabulary import Vocabulary

Tables = Mapping[str, object]


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
    editions: tuple[tuple[date, date, date | None], ...] = ()
    fee: Callable[[], Result] = lambda: unknown("filing.channel")
    memo: dict[str, Result] = field(default_factory=dict)
    _documents: dict[str, Record] = field(default_factory=dict)
    _statements: dict[tuple[str | None, str], list[tuple[Document, Statement]]] | None = None

    # people ------------------------------------------------------------------------------------------

    def person_of(self, role: str) -> Person | None:
        """The person bound to a role; an unbound spouse is the other half of the only open marriage."""
        bound = self.filing.roles.get(role, ())
        if bound:
            return self.case.people.get(bound[0])
        if role == "spouse":
            couple = self._open_marriage()
            other = self.other_spouse(couple, self.person_of("applicant")) if couple else None
            return self.case.people.get(other) if other else None
        return None

    def people_ids(self) -> frozenset[str]:
        """Everyone this filing binds to a role."""
        ids = {p for persons in self.filing.roles.values() for p in persons}
        spouse = self.person_of("spouse")
        return frozenset(ids | ({spouse.id} if spouse else set()))

    def other_spouse(self, couple: Record, person: Person | None) -> str | None:
        """The id of the other person of a couple, when that person has an entry of their own."""
        spouses = couple.value("spouses")
        if not isinstance(spouses, tuple) or person is None:
            return None
        return next((s for s in spouses if isinstance(s, str) and s != person.id), None)

    def marriages_of(self, person: Person) -> tuple[Record, ...]:
        """Every couple that names the person, past and present."""
        return tuple(m for m in self.case.marriages if person.id in (m.value("spouses") or ()))  # type: ignore[operator]

    def _open_marriage(self) -> Record | None:
        applicant = self.person_of("applicant")
        if applicant is None:
            return None
        still = [m for m in self.marriages_of(applicant) if m.value("ended") is None]
        return still[0] if len(still) == 1 else None

    def marriage(self) -> Record | None:
        """The couple between the form's two roles: the latest one, when they married twice."""
        applicant, spouse = self.person_of("applicant"), self.person_of("spouse")
        if applicant is None or spouse is None:
            return None
        both = [m for m in self.marriages_of(applicant) if spouse.id in (m.value("spouses") or ())]  # type: ignore[operator]
        return max(both, key=_married_on) if both else None

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
            fields["is_foreign"] = _plain(is_foreign(document))
            record = Record("document", fields)
            self._documents[document.id] = record
        return record

    def documents_here(self) -> tuple[Document, ...]:
        """Papers about this filing's people, or about nobody in particular."""
        people = self.people_ids()
        return tuple(d for d in self.case.documents if not d.about or people.intersection(d.about))

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


def is_foreign(document: Document) -> bool:
    """Whether a paper is in a language other than English (8 CFR 103.2(b)(3) asks for a translation)."""
    language = document.text("language").lower()
    return bool(language) and language.split("-")[0] != "en"


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
