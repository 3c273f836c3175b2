"""What bundling says: the words that may stand before a paper, what cannot be bundled, and what to know."""

from __future__ import annotations

from collections.abc import Mapping

from applicant_helper.core.errors import ApplicantHelperError, ExitCode
from applicant_helper.core.marks import N_
from applicant_helper.packet.model import Role

ROLES: Mapping[str, Role] = {
    "form": "official_form",
    "supplement": "supplement",
    "payment": "payment",
    "notification": "notification_form",
    "representative": "representative_form",
    "notice": "request_notice",
    "photo": "photo",
    "proposed-order": "proposed_order",
    "proof-of-service": "proof_of_service",
    "translation": "translation",
    "certificate": "translation_certificate",
}
"""Words before a paper, as in `form:n-400.pdf`; without one a paper is evidence."""
FOLLOWERS: frozenset[Role] = frozenset({"translation", "translation_certificate"})
MARKERS = ("exhibit", "person")
"""Words that are about the papers behind them, as in `exhibit:Proof of residence`."""
CAPTION_KEYS = (
    *("filer", "address", "phone", "email", "eoir_id", "court", "city", "matter", "a_number"),
    *("judge", "hearing", "detained", "filing", "to", "re"),
)

NOTHING_THERE = N_("There is nothing at {names}. Check how it is written.")
WORDS_BEFORE = N_(
    "There is nothing at {names}. Check how it is written. The words that may stand before a paper are {words}."
)
NOT_A_FILE = N_("{name} is not a file. Give files, or folders with files in them.")
EMPTY_FOLDER = N_("The folder {name} has no papers in it. Check that you chose the right one.")
FULL_FOLDER = N_("The folder {name} holds more than {most} files. Give its inner folders one by one.")
CLOSED_FOLDER = N_("The folder {name} can't be opened. Check that you may read it.")
ONE_FILE = N_("{word}: names one file, and {name} is a folder. Give the files in it one by one.")
NO_ORIGINAL = N_("{word}: comes right behind the paper it belongs to. Put {name} behind that paper.")
EMPTY_EXHIBIT = N_("The exhibit {title} has no papers. Put them behind it.")
NO_PAPERS = N_("There is no paper to bundle. Give files or folders.")
FORMS_LEFT = N_(
    "{given} form numbers were given for {count} form. Give one --form for each paper marked with form:."
)
HOLDS_PAPER = N_("The folder {name} holds papers that go into the packet. Choose another name.")
BAD_CAPTION = N_("{text} is not taken as a caption. Write KEY=VALUE with one of these keys: {keys}.")

PASSED_OVER = N_(
    "Not taken from the folder {folder}: {names}. Hidden files, system files and links stay out."
)
GIVEN_TWICE = N_("{name} is given twice, so it is in the packet twice.")
NO_SLOT = N_("There is no place of its own for {name} at this destination. It comes before the other papers.")
CAPTION_UNUSED = N_("The cover has no line for {key} at this destination, so it is not printed.")
NEEDED: Mapping[Role, str] = {
    "official_form": N_("The form is asked for there, and no paper was marked with form:."),
    "request_notice": N_("The notice is asked for there, on top, and none was given. Use --notice."),
}


class BundleNotPossible(ApplicantHelperError):
    """What was asked for does not make a packet."""

    exit_code = ExitCode.USAGE


class PapersNotThere(ApplicantHelperError):
    """Papers that were named cannot be found or opened."""

    exit_code = ExitCode.BAD_INPUT_FILE
