"""A case whose files do not hold together any more: going back to a copy of it that does."""

from __future__ import annotations

from pathlib import Path

from applicant_helper import i18n
from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.core.marks import N_
from applicant_helper.i18n import say
from applicant_helper.service.copies import copy_of
from applicant_helper.service.desk import Desk
from applicant_helper.storage import lastseen, recovery
from applicant_helper.storage.keyslots import CaseKey
from applicant_helper.storage.problems import CaseDamaged

HEADER_ONLY = "header"
NO_WAY_BACK = N_(
    "There is no earlier copy of this case that can be read. If you have it in a backup or as an .ahcx "
    "file, take that in: applicant-helper import FILE."
)
ASK = N_("What do you want to go back to?")
KEPT_BESIDE = N_("What was damaged stays in the folder of the case, under names with .damaged in them.")


def ways_back(desk: Desk, path: Path, key: CaseKey | None = None) -> tuple[tuple[str, str], ...]:
    """Names and words of what a damaged case can be brought back to, the newest first.

    When only the header is damaged, the case as it is comes first. Raises CaseNotFound, StorageTrouble.
    """
    rows = []
    if key is None and recovery.only_header_is_damaged(path):
        rows.append((HEADER_ONLY, i18n.gettext("As it is; only the first page of the case is written anew")))
    for kept in recovery.usable_snapshots(path, key):
        copy = copy_of(kept, 0, desk.now().tzinfo)
        rows.append((copy.name, say("The copy of {when}", when=copy.text())))
    return tuple(rows)


def bring_back(desk: Desk, path: Path, name: str, key: CaseKey | None = None) -> None:
    """Bring a damaged case back. Raises CaseDamaged when that copy does not read back either, CaseInUse ..."""
    lastseen.forget_case(desk.folder, path)
    if name == HEADER_ONLY:
        recovery.mend_header(path, now=desk.now(), session=desk.session_id)
    else:
        recovery.recover_case(path, name, now=desk.now(), session=desk.session_id, key=key)


def is_damaged(refusal: ApplicantHelperError) -> bool:
    """Whether a case did not open because its files do not hold together."""
    return isinstance(refusal, CaseDamaged)


__all__ = ["bring_back", "is_damaged", "ways_back"]
