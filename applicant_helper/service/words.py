"""Values and findings in the words of the language in use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from applicant_helper import i18n
from applicant_helper.catalog.catalogue import Catalog
from applicant_helper.core.answers import SOME, Answer, AnswerState, Record
from applicant_helper.core.case import Person
from applicant_helper.core.errors import fill
from applicant_helper.core.expr.result import DateRange
from applicant_helper.core.finding import Finding, Part, Severity, Source, Standing, Status
from applicant_helper.core.marks import N_
from applicant_helper.core.text import AsWritten, safe_text
from applicant_helper.core.values.countries import CountryCode, country_name
from applicant_helper.core.values.dates import PartialDate
from applicant_helper.core.values.money import Money
from applicant_helper.core.values.names import PersonName, print_name

if TYPE_CHECKING:
    from applicant_helper.reading import PaperLook

SEVERITY_WORDS: Mapping[Severity, str] = {
    Severity.BLOCKS: N_("Would be sent back"),
    Severity.LIKELY_RFE: N_("Does not match or is missing"),
    Severity.ADVICE: N_("Worth explaining"),
    Severity.INFO: N_("Note"),
}
STATUS_WORDS: Mapping[Status, str] = {
    Status.MET: N_("Ready"),
    Status.MISSING: N_("Missing"),
    Status.INCOMPLETE: N_("Needs attention"),
    Status.NOT_NEEDED: N_("Not needed"),
    Status.ANSWER_FIRST: N_("Answer a question first"),
}
SHORT_STATUS_WORDS: Mapping[Status, str] = {**STATUS_WORDS, Status.ANSWER_FIRST: N_("Answer first")}
STATUS_MARKS: Mapping[Status, str] = {
    Status.MET: "+",
    Status.MISSING: "!",
    Status.INCOMPLETE: "~",
    Status.NOT_NEEDED: "-",
    Status.ANSWER_FIRST: "?",
}
SAYS = N_("{name} says {says}")
SAYS_ON_PAGE = N_("{name}, page {page}, says {says}")
UNKNOWN = N_("not known yet")
CHECK_PAGE = N_("This comes from a source we could not confirm. Check it on the official page.")


def severity_word(severity: Severity) -> str:
    """How a severity is called."""
    return i18n.gettext(SEVERITY_WORDS[severity])


def status_word(status: Status) -> str:
    """How a status is called."""
    return i18n.gettext(STATUS_WORDS[status])


def short_status_word(status: Status) -> str:
    """How a status is called where room is short."""
    return i18n.gettext(SHORT_STATUS_WORDS[status])


def word(catalog: Catalog, identifier: str) -> str:
    """The label of a choice, record key or fact in the language in use; the identifier when it has none."""
    label = catalog.vocabulary.labels.get(identifier)
    if label is None:
        owner, _, fact = identifier.partition(".")
        spec = catalog.vocabulary.facts.get(owner, {}).get(fact)
        if spec is not None:
            return i18n.data_text(f"vocabulary/facts.{owner}.{fact}.label", spec.label)
        return identifier.replace("_", " ")
    return i18n.data_text(f"vocabulary/labels.{identifier}", label)


ROLE_WORDS = {
    "applicant": N_("the applicant"),
    "petitioner": N_("the petitioner"),
    "beneficiary": N_("the beneficiary"),
    "spouse": N_("the spouse"),
    "sponsor": N_("the sponsor"),
    "joint_sponsor": N_("the joint sponsor"),
    "household_member": N_("the household member"),
    "principal": N_("the main applicant"),
    "derivative": N_("the family member"),
    "child": N_("the child"),
    "parent": N_("the parent"),
    "qualifying_relative": N_("the qualifying relative"),
    "abuser": N_("the person who caused harm"),
    "employer": N_("the employer"),
}


def role_word(role: str) -> str:
    """A role as people call it."""
    return i18n.gettext(ROLE_WORDS[role]) if role in ROLE_WORDS else role.replace("_", " ")


def value_text(value: object, catalog: Catalog | None = None) -> str:
    """Any value in words: dates with the month as a word, names as one name, lists as their number."""
    if value is None:
        return i18n.gettext(UNKNOWN)
    if isinstance(value, bool):
        return i18n.gettext("yes") if value else i18n.gettext("no")
    if value is SOME:
        return i18n.gettext("yes, not listed yet")
    if isinstance(value, AsWritten):
        return safe_text(value)
    if isinstance(value, CountryCode):
        return country_name(value)
    if isinstance(value, (date, PartialDate)):
        return i18n.format_date(value)
    if isinstance(value, DateRange):
        return f"{i18n.format_date(value.earliest)} - {i18n.format_date(value.latest)}"
    if isinstance(value, Decimal):
        return i18n.format_number(value)
    if isinstance(value, Money):
        return i18n.format_money(value.amount, value.currency)
    if isinstance(value, PersonName):
        return safe_text(print_name(value))
    if isinstance(value, Person):
        return person_name(value)
    return _other_text(value, catalog)


def _other_text(value: object, catalog: Catalog | None) -> str:
    if isinstance(value, Record):
        return record_text(value, catalog)
    if isinstance(value, Source):
        return source_text(value)
    if isinstance(value, (tuple, list)):
        return "; ".join(value_text(v, catalog) for v in value)
    text = str(value)
    return safe_text(word(catalog, text) if catalog is not None else text)


def source_text(source: Source) -> str:
    """One place that says something: the paper's name, its page when known, and its words."""
    slots = {"name": safe_text(source.name), "says": safe_text(source.says), "page": str(source.page or "")}
    return fill(i18n.gettext(SAYS_ON_PAGE if source.page else SAYS), slots)


def record_text(record: Record, catalog: Catalog | None = None) -> str:
    """One list item on one line, such as "18 December 2023 - 9 January 2024, Mexico"."""
    shown = []
    for key, answer in record.fields.items():
        if answer.has_value and key not in {"id"}:
            value = answer.value
            if key in {"country", "to"} and isinstance(value, str) and len(value) == 2:
                shown.append(country_name(value))
            else:
                shown.append(value_text(value, catalog))
    return ", ".join(shown)


def answer_text(answer: Answer | None, catalog: Catalog | None = None) -> str:
    """An answer in words, its state included."""
    if answer is None:
        return i18n.gettext("not answered")
    if answer.state is AnswerState.DONT_KNOW:
        return i18n.gettext("I don't know yet")
    if answer.state is AnswerState.NOT_APPLICABLE:
        return i18n.gettext("does not apply")
    if answer.value == ():
        return i18n.gettext("none")
    text = value_text(answer.value, catalog)
    if answer.state is AnswerState.PROVISIONAL:
        return fill(i18n.gettext("{value} (not sure)"), {"value": text})
    return text


def person_name(person: Person) -> str:
    """The name a person is shown by; the id while none was given."""
    legal = person.facts.get("legal_name")
    value = legal.value if legal is not None else None
    return safe_text(print_name(value)) if isinstance(value, PersonName) else person.id


def filled(template: str, params: Mapping[str, object], catalog: Catalog | None = None) -> str:
    """A translated template with its values in words."""
    return fill(template, {k: value_text(v, catalog) for k, v in params.items()})


STANDING_WORDS = {
    Standing.EXPLAINED: N_("Explained ({severity})"),
    Standing.CHANGED: N_("Explained before, but it has changed ({severity})"),
}


def finding_word(finding: Finding) -> str:
    """How much a finding matters, and whether the person explained it."""
    severity = severity_word(finding.severity)
    if finding.standing in STANDING_WORDS:
        return fill(i18n.gettext(STANDING_WORDS[finding.standing]), {"severity": severity})
    return severity


def finding_text(finding: Finding, catalog: Catalog) -> str:
    """What a finding says."""
    template = i18n.data_text(f"{finding.words_at}.says", finding.message)
    return filled(template, finding.params, catalog)


def finding_fix(finding: Finding, catalog: Catalog) -> str:
    """What to do about a finding."""
    template = i18n.data_text(f"{finding.words_at}.do", finding.fix_message)
    return filled(template, finding.params, catalog)


def part_text(part: Part, catalog: Catalog | None = None) -> str:
    """One line of what a requirement has or needs."""
    return filled(i18n.gettext(part.message), part.params, catalog)


def refusal_text(look: PaperLook) -> str:
    """Why a file was not taken in, with its name and the next step."""
    if look.refusal is None:
        return ""
    params = dict(look.refusal.params)
    seems = params.get("seems")
    if seems is not None:
        params["seems"] = i18n.gettext(seems)
    return fill(i18n.gettext(look.refusal.message), params)
