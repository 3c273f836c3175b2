"""Things noticed while opening or saving that stop nothing but that the person should see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.core.marks import N_


@dataclass(frozen=True, slots=True)
class Notice:
    """A stable code and an English sentence with `{slots}` for `params`; the face translates it."""

    code: str
    message: str
    params: Mapping[str, str] = field(default_factory=dict)


def older_than_seen(rev: int, seen: int) -> Notice:
    """The database is older than the summary beside it."""
    return Notice(
        "older-than-seen",
        N_(
            "This case is older than when it was last closed (step {rev}, last seen {seen}). "
            "Someone may have put an earlier copy in its place. Look at the earlier copies before you go on."
        ),
        {"rev": str(rev), "seen": str(seen)},
    )


def other_history() -> Notice:
    """The log is not the one the summary was written for."""
    return Notice(
        "other-history",
        N_(
            "This case does not continue from where it was last closed. Someone may have put another copy "
            "in its "
            "place. Check the last answers before you go on."
        ),
    )


def head_rebuilt() -> Notice:
    """The summary was unreadable and has been written anew."""
    return Notice(
        "head-rebuilt",
        N_(
            "The label of this case could not be read, so the name of its folder is used. Nothing else is "
            "touched."
        ),
    )


def snapshot_skipped(cause: ApplicantHelperError) -> Notice:
    """A safety copy could not be written; the change itself is saved."""
    return Notice(
        "snapshot-skipped",
        N_(
            "Your work is saved, but there was no room for a safety copy of the case. Free some space on "
            "the disk."
        ),
        {"cause": cause.code},
    )


def old_copy_stays() -> Notice:
    """The case is under its new seal, but the copy under the old one could not be removed yet."""
    return Notice(
        "old-copy-stays",
        N_(
            "The change is made, but the computer did not let the program remove the copy of the case from before. "
            "The program tries again whenever it shows your cases."
        ),
    )
