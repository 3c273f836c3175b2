"""The sentences that say what a destination wants, by the values of its file. Marked for translation, slots empty."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from applicant_helper.core.marks import N_


class Topic(StrEnum):
    """What a line is about; lines come in this order."""

    PLACE = "place"
    SHEET = "sheet"
    FILES = "files"
    PAGES = "pages"
    ORDER = "order"
    TRANSLATIONS = "translations"
    PAPER = "paper"
    ADVICE = "advice"
    DATES = "dates"
    CONFLICTS = "conflicts"
    CHECK = "check"


HEADINGS: Mapping[Topic, str] = {
    Topic.PLACE: N_("Where it goes"),
    Topic.SHEET: N_("Paper size"),
    Topic.FILES: N_("Files"),
    Topic.PAGES: N_("Pages"),
    Topic.ORDER: N_("Order"),
    Topic.TRANSLATIONS: N_("Translations"),
    Topic.PAPER: N_("Before you mail it"),
    Topic.ADVICE: N_("Good to know"),
    Topic.DATES: N_("Dates"),
    Topic.CONFLICTS: N_("Where sources differ"),
    Topic.CHECK: N_("Check these yourself"),
}

SHEETS: Mapping[tuple[str, str], str] = {
    ("letter", "one"): N_("Letter paper, 8.5 by 11 inches, printed on one side."),
    ("letter", "both"): N_("Letter paper, 8.5 by 11 inches. Both sides may be printed."),
    ("letter", "screen"): N_("Letter pages, 8.5 by 11 inches."),
    ("a4", "one"): N_("A4 paper, printed on one side."),
    ("a4", "both"): N_("A4 paper. Both sides may be printed."),
    ("a4", "screen"): N_("A4 pages."),
    ("keep", "one"): N_("Every page keeps its own size. Print on one side."),
    ("keep", "both"): N_("Every page keeps its own size. Both sides may be printed."),
    ("keep", "screen"): N_("Every page keeps its own size."),
}
UNITS: Mapping[str, str] = {
    "whole_paper": N_("Everything in one packet. Each form has its papers behind it."),
    "whole": N_("One file with everything."),
    "per_form": N_("One file for each form."),
    "per_requirement": N_("One file for each requirement."),
    "per_item": N_("One file for each item of the notice."),
    "per_document": N_("One file for each paper."),
    "per_person_document": N_("One file for each paper, and a folder for each person."),
    "per_submission": N_("One file for each form, and one for the evidence."),
    "per_category": N_("One file for each kind of evidence."),
}
LIMIT = N_("Each file under {limit}.")
TARGET = N_("This program aims at {target} or less for each file.")
TYPES = N_("File types: {types}. This program writes PDF.")
NOTHING_ACTIVE = N_("Files have no password and nothing active inside: {forbidden}.")
PASSWORD_OK = N_(
    "You may put a password on the file when you send it. Nothing active is inside: {forbidden}."
)
NAMES = N_("File names look like this: {example}")
FORBIDDEN: Mapping[str, str] = {
    "xfa": N_("no form programs"),
    "javascript": N_("no scripts"),
    "attachments": N_("no attached files"),
    "portfolio": N_("no collections of files"),
    "external_links": N_("no links to other places"),
}
SMALLER_FIRST = N_(
    "When a file is too large, pictures are made smaller first, never below {floor} dots per inch. Each one is listed."
)
SPLITS: Mapping[str, str] = {
    "at_exhibit": N_("A file that is still too large is cut into numbered parts between exhibits."),
    "at_document": N_("A file that is still too large is cut into numbered parts between papers."),
    "at_page": N_("A paper that is still too large is cut into numbered parts."),
}

STAMPS: Mapping[str, str] = {
    "none": N_("Nothing is printed on your pages."),
    "optional": N_("Page numbers are printed on your pages. They are allowed, not asked for."),
    "required": N_("Page numbers are printed on your pages. They are asked for."),
}
FORMS_STAY = N_("Official forms stay as they are. Nothing is printed on them.")
EXHIBITS = N_("Your papers are named {first}, {second}, and so on.")
DIVIDERS: Mapping[str, str] = {
    "plain": N_("A page with its name stands before each of them."),
    "tabbed": N_("A page with its letter at the right edge stands before each of them."),
}
INDEXES: Mapping[str, str] = {
    "none": N_("There is no contents page."),
    "official_checklist_on_top": N_(
        "There is no contents page. The official checklist takes its place, on top."
    ),
    "first": N_("The contents page comes first."),
    "after_cover": N_("A contents page lists your papers with their page numbers."),
    "per_file": N_("A file with several papers starts with a contents page."),
}
SEARCHABLE: Mapping[str, str] = {
    "recommended": N_("Text should be searchable."),
    "required": N_("Text must be searchable."),
}

ORDER = N_("In this order: {order}.")
ONLY_WHEN = N_("About {slot}: {when}.")
SLOTS: Mapping[str, str] = {
    "payment": N_("the payment sheet or fee receipt"),
    "notification_form": N_("the notification form"),
    "representative_form": N_("the representative's form"),
    "request_notice": N_("the notice"),
    "cover": N_("the cover page"),
    "form": N_("the form"),
    "supplements": N_("its supplements"),
    "toc": N_("the contents page"),
    "statements": N_("your explanations"),
    "evidence_by_requirement": N_("your papers by requirement"),
    "photos": N_("the photos"),
    "proposed_order": N_("the proposed order"),
    "proof_of_service": N_("the proof of service"),
}

PLACEMENTS: Mapping[str, str] = {
    "after_original": N_("A translation comes right behind its original."),
    "before": N_("A translation comes right before its original."),
    "same_file": N_("A translation is in the same file as its original, behind it."),
}
NO_TRANSLATION: Mapping[tuple[str, ...], str] = {
    ("en",): N_("Papers in English need no translation."),
    ("en", "fr"): N_("Papers in English or French need no translation."),
    ("en", "cy"): N_("Papers in English or Welsh need no translation."),
}
STATEMENT_HAS = N_("With a translation there must be: {items}.")
CERTIFICATE: Mapping[str, str] = {
    "competent": N_("that the translator can translate this language"),
    "accurate": N_("that the translation is accurate"),
    "complete": N_("that the translation is complete"),
    "name": N_("the translator's name"),
    "signature": N_("the translator's signature"),
    "date": N_("the date"),
    "address": N_("the translator's address"),
    "phone": N_("the translator's phone number"),
    "contact": N_("how to reach the translator"),
    "documents_listed": N_("which papers it is for, if there are several"),
    "affidavit": N_("the translator's affidavit"),
}
CERTIFIED_COPY = N_("A certified copy of the original goes with each translation.")

DEADLINE = N_("{what}: {rule}")
DEADLINE_BY = N_("{what}: {rule} ({authority})")
PLAIN = "{text}"
CHECK_IT = N_("Check on the official page: {what}.")
OFFICIAL_PAGE = N_("The official page: {url}")
READ_ON = N_(
    "These rules were last gone through on {date}. Rules change, so look at the official page before you file."
)
