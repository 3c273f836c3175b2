"""Removing a case from this computer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from applicant_helper import i18n
from applicant_helper.i18n import say
from applicant_helper.service.desk import Desk
from applicant_helper.storage import lastseen
from applicant_helper.storage.wipe import wipe_case


def wipe_lines(desk: Desk, path: Path) -> Iterator[str]:
    """Remove a case; yields what was removed, what stays, and what cannot be reached from here."""
    lastseen.forget_case(desk.folder, path)
    report = wipe_case(path, now=desk.now(), session=desk.session_id)
    for row in report.removed:
        yield say("Removed: {what} ({files} files)", what=i18n.gettext(row.what), files=str(row.files))
    for name in report.left:
        yield say("Left alone, because this program did not put it there: {name}", name=name)
    for what in report.out_of_reach:
        yield say("Out of reach: {what}", what=i18n.gettext(what))
