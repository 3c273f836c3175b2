"""A whole case as one file that travels on a stick, and back."""

from __future__ import annotations

from pathlib import Path

from applicant_helper.service.desk import Desk
from applicant_helper.service.protecting import CaseKey, as_secret
from applicant_helper.service.session import Session
from applicant_helper.storage import protection
from applicant_helper.storage.handover import HandoverReport, export_case
from applicant_helper.storage.intake import header_of, import_case
from applicant_helper.storage.protection import NewProtection
from applicant_helper.storage.relocate import copy_case
from applicant_helper.storage.reseal import export_protected
from applicant_helper.storage.sealer import SEALED


def hand_over(
    desk: Desk, session: Session, target: Path, chosen: NewProtection | None = None
) -> HandoverReport:
    """Write an open case to one `.ahcx` file; it is read back and compared before this returns.

    The file of a protected case opens with the same passphrase and recovery code; that of another one with what
    is `chosen`, or, with None, without any. Raises HandoverRefused, DiskFull and others.
    """
    if chosen is None or session.store.is_protected:
        return export_case(session.store, target)
    return export_protected(session.store, target, chosen, now=desk.now(), session=desk.session_id)


def needs_secret(source: Path) -> bool:
    """Whether a hand-over file opens only with a passphrase or code. Raises FileRefused, HandoverRefused."""
    return header_of(source).protection == SEALED


def take_over(desk: Desk, source: Path, label: str | None = None, typed: str | None = None) -> str:
    """Take a `.ahcx` file in as a case of this computer; returns the name that the list shows.

    `typed` is the passphrase or recovery code of a protected one. Raises CaseProtected, WrongSecret,
    HandoverRefused and others; then nothing was taken in.
    """
    key = None
    if typed is not None and needs_secret(source):
        key = protection.unlock_header(header_of(source), as_secret(typed))
    store = import_case(source, desk.folder, now=desk.now(), session=desk.session_id, label=label, key=key)
    try:
        return store.path.stem if store.is_protected else store.label
    finally:
        store.close()


def copy_here(desk: Desk, source: Path, key: CaseKey | None) -> str:
    """Copy a case folder from another place; returns the name that the list shows. The source is only read."""
    store = copy_case(source, desk.folder, now=desk.now(), session=desk.session_id, key=key)
    try:
        return store.path.stem if store.is_protected else store.label
    finally:
        store.close()
