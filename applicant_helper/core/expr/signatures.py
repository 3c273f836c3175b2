"""The functions that conditions may call, with the types they take and give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from applicant_helper.core.expr.nodes import DATE, NAME, NUMBER, PERSON, SPAN, TEXT, YES_NO, list_of
from applicant_helper.core.marks import N_
from applicant_helper.core.vocabulary import FieldType

ANY = FieldType("any")
ANY_LIST = FieldType("list", item=ANY)
PERIODS = list_of("period")
STATEMENTS = list_of("statement")
DOCUMENTS = list_of("document")
TRIP = FieldType("record", record="trip")
MARRIAGE = FieldType("record", record="marriage")
DOCUMENT = FieldType("record", record="document")
ADDRESS = FieldType("place_record")
PEOPLE = FieldType("list", item=PERSON)


@dataclass(frozen=True, slots=True)
class Signature:
    """How a function is called. `rest` is the type of any further arguments; `needed` the least number.

    `gives` None means: the type of the first argument's items, alone or as a list, see `same_as`.
    `label` is how a person would call the result, for explanations.
    """

    takes: tuple[FieldType, ...]
    gives: FieldType | None
    rest: FieldType | None = None
    needed: int | None = None
    same_as: str = ""
    help: str = ""
    label: str = ""


SIGNATURES: Mapping[str, Signature] = {
    # counting
    "any": Signature((ANY_LIST,), YES_NO, help="whether the condition holds for some item"),
    "all": Signature((ANY_LIST,), YES_NO, help="whether the condition holds for every item"),
    "count": Signature((ANY_LIST,), NUMBER, help="how many items"),
    "sum": Signature((ANY_LIST,), NUMBER, help="the items added up"),
    "select": Signature((ANY_LIST,), None, same_as="list", help="the items, as a list"),
    "or_none": Signature(
        (ANY_LIST,), None, same_as="list", help="the list, or an empty one while not answered"
    ),
    "joined_lists": Signature(
        (ANY_LIST, ANY_LIST), None, same_as="list", help="both lists, one after the other"
    ),
    "first": Signature((ANY_LIST,), None, same_as="item", help="the first item"),
    "newest": Signature((ANY_LIST,), DATE, help="the latest of several dates"),
    "oldest": Signature((ANY_LIST,), DATE, help="the earliest of several dates"),
    "known": Signature((ANY,), YES_NO, help="whether a value was given at all"),
    # dates
    "today": Signature((), DATE, help="the day of the check"),
    "days": Signature((NUMBER,), SPAN, help="a number of days, to add or subtract"),
    "months": Signature((NUMBER,), SPAN, help="a number of months, to add or subtract"),
    "years": Signature((NUMBER,), SPAN, help="a number of years, to add or subtract"),
    "anniversary": Signature((DATE, NUMBER), DATE, help="the same day n years later; 29 February -> 1 March"),
    "age_on": Signature((DATE, DATE), NUMBER, help="age in whole years of someone born on the first date"),
    "later": Signature((DATE, DATE), DATE, rest=DATE, help="the later date"),
    "earlier": Signature((DATE, DATE), DATE, rest=DATE, help="the earlier date"),
    "year_of": Signature((DATE,), NUMBER, help="the year of a date"),
    "next_working_day": Signature(
        (DATE,), DATE, help="the day itself, or the next that is no weekend and no federal holiday"
    ),
    "working_days_after": Signature((DATE, NUMBER), DATE, help="the day that is n working days later"),
    "months_between": Signature((DATE, DATE), NUMBER, help="whole months from the first date to the second"),
    "day": Signature((NUMBER, NUMBER, NUMBER), DATE, help="a fixed date: year, month, day"),
    "days_between": Signature((DATE, DATE), NUMBER, help="days from the first date to the second"),
    # trips and histories
    "elapsed_days": Signature((TRIP,), NUMBER, help="days from leaving to return, return day included"),
    "days_present": Signature(
        (list_of("trip"), DATE, DATE),
        NUMBER,
        help="days in the country from the first date up to, not including, the second; travel days count",
    ),
    "presence_reached": Signature(
        (list_of("trip"), DATE, NUMBER, NUMBER),
        DATE,
        help="first filing date on or after the date with n days present in the m years before it",
    ),
    "overlaps": Signature((ANY_LIST,), PERIODS, help="stretches of time that two items share"),
    "gaps": Signature(
        (ANY_LIST, DATE, DATE, NUMBER), PERIODS, help="stretches between items longer than n days"
    ),
    "uncovered": Signature(
        (ANY_LIST, ANY_LIST, DATE, DATE),
        PERIODS,
        help="parts of the first list's periods, between the dates, that the second list's do not cover",
    ),
    "current": Signature((ANY_LIST,), None, same_as="item", help="the item that goes on now"),
    "same_since": Signature(
        (ANY_LIST, TEXT), DATE, help="start of the unbroken run of items with the present value of a key"
    ),
    "span": Signature((DATE, DATE), PERIODS, help="one period from a date to a date"),
    "whole_days_away": Signature(
        (list_of("trip"), DATE, DATE), NUMBER, help="days strictly inside trips, between two dates inclusive"
    ),
    "was_away": Signature((list_of("trip"), DATE), YES_NO, help="whether a day lies strictly inside a trip"),
    "first_day_home": Signature(
        (list_of("trip"), DATE), DATE, help="first day from a date on not inside a trip"
    ),
    "credited_days": Signature(
        (ANY_LIST, ANY_LIST, list_of("trip"), ANY_LIST, DATE, DATE, NUMBER),
        NUMBER,
        help="days of full credit, and half days up to a cap, less trips and periods that never count",
    ),
    "credit_reached": Signature(
        (ANY_LIST, ANY_LIST, list_of("trip"), ANY_LIST, DATE, NUMBER, NUMBER, NUMBER),
        DATE,
        help="first day from a date on whose n years before it hold enough credited days",
    ),
    "country_stays": Signature(
        (ANY_LIST, ANY_LIST, DATE, DATE), list_of("stay"), help="days in each country, by addresses and trips"
    ),
    "same_address": Signature((ADDRESS, ADDRESS), YES_NO, help="whether two addresses can be one place"),
    "lived_at": Signature((ADDRESS, ANY_LIST), YES_NO, help="whether an address is one of a list"),
    # people
    "marriages_of": Signature((PERSON,), list_of("marriage"), help="every marriage naming the person"),
    "prior_marriages": Signature(
        (PERSON,), list_of("marriage"), help="the person's marriages other than the one on this form"
    ),
    "people_in": Signature((TEXT,), PEOPLE, help="everyone in a role of this filing"),
    "unlisted_children": Signature(
        (PERSON,), STATEMENTS, help="children that papers or other answers name and the person's list lacks"
    ),
    "parent_names_differ": Signature(
        (PERSON,), STATEMENTS, help="parents on the birth record that are none of those answered"
    ),
    "names_parent": Signature(
        (DOCUMENT, PERSON), YES_NO, help="whether a birth record names a person among the parents"
    ),
    "common_parent": Signature(
        (PERSON, PERSON), YES_NO, help="whether the birth records of two people name one same parent"
    ),
    "name_differs": Signature((NAME, NAME), YES_NO, help="whether two names really differ"),
    "affidavit_household": Signature(
        (PERSON,),
        NUMBER,
        help="household size as the affidavit of support counts it",
        label=N_("Household size"),
    ),
    # other filings of the case
    "together": Signature(
        (TEXT,), YES_NO, rest=TEXT, help="whether one of these forms is filed with this one"
    ),
    "met_elsewhere": Signature((TEXT,), YES_NO, help="whether `form#requirement` is met in another filing"),
    "filed_too": Signature((TEXT,), YES_NO, help="whether this form is filed in the case as well"),
    "filed_for": Signature((TEXT, ANY), YES_NO, help="whether this form is filed in the case for a person"),
    "missing_elsewhere": Signature(
        (TEXT,),
        YES_NO,
        help="whether `form#requirement` is needed and not met in another filing of that form",
    ),
    "filed_fact": Signature(
        (TEXT, TEXT), TEXT, help="what another form of the case answers to a filing fact"
    ),
    "explained": Signature((TEXT,), YES_NO, help="whether the person explained a check or requirement"),
    "same_person": Signature(
        (ANY, ANY), YES_NO, help="whether two of a role, a person, an item are one person"
    ),
    # words in free text
    "begins": Signature((TEXT, TEXT), YES_NO, rest=TEXT, help="whether a text begins with one of these"),
    "mentions": Signature((TEXT, TEXT), YES_NO, rest=TEXT, help="whether a text holds one of these words"),
    "post_country": Signature((TEXT,), TEXT, help="the country a consulate is in"),
    "is_ds": Signature((DATE,), YES_NO, help="whether a stay has no last day (D/S)"),
    "is_unavailable": Signature((TEXT,), YES_NO, help="whether a requirement's record cannot be had"),
    "form_answers": Signature(
        (TEXT,), list_of("form_answer"), help="answers that papers of a form state by item"
    ),
    # papers
    "papers": Signature((TEXT,), DOCUMENTS, rest=TEXT, help="papers of these kinds about the people here"),
    "papers_for": Signature((TEXT,), DOCUMENTS, help="papers put to a requirement"),
    "papers_meeting": Signature((TEXT,), DOCUMENTS, help="papers that count for a requirement"),
    "met": Signature((TEXT,), YES_NO, help="whether a requirement is met"),
    "missing": Signature((TEXT,), YES_NO, help="whether a requirement is needed and not met"),
    "papers_about": Signature((PERSON,), DOCUMENTS, rest=TEXT, help="papers about a person, kinds optional"),
    "forms_here": Signature(
        (TEXT,), DOCUMENTS, rest=TEXT, help="papers that are one of these official forms"
    ),
    "is_about": Signature((DOCUMENT, PERSON), YES_NO, help="whether a paper is about a person"),
    "signed": Signature((DOCUMENT, TEXT), YES_NO, help="whether a paper has a valid signature by a role"),
    "unsigned": Signature((DOCUMENT, TEXT), YES_NO, help="whether a paper was looked at and lacks one"),
    "said_date": Signature((DOCUMENT, TEXT), DATE, help="the date one paper states for a fact"),
    "said_number": Signature((DOCUMENT, TEXT), NUMBER, help="the number one paper states for a fact"),
    "said_text": Signature((DOCUMENT, TEXT), TEXT, help="the words one paper states for a fact"),
    "said_any": Signature(
        (DOCUMENT, TEXT), YES_NO, help="whether one paper says yes to a fact or lists items"
    ),
    "item_clashes": Signature(
        (ANY_LIST, TEXT),
        STATEMENTS,
        rest=TEXT,
        help="what papers state about a key of a list's items that no listed item has, kinds optional",
    ),
    "test_scores": Signature(
        (DOCUMENT,), list_of("test_score"), help="the results one paper of a language or civics test states"
    ),
    "stamps_of": Signature((PERSON,), list_of("stamp"), help="entry and exit stamps on a person's papers"),
    "paper_times": Signature((DOCUMENTS,), PERIODS, help="the times papers speak for"),
    "categories": Signature((DOCUMENTS,), NUMBER, help="how many categories of evidence papers are of"),
    "yearly_pay": Signature((DOCUMENTS,), NUMBER, help="the pay that pay stubs state, for a year"),
    "translations_of": Signature(
        (FieldType("record", record="document"),), DOCUMENTS, help="its translations"
    ),
    "foreign_papers": Signature(
        (),
        DOCUMENTS,
        help="papers of this filing that are not in English",
        label=N_("Papers in another language"),
    ),
    "disagreements": Signature(
        (ANY,), STATEMENTS, rest=TEXT, help="what papers say differently from this fact, kinds optional"
    ),
    "name_conflicts": Signature(
        (NAME,),
        STATEMENTS,
        rest=TEXT,
        help="names on papers that differ with nothing to link them",
        label=N_("Names on papers that differ from your legal name"),
    ),
    "name_variants": Signature(
        (NAME,),
        STATEMENTS,
        rest=TEXT,
        help="names on papers that are spelled differently and not listed as other names",
        label=N_("Names on papers that are spelled differently"),
    ),
    "clashes": Signature((ANY,), STATEMENTS, rest=TEXT, help="like disagreements, also among papers alone"),
    "unmatched_stamps": Signature((list_of("trip"), NUMBER), list_of("stamp"), help="stamps outside trips"),
    "unstamped_trips": Signature((list_of("trip"), NUMBER), list_of("trip"), help="trips without any stamp"),
    "untranslated": Signature((), list_of("lack"), help="papers in another language without a translation"),
    "translation_differences": Signature(
        (), list_of("translation_difference"), help="names and dates that a translation gives otherwise"
    ),
    "certificate_lacks": Signature((), list_of("lack"), help="papers whose translator left items out"),
    "distinct": Signature((ANY_LIST,), NUMBER, help="how many different values a list has"),
    "ladder_faults": Signature((), list_of("lack"), help="records replaced by sworn statements alone"),
    "affiants": Signature((), list_of("affiant"), help="who swore a statement in place of a record"),
    # the form itself
    "form_differences": Signature(
        (TEXT,),
        list_of("form_difference"),
        rest=TEXT,
        help="single facts that a filled form states otherwise than answered; facts to leave out",
    ),
    "edition_accepted": Signature((DATE, DATE), YES_NO, help="whether an edition is accepted on a day"),
    "fee_due": Signature((), NUMBER, rest=TEXT, help="the fee that the answers lead to, or one part of it"),
    # amounts
    "whole": Signature((NUMBER,), NUMBER, help="the nearest whole number, a half goes up"),
    "larger": Signature((NUMBER, NUMBER), NUMBER, help="the larger of two numbers"),
    "smaller": Signature((NUMBER, NUMBER), NUMBER, help="the smaller of two numbers"),
    # tables
    "visa_cutoff": Signature(
        (TEXT, TEXT),
        DATE,
        help="cut-off date of the visa chart for a category and country",
        label=N_("Visa chart of the month"),
    ),
    "tps_date": Signature(
        (TEXT, TEXT), DATE, help="a date of a country's TPS designation", label=N_("TPS designation")
    ),
    "tps_window": Signature(
        (TEXT, TEXT, TEXT, DATE),
        DATE,
        help="`from` or `to` of the TPS registration window of a kind that is open or comes next",
        label=N_("TPS registration"),
    ),
    "tps_open": Signature(
        (TEXT, TEXT, DATE),
        YES_NO,
        help="whether a TPS registration window is open on a day",
        label=N_("TPS registration"),
    ),
    "poverty_guideline": Signature(
        (NUMBER, TEXT, DATE), NUMBER, help="yearly poverty guideline for a household size, state and date"
    ),
}

VIRTUAL_RECORDS: Mapping[str, Mapping[str, FieldType]] = {
    "statement": {
        "says": TEXT,
        "document": TEXT,
        "name": TEXT,
        "date": DATE,
        "page": NUMBER,
        "kind": TEXT,
    },
    "lack": {"requirement": TEXT, "document": TEXT, "name": TEXT, "items": FieldType("list", item=TEXT)},
    "translation_difference": {
        "document": TEXT,
        "name": TEXT,
        "says": TEXT,
        "original": TEXT,
        "other": TEXT,
    },
    "affiant": {
        "requirement": TEXT,
        "document": TEXT,
        "name": TEXT,
        "is_party": YES_NO,
        "date_of_birth": DATE,
    },
    "form_difference": {
        "fact": TEXT,
        "whose": TEXT,
        "answered": TEXT,
        "says": TEXT,
        "document": TEXT,
        "name": TEXT,
        "date": DATE,
        "page": NUMBER,
        "kind": TEXT,
    },
    "period": {"days": NUMBER},
    "stay": {"country": FieldType("country"), "days": NUMBER, "longest": NUMBER, "last": DATE},
    "document": {"is_foreign": YES_NO, "name": TEXT},
}
