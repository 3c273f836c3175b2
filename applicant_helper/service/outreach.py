"""A session on a computer that is not the applicant's: every case protected, nothing kept, everything wiped."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from applicant_helper import i18n
from applicant_helper.core.errors import ApplicantHelperError, ExitCode
from applicant_helper.core.marks import N_
from applicant_helper.guard import events
from applicant_helper.i18n import say
from applicant_helper.service.desk import CaseRow, Desk
from applicant_helper.service.handing_over import hand_over
from applicant_helper.service.protecting import open_with
from applicant_helper.service.wiping import wipe_lines

CASES, CACHE = "cases", "cache"
NOT_OURS = N_(
    "The folder {folder} holds other things. A session needs a new or empty folder, or one that a session made."
)
BEGIN = N_(
    "Outreach session. Each case gets a passphrase and a recovery code, to be written on the applicant's paper. "
    "The screen locks after 3 minutes. At the end each case can be saved to the applicant's stick, and everything "
    "here is removed."
)
LEFT_BEHIND = N_("An earlier session was not ended. Its cases are still here, protected.")


class SessionFolderRefused(ApplicantHelperError):
    """A folder that a session must not use, because ending it would remove other people's things."""

    exit_code = ExitCode.OUTPUT_EXISTS


def session_desk(folder: Path, now: Callable[[], datetime]) -> Desk:
    """The desk of a session folder. Raises SessionFolderRefused."""
    known = {CASES, CACHE}
    if folder.exists() and (not folder.is_dir() or any(p.name not in known for p in folder.iterdir())):
        raise SessionFolderRefused("session-folder", NOT_OURS, {"folder": str(folder)})
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    events.be_silent()
    return Desk(folder / CASES, now, cache=folder / CACHE, is_outreach=True)


def left_behind(desk: Desk) -> tuple[CaseRow, ...]:
    """The cases of this session folder."""
    return desk.cases()


def save_for_applicant(desk: Desk, row: CaseRow, target: Path, typed: str) -> None:
    """Write a case to a hand-over file, read back, before it is removed. Raises WrongSecret, HandoverRefused ..."""
    session = open_with(desk, row.path, typed)
    try:
        hand_over(desk, session, target)
    finally:
        session.close()


def end(desk: Desk) -> Iterator[str]:
    """Remove every case and the session folder; yields what was removed and what is out of reach, each once."""
    told: set[str] = set()
    for row in desk.cases():
        yield say("Case {case}", case=row.path.stem)
        for line in wipe_lines(desk, row.path):
            if line not in told:
                yield line
            if line.startswith(_out_of_reach()):
                told.add(line)
    folder = desk.folder.parent
    shutil.rmtree(desk.cache, ignore_errors=True)
    for part in (desk.folder, folder):
        left = [p.name for p in part.iterdir()] if part.is_dir() else []
        if not left and part.is_dir():
            part.rmdir()
    if folder.exists():
        yield say("Not everything could be removed. Look into {folder}.", folder=str(folder))
    else:
        yield i18n.gettext("The session folder is removed.")


def _out_of_reach() -> str:
    return say("Out of reach: {what}", what="\0").partition("\0")[0]
