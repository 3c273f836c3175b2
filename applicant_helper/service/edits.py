"""Every change a person can make, as `Case -> Case`. Refused input raises a sentence and changes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from applicant_helper.catalog.catalogue import Catalog
from applicant_helper.catalog.models import Form
from applicant_helper.catalog.packages import Package
from applicant_helper.core.answers import DONT_KNOW, NOT_APPLICABLE, Answer, JsonValue
from applicant_helper.core.case import Case, Document, Filing, Person
from applicant_helper.core.casefile.documents import read_document
from applicant_helper.core.casefile.problems import Problems
from applicant_helper.core.casefile.reader import read_case
from applicant_helper.core.casefile.values import ValueReader
from applicant_helper.core.casefile.writer import case_to_raw
from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.core.marks import N_
from applicant_helper.service.canonical import canonical

NO_SUCH_FACT = N_("Nothing is called {path} here. Choose a question from the list.")
NO_SUCH_DOCUMENT = N_("There is no paper called {document} in this case.")
NO_SUCH_FORM = N_("There is no form called {form}. `applicant-helper forms` lists them.")
NO_SUCH_REQUIREMENT = N_("There is no requirement called {requirement} in this case.")


class Refused(ApplicantHelperError):
    """Input that was not taken; the case is as it was."""


def start_filing(case: Case, form: Form) -> Case:
    """The case with a filing of that form, its needed roles bound to people (made up when absent)."""
    if any(f.form == form.id for f in case.filings):
        return case
    roles = {}
    for role, is_needed in form.roles.items():
        if is_needed:
            roles[role] = (role,)
            if role not in case.people:
                case = case.with_person(Person(role))
    return replace(case, filings=(*case.filings, Filing(form.id, form.id, roles)))


def start_package(case: Case, catalog: Catalog, package: Package) -> Case:
    """The case with every filing of a package, one person for each of its people; filings there are kept."""
    for person in package.people:
        if person not in case.people:
            case = case.with_person(Person(person))
    for row in package.filings:
        form = catalog.form(row.form)
        if form is None or any(f.form == row.form for f in case.filings):
            continue
        roles = {role: (person,) for role, person in row.roles.items()}
        filing = Filing(row.form, row.form, roles)
        case = replace(case, filings=(*case.filings, filing))
        for fact, value in {**package.facts, **row.facts}.items():
            spec = catalog.vocabulary.fact("filing", fact)
            if spec is not None:
                raw: JsonValue = list(value) if isinstance(value, tuple) else value
                answer = _read(catalog, spec.type, raw, f"filing.{fact}")
                case = _with_answer(case, filing, "filing", spec.id, answer)
    return case


def bind_role(case: Case, filing_id: str, role: str, person_id: str) -> Case:
    """The case with a person bound to a role of a filing; the person is added when new."""
    if person_id not in case.people:
        case = case.with_person(Person(person_id))
    filings = tuple(
        replace(f, roles={**f.roles, role: (person_id,)}) if f.id == filing_id else f for f in case.filings
    )
    return replace(case, filings=filings)


def set_answer(case: Case, catalog: Catalog, filing: Filing, path: str, raw: JsonValue | Answer) -> Case:
    """The case with one fact answered. `path` is `role.fact`, `person.fact`, `filing.fact` or `case.fact`.

    `raw` is what was typed, or its form in the case file. An empty text changes nothing: a blank field
    never erases an answer; `clear_answer` does.
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return case
    root, _, fact_id = path.partition(".")
    if root == "marriage" or path == "case.marriages":
        return _set_marriage(case, catalog, filing, fact_id, raw)
    owner = root if root in {"filing", "case"} else "person"
    spec = catalog.vocabulary.fact(owner, fact_id)
    if spec is None:
        raise Refused("no-such-fact", NO_SUCH_FACT, {"path": path})
    answer = raw if isinstance(raw, Answer) else _read(catalog, spec.type, raw, path)
    return _with_answer(case, filing, root, spec.id, answer)


def _read(catalog: Catalog, field_type: object, raw: JsonValue, path: str) -> Answer:
    from applicant_helper.core.vocabulary import FieldType

    assert isinstance(field_type, FieldType)
    problems = Problems()
    answer = ValueReader(catalog.vocabulary, problems).answer(field_type, raw, path)
    if problems.found or answer is None:
        first = problems.found[0]
        raise Refused("answer-refused", first.message, dict(first.params))
    return replace(answer, raw=canonical(answer, field_type))


def _with_answer(case: Case, filing: Filing, root: str, fact_id: str, answer: Answer | None) -> Case:
    if root == "filing":
        filings = tuple(
            replace(f, facts=_put(f.facts, fact_id, answer)) if f.id == filing.id else f for f in case.filings
        )
        defaults = {k: v for k, v in case.filing_defaults.items() if k != fact_id}
        return replace(case, filings=filings, filing_defaults=defaults)
    if root == "case":
        return replace(case, case_facts=_put(case.case_facts, fact_id, answer))
    person_id = person_for(case, filing, root)
    if person_id is None:
        case = bind_role(case, filing.id, root, root)
        person_id = root
    person = case.people[person_id]
    return case.with_person(replace(person, facts=_put(person.facts, fact_id, answer)))


def person_for(case: Case, filing: Filing, root: str) -> str | None:
    """The person a path's root means: someone bound to the role, the spouse of record, or a person id."""
    bound = filing.roles.get(root, ())
    if bound:
        return bound[0]
    if root == "spouse":
        applicant = person_for(case, filing, "applicant")
        for couple in case.marriages:
            spouses = couple.value("spouses")
            if isinstance(spouses, tuple) and applicant in spouses and couple.value("ended") is None:
                return next((s for s in spouses if isinstance(s, str) and s != applicant), None)
    return root if root in case.people else None


def _put(facts: Mapping[str, Answer], fact_id: str, answer: Answer | None) -> dict[str, Answer]:
    kept = {k: v for k, v in facts.items() if k != fact_id}
    return kept if answer is None else {**kept, fact_id: answer}


def clear_answer(case: Case, filing: Filing, path: str) -> Case:
    """The case without that answer: as if never asked."""
    root, _, fact_id = path.partition(".")
    if root == "marriage" or path == "case.marriages":
        return replace(case, marriages=()) if path == "case.marriages" else case
    return _with_answer(case, filing, root, fact_id, None)


def mark_unknown(case: Case, catalog: Catalog, filing: Filing, path: str) -> Case:
    """The case with "I don't know yet" as the answer."""
    return set_answer(case, catalog, filing, path, DONT_KNOW)


def mark_not_applicable(case: Case, catalog: Catalog, filing: Filing, path: str) -> Case:
    """The case with "does not apply" as the answer."""
    return set_answer(case, catalog, filing, path, NOT_APPLICABLE)


def _set_marriage(
    case: Case, catalog: Catalog, filing: Filing, fact_id: str, raw: JsonValue | Answer
) -> Case:
    """Couples are edited as rows of the case; `marriage.x` is the couple between the two roles."""
    whole = case_to_raw(case)
    if fact_id == "marriages":
        whole["marriages"] = raw if isinstance(raw, list) else []
        return reread(whole, catalog)
    applicant = person_for(case, filing, "applicant") or "applicant"
    spouse = person_for(case, filing, "spouse")
    if spouse is None:
        case = bind_role(case, filing.id, "spouse", "spouse")
        spouse = "spouse"
        whole = case_to_raw(case)
    rows = whole["marriages"]
    assert isinstance(rows, list)
    row = next((r for r in rows if isinstance(r, dict) and _joins(r, applicant, spouse)), None)
    if row is None:
        row = {"id": f"marriage{len(rows) + 1}", "spouses": [applicant, spouse]}
        rows.append(row)
    spec = catalog.vocabulary.fact("marriage", fact_id)
    if spec is None:
        raise Refused("no-such-fact", NO_SUCH_FACT, {"path": f"marriage.{fact_id}"})
    answer = raw if isinstance(raw, Answer) else _read(catalog, spec.type, raw, f"marriage.{fact_id}")
    row[fact_id] = answer.raw
    return reread(whole, catalog)


def _joins(row: Mapping[str, JsonValue], one: str, other: str) -> bool:
    spouses = row.get("spouses")
    return isinstance(spouses, list) and {one, other} <= {s for s in spouses if isinstance(s, str)}


def reread(raw: JsonValue, catalog: Catalog) -> Case:
    """The typed case of a raw one. Raises Refused with the first problem."""
    case, problems = read_case(raw, catalog.vocabulary)
    if problems:
        raise Refused("case-refused", problems[0].message, dict(problems[0].params))
    return case


def put_document(case: Case, catalog: Catalog, row: Mapping[str, JsonValue]) -> Case:
    """The case with a paper added, or replaced when its id is there. Raises Refused."""
    problems = Problems()
    reader = ValueReader(catalog.vocabulary, problems)
    document = read_document(reader, dict(row), str(row.get("id")), case)
    if problems.found or document is None:
        raise Refused("paper-refused", problems.found[0].message, dict(problems.found[0].params))
    return case.with_document(document)


def change_document(case: Case, catalog: Catalog, document_id: str, **keys: JsonValue) -> Case:
    """The case with some keys of one paper changed; None takes a key away."""
    document = find_document(case, document_id)
    row = {**document.raw, **keys}
    return put_document(case, catalog, {k: v for k, v in row.items() if v is not None})


def find_document(case: Case, document_id: str) -> Document:
    """The paper with that id. Raises Refused."""
    document = case.document(document_id)
    if document is None:
        raise Refused("no-such-document", NO_SUCH_DOCUMENT, {"document": document_id})
    return document


def meet(case: Case, catalog: Catalog, document_id: str, requirement_id: str) -> Case:
    """The case with a paper put to a requirement."""
    forms = [form for filing in case.filings if (form := catalog.form(filing.form)) is not None]
    if not any(form.requirement(requirement_id) for form in forms):
        raise Refused("no-such-requirement", NO_SUCH_REQUIREMENT, {"requirement": requirement_id})
    document = find_document(case, document_id)
    if any(m.requirement == requirement_id for m in document.meets):
        return case
    rows = document.raw.get("meets")
    kept = rows if isinstance(rows, list) else [rows] if rows else []
    return change_document(case, catalog, document_id, meets=[*kept, requirement_id])


def unmeet(case: Case, catalog: Catalog, document_id: str, requirement_id: str) -> Case:
    """The case with a paper taken away from a requirement; the paper stays."""
    document = find_document(case, document_id)
    rows = document.raw.get("meets")
    kept = [r for r in (rows if isinstance(rows, list) else [rows]) if not _names(r, requirement_id)]
    return change_document(case, catalog, document_id, meets=kept)


def _names(row: JsonValue, requirement_id: str) -> bool:
    written = row.get("requirement") if isinstance(row, dict) else row
    return str(written).rpartition("#")[2] == requirement_id


def state(case: Case, catalog: Catalog, document_id: str, fact: str, value: JsonValue) -> Case:
    """The case with one statement of a paper set; an empty value takes the statement away."""
    document = find_document(case, document_id)
    says = document.raw.get("says")
    rows: Sequence[JsonValue] = says if isinstance(says, list) else [says] if says else []
    merged: dict[str, JsonValue] = {}
    for row in rows:
        merged.update(row if isinstance(row, dict) else {})
    if value is None or value == "":
        merged.pop(fact, None)
    else:
        merged[fact] = value
    return change_document(case, catalog, document_id, says=merged)


def remove_document(case: Case, document_id: str) -> Case:
    """The case without a paper; its stored copy stays until "remove for good"."""
    find_document(case, document_id)
    return case.without_document(document_id)


def with_label(case: Case, label: str) -> Case:
    """The case under another neutral name."""
    return replace(case, label=label)
